/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind_scheme_test.c - by which scheme workbooks are read, and names and periods whose meaning depends on the scheme. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "bound.h"
#include "kaoping/form.h"

/* A form of `yaml`, its sheet 方案 with it, for one unit. */
static const char *form_of(kp_arena *arena, const char *name, const char *yaml, const char *unit) {
    kp_form_unit *units = KP_NEW(arena, kp_form_unit);
    *units = (kp_form_unit){"", unit, "", NULL};
    kp_form_options options = {.period = {KP_PERIOD_QUARTER, 2026, 3}, .units = units, .unit_count = 1};
    const char *path = kp_strdup(arena, scratch(name));
    assert_true(kp_form_write(arena, sound_yaml(arena, yaml), &options, path, kp_problems_new(arena)));
    return path;
}

/* binding_yaml with full marks of the first leaf of 21 instead of 20. */
static const char *other_yaml(kp_arena *arena) {
    char *yaml = kp_strdup(arena, binding_yaml), *at = strstr(yaml, "points: 20");
    assert_non_null(at);
    at[9] = '1';
    return yaml;
}

static void check_own(kp_arena *arena, void *data) {
    (void)data;
    const char *paths[] = {form_of(arena, "own1.xlsx", binding_yaml, "甲社区"), form_of(arena, "own2.xlsx", binding_yaml, "乙社区")};
    kp_problems *problems = kp_problems_new(arena);
    kp_binding *binding = kp_bind(arena, paths, 2, NULL, problems);
    assert_non_null(binding);
    assert_string_equal(binding->scheme->id, "small");
    assert_int_equal(binding->evidence->units.count, 2);
    assert_int_equal(count_code(problems, KP_W_SCHEME_DIFFERS), 0);
}

static void check_differing(kp_arena *arena, void *data) {
    (void)data;
    const char *paths[] = {form_of(arena, "one.xlsx", binding_yaml, "甲社区"), form_of(arena, "other.xlsx", other_yaml(arena), "乙社区")};
    kp_problems *problems = kp_problems_new(arena);
    assert_null(kp_bind(arena, paths, 2, NULL, problems));
    const kp_problem *problem = only(problems, KP_W_SCHEME_DIFFERS);
    assert_string_equal(problem->place.file, paths[1]);
    assert_string_equal(problem->arguments[0], paths[0]);
}

static void check_given(kp_arena *arena, void *data) {
    (void)data;
    const char *path = form_of(arena, "given.xlsx", binding_yaml, "甲社区");
    kp_problems *problems = kp_problems_new(arena);
    kp_scheme *given = sound_yaml(arena, other_yaml(arena));
    given->digest = "another";
    kp_bind_options options = {.scheme = given};
    kp_binding *binding = kp_bind(arena, &path, 1, &options, problems);
    assert_ptr_equal(binding->scheme, given);
    assert_int_equal(only(problems, KP_W_SCHEME_OVERRIDDEN)->unit, KP_UNIT_NONE);
}

static void check_none(kp_arena *arena, void *data) {
    (void)data;
    const char *bare = entry_folder(arena, "bare", NULL);
    kp_problems *problems = kp_problems_new(arena);
    assert_null(kp_bind(arena, &bare, 1, NULL, problems));
    only(problems, KP_W_NO_SCHEME);
    const entry_file other[] = {{"考评对象", "名称\n丙社区\n"}, {NULL, NULL}};
    const char *paths[] = {entry_folder(arena, "bare2", other), form_of(arena, "with.xlsx", binding_yaml, "丁社区")};
    problems = kp_problems_new(arena);
    assert_non_null(kp_bind(arena, paths, 2, NULL, problems));
    assert_string_equal(only(problems, KP_W_SCHEME_TAKEN)->arguments[0], paths[1]);
}

/* ---- periods ---- */

