/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * soundness_test.c - hints about the answers of a survey. Counts are by hand; Welch's tests and Holm's adjustment are those of R 4.2 (t.test, p.adjust), the probability of identical forms
 * that of Python's fractions over the same forms (its generator of numbers is the one below), alpha that of R's `attitude`.
 */
#include "attitude.h"
#include "in_arena.h"
#include "near.h"

#include "kaoping/soundness.h"

#include <stdlib.h>

enum { SKIP = KP_ANSWER_NOT_ASKED, INVALID = KP_ANSWER_INVALID, UNKNOWN = KP_ANSWER_UNKNOWN, GAP = KP_ANSWER_MISSING };

static const double scale[] = {100, 80, 60, 30, 0};
static const char *const labels[] = {"很满意 | Very satisfied", "满意 | Satisfied", "基本满意 | Fair", "不满意 | Dissatisfied",
                                     "很不满意 | Very dissatisfied"};
static const kp_form_item five_options[] = {
    {"环境 | Environment", 5, scale, labels}, {"治安", 5, scale, labels}, {NULL, 5, scale, labels}, {"办事", 5, scale, labels}};
static const char *const villages[] = {"东村 | East", "西村", "南村"};

/* Hints of one kind; the others are not looked at. */
static size_t hints_of(const kp_soundness *found, kp_hint_kind kind, const kp_hint *hints[], size_t most) {
    size_t count = 0;
    for (size_t i = 0; i < found->count; i++)
        if (found->hints[i].kind == kind) {
            if (count < most)
                hints[count] = &found->hints[i];
            count++;
        }
    return count;
}

static const kp_hint *only_hint(const kp_soundness *found, kp_hint_kind kind) {
    const kp_hint *hint = NULL;
    assert_int_equal(hints_of(found, kind, &hint, 1), 1);
    return hint;
}

static const kp_soundness *check(kp_arena *arena, const kp_forms_view *view) {
    kp_soundness_options defaults = KP_SOUNDNESS_DEFAULTS;
    return kp_soundness_check(arena, view, &defaults);
}

static void fill_form(uint8_t *codes, size_t a, size_t b, size_t c, size_t d) {
    codes[0] = (uint8_t)a;
    codes[1] = (uint8_t)b;
    codes[2] = (uint8_t)c;
    codes[3] = (uint8_t)d;
}

/* 东村: 20 of 20 straight; 西村: 19 of 20, which is 95% and not above; 南村: 20 of 21. A form of three answers is not looked at, one of 不了解 and four of the same would be. */
static void test_straight(kp_arena *arena, void *data) {
    (void)data;
    enum { FORMS = 20 + 20 + 21 + 2 };
    uint8_t codes[FORMS * 4];
    int32_t units[FORMS];
    for (size_t f = 0; f < FORMS; f++) {
        units[f] = f < 20 ? 0 : f < 40 ? 1 : f < 61 ? 2 : f == 61 ? 0 : -1;
        fill_form(codes + 4 * f, f % 4, f % 4, f % 4, f == 39 || f == 60 ? 4 : f % 4);
    }
    codes[61 * 4] = UNKNOWN;
    kp_forms_view view = {.forms = FORMS, .items = 4, .codes = codes, .item = five_options, .units = {units, 3, villages}};
    const kp_soundness *found = check(arena, &view);
    const kp_hint *hints[3] = {NULL};
    assert_int_equal(hints_of(found, KP_HINT_STRAIGHT, hints, 3), 2);
    assert_int_equal(hints[0]->unit, 0);
    assert_int_equal(hints[0]->count, 20);
    assert_int_equal(hints[0]->base, 20);
    assert_int_equal(hints[1]->unit, 2);
    assert_int_equal(hints[1]->count, 20);
    assert_int_equal(hints[1]->base, 21);
    expect_within(hints[1]->share, 20.0 / 21, 1e-15);
    assert_int_equal(found->straight, 20 + 19 + 20 + 1); /* with the one of no unit */
    for (size_t f = 0; f < FORMS; f++)
        assert_int_equal(found->marks[f], f == 39 || f == 60 || f == 61 ? 0 : KP_DISCARD_STRAIGHT);
    assert_string_equal(kp_hint_text(arena, &view, hints[1], KP_ZH), "南村：20 份答卷各题都选同一项，占 21 份的 95.2%，超过 95.0%");
    assert_string_equal(kp_hint_text(arena, &view, hints[0], KP_EN), "East: 20 forms choose the same option throughout, 100.0% of 20, above 95.0%");
}

