/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c - the program kaoping: finds the command, takes its arguments apart, runs it in one arena. */
#include "cli.h"

#include <stdint.h>
#include <string.h>

#define BIT(option) OPTION_BIT(option)

/* Every command. */
static const cli_command commands[] = {
    {"schemes", KP_M_CLI_SCHEMES_USAGE, KP_M_CLI_SCHEMES_ABOUT, BIT(OPT_JSON) | BIT(OPT_FORCE), 0, 0, run_schemes},
    {"show", KP_M_CLI_SHOW_USAGE, KP_M_CLI_SHOW_ABOUT, 0, 1, 1, run_show},
    {"scheme", KP_M_CLI_SCHEME_USAGE, KP_M_CLI_SCHEME_ABOUT, BIT(OPT_OUTPUT) | BIT(OPT_FORCE), 1, 3, run_scheme},
    {"check", KP_M_CLI_CHECK_USAGE, KP_M_CLI_CHECK_ABOUT,
     BIT(OPT_SCHEME) | BIT(OPT_PERIOD) | BIT(OPT_HISTORY) | BIT(OPT_RESULTS) | BIT(OPT_JSON) | BIT(OPT_FORCE), 1, SIZE_MAX, run_check},
    {"form", KP_M_CLI_FORM_USAGE, KP_M_CLI_FORM_ABOUT,
     BIT(OPT_OUTPUT) | BIT(OPT_UNITS) | BIT(OPT_DATA) | BIT(OPT_SAMPLE) | BIT(OPT_PERIOD) | BIT(OPT_LIVE) | BIT(OPT_LEVEL) | BIT(OPT_LEVELS) |
         BIT(OPT_OFFICE) | BIT(OPT_HISTORY) | BIT(OPT_RESULTS) | BIT(OPT_FORCE),
     1, 1, run_form},
    {"score", KP_M_CLI_SCORE_USAGE, KP_M_CLI_SCORE_ABOUT,
     BIT(OPT_OUTPUT) | BIT(OPT_SCHEME) | BIT(OPT_PERIOD) | BIT(OPT_HISTORY) | BIT(OPT_RESULTS) | BIT(OPT_JSON) | BIT(OPT_PARTIAL) | BIT(OPT_ROBUST) |
         BIT(OPT_FORCE),
     1, SIZE_MAX, run_score},
    {"robust", KP_M_CLI_ROBUST_USAGE, KP_M_CLI_ROBUST_ABOUT,
     BIT(OPT_OUTPUT) | BIT(OPT_WEIGHT_SPREAD) | BIT(OPT_TRIALS) | BIT(OPT_TRIAL_SEED) | BIT(OPT_TOP) | BIT(OPT_SCHEME) | BIT(OPT_PERIOD) |
         BIT(OPT_HISTORY) | BIT(OPT_RESULTS) | BIT(OPT_JSON) | BIT(OPT_PARTIAL) | BIT(OPT_FORCE),
     1, SIZE_MAX, run_robust},
    {"survey", KP_M_CLI_SURVEY_USAGE, KP_M_CLI_SURVEY_ABOUT,
     BIT(OPT_MEAN) | BIT(OPT_TOTAL) | BIT(OPT_SHARE) | BIT(OPT_RATIO) | BIT(OPT_BY) | BIT(OPT_COMPARE) | BIT(OPT_WEIGHT) | BIT(OPT_STRATUM) |
         BIT(OPT_CLUSTER) | BIT(OPT_POPULATION) | BIT(OPT_SIZES) | BIT(OPT_MARGINS) | BIT(OPT_TRIM) | BIT(OPT_LONELY) | BIT(OPT_CONFIDENCE) |
         BIT(OPT_SHEET) | BIT(OPT_JSON) | BIT(OPT_FORCE) | BIT(OPT_OUTPUT) | BIT(OPT_SCHEME) | BIT(OPT_PERIOD) | BIT(OPT_PARTIAL) |
         BIT(OPT_QUESTIONS) | BIT(OPT_SCALE) | BIT(OPT_OPTIONS) | BIT(OPT_POSITIVE) | BIT(OPT_CODES) | BIT(OPT_UNKNOWN) | BIT(OPT_MIN_VALID),
     1, SIZE_MAX, run_survey},
    {"sample", KP_M_CLI_SAMPLE_USAGE, KP_M_CLI_SAMPLE_ABOUT,
     BIT(OPT_OUTPUT) | BIT(OPT_BY) | BIT(OPT_SIZE) | BIT(OPT_SEED) | BIT(OPT_ID) | BIT(OPT_CLUSTER) | BIT(OPT_SUBSTITUTES) | BIT(OPT_COLUMNS) |
         BIT(OPT_TOTAL_SIZE) | BIT(OPT_ALLOCATE) | BIT(OPT_MINIMUM) | BIT(OPT_SPREAD) | BIT(OPT_MARGIN) | BIT(OPT_CONFIDENCE) | BIT(OPT_RESPONSE) |
         BIT(OPT_DEFF) | BIT(OPT_SHEET) | BIT(OPT_FORCE),
     1, 1, run_sample},
    {"explain", KP_M_CLI_EXPLAIN_USAGE, KP_M_CLI_EXPLAIN_ABOUT, BIT(OPT_SCHEME) | BIT(OPT_PERIOD) | BIT(OPT_HISTORY) | BIT(OPT_RESULTS), 2, 3,
     run_explain},
};

