/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * statistics.c - 抽样误差 and 样本量: what a share found in a sample is worth. Statistics are binary numbers: no mark is made of them.
 *
 * The margin is that of the normal approximation, z·√(p(1−p)/n)·√((N−n)/(N−1)), the second root being the finite population correction (W. G. Cochran, Sampling Techniques,
 * 3rd ed. 1977, sections 2.6 and 3.2). The interval is that of E. B. Wilson (Journal of the American Statistical Association 22, 1927, 209-212), which also holds
 * for shares near 0 and 1; of a finite population it is taken of the effective sample n·(N−1)/(N−n), the one that as a part of an infinite population has the
 * same variance. The sample for a margin is that of sample_size.h.
 */
#include "call.h"
#include "kaoping/num.h"
#include "kaoping/sample_size.h"
#include "kaoping/typed.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#define MOST_HEADS INT64_C(1000000000000) /* a sample or population: more than there are people */

/* The quantile of the normal distribution for a confidence level in per cent. A cell in percent format holds 0.95 for 95 per cent: nobody means less than one per cent; and 1 may
 * be 100 per cent, which no sample gives. */
static double read_quantile(call *c, size_t argument, double *confidence) {
    kp_num level = call_num(c, argument, kp_num_int(95));
    kp_value value = call_given(c, argument) ? call_value(c, argument) : (kp_value){0};
    bool sign = value.kind == KP_VALUE_TEXT && (kp_parse_typed(c->arena, value.text).liberties & KP_TYPED_PERCENT);
    bool one = kp_num_equal(level, KP_ONE);
    if (!sign && kp_num_compare(level, KP_ONE) < 0)
        level = kp_num_mul(c->arena, level, kp_num_int(100));
    *confidence = kp_num_to_double(level);
    double tail = (1 - *confidence / 100) / 2;
    if (one || kp_num_sign(level) <= 0 || kp_num_compare(level, kp_num_int(100)) >= 0 || tail <= 0)
        call_fail_at(
            c, KP_FUNCTION_ERROR_ARGUMENT, argument, 0, 0, &value,
            "置信度应大于 0、小于 100（如 95，或百分数格式的 95%），1 也不行 | the confidence must be above 0 and below 100, 95 say (or 95% in a "
            "cell of that format), and not 1");
    return c->failed ? 0 : gsl_cdf_ugaussian_Qinv(tail);
}

static kp_value number_cell(double number) { return (kp_value){.kind = KP_VALUE_NUMBER, .number = number}; }

/* ---- 抽样误差 ---- */

typedef struct sample {
    double part, size;
    double population; /* 0: taken for infinite */
    double z, confidence;
} sample;

static double share_of(const sample *s) { return s->part / s->size; }

static bool is_census(const sample *s) { return s->population > 0 && s->size >= s->population; }

static double margin_of(const sample *s) {
    if (is_census(s))
        return 0;
    double p = share_of(s), correction = s->population > 0 ? (s->population - s->size) / (s->population - 1) : 1;
    return s->z * sqrt(p * (1 - p) / s->size * correction);
}

static void wilson_bounds(const sample *s, double *lower, double *upper) {
    double p = share_of(s), n = s->size, z = s->z;
    *lower = *upper = p;
    if (is_census(s))
        return;
    if (s->population > 0)
        n *= (s->population - 1) / (s->population - s->size);
    double middle = p + z * z / (2 * n), half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)), whole = 1 + z * z / n;
    *lower = s->part <= 0 ? 0 : fmax(0, (middle - half) / whole); /* the bounds touch 0 and 1 exactly, which binary numbers may miss */
    *upper = s->part >= s->size ? 1 : fmin(1, (middle + half) / whole);
}

