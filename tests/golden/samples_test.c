/* SPDX-License-Identifier: GPL-3.0-or-later */
/* samples_test.c - the sample evaluations come to what a second implementation made of them (samples_expected.h): scores, ranks, grades, lists, streaks. */
#include "in_arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "kaoping/evaluate.h"
#include "kaoping/form.h"
#include "kaoping/history_io.h"
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
static const sample residents_survey[] = {SAMPLE(resident_satisfaction, 2026H1)};
static const sample wuye_survey[] = {SAMPLE(wuye_satisfaction, 2026H1)};

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

/* A name for a new file that a form may be written to. */
static const char *new_name(kp_arena *arena) {
    char *path = kp_strdup(arena, "kaoping-sample-XXXXXX.xlsx");
    int descriptor = mkstemps(path, 5);
    assert_true(descriptor >= 0);
    close(descriptor);
    assert_int_equal(remove(path), 0);
    return path;
}

/* Each period as one workbook that carries its past on the sheet 往期: no file stands beside it. */
static const char *write_book(kp_arena *arena, const sample *s, const char *const before[], size_t count, kp_lang lang) {
    kp_problems *problems = kp_problems_new(arena);
    const kp_scheme *scheme = kp_builtin_load(arena, s->scheme, problems);
    const char *folder = kp_format(arena, SAMPLES "%s/%s", s->scheme, s->period);
    kp_bind_options bind = {.scheme = scheme};
    const kp_binding *binding = kp_bind(arena, &folder, 1, &bind, problems);
    assert_non_null(binding);
    kp_history history = {0};
    assert_true(kp_history_read_files(arena, before, count, scheme, &history, problems));
    kp_history_check(&history, scheme, binding->evidence->period, problems);
    assert_int_equal(problems->errors, 0);
    kp_form_options options = {.period = binding->evidence->period, .lang = lang, .history = &history};
    kp_form_units_of(arena, binding->evidence, &options);
    const char *path = new_name(arena);
    assert_true(kp_form_write(arena, scheme, &options, path, problems));
    return path;
}

static void evaluate_carried(kp_arena *arena, void *data) {
    const series *all = data;
    const char *books[8];
    for (size_t i = 0; i < all->count; i++) {
        books[i] = write_book(arena, &all->samples[i], books, i, i % 2 ? KP_EN : KP_ZH);
        kp_problems *problems = kp_problems_new(arena);
        const kp_evaluate_options alone = {0}, beside = {.history = (const char *const *)books, .history_count = i};
        kp_evaluation *evaluation = kp_evaluate(arena, &books[i], 1, &alone, problems);
        assert_non_null(evaluation->card);
        compare(arena, &all->samples[i], evaluation->card);
        evaluation = kp_evaluate(arena, &books[i], 1, &beside, problems); /* the same results given twice */
        assert_non_null(evaluation->card);
        compare(arena, &all->samples[i], evaluation->card);
    }
    for (size_t i = 0; i < all->count; i++)
        remove(books[i]);
}

/* The folders of the sample know nothing of one another; each is scored with those before it, in whatever order they are given. */
static void evaluate_beside(kp_arena *arena, void *data) {
    const series *all = data;
    const char *earlier[8], *last = NULL;
    for (size_t i = 0; i < all->count; i++) {
        last = kp_format(arena, SAMPLES "%s/%s", all->samples[i].scheme, all->samples[i].period);
        earlier[all->count - 1 - i] = last; /* newest first, and today's at the head */
    }
    kp_problems *problems = kp_problems_new(arena);
    kp_evaluate_options options = {.scheme = all->samples[0].scheme, .history = earlier + 1, .history_count = all->count - 1};
    kp_evaluation *evaluation = kp_evaluate(arena, &last, 1, &options, problems);
    assert_non_null(evaluation->card);
    compare(arena, &all->samples[all->count - 1], evaluation->card);
}

static void check_all(const sample *samples, size_t count, void (*run)(kp_arena *, void *)) {
    series all = {samples, count};
    run_with_arena(run, &all);
}

static void estates_carried(void **state) {
    (void)state;
    check_all(wuye, sizeof wuye / sizeof *wuye, evaluate_carried);
}

static void estates_beside(void **state) {
    (void)state;
    check_all(wuye, sizeof wuye / sizeof *wuye, evaluate_beside);
}

static void check_series(const sample *samples, size_t count) { check_all(samples, count, evaluate_series); }

static void communities(void **state) {
    (void)state;
    check_series(sicha, sizeof sicha / sizeof *sicha);
}

static void estates(void **state) {
    (void)state;
    check_series(wuye, sizeof wuye / sizeof *wuye);
}

static void surveyed_residents(void **state) {
    (void)state;
    check_series(residents_survey, sizeof residents_survey / sizeof *residents_survey);
    check_all(residents_survey, sizeof residents_survey / sizeof *residents_survey, evaluate_carried);
}

static void surveyed_estates(void **state) {
    (void)state;
    check_series(wuye_survey, sizeof wuye_survey / sizeof *wuye_survey);
    check_all(wuye_survey, sizeof wuye_survey / sizeof *wuye_survey, evaluate_carried);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"a survey of residents by forms and strata has the scores, ranks and lists of the second implementation", surveyed_residents, NULL, NULL,
         NULL},
        {"a survey of estates by counts has the scores, ranks and lists of the second implementation", surveyed_estates, NULL, NULL, NULL},
        {"the sample of 四查一评 has the scores, ranks and grades of the second implementation", communities, NULL, NULL, NULL},
        {"three quarters of the estates have its scores, ranks, lists and streaks", estates, NULL, NULL, NULL},
        {"they have them too where each workbook carries its past on a sheet", estates_carried, NULL, NULL, NULL},
        {"and where the earlier workbooks are given beside it", estates_beside, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
