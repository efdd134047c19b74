/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind_weights.c - when all forms are read: which of them count, and what they weigh. */
#include "bind_private.h"
#include "kaoping/soundness.h"

int32_t kp_bind_weighed(const binder *run, int32_t unit) {
    const kp_answers *answers = run->evidence ? run->evidence->answers : NULL;
    return answers && answers->population.count ? KP_UNIT_ALL : unit;
}

/* How many forms of each unit are discarded is told, unit by unit, at the first of them. */
static void tell_discarded(binder *run) {
    const kp_evidence *evidence = run->evidence;
    const kp_answers *answers = evidence->answers;
    size_t units = evidence->units.count, *straight = KP_NEW_ARRAY(run->arena, size_t, units), *alike = KP_NEW_ARRAY(run->arena, size_t, units);
    size_t *both = KP_NEW_ARRAY(run->arena, size_t, units);
    const kp_form **first = KP_NEW_ARRAY(run->arena, const kp_form *, units);
    for (size_t i = 0; i < answers->form_count; i++) {
        const kp_form *form = &answers->forms[i];
        if (!(form->discarded & KP_DISCARD_BOTH))
            continue;
        if (!first[form->unit])
            first[form->unit] = form;
        straight[form->unit] += (form->discarded & KP_DISCARD_STRAIGHT) != 0;
        alike[form->unit] += (form->discarded & KP_DISCARD_IDENTICAL) != 0;
        both[form->unit]++;
    }
    for (size_t u = 0; u < units; u++)
        if (both[u])
            kp_problems_add(run->problems, KP_D_FORMS_DISCARDED, kp_evidence_place(evidence, first[u]->origin), (int32_t)u,
                            kp_verbatim(run->arena, evidence->units.items[u].name), kp_format(run->arena, "%zu", both[u]),
                            kp_format(run->arena, "各题同一答案 %zu 份，雷同 %zu 份 | %zu with all questions alike, %zu like another form",
                                      straight[u], alike[u], straight[u], alike[u]));
}

void kp_bind_discard(binder *run) {
    kp_answers *answers = run->evidence->answers;
    unsigned wanted = (unsigned)run->scheme->discard_forms;
    if (!wanted || !answers || !answers->form_count)
        return;
    const kp_soundness_options options = kp_soundness_options_of(run->scheme);
    const kp_forms_view view = kp_forms_view_of(run->arena, run->evidence, answers);
    const kp_soundness *found = kp_soundness_check(run->arena, &view, &options);
    for (size_t i = 0; i < answers->form_count; i++)
        answers->forms[i].discarded |= (uint8_t)(found->marks[i] & wanted);
    tell_discarded(run);
}

static const char *variable_name(const binder *run, size_t variable) {
    return kp_verbatim(run->arena, run->evidence->answers->variables.items[variable].name);
}

static const kp_population_count *count_of(const kp_answers *answers, size_t variable, size_t category) {
    for (size_t i = 0; i < answers->population.count; i++)
        if (answers->population.items[i].variable == (int32_t)variable && answers->population.items[i].category == (int32_t)category)
            return &answers->population.items[i];
    return NULL;
}

static const char *sum_of(const binder *run, size_t variable) {
    const kp_answers *answers = run->evidence->answers;
    kp_num sum = KP_ZERO;
    for (size_t i = 0; i < answers->population.count; i++)
        if (answers->population.items[i].variable == (int32_t)variable)
            sum = kp_num_add(run->arena, sum, answers->population.items[i].count);
    return kp_num_exact(run->arena, sum);
}

/* A form without category, or with one that is not known, is a problem already where it was read. */
static void tell_fault(binder *run, const kp_calibration_report *report) {
    const kp_answers *answers = run->evidence->answers;
    const char *variable = report->margin < answers->variables.count ? variable_name(run, report->margin) : "";
    if (report->fault == KP_CALIBRATION_EMPTY_CATEGORY) {
        const kp_population_count *count = count_of(answers, report->margin, report->where);
        kp_place place = count ? kp_evidence_place(run->evidence, count->origin) : (kp_place){0};
        const char *category = answers->variables.items[report->margin].categories.items[report->where];
        kp_problems_add(run->problems, KP_D_CATEGORY_EMPTY, place, KP_UNIT_ALL, kp_verbatim(run->arena, category), variable, NULL);
    } else if (report->fault == KP_CALIBRATION_TOTALS_DIFFER && report->where < answers->variables.count) {
        const kp_population_count *count = count_of(answers, report->where, 0);
        kp_place place = count ? kp_evidence_place(run->evidence, count->origin) : (kp_place){0};
        kp_problems_add(run->problems, KP_D_POPULATION_DIFFERS, place, KP_UNIT_ALL, variable_name(run, report->where), sum_of(run, report->where),
                        variable_name(run, report->where ? 0 : report->margin));
    } else { /* nobody is to be published unweighted */
        kp_problems_add(run->problems, KP_D_NOT_WEIGHED, (kp_place){0}, KP_UNIT_ALL, NULL, NULL, NULL);
    }
}

static const char *per_cent(kp_arena *arena, double share) { return kp_format(arena, "%.3g%%", share * 100); }

/* The margin of the strata is behind those of the variables. */
static void tell_not_converged(binder *run, const kp_calibration_report *report) {
    const kp_evidence *evidence = run->evidence;
    const char *name;
    kp_place place = {0};
    if (report->worst_margin < evidence->answers->variables.count) {
        const kp_answer_variable *worst = &evidence->answers->variables.items[report->worst_margin];
        const kp_population_count *count = count_of(evidence->answers, report->worst_margin, report->worst_category);
        name = kp_format(run->arena, "%s·%s", worst->name, worst->categories.items[report->worst_category]);
        place = count ? kp_evidence_place(evidence, count->origin) : place;
    } else {
        const kp_stratum_size *worst = &evidence->stratum_sizes.items[report->worst_category];
        name = kp_format(run->arena, "%s·%s", evidence->units.items[worst->unit].name,
                         worst->stratum < 0 ? "层" : evidence->strata.items[worst->stratum]);
        place = kp_evidence_place(evidence, worst->size.origin);
    }
    kp_problems_add(run->problems, KP_D_NOT_CONVERGED, place, KP_UNIT_NONE, kp_format(run->arena, "%d", report->rounds),
                    kp_verbatim(run->arena, name), per_cent(run->arena, report->largest_miss));
}

const kp_weighing *kp_bind_weigh(binder *run) {
    const kp_answers *answers = run->evidence->answers;
    bool complete = true; /* what could not be read is told; it cannot be weighed as well */
    for (size_t i = 0; answers && answers->categories && complete && i < answers->form_count * answers->variables.count; i++)
        complete = answers->categories[i] >= 0 || answers->forms[i / answers->variables.count].discarded;
    const kp_weighing *weighing = complete ? kp_survey_weigh(run->arena, run->evidence) : NULL;
    if (!weighing)
        return NULL;
    const kp_calibration_report *report = &weighing->report;
    if (!weighing->done)
        tell_fault(run, report);
    else if (!report->converged)
        tell_not_converged(run, report);
    return weighing;
}
