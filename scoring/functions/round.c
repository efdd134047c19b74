/* SPDX-License-Identifier: GPL-3.0-or-later */
/* round.c - 修约: decimal rounding of a number, or of each in a range. */
#include "call.h"
#include "kaoping/typed.h"
#include "kaoping/workbook.h"

#define LEAST_DIGITS (-9)
#define MOST_DIGITS  15

typedef struct rule_word {
    const char *words; /* bilingual */
    kp_rounding rounding;
} rule_word;

static const rule_word rule_words[] = {
    {"四舍五入 | half_up", KP_HALF_UP},
    {"五入 | half up", KP_HALF_UP},
    {"GB/T 8170 | half_even", KP_HALF_EVEN},
    {"GB/T 8170-2008 | half even", KP_HALF_EVEN},
    {"四舍六入五成双 | half to even", KP_HALF_EVEN},
    {"舍去尾数 | down", KP_ROUND_DOWN},
    {"截尾 | truncate", KP_ROUND_DOWN},
    {"进一 | up", KP_ROUND_UP},
    {"恰半舍去 | half_down", KP_HALF_DOWN},
    {"恰半舍去 | half down", KP_HALF_DOWN},
};

/* A number, as kp_rounding has it, or the word that a scheme has for it. */
static kp_rounding read_rule(call *c, size_t argument) {
    if (!call_given(c, argument))
        return KP_HALF_UP;
    kp_value value = call_value(c, argument);
    for (size_t i = 0; value.kind == KP_VALUE_TEXT && i < sizeof rule_words / sizeof *rule_words; i++)
        if (kp_text_matches(rule_words[i].words, value.text))
            return rule_words[i].rounding;
    if (value.kind == KP_VALUE_TEXT && kp_parse_typed(c->arena, value.text).kind != KP_TYPED_NUMBER)
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, argument, 0, 0, &value,
                     "应为 0（四舍五入）、1（GB/T 8170）、2（舍去尾数）、3（进一）或 4（恰半舍去） | it must be 0 (half up), 1 (GB/T 8170, half to "
                     "even), 2 (down), 3 (up) "
                     "or 4 (half down)");
    return (kp_rounding)call_int(c, argument, 0, 0, KP_ROUNDINGS - 1);
}

static kp_val round_traced(call *c, kp_num number, int digits, kp_rounding rule) {
    kp_calc calc = {.arena = c->arena, .trace = c->explain};
    kp_val rounded = kp_calc_round(&calc, kp_calc_input(&calc, "数值 | value", number, (kp_origin){0}), digits, rule);
    call_say_derivation(c, rounded);
    return rounded;
}

static void round_one(call *c, int digits, kp_rounding rule) {
    kp_num number = call_num(c, 0, KP_ZERO);
    if (!c->failed)
        call_number(c, round_traced(c, number, digits, rule).num);
}

/* What is no number: an empty cell and 不适用 stay what they are, text and errors become an error of their cell. */
static kp_value other_cell(call *c, const kp_value *cell) {
    bool not_applicable;
    kp_num number;
    call inner = *c;
    inner.explain = false;
    call_cell_num(&inner, 0, 0, 0, cell, &number, &not_applicable);
    return not_applicable ? *cell : inner.error == KP_FUNCTION_ERROR_NO_DATA ? (kp_value){.kind = KP_VALUE_EMPTY} : value_error(inner.error);
}

static void round_range(call *c, int digits, kp_rounding rule) {
    size_t rows, columns;
    const kp_value *cells = call_area(c, 0, &rows, &columns);
    if (rows == 0) {
        call_fail_at(c, KP_FUNCTION_ERROR_NO_DATA, 0, 0, 0, NULL, "没有数据 | no data");
        return;
    }
    size_t height = c->arguments[0].rows; /* the same shape, but for whole columns */
    kp_value *rounded = call_cells(c, height < KP_MAX_ROWS ? height : call_rows_beside(c, 0, rows), columns);
    bool told = false;
    for (size_t i = 0; i < rows * columns; i++) {
        kp_num number;
        if (!call_is_num(c, &cells[i], &number)) {
            rounded[i] = other_cell(c, &cells[i]);
        } else if (told || !c->explain) {
            rounded[i] = value_number(kp_num_round(c->arena, number, digits, rule));
        } else { /* the first stands for all */
            rounded[i] = value_number(round_traced(c, number, digits, rule).num);
            told = true;
        }
    }
}

void function_ROUND(call *c) {
    int digits = (int)call_int(c, 1, 2, LEAST_DIGITS, MOST_DIGITS);
    kp_rounding rule = read_rule(c, 2);
    if (c->failed)
        return;
    if (c->arguments[0].rows == 1 && c->arguments[0].columns == 1)
        round_one(c, digits, rule);
    else
        round_range(c, digits, rule);
}
