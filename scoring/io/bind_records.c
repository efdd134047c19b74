/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind_records.c - dated records (log.h): a row a unit and case, the columns of one method. */
#include "bind_private.h"
#include "kaoping/log.h"

typedef struct record {
    sheet_reader *reader;
    const kp_row *row;
    int32_t blame;
    const kp_indicator *leaf;
    bool sound;
} record;

static void refuse(record *r, kp_problem_code code, uint32_t column, const char *found, const char *expected) {
    kp_problems_add(r->reader->run->problems, code, kp_bind_place(r->reader, r->row->line, column), r->blame, found, expected, NULL);
    r->sound = false;
}

static void take_day(record *r, const kp_log_column *column, uint32_t at, const kp_cell *cell, kp_log_cell *out) {
    bool in_period = !column->any_day;
    int32_t day;
    const char *text = kp_bind_text(r->reader, r->row, cell, r->blame);
    if (!text) {
        r->sound = false; /* which is a problem already */
    } else if (!kp_bind_day(r->reader, r->row, cell, at, r->blame, in_period, &day)) {
        refuse(r, KP_D_LOG_DATE, at, kp_verbatim(r->reader->run->arena, text), NULL);
    } else {
        *out = kp_log_day(r->reader->run->arena, day, out->origin);
    }
}

static void take_period(record *r, uint32_t at, const kp_cell *cell, kp_log_cell *out) {
    binder *run = r->reader->run;
    char serial[CELL_TIME_SIZE];
    bool dated;
    const char *text = kp_bind_text(r->reader, r->row, cell, r->blame);
    if (!text)
        r->sound = false;
    else if (!kp_bind_period(run, text, cell->kind, kp_bind_is_serial(r->reader->book, cell, serial) ? serial : NULL, &out->period, &dated))
        refuse(r, KP_D_PERIOD_UNREADABLE, at, kp_verbatim(run->arena, text), NULL);
    else
        out->state = KP_INPUT_GIVEN;
}

static void take_choice(record *r, const kp_log_column *column, uint32_t at, const kp_cell *cell, kp_log_cell *out) {
    kp_arena *arena = r->reader->run->arena;
    const char *text = kp_bind_text(r->reader, r->row, cell, r->blame);
    kp_slot slot = {.kind = KP_SLOT_CHOICE, .choices = kp_log_choices(r->leaf, column)};
    if (!text) {
        r->sound = false;
        return;
    }
    int32_t choice = kp_choice_find(&slot, text);
    if (choice < 0 && slot.choices.count)
        refuse(r, KP_D_CHOICE_UNKNOWN, at, kp_verbatim(arena, text), kp_slot_expected(arena, &slot));
    *out = (kp_log_cell){.value = kp_num_int(choice), .text = text, .origin = out->origin, .state = KP_INPUT_GIVEN};
}

static void take_number(record *r, const kp_log_column *column, uint32_t at, const kp_cell *cell, kp_log_cell *out) {
    kp_input input = kp_bind_plain_number(r->reader, r->row, at, cell, &column->slot, r->blame);
    out->value = input.value;
    out->state = input.state == KP_INPUT_GIVEN ? (uint8_t)KP_INPUT_GIVEN : (uint8_t)KP_INPUT_MISSING;
    r->sound = r->sound && input.state != KP_INPUT_DOUBTFUL;
}

static void take_text(record *r, const kp_cell *cell, kp_log_cell *out) {
    const char *text = kp_bind_text(r->reader, r->row, cell, r->blame);
    r->sound = r->sound && text;
    out->text = text ? text : "";
    out->state = *out->text ? (uint8_t)KP_INPUT_GIVEN : (uint8_t)KP_INPUT_MISSING;
}

