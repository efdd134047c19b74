/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_survey_test.c - what a scheme says of surveys: scales by name, codes and words of answers, least samples, and that older schemes keep their canonical text. */
#include "kaoping/answers.h"
#include "kaoping/entry_layout.h"
#include "scheme_support.h"

static const char *survey_yaml(kp_arena *arena, const char *top, const char *fields) {
    return kp_format(arena, "id: t\ntitle: T\n%sindicators: [{id: a, title: A, points: 10, method: satisfaction, %s}]\n", top, fields);
}

/* "非常满意=100 满意=80 …" */
static const char *pairs_text(kp_arena *arena, kp_pairs pairs, bool values) {
    kp_buffer text = {.arena = arena};
    for (size_t i = 0; i < pairs.count; i++)
        kp_buffer_printf(&text, values ? "%s%s=%s" : "%s%s", i ? " " : "", kp_text(arena, pairs.items[i].name, KP_ZH),
                         kp_num_exact(arena, pairs.items[i].value));
    return kp_buffer_text(&text);
}

/* Values and positive options as the sources named in scales.def have them. */
static void check_scales(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *key, *options, *positive;
    } rows[] = {
        {"pass_five", "非常满意=100 满意=80 基本满意=60 不满意=30 非常不满意=0", "非常满意 满意 基本满意"},
        {"stars_five", "非常满意=100 满意=80 基本满意=60 不满意=40 非常不满意=20", "非常满意 满意 基本满意"},
        {"equal_five", "非常满意=100 满意=75 基本满意=50 不满意=25 非常不满意=0", "非常满意 满意 基本满意"},
        {"four", "满意=100 基本满意=60 不太满意=30 不满意=0", "满意 基本满意"},
        {"three", "满意=100 基本满意=60 不满意=0", "满意 基本满意"},
        {"three_quarters", "满意=1 基本满意=0.75 不满意=0", "满意 基本满意"},
        {"ten_points", "10=10 9=9 8=8 7=7 6=6 5=5 4=4 3=3 2=2 1=1", "10 9 8 7 6"},
        {"person_grades", "优秀=100 称职=80 基本称职=60 不称职=0", "优秀 称职"},
    };
    assert_int_equal(sizeof rows / sizeof *rows, KP_SCALE_COUNT - 1);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const kp_indicator *leaf =
            &sound_yaml(arena, survey_yaml(arena, "", kp_format(arena, "answer_scale: %s, measure: rate", rows[i].key)))->indicators[1];
        assert_string_equal(kp_scale_key(leaf->answer_scale), rows[i].key);
        assert_string_equal(pairs_text(arena, leaf->options, true), rows[i].options);
        assert_string_equal(pairs_text(arena, leaf->positive, false), rows[i].positive);
        assert_true(*kp_text(arena, kp_scale_title(leaf->answer_scale), KP_EN) && *kp_text(arena, kp_scale_source(leaf->answer_scale), KP_EN));
        const kp_indicator *ballot =
            &sound_yaml(arena, kp_format(arena, "id: t\ntitle: T\nindicators: [{id: a, title: A, points: 10, method: ballot, answer_scale: %s}]\n",
                                         rows[i].key))
                 ->indicators[1];
        assert_string_equal(pairs_text(arena, ballot->options, true), rows[i].options);
        assert_int_equal(ballot->positive.count, 0);
    }
}

static void check_own_options(kp_arena *arena, void *data) {
    (void)data;
    const kp_indicator *leaf = &sound_yaml(arena, survey_yaml(arena, "", "answer_scale: three, options: {好: 1, 差: 0}"))->indicators[1];
    assert_string_equal(pairs_text(arena, leaf->options, true), "好=1 差=0");
    assert_int_equal(leaf->positive.count, 0); /* those of the scale are none of these */
    leaf = &sound_yaml(arena, survey_yaml(arena, "", "answer_scale: 三级（100、60、0）, positive: [满意]"))->indicators[1];
    assert_string_equal(pairs_text(arena, leaf->options, true), "满意=100 基本满意=60 不满意=0");
    assert_string_equal(pairs_text(arena, leaf->positive, false), "满意");
}

