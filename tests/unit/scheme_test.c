/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_test.c - building a scheme: what its tree comes to, and that every fault is found, named by its own code, and found together with the others. */
#include "scheme_support.h"

#define HEAD     "id: t\ntitle: T\n"
#define ONE_LEAF "indicators: [{id: a, title: A, points: 100, method: direct}]\n"
/* One leaf of a method, with further fields. */
#define LEAF(fields) HEAD "indicators: [{id: a, title: A, points: 10, " fields "}]\n"
#define BANDS(list)  HEAD ONE_LEAF "bands:\n" list
#define LISTS(list)  HEAD ONE_LEAF "lists:\n" list

typedef struct fault {
    const char *text;
    kp_problem_code code;
    const char *found, *expected; /* arguments 0 and 1, or NULL: not looked at */
} fault;

static void expect_faults(kp_arena *arena, const fault *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        kp_problems *problems = kp_problems_new(arena);
        kp_scheme *scheme = build_yaml(arena, rows[i].text, problems);
        bool warning = kp_problem_severity(rows[i].code) != KP_ERROR;
        if (count_code(problems, rows[i].code) != 1 || problems->count != 1 || (scheme != NULL) != warning) {
            for (size_t k = 0; k < problems->count; k++)
                print_error("%s\n", kp_problem_line(arena, &problems->items[k], KP_EN));
            fail_msg("expected %s alone from:\n%s", kp_problem_code_text(rows[i].code), rows[i].text);
        }
        const kp_problem *problem = &problems->items[0];
        assert_string_equal(problem->place.file, "test.yaml");
        assert_true(problem->place.row > 0 || rows[i].code == KP_S_NO_SCHEME);
        if (rows[i].found)
            assert_string_equal(problem->arguments[0], rows[i].found);
        if (rows[i].expected)
            assert_string_equal(kp_text(arena, problem->arguments[1], KP_EN), rows[i].expected);
    }
}
#define EXPECT(rows) expect_faults(arena, rows, sizeof(rows) / sizeof *(rows))

/* ---- the tree ---- */

static void check_tree(kp_arena *arena, void *data) {
    (void)data;
    /* children before siblings, parents named behind their children's records: the order of siblings is that of the records */
    const kp_scheme *s = sound_yaml(arena, HEAD "indicators:\n"
                                                "  - {id: b2, parent: b, title: B2, points: 5, method: direct}\n"
                                                "  - {id: a, title: A, points: 20, method: direct}\n"
                                                "  - {id: b, title: B}\n"
                                                "  - {id: a2, title: A2, points: 70, children: [{id: c, title: C, points: 30, method: direct}, {id: "
                                                "d, title: D, points: 40, method: direct}]}\n"
                                                "  - {id: b1, parent: b, title: B1, points: 5, method: direct}\n"
                                                "  - {id: e, parent: a2, title: E, method: bonus, cap_high: 3}\n");
    static const struct {
        const char *id;
        int32_t parent, end, depth;
        const char *full;
    } rows[] = {{"total", -1, 9, 0, "100"}, {"a", 0, 2, 1, "20"}, {"b", 0, 5, 1, "10"}, {"b2", 2, 4, 2, "5"}, {"b1", 2, 5, 2, "5"},
                {"a2", 0, 9, 1, "70"},      {"c", 5, 7, 2, "30"}, {"d", 5, 8, 2, "40"}, {"e", 5, 9, 2, "0"}};
    assert_int_equal(s->indicator_count, 9);
    for (size_t i = 0; i < 9; i++) {
        const kp_indicator *node = &s->indicators[i];
        assert_string_equal(node->id, rows[i].id);
        assert_int_equal(node->parent, rows[i].parent);
        assert_int_equal(node->end, rows[i].end);
        assert_int_equal(node->depth, rows[i].depth);
        assert_string_equal(kp_num_exact(arena, node->full), rows[i].full);
    }
    assert_true(s->indicators[2].points.given); /* as its children have it */
    assert_int_equal(kp_scheme_first_child(s, 0), 1);
    assert_int_equal(kp_scheme_next_sibling(s, 1), 2);
    assert_int_equal(kp_scheme_next_sibling(s, 2), 5);
    assert_int_equal(kp_scheme_next_sibling(s, 5), -1);
    assert_int_equal(kp_scheme_first_child(s, 8), -1);
    assert_int_equal(kp_scheme_next_sibling(s, 0), -1);
}

static void check_full(kp_arena *arena, void *data) {
    (void)data;
    const kp_scheme *s = sound_yaml(arena, HEAD "full: 150\nindicators:\n"
                                                "  - {id: a, title: A, weight: 40%, method: direct}\n"
                                                "  - {id: b, title: B, weight: 35, full: 20, method: panel, scale: 10}\n"
                                                "  - {id: c, title: C, weight: 25, children: [{id: d, title: D, points: 2.5, method: direct}, {id: "
                                                "e, title: E, points: 1/2, method: direct}]}\n");
    static const char *const full[] = {"150", "100", "20", "3", "2.5", "0.5"}, *const scale[] = {NULL, "100", "10", NULL, "2.5", "0.5"};
    for (size_t i = 0; i < 6; i++) {
        assert_string_equal(kp_num_exact(arena, s->indicators[i].full), full[i]);
        if (scale[i])
            assert_string_equal(kp_num_exact(arena, s->indicators[i].scale), scale[i]);
    }
    assert_int_equal(s->indicators[0].combine, KP_COMBINE_WEIGHTED);
    assert_int_equal(s->indicators[3].combine, KP_COMBINE_SUM);
    assert_string_equal(kp_num_exact(arena, s->indicators[1].weight.value), "40");
}

