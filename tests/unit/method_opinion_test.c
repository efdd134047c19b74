/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * method_opinion_test.c - satisfaction and ballots. The counts of 187 forms are those of a published survey (六里山街道, options 满意/基本满意/不太满意/不满意); the other
 * figures are worked out by hand.
 */
#include "scoring_support.h"

#define OPTIONS "options: {满意: 100, 基本满意: 60, 不太满意: 30, 不满意: 0}"

static evaluation leaf(kp_arena *arena, const char *method, const char *fields, int units) {
    return begin(arena, kp_format(arena, "indicators: [{id: a, title: 评议 | Review, points: 100, method: %s, %s}]\n", method, fields), units);
}

static kp_outcome outcome(const evaluation *e, int unit) {
    kp_calc calc = {.arena = e->arena};
    const kp_indicator *of = &e->scheme->indicators[node(e, "a")];
    return kp_method_of(of->method)->evaluate(&calc, e->evidence, unit, node(e, "a"));
}

/* ---- satisfaction ---- */

static void check_published(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *counts, *degree, *rate; /* as published, two decimals; the rate is that of the top two */
    } rows[] = {{"166 16 1 4", "94.06", "97.33"},  {"150 27 5 5", "89.68", "94.65"}, {"142 29 7 9", "86.36", "91.44"},
                {"126 36 17 8", "81.66", "86.63"}, {"138 36 7 6", "86.47", "93.05"}, {"150 29 3 5", "90.00", "95.72"}};
    for (size_t i = 0; i < 6; i++) {
        evaluation e = leaf(arena, "satisfaction", OPTIONS ", positive: [满意, 基本满意]", 1);
        survey(&e, 0, "a", 0, rows[i].counts, "", "", "", "");
        finish(&e);
        expect_no_errors(&e);
        assert_string_equal(kp_mark_text(arena, e.card, 0, node(&e, "a")), rows[i].degree);
        assert_string_equal(kp_num_print(arena, outcome(&e, 0).rate, 2, KP_HALF_UP), rows[i].rate);
        assert_true(kp_num_equal(outcome(&e, 0).sample, kp_num_int(187)));
    }
}

static void check_exactly_90(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "satisfaction", OPTIONS, 1);
    survey(&e, 0, "a", 0, "150 29 3 5", "", "", "", "");
    finish(&e);
    expect_mark(&e, 0, "a", "90");
    assert_string_equal(kp_formula_print(arena, kp_score_trace(arena, e.card, 0, node(&e, "a")).expr, NULL, NULL, 8192),
                        "100*(150*100+29*60+3*30+5*0)/(150+29+3+5)/100");
}

static void check_rate(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "satisfaction", OPTIONS ", measure: rate, positive: [满意, 基本满意]", 1);
    survey(&e, 0, "a", 0, "150 29 3 5", "", "", "", "");
    finish(&e);
    expect_mark(&e, 0, "a", "17900/187");
}

static void check_scale_of_5(kp_arena *arena, void *data) {
    (void)data; /* 5 stars: (5·2 + 3·2)/4 = 4 of 5 are 80 of 100 */
    evaluation e = leaf(arena, "satisfaction", "options: {五星: 5, 四星: 4, 三星: 3}", 1);
    survey(&e, 0, "a", 0, "2 0 2", "", "", "", "");
    finish(&e);
    expect_mark(&e, 0, "a", "80");
    assert_true(kp_num_equal(outcome(&e, 0).degree, kp_num_int(80)));
}

static void check_unknown(kp_arena *arena, void *data) {
    (void)data;
    static const struct { const char *rule, *mark, *valid; } rows[] = {{"exclude", "80", "10"}, {"neutral", "74", "12.5"}, {"zero", "64", "12.5"}};
    /* 10 answers worth 800; 2.5 "don't know" at 50 make 925 of 12.5, at 0 800 of 12.5. Doubled, since answers are whole. */
    for (size_t i = 0; i < 3; i++) {
        evaluation e = leaf(arena, "satisfaction", kp_format(arena, "%s, unknown: %s", OPTIONS, rows[i].rule), 1);
        survey(&e, 0, "a", 0, "10 10 0 0", "5", "", "", "");
        finish(&e);
        expect_no_errors(&e);
        expect_mark(&e, 0, "a", rows[i].mark);
        assert_true(kp_num_equal(outcome(&e, 0).unknown_share, number(&e, "1/5")));
        assert_true(kp_num_equal(outcome(&e, 0).sample, kp_num_mul(arena, kp_num_int(2), number(&e, rows[i].valid))));
    }
}

