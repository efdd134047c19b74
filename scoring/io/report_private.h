/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_private.h - what the sheets of a report share: the report being made, and a sheet that is written row by row.
 *
 * Every sheet is written from the top down and never looks back, so that the same code serves with the rows kept in memory and with libxlsxwriter's constant
 * memory, where a row that is left is gone. Merged cells are therefore within one row, but for the heads of 汇总, which do without where need be.
 *
 * Errors of libxlsxwriter are kept in kp_report.error, the first one counts; writing goes on harmlessly and kp_report_write() tells at the end.
 */
#ifndef KAOPING_REPORT_PRIVATE_H
#define KAOPING_REPORT_PRIVATE_H

#include "kaoping/analysis.h"
#include "kaoping/evaluators.h"
#include "kaoping/message.h"
#include "kaoping/report.h"
#include "kaoping/soundness.h"
#include "report_style.h"

#define KP_REPORT_COLUMNS        64   /* columns of a sheet at most */
#define KP_REPORT_MAX_COMPONENTS 20   /* more indicators under the total are shown in 明细 only */
#define KP_REPORT_MAX_FIELDS     8    /* unit fields shown */
#define KP_REPORT_CHARTED        25   /* units in the bar chart: as many names as fit on a page */
#define KP_REPORT_RECORDS_A_ROW  6    /* findings in one cell; more continue in a row of their own, as a row is at most 409 points high */
#define KP_REPORT_RECORDS_MOST   600  /* findings told of one node of one unit; the last row says how many more there are */
#define KP_REPORT_PHRASES        20   /* reasons or vetoes told in one cell */
#define KP_REPORT_MAX_BREAKS     1000 /* page breaks of a sheet; Excel takes 1,023 */

struct kp_report;

typedef struct kp_report_block {
    uint32_t row; /* its first */
    double height;
    bool own_page; /* always begins a page */
} kp_report_block;

typedef struct kp_report_sheet {
    struct kp_report *report;
    lxw_worksheet *worksheet;
    const char *name;
    uint32_t row;       /* the one being written, from 0 */
    double height;      /* what its tallest cell needs so far, in points */
    double last_height; /* of the row written last */
    double widths[KP_REPORT_COLUMNS];
    int column_count;
    size_t links;           /* written so far */
    double height_before;   /* of the rows above the first block */
    double repeated_height; /* of the head rows that are printed on every page */
    struct {
        kp_report_block *items;
        size_t count, capacity;
    } blocks; /* what should not be torn between pages */
} kp_report_sheet;

/* Where a unit's figures stand in 明细. */
typedef struct kp_detail_place {
    uint16_t sheet; /* index into kp_report.details */
    uint32_t total; /* row, from 0 */
} kp_detail_place;

