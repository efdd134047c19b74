/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * composite_test.c - composite indices: goalposts, values relative to the others, and means that are not arithmetic. Published values are UNDP's; the others are worked out by hand, or by
 * Python's fractions and decimal where the comment says so.
 */
#include "scoring_support.h"

#include <stdlib.h>

#include "kaoping/scorer.h"

/* ---- a published index ---- */

#define GOALPOSTS(id, parent, low, high, more)                                                                                                       \
    "  - {id: " id ", parent: " parent ", title: " id ", weight: 1, full: 1, method: goalposts, input: value, lowest: " low ", highest: " high more  \
    "}\n"

/* Technical note 1 of the Human Development Report 2021/22. */
static const char human_development[] = "full: 1\ndecimals: 3\naggregate: geometric\nindicators:\n" GOALPOSTS(
    "health", "total", "20", "85", "") "  - {id: education, title: E, weight: 1, full: 1}\n" GOALPOSTS("expected", "education", "0", "18", "")
    GOALPOSTS("schooling", "education", "0", "15", "") GOALPOSTS("income", "total", "100", "75000", ", transform: log");

/* UNDP, Human Development Report 2021/22, composite indices, complete time series: life expectancy, expected and mean years of schooling, income a head, and the index. */
static const char *const published[][6] = {
    {"中国 1990", "68.0052", "8.630220413", "4.143789768", "1468.498847", "0.484"},
    {"中国 1991", "68.1688", "8.670319557", "4.322265768", "1581.297549", "0.492"},
    {"中国 1992", "68.7345", "8.771459579", "4.500741768", "1777.646915", "0.504"},
    {"中国 1993", "69.2164", "8.812950134", "4.679217768", "1981.356506", "0.515"},
    {"中国 1994", "69.5201", "8.806750298", "4.857693768", "2198.045201", "0.525"},
    {"中国 1995", "70.008", "8.94740963", "5.036169767", "2361.387591", "0.535"},
    {"中国 1996", "70.2659", "9.08220005", "5.214645767", "2571.202378", "0.545"},
    {"中国 1997", "70.672", "9.119890213", "5.393121767", "2786.751013", "0.554"},
    {"中国 1998", "71.1721", "9.309840202", "5.571597767", "2964.657096", "0.564"},
    {"中国 1999", "71.4188", "9.499790192", "5.750073767", "3171.528613", "0.573"},
    {"中国 2000", "71.8807", "9.689740181", "5.928549767", "3416.481546", "0.584"},
    {"中国 2001", "72.6061", "9.87969017", "6.008342791", "3666.403575", "0.593"},
    {"中国 2002", "72.985", "10.1829422", "6.088135815", "3988.393847", "0.604"},
    {"中国 2003", "73.3714", "10.48619423", "6.167928839", "4376.641739", "0.615"},
    {"中国 2004", "73.7477", "10.78944626", "6.247721863", "4805.650987", "0.626"},
    {"中国 2005", "74.1111", "11.09269829", "6.327514887", "5299.359629", "0.638"},
    {"中国 2006", "74.5037", "11.39595032", "6.407307911", "5969.088313", "0.650"},
    {"中国 2007", "74.7619", "11.72490025", "6.487100935", "6810.158702", "0.663"},
    {"中国 2008", "74.8719", "11.99339962", "6.566893959", "7457.824155", "0.672"},
    {"中国 2009", "75.3434", "12.2343502", "6.646686983", "8056.029016", "0.682"},
    {"中国 2010", "75.5991", "12.42572021", "6.726480007", "8846.375847", "0.691"},
    {"中国 2011", "75.9032", "12.63595018", "6.821168836", "9589.872363", "0.700"},
    {"中国 2012", "76.1923", "12.84618015", "6.915857665", "10346.76891", "0.709"},
    {"中国 2013", "76.4523", "13.05641012", "7.010546494", "11012.37325", "0.717"},
    {"中国 2014", "76.7173", "13.26664009", "7.105235322", "11866.35433", "0.725"},
    {"中国 2015", "76.9771", "13.47687006", "7.199924151", "12552.18518", "0.733"},
    {"中国 2016", "77.2177", "13.68710003", "7.299972725", "13332.38637", "0.740"},
    {"中国 2017", "77.2476", "13.89733", "7.400021299", "14224.86876", "0.747"},
    {"中国 2018", "77.7444", "14.03231", "7.500069873", "15067.74081", "0.755"},
    {"中国 2019", "77.968", "14.2361149", "7.600118446", "15933.50035", "0.762"},
    {"中国 2020", "78.0766", "14.2361149", "7.600118446", "16201.35297", "0.764"},
    {"中国 2021", "78.2107", "14.2361149", "7.600118446", "17504.39969", "0.768"},
    {"科特迪瓦 2021", "58.5983", "10.67558002", "5.199138977", "5217.448516", "0.550"},
    {"阿富汗 2021", "61.9824", "10.26384398", "2.98506999", "1824.190915", "0.478"},
};

