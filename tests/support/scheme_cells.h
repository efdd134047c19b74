/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_cells.h - for tests of the spreadsheet functions: a scheme as the cells of a sheet 方案, all of them texts. */
#ifndef KAOPING_TESTS_SCHEME_CELLS_H
#define KAOPING_TESTS_SCHEME_CELLS_H

#include "scheme_support.h"

#include "kaoping/functions.h"

typedef struct sheet {
    size_t rows, columns;
    kp_value *values; /* row by row */
} sheet;

static inline kp_area area_of(const sheet *cells) { return cells->rows ? kp_area_of(cells->values, cells->rows, cells->columns) : (kp_area){0}; }

static inline sheet cells_of_scheme(kp_arena *arena, const kp_scheme *scheme) {
    const kp_sheet_rows *rows = kp_scheme_sheet_rows(arena, scheme, KP_ZH);
    sheet made = {.rows = rows->count};
    for (size_t i = 0; i < rows->count; i++)
        made.columns = rows->items[i].count > made.columns ? rows->items[i].count : made.columns;
    made.values = KP_NEW_ARRAY(arena, kp_value, made.rows * made.columns);
    for (size_t i = 0; i < rows->count; i++)
        for (size_t c = 0; c < rows->items[i].count; c++)
            if (*rows->items[i].cells[c])
                made.values[i * made.columns + c] = (kp_value){.kind = KP_VALUE_TEXT, .text = rows->items[i].cells[c]};
    return made;
}

#endif
