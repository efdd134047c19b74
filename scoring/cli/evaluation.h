/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluation.h - what check, score, robust and explain share: the call's arguments as an evaluation, and its results on the terminal. */
#ifndef KAOPING_CLI_EVALUATION_H
#define KAOPING_CLI_EVALUATION_H

#include "cli.h"
#include "kaoping/evaluate.h"
#include "kaoping/report.h"

/* Evaluates the workbooks `paths` by the call's options. False, having said what is wrong, where the arguments are; *exit_code is then set. */
bool evaluate_call(cli_call *call, const char *const paths[], size_t count, kp_evaluation **out, int *exit_code);

/* The units in order, the first `most` of them, as a table. */
void print_units(const cli_call *call, FILE *out, const kp_scorecard *card, size_t most);
/* What was worked out, a line a unit. */
void print_values(const cli_call *call, FILE *out, const kp_scorecard *card, size_t most);
/* What the targets of the scheme came to, a row a group; nothing where it has none. */
void print_targets(const cli_call *call, FILE *out, const kp_scorecard *card);
/* The units rolled up, as a table; nothing where the scheme rolls nothing up. */
void print_combined(const cli_call *call, FILE *out, const kp_scorecard *card);

/* Puts the call's results as JSON where --json says: a file (written beside; *beside is to be committed) or standard output. True where nothing failed or nothing was
 * asked for. */
bool write_json(cli_call *call, const kp_evaluation *evaluation, const char *const inputs[], size_t input_count, const char **beside);

/* Every file that the call reads: none may be overwritten. */
word_list all_inputs(const cli_call *call);
/* False after saying what is wrong with -o and --json. */
bool check_outputs(cli_call *call);
/* What every workbook of results is written with; sorts the call's problems. */
kp_report_options report_options(cli_call *call, const kp_evaluation *evaluation);
/* Names the files that were written. */
void say_written(const cli_call *call, FILE *out);
/* Tells why nothing was scored, and gives the exit code. */
int refuse_evaluation(cli_call *call, const kp_evaluation *evaluation);

#endif
