/* SPDX-License-Identifier: GPL-3.0-or-later */
/* method_resolutions_test.c - what became of the matters voted on (议题表决). Figures are worked out by hand. */
#include "log_support.h"

static evaluation leaf(kp_arena *arena, const char *fields, int units) {
    return begin(arena, kp_format(arena, "cadence: quarterly\nindicators: [{id: a, title: 议题, points: 60, method: resolutions%s}]\n", fields),
                 units);
} /* 2026Q3 */

/* topic|date|entitled|present|voting|yes|no|abstain|result|due|done|text */
static void check_done(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "", 2);
    record(&e, 0, "a", "路灯|2026-07-02|||19|10|9||通过|2026-08-31|2026-08-31|"); /* more than half: done on the day it was due */
    record(&e, 0, "a", "车位|2026-07-02|||||||通过|2026-08-31|2026-09-01|");      /* late */
    record(&e, 0, "a", "晾衣|2026-07-02||||12|3||通过|2026-09-30||");             /* not done */
    record(&e, 0, "a", "养犬|2026-08-06||||8|8||未通过|||");                      /* half is not more than half */
    record(&e, 0, "a", "绿化|2026-09-03||||15|0|1||2026-10-31|2026-09-20|");      /* due later */
    record(&e, 0, "a", "电梯|2026-05-07|||||||通过|2026-07-31|2026-07-15|");      /* decided before, due now */
    finish(&e);
    expect_no_errors(&e);
    assert_int_equal(e.problems->count, 1); /* the second unit has no score */
    expect_mark(&e, 0, "a", "30");          /* 2 of 4 */
    assert_int_equal(kp_scorecard_mark(e.card, 1, node(&e, "a"))->state, KP_MARK_NOT_APPLICABLE);
    const char *text = kp_explain(arena, e.card, 0, node(&e, "a"), KP_ZH);
    assert_non_null(strstr(text, "按期落实 2 ÷ 到期应落实 4"));
    assert_non_null(strstr(text, "（赞成 10 ÷ 参加表决 19，通过；按期落实）"));
    assert_non_null(strstr(text, "（逾期落实）"));
    assert_non_null(strstr(text, "（赞成 12 ÷ 参加表决 15，通过；未落实）"));
    assert_non_null(strstr(text, "（赞成 8 ÷ 参加表决 16，未通过；不计入落实率）"));
    assert_non_null(strstr(text, "（赞成 15 ÷ 参加表决 16，通过；期限在考评期之后，不计）"));
}

/* Whether 20 of those for it pass. */
static void check_majorities(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *fields, *votes;
        bool passed;
    } cases[] = {
        {"", "||40|20|20|", false},
        {"", "||39|20|19|", true},
        {", strict: no", "||40|20|20|", true},
        {", majority: 2/3, strict: no", "||30|20|10|", true},
        {", majority: 2/3, strict: no", "|||20|10|1", false}, /* of 31 */
        {", majority: 2/3", "||30|20|10|", false},
        {", of: present", "|40|30|20|10|", false},
        {", of: present", "|39|30|20|10|", true},
        {", of: entitled", "41|39|30|20|10|", false},
        {", of: entitled", "39|39|30|20|10|", true},
        {", quorum: 2/3", "45|30|30|20|10|", true},
        {", quorum: 2/3", "46|30|30|20|10|", false},
        {", quorum: 2/3", "45||30|20|10|", true}, /* present: those voting */
        {", majority: 1, strict: no", "||20|20|0|", true},
        {", majority: 1, strict: no", "||21|20|0|", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        evaluation e = leaf(arena, kp_format(arena, ", resolution_score: passed%s", cases[i].fields), 1);
        record(&e, 0, "a", kp_format(arena, "甲|2026-07-02|%s|", cases[i].votes));
        record(&e, 0, "a", "乙|2026-07-02|||||||通过|");
        record(&e, 0, "a", "丙|2026-07-02|||||||未通过|");
        record(&e, 0, "a", "丁|2026-04-02|||||||通过|"); /* another period */
        finish(&e);
        assert_int_equal(e.problems->errors, 0);
        assert_int_equal(count_code(e.problems, KP_D_DATE_OUTSIDE), 1);
        expect_mark(&e, 0, "a", cases[i].passed ? "40" : "20");
    }
}

