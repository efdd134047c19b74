/* SPDX-License-Identifier: GPL-3.0-or-later */
/* data_check_test.c - tests by which a scheme has the figures of several indicators checked: a warning, or an error that leaves the unit unscored. */
#include "in_arena.h"

#include "scoring_support.h"

/* Unit 0: 10 received, 2 taken out, 9 due: one too many. Unit 1: 8 due of 8. */
static evaluation made(kp_arena *arena, const char *check) {
    evaluation e =
        begin(arena,
              kp_format(arena,
                        "indicators:\n"
                        "  - {id: got, title: 收到 | Received, method: number, typed: whole}\n"
                        "  - {id: out, title: 剔除 | Taken out, method: number, typed: whole}\n"
                        "  - {id: net, title: 应办 | To do, method: formula, formula: got - out}\n"
                        "  - {id: r, title: 办结率 | Done, points: 100, method: ratio, input_names: [办结数 | Done, 应办数 | Due]}\n"
                        "  - {id: ok, title: 核对 | Check, method: test, %srequirements: {应办数不多于应办 | No more due: r.due <= net}}\n",
                        check),
              2);
    marks(&e, 0, "got", "10");
    marks(&e, 0, "out", "2");
    marks(&e, 0, "r", "9 9");
    marks(&e, 1, "got", "10");
    marks(&e, 1, "out", "2");
    marks(&e, 1, "r", "8 8");
    finish(&e);
    return e;
}

static const kp_problem *problem_of(const evaluation *e, kp_problem_code code) {
    for (size_t i = 0; i < e->problems->count; i++)
        if (e->problems->items[i].code == code)
            return &e->problems->items[i];
    return NULL;
}

static void check_warning(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = made(arena, "data_check: warning, ");
    const kp_problem *told = problem_of(&e, KP_D_DOUBTFUL_FIGURES);
    expect_problem(&e, KP_D_DOUBTFUL_FIGURES, 1);
    assert_int_equal(told->unit, 0);
    assert_non_null(strstr(kp_problem_message(arena, told, KP_ZH), "应办数不多于应办：超出 1（应办数 9、应办 8）"));
    assert_non_null(strstr(kp_problem_message(arena, told, KP_EN), "No more due: over by 1 (Due 9, To do 8)"));
    kp_place cell = kp_evidence_place(e.evidence, kp_evidence_input(e.evidence, 0, node(&e, "r"), 1)->origin);
    assert_int_equal(told->place.row, cell.row);
    assert_int_equal(told->place.column, cell.column);
    assert_true(e.card->units[0].scored && e.card->units[1].scored);
}

static void check_error(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = made(arena, "data_check: error, ");
    expect_problem(&e, KP_D_CONTRADICTION, 1);
    assert_int_equal(problem_of(&e, KP_D_CONTRADICTION)->unit, 0);
    assert_false(e.card->units[0].scored);
    assert_true(e.card->units[1].scored);
}

static void check_none(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = made(arena, "");
    expect_problem(&e, KP_D_DOUBTFUL_FIGURES, 0);
    expect_problem(&e, KP_D_CONTRADICTION, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("figures that contradict each other are warned of, at the cell", check_warning),
        IN_ARENA("or they are an error, and the unit has no score", check_error),
        IN_ARENA("a test of results says nothing about the entries", check_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