typedef struct kp_report {
    kp_arena *arena; /* of the whole report */
    kp_arena *work;  /* for what lives no longer than the rows being written */
    const kp_scorecard *card;
    const kp_scheme *scheme;
    const kp_evidence *evidence;
    const kp_report_options *options;
    kp_lang lang;
    const void *subject; /* what a small workbook is of (report_small.h) */
    lxw_workbook *book;  /* NULL once closed */
    lxw_error error;
    bool no_memory;
    bool in_order; /* rows once left are gone: libxlsxwriter's constant memory */
    kp_report_formats formats;
    const char *mark_digits;
    double mark_width;   /* of a column for the total and its parts, in digits */
    double whole_width;  /* of the part of the widest that is before the point */
    double figure_width; /* of the widest mark or value of any indicator with its decimals, in digits */

    const kp_analysis *analysis;     /* NULL: no survey */
    const kp_forms_view *forms_view; /* of the survey's forms; NULL: none */
    const kp_soundness *soundness;   /* of them */
    const kp_agreement *agreement;   /* NULL: nothing known of evaluators */

    const struct combined_rows *combined_rows; /* while 汇总单位 is written (report_combined.c) */
    kp_report_sheet summary, charts, ranking, lists, survey, agreement_sheet, robust, quality, targets, ballots, combined, value_sheet, rules,
        problems; /* quality: of a report of a survey alone, else it ends `survey` */
    kp_report_sheet *details;
    size_t detail_count;

    int32_t *components; /* children of the total that 汇总 shows */
    size_t component_count;
    kp_detail_place *detail_places;                 /* one a unit */
    uint32_t *component_rows;                       /* rows in 明细: [unit * component_count + component] */
    uint32_t summary_first, summary_last;           /* rows of the units in 汇总; first > last: none */
    int summary_name, summary_total, summary_grade; /* columns there */
    uint32_t *summary_rows;                         /* one a unit */
    uint32_t bands_first;                           /* first row of the distribution over grades in 汇总 */
    int bands_name, bands_count;                    /* columns there */
    int32_t *reason_problem; /* index into options->problems of the problem that keeps a unit from being scored or ranked, or -1 */
    kp_num *points_in_total; /* what a point of each node counts in the total, about */
    const char **lists_of;   /* the titles of the lists each unit stands on; NULL: none */
    size_t formulas, values; /* figures written as formulas; as mere values because no formula would be safe */
    size_t cut_texts;        /* texts longer than a cell holds */
    size_t sections;         /* of 计分说明 so far */
    int held_together;       /* rows of 计分说明 that are to be written before a page may end */
    bool has_groups, has_ids, in_groups, has_history;
    bool survey_only;                                                                          /* a report of a survey alone (survey_report.h) */
    bool has_error;                                                                            /* sampling error in some ranked unit's total */
    int field_count;                                                                           /* unit fields shown */
    double id_width, name_width, group_width, grade_width, field_widths[KP_REPORT_MAX_FIELDS]; /* of the longest text, in units of columns */
} kp_report;

/* ---- The workbook ---- */

/* Whether a file can be made at `path`; else `errno` says why. libxlsxwriter would find out last of all, and say so on stderr. */
bool kp_report_can_create(const char *path);
/* A report of the card, of which no sheet is there yet: what is shown has been decided. */
kp_report *kp_report_new(kp_arena *arena, const kp_scorecard *card, const kp_report_options *options);
/* Makes the workbook `path`, whose sheets are opened and written by `write`. False with a problem F_CANNOT_WRITE. */
bool kp_report_write_book(kp_report *report, const char *path, void (*write)(kp_report *report), kp_problems *problems);
/* For kp_arena_defer() with the report: frees a workbook left open when memory runs out. */
void kp_report_book_free(void *report);
/* Puts the workbook into its file, where all was well until now; it is freed in any case. False: report->error or report->no_memory says why. */
bool kp_report_book_close(kp_report *report, const char *path);

/* ---- A sheet ---- */

