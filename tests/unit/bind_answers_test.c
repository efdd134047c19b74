/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bind_answers_test.c - the forms of a survey (答卷), strata (分层) and population (总体结构) of an entry workbook: what is read, what is told of what cannot be, and that it
 * comes to the same in every format and as typed counts do.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "bound_forms.h"
#include "kaoping/answers.h"
#include "kaoping/evaluate.h"
#include "kaoping/form.h"

/* ---- what is read ---- */

static void check_forms(kp_arena *arena, void *data) {
    (void)data;
    const kp_evidence *e = bind_sound(arena, folder_of(arena, "forms", FORMS_HEAD FORMS_FIRST FORMS_REST, NULL, NULL));
    const kp_answers *a = e->answers;
    assert_non_null(a);
    assert_int_equal(a->item_count, 2);
    assert_int_equal(a->form_count, 4);
    static const uint8_t codes[][2] = {{0, 0}, {1, 0}, {0, KP_ANSWER_UNKNOWN}, {KP_ANSWER_MISSING, 1}};
    for (size_t f = 0; f < 4; f++)
        for (size_t i = 0; i < 2; i++)
            assert_int_equal(a->codes[f * 2 + i], codes[f][i]);
    assert_int_equal(a->forms[0].unit, 0);
    assert_int_equal(a->forms[3].unit, 1);
    assert_string_equal(e->strata.items[a->forms[1].stratum], "西苑");
    assert_int_equal(a->forms[2].stratum, -1);
    assert_string_equal(a->channels.items[a->forms[3].channel], "入户");
    assert_int_equal(a->forms[3].channel, a->forms[0].channel);
    assert_int_equal(a->forms[1].interviewer, -1);
    assert_string_equal(a->interviewers.items[a->forms[3].interviewer], "孙八");
    assert_string_equal(kp_num_exact(arena, a->forms[0].weight), "1");
    assert_string_equal(kp_num_exact(arena, a->forms[3].weight), "2.5");
    assert_string_equal(kp_place_cell(arena, kp_evidence_place(e, a->forms[2].origin)), "A4");
}

/* Words in both languages, values of options, remarks of people: all that kp_answer_code() takes, and blanks around it. */
static void check_words(kp_arena *arena, void *data) {
    (void)data;
    const kp_evidence *e = bind_sound(
        arena, folder_of(arena, "words", "社区,卫生,治安\n甲社区, Satisfied ,100\n1,0,无效\n甲社区,满意,—\n乙社区,不清楚,满意\n", NULL, NULL));
    static const uint8_t codes[][2] = {{0, 0}, {1, KP_ANSWER_INVALID}, {0, KP_ANSWER_NOT_ASKED}, {KP_ANSWER_UNKNOWN, 0}};
    assert_int_equal(e->answers->form_count, 4);
    for (size_t f = 0; f < 4; f++)
        for (size_t i = 0; i < 2; i++)
            assert_int_equal(e->answers->codes[f * 2 + i], codes[f][i]);
    assert_int_equal(e->answers->forms[1].unit, 0); /* by its id */
}

static void check_prepared(kp_arena *arena, void *data) {
    (void)data;
    const kp_evidence *e =
        bind_sound(arena, folder_of(arena, "prepared", FORMS_HEAD FORMS_FIRST "甲社区,,,,,,\n,,,,,,\n" FORMS_REST "合计,,,,,,\n", NULL, NULL));
    assert_int_equal(e->answers->form_count, 4);
}

static void check_clusters(kp_arena *arena, void *data) {
    (void)data;
    const kp_evidence *e =
        bind_sound(arena, folder_of(arena, "clusters",
                                    "考评对象,整群,卫生,治安\n甲社区,1栋,满意,满意\n乙社区,1栋,满意,满意\n甲社区,1 栋,满意,满意\n乙社区,,满意,满意\n",
                                    NULL, NULL));
    const kp_form *forms = e->answers->forms;
    assert_int_equal(forms[0].cluster, forms[2].cluster);
    assert_int_not_equal(forms[0].cluster, forms[1].cluster); /* another unit's first building */
    assert_int_equal(forms[3].cluster, -1);
}

