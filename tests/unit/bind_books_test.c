/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind_books_test.c - several workbooks as one evaluation: whose units are the same, what is given twice, and whom a fault of one of them concerns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "bound.h"

static void check_pooled(kp_arena *arena, void *data) {
    (void)data;
    /* one workbook each level: the first has no marks of the panel, the second only these */
    const entry_file first[] = {{"评委打分表", "考评对象,评价主体,评价主体类别,互查\n甲社区,,,\n乙社区,,,\n"}, {NULL, NULL}};
    const entry_file second[] = {
        {"评分表", "考评对象,制度,整改率·完成数,整改率·应完成数,照明率,公示·合同,公示·电话,百分\n甲社区,,,,,,,\n乙社区,,,,,,,\n"},
        {"扣分记录", "考评对象,指标\n"},
        {"满意度测评表", "考评对象,测评项目,满意,不满意\n甲社区,卫生,,\n甲社区,治安,,\n乙社区,卫生,,\n乙社区,治安,,\n"},
        {"加减分记录", "考评对象,加减分事项\n"},
        {NULL, NULL}};
    const char *paths[] = {entry_folder(arena, "level1", first), entry_folder(arena, "level2", second)};
    kp_problems *problems;
    kp_binding *binding = bind_paths(arena, paths, 2, &problems);
    if (problems->errors)
        print_problems(problems);
    assert_int_equal(problems->errors, 0);
    assert_int_equal(binding->file_count, 2);
    assert_string_equal(evidence_text(arena, binding->evidence), evidence_text(arena, bind_sound(arena, entry_folder(arena, "level", NULL))));
}

/* 甲社区 and 乙社区 have ids in one workbook and none in the other, whichever is given first. */
static void check_pooled_by_name(kp_arena *arena, void *data) {
    (void)data;
    const entry_file bare[] = {{"考评对象", "名称,分组,联系人\n甲社区,城区,张三\n乙社区,城区,李四\n"},
                               {"评委打分表", "考评对象,评价主体,评价主体类别,互查\n"},
                               {"评分表", NULL},
                               {"扣分记录", "考评对象,指标\n"},
                               {"满意度测评表", NULL},
                               {"加减分记录", NULL},
                               {NULL, NULL}};
    const char *with = entry_folder(arena, "named1", NULL), *without = entry_folder(arena, "named2", bare);
    const char *orders[][2] = {{with, without}, {without, with}};
    for (size_t i = 0; i < 2; i++) {
        kp_problems *problems;
        kp_binding *binding = bind_paths(arena, orders[i], 2, &problems);
        if (problems->errors)
            print_problems(problems);
        assert_int_equal(problems->errors, 0);
        assert_int_equal(binding->evidence->units.count, 2);
        assert_string_equal(binding->evidence->units.items[0].id, "1");
        assert_int_equal(kp_evidence_find_unit(binding->evidence, "2"), 1);
    }
}

/* A register copied into a second workbook counts nothing twice: the case is an error of its unit there; what differs is another case. */
static void check_copied_finding(kp_arena *arena, void *data) {
    (void)data;
    const entry_file copy[] = {{"评分表", NULL},
                               {"评委打分表", NULL},
                               {"满意度测评表", NULL},
                               {"扣分记录", "考评对象,指标,处数,扣分,日期,地点,问题描述\n甲社区,保洁（10 分）,2,,2026-08-01,东门,垃圾\n"
                                            "乙社区,总分·消防,,3,2026-08-03,北门,堵塞\n"},
                               {"加减分记录", "考评对象,加减分事项,次数,分数,日期,说明\n甲社区,表彰,1,2,2026-09-01,区级\n"},
                               {NULL, NULL}};
    const char *paths[] = {entry_folder(arena, "copied1", NULL), entry_folder(arena, "copied2", copy)};
    kp_problems *problems;
    bind_paths(arena, paths, 2, &problems);
    assert_int_equal(problems->errors, 2);
    assert_int_equal(count_code(problems, KP_D_FINDING_IN_TWO), 2);
    assert_int_equal(count_code(problems, KP_D_FINDING_TWICE), 0);
    for (size_t i = 0; i < problems->count; i++)
        if (problems->items[i].code == KP_D_FINDING_IN_TWO) {
            assert_int_equal(problems->items[i].unit, 0);
            assert_string_equal(problems->items[i].place.file, paths[1]);
        }
}

