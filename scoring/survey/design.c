/* SPDX-License-Identifier: GPL-3.0-or-later */
/* design.c - a design made from its plan: primary units numbered, strata counted, weights settled. */
#include "design_private.h"

#include <assert.h>
#include <math.h>
#include <string.h>

typedef struct maker {
    kp_arena *arena;
    const kp_design_plan *plan;
    kp_design *design;
    kp_design_fault fault;
    size_t where;
} maker;

static void *copy(kp_arena *arena, const void *from, size_t count, size_t size) {
    void *made = kp_alloc_array(arena, count, size);
    if (count)
        memcpy(made, from, count * size);
    return made;
}

static void note_fault(maker *m, kp_design_fault fault, size_t where) {
    if (!m->fault) {
        m->fault = fault;
        m->where = where;
    }
}

/* Clusters become units 0, 1, 2 … as they are met. */
static void number_units(maker *m) {
    kp_design *d = m->design;
    d->unit_count = d->rows;
    if (!m->plan->clusters)
        return;
    uint32_t *units = KP_NEW_ARRAY(m->arena, uint32_t, d->rows), *strata = KP_NEW_ARRAY(m->arena, uint32_t, d->rows);
    slots met = kp_slots_new(m->arena, UINT64_MAX, d->rows);
    for (size_t row = 0; row < d->rows; row++) {
        uint32_t stratum = design_stratum(d, row);
        assert(m->plan->clusters[row] >= 0);
        uint64_t label = (uint64_t)m->plan->clusters[row] | (m->plan->nested ? (uint64_t)stratum << 32 : 0);
        size_t before = met.used, unit = kp_slots_of(&met, label);
        if (unit == before)
            strata[unit] = stratum;
        else if (strata[unit] != stratum)
            note_fault(m, KP_DESIGN_CLUSTER_IN_TWO_STRATA, row);
        units[row] = (uint32_t)unit;
    }
    d->units = units;
    d->unit_strata = strata;
    d->unit_count = met.used;
}

static void count_strata(maker *m) {
    kp_design *d = m->design;
    uint32_t *drawn = KP_NEW_ARRAY(m->arena, uint32_t, d->stratum_count);
    double *left_out = KP_NEW_ARRAY(m->arena, double, d->stratum_count);
    for (size_t unit = 0; unit < d->unit_count; unit++)
        drawn[d->units ? d->unit_strata[unit] : design_stratum(d, unit)]++;
    for (size_t h = 0; h < d->stratum_count; h++) {
        double population = m->plan->population ? m->plan->population[h] : INFINITY;
        if (drawn[h] && !(population >= drawn[h]))
            note_fault(m, KP_DESIGN_POPULATION_TOO_SMALL, h);
        left_out[h] = isinf(population) || !drawn[h] ? 1 : (population - drawn[h]) / population;
        d->lonely_strata += drawn[h] == 1 && left_out[h] > 0;
    }
    d->drawn = drawn;
    d->left_out = left_out;
}

static double weight_of_row(const maker *m, size_t row) {
    if (m->plan->weights)
        return m->plan->weights[row];
    size_t h = design_stratum(m->design, row);
    return m->plan->population && !isinf(m->plan->population[h]) ? m->plan->population[h] / m->design->drawn[h] : 1;
}

static void settle_weights(maker *m) {
    double *weights = KP_NEW_ARRAY(m->arena, double, m->design->rows), sum = 0;
    size_t counting = 0;
    for (size_t row = 0; row < m->design->rows; row++) {
        weights[row] = weight_of_row(m, row);
        if (!(weights[row] >= 0) || isinf(weights[row]))
            note_fault(m, KP_DESIGN_BAD_WEIGHT, row);
        sum += weights[row];
        counting += weights[row] > 0;
    }
    m->design->weights = weights;
    m->design->expands = sum > (double)counting * (1 + 1e-9);
}

kp_design *kp_design_new(kp_arena *arena, const kp_design_plan *plan, kp_design_fault *fault, size_t *where) {
    assert(plan->rows < UINT32_MAX);
    kp_design *d = KP_NEW(arena, kp_design);
    maker m = {.arena = arena, .plan = plan, .design = d};
    d->rows = plan->rows;
    d->stratum_count = plan->stratum_count ? plan->stratum_count : 1;
    d->lonely = plan->lonely;
    if (plan->strata && d->stratum_count > 1)
        d->strata = copy(arena, plan->strata, plan->rows, sizeof *plan->strata);
    for (size_t row = 0; d->strata && row < d->rows; row++)
        assert(d->strata[row] >= 0 && (size_t)d->strata[row] < d->stratum_count);
    number_units(&m);
    count_strata(&m);
    settle_weights(&m);
    if (fault)
        *fault = m.fault;
    if (where)
        *where = m.where;
    return m.fault ? NULL : d;
}

size_t kp_design_rows(const kp_design *design) { return design->rows; }

const double *kp_design_weights(const kp_design *design) { return design->weights; }

size_t kp_design_lonely_strata(const kp_design *design) { return design->lonely_strata; }

units_met kp_units_met(const kp_design *d, size_t units, const slots *strata) {
    return (units_met){.units = units, .strata = strata->used, .single = units == 1 && d->left_out[strata->keys[0]] > 0};
}

units_met kp_design_met(kp_arena *arena, const kp_design *d, kp_rows rows) {
    size_t count = rows_count(d, rows), met = 0, last_stratum = SIZE_MAX;
    slots units = d->units ? kp_slots_new(arena, d->unit_count, count) : (slots){0};
    slots strata = kp_slots_new(arena, d->stratum_count, count);
    for (size_t k = 0; k < count; k++) {
        size_t row = rows_at(rows, k), stratum = design_stratum(d, row);
        if (!(d->weights[row] > 0))
            continue;
        if (d->units)
            kp_slots_of(&units, d->units[row]);
        if (stratum != last_stratum)
            kp_slots_of(&strata, last_stratum = stratum);
        met++;
    }
    return kp_units_met(d, d->units ? units.used : met, &strata);
}

double kp_design_df(kp_arena *arena, const kp_design *design, kp_rows rows) {
    units_met met = kp_design_met(arena, design, rows);
    return (double)(met.units - met.strata);
}
