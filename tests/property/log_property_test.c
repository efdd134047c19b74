/* SPDX-License-Identifier: GPL-3.0-or-later */
/* log_property_test.c - activities, meetings and votes at random against a second implementation that does each in the plainest way: days ticked off in an array, meetings paired with
 * those expected by augmenting paths, majorities by whole numbers. */
#include "log_support.h"

#include <time.h>

typedef struct source {
    uint64_t state;
} source;

/* xorshift64* (Vigna 2016) */
static int draw(source *random, int below) {
    random->state ^= random->state >> 12;
    random->state ^= random->state << 25;
    random->state ^= random->state >> 27;
    return (int)((random->state * 2685821657736338717ull >> 33) % (unsigned)below);
}

static const char *day_text(kp_arena *arena, time_t first, int day) {
    time_t at = first + (time_t)day * 86400;
    struct tm tm;
    gmtime_r(&at, &tm);
    return kp_format(arena, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

static time_t start_of(int year, int month) {
    struct tm tm = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = 1};
    return timegm(&tm);
}

/* ---- cadence ---- */

static void try_cadence(kp_arena *arena, source *random) {
    int month = 1 + draw(random, 12), gaps[2] = {1 + draw(random, 6), 1 + draw(random, 12)}, rows = draw(random, 25);
    bool ignore = draw(random, 2), ticked[2][31] = {{false}};
    time_t first = start_of(2026, month);
    int length = (int)((start_of(2026 + month / 12, month % 12 + 1) - first) / 86400);
    evaluation e = begin(arena,
                         kp_format(arena, "cadence: monthly\nindicators: [{id: a, title: A, points: 1, method: cadence, gaps: {k0: %d, k1: %d}%s}]\n",
                                   gaps[0], gaps[1], ignore ? ", edges: ignore" : ""),
                         1);
    e.evidence->period = (kp_period){KP_PERIOD_MONTH, 2026, month};
    for (int i = 0; i < rows; i++) {
        int kind = draw(random, 2), day = draw(random, length + 6) - 3; /* some outside */
        if (day >= 0 && day < length)
            ticked[kind][day] = true;
        record(&e, 0, "a", kp_format(arena, "%s|k%d", day_text(arena, first, day), kind));
    }
    int kept = 0, all = 0;
    for (int kind = 0; kind < 2; kind++) {
        int before = ignore ? -1 : 0, windows = 0;
        for (int day = 0; day < length; day++)
            if (ticked[kind][day]) {
                if (before >= 0)
                    windows++, kept += day - before <= gaps[kind];
                before = day;
            }
        if (!ignore)
            windows++, kept += length - 1 - before <= gaps[kind];
        all += windows ? windows : 1;
    }
    finish(&e);
    expect_mark(&e, 0, "a", kp_format(arena, "%d/%d", kept, all));
}

/* ---- meetings ---- */

typedef struct span {
    int from, to;
} span;

static bool augment(int meeting, const int days[], const span spans[], int count, int taken[], bool seen[]) {
    for (int i = 0; i < count; i++) {
        if (seen[i] || days[meeting] < spans[i].from || days[meeting] > spans[i].to)
            continue;
        seen[i] = true;
        if (taken[i] < 0 || augment(taken[i], days, spans, count, taken, seen)) {
            taken[i] = meeting;
            return true;
        }
    }
    return false;
}

/* The n-th (5: the last) weekday of each month of a year. */
static void spans_of(int year, int weekday, int nth, int grace, span spans[12]) {
    time_t first = start_of(year, 1);
    for (int month = 1; month <= 12; month++) {
        int from = (int)((start_of(year, month) - first) / 86400), to = (int)((start_of(year + month / 12, month % 12 + 1) - first) / 86400) - 1;
        int found = -1;
        for (int day = from, met = 0; day <= to; day++) {
            time_t at = first + (time_t)day * 86400;
            struct tm tm;
            gmtime_r(&at, &tm);
            if (tm.tm_wday == weekday % 7 && (++met == nth || nth == 5))
                found = day;
        }
        int of_month = found - from + 1;
        bool holiday = ((month == 1 || month == 5) && of_month == 1) || (month == 10 && of_month <= 3);
        spans[month - 1] = holiday ? (span){from, to > found + grace ? to : found + grace} : (span){found, found + grace};
    }
}

static void try_meetings(kp_arena *arena, source *random) {
    static const char *const names[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    static const char *const nths[] = {"first", "second", "third", "fourth", "last"};
    int year = 2020 + draw(random, 30), weekday = 1 + draw(random, 7), nth = 1 + draw(random, 5), grace = draw(random, 2) ? draw(random, 45) : 0;
    evaluation e =
        begin(arena,
              kp_format(arena, "cadence: yearly\nindicators: [{id: a, title: A, points: 1, method: meetings, every: month, day: %s %s, grace: %d}]\n",
                        nths[nth - 1], names[weekday - 1], grace),
              1);
    e.evidence->period = (kp_period){KP_PERIOD_YEAR, year, 1};
    span spans[12];
    int days[30], taken[12], rows = draw(random, 30), held = 0;
    spans_of(year, weekday, nth, grace, spans);
    for (int i = 0; i < 12; i++)
        taken[i] = -1;
    for (int i = 0; i < rows; i++) {
        const span *near = &spans[draw(random, 12)];
        days[i] = draw(random, 3) ? near->from + draw(random, near->to - near->from + 2) : draw(random, 365);
        record(&e, 0, "a", day_text(arena, start_of(year, 1), days[i]));
        bool seen[12] = {false};
        held += augment(i, days, spans, 12, taken, seen);
    }
    finish(&e);
    expect_mark(&e, 0, "a", kp_format(arena, "%d/12", held));
}

/* ---- resolutions ---- */

static void try_resolutions(kp_arena *arena, source *random) {
    static const char *const of[] = {"voting", "present", "entitled"};
    int p = 1 + draw(random, 4), q = p + 1 + draw(random, 4), base = draw(random, 3), quorum = draw(random, 4), score = draw(random, 2);
    bool strict = draw(random, 2);
    evaluation e =
        begin(arena,
              kp_format(arena,
                        "cadence: quarterly\nindicators: [{id: a, title: A, points: 1, method: resolutions, majority: %d/%d, strict: %s, of: "
                        "%s, quorum: %d/4, resolution_score: %s}]\n",
                        p, q, strict ? "yes" : "no", of[base], quorum, score ? "passed" : "done"),
              1);
    int good = 0, all = 0, rows = 1 + draw(random, 10);
    for (int i = 0; i < rows; i++) {
        int entitled = 1 + draw(random, 30), present = draw(random, entitled + 1), voting = draw(random, present + 1);
        int yes = draw(random, voting + 1), no = draw(random, voting - yes + 1), due = draw(random, 130), done = draw(random, 140);
        int of_these[] = {voting, present, entitled};
        bool undone = draw(random, 4) == 0;
        bool passed = of_these[base] > 0 && (strict ? yes * q > p * of_these[base] : yes * q >= p * of_these[base]) &&
                      (quorum == 0 || (present > 0 && present * 4 >= quorum * entitled));
        time_t first = start_of(2026, 7); /* the period is the 92 days from here */
        record(&e, 0, "a",
               kp_format(arena, "m|2026-07-01|%d|%d|%d|%d|%d|||%s|%s", entitled, present, voting, yes, no, day_text(arena, first, due),
                         undone ? "" : day_text(arena, first, done)));
        bool counts = score || (passed && due < 92);
        all += counts;
        good += counts && (score ? passed : !undone && done <= due);
    }
    finish(&e);
    assert_int_equal(e.problems->errors, 0);
    if (all)
        expect_mark(&e, 0, "a", kp_format(arena, "%d/%d", good, all));
    else
        assert_int_equal(kp_scorecard_mark(e.card, 0, node(&e, "a"))->state, KP_MARK_NOT_APPLICABLE);
}

#define TRIES 400

static void check_cadence(kp_arena *arena, void *data) {
    (void)data;
    source random = {20260905};
    for (int i = 0; i < TRIES; i++)
        try_cadence(arena, &random);
}

static void check_meetings(kp_arena *arena, void *data) {
    (void)data;
    source random = {20260906};
    for (int i = 0; i < TRIES; i++)
        try_meetings(arena, &random);
}

static void check_resolutions(kp_arena *arena, void *data) {
    (void)data;
    source random = {20260907};
    for (int i = 0; i < TRIES; i++)
        try_resolutions(arena, &random);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("windows of activities are those that ticking off days gives", check_cadence),
        IN_ARENA("as many meetings as can be stand for one that was expected", check_meetings),
        IN_ARENA("majorities, quorums and what was carried out agree with whole numbers", check_resolutions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