static void check_strata(kp_arena *arena, void *data) {
    (void)data;
    const kp_evidence *e = bind_sound(
        arena, folder_of(arena, "strata", FORMS_HEAD FORMS_FIRST FORMS_REST, STRATA_HEAD "甲社区,东苑,300\n甲社区,西苑,100\n乙社区,,250\n", NULL));
    assert_int_equal(e->stratum_sizes.count, 3);
    assert_int_equal(e->stratum_sizes.items[0].stratum, e->answers->forms[0].stratum);
    assert_string_equal(kp_num_exact(arena, e->stratum_sizes.items[1].size.value), "100");
    assert_int_equal(e->stratum_sizes.items[2].stratum, -1);
    assert_int_equal(e->stratum_sizes.items[2].unit, 1);
}

/* Two forms of each sex, 150 women and 50 men: post-stratified, a woman's form weighs 75, a man's 25. */
static void check_population(kp_arena *arena, void *data) {
    (void)data;
    const char *path = folder_of(arena, "population",
                                 "考评对象,性别,卫生,治安\n甲社区,女,满意,满意\n甲社区,男,满意,满意\n乙社区,女,满意,满意\n乙社区,男,满意,满意\n",
                                 NULL, "变量,类别,人数\n性别,女,150\n性别,男,50\n");
    kp_problems *problems;
    kp_binding *binding = bind_one(arena, path, &problems);
    assert_int_equal(problems->errors, 0);
    const kp_answers *a = binding->evidence->answers;
    assert_int_equal(a->variables.count, 1);
    assert_int_equal(a->categories[1], 1);
    assert_true(binding->weighing && binding->weighing->done && binding->weighing->report.converged);
    assert_string_equal(kp_num_exact(arena, a->forms[0].weight), "75");
    assert_string_equal(kp_num_exact(arena, a->forms[3].weight), "25");
    assert_string_equal(kp_num_exact(arena, a->own_weights[3]), "1");
}

/* Raked to two margins; the weights by a second implementation, iterative proportional fitting in Python (200 rounds, each starting at 1). */
static void check_raking(kp_arena *arena, void *data) {
    (void)data;
    const char *path = folder_of(
        arena, "raking",
        "考评对象,性别,产权,卫生,治安\n甲社区,女,自有,满意,满意\n甲社区,女,自有,满意,满意\n甲社区,女,租住,满意,满意\n甲社区,男,自有,满意,满意\n"
        "乙社区,男,租住,满意,满意\n乙社区,男,租住,满意,满意\n乙社区,女,自有,满意,满意\n乙社区,男,自有,满意,满意\n",
        NULL, "变量,类别,人数\n性别,女,110\n性别,男,90\n产权,自有,140\n产权,租住,60\n");
    static const char *const weights[] = {"29.417747", "29.417747", "21.746758", "25.873379", "19.126621", "19.126621", "29.417747", "25.873379"};
    kp_problems *problems;
    kp_binding *binding = bind_one(arena, path, &problems);
    assert_int_equal(problems->errors, 0);
    assert_true(binding->weighing->report.converged);
    for (size_t i = 0; i < 8; i++)
        assert_true(fabs(kp_num_to_double(binding->evidence->answers->forms[i].weight) - strtod(weights[i], NULL)) < 1e-6);
}

/* Without weights of their own forms begin with the size of their stratum over its forms; the sizes, 300 : 100 : 250 scaled to 1250, are one more margin beside 650 women and 600 men. The form of
 * 西苑 then stands for 1250 · 100/650; the two of 东苑 for 1250 · 300/650 and those of 乙 for 1250 · 250/650, in equal proportion of women, which 650 : 1057.69 is: 650 · 6/11 and 650 · 5/11. */
