/* SPDX-License-Identifier: GPL-3.0-or-later */
/* arguments.c - takes the command line apart by one table of options, and prints help from the same table. */
#include "cli.h"
#include "kaoping/typed.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* LIST: may be given again, and goes on with the words behind it where there was a file before. FILES: goes on with files named .json. */
typedef enum option_kind { OPTION_FLAG, OPTION_TEXT, OPTION_LIST, OPTION_FILES } option_kind;

typedef struct option {
    const char *name;
    char letter;
    option_kind kind;
    size_t offset; /* in arguments */
    kp_message argument, help;
} option;

static const option options[OPT_COUNT] = {
    [OPT_OUTPUT] = {"output", 'o', OPTION_TEXT, offsetof(arguments, output), KP_M_CLI_ARG_FILE, KP_M_CLI_OPT_OUTPUT},
    [OPT_SCHEME] = {"scheme", 0, OPTION_TEXT, offsetof(arguments, scheme), KP_M_CLI_ARG_SCHEME, KP_M_CLI_OPT_SCHEME},
    [OPT_UNITS] = {"units", 0, OPTION_TEXT, offsetof(arguments, units), KP_M_CLI_ARG_FILE, KP_M_CLI_OPT_UNITS},
    [OPT_DATA] = {"data", 0, OPTION_FILES, offsetof(arguments, data), KP_M_CLI_ARG_FILES, KP_M_CLI_OPT_DATA},
    [OPT_SAMPLE] = {"sample", 0, OPTION_FLAG, offsetof(arguments, sample), KP_M_CLI_ARG_FILE, KP_M_CLI_OPT_SAMPLE},
    [OPT_PERIOD] = {"period", 0, OPTION_TEXT, offsetof(arguments, period), KP_M_CLI_ARG_PERIOD, KP_M_CLI_OPT_PERIOD},
    [OPT_LIVE] = {"live", 0, OPTION_FLAG, offsetof(arguments, live), KP_M_CLI_ARG_FILE, KP_M_CLI_OPT_LIVE},
    [OPT_LEVEL] = {"level", 0, OPTION_TEXT, offsetof(arguments, level), KP_M_CLI_ARG_LEVEL, KP_M_CLI_OPT_LEVEL},
    [OPT_LEVELS] = {"levels", 0, OPTION_FLAG, offsetof(arguments, levels), KP_M_CLI_ARG_FILE, KP_M_CLI_OPT_LEVELS},
    [OPT_OFFICE] = {"office", 0, OPTION_TEXT, offsetof(arguments, office), KP_M_CLI_ARG_TEXT, KP_M_CLI_OPT_OFFICE},
    [OPT_HISTORY] = {"history", 0, OPTION_FILES, offsetof(arguments, history), KP_M_CLI_ARG_FILES, KP_M_CLI_OPT_HISTORY},
    [OPT_RESULTS] = {"results", 0, OPTION_FILES, offsetof(arguments, results), KP_M_CLI_ARG_FILES, KP_M_CLI_OPT_RESULTS},
    [OPT_JSON] = {"json", 0, OPTION_TEXT, offsetof(arguments, json), KP_M_CLI_ARG_FILE, KP_M_CLI_OPT_JSON},
    [OPT_PARTIAL] = {"partial", 0, OPTION_FLAG, offsetof(arguments, partial), KP_M_CLI_ARG_FILE, KP_M_CLI_OPT_PARTIAL},
    [OPT_FORCE] = {"force", 0, OPTION_FLAG, offsetof(arguments, force), KP_M_CLI_ARG_FILE, KP_M_CLI_OPT_FORCE},
    [OPT_MEAN] = {"mean", 0, OPTION_LIST, offsetof(arguments, mean), KP_M_CLI_ARG_COLUMNS, KP_M_CLI_OPT_MEAN},
    [OPT_TOTAL] = {"total", 0, OPTION_LIST, offsetof(arguments, total), KP_M_CLI_ARG_COLUMNS, KP_M_CLI_OPT_TOTAL},
    [OPT_SHARE] = {"share", 0, OPTION_LIST, offsetof(arguments, share), KP_M_CLI_ARG_SHARES, KP_M_CLI_OPT_SHARE},
    [OPT_RATIO] = {"ratio", 0, OPTION_LIST, offsetof(arguments, ratio), KP_M_CLI_ARG_RATIOS, KP_M_CLI_OPT_RATIO},
    [OPT_BY] = {"by", 0, OPTION_TEXT, offsetof(arguments, by), KP_M_CLI_ARG_COLUMN, KP_M_CLI_OPT_BY},
    [OPT_COMPARE] = {"compare", 0, OPTION_TEXT, offsetof(arguments, compare), KP_M_CLI_ARG_COMPARE, KP_M_CLI_OPT_COMPARE},
    [OPT_WEIGHT] = {"weight", 0, OPTION_TEXT, offsetof(arguments, weight), KP_M_CLI_ARG_COLUMN, KP_M_CLI_OPT_WEIGHT},
    [OPT_STRATUM] = {"stratum", 0, OPTION_TEXT, offsetof(arguments, stratum), KP_M_CLI_ARG_COLUMN, KP_M_CLI_OPT_STRATUM},
    [OPT_CLUSTER] = {"cluster", 0, OPTION_TEXT, offsetof(arguments, cluster), KP_M_CLI_ARG_COLUMN, KP_M_CLI_OPT_CLUSTER},
    [OPT_POPULATION] = {"population", 0, OPTION_TEXT, offsetof(arguments, population), KP_M_CLI_ARG_COLUMN, KP_M_CLI_OPT_POPULATION},
    [OPT_SIZES] = {"sizes", 0, OPTION_TEXT, offsetof(arguments, sizes), KP_M_CLI_ARG_FILE, KP_M_CLI_OPT_SIZES},
    [OPT_MARGINS] = {"margins", 0, OPTION_TEXT, offsetof(arguments, margins), KP_M_CLI_ARG_FILE, KP_M_CLI_OPT_MARGINS},
    [OPT_TRIM] = {"trim", 0, OPTION_TEXT, offsetof(arguments, trim), KP_M_CLI_ARG_NUMBER, KP_M_CLI_OPT_TRIM},
    [OPT_LONELY] = {"lonely", 0, OPTION_TEXT, offsetof(arguments, lonely), KP_M_CLI_ARG_LONELY, KP_M_CLI_OPT_LONELY},
    [OPT_CONFIDENCE] = {"confidence", 0, OPTION_TEXT, offsetof(arguments, confidence), KP_M_CLI_ARG_PERCENT, KP_M_CLI_OPT_CONFIDENCE},
    [OPT_SIZE] = {"size", 0, OPTION_TEXT, offsetof(arguments, size), KP_M_CLI_ARG_SIZE, KP_M_CLI_OPT_SIZE},
    [OPT_SEED] = {"seed", 0, OPTION_TEXT, offsetof(arguments, seed), KP_M_CLI_ARG_SEED, KP_M_CLI_OPT_SEED},
    [OPT_ID] = {"id", 0, OPTION_TEXT, offsetof(arguments, id), KP_M_CLI_ARG_COLUMN, KP_M_CLI_OPT_ID},
    [OPT_SUBSTITUTES] = {"substitutes", 0, OPTION_TEXT, offsetof(arguments, substitutes), KP_M_CLI_ARG_SIZE, KP_M_CLI_OPT_SUBSTITUTES},
    [OPT_COLUMNS] = {"columns", 0, OPTION_TEXT, offsetof(arguments, columns), KP_M_CLI_ARG_COLUMN_LIST, KP_M_CLI_OPT_COLUMNS},
    [OPT_TOTAL_SIZE] = {"total", 0, OPTION_TEXT, offsetof(arguments, total_size), KP_M_CLI_ARG_NUMBER, KP_M_CLI_OPT_TOTAL_SIZE},
    [OPT_ALLOCATE] = {"allocate", 0, OPTION_TEXT, offsetof(arguments, allocate), KP_M_CLI_ARG_ALLOCATE, KP_M_CLI_OPT_ALLOCATE},
    [OPT_MINIMUM] = {"minimum", 0, OPTION_TEXT, offsetof(arguments, minimum), KP_M_CLI_ARG_NUMBER, KP_M_CLI_OPT_MINIMUM},
    [OPT_SPREAD] = {"spread", 0, OPTION_TEXT, offsetof(arguments, spread), KP_M_CLI_ARG_COLUMN, KP_M_CLI_OPT_SPREAD},
    [OPT_MARGIN] = {"margin", 0, OPTION_TEXT, offsetof(arguments, margin), KP_M_CLI_ARG_PERCENT, KP_M_CLI_OPT_MARGIN},
    [OPT_RESPONSE] = {"response", 0, OPTION_TEXT, offsetof(arguments, response), KP_M_CLI_ARG_PERCENT, KP_M_CLI_OPT_RESPONSE},
    [OPT_DEFF] = {"deff", 0, OPTION_TEXT, offsetof(arguments, deff), KP_M_CLI_ARG_NUMBER, KP_M_CLI_OPT_DEFF},
    [OPT_SHEET] = {"sheet", 0, OPTION_TEXT, offsetof(arguments, sheet), KP_M_CLI_ARG_TEXT, KP_M_CLI_OPT_SHEET},
    [OPT_QUESTIONS] = {"questions", 0, OPTION_LIST, offsetof(arguments, questions), KP_M_CLI_ARG_QUESTIONS, KP_M_CLI_OPT_QUESTIONS},
    [OPT_SCALE] = {"scale", 0, OPTION_TEXT, offsetof(arguments, scale), KP_M_CLI_ARG_SCALE, KP_M_CLI_OPT_SCALE},
    [OPT_OPTIONS] = {"options", 0, OPTION_TEXT, offsetof(arguments, answer_options), KP_M_CLI_ARG_OPTIONS, KP_M_CLI_OPT_OPTIONS},
    [OPT_POSITIVE] = {"positive", 0, OPTION_TEXT, offsetof(arguments, positive), KP_M_CLI_ARG_NAMES, KP_M_CLI_OPT_POSITIVE},
    [OPT_CODES] = {"codes", 0, OPTION_TEXT, offsetof(arguments, codes), KP_M_CLI_ARG_NAMES, KP_M_CLI_OPT_CODES},
    [OPT_UNKNOWN] = {"unknown", 0, OPTION_TEXT, offsetof(arguments, unknown), KP_M_CLI_ARG_UNKNOWN, KP_M_CLI_OPT_UNKNOWN},
    [OPT_MIN_VALID] = {"min-valid", 0, OPTION_TEXT, offsetof(arguments, min_valid), KP_M_CLI_ARG_NUMBER, KP_M_CLI_OPT_MIN_VALID},
    [OPT_WEIGHT_SPREAD] = {"spread", 0, OPTION_TEXT, offsetof(arguments, weight_spread), KP_M_CLI_ARG_PERCENT, KP_M_CLI_OPT_WEIGHT_SPREAD},
    [OPT_TRIALS] = {"trials", 0, OPTION_TEXT, offsetof(arguments, trials), KP_M_CLI_ARG_NUMBER, KP_M_CLI_OPT_TRIALS},
    [OPT_TRIAL_SEED] = {"seed", 0, OPTION_TEXT, offsetof(arguments, trial_seed), KP_M_CLI_ARG_SEED, KP_M_CLI_OPT_TRIAL_SEED},
    [OPT_TOP] = {"top", 0, OPTION_TEXT, offsetof(arguments, top), KP_M_CLI_ARG_NUMBER, KP_M_CLI_OPT_TOP},
    [OPT_ROBUST] = {"robust", 0, OPTION_FLAG, offsetof(arguments, robust), KP_M_CLI_ARG_FILE, KP_M_CLI_OPT_ROBUST},
    [OPT_LANG] = {"lang", 0, OPTION_TEXT, offsetof(arguments, lang), KP_M_CLI_ARG_LANG, KP_M_CLI_OPT_LANG},
    [OPT_HELP] = {"help", 'h', OPTION_FLAG, offsetof(arguments, help), KP_M_CLI_ARG_FILE, KP_M_CLI_OPT_HELP},
    [OPT_VERSION] = {"version", 0, OPTION_FLAG, offsetof(arguments, version), KP_M_CLI_ARG_FILE, KP_M_CLI_OPT_VERSION},
};

