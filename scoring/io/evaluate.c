/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate.c - binds, reads the history, and scores what may be scored. */
#include "kaoping/evaluate.h"

#include <stdlib.h>

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

/* Days from 1970-01-01 to the date in the Gregorian calendar, counting the year from March so that the leap day comes last. */
static int64_t days_from_date(int64_t year, int month, int day) {
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

int64_t kp_document_time(kp_period period) {
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (epoch && *epoch) {
        char *end;
        long long seconds = strtoll(epoch, &end, 10);
        if (!*end && seconds >= 0)
            return seconds;
    }
    static const int months[] = {[KP_PERIOD_YEAR] = 12, [KP_PERIOD_HALF] = 6, [KP_PERIOD_QUARTER] = 3, [KP_PERIOD_MONTH] = 1};
    int month = months[period.kind] * period.number; /* the last of the period */
    int64_t next = month == 12 ? days_from_date(period.year + 1, 1, 1) : days_from_date(period.year, month + 1, 1);
    return (next - 1) * 86400 + 43200;
}
