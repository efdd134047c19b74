/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roll_up_test.c - units rolled up: a firm's score is the mean of its projects' weighted by households.
 * By hand: 幸福 has 90 × 1000 and 80 × 500: 130000 / 1500 = 86.666…; 安居 85 × 200; 和谐 has a project whose households are not known.
 */
#include "scoring_support.h"

#include "kaoping/report.h"
#include "kaoping/result_json.h"
#define expect_problem expect_problem_in_file /* scoring_support.h has one of that name */
#include "reading.h"
#undef expect_problem

static const char firms[] = "unit_fields: [物业企业 | Firm, 户数 | Households]\ncombine_by: 物业企业\ncombine_weight: Households\n"
                            "indicators: [{id: a, title: A, points: 100, method: direct}]\n";

static void add(evaluation *e, const char *firm, const char *households, const char *score) {
    int32_t unit = kp_evidence_add_unit(e->evidence, NULL, kp_format(e->arena, "项目%zu", e->evidence->units.count + 1), NULL, (kp_origin){0});
    e->evidence->units.items[unit].fields[0] = firm;
    e->evidence->units.items[unit].fields[1] = households;
    mark(e, unit, "a", 0, score);
}

static evaluation seven(kp_arena *arena) {
    evaluation e = begin(arena, firms, 0);
    add(&e, "幸福物业", "1,000户", "90");
    add(&e, "安居物业", "200", "85");
    add(&e, " 幸福物业", "500", "80");
    add(&e, "和谐物业", "待查", "99");
    add(&e, "和谐物业", "300", "98");
    add(&e, "", "100", "97");
    add(&e, "安居物业", "100", "10");
    e.evidence->units.items[6].excluded = true;
    e.evidence->units.items[6].exclusion = "新交付";
    finish(&e);
    return e;
}

static void check_firms(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = seven(arena);
    expect_problem(&e, KP_R_COMBINED_WEIGHT, 1);
    expect_problem(&e, KP_R_COMBINED_NOWHERE, 1);
    static const struct {
        const char *name, *score;
        size_t units, counted;
        int32_t rank;
    } rows[] = {{"幸福物业", "260/3", 2, 2, 1}, {"安居物业", "85", 1, 1, 2}, {"和谐物业", "0", 2, 1, 0}};
    assert_int_equal(e.card->combined.count, 3);
    for (size_t i = 0; i < 3; i++) {
        const kp_combined *of = &e.card->combined.items[i];
        assert_string_equal(of->name, rows[i].name);
        assert_string_equal(kp_num_exact(arena, of->score), rows[i].score);
        assert_int_equal(of->units, rows[i].units);
        assert_int_equal(of->counted, rows[i].counted);
        assert_int_equal(of->rank, rows[i].rank);
    }
    assert_int_equal(e.card->combined_of[2], 0);
    assert_int_equal(e.card->combined_of[5], -1);
    const char *json = kp_result_json(arena, e.evidence, e.card, e.problems, KP_ZH);
    assert_non_null(strstr(json, "{\"name\":\"幸福物业\",\"units\":2,\"counted\":2,\"weight\":\"1500\",\"score\":\"86.67\",\"rank\":1}"));
    assert_non_null(strstr(json, "{\"name\":\"和谐物业\",\"units\":2,\"counted\":1,\"weight\":\"300\",\"score\":null,\"rank\":null}"));
    assert_non_null(strstr(kp_explain(arena, e.card, 0, 0, KP_ZH), "计入物业企业“幸福物业”的汇总，权重 1000"));
}

/* Equal means share a rank; without weights all count alike: (90 + 80) / 2 = 85. */
static void check_lowest_first(kp_arena *arena, void *data) {
    (void)data; /* 85, 85 and 60: the lowest first; of modified ranks the two share the third */
    static const char *const rules[] = {"", "ranking: modified\n"};
    for (int i = 0; i < 2; i++) {
        evaluation e = begin(
            arena,
            kp_format(arena,
                      "better: low\n%sunit_fields: [企业, 户数]\ncombine_by: 企业\nindicators: [{id: a, title: A, points: 100, method: direct}]\n",
                      rules[i]),
            0);
        add(&e, "甲", "", "90");
        add(&e, "甲", "", "80");
        add(&e, "乙", "", "85");
        add(&e, "丙", "", "60");
        finish(&e);
        assert_string_equal(e.card->combined.items[0].name, "丙");
        assert_int_equal(e.card->combined.items[0].rank, 1);
        assert_int_equal(e.card->combined.items[1].rank, i ? 3 : 2);
        assert_int_equal(e.card->combined.items[2].rank, i ? 3 : 2);
    }
}

