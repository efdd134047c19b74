/* SPDX-License-Identifier: GPL-3.0-or-later */
/* problems_reference_test.c - docs/problems.md lists exactly the codes of problems.def. With KAOPING_REWRITE_DOCS=1 in the environment it is written anew instead. */
#include "written_page.h"

#include "kaoping/problem.h"

typedef struct problem_row {
    const char *code, *zh, *en;
    kp_severity severity;
} problem_row;

static const problem_row rows[] = {
#define KP_PROBLEM(name, code, severity, zh, en) {code, zh, en, severity},
#include "kaoping/problems.def"
#undef KP_PROBLEM
};

static const struct group {
    char letter;
    const char *title;
} groups[] = {{'F', "文件 · files"},
              {'W', "考评簿结构 · structure of the workbook"},
              {'D', "数据 · data in cells"},
              {'S', "考评方案 · schemes"},
              {'H', "往期结果 · results of earlier periods"},
              {'R', "结果 · results"},
              {'L', "减负合规检查 · the linter"}};

static int compare_rows(const void *a, const void *b) { return strcmp(((const problem_row *)a)->code, ((const problem_row *)b)->code); }

static void write_page(kp_arena *arena, void *data) {
    kp_buffer page = {.arena = arena};
    kp_buffer_puts(
        &page,
        "<!-- SPDX-License-Identifier: GPL-3.0-or-later -->\n# 数据问题代码 · Problem codes\n\n"
        "代码一经发布，含义不变，也不再另作他用。`{0}` 通常是现有内容，`{1}` 是应有内容。\n\n"
        "A code never changes its meaning and is never given again. By custom `{0}` is what stands there and `{1}` what was expected.\n\n"
        "错误 error: 受影响的对象不计分 (what depends on it is not scored) · 警告 warning: 计分，但应有人过目 (scored, but somebody must look) · "
        "提示 hint: 读取时的变通 (a liberty taken in reading).\n");
    problem_row *sorted = KP_NEW_ARRAY(arena, problem_row, sizeof rows / sizeof *rows);
    memcpy(sorted, rows, sizeof rows);
    qsort(sorted, sizeof rows / sizeof *rows, sizeof *sorted, compare_rows);
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++) {
        kp_buffer_printf(&page, "\n## %c: %s\n\n| 代码 code | | 中文 | English |\n|---|---|---|---|\n", groups[g].letter, groups[g].title);
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            if (sorted[i].code[3] == groups[g].letter)
                kp_buffer_printf(&page, "| %s | %s %s | %s | %s |\n", sorted[i].code, kp_severity_text(sorted[i].severity, KP_ZH),
                                 kp_severity_text(sorted[i].severity, KP_EN), sorted[i].zh, sorted[i].en);
    }
    *(const char **)data = kp_buffer_text(&page);
}

static void page_is_the_table(kp_arena *arena, void *data) {
    (void)data;
    const char *wanted = NULL;
    write_page(arena, &wanted);
    expect_page("docs/problems.md", wanted);
}

int main(void) {
    const struct CMUnitTest tests[] = {IN_ARENA("the page of problem codes lists exactly the table's", page_is_the_table)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
