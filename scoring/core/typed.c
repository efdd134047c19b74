/* SPDX-License-Identifier: GPL-3.0-or-later */
/* typed.c - what people type into forms, read without guessing: first every character in its plain form, then words by table, then numbers. */
#include "kaoping/typed.h"
#include "kaoping/irrational.h"
#include "kaoping/utf8.h"

#include <string.h>

#define LONGEST          200 /* characters of a number, word or date as typed, without blanks around */
#define STORED_DIGITS    15  /* significant digits that survive a double: what spreadsheet programs show */
#define LONGEST_STORED   1000
#define LARGEST_EXPONENT 400

/* ---- words ---- */

typedef struct word {
    kp_typed_kind kind;
    const char *text; /* half-width, lower case */
} word;

static const word words[] = {
    {KP_TYPED_NOT_APPLICABLE, "—"},
    {KP_TYPED_NOT_APPLICABLE, "——"},
    {KP_TYPED_NOT_APPLICABLE, "–"},
    {KP_TYPED_NOT_APPLICABLE, "-"},
    {KP_TYPED_NOT_APPLICABLE, "--"},
    {KP_TYPED_NOT_APPLICABLE, "/"},
    {KP_TYPED_NOT_APPLICABLE, "n/a"},
    {KP_TYPED_NOT_APPLICABLE, "na"},
    {KP_TYPED_NOT_APPLICABLE, "不适用"},
    {KP_TYPED_NOT_APPLICABLE, "不参评"},
    {KP_TYPED_NOT_APPLICABLE, "缺项"},
    {KP_TYPED_NOT_APPLICABLE, "合理缺项"},
    {KP_TYPED_NOT_APPLICABLE, "无此项"},
    {KP_TYPED_YES, "是"},
    {KP_TYPED_YES, "有"},
    {KP_TYPED_YES, "对"},
    {KP_TYPED_YES, "√"},
    {KP_TYPED_YES, "✓"},
    {KP_TYPED_YES, "✔"},
    {KP_TYPED_YES, "y"},
    {KP_TYPED_YES, "yes"},
    {KP_TYPED_YES, "true"},
    {KP_TYPED_YES, "达标"},
    {KP_TYPED_YES, "符合"},
    {KP_TYPED_YES, "合格"},
    {KP_TYPED_NO, "否"},
    {KP_TYPED_NO, "无"},
    {KP_TYPED_NO, "错"},
    {KP_TYPED_NO, "×"},
    {KP_TYPED_NO, "✗"},
    {KP_TYPED_NO, "✘"},
    {KP_TYPED_NO, "n"},
    {KP_TYPED_NO, "no"},
    {KP_TYPED_NO, "false"},
    {KP_TYPED_NO, "未达标"},
    {KP_TYPED_NO, "不达标"},
    {KP_TYPED_NO, "不符合"},
    {KP_TYPED_NO, "不合格"},
    {KP_TYPED_NO, "没有"},
};

/* Counting words; none that scales (万, 百, 成, 折, ‰). */
static const char *const unit_words[] = {"分", "户", "次", "处", "起", "件",   "人",   "张", "票", "项", "天", "个",     "份",   "家",
                                         "名", "条", "例", "宗", "场", "人次", "户次", "盏", "台", "套", "辆", "栋",     "部",   "间",
                                         "座", "株", "棵", "米", "元", "幢",   "批",   "组", "位", "块", "所", "平方米", "公里", "小时"};

/* ---- plain form ---- */

typedef struct plain {
    char text[LONGEST * 4 + 1]; /* half-width, lower case, trimmed */
    bool too_long;
    unsigned liberties;
} plain;

static void make_plain(const char *text, plain *out) {
    size_t length, count = 0, used = 0, kept = 0; /* kept: up to the last character that is no blank */
    bool seen = false, pending = false;
    out->too_long = false;
    out->liberties = 0;
    for (; text && *text; text += length) {
        uint32_t typed = kp_utf8_read(text, &length);
        if (kp_is_invisible(typed) || (kp_is_blank(typed) && !seen)) {
            out->liberties |= KP_TYPED_BLANKS;
            continue;
        }
        if (count == LONGEST) { /* blanks at the end do not count as length */
            if (!kp_is_blank(typed))
                out->too_long = true;
            pending = true;
            continue;
        }
        uint32_t character = kp_is_blank(typed) ? ' ' : typed == 0x2212 ? '-' : kp_half_width(typed);
        if (character != typed && character != ' ')
            out->liberties |= KP_TYPED_FULL_WIDTH;
        used += kp_utf8_write(kp_lower(character), out->text + used);
        count++;
        seen = true;
        if (character != ' ')
            kept = used;
    }
    if (pending || used > kept)
        out->liberties |= KP_TYPED_BLANKS;
    out->text[kept] = '\0';
}

