/* SPDX-License-Identifier: GPL-3.0-or-later */
/* method_meetings_test.c - whether meetings were held when they had to be (会议制度). Days are from a printed calendar, figures by hand. */
#include "log_support.h"

static evaluation leaf(kp_arena *arena, const char *fields, kp_period period, int units) {
    evaluation e =
        begin(arena, kp_format(arena, "cadence: once\nindicators: [{id: a, title: 例会, points: 60, method: meetings, %s}]\n", fields), units);
    e.evidence->period = period;
    return e;
}
#define MONTH(year, month) ((kp_period){KP_PERIOD_MONTH, year, month})
#define YEAR(year)         ((kp_period){KP_PERIOD_YEAR, year, 1})
#define QUARTER(year, n)   ((kp_period){KP_PERIOD_QUARTER, year, n})
#define THURSDAY           "every: month, day: 第一个星期四 | first Thursday"

/* The day on which one meeting is held: full marks on that day and not on the ones beside it; whether that day is a holiday. */
typedef struct day_case {
    const char *fields;
    kp_period period;
    const char *day, *not_this; /* not_this "": any day of the window will do */
    bool holiday;
} day_case;

static void check_days(kp_arena *arena, void *data) {
    (void)data;
    static const day_case cases[] = {
        {THURSDAY, {KP_PERIOD_MONTH, 2025, 1}, "2025-01-02", "2025-01-09", false},
        {THURSDAY, {KP_PERIOD_MONTH, 2025, 5}, "2025-05-22", "", true},  /* 05-01 */
        {THURSDAY, {KP_PERIOD_MONTH, 2026, 1}, "2026-01-31", "", true},  /* 01-01 */
        {THURSDAY, {KP_PERIOD_MONTH, 2026, 10}, "2026-10-30", "", true}, /* 10-01 */
        {THURSDAY, {KP_PERIOD_MONTH, 2026, 9}, "2026-09-03", "2026-09-04", false},
        {"every: month, day: last Friday", {KP_PERIOD_MONTH, 2026, 7}, "2026-07-31", "2026-07-24", false},
        {"every: month, day: 最后一个周五", {KP_PERIOD_MONTH, 2026, 9}, "2026-09-25", "2026-09-18", false},
        {"every: month, day: 每月第二个星期日", {KP_PERIOD_MONTH, 2026, 9}, "2026-09-13", "2026-09-06", false},
        {"every: month, day: 15日 | the 15th", {KP_PERIOD_MONTH, 2026, 9}, "2026-09-15", "2026-09-14", false},
        {"every: month, day: '31'", {KP_PERIOD_MONTH, 2026, 2}, "2026-02-28", "2026-02-27", false},
        {"every: month, day: 最后一天 | last day of the month", {KP_PERIOD_MONTH, 2024, 2}, "2024-02-29", "2024-02-28", false},
        {"every: month", {KP_PERIOD_MONTH, 2026, 2}, "2026-02-11", "2026-03-01", false},
        {"every: quarter, day: first Monday", {KP_PERIOD_QUARTER, 2026, 3}, "2026-07-06", "2026-08-03", false},
        {"every: quarter, day: 10号", {KP_PERIOD_QUARTER, 2026, 3}, "2026-07-10", "2026-08-10", false},
        {"every: month, day: 17日, holidays: [2026-02-15..2026-02-23]", {KP_PERIOD_MONTH, 2026, 2}, "2026-02-03", "", true},
        {"every: month, day: 17日, holidays: [2026-02-17]", {KP_PERIOD_MONTH, 2026, 2}, "2026-02-03", "", true},
        {"every: month, day: first Thursday, grace: 3", {KP_PERIOD_MONTH, 2026, 9}, "2026-09-06", "2026-09-07", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        evaluation e = leaf(arena, cases[i].fields, cases[i].period, 3);
        record(&e, 0, "a", cases[i].day);
        if (*cases[i].not_this)
            record(&e, 1, "a", cases[i].not_this);
        finish(&e);
        assert_int_equal(e.problems->errors, 0);
        assert_int_equal(count_code(e.problems, KP_D_MEETING_HOLIDAY), cases[i].holiday);
        expect_mark(&e, 0, "a", "60");
        expect_mark(&e, 1, "a", "0");
        expect_mark(&e, 2, "a", "0");
    }
}

static void check_year(kp_arena *arena, void *data) {
    (void)data; /* of 12 meetings of 2026 two are due on holidays: 01-01 and 10-01 */
    evaluation e = leaf(arena, THURSDAY ", attendance: 1/2", YEAR(2026), 1);
    record(&e, 0, "a", "2026-01-15|20|15|"); /* any day */
    record(&e, 0, "a", "2026-02-05|20|10|"); /* half is enough */
    record(&e, 0, "a", "2026-03-05|20|9|");  /* and less is not */
    record(&e, 0, "a", "2026-04-02|20|20|");
    record(&e, 0, "a", "2026-05-08|20|20|"); /* the second Friday */
    record(&e, 0, "a", "2026-10-08|20|20|");
    record(&e, 0, "a", "2026-10-20|20|20|"); /* October has one already */
    finish(&e);
    expect_no_errors(&e);
    assert_int_equal(count_code(e.problems, KP_D_MEETING_HOLIDAY), 2);
    expect_mark(&e, 0, "a", "20"); /* 4 of 12 */
    const char *text = kp_explain(arena, e.card, 0, node(&e, "a"), KP_ZH);
    assert_non_null(strstr(text, "按期召开 4 ÷ 应召开 12"));
    assert_non_null(strstr(text, "2026-01-15，应到 20，实到 15（应于 2026-01-01 召开，当天为节假日；按期）"));
    assert_non_null(strstr(text, "2026-03-05，应到 20，实到 9（实到 9 ÷ 应到 20，不足 1/2）"));
    assert_non_null(strstr(text, "2026-05-08，应到 20，实到 20（不在应召开之日，不计）"));
    assert_non_null(strstr(text, "未按期召开：2026-03-05、2026-05-07、2026-06-04、2026-07-02、2026-08-06、2026-09-03、2026-11-05、2026-12-03\n"));
}

static void check_weeks(kp_arena *arena, void *data) {
    (void)data; /* the Thursdays of September 2026 are 3, 10, 17, 24; its whole weeks begin on 7, 14 and 21 */
    evaluation e = leaf(arena, "every: week, day: 星期四 | Thursday", MONTH(2026, 9), 1);
    record(&e, 0, "a", "2026-09-03");
    record(&e, 0, "a", "2026-09-11");
    record(&e, 0, "a", "2026-09-17");
    finish(&e);
    expect_mark(&e, 0, "a", "30");
    e = leaf(arena, "every: week", MONTH(2026, 9), 1);
    record(&e, 0, "a", "2026-09-01");
    record(&e, 0, "a", "2026-09-13");
    record(&e, 0, "a", "2026-09-14");
    record(&e, 0, "a", "2026-09-15");
    finish(&e);
    expect_mark(&e, 0, "a", "40");
    e = leaf(arena, "every: quarter", MONTH(2026, 9), 1); /* no whole quarter in a month */
    finish(&e);
    assert_int_equal(kp_scorecard_mark(e.card, 0, node(&e, "a"))->state, KP_MARK_NOT_APPLICABLE);
    e = leaf(arena, "every: month, day: fifth Thursday", QUARTER(2026, 3), 1); /* of July only: the 30th */
    record(&e, 0, "a", "2026-07-30");
    finish(&e);
    expect_mark(&e, 0, "a", "60");
}

/* A third of 15 is 5. */
static void check_extra(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, THURSDAY ", extra: 1/3", QUARTER(2026, 3), 5); /* 07-02, 08-06, 09-03 */
    for (int unit = 0; unit < 5; unit++) {
        record(&e, unit, "a", "2026-07-02|15|12||");
        record(&e, unit, "a", "2026-08-06|15|12||");
    }
    record(&e, 0, "a", "2026-08-20||||");          /* not asked for: nothing */
    record(&e, 1, "a", "2026-08-20|15|12|5|占道"); /* asked for and held: 3 of 4 */
    record(&e, 2, "a", "2026-08-20|15||5|占道");   /* asked for and not held: 2 of 4 */
    record(&e, 3, "a", "2026-08-20|15||4|占道");   /* too few asked: 2 of 3 */
    record(&e, 4, "a", "2026-08-20|15||5|占道");   /* asked for … */
    record(&e, 4, "a", "2026-08-25|15|12||占道");  /* … and held later: 3 of 4 */
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "40");
    expect_mark(&e, 1, "a", "45");
    expect_mark(&e, 2, "a", "30");
    expect_mark(&e, 3, "a", "40");
    expect_mark(&e, 4, "a", "45");
    const char *text = kp_explain(arena, e.card, 3, node(&e, "a"), KP_EN);
    assert_non_null(strstr(text, "(asked for by 4 ÷ entitled 15, less than 1/3)"));
    text = kp_explain(arena, e.card, 2, node(&e, "a"), KP_ZH);
    assert_non_null(strstr(text, "（提议达到规定比例，未召开临时会议）"));
}

