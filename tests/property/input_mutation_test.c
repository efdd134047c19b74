/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * input_mutation_test.c - no slip of the hand (slips.h) in an entry workbook changes a score in silence: four samples with nearly every kind of sheet, and many slips of each
 * column. input_mutation_samples_test.c takes all the others, with fewer.
 */
#include "slips.h"

/* Columns of values: what stands there is the unit's own figure (a group is, too: it decides who is ranked with whom). In all others a slip may change nothing. */
static bool holds_values(const char *sheet, const char *head) {
    static const char *const tables[] = {"评分表", "自查", "督查", "互查", "评委打分表", "满意度测评表", "答卷", NULL};
    static const char *const names[] = {"考评对象", "评价主体", "评价主体类别", "测评项目", "层", "渠道", "调查员", NULL};
    static const char *const values[] = {"处数", "次数", "分数", "扣分", "分组", "不参评原因", "户数", NULL};
    return is_one_of(values, head) || (is_one_of(tables, sheet) && !is_one_of(names, head));
}

static void run_sample(void **state) {
    sample *s = *state;
    run_with_arena(try_sample, s);
    assert_true(s->refused > s->tried / 4 && s->refused < s->tried); /* both kinds were met */
    assert_int_equal(s->failed, 0);
}

int main(void) {
    static sample samples[] = {
        {.folder = "communities",
         .scheme = "sicha_yiping",
         .source = KP_SOURCE_DIR "/templates/samples/sicha_yiping/2026Q3",
         .cells_drawn = 3,
         .one_in = SLIPS_ONE_IN,
         .holds_values = holds_values,
         .random = 20260915},
        {.folder = "estates",
         .scheme = "wuye_quarter",
         .source = KP_SOURCE_DIR "/templates/samples/wuye_quarter/2026Q3",
         .cells_drawn = 3,
         .one_in = SLIPS_ONE_IN,
         .holds_values = holds_values,
         .random = 20260916},
        {.folder = "small", .cells_drawn = 3, .one_in = SLIPS_ONE_IN, .holds_values = holds_values, .random = 20260917},
        {.folder = "residents",
         .scheme = "resident_satisfaction",
         .source = KP_SOURCE_DIR "/templates/samples/resident_satisfaction/2026H1",
         .cells_drawn = 3,
         .one_in = SLIPS_ONE_IN,
         .holds_values = holds_values,
         .random = 20260918},
    };
    const struct CMUnitTest tests[] = {
        {"a slip of the hand in the communities' workbook is refused or does no harm to others", run_sample, NULL, NULL, &samples[0]},
        {"a slip of the hand in the estates' workbook is refused or does no harm to others", run_sample, NULL, NULL, &samples[1]},
        {"a slip of the hand in a workbook with every kind of sheet is refused or does no harm to others", run_sample, NULL, NULL, &samples[2]},
        {"a slip of the hand in the forms of a survey and its strata is refused or does no harm to others", run_sample, NULL, NULL, &samples[3]},
    };
    return cmocka_run_group_tests_name("slips of the hand", tests, make_scratch, remove_scratch);
}
