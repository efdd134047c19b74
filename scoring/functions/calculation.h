/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * calculation.h - functions that work a small scheme: each argument is an input of one unit, each result a value, verdict, score or grade of it. No number of a rule stands here, only
 * which scheme it is and what is what in it: the scheme says the rule, and another may be named in its place (a preset, an id, the range of a sheet 方案).
 *
 * An argument is one value, or a column of as many cells as the other columns: a row a unit, and as many rows of results. After those of the table come, in functions.def, 方案 and 表头.
 */
#ifndef KAOPING_FUNCTIONS_CALCULATION_H
#define KAOPING_FUNCTIONS_CALCULATION_H

#include "call.h"

#define MOST_INPUTS  12
#define MOST_RESULTS 14

typedef enum result_kind {
    RESULT_VALUE, /* the number of a leaf */
    RESULT_LOWER, /* the limits of a range */
    RESULT_UPPER,
    RESULT_TEXT,    /* 符合 or 不符合 */
    RESULT_VERDICT, /* 符合, or what is missing: 不足，差 3 名 */
    RESULT_WHY,     /* the same, empty where it is met */
    RESULT_SHARE,   /* the mark in per cent of the full marks */
    RESULT_SCORE,   /* of the whole, without a leaf */
    RESULT_GRADE
} result_kind;

typedef struct calculation_result {
    result_kind kind;
    const char *leaf; /* id */
} calculation_result;

typedef struct calculation {
    kp_function_id function;
    const char *scheme; /* the id of the built-in one */
    /* By argument: the leaf's id, or "leaf.slot" of one with several; several of them with a blank between. "+id": the node's mark in place of its evidence; "-id": the same as points
     * that are taken off; "!": yes where the unit does not take part. */
    const char *inputs[MOST_INPUTS + 1];
    calculation_result results[MOST_RESULTS + 1]; /* the first one must be there, else the call has failed; the others may stay empty */
} calculation;

/* The row of the table, in calculation_table.c; NULL: none. */
const calculation *calculation_of(kp_function_id function);

/* Works the scheme of the call's function, and ends the call with the results. */
void call_calculation(call *c);

#endif
