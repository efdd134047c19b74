/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate.c - binds, reads the history, and scores what may be scored. */
#include "kaoping/evaluate.h"

#include "kaoping/result_json.h"

/* True where some error leaves it open which unit it concerns. */
static bool blocks_all(const kp_problems *problems) {
    for (size_t i = 0; i < problems->count; i++)
        if (kp_problem_severity(problems->items[i].code) == KP_ERROR && problems->items[i].unit == KP_UNIT_ALL)
            return true;
    return problems->dropped > 0;
}

kp_evaluation *kp_evaluate(kp_arena *arena, const char *const paths[], size_t count, const kp_evaluate_options *options, kp_problems *problems) {
    kp_evaluation *evaluation = KP_NEW(arena, kp_evaluation);
    evaluation->verdict = KP_VERDICT_BLOCKED;
    kp_bind_options bind = {.period = options->period};
    if (options->scheme && !(bind.scheme = kp_scheme_load(arena, options->scheme, problems)))
        return evaluation;
    const kp_binding *binding = kp_bind(arena, paths, count, &bind, problems);
    evaluation->binding = binding;
    if (!binding)
        return evaluation;
    kp_history *history = KP_NEW(arena, kp_history);
    for (size_t i = 0; i < options->history_count; i++)
        kp_history_read(arena, options->history[i], binding->scheme, history, problems);
    kp_history_prepare(history, binding->scheme, binding->evidence->period, problems);
    if (blocks_all(problems))
        return evaluation;
    bool errors = problems->errors > 0;
    if (errors && !options->partial) {
        evaluation->verdict = KP_VERDICT_REFUSED;
        return evaluation;
    }
    evaluation->card = kp_score(arena, binding->scheme, binding->evidence, history, problems);
    evaluation->verdict = errors ? KP_VERDICT_PARTLY : KP_VERDICT_SCORED;
    return evaluation;
}
