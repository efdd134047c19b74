/* SPDX-License-Identifier: GPL-3.0-or-later */
/* period.c - evaluation periods: reading them as offices write them, naming them, counting on. */
#include "kaoping/period.h"
#include "kaoping/utf8.h"

#include <string.h>

#define FIRST_YEAR 1900 /* four digits bound the other end */

/* How many periods of each kind make a year. */
static const int per_year[] = {[KP_PERIOD_YEAR] = 1, [KP_PERIOD_HALF] = 2, [KP_PERIOD_QUARTER] = 4, [KP_PERIOD_MONTH] = 12};

static const char *const month_names[] = {"january", "february", "march",     "april",   "may",      "june",
                                          "july",    "august",   "september", "october", "november", "december"};

/* ---- reading ---- */

#define FOLDED_SIZE 64 /* no form is half as long */

/* The text half-width, in lower case, without blanks. False where it is too long to be a period. */
static bool fold_text(const char *text, char out[FOLDED_SIZE]) {
    size_t written = 0, length;
    for (; *text; text += length) {
        uint32_t character = kp_utf8_read(text, &length);
        if (kp_is_blank(character))
            continue;
        if (written + 5 > FOLDED_SIZE)
            return false;
        written += kp_utf8_write(kp_lower(kp_half_width(character)), out + written);
    }
    out[written] = '\0';
    return true;
}

static bool take_word(const char **at, const char *word) {
    size_t length = strlen(word);
    if (strncmp(*at, word, length) != 0)
        return false;
    *at += length;
    return true;
}

/* One or two digits, or a Chinese numeral up to 十二; 0 where there is none. */
static int take_number(const char **at) {
    int number = 0, digits = 0;
    for (; **at >= '0' && **at <= '9' && digits < 2; (*at)++, digits++)
        number = number * 10 + (**at - '0');
    if (digits)
        return number;
    static const char *const numerals[] = {"十二", "十一", "十", "九", "八", "七", "六", "五", "四", "三", "二", "一"};
    for (int i = 0; i < 12; i++)
        if (take_word(at, numerals[i]))
            return 12 - i;
    return 0;
}

static bool take_year(const char **at, int *year) {
    *year = 0;
    for (int i = 0; i < 4; i++, (*at)++) {
        if (**at < '0' || **at > '9')
            return false;
        *year = *year * 10 + (**at - '0');
    }
    return *year >= FIRST_YEAR && !(**at >= '0' && **at <= '9');
}

/* What stands behind the year: "q3", "-09", "年第三季度", "年度" … */
static bool take_rest(const char *at, kp_period *out) {
    bool marked = take_word(&at, "年");
    if (*at == '\0' || (marked && strcmp(at, "度") == 0)) {
        out->kind = KP_PERIOD_YEAR;
        out->number = 1;
        return true;
    }
    bool dash = !marked && (take_word(&at, "-") || take_word(&at, "/") || take_word(&at, "."));
    if (take_word(&at, "上半年") || take_word(&at, "下半年")) {
        out->kind = KP_PERIOD_HALF;
        out->number = strncmp(at - strlen("上半年"), "上", strlen("上")) == 0 ? 1 : 2;
        return *at == '\0';
    }
    if (take_word(&at, "q") || take_word(&at, "h")) {
        out->kind = at[-1] == 'q' ? KP_PERIOD_QUARTER : KP_PERIOD_HALF;
        out->number = take_number(&at);
        return *at == '\0';
    }
    bool ordinal = take_word(&at, "第");
    out->number = take_number(&at);
    if (out->number == 0)
        return false;
    if (take_word(&at, "季度") || take_word(&at, "季")) {
        out->kind = KP_PERIOD_QUARTER;
        return *at == '\0';
    }
    out->kind = KP_PERIOD_MONTH;
    return !ordinal && (marked ? take_word(&at, "月份") || take_word(&at, "月") : dash) && *at == '\0';
}

