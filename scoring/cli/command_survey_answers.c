/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_survey_answers.c - `kaoping survey FILE`: residents' satisfaction from forms or counts, with its errors, by the workbook's own scheme or none. */
#include "cli.h"

#include <math.h>
#include <string.h>

#include "kaoping/analysis.h"
#include "kaoping/document_time.h"
#include "kaoping/entry_layout.h"
#include "kaoping/evaluate.h"
#include "kaoping/output.h"
#include "kaoping/result_json.h"
#include "kaoping/survey_report.h"
#include "kaoping/survey_source.h"

#define UNITS_SHOWN 40 /* on the terminal; the report has all */

/* ---- what is asked for ---- */

static kp_survey_request request_of(const arguments *args, const kp_workbook *sizes, const kp_workbook *margins) {
    return (kp_survey_request){.sheet = args->sheet,
                               .unit = args->by,
                               .stratum = args->stratum,
                               .cluster = args->cluster,
                               .weight = args->weight,
                               .questions = args->questions.items,
                               .question_count = args->questions.count,
                               .sizes = sizes,
                               .margins = margins,
                               .scale = args->scale,
                               .options = args->answer_options,
                               .positive = args->positive,
                               .codes = args->codes,
                               .unknown = args->unknown,
                               .min_valid = args->min_valid};
}

/* What would say again what a scheme says. */
static const enum option_id of_no_scheme[] = {OPT_SHEET,   OPT_BY,       OPT_STRATUM, OPT_CLUSTER, OPT_WEIGHT,    OPT_QUESTIONS, OPT_SCALE,
                                              OPT_OPTIONS, OPT_POSITIVE, OPT_CODES,   OPT_UNKNOWN, OPT_MIN_VALID, OPT_SIZES,     OPT_MARGINS};

/* What is read: the words, then sizes and margins. */
typedef struct survey_inputs {
    const char **paths;
    kp_workbook **books;
    size_t count;
    kp_workbook *sizes, *margins; /* of those */
} survey_inputs;

static kp_workbook *add_input(cli_call *call, survey_inputs *inputs, const char *path) {
    if (!path)
        return NULL;
    inputs->paths[inputs->count] = path;
    return inputs->books[inputs->count++] = kp_workbook_open(call->arena, path, call->problems);
}

/* False where one cannot be opened. */
static bool open_inputs(cli_call *call, survey_inputs *inputs) {
    const arguments *args = &call->args;
    size_t errors = call->problems->errors;
    *inputs = (survey_inputs){.paths = KP_NEW_ARRAY(call->arena, const char *, args->words.count + 2),
                              .books = KP_NEW_ARRAY(call->arena, kp_workbook *, args->words.count + 2)};
    for (size_t i = 0; i < args->words.count; i++)
        add_input(call, inputs, args->words.items[i]);
    inputs->sizes = add_input(call, inputs, args->sizes);
    inputs->margins = add_input(call, inputs, args->margins);
    return call->problems->errors == errors;
}

/* True where the rules are said by --scheme or by a workbook, whether it can be read or not. */
static bool has_scheme(const cli_call *call, const survey_inputs *inputs) {
    bool found = call->args.scheme != NULL;
    for (size_t i = 0; i < inputs->count && !found; i++)
        found = kp_workbook_find(inputs->books[i], kp_sheet_name(KP_SHEET_SCHEME)) != SIZE_MAX;
    return found;
}

/* By the scheme that is named or that a workbook carries; else by what the sheets show. NULL where that cannot be made out. */
static kp_evaluation *evaluate_survey(cli_call *call, const survey_inputs *inputs, bool by_scheme) {
    const arguments *args = &call->args;
    kp_evaluate_options options = {
        .scheme = args->scheme, .period = args->period, .any_period = !args->period, .partial = args->partial, .measured_only = true};
    if (!by_scheme) {
        kp_survey_request request = request_of(args, inputs->sizes, inputs->margins);
        const kp_survey_found *found = kp_survey_find(call->arena, inputs->books, inputs->count, &request, call->problems);
        if (!found)
            return NULL;
        options.built = found->scheme;
        options.survey = &found->source;
    }
    return kp_evaluate_workbooks(call->arena, inputs->books, inputs->count, &options, call->problems);
}