static void check_canonical(kp_arena *arena, void *data) {
    (void)data;
    const kp_scheme *named = sound_yaml(arena, survey_yaml(arena, "", "answer_scale: three"));
    const kp_scheme *written =
        sound_yaml(arena, survey_yaml(arena, "",
                                      "options: {满意 | Satisfied: 100, 基本满意 | Fairly satisfied: 60, 不满意 | Dissatisfied: 0}, "
                                      "positive: [满意 | Satisfied, 基本满意 | Fairly satisfied]"));
    assert_string_equal(kp_scheme_canonical(arena, named), kp_scheme_canonical(arena, written));
    static const char *const later[] = {"codes",          "unknown_words", "entry",         "min_valid_share",
                                        "min_valid_most", "discard_forms", "unknown_limit", "answer_scale"};
    for (size_t i = 0; i < sizeof later / sizeof *later; i++)
        assert_null(strstr(kp_scheme_canonical(arena, written), kp_format(arena, ".%s = ", later[i])));
    const kp_scheme *full = sound_yaml(arena, survey_yaml(arena, "discard_forms: both\nunknown_limit: 15%\n",
                                                          "answer_scale: three, codes: [A, B, C, D], unknown_words: [没听说], entry: answers, "
                                                          "min_valid: 50, min_valid_share: 5%, min_valid_most: 150"));
    for (size_t i = 0; i + 1 < sizeof later / sizeof *later; i++)
        assert_non_null(strstr(kp_scheme_canonical(arena, full), kp_format(arena, ".%s = ", later[i])));
    assert_int_equal(full->discard_forms, KP_DISCARD_STRAIGHT | KP_DISCARD_IDENTICAL);
    assert_true(kp_num_equal(full->unknown_limit, kp_num_int(15)));
    assert_true(kp_num_equal(full->indicators[1].min_valid_share, kp_num_int(5)));
    kp_problems *problems = kp_problems_new(arena);
    const kp_scheme *again = kp_scheme_build(arena, kp_scheme_to_records(arena, full), problems);
    assert_non_null(again);
    assert_int_equal(again->indicators[1].answer_scale, full->indicators[1].answer_scale);
    assert_string_equal(kp_scheme_canonical(arena, again), kp_scheme_canonical(arena, full));
}

static void check_faults(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *top, *fields;
        kp_problem_code code;
    } rows[] = {
        {"", "answer_scale: seven", KP_S_BAD_CHOICE},
        {"", "measure: degree", KP_S_FIELD_MISSING}, /* neither a scale nor options: no guess */
        {"", "answer_scale: three, codes: [A, B]", KP_S_OPTIONS},
        {"", "answer_scale: three, codes: [A, B, C, D, E]", KP_S_OPTIONS},
        {"", "answer_scale: three, codes: [A, B, 满意]", KP_S_DUPLICATE_NAME}, /* another option's name */
        {"", "answer_scale: three, codes: [A, B, a]", KP_S_DUPLICATE_NAME},
        {"", "answer_scale: three, unknown_words: [基本满意]", KP_S_DUPLICATE_NAME},
        {"", "answer_scale: three, codes: [A, B, C], unknown_words: [B]", KP_S_DUPLICATE_NAME},
        {"", "answer_scale: three, min_valid: 50, min_valid_most: 49", KP_S_OUT_OF_RANGE},
        {"", "answer_scale: three, min_valid_share: 101", KP_S_OUT_OF_RANGE},
        {"unknown_limit: 101\n", "answer_scale: three", KP_S_OUT_OF_RANGE},
        {"discard_forms: some\n", "answer_scale: three", KP_S_BAD_CHOICE},
        {"", "answer_scale: three, sheet: 答卷", KP_S_SHEET_CLASH},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_problems *problems = kp_problems_new(arena);
        kp_scheme *scheme = build_yaml(arena, survey_yaml(arena, rows[i].top, rows[i].fields), problems);
        if (scheme || count_code(problems, rows[i].code) != 1)
            fail_msg("%s%s: %zu problems, not one %s", rows[i].top, rows[i].fields, problems->count, kp_problem_code_text(rows[i].code));
    }
    sound_yaml(arena,
               survey_yaml(arena, "", "answer_scale: three, codes: [满意, B, C, 不清楚], unknown_words: [没听说]")); /* the option's own name */
    sound_yaml(arena,
               "id: t\ntitle: T\nindicators: [{id: a, title: A, points: 10, method: direct, sheet: 答卷}]\n"); /* no survey: any name will do */
}

