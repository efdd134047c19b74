/* SPDX-License-Identifier: GPL-3.0-or-later */
/* grade.c - 考评等次: the grade of each score, by the bands and quotas of a scheme or by a table of bands. */
#include "pairs.h"
#include "scored_rows.h"
#include "kaoping/condition.h"
#include "kaoping/names.h"
#include "kaoping/scheme_fields.h"

#include <stdlib.h>

enum { SCORES, SCHEME, GROUPS };

/* ---- the rules ---- */

/* What can be said of a unit by its score alone; everybody here takes part. */
static bool needs_more(kp_condition_op op) {
    return op != KP_COND_AND && op != KP_COND_OR && op != KP_COND_NOT && op != KP_COND_SCORE && op != KP_COND_GRADE && op != KP_COND_EXCLUDED;
}

/* What a scheme asks for besides the score before it gives a grade: then the score decides nothing. */
static void refuse_undecided(call *c, const kp_scheme *whole) {
    for (size_t i = 0; i < whole->band_count && !c->failed; i++)
        if (whole->bands[i].quotas.count)
            call_fail_at(
                c, KP_FUNCTION_ERROR_UNDECIDED, SCHEME, 0, 0, NULL,
                kp_format(c->arena,
                          "等次“%s”的名额因“%s”而异，只凭得分定不了等次 | the quota of %s differs by %s, so the score alone decides no grade",
                          kp_text(c->arena, whole->bands[i].title, KP_ZH), kp_text(c->arena, whole->bands[i].quota_by, KP_ZH),
                          kp_text(c->arena, whole->bands[i].title, KP_EN), kp_text(c->arena, whole->bands[i].quota_by, KP_EN)));
    for (size_t i = 0; i < whole->rule_count && !c->failed; i++) {
        const kp_condition *test = whole->rules[i].when.condition ? kp_condition_find(whole->rules[i].when.condition, needs_more) : NULL;
        if (test)
            call_fail_at(
                c, KP_FUNCTION_ERROR_UNDECIDED, SCHEME, 0, 0, NULL,
                kp_format(c->arena,
                          "等次规则“%s”要看“%s”，只凭得分定不了等次 | the rule of grades “%s” looks at %s, so the score alone decides no grade",
                          kp_text(c->arena, whole->rules[i].title, KP_ZH), kp_condition_word(test->op, KP_ZH),
                          kp_text(c->arena, whole->rules[i].title, KP_EN), kp_condition_word(test->op, KP_EN)));
    }
}

/* Of a scheme only what grades: totals are given, so its indicators ask for nothing, and no mark tells equal totals apart. */
static kp_scheme *grades_of(call *c, const kp_scheme *whole, kp_num *least, kp_num *most) {
    kp_scheme *scheme = KP_NEW(c->arena, kp_scheme);
    kp_indicator *total = KP_NEW(c->arena, kp_indicator);
    *total = whole->indicators[0];
    total->end = 1;
    *scheme = *whole;
    scheme->indicators = total;
    scheme->indicator_count = 1;
    scheme->tie_break.count = scheme->unit_fields.count = 0;
    scheme->list_count = scheme->target_count = 0;
    scheme->combine_by = ""; /* they look at marks and fields, too */
    kp_given_bounds(c->arena, whole, 0, least, most);
    scheme->minimum = (kp_optional){true, *least};
    scheme->maximum = (kp_optional){true, *most};
    return scheme;
}

/* Best first; the one without a bound is the last. */
static int compare_bounds(const void *a, const void *b) {
    const named_number *x = a, *y = b;
    return x->rest != y->rest ? (x->rest ? 1 : -1) : kp_num_compare(y->number, x->number);
}

static const char *const rest_words[] = {"其他 | else", "其余 | otherwise", "以下 | below", NULL};

enum { GRADE, LOWER, UPPER }; /* columns of a table of bands; the last may be left out */

/* A third column repeats the bounds: each must be the lower bound of the next better grade, of which the best has none. */
static void check_upper(call *c, const named_number *pair, const named_number *above, const kp_value *upper) {
    kp_num number = KP_ZERO;
    bool is_number = call_is_num(c, upper, &number);
    if (!above && is_number && !pair->rest && kp_num_compare(number, pair->number) <= 0)
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, SCHEME, pair->row, UPPER, upper, "上限应大于下限 | the upper bound must be above the lower one");
    if (!above || (is_number && kp_num_equal(number, above->number)))
        return;
    const char *wanted = kp_num_exact(c->arena, above->number);
    call_fail_at(
        c, KP_FUNCTION_ERROR_ARGUMENT, SCHEME, pair->row, UPPER, upper,
        kp_format(c->arena, "上限应等于高一等次的下限 %s | the upper bound must be the lower bound of the next better grade, %s", wanted, wanted));
}

