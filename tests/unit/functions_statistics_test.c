/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * functions_statistics_test.c - 抽样误差 and 样本量. Quantiles of the normal distribution are those of published tables: 90 % 1.6448536, 95 % 1.9599640, 99 % 2.5758293. The
 * Wilson intervals are those of R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3.
 */
#include "functions_support.h"

#define Z90 1.6448536269514722
#define Z95 1.9599639845400545
#define Z99 2.5758293035489004

#define expect_near(result, at, expected, within) expect_near_at((result), (at), (expected), (within), __FILE__, __LINE__)

static void expect_near_at(kp_result result, size_t at, double expected, double within, const char *file, int line) {
    if (result.error || at >= result.rows * result.columns || result.cells[at].number < expected - within ||
        result.cells[at].number > expected + within) {
        print_error("%.10g expected, found error %d, %.10g\n", expected, (int)result.error, result.error ? 0 : result.cells[at].number);
        _fail(file, line);
    }
}

/* p = 0.5, n = 100: √(0.25 / 100) = 0.05. Of 200 the correction is √(100 / 199). */
static void test_margin(void **state) {
    expect_near(CALL(MARGIN, ONE(N(50)), ONE(N(100))), 0, 5 * Z95, 1e-12);
    expect_near(CALL(MARGIN, ONE(N(50)), ONE(N(100)), LEFT_OUT, ONE(N(90))), 0, 5 * Z90, 1e-12);
    expect_near(CALL(MARGIN, ONE(N(50)), ONE(N(100)), LEFT_OUT, ONE(T("99%"))), 0, 5 * Z99, 1e-12);
    expect_near(CALL(MARGIN, ONE(N(50)), ONE(N(100)), LEFT_OUT, ONE(N(0.9))), 0, 5 * Z90, 1e-12); /* 90 % in a cell of percent format */
    expect_near(CALL(MARGIN, ONE(N(20)), ONE(N(100))), 0, 4 * Z95, 1e-12);                        /* √(0.2 × 0.8 / 100) = 0.04 */
    expect_near(CALL(MARGIN, ONE(N(50)), ONE(N(100)), ONE(N(200))), 0, 5 * Z95 * 0.70888120500833, 1e-9);
    expect_number(CALL(MARGIN, ONE(N(50)), ONE(N(100)), ONE(N(100))), 0); /* everybody was asked */
    expect_number(CALL(MARGIN, ONE(N(1)), ONE(N(1)), ONE(N(1))), 0);
    expect_number(CALL(MARGIN, ONE(N(0)), ONE(N(100))), 0);
}

static void test_wilson(void **state) {
    static const struct {
        int part, size;
        double lower, upper;
    } published[] = {{81, 263, 25.53, 36.62}, {15, 148, 6.24, 16.05}, {0, 20, 0, 16.11}, {1, 29, 0.61, 17.18}};
    for (size_t i = 0; i < sizeof published / sizeof *published; i++) {
        kp_area part = ONE(N(published[i].part)), size = ONE(N(published[i].size));
        kp_result both = CALL(MARGIN, part, size, LEFT_OUT, LEFT_OUT, ONE(N(1)));
        assert_int_equal(both.rows, 1);
        assert_int_equal(both.columns, 2);
        expect_near(both, 0, published[i].lower, 0.005);
        expect_near(both, 1, published[i].upper, 0.005);
        expect_near(CALL(MARGIN, part, size, LEFT_OUT, LEFT_OUT, ONE(N(2))), 0, published[i].lower, 0.005);
        expect_near(CALL(MARGIN, part, size, LEFT_OUT, LEFT_OUT, ONE(N(3))), 0, published[i].upper, 0.005);
        /* the share of the others is its mirror */
        kp_result mirror = CALL(MARGIN, ONE(N(published[i].size - published[i].part)), size, LEFT_OUT, LEFT_OUT, ONE(N(1)));
        expect_near(mirror, 0, 100 - published[i].upper, 0.005);
        expect_near(mirror, 1, 100 - published[i].lower, 0.005);
    }
    expect_number(CALL(MARGIN, ONE(N(0)), ONE(N(20)), LEFT_OUT, LEFT_OUT, ONE(N(2))), 0);
    expect_number(CALL(MARGIN, ONE(N(20)), ONE(N(20)), LEFT_OUT, LEFT_OUT, ONE(N(3))), 100);
}

