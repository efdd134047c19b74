/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sample_evaluation.h - the sample evaluations that come with the built-in schemes: realistic evidence of one or several periods, so that whoever is new can see a form
 * filled in, a report and an explanation before anything is typed.
 *
 *     size_t count;
 *     const char *const *periods = kp_sample_periods(arena, "wuye_quarter", &count);      2026Q1, 2026Q2, 2026Q3
 *     const char *folder = kp_sample_unpack(arena, "wuye_quarter", "2026Q3", problems);    a folder of .csv sheets, for kp_bind() or as history
 *
 * Unlike these, sample_io.h is about samples that are drawn from a population.
 */
#ifndef KAOPING_SAMPLE_EVALUATION_H
#define KAOPING_SAMPLE_EVALUATION_H

#include "kaoping/problem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The periods of the samples of that built-in scheme, oldest first; count 0 where it has none. In `arena`. */
const char *const *kp_sample_periods(kp_arena *arena, const char *scheme, size_t *count);

/* Writes the sheets of one sample to a new folder of its own below TMPDIR (or /tmp) and returns its path; the folder goes with the arena. NULL with F_CANNOT_WRITE where that
 * fails; the sample must exist. */
const char *kp_sample_unpack(kp_arena *arena, const char *scheme, const char *period, kp_problems *problems);

#ifdef __cplusplus
}
#endif
#endif
