/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_style.h - how the cells of a report look: every format of the workbook, in one table.
 *
 * Sizes follow Chinese office practice: titles 二号 (22 pt), list headings 三号 (16 pt), tables 10 pt. Names of fonts are those of Chinese offices; family and
 * character set are given with each, so that a program without the font takes the nearest of its own.
 */
#ifndef KAOPING_REPORT_STYLE_H
#define KAOPING_REPORT_STYLE_H

#include <xlsxwriter.h>

#include "kaoping/score.h"

typedef enum kp_report_font { FONT_TITLE, FONT_HEAD, FONT_BODY, FONT_COUNT } kp_report_font;
typedef enum kp_report_align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT } kp_report_align;
/* How a number is shown: as it is; with the scheme's decimals; with six, before rounding, of what has more; whole; per cent with two decimals; with two decimals; the same as a bound
 * that it does not exceed; with four, of what is from 0 to 1. */
typedef enum kp_report_digits {
    DIGITS_ANY,
    DIGITS_MARK,
    DIGITS_CALC,
    DIGITS_WHOLE,
    DIGITS_PERCENT,
    DIGITS_POINTS,
    DIGITS_BOUND,
    DIGITS_FOUR,
    DIGITS_COUNT
} kp_report_digits;

#define KP_REPORT_CALC_DECIMALS 6 /* of a figure before rounding; one that has no more is shown as it is */

#define COLOR_NONE  (-1)
#define COLOR_BLACK 0x000000
#define COLOR_GREY  0x7F7F7F
#define COLOR_HEAD  0xDDE6F0 /* fill of head rows: light enough to print */
#define COLOR_TOTAL 0xF2F2F2
#define COLOR_ERROR 0xF8CBAD
#define COLOR_WARN  0xFFE699
#define COLOR_LINK  0x0563C1
#define COLOR_BRICK 0xC00000 /* text of what was written as a value */

