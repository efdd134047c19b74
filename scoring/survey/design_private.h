/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * design_private.h - private to the survey room: a design from within, and the sums that a variance is made of.
 *
 * design.c makes a design, design_variance.c sums, calibrate.c changes weights and adds a step, whose residuals design_residuals.c takes.
 */
#ifndef KAOPING_SURVEY_DESIGN_PRIVATE_H
#define KAOPING_SURVEY_DESIGN_PRIVATE_H

#include "kaoping/calibrate.h"
#include "slots.h"

#define NO_CELL UINT32_MAX /* of a row whose weight is 0 */

/* What a calibration takes off the influences. Rows with the same categories in all margins are a cell: they share what is taken off. */
typedef struct calibration_step {
    const uint32_t *cells; /* [rows] */
    size_t cell_count, margin_count;
    const int32_t *categories;     /* [cell × margin_count + margin] */
    const size_t *category_counts; /* [margins] */
    const double *sizes;           /* [cells]: what the rows of the cell count in the projection: Σ shares */
    const double *shares;          /* [rows]: what a row counts; NULL: 1 each */
    const double *weights;         /* [rows], after this step */
    int most_sweeps;
    double *sums, *taken;   /* [cells]: room to work in */
    double *totals, *bases; /* [the largest margin's categories]: room to work in */
} calibration_step;

struct kp_design {
    size_t rows;
    const double *weights;
    const int32_t *strata; /* NULL: one */
    size_t stratum_count;
    const uint32_t *units; /* [rows], primary units from 0; NULL: each row is one */
    size_t unit_count;
    const uint32_t *unit_strata; /* [units]; NULL with `units` */
    const uint32_t *drawn;       /* [strata]: primary units in the sample */
    const double *left_out;      /* [strata]: 1 - n/N, the share of the population that was not drawn */
    kp_lonely lonely;
    size_t lonely_strata;
    bool expands;                  /* the weights tell how large the population is: they add up to more than the rows */
    const calibration_step *steps; /* oldest first */
    size_t step_count;
    double *scratch; /* [rows], zeros between calls; where there are steps */
};

static inline uint32_t design_stratum(const kp_design *d, size_t row) { return d->strata ? (uint32_t)d->strata[row] : 0; }

/* ---- the rows of a domain ---- */

static inline size_t rows_count(const kp_design *d, kp_rows rows) { return rows.items ? rows.count : d->rows; }
static inline size_t rows_at(kp_rows rows, size_t k) { return rows.items ? rows.items[k] : k; }

/* Primary units that rows with a weight are of, and the strata that these are in. */
typedef struct units_met {
    size_t units, strata;
    bool single; /* a single unit, of a stratum that has more of them in the population */
} units_met;

units_met kp_units_met(const kp_design *design, size_t units, const slots *strata);
units_met kp_design_met(kp_arena *arena, const kp_design *design, kp_rows rows);

/* ---- sums of a variance (design_variance.c) ---- */

/* Of `columns` influences z at once. A stratum's: how many units, the first unit's z (sums are of the differences from it, lest they cancel), Σ, Σ of products. */
typedef struct variance_sums {
    const kp_design *design;
    kp_arena *arena;
    size_t columns, stride;
    slots strata;
    size_t *met;  /* [strata met]: units added */
    double *sums; /* [strata met × stride] */
    double *current;
    size_t current_slot;
    uint32_t current_stratum;
    slots units;       /* with clusters */
    double *unit_sums; /* [units met × columns] */
    uint32_t *rows;    /* with steps: what was added, to be worked on at the end */
    double *kept;      /* [rows × columns] */
    size_t count;
} variance_sums;

/* `most` rows will be added, each once. */
variance_sums kp_variance_begin(kp_arena *arena, const kp_design *design, size_t most, size_t columns);
void kp_variance_go_to(variance_sums *s, uint32_t stratum);
/* The covariances: out[columns × columns]. What is returned holds where only rows with a weight were added. */
units_met kp_variance_end(variance_sums *s, double out[]);

static inline __attribute__((always_inline)) void variance_add_unit(variance_sums *s, uint32_t stratum, const double z[], size_t columns) {
    if (stratum != s->current_stratum)
        kp_variance_go_to(s, stratum);
    double *shift = s->current, *sum = shift + columns, *product = sum + columns;
    if (!s->met[s->current_slot]++) {
        for (size_t i = 0; i < columns; i++)
            shift[i] = z[i];
        return;
    }
    for (size_t i = 0; i < columns; i++) {
        sum[i] += z[i] - shift[i];
        for (size_t j = 0; j <= i; j++)
            product[i * columns + j] += (z[i] - shift[i]) * (z[j] - shift[j]);
    }
}

static inline __attribute__((always_inline)) void variance_add_drawn(variance_sums *s, size_t row, const double z[], size_t columns) {
    if (!s->design->units) {
        variance_add_unit(s, design_stratum(s->design, row), z, columns);
        return;
    }
    double *sum = s->unit_sums + kp_slots_of(&s->units, s->design->units[row]) * columns;
    for (size_t i = 0; i < columns; i++)
        sum[i] += z[i];
}

/* Adds the influences of a row, weights in them. */
static inline __attribute__((always_inline)) void variance_add(variance_sums *s, size_t row, const double z[], size_t columns) {
    if (!s->kept) {
        variance_add_drawn(s, row, z, columns);
        return;
    }
    for (size_t i = 0; i < columns; i++)
        s->kept[s->count * columns + i] = z[i];
    s->rows[s->count++] = (uint32_t)row;
}

/* ---- residuals of a calibrated design (design_residuals.c) ---- */

/* Takes off e[rows], influences over the design's weights, what the margins of the step tell. `rows` are the only ones that are not 0 there; NULL: it may be any. */
void kp_step_residuals(const kp_design *design, const calibration_step *step, double e[], const uint32_t rows[], size_t count);

#endif
