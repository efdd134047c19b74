/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_check.c - `kaoping check`: all problems of scheme files and of entry workbooks; writes nothing but the JSON asked for. */
#include "evaluation.h"

#include <string.h>
#include <sys/stat.h>

#include "kaoping/lint.h"
#include "kaoping/output.h"
#include "kaoping/scheme_io.h"

typedef struct scheme_list {
    const kp_scheme **items;
    size_t count, capacity;
} scheme_list;

/* A scheme rather than an entry workbook: a built-in one, a text file that is no .csv, or a workbook with a sheet 方案 but no units. */
static bool names_scheme(cli_call *call, const char *word) {
    struct stat info;
    if (kp_builtin_find(word) != SIZE_MAX)
        return true;
    if (stat(word, &info))
        return !strpbrk(word, "/.");
    if (!S_ISREG(info.st_mode)) /* a folder of .csv files; anything else is refused when it is opened */
        return false;
    bool named_table = ends_in(word, ".csv") || ends_in(word, ".txt");
    unsigned char magic[4] = {0};
    FILE *file = fopen(word, "rb");
    size_t got = file ? fread(magic, 1, sizeof magic, file) : 0;
    if (file)
        fclose(file);
    bool packed = got == 4 && (!memcmp(magic, "PK", 2) || !memcmp(magic, "\xD0\xCF\x11\xE0", 4));
    if (!packed)
        return !named_table && got > 0;
    kp_problems *ignored = kp_problems_new(call->arena); /* a workbook that cannot be opened is reported when it is bound */
    kp_workbook *book = kp_workbook_open(call->arena, word, ignored);
    if (!book)
        return false;
    bool scheme_only = kp_workbook_find(book, "方案 | Scheme") != SIZE_MAX && kp_workbook_find(book, "考评对象 | Units") == SIZE_MAX;
    kp_workbook_close(book);
    return scheme_only;
}

static const char *override_reason(const cli_call *call, const kp_scheme *scheme, const kp_lint_finding *finding) {
    return kp_text(call->arena, scheme->overrides[finding->override].reason, call->lang);
}

/* What the linter finds, after the verdict on the whole; what the scheme overrides is said with its reason. */
static void lint_scheme(cli_call *call, const kp_scheme *scheme, FILE *out) {
    const kp_lint *lint = kp_lint_scheme(call->arena, scheme);
    size_t before = call->problems->errors;
    kp_lint_tell(lint, scheme, call->problems);
    if (call->problems->errors == before)
        fprintf(out, "%s\n", kp_say_with(call->arena, KP_M_CLI_SCHEME_GOOD, call->lang, scheme->id, NULL, NULL));
    for (size_t i = 0; i < lint->count; i++)
        if (lint->items[i].override >= 0)
            fprintf(out, "  %s\n",
                    kp_say_with(call->arena, KP_M_CLI_OVERRIDDEN, call->lang, kp_lint_title(lint->items[i].rule), lint->items[i].name,
                                override_reason(call, scheme, &lint->items[i])));
}

/* Two schemes beside each other, or why that is so. */
static void tell_beside(cli_call *call, const kp_scheme *first, const kp_scheme *scheme) {
    const kp_override *kept = kp_lint_second(first, scheme, scheme->place, call->problems);
    FILE *out = is_stdout(call->args.json) ? stderr : stdout;
    if (kept)
        fprintf(out, "  %s\n",
                kp_say_with(call->arena, KP_M_CLI_OVERRIDDEN, call->lang, kp_lint_title(KP_LINT_SECOND_SCHEME),
                            kp_text_join(call->arena, first->title, " + ", scheme->title), kp_text(call->arena, kept->reason, call->lang)));
}

/* Each against those before it: one evaluation of a community in a year is enough. */
static void check_beside(cli_call *call, scheme_list *checked, const kp_scheme *scheme) {
    for (size_t i = 0; i < checked->count; i++)
        tell_beside(call, checked->items[i], scheme);
    KP_PUSH(call->arena, checked, scheme);
}

static void check_scheme(cli_call *call, const char *source, scheme_list *checked) {
    const kp_scheme *scheme = kp_scheme_load(call->arena, source, call->problems);
    if (!scheme)
        return;
    check_beside(call, checked, scheme);
    FILE *out = is_stdout(call->args.json) ? stderr : stdout;
    lint_scheme(call, scheme, out);
    kp_pairs differences = {0};
    if (kp_scheme_is_builtin(call->arena, scheme, &differences, call->lang))
        return;
    fprintf(out, "%s\n", kp_say_with(call->arena, KP_M_CLI_DIFFERS, call->lang, scheme->id, NULL, NULL));
    for (size_t i = 0; i < differences.count; i++)
        fprintf(out, "  %s\n", differences.items[i].name);
}

int run_check(cli_call *call) {
    word_list books = {0};
    scheme_list checked = {0};
    expand_folders(call);
    for (size_t i = 0; i < call->args.words.count; i++) {
        const char *word = call->args.words.items[i];
        if (names_scheme(call, word))
            check_scheme(call, word, &checked);
        else
            KP_PUSH(call->arena, &books, word);
    }
    kp_evaluation *evaluation = NULL;
    if (books.count) {
        int exit_code;
        if (!evaluate_call(call, books.items, books.count, &evaluation, &exit_code))
            return exit_code;
        if (evaluation->binding)
            check_beside(call, &checked, evaluation->binding->scheme);
    }
    bool json_out = is_stdout(call->args.json);
    FILE *out = json_out ? stderr : stdout;
    const char *beside;
    bool written = write_json(call, evaluation, call->args.words.items, call->args.words.count, &beside);
    if (written && beside)
        written = kp_output_commit(call->arena, beside, call->args.json, call->args.force, call->problems);
    print_problems(call, out);
    if (!call->problems->count)
        fprintf(out, "%s\n", kp_say(KP_M_CLI_NO_PROBLEMS, call->lang));
    return !written ? EXIT_FILES : call->problems->errors ? problems_exit(call) : EXIT_DONE;
}
