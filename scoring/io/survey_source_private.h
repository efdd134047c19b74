/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey_source_private.h - what finding out a survey (survey_source.c) shares with its columns of answers (survey_scale.c) and the scheme made of it (survey_scheme.c). */
#ifndef KAOPING_SURVEY_SOURCE_PRIVATE_H
#define KAOPING_SURVEY_SOURCE_PRIVATE_H

#include "data_table_private.h"
#include "kaoping/answers.h"
#include "kaoping/survey_source.h"

/* A column of the sheet and the different texts under it: entries of the table's pool. */
typedef struct survey_column {
    bool taken; /* for something that is no question */
    bool tallied;
    size_t filled; /* rows */
    struct {
        uint32_t *items;
        size_t count, capacity;
    } entries;
    size_t *rows; /* of each entry */
} survey_column;

typedef struct survey_finder {
    kp_arena *arena;
    kp_problems *problems;
    const kp_survey_request *request;
    kp_data_table *table;
    kp_names *titles; /* of the columns; ambiguous where two have one */
    survey_column *columns;
    size_t unit; /* column; SIZE_MAX: not found */
    bool counts;
    struct {
        kp_survey_head *items;
        size_t count, capacity;
    } heads;
} survey_finder;

/* How the rows of a column read as answers of a leaf. All 0 where it is no column of answers. */
typedef struct survey_reading {
    size_t read;            /* rows that are answers, 不了解 and invalid ones among them */
    size_t worded, numbers; /* rows that are options, by words or letters; by numbers */
} survey_reading;

/* ---- survey_source.c ---- */
/* A problem at the head row. */
void survey_tell(const survey_finder *f, kp_problem_code code, const char *a0, const char *a1);
/* The column of that head; SIZE_MAX: there is none, or there are two. */
size_t survey_column_called(const survey_finder *f, const char *head);

/* ---- survey_scale.c ---- */
/* True where the heads are options of the scale that is said, or of any: counts of answers. */
bool survey_holds_counts(survey_finder *f);
/* The scheme, without questions, on the scale that is said or that reads the answers, whose key *key is (NULL: options of its own); NULL with a problem. */
const kp_scheme *survey_find_scale(survey_finder *f, const char **key);
/* The columns of the questions among the forms, in their order. A hint tells of numbers that are taken for answers. */
size_t survey_find_questions(survey_finder *f, const kp_scheme *scheme, size_t columns[]);

/* ---- survey_scheme.c ---- */
/* "治安=20" that is no head as a whole: its name, and *weight, else "1". */
const char *survey_question_name(const survey_finder *f, const char *word, const char **weight);
/* One leaf that asks those questions on that scale (NULL: the options of the request). NULL with problems. */
const kp_scheme *survey_make_scheme(const survey_finder *f, const char *scale, const char *const questions[], size_t count, kp_problems *problems);
const kp_indicator *survey_leaf(const kp_scheme *scheme);
/* The sheet of that kind which belongs to the scheme. */
const kp_layout_sheet *survey_layout(kp_arena *arena, const kp_scheme *scheme, kp_sheet_kind kind);

#endif
