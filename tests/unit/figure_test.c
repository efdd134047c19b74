/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_test.c - which figure a cell of an entry sheet or of a sheet of results stands for. The entry workbook is that of binding.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "bound.h"
#include "kaoping/figure.h"

typedef struct wanted {
    const char *sheet;
    uint32_t row, column;
    int32_t unit;          /* -1: the cell stands for no figure */
    const char *indicator; /* id */
} wanted;

/* What stands where follows from the sheets of binding.h, row 1 being the head. */
static const wanted typed[] = {
    {"评分表", 2, 2, 0, "a"},      /* 甲社区, 制度 */
    {"评分表", 3, 4, 1, "b"},      /* 乙社区, the second count of 整改率 */
    {"评分表", 3, 1, 1, "total"},  /* the cell of the name */
    {"评分表", 3, 30, 1, "total"}, /* far to the right of the row */
    {"评委打分表", 5, 4, 1, "h"},  /* 赵六 on 乙社区 */
    {"评委打分表", 5, 2, 1, "total"} /* the evaluator's name */,
    {"扣分记录", 2, 7, 0, "c"},     /* anywhere in the row of a finding */
    {"扣分记录", 3, 1, 1, "g"},     /* 消防 */
    {"满意度测评表", 4, 3, 1, "p"}, /* 乙社区, 卫生 */
    {"加减分记录", 2, 4, 0, "e"},   /* 表彰 */
    {"考评对象", 3, 2, 1, "total"}, /* the list of units */
    {"评分表", 1, 2, -1, NULL},     /* the head */
    {"评分表", 40, 2, -1, NULL},    /* below the data */
    {"填表说明", 1, 2, -1, NULL},   /* the cover */
    {"没有这张表", 1, 1, -1, NULL},
};

/* Results as the add-in writes them beside the forms: a rank that looks like the id of a unit, statistics that are no unit's. */
static const entry_file results[] = {
    {"汇总", "名次,编号,考评对象,制度,整改率,总分\n1,2,乙社区,15.5,10,80\n2,1,甲社区,18,7.5,79\n,,平均,16.75,8.75,79.5\n"},
    {"明细", "考评对象,代码,指标,得分\n甲社区,total,总分,79\n甲社区,a,制度,18\n乙社区,b,整改率,10\n"},
    {NULL, NULL}};
static const wanted shown[] = {
    {"汇总", 2, 3, 1, "total"}, /* no head names an indicator */
    {"汇总", 3, 5, 0, "b"},     /* by the head 整改率 */
    {"汇总", 4, 4, -1, NULL},   /* the mean of all */
    {"明细", 2, 4, 0, "total"}, /* by the id in the row */
    {"明细", 3, 4, 0, "a"},     {"明细", 4, 1, 1, "b"},
};

static void expect(kp_arena *arena, const kp_evidence *evidence, const char *path, const wanted *w) {
    kp_problems *problems = kp_problems_new(arena);
    kp_figure figure = {-1, -1};
    bool found = kp_figure_at(arena, evidence, path, w->sheet, w->row, w->column, &figure, problems);
    print_message("%s row %u column %u: %d %d\n", w->sheet, w->row, w->column, figure.unit, figure.indicator);
    assert_int_equal(problems->count, 0);
    assert_int_equal(found, w->unit >= 0);
    if (found) {
        assert_int_equal(figure.unit, w->unit);
        assert_string_equal(evidence->scheme->indicators[figure.indicator].id, w->indicator);
    }
}

typedef struct job {
    const entry_file *more;
    const wanted *cells;
    size_t count;
    const char *folder;
} job;

static void check_cells(kp_arena *arena, void *data) {
    const job *todo = data;
    const char *path = entry_folder(arena, todo->folder, todo->more);
    kp_problems *problems;
    const kp_binding *binding = bind_one(arena, path, &problems);
    if (problems->errors)
        print_problems(problems);
    assert_non_null(binding);
    assert_int_equal(problems->count, 0); /* sheets of results beside the forms are no strangers */
    for (size_t i = 0; i < todo->count; i++)
        expect(arena, binding->evidence, path, &todo->cells[i]);
}

static void test_typed(void **state) {
    (void)state;
    run_with_arena(check_cells, &(job){NULL, typed, sizeof typed / sizeof *typed, "typed"});
}

static void test_shown(void **state) {
    (void)state;
    run_with_arena(check_cells, &(job){results, shown, sizeof shown / sizeof *shown, "shown"});
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"a cell that was typed stands for the mark it goes into", test_typed, NULL, NULL, NULL},
        {"a cell of a sheet of results stands for the figure it shows", test_shown, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