/* 263 of 1000 are worth 263 × 999 / 737 = 356.495 of infinitely many; with p = 81/263 and z² = 3.841459: centre (0.307985 + 0.00538781) / 1.0107756 = 0.310032, half width
 * 1.959964 / 1.0107756 × √(0.213130/356.495 + 3.841459/(4 × 356.495²)) = 0.047711. */
static void test_wilson_of_finite_population(void **state) {
    kp_result both = CALL(MARGIN, ONE(N(81)), ONE(N(263)), ONE(N(1000)), LEFT_OUT, ONE(N(1)));
    expect_near(both, 0, 26.2321, 0.0005);
    expect_near(both, 1, 35.7743, 0.0005);
    both = CALL(MARGIN, ONE(N(25)), ONE(N(50)), ONE(N(50)), LEFT_OUT, ONE(N(1)));
    expect_cell(both, 0, 50);
    expect_cell(both, 1, 50);
}

/* A design that makes the variance four times as large doubles the margin; 30 of 296 with twice the variance tell as much as 15 of 148, 0 of 40 as 0 of 20 (Newcombe's intervals). */
static void test_margin_of_design(void **state) {
    expect_near(CALL(MARGIN, ONE(N(50)), ONE(N(100)), LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(4))), 0, 10 * Z95, 1e-12);
    expect_near(CALL(MARGIN, ONE(N(50)), ONE(N(100)), LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(0.25))), 0, 2.5 * Z95, 1e-12);
    expect_near(CALL(MARGIN, ONE(N(50)), ONE(N(100)), ONE(N(200)), LEFT_OUT, LEFT_OUT, ONE(N(4))), 0, 10 * Z95 * 0.70888120500833, 1e-9);
    expect_number(CALL(MARGIN, ONE(N(50)), ONE(N(100)), ONE(N(100)), LEFT_OUT, LEFT_OUT, ONE(N(4))), 0);
    kp_result both = CALL(MARGIN, ONE(N(30)), ONE(N(296)), LEFT_OUT, LEFT_OUT, ONE(N(1)), ONE(N(2)));
    expect_near(both, 0, 6.24, 0.005);
    expect_near(both, 1, 16.05, 0.005);
    both = CALL(MARGIN, ONE(N(0)), ONE(N(40)), LEFT_OUT, LEFT_OUT, ONE(N(1)), ONE(N(2)));
    expect_cell(both, 0, 0);
    expect_near(both, 1, 16.11, 0.005);
    expect_error(CALL(MARGIN, ONE(N(5)), ONE(N(10)), LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(0))), ARGUMENT);
    expect_error(CALL(MARGIN, ONE(N(5)), ONE(N(10)), LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(-1))), ARGUMENT);
    expect_error(CALL(MARGIN, ONE(N(5)), ONE(N(10)), LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(1001))), ARGUMENT);
    expect_error(CALL(MARGIN, ONE(N(5)), ONE(N(10)), LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(T("两倍"))), TEXT);
    expect_words(EXPLAIN(KP_ZH, "抽样误差", ONE(N(50)), ONE(N(100)), ONE(N(200)), LEFT_OUT, LEFT_OUT, ONE(N(4))),
                 "√(p(1−p) ÷ n × deff) × √((N−n) ÷ (N−1))");
    expect_words(EXPLAIN(KP_ZH, "抽样误差", ONE(N(30)), ONE(N(296)), LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(2))), "n* = 148.00");
    expect_words(EXPLAIN(KP_EN, "kpMargin", ONE(N(30)), ONE(N(296)), LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(2))), "(n = 296, deff = 2)");
}