/* Two units of that name: which one the other workbook means cannot be told, which is said once. */
static void check_not_pooled(kp_arena *arena, void *data) {
    (void)data;
    const entry_file two[] = {{"考评对象", "编号,名称\n1,甲社区\n2,乙社区\n8,丙社区\n9,丙社区\n"}, {NULL, NULL}};
    const entry_file bare[] = {{"考评对象", "名称\n甲社区\n丙社区\n"}, {NULL, NULL}};
    const char *paths[] = {entry_folder(arena, "bare", bare), entry_folder(arena, "two", two)};
    kp_problems *problems;
    bind_paths(arena, paths, 2, &problems);
    const kp_problem *problem = only(problems, KP_D_UNIT_AMBIGUOUS);
    assert_string_equal(kp_place_cell(arena, problem->place), "A3");
    assert_string_equal(problem->arguments[0], "丙社区");
}

static void check_given_twice(kp_arena *arena, void *data) {
    (void)data;
    const entry_file changed[] = {
        {"评分表", "考评对象,制度,整改率·完成数,整改率·应完成数,照明率,公示·合同,公示·电话,百分\n甲社区,17,3,4,97.3%,是,否,90\n"},
        {"评委打分表", "考评对象,评价主体,评价主体类别,互查\n"},
        {"满意度测评表", "考评对象,测评项目,满意,不满意\n"},
        {"扣分记录", "考评对象,指标\n"},
        {"加减分记录", "考评对象,加减分事项\n"},
        {NULL, NULL}};
    const char *paths[] = {entry_folder(arena, "twice1", NULL), entry_folder(arena, "twice2", changed)};
    kp_problems *problems;
    kp_binding *binding = bind_paths(arena, paths, 2, &problems);
    const kp_problem *problem = only(problems, KP_D_ROW_TWICE);
    assert_int_equal(problem->unit, 0);
    assert_string_equal(problem->place.file, paths[1]);
    assert_string_equal(input_text(arena, binding->evidence, 0, "a", 0), "18");
}

static void check_same_file(kp_arena *arena, void *data) {
    (void)data;
    const char *paths[] = {entry_folder(arena, "copy1", NULL), entry_folder(arena, "copy2", NULL)};
    kp_problems *problems;
    bind_paths(arena, paths, 2, &problems);
    assert_string_equal(only(problems, KP_W_SAME_FILE)->arguments[0], paths[0]);
    assert_int_equal(problems->errors, 1);
}

static void check_periods_differ(kp_arena *arena, void *data) {
    (void)data;
    const entry_file other[] = {{"填表说明", "考评期,2026Q2\n"}, {"考评对象", "名称\n丙社区\n丁社区\n"}, {NULL, NULL}};
    const char *paths[] = {entry_folder(arena, "period1", NULL), entry_folder(arena, "period2", other)};
    kp_problems *problems;
    const kp_binding *binding = bind_paths(arena, paths, 2, &problems);
    const kp_problem *problem = only(problems, KP_W_PERIOD_DIFFERS); /* once, not once a unit */
    assert_string_equal(problem->arguments[0], "2026Q2");
    for (int32_t unit = 0; unit < 4; unit++) { /* the other workbook's two units, and no others */
        assert_int_equal(kp_problem_concerns(problem, unit), unit >= 2);
        assert_int_equal(binding->evidence->units.items[unit].problem == (int32_t)KP_W_PERIOD_DIFFERS, unit >= 2);
    }
}

static void check_unit_conflicts(kp_arena *arena, void *data) {
    (void)data;
    const entry_file other[] = {{"考评对象", "编号,名称,分组,联系人\n1,丙社区,城区,\n2,乙社区,郊区,李四\n"},
                                {"评分表", "考评对象,制度,整改率·完成数,整改率·应完成数,照明率,公示·合同,公示·电话,百分\n"},
                                {"评委打分表", "考评对象,评价主体,评价主体类别,互查\n"},
                                {"满意度测评表", "考评对象,测评项目,满意,不满意\n"},
                                {NULL, NULL}};
    const char *paths[] = {entry_folder(arena, "conflict1", NULL), entry_folder(arena, "conflict2", other)};
    kp_problems *problems;
    bind_paths(arena, paths, 2, &problems);
    assert_int_equal(only(problems, KP_D_UNIT_ID_TAKEN)->unit, 0);
    const kp_problem *group = only(problems, KP_D_UNIT_DISAGREES);
    assert_int_equal(group->unit, 1);
    assert_string_equal(kp_place_cell(arena, group->place), "C3");
    assert_non_null(strstr(group->arguments[2], kp_format(arena, "%s 考评对象 C3", paths[0])));
}

