/* SPDX-License-Identifier: GPL-3.0-or-later */
/* agreement.c - alpha, W and ICC of a table of marks; sources are in the header. */
#include "kaoping/agreement.h"
#include "agreement_private.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

/* ---- whole rows ---- */

typedef struct whole_rows {
    kp_agreement_fault fault;
    double *values; /* [units * raters], less the mean of all */
    size_t units, raters;
    double noise;
} whole_rows;

double marks_noise(const kp_ratings *ratings) {
    double largest = 0;
    for (size_t i = 0; i < ratings->units * ratings->raters; i++)
        largest = fmax(largest, fabs(ratings->values[i])); /* fmax() leaves NaN out */
    return NOISE * largest;
}

static bool is_whole(const double *row, size_t raters) {
    for (size_t j = 0; j < raters; j++)
        if (!isfinite(row[j]))
            return false;
    return true;
}

/* The rows without gaps, centred: what follows are differences only, and these keep their digits so. */
static whole_rows take_whole_rows(kp_arena *arena, const kp_ratings *ratings) {
    size_t raters = ratings->raters;
    whole_rows rows = {.raters = raters, .values = KP_NEW_ARRAY(arena, double, ratings->units *raters), .noise = marks_noise(ratings)};
    double mean = 0, seen = 0;
    for (size_t i = 0; i < ratings->units; i++) {
        const double *row = ratings->values + i * raters;
        if (!is_whole(row, raters))
            continue;
        for (size_t j = 0; j < raters; j++) {
            rows.values[rows.units * raters + j] = row[j];
            mean += (row[j] - mean) / ++seen;
        }
        rows.units++;
    }
    for (size_t i = 0; i < rows.units * raters; i++)
        rows.values[i] -= mean;
    rows.fault = raters < 2 ? KP_AGREEMENT_FEW_RATERS : rows.units < 2 ? KP_AGREEMENT_FEW_UNITS : KP_AGREEMENT_SOUND;
    return rows;
}

/* ---- Cronbach's alpha ---- */

double alpha_from(size_t items, double items_variance, double total_variance, double noise) {
    if (items < 2 || total_variance <= noise * noise)
        return NAN;
    double k = (double)items;
    return k / (k - 1) * (1 - items_variance / total_variance);
}

kp_alpha kp_alpha_of(kp_arena *arena, const kp_ratings *ratings) {
    whole_rows rows = take_whole_rows(arena, ratings);
    size_t k = rows.raters;
    kp_alpha result = {.fault = rows.fault, .used = rows.units, .alpha = NAN, .without = KP_NEW_ARRAY(arena, double, k)};
    for (size_t j = 0; j < k; j++)
        result.without[j] = NAN;
    if (rows.fault)
        return result;
    kp_moments total = {0}, *items = KP_NEW_ARRAY(arena, kp_moments, k), *others = KP_NEW_ARRAY(arena, kp_moments, k);
    for (size_t i = 0; i < rows.units; i++) {
        const double *row = rows.values + i * k;
        double sum = 0;
        for (size_t j = 0; j < k; j++)
            sum += row[j];
        kp_moments_add(&total, sum);
        for (size_t j = 0; j < k; j++) {
            kp_moments_add(&items[j], row[j]);
            kp_moments_add(&others[j], sum - row[j]);
        }
    }
    double variances = 0, noise = rows.noise * (double)k;
    for (size_t j = 0; j < k; j++)
        variances += pow(kp_moments_sd(items[j]), 2);
    result.alpha = alpha_from(k, variances, pow(kp_moments_sd(total), 2), noise);
    for (size_t j = 0; j < k; j++)
        result.without[j] = alpha_from(k - 1, variances - pow(kp_moments_sd(items[j]), 2), pow(kp_moments_sd(others[j]), 2), noise);
    if (isnan(result.alpha))
        result.fault = KP_AGREEMENT_NO_VARIANCE;
    return result;
}

/* ---- Kendall's W ---- */

typedef struct ranked_mark {
    double mark;
    size_t unit;
} ranked_mark;

static int compare_marks(const void *a, const void *b) {
    const ranked_mark *x = a, *y = b;
    return x->mark < y->mark ? -1 : x->mark > y->mark;
}

/* Adds the ranks that rater j gives to the sums of the units; returns Σ(t³ - t) of that rater's ties. */
static double add_ranks(const whole_rows *rows, size_t j, ranked_mark *order, double sums[]) {
    size_t n = rows->units;
    for (size_t i = 0; i < n; i++)
        order[i] = (ranked_mark){rows->values[i * rows->raters + j], i};
    qsort(order, n, sizeof *order, compare_marks);
    double ties = 0;
    for (size_t first = 0, end; first < n; first = end) {
        for (end = first + 1; end < n && order[end].mark == order[first].mark; end++)
            ;
        double tied = (double)(end - first), rank = (double)first + (tied + 1) / 2;
        ties += tied * (tied * tied - 1);
        for (size_t i = first; i < end; i++)
            sums[order[i].unit] += rank;
    }
    return ties;
}

