/* SPDX-License-Identifier: GPL-3.0-or-later */
/* combine.c - units rolled up (汇总单位): the weighted mean score of a firm over its projects, and the firms' ranks. */
#include "kaoping/irrational.h"
#include "kaoping/names.h"
#include "kaoping/typed.h"
#include "score_private.h"

#include <stdlib.h>

typedef struct roll_up {
    score_run *run;
    kp_names *names;
    kp_num *sums; /* of each: Σ weight × score */
    bool *open;   /* some weight, or what some unit has, is not known */
} roll_up;

static const char *text_of(const score_run *run, int32_t unit, int32_t field) {
    const kp_unit *who = &run->evidence->units.items[unit];
    return who->fields && field >= 0 && who->fields[field] ? who->fields[field] : "";
}

/* Above 0; false where it is not known, or is no weight. */
static bool weight_of(const score_run *run, int32_t unit, kp_num *weight) {
    const kp_scheme *scheme = run->scheme;
    *weight = KP_ONE;
    if (scheme->combine_weight_field >= 0) {
        kp_typed typed = kp_parse_typed(run->arena, text_of(run, unit, scheme->combine_weight_field));
        if (typed.kind != KP_TYPED_NUMBER || typed.liberties & KP_TYPED_PERCENT)
            return false;
        *weight = typed.value;
    } else if (scheme->combine_weight_node >= 0) {
        const kp_mark *mark = kp_scorecard_mark(run->card, unit, scheme->combine_weight_node);
        if (mark->state != KP_MARK_SCORED)
            return false;
        *weight = mark->value;
    }
    return kp_num_sign(*weight) > 0;
}

static void tell(const score_run *run, kp_problem_code code, int32_t unit, const char *field) {
    kp_problems_add(run->problems, code, kp_unit_place(run->evidence, unit), unit, kp_unit_words(run->problems->arena, run->evidence, unit), field,
                    NULL);
}

static void add_unit(roll_up *r, int32_t unit) {
    score_run *run = r->run;
    kp_scorecard *card = run->card;
    const char *name = text_of(run, unit, run->scheme->combine_field);
    card->combined_of[unit] = -1;
    card->combined_weight[unit] = KP_ZERO;
    if (run->evidence->units.items[unit].excluded)
        return;
    if (kp_parse_typed(run->arena, name).kind == KP_TYPED_EMPTY) {
        tell(run, KP_R_COMBINED_NOWHERE, unit, run->scheme->combine_by);
        return;
    }
    int32_t found = kp_names_find(r->names, name);
    if (found < 0) {
        found = (int32_t)card->combined.count;
        kp_combined made = {.name = name, .weight = KP_ZERO, .score = KP_ZERO, .printed = KP_ZERO};
        KP_PUSH(run->arena, &card->combined, made);
        kp_names_add(r->names, name, found);
        r->sums[found] = KP_ZERO;
    }
    kp_combined *of = &card->combined.items[found];
    card->combined_of[unit] = found;
    of->units++;
    if (kp_scorecard_mark(card, unit, 0)->state == KP_MARK_NOT_SCORED) { /* nobody knows what it would have had */
        tell(run, KP_R_COMBINED_OPEN, unit, name);
        r->open[found] = true;
    }
    if (!card->units[unit].ranked)
        return;
    kp_num weight;
    if (!weight_of(run, unit, &weight)) {
        tell(run, KP_R_COMBINED_WEIGHT, unit, run->scheme->combine_weight);
        r->open[found] = true;
        return;
    }
    of->counted++;
    card->combined_weight[unit] = weight;
    of->weight = kp_num_add(run->arena, of->weight, weight);
    r->sums[found] = kp_num_add(run->arena, r->sums[found], kp_num_mul(run->arena, weight, card->units[unit].decided));
}