static const char two_questions[] = OPTIONS ", questions: {服务: 3, 环境: 1}";

static void check_questions(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "satisfaction", two_questions, 2);
    survey(&e, 0, "a", 1, "0 10 0 0", "", "", "", ""); /* 60, in any order of rows */
    survey(&e, 0, "a", 0, "8 0 0 0", "", "", "", "");  /* 100: (3·100 + 60)/4 */
    survey(&e, 1, "a", 0, "8 0 0 0", "", "", "", "");
    survey(&e, 1, "a", 1, "0 0 0 0", "", "", "", ""); /* nobody answered: leaves, with a warning */
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "90");
    expect_mark(&e, 1, "a", "100");
    expect_problem(&e, KP_D_QUESTION_UNANSWERED, 1);
    assert_true(kp_num_equal(outcome(&e, 0).sample, kp_num_int(8))); /* of the question answered least */
}

static void check_question_not_typed(kp_arena *arena, void *data) {
    (void)data; /* who forgets the question with the worse answers gains nothing */
    evaluation e = leaf(arena, "satisfaction", two_questions, 2);
    survey(&e, 0, "a", 0, "8 0 0 0", "", "", "", "");
    survey(&e, 1, "a", 0, "8 0 0 0", "", "", "", "");
    survey(&e, 1, "a", 1, "0 10 0 0", "", "", "", "");
    finish(&e);
    expect_problem(&e, KP_D_QUESTION_UNANSWERED, 0);
    expect_problem(&e, KP_D_MISSING_VALUE, 1);
    for (size_t i = 0; i < e.problems->count; i++)
        if (e.problems->items[i].code == KP_D_MISSING_VALUE) {
            assert_int_equal(e.problems->items[i].unit, 0);
            assert_string_equal(e.problems->items[i].arguments[0], "社区1");
            assert_non_null(strstr(e.problems->items[i].arguments[1], "环境"));
        }
    assert_false(e.card->units[0].scored);
    expect_mark(&e, 1, "a", "90");
}

static void check_sample(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "satisfaction", OPTIONS ", min_valid: 50", 3);
    survey(&e, 0, "a", 0, "49 0 0 0", "9", "", "", "");
    survey(&e, 1, "a", 0, "50 0 0 0", "", "", "", "");
    survey(&e, 2, "a", 0, "0 0 0 0", "", "", "", "");
    finish(&e);
    expect_no_errors(&e);
    assert_true(e.card->units[0].scored);
    assert_false(e.card->units[0].ranked);
    assert_int_equal(e.card->units[0].reason, KP_R_SAMPLE_TOO_SMALL);
    assert_true(e.card->units[1].ranked);
    assert_int_equal(e.card->units[1].field, 1);
    assert_false(e.card->units[2].scored);
    assert_int_equal(e.card->units[2].reason, KP_R_SAMPLE_TOO_SMALL);
    expect_problem(&e, KP_R_SAMPLE_TOO_SMALL, 2);
}

static void check_survey_counts(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "satisfaction", OPTIONS, 9);
    survey(&e, 0, "a", 0, "150 29 3 5", "2", "200", "190", "1"); /* agrees */
    survey(&e, 1, "a", 0, "150 29 3 5", "", "180", "187", "");   /* more returned than issued */
    survey(&e, 2, "a", 0, "150 29 3 5", "", "200", "188", "");   /* one answer too few */
    survey(&e, 3, "a", 0, "150 29 3 5", "", "180", "", "");      /* more answers than issued */
    survey(&e, 4, "a", 0, "150 29 3", "", "", "", "");           /* an empty option is not 0 */
    survey(&e, 5, "a", 0, "150 -1 3 5", "", "", "", "");
    survey(&e, 6, "a", 0, "150 1.5 3 5", "", "", "", "");
    survey(&e, 7, "a", 0, "1 1 1 1", "", "", "", "");
    survey(&e, 7, "a", 0, "1 1 1 1", "", "", "", "");
    survey(&e, 8, "a", 0, "", "", "", "", ""); /* a blank row is one problem */
    finish(&e);
    expect_problem(&e, KP_D_RETURNED_ABOVE_ISSUED, 2);
    expect_problem(&e, KP_D_ANSWERS_DISAGREE, 1);
    expect_problem(&e, KP_D_MISSING_VALUE, 2);
    expect_problem(&e, KP_D_NEGATIVE, 1);
    expect_problem(&e, KP_D_NOT_WHOLE, 1);
    expect_problem(&e, KP_D_QUESTION_TWICE, 1);
    assert_int_equal(e.card->scored_count, 1);
}

