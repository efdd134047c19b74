/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_survey_test.c - the sheet 满意度 of a report and what a survey adds to 排名, read back by the project's own reader. What is expected follows from counts small enough to work out by hand.
 */
#include "in_arena.h"
#include "scoring_support.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>

#include "kaoping/answers.h"
#include "kaoping/digest.h"
#include "kaoping/result_json.h"
#include "kaoping/survey_report.h"
#include "reading.h"

#define TWO_QUESTIONS                                                                                                                                           \
    "subject: 社区 | Community\n"                                                                                                                             \
    "indicators:\n"                                                                                                                                             \
    "  - {id: s, title: 居民评议 | Residents, points: 100, method: satisfaction, options: {满意 | Content: 100, 一般 | Fair: 50, 不满意 | Not: 0}, " \
    "positive: [满意, 一般], min_valid: 10, questions: {卫生 | Cleanliness: 1, 治安 | Safety: 1}}\n"
#define ONE_QUESTION                                                                                                                                   \
    "subject: 社区 | Community\n"                                                                                                                    \
    "indicators:\n"                                                                                                                                    \
    "  - {id: s, title: 居民评议 | Residents, points: 100, method: satisfaction, options: {满意 | Content: 100, 不满意 | Not: 0}, positive: " \
    "[满意]}\n"
#define FOUR_QUESTIONS                                                                                                                                 \
    "subject: 社区 | Community\n"                                                                                                                    \
    "indicators:\n"                                                                                                                                    \
    "  - {id: s, title: 居民评议 | Residents, points: 100, method: satisfaction, options: {满意 | Content: 100, 不满意 | Not: 0}, positive: " \
    "[满意], "                                                                                                                                       \
    "questions: {甲题 | A: 1, 乙题 | B: 1, 丙题 | C: 1, 丁题 | D: 1}}\n"

typedef struct survey_report {
    const char *scheme;
    int units;
    void (*fill)(evaluation *e);
    kp_lang lang;
    bool values, alone; /* alone: the workbook of the survey only */
    const kp_weighing *weighing;
    const char *file;
} survey_report;

static void write_body(kp_arena *arena, void *data) {
    const survey_report *job = data;
    evaluation e = begin(arena, job->scheme, job->units);
    job->fill(&e);
    finish(&e);
    kp_report_options options = {
        .lang = job->lang, .problems = e.problems, .timestamp = 1790726400, .values = job->values, .weighing = job->weighing};
    const char *path = scratch(job->file);
    remove(path);
    bool written =
        job->alone ? kp_survey_report_write(arena, e.card, &options, path, e.problems) : kp_report_write(arena, e.card, &options, path, e.problems);
    assert_true(written);
}

static reading write_and_read(survey_report *job) {
    run_with_arena(write_body, job);
    reading r = start_reading(scratch(job->file), read_body);
    expect_no_problem(&r);
    return r;
}

static bool has_part(const reading *r, size_t sheet, const char *part) {
    for (size_t i = 0; i < r->cells.count; i++)
        if (r->cells.items[i].sheet == sheet && strstr(r->cells.items[i].text, part))
            return true;
    return false;
}

/* In the first table after `title`: the cell of the row `name` under the head `head`. */
static const char *in_table(const reading *r, const char *sheet_name, const char *title, const char *name, const char *head) {
    size_t sheet = sheet_of_book(r, sheet_name);
    const seen_cell *top = title ? find_from(r, sheet, 0, title) : NULL;
    if (title && !top)
        fail_msg("no table %s", title);
    const seen_cell *column = find_from(r, sheet, top ? top->row : 0, head), *row = find_from(r, sheet, top ? top->row : 0, name);
    if (!column || !row)
        fail_msg("no %s of %s", head, name);
    const seen_cell *cell = cell_at(r, sheet, row->row, column->column);
    return cell ? cell->text : "";
}

static void expect_figure(const reading *r, const char *title, const char *name, const char *head, double value) {
    const char *text = in_table(r, "满意度", title, name, head);
    char *end;
    double found = strtod(text, &end);
    if (end == text || fabs(found - value) > 1e-6)
        fail_msg("%s of %s is %s, not %.9g", head, name, text, value);
}

