/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * history_io.h - results of earlier periods from and to the outside: files of results and earlier entry workbooks in, the sheet 往期 of an entry workbook out.
 * The sheet is read by the binding (kp_binding.history); JSON by itself: result_json.h.
 *
 *     kp_history history = {0};
 *     kp_history_read_files(arena, paths, count, scheme, &history, problems);
 *     kp_history_check(&history, scheme, period, problems);
 *     kp_sheet_rows *rows = kp_history_sheet_rows(arena, scheme, &history, KP_ZH);
 */
#ifndef KAOPING_HISTORY_IO_H
#define KAOPING_HISTORY_IO_H

#include "kaoping/history.h"
#include "kaoping/names.h"
#include "kaoping/scheme_io.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Adds the results in the files to `history`: JSON results, and entry workbooks of earlier periods (.xlsx, .ods, folder of .csv), told by content.
 *
 * A workbook is scored by its own scheme (by `scheme` where it has none), with its own sheet 往期 and whatever of `history` and of the other files is before its
 * period; workbooks are taken in the order of their periods, so the order of `paths` does not matter. What its sheet 往期 says is added too. An error in it is an
 * error here (KP_UNIT_ALL), as its result cannot be known; of warnings and hints only those are passed on that concern its own past.
 *
 * False where some file could not be used, with problems; the others are added all the same. What is added is not yet checked (kp_history_check). */
bool kp_history_read_files(kp_arena *arena, const char *const paths[], size_t count, const kp_scheme *scheme, kp_history *history,
                           kp_problems *problems);

/* The sheet 往期 for whoever writes it (form.h, the add-in): row 0 the heads, then a row for each period, unit and list (a unit on none has one row), in the columns
 * of kp_layout_find(layout, KP_SHEET_HISTORY); those whose `slot` is not NULL hold numbers, in exact decimals, or nothing. Periods in the order of `history`, units
 * by rank. Read back by the binding it is an equal history. Lists are named by title in `lang`, else by id. Cost: linear, n log n for ranks. */
kp_sheet_rows *kp_history_sheet_rows(kp_arena *arena, const kp_scheme *scheme, const kp_history *history, kp_lang lang);

/* The lists of a scheme by id and title, as the sheet may name them. */
kp_names *kp_history_list_names(kp_arena *arena, const kp_scheme *scheme);

#ifdef __cplusplus
}
#endif
#endif
