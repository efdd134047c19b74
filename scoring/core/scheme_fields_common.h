/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_fields_common.h - what the fields of several sections share: choices, notes, the basis of numbers. Included by scheme_fields.c alone. */
#ifndef KAOPING_SCHEME_FIELDS_COMMON_H
#define KAOPING_SCHEME_FIELDS_COMMON_H

#include "kaoping/scheme_fields.h"

/* ---- the words of the enumerations ---- */

#define END_OF_CHOICES                                                                                                                               \
    { 0, NULL, NULL }

static const kp_choice within_choices[] = {
    {KP_WITHIN_GROUP, "group", "分组内 | Each group"},
    {KP_WITHIN_ALL, "all", "全部对象 | All units"},
    END_OF_CHOICES,
};

static const kp_choice better_choices[] = {
    {KP_BETTER_HIGH, "high", "越高越好 | High"},
    {KP_BETTER_LOW, "low", "越低越好 | Low"},
    END_OF_CHOICES,
};

static const kp_choice aggregate_choices[] = {
    {KP_AGGREGATE_MEAN, "mean", "相加或加权平均 | Sum or weighted mean"},
    {KP_AGGREGATE_GEOMETRIC, "geometric", "几何平均 | Geometric mean"},
    {KP_AGGREGATE_HARMONIC, "harmonic", "调和平均 | Harmonic mean"},
    {KP_AGGREGATE_LEAST, "least", "取最低 | The lowest"},
    {KP_AGGREGATE_GREATEST, "greatest", "取最高 | The highest"},
    {KP_AGGREGATE_PRODUCT, "product", "连乘 | Product"},
    END_OF_CHOICES,
};

/* ---- fields ---- */

#define AGGREGATE_HELP                                                                                                                                                                                     \
    "各下级得分率（得分 ÷ 满分）怎样合成：默认按分值相加或按权重平均；其余各法按权重，下级为分值时一律等权；连乘时权重是指数 | How the items' " \
    "shares of full marks "                                                                                                                                                                                \
    "become one: summed or averaged by default; the others by weight, all alike where the items have points; of a product the weights are exponents"
#define ZERO_AS_HELP                                                                                                                                                                       \
    "几何、调和平均中，零或负的得分率按满分的百分之几计；不填则有一项为零整项为零 | In a geometric or harmonic mean, what per cent of full marks a " \
    "share of 0 or less counts as; none: one zero makes the whole 0"
#define LEAST_SHARE_HELP                                                                                                                                                                 \
    "下面适用的指标按分值或权重至少占百分之几；不足的视为不适用，总分则不计分、不排名 | The least part of what is below, by points or weights, " \
    "that must "                                                                                                                                                                         \
    "apply; with less the item does not apply, and the total has no score and no rank"
#define LEAST_ITEMS_HELP                                                                                                                                                         \
    "下面至少有几项适用；不足的视为不适用，总分则不计分、不排名 | How many of the items below must apply; with fewer the item does not apply, and " \
    "the "                                                                                                                                                                       \
    "total has no score and no rank"
#define AGGREGATE_FIELDS(structure, nodes)                                                                                                           \
    {.key = "aggregate",                                                                                                                             \
     .title = "汇总方式 | Aggregate",                                                                                                                \
     .help = AGGREGATE_HELP,                                                                                                                         \
     .type = KP_FIELD_CHOICE,                                                                                                                        \
     .offset = offsetof(structure, aggregate),                                                                                                       \
     .choices = aggregate_choices,                                                                                                                   \
     .fallback = "mean",                                                                                                                             \
     .methods = (nodes),                                                                                                                             \
     .later = true},                                                                                                                                 \
        {.key = "least_share",                                                                                                                       \
         .title = "至少适用比重（%） | Least share that applies",                                                                                    \
         .help = LEAST_SHARE_HELP,                                                                                                                   \
         .type = KP_FIELD_OPTIONAL,                                                                                                                  \
         .offset = offsetof(structure, least_share),                                                                                                 \
         .range = KP_RANGE_PERCENT,                                                                                                                  \
         .methods = (nodes),                                                                                                                         \
         .later = true},                                                                                                                             \
        {.key = "least_items",                                                                                                                       \
         .title = "至少适用项数 | Least items that apply",                                                                                           \
         .help = LEAST_ITEMS_HELP,                                                                                                                   \
         .type = KP_FIELD_COUNT,                                                                                                                     \
         .offset = offsetof(structure, least_items),                                                                                                 \
         .fallback = "0",                                                                                                                            \
         .least = 0,                                                                                                                                 \
         .most = KP_MAX_INDICATORS,                                                                                                                  \
         .methods = (nodes),                                                                                                                         \
         .later = true},                                                                                                                             \
    {                                                                                                                                                \
        .key = "zero_as", .title = "零值按（%） | Zero counts as", .help = ZERO_AS_HELP, .type = KP_FIELD_OPTIONAL,                                  \
        .offset = offsetof(structure, zero_as), .range = KP_RANGE_PERCENT, .methods = (nodes), .later = true                                         \
    }
#define TITLE_HELP                                                                                                                                   \
    "显示的名称；可写中文和英文，中间用前后带空格的竖线分开 | The name shown; may be Chinese and English, with a bar and blanks between"
#define NOTE_FIELD(structure)                                                                                                                        \
    {                                                                                                                                                \
        .key = "note", .title = "说明 | Note", .help = "给人看的说明，不影响计分 | An explanation for people; changes no score",                     \
        .type = KP_FIELD_TEXT, .offset = offsetof(structure, note), .describes = true                                                                \
    }
#define BASIS_FIELD(structure)                                                                                                                                                      \
    {                                                                                                                                                                               \
        .key = "basis", .title = "出处 | Basis",                                                                                                                                    \
        .help =                                                                                                                                                                     \
            "各项数字的出处：字段 = seed、source 编号或 assumption；只写一个时对全部数字有效，不影响计分 | Where each number comes from: field = " \
            "seed, source n or assumption; one alone stands for all numbers; changes no score",                                                                                     \
        .type = KP_FIELD_TEXTS, .offset = offsetof(structure, basis), .sole = "*", .describes = true                                                                                \
    }

#endif
