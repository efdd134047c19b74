/* SPDX-License-Identifier: GPL-3.0-or-later */
/* entry_layout_test.c - which sheets and columns a scheme asks for, and what names find them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "binding.h"

static kp_layout *layout_of(kp_arena *arena, const char *yaml) { return kp_layout_of(arena, sound_yaml(arena, yaml)); }

static const kp_layout_sheet *sheet_named(kp_arena *arena, const kp_layout *layout, const char *name) {
    for (size_t i = 0; i < layout->count; i++)
        if (kp_text_matches(layout->sheets[i].title, name))
            return &layout->sheets[i];
    print_error("no sheet %s\n", name);
    for (size_t i = 0; i < layout->count; i++)
        print_error("  %s\n", layout->sheets[i].title);
    (void)arena;
    fail();
    return NULL;
}

static const char *keys_of(kp_arena *arena, const kp_layout_sheet *sheet) {
    kp_buffer keys = {.arena = arena};
    for (size_t i = 0; i < sheet->column_count; i++)
        kp_buffer_printf(&keys, "%s%s", i ? " " : "", sheet->columns[i].key);
    return kp_buffer_text(&keys);
}

static void check_sheets(kp_arena *arena, void *data) {
    (void)data;
    kp_layout *layout = layout_of(arena, binding_yaml);
    static const char *const titles[] = {"填表说明 | Guide",
                                         "考评对象 | Units",
                                         "评分表 | Scores",
                                         "评委打分表 | Panel marks",
                                         "扣分记录 | Findings",
                                         "满意度测评表 | Survey",
                                         "加减分记录 | Bonus and penalty",
                                         "答卷 | Answers",
                                         "分层 | Strata",
                                         "总体结构 | Population",
                                         "合理缺项 | Not applicable",
                                         "一票否决 | Vetoes",
                                         "往期 | Past periods",
                                         "方案 | Scheme"};
    assert_int_equal(layout->count, sizeof titles / sizeof *titles);
    for (size_t i = 0; i < layout->count; i++)
        assert_string_equal(layout->sheets[i].title, titles[i]);
}

static void check_columns(kp_arena *arena, void *data) {
    (void)data;
    kp_layout *layout = layout_of(arena, binding_yaml);
    static const char *const columns[][2] = {
        {"考评对象", "id name group field.1 excluded"},
        {"评分表", "unit a b.done b.due l k.1 k.2 f"},
        {"评委打分表", "unit evaluator role h"},
        {"扣分记录", "unit indicator count points date location text inspector"},
        {"满意度测评表", "unit question stratum option.1 option.2 unknown issued returned invalid"},
        {"答卷", "unit stratum cluster channel interviewer weight p.1 p.2"},
        {"分层", "unit stratum size clusters"},
        {"总体结构", "variable category count"},
        {"加减分记录", "unit event count points date text"},
        {"合理缺项", "unit indicator reason"},
        {"一票否决", "unit veto date text"},
        {"往期", "period id unit score rank list met listed scheme digest"},
        {"填表说明", ""},
        {"方案", ""},
    };
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        assert_string_equal(keys_of(arena, sheet_named(arena, layout, columns[i][0])), columns[i][1]);
}

static void check_optional(kp_arena *arena, void *data) {
    (void)data;
    kp_layout *layout = layout_of(arena, "id: s\ntitle: 简 | Plain\nsubject: 社区 | Community\ncadence: year\nindicators:\n"
                                         "  - {id: h, title: 评 | Review, points: 60, method: panel}\n"
                                         "  - {id: p, title: 满 | Survey, points: 40, method: satisfaction, options: {好 | Good: 1, 差 | Bad: 0}}\n"
                                         "bands:\n  - {id: all, title: 全 | All}\n");
    assert_string_equal(keys_of(arena, kp_layout_find(layout, KP_SHEET_PANEL)), "unit evaluator h");
    assert_string_equal(keys_of(arena, kp_layout_find(layout, KP_SHEET_SURVEY)), "unit stratum option.1 option.2 unknown issued returned invalid");
    assert_string_equal(keys_of(arena, kp_layout_find(layout, KP_SHEET_ANSWERS)), "unit stratum cluster channel interviewer weight p");
    assert_null(kp_layout_find(layout, KP_SHEET_VETOES));
    const kp_layout *direct = layout_of(arena, "id: s\ntitle: T\nindicators: [{id: a, title: A, points: 10, method: direct}]\n");
    assert_null(kp_layout_find(direct, KP_SHEET_ANSWERS));
    assert_null(kp_layout_find(direct, KP_SHEET_STRATA));
    assert_null(kp_layout_find(direct, KP_SHEET_POPULATION));
    assert_int_equal(kp_layout_column_of(kp_layout_find(layout, KP_SHEET_PANEL), KP_COLUMN_EVALUATOR_ROLE), -1);
}

/* One sheet may hold leaves of several branches; two surveys have a sheet each. */
static void check_named_sheets(kp_arena *arena, void *data) {
    (void)data;
    kp_layout *layout =
        layout_of(arena, "id: s\ntitle: 表 | Sheets\nsubject: 社区 | Community\ncadence: year\nindicators:\n"
                         "  - id: x\n    title: 甲 | First\n    points: 50\n    sheet: 现场 | On site\n    children:\n"
                         "      - {id: x1, title: 门 | Gate, points: 20, method: direct}\n"
                         "      - {id: x2, title: 灯 | Lamp, points: 30, method: direct}\n"
                         "  - {id: y, title: 树 | Trees, points: 10, method: direct, sheet: 现场 | On site}\n"
                         "  - {id: p, title: 上半年 | First half, points: 20, method: satisfaction, options: {好 | Good: 1, 差 | Bad: 0}}\n"
                         "  - {id: q, title: 下半年 | Second half, points: 20, method: satisfaction, options: {好 | Good: 1, 差 | Bad: 0}}\n"
                         "bands:\n  - {id: all, title: 全 | All}\n");
    assert_string_equal(keys_of(arena, sheet_named(arena, layout, "现场")), "unit x1 x2 y");
    assert_int_equal(sheet_named(arena, layout, "满意度测评表")->indicators[0], 5);
    assert_int_equal(sheet_named(arena, layout, "满意度测评表·下半年")->indicators[0], 6);
    sheet_named(arena, layout, "Survey·Second half");
}

