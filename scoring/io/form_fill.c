/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_fill.c - evidence back into the rows of a form: the inverse of binding, for a form that begins with what is already known. */
#include "form_fill.h"
#include "kaoping/calendar.h"
#include "kaoping/history_io.h"
#include "kaoping/log.h"

#include <string.h>

static const char *indicator_name(const filler *fill, int32_t indicator) {
    for (size_t i = 0; i < fill->sheet->indicator_count; i++)
        if (fill->sheet->indicators[i] == indicator)
            return kp_form_text(fill->form, fill->sheet->indicator_names[i]);
    return fill->form->scheme->indicators[indicator].id;
}

static void fill_units(filler *fill) {
    for (size_t i = 0; i < fill->evidence->units.count; i++) {
        const kp_unit *unit = &fill->evidence->units.items[i];
        begin_row(fill);
        put_text(fill, KP_COLUMN_UNIT_ID, strcmp(unit->id, unit->name) ? unit->id : NULL);
        put_text(fill, KP_COLUMN_UNIT_NAME, unit->name);
        put_text(fill, KP_COLUMN_GROUP, unit->group >= 0 ? fill->evidence->groups.items[unit->group] : NULL);
        put_text(fill, KP_COLUMN_EXCLUDED, unit->excluded ? unit->exclusion : NULL);
        for (size_t c = 0; c < fill->sheet->column_count; c++)
            if (fill->sheet->columns[c].role == KP_COLUMN_UNIT_FIELD && unit->fields)
                fill->row[c].text = unit->fields[fill->sheet->columns[c].index];
    }
}

static const char *day_text(kp_arena *arena, kp_num day) {
    int64_t number;
    return kp_num_to_int64(day, &number) ? kp_day_text(arena, (int32_t)number) : "";
}

static void fill_table(filler *fill) {
    for (size_t i = 0; i < fill->evidence->units.count; i++) {
        if (fill->evidence->units.items[i].excluded)
            continue;
        begin_row(fill);
        put_text(fill, KP_COLUMN_UNIT, unit_name(fill, (int32_t)i));
        for (size_t c = 0; c < fill->sheet->column_count; c++) {
            const kp_layout_column *column = &fill->sheet->columns[c];
            if (column->role != KP_COLUMN_SLOT)
                continue;
            form_value *value = &fill->row[c];
            *value = input_value(*kp_evidence_input(fill->evidence, (int32_t)i, column->indicator, (size_t)column->index));
            if (value->is_number && column->slot->kind == KP_SLOT_YES_NO)
                *value = (form_value){.text = kp_say(kp_num_is_zero(value->number) ? KP_M_NO : KP_M_YES, fill->form->options->lang)};
            else if (value->is_number && column->slot->kind == KP_SLOT_CHOICE)
                *value = (form_value){.text = kp_form_text(fill->form, kp_choice_name(column->slot, value->number))};
            else if (value->is_number && column->slot->kind == KP_SLOT_DATE)
                *value = (form_value){.text = day_text(fill->form->arena, value->number)};
            else if (value->is_number && column->slot->kind == KP_SLOT_RATE)
                *value = (form_value){.text = kp_format(fill->form->arena, "%s%%", kp_num_exact(fill->form->arena, value->number))};
        }
    }
}

static bool is_on_sheet(const filler *fill, int32_t indicator) {
    for (size_t i = 0; i < fill->sheet->indicator_count; i++)
        if (fill->sheet->indicators[i] == indicator)
            return true;
    return false;
}

static const char *role_name(const filler *fill, const kp_panel_mark *mark) {
    return pair_name(fill, fill->form->scheme->indicators[mark->indicator].roles, mark->role);
}

