/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parts_test.c - a number that is a part of another cannot exceed it, and a test for which figures are lacking need not pass for that. The votes are those of 24 owners, of whom
 * more than half must agree (12 are not enough, 13 are) and two thirds take part (16 x 3 = 24 x 2).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "bound.h"
#include "kaoping/score.h"

static const char vote_yaml[] =
    "id: vote\ntitle: 表决 | Vote\nfamily: other\nindicators:\n"
    "  - {id: owners, title: 业主 | Owners, method: number, typed: whole, least: 1}\n"
    "  - {id: voting, title: 参与 | Voting, method: number, typed: whole, part_of: owners}\n"
    "  - {id: agreeing, title: 同意 | Agreeing, method: number, typed: whole, optional: yes, part_of: voting}\n"
    "  - id: carried\n    title: 通过 | Carried\n    method: test\n%s"
    "    requirements: {参与 | Enough vote: voting >= 2 / 3 * owners, 同意 | Enough agree: agreeing > 1 / 2 * voting or not (owners > 1)}\n";

static const kp_binding *bind_votes(kp_arena *arena, const char *more, const char *row, kp_problems **problems) {
    static int serial = 0;
    const entry_file files[] = {{"考评对象", "编号,名称\n1,甲\n"},
                                {"评分表", kp_format(arena, "考评对象,业主,参与,同意\n甲,%s\n", row)},
                                {"评委打分表", NULL},
                                {"扣分记录", NULL},
                                {"满意度测评表", NULL},
                                {"加减分记录", NULL},
                                {NULL, NULL}};
    const char *path = entry_folder(arena, kp_format(arena, "votes%d", serial++), files);
    kp_bind_options options = {.scheme = sound_yaml(arena, kp_format(arena, vote_yaml, more))};
    *problems = kp_problems_new(arena);
    return kp_bind(arena, &path, 1, &options, *problems);
}

static void check_part(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *row, *cell, *said;
    } cases[] = {{"24,24,24", NULL, NULL},
                 {"24,24,", NULL, NULL}, /* not known is no part too large */
                 {"24,24,25", "D2", "“同意”为 25，大于“参与”的 24；应不大于它"},
                 {"24,25,24", "C2", "“参与”为 25，大于“业主”的 24；应不大于它"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kp_problems *problems;
        bind_votes(arena, "", cases[i].row, &problems);
        assert_int_equal(problems->errors, cases[i].cell ? 1 : 0);
        if (!cases[i].cell)
            continue;
        const kp_problem *problem = only(problems, KP_D_PART_ABOVE_WHOLE);
        assert_string_equal(kp_place_cell(arena, problem->place), cases[i].cell);
        assert_string_equal(kp_problem_message(arena, problem, KP_ZH), cases[i].said);
    }
    kp_problems *problems;
    bind_votes(arena, "", "24,25,24", &problems);
    assert_string_equal(kp_problem_message(arena, only(problems, KP_D_PART_ABOVE_WHOLE), KP_EN),
                        "Voting is 25, more than the 24 of Owners; it cannot be more");
}

/* Another figure typed alike, and not itself. */
static void check_reference(kp_arena *arena, void *data) {
    (void)data;
    static const char yaml[] =
        "id: t\ntitle: T\nfamily: other\nindicators:\n  - {id: a, title: A, method: number}\n  - {id: p, title: P, method: number, typed: percent}\n"
        "  - {id: y, title: Y, method: number, typed: yes_no}\n  - {id: f, title: F, method: formula, formula: a}\n"
        "  - {id: x, title: X, method: number, part_of: %s}\n";
    static const char *const wrong[] = {"p", "y", "f", "x", "t", "nobody"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        kp_problems *problems = kp_problems_new(arena);
        build_yaml(arena, kp_format(arena, yaml, wrong[i]), problems);
        assert_int_equal(count_code(problems, KP_S_UNKNOWN_REFERENCE), 1);
    }
    const kp_scheme *scheme = sound_yaml(arena, kp_format(arena, yaml, "a"));
    int32_t x = kp_scheme_find_indicator(scheme, "x");
    assert_int_equal(scheme->indicators[x].part_of, kp_scheme_find_indicator(scheme, "a"));
    assert_string_equal(kp_method_rule_words(arena, scheme, x, KP_ZH), "录入数值，不大于“A”");
}

static const char *verdict(kp_arena *arena, const char *more, const char *row) {
    kp_problems *problems;
    const kp_binding *binding = bind_votes(arena, more, row, &problems);
    assert_int_equal(problems->errors, 0);
    const kp_scorecard *card = kp_score(arena, binding->scheme, binding->evidence, NULL, problems);
    return kp_value_words(arena, card, 0, kp_scheme_find_indicator(binding->scheme, "carried"), KP_ZH);
}

#define UNMET "    unknown_figures: unmet\n"
static void check_unknown(kp_arena *arena, void *data) {
    (void)data;
    assert_string_equal(verdict(arena, UNMET, "24,16,9"), "符合");
    assert_string_equal(verdict(arena, UNMET, "24,16,8"), "不符合，同意：不足，差 1"); /* the other side of "or" has nothing to be short of */
    assert_string_equal(verdict(arena, "", "24,16,"), "符合");                         /* left out, as ever */
    assert_string_equal(verdict(arena, UNMET, "24,16,"), "不符合，同意：缺数，按不符合");
    assert_string_equal(verdict(arena, UNMET, "24,15,"), "不符合，参与：不足，差 1；同意：缺数，按不符合");
    assert_string_equal(verdict(arena, UNMET, "—,16,9"), "不符合，参与：缺数，按不符合");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a part larger than its whole is a problem at its cell", check_part),
        IN_ARENA("a number is a part of another number typed alike", check_reference),
        IN_ARENA("a requirement whose figures are lacking is left out, or not met where the scheme says so", check_unknown),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