typedef struct command_line {
    int argc;
    char **argv;
    cli_call call;
} command_line;

static const cli_command *find_command(const char *name) {
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (!strcmp(commands[i].name, name))
            return &commands[i];
    return NULL;
}

static void print_overview(const cli_call *call, FILE *out) {
    fprintf(out, "%s\n\n%s: kaoping …\n", kp_say(KP_M_CLI_ABOUT, call->lang), kp_say(KP_M_CLI_USAGE, call->lang));
    const size_t count = sizeof commands / sizeof *commands;
    const char **cells = KP_NEW_ARRAY(call->arena, const char *, 2 * count);
    for (size_t i = 0; i < count; i++) {
        cells[2 * i] = kp_format(call->arena, "  %s %s", commands[i].name, kp_say(commands[i].usage, call->lang));
        cells[2 * i + 1] = kp_say(commands[i].about, call->lang);
    }
    print_table(call, out, cells, count, 2, NULL);
    fprintf(out, "\n%s\n\n%s\n", kp_say(KP_M_CLI_MORE, call->lang), kp_say(KP_M_CLI_EXIT_CODES, call->lang));
}

/* The command is the first word; only --lang may stand before it. */
static int command_position(const command_line *line) {
    int at = 1;
    while (at < line->argc && !strncmp(line->argv[at], "--lang", 6))
        at += line->argv[at][6] == '=' ? 1 : 2;
    return at;
}

static void run_line(kp_arena *arena, void *data) {
    command_line *line = data;
    cli_call *call = &line->call;
    call->arena = arena;
    call->lang = arguments_language(line->argc, line->argv);
    call->problems = kp_problems_new(arena);
    int at = command_position(line);
    const char *first = at < line->argc ? line->argv[at] : "";
    const cli_command *command = find_command(first);
    if (command) { /* what is left are its arguments */
        memmove(line->argv + at, line->argv + at + 1, (size_t)(line->argc - at) * sizeof *line->argv);
        line->argc--;
    }
    call->exit_code = EXIT_ARGUMENTS;
    if (!command && *first && first[0] != '-') {
        arguments_wrong(call, KP_M_CLI_ERR_NO_COMMAND, first, NULL);
        print_overview(call, stderr);
        return;
    }
    if (!arguments_parse(call, command, line->argc, line->argv))
        return;
    if (call->args.version) {
        printf("kaoping %s\n", KP_VERSION);
        call->exit_code = EXIT_DONE;
    } else if (!command) {
        print_overview(call, call->args.help ? stdout : stderr);
        call->exit_code = call->args.help ? EXIT_DONE : EXIT_ARGUMENTS;
    } else if (call->args.help) {
        arguments_help(call, command, stdout);
        call->exit_code = EXIT_DONE;
    } else {
        call->exit_code = command->run(call);
    }
}

int main(int argc, char **argv) {
    command_line line = {.argc = argc, .argv = argv};
    kp_arena *arena = kp_arena_new(NULL);
    kp_status status = arena ? kp_arena_run(arena, run_line, &line) : KP_NO_MEMORY;
    if (status != KP_OK) {
        kp_message what = status == KP_NUMBER_TOO_LARGE ? KP_M_CLI_ERR_NUMBER : KP_M_CLI_ERR_MEMORY;
        fprintf(stderr, "kaoping: %s\n", kp_say(what, arguments_language(line.argc, argv))); /* the command is out of argv by now */
        line.call.exit_code = EXIT_FAULT;
    }
    int exit_code = close_output(&line.call, line.call.exit_code);
    kp_arena_free(arena);
    return exit_code;
}
