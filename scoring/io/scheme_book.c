/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_book.c - a scheme as a workbook to be edited: how to, the rules block by block, and everything that could be said besides. */
#include "kaoping/scheme_book.h"
#include "form_private.h"
#include "kaoping/document_time.h"
#include "kaoping/system_error.h"
#include "scheme_book_private.h"
#include "xlsx_text.h"
#include "xlsx_whole.h"

#include <errno.h>
#include <string.h>

#define TEXT_MAX 32767u /* UTF-16 units of a cell, which a field fits in (KP_MAX_FIELD) */

const char *scheme_book_words(const scheme_book *b, const char *text) { return kp_text(b->form.arena, text, b->form.options->lang); }

void scheme_book_put(scheme_book *b, lxw_worksheet *sheet, uint32_t row, uint32_t column, const char *text, form_style style) {
    lxw_format *format = b->form.formats[style];
    text = kp_xlsx_text(b->form.arena, text, TEXT_MAX, "", NULL);
    kp_form_check(&b->form, *text ? worksheet_write_string(sheet, row, (lxw_col_t)column, text, format)
                                  : worksheet_write_blank(sheet, row, (lxw_col_t)column, format));
}

/* ---- the first sheet ---- */

static const char *const steps[] = {
    "规则都在“方案”表：先是方案本身，往下是指标、等次、一票否决、榜单等，每行一项。鼠标停在栏目名上可看说明；不懂的栏目不要动。 | "
    "All rules stand on the sheet Scheme: first the scheme itself, then indicators, grades, vetoes, lists and so on, one a row. Point at the head of "
    "a column to read what it means.",
    "要改就直接改单元格。有下拉箭头的从中选；灰色的格与该行的计分方式无关，不必填；空着的格按默认。 | "
    "To change something, change the cell. Where there is an arrow, choose; grey cells do not belong to the method of their row; what is empty has "
    "its default.",
    "增加一项，在该块下面的空行填写（不够就插入行），编号用英文字母开头、不得重复；删去一项，删去整行；行的先后就是显示的先后。 | "
    "To add something, fill a blank row of its block (insert more if needed) with an id that begins with a letter and is not taken; to remove it, "
    "delete the row. They are shown in the order of the rows.",
    "一格里有几项的，一行一项（Alt+Enter 或 Ctrl+Enter 换行），如“很满意 = 100”。要用表上没有的栏目，从“全部栏目”表把栏目名抄到表头的新列。 | "
    "Where a cell holds several things, each has a line (Alt+Enter or Ctrl+Enter), as “Very good = 100”. For a column that is not there, copy its "
    "name from the sheet All columns to a new head.",
    "改好后存盘，用 kaoping check 方案.xlsx 检查，指出的单元格改到没有错误；制表用 kaoping form 方案.xlsx，计分用 kaoping score 考评簿.xlsx --scheme "
    "方案.xlsx。 | "
    "Save, then run kaoping check FILE.xlsx and mend the cells it names; kaoping form FILE.xlsx makes entry workbooks by it, and kaoping score "
    "WORKBOOK.xlsx --scheme FILE.xlsx scores by it.",
};

#define GUIDE_WIDTH 110.0

static void write_guide(scheme_book *b) {
    form *f = &b->form;
    kp_form_check(f, worksheet_set_column(b->guide, 0, 0, 5, NULL));
    kp_form_check(f, worksheet_set_column(b->guide, 1, 1, GUIDE_WIDTH, NULL));
    uint32_t row = 0;
    kp_form_write_wide(f, b->guide, row++, 1, scheme_book_words(b, f->scheme->title), FORM_TITLE, 18, GUIDE_WIDTH);
    kp_form_write_wide(f, b->guide, row++, 1,
                       kp_format(f->arena, "%s · %s", f->scheme->id, scheme_book_words(b, "怎样修改这个方案 | How to change this scheme")), FORM_LINE,
                       11, GUIDE_WIDTH);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++, row++) {
        const char *text = scheme_book_words(b, steps[i]);
        kp_form_write_text(f, b->guide, row, 0, kp_format(f->arena, "%zu", i + 1), FORM_LABEL);
        kp_form_write_text(f, b->guide, row, 1, text, FORM_VALUE);
        kp_form_check(f, worksheet_set_row(b->guide, row, kp_form_lines(text, 11, GUIDE_WIDTH) * 15.5 + 8, NULL));
    }
    kp_form_page(f, b->guide, 1, 1, 0, 0);
    worksheet_gridlines(b->guide, LXW_HIDE_ALL_GRIDLINES);
}

