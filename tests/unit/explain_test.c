/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_test.c - an explanation says all that is needed to redo a figure by hand. */
#include "history_support.h"

static void expect_text(const char *text, const char *expected) {
    if (strcmp(text, expected) != 0)
        fail_msg("explained as:\n%s", text);
}

static void expect_line(const char *text, const char *line) {
    if (!strstr(text, line))
        fail_msg("not said: %s\nin:\n%s", line, text);
}

static const char scheme[] = "title: 考评 | Evaluation\nindicators:\n  - {id: r, title: 整改 | Rectified, points: 15, method: ratio}\n"
                             "  - {id: d, title: 卫生 | Cleanliness, points: 85, method: deduct, step: 0.5}\n"
                             "bands: [{id: e, title: 优秀 | Excellent, from: 90, quota: 1}, {id: g, title: 良好 | Good, to: 90}]\n"
                             "lists: [{id: red, title: 红榜 | Red list, when: rank <= 3 and score >= 90, actions: {1: 表彰 | Commend}}]\n";

static evaluation made(kp_arena *arena) {
    kp_problems *problems = kp_problems_new(arena);
    evaluation e = {.arena = arena, .scheme = build_yaml(arena, kp_format(arena, "id: t\n%s", scheme), problems), .problems = problems};
    assert_non_null(e.scheme);
    e.evidence = kp_evidence_new(arena, e.scheme);
    e.evidence->period = (kp_period){KP_PERIOD_QUARTER, 2026, 3};
    kp_evidence_source(e.evidence, "entry.xlsx", "整改");
    kp_evidence_add_unit(e.evidence, "C01", "幸福社区", "北片", (kp_origin){3, 1, 0});
    kp_evidence_add_unit(e.evidence, "C02", "和平社区", "北片", (kp_origin){4, 1, 0});
    marks(&e, 0, "r", "37 43");
    marks(&e, 1, "r", "43 43");
    kp_finding *entry = finding(&e, 0, "d", -1, "4", NULL);
    entry->date = "2026-08-03";
    entry->location = "东门";
    entry->text = "垃圾未清";
    finish(&e);
    return e;
}

static void check_leaf(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = made(arena);
    expect_text(kp_explain(arena, e.card, 0, node(&e, "r"), KP_ZH), "幸福社区（C01）· 2026年第三季度\n"
                                                                    "方案：考评（t）\n"
                                                                    "指标：整改 [r]\n"
                                                                    "计分方式：比率\n"
                                                                    "规则：满分 15 分 × 完成数 ÷ 应完成数\n"
                                                                    "数据：\n"
                                                                    "  完成数 37  ← entry.xlsx · 整改!D7\n"
                                                                    "  应完成数 43  ← entry.xlsx · 整改!D7\n"
                                                                    "计算：满分 15 × 完成数 37 ÷ 应完成数 43 ≈ 12.91\n"
                                                                    "精确值：555/43\n"
                                                                    "得分：12.91（满分 15）\n");
    expect_text(kp_explain(arena, e.card, 0, node(&e, "d"), KP_EN), "幸福社区 (C01) · Q3 2026\n"
                                                                    "Scheme: Evaluation (t)\n"
                                                                    "Figure: Cleanliness [d]\n"
                                                                    "Method: Deductions\n"
                                                                    "Rule: 85 points, 0.5 off for each one found, down to 0\n"
                                                                    "Data:\n"
                                                                    "  2026-08-03 东门 垃圾未清 ×4  ← entry.xlsx · 整改!B9\n"
                                                                    "Calculation: max(full marks 85 − each 0.5 × places 4; least 0) = 83\n"
                                                                    "Mark: 83.00 (of 85)\n");
}

