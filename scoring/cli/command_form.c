/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_form.c - `kaoping form`: the empty entry workbook of a scheme for a list of units and a period. */
#include "cli.h"

#include <string.h>

#include "kaoping/form.h"
#include "kaoping/output.h"
#include "kaoping/scheme_io.h"

static bool ends_in_xlsx(const char *path) {
    size_t length = strlen(path);
    return length > 5 && !strcasecmp(path + length - 5, ".xlsx");
}

int run_form(cli_call *call) {
    const arguments *args = &call->args;
    kp_form_options options = {.office = args->office, .lang = call->lang};
    if (!args->units)
        return arguments_wrong(call, KP_M_CLI_ERR_NEEDS, "--units", NULL);
    if (!args->period)
        return arguments_wrong(call, KP_M_CLI_ERR_NEEDS, "--period", NULL);
    if (!args->output)
        return arguments_wrong(call, KP_M_CLI_ERR_NEEDS, "-o", NULL);
    if (!kp_period_parse(args->period, &options.period))
        return arguments_wrong(call, KP_M_CLI_ERR_BAD_PERIOD, args->period, NULL);
    if (!ends_in_xlsx(args->output))
        return arguments_wrong(call, KP_M_CLI_ERR_NOT_XLSX, args->output, NULL);

    const char *source = args->words.items[0], *inputs[] = {args->units, source};
    const char *beside = kp_output_begin(call->arena, args->output, args->force, inputs, 2, call->problems);
    const kp_scheme *scheme = kp_scheme_load(call->arena, source, call->problems);
    bool units = scheme && kp_units_read(call->arena, scheme, args->units, &options, call->problems);
    bool ok = beside && units && !call->problems->errors && kp_form_write(call->arena, scheme, &options, beside, call->problems) &&
              kp_output_commit(call->arena, beside, args->output, args->force, call->problems);
    print_problems(call, stderr);
    if (!ok)
        return problems_exit(call);
    printf("%s\n", kp_say_with(call->arena, KP_M_CLI_WROTE, call->lang, args->output, NULL, NULL));
    return EXIT_DONE;
}
