/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_private.h - private to the core: an explanation under way (explain.c), and what its parts share. */
#ifndef KAOPING_CORE_EXPLAIN_PRIVATE_H
#define KAOPING_CORE_EXPLAIN_PRIVATE_H

#include "kaoping/message.h"
#include "score_private.h"

typedef struct explanation {
    kp_buffer out;
    kp_arena *arena;
    const kp_scorecard *card;
    const kp_evidence *evidence;
    const kp_scheme *scheme;
    int32_t unit, node;
    kp_lang lang;
} explanation;

/* ---- lines (explain_words.c) ---- */

const char *kp_explain_text_of(const explanation *e, const char *bilingual);
void kp_explain_line(explanation *e, int indent, const char *text);
void kp_explain_say(explanation *e, int indent, kp_message message, const char *a0, const char *a1, const char *a2);
/* A value as the scheme prints totals. */
const char *kp_explain_printed(const explanation *e, kp_num value);
/* The same, but exact where that can be shown. */
const char *kp_explain_plain_words(const explanation *e, kp_num value);
const char *kp_explain_place_words(const explanation *e, kp_place place);
/* A text, and the cell that it came from. */
const char *kp_explain_with_place(const explanation *e, const char *text, kp_origin origin);
const char *kp_explain_input_words(const explanation *e, const kp_input *input);
void kp_explain_input(explanation *e, const char *label, const kp_input *input, const char *remark);
const char *kp_explain_place_points_words(const explanation *e, const kp_place_points *place);

/* ---- its parts ---- */

/* The entries of e->node, a leaf; `expr`, its calculation, tells which marks of a panel were trimmed; NULL: nothing is told of that. */
void kp_explain_data(explanation *e, const kp_expr *expr); /* explain_data.c */

/* Grade, rank, lists and targets: a rule may give a grade where there is neither rank nor score (explain_standing.c). */
void kp_explain_standing(explanation *e, const kp_unit_result *result);
/* The rounding of the total, and the same. */
void kp_explain_total(explanation *e);

#endif
