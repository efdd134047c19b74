/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey_calibrate_test.c - weights brought to margins: by hand where a line tells how; raked designs beside R's in survey_designs_test.c and survey_api_test.c. */
#include "api_designs.h"
#include "near.h"

#include "kaoping/estimate.h"

static kp_design *plain(kp_arena *arena, size_t rows, const double *weights) {
    return api_design(arena, &(kp_design_plan){.rows = rows, .weights = weights});
}

static void expect_weights_at(const kp_design *design, const double expected[], const char *file, int line) {
    for (size_t i = 0; i < kp_design_rows(design); i++)
        expect_near_at(kp_design_weights(design)[i], expected[i], 1e-9, "weight", file, line);
}
#define expect_weights(design, ...) expect_weights_at((design), (const double[]){__VA_ARGS__}, __FILE__, __LINE__)

/* A row in each cell of two by two; 3 and 1 by 2 and 2 is 1.5, 1.5, 0.5, 0.5. n Σw²/(Σw)² = 4 × 5/16. */
static void test_by_hand(kp_arena *arena, void *data) {
    (void)data;
    const int32_t rows[] = {0, 0, 1, 1}, columns[] = {0, 1, 0, 1};
    kp_margin margins[] = {{"甲", rows, 2, (double[]){3, 1}}, {"乙", columns, 2, (double[]){2, 2}}};
    kp_calibration_report report;
    kp_design *design = kp_design_calibrate(arena, plain(arena, 4, NULL), &(kp_calibration){.margins = margins, .count = 2}, &report);
    expect_weights(design, 1.5, 1.5, 0.5, 0.5);
    assert_true(report.converged && report.rounds == 1 && report.largest_miss < 1e-14 && report.trimmed == 0);
    expect_near(report.least_factor, 0.5, 1e-14);
    expect_near(report.largest_factor, 1.5, 1e-14);
    expect_near(report.weight_effect, 1.25, 1e-14);
}

/* Only the cells (0, 0) and (1, 1) have rows: 3, 1 and 2, 2 cannot both hold. After the second margin each cell has 2, which is 1 instead of 2: a miss of 1. */
static void test_no_convergence(kp_arena *arena, void *data) {
    (void)data;
    const int32_t rows[] = {0, 0, 1, 1};
    kp_margin margins[] = {{"甲", rows, 2, (double[]){3, 1}}, {"乙", rows, 2, (double[]){2, 2}}};
    kp_calibration_report report;
    kp_design *design = kp_design_calibrate(arena, plain(arena, 4, NULL), &(kp_calibration){.margins = margins, .count = 2}, &report);
    expect_weights(design, 1, 1, 1, 1);
    assert_true(!report.converged && report.fault == KP_CALIBRATION_SOUND && report.rounds == 50);
    expect_near(report.largest_miss, 1, 1e-12);
    assert_true(report.worst_margin == 0 && report.worst_category == 1);
    kp_design_calibrate(arena, plain(arena, 4, NULL), &(kp_calibration){.margins = margins, .count = 2, .most_rounds = 7}, &report);
    assert_int_equal(report.rounds, 7);
}

static void expect_fault(kp_arena *arena, const kp_margin margins[], size_t count, kp_calibration_fault fault, size_t margin, size_t where) {
    kp_calibration_report report;
    kp_design *design = plain(arena, 4, (double[]){1, 1, 1, 0});
    assert_null(kp_design_calibrate(arena, design, &(kp_calibration){.margins = margins, .count = count}, &report));
    assert_int_equal(report.fault, fault);
    assert_int_equal(report.margin, margin);
    assert_int_equal(report.where, where);
}

