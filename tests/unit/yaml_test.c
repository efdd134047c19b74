/* SPDX-License-Identifier: GPL-3.0-or-later */
/* yaml_test.c - schemes as YAML: what is taken, what is refused and where, and that what is written reads back to the same scheme. */
#include "scheme_support.h"
#include "scarce.h"

#include <stdlib.h>

#define HEAD     "id: t\ntitle: T\n"
#define ONE_LEAF "indicators: [{id: a, title: A, points: 100, method: direct}]\n"

static const char *canonical(kp_arena *arena, const char *text) { return kp_scheme_canonical(arena, sound_yaml(arena, text)); }

static void check_forms(kp_arena *arena, void *data) {
    (void)data;
    const char *plain = canonical(arena, "id: t\ntitle: 题 | T\ncadence: month\nindicators:\n"
                                         "  - id: a\n    title: A\n    children:\n"
                                         "      - {id: b, title: B, points: 15.0, method: satisfaction, options: {好: 100, 差: 0}, positive: [好]}\n"
                                         "  - {id: c, title: C, points: 85, method: direct}\n");
    static const char *const same[] = {
        /* flat, with parents; compact texts; keys and choices by their Chinese titles; anchors and merges; comments and quotes */
        "id: t\ntitle: 题 | T\ncadence: month\nindicators:\n  - {id: a, title: A}\n  - {id: c, title: C, points: 85, method: direct}\n"
        "  - {id: b, parent: a, title: B, points: 15, method: satisfaction, options: '好 = 100; 差 = 0', positive: 好}\n",
        "编号: t\n名称: 题 | T\n考评周期: 月度\n指标:\n  - 编号: a\n    名称: A\n    下级:\n"
        "      - {编号: b, 名称: B, 分值: １５, 计分方式: 满意度测评, 选项分值: [好 ＝ 100, 差: 0], 满意选项: [好]}\n  - {编号: c, 名称: C, 分值: "
        "85, 计分方式: 直接打分}\n",
        "# a comment\nx-leaf: &leaf {method: direct, points: 15, title: wrong}\nid: \"t\"\ntitle: '题 | T'\ncadence: month\nindicators:\n"
        "  - id: a\n    title: A\n    children:\n      - &survey {<<: *leaf, id: b, title: B, method: satisfaction, options: {好: 100, 差: 0}, "
        "positive: [好]}\n"
        "  - {<<: [*leaf, *survey], id: c, title: C, points: 85, options: ~, positive: null}\n",
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        assert_string_equal(canonical(arena, same[i]), plain);
    }
}

