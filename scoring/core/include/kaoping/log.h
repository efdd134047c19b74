/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * log.h - dated records (登记): results of other evaluations, credit records, activities, meetings, resolutions. One list of rows holds them all; what a row of a
 * method is made of says one table of columns, from which the sheet, its form, its reading and its problems follow.
 *
 *     size_t count;
 *     const kp_log_column *columns = kp_log_columns(KP_METHOD_CADENCE, &count);   // 日期, 类别, 内容
 *     kp_log_row row = kp_log_row_new(arena, KP_METHOD_CADENCE, unit, indicator);
 *     row.cells[0] = kp_log_day(kp_day_of(2026, 3, 5), origin);
 *     KP_PUSH(arena, &evidence->logs, row);                                       // before kp_evidence_finish()
 */
#ifndef KAOPING_LOG_H
#define KAOPING_LOG_H

#include "kaoping/calendar.h"
#include "kaoping/method.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum kp_log_type {
    KP_LOG_DATE,   /* value: the day (calendar.h); text: "2026-03-05" */
    KP_LOG_PERIOD, /* period */
    KP_LOG_CHOICE, /* value: index into kp_log_choices(), -1 where the leaf has none to choose from; text as typed */
    KP_LOG_NUMBER, /* value */
    KP_LOG_TEXT    /* text */
} kp_log_type;

#define KP_LOG_ALIASES 4

struct kp_log_column {
    const char *key, *title, *aliases[KP_LOG_ALIASES], *help; /* bilingual, as those of entry sheets */
    kp_log_type type;
    bool required;  /* the column must be there, and its cell filled */
    bool any_day;   /* DATE: may lie outside the period */
    kp_slot slot;   /* NUMBER */
    size_t choices; /* CHOICE: offset of the leaf's kp_pairs whose names may be chosen; 0: `fixed` */
    const kp_pairs *fixed;
    size_t wants; /* offset of a kp_optional: the column is there only where a leaf of the sheet has that; 0: always */
};
typedef struct kp_log_column kp_log_column;

/* The columns of the rows of a method; NULL with *count 0 where its evidence is no log. Static. */
const kp_log_column *kp_log_columns(kp_method_id method, size_t *count);
/* What the entry sheet of a method is called where the scheme does not name it, bilingual; NULL for what is no log. */
const char *kp_log_sheet_name(kp_method_id method);
/* True where a unit without a single row lacks something; else nothing happened. */
bool kp_log_needs_rows(const kp_indicator *leaf);
/* The names that may be chosen; none: any text. */
kp_pairs kp_log_choices(const kp_indicator *leaf, const kp_log_column *column);

/* A row with every cell missing. */
kp_log_row kp_log_row_new(kp_arena *arena, kp_method_id method, int32_t unit, int32_t indicator);
kp_log_cell kp_log_day(kp_arena *arena, int32_t day, kp_origin origin);

/* Row `row` of finished evidence in one line for people: its cells, and what it counted for: "2026-03-05 小活动（距上次 5 天，超过 3 天）". */
const char *kp_log_words(kp_arena *arena, const kp_evidence *evidence, size_t row, kp_lang lang);
/* What no row tells because it did not happen, in one line: "未按期召开：2026-03-05"; NULL: nothing. Of finished evidence. */
const char *kp_log_lacking(kp_arena *arena, const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_lang lang);
/* The rows of a unit and leaf: the index of the first, and how many. Sorted by their first column, as far as it is a date or a period. */
size_t kp_log_rows(const kp_evidence *evidence, int32_t unit, int32_t indicator, size_t *count);

#ifdef __cplusplus
}
#endif
#endif
