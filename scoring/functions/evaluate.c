/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evaluate.c - 考评汇总: a whole evaluation from the sheets of an entry workbook, while it is being filled in. It is the batch tool's own way from cells to grades and ranks
 * (kaoping/evaluate.h); what is not ready has its first problem as a remark.
 */
#include "call.h"
#include "kaoping/evaluate.h"
#include "kaoping/message.h"
#include "values_sheet.h"

#include <string.h>

_Static_assert(KP_REST_MOST >= 2 * KP_LIVE_MOST, "live forms give more sheets than the function takes");

#define SCHEME_ARGUMENT 0
#define FIRST_PAIR      1    /* arguments from here on: name, range, name, range … */
#define MOST_SPARE_ROWS 2000 /* blank rows below the last unit: as many as the list of units still has room for, but not a whole column */
#define PROBLEMS_SHOWN  200  /* in an explanation */

enum { COLUMN_UNIT, COLUMN_GROUP, COLUMN_SCORE, COLUMN_GRADE, COLUMN_RANK, COLUMN_REMARK, COLUMN_COUNT };

typedef struct summary {
    call *call;
    const kp_scheme *scheme;
    const kp_evaluation *evaluation;
    const kp_problems *problems;
    size_t unit_rows;           /* of the range with the units, its head included; 0: not given */
    const kp_problem *of_all;   /* the first error that concerns all; NULL: none */
    const kp_problem **of_unit; /* by unit: the first error that concerns it alone, or why it is not ranked */
    size_t *errors;             /* by unit: how many concern it alone */
} summary;

static const char *say(const summary *s, kp_message message) { return kp_say(message, s->call->lang); }

/* ---- the sheets ---- */

/* The sheet of the layout that is named; NULL with the failure. */
static const kp_layout_sheet *sheet_named(call *c, const kp_layout *layout, size_t argument, const char *name) {
    kp_buffer names = {.arena = c->arena};
    for (size_t i = 0; i < layout->count; i++) {
        if (kp_text_matches(layout->sheets[i].title, name))
            return &layout->sheets[i];
        kp_buffer_printf(&names, "%s%s", i ? (c->lang == KP_ZH ? "、" : ", ") : "", kp_text(c->arena, layout->sheets[i].title, c->lang));
    }
    kp_value found = value_text(name);
    call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, argument, 0, 0, &found,
                 kp_verbatim(c->arena, kp_say_with(c->arena, KP_M_FN_SHEETS, c->lang, kp_buffer_text(&names), NULL, NULL)));
    return NULL;
}

/* The sheets as a workbook; NULL with the failure. */
static kp_workbook *open_sheets(summary *s, kp_problems *problems) {
    call *c = s->call;
    const kp_layout *layout = kp_layout_of(c->arena, s->scheme);
    kp_cell_sheet *sheets = KP_NEW_ARRAY(c->arena, kp_cell_sheet, c->count);
    size_t count = 0;
    if ((c->count - FIRST_PAIR) % 2)
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "表名和区域应成对给出 | names of sheets and ranges must come in pairs");
    for (size_t at = FIRST_PAIR; !c->failed && at + 1 < c->count; at += 2) {
        kp_value name = call_value(c, at);
        const kp_layout_sheet *sheet = sheet_named(c, layout, at, name.kind == KP_VALUE_TEXT ? name.text : "");
        if (!sheet)
            return NULL;
        if (sheet->kind == KP_SHEET_SCHEME) /* the scheme is an argument of its own */
            continue;
        size_t rows, columns;
        const kp_value *cells = call_area(c, at + 1, &rows, &columns);
        sheets[count++] = values_sheet(c->arena, name.text, cells, rows, columns);
        if (sheet->kind == KP_SHEET_UNITS)
            s->unit_rows = c->arguments[at + 1].rows;
    }
    return c->failed ? NULL : kp_workbook_of_cells(c->arena, "", sheets, count, true, problems);
}

/* ---- what is wrong with whom ---- */

static void note_error(summary *s, const kp_problem *problem, int32_t unit) {
    size_t units = s->evaluation->binding ? s->evaluation->binding->evidence->units.count : 0;
    if (unit < 0 || (size_t)unit >= units)
        return;
    s->errors[unit]++;
    if (!s->of_unit[unit])
        s->of_unit[unit] = problem;
}

