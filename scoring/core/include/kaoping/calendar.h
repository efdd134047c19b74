/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * calendar.h - days of the Gregorian calendar as numbers, so that they can be compared and subtracted. They are counted from 1899-12-30, as spreadsheets count them in
 * their 1900 system from 1900-03-01 on.
 *
 *     int32_t day = kp_day_of(2025, 1, 2);                  // 45659
 *     kp_weekday_of(day)                                    // 4: a Thursday
 *     kp_day_text(arena, kp_day_after_months(day, 12))      // "2026-01-02"
 *
 * No function allocates but kp_day_text(); all take constant time. Years are 1 to 9999.
 */
#ifndef KAOPING_CALENDAR_H
#define KAOPING_CALENDAR_H

#include "kaoping/period.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The day of a date that exists. */
int32_t kp_day_of(int year, int month, int day);
void kp_day_date(int32_t day, int *year, int *month, int *day_of_month);
/* "2026-09-15" */
const char *kp_day_text(kp_arena *arena, int32_t day);
/* 1 Monday … 7 Sunday (ISO 8601). */
int kp_weekday_of(int32_t day);
int kp_days_in_month(int year, int month);
/* The same day of the month so many months later (negative: earlier), or the last of that month where it has no such day: 01-31 and one month is 02-28. */
int32_t kp_day_after_months(int32_t day, int months);

/* The first and the last day of a known period. */
int32_t kp_period_first_day(kp_period period);
int32_t kp_period_last_day(kp_period period);
/* True where every day of `inner` lies in `outer`; false where either is not known. */
bool kp_period_within(kp_period inner, kp_period outer);

#ifdef __cplusplus
}
#endif
#endif
