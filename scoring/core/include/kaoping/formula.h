/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * formula.h - exact expressions over the leaves of one unit: what a scheme's author writes where a number is worked out from others.
 *
 *     households * 50 / 100                        如果(有电梯, 户数 × 30%, 0)
 *     min(9, ceil(households / 300))               steps(households, < 1000: 1, <= 2000: 3, else: 4)
 *
 * Grammar (blanks are free; full-width signs, × ÷ − ≤ ≥ ≠ and the words of both languages mean the same):
 *     formula    = conjunction { ("or" | 或 | 或者 | ||) conjunction }
 *     conjunction = negation { ("and" | 且 | 并且 | &&) negation }
 *     negation   = ("not" | 非 | !) negation | comparison
 *     comparison = sum [ ("<" | "<=" | "=" | "!=" | ">=" | ">") sum ]
 *     sum        = product { ("+" | "-") product }
 *     product    = sign { ("*" | "/") sign }
 *     sign       = ["-" | "+"] atom
 *     atom       = number ["%"] | name ["." input] | function "(" arguments ")" | "(" formula ")"
 * 30% is 0.3. A comparison is true or not and no number; and, or, not and the first argument of if() want such; a leaf typed as yes or no is one as well (yes = 1).
 *
 * Names. A leaf by its id, or by a title that it alone has; a name of several words, or with signs or 且 或 in it, stands in quotes: “有无, 或不详”. A leaf means its
 * value (value leaves: number, formula, range, test) or its mark, as the scorecard has it; a percentage that is typed as a value leaf means its fraction, 97.3% = 0.973; a date
 * its days since 1899-12-30. `leaf.input` means one typed number of a leaf that has several (c1.done, 整改.按时整改数). Inner nodes cannot be named.
 *
 * Functions (formula_functions.def): min, max, abs, round(x[, n]) half up, floor(x[, n]), ceil(x[, n]) to n decimals, if(condition, x, y), steps(x, < 10: a, <= 20: b, else: c): the
 * first that holds; sqrt, ln, exp, power(x, y) to fifty digits (irrational.h; where there is no value the formula does not apply); and over the units that are ranked together, with `, all` | `, 全部` over all units: largest, smallest, average, total, number, place (1 = the largest),
 * place_low (1 = the smallest) of a leaf.
 *
 * Who is looked at across units, here, by `relative` and by marks that go by place alike: the units of the group (with `all`: all units) that take part (are not excluded), to whom that
 * leaf applies, and which that leaf itself does not keep from being ranked (too few sites, too small a sample). Whether something else keeps a unit from being scored or ranked does not
 * matter. Where the value of that leaf is missing or cannot be read of one of them, there is nothing to compare with: D_FIELD_OPEN for everybody who looks.
 *
 * Evaluation is exact (num.h). Only what is needed is looked at: if() and steps() look at the branch taken, and/or stop where the answer is certain. Where a leaf that is looked at
 * does not apply to the unit, the formula does not apply; where it has no value, neither has the formula. Where a step has none (a divisor is 0, the logarithm of what is not above 0,
 * a result beyond KP_IRRATIONAL_LIMIT), the formula says so by its fault: of a leaf that bears on the total that is an error of the unit (D_NO_RESULT, D_RESULT_TOO_LARGE).
 *
 * A formula is data in the scheme's arena: parsed and resolved once by kp_scheme_build(), then never changed.
 */
#ifndef KAOPING_FORMULA_H
#define KAOPING_FORMULA_H

#include "kaoping/method.h"
#include "kaoping/names.h"
#include "kaoping/scheme_fields.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KP_FORMULA_NODES 2000 /* numbers, names, operators and functions of one formula */
#define KP_FORMULA_DEPTH 60   /* brackets and functions within one another */

typedef struct kp_formula kp_formula;

/* What a formula names: the leaves of a scheme by id and by title. Of a scheme whose tree is built. Cost: linear in the nodes. */
typedef struct kp_leaf_names {
    const kp_scheme *scheme;
    const kp_names *ids, *titles;
} kp_leaf_names;
kp_leaf_names kp_leaf_names_of(kp_arena *arena, const kp_scheme *scheme);

typedef enum kp_formula_kind {
    KP_FORMULA_NUMBER, /* a number is wanted */
    KP_FORMULA_TRUTH   /* a comparison or condition is */
} kp_formula_kind;

/* Reads a formula. NULL after a problem: S_BAD_FORMULA (what stands there, what was expected, `field` and the character), S_UNKNOWN_REFERENCE, at `place`. `field` bilingual:
 * how the field is called in problems. */
const kp_formula *kp_formula_read(kp_arena *arena, const kp_leaf_names *names, const char *text, kp_formula_kind kind, const char *field,
                                  kp_place place, kp_problems *problems);
/* A range "lo .. hi" (…, ～, 至 too), of which one side may be empty: its ends, NULL where there is none. False after a problem. */
bool kp_formula_read_range(kp_arena *arena, const kp_leaf_names *names, const char *text, const char *field, kp_place place, kp_problems *problems,
                           const kp_formula **low, const kp_formula **high);

/* The leaves that it looks at are added to *looks, each kind of look once. */
typedef struct kp_look_list {
    kp_look *items;
    size_t count, capacity;
} kp_look_list;
void kp_formula_add_looks(kp_arena *arena, const kp_formula *formula, kp_look_list *looks);

/* The text that kp_formula_read() reads back to an equal formula: leaves by id, functions in English (KP_STYLE_CANONICAL) or in the style's language; for people only
 * (KP_STYLE_WORDS_*) leaves by title, and × ÷ − ≤ ≥ ≠. */
const char *kp_formula_text(kp_arena *arena, const kp_formula *formula, const kp_scheme *scheme, kp_text_style style);
const char *kp_formula_range_text(kp_arena *arena, const kp_formula *low, const kp_formula *high, const kp_scheme *scheme, kp_text_style style);

typedef struct kp_formula_result {
    kp_mark_state state;
    kp_val value;            /* SCORED: the number; of a condition 1 or 0 */
    kp_calc_fault fault;     /* not applicable because of a step that has no value, be it by 0 */
    const char *fault_words; /* which, bilingual; NULL */
} kp_formula_result;

/* The value for one unit of finished evidence, with its steps where the calculator traces. Of functions over units: not scored where the field is not known. */
kp_formula_result kp_formula_evaluate(kp_calc *calc, const kp_formula *formula, const kp_evidence *evidence, int32_t unit);

/* For a comparison x >= y or x > y at the top of a condition that does not hold, or the only such one of several joined by "or": by how much x is short of it; where all is counted in whole numbers, the least whole number
 * that would do. False where it is no such comparison, or holds. The other way round (<=, <) it is how much too much x is. */
bool kp_formula_short_of(kp_arena *arena, const kp_formula *formula, const kp_evidence *evidence, int32_t unit, kp_num *missing, bool *above);

#ifdef __cplusplus
}
#endif
#endif
