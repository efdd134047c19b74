/* SPDX-License-Identifier: GPL-3.0-or-later */
/* problem_test.c - the list of data problems: its table, its words, its order and its limits. */
#include "in_arena.h"

#include <stdlib.h>
#include <string.h>

#include "kaoping/problem.h"

static void check_table(kp_arena *arena, void *data) {
    (void)arena, (void)data;
    for (int i = 0; i < KP_PROBLEM_COUNT; i++) {
        const char *code = kp_problem_code_text((kp_problem_code)i);
        assert_int_equal(strlen(code), 7);
        assert_memory_equal(code, "KP-", 3);
        assert_non_null(strchr("FWDSHRL", code[3]));
        for (int j = 0; j < i; j++)
            assert_string_not_equal(code, kp_problem_code_text((kp_problem_code)j));
        assert_in_range(kp_problem_severity((kp_problem_code)i), KP_ERROR, KP_HINT);
    }
}

/* The same arguments must stand in both languages, else one of them hides what the other says. */
static void check_same_arguments(kp_arena *arena, void *data) {
    (void)data;
    for (int i = 0; i < KP_PROBLEM_COUNT; i++) {
        kp_problem problem = {.code = (kp_problem_code)i, .arguments = {"\x01", "\x02", "\x03"}};
        const char *zh = kp_problem_message(arena, &problem, KP_ZH), *en = kp_problem_message(arena, &problem, KP_EN);
        for (char mark = 1; mark <= 3; mark++)
            assert_int_equal(strchr(zh, mark) != NULL, strchr(en, mark) != NULL);
        assert_null(strchr(zh, '{'));
        assert_null(strchr(en, '{'));
        assert_string_not_equal(zh, en);
    }
}

static void check_message(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *list = kp_problems_new(arena);
    kp_place place = {"甲.xlsx", "得分", 7, 4};
    kp_problems_add(list, KP_F_TOO_LARGE, place, KP_UNIT_ALL, "行数 | rows", "{0}", NULL);
    assert_string_equal(kp_problem_message(arena, &list->items[0], KP_ZH), "超出上限：行数（上限 {0}）");
    assert_string_equal(kp_problem_message(arena, &list->items[0], KP_EN), "over a limit: rows (limit {0})");
    assert_string_equal(kp_problem_line(arena, &list->items[0], KP_EN), "甲.xlsx · 得分!D7: error KP-F006 over a limit: rows (limit {0})");
    assert_string_equal(kp_problem_line(arena, &list->items[0], KP_ZH), "甲.xlsx · 得分!D7: 错误 KP-F006 超出上限：行数（上限 {0}）");
    kp_problems_add(list, KP_F_CANNOT_OPEN, (kp_place){0}, KP_UNIT_ALL, NULL, NULL, NULL);
    assert_string_equal(kp_problem_line(arena, &list->items[1], KP_EN), "error KP-F001 the file cannot be opened: ");
    kp_problems_add(list, KP_F_CANNOT_OPEN, (kp_place){.file = "a.csv", .row = 3}, KP_UNIT_ALL, "x", NULL, NULL);
    assert_string_equal(kp_problem_line(arena, &list->items[2], KP_EN), "a.csv · 3: error KP-F001 the file cannot be opened: x");
}

