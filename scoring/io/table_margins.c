/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table_margins.c - what is known of the population, from files beside the data: sizes of strata, and margins that weights are brought to. */
#include "table_survey_private.h"

#include "kaoping/utf8.h"

#include <math.h>
#include <string.h>

/* Heads by which the columns of these files are found. */
static const char *const variable_heads[] = {"变量 | variable", "项目 | margin", NULL};
static const char *const category_heads[] = {"类别 | category", "分类 | class", "取值 | value", NULL};
static const char *const count_heads[] = {"总数 | total",
                                          "总体数 | population",
                                          "总体 | size",
                                          "数量 | count",
                                          "人数 | persons",
                                          "户数 | households",
                                          "频数 | Freq",
                                          "N",
                                          "Nh | N_h",
                                          "fpc",
                                          NULL};

static size_t find_any(const kp_data_table *table, const char *const heads[]) {
    for (size_t c = 0; c < kp_data_columns(table); c++)
        for (size_t i = 0; heads[i]; i++)
            if (kp_text_matches(heads[i], kp_data_title(table, c)))
                return c;
    return SIZE_MAX;
}

/* The column found by its head, else the one at that place where the table has just so many columns. SIZE_MAX with a problem. */
static size_t find_column(table_run *run, const kp_data_table *table, const char *const heads[], size_t place, size_t columns) {
    size_t found = find_any(table, heads);
    if (found == SIZE_MAX && kp_data_columns(table) == columns)
        found = place;
    if (found == SIZE_MAX)
        kp_problems_add(run->problems, KP_W_COLUMN_MISSING, kp_data_place(table, 0, SIZE_MAX), KP_UNIT_ALL, heads[0], NULL, NULL);
    return found;
}

/* ---- sizes of strata ---- */

const double *table_read_sizes(table_run *run) {
    const kp_categories *strata = run->strata;
    kp_arena *arena = run->arena;
    kp_data_table *table = kp_data_table_read(arena, run->plan->sizes, NULL, NULL, 0, run->problems);
    if (!table)
        return NULL;
    const char *const stratum_heads[] = {strata ? strata->title : "层 | stratum", "层 | stratum", NULL};
    size_t name = find_column(run, table, stratum_heads, 0, 2), count = find_column(run, table, count_heads, 1, 2);
    if (name == SIZE_MAX || count == SIZE_MAX)
        return NULL;
    size_t errors = run->problems->errors, stratum_count = strata ? strata->count : 1;
    const double *values = kp_data_doubles(table, count, KP_DATA_FILLED | KP_DATA_NOT_NEGATIVE, run->problems);
    double *sizes = KP_NEW_ARRAY(arena, double, stratum_count);
    size_t *first = KP_NEW_ARRAY(arena, size_t, stratum_count);
    for (size_t row = 0; values && row < kp_data_rows(table); row++) {
        int32_t h = strata ? kp_categories_find(arena, strata, kp_data_text(table, name, row)) : 0;
        if (h < 0) /* a stratum that nobody was drawn from */
            continue;
        if (first[h])
            kp_problems_add(run->problems, KP_D_ID_TWICE, kp_data_place(table, name, row), KP_UNIT_ALL,
                            kp_verbatim(arena, kp_data_text(table, name, row)), kp_place_cell(arena, kp_data_place(table, name, first[h] - 1)), NULL);
        first[h] = row + 1;
        sizes[h] = values[row];
    }
    for (size_t h = 0; values && h < stratum_count; h++)
        if (!first[h])
            kp_problems_add(run->problems, KP_D_SIZE_MISSING, kp_data_place(table, count, SIZE_MAX), KP_UNIT_ALL,
                            strata ? kp_verbatim(arena, strata->names[h]) : "—", NULL, NULL);
    return run->problems->errors == errors ? sizes : NULL;
}

/* ---- margins ---- */

static margin_table *margin_of(table_run *run, const char *name, kp_place place, head_list *heads) {
    for (size_t i = 0; i < run->margins.count; i++)
        if (kp_text_matches(run->margins.items[i].name, name))
            return &run->margins.items[i];
    margin_table margin = {.name = name, .columns = table_split_crossed(run->arena, name), .place = place};
    for (size_t i = 0; i < margin.columns.count; i++)
        KP_PUSH(run->arena, heads, margin.columns.items[i]);
    KP_PUSH(run->arena, &run->margins, margin);
    return &run->margins.items[run->margins.count - 1];
}

