/* SPDX-License-Identifier: GPL-3.0-or-later */
/* agreement_private.h - what the files on agreement share. Private to this room. */
#ifndef KAOPING_AGREEMENT_PRIVATE_H
#define KAOPING_AGREEMENT_PRIVATE_H

#include "kaoping/agreement.h"
#include "kaoping/significance.h"

#define NOISE 1e-12 /* of the largest mark: what binary numbers may make of 0 */
/* Differences of marks that are not above this are what binary numbers make of 0. */
double marks_noise(const kp_ratings *ratings);
/* Alpha from the sum of the variances of `items` questions and the variance of their sum, which must be above noise². */
double alpha_from(size_t items, double items_variance, double total_variance, double noise);

#endif
