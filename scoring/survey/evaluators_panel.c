/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluators_panel.c - the figures of one panel: the largest table without gaps that those who marked most make, W and ICC of it, ICC(1) of all marks, who marks high or low. */
#include "evaluators_private.h"

#include <math.h>
#include <stdlib.h>

/* ---- who marks ---- */

/* Numbers the evaluators who have marks from 0, as entered; `marks` has these numbers then. */
static kp_evaluator *number_evaluators(kp_arena *arena, const kp_evidence *evidence, panel_marks *marks, size_t *count) {
    size_t all = evidence->evaluators.count;
    size_t *number = KP_NEW_ARRAY(arena, size_t, all);
    for (size_t i = 0; i < marks->count; i++)
        number[marks->items[i].rater]++;
    kp_evaluator *found = KP_NEW_ARRAY(arena, kp_evaluator, all);
    *count = 0;
    for (size_t j = 0; j < all; j++)
        if (number[j]) {
            found[*count] = (kp_evaluator){.evaluator = (int32_t)j, .marks = number[j]};
            number[j] = (*count)++;
        }
    for (size_t i = 0; i < marks->count; i++)
        marks->items[i].rater = number[marks->items[i].rater];
    return found;
}

/* ---- the table without gaps ---- */

static int most_marks_first(const void *a, const void *b) {
    const kp_evaluator *const *x = a, *const *y = b;
    if ((*x)->marks != (*y)->marks)
        return (*x)->marks > (*y)->marks ? -1 : 1;
    return (*x > *y) - (*x < *y);
}

/* The place of each evaluator among all, those with most marks first. */
static size_t *places_by_marks(kp_arena *arena, const kp_evaluator evaluators[], size_t count) {
    const kp_evaluator **order = KP_NEW_ARRAY(arena, const kp_evaluator *, count);
    size_t *places = KP_NEW_ARRAY(arena, size_t, count);
    for (size_t j = 0; j < count; j++)
        order[j] = &evaluators[j];
    qsort(order, count, sizeof *order, most_marks_first);
    for (size_t place = 0; place < count; place++)
        places[order[place] - evaluators] = place;
    return places;
}

/* How many of the evaluators at the first places have all marked the unit. `seen` has room for a unit's marks. */
static size_t first_places(const kp_rating marks[], size_t count, const size_t places[], bool seen[]) {
    size_t reach = 0;
    for (size_t i = 0; i < count; i++)
        seen[i] = false;
    for (size_t i = 0; i < count; i++)
        if (places[marks[i].rater] < count) /* none behind can be reached by so few */
            seen[places[marks[i].rater]] = true;
    while (reach < count && seen[reach])
        reach++;
    return reach;
}

/* The end of the unit's marks that begin at `first`. */
static size_t unit_end(const panel_marks *marks, size_t first) {
    size_t end = first;
    while (end < marks->count && marks->items[end].unit == marks->items[first].unit)
        end++;
    return end;
}

/* Of how many evaluators at the first places the table is to be; 0: none has KP_AGREEMENT_LEAST rows and columns. whole[k]: units that the first k or more have marked. */
static size_t choose_columns(const size_t whole[], size_t evaluators) {
    size_t best = 0;
    for (size_t k = KP_AGREEMENT_LEAST; k <= evaluators; k++)
        if (whole[k] >= KP_AGREEMENT_LEAST && k * whole[k] >= best * (best ? whole[best] : 0)) /* of equals that of more evaluators */
            best = k;
    return best;
}

