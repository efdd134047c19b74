/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list_test.c - lists: conditions over the scorecard and the past, streaks, what replaces what, next steps, reasons. */
#include "history_support.h"

#define ONE_MARK "indicators: [{id: a, title: 检查 | Check, points: 100, method: direct}]\n"

/* The rule of a published scheme (六安): red rank <= 3 and >= 90; yellow bottom 2 and < 75; black yellow twice running, or a veto. */
static const char liuan[] = ONE_MARK "vetoes: [{id: fire, title: 消防考核不合格 | Fire check failed}]\n"
                                     "lists:\n"
                                     "  - {id: red, title: 红榜 | Red list, when: rank <= 3 and score >= 90 and not veto}\n"
                                     "  - {id: yellow, title: 黄牌 | Yellow card, when: bottom <= 2 and score < 75, order: worst}\n"
                                     "  - {id: black, title: 黑榜 | Black list, when: streak(yellow) >= 2 or veto, replaces: [yellow], order: worst, "
                                     "actions: {1: 约谈 | Interview, 2: 更换项目经理 | "
                                     "Change of manager, 3: 退出 | Exit}}\n";

static evaluation quarter(kp_arena *arena, const char *scheme, int number_in_year, const char *typed_marks) {
    char *rest = NULL, *copy = kp_strdup(arena, typed_marks);
    evaluation e = begin(arena, scheme, 0);
    e.evidence->period = (kp_period){KP_PERIOD_QUARTER, 2026, number_in_year};
    int unit = 0;
    for (char *text = strtok_r(copy, " ", &rest); text; text = strtok_r(NULL, " ", &rest), unit++) {
        kp_evidence_add_unit(e.evidence, kp_format(arena, "u%d", unit + 1), kp_format(arena, "小区%d", unit + 1), NULL, (kp_origin){0});
        mark(&e, unit, "a", 0, text);
    }
    return e;
}

static const kp_list_entry *entry_of(const evaluation *e, const char *list, int unit) {
    for (size_t i = 0; i < e->card->lists.count; i++) {
        const kp_list_entry *entry = &e->card->lists.items[i];
        if (entry->unit == unit && strcmp(e->scheme->lists[entry->list].id, list) == 0)
            return entry;
    }
    return NULL;
}

/* The units of a list in its order, "2 0"; those replaced in brackets. */
static void expect_list(const evaluation *e, const char *list, const char *units) {
    kp_buffer found = {.arena = e->arena};
    for (size_t i = 0; i < e->card->lists.count; i++) {
        const kp_list_entry *entry = &e->card->lists.items[i];
        if (strcmp(e->scheme->lists[entry->list].id, list) == 0)
            kp_buffer_printf(&found, entry->replaced ? "%s(%d)" : "%s%d", found.length ? " " : "", (int)entry->unit);
    }
    assert_string_equal(kp_buffer_text(&found), units);
}

static const char *reasons_of(const evaluation *e, const char *list, int unit, kp_lang lang) {
    const kp_list_entry *entry = entry_of(e, list, unit);
    assert_non_null(entry);
    kp_pairs reasons = kp_list_reasons(e->arena, e->card, entry, lang);
    kp_buffer text = {.arena = e->arena};
    for (size_t i = 0; i < reasons.count; i++)
        kp_buffer_printf(&text, "%s%s", i ? "；" : "", reasons.items[i].name);
    return kp_buffer_text(&text);
}

/* ---- one period ---- */

static void check_red(kp_arena *arena, void *data) {
    (void)data; /* three share the third rank: all who tie at the bound are in */
    evaluation e = quarter(arena, liuan, 1, "95 93.5 92 92 92 89 80");
    finish(&e);
    expect_list(&e, "red", "0 1 2 3 4");
    expect_list(&e, "yellow", "");
    assert_string_equal(reasons_of(&e, "red", 1, KP_ZH), "名次 2 ≤ 3；得分 93.50 ≥ 90；无一票否决");
    assert_string_equal(reasons_of(&e, "red", 1, KP_EN), "rank 2 ≤ 3；score 93.50 ≥ 90；no veto");
    assert_int_equal(entry_of(&e, "red", 0)->listed, 1);
    assert_int_equal(entry_of(&e, "red", 0)->action, -1);
    expect_problem(&e, KP_R_NO_HISTORY, 1); /* the black list looks back */
}

