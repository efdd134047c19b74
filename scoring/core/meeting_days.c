/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting_days.c - when meetings are to be held: "the first Thursday of a month" read, and its days in a period, holidays among them. */
#include "meeting_days.h"
#include "kaoping/typed.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- reading ---- */

typedef struct word {
    const char *text;
    int value;
} word;

/* Longer words stand before those that they begin with. */
static const word weekdays[] = {
    {"一", 1},     {"二", 2},      {"三", 3},        {"四", 4},       {"五", 5},     {"六", 6},       {"日", 7},     {"天", 7},
    {"monday", 1}, {"tuesday", 2}, {"wednesday", 3}, {"thursday", 4}, {"friday", 5}, {"saturday", 6}, {"sunday", 7},
};
static const word ordinals[] = {
    {"第一", 1},  {"第二", 2}, {"第三", 3},    {"第四", 4},  {"第五", 5},  {"第1", 1},    {"第2", 2},   {"第3", 3},
    {"第4", 4},   {"第5", 5},  {"最后一", -1}, {"最后", -1}, {"first", 1}, {"second", 2}, {"third", 3}, {"fourth", 4},
    {"fifth", 5}, {"1st", 1},  {"2nd", 2},     {"3rd", 3},   {"4th", 4},   {"5th", 5},    {"last", -1},
};
static const word fillers[] = {{"每个月", 0}, {"每月", 0}, {"每季度", 0}, {"每季", 0}, {"每", 0}, {"the", 0}, {"every", 0}, {"on", 0}, {"的", 0}};
static const word pieces[] = {{"个", 0}};
static const word week_words[] = {{"星期", 0}, {"礼拜", 0}, {"周", 0}};
static const word of_words[] = {{"ofeachmonth", 0}, {"ofthemonth", 0}, {"ofeveryquarter", 0}, {"ofthequarter", 0}};
static const word day_words[] = {{"日", 0}, {"号", 0}, {"th", 0}, {"st", 0}, {"nd", 0}, {"rd", 0}};
static const word last_days[] = {{"最后一天", -1}, {"月底", -1}, {"lastday", -1}};

/* Passes over the word of `words` that stands at *at. */
static bool take_word(const char **at, const word words[], size_t count, int *value) {
    for (size_t i = 0; i < count; i++)
        if (!strncmp(*at, words[i].text, strlen(words[i].text))) {
            *at += strlen(words[i].text);
            *value = words[i].value;
            return true;
        }
    return false;
}
#define TAKE(at, words, value) take_word(at, words, COUNT(words), value)

/* Lower case, without blanks. */
static const char *squeeze(kp_arena *arena, const char *text) {
    char *out = kp_strdup(arena, text), *to = out;
    for (const char *at = text; *at; at++)
        if (*at != ' ' && *at != '\t')
            *to++ = (char)(*at >= 'A' && *at <= 'Z' ? *at - 'A' + 'a' : *at);
    *to = '\0';
    return out;
}

static bool take_weekday(const char **at, int *weekday) {
    int none;
    const char *start = *at;
    bool week = TAKE(at, week_words, &none);
    if (TAKE(at, weekdays, weekday) && week == ((unsigned char)*start > 0x7F)) /* 四 alone is no day, 星期thursday neither */
        return true;
    *at = start;
    return false;
}

static bool take_number(const char **at, int *number) {
    static const word nth[] = {{"第", 0}};
    int none;
    TAKE(at, nth, &none);
    const char *start = *at;
    *number = 0;
    for (; **at >= '0' && **at <= '9' && *number < 100; (*at)++)
        *number = *number * 10 + **at - '0';
    if (*at == start || *number < 1 || *number > 31)
        return false;
    TAKE(at, day_words, &none);
    return true;
}

/* One language. */
static bool parse_day(kp_arena *arena, const char *text, bool weekly, meeting_day *out) {
    const char *at = squeeze(arena, text), *start;
    int none;
    *out = (meeting_day){0, 0};
    while (TAKE(&at, fillers, &none))
        ;
    start = at;
    if (take_weekday(&at, &out->weekday)) {
        out->number = 1;
        return weekly && !*at;
    }
    if (weekly)
        return false;
    if (!TAKE(&at, last_days, &out->number)) {
        bool nth = TAKE(&at, ordinals, &out->number);
        TAKE(&at, pieces, &none);
        if (!nth || !take_weekday(&at, &out->weekday)) {
            at = start;
            if (!take_number(&at, &out->number))
                return false;
        }
    }
    TAKE(&at, of_words, &none);
    return !*at;
}

