/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * soundness.h - whether the answers of a survey look as if people had given them (答卷质量检查).
 *
 * What is found are hints with their numbers, for somebody to look into. They change no score, unless the scheme says to discard such forms: for that single forms are marked
 * (kp_discard of answers.h). A form is a row of codes: the index of the option chosen, or KP_ANSWER_NOT_ASKED, _INVALID, _UNKNOWN, _MISSING.
 *
 *   STRAIGHT       a form is straight where it answers at least `straight_answers` questions and all with the same option (by place: the first, the second …). Hint: more than
 *                  `straight_limit` of such forms of a unit, or of an interviewer
 *   SAME_ANSWER    one option has more than `same_limit` of a unit's answers to a question
 *   IDENTICAL      forms of a unit, or of an interviewer, that agree in every answer (gaps and 不了解 too), more often than is likely. Straight forms do not count: they have a hint of their own,
 *                  and contented people give them. For a set of answers that n forms have m times (`identical_least` at least) the chance is that of m or more of n by the binomial
 *                  distribution; a single form has the set with the greater of: the product of the shares that its answers have among the forms that are not straight (as if questions
 *                  were answered independently), and the share of the set elsewhere in the survey. Multiplied by the number of sets looked at (Bonferroni), it is to be below `identical_level`
 *   CHANNEL, INTERVIEWER   the mean of the forms' means (of the options' values, 0..100) against that of all other forms whose channel (interviewer) is known: Welch's t, two-sided, adjusted by
 *                  Holm's method over all that are tested, which have `least` forms, as have the others (significance.h). Where each interviewer has a unit of his own, units differ, and
 *                  not only interviewers: `within_units` compares what is left after the mean of the unit is taken off
 *   UNKNOWN        不了解 of a unit on a question, as a share of those who answered or did not know
 *   NONRESPONSE    missing and invalid, as a share of those who were asked
 *   ALPHA          Cronbach's alpha of all questions, over the forms that answer all of them (agreement.h); J. C. Nunnally, Psychometric Theory, 2nd ed. 1978, p. 245, for .7
 *   CHANNEL_SHARE  a channel that was given a limit has a larger share of a unit's forms
 *
 * Shares are told from `least` forms (answers) on. Without units the whole survey is looked at as one.
 *
 * Statistics are binary numbers, and no mark is computed from them. One thing they decide where a scheme asks for it (discard_forms): which forms are left out, by the tests of STRAIGHT (a
 * matter of counting) and IDENTICAL (a chance below `identical_level`) as they stand above. The marks are then exact figures of the forms that are left.
 *
 *     kp_soundness_options options = KP_SOUNDNESS_DEFAULTS;
 *     const kp_soundness *found = kp_soundness_check(arena, &view, &options);
 *     for (size_t i = 0; i < found->count; i++) puts(kp_hint_text(arena, &view, &found->hints[i], KP_ZH));
 */
#ifndef KAOPING_SOUNDNESS_H
#define KAOPING_SOUNDNESS_H

#include "kaoping/answers.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- what is looked at ---- */

typedef struct kp_form_item {
    const char *title;         /* bilingual; NULL: its number is shown */
    size_t options;            /* 1 .. KP_MAX_OPTIONS: codes below are answers */
    const double *values;      /* [options], 0..100; NULL: the question has no part in the means and in alpha */
    const char *const *labels; /* [options] bilingual; NULL: their numbers are shown */
} kp_form_item;

typedef struct kp_form_groups { /* {0}: not known */
    const int32_t *of;          /* [forms], 0 .. count - 1; -1: not said */
    size_t count;
    const char *const *names; /* [count] bilingual (kp_verbatim() for what users typed); NULL: their numbers are shown */
} kp_form_groups;

typedef struct kp_forms_view {
    size_t forms, items;
    const uint8_t *codes; /* [forms * items] */
    const kp_form_item *item;
    kp_form_groups units, channels, interviewers;
} kp_forms_view;

/* The view of a survey's answers: questions of all satisfaction leaves, values on a scale up to 100; forms of no unit that there is are of none. Forms that are already discarded are in it.
 * Points into the evidence. */
kp_forms_view kp_forms_view_of(kp_arena *arena, const kp_evidence *evidence, const kp_answers *answers);

/* ---- what is asked ---- */

typedef struct kp_channel_limit {
    int32_t channel;
    double share; /* 0..1 of a unit's forms */
} kp_channel_limit;

