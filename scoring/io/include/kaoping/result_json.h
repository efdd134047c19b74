/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * result_json.h - results as JSON, and earlier results read back as history.
 *
 *     {"scheme": {"id", "title", "digest"}, "period", "units": [{"id", "name", "group", "score", "rank", "grade", "lists": [{"list", "reasons", "streak",
 *      "action"}], "met": {list id: periods in a row that its condition was met}, "marks": {indicator id: mark}, "not_scored": null or code}],
 *      "survey": {"confidence", "leaves": [{"id", "from_forms", "figures": [{"unit", "question", "title", "valid", "unknown", "missing", "invalid", "unknown_share", "degree", "rate",
 *      "se", "df", "deff", "margin", "interval": [lower, upper], "rate_se", "rate_interval", "bound", "shares": [of each option], "too_small"}], "standings": [{"unit", "best", "worst",
 *      "apart_from_next"}]}], "totals": [{"unit", "se", "df", "margin", "best", "worst"}]},
 *      "agreement": {"panels": [{"panel": {"id", "whole", "full", "units", "evaluators", "marks", "block": {"units", "evaluators"}, "w": {"w", "chi_square", "df", "p"}, "icc": {"icc_2_1": {"value", "lower",
 *      "upper", "f", "df1", "df2", "p"}, "icc_2_k", "icc_1_1", "icc_1_k"}}, "each": [{"evaluator", "marks", "units", "deviation", "against_others", "sd", "z", "t", "df", "p", "adjusted",
 *      "tendency"}]}], "checks": [{"id", "against", "full", "tolerance", "pairs", "difference", "sd", "t", "df", "p", "above", "below", "above_share", "largest": {"unit", "site", "own",
 *      "check"}}]},
 *      "problems": [{"code", "severity", "file", "sheet", "cell", "message"}]}
 *
 * Every mark and score is a string with its printed decimals; null where there is none (not applicable, not scored). rank is a number or null; group, grade (its
 * title) null where none. "list" is the list's id; "streak" how many periods in a row the unit has stood on it. `met` is what carries a streak over a period in
 * which the unit stood on a replacing list; a JSON without it is read by its lists (a replacing list then counts as the list it replaces being met).
 *
 * `survey` (analysis.h) is there where something was scored and the scheme has satisfaction leaves; nothing reads it back. "unit" is its id, null: all together. "question" counts from 1,
 * 0: the leaf as a whole; "title" of the question or null. "degree" and "rate" (0..100) are strings as marks are, null where nobody answered or answers of all do not add up (`known` of analysis.h). What is statistics is a number, null
 * where it is not known (or infinite, as the degrees of freedom of a normal distribution): standard error, degrees of freedom, design effect, margin and interval at the confidence in
 * per cent, all in points of 100; shares are 0..1. "bound": the error is an upper bound. "standings" are in order of the degree, best first, of those that are not too small: the unit may stand
 * from rank "best" to "worst"; null after the last. "totals" tell what the survey's errors do to the scores of all that are scored.
 *
 * `agreement` (evaluators.h) is there where something is known of how evaluators agree; nothing reads it back, and it changes no score. "id" is a leaf's, or where "whole" that of the node whose leaves are
 * marked together. "w", "icc_2_1" and "icc_2_k" are of the table without gaps that "block" tells (0 × 0: there is none), "icc_1_1" and "icc_1_k" of all marks; confidence 95. "each" stands from those who mark
 * high to those who mark low; "units" are those shared with others; "tendency" is 1, -1 or 0. "against" is null where first marks of sites stand against re-checks. All figures are
 * numbers, null where they are not known.
 */
#ifndef KAOPING_RESULT_JSON_H
#define KAOPING_RESULT_JSON_H

#include "kaoping/analysis.h"
#include "kaoping/score.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The JSON text; ends with a newline. `card` NULL: nothing was scored, units is empty. `evidence` tells scheme and period where there is no card; NULL: they are null. */
const char *kp_result_json(kp_arena *arena, const kp_evidence *evidence, const kp_scorecard *card, const kp_problems *problems, kp_lang lang);

/* The same with the survey analysed by `options` (NULL: as above). */
const char *kp_result_json_analysed(kp_arena *arena, const kp_evidence *evidence, const kp_scorecard *card, const kp_analysis_options *options,
                                    const kp_problems *problems, kp_lang lang);

/* Adds the results in the file `path` to `history`. False with problems (H_BAD_JSON with line, H_NOT_A_RESULT …). */
bool kp_history_read(kp_arena *arena, const char *path, const kp_scheme *scheme, kp_history *history, kp_problems *problems);
/* The same of at most `most` bytes, a pipe's too (kp_history_read() takes 512 MiB): F_TOO_LARGE where there are more. */
bool kp_history_read_at_most(kp_arena *arena, const char *path, uint64_t most, const kp_scheme *scheme, kp_history *history, kp_problems *problems);

#ifdef __cplusplus
}
#endif
#endif
