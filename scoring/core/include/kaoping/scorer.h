/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scorer.h - scoring one unit after another from plain arrays, for whoever has neither files nor lists of evidence: a spreadsheet function that is given rows of numbers.
 * What is entered is fixed once; then each unit is an array of inputs. The rules are those of kp_score(): the same functions compute the marks.
 *
 *     const kp_scorer_input entered[] = {{a, 0}, {b, KP_SCORER_MARK}};      // a: its first slot; b: its mark itself
 *     kp_scorer *scorer = kp_scorer_new(arena, scheme, entered, 2, 0, clash); // the total is asked for
 *     kp_scorer_score(scorer, arena, inputs, &result);                      // inputs[2] of one unit
 *     if (!result.problem && result.marks[0].state == KP_MARK_SCORED) …     // result.marks[0].value
 *
 * There are no grades, ranks, lists, gaps of a register or list entries: a bonus without a mark has no events, a leaf whose evidence is a list needs its mark,
 * and so does one that is scored by place, whatever of it is entered: its points depend on the other units.
 *
 * Threads: a scorer belongs to one thread at a time.
 */
#ifndef KAOPING_SCORER_H
#define KAOPING_SCORER_H

#include "kaoping/score.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KP_SCORER_MARK (-1)

typedef struct kp_scorer_input {
    int32_t indicator;
    int32_t slot; /* of a leaf, from 0 (method.h); KP_SCORER_MARK: the node's mark is given in place of its evidence */
} kp_scorer_input;

typedef struct kp_scorer {
    const kp_scheme *scheme;
    int32_t node; /* whose mark is asked for */
    const kp_scorer_input *inputs;
    size_t input_count;
    const kp_slot *slots; /* of each input: what it may be; of a mark its bounds (kp_given_bounds) */
    const bool *needed;   /* of each input: the mark asked for depends on it; what is not needed is not looked at */
    const kp_scorer_input *missing;
    size_t
        missing_count; /* what is needed and nobody enters: the slot, or KP_SCORER_MARK where nothing of the indicator is entered. Units have no mark then */
    bool linear;                /* kp_scorer_sum() can be used */
    struct scorer_state *state; /* private */
} kp_scorer;

typedef struct kp_scorer_result {
    const kp_mark *marks; /* of every indicator, until the next call; what is not needed is KP_MARK_NOT_SCORED */
    const kp_problem
        *problem;      /* the first thing wrong with the inputs, in the arena; NULL: nothing. Marks that do not depend on it are there all the same */
    int32_t indicator; /* of the problem; -1 */
    int32_t reason;    /* as kp_unit_result.reason: why the unit would not be ranked, or has no mark; -1 */
} kp_scorer_result;

/* A scorer in `arena`; `scheme` must outlive it. NULL where two inputs speak of the same thing, be it that one is the mark of a node and the other stands at or below it: which two is
 * in `clash`. Cost: as scoring one unit; where it is linear, once more for each input. */
kp_scorer *kp_scorer_new(kp_arena *arena, const kp_scheme *scheme, const kp_scorer_input inputs[], size_t count, int32_t node, size_t clash[2]);

/* Scores one unit: inputs[i] is that of scorer->inputs[i]; an input that is KP_INPUT_DOUBTFUL leaves what depends on it unscored and is no problem. Memory for numbers that
 * outgrow kp_num, and for problems, is taken from `arena`. Cost: some tens of ns an input. */
void kp_scorer_score(kp_scorer *scorer, kp_arena *arena, const kp_input inputs[], kp_scorer_result *result);

/* How the mark of an indicator of the unit scored last came about, as kp_explain() tells it, without grade, rank and lists. */
const char *kp_scorer_explain(const kp_scorer *scorer, kp_arena *arena, int32_t indicator, kp_lang lang);

/* Where every mark that is needed is a plain sum or weighted mean of typed or given marks, the mark asked for is a constant and so many times each input. Those factors are found by
 * scoring, and then serve for the units whose inputs are all plain numbers: `millionths` holds each in units of 10^-6 (anything where it is not needed). Exact.
 * False: an input is out of its bounds; kp_scorer_score() tells. Only where scorer->linear. Cost: a few ns an input. */
bool kp_scorer_sum(const kp_scorer *scorer, kp_arena *arena, const int64_t millionths[], kp_num *mark);
#define KP_SCORER_UNIT 1000000 /* millionths in one */

#ifdef __cplusplus
}
#endif
#endif
