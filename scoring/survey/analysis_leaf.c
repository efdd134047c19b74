/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * analysis_leaf.c - errors of a leaf as a whole, the mean over its questions.
 *
 * From forms they come from the sums of influences. Of counts nobody knows how the answers to different questions hang together: the error of a weighted sum is then at most the weighted sum of
 * the errors (the case that all correlations are 1), and that is told as a bound.
 *
 * The design effect compares with a simple random sample of as many forms, each with its influence as its value; where a mean of strata by size is meant, the differences between the means of strata belong to
 * that value.
 */
#include "analysis_private.h"

#include <math.h>

typedef struct leaf_level {
    const leaf_cells *cells;
    const question_level *levels; /* of the unit, or of all */
    const error_pair *errors;     /* of its questions */
    int column;                   /* in stratum_sums: 0 of the unit, MEASURES of all */
} leaf_level;

static bool weighs(const leaf_level *l, size_t question) { return l->levels[question].known && l->cells->question_weight[question] > 0; }

static double sum_of_weights(const leaf_level *l) {
    double sum = 0;
    for (size_t q = 0; q < l->cells->questions; q++)
        sum += weighs(l, q) ? l->cells->question_weight[q] : 0;
    return sum;
}

static void mean_over_questions(const leaf_level *l, double mean[MEASURES]) {
    double weights = sum_of_weights(l);
    for (int m = 0; m < MEASURES; m++) {
        mean[m] = 0;
        for (size_t q = 0; q < l->cells->questions; q++)
            mean[m] += weighs(l, q) ? l->cells->question_weight[q] / weights * l->levels[q].mean[m] : 0;
    }
}

static error_pair bound_of_questions(const leaf_level *l) {
    double weights = sum_of_weights(l), mean[MEASURES];
    mean_over_questions(l, mean);
    error_pair pair = {.census = true, .answered = INFINITY};
    for (size_t q = 0; q < l->cells->questions; q++) {
        if (!weighs(l, q))
            continue;
        pair.census = pair.census && l->errors[q].census;
        pair.answered = fmin(pair.answered, l->errors[q].answered);
        pair.population = l->errors[q].population;
    }
    for (int m = 0; m < MEASURES; m++) {
        kp_estimate *sum = &pair.of[m];
        *sum = (kp_estimate){.value = mean[m], .df = INFINITY, .deff = NAN, .n = SIZE_MAX};
        for (size_t q = 0; q < l->cells->questions; q++) {
            if (!weighs(l, q))
                continue;
            const kp_estimate *one = &l->errors[q].of[m];
            sum->se += l->cells->question_weight[q] / weights * one->se;
            sum->df = fmin(sum->df, one->df);
            sum->n = one->n < sum->n ? one->n : sum->n;
        }
    }
    return pair;
}

/* ---- from forms ---- */

/* How far the centres of the stratum's influences lie from the means that are meant. */
static void shifts_of(const leaf_level *l, const term terms[], size_t stratum, double shift[MEASURES]) {
    double weights = sum_of_weights(l);
    for (int m = 0; m < MEASURES; m++) {
        shift[m] = 0;
        for (size_t q = 0; q < l->cells->questions; q++)
            if (weighs(l, q) && asked_at(l->cells, stratum, q)->weight > 0)
                shift[m] += l->cells->question_weight[q] / weights * (terms[stratum * l->cells->questions + q].centre[m] - l->levels[q].mean[m]);
    }
}

/* `share`: what a form of weight 1 in the stratum counts of all. Turns Σ influence²/w into Σ share · w · value². */
static stratum_sums as_values(const leaf_level *l, const term terms[], size_t stratum, const stratum_sums *sums, double share) {
    stratum_sums s = *sums;
    double shift[MEASURES];
    shifts_of(l, terms, stratum, shift);
    for (int m = 0; m < MEASURES; m++) {
        int j = l->column + m;
        s.deviations[j] = s.deviations[j] / share + 2 * shift[m] * s.sum[j] + shift[m] * shift[m] * share * s.weight;
    }
    return s;
}

static bool by_size(const leaf_level *l) {
    bool all = true;
    for (size_t q = 0; q < l->cells->questions; q++)
        all = all && (!weighs(l, q) || l->levels[q].by_size);
    return all;
}

/* Σ weights, and Σ sizes, of the unit's strata with an answer. */
static void base_of_unit(const frame *f, size_t unit, const stratum_sums sums[], double *weight, double *size) {
    *weight = *size = 0;
    for (size_t h = f->units[unit].first; h < f->units[unit].first + f->units[unit].strata; h++) {
        *weight += sums[h].weight;
        *size += sums[h].weight > 0 && f->strata[h].stratum >= 0 && f->strata[h].size > 0 ? f->strata[h].size : 0;
    }
}

