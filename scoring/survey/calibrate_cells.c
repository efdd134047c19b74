/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calibrate_cells.c - which rows are alike to a calibration. */
#include "calibrate_private.h"

/* Splits the cells so far by one more margin. */
static void split_cells(kp_arena *arena, const kp_design *design, const kp_margin *margin, calibration_cells *cells) {
    slots met = kp_slots_new(arena, UINT64_MAX, design->rows);
    for (size_t row = 0; row < design->rows; row++)
        if (cells->of_row[row] != NO_CELL) {
            uint64_t key = (uint64_t)cells->of_row[row] * margin->count + (uint64_t)margin->categories[row];
            cells->of_row[row] = (uint32_t)kp_slots_of(&met, key);
        }
    cells->count = met.used;
}

calibration_cells kp_calibration_cells(kp_arena *arena, const kp_design *design, const kp_calibration *calibration) {
    size_t margins = calibration->count;
    calibration_cells cells = {.of_row = KP_NEW_ARRAY(arena, uint32_t, design->rows), .count = 1};
    for (size_t row = 0; row < design->rows; row++)
        cells.of_row[row] = design->weights[row] > 0 ? 0 : NO_CELL;
    cells.category_counts = KP_NEW_ARRAY(arena, size_t, margins);
    for (size_t m = 0; m < margins; m++) {
        split_cells(arena, design, &calibration->margins[m], &cells);
        cells.category_counts[m] = calibration->margins[m].count;
        if (cells.category_counts[m] > cells.most_categories)
            cells.most_categories = cells.category_counts[m];
    }
    cells.categories = KP_NEW_ARRAY(arena, int32_t, cells.count * margins);
    for (size_t row = 0; row < design->rows; row++)
        for (size_t m = 0; m < margins && cells.of_row[row] != NO_CELL; m++)
            cells.categories[cells.of_row[row] * margins + m] = calibration->margins[m].categories[row];
    return cells;
}
