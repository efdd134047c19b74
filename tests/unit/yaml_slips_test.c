/* SPDX-License-Identifier: GPL-3.0-or-later */
/* yaml_slips_test.c - what people new to YAML get wrong: one message each, at its line, and nothing that only follows from it. */
#include "scheme_support.h"

#define HEAD "id: t\ntitle: 方案\nindicators:\n"
#define TAIL "    points: 5\n    method: direct\n"

typedef struct slip {
    const char *text;
    kp_problem_code code;
    uint32_t row, column;
    const char *found; /* argument 0, NULL: none */
} slip;

static const slip slips[] = {
    {HEAD "\t- id: a\n\t  title: 甲\n", KP_S_YAML_TAB, 4, 1, NULL},
    {HEAD "  - id: a\n\ttitle: 甲\n" TAIL, KP_S_YAML_TAB, 5, 1, NULL},
    {HEAD "  - id: a\n    title:甲\n" TAIL, KP_S_YAML_NO_BLANK, 5, 10, ":"},
    {"id: t\ntitle:方案\nindicators:\n  - id: a\n    title: 甲\n" TAIL, KP_S_YAML_NO_BLANK, 2, 6, ":"},
    {HEAD "  - {id: a, title:甲, points: 5, method: direct}\n", KP_S_YAML_NO_BLANK, 4, 18, ":"},
    {HEAD "  -id: a\n   title: 甲\n", KP_S_YAML_NO_BLANK, 4, 3, "-"},
    {"id: t\ntitle: \"方案\nindicators:\n  - id: a\n    title: 甲\n" TAIL, KP_S_YAML_QUOTE_OPEN, 2, 8, NULL},
    {"id: t\ntitle: \"方案\nindicators:\n  - id: a\n    title: \"甲\"\n" TAIL, KP_S_YAML_QUOTE_OPEN, 2, 8, NULL},
    {"id: t\ntitle: '方案\nindicators:\n  - id: a\n    title: 'a''b'\n" TAIL, KP_S_YAML_QUOTE_OPEN, 2, 8, NULL},
    {"id: t\ntitle：方案\nindicators:\n  - id: a\n    title: 甲\n" TAIL, KP_S_YAML_FULL_WIDTH, 2, 6, "："},
    {HEAD "  - id: a\n    title：甲\n    points：5\n    method: direct\n", KP_S_YAML_FULL_WIDTH, 5, 10, "："},
    {"id：t\ntitle：方案\nindicators：\n  - id：a\n", KP_S_YAML_FULL_WIDTH, 1, 3, "："},
    {HEAD "  - id：a\n", KP_S_YAML_FULL_WIDTH, 4, 7, "："},
    {HEAD "  - {id: a，title: 甲，points: 5，method: direct}\n", KP_S_YAML_FULL_WIDTH, 4, 11, "，"},
    {HEAD "  - id: a\n    id: b\n    title: 甲\n" TAIL, KP_S_DUPLICATE_KEY, 5, 5, "id"},
    {HEAD "  - id: a\n    title: 甲\n" TAIL " - id: b\n   title: 乙\n", KP_S_YAML_INDENT, 8, 2, NULL},
    {HEAD "  - id: a\n    title: 甲\n   points: 5\n    method: direct\n", KP_S_YAML_INDENT, 6, 4, NULL},
    {HEAD "  - id: a\n    title: 甲\n      points: 5\n    method: direct\n", KP_S_YAML_INDENT, 6, 7, NULL},
    {HEAD "  - id: a\n    title: 甲\n" TAIL "  id: b\n", KP_S_YAML_INDENT, 8, 3, NULL},
    {HEAD "  id: a\n  title: 甲\n  points: 5\n  method: direct\n", KP_S_NOT_A_MAP, 4, 3, "一组“字段: 值” | a map"},
    {"id: t\ntitle: 方案\n说明\nindicators:\n  - id: a\n    title: 甲\n" TAIL, KP_S_NOT_A_MAP, 3, 1, "说明"},
    {HEAD "  - {id: a, title: 甲, points: 5, method: direct\n  - {id: b, title: 乙, points: 5, method: direct}\n", KP_S_YAML_BRACKET, 4, 5, "{"},
    {HEAD "  - {id: a, title: 甲, points: 5, method: direct}]\n", KP_S_YAML_BRACKET, 4, 49, "]"},
    {"id: t\ntitle: 方案: 二\nindicators:\n  - id: a\n    title: 甲\n" TAIL, KP_S_YAML_NEEDS_QUOTES, 2, 8, "方案: 二"},
    {HEAD "  - {id: a, title: @甲, points: 5, method: direct}\n", KP_S_YAML_NEEDS_QUOTES, 4, 20, "@甲"},
    {HEAD
     "  - {id: a, title: 甲, points: 5, method: direct}\nbands:\n  - {id: g, title: 好, from: 60, color: #C6E0B4}\n  - {id: h, title: 差, to: 60}\n",
     KP_S_YAML_NEEDS_QUOTES, 6, 40, "#C6E0B4"},
    {HEAD
     "  - {id: a, title: 甲, method: number}\n  - {id: b, title: 乙, method: number}\n  - {id: c, title: 丙, method: formula, formula: max(a, b)}\n",
     KP_S_YAML_NEEDS_QUOTES, 6, 49, "max(a, b)"},
    {HEAD "  - {id: a, title: 甲, method: number}\n  - {id: c, title: 丙, method: formula, formula: steps(a, < 10: 1, else: max(2, min(a, 3))), "
          "decimals: 1}\n",
     KP_S_YAML_NEEDS_QUOTES, 5, 49, "steps(a, < 10: 1, else: max(2, min(a, 3)))"},
    {HEAD "  - {id: a, title: 甲, points: 5, method: direct}\nlists:\n  - {id: r, title: 红榜, when: grade in (g, h)}\nbands: [{id: g, title: 好, "
          "from: 3}, {id: h, title: 差, to: 3}]\n",
     KP_S_YAML_NEEDS_QUOTES, 6, 30, "grade in (g, h)"},
    {HEAD "  - {id: a, title: 甲, method: number}\n  - {id: c, title: 丙, method: test, requirements: {够: a >= max(1, 2)}}\n",
     KP_S_YAML_NEEDS_QUOTES, 5, 55, "a >= max(1, 2)"},
};

