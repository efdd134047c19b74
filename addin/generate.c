/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * generate DIRECTORY IDL-DIRECTORY - writes everything that is made from the table of functions into DIRECTORY, the IDL into the other; see generate.h.
 */
#include "generate.h"

#include <stdlib.h>
#include <string.h>

static void stop(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

FILE *open_output(const char *directory, const char *name) {
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/%s", directory, name);
    if (length < 0 || (size_t)length >= sizeof path) {
        fprintf(stderr, "generate: the name of the folder is too long\n");
        exit(EXIT_FAILURE);
    }
    FILE *file = fopen(path, "w");
    if (file == NULL)
        stop(path);
    return file;
}

void close_output(FILE *file) {
    bool failed = ferror(file) != 0;
    if (fclose(file) != 0 || failed)
        stop("generate");
}

void put_escaped(FILE *file, const char *text) {
    for (; *text != '\0'; text++)
        switch (*text) {
        case '&': fputs("&amp;", file); break;
        case '<': fputs("&lt;", file); break;
        case '>': fputs("&gt;", file); break;
        case '"': fputs("&quot;", file); break;
        default: fputc(*text, file);
        }
}

size_t parameter_count(const kp_function_info *function) {
    size_t count = function->argument_count;
    return count > 0 && function->arguments[count - 1].kind == KP_REST ? count - 1 + KP_REST_MOST : count;
}

parameter parameter_of(const kp_function_info *function, size_t index) {
    size_t last = function->argument_count - 1;
    parameter result = {.argument = &function->arguments[index < last ? index : last]};
    int which = (int)(index - last) + 1;
    if (result.argument->kind == KP_REST)
        snprintf(result.number, sizeof result.number, " %d", which);
    snprintf(result.id, sizeof result.id, "%s%s", result.argument->id, result.number[0] == ' ' ? result.number + 1 : "");
    return result;
}

void begin_page(FILE *file, kp_lang lang, const char *title, const char *back) {
    static const struct {
        const char *tag, *folder, *manual;
    } languages[2] = {[KP_ZH] = {"zh-CN", "zh", "考评 使用手册"}, [KP_EN] = {"en", "en", "kaoping manual"}};
    fprintf(file,
            "<!DOCTYPE html>\n<!-- SPDX-License-Identifier: GPL-3.0-or-later -->\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<title>",
            languages[lang].tag);
    put_escaped(file, title);
    fprintf(file, "</title>\n<link rel=\"stylesheet\" href=\"style.css\">\n</head>\n<body>\n<p><a href=\"%s/%s\">%s</a></p>\n<h1>",
            languages[lang].folder, back, languages[lang].manual);
    put_escaped(file, title);
    fprintf(file, "</h1>\n");
}

void end_page(FILE *file) { fprintf(file, "</body>\n</html>\n"); }

int main(int count, char *words[]) {
    if (count != 3) {
        fprintf(stderr, "usage: generate DIRECTORY IDL-DIRECTORY\n");
        return 2;
    }
    generate_interface(words[1], words[2]);
    generate_registry(words[1]);
    generate_manual(words[1]);
    generate_problems(words[1]);
    return 0;
}
