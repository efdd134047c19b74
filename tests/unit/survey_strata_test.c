/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * survey_strata_test.c - surveys by strata and by forms: degrees weighted by the sizes of strata, least samples by size, hints. The counts of 187 forms are those of a
 * published survey (六里山街道, 2022); the other figures are worked out by hand. Random surveys are compared with GMP's fractions, added up in another order.
 */
#include "answers_support.h"
#include "kaoping/analysis.h"
#include "kaoping/method.h"

#include <stdlib.h>

#include <gmp.h>

#define OPTIONS "options: {满意: 100, 基本满意: 60, 不满意: 0}, positive: [满意, 基本满意]"

static evaluation survey_of(kp_arena *arena, const char *fields, int units) {
    return begin(arena, kp_format(arena, "indicators: [{id: a, title: 评议 | Review, points: 100, method: satisfaction, %s}]\n", fields), units);
}

static void in_stratum(evaluation *e, int unit, const char *stratum, int question, const char *counts) {
    survey(e, unit, "a", question, counts, "", "", "", "")->stratum = kp_evidence_stratum(e->evidence, stratum);
}

static kp_question_figures figures(const evaluation *e, int unit, int question) {
    return kp_question_figures_of(e->arena, e->evidence, unit, node(e, "a"), question);
}

/* ---- strata ---- */

static void check_weighted(kp_arena *arena, void *data) {
    (void)data; /* 92 in 300 households and 44 in 100 are 80; 100 % and 60 % are 90 % */
    evaluation e = survey_of(arena, OPTIONS, 1);
    in_stratum(&e, 0, "东区", 0, "8 2 0");
    in_stratum(&e, 0, "西区", 0, "2 4 4");
    size_of_stratum(&e, 0, "西区", "100");
    size_of_stratum(&e, 0, "东区", "300");
    finish(&e);
    assert_int_equal(e.problems->count, 0);
    expect_mark(&e, 0, "a", "80");
    kp_question_figures of = figures(&e, 0, 0);
    assert_true(of.known && of.stratified);
    assert_string_equal(kp_num_exact(arena, of.degree), "80");
    assert_string_equal(kp_num_exact(arena, of.rate), "90");
    assert_string_equal(kp_num_exact(arena, of.sample), "20");
    static const char *const shares[] = {"0.65", "0.25", "0.1"}; /* 3/4 of .8 .2 0 and 1/4 of .2 .4 .4 */
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(kp_num_exact(arena, of.shares[i]), shares[i]);
    assert_string_equal(kp_formula_print(arena, kp_score_trace(arena, e.card, 0, node(&e, "a")).expr, NULL, NULL, 8192),
                        "100*(300*(8*100+2*60+0*0)/(8+2+0)+100*(2*100+4*60+4*0)/(2+4+4))/(300+100)/100");
    const char *told = kp_explain(arena, e.card, 0, node(&e, "a"), KP_ZH);
    assert_non_null(strstr(told, "东区: 满意 8"));
    assert_non_null(strstr(told, "东区 户数 300"));
}

static void check_pooled(kp_arena *arena, void *data) {
    (void)data; /* of 20 answers 10 are worth 100 and 6 are worth 60 */
    evaluation e = survey_of(arena, OPTIONS, 1);
    in_stratum(&e, 0, "东区", 0, "8 2 0");
    in_stratum(&e, 0, "西区", 0, "2 4 4");
    size_of_stratum(&e, 0, NULL, "400"); /* of the unit as a whole */
    finish(&e);
    assert_int_equal(e.problems->count, 0);
    expect_mark(&e, 0, "a", "68");
    assert_false(figures(&e, 0, 0).stratified);
}