static void check_first_weights(kp_arena *arena, void *data) {
    (void)data;
    const char *path = folder_of(arena, "first weights",
                                 "考评对象,层,性别,卫生,治安\n甲社区,东苑,女,满意,满意\n甲社区,东苑,男,满意,满意\n甲社区,西苑,男,满意,满意\n乙社区,,"
                                 "女,满意,满意\n乙社区,,男,满意,满意\n",
                                 STRATA_HEAD "甲社区,东苑,300\n甲社区,西苑,100\n乙社区,,250\n", "变量,类别,人数\n性别,女,650\n性别,男,600\n");
    kp_problems *problems;
    kp_binding *binding = bind_one(arena, path, &problems);
    if (problems->errors)
        print_problems(problems);
    assert_int_equal(problems->errors, 0);
    static const double weights[] = {354.545454545, 222.377622378, 192.307692308, 295.454545455, 185.314685315};
    for (size_t i = 0; i < 5; i++)
        assert_true(fabs(kp_num_to_double(binding->evidence->answers->forms[i].weight) - weights[i]) < 1e-6);
    assert_true(binding->weighing->by_strata);
}

/* Four questions, so that forms are looked at; two of 甲's are the same option all through. */
static void check_discarded(kp_arena *arena, void *data) {
    (void)data;
    static const char yaml[] =
        "id: d\ntitle: 剔除 | Discards\nsubject: 社区 | Community\ncadence: quarter\ndiscard_forms: straight\nindicators:\n"
        "  - id: s\n    title: 满意 | Satisfaction\n    points: 100\n    method: satisfaction\n    entry: answers\n"
        "    options: {满意 | Yes: 100, 一般 | Fair: 50, 不满意 | No: 0}\n    questions: {甲题 | A: 1, 乙题 | B: 1, 丙题 | C: 1, 丁题 | D: 1}\n";
    const char *folder = kp_strdup(arena, scratch("discarded"));
    assert_int_equal(mkdir(folder, 0700), 0);
    scratch_text("discarded/填表说明.csv", "考评期,2026Q3\n");
    scratch_text("discarded/考评对象.csv", "名称\n甲社区\n乙社区\n");
    scratch_text("discarded/答卷.csv",
                 "考评对象,甲题,乙题,丙题,丁题\n甲社区,满意,满意,满意,满意\n甲社区,一般,满意,一般,不满意\n乙社区,满意,一般,一般,不满意\n"
                 "甲社区,不满意,不满意,不满意,不满意\n乙社区,满意,满意,满意,一般\n");
    kp_problems *problems = kp_problems_new(arena);
    kp_bind_options options = {.scheme = sound_yaml(arena, yaml)};
    kp_binding *binding = kp_bind(arena, &folder, 1, &options, problems);
    static const uint8_t discarded[] = {KP_DISCARD_STRAIGHT, 0, 0, KP_DISCARD_STRAIGHT, 0};
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(binding->evidence->answers->forms[i].discarded, discarded[i]);
    const kp_problem *told = only(problems, KP_D_FORMS_DISCARDED);
    assert_int_equal(told->unit, 0);
    assert_string_equal(told->arguments[1], "2");
    assert_string_equal(kp_place_cell(arena, told->place), "A2");
    const kp_survey_row *row = &binding->evidence->survey.items[binding->evidence->first_survey[0]]; /* 甲题 of 甲 */
    static const char *const counts[] = {"0", "1", "0"};
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(kp_num_exact(arena, row->options[i].value), counts[i]);
    assert_string_equal(kp_num_exact(arena, row->invalid.value), "2");
}

/* Of ten forms of 甲 two do not say anything of 治安, which is 20% and above the 10 of soundness.h; 乙 has as many gaps of nine forms, too few to be told of. 卫生 is
 * answered both ways, and with two questions no form is looked at as straight. */
