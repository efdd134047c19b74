/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind_unit_list.c - the sheet 考评对象: the units, pooled over all workbooks by their ids. */
#include "bind_private.h"
#include "kaoping/calendar.h"
#include "kaoping/named_texts.h"

#include <string.h>

/* What the register says of a unit beside its name: the group, why it takes no part, then the scheme's own fields. */
enum { DETAIL_GROUP, DETAIL_EXCLUDED, DETAIL_FIELDS };

/* Of a unit, by detail: the cell that said it first. Row 0: no workbook has the column so far, which is not the same as an empty cell. */
struct unit_details {
    kp_origin *said;
    bool part_disputed; /* by some it takes part, by others it does not */
};

typedef struct unit_row {
    const char *id, *name;
    const char **details; /* "" where empty */
    kp_origin *cells;     /* of each detail; row 0: the workbook has no such column */
    kp_place place;
    kp_origin origin;
} unit_row;

static size_t detail_count(const binder *run) { return DETAIL_FIELDS + run->scheme->unit_fields.count; }

static const char *text_under(sheet_reader *r, const kp_row *row, kp_column_role role) {
    const char *text = kp_bind_text(r, row, kp_bind_cell(r, role, NULL), KP_UNIT_ALL);
    return text ? text : "";
}

/* Which detail stands in the column; -1: none. */
static int detail_of(const kp_layout_column *column) {
    switch (column->role) {
    case KP_COLUMN_GROUP: return DETAIL_GROUP;
    case KP_COLUMN_EXCLUDED: return DETAIL_EXCLUDED;
    case KP_COLUMN_UNIT_FIELD: return DETAIL_FIELDS + column->index;
    default: return -1;
    }
}

/* The day in the cell of a column of dates, "" where a dash or the like says that there is none; what stands there where it is no day, which check_texts() tells. */
static const char *day_under(sheet_reader *r, const kp_row *row, size_t column, const char *text) {
    kp_arena *arena = r->run->arena;
    int32_t day;
    if (kp_bind_day(r, row, r->cells[column], r->place_of[column], KP_UNIT_NONE, false, &day))
        return kp_day_text(arena, day);
    return kp_parse_typed(arena, text).kind == KP_TYPED_NOT_APPLICABLE ? "" : text;
}

static unit_row read_row(sheet_reader *r, const kp_row *row) {
    unit_row unit = {.id = text_under(r, row, KP_COLUMN_UNIT_ID),
                     .name = text_under(r, row, KP_COLUMN_UNIT_NAME),
                     .details = KP_NEW_ARRAY(r->run->arena, const char *, detail_count(r->run)),
                     .cells = KP_NEW_ARRAY(r->run->arena, kp_origin, detail_count(r->run))};
    uint32_t column;
    const kp_cell *cell = kp_bind_cell(r, KP_COLUMN_UNIT_NAME, &column);
    unit.place = kp_bind_place(r, row->line, cell ? column : r->first->column);
    unit.origin = (kp_origin){row->line, (uint16_t)unit.place.column, r->source};
    for (size_t i = 0; i < detail_count(r->run); i++)
        unit.details[i] = "";
    for (size_t i = 0; i < r->sheet->column_count; i++) {
        int detail = detail_of(&r->sheet->columns[i]);
        if (detail < 0 || !r->place_of[i])
            continue;
        const char *text = kp_bind_text(r, row, r->cells[i], detail < DETAIL_FIELDS ? KP_UNIT_ALL : KP_UNIT_NONE);
        unit.details[detail] = !text ? "" : r->sheet->columns[i].slot ? day_under(r, row, i, text) : text;
        unit.cells[detail] = (kp_origin){row->line, (uint16_t)r->place_of[i], r->source};
    }
    return unit;
}

typedef enum exclusion { TAKES_PART, EXCLUDED, EXCLUDED_WITHOUT_REASON } exclusion;

