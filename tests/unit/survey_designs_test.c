/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * survey_designs_test.c - sixty samples drawn at random under designs of many kinds (strata, clusters, finite and infinite populations, lonely strata, missing values, weights of 0,
 * post-strata, raking), each estimate beside what R's survey makes of it: tests/fixtures/survey/designs.txt, by tests/fixtures/make/survey_designs.R, which tells the form of the file.
 */
#include "in_arena.h"
#include "near.h"

#include "kaoping/calibrate.h"
#include "kaoping/estimate.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#define AGREE    1e-9
#define MOST     128 /* rows of a design */
#define DESIGNS  60
#define MOST_CUT 8 /* strata, categories */

typedef struct sample {
    int number;
    size_t rows, strata, clusters, nested;
    char lonely[16], how[16];
    size_t met; /* rows read */
    double population[MOST_CUT];
    bool has_population;
    int32_t stratum[MOST], cluster[MOST], domain[MOST], margin[2][MOST];
    double weight[MOST], y[MOST], x[MOST];
    double totals[2][MOST_CUT];
    size_t counts[2], margins;
    kp_design *design;
} sample;

static kp_lonely lonely_rule(const char *word) {
    return strcmp(word, "adjust") == 0 ? KP_LONELY_ADJUST : strcmp(word, "remove") == 0 ? KP_LONELY_REMOVE : KP_LONELY_AVERAGE;
}

static size_t read_numbers(const char *text, double out[], size_t most) {
    size_t count = 0;
    for (char *end; count < most; text = end, count++) {
        out[count] = strtod(text, &end);
        if (end == text)
            break;
    }
    return count;
}

static void read_row(sample *s, const char *text) {
    double v[8];
    assert_true(s->met < MOST);
    assert_int_equal(read_numbers(text, v, 8), 8);
    size_t row = s->met++;
    s->stratum[row] = (int32_t)v[0], s->cluster[row] = (int32_t)v[1], s->weight[row] = v[2], s->y[row] = v[3], s->x[row] = v[4];
    s->domain[row] = (int32_t)v[5], s->margin[0][row] = (int32_t)v[6], s->margin[1][row] = (int32_t)v[7];
}

static void make_design(kp_arena *arena, sample *s) {
    assert_int_equal(s->met, s->rows);
    kp_design_plan plan = {.rows = s->rows,
                           .weights = s->weight,
                           .strata = s->stratum,
                           .stratum_count = s->strata,
                           .nested = s->nested != 0,
                           .clusters = s->clusters ? s->cluster : NULL,
                           .population = s->has_population ? s->population : NULL,
                           .lonely = lonely_rule(s->lonely)};
    kp_design_fault fault;
    size_t where;
    s->design = kp_design_new(arena, &plan, &fault, &where);
    assert_non_null(s->design);
    if (!s->margins)
        return;
    kp_margin margins[2];
    for (size_t m = 0; m < s->margins; m++)
        margins[m] = (kp_margin){.name = "", .categories = s->margin[m], .count = s->counts[m], .totals = s->totals[m]};
    kp_calibration calibration = {.margins = margins, .count = s->margins, .most_rounds = 5000, .tolerance = 1e-13};
    if (strcmp(s->how, "weighted") == 0)
        calibration.residuals = KP_RESIDUALS_WEIGHTED;
    kp_calibration_report report;
    s->design = kp_design_calibrate(arena, s->design, &calibration, &report);
    assert_true(s->design && report.converged);
}

static kp_rows rows_of(kp_arena *arena, const sample *s, int32_t domain) {
    if (!domain)
        return (kp_rows){0};
    uint32_t *items = KP_NEW_ARRAY(arena, uint32_t, s->rows);
    size_t count = 0;
    for (size_t row = 0; row < s->rows; row++)
        if (s->domain[row] == domain)
            items[count++] = (uint32_t)row;
    return (kp_rows){items, count};
}

static kp_estimate estimate_of(kp_arena *arena, const sample *s, const char *what, int32_t domain) {
    kp_rows rows = rows_of(arena, s, domain);
    if (strcmp(what, "mean") == 0)
        return kp_estimate_mean(arena, s->design, s->y, rows);
    if (strcmp(what, "total") == 0)
        return kp_estimate_total(arena, s->design, s->y, rows);
    if (strcmp(what, "ratio") == 0)
        return kp_estimate_ratio(arena, s->design, s->y, s->x, rows);
    return kp_estimate_difference(arena, s->design, s->y, rows, rows_of(arena, s, domain + 1));
}

static bool is_near(double found, double expected) {
    return isnan(expected) ? isnan(found) : fabs(found - expected) <= AGREE * fmax(fabs(expected), 1e-3);
}

/* Returns how many of the figures are not R's. */
static int compare(kp_arena *arena, const sample *s, const char *what, const char *rest) {
    double v[6];
    assert_int_equal(read_numbers(rest, v, 6), 6);
    kp_estimate found = estimate_of(arena, s, what, (int32_t)v[0]);
    if (is_near(found.value, v[1]) && is_near(found.se, v[2]) && is_near(found.df, v[3]) && is_near(found.deff, v[4]) && (double)found.n == v[5])
        return 0;
    print_error("design %d (%s, lonely %s), %s of domain %g:\n  R   %.15g %.15g %g %.15g %g\n  has %.15g %.15g %g %.15g %zu\n", s->number, s->how,
                s->lonely, what, v[0], v[1], v[2], v[3], v[4], v[5], found.value, found.se, found.df, found.deff, found.n);
    return 1;
}

static void test_designs(kp_arena *arena, void *data) {
    (void)data;
    FILE *file = fopen(KP_TESTS_DIR "/fixtures/survey/designs.txt", "r");
    assert_non_null(file);
    static sample s;
    char line[512], what[16];
    int designs = 0, compared = 0, failed = 0, length;
    while (fgets(line, sizeof line, file)) {
        if (sscanf(line, "%15s%n", what, &length) != 1)
            continue;
        const char *rest = line + length;
        if (strcmp(what, "design") == 0) {
            s = (sample){0};
            assert_int_equal(sscanf(rest, "%d rows %zu strata %zu clusters %zu nested %zu lonely %15s %15s", &s.number, &s.rows, &s.strata,
                                    &s.clusters, &s.nested, s.lonely, s.how),
                             7);
            designs++;
        } else if (strcmp(what, "population") == 0) {
            s.has_population = read_numbers(rest, s.population, MOST_CUT) == s.strata;
            assert_true(s.has_population);
        } else if (strcmp(what, "row") == 0) {
            read_row(&s, rest);
        } else if (strcmp(what, "margin") == 0) {
            s.counts[s.margins] = read_numbers(rest, s.totals[s.margins], MOST_CUT);
            s.margins++;
        } else {
            if (!s.design)
                make_design(arena, &s);
            failed += compare(arena, &s, what, rest);
            compared++;
        }
    }
    fclose(file);
    assert_int_equal(designs, DESIGNS);
    assert_true(compared > 9 * DESIGNS);
    assert_int_equal(failed, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("sixty designs of many kinds give what R gives, to nine digits", test_designs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