/* Best first, those without a score last; what is equal as it came. */
static int compare_combined(const void *a, const void *b, void *data) {
    const kp_scorecard *card = data;
    int32_t i = *(const int32_t *)a, k = *(const int32_t *)b;
    const kp_combined *x = &card->combined.items[i], *y = &card->combined.items[k];
    if (x->scored != y->scored)
        return x->scored ? -1 : 1;
    bool full = card->scheme->decide_on == KP_DECIDE_ON_FULL;
    int order = kp_compare_goodness(card->scheme, full ? y->score : y->printed, full ? x->score : x->printed);
    return order ? order : (i > k) - (i < k);
}

static bool same_score(const kp_scheme *scheme, const kp_combined *x, const kp_combined *y) {
    return scheme->decide_on == KP_DECIDE_ON_FULL ? kp_num_equal(x->score, y->score) : kp_num_equal(x->printed, y->printed);
}

static void put_in_order(score_run *run) {
    kp_scorecard *card = run->card;
    size_t count = card->combined.count;
    int32_t *order = KP_NEW_ARRAY(run->arena, int32_t, count), *place = KP_NEW_ARRAY(run->arena, int32_t, count);
    kp_combined *sorted = KP_NEW_ARRAY(run->arena, kp_combined, count);
    for (size_t i = 0; i < count; i++)
        order[i] = (int32_t)i;
    qsort_r(order, count, sizeof *order, compare_combined, card);
    for (size_t i = 0; i < count; i++) {
        sorted[i] = card->combined.items[order[i]];
        place[order[i]] = (int32_t)i;
    }
    int32_t distinct = 0;
    for (size_t from = 0, to; from < count && sorted[from].scored; from = to, distinct++) {
        for (to = from + 1; to < count && sorted[to].scored && same_score(run->scheme, &sorted[to], &sorted[from]); to++)
            continue;
        for (size_t i = from; i < to; i++)
            sorted[i].rank = kp_rank_of_tied(run->scheme->ranking, from, to - from, distinct);
    }
    card->combined.items = sorted;
    for (size_t unit = 0; unit < run->evidence->units.count; unit++)
        if (card->combined_of[unit] >= 0)
            card->combined_of[unit] = place[card->combined_of[unit]];
}

/* Offices that want no scores of firms leave the column empty. */
static bool nobody_weighs(const score_run *run) {
    for (size_t unit = 0; unit < run->evidence->units.count; unit++)
        if (!run->evidence->units.items[unit].excluded &&
            kp_parse_typed(run->arena, text_of(run, (int32_t)unit, run->scheme->combine_weight_field)).kind != KP_TYPED_EMPTY)
            return false;
    return true;
}

void kp_combine_units(score_run *run) {
    size_t units = run->evidence->units.count;
    if (!run->scheme->combine_by || !*run->scheme->combine_by || run->scheme->combine_field < 0)
        return;
    if (run->scheme->combine_weight_field >= 0 && nobody_weighs(run)) {
        kp_problems_add(run->problems, KP_R_COMBINED_BY_NONE, (kp_place){0}, KP_UNIT_NONE, run->scheme->combine_weight, run->scheme->combine_by,
                        NULL);
        return;
    }
    run->card->combined_of = KP_NEW_ARRAY(run->arena, int32_t, units);
    run->card->combined_weight = KP_NEW_ARRAY(run->arena, kp_num, units);
    roll_up r = {run, kp_names_new(run->arena), KP_NEW_ARRAY(run->arena, kp_num, units), KP_NEW_ARRAY(run->arena, bool, units)};
    for (size_t unit = 0; unit < units; unit++)
        add_unit(&r, (int32_t)unit);
    for (size_t i = 0; i < run->card->combined.count; i++) {
        kp_combined *of = &run->card->combined.items[i];
        of->scored = of->counted && !r.open[i];
        if (!of->scored)
            continue;
        of->score = kp_num_settle(run->arena, kp_num_div(run->arena, r.sums[i], of->weight), kp_digits_above(run->scheme->indicators[0].digits));
        of->printed = kp_num_round(run->arena, of->score, run->scheme->decimals, run->scheme->rounding);
    }
    if (run->card->combined.count)
        put_in_order(run);
}
