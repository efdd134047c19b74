/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result_agreement.c - writes how evaluators agree as JSON, an evaluator a line. */
#include "result_agreement.h"

#include <math.h>

typedef struct named_number {
    const char *key;
    double value;
} named_number;

static void put_numbers(json_writer *w, json_t *object, const named_number numbers[], size_t count) {
    for (size_t i = 0; i < count; i++)
        json_put(w, object, numbers[i].key, json_number(w, numbers[i].value));
}

static void put_count(json_writer *w, json_t *object, const char *key, size_t count) {
    json_put(w, object, key, json_must(w, json_integer((json_int_t)count)));
}

#define PUT_NUMBERS(w, object, ...)                                                                                                                  \
    do {                                                                                                                                             \
        const named_number numbers_[] = {__VA_ARGS__};                                                                                               \
        put_numbers((w), (object), numbers_, sizeof numbers_ / sizeof *numbers_);                                                                    \
    } while (0)

static const char *id_of(const kp_scorecard *card, int32_t indicator) { return indicator < 0 ? NULL : card->scheme->indicators[indicator].id; }

static void put_icc(json_writer *w, json_t *object, const char *key, const kp_icc *icc) {
    json_t *of = json_put_new(w, object, key, json_object());
    PUT_NUMBERS(w, of, {"value", icc->value}, {"lower", icc->lower}, {"upper", icc->upper}, {"f", icc->f}, {"df1", icc->df1}, {"df2", icc->df2},
                {"p", icc->p});
}

static void put_panel(json_writer *w, const kp_scorecard *card, const kp_panel_agreement *panel) {
    json_t *object = w->value = json_must(w, json_object());
    json_put(w, object, "id", json_text_or_null(w, id_of(card, panel->indicator)));
    json_put(w, object, "whole", json_must(w, json_boolean(panel->whole)));
    PUT_NUMBERS(w, object, {"full", panel->full});
    put_count(w, object, "units", panel->units);
    put_count(w, object, "evaluators", panel->evaluator_count);
    put_count(w, object, "marks", panel->marks);
    json_t *block = json_put_new(w, object, "block", json_object());
    put_count(w, block, "units", panel->block_units);
    put_count(w, block, "evaluators", panel->block_evaluators);
    json_t *order = json_put_new(w, object, "w", json_object());
    PUT_NUMBERS(w, order, {"w", panel->w.w}, {"chi_square", panel->w.chi_square}, {"df", panel->w.df}, {"p", panel->w.p});
    json_t *icc = json_put_new(w, object, "icc", json_object());
    put_icc(w, icc, "icc_2_1", &panel->icc.of[KP_ICC_2_1]);
    put_icc(w, icc, "icc_2_k", &panel->icc.of[KP_ICC_2_K]);
    put_icc(w, icc, "icc_1_1", &panel->one_way.of[KP_ICC_1_1]);
    put_icc(w, icc, "icc_1_k", &panel->one_way.of[KP_ICC_1_K]);
}

static void write_evaluator(json_writer *w, const kp_scorecard *card, const kp_evaluator *evaluator) {
    const kp_leniency *l = &evaluator->leniency;
    json_t *object = w->value = json_must(w, json_object());
    json_put(w, object, "evaluator", json_text_or_null(w, card->evidence->evaluators.items[evaluator->evaluator]));
    put_count(w, object, "marks", evaluator->marks);
    put_count(w, object, "units", l->units);
    PUT_NUMBERS(w, object, {"deviation", l->deviation}, {"against_others", l->against_others}, {"sd", l->sd}, {"z", l->z}, {"t", l->t}, {"df", l->df},
                {"p", l->p}, {"adjusted", l->adjusted});
    json_put(w, object, "tendency", json_must(w, json_integer(l->tendency)));
    json_dump_value(w);
}

/* The object of the panel with its evaluators put into it, a line each. */
static void write_panel(json_writer *w, const kp_scorecard *card, const kp_panel_agreement *panel) {
    kp_buffer_puts(&w->out, "  {\"panel\": ");
    put_panel(w, card, panel);
    json_dump_value(w);
    kp_buffer_puts(&w->out, ",\n   \"each\": [");
    for (size_t i = 0; i < panel->evaluator_count; i++) {
        kp_buffer_puts(&w->out, i ? ",\n   " : "\n   ");
        write_evaluator(w, card, &panel->evaluators[i]);
    }
    kp_buffer_puts(&w->out, "]}");
}

static void write_check(json_writer *w, const kp_scorecard *card, const kp_check_agreement *check) {
    const kp_check *c = &check->check;
    const kp_checked_pair *largest = &check->pairs[0];
    json_t *object = w->value = json_must(w, json_object());
    json_put(w, object, "id", json_text_or_null(w, id_of(card, check->indicator)));
    json_put(w, object, "against", json_text_or_null(w, id_of(card, check->against)));
    PUT_NUMBERS(w, object, {"full", check->full}, {"tolerance", check->tolerance});
    put_count(w, object, "pairs", c->pairs);
    PUT_NUMBERS(w, object, {"difference", c->difference}, {"sd", c->sd}, {"t", c->t}, {"df", c->df}, {"p", c->p});
    put_count(w, object, "above", c->above);
    put_count(w, object, "below", c->below);
    PUT_NUMBERS(w, object, {"above_share", c->above_share});
    json_t *at = json_put_new(w, object, "largest", json_object());
    json_put(w, at, "unit", json_text_or_null(w, card->evidence->units.items[largest->unit].id));
    json_put(w, at, "site", json_text_or_null(w, largest->site >= 0 ? card->evidence->site_names.items[largest->site] : NULL));
    PUT_NUMBERS(w, at, {"own", largest->own}, {"check", largest->check});
    json_dump_value(w);
}

void json_write_agreement(json_writer *w, const kp_scorecard *card, const kp_agreement *agreement) {
    kp_buffer_puts(&w->out, " \"agreement\": {\"panels\": [");
    for (size_t i = 0; i < agreement->panel_count; i++) {
        kp_buffer_puts(&w->out, i ? ",\n" : "\n");
        write_panel(w, card, &agreement->panels[i]);
    }
    kp_buffer_puts(&w->out, "],\n  \"checks\": [");
    for (size_t i = 0; i < agreement->check_count; i++) {
        kp_buffer_puts(&w->out, i ? ",\n   " : "\n   ");
        write_check(w, card, &agreement->checks[i]);
    }
    kp_buffer_puts(&w->out, "]},\n");
}
