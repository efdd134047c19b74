/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calc_private.h - private to the core: how numbers are shown in derivations and explanations. */
#ifndef KAOPING_CORE_CALC_PRIVATE_H
#define KAOPING_CORE_CALC_PRIVATE_H

#include "kaoping/calc.h"

/* True where the value has so few decimals that it is shown whole, and may stand behind "=". */
bool kp_shows_exactly(kp_arena *arena, kp_num value);
/* The value whole where that is short, else rounded to `decimals`. */
const char *kp_number_words(kp_arena *arena, kp_num value, int decimals);

#endif