/* ---- the terminal ---- */

static const char *figure_text(const cli_call *call, bool known, kp_num value) {
    return known ? kp_num_print(call->arena, value, 2, KP_HALF_UP) : "—";
}

static const char *error_text(const cli_call *call, const kp_survey_figure *figure) {
    double margin = figure->degree_margin;
    return isfinite(margin) ? kp_format(call->arena, "%s%.2f", figure->bound ? "≤" : "±", margin) : "—";
}

static const char *interval_text(const cli_call *call, kp_interval interval) {
    return isfinite(interval.lower) && isfinite(interval.upper) ? kp_format(call->arena, "%.2f–%.2f", interval.lower, interval.upper) : "—";
}

static const char *range_text(const cli_call *call, const kp_survey_leaf *leaf, int32_t unit) {
    for (size_t i = 0; i < leaf->standing_count; i++)
        if (leaf->standings[i].unit == unit)
            return kp_format(call->arena, "%u–%u", leaf->standings[i].range.best, leaf->standings[i].range.worst);
    return "—";
}

enum { COL_NAME, COL_VALID, COL_DEGREE, COL_MARGIN, COL_INTERVAL, COL_RATE, COL_UNKNOWN, COL_RANGE, COL_COUNT };

static void put_row(const cli_call *call, const kp_survey_leaf *leaf, const kp_survey_figure *figure, const char *name, const char **row) {
    kp_arena *arena = call->arena;
    row[COL_NAME] = name;
    row[COL_VALID] = kp_format(arena, "%lld", (long long)figure->valid);
    row[COL_DEGREE] = figure_text(call, figure->known, figure->degree);
    row[COL_MARGIN] = error_text(call, figure);
    row[COL_INTERVAL] = interval_text(call, figure->degree_interval);
    row[COL_RATE] = figure_text(call, figure->known, figure->rate);
    row[COL_UNKNOWN] = figure_text(call, true, kp_num_mul(arena, figure->unknown_share, kp_num_int(100)));
    row[COL_RANGE] = figure->question >= 0 || figure->unit < 0 ? ""
                     : figure->too_small                       ? kp_say(KP_M_CLI_SAMPLE_TOO_SMALL, call->lang)
                                                               : range_text(call, leaf, figure->unit);
}

static void print_leaf(const cli_call *call, FILE *out, const kp_analysis *analysis, size_t number) {
    static const kp_message heads[COL_COUNT] = {KP_M_CLI_HEAD_SUBJECT,  KP_M_CLI_HEAD_VALID, KP_M_CLI_HEAD_DEGREE,  KP_M_CLI_HEAD_MARGIN,
                                                KP_M_CLI_HEAD_INTERVAL, KP_M_CLI_HEAD_RATE,  KP_M_CLI_HEAD_UNKNOWN, KP_M_CLI_HEAD_RANK_RANGE};
    static const bool right[COL_COUNT] = {false, true, true, true, true, true, true, true};
    const kp_survey_leaf *leaf = &analysis->leaves[number];
    const kp_indicator *of = &analysis->evidence->scheme->indicators[leaf->indicator];
    size_t units = analysis->evidence->units.count, shown = units < UNITS_SHOWN ? units : UNITS_SHOWN, rows = 1;
    const char **cells = KP_NEW_ARRAY(call->arena, const char *, (2 + shown + leaf->questions) * COL_COUNT);
    const char *confidence = kp_format(call->arena, "%g", analysis->confidence);
    for (size_t c = 0; c < COL_COUNT; c++)
        cells[c] = kp_say_with(call->arena, heads[c], call->lang, c == COL_INTERVAL ? confidence : "", NULL, NULL);
    put_row(call, leaf, kp_analysis_figure(analysis, number, -1, -1), kp_say(KP_M_CLI_ALL_UNITS, call->lang), cells + COL_COUNT * rows++);
    for (size_t q = 0; q < leaf->questions && of->questions.count; q++)
        put_row(call, leaf, kp_analysis_figure(analysis, number, -1, (int32_t)q),
                kp_format(call->arena, "  %s", kp_text(call->arena, of->questions.items[q].name, call->lang)), cells + COL_COUNT * rows++);
    for (size_t i = 0; i < shown; i++)
        put_row(call, leaf, kp_analysis_figure(analysis, number, (int32_t)i, -1), analysis->evidence->units.items[i].name,
                cells + COL_COUNT * rows++);
    fprintf(out, "\n%s\n", kp_text(call->arena, of->title, call->lang));
    print_table(call, out, cells, rows, COL_COUNT, right);
    if (units > shown)
        fprintf(out, "%s\n", kp_say_with(call->arena, KP_M_CLI_MORE_UNITS, call->lang, count_text(call->arena, units - shown), NULL, NULL));
}