/* "q32026", "h22026", "september2026": the English titles, folded. */
static bool take_english(const char *at, kp_period *out) {
    if (take_word(&at, "q") || take_word(&at, "h")) {
        out->kind = at[-1] == 'q' ? KP_PERIOD_QUARTER : KP_PERIOD_HALF;
        out->number = *at >= '1' && *at <= '4' ? *at++ - '0' : 0;
        return take_year(&at, &out->year) && *at == '\0';
    }
    out->kind = KP_PERIOD_MONTH;
    for (int i = 0; i < 12; i++)
        if (take_word(&at, month_names[i])) {
            out->number = i + 1;
            return take_year(&at, &out->year) && *at == '\0';
        }
    return false;
}

bool kp_period_parse(const char *text, kp_period *out) {
    char folded[FOLDED_SIZE];
    kp_period period = {KP_PERIOD_YEAR, 0, 0};
    if (!text || !fold_text(text, folded))
        return false;
    const char *at = folded;
    bool known = take_year(&at, &period.year) ? take_rest(at, &period) : take_english(folded, &period);
    if (!known || period.number < 1 || period.number > per_year[period.kind])
        return false;
    *out = period;
    return true;
}

/* ---- naming ---- */

bool kp_period_is_known(kp_period period) { return period.number > 0; }

const char *kp_period_key(kp_arena *arena, kp_period period) {
    if (!kp_period_is_known(period))
        return "—";
    switch (period.kind) {
    case KP_PERIOD_HALF: return kp_format(arena, "%04dH%d", period.year, period.number);
    case KP_PERIOD_QUARTER: return kp_format(arena, "%04dQ%d", period.year, period.number);
    case KP_PERIOD_MONTH: return kp_format(arena, "%04d-%02d", period.year, period.number);
    case KP_PERIOD_YEAR: break;
    }
    return kp_format(arena, "%04d", period.year);
}

const char *kp_period_title(kp_arena *arena, kp_period period, kp_lang lang) {
    static const char *const numerals[] = {"", "一", "二", "三", "四"};
    if (!kp_period_is_known(period))
        return "—";
    switch (period.kind) {
    case KP_PERIOD_HALF:
        return lang == KP_EN ? kp_format(arena, "H%d %d", period.number, period.year)
                             : kp_format(arena, "%d年%s半年", period.year, period.number == 1 ? "上" : "下");
    case KP_PERIOD_QUARTER:
        return lang == KP_EN ? kp_format(arena, "Q%d %d", period.number, period.year)
                             : kp_format(arena, "%d年第%s季度", period.year, numerals[period.number]);
    case KP_PERIOD_MONTH:
        return lang == KP_EN
                   ? kp_format(arena, "%c%s %d", month_names[period.number - 1][0] - 'a' + 'A', month_names[period.number - 1] + 1, period.year)
                   : kp_format(arena, "%d年%d月", period.year, period.number);
    case KP_PERIOD_YEAR: break;
    }
    return lang == KP_EN ? kp_format(arena, "%d", period.year) : kp_format(arena, "%d年", period.year);
}

/* ---- counting ---- */

/* Periods of this kind since the year 0. */
static int ordinal_of(kp_period period) { return period.year * per_year[period.kind] + period.number - 1; }

kp_period kp_period_shift(kp_period period, int steps) {
    if (!kp_period_is_known(period))
        return period;
    int in_year = per_year[period.kind], at = ordinal_of(period) + steps;
    int year = at / in_year, number = at % in_year;
    if (number < 0) {
        number += in_year;
        year--;
    }
    return (kp_period){period.kind, year, number + 1};
}

int kp_period_distance(kp_period from, kp_period to) { return ordinal_of(to) - ordinal_of(from); }

kp_period kp_period_of_date(kp_period_kind kind, int year, int month) {
    int months = 12 / per_year[kind];
    return (kp_period){kind, year, (month - 1) / months + 1};
}

bool kp_period_contains(kp_period period, int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    int months = 12 / per_year[period.kind];
    return year == period.year && (month - 1) / months + 1 == period.number;
}
