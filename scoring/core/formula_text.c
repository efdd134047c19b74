/* SPDX-License-Identifier: GPL-3.0-or-later */
/* formula_text.c - a formula as text: for machines, by ids; for people, by titles. */
#include "condition_words.h"
#include "formula_words.h"

typedef enum level { ANY, CONJUNCTION, NEGATION, COMPARISON, SUM, PRODUCT, SIGN, ATOM } level;

typedef struct formula_writer {
    kp_buffer out;
    const kp_scheme *scheme;
    bool words; /* for people */
    kp_lang lang;
} formula_writer;

static void put(formula_writer *w, const char *text) { kp_buffer_puts(&w->out, text); }

static void put_formula(formula_writer *w, const kp_formula *formula, level wanted);

/* As it is read again: an id such as or, which would be taken for a word of the language, stands in quotes. */
static void put_id(formula_writer *w, const char *id) {
    bool plain = formula_name_is_plain(w->out.arena, id);
    put(w, plain ? "" : "\"");
    put(w, id);
    put(w, plain ? "" : "\"");
}

static void put_name(formula_writer *w, const kp_formula *formula) {
    kp_arena *arena = w->out.arena;
    const kp_indicator *leaf = &w->scheme->indicators[formula->indicator];
    size_t count;
    if (w->words)
        put(w, kp_text(arena, leaf->title, w->lang));
    else
        put_id(w, leaf->id);
    if (formula->op != F_SLOT)
        return;
    const kp_slot *slot = &formula_slots(arena, leaf, &count)[formula->slot];
    put(w, w->words ? "·" : ".");
    put(w, w->words ? kp_text(arena, slot->label, w->lang) : slot->key);
}

static void put_number(formula_writer *w, const kp_formula *formula) {
    kp_num shown = formula->percent ? kp_num_mul(w->out.arena, formula->number, kp_num_int(100)) : formula->number;
    put(w, kp_num_exact(w->out.arena, shown));
    put(w, formula->percent ? "%" : "");
}

static void put_operands(formula_writer *w, const kp_formula *formula, const char *plus, const char *minus, level operand) {
    if (formula->count == 1) { /* a sign */
        put(w, w->words ? "−" : "-");
        put_formula(w, formula->args[0], ATOM);
        return;
    }
    for (size_t i = 0; i < formula->count; i++) {
        put(w, i == 0 ? "" : formula->minus[i] ? minus : plus);
        put_formula(w, formula->args[i], operand);
    }
}

static void put_compare(formula_writer *w, kp_compare compare) {
    put(w, w->words ? condition_compare_sign[compare] : condition_compare_text[compare]);
    put(w, " ");
}

static void put_steps(formula_writer *w, const kp_formula *formula) {
    put_formula(w, formula->args[0], ANY);
    for (size_t i = 1; i + 1 < formula->count; i += 2) {
        put(w, ", ");
        put_compare(w, formula->compares[i / 2]);
        put_formula(w, formula->args[i], ANY);
        put(w, ": ");
        put_formula(w, formula->args[i + 1], ANY);
    }
    put(w, w->lang == KP_ZH ? ", 其余: " : ", else: ");
    put_formula(w, formula->args[formula->count - 1], ANY);
}

static void put_call(formula_writer *w, const kp_formula *formula) {
    const formula_function_row *row = &formula_functions[formula->function];
    put(w, row->word[w->lang]);
    put(w, "(");
    if (formula->function == FUNCTION_STEPS)
        put_steps(w, formula);
    else if (row->kind == ACROSS)
        put_name(w, formula);
    for (size_t i = 0; i < formula->count && formula->function != FUNCTION_STEPS; i++) {
        put(w, i ? ", " : "");
        put_formula(w, formula->args[i], ANY);
    }
    if (row->kind == TO_DECIMALS && formula->decimals)
        kp_buffer_printf(&w->out, ", %d", formula->decimals);
    if (formula->all)
        put(w, w->lang == KP_ZH ? ", 全部" : ", all");
    put(w, ")");
}

static level level_of(const kp_formula *formula) {
    switch (formula->op) {
    case F_OR: return ANY;
    case F_AND: return CONJUNCTION;
    case F_NOT: return NEGATION;
    case F_COMPARE: return COMPARISON;
    case F_SUM: return formula->count == 1 ? SIGN : SUM;
    case F_PRODUCT: return PRODUCT;
    case F_NUMBER: return kp_num_sign(formula->number) < 0 ? SIGN : ATOM;
    default: return ATOM;
    }
}

static void put_joined(formula_writer *w, const kp_formula *formula) {
    bool either = formula->op == F_OR;
    for (size_t i = 0; i < formula->count; i++) {
        put(w, i == 0 ? "" : w->lang == KP_ZH ? (either ? " 或 " : " 且 ") : either ? " or " : " and ");
        put_formula(w, formula->args[i], either ? CONJUNCTION : NEGATION);
    }
}

static void put_formula(formula_writer *w, const kp_formula *formula, level wanted) {
    bool brackets = level_of(formula) < wanted;
    put(w, brackets ? "(" : "");
    switch (formula->op) {
    case F_NUMBER: put_number(w, formula); break;
    case F_LEAF:
    case F_SLOT: put_name(w, formula); break;
    case F_SUM: put_operands(w, formula, " + ", w->words ? " − " : " - ", PRODUCT); break;
    case F_PRODUCT: put_operands(w, formula, w->words ? " × " : " * ", w->words ? " ÷ " : " / ", SIGN); break;
    case F_COMPARE:
        put_formula(w, formula->args[0], SUM);
        put(w, " ");
        put_compare(w, formula->compare);
        put_formula(w, formula->args[1], SUM);
        break;
    case F_AND:
    case F_OR: put_joined(w, formula); break;
    case F_NOT:
        put(w, w->lang == KP_ZH ? "非 " : "not ");
        put_formula(w, formula->args[0], NEGATION);
        break;
    case F_YES: put_formula(w, formula->args[0], wanted); break;
    case F_CALL: put_call(w, formula); break;
    }
    put(w, brackets ? ")" : "");
}

static formula_writer new_writer(kp_arena *arena, const kp_scheme *scheme, kp_text_style style) {
    return (formula_writer){.out = {.arena = arena},
                            .scheme = scheme,
                            .words = style == KP_STYLE_WORDS_ZH || style == KP_STYLE_WORDS_EN,
                            .lang = style == KP_STYLE_ZH || style == KP_STYLE_WORDS_ZH ? KP_ZH : KP_EN};
}

const char *kp_formula_text(kp_arena *arena, const kp_formula *formula, const kp_scheme *scheme, kp_text_style style) {
    formula_writer w = new_writer(arena, scheme, style);
    put_formula(&w, formula, ANY);
    return kp_buffer_text(&w.out);
}

const char *kp_formula_range_text(kp_arena *arena, const kp_formula *low, const kp_formula *high, const kp_scheme *scheme, kp_text_style style) {
    formula_writer w = new_writer(arena, scheme, style);
    if (w.words && !(low && high)) {
        put(&w, low ? "≥ " : "≤ ");
        put_formula(&w, low ? low : high, SUM);
        return kp_buffer_text(&w.out);
    }
    if (low)
        put_formula(&w, low, ANY);
    put(&w, low ? " " : "");
    put(&w, w.words ? "–" : "..");
    put(&w, high ? " " : "");
    if (high)
        put_formula(&w, high, ANY);
    return kp_buffer_text(&w.out);
}