/* ---- the last sheets ---- */

static const char *const type_words[] = {
    [KP_FIELD_ID] = "编号 | id",
    [KP_FIELD_TEXT] = "文字 | text",
    [KP_FIELD_NUMBER] = "数 | number",
    [KP_FIELD_OPTIONAL] = "数 | number",
    [KP_FIELD_COUNT] = "整数 | whole number",
    [KP_FIELD_LIMIT] = "个数或百分比，如 3 或 15% | a count or share, as 3 or 15%",
    [KP_FIELD_CHOICE] = "选择 | choice",
    [KP_FIELD_NAMES] = "名称，每行一个 | names, one a line",
    [KP_FIELD_PAIRS] = "名称 = 数，每行一项 | name = number, one a line",
    [KP_FIELD_TEXTS] = "名称 = 文字，每行一项 | name = text, one a line",
    [KP_FIELD_CONDITION] = "条件 | condition",
    [KP_FIELD_REFERENCE] = "另一项的编号 | id of another",
};

const char *scheme_book_methods(const scheme_book *b, const kp_field *field) {
    kp_buffer text = {.arena = b->form.arena};
    for (int m = 0; field->methods && m < KP_METHOD_COUNT; m++)
        if (field->methods >> m & 1u)
            kp_buffer_printf(&text, "%s%s", text.length ? (b->form.options->lang == KP_EN ? ", " : "、") : "",
                             scheme_book_words(b, kp_method_title((kp_method_id)m)));
    return kp_buffer_text(&text);
}

const char *scheme_book_content(const scheme_book *b, const kp_field *field) {
    kp_buffer text = {.arena = b->form.arena};
    kp_buffer_puts(&text, scheme_book_words(b, type_words[field->type]));
    for (const kp_choice *choice = field->choices; choice && choice->key; choice++)
        kp_buffer_printf(&text, "%s%s",
                         choice == field->choices ? (b->form.options->lang == KP_EN ? ": " : "：") : (b->form.options->lang == KP_EN ? ", " : "、"),
                         scheme_book_words(b, choice->title));
    return kp_buffer_text(&text);
}

static const struct {
    const char *head;
    double width;
} field_columns[] = {
    {"部分 | Section", 12},        {"栏目 | Column", 18}, {"含义 | Meaning", 62}, {"怎样填 | Content", 44}, {"用于计分方式 | Of the methods", 32},
    {"本方案已用 | Used here", 10}};
#define FIELD_COLUMNS (sizeof field_columns / sizeof *field_columns)

static void write_fields(scheme_book *b) {
    form *f = &b->form;
    double width = 0;
    for (size_t c = 0; c < FIELD_COLUMNS; c++) {
        kp_form_check(f, worksheet_set_column(b->fields, (lxw_col_t)c, (lxw_col_t)c, field_columns[c].width, NULL));
        kp_form_write_text(f, b->fields, 0, (uint32_t)c, scheme_book_words(b, field_columns[c].head), FORM_HEAD);
        width += field_columns[c].width;
    }
    uint32_t row = 1;
    for (int s = 0; s < KP_SECTION_COUNT; s++)
        for (size_t i = 0; i < kp_sections[s].field_count; i++, row++) {
            const kp_field *field = &kp_sections[s].fields[i];
            bool indicators = s == KP_SECTION_INDICATORS;
            const char *cells[FIELD_COLUMNS] = {scheme_book_words(b, kp_sections[s].title),
                                                scheme_book_words(b, field->title),
                                                scheme_book_words(b, field->help),
                                                scheme_book_content(b, field),
                                                !indicators       ? ""
                                                : !field->methods ? scheme_book_words(b, "各种 | all")
                                                                  : scheme_book_methods(b, field),
                                                b->used[s][i] ? scheme_book_words(b, "是 | yes") : ""};
            int lines = 1;
            for (size_t c = 0; c < FIELD_COLUMNS; c++) {
                kp_form_write_text(f, b->fields, row, (uint32_t)c, cells[c], FORM_TEXT);
                int needed = kp_form_lines(cells[c], 10, field_columns[c].width);
                lines = needed > lines ? needed : lines;
            }
            kp_form_check(f, worksheet_set_row(b->fields, row, lines * 13.5 + 4, NULL));
        }
    worksheet_freeze_panes(b->fields, 1, 2);
    kp_form_check(f, worksheet_autofilter(b->fields, 0, 0, row - 1, FIELD_COLUMNS - 1));
    kp_form_page(f, b->fields, kp_form_pages(width), 0, 0, 0);
    kp_form_check(f, worksheet_repeat_rows(b->fields, 0, 0));
}

