/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_fields_scheme.h - the fields of the scheme itself. Included by scheme_fields.c alone. */
#ifndef KAOPING_SCHEME_FIELDS_SCHEME_H
#define KAOPING_SCHEME_FIELDS_SCHEME_H

#include "scheme_fields_common.h"

/* ---- the words of the enumerations ---- */

static const kp_choice cadence_choices[] = {
    {KP_QUARTERLY, "quarter", "季度 | Quarterly"},
    {KP_HALF_YEARLY, "half_year", "半年 | Half-yearly"},
    {KP_YEARLY, "year", "年度 | Yearly"},
    {KP_MONTHLY, "month", "月度 | Monthly"},
    {KP_ONCE, "once", "一次性 | Once"},
    END_OF_CHOICES,
};
static const kp_choice rounding_choices[] = {
    {KP_HALF_UP, "half_up", "四舍五入 | Half up"},
    {KP_HALF_EVEN, "half_even", "GB/T 8170 修约 | Half to even (GB/T 8170)"},
    {KP_HALF_DOWN, "half_down", "恰半舍去 | Half down (an exact half toward zero)"},
    {KP_ROUND_DOWN, "down", "舍去尾数 | Down (cut off, toward zero)"},
    {KP_ROUND_UP, "up", "进一 | Up (away from zero)"},
    END_OF_CHOICES,
};
static const kp_choice round_at_choices[] = {
    {KP_ROUND_AT_END, "end", "最后一次修约 | Once at the end"},
    {KP_ROUND_AT_EACH, "each", "逐级修约 | At each level"},
    END_OF_CHOICES,
};
static const kp_choice decide_on_choices[] = {
    {KP_DECIDE_ON_PRINTED, "printed", "按公布的得分 | The printed score"},
    {KP_DECIDE_ON_FULL, "full", "按未修约的得分 | The unrounded score"},
    END_OF_CHOICES,
};
static const kp_choice na_choices[] = {
    {KP_NA_PRORATE, "prorate", "按比例折算 | Prorated"},
    {KP_NA_ZERO, "zero", "计零分 | Counts as zero"},
    {KP_NA_FULL, "full", "计满分 | Counts as full marks"},
    {KP_NA_NOT_RANKED, "not_ranked", "不参加排名 | Not ranked"},
    END_OF_CHOICES,
};
static const kp_choice ranking_choices[] = {
    {KP_RANK_COMPETITION, "competition", "跳号排名（1、2、2、4） | Competition (1, 2, 2, 4)"},
    {KP_RANK_DENSE, "dense", "连号排名（1、2、2、3） | Dense (1, 2, 2, 3)"},
    {KP_RANK_MODIFIED, "modified", "并列取末位（1、3、3、4） | Modified competition (1, 3, 3, 4)"},
    END_OF_CHOICES,
};
static const kp_choice ties_choices[] = {
    {KP_TIES_SHARE, "share", "并列 | Share the rank"},
    {KP_TIES_BREAK, "break", "比较单项得分 | Broken by marks"},
    END_OF_CHOICES,
};

static const kp_choice discard_choices[] = {
    {KP_DISCARD_NONE, "none", "不剔除 | None"},
    {KP_DISCARD_STRAIGHT, "straight", "各题同一答案的 | All questions alike"},
    {KP_DISCARD_IDENTICAL, "identical", "与别的答卷雷同的 | Alike with another form"},
    {KP_DISCARD_BOTH, "both", "两种都剔除 | Both"},
    END_OF_CHOICES,
};

static const kp_choice totals_choices[] = {
    {KP_TOTALS_YES, "yes", "是 | Yes"},
    {KP_TOTALS_NO, "no", "否 | No"},
    END_OF_CHOICES,
};
static const kp_choice independent_choices[] = {
    {KP_INDEPENDENT_NO, "no", "否 | No"},
    {KP_INDEPENDENT_YES, "yes", "是 | Yes"},
    END_OF_CHOICES,
};

