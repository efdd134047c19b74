/* SPDX-License-Identifier: GPL-3.0-or-later */
/* period_test.c - periods as offices write them. */
#include "in_arena.h"
#include "kaoping/period.h"

static void check_forms(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *text, *key;
    } rows[] = {
        {"2026Q3", "2026Q3"},
        {"2026q3", "2026Q3"},
        {"２０２６Ｑ３", "2026Q3"},
        {" 2026 Q3　", "2026Q3"},
        {"2026-Q3", "2026Q3"},
        {"2026年第三季度", "2026Q3"},
        {"2026年三季度", "2026Q3"},
        {"2026年3季度", "2026Q3"},
        {"2026年第4季度", "2026Q4"},
        {"Q3 2026", "2026Q3"},
        {"2026H2", "2026H2"},
        {"2026年下半年", "2026H2"},
        {"2026年上半年", "2026H1"},
        {"2026下半年", "2026H2"},
        {"H1 2026", "2026H1"},
        {"2026", "2026"},
        {"2026年", "2026"},
        {"2026年度", "2026"},
        {"1900", "1900"},
        {"9999", "9999"},
        {"2026-09", "2026-09"},
        {"2026-9", "2026-09"},
        {"2026/12", "2026-12"},
        {"2026年9月", "2026-09"},
        {"2026年12月份", "2026-12"},
        {"2026年九月", "2026-09"},
        {"2026年十二月", "2026-12"},
        {"September 2026", "2026-09"},
        {"2026.1", "2026-01"},
        {"2026年 第 一 季度", "2026Q1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_period period;
        if (!kp_period_parse(rows[i].text, &period))
            fail_msg("not read: %s", rows[i].text);
        assert_string_equal(kp_period_key(arena, period), rows[i].key);
    }
}
static void test_not_periods(void **state) {
    (void)state;
    static const char *const texts[] = {"",
                                        "Q3",
                                        "2026Q5",
                                        "2026Q0",
                                        "2026H3",
                                        "2026-13",
                                        "2026-00",
                                        "1899",
                                        "26Q3",
                                        "20260",
                                        "202609",
                                        "2026年13月",
                                        "2026年五季度",
                                        "2026年度第3季度",
                                        "2026Q33",
                                        "2026-09-15",
                                        "2026Q3x",
                                        "三季度",
                                        "2026年第",
                                        "2026年第9月",
                                        "二零二六年",
                                        "2026年12",
                                        "Q5 2026",
                                        "Sept 2026",
                                        "2026 年 某 个 很 长 很 长 很 长 很 长 很 长 很 长 很 长 的 名 字"};
    kp_period period = {KP_PERIOD_HALF, 2000, 2};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (kp_period_parse(texts[i], &period))
            fail_msg("taken for a period: %s", texts[i]);
    assert_false(kp_period_parse(NULL, &period));
    assert_int_equal(period.year, 2000); /* what is no period leaves the place alone */
}

static void check_titles(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *key, *zh, *en;
    } rows[] = {
        {"2026Q3", "2026年第三季度", "Q3 2026"},
        {"2026H1", "2026年上半年", "H1 2026"},
        {"2026", "2026年", "2026"},
        {"2026-09", "2026年9月", "September 2026"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_period period, again;
        assert_true(kp_period_parse(rows[i].key, &period));
        assert_string_equal(kp_period_title(arena, period, KP_ZH), rows[i].zh);
        assert_string_equal(kp_period_title(arena, period, KP_EN), rows[i].en);
        for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++) { /* what is printed is read */
            assert_true(kp_period_parse(kp_period_title(arena, period, lang), &again));
            assert_string_equal(kp_period_key(arena, again), rows[i].key);
        }
    }
}
static void check_steps(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *from;
        int steps;
        const char *to;
    } rows[] = {
        {"2026Q1", -1, "2025Q4"}, {"2026Q4", 1, "2027Q1"},    {"2026Q2", 7, "2028Q1"},   {"2026H1", -1, "2025H2"},
        {"2026", 1, "2027"},      {"2026-01", -1, "2025-12"}, {"2026-12", 2, "2027-02"}, {"2026Q3", 0, "2026Q3"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_period from;
        assert_true(kp_period_parse(rows[i].from, &from));
        kp_period to = kp_period_shift(from, rows[i].steps);
        assert_string_equal(kp_period_key(arena, to), rows[i].to);
        assert_int_equal(kp_period_distance(from, to), rows[i].steps);
    }
}
static void test_dates(void **state) {
    (void)state;
    kp_period quarter = {KP_PERIOD_QUARTER, 2026, 3}, half = {KP_PERIOD_HALF, 2026, 2}, year = {KP_PERIOD_YEAR, 2026, 1},
              month = {KP_PERIOD_MONTH, 2026, 2};
    assert_true(kp_period_contains(quarter, 2026, 7, 1));
    assert_true(kp_period_contains(quarter, 2026, 9, 30));
    assert_false(kp_period_contains(quarter, 2026, 6, 30));
    assert_false(kp_period_contains(quarter, 2026, 10, 1));
    assert_false(kp_period_contains(quarter, 2025, 8, 1));
    assert_true(kp_period_contains(half, 2026, 12, 31));
    assert_false(kp_period_contains(half, 2026, 6, 30));
    assert_true(kp_period_contains(year, 2026, 1, 1));
    assert_true(kp_period_contains(month, 2026, 2, 28));
    assert_false(kp_period_contains(month, 2026, 3, 1));
    assert_false(kp_period_contains(year, 2026, 13, 1));
}

/* The four kinds of period that the last day of February 2026 lies in. */
static void test_period_of_date(void **state) {
    (void)state;
    static const kp_period expected[] = {
        {KP_PERIOD_YEAR, 2026, 1}, {KP_PERIOD_HALF, 2026, 1}, {KP_PERIOD_QUARTER, 2026, 1}, {KP_PERIOD_MONTH, 2026, 2}};
    for (size_t i = 0; i < 4; i++) {
        kp_period period = kp_period_of_date(expected[i].kind, 2026, 2);
        assert_int_equal(period.year, expected[i].year);
        assert_int_equal(period.number, expected[i].number);
        assert_true(kp_period_contains(period, 2026, 2, 28));
    }
    assert_int_equal(kp_period_of_date(KP_PERIOD_QUARTER, 2026, 12).number, 4);
    assert_int_equal(kp_period_of_date(KP_PERIOD_HALF, 2026, 7).number, 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a period is read as offices write it", check_forms),
        {"what is no period is not taken for one", test_not_periods, NULL, NULL, NULL},
        IN_ARENA("a period's title in either language is read back", check_titles),
        IN_ARENA("counting periods goes over the year's end", check_steps),
        {"a date tells its period of each kind", test_period_of_date, NULL, NULL, NULL},
        {"a date lies in its quarter, half, year and month", test_dates, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
