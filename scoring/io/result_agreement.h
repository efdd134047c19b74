/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result_agreement.h - how evaluators agree, as the member "agreement" of the results (result_json.h). */
#ifndef KAOPING_RESULT_AGREEMENT_H
#define KAOPING_RESULT_AGREEMENT_H

#include "json_writer.h"
#include "kaoping/evaluators.h"

/* Writes the member with the comma behind it. */
void json_write_agreement(json_writer *w, const kp_scorecard *card, const kp_agreement *agreement);

#endif
