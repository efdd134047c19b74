/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_fill.h - private to the filling of forms (form_fill*.c): the row that is being made. */
#ifndef KAOPING_IO_FORM_FILL_H
#define KAOPING_IO_FORM_FILL_H

#include "form_private.h"

typedef struct filler {
    const form *form;
    const kp_evidence *evidence;
    const kp_layout_sheet *sheet;
    form_rows *rows;
    form_value *row;    /* the one being made */
    form_value nowhere; /* takes what the sheet has no column for */
} filler;

static inline void begin_row(filler *fill) {
    fill->row = KP_NEW_ARRAY(fill->form->arena, form_value, fill->sheet->column_count);
    KP_PUSH(fill->form->arena, fill->rows, fill->row);
}

static inline form_value *value_of(filler *fill, kp_column_role role) {
    int32_t column = kp_layout_column_of(fill->sheet, role);
    return column < 0 ? &fill->nowhere : &fill->row[column];
}

static inline void put_text(filler *fill, kp_column_role role, const char *text) { value_of(fill, role)->text = text; }

static inline form_value number(kp_num value) { return (form_value){.is_number = true, .number = value}; }

static inline form_value input_value(kp_input input) {
    if (input.state == KP_INPUT_GIVEN)
        return number(input.value);
    return (form_value){.text = input.state == KP_INPUT_NOT_APPLICABLE ? "—" : NULL};
}

static inline const char *unit_name(const filler *fill, int32_t unit) { return fill->form->unit_names[unit]; }

static inline const char *pair_name(const filler *fill, kp_pairs pairs, int32_t index) {
    return index >= 0 && (size_t)index < pairs.count ? kp_form_text(fill->form, pairs.items[index].name) : NULL;
}

/* ---- form_fill_survey.c ---- */

void kp_fill_answers(filler *fill);
void kp_fill_strata(filler *fill);
void kp_fill_population(filler *fill);
/* The name of the stratum; NULL for -1. */
const char *kp_form_stratum(const kp_evidence *evidence, int32_t stratum);

#endif
