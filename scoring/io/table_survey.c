/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table_survey.c - from the columns of a table to the design of its sample. */
#include "table_survey_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- columns ---- */

static void need_head(table_run *run, head_list *heads, const char *head) {
    if (head)
        KP_PUSH(run->arena, heads, head);
}

static bool read_table(table_run *run) {
    const kp_table_plan *plan = run->plan;
    head_list heads = {0};
    for (size_t i = 0; i < plan->question_count; i++) {
        need_head(run, &heads, plan->questions[i].column);
        need_head(run, &heads, plan->questions[i].kind == KP_TABLE_RATIO ? plan->questions[i].other : NULL);
    }
    table_need(run->arena, &heads, plan->by);
    need_head(run, &heads, plan->weight);
    table_need(run->arena, &heads, plan->stratum);
    table_need(run->arena, &heads, plan->cluster);
    need_head(run, &heads, plan->population);
    if (plan->margins && !table_read_margins(run, &heads))
        return false;
    run->table = kp_data_table_read(run->arena, plan->data, plan->sheet, heads.items, heads.count, run->problems);
    if (run->table && !kp_data_rows(run->table)) {
        kp_problems_add(run->problems, KP_W_NO_ROWS, kp_data_place(run->table, 0, SIZE_MAX), KP_UNIT_ALL, NULL, NULL, NULL);
        return false;
    }
    return run->table;
}

/* ---- sizes of strata ---- */

typedef struct unit_pair {
    int32_t stratum, cluster;
} unit_pair;

static int compare_pairs(const void *a, const void *b) {
    const unit_pair *x = a, *y = b;
    return x->stratum != y->stratum ? (x->stratum > y->stratum) - (x->stratum < y->stratum) : (x->cluster > y->cluster) - (x->cluster < y->cluster);
}

/* How many primary units of each stratum are in the sample. */
static double *count_units(table_run *run, const int32_t strata[], size_t stratum_count, const int32_t clusters[]) {
    size_t rows = kp_data_rows(run->table);
    double *counts = KP_NEW_ARRAY(run->arena, double, stratum_count);
    unit_pair *pairs = KP_NEW_ARRAY(run->arena, unit_pair, rows);
    for (size_t i = 0; i < rows; i++)
        pairs[i] = (unit_pair){strata ? strata[i] : 0, clusters ? clusters[i] : (int32_t)i};
    if (clusters)
        qsort(pairs, rows, sizeof *pairs, compare_pairs);
    for (size_t i = 0; i < rows; i++)
        counts[pairs[i].stratum] += !clusters || i == 0 || compare_pairs(&pairs[i - 1], &pairs[i]) != 0;
    return counts;
}

/* True where the column holds shares that were drawn, not numbers of units. */
static bool are_fractions(const double values[], size_t rows) {
    for (size_t i = 0; i < rows; i++)
        if (values[i] > 1)
            return false;
    return true;
}

/* The column of sizes as one number a stratum, which all of its rows must tell alike. NULL with problems. */
static double *sizes_of_column(table_run *run, const int32_t strata[], size_t stratum_count, const int32_t clusters[]) {
    size_t column = kp_data_find(run->table, run->plan->population), rows = kp_data_rows(run->table);
    const double *values = kp_data_doubles(run->table, column, KP_DATA_FILLED | KP_DATA_POSITIVE, run->problems);
    if (!values)
        return NULL;
    double *sizes = KP_NEW_ARRAY(run->arena, double, stratum_count);
    size_t *first = KP_NEW_ARRAY(run->arena, size_t, stratum_count);
    bool sound = true;
    for (size_t i = 0; i < rows; i++) {
        int32_t h = strata ? strata[i] : 0;
        if (sizes[h] == 0) {
            sizes[h] = values[i];
            first[h] = i;
        } else if (sizes[h] != values[i]) {
            kp_problems_add(run->problems, KP_D_SIZE_DIFFERS, kp_data_place(run->table, column, i), KP_UNIT_ALL, kp_data_text(run->table, column, i),
                            kp_data_text(run->table, column, first[h]), kp_place_cell(run->arena, kp_data_place(run->table, column, first[h])));
            sound = false;
        }
    }
    if (sound && are_fractions(values, rows)) {
        const double *drawn = count_units(run, strata, stratum_count, clusters);
        for (size_t h = 0; h < stratum_count; h++)
            sizes[h] = drawn[h] / sizes[h];
    }
    return sound ? sizes : NULL;
}

/* ---- the design ---- */

static size_t first_row_of(const int32_t strata[], size_t rows, size_t stratum) {
    for (size_t i = 0; strata && i < rows; i++)
        if ((size_t)strata[i] == stratum)
            return i;
    return 0;
}