/* The marks are sorted by unit and indicator; a row has those of one unit and evaluator. */
static void fill_panel(filler *fill) {
    const kp_evidence *evidence = fill->evidence;
    for (size_t unit = 0; unit < evidence->units.count; unit++) {
        struct {
            form_value **items;
            size_t count, capacity;
        } made = {0};
        size_t *row_of = KP_NEW_ARRAY(fill->form->arena, size_t, evidence->evaluators.count); /* index + 1 */
        for (size_t i = evidence->first_panel[unit]; i < evidence->first_panel[unit + 1]; i++) {
            const kp_panel_mark *mark = &evidence->panel.items[i];
            if (!is_on_sheet(fill, mark->indicator) || !kp_level_gives_role(fill->form->scheme, fill->form->level, mark->indicator, mark->role))
                continue;
            if (!row_of[mark->evaluator]) {
                begin_row(fill);
                put_text(fill, KP_COLUMN_UNIT, unit_name(fill, (int32_t)unit));
                put_text(fill, KP_COLUMN_EVALUATOR, evidence->evaluators.items[mark->evaluator]);
                put_text(fill, KP_COLUMN_EVALUATOR_ROLE, role_name(fill, mark));
                KP_PUSH(fill->form->arena, &made, fill->row);
                row_of[mark->evaluator] = made.count;
            }
            for (size_t c = 0; c < fill->sheet->column_count; c++)
                if (fill->sheet->columns[c].role == KP_COLUMN_SLOT && fill->sheet->columns[c].indicator == mark->indicator)
                    made.items[row_of[mark->evaluator] - 1][c] = input_value(mark->mark);
        }
    }
}

static void fill_survey(filler *fill) {
    for (size_t i = 0; i < fill->evidence->survey.count; i++) {
        const kp_survey_row *answers = &fill->evidence->survey.items[i];
        if (!is_on_sheet(fill, answers->indicator) || answers->tallied)
            continue;
        begin_row(fill);
        put_text(fill, KP_COLUMN_UNIT, unit_name(fill, answers->unit));
        put_text(fill, KP_COLUMN_STRATUM, kp_form_stratum(fill->evidence, answers->stratum));
        put_text(fill, KP_COLUMN_QUESTION, pair_name(fill, fill->form->scheme->indicators[answers->indicator].questions, answers->question));
        for (size_t c = 0; c < fill->sheet->column_count; c++)
            if (fill->sheet->columns[c].role == KP_COLUMN_OPTION)
                fill->row[c] = input_value(answers->options[fill->sheet->columns[c].index]);
        *value_of(fill, KP_COLUMN_UNKNOWN) = input_value(answers->unknown);
        *value_of(fill, KP_COLUMN_ISSUED) = input_value(answers->issued);
        *value_of(fill, KP_COLUMN_RETURNED) = input_value(answers->returned);
        *value_of(fill, KP_COLUMN_INVALID) = input_value(answers->invalid);
    }
}

/* Which row of the form a check stands in: with the same check of other leaves, but never with another row of the workbook it came from. */
static const char *visit_key(const filler *fill, const kp_site_check *check) {
    return kp_format(fill->form->arena, "%d/%d/%d/%u/%u/%s/%s/%s", check->unit, check->site, check->kind, (unsigned)check->mark.origin.source,
                     (unsigned)check->mark.origin.row, check->date, check->inspector, check->text);
}

static void begin_visit(filler *fill, const kp_site_check *check) {
    begin_row(fill);
    put_text(fill, KP_COLUMN_UNIT, unit_name(fill, check->unit));
    put_text(fill, KP_COLUMN_SITE, fill->evidence->site_names.items[check->site]);
    put_text(fill, KP_COLUMN_KIND, pair_name(fill, fill->form->scheme->indicators[check->indicator].kinds, check->kind));
    put_text(fill, KP_COLUMN_INSPECTOR, check->inspector);
    put_text(fill, KP_COLUMN_DATE, check->date);
    put_text(fill, KP_COLUMN_TEXT, check->text);
}