/*
 * 社区1: 卫生 20 × 100: 100; 治安 10 × 100, 10 × 0: 50, 5 do not know. 75 in all, of whom (100 + 50) / 2 per cent are content.
 * 社区2 and 社区4: all say 50 throughout. 社区3: five forms, of the ten that are asked for.
 */
static void fill_counts(evaluation *e) {
    survey(e, 0, "s", 0, "20 0 0", NULL, NULL, NULL, NULL);
    survey(e, 0, "s", 1, "10 0 10", "5", NULL, NULL, "2");
    for (int unit = 1; unit <= 3; unit += 2)
        for (int question = 0; question < 2; question++)
            survey(e, unit, "s", question, "0 20 0", NULL, NULL, NULL, NULL);
    survey(e, 2, "s", 0, "5 0 0", NULL, NULL, NULL, NULL);
    survey(e, 2, "s", 1, "5 0 0", NULL, NULL, NULL, NULL);
}

#define COUNTS(how, where)                                                                                                                           \
    { .scheme = TWO_QUESTIONS, .units = 4, .fill = fill_counts, .lang = how, .file = where }

static void test_place(void **state) {
    (void)state;
    static const char *const names[2][3] = {{"排名", "满意度", "明细"}, {"Ranking", "Satisfaction", "Details"}};
    for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++) {
        survey_report job = COUNTS(lang, "place.xlsx");
        reading r = write_and_read(&job);
        size_t at = sheet_of_book(&r, names[lang][1]);
        assert_true(at != SIZE_MAX && at > 0);
        assert_string_equal(kp_workbook_sheet_name(r.book, at - 1), names[lang][0]);
        assert_string_equal(kp_workbook_sheet_name(r.book, at + 1), names[lang][2]);
        end_reading(&r);
    }
    assert_true(kp_report_is_sheet("满意度"));
    assert_true(kp_report_is_sheet("Satisfaction (2)"));
}

static void test_units(void **state) {
    (void)state;
    survey_report job = COUNTS(KP_ZH, "units.xlsx");
    reading r = write_and_read(&job);
    static const char table[] = "各社区满意度";
    expect_figure(&r, table, "社区1", "满意度", 75);
    expect_figure(&r, table, "社区1", "满意率", 0.75);
    expect_figure(&r, table, "社区1", "有效份数", 20);
    expect_figure(&r, table, "社区2", "满意度", 50);
    expect_figure(&r, table, "社区2", "误差±", 8.05625795); /* twenty of one mind: Wilson's limit of 0 of 20, 0.161125159, times 50 */
    expect_figure(&r, table, "社区2", "满意率", 1);
    /* 卫生: (20 × 100 + 5 × 100 + 40 × 50) / 65; 治安: (15 × 100 + 40 × 50) / 65; the mean of the two */
    expect_figure(&r, table, "全部合计", "满意度", (4500.0 + 3500) / 65 / 2);
    assert_string_equal(in_table(&r, "满意度", table, "社区1", "名次"), "1");
    end_reading(&r);
}

static void test_ties_and_small_samples(void **state) {
    (void)state;
    survey_report job = COUNTS(KP_ZH, "ties.xlsx");
    reading r = write_and_read(&job);
    static const char table[] = "各社区满意度";
    assert_string_equal(in_table(&r, "满意度", table, "社区2", "名次"), "2");
    assert_string_equal(in_table(&r, "满意度", table, "社区4", "名次"), "2");
    assert_string_equal(in_table(&r, "满意度", table, "社区2", "与下一名"), "分不出");
    assert_string_equal(in_table(&r, "满意度", table, "社区3", "名次"), "—");
    assert_string_equal(in_table(&r, "满意度", table, "社区3", "备注"), "样本不足，不排名次");
    expect_figure(&r, table, "社区3", "满意度", 100);
    assert_true(has_part(&r, sheet_of_book(&r, "满意度"), "有效份数少于方案要求"));
    end_reading(&r);
}

/*
 * 治安 of 社区1: ten of twenty say 100, ten 0; five more do not know and two are invalid, so that those twenty are a domain of 27 forms: Σz² = 20 · 50²/20² = 125, the variance 27/26 of it.
 * t(.975, 19) = 2.093024054 (R: qt). The margin: 2.093024054 · √129.807692 = 23.84648838.
 */
