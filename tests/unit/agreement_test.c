/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * agreement_test.c - alpha, W, ICC, leniency, and self marks against checks. Figures are those that were published, named at each test, to the digits there; and those of R 4.2 (var, cov, lm and
 * anova, qf, friedman.test, t.test, p.adjust) to twelve.
 */
#include "attitude.h"
#include "in_arena.h"
#include "near.h"

#include "kaoping/agreement.h"

#define NEAR(found, expected)       expect_digits((found), (expected), 11)
#define TO(places, found, expected) expect_within((found), (expected), 0.5000001 * pow(10, -(places)))

/* Shrout and Fleiss 1979, table 2: six targets, four judges. */
static const double shrout_fleiss[] = {9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7};
static const kp_ratings judges = {shrout_fleiss, 6, 4};

static void test_alpha(kp_arena *arena, void *data) {
    (void)data;
    double marks[30 * 7];
    kp_alpha a = kp_alpha_of(arena, &(kp_ratings){attitude_marks(marks), 30, 7});
    static const double without[] = {0.809760206308921, 0.796917457274140, 0.827847765938659, 0.803030975022574,
                                     0.795386574198205, 0.863872311446437, 0.840464868265457};
    assert_int_equal(a.fault, KP_AGREEMENT_SOUND);
    assert_int_equal(a.used, 30);
    NEAR(a.alpha, 0.84314276956476);
    for (size_t j = 0; j < 7; j++)
        NEAR(a.without[j], without[j]);
}

/* Rows with a gap are left out: rows 3 and 10, as R's complete.cases() does. */
static void test_alpha_with_gaps(kp_arena *arena, void *data) {
    (void)data;
    double gaps[210];
    attitude_marks(gaps);
    gaps[2 * 7 + 1] = gaps[9 * 7 + 6] = NAN;
    kp_alpha a = kp_alpha_of(arena, &(kp_ratings){gaps, 30, 7});
    assert_int_equal(a.used, 28);
    NEAR(a.alpha, 0.838826064609242);
}

/* Two questions: k/(k-1) = 2, variances 1 and 4, total var(2, 5, 8) = 9: 2 (1 - 5/9) = 8/9; of one question left nothing can be told. Against each other, (1, 2, 3) and (6, 4, 2): total variance 1,
 * 2 (1 - 5) = -8. */
static void test_alpha_by_hand(kp_arena *arena, void *data) {
    (void)data;
    kp_alpha with = kp_alpha_of(arena, &(kp_ratings){(double[]){1, 1, 2, 3, 3, 5}, 3, 2});
    NEAR(with.alpha, 8.0 / 9);
    assert_true(isnan(with.without[0]) && isnan(with.without[1]));
    NEAR(kp_alpha_of(arena, &(kp_ratings){(double[]){1, 6, 2, 4, 3, 2}, 3, 2}).alpha, -8);
    kp_alpha flat = kp_alpha_of(arena, &(kp_ratings){(double[]){1, 2, 2, 1, 1.5, 1.5}, 3, 2}); /* the sum is 3 for all */
    assert_int_equal(flat.fault, KP_AGREEMENT_NO_VARIANCE);
    assert_true(isnan(flat.alpha));
}

/* irr's `anxiety` (20 persons, 3 raters, many ties): its manual prints Wt = 0.54, Chisq(19) = 30.8, p = 0.0429. */
static void test_w_with_ties(kp_arena *arena, void *data) {
    (void)data;
    static const int raters[3][20] = {{3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3},
                                      {3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4},
                                      {2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2}};
    double marks[60];
    for (size_t i = 0; i < 60; i++)
        marks[i] = raters[i % 3][i / 3];
    kp_concordance c = kp_kendall_w(arena, &(kp_ratings){marks, 20, 3});
    TO(2, c.w, 0.54);
    TO(1, c.chi_square, 30.8);
    TO(4, c.p, 0.0429);
    NEAR(c.w, 0.53965687595437);
    NEAR(c.p, 0.0428834731269479);
    assert_int_equal(c.df, 19);
}

/* J. H. Zar, Biostatistical Analysis, 5th ed. 2010, example 20.5: wing, tail and bill of twelve birds. */
static void test_w_of_birds(kp_arena *arena, void *data) {
    (void)data;
    static const double birds[] = {10.4, 7.4, 17,   10.8, 7.6, 17, 11.1, 7.9, 20, 10.2, 7.2, 14.5, 10.3, 7.4, 15.5, 10.2, 7.1, 13,
                                   10.7, 7.4, 19.5, 10.5, 7.2, 16, 10.8, 7.8, 21, 11.2, 7.7, 20,   10.6, 7.8, 18,   11.4, 8.3, 22};
    kp_concordance c = kp_kendall_w(arena, &(kp_ratings){birds, 12, 3});
    NEAR(c.w, 0.92413522012578608);
    NEAR(c.chi_square, 30.49646226415094219);
    NEAR(c.p, 0.00132354591738099);
}

