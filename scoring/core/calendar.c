/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calendar.c - dates to numbers of days and back, by the civil calendar. */
#include "kaoping/calendar.h"

#define DAYS_BEFORE_1970 25569 /* from 1899-12-30 */

/* Days since 1970-01-01, counting years from March, so that the leap day is a year's last (H. Hinnant, chrono-Compatible Low-Level Date Algorithms, 2013). */
int32_t kp_day_of(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = y / 400, year_of_era = y - era * 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468 + DAYS_BEFORE_1970;
}

void kp_day_date(int32_t day, int *year, int *month, int *day_of_month) {
    int z = day - DAYS_BEFORE_1970 + 719468, era = z / 146097, day_of_era = z - era * 146097;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100), shifted = (5 * day_of_year + 2) / 153;
    *day_of_month = day_of_year - (153 * shifted + 2) / 5 + 1;
    *month = shifted < 10 ? shifted + 3 : shifted - 9;
    *year = year_of_era + era * 400 + (*month <= 2);
}

const char *kp_day_text(kp_arena *arena, int32_t day) {
    int year, month, of_month;
    kp_day_date(day, &year, &month, &of_month);
    return kp_format(arena, "%04d-%02d-%02d", year, month, of_month);
}

int kp_weekday_of(int32_t day) {
    int since_saturday = day % 7; /* day 0, 1899-12-30, was a Saturday */
    return (since_saturday + 5) % 7 + 1;
}

int kp_days_in_month(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

int32_t kp_day_after_months(int32_t day, int months) {
    int year, month, of_month;
    kp_day_date(day, &year, &month, &of_month);
    int at = year * 12 + month - 1 + months;
    year = at / 12;
    month = at % 12 + 1;
    int last = kp_days_in_month(year, month);
    return kp_day_of(year, month, of_month < last ? of_month : last);
}

/* The number of months of the period, and its first month. */
static int months_of(kp_period period, int *first) {
    int months = period.kind == KP_PERIOD_YEAR ? 12 : period.kind == KP_PERIOD_HALF ? 6 : period.kind == KP_PERIOD_QUARTER ? 3 : 1;
    *first = (period.number - 1) * months + 1;
    return months;
}

int32_t kp_period_first_day(kp_period period) {
    int first;
    months_of(period, &first);
    return kp_day_of(period.year, first, 1);
}

int32_t kp_period_last_day(kp_period period) {
    int first, last = months_of(period, &first) - 1;
    last += first;
    return kp_day_of(period.year, last, kp_days_in_month(period.year, last));
}

bool kp_period_within(kp_period inner, kp_period outer) {
    return kp_period_is_known(inner) && kp_period_is_known(outer) && kp_period_first_day(inner) >= kp_period_first_day(outer) &&
           kp_period_last_day(inner) <= kp_period_last_day(outer);
}
