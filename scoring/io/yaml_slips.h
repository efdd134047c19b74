/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * yaml_slips.h - what people new to YAML get wrong, told as what to write instead: tabs, a missing blank, full-width signs, a quotation mark or bracket without its
 * counterpart, lines out of line, and texts that need quotes. libyaml tells where its grammar ended, which is often a line too late and in its own terms.
 */
#ifndef KAOPING_YAML_SLIPS_H
#define KAOPING_YAML_SLIPS_H

#include <yaml.h>

#include "kaoping/problem.h"

/* Adds the problem of the slip that made `failed` stop, at its own place in `text`. False, and nothing is added, where none is known. Cost: linear in the text. */
bool kp_yaml_slip(kp_arena *arena, const char *name, const char *text, size_t length, const yaml_parser_t *failed, kp_problems *problems);

/* "title:甲", "title：甲" as a single text: adds the problem and gives what stands behind the colon, *key before it. NULL, and nothing is added, where there is no colon. */
const char *kp_yaml_glued(kp_arena *arena, const char *text, kp_place place, const char **key, kp_problems *problems);

/* True where `text` has more opening than closing brackets, so that a comma cut it short: max(a */
bool kp_yaml_is_cut(const char *text);

#endif
