/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choice.h - arguments that choose among rules (0, 1, 2 …): by number, or by the word that a scheme has for it. */
#ifndef KAOPING_FUNCTIONS_CHOICE_H
#define KAOPING_FUNCTIONS_CHOICE_H

#include "call.h"
#include "kaoping/scheme_fields.h"

/* The choice made by the argument among those of the field `key` of a scheme's section: its number, its key ("exclude") or its title in either language; of two, yes means the second.
 * Left out or empty: the first. Else ARGUMENT. */
int call_choice(call *c, size_t argument, kp_section_id section, const char *key);
/* The same among `choices`, which end with a key of NULL. */
int call_choice_among(call *c, size_t argument, const kp_choice *choices);

#endif
