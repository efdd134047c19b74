/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table_survey_private.h - what the files table_*.c share: a run over one table, and the tables of sizes and margins beside it. */
#ifndef KAOPING_TABLE_SURVEY_PRIVATE_H
#define KAOPING_TABLE_SURVEY_PRIVATE_H

#include "kaoping/table_survey.h"
#include "table_crossed.h"

/* One row of the margins' file. */
typedef struct margin_row {
    const char *category;
    double total;
    kp_place place;
} margin_row;

/* One variable of it: a column of the data, or several crossed. */
typedef struct margin_table {
    const char *name;
    head_list columns;
    struct {
        margin_row *items;
        size_t count, capacity;
    } rows;
    kp_place place;
} margin_table;

typedef struct margin_list {
    margin_table *items;
    size_t count, capacity;
} margin_list;

typedef struct table_run {
    kp_arena *arena;
    kp_problems *problems;
    const kp_table_plan *plan;
    kp_table_survey *survey;
    kp_data_table *table;
    margin_list margins;
    const kp_categories *strata; /* NULL: one stratum */
    kp_design *design;
} table_run;

/* ---- table_margins.c ---- */

/* Reads plan->margins, and names the columns of the data that they need. False with problems. */
bool table_read_margins(table_run *run, head_list *heads);
/* The design with weights brought to the margins, or as it was where there are none. NULL with problems. */
kp_design *table_calibrate(table_run *run, kp_design *design);
/* The sizes of the strata, [strata->count], by plan->sizes. NULL with problems. */
const double *table_read_sizes(table_run *run);

/* ---- table_figures.c ---- */

/* Fills in the survey's figures and differences from the design. False with problems. */
bool table_estimate(table_run *run);

#endif
