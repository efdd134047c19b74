/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_test.c - the report workbook, read back by the project's own reader. What is expected follows from a scheme of two items small enough to score in one's
 * head: 甲项 is typed (0 to 40), 乙项 starts at 60 and loses half a point for each place found.
 */
#include "in_arena.h"

#include <signal.h>
#include <sys/resource.h>

#include "kaoping/digest.h"
#include "kaoping/report.h"
#include "reading.h"

static const char small_scheme[] = "id: small\n"
                                   "title: 小方案 | Small scheme\n"
                                   "subject: 社区 | Community\n"
                                   "cadence: quarter\n"
                                   "rank_within: all\n"
                                   "indicators:\n"
                                   "  - {id: a, title: 甲项 | Item A, points: 40, method: direct}\n"
                                   "  - {id: b, title: 乙项 | Item B, points: 60, method: deduct, step: 0.5}\n"
                                   "bands:\n"
                                   "  - {id: good, title: 良好 | Good, from: 60, to: 100, color: \"#C6E0B4\"}\n"
                                   "  - {id: weak, title: 待改进 | Weak, to: 60}\n"
                                   "lists:\n"
                                   "  - {id: red, title: 红榜 | Red list, when: rank <= 1}\n"
                                   "  - {id: black, title: 黑榜 | Black list, when: score < 1, order: worst}\n";

enum { SUMMARY, CHARTS, RANKING, LISTS, DETAILS, RULES, PROBLEMS, SHEETS };

typedef struct unit_row {
    const char *name, *mark; /* mark NULL: not applicable; "": missing */
    int places;              /* found, one finding each */
} unit_row;

typedef struct job {
    const unit_row *units;
    size_t count;
    kp_lang lang;
    const char *path, *text;        /* of the findings; NULL: a short one */
    const char *scheme;             /* NULL: small_scheme */
    int vetoes;                     /* of the first unit */
    const char *office, *exclusion; /* of the first unit; NULL: 某街道办事处, it takes part */
    bool values;
    bool written;
    size_t problems;
    kp_problem_code last;
} job;

static kp_scheme *read_scheme(kp_arena *arena, const char *text, kp_problems *problems) {
    kp_records records = {0};
    assert_true(kp_yaml_read(arena, "small.yaml", text, strlen(text), &records, problems));
    kp_scheme *scheme = kp_scheme_build(arena, &records, problems);
    assert_non_null(scheme);
    return scheme;
}

static void fill_unit(kp_arena *arena, kp_evidence *evidence, const unit_row *row, const char *text) {
    int32_t unit = kp_evidence_add_unit(evidence, NULL, row->name, NULL, (kp_origin){0});
    kp_input *mark = kp_evidence_input(evidence, unit, 1, 0);
    *mark = (kp_input){.value = KP_ZERO, .state = KP_INPUT_NOT_APPLICABLE};
    if (row->mark) {
        mark->state = *row->mark ? KP_INPUT_GIVEN : KP_INPUT_MISSING;
        assert_true(!*row->mark || kp_num_parse(arena, row->mark, &mark->value));
    }
    for (int i = 0; i < row->places; i++) {
        kp_finding finding = {.unit = unit,
                              .indicator = 2,
                              .event = -1,
                              .count = KP_ONE,
                              .points = {false, KP_ZERO},
                              .date = kp_format(arena, "2026-07-%02d", i % 28 + 1),
                              .location = "3号楼",
                              .text = text ? text : kp_format(arena, "堆物%d处", i + 1),
                              .inspector = ""};
        KP_PUSH(arena, &evidence->findings, finding);
    }
}

static void add_vetoes(kp_arena *arena, kp_evidence *evidence, int32_t unit, int count) {
    for (int i = 0; i < count; i++) {
        kp_veto_event event = {.unit = unit, .date = "", .text = kp_format(arena, "第%d起", i + 1)};
        KP_PUSH(arena, &evidence->vetoes, event);
    }
}