static void check_missing_stratum(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = survey_of(arena, OPTIONS ", questions: {服务: 1, 环境: 1}", 1);
    for (int question = 0; question < 2; question++) {
        in_stratum(&e, 0, "东区", question, "8 2 0");
        in_stratum(&e, 0, "南区", question, "0 0 0");
    }
    in_stratum(&e, 0, "西区", 0, "2 4 4");
    size_of_stratum(&e, 0, "东区", "300");
    size_of_stratum(&e, 0, "西区", "100");
    size_of_stratum(&e, 0, "南区", "50"); /* nobody there answered anything */
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "86"); /* (80 + 92) / 2 */
    expect_problem(&e, KP_D_STRATUM_UNANSWERED, 2);
    for (size_t i = 0, seen = 0; i < e.problems->count; i++)
        if (e.problems->items[i].code == KP_D_STRATUM_UNANSWERED) {
            assert_string_equal(e.problems->items[i].arguments[2], seen ? "西区" : "南区");          /* in the order in which they are first named */
            assert_true((strstr(e.problems->items[i].arguments[1], "环境") != NULL) == (seen == 1)); /* in 南区 the survey, in 西区 one question */
            seen++;
        }
}

static void check_sizes_that_lack(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = survey_of(arena, OPTIONS, 4);
    for (int unit = 0; unit < 3; unit++)
        size_of_stratum(&e, unit, "东区", "300");
    in_stratum(&e, 0, "东区", 0, "8 2 0");
    in_stratum(&e, 0, "西区", 0, "2 4 4"); /* without a size */
    in_stratum(&e, 1, "东区", 0, "8 2 0");
    in_stratum(&e, 1, NULL, 0, "2 4 4"); /* without a stratum */
    in_stratum(&e, 2, NULL, 0, "2 4 4"); /* not stratified at all */
    in_stratum(&e, 3, "东区", 0, "2 4 4");
    in_stratum(&e, 3, NULL, 0, "8 2 0"); /* no sizes: all one */
    finish(&e);
    expect_problem(&e, KP_D_STRATUM_NO_SIZE, 1);
    expect_problem(&e, KP_D_STRATUM_LACKS, 1);
    expect_problem(&e, KP_D_STRATA_UNUSED, 1);
    assert_int_equal(e.card->units[0].reason, KP_D_STRATUM_NO_SIZE);
    assert_int_equal(e.card->units[1].reason, KP_D_STRATUM_LACKS);
    expect_mark(&e, 2, "a", "44");
    expect_mark(&e, 3, "a", "68");
}

static void check_doubles(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = survey_of(arena, OPTIONS, 3);
    in_stratum(&e, 0, "东区", 0, "8 2 0");
    in_stratum(&e, 0, "东区", 0, "8 2 0");
    in_stratum(&e, 0, "西区", 0, "8 2 0");
    answered(&e, 1, NULL, "1", "0");
    survey(&e, 1, "a", 0, "8 2 0", "", "", "", "");
    answered(&e, 2, "东区", "1", "1");
    survey(&e, 2, "a", 0, "", "", "", "", ""); /* listed beforehand, and filled by forms */
    finish(&e);
    expect_problem(&e, KP_D_QUESTION_TWICE, 1);
    expect_problem(&e, KP_D_COUNTS_AND_FORMS, 1);
    expect_problem(&e, KP_D_MISSING_VALUE, 0);
    assert_int_equal(e.card->units[0].reason, KP_D_QUESTION_TWICE);
    assert_int_equal(e.card->units[1].reason, KP_D_COUNTS_AND_FORMS);
    expect_mark(&e, 2, "a", "60");
}

static void check_bad_sizes(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = survey_of(arena, OPTIONS, 5);
    for (int unit = 0; unit < 5; unit++)
        in_stratum(&e, unit, "东区", 0, "8 2 0");
    size_of_stratum(&e, 0, "东区", "300");
    size_of_stratum(&e, 0, "西区", "10");
    size_of_stratum(&e, 0, "东区", "300");
    size_of_stratum(&e, 1, "东区", "0");
    size_of_stratum(&e, 2, "东区", "1.5");
    size_of_stratum(&e, 3, "东区", "300");
    size_of_stratum(&e, 3, NULL, "301");
    size_of_stratum(&e, 9, "东区", "1"); /* no such unit: its problem is told where it is read */
    finish(&e);
    expect_problem(&e, KP_D_STRATUM_TWICE, 1);
    expect_problem(&e, KP_D_MARK_BELOW, 1);
    expect_problem(&e, KP_D_NOT_WHOLE, 1);
    expect_problem(&e, KP_D_STRATA_SUM, 1);
    expect_problem(&e, KP_D_UNIT_NOT_SIZED, 1); /* the fifth: the others have sizes */
    assert_int_equal(e.card->units[0].reason, KP_D_STRATUM_TWICE);
    expect_mark(&e, 3, "a", "92");
    expect_mark(&e, 4, "a", "92");
}