/* ---- numbers ---- */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static size_t count_digits(const char *at) {
    size_t n = 0;
    while (is_digit(at[n]))
        n++;
    return n;
}

/* The whole part of a number, thousands commas left out, to *out. False where the commas stand wrong. May be empty. */
static bool take_whole(const char **at, char **out, unsigned *liberties) {
    size_t first = count_digits(*at);
    memcpy(*out, *at, first);
    *out += first;
    bool grouped = first >= 1 && first <= 3 && **at != '0';
    for (*at += first; **at == ','; *at += 4, *out += 3) {
        if (!grouped || count_digits(*at + 1) != 3)
            return false;
        memcpy(*out, *at + 1, 3);
        *liberties |= KP_TYPED_COMMAS;
    }
    return true;
}

static bool is_unit_word(const char *text) {
    for (size_t i = 0; i < sizeof unit_words / sizeof *unit_words; i++)
        if (strcmp(text, unit_words[i]) == 0)
            return true;
    return false;
}

static bool take_number(kp_arena *arena, const plain *typed, kp_typed *result) {
    char digits[sizeof typed->text + 1], *end = digits; /* one more: the zero before a point */
    const char *at = typed->text;
    unsigned liberties = 0;
    if (*at == '-' || *at == '+')
        *end++ = *at++;
    const char *start = at;
    if (!take_whole(&at, &end, &liberties))
        return false;
    if (*at == '.') {
        size_t places = count_digits(at + 1);
        if (places == 0)
            return false;
        if (at == start)
            *end++ = '0';
        memcpy(end, at, places + 1);
        end += places + 1;
        at += places + 1;
    }
    *end = '\0';
    if (at == start)
        return false;
    while (*at == ' ')
        at++;
    if (at[-1] == ' ')
        liberties |= KP_TYPED_BLANKS;
    if (strcmp(at, "%") == 0)
        liberties |= KP_TYPED_PERCENT;
    else if (is_unit_word(at))
        liberties |= KP_TYPED_UNIT_WORD;
    else if (*at)
        return false;
    if (!kp_num_parse(arena, digits, &result->value))
        return false;
    result->liberties |= liberties;
    return true;
}

kp_typed kp_parse_typed(kp_arena *arena, const char *text) {
    plain typed;
    make_plain(text, &typed);
    kp_typed result = {KP_TYPED_OTHER, KP_ZERO, typed.liberties};
    if (typed.too_long)
        return result;
    if (!*typed.text) {
        result.kind = KP_TYPED_EMPTY;
        return result;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(typed.text, words[i].text) == 0) {
            result.kind = words[i].kind;
            return result;
        }
    }
    if (take_number(arena, &typed, &result))
        result.kind = KP_TYPED_NUMBER;
    return result;
}

/* ---- stored numbers ---- */

typedef struct stored {
    bool negative, rounds_up;
    int64_t digits; /* the first significant digits, at most STORED_DIGITS */
    int taken;      /* how many these are */
    int left_out;   /* how many more stand after them */
    int places;     /* digits after the point */
    int exponent;
} stored;

static void take_stored_digit(stored *number, char c) {
    if (number->taken == 0 && c == '0')
        return;
    if (number->taken < STORED_DIGITS) {
        number->digits = number->digits * 10 + (c - '0');
        number->taken++;
    } else if (number->left_out++ == 0) {
        number->rounds_up = c >= '5';
    }
}

