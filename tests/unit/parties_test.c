/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parties_test.c - who pays, who serves, who evaluates and who benefits (出资方、服务方、评价方、受益方): named, apart from each other, read, written and reported. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "binding.h"
#include "kaoping/form.h"
#include "kaoping/lint.h"
#include "kaoping/report.h"
#include "kaoping/score.h"

#define LEAF "indicators: [{id: a, title: A, points: 10, method: direct}]\n"

static kp_evidence *evidence_of(kp_arena *arena, const char *rules, int units) {
    kp_scheme *scheme = sound_yaml(arena, kp_format(arena, "id: t\ntitle: T\n%s" LEAF, rules));
    kp_evidence *evidence = kp_evidence_new(arena, scheme);
    for (int i = 0; i < units; i++) {
        kp_evidence_add_unit(evidence, NULL, kp_format(arena, "小区%d", i), NULL, (kp_origin){(uint32_t)i + 2, 1, 0});
        *kp_evidence_input(evidence, i, 1, 0) = (kp_input){.value = kp_num_int(9), .state = KP_INPUT_GIVEN};
    }
    return evidence;
}

static void name_party(kp_evidence *evidence, int32_t unit, kp_party_role role, const char *name) {
    kp_evidence_party(evidence, unit, (int32_t)role, name, (kp_origin){(uint32_t)evidence->parties.count + 3, 3, 0});
}

static kp_problems *finish_evidence(kp_evidence *evidence) {
    kp_problems *problems = kp_problems_new(evidence->arena);
    kp_evidence_finish(evidence, problems);
    return problems;
}

/* All four of all units, apart. */
static void name_all(kp_evidence *evidence) {
    name_party(evidence, KP_PARTY_ALL, KP_PARTY_FUNDER, "区民政局");
    name_party(evidence, KP_PARTY_ALL, KP_PARTY_EVALUATOR, "某调查公司");
    name_party(evidence, KP_PARTY_ALL, KP_PARTY_BENEFICIARY, "业主代表");
    for (int32_t unit = 0; (size_t)unit < evidence->units.count; unit++)
        name_party(evidence, unit, KP_PARTY_PROVIDER, kp_format(evidence->arena, "物业%d", unit));
}

static void check_sound(kp_arena *arena, void *data) {
    (void)data;
    kp_evidence *evidence = evidence_of(arena, "independent: yes\n", 3);
    assert_int_equal(evidence->scheme->parties.count, 4); /* independence is between all four where none are listed */
    name_all(evidence);
    assert_int_equal(finish_evidence(evidence)->count, 0);
}

static void check_same(kp_arena *arena, void *data) {
    (void)
        data; /* the first unit is served by its funder, the second by its evaluator (in other letters); the third's own evaluator is the provider of the second */
    kp_evidence *evidence = evidence_of(arena, "independent: yes\n", 3);
    name_all(evidence);
    name_party(evidence, 0, KP_PARTY_PROVIDER, "区民政局");
    name_party(evidence, 1, KP_PARTY_PROVIDER, "某调查 公司");
    name_party(evidence, 2, KP_PARTY_EVALUATOR, "物业1");
    kp_problems *problems = finish_evidence(evidence);
    assert_int_equal(problems->errors, 2);
    assert_int_equal(count_code(problems, KP_D_PARTIES_SAME), 2);
    assert_string_equal(kp_problem_message(arena, &problems->items[0], KP_ZH), "“区民政局”既是“出资方”又是“服务方”，主体没有分离");
    assert_int_equal(problems->items[0].unit, 0);
    assert_int_equal(problems->items[1].unit, 1);
    assert_int_equal(evidence->units.items[2].problem, -1);
}

