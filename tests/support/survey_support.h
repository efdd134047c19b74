/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey_support.h - small surveys for tests of their analysis: answers as letters, a leaf of five options. */
#ifndef SURVEY_SUPPORT_H
#define SURVEY_SUPPORT_H

#include "in_arena.h"
#include "scoring_support.h"

#include "kaoping/analysis.h"

#include <math.h>

static inline uint8_t code_of(char letter) {
    return letter == 'u' ? KP_ANSWER_UNKNOWN : letter == 'm' ? KP_ANSWER_MISSING : letter == 'i' ? KP_ANSWER_INVALID : (uint8_t)(letter - '0');
}

static const char five_options[] = "options: {A: 100, B: 80, C: 60, D: 30, E: 0}, positive: [A, B, C]";

static inline const kp_analysis *analyse(evaluation *e, const kp_analysis_options *options) {
    return kp_survey_analyse(e->arena, e->evidence, e->card, options);
}

static inline void forms_of(evaluation *e, int32_t unit, const char *letters, int times) {
    kp_answers *answers = kp_answers_of(e->evidence);
    for (int i = 0; i < times; i++) {
        uint8_t codes[16];
        kp_form form = {.unit = unit, .stratum = -1, .cluster = -1, .channel = -1, .interviewer = -1, .weight = KP_ONE};
        form.origin = (kp_origin){(uint32_t)answers->form_count + 2, 1, 0};
        for (size_t q = 0; letters[q]; q++)
            codes[q] = code_of(letters[q]);
        kp_answers_add(e->evidence, &form, codes, NULL);
    }
}

static inline void expect_double(double found, double expected) {
    if (!(fabs(found - expected) <= 1e-12 * fmax(1, fabs(expected))))
        fail_msg("%.17g is not %.17g", found, expected);
}

static inline evaluation one_question(kp_arena *arena, int units, const char *rest) {
    return begin(arena, kp_format(arena, "indicators:\n  - {id: s, title: S, points: 100, method: satisfaction, %s%s}\n", five_options, rest), units);
}

#endif