static evaluation human(kp_arena *arena, int units) {
    evaluation e = begin(arena, human_development, 0);
    for (int i = 0; i < units; i++) {
        kp_evidence_add_unit(e.evidence, NULL, published[i][0], NULL, (kp_origin){(uint32_t)i + 3, 1, 0});
        static const char *const leaves[] = {"health", "expected", "schooling", "income"};
        for (int k = 0; k < 4; k++)
            mark(&e, i, leaves[k], 0, published[i][k + 1]);
    }
    return e;
}

static void check_published(kp_arena *arena, void *data) {
    (void)data;
    int units = (int)(sizeof published / sizeof *published);
    evaluation e = human(arena, units);
    finish(&e);
    expect_no_errors(&e);
    for (int i = 0; i < units; i++) {
        assert_string_equal(kp_total_text(arena, e.card, i), published[i][5]);
        int better = 0; /* ranks are those of the printed values */
        for (int k = 0; k < units; k++)
            better += strcmp(published[k][5], published[i][5]) > 0;
        assert_int_equal(e.card->units[i].rank, better + 1);
    }
}

static void check_derivation(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = human(arena, 1);
    finish(&e);
    const kp_expr *income = kp_score_trace(arena, e.card, 0, node(&e, "income")).expr, *total = kp_score_trace(arena, e.card, 0, 0).expr;
    assert_string_equal(kp_formula_print(arena, income, NULL, NULL, 8192), "1*(LN(1468.498847)-LN(100))/(LN(75000)-LN(100))");
    const char *words = kp_derivation_print(arena, total, e.scheme, 3, KP_ZH);
    assert_int_equal(strncmp(words, "几何平均(health ", strlen("几何平均(health ")), 0);
    assert_non_null(strstr(kp_explain(arena, e.card, 0, 0, KP_EN),
                           "weighted geometric mean of its items' shares of full marks, times 1; 0 where one of them is 0"));
}

/* ---- goalposts ---- */

static evaluation one_leaf(kp_arena *arena, const char *method, int units, const char *const values[]) {
    evaluation e = begin(arena, kp_format(arena, "indicators: [{id: a, title: A, points: 10, input: value, %s}]\n", method), units);
    for (int i = 0; i < units; i++)
        mark(&e, i, "a", 0, values[i]);
    return e;
}

static void expect_marks(evaluation *e, const char *const expected[]) {
    finish(e);
    expect_no_errors(e);
    for (size_t i = 0; i < e->evidence->units.count; i++)
        expect_mark(e, (int)i, "a", expected[i]);
}

static void check_outside(kp_arena *arena, void *data) {
    (void)data; /* 10 (x - 20) / (60 - 20); the other way round 10 (60 - x) / 40 */
    static const char *const values[] = {"20", "50", "60", "70", "10"};
    evaluation e = one_leaf(arena, "method: goalposts, lowest: 20, highest: 60", 5, values);
    expect_marks(&e, (const char *const[]){"0", "7.5", "10", "10", "0"});
    e = one_leaf(arena, "method: goalposts, lowest: 20, highest: 60, better: low", 5, values);
    expect_marks(&e, (const char *const[]){"10", "2.5", "0", "0", "10"});
    e = one_leaf(arena, "method: goalposts, lowest: 20, highest: 60, outside: extend", 5, values);
    expect_marks(&e, (const char *const[]){"0", "7.5", "10", "12.5", "-2.5"});
    assert_string_equal(kp_total_text(arena, e.card, 4), "-2.50"); /* no bound at 0 where marks have none */
    e = one_leaf(arena, "method: goalposts, lowest: 20, highest: 60, outside: refuse", 5, values);
    finish(&e);
    expect_problem(&e, KP_D_OUTSIDE_GOALPOSTS, 2);
    assert_true(e.card->units[0].scored && !e.card->units[3].scored);
}

static void check_logarithm(kp_arena *arena, void *data) {
    (void)data; /* of 1 and 100 the middle is 10; what has no logarithm is a problem, whatever happens beyond the ends */
    static const char *const values[] = {"1", "10", "100", "1000", "0", "-5"};
    evaluation e = one_leaf(arena, "method: goalposts, lowest: 1, highest: 100, transform: log", 6, values);
    finish(&e);
    expect_mark(&e, 0, "a", "0");
    assert_string_equal(kp_num_print(arena, kp_scorecard_mark(e.card, 1, node(&e, "a"))->value, 18, KP_HALF_UP), "5.000000000000000000");
    expect_mark(&e, 2, "a", "10");
    expect_mark(&e, 3, "a", "10");
    expect_problem(&e, KP_D_NO_LOGARITHM, 2);
    assert_string_equal(e.problems->items[0].place.sheet, "考评对象"); /* at the cell */
}

/* ---- relative ---- */

