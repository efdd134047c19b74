/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_test.c - a form is a workbook that binding reads back: the same scheme, units and period, every head known, and nothing missing but what is to be typed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "binding.h"
#include "kaoping/form.h"

static const kp_form_unit units[] = {
    {"01", "甲社区", "城区", NULL}, {"02", "乙社区", "城区", NULL}, {"03", "乙社区", "城郊", NULL}, {"", "=1+1", "", NULL}};

static kp_form_options options_of(kp_lang lang) {
    return (kp_form_options){.period = {KP_PERIOD_QUARTER, 2026, 3}, .units = units, .unit_count = 4, .office = "某街道办事处", .lang = lang};
}

static const char *write_form(kp_arena *arena, const kp_scheme *scheme, const char *name, kp_lang lang) {
    kp_form_options options = options_of(lang);
    const char *path = kp_strdup(arena, scratch(name));
    kp_problems *problems = kp_problems_new(arena);
    bool written = kp_form_write(arena, scheme, &options, path, problems);
    if (!written)
        print_problems(problems);
    assert_true(written);
    return path;
}

/* What a form left empty may bring: data that are missing, and nothing else. */
static void check_reads_back(kp_arena *arena, const char *id, kp_lang lang) {
    kp_problems *problems = kp_problems_new(arena);
    kp_scheme *scheme = kp_builtin_load(arena, id, problems);
    const char *path = write_form(arena, scheme, kp_format(arena, "%s-%d.xlsx", id, lang), lang);
    kp_binding *binding = kp_bind(arena, &path, 1, NULL, problems);
    bool right = binding != NULL;
    for (size_t i = 0; i < problems->count; i++) {
        kp_problem_code code = problems->items[i].code;
        bool of_list =
            code == KP_D_CELL_EMPTY || code == KP_D_CHOICE_UNKNOWN; /* a type or region that the scheme asks for, and the list of units has not */
        right = right && (code == KP_D_MISSING_VALUE || code == KP_D_NO_DATA || of_list || kp_problem_severity(code) != KP_ERROR) &&
                code != KP_W_COLUMN_UNKNOWN && code != KP_W_SHEET_UNKNOWN && code != KP_W_ROW_SKIPPED;
    }
    if (!right)
        print_problems(problems);
    assert_true(right);
    const kp_evidence *e = binding->evidence;
    assert_string_equal(binding->scheme->digest, scheme->digest);
    assert_string_equal(kp_period_key(arena, e->period), "2026Q3");
    assert_string_equal(e->office, "某街道办事处");
    assert_int_equal(e->units.count, 4);
    assert_string_equal(e->units.items[2].id, "03");
    assert_string_equal(e->units.items[2].name, "乙社区");
    assert_string_equal(e->groups.items[e->units.items[2].group], "城郊");
    assert_string_equal(e->units.items[3].name, "=1+1"); /* a text, not a formula */
    assert_int_equal(e->findings.count + e->vetoes.count + e->gaps.count, 0);
    for (size_t u = 0; u < e->units.count; u++) /* every cell to be filled in was seen */
        for (size_t i = 0; i < e->slots_per_unit; i++)
            assert_int_not_equal(e->inputs[u * e->slots_per_unit + i].origin.row, 0);
}

static bool note_sum(void *data, const kp_row *row) {
    for (size_t i = 0; i < row->count; i++)
        *(bool *)data = *(bool *)data || strncmp(row->cells[i].text, "live.sum", 8) == 0;
    return true;
}

static bool has_sum(kp_arena *arena, const char *text, int serial) {
    kp_problems *problems = kp_problems_new(arena);
    const char *path = write_form(arena, sound_yaml(arena, text), kp_format(arena, "sum%d.xlsx", serial), KP_ZH);
    kp_workbook *book = kp_workbook_open(arena, path, problems);
    bool found = false;
    for (size_t i = 0; i < kp_workbook_sheet_count(book); i++)
        assert_true(kp_workbook_read(book, &i, 1, note_sum, &found, problems));
    return found;
}

