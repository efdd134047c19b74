/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluators_check.c - marks that were given twice: a node's own against those it is checked against (自查、抽查), first marks of sites against re-checks. */
#include "evaluators_private.h"

#include <math.h>
#include <stdlib.h>

typedef struct check_list {
    kp_check_agreement *items;
    size_t count, capacity;
} check_list;

typedef struct pair_list {
    kp_checked_pair *items;
    size_t count, capacity;
} pair_list;

static int compare_differences(double x, double y, const kp_checked_pair *a, const kp_checked_pair *b) {
    return x > y ? -1 : x < y ? 1 : (a > b) - (a < b);
}

static int above_first(const void *a, const void *b) {
    const kp_checked_pair *const *x = a, *const *y = b;
    return compare_differences((*x)->own - (*x)->check, (*y)->own - (*y)->check, *x, *y);
}

static int apart_first(const void *a, const void *b) {
    const kp_checked_pair *const *x = a, *const *y = b;
    return compare_differences(fabs((*x)->own - (*x)->check), fabs((*y)->own - (*y)->check), *x, *y);
}

/* The pairs in another order, those that are equal in it as they stand. */
static const kp_checked_pair *sort_pairs(kp_arena *arena, const pair_list *pairs, int (*compare)(const void *, const void *)) {
    const kp_checked_pair **order = KP_NEW_ARRAY(arena, const kp_checked_pair *, pairs->count);
    kp_checked_pair *sorted = KP_NEW_ARRAY(arena, kp_checked_pair, pairs->count);
    for (size_t i = 0; i < pairs->count; i++)
        order[i] = &pairs->items[i];
    qsort(order, pairs->count, sizeof *order, compare);
    for (size_t i = 0; i < pairs->count; i++)
        sorted[i] = *order[i];
    return sorted;
}

static void measure_pairs(kp_arena *arena, const pair_list *pairs, kp_check_agreement *check) {
    double *own = KP_NEW_ARRAY(arena, double, pairs->count), *other = KP_NEW_ARRAY(arena, double, pairs->count);
    for (size_t i = 0; i < pairs->count; i++) {
        own[i] = pairs->items[i].own;
        other[i] = pairs->items[i].check;
    }
    check->check = kp_check_of(own, other, pairs->count, check->tolerance);
    check->pairs = sort_pairs(arena, pairs, check->against < 0 ? apart_first : above_first);
}

static void look_at_node(kp_arena *arena, const kp_scorecard *card, int32_t indicator, check_list *found) {
    const kp_indicator *node = &card->scheme->indicators[indicator];
    kp_check_agreement check = {
        .indicator = indicator, .against = node->check_against, .full = kp_num_to_double(node->full), .tolerance = kp_num_to_double(node->tolerance)};
    const kp_checked *marks = kp_score_checked(arena, card, indicator);
    pair_list pairs = {0};
    for (size_t unit = 0; unit < card->evidence->units.count; unit++)
        if (marks[unit].known && !card->evidence->units.items[unit].excluded)
            KP_PUSH(arena, &pairs, (kp_checked_pair){(int32_t)unit, -1, kp_num_to_double(marks[unit].own), kp_num_to_double(marks[unit].check)});
    if (!pairs.count)
        return;
    measure_pairs(arena, &pairs, &check);
    KP_PUSH(arena, found, check);
}

static void look_at_sites(kp_arena *arena, const kp_scorecard *card, const pair_list *pairs, int32_t indicator, check_list *found) {
    const kp_indicator *leaf = &card->scheme->indicators[indicator];
    kp_check_agreement check = {.indicator = indicator,
                                .against = -1,
                                .full = kp_num_to_double(kp_num_sign(leaf->scale) > 0 ? leaf->scale : leaf->full),
                                .tolerance = leaf->recheck_tolerance.given ? kp_num_to_double(leaf->recheck_tolerance.value) : 0};
    if (!pairs->count)
        return;
    measure_pairs(arena, pairs, &check);
    KP_PUSH(arena, found, check);
}

/* The pairs of all leaves of site checks, by indicator, in one pass. */
static pair_list *rechecks(kp_arena *arena, const kp_scorecard *card) {
    const kp_evidence *evidence = card->evidence;
    pair_list *pairs = KP_NEW_ARRAY(arena, pair_list, card->scheme->indicator_count);
    for (size_t i = 0; i < evidence->site_checks.count; i++) {
        const kp_site_check *check = &evidence->site_checks.items[i];
        if (check->mark.state == KP_INPUT_GIVEN && check->recheck.state == KP_INPUT_GIVEN &&
            kp_scorecard_mark(card, check->unit, check->indicator)->state == KP_MARK_SCORED)
            KP_PUSH(arena, &pairs[check->indicator],
                    (kp_checked_pair){check->unit, check->site, kp_num_to_double(check->mark.value), kp_num_to_double(check->recheck.value)});
    }
    return pairs;
}

const kp_check_agreement *checks_look(kp_arena *arena, const kp_scorecard *card, size_t *count) {
    check_list found = {0};
    const pair_list *again = rechecks(arena, card);
    for (size_t i = 0; i < card->scheme->indicator_count; i++) {
        if (card->scheme->indicators[i].check_against >= 0)
            look_at_node(arena, card, (int32_t)i, &found);
        if (card->scheme->indicators[i].method == KP_METHOD_SITES)
            look_at_sites(arena, card, &again[i], (int32_t)i, &found);
    }
    *count = found.count;
    return found.items;
}