static kp_scheme *scheme_of_bands(call *c, const scored_rows *rows) {
    size_t height, width;
    const kp_value *cells = call_area(c, SCHEME, &height, &width);
    named_numbers pairs = call_named_numbers_in(c, SCHEME, width, rest_words);
    kp_band *bands = KP_NEW_ARRAY(c->arena, kp_band, pairs.count);
    if (pairs.count)
        qsort(pairs.items, pairs.count, sizeof *pairs.items, compare_bounds);
    for (size_t i = 0; i < pairs.count && !c->failed; i++) {
        const named_number *pair = &pairs.items[i], *above = i ? pair - 1 : NULL;
        if (above && pair->rest == above->rest && (pair->rest || kp_num_equal(pair->number, above->number)))
            call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, SCHEME, pair->row, 1, NULL,
                         pair->rest ? "没有下限的等次只能有一个 | only one grade may be without a lower bound"
                                    : "两个等次的下限相同 | two grades have the same lower bound");
        if (width > UPPER)
            check_upper(c, pair, above, &cells[pair->row * width + UPPER]);
        bands[i] = (kp_band){.id = "",
                             .title = kp_verbatim(c->arena, pair->name),
                             .note = "",
                             .from = {!pair->rest, pair->number},
                             .to = {above != NULL, above ? above->number : KP_ZERO},
                             .quota = {.value = KP_ZERO}};
    }
    kp_scheme *scheme = total_scheme(c->arena, rows);
    scheme->bands = bands;
    scheme->band_count = pairs.count;
    return scheme;
}

static bool is_section(const kp_value *value) {
    for (size_t i = 0; value->kind == KP_VALUE_TEXT && i < KP_SECTION_COUNT; i++)
        if (kp_text_matches(kp_sections[i].title, value->text) || kp_text_matches(kp_sections[i].key, value->text))
            return true;
    return false;
}

/* The name of a scheme, which stands alone; or a sheet 方案: a row of it is nothing but the title of a section. */
static bool is_scheme(call *c) {
    size_t height, width, filled = 0;
    const kp_value *cells = call_area(c, SCHEME, &height, &width);
    for (size_t row = 0; row < height; row++) {
        const kp_value *only = NULL;
        size_t beside = 0;
        for (size_t i = 0; i < width; i++) {
            const kp_value *value = &cells[row * width + i];
            beside += !call_is_nothing(value);
            only = call_is_nothing(value) ? only : value;
        }
        if (beside == 1 && is_section(only))
            return true;
        filled += beside;
    }
    return filled <= 1;
}

/* Two columns are a table of bands: no sheet of a scheme is so narrow. Three may be either. */
static const kp_scheme *read_rules(call *c, scored_rows *rows) {
    size_t width = c->arguments[SCHEME].columns;
    bool scheme_given = width != 2 && is_scheme(c);
    if (width == 2 || (width == 3 && !scheme_given))
        return scheme_of_bands(c, rows);
    if (!scheme_given)
        call_fail_at(
            c, KP_FUNCTION_ERROR_SCHEME, SCHEME, 0, 0, NULL,
            "应为方案的编号、“方案”表的区域，或分数段表：等次、下限两列，或等次、下限、上限三列 | it must be the id of a scheme, the range of a "
            "sheet 方案, or a table of bands: grade and lower bound, or grade, lower and upper bound");
    if (c->failed)
        return NULL;
    const kp_scheme *whole = call_scheme(c, SCHEME);
    if (!whole)
        return NULL;
    if (whole->band_count == 0)
        call_fail_at(c, KP_FUNCTION_ERROR_UNDECIDED, SCHEME, 0, 0, NULL, "方案没有等次 | the scheme has no grades");
    else
        refuse_undecided(c, whole);
    if (c->failed)
        return NULL;
    kp_num least, most;
    const kp_scheme *scheme = grades_of(c, whole, &least, &most);
    for (size_t i = 0; i < rows->count; i++)
        if (!rows->items[i].error && (kp_num_compare(rows->items[i].score, least) < 0 || kp_num_compare(rows->items[i].score, most) > 0))
            rows->items[i].error = KP_FUNCTION_ERROR_ARGUMENT; /* no score of this scheme */
    return scheme;
}

/* ---- words ---- */

/* "≥ 80，< 90" */
static const char *range_words(kp_arena *arena, const kp_scheme *scheme, int32_t index) {
    const kp_band *band = &scheme->bands[index];
    const char *from =
        band->from.given ? kp_format(arena, "%s %s", kp_band_has_from(scheme, (size_t)index) ? "≥" : ">", kp_num_exact(arena, band->from.value)) : "";
    const char *to =
        band->to.given ? kp_format(arena, "%s %s", kp_band_has_to(scheme, (size_t)index) ? "≤" : "<", kp_num_exact(arena, band->to.value)) : "";
    return kp_format(arena, "%s%s%s", from, *from && *to ? ", " : "", to);
}

/* "优秀名额 2 个（8 个的 25%）": the full grade next above the one that the unit has. */
static const char *places_words(call *c, const kp_scorecard *card, int32_t unit) {
    int32_t full = card->units[unit].band - 1;
    const kp_band *band = &card->scheme->bands[full];
    size_t field;
    int64_t places = kp_quota_places(c->arena, card, unit, full, &field);
    const char *title = kp_text(c->arena, band->title, c->lang), *share = "";
    if (band->quota.percent)
        share = kp_format(c->arena, c->lang == KP_EN ? " (%s%% of %zu)" : "（%2$zu 个的 %1$s%%）", kp_num_exact(c->arena, band->quota.value), field);
    return kp_format(c->arena, c->lang == KP_EN ? "places for %s: %lld%s" : "%s名额 %lld 个%s", title, (long long)places, share);
}

