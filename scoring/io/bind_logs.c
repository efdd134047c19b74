/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind_logs.c - registers of one row a case: findings, bonus events, vetoes, what does not apply. */
#include "bind_private.h"

static int32_t known_or_none(int32_t unit) { return unit >= 0 ? unit : KP_UNIT_NONE; }

/* A row with nothing but the unit. That a veto or a gap was begun and not named may not pass; among findings and events it may be how "none" is written. */
static void tell_blank(sheet_reader *r, const kp_row *row, kp_column_role named, int32_t unit) {
    bool decides = r->sheet->kind == KP_SHEET_VETOES || r->sheet->kind == KP_SHEET_NOT_APPLICABLE;
    if (decides)
        kp_bind_required_text(r, row, named, unit);
    else
        kp_problems_add(r->run->problems, KP_D_ROW_BLANK, kp_bind_place(r, row->line, r->first->column), unit,
                        kp_verbatim(r->run->arena, r->run->evidence->units.items[unit].name), NULL, NULL);
}

/* True where a case is told: more than the unit, which may be what `named` asks for or not. */
static bool begin_row(sheet_reader *r, const kp_row *row, kp_column_role named, int32_t *unit) {
    *unit = kp_bind_row_unit(r, row, KP_UNIT_ALL);
    if (*unit == KP_ROW_SKIPPED)
        return false;
    if (r->filled > (kp_bind_cell(r, KP_COLUMN_UNIT, NULL) ? 1u : 0u))
        return true;
    if (*unit >= 0) /* else its problem is told already */
        tell_blank(r, row, named, *unit);
    return false;
}

/* The thing that the row's cell of `role` names, or -1 with a problem: `unknown` or `ambiguous`. */
static int32_t take_named(sheet_reader *r, const kp_row *row, kp_column_role role, int32_t unit, kp_problem_code unknown, kp_problem_code ambiguous) {
    const char *name = kp_bind_required_text(r, row, role, unit);
    if (!name)
        return -1;
    int32_t found = kp_names_find_remarked(r->names, name, true);
    if (found >= 0)
        return found;
    uint32_t column;
    kp_bind_cell(r, role, &column);
    kp_problems_add(r->run->problems, found == KP_NAME_AMBIGUOUS ? ambiguous : unknown, kp_bind_place(r, row->line, column), unit,
                    kp_verbatim(r->run->arena, name), kp_bind_expected(r), NULL);
    return -1;
}

static kp_input take_number(sheet_reader *r, const kp_row *row, kp_column_role role, int32_t unit) {
    uint32_t column;
    const kp_cell *cell = kp_bind_cell(r, role, &column);
    if (!column)
        return (kp_input){.value = KP_ZERO, .state = KP_INPUT_MISSING};
    return kp_bind_plain_number(r, row, column, cell, r->sheet->columns[kp_layout_column_of(r->sheet, role)].slot, unit);
}

const char *kp_bind_row_date(sheet_reader *r, const kp_row *row, int32_t unit) {
    uint32_t column;
    const kp_cell *cell = kp_bind_cell(r, KP_COLUMN_DATE, &column);
    return kp_bind_date(r, row, cell, column, unit);
}

const char *kp_bind_row_text(sheet_reader *r, const kp_row *row, kp_column_role role, int32_t unit) {
    const char *text = kp_bind_text(r, row, kp_bind_cell(r, role, NULL), unit);
    return text ? text : "";
}

static kp_origin row_origin(const sheet_reader *r, const kp_row *row) { return (kp_origin){row->line, (uint16_t)r->first->column, r->source}; }

/* The part that findings and events share. False where a number is doubtful. */
static bool take_case(sheet_reader *r, const kp_row *row, int32_t unit, kp_finding *finding) {
    int32_t blame = known_or_none(unit);
    kp_input count = take_number(r, row, KP_COLUMN_COUNT, blame), points = take_number(r, row, KP_COLUMN_POINTS, blame);
    *finding = (kp_finding){
        .unit = unit,
        .event = -1,
        .count = count.state == KP_INPUT_GIVEN ? count.value : KP_ONE,
        .points = {points.state == KP_INPUT_GIVEN, points.value},
        .date = kp_bind_row_date(r, row, blame),
        .location = kp_bind_row_text(r, row, KP_COLUMN_LOCATION, blame),
        .text = kp_bind_row_text(r, row, KP_COLUMN_TEXT, blame),
        .inspector = kp_bind_row_text(r, row, KP_COLUMN_INSPECTOR, blame),
        .origin = row_origin(r, row),
    };
    return count.state != KP_INPUT_DOUBTFUL && points.state != KP_INPUT_DOUBTFUL;
}

