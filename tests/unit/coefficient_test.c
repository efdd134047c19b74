/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * coefficient_test.c - what a grade multiplies (绩效系数): 20 % of the pay goes by the grade, 1.2 for the best, 1, and 0. 80 + 20 x 1.2 = 104, 80 + 20 = 100, 80 per cent of the
 * whole. It changes no score, and stands where pay is taken from: beside the grade in 排名, in JSON, in explanations.
 */
#include "scoring_support.h"

#include "kaoping/report.h"
#include "kaoping/result_json.h"
#include "reading.h"

#define ITEMS "indicators: [{id: a, title: A, points: 100, method: direct}]\n"
#define BANDS                                                                                                                                            \
    "bands:\n  - {id: e, title: 优秀 | Excellent, from: 90, coefficient: 1.2}\n  - {id: c, title: 称职 | Competent, from: 60, to: 90, coefficient: " \
    "1}\n"                                                                                                                                               \
    "  - {id: u, title: 不称职 | Unfit, to: 60, coefficient: 0}\n"

static evaluation three(kp_arena *arena, const char *more) {
    evaluation e = begin(arena, kp_format(arena, "%s" ITEMS BANDS, more), 4);
    mark(&e, 0, "a", 0, "95");
    mark(&e, 1, "a", 0, "59.9");
    mark(&e, 2, "a", 0, "75");
    e.evidence->units.items[3].excluded = true;
    finish(&e);
    return e;
}

static void check_words(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = three(arena, "");
    assert_non_null(strstr(kp_explain(arena, e.card, 0, 0, KP_ZH), "绩效系数：1.2\n"));
    assert_non_null(strstr(kp_explain(arena, e.card, 1, 0, KP_EN), "Pay coefficient: 0\n"));
    assert_null(strstr(kp_explain(arena, e.card, 3, 0, KP_ZH), "系数"));
    const char *json = kp_result_json(arena, e.evidence, e.card, e.problems, KP_ZH);
    static const char *const rows[] = {"\"优秀\",\"coefficient\":\"1.2\"", "\"不称职\",\"coefficient\":\"0\"", "\"称职\",\"coefficient\":\"1\"",
                                       "\"grade\":null,\"coefficient\":null"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!strstr(json, rows[i]))
            fail_msg("no %s in %s", rows[i], json);
    e = three(arena, "coefficient_name: 服务费系数 | Fee coefficient\n");
    assert_non_null(strstr(kp_explain(arena, e.card, 2, 0, KP_ZH), "服务费系数：1\n"));
    assert_non_null(strstr(kp_explain(arena, e.card, 2, 0, KP_EN), "Fee coefficient: 1\n"));
    evaluation none = begin(arena, ITEMS "bands: [{id: e, title: E, from: 60}, {id: u, title: U, to: 60}]\n", 1);
    mark(&none, 0, "a", 0, "70");
    finish(&none);
    assert_null(strstr(kp_result_json(arena, none.evidence, none.card, none.problems, KP_ZH), "coefficient"));
}

/* The sheet of ranks of a report. */
typedef struct page {
    const char *path, *more;
} page;

static void write_page(kp_arena *arena, void *data) {
    const page *todo = data;
    evaluation e = three(arena, todo->more);
    kp_report_options options = {.lang = KP_ZH, .problems = e.problems, .timestamp = 1790726400};
    assert_true(kp_report_write(arena, e.card, &options, todo->path, e.problems));
}

static size_t count_text(const reading *r, const char *part) {
    size_t count = 0;
    for (size_t i = 0; i < r->cells.count; i++)
        count += strstr(r->cells.items[i].text, part) != NULL;
    return count;
}

static void test_report(void **state) {
    (void)state;
    for (int share = 0; share < 2; share++) {
        page todo = {scratch("coefficient.xlsx"), share ? "coefficient_share: 20\n" : ""};
        run_with_arena(write_page, &todo);
        reading r = start_reading(todo.path, read_body);
        const seen_cell *head = NULL;
        for (size_t i = 0; i < r.cells.count && !head; i++)
            head = strcmp(r.cells.items[i].text, "绩效系数") == 0 ? &r.cells.items[i] : NULL;
        assert_non_null(head);
        static const char *const figures[] = {"1.2", "1", "0"}; /* by rank: 95, 75, 59.9 */
        for (uint32_t i = 0; i < 3; i++) {
            const char *found = NULL;
            for (size_t k = 0; k < r.cells.count; k++)
                if (r.cells.items[k].sheet == head->sheet && r.cells.items[k].column == head->column && r.cells.items[k].row == head->row + 1 + i)
                    found = r.cells.items[k].text;
            assert_non_null(found);
            assert_string_equal(found, figures[i]);
        }
        assert_int_equal(count_text(&r, "优秀 104%；称职 100%；不称职 80%"), share);
        assert_int_equal(count_text(&r, "绩效系数 1.2"), 1); /* with the grade in 计分说明 */
        end_reading(&r);
    }
}

static void check_faults(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *first, *second, *more;
        kp_problem_code code;
    } rows[] = {{", coefficient: 1.2", "", "", KP_S_FIELD_MISSING},
                {"", ", coefficient: 1", "", KP_S_FIELD_MISSING},
                {", coefficient: -0.1", ", coefficient: 1", "", KP_S_OUT_OF_RANGE},
                {", coefficient: 多", ", coefficient: 1", "", KP_S_BAD_NUMBER},
                {", coefficient: 1.2", ", coefficient: 1", "coefficient_share: 101\n", KP_S_OUT_OF_RANGE}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_problems *problems = kp_problems_new(arena);
        const char *text =
            kp_format(arena, "id: t\ntitle: T\n%s" ITEMS "bands:\n  - {id: u, title: U, from: 60%s}\n  - {id: v, title: V, to: 60%s}\n", rows[i].more,
                      rows[i].first, rows[i].second);
        assert_null(build_yaml(arena, text, problems));
        if (count_code(problems, rows[i].code) != 1 || problems->errors != 1)
            fail_msg("%s: %s", text, problems->count ? kp_problem_line(arena, &problems->items[0], KP_EN) : "no problem");
    }
    kp_problems *problems = kp_problems_new(arena); /* a share of what no grade has */
    assert_null(build_yaml(
        arena, "id: t\ntitle: T\ncoefficient_share: 20\n" ITEMS "bands: [{id: u, title: U, from: 60}, {id: v, title: V, to: 60}]\n", problems));
    assert_int_equal(count_code(problems, KP_S_FIELD_MISSING), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a grade's coefficient stands in explanations and in JSON, by its name", check_words),
        {"a report has it beside the grade, and what each grade comes to where it multiplies a share", test_report, NULL, NULL, NULL},
        IN_ARENA("all grades have a coefficient or none has, of 0 or more", check_faults),
    };
    return cmocka_run_group_tests_name("coefficient", tests, NULL, NULL);
}
