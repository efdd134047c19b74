/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cells_of_book.h - for tests of workbooks in memory: the cells of an opened workbook as a spreadsheet program would hold them, without formats: what looks like a number or a
 * date when typed is a number, a formula's and a format's trace is gone. Include after cmocka.h.
 */
#ifndef KAOPING_TEST_CELLS_OF_BOOK_H
#define KAOPING_TEST_CELLS_OF_BOOK_H

#include "kaoping/workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifndef UNUSED
#define UNUSED __attribute__((unused))
#endif

typedef struct held_sheet {
    size_t rows, columns;
    kp_cell *cells; /* rows × columns */
} held_sheet;

typedef struct held_book {
    kp_arena *arena;
    kp_cell_sheet *sheets;
    size_t count;
} held_book;

static UNUSED bool note_size(void *data, const kp_row *row) {
    held_sheet *sheet = &((held_sheet *)data)[row->sheet];
    sheet->rows = row->row;
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].column > sheet->columns)
            sheet->columns = row->cells[i].column;
    return true;
}

/* Days from 1899-12-30, the day 0 of Calc, by the C library's calendar. */
static UNUSED int held_serial(int year, int month, int day) {
    struct tm date = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day};
    return (int)(timegm(&date) / 86400) + 25569;
}

static UNUSED kp_cell held_cell(kp_arena *arena, const kp_cell *cell) {
    kp_cell held = {.kind = cell->kind, .text = kp_strdup(arena, cell->text)};
    int year, month, day, end = 0;
    char *rest;
    if (sscanf(cell->text, "%4d-%2d-%2d%n", &year, &month, &day, &end) == 3 && !cell->text[end]) {
        held.kind = KP_CELL_NUMBER;
        held.text = kp_format(arena, "%d", held_serial(year, month, day));
    } else if (*cell->text && strchr("-0123456789", *cell->text) && (cell->kind == KP_CELL_TEXT || cell->kind == KP_CELL_NUMBER)) {
        double value = strtod(cell->text, &rest);
        if (!*rest) {
            held.kind = KP_CELL_NUMBER;
            held.text = kp_format(arena, "%.17g", value);
        }
    } else if (cell->kind == KP_CELL_BOOLEAN) {
        held.kind = KP_CELL_NUMBER;
    }
    return held;
}

static UNUSED bool hold_row(void *data, const kp_row *row) {
    held_book *book = data;
    held_sheet *sheet = (held_sheet *)(uintptr_t)book->sheets[row->sheet].source;
    for (size_t i = 0; i < row->count; i++)
        sheet->cells[(row->row - 1) * sheet->columns + row->cells[i].column - 1] = held_cell(book->arena, &row->cells[i]);
    return true;
}

static UNUSED void give_row(const kp_cell_sheet *sheet, size_t row, kp_cell *out) {
    const held_sheet *held = sheet->source;
    memcpy(out, held->cells + row * held->columns, held->columns * sizeof *out);
}

static UNUSED held_book hold_book(kp_arena *arena, const char *path) {
    kp_problems *problems = kp_problems_new(arena);
    kp_workbook *book = kp_workbook_open(arena, path, problems);
    assert_non_null(book);
    held_book held = {.arena = arena, .count = kp_workbook_sheet_count(book)};
    held_sheet *sheets = KP_NEW_ARRAY(arena, held_sheet, held.count);
    size_t *all = KP_NEW_ARRAY(arena, size_t, held.count);
    held.sheets = KP_NEW_ARRAY(arena, kp_cell_sheet, held.count);
    for (size_t i = 0; i < held.count; i++)
        all[i] = i;
    assert_true(kp_workbook_read(book, all, held.count, note_size, sheets, problems));
    for (size_t i = 0; i < held.count; i++) {
        sheets[i].cells = KP_NEW_ARRAY(arena, kp_cell, sheets[i].rows * sheets[i].columns);
        for (size_t c = 0; c < sheets[i].rows * sheets[i].columns; c++)
            sheets[i].cells[c].text = "";
        held.sheets[i] =
            (kp_cell_sheet){.name = kp_workbook_sheet_name(book, i), .rows = sheets[i].rows, .columns = sheets[i].columns, .read = give_row};
        held.sheets[i].source = &sheets[i];
    }
    assert_true(kp_workbook_read(book, all, held.count, hold_row, &held, problems));
    kp_workbook_close(book);
    assert_int_equal(problems->count, 0);
    return held;
}

#endif
