/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scoring_support.h - for tests of scoring: a small evaluation made in a few lines.
 *
 *     evaluation e = begin(arena, "indicators: [...]", 3);          // units u1, u2, u3
 *     mark(&e, 0, "a", 0, "12.5");                                   // unit, leaf, slot, as typed; "—" not applicable
 *     finish(&e);                                                    // checked and scored: e.card
 */
#ifndef KAOPING_TESTS_SCORING_SUPPORT_H
#define KAOPING_TESTS_SCORING_SUPPORT_H

#include "scheme_support.h"

#include "kaoping/score.h"

typedef struct evaluation {
    kp_arena *arena;
    kp_scheme *scheme;
    kp_evidence *evidence;
    kp_problems *problems;
    kp_history *history;
    kp_scorecard *card;
} evaluation;

/* The scheme is "id: t, title: T" and what `text` says besides. */
static inline evaluation begin(kp_arena *arena, const char *text, int units) {
    evaluation e = {.arena = arena, .scheme = sound_yaml(arena, kp_format(arena, "id: t\ntitle: T\n%s", text)), .problems = kp_problems_new(arena)};
    e.evidence = kp_evidence_new(arena, e.scheme);
    e.evidence->period = (kp_period){KP_PERIOD_QUARTER, 2026, 3};
    for (int i = 1; i <= units; i++)
        kp_evidence_add_unit(e.evidence, kp_format(arena, "u%d", i), kp_format(arena, "社区%d", i), NULL, (kp_origin){(uint32_t)i + 2, 1, 0});
    kp_evidence_source(e.evidence, "entry.xlsx", "考评对象");
    return e;
}

static inline int32_t node(const evaluation *e, const char *id) {
    int32_t index = id ? kp_scheme_find_indicator(e->scheme, id) : 0;
    if (index < 0)
        fail_msg("no indicator %s", id);
    return index;
}

static inline kp_num number(const evaluation *e, const char *text) {
    kp_num value;
    if (!kp_num_parse(e->arena, text, &value))
        fail_msg("no number: %s", text);
    return value;
}

/* An input as typed: a number, "—", "?" (doubtful) or "" (missing, its cell known). */
static inline kp_input typed(const evaluation *e, const char *text) {
    kp_input input = {.value = KP_ZERO, .origin = {7, 4, 0}};
    if (strcmp(text, "—") == 0)
        input.state = KP_INPUT_NOT_APPLICABLE;
    else if (strcmp(text, "?") == 0)
        input.state = KP_INPUT_DOUBTFUL;
    else if (*text) {
        input.state = KP_INPUT_GIVEN;
        input.value = number(e, text);
    }
    return input;
}

static inline void mark(evaluation *e, int unit, const char *leaf, size_t slot, const char *text) {
    *kp_evidence_input(e->evidence, unit, node(e, leaf), slot) = typed(e, text);
}

/* All slots of a leaf, separated by blanks. */
static inline void marks(evaluation *e, int unit, const char *leaf, const char *texts) {
    char *rest = NULL, *copy = kp_strdup(e->arena, texts);
    size_t slot = 0;
    for (char *text = strtok_r(copy, " ", &rest); text; text = strtok_r(NULL, " ", &rest))
        mark(e, unit, leaf, slot++, text);
}

static inline void panel(evaluation *e, int unit, const char *leaf, const char *evaluator, int role, const char *text) {
    kp_panel_mark entry = {unit, node(e, leaf), kp_evidence_evaluator(e->evidence, evaluator), role, typed(e, text)};
    KP_PUSH(e->arena, &e->evidence->panel, entry);
}

/* `points` NULL: not typed. `event` -1: a finding. */
static inline kp_finding *finding(evaluation *e, int unit, const char *leaf, int event, const char *count, const char *points) {
    kp_finding entry = {.unit = unit,
                        .indicator = node(e, leaf),
                        .event = event,
                        .count = number(e, count),
                        .date = "",
                        .location = "",
                        .text = "",
                        .inspector = "",
                        .origin = {9, 2, 0}};
    entry.points = (kp_optional){points != NULL, points ? number(e, points) : KP_ZERO};
    KP_PUSH(e->arena, &e->evidence->findings, entry);
    return &e->evidence->findings.items[e->evidence->findings.count - 1];
}

static inline void gap(evaluation *e, int unit, const char *id) {
    kp_gap entry = {unit, node(e, id), "没有", {5, 1, 0}};
    KP_PUSH(e->arena, &e->evidence->gaps, entry);
}

static inline void veto(evaluation *e, int unit, int which) {
    kp_veto_event entry = {unit, which, "2026-08-03", "消防通道堵塞", {6, 1, 0}};
    KP_PUSH(e->arena, &e->evidence->vetoes, entry);
}

/* "150 29 3 5", then unknown, issued, returned, invalid ("" or NULL: empty). */
static inline kp_survey_row *survey(evaluation *e, int unit, const char *leaf, int question, const char *counts, const char *unknown,
                                    const char *issued, const char *returned, const char *invalid) {
    const kp_indicator *of = &e->scheme->indicators[node(e, leaf)];
    kp_survey_row row = kp_survey_row_new(e->arena, of, unit, node(e, leaf), question, -1);
    row.origin = (kp_origin){8, 1, 0};
    char *rest = NULL, *copy = kp_strdup(e->arena, counts);
    for (size_t i = 0; i < of->options.count; i++) {
        char *text = strtok_r(i ? NULL : copy, " ", &rest);
        row.options[i] = typed(e, text ? text : "");
    }
    row.unknown = typed(e, unknown ? unknown : "");
    row.issued = typed(e, issued ? issued : "");
    row.returned = typed(e, returned ? returned : "");
    row.invalid = typed(e, invalid ? invalid : "");
    KP_PUSH(e->arena, &e->evidence->survey, row);
    return &e->evidence->survey.items[e->evidence->survey.count - 1];
}

/* Finishes and scores; every problem stays in e->problems. */
static inline void finish(evaluation *e) {
    kp_evidence_finish(e->evidence, e->problems);
    if (e->history)
        kp_history_prepare(e->history, e->evidence, e->problems);
    e->card = kp_score(e->arena, e->scheme, e->evidence, e->history, e->problems);
}

static inline void print_problems(const evaluation *e) {
    for (size_t i = 0; i < e->problems->count; i++)
        print_error("%s\n", kp_problem_line(e->arena, &e->problems->items[i], KP_EN));
}

static inline int state_of(const evaluation *e, int unit, const char *id) { return kp_scorecard_mark(e->card, unit, node(e, id))->state; }

/* The exact value of a mark, as kp_num_exact() has it. */
static inline void expect_mark(const evaluation *e, int unit, const char *id, const char *exact) {
    const kp_mark *made = kp_scorecard_mark(e->card, unit, node(e, id));
    if (made->state != KP_MARK_SCORED) {
        print_problems(e);
        fail_msg("%s of unit %d has no mark (state %d)", id ? id : "the total", unit, made->state);
    }
    if (!kp_num_equal(made->value, number(e, exact)))
        fail_msg("%s of unit %d is %s, not %s", id ? id : "the total", unit, kp_num_exact(e->arena, made->value), exact);
}

static inline void expect_problem(const evaluation *e, kp_problem_code code, size_t times) {
    size_t found = count_code(e->problems, code);
    if (found != times) {
        print_problems(e);
        fail_msg("%s stands there %zu times, not %zu", kp_problem_code_text(code), found, times);
    }
}

static inline void expect_no_errors(const evaluation *e) {
    if (e->problems->errors)
        print_problems(e);
    assert_int_equal(e->problems->errors, 0);
}

#endif
