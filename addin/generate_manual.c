/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The functions' page of the manual, for each language: a list of all, then each with its arguments, then the errors that may stand in a cell.
 */
#include "generate.h"

typedef struct chapter_words {
    const char *title, *name, *gives, *argument, *what, *optional, *several, *repeats, *errors, *shown, *meaning, *errors_hint;
} chapter_words;

static const chapter_words words_of[2] = {
    [KP_ZH] = {.title = "函数",
               .name = "函数",
               .gives = "结果",
               .argument = "参数",
               .what = "填什么",
               .optional = "可不填",
               .several = "可有多个",
               .repeats = "…",
               .errors = "格子里的错误",
               .shown = "显示",
               .meaning = "含义",
               .errors_hint = "用“计分说明”可以看到原因，例如 =计分说明(\"修约\";A1)。中英文函数名都可以用。"},
    [KP_EN] = {.title = "Functions",
               .name = "Function",
               .gives = "Gives",
               .argument = "Argument",
               .what = "What to give",
               .optional = "optional",
               .several = "any number",
               .repeats = "…",
               .errors = "Errors in a cell",
               .shown = "Shown",
               .meaning = "Meaning",
               .errors_hint =
                   "KPEXPLAIN gives the reason in words, for instance =KPEXPLAIN(\"kpRound\";A1). Chinese and English names can both be used."},
};

typedef struct error_row {
    const char *shown, *text[2];
} error_row;

static const error_row error_rows[] = {
#define KP_FUNCTION_ERROR(name, number, shown, zh, en) {shown, {[KP_ZH] = zh, [KP_EN] = en}},
#include "kaoping/function_errors.def"
#undef KP_FUNCTION_ERROR
};

static void put_element(FILE *file, const char *element, const char *text) {
    fprintf(file, "<%s>", element);
    put_escaped(file, text);
    fprintf(file, "</%s>", element);
}

static void put_head(FILE *file, const char *left, const char *right) {
    fprintf(file, "<table>\n<tr>");
    put_element(file, "th", left);
    put_element(file, "th", right);
    fprintf(file, "</tr>\n");
}

static void put_list(FILE *file, kp_lang lang, const chapter_words *words) {
    put_head(file, words->name, words->gives);
    for (kp_function_id id = 0; id < KP_FUNCTION_COUNT; id++) {
        const kp_function_info *function = kp_function_of(id);
        fprintf(file, "<tr><td><a href=\"#%s\">", function->method);
        put_escaped(file, function->name[lang]);
        fprintf(file, "</a></td>");
        put_element(file, "td", function->about[lang]);
        fprintf(file, "</tr>\n");
    }
    fprintf(file, "</table>\n");
}

/* 修约(数值; [小数位数]; [规则]) */
static void put_call(FILE *file, const kp_function_info *function, kp_lang lang, const char *name, const chapter_words *words) {
    fprintf(file, "<p><code>=");
    put_escaped(file, name);
    fprintf(file, "(");
    for (size_t i = 0; i < function->argument_count; i++) {
        const kp_function_argument *argument = &function->arguments[i];
        fprintf(file, "%s%s", i == 0 ? "" : "; ", argument->kind == KP_MAY ? "[" : "");
        put_escaped(file, argument->title[lang]);
        fprintf(file, "%s", argument->kind == KP_MAY ? "]" : argument->kind == KP_REST ? words->repeats : "");
    }
    fprintf(file, ")</code></p>\n");
}

static void put_function(FILE *file, const kp_function_info *function, kp_lang lang, const chapter_words *words) {
    kp_lang other = lang == KP_ZH ? KP_EN : KP_ZH;
    fprintf(file, "<h3 id=\"%s\">", function->method);
    put_escaped(file, function->name[lang]);
    fprintf(file, " <small>");
    put_escaped(file, function->name[other]);
    fprintf(file, "</small></h3>\n");
    put_element(file, "p", function->about[lang]);
    fprintf(file, "\n");
    put_call(file, function, lang, function->name[lang], words);
    put_head(file, words->argument, words->what);
    for (size_t i = 0; i < function->argument_count; i++) {
        const kp_function_argument *argument = &function->arguments[i];
        fprintf(file, "<tr><td>");
        put_escaped(file, argument->title[lang]);
        if (argument->kind != KP_MUST)
            fprintf(file, "%s%s%s", lang == KP_ZH ? "（" : " (", argument->kind == KP_MAY ? words->optional : words->several,
                    lang == KP_ZH ? "）" : ")");
        fprintf(file, "</td>");
        put_element(file, "td", argument->help[lang]);
        fprintf(file, "</tr>\n");
    }
    fprintf(file, "</table>\n");
}

static void put_errors(FILE *file, kp_lang lang, const chapter_words *words) {
    put_element(file, "h2", words->errors);
    fprintf(file, "\n");
    put_element(file, "p", words->errors_hint);
    fprintf(file, "\n");
    put_head(file, words->shown, words->meaning);
    for (size_t i = 0; i < sizeof error_rows / sizeof error_rows[0]; i++) {
        fprintf(file, "<tr>");
        put_element(file, "td", error_rows[i].shown);
        put_element(file, "td", error_rows[i].text[lang]);
        fprintf(file, "</tr>\n");
    }
    fprintf(file, "</table>\n");
}

void generate_manual(const char *directory) {
    static const char *const names[2] = {[KP_ZH] = "functions.zh.html", [KP_EN] = "functions.en.html"};
    for (int lang = 0; lang < 2; lang++) {
        const chapter_words *words = &words_of[lang];
        FILE *file = open_output(directory, names[lang]);
        begin_page(file, (kp_lang)lang, words->title, "index.html#functions");
        put_list(file, (kp_lang)lang, words);
        for (kp_function_id id = 0; id < KP_FUNCTION_COUNT; id++)
            put_function(file, kp_function_of(id), (kp_lang)lang, words);
        put_errors(file, (kp_lang)lang, words);
        end_page(file);
        close_output(file);
    }
}
