/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report.h - the scored workbook (考评报告), by libxlsxwriter: 汇总, 图表, 排名, 榜单, 汇总单位, 评议结果, 测算结果, 达标统计, 满意度, 评价一致性, 稳健性, 明细, 计分说明, 数据提示.
 *
 * Totals and component scores are live formulas with stored values: 汇总 refers to 明细, where every node of every unit has a line with its unrounded value as a
 * formula over the lines below it or over the typed numbers, and its printed score as a rounding of that. Recomputed, they equal the core's figures.
 * Same input, same bytes: times come from the options, never from the clock.
 */
#ifndef KAOPING_REPORT_H
#define KAOPING_REPORT_H

#include "kaoping/analysis.h"
#include "kaoping/bind.h"
#include "kaoping/robust.h"
#include "kaoping/score.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KP_CONSTANT_MEMORY_ROWS 20000 /* 明细 with more rows than this is written in constant memory, without autofilter tables */

typedef struct kp_report_options {
    kp_lang lang;
    const kp_input_file *files; /* for 计分说明 */
    size_t file_count;
    const kp_problems *problems;  /* for 数据提示 */
    int64_t timestamp;            /* seconds since 1970 for the document properties: SOURCE_DATE_EPOCH, else the period's last day */
    kp_analysis_options analysis; /* of the satisfaction leaves, for 满意度 and the errors in 排名; {0}: as kp_survey_analyse() has it */
    const kp_weighing *weighing;  /* how forms were weighted by the population, for 满意度 (kp_binding); NULL: they were not */
    bool values;                  /* 汇总, 排名, 榜单 and 明细 only, every figure as a mere value: to be put into another workbook */
    const kp_robust *robust;      /* how stable the ranking is, for 稳健性; NULL: no such sheet */
} kp_report_options;

/* Writes the report to `path`, which must not exist. False with a problem F_CANNOT_WRITE. */
bool kp_report_write(kp_arena *arena, const kp_scorecard *card, const kp_report_options *options, const char *path, kp_problems *problems);

/* True for the name of a sheet that a report or the list of problems (problem_sheet.h) has, in either language, also numbered: "明细(2)", "汇总 (2)". */
bool kp_report_is_sheet(const char *name);

#ifdef __cplusplus
}
#endif
#endif
