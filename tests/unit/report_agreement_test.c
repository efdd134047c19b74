/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_agreement_test.c - the sheet 评价一致性 of a report and the member "agreement" of the results. The figures of the sample are those that R 4.2 has from its files (anova(lm()), t.test,
 * p.adjust "holm", scale(); the checks added up from 自查.csv and 抽查记录.csv); those of Shrout and Fleiss (1979) are published.
 */
#include "near.h"
#include "scoring_support.h"

#include <jansson.h>
#include <stdlib.h>

#include "in_arena.h"
#include "kaoping/evaluate.h"
#include "kaoping/report.h"
#include "kaoping/result_json.h"
#define expect_problem expect_problem_in_file /* scoring_support.h has one of that name */
#include "reading.h"
#undef expect_problem

#define SAMPLE    KP_SOURCE_DIR "/templates/samples/sicha_yiping/2026Q3"
#define TIMESTAMP 1790726400

typedef struct report_job {
    kp_lang lang;
    bool values;
    const char *file;
} report_job;

static const seen_cell *expect_from(const reading *r, size_t sheet, uint32_t row, const char *text) {
    const seen_cell *cell = find_from(r, sheet, row, text);
    if (!cell)
        fail_msg("no cell “%s”", text);
    return cell;
}

/* Where `name` stands in the first table after `title`, under the head `head`. */
static const char *in_table(const reading *r, size_t sheet, const char *title, const char *name, const char *head) {
    uint32_t from = expect_from(r, sheet, 1, title)->row;
    uint32_t column = expect_from(r, sheet, from, head)->column, row = expect_from(r, sheet, from, name)->row;
    const seen_cell *cell = cell_at(r, sheet, row, column);
    return cell ? cell->text : "";
}

static double figure(const reading *r, size_t sheet, const char *title, const char *name, const char *head) {
    return strtod(in_table(r, sheet, title, name, head), NULL);
}

/* What stands beside a label, in the merged cells from the third column on. */
static const char *beside(const reading *r, size_t sheet, const char *title, const char *label) {
    uint32_t row = expect_from(r, sheet, expect_from(r, sheet, 1, title)->row, label)->row;
    const seen_cell *cell = cell_at(r, sheet, row, 3);
    return cell ? cell->text : "";
}

static reading written(arena_body body, report_job *job) {
    run_with_arena(body, job);
    reading r = start_reading(scratch(job->file), read_body);
    expect_no_problem(&r);
    return r;
}

/* ---- the sample ---- */

static const kp_evaluation *evaluate_sample(kp_arena *arena, kp_problems *problems) {
    const char *folder = SAMPLE;
    const kp_evaluate_options options = {.scheme = "sicha_yiping"};
    kp_evaluation *made = kp_evaluate(arena, &folder, 1, &options, problems);
    assert_non_null(made->card);
    return made;
}

static void write_report(kp_arena *arena, const kp_scorecard *card, const report_job *job, kp_problems *problems) {
    const kp_report_options options = {.lang = job->lang, .problems = problems, .timestamp = TIMESTAMP, .values = job->values};
    remove(scratch(job->file));
    assert_true(kp_report_write(arena, card, &options, scratch(job->file), problems));
}

static void write_sample(kp_arena *arena, void *data) {
    kp_problems *problems = kp_problems_new(arena);
    write_report(arena, evaluate_sample(arena, problems)->card, data, problems);
}

