/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calc_words.c - a calculation in words and numbers, as a person redoes it by hand. */
#include "kaoping/calc.h"
#include "calc_private.h"
#include "condition_words.h"
#include "kaoping/message.h"

#include <string.h>

typedef enum level { ANY, TERM, FACTOR, ATOM } level;

#define LONGEST_EXACT 30 /* characters: eighteen digits over eleven, or a typed number; no typed one is longer */

typedef struct writer {
    kp_buffer buffer;
    const kp_scheme *scheme;
    int decimals;
    kp_lang lang;
} writer;

bool kp_shows_exactly(kp_arena *arena, kp_num value) { return kp_num_equal(kp_num_round(arena, value, KP_MAX_DECIMALS, KP_HALF_UP), value); }

const char *kp_number_words(kp_arena *arena, kp_num value, int decimals) {
    return kp_shows_exactly(arena, value) ? kp_num_exact(arena, value) : kp_num_print(arena, value, decimals, KP_HALF_UP);
}

static void put(writer *w, const char *text) { kp_buffer_puts(&w->buffer, text); }

static void put_message(writer *w, kp_message message) { put(w, kp_say(message, w->lang)); }

static void write_bracketed(writer *w, const char *number, level wanted) {
    bool brackets = (*number == '-' && wanted > ANY) || (strchr(number, '/') && wanted > TERM);
    put(w, brackets ? "(" : "");
    put(w, number);
    put(w, brackets ? ")" : "");
}

/* "满分 15", "自查 ≈85.11", "100" */
static void write_leaf(writer *w, const kp_expr *expr, level wanted) {
    kp_arena *arena = w->buffer.arena;
    bool mark = expr->op == KP_CALC_MARK;
    const char *label = kp_text(arena, mark && w->scheme ? w->scheme->indicators[expr->indicator].title : expr->label, w->lang);
    if (*label) {
        put(w, label);
        put(w, " ");
    }
    bool long_one = mark ? !kp_shows_exactly(arena, expr->value) : strlen(kp_num_exact(arena, expr->value)) > LONGEST_EXACT;
    if (long_one) { /* a mark, or what a logarithm or root was part of */
        put(w, "≈");
        put(w, kp_num_print(arena, expr->value, mark ? w->decimals : KP_MAX_DECIMALS, KP_HALF_UP));
    } else {
        write_bracketed(w, kp_num_exact(arena, expr->value), wanted);
    }
}

static void write_expr(writer *w, const kp_expr *expr, level wanted);

static void write_operands(writer *w, const kp_expr *expr, const char *sign, level own, level rest, level wanted) {
    bool brackets = wanted > own;
    put(w, brackets ? "(" : "");
    for (size_t i = 0; i < expr->count; i++) {
        put(w, i ? sign : "");
        write_expr(w, expr->args[i], i ? rest : own);
    }
    put(w, brackets ? ")" : "");
}

static void write_call(writer *w, kp_message name, const kp_expr *expr) {
    put_message(w, name);
    put(w, "(");
    for (size_t i = 0; i < expr->count; i++) {
        put(w, i ? "; " : "");
        write_expr(w, expr->args[i], ANY);
    }
    put(w, ")");
}

/* "几何平均(健康 0.9; 教育 0.8)", weights where they differ: "几何平均(健康 0.9，权 20; …)". */
static void write_geometric(writer *w, const kp_expr *expr) {
    bool alike = true;
    for (size_t i = 1; i < expr->count; i += 2)
        alike = alike && kp_num_equal(expr->args[i]->value, expr->args[1]->value);
    put_message(w, KP_M_CALC_GEOMETRIC);
    put(w, "(");
    for (size_t i = 0; i < expr->count; i += 2) {
        put(w, i ? "; " : "");
        write_expr(w, expr->args[i], ANY);
        if (!alike)
            put(w, kp_say_with(w->buffer.arena, KP_M_CALC_WITH_WEIGHT, w->lang, kp_num_exact(w->buffer.arena, expr->args[i + 1]->value), NULL, NULL));
    }
    put(w, ")");
}

const char *kp_rounding_words(kp_rounding rule, kp_lang lang) {
    static const kp_message words[KP_ROUNDINGS] = {[KP_HALF_UP] = KP_M_HALF_UP,
                                                   [KP_HALF_EVEN] = KP_M_HALF_EVEN,
                                                   [KP_ROUND_DOWN] = KP_M_ROUND_DOWN,
                                                   [KP_ROUND_UP] = KP_M_ROUND_UP,
                                                   [KP_HALF_DOWN] = KP_M_HALF_DOWN};
    return kp_say(words[rule], lang);
}

static void write_rounding(writer *w, const kp_expr *expr) {
    put_message(w, KP_M_CALC_ROUND);
    put(w, "(");
    write_expr(w, expr->args[0], ANY);
    put(w, "; ");
    put(w, kp_say_with(w->buffer.arena, KP_M_CALC_ROUND_HOW, w->lang, kp_format(w->buffer.arena, "%d", expr->decimals),
                       kp_rounding_words(expr->rounding, w->lang), NULL));
    put(w, ")");
}

