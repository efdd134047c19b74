/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * calc.h - a calculation that can tell how it went. A method computes with kp_val instead of kp_num; each step gives the exact value and, where
 * the calculator traces, an expression node. The value, the spreadsheet formula and the explanation are made from the same steps, so they cannot drift apart.
 *
 *     kp_val earned = kp_calc_mul(c, kp_calc_rule(c, "满分 | full marks", full), kp_calc_div(c, done, due));
 *     earned.num                       the exact mark
 *     kp_formula_print(...)            "=15*37/43"
 *     kp_derivation_print(...)         "满分 15 × 按期整改数 37 ÷ 应整改数 43 ≈ 12.91"
 *
 * Without trace a step costs no more than its kp_num operation.
 */
#ifndef KAOPING_CALC_H
#define KAOPING_CALC_H

#include "kaoping/evidence.h"
#include "kaoping/irrational.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum kp_calc_op {
    KP_CALC_INPUT, /* a typed number, with its cell */
    KP_CALC_RULE,  /* a number of the scheme */
    KP_CALC_MARK,  /* the mark of another indicator of the same unit */
    KP_CALC_ADD,   /* n terms */
    KP_CALC_SUB,
    KP_CALC_MUL /* n factors */,
    KP_CALC_DIV,
    KP_CALC_MIN,
    KP_CALC_MAX,
    KP_CALC_ROUND, /* to decimals by rule */
    KP_CALC_FLOOR,
    KP_CALC_CEIL,
    KP_CALC_ABS,
    KP_CALC_STEPS,   /* args[0] is looked up in the steps args[1], args[2], … (bound, result, bound, result, …, otherwise) */
    KP_CALC_COMPARE, /* args[0] with args[1]: 1 or 0 */
    KP_CALC_AND,
    KP_CALC_OR,
    KP_CALC_NOT,
    KP_CALC_IF,   /* args[0]: a condition; args[1] where it holds, else args[2] */
    KP_CALC_NONE, /* a branch that is not taken and has no value */
    KP_CALC_LN,
    KP_CALC_EXP,
    KP_CALC_SQRT,
    KP_CALC_POWER,    /* args[0] to the power of args[1] */
    KP_CALC_GEOMETRIC /* the geometric mean of args[0], args[2], … with the weights args[1], args[3], … */
} kp_calc_op;

typedef struct kp_expr {
    kp_calc_op op;
    kp_num value;         /* what this step gave, exactly */
    const char *label;    /* bilingual, leaves; NULL */
    kp_origin origin;     /* INPUT */
    int32_t indicator;    /* MARK */
    int decimals;         /* ROUND */
    kp_rounding rounding; /* ROUND */
    bool low;             /* STEPS: bounds are upper bounds */
    int compare;          /* COMPARE: kp_compare (condition.h) */
    size_t count;
    const struct kp_expr **args;
} kp_expr;

typedef struct kp_val {
    kp_num num;
    const kp_expr *expr; /* NULL where the calculator does not trace */
} kp_val;

/* Why a formula has no value though all that it looks at has one. */
typedef enum kp_calc_fault {
    KP_FAULT_NONE,
    KP_FAULT_NOTHING /* 0 ÷ 0: nothing of nothing due, which does not apply, as with ratios */,
    KP_FAULT_BY_ZERO,
    KP_FAULT_NO_VALUE,
    KP_FAULT_TOO_LARGE
} kp_calc_fault;

typedef struct kp_calc {
    kp_arena *arena;
    bool trace;
    kp_calc_fault fault;     /* set where a formula did not apply for that; who asks clears it beforehand */
    const char *fault_words; /* "自然对数(-2) | ln(-2)", "3 ÷ 0" */
} kp_calc;

kp_val kp_calc_input(kp_calc *calc, const char *label, kp_num value, kp_origin origin);
kp_val kp_calc_rule(kp_calc *calc, const char *label, kp_num value);
kp_val kp_calc_mark(kp_calc *calc, int32_t indicator, kp_num value);
kp_val kp_calc_add(kp_calc *calc, kp_val x, kp_val y);
kp_val kp_calc_sum(kp_calc *calc, const kp_val terms[], size_t count); /* count 0: 0 */
kp_val kp_calc_sub(kp_calc *calc, kp_val x, kp_val y);
kp_val kp_calc_mul(kp_calc *calc, kp_val x, kp_val y);
kp_val kp_calc_div(kp_calc *calc, kp_val x, kp_val y); /* y not zero */
kp_val kp_calc_min(kp_calc *calc, kp_val x, kp_val y);
kp_val kp_calc_max(kp_calc *calc, kp_val x, kp_val y);
kp_val kp_calc_round(kp_calc *calc, kp_val x, int decimals, kp_rounding rule);
kp_val kp_calc_floor(kp_calc *calc, kp_val x);
kp_val kp_calc_ceil(kp_calc *calc, kp_val x);
kp_val kp_calc_abs(kp_calc *calc, kp_val x);
/* The result of the first bound with x >= bound (low: x <= bound), else `otherwise`. bounds best first. */
kp_val kp_calc_steps(kp_calc *calc, kp_val x, const kp_val bounds[], const kp_val results[], size_t count, kp_val otherwise, bool low);
/* 1 where x compares so with y (a kp_compare of condition.h), else 0. */
kp_val kp_calc_compare(kp_calc *calc, kp_val x, int compare, kp_val y);
kp_val kp_calc_not(kp_calc *calc, kp_val x);
/* "And", or with `either` "or", of conditions, which came to `holds`; without trace parts[] is not looked at. */
kp_val kp_calc_join(kp_calc *calc, bool either, bool holds, const kp_val parts[], size_t count);
kp_val kp_calc_if(kp_calc *calc, kp_val condition, kp_val then, kp_val otherwise);
/* What stands for a branch that has no value. */
kp_val kp_calc_none(kp_calc *calc);