/* The problems must be in their order for people. */
static void share_out(summary *s) {
    const kp_binding *binding = s->evaluation->binding;
    const kp_scorecard *card = s->evaluation->card;
    s->of_unit = KP_NEW_ARRAY(s->call->arena, const kp_problem *, binding ? binding->evidence->units.count : 0);
    s->errors = KP_NEW_ARRAY(s->call->arena, size_t, binding ? binding->evidence->units.count : 0);
    for (size_t i = 0; i < s->problems->count; i++) {
        const kp_problem *problem = &s->problems->items[i];
        bool error = kp_problem_severity(problem->code) == KP_ERROR, in_data = strncmp(kp_problem_code_text(problem->code), "KP-D", 4) == 0;
        if (error && !s->of_all && (problem->unit == KP_UNIT_ALL || (problem->unit == KP_UNIT_NONE && !in_data))) /* as scoring takes them */
            s->of_all = problem;
        if (error)
            note_error(s, problem, problem->unit);
        for (size_t k = 0; error && k < problem->other_count; k++)
            note_error(s, problem, problem->others[k]);
    }
    for (size_t i = 0; card && i < s->problems->count; i++) { /* why a unit is not ranked is no error */
        const kp_problem *problem = &s->problems->items[i];
        if (problem->unit >= 0 && card->units[problem->unit].reason == (int32_t)problem->code && !s->of_unit[problem->unit])
            s->of_unit[problem->unit] = problem;
    }
}

static const char *problem_words(const summary *s, const kp_problem *problem) {
    kp_arena *arena = s->call->arena;
    const char *message = kp_problem_message(arena, problem, s->call->lang), *cell = kp_place_cell(arena, problem->place);
    if (!problem->place.sheet)
        return message;
    const char *place = *cell ? kp_format(arena, "%s!%s", problem->place.sheet, cell) : problem->place.sheet;
    return kp_say_with(arena, KP_M_FN_REASON, s->call->lang, kp_verbatim(arena, place), kp_verbatim(arena, message), NULL);
}

/* ---- rows ---- */

static const char *veto_words(const summary *s, int32_t unit) {
    const kp_evidence *evidence = s->evaluation->binding->evidence;
    kp_buffer words = {.arena = s->call->arena};
    for (size_t i = evidence->first_veto[unit]; i < evidence->first_veto[unit + 1]; i++)
        kp_buffer_printf(&words, "%s%s", words.length ? (s->call->lang == KP_ZH ? "、" : ", ") : "",
                         kp_text(s->call->arena, s->scheme->vetoes[evidence->vetoes.items[i].veto].title, s->call->lang));
    return kp_format(s->call->arena, "%s%s%s", say(s, KP_M_REPORT_VETO), say(s, KP_M_REPORT_COLON), kp_buffer_text(&words));
}

static const char *rule_words(const summary *s, int32_t unit) {
    kp_buffer words = {.arena = s->call->arena};
    size_t count;
    const kp_rule_step *steps = kp_rule_steps_of(s->evaluation->card, unit, &count);
    for (size_t i = 0; i < count; i++)
        kp_buffer_printf(&words, "%s%s", i ? (s->call->lang == KP_ZH ? "、" : ", ") : "",
                         kp_text(s->call->arena, s->scheme->rules[steps[i].rule].title, s->call->lang));
    return kp_format(s->call->arena, "%s%s%s", say(s, KP_M_REPORT_RULE), say(s, KP_M_REPORT_COLON), kp_buffer_text(&words));
}

static const char *remark_of(const summary *s, int32_t unit) {
    kp_arena *arena = s->call->arena;
    kp_lang lang = s->call->lang;
    const kp_unit *who = &s->evaluation->binding->evidence->units.items[unit];
    const kp_unit_result *result = s->evaluation->card ? &s->evaluation->card->units[unit] : NULL;
    const kp_problem *problem = s->of_all && !result ? s->of_all : s->of_unit[unit];
    if (who->excluded)
        return *who->exclusion ? kp_say_with(arena, KP_M_REPORT_EXCLUDED_FOR, lang, kp_verbatim(arena, who->exclusion), NULL, NULL)
                               : say(s, KP_M_REPORT_EXCLUDED);
    if (result && result->scored && result->by_veto)
        return veto_words(s, unit);
    if (result && result->scored && result->by_quota)
        return kp_say_with(arena, KP_M_REPORT_BY_QUOTA, lang, kp_text(arena, s->scheme->bands[result->band_before_quota].title, lang), NULL, NULL);
    if (result && result->scored && result->by_rule)
        return rule_words(s, unit);
    if (result && result->scored && result->ranked)
        return "";
    if (problem && problem != s->of_all && s->errors[unit] > 1)
        return kp_say_with(arena, KP_M_FN_AND_OTHERS, lang, kp_verbatim(arena, problem_words(s, problem)), kp_format(arena, "%zu", s->errors[unit]),
                           NULL);
    if (problem)
        return problem_words(s, problem);
    if (result && result->reason >= 0 && result->reason < KP_PROBLEM_COUNT)
        return kp_problem_message(arena, &(kp_problem){.code = (kp_problem_code)result->reason, .unit = unit}, lang);
    return say(s, KP_M_REPORT_NOT_SCORED);
}

