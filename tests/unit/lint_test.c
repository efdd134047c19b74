/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lint_test.c - the linter over whole schemes: whom its rules bind, what it finds where, what overrides do, and that docs/lint*.md list the rules of lint.def. With
 * KAOPING_REWRITE_DOCS=1 in the environment their tables are written anew instead.
 */
#include "scheme_support.h"

#include <stdlib.h>

#include "kaoping/lint.h"

/* What every scheme here has; S: enough residents' satisfaction to lead. */
#define HEAD "id: t\ntitle: 考评 | Evaluation\nsubject: 社区 | Community\nindicators:\n"
#define S    "  - {id: s, title: 居民满意度 | Satisfaction, points: 60, method: satisfaction, options: {好 | Good: 100, 差 | Bad: 0}, positive: [好]}\n"

static const kp_lint *lint_of(kp_arena *arena, const char *yaml) { return kp_lint_scheme(arena, sound_yaml(arena, yaml)); }

static size_t found(const kp_lint *lint, kp_lint_rule rule, const char *id) {
    size_t n = 0;
    for (size_t i = 0; i < lint->count; i++)
        n += lint->items[i].rule == rule && ((!id && !lint->items[i].id) || (id && lint->items[i].id && strcmp(id, lint->items[i].id) == 0));
    return n;
}

static kp_family family_of(kp_arena *arena, const char *subject, const char *title) {
    return kp_scheme_family(sound_yaml(arena, kp_format(arena, "id: t\ntitle: %s\n%s%s\nindicators: [{id: a, title: A, points: 9, method: direct}]\n",
                                                        title, *subject ? "subject: " : "note: x", subject)));
}

static void check_families(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *subject, *title;
        kp_family family;
    } rows[] = {
        {"社区 | Community", "T", KP_FAMILY_COMMUNITY},
        {"Community hospital", "T", KP_FAMILY_OTHER},
        {"Community hospital", "Evaluation of the community", KP_FAMILY_OTHER},
        {"Communities of the district", "T", KP_FAMILY_COMMUNITY},
        {"Community (village)", "T", KP_FAMILY_COMMUNITY},
        {"社区医院 | Community hospital", "T", KP_FAMILY_OTHER},
        {"村（社区）", "T", KP_FAMILY_COMMUNITY},
        {"社区居委会", "T", KP_FAMILY_COMMUNITY},
        {"行政村", "T", KP_FAMILY_COMMUNITY},
        {"Community", "T", KP_FAMILY_COMMUNITY},
        {"社区工作者 | Community worker", "T", KP_FAMILY_PEOPLE},
        {"网格员", "T", KP_FAMILY_PEOPLE},
        {"网格 | Grid", "T", KP_FAMILY_GRID},
        {"物业项目 | Estate", "社区物业考评", KP_FAMILY_PROPERTY},
        {"社区卫生服务中心", "社区卫生考评", KP_FAMILY_OTHER},
        {"社区食堂 | Community canteen", "T", KP_FAMILY_OTHER},
        {"小区", "物业服务考评", KP_FAMILY_PROPERTY},
        {"", "社区年度综合考评", KP_FAMILY_COMMUNITY},
        {"", "社区工作者年度考核", KP_FAMILY_PEOPLE},
        {"", "指数", KP_FAMILY_OTHER},
        {"乡镇（街道）", "政社互动", KP_FAMILY_OTHER},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (family_of(arena, rows[i].subject, rows[i].title) != rows[i].family)
            fail_msg("%s / %s: %d", rows[i].subject, rows[i].title, (int)family_of(arena, rows[i].subject, rows[i].title));
    assert_int_equal(
        kp_scheme_family(sound_yaml(arena, "id: t\ntitle: 社区考评\nfamily: 物业\nindicators: [{id: a, title: A, points: 9, method: direct}]\n")),
        KP_FAMILY_PROPERTY);
}

