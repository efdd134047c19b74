/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_calculation_test.c - the report of a calculation, whose units have values and neither score nor rank, read back by the project's own reader. The figures are
 * small enough to be worked out in one's head from what is typed.
 */
#include "in_arena.h"

#include "kaoping/report.h"
#include "reading.h"

static const char scheme_text[] =
    "id: pairs\n"
    "title: 结对达标统计 | Pairs\n"
    "subject: 社区 | Community\n"
    "cadence: quarter\n"
    "indicators:\n"
    "  - {id: people, title: 人数 | People, method: number, typed: whole, unit: 人 | people}\n"
    "  - {id: paired, title: 已结对 | Paired, method: number, typed: whole, unit: 人 | people}\n"
    "  - {id: missing, title: 未结对 | Not paired, method: formula, formula: people - paired, unit: 人 | people, decimals: 0}\n"
    "lists:\n"
    "  - {id: gaps, title: 尚有缺口 | Gaps, when: value(missing) > 0, order: worst}\n"
    "targets:\n"
    "  - {id: all, title: 全部结对 | All paired, when: value(missing) = 0, per: all, goals: 90}\n";

enum { TARGETS, LISTS, VALUES, DETAILS, RULES };

typedef struct unit_row {
    const char *name;
    int64_t people, paired;
    const char *exclusion; /* NULL: it takes part */
} unit_row;

typedef struct job {
    const char *scheme;
    const unit_row *units;
    size_t count;
    kp_lang lang;
    const char *path;
} job;

static void add_unit(kp_evidence *evidence, const unit_row *row) {
    int32_t unit = kp_evidence_add_unit(evidence, NULL, row->name, NULL, (kp_origin){0});
    *kp_evidence_input(evidence, unit, 1, 0) = (kp_input){.value = kp_num_int(row->people), .state = KP_INPUT_GIVEN};
    *kp_evidence_input(evidence, unit, 2, 0) = (kp_input){.value = kp_num_int(row->paired), .state = KP_INPUT_GIVEN};
    evidence->units.items[unit].excluded = row->exclusion != NULL;
    evidence->units.items[unit].exclusion = row->exclusion;
}

static void write_body(kp_arena *arena, void *data) {
    const job *todo = data;
    kp_problems *problems = kp_problems_new(arena);
    kp_records records = {0};
    assert_true(kp_yaml_read(arena, "pairs.yaml", todo->scheme, strlen(todo->scheme), &records, problems));
    kp_scheme *scheme = kp_scheme_build(arena, &records, problems);
    assert_non_null(scheme);
    kp_evidence *evidence = kp_evidence_new(arena, scheme);
    evidence->period = (kp_period){KP_PERIOD_QUARTER, 2026, 3};
    for (size_t i = 0; i < todo->count; i++)
        add_unit(evidence, &todo->units[i]);
    kp_evidence_finish(evidence, problems);
    kp_scorecard *card = kp_score(arena, scheme, evidence, NULL, problems);
    kp_report_options options = {.lang = todo->lang, .problems = problems, .timestamp = 1790726400};
    assert_true(kp_report_write(arena, card, &options, todo->path, problems));
}

static reading write_and_read(job *todo) {
    remove(todo->path);
    run_with_arena(write_body, todo);
    reading r = start_reading(todo->path, read_body);
    expect_no_problem(&r);
    return r;
}

/* The first cell of the sheet with `part` in its text, or NULL. */
static const seen_cell *find_part(const reading *r, size_t sheet, const char *part) {
    for (size_t i = 0; i < r->cells.count; i++)
        if (r->cells.items[i].sheet == sheet && strstr(r->cells.items[i].text, part))
            return &r->cells.items[i];
    return NULL;
}

static const seen_cell *find_exactly(const reading *r, size_t sheet, const char *text) {
    for (size_t i = 0; i < r->cells.count; i++)
        if (r->cells.items[i].sheet == sheet && strcmp(r->cells.items[i].text, text) == 0)
            return &r->cells.items[i];
    return NULL;
}

/* 东街 lacks 40 - 38 = 2, 西街 nobody, 南街 25 - 20 = 5. */
static const unit_row three_units[] = {{"东街社区", 40, 38, NULL}, {"西街社区", 30, 30, NULL}, {"南街社区", 25, 20, NULL}};
#define THREE(where, how)                                                                                                                            \
    { .scheme = scheme_text, .units = three_units, .count = 3, .path = scratch(where), .lang = how }

