/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xlsx.h - the parts of an .xlsx or .xlsm: package and relations (xlsx.c), shared strings and styles (xlsx_tables.c), sheets (xlsx_sheet.c).
 * Private to this room. The parsers take a byte source, so that tests can feed each with XML alone.
 */
#ifndef KAOPING_XLSX_H
#define KAOPING_XLSX_H

#include "cell_time.h"
#include "xml.h"

typedef struct xlsx_strings {
    const char **items;
    size_t count, capacity;
    char *chunk; /* where the next text goes */
    size_t chunk_left;
    uint64_t bytes;
} xlsx_strings;

typedef struct xlsx_styles {
    uint8_t *items; /* number_shape by the index of a cell's s= */
    size_t count, capacity;
    bool present; /* without a styles part any s= is passed over */
} xlsx_styles;

typedef struct xlsx_book {
    package *package;
    struct {
        const package_part **items; /* beside the workbook's sheets */
        size_t count, capacity;
    } sheet_parts;
    const package_part *strings_part, *styles_part; /* NULL: none */
    bool date1904;
    bool loaded; /* strings and styles are read at the first kp_workbook_read() */
    xlsx_strings strings;
    xlsx_styles styles;
} xlsx_book;

/* False where a problem was added. */
bool xlsx_parse_strings(const kp_workbook *book, kp_problems *problems, byte_source source, xlsx_strings *strings);
bool xlsx_parse_styles(const kp_workbook *book, kp_problems *problems, byte_source source, xlsx_styles *styles);
bool xlsx_parse_sheet(const xlsx_book *xlsx, byte_source source, row_sink *sink);

/* Replaces _xHHHH_ (an UTF-16 unit) by its character, in place, and makes line ends LF (ECMA-376 part 1, 22.9.2.19 ST_Xstring). The new length. */
size_t xlsx_unescape(char *text);

#endif
