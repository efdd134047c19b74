/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bind_strata.c - the sheets that tell how large the parts of the population are: 分层 (a row a unit and stratum) and 总体结构 (a row a variable and category). They are read
 * before all other evidence, so that a misspelt stratum or category of a form is seen at its cell.
 */
#include "bind_private.h"

struct strata {
    kp_names *sizes;      /* "unit/stratum" -> index into evidence->stratum_sizes */
    bool *has_sizes;      /* by unit: it has strata with sizes */
    kp_names *population; /* "variable/category" -> index of the count */
};

static strata *strata_of(binder *run) {
    if (!run->strata) {
        run->strata = KP_NEW(run->arena, strata);
        run->strata->sizes = kp_names_new(run->arena);
        run->strata->has_sizes = KP_NEW_ARRAY(run->arena, bool, run->evidence->units.count);
        run->strata->population = kp_names_new(run->arena);
    }
    return run->strata;
}

static const char *size_key(binder *run, int32_t unit, int32_t stratum) { return kp_format(run->arena, "%d/%d", unit, stratum); }

bool kp_bind_knows_strata(binder *run) {
    const strata *s = strata_of(run);
    bool known = false;
    for (size_t u = 0; u < run->evidence->units.count; u++)
        known = known || s->has_sizes[u];
    return known;
}

/* The strata of the unit, for the text of a problem. */
static const char *strata_of_unit(binder *run, int32_t unit) {
    const kp_evidence *evidence = run->evidence;
    struct {
        const char **items;
        size_t count, capacity;
    } names = {0};
    for (size_t i = 0; i < evidence->stratum_sizes.count; i++) {
        const kp_stratum_size *size = &evidence->stratum_sizes.items[i];
        if (size->unit == unit && size->stratum >= 0)
            KP_PUSH(run->arena, &names, kp_verbatim(run->arena, evidence->strata.items[size->stratum]));
    }
    return kp_bind_join_names(run->arena, names.items, names.count);
}

bool kp_bind_stratum(sheet_reader *r, const kp_row *row, int32_t unit, int32_t *stratum) {
    binder *run = r->run;
    strata *s = strata_of(run);
    uint32_t column;
    const kp_cell *cell = kp_bind_cell(r, KP_COLUMN_STRATUM, &column);
    bool sized = unit >= 0 && s->has_sizes[unit];
    *stratum = -1;
    if (r->stratum_by_kind && !sized) { /* 楼栋 of a unit that has no such strata */
        if (cell && unit >= 0 && !r->strata_told) {
            r->strata_told = true;
            kp_bind_tell_no_strata(r, r->stratum_by_kind);
        }
        return true;
    }
    if (!cell) {
        if (sized && column)
            kp_problems_add(run->problems, KP_D_CELL_EMPTY, kp_bind_place(r, row->line, column), kp_bind_weighed(run, unit),
                            r->sheet->columns[kp_layout_column_of(r->sheet, KP_COLUMN_STRATUM)].title, NULL, NULL);
        else if (sized && !r->strata_told) { /* without the column no row can say it */
            r->strata_told = true;
            kp_bind_problem_of_sheet(r, KP_D_STRATUM_NOT_SAID, kp_bind_place(r, row->line, 0),
                                     kp_verbatim(run->arena, run->evidence->units.items[unit].name), NULL);
        }
        return !sized;
    }
    const char *name = kp_bind_text(r, row, cell, unit >= 0 ? kp_bind_weighed(run, unit) : KP_UNIT_NONE);
    if (!name)
        return false;
    if (!sized) {
        *stratum = kp_evidence_stratum(run->evidence, name);
        return *stratum >= 0;
    }
    int32_t known = kp_evidence_stratum(run->evidence, name);
    if (known >= 0 && kp_names_find(s->sizes, size_key(run, unit, known)) >= 0) {
        *stratum = known;
        return true;
    }
    kp_problems_add(run->problems, KP_D_STRATUM_UNKNOWN, kp_bind_place(r, row->line, cell->column), kp_bind_weighed(run, unit),
                    kp_verbatim(run->arena, name), strata_of_unit(run, unit), kp_verbatim(run->arena, run->evidence->units.items[unit].name));
    return false;
}

/* ---- 分层 ---- */

/* The number, which must be above 0; DOUBTFUL with a problem where it is not. */
static kp_input positive(sheet_reader *r, const kp_row *row, kp_column_role role, int32_t unit) {
    uint32_t column;
    const kp_cell *cell = kp_bind_cell(r, role, &column);
    const kp_layout_column *at = &r->sheet->columns[kp_layout_column_of(r->sheet, role)];
    if (!column)
        return (kp_input){.value = KP_ZERO};
    return kp_bind_positive(r, row, column, cell, at->slot, unit);
}

