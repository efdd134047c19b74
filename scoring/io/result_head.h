/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result_head.h - what every result in JSON begins with: which scheme, which period. */
#ifndef KAOPING_RESULT_HEAD_H
#define KAOPING_RESULT_HEAD_H

#include "json_writer.h"
#include "kaoping/evidence.h"

/* Writes {"scheme": …, "period": … and leaves the object open. `evidence` NULL: both are null. */
void json_write_head(json_writer *w, const kp_evidence *evidence, kp_lang lang);

#endif