/* The same of interviewers: the one who has 12 straight ones is named, in a survey where half are not. */
static void test_straight_interviewer(kp_arena *arena, void *data) {
    (void)data;
    uint8_t codes[24 * 4];
    int32_t interviewers[24];
    for (size_t f = 0; f < 24; f++) {
        interviewers[f] = f % 2;
        fill_form(codes + 4 * f, 1, 1, f % 2 ? 1 : 2, 1);
    }
    kp_forms_view view = {
        .forms = 24, .items = 4, .codes = codes, .item = five_options, .interviewers = {interviewers, 2, (const char *const[]){"甲", "乙"}}};
    const kp_hint *hint = only_hint(check(arena, &view), KP_HINT_STRAIGHT);
    assert_int_equal(hint->interviewer, 1);
    assert_int_equal(hint->count, 12);
    assert_string_equal(kp_hint_text(arena, &view, hint, KP_ZH), "调查员乙：12 份答卷各题都选同一项，占 12 份的 100.0%，超过 95.0%");
}

/* 10 forms. Question 1: 2 不了解 of 10, 20%; 2: 3 of 10; 3: one missing of 10, 10%; 4: 1 missing and 1 invalid of 9 asked, 2/9. 8 answers are too few for a share of answers alike. */
static void test_shares(kp_arena *arena, void *data) {
    (void)data;
    uint8_t codes[40];
    for (size_t f = 0; f < 10; f++)
        fill_form(codes + 4 * f, f < 2 ? UNKNOWN : f % 5, f < 3 ? UNKNOWN : 0, f == 9 ? GAP : f % 3,
                  f == 0   ? SKIP
                  : f == 1 ? GAP
                  : f == 2 ? INVALID
                           : f % 4);
    kp_forms_view view = {.forms = 10, .items = 4, .codes = codes, .item = five_options};
    const kp_soundness *found = check(arena, &view);
    const kp_hint *unknown = only_hint(found, KP_HINT_UNKNOWN);
    assert_int_equal(unknown->unit, -1);
    assert_int_equal(unknown->item, 1);
    assert_int_equal(unknown->count, 3);
    assert_string_equal(kp_hint_text(arena, &view, unknown, KP_ZH), "全部答卷，治安：3 人不了解，占 10 人的 30.0%，超过 20.0%");
    const kp_hint *hints[1] = {NULL};
    assert_int_equal(hints_of(found, KP_HINT_NONRESPONSE, hints, 1), 0); /* 9 are fewer than 10 */
    kp_soundness_options options = KP_SOUNDNESS_DEFAULTS;
    options.least = 7;
    options.unknown_limit = 0.3;
    found = kp_soundness_check(arena, &view, &options);
    const kp_hint *gaps = only_hint(found, KP_HINT_NONRESPONSE);
    assert_int_equal(gaps->item, 3);
    assert_int_equal(gaps->count, 2);
    assert_int_equal(gaps->base, 9);
    assert_int_equal(hints_of(found, KP_HINT_UNKNOWN, hints, 1), 0);
    const kp_hint *same = only_hint(found, KP_HINT_SAME_ANSWER); /* question 2: 7 of 7 */
    assert_int_equal(same->option, 0);
    assert_int_equal(same->count, 7);
    assert_string_equal(kp_hint_text(arena, &view, same, KP_EN), "the whole survey, 治安: 7 answers are “Very satisfied”, 100.0% of 7, above 95.0%");
}

/* ---- channels and interviewers ---- */

