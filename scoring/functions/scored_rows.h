/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scored_rows.h - a column of scores, a cell a unit, as evidence whose totals are given: what grades, ranks and lists are made of.
 *
 * A cell without a score belongs to no unit; its row keeps the reason.
 */
#ifndef KAOPING_FUNCTIONS_SCORED_ROWS_H
#define KAOPING_FUNCTIONS_SCORED_ROWS_H

#include "call.h"
#include "kaoping/score.h"

typedef struct scored_row {
    kp_num score;
    kp_function_error error; /* not 0: there is no score, and why; KP_FUNCTION_ERROR_NO_DATA: nothing stands there */
    int32_t unit;            /* -1: none */
} scored_row;

typedef struct scored_rows {
    scored_row *items;
    size_t count;       /* empty ones at the end are left out, but for call_rows_beside() */
    bool across;        /* the cells stand in a row, and so must the result */
    kp_num least, most; /* of the scores; 0 where there are none */
    size_t scored;
} scored_rows;

/* Reads the scores. An area of several rows and columns is ARGUMENT, nothing at all NO_DATA. */
scored_rows call_scores(call *c, size_t argument);
/* What stands in the cell of that row. */
kp_value call_score_cell(call *c, size_t argument, const scored_rows *rows, size_t row);
/* The cells of a column that stands beside the scores, as names: NULL where empty. Left out: all NULL. Of another size than the scores: ARGUMENT; an error cell: TEXT. */
const char **call_names_beside(call *c, size_t argument, size_t scores, size_t count);

/* A scheme of nothing but its total, that ranks within groups, decides on the whole value and takes any of these scores. */
kp_scheme *total_scheme(kp_arena *arena, const scored_rows *rows);
/* Evidence of a unit for each score, in order, with its total. `names` and `groups` may be NULL. */
kp_evidence *evidence_of_rows(call *c, const kp_scheme *scheme, scored_rows *rows, const char *const names[], const char *const groups[]);
/* Room for a result beside the scores. */
kp_value *call_cells_beside(call *c, const scored_rows *rows);

#define SAID_ROWS 100 /* an explanation goes into so many rows; nobody reads more */
/* "第 3 行 | row 3" */
const char *row_words(kp_arena *arena, const scored_rows *rows, size_t row);
/* Says why the row has no score. */
void say_unscored(call *c, const scored_rows *rows, size_t row);
void say_more_rows(call *c, const scored_rows *rows);

#endif