static void check_gaps_rule(kp_arena *arena, void *data) {
    (void)data;
    const kp_scheme *s = sound_yaml(
        arena, HEAD "not_applicable: zero\nindicators:\n"
                    "  - {id: a, title: A, points: 50, method: direct}\n"
                    "  - {id: b, title: B, points: 50, not_applicable: 按比例折算, children: [{id: c, title: C, points: 25, method: direct},"
                    " {id: d, title: D, points: 25, method: direct, not_applicable: full}]}\n");
    static const kp_na_rule named[] = {KP_NA_INHERIT, KP_NA_INHERIT, KP_NA_PRORATE, KP_NA_INHERIT, KP_NA_FULL};
    static const kp_na_rule in_force[] = {KP_NA_ZERO, KP_NA_ZERO, KP_NA_PRORATE, KP_NA_PRORATE, KP_NA_FULL};
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(s->indicators[i].na_named, named[i]);
        assert_int_equal(s->indicators[i].na, in_force[i]);
    }
}

static void check_sheets(kp_arena *arena, void *data) {
    (void)data;
    const kp_scheme *s =
        sound_yaml(arena, HEAD "indicators:\n"
                               "  - {id: a, title: A, points: 50, sheet: 自查 | Self-check, children: [{id: c, title: C, points: 25, method: direct},"
                               " {id: d, title: D, points: 25, method: deduct, step: 1, sheet: 扣分}]}\n"
                               "  - {id: b, title: B, points: 25, method: direct, sheet: 自查}\n"
                               "  - {id: e, title: E, points: 25, method: deduct, step: 1, evidence: count}\n");
    static const char *const sheets[] = {NULL, NULL, "自查 | Self-check", "扣分", "自查 | Self-check", "评分表 | Scores"};
    for (size_t i = 0; i < 6; i++) {
        if (sheets[i])
            assert_string_equal(s->indicators[i].sheet, sheets[i]);
        else
            assert_null(s->indicators[i].sheet);
    }
    assert_int_equal(kp_scheme_find_by_name(s, "B", "自查"), 4);
    assert_int_equal(kp_scheme_find_by_name(s, "ｂ", NULL), 4);
    assert_int_equal(kp_scheme_find_by_name(s, "B", "扣分"), 4); /* by id anywhere */
    assert_int_equal(kp_scheme_find_by_name(s, "自查", NULL), -1);
}

static void check_names(kp_arena *arena, void *data) {
    (void)data;
    const kp_scheme *s = sound_yaml(arena, HEAD "indicators:\n"
                                                "  - {id: a, title: 卫生, points: 50, method: direct, sheet: S1}\n"
                                                "  - {id: b, title: 卫生, points: 50, method: direct, sheet: S2}\n");
    assert_int_equal(kp_scheme_find_by_name(s, "卫生", NULL), -2);
    assert_int_equal(kp_scheme_find_by_name(s, "卫生", "S2"), 2);
    assert_int_equal(kp_scheme_find_indicator(s, "b"), 2);
    assert_int_equal(kp_scheme_find_indicator(s, "x"), -1);
    assert_int_equal(kp_scheme_find_band(s, "x"), -1);
    assert_int_equal(kp_scheme_find_veto(s, "x"), -1);
    assert_int_equal(kp_scheme_find_list(s, "x"), -1);
}

static void check_methods(kp_arena *arena, void *data) {
    (void)data;
    const kp_scheme *s =
        sound_yaml(arena, HEAD "indicators:\n"
                               "  - {id: a, title: A, points: 10, method: 分档, better: low, input: 数值, steps: {1: 10, ２: 8, 其余: 0}}\n"
                               "  - {id: b, title: B, points: 10, method: checklist, items: [x, y, z], table: {3: 10}}\n"
                               "  - {id: c, title: C, points: 10, method: panel, trim_low: 2, trim_high: 2, min_evaluators: 5, multiply: 2.8, pool: "
                               "sum, roles: {街道 | Street: 60%, 居民: 40%}}\n"
                               "  - {id: d, title: D, points: 10, method: satisfaction, options: {满意 | Satisfied: 100, 一般 | Fair: 60, 差 | Poor: "
                               "0}, positive: [satisfied], measure: rate}\n"
                               "  - {id: e, title: E, points: 10, method: ballot, options: [满意 = 100, 不满意 = 0], quorum: 2/3}\n"
                               "  - {id: f, title: F, points: 10, method: linear, target: 95%, slope: 0.5, better: 越高越好}\n"
                               "  - {id: g, title: G, points: 10, method: ballot, options: 满意 = 100; 不满意 = 0, quorum: 66%}\n");
    assert_string_equal(s->indicators[1].steps.items[1].name, "2");
    assert_string_equal(s->indicators[1].steps.items[2].name, "else");
    assert_int_equal(s->indicators[1].input, KP_INPUT_VALUE);
    assert_string_equal(kp_num_exact(arena, s->indicators[3].multiply), "2.8");
    assert_string_equal(kp_num_exact(arena, s->indicators[3].roles.items[0].value), "60");
    assert_string_equal(s->indicators[4].positive.items[0].name, "满意 | Satisfied");
    assert_string_equal(kp_num_exact(arena, s->indicators[5].quorum), "2/3");
    assert_string_equal(kp_num_exact(arena, s->indicators[6].target.value), "95");
    assert_string_equal(kp_num_exact(arena, s->indicators[7].quorum), "0.66");
    assert_int_equal(s->indicators[7].options.count, 2);
}

