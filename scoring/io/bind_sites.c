/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind_sites.c - site checks: a row a unit, site and check; the marks of a row may be of several leaves. */
#include "bind_private.h"

/* ---- a row ---- */

/* True where the row has nothing but the unit, as forms have it before the sites are drawn. */
static bool is_blank_but_unit(const sheet_reader *r) { return r->filled == (kp_bind_cell(r, KP_COLUMN_UNIT, NULL) ? 1u : 0u); }

static bool has_marks(const sheet_reader *r) {
    for (size_t i = 0; i < r->sheet->column_count; i++)
        if (r->sheet->columns[i].role == KP_COLUMN_SLOT && r->cells[i])
            return true;
    return false;
}

/* The kind of check of the row: -1 where the leaves have none; false where it must be known and is not. */
static bool take_kind(sheet_reader *r, const kp_row *row, int32_t unit, int32_t *kind) {
    *kind = -1;
    if (kp_layout_column_of(r->sheet, KP_COLUMN_KIND) < 0)
        return true;
    const char *name = kp_bind_required_text(r, row, KP_COLUMN_KIND, unit);
    if (!name)
        return false;
    *kind = kp_names_find(r->names, name);
    if (*kind >= 0)
        return true;
    uint32_t column;
    kp_bind_cell(r, KP_COLUMN_KIND, &column);
    kp_problems_add(r->run->problems, KP_D_KIND_UNKNOWN, kp_bind_place(r, row->line, column), unit, kp_verbatim(r->run->arena, name),
                    kp_bind_expected(r), NULL);
    return false;
}

/* The number under the leaf's column of that index (0 the mark, 1 the re-check); missing where there is no such column. */
static kp_input take_mark(sheet_reader *r, const kp_row *row, int32_t indicator, int32_t index, int32_t unit) {
    for (size_t i = 0; i < r->sheet->column_count; i++) {
        const kp_layout_column *column = &r->sheet->columns[i];
        if (column->role == KP_COLUMN_SLOT && column->indicator == indicator && column->index == index && r->place_of[i])
            return kp_bind_number(r, row, r->place_of[i], r->cells[i], column->slot, unit);
    }
    return (kp_input){.value = KP_ZERO, .state = KP_INPUT_MISSING};
}

static bool has_column(const sheet_reader *r, int32_t indicator) {
    for (size_t i = 0; i < r->sheet->column_count; i++)
        if (r->sheet->columns[i].role == KP_COLUMN_SLOT && r->sheet->columns[i].indicator == indicator && r->sheet->columns[i].required)
            return r->place_of[i] != 0;
    return false;
}

void kp_bind_take_sites(sheet_reader *r, const kp_row *row) {
    binder *run = r->run;
    int32_t unit = kp_bind_row_unit(r, row, KP_UNIT_ALL), blame = unit >= 0 ? unit : KP_UNIT_NONE;
    if (unit == KP_ROW_SKIPPED || is_blank_but_unit(r))
        return;
    const char *name = kp_bind_required_text(r, row, KP_COLUMN_SITE, blame);
    kp_site_check check = {.unit = unit, .site = name && *name ? kp_evidence_site(run->evidence, name) : -1};
    bool sound = take_kind(r, row, blame, &check.kind) && check.site >= 0, marked = has_marks(r);
    check.inspector = kp_bind_row_text(r, row, KP_COLUMN_INSPECTOR, blame);
    check.date = kp_bind_row_date(r, row, blame);
    check.text = kp_bind_row_text(r, row, KP_COLUMN_TEXT, blame);
    for (size_t i = 0; i < r->sheet->indicator_count; i++) {
        check.indicator = r->sheet->indicators[i];
        if (!has_column(r, check.indicator))
            continue; /* the missing column is a problem already */
        check.mark = take_mark(r, row, check.indicator, 0, blame);
        check.recheck = take_mark(r, row, check.indicator, 1, blame);
        if (unit < 0)
            continue;
        if (!sound)
            kp_evidence_leave_unread(run->evidence, unit, check.indicator);
        else if (marked)
            KP_PUSH(run->arena, &run->evidence->site_checks, check);
        else
            KP_PUSH(run->arena, &run->blank_sites, check);
    }
}

/* ---- rows left blank ---- */

static const char *key_of(kp_arena *arena, const kp_site_check *check) {
    return kp_format(arena, "%d/%d/%d/%d", check->unit, check->indicator, check->site, check->kind);
}

/* A list of the sites that were drawn may go to several teams. So a row without a mark is a gap only where nobody filled it. */
void kp_bind_blank_sites(binder *run) {
    kp_evidence *evidence = run->evidence;
    kp_names *known = kp_names_new(run->arena);
    for (size_t i = 0; run->blank_sites.count && i < evidence->site_checks.count; i++)
        kp_names_add(known, key_of(run->arena, &evidence->site_checks.items[i]), 0);
    for (size_t i = 0; i < run->blank_sites.count; i++) {
        const char *key = key_of(run->arena, &run->blank_sites.items[i]);
        if (kp_names_find(known, key) == KP_NAME_UNKNOWN)
            KP_PUSH(run->arena, &evidence->site_checks, run->blank_sites.items[i]);
        kp_names_add(known, key, 0);
    }
}