static void check_survey_gap(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "satisfaction", two_questions, 2);
    survey(&e, 0, "a", 0, "8 0 0 0", "", "", "", "");
    survey(&e, 0, "a", 1, "— — — —", "", "", "", "");
    survey(&e, 1, "a", 0, "— — — —", "", "", "", "");
    survey(&e, 1, "a", 1, "— — — —", "", "", "", "");
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "100");
    expect_problem(&e, KP_D_QUESTION_UNANSWERED, 0);
    assert_int_equal(e.card->units[1].reason, KP_R_NOTHING_APPLICABLE);
}

static void check_survey_dash(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "satisfaction", two_questions, 8);
    for (int unit = 0; unit < 8; unit++)
        survey(&e, unit, "a", 0, "8 0 0 0", "", "", "", "");
    survey(&e, 0, "a", 1, "10 — 0 0", "", "", "", "");
    survey(&e, 1, "a", 1, "— — —", "", "", "", "");     /* the last is empty */
    survey(&e, 2, "a", 1, "— — — —", "3", "", "", "");  /* nobody could answer, and three did not know */
    survey(&e, 3, "a", 1, "— — — —", "", "", "20", ""); /* and twenty forms came back */
    survey(&e, 4, "a", 1, "10 0 0 0", "—", "", "", "");
    survey(&e, 5, "a", 1, "10 0 0 0", "", "", "", "—");
    survey(&e, 6, "a", 1, "— — — —", "0", "20", "0", "0");
    survey(&e, 7, "a", 1, "— — — —", "—", "—", "—", "—");
    finish(&e);
    expect_problem(&e, KP_D_PART_NOT_APPLICABLE, 6);
    expect_problem(&e, KP_D_MISSING_VALUE, 0);
    for (int unit = 0; unit < 6; unit++)
        assert_int_equal(e.card->units[unit].reason, KP_D_PART_NOT_APPLICABLE);
    for (int unit = 6; unit < 8; unit++)
        expect_mark(&e, unit, "a", "100");
}

static void check_unknown_rate(kp_arena *arena, void *data) {
    (void)data; /* 15 of 20 answers are positive, and 5 "don't know": 15/20; (15 + 2.5)/25; 15/25 */
    static const struct {
        const char *rule, *mark, *words;
    } rows[] = {{"exclude", "75", "；“不了解”不计入"}, {"neutral", "70", "；“不了解”有一半算作满意"}, {"zero", "60", "；“不了解”按 0 计"}};
    for (size_t i = 0; i < 3; i++) {
        evaluation e =
            leaf(arena, "satisfaction", kp_format(arena, "%s, measure: rate, positive: [满意, 基本满意], unknown: %s", OPTIONS, rows[i].rule), 1);
        survey(&e, 0, "a", 0, "10 5 3 2", "5", "", "", "");
        finish(&e);
        expect_no_errors(&e);
        expect_mark(&e, 0, "a", rows[i].mark);
        assert_non_null(strstr(kp_method_rule_words(arena, e.scheme, node(&e, "a"), KP_ZH), rows[i].words));
    }
}

/* ---- ballots ---- */

#define GRADES "options: {优秀: 100, 称职: 80, 基本称职: 60, 不称职: 0}"

/* entitled, present, issued, returned, valid, invalid; then the votes */
static void check_votes(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "ballot", GRADES ", ballot_score: votes", 1);
    marks(&e, 0, "a", "60 50 50 48 46 2 20 20 5 1"); /* (2000 + 1600 + 300)/46 */
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "1950/23");
    expect_problem(&e, KP_D_BALLOT_TIE, 1);
}

static void check_plurality(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *tie, *votes, *mark;
        size_t ties;
    } rows[] = {
        {"lower", "20 21 5 0", "80", 0},  {"lower", "20 20 6 0", "80", 1}, {"higher", "20 20 6 0", "100", 1},
        {"lower", "15 15 15 1", "60", 1}, {"lower", "9 9 10 18", "0", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        evaluation e = leaf(arena, "ballot", kp_format(arena, "%s, ballot_score: result, ballot_tie: %s", GRADES, rows[i].tie), 1);
        marks(&e, 0, "a", kp_format(arena, "60 50 50 48 46 2 %s", rows[i].votes));
        finish(&e);
        expect_no_errors(&e);
        expect_mark(&e, 0, "a", rows[i].mark);
        expect_problem(&e, KP_D_BALLOT_TIE, rows[i].ties);
    }
}