/* What the quota did to the grade. */
static const char *quota_words(call *c, const kp_scorecard *card, int32_t unit) {
    const kp_unit_result *result = &card->units[unit];
    if (!result->by_quota)
        return "";
    const char *by_score = kp_text(c->arena, card->scheme->bands[result->band_by_score].title, c->lang);
    const char *places = places_words(c, card, unit);
    if (result->quota_tied)
        return kp_format(c->arena,
                         c->lang == KP_EN ? ": %s by score; %s, and it is tied with others, without places for all"
                                          : "：按得分为%s，但%s，因并列而名额不够，一起列入下一等次",
                         by_score, places);
    return kp_format(c->arena, c->lang == KP_EN ? ": %s by score; %s, all taken" : "：按得分为%s，但%s，名额已满，列入下一等次", by_score, places);
}

/* "第 3 行：得分 180 超出方案的范围，应为 0–100" */
static void say_beyond(call *c, const scored_rows *rows, size_t row, const kp_scheme *scheme) {
    kp_arena *arena = c->arena;
    const char *place = kp_text(arena, row_words(arena, rows, row), c->lang), *score = kp_num_exact(arena, rows->items[row].score);
    const char *least = kp_num_exact(arena, scheme->minimum.value), *most = kp_num_exact(arena, scheme->maximum.value);
    call_say(c, kp_verbatim(arena, kp_format(arena,
                                             c->lang == KP_EN ? "%s: the score %s is beyond the scheme's range, it must be %s–%s"
                                                              : "%s：得分 %s 超出方案的范围，应为 %s–%s",
                                             place, score, least, most)));
}

static void say_grade(call *c, const scored_rows *rows, size_t row, const kp_scorecard *card) {
    const scored_row *of = &rows->items[row];
    if (of->error == KP_FUNCTION_ERROR_ARGUMENT) {
        say_beyond(c, rows, row, card->scheme);
        return;
    }
    if (of->unit < 0) {
        say_unscored(c, rows, row);
        return;
    }
    kp_arena *arena = c->arena;
    const kp_scheme *scheme = card->scheme;
    const kp_unit_result *result = &card->units[of->unit];
    const char *place = kp_text(arena, row_words(arena, rows, row), c->lang), *score = kp_num_exact(arena, of->score);
    if (!kp_num_equal(result->decided, of->score))
        score = kp_format(arena, "%s → %s", score, kp_num_print(arena, result->decided, scheme->decimals, scheme->rounding));
    const char *grade = c->lang == KP_EN ? "in no grade's range" : "不在任何等次的分数段内", *range = "";
    if (result->band >= 0) {
        grade = kp_text(arena, scheme->bands[result->band].title, c->lang);
        range = result->by_quota ? "" : range_words(arena, scheme, result->band); /* its score is beyond it */
        if (*range)
            range = kp_format(arena, c->lang == KP_EN ? " (%s)" : "（%s）", range);
    }
    call_say(c, kp_verbatim(arena, kp_format(arena, c->lang == KP_EN ? "%s: score %s, %s%s%s" : "%s：得分 %s，%s%s%s", place, score, grade, range,
                                             quota_words(c, card, of->unit))));
}

/* ---- the function ---- */

void function_GRADE(call *c) {
    scored_rows rows = call_scores(c, SCORES);
    const char **groups = call_names_beside(c, GROUPS, SCORES, rows.count);
    const kp_scheme *scheme = c->failed ? NULL : read_rules(c, &rows);
    if (c->failed || !scheme)
        return;
    kp_evidence *evidence = evidence_of_rows(c, scheme, &rows, NULL, groups);
    kp_problems *problems = kp_problems_new(c->arena);
    kp_evidence_finish(evidence, problems);
    const kp_scorecard *card = kp_score(c->arena, scheme, evidence, NULL, problems);
    const char **titles = KP_NEW_ARRAY(c->arena, const char *, scheme->band_count);
    for (size_t i = 0; i < scheme->band_count; i++)
        titles[i] = kp_strdup(c->arena, kp_text(c->arena, scheme->bands[i].title, c->lang)); /* which the result outlives */
    kp_value *cells = call_cells_beside(c, &rows);
    for (size_t i = 0; i < rows.count; i++) {
        const scored_row *row = &rows.items[i];
        int32_t band = row->unit < 0 ? -1 : card->units[row->unit].band;
        cells[i] = band >= 0 ? value_text(titles[band])
                   : row->error == KP_FUNCTION_ERROR_NO_DATA
                       ? value_text("") /* as of ranks; and Calc can compare texts only where all of a matrix is text */
                       : value_error(row->unit < 0 ? row->error : KP_FUNCTION_ERROR_UNDECIDED);
        if (c->explain && i < SAID_ROWS)
            say_grade(c, &rows, i, card);
    }
    say_more_rows(c, &rows);
}
