/* SPDX-License-Identifier: GPL-3.0-or-later */
/* functions_score_test.c - 考评得分, 考评明细, 四查一评: codes, rows, errors. Expected figures are worked out by hand. */
#include "functions_in_text.h"

#define TREE                                                                                                                                         \
    "indicators:\n  - {id: a, title: 甲项 | First, points: 60, children: [{id: a1, title: 甲一 | A1, points: 40, method: direct, scale: 100}, "  \
    "{id: a2, title: 甲二 | A2, points: 20, method: ratio}]}\n  - {id: b, title: 乙项 | Second, points: 40, method: deduct, step: 2, evidence: " \
    "count}\n"

#define SCORE(...)  (call_function(&f, KP_FUNCTION_SCORE, __VA_ARGS__), all_shown(&f))
#define DETAIL(...) (call_function(&f, KP_FUNCTION_DETAIL, __VA_ARGS__), all_shown(&f))
#define FOUR(...)   (call_function(&f, KP_FUNCTION_FOUR_CHECKS, __VA_ARGS__), all_shown(&f))
#define C(text)     cells(arena, text)

static functions begin(kp_arena *arena) { return (functions){.arena = arena, .session = kp_session_new()}; }
static void end(functions *f) { kp_session_free(f->session); }

static bool explains(functions *f, const char *function, int count, sheet x, sheet y, sheet z, sheet w, const char *wanted) {
    call_function(f, KP_FUNCTION_EXPLAIN, count + 1, text_cell(f->arena, function), x, y, z, w);
    const char *text = shown(f, 0, 0);
    if (!strstr(text, wanted))
        print_error("%s\n-- is not in --\n%s\n", wanted, text);
    return strstr(text, wanted) != NULL;
}

/* 40·87.5/100 = 35; 20·18/20 = 18; 40 − 3·2 = 34: 87. */
static void check_codes(kp_arena *arena, void *data) {
    (void)data;
    functions f = begin(arena);
    sheet scheme = scheme_cells(arena, TREE), row = C("87.5; 18; 20; 3");
    assert_string_equal(SCORE(3, scheme, C("a1; a2.done; a2.due; b"), row), "87");
    assert_string_equal(SCORE(3, scheme, C("a1 | a2.done | a2.due | b"), row), "87");
    assert_string_equal(SCORE(3, scheme, C("甲一; A2.DONE; a2.due; 乙项（40 分）"), row), "87");
    assert_string_equal(SCORE(3, scheme, text_cell(arena, "a1,a2.done，a2.due；b"), row), "87");
    assert_string_equal(SCORE(3, scheme, text_cell(arena, "  a1 a2.done  a2.due、Second "), row), "87");
    assert_string_equal(SCORE(3, scheme, C("a1; 甲二·完成数; 甲二·应完成数; b"), row), "87");
    assert_string_equal(SCORE(3, scheme, C("a; b"), C("53; 3")), "87");               /* the mark of an inner node */
    assert_string_equal(SCORE(3, scheme, C("a; b.mark"), C("53; 34")), "87");         /* the mark of a leaf, not its count */
    assert_string_equal(SCORE(3, scheme, C("a1.得分; a2; b"), C("35; 18; 3")), "87"); /* a2 has two slots: its mark */
    assert_string_equal(SCORE(3, scheme, C("total"), C("87.125")), "87.13");
    assert_string_equal(SCORE(3, scheme, C("; a; ; b"), C("第一社区; 53; 99; 3")), "87"); /* columns without a code are not looked at */
    assert_string_equal(SCORE(3, scheme, text_cell(arena, ",a,,b"), C("第一社区; 53; 99; 3")), "87");
    assert_string_equal(SCORE(3, scheme, C("a1; a2.done; a2.due; b"), C("87.5 | 18 | 20 | 3")), "87"); /* one unit lying down */
    end(&f);
}

