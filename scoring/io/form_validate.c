/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_validate.c - what may be typed where: lists to choose from, and ranges of numbers with what they mean in words. */
#include "form_sheet.h"
#include "kaoping/log.h"
#include "xlsx_text.h"

#define LAST_ROW_CHECKED 19999u /* registers grow below their printed rows; validation goes along */
#define INPUT_TITLE_MAX  32u    /* characters, by Excel */
#define INPUT_TEXT_MAX   255u

static void add_validation(sheet_writer *w, uint32_t column, lxw_data_validation *validation, const char *expected, bool gaps) {
    form *f = w->form;
    kp_lang lang = f->options->lang;
    const char *title = kp_form_text(f, w->sheet->columns[column].title), *message = kp_form_comment_text(w, &w->sheet->columns[column]);
    const char *bad = expected ? kp_say_with(f->arena, gaps ? KP_M_FORM_INPUT_BAD : KP_M_FORM_INPUT_BAD_PLAIN, lang, expected, NULL, NULL)
                               : kp_say(KP_M_FORM_INPUT_BAD_NAME, lang);
    validation->ignore_blank = LXW_VALIDATION_ON;
    validation->input_title = kp_form_copy(f, kp_xlsx_text(f->arena, title, INPUT_TITLE_MAX, "", NULL));
    validation->input_message = kp_form_copy(f, kp_xlsx_text(f->arena, message, INPUT_TEXT_MAX, "", NULL));
    validation->error_title = kp_form_copy(f, kp_say(KP_M_FORM_INPUT_TITLE, lang));
    validation->error_message = kp_form_copy(f, kp_xlsx_text(f->arena, bad, INPUT_TEXT_MAX, "", NULL));
    uint32_t last = w->sheet->kind == KP_SHEET_TABLE ? w->data_row + w->rows - 1 : LAST_ROW_CHECKED;
    kp_form_check(f, worksheet_data_validation_range(w->out, w->data_row, (lxw_col_t)column, last, (lxw_col_t)column, validation));
}

/* The most that may be typed into a part: what stands in the same row under its whole, once that is a number. NULL where the whole is not on the sheet. */
static char *most_of_part(const sheet_writer *w, uint32_t column) {
    const form *f = w->form;
    int32_t leaf = w->sheet->columns[column].indicator,
            whole = leaf < 0 || w->sheet->kind != KP_SHEET_TABLE ? -1 : f->scheme->indicators[leaf].part_of;
    for (uint32_t c = 0; whole >= 0 && c < w->sheet->column_count; c++) {
        if (w->sheet->columns[c].role != KP_COLUMN_SLOT || w->sheet->columns[c].indicator != whole)
            continue;
        char cell[LXW_MAX_CELL_NAME_LENGTH];
        lxw_rowcol_to_cell(cell, w->data_row, (lxw_col_t)c);
        return kp_form_copy(f, kp_format(f->arena, "=IF(ISNUMBER(%s),%s,1E+15)", cell, cell));
    }
    return NULL;
}

/* A warning and no stop, since "—" is a right answer too; reading the workbook is what decides. */
static void validate_number(sheet_writer *w, uint32_t column, const kp_slot *slot) {
    form *f = w->form;
    bool whole = slot->kind == KP_SLOT_COUNT || slot->kind == KP_SLOT_DATE, free = slot->kind == KP_SLOT_NUMBER && !slot->bounded_below;
    if (free && !slot->maximum.given)
        return;
    lxw_data_validation validation = {.validate = whole ? LXW_VALIDATION_TYPE_INTEGER : LXW_VALIDATION_TYPE_DECIMAL,
                                      .criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO,
                                      .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING};
    kp_optional maximum = slot->kind == KP_SLOT_RATE && !slot->maximum.given ? (kp_optional){true, kp_num_int(100)} : slot->maximum;
    if (free) {
        validation.criteria = LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO;
        validation.value_number = kp_num_to_double(maximum.value);
    } else if (slot->kind == KP_SLOT_DATE) {
        validation.value_number = 1; /* a day is its number */
    } else if (maximum.given) {
        validation.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        validation.minimum_number = kp_num_to_double(slot->minimum);
        validation.maximum_number = kp_num_to_double(maximum.value);
    } else {
        validation.value_number = kp_num_to_double(slot->minimum);
    }
    const char *expected = kp_form_text(f, kp_slot_expected(f->arena, slot));
    char *most = most_of_part(w, column);
    if (most && !free) {
        const char *title = f->scheme->indicators[f->scheme->indicators[w->sheet->columns[column].indicator].part_of].title;
        validation.validate = whole ? LXW_VALIDATION_TYPE_INTEGER_FORMULA : LXW_VALIDATION_TYPE_DECIMAL_FORMULA;
        validation.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        validation.minimum_formula = kp_form_copy(f, kp_format(f->arena, "=%s", kp_num_exact(f->arena, slot->minimum)));
        validation.maximum_formula = most;
        expected = kp_format(f->arena, f->options->lang == KP_ZH ? "%s，不大于“%s”" : "%s, at most %s", expected, kp_form_text(f, title));
    }
    add_validation(w, column, &validation, expected, w->sheet->kind == KP_SHEET_TABLE);
}

