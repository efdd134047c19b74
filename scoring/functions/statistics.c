/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * statistics.c - 抽样误差 and 样本量: what a share found in a sample is worth. Statistics are binary numbers: no mark is made of them.
 *
 * Margin and intervals are those of interval.h: the margin that of the normal approximation, Wilson's interval of the effective sample, which as a part of an infinite population
 * has the same variance. The sample for a margin is that of sample_size.h.
 */
#include "statistics.h"
#include "kaoping/interval.h"
#include "kaoping/num.h"
#include "kaoping/sample_size.h"
#include "kaoping/typed.h"

#include <math.h>

#define MOST_HEADS INT64_C(1000000000000) /* a sample or population: more than there are people */

double call_confidence(call *c, size_t argument) {
    kp_num level = call_num(c, argument, kp_num_int(95));
    kp_value value = call_given(c, argument) ? call_value(c, argument) : (kp_value){0};
    bool sign = value.kind == KP_VALUE_TEXT && (kp_parse_typed(c->arena, value.text).liberties & KP_TYPED_PERCENT);
    bool one = kp_num_equal(level, KP_ONE);
    if (!sign && kp_num_compare(level, KP_ONE) < 0)
        level = kp_num_mul(c->arena, level, kp_num_int(100));
    double confidence = kp_num_to_double(level);
    if (one || kp_num_sign(level) <= 0 || kp_num_compare(level, kp_num_int(100)) >= 0 || isnan(kp_quantile(confidence, INFINITY)))
        call_fail_at(
            c, KP_FUNCTION_ERROR_ARGUMENT, argument, 0, 0, &value,
            "置信度应大于 0、小于 100（如 95，或百分数格式的 95%），1 也不行 | the confidence must be above 0 and below 100, 95 say (or 95% in a "
            "cell of that format), and not 1");
    return confidence;
}

static double read_deff(call *c, size_t argument) {
    kp_num deff = call_num_within(c, argument, KP_ONE, KP_ZERO, kp_num_int(1000));
    if (kp_num_sign(deff) <= 0)
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "设计效应应大于 0 | the design effect must be above 0");
    return kp_num_to_double(deff);
}

static kp_value number_cell(double number) { return (kp_value){.kind = KP_VALUE_NUMBER, .number = number}; }

/* ---- 抽样误差 ---- */

typedef struct sample {
    double part, size;
    double population; /* 0: taken for infinite */
    double confidence, deff;
} sample;

static double share_of(const sample *s) { return s->part / s->size; }

static bool is_census(const sample *s) { return s->population > 0 && s->size >= s->population; }

static bool has_design(const sample *s) { return s->deff < 1 || s->deff > 1; }

static double margin_of(const sample *s) { return kp_margin_of_share(share_of(s), s->size, s->population, s->deff, s->confidence); }

static kp_interval wilson_of(const sample *s) {
    double share = share_of(s), effective = kp_effective_sample(s->size, s->population, s->deff);
    return is_census(s) ? (kp_interval){share, share} : kp_interval_wilson(share * effective, effective, s->confidence);
}

/* The formula with what is in it: the population and the design effect only where they are given. */
static void say_formula(call *c, const sample *s) {
    const char *all = s->population > 0 ? kp_format(c->arena, "，N = %.0f | , N = %.0f", s->population, s->population) : "";
    const char *design = has_design(s) ? kp_format(c->arena, "，deff = %.6g | , deff = %.6g", s->deff, s->deff) : "";
    const char *times_deff = has_design(s) ? " × deff" : "";
    double margin = 100 * margin_of(s);
    call_say(c, kp_format(c->arena,
                          "误差 = z × √(p(1−p) ÷ n%s)%s × 100 = %.4f 个百分点（n = %.0f%s%s） | "
                          "margin = z × √(p(1−p)/n%s)%s × 100 = %.4f percentage points (n = %.0f%s%s)",
                          times_deff, *all ? " × √((N−n) ÷ (N−1))" : "", margin, s->size, kp_text(c->arena, all, KP_ZH),
                          kp_text(c->arena, design, KP_ZH), times_deff, *all ? " × √((N−n)/(N−1))" : "", margin, s->size,
                          kp_text(c->arena, all, KP_EN), kp_text(c->arena, design, KP_EN)));
}