static const kp_choice family_choices[] = {
    {KP_FAMILY_COMMUNITY, "community", "社区 | Communities"},
    {KP_FAMILY_PEOPLE, "people", "人员 | People"},
    {KP_FAMILY_GRID, "grid", "网格 | Grids"},
    {KP_FAMILY_PROPERTY, "property", "物业 | Property services"},
    {KP_FAMILY_TARGETS, "targets", "指标与测算 | Targets and calculations"},
    {KP_FAMILY_OTHER, "other", "其他 | Other"},
    END_OF_CHOICES,
};

/* ---- the fields ---- */

#define F(member) .offset = offsetof(kp_scheme, member)
static const kp_field scheme_fields[] = {
    {.key = "id",
     .title = "编号 | Id",
     .help = "英文字母开头，只含字母、数字和下划线 | Begins with a letter; letters, digits and underscores",
     .type = KP_FIELD_ID,
     F(id),
     .required = true},
    {.key = "title", .title = "名称 | Title", .help = TITLE_HELP, .type = KP_FIELD_TEXT, F(title), .required = true},
    {.key = "subject",
     .title = "考评对象 | Subject",
     .help = "考评的是什么，如“社区” | What is evaluated, a community for example",
     .type = KP_FIELD_TEXT,
     F(subject),
     .fallback = "考评对象 | Unit"},
    {.key = "cadence",
     .title = "考评周期 | Cadence",
     .help = "多久考评一次 | How often it is evaluated",
     .type = KP_FIELD_CHOICE,
     F(cadence),
     .choices = cadence_choices,
     .fallback = "quarter"},
    {.key = "full",
     .title = "总分满分 | Full marks of the total",
     .help = "与各项分值之和核对；各项为权重时即为总分的满分，默认 100 | Checked against the sum of points; with weights the full marks of the "
             "total, 100 by "
             "default",
     .type = KP_FIELD_OPTIONAL,
     F(full),
     .range = KP_RANGE_POSITIVE},
    {.key = "rounding",
     .title = "修约规则 | Rounding",
     .help = "得分怎样修约 | How scores are rounded",
     .type = KP_FIELD_CHOICE,
     F(rounding),
     .choices = rounding_choices,
     .fallback = "half_up"},
    {.key = "decimals",
     .title = "小数位数 | Decimals",
     .help = "公布的得分保留几位小数 | Decimals of printed scores",
     .type = KP_FIELD_COUNT,
     F(decimals),
     .fallback = "2",
     .least = 0,
     .most = KP_MAX_DECIMALS},
    {.key = "round_at",
     .title = "修约时机 | Rounded at",
     .help = "只在最后修约，或每一级都修约 | Only at the end, or at every level",
     .type = KP_FIELD_CHOICE,
     F(round_at),
     .choices = round_at_choices,
     .fallback = "end"},
    {.key = "decide_on",
     .title = "判定依据 | Decided on",
     .help = "等次、名次和榜单按哪个数值判定 | Which value decides grades, ranks and lists",
     .type = KP_FIELD_CHOICE,
     F(decide_on),
     .choices = decide_on_choices,
     .fallback = "printed"},
    {.key = "not_applicable",
     .title = "缺项处理 | Not applicable",
     .help = "合理缺项怎样计分 | What an item that does not apply counts as",
     .type = KP_FIELD_CHOICE,
     F(not_applicable),
     .choices = na_choices,
     .fallback = "prorate"},
    AGGREGATE_FIELDS(kp_scheme, 0),
    {.key = "minimum",
     .title = "总分下限 | Minimum",
     .help = "总分低于它时按它计 | A total below it counts as it",
     .type = KP_FIELD_OPTIONAL,
     F(minimum),
     .fallback = "0"},
    {.key = "maximum",
     .title = "总分上限 | Maximum",
     .help = "总分高于它时按它计；不填则不封顶 | A total above it counts as it; none: no bound",
     .type = KP_FIELD_OPTIONAL,
     F(maximum)},
    {.key = "better",
     .title = "好的方向 | Better",
     .help = "总分越高越好还是越低越好；名次、等次、名额、榜单和升降都从好的一头算起 | Whether a high or a low total is good; ranks, grades, quotas, "
             "lists and rises "
             "count from the good end",
     .type = KP_FIELD_CHOICE,
     F(better),
     .choices = better_choices,
     .fallback = "high",
     .later = true},
    {.key = "ranking",
     .title = "排名方式 | Ranking",
     .help = "同名次之后怎样编号 | How ranks go on after equal ones",
     .type = KP_FIELD_CHOICE,
     F(ranking),
     .choices = ranking_choices,
     .fallback = "competition"},
    {.key = "rank_within",
     .title = "排名范围 | Ranked within",
     .help = "在分组内排名，或全部一起排名 | Within each group, or all together",
     .type = KP_FIELD_CHOICE,
     F(rank_within),
     .choices = within_choices,
     .fallback = "group"},
    {.key = "ties",
     .title = "同分处理 | Ties",
     .help = "同分并列，或用“同分比较”分出先后；名额的最后几个位置总是用“同分比较”决定 | Equal scores share a rank, or the keys of tie_break decide; "
             "who takes the last places of "
             "a quota the keys decide in either case",
     .type = KP_FIELD_CHOICE,
     F(ties),
     .choices = ties_choices,
     .fallback = "share"},
    {.key = "tie_break",
     .title = "同分比较 | Tie break",
     .help = "同分时依次比较这些指标的得分，高者在前；编号前加“-”则低者在前。用于名次（“同分处理”为比较时）和名额 | Indicators compared in turn "
             "where scores are equal, the higher mark first; with - before the id the "
             "lower. For ranks where ties is break, and for the places of a quota",
     .type = KP_FIELD_NAMES,
     F(tie_break)},
    {.key = "unit_fields",
     .title = "对象附加栏 | Unit fields",
     .help = "考评对象的附加栏，如物业企业、项目经理 | Further columns of the units",
     .type = KP_FIELD_NAMES,
     F(unit_fields)},
    {.key = "date_fields",
     .title = "日期栏 | Date fields",
     .help = "对象附加栏中填日期的，如复查合格日期；填的不是日期则报错，不填不报 | Those of the unit fields that hold a date; anything else in them "
             "is an "
             "error, nothing is none",
     .type = KP_FIELD_NAMES,
     F(date_fields),
     .later = true},
    {.key = "totals",
     .title = "合计 | Totals",
     .help = "指标与测算表下是否加合计；各对象不能相加的（如同一小区的几个表决事项）填否 | Whether values of all units are added up below them; no "
             "where units "
             "cannot be added, such as several matters put to the same owners",
     .type = KP_FIELD_CHOICE,
     F(totals),
     .choices = totals_choices,
     .fallback = "yes",
     .later = true},
    {.key = "combine_by",
     .title = "汇总单位 | Combined by",
     .help = "按哪个对象附加栏汇总，如物业企业：内容相同的对象合在一起，得分取平均并排名 | The unit field by which units are rolled up, firms for "
             "example: "
             "the mean score of the units of the same text, ranked",
     .type = KP_FIELD_TEXT,
     F(combine_by),
     .later = true},
    {.key = "combine_weight",
     .title = "汇总权重 | Combined weight",
     .help =
         "汇总时各对象的权重：对象附加栏的名称（如户数）或指标的编号；不填则各对象相同 | What each unit weighs in the mean: a unit field, households "
         "for example, or the id of an indicator; none: all alike",
     .type = KP_FIELD_TEXT,
     F(combine_weight),
     .later = true},
    {.key = "discard_forms",
     .title = "剔除答卷 | Discarded forms",
     .help = "哪些答卷按无效计。只看至少有 4 题作出有效回答的答卷：每题都选同一答案的；同一对象或同一调查员的答卷中逐题相同、至少 3 "
             "份且多得不像偶然的（保留第一份）。各题同一答案的不算雷同 | "
             "Which answered forms count as invalid, of those with valid answers to at least 4 questions: all questions answered alike; the same "
             "answers as other forms of "
             "the unit or interviewer, where 3 or more agree and chance does not explain it (the first is kept). Forms with all questions alike are "
             "not counted as alike with others",
     .type = KP_FIELD_CHOICE,
     F(discard_forms),
     .choices = discard_choices,
     .fallback = "none",
     .later = true},
    {.key = "unknown_limit",
     .title = "不了解上限 | Unknown at most",
     .help = "一题中回答“不了解”的超过百分之几时提示；只提示，不影响计分 | Above which per cent of 不了解 a question is told of; changes no score",
     .type = KP_FIELD_NUMBER,
     F(unknown_limit),
     .fallback = "20",
     .range = KP_RANGE_PERCENT,
     .later = true},
    {.key = "coefficient_name",
     .title = "系数名称 | Coefficient name",
     .help = "等次系数叫什么，作排名表的栏名；不填则为“绩效系数” | What the grades' coefficients are called, the head of their column; none: Pay "
             "coefficient",
     .type = KP_FIELD_TEXT,
     F(coefficient_name),
     .later = true},
    {.key = "coefficient_share",
     .title = "系数所乘部分 | Share of the coefficient",
     .help = "系数只乘全额（报酬、服务费）的百分之几，其余照发；填了则在排名表下写明各等次相当于全额的百分之几 | Which per cent of the whole (pay, "
             "fee) the "
             "coefficient multiplies, the rest being fixed; then the sheet of ranks says what each grade comes to",
     .type = KP_FIELD_OPTIONAL,
     F(coefficient_share),
     .range = KP_RANGE_PERCENT,
     .later = true},
    {.key = "signatures", .title = "签字栏 | Signatures", .help = "报告末尾的签字栏 | Who signs the report", .type = KP_FIELD_NAMES, F(signatures)},
    {.key = "parties",
     .title = "评价各方 | Parties",
     .help = "须在考评簿写明名称的各方：出资方、服务方、评价方、受益方；要求主体分离而不填则为全部四方 | Who must be named in the entry workbook: "
             "funder, provider, "
             "evaluator, beneficiary; with independent, all four by default",
     .type = KP_FIELD_NAMES,
     F(parties),
     .later = true},
    {.key = "independent",
     .title = "主体分离 | Independent",
     .help = "出资方、服务方、评价方须各不相同，评价方不得是考评对象自己 | Funder, provider and evaluator must be three bodies, and no unit "
             "evaluates itself",
     .type = KP_FIELD_CHOICE,
     F(independent),
     .choices = independent_choices,
     .fallback = "no",
     .later = true},
    {.key = "levels",
     .title = "填报层级 | Levels",
     .help = "分几个层级各填一部分，如区、街道、社区、社会机构；各层级用各自的考评簿 | The levels that give a part of the data each, in workbooks of "
             "their "
             "own, such as district, "
             "street and community",
     .type = KP_FIELD_NAMES,
     F(levels),
     .later = true},
    {.key = "family",
     .title = "类别 | Family",
     .help = "考评的是哪一类；不填则按考评对象和名称推断。方案清单按它分组，减负合规检查按它适用 | What kind of thing is evaluated; none: inferred "
             "from subject "
             "and title. The list of schemes goes by it, and so does what the linter asks for",
     .type = KP_FIELD_CHOICE,
     F(family),
     .choices = family_choices,
     .describes = true},
    {.key = "preset_of",
     .title = "改自 | Preset of",
     .help = "由哪个方案改动而来，由程序填写，不影响计分 | The scheme that this one was made from; written by the program, changes no score",
     .type = KP_FIELD_ID,
     F(preset_of),
     .describes = true},
    NOTE_FIELD(kp_scheme),
    BASIS_FIELD(kp_scheme),
};
#undef F

#endif
