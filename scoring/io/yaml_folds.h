/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * yaml_folds.h - lines of YAML that go on in the next one. YAML joins them by a blank, which Chinese does not have between its characters: such a blank is left out.
 */
#ifndef KAOPING_YAML_FOLDS_H
#define KAOPING_YAML_FOLDS_H

#include <yaml.h>

#include "kaoping/arena.h"

/* Where the lines of a YAML text begin. */
typedef struct kp_yaml_lines {
    const char *const *starts;
    size_t count;
    const char *stop; /* behind the last character, which is a zero */
} kp_yaml_lines;

/* Of a copy in `arena`. Cost: linear. */
kp_yaml_lines kp_yaml_lines_of(kp_arena *arena, const char *source, size_t length);

/* `text`, what libyaml read for the scalar `node`, without the blanks that stand for a line break between two characters as wide as Chinese ones; blanks that were typed stay.
 * In `arena`. Cost: linear in the text and the scalar's lines. */
const char *kp_yaml_unfolded(kp_arena *arena, const kp_yaml_lines *lines, const yaml_node_t *node, const char *text);

#endif
