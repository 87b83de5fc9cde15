/*
 * A form pack as plain data: one authority's process, stages, clocks, roles,
 * recipients, and the wording of its forms. pack/ loads it from forms/ID.xml.
 * Texts marked (placeholders) may hold {datum} names of datum.h.
 */
#pragma once

#include <glib.h>

#include "model/look.h"

typedef struct {
    gchar *id;           /* "tm" */
    gchar *name;         /* "Team manager" */
    gchar *abbreviation; /* "TM" */
} Role;

typedef struct {
    gchar *role;    /* id of a Role, or NULL when a fixed address */
    gchar *address; /* e-mail address, or NULL when a role */
    gchar *name;    /* what stands before a fixed address; may be NULL */
    gchar *when;    /* of an attendee: "if the Director agrees"; else NULL */
} Recipient;

typedef enum {
    STAGE_ANSWER,  /* a manager answers in writing */
    STAGE_MEETING, /* a meeting's outcomes and actions are written down */
    STAGE_FINAL,   /* no form: what is left when the last form has failed */
    STAGE_EMAIL,   /* a manager answers by e-mail; the form is the request, and may come back */
} StageKind;

typedef struct {
    guint number; /* from 1, without gaps */
    StageKind kind;
    gchar *role;           /* who answers */
    gchar *title;          /* "Team Manager" */
    guint working_days;    /* to answer, the most when there is a choice; 0 at a final stage */
    guint least_days;      /* the least that may be chosen; 0 when there is no choice */
    guint issue_days;      /* working days from reaching the stage to issuing it; 0: at once */
    gboolean informal;     /* part of the process, but not of its formal part */
    gboolean important;    /* its e-mails are marked High Importance */
    gchar *question;       /* "Response of Team Manager" */
    gchar *hint;           /* what the answer should include; may be NULL */
    gchar *resolved_label; /* "Concerns resolved" */
    gchar *proceed_label;  /* "Proceed to Stage 2" */
    guint proceed_to;      /* the stage that "proceed" opens */
    gchar *task;           /* what the IRO does at this stage, in words */
    GPtrArray *recipients; /* of Recipient */
    GPtrArray *copies;     /* of Recipient */
    GPtrArray *attendees;  /* of Recipient: who is at the meeting; one of neither role nor
                            * address is called by its name */
} Stage;

/* One ladder of stages. Most authorities have one, some two: say, a concern and a dispute. */
typedef struct {
    gchar *id;               /* "dispute"; "" when the pack has only one */
    gchar *title;            /* "Formal dispute"; NULL when the pack has only one */
    guint total_days;        /* working days of the formal process; 0: no limit */
    guint total_from;        /* the stage whose issue starts the total clock */
    guint informal_days;     /* working days of an informal stage before stage 1; 0: none is set */
    gchar *bypass_condition; /* "after discussion with the Principal IRO Manager"; may be NULL */
    GPtrArray *stages;       /* of Stage, by number */
} Track;

typedef struct {
    gchar *label;
    gchar *value; /* (placeholders) */
} FactLine;

typedef struct {
    gchar *title;
    gchar *text; /* (placeholders) */
} Section;

typedef struct {
    gchar *id;    /* "drift" */
    gchar *title; /* as reports name it */
} Theme;

/* How grave a concern is, with the policy's own list of examples. */
typedef struct {
    guint number;
    gchar *title;          /* "Area of concern where remedial action is required" */
    gchar *rule;           /* what the policy says of it, in words */
    gboolean needs_impact; /* raised only when the dispute says what it meant for the child */
    gchar **tracks;        /* ids of the tracks that it may take, NULL-terminated; NULL: any */
    GPtrArray *examples;   /* of Theme */
} ConcernLevel;

/* A kind of case whose process ends in another way. */
typedef struct {
    gchar *id;      /* "cp" */
    gchar *title;   /* "Child protection" */
    gchar *task;    /* what is left at the final stage, in place of the stage's own task */
    gchar **tracks; /* ids of the tracks that end so, NULL-terminated; NULL: all */
} CaseKind;

/* What stands on a kind of form before the answer. */
typedef struct {
    gchar *title;        /* "IRO dispute resolution" */
    gchar *introduction; /* one sentence under the title; may be NULL (placeholders) */
    GPtrArray *facts;    /* of FactLine */
    GPtrArray *sections; /* of Section */
} FormWording;

