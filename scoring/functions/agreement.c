/* SPDX-License-Identifier: GPL-3.0-or-later */
/* agreement.c - 评价一致性: whether evaluators agree, and who marks high or low. Statistics are binary numbers: no mark is made of them. */
#include "call.h"
#include "choice.h"
#include "kaoping/agreement.h"

#include <math.h>

enum { MARKS, KIND };

enum { KENDALL_W = 1, ICC_ONE, ICC_MEAN, ALPHA, LENIENCY };

static const kp_choice kinds[] = {
    {KENDALL_W, "kendall_w", "Kendall W | Kendall's W"}, {ICC_ONE, "icc_2_1", "ICC(2,1)"},          {ICC_MEAN, "icc_2_k", "ICC(2,k)"},
    {ALPHA, "alpha", "Cronbach α | Cronbach's alpha"},   {LENIENCY, "leniency", "宽严 | leniency"}, {0, NULL, NULL}};

#define CONFIDENCE 95
#define LEVEL      0.05

/* ---- marks ---- */

typedef struct read_ratings {
    kp_ratings ratings;
    size_t judged; /* rows with a mark */
} read_ratings;

static read_ratings read_marks(call *c) {
    size_t rows = 0, columns = 0;
    const kp_value *cells = call_area(c, MARKS, &rows, &columns);
    double *values = KP_NEW_ARRAY(c->arena, double, rows *columns);
    read_ratings read = {.ratings = {values, rows, columns}};
    for (size_t row = 0; row < rows && !c->failed; row++) {
        bool any = false;
        for (size_t column = 0; column < columns; column++) {
            const kp_value *cell = &cells[row * columns + column];
            kp_num mark;
            bool left_out = false, given = !call_is_nothing(cell) && call_cell_num(c, MARKS, row, column, cell, &mark, &left_out);
            values[row * columns + column] = given ? kp_num_to_double(mark) : NAN;
            any |= given;
        }
        read.judged += any;
    }
    if (!c->failed && columns < 2)
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "至少要有两列，一列一位评价者 | there must be two columns at least, one for each evaluator");
    if (!c->failed && !read.judged)
        call_fail(c, KP_FUNCTION_ERROR_NO_DATA, "没有评分 | there are no marks");
    return read;
}

/* False after call_fail() where there is no figure. */
static bool is_sound(call *c, kp_agreement_fault fault) {
    if (fault == KP_AGREEMENT_NO_VARIANCE)
        call_fail(c, KP_FUNCTION_ERROR_UNDECIDED, "评分没有差别，看不出是否一致 | the marks do not differ: nothing can be told of them");
    else if (fault)
        call_fail(c, KP_FUNCTION_ERROR_UNDECIDED, "各评价者都打了分的对象不足两个 | fewer than two units are marked by all evaluators");
    return !fault;
}

static void give(call *c, double figure) { *call_cells(c, 1, 1) = (kp_value){.kind = KP_VALUE_NUMBER, .number = figure}; }

/* ---- words ---- */

static const char *p_words(call *c, double p) { return p < 0.0001 ? "p < 0.0001" : kp_format(c->arena, "p = %.4f", p); }

static void say_rows(call *c, const read_ratings *read, size_t used) {
    call_say(c,
             kp_format(c->arena, "%zu 个对象，%zu 位评价者 | units: %zu, evaluators: %zu", used, read->ratings.raters, used, read->ratings.raters));
    if (read->judged > used)
        call_say(c, kp_format(c->arena, "另有 %zu 行评分不全，没有计入 | rows with gaps, left out: %zu", read->judged - used, read->judged - used));
}

/* ---- figures ---- */

static void give_w(call *c, const read_ratings *read) {
    kp_concordance w = kp_kendall_w(c->arena, &read->ratings);
    if (!is_sound(c, w.fault))
        return;
    give(c, w.w);
    say_rows(c, read, w.used);
    call_say(c, kp_format(c->arena,
                          "Kendall W = %.4f（0 为毫无一致，1 为名次完全相同；并列已修正） | Kendall's W = %.4f (0: no agreement, 1: the same order "
                          "by all; corrected for ties)",
                          w.w, w.w));
    call_say(c, kp_format(c->arena, "χ² = %.4f，自由度 %.0f，%s | χ² = %.4f, df = %.0f, %s", w.chi_square, w.df, p_words(c, w.p), w.chi_square, w.df,
                          p_words(c, w.p)));
}