/* The scale in words, so that nobody takes one for another. */
static void print_scale(const cli_call *call, FILE *out, const kp_indicator *leaf) {
    kp_buffer text = {.arena = call->arena};
    for (size_t i = 0; i < leaf->options.count; i++)
        kp_buffer_printf(&text, "%s%s %s", i ? (call->lang == KP_ZH ? "、" : ", ") : "",
                         kp_text(call->arena, leaf->options.items[i].name, call->lang), kp_num_exact(call->arena, leaf->options.items[i].value));
    fprintf(out, "%s\n", kp_say_with(call->arena, KP_M_CLI_SURVEY_SCALE, call->lang, kp_verbatim(call->arena, kp_buffer_text(&text)), NULL, NULL));
}

static void print_analysis(const cli_call *call, FILE *out, const kp_analysis *analysis) {
    for (size_t i = 0; i < analysis->leaf_count; i++) {
        print_leaf(call, out, analysis, i);
        print_scale(call, out, &analysis->evidence->scheme->indicators[analysis->leaves[i].indicator]);
    }
    fprintf(out, "%s\n",
            kp_say_with(call->arena, KP_M_CLI_SURVEY_ERRORS, call->lang, kp_format(call->arena, "%g", analysis->confidence), NULL, NULL));
}

/* ---- outputs ---- */

static bool write_survey_json(cli_call *call, const kp_evaluation *evaluation, const kp_analysis_options *analysis, const survey_inputs *inputs,
                              const char **beside) {
    const kp_evidence *evidence = evaluation && evaluation->binding ? evaluation->binding->evidence : NULL;
    kp_problems_sort(call->problems);
    const char *text = kp_result_json_analysed(call->arena, evidence, evaluation ? evaluation->card : NULL, analysis, call->problems, call->lang);
    return write_json_text(call, text, inputs->paths, inputs->count, beside);
}

static bool write_report(cli_call *call, const kp_evaluation *evaluation, const kp_analysis_options *analysis, const survey_inputs *inputs,
                         const char **beside) {
    *beside = kp_output_begin(call->arena, call->args.output, call->args.force, inputs->paths, inputs->count, call->problems);
    const kp_report_options options = {.lang = call->lang,
                                       .files = evaluation->binding->files,
                                       .file_count = evaluation->binding->file_count,
                                       .weighing = evaluation->binding->weighing,
                                       .problems = call->problems,
                                       .analysis = *analysis,
                                       .timestamp = kp_document_time(evaluation->card->evidence->period)};
    return *beside && kp_survey_report_write(call->arena, evaluation->card, &options, *beside, call->problems);
}