#define OPTIONS_OF_ALL (OPTION_BIT(OPT_LANG) | OPTION_BIT(OPT_HELP) | OPTION_BIT(OPT_VERSION))
static_assert(OPT_COUNT <= 64, "a bit each");

static uint64_t options_of(const cli_command *command) { return OPTIONS_OF_ALL | (command ? command->options : 0); }

int arguments_wrong(cli_call *call, kp_message message, const char *a0, const char *a1) {
    fprintf(stderr, "kaoping: %s\n", kp_say_with(call->arena, message, call->lang, a0, a1, NULL));
    return EXIT_ARGUMENTS;
}

int find_choice(const char *const words[], size_t count, const char *word) {
    for (size_t i = 0; i < count; i++)
        if (!strcmp(words[i], word))
            return (int)i;
    return -1;
}

const char *arguments_first_given(const cli_call *call, const enum option_id ids[], size_t count) {
    const char *fields = (const char *)&call->args;
    for (size_t i = 0; i < count; i++) {
        const option *o = &options[ids[i]];
        const void *field = fields + o->offset;
        bool list = o->kind == OPTION_LIST || o->kind == OPTION_FILES;
        if (o->kind == OPTION_FLAG ? *(const bool *)field : list ? ((const word_list *)field)->count > 0 : *(const char *const *)field != NULL)
            return kp_format(call->arena, "--%s", o->name);
    }
    return NULL;
}