static void check_quorum(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "ballot", GRADES ", quorum: 2/3", 3);
    marks(&e, 0, "a", "60 40 40 40 40 0 40 0 0 0"); /* exactly two thirds */
    marks(&e, 1, "a", "60 39 39 39 39 0 39 0 0 0");
    mark(&e, 2, "a", 2, "39");
    for (size_t i = 3; i < 10; i++)
        mark(&e, 2, "a", i, i < 5 || i == 6 ? "39" : "0"); /* heads not counted */
    finish(&e);
    assert_true(e.card->units[0].ranked);
    assert_true(e.card->units[1].scored);
    assert_false(e.card->units[1].ranked);
    assert_int_equal(e.card->units[1].reason, KP_R_NO_QUORUM);
    expect_problem(&e, KP_R_NO_QUORUM, 1);
    expect_problem(&e, KP_D_MISSING_VALUE, 2);
}

static void check_ballot_counts(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *typed;
        kp_problem_code code;
    } rows[] = {
        {"60 61 50 48 46 2 20 20 5 1", KP_D_PRESENT_ABOVE_ENTITLED}, {"60 50 51 50 48 2 20 20 7 1", KP_D_ABOVE_PRESENT}, /* issued */
        {"60 47 47 48 46 2 20 20 5 1", KP_D_ABOVE_PRESENT},                                                              /* returned */
        {"60 50 47 48 46 2 20 20 5 1", KP_D_RETURNED_ABOVE_ISSUED},  {"60 50 50 48 47 1 20 20 5 1", KP_D_VOTES_DISAGREE},
        {"60 50 50 48 46 3 20 20 5 1", KP_D_BALLOTS_DISAGREE},       {"60 50 50 2 0 2 0 0 0 0", KP_D_NO_VOTES},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        evaluation e = leaf(arena, "ballot", GRADES, 1);
        marks(&e, 0, "a", rows[i].typed);
        finish(&e);
        expect_problem(&e, rows[i].code, 1);
        assert_false(e.card->units[0].scored);
    }
}

static void check_ballot_derived(kp_arena *arena, void *data) {
    (void)data; /* valid and invalid follow from the votes where they are not typed */
    evaluation e = leaf(arena, "ballot", GRADES, 2);
    static const char *const votes[] = {"20", "20", "5", "1"};
    for (int unit = 0; unit < 2; unit++) {
        mark(&e, unit, "a", 2, "50");
        mark(&e, unit, "a", 3, unit ? "45" : "48"); /* 46 votes out of 45 ballots */
        for (size_t i = 0; i < 4; i++)
            mark(&e, unit, "a", 6 + i, votes[i]);
    }
    finish(&e);
    assert_true(e.card->units[0].scored);
    expect_problem(&e, KP_D_BALLOTS_DISAGREE, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a published survey's degrees and rates come out", check_published),
        IN_ARENA("187 answers 150/29/3/5 on 100/60/30/0 are exactly 90", check_exactly_90),
        IN_ARENA("the mark can go by the rate", check_rate),
        IN_ARENA("values need not be out of 100", check_scale_of_5),
        IN_ARENA("those who don't know are left out, count half or nothing", check_unknown),
        IN_ARENA("for the rate, half of those who don't know can count as satisfied", check_unknown_rate),
        IN_ARENA("a question is left out only where all its answers are dashes", check_survey_dash),
        IN_ARENA("questions are weighted over those answered", check_questions),
        IN_ARENA("a question without a row is missing, not unanswered", check_question_not_typed),
        IN_ARENA("a unit with too small a sample is reported, not ranked", check_sample),
        IN_ARENA("counts of answers that cannot be are errors", check_survey_counts),
        IN_ARENA("a question that does not apply leaves without a word", check_survey_gap),
        IN_ARENA("a ballot's mark is the mean value of the votes", check_votes),
        IN_ARENA("a ballot's result is the grade with most votes, of equals the lower or the higher", check_plurality),
        IN_ARENA("a ballot without quorum does not rank", check_quorum),
        IN_ARENA("counts of ballots that cannot be are errors", check_ballot_counts),
        IN_ARENA("valid and invalid ballots need not be typed", check_ballot_derived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
