/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evidence_finish.c - making entered evidence ready for scoring: lists sorted by unit and indicator, gaps spread over their subtrees, everything checked. */
#include "fields_private.h"
#include "kaoping/answers.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- lists ---- */

/* Every list's struct begins with two int32_t: the unit, then what it is sorted by within the unit. */
typedef struct sort_key {
    int32_t unit, second;
    size_t index;
} sort_key;

static int compare_keys(const void *a, const void *b) {
    const sort_key *x = a, *y = b;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    if (x->second != y->second)
        return x->second < y->second ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

/* Sorts the list stably and returns where each unit's part begins. What belongs to no unit is left out: its problem is in the list already. */
static size_t *sort_list(kp_arena *arena, void **items, size_t *count, size_t size, size_t units, int32_t least, size_t seconds) {
    sort_key *keys = KP_NEW_ARRAY(arena, sort_key, *count);
    const char *old = *items;
    size_t kept = 0;
    bool sorted = true;
    for (size_t i = 0; i < *count; i++) {
        sort_key key = {.index = i};
        memcpy(&key, old + i * size, 2 * sizeof(int32_t));
        if (key.unit < 0 || (size_t)key.unit >= units || key.second < least || (key.second >= 0 && (size_t)key.second >= seconds))
            continue;
        sorted = sorted && (kept == 0 || compare_keys(&keys[kept - 1], &key) < 0);
        keys[kept++] = key;
    }
    if (!sorted)
        qsort(keys, kept, sizeof *keys, compare_keys);
    if (!sorted || kept < *count) {
        char *fresh = kp_alloc_array(arena, kept, size);
        for (size_t i = 0; i < kept; i++)
            memcpy(fresh + i * size, old + keys[i].index * size, size);
        *items = fresh;
        *count = kept;
    }
    size_t *first = KP_NEW_ARRAY(arena, size_t, units + 1);
    for (size_t i = 0; i < kept; i++)
        first[keys[i].unit + 1]++;
    for (size_t unit = 0; unit < units; unit++)
        first[unit + 1] += first[unit];
    return first;
}

/* A list of any type. (The pointer is copied as bytes, since it points to another type in each list.) */
static size_t *sort_items(kp_evidence *evidence, void *items_pointer, size_t *count, size_t *capacity, size_t size, int32_t least, size_t seconds) {
    void *items;
    memcpy(&items, items_pointer, sizeof items);
    size_t *first = sort_list(evidence->arena, &items, count, size, evidence->units.count, least, seconds);
    memcpy(items_pointer, &items, sizeof items);
    *capacity = *count;
    return first;
}
#define SORT_LIST_FROM(evidence, list, least, seconds)                                                                                               \
    sort_items((evidence), &(evidence)->list.items, &(evidence)->list.count, &(evidence)->list.capacity, sizeof *(evidence)->list.items, (least),    \
               (seconds))
#define SORT_LIST(evidence, list, seconds) SORT_LIST_FROM(evidence, list, 0, seconds)

_Static_assert(offsetof(kp_panel_mark, unit) == 0 && offsetof(kp_panel_mark, indicator) == sizeof(int32_t), "sort_key");
_Static_assert(offsetof(kp_finding, unit) == 0 && offsetof(kp_finding, indicator) == sizeof(int32_t), "sort_key");
_Static_assert(offsetof(kp_log_row, unit) == 0 && offsetof(kp_log_row, indicator) == sizeof(int32_t), "sort_key");
_Static_assert(offsetof(kp_veto_event, unit) == 0 && offsetof(kp_veto_event, veto) == sizeof(int32_t), "sort_key");
_Static_assert(offsetof(kp_gap, unit) == 0 && offsetof(kp_gap, indicator) == sizeof(int32_t), "sort_key");
_Static_assert(offsetof(kp_given_mark, unit) == 0 && offsetof(kp_given_mark, indicator) == sizeof(int32_t), "sort_key");
_Static_assert(offsetof(kp_site_check, unit) == 0 && offsetof(kp_site_check, indicator) == sizeof(int32_t), "sort_key");
_Static_assert(offsetof(kp_stratum_size, unit) == 0 && offsetof(kp_stratum_size, stratum) == sizeof(int32_t), "sort_key");
_Static_assert(offsetof(kp_survey_row, unit) == 0 && offsetof(kp_survey_row, indicator) == sizeof(int32_t), "sort_key");

/* The part of a unit's list that belongs to one indicator, by bisection: a unit may have thousands of findings on hundreds of leaves. */
static evidence_range find_range(const void *items, size_t size, const size_t *first, int32_t unit, int32_t indicator) {
    evidence_range range = {first[unit], first[unit + 1]};
    size_t bound[2];
    for (int side = 0; side < 2; side++) {
        size_t low = range.from, high = range.to;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            int32_t at;
            memcpy(&at, (const char *)items + middle * size + sizeof(int32_t), sizeof at);
            if (at < indicator + side)
                low = middle + 1;
            else
                high = middle;
        }
        bound[side] = low;
    }
    return (evidence_range){bound[0], bound[1]};
}

evidence_range kp_panel_of(const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    return find_range(evidence->panel.items, sizeof *evidence->panel.items, evidence->first_panel, unit, indicator);
}

evidence_range kp_findings_of(const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    return find_range(evidence->findings.items, sizeof *evidence->findings.items, evidence->first_finding, unit, indicator);
}

evidence_range kp_survey_of(const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    return find_range(evidence->survey.items, sizeof *evidence->survey.items, evidence->first_survey, unit, indicator);
}