static void add_unit(const frame *f, const leaf_level *of_unit, const leaf_level *l, const term terms[], size_t unit, const stratum_sums sums[],
                     double share_of_unit, figure_error *error) {
    double weight, size;
    base_of_unit(f, unit, sums, &weight, &size);
    for (size_t h = f->units[unit].first; h < f->units[unit].first + f->units[unit].strata; h++) {
        if (!(sums[h].weight > 0))
            continue;
        double share = share_of_unit * (by_size(of_unit) ? f->strata[h].size / size / sums[h].weight : 1 / weight);
        if (!(share > 0)) /* a stratum without a size among others that have one */
            continue;
        stratum_sums s = as_values(l, terms, h, &sums[h], share);
        error_add(error, &s, l->column, (double)f->strata[h].drawn, frame_left_out(&f->strata[h], (double)f->strata[h].drawn));
    }
}

static double forms_of_unit(const frame *f, size_t unit, const stratum_sums sums[]) {
    double forms = 0;
    for (size_t h = f->units[unit].first; h < f->units[unit].first + f->units[unit].strata; h++)
        forms += sums[h].forms;
    return forms;
}

static error_pair from_forms(const frame *f, const leaf_level *l, const term terms[], size_t unit, const stratum_sums sums[], kp_lonely lonely) {
    figure_error error;
    double mean[MEASURES];
    error_begin(&error, lonely);
    add_unit(f, l, l, terms, unit, sums, 1, &error);
    mean_over_questions(l, mean);
    return error_finish(&error, mean, forms_of_unit(f, unit, sums), (double)f->units[unit].forms, population_of(f, (int32_t)unit));
}

static error_pair all_from_forms(const frame *f, const leaf_level units[], const leaf_level *all, const term terms[], const stratum_sums sums[],
                                 kp_lonely lonely) {
    figure_error error;
    double mean[MEASURES], base = 0, forms = 0, came = 0, weight, size;
    error_begin(&error, lonely);
    for (size_t u = 0; u < f->unit_count; u++) {
        base_of_unit(f, u, sums, &weight, &size);
        base += weight > 0 ? (by_size(all) ? f->units[u].size : weight) : 0;
        forms += forms_of_unit(f, u, sums);
        came += (double)f->units[u].forms;
    }
    for (size_t u = 0; u < f->unit_count; u++) {
        base_of_unit(f, u, sums, &weight, &size);
        if (weight > 0)
            add_unit(f, &units[u], all, terms, u, sums, (by_size(all) ? f->units[u].size : weight) / base, &error);
    }
    mean_over_questions(all, mean);
    return error_finish(&error, mean, forms, came, population_of(f, -1));
}

/* ---- whichever ---- */

/* The only question that weighs, or -1: its errors are the leaf's. */
static int only_question(const leaf_level *l) {
    int only = -1;
    for (size_t q = 0; q < l->cells->questions; q++) {
        if (!weighs(l, q))
            continue;
        if (only >= 0)
            return -1;
        only = (int)q;
    }
    return only;
}

static leaf_error without_forms(const leaf_level *l) {
    int only = only_question(l);
    if (!(sum_of_weights(l) > 0))
        return (leaf_error){.errors = error_unknown()};
    return (leaf_error){.known = true, .bound = only < 0, .errors = only < 0 ? bound_of_questions(l) : l->errors[only]};
}

leaf_errors leaf_errors_of(kp_arena *arena, const frame *f, const leaf_cells *c, const leaf_terms *t, const question_errors *questions,
                           const stratum_sums sums[], kp_lonely lonely) {
    leaf_errors out = {.units = KP_NEW_ARRAY(arena, leaf_error, f->unit_count)};
    leaf_level *levels = KP_NEW_ARRAY(arena, leaf_level, f->unit_count), all = {c, t->all, questions->all, MEASURES};
    bool some_typed = !sums;
    for (size_t u = 0; u < f->unit_count; u++) {
        levels[u] = (leaf_level){c, &t->units[u * c->questions], &questions->units[u * c->questions], 0};
        out.units[u] = without_forms(&levels[u]);
        some_typed = some_typed || c->typed[u];
        if (out.units[u].bound && !c->typed[u] && sums)
            out.units[u] = (leaf_error){.known = true, .errors = from_forms(f, &levels[u], t->within, u, sums, lonely)};
    }
    out.all = without_forms(&all);
    if (out.all.bound && !some_typed)
        out.all = (leaf_error){.known = true, .errors = all_from_forms(f, levels, &all, t->overall, sums, lonely)};
    return out;
}
