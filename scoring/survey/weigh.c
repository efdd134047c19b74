/* SPDX-License-Identifier: GPL-3.0-or-later */
/* weigh.c - the weights of forms, calibrated to the population. */
#include "kaoping/weigh.h"

#include <math.h>

typedef struct weighing {
    kp_arena *arena;
    const kp_evidence *evidence;
    kp_answers *answers;
    uint32_t *rows; /* the forms that are weighed */
    size_t count;
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

static void weigh_by_strata(const weighing *w, double weights[]) {
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
    int32_t *size_of = KP_NEW_ARRAY(w->arena, int32_t, w->count);
    double *forms = KP_NEW_ARRAY(w->arena, double, sizes);
    for (size_t k = 0; k < w->count; k++) {
        size_of[k] = size_of_form(evidence, &w->answers->forms[w->rows[k]], first, next);
        if (size_of[k] >= 0)
            forms[size_of[k]]++;
    }
    for (size_t k = 0; k < w->count; k++)
        weights[k] = size_of[k] < 0 ? 1 : kp_num_to_double(evidence->stratum_sizes.items[size_of[k]].size.value) / forms[size_of[k]];
}

static double *first_weights(const weighing *w) {
    double *weights = KP_NEW_ARRAY(w->arena, double, w->count);
    if (!w->answers->weighted)
        weigh_by_strata(w, weights);
    for (size_t k = 0; w->answers->weighted && k < w->count; k++)
        weights[k] = kp_num_to_double(w->answers->forms[w->rows[k]].weight);
    return weights;
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

static kp_num rounded(kp_arena *arena, double weight) {
    const int64_t scale = 1000000; /* 10 ^ KP_WEIGHT_DECIMALS */
    double parts = round(weight * (double)scale);
    return kp_num_ratio(arena, parts < 1 ? 1 : (int64_t)fmin(parts, 9e18), scale); /* a weight is never 0 */
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
    kp_margin *margins = KP_NEW_ARRAY(arena, kp_margin, variables);
    for (size_t v = 0; v < variables; v++)
        margins[v] = margin_of(&w, v);
    kp_design_plan plan = {.rows = w.count, .weights = first_weights(&w)};
    kp_design_fault fault;
    size_t where;
    const kp_design *design = kp_design_new(arena, &plan, &fault, &where);
    kp_calibration calibration = {.margins = margins, .count = variables};
    kp_design *calibrated = design ? kp_design_calibrate(arena, design, &calibration, &out->report) : NULL;
    if (!calibrated)
        return out;
    const double *weights = kp_design_weights(calibrated);
    kp_num *own = KP_NEW_ARRAY(arena, kp_num, w.answers->form_count);
    for (size_t i = 0; i < w.answers->form_count; i++)
        own[i] = w.answers->forms[i].weight;
    w.answers->own_weights = own;
    for (size_t k = 0; k < w.count; k++)
        w.answers->forms[w.rows[k]].weight = rounded(arena, weights[k]);
    w.answers->weighted = true;
    out->done = true;
    return out;
}