/* STYLE(name, font, size, bold, align, border, fill, color, digits): text is always wrapped, cells always centred in height. */
#define KP_REPORT_STYLES(STYLE)                                                                                                                      \
    STYLE(TITLE, FONT_TITLE, 22, true, ALIGN_CENTER, false, COLOR_NONE, COLOR_BLACK, DIGITS_ANY)                                                     \
    STYLE(SUBTITLE, FONT_BODY, 11, false, ALIGN_LEFT, false, COLOR_NONE, COLOR_BLACK, DIGITS_ANY)                                                    \
    STYLE(LIST_TITLE, FONT_TITLE, 18, true, ALIGN_CENTER, false, COLOR_NONE, COLOR_BLACK, DIGITS_ANY)                                                \
    STYLE(SECTION, FONT_HEAD, 12, true, ALIGN_LEFT, false, COLOR_NONE, COLOR_BLACK, DIGITS_ANY)                                                      \
    STYLE(HEAD, FONT_HEAD, 10, true, ALIGN_CENTER, true, COLOR_HEAD, COLOR_BLACK, DIGITS_ANY)                                                        \
    STYLE(HEAD_SMALL, FONT_BODY, 9, false, ALIGN_CENTER, true, COLOR_HEAD, COLOR_BLACK, DIGITS_ANY)                                                  \
    STYLE(TEXT, FONT_BODY, 10, false, ALIGN_LEFT, true, COLOR_NONE, COLOR_BLACK, DIGITS_ANY)                                                         \
    STYLE(TEXT_CENTER, FONT_BODY, 10, false, ALIGN_CENTER, true, COLOR_NONE, COLOR_BLACK, DIGITS_ANY)                                                \
    STYLE(TEXT_SMALL, FONT_BODY, 9, false, ALIGN_LEFT, true, COLOR_NONE, COLOR_BLACK, DIGITS_ANY)                                                    \
    STYLE(LINK, FONT_BODY, 10, false, ALIGN_CENTER, true, COLOR_NONE, COLOR_LINK, DIGITS_ANY)                                                        \
    STYLE(TEXT_GREY, FONT_BODY, 9, false, ALIGN_LEFT, true, COLOR_NONE, COLOR_GREY, DIGITS_ANY)                                                      \
    STYLE(TEXT_STRONG, FONT_HEAD, 10, true, ALIGN_LEFT, true, COLOR_NONE, COLOR_BLACK, DIGITS_ANY)                                                   \
    STYLE(CENTER_STRONG, FONT_HEAD, 10, true, ALIGN_CENTER, true, COLOR_NONE, COLOR_BLACK, DIGITS_ANY)                                               \
    STYLE(MARK, FONT_BODY, 10, false, ALIGN_CENTER, true, COLOR_NONE, COLOR_BLACK, DIGITS_MARK)                                                      \
    STYLE(MARK_STRONG, FONT_HEAD, 10, true, ALIGN_CENTER, true, COLOR_NONE, COLOR_BLACK, DIGITS_MARK)                                                \
    STYLE(MARK_VALUE, FONT_BODY, 10, false, ALIGN_CENTER, true, COLOR_NONE, COLOR_BRICK, DIGITS_MARK)                                                \
    STYLE(WHOLE, FONT_BODY, 10, false, ALIGN_CENTER, true, COLOR_NONE, COLOR_BLACK, DIGITS_WHOLE)                                                    \
    STYLE(WHOLE_STRONG, FONT_HEAD, 10, true, ALIGN_CENTER, true, COLOR_NONE, COLOR_BLACK, DIGITS_WHOLE)                                              \
    STYLE(PERCENT, FONT_BODY, 10, false, ALIGN_CENTER, true, COLOR_NONE, COLOR_BLACK, DIGITS_PERCENT)                                                \
    STYLE(CALC, FONT_BODY, 9, false, ALIGN_RIGHT, true, COLOR_NONE, COLOR_GREY, DIGITS_CALC)                                                         \
    STYLE(CALC_EXACT, FONT_BODY, 9, false, ALIGN_RIGHT, true, COLOR_NONE, COLOR_GREY, DIGITS_ANY)                                                    \
    STYLE(CALC_VALUE, FONT_BODY, 9, false, ALIGN_RIGHT, true, COLOR_NONE, COLOR_BRICK, DIGITS_CALC)                                                  \
    STYLE(CALC_VALUE_EXACT, FONT_BODY, 9, false, ALIGN_RIGHT, true, COLOR_NONE, COLOR_BRICK, DIGITS_ANY)                                             \
    STYLE(NODE_TEXT, FONT_HEAD, 10, true, ALIGN_LEFT, true, COLOR_TOTAL, COLOR_BLACK, DIGITS_ANY)                                                    \
    STYLE(NODE_SMALL, FONT_BODY, 9, false, ALIGN_LEFT, true, COLOR_TOTAL, COLOR_BLACK, DIGITS_ANY)                                                   \
    STYLE(NODE_GREY, FONT_BODY, 9, false, ALIGN_LEFT, true, COLOR_TOTAL, COLOR_GREY, DIGITS_ANY)                                                     \
    STYLE(NODE_CENTER, FONT_BODY, 10, false, ALIGN_CENTER, true, COLOR_TOTAL, COLOR_BLACK, DIGITS_ANY)                                               \
    STYLE(NODE_CALC, FONT_BODY, 9, false, ALIGN_RIGHT, true, COLOR_TOTAL, COLOR_GREY, DIGITS_CALC)                                                   \
    STYLE(NODE_CALC_EXACT, FONT_BODY, 9, false, ALIGN_RIGHT, true, COLOR_TOTAL, COLOR_GREY, DIGITS_ANY)                                              \
    STYLE(NODE_CALC_VALUE, FONT_BODY, 9, false, ALIGN_RIGHT, true, COLOR_TOTAL, COLOR_BRICK, DIGITS_CALC)                                            \
    STYLE(NODE_CALC_VALUE_EXACT, FONT_BODY, 9, false, ALIGN_RIGHT, true, COLOR_TOTAL, COLOR_BRICK, DIGITS_ANY)                                       \
    STYLE(NODE_MARK, FONT_HEAD, 10, true, ALIGN_CENTER, true, COLOR_TOTAL, COLOR_BLACK, DIGITS_MARK)                                                 \
    STYLE(NODE_MARK_VALUE, FONT_HEAD, 10, true, ALIGN_CENTER, true, COLOR_TOTAL, COLOR_BRICK, DIGITS_MARK)                                           \
    STYLE(STAT, FONT_BODY, 10, false, ALIGN_CENTER, true, COLOR_TOTAL, COLOR_BLACK, DIGITS_MARK)                                                     \
    STYLE(STAT_TEXT, FONT_BODY, 10, false, ALIGN_CENTER, true, COLOR_TOTAL, COLOR_BLACK, DIGITS_ANY)                                                 \
    STYLE(POINTS, FONT_BODY, 10, false, ALIGN_CENTER, true, COLOR_NONE, COLOR_BLACK, DIGITS_POINTS)                                                  \
    STYLE(POINTS_STRONG, FONT_HEAD, 10, true, ALIGN_CENTER, true, COLOR_NONE, COLOR_BLACK, DIGITS_POINTS)                                            \
    STYLE(BOUND, FONT_BODY, 10, false, ALIGN_CENTER, true, COLOR_NONE, COLOR_BLACK, DIGITS_BOUND)                                                    \
    STYLE(PROBABILITY, FONT_BODY, 10, false, ALIGN_CENTER, true, COLOR_NONE, COLOR_BLACK, DIGITS_FOUR)                                               \
    STYLE(STAT_POINTS, FONT_BODY, 10, false, ALIGN_CENTER, true, COLOR_TOTAL, COLOR_BLACK, DIGITS_POINTS)                                            \
    STYLE(STAT_BOUND, FONT_BODY, 10, false, ALIGN_CENTER, true, COLOR_TOTAL, COLOR_BLACK, DIGITS_BOUND)                                              \
    STYLE(STAT_PERCENT, FONT_BODY, 10, false, ALIGN_CENTER, true, COLOR_TOTAL, COLOR_BLACK, DIGITS_PERCENT)                                          \
    STYLE(STAT_WHOLE, FONT_BODY, 10, false, ALIGN_CENTER, true, COLOR_TOTAL, COLOR_BLACK, DIGITS_WHOLE)                                              \
    STYLE(STAT_LEFT, FONT_BODY, 10, false, ALIGN_LEFT, true, COLOR_TOTAL, COLOR_BLACK, DIGITS_ANY)                                                   \
    STYLE(BEHIND_CHART, FONT_BODY, 9, false, ALIGN_RIGHT, false, COLOR_NONE, COLOR_GREY, DIGITS_POINTS)                                              \
    STYLE(NOTE, FONT_BODY, 9, false, ALIGN_LEFT, false, COLOR_NONE, COLOR_BLACK, DIGITS_ANY)                                                         \
    STYLE(PLAIN, FONT_BODY, 10, false, ALIGN_LEFT, false, COLOR_NONE, COLOR_BLACK, DIGITS_ANY)                                                       \
    STYLE(PLAIN_CENTER, FONT_BODY, 11, false, ALIGN_CENTER, false, COLOR_NONE, COLOR_BLACK, DIGITS_ANY)                                              \
    STYLE(SIGNATURE, FONT_BODY, 11, false, ALIGN_LEFT, false, COLOR_NONE, COLOR_BLACK, DIGITS_ANY)                                                   \
    STYLE(ISSUER, FONT_BODY, 12, false, ALIGN_RIGHT, false, COLOR_NONE, COLOR_BLACK, DIGITS_ANY)                                                     \
    STYLE(SEVERITY_ERROR, FONT_HEAD, 10, true, ALIGN_CENTER, true, COLOR_ERROR, COLOR_BLACK, DIGITS_ANY)                                             \
    STYLE(SEVERITY_WARNING, FONT_HEAD, 10, true, ALIGN_CENTER, true, COLOR_WARN, COLOR_BLACK, DIGITS_ANY)                                            \
    STYLE(SEVERITY_HINT, FONT_BODY, 10, false, ALIGN_CENTER, true, COLOR_NONE, COLOR_BLACK, DIGITS_ANY)