bool table_read_margins(table_run *run, head_list *heads) {
    size_t errors = run->problems->errors;
    kp_data_table *table = kp_data_table_read(run->arena, run->plan->margins, NULL, NULL, 0, run->problems);
    if (!table)
        return false;
    size_t variable = find_column(run, table, variable_heads, 0, 3), category = find_column(run, table, category_heads, 1, 3),
           count = find_column(run, table, count_heads, 2, 3);
    if (variable == SIZE_MAX || category == SIZE_MAX || count == SIZE_MAX || !kp_data_categories(table, variable, KP_DATA_FILLED, run->problems) ||
        !kp_data_categories(table, category, KP_DATA_FILLED, run->problems))
        return false;
    const double *totals = kp_data_doubles(table, count, KP_DATA_FILLED | KP_DATA_NOT_NEGATIVE, run->problems);
    for (size_t row = 0; totals && row < kp_data_rows(table); row++) {
        margin_table *margin = margin_of(run, kp_data_text(table, variable, row), kp_data_place(table, variable, row), heads);
        margin_row entry = {kp_data_text(table, category, row), totals[row], kp_data_place(table, category, row)};
        KP_PUSH(run->arena, &margin->rows, entry);
    }
    if (totals && !run->margins.count)
        kp_problems_add(run->problems, KP_W_NO_ROWS, kp_data_place(table, 0, SIZE_MAX), KP_UNIT_ALL, NULL, NULL, NULL);
    return run->problems->errors == errors;
}

/* The margin over the data's categories. False with problems: a category that one of the two sides lacks, or that is there twice. */
static bool fit_margin(table_run *run, const margin_table *table, kp_margin *margin) {
    kp_arena *arena = run->arena;
    size_t errors = run->problems->errors;
    const kp_categories *categories = table_crossed(run->arena, run->table, table->name, KP_DATA_FILLED, run->problems);
    if (!categories)
        return false;
    double *totals = KP_NEW_ARRAY(arena, double, categories->count);
    const margin_row **given = KP_NEW_ARRAY(arena, const margin_row *, categories->count + 1);
    for (size_t i = 0; i < table->rows.count; i++) {
        const margin_row *row = &table->rows.items[i];
        const char *name = table->columns.count > 1 ? table_crossed_name(arena, row->category) : row->category;
        int32_t category = kp_categories_find(arena, categories, name);
        if (category < 0 && row->total > 0)
            kp_problems_add(run->problems, KP_D_MARGIN_EMPTY, row->place, KP_UNIT_ALL, kp_verbatim(arena, table->name),
                            kp_verbatim(arena, row->category), NULL);
        if (category < 0)
            continue;
        if (given[category])
            kp_problems_add(run->problems, KP_D_ID_TWICE, row->place, KP_UNIT_ALL, kp_verbatim(arena, row->category),
                            kp_place_cell(arena, given[category]->place), NULL);
        given[category] = row;
        totals[category] = row->total;
    }
    for (size_t i = 0; i < categories->count; i++)
        if (!given[i] || totals[i] == 0)
            kp_problems_add(run->problems, KP_D_MARGIN_MISSING, given[i] ? given[i]->place : table->place, KP_UNIT_ALL,
                            kp_verbatim(arena, table->name), kp_verbatim(arena, categories->names[i]), NULL);
    *margin = (kp_margin){table->name, categories->of, categories->count, totals};
    return run->problems->errors == errors;
}

/* What fitting could not see: sums that differ. */
static void tell_fault(table_run *run, const kp_margin margins[], const kp_calibration_report *report) {
    const margin_table *table = &run->margins.items[report->margin];
    double sums[2] = {0};
    size_t which[2] = {0, report->margin};
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < margins[which[k]].count; i++)
            sums[k] += margins[which[k]].totals[i];
    kp_problems_add(run->problems, KP_D_MARGINS_DIFFER, table->place, KP_UNIT_ALL,
                    kp_format(run->arena, "%s: %.10g", kp_verbatim(run->arena, table->name), sums[1]),
                    kp_format(run->arena, "%s: %.10g", kp_verbatim(run->arena, run->margins.items[0].name), sums[0]), NULL);
}

kp_design *table_calibrate(table_run *run, kp_design *design) {
    kp_table_survey *survey = run->survey;
    size_t count = run->margins.count;
    if (!count)
        return design;
    kp_margin *margins = KP_NEW_ARRAY(run->arena, kp_margin, count);
    const char **names = KP_NEW_ARRAY(run->arena, const char *, count);
    bool sound = true;
    for (size_t i = 0; i < count; i++) {
        sound = fit_margin(run, &run->margins.items[i], &margins[i]) && sound;
        names[i] = run->margins.items[i].name;
    }
    if (!sound)
        return NULL;
    const kp_calibration calibration = {.margins = margins, .count = count, .trim_ratio = run->plan->trim};
    kp_design *calibrated = kp_design_calibrate(run->arena, design, &calibration, &survey->calibration);
    if (!calibrated) {
        tell_fault(run, margins, &survey->calibration);
        return NULL;
    }
    survey->calibrated = true;
    survey->margin_count = count;
    survey->margin_names = names;
    if (!survey->calibration.converged) {
        const kp_calibration_report *report = &survey->calibration;
        kp_problems_add(run->problems, KP_R_NOT_CONVERGED, run->margins.items[report->worst_margin].place, KP_UNIT_NONE,
                        kp_format(run->arena, "%d", report->rounds), kp_format(run->arena, "%.3g%%", report->largest_miss * 100),
                        kp_verbatim(run->arena, names[report->worst_margin]));
    }
    return calibrated;
}