/* Beside the table stands the sum of what is typed, where that is what the marks come to, and only there. */
static void check_sums(kp_arena *arena, void *data) {
    (void)data;
    static const char items[] = "indicators: [{id: x, title: X, points: 50, method: direct}, {id: y, title: Y, points: 50, method: direct%s}]\n";
    static const struct {
        const char *head, *leaf;
        bool sum;
    } cases[] = {{"", "", true},
                 {"aggregate: geometric\n", "", false},
                 {"aggregate: least\n", "", false},
                 {"round_at: each\n", "", false},
                 {"", ", decimals: 0", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = kp_format(arena, "id: t\ntitle: T\n%s%s", cases[i].head, kp_format(arena, items, cases[i].leaf));
        assert_int_equal(has_sum(arena, text, (int)i), cases[i].sum);
    }
}

typedef struct need {
    const char *sheet, *word;
    bool said;
} need;

static bool note_need(void *data, const kp_row *row) {
    need *n = data;
    const char *first = row->count ? row->cells[0].text : "", *last = row->count ? row->cells[row->count - 1].text : "";
    n->said = n->said || (strcmp(first, n->sheet) == 0 && strcmp(last, n->word) == 0);
    return true;
}

/* Scores of other evaluations must be there; a firm may well have no good record. */
static void check_needs(kp_arena *arena, void *data) {
    (void)data;
    static const char *const cases[][3] = {{"wuye_redblack", "他项得分表", "必填"},
                                           {"wuye_redblack", "一票否决", "有才填"},
                                           {"wuye_credit", "优良记录", "有才填"},
                                           {"wuye_credit", "评分表", "必填"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kp_problems *problems = kp_problems_new(arena);
        const char *path = write_form(arena, kp_builtin_load(arena, cases[i][0], problems), kp_format(arena, "need%zu.xlsx", i), KP_ZH);
        need wanted = {cases[i][1], cases[i][2], false};
        size_t cover = 0;
        assert_true(kp_workbook_read(kp_workbook_open(arena, path, problems), &cover, 1, note_need, &wanted, problems));
        assert_true(wanted.said);
    }
}

static bool note_cells(void *data, const kp_row *row) {
    for (size_t i = 0; i < row->count; i++)
        kp_buffer_printf(data, "%s|", row->cells[i].text);
    return true;
}

/* All cells of a sheet of a form, each with a bar after it. */
static const char *cells_of(kp_arena *arena, const char *path, size_t sheet) {
    kp_buffer cells = {.arena = arena};
    kp_problems *problems = kp_problems_new(arena);
    assert_true(kp_workbook_read(kp_workbook_open(arena, path, problems), &sheet, 1, note_cells, &cells, problems));
    return kp_buffer_text(&cells);
}

static void check_book_title(kp_arena *arena, void *data) {
    (void)data;
    static const char *const cases[][3] = {{"综合考评", "2026年第三季度综合考评簿|", "考评考评簿"},
                                           {"综合评价", "2026年第三季度综合评价考评簿|", "评价簿"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *yaml =
            kp_format(arena, "id: t\ntitle: %s | T\nindicators:\n  - {id: a, title: 甲 | A, points: 100, method: direct}\n", cases[i][0]);
        const char *cells = cells_of(arena, write_form(arena, sound_yaml(arena, yaml), kp_format(arena, "title%zu.xlsx", i), KP_ZH), 0);
        assert_ptr_equal(strstr(cells, cases[i][1]), cells);
        assert_null(strstr(cells, cases[i][2]));
    }
}

/* The line of a table of two columns has room for 49 characters: office and colon 5, two gaps 4, two times role, colon and rule 10, leave 20 for the name. */
static void check_signatures(kp_arena *arena, void *data) {
    (void)data;
    static const char yaml[] = "id: t\ntitle: 综合评价 | T\nsignatures: [填表人 | Made by, 审核人 | Checked by]\n"
                               "indicators:\n  - {id: a, title: 甲 | A, points: 100, method: direct}\n";
    static const char *const offices[] = {"某街道办事处", "某某市某某区某某街道办事处社区建设和管理办公室"};
    for (size_t i = 0; i < 2; i++) {
        kp_form_options options = options_of(KP_ZH);
        options.office = offices[i];
        const char *path = kp_strdup(arena, scratch(kp_format(arena, "line%zu.xlsx", i)));
        assert_true(kp_form_write(arena, sound_yaml(arena, yaml), &options, path, kp_problems_new(arena)));
        const char *wanted = kp_format(arena, "|填报单位：%s%s填表人：＿＿＿＿＿＿　　审核人：＿＿＿＿＿＿|", offices[i], i == 0 ? "　　" : "\n");
        assert_non_null(strstr(cells_of(arena, path, 1), wanted));
    }
}

/* XML holds neither control characters nor U+FFFE, and OOXML would read "_x0041_" as "A". */
static void check_odd_names(kp_arena *arena, void *data) {
    (void)data;
    const kp_form_unit odd = {"", "a\x01_x0041_\xEF\xBF\xBE区", "", NULL};
    kp_problems *problems = kp_problems_new(arena);
    kp_scheme *scheme = kp_builtin_load(arena, "sicha_yiping", problems);
    kp_form_options options = {.period = {KP_PERIOD_QUARTER, 2026, 3}, .units = &odd, .unit_count = 1, .office = "_x0042_\x02"};
    const char *path = kp_strdup(arena, scratch("odd-names.xlsx"));
    assert_true(kp_form_write(arena, scheme, &options, path, problems));
    kp_binding *binding = kp_bind(arena, &path, 1, NULL, problems);
    assert_non_null(binding);
    assert_string_equal(binding->evidence->office, "_x0042_"); /* a blank at the end is let go in reading */
    assert_int_equal(binding->evidence->units.count, 1);
    assert_string_equal(binding->evidence->units.items[0].name, "a _x0041_\xEF\xBF\xBD区");
    for (size_t i = 0; i < problems->count; i++) /* the tables name it as the list of units does */
        assert_int_not_equal(problems->items[i].code, KP_D_UNIT_UNKNOWN);
}

static void check_chinese(kp_arena *arena, void *data) {
    (void)data;
    check_reads_back(arena, "sicha_yiping", KP_ZH);
    check_reads_back(arena, "wuye_quarter", KP_ZH);
}

static void check_english(kp_arena *arena, void *data) {
    (void)data;
    check_reads_back(arena, "sicha_yiping", KP_EN);
    check_reads_back(arena, "wuye_quarter", KP_EN);
}

/* Files are made of parts with times, and of properties with dates: none of them may be the clock's. */
static void check_same_bytes(kp_arena *arena, void *data) {
    (void)data;
    kp_scheme *scheme = kp_builtin_load(arena, "wuye_quarter", kp_problems_new(arena));
    const char *first = kp_input_digest(arena, write_form(arena, scheme, "first.xlsx", KP_ZH));
    sleep(3); /* zip counts in steps of two seconds */
    assert_string_equal(kp_input_digest(arena, write_form(arena, scheme, "second.xlsx", KP_ZH)), first);
    setenv("SOURCE_DATE_EPOCH", "1000000000", 1);
    assert_string_not_equal(kp_input_digest(arena, write_form(arena, scheme, "third.xlsx", KP_ZH)), first);
    unsetenv("SOURCE_DATE_EPOCH");
}

static void check_unwritable(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    kp_form_options options = options_of(KP_ZH);
    kp_scheme *scheme = kp_builtin_load(arena, "wuye_quarter", problems);
    assert_false(kp_form_write(arena, scheme, &options, scratch("no such folder/form.xlsx"), problems));
    assert_int_equal(count_code(problems, KP_F_CANNOT_WRITE), 1);
}

/* Hundreds of items, long names, names that a sheet may not have: still a form that reads back. */
static void check_large(kp_arena *arena, void *data) {
    (void)data;
    kp_buffer yaml = {.arena = arena};
    kp_buffer_puts(&yaml, "id: large\ntitle: 大方案 | Large\nsubject: 项目 | Estate\ncadence: quarter\nindicators:\n");
    for (int i = 0; i < 300; i++)
        kp_buffer_printf(&yaml, "  - {id: i%d, title: 第%d项检查内容 | Item %d, points: 1, method: %s}\n", i, i, i,
                         i % 3 ? "deduct, step: 1" : "direct");
    kp_buffer_puts(&yaml, "bands:\n  - {id: all, title: 全 | All}\n");
    kp_scheme *scheme = sound_yaml(arena, kp_buffer_text(&yaml));
    const char *path = write_form(arena, scheme, "large.xlsx", KP_ZH);
    kp_problems *problems = kp_problems_new(arena);
    kp_bind_options with = {.scheme = scheme};
    kp_binding *binding = kp_bind(arena, &path, 1, &with, problems);
    assert_non_null(binding);
    assert_int_equal(binding->evidence->slots_per_unit, 100);
    for (size_t i = 0; i < problems->count; i++)
        assert_true(problems->items[i].code == KP_D_MISSING_VALUE || kp_problem_severity(problems->items[i].code) != KP_ERROR);
}

/* ---- memory that runs out ---- */

typedef struct ration {
    size_t left, live;
} ration;

static void *rationed_allocate(size_t size, void *data) {
    ration *r = data;
    if (r->left == 0)
        return NULL;
    r->left--;
    r->live++;
    return malloc(size);
}

static void rationed_release(void *block, void *data) {
    ((ration *)data)->live--;
    free(block);
}

static void write_and_bind(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    kp_form_options options = options_of(KP_ZH);
    const char *path = kp_strdup(arena, scratch("ration.xlsx"));
    remove(path);
    kp_form_write(arena, kp_builtin_load(arena, "wuye_quarter", problems), &options, path, problems);
    kp_bind(arena, &path, 1, NULL, problems);
}

/* A growing part of the allocations, in steps, since all of them take too long for what they show. Leaks are seen by the sanitizers. */
static void check_no_memory(void **state) {
    (void)state;
    kp_status status = KP_NO_MEMORY;
    size_t failures = 0;
    for (size_t allowed = 1; status != KP_OK; allowed += 1499, failures++) {
        ration r = {.left = allowed};
        kp_allocator allocator = {rationed_allocate, rationed_release, &r, true};
        kp_arena *arena = kp_arena_new(&allocator);
        if (!arena)
            continue;
        status = kp_arena_run(arena, write_and_bind, NULL);
        kp_arena_free(arena);
        assert_int_equal(r.live, 0);
    }
    assert_true(failures > 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a Chinese form of each built-in scheme reads back", check_chinese),
        IN_ARENA("an English form of each built-in scheme reads back", check_english),
        IN_ARENA("what a cell cannot hold is replaced, and a name that reads like an escape comes back", check_odd_names),
        IN_ARENA("a row shows a sum only where marks are added up as they are typed", check_sums),
        IN_ARENA("the first sheet tells which registers must not be empty", check_needs),
        IN_ARENA("a title that ends with the word for evaluation does not say it twice", check_book_title),
        IN_ARENA("signatures stay whole: after a long name of the office they have a line of their own", check_signatures),
        IN_ARENA("the same form is the same bytes, whenever it is written", check_same_bytes),
        IN_ARENA("a form that cannot be written is told", check_unwritable),
        IN_ARENA("a form of three hundred items reads back", check_large),
        {"where memory runs out, writing and reading a form leave nothing behind", check_no_memory, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