static void check_veto_overrides(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = quarter(arena, liuan, 1, "95 93 92 60");
    veto(&e, 1, 0);
    finish(&e);
    expect_list(&e, "red", "0 2");
    expect_list(&e, "yellow", "3");
    expect_list(&e, "black", "1");
    assert_string_equal(reasons_of(&e, "black", 1, KP_ZH), "一票否决：消防考核不合格（2026-08-03，消防通道堵塞）");
    assert_string_equal(reasons_of(&e, "black", 1, KP_EN), "veto: Fire check failed (2026-08-03, 消防通道堵塞)");
}

static void check_unranked(kp_arena *arena, void *data) {
    (void)data; /* without a rank only what is certain counts: a veto */
    evaluation e = quarter(
        arena,
        "indicators: [{id: a, title: A, points: 90, method: direct}, {id: b, title: B, points: 10, method: direct, not_applicable: not_ranked}]\n"
        "vetoes: [{id: fire, title: 消防}]\n"
        "lists:\n  - {id: low, title: L, when: score < 75}\n  - {id: black, title: B, when: score < 10 or veto}\n"
        "  - {id: both, title: C, when: veto and rank >= 1}\n  - {id: clean, title: D, when: not veto}\n",
        1, "60 60 60");
    for (int i = 0; i < 3; i++)
        mark(&e, i, "b", 0, i < 2 ? "—" : "5");
    veto(&e, 0, 0);
    e.evidence->units.items[2].excluded = true;
    finish(&e);
    expect_list(&e, "low", "");
    expect_list(&e, "black", "0");
    expect_list(&e, "both", "");
    expect_list(&e, "clean", "1");
    assert_string_equal(reasons_of(&e, "clean", 1, KP_ZH), "无一票否决"); /* nobody is on a list without a reason */
}

static void check_shares(kp_arena *arena, void *data) {
    (void)data; /* top 15 % of 45/35/159: 6/5/23 down, 7/5/24 half up; at least 1 */
    static const struct {
        int field;
        const char *rounding;
        int listed;
    } rows[] = {{45, "floor", 6},   {35, "floor", 5},     {159, "floor", 23}, {45, "half_up", 7},
                {35, "half_up", 5}, {159, "half_up", 24}, {3, "floor", 1},    {45, "ceil", 7}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        evaluation e =
            begin(arena, kp_format(arena, ONE_MARK "lists: [{id: top, title: 红榜, when: rank <= 15%%, count_rounding: %s}]\n", rows[i].rounding),
                  rows[i].field);
        for (int unit = 0; unit < rows[i].field; unit++)
            mark(&e, unit, "a", 0, kp_format(arena, "%d.%02d", 90 - unit / 100, 99 - unit % 100));
        finish(&e);
        assert_int_equal(e.card->lists.count, rows[i].listed);
    }
    evaluation e = begin(arena, ONE_MARK "lists: [{id: top, title: 红榜, when: rank <= 15%}]\n", 10);
    for (int unit = 0; unit < 10; unit++)
        mark(&e, unit, "a", 0, kp_format(arena, "%d", 90 - unit));
    finish(&e);
    assert_string_equal(reasons_of(&e, "top", 1, KP_ZH), "名次 2 ≤ 15%（10 个中的 2）"); /* 1.5, half up */
    assert_string_equal(reasons_of(&e, "top", 1, KP_EN), "rank 2 ≤ 15% (2 of 10)");
}

