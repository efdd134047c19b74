/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_guide.c - the first sheet, which says how to fill in the workbook, and the last, which carries the scheme. */
#include "bind_private.h" /* the labels of the cover */
#include "form_private.h"
#include "kaoping/log.h"
#include "kaoping/scheme_io.h"

/* ---- the guide ---- */

#define LABEL_WIDTH  18.0
#define VALUE_WIDTH  68.0
#define NEED_WIDTH   14.0
#define GUIDE_WIDTH  (LABEL_WIDTH + VALUE_WIDTH + NEED_WIDTH)
#define SHEETS_NAMED 7u /* in a sentence */

static void write_pair(form *f, lxw_worksheet *sheet, uint32_t row, const char *label, const char *value, form_style style) {
    kp_form_write_text(f, sheet, row, 0, kp_form_text(f, label), FORM_LABEL);
    kp_form_check(f, worksheet_merge_range(sheet, row, 1, row, 2, kp_form_fit(f, value), f->formats[style]));
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
        [KP_SHEET_TABLE] = KP_M_FORM_IS_TABLE,       [KP_SHEET_PANEL] = KP_M_FORM_IS_PANEL,   [KP_SHEET_SURVEY] = KP_M_FORM_IS_SURVEY,
        [KP_SHEET_FINDINGS] = KP_M_FORM_IS_FINDINGS, [KP_SHEET_EVENTS] = KP_M_FORM_IS_EVENTS, [KP_SHEET_UNITS] = KP_M_FORM_IS_UNITS,
        [KP_SHEET_VETOES] = KP_M_FORM_IS_VETOES,     [KP_SHEET_SCHEME] = KP_M_FORM_IS_SCHEME, [KP_SHEET_NOT_APPLICABLE] = KP_M_FORM_IS_NOT_APPLICABLE,
        [KP_SHEET_HISTORY] = KP_M_FORM_IS_HISTORY,   [KP_SHEET_LOG] = KP_M_FORM_IS_LOG,       [KP_SHEET_SITES] = KP_M_FORM_IS_SITES,
        [KP_SHEET_ANSWERS] = KP_M_FORM_IS_ANSWERS,   [KP_SHEET_STRATA] = KP_M_FORM_IS_STRATA, [KP_SHEET_POPULATION] = KP_M_FORM_IS_POPULATION,
        [KP_SHEET_PARTIES] = KP_M_FORM_IS_PARTIES,
    };
    return kp_say_with(f->arena, messages[sheet->kind], f->options->lang, names_of(f, sheet), NULL, NULL);
}

/* Whether a sheet must be filled in. */
typedef enum sheet_need { NEED_ALWAYS, NEED_IF_ANY, NEED_NOT, NEED_NOTHING } sheet_need;

static bool has_required(const kp_layout_sheet *sheet) {
    for (size_t i = 0; i < sheet->column_count; i++)
        if (sheet->columns[i].required && sheet->columns[i].indicator >= 0)
            return true;
    return false;
}

/* True where somebody without a row there has no score. */
static bool needs_rows(const form *f, const kp_layout_sheet *sheet) {
    for (size_t i = 0; i < sheet->indicator_count; i++)
        if (kp_log_needs_rows(&f->scheme->indicators[sheet->indicators[i]]))
            return true;
    return false;
}

static sheet_need need_of(const form *f, const kp_layout_sheet *sheet) {
    switch (sheet->kind) {
    case KP_SHEET_TABLE: return has_required(sheet) ? NEED_ALWAYS : NEED_NOT;
    case KP_SHEET_UNITS:
    case KP_SHEET_PANEL:
    case KP_SHEET_SURVEY:
    case KP_SHEET_ANSWERS:
    case KP_SHEET_PARTIES:
    case KP_SHEET_SITES: return NEED_ALWAYS;
    case KP_SHEET_LOG: return needs_rows(f, sheet) ? NEED_ALWAYS : NEED_IF_ANY;
    case KP_SHEET_STRATA:
    case KP_SHEET_POPULATION: return NEED_NOT;
    case KP_SHEET_HISTORY:
    case KP_SHEET_SCHEME: return NEED_NOTHING;
    default: return NEED_IF_ANY;
    }
}