static void check_sample_zh(void **state) {
    (void)state;
    report_job zh = {KP_ZH, false, "agreement-zh.xlsx"};
    reading r = written(write_sample, &zh);
    size_t sheet = sheet_of_book(&r, "评价一致性");
    assert_int_equal(sheet, sheet_of_book(&r, "满意度") + 1);
    assert_int_equal(sheet + 1, sheet_of_book(&r, "明细"));
    static const char panel_title[] = "互查　　各项合计，满分 100", evaluators[] = "评价者宽严";
    assert_string_equal(beside(&r, sheet, panel_title, "数据"), "12 个对象，12 位评价者，共 40 个评分");
    assert_string_equal(beside(&r, sheet, panel_title, "次序是否一致"), "不计算：没有 3 位以上的评价者都评过 3 个以上的相同对象");
    assert_string_equal(
        beside(&r, sheet, panel_title, "各对象由不同的人评价"),
        "单个评价者 ICC(1,1) = 0.984（95% 置信区间 0.960～0.995；很好）；全体平均 ICC(1,k) = 0.995（95% 置信区间 0.988～0.998；很好）");
    expect_digits(figure(&r, sheet, evaluators, "东湖社区", "与平均分之差"), 1.26388888889, 9);
    expect_digits(figure(&r, sheet, evaluators, "东湖社区", "与其他人之差"), 1.80555555556, 9);
    expect_digits(figure(&r, sheet, evaluators, "东湖社区", "z"), 1.79404174355, 8);
    expect_digits(figure(&r, sheet, evaluators, "东湖社区", "t"), 6.4046403081, 8);
    expect_digits(figure(&r, sheet, evaluators, "东湖社区", "p"), 0.02352195835, 9);
    expect_digits(figure(&r, sheet, evaluators, "东湖社区", "校正 p"), 0.2822635002, 9);
    assert_string_equal(in_table(&r, sheet, evaluators, "东湖社区", "判断"), "看不出");
    expect_digits(figure(&r, sheet, evaluators, "望江社区", "与平均分之差"), -1.45833333333, 9);
    expect_digits(figure(&r, sheet, evaluators, "望江社区", "z"), -2.05575050415, 8);
    assert_string_equal(in_table(&r, sheet, evaluators, "望江社区", "序号"), "12");
    expect_digits(figure(&r, sheet, "各项", "制度管理与首问责任", "ICC 单个"), 0.860739944941, 9);
    expect_digits(figure(&r, sheet, "各项", "制度管理与首问责任", "区间下限"), 0.696809515072, 9);
    expect_digits(figure(&r, sheet, "各项", "制度管理与首问责任", "区间上限"), 0.952399971497, 9);
    assert_string_equal(in_table(&r, sheet, "各项", "实有人口与流动人口服务", "对象 × 评价者"), "11 × 12");
    static const char check_title[] = "“自查”与“抽查”";
    assert_string_equal(beside(&r, sheet, check_title, "比较"), "12 对，都折合为满分 100；允许差 10 分");
    assert_string_equal(beside(&r, sheet, check_title, "平均相差"), "-7.88 分，标准差 10.03；t = -2.72，自由度 11，p = 0.0198");
    assert_string_equal(beside(&r, sheet, check_title, "超过允许差"), "高出的 1 对（8.3%），低于的 3 对");
    expect_digits(figure(&r, sheet, "相差最大的", "望江社区", "自报"), 99.5, 12); /* as it was before it was held down */
    expect_digits(figure(&r, sheet, "相差最大的", "望江社区", "核对"), 84, 12);
    expect_digits(figure(&r, sheet, "相差最大的", "望江社区", "相差"), 15.5, 12);
    end_reading(&r);
}

static void check_sample_en(void **state) {
    (void)state;
    report_job en = {KP_EN, false, "agreement-en.xlsx"};
    reading r = written(write_sample, &en);
    size_t sheet = sheet_of_book(&r, "Agreement");
    assert_int_not_equal(sheet, SIZE_MAX);
    expect_digits(figure(&r, sheet, "Who marks high or low", "东湖社区", "p, adjusted"), 0.2822635002, 9);
    assert_string_equal(in_table(&r, sheet, "Who marks high or low", "东湖社区", "Tends to mark"), "neither shown");
    assert_string_equal(beside(&r, sheet, "Self-check against Spot check", "Mean difference"),
                        "-7.88 points, SD 10.03; t = -2.72, df = 11, p = 0.0198");
    for (size_t i = 0; i < r.cells.count; i++) /* names are as they were entered; what the sheet says is English */
        if (r.cells.items[i].sheet == sheet && r.cells.items[i].row != 2)
            assert_null(strstr(r.cells.items[i].text, "评价"));
    end_reading(&r);
}

static void check_values(void **state) {
    (void)state;
    report_job mere = {KP_ZH, true, "agreement-values.xlsx"};
    reading r = written(write_sample, &mere);
    assert_int_equal(sheet_of_book(&r, "评价一致性"), SIZE_MAX);
    end_reading(&r);
    assert_true(kp_report_is_sheet("评价一致性") && kp_report_is_sheet("Agreement"));
}

/* ---- a panel that marks all ---- */

static evaluation shrout_fleiss(kp_arena *arena) {
    static const char *const judged[6] = {"9 2 5 8", "6 1 3 2", "8 4 6 8", "7 1 2 6", "10 5 6 9", "6 2 4 7"};
    static const char *const judges[] = {"甲", "乙|丙", "丙", "丁"}; /* a bar in a name is no second language */
    evaluation e = begin(arena, "indicators: [{id: a, title: 评分 | Marks, points: 10, method: panel}]\n", 6);
    for (int unit = 0; unit < 6; unit++) {
        char *rest = NULL, *copy = kp_strdup(arena, judged[unit]);
        for (int j = 0; j < 4; j++)
            panel(&e, unit, "a", judges[j], -1, strtok_r(j ? NULL : copy, " ", &rest));
    }
    finish(&e);
    expect_no_errors(&e);
    return e;
}

static void write_published(kp_arena *arena, void *data) {
    evaluation e = shrout_fleiss(arena);
    write_report(arena, e.card, data, e.problems);
}