static void check_best_and_range(kp_arena *arena, void *data) {
    (void)data;
    static const char *const values[] = {"8", "2", "4"};
    evaluation e = one_leaf(arena, "method: relative, by: best", 3, values);
    expect_marks(&e, (const char *const[]){"10", "2.5", "5"});
    e = one_leaf(arena, "method: relative, by: best, better: low", 3, values);
    expect_marks(&e, (const char *const[]){"2.5", "10", "5"});
    e = one_leaf(arena, "method: relative, by: range", 3, values);
    expect_marks(&e, (const char *const[]){"10", "0", "10/3"});
    e = one_leaf(arena, "method: relative, by: range, better: low", 3, values);
    expect_marks(&e, (const char *const[]){"0", "10", "20/3"});
}

/* 2 4 4 4 5 5 7 9: mean 5, population standard deviation 2 (a textbook's example), sample √(32/7). */
static const char *const spread_values[] = {"2", "4", "4", "4", "5", "5", "7", "9"};

static void check_z(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = one_leaf(arena, "method: relative, by: zscore, spread: population", 8, spread_values);
    expect_marks(&e, (const char *const[]){"-15", "-5", "-5", "-5", "0", "0", "10", "20"});
    assert_string_equal(kp_total_text(arena, e.card, 0), "-15.00");
    e = one_leaf(arena, "method: relative, by: zscore, spread: population, better: low", 8, spread_values);
    expect_marks(&e, (const char *const[]){"15", "5", "5", "5", "0", "0", "-10", "-20"});
    e = one_leaf(arena, "method: relative, by: tscore, spread: population", 8, spread_values);
    expect_marks(&e, (const char *const[]){"3.5", "4.5", "4.5", "4.5", "5", "5", "6", "7"});
    e = one_leaf(arena, "method: relative, by: zscore", 8, spread_values); /* 10 · 4 / √(32/7) by Python's decimal */
    finish(&e);
    assert_string_equal(kp_num_print(arena, kp_scorecard_mark(e.card, 7, node(&e, "a"))->value, 18, KP_HALF_UP), "18.708286933869706928");
}

static void check_no_spread(kp_arena *arena, void *data) {
    (void)data; /* all alike, and one alone */
    static const char *const zeros[] = {"0", "0", "0"};
    for (int units = 1; units <= 3; units += 2) {
        static const char *const methods[] = {"best", "best, better: low", "range", "zscore", "tscore"}, *const marks_of[] = {"10", "10", "10", "0",
                                                                                                                              "5"};
        for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
            evaluation e = one_leaf(arena, kp_format(arena, "method: relative, by: %s", methods[i]), units, zeros);
            expect_marks(&e, (const char *const[]){marks_of[i], marks_of[i], marks_of[i]});
        }
    }
}

static void check_places(kp_arena *arena, void *data) {
    (void)data; /* the values themselves are compared, not as they would be printed: 4.001 4.002 4.002 9 */
    static const char *const values[] = {"4.001", "9", "4.002", "4.002"};
    evaluation e = one_leaf(arena, "method: relative, by: place, by_rank: {1: 10, 2: 8, 3: 6, else: 1}", 4, values);
    expect_marks(&e, (const char *const[]){"1", "10", "8", "8"});
    e = one_leaf(arena, "method: relative, by: place, better: low, by_rank: {1: 10, 2: 8, 3: 6, else: 1}", 4, values);
    expect_marks(&e, (const char *const[]){"10", "1", "8", "8"});
    e = one_leaf(arena, "method: relative, by: place, better: low, rank_first: 10, rank_step: 2, rank_ties: mean", 4, values);
    expect_marks(&e, (const char *const[]){"10", "4", "7", "7"});
}

static void check_fields(kp_arena *arena, void *data) {
    (void)data; /* within groups; who is excluded or has nothing to compare takes no part; a missing value leaves its group without marks */
    evaluation e = begin(arena, "indicators: [{id: a, title: A, points: 10, input: value, method: relative, by: best}]\n", 0);
    static const char *const groups[] = {"甲", "甲", "甲", "甲", "乙", "乙"}, *const values[] = {"5", "10", "100", "—", "3", ""};
    for (int i = 0; i < 6; i++) {
        kp_evidence_add_unit(e.evidence, NULL, kp_format(arena, "单位%d", i), groups[i], (kp_origin){(uint32_t)i + 3, 1, 0});
        mark(&e, i, "a", 0, values[i]);
    }
    e.evidence->units.items[2].excluded = true;
    finish(&e);
    expect_mark(&e, 0, "a", "5");
    expect_mark(&e, 1, "a", "10");
    expect_problem(&e, KP_D_FIELD_OPEN, 1);
    assert_false(e.card->units[4].scored);
}

/*
 * Who is looked at is the same for functions of formulas and for `relative`: x is 8, 10 and 2; the third lacks b and is not scored, yet its x is known: the total is 20, the largest 10, the
 * first has place 2 and the second place 1. The fourth does not take part, of the fifth x does not apply.
 */