/* A reason excludes. Below a head that asks for one, dashes, 否 and 0 say that there is none; 是, 1 and 不参评 that there is, and not what. */
static exclusion exclusion_of(kp_arena *arena, const char *text) {
    kp_typed typed = kp_parse_typed(arena, text);
    switch (typed.kind) {
    case KP_TYPED_EMPTY:
    case KP_TYPED_NO: return TAKES_PART;
    case KP_TYPED_YES: return EXCLUDED_WITHOUT_REASON;
    case KP_TYPED_NUMBER: return kp_num_is_zero(typed.value) ? TAKES_PART : EXCLUDED_WITHOUT_REASON;
    case KP_TYPED_NOT_APPLICABLE: return kp_text_matches("不参评", text) ? EXCLUDED_WITHOUT_REASON : TAKES_PART;
    case KP_TYPED_OTHER: break;
    }
    return EXCLUDED;
}

static void list_unit(binder *run, bound_book *book, int32_t unit) {
    KP_PUSH(run->arena, &book->units, unit);
    run->listed_by.items[unit] = book;
}

/* Takes what the row says of the unit and nobody said before. */
static void take_detail(sheet_reader *r, int32_t index, const unit_row *row, size_t detail) {
    binder *run = r->run;
    kp_unit *unit = &run->evidence->units.items[index];
    const char *text = row->details[detail];
    run->details.items[index].said[detail] = row->cells[detail];
    if (detail == DETAIL_GROUP) {
        kp_evidence_set_group(run->evidence, index, text);
    } else if (detail >= DETAIL_FIELDS) {
        unit->fields[detail - DETAIL_FIELDS] = text;
    } else {
        exclusion excluded = exclusion_of(run->arena, text);
        unit->excluded = excluded != TAKES_PART;
        unit->exclusion = unit->excluded ? text : "";
        if (excluded == EXCLUDED_WITHOUT_REASON)
            kp_problems_add(run->problems, KP_D_EXCLUDED_NO_REASON, row->place, index, kp_verbatim(run->arena, unit->name),
                            kp_verbatim(run->arena, text), NULL);
    }
}

/* Its index; -1: there is no room for more. */
static int32_t add_unit(sheet_reader *r, const unit_row *row) {
    binder *run = r->run;
    int32_t index = kp_evidence_add_unit(run->evidence, row->id, row->name, NULL, row->origin);
    if (index < 0) {
        kp_problems_add(run->problems, KP_F_TOO_LARGE, row->place, KP_UNIT_ALL, "考评对象数 | units", kp_format(run->arena, "%d", KP_MAX_UNITS),
                        NULL);
        return -1;
    }
    KP_PUSH(run->arena, &run->details, ((unit_details){.said = KP_NEW_ARRAY(run->arena, kp_origin, detail_count(run))}));
    for (size_t detail = 0; detail < detail_count(run); detail++)
        if (row->cells[detail].row)
            take_detail(r, index, row, detail);
    kp_names_add(run->unit_ids, run->evidence->units.items[index].id, index);
    KP_PUSH(run->arena, &run->listed_by, NULL);
    list_unit(run, r->book, index);
    return index;
}

static bool is_day(const char *text) {
    int year, month, day;
    return kp_parse_date(text, &year, &month, &day) && kp_day_of(year, month, day) >= 2200; /* below: a year alone, in a cell of dates */
}

/* What must be a day, or one of the texts that the scheme names; of a unit that does not take part nobody asks. */
static void check_texts(sheet_reader *r, const kp_row *row, const unit_row *unit, int32_t index) {
    binder *run = r->run;
    for (size_t i = 0; i < r->sheet->column_count && !run->evidence->units.items[index].excluded; i++) {
        const kp_layout_column *column = &r->sheet->columns[i];
        if ((!column->texts.closed && !column->slot) || !r->place_of[i])
            continue; /* a missing column is a problem already */
        const char *text = unit->details[detail_of(column)];
        if (column->slot) {
            if (*text && !is_day(text))
                kp_problems_add(run->problems, KP_D_NOT_A_DATE, kp_bind_place(r, row->line, r->place_of[i]), index, kp_verbatim(run->arena, text),
                                kp_slot_expected(run->arena, column->slot), NULL);
            continue;
        }
        kp_place place = kp_bind_place(r, row->line, r->place_of[i]);
        const char *expected = kp_slot_expected(run->arena, &(kp_slot){.kind = KP_SLOT_CHOICE, .choices = column->texts.names});
        if (!*text && !r->cells[i] && !run->names_only)
            kp_problems_add(run->problems, KP_D_CELL_EMPTY, place, index, kp_text_join(run->arena, column->title, ": ", expected), NULL, NULL);
        else if (*text && kp_named_texts_find(&column->texts, text) < 0)
            kp_problems_add(run->problems, KP_D_CHOICE_UNKNOWN, place, index, kp_verbatim(run->arena, text), expected, NULL);
    }
}