/* Typed points must be there where the rule has none (`each` NULL), and agree with the rule where it has. */
static bool check_points(sheet_reader *r, const kp_row *row, const kp_finding *finding, const kp_num *each, const char *what) {
    kp_arena *arena = r->run->arena;
    uint32_t column;
    kp_bind_cell(r, KP_COLUMN_POINTS, &column);
    kp_place place = kp_bind_place(r, row->line, column);
    if (!each) {
        if (!finding->points.given)
            kp_problems_add(r->run->problems, KP_D_POINTS_MISSING, place, known_or_none(finding->unit), what, NULL, NULL);
        return finding->points.given;
    }
    kp_num rule = kp_num_mul(arena, *each, finding->count);
    if (!finding->points.given || kp_num_equal(finding->points.value, rule))
        return true;
    kp_problems_add(r->run->problems, KP_D_POINTS_DISAGREE, place, known_or_none(finding->unit), kp_num_exact(arena, finding->points.value),
                    kp_num_exact(arena, rule), NULL);
    return false;
}

void kp_bind_take_finding(sheet_reader *r, const kp_row *row) {
    int32_t unit;
    if (!begin_row(r, row, KP_COLUMN_INDICATOR, &unit))
        return;
    kp_finding finding;
    int32_t indicator = take_named(r, row, KP_COLUMN_INDICATOR, known_or_none(unit), KP_D_INDICATOR_UNKNOWN, KP_D_INDICATOR_AMBIGUOUS);
    bool sound = take_case(r, row, unit, &finding);
    if (indicator < 0 || !sound || !kp_bind_level_gives(r, row, KP_COLUMN_INDICATOR, indicator, unit))
        return;
    const kp_indicator *leaf = &r->run->scheme->indicators[indicator];
    finding.indicator = indicator;
    if (check_points(r, row, &finding, leaf->step.given ? &leaf->step.value : NULL, leaf->title) && unit >= 0)
        KP_PUSH(r->run->arena, &r->run->evidence->findings, finding);
}

void kp_bind_take_event(sheet_reader *r, const kp_row *row) {
    int32_t unit;
    if (!begin_row(r, row, KP_COLUMN_EVENT, &unit))
        return;
    kp_finding finding;
    int32_t named = take_named(r, row, KP_COLUMN_EVENT, known_or_none(unit), KP_D_EVENT_UNKNOWN, KP_D_EVENT_AMBIGUOUS);
    bool sound = take_case(r, row, unit, &finding);
    if (named < 0 || !sound || !kp_bind_level_gives(r, row, KP_COLUMN_EVENT, r->events[named].indicator, unit))
        return;
    event_ref event = r->events[named];
    const kp_indicator *leaf = &r->run->scheme->indicators[event.indicator];
    finding.indicator = event.indicator;
    finding.event = event.event;
    const kp_pair *rule = event.event < 0 ? NULL : &leaf->events.items[event.event];
    if (check_points(r, row, &finding, rule ? &rule->value : NULL, rule ? rule->name : leaf->title) && unit >= 0)
        KP_PUSH(r->run->arena, &r->run->evidence->findings, finding);
}

void kp_bind_take_gap(sheet_reader *r, const kp_row *row) {
    int32_t unit;
    if (!begin_row(r, row, KP_COLUMN_INDICATOR, &unit))
        return;
    int32_t indicator = take_named(r, row, KP_COLUMN_INDICATOR, known_or_none(unit), KP_D_INDICATOR_UNKNOWN, KP_D_INDICATOR_AMBIGUOUS);
    const char *reason = kp_bind_row_text(r, row, KP_COLUMN_REASON, known_or_none(unit));
    if (unit >= 0 && indicator >= 0 && kp_bind_level_gives(r, row, KP_COLUMN_INDICATOR, indicator, unit))
        KP_PUSH(r->run->arena, &r->run->evidence->gaps, (kp_gap){unit, indicator, reason, row_origin(r, row)});
}

void kp_bind_take_veto(sheet_reader *r, const kp_row *row) {
    int32_t unit;
    if (!begin_row(r, row, KP_COLUMN_VETO, &unit))
        return;
    int32_t veto = take_named(r, row, KP_COLUMN_VETO, known_or_none(unit), KP_D_VETO_UNKNOWN, KP_D_VETO_UNKNOWN);
    kp_veto_event event = {.unit = unit, .veto = veto, .origin = row_origin(r, row)};
    event.date = kp_bind_row_date(r, row, known_or_none(unit));
    event.text = kp_bind_row_text(r, row, KP_COLUMN_TEXT, known_or_none(unit));
    if (unit >= 0 && veto >= 0 && kp_bind_level_gives_veto(r, row, veto, unit))
        KP_PUSH(r->run->arena, &r->run->evidence->vetoes, event);
}
