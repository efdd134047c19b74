/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * named_texts_test.c - texts that a scheme names for a column of the register of units: which they are, that reading refuses others where they are all there are, that forms ask for
 * them. What is expected follows from the schemes below as they are written.
 */
#include "in_arena.h"

#include "binding.h"
#include "kaoping/form.h"
#include "kaoping/named_texts.h"

#define LEAF "indicators: [{id: a, title: 已推行, method: number, typed: yes_no}]\n"

static const char by_type[] =
    "id: t\ntitle: 统计\nsubject: 社区\nfamily: targets\nunit_fields: [类型 | Type, 职务 | Post, 样板 | Model]\n" LEAF "targets:\n"
    "  - {id: one, title: 按类型, when: value(a) = 1, per: field, field: 类型, goals: {城市 | Urban: 90, 农村 | Rural: 80}}\n"
    "  - {id: two, title: 负责人, when: value(a) = 1, of: \"field(职务) in (负责人, 主任) and not field(样板) = 是\", goals: 100}\n";

static const char *texts_of(kp_arena *arena, const char *yaml, const char *field) {
    const kp_scheme *scheme = sound_yaml(arena, yaml);
    kp_named_texts texts = kp_named_texts_of(arena, scheme, field ? kp_scheme_find_field(scheme, field) : KP_GROUP_COLUMN);
    kp_buffer words = {.arena = arena};
    for (size_t i = 0; i < texts.names.count; i++)
        kp_buffer_printf(&words, "%s;", texts.names.items[i].name);
    return kp_format(arena, "%s%s", kp_buffer_text(&words), texts.closed ? "no other" : "");
}

static void check_goals(kp_arena *arena, void *data) {
    (void)data;
    assert_string_equal(texts_of(arena, by_type, "类型"), "城市 | Urban;农村 | Rural;no other");
    assert_string_equal(texts_of(arena, by_type, NULL), "");
    const char *groups = "id: t\ntitle: 统计\nsubject: 乡镇\nfamily: targets\n" LEAF
                         "targets: [{id: one, title: 按片, when: value(a) = 1, per: group, %s goals: {苏南: 100, 苏中: 85%s}}]\n";
    assert_string_equal(texts_of(arena, kp_format(arena, groups, "", ""), NULL), "苏南;苏中;no other");
    assert_string_equal(texts_of(arena, kp_format(arena, groups, "", ", 其余: 50"), NULL), "苏南;苏中;"); /* 苏北 has a goal, too */
    assert_string_equal(texts_of(arena, kp_format(arena, groups, "of: value(a) >= 0,", ""), NULL), "苏南;苏中;");
}

/* A rule of heads says nothing of those who are none. */
static void check_conditions(kp_arena *arena, void *data) {
    (void)data;
    assert_string_equal(texts_of(arena, by_type, "职务"), "负责人;主任;");
    assert_string_equal(texts_of(arena, by_type, "样板"), "是 | yes;否 | no;");
}

static void check_quotas(kp_arena *arena, void *data) {
    (void)data;
    const char *yaml = "id: t\ntitle: 考核\nsubject: 社区工作者\nfamily: people\nunit_fields: [团队等次]\n"
                       "indicators: [{id: a, title: 得分, points: 100, method: direct}]\n"
                       "bands:\n  - {id: good, title: 优秀, from: 90, %s quota_by: 团队等次, quotas: {好 | good: 30%%, 中 | fair: 20%%}}\n"
                       "  - {id: rest, title: 合格, to: 90}\n";
    assert_string_equal(texts_of(arena, kp_format(arena, yaml, ""), "团队等次"), "好 | good;中 | fair;no other");
    assert_string_equal(texts_of(arena, kp_format(arena, yaml, "quota: 15%,"), "团队等次"), "好 | good;中 | fair;"); /* others have the plain one */
}

static const kp_binding *read_units(kp_arena *arena, const char *name, const char *units, kp_problems **problems) {
    const char *folder = kp_strdup(arena, scratch(name)), *path = folder;
    assert_int_equal(mkdir(folder, 0700), 0);
    scratch_text(kp_format(arena, "%s/填表说明.csv", name), "考评期,2026\n");
    scratch_text(kp_format(arena, "%s/考评对象.csv", name), units);
    scratch_text(kp_format(arena, "%s/评分表.csv", name), "考评对象,已推行\n甲,是\n乙,否\n丙,是\n");
    *problems = kp_problems_new(arena);
    kp_bind_options options = {.scheme = sound_yaml(arena, by_type)};
    return kp_bind(arena, &path, 1, &options, *problems);
}

static const kp_problem *problem_of(const kp_problems *problems, kp_problem_code code) {
    for (size_t i = 0; i < problems->count; i++)
        if (problems->items[i].code == code)
            return &problems->items[i];
    fail_msg("no problem %d", code);
    return NULL;
}

static void check_reading(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems;
    read_units(arena, "right", "名称,类型,职务\n甲, 城 市 ,\n乙,RURAL,副主任\n丙,Ｕｒｂａｎ,\n", &problems);
    assert_int_equal(problems->errors, 0);
    read_units(arena, "wrong", "名称,类型,不参评原因\n甲,城镇,\n乙,,\n丙,集镇,新成立\n", &problems);
    assert_int_equal(problems->errors, 2); /* of 丙, which takes no part, nobody asks */
    const kp_problem *unknown = problem_of(problems, KP_D_CHOICE_UNKNOWN), *empty = problem_of(problems, KP_D_CELL_EMPTY);
    assert_string_equal(kp_place_cell(arena, unknown->place), "B2");
    assert_non_null(strstr(kp_problem_message(arena, unknown, KP_ZH), "“城镇”不在可选的几项之中；可选：城市、农村"));
    assert_non_null(strstr(kp_problem_message(arena, unknown, KP_EN), "Urban, Rural"));
    assert_string_equal(kp_place_cell(arena, empty->place), "B3");
    assert_non_null(strstr(kp_problem_message(arena, empty, KP_ZH), "城市、农村"));
    read_units(arena, "absent", "名称\n甲\n乙\n丙\n", &problems);
    problem_of(problems, KP_W_COLUMN_MISSING);
}

/* A list for a form may leave them for the form to ask; what it says must be right. */
static void check_form(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    const kp_scheme *scheme = sound_yaml(arena, by_type);
    kp_form_options options = {.period = {KP_PERIOD_YEAR, 2026, 1}};
    assert_true(kp_units_read(arena, scheme, scratch_text("names.csv", "名称,分组\n甲,一\n乙,二\n"), &options, problems));
    const char *path = kp_strdup(arena, scratch("form.xlsx"));
    assert_true(kp_form_write(arena, scheme, &options, path, problems));
    assert_int_equal(problems->errors, 0);
    kp_problems *read = kp_problems_new(arena);
    kp_bind_options how = {0};
    kp_bind(arena, &path, 1, &how, read);
    assert_string_equal(kp_place_cell(arena, problem_of(read, KP_D_CELL_EMPTY)->place), "D6");
    assert_false(kp_units_read(arena, scheme, scratch_text("wrong.csv", "名称,类型\n甲,城镇\n"), &(kp_form_options){0}, problems));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("goals of all units name all texts there are, unless the others have a goal", check_goals),
        IN_ARENA("conditions name some of the texts, and both answers to yes or no", check_conditions),
        IN_ARENA("quotas name all texts there are, unless the others have a quota", check_quotas),
        IN_ARENA("a text that the scheme does not name, and none, are told at their cells with those it names", check_reading),
        IN_ARENA("a list of names may leave out what the form asks for", check_form),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
