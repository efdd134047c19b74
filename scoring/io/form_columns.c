/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_columns.c - how wide the columns of a form are, which belong together under one head, and what kind of cell each has. */
#include "form_sheet.h"
#include "kaoping/log.h"

#define SPARE_COLUMNS 8u

bool kp_form_is_grouped(const sheet_writer *w, size_t column) {
    const kp_layout_column *columns = w->sheet->columns;
    int32_t leaf = columns[column].indicator;
    return columns[column].role == KP_COLUMN_SLOT &&
           ((column > 0 && columns[column - 1].indicator == leaf) || (column < w->last && columns[column + 1].indicator == leaf));
}

const char *kp_form_unit_text(const kp_form_unit *unit, const kp_layout_column *column) {
    const char *text = column->role == KP_COLUMN_UNIT_ID                      ? unit->id
                       : column->role == KP_COLUMN_UNIT_NAME                  ? unit->name
                       : column->role == KP_COLUMN_GROUP                      ? unit->group
                       : column->role == KP_COLUMN_UNIT_FIELD && unit->fields ? unit->fields[column->index]
                                                                              : NULL;
    return text ? text : "";
}

/* Room for the longest of the answers that may be chosen, on two lines where they are of several words. */
static double answer_width(const form *f, const kp_layout_column *column) {
    const kp_indicator *leaf = &f->scheme->indicators[column->indicator];
    double least = 9;
    for (size_t i = 0; i < leaf->options.count; i++) {
        const char *text = kp_form_text(f, leaf->options.items[i].name);
        double half = kp_form_width(text, 10) / 2, word = kp_form_word_width(text, 10);
        double needed = (word > half ? word : 2 * half) + 4;
        least = needed > least && needed < 20 ? needed : least;
    }
    return least;
}

static double width_of(const sheet_writer *w, size_t index) {
    const form *f = w->form;
    const kp_layout_column *column = &w->sheet->columns[index];
    bool many = w->sheet->column_count > 12; /* then heads are rather high than wide */
    double head =
        kp_form_width(kp_form_is_grouped(w, index) ? kp_form_text(f, column->slot->label) : kp_form_text(f, column->title), 10) / (many ? 3 : 2) + 3;
    double least = 9, most = many ? 12 : 17, word = kp_form_word_width(kp_form_text(f, column->title), 10) * 1.08 + 2; /* heads are bold */
    switch (column->role) {
    case KP_COLUMN_UNIT:
    case KP_COLUMN_UNIT_NAME: least = 16, most = 34; break;
    case KP_COLUMN_GROUP:
    case KP_COLUMN_UNIT_FIELD: least = 14, most = 26; break;
    case KP_COLUMN_EVALUATOR:
    case KP_COLUMN_PARTY_ROLE:
    case KP_COLUMN_KIND:
    case KP_COLUMN_EVALUATOR_ROLE: least = 14, most = 20; break;
    case KP_COLUMN_QUESTION: least = 20, most = 30; break;
    case KP_COLUMN_STRATUM:
    case KP_COLUMN_VARIABLE:
    case KP_COLUMN_CATEGORY: least = 14, most = 26; break;
    case KP_COLUMN_INDICATOR:
    case KP_COLUMN_EVENT:
    case KP_COLUMN_VETO: least = 26, most = 34; break;
    case KP_COLUMN_DATE: least = 12, most = 14; break;
    case KP_COLUMN_LOCATION:
    case KP_COLUMN_SITE:
    case KP_COLUMN_EXCLUDED: least = 18, most = 24; break;
    case KP_COLUMN_TEXT:
    case KP_COLUMN_REASON: least = 36, most = 46; break;
    case KP_COLUMN_LOG:
        if (column->log->type == KP_LOG_TEXT)
            least = 26, most = 40;
        else if (column->log->type != KP_LOG_NUMBER)
            least = 13, most = 20;
        break;
    case KP_COLUMN_LIST: least = 14, most = 24; break;
    case KP_COLUMN_SCHEME: least = 16, most = 24; break;
    case KP_COLUMN_DIGEST: least = 24, most = 24; break;
    case KP_COLUMN_ITEM: least = answer_width(f, column); break;
    default: break;
    }
    least = word > least ? word : least;
    most = least > most ? least : most;
    for (size_t i = 0; i < f->options->unit_count; i++) {
        const kp_form_unit *unit = &f->options->units[i];
        double text = kp_form_width(column->role == KP_COLUMN_UNIT ? unit->name : kp_form_unit_text(unit, column), 10) + 3;
        head = text > head ? text : head;
    }
    return head < least ? least : head > most ? most : head;
}

static bool is_date(const kp_layout_column *column) { return column->role == KP_COLUMN_DATE || (column->log && column->log->type == KP_LOG_DATE); }

static bool is_money(const form *f, const kp_layout_column *column) {
    const kp_indicator *leaf =
        column->slot && column->indicator >= 0 ? &f->scheme->indicators[column->indicator] : NULL; /* columns of a survey are of none */
    return leaf && leaf->method == KP_METHOD_NUMBER && leaf->typed == KP_TYPED_AS_MONEY;
}

form_style kp_form_style_of(const form *f, const kp_layout_column *column) {
    bool may = !column->required && column->role != KP_COLUMN_ITEM;
    if (is_money(f, column))
        return may ? FORM_MAY_MONEY : FORM_IN_MONEY;
    if (column->slot)
        return column->slot->kind == KP_SLOT_DATE ? (may ? FORM_MAY_DATE : FORM_IN_DATE) : may ? FORM_MAY : FORM_IN;
    if (column->role == KP_COLUMN_DIGEST)
        return FORM_IN_SMALL;
    return is_date(column) ? (may ? FORM_MAY_DATE : FORM_IN_DATE) : may ? FORM_MAY_TEXT : FORM_IN_TEXT;
}

bool kp_form_is_prepared(kp_sheet_kind kind) {
    return kind == KP_SHEET_TABLE || kind == KP_SHEET_PANEL || kind == KP_SHEET_SURVEY || kind == KP_SHEET_SITES;
}

/* Cells below the prepared rows are unlocked too: a register may need more rows than were printed. */
void kp_form_set_columns(sheet_writer *w) {
    w->widths = KP_NEW_ARRAY(w->form->arena, double, w->sheet->column_count);
    for (size_t i = 0; i < w->sheet->column_count; i++) {
        w->widths[i] = width_of(w, i);
        w->width += w->widths[i];
    }
    double least = 104; /* narrow tables are spread, so that the line above them has room */
    for (size_t i = 0; i < w->sheet->column_count; i++) {
        if (w->width < least)
            w->widths[i] += (least - w->width) / (double)w->sheet->column_count;
        kp_form_check(w->form, worksheet_set_column(w->out, (lxw_col_t)i, (lxw_col_t)i, w->widths[i], w->form->formats[FORM_FREE]));
    }
    if (w->sheet->kind == KP_SHEET_ANSWERS) /* room for what the population is known by: 年龄, 产权 */
        kp_form_check(w->form, worksheet_set_column(w->out, (lxw_col_t)w->sheet->column_count,
                                                    (lxw_col_t)(w->sheet->column_count + SPARE_COLUMNS - 1), 12, w->form->formats[FORM_FREE]));
    w->width = w->width < least ? least : w->width;
    double page = w->width / kp_form_pages(w->width);
    for (uint32_t i = 0; i <= w->last && (i == 0 || w->page_width + w->widths[i] <= page + 1); i++) {
        w->page_width += w->widths[i];
        w->page_last = i;
    }
}