/* Adds a sheet named `name` to the workbook: A4 landscape, one page wide, with margins and page numbers. */
void kp_report_sheet_open(kp_report *report, kp_report_sheet *sheet, const char *name);
void kp_report_column(kp_report_sheet *sheet, double width); /* the next column from the left */
/* The next column, as wide as its longest text, within bounds. */
void kp_report_column_for(kp_report_sheet *sheet, double text_width, double least, double most);
/* `text` without what XML cannot hold, cut with a notice where it has more than `most` (>= 100) UTF-16 units. */
const char *kp_report_fit(kp_report *report, const char *text, size_t most);
/* Cells of the current row. Texts are never taken for formulas; what a cell cannot hold is cut. */
void kp_report_text(kp_report_sheet *sheet, int column, const char *text, kp_report_style style);
void kp_report_text_in(kp_report_sheet *sheet, int column, const char *text, lxw_format *format, kp_report_style like);
/* Over several columns of the row. */
void kp_report_merged(kp_report_sheet *sheet, int first, int last, const char *text, kp_report_style style);
void kp_report_merged_in(kp_report_sheet *sheet, int first, int last, const char *text, lxw_format *format, kp_report_style like);
/* Merges a cell of the two rows just written; nothing in constant memory, where they are gone. */
void kp_report_merged_up(kp_report_sheet *sheet, int column, const char *text, kp_report_style style);
void kp_report_number(kp_report_sheet *sheet, int column, kp_num value, kp_report_style style);
void kp_report_number_in(kp_report_sheet *sheet, int column, kp_num value, lxw_format *format, kp_report_style like);
void kp_report_count(kp_report_sheet *sheet, int column, int64_t value, kp_report_style style);
/* A figure of statistics; "—" for what is not known (NaN, infinite). */
void kp_report_real(kp_report_sheet *sheet, int column, double value, kp_report_style style);
/* `formula` without "="; `value` is stored with it. */
void kp_report_formula(kp_report_sheet *sheet, int column, const char *formula, kp_num value, kp_report_style style);
void kp_report_formula_in(kp_report_sheet *sheet, int column, const char *formula, kp_num value, lxw_format *format, kp_report_style like);
/* The style with so many decimals; with others than 0 to KP_MAX_DECIMALS, as it is. */
lxw_format *kp_report_format(kp_report *report, kp_report_style style, int decimals);
/* The style for a figure of that node: with the decimals that kp_mark_decimals() tells; of a value without any, as it is. */
lxw_format *kp_report_mark_format(kp_report *report, kp_report_style style, int32_t indicator);
/* A share, 0..1, in per cent to two decimals: `formula` gives it unrounded. A mere value where a spreadsheet might round the formula otherwise. */
void kp_report_share(kp_report_sheet *sheet, int column, kp_num share, const char *formula, kp_report_style style);
/* A text that leads to `target` ("'自查'!D7") in the same workbook. */
void kp_report_link(kp_report_sheet *sheet, int column, const char *text, const char *target, kp_report_style style);
/* The word for the severity, in its colour. */
void kp_report_severity(kp_report_sheet *sheet, int column, kp_severity severity);
/* Ends the row: as high as its texts need, at least `least` points. */
void kp_report_row_end(kp_report_sheet *sheet, double least);
/* Head rows from `first` to the last one written are repeated on every page. */
void kp_report_repeat(kp_report_sheet *sheet, uint32_t first);
/* Room for `count` blocks; more are let go. Not within kp_report_each(). */
void kp_report_blocks_reserve(kp_report_sheet *sheet, size_t count);
/* What is written from here on should stay on one page. */
void kp_report_block_begin(kp_report_sheet *sheet, bool own_page);
/* How many points of rows a page takes. All columns are to be there by then. */
double kp_report_page_room(const kp_report_sheet *sheet);
/* How many points of rows the page that is being written still takes, as kp_report_sheet_close() will break pages; negative: one row was too high for it.
 * Looks at every block so far. */
double kp_report_room_left(const kp_report_sheet *sheet);
/* Only the first `columns` are printed: what stands to the right of them is behind charts. */
void kp_report_print_area(kp_report_sheet *sheet, int columns);
/* Sets the page breaks that keep blocks whole. */
void kp_report_sheet_close(kp_report_sheet *sheet);
/* The title and the line under it, over all columns, which are known by now: the sheet goes on A3 where they would be too small on A4. */
void kp_report_title(kp_report_sheet *sheet, const char *title, const char *subtitle);
/* The row of the columns' heads, repeated on every page. */
void kp_report_heads(kp_report_sheet *sheet, const char *const heads[], int count);
/* Calls write(report, i) for each i below count, with a work arena that is emptied now and then. */
void kp_report_each(kp_report *report, size_t count, void (*write)(kp_report *report, size_t index));

/* "H12", or "'明细'!H12" with a sheet name. Rows and columns from 0. */
const char *kp_report_cell(kp_arena *arena, const char *sheet, uint32_t row, int column);
const char *kp_report_range(kp_arena *arena, const char *sheet, uint32_t first_row, uint32_t last_row, int column);

/* ---- Words ---- */