/* ---- faults ---- */

static void check_record_faults(kp_arena *arena, void *data) {
    (void)data;
    static const fault rows[] = {
        {"title: T\n" ONE_LEAF, KP_S_FIELD_MISSING, NULL, NULL},
        {"id: t\n" ONE_LEAF, KP_S_FIELD_MISSING, NULL, NULL},
        {HEAD, KP_S_NO_INDICATORS, NULL, NULL},
        {"id: 1t\ntitle: T\n" ONE_LEAF, KP_S_BAD_ID, "1t", NULL},
        {HEAD "decimals: 2.5\n" ONE_LEAF, KP_S_BAD_NUMBER, "2.5", "a whole number from 0 to 6"},
        {HEAD "decimals: 7\n" ONE_LEAF, KP_S_OUT_OF_RANGE, "7", "a whole number from 0 to 6"},
        {HEAD "rounding: nearest\n" ONE_LEAF, KP_S_BAD_CHOICE, "nearest", "half_up, half_even, half_down, down, up"},
        {HEAD "minimum: 10\nmaximum: 5\n" ONE_LEAF, KP_S_OUT_OF_RANGE, "5", "at least the minimum 10"},
        {HEAD "maximum: 1e3\n" ONE_LEAF, KP_S_BAD_NUMBER, "1e3", "a number within ±1000000000, with at most 18 decimals and without an exponent"},
        {HEAD "maximum: 1000000001\n" ONE_LEAF, KP_S_BAD_NUMBER, "1000000001",
         "a number within ±1000000000, with at most 18 decimals and without an exponent"},
        {HEAD "maximum: 0.0000000000000000001\n" ONE_LEAF, KP_S_BAD_NUMBER, NULL,
         "a number within ±1000000000, with at most 18 decimals and without an exponent"},
        {HEAD "ties: break\n" ONE_LEAF, KP_S_FIELD_MISSING, NULL, NULL},
        {HEAD "tie_break: [a, -b]\n" ONE_LEAF, KP_S_UNKNOWN_REFERENCE, "-b", NULL},
        {HEAD "signatures: [甲, 乙, 甲]\n" ONE_LEAF, KP_S_DUPLICATE_NAME, "甲", NULL},
        {HEAD "indicators: [{id: a, title: A, points: 1, method: direct}, {id: A, title: B, points: 1, method: direct}]\n", KP_S_DUPLICATE_ID, "A",
         NULL},
        {HEAD "tie_break: [a]\nindicators: [{id: a, title: A, points: 1, method: direct}, {id: a, title: B, points: 1, method: direct}]\n",
         KP_S_DUPLICATE_ID, "a", NULL}, /* and the tie break names it nonetheless */
        {HEAD "levels: [区, 街道]\nindicators: [{id: a, title: A, points: 1, method: direct, level: 街道办}, {id: b, title: B, points: 1, method: "
              "direct, level: 区}, "
              "{id: c, title: C, points: 1, method: direct, level: 街道}]\n",
         KP_S_UNKNOWN_REFERENCE, "街道办", "one of 区, 街道"},
        {HEAD "indicators: [{id: total, title: A, points: 1, method: direct}]\n", KP_S_DUPLICATE_ID, "total", NULL},
        {HEAD "indicators: [{id: a b, title: A, points: 1, method: direct}]\n", KP_S_BAD_ID, "a b", NULL},
        {HEAD "indicators: [{id: a, points: 1, method: direct}]\n", KP_S_FIELD_MISSING, NULL, NULL},
        {HEAD "indicators: [{id: a, title: A, points: many, method: direct}]\n", KP_S_BAD_NUMBER, "many", "a number above 0"},
        {HEAD "indicators: [{id: a, title: A, points: 0, method: direct}]\n", KP_S_OUT_OF_RANGE, "0", "a number above 0"},
        {HEAD "indicators: [{id: a, title: A, points: 5%, method: direct}]\n", KP_S_BAD_NUMBER, "5%", "a number without a percent sign"},
        {HEAD "indicators: [{id: a, title: A, points: 1, method: directly}]\n", KP_S_BAD_CHOICE, "directly", NULL},
    };
    EXPECT(rows);
}

