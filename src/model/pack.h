/*
 * A form pack as plain data: one authority's process, stages, clocks, roles,
 * recipients, and the wording of its forms. pack/ loads it from forms/ID.xml.
 * Texts marked (placeholders) may hold {datum} names of datum.h.
 */
#pragma once

#include <glib.h>

typedef struct {
    gchar *id;           /* "tm" */
    gchar *name;         /* "Team manager" */
    gchar *abbreviation; /* "TM" */
} Role;

typedef struct {
    gchar *role;    /* id of a Role, or NULL when a fixed address */
    gchar *address; /* e-mail address, or NULL when a role */
    gchar *name;    /* what stands before a fixed address; may be NULL */
} Recipient;

typedef enum {
    STAGE_ANSWER,  /* a manager answers in writing */
    STAGE_MEETING, /* a meeting's outcomes and actions are written down */
    STAGE_FINAL,   /* no form: what is left when the last form has failed */
} StageKind;

typedef struct {
    guint number; /* from 1, without gaps */
    StageKind kind;
    gchar *role;           /* who answers */
    gchar *title;          /* "Team Manager" */
    guint working_days;    /* to answer; 0 at a final stage */
    gchar *question;       /* "Response of Team Manager" */
    gchar *hint;           /* what the answer should include; may be NULL */
    gchar *resolved_label; /* "Concerns resolved" */
    gchar *proceed_label;  /* "Proceed to Stage 2" */
    guint proceed_to;      /* the stage that "proceed" opens */
    gchar *task;           /* what the IRO does at this stage, in words */
    GPtrArray *recipients; /* of Recipient */
    GPtrArray *copies;     /* of Recipient */
} Stage;

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

/* What stands on a kind of form before the answer. */
typedef struct {
    gchar *title;        /* "IRO dispute resolution" */
    gchar *introduction; /* one sentence under the title; may be NULL (placeholders) */
    GPtrArray *facts;    /* of FactLine */
    GPtrArray *sections; /* of Section */
} FormWording;

typedef struct {
    FormWording *wording;
    gchar *accent;         /* "#rrggbb" */
    gchar *question;       /* of the optional reply; NULL when none is asked */
    gchar *hint;           /* may be NULL */
    GPtrArray *recipients; /* of Recipient */
    GPtrArray *copies;     /* of Recipient */
} ComplimentForm;

typedef struct {
    gchar *id;        /* "nottingham": the file's base name */
    gchar *code;      /* "NCC" */
    gchar *authority; /* "Nottingham City Council" */
    gchar *service;
    gchar *policy;           /* title of the policy that the rules come from */
    gchar *marking;          /* "OFFICIAL-SENSITIVE" */
    gchar *accent;           /* "#rrggbb" */
    guint total_days;        /* working days of the formal process; 0: no limit */
    guint informal_days;     /* working days of the informal stage */
    gchar *bypass_condition; /* "after discussion with the Principal IRO Manager"; may be NULL */
    gchar *return_to;        /* where the answer is sent back (placeholders) */
    gchar *note_type;        /* type of the case note */
    GPtrArray *roles;        /* of Role */
    GPtrArray *stages;       /* of Stage, by number */
    GPtrArray *themes;       /* of Theme */
    FormWording *dispute;
    ComplimentForm *compliment; /* NULL when the authority has none */
    gchar *sha256;              /* of the file that it was loaded from */
} Pack;

void pack_free(Pack *pack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pack, pack_free)

/* Each returns NULL when there is none. */
const Role *pack_find_role(const Pack *pack, const gchar *id);
const Stage *pack_find_stage(const Pack *pack, guint number);
const Theme *pack_find_theme(const Pack *pack, const gchar *id);

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
