/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * analysis_terms.c - what an answer adds to a figure: factors and centres of its influence, and how the sums of influences become an error.
 *
 * Let D_h be the mean of stratum h, W_h the weight of its answers. Of a mean of strata by size, D = Σ (N_h/N) D_h, the influence of a form is w (N_h/N) (v - D_h) / W_h; of a ratio of sums
 * over all strata, D = Σ W_h D_h / Σ W_h, it is w (v - D) / W (Särndal, Swensson, Wretman 1992, sections 5.6 and 7.6). All units together are the same once more, with units for
 * strata; where they count by their answers, their weights W_u are estimates too, and add w (D_u - D) / W.
 */
#include "analysis_private.h"

#include <float.h>
#include <math.h>

/* ---- levels ---- */

/* A stratum whose size is known; a question with answers in one goes by sizes, and strata without are left out, as the core scores it. */
static bool has_size(const frame_stratum *h) { return h->stratum >= 0 && h->size > 0; }

static void set_unit_level(const frame *f, const leaf_cells *c, size_t unit, size_t question, question_level *level) {
    const frame_unit *u = &f->units[unit];
    double by_weight[MEASURES] = {0}, by_size[MEASURES] = {0};
    for (size_t h = u->first; h < u->first + u->strata; h++) {
        const question_stratum *asked = asked_at(c, h, question);
        if (!(asked->weight > 0))
            continue;
        level->known = true;
        level->by_size = level->by_size || has_size(&f->strata[h]);
        level->weight += asked->weight;
        level->size += has_size(&f->strata[h]) ? f->strata[h].size : 0;
        level->answered += asked->answered;
        level->forms += asked->forms;
        for (int m = 0; m < MEASURES; m++) {
            by_weight[m] += asked->weight * asked->mean[m];
            by_size[m] += has_size(&f->strata[h]) ? f->strata[h].size * asked->mean[m] : 0;
        }
    }
    for (int m = 0; m < MEASURES && level->known; m++)
        level->mean[m] = level->by_size ? by_size[m] / level->size : by_weight[m] / level->weight;
}

static void set_all_level(const frame *f, const leaf_cells *c, const question_level units[], size_t question, question_level *all) {
    double sum[MEASURES] = {0};
    bool weighted = false, typed = false;
    all->by_size = f->sizes_known;
    for (size_t u = 0; u < f->unit_count; u++) {
        const question_level *unit = &units[u * c->questions + question];
        if (!unit->known)
            continue;
        all->known = true;
        typed = typed || c->typed[u];
        weighted = weighted || (!c->typed[u] && f->units[u].weighted);
        all->weight += unit->weight;
        all->size += f->units[u].size;
        all->answered += unit->answered;
        all->forms += unit->forms;
        for (int m = 0; m < MEASURES; m++)
            sum[m] += (all->by_size ? f->units[u].size : unit->weight) * unit->mean[m];
    }
    all->mixed_scales = weighted && typed;
    all->known = all->known && (all->by_size || !all->mixed_scales);
    for (int m = 0; m < MEASURES && all->known; m++)
        all->mean[m] = sum[m] / (all->by_size ? all->size : all->weight);
}

/* ---- terms ---- */

/* A single answer is its stratum's mean itself and would show no error: on the safe side its deviation from the mean of all counts (KP_LONELY_ADJUST). */
static bool is_alone(double answered, kp_lonely lonely) { return answered < 2 && lonely == KP_LONELY_ADJUST; }

static term term_within(const frame *f, const question_stratum *asked, size_t stratum, const question_level *unit, kp_lonely lonely) {
    double size = has_size(&f->strata[stratum]) ? f->strata[stratum].size : 0;
    term t = {.factor = unit->by_size ? size / unit->size / asked->weight : 1 / unit->weight};
    for (int m = 0; m < MEASURES; m++)
        t.centre[m] = unit->by_size && !is_alone(asked->answered, lonely) ? asked->mean[m] : unit->mean[m];
    return t;
}

static term term_overall(const question_stratum *asked, const term *within, const question_level *unit, double unit_size, const question_level *all,
                         kp_lonely lonely) {
    term t = {.factor = within->factor * (all->by_size ? unit_size / all->size : unit->weight / all->weight)};
    for (int m = 0; m < MEASURES; m++) {
        if (all->by_size)
            t.centre[m] = is_alone(unit->by_size ? asked->answered : unit->answered, lonely) ? all->mean[m] : within->centre[m];
        else
            t.centre[m] = within->centre[m] - (t.factor > 0 ? (unit->mean[m] - all->mean[m]) / all->weight / t.factor : 0);
    }
    return t;
}