static void take_cell(record *r, size_t index, kp_log_cell *out) {
    const kp_layout_column *layout = &r->reader->sheet->columns[index];
    const kp_log_column *column = layout->log;
    uint32_t at = r->reader->place_of[index];
    const kp_cell *cell = r->reader->cells[index];
    out->origin = (kp_origin){at ? r->row->line : 0, (uint16_t)at, r->reader->source};
    if (!at) {
        r->sound = r->sound && !column->required; /* the missing column is a problem already */
        return;
    }
    if (!cell) {
        if (column->required)
            refuse(r, KP_D_CELL_EMPTY, at, layout->title, NULL);
        return;
    }
    switch (column->type) {
    case KP_LOG_DATE: take_day(r, column, at, cell, out); break;
    case KP_LOG_PERIOD: take_period(r, at, cell, out); break;
    case KP_LOG_CHOICE: take_choice(r, column, at, cell, out); break;
    case KP_LOG_NUMBER: take_number(r, column, at, cell, out); break;
    case KP_LOG_TEXT: take_text(r, cell, out); break;
    }
}

/* The leaf of the row: named where the sheet has several; -1 with a problem. */
static int32_t take_leaf(sheet_reader *reader, const kp_row *row, int32_t blame) {
    if (reader->sheet->indicator_count == 1)
        return reader->sheet->indicators[0];
    const char *name = kp_bind_required_text(reader, row, KP_COLUMN_INDICATOR, blame);
    int32_t found = name ? kp_names_find_remarked(reader->names, name, true) : -1;
    if (name && found < 0) {
        uint32_t column;
        kp_bind_cell(reader, KP_COLUMN_INDICATOR, &column);
        kp_problems_add(reader->run->problems, found == KP_NAME_AMBIGUOUS ? KP_D_INDICATOR_AMBIGUOUS : KP_D_INDICATOR_UNKNOWN,
                        kp_bind_place(reader, row->line, column), blame, kp_verbatim(reader->run->arena, name), kp_bind_expected(reader), NULL);
    }
    return found;
}

/* A row with nothing but the unit, or the unit and the indicator, was prepared and not filled in. */
static bool is_blank(const sheet_reader *reader) {
    for (size_t i = 0; i < reader->sheet->column_count; i++)
        if (reader->sheet->columns[i].role == KP_COLUMN_LOG && reader->cells[i])
            return false;
    return true;
}

/* Whether the workbook's level may tell of the leaf; else refused at the indicator's cell, or at the unit's where the sheet is of one indicator. */
static bool gives_leaf(sheet_reader *reader, const kp_row *row, int32_t indicator, int32_t unit) {
    kp_column_role role = kp_bind_cell(reader, KP_COLUMN_INDICATOR, NULL) ? KP_COLUMN_INDICATOR : KP_COLUMN_UNIT;
    return kp_bind_level_gives(reader, row, role, indicator, unit);
}

void kp_bind_take_log(sheet_reader *reader, const kp_row *row) {
    binder *run = reader->run;
    int32_t unit = kp_bind_row_unit(reader, row, KP_UNIT_ALL);
    if (unit == KP_ROW_SKIPPED || is_blank(reader))
        return;
    record r = {.reader = reader, .row = row, .blame = unit >= 0 ? unit : KP_UNIT_NONE, .sound = true};
    int32_t indicator = take_leaf(reader, row, r.blame);
    if (indicator < 0 || !gives_leaf(reader, row, indicator, unit))
        return;
    r.leaf = &run->scheme->indicators[indicator];
    kp_log_row entry = kp_log_row_new(run->arena, r.leaf->method, unit, indicator);
    entry.origin = (kp_origin){row->line, (uint16_t)reader->first->column, reader->source};
    for (size_t i = 0; i < reader->sheet->column_count; i++)
        if (reader->sheet->columns[i].role == KP_COLUMN_LOG)
            take_cell(&r, i, &entry.cells[reader->sheet->columns[i].index]);
    if (unit < 0)
        return;
    if (r.sound)
        KP_PUSH(run->arena, &run->evidence->logs, entry);
    else
        kp_evidence_leave_unread(run->evidence, unit, indicator);
}
