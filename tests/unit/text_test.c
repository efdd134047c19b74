/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text_test.c - bilingual text and names as people type them. */
#include "in_arena.h"
#include "kaoping/arena.h"
#include "kaoping/utf8.h"

static void check_parts(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *text, *zh, *en;
    } rows[] = {
        {"得分 | Score", "得分", "Score"},
        {"得分", "得分", "得分"},
        {"  得分　", "得分", "得分"},
        {" 得分  |  Score ", "得分", "Score"},
        {" | Score", "Score", "Score"},
        {"得分 | ", "得分", "得分"},
        {"A | B | C", "A", "B | C"},
        {"A|B", "A|B", "A|B"},
        {"", "", ""},
        {NULL, "", ""},
        {"\xE5\xBE | x", "\xE5\xBE", "x"}, /* a character cut in two stays as it is */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(kp_text(arena, rows[i].text, KP_ZH), rows[i].zh);
        assert_string_equal(kp_text(arena, rows[i].text, KP_EN), rows[i].en);
    }
}

static void check_join(kp_arena *arena, void *data) {
    (void)data;
    assert_string_equal(kp_text_join(arena, "自查 | Self-check", "·", "完成数 | Done"), "自查·完成数 | Self-check·Done");
    assert_string_equal(kp_text_join(arena, "自查 | Self-check", "·", "1"), "自查·1 | Self-check·1");
    assert_string_equal(kp_text_join(arena, "甲", "·", "1"), "甲·1"); /* alike in both languages: once */
}

static void test_no_needless_copy(void **state) {
    (void)state;
    const char *text = "得分 | Score";
    assert_ptr_equal(kp_text(NULL, text, KP_EN), text + sizeof "得分 | " - 1);
}

static void test_same_names(void **state) {
    (void)state;
    const char *text = "物业服务（季度）测评 | Property services [quarterly]";
    static const char *const same[] = {
        "物业服务（季度）测评",
        "物业服务(季度)测评",
        " 物业 服务　〔季度〕测评\n",
        "物业服务【季度】测评",
        "property services (quarterly)",
        "ＰＲＯＰＥＲＴＹ　ＳＥＲＶＩＣＥＳ［quarterly］",
        "PropertyServices{Quarterly}",
        "物业服务（季度）测评 | Property services [quarterly]",
        "\xEF\xBB\xBF物业服务（季度）测评",
        "物业服务\xE2\x80\x8B（季度）测评",
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_true(kp_text_matches(text, same[i]));
}

static void test_other_names(void **state) {
    (void)state;
    const char *text = "得分 | Score";
    static const char *const other[] = {"得", "得分2", "Scores", "Scor", "", "  ", "|", "得分|", "Score 得分", NULL};
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        assert_false(kp_text_matches(text, other[i]));
    assert_false(kp_text_matches(NULL, "x"));
    assert_false(kp_text_matches("", ""));
    assert_false(kp_text_matches("a)", "(a"));
}

static void test_broken_bytes(void **state) {
    (void)state;
    assert_true(kp_text_matches("\xFF"
                                "a",
                                "\xFF"
                                "A"));
    assert_false(kp_text_matches("\xFF", "\xFE"));
    assert_false(kp_text_matches("\xFF", "\xEF\xBF\xBD"));
    assert_false(kp_text_matches("A", "\xC1\x81")); /* an overlong A is no A */
}

static void test_edit_distance(void **state) {
    (void)state;
    static const struct {
        const char *x, *y;
        size_t distance;
    } rows[] = {
        {"kitten", "sitting", 3}, /* the example of Wagner and Fischer's algorithm in every textbook: k-s, e-i, +g */
        {"幸福社区", "幸福小区", 1}, {"", "处数", 2}, {NULL, NULL, 0}, {" 处 数 ", "处数", 0}, /* as names are compared */
        {"ＡＢ（1）", "ab[1]", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_name_characters x, y;
        kp_name_read(rows[i].x, &x);
        kp_name_read(rows[i].y, &y);
        assert_int_equal(kp_edit_distance(&x, &y), rows[i].distance);
        assert_int_equal(kp_edit_distance(&y, &x), rows[i].distance);
    }
}

static void test_likeness(void **state) {
    (void)state;
    static const struct {
        const char *x, *y;
        kp_likeness likeness;
    } rows[] = {
        {"此数", "次数", KP_MISSPELT},
        {"不参加原因", "不参评原因", KP_MISSPELT},
        {"累计扣分值", "扣分", KP_CONTAINED},
        {"合理缺项登记", "合理缺项", KP_MISSPELT},
        {"备注", "次数", KP_UNLIKE},
        {"次", "数", KP_UNLIKE},
        {"是否在次数之内", "数", KP_UNLIKE},
        {"identity", "id", KP_UNLIKE},
        {"recount of all", "count", KP_CONTAINED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_name_characters x, y;
        kp_name_read(rows[i].x, &x);
        kp_name_read(rows[i].y, &y);
        assert_int_equal(kp_name_likeness(&x, &y), rows[i].likeness);
        assert_int_equal(kp_name_likeness(&y, &x), rows[i].likeness);
    }
}

static void check_trim(kp_arena *arena, void *data) {
    (void)data;
    assert_string_equal(kp_trim(arena, "\xEF\xBB\xBF　 甲 社区\xC2\xAD\n"), "甲 社区");
    assert_string_equal(kp_trim(arena, " \xE2\x80\x83 "), "");
    assert_true(kp_text_is_blank(" \xE2\x80\x83\xE2\x80\xAF\t") && kp_text_is_blank(NULL) && !kp_text_is_blank(" . "));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("each part of a bilingual text is given without its blanks", check_parts),
        IN_ARENA("two texts are joined in each language", check_join),
        {"a part at the end of its text is not copied", test_no_needless_copy, NULL, NULL, NULL},
        {"a name matches in either language whatever its blanks, width, case and brackets", test_same_names, NULL, NULL, NULL},
        {"another name, a part of a name and a blank name match nothing", test_other_names, NULL, NULL, NULL},
        {"bytes that are no UTF-8 are equal to themselves only", test_broken_bytes, NULL, NULL, NULL},
        {"the distance of two names is how many characters must be changed, added or left out", test_edit_distance, NULL, NULL, NULL},
        {"a name may be a misspelt one, hold another, or be another", test_likeness, NULL, NULL, NULL},
        IN_ARENA("every blank of Unicode around a text goes, and none inside it", check_trim),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
