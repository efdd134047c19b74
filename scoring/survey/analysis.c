/* SPDX-License-Identifier: GPL-3.0-or-later */
/* analysis.c - the figures of a survey put together: exact values, errors, intervals, standings, and what follows for the scores. */
#include "analysis_private.h"

#include <math.h>
#include <stdlib.h>

typedef struct analyser {
    kp_arena *arena;
    const kp_evidence *evidence;
    const kp_scorecard *card;
    double confidence;
    kp_lonely lonely;
    frame *frame;
    size_t leaf_count;
    int32_t *indicators; /* [leaf_count] */
    leaf_cells **cells;
    leaf_terms **terms;
    question_errors *questions;
    leaf_errors *leaves;
    double *shares; /* of the score; NULL without a card */
    form_sums sums;
    kp_survey_figure *figures;
} analyser;

/* ---- intervals ---- */

static double within_scale(double value) { return isnan(value) ? value : fmin(100, fmax(0, value)); }

/* The lowest and the highest value of an answer. */
static kp_interval range_of_values(const leaf_cells *c) {
    kp_interval range = {INFINITY, -INFINITY};
    for (size_t k = 0; k < c->options; k++) {
        range.lower = fmin(range.lower, c->value[DEGREE][k]);
        range.upper = fmax(range.upper, c->value[DEGREE][k]);
    }
    return range;
}

/* How many may answer otherwise though nobody asked did, as a share (analysis.h). */
static double share_unseen(const error_pair *errors, double n, double confidence) {
    double unseen = kp_interval_wilson(0, errors->answered, confidence).upper;
    return errors->population > 0 ? fmin(unseen, fmax(0, 1 - n / errors->population)) : unseen;
}

static kp_interval degree_interval(const kp_estimate *degree, const error_pair *errors, kp_interval range, double confidence) {
    double v = degree->value;
    kp_interval i = {v, v};
    if (!errors->census && degree->se == 0) {
        double unseen = share_unseen(errors, (double)degree->n, confidence);
        i = (kp_interval){v - unseen * fmax(0, v - range.lower), v + unseen * fmax(0, range.upper - v)};
    } else if (!errors->census) {
        i = kp_interval_t(degree, confidence);
    }
    return (kp_interval){within_scale(i.lower), within_scale(i.upper)};
}

/* Wilson's of the design. Where strata are each of one mind their answers show no variance: then that of as many answers drawn simply. */
static kp_interval rate_interval(const kp_estimate *rate, const error_pair *errors, double confidence) {
    if (errors->census)
        return (kp_interval){rate->value, rate->value};
    kp_estimate share = *rate;
    share.value = fmin(1, rate->value / 100);
    share.se = rate->se / 100;
    kp_interval i = share.se == 0 ? kp_interval_wilson(share.value * errors->answered, errors->answered, confidence)
                                  : kp_interval_wilson_design(&share, confidence);
    return (kp_interval){within_scale(100 * i.lower), within_scale(100 * i.upper)};
}

/* The figure as it is compared: without variance its bounds speak. */
static kp_compared compared_figure(kp_num value, const kp_estimate *error, bool census, kp_interval interval) {
    kp_compared c = {.value = value, .se = census ? 0 : error->se, .df = error->df};
    if (c.se == 0 && !census) {
        c.below = error->value - interval.lower;
        c.above = interval.upper - error->value;
    }
    return c;
}

/* ---- figures ---- */

static void set_errors(const analyser *a, const leaf_cells *cells, const error_pair *errors, kp_survey_figure *figure) {
    error_pair found = figure->known ? *errors : error_unknown();
    figure->degree_error = found.of[DEGREE];
    figure->rate_error = found.of[RATE];
    if (!figure->known) {
        kp_interval none = {NAN, NAN};
        figure->degree_interval = figure->rate_interval = none;
        figure->degree_margin = figure->rate_margin = NAN;
        return;
    }
    figure->degree_error.value = kp_num_to_double(figure->degree);
    figure->rate_error.value = kp_num_to_double(figure->rate);
    figure->census = errors->census;
    figure->degree_interval = degree_interval(&figure->degree_error, errors, range_of_values(cells), a->confidence);
    figure->rate_interval = rate_interval(&figure->rate_error, errors, a->confidence);
    kp_compared degree = compared_figure(figure->degree, &figure->degree_error, errors->census, figure->degree_interval);
    kp_compared rate = compared_figure(figure->rate, &figure->rate_error, errors->census, figure->rate_interval);
    figure->degree_margin = kp_compared_margin(&degree, a->confidence);
    figure->rate_margin = kp_compared_margin(&rate, a->confidence);
}