static void validate_list(sheet_writer *w, uint32_t column, const char *range, const char *expected) {
    if (!range)
        return;
    /* the list of names is what reading looks names up in, too; but ids are as good, so this is a warning as well */
    lxw_data_validation validation = {.validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
                                      .value_formula = kp_form_copy(w->form, range),
                                      .dropdown = LXW_VALIDATION_ON,
                                      .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING};
    add_validation(w, column, &validation, expected, false);
}

/* A group that nobody is in yet, or a text that no rule speaks of, is as good, unless those are all there are. */
static void validate_text(sheet_writer *w, uint32_t column, const char *range) {
    if (!range)
        return;
    const kp_named_texts *texts = &w->sheet->columns[column].texts;
    if (texts->closed) {
        const char *names = kp_form_text(w->form, kp_slot_expected(w->form->arena, &(kp_slot){.kind = KP_SLOT_CHOICE, .choices = texts->names}));
        validate_list(w, column, range, kp_format(w->form->arena, w->form->options->lang == KP_ZH ? "其中之一：%s" : "one of: %s", names));
        return;
    }
    lxw_data_validation validation = {.validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
                                      .value_formula = kp_form_copy(w->form, range),
                                      .dropdown = LXW_VALIDATION_ON,
                                      .show_error = LXW_VALIDATION_OFF};
    add_validation(w, column, &validation, NULL, false);
}

/* Codes are typed faster than words are chosen, so nobody is asked whether one is meant. */
static void validate_answer(sheet_writer *w, uint32_t column, int32_t leaf) {
    const form *f = w->form;
    if (!f->lists.answers[leaf])
        return;
    lxw_data_validation validation = {.validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
                                      .value_formula = kp_form_copy(f, f->lists.answers[leaf]),
                                      .dropdown = LXW_VALIDATION_ON,
                                      .show_error = f->scheme->indicators[leaf].codes.count ? LXW_VALIDATION_OFF : LXW_VALIDATION_DEFAULT,
                                      .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING};
    add_validation(w, column, &validation, NULL, false);
}

/* Of a date a warning, too: spreadsheets take text for none, and the reading takes it. */
static void validate_date(sheet_writer *w, uint32_t column) {
    form *f = w->form;
    kp_period period = f->options->period;
    bool bounded = !w->sheet->columns[column].log->any_day && kp_period_is_known(period);
    int32_t from = bounded ? kp_period_first_day(period) : kp_day_of(1990, 1, 1), to = bounded ? kp_period_last_day(period) : kp_day_of(2099, 12, 31);
    lxw_data_validation validation = {.validate = LXW_VALIDATION_TYPE_DATE_NUMBER,
                                      .criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
                                      .minimum_number = from,
                                      .maximum_number = to,
                                      .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING};
    const char *expected = kp_format(f->arena, f->options->lang == KP_EN ? "a date from %s to %s" : "%s 至 %s 的日期", kp_day_text(f->arena, from),
                                     kp_day_text(f->arena, to));
    add_validation(w, column, &validation, expected, false);
}

static void validate_record(sheet_writer *w, uint32_t index, const kp_layout_column *column) {
    const form_lists *lists = &w->form->lists;
    switch (column->log->type) {
    case KP_LOG_DATE: validate_date(w, index); break;
    case KP_LOG_NUMBER: validate_number(w, index, column->slot); break;
    case KP_LOG_PERIOD:
    case KP_LOG_CHOICE: validate_list(w, index, lists->choices[w->index] ? lists->choices[w->index][index] : NULL, NULL); break;
    case KP_LOG_TEXT: break;
    }
}

void kp_form_validate(sheet_writer *w) {
    const form_lists *lists = &w->form->lists;
    for (uint32_t i = 0; i < w->sheet->column_count; i++) {
        const kp_layout_column *column = &w->sheet->columns[i];
        switch (column->role) {
        case KP_COLUMN_UNIT:
            if (w->sheet->kind != KP_SHEET_TABLE && w->sheet->kind != KP_SHEET_HISTORY)
                validate_list(w, i, w->sheet->kind == KP_SHEET_PARTIES ? lists->all_units : lists->units, NULL);
            break;
        case KP_COLUMN_GROUP: validate_text(w, i, lists->groups); break;
        case KP_COLUMN_UNIT_FIELD:
            if (column->slot)
                validate_number(w, i, column->slot);
            else
                validate_text(w, i, lists->fields[column->index]);
            break;
        case KP_COLUMN_INDICATOR:
        case KP_COLUMN_EVENT:
        case KP_COLUMN_VETO:
        case KP_COLUMN_LIST:
        case KP_COLUMN_KIND:
        case KP_COLUMN_PARTY_ROLE:
        case KP_COLUMN_QUESTION: validate_list(w, i, lists->of_sheet[w->index], NULL); break;
        case KP_COLUMN_LOG: validate_record(w, i, column); break;
        case KP_COLUMN_EVALUATOR_ROLE: validate_list(w, i, lists->roles[w->index], NULL); break;
        case KP_COLUMN_ITEM: validate_answer(w, i, column->indicator); break;
        default:
            if (column->slot && column->slot->kind == KP_SLOT_YES_NO)
                validate_list(w, i, lists->yes_no, kp_form_text(w->form, kp_slot_expected(w->form->arena, column->slot)));
            else if (column->slot && column->slot->kind == KP_SLOT_CHOICE)
                validate_list(w, i, lists->choices[w->index][i], kp_form_text(w->form, kp_slot_expected(w->form->arena, column->slot)));
            else if (column->slot)
                validate_number(w, i, column->slot);
        }
    }
}