static kp_binding *bind_cover(kp_arena *arena, const char *name, const char *cadence, const char *cover, kp_problems **problems) {
    char *yaml = kp_strdup(arena, binding_yaml), *at = strstr(yaml, "cadence: quarter");
    const char *changed_yaml = kp_format(arena, "%.*scadence: %s%s", (int)(at - yaml), yaml, cadence, at + strlen("cadence: quarter"));
    const entry_file changed[] = {{"填表说明", cover}, {NULL, NULL}};
    const char *path = entry_xlsx(arena, name, changed);
    kp_bind_options options = {.scheme = sound_yaml(arena, changed_yaml)};
    *problems = kp_problems_new(arena);
    return kp_bind(arena, &path, 1, &options, *problems);
}

static void check_period_cells(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems;
    /* 46266 is 2026-09-01, 46280 is 2026-09-15 (days since 1899-12-30) */
    kp_binding *binding = bind_cover(arena, "month.xlsx", "month", "考评期,d:46266\n", &problems);
    assert_string_equal(kp_period_key(arena, binding->evidence->period), "2026-09");
    assert_string_equal(only(problems, KP_W_PERIOD_AS_DATE)->arguments[1], "2026-09");
    bind_cover(arena, "day.xlsx", "month", "考评期,d:46280\n", &problems);
    only(problems, KP_W_BAD_PERIOD);
    bind_cover(arena, "quarter.xlsx", "quarter", "考评期,d:46266\n", &problems);
    only(problems, KP_W_BAD_PERIOD);
    binding = bind_cover(arena, "year.xlsx", "year", "说明,,\nPeriod：,,2026\n", &problems);
    assert_string_equal(kp_period_key(arena, binding->evidence->period), "2026");
    assert_int_equal(count_code(problems, KP_W_PERIOD_CADENCE), 0);
}

/* Without `input`, goalposts ask for two numbers; a column of the indicator's own name holds one. */
static void check_forgotten_input(kp_arena *arena, void *data) {
    (void)data;
    static const char *const heads[] = {"a", "收入"}, *const inputs[] = {"", ", input: value"};
    for (size_t i = 0; i < 4; i++) {
        const char *name = kp_format(arena, "forgotten%zu", i), *folder = kp_strdup(arena, scratch(name));
        assert_int_equal(mkdir(folder, 0700), 0);
        scratch_text(kp_format(arena, "%s/考评对象.csv", name), "名称\n甲社区\n");
        scratch_text(kp_format(arena, "%s/评分表.csv", name), kp_format(arena, "考评对象,%s\n甲社区,5\n", heads[i % 2]));
        kp_scheme *scheme =
            sound_yaml(arena, kp_format(arena,
                                        "id: g\ntitle: G\nsubject: 社区\ncadence: year\nfamily: other\nindicators:\n"
                                        "  - {id: a, title: 收入 | Income, points: 10, method: goalposts, lowest: 0, highest: 10%s}\n",
                                        inputs[i / 2]));
        kp_bind_options options = {.scheme = scheme, .period = "2026"};
        kp_problems *problems = kp_problems_new(arena);
        kp_bind(arena, &folder, 1, &options, problems);
        assert_int_equal(count_code(problems, KP_W_COLUMN_OF_VALUES), i < 2);
    }
}

static void check_period_given(kp_arena *arena, void *data) {
    (void)data;
    const entry_file changed[] = {{"填表说明", "考评期,不清楚\n"}, {NULL, NULL}};
    const char *path = entry_folder(arena, "period", changed);
    kp_bind_options options = {.scheme = sound_yaml(arena, binding_yaml), .period = "2026年第三季度"};
    kp_problems *problems = kp_problems_new(arena);
    assert_string_equal(kp_period_key(arena, kp_bind(arena, &path, 1, &options, problems)->evidence->period), "2026Q3");
    assert_int_equal(problems->errors, 0);
    options.period = "nonsense";
    kp_bind(arena, &path, 1, &options, problems);
    only(problems, KP_W_BAD_PERIOD);
}

/* ---- names of two things ---- */