static void test_faults(kp_arena *arena, void *data) {
    (void)data;
    const int32_t sound[] = {0, 1, 1, -1}, unknown[] = {0, 1, -1, 0}, beyond[] = {0, 1, 2, 0};
    kp_margin first = {"甲", sound, 2, (double[]){4, 6}};
    kp_margin margins[2] = {first, {"乙", unknown, 2, (double[]){5, 5}}};
    expect_fault(arena, margins, 2, KP_CALIBRATION_UNKNOWN_CATEGORY, 1, 2);
    margins[1].categories = beyond;
    expect_fault(arena, margins, 2, KP_CALIBRATION_UNKNOWN_CATEGORY, 1, 2);
    margins[1] = (kp_margin){"乙", sound, 3, (double[]){5, 4, 1}};
    expect_fault(arena, margins, 2, KP_CALIBRATION_EMPTY_CATEGORY, 1, 2);
    const double bad[] = {0, -1, NAN, INFINITY};
    for (size_t i = 0; i < 4; i++) {
        margins[1] = (kp_margin){"乙", sound, 2, (double[]){10, bad[i]}};
        expect_fault(arena, margins, 2, KP_CALIBRATION_NO_TOTAL, 1, 1);
    }
    margins[1] = (kp_margin){"乙", sound, 2, (double[]){5, 6}};
    expect_fault(arena, margins, 2, KP_CALIBRATION_TOTALS_DIFFER, 1, 1);
    margins[1] = (kp_margin){"乙", sound, 3, (double[]){5, 5, 0}}; /* nobody, of nobody */
    kp_design *design = kp_design_calibrate(arena, plain(arena, 4, (double[]){1, 1, 1, 0}), &(kp_calibration){.margins = margins, .count = 1}, NULL);
    expect_weights(design, 4, 3, 3, 0); /* the row that has no weight needs no category */
}

/* First 2, 2, 2, 2, 20 and 2, 2, 2, 2. The median is 2; 20 is cut to 4 × 2 = 8, which leaves 28 - 8 = 20 for the four others. */
static void test_trimmed(kp_arena *arena, void *data) {
    (void)data;
    const int32_t categories[] = {0, 0, 0, 0, 0, 1, 1, 1, 1};
    const double weights[] = {1, 1, 1, 1, 10, 1, 1, 1, 1};
    kp_margin margin = {"甲", categories, 2, (double[]){28, 8}};
    kp_calibration_report report;
    kp_design *design =
        kp_design_calibrate(arena, plain(arena, 9, weights), &(kp_calibration){.margins = &margin, .count = 1, .trim_ratio = 4}, &report);
    expect_weights(design, 5, 5, 5, 5, 8, 2, 2, 2, 2);
    assert_true(report.converged && report.trimmed == 1 && report.rounds == 2);
    expect_near(report.least_factor, 0.8, 1e-12);
    expect_near(report.largest_factor, 5, 1e-12);
    kp_design_calibrate(arena, plain(arena, 9, weights), &(kp_calibration){.margins = &margin, .count = 1, .trim_ratio = 20}, &report);
    assert_true(report.converged && report.trimmed == 0);
}