typedef struct {
    FormWording *wording;
    gchar *question;       /* of the optional reply; NULL when none is asked */
    gchar *hint;           /* may be NULL */
    gboolean answered;     /* the reply is part of the process, not a courtesy */
    GPtrArray *recipients; /* of Recipient */
    GPtrArray *copies;     /* of Recipient */
} ComplimentForm;

typedef struct {
    gchar *id;        /* "nottingham": the file's base name */
    gchar *code;      /* "NCC" */
    gchar *authority; /* "Nottingham City Council" */
    gchar *service;
    gchar *policy;      /* title of the policy that the rules come from */
    gchar *marking;     /* "OFFICIAL-SENSITIVE" */
    Look *look;         /* colours and logo */
    gchar *return_to;   /* where the answer is sent back (placeholders) */
    gchar *note_type;   /* type of the case note */
    gchar *cafcass;     /* when a referral to Cafcass may run beside, in words; may be NULL */
    gchar *guardian;    /* what the IRO tells the Children's Guardian in proceedings; may be NULL */
    gchar **legal;      /* where legal advice is had, a level each; NULL-terminated, may be empty */
    GPtrArray *roles;   /* of Role */
    GPtrArray *themes;  /* of Theme */
    GPtrArray *levels;  /* of ConcernLevel, by number; often none */
    GPtrArray *cases;   /* of CaseKind; often none */
    GPtrArray *tracks;  /* of Track, at least one; the first is the usual one */
    const Track *track; /* the one that this pack speaks of: see pack_take_track */
    GPtrArray *stages;  /* of Stage, by number; those of `track`, which owns them */
    FormWording *dispute;
    ComplimentForm *compliment; /* NULL when the authority has none */
    gchar *sha256;              /* of the file that it was loaded from, and of its logo */
} Pack;

void pack_free(Pack *pack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pack, pack_free)

/* Each returns NULL when there is none. */
const Role *pack_find_role(const Pack *pack, const gchar *id);
const Stage *pack_find_stage(const Pack *pack, guint number);
const Theme *pack_find_theme(const Pack *pack, const gchar *id);

const ConcernLevel *pack_find_level(const Pack *pack, guint number);
const Theme *concern_level_find_example(const ConcernLevel *level, const gchar *id);
const CaseKind *pack_find_case(const Pack *pack, const gchar *id);

/* NULL or "" is the first track; NULL when there is no such track. */
const Track *pack_find_track(const Pack *pack, const gchar *id);

/* From now on the pack's stages are those of that track. */
void pack_take_track(Pack *pack, const Track *track);

/* FALSE when the policy does not let a concern of that level go that way. */
gboolean concern_level_may_take(const ConcernLevel *level, const Track *track);

/* TRUE when the task of the kind takes the place of that track's final one. */
gboolean case_kind_ends(const CaseKind *kind, const Track *track);

/* Of a track's stages; NULL when there is none. */
const Stage *track_find_stage(const Track *track, guint number);

/* TRUE when the dispute has to say how many days a stage of the track has. */
gboolean track_asks_days(const Track *track, guint *least, guint *most);

/* The last stage that has a form. */
guint pack_last_form_stage(const Pack *pack);

/* Empty parts for loaders; all are freed by pack_free. */
Pack *pack_new(void);
Stage *stage_new(void);
FormWording *form_wording_new(void);
ComplimentForm *compliment_form_new(void);
Role *role_new(const gchar *id, const gchar *name, const gchar *abbreviation);
Recipient *recipient_new(const gchar *role, const gchar *address, const gchar *name);
FactLine *fact_line_new(const gchar *label, const gchar *value);
Section *section_new(const gchar *title, const gchar *text);
Theme *theme_new(const gchar *id, const gchar *title);
Track *track_new(const gchar *id, const gchar *title);
ConcernLevel *concern_level_new(guint number);
CaseKind *case_kind_new(const gchar *id, const gchar *title, const gchar *task);

/* Drops the empty track that a new pack begins with, for packs that name theirs. */
void pack_clear_tracks(Pack *pack);
void pack_add_track(Pack *pack, Track *track);
