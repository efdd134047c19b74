/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xml.h - streaming XML on expat, safe against hostile files: no document type (so no entities), bounded depth, bounded tags. Private to this room.
 *
 * Namespaces are told apart (xml_names.h). start gets the local name where the element is in the namespace of the root element (how strict and
 * transitional OOXML are read alike: whichever it is, it is the root's), else NULL; xml->space and xml->local have both in any case.
 */
#ifndef KAOPING_XML_H
#define KAOPING_XML_H

#include "package.h"
#include "xml_names.h"

#include <expat.h>

#define XML_MAX_DEPTH 256u       /* office files stay below 30 */
#define XML_MAX_TAG   (1u << 20) /* bytes of one tag with its attributes; the longest lawful formula, all escaped, needs 0.4 MB */

typedef struct xml_parse {
    XML_Parser parser;
    const kp_workbook *book;
    kp_problems *problems;
    const char *part;
    void *data;
    void (*start)(struct xml_parse *xml, const char *local, const char **attributes);
    void (*end)(struct xml_parse *xml);
    void (*text)(struct xml_parse *xml, const char *bytes, size_t length); /* only while xml_listen() is on; may be NULL */
    unsigned depth;                                                        /* 1 inside the root element */
    unsigned space;                                                        /* of the element that starts, and its name there */
    const char *local;
    unsigned root_space;
    xml_names names;
    bool stopped, failed, out_of_memory, listening;
    size_t held; /* bytes of text that are not handed over yet */
    char holding[4096];
} xml_parse;

/* Parses all of `source`. False where a problem was added (also by xml_fail()). Fill book, problems, data, start, end, text. */
bool xml_run(xml_parse *xml, byte_source source);
/* From a handler: ends the parse; xml_run() returns true. */
void xml_stop(xml_parse *xml);
/* From a handler that has added a problem: ends the parse; xml_run() returns false. */
void xml_fail(xml_parse *xml);
/* Turns the text handler on or off. */
void xml_listen(xml_parse *xml, bool on);
/* Adds F_DAMAGED with part and line. Always false. */
bool xml_damaged(xml_parse *xml, const char *zh, const char *en);

/* The value of the attribute without a namespace, or with one, or NULL. */
const char *xml_attribute(const char **attributes, const char *name);
const char *xml_attribute_in(xml_parse *xml, const char **attributes, unsigned space, const char *local);
/* True at the start of the element `local` of `space`. */
bool xml_is(const xml_parse *xml, unsigned space, const char *local);
static inline bool xml_true(const char *value) { return value && (value[0] == '1' || value[0] == 't'); }

#endif
