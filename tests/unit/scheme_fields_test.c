/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_fields_test.c - the table of fields itself, the text forms of its types, the canonical text and what two schemes differ in. */
#include "scheme_support.h"

#define HEAD "id: t\ntitle: T\n"

static bool is_bilingual(kp_arena *arena, const char *text) {
    const char *zh = kp_text(arena, text, KP_ZH), *en = kp_text(arena, text, KP_EN);
    bool chinese = false;
    for (const char *at = zh; *at; at++)
        chinese |= (unsigned char)*at >= 0x80;
    for (const char *at = en; *at; at++)
        if ((unsigned char)*at >= 0xE0 && strstr(en, "不了解") == NULL) /* a word of the forms, quoted */
            return false;
    return chinese && strcmp(zh, en) != 0 && *en;
}

static void check_table(kp_arena *arena, void *data) {
    (void)data;
    for (int id = 0; id < KP_SECTION_COUNT; id++) {
        const kp_section *section = &kp_sections[id];
        assert_int_equal(section->id, id);
        assert_string_equal(section->fields[0].key, id == KP_SECTION_OVERRIDES ? "rule" : "id");
        assert_true(is_bilingual(arena, section->title));
        for (size_t f = 0; f < section->field_count; f++) {
            const kp_field *field = &section->fields[f];
            if (!is_bilingual(arena, field->title) || !is_bilingual(arena, field->help))
                fail_msg("%s.%s: title or help is not in both languages", section->key, field->key);
            assert_int_equal(kp_field_find(section, field->key), f); /* no key or title names another field first */
            assert_int_equal(kp_field_find(section, kp_text(arena, field->title, KP_ZH)), f);
            assert_int_equal(kp_field_find(section, kp_text(arena, field->title, KP_EN)), f);
            assert_true((field->choices != NULL) == (field->type == KP_FIELD_CHOICE));
            assert_true(field->offset < section->size);
            for (size_t g = 0; g < f; g++)
                assert_int_not_equal(section->fields[g].offset, field->offset);
            for (const kp_choice *choice = field->choices; choice && choice->key; choice++)
                assert_true(is_bilingual(arena, choice->title));
        }
    }
}

static void check_choices(kp_arena *arena, void *data) {
    (void)data;
    for (int id = 0; id < KP_SECTION_COUNT; id++)
        for (size_t f = 0; f < kp_sections[id].field_count; f++) {
            const kp_field *field = &kp_sections[id].fields[f];
            for (const kp_choice *choice = field->choices; choice && choice->key; choice++) {
                const char *names[] = {choice->key, kp_text(arena, choice->title, KP_ZH), kp_text(arena, choice->title, KP_EN)};
                for (const kp_choice *other = field->choices; other->key; other++)
                    for (size_t n = 0; n < 3 && other != choice; n++)
                        assert_false(kp_text_matches(other->key, names[n]) || kp_text_matches(other->title, names[n]));
            }
        }
    for (int m = 0; m < KP_METHOD_COUNT; m++)
        assert_true(*kp_method_key((kp_method_id)m) && is_bilingual(arena, kp_method_title((kp_method_id)m)));
    assert_string_equal(kp_method_key(KP_METHOD_NONE), "");
}

static void check_items(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *text;
        size_t count;
        const char *first, *joined;
    } rows[] = {
        {"a; b ;c", 3, "a", "a\nb\nc"},
        {"a\nb;c", 2, "a", "a\nb;c"},
        {"a；b", 2, "a", "a\nb"},
        {"a;b\n", 1, "a;b", "a;b\n"},
        {"", 0, NULL, ""},
        {" \n ;\n", 1, ";", ";\n"},
        {"\r\na\r\n\r\nb", 2, "a", "a\nb"},
        {"；；a；", 1, "a", "a"},
        {"a | b; c | d", 2, "a | b", "a | b\nc | d"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t n;
        const char **items = kp_items_split(arena, rows[i].text, &n);
        assert_int_equal(n, rows[i].count);
        if (n)
            assert_string_equal(items[0], rows[i].first);
        assert_string_equal(kp_items_join(arena, items, n), rows[i].joined);
    }
    static const char *const broken[] = {"a\nb"};
    assert_string_equal(kp_items_join(arena, broken, 1), "a b");
}

