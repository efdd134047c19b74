/* SPDX-License-Identifier: GPL-3.0-or-later */
/* names_test.c - the lookup of names takes for equal what kp_text_matches() takes for equal. */
#include "in_arena.h"

#include <string.h>

#include "kaoping/names.h"

static void check_forms(kp_arena *arena, void *data) {
    (void)data;
    kp_names *names = kp_names_new(arena);
    assert_int_equal(kp_names_find(names, "环境卫生"), KP_NAME_UNKNOWN);
    kp_names_add(names, "环境卫生（公共） | Cleanliness [public]", 3);
    static const char *const same[] = {"环境卫生（公共）",     "　环境 卫生(公共) ",   "环境卫生【公共】",
                                       "cleanliness (PUBLIC)", "Ｃleanliness[public]", "环境卫生（公共） | Cleanliness [public]"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        assert_true(kp_text_matches("环境卫生（公共） | Cleanliness [public]", same[i]));
        assert_int_equal(kp_names_find(names, same[i]), 3);
    }
    static const char *const other[] = {"环境卫生", "", "　", "环境卫生（公共", "\xFF"};
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        assert_int_equal(kp_names_find(names, other[i]), KP_NAME_UNKNOWN);
    assert_int_equal(kp_names_find(names, NULL), KP_NAME_UNKNOWN);
}

static void check_ambiguous(kp_arena *arena, void *data) {
    (void)data;
    kp_names *names = kp_names_new(arena);
    kp_names_add(names, "保洁 | Cleaning", 1);
    kp_names_add(names, "保洁 | Sweeping", 2);
    kp_names_add(names, "保洁 | Cleaning", 1);
    assert_int_equal(kp_names_find(names, "保洁"), KP_NAME_AMBIGUOUS);
    assert_int_equal(kp_names_find(names, "Cleaning"), 1);
    assert_int_equal(kp_names_find(names, "Sweeping"), 2);
}

static void check_alias(kp_arena *arena, void *data) {
    (void)data;
    kp_names *names = kp_names_new(arena);
    kp_names_add(names, "名称 | Name", 1);
    kp_names_add_alias(names, "名称 | Title", 2);
    assert_int_equal(kp_names_find(names, "名称"), 1);
    assert_int_equal(kp_names_find(names, "title"), 2);
}

static void check_many(kp_arena *arena, void *data) {
    (void)data;
    kp_names *names = kp_names_new(arena);
    for (int32_t i = 0; i < 50000; i++)
        kp_names_add(names, kp_format(arena, "第%d社区", i), i);
    for (int32_t i = 0; i < 50000; i++)
        assert_int_equal(kp_names_find(names, kp_format(arena, " 第%d社区　", i)), i);
    char *name = kp_alloc(arena, 1001);
    memset(name, 'x', 1000);
    kp_names_add(names, name, 7);
    name[0] = 'X';
    assert_int_equal(kp_names_find(names, name), 7);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a name is found whatever its width, blanks, case, brackets and language", check_forms),
        IN_ARENA("a name of two things is ambiguous, their other names are not", check_ambiguous),
        IN_ARENA("an alias never takes a proper name's place", check_alias),
        IN_ARENA("fifty thousand names, and one of a thousand bytes, are all found", check_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
