/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * explain.c - why a figure is what it is: rule, data with their cells, steps, result; for a total also rounding, grade, rank and lists. Made so that somebody with the
 * forms and a pencil comes to the same figure.
 */
#include "calc_private.h"
#include "kaoping/log.h"
#include "kaoping/message.h"
#include "method_private.h"
#include "score_private.h"

#include <string.h>

typedef struct explanation {
    kp_buffer out;
    kp_arena *arena;
    const kp_scorecard *card;
    const kp_evidence *evidence;
    const kp_scheme *scheme;
    int32_t unit, node;
    kp_lang lang;
} explanation;

static const char *text_of(const explanation *e, const char *bilingual) { return kp_text(e->arena, bilingual, e->lang); }

static void put_line(explanation *e, int indent, const char *text) { kp_buffer_printf(&e->out, "%*s%s\n", indent * 2, "", text); }

static void say(explanation *e, int indent, kp_message message, const char *a0, const char *a1, const char *a2) {
    put_line(e, indent, kp_say_with(e->arena, message, e->lang, a0, a1, a2));
}

static const char *printed(const explanation *e, kp_num value) { return kp_num_print(e->arena, value, e->scheme->decimals, e->scheme->rounding); }

/* A mark of the node asked for. */
static const char *printed_mark(const explanation *e, kp_num value) { return kp_mark_print(e->arena, e->scheme, e->node, value); }

/* The steps to it. */
static const char *steps_words(const explanation *e, const kp_expr *expr) {
    return kp_derivation_print(e->arena, expr, e->scheme, kp_step_decimals(e->scheme, e->node), e->lang);
}

/* "entry.xlsx · 抽查!D7" */
static const char *place_words(const explanation *e, kp_place place) {
    const char *cell = place.sheet || place.column ? kp_place_cell(e->arena, place) : ""; /* a result of a file has no cell */
    return kp_format(e->arena, "%s%s%s%s%s", place.file ? place.file : "", place.file && place.sheet ? " · " : "", place.sheet ? place.sheet : "",
                     place.sheet && *cell ? "!" : "", cell);
}

static const char *with_place(const explanation *e, const char *text, kp_origin origin) {
    const char *place = place_words(e, kp_evidence_place(e->evidence, origin));
    return *place ? kp_format(e->arena, "%s  ← %s", text, place) : text;
}

static const char *input_words(const explanation *e, const kp_input *input) {
    switch (input->state) {
    case KP_INPUT_GIVEN: return kp_num_exact(e->arena, input->value);
    case KP_INPUT_NOT_APPLICABLE: return "—";
    case KP_INPUT_DOUBTFUL: return kp_say(KP_M_EXPLAIN_DOUBTFUL, e->lang);
    default: return kp_say(KP_M_EXPLAIN_MISSING, e->lang);
    }
}

static void put_input(explanation *e, const char *label, const kp_input *input, const char *remark) {
    const char *text = kp_format(e->arena, "%s %s%s%s", label, input_words(e, input), *remark ? " " : "", remark);
    put_line(e, 1, with_place(e, text, input->origin));
}

/* ---- the data of a leaf ---- */

static void put_slots(explanation *e) {
    size_t count;
    const kp_slot *slots = kp_evidence_slots(e->evidence, e->node, &count);
    const kp_input *inputs = kp_evidence_inputs(e->evidence, e->unit, e->node);
    for (size_t i = 0; i < count; i++) {
        if (inputs[i].state == KP_INPUT_MISSING && slots[i].optional)
            continue;
        if (slots[i].kind == KP_SLOT_YES_NO && inputs[i].state == KP_INPUT_GIVEN) {
            const char *answer = kp_say(kp_num_is_zero(inputs[i].value) ? KP_M_NO : KP_M_YES, e->lang);
            put_line(e, 1, with_place(e, kp_format(e->arena, "%s %s", text_of(e, slots[i].label), answer), inputs[i].origin));
        } else if (slots[i].kind == KP_SLOT_CHOICE && inputs[i].state == KP_INPUT_GIVEN) {
            const char *choice = kp_choice_name(&slots[i], inputs[i].value);
            put_line(e, 1, with_place(e, kp_format(e->arena, "%s %s", text_of(e, slots[i].label), text_of(e, choice)), inputs[i].origin));
        } else {
            put_input(e, text_of(e, slots[i].label), &inputs[i], "");
        }
    }
}

static bool mentions(const kp_expr *expr, kp_origin origin, kp_num value) {
    if (expr->op == KP_CALC_INPUT && memcmp(&expr->origin, &origin, sizeof origin) == 0 && kp_num_equal(expr->value, value))
        return true;
    for (size_t i = 0; i < expr->count; i++)
        if (mentions(expr->args[i], origin, value))
            return true;
    return false;
}

