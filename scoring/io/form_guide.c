/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_guide.c - the first sheet, which says how to fill in the workbook, and the last, which carries the scheme. */
#include "bind_private.h" /* the labels of the cover */
#include "form_private.h"
#include "kaoping/scheme_io.h"

/* ---- the guide ---- */

#define LABEL_WIDTH 16.0
#define VALUE_WIDTH 84.0

static void write_pair(form *f, lxw_worksheet *sheet, uint32_t row, const char *label, const char *value, form_style style) {
    kp_form_write_text(f, sheet, row, 0, kp_form_text(f, label), FORM_LABEL);
    kp_form_write_text(f, sheet, row, 1, value, style);
    kp_form_check(f, worksheet_set_row(sheet, row, 24, NULL));
}

static const char *names_of(const form *f, const kp_layout_sheet *sheet) {
    kp_buffer names = {.arena = f->arena};
    for (size_t i = 0; i < sheet->indicator_count && i < 6; i++)
        kp_buffer_printf(&names, "%s%s", i == 0 ? "" : f->options->lang == KP_ZH ? "、" : ", ", kp_form_text(f, sheet->indicator_names[i]));
    if (sheet->indicator_count > 6)
        kp_buffer_puts(&names, f->options->lang == KP_ZH ? "……" : ", ...");
    return kp_buffer_text(&names);
}

static const char *content_of(const form *f, const kp_layout_sheet *sheet) {
    static const kp_message messages[] = {
        [KP_SHEET_TABLE] = KP_M_FORM_IS_TABLE,
        [KP_SHEET_PANEL] = KP_M_FORM_IS_PANEL,
        [KP_SHEET_SURVEY] = KP_M_FORM_IS_SURVEY,
        [KP_SHEET_FINDINGS] = KP_M_FORM_IS_FINDINGS,
        [KP_SHEET_EVENTS] = KP_M_FORM_IS_EVENTS,
        [KP_SHEET_UNITS] = KP_M_FORM_IS_UNITS,
        [KP_SHEET_VETOES] = KP_M_FORM_IS_VETOES,
        [KP_SHEET_SCHEME] = KP_M_FORM_IS_SCHEME,
        [KP_SHEET_NOT_APPLICABLE] = KP_M_FORM_IS_NOT_APPLICABLE,
        [KP_SHEET_HISTORY] = KP_M_FORM_IS_HISTORY,
        [KP_SHEET_SITES] = KP_M_FORM_IS_SITES,
        [KP_SHEET_ANSWERS] = KP_M_FORM_IS_ANSWERS,
        [KP_SHEET_STRATA] = KP_M_FORM_IS_STRATA,
        [KP_SHEET_POPULATION] = KP_M_FORM_IS_POPULATION,
        [KP_SHEET_PARTIES] = KP_M_FORM_IS_PARTIES,
    };
    return kp_say_with(f->arena, messages[sheet->kind], f->options->lang, names_of(f, sheet), NULL, NULL);
}

static void write_steps(form *f, lxw_worksheet *sheet, uint32_t *row) {
    static const kp_message steps[] = {KP_M_FORM_GUIDE_STEP_1, KP_M_FORM_GUIDE_STEP_2, KP_M_FORM_GUIDE_STEP_3, KP_M_FORM_GUIDE_STEP_4,
                                       KP_M_FORM_GUIDE_STEP_5};
    const char *units = kp_form_text(f, kp_layout_find(f->layout, KP_SHEET_UNITS)->title);
    const char *gaps = kp_form_text(f, kp_layout_find(f->layout, KP_SHEET_NOT_APPLICABLE)->title);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        const char *text = kp_say_with(f->arena, steps[i], f->options->lang, steps[i] == KP_M_FORM_GUIDE_STEP_3 ? gaps : units, NULL, NULL);
        kp_form_write_wide(f, sheet, (*row)++, 1, text, FORM_PLAIN, 11, LABEL_WIDTH + VALUE_WIDTH);
    }
}

static void write_content(form *f, lxw_worksheet *sheet, uint32_t row, const char *title, const char *content) {
    int lines = kp_form_lines(content, 10, VALUE_WIDTH), name_lines = kp_form_lines(title, 10, LABEL_WIDTH);
    kp_form_write_text(f, sheet, row, 0, title, FORM_TEXT);
    kp_form_write_text(f, sheet, row, 1, content, FORM_TEXT);
    kp_form_check(f, worksheet_set_row(sheet, row, 6 + 13.5 * (lines > name_lines ? lines : name_lines), NULL));
}

static void write_contents(form *f, lxw_worksheet *sheet, uint32_t *row) {
    kp_form_write_text(f, sheet, *row, 0, kp_say(KP_M_FORM_GUIDE_SHEET, f->options->lang), FORM_HEAD);
    kp_form_write_text(f, sheet, (*row)++, 1, kp_say(KP_M_FORM_GUIDE_CONTENT, f->options->lang), FORM_HEAD);
    for (size_t i = 0; i < f->layout->count; i++) {
        const kp_layout_sheet *entry = &f->layout->sheets[i];
        if (entry->kind == KP_SHEET_COVER || !kp_form_has(f, i))
            continue;
        if (entry->kind == KP_SHEET_SCHEME && f->results)
            write_content(f, sheet, (*row)++, kp_form_text(f, KP_LIVE_SHEET), kp_say(KP_M_FORM_IS_LIVE, f->options->lang));
        write_content(f, sheet, (*row)++, kp_form_text(f, entry->title), content_of(f, entry));
    }
}

