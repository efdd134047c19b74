/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_sheet.c - one sheet to be filled in, put together: columns, what stands above, rows, what may be typed, printing. */
#include "form_sheet.h"

static lxw_color_t tab_color(kp_sheet_kind kind) {
    switch (kind) {
    case KP_SHEET_UNITS:
    case KP_SHEET_PARTIES:
    case KP_SHEET_HISTORY: return 0x8EA9DB;
    case KP_SHEET_NOT_APPLICABLE:
    case KP_SHEET_VETOES: return 0xF4B084;
    default: return 0xA9D08E;
    }
}

/* Rows may be added below the prepared ones: of units as many as 考评对象 has room for, and registers grow. */
static void set_extent(const sheet_writer *w) {
    form_extent *extent = &w->form->extents[w->index];
    uint32_t spare = w->form->options->blank_units ? 0 : FORM_BLANK_UNITS;
    *extent = (form_extent){w->data_row, w->rows, w->data_row + w->rows - 1, w->last};
    switch (w->sheet->kind) {
    case KP_SHEET_UNITS: break;
    case KP_SHEET_TABLE:
    case KP_SHEET_PANEL:
    case KP_SHEET_SITES:
    case KP_SHEET_SURVEY: extent->last_row += (spare + FORM_BLANK_UNITS) * kp_form_rows_of_unit(w); break;
    default: extent->last_row = w->rows > FORM_REGISTER_ROWS / 2 ? w->data_row + 2 * w->rows : FORM_REGISTER_ROWS - 1;
    }
}

void kp_form_write_evidence(form *f, size_t index) {
    sheet_writer w = {.form = f, .sheet = &f->layout->sheets[index], .index = index, .out = f->sheets[index]};
    if (!w.sheet->column_count)
        return;
    w.last = (uint32_t)w.sheet->column_count - 1;
    for (size_t i = 0; i < w.sheet->column_count; i++)
        w.grouped = w.grouped || kp_form_is_grouped(&w, i);
    w.key_row = FORM_HEAD_ROW + (w.grouped ? 2 : 1);
    w.data_row = w.key_row + 1;
    kp_form_set_columns(&w);
    kp_form_write_top(&w);
    kp_form_write_rows(&w);
    kp_form_validate(&w);
    worksheet_set_tab_color(w.out, tab_color(w.sheet->kind));
    worksheet_freeze_panes(w.out, w.data_row, (lxw_col_t)(w.sheet->kind == KP_SHEET_UNITS ? 0 : 1));
    kp_form_page(f, w.out, kp_form_pages(w.width), 0, FORM_HEAD_ROW, w.key_row);
    if (kp_form_pages(w.width) > 1)
        kp_form_check(f, worksheet_repeat_columns(w.out, 0, 0));
    kp_form_check(f, worksheet_print_area(w.out, 0, 0, w.data_row + w.printed - 1, (lxw_col_t)w.last));
    set_extent(&w);
    kp_form_write_live_columns(f,
                               &(form_table){index, w.sheet, w.out, FORM_HEAD_ROW, w.key_row, w.data_row, w.rows, w.last, w.head_height, &w.filled});
    kp_form_protect(w.out);
}