static void test_questions(void **state) {
    (void)state;
    survey_report job = COUNTS(KP_ZH, "questions.xlsx");
    reading r = write_and_read(&job);
    expect_figure(&r, "第 2 题　治安", "社区1", "满意度", 50);
    expect_figure(&r, "第 2 题　治安", "社区1", "误差±", 23.84648838);
    expect_figure(&r, "第 2 题　治安", "社区1", "区间下限", 50 - 23.84648838);
    expect_figure(&r, "第 2 题　治安", "社区1", "不了解占比", 0.2);
    expect_figure(&r, "第 2 题　治安", "社区1", "无效答案", 2);
    expect_figure(&r, "各题满意度（全部合计）", "卫生", "满意度", 4500.0 / 65);
    assert_string_equal(in_table(&r, "满意度", "各题满意度（全部合计）", "治安", "备注"), "权重1");
    end_reading(&r);
}

static void test_answers(void **state) {
    (void)state;
    survey_report job = COUNTS(KP_ZH, "answers.xlsx");
    reading r = write_and_read(&job);
    expect_figure(&r, "有效答案的分布（按题目）", "治安", "满意", 15.0 / 65);
    expect_figure(&r, "有效答案的分布（按题目）", "治安", "一般", 40.0 / 65);
    expect_figure(&r, "有效答案的分布（按题目）", "治安", "不满意", 10.0 / 65);
    end_reading(&r);
}

static void test_matrix(void **state) {
    (void)state;
    survey_report job = COUNTS(KP_ZH, "matrix.xlsx");
    reading r = write_and_read(&job);
    expect_figure(&r, "各社区各题满意度", "社区1", "卫生", 100);
    expect_figure(&r, "各社区各题满意度", "社区1", "治安", 50);
    end_reading(&r);
}

static void test_english(void **state) {
    (void)state;
    survey_report job = COUNTS(KP_EN, "english.xlsx");
    reading r = write_and_read(&job);
    assert_string_equal(in_table(&r, "Satisfaction", "Satisfaction by Community", "社区3", "Remarks"), "sample too small, not ranked");
    assert_string_equal(in_table(&r, "Satisfaction", "Satisfaction by Community", "社区2", "Against the next"), "too close");
    size_t sheet = sheet_of_book(&r, "Satisfaction");
    for (size_t i = 0; i < r.cells.count; i++) /* nothing but the names that the test itself gave is Chinese */
        if (r.cells.items[i].sheet == sheet && strncmp(r.cells.items[i].text, "社区", strlen("社区")) != 0)
            for (const char *c = r.cells.items[i].text; *c; c++)
                assert_false((unsigned char)*c >= 0xE3 && (unsigned char)*c <= 0xE9);
    end_reading(&r);
}

static void test_ranking(void **state) {
    (void)state;
    survey_report job = COUNTS(KP_ZH, "ranking.xlsx");
    reading r = write_and_read(&job);
    size_t sheet = sheet_of_book(&r, "排名");
    assert_non_null(find_from(&r, sheet, 0, "抽样误差±"));
    assert_string_equal(in_table(&r, "排名", NULL, "社区1", "名次区间"), "1");
    assert_string_equal(in_table(&r, "排名", NULL, "社区2", "名次区间"), "2～3");
    assert_string_equal(in_table(&r, "排名", NULL, "社区2", "备注"), "");
    assert_true(has_part(&r, sheet, "名次先后可能只是抽样造成的"));
    end_reading(&r);
}

/* Of 20 answers 12 and 10 are content: 60 ± 22.9 and 50 ± 24. */
static void fill_close(evaluation *e) {
    survey(e, 0, "s", 0, "12 8", NULL, NULL, NULL, NULL);
    survey(e, 1, "s", 0, "10 10", NULL, NULL, NULL, NULL);
}

static void test_within_error(void **state) {
    (void)state;
    survey_report job = {.scheme = ONE_QUESTION, .units = 2, .fill = fill_close, .file = "close.xlsx"};
    reading r = write_and_read(&job);
    assert_string_equal(in_table(&r, "排名", NULL, "社区1", "名次区间"), "1～2");
    assert_string_equal(in_table(&r, "排名", NULL, "社区2", "备注"), "与上名差异在误差内");
    assert_string_equal(in_table(&r, "满意度", "各社区满意度", "社区1", "与下一名"), "分不出");
    /* all twenty gave an answer: 2.093024054 · √(20/19 · 125) */
    assert_true(fabs(strtod(in_table(&r, "排名", NULL, "社区2", "抽样误差±"), NULL) - 24.00863246) < 1e-6);
    expect_figure(&r, "有效答案的分布（按社区）", "社区1", "满意", 0.6);
    end_reading(&r);
}

