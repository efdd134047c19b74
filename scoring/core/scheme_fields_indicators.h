/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_fields_indicators.h - the fields of indicators, those of each method among them. Included by scheme_fields.c alone. */
#ifndef KAOPING_SCHEME_FIELDS_INDICATORS_H
#define KAOPING_SCHEME_FIELDS_INDICATORS_H

#include "scheme_fields_common.h"

/* ---- the words of the enumerations ---- */

static const kp_choice na_node_choices[] = {
    {KP_NA_INHERIT, "inherit", "同上级 | As the level above"},
    {KP_NA_PRORATE, "prorate", "按比例折算 | Prorated"},
    {KP_NA_ZERO, "zero", "计零分 | Counts as zero"},
    {KP_NA_FULL, "full", "计满分 | Counts as full marks"},
    {KP_NA_NOT_RANKED, "not_ranked", "不参加排名 | Not ranked"},
    END_OF_CHOICES,
};
static const kp_choice evidence_choices[] = {
    {KP_EVIDENCE_FINDINGS, "findings", "扣分记录 | Findings"},
    {KP_EVIDENCE_COUNT, "count", "次数 | A count"},
    END_OF_CHOICES,
};
static const kp_choice part_choices[] = {
    {KP_PART_EXACT, "exact", "按比例扣 | By proportion"},
    {KP_PART_IGNORE, "ignore", "不扣 | Not counted"},
    {KP_PART_COUNT, "count", "按一个百分点扣 | As a whole point"},
    END_OF_CHOICES,
};
static const kp_choice input_choices[] = {
    {KP_INPUT_COUNTS, "counts", "分子与分母 | Two counts"},
    {KP_INPUT_RATE, "rate", "百分率 | A percentage"},
    {KP_INPUT_VALUE, "value", "数值 | A number"},
    END_OF_CHOICES,
};
static const kp_choice pool_choices[] = {
    {KP_POOL_MEAN, "mean", "平均 | Mean"},
    {KP_POOL_SUM, "sum", "合计 | Sum"},
    END_OF_CHOICES,
};
static const kp_choice unknown_choices[] = {
    {KP_UNKNOWN_EXCLUDE, "exclude", "不计入 | Left out"},
    {KP_UNKNOWN_NEUTRAL, "neutral", "计一半 | Half of the scale"},
    {KP_UNKNOWN_ZERO, "zero", "计零分 | Counts as zero"},
    END_OF_CHOICES,
};
static const kp_choice measure_choices[] = {
    {KP_MEASURE_DEGREE, "degree", "满意度 | Degree of satisfaction"},
    {KP_MEASURE_RATE, "rate", "满意率 | Share of the satisfied"},
    END_OF_CHOICES,
};
static const kp_choice scale_choices[] = {
#define KP_SCALE(name, key, title, options, positive, source) {KP_SCALE_##name, key, title},
#include "kaoping/scales.def"
#undef KP_SCALE
    END_OF_CHOICES,
};
static const kp_choice entry_choices[] = {
    {KP_ENTRY_COUNTS, "counts", "份数 | Counts"},
    {KP_ENTRY_ANSWERS, "answers", "逐份答卷 | Answers form by form"},
    END_OF_CHOICES,
};
static const kp_choice ballot_score_choices[] = {
    {KP_BALLOT_VOTES, "votes", "按得票加权 | Mean value of the votes"},
    {KP_BALLOT_RESULT, "result", "按评议结果 | Value of the result"},
    END_OF_CHOICES,
};
static const kp_choice ballot_tie_choices[] = {
    {KP_TIE_LOWER, "lower", "取较低档 | The lower"},
    {KP_TIE_HIGHER, "higher", "取较高档 | The higher"},
    END_OF_CHOICES,
};
static const kp_choice recheck_choices[] = {
    {KP_RECHECK_REPORT, "report", "仅作比对 | Compared only"},
    {KP_RECHECK_REPLACE, "replace", "以复核为准 | The re-check counts"},
    END_OF_CHOICES,
};
static const kp_choice rank_ties_choices[] = {
    {KP_RANK_TIES_SHARE, "share", "按较好的名次 | The better place"},
    {KP_RANK_TIES_MEAN, "mean", "取所占名次的平均 | Mean of the places taken up"},
    END_OF_CHOICES,
};
static const kp_choice counted_choices[] = {
    {KP_COUNTED_YES, "yes", "是 | Yes"},
    {KP_COUNTED_NO, "no", "否 | No"},
    END_OF_CHOICES,
};
static const kp_choice typed_choices[] = {
    {KP_TYPED_AS_NUMBER, "number", "数值 | A number"},
    {KP_TYPED_AS_WHOLE, "whole", "整数 | A whole number"},
    {KP_TYPED_AS_MONEY, "money", "金额 | Money"},
    {KP_TYPED_AS_PERCENT, "percent", "百分比 | A percentage"},
    {KP_TYPED_AS_YES_NO, "yes_no", "是否 | Yes or no"},
    {KP_TYPED_AS_DATE, "date", "日期 | A date"},
    END_OF_CHOICES,
};
static const kp_choice optional_choices[] = {
    {KP_OPTIONAL_NO, "no", "否 | No"},
    {KP_OPTIONAL_YES, "yes", "是 | Yes"},
    END_OF_CHOICES,
};
static const kp_choice unknown_figures_choices[] = {
    {KP_UNKNOWN_FIGURES_LEFT_OUT, "left_out", "不看 | Left out"},
    {KP_UNKNOWN_FIGURES_UNMET, "unmet", "不符合 | Not met"},
    END_OF_CHOICES,
};
static const kp_choice data_check_choices[] = {
    {KP_DATA_CHECK_NO, "no", "否 | No"},
    {KP_DATA_CHECK_WARNING, "warning", "不符时警告 | A warning"},
    {KP_DATA_CHECK_ERROR, "error", "不符时报错 | An error"},
    END_OF_CHOICES,
};
static const kp_choice use_choices[] = {
    {KP_USE_MEAN, "mean", "平均 | Mean"},
    {KP_USE_LAST, "last", "取最后一期 | The last"},
    {KP_USE_BEST, "best", "取最好 | The best"},
    {KP_USE_WORST, "worst", "取最差 | The worst"},
    {KP_USE_SUM, "sum", "合计 | Sum"},
    {KP_USE_WEIGHTED, "weighted", "按各期权重 | By the weights of the periods"},
    END_OF_CHOICES,
};
static const kp_choice edges_choices[] = {
    {KP_EDGES_COUNT, "count", "算间隔 | Count"},
    {KP_EDGES_IGNORE, "ignore", "不算 | Ignored"},
    END_OF_CHOICES,
};
static const kp_choice every_choices[] = {
    {KP_EVERY_WEEK, "week", "每周 | Week"},
    {KP_EVERY_MONTH, "month", "每月 | Month"},
    {KP_EVERY_QUARTER, "quarter", "每季度 | Quarter"},
    END_OF_CHOICES,
};
static const kp_choice strict_choices[] = {
    {KP_STRICT_YES, "yes", "是 | Yes"},
    {KP_STRICT_NO, "no", "否 | No"},
    END_OF_CHOICES,
};
static const kp_choice majority_of_choices[] = {
    {KP_OF_VOTING, "voting", "参加表决 | Those voting"},
    {KP_OF_PRESENT, "present", "实到 | Those present"},
    {KP_OF_ENTITLED, "entitled", "应到 | Those entitled"},
    END_OF_CHOICES,
};
static const kp_choice resolution_score_choices[] = {
    {KP_RESOLUTIONS_DONE, "done", "落实率 | Carried out in time"},
    {KP_RESOLUTIONS_PASSED, "passed", "通过率 | Passed"},
    {KP_RESOLUTIONS_RIGHT, "right", "结果与票数相符 | Recorded as the votes say"},
    END_OF_CHOICES,
};
static const kp_choice transform_choices[] = {
    {KP_TRANSFORM_NONE, "none", "不变换 | None"},
    {KP_TRANSFORM_LOG, "log", "取对数 | Logarithm"},
    END_OF_CHOICES,
};
static const kp_choice outside_choices[] = {
    {KP_OUTSIDE_CLAMP, "clamp", "按上下限计 | Counts as the end"},
    {KP_OUTSIDE_EXTEND, "extend", "照算 | In proportion"},
    {KP_OUTSIDE_REFUSE, "refuse", "作为数据问题 | A problem"},
    END_OF_CHOICES,
};
static const kp_choice by_choices[] = {
    {KP_BY_BEST, "best", "与最优之比 | Ratio to the best"},
    {KP_BY_RANGE, "range", "极差法 | Between least and largest"},
    {KP_BY_ZSCORE, "zscore", "标准分数 z | z-score"},
    {KP_BY_TSCORE, "tscore", "标准分数 T | T-score"},
    {KP_BY_PLACE, "place", "名次 | Place"},
    END_OF_CHOICES,
};
static const kp_choice spread_choices[] = {
    {KP_SPREAD_SAMPLE, "sample", "样本（n − 1） | Sample (n - 1)"},
    {KP_SPREAD_POPULATION, "population", "总体（n） | Population (n)"},
    END_OF_CHOICES,
};
static const kp_choice method_choices[] = {
#define KP_METHOD(name, key, title, sheet) {KP_METHOD_##name, key, title},
#include "kaoping/methods.def"
#undef KP_METHOD
    END_OF_CHOICES,
};

/* ---- the fields ---- */

#define M(name)       (1u << KP_METHOD_##name)
#define VALUE_METHODS (M(NUMBER) | M(FORMULA) | M(RANGE) | M(TEST))

#define F(member) .offset = offsetof(kp_indicator, member)
static const kp_field indicator_fields[] = {
#include "scheme_fields_node.def"
#include "scheme_fields_marks.def"
#include "scheme_fields_surveys.def"
#include "scheme_fields_places.def"
#include "scheme_fields_values.def"
#include "scheme_fields_logs.def"
#include "scheme_fields_meetings.def"
#include "scheme_fields_composite.def"
    NOTE_FIELD(kp_indicator),
    BASIS_FIELD(kp_indicator),
};
#undef F

#endif