static void set_exact(const exact_figure *exact, kp_survey_figure *figure) {
    figure->known = exact->known;
    figure->valid = exact->valid;
    figure->unknown = exact->unknown;
    figure->missing = exact->missing;
    figure->invalid = exact->invalid;
    figure->unknown_share = exact->unknown_share;
    figure->degree = exact->degree;
    figure->rate = exact->rate;
    figure->shares = exact->shares;
    figure->too_small = exact->too_small;
}

/* The figures of a unit (-1: of all): the leaf's, then each question's. */
static void set_figures(analyser *a, size_t n, int32_t unit, const exact_figure exact[], kp_survey_figure *figures) {
    size_t questions = a->cells[n]->questions;
    const error_pair *errors = unit < 0 ? a->questions[n].all : &a->questions[n].units[(size_t)unit * questions];
    const question_level *levels = unit < 0 ? a->terms[n]->all : &a->terms[n]->units[(size_t)unit * questions];
    const leaf_error *whole = unit < 0 ? &a->leaves[n].all : &a->leaves[n].units[unit];
    for (size_t i = 0; i <= questions; i++) {
        figures[i] = (kp_survey_figure){.unit = unit, .indicator = a->cells[n]->indicator, .question = (int32_t)i - 1};
        set_exact(&exact[i], &figures[i]);
        set_errors(a, a->cells[n], i ? &errors[i - 1] : &whole->errors, &figures[i]);
        figures[i].by_size = i && levels[i - 1].by_size;
        figures[0].by_size = figures[0].by_size || figures[i].by_size;
    }
    figures[0].bound = whole->bound;
}

/* ---- standings ---- */

typedef struct standing {
    kp_compared figure;
    int32_t unit;
} standing;

static int better_standing(const void *a, const void *b) {
    const standing *x = a, *y = b;
    int order = kp_num_compare(y->figure.value, x->figure.value);
    return order ? order : (x->unit > y->unit) - (x->unit < y->unit);
}

static void set_standings(const analyser *a, kp_survey_leaf *leaf) {
    standing *order = KP_NEW_ARRAY(a->arena, standing, a->frame->unit_count);
    size_t count = 0;
    for (size_t u = 0; u < a->frame->unit_count; u++) {
        const kp_survey_figure *figure = &a->figures[leaf->first + (u + 1) * (leaf->questions + 1)];
        if (figure->known && !figure->too_small && !a->evidence->units.items[u].excluded)
            order[count++] = (standing){compared_figure(figure->degree, &figure->degree_error, figure->census, figure->degree_interval), (int32_t)u};
    }
    qsort(order, count, sizeof *order, better_standing);
    kp_compared *compared = KP_NEW_ARRAY(a->arena, kp_compared, count);
    kp_survey_standing *standings = KP_NEW_ARRAY(a->arena, kp_survey_standing, count);
    for (size_t i = 0; i < count; i++)
        compared[i] = order[i].figure;
    const kp_rank_range *ranges = kp_rank_ranges(a->arena, compared, count, a->confidence);
    for (size_t i = 0; i < count; i++) {
        bool apart = i + 1 < count && kp_tells_apart(&compared[i], &compared[i + 1], a->confidence);
        standings[i] = (kp_survey_standing){order[i].unit, ranges[i], apart};
    }
    leaf->standings = standings;
    leaf->standing_count = count;
}

/* ---- scores ---- */

/* Where no leaf shows any variance: what their bounds add up to. */
static void bound_total(const analyser *a, const kp_analysis *analysis, size_t unit, kp_compared *total) {
    for (size_t n = 0; n < a->leaf_count; n++) {
        const kp_survey_figure *figure = kp_analysis_figure(analysis, n, (int32_t)unit, -1);
        bool rate = a->cells[n]->leaf->measure == KP_MEASURE_RATE;
        double share = a->shares[unit * a->leaf_count + n];
        if (share == 0 || !figure->known || figure->census)
            continue;
        const kp_interval *i = rate ? &figure->rate_interval : &figure->degree_interval;
        double value = rate ? figure->rate_error.value : figure->degree_error.value, down = value - i->lower, up = i->upper - value;
        total->below += fabs(share) * (share > 0 ? down : up);
        total->above += fabs(share) * (share > 0 ? up : down);
    }
}