static void test_w_at_its_ends(kp_arena *arena, void *data) {
    (void)data;
    NEAR(kp_kendall_w(arena, &(kp_ratings){(double[]){1, 10, 2, 20, 3, 90}, 3, 2}).w, 1); /* the same order; how far apart does not matter */
    NEAR(kp_kendall_w(arena, &(kp_ratings){(double[]){1, 3, 2, 2, 3, 1}, 3, 2}).w, 0);
    kp_concordance flat = kp_kendall_w(arena, &(kp_ratings){(double[]){5, 7, 5, 7, 5, 7}, 3, 2});
    assert_int_equal(flat.fault, KP_AGREEMENT_NO_VARIANCE);
}

/* Shrout and Fleiss 1979, tables 3 and 4; the intervals as the R package psych prints them for the same table. */
static void test_icc(kp_arena *arena, void *data) {
    (void)data;
    kp_icc_set s = kp_icc_of(arena, &judges, 95);
    TO(2, s.between_units, 11.24);
    TO(2, s.within_units, 6.26);
    TO(2, s.between_raters, 32.49);
    TO(2, s.residual, 1.02);
    static const double published[] = {.17, .29, .71, .44, .62, .91};
    static const double exact[][3] = {
        {0.165741768405476, -0.1329323248747509, 0.722560062328121}, {0.289763779527559, 0.0187865133747120, 0.761084369648953},
        {0.714840714840715, 0.3424647650339254, 0.945858259955360},  {0.442797133679269, -0.8844421552381188, 0.912415420340775},
        {0.620050547598989, 0.0711368153025035, 0.927232040167722},  {0.909315542377069, 0.6756747138163047, 0.985891678169062}};
    for (size_t i = 0; i < KP_ICC_COUNT; i++) {
        TO(2, s.of[i].value, published[i]);
        NEAR(s.of[i].value, exact[i][0]);
        expect_within(s.of[i].lower, exact[i][1], 1e-8);
        expect_within(s.of[i].upper, exact[i][2], 1e-8);
    }
    NEAR(s.of[KP_ICC_1_1].f, 1.79467849223947);
    NEAR(s.of[KP_ICC_1_K].p, 0.164768808344640);
    NEAR(s.of[KP_ICC_2_1].f, 11.0272479564033);
    NEAR(s.of[KP_ICC_3_K].p, 1.34566516484337e-04);
    assert_int_equal(s.of[KP_ICC_1_1].df2, 18);
    assert_int_equal(s.of[KP_ICC_2_K].df2, 15);
}

/* Raters who contradict each other: R's qf() with Satterthwaite's degrees of freedom below 1. */
static void test_icc_below_0(kp_arena *arena, void *data) {
    (void)data;
    kp_icc one = kp_icc_of(arena, &(kp_ratings){(double[]){1, 9, 2, 6, 3, 9, 4, 5}, 4, 2}, 95).of[KP_ICC_2_1];
    NEAR(one.value, -0.114285714285714);
    expect_within(one.lower, -0.179831932773109, 1e-8);
    expect_within(one.upper, 0.471991576850843, 1e-8);
    one = kp_icc_of(arena, &(kp_ratings){(double[]){1, 5, 7, 2, 3, 9, 3, 4, 8, 4, 1, 7, 5, 3, 6, 6, 2, 7}, 6, 3}, 95).of[KP_ICC_2_1];
    NEAR(one.value, -0.1187214611872146);
    expect_within(one.lower, -0.1424870466321243, 1e-8);
    expect_within(one.upper, 0.1457499254092528, 1e-8);
}

/* The mean of all raters is as consistent as alpha says (Cronbach 1951; McGraw and Wong 1996): two ways to one number. */
static void test_icc_is_alpha(kp_arena *arena, void *data) {
    (void)data;
    NEAR(kp_icc_of(arena, &judges, 95).of[KP_ICC_3_K].value, kp_alpha_of(arena, &judges).alpha);
    double marks[30 * 7];
    NEAR(kp_icc_of(arena, &(kp_ratings){attitude_marks(marks), 30, 7}, 95).of[KP_ICC_3_K].value, 0.84314276956476);
}

