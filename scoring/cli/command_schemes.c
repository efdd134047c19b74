/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_schemes.c - `kaoping schemes` and `kaoping show`: the schemes there are, and one of them in full. */
#include "cli.h"

#include "kaoping/lint.h"
#include "kaoping/output.h"
#include "kaoping/scheme_io.h"

#define LINE_WIDTH 100 /* columns of a terminal */
#define COLUMNS    4

static void put_heads(const cli_call *call, const char **row) {
    static const kp_message heads[COLUMNS] = {KP_M_CLI_HEAD_ID, KP_M_CLI_HEAD_TITLE, KP_M_CLI_HEAD_SUBJECT, KP_M_CLI_HEAD_PERIOD};
    for (size_t i = 0; i < COLUMNS; i++)
        row[i] = kp_say(heads[i], call->lang);
    row[0] = kp_format(call->arena, "  %s", row[0]);
}

static void put_entry(const cli_call *call, const kp_scheme_entry *entry, const char **row) {
    const kp_scheme *scheme = entry->scheme;
    row[0] = entry->preset ? kp_format(call->arena, "    /%s", entry->preset) : kp_format(call->arena, "  %s", scheme->id);
    row[1] = kp_text(call->arena, scheme->title, call->lang);
    row[2] = entry->preset ? "" : kp_text(call->arena, scheme->subject, call->lang);
    row[3] = entry->preset ? "" : kp_text(call->arena, kp_scheme_choice_title("cadence", (int)scheme->cadence), call->lang);
}

/* Titles are shortened until a line fits. */
static void fit_titles(const cli_call *call, const char **cells, size_t rows) {
    size_t widths[COLUMNS] = {0}, others = 2 * (COLUMNS - 1);
    for (size_t i = 0; i < rows * COLUMNS; i++)
        if (text_width(cells[i]) > widths[i % COLUMNS])
            widths[i % COLUMNS] = text_width(cells[i]);
    for (size_t i = 0; i < COLUMNS; i++)
        others += i == 1 ? 0 : widths[i];
    for (size_t r = 0; r < rows; r++)
        cells[r * COLUMNS + 1] = text_shortened(call->arena, cells[r * COLUMNS + 1], others + 20 < LINE_WIDTH ? LINE_WIDTH - others : 20);
}

static void print_entries(const cli_call *call, FILE *out, const kp_scheme_entries *entries) {
    const char **cells = KP_NEW_ARRAY(call->arena, const char *, (entries->count + 1) * COLUMNS);
    put_heads(call, cells);
    for (size_t i = 0; i < entries->count; i++)
        put_entry(call, &entries->items[i], cells + (i + 1) * COLUMNS);
    fit_titles(call, cells, entries->count + 1);
    /* one table, so that all columns stand below each other, its lines divided by the families' */
    size_t *widths = table_widths(call->arena, cells, entries->count + 1, COLUMNS);
    print_row(out, cells, widths, COLUMNS);
    int family = -1; /* of the base above; a preset stands below its base, whatever its own family is */
    for (size_t i = 0; i < entries->count; i++) {
        const kp_scheme *scheme = entries->items[i].scheme;
        if (!entries->items[i].preset && (int)kp_scheme_family(scheme) != family) {
            family = (int)kp_scheme_family(scheme);
            fprintf(out, "%s\n", kp_text(call->arena, kp_scheme_choice_title("family", family), call->lang));
        }
        print_row(out, cells + (i + 1) * COLUMNS, widths, COLUMNS);
    }
    fprintf(out, "\n%s\n", kp_say(KP_M_CLI_SCHEMES_PRESETS, call->lang));
}

int run_schemes(cli_call *call) {
    const kp_scheme_entries *entries = kp_scheme_list(call->arena, call->problems);
    if (!entries) { /* a build with a faulty template; the tests hold that there is none */
        print_problems(call, stderr);
        return EXIT_FAULT;
    }
    const char *beside = NULL;
    if (call->args.json) {
        bool written = write_json_text(call, kp_scheme_list_json(call->arena, entries, call->lang), NULL, 0, &beside) &&
                       (!beside || kp_output_commit(call->arena, beside, call->args.json, call->args.force, call->problems));
        print_problems(call, stderr);
        if (!written)
            return EXIT_FILES;
    }
    if (!is_stdout(call->args.json))
        print_entries(call, stdout, entries);
    return EXIT_DONE;
}

int run_show(cli_call *call) {
    const kp_scheme *scheme = kp_scheme_load(call->arena, call->args.words.items[0], call->problems);
    print_problems(call, stderr);
    if (!scheme)
        return problems_exit(call);
    fputs(kp_scheme_show(call->arena, scheme, call->lang), stdout);
    return EXIT_DONE;
}
