/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * calc_formula.c - a calculation as a spreadsheet formula. Spreadsheets count in binary with 53 bits, so 0.1*3 is a little more than 0.3, and a figure that is exactly on
 * a tie or a bound may come out on its wrong side. Therefore every decision is taken on a number first rounded at many places: there the binary figure falls back on
 * the decimal one. What lies nearer to a decision than that, without being on it, cannot be told apart: such a formula is not made.
 */
#include "kaoping/calc.h"
#include "kaoping/condition.h"

#include <string.h>

#define MAX_NESTING    60  /* functions within functions; Excel allows 64 */
#define MAX_DIGITS     300 /* of a literal; the largest binary number has 309 */
#define DECISION_GUARD 9   /* places that a number is rounded to before it is compared or cut */
#define GUARDED_PLACES 11  /* of a number before it is rounded, at most */

typedef enum level { ANY, TERM, FACTOR, ATOM } level; /* what may stand without brackets: a sum; a term of one; a factor; the operand of ^ or / */

typedef struct printer {
    kp_buffer buffer;
    kp_cell_of cell_of;
    void *data;
    size_t limit;
    bool failed; /* too long, too deep, or not to be trusted */
} printer;

/* True where binary arithmetic, wrong in the 15th digit, might put `x` on the other side of `at`. */
static bool is_doubtful(kp_arena *arena, kp_num x, kp_num at) {
    kp_num distance = kp_num_abs(arena, kp_num_sub(arena, x, at));
    return !kp_num_is_zero(distance) && kp_num_compare(distance, kp_num_ratio(arena, 1, 100000000)) < 0;
}

/* Beyond this a sum of a few dozen terms may be wrong at DECISION_GUARD places. */
static bool is_large(kp_arena *arena, const kp_expr *expr) {
    bool literal = expr->op == KP_CALC_INPUT || expr->op == KP_CALC_RULE;
    return !literal && kp_num_compare(kp_num_abs(arena, expr->value), kp_num_int(100000)) >= 0;
}

static void put(printer *p, const char *text) {
    kp_buffer_puts(&p->buffer, text);
    if (p->buffer.length > p->limit)
        p->failed = true;
}

static void print_number(printer *p, kp_num value, level wanted) {
    const char *text = kp_num_exact(p->buffer.arena, value);
    if (strlen(text) > MAX_DIGITS) {
        p->failed = true;
        return;
    }
    bool brackets = (*text == '-' && wanted > ANY) || (strchr(text, '/') && wanted > FACTOR);
    put(p, brackets ? "(" : "");
    put(p, text);
    put(p, brackets ? ")" : "");
}

static void print_expr(printer *p, const kp_expr *expr, level wanted, int depth);

/* a OP b OP c; only the first may be of the operator's own level where the order matters. */
static void print_operands(printer *p, const kp_expr *expr, const char *sign, level own, level rest, level wanted, int depth) {
    bool brackets = wanted > own;
    put(p, brackets ? "(" : "");
    for (size_t i = 0; i < expr->count && !p->failed; i++) {
        put(p, i ? sign : "");
        print_expr(p, expr->args[i], i ? rest : own, depth);
    }
    put(p, brackets ? ")" : "");
}

static void print_call(printer *p, const char *name, const kp_expr *expr, int depth) {
    put(p, name);
    put(p, "(");
    for (size_t i = 0; i < expr->count && !p->failed; i++) {
        put(p, i ? "," : "");
        print_expr(p, expr->args[i], ANY, depth + 1);
    }
    put(p, ")");
}

/* The argument, such that a comparison with `bound` can be trusted: ROUND(x-bound,9), which is exactly 0 where x is on the bound. */
static void print_distance(printer *p, const kp_expr *x, const kp_expr *bound, int depth) {
    put(p, "ROUND(");
    print_expr(p, x, kp_num_is_zero(bound->value) ? ANY : TERM, depth + 1);
    if (!kp_num_is_zero(bound->value)) {
        put(p, "-");
        print_expr(p, bound, FACTOR, depth + 1);
    }
    put(p, ",9)");
}