static void check_tree_faults(kp_arena *arena, void *data) {
    (void)data;
#define LEAF_A "{id: a, title: A, points: 50, method: direct}"
    static const fault rows[] = {
        {HEAD "indicators: [" LEAF_A ", {id: b, parent: x, title: B, points: 50, method: direct}]\n", KP_S_UNKNOWN_REFERENCE, "x", NULL},
        {HEAD "indicators: [" LEAF_A ", {id: b, parent: b, title: B, points: 50, method: direct}]\n", KP_S_CIRCLE, "b", NULL},
        {HEAD "indicators: [" LEAF_A ", {id: b, parent: c, title: B, points: 1}, {id: c, parent: b, title: C, points: 1, method: direct}]\n",
         KP_S_CIRCLE, NULL, NULL},
        {HEAD "indicators: [" LEAF_A ", {id: b, parent: a, title: B, points: 50, method: direct}]\n", KP_S_PARENT_HAS_METHOD, "a", "b"},
        {HEAD "indicators: [" LEAF_A ", {id: b, title: B, points: 50}]\n", KP_S_METHOD_MISSING, "b", NULL},
        {HEAD "indicators: [" LEAF_A ", {id: b, title: B, weight: 50, method: direct}]\n", KP_S_MIXED_POINTS, "50", NULL},
        {HEAD "indicators: [" LEAF_A ", {id: b, title: B, weight: 50, points: 50, method: direct}]\n", KP_S_POINTS_AND_WEIGHT, NULL, NULL},
        {HEAD "indicators: [" LEAF_A ", {id: b, title: B, method: direct}]\n", KP_S_NO_POINTS, "b", NULL},
        {HEAD "indicators: [{id: a, title: A, weight: 100, method: direct}, {id: b, title: B, method: direct}]\n", KP_S_NO_POINTS, "b", NULL},
        {HEAD "indicators: [{id: a, title: A, points: 20, children: [{id: b, title: B, points: 10, method: direct}, {id: c, title: C, points: 9.5, "
              "method: "
              "direct}]}]\n",
         KP_S_POINTS_SUM, "19.5", "20"},
        {HEAD "full: 100\nindicators: [" LEAF_A "]\n", KP_S_POINTS_SUM, "50", "100"},
        {HEAD "indicators: [{id: a, title: A, weight: 40, method: direct}, {id: b, title: B, weight: 50, method: direct}]\n", KP_S_WEIGHTS_SUM, "90",
         "100"},
        {HEAD "indicators: [{id: a, title: A, method: bonus, cap_high: 5}]\n", KP_S_NOTHING_SCORED, "total", NULL},
        {HEAD "indicators: [" LEAF_A ", {id: b, title: B, points: 5, method: bonus, cap_high: 5}]\n", KP_S_FIELD_NOT_HERE, "5", NULL},
        {HEAD "indicators: [" LEAF_A ", {id: b, title: B, points: 50, tolerance: 5, method: direct}]\n", KP_S_FIELD_MISSING, NULL, NULL},
        {HEAD "indicators: [" LEAF_A ", {id: b, title: B, points: 50, check_against: x, method: direct}]\n", KP_S_UNKNOWN_REFERENCE, "x", NULL},
        {HEAD "indicators: [" LEAF_A ", {id: b, title: B, points: 50, check_against: b, method: direct}]\n", KP_S_CIRCLE, "b", NULL},
        {HEAD "indicators: [{id: a, title: A, points: 5, check_against: b, method: direct}, {id: b, title: B, points: 5, check_against: a, method: "
              "direct}]\n",
         KP_S_CIRCLE, NULL, NULL},
        {HEAD "indicators: [{id: a, title: A, check_against: c, children: [{id: b, title: B, points: 5, method: direct}]}, {id: c, title: C, "
              "children: [{id: d, "
              "title: D, points: 5, check_against: a, method: direct}]}]\n",
         KP_S_CIRCLE, NULL, NULL},
        {HEAD "indicators: [" LEAF_A ", {id: b, title: a, points: 50, method: direct}]\n", KP_S_DUPLICATE_TITLE, "a", NULL},
        {HEAD "indicators: [{id: a, title: 甲 | A, points: 50, method: direct}, {id: b, title: 乙 | A, points: 50, method: direct}]\n",
         KP_S_DUPLICATE_TITLE, "乙 | A", NULL},
        {HEAD "indicators: [{id: a, title: A, points: 50, method: direct, sheet: 'a/b'}]\n", KP_S_SHEET_NAME, "a/b", NULL},
        {HEAD
         "indicators: [{id: a, title: A, points: 50, method: direct, sheet: 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二}]\n",
         KP_S_SHEET_NAME, NULL, "at most 31 characters"},
        {HEAD "indicators: [{id: a, title: A, points: 50, method: direct, sheet: 考评对象}]\n", KP_S_SHEET_CLASH, "考评对象", NULL},
        {HEAD "indicators: [{id: a, title: A, points: 50, method: direct, sheet: guide}]\n", KP_S_SHEET_CLASH, "guide", NULL},
        {HEAD "indicators: [" LEAF_A ", {id: b, title: B, points: 50, method: deduct, step: 1, sheet: 评分表}]\n", KP_S_SHEET_CLASH, NULL, NULL},
        {HEAD "indicators: [{id: a, title: A, points: 50, method: panel, roles: {x: 1, y: 1}}, {id: b, title: B, points: 50, method: panel}]\n",
         KP_S_ROLES_DIFFER, NULL, NULL},
        {HEAD
         "indicators: [{id: a, title: A, points: 50, method: direct, sheet: 甲 | X}, {id: b, title: B, points: 50, method: direct, sheet: 乙 | X}]\n",
         KP_S_SHEET_CLASH, "乙 | X", NULL},
    };
    EXPECT(rows);
}