static void check_alike(kp_arena *arena, void *data) {
    (void)data;
    for (int dense = 0; dense < 2; dense++) {
        evaluation e = begin(
            arena,
            kp_format(arena,
                      "unit_fields: [企业, 户数]\ncombine_by: 企业\nranking: %s\nindicators: [{id: a, title: A, points: 100, method: direct}]\n",
                      dense ? "dense" : "competition"),
            0);
        add(&e, "甲", "", "90");
        add(&e, "甲", "", "80");
        add(&e, "乙", "", "85");
        add(&e, "丙", "", "60");
        finish(&e);
        expect_no_errors(&e);
        assert_int_equal(e.card->combined.items[0].rank, 1);
        assert_int_equal(e.card->combined.items[1].rank, 1);
        assert_int_equal(e.card->combined.items[2].rank, dense ? 2 : 3);
    }
}

/* 甲's second project has an error: what it would have had, nobody knows. */
static void check_error(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, firms, 0);
    add(&e, "甲", "100", "90");
    add(&e, "甲", "300", "?");
    add(&e, "乙", "100", "80");
    finish(&e);
    expect_problem(&e, KP_R_COMBINED_OPEN, 1);
    assert_int_equal(e.card->combined.count, 2);
    assert_string_equal(e.card->combined.items[0].name, "乙");
    assert_int_equal(e.card->combined.items[0].rank, 1);
    assert_false(e.card->combined.items[1].scored);
    assert_int_equal(e.card->combined.items[1].rank, 0);
}

static void check_faults(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *text;
        kp_problem_code code;
    } rows[] = {{"combine_by: 企业", KP_S_UNKNOWN_REFERENCE},
                {"unit_fields: [企业]\ncombine_by: 企业\ncombine_weight: 户数", KP_S_UNKNOWN_REFERENCE},
                {"unit_fields: [户数]\ncombine_weight: 户数", KP_S_FIELD_MISSING}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_problems *problems = kp_problems_new(arena);
        assert_null(build_yaml(
            arena, kp_format(arena, "id: t\ntitle: T\n%s\nindicators: [{id: a, title: A, points: 100, method: direct}]\n", rows[i].text), problems));
        assert_int_equal(count_code(problems, rows[i].code), 1);
        assert_int_equal(problems->errors, 1);
    }
}

static void write_report(kp_arena *arena, void *data) {
    evaluation e = seven(arena);
    const kp_report_options options = {.problems = e.problems, .timestamp = 1790726400};
    assert_true(kp_report_write(arena, e.card, &options, data, e.problems));
}

/* The sheet shows the firms by rank, and the formula's stored value is the mean. */
static void check_report(void **state) {
    (void)state;
    const char *path = scratch("combined.xlsx");
    run_with_arena(write_report, (void *)(uintptr_t)path);
    reading r = start_reading(path, read_body);
    expect_no_problem(&r);
    size_t sheet = sheet_of_book(&r, "汇总单位");
    const seen_cell *firm = find_from(&r, sheet, 1, "幸福物业");
    assert_non_null(firm);
    const seen_cell *score = cell_at(&r, sheet, firm->row, 6), *weight = cell_at(&r, sheet, firm->row, 5);
    assert_true(score && score->formula && weight);
    assert_string_equal(score->text, "86.67");
    assert_string_equal(weight->text, "1500");
    const seen_cell *first =
        cell_at(&r, sheet, firm->row + 5, 5); /* two firms more, a gap and a head: its first project, in the row that the formula begins with */
    assert_true(first && !strcmp(first->text, "1000"));
    end_reading(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a firm's score is the mean of its projects weighted by households, and a weight that is not known leaves it without one",
                 check_firms),
        IN_ARENA("where the lowest total is best the firm with the lowest mean ranks first", check_lowest_first),
        IN_ARENA("without weights all count alike, and equal means share a rank", check_alike),
        IN_ARENA("a project with an error leaves its firm without a score, and that is told", check_error),
        IN_ARENA("what units are rolled up by, and what they weigh, must be there", check_faults),
        cmocka_unit_test_setup_teardown(check_report, make_scratch, remove_scratch),
    };
    return cmocka_run_group_tests_name("roll_up", tests, NULL, NULL);
}
