/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * package.h - the parts of a zip package (.xlsx, .ods), read in chunks under caps on size and inflate ratio. Private to this room.
 *
 * Names are taken as they ought to be: backslashes become slashes, a leading slash goes, case is ignored (the part names of OPC compare so).
 */
#ifndef KAOPING_PACKAGE_H
#define KAOPING_PACKAGE_H

#include "reader.h"

#include <minizip/unzip.h>
#include <sys/stat.h>

typedef struct package_part {
    const char *name;
    unz64_file_pos position;
    uint64_t stored, inflated; /* bytes, as the directory claims */
    bool encrypted;
} package_part;

typedef struct package {
    kp_arena *arena;
    const kp_workbook *book;
    unzFile zip; /* NULL where it rests or is closed */
    bool closed;
    struct stat about; /* of the file when it was opened */
    package_part *parts;
    size_t count, capacity;
} package;

/* Opens the zip file at book->path. NULL, with the problem, where it is damaged. */
package *package_open(const kp_workbook *book, kp_problems *problems);
void package_close(package *zip);
/* Lets go of the file until the next part_open(): an evaluation may have more workbooks than a process may have files open. */
void package_rest(package *zip);

/* NULL where there is no such part. */
const package_part *package_find(const package *zip, const char *name);

/* A source of bytes: how the XML parser reads, so that tests can feed it from memory. */
typedef struct byte_source {
    const char *name; /* of the part, for problems */
    /* Fills at most `size` bytes; the count, 0 at the end, or -1 where a problem was added. */
    int (*read)(void *data, void *bytes, unsigned size);
    void *data;
} byte_source;

typedef struct part_stream {
    package *package;
    const package_part *part;
    kp_problems *problems;
    uint64_t inflated;
} part_stream;

/* Opens one part (one at a time); a false return has added the problem. */
bool part_open(part_stream *stream, package *zip, const package_part *part, kp_problems *problems);
/* byte_source.read over a part_stream. */
int part_read(void *stream, void *bytes, unsigned size);
void part_close(part_stream *stream);
byte_source part_source(part_stream *stream);

#endif
