/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bind_problems_test.c - each thing that can be wrong with an entry workbook is told by its own code, at its cell, with the units that it leaves unscored. One
 * sound workbook (binding.h); each row of the table changes one sheet of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "bound.h"

#define UNIT_HEAD    "编号,名称,分组,联系人,不参评原因\n"
#define TABLE_HEAD   "考评对象,制度,整改率·完成数,整改率·应完成数,照明率,公示·合同,公示·电话,百分\n"
#define TABLE_SECOND "乙社区,15.5,4,4,88%,是,是,75\n"
#define PANEL_HEAD   "考评对象,评价主体,评价主体类别,互查\n"
#define PANEL_REST   "甲社区,赵六,居民,8\n乙社区,王五,街道,7\n乙社区,赵六,居民,6\n"
#define LOG_HEAD     "考评对象,指标,处数,扣分,日期,地点,问题描述,检查人\n"
#define SURVEY_HEAD  "考评对象,测评项目,满意,不满意,不了解,发放,回收,无效\n"
#define SURVEY_REST  "甲社区,治安,45,5,,50,50,0\n乙社区,卫生,30,20,,,,\n乙社区,治安,25,25,,,,\n"
#define EVENT_HEAD   "考评对象,加减分事项,次数,分数,日期,说明\n"
#define FIRST        0
#define SECOND       1

typedef struct problem_case {
    const char *sentence, *file, *text; /* text NULL: the file is not there */
    kp_problem_code code;
    const char *cell;
    int32_t unit;
    const char *argument; /* of {0}; NULL: not looked at */
} problem_case;

