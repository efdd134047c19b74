/* SPDX-License-Identifier: GPL-3.0-or-later */
/* answers_test.c - what is taken for an answer, and forms tallied to counts. Figures are worked out by hand. */
#include "answers_support.h"

#define OPTIONS "options: {满意 | Satisfied: 100, 基本满意 | Fairly satisfied: 60, 不满意 | Dissatisfied: 0}"

static const kp_indicator *leaf_of(kp_arena *arena, const char *fields) {
    const kp_scheme *scheme = sound_yaml(
        arena, kp_format(arena, "id: t\ntitle: T\nindicators: [{id: a, title: 评议 | Review, points: 100, method: satisfaction, %s}]\n", fields));
    return &scheme->indicators[1];
}

typedef struct said {
    const char *text;
    int32_t code;
} said;

static void expect_codes(kp_arena *arena, const char *fields, const said texts[], size_t count) {
    const kp_indicator *leaf = leaf_of(arena, fields);
    for (size_t i = 0; i < count; i++) {
        int32_t read = kp_answer_code(arena, leaf, texts[i].text);
        if (read != texts[i].code)
            fail_msg("“%s” with %s is %d, not %d", texts[i].text, fields, read, texts[i].code);
    }
}
#define EXPECT_CODES(fields, ...) expect_codes(arena, fields, (const said[]){__VA_ARGS__}, sizeof((const said[]){__VA_ARGS__}) / sizeof(said))

static void check_words(kp_arena *arena, void *data) {
    (void)data;
    EXPECT_CODES(OPTIONS, {"满意", 0}, {" 基本 满意 ", 1}, {"DISSATISFIED", 2}, {"满意 | Satisfied", 0}, {"不了解", KP_ANSWER_UNKNOWN},
                 {"don't know", KP_ANSWER_UNKNOWN}, {"说不清", KP_ANSWER_UNKNOWN}, {"废", KP_ANSWER_INVALID}, {"无效", KP_ANSWER_INVALID},
                 {"—", KP_ANSWER_NOT_ASKED}, {"不适用", KP_ANSWER_NOT_ASKED}, {"", KP_ANSWER_MISSING}, {"  　", KP_ANSWER_MISSING},
                 {NULL, KP_ANSWER_MISSING}, {"很好", -1}, {"√", -1}, {"是", -1}, {"满意,基本满意", -1}, {"2026-09-01", -1});
}

static void check_values(kp_arena *arena, void *data) {
    (void)data;
    EXPECT_CODES(OPTIONS, {"100", 0}, {"60.0", 1}, {"６０", 1}, {"60分", 1}, {"0", 2}, {"1", -1}, {"2", -1}, {"60%", -1}, {"30", -1});
    EXPECT_CODES("options: {好: 1, 中: 0.5, 差: 0.5}", {"1", 0}, {"0.5", -1}, {"差", 2}); /* two options are worth 0.5 */
}

static void check_codes(kp_arena *arena, void *data) {
    (void)data;
    EXPECT_CODES(OPTIONS ", codes: [1, 2, 3, 9]", {"1", 0}, {"2.0", 1}, {"３", 2}, {"9", KP_ANSWER_UNKNOWN}, {"100", -1}, {"0", -1}, {"满意", 0});
    EXPECT_CODES(OPTIONS ", codes: [A, B, C], unknown_words: [没听说过]", {"a", 0}, {"Ｂ", 1}, {"D", -1}, {"100", -1},
                 {"没听说过", KP_ANSWER_UNKNOWN});
    EXPECT_CODES("answer_scale: ten_points", {"10", 0}, {"1", 9}, {"10.0", 0}, {"0", -1}, {"11", -1}, {"5.5", -1});
}

static void check_listed(kp_arena *arena, void *data) {
    (void)data;
    EXPECT_CODES(OPTIONS, {"A.满意", 0}, {"2、基本满意", 1}, {" (C) 不满意", -1}, {"C)不满意", 2}, {"A.很好", -1}, {"满意.A", -1}, {"ABC.满意", -1});
    EXPECT_CODES(OPTIONS ", codes: [A, B, C]", {"A.满意", 0}, {"B. 满意", -1}, {"D.满意", -1}, {"C：不满意", 2});
}