static void check_total(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = made(arena);
    expect_text(kp_explain(arena, e.card, 0, 0, KP_ZH), "幸福社区（C01）· 2026年第三季度\n"
                                                        "方案：考评（t）\n"
                                                        "指标：总分 [t]\n"
                                                        "规则：各项得分相加，满分 100\n"
                                                        "组成：\n"
                                                        "  整改 [r]：≈12.906977（满分 15）\n"
                                                        "  卫生 [d]：83（满分 85）\n"
                                                        "计算：整改 ≈12.91 + 卫生 83 ≈ 95.91\n"
                                                        "精确值：4124/43\n"
                                                        "修约：≈95.906977 → 95.91 按四舍五入保留 2 位小数\n"
                                                        "总分：95.91\n"
                                                        "等次、名次和榜单按修约后的 95.91 评定\n"
                                                        "等次：良好\n"
                                                        "  得分属“优秀”，因名额所限列为“良好”\n"
                                                        "名次：第 2 名（北片，共 2 个排名）\n"
                                                        "榜单：红榜\n"
                                                        "  条件：名次 ≤ 3 且 得分 ≥ 90\n"
                                                        "  实际：名次 2 ≤ 3\n"
                                                        "  实际：得分 95.91 ≥ 90\n"
                                                        "  连续第 1 期\n"
                                                        "  处理措施：表彰\n");
}

static void check_special(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         "bands: [{id: e, title: 优秀, from: 90}, {id: g, title: 良好, to: 90}]\nvetoes: [{id: v, title: 消防}]\n"
                         "indicators:\n  - {id: z, title: 自查, points: 50, method: direct, check_against: c, tolerance: 5}\n"
                         "  - {id: c, title: 抽查, points: 30, method: panel, trim_low: 1, trim_high: 0, trim_from: 3}\n"
                         "  - {id: n, title: 电梯, points: 20, method: checklist, items: [年检, 维保]}\n",
                         3);
    for (int i = 0; i < 3; i++) {
        mark(&e, i, "z", 0, "50");
        mark(&e, i, "n", 0, "1");
        mark(&e, i, "n", 1, "1");
        for (int k = 0; k < 3; k++) {
            panel(&e, i, "c", kp_format(arena, "评委%d", k), -1, kp_format(arena, "%d", 24 + k));
            e.evidence->panel.items[e.evidence->panel.count - 1].mark.origin.row = (uint32_t)(20 + k);
        }
    }
    gap(&e, 1, "n");
    veto(&e, 0, 0);
    mark(&e, 2, "z", 0, "");
    finish(&e);
    const char *held = kp_explain(arena, e.card, 0, node(&e, "z"), KP_ZH); /* 25.5 of 30 are 42.5 of 50 */
    expect_line(held, "计算：得分 50\n核对：原得分 50.00，高出“抽查”超过 5 分，按“抽查”计\n计算：抽查 25.5 × 满分 50 ÷ 核对项满分 30 = 42.5\n");
    const char *trimmed = kp_explain(arena, e.card, 0, node(&e, "c"), KP_ZH);
    expect_line(trimmed, "  评委0 24 （去掉）  ← entry.xlsx · 考评对象!D20\n  评委1 25  ← ");
    expect_line(trimmed, "计算：(25 + 26) ÷ 人数 2 = 25.5\n");
    expect_line(kp_explain(arena, e.card, 0, node(&e, "n"), KP_ZH), "  年检 是  ← ");
    expect_line(kp_explain(arena, e.card, 0, 0, KP_ZH), "等次：良好（得分 < 90）\n名次：第 1 名（全部对象，共 2 个排名）\n");
    expect_line(kp_explain(arena, e.card, 1, node(&e, "n"), KP_ZH),
                "合理缺项登记：没有（entry.xlsx · 考评对象!A5）\n不适用：不计入得分，也不计入满分\n");
    expect_line(kp_explain(arena, e.card, 1, 0, KP_ZH), "计算：(自查 42.5 + 抽查 25.5) × 满分 100 ÷ 适用项满分 80 = 85\n");
    expect_line(kp_explain(arena, e.card, 2, 0, KP_ZH), "未计分：KP-D051 “社区3”的“自查”没有填写  ← entry.xlsx · 考评对象!D7\n");
    expect_line(kp_explain(arena, e.card, 2, node(&e, "c"), KP_EN), "Not scored: KP-D051 自查 of 社区3 is missing  ← entry.xlsx · 考评对象!D7\n");
    expect_line(kp_explain(arena, e.card, 2, node(&e, "z"), KP_EN), "  mark (empty)");
}

