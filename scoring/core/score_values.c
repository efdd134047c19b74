/* SPDX-License-Identifier: GPL-3.0-or-later */
/* score_values.c - values and verdicts in words. */
#include "calc_private.h"
#include "score_private.h"

const char *kp_limits_words(kp_arena *arena, kp_optional lower, kp_optional upper) {
    const char *low = kp_number_words(arena, lower.value, KP_MAX_DECIMALS), *high = kp_number_words(arena, upper.value, KP_MAX_DECIMALS);
    if (lower.given && upper.given)
        return kp_num_equal(lower.value, upper.value) ? low : kp_format(arena, "%s–%s", low, high);
    return lower.given ? kp_format(arena, "≥ %s", low) : upper.given ? kp_format(arena, "≤ %s", high) : "—";
}
