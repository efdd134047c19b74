/* SPDX-License-Identifier: GPL-3.0-or-later */
/* log_private.h - private to the core: what the methods of dated records share. */
#ifndef KAOPING_CORE_LOG_PRIVATE_H
#define KAOPING_CORE_LOG_PRIVATE_H

#include "kaoping/log.h"
#include "method_private.h"

/* Cells of the rows, in the order of log_columns.h. */
enum { RESULTS_PERIOD, RESULTS_SCORE, RESULTS_GRADE, RESULTS_TEXT };
enum { RECORDS_DATE, RECORDS_EVENT, RECORDS_COUNT, RECORDS_POINTS, RECORDS_LIFE, RECORDS_REPAIRED, RECORDS_TEXT };
enum { CADENCE_DATE, CADENCE_KIND, CADENCE_TEXT };
enum { MEETINGS_DATE, MEETINGS_ENTITLED, MEETINGS_PRESENT, MEETINGS_ASKED, MEETINGS_TEXT };
enum {
    RESOLUTIONS_TOPIC,
    RESOLUTIONS_DATE,
    RESOLUTIONS_ENTITLED,
    RESOLUTIONS_PRESENT,
    RESOLUTIONS_VOTING,
    RESOLUTIONS_YES,
    RESOLUTIONS_NO,
    RESOLUTIONS_ABSTAIN,
    RESOLUTIONS_RESULT,
    RESOLUTIONS_DUE,
    RESOLUTIONS_DONE,
    RESOLUTIONS_TEXT
};

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
/* Tells a number that is larger than another which bounds it, where both are given; and the same of a sum whose first cell is `column`. */
void kp_log_complain_more(const kp_evidence *evidence, const kp_log_row *row, int column, int bound, kp_problems *problems);
void kp_log_complain_sum(const kp_evidence *evidence, const kp_log_row *row, int column, kp_num sum, int bound, kp_problems *problems);
/* Tells rows of the leaf that say the same as one before: equal in columns `first` to `last`. */
void kp_log_complain_doubles(const kp_evidence *evidence, int32_t unit, int32_t indicator, int first, int last, kp_problems *problems);
/* Tells a date that lies before another. */
void kp_log_complain_before(const kp_evidence *evidence, const kp_log_row *row, int column, int other, kp_problems *problems);
/* True where the date in a cell, which is given, lies in the period, or none is known. */
bool kp_log_in_period(const kp_evidence *evidence, const kp_log_row *row, int column);

/* What the name of a period's weight means: *any_kind, a place in the year (1, 第1期), or a kind of period and its number (上半年, H1, 第一季度, Q1, 3月). */
bool kp_period_named(const char *name, bool *any_kind, kp_period_kind *kind, int *number);

/* What a row counted for, bilingual; NULL: there is nothing to say. One a method that has something to say. */
const char *kp_results_remark(kp_arena *arena, const kp_evidence *evidence, size_t row);
const char *kp_records_remark(kp_arena *arena, const kp_evidence *evidence, size_t row);
const char *kp_cadence_remark(kp_arena *arena, const kp_evidence *evidence, size_t row);
const char *kp_meetings_remark(kp_arena *arena, const kp_evidence *evidence, size_t row);
const char *kp_resolutions_remark(kp_arena *arena, const kp_evidence *evidence, size_t row);

/* What no row tells because it did not happen, bilingual; NULL: nothing. */
const char *kp_meetings_lacking(kp_arena *arena, const kp_evidence *evidence, int32_t unit, int32_t indicator);

#endif
