/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * condition.h - the conditions of rules, lists and targets: "rank <= 3 and score >= 90 and not veto".
 *
 *     condition := term { (or | 或 | ||) term }          term := factor { (and | 且 | 并且 | &&) factor }
 *     factor    := [not | 非 | !] ( "(" condition ")" | test )
 *     test      := quantity op number[%]  |  grade 等次 (= | !=) ID  |  grade in 属于 (ID, ID …)  |  veto 一票否决 [ (ID) ]  |
 *                  field(NAME) 附加栏(NAME) (= | !=) text  |  field(NAME) in 属于 (text, text …)  |  field(NAME) op number  |
 *                  result(ID, option …) 评议结果(ID, option …)  |  on(LIST) 在榜(LIST)  |  new 新参评  |  excluded 不参评
 *     op        := < <= = >= > !=  (also ≤ ≥ ≠ ＜ ＞ ＝)
 *     quantity  := score 得分 | mark(ID) 单项(ID) | rank 名次 | bottom 倒数名次 | rise 进步名次 | rise_rank 进步排名 | gain 得分增幅 |
 *                  streak(LIST) 连续(LIST) | times(LIST, n) 累计(LIST, n) | value(ID) 数值(ID) | share(ID, option …) 占比(ID, option …)
 *
 * A number is decimal or a fraction (1/3). A name or text with blanks, brackets, commas, operators or 且 and 或 in it stands in quotes: "…" (a quote within is
 * doubled) or “…”.
 *
 * rank counts from the best, bottom from the worst, each within what the scheme ranks within; with "%", the bound is that share of the ranked units, made a
 * count by the list's rule, at least 1. Equal scores have equal ranks, so all who tie at a bound are in.
 * rise is how many places were gained since the period before; rise_rank ranks the gainers (most first); gain is the difference of printed scores. All three are false
 * in every comparison where the unit was not ranked in the period before.
 * streak(L) is the number of consecutive periods, this one included, in which the condition of L was met; times(L, n) the number within the last n periods,
 * this one included. on(L): L's condition is met now. L may not refer to itself or in a circle.
 * new: the unit was not ranked in the period before (it was not there, or had no rank). Where the results of that period are not known, neither new nor not new
 * puts anybody on a list.
 * field(F): what the register of units has in its further column F (unit_fields). Texts are compared as names are, where both are numbers or both say yes or no as such;
 * <, <=, >= and > take numbers. What was left empty equals "" and nothing else.
 * value(ID): the exact value of a leaf or node, whereas mark(ID) is as the scheme decides (printed). share(ID, option …): the share, 0..1, of these options among the
 * valid answers of a survey or the valid votes of a ballot; "33%" is 0.33. With several questions it is their weighted mean, as the mark is.
 * result(ID, option …): the result of a ballot, or the grade typed, is one of these options; unsure without quorum.
 * met(ID) 符合(ID): a range or test is met. missing(ID) 缺口(ID): how much it lacks, compared as a number: 0 where it is met, the largest lack
 * of several requirements; too much is no lack. Where range or test does not apply, or the lack cannot be told (a != b), both are unsure: they put nobody on a list, and a
 * target does not look at the unit.
 * excluded: the unit does not take part.
 * A comparison with something the unit does not have (a mark that is not applicable, an empty column) is false.
 */
#ifndef KAOPING_CONDITION_H
#define KAOPING_CONDITION_H

#include "kaoping/scheme.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum kp_condition_op {
    KP_COND_AND,
    KP_COND_OR,
    KP_COND_NOT,
    KP_COND_SCORE,
    KP_COND_MARK,
    KP_COND_RANK,
    KP_COND_BOTTOM,
    KP_COND_RISE,
    KP_COND_RISE_RANK,
    KP_COND_GAIN,
    KP_COND_STREAK,
    KP_COND_TIMES,
    KP_COND_RESULT,
    KP_COND_MET,
    KP_COND_MISSING,
    KP_COND_GRADE,
    KP_COND_VETO,
    KP_COND_ON,
    KP_COND_NEW,
    KP_COND_FIELD,
    KP_COND_VALUE,
    KP_COND_SHARE,
    KP_COND_EXCLUDED
} kp_condition_op;

typedef enum kp_compare { KP_LESS, KP_AT_MOST, KP_EQUAL, KP_NOT_EQUAL, KP_AT_LEAST, KP_MORE } kp_compare;

typedef struct kp_condition {
    kp_condition_op op;
    kp_compare compare;
    kp_num number;
    bool percent;
    int32_t reference;  /* index of the indicator, list, veto or unit field named; -1: none (veto: any) */
    int32_t window;     /* times(): n */
    const char *name;   /* the id named, before it is resolved */
    const char **names; /* grade: ids of bands; share: options; field: texts, none where a number is compared with */
    int32_t *chosen;    /* grade, share: indices of bands, options */
    size_t count;       /* of children, or of names */
    const struct kp_condition **children;
} kp_condition;

/* Parses `text`; ids are left unresolved (reference -1, bands NULL). NULL with a problem S_BAD_CONDITION (what stands there, what was expected, at which
 * character) where it is wrong. At most KP_MAX_DEPTH levels of brackets. */
kp_condition *kp_condition_parse(kp_arena *arena, const char *text, kp_place place, kp_problems *problems);
/* Resolves names against the scheme's indicators and their options, bands, vetoes, lists and unit fields; unknown ones are problems. False where there was one. A title
 * that only one has is taken for its id. Called by kp_scheme_build(), which also finds the circles. */
bool kp_condition_resolve(kp_arena *arena, kp_condition *condition, const kp_scheme *scheme, kp_place place, kp_problems *problems);
/* The first test of the condition that `barred` is true of, or NULL. */
const kp_condition *kp_condition_find(const kp_condition *condition, bool (*barred)(kp_condition_op op));
/* The word of a test in that language: "rank", "名次". Static. */
const char *kp_condition_word(kp_condition_op op, kp_lang lang);
/* The text that kp_condition_parse() reads back to an equal condition; two conditions that say the same by other words have the same text. `lang`: of its words. */
const char *kp_condition_text(kp_arena *arena, const kp_condition *condition, kp_lang lang);
/* In words: "名次 ≤ 3 且 得分 ≥ 90 且 无一票否决". */
const char *kp_condition_words(kp_arena *arena, const kp_condition *condition, const kp_scheme *scheme, kp_lang lang);

#ifdef __cplusplus
}
#endif
#endif
