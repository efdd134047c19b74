/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * weigh.h - what each form of a survey stands for: its own weight, brought to what is known of the population (calibrate.h).
 *
 * A form begins with its own weight where the forms have any; else, where the size of its unit's stratum is known, with size / forms of that stratum; else with 1. Where the population
 * is known by categories of one variable the weights are post-stratified, by several raked. Where every form is of a stratum (or unit) with a size, and some unit has strata, their sizes are
 * one more margin, scaled to the sum of the others: households are not people. Post-stratified weights are exact ratios where these are short; the others are rounded to KP_WEIGHT_DIGITS
 * significant digits of the least of them, so that it does not matter what the population is counted in, and the miss that is reported is that of the rounded weights. From there on everything
 * is exact: the tally, the degrees, the marks.
 *
 * Forms that are discarded stand for nobody and are left out.
 */
#ifndef KAOPING_WEIGH_H
#define KAOPING_WEIGH_H

#include "kaoping/answers.h"
#include "kaoping/calibrate.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KP_WEIGHT_DIGITS 12

typedef struct kp_weighing {
    kp_calibration_report report; /* `margin` is a variable, `where` a category of it (of UNKNOWN_CATEGORY: the form) */
    size_t forms;                 /* that were weighed */
    bool by_strata; /* the strata's sizes were one more margin, behind the variables; its categories are indices into the evidence's stratum_sizes */
    bool done;      /* the weights are set; else there is a fault, and they are as they were */
} kp_weighing;

/* Weighs the forms of the evidence, before it is finished. NULL where nothing is known of the population, or there are no forms: nothing is done. Cost: rounds × variables × forms. */
const kp_weighing *kp_survey_weigh(kp_arena *arena, kp_evidence *evidence);

#ifdef __cplusplus
}
#endif
#endif
