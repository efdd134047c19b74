/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_range.h - for tests of the spreadsheet functions: a scheme, written as YAML, as the range of a sheet 方案. */
#ifndef KAOPING_TESTS_SCHEME_RANGE_H
#define KAOPING_TESTS_SCHEME_RANGE_H

#include <stdlib.h>

#include "functions_support.h"
#include "scheme_support.h"

typedef struct scheme_range {
    const char *yaml;
    kp_value *cells; /* from malloc; the texts too */
    size_t rows, columns;
} scheme_range;

static inline void make_scheme_range(kp_arena *arena, void *data) {
    scheme_range *range = data;
    const kp_sheet_rows *rows = kp_scheme_sheet_rows(arena, sound_yaml(arena, range->yaml), KP_ZH);
    for (size_t i = 0; i < rows->count; i++)
        range->columns = rows->items[i].count > range->columns ? rows->items[i].count : range->columns;
    range->rows = rows->count;
    range->cells = calloc(range->rows * range->columns, sizeof *range->cells);
    for (size_t i = 0; i < rows->count; i++)
        for (size_t k = 0; k < rows->items[i].count; k++)
            if (*rows->items[i].cells[k])
                range->cells[i * range->columns + k] = T(strdup(rows->items[i].cells[k]));
}

static inline scheme_range scheme_range_of(const char *yaml) {
    scheme_range range = {.yaml = yaml};
    run_with_arena(make_scheme_range, &range);
    return range;
}

static inline void free_scheme_range(scheme_range *range) {
    for (size_t i = 0; i < range->rows * range->columns; i++)
        free((void *)(uintptr_t)range->cells[i].text);
    free(range->cells);
}

static inline kp_area area_of_scheme(const scheme_range *range) { return kp_area_of(range->cells, range->rows, range->columns); }

#endif
