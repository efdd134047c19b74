/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_form.c - `kaoping form`: the empty entry workbook of a scheme for a list of units and a period. */
#include "form_outputs.h"

#include <string.h>

#include "kaoping/bind.h"
#include "kaoping/form.h"
#include "kaoping/history_io.h"
#include "kaoping/lint.h"
#include "kaoping/output.h"
#include "kaoping/sample_evaluation.h"
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
    const kp_bind_options bind = {.scheme = scheme, .period = args->period, .results = args->results.items, .result_count = args->results.count};
    const kp_binding *binding = kp_bind(call->arena, args->data.items, args->data.count, &bind, call->problems);
    if (!binding)
        return false;
    kp_form_units_of(call->arena, binding->evidence, options);
    take_history(call, scheme, binding->history, options);
    if (!options->office && *binding->evidence->office)
        options->office = binding->evidence->office;
    return true;
}

/* The same. What is remarkable about a sample is what it is there to show: it is told when the form is scored, by the form's cells and not by those of the files that
 * came with the tool. */
static bool read_entries(cli_call *call, const kp_scheme *scheme, kp_form_options *options) {
    kp_problems *told = call->problems, *of_sample = kp_problems_new(call->arena);
    if (!call->args.sample)
        return read_units(call, scheme, options);
    call->problems = of_sample;
    bool read = read_units(call, scheme, options);
    call->problems = read && !of_sample->errors ? told : of_sample;
    return read;
}

/* For a sentence. */
static const char *list_of(kp_arena *arena, const char *const names[], size_t count) {
    kp_buffer text = {.arena = arena};
    for (size_t i = 0; i < count; i++)
        kp_buffer_printf(&text, "%s%s", i ? ", " : "", names[i]);
    return kp_buffer_text(&text);
}

/* The data and the earlier results of --sample: those of the period asked for, or of the last. EXIT_DONE, or what is wrong. */
static int take_sample(cli_call *call, const kp_scheme *scheme) {
    arguments *args = &call->args;
    size_t count, last = 0;
    const char *owner = scheme->id;
    const char *const *periods = kp_sample_periods(call->arena, owner, &count);
    if (!count && *scheme->preset_of) { /* a preset that changes no entries takes its base's */
        owner = scheme->preset_of;
        periods = kp_sample_periods(call->arena, owner, &count);
    }
    if (!count)
        return arguments_wrong(call, KP_M_CLI_ERR_NO_SAMPLE, scheme->id, NULL);
    for (last = count - 1; args->period && strcmp(periods[last], args->period) != 0; last--)
        if (last == 0)
            return arguments_wrong(call, KP_M_CLI_ERR_NO_SAMPLE_OF, args->period, list_of(call->arena, periods, count));
    args->period = periods[last];
    for (size_t i = 0; i <= last; i++) {
        const char *folder = kp_sample_unpack(call->arena, owner, periods[i], call->problems);
        if (!folder)
            return EXIT_FILES;
        KP_PUSH(call->arena, i < last ? &args->history : &args->data, folder);
    }
    return EXIT_DONE;
}

/* What is wrong with the arguments, or EXIT_DONE. */
static int check_arguments(cli_call *call) {
    const arguments *args = &call->args;
    if (args->sample && (args->units || args->data.count))
        return arguments_wrong(call, KP_M_CLI_ERR_EITHER, "--sample", args->units ? "--units" : "--data");
    if (!args->units && !args->data.count && !args->sample)
        return arguments_wrong(call, KP_M_CLI_ERR_NEEDS, "--units", NULL);
    if (args->units && args->data.count)
        return arguments_wrong(call, KP_M_CLI_ERR_EITHER, "--units", "--data");
    if (args->level && args->levels)
        return arguments_wrong(call, KP_M_CLI_ERR_EITHER, "--level", "--levels");
    if (args->results.count && !args->data.count)
        return arguments_wrong(call, KP_M_CLI_ERR_NEEDS, "--data", NULL);
    if (!args->period && !args->sample)
        return arguments_wrong(call, KP_M_CLI_ERR_NEEDS, "--period", NULL);
    if (!args->output)
        return arguments_wrong(call, KP_M_CLI_ERR_NEEDS, "-o", NULL);
    kp_period period;
    if (args->period && !kp_period_parse(args->period, &period))
        return arguments_wrong(call, KP_M_CLI_ERR_BAD_PERIOD, args->period, NULL);
    if (args->levels && ends_in(args->output, ".xlsx"))
        return arguments_wrong(call, KP_M_CLI_ERR_NOT_FOLDER, args->output, NULL);
    if (!args->levels && !ends_in(args->output, ".xlsx"))
        return arguments_wrong(call, KP_M_CLI_ERR_NOT_XLSX, args->output, NULL);
    return EXIT_DONE;
}

int run_form(cli_call *call) {
    const arguments *args = &call->args;
    int wrong = check_arguments(call);
    if (wrong)
        return wrong;
    const char *source = args->words.items[0];
    const kp_scheme *scheme = kp_scheme_load(call->arena, source, call->problems);
    if (scheme && args->sample && (wrong = take_sample(call, scheme)) != EXIT_DONE) {
        print_problems(call, stderr);
        return wrong;
    }
    form_outputs outputs = {0};
    if (scheme && (wrong = choose_outputs(call, scheme, &outputs)) != EXIT_DONE)
        return wrong;
    call->args.data = workbooks_of(call, args->data.items, args->data.count);
    kp_form_options options = {.office = args->office, .lang = call->lang, .live = args->live};
    if (scheme) {
        kp_period_parse(args->period, &options.period);
        kp_lint_tell(kp_lint_scheme(call->arena, scheme), scheme, call->problems);
    }
    word_list inputs = args->data;
    KP_PUSH(call->arena, &inputs, args->units ? args->units : source);
    KP_PUSH(call->arena, &inputs, source);
    for (size_t i = 0; i < args->history.count; i++)
        KP_PUSH(call->arena, &inputs, args->history.items[i]);
    for (size_t i = 0; i < args->results.count; i++)
        KP_PUSH(call->arena, &inputs, args->results.items[i]);
    if (!args->levels) /* told beside whatever else is wrong */
        kp_output_begin(call->arena, args->output, args->force, inputs.items, inputs.count, call->problems);
    bool ok = scheme && read_entries(call, scheme, &options) && !call->problems->errors && write_forms(call, scheme, &options, &outputs, &inputs);
    print_problems(call, stderr);
    if (!ok)
        return problems_exit(call);
    for (size_t i = 0; i < outputs.count; i++)
        printf("%s\n", kp_say_with(call->arena, KP_M_CLI_WROTE, call->lang, kp_verbatim(call->arena, outputs.items[i].path), NULL, NULL));
    return EXIT_DONE;
}
