/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_schemes.c - `kaoping schemes` and `kaoping show`: the schemes there are, and one of them in full. */
#include "cli.h"

#include "kaoping/scheme_io.h"

/* The word of a cadence, from the table of fields. */
static const char *cadence_text(const cli_call *call, kp_cadence cadence) {
    const kp_section *section = &kp_sections[KP_SECTION_SCHEME];
    const kp_choice *choice = section->fields[kp_field_find(section, "cadence")].choices;
    while (choice->key && choice->value != (int)cadence)
        choice++;
    return choice->key ? kp_text(call->arena, choice->title, call->lang) : "";
}

int run_schemes(cli_call *call) {
    const size_t count = kp_builtin_count(), columns = 4;
    const char **cells = KP_NEW_ARRAY(call->arena, const char *, (count + 1) * columns);
    static const kp_message heads[] = {KP_M_CLI_HEAD_ID, KP_M_CLI_HEAD_TITLE, KP_M_CLI_HEAD_SUBJECT, KP_M_CLI_HEAD_PERIOD};
    for (size_t i = 0; i < columns; i++)
        cells[i] = kp_say(heads[i], call->lang);
    for (size_t i = 0; i < count; i++) {
        const char **row = cells + (i + 1) * columns;
        const kp_scheme *scheme = kp_builtin_load(call->arena, kp_builtin_id(i), call->problems);
        if (!scheme) { /* a build with a faulty template; the tests hold that there is none */
            print_problems(call, stderr);
            return EXIT_FAULT;
        }
        row[0] = scheme->id;
        row[1] = kp_text(call->arena, scheme->title, call->lang);
        row[2] = kp_text(call->arena, scheme->subject, call->lang);
        row[3] = cadence_text(call, scheme->cadence);
    }
    print_table(call, stdout, cells, count + 1, columns, NULL);
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