/* "自查、互查、督查": the sheets of that need but for the list of units, which stands by itself. */
static const char *sheets_of(const form *f, sheet_need need) {
    kp_buffer names = {.arena = f->arena};
    size_t count = 0;
    for (size_t i = 0; i < f->layout->count; i++) {
        const kp_layout_sheet *sheet = &f->layout->sheets[i];
        if (sheet->kind == KP_SHEET_COVER || sheet->kind == KP_SHEET_UNITS || !kp_form_has(f, i) || need_of(f, sheet) != need)
            continue;
        if (count++ < SHEETS_NAMED)
            kp_buffer_printf(&names, "%s%s", names.length ? (f->options->lang == KP_ZH ? "、" : ", ") : "", kp_form_text(f, sheet->title));
    }
    if (count > SHEETS_NAMED)
        kp_buffer_puts(&names, f->options->lang == KP_ZH ? "……" : ", ...");
    return count ? kp_buffer_text(&names) : kp_say(KP_M_FORM_GUIDE_NONE, f->options->lang);
}

static const char *signers_of(const form *f) {
    kp_buffer names = {.arena = f->arena};
    for (size_t i = 0; i < f->scheme->signatures.count; i++)
        kp_buffer_printf(&names, "%s%s", i ? (f->options->lang == KP_ZH ? "、" : ", ") : "", kp_form_text(f, f->scheme->signatures.items[i].name));
    return kp_buffer_text(&names);
}

