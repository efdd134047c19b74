/* SPDX-License-Identifier: GPL-3.0-or-later */
/* functions_evaluate_test.c - 考评汇总 gives what scoring the same files gives, and tells of each unit what is still missing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "binding.h"
#include "cells_of_book.h"
#include "kaoping/evaluate.h"
#include "kaoping/functions.h"

enum { UNIT, GROUP, SCORE, GRADE, RANK, REMARK, COLUMNS };

/* ---- arguments ---- */

typedef struct pairs {
    kp_area areas[64];
    size_t count;
} pairs;

static kp_value value_of(const kp_cell *cell) {
    kp_value value = {.kind = KP_VALUE_EMPTY, .text = ""};
    if (cell->kind == KP_CELL_NUMBER) {
        value.kind = KP_VALUE_NUMBER;
        value.number = strtod(cell->text, NULL);
    } else if (cell->kind != KP_CELL_EMPTY) {
        value.kind = KP_VALUE_TEXT;
        value.text = cell->text;
    }
    return value;
}

static kp_area text_area(kp_arena *arena, const char *text) {
    kp_value *value = KP_NEW(arena, kp_value);
    *value = (kp_value){.kind = KP_VALUE_TEXT, .text = text};
    return kp_area_of(value, 1, 1);
}

/* A sheet as a range of `spare` more rows than it has. */
static kp_area sheet_area(kp_arena *arena, const kp_cell_sheet *sheet, size_t spare) {
    const held_sheet *held = sheet->source;
    kp_value *values = KP_NEW_ARRAY(arena, kp_value, (held->rows + spare) * held->columns);
    for (size_t i = 0; i < held->rows * held->columns; i++)
        values[i] = value_of(&held->cells[i]);
    return kp_area_of(values, held->rows + spare, held->columns);
}

static pairs pairs_of(kp_arena *arena, const char *scheme, const char *folder, size_t spare) {
    held_book held = hold_book(arena, folder);
    pairs p = {.count = 1};
    p.areas[0] = text_area(arena, scheme);
    for (size_t i = 0; i < held.count; i++) {
        p.areas[p.count++] = text_area(arena, held.sheets[i].name);
        p.areas[p.count++] = sheet_area(arena, &held.sheets[i], spare);
    }
    return p;
}

static kp_value *cell_of(pairs *p, const char *sheet, size_t row, size_t column) {
    for (size_t i = 1; i + 1 < p->count; i += 2)
        if (!strcmp(((const kp_value *)p->areas[i].source)->text, sheet))
            return (kp_value *)(uintptr_t)p->areas[i + 1].source + row * p->areas[i + 1].columns + column;
    fail_msg("there is no sheet %s", sheet);
    return NULL;
}

static void drop_sheet(pairs *p, const char *sheet) {
    for (size_t i = 1; i + 1 < p->count; i += 2)
        if (!strcmp(((const kp_value *)p->areas[i].source)->text, sheet)) {
            memmove(&p->areas[i], &p->areas[i + 2], (p->count - i - 2) * sizeof p->areas[0]);
            p->count -= 2;
            return;
        }
    fail_msg("there is no sheet %s", sheet);
}

static const kp_value *at(const kp_result *result, size_t row, size_t column) { return &result->cells[row * COLUMNS + column]; }

static const char *text_at(const kp_result *result, size_t row, size_t column) {
    const kp_value *value = at(result, row, column);
    if (value->kind == KP_VALUE_NUMBER)
        fail_msg("a number stands in row %zu column %zu", row, column);
    return value->kind == KP_VALUE_TEXT ? value->text : "";
}

/* ---- the samples ---- */

static const struct {
    const char *folder, *scheme;
} samples[] = {{"templates/samples/sicha_yiping/2026Q3", "sicha_yiping"},
               {"templates/samples/wuye_quarter/2026Q1", "wuye_quarter"},
               {"templates/samples/wuye_quarter/2026Q2", "wuye_quarter"},
               {"templates/samples/wuye_quarter/2026Q3", "wuye_quarter"},
               {"tests/fixtures/entry/communities", "sicha_yiping"},
               {"tests/fixtures/entry/estates", "wuye_quarter"},
               {"templates/samples/wuye_satisfaction/2026H1", "wuye_satisfaction"},
               {"templates/samples/resident_satisfaction/2026H1", "resident_satisfaction"},
               {"tests/fixtures/entry/residents", "resident_satisfaction"}};