/* Nine rows of weight 10 and one of 50, cut to 3 × 10: nobody is left in its category to stand for the other 20. The report says so: 20/50. */
static void test_trimmed_too_far(kp_arena *arena, void *data) {
    (void)data;
    const int32_t categories[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    kp_margin margin = {"甲", categories, 2, (double[]){90, 50}};
    kp_calibration_report report;
    kp_design *design =
        kp_design_calibrate(arena, plain(arena, 10, NULL), &(kp_calibration){.margins = &margin, .count = 1, .trim_ratio = 3}, &report);
    expect_weights(design, 10, 10, 10, 10, 10, 10, 10, 10, 10, 30);
    assert_true(!report.converged && report.trimmed == 1 && report.worst_category == 1);
    expect_near(report.largest_miss, 0.4, 1e-12);
}

/* Whatever the weights, trimming ends, and none is left beyond the bounds of the first raking. */
static void test_trimming_ends(kp_arena *arena, void *data) {
    (void)data;
    enum { ROWS = 200 };
    int32_t rows[ROWS], columns[ROWS];
    double weights[ROWS];
    uint64_t seed = 7;
    for (int i = 0; i < ROWS; i++) {
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        rows[i] = (int32_t)(seed >> 33) % 4, columns[i] = (int32_t)(seed >> 40) % 3;
        weights[i] = exp((double)(seed >> 44) / 200000);
    }
    kp_margin margins[] = {{"甲", rows, 4, (double[]){1000, 4000, 2000, 3000}}, {"乙", columns, 3, (double[]){5000, 1000, 4000}}};
    for (double ratio = 1.01; ratio < 20; ratio *= 1.5) {
        kp_calibration_report report;
        kp_calibration calibration = {.margins = margins, .count = 2, .trim_ratio = ratio, .most_rounds = 500};
        kp_design *design = kp_design_calibrate(arena, plain(arena, ROWS, weights), &calibration, &report);
        double least = INFINITY, largest = 0;
        for (int i = 0; i < ROWS; i++) {
            least = fmin(least, kp_design_weights(design)[i]);
            largest = fmax(largest, kp_design_weights(design)[i]);
        }
        assert_true(largest / least <= ratio * ratio * (1 + 1e-9));
        assert_true(report.trimmed > 0 && report.converged == (report.largest_miss <= 1e-10));
    }
}

/* postStratify(postStratify(d, ~stype, …), ~sch.wide, …) of R's survey: the residuals of one calibration after the other. */
static void test_twice(kp_arena *arena, void *data) {
    (void)data;
    api_sample s = api_read(arena, API_SAMPLE(api_clus1));
    kp_margin margins[] = {{"stype", s.types, 3, (double[]){4421, 755, 1018}}, {"sch.wide", s.targets, 2, (double[]){1072, 5122}}};
    kp_design *design = api_clus1_design(arena, &s);
    for (size_t i = 0; i < 2; i++)
        design = kp_design_calibrate(arena, design, &(kp_calibration){.margins = &margins[i], .count = 1}, NULL);
    kp_estimate mean = kp_estimate_mean(arena, design, s.api00, (kp_rows){0});
    expect_near(mean.value, 641.0866036327, 1e-12);
    expect_near(mean.se, 23.81317473533, 1e-12);
    expect_near(kp_estimate_total(arena, design, s.enroll, (kp_rows){0}).se, 400428.0272395, 1e-12);
    expect_near(kp_estimate_mean(arena, design, s.api00, api_type_rows(arena, &s, 2)).se, 30.32185791498, 1e-12);
}

/* What the margins tell has no error: how many schools of a type there are, each type being a margin's category. */
static void test_known_totals(kp_arena *arena, void *data) {
    (void)data;
    api_sample s = api_read(arena, API_SAMPLE(api_clus1));
    kp_margin margins[] = {{"stype", s.types, 3, (double[]){4421, 755, 1018}}, {"sch.wide", s.targets, 2, (double[]){1072, 5122}}};
    const kp_calibration_residuals kinds[] = {KP_RESIDUALS_ALIKE, KP_RESIDUALS_WEIGHTED};
    double *ones = KP_NEW_ARRAY(arena, double, s.rows);
    for (size_t i = 0; i < s.rows; i++)
        ones[i] = 1;
    for (size_t i = 0; i < 2; i++) {
        kp_calibration calibration = {.margins = margins, .count = 2, .residuals = kinds[i]};
        kp_design *design = kp_design_calibrate(arena, api_clus1_design(arena, &s), &calibration, NULL);
        kp_estimate schools = kp_estimate_total(arena, design, ones, api_type_rows(arena, &s, 1));
        expect_near(schools.value, 755, 1e-9);
        assert_true(schools.se < 1e-4); /* ten sweeps leave a little */
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("two margins of a small table are met as worked out by hand", test_by_hand),
        IN_ARENA("margins that cannot both hold are reported, with the worst of them", test_no_convergence),
        IN_ARENA("margins that do not fit the rows, or each other, are faults", test_faults),
        IN_ARENA("a weight that is too large is cut, and the others make up for it", test_trimmed),
        IN_ARENA("where nobody is left to make up for a cut the report says so", test_trimmed_too_far),
        IN_ARENA("trimming ends with all weights within the bounds", test_trimming_ends),
        IN_ARENA("a calibrated design can be calibrated again, as R does", test_twice),
        IN_ARENA("what the margins tell has no sampling error", test_known_totals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