/* The score's error: that of the forms, and those of leaves from counts at most added to it. */
static kp_compared compared_total(const analyser *a, const kp_analysis *analysis, size_t unit) {
    const kp_unit_result *result = &a->card->units[unit];
    kp_compared total = {.value = result->scored ? result->decided : KP_ZERO, .se = result->scored ? 0 : NAN, .df = INFINITY};
    bool forms = false;
    for (size_t n = 0; n < a->leaf_count && result->scored; n++) {
        double share = a->shares[unit * a->leaf_count + n];
        const leaf_cells *c = a->cells[n];
        if (share == 0 || !a->leaves[n].units[unit].known)
            continue;
        if (a->sums.total && !c->typed[unit]) {
            forms = true;
            continue;
        }
        const kp_estimate *error = &a->leaves[n].units[unit].errors.of[c->leaf->measure == KP_MEASURE_RATE ? RATE : DEGREE];
        total.se += fabs(share) * error->se;
        total.df = fmin(total.df, error->df);
    }
    if (forms) {
        kp_estimate error = {0};
        variance_finish(&a->sums.total[unit], &error);
        total.se += error.se;
        total.df = fmin(total.df, error.df);
    }
    if (total.se == 0)
        bound_total(a, analysis, unit, &total);
    return total;
}

/* Where the lowest total is best: the same total as a figure of which the highest is. */
static kp_compared turned(kp_arena *arena, const kp_compared *total) {
    return (kp_compared){kp_num_neg(arena, total->value), total->se, total->df, total->above, total->below};
}

/* Ranges of ranks among the units that are ranked together. */
static const kp_rank_range *ranges_of_totals(const analyser *a, const kp_compared totals[]) {
    const kp_evidence *e = a->evidence;
    bool grouped = a->card->scheme->rank_within == KP_WITHIN_GROUP, low = a->card->scheme->better == KP_BETTER_LOW;
    kp_rank_range *ranges = KP_NEW_ARRAY(a->arena, kp_rank_range, e->units.count);
    kp_compared *together = KP_NEW_ARRAY(a->arena, kp_compared, e->units.count);
    size_t *units = KP_NEW_ARRAY(a->arena, size_t, e->units.count);
    int32_t last = grouped ? (int32_t)e->groups.count : 0;
    for (int32_t group = grouped ? -1 : 0; group < last || (!grouped && group == 0); group++) {
        size_t count = 0;
        for (size_t u = 0; u < e->units.count; u++) {
            if (!a->card->units[u].ranked || (grouped && e->units.items[u].group != group))
                continue;
            units[count] = u;
            together[count++] = low ? turned(a->arena, &totals[u]) : totals[u];
        }
        const kp_rank_range *found = kp_rank_ranges(a->arena, together, count, a->confidence);
        for (size_t i = 0; i < count; i++)
            ranges[units[i]] = found[i];
    }
    return ranges;
}

/* ---- all ---- */

static void find_leaves(analyser *a) {
    const kp_scheme *scheme = a->evidence->scheme;
    a->indicators = KP_NEW_ARRAY(a->arena, int32_t, scheme->indicator_count);
    for (size_t i = 0; i < scheme->indicator_count; i++)
        if (scheme->indicators[i].method == KP_METHOD_SATISFACTION)
            a->indicators[a->leaf_count++] = (int32_t)i;
}