bool number_argument(cli_call *call, const char *name, const char *text, double least, double most, double *out) {
    if (!text)
        return true;
    kp_typed typed = kp_parse_typed(call->arena, text);
    double value = typed.kind == KP_TYPED_NUMBER ? kp_num_to_double(typed.value) : least;
    if (value > least && value <= most) {
        *out = value;
        return true;
    }
    arguments_wrong(call, KP_M_CLI_ERR_BAD_NUMBER, name, text);
    return false;
}

static const option *find_option(uint64_t allowed, const char *word, const char **value) {
    for (size_t i = 0; i < OPT_COUNT; i++) {
        const option *o = &options[i];
        if (!(allowed & OPTION_BIT(i)))
            continue;
        if (word[1] == '-') {
            size_t length = strlen(o->name);
            if (!strncmp(word + 2, o->name, length) && (word[2 + length] == '\0' || word[2 + length] == '=')) {
                *value = word[2 + length] ? word + 3 + length : NULL;
                return o;
            }
        } else if (o->letter && word[1] == o->letter && (o->kind != OPTION_FLAG || !word[2])) {
            *value = word[2] ? word + 2 : NULL;
            return o;
        }
    }
    return NULL;
}

/* `--history a.json b.json entry.xlsx`: what follows --history belongs to it as long as it is named .json; an entry workbook never is. `data.csv --mean a b`: the file is known, so these are
 * columns; `--mean a data.csv` has none before it. */
