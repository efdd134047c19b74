/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * data_table.h - any table of a workbook as columns under their heads: answers, a list of households, sizes of strata. No scheme, no layout.
 *
 * One sheet is read: the one that is named, else the first that has all the columns asked for, else the first with a head and a row below it. The head is the first row, among the first
 * thirty that are filled, that has all of those columns, else the first with at least two texts; titles may stand above it. Rows below it that are blank, a total (合计, 平均 …), a footer or
 * the head once more are passed over (W_ROW_SKIPPED tells of totals and footers). All other rows count, also where a cell of theirs is empty.
 *
 * Texts are kept once each, so that 200,000 rows of 20 columns take some 20 MB and what is distinct in them. A cell is asked for as a number, a category or an id afterwards, and each
 * that is none becomes a problem with its place:
 *
 *     const char *const heads[] = {"社区", "得分"};
 *     kp_data_table *table = kp_data_table_read(arena, book, NULL, heads, 2, problems);
 *     if (table) {
 *         const double *y = kp_data_doubles(table, kp_data_find(table, "得分"), KP_DATA_ANY, problems);
 *         const kp_categories *by = kp_data_categories(table, kp_data_find(table, "社区"), KP_DATA_FILLED, problems);
 *     }
 *
 * An empty cell is missing, and so are, among numbers, the words for "not applicable" (typed.h) and, in CSV, NA, which programs of statistics write.
 */
#ifndef KAOPING_DATA_TABLE_H
#define KAOPING_DATA_TABLE_H

#include "kaoping/num.h"
#include "kaoping/workbook.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kp_data_table kp_data_table;

/* Reads the sheet `sheet` (by name; NULL: see above) of `book`, whose places are then those of the table; the book may be closed afterwards. Only the columns `heads` are kept; none given: all
 * that have a head. A head matches as names do (kp_text_matches). NULL, with problems, where the sheet cannot be read, has no head, or lacks or doubles a column. Must be called inside
 * kp_arena_run(). Cost: the first rows of each sheet, then one pass over the chosen one. */
kp_data_table *kp_data_table_read(kp_arena *arena, kp_workbook *book, const char *sheet, const char *const heads[], size_t head_count,
                                  kp_problems *problems);

size_t kp_data_rows(const kp_data_table *table);
size_t kp_data_columns(const kp_data_table *table);
/* The number of the kept column under that head, SIZE_MAX: there is none. Every head that the table was read with is found. */
size_t kp_data_find(const kp_data_table *table, const char *head);
/* The head as it stands there. */
const char *kp_data_title(const kp_data_table *table, size_t column);
/* The name of the sheet. */
const char *kp_data_sheet(const kp_data_table *table);
/* Where the cell is; of the head row itself: row SIZE_MAX. */
kp_place kp_data_place(const kp_data_table *table, size_t column, size_t row);
/* What stands there as a person would write it (28.165, 95%, 2026-09-15); "" for an empty cell. */
const char *kp_data_text(const kp_data_table *table, size_t column, size_t row);

/* What a column must hold; a cell that does not is a problem. */
enum {
    KP_DATA_ANY = 0,
    KP_DATA_FILLED = 1,       /* something in every row */
    KP_DATA_NOT_NEGATIVE = 2, /* numbers */
    KP_DATA_POSITIVE = 4,
    KP_DATA_WHOLE = 8
};

typedef struct kp_data_number {
    kp_num value; /* 0 where missing */
    bool given;
} kp_data_number;

/* The column's numbers, [rows], exact. 95% is 0.95. NULL where there was a problem. Each distinct text is parsed once. */
const kp_data_number *kp_data_numbers(kp_data_table *table, size_t column, unsigned need, kp_problems *problems);
#define KP_DATA_LARGEST 1e100 /* a measure: its square and sums of squares stay within the range of binary numbers */
/* The same as the nearest binary numbers, NaN where missing; a number beyond ± KP_DATA_LARGEST is a problem. */
const double *kp_data_doubles(kp_data_table *table, size_t column, unsigned need, kp_problems *problems);

/* The different texts of a column, compared as names are, in order of first appearance. */
typedef struct kp_categories {
    const char *title; /* of the column */
    const char *const *names;
    size_t count;
    const int32_t *of; /* [rows]: 0 .. count - 1; -1: missing */
} kp_categories;

/* NULL where there was a problem: an error cell, and with KP_DATA_FILLED an empty one. */
const kp_categories *kp_data_categories(kp_data_table *table, size_t column, unsigned need, kp_problems *problems);
/* The category that `name` means, -1: none. */
int32_t kp_categories_find(kp_arena *arena, const kp_categories *categories, const char *name);

/* What names each row, [rows]: the texts of the columns with "-" between (楼栋, 单元, 房号: 3-2-501), none of them empty, and each there once (D_ID_TWICE) - within its category of `within`, where
 * that is not NULL. NULL where there was a problem. */
const char *const *kp_data_ids(kp_data_table *table, const size_t columns[], size_t count, const kp_categories *within, kp_problems *problems);

#ifdef __cplusplus
}
#endif
#endif