static void check_looked_at(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(
        arena,
        "indicators: [{id: x, title: X, counted: no, method: number, optional: yes}, {id: b, title: B, points: 10, method: direct},\n"
        "{id: r, title: R, points: 10, method: relative, by: best, formula: x}, {id: p, title: P, points: 10, method: relative, by: place, by_rank: "
        "{1: 10, 2: 7, 3: "
        "1, else: 0}, formula: x},\n"
        "{id: t, title: S, counted: no, method: formula, formula: total(x)}, {id: q, title: Q, counted: no, method: formula, formula: place_low(x)}, "
        "{id: n, title: N, counted: no, method: formula, formula: number(x)}]\n",
        5);
    static const char *const values[] = {"8", "10", "2", "99", "—"};
    for (int i = 0; i < 5; i++) {
        mark(&e, i, "x", 0, values[i]);
        mark(&e, i, "b", 0, i == 2 ? "" : "5");
    }
    e.evidence->units.items[3].excluded = true;
    finish(&e);
    assert_false(e.card->units[2].scored);
    expect_problem(&e, KP_D_FIELD_OPEN, 0);
    for (int i = 0; i < 2; i++) {
        expect_mark(&e, i, "t", "20");
        expect_mark(&e, i, "n", "3");
        expect_mark(&e, i, "q", i ? "3" : "2"); /* 2, 8, 10 */
        expect_mark(&e, i, "r", i ? "10" : "8");
        expect_mark(&e, i, "p", i ? "10" : "7");
    }
}

/* What an arena may still ask for. */
static void *allocate_within(size_t size, void *data) {
    size_t *left = data;
    if (size > *left)
        return NULL;
    *left -= size;
    return malloc(size);
}

static void release_within(void *block, void *data) {
    (void)data;
    free(block);
}

static void compare_in_groups(kp_arena *arena, void *data) {
    (void)data;
    evaluation e =
        begin(arena,
              "indicators: [{id: a, title: A, points: 10, method: direct}, {id: r, title: R, points: 10, input: value, method: relative, by: best}, "
              "{id: f, title: F, counted: no, method: formula, formula: total(a)}]\n",
              0);
    for (int i = 0; i < 10000; i++) {
        kp_evidence_add_unit(e.evidence, NULL, kp_format(arena, "村%d", i), kp_format(arena, "组%d", i / 5), (kp_origin){(uint32_t)i + 3, 1, 0});
        mark(&e, i, "a", 0, "5");
        mark(&e, i, "r", 0, i % 5 ? "8" : "10");
    }
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 9999, "f", "25");
    expect_mark(&e, 9999, "r", "8");
}

/* 2000 groups of 5: memory for each group as for all units would be 2 · 2000 · 10000 · 16 bytes = 640 MB. */
static void check_many_groups(void **state) {
    (void)state;
    size_t left = (size_t)100 << 20;
    kp_allocator allocator = {.allocate = allocate_within, .release = release_within, .data = &left};
    kp_arena *arena = kp_arena_new(&allocator);
    assert_int_equal(kp_arena_run(arena, compare_in_groups, NULL), KP_OK);
    kp_arena_free(arena);
}

/* A smallest value of 0 leaves every ratio to it at 0, and equal values have full marks: a person must look at that. */
static void check_zero_is_best(kp_arena *arena, void *data) {
    (void)data;
    static const char *const values[] = {"1000", "0", "0.1"}, *const zeros[] = {"0", "0", "0"};
    evaluation e = one_leaf(arena, "method: relative, by: best, better: low", 3, values);
    expect_marks(&e, (const char *const[]){"0", "10", "0"});
    assert_int_equal(count_code(e.problems, KP_R_BEST_IS_ZERO), 1);
    for (size_t i = 0; i < e.problems->count; i++)
        if (e.problems->items[i].code == KP_R_BEST_IS_ZERO)
            assert_string_equal(e.problems->items[i].arguments[0], e.evidence->units.items[1].name);
    e = one_leaf(arena, "method: relative, by: best, better: low", 3, zeros);
    expect_marks(&e, (const char *const[]){"10", "10", "10"});
    assert_int_equal(count_code(e.problems, KP_R_BEST_IS_ZERO), 1);
    e = one_leaf(arena, "method: relative, by: best", 3, zeros);
    expect_marks(&e, (const char *const[]){"10", "10", "10"});
    assert_int_equal(count_code(e.problems, KP_R_BEST_IS_ZERO), 1);
    e = one_leaf(arena, "method: relative, by: best", 3, values); /* 0 is the worst there */
    expect_marks(&e, (const char *const[]){"10", "0", "0.001"});
    assert_int_equal(count_code(e.problems, KP_R_BEST_IS_ZERO), 0);
}

static void check_negative_ratio(kp_arena *arena, void *data) {
    (void)data;
    static const char *const values[] = {"8", "-1"};
    evaluation e = one_leaf(arena, "method: relative, by: best", 2, values);
    finish(&e);
    expect_problem(&e, KP_D_NO_RATIO, 1);
    expect_problem(&e, KP_D_FIELD_OPEN, 1);
    assert_false(e.card->units[0].scored);
}

