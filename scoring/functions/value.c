/* SPDX-License-Identifier: GPL-3.0-or-later */
/* value.c - values of cells: the exact number that a binary one stands for, and back. */
#include "call.h"
#include "kaoping/typed.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define LARGEST    1e300
#define LEAST      1e-300
#define FAST_LIMIT 1e15 /* whole numbers below it have at most 15 digits: what a spreadsheet shows */

/* What people type has few decimals: if the digits rounded at k decimals are at most 15 and give the very same binary number back (both the digits and 10^k are exact in
 * binary, and division rounds correctly), they are what 15 significant digits of the number would be. */
static bool read_few_decimals(kp_arena *arena, double x, kp_num *out) {
    static const int64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};
    for (size_t k = 0; k < sizeof powers / sizeof *powers; k++) {
        double power = (double)powers[k], digits = rint(x * power);
        if (fabs(digits) >= FAST_LIMIT)
            return false;
        if (digits / power == x) {
            *out = k == 0 ? kp_num_int((int64_t)digits) : kp_num_ratio(arena, (int64_t)digits, powers[k]);
            return true;
        }
    }
    return false;
}

void value_digits(double number, char digits[VALUE_DIGITS_SIZE]) {
    snprintf(digits, VALUE_DIGITS_SIZE, "%.17g", number);
    char *comma = strchr(digits, ','); /* of no locale that spreadsheets know is it any other */
    if (comma)
        *comma = '.';
}

bool kp_value_num(kp_arena *arena, const kp_value *value, kp_num *out) {
    if (value->kind != KP_VALUE_NUMBER || !isfinite(value->number))
        return false;
    double x = value->number, size = fabs(x);
    if (size > LARGEST || (size < LEAST && size > 0))
        return false;
    if (read_few_decimals(arena, x, out))
        return true;
    char stored[VALUE_DIGITS_SIZE];
    value_digits(x, stored);
    return kp_parse_stored(arena, stored, out);
}

kp_value value_number(kp_num value) { return (kp_value){.kind = KP_VALUE_NUMBER, .number = kp_num_to_double(value)}; }

kp_value value_text(const char *text) { return (kp_value){.kind = KP_VALUE_TEXT, .text = text}; }

kp_value value_error(kp_function_error error) { return (kp_value){.kind = KP_VALUE_ERROR, .error = (int32_t)error}; }

static void read_values(const kp_area *area, kp_arena *arena, size_t row, kp_value *out) {
    (void)arena;
    const kp_value *values = area->source;
    for (size_t column = 0; column < area->columns; column++)
        out[column] = values[row * area->columns + column];
}

kp_area kp_area_of(const kp_value *values, size_t rows, size_t columns) { return (kp_area){rows, columns, read_values, values}; }