static void check_unsized(kp_arena *arena, void *data) {
    (void)data; /* the second was forgotten; of the third, which is excluded, none is wanted */
    evaluation e = survey_of(arena, OPTIONS, 3);
    e.evidence->units.items[2].excluded = true;
    for (int unit = 0; unit < 2; unit++)
        in_stratum(&e, unit, unit ? NULL : "东区", 0, "8 2 0");
    size_of_stratum(&e, 0, "东区", "300");
    finish(&e);
    expect_problem(&e, KP_D_UNIT_NOT_SIZED, 1);
    assert_int_equal(e.problems->errors, 0);
    for (size_t i = 0; i < e.problems->count; i++)
        if (e.problems->items[i].code == KP_D_UNIT_NOT_SIZED)
            assert_int_equal(e.problems->items[i].unit, 1);
    expect_mark(&e, 1, "a", "92");
}

/* ---- forms ---- */

static void check_forms(kp_arena *arena, void *data) {
    (void)data; /* 东区: 2.5 of 4 at 100 and 1.5 at 60 are 85; 西区: 60. By 300 and 100 households 78.75 */
    evaluation e = survey_of(arena, OPTIONS ", min_valid: 5", 2);
    for (int unit = 0; unit < 2; unit++) {
        answered(&e, unit, "东区", "2.5", "0");
        answered(&e, unit, "东区", "1.5", "1");
        answered(&e, unit, "西区", "7", "1");
        answered(&e, unit, "西区", "7", "?");
        answered(&e, unit, "西区", "0.5", "1");
        size_of_stratum(&e, unit, "东区", "300");
        size_of_stratum(&e, unit, "西区", "100");
    }
    answered(&e, 1, "西区", "0.1", "1");
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "78.75");
    assert_false(e.card->units[0].ranked); /* four forms, though they weigh 11.5 */
    expect_mark(&e, 1, "a", "78.75");
    assert_true(e.card->units[1].ranked);
    expect_problem(&e, KP_R_SAMPLE_TOO_SMALL, 1);
    assert_string_equal(kp_num_exact(arena, figures(&e, 0, 0).sample), "4");
    const kp_analysis *analysis = kp_survey_analyse(arena, e.evidence, e.card, &(kp_analysis_options){0});
    assert_true(kp_analysis_figure(analysis, 0, 0, -1)->too_small && !kp_analysis_figure(analysis, 0, 1, -1)->too_small);
}

static void check_published_forms(kp_arena *arena, void *data) {
    (void)data;
    static const int counts[6][4] = {{166, 16, 1, 4}, {150, 27, 5, 5}, {142, 29, 7, 9}, {126, 36, 17, 8}, {138, 36, 7, 6}, {150, 29, 3, 5}};
    static const char *const degrees[] = {"94.06", "89.68", "86.36", "81.66", "86.47", "90.00"};
    static const char *const rates[] = {"97.33", "94.65", "91.44", "86.63", "93.05", "95.72"};
    evaluation e = survey_of(arena, "answer_scale: four, questions: {疫情防控: 1, 办事效率: 1, 环境: 1, 文体活动: 1, 弱势群体: 1, 工作人员: 1}", 1);
    for (int form = 0; form < 187; form++) {
        char codes[7] = "";
        for (int question = 0; question < 6; question++) {
            int option = 0, place = (form * 7 + question * 31) % 187; /* 7 and 187 have no common divisor, so each place comes once */
            while (place >= counts[question][option])
                place -= counts[question][option++];
            codes[question] = (char)('0' + option);
        }
        answered(&e, 0, NULL, "1", codes);
    }
    finish(&e);
    expect_no_errors(&e);
    for (int question = 0; question < 6; question++) {
        kp_question_figures of = figures(&e, 0, question);
        assert_string_equal(kp_num_print(arena, of.degree, 2, KP_HALF_UP), degrees[question]);
        assert_string_equal(kp_num_print(arena, of.rate, 2, KP_HALF_UP), rates[question]);
        assert_true(kp_num_equal(of.sample, kp_num_int(187)));
    }
    assert_true(kp_num_equal(figures(&e, 0, 5).degree, kp_num_int(90)));
    expect_mark(&e, 0, "a", "98780/1122"); /* of 187 forms 17590 16770 16150 15270 16170 16830, worked out by hand; over 6 · 187 */
}

