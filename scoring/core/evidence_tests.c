/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evidence_tests.c - tests by which a scheme has what is entered checked (data_check): those due are those received less those taken out, bad ratings are no more than
 * all. Each method checks its own figures (done > due); how those of several indicators hang together only the scheme knows. Told is which requirement fails, the figures
 * that it looks at, and the cell of the first of them.
 */
#include "calc_private.h"
#include "formula_private.h"
#include "kaoping/message.h"
#include "method_private.h"
#include "score_private.h"

typedef struct figures {
    const kp_evidence *evidence;
    int32_t unit;
    kp_arena *arena;
    kp_buffer words[2]; /* of both languages */
    kp_origin first;    /* the cell of the first one that was typed */
} figures;

static void put_figure(figures *f, const char *title, const char *value) {
    for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++)
        kp_buffer_printf(&f->words[lang], "%s%s %s", f->words[lang].length ? lang == KP_EN ? ", " : "、" : "", kp_text(f->arena, title, lang), value);
}

/* "应响应数 119、应办工单 120": the figures in the order of the formula. */
static void add_figures(figures *f, const kp_formula *formula) {
    if (formula->op == F_LEAF || formula->op == F_SLOT) {
        size_t count;
        const kp_slot *slots = kp_evidence_slots(f->evidence, formula->indicator, &count);
        const kp_input *inputs = kp_evidence_inputs(f->evidence, f->unit, formula->indicator);
        size_t slot = formula->op == F_SLOT ? (size_t)formula->slot : 0;
        if (slot < count && !f->first.row)
            f->first = inputs[slot].origin;
        kp_calc calc = {.arena = f->arena};
        kp_formula_result result = kp_formula_evaluate(&calc, formula, f->evidence, f->unit);
        if (result.state == KP_MARK_SCORED)
            put_figure(f, formula->op == F_SLOT ? slots[slot].label : kp_leaf(f->evidence, formula->indicator)->title,
                       kp_number_words(f->arena, result.value.num, KP_MAX_DECIMALS));
    }
    for (size_t i = 0; i < formula->count; i++)
        add_figures(f, formula->args[i]);
}

/* By how much: "超出 1"; "" where that cannot be told. */
static const char *missing_words(const figures *f, const kp_requirement_result *part, kp_lang lang) {
    if (!part->missing.given)
        return "";
    const char *amount = kp_number_words(f->arena, part->missing.value, KP_MAX_DECIMALS);
    return kp_format(f->arena, lang == KP_EN ? ": %s" : "：%s",
                     kp_say_with(f->arena, part->above ? KP_M_VALUE_OVER : KP_M_VALUE_SHORT, lang, amount, NULL, NULL));
}

static void tell(const kp_evidence *evidence, int32_t unit, const kp_indicator *leaf, size_t index, const kp_requirement_result *part,
                 kp_problems *problems) {
    kp_arena *arena = problems->arena;
    figures f = {.evidence = evidence, .unit = unit, .arena = arena, .words = {{.arena = arena}, {.arena = arena}}};
    add_figures(&f, leaf->requirements.formulas[index].condition);
    const char *texts[2], *name = leaf->requirements.pairs.items[index].name;
    for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++)
        texts[lang] = kp_format(arena, lang == KP_EN ? "%s%s (%s)" : "%s%s（%s）", kp_text(arena, name, lang), missing_words(&f, part, lang),
                                kp_buffer_text(&f.words[lang]));
    kp_place place = f.first.row ? kp_evidence_place(evidence, f.first) : kp_unit_place(evidence, unit);
    kp_problems_add(problems, leaf->data_check == KP_DATA_CHECK_ERROR ? KP_D_CONTRADICTION : KP_D_DOUBTFUL_FIGURES, place, unit,
                    kp_unit_words(arena, evidence, unit), kp_format(arena, "%s | %s", texts[KP_ZH], texts[KP_EN]), NULL);
}

static void check_unit(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    kp_calc calc = {.arena = problems->arena};
    if (evidence->units.items[unit].excluded || kp_evidence_gap(evidence, unit, indicator))
        return;
    kp_outcome outcome = kp_method_of(leaf->method)->evaluate(&calc, evidence, unit, indicator);
    for (size_t i = 0; i < outcome.part_count; i++)
        if (outcome.parts[i].state == KP_MARK_SCORED && !outcome.parts[i].met)
            tell(evidence, unit, leaf, i, &outcome.parts[i], problems);
}

void kp_evidence_check_tests(const kp_evidence *evidence, kp_problems *problems) {
    for (size_t i = 0; i < evidence->scheme->indicator_count; i++)
        if (kp_leaf(evidence, (int32_t)i)->method == KP_METHOD_TEST && kp_leaf(evidence, (int32_t)i)->data_check != KP_DATA_CHECK_NO)
            for (size_t unit = 0; unit < evidence->units.count; unit++)
                check_unit(evidence, (int32_t)unit, (int32_t)i, problems);
}
