/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ods_scan.h - the names of the tables behind the first one, found in the bytes of content.xml without parsing them. Private to this room.
 *
 * The names must be known before a table is read, and in a large .ods to parse all cells only for them takes as long as reading does. So XML is parsed up to the first
 * table (styles, namespaces), and from there on only tags are told from text, which "<" alone does in XML that has neither comments nor CDATA sections nor processing
 * instructions. Whatever is out of the ordinary ends the scan, and the names are found by parsing. Cells are always parsed, so nothing is read from a table whose XML is
 * not well-formed.
 */
#ifndef KAOPING_ODS_SCAN_H
#define KAOPING_ODS_SCAN_H

#include "xml.h"

#define SCAN_WINDOW (128u << 10) /* bytes; a tag of a table that is longer is out of the ordinary */

/* Bytes on their way from `inner` to the parser; the last ones are remembered, so that a scan can begin at the tag at which the parser stopped. */
typedef struct ods_scan {
    byte_source inner;
    uint64_t taken; /* from inner */
    size_t held;    /* the last bytes of those */
    char start[128], window[SCAN_WINDOW];
    char table[64]; /* the name of a table's tag as it is written, as "table:table" */
} ods_scan;

typedef enum scan_result { SCAN_DONE, SCAN_UNUSUAL, SCAN_FAILED } scan_result;

ods_scan *ods_scan_new(kp_arena *arena, byte_source inner);
/* For the parser. */
byte_source ods_scan_source(ods_scan *scan);
/* In the handler of the first table's tag: keeps the name that is written there. False where its namespace has another prefix too, or none. */
bool ods_scan_keep_name(ods_scan *scan, const xml_parse *xml);
/* Goes on from the tag at the byte `offset`, where the parser was stopped, and adds each table to the workbook. SCAN_UNUSUAL: some may have been added, and the rest is
 * not known; SCAN_FAILED: a problem was added. */
scan_result ods_scan_tables(ods_scan *scan, kp_workbook *book, uint64_t offset, kp_problems *problems);

#endif
