/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_outputs.h - the workbooks that one `kaoping form` writes. */
#ifndef KAOPING_CLI_FORM_OUTPUTS_H
#define KAOPING_CLI_FORM_OUTPUTS_H

#include "cli.h"
#include "kaoping/form.h"

/* One workbook to be made. */
typedef struct form_output {
    const char *path, *level; /* level NULL: everything */
} form_output;
typedef struct form_outputs {
    form_output *items;
    size_t count, capacity;
} form_outputs;

/* What is to be written; an exit code other than EXIT_DONE after saying what is wrong. */
int choose_outputs(cli_call *call, const kp_scheme *scheme, form_outputs *outputs);
/* All of them are written beside first and then put into place together. */
bool write_forms(cli_call *call, const kp_scheme *scheme, kp_form_options *options, const form_outputs *outputs, const word_list *inputs);

#endif
