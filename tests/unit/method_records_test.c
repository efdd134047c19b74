/* SPDX-License-Identifier: GPL-3.0-or-later */
/* method_records_test.c - a running score of credit records with a life (信用记录). Days and figures are worked out by hand. */
#include "kaoping/lint.h"
#include "kaoping/reweigh.h"
#include "log_support.h"

#define EVENTS "events: {表彰 | Award: 5, 投诉属实 | Complaint: -2, 严重失信 | Serious breach: -10}"

static evaluation estate_within(kp_arena *arena, const char *cap_low, const char *fields, int units) {
    evaluation e = begin(arena,
                         kp_format(arena,
                                   "family: community\ncadence: yearly\nindicators:\n  - {id: b, title: 基础, points: 100, method: direct}\n"
                                   "  - {id: a, title: 信用, method: records, cap_low: %s, cap_high: 10, %s}\n",
                                   cap_low, fields),
                         units);
    e.evidence->period = (kp_period){KP_PERIOD_YEAR, 2026, 1};
    for (int unit = 0; unit < units; unit++)
        mark(&e, unit, "b", 0, "80");
    return e;
}

static evaluation estate(kp_arena *arena, const char *fields, int units) { return estate_within(arena, "-30", fields, units); }

static void check_life(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = estate(arena, EVENTS, 4);
    record(&e, 0, "a", "2026-01-01|投诉属实");            /* a year later is 2027-01-01, after the last day */
    record(&e, 1, "a", "2025-12-31|投诉属实");            /* a year later is the last day itself */
    record(&e, 2, "a", "2026-12-31|表彰|2|||2027-01-15"); /* 2 · 5, which is the cap; repaired when the period was over */
    record(&e, 2, "a", "2026-03-05|投诉属实|1|-2|||12345 转办");
    finish(&e); /* nothing of the fourth */
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "-2");
    expect_mark(&e, 0, NULL, "78");
    expect_mark(&e, 1, "a", "0");
    expect_mark(&e, 2, "a", "8");
    expect_mark(&e, 2, NULL, "88");
    expect_mark(&e, 3, NULL, "80");
    assert_string_equal(kp_formula_print(arena, kp_score_trace(arena, e.card, 2, node(&e, "a")).expr, NULL, NULL, 8192), "(-2)+5*2"); /* by date */
    const char *text = kp_explain(arena, e.card, 2, node(&e, "a"), KP_ZH);
    assert_non_null(strstr(text, "2026-03-05，投诉属实，次数 1，分值 -2，12345 转办（计 -2 分，有效期至 2027-03-04）  ← entry.xlsx · 考评对象!A9\n"));
    assert_non_null(strstr(text, "2026-12-31，表彰，次数 2，修复日期 2027-01-15（计 10 分，有效期至 2027-12-30）"));
    text = kp_explain(arena, e.card, 1, node(&e, "a"), KP_EN);
    assert_non_null(strstr(text, "2025-12-31, Complaint (not counted: it held until 2026-12-30)"));
}

static void check_lives(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = estate(arena, EVENTS ", life: 6, lives: {Serious breach: 36}", 5);
    record(&e, 0, "a", "2024-01-01|严重失信");      /* 36 months: until 2026-12-31 */
    record(&e, 1, "a", "2023-12-31|严重失信");      /* a day too old */
    record(&e, 2, "a", "2026-06-30|投诉属实");      /* six months later is 2026-12-30 */
    record(&e, 3, "a", "2026-07-01|投诉属实");      /* and 2027-01-01 */
    record(&e, 4, "a", "2024-01-01|严重失信|||24"); /* the record says 24 months */
    record(&e, 4, "a", "2025-02-01|投诉属实|||24");
    finish(&e);
    expect_no_errors(&e);
    static const char *const marks[] = {"-10", "0", "0", "-2", "-2"};
    for (int unit = 0; unit < 5; unit++)
        expect_mark(&e, unit, "a", marks[unit]);
}

/* Ends of months: of a month without the day its last is taken. */
static void check_month_ends(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = estate(arena, EVENTS ", life: 1", 3);
    e.evidence->period = (kp_period){KP_PERIOD_MONTH, 2024, 2}; /* until the 29th */
    record(&e, 0, "a", "2024-01-31|表彰");                      /* a month later is the 29th */
    record(&e, 1, "a", "2024-01-30|表彰");
    record(&e, 2, "a", "2024-02-01|表彰");
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "0");
    expect_mark(&e, 1, "a", "0");
    expect_mark(&e, 2, "a", "5");
}