/* ---- what several workbooks say of the same units, in every order of the files ---- */

static const char fields_yaml[] = "id: t\ntitle: 考核\nsubject: 社区\nfamily: other\nunit_fields: [类型, 联系人, 片区]\n"
                                  "indicators: [{id: a, title: 得分, points: 60, method: direct}, {id: b, title: 另项, points: 40, method: direct}]\n"
                                  "bands:\n  - {id: good, title: 优秀, from: 90, quota_by: 类型, quota: 15%, quotas: {城市: 30%}}\n"
                                  "  - {id: rest, title: 合格, to: 90}\n"
                                  "lists:\n  - {id: red, title: 红榜, when: field(片区) = 东}\n";

static const char *details_folder(kp_arena *arena, const char *name, const char *units, const char *marks) {
    const char *folder = kp_strdup(arena, scratch(name));
    assert_int_equal(mkdir(folder, 0700), 0);
    scratch_text(kp_format(arena, "%s/填表说明.csv", name), "考评期,2026Q3\n");
    scratch_text(kp_format(arena, "%s/考评对象.csv", name), units);
    scratch_text(kp_format(arena, "%s/评分表.csv", name), marks);
    return folder;
}

/* What the two workbooks say of 乙 comes to the same whichever is given first: it is told of in `code` at `cell` of the second by name, or (cell NULL) not at all. */
static const kp_unit *expect_told(kp_arena *arena, const char *name, const char *one, const char *other, kp_problem_code code, const char *cell) {
    const char *first = details_folder(arena, kp_format(arena, "%s1", name), one, "考评对象,得分,另项\n甲,50,\n乙,40,\n");
    const char *second = details_folder(arena, kp_format(arena, "%s2", name), other, "考评对象,得分,另项\n甲,,30\n乙,,20\n");
    const char *orders[][2] = {{first, second}, {second, first}};
    const kp_unit *unit = NULL;
    kp_bind_options options = {.scheme = sound_yaml(arena, fields_yaml)};
    for (size_t i = 0; i < 2; i++) {
        kp_problems *problems = kp_problems_new(arena);
        kp_binding *binding = kp_bind(arena, orders[i], 2, &options, problems);
        assert_non_null(binding);
        unit = &binding->evidence->units.items[1];
        if (cell) {
            const kp_problem *problem = only(problems, code);
            assert_string_equal(kp_place_cell(arena, problem->place), cell);
            assert_string_equal(problem->place.file, second);
            assert_int_equal(problem->unit, 1);
            assert_int_equal(problems->errors, code == KP_D_UNIT_DISAGREES); /* and nothing follows from it */
            assert_int_equal(unit->problem, code == KP_D_UNIT_DISAGREES ? (int32_t)code : -1);
        } else {
            if (problems->count)
                print_problems(problems);
            assert_int_equal(problems->count, 0);
        }
    }
    return unit;
}

static void check_disagreements(kp_arena *arena, void *data) {
    (void)data;
    const char *plain = "名称,分组,类型,联系人,片区,不参评原因\n甲,一组,城市,,东,\n乙,一组,城市,张三,东,\n";
    const char *away = "名称,分组,类型,联系人,片区,不参评原因\n甲,一组,城市,,东,\n乙,一组,城市,张三,东,新成立\n";
    assert_false(expect_told(arena, "takes_part", plain, away, KP_D_UNIT_DISAGREES, "F3")->excluded);
    assert_false(expect_told(arena, "away", away, plain, KP_D_UNIT_DISAGREES, "F3")->excluded);
    const char *elsewhere = "名称,分组,类型,联系人,片区,不参评原因\n甲,一组,城市,,东,\n乙,,城市,张三,东,\n";
    expect_told(arena, "group", plain, elsewhere, KP_D_UNIT_DISAGREES, "B3");
    const char *type = "名称,分组,类型,联系人,片区,不参评原因\n甲,一组,城市,,东,\n乙,一组,农村,张三,东,\n";
    expect_told(arena, "quota", plain, type, KP_D_UNIT_DISAGREES, "C3");
    const char *part = "名称,分组,类型,联系人,片区,不参评原因\n甲,一组,城市,,东,\n乙,一组,城市,张三,西,\n";
    expect_told(arena, "list", plain, part, KP_D_UNIT_DISAGREES, "E3");
    const char *contact = "名称,分组,类型,联系人,片区,不参评原因\n甲,一组,城市,,东,\n乙,一组,城市,李四,东,\n";
    assert_string_equal(expect_told(arena, "shown", plain, contact, KP_D_UNIT_DIFFERS, "D3")->fields[1], "张三");
}