static void check_canonical(kp_arena *arena, void *data) {
    (void)data;
    /* the same rules in other words: widths, choices by title, conditions in Chinese, decimals with zeros, defaults written out, notes and provenance */
    const kp_scheme *x = sound_yaml(arena, HEAD "indicators: [{id: a, title: A, points: 100, method: direct}]\n"
                                                "bands: [{id: u, title: U, from: 60}, {id: v, title: V, to: 60}]\nvetoes: [{id: w, title: W}]\n"
                                                "lists: [{id: l, title: L, when: rank <= 3}]\n");
    const kp_scheme *y = sound_yaml(
        arena, "id: t\ntitle: ' T '\nrounding: 四舍五入\ndecimals: ２\nminimum: 0.00\nnote: other\nbasis: seed\nfull: 100\n"
               "indicators: [{id: a, title: A, points: 100.0, scale: 200/2, method: 直接打分, sheet: 评分表 | Scores, note: n}]\n"
               "bands: [{id: v, title: V, to: 60.0}, {id: u, title: U, from: 60, quota_rounding: 舍去尾数}]\nvetoes: [{id: w, title: W, band: v}]\n"
               "lists: [{id: l, title: L, when: （名次≤３）}]\n");
    const char *one = kp_scheme_canonical(arena, x), *two = kp_scheme_canonical(arena, y);
    assert_non_null(strstr(one, "\nlists[l].when = rank <= 3\n"));
    assert_non_null(strstr(one, "\nindicators[a].scale = 100\n"));
    assert_null(strstr(one, "note"));
    assert_non_null(strstr(two, "scheme[t].full = 100\n")); /* what is stated is stated */
    const kp_scheme *z = sound_yaml(arena, HEAD "full: 100\nindicators: [{id: a, title: A, points: 100, method: direct}]\n"
                                                "bands: [{id: u, title: U, from: 60}, {id: v, title: V, to: 60}]\nvetoes: [{id: w, title: W}]\n"
                                                "lists: [{id: l, title: L, when: rank <= 3}]\n");
    assert_string_equal(kp_scheme_canonical(arena, z), two);
    assert_int_equal(kp_scheme_differences(arena, z, y).count, 0);
}

static void check_differences(kp_arena *arena, void *data) {
    (void)data;
    const kp_scheme *before = sound_yaml(
        arena, HEAD "indicators:\n  - {id: z, title: 自查 | Self-check, weight: 10, method: direct}\n"
                    "  - {id: p, title: 评议 | Review, weight: 90, method: direct}\n  - {id: e, title: 加减分 | Bonus, method: bonus, cap_high: 5}\n"
                    "lists: [{id: red, title: 红榜 | Red list, when: rank <= 3}]\n");
    const kp_scheme *after =
        sound_yaml(arena, HEAD "rounding: half_even\nindicators:\n  - {id: p, title: 评议 | Review, weight: 85, method: direct}\n"
                               "  - {id: z, title: 自查 | Self-check, weight: 15, method: deduct}\n"
                               "  - {id: n, title: 新项 | New item, method: bonus, cap_high: 5}\n"
                               "lists: [{id: red, title: 红榜 | Red list, when: rank <= 2}]\n");
    static const char *const expected[] = {
        "方案 · 修约规则: 四舍五入 → GB/T 8170 修约 | Scheme · Rounding: Half up → Half to even (GB/T 8170)",
        "指标：删去 e 加减分 | Indicators: e Bonus was removed",
        "p 评议 · 权重: 90 → 85 | p Review · Weight: 90 → 85",
        "z 自查 · 权重: 10 → 15 | z Self-check · Weight: 10 → 15",
        "z 自查 · 计分方式: 直接打分 → 扣分 | z Self-check · Method: Direct marks → Deductions",
        "指标：新增 n 新项（计分方式 加减分，加分封顶 5） | Indicators: n New item was added (Method Bonus and penalty, Upper cap 5)",
        "指标：顺序有变，排到后面的有 z 自查 | Indicators: in another order; further on than before: z Self-check",
        "red 红榜 · 上榜条件: 名次 ≤ 3 → 名次 ≤ 2 | red Red list · When: rank ≤ 3 → rank ≤ 2",
    };
    kp_pairs lines = kp_scheme_differences(arena, before, after);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        bool found = false;
        for (size_t k = 0; k < lines.count; k++)
            found |= strcmp(lines.items[k].name, expected[i]) == 0;
        if (!found) {
            for (size_t k = 0; k < lines.count; k++)
                print_error("%s\n", lines.items[k].name);
            fail_msg("no line: %s", expected[i]);
        }
    }
}

