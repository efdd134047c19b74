/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind_levels.c - workbooks of several levels for the same units: what each may say, what none of them said, and that their lists of units agree. */
#include "bind_private.h"

#include <string.h>

#define UNITS_NAMED 8u /* in a problem's text */

/* ---- what one workbook may say ---- */

bool kp_bind_is_foreign(const sheet_reader *r, const kp_layout_column *column) {
    int32_t leaf = column->indicator;
    if (leaf < 0 && r->sheet->kind == KP_SHEET_SURVEY && column->slot)
        leaf = r->sheet->indicators[0];
    return leaf >= 0 && !kp_level_gives(r->run->scheme, r->book->level, leaf);
}

/* The unit that the row names, without telling of anything. */
static int32_t glance_at_unit(const sheet_reader *r) {
    const kp_cell *cell = kp_bind_cell(r, KP_COLUMN_UNIT, NULL);
    return cell ? kp_evidence_find_unit(r->run->evidence, kp_bind_shown(r->run->arena, cell)) : -1;
}

static const char *level_name(const sheet_reader *r) { return r->book->level < 0 ? "" : r->run->scheme->levels.items[r->book->level].name; }

/* `title` of the other levels `names`, which stands in the cell of that column. */
static void tell_foreign(sheet_reader *r, uint32_t line, uint32_t column, int32_t unit, const char *title, const char *names) {
    kp_problems_add(r->run->problems, KP_D_LEVEL_NOT_ITS, kp_bind_place(r, line, column), unit < 0 ? KP_UNIT_NONE : unit, title,
                    *names ? names : "其他层级 | another level", level_name(r));
}

void kp_bind_tell_foreign(sheet_reader *r, const kp_row *row, const kp_cell *cell, const kp_layout_column *column) {
    int32_t unit = glance_at_unit(r), leaf = column->indicator >= 0 ? column->indicator : r->sheet->indicators[0];
    if (unit >= 0) /* else it is a line of totals, or its unit is a problem already */
        tell_foreign(r, row->line, cell->column, unit, column->title, kp_level_names(r->run->arena, r->run->scheme, leaf));
}

bool kp_bind_level_gives(sheet_reader *r, const kp_row *row, kp_column_role role, int32_t indicator, int32_t unit) {
    const kp_scheme *scheme = r->run->scheme;
    uint32_t column;
    if (kp_level_gives(scheme, r->book->level, indicator))
        return true;
    kp_bind_cell(r, role, &column);
    tell_foreign(r, row->line, column, unit, scheme->indicators[indicator].title, kp_level_names(r->run->arena, scheme, indicator));
    return false;
}

bool kp_bind_level_gives_role(sheet_reader *r, const kp_row *row, uint32_t column, const kp_panel_mark *mark) {
    const kp_scheme *scheme = r->run->scheme;
    const kp_indicator *leaf = &scheme->indicators[mark->indicator];
    if (kp_level_gives_role(scheme, r->book->level, mark->indicator, mark->role))
        return true;
    if (mark->mark.state == KP_INPUT_MISSING)
        return false;
    int32_t level = mark->role >= 0 && leaf->role_levels && leaf->role_levels[mark->role] >= 0 ? leaf->role_levels[mark->role] : leaf->level;
    const char *title = mark->role >= 0 ? kp_text_join(r->run->arena, leaf->title, "·", leaf->roles.items[mark->role].name) : leaf->title;
    tell_foreign(r, row->line, column, mark->unit, title, level >= 0 ? scheme->levels.items[level].name : "");
    return false;
}

bool kp_bind_level_gives_veto(sheet_reader *r, const kp_row *row, int32_t veto, int32_t unit) {
    const kp_scheme *scheme = r->run->scheme;
    uint32_t column;
    if (kp_level_gives_veto(scheme, r->book->level, veto))
        return true;
    kp_bind_cell(r, KP_COLUMN_VETO, &column);
    tell_foreign(r, row->line, column, unit, scheme->vetoes[veto].title, scheme->levels.items[scheme->vetoes[veto].level].name);
    return false;
}

