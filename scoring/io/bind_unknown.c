/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bind_unknown.c - columns and sheets nobody knows. Offices add their own, so one is left alone; but where it may be a misspelt name of something that is absent, leaving
 * it alone would lose data without a sound, so that is an error.
 */
#include "bind_private.h"
#include "kaoping/utf8.h"

#define STRAYS_MAX 200u /* columns nobody knows that are compared with those that are absent: more no office adds */
#define LOOKS_MAX  16u  /* times a workbook is read to look at sheets nobody knows */

/* ---- columns ---- */

void kp_bind_note_stray(sheet_reader *r, const kp_row *row, const kp_cell *cell, head_cell *head) {
    if (head->entry && head->words && head->numbers)
        return;
    kp_typed_kind kind = cell->kind == KP_CELL_TEXT ? kp_parse_typed(r->run->arena, cell->text).kind : KP_TYPED_OTHER;
    if (!head->entry) {
        head->entry = kp_bind_shown(r->run->arena, cell);
        head->entry_row = row->line;
    }
    if (cell->kind == KP_CELL_TEXT && kind == KP_TYPED_OTHER)
        head->words = true;
    else
        head->numbers = true;
}

/* A column without which scores, ranks or who takes part may come out otherwise; the others are only shown. */
static bool bears_on_scores(const kp_layout_column *column) {
    switch (column->role) {
    case KP_COLUMN_UNIT_FIELD:
    case KP_COLUMN_DATE:
    case KP_COLUMN_LOCATION:
    case KP_COLUMN_TEXT:
    case KP_COLUMN_INSPECTOR:
    case KP_COLUMN_DIGEST:
    case KP_COLUMN_REASON: return false;
    default: return true;
    }
}

/* True where something that stands under the head may stand in the column. */
static bool fits(const head_cell *head, const kp_layout_column *column) { return column->slot ? head->numbers : head->words || head->numbers; }