/* A workbook without a column says nothing of it; one that has it does, whichever comes first. */
static void check_columns_of_one(kp_arena *arena, void *data) {
    (void)data;
    const char *bare = "名称\n甲\n乙\n", *full = "名称,分组,类型,联系人,片区,不参评原因\n甲,一组,城市,,东,\n乙,二组,城市,张三,东,新成立\n";
    for (size_t i = 0; i < 2; i++) {
        const kp_unit *unit = expect_told(arena, i ? "bare_last" : "bare_first", i ? full : bare, i ? bare : full, 0, NULL);
        assert_true(unit->excluded);
        assert_int_equal(unit->group, 1);
        assert_string_equal(unit->fields[0], "城市");
        assert_string_equal(unit->fields[2], "东");
    }
}

/* A sheet is missing for those units only that no workbook with the sheet lists. */
static void check_missing_in_one(kp_arena *arena, void *data) {
    (void)data;
    const entry_file other[] = {
        {"考评对象", "名称\n丙社区\n丁社区\n"},  {"评分表", NULL}, {"评委打分表", NULL}, {"满意度测评表", NULL}, {"扣分记录", "考评对象,指标\n"},
        {"加减分记录", "考评对象,加减分事项\n"}, {NULL, NULL}};
    const char *paths[] = {entry_folder(arena, "part1", NULL), entry_folder(arena, "part2", other)};
    kp_problems *problems;
    kp_binding *binding = bind_paths(arena, paths, 2, &problems);
    assert_int_equal(count_code(problems, KP_W_SHEET_MISSING), 3);
    for (size_t i = 0; i < problems->count; i++)
        if (problems->items[i].code == KP_W_SHEET_MISSING)
            assert_true(kp_problem_concerns(&problems->items[i], 2) && kp_problem_concerns(&problems->items[i], 3) &&
                        !kp_problem_concerns(&problems->items[i], 0));
    assert_int_equal(binding->evidence->units.items[0].problem, -1);
    assert_int_equal(binding->evidence->units.items[2].problem, KP_W_SHEET_MISSING);
    assert_int_equal(binding->evidence->units.items[3].problem, KP_W_SHEET_MISSING);
}

/* The other cell of a double is named with its file where that is another. */
static void check_doubles_named(kp_arena *arena, void *data) {
    (void)data;
    const entry_file others[] = {{"评委打分表", "考评对象,评价主体,评价主体类别,互查\n甲社区,王五,街道,9\n"},
                                 {"满意度测评表", "考评对象,测评项目,满意,不满意\n甲社区,卫生,40,10\n"},
                                 {"评分表", "考评对象,制度,整改率·完成数,整改率·应完成数,照明率,公示·合同,公示·电话,百分\n"},
                                 {"扣分记录", "考评对象,指标\n"},
                                 {"加减分记录", "考评对象,加减分事项\n"},
                                 {NULL, NULL}};
    const char *paths[] = {entry_folder(arena, "double1", NULL), entry_folder(arena, "double2", others)};
    kp_problems *problems;
    bind_paths(arena, paths, 2, &problems);
    assert_string_equal(only(problems, KP_D_EVALUATOR_TWICE)->arguments[2], kp_format(arena, "%s 评委打分表 D2", paths[0]));
    assert_string_equal(only(problems, KP_D_QUESTION_TWICE)->arguments[1], kp_format(arena, "%s 满意度测评表 C2", paths[0]));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("workbooks of several levels for the same units are one evaluation", check_pooled),
        IN_ARENA("a unit that one workbook lists with an id and another without is one unit", check_pooled_by_name),
        IN_ARENA("a unit without an id that may be two of another workbook is told once", check_not_pooled),
        IN_ARENA("a case entered in two workbooks is an error of its unit", check_copied_finding),
        IN_ARENA("an input given by two workbooks is a problem of that unit", check_given_twice),
        IN_ARENA("a workbook given twice is told", check_same_file),
        IN_ARENA("a workbook of another period concerns its own units only", check_periods_differ),
        IN_ARENA("an id of two names is an error, and so is a unit of two groups", check_unit_conflicts),
        IN_ARENA("workbooks that disagree about who takes part, or about what results depend on, are an error in any order", check_disagreements),
        IN_ARENA("what one workbook has no column for another says", check_columns_of_one),
        IN_ARENA("a sheet missing in one workbook concerns the units that only it lists", check_missing_in_one),
        IN_ARENA("marks and answers given twice name the other cell with its file", check_doubles_named),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