static void write_body(kp_arena *arena, void *data) {
    job *todo = data;
    kp_problems *problems = kp_problems_new(arena);
    kp_scheme *scheme = read_scheme(arena, todo->scheme ? todo->scheme : small_scheme, problems);
    kp_evidence *evidence = kp_evidence_new(arena, scheme);
    evidence->period = (kp_period){KP_PERIOD_QUARTER, 2026, 3};
    evidence->office = todo->office ? todo->office : "某街道办事处";
    for (size_t i = 0; i < todo->count; i++)
        fill_unit(arena, evidence, &todo->units[i], todo->text);
    add_vetoes(arena, evidence, 0, todo->vetoes);
    if (todo->exclusion) {
        evidence->units.items[0].excluded = true;
        evidence->units.items[0].exclusion = todo->exclusion;
    }
    kp_evidence_finish(evidence, problems);
    kp_scorecard *card = kp_score(arena, scheme, evidence, NULL, problems);
    kp_report_options options = {.lang = todo->lang, .problems = problems, .timestamp = 1790726400, .values = todo->values};
    todo->written = kp_report_write(arena, card, &options, todo->path, problems);
    todo->problems = problems->count;
    if (problems->count)
        todo->last = problems->items[problems->count - 1].code;
}

static void write_report(job *todo) {
    remove(todo->path);
    run_with_arena(write_body, todo);
}

static reading write_and_read(job *todo) {
    write_report(todo);
    assert_true(todo->written);
    reading r = start_reading(todo->path, read_body);
    expect_no_problem(&r);
    return r;
}

/* The cell with this text, or NULL. */
static const seen_cell *find_text(const reading *r, size_t sheet, const char *text) {
    for (size_t i = 0; i < r->cells.count; i++)
        if (r->cells.items[i].sheet == sheet && strcmp(r->cells.items[i].text, text) == 0)
            return &r->cells.items[i];
    return NULL;
}

static const seen_cell *find_part(const reading *r, size_t sheet, const char *part) {
    for (size_t i = 0; i < r->cells.count; i++)
        if (r->cells.items[i].sheet == sheet && strstr(r->cells.items[i].text, part))
            return &r->cells.items[i];
    return NULL;
}

/* The cell under the head `head` in the row of `row_text` (the first one of the sheet). */
static const seen_cell *find_under(const reading *r, size_t sheet, const char *row_text, const char *head) {
    const seen_cell *row = find_text(r, sheet, row_text), *column = find_text(r, sheet, head);
    assert_non_null(row);
    assert_non_null(column);
    return cell_at(r, sheet, row->row, column->column);
}

static const unit_row three_units[] = {{"东街社区", "30", 0}, {"西街社区", "20.5", 3}, {"南街社区", "9", 8}};
#define THREE(where, how)                                                                                                                            \
    { .units = three_units, .count = 3, .path = scratch(where), .lang = how }

static void test_sheets(void **state) {
    (void)state;
    static const char *names[2][SHEETS] = {{"汇总", "图表", "排名", "榜单", "明细", "计分说明", "数据提示"},
                                           {"Summary", "Charts", "Ranking", "Lists", "Details", "Rules applied", "Data problems"}};
    for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++) {
        job todo = THREE("sheets.xlsx", lang);
        reading r = write_and_read(&todo);
        assert_int_equal(kp_workbook_sheet_count(r.book), SHEETS);
        for (size_t i = 0; i < SHEETS; i++)
            assert_string_equal(kp_workbook_sheet_name(r.book, i), names[lang][i]);
        end_reading(&r);
    }
}

