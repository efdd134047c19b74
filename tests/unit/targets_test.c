/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * targets_test.c - targets: the share of each group against its goal, exactly, how many are missing, who could not be judged, and what report and JSON say of it.
 * Figures of the urban communities as published beside the rule: 100 communities, 88 reached, 90 % asked: 88 % and 2 missing. The others are worked out in the comments.
 */
#include "scoring_support.h"

#include "kaoping/report.h"
#include "kaoping/result_json.h"
#define expect_problem expect_problem_in_file /* scoring_support.h has one of that name */
#include "reading.h"
#undef expect_problem

static const char communities[] =
    "unit_fields: [类型 | Type]\nindicators: [{id: a, title: 六化, points: 6, method: checklist, items: [一, 二, 三, 四, 五, 六]}]\n"
    "targets: [{id: six, title: 六化达标 | Six marks, when: mark(a) = 6, per: field, field: Type, goals: {城市: 90%, else: 80}}]\n";

static void add(evaluation *e, const char *name, const char *group, const char *type, const char *items) {
    int32_t unit = kp_evidence_add_unit(e->evidence, NULL, name, group, (kp_origin){0});
    if (e->scheme->unit_fields.count)
        e->evidence->units.items[unit].fields[0] = type;
    marks(e, unit, "a", items);
}

/* `count` communities, of which the first `reached` have all six. */
static void add_type(evaluation *e, const char *type, int count, int reached) {
    for (int i = 0; i < count; i++)
        add(e, kp_format(e->arena, "%s%d", type, i), NULL, type, i < reached ? "1 1 1 1 1 1" : "1 1 0 1 1 1");
}

static const kp_target_row *row_named(const evaluation *e, const char *name) {
    for (size_t i = 0; i < e->card->targets.count; i++) {
        const char *own = e->card->targets.items[i].name;
        if (name ? own && strcmp(own, name) == 0 : !own)
            return &e->card->targets.items[i];
    }
    fail_msg("no row %s", name ? name : "of all");
    return NULL;
}

static void expect_row(const evaluation *e, const char *name, size_t total, size_t reached, const char *share, bool met, int64_t missing) {
    const kp_target_row *row = row_named(e, name);
    assert_int_equal(row->total, total);
    assert_int_equal(row->reached, reached);
    assert_string_equal(kp_num_exact(e->arena, row->share), share);
    assert_int_equal(row->met, met);
    assert_int_equal(row->missing, missing);
}

static void check_communities(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, communities, 0);
    add_type(&e, "城市", 100, 88);
    add_type(&e, "农村", 35, 28); /* 80 % of 35 is 28: just met */
    finish(&e);
    expect_no_errors(&e);
    expect_row(&e, "城市", 100, 88, "88", false, 2);
    expect_row(&e, "农村", 35, 28, "80", true, 0);
    const kp_target_row *all = row_named(&e, NULL); /* 116 of 135 */
    assert_int_equal(all->reached, 116);
    assert_false(all->goal.given);
    assert_string_equal(kp_num_exact(arena, all->share), "2320/27");
    assert_int_equal(kp_target_of_unit(e.card, 0, 87)->state, KP_TARGET_REACHED);
    assert_int_equal(kp_target_of_unit(e.card, 0, 88)->state, KP_TARGET_MISSED);
    assert_non_null(strstr(kp_explain(arena, e.card, 88, 0, KP_ZH), "达标要求“六化达标”：未达标"));
    const char *json = kp_result_json(arena, e.evidence, e.card, e.problems, KP_EN);
    assert_non_null(
        strstr(json, "{\"group\":\"城市\",\"units\":100,\"reached\":88,\"open\":0,\"share\":\"88\",\"goal\":\"90\",\"met\":false,\"missing\":2}"));
    assert_non_null(strstr(json, "\"targets\":{\"six\":\"missed\"}"));
}

/* 城市 and Urban are the same goal's: one group, named as it came first. */
static void check_languages(kp_arena *arena, void *data) {
    (void)data;
    evaluation e =
        begin(arena,
              "unit_fields: [类型 | Type]\nindicators: [{id: a, title: 六化, points: 6, method: checklist, items: [一, 二, 三, 四, 五, 六]}]\n"
              "targets: [{id: six, title: 六化达标 | Six marks, when: mark(a) = 6, per: field, field: Type, goals: {城市 | Urban: 90, 农村 | Rural: "
              "80}}]\n",
              0);
    add_type(&e, "城市", 2, 2);
    add_type(&e, "urban", 2, 1);
    add_type(&e, "Rural", 1, 1);
    add_type(&e, "农村", 1, 0);
    finish(&e);
    expect_row(&e, "城市", 4, 3, "75", false, 1); /* 90 % of 4 is 3.6, up */
    expect_row(&e, "Rural", 2, 1, "50", false, 1);
}

