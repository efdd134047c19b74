/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workbook_range.c - a part of a sheet as a workbook of its own. */
#include "kaoping/workbook.h"

#include <string.h>

typedef struct range_row {
    uint32_t row;
    kp_cell *cells;
    size_t count;
} range_row;

/* The filled rows of the part, ascending; kept for as long as the workbook. */
typedef struct range_cells {
    kp_arena *arena;
    kp_cell_range range;
    struct {
        range_row *items;
        size_t count, capacity;
    } rows;
} range_cells;

static bool keep_row(void *data, const kp_row *row) {
    range_cells *kept = data;
    const kp_cell_range *range = &kept->range;
    if (row->row > range->last_row)
        return false;
    if (row->row < range->first_row)
        return true;
    range_row mine = {.row = row->row, .cells = KP_NEW_ARRAY(kept->arena, kp_cell, row->count)};
    for (size_t i = 0; i < row->count; i++) {
        if (row->cells[i].column < range->first_column || row->cells[i].column > range->last_column)
            continue;
        mine.cells[mine.count] = row->cells[i];
        mine.cells[mine.count++].text = kp_strdup(kept->arena, row->cells[i].text);
    }
    if (mine.count)
        KP_PUSH(kept->arena, &kept->rows, mine);
    return true;
}

static const range_row *row_at(const range_cells *kept, uint64_t row) {
    size_t low = 0, high = kept->rows.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (kept->rows.items[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low < kept->rows.count && kept->rows.items[low].row == row ? &kept->rows.items[low] : NULL;
}

static void read_row(const kp_cell_sheet *sheet, size_t row, kp_cell *out) {
    const range_cells *kept = sheet->source;
    const range_row *found = row_at(kept, (uint64_t)sheet->first_row + row);
    for (size_t i = 0; found && i < found->count; i++)
        out[found->cells[i].column - sheet->first_column] = found->cells[i];
}

kp_workbook *kp_workbook_of_range(kp_arena *arena, kp_workbook *book, size_t sheet, kp_cell_range range, kp_problems *problems) {
    range_cells *kept = KP_NEW(arena, range_cells);
    kept->arena = arena;
    kept->range = range;
    if (!kp_workbook_read(book, &sheet, 1, keep_row, kept, problems))
        return NULL;
    size_t count = kept->rows.count;
    uint32_t last_row = count ? kept->rows.items[count - 1].row : range.first_row, last_column = range.first_column;
    for (size_t i = 0; i < count; i++) {
        const range_row *row = &kept->rows.items[i];
        uint32_t column = row->cells[row->count - 1].column;
        last_column = column > last_column ? column : last_column;
    }
    const kp_cell_sheet cells = {.name = kp_workbook_sheet_name(book, sheet),
                                 .first_row = range.first_row,
                                 .first_column = range.first_column,
                                 .rows = count ? (size_t)last_row - range.first_row + 1 : 0,
                                 .columns = (size_t)last_column - range.first_column + 1,
                                 .read = read_row,
                                 .source = kept};
    return kp_workbook_of_cells(arena, kp_workbook_path(book), &cells, 1, kp_workbook_is_plain(book), problems);
}
