/* SPDX-License-Identifier: GPL-3.0-or-later */
/* robust_report_test.c - how stable a ranking is, as JSON and as the sheet 稳健性. The swap points are those worked out in robust_test.c. */
#include "scoring_support.h"

#include <jansson.h>

#include "in_arena.h"
#include "kaoping/report.h"
#include "kaoping/robust_report.h"
#define expect_problem expect_problem_in_file /* scoring_support.h has one of that name */
#include "reading.h"
#undef expect_problem

#define TIMESTAMP 1790726400

/* Weights 50 30 20: u1 is ahead of u2 by 79 to 78, both of u3, which is nowhere ahead; two items are called alike. */
static evaluation three_units(kp_arena *arena) {
    evaluation e = begin(arena,
                         "decide_on: full\nindicators:\n  - {id: a, title: 环境 | Environment, weight: 50, method: direct}\n"
                         "  - {id: b, title: 服务 | Service, weight: 30, method: direct}\n  - {id: c, title: 党建 | Party, weight: 20, full: 100, "
                         "children: [{id: c1, title: 服务 | Service, points: 100, method: direct, sheet: 党建表}]}\n"
                         "bands:\n  - {id: x, title: 优秀 | Excellent, from: 75, to: 100}\n  - {id: y, title: 良好 | Good, to: 75}\n"
                         "lists:\n  - {id: red, title: 红榜 | Red list, when: rank <= 1}\n",
                         3);
    static const char *const typed_marks[3][3] = {{"90", "60", "80"}, {"70", "90", "80"}, {"50", "50", "60"}};
    for (int u = 0; u < 3; u++) {
        marks(&e, u, "a", typed_marks[u][0]);
        marks(&e, u, "b", typed_marks[u][1]);
        marks(&e, u, "c1", typed_marks[u][2]);
    }
    finish(&e);
    return e;
}

static const json_t *item(const json_t *robust, const char *list, size_t index) { return json_array_get(json_object_get(robust, list), index); }

static const char *text_of(const json_t *object, const char *key) { return json_string_value(json_object_get(object, key)); }

static void check_json(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = three_units(arena);
    const kp_robust *r = kp_robust_analyse(arena, e.card, &(kp_robust_options){.trials = 500, .seed = "种子"});
    json_t *whole = json_loads(kp_robust_json(arena, e.evidence, r, e.problems, KP_EN), 0, NULL);
    assert_non_null(whole);
    const json_t *robust = json_object_get(whole, "robust"), *swap = item(robust, "swaps", 0), *one = json_object_get(swap, "one");
    assert_string_equal(text_of(robust, "seed"), "种子");
    assert_int_equal(json_integer_value(json_object_get(robust, "trials")), 500);
    assert_string_equal(text_of(swap, "upper"), "u1");
    assert_string_equal(text_of(one, "indicator"), "a");
    assert_string_equal(text_of(one, "to"), "900/19");
    assert_true(json_is_true(json_object_get(one, "exact")));
    assert_string_equal(text_of(json_object_get(swap, "all"), "change"), "1/19");
    assert_string_equal(text_of(item(robust, "swaps", 1), "kind"), "never");
    assert_true(json_is_null(json_object_get(item(robust, "swaps", 1), "one")));
    const json_t *without = json_object_get(item(robust, "units", 0), "without"); /* without a: 68 and 86 */
    assert_int_equal(json_integer_value(json_object_get(without, "a")), 2);
    assert_string_equal(text_of(item(robust, "without", 2), "left_out"), "c"); /* c1 is all there is of c */
    assert_int_equal(json_array_size(json_object_get(robust, "lists")), 2);
    json_decref(whole);
    json_t *none = json_loads(kp_robust_json(arena, e.evidence, NULL, e.problems, KP_EN), 0, NULL);
    assert_true(json_is_null(json_object_get(none, "robust")));
    json_decref(none);
}

typedef struct sheet_job {
    kp_lang lang;
    bool whole; /* a report with the sheet in it */
    const char *file;
} sheet_job;

static void write_sheet(kp_arena *arena, void *data) {
    const sheet_job *job = data;
    evaluation e = three_units(arena);
    const kp_robust *r = kp_robust_analyse(arena, e.card, &(kp_robust_options){.trials = 200});
    const kp_report_options options = {.lang = job->lang, .problems = e.problems, .timestamp = TIMESTAMP, .robust = r};
    remove(scratch(job->file));
    assert_true(job->whole ? kp_report_write(arena, e.card, &options, scratch(job->file), e.problems)
                           : kp_robust_report_write(arena, e.card, &options, scratch(job->file), e.problems));
}

