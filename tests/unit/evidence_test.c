/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evidence_test.c - evidence while it is entered, and what finishing makes of it. */
#include "scoring_support.h"

#define TWO_LEAVES                                                                                                                                   \
    "indicators: [{id: a, title: 甲项 | First, points: 50, method: direct}, {id: b, title: 乙项 | Second, points: 50, method: ratio}]\n"

static void check_names(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, TWO_LEAVES, 0);
    kp_evidence *v = e.evidence;
    assert_int_equal(kp_evidence_add_unit(v, "C01", "幸福社区", "北片", (kp_origin){0}), 0);
    assert_int_equal(kp_evidence_add_unit(v, "C02", "和平社区", " 北片", (kp_origin){0}), 1);
    assert_int_equal(kp_evidence_add_unit(v, "C03", "和平社区", "", (kp_origin){0}), 2);
    assert_int_equal(kp_evidence_add_unit(v, NULL, "团结社区", NULL, (kp_origin){0}), 3);
    assert_int_equal(kp_evidence_add_unit(v, "幸福社区2", "C01 改名", NULL, (kp_origin){0}), 4);
    assert_int_equal(kp_evidence_add_unit(v, "C06", " ", NULL, (kp_origin){0}), 5);
    assert_int_equal(kp_evidence_find_unit(v, "幸福社区"), 0);
    assert_int_equal(kp_evidence_find_unit(v, "　幸福 社区"), 0);
    assert_int_equal(kp_evidence_find_unit(v, "ｃ０１"), 0);
    assert_int_equal(kp_evidence_find_unit(v, "和平社区"), -2);
    assert_int_equal(kp_evidence_find_unit(v, "C03"), 2);
    assert_int_equal(kp_evidence_find_unit(v, "团结社区"), 3);
    assert_int_equal(kp_evidence_find_unit(v, "C06"), 5);
    assert_int_equal(kp_evidence_find_unit(v, "没有"), -1);
    assert_int_equal(kp_evidence_find_unit(v, ""), -1);
    assert_int_equal(kp_evidence_find_unit(v, NULL), -1);
    assert_int_equal(v->groups.count, 1); /* the same name with a blank */
    assert_int_equal(v->units.items[1].group, 0);
    assert_int_equal(v->units.items[2].group, -1);
    assert_string_equal(v->units.items[3].id, "团结社区");
    assert_string_equal(v->units.items[5].name, "C06");
    assert_int_equal(kp_evidence_add_unit(v, NULL, "和平社区", NULL, (kp_origin){0}), 6); /* a name without id does not hide that others have it */
    assert_int_equal(kp_evidence_find_unit(v, "和平社区"), -2);
}

/* Numbers as names: what is the id of one unit and the name of another means neither. */
static void check_id_or_name(kp_arena *arena, void *data) {
    (void)data;
    kp_evidence *v = begin(arena, TWO_LEAVES, 0).evidence;
    kp_evidence_add_unit(v, "1", "3", "", (kp_origin){0});
    kp_evidence_add_unit(v, "2", "1", "", (kp_origin){0});
    kp_evidence_add_unit(v, "4", "4", "", (kp_origin){0});
    assert_int_equal(kp_evidence_find_unit(v, "1"), -2);
    assert_int_equal(kp_evidence_find_unit(v, "2"), 1);
    assert_int_equal(kp_evidence_find_unit(v, "3"), 0);
    assert_int_equal(kp_evidence_find_unit(v, "4"), 2);
}

static void check_evaluators(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, TWO_LEAVES, 0);
    assert_int_equal(kp_evidence_evaluator(e.evidence, "张三"), 0);
    assert_int_equal(kp_evidence_evaluator(e.evidence, "李四"), 1);
    assert_int_equal(kp_evidence_evaluator(e.evidence, " 张 三"), 0);
    assert_int_equal(kp_evidence_evaluator(e.evidence, ""), 2); /* without a name nobody is the same as anybody */
    assert_int_equal(kp_evidence_evaluator(e.evidence, NULL), 3);
    kp_evidence_add_unit(e.evidence, "C01", "幸福社区", NULL, (kp_origin){0});
    assert_int_equal(kp_evidence_evaluator(e.evidence, "C01"), 4); /* one unit that marks others, by its id and by its name */
    assert_int_equal(kp_evidence_evaluator(e.evidence, "幸福社区"), 4);
    assert_string_equal(e.evidence->evaluators.items[4], "幸福社区");
}

