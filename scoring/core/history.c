/* SPDX-License-Identifier: GPL-3.0-or-later */
/* history.c - results of earlier periods put in order, and found again. */
#include "kaoping/history.h"
#include "kaoping/names.h"

#include <stdlib.h>
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

static int compare_periods(const void *a, const void *b) { /* newest first; all of one kind */
    return kp_period_distance(((const kp_past_period *)a)->period, ((const kp_past_period *)b)->period);
}

static const char *span_words(kp_arena *arena, kp_period first, kp_period last) {
    const char *from = kp_period_key(arena, first);
    return kp_period_distance(first, last) ? kp_format(arena, "%s–%s", from, kp_period_key(arena, last)) : from;
}

/* False with a problem where the results cannot be earlier ones of this evaluation. */
static bool belongs(const kp_past_period *past, const kp_scheme *scheme, kp_period current, kp_problems *problems) {
    kp_arena *arena = problems->arena;
    const char *period = kp_period_key(arena, past->period), *now = kp_period_key(arena, current);
    kp_problem_code code;
    if (!past->scheme_id || strcmp(past->scheme_id, scheme->id) != 0) {
        kp_problems_add(problems, KP_H_OTHER_SCHEME, past->place, KP_UNIT_ALL, past->scheme_id ? past->scheme_id : "", scheme->id, NULL);
        return false;
    }
    if (past->period.kind != current.kind)
        code = KP_H_OTHER_KIND;
    else if (kp_period_distance(past->period, current) <= 0)
        code = KP_H_NOT_BEFORE;
    else
        return true;
    kp_problems_add(problems, code, past->place, KP_UNIT_ALL, period, now, NULL);
    return false;
}

void kp_history_prepare(kp_history *history, const kp_evidence *evidence, kp_problems *problems) {
    kp_arena *arena = problems->arena;
    const kp_scheme *scheme = evidence->scheme;
    kp_period current = evidence->period;
    kp_past_period *items = history->periods.items;
    size_t kept = 0;
    for (size_t i = 0; i < history->periods.count; i++)
        if (belongs(&items[i], scheme, current, problems))
            items[kept++] = items[i];
    if (kept > 1)
        qsort(items, kept, sizeof *items, compare_periods);
    size_t distinct = 0;
    for (size_t i = 0; i < kept; i++) {
        if (distinct && kp_period_distance(items[i].period, items[distinct - 1].period) == 0)
            kp_problems_add(problems, KP_H_PERIOD_TWICE, items[i].place, KP_UNIT_ALL, kp_period_key(arena, items[i].period),
                            items[distinct - 1].place.file, NULL);
        else
            items[distinct++] = items[i];
    }
    history->periods.count = distinct;
    kp_period expected = kp_period_shift(current, -1);
    for (size_t i = 0; i < distinct; i++) {
        if (kp_period_distance(items[i].period, expected) > 0)
            kp_problems_add(problems, KP_H_GAP, items[i].place, KP_UNIT_NONE, span_words(arena, kp_period_shift(items[i].period, 1), expected), NULL,
                            NULL);
        expected = kp_period_shift(items[i].period, -1);
        if (scheme->digest && items[i].scheme_digest && strcmp(scheme->digest, items[i].scheme_digest) != 0)
            kp_problems_add(problems, KP_H_RULES_CHANGED, items[i].place, KP_UNIT_NONE, kp_period_key(arena, items[i].period), NULL, NULL);
    }
    kp_names *ids = kp_names_new(arena);
    for (size_t i = 0; i < evidence->units.count; i++)
        kp_names_add(ids, evidence->units.items[i].id, (int32_t)i);
    bool *warned = KP_NEW_ARRAY(arena, bool, evidence->units.count);
    for (size_t i = 0; i < distinct; i++)
        items[i].past_of = match_units(evidence, ids, &items[i], warned, problems);
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
