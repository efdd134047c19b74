/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * typed.h - numbers, yes/no marks and dates as people type them into forms.
 *
 * Taken: full-width digits, signs, point and percent (９５．５), the minus sign − (U+2212), surrounding blanks of any kind and characters without
 * width anywhere, thousands commas where they stand right (1,234.5; half- or full-width), a unit word after the number that does not
 * scale it (95分, 12 户; the list is in typed.c), a percent sign, a decimal without its zero (.5).
 * Each liberty taken is a bit of kp_typed.liberties, so that the caller can note each kind once as a hint.
 * Not taken: anything else. The caller makes a problem of it; nothing is guessed. So 12,34 and 0,123 (a decimal comma?), 95. (unfinished?), 9 5, 95.5.1,
 * 1e3, 1/2, 3万, 95。5 and (5) are KP_TYPED_OTHER.
 */
#ifndef KAOPING_TYPED_H
#define KAOPING_TYPED_H

#include "kaoping/num.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    KP_TYPED_FULL_WIDTH = 1 << 0, /* ９５, −5 */
    KP_TYPED_BLANKS = 1 << 1,     /* " 95　" */
    KP_TYPED_COMMAS = 1 << 2,     /* 1,234 */
    KP_TYPED_UNIT_WORD = 1 << 3,  /* 95分 */
    KP_TYPED_PERCENT = 1 << 4,    /* 97.3% */
    KP_TYPED_TEXT = 1 << 5        /* set by readers: a number held as text */
};

typedef enum kp_typed_kind {
    KP_TYPED_EMPTY,          /* nothing but blanks */
    KP_TYPED_NUMBER,         /* value; with KP_TYPED_PERCENT set, value is what stands before the sign (97.3) */
    KP_TYPED_NOT_APPLICABLE, /* — —— – - -- ／ / N/A NA 不适用 不参评 缺项 合理缺项 无此项 */
    KP_TYPED_YES,            /* 是 有 对 √ ✓ ✔ Y yes true 达标 符合 合格 */
    KP_TYPED_NO,             /* 否 无 错 × ✗ ✘ N no false 未达标 不符合 不合格 不达标 没有 */
    KP_TYPED_OTHER           /* none of these */
} kp_typed_kind;

typedef struct kp_typed {
    kp_typed_kind kind;
    kp_num value;
    unsigned liberties;
} kp_typed;

/* Reads `text` (NULL counts as empty). "1" and "0" are numbers, not yes or no. Words are compared without regard to ASCII case and full width. Of a number
 * no more than 200 characters are taken. Cost: linear. */
kp_typed kp_parse_typed(kp_arena *arena, const char *text);

/* A spreadsheet number as stored ("28.164999999999999", "1E-05", "1.0E+2"): a file holds the digits of a binary number, the person typed 28.165. More than
 * 15 significant digits are rounded to 15 (what every spreadsheet program shows), by decimal arithmetic, a half away from zero. False where
 * `text` is no number, beyond 10^±400, or longer than 1,000 characters; NaN and INF are no numbers. */
bool kp_parse_stored(kp_arena *arena, const char *text, kp_num *out);

/* A number that was typed as text, as a spreadsheet program would have it: to 15 significant digits, as kp_parse_stored(). So a figure counts the same in every
 * format of file: 0.44999999999999996 is 0.45. */
kp_num kp_stored_digits(kp_arena *arena, kp_num value);

/* A calendar date: 2026-09-15, 2026/9/15, 2026.9.15, 2026年9月15日 (or 号), 20260915; full-width forms and blanks around it too. A time of day after it
 * (2026-09-15 08:30, 2026-09-15T00:00:00.000) is checked and passed over. True and *year.. on a date of the Gregorian calendar from 1900 to 9999. */
bool kp_parse_date(const char *text, int *year, int *month, int *day);

#ifdef __cplusplus
}
#endif
#endif