static const char ambiguous_yaml[] = "id: small\ntitle: 两义 | Ambiguous\nsubject: 社区 | Community\ncadence: quarter\nindicators:\n"
                                     "  - id: x\n    title: 甲 | First\n    points: 50\n    children:\n"
                                     "      - {id: x1, title: 门 | Gate, points: 20, method: direct, sheet: 甲表 | First sheet}\n"
                                     "      - {id: y1, title: x1, points: 30, method: direct, sheet: 甲表 | First sheet}\n"
                                     "  - id: y\n    title: 乙 | Second\n    points: 50\n    children:\n"
                                     "      - {id: z1, title: 门 | Gate, points: 50, method: deduct, step: 1}\n"
                                     "  - {id: e, title: 加分 | Plus, method: bonus, cap_high: 5, events: {表彰 | Award: 2}}\n"
                                     "  - {id: f, title: 奖励 | Prize, method: bonus, cap_high: 5, events: {表彰 | Award: 1}}\n"
                                     "bands:\n  - {id: all, title: 全 | All}\n";

static kp_problems *bind_ambiguous(kp_arena *arena, const char *name, const char *table, const char *gaps, const char *events,
                                   kp_evidence **evidence) {
    const char *folder = kp_strdup(arena, scratch(name));
    assert_int_equal(mkdir(folder, 0700), 0);
    scratch_text(kp_format(arena, "%s/考评对象.csv", name), "名称\n甲社区\n");
    scratch_text(kp_format(arena, "%s/甲表.csv", name), table);
    scratch_text(kp_format(arena, "%s/扣分记录.csv", name), "考评对象,指标\n");
    scratch_text(kp_format(arena, "%s/合理缺项.csv", name), gaps);
    scratch_text(kp_format(arena, "%s/加减分记录.csv", name), events);
    kp_bind_options options = {.scheme = sound_yaml(arena, ambiguous_yaml), .period = "2026Q3"};
    kp_problems *problems = kp_problems_new(arena);
    *evidence = kp_bind(arena, &folder, 1, &options, problems)->evidence;
    return problems;
}

static void check_ambiguous(kp_arena *arena, void *data) {
    (void)data;
    kp_evidence *e;
    kp_problems *problems =
        bind_ambiguous(arena, "amb1", "考评对象,门,x1\n甲社区,1,2\n", "考评对象,指标\n甲社区,门\n", "考评对象,加减分事项\n甲社区,表彰\n", &e);
    assert_string_equal(only(problems, KP_W_COLUMN_AMBIGUOUS)->arguments[0], "x1");
    assert_string_equal(only(problems, KP_D_INDICATOR_AMBIGUOUS)->arguments[0], "门");
    assert_string_equal(only(problems, KP_D_EVENT_AMBIGUOUS)->arguments[0], "表彰");
}

static void check_told_apart(kp_arena *arena, void *data) {
    (void)data;
    kp_evidence *e;
    kp_problems *problems = bind_ambiguous(arena, "amb2", "考评对象,门,y1\n甲社区,1,2\n", "考评对象,指标\n甲社区,乙·门\n",
                                           "考评对象,加减分事项\n甲社区,奖励·表彰\n甲社区,Plus·Award\n", &e);
    if (problems->errors)
        print_problems(problems);
    assert_int_equal(problems->errors, 0);
    assert_int_equal(e->gaps.items[0].indicator, kp_scheme_find_indicator(e->scheme, "z1"));
    assert_int_equal(e->findings.items[0].indicator, kp_scheme_find_indicator(e->scheme, "e"));
    assert_int_equal(e->findings.items[1].indicator, kp_scheme_find_indicator(e->scheme, "f"));
    const kp_input *second = kp_evidence_input(e, 0, kp_scheme_find_indicator(e->scheme, "y1"), 0);
    assert_true(kp_num_equal(second->value, kp_num_int(2)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("workbooks are read by the scheme they carry", check_own),
        IN_ARENA("where a value stands that the scheme takes for two numbers, it is told how to say so", check_forgotten_input),
        IN_ARENA("workbooks of different schemes are not one evaluation", check_differing),
        IN_ARENA("a scheme that is given overrides the workbook's, with a hint", check_given),
        IN_ARENA("a workbook without a scheme is read by another's, and not without any", check_none),
        IN_ARENA("a month that was turned into a date is taken, any other date is no period", check_period_cells),
        IN_ARENA("a period that is given overrides the cover's", check_period_given),
        IN_ARENA("names of two heads, indicators or events are told, never guessed", check_ambiguous),
        IN_ARENA("ids and longer names tell them apart", check_told_apart),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
