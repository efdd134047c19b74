/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * explain.c - why a figure is what it is: rule, data with their cells, steps, result; for a total also rounding, grade, rank and lists. Made so that somebody with the
 * forms and a pencil comes to the same figure.
 */
#include "calc_private.h"
#include "explain_private.h"
#include "method_private.h"

#include <string.h>

/* A mark of the node asked for. */
static const char *printed_mark(const explanation *e, kp_num value) { return kp_mark_print(e->arena, e->scheme, e->node, value); }

/* The steps to it. */
static const char *steps_words(const explanation *e, const kp_expr *expr) {
    return kp_derivation_print(e->arena, expr, e->scheme, kp_step_decimals(e->scheme, e->node), e->lang);
}

/* "4124/43", of which the rest of the steps can be checked; where that is too long to be read, its decimals. */
static const char *exact_words(const explanation *e, kp_num value) {
    const char *exact = kp_num_exact(e->arena, value);
    return strlen(exact) <= 30 ? exact : kp_full_value_words(e->arena, value);
}

/* ---- what was held down ---- */

/* The mark of the unit as it was before it was held to what it is checked against. */
static kp_val value_before_check(explanation *e, int32_t node, kp_mark *mark) {
    mark_run run = kp_mark_run(e->arena, e->evidence, true, NULL);
    run.unit = e->unit;
    run.marks = e->card->marks + (size_t)e->unit * e->scheme->indicator_count;
    return kp_mark_before_check(&run, node, mark);
}

/* "自查 95 高出抽查 80 超过 10，按 80 计", both out of the full marks of the part */
static const char *held_words(explanation *e, int32_t node) {
    const kp_indicator *part = &e->scheme->indicators[node], *check = &e->scheme->indicators[part->check_against];
    const kp_mark *other = kp_scorecard_mark(e->card, e->unit, part->check_against);
    kp_mark mark;
    kp_num before = value_before_check(e, node, &mark).num;
    if (kp_num_sign(mark.reachable) <= 0 || kp_num_sign(other->reachable) <= 0)
        return "";
    const char *own = kp_explain_plain_words(e, kp_num_div(e->arena, kp_num_mul(e->arena, before, part->full), mark.reachable));
    const char *held = kp_explain_plain_words(e, kp_num_div(e->arena, kp_num_mul(e->arena, other->value, part->full), other->reachable));
    const char *over = kp_say_with(
        e->arena, KP_M_EXPLAIN_PART_OVER, e->lang, kp_verbatim(e->arena, kp_format(e->arena, "%s %s", kp_explain_text_of(e, part->title), own)),
        kp_verbatim(e->arena, kp_format(e->arena, e->lang == KP_EN ? "%s, %s" : "%s %s", kp_explain_text_of(e, check->title), held)),
        kp_num_exact(e->arena, part->tolerance));
    return kp_say_with(e->arena, KP_M_EXPLAIN_PART_HELD, e->lang, kp_verbatim(e->arena, over), held, NULL);
}

/* ---- the parts of an inner node ---- */

/* With what parts it from what follows. */
static const char *requirement_steps(const explanation *e, size_t part) {
    const char *steps = kp_requirement_steps(e->arena, e->card, e->unit, e->node, part, e->lang);
    return *steps ? kp_format(e->arena, e->lang == KP_ZH ? "%s，" : "%s, ", steps) : "";
}

/* Each requirement of a test, with its figures and what they come to. */
static void put_requirements(explanation *e, int indent) {
    const kp_indicator *leaf = &e->scheme->indicators[e->node];
    for (size_t i = 0; i < kp_scorecard_check(e->card, e->unit, e->node)->part_count; i++)
        kp_explain_say(e, indent, KP_M_EXPLAIN_REQUIREMENT, leaf->requirements.pairs.items[i].name, requirement_steps(e, i),
                       kp_requirement_words(e->arena, e->card, e->unit, e->node, i, e->lang));
}

