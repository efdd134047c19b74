/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * survey_api_test.c - the samples of Californian schools of the R package survey 4.1-1 (data(api)), each expression beside its result; many of them stand in its vignette "Estimates in
 * subpopulations", in T. Lumley, Complex Surveys (2010), and in J. Stat. Software 9 (2004) 8. Twelve digits are R's options(digits = 12); where fewer stand, fewer are published.
 */
#include "api_designs.h"
#include "near.h"

#include "kaoping/interval.h"

#define ALL                                                                                                                                          \
    (kp_rows) { 0 }
#define DIGITS12 2e-12

static void expect_estimate_at(kp_estimate found, double value, double se, double within, const char *file, int line) {
    expect_near_at(found.value, value, within, "value", file, line);
    expect_near_at(found.se, se, within, "standard error", file, line);
}
#define expect_estimate(found, value, se, within) expect_estimate_at((found), (value), (se), (within), __FILE__, __LINE__)

static void test_simple_random(kp_arena *arena, void *data) {
    (void)data;
    api_sample s = api_read(arena, API_SAMPLE(api_srs));
    kp_design *design = api_srs_design(arena, &s);
    kp_estimate mean = kp_estimate_mean(arena, design, s.api00, ALL); /* svymean(~api00, d) */
    expect_estimate(mean, 656.585, 9.24972203928, DIGITS12);
    assert_int_equal(mean.n, 200);
    expect_near(mean.df, 199, 0);
    expect_near(mean.deff, 1, 1e-9);
    expect_estimate(kp_estimate_total(arena, design, s.enroll, ALL), 3621074.34, 169519.654344, DIGITS12); /* svytotal(~enroll, d) */
}

static void test_stratified(kp_arena *arena, void *data) {
    (void)data;
    api_sample s = api_read(arena, API_SAMPLE(api_strat));
    kp_design *design = api_strat_design(arena, &s);
    kp_estimate mean = kp_estimate_mean(arena, design, s.api00, ALL); /* svymean(~api00, d, deff = TRUE) */
    expect_estimate(mean, 662.287363159, 9.40894080278, DIGITS12);
    expect_near(mean.deff, 1.20446, 5e-6);
    expect_near(mean.df, 197, 0);
    expect_estimate(kp_estimate_total(arena, design, s.enroll, ALL), 3687177.53244, 114641.716101, DIGITS12);
    expect_estimate(kp_estimate_ratio(arena, design, s.tested, s.enroll, ALL), 0.836956886941, 0.00775710316664,
                    DIGITS12); /* svyratio(~api.stu, ~enroll, d) */
}

/* svyby(~api00, ~stype, d, svymean): here the domains are strata. */
static void test_domains(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        double mean, se;
        size_t n;
    } by_type[] = {{674.43, 12.3824797939, 100}, {625.82, 14.9371291854, 50}, {636.60, 16.2147073082, 50}};
    api_sample s = api_read(arena, API_SAMPLE(api_strat));
    kp_design *design = api_strat_design(arena, &s);
    for (int32_t type = 0; type < 3; type++) {
        kp_estimate mean = kp_estimate_mean(arena, design, s.api00, api_type_rows(arena, &s, type));
        expect_estimate(mean, by_type[type].mean, by_type[type].se, DIGITS12);
        assert_int_equal(mean.n, by_type[type].n);
        expect_near(mean.df, (double)by_type[type].n - 1, 0);
    }
}

static void test_clusters(kp_arena *arena, void *data) {
    (void)data;
    api_sample s = api_read(arena, API_SAMPLE(api_clus1));
    kp_design *design = api_clus1_design(arena, &s);
    kp_estimate mean = kp_estimate_mean(arena, design, s.api00, ALL);
    expect_estimate(mean, 644.169398907, 23.5422406938, DIGITS12);
    expect_near(mean.df, 14, 0); /* 15 districts */
}

