/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xml_names.c - a stack of bindings of prefixes, with a memo in front. */
#include "xml_names.h"

#include <string.h>

#define ODF "urn:oasis:names:tc:opendocument:xmlns:"

static const struct {
    const char *uri;
    unsigned space;
} known[] = {
    {"", XML_NO_SPACE},
    {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", OOXML_RELATIONS},
    {"http://purl.oclc.org/ooxml/officeDocument/relationships", OOXML_RELATIONS},
    {ODF "office:1.0", ODF_OFFICE},
    {ODF "table:1.0", ODF_TABLE},
    {ODF "text:1.0", ODF_TEXT},
    {ODF "style:1.0", ODF_STYLE},
    {ODF "datastyle:1.0", ODF_DATA_STYLE},
    {"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", CALC_EXTENSION},
};

/* XML_UNDECLARED where there are too many. */
static unsigned space_of_uri(kp_arena *arena, xml_names *n, const char *uri) {
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(uri, known[i].uri) == 0)
            return known[i].space;
    for (size_t i = 0; i < n->others.count; i++)
        if (strcmp(uri, n->others.items[i]) == 0)
            return XML_FIRST_OTHER + (unsigned)i;
    if (n->others.count >= XML_MAX_SPACES)
        return XML_UNDECLARED;
    KP_PUSH(arena, &n->others, kp_strdup(arena, uri));
    return XML_FIRST_OTHER + (unsigned)n->others.count - 1;
}

/* NULL where there are too many. */
static const char *keep_prefix(kp_arena *arena, xml_names *n, const char *prefix) {
    for (size_t i = 0; i < n->prefixes.count; i++)
        if (strcmp(prefix, n->prefixes.items[i]) == 0)
            return n->prefixes.items[i];
    if (n->prefixes.count >= XML_MAX_SPACES)
        return NULL;
    KP_PUSH(arena, &n->prefixes, kp_strdup(arena, prefix));
    return n->prefixes.items[n->prefixes.count - 1];
}

static bool declare(kp_arena *arena, xml_names *n, const char *prefix, const char *uri, unsigned depth) {
    unsigned space = space_of_uri(arena, n, uri);
    const char *kept = keep_prefix(arena, n, prefix);
    if (space == XML_UNDECLARED || !kept || n->declared++ >= XML_MAX_DECLARATIONS)
        return false;
    KP_PUSH(arena, &n->bindings, (xml_binding){kept, strlen(kept), space, depth});
    memset(n->memo, 0, sizeof n->memo);
    return true;
}

bool xml_names_enter(kp_arena *arena, xml_names *n, const char **attributes, unsigned depth) {
    for (; *attributes; attributes += 2) {
        const char *name = attributes[0];
        if (name[0] != 'x' || strncmp(name, "xmlns", 5) != 0 || (name[5] != '\0' && name[5] != ':'))
            continue;
        if (!declare(arena, n, name[5] ? name + 6 : "", attributes[1], depth))
            return false;
    }
    return true;
}

void xml_names_leave(xml_names *n, unsigned depth) {
    while (xml_names_declared_at(n, depth))
        n->bindings.count--;
    memset(n->memo, 0, sizeof n->memo);
}

static unsigned space_of_prefix(xml_names *n, const char *prefix, size_t length) {
    uint16_t *memo = &n->memo[length ? ((size_t)(unsigned char)prefix[0] + 3 * length) % 16 : 0];
    if (*memo) {
        const xml_binding *b = &n->bindings.items[*memo - 1];
        if (b->length == length && memcmp(b->prefix, prefix, length) == 0)
            return b->space;
    }
    for (size_t i = n->bindings.count; i-- > 0;) {
        const xml_binding *b = &n->bindings.items[i];
        if (b->length != length || memcmp(b->prefix, prefix, length) != 0)
            continue;
        if (i < UINT16_MAX)
            *memo = (uint16_t)(i + 1);
        return b->space;
    }
    return length ? XML_UNDECLARED : XML_NO_SPACE;
}

unsigned xml_element_space(xml_names *n, const char *name, const char **local) {
    const char *colon = strchr(name, ':');
    *local = colon ? colon + 1 : name;
    return space_of_prefix(n, name, colon ? (size_t)(colon - name) : 0);
}

unsigned xml_attribute_space(xml_names *n, const char *name, const char **local) {
    const char *colon = strchr(name, ':');
    *local = colon ? colon + 1 : name;
    return colon ? space_of_prefix(n, name, (size_t)(colon - name)) : XML_NO_SPACE;
}
