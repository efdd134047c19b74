/* SPDX-License-Identifier: GPL-3.0-or-later */
/* method_sites_test.c - marks of sites drawn by lot: 明察, 暗访, re-checks. Figures are worked out by hand. */
#include "scoring_support.h"

/* One check: "" no re-check. The row tells one cell from another. */
static void check(evaluation *e, int unit, const char *leaf, const char *site, int kind, const char *mark, const char *recheck, const char *date) {
    kp_site_check entry = {.unit = unit,
                           .indicator = node(e, leaf),
                           .site = kp_evidence_site(e->evidence, site),
                           .kind = kind,
                           .inspector = "",
                           .date = date,
                           .text = "",
                           .mark = typed(e, mark),
                           .recheck = typed(e, recheck)};
    entry.mark.origin = (kp_origin){(uint32_t)e->evidence->site_checks.count + 5, 4, 0};
    entry.recheck.origin = (kp_origin){(uint32_t)e->evidence->site_checks.count + 5, 5, 0};
    KP_PUSH(e->arena, &e->evidence->site_checks, entry);
}

static evaluation leaf(kp_arena *arena, const char *fields, int units) {
    return begin(arena, kp_format(arena, "indicators: [{id: a, title: 现场 | On site, points: 20, method: sites, scale: 100%s}]\n", fields), units);
}

static void check_clusters(kp_arena *arena, void *data) {
    (void)data; /* ((80 + 90)/2 + 95)/2 = 90 of 100, and not (80 + 90 + 95)/3 */
    evaluation e = leaf(arena, "", 1);
    check(&e, 0, "a", "1 号楼", -1, "80", "", "2026-08-01");
    check(&e, 0, "a", "2 号楼", -1, "95", "", "2026-08-01");
    check(&e, 0, "a", "１号楼", -1, "90", "", "2026-08-02"); /* the same site, as people type */
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "18");
    assert_string_equal(kp_formula_print(arena, kp_score_trace(arena, e.card, 0, node(&e, "a")).expr, NULL, NULL, 8192), "((80+90)/2+95)/2*20/100");
    kp_calc calc = {.arena = arena};
    kp_outcome outcome = kp_method_of(KP_METHOD_SITES)->evaluate(&calc, e.evidence, 0, node(&e, "a"));
    assert_string_equal(kp_num_exact(arena, outcome.sample), "2");
}

/* 湖北省城管: 明察 60, 暗访 30, 市民满意度 10. */
static const char hubei[] =
    "indicators:\n"
    "  - {id: a, title: 实地考察, points: 90, method: sites, scale: 100, kinds: {明察 | Announced: 60, 暗访 | Unannounced: 30}}\n"
    "  - {id: p, title: 市民满意度, points: 10, method: satisfaction, options: {满意: 100, 基本满意: 60, 不满意: 0}}\n";

static void check_hubei(kp_arena *arena, void *data) {
    (void)data; /* (60 · (88 + 92 + 95)/3 + 30 · (80 + 86)/2)/90 · 90/100 = 55 + 24.9; (70 · 100 + 20 · 60)/100 · 10/100 = 8.2 */
    evaluation e = begin(arena, hubei, 1);
    static const char *const announced[] = {"88", "92", "95"}, *const unannounced[] = {"80", "86"};
    for (int i = 0; i < 3; i++)
        check(&e, 0, "a", kp_format(arena, "路段%d", i), 0, announced[i], "", "2026-08-01");
    for (int i = 0; i < 2; i++)
        check(&e, 0, "a", kp_format(arena, "路段%d", i), 1, unannounced[i], "", "2026-08-01");
    survey(&e, 0, "p", 0, "70 20 10", NULL, NULL, NULL, NULL);
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "79.9");
    expect_mark(&e, 0, "p", "8.2");
    expect_mark(&e, 0, NULL, "88.1");
}