static void print_steps(printer *p, const kp_expr *expr, int depth) {
    const kp_expr *x = expr->args[0];
    size_t steps = (expr->count - 2) / 2;
    p->failed = p->failed || is_large(p->buffer.arena, x);
    for (size_t i = 0; i < steps && !p->failed; i++) {
        const kp_expr *bound = expr->args[1 + 2 * i];
        p->failed = is_doubtful(p->buffer.arena, x->value, bound->value) || depth + (int)i + 2 > MAX_NESTING;
        put(p, "IF(");
        print_distance(p, x, bound, depth + (int)i + 1);
        put(p, expr->low ? "<=0," : ">=0,");
        print_expr(p, expr->args[2 + 2 * i], ANY, depth + (int)i + 1);
        put(p, ",");
    }
    if (p->failed)
        return;
    print_expr(p, expr->args[expr->count - 1], ANY, depth + (int)steps);
    for (size_t i = 0; i < steps; i++)
        put(p, ")");
}

/* INT goes down, also below zero; a number that binary arithmetic left just under a whole one is first put on it. */
static void print_cut(printer *p, const kp_expr *expr, level wanted, int depth) {
    kp_arena *arena = p->buffer.arena;
    const kp_expr *x = expr->args[0];
    p->failed = p->failed || is_large(arena, x) || is_doubtful(arena, x->value, kp_num_floor(arena, x->value)) ||
                is_doubtful(arena, x->value, kp_num_ceil(arena, x->value));
    bool up = expr->op == KP_CALC_CEIL, brackets = up && wanted > ANY;
    put(p, brackets ? "(" : "");
    put(p, up ? "-INT(-ROUND(" : "INT(ROUND(");
    print_expr(p, x, ANY, depth + 2);
    put(p, ",9))");
    put(p, brackets ? ")" : "");
}

static void print_rounding(printer *p, const kp_expr *expr, level wanted, int depth) {
    kp_arena *arena = p->buffer.arena;
    printer inner = {.buffer = {.arena = arena}, .cell_of = p->cell_of, .data = p->data, .limit = p->limit, .failed = p->failed};
    print_expr(&inner, expr->args[0], ANY, depth + 4);
    p->failed = inner.failed || !kp_formula_safe(arena, expr->args[0]->value, expr->decimals, expr->rounding, NULL);
    if (p->failed)
        return;
    bool brackets = wanted > FACTOR; /* it ends in a division */
    put(p, brackets ? "(" : "");
    put(p, kp_formula_round(arena, kp_buffer_text(&inner.buffer), expr->decimals, expr->rounding));
    put(p, brackets ? ")" : "");
}

/* A condition, where its cells cannot make it come out otherwise. */
static void print_compare(printer *p, const kp_expr *expr, int depth) {
    static const char *const against[] = {
        [KP_LESS] = "<0", [KP_AT_MOST] = "<=0", [KP_EQUAL] = "=0", [KP_NOT_EQUAL] = "<>0", [KP_AT_LEAST] = ">=0", [KP_MORE] = ">0"};
    kp_arena *arena = p->buffer.arena;
    const kp_expr *x = expr->args[0], *y = expr->args[1];
    p->failed = p->failed || is_large(arena, x) || is_large(arena, y) || is_doubtful(arena, x->value, y->value);
    print_distance(p, x, y, depth);
    put(p, against[expr->compare]);
}

static void print_mark(printer *p, const kp_expr *expr, level wanted) {
    const char *cell = p->cell_of ? p->cell_of(p->data, expr->indicator) : NULL;
    if (cell)
        put(p, cell);
    else
        print_number(p, expr->value, wanted);
}

