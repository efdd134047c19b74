/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * third_party_test.c - an evaluation by outside bodies from end to end: a scheme in YAML, its form, the form filled in, scores, and why they are what they are. Figures are
 * worked out by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "binding.h"
#include "kaoping/form.h"
#include "kaoping/score.h"

static const char scheme_yaml[] = "id: outside\n"
                                  "title: 第三方考评 | Third-party assessment\n"
                                  "subject: 街道 | Street\n"
                                  "cadence: quarter\n"
                                  "indicators:\n"
                                  "  - id: s\n"
                                  "    title: 市容 | Streets\n"
                                  "    points: 60\n"
                                  "    method: sites\n"
                                  "    scale: 100\n"
                                  "    kinds: {明察 | Announced: 60, 暗访 | Unannounced: 40}\n"
                                  "    min_sites: 2\n"
                                  "    recheck_tolerance: 5\n"
                                  "  - id: o\n"
                                  "    title: 秩序 | Order\n"
                                  "    points: 20\n"
                                  "    method: sites\n"
                                  "    scale: 100\n"
                                  "    kinds: {明察 | Announced: 60, 暗访 | Unannounced: 40}\n"
                                  "    rank_first: 100\n"
                                  "    rank_step: 10\n"
                                  "  - {id: p, title: 三组打分 | Teams, points: 20, method: panel, scale: 100, by_rank: {1: 100, 2: 90, else: 80}}\n";

/* 市容 of A: (60 · (90 + (80 + 84)/2)/2 + 40 · 70)/100 · 0.6 = (51.6 + 28) · 0.6 = 47.76; of B: (60 · (85 + 95)/2 + 40 · 80)/100 · 0.6 = 51.6.
 * 秩序 of A: 60 · 80 (the mean of 80, 80 with the repeated site 80) + 40 · 60 = 72; of B: 60 · 70 + 40 · 90 = 78: places 2 and 1, 18 and 20 points.
 * Teams: A 1 and 1, B 2 and 2: 20 and 18. Totals 85.76 and 89.6. */
static const entry_file files[] = {
    {"填表说明", "考评期,2026Q3\n填报单位,某区\n"},
    {"考评对象", "编号,名称\n1,甲街道\n2,乙街道\n"},
    {"点位评分表", "考评对象,点位,检查方式,市容,市容·复核得分,秩序,检查人,日期,备注\n"
                   "甲街道,人民路,明察,90,,80,张三,2026-08-01,\n"
                   "甲街道,和平路,明察,80,88,80,张三,2026-08-01,落叶\n"
                   "甲街道,和平路,明察,84,,80,李四,2026-08-02,\n"
                   "甲街道,人民路,暗访,70,,60,王五,2026-08-03,\n"
                   "乙街道,一号,明察,85,,70,张三,2026-08-01,\n"
                   "乙街道,二号,明察,95,,70,张三,2026-08-01,\n"
                   "乙街道,二号,暗访,80,80,90,王五,2026-08-03,\n"
                   "乙街道,,,,,,,,\n"},
    {"评委打分表", "考评对象,评价主体,三组打分\n甲街道,第一组,88\n乙街道,第一组,87\n甲街道,第二组,70\n乙街道,第二组,60\n"},
    {"合理缺项", "考评对象,指标,缺项原因\n"},
};

static const char *filled_folder(kp_arena *arena, const char *name) {
    const char *folder = kp_strdup(arena, scratch(name));
    assert_int_equal(mkdir(folder, 0700), 0);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        scratch_text(kp_format(arena, "%s/%s.csv", name, files[i].name), files[i].text);
    return folder;
}

static kp_scorecard *score_file(kp_arena *arena, const kp_scheme *scheme, const char *path, kp_problems *problems) {
    kp_bind_options options = {.scheme = scheme};
    kp_binding *binding = kp_bind(arena, &path, 1, &options, problems);
    if (!binding || problems->errors)
        print_problems(problems);
    assert_non_null(binding);
    assert_int_equal(problems->errors, 0);
    return kp_score(arena, binding->scheme, binding->evidence, NULL, problems);
}

