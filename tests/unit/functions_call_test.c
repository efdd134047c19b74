/* SPDX-License-Identifier: GPL-3.0-or-later */
/* functions_call_test.c - the table of functions, the numbers of cells, and what every call has in common: errors, schemes kept, explanations. */
#include "functions_support.h"
#include "scheme_cells.h"

#include "kaoping/typed.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- the table ---- */

static void test_table(void **state) {
    (void)state;
    for (int id = 0; id < KP_FUNCTION_COUNT; id++) {
        const kp_function_info *info = kp_function_of((kp_function_id)id);
        assert_int_equal(info->id, id);
        assert_true(strncmp(info->method, "kp", 2) == 0 && info->argument_count > 0);
        for (size_t i = 0; i < strlen(info->method) + 1; i++) {
            assert_true(info->method[i] == '\0' || isalpha((unsigned char)info->method[i]));
            assert_int_equal(info->name[KP_EN][i], toupper((unsigned char)info->method[i]));
        }
        bool optional = false;
        for (size_t i = 0; i < info->argument_count; i++) {
            const kp_function_argument *argument = &info->arguments[i];
            assert_int_equal(argument->function, id);
            assert_true(argument->kind != KP_REST || i + 1 == info->argument_count);
            assert_false(argument->kind == KP_MUST && optional); /* what must be given comes first */
            optional |= argument->kind == KP_MAY;
        }
    }
}

static void test_names(void **state) {
    (void)state;
    for (int id = 0; id < KP_FUNCTION_COUNT; id++) {
        const kp_function_info *info = kp_function_of((kp_function_id)id);
        char stored[80];
        assert_int_equal(kp_function_find(info->method), id);
        assert_int_equal(kp_function_find(info->name[KP_ZH]), id);
        assert_int_equal(kp_function_find(info->name[KP_EN]), id);
        snprintf(stored, sizeof stored, "ORG.KAOPING.ADDIN.%s", info->name[KP_EN]);
        assert_int_equal(kp_function_find(stored), id);
        snprintf(stored, sizeof stored, "org.kaoping.AddInZh.%s", info->method);
        assert_int_equal(kp_function_find(stored), id);
    }
    assert_int_equal(kp_function_find("SUM"), KP_FUNCTION_COUNT);
    assert_int_equal(kp_function_find("org.kaoping.AddIn."), KP_FUNCTION_COUNT);
    assert_int_equal(kp_function_find(""), KP_FUNCTION_COUNT);
    assert_int_equal(kp_function_find(NULL), KP_FUNCTION_COUNT);
}

/* Calc's own numbers: sc/source/core, formula errors. */
static void test_error_texts(void **state) {
    (void)state;
    assert_string_equal(kp_function_error_shown(KP_FUNCTION_ERROR_ARGUMENT), "Err:502");
    assert_string_equal(kp_function_error_shown(KP_FUNCTION_ERROR_NO_DATA), "#N/A");
    assert_int_equal(KP_FUNCTION_ERROR_SCHEME, 525);
    assert_string_equal(kp_function_error_text(KP_FUNCTION_ERROR_NO_DATA, KP_ZH), "没有数据");
    assert_string_equal(kp_function_error_text(KP_FUNCTION_ERROR_NO_DATA, KP_EN), "no data");
    assert_string_equal(kp_function_error_shown(KP_FUNCTION_NO_ERROR), "");
    assert_string_equal(kp_function_error_text((kp_function_error)524, KP_ZH), "");
}

/* ---- numbers of cells ---- */

typedef struct meaning {
    double cell;
    const char *number; /* exactly */
} meaning;

static void check_numbers(kp_arena *arena, void *data) {
    (void)data;
    static const meaning meanings[] = {
        {28.165, "28.165"},
        {0.1 + 0.2, "0.3"},
        {1.0 / 3, "0.333333333333333"},
        {1e15, "1000000000000000"},
        {123456789012345678.0, "123456789012346000"},
        {-0.0, "0"},
        {-97.3, "-97.3"},
        {1e-9, "0.000000001"},
        {1e300, NULL},
        {5e-10, "0.0000000005"},
    };
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        kp_num found;
        kp_value value = N(meanings[i].cell);
        assert_true(kp_value_num(arena, &value, &found));
        if (meanings[i].number)
            assert_string_equal(kp_num_exact(arena, found), meanings[i].number);
    }
    static const double none[] = {NAN, INFINITY, -INFINITY, 1.1e300, -1e308, 1e-301, 4.9e-324};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        kp_num found;
        kp_value value = N(none[i]);
        assert_false(kp_value_num(arena, &value, &found));
    }
    kp_num found;
    assert_false(kp_value_num(arena, &T("5"), &found));
    assert_false(kp_value_num(arena, &NOTHING, &found));
}

