/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table_figures.c - the figures of a table's sample: each question for all rows and for each domain, and how domains differ. */
#include "table_survey_private.h"

#include "bind_private.h"

#include <math.h>
#include <string.h>

/* What a question is computed from. */
typedef struct question_values {
    const double *y, *x; /* x: RATIO only */
} question_values;

/* ---- values ---- */

static bool is_comma(const char *at, size_t *length) {
    static const char *const commas[] = {",", "，", "、"};
    for (size_t i = 0; i < sizeof commas / sizeof *commas; i++) {
        *length = strlen(commas[i]);
        if (!strncmp(at, commas[i], *length))
            return true;
    }
    return false;
}

static const char *names_of(kp_arena *arena, const kp_categories *categories) {
    const char **names = KP_NEW_ARRAY(arena, const char *, categories->count + 1);
    for (size_t i = 0; i < categories->count; i++)
        names[i] = kp_verbatim(arena, categories->names[i]);
    return kp_bind_join_names(arena, names, categories->count);
}

/* Marks the category that `value` names; warns where there is none, for then its share is 0. */
static void mark_category(table_run *run, const kp_categories *categories, size_t column, const char *value, bool *marked) {
    int32_t category = kp_categories_find(run->arena, categories, value);
    if (category >= 0)
        marked[category] = true;
    else
        kp_problems_add(run->problems, KP_D_VALUE_NOT_THERE, kp_data_place(run->table, column, SIZE_MAX), KP_UNIT_NONE,
                        kp_verbatim(run->arena, categories->title), kp_verbatim(run->arena, value), names_of(run->arena, categories));
}

/* The categories that the text names: it is one, or several with commas between. */
static bool *marked_categories(table_run *run, const kp_categories *categories, size_t column, const char *text) {
    bool *marked = KP_NEW_ARRAY(run->arena, bool, categories->count + 1);
    if (kp_categories_find(run->arena, categories, text) >= 0) {
        mark_category(run, categories, column, text, marked);
        return marked;
    }
    size_t comma = 0;
    for (const char *at = text, *start = text;; at++)
        if (!*at || is_comma(at, &comma)) {
            mark_category(run, categories, column, kp_strndup(run->arena, start, (size_t)(at - start)), marked);
            if (!*at)
                return marked;
            start = at + comma;
            at = start - 1;
        }
}

/* 1 where the column says one of the values, 0 where it says another, NaN where nothing. */
static const double *share_values(table_run *run, const kp_table_question *question) {
    size_t column = kp_data_find(run->table, question->column), rows = kp_data_rows(run->table);
    const kp_categories *categories = kp_data_categories(run->table, column, KP_DATA_ANY, run->problems);
    if (!categories)
        return NULL;
    const bool *marked = marked_categories(run, categories, column, question->other);
    double *values = KP_NEW_ARRAY(run->arena, double, rows);
    for (size_t i = 0; i < rows; i++)
        values[i] = categories->of[i] < 0 ? NAN : marked[categories->of[i]] ? 1 : 0;
    return values;
}

static const double *number_values(table_run *run, const char *head) {
    return kp_data_doubles(run->table, kp_data_find(run->table, head), KP_DATA_ANY, run->problems);
}

/* [questions]; NULL with problems. */
static const question_values *read_values(table_run *run) {
    const kp_table_plan *plan = run->plan;
    size_t errors = run->problems->errors;
    question_values *values = KP_NEW_ARRAY(run->arena, question_values, plan->question_count);
    for (size_t i = 0; i < plan->question_count; i++) {
        const kp_table_question *question = &plan->questions[i];
        values[i].y = question->kind == KP_TABLE_SHARE ? share_values(run, question) : number_values(run, question->column);
        values[i].x = question->kind == KP_TABLE_RATIO ? number_values(run, question->other) : NULL;
    }
    return run->problems->errors == errors ? values : NULL;
}

/* ---- domains ---- */

/* The rows of each category. */
static kp_rows *rows_of_domains(kp_arena *arena, const kp_categories *by, size_t rows) {
    kp_rows *domains = KP_NEW_ARRAY(arena, kp_rows, by->count);
    uint32_t *items = KP_NEW_ARRAY(arena, uint32_t, rows + 1);
    size_t *next = KP_NEW_ARRAY(arena, size_t, by->count + 1);
    for (size_t i = 0; i < rows; i++)
        if (by->of[i] >= 0)
            domains[by->of[i]].count++;
    for (size_t d = 0; d < by->count; d++) {
        domains[d].items = items + next[d];
        next[d + 1] = next[d] + domains[d].count;
    }
    for (size_t i = 0; i < rows; i++)
        if (by->of[i] >= 0)
            items[next[by->of[i]]++] = (uint32_t)i;
    return domains;
}

/* All rows that have a domain, but those of that one. */
static kp_rows rows_but(kp_arena *arena, const kp_categories *by, size_t rows, int32_t domain) {
    uint32_t *items = KP_NEW_ARRAY(arena, uint32_t, rows + 1);
    size_t count = 0;
    for (size_t i = 0; i < rows; i++)
        if (by->of[i] >= 0 && by->of[i] != domain)
            items[count++] = (uint32_t)i;
    return (kp_rows){items, count};
}

/* ---- estimates ---- */

static const kp_interval no_interval = {NAN, NAN};

