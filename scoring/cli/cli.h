/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli.h - what the files of the command line share: the arguments of one call, its exit codes, and printing. */
#ifndef KAOPING_CLI_H
#define KAOPING_CLI_H

#include <stdio.h>

#include "kaoping/message.h"
#include "kaoping/problem.h"

/* Exit codes, for scripts: frozen. */
enum {
    EXIT_DONE = 0,
    EXIT_PARTLY = 1,    /* done, with units not scored; only with --partial */
    EXIT_ARGUMENTS = 2, /* wrong arguments */
    EXIT_PROBLEMS = 3,  /* the input has problems; nothing was written */
    EXIT_FILES = 4,     /* a file could not be read or written */
    EXIT_FAULT = 5      /* out of memory, or an internal fault */
};

typedef struct word_list {
    const char **items;
    size_t count, capacity;
} word_list;

/* The arguments of one call, taken apart. NULL and empty where not given. */
typedef struct arguments {
    word_list words; /* what is no option */
    const char *output, *scheme, *units, *period, *office, *json, *lang;
    word_list history, data, results;
    const char *level;
    bool force, partial, live, sample, levels, help, version;
    /* Tables without a scheme. */
    const char *sheet, *weight, *stratum, *cluster, *population, *sizes, *margins, *trim, *lonely, *compare, *confidence;
    const char *by, *size, *seed, *id, *substitutes, *columns, *total_size, *allocate, *minimum, *spread, *margin, *response, *deff;
    word_list mean, total, share, ratio;
    /* Surveys without a scheme. */
    const char *scale, *answer_options, *positive, *codes, *unknown, *min_valid;
    word_list questions;
    /* How stable a ranking is. */
    const char *weight_spread, *trials, *trial_seed, *top;
    bool robust;
} arguments;

typedef struct cli_call {
    kp_arena *arena;
    kp_lang lang;
    arguments args;
    kp_problems *problems;
    int exit_code;
} cli_call;

typedef struct cli_command {
    const char *name;
    kp_message usage, about;
    uint64_t options;           /* bits of option_id */
    size_t least, most;         /* words */
    int (*run)(cli_call *call); /* gives the exit code */
} cli_command;

#define OPTION_BIT(option) (UINT64_C(1) << (option))

/* arguments.c. Two options may have one name where no command takes both. */
enum option_id {
    OPT_OUTPUT,
    OPT_SCHEME,
    OPT_UNITS,
    OPT_DATA,
    OPT_SAMPLE,
    OPT_PERIOD,
    OPT_LIVE,
    OPT_LEVEL,
    OPT_LEVELS,
    OPT_OFFICE,
    OPT_HISTORY,
    OPT_RESULTS,
    OPT_JSON,
    OPT_PARTIAL,
    OPT_FORCE,
    OPT_MEAN,
    OPT_TOTAL, /* of what is estimated: columns */
    OPT_SHARE,
    OPT_RATIO,
    OPT_BY,
    OPT_COMPARE,
    OPT_WEIGHT,
    OPT_STRATUM,
    OPT_CLUSTER,
    OPT_POPULATION,
    OPT_SIZES,
    OPT_MARGINS,
    OPT_TRIM,
    OPT_LONELY,
    OPT_CONFIDENCE,
    OPT_SIZE,
    OPT_SEED,
    OPT_ID,
    OPT_SUBSTITUTES,
    OPT_COLUMNS,
    OPT_TOTAL_SIZE, /* of what is drawn: a number */
    OPT_ALLOCATE,
    OPT_MINIMUM,
    OPT_SPREAD,
    OPT_MARGIN,
    OPT_RESPONSE,
    OPT_DEFF,
    OPT_SHEET,
    OPT_QUESTIONS,
    OPT_SCALE,
    OPT_OPTIONS,
    OPT_POSITIVE,
    OPT_CODES,
    OPT_UNKNOWN,
    OPT_MIN_VALID,
    OPT_WEIGHT_SPREAD, /* of weights: per cent */
    OPT_TRIALS,
    OPT_TRIAL_SEED,
    OPT_TOP,
    OPT_ROBUST,
    OPT_LANG,
    OPT_HELP,
    OPT_VERSION,
    OPT_COUNT
};
/* Takes argv[1..] apart by `command` (NULL: only what every command has). False after saying on standard error what is wrong. */
bool arguments_parse(cli_call *call, const cli_command *command, int argc, char **argv);
void arguments_help(const cli_call *call, const cli_command *command, FILE *out);
/* The language asked for by --lang anywhere in argv, else the locale's: zh unless the locale names another language. */
kp_lang arguments_language(int argc, char **argv);
/* Says what is wrong with the arguments and gives EXIT_ARGUMENTS. */
int arguments_wrong(cli_call *call, kp_message message, const char *a0, const char *a1);
/* The first of the options, as it is typed ("--by"), that was given; NULL: none was. */
const char *arguments_first_given(const cli_call *call, const enum option_id ids[], size_t count);
/* The number of the word in a list of choices, or -1. */
int find_choice(const char *const words[], size_t count, const char *word);
/* The number that an option was given, above `least` and at most `most`; *out stays where `text` is NULL. False after saying what is wrong. */
bool number_argument(cli_call *call, const char *option, const char *text, double least, double most, double *out);