/* 30 + 60 = 90; 20.5 + 60 - 3 * 0.5 = 79; 9 + 60 - 8 * 0.5 = 65 */
static void test_totals(void **state) {
    (void)state;
    static const char *totals[] = {"90", "79", "65"};
    job todo = THREE("totals.xlsx", KP_ZH);
    reading r = write_and_read(&todo);
    for (size_t i = 0; i < 3; i++) {
        const seen_cell *total = find_under(&r, SUMMARY, three_units[i].name, "总分");
        assert_string_equal(total->text, totals[i]);
        assert_true(total->formula);
        total = find_under(&r, RANKING, three_units[i].name, "总分");
        assert_string_equal(total->text, totals[i]);
        assert_true(total->formula);
    }
    const seen_cell *item = find_under(&r, SUMMARY, "西街社区", "乙项");
    assert_string_equal(item->text, "58.5");
    assert_true(item->formula);
    assert_string_equal(find_under(&r, SUMMARY, "东街社区", "名次")->text, "1");
    assert_string_equal(find_under(&r, SUMMARY, "南街社区", "等次")->text, "良好");
    end_reading(&r);
}

/* The figures of test_totals, and 78 as in test_statistics. */
static void test_values(void **state) {
    (void)state;
    job todo = THREE("values.xlsx", KP_ZH);
    todo.values = true;
    reading r = write_and_read(&todo);
    for (size_t i = 0; i < r.cells.count; i++)
        assert_false(r.cells.items[i].formula);
    assert_int_equal(kp_workbook_sheet_count(r.book), 4);
    assert_string_equal(kp_workbook_sheet_name(r.book, 3), "明细");
    assert_string_equal(find_under(&r, 0, "东街社区", "总分")->text, "90");
    assert_string_equal(find_under(&r, 1, "西街社区", "总分")->text, "79");
    assert_string_equal(find_under(&r, 0, "平均", "总分")->text, "78");
    end_reading(&r);
}

static void test_sheet_names(void **state) {
    (void)state;
    static const char *ours[] = {"汇总", "Summary", "明细(2)", "排名 (12)", "数据问题"},
                      *others[] = {"", "自查", "汇总表", "(2)", "汇总(2", "汇总(a)", "总)"};
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        assert_true(kp_report_is_sheet(ours[i]));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(kp_report_is_sheet(others[i]));
}

/* (90 + 79 + 65) / 3 = 78 */
static void test_statistics(void **state) {
    (void)state;
    job todo = THREE("statistics.xlsx", KP_ZH);
    reading r = write_and_read(&todo);
    assert_string_equal(find_under(&r, SUMMARY, "平均", "总分")->text, "78");
    assert_string_equal(find_under(&r, SUMMARY, "最高", "总分")->text, "90");
    assert_string_equal(find_under(&r, SUMMARY, "最低", "总分")->text, "65");
    end_reading(&r);
}

static void test_distribution(void **state) {
    (void)state;
    job todo = THREE("distribution.xlsx", KP_ZH);
    reading r = write_and_read(&todo);
    const seen_cell *head = find_text(&r, SUMMARY, "等次分布");
    assert_non_null(head);
    const seen_cell *counts = find_text(&r, SUMMARY, "个数");
    expect_cell(&r, SUMMARY, head->row + 1, counts->column, KP_CELL_NUMBER, "3"); /* all three have 60 or more */
    expect_cell(&r, SUMMARY, head->row + 2, counts->column, KP_CELL_NUMBER, "0");
    end_reading(&r);
}

static void test_text_is_text(void **state) {
    (void)state;
    static const unit_row units[] = {{"=1+1", "30", 0}, {"+860000", "20", 0}, {"@甲", "10", 0}, {"-乙", "5", 0}};
    job todo = {.units = units, .count = 4, .path = scratch("text.xlsx")};
    reading r = write_and_read(&todo);
    for (size_t i = 0; i < 4; i++) {
        const seen_cell *name = find_text(&r, SUMMARY, units[i].name);
        assert_non_null(name);
        assert_int_equal(name->kind, KP_CELL_TEXT);
        assert_false(name->formula);
    }
    end_reading(&r);
}

