/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * records_property_test.c - credit records against a second implementation with a calendar of its own: days are year, month and day, and a record's age is the number of
 * full months from its date to the last day of the period. Where the month has no such day, its last day completes the month.
 */
#include "log_support.h"
#include "random_scheme.h"

#define ROUNDS 60
#define UNITS  4

typedef struct date {
    int year, month, day;
} date;

static int month_length(int year, int month) {
    if (month == 2)
        return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static int compare(date x, date y) { return (x.year * 100 + x.month) * 100 + x.day - ((y.year * 100 + y.month) * 100 + y.day); }

/* Full months from `from` to `to`, which is no earlier. */
static int age_in_months(date from, date to) {
    int length = month_length(to.year, to.month), due = from.day < length ? from.day : length;
    return (to.year - from.year) * 12 + to.month - from.month - (to.day < due);
}

static date random_date(random_scheme *r, int years, int last_year) {
    date d = {last_year - (int)pick(r, (unsigned)years), 1 + (int)pick(r, 12), 0};
    int length = month_length(d.year, d.month);
    d.day = chance(r, 3) ? length : chance(r, 3) ? 1 : 1 + (int)pick(r, (unsigned)length); /* often the edges */
    return d;
}

static date last_day_of(kp_period_kind kind, int year, int number) {
    int month = kind == KP_PERIOD_YEAR ? 12 : kind == KP_PERIOD_HALF ? number * 6 : kind == KP_PERIOD_QUARTER ? number * 3 : number;
    return (date){year, month, month_length(year, month)};
}

static const char *date_text(kp_arena *arena, date d) { return kp_format(arena, "%04d-%02d-%02d", d.year, d.month, d.day); }

/* The events of every scheme tried, in tenths of a point, and the lives that it gives to two of them. */
static const char *const names[] = {"甲", "乙", "丙"};
static const int tenths[] = {15, -20, -55};

typedef struct rule_set {
    int life, lives[3], repair_after, low, high; /* caps in tenths; lives 0: as the leaf */
} rule_set;

typedef struct expected {
    int sum;     /* tenths */
    bool faulty; /* left out */
} expected;

static void add_record(random_scheme *r, evaluation *e, const rule_set *rules, int unit, date last, expected *to, size_t *after, size_t *early) {
    int event = (int)pick(r, 3), count = chance(r, 3) ? (int)pick(r, 4) : -1, own = chance(r, 4) ? 1 + (int)pick(r, 40) : 0;
    date day = random_date(r, 5, last.year), repaired = random_date(r, 3, last.year + 1);
    while (compare(day, last) > 0 && !chance(r, 10))
        day = random_date(r, 5, last.year);
    bool has_repair = chance(r, 3);
    while (has_repair && (compare(repaired, day) < 0 || age_in_months(day, repaired) < rules->repair_after) && !chance(r, 20))
        repaired = random_date(r, 4, last.year + 2);
    kp_arena *arena = e->arena;
    record(e, unit, "a",
           kp_format(arena, "%s|%s|%s||%s|%s|%d", date_text(arena, day), names[event], count < 0 ? "" : kp_format(arena, "%d", count),
                     own ? kp_format(arena, "%d", own) : "", has_repair ? date_text(arena, repaired) : "", (int)e->evidence->logs.count));
    int life = own ? own : rules->lives[event] ? rules->lives[event] : rules->life;
    if (compare(day, last) > 0) {
        (*after)++;
        to->faulty = true;
        return;
    }
    if (has_repair && (compare(repaired, day) < 0 || age_in_months(day, repaired) < rules->repair_after)) {
        (*early)++;
        to->faulty = true;
    }
    if (age_in_months(day, last) < life && !(has_repair && compare(repaired, last) <= 0))
        to->sum += tenths[event] * (count < 0 ? 1 : count);
}

static rule_set random_rules(random_scheme *r) {
    return (rule_set){.life = 1 + (int)pick(r, 30),
                      .lives = {0, chance(r, 2) ? 1 + (int)pick(r, 50) : 0, chance(r, 2) ? 12 : 0},
                      .repair_after = chance(r, 2) ? (int)pick(r, 8) : 0,
                      .low = -60 - (int)pick(r, 300),
                      .high = 15 + (int)pick(r, 60)};
}

static evaluation evaluation_by(kp_arena *arena, const rule_set *rules) {
    kp_buffer text = {.arena = arena};
    kp_buffer_printf(
        &text,
        "indicators:\n  - {id: b, title: B, points: 50, method: direct}\n"
        "  - {id: a, title: A, method: records, cap_low: %d/10, cap_high: %d/10, life: %d, repair_after: %d, events: {甲: 1.5, 乙: -2, 丙: "
        "-5.5}",
        rules->low, rules->high, rules->life, rules->repair_after);
    if (rules->lives[1] && rules->lives[2])
        kp_buffer_printf(&text, ", lives: {丙: %d, 乙: %d}", rules->lives[2], rules->lives[1]);
    else if (rules->lives[1] || rules->lives[2])
        kp_buffer_printf(&text, ", lives: {%s: %d}", rules->lives[1] ? "乙" : "丙", rules->lives[1] ? rules->lives[1] : rules->lives[2]);
    kp_buffer_puts(&text, "}\n");
    return begin(arena, kp_buffer_text(&text), UNITS);
}

static void check_round(random_scheme *r) {
    static const int numbers[] = {[KP_PERIOD_YEAR] = 1, [KP_PERIOD_HALF] = 2, [KP_PERIOD_QUARTER] = 4, [KP_PERIOD_MONTH] = 12};
    static const kp_period_kind kinds[] = {KP_PERIOD_YEAR, KP_PERIOD_HALF, KP_PERIOD_QUARTER, KP_PERIOD_MONTH};
    rule_set rules = random_rules(r);
    evaluation e = evaluation_by(r->arena, &rules);
    kp_period_kind kind = kinds[pick(r, 4)];
    int year = 2020 + (int)pick(r, 9), number = 1 + (int)pick(r, (unsigned)numbers[kind]);
    e.evidence->period = (kp_period){kind, year, number};
    date last = last_day_of(kind, year, number);
    expected units[UNITS] = {{0}};
    size_t after = 0, early = 0;
    for (int unit = 0; unit < UNITS; unit++) {
        mark(&e, unit, "b", 0, "40");
        for (unsigned n = pick(r, 7); n > 0; n--)
            add_record(r, &e, &rules, unit, last, &units[unit], &after, &early);
    }
    finish(&e);
    assert_int_equal(count_code(e.problems, KP_D_RECORD_AFTER), after);
    assert_int_equal(count_code(e.problems, KP_D_REPAIR_EARLY), early);
    assert_int_equal(e.problems->errors, after + early);
    for (int unit = 0; unit < UNITS; unit++) {
        int sum = units[unit].sum < rules.low ? rules.low : units[unit].sum > rules.high ? rules.high : units[unit].sum;
        assert_int_equal(e.card->units[unit].scored, !units[unit].faulty);
        if (units[unit].faulty)
            continue;
        expect_mark(&e, unit, "a", kp_format(r->arena, "%d/10", sum));
        int total = 400 + sum < 0 ? 0 : 400 + sum; /* no total is below 0 */
        expect_mark(&e, unit, NULL, kp_format(r->arena, "%d/10", total));
    }
}

static void check_rounds(kp_arena *arena, void *data) {
    random_scheme r = {.arena = arena, .state = *(uint64_t *)data};
    for (int i = 0; i < 10; i++)
        check_round(&r);
    ++*(uint64_t *)data;
}

static void check_all(void **state) {
    (void)state;
    uint64_t seed = 1; /* one more each round */
    for (int i = 0; i < ROUNDS; i++)
        run_with_arena(check_rounds, &seed);
}

int main(void) {
    const struct CMUnitTest tests[] = {{"records at random count as they do by another calendar", check_all, NULL, NULL, NULL}};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
