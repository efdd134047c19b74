/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_lists_test.c - what a page of a list says: main problems are losses of what counts, of a survey its worst questions; what the scheme does not have has no column. */
#include "in_arena.h"

#include "kaoping/report.h"
#include "reading.h"
#include "scoring_support.h"

static const char scheme[] =
    "indicators:\n"
    "  - {id: a, title: 卫生, points: 40, method: direct}\n"
    "  - {id: s, title: 满意度, points: 60, method: satisfaction, options: {满意: 100, 不满意: 0}, questions: {办事: 1, 环境: 1, 治安: 1, 文体: 1}}\n"
    "  - {id: self, title: 自评, method: direct, scale: 100, counted: no}\n"
    "lists:\n"
    "  - {id: first, title: 先进, when: rank <= 1}\n"
    "  - {id: last, title: 帮扶, when: score < 80, order: worst, actions: {1: 约谈}}\n";

/* Unit 0 lacks 5 of 40 and, of four questions answered by ten each, 2, 5, 3 and 4 answers: 60 × 14/40 = 21 of 60. What it gave itself does not count. */
static reading report_of(kp_arena *arena, const char *path) {
    static const char *answers[2][4] = {{"8 2", "5 5", "7 3", "6 4"}, {"10 0", "10 0", "10 0", "10 0"}};
    evaluation e = begin(arena, scheme, 2);
    for (int32_t unit = 0; unit < 2; unit++) {
        mark(&e, unit, "a", 0, unit ? "40" : "35");
        mark(&e, unit, "self", 0, "10");
        for (int question = 0; question < 4; question++)
            survey(&e, unit, "s", question, answers[unit][question], NULL, NULL, NULL, NULL);
    }
    finish(&e);
    expect_no_errors(&e);
    kp_report_options options = {.lang = KP_ZH, .problems = e.problems, .timestamp = 1790726400};
    assert_true(kp_report_write(arena, e.card, &options, path, e.problems));
    reading r = {.path = path, .arena = arena};
    read_with(&r, take_row);
    expect_no_problem(&r);
    return r;
}

static const seen_cell *find_part(const reading *r, const char *part) {
    size_t sheet = sheet_of_book(r, "榜单");
    for (size_t i = 0; i < r->cells.count; i++)
        if (r->cells.items[i].sheet == sheet && strstr(r->cells.items[i].text, part))
            return &r->cells.items[i];
    return NULL;
}

static void check_problems(kp_arena *arena, void *data) {
    (void)data;
    reading r = report_of(arena, scratch("lists.xlsx"));
    const seen_cell *cell = find_part(&r, "主要问题：");
    assert_non_null(cell);
    assert_string_equal(strstr(cell->text, "主要问题："),
                        "主要问题：1. 满意度，失 21.00 分（环境 50.00、文体 60.00、治安 70.00）\n2. 卫生，失 5.00 分");
}

static void check_actions(kp_arena *arena, void *data) {
    (void)data;
    reading r = report_of(arena, scratch("lists.xlsx"));
    const seen_cell *heads[2], *action = find_part(&r, "处理措施"), *first = find_part(&r, "先进（"), *last = find_part(&r, "帮扶（");
    assert_true(action && first && last);
    assert_true(action->row > last->row && last->row > first->row); /* the only one stands on the second page */
    heads[0] = find_part(&r, "连续次数");
    heads[1] = cell_at(&r, action->sheet, action->row, action->column - 1);
    assert_int_equal(heads[0]->column, heads[1]->column);
    assert_string_equal(find_part(&r, "约谈")->text, "约谈");
}

static void check_no_grades(kp_arena *arena, void *data) {
    (void)data;
    reading r = report_of(arena, scratch("lists.xlsx"));
    for (size_t i = 0; i < r.cells.count; i++)
        if (r.cells.items[i].sheet == sheet_of_book(&r, "汇总") || r.cells.items[i].sheet == sheet_of_book(&r, "排名"))
            assert_string_not_equal(r.cells.items[i].text, "等次");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("main problems are losses of what counts, and of a survey its worst questions", check_problems),
        IN_ARENA("a list without actions has no column of them", check_actions),
        IN_ARENA("a scheme without grades has no column of them", check_no_grades),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