/* 10 in 300 households of whom 5 don't know, 10 in 100 of whom none does: 3/4 of 5/10 is 37.5 %; in the base it leaves 62.5 % to the options. */
static void check_unknown_share(kp_arena *arena, void *data) {
    (void)data;
    static const char *const rules[] = {"exclude", "neutral", "zero"};
    for (int rule = 0; rule < 3; rule++) {
        evaluation e = survey_of(arena, kp_format(arena, "%s, unknown: %s", OPTIONS, rules[rule]), 1);
        survey(&e, 0, "a", 0, "5 0 0", "5", "", "", "")->stratum = kp_evidence_stratum(e.evidence, "东区");
        survey(&e, 0, "a", 0, "2 4 4", "0", "", "", "")->stratum = kp_evidence_stratum(e.evidence, "西区");
        size_of_stratum(&e, 0, "东区", "300");
        size_of_stratum(&e, 0, "西区", "100");
        finish(&e);
        expect_no_errors(&e);
        kp_question_figures of = figures(&e, 0, 0);
        assert_string_equal(kp_num_exact(arena, of.unknown_share), "0.375");
        kp_num sum = rule ? of.unknown_share : KP_ZERO;
        for (size_t i = 0; i < 3; i++)
            sum = kp_num_add(arena, sum, of.shares[i]);
        assert_true(kp_num_equal(sum, KP_ONE));
        kp_calc calc = {.arena = arena};
        kp_outcome outcome = kp_method_of(KP_METHOD_SATISFACTION)->evaluate(&calc, e.evidence, 0, node(&e, "a"));
        assert_string_equal(kp_num_exact(arena, outcome.unknown_share), "0.375");
        expect_problem(&e, KP_D_UNKNOWN_HIGH, 1);
        assert_string_equal(e.problems->items[0].arguments[2], "5/20，加权后为 37.50%（上限 20%） | 5/20 or 37.50% by weight (limit 20%)");
    }
}

/* ---- samples ---- */

static void check_least_sample(kp_arena *arena, void *data) {
    (void)data; /* 50, or 5 % of the households where that is more, at most 150 */
    static const struct {
        const char *size, *counts;
        bool ranked;
    } rows[] = {{"600", "49 0 0", false},   {"600", "50 0 0", true},    {"2000", "99 0 0", false}, {"2000", "100 0 0", true},
                {"2001", "100 0 0", false}, {"5000", "149 0 0", false}, {"5000", "150 0 0", true}, {"", "50 0 0", true},
                {"", "49 0 0", false},      {"", "150 0 0", true}};
    evaluation e = survey_of(arena, OPTIONS ", min_valid: 50, min_valid_share: 5%, min_valid_most: 150", 10);
    for (int unit = 0; unit < 10; unit++) {
        in_stratum(&e, unit, "全部", 0, rows[unit].counts);
        if (*rows[unit].size)
            size_of_stratum(&e, unit, unit % 2 ? NULL : "全部", rows[unit].size);
    }
    finish(&e);
    expect_no_errors(&e);
    const kp_analysis *analysis = kp_survey_analyse(arena, e.evidence, e.card, &(kp_analysis_options){0});
    for (int unit = 0; unit < 10; unit++) {
        assert_int_equal(e.card->units[unit].ranked, rows[unit].ranked);
        assert_int_equal(kp_analysis_figure(analysis, 0, unit, -1)->too_small, !rows[unit].ranked);
    }
    expect_problem(&e, KP_D_UNIT_SIZE_MISSING, 2); /* 150 answers are enough whatever the size */
    for (size_t i = 0; i < e.problems->count; i++)
        if (e.problems->items[i].code == KP_R_SAMPLE_TOO_SMALL && e.problems->items[i].unit == 4)
            assert_string_equal(e.problems->items[i].arguments[2], "101"); /* 5 % of 2001 are 100.05 */
}

