/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_scheme.c - `kaoping scheme export` and `kaoping scheme diff`: a scheme as a file to be edited, and what changed between two of them. */
#include "cli.h"

#include <errno.h>
#include <string.h>

#include "kaoping/output.h"
#include "kaoping/scheme_book.h"
#include "kaoping/scheme_io.h"
#include "kaoping/system_error.h"

static bool write_yaml(cli_call *call, const kp_scheme *scheme, const char *beside) {
    FILE *file = fopen(beside, "wb");
    bool written = file && fputs(kp_yaml_write(call->arena, scheme), file) >= 0;
    int error = errno;
    if (file && fclose(file)) {
        written = false;
        error = errno;
    }
    if (!written)
        kp_problems_add(call->problems, KP_F_CANNOT_WRITE, (kp_place){.file = beside}, KP_UNIT_NONE, kp_system_error(error), NULL, NULL);
    return written;
}

static int run_export(cli_call *call) {
    const arguments *args = &call->args;
    if (!args->output)
        return arguments_wrong(call, KP_M_CLI_ERR_NEEDS, "-o", NULL);
    bool yaml = ends_in(args->output, ".yaml") || ends_in(args->output, ".yml");
    if (!yaml && !ends_in(args->output, ".xlsx"))
        return arguments_wrong(call, KP_M_CLI_ERR_NOT_SCHEME_FILE, args->output, NULL);
    const kp_scheme *scheme = kp_scheme_load(call->arena, args->words.items[1], call->problems);
    const char *beside = scheme ? kp_output_begin(call->arena, args->output, args->force, args->words.items + 1, 1, call->problems) : NULL;
    bool written = beside &&
                   (yaml ? write_yaml(call, scheme, beside) : kp_scheme_book_write(call->arena, scheme, beside, call->lang, call->problems)) &&
                   kp_output_commit(call->arena, beside, args->output, args->force, call->problems);
    print_problems(call, stderr);
    if (!written)
        return problems_exit(call);
    printf("%s\n", kp_say_with(call->arena, KP_M_CLI_WROTE, call->lang, kp_verbatim(call->arena, args->output), NULL, NULL));
    return EXIT_DONE;
}

static const char *named(const cli_call *call, const kp_scheme *scheme) {
    return kp_verbatim(call->arena, kp_format(call->arena, "%s (%s)", kp_text(call->arena, scheme->title, call->lang), scheme->id));
}

static void print_lines(const cli_call *call, kp_pairs lines) {
    for (size_t i = 0; i < lines.count; i++)
        printf("  %s\n", kp_text(call->arena, lines.items[i].name, call->lang));
}

/* Done whether or not anything differs: what was asked for is the telling. */
static int run_diff(cli_call *call) {
    const kp_scheme *before = kp_scheme_load(call->arena, call->args.words.items[1], call->problems);
    const kp_scheme *after = kp_scheme_load(call->arena, call->args.words.items[2], call->problems);
    print_problems(call, stderr);
    if (!before || !after)
        return problems_exit(call);
    kp_pairs lines = kp_scheme_differences(call->arena, before, after);
    kp_message head = lines.count ? KP_M_CLI_DIFF_HEAD : strcmp(before->digest, after->digest) == 0 ? KP_M_CLI_DIFF_NONE : KP_M_CLI_DIFF_HEAD;
    printf("%s\n", kp_say_with(call->arena, head, call->lang, named(call, before), named(call, after), NULL));
    print_lines(call, lines);
    kp_pairs described = kp_scheme_described_differences(call->arena, before, after);
    if (described.count)
        printf("%s\n", kp_say(KP_M_CLI_DIFF_DESCRIBED, call->lang));
    print_lines(call, described);
    return EXIT_DONE;
}

int run_scheme(cli_call *call) {
    static const struct {
        const char *word;
        size_t words;
        kp_message usage;
        int (*run)(cli_call *call);
    } ways[] = {{"export", 2, KP_M_CLI_SCHEME_EXPORT_USAGE, run_export}, {"diff", 3, KP_M_CLI_SCHEME_DIFF_USAGE, run_diff}};
    const word_list *words = &call->args.words;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (strcmp(words->items[0], ways[i].word) != 0)
            continue;
        if (words->count != ways[i].words)
            return arguments_wrong(call, words->count < ways[i].words ? KP_M_CLI_ERR_TOO_FEW : KP_M_CLI_ERR_TOO_MANY,
                                   words->count < ways[i].words ? kp_say(ways[i].usage, call->lang) : words->items[ways[i].words], NULL);
        return ways[i].run(call);
    }
    return arguments_wrong(call, KP_M_CLI_ERR_NO_WAY, words->items[0], "export, diff");
}
