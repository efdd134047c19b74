/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quota_by_test.c - quotas that go by a column of the register: 优秀 30 %, 良好 25 %, 一般 20 %, 较差 15 % of the persons of a team by the team's own grade. */
#include "scoring_support.h"

#define BANDS                                                                                                                                                     \
    "bands:\n  - {id: e, title: 优秀 | Excellent, from: 90, quota_by: 团队等次, quotas: {优秀: 30%%, 良好: 25 %%, 一般 | Fair: 20%%, 较差: 1}%s}\n" \
    "  - {id: c, title: 称职 | Competent, to: 90}\n"

static evaluation teams(kp_arena *arena, const char *more) {
    return begin(arena,
                 kp_format(arena, "unit_fields: [团队等次 | Team grade]\nindicators: [{id: a, title: A, points: 100, method: direct}]\n%s",
                           kp_format(arena, BANDS, more)),
                 0);
}

/* `count` persons of a team, the first with 99.9, each further one 0.1 fewer. */
static void add_team(evaluation *e, const char *team, const char *grade, int count) {
    for (int i = 0; i < count; i++) {
        int32_t unit = kp_evidence_add_unit(e->evidence, NULL, kp_format(e->arena, "%s%d", team, i), team, (kp_origin){0});
        e->evidence->units.items[unit].fields[0] = grade;
        mark(e, unit, "a", 0, kp_format(e->arena, "%d.%d", 99 - i / 10, 9 - i % 10));
    }
}

static size_t excellent(const evaluation *e, const char *team) {
    size_t count = 0;
    for (size_t i = 0; i < e->evidence->units.count; i++)
        count += strncmp(e->evidence->units.items[i].name, team, strlen(team)) == 0 && e->card->units[i].band == 0;
    return count;
}

static void check_teams(kp_arena *arena, void *data) {
    (void)data; /* of 20 each: 6, 5, 4, and a single one; rounded down, 30 % of 9 is 2 */
    evaluation e = teams(arena, "");
    add_team(&e, "甲", "优秀", 20);
    add_team(&e, "乙", "良好", 20);
    add_team(&e, "丙", " 一般 ", 20);
    add_team(&e, "丁", "较差", 20);
    add_team(&e, "戊", "优秀", 9);
    finish(&e);
    expect_no_errors(&e);
    expect_problem(&e, KP_R_QUOTA_TEXT, 0);
    static const struct {
        const char *team;
        size_t places;
    } rows[] = {{"甲", 6}, {"乙", 5}, {"丙", 4}, {"丁", 1}, {"戊", 2}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(excellent(&e, rows[i].team), rows[i].places);
    size_t field;
    assert_int_equal(kp_quota_places(arena, e.card, 45, 0, &field), 4); /* the sixth of 丙 */
    assert_int_equal(field, 20);
    const char *told = kp_explain(arena, e.card, 45, 0, KP_ZH);
    assert_non_null(strstr(told, "得分属“优秀”，因名额所限列为“称职”"));
    assert_non_null(strstr(told, "“优秀”的名额（团队等次： 一般 ）：20%"));
}

/* Over all units those of like text share: 30 % of 10 + 10; who has another text has the plain quota, or none, which is told. */
static void check_all(kp_arena *arena, void *data) {
    (void)data;
    for (int plain = 0; plain < 2; plain++) {
        evaluation e = teams(arena, plain ? ", quota_within: all, quota: 2" : ", quota_within: all");
        add_team(&e, "甲", "优秀", 10);
        add_team(&e, "乙", "优秀", 10);
        add_team(&e, "丙", "", 2);
        add_team(&e, "丁", "未定", 2);
        finish(&e);
        assert_int_equal(excellent(&e, "甲") + excellent(&e, "乙"), 6); /* 99.9, 99.8 and 99.7 of both */
        assert_int_equal(excellent(&e, "丙") + excellent(&e, "丁"), plain ? 2 : 4);
        expect_problem(&e, KP_R_QUOTA_TEXT, plain ? 0 : 4);
        expect_problem(&e, KP_R_QUOTA_PLAIN, plain ? 2 : 0); /* once each text: the empty one, and 未定 */
        kp_limit quota = kp_quota_of(e.card, 22, 0);
        assert_int_equal(quota.given, plain);
    }
}

/* A rule takes the head of a fair team out of 优秀 before the places are given: it takes none. */
static void check_head(kp_arena *arena, void *data) {
    (void)data;
    evaluation e =
        begin(arena,
              kp_format(arena,
                        "unit_fields: [团队等次, 职务]\nindicators: [{id: a, title: A, points: 100, method: direct}]\n%s"
                        "rules: [{id: head, title: 负责人, when: field(职务) = 负责人 and field(团队等次) = 一般, effect: at_most, band: c}]\n",
                        kp_format(arena, BANDS, "")),
              0);
    add_team(&e, "丙", "一般", 5); /* 20 % of 5: one place */
    e.evidence->units.items[0].fields[1] = "负责人";
    finish(&e);
    assert_int_equal(e.card->units[0].band, 1);
    assert_int_equal(e.card->units[1].band, 0);
    assert_int_equal(e.card->units[2].band, 1);
    assert_true(e.card->units[0].by_rule && !e.card->units[0].by_quota);
}

static void check_faults(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *first, *second;
        kp_problem_code code;
    } rows[] = {{"quota_by: 企业, quotas: {优: 1}", "", KP_S_UNKNOWN_REFERENCE},
                {"quotas: {优: 1}", "", KP_S_FIELD_MISSING},
                {"quota_by: 团队", "", KP_S_FIELD_MISSING},
                {"quota_by: 团队, quotas: {优: 一个}", "", KP_S_BAD_NUMBER},
                {"quota_by: 团队, quotas: {优: 1.5}", "", KP_S_OUT_OF_RANGE},
                {"quota_by: 团队, quotas: {优: 101%}", "", KP_S_OUT_OF_RANGE},
                {"quota: 1", "quota_by: 团队, quotas: {优: 1}", KP_S_QUOTA_LOWEST}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_problems *problems = kp_problems_new(arena);
        const char *text = kp_format(arena,
                                     "id: t\ntitle: T\nunit_fields: [团队]\nindicators: [{id: a, title: A, points: 100, method: direct}]\nbands:\n"
                                     "  - {id: u, title: U, from: 60, %s}\n  - {id: v, title: V, to: 60, %s}\n",
                                     rows[i].first, *rows[i].second ? rows[i].second : "note: n");
        assert_null(build_yaml(arena, text, problems));
        if (count_code(problems, rows[i].code) != 1 || problems->errors != 1)
            fail_msg("%s: %s", rows[i].first, problems->count ? kp_problem_line(arena, &problems->items[0], KP_EN) : "no problem");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("the places of a team go by the team's own grade", check_teams),
        IN_ARENA("units of like text share the places over all, others have the plain quota", check_all),
        IN_ARENA("whom a rule takes out of the grade takes no place", check_head),
        IN_ARENA("a quota by a column that is not there, or that is no quota, is refused", check_faults),
    };
    return cmocka_run_group_tests_name("quota_by", tests, NULL, NULL);
}
