/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_live_results.c - the sheet 即时得分 of a live form: all results by one formula, 考评汇总, over the sheets of entries. */
#include "form_private.h"

#define TITLE_ROW 0u
#define NOTE_ROW  1u
#define HEAD_ROW  2u
#define FIRST_ROW 3u

static const struct {
    double width;
    form_style style;
} columns[] = {{26, FORM_RESULT}, {14, FORM_RESULT}, {11, FORM_RESULT_SCORE}, {12, FORM_RESULT_RANK}, {8, FORM_RESULT_RANK}, {70, FORM_RESULT}};
#define COLUMNS (sizeof columns / sizeof *columns)

static double width_of_all(void) {
    double width = 0;
    for (size_t i = 0; i < COLUMNS; i++)
        width += columns[i].width;
    return width;
}

static bool is_register(kp_sheet_kind kind) {
    return kind == KP_SHEET_FINDINGS || kind == KP_SHEET_EVENTS || kind == KP_SHEET_NOT_APPLICABLE || kind == KP_SHEET_VETOES ||
           kind == KP_SHEET_LOG || kind == KP_SHEET_HISTORY || kind == KP_SHEET_ANSWERS || kind == KP_SHEET_STRATA || kind == KP_SHEET_POPULATION ||
           kind == KP_SHEET_PARTIES;
}

/* "COUNTA('扣分记录'!$A$2001:$A$20000)+…": entries below the rows that count; "" where there are no registers. */
static const char *entries_below(const form *f) {
    kp_buffer sum = {.arena = f->arena};
    for (size_t i = 0; i < f->layout->count; i++)
        if (is_register(f->layout->sheets[i].kind) && kp_form_has(f, i))
            kp_buffer_printf(&sum, "%sCOUNTA(%s)", sum.length ? "+" : "",
                             kp_form_range(f, i, f->extents[i].last_row + 1, 0, f->extents[i].last_row + 20000, f->extents[i].last_column));
    return kp_buffer_text(&sum);
}

/* The cover has no table; its labels stand in its first rows. */
static const char *range_of(const form *f, size_t sheet) {
    if (f->layout->sheets[sheet].kind == KP_SHEET_COVER)
        return kp_form_range(f, sheet, 0, 0, 11, 1);
    return kp_form_range(f, sheet, 0, 0, f->extents[sheet].last_row, f->extents[sheet].last_column);
}

size_t kp_form_counted_sheets(const form *f) {
    size_t count = 0;
    for (size_t i = 0; i < f->layout->count; i++)
        count += kp_form_has(f, i) && f->layout->sheets[i].kind != KP_SHEET_SCHEME && f->layout->sheets[i].kind != KP_SHEET_COVER;
    return count;
}

/* The cover tells the period only, so it is the first to stay away where there are too many. */
static bool is_counted(const form *f, size_t sheet) {
    kp_sheet_kind kind = f->layout->sheets[sheet].kind;
    return kp_form_has(f, sheet) && kind != KP_SHEET_SCHEME && (kind != KP_SHEET_COVER || kp_form_counted_sheets(f) < KP_LIVE_MOST);
}

static const char *formula_of(const form *f) {
    kp_buffer call = {.arena = f->arena};
    kp_buffer_printf(&call, "%s(%s", kp_form_function(f, "KPEVALUATE"), kp_form_rules_range(f));
    for (size_t i = 0; i < f->layout->count; i++)
        if (is_counted(f, i))
            kp_buffer_printf(&call, ",%s,%s", kp_form_literal(f, kp_form_text(f, f->layout->sheets[i].title)), range_of(f, i));
    kp_buffer_puts(&call, ")");
    const char *below = entries_below(f);
    if (!*below)
        return kp_format(f->arena, "{=%s}", kp_buffer_text(&call));
    const char *rows = kp_format(f->arena, "%u", FORM_REGISTER_ROWS);
    const char *words = kp_say_with(f->arena, KP_M_FORM_LIVE_TOO_MANY, f->options->lang, rows, NULL, NULL);
    return kp_format(f->arena, "{=IF(%s>0,%s,%s)}", below, kp_form_literal(f, words), kp_buffer_text(&call));
}