static void test_same_bytes(void **state) {
    (void)state;
    char first[KP_DIGEST_SIZE], second[KP_DIGEST_SIZE];
    job todo = THREE("same.xlsx", KP_ZH);
    write_report(&todo);
    assert_true(kp_digest_file(todo.path, first));
    write_report(&todo);
    assert_true(kp_digest_file(todo.path, second));
    assert_string_equal(first, second);
}

/* 甲项 does not apply: 60 of 60 points that do are 100 of 100 */
/* What users typed is no bilingual text, though it may look like one. */
static void test_whole_text(void **state) {
    (void)state;
    static const unit_row units[] = {{"一栋 | 二栋", "30", 0}, {"西街社区", "", 0}, {"南 | 北", "", 0}};
    for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++) {
        job todo = {.units = units, .count = 3, .path = scratch("whole.xlsx"), .lang = lang, .office = "街道 | 办", .exclusion = "撤并 | 待定"};
        reading r = write_and_read(&todo);
        assert_non_null(find_part(&r, SUMMARY, "街道 | 办"));
        assert_non_null(find_part(&r, SUMMARY, "撤并 | 待定"));
        assert_non_null(find_part(&r, RULES, "街道 | 办"));
        assert_non_null(find_part(&r, LISTS, "街道 | 办"));
        assert_non_null(find_part(&r, PROBLEMS, "一栋 | 二栋"));
        assert_non_null(find_part(&r, PROBLEMS, "撤并 | 待定"));
        assert_non_null(find_part(&r, SUMMARY, "南 | 北"));
        end_reading(&r);
    }
}

static void test_gap(void **state) {
    (void)state;
    static const unit_row units[] = {{"东街社区", NULL, 0}, {"西街社区", "20", 0}};
    job todo = {.units = units, .count = 2, .path = scratch("gap.xlsx")};
    reading r = write_and_read(&todo);
    const seen_cell *gap = find_under(&r, SUMMARY, "东街社区", "甲项");
    assert_string_equal(gap->text, "—");
    assert_int_equal(gap->kind, KP_CELL_TEXT);
    assert_string_equal(find_under(&r, SUMMARY, "东街社区", "总分")->text, "100");
    assert_string_equal(find_under(&r, SUMMARY, "东街社区", "备注")->text, "合理缺项 1 项");
    end_reading(&r);
}

static void test_missing(void **state) {
    (void)state;
    static const unit_row units[] = {{"东街社区", "", 0}, {"西街社区", "20", 0}};
    job todo = {.units = units, .count = 2, .path = scratch("missing.xlsx")};
    reading r = write_and_read(&todo);
    assert_string_equal(find_under(&r, SUMMARY, "东街社区", "总分")->text, "—");
    assert_non_null(strstr(find_under(&r, SUMMARY, "东街社区", "备注")->text, "未计分"));
    assert_non_null(find_text(&r, PROBLEMS, kp_problem_code_text(KP_D_MISSING_VALUE)));
    assert_non_null(find_part(&r, RULES, "未计分"));
    end_reading(&r);
}

static void test_no_problems(void **state) {
    (void)state;
    job todo = THREE("clean.xlsx", KP_ZH);
    reading r = write_and_read(&todo);
    assert_non_null(find_text(&r, PROBLEMS, "无"));
    end_reading(&r);
}

