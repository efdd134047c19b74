/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xml_shape.h - whether XML that a writer has just made is all there: each tag closed by its own end, in order, and nothing behind. Private to this room.
 *
 * In a third of the time that expat takes. It knows only what such writers write (no comments, no CDATA, no document type), and says so where it meets more: then ask expat.
 */
#ifndef KAOPING_XML_SHAPE_H
#define KAOPING_XML_SHAPE_H

#include <stdbool.h>
#include <stddef.h>

#define SHAPE_WINDOW (64u << 10) /* bytes; no tag is longer */
#define SHAPE_DEPTH  32
#define SHAPE_NAME   64 /* bytes of a name of a tag */

typedef struct xml_shape {
    size_t held; /* bytes in the window: what is not looked at yet */
    int depth;
    bool unknown, begun; /* it is not XML of the kind above, or not whole; the root element was seen */
    char open[SHAPE_DEPTH][SHAPE_NAME];
    char window[SHAPE_WINDOW];
} xml_shape;

/* The next bytes: at most SHAPE_WINDOW - shape->held of them, written to shape->window + shape->held. Begin with held, depth, unknown and begun zero. */
void xml_shape_take(xml_shape *shape, size_t count);
/* After the last bytes: true where the XML is whole. False: it is not, or it cannot be told. */
bool xml_shape_is_whole(const xml_shape *shape);

#endif
