/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * analysis_forms.c - errors of means over questions, form by form: the influence of a form is the weighted sum of those of its answers, so answers of one person may depend on each other.
 *
 * Within a stratum what an answer adds is looked up by question and code; four figures at once (degree and rate, of the unit and of all), and the score. One pass over the forms.
 */
#include "analysis_private.h"

enum { CODES = 256 };

/* What the answers to one question add: by code. */
typedef struct answer_table {
    double adds[CODES][COLUMNS];
} answer_table;

typedef struct leaf_run {
    const leaf_cells *cells;
    const leaf_terms *terms;
    answer_table *tables;                   /* [questions] */
    uint8_t (*counts)[CODES];               /* [questions]: the answer is in the base of a question that weighs */
    double *weight_of_units, weight_of_all; /* Σ weights of the questions that were answered */
    double (*primary)[COLUMNS];             /* [primary units of a unit] */
    uint8_t *primary_answered;
    stratum_sums *strata;
} leaf_run;

typedef struct form_run {
    const frame *frame;
    leaf_run *leaves;
    size_t leaf_count;
    const double *shares;
    double *primary_total; /* [primary units of a unit]: of the score */
    kp_lonely lonely;
} form_run;

/* ---- tables ---- */

static uint8_t code_of(const leaf_cells *c, size_t option) { return option < c->leaf->options.count ? (uint8_t)option : KP_ANSWER_UNKNOWN; }

static double weight_of_answered(const leaf_cells *c, const question_level levels[]) {
    double sum = 0;
    for (size_t q = 0; q < c->questions; q++)
        sum += levels[q].known ? c->question_weight[q] : 0;
    return sum;
}

static void prepare_leaf(kp_arena *arena, const frame *f, leaf_run *l, size_t primary_most) {
    const leaf_cells *c = l->cells;
    l->tables = KP_NEW_ARRAY(arena, answer_table, c->questions);
    l->counts = kp_alloc_array(arena, c->questions, sizeof *l->counts);
    l->primary = kp_alloc_array(arena, primary_most, sizeof *l->primary);
    l->primary_answered = KP_NEW_ARRAY(arena, uint8_t, primary_most);
    l->strata = KP_NEW_ARRAY(arena, stratum_sums, f->stratum_count);
    l->weight_of_units = KP_NEW_ARRAY(arena, double, f->unit_count);
    l->weight_of_all = weight_of_answered(c, l->terms->all);
    for (size_t u = 0; u < f->unit_count; u++)
        l->weight_of_units[u] = weight_of_answered(c, &l->terms->units[u * c->questions]);
    for (size_t q = 0; q < c->questions; q++)
        for (size_t k = 0; k < c->options; k++)
            l->counts[q][code_of(c, k)] = c->question_weight[q] > 0;
}

static void fill_tables(const frame *f, leaf_run *l, size_t stratum) {
    const leaf_cells *c = l->cells;
    size_t unit = (size_t)f->strata[stratum].unit;
    for (size_t q = 0; q < c->questions; q++) {
        const term *within = &l->terms->within[stratum * c->questions + q], *overall = &l->terms->overall[stratum * c->questions + q];
        if (!(c->question_weight[q] > 0) || !(asked_at(c, stratum, q)->weight > 0))
            continue;
        double own = c->question_weight[q] / l->weight_of_units[unit] * within->factor;
        double all = l->weight_of_all > 0 ? c->question_weight[q] / l->weight_of_all * overall->factor : 0;
        for (size_t k = 0; k < c->options; k++) {
            double *adds = l->tables[q].adds[code_of(c, k)];
            for (int m = 0; m < MEASURES; m++) {
                adds[m] = own * (c->value[m][k] - within->centre[m]);
                adds[MEASURES + m] = all * (c->value[m][k] - overall->centre[m]);
            }
        }
    }
}

/* ---- forms ---- */

/* What the answers of a form to the leaf's questions add; false where none counts. */
static bool add_answers(const leaf_run *l, const uint8_t codes[], double adds[COLUMNS]) {
    uint8_t counts = 0;
    double sum[COLUMNS] = {0};
    for (size_t q = 0; q < l->cells->questions; q++) {
        const double *added = l->tables[q].adds[codes[q]];
        for (int j = 0; j < COLUMNS; j++)
            sum[j] += added[j];
        counts |= l->counts[q][codes[q]];
    }
    memcpy(adds, sum, sizeof sum);
    return counts;
}

static void add_form(stratum_sums *s, leaf_run *l, const double adds[COLUMNS], double weight, size_t primary, bool clustered) {
    s->weight += weight;
    s->forms += 1;
    for (int j = 0; j < COLUMNS; j++) {
        double z = weight * adds[j];
        s->deviations[j] += z * adds[j];
        if (clustered) {
            l->primary[primary][j] += z;
        } else {
            s->sum[j] += z;
            s->squares[j] += z * z;
        }
    }
    if (clustered)
        l->primary_answered[primary] = 1;
    else
        s->answered += 1;
}

