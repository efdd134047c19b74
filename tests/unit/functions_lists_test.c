/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * functions_lists_test.c - 红黑榜: lists of a scheme from totals, vetoes and last period's results. The built-in scheme wuye_quarter rules: 红榜 rank <= 3 and score >= 90 and
 * not veto; 黄牌 bottom <= 2 and score < 75; 黑榜 streak(yellow) >= 2 or veto, in place of 黄牌; 启动退出程序 on(black) and times(black, 4) >= 3; 进步奖 rise_rank <= 3 and gain >= 0.
 */
#include "functions_support.h"
#include "scheme_range.h"

#define QUARTER ONE(T("wuye_quarter"))
#define SIX     AREA(6, 1, T("甲"), T("乙"), T("丙"), T("丁"), T("戊"), T("己"))
#define SCORES  AREA(6, 1, N(95), N(91), N(92), N(80), N(70), N(60))

/* One row of the result: list, unit, score, rank, streak, and how the next step begins; score < 0: nobody is on the list. */
typedef struct listed {
    const char *list, *unit;
    double score, rank, streak;
    const char *step;
} listed;

static void expect_lists(kp_result result, const listed rows[], size_t count) {
    assert_int_equal(result.error, 0);
    assert_int_equal(result.columns, 6);
    assert_int_equal(result.rows, count + 1);
    for (size_t i = 0; i < count; i++) {
        const kp_value *cells = result.cells + (i + 1) * 6;
        assert_string_equal(cells[0].text, rows[i].list);
        assert_string_equal(cells[1].text, rows[i].unit);
        if (rows[i].score < 0) {
            assert_string_equal(cells[2].text, "");
            assert_string_equal(cells[5].text, "");
            continue;
        }
        expect_cell(result, (i + 1) * 6 + 2, rows[i].score);
        expect_cell(result, (i + 1) * 6 + 3, rows[i].rank);
        expect_cell(result, (i + 1) * 6 + 4, rows[i].streak);
        assert_memory_equal(cells[5].text, rows[i].step, strlen(rows[i].step));
        assert_true(*rows[i].step || !*cells[5].text);
    }
}
#define LISTS(result, ...) expect_lists((result), (const listed[]){__VA_ARGS__}, sizeof((const listed[]){__VA_ARGS__}) / sizeof(listed))
#define NOBODY(list)                                                                                                                                 \
    { (list), "（无）", -1, 0, 0, "" }

static void test_first_period(void **state) {
    kp_result result = CALL(LISTS, QUARTER, SIX, SCORES);
    static const char *const head[] = {"榜单", "考评对象", "得分", "名次", "连续次数", "处理措施"};
    for (size_t i = 0; i < 6; i++)
        assert_string_equal(result.cells[i].text, head[i]);
    LISTS(result, {"红榜", "甲", 95, 1, 1, ""}, {"红榜", "丙", 92, 2, 1, ""}, {"红榜", "乙", 91, 3, 1, ""}, {"黄牌", "己", 60, 6, 1, "书面警示"},
          {"黄牌", "戊", 70, 5, 1, "书面警示"}, NOBODY("黑榜"), NOBODY("启动退出程序"), NOBODY("进步奖"));
    result = CALL_IN(KP_EN, LISTS, QUARTER, SIX, SCORES);
    assert_string_equal(result.cells[1].text, "Unit");
    assert_string_equal(result.cells[6].text, "Red list");
    assert_string_equal(result.cells[6 * 6 + 1].text, "(none)");
}

/* In each group the first three and the last two count. */
static void test_groups(void **state) {
    kp_area groups = AREA(6, 1, T("A"), T("A"), T("B"), T("B"), T("A"), T("B"));
    LISTS(CALL(LISTS, QUARTER, SIX, SCORES, groups), {"红榜", "甲", 95, 1, 1, ""}, {"红榜", "丙", 92, 1, 1, ""}, {"红榜", "乙", 91, 2, 1, ""},
          {"黄牌", "己", 60, 3, 1, "书面警示"}, {"黄牌", "戊", 70, 3, 1, "书面警示"}, NOBODY("黑榜"), NOBODY("启动退出程序"), NOBODY("进步奖"));
}