static void fill_certain(evaluation *e) {
    survey(e, 0, "s", 0, "20 0", NULL, NULL, NULL, NULL);
    survey(e, 1, "s", 0, "0 20", NULL, NULL, NULL, NULL);
    for (int32_t unit = 0; unit < 2; unit++) { /* all households */
        kp_stratum_size size = {.unit = unit, .stratum = -1, .size = typed(e, "20"), .clusters = {.value = KP_ZERO}};
        KP_PUSH(e->arena, &e->evidence->stratum_sizes, size);
    }
}

static void test_no_error(void **state) {
    (void)state;
    survey_report job = {.scheme = ONE_QUESTION, .units = 2, .fill = fill_certain, .file = "certain.xlsx"};
    reading r = write_and_read(&job);
    assert_null(find_from(&r, sheet_of_book(&r, "排名"), 0, "抽样误差±"));
    assert_string_equal(in_table(&r, "满意度", "各社区满意度", "社区1", "与下一名"), "有差异");
    end_reading(&r);
}

static void fill_one(evaluation *e) { survey(e, 0, "s", 0, "15 5", "0", NULL, NULL, NULL); }

static void test_single_unit(void **state) {
    (void)state;
    survey_report job = {.scheme = ONE_QUESTION, .units = 1, .fill = fill_one, .file = "single.xlsx"};
    reading r = write_and_read(&job);
    expect_figure(&r, "各社区满意度", "社区1", "满意度", 75);
    assert_string_equal(in_table(&r, "满意度", "各社区满意度", "社区1", "名次区间"), "1");
    assert_null(find_from(&r, sheet_of_book(&r, "满意度"), 0, "全部合计"));
    end_reading(&r);
}

static void fill_half(evaluation *e) { fill_one(e); }

static void test_nobody(void **state) {
    (void)state;
    survey_report job = {.scheme = ONE_QUESTION, .units = 2, .fill = fill_half, .file = "nobody.xlsx"};
    reading r = write_and_read(&job);
    assert_string_equal(in_table(&r, "满意度", "各社区满意度", "社区2", "满意度"), "—");
    assert_string_equal(in_table(&r, "满意度", "各社区满意度", "社区2", "备注"), "无有效答案");
    end_reading(&r);
}

/* 社区1: twenty forms, each with the best throughout, fifteen of them by 网络; 社区2: twenty forms that differ. */
static void fill_forms(evaluation *e) {
    kp_answers *answers = kp_answers_of(e->evidence);
    for (int i = 0; i < 40; i++) {
        kp_form form = {.unit = i / 20, .stratum = -1, .cluster = -1, .interviewer = -1, .weight = KP_ONE, .origin = {(uint32_t)i + 2, 1, 0}};
        form.channel = kp_answers_name(e->arena, &answers->channels, i % 4 ? "网络" : "纸质");
        uint8_t codes[4] = {0, 0, 0, 0};
        for (int q = 0; i >= 20 && q < 4; q++)
            codes[q] = (uint8_t)(((i - 20) >> q) & 1);
        kp_answers_add(e->evidence, &form, codes, NULL);
    }
}

static void test_quality(void **state) {
    (void)state;
    survey_report job = {.scheme = FOUR_QUESTIONS, .units = 2, .fill = fill_forms, .file = "quality.xlsx"};
    reading r = write_and_read(&job);
    size_t sheet = sheet_of_book(&r, "满意度");
    assert_non_null(find_from(&r, sheet, 0, "答卷质量"));
    assert_true(has_part(&r, sheet, "共 40 份，其中按方案作废 0 份"));
    expect_figure(&r, "答卷质量", "网络", "份数", 30);
    expect_figure(&r, "答卷质量", "网络", "占比", 0.75);
    assert_non_null(find_from(&r, sheet, 0, "全部答案相同"));
    assert_true(has_part(&r, sheet, "社区1：20 份答卷各题都选同一项"));
    assert_true(has_part(&r, sheet, "由逐份答卷按线性化"));
    end_reading(&r);
    survey_report counts = COUNTS(KP_ZH, "noforms.xlsx");
    r = write_and_read(&counts);
    assert_null(find_from(&r, sheet_of_book(&r, "满意度"), 0, "答卷质量"));
    end_reading(&r);
}

