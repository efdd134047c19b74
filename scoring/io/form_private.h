/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_private.h - private to the writing of forms (form*.c): the workbook under way, its formats, and what each file adds to it. */
#ifndef KAOPING_IO_FORM_PRIVATE_H
#define KAOPING_IO_FORM_PRIVATE_H

#include "kaoping/form.h"
#include "kaoping/levels.h"
#include "kaoping/message.h"
#include "kaoping/scheme_io.h"

#include <xlsxwriter.h>

typedef enum form_style {
    FORM_TITLE,    /* of a sheet */
    FORM_LINE,     /* office, signatures */
    FORM_NOTE,     /* rules in words */
    FORM_SECTION,  /* heading inside a sheet */
    FORM_LABEL,    /* what the cell beside it holds */
    FORM_VALUE,    /* a value of the cover */
    FORM_VALUE_IN, /* the same, to be typed */
    FORM_TEXT,     /* locked text in a table */
    FORM_PLAIN,    /* text without a frame */
    FORM_HEAD,
    FORM_KEY,
    FORM_UNIT, /* a unit filled in beforehand */
    FORM_IN,   /* to be filled in: numbers, centred */
    FORM_IN_TEXT,
    FORM_IN_SMALL, /* what only programs read */
    FORM_IN_DATE,
    FORM_IN_MONEY, /* to the cent */
    FORM_MAY,      /* the same of what may be left empty: numbers, texts, dates */
    FORM_MAY_TEXT,
    FORM_MAY_DATE,
    FORM_MAY_MONEY,
    FORM_LINK, /* to a sheet */
    FORM_LIVE, /* a figure that follows the entries */
    FORM_MADE, /* the same of counts and words */
    FORM_LIVE_HEAD,
    FORM_LIVE_KEY,
    FORM_RESULT, /* of the sheet of results: texts */
    FORM_RESULT_SCORE,
    FORM_RESULT_RANK,
    FORM_RESULT_HEAD,
    FORM_FREE,         /* a column's cells below the table: nothing but unlocked */
    FORM_RULE_SECTION, /* of a scheme to be edited: the title of a block, not wrapped */
    FORM_RULE_HINT,
    FORM_RULE_HEAD, /* of what some methods have */
    FORM_RULE_NAME,
    FORM_RULE_IN,        /* text to be typed */
    FORM_RULE_MARK,      /* the same, short: centred */
    FORM_RULE_IN_NUMBER, /* the two for numbers that can be summed */
    FORM_RULE_MARK_NUMBER,
    FORM_RULE_OTHER, /* what the row's method does not have */
    FORM_STYLE_COUNT
} form_style;

/* A cell filled in beforehand; neither text nor number: empty. */
typedef struct form_value {
    const char *text;
    bool is_number;
    kp_num number;
} form_value;
typedef struct form_rows {
    form_value **items; /* a row each, by column of the layout */
    size_t count, capacity;
} form_rows;

/* What a register may name, as the list to choose from has it, and its points by the rule. */
typedef struct form_named_points {
    const char *name; /* in both languages */
    kp_optional points;
} form_named_points;
typedef struct form_points {
    form_named_points *items;
    size_t count, capacity;
} form_points;

/* A range of names on another sheet, for lists to choose from: "'_lists'!$A$1:$A$7"; NULL where there is none. */
typedef struct form_lists {
    const char *units; /* on the sheet 考评对象 */
    const char *yes_no;
    const char *groups;    /* those that units are in; NULL: none yet */
    const char *all_units; /* 全部, and the units */
    const char **fields;   /* by unit field: the texts that the scheme names for it; NULL: none */
    const char **of_sheet; /* by sheet of the layout: indicators, events, vetoes, questions */
    const char **
        points; /* by sheet of the layout: "INDEX('_lists'!$D$1:$D$9,MATCH(#,'_lists'!$C$1:$C$9,0))", the rule's points of what # names; NULL: none */
    form_points *points_of; /* by sheet of the layout: the same points */
    const char **roles;     /* by sheet of the layout */
    const char ***choices;  /* by sheet and column of the layout: of what is chosen; NULL: the sheet has none such */
    const char **answers;   /* by indicator: what may be answered to a survey's questions; NULL: not on this form */
    lxw_worksheet *sheet;   /* the hidden sheet itself, and its next free column */
    uint32_t next;
} form_lists;

/* How far the cells of a sheet go that may be filled in. */
typedef struct form_extent {
    uint32_t data_row, rows; /* prepared */
    uint32_t last_row, last_column;
} form_extent;

typedef struct form {
    kp_arena *arena;
    const kp_scheme *scheme;
    const kp_form_options *options;
    int32_t level; /* KP_LEVEL_ALL: of all levels */
    const kp_layout *layout;
    const kp_sheet_rows *rules; /* of the sheet 方案 */
    lxw_workbook *book;
    lxw_format *formats[FORM_STYLE_COUNT];
    lxw_worksheet **sheets; /* by sheet of the layout; NULL: the form has it not */
    form_extent *extents;   /* by sheet of the layout */
    lxw_worksheet *results; /* the sheet KP_LIVE_SHEET; NULL: the form is not live */
    form_lists lists;
    const char **unit_names; /* how each unit is named on the other sheets: by its name, or its id where others have the same name */
    lxw_error error;         /* the first */
} form;

/* The period's title; "" in a template. */
const char *kp_form_period(const form *f); /* form.c */
const char *kp_form_book_title(const form *f);

/* ---- form_style.c ---- */

