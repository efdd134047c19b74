/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_ballots_test.c - the sheet 评议结果, read back by the project's own reader. The shares are worked out by hand from the counts that are typed. */
#include "in_arena.h"

#include "kaoping/report.h"
#include "reading.h"

static const char one_ballot[] = "id: review\n"
                                 "title: 民主评议 | Review\n"
                                 "subject: 对象 | Person\n"
                                 "cadence: year\n"
                                 "signatures: [监票人 | Scrutineer]\n"
                                 "indicators:\n"
                                 "  - {id: votes, title: 民主评议 | Ballot, points: 100, method: ballot, options: {满意 | Good: 100, 一般 | Fair: "
                                 "60, 不满意 | Bad: 0}, quorum: 2/3, ballot_tie: lower}\n"
                                 "lists:\n"
                                 "  - {id: alert, title: 预警 | Alert, when: \"share(votes, 不满意) >= 1/3\", order: worst}\n"
                                 "  - {id: low, title: 末位 | Last, when: bottom <= 1, order: worst}\n";

static const char two_ballots[] =
    "id: reviews\n"
    "title: 双评 | Two votes\n"
    "subject: 村 | Village\n"
    "cadence: year\n"
    "indicators:\n"
    "  - {id: few, title: 班子评议 | Committee, points: 40, method: ballot, options: {好 | Good: 100, 差 | Bad: 0}}\n"
    "  - {id: many, title: 七档评议 | Seven, points: 60, method: ballot, options: {甲上: 100, 甲: 90, 乙上: 80, 乙: 70, 丙上: 60, 丙: 50, 丁: 0}}\n";

#define SLOTS 6 /* entitled, present, issued, returned, valid, invalid; votes follow */
#define NONE  (-1)

typedef struct unit_row {
    const char *name;
    int64_t few[SLOTS + 3], many[SLOTS + 7];
    const char *exclusion;
} unit_row;

typedef struct job {
    const char *scheme;
    const unit_row *units;
    size_t count, few, many; /* options of the first ballot, and of the second: 0, there is none */
    kp_lang lang;
    const char *path;
    bool values;
} job;

static void put_inputs(kp_evidence *evidence, int32_t unit, int32_t leaf, const int64_t *counts, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (counts[i] != NONE)
            *kp_evidence_input(evidence, unit, leaf, i) = (kp_input){.value = kp_num_int(counts[i]), .state = KP_INPUT_GIVEN};
}

static void write_body(kp_arena *arena, void *data) {
    const job *todo = data;
    kp_problems *problems = kp_problems_new(arena);
    kp_records records = {0};
    assert_true(kp_yaml_read(arena, "review.yaml", todo->scheme, strlen(todo->scheme), &records, problems));
    kp_scheme *scheme = kp_scheme_build(arena, &records, problems);
    assert_non_null(scheme);
    kp_evidence *evidence = kp_evidence_new(arena, scheme);
    evidence->period = (kp_period){KP_PERIOD_YEAR, 2026, 1};
    for (size_t i = 0; i < todo->count; i++) {
        int32_t unit = kp_evidence_add_unit(evidence, NULL, todo->units[i].name, NULL, (kp_origin){0});
        evidence->units.items[unit].excluded = todo->units[i].exclusion != NULL;
        evidence->units.items[unit].exclusion = todo->units[i].exclusion;
        if (todo->units[i].exclusion)
            continue;
        put_inputs(evidence, unit, 1, todo->units[i].few, SLOTS + todo->few);
        if (todo->many)
            put_inputs(evidence, unit, 2, todo->units[i].many, SLOTS + todo->many);
    }
    kp_evidence_finish(evidence, problems);
    kp_scorecard *card = kp_score(arena, scheme, evidence, NULL, problems);
    kp_report_options options = {.lang = todo->lang, .problems = problems, .timestamp = 1790726400, .values = todo->values};
    assert_true(kp_report_write(arena, card, &options, todo->path, problems));
}

static reading write_and_read(job *todo) {
    remove(todo->path);
    run_with_arena(write_body, todo);
    reading r = start_reading(todo->path, read_body);
    expect_no_problem(&r);
    return r;
}

enum { SHEET = 4 }; /* 汇总, 图表, 排名, 榜单, 评议结果 */

static const seen_cell *find(const reading *r, size_t sheet, const char *text) {
    for (size_t i = 0; i < r->cells.count; i++)
        if (r->cells.items[i].sheet == sheet && strcmp(r->cells.items[i].text, text) == 0)
            return &r->cells.items[i];
    return NULL;
}