static void test_values(void **state) {
    (void)state;
    survey_report job = COUNTS(KP_ZH, "values.xlsx");
    job.values = true;
    reading r = write_and_read(&job);
    assert_int_equal(kp_workbook_sheet_count(r.book), 3); /* the scheme has no lists */
    assert_int_equal(sheet_of_book(&r, "满意度"), SIZE_MAX);
    assert_string_equal(in_table(&r, "排名", NULL, "社区2", "名次区间"), "2～3");
    end_reading(&r);
}

/* Thirty units: the table begins again after 16. */
static void fill_many(evaluation *e) {
    for (int unit = 0; unit < 30; unit++)
        survey(e, unit, "s", 0, kp_format(e->arena, "%d 10", 40 - unit), NULL, NULL, NULL, NULL);
}

static void test_many(void **state) {
    (void)state;
    survey_report job = {.scheme = ONE_QUESTION, .units = 30, .fill = fill_many, .file = "many.xlsx"};
    reading r = write_and_read(&job);
    size_t sheet = sheet_of_book(&r, "满意度");
    assert_non_null(find_from(&r, sheet, 0, "各社区满意度（续）"));
    assert_string_equal(in_table(&r, "满意度", "各社区满意度（续）", "社区26", "名次"), "26");
    expect_figure(&r, "各社区满意度", "社区30", "满意度", 1100.0 / 21);
    end_reading(&r);
}

static void test_same_bytes(void **state) {
    (void)state;
    char digest[2][KP_DIGEST_SIZE];
    for (int i = 0; i < 2; i++) {
        survey_report job = {.scheme = FOUR_QUESTIONS, .units = 2, .fill = fill_forms, .file = "bytes.xlsx"};
        run_with_arena(write_body, &job);
        assert_true(kp_digest_file(scratch("bytes.xlsx"), digest[i]));
    }
    assert_string_equal(digest[0], digest[1]);
}

static void test_alone(void **state) {
    (void)state;
    static const char *const names[2][3] = {{"满意度", "答卷质量", "说明"}, {"Satisfaction", "Soundness of the answers", "Notes"}};
    for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++) {
        survey_report job = {.scheme = FOUR_QUESTIONS, .units = 2, .fill = fill_forms, .lang = lang, .alone = true, .file = "alone.xlsx"};
        reading r = write_and_read(&job);
        assert_int_equal(kp_workbook_sheet_count(r.book), 3);
        for (size_t i = 0; i < 3; i++) {
            assert_string_equal(kp_workbook_sheet_name(r.book, i), names[lang][i]);
            assert_true(kp_report_is_sheet(names[lang][i]));
        }
        assert_true(has_part(&r, 0, lang == KP_ZH ? "各社区满意度" : "Satisfaction by Community"));
        assert_true(has_part(&r, 1, "Cronbach"));
        assert_true(has_part(&r, 2, "Särndal"));
        end_reading(&r);
    }
    survey_report counts = COUNTS(KP_ZH, "alone.xlsx");
    counts.alone = true;
    reading r = write_and_read(&counts);
    assert_int_equal(sheet_of_book(&r, "答卷质量"), SIZE_MAX);
    assert_true(sheet_of_book(&r, "说明") != SIZE_MAX);
    assert_true(sheet_of_book(&r, "数据提示") != SIZE_MAX); /* a sample too small is told of */
    end_reading(&r);
}

static void test_weighing(void **state) {
    (void)state;
    kp_weighing weighing = {
        .report = {.converged = true, .rounds = 7, .largest_miss = 1e-11, .least_factor = 0.5, .largest_factor = 2.25, .weight_effect = 1.125},
        .forms = 40,
        .done = true};
    survey_report job = {.scheme = FOUR_QUESTIONS, .units = 2, .fill = fill_forms, .weighing = &weighing, .file = "weighing.xlsx"};
    reading r = write_and_read(&job);
    assert_non_null(find_from(&r, sheet_of_book(&r, "满意度"), 0, "按总体加权"));
    assert_true(has_part(&r, sheet_of_book(&r, "满意度"), "权数调整 0.500～2.250 倍，权数不等使方差约为 1.12 倍"));
    end_reading(&r);
    weighing.done = false;
    r = write_and_read(&job);
    assert_true(has_part(&r, sheet_of_book(&r, "满意度"), "总体结构与答卷不符，没有加权"));
    end_reading(&r);
}

