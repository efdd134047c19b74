/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * survey_bench.c - how long a survey takes after it was read: survey_bench [forms] [questions] [units] [times] [plain|strata|clusters|weights|calibrated]; by default 200,000 forms × 20 questions in 100 communities.
 *
 * CPU time. Told apart: tallying and checking (kp_evidence_finish), with calibrated weights the calibration too, scoring, and all errors, intervals and ranges of ranks. `survey_bench csv FILE` writes the same answers for survey_bench.R.
 */
#include "large_evaluation.h"

#include "kaoping/analysis.h"
#include "kaoping/weigh.h"

#include <stdlib.h>

static double cpu_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

typedef struct sizes {
    int forms, questions, units, times;
    const char *design, *csv;
    bool ok;
} sizes;

static kp_scheme *survey_scheme(kp_arena *arena, int questions, kp_problems *problems) {
    kp_buffer text = {.arena = arena};
    kp_buffer_puts(
        &text,
        "id: large\ntitle: 大调查 | Large survey\nsubject: 社区 | Community\nfamily: other\nrank_within: all\nindicators:\n"
        "  - {id: s, title: 满意度 | Satisfaction, points: 100, method: satisfaction, options: {很满意 | Very: 100, 满意 | Satisfied: 80, 一般 | "
        "Fair: 60, 不满意 | Not: 30, 很不满意 | Not at all: 0}, positive: [很满意, 满意, 一般], min_valid: 30, questions: {");
    for (int i = 0; i < questions; i++)
        kp_buffer_printf(&text, "%s问题%d | Question %d: %d", i ? ", " : "", i + 1, i + 1, 1 + i % 3);
    kp_buffer_puts(&text, "}}\n");
    kp_records records = {0};
    kp_yaml_read(arena, "survey.yaml", kp_buffer_text(&text), text.length, &records, problems);
    kp_scheme *scheme = kp_scheme_build(arena, &records, problems);
    for (size_t i = 0; i < problems->count && !scheme; i++)
        fprintf(stderr, "%s\n", kp_problem_line(arena, &problems->items[i], KP_EN));
    return scheme;
}

static unsigned next_chance(unsigned *chance) {
    *chance = *chance * 1664525u + 1013904223u;
    return *chance >> 8;
}

/* People differ: the answers of one form go with its mood, so that questions hang together. */
static uint8_t answer(unsigned *chance, unsigned mood) {
    unsigned draw = next_chance(chance) % 100;
    if (draw < 4)
        return KP_ANSWER_UNKNOWN;
    if (draw < 7)
        return KP_ANSWER_MISSING;
    unsigned level = (mood + next_chance(chance) % 100) / 2;
    return level < 35 ? 0 : level < 60 ? 1 : level < 75 ? 2 : level < 88 ? 3 : 4;
}

/* Five ages and two kinds of tenure. */
static void know_population(kp_arena *arena, kp_evidence *evidence) {
    static const int64_t counts[2][5] = {{30000, 90000, 120000, 80000, 40000}, {250000, 110000}};
    for (int v = 0; v < 2; v++) {
        int32_t variable = kp_answers_variable(evidence, v ? "产权" : "年龄");
        for (int c = 0; c < (v ? 2 : 5); c++) {
            kp_name_list *names = &evidence->answers->variables.items[variable].categories;
            kp_population_count count = {variable, kp_answers_name(arena, names, kp_format(arena, "第%d类", c)), kp_num_int(counts[v][c]), {0}};
            KP_PUSH(arena, &evidence->answers->population, count);
        }
    }
}