/* Below a node of which nothing is counted: the values, and how those came about that are worked out. */
static void put_values(explanation *e) {
    const int32_t node = e->node;
    kp_explain_say(e, 0, KP_M_EXPLAIN_CALCULATION_UNIT, NULL, NULL, NULL);
    for (e->node = node + 1; e->node < e->scheme->indicators[node].end; e->node++) {
        const kp_indicator *leaf = &e->scheme->indicators[e->node];
        if (!kp_is_value_leaf(leaf))
            continue;
        const char *name = kp_format(e->arena, "%s [%s]", kp_explain_text_of(e, leaf->title), leaf->id);
        const char *words = kp_say_with(e->arena, KP_M_EXPLAIN_REQUIREMENT, e->lang, name,
                                        kp_verbatim(e->arena, kp_value_words(e->arena, e->card, e->unit, e->node, e->lang)), NULL);
        bool typed = leaf->method == KP_METHOD_NUMBER && kp_evidence_given(e->evidence, e->unit, e->node) == KP_NOT_GIVEN;
        kp_explain_line(e, 1, typed ? kp_explain_with_place(e, words, kp_evidence_input(e->evidence, e->unit, e->node, 0)->origin) : words);
        kp_val value = leaf->method == KP_METHOD_FORMULA ? kp_score_trace(e->arena, e->card, e->unit, e->node) : (kp_val){.expr = NULL};
        if (value.expr)
            kp_explain_say(e, 2, KP_M_EXPLAIN_CALCULATION, steps_words(e, value.expr), NULL, NULL);
        if (leaf->method == KP_METHOD_RANGE && kp_scorecard_mark(e->card, e->unit, e->node)->state == KP_MARK_SCORED)
            kp_explain_say(e, 2, KP_M_EXPLAIN_RULE, kp_method_rule_words(e->arena, e->scheme, e->node, e->lang), NULL, NULL);
        put_requirements(e, 2);
    }
    e->node = node;
}

static void put_parts(explanation *e) {
    const kp_indicator *inner = &e->scheme->indicators[e->node];
    if (inner->counted == KP_COUNTED_NO) {
        put_values(e);
        return;
    }
    const char *full = kp_num_exact(e->arena, inner->full), *aggregate = kp_aggregate_words(e->arena, inner, e->lang);
    kp_message combined = inner->combine == KP_COMBINE_WEIGHTED ? KP_M_EXPLAIN_WEIGHTED : KP_M_EXPLAIN_SUM;
    kp_explain_say(e, 0, KP_M_EXPLAIN_RULE, *aggregate ? aggregate : kp_say_with(e->arena, combined, e->lang, full, NULL, NULL), NULL, NULL);
    const char *coverage = kp_coverage_words(e->arena, inner, e->lang);
    if (*coverage)
        kp_explain_say(e, 0, KP_M_EXPLAIN_RULE, coverage, NULL, NULL);
    kp_explain_say(e, 0, KP_M_EXPLAIN_PARTS, NULL, NULL, NULL);
    for (int32_t i = e->node + 1; i < inner->end; i = e->scheme->indicators[i].end) {
        const kp_indicator *part = &e->scheme->indicators[i];
        const kp_mark *mark = kp_scorecard_mark(e->card, e->unit, i);
        const char *of = kp_say_with(e->arena, KP_M_EXPLAIN_PART_POINTS, e->lang, kp_num_exact(e->arena, part->full), NULL, NULL);
        if (part->counted == KP_COUNTED_NO)
            of = kp_say(KP_M_EXPLAIN_PART_UNCOUNTED, e->lang);
        else if (kp_is_bonus(part))
            of = kp_say(KP_M_EXPLAIN_PART_BONUS, e->lang);
        else if (inner->combine == KP_COMBINE_WEIGHTED)
            of = kp_say_with(e->arena, KP_M_EXPLAIN_PART_WEIGHT, e->lang, kp_num_exact(e->arena, part->full),
                             kp_num_exact(e->arena, part->weight.value), NULL);
        const char *value = kp_mark_text(e->arena, e->card, e->unit, i);
        if (mark->state == KP_MARK_SCORED && e->scheme->round_at == KP_ROUND_AT_END) /* what is carried on is not rounded */
            value = kp_shows_exactly(e->arena, mark->value) ? kp_num_exact(e->arena, mark->value)
                                                            : kp_format(e->arena, "≈%s", kp_num_print(e->arena, mark->value, 6, KP_HALF_UP));
        if (kp_is_value_leaf(part))
            value = kp_value_words(e->arena, e->card, e->unit, i, e->lang);
        if (mark->flags & KP_FLAG_HELD_DOWN)
            of = kp_format(e->arena, "%s%s", of, held_words(e, i));
        kp_explain_say(e, 1, KP_M_EXPLAIN_PART, kp_format(e->arena, "%s [%s]", kp_explain_text_of(e, part->title), part->id), *value ? value : "…",
                       of);
    }
}