static void check_chain(kp_arena *arena, void *data) {
    (void)data; /* a ratio to the best of a sum of marks that are themselves relative: 10+5 and 5+10 and 2.5+2.5 */
    evaluation e = begin(arena,
                         "indicators:\n"
                         "  - {id: r, title: R, points: 10, method: relative, by: best, formula: p + q}\n"
                         "  - {id: p, title: P, points: 10, input: value, method: relative, by: best}\n"
                         "  - {id: q, title: Q, points: 10, input: value, method: relative, by: best}\n",
                         3);
    static const char *const p[] = {"8", "4", "2"}, *const q[] = {"2", "4", "1"};
    for (int i = 0; i < 3; i++) {
        mark(&e, i, "p", 0, p[i]);
        mark(&e, i, "q", 0, q[i]);
    }
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "r", "10");
    expect_mark(&e, 1, "r", "10");
    expect_mark(&e, 2, "r", "10/3");
}

/* ---- aggregates ---- */

static void expect_aggregate(kp_arena *arena, const char *how, const char *x, const char *y, const char *expected) {
    evaluation e = begin(arena,
                         kp_format(arena,
                                   "indicators:\n"
                                   "  - {id: n, title: N, weight: 50, %s}\n"
                                   "  - {id: x, parent: n, title: X, weight: 25, full: 10, method: direct}\n"
                                   "  - {id: y, parent: n, title: Y, weight: 75, full: 1, method: direct}\n"
                                   "  - {id: plus, parent: n, title: Plus, method: bonus, cap_high: 5, events: {好: 5}}\n"
                                   "  - {id: z, title: Z, weight: 50, method: direct}\n",
                                   how),
                         1);
    mark(&e, 0, "x", 0, x);
    mark(&e, 0, "y", 0, y);
    mark(&e, 0, "z", 0, "100");
    finding(&e, 0, "plus", 0, "1", NULL);
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "n", expected);
}

static void check_aggregates(kp_arena *arena, void *data) {
    (void)data; /* shares x/10 and y, weights 1 : 3, full marks 100, and 5 for the bonus */
    expect_aggregate(arena, "aggregate: mean", "5", "1", "92.5");
    expect_aggregate(arena, "aggregate: geometric", "0.625", "1", "55"); /* (1/16)^(1/4) = 1/2 */
    expect_aggregate(arena, "aggregate: harmonic", "5", "1", "85");      /* 4 / (2 + 3) */
    expect_aggregate(arena, "aggregate: least", "5", "0.7", "55");
    expect_aggregate(arena, "aggregate: greatest", "5", "0.7", "75");
    expect_aggregate(arena, "aggregate: geometric", "0", "1", "5");
    expect_aggregate(arena, "aggregate: harmonic", "0", "1", "5");
    expect_aggregate(arena, "aggregate: geometric, zero_as: 6.25", "0", "1", "55");
    expect_aggregate(arena, "aggregate: harmonic, zero_as: 25", "0", "1", "435/7"); /* 4 / (4 + 3) */
    expect_aggregate(arena, "aggregate: geometric", "—", "0.5", "55");              /* it leaves with its weight */
    expect_aggregate(arena, "aggregate: least, decimals: 0", "—", "0.555", "61");   /* 55.5 and the bonus, rounded */
}

/*
 * World Bank, Human Capital Index: HCI = survival × exp(0.08 (expected years × test scores / 625 − 14)) × exp((0.65 (adult survival − 1) + 0.35 (not stunted − 1)) / 2) (Kraay 2018; World Bank 2021, The
 * Human Capital Index 2020 Update, appendix A). Components and index of the country briefs of 2018 and 2020, printed with two decimals.
 */
#define SHARE_OF_ONE(id, formula)                                                                                                                    \
    "  - {id: " id ", title: " id ", weight: 1, full: 1, method: goalposts, input: value, lowest: 0, highest: 1" formula "}\n"
#define TYPED_VALUE(id) "  - {id: " id ", title: " id ", method: number}\n"
static const char human_capital[] =
    "full: 1\ndecimals: 2\naggregate: product\nindicators:\n" TYPED_VALUE("years") TYPED_VALUE("tests") TYPED_VALUE("adults") TYPED_VALUE("grown")
        SHARE_OF_ONE("survival", "") SHARE_OF_ONE("school", ", formula: 'exp(0.08 * (years * tests / 625 - 14))'")
            SHARE_OF_ONE("health", ", formula: 'exp((0.65 * (adults - 1) + 0.35 * (grown - 1)) / 2)'");

