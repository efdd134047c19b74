/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report.c - makes the report workbook: opens it, decides what is shown, has the sheets written in an order in which each finds what it refers to, and closes it.
 */
#include "kaoping/report.h"
#include "kaoping/system_error.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "report_private.h"
#include "xlsx_whole.h"

/* ---- The workbook ---- */

bool kp_report_can_create(const char *path) {
    FILE *file = fopen(path, "wb");
    return file && fclose(file) == 0;
}

void kp_report_book_free(void *data) {
    kp_report *report = data;
    if (report->book)
        lxw_workbook_free(report->book);
    report->book = NULL;
}

bool kp_report_book_close(kp_report *report, const char *path) {
    if (report->no_memory || report->error != LXW_NO_ERROR) {
        kp_report_book_free(report);
        return false;
    }
    lxw_workbook *book = report->book;
    report->book = NULL; /* closing frees it, whatever comes of it */
    report->error = kp_xlsx_close(book, path);
    return report->error == LXW_NO_ERROR;
}

/* ---- What is shown ---- */

/* What does not count and nobody has: a column of nothing. */
static bool is_idle(const kp_report *report, int32_t node) {
    if (report->scheme->indicators[node].counted != KP_COUNTED_NO)
        return false;
    for (size_t unit = 0; unit < report->evidence->units.count; unit++)
        if (kp_scorecard_mark(report->card, (int32_t)unit, node)->state == KP_MARK_SCORED)
            return false;
    return true;
}

static void pick_components(kp_report *report) {
    const kp_scheme *scheme = report->scheme;
    report->components = KP_NEW_ARRAY(report->arena, int32_t, KP_REPORT_MAX_COMPONENTS);
    for (int32_t child = kp_scheme_first_child(scheme, 0); child >= 0; child = kp_scheme_next_sibling(scheme, child)) {
        if (kp_is_value_leaf(&report->scheme->indicators[child]) || is_idle(report, child))
            continue; /* no mark; 测算结果 has the values */
        if (report->component_count == KP_REPORT_MAX_COMPONENTS) {
            report->component_count = 0; /* too many for a page: 明细 has them */
            return;
        }
        report->components[report->component_count++] = child;
    }
}

static void widen(const kp_report *report, double *width, const char *text) {
    double needed = text ? kp_report_text_width(text, report->lang, kp_report_style_size(STYLE_TEXT), 1e9, NULL) : 0;
    *width = needed > *width ? needed : *width;
}

static void look_at_units(kp_report *report) {
    const kp_evidence *evidence = report->evidence;
    size_t fields = report->scheme->unit_fields.count;
    report->field_count = fields < KP_REPORT_MAX_FIELDS ? (int)fields : KP_REPORT_MAX_FIELDS;
    for (size_t i = 0; i < report->scheme->band_count; i++)
        widen(report, &report->grade_width, kp_report_words(report, report->scheme->bands[i].title));
    for (size_t i = 0; i < evidence->groups.count; i++)
        widen(report, &report->group_width, evidence->groups.items[i]);
    for (size_t i = 0; i < evidence->units.count; i++) {
        const kp_unit *unit = &evidence->units.items[i];
        widen(report, &report->id_width, unit->id);
        widen(report, &report->name_width, unit->name);
        for (int field = 0; field < report->field_count; field++)
            widen(report, &report->field_widths[field], unit->fields ? unit->fields[field] : NULL);
        report->has_groups = report->has_groups || unit->group >= 0;
        report->has_ids = report->has_ids || (unit->id && *unit->id && strcmp(unit->id, unit->name) != 0);
    }
    report->in_groups = report->has_groups && report->scheme->rank_within == KP_WITHIN_GROUP;
    report->has_history = report->card->history && report->card->history->periods.count > 0;
}

static void take_reason(kp_report *report, int32_t unit, size_t index, kp_problem_code code) {
    if (unit >= 0 && (size_t)unit < report->evidence->units.count && report->reason_problem[unit] < 0 &&
        report->card->units[unit].reason == (int32_t)code)
        report->reason_problem[unit] = (int32_t)index;
}

/* Finds, for each unit without score or rank, the problem that is the reason: one of its own, else one that concerns all. */
static void find_reasons(kp_report *report) {
    const kp_problems *problems = report->options->problems;
    size_t units = report->evidence->units.count;
    int32_t *of_all = KP_NEW_ARRAY(report->arena, int32_t, KP_PROBLEM_COUNT);
    report->reason_problem = KP_NEW_ARRAY(report->arena, int32_t, units);
    for (size_t i = 0; i < units; i++)
        report->reason_problem[i] = -1;
    for (size_t i = 0; i < KP_PROBLEM_COUNT; i++)
        of_all[i] = -1;
    for (size_t i = 0; i < problems->count && i < INT32_MAX; i++) {
        const kp_problem *problem = &problems->items[i];
        take_reason(report, problem->unit, i, problem->code);
        for (size_t k = 0; k < problem->other_count; k++)
            take_reason(report, problem->others[k], i, problem->code);
        if (problem->unit == KP_UNIT_ALL && of_all[problem->code] < 0)
            of_all[problem->code] = (int32_t)i;
    }
    for (size_t i = 0; i < units; i++) {
        int32_t reason = report->card->units[i].reason;
        if (report->reason_problem[i] < 0 && reason >= 0 && reason < KP_PROBLEM_COUNT)
            report->reason_problem[i] = of_all[reason];
    }
}