static void check_method_faults(kp_arena *arena, void *data) {
    (void)data;
    static const fault rows[] = {
        {LEAF("method: direct, step: 1"), KP_S_FIELD_NOT_HERE, "1", "an indicator with the method deduct"},
        {HEAD "indicators: [{id: a, title: A, scale: 5, children: [{id: b, title: B, points: 10, method: direct}]}]\n", KP_S_FIELD_NOT_HERE, "5",
         NULL},
        {LEAF("method: deduct, evidence: count"), KP_S_FIELD_MISSING, NULL, NULL},
        {LEAF("method: deduct, free_count: 2"), KP_S_FIELD_MISSING, NULL, NULL},
        {LEAF("method: deduct, step: 1, free_count: 1.5"), KP_S_BAD_NUMBER, "1.5", NULL},
        {LEAF("method: deduct, step: 0"), KP_S_OUT_OF_RANGE, "0", NULL},
        {LEAF("method: deduct, step: 1, floor: 10"), KP_S_OUT_OF_RANGE, "10", "less than the full marks 10"},
        {LEAF("method: direct}, {id: b, title: B, method: bonus"), KP_S_FIELD_MISSING, NULL, NULL},
        {LEAF("method: direct}, {id: b, title: B, method: bonus, cap_low: 1"), KP_S_OUT_OF_RANGE, "1", "0 or less"},
        {LEAF("method: direct}, {id: b, title: B, method: bonus, cap_high: -1"), KP_S_OUT_OF_RANGE, "-1", "0 or more"},
        {LEAF("method: direct}, {id: b, title: B, method: bonus, cap_high: 5, events: {x: 6}"), KP_S_EVENT_BEYOND_CAP, "x = 6", NULL},
        {LEAF("method: ratio, target: 101"), KP_S_OUT_OF_RANGE, "101", "at most 100"},
        {LEAF("method: ratio, target: 0"), KP_S_OUT_OF_RANGE, "0", NULL},
        {LEAF("method: linear, slope: 1"), KP_S_FIELD_MISSING, NULL, NULL},
        {LEAF("method: linear, target: 95"), KP_S_FIELD_MISSING, NULL, NULL},
        {LEAF("method: ladder"), KP_S_FIELD_MISSING, NULL, NULL},
        {LEAF("method: ladder, steps: {95: 10, 95.0: 9, else: 0}"), KP_S_LADDER_ORDER, "95 = 9", NULL},
        {LEAF("method: ladder, steps: {90: 8, 95: 7, else: 0}"), KP_S_LADDER_ORDER, "95 = 7", NULL},
        {LEAF("method: ladder, better: low, steps: {2: 8, 1: 7, else: 0}"), KP_S_LADDER_ORDER, "1 = 7", NULL},
        {LEAF("method: ladder, steps: {95: 8, 90: 9, else: 0}"), KP_S_LADDER_ORDER, "90 = 9", NULL},
        {LEAF("method: ladder, steps: {95: 8, else: 0, 90: 0}"), KP_S_LADDER_ORDER, "else = 0", NULL},
        {LEAF("method: ladder, steps: {95: 11, else: 0}"), KP_S_OUT_OF_RANGE, "11", "at most 10"},
        {LEAF("method: ladder, steps: {95: 10, 90: 8}"), KP_S_LADDER_NO_ELSE, "90", NULL},
        {LEAF("method: ladder, steps: {95: 10, 0: 8}, input: value"), KP_S_LADDER_NO_ELSE, "0", NULL},
        {LEAF("method: ladder, steps: {good: 10, else: 0}"), KP_S_BAD_NUMBER, "good", NULL},
        {LEAF("method: checklist"), KP_S_FIELD_MISSING, NULL, NULL},
        {LEAF("method: checklist, items: [x, y, z], each: 3"), KP_S_EACH_SUM, "9", "10"},
        {LEAF("method: checklist, items: [x, y, x]"), KP_S_DUPLICATE_NAME, "x", NULL},
        {LEAF("method: checklist, items: [x, y], table: {3: 10}"), KP_S_BAD_NUMBER, "3", "a whole number from 0 to 2"},
        {LEAF("method: checklist, items: [x, y], table: {2: 10, 1: 5}"), KP_S_TABLE_ORDER, "1 = 5", NULL},
        {LEAF("method: checklist, items: [x, y], table: {1: 5, 2: 11}"), KP_S_OUT_OF_RANGE, "11", "at most 10"},
        {LEAF("method: checklist, items: [x, y], each: 5, table: {2: 10}"), KP_S_FIELD_NOT_HERE, "5", NULL},
        {LEAF("method: panel, trim_low: 1, trim_high: 1"), KP_S_TRIM_ALL, "2", "3"},
        {LEAF("method: panel, trim_low: 1, trim_high: 1, min_evaluators: 2"), KP_S_TRIM_ALL, "2", "3"},
        {LEAF("method: panel, min_evaluators: 0"), KP_S_OUT_OF_RANGE, "0", NULL},
        {LEAF("method: panel, roles: {x: 0, y: 1}"), KP_S_OUT_OF_RANGE, "0", NULL},
        {LEAF("method: panel, roles: [x]"), KP_S_BAD_PAIR, "x", NULL},
        {LEAF("method: panel, roles: '街道=60%，居民代表=40%'"), KP_S_SEVERAL_IN_ITEM, "街道=60%，居民代表=40%", NULL},
        {LEAF("method: panel, roles: {'街道 = 60、居民代表': 40}"), KP_S_SEVERAL_IN_ITEM, "街道 = 60、居民代表 = 40", NULL},
        {LEAF("method: panel, roles: ['a＝60, b＝40']"), KP_S_SEVERAL_IN_ITEM, "a＝60, b＝40", NULL},
        {LEAF("method: panel, roles: 'a=60 b=40'"), KP_S_SEVERAL_IN_ITEM, "a=60 b=40", NULL},
        {HEAD
         "indicators: [{id: a, title: A, points: 10, method: direct}, {id: b, title: B, method: bonus, cap_high: 5, events: '推广=2，表扬=-1'}]\n",
         KP_S_SEVERAL_IN_ITEM, "推广=2，表扬=-1", NULL},
        {LEAF("method: satisfaction, options: {x: 100, y: 0}, questions: '服务=60，环境=40'"), KP_S_SEVERAL_IN_ITEM, "服务=60，环境=40", NULL},
        {LEAF("method: checklist, items: '合同、公示'"), KP_S_ONE_ITEM, "合同、公示", NULL}, /* a remark: it may be one name */
        {LEAF("method: satisfaction"), KP_S_FIELD_MISSING, NULL, NULL},
        {LEAF("method: satisfaction, options: {x: 100}"), KP_S_OPTIONS, NULL, NULL},
        {LEAF("method: satisfaction, options: {x: 60, y: 100}"), KP_S_OPTIONS, "y", NULL},
        {LEAF("method: satisfaction, options: {x: 101, y: 0}"), KP_S_OUT_OF_RANGE, "101", "0 to 100"},
        {LEAF("method: satisfaction, options: {x: 100, y: 0}, positive: [z]"), KP_S_UNKNOWN_REFERENCE, "z", NULL},
        {LEAF("method: satisfaction, options: {x: 100, y: 0}, measure: rate"), KP_S_FIELD_MISSING, NULL, NULL},
        {LEAF("method: satisfaction, options: {x: 100, y: 0}, questions: {q: -1, r: 1}"), KP_S_OUT_OF_RANGE, "-1", NULL},
        {LEAF("method: ballot, options: {x: 100, y: 0}, quorum: 2"), KP_S_OUT_OF_RANGE, "2", NULL},
        {LEAF("method: ballot, options: {x: 100, y: 0}, quorum: 101%"), KP_S_OUT_OF_RANGE, "101%", NULL},
    };
    EXPECT(rows);
}