/* Each mark with the decimals of its node: 40·1/7 = 5.7142…, 20·1/3 = 6.666…; their sum is 12.414. */
static void check_decimals(kp_arena *arena, void *data) {
    (void)data;
    functions f = begin(arena);
    sheet scheme = scheme_cells(arena, "indicators:\n  - {id: a, title: 三位, points: 40, method: direct, scale: 7, decimals: 3}\n"
                                       "  - {id: b, title: 一位, points: 20, method: direct, scale: 3, decimals: 1}\n");
    assert_string_equal(DETAIL(3, scheme, C("a; b"), C("1; 1")), "12.41;5.714;6.7");
    end(&f);
}

static void check_code_errors(kp_arena *arena, void *data) {
    (void)data;
    functions f = begin(arena);
    sheet scheme = scheme_cells(arena, TREE), none = {0};
    assert_string_equal(SCORE(3, scheme, C("a; x"), C("53; 3")), "Err:502");
    assert_string_equal(SCORE(3, scheme, C("a; b; b"), C("53; 3; 3")), "Err:502");
    assert_string_equal(SCORE(3, scheme, C("a; a1; b"), C("53; 30; 3")), "Err:502");
    assert_string_equal(SCORE(3, scheme, C("b; b.mark; a"), C("3; 34; 53")), "Err:502");
    assert_string_equal(SCORE(3, scheme, C("a; b"), C("53; 3; 1")), "Err:502");
    assert_string_equal(SCORE(3, scheme, C("a; b"), C("53 | 3 | 1")), "Err:502");
    assert_string_equal(SCORE(4, scheme, C("a; b"), C("53; 3"), C("x")), "Err:502");
    assert_string_equal(SCORE(3, text_cell(arena, "没有的方案"), C("a; b"), C("53; 3")), "#NAME?");
    assert_true(explains(&f, "考评得分", 3, scheme, C("a; x"), C("53; 3"), none, "“x”"));
    assert_true(explains(&f, "考评得分", 3, scheme, C("a; x"), C("53; 3"), none, "a, a1, a2, b"));
    assert_true(explains(&f, "考评得分", 3, scheme, C("a; a1; b"), C("53; 30; 3"), none, "“a”与“a1”"));
    assert_true(explains(&f, "考评得分", 3, scheme, C("a; b"), C("53; 3; 1"), none, "代码有 2 个，数据有 3 列"));
    f.lang = KP_EN; /* why is told in the language of who asks, also where the codes were read before */
    assert_true(explains(&f, "kpScore", 3, scheme, C("a; b"), C("53; 3; 1"), none, "there are 2 codes and 3 columns"));
    end(&f);
}

/* Each row has its own error, and the others are scored. */
static void check_rows(kp_arena *arena, void *data) {
    (void)data;
    functions f = begin(arena);
    sheet scheme = scheme_cells(arena, TREE), none = {0};
    sheet codes = C("a1; a2.done; a2.due; b");
    sheet rows = C("87.5; 18; 20; 3 | 100.5; 18; 20; 3 | 87.5; 21; 20; 3 | 87.5; 18; 20; 1.5 | 87.5; x; 20; 3 | ;18;20;3 | ;;; | 87.5; #; 20; 3 | "
                   "'87.5; ' 18户; 20; 0 | -1; 18; 20; 3 | 1e308; 18; 20; 3 | ;;; | ;;;");
    assert_string_equal(SCORE(3, scheme, codes, rows), "87|Err:502|Err:502|Err:502|#VALUE!|#N/A|#N/A|#VALUE!|93|Err:502|#VALUE!");
    assert_true(explains(&f, "考评得分", 3, scheme, codes, rows, none, "Err:502 参数“数据”，第 2 行第 1 列（100.5）：100.5 超过最高分；应为 0–100"));
    assert_true(explains(&f, "考评得分", 3, scheme, codes, rows, none, "第 3 行第 2 列（21）：“甲二”的完成数 21 大于应完成数 20"));
    assert_true(explains(&f, "考评得分", 3, scheme, codes, rows, none, "第 6 行第 1 列（空格）：“甲一”没有填写"));
    assert_true(explains(&f, "考评得分", 3, scheme, codes, rows, none, "第 7 行：整行没有数据"));
    assert_true(explains(&f, "考评得分", 3, scheme, codes, rows, none, "总分：87.00"));
    assert_string_equal(SCORE(3, scheme, codes, C(";;; | ;;;")), "#N/A");
    end(&f);
}