/* ---- The survey ---- */

static void look_at_survey(kp_report *report) {
    kp_arena *arena = report->arena;
    const kp_evidence *evidence = report->evidence;
    report->analysis = kp_survey_analyse(arena, evidence, report->card, &report->options->analysis);
    report->has_error = kp_report_totals_have_error(report);
    if (!report->analysis || !evidence->answers || !evidence->answers->form_count)
        return;
    kp_forms_view *view = KP_NEW(arena, kp_forms_view);
    *view = kp_forms_view_of(arena, evidence, evidence->answers);
    const kp_soundness_options options = kp_soundness_options_of(report->scheme);
    report->forms_view = view;
    report->soundness = kp_soundness_check(arena, view, &options);
}

/* ---- Workbook ---- */

/* Text of a property: Excel takes 255 characters. libxlsxwriter copies it, and asks for it as char *. */
static char *property(kp_report *report, const char *text) { return (char *)(uintptr_t)kp_report_fit(report, text, 255); }

static void set_properties(kp_report *report) {
    const kp_scheme *scheme = report->scheme;
    const char *period = kp_period_title(report->arena, report->evidence->period, report->lang);
    const char *office = report->evidence->office ? report->evidence->office : "";
    lxw_doc_properties properties = {
        .title = property(report, SAY_WITH(TITLE_OF, kp_report_words(report, scheme->title), period)),
        .company = property(report, office),
        .comments = property(report, kp_format(report->arena, "kaoping %s · %s", KP_VERSION, scheme->digest ? scheme->digest : "")),
        .created = (time_t)(report->options->timestamp ? report->options->timestamp : 1), /* 0 would mean now */
    };
    lxw_error error = workbook_set_properties(report->book, &properties);
    if (error != LXW_NO_ERROR && report->error == LXW_NO_ERROR)
        report->error = error;
}

/* The sheets in the order of the tabs; they are written in another. */
static void open_sheets(kp_report *report) {
    bool marks = !kp_scheme_is_calculation(report->scheme), targets = report->scheme->target_count && !report->options->values;
    if (marks)
        kp_report_sheet_open(report, &report->summary, SAY(SUMMARY));
    if (marks && !report->options->values)
        kp_report_sheet_open(report, &report->charts, SAY(CHARTS));
    if (marks)
        kp_report_sheet_open(report, &report->ranking, SAY(RANKING));
    if (targets && !marks) /* what the calculation is for */
        kp_report_sheet_open(report, &report->targets, SAY(TARGETS));
    if (report->scheme->list_count)
        kp_report_sheet_open(report, &report->lists, SAY(LISTS));
    if (report->card->combined.count && !report->options->values)
        kp_report_sheet_open(report, &report->combined, SAY(COMBINED));
    if (kp_report_has_ballots(report->scheme) && !report->options->values)
        kp_report_sheet_open(report, &report->ballots, SAY(BALLOTS));
    if (kp_report_has_values(report->scheme))
        kp_report_sheet_open(report, &report->value_sheet, SAY(SHEET_VALUES));
    if (targets && marks)
        kp_report_sheet_open(report, &report->targets, SAY(TARGETS));
    if (report->analysis && !report->options->values)
        kp_report_sheet_open(report, &report->survey, SAY(SURVEY));
    if (report->agreement && !report->options->values)
        kp_report_sheet_open(report, &report->agreement_sheet, SAY(AGREEMENT));
    if (report->options->robust && !report->options->values)
        kp_report_sheet_open(report, &report->robust, SAY(ROBUST));
    for (size_t i = 0; i < report->detail_count; i++) {
        const char *name = i == 0 ? SAY(DETAILS) : kp_format(report->arena, "%s(%zu)", SAY(DETAILS), i + 1);
        kp_report_sheet_open(report, &report->details[i], name);
    }
    if (!report->options->values) {
        kp_report_sheet_open(report, &report->rules, SAY(RULES));
        kp_report_sheet_open(report, &report->problems, SAY(PROBLEMS));
    }
    if (report->summary.worksheet)
        worksheet_activate(report->summary.worksheet);
}