static const problem_case cases[] = {
    /* structure */
    {"no period anywhere", "填表说明", "填报单位,某街道\n", KP_W_NO_PERIOD, "", KP_UNIT_ALL, NULL},
    {"a period that is none", "填表说明", "考评期,第三季\n", KP_W_BAD_PERIOD, "B1", KP_UNIT_ALL, "第三季"},
    {"a yearly period for a quarterly scheme is warned of", "填表说明", "考评期,2026\n", KP_W_PERIOD_CADENCE, "B1", KP_UNIT_NONE, "2026"},
    {"a missing table", "评分表", NULL, KP_W_SHEET_MISSING, "", KP_UNIT_ALL, "评分表 | Scores"},
    {"a missing register of findings", "扣分记录", NULL, KP_W_SHEET_MISSING, "", KP_UNIT_ALL, "扣分记录 | Findings"},
    {"a missing register of vetoes", "一票否决", NULL, KP_W_SHEET_MISSING, "", KP_UNIT_ALL, "一票否决 | Vetoes"},
    {"no list of units", "考评对象", NULL, KP_W_SHEET_MISSING, "", KP_UNIT_ALL, "考评对象 | Units"},
    {"an empty list of units", "考评对象", UNIT_HEAD, KP_W_NO_UNITS, "", KP_UNIT_ALL, NULL},
    {"a sheet without a head", "评委打分表", "甲社区,王五,街道,9\n乙社区,王五,街道,9\n", KP_W_NO_HEAD, "", KP_UNIT_ALL, "考评对象 | Unit"},
    {"a missing column", "扣分记录", "考评对象,处数\n甲社区,2\n", KP_W_COLUMN_MISSING, "1", KP_UNIT_ALL, "指标 | Indicator"},
    {"a column twice", "加减分记录", "考评对象,加减分事项,次数,事项\n甲社区,表彰,1,表彰\n", KP_W_COLUMN_TWICE, "D1", KP_UNIT_ALL,
     "加减分事项 | Event"},
    {"a head and a key that contradict each other", "加减分记录", "考评对象,加减分事项,次数\nunit,points,count\n甲社区,2,1\n", KP_W_COLUMN_CONFLICT,
     "B2", KP_UNIT_ALL, "加减分事项"},
    {"a column nobody knows is warned of", "加减分记录", "序,考评对象,加减分事项\n1,甲社区,表彰\n", KP_W_COLUMN_UNKNOWN, "A1", KP_UNIT_NONE, "序"},
    {"a column that may be a misspelt one", "加减分记录", "考评对象,加减分事项,此数\n甲社区,表彰,2\n", KP_W_COLUMN_MISSPELT, "C1", KP_UNIT_ALL,
     "此数"},
    {"a column whose name holds that of an absent one, with numbers as that has", "扣分记录", "考评对象,指标,累计扣分值\n甲社区,保洁,2\n",
     KP_W_COLUMN_MISSPELT, "C1", KP_UNIT_ALL, "累计扣分值"},
    {"a column of words whose name holds that of an absent one of numbers is warned of", "扣分记录",
     "考评对象,指标,扣分依据条款\n甲社区,保洁,第三条\n", KP_W_COLUMN_UNKNOWN, "C1", KP_UNIT_NONE, "扣分依据条款"},
    {"a misspelt group", "考评对象", "编号,名称,分类组\n1,甲社区,城区\n2,乙社区,城区\n", KP_W_COLUMN_MISSPELT, "C1", KP_UNIT_ALL, "分类组"},
    {"a misspelt reason for taking no part", "考评对象", "编号,名称,不参加原因\n1,甲社区,\n2,乙社区,新成立\n", KP_W_COLUMN_MISSPELT, "C1",
     KP_UNIT_ALL, "不参加原因"},
    {"numbers without a head where a column of numbers is absent", "加减分记录", "考评对象,加减分事项,\n甲社区,表彰,2\n", KP_W_COLUMN_NEEDS_HEAD,
     "C2", KP_UNIT_ALL, "2"},
    {"a dash is no head", "加减分记录", "考评对象,加减分事项,——\n甲社区,表彰,2\n", KP_W_COLUMN_NEEDS_HEAD, "C2", KP_UNIT_ALL, "2"},
    {"entries without a head are warned of", "加减分记录", "考评对象,加减分事项\n甲社区,表彰,多写\n", KP_W_COLUMN_NO_HEAD, "C2", KP_UNIT_NONE,
     "多写"},
    {"a sheet that may be a misspelt one", "合理缺项登记", "考评对象,指标\n甲社区,保洁\n", KP_W_SHEET_MISSPELT, "", KP_UNIT_ALL, "合理缺项登记"},
    {"a sheet of another name with the columns of an absent register", "无电梯名单", "考评对象,指标,缺项原因\n甲社区,保洁,没有\n",
     KP_W_SHEET_MISSPELT, "", KP_UNIT_ALL, "无电梯名单"},
    {"an empty sheet whose name resembles an absent one is a hint", "合理缺项2", "", KP_W_SHEET_UNKNOWN, "", KP_UNIT_NONE, "合理缺项2"},
    {"a sheet nobody knows is a hint", "草稿", "a,b\n", KP_W_SHEET_UNKNOWN, "", KP_UNIT_NONE, "草稿"},
    {"two sheets of one name", "Scores", TABLE_HEAD, KP_W_SHEET_TWICE, "", KP_UNIT_ALL, NULL},
    {"a row of totals is passed over with a hint", "加减分记录", EVENT_HEAD "甲社区,表彰,1,,,\n合计,,1,2,,\n", KP_W_ROW_SKIPPED, "A3", KP_UNIT_NONE,
     "合计"},
    {"a footer with signatures is passed over with a hint", "加减分记录", EVENT_HEAD "甲社区,表彰,1,,,\n核对人：张三,,,,,\n", KP_W_ROW_SKIPPED, "A3",
     KP_UNIT_NONE, "核对人：张三"},
    {"a lone 无 in a register is passed over with a hint", "加减分记录", EVENT_HEAD "无,,,,,\n", KP_W_ROW_SKIPPED, "A2", KP_UNIT_NONE, "无"},
    {"the date at the foot is passed over with a hint", "评分表", TABLE_HEAD "甲社区,18,3,4,97.3%,是,否,90\n" TABLE_SECOND "日期：2026-09-30\n",
     KP_W_ROW_SKIPPED, "A4", KP_UNIT_NONE, "日期：2026-09-30"},
    {"a row of the highest marks is passed over with a hint", "评分表",
     TABLE_HEAD "甲社区,18,3,4,97.3%,是,否,90\n" TABLE_SECOND "最高分,18,4,4,97.3%,,,90\n", KP_W_ROW_SKIPPED, "A4", KP_UNIT_NONE, "最高分"},
    {"the head once more is passed over with a hint", "加减分记录", EVENT_HEAD "甲社区,表彰,1,,,\n" EVENT_HEAD, KP_W_ROW_SKIPPED, "A3", KP_UNIT_NONE,
     "考评对象"},
    {"another unit's id beside the unit is warned of", "加减分记录", "编号,考评对象,加减分事项,备用\n2,甲社区,表彰,\n1,乙社区,表彰,\n",
     KP_D_ID_DISAGREES, "A2", KP_UNIT_NONE, "2"},
    /* units */
    {"a table's unit that is not listed", "评分表", TABLE_HEAD "甲社区,18,3,4,97.3%,是,否,90\n" TABLE_SECOND "甲小区,1,1,1,97%,是,是,1\n",
     KP_D_UNIT_UNKNOWN, "A4", KP_UNIT_NONE, "甲小区"},
    {"a finding's unit that is not listed may be anyone", "扣分记录", LOG_HEAD "丙社区,保洁,1,,,,,\n", KP_D_UNIT_UNKNOWN, "A2", KP_UNIT_ALL,
     "丙社区"},
    {"answers of a unit that is not listed may be anyone's", "满意度测评表", SURVEY_HEAD "甲小区,卫生,40,10,,50,50,0\n" SURVEY_REST,
     KP_D_UNIT_UNKNOWN, "A2", KP_UNIT_ALL, "甲小区"},
    {"answers without a unit may be anyone's", "满意度测评表", SURVEY_HEAD ",卫生,40,10,,50,50,0\n" SURVEY_REST, KP_D_UNIT_EMPTY, "A2", KP_UNIT_ALL,
     NULL},
    {"a veto's row with nothing but the unit", "一票否决", "考评对象,否决事项\n乙社区,\n", KP_D_CELL_EMPTY, "B2", SECOND, "否决事项 | Veto"},
    {"a gap's row with nothing but the unit", "合理缺项", "考评对象,指标\n乙社区,\n", KP_D_CELL_EMPTY, "B2", SECOND, "指标 | Indicator"},
    {"a finding's row with nothing but the unit is warned of", "扣分记录", LOG_HEAD "乙社区,,,,,,,\n", KP_D_ROW_BLANK, "A2", SECOND, "乙社区"},
    {"an event's row with nothing but the unit is warned of", "加减分记录", EVENT_HEAD "乙社区,,,,,\n", KP_D_ROW_BLANK, "A2", SECOND, "乙社区"},
    {"yes where a reason is asked for is warned of", "考评对象", UNIT_HEAD "1,甲社区,城区,,是\n2,乙社区,城区,,否\n", KP_D_EXCLUDED_NO_REASON, "B2",
     FIRST, "甲社区"},
    {"an error as programs write it into CSV is no name", "扣分记录", LOG_HEAD "乙社区,#REF!,1,,,,,\n", KP_D_ERROR_CELL, "B2", SECOND, "#REF!"},
    {"a unit listed twice", "考评对象", UNIT_HEAD "1,甲社区,,,\n2,乙社区,,,\n1,甲社区,,,\n", KP_D_UNIT_TWICE, "B4", FIRST, "1"},
    {"a finding without a unit, as merged cells leave it", "扣分记录", LOG_HEAD "甲社区,保洁,1,,,,,\n,保洁,2,,,,,\n", KP_D_UNIT_EMPTY, "A3",
     KP_UNIT_ALL, NULL},
    {"a row of a table twice", "评分表", TABLE_HEAD "甲社区,18,3,4,97.3%,是,否,90\n" TABLE_SECOND "甲社区,17,3,4,97.3%,是,否,90\n", KP_D_ROW_TWICE,
     "A4", FIRST, "甲社区"},
    /* names */
    {"an indicator that is not on the sheet", "扣分记录", LOG_HEAD "乙社区,绿化,1,,,,,\n", KP_D_INDICATOR_UNKNOWN, "B2", SECOND, "绿化"},
    {"an unknown event", "加减分记录", EVENT_HEAD "乙社区,好人好事,1,,,\n", KP_D_EVENT_UNKNOWN, "B2", SECOND, "好人好事"},
    {"an unknown veto", "一票否决", "考评对象,否决事项\n乙社区,水灾\n", KP_D_VETO_UNKNOWN, "B2", SECOND, "水灾"},
    {"an unknown role", "评委打分表", PANEL_HEAD "甲社区,王五,市里,9\n" PANEL_REST, KP_D_ROLE_UNKNOWN, "C2", FIRST, "市里"},
    {"an unknown question", "满意度测评表", SURVEY_HEAD "甲社区,绿化,40,10,,50,50,0\n" SURVEY_REST, KP_D_QUESTION_UNKNOWN, "B2", FIRST, "绿化"},
    {"marks without an evaluator", "评委打分表", PANEL_HEAD "甲社区,,街道,9\n" PANEL_REST, KP_D_CELL_EMPTY, "B2", FIRST, "评价主体 | Evaluator"},
    {"a finding without an indicator", "扣分记录", LOG_HEAD "乙社区,,1,,,,,\n", KP_D_CELL_EMPTY, "B2", SECOND, "指标 | Indicator"},
    /* numbers */
    {"a mark above full marks", "评分表", TABLE_HEAD "甲社区,20.01,3,4,97.3%,是,否,90\n" TABLE_SECOND, KP_D_MARK_ABOVE_FULL, "B2", FIRST, "20.01"},
    {"a unit that marks itself by another word", "评委打分表", PANEL_HEAD "甲社区,本社区,街道,9\n" PANEL_REST, KP_D_MARKS_ITSELF, "D2", FIRST,
     "甲社区"},
    {"an evaluator's mark above full marks", "评委打分表", PANEL_HEAD "甲社区,王五,街道,11\n" PANEL_REST, KP_D_MARK_ABOVE_FULL, "D2", FIRST, "11"},
    {"a mark below the least", "评分表", TABLE_HEAD "甲社区,-1,3,4,97.3%,是,否,90\n" TABLE_SECOND, KP_D_MARK_BELOW, "B2", FIRST, "-1"},
    {"a count that is not whole", "扣分记录", LOG_HEAD "甲社区,保洁,2.5,,,,,\n", KP_D_NOT_WHOLE, "C2", FIRST, "2.5"},
    {"answers that are not whole", "满意度测评表", SURVEY_HEAD "甲社区,卫生,39.5,10,,,,\n" SURVEY_REST, KP_D_NOT_WHOLE, "C2", FIRST, "39.5"},
    {"a negative count", "扣分记录", LOG_HEAD "甲社区,保洁,-2,,,,,\n", KP_D_NEGATIVE, "C2", FIRST, "-2"},
    {"points off written as a negative number", "扣分记录", LOG_HEAD "甲社区,消防,,-3,,,,\n", KP_D_NEGATIVE, "D2", FIRST, "-3"},
    {"a word for a number", "评分表", TABLE_HEAD "甲社区,优秀,3,4,97.3%,是,否,90\n" TABLE_SECOND, KP_D_NOT_A_NUMBER, "B2", FIRST, "优秀"},
    {"yes for a number", "评分表", TABLE_HEAD "甲社区,是,3,4,97.3%,是,否,90\n" TABLE_SECOND, KP_D_NOT_A_NUMBER, "B2", FIRST, "是"},
    {"two numbers in a cell", "评分表", TABLE_HEAD "甲社区,18 19,3,4,97.3%,是,否,90\n" TABLE_SECOND, KP_D_NOT_A_NUMBER, "B2", FIRST, "18 19"},
    {"a date for a number", "评分表", TABLE_HEAD "甲社区,2026-09-15,3,4,97.3%,是,否,90\n" TABLE_SECOND, KP_D_DATE_NOT_NUMBER, "B2", FIRST,
     "2026-09-15"},
    {"a number for yes or no", "评分表", TABLE_HEAD "甲社区,18,3,4,97.3%,2,否,90\n" TABLE_SECOND, KP_D_NOT_YES_NO, "F2", FIRST, "2"},
    {"a word for yes or no", "评分表", TABLE_HEAD "甲社区,18,3,4,97.3%,大概,否,90\n" TABLE_SECOND, KP_D_NOT_YES_NO, "F2", FIRST, "大概"},
    {"an error as programs write it into CSV", "评分表", TABLE_HEAD "甲社区,#DIV/0!,3,4,97.3%,是,否,90\n" TABLE_SECOND, KP_D_ERROR_CELL, "B2", FIRST,
     "#DIV/0!"},
    {"a percentage for a mark of 20", "评分表", TABLE_HEAD "甲社区,18%,3,4,97.3%,是,否,90\n" TABLE_SECOND, KP_D_PERCENT_UNEXPECTED, "B2", FIRST,
     "18%"},
    {"a percentage for a count", "评分表", TABLE_HEAD "甲社区,18,3%,4,97.3%,是,否,90\n" TABLE_SECOND, KP_D_PERCENT_UNEXPECTED, "C2", FIRST, "3%"},
    {"a rate of 0.973 may be 97.3 % or not", "评分表", TABLE_HEAD "甲社区,18,3,4,0.973,是,否,90\n" TABLE_SECOND, KP_D_RATE_DOUBTFUL, "E2", FIRST,
     "0.973"},
    {"a rate of 1 may be 100 % or not", "评分表", TABLE_HEAD "甲社区,18,3,4,1,是,否,90\n" TABLE_SECOND, KP_D_RATE_DOUBTFUL, "E2", FIRST, "1"},
    {"a rate above 100", "评分表", TABLE_HEAD "甲社区,18,3,4,100.1%,是,否,90\n" TABLE_SECOND, KP_D_RATE_ABOVE, "E2", FIRST, "100.1%"},
    {"a negative rate", "评分表", TABLE_HEAD "甲社区,18,3,4,-1%,是,否,90\n" TABLE_SECOND, KP_D_NEGATIVE, "E2", FIRST, "-1%"},
    {"a rate in points may be no rate", "评分表", TABLE_HEAD "甲社区,18,3,4,95分,是,否,90\n" TABLE_SECOND, KP_D_RATE_UNIT_WORD, "E2", FIRST, "95分"},
    {"a rate in pieces may be no rate", "评分表", TABLE_HEAD "甲社区,18,3,4,95个,是,否,90\n" TABLE_SECOND, KP_D_RATE_UNIT_WORD, "E2", FIRST, "95个"},
    {"a finding whose points nobody gives", "扣分记录", LOG_HEAD "甲社区,消防,2,,,,,\n", KP_D_POINTS_MISSING, "D2", FIRST, "消防 | Fire"},
    {"points off that differ from the rule", "扣分记录", LOG_HEAD "甲社区,保洁,2,3,,,,\n", KP_D_POINTS_DISAGREE, "D2", FIRST, "3"},
    {"points of an event that differ from the rule", "加减分记录", EVENT_HEAD "甲社区,曝光,1,-2,,\n", KP_D_POINTS_DISAGREE, "D2", FIRST, "-2"},
    {"a finding outside the period is warned of", "扣分记录", LOG_HEAD "甲社区,保洁,2,,2026-10-01,,,\n", KP_D_DATE_OUTSIDE, "E2", FIRST,
     "2026-10-01"},
    {"a date that is none is warned of", "扣分记录", LOG_HEAD "甲社区,保洁,2,,国庆前,,,\n", KP_D_DATE_UNREADABLE, "E2", FIRST, "国庆前"},
    {"not applicable for the points of a finding", "扣分记录", LOG_HEAD "甲社区,保洁,—,,,,,\n", KP_D_NOT_APPLICABLE_HERE, "C2", FIRST, "—"},
    /* liberties, once each */
    {"full-width digits are taken with a hint", "评分表", TABLE_HEAD "甲社区,１８,３,4,97.3%,是,否,90\n" TABLE_SECOND, KP_D_LIBERTY, "B2",
     KP_UNIT_NONE, "１８"},
    {"a unit word is taken with a hint", "评分表", TABLE_HEAD "甲社区,18分,3,4,97.3%,是,否,90分\n" TABLE_SECOND, KP_D_LIBERTY, "B2", KP_UNIT_NONE,
     "18分"},
    {"a cell of two liberties is noted once", "评分表", TABLE_HEAD "甲社区,１８分,3,4,97.3%,是,否,90\n" TABLE_SECOND, KP_D_LIBERTY, "B2",
     KP_UNIT_NONE, "１８分"},
    {"a percentage of a scale of 100 is taken with a hint", "评分表", TABLE_HEAD "甲社区,18,3,4,97.3%,是,否,90%\n" TABLE_SECOND, KP_D_LIBERTY, "H2",
     KP_UNIT_NONE, "90%"},
    {"digits beyond the fifteenth are left out with a hint", "评分表",
     TABLE_HEAD "甲社区,15.4499999999999996,3,4,97.3%,是,否,90\n乙社区,15.50000000000000049,4,4,88%,是,是,75\n", KP_D_DIGITS_LEFT_OUT, "B2",
     KP_UNIT_NONE, "15.4499999999999996"},
};

