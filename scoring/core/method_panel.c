/* SPDX-License-Identifier: GPL-3.0-or-later */
/* method_panel.c - marks by several evaluators (评委打分): means or sums, trimmed, weighted by role. */
#include "method_private.h"

#include <stdlib.h>

/* ---- evaluation ---- */

/* What counts of one evaluator: the mark typed, or what its place is worth. */
typedef struct panel_term {
    kp_num value;
    const kp_panel_mark *mark;
    const kp_place_points *place; /* NULL: the mark itself counts */
} panel_term;

static int compare_terms(const void *a, const void *b) {
    const panel_term *x = a, *y = b;
    int order = kp_num_compare(x->value, y->value);
    return order ? order : (x->mark > y->mark) - (x->mark < y->mark);
}

/* Mean or sum of the terms, the lowest and highest left out where there are enough. `terms` is sorted in place. */
static kp_val pool_terms(kp_calc *calc, const kp_indicator *leaf, panel_term *terms, size_t count) {
    size_t low = (size_t)leaf->trim_low, high = (size_t)leaf->trim_high;
    qsort(terms, count, sizeof *terms, compare_terms);
    if (low + high == 0 || count < (size_t)leaf->trim_from || count <= low + high)
        low = high = 0;
    size_t left = count - low - high;
    kp_val usual[KP_USUAL_TERMS], *values = kp_terms(calc, usual, left);
    for (size_t i = 0; i < left; i++) {
        const panel_term *term = &terms[low + i];
        values[i] = kp_calc_input(calc, term->place ? kp_place_label(calc, term->place) : NULL, term->value, term->mark->mark.origin);
    }
    kp_val pooled = kp_calc_sum(calc, values, left);
    if (leaf->pool == KP_POOL_SUM || left == 1)
        return pooled;
    return kp_calc_div(calc, pooled, kp_calc_rule(calc, "人数 | evaluators", kp_num_int((int64_t)left)));
}

/* The roles' results, weighted over the roles that have marks. */
static kp_val pool_roles(kp_calc *calc, const kp_indicator *leaf, panel_term *terms, size_t count) {
    kp_val usual[KP_USUAL_TERMS], *results = kp_terms(calc, usual, leaf->roles.count);
    kp_val usual_weights[KP_USUAL_TERMS], *weights = kp_terms(calc, usual_weights, leaf->roles.count);
    panel_term *of_role = KP_NEW_ARRAY(calc->arena, panel_term, count);
    size_t used = 0;
    for (size_t role = 0; role < leaf->roles.count; role++) {
        size_t n = 0;
        for (size_t i = 0; i < count; i++)
            if (terms[i].mark->role == (int32_t)role)
                of_role[n++] = terms[i];
        if (n == 0 || kp_num_sign(leaf->roles.items[role].value) <= 0)
            continue;
        weights[used] = kp_calc_rule(calc, leaf->roles.items[role].name, leaf->roles.items[role].value);
        results[used] = kp_calc_mul(calc, weights[used], pool_terms(calc, leaf, of_role, n));
        used++;
    }
    if (used == 0)
        return pool_terms(calc, leaf, terms, count);
    return kp_calc_div(calc, kp_calc_sum(calc, results, used), kp_calc_sum(calc, weights, used));
}

/* The term of item `index`; false where its place is wanted and not known. */
static bool make_term(const kp_evidence *evidence, const kp_indicator *leaf, size_t index, panel_term *term) {
    *term = (panel_term){.mark = &evidence->panel.items[index]};
    term->value = term->mark->mark.value;
    if (!evidence->panel_places || !kp_leaf_by_place(leaf))
        return true;
    term->place = &evidence->panel_places[index];
    term->value = term->place->points;
    return term->place->place > 0;
}

/* A sum is what it is: only means are brought from the scale typed to the full marks. */
kp_outcome kp_panel_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    evidence_range range = kp_panel_of(evidence, unit, indicator);
    panel_term usual[KP_USUAL_TERMS], *terms = usual;
    if (range.to - range.from > KP_USUAL_TERMS)
        terms = KP_NEW_ARRAY(calc->arena, panel_term, range.to - range.from);
    size_t count = 0;
    for (size_t i = range.from; i < range.to; i++) {
        uint8_t state = evidence->panel.items[i].mark.state;
        if (state == KP_INPUT_NOT_APPLICABLE)
            continue;
        if (state != KP_INPUT_GIVEN || !make_term(evidence, leaf, i, &terms[count++]))
            return kp_outcome_not_scored();
    }
    if (count == 0)
        return range.to > range.from ? kp_outcome_not_applicable() : kp_outcome_not_scored();
    kp_val pooled = leaf->roles.count ? pool_roles(calc, leaf, terms, count) : pool_terms(calc, leaf, terms, count);
    if (!kp_num_equal(leaf->multiply, KP_ONE) && !kp_num_is_zero(leaf->multiply))
        pooled = kp_calc_mul(calc, pooled, kp_calc_rule(calc, "系数 | factor", leaf->multiply));
    return kp_outcome_scored(leaf->pool == KP_POOL_SUM ? pooled : kp_scale_mark(calc, pooled, leaf));
}

/* ---- checks ---- */

static const char *evaluator_name(const kp_evidence *evidence, const kp_panel_mark *mark) {
    return mark->evaluator >= 0 && (size_t)mark->evaluator < evidence->evaluators.count ? evidence->evaluators.items[mark->evaluator] : "";
}