static void check_unknown_hint(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = survey_of(arena, OPTIONS, 3),
               wide = begin(arena, "unknown_limit: 30\nindicators: [{id: a, title: A, points: 100, method: satisfaction, " OPTIONS "}]\n", 1);
    survey(&e, 0, "a", 0, "38 0 0", "12", "", "", ""); /* 24 % */
    survey(&e, 1, "a", 0, "40 0 0", "10", "", "", ""); /* 20 %: at the limit */
    for (int i = 0; i < 10; i++)
        answered(&e, 2, NULL, "0.5", i < 3 ? "?" : "0"); /* 3 forms of 10 */
    survey(&wide, 0, "a", 0, "38 0 0", "12", "", "", "");
    finish(&e);
    finish(&wide);
    expect_no_errors(&e);
    expect_problem(&e, KP_D_UNKNOWN_HIGH, 2);
    assert_string_equal(e.problems->items[0].arguments[2], "12/50，即 24.00%（上限 20%） | 12/50 or 24.00% (limit 20%)");
    assert_non_null(strstr(e.problems->items[1].arguments[2], "3/10"));
    assert_int_equal(wide.problems->count, 0);
}

static void check_largest(kp_arena *arena, void *data) {
    (void)data; /* 10^12 of anything is the most */
    evaluation e = survey_of(arena, OPTIONS, 5);
    survey(&e, 0, "a", 0, "1000000000000 0 0", "0", "", "", "");
    survey(&e, 1, "a", 0, "9000000000000000000 0 0", "0", "", "", "");
    survey(&e, 2, "a", 0, "5 0 0", "1000000000001", "", "", "");
    survey(&e, 3, "a", 0, "5 0 0", "0", "9000000000000000000", "", "");
    in_stratum(&e, 4, "东区", 0, "8 2 0");
    size_of_stratum(&e, 4, "东区", "9000000000000000000");
    finish(&e);
    expect_problem(&e, KP_D_COUNT_TOO_LARGE, 4);
    assert_true(e.card->units[0].scored);
    for (int unit = 1; unit < 5; unit++)
        assert_int_equal(e.card->units[unit].reason, KP_D_COUNT_TOO_LARGE);
}

/* ---- at random ---- */

