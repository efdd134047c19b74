/* SPDX-License-Identifier: GPL-3.0-or-later */
/* functions_checklist_test.c - 清单得分. The marks are worked out by hand beside each case. */
#include "functions_support.h"

static void test_items(void **state) {
    expect_number(CALL(CHECKLIST, ONE(N(10)), AREA(4, 1, T("是"), T("否"), N(1), T("√"))), 7.5);                      /* 10 × 3 ÷ 4 */
    expect_number(CALL(CHECKLIST, ONE(N(10)), AREA(1, 4, T("yes"), T("no"), T("—"), N(0))), 10.0 / 3);                /* 10 × 1 ÷ 3 */
    expect_number(CALL(CHECKLIST, ONE(N(10)), AREA(1, 4, T("是"), T("是"), T("—"), T("否")), ONE(N(2.5))), 20.0 / 3); /* 2.5 × 2 × 4 ÷ 3 */
    expect_number(CALL(CHECKLIST, ONE(N(8)), AREA(1, 4, N(1), N(0), N(1), N(0)), ONE(N(2))), 4);
    expect_number(CALL(CHECKLIST, ONE(N(10)), ONE(N(1))), 10);
    expect_number(CALL(CHECKLIST, ONE(N(10)), ONE(T("１"))), 10);
}

/* Nothing below the third row. */
static void read_three(const kp_area *area, kp_arena *arena, size_t row, kp_value *out) {
    (void)area, (void)arena;
    *out = row < 3 ? N(row != 1) : NOTHING;
}

static void test_whole_column(void **state) {
    kp_area column = {1048576, 1, read_three, NULL};
    expect_number(CALL(CHECKLIST, ONE(N(9)), column), 6); /* 9 × 2 ÷ 3 */
}

static void test_errors(void **state) {
    kp_area full = ONE(N(10));
    expect_error(CALL(CHECKLIST, ONE(N(0)), AREA(2, 1, N(1), N(0))), ARGUMENT);
    expect_error(CALL(CHECKLIST, full, AREA(2, 1, N(1), N(2))), ARGUMENT);
    expect_error(CALL(CHECKLIST, full, AREA(2, 1, N(1), N(0.5))), ARGUMENT);
    expect_error(CALL(CHECKLIST, full, AREA(2, 1, N(1), N(0)), ONE(N(-1))), ARGUMENT);
    expect_error(CALL(CHECKLIST, full, AREA(2, 2, N(1), N(1), N(1), N(1)), ONE(N(3))), ARGUMENT);   /* 12 */
    expect_error(CALL(CHECKLIST, full, AREA(2, 2, N(1), N(1), N(1), T("—")), ONE(N(3))), ARGUMENT); /* four items, one of which does not apply */
    expect_error(CALL(CHECKLIST, full, AREA(2, 2, N(1), N(1), N(1), N(1)), ONE(N(2))), ARGUMENT);   /* 8 */
    expect_error(CALL(CHECKLIST, full, AREA(2, 2, N(1), N(1), N(1), N(1)), ONE(N(0))), ARGUMENT);
    expect_error(CALL(CHECKLIST, full), ARGUMENT);
    expect_error(CALL(CHECKLIST, full, AREA(2, 1, NOTHING, T(""))), NO_DATA);
    expect_error(CALL(CHECKLIST, full, AREA(3, 1, N(1), NOTHING, N(1))), NO_DATA);
    expect_error(CALL(CHECKLIST, full, AREA(3, 1, N(1), N(1), NOTHING)), NO_DATA); /* the last item is an item */
    expect_error(CALL(CHECKLIST, full, AREA(2, 1, T("—"), T("不适用"))), NOT_APPLICABLE);
    expect_error(CALL(CHECKLIST, full, AREA(2, 1, N(1), T("也许"))), TEXT);
    expect_error(CALL(CHECKLIST, full, AREA(2, 1, N(1), DIV0)), TEXT);
    expect_error(CALL(CHECKLIST, ONE(T("满分")), AREA(2, 1, N(1), N(1))), TEXT);
}

static void test_explained(void **state) {
    expect_words(EXPLAIN(KP_ZH, "清单得分", ONE(N(10)), AREA(1, 4, T("是"), T("否"), T("—"), N(0))), "适用项数 3");
    expect_words(EXPLAIN(KP_EN, "kpChecklist", ONE(N(10)), AREA(1, 2, T("是"), T("否"))), "Result: 5");
    expect_words(EXPLAIN(KP_EN, "kpChecklist", ONE(N(10)), AREA(1, 3, T("是"), N(2), N(1))), "argument “items”, column 2 (2): must be yes");
    expect_words(EXPLAIN(KP_ZH, "清单得分", ONE(N(10)), AREA(1, 2, T("是"), T("部分"))), "第 2 列（“部分”）：应为 是、否、1、0 或“—”");
    expect_error(CALL(CHECKLIST, ONE(N(10)), AREA(1, 2, T("是"), T("部分"))), TEXT);
    expect_words(EXPLAIN(KP_ZH, "清单得分", ONE(N(10)), AREA(3, 1, N(1), N(1), NOTHING)), "第 3 行（空格）：没有数据");
    expect_words(EXPLAIN(KP_ZH, "清单得分", ONE(N(10)), AREA(1, 4, N(1), N(1), N(1), N(1)), ONE(N(3))),
                 "参数“每项分”（3）：4 项合计 12，与满分 10 不符");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_SESSION("items that are met share the full marks of those that apply", test_items),
        IN_SESSION("of a whole column there are as many items as are filled in", test_whole_column),
        IN_SESSION("what is no list of items is the right error", test_errors),
        IN_SESSION("the list is told in words", test_explained),
    };
    return cmocka_run_group_tests_name("functions_checklist", tests, NULL, NULL);
}
