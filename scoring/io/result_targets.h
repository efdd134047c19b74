/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result_targets.h - private to io: what targets came to, as JSON. */
#ifndef KAOPING_IO_RESULT_TARGETS_H
#define KAOPING_IO_RESULT_TARGETS_H

#include "json_writer.h"
#include "kaoping/score.h"

/* Writes ` "targets": [...],` and a line break; nothing where the scheme has none. */
void json_write_targets(json_writer *json, const kp_scorecard *card, kp_lang lang);
/* Writes ` "combined": {...},` and a line break: the units rolled up; nothing where the scheme rolls nothing up. */
void json_write_combined(json_writer *json, const kp_scorecard *card, kp_lang lang);
/* Puts into a unit's object where it stands: "targets": {"id": "reached" | "missed" | "open"}; nothing where the scheme has none. */
void json_put_unit_targets(json_writer *json, json_t *object, const kp_scorecard *card, int32_t unit);

#endif