/* All alike in each row: 1, without doubt. A rater always 0.3 higher: consistent, and not alike. Rows alike, raters not: no agreement on units; case 1 is -1/(k-1). */
static void test_icc_at_its_ends(kp_arena *arena, void *data) {
    (void)data;
    kp_icc_set same = kp_icc_of(arena, &(kp_ratings){(double[]){80.1, 80.1, 90.3, 90.3, 70.7, 70.7}, 3, 2}, 95);
    for (size_t i = 0; i < KP_ICC_COUNT; i++) {
        NEAR(same.of[i].value, 1);
        NEAR(same.of[i].lower, 1);
        NEAR(same.of[i].upper, 1);
        expect_equal(same.of[i].p, 0);
    }
    kp_icc_set shifted = kp_icc_of(arena, &(kp_ratings){(double[]){80.1, 80.4, 90.3, 90.6, 70.7, 71.0}, 3, 2}, 95);
    NEAR(shifted.of[KP_ICC_3_1].value, 1);
    assert_true(shifted.of[KP_ICC_2_1].value < 1 && shifted.of[KP_ICC_2_1].value > 0.99);
    kp_icc_set rows_alike = kp_icc_of(arena, &(kp_ratings){(double[]){80, 90, 80, 90, 80, 90}, 3, 2}, 95);
    NEAR(rows_alike.of[KP_ICC_1_1].value, -1);
    NEAR(rows_alike.of[KP_ICC_2_1].value, 0);
    assert_true(isnan(rows_alike.of[KP_ICC_3_1].value));
    assert_int_equal(kp_icc_of(arena, &(kp_ratings){(double[]){80.1, 80.1, 80.1, 80.1}, 2, 2}, 95).fault, KP_AGREEMENT_NO_VARIANCE);
}

static void test_too_little(kp_arena *arena, void *data) {
    (void)data;
    kp_ratings one_rater = {(double[]){1, 2, 3}, 3, 1}, one_row = {(double[]){1, 2, 3, NAN}, 2, 2}, none = {NULL, 0, 0};
    assert_int_equal(kp_alpha_of(arena, &one_rater).fault, KP_AGREEMENT_FEW_RATERS);
    assert_int_equal(kp_kendall_w(arena, &one_row).fault, KP_AGREEMENT_FEW_UNITS);
    assert_int_equal(kp_kendall_w(arena, &one_row).used, 1);
    kp_icc_set icc = kp_icc_of(arena, &none, 95);
    assert_int_equal(icc.fault, KP_AGREEMENT_FEW_RATERS);
    assert_true(isnan(icc.of[KP_ICC_2_1].value) && isnan(icc.of[KP_ICC_2_1].lower));
    kp_leniency_of(arena, &none, 0.05);
}

typedef struct expected_leniency {
    double deviation, against_others, t, df, p, adjusted, z;
    int tendency;
} expected_leniency;

static void expect_leniency(kp_arena *arena, const double *marks, size_t units, size_t raters, const expected_leniency expected[]) {
    kp_leniency *found = kp_leniency_of(arena, &(kp_ratings){marks, units, raters}, 0.05);
    for (size_t j = 0; j < raters; j++) {
        NEAR(found[j].deviation, expected[j].deviation);
        NEAR(found[j].against_others, expected[j].against_others);
        NEAR(found[j].t, expected[j].t);
        NEAR(found[j].df, expected[j].df);
        NEAR(found[j].p, expected[j].p);
        NEAR(found[j].adjusted, expected[j].adjusted);
        NEAR(found[j].z, expected[j].z);
        assert_int_equal(found[j].tendency, expected[j].tendency);
        assert_int_equal(found[j].units, expected[j].df + 1);
    }
}

static void test_leniency(kp_arena *arena, void *data) {
    (void)data;
    expect_leniency(
        arena, shrout_fleiss, 6, 4,
        (expected_leniency[]){
            {2.375, 3.16666666666667, 7.25071138123568, 5, 0.000779343771476802, 0.002338031314430405, 1.020681813216390, 1},
            {-2.791666666666667, -3.72222222222222, -10.07775202973613, 5, 0.000164712698176771, 0.000658850792707084, -1.199748797991195, -1},
            {-0.958333333333333, -1.27777777777778, -3.28571428571429, 5, 0.021816439840006568, 0.043632879680013135, -0.411854064982052, -1},
            {1.375, 1.83333333333333, 2.80305955290694, 5, 0.037856734676876135, 0.043632879680013135, 0.590921049756857, 1},
        });
    double gaps[24]; /* z: R's scale() of the deviations, whose mean is not 0 with gaps */
    memcpy(gaps, shrout_fleiss, sizeof gaps);
    gaps[1 * 4 + 0] = gaps[4 * 4 + 2] = NAN;
    expect_leniency(
        arena, gaps, 6, 4,
        (expected_leniency[]){
            {2.15, 2.933333333333334, 6.01555615781704, 4, 0.003845856624459330, 0.01153756987337799, 0.949806697567259, 1},
            {-2.70833333333333, -3.722222222222222, -7.04677796202049, 5, 0.000889060790146631, 0.00355624316058652, -1.260721464834785, -1},
            {-0.65, -0.833333333333333, -1.23466199581199, 4, 0.284527628987284453, 0.28452762898728445, -0.324185519528945, 0},
            {1.45833333333333, 1.972222222222222, 4.36149532952105, 5, 0.007280015249098408, 0.01456003049819682, 0.635100286796471, 1},
        });
}