/* ---- what came of it ---- */

static void put_gap(explanation *e) {
    for (size_t i = e->evidence->first_gap[e->unit]; i < e->evidence->first_gap[e->unit + 1]; i++) {
        const kp_gap *entry = &e->evidence->gaps.items[i];
        if (entry->indicator <= e->node && e->node < e->scheme->indicators[entry->indicator].end)
            kp_explain_say(e, 0, KP_M_EXPLAIN_GAP, entry->reason && *entry->reason ? entry->reason : "—",
                           kp_explain_place_words(e, kp_evidence_place(e->evidence, entry->origin)), NULL);
    }
}

/* What a mark that was held down would have been. */
static void put_held(explanation *e) {
    const kp_indicator *indicator = &e->scheme->indicators[e->node];
    kp_mark mark;
    kp_val before = value_before_check(e, e->node, &mark);
    kp_explain_say(e, 0, KP_M_EXPLAIN_CALCULATION, steps_words(e, before.expr), NULL, NULL);
    kp_explain_say(e, 0, KP_M_EXPLAIN_HELD, printed_mark(e, before.num), e->scheme->indicators[indicator->check_against].title,
                   kp_num_exact(e->arena, indicator->tolerance));
}

/* The mark that was ranked, and its place. */
static void put_place(explanation *e) {
    const kp_place_points *place = kp_place_of(e->evidence, e->unit, e->node);
    if (!place || !place->place)
        return;
    kp_evidence unranked = *e->evidence; /* without places, a method gives what is ranked */
    unranked.leaf_places = NULL;
    kp_calc calc = {.arena = e->arena, .trace = true};
    kp_val mark = kp_leaf_evaluate(&calc, &unranked, e->unit, e->node).mark;
    kp_explain_say(e, 0, KP_M_EXPLAIN_RANKED_MARK, steps_words(e, mark.expr), kp_explain_place_points_words(e, place), NULL);
}

/* What a value leaf came to; of a test each requirement. A scorer's card keeps no verdicts. */
static void put_value(explanation *e) {
    put_requirements(e, 1);
    kp_explain_say(e, 0, KP_M_EXPLAIN_VALUE, kp_value_words(e->arena, e->card, e->unit, e->node, e->lang), NULL, NULL);
}

static void put_result(explanation *e, kp_val value) {
    const kp_indicator *indicator = &e->scheme->indicators[e->node];
    const kp_mark *mark = kp_scorecard_mark(e->card, e->unit, e->node);
    if (mark->flags & KP_FLAG_HELD_DOWN)
        put_held(e);
    if (!(mark->flags & (KP_FLAG_BY_GAP_RULE | KP_FLAG_GIVEN)))
        put_place(e);
    if (mark->flags & KP_FLAG_BY_GAP_RULE)
        kp_explain_say(e, 0, KP_M_EXPLAIN_BY_GAP, NULL, NULL, NULL);
    if (!kp_is_value_leaf(indicator) || indicator->method != KP_METHOD_TEST) /* its requirements are told one by one */
        kp_explain_say(e, 0, KP_M_EXPLAIN_CALCULATION, steps_words(e, value.expr), NULL, NULL);
    if (!kp_shows_exactly(e->arena, value.num))
        kp_explain_say(e, 0, KP_M_EXPLAIN_EXACT, exact_words(e, value.num), NULL, NULL);
    if (kp_is_value_leaf(indicator)) {
        put_value(e);
        return;
    }
    if (kp_is_bonus(indicator))
        kp_explain_say(e, 0, KP_M_EXPLAIN_RESULT_BONUS, printed_mark(e, mark->value), NULL, NULL);
    else if (e->node)
        kp_explain_say(e, 0, KP_M_EXPLAIN_RESULT, printed_mark(e, mark->value), kp_num_exact(e->arena, indicator->full), NULL);
    if (!kp_is_bonus(indicator) && !kp_num_equal(mark->reachable, indicator->full))
        kp_explain_say(e, 0, KP_M_EXPLAIN_OPEN, kp_num_exact(e->arena, mark->reachable), NULL, NULL);
}