/* 10^-10 short of the tie at 28.165, which binary arithmetic may take for the tie. */
static void test_near_tie(void **state) {
    (void)state;
    static const unit_row units[] = {{"东街社区", "28.1649999999", 0}, {"西街社区", "28.165", 0}};
    job todo = {.units = units, .count = 2, .path = scratch("tie.xlsx")};
    reading r = write_and_read(&todo);
    const seen_cell *near = find_under(&r, SUMMARY, "东街社区", "甲项"), *tie = find_under(&r, SUMMARY, "西街社区", "甲项");
    assert_string_equal(near->text, "28.16");
    assert_string_equal(tie->text, "28.17");
    const seen_cell *score = find_text(&r, DETAILS, "得分");
    const seen_cell *near_row = find_text(&r, DETAILS, "东街社区"), *tie_row = find_text(&r, DETAILS, "西街社区");
    for (size_t i = 0; i < r.cells.count; i++) { /* the first row of a unit is 甲项; the better one comes first */
        const seen_cell *cell = &r.cells.items[i];
        if (cell->sheet == DETAILS && cell->column == score->column && cell->row == near_row->row)
            assert_false(cell->formula);
        if (cell->sheet == DETAILS && cell->column == score->column && cell->row == tie_row->row)
            assert_true(cell->formula);
    }
    assert_non_null(find_part(&r, RULES, "红字")); /* the notes say how many were written as values */
    end_reading(&r);
}

