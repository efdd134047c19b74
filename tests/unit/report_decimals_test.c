/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_decimals_test.c - figures of a report as a spreadsheet shows them: the stored value under the cell's number format, read from the parts of the package. Where a
 * node has decimals of its own, its marks are printed with these. Expected: Python's fractions, rounded half up.
 */
#include "in_arena.h"

#include "kaoping/report.h"
#include "reading.h"
#include "scoring_support.h"

static const char scheme[] =
    "decimals: 2\n"
    "indicators:\n"
    "  - {id: a, title: 三位, weight: 1, full: 1, method: direct, scale: 7, decimals: 3}\n"
    "  - {id: b, title: 一位, weight: 1, method: direct, scale: 3, decimals: 1}\n"
    "  - {id: c, title: 两位, weight: 1, method: direct, scale: 3}\n"
    "  - {id: m, title: 名单, weight: 1, decimals: 0, children: [{id: d, title: 四位, points: 10, method: direct, scale: 7, decimals: 4}]}\n"
    "  - {id: v, title: 数值, method: number, typed: money, unit: 万元, decimals: 3}\n"
    "  - {id: f, title: 算式, method: formula, formula: v / 7, decimals: 1}\n";

/* Writes the report and reads it. */
static reading report_of(kp_arena *arena, const char *path, bool values) {
    static const char *marks[2][5] = {{"3", "1", "2", "5", "2.5"}, {"2", "2", "1", "6", "1"}};
    static const char *ids[] = {"a", "b", "c", "d", "v"};
    evaluation e = begin(arena, scheme, 2);
    for (int32_t unit = 0; unit < 2; unit++)
        for (size_t i = 0; i < 5; i++)
            mark(&e, unit, ids[i], 0, marks[unit][i]);
    finish(&e);
    expect_no_errors(&e);
    kp_report_options options = {.lang = KP_ZH, .problems = e.problems, .timestamp = 1790726400, .values = values};
    assert_true(kp_report_write(arena, e.card, &options, path, e.problems));
    reading r = {.path = path, .arena = arena};
    read_with(&r, take_row);
    expect_no_problem(&r);
    return r;
}

/* The text behind `key`="… at or after the n-th `element`, up to the next quotation mark. */
static const char *attribute(const char *xml, const char *element, size_t n, const char *key) {
    static char value[64];
    const char *at = xml;
    for (size_t i = 0; at && i <= n; i++)
        at = strstr(i ? at + 1 : at, element);
    assert_non_null(at);
    at = strstr(at, key);
    assert_non_null(at);
    at += strlen(key);
    snprintf(value, sizeof value, "%.*s", (int)strcspn(at, "\""), at);
    return value;
}

/* The format of a cell, by ECMA-376 part 1, 18.8: its style is the place in cellXfs, which names a number format, those below 164 being built in. */
static const char *format_of(const reading *r, const seen_cell *cell) {
    char name[8], part[48];
    snprintf(name, sizeof name, "%c%u", 'A' + (char)cell->column - 1, cell->row);
    snprintf(part, sizeof part, "xl/worksheets/sheet%zu.xml", cell->sheet + 1);
    char *sheet = zip_part_text(r->path, part), *styles = zip_part_text(r->path, "xl/styles.xml");
    size_t style = strtoul(attribute(sheet, kp_format(r->arena, "<c r=\"%s\"", name), 0, "s=\""), NULL, 10);
    const char *id = kp_strdup(r->arena, attribute(strstr(styles, "<cellXfs"), "<xf ", style, "numFmtId=\""));
    const char *code = strcmp(id, "0") == 0 ? "General" : strcmp(id, "1") == 0 ? "0" : strcmp(id, "2") == 0 ? "0.00" : NULL;
    if (!code)
        code = kp_strdup(r->arena, attribute(styles, kp_format(r->arena, "<numFmt numFmtId=\"%s\"", id), 0, "formatCode=\""));
    free(sheet);
    free(styles);
    return code;
}

/* What is shown there of a figure; formats of decimals alone. */
static const char *shown(const reading *r, const seen_cell *cell) {
    const char *format = format_of(r, cell), *point = strchr(format, '.');
    if (cell->kind != KP_CELL_NUMBER || !strcmp(format, "General"))
        return cell->text;
    assert_int_equal(strspn(format, "0."), strlen(format));
    return kp_format(r->arena, "%.*f", point ? (int)strlen(point + 1) : 0, strtod(cell->text, NULL));
}