/* postStratify(d, ~stype, data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018))) */
static void test_post_stratified(kp_arena *arena, void *data) {
    (void)data;
    api_sample s = api_read(arena, API_SAMPLE(api_clus1));
    kp_margin type = {.name = "stype", .categories = s.types, .count = 3, .totals = (double[]){4421, 755, 1018}};
    kp_calibration_report report;
    kp_design *design = kp_design_calibrate(arena, api_clus1_design(arena, &s), &(kp_calibration){.margins = &type, .count = 1}, &report);
    assert_true(report.converged);
    assert_int_equal(report.rounds, 1);
    expect_estimate(kp_estimate_mean(arena, design, s.api00, ALL), 642.3107882, 23.92049, 2e-7);
}

/*
 * rake(d, list(~stype, ~sch.wide), list(as above, data.frame(sch.wide = c("No", "Yes"), Freq = c(1072, 5122)))) is published as 641.2302469, 23.70364. R stops there once no cell of the
 * table changes by 1 or more; here the margins hold to 1e-10. R with control = list(maxit = 500, epsilon = 1e-13) gives 641.230320927 and 23.7036168879, which are ours; the published figures
 * are 1.2e-7 and 1e-6 away.
 */
static void test_raked(kp_arena *arena, void *data) {
    (void)data;
    api_sample s = api_read(arena, API_SAMPLE(api_clus1));
    kp_margin margins[] = {{.name = "stype", .categories = s.types, .count = 3, .totals = (double[]){4421, 755, 1018}},
                           {.name = "sch.wide", .categories = s.targets, .count = 2, .totals = (double[]){1072, 5122}}};
    kp_calibration_report report;
    kp_design *before = api_clus1_design(arena, &s);
    kp_design *design = kp_design_calibrate(arena, before, &(kp_calibration){.margins = margins, .count = 2}, &report);
    assert_true(report.converged);
    kp_estimate mean = kp_estimate_mean(arena, design, s.api00, ALL);
    expect_estimate(mean, 641.230320927, 23.7036168879, 1e-11);
    expect_estimate(mean, 641.2302469, 23.70364, 1.5e-6);
    /* svytotal(~enroll, r): 400603.256862 is the standard error; of the weights before calibration, which are all equal, both kinds of residuals are the same */
    expect_near(kp_estimate_total(arena, design, s.enroll, ALL).se, 400603.256862, 1e-10);
    design = kp_design_calibrate(arena, before, &(kp_calibration){.margins = margins, .count = 2, .residuals = KP_RESIDUALS_WEIGHTED}, &report);
    expect_near(kp_estimate_mean(arena, design, s.api00, ALL).se, 23.7036168879, 1e-9);
}

/* svyciprop(~I(sch.wide == "Yes"), d) of the stratified sample, method = "logit". R finds its share by a logistic regression that stops within 1e-8; svymean() gives 0.827948011416. */
static void test_share(kp_arena *arena, void *data) {
    (void)data;
    api_sample s = api_read(arena, API_SAMPLE(api_strat));
    kp_estimate share = kp_estimate_mean(arena, api_strat_design(arena, &s), s.target, ALL);
    kp_interval logit = kp_interval_logit(&share, 95);
    expect_near(share.value, 0.827948011416, DIGITS12);
    expect_near(share.value, 0.827948011002, 1e-9);
    expect_near(logit.lower, 0.774539654352, 1e-9);
    expect_near(logit.upper, 0.870814854545, 1e-9);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a simple random sample gives R's mean and total", test_simple_random),
        IN_ARENA("a stratified sample with finite strata gives R's mean, total, ratio and design effect", test_stratified),
        IN_ARENA("domains give R's means", test_domains),
        IN_ARENA("whole districts give R's mean with 14 degrees of freedom", test_clusters),
        IN_ARENA("post-stratified districts give R's mean", test_post_stratified),
        IN_ARENA("raked districts give the mean of R's rake, converged", test_raked),
        IN_ARENA("the logit interval of a share is R's svyciprop", test_share),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
