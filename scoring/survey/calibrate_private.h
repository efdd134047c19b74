/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calibrate_private.h - private to the survey room: cells of the margins' cross-table (calibrate_cells.c), raking and trimming by them (calibrate_rake.c), and the design made of it (calibrate.c). */
#ifndef KAOPING_SURVEY_CALIBRATE_PRIVATE_H
#define KAOPING_SURVEY_CALIBRATE_PRIVATE_H

#include "design_private.h"

/* Rows with the same categories in all margins are a cell. Rows without weight are in none. */
typedef struct calibration_cells {
    uint32_t *of_row; /* [rows], or NO_CELL */
    size_t count;
    int32_t *categories;     /* [cell × margins + margin] */
    size_t *category_counts; /* [margins] */
    size_t most_categories;  /* of any margin */
} calibration_cells;

calibration_cells kp_calibration_cells(kp_arena *arena, const kp_design *design, const kp_calibration *calibration);

/* Changes weights[rows] until the margins hold, and says in the report how it went: rounds, misses, what was trimmed. */
void kp_calibration_rake(kp_arena *arena, const kp_design *design, const kp_calibration *calibration, const calibration_cells *cells,
                         double weights[], kp_calibration_report *report);

#endif