static void fill_sites(filler *fill) {
    kp_names *visits = kp_names_new(fill->form->arena);
    for (size_t i = 0; i < fill->evidence->site_checks.count; i++) {
        const kp_site_check *check = &fill->evidence->site_checks.items[i];
        if (!is_on_sheet(fill, check->indicator))
            continue;
        const char *key = visit_key(fill, check);
        int32_t row = kp_names_find(visits, key);
        if (row < 0) {
            row = (int32_t)fill->rows->count;
            begin_visit(fill, check);
            kp_names_add(visits, key, row);
        }
        for (size_t c = 0; c < fill->sheet->column_count; c++)
            if (fill->sheet->columns[c].role == KP_COLUMN_SLOT && fill->sheet->columns[c].indicator == check->indicator)
                fill->rows->items[row][c] = input_value(fill->sheet->columns[c].index ? check->recheck : check->mark);
    }
}

/* Findings and bonus events. */
static void fill_findings(filler *fill) {
    for (size_t i = 0; i < fill->evidence->findings.count; i++) {
        const kp_finding *finding = &fill->evidence->findings.items[i];
        if (!is_on_sheet(fill, finding->indicator))
            continue;
        const kp_indicator *leaf = &fill->form->scheme->indicators[finding->indicator];
        const char *event = pair_name(fill, leaf->events, finding->event);
        begin_row(fill);
        put_text(fill, KP_COLUMN_UNIT, unit_name(fill, finding->unit));
        put_text(fill, KP_COLUMN_INDICATOR, indicator_name(fill, finding->indicator));
        put_text(fill, KP_COLUMN_EVENT, event ? event : indicator_name(fill, finding->indicator));
        *value_of(fill, KP_COLUMN_COUNT) = number(finding->count);
        if (finding->points.given)
            *value_of(fill, KP_COLUMN_POINTS) = number(finding->points.value);
        put_text(fill, KP_COLUMN_DATE, finding->date);
        put_text(fill, KP_COLUMN_LOCATION, finding->location);
        put_text(fill, KP_COLUMN_TEXT, finding->text);
        put_text(fill, KP_COLUMN_INSPECTOR, finding->inspector);
    }
}

static form_value record_value(const filler *fill, const kp_log_column *column, const kp_indicator *leaf, const kp_log_cell *cell) {
    int64_t choice = -1;
    if (cell->state != KP_INPUT_GIVEN)
        return (form_value){0};
    switch (column->type) {
    case KP_LOG_NUMBER: return number(cell->value);
    case KP_LOG_PERIOD: return (form_value){.text = kp_period_key(fill->form->arena, cell->period)};
    case KP_LOG_CHOICE:
        kp_num_to_int64(cell->value, &choice);
        return (form_value){.text = choice < 0 ? cell->text : pair_name(fill, kp_log_choices(leaf, column), (int32_t)choice)};
    default: return (form_value){.text = cell->text};
    }
}

static void fill_logs(filler *fill) {
    for (size_t i = 0; i < fill->evidence->logs.count; i++) {
        const kp_log_row *row = &fill->evidence->logs.items[i];
        if (!is_on_sheet(fill, row->indicator))
            continue;
        begin_row(fill);
        put_text(fill, KP_COLUMN_UNIT, unit_name(fill, row->unit));
        put_text(fill, KP_COLUMN_INDICATOR, indicator_name(fill, row->indicator));
        for (size_t c = 0; c < fill->sheet->column_count; c++)
            if (fill->sheet->columns[c].role == KP_COLUMN_LOG)
                fill->row[c] = record_value(fill, fill->sheet->columns[c].log, &fill->form->scheme->indicators[row->indicator],
                                            &row->cells[fill->sheet->columns[c].index]);
    }
}

static void fill_gaps(filler *fill) {
    for (size_t i = 0; i < fill->evidence->gaps.count; i++) {
        const kp_gap *gap = &fill->evidence->gaps.items[i];
        if (!is_on_sheet(fill, gap->indicator))
            continue;
        begin_row(fill);
        put_text(fill, KP_COLUMN_UNIT, unit_name(fill, gap->unit));
        put_text(fill, KP_COLUMN_INDICATOR, indicator_name(fill, gap->indicator));
        put_text(fill, KP_COLUMN_REASON, gap->reason);
    }
}

