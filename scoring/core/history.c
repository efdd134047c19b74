/* SPDX-License-Identifier: GPL-3.0-or-later */
/* history.c - the units of today found in the results of earlier periods. */
#include "kaoping/history.h"
#include "kaoping/names.h"

#include <string.h>

/* ---- the same unit, then and now ---- */

/* Names on both sides: all there are, and those of whom nobody was found by id. */
typedef struct unit_matcher {
    const kp_evidence *evidence;
    const kp_past_period *past;
    kp_names *ids_now, *ids_past, *names_past, *free_now, *free_past;
    int32_t *past_of; /* of each unit now */
    uint32_t *claims; /* of each past unit: how many have it */
} unit_matcher;

static void match_ids(unit_matcher *m) {
    for (size_t i = 0; i < m->past->unit_count; i++) {
        kp_names_add(m->ids_past, m->past->units[i].id, (int32_t)i);
        kp_names_add(m->names_past, m->past->units[i].name, (int32_t)i);
        if (kp_names_find(m->ids_now, m->past->units[i].id) == KP_NAME_UNKNOWN)
            kp_names_add(m->free_past, m->past->units[i].name, (int32_t)i);
    }
    for (size_t i = 0; i < m->evidence->units.count; i++) {
        const kp_unit *unit = &m->evidence->units.items[i];
        int32_t past = kp_names_find(m->ids_past, unit->id);
        if (past >= 0 && kp_names_find(m->ids_now, m->past->units[past].id) != (int32_t)i)
            past = -1; /* several have that id: reported where they were entered */
        m->past_of[i] = past;
        if (past < 0)
            kp_names_add(m->free_now, unit->name, (int32_t)i);
    }
}

static void match_names(unit_matcher *m) {
    for (size_t i = 0; i < m->evidence->units.count; i++) {
        const char *name = m->evidence->units.items[i].name;
        if (m->past_of[i] < 0 && kp_names_find(m->free_now, name) == (int32_t)i)
            m->past_of[i] = kp_names_find(m->free_past, name);
        if (m->past_of[i] >= 0)
            m->claims[m->past_of[i]]++;
    }
}

/* Finds the units of today in `past`. `warned`, of each unit: was told of, so that many periods do not say the same. */
static const int32_t *match_units(const kp_evidence *evidence, kp_names *ids_now, const kp_past_period *past, bool *warned, kp_problems *problems) {
    kp_arena *arena = problems->arena;
    unit_matcher m = {.evidence = evidence,
                      .past = past,
                      .ids_now = ids_now,
                      .ids_past = kp_names_new(arena),
                      .names_past = kp_names_new(arena),
                      .free_now = kp_names_new(arena),
                      .free_past = kp_names_new(arena),
                      .past_of = KP_NEW_ARRAY(arena, int32_t, evidence->units.count),
                      .claims = KP_NEW_ARRAY(arena, uint32_t, past->unit_count)};
    match_ids(&m);
    match_names(&m);
    for (size_t i = 0; i < evidence->units.count; i++) {
        const kp_unit *unit = &evidence->units.items[i];
        if (m.past_of[i] >= 0 && m.claims[m.past_of[i]] > 1)
            m.past_of[i] = -1;
        if (m.past_of[i] < 0 && !warned[i] && kp_names_find(m.names_past, unit->name) != KP_NAME_UNKNOWN) {
            warned[i] = true;
            kp_problems_add(problems, KP_H_NAME_DOUBTFUL, kp_evidence_place(evidence, unit->origin), (int32_t)i, kp_verbatim(arena, unit->name),
                            kp_period_key(arena, past->period), NULL);
        }
        if (m.past_of[i] < 0)
            m.past_of[i] = -1;
    }
    return m.past_of;
}

/* ---- the periods ---- */

void kp_history_prepare(kp_history *history, const kp_evidence *evidence, kp_problems *problems) {
    kp_arena *arena = problems->arena;
    kp_history_check(history, evidence->scheme, evidence->period, problems);
    kp_names *ids = kp_names_new(arena);
    for (size_t i = 0; i < evidence->units.count; i++)
        kp_names_add(ids, evidence->units.items[i].id, (int32_t)i);
    bool *warned = KP_NEW_ARRAY(arena, bool, evidence->units.count);
    for (size_t i = 0; i < history->periods.count; i++)
        history->periods.items[i].past_of = match_units(evidence, ids, &history->periods.items[i], warned, problems);
}

const kp_past_period *kp_history_period(const kp_history *history, kp_period current, int steps) {
    for (size_t i = 0; i < history->periods.count; i++) {
        const kp_past_period *past = &history->periods.items[i];
        if (past->period.kind == current.kind && kp_period_distance(past->period, current) == steps)
            return past;
    }
    return NULL;
}

const kp_past_unit *kp_history_unit(const kp_history *history, kp_period current, int steps, int32_t unit) {
    const kp_past_period *past = kp_history_period(history, current, steps);
    if (!past || !past->past_of || past->past_of[unit] < 0)
        return NULL;
    return &past->units[past->past_of[unit]];
}