/* Numbers of rows are on half of all sheets, and are no ids; remarks are for people. */
static bool is_left_alone(const char *head) {
    static const char *const heads[] = {"序号 | Serial number", "行号 | Row", "备注 | Remarks", "备注说明 | Remark"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (kp_text_matches(heads[i], head))
            return true;
    return false;
}

/* The column that the head may be a misspelt name of, or -1. What only contains a name (扣分依据, 扣分) must hold what fits, too. */
static int32_t meant_by_head(const sheet_reader *r, const head_cell *head, bool *absent) {
    kp_likeness likeness;
    for (;;) {
        int32_t column = kp_names_resembling(r->sheet->heads, head->text, absent, &likeness);
        if (column < 0 || likeness == KP_MISSPELT || (!kp_bind_survey_found(r) && fits(head, &r->sheet->columns[column])))
            return column;
        absent[column] = false;
    }
}

/* One column under the title of a leaf that asks for two: `input` is easily forgotten where a value is set beside goalposts or others. */
static void suggest_value(sheet_reader *r, const head_cell *head, kp_place place) {
    for (size_t i = 0; i < r->sheet->column_count; i++) {
        const kp_layout_column *column = &r->sheet->columns[i];
        if (r->place_of[i] || !column->slot || column->indicator < 1)
            continue;
        const kp_indicator *leaf = &r->run->evidence->scheme->indicators[column->indicator];
        if ((leaf->method != KP_METHOD_GOALPOSTS && leaf->method != KP_METHOD_RELATIVE) || leaf->input != KP_INPUT_COUNTS ||
            !(kp_text_matches(leaf->title, head->text) || kp_text_matches(leaf->id, head->text)))
            continue;
        kp_problems_add(r->run->problems, KP_W_COLUMN_OF_VALUES, place, KP_UNIT_NONE, leaf->title, kp_verbatim(r->run->arena, head->text), NULL);
        return;
    }
}

static void tell_stray(sheet_reader *r, const head_cell *head, uint32_t number) {
    binder *run = r->run;
    size_t count = r->sheet->column_count;
    bool *absent = KP_NEW_ARRAY(run->arena, bool, count);
    int32_t meant = KP_NAME_UNKNOWN;
    for (size_t i = count; i-- > 0;) {
        absent[i] = !r->place_of[i] && !kp_bind_is_foreign(r, &r->sheet->columns[i]) && bears_on_scores(&r->sheet->columns[i]) &&
                    (!kp_bind_survey_found(r) || r->sheet->kind == KP_SHEET_SURVEY);
        if (!head->text && absent[i] && fits(head, &r->sheet->columns[i]))
            meant = (int32_t)i;
    }
    kp_place entry = kp_bind_place(r, head->entry_row, number), place = kp_bind_place(r, head->row, number);
    if (head->text)
        meant = meant_by_head(r, head, absent);
    const char *title = meant >= 0 ? r->sheet->columns[meant].title : NULL;
    if (head->text)
        suggest_value(r, head, place);
    if (meant >= 0)
        kp_bind_problem_of_sheet(r, head->text ? KP_W_COLUMN_MISSPELT : KP_W_COLUMN_NEEDS_HEAD, head->text ? place : entry,
                                 kp_verbatim(run->arena, head->text ? head->text : head->entry), title);
    else if (head->text)
        kp_problems_add(run->problems, KP_W_COLUMN_UNKNOWN, place, KP_UNIT_NONE, kp_verbatim(run->arena, head->text), NULL, NULL);
    else
        kp_problems_add(run->problems, KP_W_COLUMN_NO_HEAD, entry, KP_UNIT_NONE, kp_verbatim(run->arena, head->entry), NULL, NULL);
}

void kp_bind_tell_strays(sheet_reader *r) {
    size_t told = 0;
    for (uint32_t c = 1; c <= r->head.count && told <= STRAYS_MAX; c++) {
        const head_cell *head = &r->head.items[c - 1];
        if (head->column != KP_NAME_UNKNOWN || !head->entry || c == r->id_column || (head->text && is_left_alone(head->text)))
            continue;
        if (told++ < STRAYS_MAX)
            tell_stray(r, head, c);
        else if (!kp_bind_survey_found(r))
            kp_bind_problem_of_sheet(r, KP_F_TOO_LARGE, kp_bind_place(r, head->row, c), "不认识的列数 | columns that are not known",
                                     kp_format(r->run->arena, "%u", STRAYS_MAX));
    }
}

/* ---- sheets ---- */

static bool on_any_row(void *data, const kp_row *row) {
    for (size_t i = 0; i < row->count && !*(bool *)data; i++)
        *(bool *)data = !kp_bind_is_blank(&row->cells[i]);
    return !*(bool *)data;
}

/* A workbook of many sheets is not read for each of them. */
static bool may_look(bound_book *book) { return book->looks++ < LOOKS_MAX; }

static bool has_entries(binder *run, bound_book *book, size_t sheet) {
    bool found = false;
    return may_look(book) && kp_workbook_read(book->book, &sheet, 1, on_any_row, &found, run->problems) && found;
}

/* Nothing is lost with a cover, and the rules of a workbook do not count where others are given. */
static bool may_be_meant(const binder *run, const bound_book *book, size_t i) {
    kp_sheet_kind kind = run->layout->sheets[i].kind;
    return book->sheet_of[i] == SIZE_MAX && kind != KP_SHEET_COVER && (kind != KP_SHEET_SCHEME || !run->options->scheme);
}

/* Registers hold what happened, so that one more or less leaves no gap that would be seen. */
static bool is_register(kp_sheet_kind kind) {
    return kind == KP_SHEET_NOT_APPLICABLE || kind == KP_SHEET_VETOES || kind == KP_SHEET_FINDINGS || kind == KP_SHEET_EVENTS ||
           kind == KP_SHEET_LOG || kind == KP_SHEET_STRATA || kind == KP_SHEET_POPULATION || kind == KP_SHEET_HISTORY;
}

/* The sheet of the layout that this one may be meant for, by its name or, of registers, by its columns; -1: none. */
static int32_t meant_by_sheet(binder *run, bound_book *book, size_t sheet) {
    const kp_layout *layout = run->layout;
    kp_names *titles = kp_names_new(run->arena);
    bool *absent = KP_NEW_ARRAY(run->arena, bool, layout->count);
    kp_likeness likeness;
    for (size_t i = 0; i < layout->count; i++) {
        absent[i] = may_be_meant(run, book, i);
        kp_names_add(titles, layout->sheets[i].title, (int32_t)i);
    }
    int32_t meant = kp_names_resembling(titles, kp_workbook_sheet_name(book->book, sheet), absent, &likeness);
    if (meant >= 0 && has_entries(run, book, sheet))
        return meant;
    for (size_t i = 0; i < layout->count; i++)
        if (absent[i] && is_register(layout->sheets[i].kind) && may_look(book) && kp_bind_looks_like(run, book, &layout->sheets[i], sheet))
            return (int32_t)i;
    return KP_NAME_UNKNOWN;
}

void kp_bind_tell_unknown_sheets(binder *run, bound_book *book) {
    for (size_t i = 0; i < book->unknown_sheets.count; i++) {
        size_t sheet = book->unknown_sheets.items[i];
        const char *name = kp_workbook_sheet_name(book->book, sheet);
        int32_t meant = meant_by_sheet(run, book, sheet);
        kp_place place = {.file = book->path};
        if (meant >= 0)
            kp_bind_problem_of_book(run, book, KP_W_SHEET_MISSPELT, place, kp_verbatim(run->arena, name), run->layout->sheets[meant].title);
        else
            kp_problems_add(run->problems, KP_W_SHEET_UNKNOWN, place, KP_UNIT_NONE, kp_verbatim(run->arena, name), NULL, NULL);
    }
}