static void check_unsound(kp_arena *arena, void *data) {
    (void)data;
    kp_buffer forms = {.arena = arena};
    kp_buffer_puts(&forms, "考评对象,卫生,治安\n");
    for (size_t i = 0; i < 19; i++)
        kp_buffer_printf(&forms, "%s社区,%s,%s\n", i < 10 ? "甲" : "乙", i % 2 ? "满意" : "不满意", i % 10 < 2 ? "" : i % 3 ? "满意" : "不满意");
    kp_problems *problems;
    const char *path = folder_of(arena, "unsound", kp_buffer_text(&forms), NULL, NULL);
    assert_non_null(bind_one(arena, path, &problems));
    assert_int_equal(problems->errors, 0);
    size_t told = 0;
    for (size_t i = 0; i < problems->count; i++) {
        const kp_problem *problem = &problems->items[i];
        if (problem->code != KP_R_ANSWERS_UNSOUND || problem->unit == KP_UNIT_NONE) /* alpha is of the whole survey */
            continue;
        told++;
        assert_int_equal(problem->unit, 0);
        assert_string_equal(problem->place.sheet, "答卷");
        assert_string_equal(kp_place_cell(arena, problem->place), "");
        assert_non_null(strstr(kp_problem_line(arena, problem, KP_ZH), "答卷质量：甲社区，治安：2 份漏答或无效，占 10 份的 20.0%，超过 10.0%"));
        assert_non_null(strstr(kp_problem_line(arena, problem, KP_EN),
                               "soundness of the answers: 甲社区, Safety: 2 answers are missing or invalid, 20.0% of 10"));
    }
    assert_int_equal(told, 1);
}

/* A variable may be a column that elsewhere is one of strata. 90 : 30 over two forms and one. */
static void check_stratum_variable(kp_arena *arena, void *data) {
    (void)data;
    const char *path =
        folder_of(arena, "stratum variable", "考评对象,小区,卫生,治安\n甲社区,东苑,满意,满意\n甲社区,东苑,满意,满意\n乙社区,西苑,满意,满意\n", NULL,
                  "变量,类别,人数\n小区,东苑,90\n小区,西苑,30\n");
    const kp_evidence *e = bind_sound(arena, path);
    assert_string_equal(kp_num_exact(arena, e->answers->forms[0].weight), "45");
    assert_string_equal(kp_num_exact(arena, e->answers->forms[2].weight), "30");
    assert_int_equal(e->answers->forms[0].stratum, -1); /* which nothing says 小区 are */
    path = folder_of(arena, "called a stratum", "考评对象,层,卫生,治安\n甲社区,东苑,满意,满意\n甲社区,东苑,满意,满意\n乙社区,西苑,满意,满意\n", NULL,
                     "变量,类别,人数\n小区,东苑,90\n小区,西苑,30\n");
    e = bind_sound(arena, path);
    assert_string_equal(kp_num_exact(arena, e->answers->forms[0].weight), "45");
    assert_string_equal(e->strata.items[e->answers->forms[0].stratum], "东苑");
}

/* 楼栋 are strata where 分层 has them of the unit, and may be clusters elsewhere. */
static void check_buildings(kp_arena *arena, void *data) {
    (void)data;
    static const char forms[] = "考评对象,楼栋,卫生,治安\n甲社区,1栋,满意,满意\n甲社区,2栋,满意,不满意\n乙社区,1栋,满意,满意\n";
    kp_problems *problems;
    const kp_evidence *e = bind_one(arena, folder_of(arena, "buildings", forms, NULL, NULL), &problems)->evidence;
    assert_int_equal(problems->errors, 0);
    const kp_problem *told = only(problems, KP_W_STRATUM_UNSURE);
    assert_string_equal(kp_place_cell(arena, told->place), "B1");
    assert_string_equal(told->arguments[0], "楼栋");
    assert_int_equal(e->answers->forms[0].stratum, -1);
    e = bind_one(arena, folder_of(arena, "sized buildings", forms, STRATA_HEAD "甲社区,1栋,30\n甲社区,2栋,10\n", NULL), &problems)->evidence;
    assert_int_equal(problems->errors, 0);
    only(problems, KP_W_STRATUM_UNSURE); /* for 乙 */
    assert_string_equal(e->strata.items[e->answers->forms[1].stratum], "2栋");
    assert_int_equal(e->answers->forms[2].stratum, -1);
}

