/* SPDX-License-Identifier: GPL-3.0-or-later */
/* columns.h - what the columns of a range of data mean, by their codes; kept between calls. Private to this room. */
#ifndef KAOPING_FUNCTIONS_COLUMNS_H
#define KAOPING_FUNCTIONS_COLUMNS_H

#include "call.h"
#include "kaoping/scorer.h"

/* Columns made ready for one scheme, one row of codes and the node that is asked for. */
typedef struct column_set {
    const kp_scheme *scheme;
    kp_scorer *scorer; /* NULL: `why` tells */
    size_t count;
    const size_t *column_of; /* of each input of the scorer */
    const char **titles;     /* of each input: bilingual */
    bool lying;              /* one column of data and several codes: it is one unit */
    /* the error of the codes: */
    kp_function_error error;
    size_t argument, row, column;
    const char *why; /* in the language of the call that read them */
    /* room for one unit */
    kp_value *cells;
    kp_input *inputs;
    int64_t *millionths;
} column_set;

/* Reads the codes of argument 1 and, where the function has a node, that of argument 3, for data of `width` columns; the same cells of the same scheme give what was
 * made at the call before. NULL after call_fail_at(). */
column_set *call_columns(call *c, const kp_scheme *scheme, size_t width);
/* For the children of the total in their order, whose marks are given, each out of 100; `weights` NULL: those of the scheme. */
column_set *call_children(call *c, const kp_scheme *scheme, const kp_num *weights, size_t count);

/* What came of one row. */
typedef struct row_outcome {
    kp_function_error error; /* 0: `value` is there */
    kp_num value;            /* printed */
    const kp_mark *marks;    /* NULL where only the value was made */
    size_t column;           /* of the error; SIZE_MAX: none */
    const char *why;         /* where words are wanted */
} row_outcome;

/* Scores the unit in `cells`, one value a column. `marks`: those of all nodes are wanted. */
row_outcome score_cells(call *c, column_set *columns, const kp_value *cells, bool marks);

#endif