static bool goes_on(const cli_call *call, const option *o, const char *word) {
    if (o->kind == OPTION_LIST)
        return call->args.words.count > 0 && word[0] != '-';
    size_t length = strlen(word);
    return length > 5 && !strcmp(word + length - 5, ".json") && word[0] != '-';
}

bool arguments_parse(cli_call *call, const cli_command *command, int argc, char **argv) {
    char *fields = (char *)&call->args;
    const char *of = command ? command->name : "kaoping";
    bool only_words = false, wrong = false;
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i], *value = NULL;
        if (only_words || word[0] != '-' || !word[1]) {
            KP_PUSH(call->arena, &call->args.words, word);
            continue;
        }
        if (!strcmp(word, "--")) {
            only_words = true;
            continue;
        }
        const option *o = find_option(options_of(command), word, &value);
        if (!o) {
            arguments_wrong(call, KP_M_CLI_ERR_NO_OPTION, word, of);
            wrong = true;
            continue;
        }
        const char *shown = kp_format(call->arena, "--%s", o->name);
        if (o->kind == OPTION_FLAG) {
            if (value) {
                arguments_wrong(call, KP_M_CLI_ERR_TAKES_NONE, shown, NULL);
                wrong = true;
            }
            *(bool *)(void *)(fields + o->offset) = true;
            continue;
        }
        if (!value && i + 1 < argc && strncmp(argv[i + 1], "--", 2)) /* an option is no value: `-o --force` lacks one */
            value = argv[++i];
        if (!value || !*value) {
            arguments_wrong(call, KP_M_CLI_ERR_NO_VALUE, shown, NULL);
            wrong = true;
        } else if (o->kind == OPTION_LIST || o->kind == OPTION_FILES) {
            word_list *list = (word_list *)(void *)(fields + o->offset);
            KP_PUSH(call->arena, list, value);
            while (i + 1 < argc && goes_on(call, o, argv[i + 1]))
                KP_PUSH(call->arena, list, argv[++i]);
        } else {
            const char **text = (const char **)(void *)(fields + o->offset);
            if (*text) {
                arguments_wrong(call, KP_M_CLI_ERR_TWICE, shown, NULL);
                wrong = true;
            }
            *text = value;
        }
    }
    if (call->args.lang && strcmp(call->args.lang, "zh") && strcmp(call->args.lang, "en")) {
        arguments_wrong(call, KP_M_CLI_ERR_BAD_LANG, call->args.lang, NULL);
        wrong = true;
    }
    if (command && !wrong && !call->args.help && !call->args.version) {
        if (call->args.words.count < command->least) {
            arguments_wrong(call, KP_M_CLI_ERR_TOO_FEW, kp_verbatim(call->arena, kp_say(command->usage, call->lang)), NULL);
            wrong = true;
        } else if (call->args.words.count > command->most) {
            bool books = strcmp(command->name, "explain") == 0; /* the unit stands behind the one workbook */
            arguments_wrong(call, books ? KP_M_CLI_ERR_ONE_BOOK : KP_M_CLI_ERR_TOO_MANY, call->args.words.items[command->most], NULL);
            wrong = true;
        }
    }
    if (wrong)
        arguments_help(call, command, stderr);
    return !wrong;
}