static void check_missing(kp_arena *arena, void *data) {
    (void)data;
    functions f = begin(arena);
    sheet scheme = scheme_cells(arena, TREE "  - {id: p, title: 加分, method: bonus, cap_low: -2, cap_high: 5, events: {表彰: 1}}\n"), none = {0};
    assert_string_equal(SCORE(3, scheme, C("a1; b"), C("87.5; 3")), "#N/A");
    assert_true(explains(&f, "考评得分", 3, scheme, C("a1; b"), C("87.5; 3"), none, "代码里没有：甲二 [a2]"));
    assert_string_equal(SCORE(3, scheme, C("a1; a2.done; b"), C("87.5; 18; 3")), "#N/A");
    assert_true(explains(&f, "考评得分", 3, scheme, C("a1; a2.done; b"), C("87.5; 18; 3"), none, "甲二·应完成数 [a2.due]"));
    assert_string_equal(SCORE(3, scheme, C("a; b"), C("53; 3")), "87"); /* no event of the bonus */
    assert_string_equal(SCORE(3, scheme, C("a; b; p"), C("53; 3; -1.5")), "85.5");
    assert_string_equal(SCORE(3, scheme, C("a; b; p"), C("53; 3; 5.5")), "Err:502");
    assert_string_equal(SCORE(3, scheme, C("a; b; p"), C("60; 0; 5")), "105");
    end(&f);
}

static void check_by_place(kp_arena *arena, void *data) {
    (void)data; /* a place needs the marks of all units, which a row does not have */
    functions f = begin(arena);
    sheet scheme = scheme_cells(arena, "indicators:\n"
                                       "  - {id: a, title: 甲, points: 10, method: direct, rank_first: 10, rank_step: 1}\n"
                                       "  - {id: b, title: 乙, points: 10, method: direct}\n"),
          none = {0};
    assert_string_equal(SCORE(3, scheme, C("a; b"), C("9; 8")), "#N/A");
    assert_true(explains(&f, "考评得分", 3, scheme, C("a; b"), C("9; 8"), none, "甲（按名次计分，须直接给出得分） [a]"));
    assert_string_equal(SCORE(4, scheme, C("a; b"), C("9; 8"), C("b")), "8");
    end(&f);
}

static void check_node(kp_arena *arena, void *data) {
    (void)data;
    functions f = begin(arena);
    sheet scheme = scheme_cells(arena, TREE), none = {0};
    sheet codes = C("a1; a2.done; a2.due; b"), row = C("87.5; 18; 20; x");
    assert_string_equal(SCORE(4, scheme, codes, row, C("a")), "53"); /* b lies outside */
    assert_string_equal(SCORE(4, scheme, codes, row, C("甲二")), "18");
    assert_string_equal(SCORE(4, scheme, codes, row, C("b")), "#VALUE!");
    assert_string_equal(SCORE(4, scheme, codes, row, C("")), "#VALUE!"); /* left out: the total */
    assert_string_equal(SCORE(4, scheme, C("a; b"), C("53; 3"), C("a1")), "#N/A");
    assert_string_equal(SCORE(4, scheme, C("a1; a2"), C("87.5; 18 | 50; 20"), C("a")), "53|40");
    assert_true(explains(&f, "考评得分", 4, scheme, codes, row, C("a2"), "完成数 18"));
    (void)none;
    end(&f);
}