static void check_own_word_wins(kp_arena *arena, void *data) {
    (void)data; /* 不清楚 is an option here, and no word for 不了解 */
    EXPECT_CODES("options: {清楚: 1, 不清楚: 0}", {"不清楚", 1}, {"Not sure", KP_ANSWER_UNKNOWN}, {"不了解", KP_ANSWER_UNKNOWN});
}

/* ---- tallies ---- */

static const kp_survey_row *row_at(const evaluation *e, int32_t unit, const char *leaf, int32_t question, const char *stratum) {
    int32_t wanted = stratum ? kp_evidence_stratum(e->evidence, stratum) : -1;
    for (size_t i = 0; i < e->evidence->survey.count; i++) {
        const kp_survey_row *row = &e->evidence->survey.items[i];
        if (row->unit == unit && row->indicator == node(e, leaf) && row->question == question && row->stratum == wanted)
            return row;
    }
    return NULL;
}

/* "1.5 2 0; 1 0", options then unknown and invalid; forms "3 1 0 0" valid, unknown, missing, invalid */
static void expect_row(const evaluation *e, const kp_survey_row *row, const char *counts, const char *forms) {
    assert_non_null(row);
    assert_true(row->tallied);
    kp_buffer text = {.arena = e->arena};
    for (size_t i = 0; i < e->scheme->indicators[row->indicator].options.count; i++)
        kp_buffer_printf(&text, "%s%s", i ? " " : "", kp_num_exact(e->arena, row->options[i].value));
    kp_buffer_printf(&text, "; %s %s", kp_num_exact(e->arena, row->unknown.value), kp_num_exact(e->arena, row->invalid.value));
    assert_string_equal(kp_buffer_text(&text), counts);
    assert_string_equal(kp_format(e->arena, "%s %s %s %s", kp_num_exact(e->arena, row->forms), kp_num_exact(e->arena, row->forms_unknown),
                                  kp_num_exact(e->arena, row->forms_missing), kp_num_exact(e->arena, row->forms_invalid)),
                        forms);
}

static const char two_leaves[] =
    "indicators:\n"
    "  - {id: a, title: A, points: 60, method: satisfaction, options: {好: 100, 中: 60, 差: 0}, questions: {服务: 3, 环境: 1}}\n"
    "  - {id: d, title: D, points: 10, method: direct}\n"
    "  - {id: b, title: B, points: 30, method: satisfaction, options: {是的: 1, 不是: 0}}\n";

static void check_items(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, two_leaves, 1);
    kp_answers *answers = kp_answers_of(e.evidence);
    assert_int_equal(answers->item_count, 3);
    assert_int_equal(kp_answers_item(answers, node(&e, "a"), 1), 1);
    assert_int_equal(kp_answers_item(answers, node(&e, "b"), 0), 2);
    assert_int_equal(kp_answers_item(answers, node(&e, "d"), 0), -1);
    assert_ptr_equal(answers, kp_answers_of(e.evidence));
    kp_name_list *channels = &answers->channels;
    assert_int_equal(kp_answers_name(arena, channels, "电话"), 0);
    assert_int_equal(kp_answers_name(arena, channels, "入户"), 1);
    assert_int_equal(kp_answers_name(arena, channels, " 电 话 "), 0);
    assert_int_equal(kp_answers_name(arena, channels, "　"), -1);
    assert_int_equal(channels->count, 2);
}

static void check_tally(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, two_leaves, 3);
    answered(&e, 1, "东区", "1", "010");
    answered(&e, 0, NULL, "1", "0?-");
    answered(&e, 1, "西区", "1", "2x1");
    answered(&e, 1, "东区", "1", "0_0");
    answered(&e, 0, NULL, "1", "12-");
    answered(&e, 7, NULL, "1", "000"); /* no such unit: left out */
    kp_evidence_finish(e.evidence, e.problems);
    assert_int_equal(e.evidence->survey.count, 2 + 3 + 3);
    expect_row(&e, row_at(&e, 0, "a", 0, NULL), "1 1 0; 0 0", "2 0 0 0");
    expect_row(&e, row_at(&e, 0, "a", 1, NULL), "0 0 1; 1 0", "1 1 0 0");
    assert_null(row_at(&e, 0, "b", 0, NULL)); /* nobody was asked */
    expect_row(&e, row_at(&e, 1, "a", 0, "东区"), "2 0 0; 0 0", "2 0 0 0");
    expect_row(&e, row_at(&e, 1, "a", 1, "东区"), "0 1 0; 0 0", "1 0 1 0");
    expect_row(&e, row_at(&e, 1, "b", 0, "东区"), "2 0; 0 0", "2 0 0 0");
    expect_row(&e, row_at(&e, 1, "a", 1, "西区"), "0 0 0; 0 1", "0 0 0 1");
    expect_row(&e, row_at(&e, 1, "b", 0, "西区"), "0 1; 0 0", "1 0 0 0");
    assert_int_equal(row_at(&e, 1, "a", 0, "东区")->origin.row, 2); /* its first form */
    assert_int_equal(row_at(&e, 0, "a", 0, NULL)->origin.row, 3);
}