static const char *many(kp_arena *arena, const char *what, int count, const char *value) {
    kp_buffer list = {.arena = arena};
    for (int i = 0; i < count; i++)
        kp_buffer_printf(&list, "%s%s%d: %s", i ? ", " : "", what, i, value);
    return kp_buffer_text(&list);
}

static void check_most(kp_arena *arena, void *data) {
    (void)data; /* 100 options of a question, 10,000 questions of all surveys */
    for (int more = 0; more < 2; more++) {
        kp_problems *problems = kp_problems_new(arena);
        build_yaml(arena, survey_yaml(arena, "", kp_format(arena, "options: {%s}", many(arena, "o", KP_MAX_OPTIONS + more, "50"))), problems);
        assert_int_equal(problems->errors, more);
        assert_int_equal(count_code(problems, KP_S_TOO_MANY), more);
        const char *questions = many(arena, "q", 1000, "1");
        kp_buffer yaml = {.arena = arena};
        kp_buffer_puts(&yaml, "id: t\ntitle: T\nindicators:\n");
        for (int i = 0; i < 10 + more; i++)
            kp_buffer_printf(&yaml, "  - {id: a%d, title: A%d, points: 1, method: satisfaction, answer_scale: three, questions: {%s}}\n", i, i,
                             i < 10 ? questions : "q: 1");
        problems = kp_problems_new(arena);
        build_yaml(arena, kp_buffer_text(&yaml), problems);
        assert_int_equal(problems->errors, more);
        assert_int_equal(count_code(problems, KP_S_TOO_MANY), more);
    }
}

static void check_answer_columns(kp_arena *arena, void *data) {
    (void)data; /* both surveys ask of 卫生 */
    const kp_layout *layout = kp_layout_of(
        arena, sound_yaml(arena, "id: t\ntitle: T\nindicators:\n"
                                 "  - {id: a, title: 社区 | Community, points: 5, method: satisfaction, answer_scale: three, questions: {卫生 | "
                                 "Hygiene: 1, 治安 | Safety: 1}}\n"
                                 "  - {id: b, title: 物业 | Property, points: 4, method: satisfaction, answer_scale: four, questions: {卫生 | "
                                 "Hygiene: 1, 维修 | Repair: 1}}\n"
                                 "  - {id: c, title: 总体 | Overall, points: 1, method: satisfaction, answer_scale: four, codes: [4, 3, 2, 1]}\n"));
    const kp_layout_sheet *sheet = kp_layout_find(layout, KP_SHEET_ANSWERS);
    static const struct {
        const char *head, *key;
        int32_t indicator, question;
    } rows[] = {{"社区·卫生", "a.1", 1, 0}, {"治安", "a.2", 1, 1}, {"Property·Hygiene", "b.1", 2, 0}, {"Repair", "b.2", 2, 1}, {"总体", "c", 3, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int32_t column = kp_layout_match(sheet, rows[i].head);
        assert_true(column >= 0);
        assert_int_equal(sheet->columns[column].role, KP_COLUMN_ITEM);
        assert_string_equal(sheet->columns[column].key, rows[i].key);
        assert_int_equal(sheet->columns[column].indicator, rows[i].indicator);
        assert_int_equal(sheet->columns[column].index, rows[i].question);
        assert_int_equal(kp_layout_match(sheet, rows[i].key), column);
    }
    assert_true(kp_layout_match(sheet, "卫生") < 0); /* of which survey? */
    assert_non_null(strstr(sheet->columns[kp_layout_match(sheet, "c")].help, "代码 4、3、2、1"));
    assert_non_null(strstr(sheet->columns[kp_layout_match(sheet, "c")].help, "codes 4, 3, 2, 1"));
    assert_int_equal(kp_layout_column_of(kp_layout_find(layout, KP_SHEET_STRATA), KP_COLUMN_SIZE), 2);
    assert_int_equal(kp_layout_column_of(kp_layout_find(layout, KP_SHEET_POPULATION), KP_COLUMN_POPULATION), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("each scale has its options, values and positive options, for surveys and ballots", check_scales),
        IN_ARENA("what a scheme writes itself stands before the scale", check_own_options),
        IN_ARENA("a scale by name is its options written out, and later fields show only where they say something", check_canonical),
        IN_ARENA("codes, words and bounds that cannot be are faults", check_faults),
        IN_ARENA("options and questions have a limit", check_most),
        IN_ARENA("each question of each survey has a column of answers, by a name of its own", check_answer_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