/* Of equal weights GEOMEAN(a,b), else a^(1/5)*b^(4/5). */
static void print_geometric(printer *p, const kp_expr *expr, level wanted, int depth) {
    kp_num sum = KP_ZERO;
    bool alike = true;
    for (size_t i = 1; i < expr->count; i += 2) {
        sum = kp_num_add(p->buffer.arena, sum, expr->args[i]->value);
        alike = alike && kp_num_equal(expr->args[i]->value, expr->args[1]->value);
    }
    bool brackets = !alike && wanted > FACTOR;
    put(p, alike ? "GEOMEAN(" : brackets ? "(" : "");
    for (size_t i = 0; i < expr->count && !p->failed; i += 2) {
        put(p, i == 0 ? "" : alike ? "," : "*");
        print_expr(p, expr->args[i], alike ? ANY : ATOM, depth + 1);
        if (!alike)
            put(p, kp_format(p->buffer.arena, "^(%s)", kp_num_exact(p->buffer.arena, kp_num_div(p->buffer.arena, expr->args[i + 1]->value, sum))));
    }
    put(p, alike || brackets ? ")" : "");
}

static void print_expr(printer *p, const kp_expr *expr, level wanted, int depth) {
    p->failed = p->failed || depth > MAX_NESTING;
    if (p->failed)
        return;
    switch (expr->op) {
    case KP_CALC_INPUT:
    case KP_CALC_RULE: print_number(p, expr->value, wanted); break;
    case KP_CALC_MARK: print_mark(p, expr, wanted); break;
    case KP_CALC_ADD: print_operands(p, expr, "+", TERM, TERM, wanted, depth); break;
    case KP_CALC_SUB: print_operands(p, expr, "-", TERM, FACTOR, wanted, depth); break;
    case KP_CALC_MUL: print_operands(p, expr, "*", FACTOR, FACTOR, wanted, depth); break;
    case KP_CALC_DIV: print_operands(p, expr, "/", FACTOR, ATOM, wanted, depth); break;
    case KP_CALC_MIN: print_call(p, "MIN", expr, depth); break;
    case KP_CALC_MAX: print_call(p, "MAX", expr, depth); break;
    case KP_CALC_ROUND: print_rounding(p, expr, wanted, depth); break;
    case KP_CALC_FLOOR:
    case KP_CALC_CEIL: print_cut(p, expr, wanted, depth); break;
    case KP_CALC_ABS: print_call(p, "ABS", expr, depth); break;
    case KP_CALC_STEPS: print_steps(p, expr, depth); break;
    case KP_CALC_COMPARE: print_compare(p, expr, depth); break;
    case KP_CALC_AND: print_call(p, "AND", expr, depth); break;
    case KP_CALC_OR: print_call(p, "OR", expr, depth); break;
    case KP_CALC_NOT: print_call(p, "NOT", expr, depth); break;
    case KP_CALC_IF: print_call(p, "IF", expr, depth); break;
    case KP_CALC_NONE: put(p, "NA()"); break;
    case KP_CALC_LN: print_call(p, "LN", expr, depth); break;
    case KP_CALC_EXP: print_call(p, "EXP", expr, depth); break;
    case KP_CALC_SQRT: print_call(p, "SQRT", expr, depth); break;
    case KP_CALC_POWER: print_call(p, "POWER", expr, depth); break;
    case KP_CALC_GEOMETRIC: print_geometric(p, expr, wanted, depth); break;
    }
}

const char *kp_formula_print(kp_arena *arena, const kp_expr *expr, kp_cell_of cell_of, void *data, size_t limit) {
    printer p = {.buffer = {.arena = arena}, .cell_of = cell_of, .data = data, .limit = limit};
    print_expr(&p, expr, ANY, 1);
    return p.failed || p.buffer.length > limit ? NULL : kp_buffer_text(&p.buffer);
}

/* ---- rounding ---- */

static const char *power_of_ten(kp_arena *arena, int exponent) {
    char *text = kp_alloc(arena, (size_t)exponent + 2);
    memset(text, '0', (size_t)exponent + 1);
    text[0] = '1';
    return text;
}

/* How many places more a number is rounded to first; with its decimals no more than the figures in cells of marks are good for, which have twelve. */
static int guard_of(int decimals) { return decimals + KP_FORMULA_GUARD > GUARDED_PLACES ? GUARDED_PLACES - decimals : KP_FORMULA_GUARD; }