/* print.c */
/* All problems, sorted, a line each, and their count. */
void print_problems(cli_call *call, FILE *out);
/* The same where the work was done and a report holds them all: every error, but only the first few dozen warnings and hints. */
void print_problems_briefly(cli_call *call, FILE *out);
/* EXIT_FILES where a file could not be read or written, else EXIT_PROBLEMS. Call only where there is an error. */
int problems_exit(const cli_call *call);
/* A table in columns aligned by width on a terminal (a Chinese character is two wide). cells[row * columns + column]; right[column]: numbers. */
void print_table(const cli_call *call, FILE *out, const char *const *cells, size_t rows, size_t columns, const bool *right);
/* Its parts: the width of each column, and one row. */
size_t *table_widths(kp_arena *arena, const char *const *cells, size_t rows, size_t columns);
void print_row(FILE *out, const char *const *cells, const size_t widths[], size_t columns);
/* Columns that UTF-8 text takes on a terminal, and the text cut to so many, with "…" where it was longer. */
size_t text_width(const char *text);
const char *text_shortened(kp_arena *arena, const char *text, size_t width);
const char *count_text(kp_arena *arena, size_t count);
/* Ends a run that wrote to standard output: EXIT_FILES where that failed. */
int close_output(cli_call *call, int exit_code);

/* inputs.c */
/* True where the file's name ends so, in whatever case: ends_in("A.XLSX", ".xlsx"). */
bool ends_in(const char *name, const char *ending);
/* "-" */
bool is_stdout(const char *path);
/* The words, with the workbooks in a folder in the place of the folder; a folder of .csv files is a workbook and stays. */
word_list workbooks_of(cli_call *call, const char *const words[], size_t count);
/* Puts the workbooks in a folder in the place of the folder among the call's words; a folder of .csv files is a workbook and stays. */
void expand_folders(cli_call *call);

/* Puts JSON where --json says: standard output, or a file beside its place, which *beside then names and which is still to be put there (output.h). */
bool write_json_text(cli_call *call, const char *text, const char *const inputs[], size_t input_count, const char **beside);

/* One file a command. */
int run_schemes(cli_call *call);
int run_show(cli_call *call);
int run_scheme(cli_call *call);
int run_check(cli_call *call);
int run_form(cli_call *call);
int run_score(cli_call *call);
int run_robust(cli_call *call);
int run_explain(cli_call *call);
int run_survey(cli_call *call);
/* --lonely as kp_lonely has it; -1 after saying what is wrong. */
int lonely_argument(cli_call *call);
/* The workbook, NULL where there is no path; problems where it cannot be opened. */
struct kp_workbook *open_or_null(cli_call *call, const char *path);
int survey_table(cli_call *call);   /* of any table */
int survey_answers(cli_call *call); /* satisfaction, from forms or counts */
int run_sample(cli_call *call);

#endif
