/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_levels.c - what of the layout belongs into the workbook of one level: its columns, and the sheets on which it has any. */
#include "form_private.h"

static bool gives_role(const form *f, kp_pairs roles, size_t role, const kp_indicator *leaf) {
    return role < roles.count && kp_level_gives_role(f->scheme, f->level, (int32_t)(leaf - f->scheme->indicators), (int32_t)role);
}

kp_pairs kp_form_roles(const form *f, const kp_indicator *leaf) {
    kp_pair *items = KP_NEW_ARRAY(f->arena, kp_pair, leaf->roles.count);
    size_t count = 0;
    for (size_t r = 0; r < leaf->roles.count; r++)
        if (gives_role(f, leaf->roles, r, leaf))
            items[count++] = leaf->roles.items[r];
    return (kp_pairs){items, count};
}

/* What the sheet has of the level's; no evidence is left where it has none. */
static kp_layout_sheet of_level(const form *f, const kp_layout_sheet *sheet) {
    kp_layout_sheet out = *sheet;
    kp_layout_column *columns = KP_NEW_ARRAY(f->arena, kp_layout_column, sheet->column_count);
    int32_t *leaves = KP_NEW_ARRAY(f->arena, int32_t, sheet->indicator_count);
    const char **names = KP_NEW_ARRAY(f->arena, const char *, sheet->indicator_count);
    out.column_count = out.indicator_count = 0;
    for (size_t i = 0; i < sheet->column_count; i++)
        if (sheet->columns[i].indicator < 0 || kp_level_gives(f->scheme, f->level, sheet->columns[i].indicator))
            columns[out.column_count++] = sheet->columns[i];
    for (size_t i = 0; i < sheet->indicator_count; i++) {
        if (!kp_level_gives(f->scheme, f->level, sheet->indicators[i]))
            continue;
        names[out.indicator_count] = sheet->indicator_names[i];
        leaves[out.indicator_count++] = sheet->indicators[i];
    }
    out.columns = columns;
    out.indicators = leaves;
    out.indicator_names = names;
    return out;
}

static bool gives_veto(const form *f) {
    for (size_t i = 0; i < f->scheme->veto_count; i++)
        if (kp_level_gives_veto(f->scheme, f->level, (int32_t)i))
            return true;
    return false;
}

static bool gives_survey(const form *f) {
    for (size_t i = 0; i < f->scheme->indicator_count; i++)
        if (f->scheme->indicators[i].method == KP_METHOD_SATISFACTION && kp_level_gives(f->scheme, f->level, (int32_t)i))
            return true;
    return false;
}

/* What is known of the population goes with the surveys; earlier results, and who takes part, with the first level, which is the highest, so that they are said once. */
static bool has_any(const form *f, const kp_layout_sheet *whole, const kp_layout_sheet *own) {
    switch (whole->kind) {
    case KP_SHEET_VETOES: return gives_veto(f);
    case KP_SHEET_STRATA:
    case KP_SHEET_POPULATION: return gives_survey(f);
    case KP_SHEET_HISTORY:
    case KP_SHEET_PARTIES: return f->level == 0;
    default: return !whole->indicator_count || own->indicator_count;
    }
}

const kp_layout *kp_form_level_layout(const form *f, const kp_layout *whole) {
    if (f->level < 0)
        return whole;
    kp_layout *layout = KP_NEW(f->arena, kp_layout);
    kp_layout_sheet *sheets = KP_NEW_ARRAY(f->arena, kp_layout_sheet, whole->count);
    for (size_t i = 0; i < whole->count; i++) {
        kp_layout_sheet own = of_level(f, &whole->sheets[i]);
        if (has_any(f, &whole->sheets[i], &own))
            sheets[layout->count++] = own;
    }
    layout->sheets = sheets;
    return layout;
}
