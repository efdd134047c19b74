/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * design_variance.c - the variance of a sum of influences under a design (design.h has the formula).
 *
 * A domain's rows are summed up; the units of a stratum that have none of them are zeros, whose number is known from the design. With m units met of n, their mean M and their
 * sum of squares SS about it, the sum of squares about the mean of all n is SS + m(n - m)/n · M² (T. F. Chan, G. H. Golub, R. J. LeVeque, American Statistician 37, 1983,
 * 242-247, equation 2.1b with a group of zeros).
 */
#include "design_private.h"

#include <math.h>
#include <string.h>

static void begin_sums(variance_sums *s, size_t most) {
    const kp_design *d = s->design;
    size_t strata = most < d->stratum_count ? most : d->stratum_count, units = most < d->unit_count ? most : d->unit_count;
    s->stride = 2 * s->columns + s->columns * s->columns;
    s->strata = kp_slots_new(s->arena, d->stratum_count, strata);
    s->met = KP_NEW_ARRAY(s->arena, size_t, strata);
    s->sums = KP_NEW_ARRAY(s->arena, double, strata * s->stride);
    s->current_stratum = UINT32_MAX;
    if (!d->units)
        return;
    s->units = kp_slots_new(s->arena, d->unit_count, units);
    s->unit_sums = KP_NEW_ARRAY(s->arena, double, units * s->columns);
}

variance_sums kp_variance_begin(kp_arena *arena, const kp_design *design, size_t most, size_t columns) {
    variance_sums s = {.design = design, .arena = arena, .columns = columns};
    if (design->step_count) {
        s.rows = KP_NEW_ARRAY(arena, uint32_t, most);
        s.kept = KP_NEW_ARRAY(arena, double, most *columns);
    } else {
        begin_sums(&s, most);
    }
    return s;
}

void kp_variance_go_to(variance_sums *s, uint32_t stratum) {
    s->current_stratum = stratum;
    s->current_slot = kp_slots_of(&s->strata, stratum);
    s->current = s->sums + s->current_slot * s->stride;
}

/* ---- from sums to covariances ---- */

/* What stratum `slot` adds to out[]; false where it has a single unit, from which nothing can be told. */
static bool add_stratum(const variance_sums *s, size_t slot, double out[]) {
    const kp_design *d = s->design;
    size_t columns = s->columns, h = (size_t)s->strata.keys[slot];
    double left_out = d->left_out[h], n = d->drawn[h], m = (double)s->met[slot];
    if (!(left_out > 0))
        return true;
    const double *shift = s->sums + slot * s->stride, *sum = shift + columns, *product = sum + columns;
    bool lonely = n < 2;
    if (lonely && d->lonely != KP_LONELY_ADJUST)
        return d->lonely == KP_LONELY_REMOVE;
    for (size_t i = 0; i < columns; i++)
        for (size_t j = 0; j <= i; j++) {
            double mean_i = shift[i] + sum[i] / m, mean_j = shift[j] + sum[j] / m;
            double within = product[i * columns + j] - sum[i] * sum[j] / m;
            if (i == j)
                within = fmax(within, 0);
            double squares = lonely ? mean_i * mean_j : (within + m * (n - m) / n * mean_i * mean_j) * n / (n - 1);
            out[i * columns + j] += left_out * squares;
        }
    return true;
}

static void add_strata(const variance_sums *s, double out[]) {
    size_t columns = s->columns, told = 0, strata = s->strata.used;
    memset(out, 0, columns * columns * sizeof *out);
    for (size_t slot = 0; slot < strata; slot++)
        told += add_stratum(s, slot, out);
    double scale = 1; /* KP_LONELY_AVERAGE: each that tells nothing is worth as much as the others are on average */
    if (told < strata)
        scale = s->design->lonely == KP_LONELY_AVERAGE && told ? (double)strata / (double)told : NAN;
    for (size_t i = 0; i < columns; i++)
        for (size_t j = 0; j <= i; j++)
            out[i * columns + j] = out[j * columns + i] = out[i * columns + j] * scale;
}

/* The clusters' sums go to their strata. */
static void add_units(variance_sums *s) {
    for (size_t u = 0; u < s->units.used; u++)
        variance_add_unit(s, s->design->unit_strata[s->units.keys[u]], s->unit_sums + u * s->columns, s->columns);
}

/* ---- with calibrated weights: residuals ---- */

/* The scratch space, which is all zeros before, becomes the residuals of what was kept of a column, of all rows and with their weights. */
static void take_residuals(variance_sums *s, size_t column) {
    const kp_design *d = s->design;
    double *e = d->scratch;
    for (size_t k = 0; k < s->count; k++)
        e[s->rows[k]] += d->weights[s->rows[k]] > 0 ? s->kept[k * s->columns + column] / d->weights[s->rows[k]] : 0;
    for (size_t i = 0; i < d->step_count; i++)
        kp_step_residuals(d, &d->steps[i], e, i ? NULL : s->rows, i ? d->rows : s->count);
    for (size_t row = 0; row < d->rows; row++)
        e[row] *= d->weights[row];
}

/* Nothing is taken from the arena while the scratch space is in use: it would stay as it is where there is no memory. */
static void add_residuals(variance_sums *s) {
    const kp_design *d = s->design;
    size_t columns = s->columns, size = d->rows * sizeof *d->scratch;
    double *z = columns == 1 ? d->scratch : KP_NEW_ARRAY(s->arena, double, d->rows *columns);
    begin_sums(s, d->rows);
    for (size_t column = 0; column < columns; column++) {
        take_residuals(s, column);
        for (size_t row = 0; columns > 1 && row < d->rows; row++)
            z[row * columns + column] = d->scratch[row];
        if (columns > 1)
            memset(d->scratch, 0, size);
    }
    for (size_t row = 0; row < d->rows; row++)
        variance_add_drawn(s, row, z + row * columns, columns);
    memset(d->scratch, 0, size);
}

units_met kp_variance_end(variance_sums *s, double out[]) {
    const kp_design *d = s->design;
    units_met met = {0};
    if (s->kept) {
        met = kp_design_met(s->arena, d, (kp_rows){s->rows, s->count});
        add_residuals(s);
    }
    if (d->units)
        add_units(s);
    if (!d->step_count) {
        size_t units = 0;
        for (size_t slot = 0; slot < s->strata.used; slot++)
            units += s->met[slot];
        met = kp_units_met(d, units, &s->strata);
    }
    add_strata(s, out);
    return met;
}

/* ---- the public ones ---- */

void kp_design_covariance(kp_arena *arena, const kp_design *design, kp_rows rows, const double *const influence[], size_t count, double out[]) {
    size_t row_count = rows_count(design, rows);
    double *z = KP_NEW_ARRAY(arena, double, count);
    variance_sums s = kp_variance_begin(arena, design, row_count, count);
    for (size_t k = 0; k < row_count; k++) {
        for (size_t i = 0; i < count; i++)
            z[i] = influence[i][k];
        variance_add(&s, rows_at(rows, k), z, count);
    }
    kp_variance_end(&s, out);
}

double kp_design_variance(kp_arena *arena, const kp_design *design, kp_rows rows, const double influence[]) {
    size_t row_count = rows_count(design, rows);
    variance_sums s = kp_variance_begin(arena, design, row_count, 1);
    for (size_t k = 0; k < row_count; k++)
        variance_add(&s, rows_at(rows, k), &influence[k], 1);
    double variance;
    kp_variance_end(&s, &variance);
    return variance;
}