/* Two women's forms of 甲 are not answered: 150 women are stood for by 乙's alone. */
static void check_unanswered(kp_arena *arena, void *data) {
    (void)data;
    const char *path = folder_of(arena, "unanswered",
                                 "考评对象,渠道,性别,卫生,治安\n甲社区,电话,女,,\n甲社区,电话,男,满意,满意\n甲社区,电话,女,,\n乙社区,电话,女,满意,"
                                 "满意\n乙社区,电话,男,满意,满意\n",
                                 NULL, "变量,类别,人数\n性别,女,150\n性别,男,50\n");
    kp_problems *problems;
    const kp_evidence *e = bind_one(arena, path, &problems)->evidence;
    assert_int_equal(problems->errors, 0);
    const kp_problem *told = only(problems, KP_D_FORMS_EMPTY);
    assert_int_equal(told->unit, 0);
    assert_string_equal(told->arguments[1], "2");
    assert_string_equal(kp_place_cell(arena, told->place), "A2");
    assert_int_equal(e->answers->forms[0].discarded, KP_DISCARD_EMPTY);
    assert_string_equal(kp_num_exact(arena, e->answers->forms[3].weight), "150");
    const kp_survey_row *row = &e->survey.items[e->first_survey[0]];
    assert_string_equal(kp_num_exact(arena, row->forms), "1");
    assert_string_equal(kp_num_exact(arena, row->forms_invalid), "2");
}

/* How many clusters there are may be all that is known of a unit. */
static void check_cluster_count(kp_arena *arena, void *data) {
    (void)data;
    const char *path = folder_of(arena, "cluster count", "考评对象,整群,卫生,治安\n甲社区,1栋,满意,满意\n乙社区,,满意,满意\n",
                                 "考评对象,层,户数,整群数\n甲社区,,,5\n", NULL);
    const kp_evidence *e = bind_sound(arena, path);
    assert_int_equal(e->stratum_sizes.count, 1);
    assert_int_equal(e->stratum_sizes.items[0].size.state, KP_INPUT_MISSING);
    assert_string_equal(kp_num_exact(arena, e->stratum_sizes.items[0].clusters.value), "5");
}

/* Margins span all units, so a second workbook whose forms lack the variable leaves nobody weighted. */
static void check_margins_of_books(kp_arena *arena, void *data) {
    (void)data;
    const entry_file second[] = {{"评分表", NULL},
                                 {"评委打分表", NULL},
                                 {"满意度测评表", NULL},
                                 {"扣分记录", NULL},
                                 {"加减分记录", NULL},
                                 {"合理缺项", NULL},
                                 {"一票否决", NULL},
                                 {"考评对象", "编号,名称\n2,乙社区\n"},
                                 {"答卷", "考评对象,卫生,治安\n乙社区,满意,满意\n"},
                                 {NULL, NULL}};
    const char *paths[] = {
        folder_of(arena, "with margins", "考评对象,性别,卫生,治安\n甲社区,女,满意,满意\n甲社区,男,满意,满意\n", NULL, SEXES),
        entry_folder(arena, "without the variable", second),
    };
    kp_problems *problems;
    bind_paths(arena, paths, 2, &problems);
    assert_int_equal(only(problems, KP_W_COLUMN_MISSING)->unit, KP_UNIT_ALL);
}

/* 3 and 7 (万人) over three forms and four: exact ratios. */
static void check_small_population(kp_arena *arena, void *data) {
    (void)data;
    const char *path = folder_of(arena, "small population",
                                 "考评对象,年龄,卫生,治安\n甲社区,青,满意,满意\n甲社区,青,满意,满意\n甲社区,青,满意,满意\n甲社区,青,满意,满意\n"
                                 "乙社区,老,满意,满意\n乙社区,老,满意,满意\n乙社区,老,满意,满意\n",
                                 NULL, "变量,类别,人数\n年龄,青,3\n年龄,老,7\n");
    const kp_evidence *e = bind_sound(arena, path);
    assert_true(kp_num_equal(e->answers->forms[0].weight, kp_num_ratio(arena, 3, 4)));
    assert_true(kp_num_equal(e->answers->forms[6].weight, kp_num_ratio(arena, 7, 3)));
}