static void check_repairs(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = estate(arena, EVENTS ", repair_after: 3", 5);
    record(&e, 0, "a", "2026-04-10|严重失信||||2026-07-10"); /* exactly three months */
    record(&e, 1, "a", "2026-09-30|严重失信||||2026-12-31"); /* on the last day */
    record(&e, 2, "a", "2026-09-30|严重失信||||2027-01-01"); /* the day after */
    record(&e, 3, "a", "2026-04-10|严重失信||||2026-07-09"); /* a day too early */
    record(&e, 4, "a", "2024-04-10|严重失信||||2026-07-09"); /* its life was over before */
    finish(&e);
    assert_int_equal(e.problems->errors, 1);
    const kp_problem *found = &e.problems->items[0];
    assert_int_equal(found->code, KP_D_REPAIR_EARLY);
    assert_int_equal(found->place.column, 7); /* at its cell */
    assert_string_equal(kp_problem_message(arena, found, KP_EN), "the repair on 2026-07-09 is too early; the earliest is 2026-07-10 (信用)");
    expect_mark(&e, 0, "a", "0");
    expect_mark(&e, 1, "a", "0");
    expect_mark(&e, 2, "a", "-10");
    assert_false(e.card->units[3].scored);
    assert_non_null(strstr(kp_explain(arena, e.card, 0, node(&e, "a"), KP_ZH), "不计：已于 2026-07-10 修复"));
    assert_non_null(strstr(kp_explain(arena, e.card, 4, node(&e, "a"), KP_ZH), "不计：有效期至 2025-04-09"));
}

static void check_faults(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = estate(arena, EVENTS, 5);
    record(&e, 0, "a", "2027-01-01|表彰");               /* after the period */
    record(&e, 1, "a", "2026-05-01|表彰|2|5");           /* 2 · 5 is 10 */
    record(&e, 2, "a", "2026-05-01|表彰||||2026-04-30"); /* repaired before it happened */
    record(&e, 3, "a", "2026-05-01|表彰|||||甲");
    record(&e, 3, "a", "2026-05-01|表彰|||||甲"); /* told, and both count */
    record(&e, 4, "a", "2024-05-01|表彰|||||甲");
    record(&e, 4, "a", "2024-05-01|表彰|||||甲"); /* neither counts */
    finish(&e);
    assert_int_equal(e.problems->errors, 3);
    assert_int_equal(count_code(e.problems, KP_D_RECORD_AFTER), 1);
    assert_int_equal(e.problems->items[0].place.column, 2); /* at its cell */
    assert_int_equal(count_code(e.problems, KP_D_POINTS_DISAGREE), 1);
    assert_int_equal(count_code(e.problems, KP_D_REPAIR_EARLY), 1);
    assert_int_equal(count_code(e.problems, KP_D_FINDING_TWICE), 1);
    expect_mark(&e, 3, "a", "10");
}

/* Without events in the scheme any text may stand there, and the points are typed. */
static void check_typed_points(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = estate(arena, "life: 24", 3);
    record(&e, 0, "a", "2025-05-01|街道通报||-1.5");
    record(&e, 0, "a", "2026-05-01|锦旗||0.5");
    record(&e, 1, "a", "2025-05-01|街道通报||-40"); /* no lower than -30 */
    record(&e, 2, "a", "2025-05-01|街道通报");
    finish(&e);
    assert_int_equal(e.problems->errors, 1);
    assert_int_equal(count_code(e.problems, KP_D_POINTS_MISSING), 1);
    expect_mark(&e, 0, "a", "-1");
    expect_mark(&e, 1, "a", "-30");
}

static void check_no_period(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = estate(arena, EVENTS, 2);
    e.evidence->period = (kp_period){0};
    record(&e, 0, "a", "2026-05-01|表彰");
    finish(&e);
    assert_int_equal(e.problems->errors, 1);
    assert_int_equal(count_code(e.problems, KP_D_RECORDS_NO_PERIOD), 1);
    assert_true(e.card->units[1].scored);
}

