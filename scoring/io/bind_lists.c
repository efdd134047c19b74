/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind_lists.c - panels (a row a unit and evaluator) and surveys (a row a unit and question). */
#include "bind_private.h"

static int32_t known_or_none(int32_t unit) { return unit >= 0 ? unit : KP_UNIT_NONE; }

/* True where the row has nothing but the unit, as forms have it before they are filled in. */
static bool is_blank_but_unit(const sheet_reader *r) { return r->filled == (kp_bind_cell(r, KP_COLUMN_UNIT, NULL) ? 1 : 0); }

/* ---- panels ---- */

static int32_t role_of(kp_pairs roles, const char *name) {
    for (size_t i = 0; i < roles.count; i++)
        if (kp_text_matches(roles.items[i].name, name))
            return (int32_t)i;
    return -1;
}

/* The evaluator's role on that leaf: -1 where the leaf has none; false where it has roles and this is none of them, which is told once a row. */
static bool take_role(sheet_reader *r, const kp_row *row, int32_t indicator, const char *name, int32_t unit, bool *told, int32_t *role) {
    kp_pairs roles = r->run->scheme->indicators[indicator].roles;
    *role = roles.count ? role_of(roles, name) : -1;
    if (*role >= 0 || !roles.count)
        return true;
    uint32_t column;
    kp_bind_cell(r, KP_COLUMN_EVALUATOR_ROLE, &column);
    if (*name && column && !*told)
        kp_problems_add(r->run->problems, KP_D_ROLE_UNKNOWN, kp_bind_place(r, row->line, column), known_or_none(unit),
                        kp_verbatim(r->run->arena, name), kp_bind_join_pairs(r->run->arena, roles), NULL);
    *told = true;
    return false;
}

static bool has_marks(const sheet_reader *r) {
    for (size_t i = 0; i < r->sheet->column_count; i++)
        if (r->sheet->columns[i].role == KP_COLUMN_SLOT && r->cells[i])
            return true;
    return false;
}

