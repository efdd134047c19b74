/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluators_private.h - what the files on evaluators share. Private to this room. */
#ifndef KAOPING_EVALUATORS_PRIVATE_H
#define KAOPING_EVALUATORS_PRIVATE_H

#include "kaoping/evaluators.h"

/* The marks of a panel, those of a unit together; `rater` is the index into evidence->evaluators. */
typedef struct panel_marks {
    kp_rating *items;
    size_t count;
    kp_origin origin; /* of the first */
} panel_marks;

/* The figures of the marks. `marks` is changed. */
void panel_measure(kp_arena *arena, const kp_evidence *evidence, panel_marks *marks, kp_panel_agreement *panel);
/* True where some figure is known. */
bool panel_is_known(const kp_panel_agreement *panel);

/* What is checked against something else, and re-checks of sites. */
const kp_check_agreement *checks_look(kp_arena *arena, const kp_scorecard *card, size_t *count);

#endif
