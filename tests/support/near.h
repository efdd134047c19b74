/* SPDX-License-Identifier: GPL-3.0-or-later */
/* near.h - for tests of statistics: binary numbers that agree to so much. (cmocka's own comparison is of single precision.) */
#ifndef KAOPING_TESTS_NEAR_H
#define KAOPING_TESTS_NEAR_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* |found - expected| <= within; NaN is near to nothing. */
#define expect_within(found, expected, within) expect_within_at((found), (expected), (within), __FILE__, __LINE__)
/* To `digits` significant ones; below 1 to so many places. */
#define expect_digits(found, expected, digits) expect_digits_at((found), (expected), (digits), __FILE__, __LINE__)
/* To a relative error; NAN expects a NaN. */
#define expect_near(found, expected, relative) expect_near_at((found), (expected), (relative), #found, __FILE__, __LINE__)
#define expect_equal(found, expected)          expect_within_at((found), (expected), 0, __FILE__, __LINE__)
#define expect_nan(found)                      assert_true(isnan(found))

static inline void expect_within_at(double found, double expected, double within, const char *file, int line) {
    if (found == expected || fabs(found - expected) <= within)
        return;
    print_error("%.17g expected within %g, found %.17g\n", expected, within, found);
    _fail(file, line);
}

static inline void expect_digits_at(double found, double expected, int digits, const char *file, int line) {
    expect_within_at(found, expected, pow(10, -digits) * fmax(1, fabs(expected)), file, line);
}

static inline void expect_near_at(double found, double expected, double relative, const char *what, const char *file, int line) {
    if (isnan(expected) ? isnan(found) : found == expected || fabs(found - expected) <= relative * fabs(expected))
        return;
    print_error("%s: %.17g expected but for %g of it, found %.17g\n", what, expected, relative, found);
    _fail(file, line);
}

#endif