typedef enum kp_report_style {
#define STYLE(name, ...) STYLE_##name,
    KP_REPORT_STYLES(STYLE)
#undef STYLE
        STYLE_COUNT
} kp_report_style;

/* All formats of one workbook; owned by it. */
typedef struct kp_report_formats {
    lxw_format *of[STYLE_COUNT];
    lxw_format **bands; /* the cell of a grade in its colour, one a band */
    lxw_format **lists; /* the heading of a list, one a list */
    lxw_workbook *book;
    kp_lang lang;
    lxw_format *with[STYLE_COUNT][KP_MAX_DECIMALS + 1]; /* those asked for so far, see kp_report_format_with() */
} kp_report_formats;

/* Makes them all, and gives the workbook's default cell the body font, whose digits are the unit of column widths. False where memory ran out. Arrays are in
 * `arena`. */
bool kp_report_formats_make(kp_arena *arena, lxw_workbook *book, const kp_scheme *scheme, kp_lang lang, kp_report_formats *formats);
/* The style with so many decimals (0 to KP_MAX_DECIMALS) instead of its own. NULL where memory ran out. */
lxw_format *kp_report_format_with(kp_report_formats *formats, kp_report_style style, int decimals);
/* The size in points of the text of a style. */
double kp_report_style_size(kp_report_style style);
/* "0.00" for 2 decimals. */
const char *kp_report_mark_digits(kp_arena *arena, int decimals);
/* "#RRGGBB" as a number, or `otherwise` where `color` is NULL or no colour. */
lxw_color_t kp_report_color(const char *color, lxw_color_t otherwise);
/* The width of the widest line of `text` at `size` points, in units of columns (a digit of the default cell, at 10 pt, is one); *lines is how many lines it takes in a
 * column `width` wide. `lang` tells the font: Latin letters of Chinese fonts are as wide as digits. */
double kp_report_text_width(const char *text, kp_lang lang, double size, double width, int *lines);
/* The width of the longest run of letters that no line break can divide. */
double kp_report_word_width(const char *text, kp_lang lang, double size);

#endif