/* The number is first brought to whole units of the last place and rounded at some places more: a tie is then exactly k + 0.5, and a whole number one, which binary holds. */
const char *kp_formula_round(kp_arena *arena, const char *cell_or_formula, int decimals, kp_rounding rule) {
    const char *power = power_of_ten(arena, decimals);
    const char *units = decimals ? kp_format(arena, "ROUND((%s)*%s,%d)", cell_or_formula, power, guard_of(decimals))
                                 : kp_format(arena, "ROUND(%s,%d)", cell_or_formula, guard_of(decimals));
    if (decimals && strspn(cell_or_formula, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.$") == strlen(cell_or_formula))
        units = kp_format(arena, "ROUND(%s*%s,%d)", cell_or_formula, power, guard_of(decimals));
    const char *divided = decimals ? kp_format(arena, "/%s", power) : "";
    switch (rule) {
    case KP_HALF_UP: return kp_format(arena, "ROUND(%s,0)%s", units, divided);
    case KP_ROUND_DOWN: return kp_format(arena, "ROUNDDOWN(%s,0)%s", units, divided);
    case KP_ROUND_UP: return kp_format(arena, "ROUNDUP(%s,0)%s", units, divided);
    case KP_HALF_DOWN: return kp_format(arena, "IF(MOD(%s,1)=0.5,ROUNDDOWN(%s,0),ROUND(%s,0))%s", units, units, units, divided);
    case KP_HALF_EVEN: break;
    }
    /* on a tie, twice the nearest whole half: 2.5 -> 2*ROUND(1.25) = 2, 3.5 -> 2*ROUND(1.75) = 4 */
    return kp_format(arena, "IF(MOD(%s,1)=0.5,2*ROUND(%s/2,0),ROUND(%s,0))%s", units, units, units, divided);
}

static kp_num number_power_of_ten(kp_arena *arena, int exponent) {
    kp_num power = KP_ONE;
    for (int i = 0; i < exponent; i++)
        power = kp_num_mul(arena, power, kp_num_int(10));
    return power;
}

/* From where the rule decides: from a half, or from a whole number. */
static kp_num distance_to_tie(kp_arena *arena, kp_num units, kp_rounding rule) {
    kp_num part = kp_num_sub(arena, units, kp_num_floor(arena, units));
    if (rule == KP_ROUND_DOWN || rule == KP_ROUND_UP)
        return kp_num_min(part, kp_num_sub(arena, KP_ONE, part));
    return kp_num_abs(arena, kp_num_sub(arena, part, kp_num_ratio(arena, 1, 2)));
}

bool kp_formula_rounds_to(kp_arena *arena, kp_num figure, int decimals, kp_rounding rule, kp_num rounded) {
    kp_num power = number_power_of_ten(arena, decimals),
           units = kp_num_round(arena, kp_num_mul(arena, figure, power), guard_of(decimals), KP_HALF_UP);
    return kp_num_equal(kp_num_round(arena, units, 0, rule), kp_num_mul(arena, rounded, power));
}

bool kp_formula_safe(kp_arena *arena, kp_num exact, int decimals, kp_rounding rule, const kp_num *bound) {
    kp_num power = number_power_of_ten(arena, decimals);
    kp_num units = kp_num_mul(arena, kp_num_abs(arena, exact), power);
    if (kp_num_compare(units, kp_num_int(100000000)) >= 0) /* 8 digits and 7 guarding: all that 53 bits hold */
        return false;
    /* the guard rounds what is within half of 10^-7 of a tie onto it; as much again for what binary arithmetic itself is wrong by */
    kp_num near = kp_num_div(arena, KP_ONE, number_power_of_ten(arena, guard_of(decimals)));
    kp_num beside = distance_to_tie(arena, units, rule);
    if (!kp_num_is_zero(beside) && kp_num_compare(beside, near) < 0)
        return false;
    if (!bound)
        return true;
    kp_num gap = kp_num_mul(arena, kp_num_abs(arena, kp_num_sub(arena, exact, *bound)), power);
    return kp_num_is_zero(gap) || kp_num_compare(gap, near) >= 0;
}