/* What is not ready stands in red; without the add-in the errors all over the sheet are hardly seen. */
static void mark_problems(form *f, uint32_t last) {
    lxw_format *red = workbook_add_format(f->book), *pale = workbook_add_format(f->book);
    if (!red || !pale) {
        kp_form_check(f, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    format_set_font_color(red, 0xC00000);
    format_set_font_color(pale, 0xD9D9D9);
    lxw_conditional_format rule = {.type = LXW_CONDITIONAL_TYPE_FORMULA, .stop_if_true = LXW_TRUE, .format = pale};
    rule.value_string = kp_form_copy(f, kp_format(f->arena, "=ISERROR($A%u)", HEAD_ROW + 1));
    kp_form_check(f, worksheet_conditional_format_range(f->results, HEAD_ROW, 0, last, COLUMNS - 1, &rule));
    rule.format = red;
    /* by their length: Calc takes no text of an array of texts and numbers for equal to another */
    rule.value_string = kp_form_copy(f, kp_format(f->arena, "=AND(LEN($C%u)=0,LEN($F%u)>0)", FIRST_ROW + 1, FIRST_ROW + 1));
    kp_form_check(f, worksheet_conditional_format_range(f->results, FIRST_ROW, 0, last, COLUMNS - 1, &rule));
}

void kp_form_write_results(form *f) {
    lxw_worksheet *sheet = f->results;
    kp_lang lang = f->options->lang;
    uint32_t units = 1;
    for (size_t i = 0; i < f->layout->count; i++)
        if (f->layout->sheets[i].kind == KP_SHEET_UNITS)
            units = f->extents[i].rows;
    uint32_t last = HEAD_ROW + units;
    for (size_t c = 0; c < COLUMNS; c++)
        kp_form_check(f, worksheet_set_column(sheet, (lxw_col_t)c, (lxw_col_t)c, columns[c].width, NULL));
    const char *scheme = kp_form_text(f, f->scheme->title), *name = kp_form_text(f, KP_LIVE_SHEET);
    const char *title = f->options->blank_units ? kp_say_with(f->arena, KP_M_FORM_TITLE_BLANK, lang, scheme, name, NULL)
                                                : kp_say_with(f->arena, KP_M_FORM_TITLE, lang, kp_form_period(f), scheme, name);
    kp_form_write_wide(f, sheet, TITLE_ROW, COLUMNS - 1, title, FORM_TITLE, 18, width_of_all());
    const char *rules = kp_form_text(f, kp_layout_find(f->layout, KP_SHEET_SCHEME)->title);
    const char *note = kp_say_with(f->arena, KP_M_FORM_LIVE_NOTE, lang, rules, NULL, NULL);
    note = kp_format(f->arena, "%s%s%s", note, lang == KP_ZH ? "" : " ", kp_say(KP_M_FORM_LIVE_NEEDS, lang));
    kp_form_write_wide(f, sheet, NOTE_ROW, COLUMNS - 1, note, FORM_NOTE, 9, width_of_all());
    kp_form_check(f, worksheet_set_row(sheet, HEAD_ROW, 24, NULL));
    kp_form_check(f, worksheet_write_array_formula(sheet, HEAD_ROW, 0, last, COLUMNS - 1, formula_of(f), f->formats[FORM_RESULT_HEAD]));
    for (uint32_t row = HEAD_ROW; row <= last; row++) /* libxlsxwriter fills the range with zeroes */
        for (uint32_t c = row == HEAD_ROW ? 1 : 0; c < COLUMNS; c++)
            kp_form_write_text(f, sheet, row, c, "", row == HEAD_ROW ? FORM_RESULT_HEAD : columns[c].style);
    for (uint32_t row = FIRST_ROW; row <= last; row++)
        kp_form_check(f, worksheet_set_row(sheet, row, 21, NULL));
    mark_problems(f, last);
    worksheet_set_tab_color(sheet, 0xFFD966);
    worksheet_freeze_panes(sheet, FIRST_ROW, 1);
    kp_form_page(f, sheet, kp_form_pages(width_of_all()), 0, HEAD_ROW, HEAD_ROW);
    kp_form_check(f, worksheet_print_area(sheet, TITLE_ROW, 0, last, COLUMNS - 1));
    kp_form_protect(sheet);
}