static void test_lists(void **state) {
    (void)state;
    job todo = THREE("lists.xlsx", KP_ZH);
    reading r = write_and_read(&todo);
    assert_non_null(find_part(&r, LISTS, "东街社区"));
    assert_non_null(find_part(&r, LISTS, "南街社区"));
    assert_null(find_part(&r, LISTS, "西街社区"));
    assert_non_null(find_part(&r, LISTS, "上榜理由"));
    assert_null(find_part(&r, LISTS, "得分"));
    assert_null(find_part(&r, LISTS, "名次"));
    assert_null(find_part(&r, LISTS, "—"));
    assert_null(find_part(&r, LISTS, "主要问题"));
    end_reading(&r);
}

static void test_left_out(void **state) {
    (void)state;
    static const unit_row units[] = {{"东街社区", 40, 38, NULL}, {"西街社区", 30, 30, "撤并"}};
    for (size_t with = 0; with <= 1; with++) {
        job todo = {.scheme = scheme_text, .units = units, .count = 1 + with, .path = scratch("left.xlsx"), .lang = KP_ZH};
        reading r = write_and_read(&todo);
        assert_null(find_part(&r, RULES, "未计分"));
        assert_null(find_part(&r, RULES, "东街社区"));
        assert_int_equal(find_part(&r, RULES, "未参与测算的对象") != NULL, with);
        assert_int_equal(find_part(&r, RULES, "西街社区") != NULL, with);
        assert_int_equal(find_part(&r, RULES, "撤并") != NULL, with);
        end_reading(&r);
    }
}

static void test_titles(void **state) {
    (void)state;
    static const char *const titles[][4] = {
        {"2026年第三季度结对达标统计表", "2026年第三季度结对达标统计测算结果", "2026年第三季度结对达标统计测算明细表"},
        {"Pairs, Q3 2026: targets", "Pairs, Q3 2026: calculated values", "Pairs, Q3 2026: details"}};
    for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++) {
        job todo = THREE("titles.xlsx", lang);
        reading r = write_and_read(&todo);
        static const size_t sheets[] = {TARGETS, VALUES, DETAILS};
        for (size_t i = 0; i < 3; i++) {
            const seen_cell *title = find_part(&r, sheets[i], "");
            assert_non_null(title);
            assert_string_equal(title->text, titles[lang][i]);
        }
        end_reading(&r);
    }
}

/* A scheme with a column of each kind: 40 + 30 + 25 = 95 people; 38 + 30 + 20 = 88 paired; 2 + 0 + 5 = 7 lacking; shares, years, and what is counted in units that nobody
 * types have no total. A quarter yuan for each paired: 9.5 + 7.5 + 5 = 22; halves of people: 20 + 15 + 12.5. */
static void test_totals(void **state) {
    (void)state;
    static const char scheme[] = "id: sums\n"
                                 "title: 合计 | Sums\n"
                                 "indicators:\n"
                                 "  - {id: people, title: 人数, method: number, typed: whole, unit: 人 | people}\n"
                                 "  - {id: paired, title: 已结对, method: number, typed: whole, unit: 人 | people}\n"
                                 "  - {id: missing, title: 未结对, method: formula, formula: people - paired, unit: 人 | people, decimals: 0}\n"
                                 "  - {id: paid, title: 补助, method: formula, formula: paired * 0.25, unit: 元 | yuan, decimals: 2}\n"
                                 "  - {id: share, title: 结对率, method: formula, formula: paired / people * 100, unit: \"%\", decimals: 2}\n"
                                 "  - {id: half, title: 一半, method: formula, formula: people / 2, unit: 人 | people}\n"
                                 "  - {id: most, title: 最多, method: formula, formula: largest(people), unit: 人 | people}\n"
                                 "  - {id: year, title: 年份, method: number, typed: whole, optional: yes, unit: 年 | year}\n"
                                 "  - {id: money, title: 款, method: number, typed: money, optional: yes, unit: 元 | yuan}\n";
    static const char *const sums[] = {"合计", "95", "88", "7", "22", "", "47.5", "", "", "—"};
    job todo = THREE("totals.xlsx", KP_ZH);
    todo.scheme = scheme;
    reading r = write_and_read(&todo);
    const size_t sheet = 0;
    const seen_cell *label = find_exactly(&r, sheet, "合计"), *last = find_exactly(&r, sheet, "南街社区");
    assert_non_null(label);
    assert_int_equal(label->row, last->row + 1);
    for (uint32_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        const seen_cell *cell = cell_at(&r, sheet, label->row, label->column + i);
        assert_string_equal(cell ? cell->text : "", sums[i]);
        assert_int_equal(cell && cell->formula, (i >= 1 && i <= 4) || i == 6);
    }
    end_reading(&r);
}

