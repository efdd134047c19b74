/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * embedded_templates.h - the built-in schemes as the library carries them: the bytes of each templates/<name>.yaml of the source tree.
 *
 * The table is generated at build time, sorted by name. It is constant data: nothing to free, readable from any thread.
 */
#ifndef KAOPING_IO_EMBEDDED_TEMPLATES_H
#define KAOPING_IO_EMBEDDED_TEMPLATES_H

#include <stddef.h>

typedef struct kp_embedded_template {
    const char *name; /* the file's name without ".yaml" */
    const char *text; /* the file's bytes, UTF-8, followed by a NUL that `size` does not count */
    size_t size;
} kp_embedded_template;

/* kp_embedded_template_count rows, then one row of NULLs. */
extern const kp_embedded_template kp_embedded_templates[];
extern const size_t kp_embedded_template_count;

#endif