static void check_groups(kp_arena *arena, void *data) {
    (void)data; /* bounds hold within each group */
    evaluation e = begin(arena, ONE_MARK "lists: [{id: top, title: T, when: rank <= 1}, {id: last, title: L, when: bottom <= 1}]\n", 0);
    static const char *const group[] = {"北", "北", "南", "南"}, *const typed_marks[] = {"99", "98", "97", "96"};
    for (int i = 0; i < 4; i++) {
        kp_evidence_add_unit(e.evidence, NULL, kp_format(arena, "小区%d", i), group[i], (kp_origin){0});
        mark(&e, i, "a", 0, typed_marks[i]);
    }
    finish(&e);
    expect_list(&e, "top", "0 2");
    expect_list(&e, "last", "1 3");
}

static void check_other_tests(kp_arena *arena, void *data) {
    (void)data;
    evaluation e =
        quarter(arena,
                "indicators: [{id: a, title: 检查 | Check, points: 60, method: direct}, {id: b, title: 评议 | Review, points: 40, method: direct}]\n"
                "bands: [{id: good, title: 良好 | Good, from: 60}, {id: poor, title: 不合格 | Poor, to: 60}]\n"
                "lists:\n  - {id: m, title: M, when: mark(b) < 24 or mark(b) >= 40}\n  - {id: g, title: G, when: grade in (poor)}\n"
                "  - {id: ng, title: N, when: grade != poor and not mark(b) < 24}\n  - {id: on, title: O, when: on(m) and score >= 60}\n",
                1, "50 30 55 20");
    static const char *const review[] = {"20", "23.5", "30", "—"};
    for (int i = 0; i < 4; i++)
        mark(&e, i, "b", 0, review[i]);
    finish(&e);                  /* 70, 53.5, 85, 33.33 */
    expect_list(&e, "m", "0 1"); /* what has no mark meets no comparison */
    expect_list(&e, "g", "1 3");
    expect_list(&e, "ng", "2");
    expect_list(&e, "on", "0");
    assert_string_equal(reasons_of(&e, "m", 1, KP_ZH), "评议 23.50 < 24");
    assert_string_equal(reasons_of(&e, "g", 1, KP_ZH), "等次：不合格");
    assert_string_equal(reasons_of(&e, "on", 0, KP_ZH), "M：评议 20.00 < 24；得分 70.00 ≥ 60");
    assert_string_equal(reasons_of(&e, "ng", 2, KP_ZH), "等次：良好；不符合：“评议”得分 < 24");
}

/* ---- over periods ---- */

static void check_liuan(kp_arena *arena, void *data) {
    (void)data;
    evaluation q1 = quarter(arena, liuan, 1, "95 85 70 72");
    finish(&q1);
    expect_list(&q1, "yellow", "2 3");
    expect_list(&q1, "black", "");
    evaluation q2 = quarter(arena, liuan, 2, "95 85 71 75"); /* the fourth has 75.00: none */
    add_past(&q2, past_of(&q1));
    finish(&q2);
    expect_list(&q2, "yellow", "(2)"); /* black replaces yellow */
    expect_list(&q2, "black", "2");
    assert_int_equal(entry_of(&q2, "black", 2)->met, 1);
    assert_int_equal(entry_of(&q2, "black", 2)->listed, 1);
    assert_int_equal(entry_of(&q2, "black", 2)->action, 0);
    assert_int_equal(entry_of(&q2, "yellow", 2)->met, 2);
    assert_int_equal(entry_of(&q2, "yellow", 2)->listed, 0);
    assert_string_equal(reasons_of(&q2, "black", 2, KP_ZH), "连续符合“黄牌”条件的期数 2 ≥ 2；黄牌：倒数名次 1 ≤ 2；黄牌：得分 71.00 < 75");
    evaluation q3 = quarter(arena, liuan, 3, "95 85 72 80");
    add_past(&q3, past_of(&q2));
    finish(&q3);
    assert_int_equal(entry_of(&q3, "black", 2)->met, 2);
    assert_int_equal(entry_of(&q3, "black", 2)->listed, 2);
    assert_int_equal(entry_of(&q3, "black", 2)->action, 1);
    assert_int_equal(entry_of(&q3, "yellow", 2)->met, 3);
    evaluation q4 = quarter(arena, liuan, 4, "95 85 80 80"); /* out again */
    add_past(&q4, past_of(&q3));
    finish(&q4);
    expect_list(&q4, "black", "");
    expect_problem(&q4, KP_R_NO_HISTORY, 0);
}