static void expect_texts(const sheet_job *job, const char *sheet, const char *const texts[]) {
    sheet_job own = *job;
    run_with_arena(write_sheet, &own);
    reading r = start_reading(scratch(job->file), read_body);
    expect_no_problem(&r);
    size_t index = sheet_of_book(&r, sheet);
    for (; *texts; texts++)
        if (!find_from(&r, index, 1, *texts))
            fail_msg("no cell “%s”", *texts);
    end_reading(&r);
}

static void check_sheet(void **state) {
    (void)state;
    static const char *const zh[] = {"社区1", "环境", "50 → 47.37（−5.26%）", "±5.26%", "在试算范围内就会互换", "怎样调权重都不能互换", "红榜", NULL};
    static const char *const en[] = {"Environment", "50 → 47.37 (−5.26%)", "swap within the trials' range", "no weights swap them", "Red list", NULL};
    expect_texts(&(sheet_job){KP_ZH, false, "robust-zh.xlsx"}, "稳健性", zh);
    expect_texts(&(sheet_job){KP_EN, false, "robust-en.xlsx"}, "Robustness", en);
    expect_texts(&(sheet_job){KP_ZH, true, "report-zh.xlsx"}, "稳健性", zh);
    assert_true(kp_report_is_sheet("稳健性"));
}

#define MANY 60 /* units: their rows of 18 points take more than two pages of about 500 */

static void write_many(kp_arena *arena, void *data) {
    const char *path = *(const char **)data;
    evaluation e =
        begin(arena, "indicators:\n  - {id: a, title: 甲, weight: 60, method: direct}\n  - {id: b, title: 乙, weight: 40, method: direct}\n", MANY);
    for (int u = 0; u < MANY; u++) {
        marks(&e, u, "a", kp_format(arena, "%d", 99 - u));
        marks(&e, u, "b", kp_format(arena, "%d", 20 + u));
    }
    finish(&e);
    const kp_robust *r = kp_robust_analyse(arena, e.card, &(kp_robust_options){.trials = 200});
    const kp_report_options options = {.lang = KP_ZH, .problems = e.problems, .timestamp = TIMESTAMP, .robust = r};
    remove(path);
    assert_non_null(r);
    assert_true(kp_robust_report_write(arena, e.card, &options, path, e.problems));
}

/* How often a head stands on the sheet; a page is broken right above each but the first. */
static size_t count_heads(const reading *r, size_t sheet, const char *xml, const char *head) {
    size_t count = 0;
    for (const seen_cell *at = find_from(r, sheet, 1, head); at; at = find_from(r, sheet, at->row + 1, head)) {
        char line[32];
        snprintf(line, sizeof line, "<brk id=\"%u\"", (unsigned)at->row - 1);
        if (count++ > 0 && !strstr(xml, line))
            fail_msg("no page begins with the row %u", (unsigned)at->row);
    }
    return count;
}

static void check_pages(void **state) {
    (void)state;
    const char *path = scratch("robust-many.xlsx");
    run_with_arena(write_many, &path);
    reading r = start_reading(path, read_body);
    expect_no_problem(&r);
    size_t sheet = sheet_of_book(&r, "稳健性");
    char *xml = zip_part_text(path, "xl/worksheets/sheet1.xml");
    assert_in_range(count_heads(&r, sheet, xml, "中位名次"), 3, 4);
    assert_in_range(count_heads(&r, sheet, xml, "在前"), 3, 4);
    assert_non_null(strstr(xml, "<brk "));
    free(xml);
    end_reading(&r);
}

static void check_titles(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = three_units(arena);
    assert_string_equal(kp_robust_title(arena, e.scheme, node(&e, "a"), KP_ZH), "环境");
    assert_string_equal(kp_robust_title(arena, e.scheme, node(&e, "c1"), KP_EN), "Party · Service");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("the JSON has the exact numbers", check_json),
        {"the sheet says in both languages what swaps neighbours, alone and in a report", check_sheet, NULL, NULL, NULL},
        {"a table that goes on on another page has its head there again", check_pages, NULL, NULL, NULL},
        IN_ARENA("indicators of one title are told apart by the node above", check_titles),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