static void write_sheets(kp_report *report) {
    open_sheets(report);
    kp_report_write_details(report); /* the figures that all others refer to */
    bool marks = !kp_scheme_is_calculation(report->scheme);
    if (marks)
        kp_report_write_summary(report);
    if (marks)
        kp_report_write_ranking(report);
    if (report->scheme->list_count)
        kp_report_write_lists(report);
    if (kp_report_has_values(report->scheme))
        kp_report_write_values(report);
    if (report->options->values)
        return;
    if (report->card->combined.count)
        kp_report_write_combined(report);
    if (kp_report_has_ballots(report->scheme))
        kp_report_write_ballots(report);
    if (report->scheme->target_count)
        kp_report_write_targets(report);
    if (report->analysis)
        kp_report_write_survey(report);
    if (report->agreement)
        kp_report_write_agreement(report);
    if (report->options->robust)
        kp_report_write_robust(report);
    if (marks)
        kp_report_write_charts(report);
    kp_report_write_problems(report);
    kp_report_write_rules(report); /* tells how many formulas the others have */
}

static bool cannot_write(kp_problems *problems, const char *path, const char *why) {
    kp_problems_add(problems, KP_F_CANNOT_WRITE, (kp_place){.file = path}, KP_UNIT_ALL, why, NULL, NULL);
    return false;
}

/* Characters of a figure before its point. */
static double whole_width(kp_num value) {
    double rest = kp_num_to_double(value);
    int width = rest < 0 ? 2 : 1;
    for (rest = rest < 0 ? -rest : rest; rest >= 10; rest /= 10)
        width++;
    return width;
}

static double wider(double width, double other) { return other > width ? other : width; }

/* Characters of a figure of that node: of a value without decimals of its own as many as of a mark. */
static double figure_width(const kp_report *report, kp_num value, int32_t indicator) {
    int own = kp_mark_decimals(report->scheme, indicator), decimals = own < 0 ? report->scheme->decimals : own;
    return whole_width(value) + (decimals > 0 ? decimals + 1 : 0);
}

/* How wide the columns of marks, and those of the figures that they are rounded from, must be so that none is shown as ###. */
static void measure_marks(kp_report *report) {
    const kp_scorecard *card = report->card;
    double mark = figure_width(report, report->scheme->indicators[0].full, 0), any = mark;
    report->whole_width = whole_width(report->scheme->indicators[0].full);
    for (size_t unit = 0; unit < report->evidence->units.count; unit++) {
        if (card->units[unit].scored) {
            mark = wider(mark, figure_width(report, card->units[unit].printed, 0));
            report->whole_width = wider(report->whole_width, whole_width(card->units[unit].printed));
        }
        for (size_t i = 0; i < report->component_count; i++) {
            const kp_mark *of = kp_scorecard_mark(card, (int32_t)unit, report->components[i]);
            if (of->state == KP_MARK_SCORED)
                mark = wider(mark, figure_width(report, of->value, report->components[i]));
        }
        for (size_t i = 1; i < report->scheme->indicator_count; i++) {
            const kp_mark *of = kp_scorecard_mark(card, (int32_t)unit, (int32_t)i);
            if (of->state != KP_MARK_SCORED)
                continue;
            any = wider(any, figure_width(report, of->value, (int32_t)i));
            report->whole_width = wider(report->whole_width, whole_width(of->value));
        }
    }
    report->mark_width = mark + 2;
    report->figure_width = wider(any, mark);
}

kp_report *kp_report_new(kp_arena *arena, const kp_scorecard *card, const kp_report_options *options) {
    kp_report *report = KP_NEW(arena, kp_report);
    kp_report_options *own = KP_NEW(arena, kp_report_options);
    *own = *options;
    own->problems = kp_problems_sorted(arena, options->problems);
    *report = (kp_report){
        .arena = arena, .work = arena, .card = card, .scheme = card->scheme, .evidence = card->evidence, .options = own, .lang = options->lang};
    report->mark_digits = kp_report_mark_digits(arena, card->scheme->decimals);
    pick_components(report);
    measure_marks(report);
    look_at_units(report);
    find_reasons(report);
    look_at_survey(report);
    report->agreement = kp_evaluators_look(arena, card);
    return report;
}

bool kp_report_write_book(kp_report *report, const char *path, void (*write)(kp_report *report), kp_problems *problems) {
    if (!kp_report_can_create(path))
        return cannot_write(problems, path, kp_system_error(errno));
    lxw_workbook_options how = {.constant_memory = report->in_order};
    kp_arena_defer(report->arena, kp_report_book_free, report);
    report->book = workbook_new_opt(path, &how);
    if (report->book && kp_report_formats_make(report->arena, report->book, report->scheme, report->lang, &report->formats)) {
        set_properties(report);
        write(report);
    } else {
        report->no_memory = true;
    }
    if (kp_report_book_close(report, path))
        return true;
    if (report->no_memory || report->error == LXW_ERROR_MEMORY_MALLOC_FAILED)
        kp_arena_exhausted(report->arena);
    return cannot_write(problems, path, lxw_strerror(report->error));
}

bool kp_report_write(kp_arena *arena, const kp_scorecard *card, const kp_report_options *options, const char *path, kp_problems *problems) {
    kp_report *report = kp_report_new(arena, card, options);
    kp_report_plan_details(report);
    report->in_order = kp_report_detail_rows(report) > KP_CONSTANT_MEMORY_ROWS;
    return kp_report_write_book(report, path, write_sheets, problems);
}