static void tell_fault(table_run *run, const kp_design_plan *plan, kp_design_fault fault, size_t where) {
    const char *head = run->plan->population ? run->plan->population : run->plan->questions[0].column;
    size_t column = kp_data_find(run->table, head), row = where;
    if (fault == KP_DESIGN_POPULATION_TOO_SMALL) {
        const double *drawn = count_units(run, plan->strata, plan->stratum_count, plan->clusters);
        row = first_row_of(plan->strata, plan->rows, where);
        kp_problems_add(run->problems, KP_D_SIZE_BELOW_SAMPLE, kp_data_place(run->table, column, row), KP_UNIT_ALL,
                        run->strata ? kp_verbatim(run->arena, run->strata->names[where]) : "—", kp_format(run->arena, "%g", plan->population[where]),
                        kp_format(run->arena, "%g", drawn[where]));
    } else { /* clusters are nested and weights were checked, but for numbers beyond the range of binary ones */
        column = kp_data_find(run->table, run->plan->weight ? run->plan->weight : head);
        kp_problems_add(run->problems, KP_D_NOT_A_NUMBER, kp_data_place(run->table, column, row), KP_UNIT_ALL,
                        kp_verbatim(run->arena, kp_data_text(run->table, column, row)), "不小于 0 的数 | a number, 0 or more", NULL);
    }
}

/* False with problems where a column that is asked for does not hold what it must. */
static bool read_design(table_run *run, kp_design_plan *design, const kp_categories **clusters) {
    const kp_table_plan *plan = run->plan;
    size_t errors = run->problems->errors;
    if (plan->weight)
        design->weights = kp_data_doubles(run->table, kp_data_find(run->table, plan->weight), KP_DATA_FILLED | KP_DATA_NOT_NEGATIVE, run->problems);
    run->strata = plan->stratum ? table_crossed(run->arena, run->table, plan->stratum, KP_DATA_FILLED, run->problems) : NULL;
    *clusters = plan->cluster ? table_crossed(run->arena, run->table, plan->cluster, KP_DATA_FILLED, run->problems) : NULL;
    if (run->problems->errors > errors)
        return false;
    design->rows = kp_data_rows(run->table);
    design->strata = run->strata ? run->strata->of : NULL;
    design->stratum_count = run->strata ? run->strata->count : 1;
    design->clusters = *clusters ? (*clusters)->of : NULL;
    if (plan->population)
        design->population = sizes_of_column(run, design->strata, design->stratum_count, design->clusters);
    else if (plan->sizes)
        design->population = table_read_sizes(run);
    return run->problems->errors == errors;
}

static bool make_design(table_run *run) {
    const kp_categories *clusters;
    kp_design_plan plan = {.nested = true, .lonely = run->plan->lonely};
    if (!read_design(run, &plan, &clusters))
        return false;
    kp_design_fault fault;
    size_t where = 0;
    kp_design *design = kp_design_new(run->arena, &plan, &fault, &where);
    if (!design) {
        tell_fault(run, &plan, fault, where);
        return false;
    }
    kp_table_survey *survey = run->survey;
    survey->strata = plan.stratum_count;
    const double *drawn = clusters ? count_units(run, plan.strata, plan.stratum_count, plan.clusters) : NULL;
    for (size_t h = 0; drawn && h < plan.stratum_count; h++)
        survey->units += (size_t)drawn[h];
    survey->lonely = kp_design_lonely_strata(design);
    survey->df = kp_design_df(run->arena, design, (kp_rows){0});
    if (survey->lonely)
        kp_problems_add(run->problems, KP_R_LONELY_STRATA, kp_data_place(run->table, 0, SIZE_MAX), KP_UNIT_NONE,
                        kp_format(run->arena, "%zu", survey->lonely), NULL, NULL);
    run->design = table_calibrate(run, design);
    return run->design;
}

const kp_table_survey *kp_table_survey_run(kp_arena *arena, const kp_table_plan *plan, kp_problems *problems) {
    size_t errors = problems->errors;
    table_run run = {.arena = arena, .problems = problems, .plan = plan, .survey = KP_NEW(arena, kp_table_survey)};
    run.survey->plan = *plan;
    if (!(plan->confidence > 0))
        run.survey->plan.confidence = 95;
    if (!read_table(&run))
        return NULL;
    run.survey->file = kp_workbook_path(plan->data);
    run.survey->sheet = kp_data_sheet(run.table);
    run.survey->rows = kp_data_rows(run.table);
    if (!make_design(&run) || !table_estimate(&run) || problems->errors > errors)
        return NULL;
    return run.survey;
}
