/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * result_json.h - results as JSON, and earlier results read back as history.
 *
 *     {"scheme": {"id", "title", "digest"}, "period", "units": [{"id", "name", "group", "score", "rank", "grade", "lists": [{"list", "reasons", "streak",
 *      "action"}], "met": {list id: periods in a row that its condition was met}, "marks": {indicator id: mark}, "not_scored": null or code}],
 *      "problems": [{"code", "severity", "file", "sheet", "cell", "message"}]}
 *
 * Every mark and score is a string with its printed decimals; null where there is none (not applicable, not scored). rank is a number or null; group, grade (its
 * title) null where none. "list" is the list's id; "streak" how many periods in a row the unit has stood on it. `met` is what carries a streak over a period in
 * which the unit stood on a replacing list; a JSON without it is read by its lists (a replacing list then counts as the list it replaces being met).
 */
#ifndef KAOPING_RESULT_JSON_H
#define KAOPING_RESULT_JSON_H

#include "kaoping/score.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The JSON text; ends with a newline. `card` NULL: nothing was scored, units is empty. `evidence` tells scheme and period where there is no card; NULL: they are null. */
const char *kp_result_json(kp_arena *arena, const kp_evidence *evidence, const kp_scorecard *card, const kp_problems *problems, kp_lang lang);

/* Adds the results in the file `path` to `history`. False with problems (H_BAD_JSON with line, H_NOT_A_RESULT …). */
bool kp_history_read(kp_arena *arena, const char *path, const kp_scheme *scheme, kp_history *history, kp_problems *problems);
/* The same of at most `most` bytes, a pipe's too (kp_history_read() takes 512 MiB): F_TOO_LARGE where there are more. */
bool kp_history_read_at_most(kp_arena *arena, const char *path, uint64_t most, const kp_scheme *scheme, kp_history *history, kp_problems *problems);

#ifdef __cplusplus
}
#endif
#endif