/* Coverage of towns by region: 100 % of the south, 85 % of the middle, 75 % of the north. */
static void check_regions(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         "rank_within: all\nindicators: [{id: a, title: 已开展, points: 1, method: checklist, items: [开展]}]\n"
                         "targets: [{id: cover, title: 覆盖率, when: mark(a) = 1, per: group, goals: {苏南: 100, 苏中: 85, 苏北: 75, 皖南: 50}}]\n",
                         0);
    for (int i = 0; i < 20; i++) {
        add(&e, kp_format(arena, "南%d", i), "苏南", "", i < 19 ? "1" : "0"); /* 95 %, 1 missing */
        add(&e, kp_format(arena, "中%d", i), "苏中", "", i < 17 ? "1" : "0"); /* 85 % exactly */
        add(&e, kp_format(arena, "北%d", i), "苏北", "", i < 14 ? "1" : "0"); /* 70 %, 1 missing */
    }
    add(&e, "某镇", NULL, "", "1");
    finish(&e);
    expect_row(&e, "苏南", 20, 19, "95", false, 1);
    expect_row(&e, "苏中", 20, 17, "85", true, 0);
    expect_row(&e, "苏北", 20, 14, "70", false, 1);
    expect_row(&e, "", 1, 1, "100", false, 0); /* in no group, so without a goal */
    const char *json = kp_result_json(arena, e.evidence, e.card, e.problems, KP_ZH);
    assert_non_null(strstr(json, "{\"group\":\"\",\"units\":1,"));
    assert_non_null(strstr(json, "{\"group\":null,\"all\":true,\"units\":"));
    expect_problem(&e, KP_R_GOAL_OF_NOBODY, 1);
    expect_problem(&e, KP_R_GROUP_WITHOUT_GOAL, 1);
}

/* Two thirds, exactly: 2 of 3 is one, 66.66 % of a thousand is not, though it prints alike; who takes no part is not counted, who is unsure is missing. */
static void check_exact(kp_arena *arena, void *data) {
    (void)data;
    static const char text[] =
        "indicators: [{id: a, title: A, points: 1, method: checklist, items: [开展]}]\n"
        "targets: [{id: t, title: 三分之二, when: mark(a) = 1, of: not field(类型) = 不计, goals: 200/3}]\nunit_fields: [类型]\n";
    evaluation thirds = begin(arena, text, 0);
    for (int i = 0; i < 4; i++)
        add(&thirds, kp_format(arena, "u%d", i), NULL, i == 3 ? "不计" : "", i < 2 ? "1" : "0");
    finish(&thirds);
    expect_row(&thirds, NULL, 3, 2, "200/3", true, 0);
    assert_int_equal(kp_target_of_unit(thirds.card, 0, 3)->row, -1);
    evaluation most = begin(arena, text, 0);
    for (int i = 0; i < 1002; i++)
        add(&most, kp_format(arena, "u%d", i), NULL, "", i == 1000 ? "" : i < 666 ? "1" : "0");
    most.evidence->units.items[1001].excluded = true;
    most.evidence->units.items[1001].exclusion = "撤并";
    finish(&most);
    expect_row(&most, NULL, 1001, 666, kp_num_exact(arena, kp_num_ratio(arena, 66600, 1001)), false, 2); /* ceil(2002/3) = 668 */
    assert_int_equal(row_named(&most, NULL)->open, 1);
    assert_int_equal(kp_target_of_unit(most.card, 0, 1000)->state, KP_TARGET_OPEN);
    assert_int_equal(kp_target_of_unit(most.card, 0, 1001)->state, KP_TARGET_ASIDE);
}

/* A calculation ranks nobody, and its targets count all the same: three quarters of 24 owners are 18; 17 are 1 short, 10 are 8 short. */
static void check_values(kp_arena *arena, void *data) {
    (void)data;
    evaluation e =
        begin(arena,
              "indicators:\n  - {id: owners, title: 业主数, method: number}\n  - {id: agree, title: 同意数, method: number}\n"
              "  - {id: consent, title: 同意率, method: test, requirements: {四分之三: agree >= owners * 3 / 4}}\n"
              "targets:\n  - {id: all, title: 同意, when: met(consent), goals: 100}\n"
              "  - {id: near, title: 接近, when: 符合(同意率) 或 缺口(consent) <= 1}\n  - {id: few, title: 人数, when: value(agree) >= 17}\n"
              "lists: [{id: short, title: 未通过, when: not met(consent)}]\n",
              4);
    static const char *const agree[] = {"18", "17", "10", "24"};
    for (int unit = 0; unit < 4; unit++) {
        mark(&e, unit, "owners", 0, "24");
        mark(&e, unit, "agree", 0, agree[unit]);
    }
    finish(&e);
    expect_no_errors(&e);
    static const size_t reached[] = {2, 3, 3};
    for (int32_t i = 0; i < 3; i++) {
        assert_int_equal(e.card->targets.items[i].total, 4);
        assert_int_equal(e.card->targets.items[i].reached, reached[i]);
        assert_int_equal(e.card->targets.items[i].open, 0);
    }
    assert_int_equal(e.card->targets.items[0].missing, 2);
    assert_int_equal(e.card->lists.count, 2); /* the two that are short */
    assert_non_null(strstr(kp_explain(arena, e.card, 1, 0, KP_ZH), "达标要求“接近”：达标\n  条件："));
}