/* ---- calls ---- */

/* The result stands until the next call, and calls have nothing to do with each other. */
static void test_sessions(void **state) {
    kp_result first = CALL(ROUND, ONE(N(1.005)));
    expect_number(first, 1.01);
    kp_session *other = kp_session_new();
    kp_result second = call_function((void **)&other, KP_FUNCTION_ROUND, KP_ZH, AREAS(ONE(N(2.005))));
    expect_number(first, 1.01);
    expect_number(second, 2.01);
    kp_session_free(other);
    expect_error(CALL(ROUND, ONE(T("x"))), TEXT);
    expect_number(CALL(ROUND, ONE(N(1))), 1);
    kp_session_free(NULL);
}

/* An area that claims more cells than there is memory. */
static void read_filled(const kp_area *area, kp_arena *arena, size_t row, kp_value *out) {
    (void)area, (void)arena, (void)row;
    *out = N(1);
}

static void test_no_memory(void **state) {
    kp_area endless = {SIZE_MAX / 4, 1, read_filled, NULL};
    expect_error(CALL(ROUND, endless), ARGUMENT);
    expect_number(CALL(ROUND, ONE(N(1.005))), 1.01);
}

/* ---- schemes ---- */

/* The rows of the sheet 方案 of a built-in scheme, as cells; `weaken`: with one word that is no method. */
typedef struct sheet_values {
    sheet cells;
    bool weaken;
} sheet_values;

static void make_sheet(kp_arena *arena, void *data) {
    sheet_values *made = data;
    const kp_scheme *scheme = kp_builtin_load(arena, "sicha_yiping", kp_problems_new(arena));
    assert_non_null(scheme);
    made->cells = cells_of_scheme(arena, scheme);
    for (size_t i = 0; i < made->cells.rows * made->cells.columns; i++) {
        kp_value *value = &made->cells.values[i];
        char *end;
        const char *text = value->kind == KP_VALUE_TEXT ? value->text : "";
        double number = strtod(text, &end);
        *value = *text && !*end ? N(number) : T(text);
        if (made->weaken && strcmp(text, "四舍五入") == 0)
            *value = T("随便舍入");
    }
}

/* 考评汇总 without sheets: a scheme that is fine comes as far as finding no units; which error that is, is not the matter here. */
static kp_function_error scheme_error(void **state, kp_area scheme) {
    kp_area areas[] = {scheme, ONE(T("考评对象")), ONE(T("名称"))};
    return call_function(state, KP_FUNCTION_EVALUATE, KP_ZH, areas, 3).error;
}

static void test_scheme_names(void **state) {
    assert_int_not_equal(scheme_error(state, ONE(T("sicha_yiping"))), KP_FUNCTION_ERROR_SCHEME);
    assert_int_not_equal(scheme_error(state, ONE(T(" SICHA_YIPING "))), KP_FUNCTION_ERROR_SCHEME);
    assert_int_not_equal(scheme_error(state, AREA(2, 1, NOTHING, T("sicha_yiping"))), KP_FUNCTION_ERROR_SCHEME);
    assert_int_equal(scheme_error(state, ONE(T("no_such_scheme"))), KP_FUNCTION_ERROR_SCHEME);
    assert_int_equal(scheme_error(state, ONE(N(0))), KP_FUNCTION_ERROR_SCHEME);
    assert_int_equal(scheme_error(state, ONE(NOTHING)), KP_FUNCTION_ERROR_SCHEME);
    assert_int_equal(scheme_error(state, ONE(DIV0)), KP_FUNCTION_ERROR_SCHEME);
    assert_int_equal(scheme_error(state, AREA(2, 2, T("a"), T("b"), N(1), DIV0)), KP_FUNCTION_ERROR_SCHEME);
    const char *why = EXPLAIN(KP_EN, "kpEvaluate", ONE(T("no_such_scheme")), ONE(T("考评对象")), ONE(T("名称")));
    expect_words(why, "#NAME?");
    expect_words(why, "no_such_scheme");
    expect_words(why, "sicha_yiping"); /* the ids that there are */
}