static void say_margin(call *c, const sample *s) {
    kp_interval wilson = wilson_of(s);
    double z = kp_quantile(s->confidence, INFINITY);
    call_say(c,
             kp_format(c->arena, "比例 p = %.0f ÷ %.0f = %.4f；置信度 %.6g%%，z = %.4f | share p = %.0f / %.0f = %.4f; confidence %.6g%%, z = %.4f",
                       s->part, s->size, share_of(s), s->confidence, z, s->part, s->size, share_of(s), s->confidence, z));
    if (is_census(s))
        call_say(c, "样本就是总体，没有抽样误差 | the sample is the whole population: there is no sampling error");
    else
        say_formula(c, s);
    call_say(c, kp_format(c->arena, "Wilson 区间（%%）：%.2f 至 %.2f | Wilson interval (per cent): %.2f to %.2f", 100 * wilson.lower,
                          100 * wilson.upper, 100 * wilson.lower, 100 * wilson.upper));
    if (has_design(s) && !is_census(s)) {
        double effective = kp_effective_sample(s->size, s->population, s->deff);
        call_say(c, kp_format(c->arena,
                              "区间按有效样本 n* = %.2f 计（同样可靠的简单随机样本） | "
                              "the interval is that of the effective sample n* = %.2f, the simple random one that tells as much",
                              effective, effective));
    }
    if ((s->part <= 0 || s->part >= s->size) && !is_census(s))
        call_say(c, "比例为 0 或 100% 时误差公式得 0，不可信，请看 Wilson 区间 | at 0 or 100 per cent the formula of the margin gives 0, which means "
                    "nothing: see the "
                    "Wilson interval");
}

static sample read_sample(call *c) {
    enum { PART, SIZE, POPULATION, CONFIDENCE, KIND, DEFF };
    int64_t part = call_int(c, PART, 0, 0, MOST_HEADS), size = call_int(c, SIZE, 0, 0, MOST_HEADS);
    int64_t population = call_int(c, POPULATION, 0, 1, MOST_HEADS);
    sample s = {.part = (double)part, .size = (double)size, .population = (double)population};
    if (part > size)
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "票数多于有效样本数 | the part is larger than the sample");
    if (population > 0 && size > population)
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "有效样本数多于总体 | the sample is larger than the population");
    if (size == 0)
        call_fail(c, KP_FUNCTION_ERROR_NO_DATA, "没有有效票 | there is no valid answer");
    s.confidence = call_confidence(c, CONFIDENCE);
    s.deff = read_deff(c, DEFF);
    return s;
}

void function_MARGIN(call *c) {
    enum { KIND = 4, MARGIN = 0, BOTH, LOWER, UPPER };
    sample s = read_sample(c);
    int64_t kind = call_int(c, KIND, MARGIN, MARGIN, UPPER);
    if (c->failed)
        return;
    kp_interval wilson = wilson_of(&s);
    kp_value *cells = call_cells(c, 1, kind == BOTH ? 2 : 1);
    cells[0] = number_cell(100 * (kind == MARGIN ? margin_of(&s) : kind == UPPER ? wilson.upper : wilson.lower));
    if (kind == BOTH)
        cells[1] = number_cell(100 * wilson.upper);
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
    kp_num response = call_num_within(c, RESPONSE, hundred, KP_ZERO, hundred);
    kp_sample_wanted wanted = {.deff = read_deff(c, DEFF), .population = (double)call_int(c, POPULATION, 0, 1, MOST_HEADS)};
    call_no_share(c, MARGIN, margin, false);
    call_no_share(c, SHARE, share, false);
    call_no_share(c, RESPONSE, response, true);
    wanted.confidence = call_confidence(c, CONFIDENCE);
    if (kp_num_sign(margin) <= 0)
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "误差应大于 0 | the margin must be above 0");
    if (kp_num_sign(response) <= 0)
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "有效回收率应大于 0 | the response must be above 0");
    if (c->failed)
        return;
    wanted.margin = kp_num_to_double(margin) / 100;
    wanted.share = kp_num_to_double(share) / 100;
    wanted.response = kp_num_to_double(response) / 100;
    kp_sample_size size = kp_sample_size_for(&wanted);
    check_sample_size(c, &wanted, &size);
    if (c->failed)
        return;
    *call_cells(c, 1, 1) = number_cell(size.issued);
    if (c->explain)
        say_sample_size(c, &wanted, &size);
}
