/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme.c - finding things in a built scheme, and the names of methods and sheets. */
#include "kaoping/scheme.h"

#include <assert.h>
#include <string.h>

bool kp_is_value_leaf(const kp_indicator *node) {
    bool value =
        node->method == KP_METHOD_NUMBER || node->method == KP_METHOD_FORMULA || node->method == KP_METHOD_RANGE || node->method == KP_METHOD_TEST;
    return value && node->counted == KP_COUNTED_NO;
}

bool kp_scheme_is_calculation(const kp_scheme *scheme) { return scheme->indicators[0].counted == KP_COUNTED_NO; }

bool kp_band_by_rules_only(const kp_scheme *scheme, size_t band) {
    const kp_band *b = &scheme->bands[band];
    if (scheme->better == KP_BETTER_LOW && (b->from.given || b->to.given))
        return band > 0 && b->from.given && scheme->maximum.given && kp_num_compare(b->from.value, scheme->maximum.value) >= 0;
    if (b->from.given || !b->to.given)
        return !b->from.given;
    return scheme->minimum.given && kp_num_compare(b->to.value, scheme->minimum.value) <= 0;
}

bool kp_leaf_is_unbounded(const kp_indicator *leaf) {
    bool by_spread = leaf->method == KP_METHOD_RELATIVE && (leaf->by == KP_BY_ZSCORE || leaf->by == KP_BY_TSCORE);
    return by_spread || (leaf->method == KP_METHOD_GOALPOSTS && leaf->outside == KP_OUTSIDE_EXTEND);
}

int32_t kp_scheme_find_indicator(const kp_scheme *scheme, const char *id) {
    for (size_t i = 0; i < scheme->indicator_count; i++)
        if (strcmp(scheme->indicators[i].id, id) == 0)
            return (int32_t)i;
    return -1;
}

int32_t kp_scheme_find_band(const kp_scheme *scheme, const char *id) {
    for (size_t i = 0; i < scheme->band_count; i++)
        if (strcmp(scheme->bands[i].id, id) == 0)
            return (int32_t)i;
    return -1;
}

int32_t kp_scheme_find_veto(const kp_scheme *scheme, const char *id) {
    for (size_t i = 0; i < scheme->veto_count; i++)
        if (strcmp(scheme->vetoes[i].id, id) == 0)
            return (int32_t)i;
    return -1;
}

int32_t kp_scheme_find_list(const kp_scheme *scheme, const char *id) {
    for (size_t i = 0; i < scheme->list_count; i++)
        if (strcmp(scheme->lists[i].id, id) == 0)
            return (int32_t)i;
    return -1;
}

int32_t kp_scheme_find_field(const kp_scheme *scheme, const char *name) {
    for (size_t i = 0; i < scheme->unit_fields.count; i++)
        if (kp_text_matches(scheme->unit_fields.items[i].name, name))
            return (int32_t)i;
    return -1;
}

int32_t kp_scheme_find_by_name(const kp_scheme *scheme, const char *name, const char *sheet) {
    int32_t found = -1;
    for (size_t i = 0; i < scheme->indicator_count; i++)
        if (kp_text_matches(scheme->indicators[i].id, name))
            return (int32_t)i;
    for (size_t i = 0; i < scheme->indicator_count; i++) {
        const kp_indicator *leaf = &scheme->indicators[i];
        if (leaf->method == KP_METHOD_NONE || (sheet && !kp_text_matches(leaf->sheet, sheet) && strcmp(leaf->sheet, sheet) != 0))
            continue;
        if (kp_text_matches(leaf->title, name)) {
            if (found >= 0)
                return -2;
            found = (int32_t)i;
        }
    }
    return found;
}

int32_t kp_scheme_first_child(const kp_scheme *scheme, int32_t indicator) {
    return scheme->indicators[indicator].end > indicator + 1 ? indicator + 1 : -1;
}

int32_t kp_scheme_next_sibling(const kp_scheme *scheme, int32_t indicator) {
    const kp_indicator *node = &scheme->indicators[indicator];
    if (node->parent < 0 || node->end >= scheme->indicators[node->parent].end)
        return -1;
    return node->end;
}

static const struct {
    kp_period_kind kind;
    const char *title;
} cadence_rows[] = {[KP_QUARTERLY] = {KP_PERIOD_QUARTER, "每季度 | quarterly"},
                    [KP_HALF_YEARLY] = {KP_PERIOD_HALF, "每半年 | half-yearly"},
                    [KP_YEARLY] = {KP_PERIOD_YEAR, "每年 | yearly"},
                    [KP_MONTHLY] = {KP_PERIOD_MONTH, "每月 | monthly"},
                    [KP_ONCE] = {KP_PERIOD_YEAR, "一次性 | once"}};

kp_period_kind kp_scheme_period_kind(const kp_scheme *scheme) { return cadence_rows[scheme->cadence].kind; }

const char *kp_cadence_title(kp_cadence cadence) { return cadence_rows[cadence].title; }

void kp_scheme_check_period(const kp_scheme *scheme, kp_period period, kp_place place, kp_problems *problems) {
    if (scheme->cadence != KP_ONCE && kp_scheme_period_kind(scheme) != period.kind)
        kp_problems_add(problems, KP_W_PERIOD_CADENCE, place, KP_UNIT_NONE, kp_period_key(problems->arena, period), kp_cadence_title(scheme->cadence),
                        NULL);
}

static const struct {
    const char *key, *title;
} method_rows[KP_METHOD_COUNT] = {
#define KP_METHOD(name, key, title, sheet) {key, title},
#include "kaoping/methods.def"
#undef KP_METHOD
};

const char *kp_method_key(kp_method_id method) { return (unsigned)method < KP_METHOD_COUNT ? method_rows[method].key : ""; }

const char *kp_method_title(kp_method_id method) { return (unsigned)method < KP_METHOD_COUNT ? method_rows[method].title : ""; }

const char *kp_sheet_name(kp_sheet_kind kind) {
    static const char *const names[] = {
        [KP_SHEET_TABLE] = "评分表 | Scores",
        [KP_SHEET_PANEL] = "评委打分表 | Panel marks",
        [KP_SHEET_SURVEY] = "满意度测评表 | Survey",
        [KP_SHEET_FINDINGS] = "扣分记录 | Findings",
        [KP_SHEET_EVENTS] = "加减分记录 | Bonus and penalty",
        [KP_SHEET_COVER] = "填表说明 | Guide",
        [KP_SHEET_UNITS] = "考评对象 | Units",
        [KP_SHEET_NOT_APPLICABLE] = "合理缺项 | Not applicable",
        [KP_SHEET_VETOES] = "一票否决 | Vetoes",
        [KP_SHEET_HISTORY] = "往期 | Past periods",
        [KP_SHEET_SCHEME] = "方案 | Scheme",
        [KP_SHEET_PARTIES] = "评价主体 | Parties",
        [KP_SHEET_SITES] = "点位评分表 | Site checks",
        [KP_SHEET_ANSWERS] = "答卷 | Answers",
        [KP_SHEET_STRATA] = "分层 | Strata",
        [KP_SHEET_LOG] = "登记表 | Log",
        [KP_SHEET_POPULATION] = "总体结构 | Population",
        [KP_SHEET_NONE] = "不录入 | Not typed",
    };
    assert((size_t)kind < sizeof names / sizeof *names);
    return names[kind];
}
