/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_survey.c - what a form has of the sheets of surveys: counts or answers, strata where they are used, the variables that the evidence knows. */
#include "form_private.h"
#include "kaoping/answers.h"

#include <string.h>

typedef struct survey_form {
    kp_arena *arena;
    const kp_scheme *scheme;
    const kp_evidence *evidence; /* NULL: an empty form */
    bool *answers, *counts;      /* by indicator: how the survey is entered; both where the evidence has both */
    bool any_answers, strata_of_counts, needs_sizes;
} survey_form;

/* Whether some form answers a question of the leaf. */
static bool has_answers(const kp_answers *answers, int32_t leaf) {
    for (size_t i = 0; answers && i < answers->item_count; i++)
        for (size_t f = 0; answers->items[i].indicator == leaf && f < answers->form_count; f++)
            if (answers->codes[f * answers->item_count + i] != KP_ANSWER_NOT_ASKED)
                return true;
    return false;
}

static bool has_counts(const kp_evidence *evidence, int32_t leaf, bool *strata) {
    bool found = false;
    for (size_t i = 0; i < evidence->survey.count; i++) {
        const kp_survey_row *row = &evidence->survey.items[i];
        if (row->indicator != leaf || row->tallied)
            continue;
        found = true;
        *strata = *strata || row->stratum >= 0;
    }
    return found;
}

static void choose_entry(survey_form *s) {
    s->answers = KP_NEW_ARRAY(s->arena, bool, s->scheme->indicator_count);
    s->counts = KP_NEW_ARRAY(s->arena, bool, s->scheme->indicator_count);
    for (size_t i = 0; i < s->scheme->indicator_count; i++) {
        const kp_indicator *leaf = &s->scheme->indicators[i];
        if (leaf->method != KP_METHOD_SATISFACTION)
            continue;
        if (s->evidence) {
            s->answers[i] = has_answers(s->evidence->answers, (int32_t)i);
            s->counts[i] = has_counts(s->evidence, (int32_t)i, &s->strata_of_counts);
        }
        if (!s->answers[i] && !s->counts[i]) {
            s->answers[i] = leaf->entry == KP_ENTRY_ANSWERS;
            s->counts[i] = !s->answers[i];
        }
        s->any_answers = s->any_answers || s->answers[i];
        s->needs_sizes = s->needs_sizes || s->answers[i] || kp_num_sign(leaf->min_valid_share) > 0;
    }
    for (size_t i = 0; s->evidence && i < s->evidence->stratum_sizes.count; i++)
        s->strata_of_counts = s->strata_of_counts || s->evidence->stratum_sizes.items[i].stratum >= 0;
}

static bool is_wanted_sheet(const survey_form *s, const kp_layout_sheet *sheet) {
    const kp_answers *answers = s->evidence ? s->evidence->answers : NULL;
    switch (sheet->kind) {
    case KP_SHEET_SURVEY: return s->counts[sheet->indicators[0]];
    case KP_SHEET_ANSWERS: return s->any_answers;
    case KP_SHEET_STRATA: return s->needs_sizes || (s->evidence && s->evidence->stratum_sizes.count);
    case KP_SHEET_POPULATION: return s->any_answers || (answers && answers->population.count);
    default: return true;
    }
}

static bool is_wanted_column(const survey_form *s, const kp_layout_sheet *sheet, const kp_layout_column *column) {
    if (sheet->kind == KP_SHEET_SURVEY && column->role == KP_COLUMN_STRATUM)
        return s->strata_of_counts;
    return column->role != KP_COLUMN_ITEM || s->answers[column->indicator];
}

/* The columns of forms that only their own workbook knows: 年龄, 产权. A variable that a fixed column tells (楼栋 as the stratum) has none. */
static size_t add_variables(const survey_form *s, const kp_layout_sheet *sheet, kp_layout_column columns[]) {
    const kp_answers *answers = s->evidence ? s->evidence->answers : NULL;
    size_t count = 0;
    for (size_t v = 0; answers && sheet->kind == KP_SHEET_ANSWERS && v < answers->variables.count; v++) {
        const char *name = kp_verbatim(s->arena, answers->variables.items[v].name);
        if (kp_layout_match(sheet, answers->variables.items[v].name) < 0)
            columns[count++] = (kp_layout_column){
                .role = KP_COLUMN_CATEGORY, .key = name, .title = name, .remark = "", .help = "", .indicator = -1, .index = (int32_t)v};
    }
    return count;
}

static kp_layout_sheet without_unwanted(const survey_form *s, const kp_layout_sheet *sheet) {
    const kp_answers *answers = s->evidence ? s->evidence->answers : NULL;
    kp_layout_sheet out = *sheet;
    if (sheet->kind != KP_SHEET_SURVEY && sheet->kind != KP_SHEET_ANSWERS)
        return out;
    kp_layout_column *columns = KP_NEW_ARRAY(s->arena, kp_layout_column, sheet->column_count + (answers ? answers->variables.count : 0));
    out.column_count = 0;
    for (size_t i = 0; i < sheet->column_count; i++)
        if (is_wanted_column(s, sheet, &sheet->columns[i]))
            columns[out.column_count++] = sheet->columns[i];
    out.column_count += add_variables(s, sheet, columns + out.column_count);
    out.columns = columns;
    if (sheet->kind == KP_SHEET_ANSWERS) {
        int32_t *leaves = KP_NEW_ARRAY(s->arena, int32_t, sheet->indicator_count);
        const char **names = KP_NEW_ARRAY(s->arena, const char *, sheet->indicator_count);
        out.indicator_count = 0;
        for (size_t i = 0; i < sheet->indicator_count; i++)
            if (s->answers[sheet->indicators[i]]) {
                names[out.indicator_count] = sheet->indicator_names[i];
                leaves[out.indicator_count++] = sheet->indicators[i];
            }
        out.indicators = leaves;
        out.indicator_names = names;
    }
    return out;
}

const kp_layout *kp_form_layout(kp_arena *arena, const kp_scheme *scheme, const kp_form_options *options) {
    const kp_layout *whole = kp_layout_of(arena, scheme);
    survey_form s = {.arena = arena, .scheme = scheme, .evidence = options->evidence};
    choose_entry(&s);
    kp_layout *layout = KP_NEW(arena, kp_layout);
    kp_layout_sheet *sheets = KP_NEW_ARRAY(arena, kp_layout_sheet, whole->count);
    for (size_t i = 0; i < whole->count; i++)
        if (is_wanted_sheet(&s, &whole->sheets[i]))
            sheets[layout->count++] = without_unwanted(&s, &whole->sheets[i]);
    layout->sheets = sheets;
    return layout;
}
