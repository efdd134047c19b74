/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bind.h - from the sheets of entry workbooks to evidence. Only this room knows sheets and columns (entry_layout.h).
 *
 * Sheets are found by name (either language), columns by their key in the key row or by their title in the head row (either language; an indicator's id or title
 * will do). The head row is the first of the first 30 rows that has a column for the unit. Columns and sheets nobody knows
 * are left alone, unless they may be misspelt ones.
 * Every cell is looked at; each fault is a problem with its cell; what cannot be taken is KP_INPUT_DOUBTFUL, never guessed.
 */
#ifndef KAOPING_BIND_H
#define KAOPING_BIND_H

#include "kaoping/entry_layout.h"
#include "kaoping/history.h"
#include "kaoping/scheme_io.h"
#include "kaoping/weigh.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A survey whose sheet nobody made by a form (survey_source.h finds it out): what is what in it. */
typedef struct kp_survey_head {
    const char *head;
    kp_column_role role;
} kp_survey_head;
typedef struct kp_survey_sheet {
    const kp_workbook *book;
    size_t sheet;
    kp_sheet_kind kind;
} kp_survey_sheet;
typedef struct kp_survey_source {
    const kp_survey_sheet *sheets; /* what these hold whatever they are called; no other holds forms or counts */
    size_t sheet_count;
    const kp_survey_head
        *heads; /* heads of the survey's columns that the layout would not know, or take for something else; no other head has their roles */
    size_t head_count;
    const char *const *units; /* the units, where no workbook lists them */
    size_t unit_count;
} kp_survey_source;

typedef struct kp_bind_options {
    const kp_scheme *scheme; /* overrides the workbooks' own; NULL: theirs (all must carry the same digest) */
    const char *period;      /* overrides the cover's; NULL: the cover's (all must agree) */
    bool
        any_period; /* that no period is known is no problem: dates are then not compared with it. Such evidence is for a look, not for a report or a history */
    const kp_survey_source *survey; /* NULL: sheets and heads as the scheme has them */
    const char *const *results;     /* files with results of other schemes, JSON or entry workbooks, for the leaves that take them (他项得分) */
    size_t result_count;
} kp_bind_options;

/* What was read, for the report's 计分说明. */
typedef struct kp_input_file {
    const char *path;
    const char *
        digest; /* NULL in memory or unreadable; else SHA-256 of the file; of a folder: of the lines "digest  name\n" of its .csv files, sorted by name */
    const char *level; /* whose workbook it is, bilingual (levels.h); NULL: of no level */
} kp_input_file;

typedef struct kp_binding {
    const kp_scheme *scheme;
    kp_evidence *evidence;       /* finished */
    const kp_weighing *weighing; /* how the forms of a survey were weighted by the population (总体结构); NULL: they were not */
    kp_history *history;         /* what the sheets 往期 say, as it stands there: not checked against the scheme, nor made one (kp_history_check) */
    kp_input_file *files;
    size_t file_count;
} kp_binding;

/* Reads `count` workbooks as one evaluation. NULL where scheme or units could not be made out (see problems); else evidence, even where it has problems: the caller
 * looks at problems->errors. Must be called inside kp_arena_run(). */
kp_binding *kp_bind(kp_arena *arena, const char *const paths[], size_t count, const kp_bind_options *options, kp_problems *problems);

/* The same of workbooks that are open, at least one; they stay open. */
kp_binding *kp_bind_workbooks(kp_arena *arena, kp_workbook *const books[], size_t count, const kp_bind_options *options, kp_problems *problems);

/* Digest of a file or folder, as in kp_input_file; NULL where it cannot be read. */
const char *kp_input_digest(kp_arena *arena, const char *path);

#ifdef __cplusplus
}
#endif
#endif