static const double ten_steps[] = {0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100};
static const kp_form_item one_item[] = {{"总体", 11, ten_steps, NULL}};
static const uint8_t tens[33] = {6, 7, 8, 9, 10, 7, 8, 9, 6, 8, 9, 10, 10, 9, 8, 10, 9, 10, 10, 9, 9, 5, 6, 4, 7, 8, 6, 5, 7, 6, 5, 6, 7};

static void expect_apart(const kp_hint *hint, size_t count, double difference, double t, double df, double p) {
    assert_int_equal(hint->count, count);
    assert_int_equal(hint->base, 33 - count);
    expect_digits(hint->difference, difference, 11);
    expect_digits(hint->statistic, t, 11);
    expect_digits(hint->df, df, 11);
    expect_within(hint->p, p, 1e-9 * p); /* so far in the tail GSL and R agree to nine digits */
}

static void test_channels(kp_arena *arena, void *data) {
    (void)data;
    int32_t groups[33], units[33];
    for (int f = 0; f < 33; f++) {
        groups[f] = f < 10 ? 0 : f < 21 ? 1 : 2;
        units[f] = f % 2;
    }
    static const char *const names[] = {"入户", "电话", "网络"};
    kp_forms_view view = {.forms = 33, .items = 1, .codes = tens, .item = one_item, .channels = {groups, 3, names}};
    const kp_hint *hints[3] = {NULL};
    assert_int_equal(hints_of(check(arena, &view), KP_HINT_CHANNEL, hints, 3), 2);
    assert_int_equal(hints[0]->channel, 1);
    assert_int_equal(hints[1]->channel, 2);
    expect_apart(hints[0], 11, 25.4545454545455, 6.71616328829701, 30.8280763615327, 5.02350125434298e-07);
    expect_apart(hints[1], 12, -26.1904761904762, -6.09709909392891, 25.5915331080977, 4.09773099744395e-06);
    assert_string_equal(kp_hint_text(arena, &view, hints[1], KP_ZH),
                        "渠道“网络”的 12 份答卷平均比其他 21 份低 26.19 分（Welch t = -6.10，自由度 25.6，Holm 校正 p < 0.0001）");
    assert_string_equal(
        kp_hint_text(arena, &view, hints[0], KP_EN),
        "the 11 forms of the channel 电话 are on average 25.45 points above the other 22 (Welch's t = 6.72, df = 30.8, p by Holm < 0.0001)");
    kp_soundness_options options = KP_SOUNDNESS_DEFAULTS;
    options.least_difference = 26;
    assert_int_equal(only_hint(kp_soundness_check(arena, &view, &options), KP_HINT_CHANNEL)->channel, 2);
    options.least_difference = 0;
    options.least = 11; /* the first has ten forms: it is not tested, and two tests are to be adjusted for, not three */
    assert_int_equal(hints_of(kp_soundness_check(arena, &view, &options), KP_HINT_CHANNEL, hints, 3), 2);
    expect_apart(hints[0], 11, 25.4545454545455, 6.71616328829701, 30.8280763615327, 2 * 1.67450041811433e-07);
    /* within units: R's x - ave(x, unit) */
    options = KP_SOUNDNESS_DEFAULTS;
    options.within_units = true;
    view.units = (kp_form_groups){units, 2, villages};
    view.interviewers = view.channels;
    view.channels = (kp_form_groups){0};
    assert_int_equal(hints_of(kp_soundness_check(arena, &view, &options), KP_HINT_INTERVIEWER, hints, 3), 2);
    expect_apart(hints[0], 11, 25.4177807486631, 6.66878109866027, 30.9112150613522, 5.65585364446609e-07);
}

