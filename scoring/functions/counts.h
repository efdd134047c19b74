/* SPDX-License-Identifier: GPL-3.0-or-later */
/* counts.h - arguments that count heads: answers, votes, those entitled. Whole numbers, not negative. */
#ifndef KAOPING_FUNCTIONS_COUNTS_H
#define KAOPING_FUNCTIONS_COUNTS_H

#include "call.h"

typedef struct counts {
    kp_num *items;
    size_t count;
} counts;

/* The counts of an area, all of which must be there: an empty cell is NO_DATA, since nobody is 0. Only dashes are NOT_APPLICABLE, some are ARGUMENT. */
counts call_counts(call *c, size_t argument);
/* One count; `otherwise` where the argument was left out. */
kp_num call_count(call *c, size_t argument, kp_num otherwise);

#endif