static uint32_t seed = 20260930;
static uint32_t roll(uint32_t below) { /* Numerical Recipes' linear congruence: any numbers will do */
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

static const int values[] = {100, 60, 0};

/* The degree of a unit's question by GMP: form after form from the last to the first, each with its own weight N_h / W_h. */
static bool degree_by_forms(const evaluation *e, int unit, size_t item, const int sizes[3], bool by_size, mpq_t degree) {
    const kp_answers *a = e->evidence->answers;
    mpq_t weight[3], worth[3], base, part;
    mpq_inits(weight[0], weight[1], weight[2], worth[0], worth[1], worth[2], base, part, NULL);
    for (size_t f = a->form_count; f-- > 0;) {
        uint8_t code = a->codes[f * a->item_count + item];
        if (a->forms[f].unit != unit || code > 2)
            continue;
        size_t h = by_size ? (size_t)a->forms[f].stratum : 0;
        mpq_set_si(part, a->forms[f].weight.num, (unsigned long)a->forms[f].weight.den);
        mpq_add(weight[h], weight[h], part);
        mpq_t value;
        mpq_init(value);
        mpq_set_si(value, values[code], 1);
        mpq_mul(value, value, part);
        mpq_add(worth[h], worth[h], value);
        mpq_clear(value);
    }
    mpq_set_si(degree, 0, 1);
    for (size_t h = 3; h-- > 0;) {
        if (mpq_sgn(weight[h]) == 0)
            continue;
        mpq_set_si(part, by_size ? sizes[h] : 1, 1);
        mpq_add(base, base, part);
        mpq_div(worth[h], worth[h], weight[h]);
        mpq_mul(worth[h], worth[h], part);
        mpq_add(degree, degree, worth[h]);
    }
    bool known = mpq_sgn(base) != 0;
    if (known)
        mpq_div(degree, degree, base);
    mpq_clears(weight[0], weight[1], weight[2], worth[0], worth[1], worth[2], base, part, NULL);
    return known;
}

static void check_random(kp_arena *arena, void *data) {
    (void)data;
    static const char *const strata[] = {"甲", "乙", "丙"}, *const weights[] = {"1", "0.5", "1.37", "2/3", "0.001"};
    mpq_t degree;
    mpq_init(degree);
    for (int round = 0; round < 180; round++) {
        const char *rule = round < 90 ? "exclude" : round % 2 ? "neutral" : "zero";
        evaluation e = survey_of(arena, kp_format(arena, "%s, questions: {服务: 3, 环境: 1}, unknown: %s", OPTIONS, rule), 2);
        for (size_t h = 0; h < 3; h++)
            kp_evidence_stratum(e.evidence, strata[h]);
        int sizes[3] = {1 + (int)roll(500), 1 + (int)roll(500), 1 + (int)roll(500)};
        bool by_size = round % 3 > 0;
        for (uint32_t i = 1 + roll(40); i > 0; i--)
            answered(&e, (int)roll(2), strata[roll(3)], weights[roll(round < 50 ? 1 : 5)], (char[]){"012?x_"[roll(6)], "012?x_"[roll(6)], '\0'});
        for (int unit = 0; unit < 2 && by_size; unit++)
            for (size_t h = 0; h < 3; h++)
                size_of_stratum(&e, unit, strata[h], kp_format(arena, "%d", sizes[h]));
        kp_evidence_finish(e.evidence, e.problems);
        const kp_analysis *analysis = kp_survey_analyse(arena, e.evidence, NULL, &(kp_analysis_options){0});
        for (int unit = 0; unit < 2; unit++)
            for (int question = 0; question < 2; question++) {
                kp_question_figures of = figures(&e, unit, question);
                bool known = degree_by_forms(&e, unit, (size_t)question, sizes, by_size, degree);
                if (round < 90)
                    assert_int_equal(of.known, known);
                char *exact = mpq_get_str(NULL, 10, degree);
                if (known && round < 90)
                    assert_true(kp_num_equal(of.degree, number(&e, exact)));
                free(exact);
                const kp_survey_figure *figure = kp_analysis_figure(analysis, 0, unit, question); /* the survey room has its own way to them */
                assert_int_equal(figure->known, of.known);
                assert_true(kp_num_equal(of.unknown_share, figure->unknown_share));
                if (!of.known)
                    continue;
                assert_true(kp_num_equal(of.degree, figure->degree) && kp_num_equal(of.rate, figure->rate));
                assert_true(kp_num_equal(of.sample, kp_num_int(figure->valid)));
                kp_num sum = round < 90 ? KP_ZERO : of.unknown_share; /* in the base with the options, or apart from them */
                for (size_t i = 0; i < 3; i++) {
                    assert_true(kp_num_equal(of.shares[i], figure->shares[i]));
                    sum = kp_num_add(arena, sum, of.shares[i]);
                }
                assert_true(kp_num_equal(sum, KP_ONE));
            }
    }
    mpq_clear(degree);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("strata of known size are weighted by it, in formula and explanation too", check_weighted),
        IN_ARENA("counts of strata without sizes are added", check_pooled),
        IN_ARENA("a stratum that did not answer leaves its weight to the others, and is named", check_missing_stratum),
        IN_ARENA("where some strata have sizes, whoever answered must have one", check_sizes_that_lack),
        IN_ARENA("a stratum's answers come once, as forms or as counts", check_doubles),
        IN_ARENA("sizes of strata that cannot be are errors", check_bad_sizes),
        IN_ARENA("a unit without sizes where others have them is named", check_unsized),
        IN_ARENA("forms are weighted within their stratum, and the sample is their number", check_forms),
        IN_ARENA("a published survey comes out from its forms", check_published_forms),
        IN_ARENA("the least sample can be a share of the households, within bounds", check_least_sample),
        IN_ARENA("many who don't know are told of by question, with numbers", check_unknown_hint),
        IN_ARENA("the share of those who don't know is weighted as those of the options are, and all are 1 together", check_unknown_share),
        IN_ARENA("counts and sizes beyond what there can be are errors", check_largest),
        IN_ARENA("random surveys come out as by fractions added form by form", check_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