static void check_human_capital(kp_arena *arena, void *data) {
    (void)data;
    static const char *const leaves[] = {"survival", "years", "tests", "adults", "grown"};
    static const char *const countries[][7] = {{"中国 2018", "0.99", "13.2", "456", "0.92", "0.92", "0.67"},
                                               {"印度 2018", "0.96", "10.2", "355", "0.83", "0.62", "0.44"},
                                               {"印度 2020", "0.96", "11.1", "399", "0.83", "0.65", "0.49"}};
    int units = (int)(sizeof countries / sizeof *countries);
    evaluation e = begin(arena, human_capital, units);
    for (int i = 0; i < units; i++)
        for (int k = 0; k < 5; k++)
            mark(&e, i, leaves[k], 0, countries[i][k + 1]);
    finish(&e);
    expect_no_errors(&e);
    for (int i = 0; i < units; i++)
        assert_string_equal(kp_total_text(arena, e.card, i), countries[i][6]);
    const kp_expr *total = kp_score_trace(arena, e.card, 0, 0).expr;
    const char *formula = kp_formula_print(arena, total, NULL, NULL, 8192);    /* full marks of 1 need no factor */
    assert_int_equal(strncmp(formula, "0.99*0.705", strlen("0.99*0.705")), 0); /* exp(-0.3496) = 0.70500… */
    assert_non_null(strstr(kp_explain(arena, e.card, 0, 0, KP_EN),
                           "product of its items' shares of full marks, each to the power of its weight, times 1; 0 where one of them is 0"));
}

/* OECD and JRC 2008, Handbook on Constructing Composite Indicators, equation 29: the sum of a unit's ranks over the indicators. By hand: A 10, 9, 9, 7 rank 1, 2, 2, 4, B (low) 3, 1, 2, 4 rank 3, 1, 2, 4. */
static void check_sum_of_ranks(kp_arena *arena, void *data) {
    (void)data;
    static const char *const values[][2] = {{"10", "3"}, {"9", "1"}, {"9", "2"}, {"7", "4"}}, *const sums[] = {"4", "3", "4", "8"};
    static const int ranks[] = {2, 1, 2, 4};
    static const char *const text =
        "%sdecimals: 0\nindicators:\n  - {id: a, title: A, points: 4, method: relative, by: place, input: value, by_rank: {1: 1, 2: 2, 3: 3, else: "
        "4}}\n"
        "  - {id: b, title: B, points: 4, method: relative, by: place, input: value, better: low, rank_first: 1, rank_step: -1}\n";
    evaluation e = begin(arena, kp_format(arena, text, "better: low\n"), 4);
    for (int i = 0; i < 4; i++) {
        mark(&e, i, "a", 0, values[i][0]);
        mark(&e, i, "b", 0, values[i][1]);
    }
    finish(&e);
    expect_no_errors(&e);
    for (int i = 0; i < 4; i++) {
        assert_string_equal(kp_total_text(arena, e.card, i), sums[i]);
        assert_int_equal(e.card->units[i].rank, ranks[i]);
    }
    assert_non_null(
        strstr(kp_method_rule_words(arena, e.scheme, node(&e, "b"), KP_EN), "scored by place: 1 for the first, 1 more for each further one"));
    assert_non_null(strstr(kp_method_rule_words(arena, e.scheme, node(&e, "b"), KP_ZH), "第 1 名 1 分，每低一名多 1 分"));
}

/* By hand. Shares 1/2, 1/4 and 1: of points the product is 1/8, times 40. Weights 2 and 1/2 are exponents: (1/2)² × (1/4)^(1/2) = 1/8, of 100. A zero, or less, leaves nothing, and what does not apply is no factor. */
static void check_product(kp_arena *arena, void *data) {
    (void)data;
    static const char *const of_points = "aggregate: product\nfull: 40\nindicators: [{id: a, title: A, points: 20, method: direct}, {id: b, title: "
                                         "B, points: 16, method: direct}, {id: c, title: C, points: 4, method: direct}]\n";
    static const char *const rows[][4] = {
        {"10", "4", "4", "5.00"}, {"10", "4", "2", "2.50"}, {"10", "0", "4", "0.00"}, {"10", "4", "—", "5.00"}, {"—", "4", "2", "5.00"}};
    evaluation e = begin(arena, of_points, 5);
    for (int i = 0; i < 5; i++) {
        static const char *const ids[] = {"a", "b", "c"};
        for (int k = 0; k < 3; k++)
            mark(&e, i, ids[k], 0, rows[i][k]);
    }
    finish(&e);
    expect_no_errors(&e);
    for (int i = 0; i < 5; i++)
        assert_string_equal(kp_total_text(arena, e.card, i), rows[i][3]);
    assert_string_equal(kp_formula_print(arena, kp_score_trace(arena, e.card, 0, 0).expr, NULL, NULL, 8192), "10/20*4/16*4/4*40");
    evaluation powers = begin(arena,
                              "aggregate: product\nindicators: [{id: a, title: A, weight: 2, full: 20, method: direct}, {id: b, title: B, weight: "
                              "1/2, full: 16, method: direct}]\n",
                              1);
    mark(&powers, 0, "a", 0, "10");
    mark(&powers, 0, "b", 0, "4");
    finish(&powers);
    expect_problem(&powers, KP_S_WEIGHTS_SUM, 0); /* exponents need not add up to anything */
    assert_string_equal(kp_num_exact(arena, powers.card->units[0].total), "12.5");
}