bool kp_meeting_day_parse(kp_arena *arena, const char *text, kp_every every, meeting_day *out) {
    meeting_day english;
    *out = (meeting_day){0, 0};
    if (!text || !*text)
        return true;
    bool weekly = every == KP_EVERY_WEEK;
    return parse_day(arena, kp_text(arena, text, KP_ZH), weekly, out) && parse_day(arena, kp_text(arena, text, KP_EN), weekly, &english) &&
           out->weekday == english.weekday && out->number == english.number;
}

/* ---- holidays ---- */

static bool parse_date(const char *text, int32_t *day) {
    int year, month, of_month;
    if (!kp_parse_date(text, &year, &month, &of_month))
        return false;
    *day = kp_day_of(year, month, of_month);
    return true;
}

bool kp_holiday_parse(kp_arena *arena, const char *text, int32_t *first, int32_t *last) {
    static const char *const to[] = {"..", "至"};
    for (size_t i = 0; i < COUNT(to); i++) {
        const char *at = strstr(text, to[i]);
        if (at)
            return parse_date(kp_strndup(arena, text, (size_t)(at - text)), first) && parse_date(at + strlen(to[i]), last) && *first <= *last;
    }
    bool read = parse_date(text, first);
    *last = *first;
    return read;
}

bool kp_is_holiday(kp_arena *arena, const kp_indicator *leaf, int32_t day) {
    int year, month, of_month;
    kp_day_date(day, &year, &month, &of_month);
    if (((month == 1 || month == 5) && of_month == 1) || (month == 10 && of_month <= 3))
        return true;
    for (size_t i = 0; i < leaf->holidays.count; i++) {
        int32_t first, last;
        if (kp_holiday_parse(arena, leaf->holidays.items[i].name, &first, &last) && day >= first && day <= last)
            return true;
    }
    return false;
}

/* ---- the days of a period ---- */

/* The week, month or quarter in which the day lies. */
static void frame_of(kp_every every, int32_t day, int32_t *first, int32_t *last) {
    if (every == KP_EVERY_WEEK) {
        *first = day - kp_weekday_of(day) + 1;
        *last = *first + 6;
        return;
    }
    int year, month, of_month;
    kp_day_date(day, &year, &month, &of_month);
    kp_period frame = kp_period_of_date(every == KP_EVERY_MONTH ? KP_PERIOD_MONTH : KP_PERIOD_QUARTER, year, month);
    *first = kp_period_first_day(frame);
    *last = kp_period_last_day(frame);
}

/* The day within the frame; 0 where it has no such day (a fifth Thursday). The 31st of a shorter month is its last day. */
static int32_t day_within(meeting_day rule, int32_t first, int32_t last) {
    if (rule.weekday && rule.number > 0) {
        int32_t day = first + (rule.weekday - kp_weekday_of(first) + 7) % 7 + 7 * (rule.number - 1);
        return day <= last ? day : 0;
    }
    if (rule.weekday)
        return last - (kp_weekday_of(last) - rule.weekday + 7) % 7;
    if (rule.number < 0)
        return last;
    int year, month, of_month;
    kp_day_date(first, &year, &month, &of_month);
    int length = kp_days_in_month(year, month);
    return first + (rule.number < length ? rule.number : length) - 1;
}

size_t kp_meeting_windows(kp_arena *arena, const kp_indicator *leaf, kp_period period, meeting_window windows[KP_MEETING_WINDOWS]) {
    meeting_day rule;
    if (!kp_period_is_known(period) || !kp_meeting_day_parse(arena, leaf->meeting_day, leaf->every, &rule))
        return 0;
    int32_t from = kp_period_first_day(period), to = kp_period_last_day(period), first, last;
    size_t count = 0;
    for (int32_t at = from; at <= to && count < KP_MEETING_WINDOWS; at = last + 1) {
        frame_of(leaf->every, at, &first, &last);
        meeting_window window = {.first = first, .last = last};
        if (rule.number) {
            window.day = day_within(rule, first, last);
            if (window.day < from || window.day > to)
                continue;
            window.holiday = kp_is_holiday(arena, leaf, window.day);
            int32_t latest = window.day + leaf->grace;
            window.first = window.holiday ? first : window.day;
            window.last = window.holiday && last > latest ? last : latest;
        } else if (first < from || last > to) {
            continue;
        }
        windows[count++] = window;
    }
    return count;
}
