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

#include "bound.h"
#include "kaoping/answers.h"
#include "kaoping/evaluate.h"
#include "kaoping/form.h"

#define FORMS_HEAD  "考评对象,层,渠道,调查员,权重,卫生,治安\n"
#define FORMS_FIRST "甲社区,东苑,入户,钱七,1,满意,满意\n甲社区,西苑,电话,,1,不满意,满意\n"
#define FORMS_REST  "乙社区,,网络,,1,满意,不了解\n乙社区,,入户,孙八,2.5,,不满意\n"
#define STRATA_HEAD "考评对象,层,户数\n"
#define SEXES       "变量,类别,人数\n性别,女,150\n性别,男,50\n"

/* ---- what is read ---- */

/* The sound workbook with those sheets instead of its counts of answers. */
static const char *folder_of(kp_arena *arena, const char *name, const char *forms, const char *strata, const char *population) {
    const entry_file changed[] = {{"满意度测评表", NULL}, {"答卷", forms}, {"分层", strata}, {"总体结构", population}, {NULL, NULL}};
    return entry_folder(arena, name, changed);
}

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

/* ---- forms that stand there twice ---- */

/* A form in a line: two answers and two of what is known of it, by the digits of a number. */
static void add_form(kp_buffer *forms, unsigned number) {
    static const char *const answers[] = {"满意", "不满意", "不了解", "无效"}, *const channels[] = {"入户", "电话", "网络", ""};
    kp_buffer_printf(forms, "%s,%s,%s,,%s,%s\n", number % 2 ? "甲社区" : "乙社区", channels[number / 2 % 4], number / 8 % 2 ? "钱七" : "孙八",
                     answers[number / 16 % 4], answers[number / 64 % 4]);
}

#define TWICE_HEAD "考评对象,渠道,调查员,权重,卫生,治安\n"

/* Numerical Recipes' linear congruence: any numbers will do. */
static unsigned roll(unsigned *seed) { return (*seed = *seed * 1664525u + 1013904223u) >> 8; }

/* Forms `first` to `last` of a series. */
static void add_forms(kp_buffer *forms, unsigned first, unsigned last) {
    unsigned seed = 20261122;
    for (unsigned i = 0; i <= last; i++) {
        unsigned number = roll(&seed);
        if (i >= first)
            add_form(forms, number);
    }
}

static const char *twice_folder(kp_arena *arena, const char *name, const kp_buffer *forms) {
    kp_buffer copy = *forms;
    return folder_of(arena, name, kp_buffer_text(&copy), NULL, NULL);
}

/* 40 forms in rows 2 to 41; below them the 12th to 26th (rows 13 to 27) once more, in rows 42 to 56, then others. */
static void check_pasted(kp_arena *arena, void *data) {
    (void)data;
    kp_buffer forms = {.arena = arena};
    kp_buffer_puts(&forms, TWICE_HEAD);
    add_forms(&forms, 0, 39);
    add_forms(&forms, 11, 25);
    add_forms(&forms, 100, 119);
    kp_problems *problems;
    bind_one(arena, twice_folder(arena, "pasted", &forms), &problems);
    const kp_problem *told = only(problems, KP_D_ANSWERS_REPEATED);
    assert_string_equal(kp_place_cell(arena, told->place), "A42");
    assert_string_equal(told->arguments[0], "15");
    assert_string_equal(told->arguments[1], "A13");
}

/* Three forms again, or five in another order, are no run. */
static void check_short_runs(kp_arena *arena, void *data) {
    (void)data;
    kp_buffer forms = {.arena = arena};
    kp_buffer_puts(&forms, TWICE_HEAD);
    add_forms(&forms, 0, 39);
    add_forms(&forms, 4, 7);
    for (unsigned i = 20; i-- > 10;)
        add_forms(&forms, i, i);
    kp_problems *problems;
    bind_one(arena, twice_folder(arena, "short", &forms), &problems);
    assert_int_equal(count_code(problems, KP_D_ANSWERS_REPEATED), 0);
}