/* The figures of test_questions and test_within_error. */
static void check_json(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, TWO_QUESTIONS, 4);
    fill_counts(&e);
    finish(&e);
    json_t *root = json_loads(kp_result_json(arena, NULL, e.card, e.problems, KP_EN), 0, NULL);
    assert_non_null(root);
    json_t *leaf = json_array_get(json_object_get(json_object_get(root, "survey"), "leaves"), 0), *figures = json_object_get(leaf, "figures");
    assert_string_equal(json_string_value(json_object_get(leaf, "id")), "s");
    assert_int_equal(json_array_size(figures), 5 * 3);
    json_t *all = json_array_get(figures, 0), *safety = json_array_get(figures, 5);
    assert_true(json_is_null(json_object_get(all, "unit")));
    assert_string_equal(json_string_value(json_object_get(all, "degree")), "61.54"); /* 8000 / 65 / 2 */
    assert_string_equal(json_string_value(json_object_get(safety, "unit")), "u1");
    assert_string_equal(json_string_value(json_object_get(safety, "title")), "Safety");
    assert_int_equal(json_integer_value(json_object_get(safety, "valid")), 20);
    assert_int_equal(json_integer_value(json_object_get(safety, "unknown")), 5);
    assert_true(fabs(json_real_value(json_object_get(safety, "margin")) - 23.84648838) < 1e-6);
    assert_true(fabs(json_real_value(json_array_get(json_object_get(safety, "interval"), 1)) - 73.84648838) < 1e-6);
    assert_true(fabs(json_real_value(json_array_get(json_object_get(safety, "shares"), 2)) - 0.5) < 1e-12);
    json_t *standings = json_object_get(leaf, "standings");
    assert_int_equal(json_array_size(standings), 3);
    assert_string_equal(json_string_value(json_object_get(json_array_get(standings, 0), "unit")), "u1");
    assert_true(json_is_true(json_object_get(json_array_get(figures, 9), "too_small")));
    assert_int_equal(json_array_size(json_object_get(json_object_get(root, "survey"), "totals")), 4);
    json_decref(root);
}

static void check_no_survey(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, "indicators: [{id: a, title: A, points: 10, method: direct}]", 1);
    mark(&e, 0, "a", 0, "7");
    finish(&e);
    assert_null(strstr(kp_result_json(arena, NULL, e.card, e.problems, KP_EN), "\"survey\""));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"the sheet stands between the lists and the details, in both languages", test_place, NULL, NULL, NULL},
        {"a unit has its degree, its rate and how many answered", test_units, NULL, NULL, NULL},
        {"equal degrees share a rank, and a sample too small has none", test_ties_and_small_samples, NULL, NULL, NULL},
        {"each question has a table with its errors", test_questions, NULL, NULL, NULL},
        {"the answers are shown as shares", test_answers, NULL, NULL, NULL},
        {"units by questions have a table", test_matrix, NULL, NULL, NULL},
        {"the English sheet is English", test_english, NULL, NULL, NULL},
        {"the ranking tells how far totals may be off", test_ranking, NULL, NULL, NULL},
        {"the ranking marks what the sample cannot tell apart", test_within_error, NULL, NULL, NULL},
        {"without sampling error the ranking is as it was", test_no_error, NULL, NULL, NULL},
        {"a single unit stands for all", test_single_unit, NULL, NULL, NULL},
        {"a unit that nobody answered for is told of", test_nobody, NULL, NULL, NULL},
        {"what was found about the forms is told, where there are forms", test_quality, NULL, NULL, NULL},
        {"a report of values keeps to the sheets of the results, with the errors in 排名", test_values, NULL, NULL, NULL},
        {"a long table begins again with its heads", test_many, NULL, NULL, NULL},
        {"a survey alone has a workbook of its own, in both languages", test_alone, NULL, NULL, NULL},
        {"how forms were weighted is told", test_weighing, NULL, NULL, NULL},
        IN_ARENA("the results as JSON have the figures", check_json),
        IN_ARENA("without a survey the JSON is as it was", check_no_survey),
        {"the same survey gives the same bytes", test_same_bytes, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
