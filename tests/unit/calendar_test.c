/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calendar_test.c - days as numbers. Weekdays and serial numbers are those of the Gregorian calendar as spreadsheets and `date` print them. */
#include "in_arena.h"

#include <string.h>

#include "kaoping/calendar.h"

static void check_days(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        int year, month, day, serial, weekday;
    } cases[] = {
        {1900, 3, 1, 61, 4},    {1970, 1, 1, 25569, 4}, {2000, 2, 29, 36585, 2},  {2025, 1, 2, 45659, 4},
        {2025, 5, 1, 45778, 4}, {2026, 1, 1, 46023, 4}, {2026, 11, 22, 46348, 7},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int32_t day = kp_day_of(cases[i].year, cases[i].month, cases[i].day);
        assert_int_equal(day, cases[i].serial);
        assert_int_equal(kp_weekday_of(day), cases[i].weekday);
        assert_string_equal(kp_day_text(arena, day), kp_format(arena, "%04d-%02d-%02d", cases[i].year, cases[i].month, cases[i].day));
    }
}

/* Every day of eight centuries follows the one before it, by months counted out. */
static void check_every_day(kp_arena *arena, void *data) {
    (void)arena, (void)data;
    int32_t day = kp_day_of(1900, 1, 1);
    for (int year = 1900; year < 2700; year++)
        for (int month = 1; month <= 12; month++)
            for (int d = 1; d <= kp_days_in_month(year, month); d++, day++) {
                int y, m, of_month;
                kp_day_date(day, &y, &m, &of_month);
                assert_true(y == year && m == month && of_month == d);
                assert_int_equal(kp_day_of(year, month, d), day);
            }
}

static void check_months(kp_arena *arena, void *data) {
    (void)data;
    assert_string_equal(kp_day_text(arena, kp_day_after_months(kp_day_of(2025, 1, 31), 1)), "2025-02-28");
    assert_string_equal(kp_day_text(arena, kp_day_after_months(kp_day_of(2024, 2, 29), 12)), "2025-02-28");
    assert_string_equal(kp_day_text(arena, kp_day_after_months(kp_day_of(2025, 12, 31), 12)), "2026-12-31");
    assert_string_equal(kp_day_text(arena, kp_day_after_months(kp_day_of(2026, 3, 15), -4)), "2025-11-15");
}

static void check_periods(kp_arena *arena, void *data) {
    (void)data;
    kp_period year = {KP_PERIOD_YEAR, 2024, 1}, half = {KP_PERIOD_HALF, 2024, 2}, quarter = {KP_PERIOD_QUARTER, 2024, 1},
              february = {KP_PERIOD_MONTH, 2024, 2};
    assert_string_equal(kp_day_text(arena, kp_period_first_day(half)), "2024-07-01");
    assert_string_equal(kp_day_text(arena, kp_period_last_day(half)), "2024-12-31");
    assert_string_equal(kp_day_text(arena, kp_period_last_day(february)), "2024-02-29");
    assert_true(kp_period_within(quarter, year) && kp_period_within(february, quarter) && kp_period_within(year, year));
    assert_false(kp_period_within(february, half));
    assert_false(kp_period_within(year, half));
    assert_false(kp_period_within((kp_period){0}, year));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("dates have the numbers and weekdays that spreadsheets give them", check_days),
        IN_ARENA("every day of eight centuries follows the one before it", check_every_day),
        IN_ARENA("months later is the same day, or the month's last", check_months),
        IN_ARENA("periods have their first and last days, and lie within each other", check_periods),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
