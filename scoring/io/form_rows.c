/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_rows.c - the rows of a form: prepared unit by unit, blank ones to be filled in, or filled with evidence that is known. */
#include "form_sheet.h"

#define ROW_HEIGHT  21.0  /* at least */
#define ROW_HIGHEST 400.0 /* Excel takes 409 */
#define LINE_HEIGHT 14.0
#define LEFT_LEAST  3u /* rows: fewer are no room for what comes later */

/* The lines that `text` takes in its column, within the indent; at least `lines`. */
static int more_lines(const sheet_writer *w, size_t column, const char *text, int lines) {
    int needed = kp_form_lines(text, 10, w->widths[column] - 2);
    return needed > lines ? needed : lines;
}

static void set_row_height(sheet_writer *w, uint32_t row, int lines) {
    double height = lines * LINE_HEIGHT + 7;
    height = height < ROW_HEIGHT ? ROW_HEIGHT : height > ROW_HIGHEST ? ROW_HIGHEST : height;
    kp_form_check(w->form, worksheet_set_row(w->out, row, height, NULL));
    w->height += height;
    if (w->height > kp_form_page_height(w->width)) /* the row begins the next page, below the heads */
        w->height = w->repeated_height + height;
}

/* How many more rows the page under way takes. One is kept back: with other fonts than are reckoned with it may hold that much less. */
static uint32_t rows_left(const sheet_writer *w) {
    double left = (kp_form_page_height(w->width) - w->height) / ROW_HEIGHT - 1;
    return left > 0 ? (uint32_t)left : 0;
}

/* An empty framed row; `unit` NULL: for any unit. */
static void write_row(sheet_writer *w, const char *unit, const char *question) {
    form *f = w->form;
    uint32_t row = w->data_row + w->rows++;
    int lines = 1;
    for (size_t i = 0; i < w->sheet->column_count; i++) {
        const kp_layout_column *column = &w->sheet->columns[i];
        const char *text = column->role == KP_COLUMN_UNIT && unit ? unit : column->role == KP_COLUMN_QUESTION && question ? question : "";
        kp_form_write_text(f, w->out, row, (uint32_t)i, text, *text ? FORM_UNIT : kp_form_style_of(f, column));
        lines = more_lines(w, i, text, lines);
    }
    set_row_height(w, row, lines);
}

/* A row of a template, for the unit that will be the `unit`-th on 考评对象: its name, and with it the question, comes from there. */
static void write_template_row(sheet_writer *w, size_t unit, const char *question) {
    form *f = w->form;
    uint32_t row = w->data_row + w->rows;
    write_row(w, NULL, NULL);
    for (size_t i = 0; i < f->layout->count; i++) {
        const kp_layout_sheet *units = &f->layout->sheets[i];
        if (units->kind != KP_SHEET_UNITS)
            continue;
        uint32_t name = (uint32_t)kp_layout_column_of(units, KP_COLUMN_UNIT_NAME), last = FORM_DATA_ROW + (uint32_t)f->options->blank_units - 1;
        int32_t column = kp_layout_column_of(w->sheet, KP_COLUMN_UNIT), asked = kp_layout_column_of(w->sheet, KP_COLUMN_QUESTION);
        const char *formula = kp_format(f->arena, "=INDEX(%s,%zu)&\"\"", kp_form_range(f, i, FORM_DATA_ROW, name, last, name), unit + 1);
        kp_form_write_formula(f, w->out, row, (uint32_t)column, formula, FORM_UNIT, (form_value){0});
        char cell[LXW_MAX_CELL_NAME_LENGTH];
        lxw_rowcol_to_cell(cell, row, (lxw_col_t)column);
        if (question && asked >= 0)
            kp_form_write_formula(f, w->out, row, (uint32_t)asked, kp_format(f->arena, "=IF(%s=\"\",\"\",%s)", cell, kp_form_literal(f, question)),
                                  FORM_UNIT, (form_value){0});
    }
}

static void write_unit_row(sheet_writer *w, const kp_form_unit *unit) {
    form *f = w->form;
    uint32_t row = w->data_row + w->rows++;
    int lines = 1;
    for (size_t i = 0; i < w->sheet->column_count; i++) {
        const char *text = kp_form_unit_text(unit, &w->sheet->columns[i]);
        kp_form_write_text(f, w->out, row, (uint32_t)i, text, kp_form_style_of(f, &w->sheet->columns[i]));
        lines = more_lines(w, i, text, lines);
    }
    set_row_height(w, row, lines);
}

/* How many rows a unit is given on a panel sheet: as many evaluators as any leaf asks for, three at least. */
static uint32_t evaluator_rows(const sheet_writer *w) {
    int32_t rows = 3;
    for (size_t i = 0; i < w->sheet->indicator_count; i++) {
        const kp_indicator *leaf = &w->form->scheme->indicators[w->sheet->indicators[i]];
        rows = leaf->min_evaluators > rows ? leaf->min_evaluators : rows;
        rows = (int32_t)leaf->roles.count > rows ? (int32_t)leaf->roles.count : rows;
    }
    return rows > 20 ? 20 : (uint32_t)rows;
}