evidence_range kp_site_checks_of(const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    return find_range(evidence->site_checks.items, sizeof *evidence->site_checks.items, evidence->first_site_check, unit, indicator);
}

evidence_range kp_logs_of(const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    return find_range(evidence->logs.items, sizeof *evidence->logs.items, evidence->first_log, unit, indicator);
}

evidence_range kp_given_marks_of(const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    return find_range(evidence->given.items, sizeof *evidence->given.items, evidence->first_given, unit, indicator);
}

/* ---- gaps ---- */

static void spread_gaps(kp_evidence *evidence) {
    size_t nodes = evidence->scheme->indicator_count;
    evidence->gap_of = kp_alloc_array(evidence->arena, evidence->units.count, nodes);
    for (size_t i = 0; i < evidence->gaps.count; i++) {
        const kp_gap *gap = &evidence->gaps.items[i];
        uint8_t *row = evidence->gap_of + (size_t)gap->unit * nodes;
        if (!row[gap->indicator]) /* where it is set, so is all below it */
            memset(row + gap->indicator, 1, (size_t)(evidence->scheme->indicators[gap->indicator].end - gap->indicator));
    }
}

/* ---- whose score is out of the question ---- */

static void mark_unit(kp_evidence *evidence, int32_t unit, kp_problem_code code) {
    if (unit >= 0 && (size_t)unit < evidence->units.count && evidence->units.items[unit].problem < 0)
        evidence->units.items[unit].problem = (int32_t)code;
}

static void mark_units(kp_evidence *evidence, const kp_problems *problems) {
    int32_t of_all = -1;
    for (size_t i = 0; i < problems->count; i++) {
        const kp_problem *problem = &problems->items[i];
        if (kp_problem_severity(problem->code) != KP_ERROR)
            continue;
        if (problem->unit == KP_UNIT_ALL && of_all < 0)
            of_all = (int32_t)problem->code;
        mark_unit(evidence, problem->unit, problem->code);
        for (size_t k = 0; k < problem->other_count; k++)
            mark_unit(evidence, problem->others[k], problem->code);
    }
    for (size_t unit = 0; unit < evidence->units.count; unit++)
        if (evidence->units.items[unit].problem < 0)
            evidence->units.items[unit].problem = of_all;
}

static int compare_parties(const void *a, const void *b) {
    const kp_party *x = a, *y = b;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    if (x->origin.row != y->origin.row)
        return x->origin.row < y->origin.row ? -1 : 1;
    return x->role != y->role ? (x->role < y->role ? -1 : 1) : (x->name > y->name) - (x->name < y->name);
}

static void sort_parties(kp_evidence *evidence) {
    size_t kept = 0;
    for (size_t i = 0; i < evidence->parties.count; i++) {
        kp_party party = evidence->parties.items[i];
        bool known = party.unit == KP_PARTY_ALL || (party.unit >= 0 && (size_t)party.unit < evidence->units.count);
        if (known && party.role < KP_PARTY_ROLES)
            evidence->parties.items[kept++] = party;
    }
    evidence->parties.count = kept;
    if (kept)
        qsort(evidence->parties.items, kept, sizeof *evidence->parties.items, compare_parties);
}

/* Where places count, or others look at it, a mark with anything wrong about it is as good as not known. */
static void check_leaf(kp_evidence *evidence, int32_t indicator, kp_problems *problems) {
    const kp_indicator *leaf = &evidence->scheme->indicators[indicator];
    size_t before = problems->count;
    bool compared = kp_leaf_by_place(leaf) || kp_evidence_looked_at(evidence, indicator);
    if (leaf->method == KP_METHOD_NONE)
        return;
    kp_evidence_check(evidence, indicator, problems);
    for (size_t i = before; i < problems->count && compared; i++)
        if (problems->items[i].unit >= 0 && kp_problem_severity(problems->items[i].code) == KP_ERROR)
            kp_evidence_set_unread(evidence, problems->items[i].unit, indicator);
}

void kp_evidence_finish(kp_evidence *evidence, kp_problems *problems) {
    assert(!evidence->finished);
    size_t leaves = evidence->scheme->indicator_count;
    kp_answers_tally(evidence);
    evidence->first_panel = SORT_LIST(evidence, panel, leaves);
    evidence->first_finding = SORT_LIST(evidence, findings, leaves);
    evidence->first_log = SORT_LIST(evidence, logs, leaves);
    kp_evidence_sort_logs(evidence);
    evidence->first_veto = SORT_LIST(evidence, vetoes, evidence->scheme->veto_count);
    evidence->first_gap = SORT_LIST(evidence, gaps, leaves);
    evidence->first_survey = SORT_LIST(evidence, survey, leaves);
    evidence->first_site_check = SORT_LIST(evidence, site_checks, leaves);
    evidence->first_given = SORT_LIST(evidence, given, leaves);
    evidence->first_stratum = SORT_LIST_FROM(evidence, stratum_sizes, -1, evidence->strata.count);
    spread_gaps(evidence);
    evidence->finished = true;
    kp_evidence_check_strata(evidence, problems);
    if (evidence->given.count)
        kp_evidence_take_given(evidence, problems);
    sort_parties(evidence);
    kp_evidence_check_parties(evidence, problems);
    kp_evidence_check_rows(evidence, problems);
    kp_evidence_prepare_fields(evidence, false);
    for (size_t i = 0; i < leaves; i++)
        check_leaf(evidence, (int32_t)i, problems);
    kp_evidence_make_places(evidence, problems);
    kp_evidence_make_fields(evidence, problems);
    kp_evidence_check_results(evidence, problems);
    kp_evidence_check_tests(evidence, problems);
    mark_units(evidence, problems);
}