static void check_places(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, TWO_LEAVES, 0); /* source 0 is made there */
    assert_int_equal(kp_evidence_source(e.evidence, "a.xlsx", "甲"), 1);
    assert_int_equal(kp_evidence_source(e.evidence, "a.xlsx", "乙"), 2);
    assert_int_equal(kp_evidence_source(e.evidence, "a.xlsx", "甲"), 1);
    assert_int_equal(kp_evidence_source(e.evidence, "b.csv", NULL), 3);
    kp_place place = kp_evidence_place(e.evidence, (kp_origin){7, 4, 2});
    assert_string_equal(place.file, "a.xlsx");
    assert_string_equal(place.sheet, "乙");
    assert_int_equal(place.row, 7);
    assert_int_equal(place.column, 4);
    assert_null(kp_evidence_place(e.evidence, (kp_origin){0}).file); /* typed nowhere */
    assert_null(kp_evidence_place(e.evidence, (kp_origin){7, 4, 60000}).file);
}

static void check_growth(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, TWO_LEAVES, 0);
    for (int i = 0; i < 1000; i++) {
        kp_evidence_add_unit(e.evidence, kp_format(arena, "u%d", i), "", NULL, (kp_origin){0});
        mark(&e, i, "a", 0, kp_format(arena, "%d", i % 50));
        assert_int_equal(kp_evidence_input(e.evidence, i, node(&e, "b"), 1)->state, KP_INPUT_MISSING);
        assert_true(kp_num_is_zero(kp_evidence_input(e.evidence, i, node(&e, "b"), 1)->value));
    }
    for (int i = 0; i < 1000; i++)
        assert_true(kp_num_equal(kp_evidence_input(e.evidence, i, node(&e, "a"), 0)->value, kp_num_int(i % 50)));
    assert_int_equal(e.evidence->slots_per_unit, 3);
}

static void check_sorted(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, "indicators: [{id: a, title: A, points: 50, method: deduct}, {id: b, title: B, points: 50, method: deduct}]\n", 3);
    finding(&e, 2, "b", -1, "1", "1");
    finding(&e, 0, "b", -1, "1", "2");
    finding(&e, 2, "a", -1, "1", "3");
    finding(&e, 0, "b", -1, "1", "4"); /* after 2, as typed */
    finding(&e, 0, "a", -1, "1", "5");
    e.evidence->findings.items[2].unit = -1; /* of nobody: dropped */
    finish(&e);
    static const int points[] = {5, 2, 4, 1};
    assert_int_equal(e.evidence->findings.count, 4);
    for (int i = 0; i < 4; i++)
        assert_true(kp_num_equal(e.evidence->findings.items[i].points.value, kp_num_int(points[i])));
    static const size_t first[] = {0, 3, 3, 4};
    assert_memory_equal(e.evidence->first_finding, first, sizeof first);
    expect_mark(&e, 0, "b", "44");
    expect_mark(&e, 1, "b", "50");
}

static void check_missing(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, TWO_LEAVES, 3);
    marks(&e, 0, "a", "40");
    marks(&e, 0, "b", "3 4");
    mark(&e, 1, "a", 0, "");
    marks(&e, 1, "b", "3 4");
    marks(&e, 2, "b", "3");
    mark(&e, 2, "a", 0, "?"); /* doubtful: told where it was read */
    finish(&e);
    expect_problem(&e, KP_D_MISSING_VALUE, 2);
    const kp_problem *first = &e.problems->items[0], *second = &e.problems->items[1];
    assert_string_equal(kp_problem_line(arena, first, KP_ZH), "entry.xlsx · 考评对象!D7: 错误 KP-D051 “社区2”的“甲项”没有填写");
    assert_string_equal(kp_problem_message(arena, second, KP_EN), "Second·due of 社区3 is missing");
    assert_int_equal(second->unit, 2);
    assert_int_equal(second->place.row, 5); /* no cell of its own: where the unit is listed */
    assert_true(e.card->units[0].scored);
    assert_false(e.card->units[2].scored);
}