/* Strata of 900 and 100 households, 500 young and 500 old, and only the young are content: 50 of 100, by whatever weights hold both. With the sizes alone 东苑 has .9 · .9. */
static void check_strata_and_margins(kp_arena *arena, void *data) {
    (void)data;
    kp_buffer forms = {.arena = arena};
    kp_buffer_puts(&forms, "考评对象,层,年龄,卫生,治安\n乙社区,,青,满意,满意\n");
    for (int i = 0; i < 9; i++)
        kp_buffer_puts(&forms, "甲社区,东苑,青,满意,满意\n甲社区,西苑,老,不满意,不满意\n");
    kp_buffer_puts(&forms, "甲社区,东苑,老,不满意,不满意\n甲社区,西苑,青,满意,满意\n");
    const char *path = folder_of(arena, "strata and margins", kp_buffer_text(&forms), STRATA_HEAD "甲社区,东苑,900\n甲社区,西苑,100\n乙社区,,1\n",
                                 "变量,类别,人数\n年龄,青,501\n年龄,老,500\n");
    const kp_evidence *e = bind_sound(arena, path);
    double of_stratum[2] = {0, 0}, young = 0;
    for (size_t i = 1; i < 21; i++) {
        const kp_form *form = &e->answers->forms[i];
        double weight = kp_num_to_double(form->weight);
        of_stratum[strcmp(e->strata.items[form->stratum], "西苑") == 0] += weight;
        young += e->answers->categories[i] == 0 ? weight : 0;
    }
    assert_true(fabs(of_stratum[0] - 900) < 1e-5 && fabs(of_stratum[1] - 100) < 1e-5);
    assert_true(fabs(young - 500) < 1e-5);
}

static void check_books(kp_arena *arena, void *data) {
    (void)data;
    const char *paths[] = {
        folder_of(arena, "first book", FORMS_HEAD FORMS_FIRST, NULL, NULL),
        entry_folder(arena, "second book",
                     (const entry_file[]){{"评分表", NULL},
                                          {"评委打分表", NULL},
                                          {"满意度测评表", NULL},
                                          {"扣分记录", NULL},
                                          {"加减分记录", NULL},
                                          {"合理缺项", NULL},
                                          {"一票否决", NULL},
                                          {"答卷", FORMS_HEAD FORMS_REST},
                                          {"分层", STRATA_HEAD "甲社区,东苑,3\n甲社区,西苑,5\n"},
                                          {NULL, NULL}}),
    };
    kp_problems *problems;
    kp_binding *binding = bind_paths(arena, paths, 2, &problems);
    if (problems->errors)
        print_problems(problems);
    assert_int_equal(problems->errors, 0);
    assert_int_equal(binding->evidence->answers->form_count, 4);
    assert_int_equal(binding->evidence->stratum_sizes.count, 2);
}

/* ---- the same by every way ---- */

#define SAME_FORMS  FORMS_HEAD FORMS_FIRST FORMS_REST "甲社区,西苑,电话,,0.5,无效,—\n"
#define SAME_STRATA STRATA_HEAD "甲社区,东苑,300\n甲社区,西苑,100\n"

static const char *answers_text(kp_arena *arena, const kp_evidence *e) {
    kp_buffer out = {.arena = arena};
    const kp_answers *a = e->answers;
    kp_buffer_puts(&out, evidence_text(arena, e)); /* with what they were tallied to */
    for (size_t f = 0; f < a->form_count; f++) {
        const kp_form *form = &a->forms[f];
        kp_buffer_printf(&out, "form %d %d %d %d %d %s", form->unit, form->stratum, form->cluster, form->channel, form->interviewer,
                         kp_num_exact(arena, form->weight));
        for (size_t i = 0; i < a->item_count; i++)
            kp_buffer_printf(&out, " %d", a->codes[f * a->item_count + i]);
        kp_buffer_puts(&out, "\n");
    }
    for (size_t i = 0; i < e->stratum_sizes.count; i++)
        kp_buffer_printf(&out, "size %d %s %s\n", e->stratum_sizes.items[i].unit, e->strata.items[e->stratum_sizes.items[i].stratum],
                         kp_num_exact(arena, e->stratum_sizes.items[i].size.value));
    return kp_buffer_text(&out);
}

