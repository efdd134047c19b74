/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_words.c - lines of an explanation: texts in its language, values as they were typed, the cells they came from. */
#include "calc_private.h"
#include "explain_private.h"

const char *kp_explain_text_of(const explanation *e, const char *bilingual) { return kp_text(e->arena, bilingual, e->lang); }

void kp_explain_line(explanation *e, int indent, const char *text) { kp_buffer_printf(&e->out, "%*s%s\n", indent * 2, "", text); }

void kp_explain_say(explanation *e, int indent, kp_message message, const char *a0, const char *a1, const char *a2) {
    kp_explain_line(e, indent, kp_say_with(e->arena, message, e->lang, a0, a1, a2));
}

const char *kp_explain_printed(const explanation *e, kp_num value) { return kp_num_print(e->arena, value, e->scheme->decimals, e->scheme->rounding); }

/* "entry.xlsx · 抽查!D7" */
const char *kp_explain_place_words(const explanation *e, kp_place place) {
    const char *cell = place.sheet || place.column ? kp_place_cell(e->arena, place) : ""; /* a result of a file has no cell */
    return kp_format(e->arena, "%s%s%s%s%s", place.file ? place.file : "", place.file && place.sheet ? " · " : "", place.sheet ? place.sheet : "",
                     place.sheet && *cell ? "!" : "", cell);
}

const char *kp_explain_with_place(const explanation *e, const char *text, kp_origin origin) {
    const char *place = kp_explain_place_words(e, kp_evidence_place(e->evidence, origin));
    return *place ? kp_format(e->arena, "%s  ← %s", text, place) : text;
}

const char *kp_explain_input_words(const explanation *e, const kp_input *input) {
    switch (input->state) {
    case KP_INPUT_GIVEN: return kp_num_exact(e->arena, input->value);
    case KP_INPUT_NOT_APPLICABLE: return "—";
    case KP_INPUT_DOUBTFUL: return kp_say(KP_M_EXPLAIN_DOUBTFUL, e->lang);
    default: return kp_say(KP_M_EXPLAIN_MISSING, e->lang);
    }
}

void kp_explain_input(explanation *e, const char *label, const kp_input *input, const char *remark) {
    const char *text = kp_format(e->arena, "%s %s%s%s", label, kp_explain_input_words(e, input), *remark ? " " : "", remark);
    kp_explain_line(e, 1, kp_explain_with_place(e, text, input->origin));
}

const char *kp_explain_plain_words(const explanation *e, kp_num value) {
    return kp_shows_exactly(e->arena, value) ? kp_num_exact(e->arena, value) : kp_explain_printed(e, value);
}

/* "（第 2 名，共 5 个，计 95 分）" */
const char *kp_explain_place_points_words(const explanation *e, const kp_place_points *place) {
    return kp_say_with(e->arena, KP_M_EXPLAIN_PLACE, e->lang, kp_format(e->arena, "%d", (int)place->place),
                       kp_format(e->arena, "%d", (int)place->field), kp_explain_plain_words(e, place->points));
}