static void check_gap_in_history(kp_arena *arena, void *data) {
    (void)data; /* the second quarter is not given: nothing runs on across it */
    evaluation q1 = quarter(arena, liuan, 1, "95 85 70 72");
    finish(&q1);
    evaluation q3 = quarter(arena, liuan, 3, "95 85 70 72");
    add_past(&q3, past_of(&q1));
    finish(&q3);
    expect_list(&q3, "black", "");
    expect_problem(&q3, KP_H_GAP, 1);
}

static void check_first_without_history(kp_arena *arena, void *data) {
    (void)data; /* the second period was scored without the first: its record says 1, the first's record prolongs it */
    evaluation q1 = quarter(arena, liuan, 1, "95 85 70 72");
    finish(&q1);
    evaluation q2 = quarter(arena, liuan, 2, "95 85 70 72");
    finish(&q2);
    evaluation q3 = quarter(arena, liuan, 3, "95 85 70 72");
    add_past(&q3, past_of(&q1));
    add_past(&q3, past_of(&q2));
    finish(&q3);
    assert_int_equal(entry_of(&q3, "yellow", 2)->met, 3);
}

static void check_times(kp_arena *arena, void *data) {
    (void)data;
    static const char scheme[] =
        ONE_MARK "lists:\n  - {id: low, title: 低分, when: score < 60}\n  - {id: often, title: 多次, when: \"times(low, 4) >= 3\"}\n";
    static const char *const scores[] = {"50", "70", "50", "50"};
    kp_past_period past[4];
    for (int i = 0; i < 4; i++) {
        evaluation e = quarter(arena, scheme, i + 1, scores[i]);
        for (int k = 0; k < i; k++)
            add_past(&e, past[k]);
        finish(&e);
        expect_list(&e, "often", i == 3 ? "0" : "");
        if (i == 3)
            assert_string_equal(reasons_of(&e, "often", 0, KP_ZH), "近 4 期内符合“低分”条件的次数 3 ≥ 3；低分：得分 50.00 < 60");
        past[i] = past_of(&e);
    }
    /* a record of two in a row covers both periods, though the earlier is not given */
    evaluation e = quarter(arena, scheme, 4, "50");
    kp_past_list row = {"low", 2, 2};
    kp_past_unit unit = {.id = "u1", .name = "小区1", .rank = 1, .score = {true, kp_num_int(50)}, .lists = &row, .list_count = 1};
    add_past(&e, (kp_past_period){.period = {KP_PERIOD_QUARTER, 2026, 3}, .scheme_id = "t", .units = &unit, .unit_count = 1});
    finish(&e);
    expect_list(&e, "often", "0");
}

static void check_progress(kp_arena *arena, void *data) {
    (void)data; /* 进步奖: the greatest rise of rank, and a score not below the last */
    static const char scheme[] =
        ONE_MARK "lists:\n  - {id: up, title: 进步奖, when: rise_rank <= 1 and gain >= 0, order: rise}\n  - {id: new, title: 新, when: new}\n"
                 "  - {id: fell, title: 退, when: rise < 0}\n";
    evaluation q1 = quarter(arena, scheme, 1, "90 80 70 60");
    finish(&q1);
    expect_list(&q1, "up", "");
    expect_list(&q1, "new", ""); /* nobody is new where nothing is known of before */
    evaluation q2 = quarter(arena, scheme, 2, "80 79 95 85 50");
    add_past(&q2, past_of(&q1));
    finish(&q2); /* ranks 3 4 1 2 5: rises -2 -2 2 2 */
    expect_list(&q2, "up", "2 3");
    expect_list(&q2, "new", "4");
    expect_list(&q2, "fell", "0 1");
    assert_string_equal(reasons_of(&q2, "up", 2, KP_ZH), "进步排名 1 ≤ 1；得分增幅 25.00 ≥ 0");
    assert_string_equal(reasons_of(&q2, "new", 4, KP_EN), "not ranked in the period before");
    assert_string_equal(reasons_of(&q2, "fell", 0, KP_ZH), "进步名次 -2 < 0");
}