static void expect_scores(kp_arena *arena, const kp_scorecard *card) {
    static const char *const exact[][4] = {{"85.76", "47.76", "18", "20"}, {"89.6", "51.6", "20", "18"}};
    for (int32_t unit = 0; unit < 2; unit++)
        for (int32_t node = 0; node < 4; node++)
            assert_string_equal(kp_num_exact(arena, kp_scorecard_mark(card, unit, node)->value), exact[unit][node]);
    assert_int_equal(card->units[1].rank, 1);
}

static void check_way(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    kp_scheme *scheme = sound_yaml(arena, scheme_yaml);
    kp_scorecard *card = score_file(arena, scheme, filled_folder(arena, "filled"), problems);
    expect_scores(arena, card);
    assert_int_equal(count_code(problems, KP_D_RECHECK_DIFFERS), 1);
    const char *text = kp_explain(arena, card, 0, 1, KP_ZH);
    assert_non_null(strstr(text, "和平路（明察） 80 复核 88 张三 2026-08-01 落叶"));
    assert_non_null(strstr(text, "有得分的点位：2 个"));
    assert_non_null(strstr(kp_explain(arena, card, 0, 2, KP_EN), "(place 2 of 2, 90 points)"));
    assert_non_null(strstr(kp_explain(arena, card, 1, 3, KP_EN), "第二组 60 (place 2 of 2, 90 points)"));
}

/* The form that begins with what is known has it in its cells, and reads back as the same evaluation. */
static void check_filled_form(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    kp_scheme *scheme = sound_yaml(arena, scheme_yaml);
    kp_scorecard *card = score_file(arena, scheme, filled_folder(arena, "first"), problems);
    for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++)
        for (int live = 0; live <= 1; live++) {
            kp_form_unit units[] = {{"1", "甲街道", "", NULL}, {"2", "乙街道", "", NULL}};
            kp_form_options options = {
                .period = card->evidence->period, .units = units, .unit_count = 2, .lang = lang, .live = live, .evidence = card->evidence};
            const char *path = kp_strdup(arena, scratch(kp_format(arena, "again-%d-%d.xlsx", (int)lang, live)));
            kp_problems *again = kp_problems_new(arena);
            assert_true(kp_form_write(arena, scheme, &options, path, again));
            kp_scorecard *second = score_file(arena, NULL, path, again);
            expect_scores(arena, second);
            assert_int_equal(second->evidence->site_checks.count, card->evidence->site_checks.count);
            assert_int_equal(count_code(again, KP_D_RECHECK_DIFFERS), 1);
            assert_non_null(strstr(kp_explain(arena, second, 0, 1, KP_ZH), "和平路（明察） 80 复核 88 张三 2026-08-01 落叶"));
        }
}

static bool look_for_head(void *data, const kp_row *row) {
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].kind == KP_CELL_TEXT && strcmp(row->cells[i].text, "市容\n（100 分）") == 0)
            *(bool *)data = true;
    return true;
}

/* The heads of site checks say the scale on which marks are typed, and not the points that the leaf is worth. */
static void check_heads(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    kp_form_unit units[] = {{"1", "甲街道", "", NULL}};
    kp_form_options options = {.period = {KP_PERIOD_QUARTER, 2026, 3}, .units = units, .unit_count = 1};
    const char *path = kp_strdup(arena, scratch("heads.xlsx"));
    assert_true(kp_form_write(arena, sound_yaml(arena, scheme_yaml), &options, path, problems));
    kp_workbook *book = kp_workbook_open(arena, path, problems);
    bool found = false;
    for (size_t i = 0; i < kp_workbook_sheet_count(book); i++)
        if (strcmp(kp_workbook_sheet_name(book, i), "点位评分表") == 0)
            assert_true(kp_workbook_read(book, &i, 1, look_for_head, &found, problems));
    kp_workbook_close(book);
    assert_true(found);
}