static kp_ratings take_block(kp_arena *arena, const panel_marks *marks, const kp_evaluator evaluators[], size_t count) {
    const size_t *places = places_by_marks(arena, evaluators, count);
    size_t *whole = KP_NEW_ARRAY(arena, size_t, count + 2);
    bool *seen = KP_NEW_ARRAY(arena, bool, count);
    for (size_t first = 0, end; first < marks->count; first = end) {
        end = unit_end(marks, first);
        whole[first_places(marks->items + first, end - first, places, seen)]++;
    }
    for (size_t k = count; k-- > 0;)
        whole[k] += whole[k + 1];
    kp_ratings block = {.raters = choose_columns(whole, count)};
    if (!block.raters)
        return block;
    double *values = KP_NEW_ARRAY(arena, double, whole[block.raters] * block.raters);
    for (size_t first = 0, end; first < marks->count; first = end) {
        end = unit_end(marks, first);
        if (first_places(marks->items + first, end - first, places, seen) < block.raters)
            continue;
        for (size_t i = first; i < end; i++)
            if (places[marks->items[i].rater] < block.raters)
                values[block.units * block.raters + places[marks->items[i].rater]] = marks->items[i].value;
        block.units++;
    }
    block.values = values;
    return block;
}

/* ---- figures ---- */

static int high_first(const void *a, const void *b) {
    const kp_evaluator *x = a, *y = b;
    double p = x->leniency.deviation, q = y->leniency.deviation;
    if (isnan(p) != isnan(q))
        return isnan(p) ? 1 : -1;
    if (p != q && !isnan(p))
        return p > q ? -1 : 1;
    return (x->evaluator > y->evaluator) - (x->evaluator < y->evaluator);
}

static void measure_leniency(kp_arena *arena, const panel_marks *marks, kp_evaluator evaluators[], kp_panel_agreement *panel) {
    size_t count = panel->evaluator_count;
    panel->least_units = count > KP_LENIENCY_MANY ? KP_LENIENCY_LEAST_MANY : KP_LENIENCY_LEAST;
    size_t least = count < KP_AGREEMENT_LEAST ? SIZE_MAX : panel->least_units;
    const kp_leniency *found = kp_leniency_of_marks(arena, marks->items, marks->count, count, least, KP_AGREEMENT_LEVEL);
    for (size_t j = 0; j < count; j++)
        evaluators[j].leniency = found[j];
    qsort(evaluators, count, sizeof *evaluators, high_first);
    panel->evaluators = evaluators;
}

void panel_measure(kp_arena *arena, const kp_evidence *evidence, panel_marks *marks, kp_panel_agreement *panel) {
    kp_evaluator *evaluators = number_evaluators(arena, evidence, marks, &panel->evaluator_count);
    panel->marks = marks->count;
    panel->origin = marks->origin;
    for (size_t first = 0; first < marks->count; first = unit_end(marks, first))
        panel->units++;
    kp_ratings block = take_block(arena, marks, evaluators, panel->evaluator_count);
    panel->block_units = block.units;
    panel->block_evaluators = block.raters;
    panel->w = kp_kendall_w(arena, &block);
    panel->icc = kp_icc_of(arena, &block, KP_AGREEMENT_CONFIDENCE);
    bool enough = panel->units >= KP_AGREEMENT_LEAST && panel->evaluator_count >= KP_AGREEMENT_LEAST;
    panel->one_way = kp_icc_one_way(marks->items, enough ? marks->count : 0, KP_AGREEMENT_CONFIDENCE);
    measure_leniency(arena, marks, evaluators, panel);
}

bool panel_is_known(const kp_panel_agreement *panel) {
    return !panel->w.fault || !panel->icc.fault || !panel->one_way.fault ||
           (panel->evaluator_count && isfinite(panel->evaluators[0].leniency.deviation));
}

/* ---- words ---- */

const char *kp_w_words(double w) {
    if (isnan(w))
        return "";
    return w < 0.3   ? "一致程度很弱 | very weak agreement"
           : w < 0.5 ? "一致程度弱 | weak agreement"
           : w < 0.7 ? "一致程度中等 | moderate agreement"
           : w < 0.9 ? "一致程度强 | strong agreement"
                     : "一致程度很强 | unusually strong agreement";
}

const char *kp_icc_words(double icc) {
    if (isnan(icc))
        return "";
    return icc < 0.5 ? "差 | poor" : icc < 0.75 ? "中等 | moderate" : icc <= 0.9 ? "好 | good" : "很好 | excellent";
}
