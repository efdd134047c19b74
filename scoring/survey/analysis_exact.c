/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * analysis_exact.c - exact figures: of a unit they are those that the core scores; of all units together they follow from them, by size where all sizes are known, else by the answers.
 */
#include "analysis_private.h"

typedef struct exact_run {
    kp_arena *arena;
    const frame *frame;
    const leaf_cells *cells;
    const leaf_terms *terms;
    exact_figure *out;
} exact_run;

static exact_figure *figure_at(const exact_run *r, int32_t unit, int32_t question) {
    return &r->out[(size_t)(unit + 1) * (r->cells->questions + 1) + (size_t)(question + 1)];
}

static kp_num counted(const kp_input *input) { return input->state == KP_INPUT_GIVEN ? input->value : KP_ZERO; }

static int64_t whole(kp_num count) {
    int64_t value = 0;
    return kp_num_to_int64(count, &value) ? value : 0;
}

/* ---- a unit ---- */

static void add_row(const exact_run *r, const kp_survey_row *row, exact_figure *q) {
    kp_num unknown = counted(&row->unknown);
    q->unknown += whole(row->tallied ? row->forms_unknown : unknown);
    q->missing += row->tallied ? whole(row->forms_missing) : 0;
    q->invalid += whole(row->tallied ? row->forms_invalid : counted(&row->invalid));
    q->unknown_weight = kp_num_add(r->arena, q->unknown_weight, unknown);
    for (size_t i = 0; i < r->cells->leaf->options.count; i++)
        q->base = kp_num_add(r->arena, q->base, counted(&row->options[i]));
    if (r->cells->unknown_counts)
        q->base = kp_num_add(r->arena, q->base, unknown);
}

static void take_questions(const exact_run *r, int32_t unit) {
    const kp_evidence *e = r->frame->evidence;
    for (size_t i = e->first_survey[unit]; i < e->first_survey[unit + 1]; i++)
        if (row_is_counted(r->cells, &e->survey.items[i]))
            add_row(r, &e->survey.items[i], figure_at(r, unit, (int32_t)question_of_row(r->cells, &e->survey.items[i])));
    for (int32_t question = 0; (size_t)question < r->cells->questions; question++) {
        exact_figure *q = figure_at(r, unit, question);
        kp_question_figures scored = kp_question_figures_of(r->arena, e, unit, r->cells->indicator, question);
        q->known = scored.known;
        q->valid = whole(scored.sample);
        q->unknown_share = scored.unknown_share;
        q->degree = scored.degree;
        q->rate = scored.rate;
        q->shares = scored.shares;
    }
}

/* Adds what a leaf counts of its questions. */
static void count_leaf(const exact_run *r, int32_t unit) {
    exact_figure *leaf = figure_at(r, unit, -1);
    for (int32_t q = 0; (size_t)q < r->cells->questions; q++) {
        const exact_figure *question = figure_at(r, unit, q);
        leaf->unknown += question->unknown;
        leaf->missing += question->missing;
        leaf->invalid += question->invalid;
    }
}

static void take_leaf(const exact_run *r, int32_t unit) {
    exact_figure *leaf = figure_at(r, unit, -1);
    kp_calc calc = {.arena = r->arena};
    kp_outcome scored = kp_method_of(KP_METHOD_SATISFACTION)->evaluate(&calc, r->frame->evidence, unit, r->cells->indicator);
    count_leaf(r, unit);
    leaf->known = scored.state == KP_MARK_SCORED;
    leaf->too_small = scored.reason == KP_R_SAMPLE_TOO_SMALL;
    leaf->valid = whole(scored.sample);
    leaf->unknown_share = scored.unknown_share;
    leaf->degree = scored.degree;
    leaf->rate = scored.rate;
    for (int32_t q = 0; (size_t)q < r->cells->questions; q++)
        figure_at(r, unit, q)->too_small = kp_num_compare(kp_num_int(figure_at(r, unit, q)->valid), scored.least_sample) < 0;
}

/* ---- all units ---- */

static kp_num mean_of(const exact_run *r, const kp_num weights[], kp_num terms[], size_t count, kp_num total) {
    for (size_t i = 0; i < count; i++)
        terms[i] = kp_num_mul(r->arena, weights[i], terms[i]);
    return kp_num_div(r->arena, kp_num_sum(r->arena, terms, count), total);
}

/* Of those who answered or did not know; where 不了解 is in the base, that is the base. */
static kp_num unknown_share(const exact_run *r, kp_num unknown, kp_num base) {
    kp_num asked = r->cells->unknown_counts ? base : kp_num_add(r->arena, base, unknown);
    return kp_num_sign(asked) > 0 ? kp_num_div(r->arena, unknown, asked) : KP_ZERO;
}

