/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pairs.h - arguments of two columns, a name and a number: weights of roles, bands. */
#ifndef KAOPING_FUNCTIONS_PAIRS_H
#define KAOPING_FUNCTIONS_PAIRS_H

#include "call.h"

typedef struct named_number {
    const char *name;
    kp_num number;
    bool rest; /* a word, or nothing, stands for the number: what no other row covers */
    size_t row;
} named_number;

typedef struct named_numbers {
    named_number *items;
    size_t count;
} named_numbers;

/* The rows of the argument, which has two columns. Empty rows are left out, and so is a first row of two words. `rest`, bilingual words that may stand in place of one number,
 * which may also be empty then; NULL: every row must have its number. A name twice, or none, is ARGUMENT. */
named_numbers call_named_numbers(call *c, size_t argument, const char *const *rest);

/* The same of a wider argument, of that many columns: the first two are the name and its number, the others the caller's. */
named_numbers call_named_numbers_in(call *c, size_t argument, size_t width, const char *const *rest);

/* What a cell says as a name: its text, or its number; NULL where it is empty or an error. */
const char *value_words(kp_arena *arena, const kp_value *value);

#endif
