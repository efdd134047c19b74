/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * input_mutation_samples_test.c - no slip of the hand (slips.h) in the sample of any built-in scheme changes a score, a worked-out value or a name in silence.
 * input_mutation_test.c makes more of them in four samples.
 */
#include "slips.h"

#include <dirent.h>

/* Names of what is marked, and when: a slip there may change nothing, since it would move a figure to something else. All other columns are the unit's own figures, texts and remarks. */
static bool holds_values(const char *sheet, const char *head) {
    static const char *const names[] = {"考评对象", "评价主体", "评委", "指标", "加减分事项", "否决事项", "事项",
                                        "类别",     "考评期",   "层",   "渠道", "测评项目",   NULL};
    static const char *const register_names[] = {"编号", "名称", NULL};
    return !is_one_of(strcmp(sheet, "考评对象") ? names : register_names, head) && strcmp(sheet, "填表说明") != 0;
}

static int compare_names(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

/* What stands in a folder, in the order of the names. */
static const char **list_folder(kp_arena *arena, const char *path, size_t *count) {
    struct {
        const char **items;
        size_t count, capacity;
    } names = {0};
    DIR *folder = opendir(path);
    assert_non_null(folder);
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (entry->d_name[0] != '.')
            KP_PUSH(arena, &names, kp_strdup(arena, entry->d_name));
    closedir(folder);
    qsort(names.items, names.count, sizeof *names.items, compare_names);
    *count = names.count;
    return names.items;
}

static void run_samples(kp_arena *arena, void *data) {
    (void)data;
    const char *samples = KP_SOURCE_DIR "/templates/samples";
    size_t schemes, periods;
    const char **names = list_folder(arena, samples, &schemes);
    assert_true(schemes > 0);
    size_t tried = 0, refused = 0, failed = 0;
    for (size_t i = 0; i < schemes; i++) {
        const char *folder = kp_format(arena, "%s/%s", samples, names[i]), **period = list_folder(arena, folder, &periods);
        sample s = {.folder = names[i],
                    .scheme = names[i],
                    .source = kp_format(arena, "%s/%s", folder, period[periods - 1]),
                    .cells_drawn = 1,
                    .one_in = 8 * SLIPS_ONE_IN,
                    .holds_values = holds_values,
                    .random = 20261122 + i};
        run_with_arena(try_sample, &s);
        tried += s.tried;
        refused += s.refused;
        failed += s.failed;
    }
    assert_true(refused > tried / 4 && refused < tried); /* both kinds were met */
    assert_int_equal(failed, 0);
}

static void slips_are_told(void **state) { run_with_arena(run_samples, *state); }

int main(void) {
    const struct CMUnitTest tests[] = {
        {"a slip of the hand in the sample of any scheme is refused or does no harm to others", slips_are_told, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests_name("slips of the hand in every sample", tests, make_scratch, remove_scratch);
}