static void check_points(kp_arena *arena, void *data) {
    (void)data; /* points: all alike; what has a gap below it is completed first */
    evaluation e = begin(arena,
                         "aggregate: geometric\nindicators:\n"
                         "  - {id: a, title: A, points: 40}\n"
                         "  - {id: a1, parent: a, title: A1, points: 30, method: direct}\n"
                         "  - {id: a2, parent: a, title: A2, points: 10, method: direct}\n"
                         "  - {id: b, title: B, points: 60, method: direct}\n",
                         1);
    mark(&e, 0, "a1", 0, "7.5");
    mark(&e, 0, "a2", 0, "—");
    mark(&e, 0, "b", 0, "60");
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "10");
    assert_string_equal(kp_total_text(arena, e.card, 0), "50.00"); /* √(1/4 · 1) of 100 */
}

/* ---- rounding ---- */

static void check_rounding(kp_arena *arena, void *data) {
    (void)
        data; /* each dimension at two decimals, the total at one: (3.33 + 6.67) / 2 where unrounded thirds would do the same, and 2.005 up to 2.01 */
    evaluation e = begin(arena,
                         "decimals: 1\nfull: 10\nindicators:\n"
                         "  - {id: a, title: A, weight: 1, full: 10, decimals: 2, method: goalposts, input: value, lowest: 0, highest: 3}\n"
                         "  - {id: b, title: B, weight: 1, full: 10, decimals: 0, method: goalposts, input: value, lowest: 0, highest: 3}\n",
                         2);
    mark(&e, 0, "a", 0, "1"), mark(&e, 0, "b", 0, "2");
    mark(&e, 1, "a", 0, "0.6015"), mark(&e, 1, "b", 0, "0.15");
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "3.33");
    expect_mark(&e, 0, "b", "7");
    expect_mark(&e, 1, "a", "2.01");
    expect_mark(&e, 1, "b", "1");
    assert_string_equal(kp_total_text(arena, e.card, 0), "5.2"); /* 5.165 */
}

/* ---- one unit alone ---- */

static void check_scorer(kp_arena *arena, void *data) {
    (void)data; /* what compares units is asked for as a mark, and aggregates as ever */
    kp_scheme *scheme = sound_yaml(arena, "id: t\ntitle: T\naggregate: geometric\nindicators:\n"
                                          "  - {id: a, title: A, weight: 1, full: 1, method: relative, by: best, input: value}\n"
                                          "  - {id: b, title: B, weight: 1, full: 1, method: goalposts, input: value, lowest: 0, highest: 4}\n");
    size_t clash[2];
    const kp_scorer_input inputs[] = {{1, KP_SCORER_MARK}, {2, 0}};
    kp_scorer *scorer = kp_scorer_new(arena, scheme, inputs, 2, 0, clash);
    assert_non_null(scorer);
    assert_int_equal(scorer->missing_count, 0);
    const kp_input values[] = {{.value = KP_ONE, .state = KP_INPUT_GIVEN}, {.value = KP_ONE, .state = KP_INPUT_GIVEN}};
    kp_scorer_result result;
    kp_scorer_score(scorer, arena, values, &result);
    assert_true(kp_num_equal(result.marks[0].value, kp_num_int(50))); /* 100 · √(1 · 1/4) */
    const kp_scorer_input typed_value[] = {{1, 0}, {2, 0}};
    scorer = kp_scorer_new(arena, scheme, typed_value, 2, 0, clash);
    assert_int_equal(scorer->missing_count, 1);
    assert_int_equal(scorer->missing[0].slot, KP_SCORER_MARK);
}

/* ---- schemes ---- */

static void expect_refused(kp_arena *arena, const char *text, kp_problem_code code) {
    kp_problems *problems = kp_problems_new(arena);
    assert_null(build_yaml(arena, text, problems));
    if (!count_code(problems, code))
        fail_msg("%s: not %s but %s", text, kp_problem_code_text(code), kp_problem_line(arena, &problems->items[0], KP_EN));
}