/* By hand: z is 40 of 100 points; of it z1 takes 1 of 3 weights and z2 2 of 3; the bonus has no part. */
static void check_shares(kp_arena *arena, void *data) {
    (void)data;
    const kp_scheme *scheme = sound_yaml(arena, HEAD S "  - id: z\n    title: 工作 | Work\n    points: 40\n    children:\n"
                                                       "      - {id: z1, title: 甲, weight: 10, full: 50, method: direct}\n"
                                                       "      - {id: z2, title: 乙, weight: 20, method: direct}\n"
                                                       "  - {id: b, title: 加分 | Bonus, method: bonus, cap_high: 5, events: {表扬: 1}}\n");
    const kp_num *shares = kp_scheme_shares(arena, scheme);
    static const char *const expected[] = {"1", "0.6", "0.4", "2/15", "4/15", "0"};
    assert_int_equal(scheme->indicator_count, 6);
    for (size_t i = 0; i < 6; i++)
        assert_string_equal(kp_num_exact(arena, shares[i]), expected[i]);
}

/* By hand: in a geometric mean of items with points each counts alike, with weights as they say; of the least and the greatest nobody has a share. */
static void check_shares_of_means(kp_arena *arena, void *data) {
    (void)data;
    static const char items[] = "children: [{id: A1, title: 甲, points: 30, method: direct}, {id: A2, title: 乙, points: 10, method: direct}]";
    const kp_scheme *scheme = sound_yaml(
        arena,
        kp_format(arena,
                  "id: t\ntitle: T\naggregate: geometric\nindicators:\n  - {id: a, title: A, aggregate: harmonic, %s}\n"
                  "  - {id: b, title: B, points: 20, method: direct}\n  - {id: c, title: C, aggregate: least, %s}\n",
                  items,
                  kp_format(arena, "children: [{id: c1, title: 丙, points: 30, method: direct}, {id: c2, title: 丁, points: 10, method: direct}]")));
    const kp_num *shares = kp_scheme_shares(arena, scheme);
    static const char *const expected[] = {"1", "1/3", "1/6", "1/6", "1/3", "1/3", "0", "0"};
    assert_int_equal(scheme->indicator_count, 8);
    for (size_t i = 0; i < 8; i++)
        assert_string_equal(kp_num_exact(arena, shares[i]), expected[i]);
}

