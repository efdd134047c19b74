/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workbook_cells.c - a workbook over cells that another program holds in memory. */
#include "reader.h"

#include <string.h>

typedef struct cells_book {
    const kp_cell_sheet *sheets; /* beside the workbook's sheets */
} cells_book;

static bool is_filled(const kp_cell *cell) { return cell->kind != KP_CELL_EMPTY && (cell->kind != KP_CELL_TEXT || cell->formula || *cell->text); }

static bool add_cells(row_sink *sink, const kp_cell_sheet *sheet, const kp_cell *cells) {
    for (size_t c = 0; c < sheet->columns; c++) {
        const kp_cell *cell = &cells[c];
        if (!is_filled(cell))
            continue;
        uint64_t column = sheet->first_column + (uint64_t)c;
        if (text_too_long(cell->text, strlen(cell->text)))
            return sink_problem(sink, KP_F_TOO_LARGE, sink->row, column, "单元格内的字数 | characters in a cell", "32767");
        unsigned flags = (cell->formula ? CELL_FORMULA : 0) | (cell->percent ? CELL_PERCENT : 0);
        if (!sink_cell(sink, column, cell->kind, flags, 0, cell->text))
            return false;
    }
    return true;
}

/* False where a problem was added. */
static bool read_sheet(const kp_cell_sheet *sheet, row_sink *sink, kp_cell *cells) {
    for (size_t r = 0; r < sheet->rows; r++) {
        memset(cells, 0, sheet->columns * sizeof *cells);
        for (size_t c = 0; c < sheet->columns; c++)
            cells[c].text = "";
        sheet->read(sheet, r, cells);
        sink_row(sink, sheet->first_row + (uint64_t)r, sheet->first_row + (uint64_t)r);
        if (!add_cells(sink, sheet, cells))
            return false;
        if (!sink_row_end(sink, 1))
            return !sink->failed;
    }
    return true;
}

static bool read_cells(kp_workbook *book, const bool wanted[], row_sink *sink) {
    const cells_book *state = book->state;
    size_t widest = 0;
    for (size_t i = 0; i < book->sheets.count; i++)
        widest = wanted[i] && state->sheets[i].columns > widest ? state->sheets[i].columns : widest;
    kp_cell *cells = KP_NEW_ARRAY(book->arena, kp_cell, widest);
    for (size_t i = 0; i < book->sheets.count; i++) {
        if (!wanted[i])
            continue;
        sink_sheet(sink, i);
        if (!read_sheet(&state->sheets[i], sink, cells))
            return false;
    }
    return true;
}

static void close_cells(kp_workbook *book) { (void)book; }

static const workbook_format cells_format = {read_cells, close_cells};

kp_workbook *kp_workbook_of_cells(kp_arena *arena, const char *name, const kp_cell_sheet sheets[], size_t count, bool plain, kp_problems *problems) {
    kp_workbook *book = KP_NEW(arena, kp_workbook);
    kp_cell_sheet *copies = KP_NEW_ARRAY(arena, kp_cell_sheet, count);
    cells_book *state = KP_NEW(arena, cells_book);
    *book = (kp_workbook){
        .arena = arena, .path = kp_strdup(arena, name), .shown = kp_strdup(arena, name), .state = state, .in_memory = true, .is_plain = plain};
    book->sink = (row_sink){.book = book, .text = {.arena = arena}};
    for (size_t i = 0; i < count; i++) {
        copies[i] = sheets[i];
        copies[i].first_row += copies[i].first_row == 0;
        copies[i].first_column += copies[i].first_column == 0;
        if (!book_add_sheet(book, sheets[i].name, problems))
            return NULL;
    }
    state->sheets = copies;
    book->format = &cells_format;
    return book;
}
