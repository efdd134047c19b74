/* SPDX-License-Identifier: GPL-3.0-or-later */
/* weigh.c - the weights of forms, calibrated to the population. */
#include "kaoping/weigh.h"

#include <math.h>

#define MOST_ROUNDS 500 /* strata whose people differ much, raked to their sizes and to ages, take a hundred */

typedef struct weighing {
    kp_arena *arena;
    const kp_evidence *evidence;
    kp_answers *answers;
    uint32_t *rows; /* the forms that are weighed */
    size_t count;
    int32_t *size_of; /* by row: its stratum's size (size_of_form) */
} weighing;

static void choose_forms(weighing *w) {
    w->rows = KP_NEW_ARRAY(w->arena, uint32_t, w->answers->form_count);
    for (size_t i = 0; i < w->answers->form_count; i++)
        if (!w->answers->forms[i].discarded)
            w->rows[w->count++] = (uint32_t)i;
}

/* ---- weights to begin with ---- */

/* The size of the form's stratum, else of its unit as a whole; -1: neither is known. A unit has few strata, a district thousands: `first` and `next` chain those of a unit. */
static int32_t size_of_form(const kp_evidence *evidence, const kp_form *form, const int32_t first[], const int32_t next[]) {
    int32_t whole = -1;
    for (int32_t at = first[form->unit]; at >= 0; at = next[at]) {
        const kp_stratum_size *size = &evidence->stratum_sizes.items[at];
        if (size->size.state != KP_INPUT_GIVEN)
            continue;
        if (size->stratum == form->stratum)
            return at;
        if (size->stratum < 0)
            whole = at;
    }
    return whole;
}

static void find_sizes(weighing *w) {
    const kp_evidence *evidence = w->evidence;
    size_t units = evidence->units.count, sizes = evidence->stratum_sizes.count;
    int32_t *next = KP_NEW_ARRAY(w->arena, int32_t, sizes), *first = KP_NEW_ARRAY(w->arena, int32_t, units);
    for (size_t u = 0; u < units; u++)
        first[u] = -1;
    for (size_t i = 0; i < sizes; i++) {
        const kp_stratum_size *size = &evidence->stratum_sizes.items[i];
        next[i] = first[size->unit];
        first[size->unit] = (int32_t)i;
    }
    w->size_of = KP_NEW_ARRAY(w->arena, int32_t, w->count);
    for (size_t k = 0; k < w->count; k++)
        w->size_of[k] = size_of_form(evidence, &w->answers->forms[w->rows[k]], first, next);
}

static kp_num size_at(const weighing *w, int32_t size) { return w->evidence->stratum_sizes.items[size].size.value; }

static kp_num *first_weights(const weighing *w) {
    kp_num *weights = KP_NEW_ARRAY(w->arena, kp_num, w->count);
    int64_t *forms = KP_NEW_ARRAY(w->arena, int64_t, w->evidence->stratum_sizes.count);
    for (size_t k = 0; k < w->count; k++)
        if (w->size_of[k] >= 0)
            forms[w->size_of[k]]++;
    for (size_t k = 0; k < w->count; k++)
        weights[k] = w->answers->weighted ? w->answers->forms[w->rows[k]].weight
                     : w->size_of[k] < 0  ? KP_ONE
                                          : kp_num_div(w->arena, size_at(w, w->size_of[k]), kp_num_int(forms[w->size_of[k]]));
    return weights;
}

static const double *as_doubles(const weighing *w, const kp_num weights[]) {
    double *doubles = KP_NEW_ARRAY(w->arena, double, w->count);
    for (size_t k = 0; k < w->count; k++)
        doubles[k] = kp_num_to_double(weights[k]);
    return doubles;
}

/* ---- margins ---- */

static kp_margin margin_of(const weighing *w, size_t variable) {
    const kp_answers *answers = w->answers;
    const kp_answer_variable *of = &answers->variables.items[variable];
    int32_t *categories = KP_NEW_ARRAY(w->arena, int32_t, w->count);
    double *totals = KP_NEW_ARRAY(w->arena, double, of->categories.count);
    for (size_t k = 0; k < w->count; k++)
        categories[k] = answers->categories[w->rows[k] * answers->variables.count + variable];
    for (size_t i = 0; i < answers->population.count; i++)
        if (answers->population.items[i].variable == (int32_t)variable)
            totals[answers->population.items[i].category] += kp_num_to_double(answers->population.items[i].count);
    return (kp_margin){of->name, categories, of->categories.count, totals};
}

/* Where all forms have a size, and some unit has strata: the sizes as one more margin, scaled to the sum of the others, for households are not people. Strata without forms are left out. The
 * figures are weighted by these sizes afterwards, which then changes nothing. */
static bool make_margin_of_strata(const weighing *w, double total, kp_margin *margin) {
    size_t sizes = w->evidence->stratum_sizes.count;
    double *totals = KP_NEW_ARRAY(w->arena, double, sizes), sum = 0;
    bool stratified = false;
    for (size_t k = 0; k < w->count; k++) {
        if (w->size_of[k] < 0)
            return false;
        stratified = stratified || w->evidence->stratum_sizes.items[w->size_of[k]].stratum >= 0;
        totals[w->size_of[k]] = kp_num_to_double(size_at(w, w->size_of[k]));
    }
    for (size_t i = 0; i < sizes; i++)
        sum += totals[i];
    for (size_t i = 0; i < sizes; i++)
        totals[i] *= total / sum;
    *margin = (kp_margin){"层 | Stratum", w->size_of, sizes, totals};
    return stratified;
}

/* ---- exact weights ---- */

