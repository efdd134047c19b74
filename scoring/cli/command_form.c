/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_form.c - `kaoping form`: the empty entry workbook of a scheme for a list of units and a period. */
#include "cli.h"

#include <string.h>

#include "kaoping/bind.h"
#include "kaoping/form.h"
#include "kaoping/history_io.h"
#include "kaoping/output.h"
#include "kaoping/scheme_io.h"

/* Earlier results to carry along: those of the files, and those that the data's workbooks carry already (NULL: none). */
static void take_history(cli_call *call, const kp_scheme *scheme, const kp_history *carried, kp_form_options *options) {
    kp_history *history = KP_NEW(call->arena, kp_history);
    for (size_t i = 0; carried && i < carried->periods.count; i++)
        KP_PUSH(call->arena, &history->periods, carried->periods.items[i]);
    kp_history_read_files(call->arena, call->args.history.items, call->args.history.count, scheme, history, call->problems);
    if (!history->periods.count)
        return;
    kp_history_check(history, scheme, options->period, call->problems);
    options->history = history;
}

/* The units, and with --data what is known of them. */
static bool read_units(cli_call *call, const kp_scheme *scheme, kp_form_options *options) {
    const arguments *args = &call->args;
    if (!args->data.count) { /* binding tells of the period itself */
        kp_scheme_check_period(scheme, options->period, (kp_place){0}, call->problems);
        take_history(call, scheme, NULL, options);
        return kp_units_read(call->arena, scheme, args->units, options, call->problems);
    }
    const kp_bind_options bind = {.scheme = scheme, .period = args->period};
    const kp_binding *binding = kp_bind(call->arena, args->data.items, args->data.count, &bind, call->problems);
    if (!binding)
        return false;
    kp_form_units_of(call->arena, binding->evidence, options);
    take_history(call, scheme, binding->history, options);
    if (!options->office && *binding->evidence->office)
        options->office = binding->evidence->office;
    return true;
}

int run_form(cli_call *call) {
    const arguments *args = &call->args;
    kp_form_options options = {.office = args->office, .lang = call->lang, .live = args->live};
    if (!args->units && !args->data.count)
        return arguments_wrong(call, KP_M_CLI_ERR_NEEDS, "--units", NULL);
    if (args->units && args->data.count)
        return arguments_wrong(call, KP_M_CLI_ERR_EITHER, "--units", "--data");
    if (!args->period)
        return arguments_wrong(call, KP_M_CLI_ERR_NEEDS, "--period", NULL);
    if (!args->output)
        return arguments_wrong(call, KP_M_CLI_ERR_NEEDS, "-o", NULL);
    if (!kp_period_parse(args->period, &options.period))
        return arguments_wrong(call, KP_M_CLI_ERR_BAD_PERIOD, args->period, NULL);
    if (!ends_in(args->output, ".xlsx"))
        return arguments_wrong(call, KP_M_CLI_ERR_NOT_XLSX, args->output, NULL);

    const char *source = args->words.items[0];
    word_list inputs = args->data;
    KP_PUSH(call->arena, &inputs, args->units ? args->units : source);
    KP_PUSH(call->arena, &inputs, source);
    for (size_t i = 0; i < args->history.count; i++)
        KP_PUSH(call->arena, &inputs, args->history.items[i]);
    const char *beside = kp_output_begin(call->arena, args->output, args->force, inputs.items, inputs.count, call->problems);
    const kp_scheme *scheme = kp_scheme_load(call->arena, source, call->problems);
    bool units = scheme && read_units(call, scheme, &options);
    bool ok = beside && units && !call->problems->errors && kp_form_write(call->arena, scheme, &options, beside, call->problems) &&
              kp_output_commit(call->arena, beside, args->output, args->force, call->problems);
    print_problems(call, stderr);
    if (!ok)
        return problems_exit(call);
    printf("%s\n", kp_say_with(call->arena, KP_M_CLI_WROTE, call->lang, kp_verbatim(call->arena, args->output), NULL, NULL));
    return EXIT_DONE;
}