/* Which step the number was on: "分档(97.3 ≥ 95 → 8)". */
static void write_steps(writer *w, const kp_expr *expr) {
    const kp_expr *x = expr->args[0], *result = expr->args[expr->count - 1], *bound = NULL;
    for (size_t i = 1; i + 2 < expr->count && !bound; i += 2) {
        int order = kp_num_compare(x->value, expr->args[i]->value);
        if (expr->low ? order <= 0 : order >= 0) {
            bound = expr->args[i];
            result = expr->args[i + 1];
        }
    }
    put_message(w, KP_M_CALC_STEPS);
    put(w, "(");
    write_expr(w, x, ANY);
    if (bound) {
        put(w, expr->low ? " ≤ " : " ≥ ");
        write_expr(w, bound, ANY);
    } else {
        put(w, "; ");
        put_message(w, KP_M_CALC_OTHERWISE);
    }
    put(w, " → ");
    write_expr(w, result, ANY);
    put(w, ")");
}

static void write_join(writer *w, const kp_expr *expr, level wanted) {
    bool either = expr->op == KP_CALC_OR;
    put(w, wanted > ANY ? "(" : "");
    for (size_t i = 0; i < expr->count; i++) {
        put(w, i == 0 ? "" : w->lang == KP_ZH ? (either ? " 或 " : " 且 ") : either ? " or " : " and ");
        write_expr(w, expr->args[i], TERM);
    }
    put(w, wanted > ANY ? ")" : "");
}

static void write_compare(writer *w, const kp_expr *expr) {
    write_expr(w, expr->args[0], TERM);
    put(w, " ");
    put(w, condition_compare_sign[expr->compare]);
    put(w, " ");
    write_expr(w, expr->args[1], TERM);
}

/* Which branch was taken: "分档(户数 4132 > 2000 → 4)"; of branches in a row the first whose condition holds. */
static void write_branch(writer *w, const kp_expr *expr) {
    const kp_expr *at = expr;
    while (kp_num_is_zero(at->args[0]->value) && at->args[2]->op == KP_CALC_IF)
        at = at->args[2];
    bool holds = !kp_num_is_zero(at->args[0]->value);
    put_message(w, KP_M_CALC_STEPS);
    put(w, "(");
    if (holds || at == expr) {
        put(w, holds ? "" : w->lang == KP_ZH ? "非 " : "not ");
        write_expr(w, at->args[0], holds ? ANY : TERM);
    } else {
        write_expr(w, at->args[0]->op == KP_CALC_COMPARE ? at->args[0]->args[0] : at->args[0], ANY);
        put(w, "; ");
        put_message(w, KP_M_CALC_OTHERWISE);
    }
    put(w, " → ");
    write_expr(w, at->args[holds ? 1 : 2], ANY);
    put(w, ")");
}

static void write_expr(writer *w, const kp_expr *expr, level wanted) {
    switch (expr->op) {
    case KP_CALC_INPUT:
    case KP_CALC_RULE:
    case KP_CALC_MARK: write_leaf(w, expr, wanted); break;
    case KP_CALC_ADD: write_operands(w, expr, " + ", TERM, TERM, wanted); break;
    case KP_CALC_SUB: write_operands(w, expr, " − ", TERM, FACTOR, wanted); break;
    case KP_CALC_MUL: write_operands(w, expr, " × ", FACTOR, FACTOR, wanted); break;
    case KP_CALC_DIV: write_operands(w, expr, " ÷ ", FACTOR, ATOM, wanted); break;
    case KP_CALC_MIN: write_call(w, KP_M_CALC_MIN, expr); break;
    case KP_CALC_MAX: write_call(w, KP_M_CALC_MAX, expr); break;
    case KP_CALC_FLOOR: write_call(w, KP_M_CALC_FLOOR, expr); break;
    case KP_CALC_ABS: write_call(w, KP_M_CALC_ABS, expr); break;
    case KP_CALC_CEIL: write_call(w, KP_M_CALC_CEIL, expr); break;
    case KP_CALC_ROUND: write_rounding(w, expr); break;
    case KP_CALC_STEPS: write_steps(w, expr); break;
    case KP_CALC_COMPARE: write_compare(w, expr); break;
    case KP_CALC_AND:
    case KP_CALC_OR: write_join(w, expr, wanted); break;
    case KP_CALC_NOT:
        put(w, w->lang == KP_ZH ? "非 " : "not ");
        write_expr(w, expr->args[0], TERM);
        break;
    case KP_CALC_IF: write_branch(w, expr); break;
    case KP_CALC_NONE: put(w, "—"); break;
    case KP_CALC_LN: write_call(w, KP_M_CALC_LN, expr); break;
    case KP_CALC_EXP: write_call(w, KP_M_CALC_EXP, expr); break;
    case KP_CALC_SQRT: write_call(w, KP_M_CALC_SQRT, expr); break;
    case KP_CALC_POWER: write_call(w, KP_M_CALC_POWER, expr); break;
    case KP_CALC_GEOMETRIC: write_geometric(w, expr); break;
    }
}

static bool is_condition(const kp_expr *expr) {
    return expr->op == KP_CALC_COMPARE || expr->op == KP_CALC_AND || expr->op == KP_CALC_OR || expr->op == KP_CALC_NOT;
}

const char *kp_derivation_print(kp_arena *arena, const kp_expr *expr, const kp_scheme *scheme, int decimals, kp_lang lang) {
    writer w = {.buffer = {.arena = arena}, .scheme = scheme, .decimals = decimals, .lang = lang};
    write_expr(&w, expr, ANY);
    if (is_condition(expr)) /* holds or not, and has no number */
        return kp_buffer_text(&w.buffer);
    bool exact = kp_shows_exactly(arena, expr->value);
    if (expr->count || (!exact && expr->op != KP_CALC_MARK)) {
        put(&w, exact ? " = " : " ≈ ");
        put(&w, kp_number_words(arena, expr->value, decimals));
    }
    return kp_buffer_text(&w.buffer);
}
