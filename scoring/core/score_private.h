/* SPDX-License-Identifier: GPL-3.0-or-later */
/* score_private.h - private to the core: the stages of scoring (score.c calls them in turn), and what they share. */
#ifndef KAOPING_CORE_SCORE_PRIVATE_H
#define KAOPING_CORE_SCORE_PRIVATE_H

#include "evidence_private.h"
#include "kaoping/condition.h"
#include "kaoping/score.h"

/* ---- marks (score_tree.c) ---- */

/* What computing the marks of one unit needs. */
typedef struct mark_run {
    kp_calc calc;
    const kp_scheme *scheme;
    const kp_evidence *evidence;
    int32_t unit;
    kp_mark *marks; /* of this unit */
    kp_val *terms,
        *extra; /* room for a term a child, and for the bonus points that belong to a node; NULL: made for each node (a single figure is derived) */
    kp_num *all_full;        /* of each node: the full marks of all its children together; NULL likewise */
    kp_leaf_check *values;   /* of this unit, where they are kept; NULL */
    const int32_t *value_of; /* by node: its place among them, or -1 */
    kp_problems *problems;   /* NULL: says nothing */
    bool checks;             /* some mark is checked against another: then marks not yet made may be looked at, and must say so */
    int32_t reason, reason_node;
    const struct kp_reweighing *again; /* leaves and given marks come from there (reweigh.h); NULL: from the evidence */
} mark_run;

mark_run kp_mark_run(kp_arena *arena, const kp_evidence *evidence, bool trace, kp_problems *problems);
/* The order in which marks are computed: children, what a node looks at, and what it is checked against, before the node. */
const int32_t *kp_mark_order(kp_arena *arena, const kp_scheme *scheme);
/* Computes the mark of one node from what it depends on; the reason for which the unit cannot be ranked goes to run->reason, that of the first node in the tree. */
kp_val kp_mark_compute(mark_run *run, int32_t node, kp_mark *mark);
/* The same before the mark is held to what it is checked against, bounded and rounded. */
kp_val kp_mark_before_check(mark_run *run, int32_t node, kp_mark *mark);
/* A mark as it is carried upward: rounded where the node, or the scheme, says so. */
kp_val kp_mark_rounded(mark_run *run, int32_t node, kp_val value);

/* Of a run that scores again: the mark as it was, in the full marks that the node has now. False for a node that is made of its children. */
bool kp_mark_fixed(mark_run *run, int32_t node, kp_mark *mark, kp_val *value); /* reweigh.c */

/* What is lacking where less of the node applies than the scheme asks for, in both languages (score_coverage.c); NULL: enough does. */
const char *kp_mark_lacks(mark_run *run, int32_t node);

/* The geometric or harmonic mean, the least or the greatest of `count` >= 1 shares, as the node says (score_aggregate.c). */
kp_val kp_aggregate_shares(kp_calc *calc, const kp_indicator *node, const kp_val shares[], const kp_val weights[], size_t count);

/* The total within its bounds. */
kp_val kp_mark_keep_within(mark_run *run, kp_val total);

/* "3–9", "≥ 207". */
const char *kp_limits_words(kp_arena *arena, kp_optional lower, kp_optional upper);

/* ---- ranks, grades, lists ---- */

/* One key by which equal scores are told apart. */
typedef struct tie_key {
    int32_t indicator;
    bool low;
} tie_key;

typedef struct score_run {
    kp_arena *arena;
    kp_scorecard *card;
    const kp_scheme *scheme;
    const kp_evidence *evidence;
    kp_problems *problems;
    const tie_key *ties;
    size_t tie_count;
    int32_t *sorted; /* kp_sorted_units(), once it was called */
} score_run;

/* kp_score() from the evidence; or, with `again`, from the leaves of a card `before`, whose reasons for not ranking a unit hold (score.c). */
kp_scorecard *kp_score_again(kp_arena *arena, const kp_scheme *scheme, const kp_evidence *evidence, const kp_history *history, kp_problems *problems,
                             const struct kp_reweighing *again, const kp_scorecard *before);

