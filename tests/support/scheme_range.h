/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_range.h - for tests of the spreadsheet functions: a scheme, written as YAML, as the range of a sheet 方案. */
#ifndef KAOPING_TESTS_SCHEME_RANGE_H
#define KAOPING_TESTS_SCHEME_RANGE_H

#include <stdlib.h>

#include "functions_support.h"
#include "scheme_cells.h"

typedef struct scheme_range {
    const char *yaml;
    kp_value *cells; /* from malloc; the texts too */
    size_t rows, columns;
} scheme_range;

static inline void make_scheme_range(kp_arena *arena, void *data) {
    scheme_range *range = data;
    const sheet made = cells_of_scheme(arena, sound_yaml(arena, range->yaml));
    range->rows = made.rows;
    range->columns = made.columns;
    range->cells = calloc(made.rows * made.columns, sizeof *range->cells);
    for (size_t i = 0; i < made.rows * made.columns; i++)
        if (made.values[i].kind == KP_VALUE_TEXT)
            range->cells[i] = T(strdup(made.values[i].text));
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
