/* SPDX-License-Identifier: GPL-3.0-or-later */
/* estimate.c - estimates with their standard errors and design effects; estimate.h has the formulas and their sources. */
#include "kaoping/estimate.h"
#include "design_private.h"

#include <assert.h>
#include <math.h>

/* All estimates are ratios Σwy/Σwx: of a mean x is 1; of a total nothing is divided by. */
typedef struct observed {
    const kp_design *design;
    const double *y, *x; /* x NULL: 1 */
    bool total;
    kp_rows rows;
    size_t n;            /* with a value and a weight */
    double weight;       /* Σw */
    double sum_y, sum_x; /* Σwy, Σwx */
    double value, scale; /* the estimate; what the influence is divided by */
} observed;

static inline bool is_observed(const observed *o, size_t row) {
    return o->design->weights[row] > 0 && !isnan(o->y[row]) && !(o->x && isnan(o->x[row]));
}

/* The influence of a row, without its weight. */
static inline double influence(const observed *o, size_t row) {
    return o->total ? o->y[row] : (o->y[row] - o->value * (o->x ? o->x[row] : 1)) / o->scale;
}

static observed observe(const kp_design *design, const double y[], const double x[], bool total, kp_rows rows) {
    observed o = {.design = design, .y = y, .x = x, .total = total, .rows = rows, .value = NAN};
    size_t count = rows_count(design, rows);
    for (size_t k = 0; k < count; k++) {
        size_t row = rows_at(rows, k);
        if (!is_observed(&o, row))
            continue;
        double w = design->weights[row];
        o.n++;
        o.weight += w;
        o.sum_y += w * y[row];
        o.sum_x += w * (x ? x[row] : 1);
    }
    o.scale = total ? 1 : o.sum_x;
    if (o.n && o.scale != 0)
        o.value = o.sum_y / o.scale;
    return o;
}

/* The variance; *squares is Σw(u - ū)² of the influences u without weights, *met the primary units. A row that was not observed is as one outside of the domain. */
static double variance_of(kp_arena *arena, const observed *o, double *squares, units_met *met) {
    size_t count = rows_count(o->design, o->rows);
    double mean = o->total ? o->sum_y / o->weight : 0, sum = 0, variance;
    variance_sums s = kp_variance_begin(arena, o->design, count, 1);
    for (size_t k = 0; k < count; k++) {
        size_t row = rows_at(o->rows, k);
        if (!is_observed(o, row))
            continue;
        double u = influence(o, row), z = o->design->weights[row] * u;
        sum += o->design->weights[row] * (u - mean) * (u - mean);
        variance_add(&s, row, &z, 1);
    }
    *met = kp_variance_end(&s, &variance);
    *squares = sum;
    return variance;
}

/* Rows that all say the same differ by what binary numbers err at most. */
#define NO_DIFFERENCE 1e-14

/* The variance that a simple random sample would have had: N²(1 - n/N)S²/n with S² = n/(n - 1) · Σw(u - ū)²/Σw and N = Σw; 0 where it cannot be told. Weights that do not expand to
 * a population say nothing of its size: it is then taken for infinite. */
static double simple_variance(const observed *o, double squares) {
    double n = (double)o->n, population = o->design->expands ? o->weight - n : o->weight, error = NO_DIFFERENCE * o->sum_y / o->weight / o->scale;
    if (o->n < 2 || squares <= o->weight * error * error)
        return 0;
    return squares * population / (n - 1);
}

static kp_estimate estimate(kp_arena *arena, const kp_design *design, const double y[], const double x[], bool total, kp_rows rows) {
    observed o = observe(design, y, x, total, rows);
    kp_estimate made = {.value = o.value, .se = NAN, .deff = NAN, .n = o.n};
    if (!o.n)
        return made;
    units_met met;
    double squares, variance = variance_of(arena, &o, &squares, &met), simple = simple_variance(&o, squares);
    made.df = (double)(met.units - met.strata);
    if (isnan(o.value) || (met.single && !total))
        return made;
    made.se = sqrt(variance);
    if (simple > 0)
        made.deff = variance / simple;
    return made;
}

kp_estimate kp_estimate_mean(kp_arena *arena, const kp_design *design, const double y[], kp_rows rows) {
    return estimate(arena, design, y, NULL, false, rows);
}

kp_estimate kp_estimate_total(kp_arena *arena, const kp_design *design, const double y[], kp_rows rows) {
    return estimate(arena, design, y, NULL, true, rows);
}

kp_estimate kp_estimate_ratio(kp_arena *arena, const kp_design *design, const double y[], const double x[], kp_rows rows) {
    return estimate(arena, design, y, x, false, rows);
}

/* ---- the difference of two domains ---- */

/* The rows of both, each once. */
static kp_rows unite(kp_arena *arena, const kp_design *d, kp_rows a, kp_rows b) {
    if (!a.items || !b.items)
        return (kp_rows){0};
    uint32_t *items = KP_NEW_ARRAY(arena, uint32_t, a.count + b.count);
    size_t count = 0;
    for (size_t i = 0, j = 0; i < a.count || j < b.count;) {
        uint32_t next = j == b.count || (i < a.count && a.items[i] <= b.items[j]) ? a.items[i] : b.items[j];
        i += i < a.count && a.items[i] == next;
        j += j < b.count && b.items[j] == next;
        items[count++] = next;
    }
    assert(count <= d->rows);
    return (kp_rows){items, count};
}

/* The rows of the domain in turn: true where `row` is the next of them, which is then gone over. */
static bool is_next(kp_rows rows, size_t *at, size_t row) {
    bool found = !rows.items || (*at < rows.count && rows.items[*at] == row);
    *at += found;
    return found;
}

static units_met met_by(kp_arena *arena, const observed *o) {
    size_t count = rows_count(o->design, o->rows), kept = 0;
    uint32_t *items = KP_NEW_ARRAY(arena, uint32_t, o->n);
    for (size_t k = 0; k < count; k++)
        if (is_observed(o, rows_at(o->rows, k)))
            items[kept++] = (uint32_t)rows_at(o->rows, k);
    return kp_design_met(arena, o->design, (kp_rows){items, kept});
}

kp_estimate kp_estimate_difference(kp_arena *arena, const kp_design *design, const double y[], kp_rows first, kp_rows second) {
    observed a = observe(design, y, NULL, false, first), b = observe(design, y, NULL, false, second);
    observed both = observe(design, y, NULL, false, unite(arena, design, first, second));
    kp_estimate made = {.value = a.value - b.value, .se = NAN, .deff = NAN, .n = both.n};
    size_t count = rows_count(design, both.rows), at_a = 0, at_b = 0;
    variance_sums s = kp_variance_begin(arena, design, count, 1);
    for (size_t k = 0; k < count; k++) {
        size_t row = rows_at(both.rows, k);
        bool in_a = is_next(first, &at_a, row), in_b = is_next(second, &at_b, row);
        if (!is_observed(&both, row))
            continue;
        double z = design->weights[row] * ((in_a ? influence(&a, row) : 0) - (in_b ? influence(&b, row) : 0));
        variance_add(&s, row, &z, 1);
    }
    double variance;
    units_met met = kp_variance_end(&s, &variance);
    made.df = (double)(met.units - met.strata);
    if (!isnan(made.value) && !met_by(arena, &a).single && !met_by(arena, &b).single)
        made.se = sqrt(variance);
    return made;
}