static void give_icc(call *c, const read_ratings *read, kp_icc_kind kind, const char *name) {
    kp_icc_set set = kp_icc_of(c->arena, &read->ratings, CONFIDENCE);
    const kp_icc *icc = &set.of[kind];
    if (!is_sound(c, set.fault))
        return;
    if (!isfinite(icc->value)) {
        is_sound(c, KP_AGREEMENT_NO_VARIANCE);
        return;
    }
    give(c, icc->value);
    say_rows(c, read, set.used);
    call_say(c, kp_format(c->arena, "%s = %.4f", name, icc->value));
    if (isfinite(icc->lower) && isfinite(icc->upper))
        call_say(c, kp_format(c->arena, "%d%% 置信区间：%.4f 至 %.4f | %d%% confidence interval: %.4f to %.4f", CONFIDENCE, icc->lower, icc->upper,
                              CONFIDENCE, icc->lower, icc->upper));
    call_say(c, kp_format(c->arena,
                          "均方：对象间 %.4f，评价者间 %.4f，残差 %.4f；F = %.4f（%.0f，%.0f），%s | "
                          "mean squares: units %.4f, evaluators %.4f, residual %.4f; F = %.4f (%.0f, %.0f), %s",
                          set.between_units, set.between_raters, set.residual, icc->f, icc->df1, icc->df2, p_words(c, icc->p), set.between_units,
                          set.between_raters, set.residual, icc->f, icc->df1, icc->df2, p_words(c, icc->p)));
}

static void give_alpha(call *c, const read_ratings *read) {
    kp_alpha alpha = kp_alpha_of(c->arena, &read->ratings);
    if (!is_sound(c, alpha.fault))
        return;
    give(c, alpha.alpha);
    say_rows(c, read, alpha.used);
    call_say(c, kp_format(c->arena, "Cronbach α = %.4f | Cronbach's alpha = %.4f", alpha.alpha, alpha.alpha));
    for (size_t j = 0; j < read->ratings.raters; j++)
        if (isfinite(alpha.without[j]))
            call_say(c, kp_format(c->arena, "去掉第 %zu 列：%.4f | without column %zu: %.4f", j + 1, alpha.without[j], j + 1, alpha.without[j]));
}

static void say_leniency(call *c, size_t column, const kp_leniency *rater) {
    static const char *const tendencies[][2] = {
        {"偏严", "marks low"}, {"看不出偏宽偏严", "neither high nor low for certain"}, {"偏宽", "marks high"}};
    const char *const *tendency = tendencies[rater->tendency + 1];
    if (!rater->units)
        call_say(c, kp_format(c->arena, "第 %zu 列：没有与别人共同评过的对象 | column %zu: no unit that another has marked too", column, column));
    else
        call_say(c,
                 kp_format(c->arena,
                           "第 %zu 列：比平均 %+.4f（z = %.2f），比其他人 %+.4f，t = %.2f，自由度 %.0f，Holm 校正 %s：%s | "
                           "column %zu: %+.4f from the mean (z = %.2f), %+.4f from the others, t = %.2f, df = %.0f, %s by Holm: %s",
                           column, rater->deviation, rater->z, rater->against_others, rater->t, rater->df, p_words(c, rater->adjusted), tendency[0],
                           column, rater->deviation, rater->z, rater->against_others, rater->t, rater->df, p_words(c, rater->adjusted), tendency[1]));
}

static void give_leniency(call *c, const read_ratings *read) {
    size_t raters = read->ratings.raters, known = 0;
    const kp_leniency *found = kp_leniency_of(c->arena, &read->ratings, LEVEL);
    for (size_t j = 0; j < raters; j++)
        known += found[j].units > 0;
    if (!known) {
        call_fail(c, KP_FUNCTION_ERROR_UNDECIDED, "没有两人都评过的对象 | no unit is marked by two evaluators");
        return;
    }
    kp_value *cells = call_cells(c, 1, raters);
    for (size_t j = 0; j < raters; j++) {
        if (found[j].units)
            cells[j] = (kp_value){.kind = KP_VALUE_NUMBER, .number = found[j].deviation};
        say_leniency(c, j + 1, &found[j]);
    }
}

void function_AGREEMENT(call *c) {
    read_ratings read = read_marks(c);
    int kind = call_choice_among(c, KIND, kinds);
    if (c->failed)
        return;
    switch (kind) {
    case ICC_ONE: give_icc(c, &read, KP_ICC_2_1, "ICC(2,1)"); break;
    case ICC_MEAN: give_icc(c, &read, KP_ICC_2_K, "ICC(2,k)"); break;
    case ALPHA: give_alpha(c, &read); break;
    case LENIENCY: give_leniency(c, &read); break;
    default: give_w(c, &read); break;
    }
}