static void test_vetoes(void **state) {
    kp_area vetoes = AREA(6, 1, T("fire"), NOTHING, T("无"), N(0), T("发生责任安全事故；挪用维修资金或公共收益"), T("—"));
    LISTS(CALL(LISTS, QUARTER, SIX, SCORES, LEFT_OUT, vetoes), {"红榜", "丙", 92, 2, 1, ""}, {"红榜", "乙", 91, 3, 1, ""},
          {"黄牌", "己", 60, 6, 1, "书面警示"}, {"黑榜", "戊", 70, 5, 1, "约谈"}, {"黑榜", "甲", 95, 1, 1, "约谈"}, NOBODY("启动退出程序"),
          NOBODY("进步奖"));
    expect_error(CALL(LISTS, QUARTER, SIX, SCORES, LEFT_OUT, AREA(6, 1, T("没有的事"), NOTHING, NOTHING, NOTHING, NOTHING, NOTHING)), ARGUMENT);
    expect_error(CALL(LISTS, QUARTER, SIX, SCORES, LEFT_OUT, AREA(6, 1, T("是"), NOTHING, NOTHING, NOTHING, NOTHING, NOTHING)), ARGUMENT);
    expect_words(EXPLAIN(KP_ZH, "红黑榜", QUARTER, SIX, SCORES, LEFT_OUT, vetoes), "黑榜 · 甲：一票否决：安全生产或消防考核不合格");
}

/* Who has no score is on no list, which a veto must not be lost by: it is an error that names the unit, also below the last score. "—" and no are no veto. */
static void test_vetoes_without_score(void **state) {
    kp_area units = AREA(3, 1, T("甲"), T("乙"), T("丙")), middle = AREA(3, 1, N(95), NOTHING, N(80)), end = AREA(3, 1, N(95), N(80), T("—"));
    kp_area last = AREA(3, 1, N(95), N(80), NOTHING);
    expect_error(CALL(LISTS, QUARTER, units, middle, LEFT_OUT, AREA(3, 1, NOTHING, T("fire"), NOTHING)), ARGUMENT);
    expect_words(EXPLAIN(KP_ZH, "红黑榜", QUARTER, units, middle, LEFT_OUT, AREA(3, 1, NOTHING, T("fire"), NOTHING)),
                 "第 2 行：“乙”有一票否决而没有得分");
    expect_words(EXPLAIN(KP_EN, "kpLists", QUARTER, units, end, LEFT_OUT, AREA(3, 1, NOTHING, NOTHING, T("fire"))), "丙 has a veto and no score");
    expect_words(EXPLAIN(KP_ZH, "红黑榜", QUARTER, units, last, LEFT_OUT, AREA(3, 1, NOTHING, NOTHING, T("fire"))),
                 "第 3 行：“丙”有一票否决而没有得分");
    expect_error(CALL(LISTS, QUARTER, AREA(3, 1, T("甲"), T("乙"), NOTHING), last, LEFT_OUT, AREA(3, 1, NOTHING, NOTHING, T("fire"))), ARGUMENT);
    LISTS(CALL(LISTS, QUARTER, units, middle, LEFT_OUT, AREA(3, 1, T("无"), T("—"), T("否"))), {"红榜", "甲", 95, 1, 1, ""}, NOBODY("黄牌"),
          NOBODY("黑榜"), NOBODY("启动退出程序"), NOBODY("进步奖"));
    expect_words(EXPLAIN(KP_ZH, "红黑榜", QUARTER, units, AREA(3, 1, N(95), T("缺考"), N(80))), "参数“得分”，第 2 行（“缺考”）：该填得分");
    expect_words(EXPLAIN(KP_ZH, "红黑榜", QUARTER, AREA(1, 3, T("甲"), T("乙"), T("丙")), AREA(1, 3, N(95), N(70), T("缺考"))),
                 "第 3 列（“缺考”）：该填得分");
}

