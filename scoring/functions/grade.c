/* SPDX-License-Identifier: GPL-3.0-or-later */
/* grade.c - 考评等次: the grade of each score, by the bands and quotas of a scheme or by a table of bands. */
#include "pairs.h"
#include "scored_rows.h"

#include <stdlib.h>

enum { SCORES, SCHEME, GROUPS };

/* ---- the rules ---- */

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
    scheme->list_count = 0;
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

static kp_scheme *scheme_of_bands(call *c, const scored_rows *rows) {
    named_numbers pairs = call_named_numbers(c, SCHEME, rest_words);
    kp_band *bands = KP_NEW_ARRAY(c->arena, kp_band, pairs.count);
    if (pairs.count)
        qsort(pairs.items, pairs.count, sizeof *pairs.items, compare_bounds);
    for (size_t i = 0; i < pairs.count && !c->failed; i++) {
        const named_number *pair = &pairs.items[i], *above = i ? pair - 1 : NULL;
        if (above && pair->rest == above->rest && (pair->rest || kp_num_equal(pair->number, above->number)))
            call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, SCHEME, pair->row, 1, NULL,
                         pair->rest ? "没有下限的等次只能有一个 | only one grade may be without a lower bound"
                                    : "两个等次的下限相同 | two grades have the same lower bound");
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

/* Two columns are a table of bands: no sheet of a scheme is so narrow. */
static const kp_scheme *read_rules(call *c, scored_rows *rows) {
    if (c->arguments[SCHEME].columns == 2)
        return scheme_of_bands(c, rows);
    const kp_scheme *whole = call_scheme(c, SCHEME);
    if (!whole)
        return NULL;
    if (whole->band_count == 0)
        call_fail_at(c, KP_FUNCTION_ERROR_UNDECIDED, SCHEME, 0, 0, NULL, "方案没有等次 | the scheme has no grades");
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
    const char *from = band->from.given ? kp_format(arena, "≥ %s", kp_num_exact(arena, band->from.value)) : "";
    const char *to = band->to.given ? kp_format(arena, "%s %s", index ? "<" : "≤", kp_num_exact(arena, band->to.value)) : "";
    return kp_format(arena, "%s%s%s", from, *from && *to ? ", " : "", to);
}

/* What the quota did to the grade. */
static const char *quota_words(call *c, const kp_scheme *scheme, const kp_unit_result *result) {
    if (!result->by_quota)
        return "";
    const char *by_score = kp_text(c->arena, scheme->bands[result->band_by_score].title, c->lang);
    if (result->quota_tied)
        return kp_format(c->arena,
                         c->lang == KP_EN ? "; %s by score, but tied with others, without places for all"
                                          : "；按得分为%s，因并列而名额不够，一起列入下一等次",
                         by_score);
    return kp_format(c->arena, c->lang == KP_EN ? "; %s by score, but its places are taken" : "；按得分为%s，名额已满，列入下一等次", by_score);
}

static void say_grade(call *c, const scored_rows *rows, size_t row, const kp_scorecard *card) {
    const scored_row *of = &rows->items[row];
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
        range = range_words(arena, scheme, result->band);
        if (*range)
            range = kp_format(arena, c->lang == KP_EN ? " (%s)" : "（%s）", range);
    }
    call_say(c, kp_verbatim(arena, kp_format(arena, c->lang == KP_EN ? "%s: score %s, %s%s%s" : "%s：得分 %s，%s%s%s", place, score, grade, range,
                                             quota_words(c, scheme, result))));
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
