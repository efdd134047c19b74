/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pending.c - bodies that are not written yet; each goes when its function comes. */
#include "call.h"

#define PENDING(name)                                                                                                                                \
    void function_##name(call *c) { call_fail(c, KP_FUNCTION_ERROR_NO_DATA, "尚未提供 | not there yet"); }

PENDING(SCORE)
PENDING(DETAIL)
PENDING(FOUR_CHECKS)