void kp_bind_take_stratum(sheet_reader *r, const kp_row *row) {
    binder *run = r->run;
    strata *s = strata_of(run);
    int32_t unit = kp_bind_row_unit(r, row, KP_UNIT_ALL);
    if (unit == KP_ROW_SKIPPED)
        return;
    int32_t of = unit >= 0 ? kp_bind_weighed(run, unit) : KP_UNIT_NONE;
    const kp_cell *named = kp_bind_cell(r, KP_COLUMN_STRATUM, NULL);
    const char *name = named ? kp_bind_text(r, row, named, of) : "";
    kp_stratum_size size = {.unit = unit, .stratum = -1};
    size.size = positive(r, row, KP_COLUMN_SIZE, of);
    size.clusters = positive(r, row, KP_COLUMN_CLUSTERS, of);
    size.origin = (kp_origin){row->line, (uint16_t)row->cells[0].column, r->source};
    if (unit < 0 || !name)
        return;
    if (*name && (size.stratum = kp_evidence_stratum(run->evidence, name)) < 0)
        return;
    if (size.size.state == KP_INPUT_MISSING) {
        uint32_t column;
        bool clusters_only = !*name && size.clusters.state != KP_INPUT_MISSING;                  /* of the unit as a whole */
        if (kp_bind_cell(r, KP_COLUMN_SIZE, &column) || ((!column || !*name) && !clusters_only)) /* forms list units beforehand */
            return;
        if (!clusters_only) {
            kp_problems_add(run->problems, KP_D_CELL_EMPTY, kp_bind_place(r, row->line, column), of,
                            r->sheet->columns[kp_layout_column_of(r->sheet, KP_COLUMN_SIZE)].title, NULL, NULL);
            size.size.state = KP_INPUT_DOUBTFUL;
        }
    }
    const char *key = size_key(run, unit, size.stratum);
    int32_t other = kp_names_find(s->sizes, key);
    if (other >= 0) {
        kp_place here = kp_bind_place(r, row->line, row->cells[0].column);
        kp_problems_add(run->problems, KP_D_STRATUM_TWICE, here, of,
                        *name ? kp_verbatim(run->arena, name) : kp_verbatim(run->arena, run->evidence->units.items[unit].name),
                        kp_place_beside(run->arena, kp_evidence_place(run->evidence, run->evidence->stratum_sizes.items[other].origin), here), NULL);
        return;
    }
    kp_names_add(s->sizes, key, (int32_t)run->evidence->stratum_sizes.count);
    KP_PUSH(run->arena, &run->evidence->stratum_sizes, size);
    s->has_sizes[unit] = s->has_sizes[unit] || size.stratum >= 0;
}

/* ---- 总体结构 ---- */

void kp_bind_take_population(sheet_reader *r, const kp_row *row) {
    binder *run = r->run;
    strata *s = strata_of(run);
    if (kp_bind_is_aside(r, row, r->first))
        return;
    const char *variable = kp_bind_required_text(r, row, KP_COLUMN_VARIABLE, KP_UNIT_ALL);
    const char *category = kp_bind_required_text(r, row, KP_COLUMN_CATEGORY, KP_UNIT_ALL);
    kp_input count = positive(r, row, KP_COLUMN_POPULATION, KP_UNIT_ALL);
    uint32_t column;
    if (!kp_bind_cell(r, KP_COLUMN_POPULATION, &column) && column)
        kp_problems_add(run->problems, KP_D_CELL_EMPTY, kp_bind_place(r, row->line, column), KP_UNIT_ALL,
                        r->sheet->columns[kp_layout_column_of(r->sheet, KP_COLUMN_POPULATION)].title, NULL, NULL);
    if (!variable || !category || count.state != KP_INPUT_GIVEN)
        return;
    int32_t v = kp_answers_variable(run->evidence, variable);
    int32_t c = kp_answers_name(run->arena, &kp_answers_of(run->evidence)->variables.items[v].categories, category);
    kp_answers *answers = kp_answers_of(run->evidence);
    const char *key = kp_format(run->arena, "%d/%d", v, c);
    int32_t other = kp_names_find(s->population, key);
    if (other >= 0) {
        const kp_population_count *before = &answers->population.items[other];
        kp_place here = kp_bind_place(r, row->line, row->cells[0].column), there = kp_evidence_place(run->evidence, before->origin);
        if (before->origin.source != r->source &&
            kp_num_equal(before->count, count.value)) /* every workbook of one evaluation may carry its population */
            return;
        kp_problems_add(run->problems, KP_D_CATEGORY_TWICE, here, KP_UNIT_ALL, kp_verbatim(run->arena, category), kp_verbatim(run->arena, variable),
                        kp_place_beside(run->arena, there, here));
        return;
    }
    kp_names_add(s->population, key, (int32_t)answers->population.count);
    kp_population_count counted = {v, c, count.value, {row->line, (uint16_t)row->cells[0].column, r->source}};
    KP_PUSH(run->arena, &answers->population, counted);
}
