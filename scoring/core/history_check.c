/* SPDX-License-Identifier: GPL-3.0-or-later */
/* history_check.c - results of earlier periods put in order: what does not belong is taken out, what is given twice must agree and is made one. */
#include "kaoping/history.h"
#include "kaoping/names.h"

#include <stdlib.h>
#include <string.h>

/* ---- what belongs ---- */

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

/* ---- what is given twice ---- */

/* The results of one period under way: all its units, once each. */
typedef struct merger {
    kp_problems *problems;
    kp_past_period *past;
    struct {
        kp_past_unit *items;
        size_t count, capacity;
    } units;
    kp_names *ids, *names;
    bool told; /* that they differ */
} merger;

static bool has_own_id(const kp_past_unit *unit) { return strcmp(unit->id, unit->name) != 0; }

/* The unit that is the same one: by id; by name, where one side has no id but the name. -1: none. */
static int32_t find_same(const merger *m, const kp_past_unit *unit) {
    int32_t same = kp_names_find(m->ids, unit->id);
    if (same >= 0)
        return same;
    same = kp_names_find(m->names, unit->name);
    return same >= 0 && (!has_own_id(unit) || !has_own_id(&m->units.items[same])) ? same : -1;
}

static bool same_lists(const kp_past_unit *x, const kp_past_unit *y) {
    for (size_t i = 0; i < x->list_count; i++) {
        size_t k = 0;
        while (k < y->list_count && strcmp(x->lists[i].list, y->lists[k].list) != 0)
            k++;
        if (k == y->list_count || x->lists[i].met != y->lists[k].met || x->lists[i].listed != y->lists[k].listed)
            return false;
    }
    return x->list_count == y->list_count;
}

static bool same_results(const kp_past_unit *x, const kp_past_unit *y) {
    bool scores = x->score.given == y->score.given && (!x->score.given || kp_num_equal(x->score.value, y->score.value));
    return scores && x->rank == y->rank && same_lists(x, y);
}

/* Once for each period that differs: two whole results would else give a line a unit. */
static void tell_difference(merger *m, const kp_past_period *other, kp_place place, kp_place first, const char *what) {
    kp_arena *arena = m->problems->arena;
    if (m->told)
        return;
    m->told = true;
    place = place.file ? place : other->place;
    first = first.file ? first : m->past->place;
    const char *cell = kp_place_beside(arena, first, place);
    kp_problems_add(m->problems, KP_H_PERIOD_TWICE, place, KP_UNIT_ALL, kp_period_key(arena, other->period), *cell ? cell : first.file, what);
}

static void add_unit(merger *m, const kp_past_unit *unit) {
    kp_arena *arena = m->problems->arena;
    kp_names_add(m->ids, unit->id, (int32_t)m->units.count);
    kp_names_add(m->names, unit->name, (int32_t)m->units.count);
    KP_PUSH(arena, &m->units, *unit);
}

static void begin_merger(merger *m, kp_past_period *past, kp_problems *problems) {
    *m = (merger){.problems = problems, .past = past, .ids = kp_names_new(problems->arena), .names = kp_names_new(problems->arena)};
    for (size_t i = 0; i < past->unit_count; i++)
        add_unit(m, &past->units[i]);
}

static void merge(merger *m, const kp_past_period *other) {
    const char *mine = m->past->scheme_digest, *theirs = other->scheme_digest;
    if (mine && theirs && strcmp(mine, theirs) != 0)
        tell_difference(m, other, other->place, m->past->place, "方案摘要 | scheme digest");
    m->past->scheme_digest = mine ? mine : theirs;
    for (size_t i = 0; i < other->unit_count; i++) {
        const kp_past_unit *unit = &other->units[i];
        int32_t same = find_same(m, unit);
        if (same < 0) {
            add_unit(m, unit);
            continue;
        }
        kp_past_unit *known = &m->units.items[same];
        if (!same_results(known, unit))
            tell_difference(m, other, unit->place, known->place, kp_verbatim(m->problems->arena, unit->name));
        if (!has_own_id(known) && has_own_id(unit)) {
            known->id = unit->id;
            kp_names_add(m->ids, unit->id, same);
        }
    }
    m->past->units = m->units.items;
    m->past->unit_count = m->units.count;
}

/* ---- all ---- */

static int compare_periods(const void *a, const void *b) { /* newest first, all of one kind; else as given */
    const kp_past_period *x = *(const kp_past_period *const *)a, *y = *(const kp_past_period *const *)b;
    int distance = kp_period_distance(x->period, y->period);
    return distance ? distance : (x > y) - (x < y);
}

/* The periods that belong, newest first, each once. */
static void put_in_order(kp_history *history, const kp_scheme *scheme, kp_period current, kp_problems *problems) {
    kp_arena *arena = problems->arena;
    const kp_past_period **order = KP_NEW_ARRAY(arena, const kp_past_period *, history->periods.count);
    size_t kept = 0, distinct = 0;
    for (size_t i = 0; i < history->periods.count; i++)
        if (belongs(&history->periods.items[i], scheme, current, problems))
            order[kept++] = &history->periods.items[i];
    if (kept > 1)
        qsort(order, kept, sizeof *order, compare_periods);
    kp_past_period *items = KP_NEW_ARRAY(arena, kp_past_period, kept);
    merger m = {0};
    for (size_t i = 0; i < kept; i++) {
        if (!distinct || kp_period_distance(order[i]->period, items[distinct - 1].period) != 0) {
            items[distinct++] = *order[i];
            m.past = NULL;
            continue;
        }
        if (!m.past)
            begin_merger(&m, &items[distinct - 1], problems);
        merge(&m, order[i]);
    }
    history->periods.items = items;
    history->periods.count = distinct;
    history->periods.capacity = kept;
}

void kp_history_check(kp_history *history, const kp_scheme *scheme, kp_period current, kp_problems *problems) {
    kp_arena *arena = problems->arena;
    put_in_order(history, scheme, current, problems);
    kp_period expected = kp_period_shift(current, -1);
    for (size_t i = 0; i < history->periods.count; i++) {
        const kp_past_period *past = &history->periods.items[i];
        if (kp_period_distance(past->period, expected) > 0)
            kp_problems_add(problems, KP_H_GAP, past->place, KP_UNIT_NONE, span_words(arena, kp_period_shift(past->period, 1), expected), NULL, NULL);
        expected = kp_period_shift(past->period, -1);
        if (scheme->digest && past->scheme_digest && strcmp(scheme->digest, past->scheme_digest) != 0)
            kp_problems_add(problems, KP_H_RULES_CHANGED, past->place, KP_UNIT_NONE, kp_period_key(arena, past->period), NULL, NULL);
    }
}
