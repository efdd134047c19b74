/* SPDX-License-Identifier: GPL-3.0-or-later */
/* log_private.h - private to the core: what the methods of dated records share. */
#ifndef KAOPING_CORE_LOG_PRIVATE_H
#define KAOPING_CORE_LOG_PRIVATE_H

#include "kaoping/log.h"
#include "method_private.h"

/* Cells of the rows, in the order of log_columns.h. */
enum { RESULTS_PERIOD, RESULTS_SCORE, RESULTS_GRADE, RESULTS_TEXT };
enum { RECORDS_DATE, RECORDS_EVENT, RECORDS_COUNT, RECORDS_POINTS, RECORDS_LIFE, RECORDS_REPAIRED, RECORDS_TEXT };

static inline const kp_log_row *kp_log_row_at(const kp_evidence *evidence, size_t row) { return &evidence->logs.items[row]; }
static inline bool kp_log_given(const kp_log_row *row, int column) { return row->cells[column].state == KP_INPUT_GIVEN; }
static inline int32_t kp_log_day_at(const kp_log_row *row, int column) {
    int64_t day = 0;
    kp_num_to_int64(row->cells[column].value, &day);
    return (int32_t)day;
}
/* Adds a problem at a cell of a row, or at the row where the cell is empty. */
void kp_log_complain(const kp_evidence *evidence, const kp_log_row *row, int column, kp_problem_code code, const char *a0, const char *a1,
                     kp_problems *problems);
/* Tells a cell that is empty and needed. */
void kp_log_complain_empty(const kp_evidence *evidence, const kp_log_row *row, int column, kp_problems *problems);

/* What the name of a period's weight means: *any_kind, a place in the year (1, 第1期), or a kind of period and its number (上半年, H1, 第一季度, Q1, 3月). */
bool kp_period_named(const char *name, bool *any_kind, kp_period_kind *kind, int *number);

/* What a row counted for, bilingual; NULL: there is nothing to say. One a method that has something to say. */
const char *kp_results_remark(kp_arena *arena, const kp_evidence *evidence, size_t row);
const char *kp_records_remark(kp_arena *arena, const kp_evidence *evidence, size_t row);

#endif