/* Makes the formats. False where memory ran out. */
bool kp_form_make_formats(form *f);
/* How many lines `text` takes at `size` points in a column `width` digits wide. */
int kp_form_lines(const char *text, double size, double width);
/* The width in digits of the longest line of `text` at `size` points. */
double kp_form_width(const char *text, double size);
/* The width in digits of its longest word that cannot be broken over lines. */
double kp_form_word_width(const char *text, double size);
/* At most `characters` characters of `text`. */
const char *kp_form_cut(kp_arena *arena, const char *text, size_t characters);
/* `text` as a cell can hold it. */
const char *kp_form_fit(const form *f, const char *text);
/* A copy for libxlsxwriter, whose options point to char, though it only reads them. */
char *kp_form_copy(const form *f, const char *text);
/* `text` in the form's language. */
const char *kp_form_text(const form *f, const char *text);
void kp_form_check(form *f, lxw_error error);
void kp_form_write_text(form *f, lxw_worksheet *sheet, uint32_t row, uint32_t column, const char *text, form_style style);
/* A text over columns first..last of a row, its height by its lines; `width` of those columns together. Returns the height. */
double kp_form_write_wide(form *f, lxw_worksheet *sheet, uint32_t row, uint32_t last, const char *text, form_style style, double size, double width);
/* How many pages a table of that width takes side by side; how high one of them is, in points of the sheet, when they are made to fit. */
uint16_t kp_form_pages(double width);
double kp_form_page_height(double width);
/* A4 landscape, so many pages wide and high (0: any number), footer; rows `repeat_first`.. `repeat_last` on each page where repeat_last > 0. */
void kp_form_page(form *f, lxw_worksheet *sheet, uint16_t wide, uint16_t high, uint32_t repeat_first, uint32_t repeat_last);
/* Locks all but the cells to be typed into. No password: it guards against slips only. */
void kp_form_protect(lxw_worksheet *sheet);

/* ---- the sheets ---- */

/* The layout of the scheme without the sheets and columns of surveys that the form does not need, and with the variables of the forms it begins with: a survey has
 * its sheet of counts or its columns on 答卷, as the scheme or the evidence has it. The form is written by this; what is read by heads and keys is not in it. (form_survey.c) */
const kp_layout *kp_form_layout(kp_arena *arena, const kp_scheme *scheme, const kp_form_options *options);
/* What of it the form's level gives. (form_levels.c) */
const kp_layout *kp_form_level_layout(const form *f, const kp_layout *whole);
/* The roles of a panel whose marks the form's level gives. */
kp_pairs kp_form_roles(const form *f, const kp_indicator *leaf);
/* True for the sheets of the layout that this form has: 往期 only where there are earlier results. */
bool kp_form_has(const form *f, size_t sheet);
void kp_form_write_guide(form *f, size_t sheet);    /* form_guide.c */
void kp_form_write_scheme(form *f, size_t sheet);   /* form_guide.c */
void kp_form_write_lists(form *f);                  /* form_lists.c: the hidden sheet _lists, and f->lists */
void kp_form_write_evidence(form *f, size_t sheet); /* form_sheet.c; also 考评对象 and the registers */

/* ---- form_live.c ---- */

/* The text as a string in a formula. */
const char *kp_form_literal(const form *f, const char *text);

/* A written table, for what stands beside it. */
typedef struct form_table {
    size_t index; /* of the sheet in the layout */
    const kp_layout_sheet *sheet;
    lxw_worksheet *out;
    uint32_t head_row, key_row, data_row, rows, last; /* head_row is above the row over the keys where heads have two rows */
    double head_height;                               /* of the row over the keys, in points */
    const form_rows *filled;                          /* the first rows, which have their entries already */
} form_table;
/* What follows the entries, right of the table: by plain formulas, and in a live form by those of the add-in. */
void kp_form_write_live_columns(form *f, const form_table *table);
/* Head and key of such a column; *height grows to what the head needs. */
void kp_form_write_live_head(form *f, const form_table *table, uint32_t at, const char *title, const char *key, double *height);
/* The columns of plain formulas, from the second one behind the table on; how many there are. (form_totals.c) */
uint32_t kp_form_write_totals(form *f, const form_table *table, double *height);
/* "ORG.KAOPING.ADDINZH.KPSCORE": how a file names the function, in the form's language. */
const char *kp_form_function(const form *f, const char *name);
/* "'方案'!$A$1:$M$140": where the rules stand, with room for more. */
const char *kp_form_rules_range(const form *f);
/* "'抽查记录'!$A$1:$H$2000": a range of that sheet of the layout from its first cell on. */
const char *kp_form_range(const form *f, size_t sheet, uint32_t first_row, uint32_t first_column, uint32_t last_row, uint32_t last_column);
/* `stored`: what the formula comes to, for programs that do not compute. */
void kp_form_write_formula(form *f, lxw_worksheet *sheet, uint32_t row, uint32_t column, const char *formula, form_style style, form_value stored);

/* form_live_results.c: the sheet KP_LIVE_SHEET; after all sheets of entries. */
void kp_form_write_results(form *f);
/* How many sheets its formula must take at least. */
size_t kp_form_counted_sheets(const form *f);

/* The rows of options->evidence, or of options->history, on that sheet. */
void kp_form_fill(const form *f, const kp_layout_sheet *sheet, form_rows *rows); /* form_fill.c */
/* Rows before the data, from 0: title, line, note, head (of two rows where leaves have several columns), keys. */
#define FORM_HEAD_ROW 3u
#define FORM_DATA_ROW 5u /* where the head has one row, as on 考评对象 */
/* Blank rows ready to be filled in. */
#define FORM_BLANK_UNITS   10u
#define FORM_BLANK_CASES   12u   /* at least; as many as fill the page */
#define FORM_REGISTER_ROWS 2000u /* of registers, so many count on the sheet of results; there is a warning where there are more */
#define FORM_LIST_SPARE    200u  /* units may be added below the list of units, and are then chosen from too */

#endif