/* What a unit lacks on a sheet where nothing of it stands is one problem, at that sheet; where its row is there, one for each cell. */
static void check_missing_row(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, TWO_LEAVES, 4);
    uint16_t sheet = kp_evidence_source(e.evidence, "entry.xlsx", "自查 | all");
    kp_evidence_expect(e.evidence, node(&e, "a"), sheet);
    kp_evidence_expect(e.evidence, node(&e, "b"), sheet);
    marks(&e, 0, "a", "40");
    marks(&e, 0, "b", "3 4");
    marks(&e, 1, "a", "40"); /* its row is there, without the columns of b */
    gap(&e, 3, "a");
    gap(&e, 3, "b"); /* needs no row */
    finish(&e);
    expect_problem(&e, KP_D_ROW_MISSING, 1);
    expect_problem(&e, KP_D_MISSING_VALUE, 2);
    expect_problem(&e, KP_D_NO_DATA, 0);
    for (size_t i = 0; i < e.problems->count; i++) {
        const kp_problem *p = &e.problems->items[i];
        if (p->code == KP_D_ROW_MISSING) {
            assert_int_equal(p->unit, 2);
            assert_string_equal(kp_problem_line(arena, p, KP_ZH), "entry.xlsx · 自查 | all: 错误 KP-D072 “社区3”在“自查 | all”表中没有数据行");
            assert_string_equal(kp_problem_message(arena, p, KP_EN), "社区3 has no row on the sheet 自查 | all");
        } else if (p->code == KP_D_MISSING_VALUE) {
            assert_int_equal(p->unit, 1);
            assert_non_null(strstr(kp_problem_message(arena, p, KP_ZH), "没有填写（应在“自查 | all”表中）"));
            assert_non_null(strstr(kp_problem_message(arena, p, KP_EN), "of 社区2 is missing, on the sheet 自查 | all"));
        }
    }
    assert_int_equal(e.card->units[2].reason, KP_D_ROW_MISSING);
    assert_true(e.card->units[0].scored);
}

/* Panels and tables alike: entries of one leaf are a row, and the other leaf is then told of by itself. */
static void check_missing_panel_row(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         "indicators: [{id: a, title: A, points: 50, method: panel, min_evaluators: 1}, {id: b, title: B, points: 50, method: panel, "
                         "min_evaluators: 1}]\n",
                         3);
    uint16_t sheet = kp_evidence_source(e.evidence, "entry.xlsx", "评议");
    kp_evidence_expect(e.evidence, node(&e, "a"), sheet);
    kp_evidence_expect(e.evidence, node(&e, "b"), sheet);
    panel(&e, 0, "a", "甲", -1, "40");
    panel(&e, 0, "b", "甲", -1, "40");
    panel(&e, 1, "a", "甲", -1, "40");
    finish(&e);
    expect_problem(&e, KP_D_ROW_MISSING, 1);
    expect_problem(&e, KP_D_MISSING_VALUE, 1);
    assert_int_equal(e.card->units[1].reason, KP_D_MISSING_VALUE);
    assert_int_equal(e.card->units[2].reason, KP_D_ROW_MISSING);
}

static void check_absent_column(kp_arena *arena, void *data) {
    (void)data; /* a column that is not there is told once, not once a unit */
    evaluation e = begin(arena, TWO_LEAVES, 3);
    for (int i = 0; i < 3; i++)
        marks(&e, i, "b", "3 4");
    finish(&e);
    expect_problem(&e, KP_D_NO_DATA, 1);
    expect_problem(&e, KP_D_MISSING_VALUE, 0);
    assert_int_equal(e.card->scored_count, 0);
    assert_int_equal(e.card->units[1].reason, KP_D_NO_DATA);
}