void kp_form_write_guide(form *f, size_t index) {
    lxw_worksheet *sheet = f->sheets[index];
    kp_lang lang = f->options->lang;
    const char *period = kp_form_period(f), *scheme = kp_form_text(f, f->scheme->title);
    uint32_t row = 0;
    kp_form_check(f, worksheet_set_column(sheet, 0, 0, LABEL_WIDTH, NULL));
    kp_form_check(f, worksheet_set_column(sheet, 1, 1, VALUE_WIDTH, NULL));
    kp_form_write_wide(f, sheet, row++, 1, kp_say_with(f->arena, KP_M_FORM_BOOK_TITLE, lang, period, scheme, NULL), FORM_TITLE, 18,
                       LABEL_WIDTH + VALUE_WIDTH);
    row++;
    write_pair(f, sheet, row++, KP_COVER_SCHEME, scheme, FORM_VALUE);
    write_pair(f, sheet, row++, KP_COVER_PERIOD, f->options->blank_units ? "" : kp_period_key(f->arena, f->options->period), FORM_VALUE_IN);
    write_pair(f, sheet, row++, KP_COVER_OFFICE, f->options->office ? f->options->office : "", FORM_VALUE_IN);
    if (f->level >= 0)
        write_pair(f, sheet, row++, KP_COVER_LEVEL, kp_form_text(f, f->scheme->levels.items[f->level].name), FORM_VALUE);
    row++;
    kp_form_write_wide(f, sheet, row++, 1, kp_say(KP_M_FORM_GUIDE_STEPS, lang), FORM_SECTION, 12, LABEL_WIDTH + VALUE_WIDTH);
    write_steps(f, sheet, &row);
    row++;
    kp_form_write_wide(f, sheet, row++, 1, kp_say(KP_M_FORM_GUIDE_SHEETS, lang), FORM_SECTION, 12, LABEL_WIDTH + VALUE_WIDTH);
    write_contents(f, sheet, &row);
    kp_form_page(f, sheet, 1, 1, 0, 0);
    kp_form_check(f, worksheet_print_area(sheet, 0, 0, row - 1, 1));
    kp_form_protect(sheet);
}

/* ---- the scheme ---- */

#define SCHEME_WIDTH_LEAST 8.0
#define SCHEME_WIDTH_MOST  36.0
#define SCHEME_COLUMNS     64u

/* Not protected: whoever answers for the rules may change them here, and scoring goes by what stands here. */
void kp_form_write_scheme(form *f, size_t index) {
    lxw_worksheet *sheet = f->sheets[index];
    const kp_sheet_rows *rows = f->rules;
    double widths[SCHEME_COLUMNS];
    uint32_t columns = 1;
    for (size_t c = 0; c < SCHEME_COLUMNS; c++)
        widths[c] = SCHEME_WIDTH_LEAST;
    for (size_t r = 0; r < rows->count; r++)
        for (size_t c = 0; c < rows->items[r].count && c < SCHEME_COLUMNS; c++) {
            double width = kp_form_width(rows->items[r].cells[c] ? rows->items[r].cells[c] : "", 10) + 2;
            widths[c] = width < widths[c] || rows->items[r].section ? widths[c] : width > SCHEME_WIDTH_MOST ? SCHEME_WIDTH_MOST : width;
            columns = c + 1 > columns ? (uint32_t)c + 1 : columns;
        }
    for (size_t c = 0; c < columns; c++)
        kp_form_check(f, worksheet_set_column(sheet, (lxw_col_t)c, (lxw_col_t)c, widths[c], NULL));
    for (size_t r = 0; r < rows->count; r++) {
        const kp_sheet_row *row = &rows->items[r];
        int lines = 1;
        for (size_t c = 0; c < row->count; c++) {
            const char *text = row->cells[c] ? row->cells[c] : "";
            form_style style = row->section ? FORM_SECTION : row->head ? FORM_HEAD : FORM_TEXT;
            if (!row->section || *text)
                kp_form_write_text(f, sheet, (uint32_t)r, (uint32_t)c, text, style);
            int needed = row->section || c >= SCHEME_COLUMNS ? 1 : kp_form_lines(text, 10, widths[c]);
            lines = needed > lines ? needed : lines;
        }
        double height = lines * 13.5 + 4;
        kp_form_check(f, worksheet_set_row(sheet, (lxw_row_t)r, height > 400 ? 400 : height, NULL));
    }
    double width = 0;
    for (size_t c = 0; c < columns && c < SCHEME_COLUMNS; c++)
        width += widths[c];
    kp_form_page(f, sheet, kp_form_pages(width), 0, 0, 0);
    if (kp_form_pages(width) > 1)
        kp_form_check(f, worksheet_repeat_columns(sheet, 0, 0)); /* which row it is */
    if (rows->count)
        kp_form_check(f, worksheet_print_area(sheet, 0, 0, (lxw_row_t)rows->count - 1, (lxw_col_t)(columns - 1)));
}