kp_concordance kp_kendall_w(kp_arena *arena, const kp_ratings *ratings) {
    whole_rows rows = take_whole_rows(arena, ratings);
    kp_concordance result = {rows.fault, rows.units, NAN, NAN, NAN, NAN};
    if (rows.fault)
        return result;
    double n = (double)rows.units, m = (double)rows.raters, ties = 0, spread = 0;
    double *sums = KP_NEW_ARRAY(arena, double, rows.units);
    ranked_mark *order = KP_NEW_ARRAY(arena, ranked_mark, rows.units);
    for (size_t j = 0; j < rows.raters; j++)
        ties += add_ranks(&rows, j, order, sums);
    for (size_t i = 0; i < rows.units; i++)
        spread += pow(sums[i] - m * (n + 1) / 2, 2);
    double most = m * m * n * (n * n - 1) - m * ties;
    if (most <= 0) {
        result.fault = KP_AGREEMENT_NO_VARIANCE;
        return result;
    }
    result.w = 12 * spread / most;
    result.chi_square = m * (n - 1) * result.w;
    result.df = n - 1;
    result.p = gsl_cdf_chisq_Q(result.chi_square, result.df);
    return result;
}

/* ---- intraclass correlation ---- */

/* The quantile of F. By halving, as GSL's inverse ends the process where it does not converge. */
static double quantile_of_f(double p, double df1, double df2) {
    double low = -700, high = 700; /* of the logarithm */
    for (int i = 0; i < 200 && high - low > 1e-15 * fmax(1, fabs(low)); i++) {
        double middle = (low + high) / 2, found = gsl_cdf_fdist_P(exp(middle), df1, df2);
        if (isnan(found))
            return NAN;
        *(found < p ? &low : &high) = middle;
    }
    return exp((low + high) / 2);
}

static double of_mean(double icc, double k) { return k * icc / (1 + (k - 1) * icc); } /* Spearman, Brown */

typedef struct icc_case {
    double n, k, units, raters, residual, within; /* mean squares */
    double p;                                     /* of the quantiles: .975 */
} icc_case;

static kp_icc f_test_of(double units, double error, double df1, double df2) {
    kp_icc icc = {NAN, NAN, df1, df2, NAN, NAN, NAN};
    if (units > 0 || error > 0) {
        icc.f = error > 0 ? units / error : INFINITY;
        icc.p = error > 0 ? gsl_cdf_fdist_Q(icc.f, df1, df2) : 0;
    }
    return icc;
}

static double share_of(double part, double whole) { return whole == 0 ? NAN : part / whole; }

/* Cases 1 and 3: BMS against the mean square of the error, limits from the F distribution (Shrout and Fleiss, p. 424 and 426). */
static void fill_consistency(const icc_case *c, double error, double df2, kp_icc *one, kp_icc *mean) {
    double df1 = c->n - 1, k = c->k, b = c->units;
    *one = *mean = f_test_of(b, error, df1, df2);
    one->value = share_of(b - error, b + (k - 1) * error);
    mean->value = share_of(b - error, b);
    double low = quantile_of_f(c->p, df1, df2), high = quantile_of_f(c->p, df2, df1); /* F_L = F / low, F_U = F · high */
    one->lower = share_of(b - low * error, b + (k - 1) * low * error);
    one->upper = share_of(b * high - error, b * high + (k - 1) * error);
    mean->lower = of_mean(one->lower, k);
    mean->upper = of_mean(one->upper, k);
}

/* Case 2: how high raters mark counts. Limits after McGraw and Wong, table 7, ICC(A,1), with both a and b multiplied by n(1 - ρ), which their quotient v does not feel. */
static void fill_absolute(const icc_case *c, kp_icc *one, kp_icc *mean) {
    double n = c->n, k = c->k, b = c->units, j = c->raters, e = c->residual;
    *one = *mean = f_test_of(b, e, n - 1, (n - 1) * (k - 1));
    one->value = share_of(b - e, b + (k - 1) * e + k * (j - e) / n);
    mean->value = share_of(b - e, b + (j - e) / n);
    double of_raters = k * one->value * j, of_residual = (n * (1 - one->value) + k * one->value * (n - 1)) * e;
    double v = pow(of_raters + of_residual, 2) / (pow(of_raters, 2) / (k - 1) + pow(of_residual, 2) / ((n - 1) * (k - 1)));
    if (one->value == 1) {
        one->lower = one->upper = mean->lower = mean->upper = 1;
    } else if (isfinite(v) && v > 0) { /* below 1 where the ICC is below 0 */
        double low = quantile_of_f(c->p, n - 1, v), high = quantile_of_f(c->p, v, n - 1), rest = k * j + (k * n - k - n) * e;
        one->lower = share_of(n * (b - low * e), low * rest + n * b);
        one->upper = share_of(n * (high * b - e), rest + n * high * b);
        mean->lower = of_mean(one->lower, k);
        mean->upper = of_mean(one->upper, k);
    }
}