static void test_margin_errors(void **state) {
    expect_error(CALL(MARGIN, ONE(N(0)), ONE(N(0))), NO_DATA);
    expect_error(CALL(MARGIN, ONE(N(11)), ONE(N(10))), ARGUMENT);
    expect_error(CALL(MARGIN, ONE(N(-1)), ONE(N(10))), ARGUMENT);
    expect_error(CALL(MARGIN, ONE(N(1.5)), ONE(N(10))), ARGUMENT);
    expect_error(CALL(MARGIN, ONE(N(5)), ONE(N(10)), ONE(N(9))), ARGUMENT);
    expect_error(CALL(MARGIN, ONE(N(5)), ONE(N(10)), ONE(N(0))), ARGUMENT);
    expect_error(CALL(MARGIN, ONE(N(5)), ONE(N(10)), LEFT_OUT, ONE(N(0))), ARGUMENT);
    expect_error(CALL(MARGIN, ONE(N(5)), ONE(N(10)), LEFT_OUT, ONE(N(100))), ARGUMENT);
    expect_error(CALL(MARGIN, ONE(N(5)), ONE(N(10)), LEFT_OUT, ONE(N(-5))), ARGUMENT);
    expect_error(CALL(MARGIN, ONE(N(5)), ONE(N(10)), LEFT_OUT, LEFT_OUT, ONE(N(4))), ARGUMENT);
    expect_error(CALL(MARGIN, ONE(T("x")), ONE(N(10))), TEXT);
    expect_error(CALL(MARGIN, ONE(N(5)), ONE(DIV0)), TEXT);
    expect_error(CALL(MARGIN, ONE(NOTHING), ONE(N(10))), NO_DATA);
    expect_error(CALL(MARGIN, ONE(N(5)), AREA(1, 2, N(5), N(5))), ARGUMENT);
}

/* z² p(1−p) / e²: 3.841459 × 0.25 / 0.0025 = 384.15; of 1000: 384.146 / (1 + 383.146/1000) = 277.73. 99 %, 3 points: 6.634897 × 0.25 / 0.0009 = 1843.03. 90 %,
 * 10 points: 2.705543 × 0.25 / 0.01 = 67.64. A share of 20: 3.841459 × 0.16 / 0.0025 = 245.85. */
static void test_sample_size(void **state) {
    expect_number(CALL(SAMPLE_SIZE, ONE(N(5))), 385);
    expect_number(CALL(SAMPLE_SIZE, ONE(N(5)), ONE(N(1000))), 278);
    expect_number(CALL(SAMPLE_SIZE, ONE(N(3)), LEFT_OUT, ONE(N(99))), 1844);
    expect_number(CALL(SAMPLE_SIZE, ONE(N(10)), LEFT_OUT, ONE(N(90))), 68);
    expect_number(CALL(SAMPLE_SIZE, ONE(N(5)), LEFT_OUT, LEFT_OUT, ONE(N(20))), 246);
    expect_number(CALL(SAMPLE_SIZE, ONE(T("0.001")), ONE(N(500))), 500); /* nearly everybody */
    expect_number(CALL(SAMPLE_SIZE, ONE(N(5)), ONE(N(1))), 1);
    expect_number(CALL(SAMPLE_SIZE, ONE(N(5)), LEFT_OUT, LEFT_OUT, ONE(N(0))), 1);
    expect_number(CALL(SAMPLE_SIZE, ONE(N(5)), ONE(N(1000)), LEFT_OUT, ONE(N(100))), 1);
}

static void test_sample_size_errors(void **state) {
    expect_error(CALL(SAMPLE_SIZE, ONE(N(0))), ARGUMENT);
    expect_error(CALL(SAMPLE_SIZE, ONE(N(-5))), ARGUMENT);
    expect_error(CALL(SAMPLE_SIZE, ONE(N(101))), ARGUMENT);
    expect_error(CALL(SAMPLE_SIZE, ONE(N(5)), ONE(N(0))), ARGUMENT);
    expect_error(CALL(SAMPLE_SIZE, ONE(N(5)), ONE(N(10.5))), ARGUMENT);
    expect_error(CALL(SAMPLE_SIZE, ONE(N(5)), LEFT_OUT, ONE(N(100))), ARGUMENT);
    expect_error(CALL(SAMPLE_SIZE, ONE(N(5)), LEFT_OUT, LEFT_OUT, ONE(N(-1))), ARGUMENT);
    expect_error(CALL(SAMPLE_SIZE, ONE(N(5)), LEFT_OUT, LEFT_OUT, ONE(N(101))), ARGUMENT);
    char least[200] = "0.";
    memset(least + 2, '0', 180);
    least[182] = '1';
    expect_error(CALL(SAMPLE_SIZE, ONE(T(least))), ARGUMENT);
    expect_words(EXPLAIN(KP_ZH, "样本量", ONE(T(least))), "误差太小");
    expect_error(CALL(SAMPLE_SIZE, ONE(N(1e-299))), ARGUMENT);
    expect_error(CALL(SAMPLE_SIZE, ONE(T("五"))), TEXT);
}

