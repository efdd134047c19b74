/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_score.c - `kaoping score`: entry workbooks in, report and JSON out, whole or not at all. */
#include "evaluation.h"

#include <string.h>

#include "kaoping/output.h"
#include "kaoping/report.h"

#define UNITS_SHOWN 20 /* on the terminal; the report has all */

static bool write_report(cli_call *call, const kp_evaluation *evaluation, const char *beside) {
    kp_report_options options = report_options(call, evaluation);
    if (call->args.robust)
        options.robust = kp_robust_analyse(call->arena, evaluation->card, NULL);
    if (call->args.robust && !options.robust)
        fprintf(stderr, "kaoping: %s\n", kp_say(KP_M_ROBUST_NONE, call->lang));
    return kp_report_write(call->arena, evaluation->card, &options, beside, call->problems);
}

/* Report and JSON are written beside first and then put into place together; what goes to standard output goes last, as it cannot be taken back. */
static bool write_outputs(cli_call *call, const kp_evaluation *evaluation) {
    const arguments *args = &call->args;
    word_list inputs = all_inputs(call);
    kp_output outputs[2];
    size_t count = 0;
    if (args->output) {
        const char *beside = kp_output_begin(call->arena, args->output, args->force, inputs.items, inputs.count, call->problems);
        if (!beside || !write_report(call, evaluation, beside))
            return false;
        outputs[count++] = (kp_output){beside, args->output};
    }
    if (args->json && !is_stdout(args->json)) {
        const char *beside;
        if (!write_json(call, evaluation, inputs.items, inputs.count, &beside))
            return false;
        outputs[count++] = (kp_output){beside, args->json};
    }
    if (!kp_output_commit_all(call->arena, outputs, count, args->force, call->problems))
        return false;
    const char *none;
    return !is_stdout(args->json) || write_json(call, evaluation, NULL, 0, &none);
}

static void say_results(const cli_call *call, FILE *out, const kp_scorecard *card) {
    bool calculation = kp_scheme_is_calculation(card->scheme);
    if (calculation)
        print_values(call, out, card, UNITS_SHOWN);
    else
        print_units(call, out, card, UNITS_SHOWN);
    print_targets(call, out, card);
    print_combined(call, out, card);
    size_t worked_out = 0;
    for (size_t i = 0; i < card->evidence->units.count; i++)
        worked_out += card->units[i].reason < 0;
    if (calculation)
        fprintf(out, "%s\n",
                kp_say_with(call->arena, KP_M_CLI_UNITS_CALCULATED, call->lang, count_text(call->arena, card->evidence->units.count),
                            count_text(call->arena, worked_out), NULL));
    else
        fprintf(out, "%s\n",
                kp_say_with(call->arena, KP_M_CLI_UNITS_SCORED, call->lang, count_text(call->arena, card->evidence->units.count),
                            count_text(call->arena, card->scored_count), count_text(call->arena, card->ranked_count)));
    say_written(call, out);
}

int run_score(cli_call *call) {
    const arguments *args = &call->args;
    if (!args->output && !args->json)
        return arguments_wrong(call, KP_M_CLI_ERR_NEEDS, "-o", NULL);
    if (!check_outputs(call))
        return EXIT_ARGUMENTS;

    expand_folders(call);
    kp_evaluation *evaluation;
    int exit_code;
    if (!evaluate_call(call, args->words.items, args->words.count, &evaluation, &exit_code))
        return exit_code;
    if (!evaluation->card)
        return refuse_evaluation(call, evaluation);

    if (!write_outputs(call, evaluation)) {
        print_problems(call, stderr);
        return EXIT_FILES;
    }
    print_problems_briefly(call, stderr);
    say_results(call, is_stdout(args->json) ? stderr : stdout, evaluation->card);
    return evaluation->verdict == KP_VERDICT_PARTLY ? EXIT_PARTLY : EXIT_DONE;
}
