/* SPDX-License-Identifier: GPL-3.0-or-later */
/* print.c - problems and small tables on a terminal. */
#include "cli.h"
#include "kaoping/utf8.h"

#include <string.h>

const char *count_text(kp_arena *arena, size_t count) { return kp_format(arena, "%zu", count); }

size_t text_width(const char *text) {
    size_t width = 0, length;
    for (const char *at = text; *at; at += length)
        width += kp_character_width(kp_utf8_read(at, &length));
    return width;
}

const char *text_shortened(kp_arena *arena, const char *text, size_t width) {
    if (text_width(text) <= width)
        return text;
    size_t taken = 1, length; /* the dots */
    const char *at = text;
    for (uint32_t point; *at; at += length) {
        point = kp_utf8_read(at, &length);
        if (taken + kp_character_width(point) > width)
            break;
        taken += kp_character_width(point);
    }
    return kp_format(arena, "%.*s…", (int)(at - text), text);
}

static void print_spaces(FILE *out, size_t count) {
    while (count--)
        fputc(' ', out);
}

size_t *table_widths(kp_arena *arena, const char *const *cells, size_t rows, size_t columns) {
    size_t *widths = KP_NEW_ARRAY(arena, size_t, columns);
    for (size_t i = 0; i < rows * columns; i++) {
        size_t width = text_width(cells[i]);
        if (width > widths[i % columns])
            widths[i % columns] = width;
    }
    return widths;
}

static void print_aligned(FILE *out, const char *const *cells, const size_t widths[], size_t columns, const bool *right) {
    size_t last = columns; /* nothing behind the last cell that says anything */
    while (last > 1 && !*cells[last - 1])
        last--;
    for (size_t column = 0; column < last; column++) {
        const char *cell = cells[column];
        size_t gap = widths[column] - text_width(cell);
        if (right && right[column])
            print_spaces(out, gap);
        fputs(cell, out);
        if (column + 1 < last)
            print_spaces(out, (right && right[column] ? 0 : gap) + 2);
    }
    fputc('\n', out);
}

void print_row(FILE *out, const char *const *cells, const size_t widths[], size_t columns) { print_aligned(out, cells, widths, columns, NULL); }

void print_table(const cli_call *call, FILE *out, const char *const *cells, size_t rows, size_t columns, const bool *right) {
    size_t *widths = table_widths(call->arena, cells, rows, columns);
    for (size_t row = 0; row < rows; row++)
        print_aligned(out, cells + row * columns, widths, columns, right);
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