/* ---- the workbook ---- */

static void mark_used(scheme_book *b) {
    const kp_records *records = kp_scheme_to_records(b->form.arena, b->form.scheme);
    for (int s = 0; s < KP_SECTION_COUNT; s++)
        b->used[s] = KP_NEW_ARRAY(b->form.arena, bool, kp_sections[s].field_count);
    for (size_t i = 0; i < records->count; i++)
        for (size_t f = 0; f < kp_sections[records->items[i].section].field_count; f++)
            b->used[records->items[i].section][f] |= records->items[i].values[f].text != NULL;
}

static void free_book(void *resource) {
    lxw_workbook **book = resource;
    if (*book)
        lxw_workbook_free(*book);
}

static lxw_worksheet *add_sheet(scheme_book *b, const char *name) {
    lxw_worksheet *sheet = workbook_add_worksheet(b->form.book, name);
    if (!sheet)
        kp_form_check(&b->form, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return sheet;
}

static void write_sheets(scheme_book *b) {
    form *f = &b->form;
    b->guide = add_sheet(b, scheme_book_words(b, "说明 | How to"));
    b->rules = add_sheet(b, scheme_book_words(b, kp_sheet_name(KP_SHEET_SCHEME)));
    b->fields = add_sheet(b, scheme_book_words(b, "全部栏目 | All columns"));
    b->lists = add_sheet(b, "_lists");
    if (f->error)
        return;
    worksheet_hide(b->lists);
    mark_used(b);
    write_guide(b);
    scheme_book_write_rules(b);
    write_fields(b);
    worksheet_activate(b->guide);
}

bool kp_scheme_book_write(kp_arena *arena, const kp_scheme *scheme, const char *path, kp_lang lang, kp_problems *problems) {
    kp_form_options options = {.lang = lang};
    scheme_book b = {.form = {.arena = arena, .scheme = scheme, .options = &options}};
    form *f = &b.form;
    lxw_workbook **held = KP_NEW(arena, lxw_workbook *);
    kp_arena_defer(arena, free_book, held);
    f->book = *held = workbook_new(path);
    if (!f->book || !kp_form_make_formats(f)) {
        kp_problems_add(problems, KP_F_CANNOT_WRITE, (kp_place){.file = path}, KP_UNIT_NONE, kp_system_error(ENOMEM), NULL, NULL);
        return false;
    }
    static const kp_period any = {KP_PERIOD_YEAR, 2026, 1}; /* a scheme is of no period; the document must have some time */
    lxw_doc_properties properties = {.title = kp_form_copy(f, kp_xlsx_text(arena, scheme_book_words(&b, scheme->title), 100, "", NULL)),
                                     .author = "kaoping",
                                     .created = (time_t)kp_document_time(any)};
    kp_form_check(f, workbook_set_properties(f->book, &properties));
    write_sheets(&b);
    *held = NULL; /* closing frees it, whatever it comes to */
    kp_form_check(f, kp_xlsx_close(f->book, path));
    if (f->error)
        kp_problems_add(problems, KP_F_CANNOT_WRITE, (kp_place){.file = path}, KP_UNIT_NONE, lxw_strerror(f->error), NULL, NULL);
    return !f->error;
}