/* An empty form reads back with nothing but what is to be typed missing. */
static void check_empty_form(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    kp_scheme *scheme = sound_yaml(arena, scheme_yaml);
    kp_form_unit units[] = {{"1", "甲街道", "", NULL}, {"2", "乙街道", "", NULL}};
    for (int live = 0; live <= 1; live++) {
        kp_form_options options = {.period = {KP_PERIOD_QUARTER, 2026, 3}, .units = units, .unit_count = 2, .live = live};
        const char *path = kp_strdup(arena, scratch(live ? "live.xlsx" : "empty.xlsx"));
        assert_true(kp_form_write(arena, scheme, &options, path, problems));
        kp_problems *found = kp_problems_new(arena);
        assert_non_null(kp_bind(arena, &path, 1, NULL, found));
        for (size_t i = 0; i < found->count; i++)
            assert_int_equal(found->items[i].code, KP_D_NO_DATA);
        assert_int_equal(found->count, 3);
    }
}

static const kp_evidence *bind_changed(kp_arena *arena, const char *name, const char *sheet, const char *text, kp_problems *problems) {
    const char *folder = filled_folder(arena, name);
    scratch_text(kp_format(arena, "%s/%s.csv", name, sheet), text);
    kp_bind_options options = {.scheme = sound_yaml(arena, scheme_yaml)};
    kp_binding *binding = kp_bind(arena, &folder, 1, &options, problems);
    assert_non_null(binding);
    return binding->evidence;
}

static void check_bad_rows(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    const kp_evidence *evidence = bind_changed(arena, "bad", "点位评分表",
                                               "考评对象,点位,检查方式,市容,市容·复核得分,秩序\n"
                                               "甲街道,,明察,90,,80\n"       /* which site? */
                                               "甲街道,人民路,抽查,90,,80\n" /* no such kind */
                                               "甲街道,和平路,明察,,,\n"     /* drawn, and not looked at */
                                               "乙街道,一号,明察,九十,,70\n"
                                               "乙街道,二号,明察,90,,70\n"
                                               "乙街道,二号,暗访,90,,70\n"
                                               "丙街道,三号,明察,90,,70\n",
                                               problems);
    assert_int_equal(count_code(problems, KP_D_CELL_EMPTY), 1);
    assert_int_equal(count_code(problems, KP_D_KIND_UNKNOWN), 1);
    assert_int_equal(count_code(problems, KP_D_MISSING_VALUE), 2); /* 市容 and 秩序 of 和平路 */
    assert_int_equal(count_code(problems, KP_D_NOT_A_NUMBER), 1);
    assert_int_equal(count_code(problems, KP_D_UNIT_UNKNOWN), 1);
    assert_int_equal(evidence->site_checks.count, 8);
}

/* One list of drawn sites goes to two teams, and each fills in its own. */
static void check_two_books(kp_arena *arena, void *data) {
    (void)data;
    const char *paths[] = {filled_folder(arena, "team1"), filled_folder(arena, "team2")};
    scratch_text(
        "team1/点位评分表.csv",
        "考评对象,点位,检查方式,市容,秩序\n甲街道,人民路,明察,90,80\n甲街道,人民路,暗访,,\n乙街道,一号,明察,90,80\n乙街道,一号,暗访,90,80\n");
    scratch_text("team2/点位评分表.csv", "考评对象,点位,检查方式,市容,秩序\n甲街道,人民路,明察,,\n甲街道,人民路,暗访,70,60\n");
    scratch_text("team2/评委打分表.csv", "考评对象,评价主体,三组打分\n");
    kp_problems *problems = kp_problems_new(arena);
    kp_bind_options options = {.scheme = sound_yaml(arena, scheme_yaml)};
    kp_binding *binding = kp_bind(arena, paths, 2, &options, problems);
    assert_non_null(binding);
    if (problems->errors)
        print_problems(problems);
    assert_int_equal(problems->errors, 0);
    assert_int_equal(binding->evidence->site_checks.count, 8); /* four checks of two leaves */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("from a filled workbook to scores and their derivations", check_way),
        IN_ARENA("a form that begins with what is known reads back as the same evaluation", check_filled_form),
        IN_ARENA("heads of site checks say the scale of the marks", check_heads),
        IN_ARENA("an empty form lacks only what is to be typed", check_empty_form),
        IN_ARENA("rows that cannot be taken are told", check_bad_rows),
        IN_ARENA("a site left blank in one workbook may be filled in another", check_two_books),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
