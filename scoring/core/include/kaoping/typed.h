/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * typed.h - numbers, yes/no marks and dates as people type them into forms.
 *
 * Taken: full-width digits, signs, point and percent (９５．５), surrounding blanks and full-width spaces, thousands commas where they stand
 * right (1,234.5; half- or full-width), a unit word after the number that does not scale it (95分, 12户, 3次, 20处, 5起,
 * 8件, 6人, 2张, 7票, 4项, 30天, 1个, 9份), a percent sign.
 * Each liberty taken is a bit of kp_typed.liberties, so that the caller can note each kind once as a hint.
 * Not taken: anything else. The caller makes a problem of it; nothing is guessed.
 */
#ifndef KAOPING_TYPED_H
#define KAOPING_TYPED_H

#include "kaoping/num.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    KP_TYPED_FULL_WIDTH = 1 << 0, /* ９５ */
    KP_TYPED_BLANKS = 1 << 1,     /* " 95　" */
    KP_TYPED_COMMAS = 1 << 2,     /* 1,234 */
    KP_TYPED_UNIT_WORD = 1 << 3,  /* 95分 */
    KP_TYPED_PERCENT = 1 << 4,    /* 97.3% */
    KP_TYPED_TEXT = 1 << 5        /* set by readers: a number held as text */
};

typedef enum kp_typed_kind {
    KP_TYPED_EMPTY,          /* nothing but blanks */
    KP_TYPED_NUMBER,         /* value; with KP_TYPED_PERCENT set, value is what stands before the sign (97.3) */
    KP_TYPED_NOT_APPLICABLE, /* — – - ／ / N/A NA 不适用 不参评 缺项 合理缺项 无此项 */
    KP_TYPED_YES,            /* 是 有 对 √ ✓ ✔ Y yes true 达标 符合 合格 */
    KP_TYPED_NO,             /* 否 无 错 × ✗ ✘ N no false 未达标 不符合 不合格 */
    KP_TYPED_OTHER           /* none of these */
} kp_typed_kind;

typedef struct kp_typed {
    kp_typed_kind kind;
    kp_num value;
    unsigned liberties;
} kp_typed;

/* Reads `text` (NULL counts as empty). "1" and "0" are numbers, not yes or no. Cost: linear. */
kp_typed kp_parse_typed(kp_arena *arena, const char *text);

/* A spreadsheet number as stored ("28.164999999999999"): a file holds the double's digits, the person typed 28.165. More than 15 significant digits are
 * rounded to 15 (what every spreadsheet program shows), by decimal arithmetic. False where `text` is no number. */
bool kp_parse_stored(kp_arena *arena, const char *text, kp_num *out);

/* A calendar date: 2026-09-15, 2026/9/15, 2026.9.15, 2026年9月15日, 20260915. True and *year.. on a date that exists. */
bool kp_parse_date(const char *text, int *year, int *month, int *day);

#ifdef __cplusplus
}
#endif
#endif