/* What the linter says of the same where the scheme does not ask for independence. */
static void check_lint(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *rules;
        kp_party_role roles[3];
        const char *names[3];
        int32_t units[3];
        size_t evaluator, beneficiary;
    } rows[] = {
        {"parties: [evaluator]\n", {KP_PARTY_EVALUATOR, KP_PARTY_FUNDER, KP_PARTY_BENEFICIARY}, {"甲", "甲", "业主"}, {-1, -1, -1}, 1, 0},
        {"parties: [evaluator]\n", {KP_PARTY_EVALUATOR, KP_PARTY_PROVIDER, KP_PARTY_BENEFICIARY}, {"甲", "甲", "业主"}, {0, 1, -1}, 0, 0},
        {"parties: [evaluator]\n", {KP_PARTY_EVALUATOR, KP_PARTY_PROVIDER, KP_PARTY_FUNDER}, {"甲", "甲", "甲"}, {-1, 1, 0}, 2, 1},
        {"parties: [evaluator]\n", {KP_PARTY_EVALUATOR, KP_PARTY_PROVIDER, KP_PARTY_BENEFICIARY}, {"甲", "甲", "业主"}, {1, 1, -1}, 1, 0},
        {"parties: [evaluator]\n", {KP_PARTY_EVALUATOR, KP_PARTY_PROVIDER, KP_PARTY_FUNDER}, {"甲", "乙", "丙"}, {-1, -1, -1}, 0, 1},
        {"parties: [evaluator]\nfamily: targets\n", {KP_PARTY_EVALUATOR, KP_PARTY_PROVIDER, KP_PARTY_FUNDER}, {"甲", "甲", "丙"}, {-1, -1, -1}, 0, 0},
        {"parties: [evaluator]\noverrides: [{rule: evaluator, reason: 试点期间由出资方自评}]\n",
         {KP_PARTY_EVALUATOR, KP_PARTY_FUNDER, KP_PARTY_BENEFICIARY},
         {"甲", "甲", "业主"},
         {-1, -1, -1},
         0,
         0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_evidence *evidence = evidence_of(arena, rows[i].rules, 2);
        for (int k = 0; k < 3; k++)
            name_party(evidence, rows[i].units[k] < 0 ? KP_PARTY_ALL : rows[i].units[k], rows[i].roles[k], rows[i].names[k]);
        kp_problems *problems = finish_evidence(evidence);
        kp_lint_evidence(evidence, problems);
        assert_int_equal(count_code(problems, KP_L_EVALUATOR), rows[i].evaluator);
        assert_int_equal(count_code(problems, KP_L_BENEFICIARY), rows[i].beneficiary);
    }
}

static void check_same_for_all(kp_arena *arena, void *data) {
    (void)data; /* whoever pays for all and evaluates all: once, for all */
    kp_evidence *evidence = evidence_of(arena, "parties: [出资方, evaluator]\nindependent: yes\n", 3);
    name_party(evidence, KP_PARTY_ALL, KP_PARTY_FUNDER, "区民政局");
    name_party(evidence, KP_PARTY_ALL, KP_PARTY_EVALUATOR, "区民政局");
    kp_problems *problems = finish_evidence(evidence);
    assert_int_equal(problems->count, 1);
    assert_int_equal(problems->items[0].code, KP_D_PARTIES_SAME);
    assert_int_equal(problems->items[0].unit, KP_UNIT_ALL);
}

static void check_itself(kp_arena *arena, void *data) {
    (void)data;
    for (int for_all = 0; for_all <= 1; for_all++) {
        kp_evidence *evidence = evidence_of(arena, "independent: yes\n", 3);
        name_all(evidence);
        name_party(evidence, for_all ? KP_PARTY_ALL : 1, KP_PARTY_EVALUATOR, "小区1");
        kp_problems *problems = finish_evidence(evidence);
        assert_int_equal(problems->count, 1);
        assert_int_equal(problems->items[0].code, KP_D_MARKS_ITSELF);
        assert_int_equal(problems->items[0].unit, 1);
    }
}

static void check_missing(kp_arena *arena, void *data) {
    (void)data; /* nobody has a beneficiary: once; the second alone has no provider; a third is excluded and asked for nothing */
    kp_evidence *evidence = evidence_of(arena, "independent: yes\n", 3);
    evidence->units.items[2].excluded = true;
    name_party(evidence, KP_PARTY_ALL, KP_PARTY_FUNDER, "区民政局");
    name_party(evidence, KP_PARTY_ALL, KP_PARTY_EVALUATOR, "某调查公司");
    name_party(evidence, 0, KP_PARTY_PROVIDER, "物业");
    kp_problems *problems = finish_evidence(evidence);
    assert_int_equal(problems->count, 2);
    assert_string_equal(kp_problem_message(arena, &problems->items[0], KP_EN), "Provider is not named for 小区1");
    assert_int_equal(problems->items[0].unit, 1);
    assert_string_equal(kp_problem_message(arena, &problems->items[1], KP_EN), "Beneficiary is not named for all units");
    assert_int_equal(problems->items[1].unit, KP_UNIT_ALL);
}