/* Rows of what does not apply stand for nothing. */
static void check_gap(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, THURSDAY, QUARTER(2026, 3), 1);
    record(&e, 0, "a", "2026-07-02");
    gap(&e, 0, "a");
    finish(&e);
    assert_int_equal(count_code(e.problems, KP_D_VALUE_IN_GAP), 1);
    size_t count, first = kp_log_rows(e.evidence, 0, node(&e, "a"), &count);
    assert_int_equal(count, 1);
    assert_string_equal(kp_log_words(arena, e.evidence, first, KP_ZH), "2026-07-02（不在应召开之日，不计）");
}

static void check_faults(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, THURSDAY ", attendance: 2/3, extra: 1/3", QUARTER(2026, 3), 4);
    record(&e, 0, "a", "2026-07-02|15|16||");
    record(&e, 1, "a", "2026-07-02||12||");
    record(&e, 2, "a", "2026-07-02|15|||");
    record(&e, 3, "a", "2026-07-02|15||16|");
    finish(&e);
    assert_int_equal(count_code(e.problems, KP_D_LOG_MORE_THAN), 2);
    assert_int_equal(count_code(e.problems, KP_D_CELL_EMPTY), 2);
    static const struct {
        const char *fields;
        kp_problem_code code;
    } cases[] = {
        {"day: 15日", KP_S_FIELD_MISSING},
        {"every: month, day: 星期四", KP_S_OPTIONS},
        {"every: week, day: 第一个星期四", KP_S_OPTIONS},
        {"every: month, day: 第一个星期四 | first Friday", KP_S_OPTIONS},
        {"every: month, day: 第一个四", KP_S_OPTIONS},
        {"every: month, day: '32'", KP_S_OPTIONS},
        {"every: month, day: 第一个星期四左右", KP_S_OPTIONS},
        {"every: month, holidays: [春节]", KP_S_OPTIONS},
        {"every: month, holidays: [2026-02-20..2026-02-10]", KP_S_OPTIONS},
        {"every: month, grace: 3", KP_S_FIELD_NOT_HERE},
        {"every: month, extra: 0", KP_S_OUT_OF_RANGE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kp_problems *problems = kp_problems_new(arena);
        build_yaml(arena, kp_format(arena, "id: t\ntitle: T\nindicators: [{id: a, title: A, points: 10, method: meetings, %s}]\n", cases[i].fields),
                   problems);
        if (count_code(problems, cases[i].code) != 1 || problems->errors != 1)
            fail_msg("%s", cases[i].fields);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("the first Thursday, the last Friday, a day of the month, and what a holiday does", check_days),
        IN_ARENA("the meetings of a year, with enough members, and which were not held", check_year),
        IN_ARENA("weeks, quarters and months that have no such day", check_weeks),
        IN_ARENA("where a third asks for it one more is expected", check_extra),
        IN_ARENA("meetings of an item that does not apply stand for nothing", check_gap),
        IN_ARENA("what cannot be is told", check_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