static void check_reasons(kp_arena *arena, void *data) {
    (void)data;
    const char *text =
        "indicators: [{id: a, title: A, points: 50, method: direct, not_applicable: not_ranked}, {id: b, title: B, points: 50, method: "
        "direct}]\n";
    evaluation e = begin(arena, text, 2);
    marks(&e, 0, "a", "—");
    marks(&e, 0, "b", "40");
    marks(&e, 1, "a", "40");
    marks(&e, 1, "b", "40");
    finish(&e);
    expect_line(kp_explain(arena, e.card, 0, 0, KP_ZH), "不参加排名：KP-R005 “社区1”的“A”不适用，按规则不排名  ← entry.xlsx · 考评对象!A3\n");
    e = begin(arena, text, 1);
    marks(&e, 0, "a", "40");
    marks(&e, 0, "b", "40");
    kp_problems_add(e.problems, KP_D_UNIT_UNKNOWN, (kp_place){"entry.xlsx", "扣分记录", 9, 1}, KP_UNIT_ALL, "社区9", "社区1", NULL);
    finish(&e);
    expect_line(kp_explain(arena, e.card, 0, 0, KP_EN),
                "Not scored: KP-D001 社区9 is not among the units; close to it: 社区1  ← entry.xlsx · 扣分记录!A9\n");
}

static void check_opinion(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         "indicators:\n  - {id: s, title: S, points: 50, method: satisfaction, options: {满意: 100, 不满意: 0}, positive: [满意], "
                         "questions: {服务: 1, 环境: 1}}\n"
                         "  - {id: v, title: V, points: 50, method: ballot, options: {优秀: 100, 合格: 60}}\n",
                         1);
    survey(&e, 0, "s", 0, "9 1", "2", "", "", "");
    survey(&e, 0, "s", 1, "6 2", "", "", "", "");
    marks(&e, 0, "v", "10 9 9 9 9 0 3 6");
    finish(&e);
    expect_no_errors(&e);
    const char *said = kp_explain(arena, e.card, 0, node(&e, "s"), KP_ZH);
    expect_line(said, "  服务: 满意 9, 不满意 1, 不了解 2  ← entry.xlsx · 考评对象!A8\n    有效 10，分值平均 90\n");
    expect_line(said, "得分：41.25（满分 50）\n有效样本 8；“不了解”占 10.00%\n满意度 82.50，满意率（%）82.50\n");
    expect_line(kp_explain(arena, e.card, 0, node(&e, "v"), KP_EN), "Most votes: 合格\n");
}

static void check_veto(kp_arena *arena, void *data) {
    (void)data;
    evaluation e =
        begin(arena,
              "decide_on: full\nbands: [{id: e, title: 优秀, from: 90}, {id: g, title: 良好, from: 80, to: 90}, {id: n, title: 不合格, to: 80}]\n"
              "vetoes: [{id: v, title: 消防}]\nindicators: [{id: a, title: A, points: 100, method: direct}]\n",
              2);
    mark(&e, 0, "a", 0, "95");
    mark(&e, 1, "a", 0, "89.995");
    veto(&e, 0, 0);
    finish(&e);
    expect_line(kp_explain(arena, e.card, 0, 0, KP_ZH), "等次：不合格\n  一票否决：由“优秀”改为“不合格”\n");
    expect_line(kp_explain(arena, e.card, 1, 0, KP_ZH),
                "修约：89.995 → 90.00 按四舍五入保留 2 位小数\n总分：90.00\n等次、名次和榜单按未修约的 89.995 评定\n"
                "等次：良好（80 ≤ 得分 < 90）\n  注意：若按修约值，等次为“优秀”\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a leaf is explained by its rule, its cells and its steps, in both languages", check_leaf),
        IN_ARENA("a total is explained down to rounding, grade, quota, rank and lists", check_total),
        IN_ARENA("what was held down, trimmed, not applicable or missing is told", check_special),
        IN_ARENA("why a unit is not scored or not ranked is told in a sentence, with its cell", check_reasons),
        IN_ARENA("a survey tells its sample, a ballot its grade", check_opinion),
        IN_ARENA("a veto and a difference by rounding are told", check_veto),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
