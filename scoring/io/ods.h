/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ods.h - the parts of an .ods: package and names of sheets (ods.c), cells (ods_content.c), percent styles (ods_styles.c). Private to this room. */
#ifndef KAOPING_ODS_H
#define KAOPING_ODS_H

#include "ods_scan.h"

/* ---- Percent styles -------------------------------------------------------------------------------------------------------------------- */

/*
 * LibreOffice says at each cell that it is shown as a percentage; Gnumeric says so only in the cell's style. So the styles must be known: which
 * cell styles show percentages. A style of content.xml may lean on one of styles.xml (its parent, its data style).
 */
typedef struct ods_style {
    const char *name, *data_style, *parent; /* the latter two may be NULL */
    bool common, percent;
} ods_style;

typedef struct ods_data_style {
    const char *name;
    bool common, percent;
} ods_data_style;

typedef struct ods_styles {
    struct {
        ods_style *items;
        size_t count, capacity;
    } cells;
    struct {
        ods_data_style *items;
        size_t count, capacity;
    } data;
    bool any; /* at least one cell style shows percentages */
} ods_styles;

/* Takes a child of office:styles (common) or office:automatic-styles. False, with the problem, where there are too many. */
bool ods_styles_take(xml_parse *xml, ods_styles *styles, const char **attributes, bool common);
/* Once all are taken. */
void ods_styles_settle(ods_styles *styles);
bool ods_styles_percent(const ods_styles *styles, const char *name);
/* Takes the common styles of styles.xml. */
bool ods_parse_styles(const kp_workbook *book, kp_problems *problems, byte_source source, ods_styles *styles);

/* ---- Cells ----------------------------------------------------------------------------------------------------------------------------- */

/* Walks the tables of content.xml. With `wanted` NULL their names are added to the workbook, the styles are taken and the cells passed over; else the
 * cells of the tables for which wanted[] is true go to `sink`, and the walk ends behind the last of them. False where a problem was added. */
bool ods_parse_content(kp_workbook *book, kp_problems *problems, byte_source source, ods_styles *styles, const bool wanted[], row_sink *sink);

/* The same with `wanted` NULL, but what stands behind the tag of the first table is scanned, not parsed, where that is safe. SCAN_UNUSUAL: it is not; the workbook's
 * sheets and `styles` are then unfinished and to be emptied. */
scan_result ods_scan_content(kp_workbook *book, kp_problems *problems, byte_source source, ods_styles *styles);

#endif