/* xsd:double, without NaN and INF: [+-](digits[.[digits]]|.digits)[e[+-]digits], in white space. */
static bool scan_stored(const char *at, stored *number) {
    bool any = false;
    at += strspn(at, " \t\r\n");
    number->negative = *at == '-';
    if (*at == '-' || *at == '+')
        at++;
    for (; is_digit(*at); at++, any = true)
        take_stored_digit(number, *at);
    if (*at == '.')
        for (at++; is_digit(*at); at++, any = true, number->places++)
            take_stored_digit(number, *at);
    if (!any)
        return false;
    if (*at == 'e' || *at == 'E') {
        bool negative = *++at == '-';
        if (*at == '-' || *at == '+')
            at++;
        if (!is_digit(*at))
            return false;
        for (; is_digit(*at); at++)
            if (number->exponent <= LARGEST_EXPONENT)
                number->exponent = number->exponent * 10 + (*at - '0');
        if (number->exponent > LARGEST_EXPONENT)
            return false;
        if (negative)
            number->exponent = -number->exponent;
    }
    return at[strspn(at, " \t\r\n")] == '\0';
}

bool kp_parse_stored(kp_arena *arena, const char *text, kp_num *out) {
    stored number = {0};
    if (!text || strnlen(text, LONGEST_STORED + 1) > LONGEST_STORED || !scan_stored(text, &number))
        return false;
    if (number.taken == 0) {
        *out = KP_ZERO;
        return true;
    }
    if (number.rounds_up)
        number.digits++; /* 10^15 at most: what carries is a zero more, not a digit lost */
    int64_t signed_digits = number.negative ? -number.digits : number.digits;
    return kp_num_parse(arena, kp_format(arena, "%llde%d", (long long)signed_digits, number.exponent - number.places + number.left_out), out);
}

kp_num kp_stored_digits(kp_arena *arena, kp_num value) { return kp_num_settle(arena, value, STORED_DIGITS); }

/* ---- dates ---- */

/* A number of `least` to `most` digits; moves *at behind it. */
static bool take_field(const char **at, size_t least, size_t most, int *value) {
    size_t n = count_digits(*at);
    if (n < least || n > most)
        return false;
    *value = 0;
    for (; n > 0; n--)
        *value = *value * 10 + (*(*at)++ - '0');
    return true;
}

static bool take_text(const char **at, const char *text) {
    size_t length = strlen(text);
    if (strncmp(*at, text, length) != 0)
        return false;
    *at += length;
    return true;
}

/* 08:30, 8:30:15, 00:00:00.000z. */
static bool is_time(const char *at) {
    int hour, minute, second = 0;
    if (!take_field(&at, 1, 2, &hour) || !take_text(&at, ":") || !take_field(&at, 2, 2, &minute))
        return false;
    if (take_text(&at, ":")) {
        if (!take_field(&at, 2, 2, &second))
            return false;
        if (take_text(&at, ".")) {
            if (!is_digit(*at))
                return false;
            at += count_digits(at);
        }
        take_text(&at, "z");
    }
    return *at == '\0' && hour < 24 && minute < 60 && second < 60;
}

static bool is_day(int year, int month, int day) {
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1900 || month < 1 || month > 12 || day < 1)
        return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= lengths[month - 1] + (month == 2 && leap);
}

bool kp_parse_date(const char *text, int *year, int *month, int *day) {
    static const char *const forms[][3] = {{"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}, {"年", "月", "号"}};
    plain typed;
    make_plain(text, &typed);
    if (typed.too_long)
        return false;
    const char *at = typed.text;
    int y = 0, m = 0, d = 0;
    bool read = false;
    if (count_digits(at) == 8) {
        int value = 0;
        read = take_field(&at, 8, 8, &value);
        y = value / 10000;
        m = value / 100 % 100;
        d = value % 100;
    }
    for (size_t i = 0; i < sizeof forms / sizeof *forms && !read; i++) {
        at = typed.text;
        read = take_field(&at, 4, 4, &y) && take_text(&at, forms[i][0]) && take_field(&at, 1, 2, &m) && take_text(&at, forms[i][1]) &&
               take_field(&at, 1, 2, &d) && take_text(&at, forms[i][2]);
    }
    if (!read || !is_day(y, m, d))
        return false;
    if (*at && !((take_text(&at, " ") || take_text(&at, "t")) && is_time(at)))
        return false;
    *year = y;
    *month = m;
    *day = d;
    return true;
}