/* How many sites there were, in all and in each kind of check, and what these came to. */
static void put_site_figures(explanation *e, const kp_indicator *leaf, kp_num sample) {
    size_t sites;
    kp_num mean;
    kp_explain_say(e, 0, KP_M_EXPLAIN_SITES, kp_num_exact(e->arena, sample), NULL, NULL);
    for (int32_t kind = 0; (size_t)kind < leaf->kinds.count; kind++)
        if (kp_sites_of_kind(e->arena, e->evidence, e->unit, e->node, kind, &sites, &mean))
            kp_explain_say(e, 1, KP_M_EXPLAIN_SITES_OF_KIND, leaf->kinds.items[kind].name, kp_format(e->arena, "%zu", sites),
                           kp_explain_plain_words(e, mean));
}

/* What a survey, a ballot or a check of sites says besides its mark. */
static void put_opinion(explanation *e) {
    const kp_indicator *leaf = &e->scheme->indicators[e->node];
    if (leaf->method != KP_METHOD_SATISFACTION && leaf->method != KP_METHOD_BALLOT && leaf->method != KP_METHOD_SITES)
        return;
    kp_calc calc = {.arena = e->arena};
    kp_outcome outcome = kp_leaf_evaluate(&calc, e->evidence, e->unit, e->node);
    if (leaf->method == KP_METHOD_BALLOT && outcome.grade >= 0)
        kp_explain_say(e, 0, KP_M_EXPLAIN_BALLOT, leaf->options.items[outcome.grade].name, NULL, NULL);
    if (leaf->method == KP_METHOD_SITES && outcome.state == KP_MARK_SCORED)
        put_site_figures(e, leaf, outcome.sample);
    if (leaf->method != KP_METHOD_SATISFACTION || outcome.state != KP_MARK_SCORED)
        return;
    kp_num share = kp_num_mul(e->arena, outcome.unknown_share, kp_num_int(100));
    kp_explain_say(e, 0, KP_M_EXPLAIN_SAMPLE, kp_num_exact(e->arena, outcome.sample), kp_num_print(e->arena, share, 2, KP_HALF_UP), NULL);
    kp_explain_say(e, 0, KP_M_EXPLAIN_DEGREE_AND_RATE, kp_num_print(e->arena, outcome.degree, 2, KP_HALF_UP),
                   leaf->positive.count ? kp_num_print(e->arena, outcome.rate, 2, KP_HALF_UP) : "—", NULL);
}

/* ---- why there is no total, or no rank ---- */

/* "KP-D051 “幸福社区”的“整改”没有填写  ← entry.xlsx · 整改!D7": the first problem of that code that concerns the unit. */
static const char *reason_words(const explanation *e, kp_problem_code code) {
    const kp_problems *problems = e->card->problems;
    for (size_t i = 0; problems && i < problems->count; i++) {
        const kp_problem *problem = &problems->items[i];
        if (problem->code != code || !kp_problem_concerns(problem, e->unit))
            continue;
        const char *place = kp_explain_place_words(e, problem->place);
        return kp_format(e->arena, "%s %s%s%s", kp_problem_code_text(code), kp_problem_message(e->arena, problem, e->lang), *place ? "  ← " : "",
                         place);
    }
    return kp_problem_code_text(code);
}

static void put_reason(explanation *e) {
    const kp_unit_result *result = &e->card->units[e->unit];
    if (result->reason < 0 || result->ranked)
        return;
    const char *said = kp_say_with(e->arena, result->scored ? KP_M_EXPLAIN_NOT_RANKED : KP_M_EXPLAIN_NOT_SCORED, e->lang, "", NULL, NULL);
    kp_explain_line(e, 0, kp_format(e->arena, "%s%s", said, reason_words(e, (kp_problem_code)result->reason))); /* names in it may hold " | " */
}

/* ---- all ---- */