static size_t count_characters(const char *text) {
    size_t count = 0;
    for (; *text; text++)
        count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

static void test_long_text(void **state) {
    (void)state;
    static char text[40001];
    memset(text, 'x', 40000);
    job todo = {.units = three_units, .count = 3, .path = scratch("long.xlsx"), .text = text};
    reading r = write_and_read(&todo);
    assert_non_null(find_part(&r, DETAILS, "以下略"));
    for (size_t i = 0; i < r.cells.count; i++)
        assert_true(count_characters(r.cells.items[i].text) <= 32767);
    end_reading(&r);
}

static void test_odd_text(void **state) {
    (void)state;
    job todo = {.units = three_units, .count = 3, .path = scratch("odd.xlsx"), .text = "a\x01\x1F<b>&\"\xEF\xBF\xBF\xF0\xA0\xAE\xB7_x0041_]]>"};
    reading r = write_and_read(&todo);
    assert_non_null(find_part(&r, DETAILS, "a  <b>&\"\xEF\xBF\xBD\xF0\xA0\xAE\xB7_x0041_]]>"));
    end_reading(&r);
}

static void test_lists(void **state) {
    (void)state;
    job todo = THREE("lists.xlsx", KP_ZH);
    reading r = write_and_read(&todo);
    const seen_cell *red = find_part(&r, LISTS, "红榜"), *black = find_part(&r, LISTS, "黑榜"), *none = find_text(&r, LISTS, "本期无");
    const seen_cell *first = find_text(&r, LISTS, "东街社区");
    assert_true(red && black && none && first);
    assert_true(red->row < first->row && first->row < black->row && black->row < none->row);
    assert_null(find_text(&r, LISTS, "西街社区"));
    end_reading(&r);
}

/* Thirteen findings at six a cell are three rows. */
static void test_many_findings(void **state) {
    (void)state;
    static const unit_row units[] = {{"东街社区", "30", 13}};
    job todo = {.units = units, .count = 1, .path = scratch("findings.xlsx")};
    reading r = write_and_read(&todo);
    const seen_cell *first = find_part(&r, DETAILS, "1. 2026-07-01 3号楼 堆物1处 −0.5"),
                    *last = find_part(&r, DETAILS, "13. 2026-07-13 3号楼 堆物13处 −0.5");
    assert_non_null(first);
    assert_non_null(last);
    assert_int_equal(last->row, first->row + 2);
    assert_string_equal(find_under(&r, SUMMARY, "东街社区", "总分")->text, "83.5"); /* 30 + 60 - 6.5 */
    end_reading(&r);
}

/* 60,000 findings of one unit take no longer than others, and no more rows than 600 of them: 100. */
static void test_too_many_findings(void **state) {
    (void)state;
    static const unit_row units[] = {{"东街社区", "30", 60000}};
    job todo = {.units = units, .count = 1, .path = scratch("too-many.xlsx")};
    reading r = write_and_read(&todo);
    const seen_cell *first = find_part(&r, DETAILS, "1. 2026-07-01 3号楼 堆物1处 −0.5"),
                    *last = find_part(&r, DETAILS, "600. 2026-07-12 3号楼 堆物600处"), *more = find_part(&r, DETAILS, "……另有 59400 条，见考评簿");
    assert_true(first && last && last == more);
    assert_int_equal(last->row, first->row + 99);
    assert_null(find_part(&r, DETAILS, "堆物601处"));
    end_reading(&r);
}

/* One row of an .ods repeated 60,000 times is a small file. */
static void test_too_many_vetoes(void **state) {
    (void)state;
    static const unit_row units[] = {{"东街社区", "30", 0}};
    static const char scheme[] =
        "id: small\ntitle: 小方案\nindicators: [{id: a, title: 甲项, points: 40, method: direct}, {id: b, title: 乙项, points: 60, "
        "method: deduct, step: 1}]\nvetoes: [{id: v, title: 事故}]\nbands: [{id: good, title: 好, from: 60}, {id: bad, title: 差, to: 60}]\n"
        "lists: [{id: black, title: 黑榜, when: veto, order: worst}]\n";
    job todo = {.units = units, .count = 1, .path = scratch("vetoes.xlsx"), .scheme = scheme, .vetoes = 60000};
    reading r = write_and_read(&todo);
    assert_non_null(find_part(&r, DETAILS, "……另有 59400 条，见考评簿"));
    const seen_cell *reason = find_part(&r, LISTS, "等 60000 项"), *remark = find_part(&r, SUMMARY, "等 60000 项");
    assert_non_null(reason);
    assert_non_null(remark);
    assert_non_null(strstr(reason->text, "第20起"));
    assert_null(strstr(reason->text, "第21起"));
    end_reading(&r);
}

/* 7,000 units with three lines each are more than KP_CONSTANT_MEMORY_ROWS. */
static void test_many_units(void **state) {
    (void)state;
    enum { MANY = 7000 };
    unit_row *units = calloc(MANY, sizeof *units);
    char(*names)[24] = calloc(MANY, sizeof *names);
    assert_true(units && names && MANY * 3 > KP_CONSTANT_MEMORY_ROWS);
    for (int i = 0; i < MANY; i++) {
        snprintf(names[i], sizeof names[i], "第%d社区", i);
        units[i] = (unit_row){names[i], i == 4321 ? "40" : "10", i % 2};
    }
    job todo = {.units = units, .count = MANY, .path = scratch("many.xlsx")};
    reading r = write_and_read(&todo);
    const seen_cell *total = find_under(&r, SUMMARY, "第4321社区", "总分");
    assert_string_equal(total->text, "99.5"); /* 40 + 60 - 0.5 */
    assert_true(total->formula);
    assert_string_equal(find_under(&r, SUMMARY, "第4321社区", "名次")->text, "1");
    end_reading(&r);
    free(units);
    free(names);
}

static void test_no_units(void **state) {
    (void)state;
    job todo = {.units = NULL, .count = 0, .path = scratch("none.xlsx")};
    reading r = write_and_read(&todo);
    assert_int_equal(kp_workbook_sheet_count(r.book), SHEETS);
    end_reading(&r);
}

static void test_cannot_write(void **state) {
    (void)state;
    job todo = THREE("no-such-folder/report.xlsx", KP_ZH);
    write_report(&todo);
    assert_false(todo.written);
    assert_string_equal(kp_problem_code_text(todo.last), kp_problem_code_text(KP_F_CANNOT_WRITE));
}

/* No file may have more than 100,000 bytes, as where the disk of temporary files is full: the sheet of details would, the packed report would not. */
static void test_no_room(void **state) {
    (void)state;
    enum { MANY = 300 };
    unit_row units[MANY];
    char names[MANY][24];
    for (int i = 0; i < MANY; i++) {
        snprintf(names[i], sizeof names[i], "第%d社区", i);
        units[i] = (unit_row){names[i], "10", 1};
    }
    job todo = {.units = units, .count = MANY, .path = scratch("room.xlsx")};
    write_report(&todo);
    assert_true(todo.written);
    struct stat about;
    assert_int_equal(stat(todo.path, &about), 0);
    assert_true(about.st_size < 100000);

    struct rlimit before, small;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = (struct rlimit){.rlim_cur = 100000, .rlim_max = before.rlim_max};
    void (*old)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    write_report(&todo);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, old);
    assert_false(todo.written);
    assert_string_equal(kp_problem_code_text(todo.last), kp_problem_code_text(KP_F_CANNOT_WRITE));
}