static void check_slips(kp_arena *arena, void *data) {
    (void)data;
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        kp_problems *problems = kp_problems_new(arena);
        kp_records records = {0};
        if (!kp_yaml_read(arena, "slip.yaml", slips[i].text, strlen(slips[i].text), &records, problems) && records.count)
            kp_scheme_build(arena, &records, problems);
        const kp_problem *first = problems->count ? &problems->items[0] : NULL;
        bool right =
            problems->errors == 1 && first->code == slips[i].code && first->place.row == slips[i].row && first->place.column == slips[i].column;
        if (right && slips[i].found && strcmp(first->arguments[0], slips[i].found) != 0)
            right = false;
        for (size_t p = 0; !right && p < problems->count; p++)
            print_error("%s\n", kp_problem_line(arena, &problems->items[p], KP_EN));
        if (!right)
            fail_msg("%s\n-- was to be %s at %u:%u", slips[i].text, kp_problem_code_text(slips[i].code), slips[i].row, slips[i].column);
    }
}

/* What looks like a slip and is none: quoted texts over lines, blocks of text, full-width signs within titles, brackets that do not pair in a title. */
static void check_sound(kp_arena *arena, void *data) {
    (void)data;
    static const char *const texts[] = {
        HEAD "  - id: a\n    title: \"甲，\n      乙\"\n" TAIL,
        HEAD "  - {id: a, title: 甲：乙，丙, points: 5, method: direct, note: 'a: b, #c'}\n",
        HEAD "  - id: a\n    title: 甲（一)\n" TAIL "    note: |\n      a:b\n\n      \t- x\n",
        HEAD "  - {id: a, title: 甲 (一, points: 5, method: direct}\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        sound_yaml(arena, texts[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("each slip is told once, at its place", check_slips),
        IN_ARENA("what only looks like a slip is read", check_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