static void check_not_applicable(kp_arena *arena, void *data) {
    (void)data;
    functions f = begin(arena);
    sheet scheme = scheme_cells(arena, TREE);
    sheet codes = C("a1; a2.done; a2.due; b");
    /* without a2: (35 + 34) of 80 = 86.25; nothing due is not applicable too; a half of it is an error */
    assert_string_equal(SCORE(3, scheme, codes, C("87.5; —; —; 3 | 87.5; 0; 0; 3 | 87.5; —; 20; 3 | —; —; —; 不适用")),
                        "86.25|86.25|Err:502|#DIV/0!");
    assert_string_equal(SCORE(4, scheme, codes, C("87.5; —; —; 3"), C("a2")), "#DIV/0!");
    sheet zero = scheme_cells(arena, "not_applicable: zero\n" TREE);
    assert_string_equal(SCORE(3, zero, codes, C("87.5; —; —; 3")), "69");
    assert_string_equal(SCORE(3, zero, C("a; b"), C("—; 3")), "34");
    end(&f);
}

static void check_kinds(kp_arena *arena, void *data) {
    (void)data;
    functions f = begin(arena);
    sheet none = {0};
    sheet scheme = scheme_cells(arena, "indicators:\n  - {id: r, title: R, points: 50, method: linear, input: rate, target: 95, slope: 2}\n"
                                       "  - {id: c, title: C, points: 50, method: checklist, items: [甲, 乙]}\n");
    sheet codes = C("r; c.1; c.2");
    assert_true(explains(&f, "考评得分", 3, scheme, codes, C("90; 2; 0"), none, "应为 是、否、1、0 或“—”"));
    assert_true(explains(&f, "考评得分", 3, scheme, codes, C("90; 部分; 0"), none, "应为 是、否、1、0 或“—”"));
    assert_true(explains(&f, "考评得分", 3, scheme, C("r; c.1"), C("90; 1"), none, "乙 [c.2]"));
    /* 50 − 2·(95 − 90) = 40, half of 50 = 25. 0.9 may be 90%: not guessed, unless the sign says; so may 1, 100% */
    assert_string_equal(
        SCORE(3, scheme, codes, C("90; 是; 否 | 90%; 1; 0 | 0.9; 1; 0 | 101; 1; 0 | 90; 2; 0 | 90; 也许; 0 | 90分; 1; 0 | 0.9%; √; × | 1; 1; 0")),
        "65|65|Err:502|Err:502|Err:502|#VALUE!|#VALUE!|25|Err:502");
    end(&f);
}

static void check_detail(kp_arena *arena, void *data) {
    (void)data;
    functions f = begin(arena);
    sheet scheme = scheme_cells(arena, TREE), none = {0};
    sheet codes = C("a1; a2.done; a2.due; b");
    assert_string_equal(DETAIL(4, scheme, codes, C("87.5; 18; 20; 3 | 87.5; —; —; 3 | 87.5; x; 20; 3 | ;;; | ;18; 20; "), C("1")),
                        "总分;甲项;甲一;甲二;乙项|87;53;35;18;34|86.25;35;35;—;34|#VALUE!;;35;;34|#N/A;;;;|#N/A;;;18;");
    assert_string_equal(DETAIL(3, scheme, codes, C("87.5; 18; 20; 3")), "87;53;35;18;34");
    assert_string_equal(DETAIL(3, scheme, C("a; b"), C("53; 3 | 61; 3")), "87;53;;;34|Err:502;;;;34");
    assert_string_equal(DETAIL(4, scheme, codes, C("87.5; 18; 20; 3"), C("2")), "Err:502");
    f.lang = KP_EN;
    assert_string_equal(DETAIL(4, scheme, C("a; b"), C("53; 3"), C("1")), "Total;First;A1;A2;Second|87;53;;;34");
    (void)none;
    end(&f);
}