bool kp_bind_gives_of_sheet(const binder *run, int32_t level, const kp_layout_sheet *sheet) {
    if (!sheet->indicator_count || sheet->kind == KP_SHEET_NOT_APPLICABLE)
        return true;
    for (size_t i = 0; i < sheet->indicator_count; i++)
        if (kp_level_gives(run->scheme, level, sheet->indicators[i]))
            return true;
    return false;
}

/* ---- what no workbook said ---- */

/* "9 个对象（甲……辛，另有 1 个） | 9 units (A, ..., H and 1 more)", the first named. */
static const char *count_and_names(const binder *run, const int32_t units[], size_t count) {
    const char *names[UNITS_NAMED] = {NULL}, *more[2] = {"", ""};
    size_t named = count < UNITS_NAMED ? count : UNITS_NAMED;
    for (size_t i = 0; i < named; i++)
        names[i] = kp_verbatim(run->arena, run->evidence->units.items[units[i]].name);
    const char *all = kp_bind_join_names(run->arena, names, named);
    if (count > named) {
        more[KP_ZH] = kp_format(run->arena, "，另有 %zu 个", count - named);
        more[KP_EN] = kp_format(run->arena, " and %zu more", count - named);
    }
    return kp_format(run->arena, "%zu 个对象（%s%s） | %zu units (%s%s)", count, kp_text(run->arena, all, KP_ZH), more[KP_ZH], count,
                     kp_text(run->arena, all, KP_EN), more[KP_EN]);
}

/* How many workbooks of the level, or of none, list each unit; *own counts those of the level itself. A workbook without a list speaks of all. */
static uint32_t *count_lists(const binder *run, int32_t level, uint32_t **own, const bound_book **first) {
    size_t units = run->evidence->units.count;
    uint32_t *listed = KP_NEW_ARRAY(run->arena, uint32_t, units);
    *own = KP_NEW_ARRAY(run->arena, uint32_t, units);
    *first = NULL;
    for (size_t b = 0; b < run->book_count; b++) {
        const bound_book *book = &run->books[b];
        if (book->level >= 0 && book->level != level)
            continue;
        if (book->level == level && !*first)
            *first = book;
        for (size_t i = 0; i < (book->lists_units ? book->units.count : units); i++) {
            size_t unit = book->lists_units ? (size_t)book->units.items[i] : i;
            listed[unit]++;
            (*own)[unit] += book->level == level;
        }
    }
    return listed;
}

/* The level's data of the unit are missing, which is told: nothing of them is told missing as well. */
static void leave_level_unread(binder *run, int32_t level, int32_t unit) {
    for (size_t s = 0; s < run->layout->count; s++) {
        const kp_layout_sheet *sheet = &run->layout->sheets[s];
        if (sheet->kind == KP_SHEET_SURVEY && kp_level_gives(run->scheme, level, sheet->indicators[0]))
            kp_bind_leave_unit_unread(run, sheet, NULL, unit);
        for (size_t i = 0; i < sheet->column_count; i++) {
            const kp_layout_column *column = &sheet->columns[i];
            if ((column->role == KP_COLUMN_SLOT || column->role == KP_COLUMN_ITEM) && kp_level_gives(run->scheme, level, column->indicator))
                kp_bind_leave_unit_unread(run, sheet, column, unit);
        }
    }
}

