/* SPDX-License-Identifier: GPL-3.0-or-later */
/* period.h - evaluation periods (考评期): 2026Q3, 2026H2, 2026, 2026-09; also read as 2026年第三季度, 2026年三季度, 2026年下半年, 2026年, 2026年9月, 2026年度. */
#ifndef KAOPING_PERIOD_H
#define KAOPING_PERIOD_H

#include "kaoping/arena.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum kp_period_kind { KP_PERIOD_YEAR, KP_PERIOD_HALF, KP_PERIOD_QUARTER, KP_PERIOD_MONTH } kp_period_kind;

typedef struct kp_period {
    kp_period_kind kind;
    int year;   /* 1900..9999 */
    int number; /* from 1: half, quarter or month; 1 for a year */
} kp_period;

bool kp_period_parse(const char *text, kp_period *out);
/* False for the one that is all zero: no period is given. It is named "—", and none is before or after it. */
bool kp_period_is_known(kp_period period);
/* "2026Q3" */
const char *kp_period_key(kp_arena *arena, kp_period period);
/* "2026年第三季度" / "Q3 2026" */
const char *kp_period_title(kp_arena *arena, kp_period period, kp_lang lang);
/* `steps` periods later (negative: earlier) of the same kind. */
kp_period kp_period_shift(kp_period period, int steps);
/* How many periods from a to b, where both are of one kind. */
int kp_period_distance(kp_period from, kp_period to);
/* The period of that kind in which the date lies; the month is 1 to 12. */
kp_period kp_period_of_date(kp_period_kind kind, int year, int month);
/* True where the date lies in the period. */
bool kp_period_contains(kp_period period, int year, int month, int day);

#ifdef __cplusplus
}
#endif
#endif