/* ---- No memory ---- */

typedef struct faulty {
    size_t calls, fails_at;
} faulty;

static void *faulty_allocate(size_t size, void *data) {
    faulty *f = data;
    return ++f->calls == f->fails_at ? NULL : malloc(size);
}

static void faulty_release(void *block, void *data) {
    (void)data;
    free(block);
}

/* Every 37th allocation in turn: all of them take too long for what they show. Leaks are seen by AddressSanitizer. */
static void test_no_memory(void **state) {
    (void)state;
    job todo = THREE("memory.xlsx", KP_ZH);
    kp_status status = KP_NO_MEMORY;
    size_t failures = 0;
    for (size_t at = 1; status != KP_OK; at += 37) {
        faulty f = {.fails_at = at};
        kp_allocator allocator = {faulty_allocate, faulty_release, &f, true};
        kp_arena *arena = kp_arena_new(&allocator);
        remove(todo.path);
        if (!arena)
            continue;
        status = kp_arena_run(arena, write_body, &todo);
        kp_arena_free(arena);
        if (status == KP_OK)
            assert_true(todo.written);
        failures += status != KP_OK;
    }
    assert_true(failures > 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"the seven sheets come in their order, named in either language", test_sheets, NULL, NULL, NULL},
        {"totals, components, ranks and grades stand in summary and ranking, scores as formulas", test_totals, NULL, NULL, NULL},
        {"asked for values, a report has the same figures and no formula", test_values, NULL, NULL, NULL},
        {"the names of a report's sheets are known, also numbered", test_sheet_names, NULL, NULL, NULL},
        {"mean, highest and lowest stand below the units", test_statistics, NULL, NULL, NULL},
        {"each grade is told with its number of units", test_distribution, NULL, NULL, NULL},
        {"a name that looks like a formula stays text", test_text_is_text, NULL, NULL, NULL},
        {"the same input gives the same bytes", test_same_bytes, NULL, NULL, NULL},
        {"what users typed stays whole, even where it looks bilingual", test_whole_text, NULL, NULL, NULL},
        {"what does not apply is a dash, and the remarks count it", test_gap, NULL, NULL, NULL},
        {"a unit that is not scored is listed with the reason", test_missing, NULL, NULL, NULL},
        {"where nothing is wrong with the data the sheet of problems says so", test_no_problems, NULL, NULL, NULL},
        {"a mark on a tie is a formula, a mark beside one is a value", test_near_tie, NULL, NULL, NULL},
        {"a text longer than a cell is cut with a notice", test_long_text, NULL, NULL, NULL},
        {"characters that XML cannot hold do no harm", test_odd_text, NULL, NULL, NULL},
        {"a list names who is on it, and an empty one says so", test_lists, NULL, NULL, NULL},
        {"many findings continue in rows of their own", test_many_findings, NULL, NULL, NULL},
        {"too many findings are told by their number", test_too_many_findings, NULL, NULL, NULL},
        {"too many vetoes are told by their number", test_too_many_vetoes, NULL, NULL, NULL},
        {"many units are written in constant memory with the same figures", test_many_units, NULL, NULL, NULL},
        {"an evaluation without units gives a report without rows", test_no_units, NULL, NULL, NULL},
        {"a path that cannot be written to is a problem, not a crash", test_cannot_write, NULL, NULL, NULL},
        {"a report that could not be written to its end is told from a whole one", test_no_room, NULL, NULL, NULL},
        {"an allocation that fails leaves nothing behind", test_no_memory, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