static void check_faults(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *target;
        kp_problem_code code;
    } rows[] = {{"{id: t, title: T, when: veto, per: field}", KP_S_FIELD_MISSING},
                {"{id: t, title: T, when: veto, per: field, field: 企业}", KP_S_UNKNOWN_REFERENCE},
                {"{id: t, title: T, when: veto, per: group, field: 类型}", KP_S_FIELD_NOT_HERE},
                {"{id: t, title: T, when: veto, goals: {城市: 90}}", KP_S_OPTIONS},
                {"{id: t, title: T, when: veto, goals: 101%}", KP_S_OUT_OF_RANGE},
                {"{id: t, title: T, when: veto, of: veto(x)}", KP_S_UNKNOWN_REFERENCE},
                {"{id: t, title: T, goals: 90}", KP_S_FIELD_MISSING}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_problems *problems = kp_problems_new(arena);
        const char *text = kp_format(arena,
                                     "id: t\ntitle: T\nunit_fields: [类型]\nindicators: [{id: a, title: A, points: 100, method: direct}]\nvetoes: "
                                     "[{id: v, title: V}]\ntargets: [%s]\n",
                                     rows[i].target);
        assert_null(build_yaml(arena, text, problems));
        if (count_code(problems, rows[i].code) != 1 || problems->errors != 1)
            fail_msg("%s: %s", rows[i].target, problems->count ? kp_problem_line(arena, &problems->items[0], KP_EN) : "no problem");
    }
}

static void write_report(kp_arena *arena, void *data) {
    evaluation e = begin(arena, communities, 0);
    add_type(&e, "城市", 10, 8);
    add_type(&e, "农村", 5, 5);
    finish(&e);
    const kp_report_options options = {.problems = e.problems, .timestamp = 1790726400};
    assert_true(kp_report_write(arena, e.card, &options, data, e.problems));
}

static void expect_shown(const reading *r, size_t sheet, uint32_t row, uint32_t column, const char *text) {
    const seen_cell *cell = cell_at(r, sheet, row, column);
    if (!cell || strcmp(cell->text, text) != 0)
        fail_msg("at %u, %u stands %s, not %s", row, column, cell ? cell->text : "nothing", text);
}

/* 8 of 10 urban ones: 80 % of 90 %, 1 missing, and the two that are named. */
static void check_report(void **state) {
    (void)state;
    const char *path = scratch("targets.xlsx");
    run_with_arena(write_report, (void *)(uintptr_t)path);
    reading r = start_reading(path, read_body);
    expect_no_problem(&r);
    size_t sheet = sheet_of_book(&r, "达标统计");
    const seen_cell *town = find_from(&r, sheet, 1, "城市");
    assert_non_null(town);
    static const char *const cells[] = {"10", "8", "0.8", "0.9", "未达到", "1", "0", "城市8、城市9"};
    for (uint32_t i = 0; i < 8; i++)
        expect_shown(&r, sheet, town->row, i + 2, cells[i]);
    expect_shown(&r, sheet, town->row + 1, 6, "达到");
    expect_shown(&r, sheet, town->row + 2, 1, "合计");
    end_reading(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a goal's name in either language is one group", check_languages),
        IN_ARENA("88 of 100 urban communities miss 90 % by 2, 28 of 35 rural ones just meet 80 %", check_communities),
        IN_ARENA("each region has its goal; a goal of nobody and a group without one are told", check_regions),
        IN_ARENA("shares are compared exactly, and who cannot be judged is missing", check_exact),
        IN_ARENA("units of a calculation reach targets by their values, though nobody is ranked", check_values),
        IN_ARENA("a target without what it needs, or with what it must not have, is refused", check_faults),
        cmocka_unit_test_setup_teardown(check_report, make_scratch, remove_scratch),
    };
    return cmocka_run_group_tests_name("targets", tests, NULL, NULL);
}