leaf_terms *leaf_terms_of(kp_arena *arena, const frame *f, const leaf_cells *c, kp_lonely lonely) {
    leaf_terms *t = KP_NEW(arena, leaf_terms);
    t->units = KP_NEW_ARRAY(arena, question_level, f->unit_count * c->questions);
    t->all = KP_NEW_ARRAY(arena, question_level, c->questions);
    t->within = KP_NEW_ARRAY(arena, term, f->stratum_count * c->questions);
    t->overall = KP_NEW_ARRAY(arena, term, f->stratum_count * c->questions);
    for (size_t q = 0; q < c->questions; q++) {
        for (size_t u = 0; u < f->unit_count; u++)
            set_unit_level(f, c, u, q, &t->units[u * c->questions + q]);
        set_all_level(f, c, t->units, q, &t->all[q]);
        for (size_t h = 0; h < f->stratum_count; h++) {
            size_t unit = (size_t)f->strata[h].unit, at = h * c->questions + q;
            const question_level *level = &t->units[unit * c->questions + q];
            if (!(asked_at(c, h, q)->weight > 0))
                continue;
            t->within[at] = term_within(f, asked_at(c, h, q), h, level, lonely);
            if (t->all[q].known)
                t->overall[at] = term_overall(asked_at(c, h, q), &t->within[at], level, f->units[unit].size, &t->all[q], lonely);
        }
    }
    return t;
}

/* ---- variances ---- */

/* In points: a smaller error is a mean that rounding moved off the value that all answers have. */
#define LEAST_ERROR 1e-9

/* Σ(z - mean)² of n units from Σz and Σz². Where all are alike, what rounding leaves is no variance: of n additions at most about n epsilon of the sum. */
static double squares_about_mean(double n, double sum, double squares) {
    double about = squares - sum * sum / n;
    return about > (n + 16) * DBL_EPSILON * squares ? about : 0;
}

void variance_add_stratum(variance_total *v, double drawn, double left_out, double answered, double sum, double squares) {
    if (!(answered > 0))
        return;
    v->strata++;
    v->answered += answered;
    v->left_out = v->left_out || left_out > 0;
    if (drawn > 1) {
        v->sum += left_out * drawn / (drawn - 1) * squares_about_mean(drawn, sum, squares);
    } else if (left_out > 0) {
        v->single++;
        v->sum += v->lonely == KP_LONELY_ADJUST ? left_out * squares : v->lonely == KP_LONELY_FAIL ? NAN : 0;
    }
}

void variance_finish(const variance_total *v, kp_estimate *estimate) {
    double variance = v->sum;
    if (v->lonely == KP_LONELY_AVERAGE && v->single)
        variance = v->strata > v->single ? variance * (double)v->strata / (double)(v->strata - v->single) : NAN;
    if (v->answered < 2 && v->left_out) /* one answer tells nothing of how others would have been */
        variance = NAN;
    estimate->se = variance < LEAST_ERROR * LEAST_ERROR ? 0 : sqrt(variance);
    estimate->df = v->answered - (double)v->strata;
}

void error_begin(figure_error *e, kp_lonely lonely) {
    *e = (figure_error){0};
    for (int m = 0; m < MEASURES; m++)
        e->variance[m].lonely = lonely;
}

void error_add(figure_error *e, const stratum_sums *s, int column, double drawn, double left_out) {
    for (int m = 0; m < MEASURES; m++) {
        variance_add_stratum(&e->variance[m], drawn, left_out, s->answered, s->sum[column + m], s->squares[column + m]);
        e->deviations[m] += s->deviations[column + m];
    }
}

/* The design effect is the variance over that of a simple random sample, (1 - n/N) · S²/n with S² = n/(n-1) · Σ shares · squared deviations (Kish 1965, section 8.2). */
error_pair error_finish(const figure_error *e, const double mean[MEASURES], double n, double returned, double population) {
    const variance_total *variance = &e->variance[DEGREE];
    error_pair pair = {.census = !variance->left_out, .answered = variance->answered, .population = population >= returned ? population : 0};
    double left_out = pair.population > 0 ? 1 - returned / pair.population : 1;
    for (int m = 0; m < MEASURES; m++) {
        kp_estimate *estimate = &pair.of[m];
        *estimate = (kp_estimate){.value = mean[m], .n = (size_t)llround(n), .deff = NAN};
        variance_finish(&e->variance[m], estimate);
        double simple = n > 1 ? left_out * e->deviations[m] / (n - 1) : 0;
        if (simple > 0)
            estimate->deff = estimate->se * estimate->se / simple;
    }
    return pair;
}

error_pair error_unknown(void) {
    kp_estimate none = {NAN, NAN, NAN, NAN, 0};
    return (error_pair){.of = {none, none}};
}

double population_of(const frame *f, int32_t unit) {
    double size = 0;
    for (size_t u = 0; unit < 0 && f->sizes_known && u < f->unit_count; u++)
        size += f->units[u].strata ? f->units[u].size : 0;
    if (unit >= 0 && f->units[unit].size > 0)
        size = f->units[unit].size;
    return size;
}