/* Two-way analysis of variance, one mark a cell; the residual from the cells themselves, as a difference of sums of squares would lose it. */
static icc_case mean_squares(kp_arena *arena, const whole_rows *rows) {
    size_t n = rows->units, k = rows->raters;
    double *unit = KP_NEW_ARRAY(arena, double, n), *rater = KP_NEW_ARRAY(arena, double, k), all = 0;
    for (size_t i = 0; i < n * k; i++) {
        unit[i / k] += rows->values[i] / (double)k;
        rater[i % k] += rows->values[i] / (double)n;
        all += rows->values[i] / (double)(n * k);
    }
    double units = 0, raters = 0, residual = 0, within = 0;
    for (size_t i = 0; i < n; i++)
        units += (double)k * pow(unit[i] - all, 2);
    for (size_t j = 0; j < k; j++)
        raters += (double)n * pow(rater[j] - all, 2);
    for (size_t i = 0; i < n * k; i++) {
        residual += pow(rows->values[i] - unit[i / k] - rater[i % k] + all, 2);
        within += pow(rows->values[i] - unit[i / k], 2);
    }
    double least = rows->noise * rows->noise, df = (double)n - 1, dk = (double)k - 1;
    icc_case c = {.n = (double)n, .k = (double)k};
    c.units = units / df <= least ? 0 : units / df;
    c.raters = raters / dk <= least ? 0 : raters / dk;
    c.residual = residual / (df * dk) <= least ? 0 : residual / (df * dk);
    c.within = within / ((double)n * dk) <= least ? 0 : within / ((double)n * dk);
    return c;
}

kp_icc_set kp_icc_of(kp_arena *arena, const kp_ratings *ratings, double confidence) {
    whole_rows rows = take_whole_rows(arena, ratings);
    kp_icc none = {NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    kp_icc_set set = {rows.fault, rows.units, NAN, NAN, NAN, NAN, {none, none, none, none, none, none}};
    if (rows.fault)
        return set;
    icc_case c = mean_squares(arena, &rows);
    c.p = 1 - (1 - confidence / 100) / 2;
    set.between_units = c.units;
    set.between_raters = c.raters;
    set.residual = c.residual;
    set.within_units = c.within;
    if (c.units == 0 && c.within == 0) {
        set.fault = KP_AGREEMENT_NO_VARIANCE;
        return set;
    }
    fill_consistency(&c, c.within, c.n * (c.k - 1), &set.of[KP_ICC_1_1], &set.of[KP_ICC_1_K]);
    fill_absolute(&c, &set.of[KP_ICC_2_1], &set.of[KP_ICC_2_K]);
    fill_consistency(&c, c.residual, (c.n - 1) * (c.k - 1), &set.of[KP_ICC_3_1], &set.of[KP_ICC_3_K]);
    return set;
}

/* ---- units with other raters each ---- */

/* One-way analysis of variance; *n0 is the number of marks a unit that the expected mean squares have (0: no unit has two). */
static icc_case one_way_squares(const kp_rating marks[], size_t count, double *n0, double *df2) {
    kp_moments all = {0};
    double units = 0, squares = 0, inside = 0, largest = 0, n = (double)count;
    for (size_t first = 0, end; first < count; first = end, units++) {
        kp_moments unit = {0};
        for (end = first; end < count && marks[end].unit == marks[first].unit; end++) {
            kp_moments_add(&unit, marks[end].value);
            largest = fmax(largest, fabs(marks[end].value));
        }
        inside += unit.squares;
        unit.squares = 0; /* so that `all` has the squares between units only */
        all = kp_moments_join(all, unit);
        squares += (double)unit.n * (double)unit.n;
    }
    double least = pow(NOISE * largest, 2), df1 = units - 1;
    *df2 = n - units;
    *n0 = units > 1 && *df2 > 0 ? (n - squares / n) / df1 : 0;
    icc_case c = {.n = units, .k = *n0, .units = all.squares / df1, .within = inside / *df2};
    c.units = c.units <= least ? 0 : c.units;
    c.within = c.within <= least ? 0 : c.within;
    return c;
}

kp_icc_set kp_icc_one_way(const kp_rating marks[], size_t count, double confidence) {
    kp_icc none = {NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    kp_icc_set set = {KP_AGREEMENT_SOUND, 0, NAN, NAN, NAN, NAN, {none, none, none, none, none, none}};
    double n0 = 0, df2 = 0;
    icc_case c = {0};
    if (count)
        c = one_way_squares(marks, count, &n0, &df2);
    set.used = (size_t)c.n;
    set.fault = set.used < 2 ? KP_AGREEMENT_FEW_UNITS : n0 > 0 ? KP_AGREEMENT_SOUND : KP_AGREEMENT_FEW_RATERS;
    if (!set.fault && c.units == 0 && c.within == 0)
        set.fault = KP_AGREEMENT_NO_VARIANCE;
    if (set.fault)
        return set;
    c.p = 1 - (1 - confidence / 100) / 2;
    set.between_units = c.units;
    set.within_units = c.within;
    fill_consistency(&c, c.within, df2, &set.of[KP_ICC_1_1], &set.of[KP_ICC_1_K]);
    return set;
}