static void check_gap_with_value(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, TWO_LEAVES, 2);
    marks(&e, 0, "a", "40");
    marks(&e, 0, "b", "3 4");
    marks(&e, 1, "a", "40");
    gap(&e, 0, "b");
    gap(&e, 0, "b"); /* twice is no harm */
    gap(&e, 1, "b");
    finish(&e);
    expect_problem(&e, KP_D_VALUE_IN_GAP, 1);
    expect_problem(&e, KP_D_MISSING_VALUE, 0);
    expect_mark(&e, 0, NULL, "80"); /* the gap holds */
    expect_mark(&e, 1, NULL, "80");
}

static void check_gap_with_dash(kp_arena *arena, void *data) {
    (void)data; /* a dash says the same as the register */
    evaluation e = begin(arena, "indicators: [{id: a, title: A, points: 50, method: direct}, {id: b, title: B, points: 50, method: panel}]\n", 2);
    for (int i = 0; i < 2; i++) {
        marks(&e, i, "a", "40");
        panel(&e, i, "b", "甲", -1, i ? "30" : "—");
        gap(&e, i, "b");
    }
    finish(&e);
    expect_problem(&e, KP_D_VALUE_IN_GAP, 1);
    expect_mark(&e, 0, NULL, "80");
}

static void check_excluded(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, TWO_LEAVES, 2);
    marks(&e, 0, "a", "40");
    marks(&e, 0, "b", "3 4");
    e.evidence->units.items[1].excluded = true;
    finish(&e);
    expect_no_errors(&e);
    assert_int_equal(e.card->scored_count, 1);
}

static void check_units_problem(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, TWO_LEAVES, 3);
    for (int i = 0; i < 3; i++) {
        marks(&e, i, "a", "40");
        marks(&e, i, "b", "3 4");
    }
    kp_problems_add(e.problems, KP_D_DATE_OUTSIDE, (kp_place){0}, 0, "", "", NULL); /* a warning stops nobody */
    kp_problems_add(e.problems, KP_D_NOT_A_NUMBER, (kp_place){0}, 1, "x", "", NULL);
    kp_problems_add(e.problems, KP_D_NEGATIVE, (kp_place){0}, 1, "-1", "", NULL);
    kp_problems_add(e.problems, KP_F_DAMAGED, (kp_place){0}, KP_UNIT_NONE, "", NULL, NULL);
    finish(&e);
    assert_int_equal(e.evidence->units.items[0].problem, -1);
    assert_int_equal(e.evidence->units.items[1].problem, KP_D_NOT_A_NUMBER);
    assert_int_equal(e.evidence->units.items[2].problem, -1);
    assert_int_equal(e.card->scored_count, 2);
}

static void check_empty(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, TWO_LEAVES "lists: [{id: l, title: L, when: rank <= 1}]\nbands: [{id: x, title: X}]\n", 0);
    finish(&e);
    expect_no_errors(&e);
    assert_int_equal(e.card->scored_count, 0);
    assert_int_equal(e.card->lists.count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a unit is found by id, else by a name that only it has", check_names),
        IN_ARENA("what is the id of one unit and the name of another means neither", check_id_or_name),
        IN_ARENA("an evaluator is one by name, whatever blanks are typed, and a unit by its name or id", check_evaluators),
        IN_ARENA("a cell's origin gives its place back", check_places),
        IN_ARENA("inputs stay when units are added", check_growth),
        IN_ARENA("lists are sorted by unit and indicator, in the order typed", check_sorted),
        IN_ARENA("every missing value is told with its cell", check_missing),
        IN_ARENA("a unit without a row on a sheet is told once, at that sheet", check_missing_row),
        IN_ARENA("a unit without a row on a sheet of panels is told once, and one with a part of it for each leaf", check_missing_panel_row),
        IN_ARENA("a column that nobody has is told once, and leaves all unscored", check_absent_column),
        IN_ARENA("what is typed for something that does not apply is warned of, and does not count", check_gap_with_value),
        IN_ARENA("a dash typed for something that does not apply is not warned of", check_gap_with_dash),
        IN_ARENA("nothing is asked of a unit that takes no part", check_excluded),
        IN_ARENA("a unit knows the first error that concerns it", check_units_problem),
        IN_ARENA("an evaluation without units has no results and no problems", check_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
