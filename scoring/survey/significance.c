/* SPDX-License-Identifier: GPL-3.0-or-later */
/* significance.c - t tests from moments, and Holm's adjustment. */
#include "kaoping/significance.h"
#include "kaoping/interval.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void kp_moments_add(kp_moments *moments, double value) {
    double distance = value - moments->mean;
    moments->n++;
    moments->mean += distance / (double)moments->n;
    moments->squares += distance * (value - moments->mean);
}

kp_moments kp_moments_join(kp_moments first, kp_moments second) {
    if (!first.n || !second.n)
        return first.n ? first : second;
    double n = (double)first.n + (double)second.n, apart = second.mean - first.mean;
    return (kp_moments){.n = first.n + second.n,
                        .mean = first.mean + apart * (double)second.n / n,
                        .squares = first.squares + second.squares + apart * apart * (double)first.n * (double)second.n / n};
}

double kp_moments_sd(kp_moments moments) { return moments.n < 2 ? NAN : sqrt(moments.squares / ((double)moments.n - 1)); }

/* The test that difference, standard error and degrees of freedom make; without a standard error every difference is certain. */
static kp_t_test test_of(double difference, double se, double df) {
    kp_t_test test = {.difference = difference, .se = se, .df = df};
    if (se > 0) {
        test.t = difference / se;
        test.p = kp_two_sided(test.t, df);
    } else {
        test.t = difference == 0 ? 0 : copysign(INFINITY, difference);
        test.p = difference == 0 ? 1 : 0;
    }
    return test;
}

static const kp_t_test untested = {NAN, NAN, NAN, NAN, NAN};

static double denoised(double number, double noise) { return fabs(number) <= noise ? 0 : number; }

kp_t_test kp_t_paired(kp_moments differences, double noise) {
    kp_t_test test = untested;
    if (differences.n)
        test.difference = denoised(differences.mean, noise);
    if (differences.n < 2)
        return test;
    double n = (double)differences.n;
    return test_of(test.difference, denoised(kp_moments_sd(differences), noise) / sqrt(n), n - 1);
}

kp_t_test kp_t_welch(kp_moments first, kp_moments second, double noise) {
    kp_t_test test = untested;
    if (first.n && second.n)
        test.difference = denoised(first.mean - second.mean, noise);
    if (first.n < 2 || second.n < 2)
        return test;
    double n = (double)first.n, m = (double)second.n;
    double a = pow(denoised(kp_moments_sd(first), noise), 2) / n, b = pow(denoised(kp_moments_sd(second), noise), 2) / m, both = a + b;
    double df = both > 0 ? both * both / (a * a / (n - 1) + b * b / (m - 1)) : n + m - 2;
    return test_of(test.difference, sqrt(both), df);
}

typedef struct ordered_p {
    double p;
    size_t at;
} ordered_p;

static int compare_p(const void *a, const void *b) {
    const ordered_p *x = a, *y = b;
    return x->p < y->p ? -1 : x->p > y->p ? 1 : x->at < y->at ? -1 : x->at > y->at;
}

void kp_holm(kp_arena *arena, const double p[], size_t count, double adjusted[]) {
    ordered_p *order = KP_NEW_ARRAY(arena, ordered_p, count);
    size_t tested = 0;
    for (size_t i = 0; i < count; i++)
        if (isnan(p[i]))
            adjusted[i] = p[i];
        else
            order[tested++] = (ordered_p){p[i], i};
    if (tested) /* qsort() of nothing may not be given */
        qsort(order, tested, sizeof *order, compare_p);
    double least = 0;
    for (size_t i = 0; i < tested; i++) {
        least = fmax(least, fmin(1, (double)(tested - i) * order[i].p));
        adjusted[order[i].at] = least;
    }
}
