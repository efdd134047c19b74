/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cell_input.h - what stands in a cell as the input of a leaf's slot, by the same rules as in an entry workbook. Private to this room. */
#ifndef KAOPING_FUNCTIONS_CELL_INPUT_H
#define KAOPING_FUNCTIONS_CELL_INPUT_H

#include "call.h"
#include "kaoping/evidence.h"
#include "kaoping/method.h"

typedef struct cell_refusal {
    kp_function_error error; /* 0: it was taken */
    const char *why;         /* bilingual; NULL: what is expected there */
} cell_refusal;

/* An empty cell is MISSING, "—" NOT_APPLICABLE, what is refused DOUBTFUL. Bounds of the slot are checked by the evidence. */
cell_refusal call_cell_input(call *c, const kp_slot *slot, const kp_value *cell, kp_input *input);
/* Why it was refused. */
const char *refusal_words(call *c, const kp_slot *slot, cell_refusal refused);

#endif