/* YAML's own blank for a line break is no blank of Chinese; one that was typed is, and so are those beside Latin letters and figures. */
static void check_folds(kp_arena *arena, void *data) {
    (void)data;
    static const char *const rows[][2] = {
        {">-\n  甲乙。\n  丙 丁，\n  来源 3：\n  2026\n  年 a\n  b\n", "甲乙。丙 丁，来源 3： 2026 年 a b"},
        {">-\r\n  甲\r\n  乙\r\n\r\n  丙\r\n", "甲乙\n丙"}, /* an empty line is a new paragraph */
        {"甲\n  乙 丙\n  丁", "甲乙 丙丁"},
        {"\"甲\n  乙 丙\n  丁 \\\n  戊\"", "甲乙 丙丁 戊"}, /* a blank that an escape keeps */
        {"|-\n  甲\n  乙\n", "甲\n乙"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const kp_scheme *s = sound_yaml(arena, kp_format(arena, HEAD "%snote: %s", ONE_LEAF, rows[i][0]));
        assert_string_equal(s->note, rows[i][1]);
    }
}

static void check_decimals(kp_arena *arena, void *data) {
    (void)data;
    /* 0.1 + 0.2 and 28.165 are no binary fractions: their text must be what counts */
    const kp_scheme *s =
        sound_yaml(arena, HEAD "full: 28.465\nindicators:\n  - {id: a, title: A, points: 0.1, method: direct}\n"
                               "  - {id: b, title: B, points: 0.2, method: direct}\n  - {id: c, title: C, points: 28.165, method: direct}\n");
    assert_string_equal(kp_num_exact(arena, s->indicators[0].full), "28.465");
}

typedef struct fault {
    const char *text;
    kp_problem_code code;
    uint32_t row, column;
    const char *second; /* argument 1 in English, or NULL: not looked at */
} fault;

static void check_faults(kp_arena *arena, void *data) {
    (void)data;
    static const fault rows[] = {
        {HEAD ONE_LEAF "descimals: 1\n", KP_S_UNKNOWN_KEY, 4, 1, "decimals"},
        {HEAD ONE_LEAF "band: []\n", KP_S_UNKNOWN_KEY, 4, 1, "bands"},
        {HEAD "indicators: [{id: a, title: A, point: 1, points: 1, method: direct}]\n", KP_S_UNKNOWN_KEY, 3, 32, "points"},
        {HEAD "indicators: [{id: a, title: A, childen: []}]\n", KP_S_UNKNOWN_KEY, 3, 32, "children"},
        {HEAD "title: U\n" ONE_LEAF, KP_S_DUPLICATE_KEY, 3, 1, NULL},
        {HEAD "名称: U\n" ONE_LEAF, KP_S_DUPLICATE_KEY, 3, 1, NULL},
        {HEAD "title: [x\n", KP_S_YAML_BRACKET, 3, 8, NULL},
        {HEAD "note: \"\\z\"\n", KP_S_BAD_YAML, 3, 8, NULL},
        {HEAD "\tindicators:\n", KP_S_YAML_TAB, 3, 1, NULL},
        {HEAD ONE_LEAF "note: *nowhere\n", KP_S_BAD_YAML, 4, 7, NULL},
        {HEAD ONE_LEAF "---\n" HEAD, KP_S_SECOND_SCHEME, 5, 1, NULL},
        {"- id: t\n", KP_S_NOT_A_MAP, 1, 1, "a map"},
        {"just text\n", KP_S_NOT_A_MAP, 1, 1, "a map"},
        {"", KP_S_NO_SCHEME, 0, 0, NULL},
        {"# nothing\n", KP_S_NO_SCHEME, 0, 0, NULL},
        {HEAD "indicators: {id: a}\n", KP_S_NOT_A_MAP, 3, 13, "a list"},
        {HEAD ONE_LEAF "bands: [x]\n", KP_S_NOT_A_MAP, 4, 9, "a map"},
        {HEAD ONE_LEAF "decimals: [2]\n", KP_S_NOT_A_MAP, 4, 11, "a text"},
        {HEAD ONE_LEAF "signatures: {a: b}\n", KP_S_NOT_A_MAP, 4, 13, "a list"},
        {HEAD ONE_LEAF "signatures: [[a]]\n", KP_S_NOT_A_MAP, 4, 14, "a text"},
        {HEAD ONE_LEAF "basis: {a: {b: c}}\n", KP_S_NOT_A_MAP, 4, 12, "a text"},
        {HEAD ONE_LEAF "? [a]\n: b\n", KP_S_NOT_A_MAP, 4, 3, "the name of a field"},
        {HEAD ONE_LEAF "<<: 5\n", KP_S_NOT_A_MAP, 4, 5, "a map"},
        {HEAD ONE_LEAF "note: \"a\\0b\"\n", KP_S_BAD_YAML, 4, 7, NULL},
        {HEAD "note: \xC3\x28\n", KP_F_BAD_ENCODING, 3, 8, NULL},
        {HEAD "note: a\x01z\n", KP_F_BAD_ENCODING, 3, 8, NULL},
        {HEAD "x-a: &a [*a]\nsignatures: *a\n" ONE_LEAF, KP_S_NOT_A_MAP, 3, 6, "a text"},
        {HEAD "x-a: &a {<<: *a}\nbasis: *a\n" ONE_LEAF, KP_F_TOO_LARGE, 3, 10, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_problems *problems = kp_problems_new(arena);
        kp_records records = {0};
        assert_false(kp_yaml_read(arena, "test.yaml", rows[i].text, strlen(rows[i].text), &records, problems));
        const kp_problem *problem = &problems->items[0];
        if (problems->count != 1 || problem->code != rows[i].code || problem->place.row != rows[i].row || problem->place.column != rows[i].column) {
            for (size_t k = 0; k < problems->count; k++)
                print_error("%s\n", kp_problem_line(arena, &problems->items[k], KP_EN));
            fail_msg("expected %s at %u:%u from:\n%s", kp_problem_code_text(rows[i].code), rows[i].row, rows[i].column, rows[i].text);
        }
        if (rows[i].second)
            assert_string_equal(kp_text(arena, problem->arguments[1], KP_EN), rows[i].second);
    }
}

/* A few lines of anchors that name each other claim 10^9 nodes; a deep nest; many anchors; a large file. */
static void check_hostile(kp_arena *arena, void *data) {
    (void)data;
    kp_buffer laughs = {.arena = arena}, deep = {.arena = arena}, anchors = {.arena = arena}, large = {.arena = arena}, keys = {.arena = arena};
    kp_buffer_puts(&laughs, HEAD "x-0: &x0 {v: w}\n");
    for (int i = 1; i < 10; i++)
        kp_buffer_printf(&laughs, "x-%d: &x%d {<<: [*x%d,*x%d,*x%d,*x%d,*x%d,*x%d,*x%d,*x%d,*x%d]}\n", i, i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1,
                         i - 1, i - 1, i - 1);
    kp_buffer_puts(&laughs, "basis: *x9\n");
    for (int i = 0; i < 300000; i++) /* takes libyaml alone minutes */
        kp_buffer_puts(&deep, "[");
    for (int i = 0; i < 2000; i++)
        kp_buffer_printf(&anchors, "- &a%d x\n", i);
    for (int i = 0; i < 5000; i++)
        kp_buffer_printf(&keys, "k%d: v\n", i);
    for (size_t i = 0; i <= KP_MAX_YAML_BYTES / 16; i++)
        kp_buffer_puts(&large, "# 0123456789abc\n");
    const kp_buffer *const texts[] = {&laughs, &anchors, &large, &keys};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        kp_problems *problems = kp_problems_new(arena);
        kp_records records = {0};
        assert_false(kp_yaml_read(arena, "test.yaml", kp_buffer_text(texts[i]), texts[i]->length, &records, problems));
        assert_int_equal(count_code(problems, KP_F_TOO_LARGE), 1);
    }
    kp_problems *problems = kp_problems_new(arena);
    kp_records records = {0};
    assert_false(kp_yaml_read(arena, "test.yaml", kp_buffer_text(&deep), deep.length, &records, problems));
    assert_int_equal(problems->errors, 1);
    assert_int_equal(count_code(problems, KP_F_TOO_LARGE), 1);
    assert_int_equal(problems->items[0].place.row, 1);
    assert_int_equal(problems->items[0].place.column, 101); /* one hundred levels are taken */
}

static void check_written(kp_arena *arena, void *data) {
    (void)data;
    static const char text[] =
        "id: t\ntitle: \"a: b # c\"\nnote: \"null\"\nunit_fields: ['x; y']\nsignatures: [\"- a\", '\"q\"', '#', 'yes', \"a\\\\b\"]\nindicators:\n"
        "  - id: a\n    title: 'A | \"Quoted\"'\n    weight: 1/3\n    children:\n"
        "      - {id: b, title: '<<', points: 1, method: direct, note: \"two\\nlines\\u2028\"}\n"
        "      - {id: c, title: '5%', points: 2, method: checklist, items: ['a = b', 'c; d']}\n"
        "      - id: d\n        title: D\n        points: 3\n        children: [{id: e, title: ':', points: 3, method: satisfaction,"
        " options: {'好=': 100, '<<': 50, '~': 0}}]\n"
        "  - {id: f, title: F, weight: 2/3, method: ladder, steps: {95%: 100, else: 0}, basis: source 9}\n"
        "lists: [{id: l, title: L, when: 名次<=3, actions: {2: 'b = c', 1: 'x; y'}}]\n";
    kp_problems *problems = kp_problems_new(arena);
    kp_scheme *scheme = build_yaml(arena, text, problems);
    assert_non_null(scheme);
    const char *written = kp_yaml_write(arena, scheme), *again;
    kp_scheme *read = sound_yaml(arena, written);
    assert_string_equal(kp_scheme_canonical(arena, read), kp_scheme_canonical(arena, scheme));
    again = kp_yaml_write(arena, read);
    assert_string_equal(again, written);
    assert_string_equal(read->note, "null");
    assert_int_equal(read->unit_fields.count, 1);
    assert_string_equal(read->signatures.items[4].name, "a\\b");
    assert_string_equal(read->lists[0].actions.items[0].text, "x; y");
    assert_string_equal(read->indicators[5].options.items[0].name, "好=");
    assert_string_equal(read->indicators[6].basis.items[0].name, "*");
    assert_int_equal(kp_scheme_differences(arena, scheme, read).count, 0);
}

/* ---- memory ---- */

static void load_and_write(kp_arena *arena, void *data) {
    (void)data;
    static const char text[] = "x-a: &a {method: direct}\nid: t\ntitle: T\nindicators:\n  - {<<: *a, id: a, title: A, points: 1}\n"
                               "  - {id: b, title: B, points: x}\nlists: [{id: l, title: L, when: rank <= 3}]\n";
    kp_scheme *scheme = build_yaml(arena, text, kp_problems_new(arena));
    assert_null(scheme);
    scheme = build_yaml(arena, HEAD ONE_LEAF, kp_problems_new(arena));
    assert_non_null(scheme);
    assert_true(*kp_yaml_write(arena, scheme));
}

/* What libyaml holds outside the arena goes too: the sanitizers would find it. */
static void test_no_memory(void **state) {
    (void)state;
    long failures = 0;
    for (kp_status status = KP_NO_MEMORY; status != KP_OK; failures++) {
        assert_true(failures < 100000);
        scarce memory = {failures + 1};
        kp_allocator allocator = {.allocate = allocate_some, .release = release_some, .data = &memory, .each_piece = true};
        kp_arena *arena = kp_arena_new(&allocator);
        if (!arena)
            continue;
        status = kp_arena_run(arena, load_and_write, NULL);
        assert_true(status == KP_OK || status == KP_NO_MEMORY);
        kp_arena_free(arena);
    }
    assert_true(failures > 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("nested, flat, Chinese, compact and merged texts say the same scheme", check_forms),
        IN_ARENA("a line of Chinese goes on in the next one without a blank", check_folds),
        IN_ARENA("numbers keep their decimals", check_decimals),
        IN_ARENA("each fault is named with its line and column, and an unknown key with the nearest known", check_faults),
        IN_ARENA("what claims more than the limits is refused, not followed", check_hostile),
        {"running out of memory at any point is a status and loses nothing", test_no_memory, NULL, NULL, NULL},
        IN_ARENA("what is written reads back to the same scheme, whatever stands in its texts", check_written),
    };
    return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
