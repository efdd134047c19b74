/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evaluate.h - the whole way in one call: entry workbooks and earlier results in, scorecard out. The batch tool and the add-in start here.
 *
 *     kp_evaluation *e = kp_evaluate(arena, paths, n, &(kp_evaluate_options){0}, problems);
 *     if (e->card) kp_report_write(arena, e->card, ...);
 */
#ifndef KAOPING_EVALUATE_H
#define KAOPING_EVALUATE_H

#include "kaoping/bind.h"
#include "kaoping/score.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kp_evaluate_options {
    const char *scheme;             /* as kp_scheme_load() takes it; NULL: the workbooks' own */
    const kp_scheme *built;         /* instead of `scheme`: one that is there already; NULL: none */
    const char *period;             /* NULL: the workbooks' own */
    bool any_period;                /* as in kp_bind_options */
    const kp_survey_source *survey; /* as in kp_bind_options; NULL: none */
    const char *const *history;     /* files of earlier results: JSON or entry workbooks (history_io.h), beside what the workbooks carry themselves */
    size_t history_count;
    bool measured_only;         /* nobody is evaluated: the linter has no say (lint.h). So too where `built` is given */
    const char *const *results; /* files of results of other schemes (bind.h) */
    size_t result_count;
    bool partial; /* score the units without errors even where others have some */
} kp_evaluate_options;

typedef enum kp_verdict {
    KP_VERDICT_SCORED,  /* card is there and every unit was looked at without error */
    KP_VERDICT_PARTLY,  /* card is there; units with errors are not scored (only with options.partial) */
    KP_VERDICT_REFUSED, /* errors, and not options.partial: card NULL */
    KP_VERDICT_BLOCKED  /* errors that may concern any unit: card NULL, whatever the options */
} kp_verdict;

typedef struct kp_evaluation {
    kp_verdict verdict;
    const kp_binding *binding; /* NULL where scheme or units could not be made out */
    const kp_scorecard *card;
} kp_evaluation;

/* Never NULL inside kp_arena_run(). All problems of all inputs are in `problems`, those of scoring too. */
kp_evaluation *kp_evaluate(kp_arena *arena, const char *const paths[], size_t count, const kp_evaluate_options *options, kp_problems *problems);

/* The same of workbooks that are open, at least one; they stay open. */
kp_evaluation *kp_evaluate_workbooks(kp_arena *arena, kp_workbook *const books[], size_t count, const kp_evaluate_options *options,
                                     kp_problems *problems);

#ifdef __cplusplus
}
#endif
#endif