static void compare(kp_arena *arena, const kp_result *found, const kp_scorecard *card) {
    size_t units = card->evidence->units.count;
    assert_int_equal(found->error, 0);
    assert_int_equal(found->columns, COLUMNS);
    assert_int_equal(found->rows, units + 1 + 7); /* the range of units has seven rows more */
    for (size_t u = 0; u < units; u++) {
        const kp_unit *unit = &card->evidence->units.items[u];
        const kp_unit_result *wanted = &card->units[u];
        assert_string_equal(text_at(found, u + 1, UNIT), unit->name);
        assert_string_equal(text_at(found, u + 1, GROUP), unit->group < 0 ? "" : card->evidence->groups.items[unit->group]);
        if (!wanted->scored) {
            assert_string_equal(text_at(found, u + 1, SCORE), "");
            continue;
        }
        assert_int_equal(at(found, u + 1, SCORE)->kind, KP_VALUE_NUMBER);
        assert_true(at(found, u + 1, SCORE)->number == strtod(kp_total_text(arena, card, (int32_t)u), NULL));
        assert_string_equal(text_at(found, u + 1, GRADE), wanted->band < 0 ? "" : kp_text(arena, card->scheme->bands[wanted->band].title, KP_ZH));
        if (wanted->rank)
            assert_true(at(found, u + 1, RANK)->number == wanted->rank);
        else
            assert_string_equal(text_at(found, u + 1, RANK), "");
    }
    for (size_t row = units + 1; row < found->rows; row++)
        for (size_t column = 0; column < COLUMNS; column++)
            assert_string_equal(text_at(found, row, column), "");
}

static void check_samples(kp_arena *arena, void *data) {
    kp_session *session = data;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        const char *folder = kp_format(arena, "%s/%s", KP_SOURCE_DIR, samples[i].folder);
        kp_evaluate_options options = {.scheme = samples[i].scheme};
        const kp_evaluation *wanted = kp_evaluate(arena, &folder, 1, &options, kp_problems_new(arena));
        assert_non_null(wanted->card);
        pairs p = pairs_of(arena, samples[i].scheme, folder, 7);
        kp_result result;
        kp_function_call(session, KP_FUNCTION_EVALUATE, KP_ZH, p.areas, p.count, &result);
        compare(arena, &result, wanted->card);
    }
}

/* ---- while it is filled in ---- */

static pairs estates(kp_arena *arena, size_t spare) {
    return pairs_of(arena, "wuye_quarter", kp_format(arena, "%s/tests/fixtures/entry/estates", KP_SOURCE_DIR), spare);
}

static kp_result evaluate(kp_session *session, const pairs *p) {
    kp_result result;
    kp_function_call(session, KP_FUNCTION_EVALUATE, KP_ZH, p->areas, p->count, &result);
    return result;
}

static void check_missing(kp_arena *arena, void *data) {
    kp_session *session = data;
    pairs p = estates(arena, 0);
    const size_t column = 8; /* q61.done */
    assert_string_equal(cell_of(&p, "评分表", 0, column)->text, "q61.done");
    kp_value *cell = cell_of(&p, "评分表", 1, column);
    const char *unit = cell_of(&p, "评分表", 1, 0)->text;
    *cell = (kp_value){.kind = KP_VALUE_EMPTY, .text = ""};
    kp_result result = evaluate(session, &p);
    assert_int_equal(result.error, 0);
    size_t without = 0;
    for (size_t row = 1; row < result.rows; row++) {
        bool scored = at(&result, row, SCORE)->kind == KP_VALUE_NUMBER;
        without += !scored;
        if (scored)
            continue;
        assert_string_equal(text_at(&result, row, UNIT), unit);
        assert_memory_equal(text_at(&result, row, REMARK), "评分表!I2：", strlen("评分表!I2："));
        assert_string_equal(text_at(&result, row, RANK), "");
    }
    assert_int_equal(without, 1);
}

/* A finding whose unit nobody knows may be anybody's. */
static void check_blocked(kp_arena *arena, void *data) {
    pairs p = estates(arena, 0);
    *cell_of(&p, "扣分记录", 1, 0) = (kp_value){.kind = KP_VALUE_TEXT, .text = "没有这个项目"};
    kp_result result = evaluate(data, &p);
    assert_int_equal(result.error, 0);
    assert_true(result.rows > 2);
    for (size_t row = 1; row < result.rows; row++) {
        assert_string_equal(text_at(&result, row, SCORE), "");
        assert_non_null(strstr(text_at(&result, row, REMARK), "扣分记录!A2"));
        assert_non_null(strstr(text_at(&result, row, REMARK), "没有这个项目"));
    }
}

static void check_no_units(kp_arena *arena, void *data) {
    pairs p = estates(arena, 0);
    drop_sheet(&p, "考评对象");
    kp_result result = evaluate(data, &p);
    assert_int_equal(result.error, 0);
    assert_int_equal(result.rows, 2);
    assert_string_equal(text_at(&result, 1, UNIT), "");
    assert_non_null(strstr(text_at(&result, 1, REMARK), "考评对象"));
}

static void check_missing_sheet(kp_arena *arena, void *data) {
    pairs p = estates(arena, 0);
    drop_sheet(&p, "扣分记录");
    kp_result result = evaluate(data, &p);
    for (size_t row = 1; row < result.rows; row++) {
        assert_string_equal(text_at(&result, row, SCORE), "");
        assert_non_null(strstr(text_at(&result, row, REMARK), "扣分记录"));
    }
}

/* The cover without a period, as a template has it. */
static void check_no_cover(kp_arena *arena, void *data) {
    pairs p = estates(arena, 0);
    drop_sheet(&p, "填表说明");
    kp_result result = evaluate(data, &p);
    assert_int_equal(at(&result, 1, SCORE)->kind, KP_VALUE_NUMBER);
}

