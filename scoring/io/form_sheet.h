/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_sheet.h - private to the writing of a sheet to be filled in (form_sheet.c, form_columns.c, form_heads.c, form_rows.c, form_validate.c): the sheet under way. */
#ifndef KAOPING_IO_FORM_SHEET_H
#define KAOPING_IO_FORM_SHEET_H

#include "form_private.h"

typedef struct sheet_writer {
    form *form;
    const kp_layout_sheet *sheet;
    size_t index;
    lxw_worksheet *out;
    double *widths;
    double width;       /* together */
    double height;      /* of the rows written on the page under way, in points */
    uint32_t rows;      /* of data, prepared */
    uint32_t printed;   /* of these, up to which they are printed */
    uint32_t last;      /* last column */
    uint32_t page_last; /* last column of the first page, and the width up to there: titles do not run over it */
    double page_width;
    bool grouped; /* heads in two rows: leaves above their columns */
    uint32_t key_row, data_row;
    double head_height;     /* of the row above the keys */
    double repeated_height; /* of all rows that each page begins with */
    form_rows filled;       /* the rows that have their entries already, from the first on */
} sheet_writer;

/* ---- form_columns.c: widths, and what kind of cell a column has ---- */

void kp_form_set_columns(sheet_writer *w);
/* True for a column whose leaf has others beside it. */
bool kp_form_is_grouped(const sheet_writer *w, size_t column);
/* What stands in a column of the list of units. */
const char *kp_form_unit_text(const kp_form_unit *unit, const kp_layout_column *column);
form_style kp_form_style_of(const form *f, const kp_layout_column *column);
/* Sheets whose rows are prepared, unit by unit. */
bool kp_form_is_prepared(kp_sheet_kind kind);

/* ---- form_heads.c: title, office and signatures, rules, heads with their comments, keys ---- */

void kp_form_write_top(sheet_writer *w);
/* What to type in the column, and for an input the rule by which it is scored. */
const char *kp_form_comment_text(const sheet_writer *w, const kp_layout_column *column);

/* ---- form_rows.c: rows prepared with the units, or filled with evidence ---- */

void kp_form_write_rows(sheet_writer *w);
/* How many rows the sheet has for one unit. */
uint32_t kp_form_rows_of_unit(const sheet_writer *w);

/* ---- form_validate.c: what may be typed where ---- */

void kp_form_validate(sheet_writer *w);

#endif
