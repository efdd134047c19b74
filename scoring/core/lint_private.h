/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lint_private.h - private to the core: what the linter's files share. */
#ifndef KAOPING_CORE_LINT_PRIVATE_H
#define KAOPING_CORE_LINT_PRIVATE_H

#include "kaoping/arena.h"
#include "kaoping/lint.h"
#include "kaoping/scheme_fields.h"

/* A scheme being looked through. */
typedef struct lint_run {
    kp_arena *arena;
    const kp_scheme *scheme;
    kp_lint *lint;
} lint_run;

/* Adds a finding of a rule that binds the scheme's family; others are dropped. `id` NULL: of the scheme. */
void lint_add(lint_run *run, kp_lint_rule rule, const char *id, const char *title, kp_place place, const char *detail);

/* Where record `index` of a section was written; the scheme's place where it is not known. */
kp_place lint_place(const kp_scheme *scheme, kp_section_id section, size_t index);
/* `text` as wording is compared: half-width, lower case, without blanks and marks but between words of letters (lint_words.c). */
const char *lint_fold(kp_arena *arena, const char *text);
/* True where the folded text holds one of the alternatives, divided by |. */
bool lint_holds(const char *folded, const char *list);
/* In what a text stands. */
enum {
    LINT_SATISFACTION = 1, /* people are asked how satisfied they are with it */
    LINT_LIGHTENED = 2     /* under a heading of what is to be fewer (减负, 取消项目) */
};
/* kp_lint_words() in a context. */
const char *lint_words_of(kp_arena *arena, kp_lint_rule rule, const char *text, unsigned context);
/* True where the field holds people's own words about what is marked (lint_texts.c). */
bool lint_is_wording(const kp_field *field);
/* True where a heading is about removing things. */
bool lint_is_lightening(kp_arena *arena, const char *title);
/* The titles of a node and those above it, but the total's, folded. */
const char *lint_titles(kp_arena *arena, const kp_scheme *scheme, int32_t indicator);
/* True where the leaf is how residents, or others who are served, judge. */
bool lint_is_of_residents(kp_arena *arena, const kp_scheme *scheme, int32_t leaf);

/* The share of the total that residents' satisfaction has, 0..1; in satisfied[] (one an indicator) that of each leaf. */
kp_num lint_share_of_residents(kp_arena *arena, const kp_scheme *scheme, kp_num satisfied[]);

/* Parts of kp_lint_scheme(). */
void lint_texts(lint_run *run);     /* lint_texts.c: what the wording says */
void lint_structure(lint_run *run); /* lint_structure.c: vetoes, tasks from above */
void lint_figures(lint_run *run);   /* lint_figures.c: how much residents' satisfaction counts */

#endif
