/* SPDX-License-Identifier: GPL-3.0-or-later */
/* print.c - problems and small tables on a terminal. */
#include "cli.h"
#include "kaoping/utf8.h"

#include <string.h>

const char *count_text(kp_arena *arena, size_t count) { return kp_format(arena, "%zu", count); }

/* Columns that UTF-8 text takes on a terminal: characters of East Asian scripts and full-width forms take two (Unicode TR 11, by block). */
static size_t text_width(const char *text) {
    size_t width = 0, length;
    for (const char *at = text; *at; at += length) {
        uint32_t point = kp_utf8_read(at, &length);
        bool wide = (point >= 0x1100 && point <= 0x115F) || (point >= 0x2E80 && point <= 0xA4CF) || (point >= 0xAC00 && point <= 0xD7A3) ||
                    (point >= 0xF900 && point <= 0xFAFF) || (point >= 0xFE30 && point <= 0xFE6F) || (point >= 0xFF00 && point <= 0xFF60) ||
                    (point >= 0xFFE0 && point <= 0xFFE6) || point >= 0x20000;
        width += wide ? 2 : 1;
    }
    return width;
}

static void print_spaces(FILE *out, size_t count) {
    while (count--)
        fputc(' ', out);
}

void print_table(const cli_call *call, FILE *out, const char *const *cells, size_t rows, size_t columns, const bool *right) {
    size_t *widths = KP_NEW_ARRAY(call->arena, size_t, columns);
    for (size_t i = 0; i < rows * columns; i++) {
        size_t width = text_width(cells[i]);
        if (width > widths[i % columns])
            widths[i % columns] = width;
    }
    for (size_t row = 0; row < rows; row++) {
        for (size_t column = 0; column < columns; column++) {
            const char *cell = cells[row * columns + column];
            size_t gap = widths[column] - text_width(cell);
            if (right && right[column])
                print_spaces(out, gap);
            fputs(cell, out);
            bool last = column + 1 == columns;
            if (!last)
                print_spaces(out, (right && right[column] ? 0 : gap) + 2);
        }
        fputc('\n', out);
    }
}

#define REMARKS_SHOWN 40 /* warnings and hints on the terminal where the report has them all */

static void print_list(cli_call *call, FILE *out, size_t most_remarks) {
    kp_problems *list = call->problems;
    kp_problems_sort(list);
    size_t count[3] = {0}, left_out = list->dropped;
    for (size_t i = 0; i < list->count; i++) {
        kp_severity severity = kp_problem_severity(list->items[i].code);
        count[severity]++;
        if (severity == KP_ERROR || count[KP_WARNING] + count[KP_HINT] <= most_remarks)
            fprintf(out, "%s\n", kp_problem_line(call->arena, &list->items[i], call->lang));
        else
            left_out++;
    }
    if (left_out)
        fprintf(out, "%s\n", kp_say_with(call->arena, KP_M_CLI_PROBLEMS_DROPPED, call->lang, count_text(call->arena, left_out), NULL, NULL));
    if (list->count)
        fprintf(out, "%s\n",
                kp_say_with(call->arena, KP_M_CLI_PROBLEM_COUNT, call->lang, count_text(call->arena, list->errors),
                            count_text(call->arena, count[KP_WARNING]), count_text(call->arena, count[KP_HINT])));
}

void print_problems(cli_call *call, FILE *out) { print_list(call, out, SIZE_MAX); }

void print_problems_briefly(cli_call *call, FILE *out) { print_list(call, out, REMARKS_SHOWN); }

int problems_exit(const cli_call *call) {
    for (size_t i = 0; i < call->problems->count; i++)
        switch (call->problems->items[i].code) {
        case KP_F_CANNOT_OPEN:
        case KP_F_CANNOT_WRITE:
        case KP_F_EXISTS:
        case KP_F_IS_INPUT: return EXIT_FILES;
        default: break;
        }
    return EXIT_PROBLEMS;
}

int close_output(cli_call *call, int exit_code) {
    if (fflush(stdout) == 0 && !ferror(stdout))
        return exit_code;
    fprintf(stderr, "kaoping: %s\n", kp_say(KP_M_CLI_ERR_STDOUT, call->lang));
    return EXIT_FILES;
}