static void say_margin(call *c, const sample *s) {
    double lower, upper;
    wilson_bounds(s, &lower, &upper);
    call_say(c,
             kp_format(c->arena, "比例 p = %.0f ÷ %.0f = %.4f；置信度 %.6g%%，z = %.4f | share p = %.0f / %.0f = %.4f; confidence %.6g%%, z = %.4f",
                       s->part, s->size, share_of(s), s->confidence, s->z, s->part, s->size, share_of(s), s->confidence, s->z));
    if (is_census(s))
        call_say(c, "样本就是总体，没有抽样误差 | the sample is the whole population: there is no sampling error");
    else if (s->population > 0)
        call_say(c, kp_format(c->arena,
                              "误差 = z × √(p(1−p) ÷ n) × √((N−n) ÷ (N−1)) × 100 = %.4f 个百分点（n = %.0f，N = %.0f） | "
                              "margin = z × √(p(1−p)/n) × √((N−n)/(N−1)) × 100 = %.4f percentage points (n = %.0f, N = %.0f)",
                              100 * margin_of(s), s->size, s->population, 100 * margin_of(s), s->size, s->population));
    else
        call_say(c, kp_format(c->arena,
                              "误差 = z × √(p(1−p) ÷ n) × 100 = %.4f 个百分点（n = %.0f） | "
                              "margin = z × √(p(1−p)/n) × 100 = %.4f percentage points (n = %.0f)",
                              100 * margin_of(s), s->size, 100 * margin_of(s), s->size));
    call_say(c, kp_format(c->arena, "Wilson 区间（%%）：%.2f 至 %.2f | Wilson interval (per cent): %.2f to %.2f", 100 * lower, 100 * upper,
                          100 * lower, 100 * upper));
    if ((s->part <= 0 || s->part >= s->size) && !is_census(s))
        call_say(c, "比例为 0 或 100% 时误差公式得 0，不可信，请看 Wilson 区间 | at 0 or 100 per cent the formula of the margin gives 0, which means "
                    "nothing: see the "
                    "Wilson interval");
}

static sample read_sample(call *c) {
    enum { PART, SIZE, POPULATION, CONFIDENCE };
    int64_t part = call_int(c, PART, 0, 0, MOST_HEADS), size = call_int(c, SIZE, 0, 0, MOST_HEADS);
    int64_t population = call_int(c, POPULATION, 0, 1, MOST_HEADS);
    sample s = {.part = (double)part, .size = (double)size, .population = (double)population};
    if (part > size)
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "票数多于有效样本数 | the part is larger than the sample");
    if (population > 0 && size > population)
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "有效样本数多于总体 | the sample is larger than the population");
    if (size == 0)
        call_fail(c, KP_FUNCTION_ERROR_NO_DATA, "没有有效票 | there is no valid answer");
    s.z = read_quantile(c, CONFIDENCE, &s.confidence);
    return s;
}

void function_MARGIN(call *c) {
    enum { KIND = 4, MARGIN = 0, BOTH, LOWER, UPPER };
    sample s = read_sample(c);
    int64_t kind = call_int(c, KIND, MARGIN, MARGIN, UPPER);
    if (c->failed)
        return;
    double lower, upper;
    wilson_bounds(&s, &lower, &upper);
    kp_value *cells = call_cells(c, 1, kind == BOTH ? 2 : 1);
    cells[0] = number_cell(100 * (kind == MARGIN ? margin_of(&s) : kind == UPPER ? upper : lower));
    if (kind == BOTH)
        cells[1] = number_cell(100 * upper);
    if (c->explain)
        say_margin(c, &s);
}

/* ---- 样本量 ---- */

