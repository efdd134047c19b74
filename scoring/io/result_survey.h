/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result_survey.h - what a survey measured, as the member "survey" of the results (result_json.h). */
#ifndef KAOPING_RESULT_SURVEY_H
#define KAOPING_RESULT_SURVEY_H

#include "json_writer.h"
#include "kaoping/analysis.h"

/* Writes the member with the comma behind it. */
void json_write_survey(json_writer *w, const kp_scorecard *card, const kp_analysis *analysis, kp_lang lang);

#endif