/* Last period 己 was 6th, on 黄牌 for the first time; 戊 was 3rd with 75 and is 5th; 丁 was 5th with 70 and gained a place. 乙 was on 红榜 for the second time. */
static void test_past(void **state) {
    kp_area past = AREA(7, 6, T("第二季度"), NOTHING, NOTHING, NOTHING, NOTHING, NOTHING,         //
                        T("名次"), T("考评对象"), T("得分"), T("备注"), T("榜单"), T("连续次数"), //
                        N(6), T("己"), N(60), T("x"), T("黄牌"), N(1),                            //
                        N(3), T("戊"), N(75), NOTHING, NOTHING, NOTHING,                          //
                        N(5), T("丁"), T("70分"), NOTHING, T("—"), NOTHING,                       //
                        N(2), T("乙"), N(93), NOTHING, T("Red list"), N(2),                       //
                        N(9), T("走了的"), N(50), NOTHING, T("black"), N(1));
    kp_result result = CALL(LISTS, QUARTER, SIX, SCORES, LEFT_OUT, LEFT_OUT, past);
    LISTS(result, {"红榜", "甲", 95, 1, 1, ""}, {"红榜", "丙", 92, 2, 1, ""}, {"红榜", "乙", 91, 3, 3, ""}, {"黄牌", "戊", 70, 5, 1, "书面警示"},
          {"黑榜", "己", 60, 6, 1, "约谈"}, NOBODY("启动退出程序"), {"进步奖", "丁", 80, 4, 1, ""});
    expect_words(EXPLAIN(KP_EN, "kpLists", QUARTER, SIX, SCORES, LEFT_OUT, LEFT_OUT, past), "period 3 in a row");
    expect_words(EXPLAIN(KP_ZH, "红黑榜", QUARTER, SIX, SCORES, LEFT_OUT, LEFT_OUT, past), "黄牌 · 己（由另一榜单取代）");
}

/* The result of one period is the past of the next. */
static void test_result_as_past(void **state) {
    kp_result first = CALL(LISTS, QUARTER, SIX, SCORES);
    kp_value copy[9 * 6];
    char texts[9 * 6][200];
    assert_int_equal(first.rows, 9);
    for (size_t i = 0; i < 9 * 6; i++) {
        copy[i] = first.cells[i];
        if (copy[i].text) {
            snprintf(texts[i], sizeof texts[i], "%s", copy[i].text);
            copy[i].text = texts[i];
        }
    }
    LISTS(CALL(LISTS, QUARTER, SIX, SCORES, LEFT_OUT, LEFT_OUT, kp_area_of(copy, 9, 6)), {"红榜", "甲", 95, 1, 2, ""}, {"红榜", "丙", 92, 2, 2, ""},
          {"红榜", "乙", 91, 3, 2, ""}, NOBODY("黄牌"), {"黑榜", "己", 60, 6, 1, "约谈"}, {"黑榜", "戊", 70, 5, 1, "约谈"}, NOBODY("启动退出程序"),
          NOBODY("进步奖"));
}

/* 己 was on 黑榜, which takes the place of 黄牌: so it met that condition too, does so again, and is on 黑榜 for the second time. Where it says how often the condition was
 * met, that holds: after four periods the fifth. */
static void test_replaced_list(void **state) {
    kp_area past = AREA(2, 5, T("考评对象"), T("得分"), T("名次"), T("榜单"), T("连续次数"), T("己"), N(55), N(6), T("黑榜"), N(1));
    const listed red[] = {{"红榜", "甲", 95, 1, 1, ""}, {"红榜", "丙", 92, 2, 1, ""}, {"红榜", "乙", 91, 3, 1, ""}};
    LISTS(CALL(LISTS, QUARTER, SIX, SCORES, LEFT_OUT, LEFT_OUT, past), red[0], red[1], red[2], {"黄牌", "戊", 70, 5, 1, "书面警示"},
          {"黑榜", "己", 60, 6, 2, "更换项目经理"}, NOBODY("启动退出程序"), NOBODY("进步奖"));
    past = AREA(3, 5, T("Unit"), T("Rank"), T("List"), T("Met in a row"), T("Listed in a row"), //
                T("己"), N(6), T("yellow"), N(4), N(0),                                         //
                T("己"), N(6), T("Black list"), N(3), N(3));
    LISTS(CALL(LISTS, QUARTER, SIX, SCORES, LEFT_OUT, LEFT_OUT, past), red[0], red[1], red[2], {"黄牌", "戊", 70, 5, 1, "书面警示"},
          {"黑榜", "己", 60, 6, 4, "更换项目经理"}, {"启动退出程序", "己", 60, 6, 1, "启动退出程序"}, NOBODY("进步奖"));
    expect_words(EXPLAIN(KP_ZH, "红黑榜", QUARTER, SIX, SCORES, LEFT_OUT, LEFT_OUT, past), "条件的期数 5 ≥ 2");
    expect_words(EXPLAIN(KP_EN, "kpLists", QUARTER, SIX, SCORES, LEFT_OUT, LEFT_OUT, past), "1 of 6 units have results");
}

