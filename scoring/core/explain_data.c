/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_data.c - what a leaf goes by, entry by entry, each with its cell. */
#include "calc_private.h"
#include "explain_private.h"
#include "kaoping/log.h"
#include "method_private.h"

#include <string.h>

static void put_slots(explanation *e) {
    size_t count;
    const kp_slot *slots = kp_evidence_slots(e->evidence, e->node, &count);
    const kp_input *inputs = kp_evidence_inputs(e->evidence, e->unit, e->node);
    for (size_t i = 0; i < count; i++) {
        if (inputs[i].state == KP_INPUT_MISSING && slots[i].optional)
            continue;
        if (slots[i].kind == KP_SLOT_YES_NO && inputs[i].state == KP_INPUT_GIVEN) {
            const char *answer = kp_say(kp_num_is_zero(inputs[i].value) ? KP_M_NO : KP_M_YES, e->lang);
            kp_explain_line(e, 1,
                            kp_explain_with_place(e, kp_format(e->arena, "%s %s", kp_explain_text_of(e, slots[i].label), answer), inputs[i].origin));
        } else if (slots[i].kind == KP_SLOT_CHOICE && inputs[i].state == KP_INPUT_GIVEN) {
            const char *choice = kp_choice_name(&slots[i], inputs[i].value);
            kp_explain_line(e, 1,
                            kp_explain_with_place(e,
                                                  kp_format(e->arena, "%s %s", kp_explain_text_of(e, slots[i].label), kp_explain_text_of(e, choice)),
                                                  inputs[i].origin));
        } else {
            kp_explain_input(e, kp_explain_text_of(e, slots[i].label), &inputs[i], "");
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

#define LARGEST_PANEL 200 /* beyond that nobody looks for those left out mark by mark */

/* A mark that no step of the calculation uses was trimmed; told where cells tell marks apart. */
static void put_panel(explanation *e, const kp_expr *expr) {
    const kp_indicator *leaf = &e->scheme->indicators[e->node];
    evidence_range range = kp_panel_of(e->evidence, e->unit, e->node);
    for (size_t i = range.from; i < range.to; i++) {
        const kp_panel_mark *mark = &e->evidence->panel.items[i];
        const char *label = mark->evaluator < 0 ? "" : e->evidence->evaluators.items[mark->evaluator];
        if (mark->role >= 0 && (size_t)mark->role < leaf->roles.count)
            label = kp_format(e->arena, e->lang == KP_EN ? "%s (%s)" : "%s（%s）", label, kp_explain_text_of(e, leaf->roles.items[mark->role].name));
        const kp_place_points *place = e->evidence->panel_places && kp_leaf_by_place(leaf) ? &e->evidence->panel_places[i] : NULL;
        bool left_out = expr && range.to - range.from <= LARGEST_PANEL && mark->mark.origin.row && mark->mark.state == KP_INPUT_GIVEN &&
                        !mentions(expr, mark->mark.origin, place ? place->points : mark->mark.value);
        kp_explain_input(e, label, &mark->mark,
                         kp_format(e->arena, "%s%s", place && place->place ? kp_explain_place_points_words(e, place) : "",
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
            kp_buffer_printf(&line, "%s: ", kp_explain_text_of(e, leaf->questions.items[row->question].name));
        if (row->stratum >= 0)
            kp_buffer_printf(&line, "%s: ", e->evidence->strata.items[row->stratum]);
        for (size_t k = 0; k < leaf->options.count; k++)
            kp_buffer_printf(&line, "%s%s %s", k ? ", " : "", kp_explain_text_of(e, leaf->options.items[k].name),
                             kp_explain_input_words(e, &row->options[k]));
        static const char *const others[] = {"不了解 | don't know", "发出 | issued", "收回 | returned", "无效 | invalid"};
        const kp_input *const inputs[] = {&row->unknown, &row->issued, &row->returned, &row->invalid};
        for (size_t k = 0; k < 4; k++)
            if (inputs[k]->state != KP_INPUT_MISSING)
                kp_buffer_printf(&line, ", %s %s", kp_explain_text_of(e, others[k]), kp_explain_input_words(e, inputs[k]));
        if (row->tallied)
            kp_buffer_printf(&line, "  (%s)", kp_say_with(e->arena, KP_M_EXPLAIN_FORMS, e->lang, kp_num_exact(e->arena, row->forms), NULL, NULL));
        kp_explain_line(e, 1, kp_explain_with_place(e, kp_buffer_text(&line), row->origin));
        kp_num valid, degree;
        if (kp_survey_figures(e->arena, leaf, row, &valid, &degree))
            kp_explain_say(e, 2, KP_M_EXPLAIN_QUESTION, kp_num_exact(e->arena, valid), kp_number_words(e->arena, degree, e->scheme->decimals), NULL);
    }
}

/* "2026-08-03 东门 垃圾未清 ×2" */
static void put_findings(explanation *e) {
    const kp_indicator *leaf = &e->scheme->indicators[e->node];
    evidence_range range = kp_findings_of(e->evidence, e->unit, e->node);
    if (range.from == range.to)
        kp_explain_say(e, 1, KP_M_EXPLAIN_NO_FINDINGS, NULL, NULL, NULL);
    for (size_t i = range.from; i < range.to; i++) {
        const kp_finding *entry = &e->evidence->findings.items[i];
        const char *const texts[] = {entry->date, entry->location, entry->text};
        kp_buffer line = {.arena = e->arena};
        if (entry->event >= 0 && (size_t)entry->event < leaf->events.count)
            kp_buffer_printf(&line, "%s ", kp_explain_text_of(e, leaf->events.items[entry->event].name));
        for (size_t k = 0; k < 3; k++)
            if (texts[k] && *texts[k])
                kp_buffer_printf(&line, "%s ", texts[k]);
        kp_buffer_printf(&line, "×%s", kp_num_exact(e->arena, entry->count));
        if (entry->points.given)
            kp_buffer_printf(&line, " (%s)", kp_num_exact(e->arena, entry->points.value));
        kp_explain_line(e, 1, kp_explain_with_place(e, kp_buffer_text(&line), entry->origin));
    }
}

/* Every dated record, in the order of time, with what it counted for. */
static void put_log(explanation *e) {
    evidence_range range = kp_logs_of(e->evidence, e->unit, e->node);
    if (range.from == range.to)
        kp_explain_say(e, 1, KP_M_EXPLAIN_NO_FINDINGS, NULL, NULL, NULL);
    for (size_t i = range.from; i < range.to; i++)
        kp_explain_line(e, 1, kp_explain_with_place(e, kp_log_words(e->arena, e->evidence, i, e->lang), e->evidence->logs.items[i].origin));
    const char *lacking = kp_log_lacking(e->arena, e->evidence, e->unit, e->node, e->lang);
    if (lacking)
        kp_explain_line(e, 1, lacking);
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
            kp_buffer_printf(&label, e->lang == KP_EN ? " (%s)" : "（%s）", kp_explain_text_of(e, leaf->kinds.items[check->kind].name));
        if (check->recheck.state == KP_INPUT_GIVEN)
            kp_buffer_puts(&remark, kp_say_with(e->arena, KP_M_EXPLAIN_RECHECK, e->lang, kp_explain_input_words(e, &check->recheck), NULL, NULL));
        for (size_t k = 0; k < 3; k++)
            if (*texts[k])
                kp_buffer_printf(&remark, "%s%s", remark.length ? " " : "", texts[k]);
        kp_explain_input(e, kp_buffer_text(&label), &check->mark, kp_buffer_text(&remark));
    }
}

void kp_explain_data(explanation *e, const kp_expr *expr) {
    kp_explain_say(e, 0, KP_M_EXPLAIN_DATA, NULL, NULL, NULL);
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