/* Two options and two questions: by chance alone runs of five come again, time after time. */
static void check_chance_runs(kp_arena *arena, void *data) {
    (void)data;
    kp_buffer forms = {.arena = arena};
    unsigned seed = 7;
    kp_buffer_puts(&forms, "考评对象,卫生,治安\n");
    for (size_t i = 0; i < 600; i++) {
        unsigned number = roll(&seed);
        kp_buffer_printf(&forms, "甲社区,%s满意,%s满意\n", number & 256 ? "不" : "", number & 4096 ? "不" : "");
    }
    kp_problems *problems;
    bind_one(arena, twice_folder(arena, "chance", &forms), &problems);
    assert_int_equal(count_code(problems, KP_D_ANSWERS_REPEATED), 0);
}

/* Some forms of one book are in another. */
static void check_pasted_book(kp_arena *arena, void *data) {
    (void)data;
    kp_buffer first = {.arena = arena}, second = {.arena = arena};
    kp_buffer_puts(&first, TWICE_HEAD);
    kp_buffer_puts(&second, TWICE_HEAD);
    add_forms(&first, 0, 29);
    add_forms(&second, 100, 102);
    add_forms(&second, 20, 29);
    const char *text = kp_buffer_text(&second);
    const char *paths[] = {twice_folder(arena, "book", &first), entry_folder(arena, "book of some",
                                                                             (const entry_file[]){{"评分表", NULL},
                                                                                                  {"评委打分表", NULL},
                                                                                                  {"满意度测评表", NULL},
                                                                                                  {"扣分记录", NULL},
                                                                                                  {"加减分记录", NULL},
                                                                                                  {"合理缺项", NULL},
                                                                                                  {"一票否决", NULL},
                                                                                                  {"答卷", text},
                                                                                                  {NULL, NULL}})};
    kp_problems *problems;
    bind_paths(arena, paths, 2, &problems);
    const kp_problem *told = only(problems, KP_D_ANSWERS_REPEATED);
    assert_string_equal(kp_place_cell(arena, told->place), "A5");
    assert_string_equal(told->arguments[0], "10");
    assert_non_null(strstr(told->place.file, "book of some"));
    assert_non_null(strstr(told->arguments[1], "book"));
    assert_non_null(strstr(told->arguments[1], "A22"));
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

/* ---- what cannot be read ---- */

typedef struct fault {
    const char *sentence, *forms, *strata, *population;
    kp_problem_code code;
    const char *sheet, *cell;
    int32_t unit;
    const char *argument; /* {0}; NULL: not looked at */
} fault;

#define TWO_FORMS "甲社区,满意,满意\n乙社区,满意,满意\n"

static const fault faults[] = {
    {"an answer that is no option", "考评对象,卫生,治安\n甲社区,满意,很好\n乙社区,满意,满意\n", NULL, NULL, KP_D_ANSWER_UNKNOWN, "答卷", "C2", 0,
     "很好"},
    {"a 1, which may be best or worst", "考评对象,卫生,治安\n甲社区,1,满意\n乙社区,满意,满意\n", NULL, NULL, KP_D_ANSWER_UNKNOWN, "答卷", "B2", 0,
     "1"},
    {"an error of a formula", "考评对象,卫生,治安\n甲社区,#N/A,满意\n乙社区,满意,满意\n", NULL, NULL, KP_D_ERROR_CELL, "答卷", "B2", 0, "#N/A"},
    {"a misspelt unit", "考评对象,卫生,治安\n" TWO_FORMS "丙社区,满意,满意\n", NULL, NULL, KP_D_UNIT_UNKNOWN, "答卷", "A4", KP_UNIT_ALL, "丙社区"},
    {"a form without a unit", "考评对象,卫生,治安\n" TWO_FORMS ",满意,满意\n", NULL, NULL, KP_D_UNIT_EMPTY, "答卷", "A4", KP_UNIT_ALL, NULL},
    {"a weight of 0", "考评对象,权重,卫生,治安\n甲社区,0,满意,满意\n乙社区,1,满意,满意\n", NULL, NULL, KP_D_NOT_POSITIVE, "答卷", "B2", 0, "0"},
    {"a weight below 0", "考评对象,权重,卫生,治安\n甲社区,-1,满意,满意\n乙社区,1,满意,满意\n", NULL, NULL, KP_D_NEGATIVE, "答卷", "B2", 0, "-1"},
    {"a weight that is none", "考评对象,权重,卫生,治安\n甲社区,两倍,满意,满意\n乙社区,1,满意,满意\n", NULL, NULL, KP_D_NOT_A_NUMBER, "答卷", "B2", 0,
     "两倍"},
    {"a question without a column", "考评对象,卫生\n甲社区,满意\n乙社区,满意\n", NULL, NULL, KP_W_COLUMN_MISSING, "答卷", "1", KP_UNIT_ALL,
     "治安 | Safety"},
    {"a misspelt question", "考评对象,卫生,治安安\n" TWO_FORMS, NULL, NULL, KP_W_COLUMN_MISSPELT, "答卷", "C1", KP_UNIT_ALL, "治安安"},
    {"a column nobody knows", "考评对象,卫生,治安,天气\n甲社区,满意,满意,晴\n乙社区,满意,满意,雨\n", NULL, NULL, KP_W_COLUMN_UNKNOWN, "答卷", "D1",
     KP_UNIT_NONE, "天气"},
    {"no sheet of answers and none of counts", NULL, NULL, NULL, KP_W_SHEET_MISSING, "", "", KP_UNIT_ALL, NULL},
    {"a misspelt stratum", "考评对象,层,卫生,治安\n甲社区,东院,满意,满意\n乙社区,,满意,满意\n", STRATA_HEAD "甲社区,东苑,300\n", NULL,
     KP_D_STRATUM_UNKNOWN, "答卷", "B2", 0, "东院"},
    {"another unit's stratum", "考评对象,层,卫生,治安\n甲社区,东苑,满意,满意\n乙社区,东苑,满意,满意\n",
     STRATA_HEAD "甲社区,东苑,300\n乙社区,西苑,20\n", NULL, KP_D_STRATUM_UNKNOWN, "答卷", "B3", 1, "东苑"},
    {"no stratum where the unit has some", "考评对象,层,卫生,治安\n甲社区,,满意,满意\n乙社区,,满意,满意\n", STRATA_HEAD "甲社区,东苑,300\n", NULL,
     KP_D_CELL_EMPTY, "答卷", "B2", 0, "层 | Stratum"},
    {"no column of strata where the unit has some", "考评对象,卫生,治安\n" TWO_FORMS, STRATA_HEAD "甲社区,东苑,300\n", NULL, KP_D_STRATUM_NOT_SAID,
     "答卷", "2", KP_UNIT_ALL, "甲社区"},
    {"a stratum twice", "考评对象,层,卫生,治安\n甲社区,东苑,满意,满意\n乙社区,,满意,满意\n", STRATA_HEAD "甲社区,东苑,300\n甲社区,东 苑,200\n", NULL,
     KP_D_STRATUM_TWICE, "分层", "A3", 0, "东 苑"},
    {"a stratum without a size", "考评对象,层,卫生,治安\n甲社区,东苑,满意,满意\n乙社区,,满意,满意\n", STRATA_HEAD "甲社区,东苑,\n", NULL,
     KP_D_CELL_EMPTY, "分层", "C2", 0, "户数 | Households"},
    {"a stratum of half a household", "考评对象,层,卫生,治安\n甲社区,东苑,满意,满意\n乙社区,,满意,满意\n", STRATA_HEAD "甲社区,东苑,0.5\n", NULL,
     KP_D_NOT_WHOLE, "分层", "C2", 0, "0.5"},
    {"a misspelt unit among the strata", "考评对象,卫生,治安\n" TWO_FORMS, STRATA_HEAD "丙社区,东苑,30\n", NULL, KP_D_UNIT_UNKNOWN, "分层", "A2",
     KP_UNIT_ALL, "丙社区"},
    {"a category that the population has not", "考评对象,性别,卫生,治安\n甲社区,女,满意,满意\n乙社区,男性,满意,满意\n乙社区,男,满意,满意\n", NULL,
     SEXES, KP_D_CATEGORY_UNKNOWN, "答卷", "B3", KP_UNIT_ALL, "男性"},
    {"no category", "考评对象,性别,卫生,治安\n甲社区,女,满意,满意\n乙社区,,满意,满意\n乙社区,男,满意,满意\n", NULL, SEXES, KP_D_CELL_EMPTY, "答卷",
     "B3", KP_UNIT_ALL, "性别"},
    {"a variable without a column", "考评对象,卫生,治安\n" TWO_FORMS, NULL, SEXES, KP_W_COLUMN_MISSING, "答卷", "1", KP_UNIT_ALL, "性别"},
    {"a category without forms", "考评对象,性别,卫生,治安\n甲社区,女,满意,满意\n乙社区,女,满意,满意\n", NULL, SEXES, KP_D_CATEGORY_EMPTY, "总体结构",
     "A3", KP_UNIT_ALL, "男"},
    {"a category twice", "考评对象,性别,卫生,治安\n甲社区,女,满意,满意\n乙社区,男,满意,满意\n", NULL, SEXES "性别,女,10\n", KP_D_CATEGORY_TWICE,
     "总体结构", "A4", KP_UNIT_ALL, "女"},
    {"a category of nobody", "考评对象,性别,卫生,治安\n甲社区,女,满意,满意\n乙社区,男,满意,满意\n", NULL, SEXES "性别,其他,0\n", KP_D_MARK_BELOW,
     "总体结构", "C4", KP_UNIT_ALL, "0"},
    {"a category without a count", "考评对象,性别,卫生,治安\n甲社区,女,满意,满意\n乙社区,男,满意,满意\n", NULL, SEXES "性别,其他,\n", KP_D_CELL_EMPTY,
     "总体结构", "C4", KP_UNIT_ALL, "人数 | People"},
    {"two variables of two populations", "考评对象,性别,产权,卫生,治安\n甲社区,女,自有,满意,满意\n乙社区,男,租住,满意,满意\n", NULL,
     SEXES "产权,自有,100\n产权,租住,90\n", KP_D_POPULATION_DIFFERS, "总体结构", "A4", KP_UNIT_ALL, "产权"},
    {"a doubtful weight where all are weighted together", "考评对象,权重,性别,卫生,治安\n甲社区,两倍,女,满意,满意\n乙社区,1,男,满意,满意\n", NULL,
     SEXES, KP_D_NOT_A_NUMBER, "答卷", "B2", KP_UNIT_ALL, "两倍"},
    {"a misspelt stratum where all are weighted together", "考评对象,层,性别,卫生,治安\n甲社区,东院,女,满意,满意\n乙社区,,男,满意,满意\n",
     STRATA_HEAD "甲社区,东苑,300\n", SEXES, KP_D_STRATUM_UNKNOWN, "答卷", "B2", KP_UNIT_ALL, "东院"},
    {"no weight beside weights", "考评对象,权重,卫生,治安\n甲社区,300,满意,满意\n乙社区,,满意,满意\n", NULL, NULL, KP_D_CELL_EMPTY, "答卷", "B3", 1,
     "权重 | Weight"},
    {"two columns of a variable", "考评对象,性别,性别,卫生,治安\n甲社区,女,男,满意,满意\n乙社区,男,女,满意,满意\n", NULL, SEXES, KP_W_COLUMN_TWICE,
     "答卷", "C1", KP_UNIT_ALL, "性别"},
    {"more forms than households", "考评对象,层,卫生,治安\n甲社区,东苑,满意,满意\n甲社区,东苑,满意,满意\n乙社区,,满意,满意\n",
     STRATA_HEAD "甲社区,东苑,1\n", NULL, KP_D_SIZE_BELOW_FORMS, "分层", "C2", 0, "东苑"},
    {"more clusters than there are", "考评对象,整群,卫生,治安\n甲社区,1栋,满意,满意\n甲社区,2栋,满意,满意\n乙社区,,满意,满意\n",
     "考评对象,层,户数,整群数\n甲社区,,90,1\n", NULL, KP_D_CLUSTERS_BELOW_FORMS, "分层", "D2", 0, "甲社区"},
    {"a 0 among words", "考评对象,卫生,治安\n甲社区,满意,满意\n甲社区,0,满意\n乙社区,0,满意\n", NULL, NULL, KP_D_ZEROS_AMONG_WORDS, "答卷", "B3",
     KP_UNIT_NONE, "卫生 | Cleanliness"},
    {"margins that no weights can meet", "考评对象,性别,产权,卫生,治安\n甲社区,女,自有,满意,满意\n乙社区,男,租住,满意,满意\n", NULL,
     SEXES "产权,自有,100\n产权,租住,100\n", KP_D_NOT_CONVERGED, "总体结构", NULL, KP_UNIT_NONE, NULL},
};

static void check_fault(kp_arena *arena, void *data) {
    const fault *f = data;
    kp_problems *problems;
    const char *path = folder_of(arena, kp_format(arena, "fault %zu", (size_t)(f - faults)), f->forms, f->strata, f->population);
    bind_one(arena, path, &problems);
    if (count_code(problems, f->code) != 1)
        print_error("%s\n", f->sentence);
    const kp_problem *problem = only(problems, f->code);
    assert_string_equal(problem->place.sheet ? problem->place.sheet : "", f->sheet);
    if (f->cell)
        assert_string_equal(kp_place_cell(arena, problem->place), f->cell);
    assert_int_equal(problem->unit, f->unit);
    if (f->argument)
        assert_string_equal(problem->arguments[0], f->argument);
    size_t errors = 0; /* nothing else is told of the same slip */
    for (size_t i = 0; i < problems->count; i++)
        errors += kp_problem_severity(problems->items[i].code) == KP_ERROR && problems->items[i].code != f->code &&
                  (f->code != KP_W_COLUMN_MISSPELT || problems->items[i].code != KP_W_COLUMN_MISSING); /* which it then is, too */
    if (errors)
        print_problems(problems);
    assert_int_equal(errors, 0);
}

static void check_faults(kp_arena *arena, void *data) {
    (void)arena, (void)data;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        run_with_arena(check_fault, (void *)(uintptr_t)&faults[i]);
}

/* Each workbook may carry the population; what differs is told with the other file. */
static void check_several_books(kp_arena *arena, void *data) {
    (void)data;
    static const char forms[] = "考评对象,性别,卫生,治安\n甲社区,女,满意,满意\n乙社区,男,满意,满意\n";
    for (int differs = 0; differs <= 1; differs++) {
        const char *paths[] = {folder_of(arena, kp_format(arena, "books %d", differs), forms, STRATA_HEAD "甲社区,,300\n乙社区,,200\n", SEXES),
                               folder_of(arena, kp_format(arena, "beside %d", differs), forms, STRATA_HEAD "甲社区,,300\n",
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
        IN_ARENA("answers pasted twice are told of at the first of them, with where they stood", check_pasted),
        IN_ARENA("a few forms again, or in another order, are not told of", check_short_runs),
        IN_ARENA("answers of which there are few kinds repeat by chance, and that is not told of", check_chance_runs),
        IN_ARENA("answers of another workbook once more are told of", check_pasted_book),
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
        IN_ARENA("each thing that can be wrong is told once, by its code, at its cell", check_faults),
    };
    return cmocka_run_group_tests_name("answers", tests, make_scratch, remove_scratch);
}
