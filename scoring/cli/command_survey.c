/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_survey.c - `kaoping survey`: with figures that are asked for, those of any table (command_survey_table.c). */
#include "cli.h"

int run_survey(cli_call *call) {
    const arguments *args = &call->args;
    if (args->mean.count + args->total.count + args->share.count + args->ratio.count)
        return survey_table(call);
    return arguments_wrong(call, KP_M_CLI_ERR_NO_FIGURE, NULL, NULL);
}
