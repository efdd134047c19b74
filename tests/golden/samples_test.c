/* SPDX-License-Identifier: GPL-3.0-or-later */
/* samples_test.c - the sample evaluations come to what a second implementation made of them (samples_expected.h): scores, ranks, grades, lists, streaks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "kaoping/evaluate.h"
#include "kaoping/result_json.h"
#include "samples_expected.h"

#define SAMPLES KP_SOURCE_DIR "/templates/samples/"

typedef struct sample {
    const char *scheme, *period;
    const expected_unit *expected;
    size_t count;
} sample;

#define SAMPLE(scheme, period)                                                                                                                       \
    { #scheme, #period, scheme##_##period, sizeof scheme##_##period / sizeof *scheme##_##period }

/* The periods of one evaluation in order: each has the results of those before as its history. */
static const sample sicha[] = {SAMPLE(sicha_yiping, 2026Q3)};
static const sample wuye[] = {SAMPLE(wuye_quarter, 2026Q1), SAMPLE(wuye_quarter, 2026Q2), SAMPLE(wuye_quarter, 2026Q3)};

typedef struct series {
    const sample *samples;
    size_t count;
} series;

static const char *lists_of(kp_arena *arena, const kp_scorecard *card, int32_t unit) {
    kp_buffer text = {.arena = arena};
    for (size_t i = 0; i < card->lists.count; i++) {
        const kp_list_entry *entry = &card->lists.items[i];
        if (entry->unit == unit && !entry->replaced)
            kp_buffer_printf(&text, "%s%s:%d", text.length ? " " : "", card->scheme->lists[entry->list].id, entry->listed);
    }
    return kp_buffer_text(&text);
}

static void compare(kp_arena *arena, const sample *s, const kp_scorecard *card) {
    assert_int_equal(card->evidence->units.count, s->count);
    for (size_t i = 0; i < s->count; i++) {
        const expected_unit *wanted = &s->expected[i];
        int32_t unit = kp_evidence_find_unit(card->evidence, wanted->id);
        assert_true(unit >= 0);
        const kp_unit_result *result = &card->units[unit];
        assert_string_equal(kp_total_text(arena, card, unit), wanted->score);
        assert_int_equal(result->rank, wanted->rank);
        assert_string_equal(result->band < 0 ? "" : kp_text(arena, card->scheme->bands[result->band].title, KP_ZH), wanted->grade);
        assert_string_equal(lists_of(arena, card, unit), wanted->lists);
    }
}

static const char *write_result(kp_arena *arena, const kp_scorecard *card, const kp_problems *problems) {
    char *path = kp_strdup(arena, "kaoping-sample-XXXXXX");
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    FILE *file = fdopen(descriptor, "wb");
    assert_non_null(file);
    assert_true(fputs(kp_result_json(arena, NULL, card, problems, KP_ZH), file) >= 0);
    assert_int_equal(fclose(file), 0);
    return path;
}

static void evaluate_series(kp_arena *arena, void *data) {
    const series *all = data;
    const char *history[8];
    for (size_t i = 0; i < all->count; i++) {
        const sample *s = &all->samples[i];
        const char *folder = kp_format(arena, SAMPLES "%s/%s", s->scheme, s->period);
        kp_problems *problems = kp_problems_new(arena);
        kp_evaluate_options options = {.scheme = s->scheme, .history = history, .history_count = i};
        kp_evaluation *evaluation = kp_evaluate(arena, &folder, 1, &options, problems);
        if (!evaluation->card)
            for (size_t p = 0; p < problems->count; p++)
                print_error("%s\n", kp_problem_line(arena, &problems->items[p], KP_EN));
        assert_non_null(evaluation->card);
        compare(arena, s, evaluation->card);
        history[i] = write_result(arena, evaluation->card, problems);
    }
    for (size_t i = 0; i < all->count; i++)
        remove(history[i]);
}

static void check_series(const sample *samples, size_t count) {
    kp_arena *arena = kp_arena_new(NULL);
    series all = {samples, count};
    assert_int_equal(kp_arena_run(arena, evaluate_series, &all), KP_OK);
    kp_arena_free(arena);
}

static void communities(void **state) {
    (void)state;
    check_series(sicha, sizeof sicha / sizeof *sicha);
}

static void estates(void **state) {
    (void)state;
    check_series(wuye, sizeof wuye / sizeof *wuye);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"the sample of 四查一评 has the scores, ranks and grades of the second implementation", communities, NULL, NULL, NULL},
        {"three quarters of the estates have its scores, ranks, lists and streaks", estates, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
