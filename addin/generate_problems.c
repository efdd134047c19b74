/* SPDX-License-Identifier: GPL-3.0-or-later */
/* generate_problems.c - the manual's list of data problems, a page for each language: whoever is told a code on the telephone looks it up there. */
#include "generate.h"

#include "kaoping/problem.h"

#include <string.h>

static const struct {
    const char *title, *lead, *code, *severity, *message;
} words_of[2] = {
    [KP_ZH] = {"数据问题代码", "省略号处，检查时会写出具体的内容、位置和应有的值。代码的含义不会改变。", "代码", "级别", "说的是"},
    [KP_EN] = {"Problem codes", "Where … stands, the check tells what is there, where, and what was expected. A code never changes its meaning.",
               "Code", "Severity", "What it says"},
};

static const struct {
    char letter;
    const char *title[2];
} groups[] = {
    {'D', {[KP_ZH] = "数据", [KP_EN] = "Data in cells"}},   {'W', {[KP_ZH] = "考评簿的表和列", [KP_EN] = "Sheets and columns of the workbook"}},
    {'H', {[KP_ZH] = "往期", [KP_EN] = "Earlier periods"}}, {'R', {[KP_ZH] = "结果", [KP_EN] = "Results"}},
    {'S', {[KP_ZH] = "考评方案", [KP_EN] = "The scheme"}},  {'F', {[KP_ZH] = "文件", [KP_EN] = "Files"}},
};

static const struct {
    const char *code, *text[2];
    kp_severity severity;
} problems[] = {
#define KP_PROBLEM(name, code, severity, zh, en) {code, {[KP_ZH] = zh, [KP_EN] = en}, severity},
#include "kaoping/problems.def"
#undef KP_PROBLEM
};
#define PROBLEM_COUNT (sizeof problems / sizeof problems[0])

/* The sentence with … for each argument. */
static void put_sentence(FILE *file, const char *text) {
    for (const char *at = text; *at != '\0';) {
        const char *open = strchr(at, '{');
        bool argument = open != NULL && open[1] >= '0' && open[1] <= '2' && open[2] == '}';
        char part[1024];
        size_t length = open == NULL ? strlen(at) : (size_t)(open - at) + (argument ? 0 : 1);
        length = length < sizeof part - 1 ? length : sizeof part - 1;
        memcpy(part, at, length);
        part[length] = '\0';
        put_escaped(file, part);
        at += length;
        if (argument && at == open) {
            fputs("…", file);
            at += 3;
        }
    }
}

/* In the order of their codes, which is not that of the table. */
static const char *next_code(char letter, const char *after) {
    const char *next = NULL;
    for (size_t i = 0; i < PROBLEM_COUNT; i++)
        if (problems[i].code[3] == letter && strcmp(problems[i].code, after) > 0 && (next == NULL || strcmp(problems[i].code, next) < 0))
            next = problems[i].code;
    return next;
}

static void put_problem(FILE *file, const char *code, kp_lang lang) {
    for (size_t i = 0; i < PROBLEM_COUNT; i++) {
        if (strcmp(problems[i].code, code) != 0)
            continue;
        fprintf(file, "<tr id=\"%s\"><td>%s</td><td>%s</td><td>", code, code, kp_severity_text(problems[i].severity, lang));
        put_sentence(file, problems[i].text[lang]);
        fprintf(file, "</td></tr>\n");
    }
}

void generate_problems(const char *directory) {
    static const char *const names[2] = {[KP_ZH] = "problems.zh.html", [KP_EN] = "problems.en.html"};
    for (int lang = 0; lang < 2; lang++) {
        FILE *file = open_output(directory, names[lang]);
        begin_page(file, (kp_lang)lang, words_of[lang].title, "index.html#problems");
        fprintf(file, "<p class=\"lead\">%s</p>\n", words_of[lang].lead);
        for (size_t g = 0; g < sizeof groups / sizeof groups[0]; g++) {
            fprintf(file, "<h2>%s</h2>\n<table>\n<thead><tr><th>%s</th><th>%s</th><th>%s</th></tr></thead>\n<tbody>\n", groups[g].title[lang],
                    words_of[lang].code, words_of[lang].severity, words_of[lang].message);
            for (const char *code = ""; (code = next_code(groups[g].letter, code)) != NULL;)
                put_problem(file, code, (kp_lang)lang);
            fprintf(file, "</tbody>\n</table>\n");
        }
        end_page(file);
        close_output(file);
    }
}
