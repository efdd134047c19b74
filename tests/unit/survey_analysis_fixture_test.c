/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey_analysis_fixture_test.c - degrees, rates and their errors of random surveys of every design, beside what R's package survey makes of the same forms (tests/fixtures/survey). */
#include "survey_support.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_LINE = 1000 };

typedef struct survey_case {
    kp_arena *arena;
    evaluation e;
    char name[32];
    bool open;
    const kp_analysis *analysis;
    size_t figures, differ; /* compared */
} survey_case;

static void open_case(survey_case *c, char *words) {
    char unknown[16], weights[200] = "";
    int units = 0, used = 0;
    sscanf(words, "%31s %15s %d %n", c->name, unknown, &units, &used);
    kp_buffer text = {.arena = c->arena};
    kp_buffer_printf(
        &text,
        "indicators:\n  - {id: s, title: S, points: 100, method: satisfaction, options: {A: 100, B: 80, C: 60, D: 30, E: 0}, positive: [A, B, C], "
        "unknown: %s, questions: {",
        unknown);
    snprintf(weights, sizeof weights, "%s", words + used);
    int question = 0;
    for (char *rest = NULL, *weight = strtok_r(weights, " \n", &rest); weight; weight = strtok_r(NULL, " \n", &rest))
        kp_buffer_printf(&text, "q%d: %s, ", ++question, weight);
    kp_buffer_puts(&text, "}}\n");
    c->e = begin(c->arena, kp_buffer_text(&text), units);
    c->open = true;
    c->analysis = NULL;
}

static int32_t stratum_named(survey_case *c, const char *name) { return strcmp(name, "0") == 0 ? -1 : kp_evidence_stratum(c->e.evidence, name); }

static void add_size(survey_case *c, const char *words) {
    int unit;
    char stratum[16], size[32], clusters[32];
    assert_int_equal(sscanf(words, "%d %15s %31s %31s", &unit, stratum, size, clusters), 4);
    kp_stratum_size s = {.unit = unit - 1, .stratum = stratum_named(c, stratum), .size = typed(&c->e, size)};
    s.clusters = strcmp(clusters, "-") == 0 ? (kp_input){.value = KP_ZERO} : typed(&c->e, clusters);
    KP_PUSH(c->arena, &c->e.evidence->stratum_sizes, s);
}

static void add_form(survey_case *c, const char *words) {
    int unit;
    char stratum[16], cluster[16], weight[32], letters[64];
    assert_int_equal(sscanf(words, "%d %15s %15s %31s %63s", &unit, stratum, cluster, weight, letters), 5);
    kp_answers *answers = kp_answers_of(c->e.evidence);
    kp_form form = {.unit = unit - 1, .stratum = stratum_named(c, stratum), .cluster = -1, .channel = -1, .interviewer = -1};
    form.weight = number(&c->e, weight);
    form.origin = (kp_origin){(uint32_t)answers->form_count + 2, 1, 0};
    if (strcmp(cluster, "0") != 0)
        form.cluster = kp_answers_name(c->arena, &answers->clusters, kp_format(c->arena, "%d/%s", unit, cluster));
    answers->weighted = answers->weighted || strcmp(weight, "1") != 0;
    uint8_t codes[64];
    assert_int_equal(strlen(letters), answers->item_count);
    for (size_t i = 0; letters[i]; i++)
        codes[i] = code_of(letters[i]);
    kp_answers_add(c->e.evidence, &form, codes, NULL);
}

static void expect_near(survey_case *c, const char *what, int unit, int question, double found, double expected) {
    if (isnan(expected) ? !isnan(found) : !(fabs(found - expected) <= 2e-9 * fmax(1, fabs(expected))))
        if (c->differ++ < 40)
            print_error("survey %s, unit %d, question %d: %s is %.12g, R has %.12g\n", c->name, unit, question, what, found, expected);
}

static void expect_figure(survey_case *c, const char *words) {
    int unit, question;
    double degree, se, rate, rate_se, df;
    char deff[32];
    assert_int_equal(sscanf(words, "%d %d %lf %lf %lf %lf %lf %31s", &unit, &question, &degree, &se, &rate, &rate_se, &df, deff), 8);
    if (!c->analysis) {
        kp_evidence_finish(c->e.evidence, c->e.problems);
        c->analysis = kp_survey_analyse(c->arena, c->e.evidence, NULL, NULL);
        assert_non_null(c->analysis);
    }
    const kp_survey_figure *f = kp_analysis_figure(c->analysis, 0, unit - 1, question - 1);
    assert_true(f->known);
    assert_int_equal(f->unit, unit - 1);
    assert_int_equal(f->question, question - 1);
    assert_false(f->bound);
    expect_near(c, "the degree", unit, question, kp_num_to_double(f->degree), degree);
    expect_near(c, "the rate", unit, question, kp_num_to_double(f->rate), rate);
    expect_near(c, "its error", unit, question, f->degree_error.se, se);
    expect_near(c, "the rate's error", unit, question, f->rate_error.se, rate_se);
    expect_near(c, "df", unit, question, f->degree_error.df, df);
    if (strcmp(deff, "-") != 0)
        expect_near(c, "the design effect", unit, question, f->degree_error.deff, strtod(deff, NULL));
    c->figures++;
}

static void check_fixture(kp_arena *arena, void *data) {
    (void)data;
    FILE *file = fopen(KP_TESTS_DIR "/fixtures/survey/analysis.txt", "r");
    assert_non_null(file);
    survey_case c = {.arena = arena};
    for (char line[MOST_LINE]; fgets(line, sizeof line, file);) {
        char *words = strchr(line, ' ');
        if (strncmp(line, "survey ", 7) == 0)
            open_case(&c, words);
        else if (strncmp(line, "size ", 5) == 0)
            add_size(&c, words);
        else if (strncmp(line, "form ", 5) == 0)
            add_form(&c, words);
        else if (strncmp(line, "figure ", 7) == 0)
            expect_figure(&c, words);
    }
    fclose(file);
    assert_int_equal(c.differ, 0);
    assert_true(c.figures > 400);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("figures and errors of random surveys are those of R's survey", check_fixture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