/* Weights 10, 15, 25, 20, 30: 9 + 12.75 + 22 + 18.4 + 24 = 86.15. */
static void check_four(kp_arena *arena, void *data) {
    (void)data;
    functions f = begin(arena);
    assert_string_equal(FOUR(1, C("90; 85; 88; 92; 80")), "86.15");
    sheet none = {0};
    assert_true(explains(&f, "四查一评", 1, C("95; 85; 80; 92; 80"), none, none, none, "自查 95 高出抽查 80 超过 10，按 80 计"));
    assert_string_equal(FOUR(1, C("90 | 85 | 88 | 92 | 80")), "86.15");
    /* 99 is more than 10 above the spot check's 80, and counts as that: 8 + 12.75 + 20 + 18.4 + 24; 90 is not */
    assert_string_equal(FOUR(1, C("99; 85; 80; 92; 80 | 90; 85; 80; 92; 80 | 99; 85; —; 92; 80 | 101; 85; 80; 92; 80 | 90;;80;92;80")),
                        "83.15|84.15|86.73|Err:502|#N/A"); /* without the spot check: (9.9 + 12.75 + 18.4 + 24) / 75 · 100 = 86.73… */
    assert_string_equal(FOUR(2, C("90; 85; 88; 92; 80"), C("1; 1; 1; 1; 1")), "87");
    assert_string_equal(FOUR(2, C("90; 85; 88; 92; 80"), C("1 | 1 | 1 | 1 | 1")), "87");
    assert_string_equal(FOUR(2, C("90; 85; 88; 92; 80 | 0; 0; 0; 0; 70 | 1; 1; 1; 1; —"), C("0; 0; 0; 0; 3")), "80|70|#DIV/0!");
    assert_string_equal(FOUR(2, C("90; 85; 88; 92; 80"), C("0; 0; 0; 0; 0")), "Err:502");
    assert_string_equal(FOUR(2, C("90; 85; 88; 92; 80"), C("1; 1; 1; 1; -1")), "Err:502");
    assert_string_equal(FOUR(2, C("90; 85; 88; 92; 80"), C("1; 1; 1; 1")), "Err:502");
    assert_string_equal(FOUR(1, C("90; 85; 88; 92")), "Err:502");
    assert_string_equal(FOUR(1, C("90; 85; 88; 92; 80")), "86.15"); /* the scheme's weights are what they were */
    call_function(&f, KP_FUNCTION_EXPLAIN, 2, text_cell(arena, "四查一评"), C("99; 85; 80; 92; 80"));
    assert_non_null(strstr(shown(&f, 0, 0), "83.15"));
    end(&f);
}

/* What is kept between calls is told apart by everything that it was made from. */
static void check_kept(kp_arena *arena, void *data) {
    (void)data;
    functions f = begin(arena);
    sheet first = scheme_cells(arena, TREE);
    for (int round = 0; round < 3; round++)
        for (int i = 1; i <= 20; i++) { /* more schemes than a session keeps */
            sheet other = scheme_cells(arena, kp_format(arena, "indicators: [{id: a, title: A, points: %d, method: direct, scale: 10}]\n", i));
            assert_string_equal(SCORE(3, other, C("a"), C("10")), kp_format(arena, "%d", i));
            assert_string_equal(SCORE(3, first, C("a; b"), C("53; 3")), "87");
            assert_string_equal(SCORE(4, first, C("a; b"), C("53; 3"), C("b")), "34");
            assert_string_equal(SCORE(3, first, C("b; a"), C("3; 53")), "87");
            assert_string_equal(SCORE(3, first, C("a; b.mark"), C("53; 3")), "56");
        }
    end(&f);
}

/* By hand: 30 of 50 votes are for the best, so 50 of 50 points. Ballots that do not add up are an error of their row alone, whatever follows, in this call and the next. */
static void check_rows_apart(kp_arena *arena, void *data) {
    (void)data;
    functions f = begin(arena);
    sheet scheme =
        scheme_cells(arena, "indicators:\n  - {id: v, title: V, points: 50, method: ballot, options: {好: 100, 差: 0}, ballot_score: result}\n"
                            "  - {id: a, title: A, points: 50, method: direct}\n");
    sheet codes = C("v.issued; v.returned; v.votes.1; v.votes.2; a");
    assert_string_equal(SCORE(3, scheme, codes, C("50; 50; 30; 20; 40 | 50; 60; 30; 20; 40 | 50; 50; 30; 20; 40")), "90|Err:502|90");
    assert_string_equal(SCORE(3, scheme, codes, C("50; 50; 30; 20; 40")), "90");
    sheet none = {0};
    for (int again = 0; again < 2; again++)
        assert_true(explains(&f, "考评得分", 3, scheme, C("v.issued; v.votes.1; v.votes.2; a"), C("50; 30; 20; 40"), none,
                             "代码里没有：V·收回 [v.returned]"));
    end(&f);
}

