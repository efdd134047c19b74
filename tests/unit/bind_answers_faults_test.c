/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind_answers_faults_test.c - everything that can be wrong with forms, strata and population: each is told once, by its code, at its cell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "bound_forms.h"
#include "kaoping/answers.h"

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

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("each thing that can be wrong is told once, by its code, at its cell", check_faults),
    };
    return cmocka_run_group_tests_name("faults of answers", tests, make_scratch, remove_scratch);
}
