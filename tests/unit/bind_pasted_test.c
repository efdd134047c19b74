/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind_pasted_test.c - answers that were pasted twice into one workbook, or into another, are told of; answers that repeat by chance are not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "bound_forms.h"
#include "kaoping/answers.h"

/* A form in a line: two answers and two of what is known of it, by the digits of a number. */
static void add_form(kp_buffer *forms, unsigned number) {
    static const char *const answers[] = {"满意", "不满意", "不了解", "无效"}, *const channels[] = {"入户", "电话", "网络", ""};
    kp_buffer_printf(forms, "%s,%s,%s,,%s,%s\n", number % 2 ? "甲社区" : "乙社区", channels[number / 2 % 4], number / 8 % 2 ? "钱七" : "孙八",
                     answers[number / 16 % 4], answers[number / 64 % 4]);
}

#define TWICE_HEAD "考评对象,渠道,调查员,权重,卫生,治安\n"

/* Numerical Recipes' linear congruence: any numbers will do. */
static unsigned roll(unsigned *seed) { return (*seed = *seed * 1664525u + 1013904223u) >> 8; }

/* Forms `first` to `last` of a series. */
static void add_forms(kp_buffer *forms, unsigned first, unsigned last) {
    unsigned seed = 20261122;
    for (unsigned i = 0; i <= last; i++) {
        unsigned number = roll(&seed);
        if (i >= first)
            add_form(forms, number);
    }
}

static const char *twice_folder(kp_arena *arena, const char *name, const kp_buffer *forms) {
    kp_buffer copy = *forms;
    return folder_of(arena, name, kp_buffer_text(&copy), NULL, NULL);
}

/* 40 forms in rows 2 to 41; below them the 12th to 26th (rows 13 to 27) once more, in rows 42 to 56, then others. */
static void check_pasted(kp_arena *arena, void *data) {
    (void)data;
    kp_buffer forms = {.arena = arena};
    kp_buffer_puts(&forms, TWICE_HEAD);
    add_forms(&forms, 0, 39);
    add_forms(&forms, 11, 25);
    add_forms(&forms, 100, 119);
    kp_problems *problems;
    bind_one(arena, twice_folder(arena, "pasted", &forms), &problems);
    const kp_problem *told = only(problems, KP_D_ANSWERS_REPEATED);
    assert_string_equal(kp_place_cell(arena, told->place), "A42");
    assert_string_equal(told->arguments[0], "15");
    assert_string_equal(told->arguments[1], "A13");
}

/* Three forms again, or five in another order, are no run. */
static void check_short_runs(kp_arena *arena, void *data) {
    (void)data;
    kp_buffer forms = {.arena = arena};
    kp_buffer_puts(&forms, TWICE_HEAD);
    add_forms(&forms, 0, 39);
    add_forms(&forms, 4, 7);
    for (unsigned i = 20; i-- > 10;)
        add_forms(&forms, i, i);
    kp_problems *problems;
    bind_one(arena, twice_folder(arena, "short", &forms), &problems);
    assert_int_equal(count_code(problems, KP_D_ANSWERS_REPEATED), 0);
}

/* Two options and two questions: by chance alone runs of five come again, time after time. */
static void check_chance_runs(kp_arena *arena, void *data) {
    (void)data;
    kp_buffer forms = {.arena = arena};
    unsigned seed = 7;
    kp_buffer_puts(&forms, "考评对象,卫生,治安\n");
    for (size_t i = 0; i < 600; i++) {
        unsigned number = roll(&seed);
        kp_buffer_printf(&forms, "甲社区,%s满意,%s满意\n", number & 256 ? "不" : "", number & 4096 ? "不" : "");
    }
    kp_problems *problems;
    bind_one(arena, twice_folder(arena, "chance", &forms), &problems);
    assert_int_equal(count_code(problems, KP_D_ANSWERS_REPEATED), 0);
}

/* Some forms of one book are in another. */
static void check_pasted_book(kp_arena *arena, void *data) {
    (void)data;
    kp_buffer first = {.arena = arena}, second = {.arena = arena};
    kp_buffer_puts(&first, TWICE_HEAD);
    kp_buffer_puts(&second, TWICE_HEAD);
    add_forms(&first, 0, 29);
    add_forms(&second, 100, 102);
    add_forms(&second, 20, 29);
    const char *text = kp_buffer_text(&second);
    const char *paths[] = {twice_folder(arena, "book", &first), entry_folder(arena, "book of some",
                                                                             (const entry_file[]){{"评分表", NULL},
                                                                                                  {"评委打分表", NULL},
                                                                                                  {"满意度测评表", NULL},
                                                                                                  {"扣分记录", NULL},
                                                                                                  {"加减分记录", NULL},
                                                                                                  {"合理缺项", NULL},
                                                                                                  {"一票否决", NULL},
                                                                                                  {"答卷", text},
                                                                                                  {NULL, NULL}})};
    kp_problems *problems;
    bind_paths(arena, paths, 2, &problems);
    const kp_problem *told = only(problems, KP_D_ANSWERS_REPEATED);
    assert_string_equal(kp_place_cell(arena, told->place), "A5");
    assert_string_equal(told->arguments[0], "10");
    assert_non_null(strstr(told->place.file, "book of some"));
    assert_non_null(strstr(told->arguments[1], "book"));
    assert_non_null(strstr(told->arguments[1], "A22"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("answers pasted twice are told of at the first of them, with where they stood", check_pasted),
        IN_ARENA("a few forms again, or in another order, are not told of", check_short_runs),
        IN_ARENA("answers of which there are few kinds repeat by chance, and that is not told of", check_chance_runs),
        IN_ARENA("answers of another workbook once more are told of", check_pasted_book),
    };
    return cmocka_run_group_tests_name("pasted answers", tests, make_scratch, remove_scratch);
}
