/* SPDX-License-Identifier: GPL-3.0-or-later */
/* data_table_private.h - the table as its reader (data_table.c) leaves it to the questions about its columns (data_column.c). */
#ifndef KAOPING_DATA_TABLE_PRIVATE_H
#define KAOPING_DATA_TABLE_PRIVATE_H

#include "kaoping/data_table.h"
#include "text_pool.h"

typedef struct data_column {
    const char *title;
    uint32_t number; /* of the sheet, from 1 */
    struct {
        uint32_t *items;
        size_t count, capacity;
    } cells; /* by row: number of the entry in the pool; 0: empty */
} data_column;

typedef struct read_number read_number; /* data_column.c */

struct kp_data_table {
    kp_arena *arena;
    kp_workbook *book;
    size_t sheet; /* in the book */
    uint32_t head_line;
    data_column *columns;
    size_t column_count;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } lines;              /* by row */
    text_pool *pool;      /* entries: a character for the kind of cell (data_entry_kind) and its text */
    const char **shown;   /* by entry: as a person would write it; NULL: not yet asked for */
    read_number *numbers; /* by entry; NULL: not yet asked for */
};

/* The cell that an entry of the pool was. */
kp_cell data_entry_cell(const kp_data_table *table, uint32_t entry);
/* kp_data_text() of an entry; 0 gives "". */
const char *data_entry_shown(const kp_data_table *table, uint32_t entry);

#endif
