/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * problem_sheet.h - data problems as a sheet for the workbook they are in: severity, code, sheet, the cell as a link to itself, what is wrong.
 *
 * The sheet comes as a workbook of its own, from which the add-in takes it over; its links lead to sheets of the workbook that was checked. The sheet 数据提示 of a report
 * (report.h) tells the same of any number of files, without links.
 */
#ifndef KAOPING_PROBLEM_SHEET_H
#define KAOPING_PROBLEM_SHEET_H

#include "kaoping/problem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Writes the workbook, with one sheet, to `path`, which must not exist. `problems` are written in the order for people (kp_problems_sort); places in `file` come with links,
 * others with the name of their file. False with a problem F_CANNOT_WRITE in `failure`, which may be `problems`. */
bool kp_problem_sheet_write(kp_arena *arena, const kp_problems *problems, const char *file, kp_lang lang, const char *path, kp_problems *failure);

#ifdef __cplusplus
}
#endif
#endif