static void find_errors(analyser *a) {
    bool forms = a->frame->form_count > 0;
    a->cells = KP_NEW_ARRAY(a->arena, leaf_cells *, a->leaf_count);
    a->terms = KP_NEW_ARRAY(a->arena, leaf_terms *, a->leaf_count);
    a->questions = KP_NEW_ARRAY(a->arena, question_errors, a->leaf_count);
    a->leaves = KP_NEW_ARRAY(a->arena, leaf_errors, a->leaf_count);
    for (size_t n = 0; n < a->leaf_count; n++) {
        a->cells[n] = leaf_cells_of(a->arena, a->frame, a->indicators[n]);
        a->terms[n] = leaf_terms_of(a->arena, a->frame, a->cells[n], a->lonely);
        a->questions[n] = question_errors_of(a->arena, a->frame, a->cells[n], a->terms[n], a->lonely);
    }
    if (a->card)
        a->shares = shares_of_score(a->arena, a->card, a->indicators, a->leaf_count);
    if (forms)
        a->sums = form_sums_of(a->arena, a->frame, a->cells, a->terms, a->leaf_count, a->shares, a->lonely);
    for (size_t n = 0; n < a->leaf_count; n++) {
        const stratum_sums *sums = forms && a->cells[n]->first_item >= 0 ? a->sums.leaves[n] : NULL;
        a->leaves[n] = leaf_errors_of(a->arena, a->frame, a->cells[n], a->terms[n], &a->questions[n], sums, a->lonely);
    }
    calibration *k = forms ? calibration_of(a->arena, a->frame, a->lonely) : NULL;
    if (k)
        calibrate_errors(k, a->cells, a->terms, a->leaf_count, a->shares, a->questions, a->leaves, a->sums.total);
}

static void set_leaves(analyser *a, kp_analysis *analysis) {
    kp_survey_leaf *leaves = KP_NEW_ARRAY(a->arena, kp_survey_leaf, a->leaf_count);
    size_t units = a->frame->unit_count;
    for (size_t n = 0; n < a->leaf_count; n++) {
        leaves[n] = (kp_survey_leaf){.indicator = a->indicators[n], .first = analysis->figure_count, .questions = a->cells[n]->questions};
        analysis->figure_count += (units + 1) * (leaves[n].questions + 1);
    }
    a->figures = KP_NEW_ARRAY(a->arena, kp_survey_figure, analysis->figure_count);
    for (size_t n = 0; n < a->leaf_count; n++) {
        const exact_figure *exact = exact_figures_of(a->arena, a->frame, a->cells[n], a->terms[n]);
        for (int32_t unit = -1; unit < (int32_t)units; unit++)
            set_figures(a, n, unit, &exact[(size_t)(unit + 1) * (leaves[n].questions + 1)],
                        &a->figures[leaves[n].first + (size_t)(unit + 1) * (leaves[n].questions + 1)]);
        for (size_t u = 0; u < units; u++)
            leaves[n].from_forms = leaves[n].from_forms || (a->frame->units[u].forms && a->cells[n]->first_item >= 0 && !a->cells[n]->typed[u]);
        set_standings(a, &leaves[n]);
    }
    analysis->figures = a->figures;
    analysis->leaves = leaves;
    analysis->leaf_count = a->leaf_count;
}

const kp_analysis *kp_survey_analyse(kp_arena *arena, const kp_evidence *evidence, const kp_scorecard *card, const kp_analysis_options *options) {
    analyser a = {.arena = arena, .evidence = evidence, .card = card, .confidence = options && options->confidence > 0 ? options->confidence : 95};
    a.lonely = options ? options->lonely : KP_LONELY_ADJUST;
    find_leaves(&a);
    if (!a.leaf_count)
        return NULL;
    kp_analysis *analysis = KP_NEW(arena, kp_analysis);
    analysis->evidence = evidence;
    analysis->confidence = a.confidence;
    a.frame = frame_of_evidence(arena, evidence);
    find_errors(&a);
    set_leaves(&a, analysis);
    if (!card)
        return analysis;
    kp_compared *totals = KP_NEW_ARRAY(arena, kp_compared, evidence->units.count);
    for (size_t u = 0; u < evidence->units.count; u++)
        totals[u] = compared_total(&a, analysis, u);
    analysis->totals = totals;
    analysis->rank_ranges = ranges_of_totals(&a, totals);
    return analysis;
}

const kp_survey_figure *kp_analysis_figure(const kp_analysis *analysis, size_t leaf, int32_t unit, int32_t question) {
    const kp_survey_leaf *l = &analysis->leaves[leaf];
    return &analysis->figures[l->first + (size_t)(unit + 1) * (l->questions + 1) + (size_t)(question + 1)];
}