static void check_formats(kp_arena *arena, void *data) {
    (void)data;
    const entry_file changed[] = {{"满意度测评表", NULL}, {"答卷", SAME_FORMS}, {"分层", SAME_STRATA}, {NULL, NULL}};
    const char *csv = answers_text(arena, bind_sound(arena, entry_folder(arena, "same", changed)));
    assert_string_equal(answers_text(arena, bind_sound(arena, entry_xlsx(arena, "same.xlsx", changed))), csv);
    assert_string_equal(answers_text(arena, bind_sound(arena, entry_ods(arena, "same.ods", changed))), csv);
}

static const char *form_path(kp_arena *arena, const char *name) { return kp_strdup(arena, scratch(name)); }

/* A form that begins with the evidence holds all of it, also the weights as they were typed and the variables. */
static void check_refilled(kp_arena *arena, void *data) {
    (void)data;
    static const char *const sheets[][2] = {
        {SAME_FORMS, NULL},
        {"考评对象,层,性别,权重,卫生,治安\n甲社区,东苑,女,2,满意,满意\n甲社区,西苑,男,1,满意,不满意\n乙社区,,女,1,不了解,满意\n乙社区,,男,3,满意,"
         "满意\n",
         "变量,类别,人数\n性别,女,150\n性别,男,50\n"},
    };
    for (size_t i = 0; i < 2; i++) {
        const char *path = folder_of(arena, kp_format(arena, "refill %zu", i), sheets[i][0], SAME_STRATA, sheets[i][1]);
        const kp_evidence *before = bind_sound(arena, path);
        kp_form_options options = {.period = before->period, .lang = i ? KP_EN : KP_ZH, .office = before->office};
        kp_form_units_of(arena, before, &options);
        const char *form = form_path(arena, kp_format(arena, "refill %zu.xlsx", i));
        kp_problems *problems = kp_problems_new(arena);
        assert_true(kp_form_write(arena, before->scheme, &options, form, problems));
        assert_string_equal(answers_text(arena, bind_sound(arena, form)), answers_text(arena, before));
    }
}

typedef struct scores {
    const char *text;
    size_t errors;
} scores;

static scores score(kp_arena *arena, const char *path) {
    const char *yaml = scratch_text("answers.yaml", binding_yaml);
    kp_problems *problems = kp_problems_new(arena);
    kp_evaluate_options options = {.scheme = yaml};
    const kp_evaluation *evaluation = kp_evaluate(arena, &path, 1, &options, problems);
    if (!evaluation->card)
        print_problems(problems);
    assert_non_null(evaluation->card);
    kp_buffer out = {.arena = arena};
    for (size_t u = 0; u < evaluation->card->evidence->units.count; u++) {
        const kp_mark *mark = kp_scorecard_mark(evaluation->card, (int32_t)u, kp_scheme_find_indicator(evaluation->card->scheme, "p"));
        kp_buffer_printf(&out, "%s %s\n", kp_total_text(arena, evaluation->card, (int32_t)u), kp_num_exact(arena, mark->value));
    }
    return (scores){kp_buffer_text(&out), problems->errors};
}

