/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey_analysis_calibrated_test.c - errors of surveys with calibrated weights, beside a calibrated design of the same forms. */
#include "survey_support.h"

#include "kaoping/weigh.h"

enum { WEIGHED_FORMS = 240, WEIGHED_UNITS = 3, WEIGHED_STRATA = 2 };

/* The same forms as rows of a design (design.h, estimate.h), which are tested beside R's postStratify() and rake(). */
typedef struct weighed {
    evaluation e;
    int32_t strata[WEIGHED_FORMS], clusters[WEIGHED_FORMS], categories[2][WEIGHED_FORMS];
    double values[2][WEIGHED_FORMS], leaf[WEIGHED_FORMS];
    int margins;
    bool clustered;
} weighed;

static const int64_t population[2][3] = {{3000, 2200, 900}, {4100, 2000, 0}};

static void add_variable(kp_arena *arena, evaluation *e, int v) {
    int32_t variable = kp_answers_variable(e->evidence, v ? "产权" : "年龄");
    kp_answers *answers = kp_answers_of(e->evidence);
    for (int c = 0; c < 3 && population[v][c]; c++) {
        kp_population_count count = {.variable = variable, .count = kp_num_int(population[v][c])};
        count.category = kp_answers_name(arena, &answers->variables.items[variable].categories, kp_format(arena, "第%d类", c));
        KP_PUSH(arena, &answers->population, count);
    }
}

static void make_weighed(kp_arena *arena, weighed *w, int margins, bool clustered, bool gaps) {
    static const double worth[] = {100, 80, 60, 30, 0};
    w->margins = margins;
    w->clustered = clustered;
    w->e = one_question(arena, WEIGHED_UNITS, ", questions: {q1: 2, q2: 1}");
    kp_answers *answers = kp_answers_of(w->e.evidence);
    for (int v = 0; v < margins; v++)
        add_variable(arena, &w->e, v);
    uint32_t chance = 5;
    for (int i = 0; i < WEIGHED_FORMS; i++) {
        int drawn[8];
        for (int k = 0; k < 8; k++) {
            chance = chance * 1664525u + 1013904223u;
            drawn[k] = (int)(chance >> 16);
        }
        int unit = i % WEIGHED_UNITS, stratum = drawn[1] % WEIGHED_STRATA;
        int32_t categories[2] = {drawn[2] % 3, drawn[3] % 2};
        kp_form form = {.unit = unit, .cluster = -1, .channel = -1, .interviewer = -1, .weight = KP_ONE};
        form.stratum = kp_evidence_stratum(w->e.evidence, stratum ? "东" : "西");
        w->strata[i] = unit * WEIGHED_STRATA + stratum;
        w->clusters[i] = w->strata[i] * 100 + drawn[4] % 9;
        if (clustered)
            form.cluster = kp_answers_name(arena, &answers->clusters, kp_format(arena, "%d", w->clusters[i]));
        uint8_t codes[2];
        w->leaf[i] = 0;
        for (int q = 0; q < 2; q++) {
            int code = (drawn[5 + q] + categories[0]) % (gaps ? 6 : 5);
            codes[q] = (uint8_t)(code < 5 ? code : KP_ANSWER_MISSING);
            w->values[q][i] = code < 5 ? worth[code] : NAN;
            w->leaf[i] += (2 - q) * w->values[q][i] / 3;
        }
        for (int v = 0; v < 2; v++)
            w->categories[v][i] = categories[v];
        kp_answers_add(w->e.evidence, &form, codes, categories);
    }
    assert_true(kp_survey_weigh(arena, w->e.evidence)->done);
    finish(&w->e);
}

static void expect_calibrated(kp_arena *arena, int margins, bool clustered, bool gaps) {
    weighed w;
    double totals[2][3];
    for (int v = 0; v < 2; v++)
        for (int c = 0; c < 3; c++)
            totals[v][c] = (double)population[v][c];
    make_weighed(arena, &w, margins, clustered, gaps);
    kp_design_plan plan = {.rows = WEIGHED_FORMS, .strata = w.strata, .stratum_count = (size_t)WEIGHED_UNITS * WEIGHED_STRATA};
    plan.clusters = clustered ? w.clusters : NULL;
    kp_design_fault fault;
    size_t where;
    kp_margin known[2] = {{"a", w.categories[0], 3, totals[0]}, {"b", w.categories[1], 2, totals[1]}};
    kp_calibration_report report;
    kp_calibration calibration = {.margins = known, .count = (size_t)margins};
    const kp_design *design = kp_design_calibrate(arena, kp_design_new(arena, &plan, &fault, &where), &calibration, &report);
    assert_true(design && report.converged);
    const kp_analysis *a = analyse(&w.e, NULL);
    for (int32_t unit = -1; unit < WEIGHED_UNITS; unit++) {
        uint32_t items[WEIGHED_FORMS];
        kp_rows rows = {items, 0};
        for (uint32_t i = 0; i < WEIGHED_FORMS; i++)
            if (unit < 0 || (int32_t)i % WEIGHED_UNITS == unit)
                items[rows.count++] = i;
        for (int32_t q = gaps ? 0 : -1; q < 2; q++) {
            kp_estimate expected = kp_estimate_mean(arena, design, q < 0 ? w.leaf : w.values[q], rows);
            const kp_survey_figure *f = kp_analysis_figure(a, 0, unit, q);
            assert_true(fabs(f->degree_error.value - expected.value) < 1e-4);
            if (!(fabs(f->degree_error.se / expected.se - 1) < 2e-5))
                fail_msg("unit %d, question %d of %d margins: %.9g is not %.9g", unit, q, margins, f->degree_error.se, expected.se);
        }
        if (unit >= 0)
            expect_double(a->totals[unit].se, kp_analysis_figure(a, 0, unit, -1)->degree_error.se);
    }
}

static void check_calibrated(kp_arena *arena, void *data) {
    (void)data;
    for (int variant = 0; variant < 8; variant++)
        expect_calibrated(arena, 1 + variant % 2, variant & 2, variant & 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("calibrated weights give the errors of residuals, as a design of the same forms does", check_calibrated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