/* The estates have a sheet 往期. */
static pairs past_without_period(kp_arena *arena) {
    pairs p = estates(arena, 0);
    drop_sheet(&p, "填表说明");
    return p;
}

static const char *explained(kp_arena *arena, kp_session *session, pairs *p, kp_lang lang) {
    memmove(p->areas + 1, p->areas, p->count * sizeof p->areas[0]);
    p->areas[0] = text_area(arena, "考评汇总");
    kp_result result;
    kp_function_call(session, KP_FUNCTION_EXPLAIN, lang, p->areas, p->count + 1, &result);
    memmove(p->areas, p->areas + 1, p->count * sizeof p->areas[0]);
    assert_int_equal(result.error, 0);
    return kp_strdup(arena, result.cells[0].text);
}

/* Nothing is before a period that is not known, and it has no name. */
static void check_past_without_period(kp_arena *arena, void *data) {
    pairs p = past_without_period(arena);
    kp_result result = evaluate(data, &p);
    assert_int_equal(at(&result, 1, SCORE)->kind, KP_VALUE_NUMBER);
    const char *zh = explained(arena, data, &p, KP_ZH), *en = explained(arena, data, &p, KP_EN);
    assert_non_null(strstr(zh, "没有考评期，往期结果没有采用"));
    assert_non_null(strstr(en, "there is no period, so the results of earlier ones were left out"));
    assert_null(strstr(zh, "上一期"));
    assert_null(strstr(zh, "-00"));
}

/* One unit has two empty cells, and says so; of all problems the errors are told first, though a warning stands above them. */
static void check_several(kp_arena *arena, void *data) {
    pairs p = past_without_period(arena);
    for (size_t i = 0; i < 2; i++)
        *cell_of(&p, "评分表", 1, 8 + i) = (kp_value){.kind = KP_VALUE_EMPTY, .text = ""};
    const char *unit = cell_of(&p, "评分表", 1, 0)->text;
    kp_result result = evaluate(data, &p);
    bool told = false;
    for (size_t row = 1; row < result.rows; row++)
        told = told || (!strcmp(text_at(&result, row, UNIT), unit) && !strncmp(text_at(&result, row, REMARK), "评分表!I2：", strlen("评分表!I2：")) &&
                        strstr(text_at(&result, row, REMARK), " 等 2 处"));
    assert_true(told);
    const char *words = explained(arena, data, &p, KP_ZH), *error = strstr(words, "评分表!J2"), *warning = strstr(words, "KP-H065");
    assert_true(error && warning && error < warning);
    kp_function_call(data, KP_FUNCTION_EVALUATE, KP_EN, p.areas, p.count, &result);
    told = false;
    for (size_t row = 1; row < result.rows; row++)
        told = told || strstr(text_at(&result, row, REMARK), "; 2 errors in all");
    assert_true(told);
}

static void check_wrong_arguments(kp_arena *arena, void *data) {
    pairs p = estates(arena, 0);
    p.count--;
    assert_int_equal(evaluate(data, &p).error, KP_FUNCTION_ERROR_ARGUMENT);
    p = estates(arena, 0);
    p.areas[1] = text_area(arena, "没有这张表");
    assert_int_equal(evaluate(data, &p).error, KP_FUNCTION_ERROR_ARGUMENT);
    p = estates(arena, 0);
    p.areas[0] = text_area(arena, "no_such_scheme");
    assert_int_equal(evaluate(data, &p).error, KP_FUNCTION_ERROR_SCHEME);
}

static void check_english(kp_arena *arena, void *data) {
    pairs p = estates(arena, 0);
    kp_result result;
    kp_function_call(data, KP_FUNCTION_EVALUATE, KP_EN, p.areas, p.count, &result);
    static const char *const heads[COLUMNS] = {"Unit", "Group", "Score", "Grade", "Rank", "Remark"};
    for (size_t i = 0; i < COLUMNS; i++)
        assert_string_equal(text_at(&result, 0, i), heads[i]);
}

static void run_with_session(void **state) {
    kp_session *session = kp_session_new();
    run_with_arena(body_of(state), session);
    kp_session_free(session);
}

#define WITH_SESSION(sentence, body) RUN_BY(run_with_session, sentence, body)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_SESSION("the sheets of a workbook come to the scores, grades and ranks of its files", check_samples),
        WITH_SESSION("a unit with an empty cell is told its cell, and the others are scored", check_missing),
        WITH_SESSION("what may concern any unit stands beside each", check_blocked),
        WITH_SESSION("without units there is one row, which says so", check_no_units),
        WITH_SESSION("a sheet that was not given is missed in each row", check_missing_sheet),
        WITH_SESSION("a workbook without a period is scored all the same", check_no_cover),
        WITH_SESSION("past results without a period are left out, and that is said", check_past_without_period),
        WITH_SESSION("a unit with several errors says how many, and errors are explained first", check_several),
        WITH_SESSION("unpaired arguments, unknown sheets and unknown schemes are errors of the call", check_wrong_arguments),
        WITH_SESSION("heads are in the language of the call", check_english),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