/* As the sheet 往期 of an entry workbook: several periods, and the latest is last period's. */
static void test_periods(void **state) {
    kp_area past = AREA(4, 6, T("考评期"), T("编号"), T("考评对象"), T("名次"), T("榜单"), T("连续上榜"), //
                        T("2026Q1"), N(1), T("甲"), N(1), T("红榜"), N(1),                                //
                        T("2026年第二季度"), N(1), T("甲"), N(2), T("红榜"), N(2),                        //
                        T("2026Q2"), N(2), T("丁"), N(6), NOTHING, NOTHING);
    kp_result result = CALL(LISTS, QUARTER, SIX, SCORES, LEFT_OUT, LEFT_OUT, past);
    LISTS(result, {"红榜", "甲", 95, 1, 3, ""}, {"红榜", "丙", 92, 2, 1, ""}, {"红榜", "乙", 91, 3, 1, ""}, {"黄牌", "己", 60, 6, 1, "书面警示"},
          {"黄牌", "戊", 70, 5, 1, "书面警示"}, NOBODY("黑榜"), NOBODY("启动退出程序"),
          NOBODY("进步奖")); /* 丁 rose, but its score then is not known */
    kp_area mixed = AREA(3, 3, T("考评期"), T("考评对象"), T("名次"), T("2026Q2"), T("甲"), N(1), T("2026-03"), T("甲"), N(1));
    expect_error(CALL(LISTS, QUARTER, SIX, SCORES, LEFT_OUT, LEFT_OUT, mixed), ARGUMENT);
    expect_error(CALL(LISTS, QUARTER, SIX, SCORES, LEFT_OUT, LEFT_OUT, AREA(2, 3, T("考评期"), T("考评对象"), T("名次"), NOTHING, T("甲"), N(1))),
                 ARGUMENT);
}

static const char marks_yaml[] = "id: m\ntitle: M\nindicators:\n"
                                 "  - {id: a, title: A, points: 60, method: direct}\n"
                                 "  - {id: b, title: B, points: 40, method: direct}\n"
                                 "vetoes: [{id: v, title: 事故}]\n"
                                 "bands: [{id: x, title: 好, from: 60}, {id: y, title: 差, to: 60}]\n"
                                 "lists:\n"
                                 "  - {id: l1, title: 一, when: mark(a) < 30}\n"
                                 "  - {id: l2, title: 二, when: not mark(a) < 30}\n"
                                 "  - {id: l3, title: 三, when: mark(a) < 30 or score >= 90}\n"
                                 "  - {id: l4, title: 四, when: veto}\n";

/* What depends on marks of indicators is not known from totals, whichever way it is asked. */
static void test_marks_unknown(void **state) {
    scheme_range range = scheme_range_of(marks_yaml);
    kp_area scheme = area_of_scheme(&range);
    LISTS(CALL(LISTS, scheme, AREA(2, 1, T("p"), T("q")), AREA(2, 1, N(95), N(50))), NOBODY("一"), NOBODY("二"), {"三", "p", 95, 1, 1, ""},
          NOBODY("四"));
    LISTS(CALL(LISTS, scheme, AREA(2, 1, T("p"), T("q")), AREA(2, 1, N(95), N(50)), LEFT_OUT, AREA(2, 1, T("是"), N(0))), NOBODY("一"), NOBODY("二"),
          {"三", "p", 95, 1, 1, ""}, {"四", "p", 95, 1, 1, ""});
    free_scheme_range(&range);
}

static void test_rows(void **state) {
    kp_area units = AREA(4, 1, T("甲"), T("乙"), T("丙"), NOTHING);
    LISTS(CALL(LISTS, QUARTER, units, AREA(4, 1, N(95), T("—"), NOTHING, NOTHING)), {"红榜", "甲", 95, 1, 1, ""}, NOBODY("黄牌"), NOBODY("黑榜"),
          NOBODY("启动退出程序"), NOBODY("进步奖"));
    expect_error(CALL(LISTS, QUARTER, units, AREA(4, 1, N(95), T("缺"), NOTHING, NOTHING)), TEXT);
    expect_error(CALL(LISTS, QUARTER, units, AREA(4, 1, N(95), DIV0, NOTHING, NOTHING)), TEXT);
    expect_error(CALL(LISTS, QUARTER, units, AREA(4, 1, N(95), N(80), N(70), N(60))), ARGUMENT); /* a score of nobody */
    expect_error(CALL(LISTS, QUARTER, units, AREA(4, 1, N(106), N(80), N(70), NOTHING)), ARGUMENT);
    expect_error(CALL(LISTS, QUARTER, AREA(2, 1, T("甲"), T(" 甲")), AREA(2, 1, N(95), N(80))), ARGUMENT);
    expect_error(CALL(LISTS, QUARTER, AREA(2, 1, T("甲"), T("乙")), AREA(3, 1, N(95), N(80), N(70))), ARGUMENT);
    expect_error(CALL(LISTS, QUARTER, AREA(2, 1, T("甲"), T("乙")), AREA(2, 1, N(95), N(80)), AREA(1, 1, T("A"))), ARGUMENT);
    expect_error(CALL(LISTS, QUARTER, AREA(2, 1, T("甲"), T("乙")), AREA(2, 1, NOTHING, NOTHING)), NO_DATA);
}

