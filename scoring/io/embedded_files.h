/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * embedded_files.h - what the library carries of the source tree: the built-in schemes, their presets and samples.
 *
 * The tables are generated at build time, sorted by path. They are constant data: nothing to free, readable from any thread.
 */
#ifndef KAOPING_IO_EMBEDDED_FILES_H
#define KAOPING_IO_EMBEDDED_FILES_H

#include <stddef.h>

typedef struct kp_embedded_file {
    const char *name; /* its path, without the ending */
    const char *id;   /* the same with "_" in the place of each "." */
    const char *text; /* the file's bytes, UTF-8, followed by a NUL that `size` does not count */
    size_t size;
} kp_embedded_file;

/* templates/<name>.yaml, then a row of NULLs that the count does not count. */
extern const kp_embedded_file kp_embedded_templates[];
extern const size_t kp_embedded_templates_count;
/* templates/presets/<name>.yaml, likewise: the name is "base.preset", what stands before and behind its first ".". */
extern const kp_embedded_file kp_embedded_presets[];
extern const size_t kp_embedded_presets_count;
/* templates/samples/<name>.csv, likewise: the name is "scheme/period/sheet". */
extern const kp_embedded_file kp_embedded_samples[];
extern const size_t kp_embedded_samples_count;

#endif
