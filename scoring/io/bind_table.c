/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind_table.c - tables of one row a unit: each cell is an input of a leaf. */
#include "bind_private.h"

static bool has_entries(const sheet_reader *r) {
    for (size_t i = 0; i < r->sheet->column_count; i++)
        if (r->sheet->columns[i].role == KP_COLUMN_SLOT && r->cells[i])
            return true;
    return false;
}

static void add_twice(sheet_reader *r, const kp_row *row, int32_t unit, kp_place other) {
    binder *run = r->run;
    uint32_t column;
    kp_bind_cell(r, KP_COLUMN_UNIT, &column);
    kp_place here = kp_bind_place(r, row->line, column);
    kp_problems_add(run->problems, KP_D_ROW_TWICE, here, unit, kp_verbatim(run->arena, run->evidence->units.items[unit].name),
                    kp_place_beside(run->arena, other, here), NULL);
}

/* Puts one cell where it belongs; false where another workbook gave the same input. Rows of other workbooks that were left empty here do no harm. */
static bool take_input(sheet_reader *r, const kp_row *row, size_t i, int32_t unit) {
    const kp_layout_column *column = &r->sheet->columns[i];
    kp_input *input = kp_evidence_input(r->run->evidence, unit, column->indicator, (size_t)column->index);
    if (!r->place_of[i]) { /* the missing column is a problem of its own, not one more a unit */
        if (column->required && input->state == KP_INPUT_MISSING)
            input->state = KP_INPUT_DOUBTFUL;
        return true;
    }
    kp_input typed = kp_bind_number(r, row, r->place_of[i], r->cells[i], column->slot, unit);
    bool was_typed = input->state != KP_INPUT_MISSING && input->origin.row;
    if (typed.state == KP_INPUT_MISSING ? !was_typed && !input->origin.row && input->state == KP_INPUT_MISSING : !was_typed)
        *input = typed;
    return typed.state == KP_INPUT_MISSING || !was_typed;
}

/* Whose row it is, the unit that lacks its required entries will tell; what need not be given, nobody would miss. */
static bool has_optional_entries(const sheet_reader *r) {
    for (size_t i = 0; i < r->sheet->column_count; i++)
        if (r->sheet->columns[i].role == KP_COLUMN_SLOT && !r->sheet->columns[i].required && r->cells[i])
            return true;
    return false;
}

void kp_bind_take_table(sheet_reader *r, const kp_row *row) {
    int32_t unit = kp_bind_row_unit(r, row, has_optional_entries(r) ? KP_UNIT_ALL : KP_UNIT_NONE);
    if (unit == KP_ROW_SKIPPED)
        return;
    if (unit == KP_ROW_UNKNOWN) { /* nobody's marks: still every fault is named */
        for (size_t i = 0; i < r->sheet->column_count; i++)
            if (r->sheet->columns[i].role == KP_COLUMN_SLOT && r->cells[i])
                kp_bind_number(r, row, r->place_of[i], r->cells[i], r->sheet->columns[i].slot, KP_UNIT_NONE);
        return;
    }
    if (has_entries(r)) {
        if (r->first_row[unit]) {
            uint32_t column;
            kp_bind_cell(r, KP_COLUMN_UNIT, &column);
            add_twice(r, row, unit, kp_bind_place(r, r->first_row[unit], column));
            return;
        }
        r->first_row[unit] = row->line;
    }
    bool twice = false;
    for (size_t i = 0; i < r->sheet->column_count; i++) {
        const kp_layout_column *column = &r->sheet->columns[i];
        if (column->role != KP_COLUMN_SLOT || kp_bind_is_foreign(r, column) || take_input(r, row, i, unit) || twice)
            continue;
        twice = true;
        const kp_input *given = kp_evidence_input(r->run->evidence, unit, column->indicator, (size_t)column->index);
        add_twice(r, row, unit, kp_evidence_place(r->run->evidence, given->origin));
    }
}