static const char *plain_words(const explanation *e, kp_num value) {
    return kp_shows_exactly(e->arena, value) ? kp_num_exact(e->arena, value) : printed(e, value);
}

/* "（第 2 名，共 5 个，计 95 分）" */
static const char *place_points_words(const explanation *e, const kp_place_points *place) {
    return kp_say_with(e->arena, KP_M_EXPLAIN_PLACE, e->lang, kp_format(e->arena, "%d", (int)place->place),
                       kp_format(e->arena, "%d", (int)place->field), plain_words(e, place->points));
}

/* "4124/43", of which the rest of the steps can be checked; where that is too long to be read, its decimals. */
static const char *exact_words(const explanation *e, kp_num value) {
    const char *exact = kp_num_exact(e->arena, value);
    return strlen(exact) <= 30 ? exact : kp_full_value_words(e->arena, value);
}

#define LARGEST_PANEL 200 /* beyond that nobody looks for those left out mark by mark */

/* A mark that no step of the calculation uses was trimmed; told where cells tell marks apart. */
static void put_panel(explanation *e, const kp_expr *expr) {
    const kp_indicator *leaf = &e->scheme->indicators[e->node];
    evidence_range range = kp_panel_of(e->evidence, e->unit, e->node);
    for (size_t i = range.from; i < range.to; i++) {
        const kp_panel_mark *mark = &e->evidence->panel.items[i];
        const char *label = mark->evaluator < 0 ? "" : e->evidence->evaluators.items[mark->evaluator];
        if (mark->role >= 0 && (size_t)mark->role < leaf->roles.count)
            label = kp_format(e->arena, e->lang == KP_EN ? "%s (%s)" : "%s（%s）", label, text_of(e, leaf->roles.items[mark->role].name));
        const kp_place_points *place = e->evidence->panel_places && kp_leaf_by_place(leaf) ? &e->evidence->panel_places[i] : NULL;
        bool left_out = expr && range.to - range.from <= LARGEST_PANEL && mark->mark.origin.row && mark->mark.state == KP_INPUT_GIVEN &&
                        !mentions(expr, mark->mark.origin, place ? place->points : mark->mark.value);
        put_input(e, label, &mark->mark,
                  kp_format(e->arena, "%s%s", place && place->place ? place_points_words(e, place) : "",
                            left_out ? kp_say(KP_M_EXPLAIN_LEFT_OUT, e->lang) : ""));
    }
}

static void put_survey(explanation *e) {
    const kp_indicator *leaf = &e->scheme->indicators[e->node];
    evidence_range range = kp_survey_of(e->evidence, e->unit, e->node);
    for (size_t i = range.from; i < range.to; i++) {
        const kp_survey_row *row = &e->evidence->survey.items[i];
        kp_buffer line = {.arena = e->arena};
        if (leaf->questions.count && row->question >= 0 && (size_t)row->question < leaf->questions.count)
            kp_buffer_printf(&line, "%s: ", text_of(e, leaf->questions.items[row->question].name));
        if (row->stratum >= 0)
            kp_buffer_printf(&line, "%s: ", e->evidence->strata.items[row->stratum]);
        for (size_t k = 0; k < leaf->options.count; k++)
            kp_buffer_printf(&line, "%s%s %s", k ? ", " : "", text_of(e, leaf->options.items[k].name), input_words(e, &row->options[k]));
        static const char *const others[] = {"不了解 | don't know", "发出 | issued", "收回 | returned", "无效 | invalid"};
        const kp_input *const inputs[] = {&row->unknown, &row->issued, &row->returned, &row->invalid};
        for (size_t k = 0; k < 4; k++)
            if (inputs[k]->state != KP_INPUT_MISSING)
                kp_buffer_printf(&line, ", %s %s", text_of(e, others[k]), input_words(e, inputs[k]));
        if (row->tallied)
            kp_buffer_printf(&line, "  (%s)", kp_say_with(e->arena, KP_M_EXPLAIN_FORMS, e->lang, kp_num_exact(e->arena, row->forms), NULL, NULL));
        put_line(e, 1, with_place(e, kp_buffer_text(&line), row->origin));
        kp_num valid, degree;
        if (kp_survey_figures(e->arena, leaf, row, &valid, &degree))
            say(e, 2, KP_M_EXPLAIN_QUESTION, kp_num_exact(e->arena, valid), kp_number_words(e->arena, degree, e->scheme->decimals), NULL);
    }
}

