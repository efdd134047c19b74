/* SPDX-License-Identifier: GPL-3.0-or-later */
/* analysis_residuals.c - the errors of all figures brought to calibrated weights (analysis_calibrated.c): one pass over the forms for all units, questions and scores. */
#include "analysis_private.h"

#include <math.h>

/* Figures of a leaf stand together: the leaf's, then each question's, MEASURES each. */
typedef struct residual_run {
    calibration *k;
    leaf_cells *const *cells;
    leaf_terms *const *terms;
    size_t leaf_count;
    const double *shares;
    size_t *first;         /* [leaf_count + 1]: of its figures; behind the last stands the score */
    double *own, *all;     /* what a form adds to the figures of its unit, and to those of all */
    double *weight_of_all; /* [leaf]: Σ weights of the questions that were answered */
} residual_run;

static double weight_of_answered(const leaf_cells *c, const question_level levels[]) {
    double sum = 0;
    for (size_t q = 0; q < c->questions; q++)
        sum += levels[q].known ? c->question_weight[q] : 0;
    return sum;
}

static void add_leaf(const residual_run *r, size_t n, size_t stratum, const uint8_t codes[], double weight_of_unit) {
    const leaf_cells *c = r->cells[n];
    double *own = &r->own[r->first[n]], *all = &r->all[r->first[n]];
    for (size_t q = 0; q < c->questions; q++) {
        size_t option = option_of(c, codes[q]), at = stratum * c->questions + q;
        if (option >= c->options)
            continue;
        const term *within = &r->terms[n]->within[at], *overall = &r->terms[n]->overall[at];
        for (int m = 0; m < MEASURES; m++) {
            double z = within->factor * (c->value[m][option] - within->centre[m]);
            double of_all = overall->factor * (c->value[m][option] - overall->centre[m]);
            own[(q + 1) * MEASURES + (size_t)m] = z;
            all[(q + 1) * MEASURES + (size_t)m] = of_all;
            own[m] += weight_of_unit > 0 ? c->question_weight[q] / weight_of_unit * z : 0;
            all[m] += r->weight_of_all[n] > 0 ? c->question_weight[q] / r->weight_of_all[n] * of_all : 0;
        }
    }
}

static void add_form(const residual_run *r, calibrated_sums *own, calibrated_sums *all, size_t stratum, size_t at, const double weights_of_unit[]) {
    size_t unit = (size_t)r->k->frame->strata[stratum].unit;
    memset(r->own, 0, own->count * sizeof *r->own);
    memset(r->all, 0, all->count * sizeof *r->all);
    for (size_t n = 0; n < r->leaf_count; n++) {
        const leaf_cells *c = r->cells[n];
        if (c->first_item < 0 || c->typed[unit])
            continue;
        add_leaf(r, n, stratum, frame_codes(r->k->frame, at) + c->first_item, weights_of_unit[n]);
        if (r->shares)
            r->own[r->first[r->leaf_count]] +=
                r->shares[unit * r->leaf_count + n] * r->own[r->first[n] + (c->leaf->measure == KP_MEASURE_RATE ? RATE : DEGREE)];
    }
    calibrated_add(r->k, own, stratum, at, r->own);
    calibrated_add(r->k, all, stratum, at, r->all);
}

static void run_unit(const residual_run *r, size_t unit, calibrated_sums *own, calibrated_sums *all, double weights_of_unit[]) {
    const frame *f = r->k->frame;
    calibrated_sums_clear(r->k, own);
    for (size_t n = 0; n < r->leaf_count; n++)
        weights_of_unit[n] = weight_of_answered(r->cells[n], &r->terms[n]->units[unit * r->cells[n]->questions]);
    for (size_t h = f->units[unit].first; h < f->units[unit].first + f->units[unit].strata; h++) {
        calibrated_begin_stratum(r->k, h);
        calibrated_clear_stratum(r->k, own);
        calibrated_clear_stratum(r->k, all);
        for (size_t at = f->strata[h].first; at < f->strata[h].first + f->strata[h].forms; at++)
            if (f->weights[at] > 0)
                add_form(r, own, all, h, at, weights_of_unit);
        calibrated_end_stratum(r->k, own, h);
        calibrated_end_stratum(r->k, all, h);
    }
}

static void change_errors(const residual_run *r, const calibrated_sums *s, size_t figure, error_pair *errors) {
    for (int m = 0; m < MEASURES; m++) {
        kp_estimate *e = &errors->of[m];
        double before = e->se * e->se, after = fmax(0, before + calibrated_change(r->k, s, figure + (size_t)m));
        errors->census = errors->census && !(after > before); /* all of the unit were asked, but not all that its weights go by */
        e->deff *= before > 0 ? after / before : 1;
        e->se = isnan(e->se) ? e->se : sqrt(after);
    }
}

static void change_leaf(const residual_run *r, const calibrated_sums *s, size_t n, leaf_error *leaf, error_pair questions[]) {
    for (size_t q = 0; q < r->cells[n]->questions; q++)
        change_errors(r, s, r->first[n] + (q + 1) * MEASURES, &questions[q]);
    if (leaf->known && !leaf->bound)
        change_errors(r, s, r->first[n], &leaf->errors);
}

void calibrate_errors(calibration *k, leaf_cells *const cells[], leaf_terms *const terms[], size_t leaf_count, const double shares[],
                      question_errors questions[], leaf_errors leaves[], variance_total totals[]) {
    residual_run r = {.k = k, .cells = cells, .terms = terms, .leaf_count = leaf_count, .shares = shares};
    r.first = KP_NEW_ARRAY(k->arena, size_t, leaf_count + 1);
    r.weight_of_all = KP_NEW_ARRAY(k->arena, double, leaf_count);
    for (size_t n = 0; n < leaf_count; n++) {
        r.first[n + 1] = r.first[n] + (cells[n]->questions + 1) * MEASURES;
        r.weight_of_all[n] = weight_of_answered(cells[n], terms[n]->all);
    }
    calibrated_sums own = calibrated_sums_new(k, r.first[leaf_count] + 1), all = calibrated_sums_new(k, r.first[leaf_count]);
    double *weights_of_unit = KP_NEW_ARRAY(k->arena, double, leaf_count);
    r.own = KP_NEW_ARRAY(k->arena, double, own.count);
    r.all = KP_NEW_ARRAY(k->arena, double, all.count);
    for (size_t u = 0; u < k->frame->unit_count; u++) {
        run_unit(&r, u, &own, &all, weights_of_unit);
        for (size_t n = 0; n < leaf_count; n++)
            if (!cells[n]->typed[u])
                change_leaf(&r, &own, n, &leaves[n].units[u], &questions[n].units[u * cells[n]->questions]);
        totals[u].sum = fmax(0, totals[u].sum + calibrated_change(k, &own, r.first[leaf_count]));
    }
    for (size_t n = 0; n < leaf_count; n++)
        change_leaf(&r, &all, n, &leaves[n].all, questions[n].all);
}
