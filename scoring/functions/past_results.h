/* SPDX-License-Identifier: GPL-3.0-or-later */
/* past_results.h - earlier results as a table of cells: the history that lists look back at. */
#ifndef KAOPING_FUNCTIONS_PAST_RESULTS_H
#define KAOPING_FUNCTIONS_PAST_RESULTS_H

#include "call.h"
#include "kaoping/history.h"

/* In place of a name: nobody is on a list. */
#define NOBODY "（无） | (none)"

/*
 * Reads the table: a head row that names its columns as the sheet 往期 of an entry workbook does (考评对象, 得分, 名次, 榜单, 连续上榜 or 连续次数 …, in either language and any order,
 * others besides), then a row a unit, several for a unit on several lists. The result of 红黑榜 is such a table, and so is the sheet itself. Without a column of periods all is
 * of the period before *now; with one, *now becomes the period after the latest.
 *
 * NULL where the argument was left out or failed: ARGUMENT where a list is unknown, a unit's rows disagree, or there is no head.
 */
kp_history *call_past(call *c, size_t argument, const kp_scheme *scheme, kp_period *now);

#endif