/* A value as the scheme decides on it: printed, or whole. */
kp_num kp_decided(kp_arena *arena, const kp_scheme *scheme, kp_num value);
/* The same of a mark of that node: by the node's own decimals, where it has some; a value is what it is. */
kp_num kp_decided_mark(kp_arena *arena, const kp_scheme *scheme, int32_t indicator, kp_num value);
/* The mark as it is decided on, in words. */
const char *kp_decided_mark_words(kp_arena *arena, const kp_scheme *scheme, int32_t indicator, kp_num value);
/* <0 where unit x stands before y by score, and with `break_ties` by the tie keys; 0: equal. */
int kp_compare_units(const score_run *run, int32_t x, int32_t y, bool break_ties);
/* The ranked units (card->ranked_count), best first, those equal in score and keys as entered. Sorted once. */
const int32_t *kp_sorted_units(score_run *run);
/* The units, given best first, group by group: (*first)[g] .. (*first)[g + 1] of the result are those of group g; the last part is those without group. */
int32_t *kp_split_groups(const score_run *run, const int32_t *sorted, size_t count, size_t **first);

void kp_rank_units(score_run *run);  /* rank.c */
void kp_order_units(score_run *run); /* rank.c: the order of printing, once there are ranks */
void kp_rank_rises(score_run *run);  /* rank.c: against the period before */
void kp_grade_units(score_run *run); /* band.c */
void kp_apply_rules(score_run *run); /* grade_rules.c: between grades by score and vetoes, and quotas */
/* "（按同分比较“消防”：85.30 > 84.20） | …", bilingual: by what a unit of equal score lost the last place of its grade; "" where the score decided. */
const char *kp_quota_key_words(kp_arena *arena, const kp_scorecard *card, int32_t unit);
void kp_list_units(score_run *run);                   /* list.c */
void kp_combine_units(score_run *run);                /* combine.c */
void kp_count_targets(score_run *run);                /* targets.c */
kp_place kp_unit_place(const kp_evidence *, int32_t); /* where the unit is listed */
/* A share of `field` units as a count: by `rounding`. */
int64_t kp_share_count(kp_arena *arena, kp_num percent, int32_t field, kp_count_rounding rounding);
/* True where the units are ranked group by group. */
bool kp_ranks_by_group(const kp_evidence *evidence);
/* The value with all its decimals, else "≈" and six of them (twelve where four would not show a difference): for texts that set it beside what is printed. */
const char *kp_full_value_words(kp_arena *arena, kp_num value);

/* ---- conditions of rules, lists and targets (condition_holds.c, list.c) ---- */

/* Of a unit that is not ranked score, rank and grade are not known: a condition holds only where that is certain whatever they would be. */
typedef enum truth { IS_FALSE = 0, IS_UNSURE = 1, IS_TRUE = 2 } truth;

typedef struct list_run {
    kp_arena *arena;
    const kp_scorecard *card;
    int32_t unit;
    uint8_t *known; /* of each list: truth, or not yet looked at */
    truth unjudged; /* what met() and missing() come to where range or test does not apply: unsure; or what somebody supposes instead */
} list_run;

list_run kp_list_run(kp_arena *arena, const kp_scorecard *card);
void kp_list_run_unit(list_run *run, int32_t unit);
const kp_past_unit *kp_list_past_unit(const list_run *run, int steps); /* the unit so many periods ago, or NULL */
truth kp_list_met(list_run *run, int32_t list);
/* `rounding`: how a share of the ranked units becomes a count (rank <= 15%). */
truth kp_condition_holds(list_run *run, const kp_condition *condition, kp_count_rounding rounding);
/* What the register has in the column that field(…) names; "" where it is empty. */
const char *kp_condition_field(const list_run *run, const kp_condition *condition);
/* How many periods in a row the list's condition was met (stood on the list), this one included where `now`. */
int32_t kp_list_run_length(list_run *run, int32_t list, bool listed, bool now);
int32_t kp_list_times(list_run *run, int32_t list, int32_t window);
/* Why the condition holds for the run's unit: the tests that were met, with its numbers. One string a reason (list_reasons.c). */
kp_pairs kp_condition_reasons(list_run run, const kp_condition *condition, kp_count_rounding rounding, kp_lang lang);
/* The number that a test compares, and with what; false where the unit has none. */
bool kp_condition_number(list_run *run, const kp_condition *condition, kp_count_rounding rounding, kp_num *has, kp_num *bound);

#endif