static void check_matching(kp_arena *arena, void *data) {
    (void)data;
    const kp_layout_sheet *sheet = kp_layout_find(layout_of(arena, binding_yaml), KP_SHEET_TABLE);
    static const struct {
        const char *head;
        int32_t column;
    } heads[] = {{"unit", 0},
                 {"考评对象", 0},
                 {"Unit", 0},
                 {"社区", 0},
                 {"community", 0},
                 {"a", 1},
                 {"制度", 1},
                 {"制度\n（20 分）", 1},
                 {"制 度(满分20)", 1},
                 {"Rules [20]", 1},
                 {"b.done", 2},
                 {"整改率·应完成数", 3},
                 {"整改率", KP_NAME_UNKNOWN},
                 {"（20 分）", KP_NAME_UNKNOWN},
                 {"", KP_NAME_UNKNOWN},
                 {"备注", KP_NAME_UNKNOWN}};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        assert_int_equal(kp_layout_match(sheet, heads[i].head), heads[i].column);
}

/* Every key and title of every column of the built-in schemes finds its own column, and no other. */
static void check_templates(kp_arena *arena, void *data) {
    (void)data;
    static const char *const names[] = {"sicha_yiping", "wuye_quarter"};
    for (size_t n = 0; n < 2; n++) {
        size_t length;
        kp_layout *layout = layout_of(arena, read_text(arena, kp_format(arena, "%s/templates/%s.yaml", KP_SOURCE_DIR, names[n]), &length));
        for (size_t i = 0; i < layout->count; i++)
            for (size_t c = 0; c < layout->sheets[i].column_count; c++) {
                const kp_layout_sheet *sheet = &layout->sheets[i];
                const char *title = sheet->columns[c].title;
                assert_int_equal(kp_layout_match(sheet, sheet->columns[c].key), c);
                for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++) {
                    const char *head = kp_format(arena, "%s（%s）", kp_text(arena, title, lang), kp_text(arena, sheet->columns[c].remark, lang));
                    assert_int_equal(kp_layout_match(sheet, kp_text(arena, title, lang)), c);
                    assert_int_equal(kp_layout_match(sheet, head), c);
                }
            }
    }
}

static void check_gaps_name_nodes(kp_arena *arena, void *data) {
    (void)data;
    size_t length;
    const char *yaml = read_text(arena, KP_SOURCE_DIR "/templates/sicha_yiping.yaml", &length);
    kp_scheme *scheme = sound_yaml(arena, yaml);
    const kp_layout_sheet *sheet = kp_layout_find(kp_layout_of(arena, scheme), KP_SHEET_NOT_APPLICABLE);
    assert_int_equal(sheet->indicator_count, scheme->indicator_count - 1);
    /* a title that 自查, 互查 and 抽查 all have needs its parent's, an id never does */
    assert_int_equal(kp_names_find(sheet->indicator_keys, "便民服务"), KP_NAME_AMBIGUOUS);
    assert_int_equal(kp_names_find(sheet->indicator_keys, "互查·便民服务"), kp_scheme_find_indicator(scheme, "h3"));
    assert_int_equal(kp_names_find(sheet->indicator_keys, "h3"), kp_scheme_find_indicator(scheme, "h3"));
    assert_int_equal(kp_names_find(sheet->indicator_keys, "互查"), kp_scheme_find_indicator(scheme, "h"));
    kp_names *names = kp_names_new(arena);
    for (size_t i = 0; i < sheet->indicator_count; i++)
        kp_names_add(names, sheet->indicator_names[i], (int32_t)i);
    for (size_t i = 0; i < sheet->indicator_count; i++)
        assert_int_equal(kp_names_find(names, kp_text(arena, sheet->indicator_names[i], KP_ZH)), i);
}

static void check_slot_words(kp_arena *arena, void *data) {
    (void)data;
    kp_slot mark = {.kind = KP_SLOT_MARK, .minimum = KP_ZERO, .maximum = {true, kp_num_int(15)}};
    kp_slot count = {.kind = KP_SLOT_COUNT, .minimum = KP_ZERO, .maximum = {false, KP_ZERO}};
    assert_string_equal(kp_slot_expected(arena, &mark), "0 至 15 的分数 | a mark from 0 to 15");
    assert_string_equal(kp_slot_expected(arena, &count), "不小于 0 的整数 | a whole number of at least 0");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a scheme with every kind of evidence has every kind of sheet, in the order of the tree", check_sheets),
        IN_ARENA("each kind of sheet has its columns", check_columns),
        IN_ARENA("roles, questions and vetoes have columns and sheets only where the scheme has them", check_optional),
        IN_ARENA("leaves share a sheet by its name, surveys never do", check_named_sheets),
        IN_ARENA("a head is known by key, title in either language, by-name, and with a remark in brackets", check_matching),
        IN_ARENA("in the built-in schemes every key and title finds its own column", check_templates),
        IN_ARENA("the register of gaps names every node, each by a name of its own", check_gaps_name_nodes),
        IN_ARENA("what may be typed is said in words", check_slot_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
