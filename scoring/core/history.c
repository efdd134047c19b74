/* SPDX-License-Identifier: GPL-3.0-or-later */
/* history.c - results of earlier periods put in order, and found again. */
#include "kaoping/history.h"
#include "kaoping/names.h"

#include <stdlib.h>
#include <string.h>

/* Behind kp_past_period.names. */
typedef struct past_names {
    kp_names *ids, *names;
} past_names;

static past_names *index_units(kp_arena *arena, const kp_past_period *past) {
    past_names *index = KP_NEW(arena, past_names);
    *index = (past_names){kp_names_new(arena), kp_names_new(arena)};
    for (size_t i = 0; i < past->unit_count; i++) {
        kp_names_add(index->ids, past->units[i].id, (int32_t)i);
        kp_names_add(index->names, past->units[i].name, (int32_t)i);
    }
    return index;
}

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
        kp_problems_add(problems, KP_H_OTHER_SCHEME, past->place, KP_UNIT_NONE, past->scheme_id ? past->scheme_id : "", scheme->id, NULL);
        return false;
    }
    if (past->period.kind != current.kind)
        code = KP_H_OTHER_KIND;
    else if (kp_period_distance(past->period, current) <= 0)
        code = KP_H_NOT_BEFORE;
    else
        return true;
    kp_problems_add(problems, code, past->place, KP_UNIT_NONE, period, now, NULL);
    return false;
}

void kp_history_prepare(kp_history *history, const kp_scheme *scheme, kp_period current, kp_problems *problems) {
    kp_arena *arena = problems->arena;
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
            kp_problems_add(problems, KP_H_PERIOD_TWICE, items[i].place, KP_UNIT_NONE, kp_period_key(arena, items[i].period),
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
        items[i].names = index_units(arena, &items[i]);
    }
}

const kp_past_period *kp_history_period(const kp_history *history, kp_period current, int steps) {
    for (size_t i = 0; i < history->periods.count; i++) {
        const kp_past_period *past = &history->periods.items[i];
        if (past->period.kind == current.kind && kp_period_distance(past->period, current) == steps)
            return past;
    }
    return NULL;
}

const kp_past_unit *kp_history_unit(const kp_history *history, kp_period current, int steps, const char *id, const char *name) {
    const kp_past_period *past = kp_history_period(history, current, steps);
    if (!past || !past->names)
        return NULL;
    const past_names *index = past->names;
    int32_t at = kp_names_find(index->ids, id);
    if (at < 0)
        at = kp_names_find(index->names, name);
    return at < 0 ? NULL : &past->units[at];
}
