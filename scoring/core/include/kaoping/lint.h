/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lint.h - the linter (减负合规检查): what the documents on lightening the burdens of communities say that an evaluation may not hold, looked for in a scheme.
 *
 * The rules are the rows of lint.def. Which of them bind a scheme depends on its family: a veto on a property firm is normal practice, on a community it was
 * abolished. Rules on wording go by meaning: the use of a venue may be marked, whether there is one may not (lint_words.c).
 *
 * A finding can be overridden by the scheme (section `overrides`) with a written reason, which the report prints. What is not overridden is a problem KP_L_*: errors
 * refuse forms and scores, warnings do not. The linter changes no mark.
 *
 *     const kp_lint *lint = kp_lint_scheme(arena, scheme);
 *     kp_lint_tell(lint, scheme, problems);
 */
#ifndef KAOPING_LINT_H
#define KAOPING_LINT_H

#include "kaoping/scheme.h"

#ifdef __cplusplus
extern "C" {
#endif

struct kp_evidence;

/* Whom a rule binds, as bits 1u << kp_family. */
#define KP_BINDS_COMMUNITY  (1u << KP_FAMILY_COMMUNITY)
#define KP_BINDS_GRASSROOTS (KP_BINDS_COMMUNITY | 1u << KP_FAMILY_GRID | 1u << KP_FAMILY_PEOPLE)
#define KP_BINDS_EVERYONE   (KP_BINDS_GRASSROOTS | 1u << KP_FAMILY_PROPERTY | 1u << KP_FAMILY_OTHER)

/* Fewer characters than this give no reason (理由太短). */
#define KP_LINT_REASON_LEAST 6u

typedef struct kp_lint_finding {
    kp_lint_rule rule;
    const char *id;     /* of the indicator, veto, grade or list; NULL: the scheme as a whole */
    const char *name;   /* bilingual: "z1 台账管理 | z1 Ledgers" */
    const char *detail; /* bilingual: the words found, the share … */
    kp_place place;
    int32_t override; /* index of the scheme's override that stands for it, with a reason; -1: none */
} kp_lint_finding;

typedef struct kp_lint {
    kp_lint_finding *items;
    size_t count, capacity;
    kp_family family; /* that the scheme was taken for */
} kp_lint;

/* All that the rules find in a built scheme, in the order of the scheme, with overrides matched. Cost: linear in its texts. */
const kp_lint *kp_lint_scheme(kp_arena *arena, const kp_scheme *scheme);

/* Adds every finding without an override as a problem, and warns of overrides that give no reason or match nothing. Texts go to the arena of `problems`. */
void kp_lint_tell(const kp_lint *lint, const kp_scheme *scheme, kp_problems *problems);

/* What only the data tell: who evaluates, funds and provides (rules EVALUATOR and BENEFICIARY). Findings that the scheme overrides are left out. */
void kp_lint_evidence(const struct kp_evidence *evidence, kp_problems *problems);

/* A scheme that could not be built: the rules on wording, and what they find, over what could be read (kp_scheme_draft()). NULL: nothing. */
void kp_lint_draft(kp_arena *arena, const kp_scheme *draft, kp_problems *problems);

/* Warns (KP_L_SECOND_SCHEME) at `place` where both schemes evaluate communities in periods that can fall together, by different rules; not where one takes the
 * results of the other, or only asks residents. Where one of them says why (an override with a reason), that override is returned and nothing is added; else NULL. */
const kp_override *kp_lint_second(const kp_scheme *first, const kp_scheme *second, kp_place place, kp_problems *problems);

/* The words of a text for which a rule on wording (EXISTENCE, VETO, INVESTMENT, CLICKS, ENFORCEMENT, FORMALITIES, ECONOMY) finds fault with it, joined by "、"; NULL where there are none.
 * The text may be bilingual. `of_satisfaction`: people are asked how satisfied they are with it. */
const char *kp_lint_words(kp_arena *arena, kp_lint_rule rule, const char *text, bool of_satisfaction);

/* True where `text` gives a reason: at least KP_LINT_REASON_LEAST different characters that are letters, digits or Chinese, and where it is in letters, two different words.
 * Of a bilingual text each language must give one. NULL: none. */
bool kp_lint_is_reason(const char *text);

const char *kp_lint_key(kp_lint_rule rule);      /* "existence" */
const char *kp_lint_title(kp_lint_rule rule);    /* bilingual */
const char *kp_lint_basis(kp_lint_rule rule);    /* bilingual: what the rule is based on */
kp_problem_code kp_lint_code(kp_lint_rule rule); /* KP_L_EXISTENCE … */
bool kp_lint_binds(kp_lint_rule rule, kp_family family);

/* The family that the scheme names; else what its subject, or failing that its title, says. Never KP_FAMILY_NONE. */
kp_family kp_scheme_family(const kp_scheme *scheme);

/* What share of the total each node has through points and weights, by index: 1 for the total, 0 for what is no part of it (bonus). Exact; where a node has neither points
 * nor weights below it, its children get none. The aggregation (mean, geometric …) makes no difference: it is the weights' share. */
const kp_num *kp_scheme_shares(kp_arena *arena, const kp_scheme *scheme);

#ifdef __cplusplus
}
#endif
#endif
