/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * robust_report.h - how stable a ranking is (robust.h) in words, as JSON, and as a workbook of one sheet 稳健性; the same sheet stands in a report where kp_report_options.robust is given.
 *
 *     {"scheme", "period", "robust": {"spread": 0.2, "trials", "graded", "seed", "top", "weights", "mean_shift", "differing",
 *      "units": [{"id", "name", "group", "score", "rank", "median", "low", "high", "best", "worst", "holds", "in_top", "grade", "without": {indicator id: rank}}],
 *      "lists": [{"list", "unit", "on", "share"}],
 *      "without": [{"indicator", "left_out", "moved", "mean_shift", "farthest"}],
 *      "swaps": [{"upper", "lower", "kind": "found" | "tied" | "never", "one": null or {"indicator", "from", "to", "factor", "exact"},
 *       "all": null or {"change", "exact", "least", "directions": {indicator id: 1 or -1}}}]}, "problems"}
 *
 * "robust" is null where there is nothing to look at. Units are named by their ids. "low" and "high" are the ranks at 5 and 95 %; shares are 0..1, "grade" null where the unit has none.
 * "from", "to", "factor" and "change" are exact numbers as strings ("900/19"); where "exact" is false the point itself is no such number or not known as one, and they are at most 10^-6 beyond it.
 */
#ifndef KAOPING_ROBUST_REPORT_H
#define KAOPING_ROBUST_REPORT_H

#include "kaoping/report.h"
#include "kaoping/robust.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The spread as it is typed: "20%". */
const char *kp_robust_spread_text(kp_arena *arena, const kp_robust *robust);

/* The title of an indicator, with that of the node above in front where another indicator has the same title. */
const char *kp_robust_title(kp_arena *arena, const kp_scheme *scheme, int32_t indicator, kp_lang lang);

/* A swap in words, "" where there is nothing to say. */
typedef struct kp_swap_words {
    const char *one;     /* the indicator */
    const char *from_to; /* "50 → 47.37（−5.26%）" */
    const char *all;     /* "±5.26%" */
    const char *remark;
} kp_swap_words;
kp_swap_words kp_robust_swap_words(kp_arena *arena, const kp_robust *robust, const kp_robust_swap *swap, kp_lang lang);

/* `robust` NULL: there was nothing to look at. */
const char *kp_robust_json(kp_arena *arena, const kp_evidence *evidence, const kp_robust *robust, const kp_problems *problems, kp_lang lang);

/* Writes the workbook to `path`, which must not exist. `options` as of kp_report_write(), `robust` being given. False with a problem F_CANNOT_WRITE. */
bool kp_robust_report_write(kp_arena *arena, const kp_scorecard *card, const kp_report_options *options, const char *path, kp_problems *problems);

#ifdef __cplusplus
}
#endif
#endif