typedef struct total_sums {
    double sum, squares;
    bool any;
    double answered;
} total_sums;

static void add_stratum_forms(form_run *r, size_t stratum, total_sums *total) {
    const frame_stratum *h = &r->frame->strata[stratum];
    const double *shares = r->shares ? &r->shares[(size_t)h->unit * r->leaf_count] : NULL;
    for (size_t i = h->first; i < h->first + h->forms; i++) {
        double weight = r->frame->weights[i], score = 0;
        if (!(weight > 0))
            continue;
        const uint8_t *codes = frame_codes(r->frame, i);
        bool any = false;
        for (size_t n = 0; n < r->leaf_count; n++) {
            leaf_run *l = &r->leaves[n];
            double adds[COLUMNS];
            if (l->cells->first_item < 0 || l->cells->typed[h->unit] || !add_answers(l, &codes[l->cells->first_item], adds))
                continue;
            add_form(&l->strata[stratum], l, adds, weight, r->frame->primary[i], h->clustered);
            if (!shares || shares[n] == 0)
                continue;
            score += shares[n] * adds[l->cells->leaf->measure == KP_MEASURE_RATE ? RATE : DEGREE];
            any = true;
        }
        if (!any)
            continue;
        score *= weight;
        r->primary_total[r->frame->primary[i]] += score;
        if (!h->clustered) {
            total->sum += score;
            total->squares += score * score;
            total->answered += 1;
        }
    }
}

/* ---- clusters ---- */

static void close_clusters(form_run *r, size_t stratum, total_sums *total) {
    const frame_stratum *h = &r->frame->strata[stratum];
    for (size_t p = h->first_drawn; p < h->first_drawn + h->drawn; p++) {
        bool any = false;
        for (size_t n = 0; n < r->leaf_count; n++) {
            leaf_run *l = &r->leaves[n];
            stratum_sums *s = &l->strata[stratum];
            for (int j = 0; j < COLUMNS; j++) {
                s->sum[j] += l->primary[p][j];
                s->squares[j] += l->primary[p][j] * l->primary[p][j];
                l->primary[p][j] = 0;
            }
            s->answered += l->primary_answered[p];
            any = any || (l->primary_answered[p] && r->shares && r->shares[(size_t)h->unit * r->leaf_count + n] != 0);
            l->primary_answered[p] = 0;
        }
        total->sum += r->primary_total[p];
        total->squares += r->primary_total[p] * r->primary_total[p];
        total->answered += any;
    }
}

static void run_unit(form_run *r, size_t unit, variance_total *score) {
    const frame_unit *u = &r->frame->units[unit];
    memset(r->primary_total, 0, u->drawn * sizeof *r->primary_total);
    for (size_t h = u->first; h < u->first + u->strata; h++) {
        total_sums total = {0};
        if (!r->frame->strata[h].forms)
            continue;
        for (size_t n = 0; n < r->leaf_count; n++)
            if (r->leaves[n].cells->first_item >= 0)
                fill_tables(r->frame, &r->leaves[n], h);
        add_stratum_forms(r, h, &total);
        if (r->frame->strata[h].clustered)
            close_clusters(r, h, &total);
        double drawn = (double)r->frame->strata[h].drawn;
        variance_add_stratum(score, drawn, frame_left_out(&r->frame->strata[h], drawn), total.answered, total.sum, total.squares);
    }
}

form_sums form_sums_of(kp_arena *arena, const frame *f, leaf_cells *const cells[], leaf_terms *const terms[], size_t leaf_count,
                       const double shares[], kp_lonely lonely) {
    size_t most = 0;
    for (size_t u = 0; u < f->unit_count; u++)
        most = f->units[u].drawn > most ? f->units[u].drawn : most;
    form_run r = {.frame = f, .leaf_count = leaf_count, .shares = shares, .lonely = lonely};
    r.leaves = KP_NEW_ARRAY(arena, leaf_run, leaf_count);
    r.primary_total = KP_NEW_ARRAY(arena, double, most);
    form_sums out = {KP_NEW_ARRAY(arena, stratum_sums *, leaf_count), KP_NEW_ARRAY(arena, variance_total, f->unit_count)};
    for (size_t n = 0; n < leaf_count; n++) {
        r.leaves[n].cells = cells[n];
        r.leaves[n].terms = terms[n];
        prepare_leaf(arena, f, &r.leaves[n], most);
        out.leaves[n] = r.leaves[n].strata;
    }
    for (size_t u = 0; u < f->unit_count; u++) {
        out.total[u].lonely = lonely;
        run_unit(&r, u, &out.total[u]);
    }
    return out;
}