/* Limits of 5% and 50%: 3 of 20 by phone are too many, 10 of 20 by visit are not. Who is of no unit counts nowhere. */
static void test_channel_share(kp_arena *arena, void *data) {
    (void)data;
    uint8_t codes[42];
    int32_t channels[42], units[42];
    for (int f = 0; f < 42; f++) {
        codes[f] = (uint8_t)(f % 11);
        units[f] = f < 20 ? 0 : f < 40 ? 1 : -1;
        channels[f] = f < 3 || f >= 40 ? 0 : f < 13 ? 1 : f == 20 ? 0 : -1;
    }
    kp_forms_view view = {.forms = 42, .items = 1, .codes = codes, .item = one_item, .units = {units, 2, villages}, .channels = {channels, 2, NULL}};
    kp_soundness_options options = KP_SOUNDNESS_DEFAULTS;
    options.channel_limits = (kp_channel_limit[]){{0, 0.05}, {1, 0.5}};
    options.channel_limit_count = 2;
    const kp_hint *hint = only_hint(kp_soundness_check(arena, &view, &options), KP_HINT_CHANNEL_SHARE);
    assert_int_equal(hint->unit, 0);
    assert_int_equal(hint->channel, 0);
    assert_int_equal(hint->count, 3);
    assert_int_equal(hint->base, 20);
    assert_string_equal(kp_hint_text(arena, &view, hint, KP_ZH), "东村：渠道“1”有 3 份，占 20 份的 15.0%，超过 5.0%");
}

/* ---- identical forms ---- */

enum { LONG = 12, MANY = 120 };

static uint32_t state_of_numbers;

static uint8_t next_number(uint32_t below) {
    state_of_numbers = (state_of_numbers * 1103515245u + 12345u) % 2147483648u;
    return (uint8_t)((state_of_numbers >> 16) % below);
}

typedef struct random_forms {
    uint8_t codes[MANY * LONG];
    int32_t units[MANY];
    kp_form_item items[LONG];
    kp_forms_view view;
} random_forms;

/* Forms at random, alternately of two units; the items' first options. */
static void make_random(random_forms *r, size_t items, uint32_t options) {
    state_of_numbers = 20260930;
    for (size_t i = 0; i < items; i++)
        r->items[i] = (kp_form_item){.options = options, .values = scale};
    for (size_t f = 0; f < MANY; f++) {
        r->units[f] = f % 2;
        for (size_t i = 0; i < items; i++)
            r->codes[f * items + i] = next_number(options);
    }
    r->view = (kp_forms_view){.forms = MANY, .items = items, .codes = r->codes, .item = r->items, .units = {r->units, 2, villages}};
}

static void test_identical(kp_arena *arena, void *data) {
    (void)data;
    random_forms *r = KP_NEW(arena, random_forms);
    make_random(r, LONG, 3);
    const kp_hint *none[1];
    assert_int_equal(hints_of(check(arena, &r->view), KP_HINT_IDENTICAL, none, 1), 0);
    for (size_t f = 20; f <= 80; f += 20)
        memcpy(r->codes + f * LONG, r->codes, LONG);
    const kp_soundness *found = check(arena, &r->view);
    const kp_hint *hint = only_hint(found, KP_HINT_IDENTICAL);
    assert_int_equal(hint->unit, 0);
    assert_int_equal(hint->count, 5);
    assert_int_equal(hint->largest, 5);
    assert_int_equal(hint->base, 60);
    expect_within(hint->p, 1.9027594048289964e-19, 1e-29);
    assert_int_equal(found->identical, 4);
    for (size_t f = 0; f < MANY; f++)
        assert_int_equal(found->marks[f], f && f % 20 == 0 && f <= 80 ? KP_DISCARD_IDENTICAL : 0);
    assert_string_equal(kp_hint_text(arena, &r->view, hint, KP_ZH),
                        "东村：60 份答卷中有 5 份与别的答卷逐题相同，最大一组 5 份，偶然出现的概率 p < 0.0001（二项检验，Bonferroni 校正）");
    r->view.units = (kp_form_groups){0}; /* of the whole survey: 120 forms */
    assert_int_equal(only_hint(check(arena, &r->view), KP_HINT_IDENTICAL)->base, 120);
    r->view.interviewers = (kp_form_groups){r->units, 2, NULL};
    assert_int_equal(hints_of(check(arena, &r->view), KP_HINT_IDENTICAL, none, 1), 2); /* and of the interviewer */
}

