/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * functions_support.h - for tests of the spreadsheet functions: cells, areas and calls written briefly.
 *
 *     IN_SESSION("three places at half a point leave 13.5 of 15", test)
 *     expect_number(CALL(DEDUCT, ONE(N(15)), ONE(N(0.5)), ONE(N(3))), 13.5);
 *     expect_error(CALL(DEDUCT, ONE(T("abc")), ONE(N(0.5))), TEXT);
 *     expect_words(EXPLAIN(KP_EN, "kpDeduct", ONE(N(15)), ONE(N(0.5))), "14.5");
 */
#ifndef KAOPING_TESTS_FUNCTIONS_SUPPORT_H
#define KAOPING_TESTS_FUNCTIONS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "kaoping/functions.h"

#define N(x)    ((kp_value){.kind = KP_VALUE_NUMBER, .number = (x)})
#define T(s)    ((kp_value){.kind = KP_VALUE_TEXT, .text = (s)})
#define NOTHING ((kp_value){.kind = KP_VALUE_EMPTY})
#define DIV0    ((kp_value){.kind = KP_VALUE_ERROR, .error = 532})

/* `rows` × `columns` values, row by row; they live as long as the block that they are written in. */
#define AREA(rows, columns, ...) kp_area_of((const kp_value[]){__VA_ARGS__}, (rows), (columns))
#define ONE(value)               AREA(1, 1, value)
#define LEFT_OUT                 ((kp_area){.rows = 0})

#define AREAS(...)               (const kp_area[]){__VA_ARGS__}, sizeof((const kp_area[]){__VA_ARGS__}) / sizeof(kp_area)
#define CALL_IN(lang, name, ...) call_function(state, KP_FUNCTION_##name, lang, AREAS(__VA_ARGS__))
#define CALL(name, ...)          CALL_IN(KP_ZH, name, __VA_ARGS__)
/* The words of kpExplain; good until the next call. */
#define EXPLAIN(lang, function, ...) explain_function(state, lang, AREAS(ONE(T(function)), __VA_ARGS__))

#define IN_SESSION(sentence, body)                                                                                                                   \
    { sentence, body, open_session, close_session, NULL }

static inline int open_session(void **state) {
    *state = kp_session_new();
    return *state ? 0 : -1;
}

static inline int close_session(void **state) {
    kp_session_free(*state);
    return 0;
}

static inline kp_result call_function(void **state, kp_function_id id, kp_lang lang, const kp_area arguments[], size_t count) {
    kp_result result;
    kp_function_call(*state, id, lang, arguments, count, &result);
    return result;
}

#define expect_number(result, number)   expect_number_at((result), (number), __FILE__, __LINE__)
#define expect_error(result, name)      expect_error_at((result), KP_FUNCTION_ERROR_##name, __FILE__, __LINE__)
#define expect_cell(result, at, number) expect_cell_at((result), (at), (number), __FILE__, __LINE__)
#define expect_words(words, part)       expect_words_at((words), (part), __FILE__, __LINE__)

/* The cell `at`, row by row, is exactly that number. */
static inline void expect_cell_at(kp_result result, size_t at, double number, const char *file, int line) {
    if (result.error || at >= result.rows * result.columns || result.cells[at].kind != KP_VALUE_NUMBER || result.cells[at].number != number) {
        bool there = !result.error && at < result.rows * result.columns;
        print_error("%.17g expected, found %s %.17g, error %d\n", number, there && result.cells[at].text ? result.cells[at].text : "",
                    there ? result.cells[at].number : 0, (int)result.error);
        _fail(file, line);
    }
}

static inline void expect_number_at(kp_result result, double number, const char *file, int line) {
    expect_cell_at(result, 0, number, file, line);
    if (result.rows != 1 || result.columns != 1)
        _fail(file, line);
}

static inline void expect_error_at(kp_result result, kp_function_error error, const char *file, int line) {
    if (result.error != error) {
        print_error("error %d expected, found %d\n", (int)error, (int)result.error);
        _fail(file, line);
    }
    if (result.cells)
        _fail(file, line);
}

static inline const char *explain_function(void **state, kp_lang lang, const kp_area arguments[], size_t count) {
    kp_result result = call_function(state, KP_FUNCTION_EXPLAIN, lang, arguments, count);
    return result.error || result.cells[0].kind != KP_VALUE_TEXT ? "" : result.cells[0].text;
}

static inline void expect_words_at(const char *words, const char *part, const char *file, int line) {
    if (!strstr(words, part)) {
        print_error("“%s” is not in: %s\n", part, words);
        _fail(file, line);
    }
}

#endif