static int compare_evaluators(const void *a, const void *b) {
    const kp_panel_mark *const *x = a, *const *y = b;
    if ((*x)->evaluator != (*y)->evaluator)
        return (*x)->evaluator < (*y)->evaluator ? -1 : 1;
    return (*x > *y) - (*x < *y);
}

static void check_twice(const kp_evidence *evidence, int32_t unit, evidence_range range, kp_problems *problems) {
    size_t count = range.to - range.from;
    const kp_panel_mark **marks = KP_NEW_ARRAY(problems->arena, const kp_panel_mark *, count);
    for (size_t i = 0; i < count; i++)
        marks[i] = &evidence->panel.items[range.from + i];
    qsort(marks, count, sizeof *marks, compare_evaluators);
    for (size_t i = 1; i < count; i++)
        if (marks[i]->evaluator == marks[i - 1]->evaluator && marks[i]->evaluator >= 0) {
            kp_place here = kp_evidence_place(evidence, marks[i]->mark.origin), other = kp_evidence_place(evidence, marks[i - 1]->mark.origin);
            kp_problems_add(problems, KP_D_EVALUATOR_TWICE, here, unit, kp_verbatim(problems->arena, evaluator_name(evidence, marks[i])),
                            kp_unit_words(problems->arena, evidence, unit), kp_place_beside(problems->arena, other, here));
        }
}

static void check_mark(const kp_evidence *evidence, int32_t unit, int32_t indicator, const kp_panel_mark *mark, kp_problems *problems) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    kp_arena *arena = problems->arena;
    kp_place place = kp_evidence_place(evidence, mark->mark.origin);
    const char *evaluator = evaluator_name(evidence, mark);
    kp_num most = kp_num_sign(leaf->scale) > 0 ? leaf->scale : leaf->full;
    if (mark->mark.state == KP_INPUT_MISSING)
        kp_problems_add(problems, KP_D_MISSING_VALUE, place, unit, kp_unit_words(problems->arena, evidence, unit),
                        kp_leaf_name(arena, leaf, kp_verbatim(arena, evaluator)), NULL);
    if (kp_evidence_find_unit(evidence, evaluator) == unit)
        kp_problems_add(problems, KP_D_MARKS_ITSELF, place, unit, kp_verbatim(arena, evaluator), NULL, NULL);
    if (mark->mark.state != KP_INPUT_GIVEN)
        return;
    bool above = kp_num_compare(mark->mark.value, most) > 0;
    if (above || kp_num_sign(mark->mark.value) < 0)
        kp_problems_add(problems, above ? KP_D_MARK_ABOVE_FULL : KP_D_MARK_BELOW, place, unit, kp_num_exact(arena, mark->mark.value),
                        kp_format(arena, "0–%s", kp_num_exact(arena, most)), NULL);
    if (leaf->roles.count && (mark->role < 0 || (size_t)mark->role >= leaf->roles.count))
        kp_problems_add(problems, KP_D_ROLE_UNKNOWN, place, unit, kp_verbatim(arena, evaluator), leaf->roles.items[0].name, NULL);
}

static void check_roles(const kp_evidence *evidence, int32_t unit, int32_t indicator, evidence_range range, kp_problems *problems) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    bool *present = KP_NEW_ARRAY(problems->arena, bool, leaf->roles.count);
    for (size_t i = range.from; i < range.to; i++) {
        const kp_panel_mark *mark = &evidence->panel.items[i];
        if (mark->mark.state != KP_INPUT_NOT_APPLICABLE && mark->role >= 0 && (size_t)mark->role < leaf->roles.count)
            present[mark->role] = true;
    }
    for (size_t role = 0; role < leaf->roles.count; role++)
        if (!present[role] && kp_num_sign(leaf->roles.items[role].value) > 0)
            kp_problems_add(problems, KP_D_ROLE_MISSING, kp_evidence_place(evidence, evidence->panel.items[range.from].mark.origin), unit,
                            kp_leaf_name(problems->arena, leaf, kp_unit_words(problems->arena, evidence, unit)), leaf->roles.items[role].name, NULL);
}

void kp_panel_check(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    evidence_range range = kp_panel_of(evidence, unit, indicator);
    size_t given = 0, unclear = 0;
    for (size_t i = range.from; i < range.to; i++) {
        const kp_panel_mark *mark = &evidence->panel.items[i];
        given += mark->mark.state == KP_INPUT_GIVEN;
        unclear += mark->mark.state == KP_INPUT_DOUBTFUL || mark->mark.state == KP_INPUT_MISSING;
        check_mark(evidence, unit, indicator, mark, problems);
    }
    check_twice(evidence, unit, range, problems);
    bool unread = kp_evidence_unread(evidence, unit, indicator);
    if (given && !unread && given + unclear < (size_t)leaf->min_evaluators) /* a mark that cannot be read is told of already */
        kp_add_numbers_problem(evidence, unit, indicator, KP_D_TOO_FEW_EVALUATORS, evidence->panel.items[range.from].mark.origin,
                               kp_num_int((int64_t)given), kp_num_int(leaf->min_evaluators), problems);
    if (given && !unread && leaf->roles.count)
        check_roles(evidence, unit, indicator, range, problems);
}
