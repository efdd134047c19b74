/* SPDX-License-Identifier: GPL-3.0-or-later */
/* output_test.c - an output is whole or absent, never replaces what it must not, and leaves nothing behind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <errno.h>

#include "kaoping/output.h"
#include "kaoping/system_error.h"
#include "reading.h"
#include "scheme_support.h"

static void write_file(const char *path, const char *text) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static size_t count_files(const char *folder) {
    DIR *open = opendir(folder);
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(open));)
        count += strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..");
    closedir(open);
    return count;
}

static const char *fresh_folder(kp_arena *arena, const char *name) {
    const char *folder = kp_strdup(arena, scratch(name));
    assert_int_equal(mkdir(folder, 0700), 0);
    return folder;
}

static void check_written(kp_arena *arena, void *data) {
    (void)data;
    const char *folder = fresh_folder(arena, "written"), *path = kp_format(arena, "%s/out.xlsx", folder);
    kp_problems *problems = kp_problems_new(arena);
    const char *beside = kp_output_begin(arena, path, false, NULL, 0, problems);
    assert_non_null(beside);
    assert_string_equal(beside + strlen(beside) - 5, ".xlsx");
    struct stat info;
    assert_int_not_equal(stat(path, &info), 0); /* nothing is there before it is whole */
    write_file(beside, "whole");
    assert_true(kp_output_commit(arena, beside, path, false, problems));
    assert_string_equal(read_text(arena, path, &(size_t){0}), "whole");
    assert_int_equal(count_files(folder), 1);
    assert_int_equal(problems->count, 0);
}

typedef struct abandoned {
    const char *path;
} abandoned;

static void begin_only(kp_arena *arena, void *data) {
    kp_problems *problems = kp_problems_new(arena);
    const char *beside = kp_output_begin(arena, ((abandoned *)data)->path, false, NULL, 0, problems);
    assert_non_null(beside);
    write_file(beside, "half");
}

static void check_abandoned(kp_arena *arena, void *data) {
    (void)data;
    const char *folder = fresh_folder(arena, "abandoned");
    abandoned output = {kp_format(arena, "%s/out.xlsx", folder)};
    kp_arena *inner = kp_arena_new(NULL);
    assert_int_equal(kp_arena_run(inner, begin_only, &output), KP_OK);
    assert_int_equal(count_files(folder), 1);
    kp_arena_free(inner);
    assert_int_equal(count_files(folder), 0);
}

static void check_exists(kp_arena *arena, void *data) {
    (void)data;
    const char *folder = fresh_folder(arena, "exists"), *path = kp_format(arena, "%s/out.xlsx", folder);
    write_file(path, "old");
    kp_problems *problems = kp_problems_new(arena);
    assert_null(kp_output_begin(arena, path, false, NULL, 0, problems));
    assert_int_equal(count_code(problems, KP_F_EXISTS), 1);
    const char *beside = kp_output_begin(arena, path, true, NULL, 0, problems);
    write_file(beside, "new");
    assert_string_equal(read_text(arena, path, &(size_t){0}), "old");
    assert_true(kp_output_commit(arena, beside, path, true, problems));
    assert_string_equal(read_text(arena, path, &(size_t){0}), "new");
}

/* Somebody else wrote it while we did. */
static void check_appeared(kp_arena *arena, void *data) {
    (void)data;
    const char *folder = fresh_folder(arena, "appeared"), *path = kp_format(arena, "%s/out.xlsx", folder);
    kp_problems *problems = kp_problems_new(arena);
    const char *beside = kp_output_begin(arena, path, false, NULL, 0, problems);
    write_file(beside, "ours");
    write_file(path, "theirs");
    assert_false(kp_output_commit(arena, beside, path, false, problems));
    assert_int_equal(count_code(problems, KP_F_EXISTS), 1);
    assert_string_equal(read_text(arena, path, &(size_t){0}), "theirs");
}

static void check_input(kp_arena *arena, void *data) {
    (void)data;
    const char *folder = fresh_folder(arena, "input"), *input = kp_format(arena, "%s/in.xlsx", folder), *inputs[] = {input, folder};
    write_file(input, "input");
    assert_int_equal(symlink("in.xlsx", kp_format(arena, "%s/link.xlsx", folder)), 0);
    assert_int_equal(link(input, kp_format(arena, "%s/same.xlsx", folder)), 0);
    const char *const same[] = {"in.xlsx", "./in.xlsx", "../input/in.xlsx", "link.xlsx", "same.xlsx", "new.csv"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        kp_problems *problems = kp_problems_new(arena);
        assert_null(kp_output_begin(arena, kp_format(arena, "%s/%s", folder, same[i]), true, inputs, 2, problems));
        assert_int_equal(count_code(problems, KP_F_IS_INPUT), 1);
    }
    kp_problems *problems = kp_problems_new(arena);
    assert_non_null(kp_output_begin(arena, kp_format(arena, "%s/report.xlsx", folder), true, inputs, 2, problems));
}