static void fill_unit(const summary *s, int32_t unit, kp_value *row) {
    kp_arena *arena = s->call->arena;
    const kp_evidence *evidence = s->evaluation->binding->evidence;
    const kp_unit *who = &evidence->units.items[unit];
    row[COLUMN_UNIT] = value_text(who->name);
    if (who->group >= 0)
        row[COLUMN_GROUP] = value_text(evidence->groups.items[who->group]);
    row[COLUMN_REMARK] = value_text(remark_of(s, unit));
    if (!s->evaluation->card)
        return;
    const kp_unit_result *result = &s->evaluation->card->units[unit];
    if (result->scored)
        row[COLUMN_SCORE] = value_number(result->printed);
    if (result->band >= 0)
        row[COLUMN_GRADE] = value_text(kp_text(arena, s->scheme->bands[result->band].title, s->call->lang));
    if (result->scored && result->rank > 0)
        row[COLUMN_RANK] = value_number(kp_num_int(result->rank));
}

static void fill_heads(const summary *s, kp_value *row) {
    static const kp_message heads[COLUMN_COUNT] = {KP_M_FN_UNIT,      KP_M_REPORT_GROUP, KP_M_REPORT_SCORE,
                                                   KP_M_REPORT_GRADE, KP_M_REPORT_RANK,  KP_M_FN_REMARK};
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        row[i] = value_text(say(s, heads[i]));
}

/* How many rows below the last unit stay empty, so that the result has room for units that are yet to be entered. */
static size_t spare_rows(const summary *s, size_t units) {
    size_t above = units ? s->evaluation->binding->evidence->units.items[0].origin.row - 1 : 1;
    size_t room = s->unit_rows > above ? s->unit_rows - above : 0, used = units ? units : 1;
    return room <= used ? 0 : room - used < MOST_SPARE_ROWS ? room - used : MOST_SPARE_ROWS;
}

static void fill_rows(const summary *s) {
    size_t units = s->evaluation->binding ? s->evaluation->binding->evidence->units.count : 0, rows = 1 + (units ? units : 1);
    kp_value *cells = call_cells(s->call, rows + spare_rows(s, units), COLUMN_COUNT);
    for (size_t i = 0; i < (rows + spare_rows(s, units)) * COLUMN_COUNT; i++)
        cells[i] = value_text("");
    fill_heads(s, cells);
    for (size_t i = 0; i < units; i++)
        fill_unit(s, (int32_t)i, cells + (i + 1) * COLUMN_COUNT);
    if (!units && s->of_all)
        cells[COLUMN_COUNT + COLUMN_REMARK] = value_text(problem_words(s, s->of_all));
}

/* Errors first: what keeps units from having a score. */
static void explain_problems(const summary *s) {
    static const kp_severity order[] = {KP_ERROR, KP_WARNING, KP_HINT};
    size_t shown = 0;
    for (size_t k = 0; k < sizeof order / sizeof *order; k++)
        for (size_t i = 0; i < s->problems->count && shown < PROBLEMS_SHOWN; i++) {
            if (kp_problem_severity(s->problems->items[i].code) != order[k])
                continue;
            call_say(s->call, kp_verbatim(s->call->arena, kp_problem_line(s->call->arena, &s->problems->items[i], s->call->lang)));
            shown++;
        }
}

void function_EVALUATE(call *c) {
    summary s = {.call = c, .scheme = call_scheme(c, SCHEME_ARGUMENT)};
    kp_problems *problems = kp_problems_new(c->arena);
    kp_workbook *book = s.scheme ? open_sheets(&s, problems) : NULL;
    if (!book)
        return;
    const kp_evaluate_options options = {.built = s.scheme, .partial = true, .any_period = true};
    s.evaluation = kp_evaluate_workbooks(c->arena, &book, 1, &options, problems);
    kp_problems_sort(problems);
    s.problems = problems;
    share_out(&s);
    fill_rows(&s);
    if (c->explain)
        explain_problems(&s);
}