/* The row of the unit says these texts from the third column on ("": nothing); `formulas`: a character a column, f where it is a formula. */
static void expect_row(const reading *r, size_t sheet, uint32_t row, uint32_t column, const char *const *texts, size_t count, const char *formulas) {
    for (size_t i = 0; i < count; i++) {
        const seen_cell *cell = cell_at(r, sheet, row, column + (uint32_t)i);
        assert_string_equal(cell ? cell->text : "", texts[i]);
        assert_int_equal(cell && cell->formula, formulas[i] == 'f');
    }
}

/* 58/66 = 0.8787…, 40/57 = 0.70175…, 15/57 = 0.26315…, 2/57 = 0.03508…; 48/72 is just 2/3: 0.6667; of 48 votes 16 are a third, and of three grades with 16 each the lowest is taken;
 * 39/60 is below 2/3. Together: issued 58 + 48 + 39 = 145, returned 144, valid 57 + 48 + 38 = 143, invalid 1 + 0 + 0; votes 40 + 16 + 38 = 94 of 143 = 0.65734…, 15 + 16 = 31:
 * 0.21678…, 2 + 16 = 18: 0.12587…. */
static const unit_row three_units[] = {{.name = "甲社区", .few = {66, 58, 58, 58, 57, 1, 40, 15, 2}},
                                       {.name = "乙社区", .few = {72, 48, 48, 48, NONE, NONE, 16, 16, 16}},
                                       {.name = "丙社区", .few = {60, 39, 39, 38, 38, 0, 38, 0, 0}},
                                       {.name = "丁社区", .exclusion = "撤并"}};
#define THREE(where, how)                                                                                                                            \
    { .scheme = one_ballot, .units = three_units, .count = 4, .few = 3, .path = scratch(where), .lang = how }

static void test_rows(void **state) {
    (void)state;
    static const char *const rows[][16] = {
        {"66", "58", "0.8788", "58", "58", "57", "1", "40", "0.7018", "15", "0.2632", "2", "0.0351", "满意", "有效", ""},
        {"72", "48", "0.6667", "48", "48", "48", "0", "16", "0.3333", "16", "0.3333", "16", "0.3333", "不满意", "有效", "预警；票数相同，取较低档"},
        {"60", "39", "0.65", "39", "38", "38", "0", "38", "1", "0", "0", "0", "0", "—", "到会不足", ""},
        {"—", "—", "—", "—", "—", "—", "—", "—", "—", "—", "—", "—", "—", "—", "—", "不参评：撤并"},
        {"—", "—", "—", "145", "144", "143", "1", "94", "0.6573", "31", "0.2168", "18", "0.1259", "", "", ""}};
    static const char *const formulas[] = {"  f     f f f   ", "  f   f f f f   ", "  f     f f f   ", "                ", "   ffffffffff   "};
    job todo = THREE("ballots.xlsx", KP_ZH);
    reading r = write_and_read(&todo);
    const seen_cell *first = find(&r, SHEET, "甲社区");
    assert_non_null(first);
    for (uint32_t i = 0; i < 5; i++)
        expect_row(&r, SHEET, first->row + i, first->column + 1, rows[i], 16, formulas[i]);
    const seen_cell *total = find(&r, SHEET, "全部选票");
    assert_non_null(total);
    assert_int_equal(total->row, first->row + 4);
    assert_non_null(find(&r, SHEET, "监票人：　　　　　　　　　　日期：　　　　年　　月　　日"));
    assert_null(find(&r, SHEET, "末位")); /* that list asks nothing of the ballot */
    end_reading(&r);
}

static void test_english(void **state) {
    (void)state;
    static const char *const heads[] = {"Entitled", "Present", "Turnout", "Issued", "Returned", "Valid", "Invalid", "Votes", "Share"};
    job todo = THREE("english.xlsx", KP_EN);
    reading r = write_and_read(&todo);
    const seen_cell *first = find(&r, SHEET, "甲社区");
    assert_non_null(first);
    for (uint32_t i = 0; i < sizeof heads / sizeof *heads; i++)
        assert_string_equal(cell_at(&r, SHEET, first->row - 1, first->column + 1 + i)->text, heads[i]);
    const seen_cell *title = find(&r, SHEET, "Review, 2026: ballot results");
    assert_non_null(title);
    assert_non_null(find(&r, SHEET, "Alert; tied, the lower grade of equals"));
    assert_non_null(find(&r, SHEET, "not met"));
    assert_non_null(find(&r, SHEET, "All ballots"));
    assert_true(kp_report_is_sheet("Ballot results") && kp_report_is_sheet("评议结果"));
    end_reading(&r);
}