static void check_cell(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        uint32_t row, column;
        const char *cell;
    } rows[] = {{7, 4, "D7"}, {1, 26, "Z1"}, {1, 27, "AA1"}, {1048576, 16384, "XFD1048576"},
                {9, 0, "9"},  {0, 3, "C"},   {0, 0, ""},     {UINT32_MAX, UINT32_MAX, "MWLQKWU4294967295"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(kp_place_cell(arena, (kp_place){.row = rows[i].row, .column = rows[i].column}), rows[i].cell);
}

static void check_copies(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *list = kp_problems_new(arena);
    char sheet[] = "S", argument[] = "a\nb\x1B\xFF";
    kp_problems_add(list, KP_F_DAMAGED, (kp_place){.sheet = sheet}, 3, argument, NULL, NULL);
    sheet[0] = argument[0] = 'x';
    assert_string_equal(list->items[0].place.sheet, "S");
    assert_string_equal(list->items[0].arguments[0], "a b \xEF\xBF\xBD");
    assert_null(list->items[0].arguments[1]);
    assert_int_equal(list->items[0].unit, 3);
    char *lengthy = kp_alloc(arena, 3 * 1000 + 1);
    for (int i = 0; i < 1000; i++)
        memcpy(lengthy + 3 * i, "分", 3);
    kp_problems_add(list, KP_F_DAMAGED, (kp_place){.sheet = "S"}, 3, lengthy, NULL, NULL);
    assert_int_equal(strlen(list->items[1].arguments[0]), 999 + 3); /* 333 whole characters of 3 bytes fit into 1,000; then … */
    assert_ptr_equal(list->items[0].place.sheet, list->items[1].place.sheet);
}

/* What users typed comes out whole beside what is bilingual, also where the two are joined. */
static void check_verbatim(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *list = kp_problems_new(arena);
    const char *typed = "一栋 | 二栋 |  | 三栋", *joined = kp_text_join(arena, "卫生 | Cleaning", "·", kp_verbatim(arena, typed));
    kp_problems_add(list, KP_D_MISSING_VALUE, (kp_place){0}, 0, kp_verbatim(arena, typed), joined, NULL);
    assert_string_equal(kp_problem_message(arena, &list->items[0], KP_ZH), "“一栋 | 二栋 |  | 三栋”的“卫生·一栋 | 二栋 |  | 三栋”没有填写");
    assert_string_equal(kp_problem_message(arena, &list->items[0], KP_EN), "Cleaning·一栋 | 二栋 |  | 三栋 of 一栋 | 二栋 |  | 三栋 is missing");
    assert_string_equal(kp_verbatim(arena, NULL), "");
    static const char plain[] = "一栋|二栋";
    assert_ptr_equal(kp_verbatim(arena, plain), plain);
    assert_string_equal(kp_place_beside(arena, (kp_place){"a | b", "S", 1, 1}, (kp_place){0}), kp_verbatim(arena, "a | b S A1"));
}

static void check_once(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *list = kp_problems_new(arena);
    for (int i = 0; i < 3; i++) {
        kp_problems_add_once(list, "percent", KP_F_DAMAGED, (kp_place){.file = "a", .row = 1}, NULL, NULL, NULL);
        kp_problems_add_once(list, "commas", KP_F_DAMAGED, (kp_place){.file = "a", .row = 2}, NULL, NULL, NULL);
        kp_problems_add_once(list, "percent", KP_F_DAMAGED, (kp_place){.file = "b", .row = 3}, NULL, NULL, NULL);
        kp_problems_add_once(list, "percent", KP_F_OLD_XLS, (kp_place){.file = "a", .row = 4}, NULL, NULL, NULL);
        kp_problems_add_once(list, NULL, KP_F_OLD_XLS, (kp_place){.row = 5}, NULL, NULL, NULL);
    }
    assert_int_equal(list->count, 5);
    for (uint32_t i = 0; i < 5; i++) {
        assert_int_equal(list->items[i].place.row, i + 1);
        assert_int_equal(list->items[i].unit, KP_UNIT_NONE);
    }
    for (int i = 0; i < 2000; i++)
        kp_problems_add_once(list, kp_format(arena, "%d", i % 1000), KP_F_DAMAGED, (kp_place){0}, NULL, NULL, NULL);
    assert_int_equal(list->count, 1005);
}

static void check_beside(kp_arena *arena, void *data) {
    (void)data;
    const kp_place here = {"a.xlsx", "评分表", 7, 4};
    assert_string_equal(kp_place_beside(arena, (kp_place){"a.xlsx", "评分表", 9, 2}, here), "B9");
    assert_string_equal(kp_place_beside(arena, (kp_place){"a.xlsx", "扣分记录", 9, 2}, here), "扣分记录 B9");
    assert_string_equal(kp_place_beside(arena, (kp_place){"b.xlsx", "评分表", 9, 2}, here), "b.xlsx 评分表 B9");
    assert_string_equal(kp_place_beside(arena, (kp_place){NULL, NULL, 9, 2}, here), "B9");
}

static void check_order(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *list = kp_problems_new(arena);
    static const kp_place places[] = {{"b", "s", 1, 1}, {"a", "t", 1, 1},   {"a", "s", 10, 1}, {"a", "s", 9, 2},
                                      {"a", "s", 9, 1}, {"a", NULL, 99, 0}, {NULL, NULL, 0, 0}};
    for (int i = 0; i < 7; i++)
        kp_problems_add(list, KP_F_DAMAGED, places[i], i, "first", NULL, NULL);
    kp_problems_add(list, KP_F_CANNOT_OPEN, places[0], 7, NULL, NULL, NULL); /* F001 before F005 */
    kp_problems_add(list, KP_F_DAMAGED, places[0], 8, "second", NULL, NULL);
    kp_problems_sort(list);
    static const int32_t expected[] = {6, 5, 4, 3, 2, 1, 7, 0, 8};
    for (size_t i = 0; i < 9; i++)
        assert_int_equal(list->items[i].unit, expected[i]);
    kp_problems_add(list, KP_F_DAMAGED, places[0], 9, NULL, NULL, NULL);
    assert_int_equal(list->count, 10);
    assert_int_equal(list->errors, 10);
}

static void check_sorted(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *list = kp_problems_new(arena);
    for (uint32_t i = 0; i < 3; i++)
        kp_problems_add(list, i == 2 ? KP_D_LIBERTY : KP_F_DAMAGED, (kp_place){"a.xlsx", "甲", 3 - i, 1}, (int32_t)i, NULL, NULL, NULL);
    const kp_problems *sorted = kp_problems_sorted(arena, list);
    assert_ptr_not_equal(sorted, list);
    assert_int_equal(sorted->count, 3);
    assert_int_equal(sorted->errors, 2);
    assert_int_equal(kp_problems_count(sorted, KP_ERROR), 2);
    assert_int_equal(kp_problems_count(sorted, KP_WARNING), 0);
    assert_int_equal(kp_problems_count(sorted, KP_HINT), 1);
    for (int32_t i = 0; i < 3; i++) {
        assert_int_equal(sorted->items[i].unit, 2 - i);
        assert_int_equal(list->items[i].unit, i);
    }
    kp_problems_add(list, KP_F_DAMAGED, (kp_place){0}, 3, NULL, NULL, NULL);
    assert_int_equal(sorted->count, 3);
    assert_int_equal(kp_problems_sorted(arena, kp_problems_new(arena))->count, 0);
    assert_int_equal(kp_problems_sorted(arena, NULL)->count, 0);
}

static void check_limit(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *list = kp_problems_new(arena);
    for (int i = 0; i < KP_PROBLEMS_MAX; i++)
        kp_problems_add(list, KP_F_DAMAGED, (kp_place){0}, 1, NULL, NULL, NULL);
    assert_int_equal(list->count, KP_PROBLEMS_MAX);
    assert_int_equal(list->dropped, 0);
    for (int i = 0; i < 5; i++)
        kp_problems_add(list, KP_F_DAMAGED, (kp_place){0}, 1, NULL, NULL, NULL);
    assert_int_equal(list->count, KP_PROBLEMS_MAX + 1);
    assert_int_equal(list->items[KP_PROBLEMS_MAX].code, KP_F_TOO_LARGE);
    assert_int_equal(list->items[KP_PROBLEMS_MAX].unit, KP_UNIT_ALL);
    assert_int_equal(list->dropped, 5);
    assert_int_equal(list->errors, KP_PROBLEMS_MAX + 5);
}

static void check_severities(kp_arena *arena, void *data) {
    (void)arena, (void)data;
    assert_string_equal(kp_severity_text(KP_ERROR, KP_ZH), "错误");
    assert_string_equal(kp_severity_text(KP_WARNING, KP_EN), "warning");
    assert_string_equal(kp_severity_text(KP_HINT, KP_ZH), "提示");
    assert_string_equal(kp_severity_key(KP_HINT), "hint");
    assert_int_equal(kp_problem_severity(KP_F_OLD_XLS), KP_ERROR);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("every code is well formed and given once", check_table),
        IN_ARENA("every sentence uses the same arguments in both languages", check_same_arguments),
        IN_ARENA("a message has its arguments filled in once, in its language, and its place before it", check_message),
        IN_ARENA("a cell is named as spreadsheets name it", check_cell),
        IN_ARENA("another cell is named with what of file and sheet differs", check_beside),
        IN_ARENA("texts are copied, cut at the limit and made to print on one line", check_copies),
        IN_ARENA("what users typed stays whole in a sentence, even where it looks bilingual", check_verbatim),
        IN_ARENA("a hint is given once for each code, file and key", check_once),
        IN_ARENA("problems are put in the order of file, sheet, row, column and code", check_order),
        IN_ARENA("a sorted copy leaves the list as it is, and that of no list is empty; problems are counted by severity", check_sorted),
        IN_ARENA("past the limit errors are counted and one note concerns every unit", check_limit),
        IN_ARENA("severities have a word in each language and a key", check_severities),
    };
    return cmocka_run_group_tests_name("problem", tests, NULL, NULL);
}