/* n0 = 384.15: twice that 768.29; with 1.5 of 1000 576.22 / (1 + 575.22/1000) = 365.80; 366 / 0.6 = 610; 385 / 0.55 = 700; 769 / 0.55 = 1398.18; 278 / 0.25 = 1112. */
static void test_design_and_response(void **state) {
    kp_area five = ONE(N(5)), thousand = ONE(N(1000));
    expect_number(CALL(SAMPLE_SIZE, five, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(2))), 769);
    expect_number(CALL(SAMPLE_SIZE, five, thousand, LEFT_OUT, LEFT_OUT, ONE(N(1.5))), 366);
    expect_number(CALL(SAMPLE_SIZE, five, thousand, LEFT_OUT, LEFT_OUT, ONE(N(1.5)), ONE(N(60))), 610);
    expect_number(CALL(SAMPLE_SIZE, five, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(T("55%"))), 700);
    expect_number(CALL(SAMPLE_SIZE, five, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(2)), ONE(N(55))), 1399);
    expect_number(CALL(SAMPLE_SIZE, five, thousand, LEFT_OUT, LEFT_OUT, ONE(N(1)), ONE(N(100))), 278);
    expect_error(CALL(SAMPLE_SIZE, five, thousand, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(25))), UNDECIDED);
    expect_words(EXPLAIN(KP_EN, "kpSampleSize", five, thousand, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(25))),
                 "278 valid answers are needed, for which 1112");
    expect_words(EXPLAIN(KP_ZH, "样本量", five, thousand, LEFT_OUT, LEFT_OUT, ONE(N(1.5)), ONE(N(60))), "设计效应 1.5：n0 = 576.22");
    expect_words(EXPLAIN(KP_ZH, "样本量", five, thousand, LEFT_OUT, LEFT_OUT, ONE(N(1.5)), ONE(N(60))), "应发放 366 ÷ 60%，进一取整：610");
}

static void test_design_and_response_errors(void **state) {
    kp_area five = ONE(N(5));
    static const double bad_designs[] = {0, -1, 1001}, bad_responses[] = {0, -1, 101, 0.6, 1};
    for (size_t i = 0; i < sizeof bad_designs / sizeof *bad_designs; i++)
        expect_error(CALL(SAMPLE_SIZE, five, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(bad_designs[i]))), ARGUMENT);
    for (size_t i = 0; i < sizeof bad_responses / sizeof *bad_responses; i++)
        expect_error(CALL(SAMPLE_SIZE, five, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(bad_responses[i]))), ARGUMENT);
    expect_error(CALL(SAMPLE_SIZE, five, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(T("多"))), TEXT);
}

/* What a cell in percent format shows as 5% it hands over as 0.05: of a margin and a share that is refused; 0.95 as a confidence can mean nothing else. 384.15 as above; 1 point:
 * 3.841459 × 0.25 / 0.0001 = 9603.65; a share of 1: 3.841459 × 0.0099 / 0.0025 = 15.21; a confidence of 0.5 per cent: nearly none. */