/* The second ballot has more grades than stand beside its counts: they follow in a table of their own, whose number of valid votes is that of the first. 3 of 10 and 2 of 10 votes;
 * nobody asks for a quorum, so that nothing is said of it, and where the hall was not counted there is no turnout. */
static void test_two_ballots(void **state) {
    (void)state;
    static const unit_row units[] = {
        {.name = "东村", .few = {NONE, NONE, 10, 10, 10, 0, 7, 3}, .many = {NONE, NONE, 10, 10, 10, 0, 3, 2, 2, 1, 1, 1, 0}},
        {.name = "西村", .few = {NONE, NONE, 10, 10, 10, 0, 5, 5}, .many = {20, 10, 10, 10, 10, 0, 10, 0, 0, 0, 0, 0, 0}}};
    static const char *const few[] = {"—", "—", "—", "10", "10", "10", "0", "7", "0.7", "3", "0.3", "好"}, *const many[] = {"10",  "3", "0.3", "2",
                                                                                                                            "0.2", "2", "0.2", "1",
                                                                                                                            "0.1", "1", "0.1", "1",
                                                                                                                            "0.1", "0", "0"};
    job todo = {.scheme = two_ballots, .units = units, .count = 2, .few = 2, .many = 7, .lang = KP_ZH, .path = scratch("two.xlsx")};
    reading r = write_and_read(&todo);
    const size_t sheet = SHEET - 1; /* there are no lists */
    uint32_t rows[3] = {0}, tables = 0, column = 0;
    for (size_t i = 0; i < r.cells.count; i++)
        if (r.cells.items[i].sheet == sheet && strcmp(r.cells.items[i].text, "东村") == 0) {
            assert_true(tables < 3);
            column = r.cells.items[i].column;
            rows[tables++] = r.cells.items[i].row;
        }
    assert_int_equal(tables, 3);
    expect_row(&r, sheet, rows[0], column + 1, few, sizeof few / sizeof *few, "        f f ");
    assert_string_equal(cell_at(&r, sheet, rows[1] + 1, column + 3)->text, "0.5"); /* 10 of 20 */
    expect_row(&r, sheet, rows[2], column + 1, many, sizeof many / sizeof *many, "f f f f f f f f");
    assert_non_null(find(&r, sheet, "七档评议（续）"));
    assert_null(find(&r, sheet, "评议效力"));
    end_reading(&r);
}

/* A summary of 24 units, rows of 20 points below heads of some 110, with three figures and signatures of some 100 more, is half a page longer than the 487 points of a landscape A4: it
 * is drawn on one. Of 60 units it takes more pages. */
static void test_summary_pages(void **state) {
    (void)state;
    unit_row units[60];
    char names[60][16];
    for (size_t i = 0; i < 60; i++) {
        units[i] = (unit_row){.few = {66, 58, 58, 58, 57, 1, 40, 15, 2}};
        snprintf(names[i], sizeof names[i], "%zu号社区", i + 1);
        units[i].name = names[i];
    }
    for (size_t count = 24; count <= 60; count += 36) {
        job todo = {.scheme = one_ballot, .units = units, .count = count, .few = 3, .lang = KP_ZH, .path = scratch("pages.xlsx")};
        reading r = write_and_read(&todo);
        char *sheet = zip_part_text(todo.path, "xl/worksheets/sheet1.xml");
        assert_int_equal(strstr(sheet, "fitToHeight=\"0\"") != NULL, count == 60);
        free(sheet);
        end_reading(&r);
    }
}

/* What is put into another workbook has no such sheet. */
static void test_values(void **state) {
    (void)state;
    job todo = THREE("values.xlsx", KP_ZH);
    todo.values = true;
    reading r = write_and_read(&todo);
    for (size_t i = 0; i < r.cells.count; i++)
        assert_null(strstr(r.cells.items[i].text, "到会率"));
    end_reading(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"of two ballots each has its table, and many grades have one of their own", test_two_ballots, NULL, NULL, NULL},
        {"a summary half a page longer than one is drawn on one", test_summary_pages, NULL, NULL, NULL},
        {"the sheet of ballots speaks English", test_english, NULL, NULL, NULL},
        {"figures for another workbook come without the sheet of ballots", test_values, NULL, NULL, NULL},
        {"a ballot has a row a unit with its counts, shares, result, quorum and alert, and the sum of all ballots", test_rows, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