/* More schemes than are kept, again and again, and the first one still there. */
static void test_many_schemes(void **state) {
    for (int i = 0; i < 100; i++) {
        char id[32];
        snprintf(id, sizeof id, "no_such_%d", i % 40);
        assert_int_equal(scheme_error(state, ONE(T(id))), KP_FUNCTION_ERROR_SCHEME);
        assert_int_not_equal(scheme_error(state, ONE(T("sicha_yiping"))), KP_FUNCTION_ERROR_SCHEME);
    }
}

static void test_scheme_range(void **state) {
    kp_arena *arena = kp_arena_new(NULL);
    sheet_values good = {.weaken = false}, bad = {.weaken = true};
    assert_int_equal(kp_arena_run(arena, make_sheet, &good), KP_OK);
    assert_int_equal(kp_arena_run(arena, make_sheet, &bad), KP_OK);
    kp_area good_area = area_of(&good.cells), bad_area = area_of(&bad.cells);
    for (int again = 0; again < 2; again++) { /* the second time from what is kept */
        assert_int_not_equal(scheme_error(state, good_area), KP_FUNCTION_ERROR_SCHEME);
        assert_int_equal(scheme_error(state, bad_area), KP_FUNCTION_ERROR_SCHEME);
    }
    expect_words(EXPLAIN(KP_ZH, "考评汇总", bad_area, ONE(T("考评对象")), ONE(T("名称"))), "随便舍入");
    kp_arena_free(arena);
}

/* ---- 计分说明 ---- */

static void test_explain(void **state) {
    expect_words(EXPLAIN(KP_EN, "ORG.KAOPING.ADDIN.KPROUND", ONE(N(1.005))), "Result: 1.01");
    expect_words(EXPLAIN(KP_EN, "kpExplain", ONE(T("kpRound")), ONE(N(1.005))), "Result: 1.01");
    expect_words(EXPLAIN(KP_EN, "kpExplain", ONE(T("kpExplain")), ONE(T("kpRound")), ONE(N(1))), "not a function"); /* but no deeper */
    const char *why = EXPLAIN(KP_ZH, "计分说明", ONE(T("求和")));
    expect_words(why, "计分说明 出错，Err:502");
    expect_words(why, "“求和”");
    expect_words(why, "扣分得分、比率得分");
    expect_error(CALL(EXPLAIN, ONE(T("求和"))), ARGUMENT);
    expect_error(CALL(EXPLAIN, ONE(N(1))), ARGUMENT);
    expect_error(CALL(EXPLAIN, LEFT_OUT), ARGUMENT);
    expect_error(CALL(EXPLAIN, AREA(1, 2, T("修约"), T("修约"))), ARGUMENT);
    expect_words(EXPLAIN(KP_EN, "kpRound", ONE(N(1)), ONE(N(1)), ONE(N(1)), ONE(N(1))), "too many arguments");
}

/* A checklist of 20,000 items names them all, which no cell could hold. */
static void test_explain_fits(void **state) {
    enum { ITEMS = 20000 };
    static kp_value items[ITEMS];
    for (size_t i = 0; i < ITEMS; i++)
        items[i] = N(1);
    const char *words = EXPLAIN(KP_ZH, "清单得分", ONE(N(10)), kp_area_of(items, ITEMS, 1));
    size_t characters = 0;
    for (const char *at = words; *at; at++)
        characters += ((unsigned char)*at & 0xC0) != 0x80;
    assert_in_range(characters, 20000, 32766);
    assert_string_equal(words + strlen(words) - strlen("…"), "…");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_SESSION("each function has its arguments, what must be given first", test_table),
        IN_SESSION("a function is found by each of its names", test_names),
        IN_SESSION("errors are shown as Calc shows them and told in both languages", test_error_texts),
        IN_ARENA("the number of a cell is the decimal that a spreadsheet shows", check_numbers),
        IN_SESSION("a result stands until the next call of its session", test_sessions),
        IN_SESSION("what does not fit into memory is an error, and the session goes on", test_no_memory),
        IN_SESSION("a scheme is named by its id", test_scheme_names),
        IN_SESSION("however many schemes are asked for, each is the right one", test_many_schemes),
        IN_SESSION("the range of a sheet 方案 is a scheme, and its faults are named", test_scheme_range),
        IN_SESSION("an explanation tells how, or why not", test_explain),
        IN_SESSION("an explanation fits into a cell", test_explain_fits),
    };
    return cmocka_run_group_tests_name("functions_call", tests, NULL, NULL);
}