static void say_sample_size(call *c, const kp_sample_wanted *wanted, const kp_sample_size *size) {
    double p = wanted->share, e = wanted->margin, all = wanted->population, srs = size->unlimited / wanted->deff;
    call_say(c, kp_format(c->arena,
                          "n0 = z² × p(1−p) ÷ e² = %.4f² × %.4f × %.4f ÷ %.4f² = %.2f（置信度 %.6g%%） | "
                          "n0 = z² × p(1−p) / e² = %.4f² × %.4f × %.4f / %.4f² = %.2f (confidence %.6g%%)",
                          size->z, p, 1 - p, e, srs, wanted->confidence, size->z, p, 1 - p, e, srs, wanted->confidence));
    if (wanted->deff != 1)
        call_say(c, kp_format(c->arena, "设计效应 %.6g：n0 = %.2f | design effect %.6g: n0 = %.2f", wanted->deff, size->unlimited, wanted->deff,
                              size->unlimited));
    if (all > 0)
        call_say(c, kp_format(c->arena, "n = n0 ÷ (1 + (n0−1) ÷ N) = %.2f（N = %.0f） | n = n0 / (1 + (n0−1)/N) = %.2f (N = %.0f)", size->corrected,
                              all, size->corrected, all));
    call_say(c, kp_format(c->arena, "进一取整：%.0f | rounded up: %.0f", size->needed, size->needed));
    if (wanted->response < 1)
        call_say(
            c,
            kp_format(
                c->arena,
                "有效回收率 %.6g%%，应发放 %.0f ÷ %.6g%%，进一取整：%.0f | %.6g%% come back valid: %.0f / %.6g%% are to be issued, rounded up: %.0f",
                100 * wanted->response, size->needed, 100 * wanted->response, size->issued, 100 * wanted->response, size->needed,
                100 * wanted->response, size->issued));
}

/* The sizes where they can be had. */
static void check_sample_size(call *c, const kp_sample_wanted *wanted, const kp_sample_size *size) {
    if (!c->failed && !isfinite(size->issued))
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "误差太小 | the margin is too small");
    if (!c->failed && size->beyond)
        call_fail(
            c, KP_FUNCTION_ERROR_UNDECIDED,
            kp_format(
                c->arena,
                "需要有效样本 %.0f，按有效回收率要发放 %.0f，多于总体 %.0f，达不到这个误差 | %.0f valid answers are needed, for which %.0f are to be "
                "issued: more than the %.0f there are, so the margin cannot be had",
                size->needed, size->issued, wanted->population, size->needed, size->issued, wanted->population));
}

void function_SAMPLE_SIZE(call *c) {
    enum { MARGIN, POPULATION, CONFIDENCE, SHARE, DEFF, RESPONSE };
    kp_num hundred = kp_num_int(100);
    kp_num margin = call_num_within(c, MARGIN, KP_ONE, KP_ZERO, hundred);
    kp_num share = call_num_within(c, SHARE, kp_num_int(50), KP_ZERO, hundred);
    kp_num response = call_num_within(c, RESPONSE, hundred, KP_ZERO, hundred), deff = call_num_within(c, DEFF, KP_ONE, KP_ZERO, kp_num_int(1000));
    kp_sample_wanted wanted = {.population = (double)call_int(c, POPULATION, 0, 1, MOST_HEADS)};
    call_no_share(c, MARGIN, margin, false);
    call_no_share(c, SHARE, share, false);
    call_no_share(c, RESPONSE, response, true);
    read_quantile(c, CONFIDENCE, &wanted.confidence);
    if (kp_num_sign(margin) <= 0)
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "误差应大于 0 | the margin must be above 0");
    if (kp_num_sign(deff) <= 0)
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "设计效应应大于 0 | the design effect must be above 0");
    if (kp_num_sign(response) <= 0)
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "有效回收率应大于 0 | the response must be above 0");
    if (c->failed)
        return;
    wanted.margin = kp_num_to_double(margin) / 100;
    wanted.share = kp_num_to_double(share) / 100;
    wanted.deff = kp_num_to_double(deff);
    wanted.response = kp_num_to_double(response) / 100;
    kp_sample_size size = kp_sample_size_for(&wanted);
    check_sample_size(c, &wanted, &size);
    if (c->failed)
        return;
    *call_cells(c, 1, 1) = number_cell(size.issued);
    if (c->explain)
        say_sample_size(c, &wanted, &size);
}