static void check_band_faults(kp_arena *arena, void *data) {
    (void)data;
    static const fault rows[] = {
        /* a rule as published: 合格 80-94, 基本合格 70-79, then "below 60"; its first gap is the one in whole numbers */
        {BANDS("  - {id: x, title: X, from: 80, to: 100}\n  - {id: y, title: Y, from: 70, to: 80}\n  - {id: z, title: Z, to: 60}\n"), KP_S_BANDS_GAP,
         "[60, 70)", NULL},
        {BANDS("  - {id: x, title: X, from: 80, to: 100}\n  - {id: y, title: Y, from: 70, to: 79}\n  - {id: z, title: Z, to: 70}\n"), KP_S_BANDS_GAP,
         "[79, 80)", NULL},
        {BANDS("  - {id: x, title: X, from: 80, to: 100}\n  - {id: y, title: Y, from: 70, to: 85}\n  - {id: z, title: Z, to: 70}\n"),
         KP_S_BANDS_OVERLAP, "[80, 85)", NULL},
        {HEAD "better: low\n" ONE_LEAF "bands: [{id: x, title: X, to: 10}, {id: y, title: Y, from: 15, to: 40}, {id: z, title: Z, from: 40}]\n",
         KP_S_BANDS_GAP, "(10, 15]", NULL},
        {HEAD "better: low\n" ONE_LEAF "bands: [{id: z, title: Z, from: 30}, {id: x, title: X, to: 40}]\n", KP_S_BANDS_OVERLAP, "(30, 40]", NULL},
        {HEAD "better: low\n" ONE_LEAF "bands: [{id: z, title: Z, from: 40, to: 90}, {id: x, title: X, to: 40}]\n", KP_S_BANDS_GAP, "(90, 100]",
         NULL},
        {HEAD "better: low\n" ONE_LEAF "bands: [{id: z, title: Z, from: 40}, {id: x, title: X, from: 5, to: 40}]\n", KP_S_BANDS_GAP, "[0, 5)", NULL},
        {BANDS("  - {id: x, title: X, from: 80, to: 95}\n  - {id: z, title: Z, to: 80}\n"), KP_S_BANDS_GAP, "(95, 100]", NULL},
        {BANDS("  - {id: x, title: X, from: 80}\n  - {id: z, title: Z, from: 10, to: 80}\n"), KP_S_BANDS_GAP, "[0, 10)", NULL},
        {HEAD "minimum: -5\n" ONE_LEAF "bands: [{id: x, title: X, from: 80}, {id: z, title: Z, from: 0, to: 80}]\n", KP_S_BANDS_GAP, "[-5, 0)", NULL},
        {HEAD "maximum: 120\n" ONE_LEAF "bands: [{id: x, title: X, from: 80, to: 110}, {id: z, title: Z, from: 0, to: 80}]\n", KP_S_BANDS_GAP,
         "(110, 120]", NULL},
        {HEAD "indicators: [{id: a, title: A, weight: 50, children: [{id: b, title: B, points: 10, method: direct}, {id: e, title: E, method: bonus, "
              "cap_high: 2}]}, "
              "{id: c, title: C, weight: 50, method: direct}]\nbands: [{id: x, title: X, from: 80, to: 100}, {id: z, title: Z, from: 0, to: 80}]\n",
         KP_S_BANDS_GAP, "(100, 110]", NULL}, /* 12 of 10 points count 120 % of half the weight */
        {BANDS("  - {id: x, title: X, from: 80, to: 100}\n  - {id: y, title: Y}\n"), KP_S_BANDS_OVERLAP, NULL, NULL},
        {BANDS("  - {id: x, title: X, from: 80}\n  - {id: y, title: Y, from: 70}\n"), KP_S_BANDS_UNBOUNDED, NULL, NULL},
        {BANDS("  - {id: x, title: X, to: 80}\n  - {id: y, title: Y, to: 100}\n"), KP_S_BANDS_UNBOUNDED, NULL, NULL},
        {BANDS("  - {id: x, title: X, from: 80, to: 80}\n"), KP_S_BAND_EMPTY, "80", NULL},
        {BANDS("  - {id: x, title: X, from: 80, quota: 101%}\n  - {id: y, title: Y, to: 80}\n"), KP_S_OUT_OF_RANGE, "101%", NULL},
        {BANDS("  - {id: x, title: X, from: 80, quota: 1.5}\n  - {id: y, title: Y, to: 80}\n"), KP_S_OUT_OF_RANGE, "1.5", NULL},
        {BANDS("  - {id: x, title: X, from: 80}\n  - {id: y, title: Y, to: 80, quota: 3}\n"), KP_S_QUOTA_LOWEST, "3", NULL},
        {BANDS("  - {id: x, title: X, from: 80, color: red}\n  - {id: y, title: Y, to: 80}\n"), KP_S_BAD_COLOR, "red", NULL},
    };
    EXPECT(rows);
}

