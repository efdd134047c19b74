/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leniency.c - who marks high or low, and marks that a unit gives itself against those of a check. */
#include "agreement_private.h"

#include <math.h>

static void finish_tests(kp_arena *arena, kp_leniency raters[], size_t count, double level) {
    double *p = KP_NEW_ARRAY(arena, double, count);
    kp_moments deviations = {0};
    for (size_t j = 0; j < count; j++) {
        p[j] = raters[j].p;
        if (raters[j].units)
            kp_moments_add(&deviations, raters[j].deviation);
    }
    kp_holm(arena, p, count, p);
    double sd = kp_moments_sd(deviations);
    for (size_t j = 0; j < count; j++) {
        kp_leniency *rater = &raters[j];
        rater->adjusted = p[j];
        rater->z = sd > 0 ? rater->deviation / sd : NAN;
        rater->tendency = p[j] < level ? (rater->against_others > 0) - (rater->against_others < 0) : 0;
    }
}

kp_leniency *kp_leniency_of(kp_arena *arena, const kp_ratings *ratings, double level) {
    size_t k = ratings->raters;
    double noise = marks_noise(ratings);
    kp_leniency *result = KP_NEW_ARRAY(arena, kp_leniency, k);
    kp_moments *own = KP_NEW_ARRAY(arena, kp_moments, k), *others = KP_NEW_ARRAY(arena, kp_moments, k);
    for (size_t i = 0; i < ratings->units; i++) {
        const double *row = ratings->values + i * k;
        kp_moments marks = {0};
        for (size_t j = 0; j < k; j++)
            if (isfinite(row[j]))
                kp_moments_add(&marks, row[j]);
        double n = (double)marks.n;
        for (size_t j = 0; j < k && marks.n > 1; j++)
            if (isfinite(row[j])) {
                kp_moments_add(&own[j], row[j] - marks.mean);
                kp_moments_add(&others[j], (row[j] - marks.mean) * n / (n - 1)); /* the others' mean is (n·mean - own) / (n - 1) */
            }
    }
    for (size_t j = 0; j < k; j++) {
        kp_t_test test = kp_t_paired(others[j], noise);
        bool judged = own[j].n > 0;
        result[j] = (kp_leniency){.units = own[j].n,
                                  .deviation = judged ? (fabs(own[j].mean) <= noise ? 0 : own[j].mean) : NAN,
                                  .against_others = test.difference,
                                  .sd = kp_moments_sd(others[j]),
                                  .t = test.t,
                                  .df = test.df,
                                  .p = test.p};
    }
    finish_tests(arena, result, k, level);
    return result;
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
    kp_t_test test = kp_t_paired(differences, 1e-12 * magnitude);
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
