/* SPDX-License-Identifier: GPL-3.0-or-later */
/* soundness_private.h - one look at a survey's answers, and what its parts share. Private to this room. */
#ifndef KAOPING_SOUNDNESS_PRIVATE_H
#define KAOPING_SOUNDNESS_PRIVATE_H

#include "kaoping/soundness.h"

typedef struct soundness_look {
    kp_arena *arena;
    const kp_forms_view *view;
    const kp_soundness_options *options;
    uint8_t *marks;      /* [forms] */
    bool *judged;        /* [forms] answers enough to be looked at as straight or identical */
    double *means;       /* [forms] of the values of its answers; NaN: none */
    uint32_t *tallies;   /* [(units + 1) * columns]: of each unit, last of those without */
    size_t columns;      /* options, not asked, invalid, unknown, missing of each item in turn */
    const size_t *first; /* [items] its first column */
    struct {
        kp_hint *items;
        size_t count, capacity;
    } hints;
    kp_soundness result;
} soundness_look;

/* The group of a form, or -1. */
static inline int32_t form_group(const kp_form_groups *groups, size_t form) { return groups->of ? groups->of[form] : -1; }

/* A hint that speaks of nothing yet. */
kp_hint blank_hint(kp_hint_kind kind);
/* Adds `hint` with its count, base and share where the share is above the limit and the base large enough. */
void hint_share(soundness_look *look, kp_hint hint, size_t count, size_t base, double limit);

/* soundness_identical.c: marks identical forms, and hints at them. STRAIGHT marks must be there. */
void look_for_identical(soundness_look *look);
/* soundness_groups.c: channels and interviewers against the others, and channels beyond their limits. */
void look_at_channels(soundness_look *look);
void look_at_channel_shares(soundness_look *look);

/* A hash of some bytes, whose lower and upper halves serve as well as the whole. (soundness_identical.c) */
uint64_t hash_codes(const uint8_t *codes, size_t count);

#endif