static void check_list_faults(kp_arena *arena, void *data) {
    (void)data;
    static const fault rows[] = {
        {LISTS("  - {id: x, title: X}\n"), KP_S_FIELD_MISSING, NULL, NULL},
        {LISTS("  - {id: x, title: X, when: rank < }\n"), KP_S_BAD_CONDITION, NULL, "a number"},
        {LISTS("  - {id: x, title: X, when: mark(b) > 3}\n"), KP_S_UNKNOWN_REFERENCE, "b", NULL},
        {LISTS("  - {id: x, title: X, when: streak(x) > 3}\n"), KP_S_CIRCLE, NULL, NULL},
        {LISTS("  - {id: x, title: X, when: on(y)}\n  - {id: y, title: Y, when: \"new or not times(x, 2) > 1\"}\n"), KP_S_CIRCLE, NULL, NULL},
        {LISTS("  - {id: x, title: X, when: new, replaces: [z]}\n"), KP_S_UNKNOWN_REFERENCE, "z", NULL},
        {LISTS("  - {id: x, title: X, when: new, replaces: [y]}\n  - {id: y, title: Y, when: new, replaces: [x]}\n"), KP_S_CIRCLE, NULL, NULL},
        {LISTS("  - {id: x, title: X, when: new, actions: {0: 约谈}}\n"), KP_S_BAD_NUMBER, "0", NULL},
        {LISTS("  - {id: x, title: X, when: new, actions: {once: 约谈}}\n"), KP_S_BAD_NUMBER, "once", NULL},
        {LISTS("  - {id: x, title: X, when: new, actions: '1=约谈，2=摘牌'}\n"), KP_S_SEVERAL_IN_ITEM, "1=约谈，2=摘牌", NULL},
        {LISTS("  - {id: x, title: X, when: new, actions: {1: 约谈, 1.0: 再约谈}}\n"), KP_S_DUPLICATE_NAME, "1", NULL},
        {HEAD ONE_LEAF "vetoes: [{id: v, title: V, band: x}]\n", KP_S_UNKNOWN_REFERENCE, "x", NULL},
    };
    EXPECT(rows);
}

/* Where what the points come to differs from what is stated, the place is that of the figure stated. */
static void check_place_of_sum(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    assert_null(build_yaml(arena, HEAD "decimals: 1\nfull: 100\nindicators: [{id: a, title: A, points: 110, method: direct}]\n", problems));
    assert_int_equal(problems->count, 1);
    assert_int_equal(problems->items[0].code, KP_S_POINTS_SUM);
    assert_int_equal(problems->items[0].place.row, 4);
}

static void check_all_at_once(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    assert_null(build_yaml(arena,
                           HEAD
                           "decimals: x\nrounding: y\nindicators:\n"
                           "  - {id: a, title: A, points: z, method: direct}\n  - {id: b, title: B, points: 1, method: deduct, evidence: count}\n"
                           "bands: [{id: u, title: U, from: 80}, {id: v, title: V, to: 70, color: blue}]\nlists: [{id: l, title: L, when: '?'}]\n",
                           problems));
    static const kp_problem_code codes[] = {KP_S_BAD_CHOICE, KP_S_FIELD_MISSING, KP_S_BANDS_GAP, KP_S_BAD_COLOR, KP_S_BAD_CONDITION};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        assert_int_equal(count_code(problems, codes[i]), 1);
    assert_int_equal(count_code(problems, KP_S_BAD_NUMBER), 2);
    assert_int_equal(problems->count, 7);
    kp_problems_sort(problems);
    assert_int_equal(problems->items[0].place.row, 3);
    assert_int_equal(problems->items[0].place.column, 11);
}