static void check_xiangan(kp_arena *arena, void *data) {
    (void)
        data; /* 翔安区: 现场分 90 %, 整改反馈分 10 %: 0.9 · (91 + 87 + 96)/3 + 0.1 · 95 = 82.2 + 9.5; a village that was not put right: 0.9 · 60 + 0 */
    evaluation e = begin(arena,
                         "indicators:\n"
                         "  - {id: a, title: 现场分, weight: 90, method: sites}\n"
                         "  - {id: b, title: 整改反馈分, weight: 10, method: direct}\n",
                         2);
    static const char *const sites[] = {"91", "87", "96"};
    for (int i = 0; i < 3; i++)
        check(&e, 0, "a", kp_format(arena, "%d 组", i + 1), -1, sites[i], "", "");
    check(&e, 1, "a", "1 组", -1, "60", "", ""); /* the same name in another village is another site */
    mark(&e, 0, "b", 0, "95");
    mark(&e, 1, "b", 0, "0");
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, NULL, "91.7");
    expect_mark(&e, 1, NULL, "54");
}

static void check_kinds(kp_arena *arena, void *data) {
    (void)data; /* 暗访 is missing: what is left counts alone, and somebody is told */
    evaluation e = leaf(arena, ", kinds: {明察 | Announced: 60, 暗访 | Unannounced: 40}", 2);
    check(&e, 0, "a", "东门", 0, "70", "", "");
    check(&e, 0, "a", "西门", 0, "80", "", "");
    check(&e, 1, "a", "东门", 0, "70", "", "");
    check(&e, 1, "a", "东门", 1, "90", "", ""); /* (60 · 70 + 40 · 90)/100 = 78 */
    finish(&e);
    expect_no_errors(&e);
    expect_problem(&e, KP_D_KIND_MISSING, 1);
    expect_mark(&e, 0, "a", "15");
    expect_mark(&e, 1, "a", "15.6");
}

static void check_too_few(kp_arena *arena, void *data) {
    (void)data; /* a site looked at in two ways is one site */
    evaluation e = leaf(arena, ", min_sites: 2, kinds: {明察 | Announced: 1, 暗访 | Unannounced: 1}", 2);
    for (int kind = 0; kind < 2; kind++) {
        check(&e, 0, "a", "东门", kind, "70", "", "");
        check(&e, 1, "a", kind ? "东门" : "西门", kind, "70", "", "");
    }
    finish(&e);
    expect_no_errors(&e);
    expect_problem(&e, KP_R_TOO_FEW_SITES, 1);
    expect_mark(&e, 0, NULL, "14");
    assert_false(e.card->units[0].ranked);
    assert_int_equal(e.card->units[0].reason, KP_R_TOO_FEW_SITES);
    assert_true(e.card->units[1].ranked);
}

static void check_recheck(kp_arena *arena, void *data) {
    (void)
        data; /* one of three sites is checked again (33.3 %), by 6 lower where 5 are allowed; a second re-check is within the tolerance, at another unit */
    for (int replace = 0; replace <= 1; replace++) {
        evaluation e = leaf(arena, kp_format(arena, ", recheck_share: 40, recheck_tolerance: 5, recheck: %s", replace ? "replace" : "report"), 2);
        check(&e, 0, "a", "东门", -1, "90", "84", "");
        check(&e, 0, "a", "西门", -1, "90", "—", "");
        check(&e, 0, "a", "北门", -1, "90", "", "");
        check(&e, 1, "a", "东门", -1, "90", "85", "");
        finish(&e);
        expect_no_errors(&e);
        expect_problem(&e, KP_D_RECHECK_DIFFERS, 1);
        expect_problem(&e, KP_D_RECHECK_FEW, 1);
        expect_mark(&e, 0, "a", replace ? "17.6" : "18"); /* (84 + 90 + 90)/3 = 88 */
        expect_mark(&e, 1, "a", replace ? "17" : "18");
        for (size_t i = 0; i < e.problems->count; i++)
            if (e.problems->items[i].code == KP_D_RECHECK_DIFFERS) {
                assert_int_equal(e.problems->items[i].place.row, 5);
                assert_int_equal(e.problems->items[i].place.column, 5);
                assert_string_equal(kp_problem_message(arena, &e.problems->items[i], KP_EN),
                                    "东门: 90 → 84 when re-checked, a difference of more than 5");
            }
    }
}

