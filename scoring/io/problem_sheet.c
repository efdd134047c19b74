/* SPDX-License-Identifier: GPL-3.0-or-later */
/* problem_sheet.c - writes the list of problems that is put into the workbook that has them, with the means of the report's sheets. */
#include "kaoping/problem_sheet.h"

#include <errno.h>
#include <string.h>

#include "kaoping/system_error.h"
#include "report_private.h"

enum { COL_NUMBER, COL_SEVERITY, COL_CODE, COL_SHEET, COL_CELL, COL_MESSAGE, COL_COUNT };

/* "'自查'!D7" of a place in the workbook itself; a row alone leads to its first cell, a sheet alone to its first. NULL: it is elsewhere, or nowhere in particular. */
static const char *target_of(kp_arena *arena, kp_place place, const char *file) {
    if (!place.sheet || !place.file || strcmp(place.file, file))
        return NULL;
    kp_buffer quoted = {.arena = arena};
    for (const char *c = place.sheet; *c; c++)
        kp_buffer_add(&quoted, "''", *c == '\'' ? 2 : 0), kp_buffer_add(&quoted, c, *c != '\'');
    return kp_format(arena, "'%s'!%s", kp_buffer_text(&quoted),
                     kp_report_cell(arena, NULL, place.row ? place.row - 1 : 0, place.column ? (int)place.column - 1 : 0));
}

static const char *sheet_shown(kp_arena *arena, kp_place place, const char *file) {
    bool own = !place.file || !strcmp(place.file, file);
    if (own || !place.sheet)
        return own ? (place.sheet ? place.sheet : "") : place.file;
    return kp_format(arena, "%s · %s", place.file, place.sheet);
}

static void write_problem(kp_report *report, size_t index) {
    kp_report_sheet *sheet = &report->problems;
    const kp_problem *problem = &report->options->problems->items[index];
    const char *file = report->options->files->path, *target = target_of(report->work, problem->place, file);
    kp_severity severity = kp_problem_severity(problem->code);
    kp_report_count(sheet, COL_NUMBER, (int64_t)index + 1, STYLE_WHOLE);
    kp_report_severity(sheet, COL_SEVERITY, severity);
    kp_report_text(sheet, COL_CODE, kp_problem_code_text(problem->code), STYLE_TEXT_CENTER);
    kp_report_text(sheet, COL_SHEET, sheet_shown(report->work, problem->place, file), STYLE_TEXT_SMALL);
    const char *cell = kp_place_cell(report->work, problem->place);
    if (target)
        kp_report_link(sheet, COL_CELL, *cell ? cell : "→", target, STYLE_LINK);
    else
        kp_report_text(sheet, COL_CELL, cell, STYLE_TEXT_CENTER);
    kp_report_text(sheet, COL_MESSAGE, kp_problem_message(report->work, problem, report->lang), STYLE_TEXT);
    kp_report_row_end(sheet, 18);
}

static const char *count_of(kp_report *report, kp_severity severity) {
    return kp_format(report->work, "%zu", kp_problems_count(report->options->problems, severity));
}

static void write_sheet(kp_report *report) {
    static const double widths[COL_COUNT] = {6, 8, 11, 20, 10, 80};
    kp_report_sheet *sheet = &report->problems;
    kp_report_sheet_open(report, sheet, kp_say(KP_M_MENU_PROBLEM_SHEET, report->lang));
    for (int i = 0; i < COL_COUNT; i++)
        kp_report_column(sheet, widths[i]);
    kp_report_title(sheet, kp_say(KP_M_MENU_PROBLEM_TITLE, report->lang),
                    kp_say_with(report->work, KP_M_MENU_PROBLEM_NOTE, report->lang, kp_format(report->work, "%zu", report->options->problems->errors),
                                count_of(report, KP_WARNING), count_of(report, KP_HINT)));
    const char *heads[COL_COUNT] = {SAY(NUMBER), SAY(SEVERITY), SAY(PROBLEM_CODE), SAY(SHEET), SAY(CELL), SAY(MESSAGE)};
    kp_report_heads(sheet, heads, COL_COUNT);
    kp_report_each(report, report->options->problems->count, write_problem);
}

static bool cannot_write(kp_problems *failure, const char *path, const char *why) {
    kp_problems_add(failure, KP_F_CANNOT_WRITE, (kp_place){.file = path}, KP_UNIT_NONE, why, NULL, NULL);
    return false;
}

bool kp_problem_sheet_write(kp_arena *arena, const kp_problems *problems, const char *file, kp_lang lang, const char *path, kp_problems *failure) {
    if (!kp_report_can_create(path))
        return cannot_write(failure, path, kp_system_error(errno));
    static const kp_scheme no_scheme = {.decimals = 2}; /* formats ask for decimals and colours */
    const kp_input_file input = {.path = file};
    const kp_report_options options = {.lang = lang, .files = &input, .file_count = 1, .problems = kp_problems_sorted(arena, problems)};
    kp_report *report = KP_NEW(arena, kp_report);
    *report = (kp_report){.arena = arena, .work = arena, .scheme = &no_scheme, .options = &options, .lang = lang};
    kp_arena_defer(arena, kp_report_book_free, report);
    report->book = workbook_new(path);
    if (report->book && kp_report_formats_make(arena, report->book, &no_scheme, lang, &report->formats))
        write_sheet(report);
    else
        report->no_memory = true;
    bool written = kp_report_book_close(report, path);
    report->options = NULL; /* it ends with this call */
    if (report->no_memory || report->error == LXW_ERROR_MEMORY_MALLOC_FAILED)
        kp_arena_exhausted(arena);
    return written || cannot_write(failure, path, lxw_strerror(report->error));
}