/* Ten forms by one and the counts of them, counted by hand. 甲: 卫生 3 satisfied, 2 not; 治安 4, 0 and 1 不了解. 乙: 4, 1; 2, 3. */
static void check_counts(kp_arena *arena, void *data) {
    (void)data;
    const char *forms =
        folder_of(arena, "ten forms",
                  "考评对象,卫生,治安\n甲社区,满意,满意\n乙社区,满意,满意\n甲社区,满意,满意\n乙社区,满意,满意\n甲社区,满意,满意\n乙社区,满意,不满意\n"
                  "甲社区,不满意,满意\n乙社区,满意,不满意\n甲社区,不满意,不了解\n乙社区,不满意,不满意\n",
                  NULL, NULL);
    const entry_file changed[] = {
        {"满意度测评表", "考评对象,测评项目,满意,不满意,不了解\n甲社区,卫生,3,2,0\n甲社区,治安,4,0,1\n乙社区,卫生,4,1,0\n乙社区,治安,2,3,0\n"},
        {NULL, NULL}};
    scores by_forms = score(arena, forms), by_counts = score(arena, entry_folder(arena, "counted", changed));
    assert_string_equal(by_forms.text, by_counts.text);
    assert_non_null(strstr(by_forms.text, " 8\n")); /* 甲: 10 × (3/5 + 4/4)/2 */
    assert_non_null(strstr(by_forms.text, " 6\n")); /* 乙: 10 × (4/5 + 2/5)/2 */
}

/* Each workbook may carry the population; what differs is told with the other file. */
static void check_several_books(kp_arena *arena, void *data) {
    (void)data;
    static const char forms[] = "考评对象,性别,卫生,治安\n甲社区,女,满意,满意\n乙社区,男,满意,满意\n";
    for (int differs = 0; differs <= 1; differs++) {
        const char *paths[] = {folder_of(arena, kp_format(arena, "books %d", differs), forms, STRATA_HEAD "甲社区,,300\n乙社区,,200\n", SEXES),
                               folder_of(arena, kp_format(arena, "books, more %d", differs), forms, STRATA_HEAD "甲社区,,300\n",
                                         differs ? "变量,类别,人数\n性别,男,1\n性别,女,1\n" : SEXES)};
        kp_problems *problems;
        bind_paths(arena, paths, 2, &problems);
        assert_string_equal(only(problems, KP_D_STRATUM_TWICE)->arguments[1], kp_format(arena, "%s 分层 A2", paths[0]));
        assert_int_equal(count_code(problems, KP_D_CATEGORY_TWICE), differs ? 2 : 0);
        for (size_t i = 0; i < problems->count; i++)
            if (problems->items[i].code == KP_D_CATEGORY_TWICE)
                assert_ptr_equal(strstr(problems->items[i].arguments[2], paths[0]), problems->items[i].arguments[2]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("forms are read with their strata, channels, interviewers and weights", check_forms),
        IN_ARENA("an answer may be typed in either language, as a value, a word for 不了解, or be invalid", check_words),
        IN_ARENA("rows that only name a unit, empty rows and totals are no forms", check_prepared),
        IN_ARENA("a cluster is its unit's own", check_clusters),
        IN_ARENA("strata have sizes, and so has a unit as a whole", check_strata),
        IN_ARENA("forms are post-stratified to the population", check_population),
        IN_ARENA("forms are raked to several margins", check_raking),
        IN_ARENA("weights begin with those of the strata", check_first_weights),
        IN_ARENA("forms that the scheme discards count as invalid, and that is told", check_discarded),
        IN_ARENA("what the answers look like is told with the problems, of its unit and in both languages", check_unsound),
        IN_ARENA("a variable may be what a fixed column tells", check_stratum_variable),
        IN_ARENA("buildings are strata only where the population has them", check_buildings),
        IN_ARENA("a form without an answer did not come back, and is told", check_unanswered),
        IN_ARENA("the number of clusters may be all that is known of a unit", check_cluster_count),
        IN_ARENA("margins concern everybody, in whatever workbook a column lacks", check_margins_of_books),
        IN_ARENA("weights by one margin are exact ratios, however small", check_small_population),
        IN_ARENA("margins hold beside the sizes of strata", check_strata_and_margins),
        IN_ARENA("forms and strata may come from several workbooks, in any order", check_books),
        IN_ARENA("a folder of .csv, an .xlsx and an .ods come to the same", check_formats),
        IN_ARENA("a form that begins with the evidence comes to the same", check_refilled),
        IN_ARENA("forms score as the counts of them do", check_counts),
        IN_ARENA("workbooks may each carry the population, and doubles name the other file", check_several_books),
    };
    return cmocka_run_group_tests_name("answers", tests, make_scratch, remove_scratch);
}
