/* SPDX-License-Identifier: GPL-3.0-or-later */
/* entry_docs_test.c - the examples of docs/entry-workbook.md are parts of workbooks that are read without fault. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "binding.h"
#include "kaoping/score.h"
#include "kaoping/answers.h"
#include "kaoping/log.h"

#define EXAMPLES KP_TESTS_DIR "/fixtures/entry/"

/* `scheme` is the id of a built-in one, or NULL: that beside the folder. */
static const kp_binding *bind_example(kp_arena *arena, const char *folder, const char *scheme) {
    kp_problems *problems = kp_problems_new(arena);
    size_t length;
    const char *path = kp_format(arena, EXAMPLES "%s", folder);
    const kp_scheme *own = scheme ? NULL : sound_yaml(arena, read_text(arena, kp_format(arena, "%s.yaml", path), &length));
    kp_bind_options options = {.scheme = own ? own : kp_builtin_load(arena, scheme, problems)};
    kp_binding *binding = kp_bind(arena, &path, 1, &options, problems);
    if (problems->count)
        print_problems(problems);
    assert_int_equal(problems->count, 0);
    return binding;
}

static void check_communities(kp_arena *arena, void *data) {
    (void)data;
    const kp_evidence *e = bind_example(arena, "communities", "sicha_yiping")->evidence;
    assert_string_equal(kp_period_key(arena, e->period), "2026Q3");
    assert_int_equal(e->units.count, 5);
    assert_true(e->units.items[4].excluded);
    assert_int_equal(e->panel.count, 4 * 3 * 7); /* four units, three evaluators each, seven items */
    assert_int_equal(e->findings.count, 5);
    assert_string_equal(e->findings.items[4].date, "2026-08-12");
    assert_int_equal(e->survey.count, 4 * 7);
    assert_int_equal(e->gaps.count, 1);
}

static void check_property(kp_arena *arena, void *data) {
    (void)data;
    const kp_evidence *e = bind_example(arena, "property", NULL)->evidence;
    size_t count, first = kp_log_rows(e, 1, kp_scheme_find_indicator(e->scheme, "a"), &count);
    assert_int_equal(count, 4);
    assert_string_equal(kp_log_words(arena, e, first + 3, KP_EN), "Q4 2026, Score 90, 复查后更正");
    int32_t records = kp_scheme_find_indicator(e->scheme, "c");
    kp_scorecard *card = kp_score(arena, e->scheme, e, NULL, kp_problems_new(arena));
    assert_true(kp_num_equal(kp_scorecard_mark(card, 0, records)->value, kp_num_int(-2))); /* 2 − 2 · 2 */
    assert_true(kp_num_equal(kp_scorecard_mark(card, 1, records)->value, KP_ZERO));        /* repaired; a year and more ago */
    first = kp_log_rows(e, 0, records, &count);
    assert_string_equal(kp_log_words(arena, e, first, KP_ZH),
                        "2025-06-18，投诉属实，次数 2，有效期（月） 24，12345 转办（计 -4 分，有效期至 2027-06-17）");
}

static void check_estates(kp_arena *arena, void *data) {
    (void)data;
    const kp_binding *binding = bind_example(arena, "estates", "wuye_quarter");
    const kp_evidence *e = binding->evidence;
    const kp_history *history = binding->history;
    assert_string_equal(kp_period_key(arena, e->period), "2026Q3");
    assert_string_equal(e->office, "百步亭社区");
    assert_string_equal(e->units.items[1].fields[1], "孙丽");
    assert_int_equal(e->findings.count, 6);
    assert_int_equal(e->gaps.count, 2);
    assert_int_equal(e->vetoes.count, 1);
    assert_int_equal(history->periods.count, 2);
    assert_string_equal(kp_period_key(arena, history->periods.items[0].period), "2026Q2");
    assert_int_equal(history->periods.items[0].unit_count, 3);
    assert_int_equal(history->periods.items[0].units[2].list_count, 2);
    const kp_input *closed = kp_evidence_input(e, 2, kp_scheme_find_indicator(e->scheme, "q71"), 0);
    assert_int_equal(closed->state, KP_INPUT_NOT_APPLICABLE);
}