static void check_published(void **state) {
    (void)state;
    report_job zh = {KP_ZH, false, "agreement-published-zh.xlsx"}, en = {KP_EN, false, "agreement-published-en.xlsx"};
    reading r = written(write_published, &zh);
    size_t sheet = sheet_of_book(&r, "评价一致性");
    assert_string_equal(beside(&r, sheet, "评分　　满分 10", "次序是否一致"), "Kendall W = 0.887，χ² = 17.74（自由度 5，p = 0.0033）；一致程度强");
    assert_string_equal(
        beside(&r, sheet, "评分　　满分 10", "评分是否一致"), /* 95 % as in R's psych::ICC(): .02 to .76, .07 to .93 */
        "单个评价者 ICC(2,1) = 0.290（95% 置信区间 0.019～0.761；差～好）；全体平均 ICC(2,k) = 0.620（95% 置信区间 0.071～0.927；差～很好）");
    assert_string_equal(in_table(&r, sheet, "评价者宽严", "甲", "判断"), "偏宽");
    assert_string_equal(in_table(&r, sheet, "评价者宽严", "乙|丙", "判断"), "偏严");
    end_reading(&r);
    r = written(write_published, &en);
    sheet = sheet_of_book(&r, "Agreement");
    assert_string_equal(in_table(&r, sheet, "Who marks high or low", "甲", "Tends to mark"), "high");
    assert_string_equal(in_table(&r, sheet, "Who marks high or low", "乙|丙", "Tends to mark"), "low");
    end_reading(&r);
}

static void write_plain(kp_arena *arena, void *data) {
    evaluation e = begin(arena, "indicators: [{id: a, title: A, points: 10, method: panel}]\n", 1);
    panel(&e, 0, "a", "甲", -1, "8");
    finish(&e);
    write_report(arena, e.card, data, e.problems);
}

static void check_nothing(void **state) {
    (void)state;
    report_job zh = {KP_ZH, false, "agreement-none.xlsx"};
    reading r = written(write_plain, &zh);
    assert_int_equal(sheet_of_book(&r, "评价一致性"), SIZE_MAX);
    end_reading(&r);
}

/* ---- JSON ---- */

static double number_at(const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    assert_true(json_is_number(value));
    return json_number_value(value);
}

static void check_json(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    const char *text = kp_result_json(arena, NULL, evaluate_sample(arena, problems)->card, problems, KP_ZH);
    json_t *root = json_loads(text, 0, NULL);
    const json_t *agreement = json_object_get(root, "agreement");
    assert_int_equal(json_array_size(json_object_get(agreement, "panels")), 8); /* 互查, and its seven items */
    const json_t *first = json_array_get(json_object_get(agreement, "panels"), 0), *panel_of = json_object_get(first, "panel");
    assert_string_equal(json_string_value(json_object_get(panel_of, "id")), "h");
    assert_true(json_is_true(json_object_get(panel_of, "whole")));
    assert_true(json_is_null(json_object_get(json_object_get(panel_of, "w"), "w")));
    const json_t *icc = json_object_get(json_object_get(panel_of, "icc"), "icc_1_1");
    expect_digits(number_at(icc, "value"), 0.983689641729, 11);
    expect_digits(number_at(icc, "f"), 201.670252770, 10);
    const json_t *top = json_array_get(json_object_get(first, "each"), 0);
    assert_string_equal(json_string_value(json_object_get(top, "evaluator")), "东湖社区");
    expect_digits(number_at(top, "deviation"), 1.26388888889, 9);
    assert_int_equal(json_integer_value(json_object_get(top, "tendency")), 0);
    const json_t *check = json_array_get(json_object_get(agreement, "checks"), 0);
    expect_digits(number_at(check, "difference"), -7.88425925925926, 12);
    expect_digits(number_at(check, "sd"), 10.02769616725327, 12);
    assert_string_equal(json_string_value(json_object_get(json_object_get(check, "largest"), "unit")), "JX07");
    json_decref(root);

    evaluation none = begin(arena, "indicators: [{id: a, title: A, points: 10, method: direct}]\n", 1);
    mark(&none, 0, "a", 0, "8");
    finish(&none);
    assert_null(strstr(kp_result_json(arena, NULL, none.card, none.problems, KP_ZH), "\"agreement\""));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"the sample's sheet stands before the details with the figures of R", check_sample_zh, NULL, NULL, NULL},
        {"the sheet is English where English is asked for", check_sample_en, NULL, NULL, NULL},
        {"among mere values the sheet is left out, and its name is known", check_values, NULL, NULL, NULL},
        {"published figures are said in words with who marks high and low", check_published, NULL, NULL, NULL},
        {"where nothing is known there is no sheet", check_nothing, NULL, NULL, NULL},
        IN_ARENA("the results as JSON have the figures of R for the sample", check_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