static void test_percent_cells(void **state) {
    expect_error(CALL(SAMPLE_SIZE, ONE(N(0.05))), ARGUMENT);
    expect_error(CALL(SAMPLE_SIZE, ONE(N(0.999))), ARGUMENT);
    expect_error(CALL(SAMPLE_SIZE, ONE(N(5)), LEFT_OUT, LEFT_OUT, ONE(N(0.2))), ARGUMENT);
    expect_words(EXPLAIN(KP_ZH, "样本量", ONE(N(0.05))), "百分数格式");
    expect_number(CALL(SAMPLE_SIZE, ONE(T("5%"))), 385);
    expect_number(CALL(SAMPLE_SIZE, ONE(N(1))), 9604);
    expect_number(CALL(SAMPLE_SIZE, ONE(T("5%")), LEFT_OUT, LEFT_OUT, ONE(T("20%"))), 246);
    expect_number(CALL(SAMPLE_SIZE, ONE(N(5)), LEFT_OUT, LEFT_OUT, ONE(N(1))), 16);
    expect_number(CALL(SAMPLE_SIZE, ONE(N(3)), LEFT_OUT, ONE(N(0.99))), 1844);
    expect_number(CALL(SAMPLE_SIZE, ONE(N(3)), LEFT_OUT, ONE(T("99%"))), 1844);
    expect_number(CALL(SAMPLE_SIZE, ONE(N(50)), LEFT_OUT, ONE(T("0.5%"))), 1);
    expect_error(CALL(SAMPLE_SIZE, ONE(N(5)), LEFT_OUT, ONE(N(1))), ARGUMENT);
    expect_error(CALL(SAMPLE_SIZE, ONE(N(5)), LEFT_OUT, ONE(T("100%"))), ARGUMENT);
    expect_error(CALL(SAMPLE_SIZE, ONE(N(5)), LEFT_OUT, ONE(N(101))), ARGUMENT);
    expect_near(CALL(MARGIN, ONE(N(50)), ONE(N(100)), LEFT_OUT, ONE(N(0.95))), 0, 9.7998, 0.00005);
    expect_near(CALL(MARGIN, ONE(N(50)), ONE(N(100)), LEFT_OUT, ONE(T("95%"))), 0, 9.7998, 0.00005);
    expect_error(CALL(MARGIN, ONE(N(50)), ONE(N(100)), LEFT_OUT, ONE(N(1))), ARGUMENT);
}

/* A sample of the size asked for keeps the margin, and one fewer does not. */
static void test_round_trip(void **state) {
    for (int e = 1; e <= 10; e++)
        for (int all = 100; all <= 100000; all *= 10) {
            int n = (int)CALL(SAMPLE_SIZE, ONE(N(e)), ONE(N(all))).cells[0].number;
            kp_result kept = CALL(MARGIN, ONE(N(n / 2)), ONE(N(n / 2 * 2)), ONE(N(all)));
            expect_near(kept, 0, e, n % 2 ? 0.7 : 0.6);
            assert_true(n % 2 || kept.cells[0].number <= e);
            int fewer = (n - 1) / 2 * 2;
            assert_true(CALL(MARGIN, ONE(N(fewer / 2)), ONE(N(fewer)), ONE(N(all))).cells[0].number > e);
        }
}

static void test_explained(void **state) {
    expect_words(EXPLAIN(KP_ZH, "抽样误差", ONE(N(50)), ONE(N(100))), "9.7998");
    expect_words(EXPLAIN(KP_EN, "kpMargin", ONE(N(0)), ONE(N(20))), "Wilson interval (per cent): 0.00 to 16.11");
    expect_words(EXPLAIN(KP_EN, "kpMargin", ONE(N(0)), ONE(N(20))), "means nothing");
    expect_words(EXPLAIN(KP_ZH, "kpMargin", ONE(N(9)), ONE(N(20)), ONE(N(20))), "没有抽样误差");
    expect_words(EXPLAIN(KP_ZH, "样本量", ONE(N(5)), ONE(N(1000))), "277.73");
    expect_words(EXPLAIN(KP_EN, "kpSampleSize", ONE(N(5))), "384.15");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_SESSION("the margin of error is that of the textbooks", test_margin),
        IN_SESSION("Wilson intervals agree with published ones, at 0 and 100 per cent too", test_wilson),
        IN_SESSION("of a finite population the interval is narrower", test_wilson_of_finite_population),
        IN_SESSION("a design effect makes the sample worth less", test_margin_of_design),
        IN_SESSION("samples that cannot be are errors", test_margin_errors),
        IN_SESSION("95 per cent and 5 points need 385 answers, of 1000 people 278", test_sample_size),
        IN_SESSION("margins and shares that cannot be are errors", test_sample_size_errors),
        IN_SESSION("a design effect and a response make the sample larger", test_design_and_response),
        IN_SESSION("designs and responses that cannot be are errors", test_design_and_response_errors),
        IN_SESSION("what may be a cell in percent format is refused, but for 95% of confidence", test_percent_cells),
        IN_SESSION("a sample of the size asked for keeps the margin", test_round_trip),
        IN_SESSION("the formula is told with its numbers", test_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
