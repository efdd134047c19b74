/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * analysis_exact.c - exact figures of each question: the share of each answer, and from the shares degree and rate. Of a unit they are what the core scores; of all units together they
 * follow from those of the units, by size where all sizes are known, else by the answers.
 */
#include "analysis_private.h"

typedef struct exact_run {
    kp_arena *arena;
    const frame *frame;
    const leaf_cells *cells;
    const leaf_terms *terms;
    kp_num *value[MEASURES]; /* [options], 0..100 */
    exact_question *out;
} exact_run;

static kp_num counted(const kp_input *input) { return input->state == KP_INPUT_GIVEN ? input->value : KP_ZERO; }

static int64_t whole(kp_num count) {
    int64_t value = 0;
    return kp_num_to_int64(count, &value) ? value : 0;
}

/* ---- what answers are worth ---- */

static void set_exact_values(exact_run *r) {
    const kp_indicator *leaf = r->cells->leaf;
    kp_num largest = KP_ZERO, hundred = kp_num_int(100);
    kp_num unknown = leaf->unknown == KP_UNKNOWN_NEUTRAL ? kp_num_int(50) : KP_ZERO;
    for (int m = 0; m < MEASURES; m++)
        r->value[m] = KP_NEW_ARRAY(r->arena, kp_num, leaf->options.count + 1);
    for (size_t i = 0; i < leaf->options.count; i++)
        largest = kp_num_max(largest, leaf->options.items[i].value);
    bool scaled = kp_num_sign(largest) > 0;
    for (size_t i = 0; i < leaf->options.count; i++) {
        kp_num value = leaf->options.items[i].value;
        r->value[DEGREE][i] = scaled ? kp_num_div(r->arena, kp_num_mul(r->arena, value, hundred), largest) : KP_ZERO;
        r->value[RATE][i] = counts_as_positive(leaf, i) ? hundred : KP_ZERO;
    }
    r->value[DEGREE][leaf->options.count] = scaled ? unknown : KP_ZERO;
    r->value[RATE][leaf->options.count] = leaf->positive.count ? unknown : KP_ZERO;
}

/* ---- a unit ---- */

static exact_question *question_at(const exact_run *r, size_t unit_after_all, size_t question) {
    return &r->out[unit_after_all * r->cells->questions + question];
}

static void begin_question(const exact_run *r, exact_question *q) {
    q->base = q->unknown_weight = q->degree = q->rate = KP_ZERO;
    q->shares = KP_NEW_ARRAY(r->arena, kp_num, r->cells->options);
    for (size_t k = 0; k < r->cells->options; k++)
        q->shares[k] = KP_ZERO;
}

static void count_forms(const exact_run *r, const kp_survey_row *row, exact_question *q) {
    kp_num valid = row->forms, unknown = row->forms_unknown;
    if (!row->tallied) {
        valid = KP_ZERO;
        for (size_t i = 0; i < r->cells->leaf->options.count; i++)
            valid = kp_num_add(r->arena, valid, counted(&row->options[i]));
        unknown = counted(&row->unknown);
    }
    q->unknown += whole(unknown);
    q->valid += whole(valid) + (r->cells->unknown_counts ? whole(unknown) : 0);
    q->missing += row->tallied ? whole(row->forms_missing) : 0;
    q->invalid += whole(counted(&row->invalid));
}

/* Adds the answers of one stratum, of so much weight in the unit: a stratum of known size counts by it, else its answers do. */
static void add_row(const exact_run *r, const kp_survey_row *row, bool by_size, kp_num size, exact_question *q) {
    kp_num counts[KP_MAX_OPTIONS + 1], base;
    for (size_t k = 0; k < r->cells->options; k++)
        counts[k] = k < r->cells->leaf->options.count ? counted(&row->options[k]) : counted(&row->unknown);
    base = kp_num_sum(r->arena, counts, r->cells->options);
    count_forms(r, row, q);
    q->unknown_weight = kp_num_add(r->arena, q->unknown_weight, counted(&row->unknown));
    q->base = kp_num_add(r->arena, q->base, base);
    if (kp_num_sign(base) <= 0)
        return;
    for (size_t k = 0; k < r->cells->options; k++) {
        kp_num count = by_size ? kp_num_div(r->arena, kp_num_mul(r->arena, counts[k], size), base) : counts[k];
        q->shares[k] = kp_num_add(r->arena, q->shares[k], count);
    }
}

