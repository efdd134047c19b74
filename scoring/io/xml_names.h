/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xml_names.h - namespaces in XML (W3C, 2009): which namespace a prefix means at a place. Private to this room.
 *
 * Why not expat's own: it builds and hashes the full name of each attribute at each tag, and in an ODS, where every name has a prefix, that takes five
 * times the time of all the rest.
 */
#ifndef KAOPING_XML_NAMES_H
#define KAOPING_XML_NAMES_H

#include "kaoping/arena.h"

/* Namespaces that readers ask for by name. Any other that a document declares gets the next numbers. */
enum {
    XML_UNDECLARED = 0, /* a prefix that means nothing */
    XML_NO_SPACE,
    OOXML_RELATIONS, /* of attributes r:id; strict and transitional are one */
    ODF_OFFICE,
    ODF_TABLE,
    ODF_TEXT,
    ODF_STYLE,
    ODF_DATA_STYLE,
    CALC_EXTENSION,
    XML_FIRST_OTHER
};

#define XML_MAX_SPACES       256u     /* distinct ones in a document; LibreOffice declares 40 */
#define XML_MAX_DECLARATIONS 1000000u /* in a document; writers declare at the root, clumsy ones at every cell */

typedef struct xml_binding {
    const char *prefix; /* "" for the default namespace */
    size_t length;
    unsigned space, depth;
} xml_binding;

typedef struct xml_names {
    struct {
        const char **items;
        size_t count, capacity;
    } others, prefixes; /* each text once, however often it is declared */
    struct {
        xml_binding *items;
        size_t count, capacity;
    } bindings;
    uint16_t memo[16]; /* 1 + index of the binding that was found last for a prefix of that look */
    uint64_t declared;
} xml_names;

/* Takes the declarations among the attributes of an element at `depth`. False where there are too many. */
bool xml_names_enter(kp_arena *arena, xml_names *names, const char **attributes, unsigned depth);
/* At the end of the element at `depth`. */
static inline bool xml_names_declared_at(const xml_names *names, unsigned depth) {
    return names->bindings.count && names->bindings.items[names->bindings.count - 1].depth == depth;
}
void xml_names_leave(xml_names *names, unsigned depth);

/* The namespace of a name as it is written, and where its local part begins. A name of an attribute without a prefix has none. */
unsigned xml_element_space(xml_names *names, const char *name, const char **local);
unsigned xml_attribute_space(xml_names *names, const char *name, const char **local);

#endif
