/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate.c - binds, reads the history, and scores what may be scored. */
#include "kaoping/evaluate.h"

#include "kaoping/evaluators.h"
#include "kaoping/history_io.h"
#include "kaoping/lint.h"

#include <string.h>

/* Only an error in data (group D) may concern nobody: an entry of a row whose unit is not known, where the row itself is told of. What is wrong with files,
 * workbooks, schemes or the past concerns all, also where it was added without a unit. */
static bool may_concern_nobody(kp_problem_code code) { return strncmp(kp_problem_code_text(code), "KP-D", 4) == 0; }

/* True where some error leaves it open which unit it concerns. */
static bool blocks_all(const kp_problems *problems) {
    for (size_t i = 0; i < problems->count; i++) {
        const kp_problem *problem = &problems->items[i];
        if (kp_problem_severity(problem->code) != KP_ERROR)
            continue;
        if (problem->unit == KP_UNIT_ALL || (problem->unit == KP_UNIT_NONE && !may_concern_nobody(problem->code)))
            return true;
    }
    return problems->dropped > 0;
}

/* What is told to the binding; false, with problems, where the scheme cannot be had. */
static bool set_binding(kp_arena *arena, const kp_evaluate_options *options, kp_bind_options *bind, kp_problems *problems) {
    *bind = (kp_bind_options){.scheme = options->built,
                              .period = options->period,
                              .any_period = options->any_period,
                              .survey = options->survey,
                              .results = options->results,
                              .result_count = options->result_count};
    if (!bind->scheme && options->scheme)
        bind->scheme = kp_scheme_load(arena, options->scheme, problems);
    return bind->scheme || !options->scheme;
}

/* What the workbooks carry and what the files say. Nothing can be before a period that is not known, which is a problem already or was to be none. */
static kp_history *collect_history(kp_arena *arena, const kp_binding *binding, const kp_evaluate_options *options, kp_problems *problems) {
    kp_history *history = KP_NEW(arena, kp_history);
    for (size_t i = 0; i < binding->history->periods.count; i++)
        KP_PUSH(arena, &history->periods, binding->history->periods.items[i]);
    kp_history_read_files(arena, options->history, options->history_count, binding->scheme, history, problems);
    if (!kp_period_is_known(binding->evidence->period)) {
        if (options->any_period && history->periods.count)
            kp_problems_add(problems, KP_H_PERIOD_UNKNOWN, history->periods.items[0].place, KP_UNIT_NONE, NULL, NULL, NULL);
        return KP_NEW(arena, kp_history);
    }
    kp_history_prepare(history, binding->evidence, problems);
    return history;
}

/* What the linter finds in the scheme and the data. What is only measured (a survey, a scheme made of its table) is no evaluation of anybody. */
static void lint_binding(kp_arena *arena, const kp_binding *binding, const kp_evaluate_options *options, kp_problems *problems) {
    if (options->built || options->measured_only)
        return;
    kp_lint_tell(kp_lint_scheme(arena, binding->scheme), binding->scheme, problems);
    kp_lint_evidence(binding->evidence, problems);
}

/* Scores what was bound, as far as its problems allow. */
static kp_evaluation *evaluate_binding(kp_arena *arena, const kp_binding *binding, const kp_evaluate_options *options, kp_problems *problems) {
    kp_evaluation *evaluation = KP_NEW(arena, kp_evaluation);
    *evaluation = (kp_evaluation){.verdict = KP_VERDICT_BLOCKED, .binding = binding};
    if (!binding)
        return evaluation;
    kp_history *history = collect_history(arena, binding, options, problems);
    lint_binding(arena, binding, options, problems);
    if (blocks_all(problems))
        return evaluation;
    bool errors = problems->errors > 0;
    if (errors && !options->partial) {
        evaluation->verdict = KP_VERDICT_REFUSED;
        return evaluation;
    }
    evaluation->card = kp_score(arena, binding->scheme, binding->evidence, history, problems);
    errors = problems->errors > 0;
    if (errors && !options->partial) { /* what only scoring finds: a number beyond what can be computed */
        evaluation->card = NULL;
        evaluation->verdict = KP_VERDICT_REFUSED;
        return evaluation;
    }
    kp_evaluators_hint(evaluation->card, kp_evaluators_look(arena, evaluation->card), problems);
    evaluation->verdict = errors ? KP_VERDICT_PARTLY : KP_VERDICT_SCORED;
    return evaluation;
}

kp_evaluation *kp_evaluate(kp_arena *arena, const char *const paths[], size_t count, const kp_evaluate_options *options, kp_problems *problems) {
    kp_bind_options bind;
    bool ready = set_binding(arena, options, &bind, problems);
    return evaluate_binding(arena, ready ? kp_bind(arena, paths, count, &bind, problems) : NULL, options, problems);
}

kp_evaluation *kp_evaluate_workbooks(kp_arena *arena, kp_workbook *const books[], size_t count, const kp_evaluate_options *options,
                                     kp_problems *problems) {
    kp_bind_options bind;
    bool ready = set_binding(arena, options, &bind, problems);
    return evaluate_binding(arena, ready ? kp_bind_workbooks(arena, books, count, &bind, problems) : NULL, options, problems);
}