static void check_second_try(kp_arena *arena, void *data) {
    (void)data; /* a site that could not be entered at first, and has a re-check mark: it counts where re-checks do */
    for (int replace = 0; replace <= 1; replace++) {
        evaluation e = leaf(arena, kp_format(arena, ", recheck: %s", replace ? "replace" : "report"), 1);
        check(&e, 0, "a", "东门", -1, "—", "60", "");
        check(&e, 0, "a", "西门", -1, "80", "", "");
        finish(&e);
        expect_no_errors(&e);
        expect_problem(&e, KP_D_RECHECK_ALONE, replace ? 0 : 1); /* where it does not count, that is said */
        expect_mark(&e, 0, "a", replace ? "14" : "16");
    }
}

static void check_faults(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "", 5);
    check(&e, 0, "a", "东门", -1, "80", "", "2026-08-01");
    check(&e, 0, "a", "东门", -1, "80", "", "2026-08-01"); /* twice on one day */
    check(&e, 1, "a", "东门", -1, "101", "", "");
    check(&e, 2, "a", "东门", -1, "", "", ""); /* drawn and not marked */
    check(&e, 2, "a", "西门", -1, "80", "", "");
    check(&e, 3, "a", "东门", -1, "80", "100.5", "");
    check(&e, 4, "a", "东门", -1, "—", "", ""); /* could not be entered */
    check(&e, 4, "a", "西门", -1, "80", "", "");
    finish(&e);
    expect_problem(&e, KP_D_SITE_TWICE, 1);
    expect_problem(&e, KP_D_MARK_ABOVE_FULL, 2);
    expect_problem(&e, KP_D_MISSING_VALUE, 1);
    for (int unit = 0; unit < 4; unit++)
        assert_false(e.card->units[unit].scored);
    expect_mark(&e, 4, "a", "16");
}

static void check_none(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "", 3);
    check(&e, 0, "a", "东门", -1, "—", "", "");
    check(&e, 2, "a", "东门", -1, "80", "", "");
    finish(&e);
    assert_int_equal(kp_scorecard_mark(e.card, 0, node(&e, "a"))->state, KP_MARK_NOT_APPLICABLE);
    expect_problem(&e, KP_D_MISSING_VALUE, 1); /* no site at all of the second */
    assert_false(e.card->units[1].scored);
}

static void check_scheme(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    build_yaml(arena,
               "id: t\ntitle: T\nindicators:\n"
               "  - {id: a, title: A, points: 10, method: sites, kinds: {明察: 1}}\n"
               "  - {id: b, title: B, points: 10, method: sites, kinds: {暗访: 1}}\n",
               problems);
    assert_int_equal(count_code(problems, KP_S_KINDS_DIFFER), 1);
    assert_int_equal(problems->errors, 1);
}

static void check_explanation(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, ", kinds: {明察 | Announced: 60, 暗访 | Unannounced: 40}", 1);
    check(&e, 0, "a", "东门", 0, "70", "75", "2026-08-01");
    check(&e, 0, "a", "东门", 1, "90", "", "");
    finish(&e);
    const char *text = kp_explain(arena, e.card, 0, node(&e, "a"), KP_ZH);
    assert_non_null(strstr(text, "东门（明察） 70 复核 75 2026-08-01  ← entry.xlsx · 考评对象!D5\n"));
    assert_non_null(strstr(text, "东门（暗访） 90  ← entry.xlsx · 考评对象!D6\n"));
    assert_non_null(strstr(text, "有得分的点位：1 个\n  明察：1 个点位，平均 70\n  暗访：1 个点位，平均 90\n"));
    assert_non_null(strstr(text, "得分：15.60（满分 20）\n"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a site that was checked twice counts once", check_clusters),
        IN_ARENA("announced, unannounced and satisfaction by 60, 30 and 10", check_hubei),
        IN_ARENA("sites by 90 per cent and putting right by 10", check_xiangan),
        IN_ARENA("the weight of a kind without marks goes to the others", check_kinds),
        IN_ARENA("with fewer sites than asked for a unit is reported and not ranked", check_too_few),
        IN_ARENA("re-checks are compared, and count where the scheme says so", check_recheck),
        IN_ARENA("a re-check of a site that could not be entered counts where re-checks do", check_second_try),
        IN_ARENA("what cannot be is told", check_faults),
        IN_ARENA("a unit where no site could be entered has no mark, and one without a site is missing", check_none),
        IN_ARENA("leaves on one sheet have the same kinds of check", check_scheme),
        IN_ARENA("an explanation shows every site", check_explanation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