/* Logarithm, exponential, root, power, and the geometric mean of `count` numbers with weights (irrational.h, which says where there is no value: false, and *out is left). */
bool kp_calc_ln(kp_calc *calc, kp_val x, kp_val *out);
bool kp_calc_exp(kp_calc *calc, kp_val x, kp_val *out);
bool kp_calc_sqrt(kp_calc *calc, kp_val x, kp_val *out);
bool kp_calc_power(kp_calc *calc, kp_val x, kp_val y, kp_val *out);
bool kp_calc_geometric(kp_calc *calc, const kp_val x[], const kp_val weights[], size_t count, kp_val *out);

/* The same step with its value as it is decided on (kp_num_settle, kp_num_settle_beside); digits 0: as it is. */
kp_val kp_calc_settle(kp_calc *calc, kp_val x, int digits);
kp_val kp_calc_settle_beside(kp_calc *calc, kp_val x, kp_num size, int digits);

/* How a formula names the cell that holds the mark of an indicator, e.g. "H12". NULL: write the number. */
typedef const char *(*kp_cell_of)(void *data, int32_t indicator);

/* The expression as a formula in OOXML syntax, without "=". Spreadsheets count in binary: every comparison, floor and rounding is protected by an inner
 * rounding, so that recomputation gives the exact value's result; see kp_formula_safe(). Whole constants and decimals are printed exactly.
 * NULL where it would be longer than `limit` bytes (8,192 in XLSX) or nest deeper than 60, and where a comparison, floor or rounding in it is so near to its bound
 * (but not on it) that binary arithmetic could decide otherwise: then the report writes the value and says so. */
const char *kp_formula_print(kp_arena *arena, const kp_expr *expr, kp_cell_of cell_of, void *data, size_t limit);

/* The figure that stands in the cell of a mark. */
typedef kp_num (*kp_figure_of)(void *data, const kp_expr *mark);
/* `formula`, which is that of `expr` by kp_formula_print(), made such that recomputing it gives *figure to the last bit: as it is where its last step is exact, else
 * rounded at 12 places, or fewer (9 at least) where binary arithmetic could decide a tie there. *figure is what the cell then holds: `expr` computed from the figures
 * in the cells of its marks, within 10^-9. NULL where no such rounding is sure: write *figure as a value. Cost: one evaluation of `expr`. */
const char *kp_formula_steady(kp_arena *arena, const kp_expr *expr, const char *formula, kp_figure_of figure_of, void *data, kp_num *figure);

/* A formula that rounds the number in `cell_or_formula` to `decimals` (0..KP_MAX_DECIMALS) by `rule`, right at ties though the number is binary: first to the
 * nearest 10^-(decimals+KP_FORMULA_GUARD), 10^-11 at most, then by the rule. Repeats its argument three times under KP_HALF_EVEN and KP_HALF_DOWN: give it a cell where that
 * is long. */
const char *kp_formula_round(kp_arena *arena, const char *cell_or_formula, int decimals, kp_rounding rule);
#define KP_FORMULA_GUARD 7
/* False where `exact` lies so near to (but not on) a tie of rounding at `decimals` by `rule` (of KP_ROUND_DOWN and KP_ROUND_UP: a whole unit of the last place), or `bound` (may be NULL), that kp_formula_round() in binary could take it for
 * the tie, and where it is too large for binary to tell (10^8 units of the last place): then the report writes the value and says so. */
bool kp_formula_safe(kp_arena *arena, kp_num exact, int decimals, kp_rounding rule, const kp_num *bound);
/* Whether kp_formula_round() of a cell that holds `figure` gives `rounded`. A figure in a cell is not quite the exact number: 0.999999999999 of three thirds. */
bool kp_formula_rounds_to(kp_arena *arena, kp_num figure, int decimals, kp_rounding rule, kp_num rounded);

/* What a rule is called: 四舍五入, half up. */
const char *kp_rounding_words(kp_rounding rule, kp_lang lang);

/* The same expression in words and numbers, labels first, and its value: "满分 15 × 按期整改数 37 ÷ 应整改数 43 ≈ 12.91". What is typed and what is ruled
 * is shown exactly, a condition without its 1 or 0; a value of more than KP_MAX_DECIMALS decimals is rounded (half up) to `decimals` for showing and never called equal: "≈". `scheme` names marks;
 * NULL: they stay without a name. */
const char *kp_derivation_print(kp_arena *arena, const kp_expr *expr, const kp_scheme *scheme, int decimals, kp_lang lang);

#ifdef __cplusplus
}
#endif
#endif