/* ---- what several workbooks say of one unit ---- */

static const char *said_of_unit(const binder *run, const kp_unit *unit, size_t detail) {
    if (detail == DETAIL_GROUP)
        return unit->group < 0 ? "" : run->evidence->groups.items[unit->group];
    return detail == DETAIL_EXCLUDED ? unit->exclusion : unit->fields[detail - DETAIL_FIELDS];
}

static bool says_the_same(const binder *run, size_t detail, const char *one, const char *other) {
    if (detail == DETAIL_EXCLUDED)
        return (exclusion_of(run->arena, one) == TAKES_PART) == (exclusion_of(run->arena, other) == TAKES_PART);
    return !strcmp(one, other) || kp_text_matches(one, other);
}

static const char *quoted(kp_arena *arena, const char *text, kp_lang lang) {
    if (!*text)
        return lang == KP_ZH ? "为空" : "empty";
    return kp_format(arena, lang == KP_ZH ? "为“%s”" : "“%s”", kp_verbatim(arena, text));
}

/* The unit cannot be scored where its results, or those of others, would depend on which workbook is right; what is merely shown may differ. */
static void tell_difference(sheet_reader *r, int32_t index, const unit_row *row, size_t detail) {
    binder *run = r->run;
    kp_arena *arena = run->arena;
    const kp_unit *unit = &run->evidence->units.items[index];
    kp_place first = kp_evidence_place(run->evidence, run->details.items[index].said[detail]);
    kp_place here = kp_evidence_place(run->evidence, row->cells[detail]);
    const char *where = kp_verbatim(arena, kp_format(arena, "%s %s %s", first.file, first.sheet ? first.sheet : "", kp_place_cell(arena, first)));
    if (detail >= DETAIL_FIELDS && !kp_field_decides(run->scheme, (int32_t)(detail - DETAIL_FIELDS))) {
        kp_problems_add(run->problems, KP_D_UNIT_DIFFERS, here, index, kp_verbatim(arena, unit->name), where,
                        run->scheme->unit_fields.items[detail - DETAIL_FIELDS].name);
        return;
    }
    const char *title = NULL, *before = said_of_unit(run, unit, detail), *now = row->details[detail];
    for (size_t i = 0; i < r->sheet->column_count; i++)
        if (detail_of(&r->sheet->columns[i]) == (int)detail)
            title = r->sheet->columns[i].title;
    kp_problems_add(run->problems, KP_D_UNIT_DISAGREES, here, index, kp_verbatim(arena, unit->name), title,
                    kp_format(arena, "此处%s，%s %s | %s here, %s at %s", quoted(arena, now, KP_ZH), where, quoted(arena, before, KP_ZH),
                              quoted(arena, now, KP_EN), quoted(arena, before, KP_EN), where));
    if (detail == DETAIL_EXCLUDED)
        run->details.items[index].part_disputed = true;
}

static void compare_details(sheet_reader *r, int32_t index, const unit_row *row) {
    binder *run = r->run;
    for (size_t detail = 0; detail < detail_count(run); detail++) {
        if (!row->cells[detail].row)
            continue;
        if (!run->details.items[index].said[detail].row)
            take_detail(r, index, row, detail);
        else if (!says_the_same(run, detail, said_of_unit(run, &run->evidence->units.items[index], detail), row->details[detail]))
            tell_difference(r, index, row, detail);
    }
}