static void check_refused(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *leaf;
        kp_problem_code code;
    } rows[] = {
        {"method: goalposts, highest: 3", KP_S_FIELD_MISSING},
        {"method: goalposts, lowest: 3, highest: 3", KP_S_OUT_OF_RANGE},
        {"method: goalposts, lowest: 0, highest: 3, transform: log", KP_S_OUT_OF_RANGE},
        {"method: relative", KP_S_FIELD_MISSING},
        {"method: relative, by: place", KP_S_FIELD_MISSING},
        {"method: relative, by: best, by_rank: {1: 10, else: 1}", KP_S_FIELD_NOT_HERE},
        {"method: direct, aggregate: least", KP_S_FIELD_NOT_HERE},
        {"method: direct, lowest: 3", KP_S_FIELD_NOT_HERE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_refused(arena, kp_format(arena, "id: t\ntitle: T\nindicators: [{id: a, title: A, points: 10, %s}]\n", rows[i].leaf), rows[i].code);
    expect_refused(arena, "id: t\ntitle: T\naggregate: product\nzero_as: 5\nindicators: [{id: a, title: A, points: 10, method: direct}]\n",
                   KP_S_FIELD_NOT_HERE);
    expect_refused(arena,
                   "id: t\ntitle: T\naggregate: product\nindicators: [{id: a, title: A, weight: 10.5, method: direct}, {id: b, title: B, weight: 10, "
                   "method: direct}]\n",
                   KP_S_OUT_OF_RANGE);
    expect_refused(arena, /* where high totals are good later places are worth no more */
                   "id: t\ntitle: T\nindicators: [{id: a, title: A, points: 4, method: relative, by: place, by_rank: {1: 1, 2: 2, else: 4}}]\n",
                   KP_S_LADDER_ORDER);
    expect_refused(arena,
                   "id: t\ntitle: T\nbetter: low\nindicators: [{id: a, title: A, points: 4, method: relative, by: place, by_rank: {1: 1, 2: 3, 3: 2, "
                   "else: 4}}]\n",
                   KP_S_LADDER_ORDER);
    expect_refused(arena, "id: t\ntitle: T\nindicators: [{id: a, title: A, points: 4, method: relative, by: place, rank_first: 1, rank_step: -1}]\n",
                   KP_S_OUT_OF_RANGE);
    expect_refused(arena, "id: t\ntitle: T\nzero_as: 5\nindicators: [{id: a, title: A, points: 10, method: direct}]\n", KP_S_FIELD_NOT_HERE);
}

/* Of counts 100 × the first ÷ the second: 12/10 is 120 per cent, 25/10 is 250. */
static void check_beyond_hundred(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *rule, *mark;
        size_t refused;
    } rows[] = {
        {"method: goalposts, lowest: 0, highest: 100", NULL, 2},
        {"method: goalposts, lowest: 0, highest: 200", "60", 0}, /* 250 counts as 200 */
        {"method: goalposts, lowest: 0, highest: 100, outside: extend", "120", 0},
        {"method: relative, by: best", NULL, 2},
        {"method: relative, by: best, most: 200", NULL, 1},
        {"method: relative, by: best, most: 250%", "48", 0}, /* 100 × 120 ÷ 250 */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        evaluation e = begin(arena, kp_format(arena, "indicators: [{id: a, title: A, weight: 1, %s}]\n", rows[i].rule), 2);
        marks(&e, 0, "a", "12 10");
        marks(&e, 1, "a", "25 10");
        finish(&e);
        assert_int_equal(count_code(e.problems, KP_D_DONE_ABOVE_DUE) + count_code(e.problems, KP_D_RATE_ABOVE), rows[i].refused);
        if (rows[i].mark)
            expect_mark(&e, 0, "a", rows[i].mark);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("the human development index comes out as published, and its ranks", check_published),
        IN_ARENA("an index is derived in words and as a formula", check_derivation),
        IN_ARENA("beyond its goalposts a value is held, goes on, or is refused", check_outside),
        IN_ARENA("a rate may be above 100 per cent where the rule reaches beyond it, or states how far", check_beyond_hundred),
        IN_ARENA("logarithms are taken of value and goalposts, and of nothing else", check_logarithm),
        IN_ARENA("a value is set beside the best, or between least and largest", check_best_and_range),
        IN_ARENA("z- and T-scores have no bounds, and neither has their total", check_z),
        IN_ARENA("where nothing differs each is the best and z is 0", check_no_spread),
        IN_ARENA("values are ranked as they are, the higher or the lower first", check_places),
        IN_ARENA("units are compared with those they are ranked with", check_fields),
        IN_ARENA("formulas and relative marks look at the same units", check_looked_at),
        {"thousands of groups take no more memory than their units", check_many_groups, NULL, NULL, NULL},
        IN_ARENA("a best value of 0 is warned of", check_zero_is_best),
        IN_ARENA("a negative value has no ratio", check_negative_ratio),
        IN_ARENA("what is compared may be worked out from what was compared before", check_chain),
        IN_ARENA("means of shares follow weights, zeros and gaps", check_aggregates),
        IN_ARENA("the human capital index comes out as published", check_human_capital),
        IN_ARENA("a sum of ranks ranks the lowest first", check_sum_of_ranks),
        IN_ARENA("a product of shares has weights as exponents, nothing where one is nothing, and no factor for what does not apply", check_product),
        IN_ARENA("items with points weigh alike in a geometric mean", check_points),
        IN_ARENA("a node may be rounded by itself", check_rounding),
        IN_ARENA("of one unit alone what is compared is asked for as a mark", check_scorer),
        IN_ARENA("a scheme that says less or more is refused", check_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