/* Five lines: which sheets, which cells, what does not apply, how to check and score, who signs and whom to ask. */
static void write_steps(form *f, lxw_worksheet *sheet, uint32_t *row) {
    kp_lang lang = f->options->lang;
    const char *units = kp_form_text(f, kp_layout_find(f->layout, KP_SHEET_UNITS)->title);
    const char *gaps = kp_form_text(f, kp_layout_find(f->layout, KP_SHEET_NOT_APPLICABLE)->title);
    const char *rules = kp_form_text(f, kp_layout_find(f->layout, KP_SHEET_SCHEME)->title), *signers = signers_of(f);
    const char *lines[] = {
        kp_say_with(f->arena, KP_M_FORM_GUIDE_STEP_1, lang, units, sheets_of(f, NEED_ALWAYS), sheets_of(f, NEED_IF_ANY)),
        kp_say(KP_M_FORM_GUIDE_STEP_2, lang),
        kp_say_with(f->arena, KP_M_FORM_GUIDE_STEP_3, lang, gaps, NULL, NULL),
        kp_say(KP_M_FORM_GUIDE_STEP_4, lang),
        kp_say_with(f->arena, *signers ? KP_M_FORM_GUIDE_STEP_5 : KP_M_FORM_GUIDE_STEP_5_BLANK, lang, rules, signers, NULL),
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        kp_form_write_wide(f, sheet, (*row)++, 2, lines[i], FORM_PLAIN, 11, GUIDE_WIDTH);
}

/* What the shades of cells mean, in cells of those shades. */
static void write_shades(form *f, lxw_worksheet *sheet, uint32_t *row) {
    kp_lang lang = f->options->lang;
    kp_form_write_text(f, sheet, *row, 0, kp_say(KP_M_FORM_SHADE_IN, lang), FORM_IN);
    kp_form_write_text(f, sheet, *row, 1, kp_say(KP_M_FORM_SHADE_MAY, lang), FORM_MAY);
    kp_form_write_text(f, sheet, *row, 2, kp_say(KP_M_FORM_SHADE_MADE, lang), FORM_LIVE);
    kp_form_check(f, worksheet_set_row(sheet, (*row)++, 20, NULL));
}

/* A row of the list of sheets; a click on the name goes there. */
static void write_content(form *f, lxw_worksheet *sheet, uint32_t row, const char *title, const char *content, sheet_need need) {
    static const kp_message needs[] = {KP_M_FORM_NEED_ALWAYS, KP_M_FORM_NEED_IF_ANY, KP_M_FORM_NEED_NOT, KP_M_FORM_NEED_NOTHING};
    int lines = kp_form_lines(content, 10, VALUE_WIDTH), name_lines = kp_form_lines(title, 10, LABEL_WIDTH);
    kp_buffer target = {.arena = f->arena};
    kp_buffer_puts(&target, "internal:'");
    for (const char *at = title; *at; at++)
        kp_buffer_add(&target, *at == '\'' ? "''" : at, *at == '\'' ? 2 : 1);
    kp_buffer_puts(&target, "'!A1");
    kp_form_check(
        f, worksheet_write_url_opt(sheet, row, 0, kp_buffer_text(&target), f->formats[FORM_LINK], kp_form_copy(f, kp_form_fit(f, title)), NULL));
    kp_form_write_text(f, sheet, row, 1, content, FORM_TEXT);
    kp_form_write_text(f, sheet, row, 2, kp_say(needs[need], f->options->lang), FORM_RESULT_RANK);
    kp_form_check(f, worksheet_set_row(sheet, row, 6 + 13.5 * (lines > name_lines ? lines : name_lines), NULL));
}

static void write_contents(form *f, lxw_worksheet *sheet, uint32_t *row) {
    kp_form_write_text(f, sheet, *row, 0, kp_say(KP_M_FORM_GUIDE_SHEET, f->options->lang), FORM_HEAD);
    kp_form_write_text(f, sheet, *row, 1, kp_say(KP_M_FORM_GUIDE_CONTENT, f->options->lang), FORM_HEAD);
    kp_form_write_text(f, sheet, (*row)++, 2, kp_say(KP_M_FORM_GUIDE_NEED, f->options->lang), FORM_HEAD);
    for (size_t i = 0; i < f->layout->count; i++) {
        const kp_layout_sheet *entry = &f->layout->sheets[i];
        if (entry->kind == KP_SHEET_COVER || !kp_form_has(f, i))
            continue;
        if (entry->kind == KP_SHEET_SCHEME && f->results)
            write_content(f, sheet, (*row)++, kp_form_text(f, KP_LIVE_SHEET), kp_say(KP_M_FORM_IS_LIVE, f->options->lang), NEED_NOTHING);
        write_content(f, sheet, (*row)++, kp_form_text(f, entry->title), content_of(f, entry), need_of(f, entry));
    }
}

void kp_form_write_guide(form *f, size_t index) {
    lxw_worksheet *sheet = f->sheets[index];
    kp_lang lang = f->options->lang;
    const char *scheme = kp_form_text(f, f->scheme->title);
    uint32_t row = 0;
    kp_form_check(f, worksheet_set_column(sheet, 0, 0, LABEL_WIDTH, NULL));
    kp_form_check(f, worksheet_set_column(sheet, 1, 1, VALUE_WIDTH, NULL));
    kp_form_check(f, worksheet_set_column(sheet, 2, 2, NEED_WIDTH, NULL));
    kp_form_write_wide(f, sheet, row++, 2, kp_form_book_title(f), FORM_TITLE, 18, GUIDE_WIDTH);
    row++;
    write_pair(f, sheet, row++, KP_COVER_SCHEME, scheme, FORM_VALUE);
    write_pair(f, sheet, row++, KP_COVER_PERIOD, f->options->blank_units ? "" : kp_period_key(f->arena, f->options->period), FORM_VALUE_IN);
    write_pair(f, sheet, row++, KP_COVER_OFFICE, f->options->office ? f->options->office : "", FORM_VALUE_IN);
    if (f->level >= 0)
        write_pair(f, sheet, row++, KP_COVER_LEVEL, kp_form_text(f, f->scheme->levels.items[f->level].name), FORM_VALUE);
    write_pair(f, sheet, row++, "联系人及电话 | Contact", "", FORM_VALUE_IN);
    row++;
    kp_form_write_wide(f, sheet, row++, 2, kp_say(KP_M_FORM_GUIDE_STEPS, lang), FORM_SECTION, 12, GUIDE_WIDTH);
    write_steps(f, sheet, &row);
    write_shades(f, sheet, &row);
    row++;
    kp_form_write_wide(f, sheet, row++, 2, kp_say(KP_M_FORM_GUIDE_SHEETS, lang), FORM_SECTION, 12, GUIDE_WIDTH);
    write_contents(f, sheet, &row);
    kp_form_page(f, sheet, 1, 1, 0, 0);
    kp_form_check(f, worksheet_print_area(sheet, 0, 0, row - 1, 2));
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
