/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sample_io_test.c - a sample drawn from cells in memory, as the office's menu does: who is drawn, with what weight, and what is told where there are too few. The order of the keys was
 * found by sha256sum (printf %s '20260930|东村|02' | sha256sum gives 5dd38012…).
 */
#include "in_arena.h"
#include "kaoping/sample_io.h"
#include "reading.h"

static const char *const homes[][3] = {{"社区", "楼栋", "户号"}, {"东村", "A", "01"}, {"西村", "C", "01"}, {"东村", "A", "02"}, {"东村", "B", "03"},
                                       {"西村", "C", "02"},      {"西村", "C", "03"}, {"东村", "B", "04"}, {"西村", "C", "04"}, {"合计", "", "8"}};
#define HOMES (sizeof homes / sizeof *homes)

static void give_home(const kp_cell_sheet *sheet, size_t row, kp_cell *out) {
    (void)sheet;
    for (size_t i = 0; i < 3; i++)
        if (*homes[row][i])
            out[i] = (kp_cell){.kind = KP_CELL_TEXT, .text = homes[row][i]};
}

static kp_workbook *homes_book(kp_arena *arena, kp_problems *problems) {
    const kp_cell_sheet sheet = {"住户", 1, 1, HOMES, 3, give_home, NULL};
    return kp_workbook_of_cells(arena, "未命名", &sheet, 1, true, problems);
}

static const kp_sample *draw(kp_arena *arena, kp_sample_plan plan, kp_problems *problems) {
    plan.frame = homes_book(arena, problems);
    return kp_sample_draw(arena, &plan, problems);
}

static kp_sample_amount amount(int64_t value, bool percent) { return (kp_sample_amount){kp_num_int(value), true, percent}; }

static size_t problems_of(const kp_problems *problems, kp_problem_code code) {
    size_t count = 0;
    for (size_t i = 0; i < problems->count; i++)
        count += problems->items[i].code == code;
    return count;
}

/* "东村 02, 东村 04* …": those drawn in order, substitutes with a star. */
static const char *drawn_text(kp_arena *arena, const kp_sample *sample) {
    kp_buffer text = {.arena = arena};
    for (size_t i = 0; i < sample->draw->count; i++) {
        const kp_drawn *drawn = &sample->draw->items[i];
        kp_buffer_printf(&text, "%s%s %s%s", i ? ", " : "", sample->strata ? sample->strata->names[drawn->stratum] : "—",
                         sample->clusters ? sample->clusters->names[sample->clusters->of[drawn->row]] : sample->ids[drawn->row],
                         drawn->substitute ? "*" : "");
    }
    return kp_buffer_text(&text);
}

static void check_draw(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    kp_sample_plan plan = {.by = "社区", .size = amount(2, false), .substitutes = amount(50, true), .seed = " 20260930 "};
    const kp_sample *sample = draw(arena, plan, problems);
    assert_non_null(sample);
    assert_string_equal(drawn_text(arena, sample), "东村 02, 东村 04, 东村 01*, 西村 01, 西村 03, 西村 02*");
    assert_string_equal(sample->id_title, "户号"); /* found by itself */
    assert_null(sample->digest);
    assert_true(kp_num_equal(sample->draw->items[0].weight, kp_num_int(2)));
    assert_int_equal(problems->errors, 0);
    const char *path = scratch("memory.xlsx");
    assert_true(kp_sample_write(arena, sample, &(kp_sample_options){.lang = KP_ZH}, path, problems));
    kp_workbook *book = kp_workbook_open(arena, path, problems);
    kp_data_table *list = kp_data_table_read(arena, book, "抽样名单", (const char *const[]){"户号", "类别"}, 2, problems);
    assert_int_equal(kp_data_rows(list), 6);
    assert_string_equal(kp_data_text(list, 0, 0), "02");
    assert_string_equal(kp_data_text(list, 1, 2), "备选 1");
}

static void check_too_few(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    const kp_sample *sample = draw(arena, (kp_sample_plan){.by = "社区", .size = amount(5, false), .seed = "20260930"}, problems);
    assert_int_equal(sample->draw->count, 8);
    assert_int_equal(problems_of(problems, KP_R_SAMPLE_ALL), 2);
    assert_int_equal(sample->wanted[0], 5);
    sample = draw(arena, (kp_sample_plan){.by = "社区", .total = 9, .seed = "20260930"}, problems);
    assert_int_equal(sample->draw->count, 8);
    assert_int_equal(problems_of(problems, KP_R_SAMPLE_ALL), 3);
    assert_int_equal(problems->errors, 0);
    assert_null(draw(arena, (kp_sample_plan){.by = "社区", .total = 5, .minimum = 3, .seed = "20260930"}, problems));
    assert_int_equal(problems_of(problems, KP_R_TOTAL_TOO_SMALL), 1);
}

/* Buildings A, B, C have the keys 04b85afd, a697c6f9, c0769b52 without strata; they stand for 1 of 3 each. */
static void check_clusters(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    const kp_sample *sample =
        draw(arena, (kp_sample_plan){.cluster = "楼栋", .size = amount(40, true), .substitutes = amount(1, false), .seed = "20260930"}, problems);
    assert_string_equal(drawn_text(arena, sample), "— A, — B, — C*"); /* 40 % of three, rounded up */
    assert_true(kp_num_equal(sample->draw->items[0].weight, kp_num_ratio(arena, 3, 2)));
    assert_int_equal(sample->draw->item_of[1], 2); /* a home of C */
    assert_int_equal(sample->draw->item_of[2], 0); /* and one of A */
}

static void check_seed(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    assert_null(draw(arena, (kp_sample_plan){.by = "社区", .size = amount(1, false)}, problems));
    assert_null(draw(arena, (kp_sample_plan){.by = "社区", .size = amount(1, false), .seed = "　"}, problems));
    assert_int_equal(problems_of(problems, KP_R_NO_SEED), 2);
    assert_null(draw(arena, (kp_sample_plan){.size = amount(1, false), .seed = "1"}, problems)); /* 01 is in both communities */
    assert_int_equal(problems_of(problems, KP_D_ID_TWICE), 4);
}

static void check_amounts(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *text;
        bool good, percent;
    } cases[] = {{"50", true, false},    {"５０", true, false}, {"5%", true, true},           {"7.5 ％", true, true},
                 {"0", true, false},     {"5.5", false, false}, {"-1", false, false},         {"101%", false, false},
                 {"一半", false, false}, {"", false, false},    {"99999999999", false, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kp_sample_amount read = {0};
        assert_int_equal(kp_sample_amount_parse(arena, cases[i].text, &read), cases[i].good);
        assert_int_equal(read.percent, cases[i].percent);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("those with the smallest keys are drawn, the next are substitutes", check_draw),
        IN_ARENA("where there are too few, all are drawn and it is told", check_too_few),
        IN_ARENA("whole buildings are drawn by the key of the building", check_clusters),
        IN_ARENA("without a seed nothing is drawn, nor with ids that are there twice", check_seed),
        IN_ARENA("amounts are whole numbers or percentages", check_amounts),
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
