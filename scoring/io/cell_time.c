/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cell_time.c - number formats that show days, serial numbers, ISO 8601. No double: strtod depends on the locale. */
#include "cell_time.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define DAY      86400
#define LAST_DAY 2958465 /* 9999-12-31 in the 1900 system */

/* ---- Number formats -------------------------------------------------------------------------------------------------------------------- */

number_shape shape_of_builtin(unsigned id) {
    static const struct {
        uint8_t first, last;
        uint8_t shape;
    } ranges[] = {
        {9, 10, SHAPE_PERCENT}, {14, 17, SHAPE_DATE}, {18, 21, SHAPE_TIME}, {22, 22, SHAPE_DATE}, {27, 31, SHAPE_DATE},
        {32, 35, SHAPE_TIME},   {36, 36, SHAPE_DATE}, {45, 47, SHAPE_TIME}, {50, 58, SHAPE_DATE}, /* 55 and 56 are times in Chinese locales, days in Japanese: a day below 1 reads as a time in any case */
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (id >= ranges[i].first && id <= ranges[i].last)
            return (number_shape)ranges[i].shape;
    return SHAPE_NUMBER;
}

/* What stands between brackets: only [h], [mm], … (elapsed time) matters; colours, conditions and locales do not. */
static bool is_elapsed(const char *inside, size_t length) {
    size_t i = 0;
    while (i < length && strchr("hHmMsS", inside[i]))
        i++;
    return length > 0 && i == length;
}

number_shape shape_of_code(const char *code) {
    bool day = false, clock = false, month_or_minute = false, percent = false;
    for (const char *c = code; *c && *c != ';'; c++) {
        size_t length;
        switch (*c) {
        case '"':
            length = strcspn(c + 1, "\"");
            c += length + (c[1 + length] != '\0');
            break;
        case '\\':
        case '_':
        case '*': c += c[1] != '\0'; break;
        case '[':
            length = strcspn(c + 1, "]");
            clock |= is_elapsed(c + 1, length);
            c += length + (c[1 + length] != '\0');
            break;
        case 'G':
        case 'g':
            if (strncasecmp(c, "General", 7) == 0)
                c += 6;
            break;
        case 'A':
        case 'a':
            if (strncasecmp(c, "AM/PM", 5) == 0 || strncasecmp(c, "A/P", 3) == 0) {
                clock = true;
                c += (c[1] == '/') ? 2 : 4;
            } else {
                day |= strncasecmp(c, "aaa", 3) == 0; /* day of the week */
            }
            break;
        case 'E':
        case 'e':
            if (c[1] != '+' && c[1] != '-') /* else an exponent */
                day = true;                 /* the year of an era, in East Asian formats */
            break;
        case 'Y':
        case 'y':
        case 'D':
        case 'd':
        case 'B':
        case 'b': day = true; break;
        case 'H':
        case 'h':
        case 'S':
        case 's': clock = true; break;
        case 'M':
        case 'm': month_or_minute = true; break;
        case '%': percent = true; break;
        default: break;
        }
    }
    if (day || (month_or_minute && !clock))
        return SHAPE_DATE;
    return clock ? SHAPE_TIME : percent ? SHAPE_PERCENT : SHAPE_NUMBER;
}

/* ---- Days ------------------------------------------------------------------------------------------------------------------------------ */

/* Days from 1970-01-01 in the Gregorian calendar and back: H. Hinnant, "chrono-compatible low-level date algorithms", for years 0-9999. */
static int64_t days_of(int64_t year, int64_t month, int64_t day) {
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400, in_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + in_era * 365 + in_era / 4 - in_era / 100 + of_year - 719468;
}

static void civil_of(int64_t days, int *year, int *month, int *day) {
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097, of_era = days - era * 146097;
    int64_t in_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * in_era + in_era / 4 - in_era / 100), m = (5 * of_year + 2) / 153;
    *day = (int)(of_year - (153 * m + 2) / 5 + 1);
    *month = (int)(m < 10 ? m + 3 : m - 9);
    *year = (int)(in_era + era * 400 + (*month <= 2));
}

static void print_clock(int64_t seconds, char *out, size_t size) {
    snprintf(out, size, "%02" PRId64 ":%02d:%02d", seconds / 3600, (int)(seconds / 60 % 60), (int)(seconds % 60));
}

static void print_moment(int year, int month, int day, int64_t seconds, char out[CELL_TIME_SIZE]) {
    int n = snprintf(out, CELL_TIME_SIZE, "%04d-%02d-%02d", year, month, day);
    if (seconds == 0 || n < 0)
        return;
    out[n] = 'T';
    print_clock(seconds, out + n + 1, CELL_TIME_SIZE - (size_t)n - 1);
}

