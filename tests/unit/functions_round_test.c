/* SPDX-License-Identifier: GPL-3.0-or-later */
/* functions_round_test.c - 修约: decimal rounding of cells. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kaoping/functions.h"

static kp_value number(double x) { return (kp_value){.kind = KP_VALUE_NUMBER, .number = x}; }

/* By hand: 28.165 is a tie at two places. Half up gives 28.17; by GB/T 8170 the even neighbour of 6 and 7 is 6. */
static void test_ties(void **state) {
    (void)state;
    kp_session *session = kp_session_new();
    kp_result result;
    kp_value values[] = {number(28.165), number(2), number(1)};
    kp_area areas[] = {kp_area_of(&values[0], 1, 1), kp_area_of(&values[1], 1, 1), kp_area_of(&values[2], 1, 1)};
    kp_function_call(session, KP_FUNCTION_ROUND, KP_ZH, areas, 2, &result);
    assert_int_equal(result.error, 0);
    assert_true(result.cells[0].number == 28.17);
    kp_function_call(session, KP_FUNCTION_ROUND, KP_ZH, areas, 3, &result);
    assert_true(result.cells[0].number == 28.16);
    kp_session_free(session);
}

int main(void) {
    const struct CMUnitTest tests[] = {{"28.165 is a tie, and each rule rounds it its way", test_ties, NULL, NULL, NULL}};
    return cmocka_run_group_tests_name("functions_round", tests, NULL, NULL);
}