static void check_unwritable(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    assert_null(kp_output_begin(arena, scratch("no such folder/out.xlsx"), false, NULL, 0, problems));
    assert_null(kp_output_begin(arena, fresh_folder(arena, "isfolder"), true, NULL, 0, problems));
    assert_int_equal(count_code(problems, KP_F_CANNOT_WRITE), 2);
    assert_string_equal(kp_problem_message(arena, &problems->items[0], KP_ZH), "无法写入：没有这个文件或文件夹");
    assert_string_equal(kp_problem_message(arena, &problems->items[0], KP_EN), "cannot write: there is no such file or folder");
    assert_string_equal(kp_system_error(ENOTEMPTY), strerror(ENOTEMPTY)); /* no words of its own */
}

static void check_same(kp_arena *arena, void *data) {
    (void)data;
    const char *folder = fresh_folder(arena, "same"), *path = kp_format(arena, "%s/r.xlsx", folder);
    assert_int_equal(symlink(folder, kp_format(arena, "%s/again", folder)), 0);
    const char *const same[] = {"r.xlsx", "./r.xlsx", ".//../same/r.xlsx", "again/r.xlsx", "R.XLSX"}, *const others[] = {"s.xlsx", "../r.xlsx",
                                                                                                                         "none/r.xlsx"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_true(kp_output_same(arena, path, kp_format(arena, "%s/%s", folder, same[i])));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(kp_output_same(arena, path, kp_format(arena, "%s/%s", folder, others[i])));
    assert_true(kp_output_same(arena, "r.xlsx", "./r.xlsx"));
}

/* Begins two outputs, then spoils the place of the second one. */
static void check_together(kp_arena *arena, bool force) {
    const char *folder = fresh_folder(arena, force ? "together-force" : "together");
    kp_output outputs[2] = {{.path = kp_format(arena, "%s/a.xlsx", folder)}, {.path = kp_format(arena, "%s/b.json", folder)}};
    kp_problems *problems = kp_problems_new(arena);
    if (force)
        write_file(outputs[0].path, "old");
    for (size_t i = 0; i < 2; i++) {
        outputs[i].beside = kp_output_begin(arena, outputs[i].path, force, NULL, 0, problems);
        assert_non_null(outputs[i].beside);
        write_file(outputs[i].beside, "new");
    }
    assert_int_equal(mkdir(outputs[1].path, 0700), 0);
    assert_false(kp_output_commit_all(arena, outputs, 2, force, problems));
    assert_int_equal(count_code(problems, force ? KP_F_CANNOT_WRITE : KP_F_EXISTS), 1);
    struct stat info;
    if (force)
        assert_string_equal(read_text(arena, outputs[0].path, &(size_t){0}), "old");
    else
        assert_int_not_equal(lstat(outputs[0].path, &info), 0);
    assert_int_equal(rmdir(outputs[1].path), 0);

    for (size_t i = 0; i < 2; i++) {
        outputs[i].beside = kp_output_begin(arena, outputs[i].path, force, NULL, 0, problems);
        write_file(outputs[i].beside, "newer");
    }
    assert_true(kp_output_commit_all(arena, outputs, 2, force, problems));
    for (size_t i = 0; i < 2; i++)
        assert_string_equal(read_text(arena, outputs[i].path, &(size_t){0}), "newer");
}

static void check_together_new(kp_arena *arena, void *data) {
    (void)data;
    check_together(arena, false);
}

static void check_together_forced(kp_arena *arena, void *data) {
    (void)data;
    check_together(arena, true);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("an output appears whole, and nothing else is left", check_written),
        IN_ARENA("an abandoned output leaves nothing", check_abandoned),
        IN_ARENA("an output that exists is replaced only by force, and only when the new one is whole", check_exists),
        IN_ARENA("a file that appeared meanwhile is not replaced", check_appeared),
        IN_ARENA("an input is never an output, by whatever name", check_input),
        IN_ARENA("two spellings of a path are one output", check_same),
        IN_ARENA("of outputs that belong together none is new where one cannot be", check_together_new),
        IN_ARENA("nor is one replaced where another cannot be", check_together_forced),
        IN_ARENA("a place that cannot be written to is told", check_unwritable),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