#define SAY(message)           kp_say(KP_M_REPORT_##message, report->lang)
#define SAY_WITH(message, ...) kp_report_say(report, KP_M_REPORT_##message, (const char *[3]){__VA_ARGS__})
const char *kp_report_say(kp_report *report, kp_message message, const char *const arguments[3]);
/* Bilingual text in the report's language. */
const char *kp_report_words(kp_report *report, const char *bilingual);
/* `more` after `text` with the language's semicolon between, where both are not empty. */
const char *kp_report_join(kp_report *report, const char *text, const char *more);
/* The first KP_REPORT_PHRASES of `count` phrases, one after the other; where there are more, how many in all. */
const char *kp_report_join_first(kp_report *report, size_t count, const char *(*phrase)(kp_report *report, const void *data, size_t index),
                                 const void *data);
const char *kp_report_printed(kp_report *report, kp_num value);
/* The line under a title: office, period, unit of figures, scheme with digest. */
const char *kp_report_subtitle(kp_report *report);
/* The line to be signed below a table of columns 0..last, with the date. (report_summary.c) */
void kp_report_write_signatures(kp_report *report, kp_report_sheet *sheet, int last);
/* The name of what is evaluated, with the period where it is known, and then `of`: the title of a sheet. */
/* How the figure of a leaf that is no mark is shown: by its own decimals, else as it is. */
lxw_format *kp_report_value_format(kp_report *report, int32_t indicator);
const char *kp_report_title_of(kp_report *report, const char *of);
/* `of` after `title`; what the title ends in and `of` begins with, of two characters or more, stands there once: 六化达标统计 and 达标统计表 give 六化达标统计表. */
const char *kp_report_title_and(kp_report *report, const char *title, const char *of);
/* Why a unit has no score or no rank; "" where it has both. */
const char *kp_report_reason(kp_report *report, int32_t unit);
/* Why the node does not apply to the unit, as it was entered; "" where nothing was. (report_detail.c) */
const char *kp_report_gap_reason(const kp_report *report, int32_t unit, int32_t node);
/* "30%", "15", "权重 3" … as the head row and 明细 show them. */
const char *kp_report_weight(kp_report *report, int32_t indicator);
/* "80 ≤ x < 90", in words. */
const char *kp_report_band_range(kp_report *report, size_t index);
/* One line for a finding, event or veto: date, place, text, count, points. */
const char *kp_report_finding(kp_report *report, const kp_finding *finding);
/* The range of a unit's findings for one indicator in evidence->findings. Takes the logarithm of their number. */
size_t kp_report_findings(const kp_report *report, int32_t unit, int32_t indicator, size_t *count);

/* ---- The sheets ---- */

void kp_report_plan_details(kp_report *report); /* counts rows, and how many sheets they take */
size_t kp_report_detail_rows(const kp_report *report);
void kp_report_write_details(kp_report *report); /* first, since the others refer to it */
void kp_report_write_summary(kp_report *report);
bool kp_report_has_values(const kp_scheme *scheme); /* some leaf is no mark */
void kp_report_write_values(kp_report *report);
void kp_report_write_charts(kp_report *report); /* after the summary */
void kp_report_write_ranking(kp_report *report);
bool kp_report_totals_have_error(const kp_report *report);
void kp_report_write_lists(kp_report *report);
void kp_report_write_combined(kp_report *report);       /* where the scheme rolls units up */
void kp_report_write_targets(kp_report *report);        /* where the scheme has targets */
bool kp_report_has_ballots(const kp_scheme *scheme);    /* some leaf is voted on */
void kp_report_write_ballots(kp_report *report);        /* where there are such */
void kp_report_write_survey(kp_report *report);         /* where there is an analysis */
void kp_report_write_survey_quality(kp_report *report); /* a sheet of its own, where there are forms */
void kp_report_write_agreement(kp_report *report);      /* where something is known of evaluators */
void kp_report_write_robust(kp_report *report);         /* where options.robust is given */
void kp_report_write_rules(kp_report *report);
void kp_report_write_survey_rules(kp_report *report); /* those of the survey only */
void kp_report_write_problems(kp_report *report);
/* Where the total, or the score of component `component`, of a unit stands: "'明细'!G45". */
const char *kp_report_total_cell(kp_report *report, int32_t unit);
const char *kp_report_component_cell(kp_report *report, int32_t unit, size_t component);

#endif