/* True where the mark, or one above it, was given: then neither rule nor data had a part in it. */
static bool put_given(explanation *e) {
    int32_t node = kp_evidence_given_node(e->evidence, e->unit, e->node);
    if (node < 0)
        return false;
    if (node != e->node) {
        kp_explain_say(e, 0, KP_M_EXPLAIN_GIVEN_ABOVE, e->scheme->indicators[node].title, NULL, NULL);
        return true;
    }
    const kp_input *mark = kp_evidence_mark_given(e->evidence, e->unit, node);
    const char *text = kp_say_with(e->arena, KP_M_EXPLAIN_GIVEN, e->lang, kp_explain_input_words(e, mark), NULL, NULL);
    kp_explain_line(e, 0, kp_explain_with_place(e, text, mark->origin));
    return true;
}

static void put_subject(explanation *e) {
    const kp_unit *unit = &e->evidence->units.items[e->unit];
    if (*unit->name) /* a scorer's unit is nobody's */
        kp_explain_say(e, 0, KP_M_EXPLAIN_OF, kp_verbatim(e->arena, unit->name), kp_verbatim(e->arena, unit->id),
                       kp_period_title(e->arena, e->evidence->period, e->lang));
    kp_explain_say(e, 0, KP_M_EXPLAIN_SCHEME, e->scheme->title, e->scheme->id, NULL);
}

static void put_head(explanation *e) {
    const kp_indicator *indicator = &e->scheme->indicators[e->node];
    if (e->node || !kp_scheme_is_calculation(e->scheme)) /* of which there is no total */
        kp_explain_say(e, 0, KP_M_EXPLAIN_FIGURE, e->node ? indicator->title : kp_say(KP_M_EXPLAIN_TOTAL, e->lang),
                       e->node ? indicator->id : e->scheme->id, NULL);
    if (put_given(e))
        return;
    if (indicator->method == KP_METHOD_NONE) {
        put_parts(e);
        return;
    }
    kp_explain_say(e, 0, KP_M_EXPLAIN_METHOD, kp_method_title(indicator->method), NULL, NULL);
    kp_explain_say(e, 0, KP_M_EXPLAIN_RULE, kp_method_rule_words(e->arena, e->scheme, e->node, e->lang), NULL, NULL);
}

static void put_figure(explanation *e) {
    const kp_indicator *indicator = &e->scheme->indicators[e->node];
    const kp_mark *mark = kp_scorecard_mark(e->card, e->unit, e->node);
    const kp_unit_result *result = &e->card->units[e->unit];
    kp_val value = kp_score_trace(e->arena, e->card, e->unit, e->node);
    put_head(e);
    bool given = kp_evidence_given(e->evidence, e->unit, e->node) != KP_NOT_GIVEN;
    if (indicator->method != KP_METHOD_NONE && !given && kp_method_sheet(indicator) != KP_SHEET_NONE)
        kp_explain_data(e, value.expr);
    put_gap(e);
    bool section = indicator->method == KP_METHOD_NONE && indicator->counted == KP_COUNTED_NO;
    if (mark->state == KP_MARK_NOT_APPLICABLE && !section)
        kp_explain_say(e, 0, KP_M_EXPLAIN_NOT_APPLICABLE, NULL, NULL, NULL);
    else if (value.expr)
        put_result(e, value);
    if (value.expr && !given)
        put_opinion(e);
    put_reason(e);
    if (e->node == 0 && result->scored)
        kp_explain_total(e);
    else if (e->node == 0)
        kp_explain_standing(e, result);
}

/* Where one lowest indicator alone makes the total, that one; else -1. */
static int32_t only_leaf(const kp_scheme *scheme) {
    int32_t only = -1;
    for (int32_t i = 1; (size_t)i < scheme->indicator_count; i++) {
        const kp_indicator *leaf = &scheme->indicators[i];
        if (leaf->method == KP_METHOD_NONE || leaf->counted == KP_COUNTED_NO)
            continue;
        if (only >= 0)
            return -1;
        only = i;
    }
    return only;
}

const char *kp_explain(kp_arena *arena, const kp_scorecard *card, int32_t unit, int32_t indicator, kp_lang lang) {
    explanation e = {{.arena = arena}, arena, card, card->evidence, card->scheme, unit, indicator, lang};
    put_subject(&e);
    put_figure(&e);
    int32_t only = indicator == 0 ? only_leaf(card->scheme) : -1;
    if (only >= 0) { /* the total says nothing that it does not */
        kp_buffer_puts(&e.out, "\n");
        e.node = only;
        put_figure(&e);
    }
    return kp_buffer_text(&e.out);
}
