/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_survey.c - `kaoping survey`: with figures that are asked for, those of any table (command_survey_table.c); without, satisfaction (command_survey_answers.c). */
#include "cli.h"

int run_survey(cli_call *call) {
    const arguments *args = &call->args;
    bool figures = args->mean.count + args->total.count + args->share.count + args->ratio.count > 0;
    return figures ? survey_table(call) : survey_answers(call);
}