/* Always 0.3 higher than the other: certain. Equal marks that binary numbers make unequal: nothing. A rater alone on all units is compared with nobody. */
static void test_leniency_at_its_ends(kp_arena *arena, void *data) {
    (void)data;
    kp_leniency *always = kp_leniency_of(arena, &(kp_ratings){(double[]){80.1, 80.4, 90.3, 90.6, 70.7, 71.0}, 3, 2}, 0.05);
    assert_int_equal(always[1].tendency, 1);
    expect_equal(always[1].p, 0);
    NEAR(always[0].against_others, -0.3);
    double third = 0.1 + 0.2; /* is not 0.3 */
    kp_leniency *equal = kp_leniency_of(arena, &(kp_ratings){(double[]){third, 0.3, third, 0.3, 1, 1}, 3, 2}, 0.05);
    expect_equal(equal[0].p, 1);
    expect_equal(equal[0].deviation, 0);
    assert_int_equal(equal[0].tendency, 0);
    kp_leniency *alone = kp_leniency_of(arena, &(kp_ratings){(double[]){80, NAN, 90, NAN}, 2, 2}, 0.05);
    assert_int_equal(alone[0].units, 0);
    assert_true(isnan(alone[0].p) && isnan(alone[0].deviation) && isnan(alone[1].adjusted));
}

static void test_check(void **state) {
    (void)state;
    double own[] = {95, 92, 98, 90, 96, 88, 94, 97, 99, NAN}, check[] = {90, 91, 92, 89, 85, 88, 90, 96, NAN, 80};
    kp_check c = kp_check_of(own, check, 10, 5);
    assert_int_equal(c.pairs, 8);
    NEAR(c.difference, 3.625);
    NEAR(c.sd, 3.70086862390825);
    expect_within(c.t, 2.770443744198, 1e-11);
    assert_int_equal(c.df, 7);
    NEAR(c.p, 0.0276764103916904);
    assert_int_equal(c.above, 2); /* 6 and 11; 5 is within it */
    assert_int_equal(c.below, 0);
    NEAR(c.above_share, 0.25);
    NEAR(c.largest, 11);
    assert_int_equal(c.largest_at, 4);
    c = kp_check_of((double[]){0.3, 80}, (double[]){0.1, 90.1}, 2, 0.2); /* 0.3 - 0.1 is above 0.2 in binary only */
    assert_int_equal(c.above, 0);
    assert_int_equal(c.below, 1);
    c = kp_check_of(NULL, NULL, 0, 5);
    assert_true(isnan(c.difference) && isnan(c.p) && isnan(c.largest) && isnan(c.above_share));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("alpha of R's attitude is .843142769565, and each question dropped", test_alpha),
        IN_ARENA("rows with a gap are left out", test_alpha_with_gaps),
        IN_ARENA("alpha is 8/9, -8 or nothing where it is so by hand", test_alpha_by_hand),
        IN_ARENA("W with ties is what irr's manual prints", test_w_with_ties),
        IN_ARENA("W of Zar's birds is that of R's friedman.test", test_w_of_birds),
        IN_ARENA("W is 1 for the same order and 0 for opposite ones", test_w_at_its_ends),
        IN_ARENA("the six ICC are those of Shrout and Fleiss, with their intervals", test_icc),
        IN_ARENA("an ICC below 0 has its interval too", test_icc_below_0),
        IN_ARENA("ICC(3,k) is alpha", test_icc_is_alpha),
        IN_ARENA("an ICC of marks that agree wholly is 1", test_icc_at_its_ends),
        IN_ARENA("too few raters or rows are a fault and no number", test_too_little),
        IN_ARENA("leniency of each rater is that of R's t.test and p.adjust, with gaps too", test_leniency),
        IN_ARENA("a rater who is always higher is lenient for certain", test_leniency_at_its_ends),
        {"self marks are compared with the check pair by pair", test_check, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