static kp_evidence *survey_evidence(kp_arena *arena, const kp_scheme *scheme, const sizes *s) {
    kp_evidence *evidence = kp_evidence_new(arena, scheme);
    evidence->period = (kp_period){KP_PERIOD_QUARTER, 2026, 3};
    for (int i = 0; i < s->units; i++)
        kp_evidence_add_unit(evidence, kp_format(arena, "SQ-%05d", i), kp_format(arena, "第%d社区", i), NULL, (kp_origin){0});
    kp_answers *answers = kp_answers_of(evidence);
    bool strata = strcmp(s->design, "strata") == 0, clusters = strcmp(s->design, "clusters") == 0, weights = strcmp(s->design, "weights") == 0;
    for (int h = 0; h < 4 && strata; h++) {
        int32_t stratum = kp_evidence_stratum(evidence, kp_format(arena, "%d号片区", h + 1));
        for (int32_t unit = 0; unit < s->units; unit++) {
            kp_stratum_size size = {.unit = unit, .stratum = stratum, .size = {.value = kp_num_int(3000 + 100 * h + unit), .state = KP_INPUT_GIVEN}};
            KP_PUSH(arena, &evidence->stratum_sizes, size);
        }
    }
    answers->weighted = weights;
    bool calibrated = strcmp(s->design, "calibrated") == 0;
    if (calibrated)
        know_population(arena, evidence);
    unsigned chance = 1;
    uint8_t *codes = KP_NEW_ARRAY(arena, uint8_t, (size_t)s->questions);
    for (int i = 0; i < s->forms; i++) {
        int32_t unit = (int32_t)((int64_t)i * s->units / s->forms);
        kp_form form = {.unit = unit, .stratum = strata ? i % 4 : -1, .cluster = -1, .channel = -1, .interviewer = -1, .weight = KP_ONE};
        form.origin = (kp_origin){(uint32_t)i + 2, 1, 0};
        if (clusters)
            form.cluster = kp_answers_name(arena, &answers->clusters, kp_format(arena, "%d-%d", unit, i % 40));
        if (weights)
            form.weight = kp_num_ratio(arena, 50 + (int64_t)(next_chance(&chance) % 100), 100);
        unsigned mood = next_chance(&chance) % 100;
        for (int q = 0; q < s->questions; q++)
            codes[q] = answer(&chance, mood);
        const int32_t categories[] = {(int32_t)(mood / 20), (int32_t)(next_chance(&chance) % 2)};
        kp_answers_add(evidence, &form, codes, calibrated ? categories : NULL);
    }
    return evidence;
}

static void write_csv(const sizes *s, const kp_evidence *evidence) {
    FILE *file = fopen(s->csv, "w");
    if (!file)
        return;
    const kp_answers *answers = evidence->answers;
    for (size_t i = 0; i < answers->form_count; i++) {
        fprintf(file, "%d", answers->forms[i].unit);
        for (size_t q = 0; q < answers->item_count; q++)
            fprintf(file, ",%d", answers->codes[i * answers->item_count + q]);
        fputc('\n', file);
    }
    fclose(file);
}

static void measure(kp_arena *arena, void *data) {
    sizes *s = data;
    kp_problems *problems = kp_problems_new(arena);
    const kp_scheme *scheme = survey_scheme(arena, s->questions, problems);
    s->ok = scheme != NULL;
    for (int i = 0; s->ok && i < s->times; i++) {
        kp_evidence *evidence = survey_evidence(arena, scheme, s);
        if (s->csv) {
            write_csv(s, evidence);
            return;
        }
        double start = cpu_seconds();
        kp_survey_weigh(arena, evidence); /* nothing to do where nothing is known of the population */
        kp_evidence_finish(evidence, problems);
        double tallied = cpu_seconds();
        const kp_scorecard *card = kp_score(arena, scheme, evidence, NULL, problems);
        double scored = cpu_seconds();
        const kp_analysis *analysis = kp_survey_analyse(arena, evidence, card, NULL);
        double analysed = cpu_seconds();
        const kp_survey_figure *all = kp_analysis_figure(analysis, 0, -1, -1);
        printf("%d forms of %d questions in %d units, %s: tally %.3f s, score %.3f s, errors %.3f s, together %.3f s (degree %.3f, error %.4f)\n",
               s->forms, s->questions, s->units, s->design, tallied - start, scored - tallied, analysed - scored, analysed - start,
               all->degree_error.value, all->degree_error.se);
    }
    s->ok = s->ok && problems->errors == 0;
}

int main(int count, char **arguments) {
    sizes s = {200000, 20, 100, 3, "plain", NULL, false};
    if (count > 2 && strcmp(arguments[1], "csv") == 0) {
        s.csv = arguments[2];
    } else {
        s.forms = count > 1 ? atoi(arguments[1]) : s.forms;
        s.questions = count > 2 ? atoi(arguments[2]) : s.questions;
        s.units = count > 3 ? atoi(arguments[3]) : s.units;
        s.times = count > 4 ? atoi(arguments[4]) : s.times;
        s.design = count > 5 ? arguments[5] : s.design;
    }
    kp_arena *arena = kp_arena_new(NULL);
    kp_status status = arena ? kp_arena_run(arena, measure, &s) : KP_NO_MEMORY;
    kp_arena_free(arena);
    return status == KP_OK && s.ok ? 0 : 1;
}