/* Whatever holds of bonus points holds of records: no full marks, no share, no weight, room for the caps in the grades and in a mark that is given, vetoes among events. */
static void check_as_bonus(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = estate_within(arena, "-100", "events: {表彰: 5, 重大事故: -100}", 1);
    int32_t a = node(&e, "a");
    kp_num low, high;
    assert_true(kp_is_bonus(&e.scheme->indicators[a]));
    assert_int_equal(kp_num_sign(e.scheme->indicators[a].full), 0);
    assert_true(kp_num_equal(e.scheme->indicators[0].full, kp_num_int(100)));
    assert_int_equal(kp_num_sign(kp_scheme_shares(arena, e.scheme)[a]), 0);
    assert_false(kp_reweigh_has_weight(e.scheme, a));
    kp_given_bounds(arena, e.scheme, a, &low, &high);
    assert_true(kp_num_equal(low, kp_num_int(-100)) && kp_num_equal(high, kp_num_int(10)));
    const kp_lint_finding *vetoes = NULL;
    const kp_lint *lint = kp_lint_scheme(arena, e.scheme);
    for (size_t i = 0; i < lint->count; i++)
        if (lint->items[i].rule == KP_LINT_VETO)
            vetoes = &lint->items[i];
    assert_non_null(vetoes);
    assert_string_equal(vetoes->detail, "重大事故");
}

static void check_scheme(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *fields;
        kp_problem_code code;
    } cases[] = {
        {EVENTS, KP_S_FIELD_MISSING}, /* no cap at all */
        {"cap_high: 10, cap_low: -10, " EVENTS ", lives: {别的: 12}", KP_S_UNKNOWN_REFERENCE},
        {"cap_high: 10, cap_low: -10, lives: {表彰: 12}", KP_S_UNKNOWN_REFERENCE},
        {"cap_high: 10, cap_low: -10, " EVENTS ", lives: {表彰: 1.5}", KP_S_OUT_OF_RANGE},
        {"cap_high: 10, cap_low: -10, " EVENTS ", lives: {表彰: 1201}", KP_S_OUT_OF_RANGE},
        {"cap_high: 10, life: 0", KP_S_OUT_OF_RANGE},
        {"cap_high: 10, repair_after: -1", KP_S_OUT_OF_RANGE},
        {"cap_high: 10, points: 5", KP_S_FIELD_NOT_HERE},
        {"cap_high: 10, counted: no", KP_S_FIELD_NOT_HERE},
        {"cap_high: 4, cap_low: -10, " EVENTS, KP_S_EVENT_BEYOND_CAP},
        {"cap_high: 10, step: 1", KP_S_FIELD_NOT_HERE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kp_problems *problems = kp_problems_new(arena);
        build_yaml(arena,
                   kp_format(arena,
                             "id: t\ntitle: T\nindicators: [{id: b, title: B, points: 10, method: direct}, {id: a, title: A, method: records, %s}]\n",
                             cases[i].fields),
                   problems);
        if (count_code(problems, cases[i].code) != 1)
            fail_msg("%s", cases[i].fields);
        assert_int_equal(problems->errors, cases[i].code == KP_S_EVENT_BEYOND_CAP ? 0 : 1); /* which is warned of */
    }
}

/* What is entered and cannot have been meant is told at its cell, and changes no mark. */
static void check_remarks(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = estate(arena, EVENTS, 4);
    record(&e, 0, "a", "2026-05-01|投诉属实|0");
    record(&e, 1, "a", "2026-05-01|表彰||||2026-09-01"); /* repaired, so it counts no more */
    record(&e, 2, "a", "2026-05-01|投诉属实");
    record(&e, 2, "a", "2026-05-01|投诉属实"); /* twice, though nobody wrote what happened */
    record(&e, 3, "a", "2026-05-01|投诉属实||||2026-09-01");
    finish(&e);
    expect_no_errors(&e);
    assert_int_equal(count_code(e.problems, KP_D_RECORD_COUNTS_NOTHING), 1);
    assert_int_equal(count_code(e.problems, KP_D_REPAIR_OF_GOOD), 1);
    assert_int_equal(count_code(e.problems, KP_D_FINDING_TWICE), 1);
    expect_mark(&e, 0, "a", "0");
    expect_mark(&e, 1, "a", "0");
    expect_mark(&e, 2, "a", "-4");
    expect_mark(&e, 3, "a", "0");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a record of 2026-01-01 counts for 2026, and one of the day before does not", check_life),
        IN_ARENA("the life of a record goes by the record, else its event, else the scheme", check_lives),
        IN_ARENA("a month after the 31st ends with the next month", check_month_ends),
        IN_ARENA("a record repaired by the last day does not count, and no repair is too early", check_repairs),
        IN_ARENA("what cannot be is told at its cell", check_faults),
        IN_ARENA("a count of 0, a repair of what was good and a record typed twice are told", check_remarks),
        IN_ARENA("without events the points are typed", check_typed_points),
        IN_ARENA("without a period nobody can say which records hold", check_no_period),
        IN_ARENA("records behave as bonus points do everywhere else", check_as_bonus),
        IN_ARENA("a scheme that cannot be is refused", check_scheme),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
