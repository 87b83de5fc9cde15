#include "model/pack.h"

const Role *pack_find_role(const Pack *pack, const gchar *id)
{
    for (guint i = 0; i < pack->roles->len; i++) {
        const Role *role = g_ptr_array_index(pack->roles, i);
        if (g_strcmp0(role->id, id) == 0) {
            return role;
        }
    }
    return NULL;
}

static const Stage *find_stage(const GPtrArray *stages, guint number)
{
    for (guint i = 0; i < stages->len; i++) {
        const Stage *stage = g_ptr_array_index(stages, i);
        if (stage->number == number) {
            return stage;
        }
    }
    return NULL;
}

const Stage *pack_find_stage(const Pack *pack, guint number)
{
    return find_stage(pack->stages, number);
}

const Stage *track_find_stage(const Track *track, guint number)
{
    return find_stage(track->stages, number);
}

const Theme *pack_find_theme(const Pack *pack, const gchar *id)
{
    for (guint i = 0; i < pack->themes->len; i++) {
        const Theme *theme = g_ptr_array_index(pack->themes, i);
        if (g_strcmp0(theme->id, id) == 0) {
            return theme;
        }
    }
    return NULL;
}

const ConcernLevel *pack_find_level(const Pack *pack, guint number)
{
    for (guint i = 0; i < pack->levels->len; i++) {
        const ConcernLevel *level = g_ptr_array_index(pack->levels, i);
        if (level->number == number) {
            return level;
        }
    }
    return NULL;
}

const Theme *concern_level_find_example(const ConcernLevel *level, const gchar *id)
{
    for (guint i = 0; i < level->examples->len; i++) {
        const Theme *example = g_ptr_array_index(level->examples, i);
        if (g_strcmp0(example->id, id) == 0) {
            return example;
        }
    }
    return NULL;
}

static gboolean holds_track(gchar **tracks, const Track *track)
{
    return !tracks || g_strv_contains((const gchar *const *) tracks, track->id);
}

gboolean concern_level_may_take(const ConcernLevel *level, const Track *track)
{
    return holds_track(level->tracks, track);
}

gboolean case_kind_ends(const CaseKind *kind, const Track *track)
{
    return holds_track(kind->tracks, track);
}

const CaseKind *pack_find_case(const Pack *pack, const gchar *id)
{
    for (guint i = 0; i < pack->cases->len; i++) {
        const CaseKind *kind = g_ptr_array_index(pack->cases, i);
        if (g_strcmp0(kind->id, id) == 0) {
            return kind;
        }
    }
    return NULL;
}

const Track *pack_find_track(const Pack *pack, const gchar *id)
{
    for (guint i = 0; i < pack->tracks->len; i++) {
        const Track *track = g_ptr_array_index(pack->tracks, i);
        if (!id || !*id || g_strcmp0(track->id, id) == 0) {
            return track;
        }
    }
    return NULL;
}

void pack_take_track(Pack *pack, const Track *track)
{
    pack->track = track;
    pack->stages = track->stages;
}

void pack_clear_tracks(Pack *pack)
{
    g_ptr_array_set_size(pack->tracks, 0);
    pack->track = NULL;
    pack->stages = NULL;
}

void pack_add_track(Pack *pack, Track *track)
{
    g_ptr_array_add(pack->tracks, track);
    if (!pack->track) {
        pack_take_track(pack, track);
    }
}

gboolean track_asks_days(const Track *track, guint *least, guint *most)
{
    gboolean asks = FALSE;
    for (guint i = 0; i < track->stages->len; i++) {
        const Stage *stage = g_ptr_array_index(track->stages, i);
        if (stage->least_days == 0) {
            continue;
        }
        *least = asks ? MAX(*least, stage->least_days) : stage->least_days;
        *most = asks ? MIN(*most, stage->working_days) : stage->working_days;
        asks = TRUE;
    }
    return asks;
}

guint pack_last_form_stage(const Pack *pack)
{
    guint last = 0;
    for (guint i = 0; i < pack->stages->len; i++) {
        const Stage *stage = g_ptr_array_index(pack->stages, i);
        if (stage->kind != STAGE_FINAL) {
            last = MAX(last, stage->number);
        }
    }
    return last;
}