/* Exactly one problem of that code, at that place; and no other error, but what the missing data of the faulty row bring about. */
static void check_case(kp_arena *arena, const problem_case *c) {
    static int number;
    /* where another sheet is added, the sheet that it may be mistaken for is not there */
    entry_file changed[] = {{c->file, c->text}, {strcmp(c->file, "合理缺项") ? "合理缺项" : NULL, NULL}, {NULL, NULL}};
    const char *path = entry_folder(arena, kp_format(arena, "case%d", number++), changed);
    kp_problems *problems;
    bind_one(arena, path, &problems);
    size_t found = 0;
    const kp_problem *problem = NULL;
    for (size_t i = 0; i < problems->count; i++)
        if (problems->items[i].code == c->code) {
            found++;
            problem = &problems->items[i];
        }
    bool right = found == 1 && !strcmp(kp_place_cell(arena, problem->place), c->cell) && problem->unit == c->unit &&
                 (!c->argument || !strcmp(problem->arguments[0], c->argument));
    if (!right) {
        print_error("%s: expected one %s at %s, unit %d, found:\n", c->sentence, kp_problem_code_text(c->code), c->cell, c->unit);
        print_problems(problems);
    }
    assert_true(right);
    assert_string_equal(problem->place.file, path);
    if (c->text && *c->cell)
        assert_string_equal(problem->place.sheet, c->file);
}

static void check_in_arena(kp_arena *arena, void *data) { check_case(arena, data); }

static void run_case(void **state) { run_with_arena(check_in_arena, *state); }

int main(void) {
    enum { COUNT = sizeof cases / sizeof *cases };
    struct CMUnitTest tests[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        tests[i] = (struct CMUnitTest){cases[i].sentence, run_case, NULL, NULL, (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests_name("problems of entry workbooks", tests, make_scratch, remove_scratch);
}