/* On a sheet of site checks: as many sites as any leaf asks for, in each kind of check, three at least. */
static uint32_t site_rows(const sheet_writer *w) {
    int64_t rows = 3;
    for (size_t i = 0; i < w->sheet->indicator_count; i++) {
        const kp_indicator *leaf = &w->form->scheme->indicators[w->sheet->indicators[i]];
        int64_t needed = leaf->min_sites * (int64_t)(leaf->kinds.count ? leaf->kinds.count : 1);
        rows = needed > rows ? needed : rows;
    }
    return rows > 20 ? 20 : (uint32_t)rows;
}

uint32_t kp_form_rows_of_unit(const sheet_writer *w) {
    if (w->sheet->kind == KP_SHEET_PANEL)
        return evaluator_rows(w);
    if (w->sheet->kind == KP_SHEET_SITES)
        return site_rows(w);
    if (w->sheet->kind != KP_SHEET_SURVEY)
        return 1;
    size_t questions = w->form->scheme->indicators[w->sheet->indicators[0]].questions.count;
    return questions ? (uint32_t)questions : 1;
}

static void write_rows_of_unit(sheet_writer *w, size_t unit) {
    const form *f = w->form;
    if (w->sheet->kind == KP_SHEET_UNITS) {
        if (f->options->blank_units)
            write_row(w, NULL, NULL);
        else
            write_unit_row(w, &f->options->units[unit]);
        return;
    }
    kp_pairs questions = {0};
    if (w->sheet->kind == KP_SHEET_SURVEY)
        questions = f->scheme->indicators[w->sheet->indicators[0]].questions;
    for (uint32_t i = 0; i < kp_form_rows_of_unit(w); i++) {
        const char *question = questions.count ? kp_form_text(f, questions.items[i].name) : NULL;
        if (f->options->blank_units)
            write_template_row(w, unit, question);
        else
            write_row(w, f->unit_names[unit], question);
    }
}

/* A row of evidence that is already known. */
static void write_filled(sheet_writer *w, const form_value values[]) {
    form *f = w->form;
    uint32_t row = w->data_row + w->rows++;
    int lines = 1;
    for (size_t i = 0; i < w->sheet->column_count; i++) {
        const kp_layout_column *column = &w->sheet->columns[i];
        bool named = column->role == KP_COLUMN_UNIT || column->role == KP_COLUMN_QUESTION;
        bool past = w->sheet->kind == KP_SHEET_HISTORY && (named || column->role == KP_COLUMN_PERIOD || column->role == KP_COLUMN_UNIT_ID);
        form_style style = past || (named && kp_form_is_prepared(w->sheet->kind)) ? FORM_UNIT : kp_form_style_of(f, column);
        lines = style == FORM_IN_SMALL ? lines : more_lines(w, i, values[i].text ? values[i].text : "", lines);
        if (values[i].is_number)
            kp_form_check(f, worksheet_write_number(w->out, row, (lxw_col_t)i, kp_num_to_double(values[i].number), f->formats[style]));
        else
            kp_form_write_text(f, w->out, row, (uint32_t)i, values[i].text ? values[i].text : "", style);
    }
    set_row_height(w, row, lines);
}

static void write_evidence_rows(sheet_writer *w) {
    kp_form_fill(w->form, w->sheet, &w->filled);
    for (size_t i = 0; i < w->filled.count; i++)
        write_filled(w, w->filled.items[i]);
}

/* Rows for what comes later: what is left of the page, where that is enough. */
static uint32_t blank_rows(const sheet_writer *w, bool listed) {
    uint32_t left = rows_left(w), usual = listed ? FORM_BLANK_UNITS : FORM_BLANK_CASES;
    if (!listed && w->rows == 0)
        return left > usual ? left : usual;
    return left < LEFT_LEAST || (listed && left > usual) ? usual : left;
}

void kp_form_write_rows(sheet_writer *w) {
    bool listed = w->sheet->kind == KP_SHEET_UNITS || w->sheet->kind == KP_SHEET_HISTORY, by_unit = listed || kp_form_is_prepared(w->sheet->kind);
    if (w->form->options->evidence || w->sheet->kind == KP_SHEET_HISTORY)
        write_evidence_rows(w);
    size_t units = w->form->options->blank_units ? w->form->options->blank_units : w->form->options->unit_count;
    for (size_t i = 0; by_unit && w->sheet->kind != KP_SHEET_HISTORY && !w->form->options->evidence && i < units; i++)
        write_rows_of_unit(w, i);
    uint32_t entries = w->rows, left = rows_left(w);
    uint32_t blank = !by_unit || (listed && !w->form->options->blank_units) ? blank_rows(w, listed) : 0;
    for (uint32_t i = 0; i < blank || w->rows == 0; i++)
        write_row(w, NULL, NULL);
    w->printed = entries && blank > left ? entries + left : w->rows; /* a page with nothing but blank rows is not wanted */
}