static void check_nobody(kp_arena *arena, void *data) {
    (void)data; /* what says that there is nobody names nobody, and is not the same body twice */
    static const char *const words[] = {"—", "无", "/", "／", "N/A", "没有", "待定", "none"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        kp_evidence *evidence = evidence_of(arena, "parties: [funder, provider]\nindependent: yes\n", 3);
        name_party(evidence, KP_PARTY_ALL, KP_PARTY_FUNDER, words[i]);
        for (int32_t unit = 0; unit < 3; unit++)
            name_party(evidence, unit, KP_PARTY_PROVIDER, unit == 1 ? words[i] : "无锡物业");
        kp_problems *problems = finish_evidence(evidence);
        assert_int_equal(problems->count, 2);
        assert_int_equal(count_code(problems, KP_D_PARTY_MISSING), 2);
        assert_int_equal(problems->items[0].unit, KP_UNIT_ALL);
        assert_int_equal(problems->items[1].unit, 1);
    }
}

static void check_not_asked(kp_arena *arena, void *data) {
    (void)data; /* without independence one body may be several; roles that are not listed need not be named; without a list nothing is asked */
    kp_evidence *evidence = evidence_of(arena, "parties: [funder, evaluator]\n", 2);
    name_party(evidence, KP_PARTY_ALL, KP_PARTY_FUNDER, "街道办");
    name_party(evidence, KP_PARTY_ALL, KP_PARTY_EVALUATOR, "街道办");
    assert_int_equal(finish_evidence(evidence)->count, 0);
    assert_int_equal(finish_evidence(evidence_of(arena, "", 2))->count, 0);
}

static void check_scheme(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *rules;
        kp_problem_code code;
    } faults[] = {{"parties: [金主]\n", KP_S_UNKNOWN_REFERENCE},
                  {"parties: [出资方, funder]\n", KP_S_DUPLICATE_NAME},
                  {"independent: maybe\n", KP_S_BAD_CHOICE},
                  {"parties: [funder]\nindependent: yes\n", KP_S_OPTIONS},
                  {"parties: [服务方, 受益方]\nindependent: yes\n", KP_S_OPTIONS}};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        kp_problems *problems = kp_problems_new(arena);
        build_yaml(arena, kp_format(arena, "id: t\ntitle: T\n%s" LEAF, faults[i].rules), problems);
        assert_int_equal(problems->errors, 1);
        assert_int_equal(problems->items[0].code, faults[i].code);
    }
    kp_problems *problems = kp_problems_new(arena);
    build_yaml(arena, "id: t\ntitle: T\nindependent: yes\nindicators: [{id: a, title: A, points: 10, method: direct, sheet: 评价主体}]\n", problems);
    assert_int_equal(count_code(problems, KP_S_SHEET_CLASH), 1);
}

/* ---- in workbooks ---- */

static const char asking[] = "independent: yes\nsubject: 小区 | Estate\ncadence: quarter\n";
static const char apart[] = "考评对象,角色,名称\n全部,出资方,区民政局\n全部小区,第三方,某调查公司\n甲,服务方,甲物业\n乙,服务主体,乙物业\nAll,受益方,"
                            "业主代表王某\n甲,评价方,\n";

static const kp_binding *bind_parties(kp_arena *arena, const char *name, const char *parties, kp_problems *problems) {
    const char *folder = kp_strdup(arena, scratch(name));
    assert_int_equal(mkdir(folder, 0700), 0);
    scratch_text(kp_format(arena, "%s/填表说明.csv", name), "考评期,2026Q3\n");
    scratch_text(kp_format(arena, "%s/考评对象.csv", name), "编号,名称\n1,甲\n2,乙\n");
    scratch_text(kp_format(arena, "%s/评分表.csv", name), "考评对象,A\n甲,9\n乙,8\n");
    if (parties)
        scratch_text(kp_format(arena, "%s/评价主体.csv", name), parties);
    kp_bind_options options = {.scheme = sound_yaml(arena, kp_format(arena, "id: t\ntitle: T\n%s" LEAF, asking))};
    const kp_binding *binding = kp_bind(arena, &folder, 1, &options, problems);
    assert_non_null(binding);
    return binding;
}

static void check_binding(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    const kp_evidence *evidence = bind_parties(arena, "apart", apart, problems)->evidence;
    if (problems->count)
        print_problems(problems);
    assert_int_equal(problems->count, 0);
    assert_int_equal(evidence->parties.count, 5); /* a row that names a role alone is one that nobody filled in */
}

