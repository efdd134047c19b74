/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * functions_in_text.h - for tests of the spreadsheet functions: cells written as text, calls in one line. Include after cmocka.h.
 *
 *     sheet scheme = scheme_cells(arena, "indicators: [...]");            // the range of a sheet 方案
 *     call_function(&f, KP_FUNCTION_SCORE, 3, scheme, cells(arena, "a; b"), cells(arena, "1; 2 | 3; —"));
 *
 * Cells: columns parted by ";", rows by "|"; what reads as a number is one, "" is empty, "'12" is the text 12, "#" an error cell.
 */
#ifndef KAOPING_TESTS_FUNCTIONS_IN_TEXT_H
#define KAOPING_TESTS_FUNCTIONS_IN_TEXT_H

#include "scheme_cells.h"

#include "kaoping/utf8.h"

#include <stdarg.h>
#include <stdlib.h>

typedef struct functions {
    kp_arena *arena;
    kp_session *session;
    kp_lang lang;
    kp_result result;
} functions;

static inline kp_value cell_of(kp_arena *arena, const char *text) {
    char *end;
    text = kp_trim(arena, text);
    double number = strtod(text, &end);
    if (!*text)
        return (kp_value){0};
    if (strcmp(text, "#") == 0)
        return (kp_value){.kind = KP_VALUE_ERROR, .error = KP_FUNCTION_ERROR_TEXT};
    if (*text == '\'')
        return (kp_value){.kind = KP_VALUE_TEXT, .text = text + 1};
    if (!*end)
        return (kp_value){.kind = KP_VALUE_NUMBER, .number = number};
    return (kp_value){.kind = KP_VALUE_TEXT, .text = text};
}

static inline sheet cells(kp_arena *arena, const char *text) {
    sheet made = {.rows = 1, .columns = 1};
    size_t width = 1;
    for (const char *at = text; *at; at++) {
        width = *at == '|' ? 1 : width + (*at == ';');
        made.rows += *at == '|';
        made.columns = width > made.columns ? width : made.columns;
    }
    made.values = KP_NEW_ARRAY(arena, kp_value, made.rows * made.columns);
    size_t row = 0, column = 0;
    for (const char *at = text, *from = text;; at++) {
        if (*at && *at != ';' && *at != '|')
            continue;
        made.values[row * made.columns + column++] = cell_of(arena, kp_strndup(arena, from, (size_t)(at - from)));
        if (*at == '|') {
            row++;
            column = 0;
        }
        if (!*at)
            return made;
        from = at + 1;
    }
}

/* One text cell, whatever stands in it. */
static inline sheet text_cell(kp_arena *arena, const char *text) {
    sheet made = {1, 1, KP_NEW(arena, kp_value)};
    *made.values = (kp_value){.kind = KP_VALUE_TEXT, .text = text};
    return made;
}

/* The range of the sheet 方案 of "id: t, title: T" and what `text` says besides. */
static inline sheet scheme_cells(kp_arena *arena, const char *text) {
    return cells_of_scheme(arena, sound_yaml(arena, kp_format(arena, "id: t\ntitle: T\n%s", text)));
}

static inline const kp_result *call_function(functions *f, kp_function_id id, int count, ...) {
    kp_area areas[8];
    va_list list;
    va_start(list, count);
    for (int i = 0; i < count; i++) {
        sheet next = va_arg(list, sheet);
        areas[i] = area_of(&next);
    }
    va_end(list);
    kp_function_call(f->session, id, f->lang, areas, (size_t)count, &f->result);
    return &f->result;
}

/* A cell of the result as text: "86.15", "Err:502", "#N/A", "" … */
static inline const char *shown(functions *f, size_t row, size_t column) {
    if (f->result.error)
        return kp_function_error_shown(f->result.error);
    assert_true(row < f->result.rows && column < f->result.columns);
    const kp_value *value = &f->result.cells[row * f->result.columns + column];
    switch (value->kind) {
    case KP_VALUE_NUMBER: return kp_format(f->arena, "%.15g", value->number);
    case KP_VALUE_TEXT: return value->text;
    case KP_VALUE_ERROR: return kp_function_error_shown((kp_function_error)value->error);
    default: return "";
    }
}

/* All cells: rows parted by "|", columns by ";". */
static inline const char *all_shown(functions *f) {
    kp_buffer text = {.arena = f->arena};
    if (f->result.error)
        return kp_function_error_shown(f->result.error);
    for (size_t row = 0; row < f->result.rows; row++)
        for (size_t column = 0; column < f->result.columns; column++)
            kp_buffer_printf(&text, "%s%s", column ? ";" : row ? "|" : "", shown(f, row, column));
    return kp_buffer_text(&text);
}

#endif
