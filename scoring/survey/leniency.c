/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leniency.c - who marks high or low, and marks that a unit gives itself against those of a check. */
#include "agreement_private.h"

#include <math.h>

static void finish_tests(kp_arena *arena, kp_leniency raters[], size_t count, double level) {
    double *p = KP_NEW_ARRAY(arena, double, count);
    kp_moments deviations = {0};
    for (size_t j = 0; j < count; j++) {
        p[j] = raters[j].p;
        if (isfinite(raters[j].deviation))
            kp_moments_add(&deviations, raters[j].deviation);
    }
    kp_holm(arena, p, count, p);
    double sd = kp_moments_sd(deviations);
    for (size_t j = 0; j < count; j++) {
        kp_leniency *rater = &raters[j];
        rater->adjusted = p[j];
        rater->z = sd > 0 ? (rater->deviation - deviations.mean) / sd : NAN;
        rater->tendency = p[j] < level ? (rater->against_others > 0) - (rater->against_others < 0) : 0;
    }
}

/* Adds the marks of one unit, where there are two. */
static void add_unit(const kp_rating marks[], size_t count, kp_moments own[], kp_moments others[]) {
    kp_moments all = {0};
    double n = (double)count;
    for (size_t i = 0; i < count; i++)
        kp_moments_add(&all, marks[i].value);
    for (size_t i = 0; i < count && count > 1; i++) {
        kp_moments_add(&own[marks[i].rater], marks[i].value - all.mean);
        kp_moments_add(&others[marks[i].rater], (marks[i].value - all.mean) * n / (n - 1)); /* the others' mean is (n·mean - own) / (n - 1) */
    }
}

kp_leniency *kp_leniency_of_marks(kp_arena *arena, const kp_rating marks[], size_t count, size_t raters, size_t least, double level) {
    kp_leniency *result = KP_NEW_ARRAY(arena, kp_leniency, raters);
    kp_moments *own = KP_NEW_ARRAY(arena, kp_moments, raters), *others = KP_NEW_ARRAY(arena, kp_moments, raters);
    double largest = 0;
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first; end < count && marks[end].unit == marks[first].unit; end++)
            largest = fmax(largest, fabs(marks[end].value));
        add_unit(marks + first, end - first, own, others);
    }
    double noise = NOISE * largest;
    for (size_t j = 0; j < raters; j++) {
        bool judged = own[j].n > 0 && own[j].n >= least;
        kp_moments none = {0};
        kp_t_test test = kp_t_paired(judged ? others[j] : none, noise);
        result[j] = (kp_leniency){.units = own[j].n,
                                  .deviation = judged ? (fabs(own[j].mean) <= noise ? 0 : own[j].mean) : NAN,
                                  .against_others = test.difference,
                                  .sd = judged ? kp_moments_sd(others[j]) : NAN,
                                  .t = test.t,
                                  .df = test.df,
                                  .p = test.p};
    }
    finish_tests(arena, result, raters, level);
    return result;
}

kp_leniency *kp_leniency_of(kp_arena *arena, const kp_ratings *ratings, double level) {
    size_t k = ratings->raters, count = 0;
    kp_rating *marks = KP_NEW_ARRAY(arena, kp_rating, ratings->units * k);
    for (size_t i = 0; i < ratings->units * k; i++)
        if (isfinite(ratings->values[i]))
            marks[count++] = (kp_rating){i / k, i % k, ratings->values[i]};
    return kp_leniency_of_marks(arena, marks, count, k, 1, level);
}

kp_check kp_check_of(const double own[], const double check[], size_t count, double tolerance) {
    kp_check result = {.largest = NAN, .above_share = NAN};
    kp_moments differences = {0};
    double magnitude = 0;
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(own[i]) || !isfinite(check[i]))
            continue;
        double difference = own[i] - check[i], guard = 1e-9 * fmax(1, fmax(fabs(own[i]), fabs(check[i])));
        kp_moments_add(&differences, difference);
        magnitude = fmax(magnitude, fmax(fabs(own[i]), fabs(check[i])));
        result.above += difference > tolerance + guard;
        result.below += -difference > tolerance + guard;
        if (!(difference <= result.largest)) {
            result.largest = difference;
            result.largest_at = i;
        }
    }
    kp_t_test test = kp_t_paired(differences, NOISE * magnitude);
    result.pairs = differences.n;
    result.difference = test.difference;
    result.sd = kp_moments_sd(differences);
    result.t = test.t;
    result.df = test.df;
    result.p = test.p;
    if (result.pairs)
        result.above_share = (double)result.above / (double)result.pairs;
    return result;
}