static void check_right(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, ", resolution_score: right", 1);
    record(&e, 0, "a", "甲|2026-07-02|||20|11|9||通过|||");
    record(&e, 0, "a", "乙|2026-07-02|||20|10|10||通过|||"); /* wrong */
    record(&e, 0, "a", "丙|2026-07-02|||20|10|10||未通过|||");
    finish(&e);
    assert_int_equal(e.problems->errors, 0);
    assert_int_equal(count_code(e.problems, KP_D_RESULT_WRONG), 1);
    expect_mark(&e, 0, "a", "40");
    e = leaf(arena, "", 1);
    record(&e, 0, "a", "乙|2026-07-02|||20|10|10||通过|2026-08-01||");
    finish(&e);
    const kp_problem *problem = &e.problems->items[0];
    assert_int_equal(problem->code, KP_D_RESULT_CONTRADICTS);
    assert_int_equal(problem->place.column, 10); /* that of the result, behind unit and eight others */
    assert_int_equal(problem->place.row, 6);
}

static void check_faults(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *fields, *row;
        kp_problem_code code;
    } cases[] = {
        {"", "甲|2026-07-02|||||||", KP_D_CELL_EMPTY},                   /* neither votes nor a result */
        {"", "甲|2026-07-02|||20||9||通过|2026-08-01", KP_D_CELL_EMPTY}, /* against, but not for */
        {"", "|2026-07-02|||||||未通过", KP_D_CELL_EMPTY},
        {"", "甲||||||||未通过", KP_D_CELL_EMPTY},
        {", of: entitled", "甲|2026-07-02|||20|9|||", KP_D_CELL_EMPTY},
        {", of: present", "甲|2026-07-02|||20|9|||", KP_D_CELL_EMPTY},
        {", quorum: 1/2", "甲|2026-07-02|||20|9|||", KP_D_CELL_EMPTY},
        {"", "甲|2026-07-02|||20|9|9|3|", KP_D_LOG_VOTES_MORE},
        {"", "甲|2026-07-02|19||20|9|9||", KP_D_LOG_MORE_THAN},
        {"", "甲|2026-07-02|19|20||9|9||", KP_D_LOG_MORE_THAN},
        {"", "甲|2026-07-02|||20|19|1||通过|2026-07-01", KP_D_LOG_DATES_REVERSED},
        {"", "甲|2026-07-02|||20|19|1||通过|2026-08-01|2026-07-01", KP_D_LOG_DATES_REVERSED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        evaluation e = leaf(arena, cases[i].fields, 1);
        record(&e, 0, "a", cases[i].row);
        finish(&e);
        if (count_code(e.problems, cases[i].code) != 1 || e.problems->errors != 1)
            fail_msg("%s", cases[i].row);
    }
    evaluation e = leaf(arena, "", 1);
    record(&e, 0, "a", "甲|2026-07-02|||20|19|1||通过|");
    record(&e, 0, "a", "乙|2026-12-02|||20|19|1||通过|2026-12-31");
    finish(&e);
    assert_int_equal(count_code(e.problems, KP_D_RESOLUTION_UNDATED), 1);
    assert_int_equal(count_code(e.problems, KP_D_DATE_OUTSIDE), 1);
    kp_problems *problems = kp_problems_new(arena);
    build_yaml(arena, "id: t\ntitle: T\nindicators: [{id: a, title: A, points: 10, method: resolutions, majority: 1}]\n", problems);
    assert_int_equal(count_code(problems, KP_S_OUT_OF_RANGE), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("of what passed and is due, the share that was done in time", check_done),
        IN_ARENA("exact majorities of those voting, present or entitled, with a quorum", check_majorities),
        IN_ARENA("a recorded result that the votes contradict is told at its cell", check_right),
        IN_ARENA("what cannot be is told", check_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