static void check_code_of_no_option(kp_arena *arena, void *data) {
    (void)data; /* b has two options: a third is no answer */
    evaluation e = begin(arena, two_leaves, 1);
    answered(&e, 0, NULL, "1", "--2");
    answered(&e, 0, NULL, "1", "--0");
    kp_evidence_finish(e.evidence, e.problems);
    expect_row(&e, row_at(&e, 0, "b", 0, NULL), "1 0; 0 1", "1 0 0 1");
}

static void check_discarded(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, two_leaves, 1);
    answered(&e, 0, NULL, "1", "00-");
    answered(&e, 0, NULL, "1", "01-");
    answered(&e, 0, NULL, "1",
             "?"
             "?-");
    kp_answers_of(e.evidence)->forms[0].discarded = KP_DISCARD_STRAIGHT;
    kp_answers_of(e.evidence)->forms[2].discarded = KP_DISCARD_IDENTICAL;
    kp_evidence_finish(e.evidence, e.problems);
    expect_row(&e, row_at(&e, 0, "a", 0, NULL), "1 0 0; 0 2", "1 0 0 2");
    expect_row(&e, row_at(&e, 0, "a", 1, NULL), "0 1 0; 0 2", "1 0 0 2");
    assert_null(row_at(&e, 0, "b", 0, NULL));
}

static void check_weights(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *weights[3], *counts;
    } rows[] = {
        {{"1.5", "0.25", "2"}, "1.75 0 2; 0 0"},
        {{"1/3", "1/6", "1/7"}, "0.5 0 1/7; 0 0"},
        {{"1000000000.5", "0.000000000000000001", "3"}, "1000000000.500000000000000001 0 3; 0 0"}, /* no common parts of 64 bits */
        {{"12345678901234567890.5", "0.5", "1"}, "12345678901234567891 0 1; 0 0"},                 /* a weight of more than 64 bits */
        {{"999999999999999999", "999999999999999999", "0.5"}, "1999999999999999998 0 0.5; 0 0"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        evaluation e = begin(arena, two_leaves, 1);
        answered(&e, 0, NULL, rows[i].weights[0], "0--");
        answered(&e, 0, NULL, rows[i].weights[1], "0--");
        answered(&e, 0, NULL, rows[i].weights[2], "2--");
        kp_evidence_finish(e.evidence, e.problems);
        expect_row(&e, row_at(&e, 0, "a", 0, NULL), rows[i].counts, "3 0 0 0");
    }
}

static void check_nothing(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, two_leaves, 1), bare = begin(arena, "indicators: [{id: a, title: A, points: 1, method: direct}]\n", 1);
    kp_answers_of(e.evidence);
    kp_evidence_finish(e.evidence, e.problems);
    assert_int_equal(e.evidence->survey.count, 0);
    answered(&bare, 0, NULL, "1", ""); /* a form without questions */
    kp_evidence_finish(bare.evidence, bare.problems);
    assert_int_equal(bare.evidence->survey.count, 0);
}