static void check_level(binder *run, int32_t level) {
    kp_arena *arena = run->arena;
    size_t units = run->evidence->units.count, bare_count = 0, twice_count = 0;
    int32_t *bare = KP_NEW_ARRAY(arena, int32_t, units), *twice = KP_NEW_ARRAY(arena, int32_t, units);
    uint32_t *own;
    const bound_book *first;
    const uint32_t *listed = count_lists(run, level, &own, &first);
    const char *name = run->scheme->levels.items[level].name;
    for (size_t u = 0; u < units; u++) {
        if (own[u] > 1)
            twice[twice_count++] = (int32_t)u;
        if (listed[u] || run->evidence->units.items[u].excluded)
            continue;
        bare[bare_count++] = (int32_t)u;
        leave_level_unread(run, level, (int32_t)u);
    }
    if (bare_count)
        kp_problems_add_for(run->problems, first ? KP_W_LEVEL_LACKS_UNITS : KP_W_LEVEL_MISSING,
                            first ? (kp_place){.file = first->path} : (kp_place){0}, bare, bare_count, name, count_and_names(run, bare, bare_count));
    if (twice_count)
        kp_problems_add(run->problems, KP_W_LEVEL_TWICE, (kp_place){.file = first->path}, KP_UNIT_NONE, name,
                        count_and_names(run, twice, twice_count), NULL);
}

bool kp_bind_has_levels(const binder *run) {
    for (size_t b = 0; b < run->book_count; b++)
        if (run->books[b].level >= 0)
            return true;
    return false;
}

static bool any_level_unknown(const binder *run) {
    for (size_t b = 0; b < run->book_count; b++)
        if (run->books[b].level == KP_LEVEL_UNKNOWN)
            return true;
    return false;
}

void kp_bind_check_levels(binder *run) {
    if (!kp_bind_has_levels(run) || any_level_unknown(run)) /* whose that is might be any's */
        return;
    for (size_t level = 0; level < run->scheme->levels.count; level++)
        if (kp_level_is_needed(run->scheme, (int32_t)level))
            check_level(run, (int32_t)level);
}

/* ---- roles of panels that are levels ---- */

/* Whether the register says that the leaf, or a node above it, does not apply to the unit. */
static bool is_gap(const binder *run, int32_t unit, int32_t leaf) {
    for (size_t i = 0; i < run->evidence->gaps.count; i++) {
        const kp_gap *gap = &run->evidence->gaps.items[i];
        if (gap->unit == unit && gap->indicator <= leaf && leaf < run->scheme->indicators[gap->indicator].end)
            return true;
    }
    return false;
}

static void check_role(binder *run, int32_t indicator, int32_t role, int32_t level) {
    const kp_indicator *leaf = &run->scheme->indicators[indicator];
    uint32_t *own;
    const bound_book *first;
    const uint32_t *listed = count_lists(run, level, &own, &first);
    bool *marked = KP_NEW_ARRAY(run->arena, bool, run->evidence->units.count);
    for (size_t i = 0; i < run->evidence->panel.count; i++) {
        const kp_panel_mark *mark = &run->evidence->panel.items[i];
        marked[mark->unit] = marked[mark->unit] || (mark->indicator == indicator && mark->role == role);
    }
    for (size_t u = 0; u < run->evidence->units.count; u++) {
        const kp_unit *unit = &run->evidence->units.items[u];
        bool unread = run->evidence->unread && run->evidence->unread[u * run->scheme->indicator_count + (size_t)indicator];
        if (marked[u] || unread || !listed[u] || unit->excluded || is_gap(run, (int32_t)u, indicator))
            continue;                                                   /* without its workbook the level is missing, which is told */
        kp_evidence_leave_unread(run->evidence, (int32_t)u, indicator); /* its weight goes to no others */
        kp_problems_add(run->problems, KP_D_LEVEL_NO_MARKS, first ? (kp_place){.file = first->path} : (kp_place){0}, (int32_t)u,
                        kp_verbatim(run->arena, unit->name), leaf->title, leaf->roles.items[role].name);
    }
}

/* A level's weight would otherwise pass to the others where its workbook is there and blank. */
void kp_bind_check_roles(binder *run) {
    if (!kp_bind_has_levels(run))
        return;
    for (size_t i = 0; i < run->scheme->indicator_count; i++) {
        const kp_indicator *leaf = &run->scheme->indicators[i];
        for (size_t r = 0; leaf->role_levels && r < leaf->roles.count; r++)
            if (leaf->role_levels[r] >= 0)
                check_role(run, (int32_t)i, (int32_t)r, leaf->role_levels[r]);
    }
}