static void check_depth(kp_arena *arena, void *data) {
    (void)data;
    for (int deep = 0; deep < 2; deep++) {
        kp_buffer text = {.arena = arena};
        kp_buffer_puts(&text, HEAD "indicators:\n");
        int levels = KP_MAX_DEPTH + deep;
        for (int i = 1; i < levels; i++)
            kp_buffer_printf(&text, "  - {id: n%d, parent: %s%.0d, title: N%d}\n", i, i > 1 ? "n" : "total", i - 1, i);
        kp_buffer_printf(&text, "  - {id: leaf, parent: n%d, title: L, points: 7, method: direct}\n", levels - 1);
        kp_problems *problems = kp_problems_new(arena);
        kp_scheme *scheme = build_yaml(arena, kp_buffer_text(&text), problems);
        assert_true((scheme != NULL) == !deep);
        assert_int_equal(count_code(problems, KP_S_TOO_DEEP), deep);
        if (scheme)
            assert_string_equal(kp_num_exact(arena, scheme->indicators[0].full), "7");
    }
}

static void check_limits(kp_arena *arena, void *data) {
    (void)data;
    kp_buffer many = {.arena = arena}, names = {.arena = arena}, large = {.arena = arena}, condition = {.arena = arena};
    kp_buffer_puts(&many, HEAD "indicators:\n");
    for (int i = 0; i < KP_MAX_INDICATORS; i++) /* the total is one too */
        kp_buffer_printf(&many, "  - {id: n%d, title: N%d, points: 1, method: direct}\n", i, i);
    kp_buffer_puts(&names, HEAD ONE_LEAF "signatures: 0");
    for (int i = 1; i <= KP_MAX_RULES; i++)
        kp_buffer_printf(&names, "; %d", i);
    kp_buffer_puts(&large, HEAD ONE_LEAF "note: ");
    kp_buffer_puts(&condition, LISTS("  - {id: x, title: X, when: new"));
    for (int i = 0; i <= KP_MAX_FIELD; i++)
        kp_buffer_puts(&large, "x");
    for (int i = 0; i <= KP_MAX_FIELD / 7; i++)
        kp_buffer_puts(&condition, " or new");
    kp_buffer_puts(&condition, "}\n");
    const fault rows[] = {{kp_buffer_text(&many), KP_S_TOO_MANY, "10000", "9999"},
                          {kp_buffer_text(&names), KP_S_TOO_MANY, "1001", "1000"},
                          {kp_buffer_text(&large), KP_S_TOO_LONG, "32768", "32767"},
                          {kp_buffer_text(&condition), KP_S_TOO_LONG, NULL, "32767"}};
    EXPECT(rows);
}

/* ---- grades ---- */

static void check_bands(kp_arena *arena, void *data) {
    (void)data;
    const kp_scheme *s =
        sound_yaml(arena, BANDS("  - {id: low, title: 不合格, to: 60}\n  - {id: top, title: 优秀, from: 90, to: 100, quota: 15%, color: '#c6e0b4'}\n"
                                "  - {id: mid, title: 合格, from: 60, to: 90, quota: 3, quota_within: all}\n") "vetoes: [{id: v, title: V}, {id: w, "
                                                                                                               "title: W, band: mid}]\n");
    assert_string_equal(s->bands[0].id, "top");
    assert_string_equal(s->bands[1].id, "mid");
    assert_string_equal(s->bands[2].id, "low");
    assert_true(s->bands[0].quota.percent);
    assert_string_equal(kp_num_exact(arena, s->bands[0].quota.value), "15");
    assert_int_equal(s->bands[0].quota_rounding, KP_COUNT_FLOOR);
    assert_int_equal(s->bands[0].quota_within, KP_WITHIN_GROUP);
    assert_false(s->bands[1].quota.percent);
    assert_string_equal(s->bands[0].color, "#C6E0B4");
    assert_null(s->bands[1].color);
    assert_int_equal(s->vetoes[0].band, 2);
    assert_int_equal(s->vetoes[1].band, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("records in any order become a tree in preorder, and points add up from below", check_tree),
        IN_ARENA("full marks under weights are a node's own, and the scale of marks is them by default", check_full),
        IN_ARENA("what counts for a gap is the rule of the nearest node that names one", check_gaps_rule),
        IN_ARENA("a leaf's sheet is its own, that of the node above, or its kind's", check_sheets),
        IN_ARENA("things are found by id, and by a title where it is the only one", check_names),
        IN_ARENA("fields of methods are taken in either language, with percent signs and fractions", check_methods),
        IN_ARENA("a fault in a record has its own code and place", check_record_faults),
        IN_ARENA("a fault in the tree has its own code and place", check_tree_faults),
        IN_ARENA("a fault in the fields of a method has its own code and place", check_method_faults),
        IN_ARENA("a gap or an overlap of grades is named by its bounds", check_band_faults),
        IN_ARENA("a fault in a list or veto has its own code and place", check_list_faults),
        IN_ARENA("points that do not add up are told where the sum is stated", check_place_of_sum),
        IN_ARENA("all faults are found at once", check_all_at_once),
        IN_ARENA("a tree may be as deep as the limit and no deeper", check_depth),
        IN_ARENA("what is too many or too long is refused with the limit", check_limits),
        IN_ARENA("grades are sorted from the best, and a veto forces the lowest unless it names one", check_bands),
    };
    return cmocka_run_group_tests_name("scheme", tests, NULL, NULL);
}