/* "2026-08-03 东门 垃圾未清 ×2" */
static void put_findings(explanation *e) {
    const kp_indicator *leaf = &e->scheme->indicators[e->node];
    evidence_range range = kp_findings_of(e->evidence, e->unit, e->node);
    if (range.from == range.to)
        say(e, 1, KP_M_EXPLAIN_NO_FINDINGS, NULL, NULL, NULL);
    for (size_t i = range.from; i < range.to; i++) {
        const kp_finding *entry = &e->evidence->findings.items[i];
        const char *const texts[] = {entry->date, entry->location, entry->text};
        kp_buffer line = {.arena = e->arena};
        if (entry->event >= 0 && (size_t)entry->event < leaf->events.count)
            kp_buffer_printf(&line, "%s ", text_of(e, leaf->events.items[entry->event].name));
        for (size_t k = 0; k < 3; k++)
            if (texts[k] && *texts[k])
                kp_buffer_printf(&line, "%s ", texts[k]);
        kp_buffer_printf(&line, "×%s", kp_num_exact(e->arena, entry->count));
        if (entry->points.given)
            kp_buffer_printf(&line, " (%s)", kp_num_exact(e->arena, entry->points.value));
        put_line(e, 1, with_place(e, kp_buffer_text(&line), entry->origin));
    }
}

/* Every dated record, in the order of time, with what it counted for. */
static void put_log(explanation *e) {
    evidence_range range = kp_logs_of(e->evidence, e->unit, e->node);
    if (range.from == range.to)
        say(e, 1, KP_M_EXPLAIN_NO_FINDINGS, NULL, NULL, NULL);
    for (size_t i = range.from; i < range.to; i++)
        put_line(e, 1, with_place(e, kp_log_words(e->arena, e->evidence, i, e->lang), e->evidence->logs.items[i].origin));
    const char *lacking = kp_log_lacking(e->arena, e->evidence, e->unit, e->node, e->lang);
    if (lacking)
        put_line(e, 1, lacking);
}

/* "3 号楼（明察） 92，复核 90  ← cell": every check, in the order typed. */
static void put_sites(explanation *e) {
    const kp_indicator *leaf = &e->scheme->indicators[e->node];
    evidence_range range = kp_site_checks_of(e->evidence, e->unit, e->node);
    for (size_t i = range.from; i < range.to; i++) {
        const kp_site_check *check = &e->evidence->site_checks.items[i];
        const char *texts[] = {check->inspector, check->date, check->text};
        kp_buffer label = {.arena = e->arena}, remark = {.arena = e->arena};
        kp_buffer_puts(&label, kp_site_name(e->evidence, check));
        if (check->kind >= 0 && (size_t)check->kind < leaf->kinds.count)
            kp_buffer_printf(&label, e->lang == KP_EN ? " (%s)" : "（%s）", text_of(e, leaf->kinds.items[check->kind].name));
        if (check->recheck.state == KP_INPUT_GIVEN)
            kp_buffer_puts(&remark, kp_say_with(e->arena, KP_M_EXPLAIN_RECHECK, e->lang, input_words(e, &check->recheck), NULL, NULL));
        for (size_t k = 0; k < 3; k++)
            if (*texts[k])
                kp_buffer_printf(&remark, "%s%s", remark.length ? " " : "", texts[k]);
        put_input(e, kp_buffer_text(&label), &check->mark, kp_buffer_text(&remark));
    }
}

