/* SPDX-License-Identifier: GPL-3.0-or-later */
/* units_test.c - lists of units for forms: with and without heads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "binding.h"
#include "kaoping/form.h"

static bool read_units(kp_arena *arena, const char *name, const char *text, kp_form_options *options, kp_problems **problems) {
    *problems = kp_problems_new(arena);
    *options = (kp_form_options){0};
    return kp_units_read(arena, sound_yaml(arena, binding_yaml), scratch_text(name, text), options, *problems);
}

static void check_heads(kp_arena *arena, void *data) {
    (void)data;
    kp_form_options options;
    kp_problems *problems;
    assert_true(read_units(arena, "head.csv", "某区社区名单\n编号,名称,分组,联系人\n1,甲社区,城区,张三\n,乙社区,,\n", &options, &problems));
    assert_int_equal(options.unit_count, 2);
    assert_string_equal(options.units[0].id, "1");
    assert_string_equal(options.units[0].name, "甲社区");
    assert_string_equal(options.units[0].group, "城区");
    assert_string_equal(options.units[0].fields[0], "张三");
    assert_string_equal(options.units[1].id, "");
    assert_string_equal(options.units[1].name, "乙社区");
    assert_true(read_units(arena, "english.csv", "Community,Group\nEast,A\n", &options, &problems));
    assert_string_equal(options.units[0].group, "A");
}

static void check_names_only(kp_arena *arena, void *data) {
    (void)data;
    kp_form_options options;
    kp_problems *problems;
    assert_true(read_units(arena, "names.csv", "甲社区\n\n 乙社区　\n101\n", &options, &problems));
    assert_int_equal(options.unit_count, 3);
    assert_string_equal(options.units[1].name, "乙社区");
    assert_string_equal(options.units[2].name, "101");
    assert_true(read_units(arena, "names.txt", "甲社区\n乙社区\n", &options, &problems));
    assert_int_equal(options.unit_count, 2);
}

/* A head must never become a unit. */
static void check_head_of_one_column(kp_arena *arena, void *data) {
    (void)data;
    static const char *const heads[] = {"名称", "社区名称", "小区名称", "姓名", "社区", "Community name"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        kp_form_options options;
        kp_problems *problems;
        assert_true(read_units(arena, "one.csv", kp_format(arena, "%s\n甲社区\n乙社区\n", heads[i]), &options, &problems));
        assert_int_equal(options.unit_count, 2);
        assert_string_equal(options.units[0].name, "甲社区");
    }
}

static void check_faults(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *text;
        kp_problem_code code;
    } cases[] = {{"甲社区\n乙社区\n甲 社区\n", KP_D_UNIT_TWICE},
                 {"名称\n甲社区\n甲社区\n", KP_D_UNIT_TWICE},
                 {"甲社区,城区\n乙社区,城区\n", KP_W_NO_HEAD},
                 {"名称,分组\n", KP_W_NO_UNITS},
                 {"名称,分组\n,城区\n", KP_D_UNIT_EMPTY}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kp_form_options options;
        kp_problems *problems;
        assert_false(read_units(arena, "fault.csv", cases[i].text, &options, &problems));
        assert_int_equal(count_code(problems, cases[i].code), 1);
    }
    kp_form_options options;
    kp_problems *problems = kp_problems_new(arena);
    assert_false(kp_units_read(arena, sound_yaml(arena, binding_yaml), scratch("nothing.csv"), &options, problems));
    assert_int_equal(count_code(problems, KP_F_CANNOT_OPEN), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a list with heads gives ids, names, groups and fields", check_heads),
        IN_ARENA("a list without heads is a name a row", check_names_only),
        IN_ARENA("the head of a single column is no unit, whatever the office calls it", check_head_of_one_column),
        IN_ARENA("doubles, several columns without heads and empty lists are told", check_faults),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