/* A spreadsheet repeats a single row in all rows of an array formula: units that nobody has filled in yet would have the score of the first. */
static void check_one_filled(kp_arena *arena, void *data) {
    (void)data;
    functions f = begin(arena);
    sheet scheme = scheme_cells(arena, TREE);
    assert_string_equal(SCORE(3, scheme, C("a; b"), C("53; 3 | ; | ;")), "87|#N/A");
    assert_string_equal(SCORE(3, scheme, C("a; b"), C("53; x | ; | ;")), "#VALUE!|#N/A");
    assert_string_equal(DETAIL(3, scheme, C("a; b"), C("53; 3 | ;")), "87;53;;;34|#N/A;;;;");
    assert_string_equal(FOUR(1, C("90; 85; 88; 92; 80 | ;;;;")), "86.15|#N/A");
    assert_string_equal(SCORE(3, scheme, C("a; b"), C("53; 3")), "87");
    end(&f);
}

static void check_bounds(kp_arena *arena, void *data) {
    (void)data;
    functions f = begin(arena);
    sheet scheme =
        scheme_cells(arena, "maximum: 90\nminimum: 10\nrounding: half_even\nindicators:\n  - {id: a, title: A, weight: 1, method: direct}\n"
                            "  - {id: b, title: B, weight: 2, method: direct, full: 10}\n");
    /* (a + 2·10b) / 3: bounded at 90 and 10; (50.02 + 20·2.5) / 3 = 33.34; (0.015·3 = 0.045 + 0) / 3 is below 10; (60.015 + 120) / 3 = 60.005, even: 60 */
    assert_string_equal(SCORE(3, scheme, C("a; b"), C("100; 10 | 0; 0 | 50.02; 2.5 | 60.015; 6 | 100.0000001; 1")), "90|10|33.34|60|Err:502");
    sheet each = scheme_cells(arena, "round_at: each\nindicators:\n  - {id: a, title: A, points: 50, method: direct}\n"
                                     "  - {id: b, title: B, points: 50, method: direct}\n");
    assert_string_equal(SCORE(3, each, C("a; b"), C("10.005; 20.005")), "30.02");
    end(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("codes are keys, ids, titles and heads, in cells or in one text", check_codes),
        IN_ARENA("a mark has the decimals of its node", check_decimals),
        IN_ARENA("unknown, doubled and overlapping codes fail the whole call with the reason", check_code_errors),
        IN_ARENA("an error belongs to its row, and the end of a range is left out", check_rows),
        IN_ARENA("what is scored by place cannot be scored row by row", check_by_place),
        IN_ARENA("what no code speaks of is missing, but for a bonus", check_missing),
        IN_ARENA("the mark of one indicator needs only what it depends on", check_node),
        IN_ARENA("what does not apply counts by the rule of the scheme", check_not_applicable),
        IN_ARENA("rates and yes or no are read as in an entry workbook", check_kinds),
        IN_ARENA("details hold the marks of all indicators, and the error of a row in the total", check_detail),
        IN_ARENA("the four checks and the review are weighted, the self-check held to the spot check", check_four),
        IN_ARENA("schemes and codes kept between calls are not mixed up", check_kept),
        IN_ARENA("what is wrong with one unit does not touch the units after it", check_rows_apart),
        IN_ARENA("one unit filled in of several is not repeated for the others", check_one_filled),
        IN_ARENA("totals are bounded and rounded as the scheme says", check_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