void arguments_help(const cli_call *call, const cli_command *command, FILE *out) {
    if (command) {
        fprintf(out, "%s: kaoping %s %s\n", kp_say(KP_M_CLI_USAGE, call->lang), command->name, kp_say(command->usage, call->lang));
        fprintf(out, "%s\n", kp_say(command->about, call->lang));
    }
    fprintf(out, "\n%s:\n", kp_say(KP_M_CLI_OPTIONS, call->lang));
    size_t rows = 0;
    const char *cells[2 * OPT_COUNT];
    for (size_t i = 0; i < OPT_COUNT; i++) {
        const option *o = &options[i];
        if (!(options_of(command) & OPTION_BIT(i)))
            continue;
        const char *letter = o->letter ? kp_format(call->arena, "-%c, ", o->letter) : "    ";
        const char *argument = o->kind == OPTION_FLAG ? "" : kp_say(o->argument, call->lang);
        cells[2 * rows] = kp_format(call->arena, "  %s--%s %s", letter, o->name, argument);
        cells[2 * rows++ + 1] = kp_say(o->help, call->lang);
    }
    print_table(call, out, cells, rows, 2, NULL);
}

static const char *locale_name(void) {
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return value;
    }
    return "";
}

kp_lang arguments_language(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        const char *value = NULL;
        if (!strcmp(argv[i], "--lang") && i + 1 < argc)
            value = argv[i + 1];
        else if (!strncmp(argv[i], "--lang=", 7))
            value = argv[i] + 7;
        if (value)
            return strcmp(value, "en") ? KP_ZH : KP_EN;
    }
    const char *locale = locale_name();
    bool none = !*locale || !strncmp(locale, "C", 1) || !strncmp(locale, "POSIX", 5);
    return none || !strncmp(locale, "zh", 2) ? KP_ZH : KP_EN;
}
