/* SPDX-License-Identifier: GPL-3.0-or-later */
/* analysis_questions.c - errors of single questions: from the counts of each answer, or by primary units where clusters were drawn. */
#include "analysis_private.h"

typedef struct question_run {
    kp_arena *arena;
    const frame *frame;
    const leaf_cells *cells;
    const leaf_terms *terms;
    double *primary; /* [primary units of a stratum * options]: weights of answers; for clusters */
} question_run;

/* Influences, weights left out, of each answer: [COLUMNS]. */
static void influence_of(const leaf_cells *c, const term *within, const term *overall, size_t option, double z[COLUMNS]) {
    for (int m = 0; m < MEASURES; m++) {
        z[m] = within->factor * (c->value[m][option] - within->centre[m]);
        z[MEASURES + m] = overall->factor * (c->value[m][option] - overall->centre[m]);
    }
}

/* Every form is a primary unit: forms with the same answer have the same influence, but for their weights. */
static void sum_counts(const question_run *r, size_t stratum, size_t question, stratum_sums *s) {
    size_t at = stratum * r->cells->questions + question;
    const answer_cell *cells = cells_at(r->cells, stratum, question);
    for (size_t k = 0; k < r->cells->options; k++) {
        double z[COLUMNS];
        influence_of(r->cells, &r->terms->within[at], &r->terms->overall[at], k, z);
        for (int j = 0; j < COLUMNS; j++) {
            s->sum[j] += cells[k].weight * z[j];
            s->squares[j] += cells[k].square * z[j] * z[j];
        }
    }
}

static void sum_primary(const question_run *r, size_t stratum, size_t question, stratum_sums *s) {
    const leaf_cells *c = r->cells;
    const frame_stratum *h = &r->frame->strata[stratum];
    size_t at = stratum * c->questions + question;
    memset(r->primary, 0, h->drawn * c->options * sizeof *r->primary);
    for (size_t i = h->first; i < h->first + h->forms; i++) {
        uint8_t code = frame_codes(r->frame, i)[(size_t)c->first_item + question];
        size_t option = option_of(c, code);
        if (option < c->options)
            r->primary[(r->frame->primary[i] - h->first_drawn) * c->options + option] += r->frame->weights[i];
    }
    for (size_t p = 0; p < h->drawn; p++) {
        double z[COLUMNS], sum[COLUMNS] = {0};
        for (size_t k = 0; k < c->options; k++) {
            influence_of(c, &r->terms->within[at], &r->terms->overall[at], k, z);
            for (int j = 0; j < COLUMNS; j++)
                sum[j] += r->primary[p * c->options + k] * z[j];
        }
        for (int j = 0; j < COLUMNS; j++) {
            s->sum[j] += sum[j];
            s->squares[j] += sum[j] * sum[j];
        }
    }
}

/* Σ w factor (v - mean)² of the unit's figure, and of that of all. */
static void add_deviations(const question_run *r, size_t stratum, size_t question, stratum_sums *s) {
    const leaf_cells *c = r->cells;
    size_t at = stratum * c->questions + question, unit = (size_t)r->frame->strata[stratum].unit;
    const answer_cell *cells = cells_at(c, stratum, question);
    for (int j = 0; j < COLUMNS; j++) {
        bool all = j >= MEASURES;
        double factor = all ? r->terms->overall[at].factor : r->terms->within[at].factor;
        double mean = all ? r->terms->all[question].mean[j - MEASURES] : r->terms->units[unit * c->questions + question].mean[j];
        for (size_t k = 0; k < c->options; k++)
            s->deviations[j] += factor * cells[k].weight * (c->value[j % MEASURES][k] - mean) * (c->value[j % MEASURES][k] - mean);
    }
}

static stratum_sums sums_of(const question_run *r, size_t stratum, size_t question) {
    stratum_sums s = {0};
    const question_stratum *asked = asked_at(r->cells, stratum, question);
    if (!(asked->weight > 0))
        return s;
    s.answered = asked->answered;
    if (r->frame->strata[stratum].clustered && !r->cells->typed[r->frame->strata[stratum].unit])
        sum_primary(r, stratum, question, &s);
    else
        sum_counts(r, stratum, question, &s);
    add_deviations(r, stratum, question, &s);
    return s;
}

/* How many forms came back with or without an answer to the question. */
static double returned(const question_run *r, size_t unit, size_t question) {
    const frame_unit *u = &r->frame->units[unit];
    if (!r->cells->typed[unit])
        return (double)u->forms;
    double sum = 0;
    for (size_t h = u->first; h < u->first + u->strata; h++)
        sum += asked_at(r->cells, h, question)->drawn;
    return sum;
}

static void find_errors(const question_run *r, size_t question, kp_lonely lonely, question_errors *out) {
    const frame *f = r->frame;
    size_t questions = r->cells->questions;
    figure_error all;
    double all_returned = 0;
    error_begin(&all, lonely);
    for (size_t u = 0; u < f->unit_count; u++) {
        const question_level *level = &r->terms->units[u * questions + question];
        figure_error own;
        error_begin(&own, lonely);
        for (size_t h = f->units[u].first; h < f->units[u].first + f->units[u].strata; h++) {
            stratum_sums s = sums_of(r, h, question);
            double drawn = asked_at(r->cells, h, question)->drawn, left_out = frame_left_out(&f->strata[h], drawn);
            error_add(&own, &s, 0, drawn, left_out);
            error_add(&all, &s, MEASURES, drawn, left_out);
        }
        double came = returned(r, u, question);
        all_returned += came;
        out->units[u * questions + question] =
            level->known ? error_finish(&own, level->mean, level->forms, came, population_of(f, (int32_t)u)) : error_unknown();
    }
    const question_level *level = &r->terms->all[question];
    out->all[question] = level->known ? error_finish(&all, level->mean, level->forms, all_returned, population_of(f, -1)) : error_unknown();
}

question_errors question_errors_of(kp_arena *arena, const frame *f, const leaf_cells *c, const leaf_terms *t, kp_lonely lonely) {
    size_t most = 0;
    for (size_t h = 0; h < f->stratum_count; h++)
        most = f->strata[h].clustered && f->strata[h].drawn > most ? f->strata[h].drawn : most;
    question_run r = {arena, f, c, t, KP_NEW_ARRAY(arena, double, most * c->options)};
    question_errors out = {KP_NEW_ARRAY(arena, error_pair, f->unit_count * c->questions), KP_NEW_ARRAY(arena, error_pair, c->questions)};
    for (size_t q = 0; q < c->questions; q++)
        find_errors(&r, q, lonely, &out);
    return out;
}