static void test_errors(void **state) {
    kp_area units = AREA(2, 1, T("甲"), T("乙")), scores = AREA(2, 1, N(95), N(80));
    expect_error(CALL(LISTS, ONE(T("nothing")), units, scores), SCHEME);
    expect_error(CALL(LISTS, QUARTER, units, scores, LEFT_OUT, LEFT_OUT, AREA(1, 2, N(1), N(2))), ARGUMENT); /* no head */
#define PAST(...) CALL(LISTS, QUARTER, units, scores, LEFT_OUT, LEFT_OUT, AREA(3, 4, T("考评对象"), T("得分"), T("榜单"), T("连续次数"), __VA_ARGS__))
    expect_error(PAST(T("甲"), N(90), T("金榜"), N(1), NOTHING, NOTHING, NOTHING, NOTHING), ARGUMENT);
    expect_error(PAST(T("甲"), N(90), T("红榜"), N(1), T("甲"), N(91), T("黄牌"), N(1)), ARGUMENT);
    expect_error(PAST(T("甲"), N(90), T("红榜"), N(1), T("甲"), N(90), T("红榜"), N(2)), ARGUMENT);
    expect_error(PAST(T("甲"), N(90), T("红榜"), N(1.5), NOTHING, NOTHING, NOTHING, NOTHING), ARGUMENT);
    expect_error(PAST(T("甲"), N(90), T("红榜"), N(-1), NOTHING, NOTHING, NOTHING, NOTHING), ARGUMENT);
    expect_error(PAST(T("甲"), N(90), T("红榜"), NOTHING, NOTHING, NOTHING, NOTHING, NOTHING), NO_DATA);
    expect_error(PAST(T("甲"), T("x"), T("红榜"), N(1), NOTHING, NOTHING, NOTHING, NOTHING), TEXT);
    expect_error(PAST(DIV0, N(90), T("红榜"), N(1), NOTHING, NOTHING, NOTHING, NOTHING), TEXT);
    scheme_range range = scheme_range_of("id: q\ntitle: Q\nindicators:\n  - {id: a, title: A, points: 100, method: direct}\n");
    expect_error(CALL(LISTS, area_of_scheme(&range), units, scores), UNDECIDED);
    free_scheme_range(&range);
}

static void test_explained(void **state) {
    expect_words(EXPLAIN(KP_ZH, "红黑榜", QUARTER, SIX, SCORES), "红榜 · 甲：名次 1 ≤ 3；得分 95.00 ≥ 90");
    expect_words(EXPLAIN(KP_EN, "kpLists", QUARTER, SIX, SCORES), "Red list · 甲: rank 1 ≤ 3; score 95.00 ≥ 90");
    expect_words(EXPLAIN(KP_ZH, "红黑榜", QUARTER, AREA(1, 1, T("甲")), AREA(1, 1, N(101)), LEFT_OUT, LEFT_OUT, AREA(1, 1, N(1))), "找不到表头");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_SESSION("each list stands there with its units, or with nobody", test_first_period),
        IN_SESSION("ranks of lists are those of the group", test_groups),
        IN_SESSION("a veto puts a unit on the black list and off the red one", test_vetoes),
        IN_SESSION("a veto of a unit without a score is an error that names the unit", test_vetoes_without_score),
        IN_SESSION("last period's results make streaks, steps and rises", test_past),
        IN_SESSION("who was on a list that replaces another met the condition of that one", test_replaced_list),
        IN_SESSION("a past of several periods counts on from the latest", test_periods),
        IN_SESSION("the result of one period is the past of the next", test_result_as_past),
        IN_SESSION("a condition on marks that are not given lists nobody", test_marks_unknown),
        IN_SESSION("units without a score are on no list, and scores without a unit are errors", test_rows),
        IN_SESSION("a past that contradicts itself is an error", test_errors),
        IN_SESSION("the reasons of each entry are told", test_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
