/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluators_hints.c - what of the evaluators' agreement is worth telling beside the other problems of the data. */
#include "kaoping/evaluators.h"

#include <math.h>
#include <stdlib.h>

typedef struct tendency {
    const kp_panel_agreement *panel;
    const kp_evaluator *evaluator;
} tendency;

static int surest_first(const void *a, const void *b) {
    const tendency *x = a, *y = b;
    double p = x->evaluator->leniency.adjusted, q = y->evaluator->leniency.adjusted;
    if (p != q)
        return p < q ? -1 : 1;
    if (x->panel != y->panel)
        return x->panel < y->panel ? -1 : 1;
    return x->evaluator < y->evaluator ? -1 : x->evaluator > y->evaluator;
}

static const char *probability(kp_arena *arena, double p) { return p < 0.0001 ? "p < 0.0001" : kp_format(arena, "p = %.4f", p); }

/* The sheet where the panel was entered. */
static kp_place panel_place(const kp_evidence *evidence, const kp_panel_agreement *panel) {
    kp_place place = kp_evidence_place(evidence, panel->origin);
    place.row = place.column = 0;
    return place;
}

static void hint_tendency(const kp_scorecard *card, const tendency *found, kp_problems *problems) {
    kp_arena *arena = problems->arena;
    const kp_leniency *l = &found->evaluator->leniency;
    const char *p = probability(arena, l->adjusted);
    const char *words = kp_format(arena,
                                  "%s：共同评过 %zu 个对象，平均比其他评价者%s %.2f 分（满分 %.6g，z = %.2f，t = %.2f，校正后 %s） | "
                                  "tend to be %s: over %zu units shared, %.2f %s those of the others on average (out of %.6g, z = %.2f, t = %.2f, "
                                  "adjusted %s)",
                                  l->tendency > 0 ? "偏宽" : "偏严", l->units, l->tendency > 0 ? "高" : "低", fabs(l->against_others),
                                  found->panel->full, l->z, l->t, p, l->tendency > 0 ? "high" : "low", l->units, fabs(l->against_others),
                                  l->tendency > 0 ? "above" : "below", found->panel->full, l->z, l->t, p);
    kp_problems_add(problems, KP_R_EVALUATOR_TENDS, panel_place(card->evidence, found->panel), KP_UNIT_NONE,
                    kp_verbatim(arena, card->evidence->evaluators.items[found->evaluator->evaluator]),
                    card->scheme->indicators[found->panel->indicator].title, words);
}

static void hint_tendencies(const kp_scorecard *card, const kp_agreement *agreement, kp_problems *problems) {
    size_t most = 0, count = 0;
    for (size_t i = 0; i < agreement->panel_count; i++)
        most += agreement->panels[i].evaluator_count;
    tendency *found = KP_NEW_ARRAY(problems->arena, tendency, most);
    for (size_t i = 0; i < agreement->panel_count; i++) {
        const kp_panel_agreement *panel = &agreement->panels[i];
        for (size_t j = 0; j < panel->evaluator_count && !panel->part; j++)
            if (panel->evaluators[j].leniency.tendency)
                found[count++] = (tendency){panel, &panel->evaluators[j]};
    }
    qsort(found, count, sizeof *found, surest_first);
    for (size_t i = 0; i < count && i < KP_AGREEMENT_HINTS; i++)
        hint_tendency(card, &found[i], problems);
}

static void hint_concordance(const kp_scorecard *card, const kp_panel_agreement *panel, kp_problems *problems) {
    if (panel->part || panel->w.fault || panel->block_units < KP_W_HINT_UNITS || panel->block_evaluators < KP_AGREEMENT_LEAST ||
        !(panel->w.p > KP_AGREEMENT_LEVEL))
        return;
    kp_arena *arena = problems->arena;
    const char *p = probability(arena, panel->w.p);
    const char *words = kp_format(arena,
                                  "%zu 位评价者都评过的 %zu 个对象，Kendall W = %.3f，χ² = %.2f，%s | "
                                  "%zu evaluators on the %zu units that all of them marked, Kendall's W = %.3f, χ² = %.2f, %s",
                                  panel->block_evaluators, panel->block_units, panel->w.w, panel->w.chi_square, p, panel->block_evaluators,
                                  panel->block_units, panel->w.w, panel->w.chi_square, p);
    kp_problems_add(problems, KP_R_NO_CONCORDANCE, panel_place(card->evidence, panel), KP_UNIT_NONE, card->scheme->indicators[panel->indicator].title,
                    words, NULL);
}

static void hint_check(const kp_scorecard *card, const kp_check_agreement *check, kp_problems *problems) {
    if (check->against < 0 || check->check.pairs < KP_AGREEMENT_LEAST || check->check.above_share <= KP_SELF_ABOVE_HINT)
        return;
    kp_arena *arena = problems->arena;
    double share = 100 * check->check.above_share;
    const char *words =
        kp_format(arena, "%zu 个，占 %zu 个的 %.1f%%；平均相差 %+.2f 分（满分 %.6g） | %zu of %zu (%.1f%%); %+.2f on average (out of %.6g)",
                  check->check.above, check->check.pairs, share, check->check.difference, check->full, check->check.above, check->check.pairs, share,
                  check->check.difference, check->full);
    kp_problems_add(problems, KP_R_SELF_ABOVE, (kp_place){0}, KP_UNIT_NONE, card->scheme->indicators[check->indicator].title,
                    card->scheme->indicators[check->against].title, words);
}

void kp_evaluators_hint(const kp_scorecard *card, const kp_agreement *agreement, kp_problems *problems) {
    if (!agreement)
        return;
    hint_tendencies(card, agreement, problems);
    for (size_t i = 0; i < agreement->panel_count; i++)
        hint_concordance(card, &agreement->panels[i], problems);
    for (size_t i = 0; i < agreement->check_count; i++)
        hint_check(card, &agreement->checks[i], problems);
}
