/* SPDX-License-Identifier: GPL-3.0-or-later */
/* history_sheet.c - earlier results as the rows of the sheet 往期, each row complete in itself, so that the sheet may be sorted and cut. */
#include "kaoping/entry_layout.h"
#include "kaoping/history_io.h"

#include <stdlib.h>
#include <string.h>

kp_names *kp_history_list_names(kp_arena *arena, const kp_scheme *scheme) {
    kp_names *names = kp_names_new(arena);
    for (size_t i = 0; i < scheme->list_count; i++) {
        kp_names_add(names, scheme->lists[i].id, (int32_t)i);
        kp_names_add(names, scheme->lists[i].title, (int32_t)i);
    }
    return names;
}

typedef struct row_writer {
    kp_arena *arena;
    const kp_scheme *scheme;
    const kp_layout_sheet *sheet;
    const kp_names *lists;
    kp_sheet_rows *rows;
    kp_lang lang;
    const char **cells; /* of the row being made */
} row_writer;

static void begin_row(row_writer *w) {
    w->cells = KP_NEW_ARRAY(w->arena, const char *, w->sheet->column_count);
    for (size_t i = 0; i < w->sheet->column_count; i++)
        w->cells[i] = "";
    KP_PUSH(w->arena, w->rows, (kp_sheet_row){.cells = w->cells, .count = w->sheet->column_count});
}

static void put(row_writer *w, kp_column_role role, const char *text) { w->cells[kp_layout_column_of(w->sheet, role)] = text ? text : ""; }

static void put_number(row_writer *w, kp_column_role role, int32_t number) { put(w, role, kp_format(w->arena, "%d", (int)number)); }

/* Its title where that means no other list; its id for lists the scheme has no more, too. */
static const char *list_name(const row_writer *w, const char *id) {
    int32_t list = kp_scheme_find_list(w->scheme, id);
    const char *title = list < 0 ? "" : kp_text(w->arena, w->scheme->lists[list].title, w->lang);
    return list >= 0 && kp_names_find(w->lists, title) == list ? title : id;
}

static void write_row(row_writer *w, const kp_past_period *past, const kp_past_unit *unit, const kp_past_list *list) {
    begin_row(w);
    put(w, KP_COLUMN_PERIOD, kp_period_key(w->arena, past->period));
    put(w, KP_COLUMN_SCHEME, past->scheme_id);
    if (!unit)
        return;
    put(w, KP_COLUMN_UNIT_ID, unit->id);
    put(w, KP_COLUMN_UNIT, unit->name);
    if (unit->score.given)
        put(w, KP_COLUMN_SCORE, kp_num_exact(w->arena, unit->score.value));
    if (unit->rank)
        put_number(w, KP_COLUMN_RANK, unit->rank);
    if (!list)
        return;
    put(w, KP_COLUMN_LIST, list_name(w, list->list));
    put_number(w, KP_COLUMN_MET, list->met);
    put_number(w, KP_COLUMN_LISTED, list->listed);
}

static int compare_ranks(const void *a, const void *b) { /* the unranked last; else as they were */
    const kp_past_unit *x = *(const kp_past_unit *const *)a, *y = *(const kp_past_unit *const *)b;
    if (x->rank != y->rank)
        return !x->rank ? 1 : !y->rank ? -1 : (x->rank > y->rank) - (x->rank < y->rank);
    return (x > y) - (x < y);
}

static void write_period(row_writer *w, const kp_past_period *past) {
    const kp_past_unit **order = KP_NEW_ARRAY(w->arena, const kp_past_unit *, past->unit_count);
    size_t first = w->rows->count;
    for (size_t i = 0; i < past->unit_count; i++)
        order[i] = &past->units[i];
    if (past->unit_count > 1)
        qsort(order, past->unit_count, sizeof *order, compare_ranks);
    for (size_t i = 0; i < past->unit_count; i++) {
        for (size_t k = 0; k < order[i]->list_count; k++)
            write_row(w, past, order[i], &order[i]->lists[k]);
        if (!order[i]->list_count)
            write_row(w, past, order[i], NULL);
    }
    if (!past->unit_count)
        write_row(w, past, NULL, NULL);
    w->rows->items[first].cells[kp_layout_column_of(w->sheet, KP_COLUMN_DIGEST)] = past->scheme_digest ? past->scheme_digest : "";
}

kp_sheet_rows *kp_history_sheet_rows(kp_arena *arena, const kp_scheme *scheme, const kp_history *history, kp_lang lang) {
    row_writer w = {.arena = arena,
                    .scheme = scheme,
                    .sheet = kp_layout_find(kp_layout_of(arena, scheme), KP_SHEET_HISTORY),
                    .lists = kp_history_list_names(arena, scheme),
                    .rows = KP_NEW(arena, kp_sheet_rows),
                    .lang = lang};
    begin_row(&w);
    w.rows->items[0].head = true;
    for (size_t i = 0; i < w.sheet->column_count; i++)
        w.cells[i] = kp_text(arena, w.sheet->columns[i].title, lang);
    for (size_t i = 0; i < history->periods.count; i++)
        write_period(&w, &history->periods.items[i]);
    return w.rows;
}