static void add_figure(table_run *run, size_t question, const question_values *values, int32_t domain, kp_rows rows) {
    kp_table_survey *survey = run->survey;
    double confidence = survey->plan.confidence;
    kp_table_figure *figure = &survey->figures[survey->figure_count++];
    *figure = (kp_table_figure){.question = question, .domain = domain, .logit = no_interval, .wilson = no_interval};
    switch (run->plan->questions[question].kind) {
    case KP_TABLE_MEAN:
    case KP_TABLE_SHARE: figure->estimate = kp_estimate_mean(run->arena, run->design, values->y, rows); break;
    case KP_TABLE_TOTAL: figure->estimate = kp_estimate_total(run->arena, run->design, values->y, rows); break;
    case KP_TABLE_RATIO: figure->estimate = kp_estimate_ratio(run->arena, run->design, values->y, values->x, rows); break;
    }
    figure->interval = kp_interval_t(&figure->estimate, confidence);
    if (run->plan->questions[question].kind == KP_TABLE_SHARE && figure->estimate.n) {
        figure->logit = kp_interval_logit(&figure->estimate, confidence);
        figure->wilson = kp_interval_wilson_design(&figure->estimate, confidence);
    }
}

static void add_difference(table_run *run, size_t question, const double y[], int32_t first, int32_t second, kp_rows first_rows,
                           kp_rows second_rows) {
    kp_table_survey *survey = run->survey;
    kp_table_difference *difference = &survey->differences[survey->difference_count++];
    *difference = (kp_table_difference){.question = question, .first = first, .second = second};
    difference->estimate = kp_estimate_difference(run->arena, run->design, y, first_rows, second_rows);
    difference->interval = kp_interval_t(&difference->estimate, survey->plan.confidence);
    difference->t = difference->estimate.value / difference->estimate.se;
    difference->probability = kp_two_sided(difference->t, difference->estimate.df);
}

static void compare_domains(table_run *run, size_t question, const double y[], const kp_rows domains[], const kp_rows rest[]) {
    size_t count = run->survey->by->count;
    for (size_t a = 0; a < count; a++) {
        if (run->plan->compare == KP_COMPARE_REST)
            add_difference(run, question, y, (int32_t)a, -1, domains[a], rest[a]);
        for (size_t b = a + 1; run->plan->compare == KP_COMPARE_PAIRS && b < count; b++)
            add_difference(run, question, y, (int32_t)a, (int32_t)b, domains[a], domains[b]);
    }
}

static const char *label_of(kp_arena *arena, const kp_table_question *question) {
    const char *column = question->column, *other = question->other;
    switch (question->kind) {
    case KP_TABLE_TOTAL: return kp_format(arena, "%s 总量 | total of %s", column, column);
    case KP_TABLE_SHARE: return kp_format(arena, "%s=%s 占比 | share of %s=%s", column, other, column, other);
    case KP_TABLE_RATIO: return kp_format(arena, "%s/%s 比率 | ratio %s/%s", column, other, column, other);
    case KP_TABLE_MEAN: break;
    }
    return kp_format(arena, "%s 均值 | mean of %s", column, column);
}

static bool compares(kp_table_kind kind) { return kind == KP_TABLE_MEAN || kind == KP_TABLE_SHARE; }

bool table_estimate(table_run *run) {
    const kp_table_plan *plan = run->plan;
    kp_table_survey *survey = run->survey;
    kp_arena *arena = run->arena;
    size_t rows = kp_data_rows(run->table);
    if (plan->by && !(survey->by = table_crossed(run->arena, run->table, plan->by, KP_DATA_ANY, run->problems)))
        return false;
    if (plan->compare && survey->by && survey->by->count > KP_MAX_COMPARED) {
        kp_problems_add(run->problems, KP_F_TOO_LARGE, (kp_place){.file = survey->file, .sheet = survey->sheet}, KP_UNIT_NONE,
                        kp_text_join(arena, "相互比较的范围数 | domains compared", " ", kp_format(arena, "%zu", survey->by->count)),
                        kp_format(arena, "%d", KP_MAX_COMPARED), NULL);
        return false;
    }
    const question_values *values = read_values(run);
    if (!values)
        return false;
    size_t domain_count = survey->by ? survey->by->count : 0, pairs = domain_count ? domain_count * (domain_count - 1) / 2 : 0;
    const kp_rows *domains = survey->by ? rows_of_domains(arena, survey->by, rows) : NULL;
    kp_rows *rest = KP_NEW_ARRAY(arena, kp_rows, domain_count);
    for (size_t d = 0; plan->compare == KP_COMPARE_REST && d < domain_count; d++)
        rest[d] = rows_but(arena, survey->by, rows, (int32_t)d);
    const char **labels = KP_NEW_ARRAY(arena, const char *, plan->question_count);
    survey->labels = labels;
    survey->figures = KP_NEW_ARRAY(arena, kp_table_figure, plan->question_count * (domain_count + 1));
    survey->differences =
        KP_NEW_ARRAY(arena, kp_table_difference, plan->compare ? plan->question_count * (pairs > domain_count ? pairs : domain_count) : 0);
    for (size_t q = 0; q < plan->question_count; q++) {
        labels[q] = label_of(arena, &plan->questions[q]);
        add_figure(run, q, &values[q], -1, (kp_rows){0});
        for (size_t d = 0; d < domain_count; d++)
            add_figure(run, q, &values[q], (int32_t)d, domains[d]);
        if (plan->compare && survey->by && compares(plan->questions[q].kind))
            compare_domains(run, q, values[q].y, domains, rest);
    }
    return true;
}
