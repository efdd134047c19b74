/* SPDX-License-Identifier: GPL-3.0-or-later */
/* message_test.c - the texts of the program: both languages say the same things, and arguments are filled in once. */
#include "scheme_support.h"

#include "kaoping/message.h"

static void check_languages(kp_arena *arena, void *data) {
    (void)data;
    for (int i = 0; i < KP_MESSAGE_COUNT; i++) {
        const char *zh = kp_say_with(arena, (kp_message)i, KP_ZH, "\x01", "\x02", "\x03"),
                   *en = kp_say_with(arena, (kp_message)i, KP_EN, "\x01", "\x02", "\x03");
        for (char mark = 1; mark <= 3; mark++)
            if ((strchr(zh, mark) != NULL) != (strchr(en, mark) != NULL))
                fail_msg("{%d} is in one language only: %s", mark - 1, kp_say((kp_message)i, KP_EN));
    }
}

static void check_filled(kp_arena *arena, void *data) {
    (void)data;
    assert_string_equal(kp_say(KP_M_YES, KP_ZH), "是");
    assert_string_equal(kp_say(KP_M_NO, KP_EN), "no");
    assert_string_equal(kp_say_with(arena, KP_M_EXPLAIN_RANK, KP_EN, "{1}", NULL, "9"), "Rank: {1} (, 9 ranked)");
    assert_string_equal(kp_say_with(arena, KP_M_CLI_PROBLEM_COUNT, KP_EN, "1", "0", "11"), "1 error, 0 warnings, 11 hints");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("both languages of a text use the same arguments", check_languages),
        IN_ARENA("arguments are filled in once, and an absent one is nothing", check_filled),
    };
    return cmocka_run_group_tests_name("message", tests, NULL, NULL);
}
