/* SPDX-License-Identifier: GPL-3.0-or-later */
/* round.c - 修约: decimal rounding of a number, or of each in a range. */
#include "call.h"

#define LEAST_DIGITS (-9)
#define MOST_DIGITS  15

typedef struct rule_word {
    const char *words; /* bilingual */
    kp_rounding rounding;
} rule_word;

static const rule_word rule_words[] = {
    {"四舍五入 | half_up", KP_HALF_UP},           {"四舍五入 | half up", KP_HALF_UP},
    {"GB/T 8170 | half_even", KP_HALF_EVEN},      {"四舍六入五成双 | half to even", KP_HALF_EVEN},
    {"GB/T 8170-2008 | half even", KP_HALF_EVEN},
};

/* 0 or 1, or the word that a scheme has for it. */
static kp_rounding read_rule(call *c, size_t argument) {
    if (!call_given(c, argument))
        return KP_HALF_UP;
    kp_value value = call_value(c, argument);
    for (size_t i = 0; value.kind == KP_VALUE_TEXT && i < sizeof rule_words / sizeof *rule_words; i++)
        if (kp_text_matches(rule_words[i].words, value.text))
            return rule_words[i].rounding;
    return call_int(c, argument, 0, 0, 1) ? KP_HALF_EVEN : KP_HALF_UP;
}

static void round_one(call *c, int digits, kp_rounding rule) {
    kp_calc calc = {c->arena, c->explain};
    kp_num number = call_num(c, 0, KP_ZERO);
    if (c->failed)
        return;
    kp_val rounded = kp_calc_round(&calc, kp_calc_input(&calc, "数值 | value", number, (kp_origin){0}), digits, rule);
    call_say_derivation(c, rounded);
    call_number(c, rounded.num);
}

/* What is no number stays itself: an empty cell and 不适用 stay so, text and errors become errors of their cell. */
static kp_value round_cell(call *c, const kp_value *cell, int digits, kp_rounding rule) {
    bool not_applicable;
    kp_num number;
    call inner = *c;
    inner.explain = inner.failed = false;
    if (call_cell_num(&inner, 0, 0, 0, cell, &number, &not_applicable))
        return value_number(kp_num_round(c->arena, number, digits, rule));
    if (not_applicable)
        return *cell;
    return inner.error == KP_FUNCTION_ERROR_NO_DATA ? (kp_value){0} : value_error(inner.error);
}

void function_ROUND(call *c) {
    int digits = (int)call_int(c, 1, 2, LEAST_DIGITS, MOST_DIGITS);
    kp_rounding rule = read_rule(c, 2);
    const kp_area *area = &c->arguments[0];
    if (c->failed)
        return;
    if (area->rows == 1 && area->columns == 1) {
        round_one(c, digits, rule);
        return;
    }
    size_t rows, columns;
    const kp_value *cells = call_area(c, 0, &rows, &columns);
    if (rows == 0) {
        call_fail_at(c, KP_FUNCTION_ERROR_NO_DATA, 0, 0, 0, NULL, "没有数据 | no data");
        return;
    }
    kp_value *rounded = call_cells(c, rows, columns);
    for (size_t i = 0; i < rows * columns; i++)
        rounded[i] = round_cell(c, &cells[i], digits, rule);
}