static void join_counts(const exact_run *r, int32_t question, exact_figure *all) {
    for (int32_t u = 0; (size_t)u < r->frame->unit_count; u++) {
        const exact_figure *q = figure_at(r, u, question);
        all->valid += q->valid;
        all->unknown += q->unknown;
        all->missing += q->missing;
        all->invalid += q->invalid;
        all->unknown_weight = kp_num_add(r->arena, all->unknown_weight, q->unknown_weight);
        all->base = kp_num_add(r->arena, all->base, q->base);
    }
    if (r->terms->all[question].mixed_scales) { /* weighted and typed answers do not add up; people do */
        all->unknown_weight = kp_num_int(all->unknown);
        all->base = kp_num_int(all->valid);
    }
    all->unknown_share = unknown_share(r, all->unknown_weight, all->base);
    all->too_small = all->valid < r->cells->leaf->min_valid;
}

static void join_question(const exact_run *r, int32_t question) {
    const frame *f = r->frame;
    exact_figure *all = figure_at(r, -1, question);
    size_t count = 0, options = r->cells->leaf->options.count;
    const exact_figure **units = KP_NEW_ARRAY(r->arena, const exact_figure *, f->unit_count);
    kp_num *weights = KP_NEW_ARRAY(r->arena, kp_num, f->unit_count), *terms = KP_NEW_ARRAY(r->arena, kp_num, f->unit_count);
    for (int32_t u = 0; (size_t)u < f->unit_count; u++) {
        if (!figure_at(r, u, question)->known)
            continue;
        units[count] = figure_at(r, u, question);
        weights[count] = r->terms->all[question].by_size ? f->units[u].exact_size : units[count]->base;
        count++;
    }
    join_counts(r, question, all);
    kp_num total = kp_num_sum(r->arena, weights, count), *shares = KP_NEW_ARRAY(r->arena, kp_num, options);
    all->known = r->terms->all[question].known && kp_num_sign(total) > 0;
    if (!all->known)
        return;
    for (size_t k = 0; k < options; k++) {
        for (size_t i = 0; i < count; i++)
            terms[i] = units[i]->shares[k];
        shares[k] = mean_of(r, weights, terms, count, total);
    }
    all->shares = shares;
    for (size_t i = 0; i < count; i++)
        terms[i] = units[i]->degree;
    all->degree = mean_of(r, weights, terms, count, total);
    for (size_t i = 0; i < count; i++)
        terms[i] = units[i]->rate;
    all->rate = mean_of(r, weights, terms, count, total);
}

/* The mean over the questions that somebody answered; none where one of them has no figure of all, for its answers are not on one scale. */
static void join_leaf(const exact_run *r) {
    kp_arena *arena = r->arena;
    exact_figure *leaf = figure_at(r, -1, -1);
    bool met = false, joined = true;
    kp_num weights = KP_ZERO, degree = KP_ZERO, rate = KP_ZERO, unknown = KP_ZERO, base = KP_ZERO;
    for (int32_t q = 0; (size_t)q < r->cells->questions; q++) {
        const exact_figure *one = figure_at(r, -1, q);
        kp_num weight = r->cells->leaf->questions.count ? r->cells->leaf->questions.items[q].value : KP_ONE;
        bool apart = !one->known && r->terms->all[q].mixed_scales;
        if ((!one->known && !apart) || kp_num_sign(weight) <= 0)
            continue;
        leaf->valid = met && leaf->valid < one->valid ? leaf->valid : one->valid;
        unknown = kp_num_add(arena, unknown, one->unknown_weight);
        base = kp_num_add(arena, base, one->base);
        met = true;
        joined = joined && !apart;
        if (apart)
            continue;
        weights = kp_num_add(arena, weights, weight);
        degree = kp_num_add(arena, degree, kp_num_mul(arena, weight, one->degree));
        rate = kp_num_add(arena, rate, kp_num_mul(arena, weight, one->rate));
    }
    leaf->known = met && joined;
    count_leaf(r, -1);
    leaf->too_small = leaf->valid < r->cells->leaf->min_valid;
    leaf->unknown_share = unknown_share(r, unknown, base);
    leaf->degree = leaf->known ? kp_num_div(arena, degree, weights) : KP_ZERO;
    leaf->rate = leaf->known ? kp_num_div(arena, rate, weights) : KP_ZERO;
}

exact_figure *exact_figures_of(kp_arena *arena, const frame *f, const leaf_cells *c, const leaf_terms *t) {
    size_t count = (f->unit_count + 1) * (c->questions + 1);
    exact_run r = {.arena = arena, .frame = f, .cells = c, .terms = t, .out = KP_NEW_ARRAY(arena, exact_figure, count)};
    for (size_t i = 0; i < count; i++)
        r.out[i].base = r.out[i].unknown_weight = r.out[i].unknown_share = r.out[i].degree = r.out[i].rate = KP_ZERO;
    for (int32_t u = 0; (size_t)u < f->unit_count; u++) {
        take_questions(&r, u);
        take_leaf(&r, u);
    }
    for (int32_t q = 0; (size_t)q < c->questions; q++)
        join_question(&r, q);
    join_leaf(&r);
    return r.out;
}