/* The report and the JSON, both or none; JSON for standard output last. */
static bool write_outputs(cli_call *call, const kp_evaluation *evaluation, const kp_analysis_options *analysis, const survey_inputs *inputs) {
    const arguments *args = &call->args;
    kp_output outputs[2];
    size_t count = 0;
    const char *beside = NULL;
    if (args->output) {
        if (!write_report(call, evaluation, analysis, inputs, &beside))
            return false;
        outputs[count++] = (kp_output){beside, args->output};
    }
    if (args->json && !is_stdout(args->json)) {
        if (!write_survey_json(call, evaluation, analysis, inputs, &beside))
            return false;
        outputs[count++] = (kp_output){beside, args->json};
    }
    if (!kp_output_commit_all(call->arena, outputs, count, args->force, call->problems))
        return false;
    return !args->json || !is_stdout(args->json) || write_survey_json(call, evaluation, analysis, inputs, &beside);
}

static int refuse(cli_call *call, const kp_evaluation *evaluation, const survey_inputs *inputs) {
    const char *beside;
    if (call->args.json && is_stdout(call->args.json))
        write_survey_json(call, evaluation, NULL, inputs, &beside);
    print_problems(call, stderr);
    return problems_exit(call);
}

/* ---- the command ---- */

/* False after saying what is wrong. */
static bool take_arguments(cli_call *call, kp_analysis_options *analysis) {
    const arguments *args = &call->args;
    int lonely = lonely_argument(call);
    *analysis = (kp_analysis_options){.confidence = 95};
    if (lonely < 0 || !number_argument(call, "--confidence", args->confidence, 0, 99.999999, &analysis->confidence))
        return false;
    analysis->lonely = (kp_lonely)lonely;
    if (args->output && !ends_in(args->output, ".xlsx"))
        return arguments_wrong(call, KP_M_CLI_ERR_NOT_XLSX, args->output, NULL) == EXIT_DONE;
    if (args->output && args->json && kp_output_same(call->arena, args->output, args->json))
        return arguments_wrong(call, KP_M_CLI_ERR_SAME_OUTPUT, args->output, NULL) == EXIT_DONE;
    return true;
}

int survey_answers(cli_call *call) {
    const arguments *args = &call->args;
    kp_analysis_options options;
    survey_inputs inputs;
    if (!take_arguments(call, &options))
        return EXIT_ARGUMENTS;
    expand_folders(call);
    if (!open_inputs(call, &inputs))
        return refuse(call, NULL, &inputs);
    bool by_scheme = has_scheme(call, &inputs);
    const char *stray = by_scheme ? arguments_first_given(call, of_no_scheme, sizeof of_no_scheme / sizeof *of_no_scheme) : NULL;
    if (stray)
        return arguments_wrong(call, KP_M_CLI_ERR_OF_NO_SCHEME, stray, NULL);
    const kp_evaluation *evaluation = evaluate_survey(call, &inputs, by_scheme);
    if (!evaluation || !evaluation->card)
        return refuse(call, evaluation, &inputs);
    const kp_analysis *analysis = kp_survey_analyse(call->arena, evaluation->binding->evidence, evaluation->card, &options);
    if (!analysis)
        return arguments_wrong(call, KP_M_CLI_ERR_NO_SURVEY, kp_text(call->arena, evaluation->card->scheme->title, call->lang), NULL);
    if (!write_outputs(call, evaluation, &options, &inputs)) {
        print_problems(call, stderr);
        return EXIT_FILES;
    }
    if (call->problems->count)
        print_problems_briefly(call, stderr);
    FILE *out = args->json && is_stdout(args->json) ? stderr : stdout;
    print_analysis(call, out, analysis);
    if (args->output)
        fprintf(out, "%s\n", kp_say_with(call->arena, KP_M_CLI_WROTE, call->lang, kp_verbatim(call->arena, args->output), NULL, NULL));
    return evaluation->verdict == KP_VERDICT_PARTLY ? EXIT_PARTLY : EXIT_DONE;
}
