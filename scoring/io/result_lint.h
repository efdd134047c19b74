/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result_lint.h - what a scheme keeps although the linter finds fault with it, as the member "overrides" of the results (result_json.h). */
#ifndef KAOPING_RESULT_LINT_H
#define KAOPING_RESULT_LINT_H

#include "json_writer.h"
#include "kaoping/lint.h"

/* Writes the member with the comma behind it; nothing where nothing is overridden. */
void json_write_overrides(json_writer *w, const kp_scheme *scheme, kp_lang lang);

#endif