/* Overrides, notes and sources change no score, and are told apart from what does; what a method brings along by default nobody wrote, so it is not told. */
static void check_described(kp_arena *arena, void *data) {
    (void)data;
#define DESCRIBED(method, note, basis, reason)                                                                                                       \
    HEAD "levels: [区 | District]\nindicators: [{id: a, title: 甲, points: 9, method: " method ", level: 区, note: " note ", basis: " basis "}]\n"   \
         "overrides: [{rule: existence, indicator: [a], reason: " reason "}]\n"
    const kp_scheme *before = sound_yaml(arena, DESCRIBED("direct", "旧", "source 1", "本年核对的理由"));
    const kp_scheme *after = sound_yaml(arena, DESCRIBED("direct", "新", "source 9", "另一个核对的理由"));
    assert_int_equal(kp_scheme_differences(arena, before, after).count, 0);
    kp_pairs lines = kp_scheme_described_differences(arena, before, after);
    assert_int_equal(lines.count, 3);
    assert_string_equal(kp_text(arena, lines.items[0].name, KP_ZH), "a 甲 · 说明: 旧 → 新");
    assert_string_equal(kp_text(arena, lines.items[2].name, KP_ZH), "保留说明：理由改为 台账牌匾机构阵地（a）：另一个核对的理由");
    const kp_scheme *none =
        sound_yaml(arena, HEAD "levels: [区 | District]\nindicators: [{id: a, title: 甲, points: 9, method: panel, level: 区}]\n");
    lines = kp_scheme_described_differences(arena, before, none);
    assert_string_equal(kp_text(arena, lines.items[lines.count - 1].name, KP_ZH), "保留说明：删去 台账牌匾机构阵地（a）：本年核对的理由");
    lines = kp_scheme_differences(arena, before, none);
    assert_int_equal(lines.count, 1); /* the method, and none of its defaults */
    assert_string_equal(kp_text(arena, lines.items[0].name, KP_ZH), "a 甲 · 计分方式: 直接打分 → 评委打分");
}

/* Another id under the same title is the same indicator; what stands elsewhere says where from; what only follows from a change is not told again. */
static void check_renamed_and_moved(kp_arena *arena, void *data) {
    (void)data;
    const kp_scheme *before =
        sound_yaml(arena, HEAD "indicators:\n  - {id: a, title: 甲, points: 50, method: direct}\n"
                               "  - id: g\n    title: 组 | Group\n    children:\n      - {id: b, title: 乙 | B, points: 30, method: direct}\n"
                               "      - {id: c, title: 丙, points: 20, method: direct}\n");
    const kp_scheme *after =
        sound_yaml(arena, HEAD "indicators:\n  - {id: a9, title: 甲, points: 60, method: direct}\n"
                               "  - id: g\n    title: 组 | Group\n    children:\n      - {id: b, title: 乙 | B, points: 30, method: direct}\n"
                               "  - {id: c, title: 丙, points: 20, method: direct}\n");
    static const char *const expected[] = {
        "a9 甲 · 编号: a → a9 | a9 甲 · Id: a → a9",
        "a9 甲 · 分值: 50 → 60 | a9 甲 · Points: 50 → 60",  /* its scale follows the points */
        "g 组 · 分值: 50 → 30 | g Group · Points: 50 → 30", /* what is left of its sum */
        "c 丙 · 上级: g 组 → — | c 丙 · Parent: g Group → —",
    };
    kp_pairs lines = kp_scheme_differences(arena, before, after);
    for (size_t i = 0; i < lines.count && lines.count != 4; i++)
        print_error("%s\n", lines.items[i].name);
    assert_int_equal(lines.count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(lines.items[i].name, expected[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("an indicator with another id or in another place is told as such", check_renamed_and_moved),
        IN_ARENA("every field has a key, a title and help in both languages, and a place of its own", check_table),
        IN_ARENA("no name of a choice means two of them", check_choices),
        IN_ARENA("lists are divided by lines, or by semicolons where there is one line", check_items),
        IN_ARENA("the same rules in other words have the same canonical text", check_canonical),
        IN_ARENA("what changes no score is told apart: notes, sources and overrides", check_described),
        IN_ARENA("what changed is told field by field in both languages", check_differences),
    };
    return cmocka_run_group_tests_name("scheme_fields", tests, NULL, NULL);
}