/* 市容 of 东门街道: (60 · (92 + (85 + 87)/2)/2 + 40 · 80)/100 · 0.6, of 河西街道: (60 · (90 + 94)/2 + 40 · 76)/100 · 0.6; 秩序: (60 · 89 + 40 · 84)/100 · 0.2 and
 * (60 · 86 + 40 · 80)/100 · 0.2; 整改反馈: places 1 2 1 and 2 1 1, so that both have (100 + 95 + 100)/3 · 0.2. By hand. */
static void check_streets(kp_arena *arena, void *data) {
    (void)data;
    const kp_binding *binding = bind_example(arena, "streets", NULL);
    kp_scorecard *card = kp_score(arena, binding->scheme, binding->evidence, NULL, kp_problems_new(arena));
    static const char *const marks[][3] = {{"51.24", "17.4", "59/3"}, {"51.36", "16.72", "59/3"}};
    for (int32_t unit = 0; unit < 2; unit++)
        for (int32_t leaf = 0; leaf < 3; leaf++) {
            kp_num wanted;
            assert_true(kp_num_parse(arena, marks[unit][leaf], &wanted));
            assert_true(kp_num_equal(kp_scorecard_mark(card, unit, leaf + 1)->value, wanted));
        }
    assert_int_equal(binding->evidence->site_checks.count, 14);
    assert_int_equal(binding->evidence->parties.count, 5);
}

static void check_residents(kp_arena *arena, void *data) {
    (void)data;
    const kp_binding *binding = bind_example(arena, "residents", "resident_satisfaction");
    const kp_evidence *e = binding->evidence;
    const kp_answers *answers = e->answers;
    assert_int_equal(answers->form_count, 8);
    assert_int_equal(e->stratum_sizes.count, 3);
    assert_int_equal(answers->codes[4], KP_ANSWER_UNKNOWN);
    assert_int_equal(answers->codes[7 + 3], KP_ANSWER_MISSING);
    assert_int_equal(answers->codes[5 * 7 + 3], 2); /* 60 is the value of the third option */
    assert_true(binding->weighing->done && binding->weighing->report.converged);
    kp_num sum = KP_ZERO; /* all 6950 are stood for, to the twelve digits of the weights */
    for (size_t i = 0; i < answers->form_count; i++)
        sum = kp_num_add(arena, sum, answers->forms[i].weight);
    kp_num miss = kp_num_abs(arena, kp_num_sub(arena, sum, kp_num_int(6950)));
    assert_true(kp_num_compare(miss, kp_num_ratio(arena, 8, 2000000)) <= 0);
}

/* Every line of a block ```csv is a line of the file whose name stands above it, in order; "…" stands for any. Returns how many blocks there were. */
static size_t check_blocks(kp_arena *arena, const char *page) {
    size_t length, blocks = 0;
    const char *file = "", *rest = "";
    bool inside = false;
    for (const char *at = read_text(arena, kp_format(arena, KP_SOURCE_DIR "/docs/%s", page), &length); *at;) {
        size_t size = strcspn(at, "\n");
        const char *line = kp_strndup(arena, at, size);
        at += size + (at[size] == '\n');
        if (!inside && *line == '`' && size > 6 && !strcmp(line + size - 5, ".csv`")) {
            file = kp_strndup(arena, line + 1, size - 2);
        } else if (!strcmp(line, "```csv")) {
            inside = true;
            blocks++;
            rest = read_text(arena, kp_format(arena, EXAMPLES "%s", file), &length);
        } else if (!strcmp(line, "```")) {
            inside = false;
        } else if (inside && strcmp(line, "…") != 0) {
            const char *found = strstr(rest, kp_format(arena, "%s\n", line));
            if (!found)
                print_error("%s: not in %s: %s\n", page, file, line);
            assert_non_null(found);
            rest = found + size;
        }
    }
    return blocks;
}

static void check_pages(kp_arena *arena, void *data) {
    (void)data;
    assert_int_equal(check_blocks(arena, "entry-workbook.md"), 20);
    assert_int_equal(check_blocks(arena, "entry-workbook.zh-CN.md"), 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("the example of communities is read without fault", check_communities),
        IN_ARENA("the example of estates is read without fault", check_estates),
        IN_ARENA("the example of results is read without fault", check_property),
        IN_ARENA("the example of streets is read without fault, and scored", check_streets),
        IN_ARENA("the example of residents is read without fault", check_residents),
        IN_ARENA("what the pages show is what the examples hold", check_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