/* Every text of an indicator, a list and a veto is looked at, and a heading together with its items. */
static void check_places(kp_arena *arena, void *data) {
    (void)data;
    const kp_lint *lint = lint_of(
        arena, HEAD S "  - {id: a, title: 基础工作 | Basics, points: 10, method: direct, note: 查看台账 | Papers are read}\n"
                      "  - {id: b, title: 服务 | Services, points: 10, method: checklist, items: [热线接听, 会议记录本齐全]}\n"
                      "  - {id: c, title: 加减分 | Bonus, method: bonus, cap_high: 5, events: {获得奖牌: 1}}\n"
                      "  - {id: d, title: 到场率 | Present, points: 10, method: ratio, input_names: [已挂牌数, 应挂牌数]}\n"
                      "  - id: e\n    title: 活动场所 | Rooms\n    points: 5\n    children: [{id: e1, title: 数量, points: 5, method: direct}]\n"
                      "  - id: f\n    title: 活动阵地\n    points: 5\n    children: [{id: f1, title: 利用率, points: 5, method: direct}]\n"
                      "lists:\n  - {id: l, title: 展板评比 | Best, when: score > 90}\n");
    static const char *const ids[] = {"a", "b", "c", "d", "e1", "l"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (found(lint, KP_LINT_EXISTENCE, ids[i]) != 1)
            fail_msg("%s: %zu", ids[i], found(lint, KP_LINT_EXISTENCE, ids[i]));
    assert_int_equal(lint->count, sizeof ids / sizeof *ids);
    assert_string_equal(lint->items[0].detail, "台账");
    assert_int_equal(lint->items[0].place.row, 6);
}

/* Under 减负 the items are of what is to be fewer, but for what is to be complete. */
static void check_lightened(kp_arena *arena, void *data) {
    (void)data;
    const kp_lint *lint = lint_of(arena, HEAD S "  - id: g\n    title: 减负 | Fewer burdens\n    points: 30\n    children:\n"
                                                "      - {id: g1, title: 台账, points: 10, method: direct}\n"
                                                "      - {id: g2, title: 牌子, points: 10, method: direct, note: 查看台账}\n"
                                                "      - {id: g3, title: 台账齐全, points: 10, method: direct}\n"
                                                "  - id: h\n    title: 清理取消项目\n    points: 10\n"
                                                "    children: [{id: h1, title: 台账数量, points: 10, method: direct}]\n");
    assert_int_equal(found(lint, KP_LINT_EXISTENCE, "g3"), 1);
    assert_int_equal(lint->count, 1);
}

static void check_vetoes(kp_arena *arena, void *data) {
    (void)data;
    static const char rules[] = "  - {id: a, title: 服务 | Services, points: 40, method: direct}\n"
                                "  - {id: b, title: 加减分 | Bonus, method: bonus, cap_low: -100, events: {重大事故: -100, 通报: -2}}\n"
                                "bands: [{id: u, title: 优 | Good, from: 60}, {id: v, title: 差 | Bad, to: 60}]\n"
                                "vetoes: [{id: w, title: 安全事故 | Accident}]\n"
                                "rules:\n  - {id: r1, title: 规则一 | One, when: mark(a) < 10, effect: set, band: v}\n"
                                "  - {id: r2, title: 规则二 | Two, when: score < 30, effect: set, band: v}\n"
                                "  - {id: r3, title: 规则三 | Three, when: mark(a) < 10, effect: lower, places: 1}\n";
    const kp_lint *lint = lint_of(arena, kp_format(arena, "%s%s", HEAD S, rules));
    assert_int_equal(found(lint, KP_LINT_VETO, "w"), 1);
    assert_int_equal(found(lint, KP_LINT_VETO, "b"), 1);
    assert_int_equal(found(lint, KP_LINT_VETO, "r1"), 1);
    assert_int_equal(lint->count, 3);
    const char *property = kp_format(arena, "id: t\ntitle: 物业考评\nsubject: 物业项目\nindicators:\n" S "%s", rules);
    assert_int_equal(lint_of(arena, property)->count, 0);
}

static void check_satisfaction(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *indicators;
        kp_lint_rule rule; /* KP_LINT_COUNT: none */
        const char *detail;
    } rows[] = {
        {"  - {id: a, title: 服务, points: 100, method: direct}\n", KP_LINT_NO_SATISFACTION, NULL},
        {"  - {id: a, title: 职工满意度, points: 100, method: direct}\n", KP_LINT_NO_SATISFACTION, NULL},
        {S "  - {id: a, title: 服务, points: 40, method: direct}\n", KP_LINT_COUNT, NULL},
        {"  - {id: a, title: 居民代表大会评议, points: 50, method: direct}\n  - {id: b, title: 服务, points: 50, method: direct}\n", KP_LINT_COUNT,
         NULL},
        {"  - {id: a, title: 居民满意度, points: 49.99, method: direct}\n  - {id: b, title: 服务, points: 50.01, method: direct}\n",
         KP_LINT_SATISFACTION_LEADS, "49.99%"},
        {"  - {id: a, title: 居民满意度, weight: 1499, method: direct}\n  - {id: b, title: 服务, weight: 1501.5, method: direct}\n",
         KP_LINT_SATISFACTION_LEADS, "49.9%"}, /* 1499/3000.5 = 0.499583…: cut */
        {"  - {id: a, title: 居民测评, points: 30, method: direct}\n  - {id: b, title: 服务, points: 60, method: direct}\n",
         KP_LINT_SATISFACTION_LEADS, "33.3%"},
        {"  - {id: a, title: 群众满意度, points: 40, method: direct}\n  - {id: b, title: 服务, points: 30, method: direct}\n"
         "  - {id: c, title: 安全, points: 30, method: direct}\n",
         KP_LINT_SATISFACTION_LEADS, "40%"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const kp_lint *lint = lint_of(arena, kp_format(arena, "%s%s", HEAD, rows[i].indicators));
        assert_int_equal(lint->count, rows[i].rule == KP_LINT_COUNT ? 0 : 1);
        if (lint->count)
            assert_int_equal(lint->items[0].rule, rows[i].rule);
        if (rows[i].detail)
            assert_string_equal(lint->items[0].detail, rows[i].detail);
    }
}

static void check_tasks(kp_arena *arena, void *data) {
    (void)data;
    const kp_lint *lint = lint_of(arena, HEAD S "  - id: d\n    title: 区级部门评价 | Departments\n    points: 30\n    children:\n"
                                                "      - {id: d1, title: 协助事项完成率, points: 10, method: direct}\n"
                                                "      - {id: d2, title: 准入清单内事项完成率, points: 10, method: direct}\n"
                                                "      - {id: d3, title: 协助普查, points: 10, method: direct, note: 清单编号 C-12}\n"
                                                "  - {id: e, title: 日常服务, points: 10, method: direct}\n");
    assert_int_equal(found(lint, KP_LINT_TASK_CODE, "d1"), 1);
    assert_int_equal(lint->count, 1);
    /* what is a task from above, in a title, an item or a note, and who only evaluates */
    lint = lint_of(arena, HEAD S "  - {id: t1, title: 完成街道下达的任务, points: 3, method: direct}\n"
                                 "  - {id: t2, title: 临时性工作, points: 3, method: direct}\n"
                                 "  - {id: t3, title: 中心工作完成情况, points: 3, method: direct}\n"
                                 "  - {id: t4, title: 专项行动配合, points: 3, method: direct}\n"
                                 "  - {id: t5, title: 创建文明城市任务, points: 3, method: direct}\n"
                                 "  - {id: t6, title: 其他工作, points: 5, method: checklist, items: [上级交办事项, 办事公开]}\n"
                                 "  - {id: t7, title: 配合工作, points: 5, method: direct, note: 完成街道下达的各项任务}\n"
                                 "  - {id: f1, title: 区级评价, points: 3, method: direct}\n"
                                 "  - {id: f2, title: 市级表彰, points: 3, method: direct}\n"
                                 "  - {id: f3, title: 热线交办诉求办结率, points: 3, method: direct}\n"
                                 "  - {id: f4, title: 便民服务中心工作满意率, points: 3, method: direct}\n"
                                 "  - {id: f5, title: 日常工作, points: 3, method: direct, note: 不含上级交办任务}\n");
    for (int i = 1; i <= 7; i++)
        if (found(lint, KP_LINT_TASK_CODE, kp_format(arena, "t%d", i)) != 1)
            fail_msg("t%d is a task from above", i);
    assert_int_equal(lint->count, 7);
}

static void check_overrides(kp_arena *arena, void *data) {
    (void)data;
    static const char body[] = HEAD S "  - {id: a, title: 应急台账 | Stock ledger, points: 20, method: direct}\n"
                                      "  - {id: b, title: 展板数量 | Boards, points: 20, method: direct}\n";
    static const struct {
        const char *overrides;
        size_t errors, no_reason, idle, twice;
    } rows[] = {
        {"", 2, 0, 0, 0},
        {"overrides: [{rule: existence, indicator: a, reason: 区人大决议要求本年度保留}]\n", 1, 0, 0, 0},
        {"overrides: [{rule: existence, indicator: [a, b], reason: 区人大决议要求本年度保留}]\n", 0, 0, 0, 0},
        {"overrides: [{rule: 台账牌匾机构阵地, indicator: A, reason: 区人大决议要求本年度保留}]\n", 1, 0, 0, 0},
        {"overrides: [{rule: existence, indicator: a, reason: 需要}]\n", 2, 1, 0, 0},
        {"overrides: [{rule: existence, indicator: a}]\n", 2, 1, 0, 0},
        {"overrides: [{rule: existence, indicator: s, reason: 区人大决议要求本年度保留}]\n", 2, 0, 1, 0},
        {"overrides: [{rule: existence, reason: 区人大决议要求本年度保留}]\n", 2, 0, 1, 0},
        {"overrides: [{rule: veto, indicator: a, reason: 区人大决议要求本年度保留}]\n", 2, 0, 1, 0},
        {"overrides: [{rule: existence, indicator: [a, s], reason: 区人大决议要求本年度保留}]\n", 1, 0, 1, 0},
        {"overrides: [{rule: existence, indicator: a, reason: 区人大决议要求本年度保留}, {rule: existence, indicator: a, reason: "
         "另有书面说明可查}]\n",
         1, 0, 0, 1},
        {"overrides: [{rule: KP-L001, indicator: a, reason: 区人大决议要求本年度保留}]\n", 1, 0, 0, 0},
        {"overrides: [{rule: existence, indicator: [应急台账, Boards], reason: 区人大决议要求本年度保留}]\n", 0, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const kp_scheme *scheme = sound_yaml(arena, kp_format(arena, "%s%s", body, rows[i].overrides));
        kp_problems *problems = kp_problems_new(arena);
        kp_lint_tell(kp_lint_scheme(arena, scheme), scheme, problems);
        assert_int_equal(problems->errors, rows[i].errors);
        assert_int_equal(count_code(problems, KP_L_EXISTENCE), rows[i].errors);
        assert_int_equal(count_code(problems, KP_L_NO_REASON), rows[i].no_reason);
        assert_int_equal(count_code(problems, KP_L_NOTHING_OVERRIDDEN), rows[i].idle);
        assert_int_equal(count_code(problems, KP_L_OVERRIDDEN_TWICE), rows[i].twice);
    }
    kp_problems *problems = kp_problems_new(arena);
    assert_null(build_yaml(arena, kp_format(arena, "%soverrides: [{rule: existence, indicator: zz, reason: 区人大决议要求保留}]\n", body), problems));
    assert_int_equal(count_code(problems, KP_S_UNKNOWN_REFERENCE), 1);
}

/* A reason changes no result, so the digest is that of the scheme without it. */
static void check_canonical(kp_arena *arena, void *data) {
    (void)data;
    const kp_scheme *bare = sound_yaml(arena, HEAD S),
                    *told = sound_yaml(arena, HEAD S "overrides: [{rule: veto, reason: 区人大决议要求保留}]\nfamily: grid\n");
    assert_string_equal(kp_scheme_canonical(arena, bare), kp_scheme_canonical(arena, told));
    kp_problems *problems = kp_problems_new(arena);
    const kp_scheme *again = kp_scheme_build(arena, kp_scheme_to_records(arena, told), problems);
    assert_int_equal(again->override_count, 1);
    assert_string_equal(again->overrides[0].reason, "区人大决议要求保留");
    assert_int_equal(again->family, KP_FAMILY_GRID);
}

static void check_second(kp_arena *arena, void *data) {
    (void)data;
    static const char work[] = "  - {id: a, title: 服务, points: 40, method: direct}\n";
    const kp_scheme *first = sound_yaml(arena, kp_format(arena, "%s%s", HEAD S, work));
    const kp_scheme *other = sound_yaml(arena, kp_format(arena, "id: u\ntitle: 卫生评比\nsubject: 社区\nindicators:\n%s%s", S, work));
    const kp_scheme *survey = sound_yaml(arena, "id: v\ntitle: 测评\nsubject: 社区\nindicators:\n" S);
    const kp_scheme *firms = sound_yaml(arena, kp_format(arena, "id: w\ntitle: 物业考评\nsubject: 物业项目\nindicators:\n%s%s", S, work));
    kp_problems *problems = kp_problems_new(arena);
    kp_lint_second(first, survey, (kp_place){0}, problems);
    kp_lint_second(first, firms, (kp_place){0}, problems);
    kp_lint_second(first, first, (kp_place){0}, problems);
    assert_int_equal(problems->count, 0);
    kp_lint_second(first, other, (kp_place){0}, problems);
    assert_int_equal(count_code(problems, KP_L_SECOND_SCHEME), 1);
    const kp_scheme *kept = sound_yaml(arena, kp_format(arena,
                                                        "id: x\ntitle: 文明评比\nsubject: 社区\nindicators:\n%s%soverrides: [{rule: second_scheme, "
                                                        "reason: 区委批准单独开展一年}]\n",
                                                        S, work));
    const kp_override *override = kp_lint_second(first, kept, (kp_place){0}, problems);
    assert_non_null(override);
    assert_string_equal(override->reason, "区委批准单独开展一年");
    assert_int_equal(count_code(problems, KP_L_SECOND_SCHEME), 1);
}

/* A scheme that does not add up is looked at all the same, and what it says it keeps is kept. */
static void check_draft(kp_arena *arena, void *data) {
    (void)data;
    static const char body[] =
        "id: t\ntitle: 考评\nsubject: 社区\nfull: 100\nindicators:\n  - {id: s, title: 居民满意度, points: 60, method: direct}\n"
        "  - {id: z, title: 台账齐全, points: 45, method: direct}\n  - {id: y, title: 展板数量, points: x, method: none}\n"
        "overrides: [{rule: existence, indicator: y, reason: 区人大决议要求本年度保留}]\n";
    kp_problems *problems = kp_problems_new(arena);
    assert_null(kp_yaml_load(arena, "t.yaml", body, strlen(body), problems));
    assert_int_equal(count_code(problems, KP_L_EXISTENCE), 1);
}

/* What is built in keeps to the rules, or says why not. */
static void check_builtin(kp_arena *arena, void *data) {
    (void)data;
    for (size_t i = 0; i < kp_builtin_count(); i++) {
        kp_problems *problems = kp_problems_new(arena);
        const kp_scheme *scheme = kp_builtin_load(arena, kp_builtin_id(i), problems);
        assert_non_null(scheme);
        kp_lint_tell(kp_lint_scheme(arena, scheme), scheme, problems);
        for (size_t k = 0; k < problems->count; k++)
            if (kp_problem_code_text(problems->items[k].code)[3] == 'L')
                fail_msg("%s", kp_problem_line(arena, &problems->items[k], KP_EN));
    }
}

/* ---- the page ---- */

static const char *bound_families(kp_arena *arena, kp_lint_rule rule, kp_lang lang) {
    const kp_section *section = &kp_sections[KP_SECTION_SCHEME];
    kp_buffer out = {.arena = arena};
    for (const kp_choice *choice = section->fields[kp_field_find(section, "family")].choices; choice->key; choice++)
        if (kp_lint_binds(rule, (kp_family)choice->value))
            kp_buffer_printf(&out, "%s%s", out.length ? (lang == KP_ZH ? "、" : ", ") : "", kp_text(arena, choice->title, lang));
    return kp_buffer_text(&out);
}

static const char *rules_table(kp_arena *arena, kp_lang lang) {
    kp_buffer out = {.arena = arena};
    kp_buffer_puts(&out, lang == KP_ZH ? "| 代码 | `rule` | 规则 | | 约束 | 依据 |\n|---|---|---|---|---|---|\n"
                                       : "| code | `rule` | about | | binds | based on |\n|---|---|---|---|---|---|\n");
    for (int i = 0; i < KP_LINT_COUNT; i++) {
        kp_lint_rule rule = (kp_lint_rule)i;
        kp_buffer_printf(&out, "| %s | `%s` | %s | %s | %s | %s |\n", kp_problem_code_text(kp_lint_code(rule)), kp_lint_key(rule),
                         kp_text(arena, kp_lint_title(rule), lang), kp_severity_text(kp_problem_severity(kp_lint_code(rule)), lang),
                         bound_families(arena, rule, lang), kp_text(arena, kp_lint_basis(rule), lang));
    }
    return kp_buffer_text(&out);
}

static void check_page(kp_arena *arena, void *data) {
    (void)data;
    static const char *const paths[] = {KP_SOURCE_DIR "/docs/lint.zh-CN.md", KP_SOURCE_DIR "/docs/lint.md"};
    for (int lang = 0; lang < 2; lang++) {
        size_t length;
        const char *text = read_text(arena, paths[lang], &length), *from = strstr(text, "<!-- rules -->\n"), *to = strstr(text, "<!-- end -->");
        assert_true(from && to);
        from += strlen("<!-- rules -->\n");
        const char *wanted = kp_format(arena, "%.*s%s%s", (int)(from - text), text, rules_table(arena, (kp_lang)lang), to);
        if (getenv("KAOPING_REWRITE_DOCS")) {
            FILE *file = fopen(paths[lang], "wb");
            assert_non_null(file);
            fputs(wanted, file);
            assert_int_equal(fclose(file), 0);
        } else if (strcmp(text, wanted) != 0) {
            fail_msg("%s differs from lint.def; KAOPING_REWRITE_DOCS=1 with this test writes it anew", paths[lang]);
        }
    }
}

/* Time online may be noted; it is marked as soon as a mark, a list or a target looks at it. */
static void check_noted(kp_arena *arena, void *data) {
    (void)data;
    static const char noted[] = HEAD S "  - {id: a, title: 巡查 | Rounds, points: 40, method: formula, formula: %s}\n"
                                       "  - {id: n, title: 次数 | Times, method: number}\n"
                                       "  - {id: o, title: 在线时长 | Time online, method: number}\n%s";
    static const struct {
        const char *formula, *more;
        size_t found;
    } rows[] = {
        {"n", "", 0},
        {"n + o", "", 1},
        {"n", "lists: [{id: l, title: 榜单 | List, when: rank <= 3 and not (value(o) < 9)}]\n", 1},
        {"n", "targets: [{id: t, title: 达标 | Target, when: score > 60, of: value(o) > 9}]\n", 1},
        {"n", "lists: [{id: l, title: 榜单 | List, when: value(n) > 3}]\n", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(found(lint_of(arena, kp_format(arena, noted, rows[i].formula, rows[i].more)), KP_LINT_CLICKS, "o"), rows[i].found);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("what is evaluated is the last word of the subject", check_families),
        IN_ARENA("shares are those of points and weights, and a bonus has none", check_shares),
        IN_ARENA("shares follow what kind of mean there is", check_shares_of_means),
        IN_ARENA("every text of what is marked is looked at", check_places),
        IN_ARENA("under a heading of removal nothing is at fault for being named", check_lightened),
        IN_ARENA("what is only noted may be what may not be marked", check_noted),
        IN_ARENA("vetoes and what acts as one are found on communities, not on firms", check_vetoes),
        IN_ARENA("residents' satisfaction is there and leads", check_satisfaction),
        IN_ARENA("a task from above names its place on the list of admission", check_tasks),
        IN_ARENA("an override needs a reason and something to override", check_overrides),
        IN_ARENA("reasons and family are no part of the digest and are kept", check_canonical),
        IN_ARENA("a second evaluation of communities is told of", check_second),
        IN_ARENA("what cannot be built is looked at as far as it was read", check_draft),
        IN_ARENA("the built-in schemes keep to the rules or say why not", check_builtin),
        IN_ARENA("the pages list the rules of the table", check_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