static void check_variables(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, two_leaves, 1);
    kp_answers *answers = kp_answers_of(e.evidence);
    assert_int_equal(kp_answers_variable(e.evidence, "年龄"), 0);
    assert_int_equal(kp_answers_variable(e.evidence, "产权"), 1);
    assert_int_equal(kp_answers_variable(e.evidence, "年 龄"), 0);
    uint8_t codes[3] = {0, 1, KP_ANSWER_MISSING};
    kp_form form = {.weight = KP_ONE};
    for (int32_t i = 0; i < 100; i++)
        kp_answers_add(e.evidence, &form, codes, (const int32_t[]){i, -1});
    kp_answers_add(e.evidence, &form, codes, NULL);
    assert_int_equal(answers->form_count, 101);
    assert_int_equal(answers->categories[2 * 77], 77);
    assert_int_equal(answers->categories[2 * 77 + 1], -1);
    assert_int_equal(answers->categories[2 * 100], -1);
    assert_int_equal(answers->codes[3 * 77 + 1], 1);
    assert_false(answers->weighted);
}

/* ---- at random ---- */

static uint32_t seed = 20261122;
static uint32_t roll(uint32_t below) { /* Numerical Recipes' linear congruence: any numbers will do */
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

/* Every cell again, by adding up the forms one after the other. */
static void check_against_addition(const evaluation *e) {
    const kp_answers *a = e->evidence->answers;
    for (size_t r = 0; r < e->evidence->survey.count; r++) {
        const kp_survey_row *row = &e->evidence->survey.items[r];
        size_t item = (size_t)kp_answers_item(a, row->indicator, row->question), options = e->scheme->indicators[row->indicator].options.count;
        kp_num sums[6] = {KP_ZERO, KP_ZERO, KP_ZERO, KP_ZERO, KP_ZERO, KP_ZERO};
        int64_t valid = 0;
        for (size_t f = a->form_count; f-- > 0;) {
            const kp_form *form = &a->forms[f];
            uint8_t code = a->codes[f * a->item_count + item];
            if (form->unit != row->unit || form->stratum != row->stratum || code == KP_ANSWER_NOT_ASKED)
                continue;
            size_t class = form->discarded || code == KP_ANSWER_INVALID ? 4 : code == KP_ANSWER_UNKNOWN ? 3 : code == KP_ANSWER_MISSING ? 5 : code;
            sums[class] = kp_num_add(e->arena, sums[class], form->weight);
            valid += class < options;
        }
        for (size_t i = 0; i < options; i++)
            assert_true(kp_num_equal(row->options[i].value, sums[i]));
        assert_true(kp_num_equal(row->unknown.value, sums[3]));
        assert_true(kp_num_equal(row->invalid.value, sums[4]));
        assert_true(kp_num_equal(row->forms, kp_num_int(valid)));
    }
}

static void check_random(kp_arena *arena, void *data) {
    (void)data;
    static const char *const weights[] = {"1", "0.5", "1.37", "2/3", "0.0001", "123456.789", "99999999999999999999.5"};
    for (int round = 0; round < 60; round++) {
        evaluation e = begin(arena, two_leaves, 5);
        uint32_t kinds = round < 20 ? 1 : round < 50 ? 6 : 7, forms = 1 + roll(120);
        for (uint32_t i = 0; i < forms; i++) {
            char codes[4] = {"012?x_-"[roll(7)], "012?x_-"[roll(7)], "01?x_-"[roll(6)], '\0'};
            static const char *const strata[] = {NULL, "甲", "乙"};
            answered(&e, (int)roll(5), strata[roll(3)], weights[roll(kinds)], codes);
            kp_answers_of(e.evidence)->forms[i].discarded = roll(10) == 0;
        }
        kp_evidence_finish(e.evidence, e.problems);
        check_against_addition(&e);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("an answer is an option by name, a word for 不了解 or invalid, a dash, or nothing", check_words),
        IN_ARENA("a number is the option of that value where only one has it", check_values),
        IN_ARENA("codes stand for options, and then values do not", check_codes),
        IN_ARENA("an option may stand behind its letter or number", check_listed),
        IN_ARENA("an option named like a word for 不了解 is the option", check_own_word_wins),
        IN_ARENA("each question of each survey is an item, and names are numbered", check_items),
        IN_ARENA("forms are counted by unit, stratum and question", check_tally),
        IN_ARENA("a code that no option has is counted as invalid", check_code_of_no_option),
        IN_ARENA("discarded forms are invalid where they were asked", check_discarded),
        IN_ARENA("weights add up exactly", check_weights),
        IN_ARENA("no forms and no questions give no rows", check_nothing),
        IN_ARENA("variables of forms keep their categories", check_variables),
        IN_ARENA("random forms are tallied as by adding them up one by one", check_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