/* number * 86400 to the nearest integer; -1 where it is negative or past the last day. `number` is as is_stored_number() takes it. */
static int64_t seconds_of(const char *number) {
    uint64_t mantissa = 0;
    int scale = 0, exponent = 0;
    const char *c = number + (*number == '+');
    if (*c == '-')
        return -1;
    bool fraction = false;
    for (; (*c >= '0' && *c <= '9') || *c == '.'; c++) {
        if (*c == '.') {
            fraction = true;
        } else if (mantissa < UINT64_MAX / 1000) {
            mantissa = mantissa * 10 + (uint64_t)(*c - '0');
            scale += fraction;
        } else if (!fraction) {
            return -1;
        }
    }
    if (*c == 'e' || *c == 'E') {
        bool negative = c[1] == '-';
        for (c += 1 + (c[1] == '-' || c[1] == '+'); *c && exponent < 1000; c++)
            exponent = exponent * 10 + (*c - '0');
        exponent = negative ? -exponent : exponent;
    }
    exponent -= scale;
    unsigned __int128 value = (unsigned __int128)mantissa * DAY;
    for (; exponent > 0 && value; exponent--) {
        if (value > (uint64_t)LAST_DAY * DAY * 10)
            return -1;
        value *= 10;
    }
    unsigned __int128 divisor = 1;
    for (; exponent < 0; exponent++) {
        if (divisor > value * 4)
            return 0;
        divisor *= 10;
    }
    value = (value + divisor / 2) / divisor;
    return value < (unsigned __int128)(LAST_DAY + 1) * DAY ? (int64_t)value : -1;
}

bool serial_text(const char *number, number_shape shape, bool date1904, char out[CELL_TIME_SIZE]) {
    int64_t seconds = seconds_of(number);
    if (seconds < 0)
        return false;
    int64_t day = seconds / DAY, clock = seconds % DAY;
    if (shape == SHAPE_TIME || (day == 0 && !date1904)) {
        print_clock(seconds, out, CELL_TIME_SIZE);
        return true;
    }
    int year, month, of_month;
    if (!date1904 && day == 60) {
        print_moment(1900, 2, 29, clock, out);
        return true;
    }
    int64_t base = date1904 ? days_of(1904, 1, 1) : day < 60 ? days_of(1899, 12, 31) : days_of(1899, 12, 30);
    civil_of(base + day, &year, &month, &of_month);
    if (year > 9999)
        return false;
    print_moment(year, month, of_month, clock, out);
    return true;
}

/* ---- ISO 8601 -------------------------------------------------------------------------------------------------------------------------- */

/* Reads exactly `digits` digits. -1 where there are fewer. */
static int take_digits(const char **text, int digits) {
    int value = 0;
    for (int i = 0; i < digits; i++, (*text)++) {
        if (**text < '0' || **text > '9')
            return -1;
        value = value * 10 + (**text - '0');
    }
    return value;
}

/* Skips ".ddd" and tells whether it rounds up. */
static bool take_fraction(const char **text) {
    if (**text != '.' && **text != ',')
        return false;
    bool up = (*text)[1] >= '5' && (*text)[1] <= '9';
    *text += 1 + strspn(*text + 1, "0123456789");
    return up;
}

/* "08:30", "08:30:00", "08:30:00.5", with Z. Seconds, or -1. */
static int64_t take_clock(const char *text) {
    int hour = take_digits(&text, 2), minute = -1, second = 0;
    if (hour >= 0 && *text == ':') {
        text++;
        minute = take_digits(&text, 2);
    }
    if (minute >= 0 && *text == ':') {
        text++;
        second = take_digits(&text, 2);
    }
    if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 60)
        return -1;
    second += take_fraction(&text);
    text += *text == 'Z';
    return *text ? -1 : ((int64_t)hour * 60 + minute) * 60 + second;
}

bool iso_text(const char *iso, char out[CELL_TIME_SIZE]) {
    const char *c = iso;
    int year = take_digits(&c, 4), month, day;
    if (year < 0 || *c != '-') {
        int64_t clock = take_clock(iso + (*iso == 'T'));
        if (clock < 0)
            return false;
        print_clock(clock, out, CELL_TIME_SIZE);
        return true;
    }
    c++;
    month = take_digits(&c, 2);
    if (month < 1 || month > 12 || *c++ != '-')
        return false;
    day = take_digits(&c, 2);
    int64_t clock = *c == 'T' || *c == ' ' ? take_clock(c + 1) : *c == '\0' || strcmp(c, "Z") == 0 ? 0 : -1;
    if (day < 1 || clock < 0)
        return false;
    int64_t days = days_of(year, month, day);
    int y, m, d;
    civil_of(days, &y, &m, &d);
    if (m != month || d != day)
        return false;
    civil_of(days + clock / DAY, &y, &m, &d);
    if (y > 9999)
        return false;
    print_moment(y, m, d, clock % DAY, out);
    return true;
}

bool duration_text(const char *c, char out[CELL_TIME_SIZE]) {
    static const struct {
        char letter;
        bool in_clock;
        int64_t seconds;
    } units[] = {{'D', false, DAY}, {'H', true, 3600}, {'M', true, 60}, {'S', true, 1}};
    int64_t total = 0;
    bool in_clock = false, any = false;
    if (*c++ != 'P')
        return false;
    for (size_t unit = 0; *c;) {
        if (*c == 'T' && !in_clock) {
            in_clock = true;
            c++;
            continue;
        }
        int64_t value = 0;
        size_t digits = strspn(c, "0123456789");
        if (digits == 0 || digits > 9)
            return false;
        for (size_t i = 0; i < digits; i++)
            value = value * 10 + (*c++ - '0');
        bool fraction = *c == '.' || *c == ',';
        value += take_fraction(&c);
        if (fraction && *c != 'S')
            return false;
        while (unit < 4 && !(units[unit].letter == *c && units[unit].in_clock == in_clock))
            unit++;
        if (unit == 4)
            return false;
        total += value * units[unit++].seconds;
        any = true;
        c++;
    }
    if (any)
        print_clock(total, out, CELL_TIME_SIZE);
    return any;
}