void kp_bind_settle_disputes(binder *run) {
    for (size_t u = 0; u < run->details.count; u++) {
        if (!run->details.items[u].part_disputed)
            continue;
        run->evidence->units.items[u].excluded = false;
        run->evidence->units.items[u].exclusion = "";
        for (size_t i = 0; i < run->layout->count; i++)
            if (run->layout->sheets[i].indicator_count)
                kp_bind_leave_unit_unread(run, &run->layout->sheets[i], NULL, (int32_t)u);
    }
}

/* The id is known already: a double in one workbook, another unit, or the same unit in another workbook. */
static void meet_again(sheet_reader *r, int32_t index, const unit_row *row) {
    binder *run = r->run;
    const kp_unit *unit = &run->evidence->units.items[index];
    kp_place other = kp_evidence_place(run->evidence, unit->origin);
    const char *where = kp_format(run->arena, "%s %s", other.sheet ? other.sheet : other.file, kp_place_cell(run->arena, other));
    const char *name = *row->name ? row->name : row->id;
    bool here = run->listed_by.items[index] == r->book, same_name = kp_text_matches(unit->name, name) || !strcmp(unit->name, name);
    if (here)
        kp_problems_add(run->problems, KP_D_UNIT_TWICE, row->place, index, kp_verbatim(run->arena, *row->id ? row->id : name), where, NULL);
    else if (!same_name)
        kp_problems_add(run->problems, KP_D_UNIT_ID_TAKEN, row->place, index, kp_verbatim(run->arena, row->id),
                        kp_verbatim(run->arena, kp_format(run->arena, "%s %s", other.file, where)), NULL);
    else
        compare_details(r, index, row);
    if (!here)
        list_unit(run, r->book, index);
}

/* ---- registers with and without ids ---- */

void kp_bind_note_id(sheet_reader *r, const kp_row *row) {
    binder *run = r->run;
    const char *id = text_under(r, row, KP_COLUMN_UNIT_ID), *name = text_under(r, row, KP_COLUMN_UNIT_NAME);
    if (!*id || !*name)
        return;
    int32_t number = kp_names_find(run->id_numbers, id);
    if (number < 0) {
        number = (int32_t)run->listed_ids.count;
        KP_PUSH(run->arena, &run->listed_ids, id);
        kp_names_add(run->id_numbers, id, number);
    }
    kp_names_add(run->id_of_name, name, number);
    kp_names_add(r->book->names_with_id, name, number);
}

/* A unit without an id is the one of that name that another workbook lists with an id; false, with a problem, where that may be several. In one workbook
 * the two are two units. */
static bool find_id(sheet_reader *r, unit_row *row) {
    binder *run = r->run;
    if (*row->id || !run->id_of_name || kp_names_find(run->unit_ids, row->name) >= 0 ||
        kp_names_find(r->book->names_with_id, row->name) != KP_NAME_UNKNOWN)
        return true;
    int32_t number = kp_names_find(run->id_of_name, row->name);
    if (number >= 0)
        row->id = run->listed_ids.items[number];
    if (number == KP_NAME_AMBIGUOUS)
        kp_problems_add(run->problems, KP_D_UNIT_AMBIGUOUS, row->place, KP_UNIT_ALL, kp_verbatim(run->arena, row->name), NULL, NULL);
    return number != KP_NAME_AMBIGUOUS;
}

void kp_bind_take_unit(sheet_reader *r, const kp_row *row) {
    if (kp_bind_is_aside(r, row, r->first))
        return;
    unit_row unit = read_row(r, row);
    if (!*unit.id && !*unit.name) {
        kp_problems_add(r->run->problems, KP_D_UNIT_EMPTY, unit.place, KP_UNIT_ALL, NULL, NULL, NULL);
        return;
    }
    if (!find_id(r, &unit))
        return;
    int32_t known = kp_names_find(r->run->unit_ids, *unit.id ? unit.id : unit.name);
    if (known >= 0) {
        meet_again(r, known, &unit);
        return;
    }
    known = add_unit(r, &unit);
    if (known >= 0)
        check_texts(r, row, &unit, known);
}