/* Four questions of two options: 14 sets for 60 forms, each there several times. And what others answer as often is no wonder either. */
static void test_identical_by_chance(kp_arena *arena, void *data) {
    (void)data;
    random_forms *r = KP_NEW(arena, random_forms);
    const kp_hint *none[1];
    make_random(r, 4, 2);
    assert_int_equal(hints_of(check(arena, &r->view), KP_HINT_IDENTICAL, none, 1), 0);
    make_random(r, LONG, 3);
    for (size_t f = 2; f < 40; f++) /* 20 of each unit */
        memcpy(r->codes + f * LONG, r->codes, LONG);
    assert_int_equal(hints_of(check(arena, &r->view), KP_HINT_IDENTICAL, none, 1), 0);
}

/* ---- alpha ---- */

static void test_alpha(kp_arena *arena, void *data) {
    (void)data;
    double values[100];
    kp_form_item items[7];
    for (int i = 0; i < 100; i++)
        values[i] = i;
    for (int i = 0; i < 7; i++)
        items[i] = (kp_form_item){.options = 100, .values = values};
    kp_forms_view view = {.forms = 30, .items = 7, .codes = attitude, .item = items};
    const kp_soundness *found = check(arena, &view);
    const kp_hint *none[1];
    expect_digits(found->alpha, 0.84314276956476, 11);
    assert_int_equal(found->alpha_forms, 30);
    assert_int_equal(hints_of(found, KP_HINT_ALPHA, none, 1), 0);
    kp_soundness_options options = KP_SOUNDNESS_DEFAULTS;
    options.alpha_limit = 0.9;
    const kp_hint *hint = only_hint(kp_soundness_check(arena, &view, &options), KP_HINT_ALPHA);
    expect_digits(hint->statistic, 0.84314276956476, 11);
    assert_string_equal(kp_hint_text(arena, &view, hint, KP_EN),
                        "Cronbach's alpha of the questions is 0.84, below 0.9 (30 complete forms): they may not ask about one thing");
    uint8_t gaps[210];
    memcpy(gaps, attitude, sizeof gaps);
    gaps[2 * 7 + 1] = UNKNOWN;
    gaps[9 * 7 + 6] = GAP;
    view.codes = gaps;
    found = check(arena, &view);
    assert_int_equal(found->alpha_forms, 28);
    expect_digits(found->alpha, 0.838826064609242, 11);
}

static void test_nothing(kp_arena *arena, void *data) {
    (void)data;
    kp_forms_view view = {0};
    const kp_soundness *found = check(arena, &view);
    assert_int_equal(found->count, 0);
    expect_nan(found->alpha);
    uint8_t codes[] = {SKIP, GAP, INVALID, UNKNOWN};
    view = (kp_forms_view){.forms = 1, .items = 4, .codes = codes, .item = five_options, .units = {(int32_t[]){-1}, 3, villages}};
    found = check(arena, &view);
    assert_int_equal(found->count, 0);
    assert_int_equal(found->marks[0], 0);
    for (kp_hint_kind kind = 0; kind < KP_HINT_COUNT; kind++) {
        assert_true(*kp_hint_key(kind));
        assert_string_not_equal(kp_hint_title(kind, KP_ZH), kp_hint_title(kind, KP_EN));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a unit with more than 95% straight forms is hinted at, and each form marked", test_straight),
        IN_ARENA("an interviewer is, too", test_straight_interviewer),
        IN_ARENA("shares of 不了解, gaps and answers alike are hinted at above their limits only", test_shares),
        IN_ARENA("a channel or interviewer apart is found by Welch's test as R makes it", test_channels),
        IN_ARENA("a channel with too large a share is hinted at", test_channel_share),
        IN_ARENA("copied forms are found, with the probability of chance", test_identical),
        IN_ARENA("forms that are alike by chance, or as everywhere, are not", test_identical_by_chance),
        IN_ARENA("alpha is that of R's attitude, of complete forms", test_alpha),
        IN_ARENA("of nothing there is nothing to say", test_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
