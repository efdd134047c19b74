/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting_days.h - private to the core: when meetings are to be held. A rule names how often (every week, month or quarter) and a day in it: a weekday ("第一个星期四 | first
 * Thursday", "最后一个星期五 | last Friday"; every week: "星期四 | Thursday"), a day of the month ("15日 | 15th", "最后一天 | last day"; of a quarter: of its first month), or none:
 * any day will do.
 */
#ifndef KAOPING_CORE_MEETING_DAYS_H
#define KAOPING_CORE_MEETING_DAYS_H

#include "kaoping/calendar.h"
#include "kaoping/scheme.h"

typedef struct meeting_day {
    int weekday; /* 1 Monday … 7 Sunday; 0: a day of the month */
    int number;  /* which of those weekdays, or which day, from 1 on; -1 the last; 0: no day is named */
} meeting_day;

/* One meeting that is expected. */
typedef struct meeting_window {
    int32_t first, last; /* the days on which it may be held */
    int32_t day;         /* the day that the rule names; 0: none */
    bool holiday;        /* that day is one: any day of the week, month or quarter will do, and the days of grace */
} meeting_window;

#define KP_MEETING_WINDOWS 60 /* weeks of a year, and some */

/* What the text, bilingual, says of meetings held so often; false where it cannot be told, or its languages say different days. "": none. */
bool kp_meeting_day_parse(kp_arena *arena, const char *text, kp_every every, meeting_day *out);
/* Reads "2026-02-17" or "2026-02-15..2026-02-23" (also with 至). */
bool kp_holiday_parse(kp_arena *arena, const char *text, int32_t *first, int32_t *last);
/* 01-01, 05-01, 10-01 to 10-03, and those that the leaf names. */
bool kp_is_holiday(kp_arena *arena, const kp_indicator *leaf, int32_t day);
/* The meetings of the known period, in order; how many. One belongs to it whose day lies in it; where no day is named, whose week, month or quarter lies wholly in it. */
size_t kp_meeting_windows(kp_arena *arena, const kp_indicator *leaf, kp_period period, meeting_window windows[KP_MEETING_WINDOWS]);

#endif