/* One unit is its own total. */
static void test_one_unit(void **state) {
    (void)state;
    job todo = THREE("one.xlsx", KP_ZH);
    todo.count = 1;
    reading r = write_and_read(&todo);
    assert_non_null(find_exactly(&r, VALUES, "东街社区"));
    assert_null(find_exactly(&r, VALUES, "合计"));
    end_reading(&r);
}

/* A heading of 38 + 20 + 24 points and rows of 22: whether the list fits its page, or the 16 + 20 points of the signature or a row run over, a page never begins with the
 * signature: where the last page begins, by the break in the sheet's XML, its last entry stands. */
static void test_signature(void **state) {
    (void)state;
    size_t broken = 0;
    for (size_t count = 12; count <= 48; count++) {
        unit_row units[48];
        char names[48][16];
        for (size_t i = 0; i < count; i++) {
            snprintf(names[i], sizeof names[i], "%zu号社区", i + 1);
            units[i] = (unit_row){names[i], 2, 1, NULL};
        }
        job todo = {.scheme = scheme_text, .units = units, .count = count, .path = scratch("signature.xlsx"), .lang = KP_ZH};
        reading r = write_and_read(&todo);
        const seen_cell *last = find_exactly(&r, LISTS, names[count - 1]);
        assert_non_null(last);
        char *sheet = zip_part_text(todo.path, "xl/worksheets/sheet2.xml");
        for (const char *at = strstr(sheet, "<brk id=\""); at; at = strstr(at + 1, "<brk id=\"")) {
            unsigned long row = strtoul(at + 9, NULL, 10); /* above the row of this number, from 0: below the one before it */
            assert_true(row < last->row);
            broken++;
        }
        free(sheet);
        end_reading(&r);
    }
    assert_true(broken > 0);
}

/* Three lists more: one of everybody and two of nobody. Rows of 22 points below heads of 38 + 20 + 24, and 16 + 20 of the signature: at most some 18 of them take a page of
 * 595 - 2 * 54 points or so, and 20 are no quarter more. What is so little too long is drawn smaller: each list has one page, and those of nobody have one together. */
static void test_pages_of_lists(void **state) {
    (void)state;
    char scheme[2000];
    const char *more = "  - {id: those, title: 全部 | All, when: value(people) > 0}\n"
                       "  - {id: none, title: 无人甲 | None, when: value(people) < 0}\n"
                       "  - {id: no, title: 无人乙 | No, when: value(people) < 0}\n";
    const char *at = strstr(scheme_text, "targets:");
    snprintf(scheme, sizeof scheme, "%.*s%s%s", (int)(at - scheme_text), scheme_text, more, at);
    unit_row units[20];
    char names[20][16];
    for (size_t i = 0; i < 20; i++) {
        snprintf(names[i], sizeof names[i], "%zu号社区", i + 1);
        units[i] = (unit_row){names[i], 2, 1, NULL};
    }
    job todo = {.scheme = scheme, .units = units, .count = 20, .path = scratch("pages.xlsx"), .lang = KP_ZH};
    reading r = write_and_read(&todo);
    const seen_cell *second = find_part(&r, LISTS, "全部（"), *third = find_part(&r, LISTS, "无人甲（"), *fourth = find_part(&r, LISTS, "无人乙（");
    assert_true(second && third && fourth);
    char *sheet = zip_part_text(todo.path, "xl/worksheets/sheet2.xml");
    const char *scale = strstr(sheet, " scale=\"");
    assert_non_null(scale);
    assert_true(atoi(scale + 8) < 100 && atoi(scale + 8) >= 75);
    const seen_cell *begins[] = {second, third}; /* as the breaks come */
    size_t breaks = 0;
    for (at = strstr(sheet, "<brk id=\""); at; at = strstr(at + 1, "<brk id=\""), breaks++)
        assert_true(breaks < 2 && strtoul(at + 9, NULL, 10) + 1 == begins[breaks]->row);
    assert_int_equal(breaks, 2);
    free(sheet);
    end_reading(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"a list of a calculation has neither scores, ranks nor main problems", test_lists, NULL, NULL, NULL},
        {"what a title ends in is not told once more", test_titles, NULL, NULL, NULL},
        {"of a calculation only who takes no part is told as left out", test_left_out, NULL, NULL, NULL},
        {"what can be added has a total below the units, as a formula", test_totals, NULL, NULL, NULL},
        {"where there is one unit there is no total", test_one_unit, NULL, NULL, NULL},
        {"the signature below a list never begins a page", test_signature, NULL, NULL, NULL},
        {"a list a little longer than a page is brought to one, and those of nobody share one", test_pages_of_lists, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
