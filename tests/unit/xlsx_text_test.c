/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_text_test.c - texts as a cell of an .xlsx holds them. What XML may hold: XML 1.0, production 2 (Char); "_x005F_": ECMA-376 part 1, 22.9.2.19. */
#include "in_arena.h"

#include "../../scoring/io/xlsx_text.h"

typedef struct sample {
    const char *text, *written;
} sample;

static void check_texts(kp_arena *arena, void *data) {
    for (const sample *now = data; now->text; now++)
        assert_string_equal(kp_xlsx_text(arena, now->text, 100, "...", NULL), now->written);
}

static void check_unchanged(kp_arena *arena, void *data) {
    (void)data;
    const char *text = "幸福社区 <b>&\"\n\t\xF0\xA0\xAE\xB7";
    assert_ptr_equal(kp_xlsx_text(arena, text, 100, "...", NULL), text);
    assert_string_equal(kp_xlsx_text(arena, NULL, 100, "...", NULL), "");
}

static void check_cut(kp_arena *arena, void *data) {
    (void)data;
    bool cut = false;
    assert_string_equal(kp_xlsx_text(arena, "abcdefghij", 10, "...", &cut), "abcdefghij");
    assert_false(cut);
    assert_string_equal(kp_xlsx_text(arena, "abcdefghijk", 10, "...", &cut), "abcdefg...");
    assert_true(cut);
    /* U+20BB7 takes two units of UTF-16: six and the first of another pair do not fit in seven */
    assert_string_equal(kp_xlsx_text(arena, "abcdef\xF0\xA0\xAE\xB7ghijk", 10, "...", NULL), "abcdef...");
    cut = false; /* as long as allowed, though a character is replaced */
    assert_string_equal(kp_xlsx_text(arena,
                                     "\x01"
                                     "bcdefghij",
                                     10, "...", &cut),
                        " bcdefghij");
    assert_false(cut);
    /* 7 units, 13 as written, of which the first 9 are kept */
    assert_string_equal(kp_xlsx_text(arena, "_x0041_", 12, "...", &cut), "_x005F_x0...");
    assert_true(cut);
}

static void test_texts(void **state) { run_with_arena(check_texts, *state); }
static void test_unchanged(void **state) { run_with_arena(check_unchanged, *state); }
static void test_cut(void **state) { run_with_arena(check_cut, *state); }

static sample controls[] = {{"a\x01\x1F\rb\x7F", "a   b\x7F"}, {"\x1B", " "}, {NULL, NULL}};
static sample no_characters[] = {{"甲\xEF\xBF\xBE乙\xEF\xBF\xBF", "甲\xEF\xBF\xBD乙\xEF\xBF\xBD"},
                                 {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
                                 {"\xFF", "\xEF\xBF\xBD"},
                                 {NULL, NULL}};
static sample escapes[] = {{"_x0041_", "_x005F_x0041_"},
                           {"一_x000d_二", "一_x005F_x000d_二"},
                           {"_x0041_x0042_", "_x005F_x0041_x005F_x0042_"},
                           {"_x005F_", "_x005F_x005F_"},
                           {"_x041_ _y0041_ _x0041 _x00G1_", "_x041_ _y0041_ _x0041 _x00G1_"},
                           {NULL, NULL}};

int main(void) {
    const struct CMUnitTest tests[] = {
        {"what every cell holds is left as it is", test_unchanged, NULL, NULL, NULL},
        {"control characters become spaces, but for line feeds and tabs", test_texts, NULL, NULL, controls},
        {"what is no character becomes U+FFFD", test_texts, NULL, NULL, no_characters},
        {"a text that reads like an escape is escaped", test_texts, NULL, NULL, escapes},
        {"a text is cut between two characters, with a notice, where it is longer than a cell holds", test_cut, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
