/* SPDX-License-Identifier: GPL-3.0-or-later */
/* statistics.h - arguments that functions of statistics share. */
#ifndef KAOPING_FUNCTIONS_STATISTICS_H
#define KAOPING_FUNCTIONS_STATISTICS_H

#include "call.h"

/* A confidence level in per cent; left out: 95. A cell in percent format holds 0.95 for 95 per cent: nobody means less than one per cent; and 1 may be 100 per cent, which no sample
 * gives. */
double call_confidence(call *c, size_t argument);

#endif