typedef struct kp_soundness_options {
    size_t least;            /* forms, or answers, that a share or a test needs */
    size_t straight_answers; /* questions that a form must answer to be looked at as straight or identical */
    double straight_limit, same_limit, unknown_limit, nonresponse_limit; /* shares, 0..1; a share above is a hint */
    double alpha_limit;                                                  /* below it is a hint */
    double level;                                                        /* of the tests of channels and interviewers, after adjustment */
    double least_difference;                                             /* in points: smaller ones are no hint, however certain */
    bool within_units;
    size_t identical_least;
    double identical_level;
    const kp_channel_limit *channel_limits;
    size_t channel_limit_count;
} kp_soundness_options;

#define KP_SOUNDNESS_DEFAULTS                                                                                                                        \
    ((kp_soundness_options){.least = 10,                                                                                                             \
                            .straight_answers = 4,                                                                                                   \
                            .straight_limit = 0.95,                                                                                                  \
                            .same_limit = 0.95,                                                                                                      \
                            .unknown_limit = 0.2,                                                                                                    \
                            .nonresponse_limit = 0.1,                                                                                                \
                            .alpha_limit = 0.7,                                                                                                      \
                            .level = 0.05,                                                                                                           \
                            .identical_least = 3,                                                                                                    \
                            .identical_level = 0.001})

/* The defaults, with what the scheme says of them: its unknown_limit. */
kp_soundness_options kp_soundness_options_of(const kp_scheme *scheme);

/* ---- what is found ---- */

typedef enum kp_hint_kind {
#define KP_HINT(name, key, title_zh, title_en, zh, en) KP_HINT_##name,
#include "kaoping/soundness.def"
#undef KP_HINT
    KP_HINT_COUNT
} kp_hint_kind;

typedef struct kp_hint {
    kp_hint_kind kind;
    int32_t unit;        /* -1: the whole survey, or not one unit's affair */
    int32_t item;        /* -1: not one question's */
    int32_t option;      /* SAME_ANSWER; else -1 */
    int32_t channel;     /* CHANNEL, CHANNEL_SHARE; else -1 */
    int32_t interviewer; /* INTERVIEWER, and STRAIGHT and IDENTICAL of one; else -1 */
    size_t count, base;  /* as the sentence of soundness.def says; CHANNEL, INTERVIEWER: its forms and the others' */
    double share, limit; /* count / base, and what it is above (ALPHA: below); NaN where there is none */
    size_t largest;      /* IDENTICAL: forms of the largest group */
    double difference;   /* points; NaN where there is none, as the next */
    double statistic, df, p;
} kp_hint;

typedef struct kp_soundness {
    const kp_hint *hints; /* by kind, then unit, then question, channel or interviewer */
    size_t count;
    const uint8_t *
        marks; /* [forms] KP_DISCARD_STRAIGHT: the form is straight; KP_DISCARD_IDENTICAL: the second or a later one of identical forms that are hinted at */
    size_t straight, identical; /* forms so marked */
    double alpha;               /* NaN where it cannot be told */
    size_t alpha_forms;         /* complete forms */
} kp_soundness;

/* Cost: linear in forms × items, a few ns each; 200,000 × 20 in under 40 ms. A code of no option counts as invalid. */
const kp_soundness *kp_soundness_check(kp_arena *arena, const kp_forms_view *view, const kp_soundness_options *options);

/* ---- forms that stand there twice ---- */

#define KP_REPEATED_LEAST 5    /* forms of a run */
#define KP_REPEATED_LEVEL 0.01 /* so many runs at most chance would make */

/* Forms first, first + 1 … that say the same as those from `before` on, one by one: unit, stratum, cluster, channel, interviewer, categories and answers. */
typedef struct kp_repeated_run {
    size_t first, before, forms;
} kp_repeated_run;

typedef struct kp_repeated_runs {
    kp_repeated_run *items;
    size_t count, capacity;
} kp_repeated_runs;

/* The runs of the evidence's forms that repeat an earlier one, as where answers were pasted twice, by their order. `marks` are those of kp_soundness: a run of straight forms only is none. Nor
 * is one that chance may make: the number of pairs of places, times the shares that the answers of its forms have among the others (the greater of unit and survey; a form like
 * the one before it does not count), is above KP_REPEATED_LEVEL. Cost: linear in forms × items. */
kp_repeated_runs kp_answers_repeated(kp_arena *arena, const kp_evidence *evidence, const uint8_t marks[]);

/* The hint as a sentence, and its kind's title ("雷同答卷") and key ("identical"). */
const char *kp_hint_text(kp_arena *arena, const kp_forms_view *view, const kp_hint *hint, kp_lang lang);
const char *kp_hint_title(kp_hint_kind kind, kp_lang lang);
const char *kp_hint_key(kp_hint_kind kind);

#ifdef __cplusplus
}
#endif
#endif