/* 本社区, 自己: the unit itself, by another word. */
static bool means_itself(const binder *run, const char *name) {
    static const char *const words[] = {"自己 | itself", "自评 | self", "本人", "本单位 | own unit", "本社区", "本小区", "本项目", "本网格"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (kp_text_matches(words[i], name))
            return true;
    return kp_text_matches(kp_format(run->arena, "本%s", kp_text(run->arena, run->scheme->subject, KP_ZH)), name);
}

void kp_bind_take_panel(sheet_reader *r, const kp_row *row) {
    binder *run = r->run;
    int32_t unit = kp_bind_row_unit(r, row, KP_UNIT_ALL);
    if (unit == KP_ROW_SKIPPED || is_blank_but_unit(r))
        return;
    const char *name = kp_bind_required_text(r, row, KP_COLUMN_EVALUATOR, known_or_none(unit)), *role_name = "";
    if (kp_layout_column_of(r->sheet, KP_COLUMN_EVALUATOR_ROLE) >= 0)
        role_name = kp_bind_required_text(r, row, KP_COLUMN_EVALUATOR_ROLE, known_or_none(unit));
    if (unit >= 0 && name && means_itself(run, name))
        name = run->evidence->units.items[unit].name; /* which is an error when all is read */
    int32_t evaluator = name && *name ? kp_evidence_evaluator(run->evidence, name) : -1;
    bool marked = has_marks(r), told = false;
    for (size_t i = 0; i < r->sheet->column_count; i++) {
        const kp_layout_column *column = &r->sheet->columns[i];
        if (column->role != KP_COLUMN_SLOT || !r->place_of[i])
            continue;
        kp_panel_mark mark = {.unit = unit, .indicator = column->indicator, .evaluator = evaluator};
        mark.mark = kp_bind_number(r, row, r->place_of[i], r->cells[i], column->slot, known_or_none(unit));
        bool role_known = take_role(r, row, column->indicator, role_name ? role_name : "", unit, &told, &mark.role);
        if (unit < 0)
            continue;
        if (evaluator < 0 || !role_known)
            kp_evidence_leave_unread(run->evidence, unit, column->indicator);
        else if (!kp_bind_level_gives_role(r, row, r->place_of[i], &mark))
            continue;
        else if (marked)
            KP_PUSH(run->arena, &run->evidence->panel, mark);
        else
            KP_PUSH(run->arena, &run->blank_panel, mark);
    }
}

/* ---- surveys ---- */

static bool is_answer_column(const kp_layout_column *column) { return column->slot != NULL; }

/* Which question the row is about: 0 where the leaf has one only; -1 with a problem. */
static int32_t take_question(sheet_reader *r, const kp_row *row, int32_t unit) {
    if (kp_layout_column_of(r->sheet, KP_COLUMN_QUESTION) < 0)
        return 0;
    const char *name = kp_bind_required_text(r, row, KP_COLUMN_QUESTION, unit);
    if (!name)
        return -1;
    int32_t question = kp_names_find(r->names, name);
    if (question >= 0)
        return question;
    uint32_t column;
    kp_bind_cell(r, KP_COLUMN_QUESTION, &column);
    kp_problems_add(r->run->problems, KP_D_QUESTION_UNKNOWN, kp_bind_place(r, row->line, column), unit, kp_verbatim(r->run->arena, name),
                    kp_bind_expected(r), NULL);
    return -1;
}

static kp_input *answer_of(kp_survey_row *answers, const kp_layout_column *column) {
    switch (column->role) {
    case KP_COLUMN_OPTION: return &answers->options[column->index];
    case KP_COLUMN_UNKNOWN: return &answers->unknown;
    case KP_COLUMN_ISSUED: return &answers->issued;
    case KP_COLUMN_RETURNED: return &answers->returned;
    default: return &answers->invalid;
    }
}

void kp_bind_take_survey(sheet_reader *r, const kp_row *row) {
    binder *run = r->run;
    if (!kp_bind_gives_of_sheet(run, r->book->level, r->sheet))
        return;
    int32_t unit = kp_bind_row_unit(r, row, KP_UNIT_ALL); /* a question without answers is no error, so no unit can be told to lack this row */
    if (unit == KP_ROW_SKIPPED)
        return;
    bool filled = false;
    for (size_t i = 0; i < r->sheet->column_count; i++)
        filled = filled || (is_answer_column(&r->sheet->columns[i]) && r->cells[i]);
    bool asked = kp_bind_cell(r, KP_COLUMN_QUESTION, NULL) != NULL || kp_layout_column_of(r->sheet, KP_COLUMN_QUESTION) < 0;
    if (!filled && !asked)
        return;
    int32_t indicator = r->sheet->indicators[0], question = take_question(r, row, known_or_none(unit)), stratum = -1;
    bool listed = !filled && !kp_bind_cell(r, KP_COLUMN_STRATUM, NULL); /* beforehand, by the form */
    bool placed = listed || kp_bind_stratum(r, row, unit, &stratum);
    const kp_indicator *leaf = &run->scheme->indicators[indicator];
    kp_survey_row answers = kp_survey_row_new(run->arena, leaf, unit, indicator, question, stratum);
    for (size_t i = 0; i < r->sheet->column_count; i++) {
        const kp_layout_column *column = &r->sheet->columns[i];
        if (!is_answer_column(column))
            continue;
        kp_input *answer = answer_of(&answers, column);
        if (r->place_of[i])
            *answer = kp_bind_number(r, row, r->place_of[i], r->cells[i], column->slot, known_or_none(unit));
        else if (column->required)
            answer->state = KP_INPUT_DOUBTFUL; /* the missing column is a problem already */
        uint32_t at = r->place_of[i] ? r->place_of[i] : 1;
        if (!answers.origin.row)
            answers.origin = (kp_origin){row->line, (uint16_t)at, r->source};
    }
    if (unit < 0)
        return;
    if (question < 0 || !placed)
        kp_evidence_leave_unread(run->evidence, unit, indicator);
    else if (filled)
        KP_PUSH(run->arena, &run->evidence->survey, answers);
    else
        KP_PUSH(run->arena, &run->blank_survey, answers);
}

/* ---- rows left blank ---- */

static const char *survey_key(kp_arena *arena, const kp_survey_row *answers, int32_t stratum) {
    return kp_format(arena, "s%d/%d/%d/%d", answers->unit, answers->indicator, answers->question, stratum);
}

/* Forms list evaluators and questions beforehand, and several workbooks may list the same ones. So a blank row is a gap only where nobody filled it. */
void kp_bind_blank_rows(binder *run) {
    kp_arena *arena = run->arena;
    kp_evidence *evidence = run->evidence;
    kp_names *known = kp_names_new(arena);
    for (size_t i = 0; run->blank_panel.count && i < evidence->panel.count; i++) {
        const kp_panel_mark *mark = &evidence->panel.items[i];
        kp_names_add(known, kp_format(arena, "p%d/%d/%d", mark->unit, mark->indicator, mark->evaluator), 0);
    }
    for (size_t i = 0; run->blank_survey.count && i < evidence->survey.count; i++) {
        const kp_survey_row *answers = &evidence->survey.items[i];
        kp_names_add(known, survey_key(arena, answers, answers->stratum), 0);
        kp_names_add(known, survey_key(arena, answers, -1), 0); /* a blank row without a stratum is filled by a row of any */
    }
    for (size_t i = 0; i < run->blank_panel.count; i++) {
        const kp_panel_mark *mark = &run->blank_panel.items[i];
        const char *key = kp_format(arena, "p%d/%d/%d", mark->unit, mark->indicator, mark->evaluator);
        if (kp_names_find(known, key) == KP_NAME_UNKNOWN)
            KP_PUSH(arena, &evidence->panel, *mark);
        kp_names_add(known, key, 0);
    }
    for (size_t i = 0; i < run->blank_survey.count; i++) {
        const kp_survey_row *answers = &run->blank_survey.items[i];
        const char *key = survey_key(arena, answers, answers->stratum);
        if (kp_names_find(known, key) == KP_NAME_UNKNOWN)
            KP_PUSH(arena, &evidence->survey, *answers);
        kp_names_add(known, key, 0);
    }
}
