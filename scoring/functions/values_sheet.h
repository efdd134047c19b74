/* SPDX-License-Identifier: GPL-3.0-or-later */
/* values_sheet.h - the cells of an argument as a sheet of a workbook, for the readers of sheets. Private to this room. */
#ifndef KAOPING_FUNCTIONS_VALUES_SHEET_H
#define KAOPING_FUNCTIONS_VALUES_SHEET_H

#include "kaoping/functions.h"
#include "kaoping/workbook.h"

/* A sheet over `rows` × `columns` values, row by row (call_area()), which outlive it. Numbers are told as stored ones, with 17 digits; empty texts as empty cells. */
kp_cell_sheet values_sheet(kp_arena *arena, const char *name, const kp_value *values, size_t rows, size_t columns);

#endif
