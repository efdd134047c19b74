/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options.h - the options of a survey (非常满意 … 很不满意) as the arguments of a call have them: how many answers each got, and what each is worth. */
#ifndef KAOPING_FUNCTIONS_OPTIONS_H
#define KAOPING_FUNCTIONS_OPTIONS_H

#include "call.h"
#include "kaoping/evidence.h"

/* A count that was read, as evidence. */
kp_input given_count(kp_num count);
/* So many options, called 选项1 …, each worth 0. */
kp_pair *name_options(kp_arena *arena, size_t count);
/* The values of the options from the argument, falling and not all 0; left out: 100, 80, 60, 30, 0 where there are five. Else ARGUMENT. */
void call_values(call *c, size_t argument, kp_pair *options, size_t count);

#endif
