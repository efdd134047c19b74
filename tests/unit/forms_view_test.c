/* SPDX-License-Identifier: GPL-3.0-or-later */
/* forms_view_test.c - the answers of evidence as the checks of soundness look at them. */
#include "answers_support.h"
#include "in_arena.h"
#include "near.h"

#include "kaoping/soundness.h"

static const char two_leaves[] = "indicators:\n"
                                 "  - {id: a, title: 服务 | Service, points: 60, method: satisfaction, options: {好 | Good: 5, 中 | Fair: 3, 差 | "
                                 "Poor: 0}, questions: {态度 | Manner: 3, 效率: 1}}\n"
                                 "  - {id: b, title: 环境, points: 40, method: satisfaction, options: {是的: 1, 不是: 0}}\n";

static void check_view(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, two_leaves, 2);
    answered(&e, 1, NULL, "1", "01?");
    answered(&e, 0, NULL, "1", "2_0");
    answered(&e, 7, NULL, "1", "000"); /* no such unit */
    kp_answers *answers = kp_answers_of(e.evidence);
    answers->forms[1].channel = kp_answers_name(arena, &answers->channels, "电话 | 手机");
    answers->forms[0].interviewer = 5; /* there is none */
    kp_forms_view view = kp_forms_view_of(arena, e.evidence, answers);
    assert_int_equal(view.forms, 3);
    assert_int_equal(view.items, 3);
    static const int32_t units[] = {1, 0, -1}, channels[] = {-1, 0, -1};
    for (size_t form = 0; form < 3; form++) {
        assert_int_equal(view.units.of[form], units[form]);
        assert_int_equal(view.channels.of[form], channels[form]);
        assert_int_equal(view.interviewers.of[form], -1);
    }
    assert_int_equal(view.units.count, 2);
    assert_string_equal(kp_text(arena, view.channels.names[0], KP_EN), "电话 | 手机"); /* as it was typed */
    assert_string_equal(kp_text(arena, view.item[0].title, KP_ZH), "服务·态度");
    assert_string_equal(kp_text(arena, view.item[0].title, KP_EN), "Service·Manner");
    assert_string_equal(kp_text(arena, view.item[2].title, KP_EN), "环境");
    assert_string_equal(kp_text(arena, view.item[1].labels[2], KP_EN), "Poor");
    static const double values[] = {100, 60, 0}; /* of 5, 3, 0 */
    for (size_t i = 0; i < 3; i++)
        expect_within(view.item[1].values[i], values[i], 1e-12);
    assert_int_equal(view.item[2].options, 2);
    assert_int_equal(view.codes[2], KP_ANSWER_UNKNOWN);
}

/* A third option where there are two is as good as invalid: 3 of 12 are. */
static void check_code_of_no_option(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, two_leaves, 1);
    for (int form = 0; form < 12; form++)
        answered(&e, 0, NULL, "1", form < 3 ? "002" : form < 8 ? "000" : "121");
    kp_forms_view view = kp_forms_view_of(arena, e.evidence, kp_answers_of(e.evidence));
    kp_soundness_options options = KP_SOUNDNESS_DEFAULTS;
    options.straight_answers = 3;
    const kp_soundness *found = kp_soundness_check(arena, &view, &options);
    assert_int_equal(found->straight, 5); /* 0 0 0; and 0 0 2 answers two questions only */
    assert_int_equal(found->alpha_forms, 9);
    assert_int_equal(found->count, 1);
    assert_int_equal(found->hints[0].kind, KP_HINT_NONRESPONSE);
    assert_int_equal(found->hints[0].count, 3);
    assert_int_equal(found->hints[0].item, 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("forms, names, titles and values are those of the evidence", check_view),
        IN_ARENA("a code of no option is no answer", check_code_of_no_option),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
