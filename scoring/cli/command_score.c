/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_score.c - `kaoping score`: entry workbooks in, report and JSON out, whole or not at all. */
#include "evaluation.h"

#include <string.h>

#include "kaoping/document_time.h"
#include "kaoping/output.h"
#include "kaoping/report.h"

#define UNITS_SHOWN 20 /* on the terminal; the report has all */

/* Every file that the call reads: none may be overwritten. */
static word_list all_inputs(const cli_call *call) {
    word_list inputs = {0};
    for (size_t i = 0; i < call->args.words.count; i++)
        KP_PUSH(call->arena, &inputs, call->args.words.items[i]);
    for (size_t i = 0; i < call->args.history.count; i++)
        KP_PUSH(call->arena, &inputs, call->args.history.items[i]);
    if (call->args.scheme)
        KP_PUSH(call->arena, &inputs, call->args.scheme);
    return inputs;
}

static bool write_report(cli_call *call, const kp_evaluation *evaluation, const char *beside) {
    kp_problems_sort(call->problems);
    const kp_report_options options = {.lang = call->lang,
                                       .files = evaluation->binding->files,
                                       .file_count = evaluation->binding->file_count,
                                       .problems = call->problems,
                                       .weighing = evaluation->binding->weighing,
                                       .timestamp = kp_document_time(evaluation->card->evidence->period)};
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
    print_units(call, out, card, UNITS_SHOWN);
    print_targets(call, out, card);
    fprintf(out, "%s\n",
            kp_say_with(call->arena, KP_M_CLI_UNITS_SCORED, call->lang, count_text(call->arena, card->evidence->units.count),
                        count_text(call->arena, card->scored_count), count_text(call->arena, card->ranked_count)));
    if (call->args.output)
        fprintf(out, "%s\n", kp_say_with(call->arena, KP_M_CLI_WROTE, call->lang, kp_verbatim(call->arena, call->args.output), NULL, NULL));
    if (call->args.json && !is_stdout(call->args.json))
        fprintf(out, "%s\n", kp_say_with(call->arena, KP_M_CLI_WROTE, call->lang, kp_verbatim(call->arena, call->args.json), NULL, NULL));
}

/* Nothing is written; on standard output the problems as JSON are an answer, not a file. */
static int refuse(cli_call *call, const kp_evaluation *evaluation) {
    if (is_stdout(call->args.json)) {
        const char *beside;
        write_json(call, evaluation, NULL, 0, &beside);
    }
    print_problems(call, stderr);
    if (call->args.partial && evaluation->verdict == KP_VERDICT_BLOCKED && evaluation->binding)
        fprintf(stderr, "%s\n", kp_say(KP_M_CLI_PARTIAL_REFUSED, call->lang));
    fprintf(stderr, "%s\n", kp_say(KP_M_CLI_NOTHING_WRITTEN, call->lang));
    return problems_exit(call);
}

int run_score(cli_call *call) {
    const arguments *args = &call->args;
    if (!args->output && !args->json)
        return arguments_wrong(call, KP_M_CLI_ERR_NEEDS, "-o", NULL);
    if (args->output && !ends_in(args->output, ".xlsx"))
        return arguments_wrong(call, KP_M_CLI_ERR_NOT_XLSX, args->output, NULL);
    if (args->output && args->json && kp_output_same(call->arena, args->output, args->json))
        return arguments_wrong(call, KP_M_CLI_ERR_SAME_OUTPUT, args->output, NULL);

    expand_folders(call);
    kp_evaluation *evaluation;
    int exit_code;
    if (!evaluate_call(call, args->words.items, args->words.count, &evaluation, &exit_code))
        return exit_code;
    if (!evaluation->card)
        return refuse(call, evaluation);

    if (!write_outputs(call, evaluation)) {
        print_problems(call, stderr);
        return EXIT_FILES;
    }
    print_problems_briefly(call, stderr);
    say_results(call, is_stdout(args->json) ? stderr : stdout, evaluation->card);
    return evaluation->verdict == KP_VERDICT_PARTLY ? EXIT_PARTLY : EXIT_DONE;
}
