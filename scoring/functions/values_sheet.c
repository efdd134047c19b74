/* SPDX-License-Identifier: GPL-3.0-or-later */
/* values_sheet.c - values handed over by a spreadsheet, read as the cells of a workbook are. */
#include "values_sheet.h"
#include "call.h"

#include <math.h>

typedef struct values {
    const kp_value *items;
    char (*numbers)[VALUE_DIGITS_SIZE]; /* of the row that was read last */
} values;

static void tell_cell(const kp_value *value, char number[VALUE_DIGITS_SIZE], kp_cell *out) {
    switch (value->kind) {
    case KP_VALUE_NUMBER:
        value_digits(value->number, number);
        out->kind = isfinite(value->number) ? KP_CELL_NUMBER : KP_CELL_ERROR;
        out->text = number;
        break;
    case KP_VALUE_TEXT:
        out->kind = *value->text ? KP_CELL_TEXT : KP_CELL_EMPTY;
        out->text = value->text;
        break;
    case KP_VALUE_ERROR: {
        const char *shown = kp_function_error_shown((kp_function_error)value->error);
        out->kind = KP_CELL_ERROR;
        out->text = *shown ? shown : "#VALUE!";
        break;
    }
    default: break;
    }
}

static void read_row(const kp_cell_sheet *sheet, size_t row, kp_cell *out) {
    const values *source = sheet->source;
    for (size_t column = 0; column < sheet->columns; column++)
        tell_cell(&source->items[row * sheet->columns + column], source->numbers[column], &out[column]);
}

kp_cell_sheet values_sheet(kp_arena *arena, const char *name, const kp_value *items, size_t rows, size_t columns) {
    values *source = KP_NEW(arena, values);
    *source = (values){items, kp_alloc_array(arena, columns, VALUE_DIGITS_SIZE)};
    return (kp_cell_sheet){.name = name, .rows = rows, .columns = columns, .read = read_row, .source = source};
}
