/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure.c - finds the figure that a cell stands for: by where the evidence came from, else by what stands in its row and above it. */
#include "kaoping/figure.h"

#include <string.h>

#include "kaoping/workbook.h"

#define SOURCES_MAX 65536u

/* What the evidence tells of a cell: the cell itself, or only its row and its column. */
typedef struct search {
    const kp_evidence *evidence;
    bool of_sheet[SOURCES_MAX]; /* which sources are the sheet */
    uint32_t row, column;
    kp_figure exact; /* -1: not found */
    int32_t row_unit, column_indicator;
} search;

static void look_at(search *s, kp_origin origin, int32_t unit, int32_t indicator, bool whole_row) {
    if (!origin.row || !s->of_sheet[origin.source])
        return;
    bool row = origin.row == s->row, column = origin.column == s->column;
    if (row && (column || (whole_row && s->exact.unit < 0)))
        s->exact = (kp_figure){unit, indicator};
    if (row && s->row_unit < 0)
        s->row_unit = unit;
    if (column && !whole_row)
        s->column_indicator = indicator;
}

static void look_at_inputs(search *s) {
    const kp_evidence *e = s->evidence;
    for (size_t node = 0; node < e->scheme->indicator_count; node++) {
        size_t first = e->slot_offset[node], end = node + 1 < e->scheme->indicator_count ? e->slot_offset[node + 1] : e->slots_per_unit;
        for (size_t unit = 0; unit < e->units.count; unit++)
            for (size_t slot = first; slot < end; slot++)
                look_at(s, e->inputs[unit * e->slots_per_unit + slot].origin, (int32_t)unit, (int32_t)node, false);
    }
}

static void look_at_survey(search *s, const kp_survey_row *row) { look_at(s, row->origin, row->unit, row->indicator, true); }

static void look_at_lists(search *s) {
    const kp_evidence *e = s->evidence;
    for (size_t i = 0; i < e->panel.count; i++)
        look_at(s, e->panel.items[i].mark.origin, e->panel.items[i].unit, e->panel.items[i].indicator, false);
    for (size_t i = 0; i < e->survey.count; i++)
        look_at_survey(s, &e->survey.items[i]);
    for (size_t i = 0; i < e->findings.count; i++)
        look_at(s, e->findings.items[i].origin, e->findings.items[i].unit, e->findings.items[i].indicator, true);
    for (size_t i = 0; i < e->gaps.count; i++)
        look_at(s, e->gaps.items[i].origin, e->gaps.items[i].unit, e->gaps.items[i].indicator, true);
    for (size_t i = 0; i < e->vetoes.count; i++)
        look_at(s, e->vetoes.items[i].origin, e->vetoes.items[i].unit, 0, true);
    for (size_t i = 0; i < e->units.count; i++)
        look_at(s, e->units.items[i].origin, (int32_t)i, 0, true);
}

/* By the evidence alone. */
static bool find_typed(kp_arena *arena, const kp_evidence *evidence, const char *sheet, uint32_t row, uint32_t column, kp_figure *figure) {
    search *s = KP_NEW(arena, search);
    *s = (search){.evidence = evidence, .row = row, .column = column, .exact = {-1, -1}, .row_unit = -1, .column_indicator = -1};
    bool known = false;
    for (size_t i = 0; i < evidence->sources.count && i < SOURCES_MAX; i++)
        known |= s->of_sheet[i] = evidence->sources.items[i].sheet && !strcmp(evidence->sources.items[i].sheet, sheet);
    if (!known)
        return false;
    look_at_inputs(s);
    look_at_lists(s);
    if (s->exact.unit >= 0)
        *figure = s->exact;
    else if (s->row_unit >= 0)
        *figure = (kp_figure){s->row_unit, s->column_indicator >= 0 ? s->column_indicator : 0};
    else
        return false;
    return true;
}

/* What a sheet shows around the cell. */
typedef struct glance {
    kp_arena *arena;
    const kp_evidence *evidence;
    uint32_t row, column;
    int32_t unit, by_id, by_head; /* -1: none */
} glance;

static int32_t unit_of_text(const kp_evidence *evidence, const char *text, bool by_name) {
    int32_t unit = kp_evidence_find_unit(evidence, text);
    return unit >= 0 && (!by_name || !strcmp(evidence->units.items[unit].name, text)) ? unit : -1;
}

/* The indicator of that title, the one nearest to the total where several have it: on sheets of results a head is a component's before it is an item's. */
static int32_t node_of_title(const kp_scheme *scheme, const char *title) {
    int32_t found = -1;
    for (size_t i = 0; i < scheme->indicator_count; i++)
        if (kp_text_matches(scheme->indicators[i].title, title) && (found < 0 || scheme->indicators[i].depth < scheme->indicators[found].depth))
            found = (int32_t)i;
    return found;
}

static bool see_row(void *data, const kp_row *row) {
    glance *g = data;
    if (row->row > g->row)
        return false;
    for (size_t i = 0; i < row->count; i++)
        if (row->row < g->row && row->cells[i].column == g->column && row->cells[i].kind == KP_CELL_TEXT) {
            int32_t node = node_of_title(g->evidence->scheme, row->cells[i].text);
            g->by_head = node >= 0 ? node : g->by_head;
        }
    if (row->row < g->row)
        return true;
    for (int by_name = 1; by_name >= 0 && g->unit < 0; by_name--) /* a number in a column of ranks is no id */
        for (size_t i = 0; i < row->count && g->unit < 0; i++)
            if (row->cells[i].kind == KP_CELL_TEXT)
                g->unit = unit_of_text(g->evidence, row->cells[i].text, by_name);
    for (size_t i = 0; i < row->count && g->by_id < 0; i++)
        if (row->cells[i].kind == KP_CELL_TEXT)
            g->by_id = kp_scheme_find_indicator(g->evidence->scheme, row->cells[i].text);
    return false;
}

bool kp_figure_at(kp_arena *arena, const kp_evidence *evidence, const char *path, const char *sheet, uint32_t row, uint32_t column, kp_figure *figure,
                  kp_problems *problems) {
    if (find_typed(arena, evidence, sheet, row, column, figure))
        return true;
    kp_workbook *book = kp_workbook_open(arena, path, problems);
    if (!book)
        return false;
    glance g = {arena, evidence, row, column, -1, -1, -1};
    for (size_t i = 0; i < kp_workbook_sheet_count(book); i++)
        if (!strcmp(kp_workbook_sheet_name(book, i), sheet))
            kp_workbook_read(book, &i, 1, see_row, &g, problems);
    kp_workbook_close(book);
    if (g.unit < 0)
        return false;
    *figure = (kp_figure){g.unit, g.by_id >= 0 ? g.by_id : g.by_head >= 0 ? g.by_head : 0};
    return true;
}
