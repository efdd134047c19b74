/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * names.h - from names, as people type them, to numbers: a hashed lookup that takes the same names for equal as kp_text_matches() (base.h).
 *
 *     kp_names *names = kp_names_new(arena);
 *     kp_names_add(names, "环境卫生 | Cleanliness", 3);
 *     kp_names_find(names, "　环境卫生 "); // 3
 *     kp_names_find(names, "绿化");         // KP_NAME_UNKNOWN
 */
#ifndef KAOPING_NAMES_H
#define KAOPING_NAMES_H

#include "kaoping/arena.h"
#include "kaoping/utf8.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kp_names kp_names;

enum { KP_NAME_UNKNOWN = -1, KP_NAME_AMBIGUOUS = -2 };

/* An empty lookup in `arena`. */
kp_names *kp_names_new(kp_arena *arena);
/* Enters the bilingual `text` under its Chinese part, its English part and the whole. `value` >= 0. What is entered with two different values becomes
 * KP_NAME_AMBIGUOUS. NULL and blank texts are left out. */
void kp_names_add(kp_names *names, const char *text, int32_t value);
/* The same, but only under those of the three forms that nobody has entered: for by-names that must never get in the way of a proper one. */
void kp_names_add_alias(kp_names *names, const char *text, int32_t value);
/* The value; KP_NAME_UNKNOWN, also for NULL and blank names; KP_NAME_AMBIGUOUS. Expected constant time; allocates only for names of more than 255 bytes. */
int32_t kp_names_find(const kp_names *names, const char *name);

/* The same; where the whole is no name, it may be a name and a remark in brackets behind it: "保洁（8 分）", "保洁(满分8)". `points_only`: a remark that tells
 * points is left out, no other. */
int32_t kp_names_find_remarked(const kp_names *names, const char *name, bool points_only);

/* The value of the entered form that `name` resembles most (utf8.h), and how, in *likeness; only values with wanted[value]. KP_NAME_UNKNOWN, KP_UNLIKE: none. Cost:
 * linear in what was entered, times the lengths. */
int32_t kp_names_resembling(const kp_names *names, const char *name, const bool wanted[], kp_likeness *likeness);

#ifdef __cplusplus
}
#endif
#endif