static void check_new(kp_arena *arena, void *data) {
    (void)data; /* 小区2 took no part in the first quarter, 小区3 was not there: both are new; where nothing is known, nobody is new, nor old */
    static const char scheme[] = ONE_MARK "lists:\n  - {id: new, title: 新, when: new}\n  - {id: old, title: 旧, when: not new}\n";
    evaluation q1 = quarter(arena, scheme, 1, "90 80");
    q1.evidence->units.items[1].excluded = true;
    finish(&q1);
    expect_list(&q1, "new", "");
    expect_list(&q1, "old", "");
    evaluation q2 = quarter(arena, scheme, 2, "90 80 70");
    add_past(&q2, past_of(&q1));
    finish(&q2);
    expect_list(&q2, "new", "1 2");
    expect_list(&q2, "old", "0");
    assert_string_equal(reasons_of(&q2, "new", 1, KP_ZH), "上期未排名");
    assert_string_equal(reasons_of(&q2, "old", 0, KP_ZH), "不符合：上期未排名");
    evaluation q4 = quarter(arena, scheme, 4, "90 80 70"); /* the third quarter is not given */
    add_past(&q4, past_of(&q2));
    finish(&q4);
    expect_list(&q4, "new", "");
    expect_list(&q4, "old", "");
}

static void check_gain_printed(kp_arena *arena, void *data) {
    (void)data; /* 89.996 was printed 90.00, and 89.995 is: no loss, whatever value decides */
    static const char scheme[] = "decide_on: full\n" ONE_MARK "lists: [{id: kept, title: 保持, when: gain >= 0}]\n";
    evaluation q1 = quarter(arena, scheme, 1, "89.996");
    finish(&q1);
    evaluation q2 = quarter(arena, scheme, 2, "89.995");
    add_past(&q2, past_of(&q1));
    finish(&q2);
    expect_list(&q2, "kept", "0");
}

static void check_replaced_by(kp_arena *arena, void *data) {
    (void)data;
    evaluation e =
        quarter(arena,
                ONE_MARK "lists:\n  - {id: low, title: L, when: score < 75}\n  - {id: lower, title: M, when: score < 60, replaces: [low]}\n"
                         "  - {id: lowest, title: N, when: score < 50, replaces: [lower, low]}\n",
                1, "70 55 40");
    finish(&e);
    expect_list(&e, "low", "0 (1) (2)");
    expect_list(&e, "lower", "1 (2)");
    expect_list(&e, "lowest", "2");
    assert_int_equal(e.scheme->lists[0].replaced_by_count, 2);
    assert_int_equal(e.scheme->lists[0].replaced_by[0], 1);
    assert_int_equal(e.scheme->lists[0].replaced_by[1], 2);
    assert_int_equal(e.scheme->lists[2].replaced_by_count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("all who tie at a bound are on the list, each with its reasons", check_red),
        IN_ARENA("a veto keeps off one list and puts on another", check_veto_overrides),
        IN_ARENA("a unit without rank is on a list only where that is certain", check_unranked),
        IN_ARENA("the top 15 % of 45, 35 and 159 are counted as the list's rule says", check_shares),
        IN_ARENA("ranks in conditions are those within the group", check_groups),
        IN_ARENA("conditions look at marks, grades and other lists", check_other_tests),
        IN_ARENA("bottom two and below 75 twice running: first 黄牌, then 黑榜, with its next steps", check_liuan),
        IN_ARENA("a streak does not run across a period that is not given", check_gap_in_history),
        IN_ARENA("a streak goes back through every record given", check_first_without_history),
        IN_ARENA("times are counted within a window", check_times),
        IN_ARENA("who gained most, who is new and who fell is known from the period before", check_progress),
        IN_ARENA("new is who was not ranked in the period before, where that is known", check_new),
        IN_ARENA("a gain is between printed scores, as the past has no others", check_gain_printed),
        IN_ARENA("a list knows which lists replace it", check_replaced_by),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
