/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample_private.h - what the files sample_*.c share. */
#ifndef KAOPING_SAMPLE_PRIVATE_H
#define KAOPING_SAMPLE_PRIVATE_H

#include "kaoping/sample_io.h"

/* ---- sample_sizes.c ---- */

/* How many to draw in each stratum, where `population` are there: [stratum_count]; more than there are is cut to these, with a warning. NULL with problems. */
int64_t *sample_sizes(kp_arena *arena, kp_sample *sample, const int64_t population[], kp_problems *problems);
/* How many substitutes, where `drawn` are drawn; NULL: none are asked for. */
int64_t *sample_substitutes(kp_arena *arena, const kp_sample *sample, const int64_t population[], const int64_t drawn[], kp_problems *problems);
/* The stratum's name as the problems tell it; "—" where there are no strata. */
const char *sample_stratum_name(kp_arena *arena, const kp_sample *sample, size_t stratum);

/* ---- sample_words.c ---- */

/* How the sizes came about, in a sentence. */
const char *sample_sizing_text(kp_arena *arena, const kp_sample_plan *plan, kp_lang lang);
/* A command that prints the key of the member drawn first, for whoever checks. */
const char *sample_check_command(kp_arena *arena, const kp_sample *sample, const kp_drawn *drawn);
/* What was hashed of that member or cluster: its id, or the cluster's name. */
const char *sample_drawn_id(const kp_sample *sample, const kp_drawn *drawn);

#endif