static const seen_cell *find(const reading *r, const char *sheet, const char *row, const char *head) {
    size_t at = sheet_of_book(r, sheet);
    const seen_cell *in_row = NULL, *in_column = NULL;
    for (size_t i = 0; i < r->cells.count; i++) {
        const seen_cell *cell = &r->cells.items[i];
        if (cell->sheet == at && !in_row && !strcmp(cell->text, row))
            in_row = cell;
        if (cell->sheet == at && !in_column && !strcmp(cell->text, head))
            in_column = cell;
    }
    if (!in_row || !in_column)
        fail_msg("%s has no %s or no %s", sheet, row, head);
    return cell_at(r, at, in_row->row, in_column->column);
}

static void expect_shown(const reading *r, const char *sheet, const char *row, const char *head, const char *expected) {
    const seen_cell *cell = find(r, sheet, row, head);
    const char *text = cell ? shown(r, cell) : "";
    if (strcmp(text, expected))
        fail_msg("%s: %s, %s is shown as %s, not %s", sheet, row, head, text, expected);
}

/* The better unit is 社区2, whose lines come first: 2/7, 200/3, 100/3, round(60/7, 4) = 8.5714. */
static void expect_details(const reading *r) {
    expect_shown(r, "明细", "三位", "得分", "0.286");
    expect_shown(r, "明细", "一位", "得分", "66.7");
    expect_shown(r, "明细", "两位", "得分", "33.33");
    expect_shown(r, "明细", "　四位", "得分", "8.5714");
    expect_shown(r, "明细", "名单", "得分", "9");
    expect_shown(r, "明细", "总分", "得分", "54.66"); /* 25 × (0.286 + 0.667 + 1/3 + 0.9) */
    expect_shown(r, "明细", "数值", "得分", "1.000");
    expect_shown(r, "明细", "算式", "得分", "0.1"); /* 1/7 */
}

static void expect_summary(const reading *r) {
    static const char *units[][6] = {{"社区1", "0.429", "33.3", "66.67", "7", "53.22"}, /* 25 × (0.429 + 0.333 + 2/3 + 0.7) */
                                     {"社区2", "0.286", "66.7", "33.33", "9", "54.66"},
                                     {"平均", "0.358", "50.0", "50.00", "8", "53.94"}, /* of the printed figures: 0.3575 */
                                     {"最高", "0.429", "66.7", "66.67", "9", "54.66"},
                                     {"最低", "0.286", "33.3", "33.33", "7", "53.22"}};
    static const char *heads[] = {"三位", "一位", "两位", "名单", "总分"};
    for (size_t unit = 0; unit < 5; unit++)
        for (size_t i = 0; i < 5; i++)
            expect_shown(r, "汇总", units[unit][0], heads[i], units[unit][i + 1]);
}

static void test_live(kp_arena *arena, void *data) {
    (void)data;
    reading r = report_of(arena, scratch("decimals.xlsx"), false);
    expect_summary(&r);
    expect_details(&r);
    assert_true(find(&r, "汇总", "社区1", "三位")->formula);
    assert_true(find(&r, "汇总", "平均", "三位")->formula);
    assert_true(find(&r, "明细", "三位", "得分")->formula);
}

static void test_values(kp_arena *arena, void *data) {
    (void)data;
    reading r = report_of(arena, scratch("decimals-values.xlsx"), true);
    expect_summary(&r);
    expect_details(&r);
    assert_false(find(&r, "汇总", "社区1", "三位")->formula);
}

static void test_calculated(kp_arena *arena, void *data) {
    (void)data;
    reading r = report_of(arena, scratch("decimals-calculated.xlsx"), false);
    expect_shown(&r, "测算结果", "社区1", "数值\n（万元）", "2.500");
    expect_shown(&r, "测算结果", "社区1", "算式", "0.4"); /* 5/14 */
    expect_shown(&r, "测算结果", "合计", "数值\n（万元）", "3.500");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a mark is printed with the decimals of its node, in summary, statistics and details", test_live),
        IN_ARENA("so it is in a report of values alone", test_values),
        IN_ARENA("a calculated value and a total of such are printed with the decimals of their indicator", test_calculated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