static void check_faults(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    bind_parties(
        arena, "faults",
        "考评对象,角色,名称\n全部,出资方,区民政局\n甲,评审,某公司\n乙,评价方,区民政局\n丙,服务方,乙物业\n全部,受益方,业主\n全部,服务方,物业\n",
        problems);
    assert_int_equal(count_code(problems, KP_D_ROLE_UNKNOWN), 1);
    assert_int_equal(count_code(problems, KP_D_PARTIES_SAME), 1);
    assert_int_equal(count_code(problems, KP_D_UNIT_UNKNOWN), 1);
    assert_int_equal(count_code(problems, KP_D_PARTY_MISSING), 0); /* whose row could not be read is not told to lack a role */
    kp_problems *without = kp_problems_new(arena);
    bind_parties(arena, "without", NULL, without);
    assert_int_equal(count_code(without, KP_W_SHEET_MISSING), 1);
    assert_int_equal(without->errors, 1);
}

typedef struct search {
    const char *wanted[3]; /* in one row */
    bool found;
} search;

static bool look_at_row(void *data, const kp_row *row) {
    search *s = data;
    size_t at = 0;
    for (size_t i = 0; i < row->count && at < 3; i++)
        if (row->cells[i].kind == KP_CELL_TEXT && strcmp(row->cells[i].text, s->wanted[at]) == 0)
            at++;
    s->found = s->found || at == 3;
    return true;
}

static bool has_row(kp_arena *arena, const char *path, const char *sheet, const char *a, const char *b, const char *c) {
    kp_problems *problems = kp_problems_new(arena);
    kp_workbook *book = kp_workbook_open(arena, path, problems);
    assert_non_null(book);
    search s = {{a, b, c}, false};
    for (size_t i = 0; i < kp_workbook_sheet_count(book); i++)
        if (!strcmp(kp_workbook_sheet_name(book, i), sheet))
            assert_true(kp_workbook_read(book, &i, 1, look_at_row, &s, problems));
    kp_workbook_close(book);
    return s.found;
}

static void check_form_and_report(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    const kp_binding *binding = bind_parties(arena, "round", apart, problems);
    kp_form_unit units[] = {{"1", "甲", "", NULL}, {"2", "乙", "", NULL}};
    for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++) {
        kp_form_options options = {
            .period = binding->evidence->period, .units = units, .unit_count = 2, .lang = lang, .evidence = binding->evidence, .live = lang == KP_EN};
        const char *path = kp_strdup(arena, scratch(lang == KP_EN ? "form-en.xlsx" : "form-zh.xlsx"));
        assert_true(kp_form_write(arena, binding->scheme, &options, path, problems));
        kp_problems *again = kp_problems_new(arena);
        kp_binding *second = kp_bind(arena, &path, 1, NULL, again);
        assert_non_null(second);
        assert_int_equal(again->errors, 0);
        assert_int_equal(second->evidence->parties.count, 5);
        assert_string_equal(kp_scheme_canonical(arena, second->scheme), kp_scheme_canonical(arena, binding->scheme));
        kp_report_options wishes = {.lang = lang, .problems = again};
        kp_scorecard *card = kp_score(arena, second->scheme, second->evidence, NULL, again);
        const char *report = kp_strdup(arena, scratch(lang == KP_EN ? "report-en.xlsx" : "report-zh.xlsx"));
        assert_true(kp_report_write(arena, card, &wishes, report, again));
        if (lang == KP_ZH) {
            assert_true(has_row(arena, report, "计分说明", "全部对象", "评价方", "某调查公司"));
            assert_true(has_row(arena, report, "计分说明", "乙", "服务方", "乙物业"));
        } else {
            assert_true(has_row(arena, report, "Rules applied", "All units", "Beneficiary", "业主代表王某"));
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("the linter warns of an evaluator who pays or serves, and where no beneficiary takes part", check_lint),
        IN_ARENA("four parties apart from each other are right", check_sound),
        IN_ARENA("who pays, who serves and who evaluates must be three bodies, however they are written", check_same),
        IN_ARENA("what is wrong for all units is told once", check_same_for_all),
        IN_ARENA("no unit evaluates itself", check_itself),
        IN_ARENA("a party that is not named is told, once where it is nobody's", check_missing),
        IN_ARENA("a dash or the word for nobody is no name", check_nobody),
        IN_ARENA("where independence is not asked for, one body may be several", check_not_asked),
        IN_ARENA("parties of a scheme are four, each once, and have their sheet", check_scheme),
        IN_ARENA("a sheet of parties is read, for one unit and for all", check_binding),
        IN_ARENA("rows of parties that cannot be taken are told", check_faults),
        IN_ARENA("a form keeps the parties, and a report shows them", check_form_and_report),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