static void finish_question(const exact_run *r, kp_num divisor, exact_question *q) {
    kp_num terms[KP_MAX_OPTIONS + 1];
    q->known = kp_num_sign(divisor) > 0;
    for (size_t k = 0; k < r->cells->options && q->known; k++)
        q->shares[k] = kp_num_div(r->arena, q->shares[k], divisor);
    for (int m = 0; m < MEASURES; m++) {
        for (size_t k = 0; k < r->cells->options; k++)
            terms[k] = kp_num_mul(r->arena, q->shares[k], r->value[m][k]);
        *(m == DEGREE ? &q->degree : &q->rate) = kp_num_sum(r->arena, terms, r->cells->options);
    }
}

static const frame_stratum *stratum_of_row(const frame *f, const kp_survey_row *row) {
    const frame_stratum *h = &f->strata[f->units[row->unit].first];
    while (h->stratum != row->stratum)
        h++;
    return h;
}

static void count_unit(const exact_run *r, size_t unit) {
    const kp_evidence *e = r->frame->evidence;
    kp_num *sizes = KP_NEW_ARRAY(r->arena, kp_num, r->cells->questions);
    for (size_t q = 0; q < r->cells->questions; q++)
        sizes[q] = KP_ZERO;
    for (size_t i = e->first_survey[unit]; i < e->first_survey[unit + 1]; i++) {
        const kp_survey_row *row = &e->survey.items[i];
        if (!row_is_counted(r->cells, row))
            continue;
        size_t question = question_of_row(r->cells, row);
        exact_question *q = question_at(r, unit + 1, question);
        kp_num size = stratum_of_row(r->frame, row)->exact_size, before = q->base;
        add_row(r, row, r->terms->units[unit * r->cells->questions + question].by_size, size, q);
        if (!kp_num_equal(before, q->base))
            sizes[question] = kp_num_add(r->arena, sizes[question], size);
    }
    for (size_t q = 0; q < r->cells->questions; q++) {
        bool by_size = r->terms->units[unit * r->cells->questions + q].by_size;
        finish_question(r, by_size ? sizes[q] : question_at(r, unit + 1, q)->base, question_at(r, unit + 1, q));
    }
}

/* ---- all units ---- */

static void join_units(const exact_run *r, size_t question) {
    const frame *f = r->frame;
    exact_question *all = question_at(r, 0, question);
    bool by_size = r->terms->all[question].by_size;
    size_t count = 0;
    const exact_question **units = KP_NEW_ARRAY(r->arena, const exact_question *, f->unit_count);
    kp_num *weights = KP_NEW_ARRAY(r->arena, kp_num, f->unit_count), *terms = KP_NEW_ARRAY(r->arena, kp_num, f->unit_count);
    for (size_t u = 0; u < f->unit_count; u++) {
        const exact_question *q = question_at(r, u + 1, question);
        all->valid += q->valid;
        all->unknown += q->unknown;
        all->missing += q->missing;
        all->invalid += q->invalid;
        all->unknown_weight = kp_num_add(r->arena, all->unknown_weight, q->unknown_weight);
        if (!q->known)
            continue;
        all->base = kp_num_add(r->arena, all->base, q->base);
        weights[count] = by_size ? f->units[u].exact_size : q->base;
        units[count++] = q;
    }
    for (size_t k = 0; k < r->cells->options; k++) {
        for (size_t i = 0; i < count; i++)
            terms[i] = kp_num_mul(r->arena, weights[i], units[i]->shares[k]);
        all->shares[k] = kp_num_sum(r->arena, terms, count);
    }
    finish_question(r, kp_num_sum(r->arena, weights, count), all);
}

exact_question *exact_questions_of(kp_arena *arena, const frame *f, const leaf_cells *c, const leaf_terms *t) {
    exact_run r = {.arena = arena, .frame = f, .cells = c, .terms = t};
    r.out = KP_NEW_ARRAY(arena, exact_question, (f->unit_count + 1) * c->questions);
    for (size_t i = 0; i < (f->unit_count + 1) * c->questions; i++)
        begin_question(&r, &r.out[i]);
    set_exact_values(&r);
    for (size_t u = 0; u < f->unit_count; u++)
        count_unit(&r, u);
    for (size_t q = 0; q < c->questions; q++)
        join_units(&r, q);
    return r.out;
}