/* The power of ten that all weights are rounded to: KP_WEIGHT_DIGITS digits of the least, and as many as fit 64 bits of the largest, whatever the population is counted in. */
static int digit_of(const double weights[], size_t count) {
    double least = INFINITY, largest = 0;
    for (size_t k = 0; k < count; k++) {
        least = weights[k] > 0 ? fmin(least, weights[k]) : least;
        largest = fmax(largest, weights[k]);
    }
    if (!(largest > 0))
        return 0;
    double digit = fmax(floor(log10(least)) - (KP_WEIGHT_DIGITS - 1), floor(log10(largest)) - 17);
    return (int)fmin(0, fmax(-18, digit));
}

static kp_num rounded(kp_arena *arena, double weight, int digit) {
    int64_t scale = 1;
    for (int i = digit; i < 0; i++)
        scale *= 10;
    double parts = round(weight * (double)scale);
    kp_num large;
    if (parts > 9e18 && kp_num_parse(arena, kp_format(arena, "%.15e", weight), &large))
        return large;
    return kp_num_ratio(arena, parts < 1 ? 1 : (int64_t)parts, scale); /* a weight is never 0 */
}

/* Post-stratified to one margin: w N / Σw over the category, exactly. NULL where these are not short fractions. */
static kp_num *exact_weights(const weighing *w, const kp_num weights[]) {
    const kp_answers *answers = w->answers;
    size_t categories = answers->variables.items[0].categories.count;
    kp_num *sums = KP_NEW_ARRAY(w->arena, kp_num, categories), *own = KP_NEW_ARRAY(w->arena, kp_num, w->count);
    kp_num *factors = KP_NEW_ARRAY(w->arena, kp_num, categories);
    for (size_t c = 0; c < categories; c++) {
        size_t count = 0;
        for (size_t k = 0; k < w->count; k++)
            if (answers->categories[w->rows[k]] == (int32_t)c)
                own[count++] = weights[k];
        sums[c] = kp_num_sum(w->arena, own, count);
        factors[c] = KP_ZERO;
    }
    for (size_t i = 0; i < answers->population.count; i++)
        factors[answers->population.items[i].category] =
            kp_num_div(w->arena, answers->population.items[i].count, sums[answers->population.items[i].category]);
    for (size_t k = 0; k < w->count; k++) {
        own[k] = kp_num_mul(w->arena, weights[k], factors[answers->categories[w->rows[k]]]);
        if (own[k].den == 0)
            return NULL;
    }
    return own;
}

/* How far the weights that were set miss the margins, where that is further than before they were rounded. */
static void measure_rounded(const weighing *w, const kp_margin margins[], size_t count, kp_calibration_report *report) {
    for (size_t m = 0; m < count; m++) {
        double *sums = KP_NEW_ARRAY(w->arena, double, margins[m].count);
        for (size_t k = 0; k < w->count; k++)
            sums[margins[m].categories[k]] += kp_num_to_double(w->answers->forms[w->rows[k]].weight);
        for (size_t c = 0; c < margins[m].count; c++) {
            double miss = margins[m].totals[c] > 0 ? fabs(sums[c] - margins[m].totals[c]) / margins[m].totals[c] : 0;
            if (!(miss > report->largest_miss))
                continue;
            report->largest_miss = miss;
            report->worst_margin = m;
            report->worst_category = c;
        }
    }
}

/* ---- all ---- */

static void set_weights(const weighing *w, const kp_num exact[], const double weights[]) {
    kp_num *own = KP_NEW_ARRAY(w->arena, kp_num, w->answers->form_count);
    for (size_t i = 0; i < w->answers->form_count; i++)
        own[i] = w->answers->forms[i].weight;
    w->answers->own_weights = own;
    int digit = digit_of(weights, w->count);
    for (size_t k = 0; k < w->count; k++)
        w->answers->forms[w->rows[k]].weight = exact ? exact[k] : rounded(w->arena, weights[k], digit);
    w->answers->weighted = true;
}

const kp_weighing *kp_survey_weigh(kp_arena *arena, kp_evidence *evidence) {
    weighing w = {.arena = arena, .evidence = evidence, .answers = evidence->answers};
    if (!w.answers || !w.answers->population.count || !w.answers->form_count)
        return NULL;
    choose_forms(&w);
    kp_weighing *out = KP_NEW(arena, kp_weighing);
    out->forms = w.count;
    if (!w.count)
        return NULL;
    size_t variables = w.answers->variables.count;
    find_sizes(&w);
    kp_margin *margins = KP_NEW_ARRAY(arena, kp_margin, variables + 1);
    for (size_t v = 0; v < variables; v++)
        margins[v] = margin_of(&w, v);
    double total = 0;
    for (size_t c = 0; c < margins[0].count; c++)
        total += margins[0].totals[c];
    out->by_strata = make_margin_of_strata(&w, total, &margins[variables]);
    kp_num *weights = first_weights(&w);
    kp_design_plan plan = {.rows = w.count, .weights = as_doubles(&w, weights)};
    kp_design_fault fault;
    size_t where;
    const kp_design *design = kp_design_new(arena, &plan, &fault, &where);
    kp_calibration calibration = {.margins = margins, .count = variables + out->by_strata, .most_rounds = MOST_ROUNDS};
    kp_design *calibrated = design ? kp_design_calibrate(arena, design, &calibration, &out->report) : NULL;
    if (!calibrated)
        return out;
    set_weights(&w, calibration.count == 1 ? exact_weights(&w, weights) : NULL, kp_design_weights(calibrated));
    measure_rounded(&w, margins, calibration.count, &out->report);
    out->done = true;
    return out;
}