static void put_data(explanation *e, const kp_expr *expr) {
    say(e, 0, KP_M_EXPLAIN_DATA, NULL, NULL, NULL);
    switch (kp_method_sheet(&e->scheme->indicators[e->node])) {
    case KP_SHEET_PANEL: put_panel(e, expr); break;
    case KP_SHEET_SURVEY: put_survey(e); break;
    case KP_SHEET_SITES: put_sites(e); break;
    case KP_SHEET_LOG: put_log(e); break;
    case KP_SHEET_FINDINGS:
    case KP_SHEET_EVENTS: put_findings(e); break;
    default: put_slots(e); break;
    }
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
    const char *own = plain_words(e, kp_num_div(e->arena, kp_num_mul(e->arena, before, part->full), mark.reachable));
    const char *held = plain_words(e, kp_num_div(e->arena, kp_num_mul(e->arena, other->value, part->full), other->reachable));
    const char *over =
        kp_say_with(e->arena, KP_M_EXPLAIN_PART_OVER, e->lang, kp_verbatim(e->arena, kp_format(e->arena, "%s %s", text_of(e, part->title), own)),
                    kp_verbatim(e->arena, kp_format(e->arena, e->lang == KP_EN ? "%s, %s" : "%s %s", text_of(e, check->title), held)),
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
        say(e, indent, KP_M_EXPLAIN_REQUIREMENT, leaf->requirements.pairs.items[i].name, requirement_steps(e, i),
            kp_requirement_words(e->arena, e->card, e->unit, e->node, i, e->lang));
}

/* Below a node of which nothing is counted: the values, and how those came about that are worked out. */
static void put_values(explanation *e) {
    const int32_t node = e->node;
    say(e, 0, KP_M_EXPLAIN_CALCULATION_UNIT, NULL, NULL, NULL);
    for (e->node = node + 1; e->node < e->scheme->indicators[node].end; e->node++) {
        const kp_indicator *leaf = &e->scheme->indicators[e->node];
        if (!kp_is_value_leaf(leaf))
            continue;
        const char *name = kp_format(e->arena, "%s [%s]", text_of(e, leaf->title), leaf->id);
        const char *words = kp_say_with(e->arena, KP_M_EXPLAIN_REQUIREMENT, e->lang, name,
                                        kp_verbatim(e->arena, kp_value_words(e->arena, e->card, e->unit, e->node, e->lang)), NULL);
        bool typed = leaf->method == KP_METHOD_NUMBER && kp_evidence_given(e->evidence, e->unit, e->node) == KP_NOT_GIVEN;
        put_line(e, 1, typed ? with_place(e, words, kp_evidence_input(e->evidence, e->unit, e->node, 0)->origin) : words);
        kp_val value = leaf->method == KP_METHOD_FORMULA ? kp_score_trace(e->arena, e->card, e->unit, e->node) : (kp_val){.expr = NULL};
        if (value.expr)
            say(e, 2, KP_M_EXPLAIN_CALCULATION, steps_words(e, value.expr), NULL, NULL);
        if (leaf->method == KP_METHOD_RANGE && kp_scorecard_mark(e->card, e->unit, e->node)->state == KP_MARK_SCORED)
            say(e, 2, KP_M_EXPLAIN_RULE, kp_method_rule_words(e->arena, e->scheme, e->node, e->lang), NULL, NULL);
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
    say(e, 0, KP_M_EXPLAIN_RULE, *aggregate ? aggregate : kp_say_with(e->arena, combined, e->lang, full, NULL, NULL), NULL, NULL);
    const char *coverage = kp_coverage_words(e->arena, inner, e->lang);
    if (*coverage)
        say(e, 0, KP_M_EXPLAIN_RULE, coverage, NULL, NULL);
    say(e, 0, KP_M_EXPLAIN_PARTS, NULL, NULL, NULL);
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
        say(e, 1, KP_M_EXPLAIN_PART, kp_format(e->arena, "%s [%s]", text_of(e, part->title), part->id), *value ? value : "…", of);
    }
}

/* ---- what came of it ---- */

static void put_gap(explanation *e) {
    for (size_t i = e->evidence->first_gap[e->unit]; i < e->evidence->first_gap[e->unit + 1]; i++) {
        const kp_gap *entry = &e->evidence->gaps.items[i];
        if (entry->indicator <= e->node && e->node < e->scheme->indicators[entry->indicator].end)
            say(e, 0, KP_M_EXPLAIN_GAP, entry->reason && *entry->reason ? entry->reason : "—",
                place_words(e, kp_evidence_place(e->evidence, entry->origin)), NULL);
    }
}

/* What a mark that was held down would have been. */
static void put_held(explanation *e) {
    const kp_indicator *indicator = &e->scheme->indicators[e->node];
    kp_mark mark;
    kp_val before = value_before_check(e, e->node, &mark);
    say(e, 0, KP_M_EXPLAIN_CALCULATION, steps_words(e, before.expr), NULL, NULL);
    say(e, 0, KP_M_EXPLAIN_HELD, printed_mark(e, before.num), e->scheme->indicators[indicator->check_against].title,
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
    say(e, 0, KP_M_EXPLAIN_RANKED_MARK, steps_words(e, mark.expr), place_points_words(e, place), NULL);
}

/* What a value leaf came to; of a test each requirement. A scorer's card keeps no verdicts. */
static void put_value(explanation *e) {
    put_requirements(e, 1);
    say(e, 0, KP_M_EXPLAIN_VALUE, kp_value_words(e->arena, e->card, e->unit, e->node, e->lang), NULL, NULL);
}

static void put_result(explanation *e, kp_val value) {
    const kp_indicator *indicator = &e->scheme->indicators[e->node];
    const kp_mark *mark = kp_scorecard_mark(e->card, e->unit, e->node);
    if (mark->flags & KP_FLAG_HELD_DOWN)
        put_held(e);
    if (!(mark->flags & (KP_FLAG_BY_GAP_RULE | KP_FLAG_GIVEN)))
        put_place(e);
    if (mark->flags & KP_FLAG_BY_GAP_RULE)
        say(e, 0, KP_M_EXPLAIN_BY_GAP, NULL, NULL, NULL);
    if (!kp_is_value_leaf(indicator) || indicator->method != KP_METHOD_TEST) /* its requirements are told one by one */
        say(e, 0, KP_M_EXPLAIN_CALCULATION, steps_words(e, value.expr), NULL, NULL);
    if (!kp_shows_exactly(e->arena, value.num))
        say(e, 0, KP_M_EXPLAIN_EXACT, exact_words(e, value.num), NULL, NULL);
    if (kp_is_value_leaf(indicator)) {
        put_value(e);
        return;
    }
    if (kp_is_bonus(indicator))
        say(e, 0, KP_M_EXPLAIN_RESULT_BONUS, printed_mark(e, mark->value), NULL, NULL);
    else if (e->node)
        say(e, 0, KP_M_EXPLAIN_RESULT, printed_mark(e, mark->value), kp_num_exact(e->arena, indicator->full), NULL);
    if (!kp_is_bonus(indicator) && !kp_num_equal(mark->reachable, indicator->full))
        say(e, 0, KP_M_EXPLAIN_OPEN, kp_num_exact(e->arena, mark->reachable), NULL, NULL);
}

/* How many sites there were, in all and in each kind of check, and what these came to. */
static void put_site_figures(explanation *e, const kp_indicator *leaf, kp_num sample) {
    size_t sites;
    kp_num mean;
    say(e, 0, KP_M_EXPLAIN_SITES, kp_num_exact(e->arena, sample), NULL, NULL);
    for (int32_t kind = 0; (size_t)kind < leaf->kinds.count; kind++)
        if (kp_sites_of_kind(e->arena, e->evidence, e->unit, e->node, kind, &sites, &mean))
            say(e, 1, KP_M_EXPLAIN_SITES_OF_KIND, leaf->kinds.items[kind].name, kp_format(e->arena, "%zu", sites), plain_words(e, mean));
}

/* What a survey, a ballot or a check of sites says besides its mark. */
static void put_opinion(explanation *e) {
    const kp_indicator *leaf = &e->scheme->indicators[e->node];
    if (leaf->method != KP_METHOD_SATISFACTION && leaf->method != KP_METHOD_BALLOT && leaf->method != KP_METHOD_SITES)
        return;
    kp_calc calc = {.arena = e->arena};
    kp_outcome outcome = kp_leaf_evaluate(&calc, e->evidence, e->unit, e->node);
    if (leaf->method == KP_METHOD_BALLOT && outcome.grade >= 0)
        say(e, 0, KP_M_EXPLAIN_BALLOT, leaf->options.items[outcome.grade].name, NULL, NULL);
    if (leaf->method == KP_METHOD_SITES && outcome.state == KP_MARK_SCORED)
        put_site_figures(e, leaf, outcome.sample);
    if (leaf->method != KP_METHOD_SATISFACTION || outcome.state != KP_MARK_SCORED)
        return;
    kp_num share = kp_num_mul(e->arena, outcome.unknown_share, kp_num_int(100));
    say(e, 0, KP_M_EXPLAIN_SAMPLE, kp_num_exact(e->arena, outcome.sample), kp_num_print(e->arena, share, 2, KP_HALF_UP), NULL);
    say(e, 0, KP_M_EXPLAIN_DEGREE_AND_RATE, kp_num_print(e->arena, outcome.degree, 2, KP_HALF_UP),
        leaf->positive.count ? kp_num_print(e->arena, outcome.rate, 2, KP_HALF_UP) : "—", NULL);
}

/* ---- the total ---- */

/* "80 ≤ 得分 < 90", "得分 ≥ 90", "得分 < 60" */
static const char *range_words(const explanation *e, int32_t band) {
    const kp_band *b = &e->scheme->bands[band];
    const char *from = kp_num_exact(e->arena, b->from.value), *to = kp_num_exact(e->arena, b->to.value);
    bool has_from = kp_band_has_from(e->scheme, (size_t)band);
    const char *score = kp_say(KP_M_QUANTITY_SCORE, e->lang), *below = kp_band_has_to(e->scheme, (size_t)band) ? "≤" : "<";
    if (b->from.given && b->to.given)
        return kp_format(e->arena, "%s %s %s %s %s", from, has_from ? "≤" : "<", score, below, to);
    if (b->from.given)
        return kp_format(e->arena, "%s %s %s", score, has_from ? "≥" : ">", from);
    return b->to.given ? kp_format(e->arena, "%s %s %s", score, below, to) : "—";
}

static const char *quota_key_words(explanation *e) {
    const char *words = text_of(e, kp_quota_key_words(e->arena, e->card, e->unit));
    return *words && e->lang == KP_EN ? kp_format(e->arena, " %s", words) : words;
}

static const char *band_title(const explanation *e, int32_t band) { return band < 0 ? "—" : e->scheme->bands[band].title; }

/* "等次规则“严重事故”：由“优秀”改为“称职”", and why. */
static void put_rule_step(explanation *e, const kp_rule_step *step) {
    const kp_rule *rule = &e->scheme->rules[step->rule];
    if (step->from < 0)
        say(e, 1, KP_M_EXPLAIN_GRADE_BY_RULE, rule->title, band_title(e, step->to), NULL);
    else
        say(e, 1, KP_M_EXPLAIN_BY_RULE, rule->title, band_title(e, step->from), band_title(e, step->to));
    kp_pairs reasons = kp_rule_reasons(e->arena, e->card, step, e->lang);
    for (size_t i = 0; i < reasons.count; i++)
        put_line(e, 2, reasons.items[i].name);
}

/* That the places of a better grade are taken; where the quota goes by a column of the register, what that says. */
static void put_quota(explanation *e, const kp_unit_result *result) {
    say(e, 1, KP_M_EXPLAIN_BY_QUOTA, band_title(e, result->band_before_quota), band_title(e, result->band), quota_key_words(e));
    for (int32_t band = result->band_before_quota; band < result->band; band++) {
        const kp_band *full = &e->scheme->bands[band];
        kp_limit quota = kp_quota_of(e->card, e->unit, band);
        if (!full->quotas.count || !quota.given)
            continue;
        const char *text = e->evidence->units.items[e->unit].fields[full->quota_field];
        say(e, 2, KP_M_EXPLAIN_QUOTA_BY, full->title,
            kp_verbatim(e->arena, kp_format(e->arena, "%s%s%s", text_of(e, full->quota_by), e->lang == KP_EN ? ": " : "：", *text ? text : "—")),
            kp_format(e->arena, "%s%s", kp_num_exact(e->arena, quota.value), quota.percent ? "%" : ""));
    }
}

static void put_grade(explanation *e, const kp_unit_result *result) {
    const kp_band *bands = e->scheme->bands;
    if (e->scheme->band_count == 0)
        return;
    if (result->band < 0) {
        say(e, 0, KP_M_EXPLAIN_NO_BAND, NULL, NULL, NULL);
        return;
    }
    if (result->by_rule || result->by_quota || result->by_veto) /* its score may be beyond the range */
        say(e, 0, KP_M_EXPLAIN_BAND_ONLY, bands[result->band].title, NULL, NULL);
    else
        say(e, 0, KP_M_EXPLAIN_BAND, bands[result->band].title, range_words(e, result->band), NULL);
    size_t steps;
    const kp_rule_step *step = kp_rule_steps_of(e->card, e->unit, &steps);
    if (result->by_veto)
        say(e, 1, KP_M_EXPLAIN_BY_VETO, band_title(e, result->band_by_score), band_title(e, step ? step->from : result->band_before_quota), NULL);
    for (size_t i = 0; i < steps; i++)
        put_rule_step(e, &step[i]);
    if (result->by_quota)
        put_quota(e, result);
    if (kp_has_coefficients(e->scheme))
        say(e, 1, KP_M_EXPLAIN_COEFFICIENT, kp_coefficient_name(e->scheme), kp_num_exact(e->arena, bands[result->band].coefficient.value), NULL);
    if (result->band_other != result->band_by_score)
        say(e, 1, KP_M_EXPLAIN_BAND_OTHER,
            kp_say(e->scheme->decide_on == KP_DECIDE_ON_FULL ? KP_M_EXPLAIN_VALUE_PRINTED : KP_M_EXPLAIN_VALUE_FULL, e->lang),
            result->band_other < 0 ? "—" : bands[result->band_other].title, NULL);
}

static void put_rank(explanation *e, const kp_unit_result *result) {
    const kp_unit *unit = &e->evidence->units.items[e->unit];
    const char *within = kp_say(KP_M_EXPLAIN_WITHIN_ALL, e->lang);
    if (kp_ranks_by_group(e->evidence) && unit->group >= 0)
        within = text_of(e, e->evidence->groups.items[unit->group]);
    say(e, 0, KP_M_EXPLAIN_RANK, kp_format(e->arena, "%d", (int)result->rank), within, kp_format(e->arena, "%d", (int)result->field));
    if (e->scheme->better == KP_BETTER_LOW)
        say(e, 1, KP_M_LOWEST_FIRST, NULL, NULL, NULL);
    if (result->past_rank > 0)
        say(e, 1, KP_M_EXPLAIN_PAST, result->past_score.given ? printed(e, result->past_score.value) : "—",
            kp_format(e->arena, "%d", (int)result->past_rank), NULL);
}

/* What was asked, and what the unit has of it where that says more. */
static void put_condition(explanation *e, const kp_condition *condition, kp_pairs reasons) {
    const char *asked = kp_condition_words(e->arena, condition, e->scheme, e->lang);
    say(e, 1, KP_M_EXPLAIN_ASKED, kp_verbatim(e->arena, asked), NULL, NULL);
    for (size_t i = 0; i < reasons.count; i++)
        if (strcmp(reasons.items[i].name, asked) != 0)
            say(e, 1, KP_M_EXPLAIN_FOUND, kp_verbatim(e->arena, reasons.items[i].name), NULL, NULL);
}

static void put_lists(explanation *e) {
    for (size_t i = 0; i < e->card->lists.count; i++) {
        const kp_list_entry *entry = &e->card->lists.items[i];
        if (entry->unit != e->unit)
            continue;
        const kp_list *list = &e->scheme->lists[entry->list];
        const char *title = text_of(e, list->title);
        if (entry->replaced)
            title = kp_format(e->arena, "%s%s", title, kp_say(KP_M_EXPLAIN_LIST_REPLACED, e->lang));
        say(e, 0, KP_M_EXPLAIN_LIST, title, NULL, NULL);
        put_condition(e, list->when.condition, kp_list_reasons(e->arena, e->card, entry, e->lang));
        if (entry->listed > 0)
            say(e, 1, KP_M_EXPLAIN_LIST_TIMES, kp_format(e->arena, "%d", (int)entry->listed), NULL, NULL);
        if (entry->action >= 0)
            say(e, 1, KP_M_EXPLAIN_LIST_ACTION, list->actions.items[entry->action].text, NULL, NULL);
    }
}

static void put_targets(explanation *e) {
    static const kp_message words[] = {
        [KP_TARGET_MISSED] = KP_M_TARGET_MISSED, [KP_TARGET_REACHED] = KP_M_TARGET_REACHED, [KP_TARGET_OPEN] = KP_M_TARGET_OPEN};
    for (size_t i = 0; i < e->scheme->target_count; i++) {
        const kp_target *target = &e->scheme->targets[i];
        kp_target_state state = (kp_target_state)kp_target_of_unit(e->card, (int32_t)i, e->unit)->state;
        if (state == KP_TARGET_ASIDE)
            continue;
        say(e, 0, KP_M_EXPLAIN_TARGET, target->title, kp_say(words[state], e->lang), NULL);
        list_run run = kp_list_run(e->arena, e->card);
        kp_list_run_unit(&run, e->unit);
        put_condition(e, target->when.condition, kp_condition_reasons(run, target->when.condition, KP_COUNT_HALF_UP, e->lang));
    }
}

/* Grade, rank and lists: a rule may give a grade where there is neither rank nor score. */
static void put_standing(explanation *e, const kp_unit_result *result) {
    if (result->ranked || result->band >= 0)
        put_grade(e, result);
    if (result->ranked)
        put_rank(e, result);
    put_lists(e);
    put_targets(e);
    int32_t of = e->card->combined_of ? e->card->combined_of[e->unit] : -1;
    if (of >= 0 && result->ranked)
        say(e, 0, KP_M_EXPLAIN_COMBINED, kp_verbatim(e->arena, e->card->combined.items[of].name), e->scheme->combine_by,
            kp_num_exact(e->arena, e->card->combined_weight[e->unit]));
}

static void put_total(explanation *e) {
    const kp_unit_result *result = &e->card->units[e->unit];
    say(e, 0, KP_M_EXPLAIN_ROUNDING, kp_format(e->arena, "%s → %s", kp_full_value_words(e->arena, result->total), printed(e, result->printed)),
        kp_rounding_words(e->scheme->rounding, e->lang), kp_format(e->arena, "%d", (int)e->scheme->decimals));
    if (e->scheme->round_at == KP_ROUND_AT_EACH)
        say(e, 1, KP_M_EXPLAIN_ROUND_EACH, NULL, NULL, NULL);
    say(e, 0, KP_M_EXPLAIN_SCORE, printed(e, result->printed), NULL, NULL);
    if (result->ranked) {
        bool full = e->scheme->decide_on == KP_DECIDE_ON_FULL;
        say(e, 0, full ? KP_M_EXPLAIN_DECIDED_FULL : KP_M_EXPLAIN_DECIDED_PRINTED,
            full ? kp_full_value_words(e->arena, result->total) : printed(e, result->printed), NULL, NULL);
    }
    put_standing(e, result);
}

/* ---- why there is no total, or no rank ---- */

/* "KP-D051 “幸福社区”的“整改”没有填写  ← entry.xlsx · 整改!D7": the first problem of that code that concerns the unit. */
static const char *reason_words(const explanation *e, kp_problem_code code) {
    const kp_problems *problems = e->card->problems;
    for (size_t i = 0; problems && i < problems->count; i++) {
        const kp_problem *problem = &problems->items[i];
        if (problem->code != code || !kp_problem_concerns(problem, e->unit))
            continue;
        const char *place = place_words(e, problem->place);
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
    put_line(e, 0, kp_format(e->arena, "%s%s", said, reason_words(e, (kp_problem_code)result->reason))); /* names in it may hold " | " */
}

/* ---- all ---- */

/* True where the mark, or one above it, was given: then neither rule nor data had a part in it. */
static bool put_given(explanation *e) {
    int32_t node = kp_evidence_given_node(e->evidence, e->unit, e->node);
    if (node < 0)
        return false;
    if (node != e->node) {
        say(e, 0, KP_M_EXPLAIN_GIVEN_ABOVE, e->scheme->indicators[node].title, NULL, NULL);
        return true;
    }
    const kp_input *mark = kp_evidence_mark_given(e->evidence, e->unit, node);
    const char *text = kp_say_with(e->arena, KP_M_EXPLAIN_GIVEN, e->lang, input_words(e, mark), NULL, NULL);
    put_line(e, 0, with_place(e, text, mark->origin));
    return true;
}

static void put_subject(explanation *e) {
    const kp_unit *unit = &e->evidence->units.items[e->unit];
    if (*unit->name) /* a scorer's unit is nobody's */
        say(e, 0, KP_M_EXPLAIN_OF, kp_verbatim(e->arena, unit->name), kp_verbatim(e->arena, unit->id),
            kp_period_title(e->arena, e->evidence->period, e->lang));
    say(e, 0, KP_M_EXPLAIN_SCHEME, e->scheme->title, e->scheme->id, NULL);
}

static void put_head(explanation *e) {
    const kp_indicator *indicator = &e->scheme->indicators[e->node];
    if (e->node || !kp_scheme_is_calculation(e->scheme)) /* of which there is no total */
        say(e, 0, KP_M_EXPLAIN_FIGURE, e->node ? indicator->title : kp_say(KP_M_EXPLAIN_TOTAL, e->lang), e->node ? indicator->id : e->scheme->id,
            NULL);
    if (put_given(e))
        return;
    if (indicator->method == KP_METHOD_NONE) {
        put_parts(e);
        return;
    }
    say(e, 0, KP_M_EXPLAIN_METHOD, kp_method_title(indicator->method), NULL, NULL);
    say(e, 0, KP_M_EXPLAIN_RULE, kp_method_rule_words(e->arena, e->scheme, e->node, e->lang), NULL, NULL);
}

static void put_figure(explanation *e) {
    const kp_indicator *indicator = &e->scheme->indicators[e->node];
    const kp_mark *mark = kp_scorecard_mark(e->card, e->unit, e->node);
    const kp_unit_result *result = &e->card->units[e->unit];
    kp_val value = kp_score_trace(e->arena, e->card, e->unit, e->node);
    put_head(e);
    bool given = kp_evidence_given(e->evidence, e->unit, e->node) != KP_NOT_GIVEN;
    if (indicator->method != KP_METHOD_NONE && !given && kp_method_sheet(indicator) != KP_SHEET_NONE)
        put_data(e, value.expr);
    put_gap(e);
    bool section = indicator->method == KP_METHOD_NONE && indicator->counted == KP_COUNTED_NO;
    if (mark->state == KP_MARK_NOT_APPLICABLE && !section)
        say(e, 0, KP_M_EXPLAIN_NOT_APPLICABLE, NULL, NULL, NULL);
    else if (value.expr)
        put_result(e, value);
    if (value.expr && !given)
        put_opinion(e);
    put_reason(e);
    if (e->node == 0 && result->scored)
        put_total(e);
    else if (e->node == 0)
        put_standing(e, result);
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