static void fill_parties(filler *fill) {
    for (size_t i = 0; i < fill->evidence->parties.count; i++) {
        const kp_party *party = &fill->evidence->parties.items[i];
        if (party->role < 0 || party->name < 0)
            continue;
        begin_row(fill);
        put_text(fill, KP_COLUMN_UNIT, party->unit == KP_PARTY_ALL ? kp_form_text(fill->form, "全部 | All") : unit_name(fill, party->unit));
        put_text(fill, KP_COLUMN_PARTY_ROLE, kp_form_text(fill->form, kp_party_title((kp_party_role)party->role)));
        put_text(fill, KP_COLUMN_PARTY, fill->evidence->party_names.items[party->name]);
    }
}

static void fill_vetoes(filler *fill) {
    for (size_t i = 0; i < fill->evidence->vetoes.count; i++) {
        const kp_veto_event *event = &fill->evidence->vetoes.items[i];
        if (!kp_level_gives_veto(fill->form->scheme, fill->form->level, event->veto))
            continue;
        begin_row(fill);
        put_text(fill, KP_COLUMN_UNIT, unit_name(fill, event->unit));
        put_text(fill, KP_COLUMN_VETO, kp_form_text(fill->form, fill->form->scheme->vetoes[event->veto].title));
        put_text(fill, KP_COLUMN_DATE, event->date);
        put_text(fill, KP_COLUMN_TEXT, event->text);
    }
}

#define DOUBLE_DIGITS 15 /* so many digits of a decimal a cell's number keeps */

/* A cell of an earlier result. What a cell's number would not keep to the last digit is held as text, which reads as the same number. */
static form_value past_value(const filler *fill, const kp_layout_column *column, const char *text) {
    kp_num value;
    size_t digits = 0;
    for (const char *at = text; *at; at++)
        digits += *at >= '0' && *at <= '9';
    if (column->slot && digits <= DOUBLE_DIGITS && kp_num_parse(fill->form->arena, text, &value))
        return number(value);
    return (form_value){.text = text};
}

static void fill_history(filler *fill) {
    const form *f = fill->form;
    const kp_sheet_rows *rows = kp_history_sheet_rows(f->arena, f->scheme, f->options->history, f->options->lang);
    for (size_t r = 1; r < rows->count; r++) {
        begin_row(fill);
        for (size_t c = 0; c < rows->items[r].count; c++)
            fill->row[c] = past_value(fill, &fill->sheet->columns[c], rows->items[r].cells[c]);
    }
}

void kp_form_fill(const form *f, const kp_layout_sheet *sheet, form_rows *rows) {
    static void (*const fillers[])(filler *) = {
        [KP_SHEET_UNITS] = fill_units,       [KP_SHEET_TABLE] = fill_table,
        [KP_SHEET_PANEL] = fill_panel,       [KP_SHEET_SURVEY] = fill_survey,
        [KP_SHEET_FINDINGS] = fill_findings, [KP_SHEET_EVENTS] = fill_findings,
        [KP_SHEET_LOG] = fill_logs,          [KP_SHEET_NOT_APPLICABLE] = fill_gaps,
        [KP_SHEET_VETOES] = fill_vetoes,     [KP_SHEET_HISTORY] = fill_history,
        [KP_SHEET_SITES] = fill_sites,       [KP_SHEET_ANSWERS] = kp_fill_answers,
        [KP_SHEET_STRATA] = kp_fill_strata,  [KP_SHEET_POPULATION] = kp_fill_population,
        [KP_SHEET_PARTIES] = fill_parties,
    };
    filler fill = {.form = f, .evidence = f->options->evidence, .sheet = sheet, .rows = rows};
    if (sheet->kind < sizeof fillers / sizeof *fillers && fillers[sheet->kind])
        fillers[sheet->kind](&fill);
}
