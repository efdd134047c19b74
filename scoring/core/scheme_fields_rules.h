/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_fields_rules.h - the fields of grades, vetoes, rules, lists and targets. Included by scheme_fields.c alone. */
#ifndef KAOPING_SCHEME_FIELDS_RULES_H
#define KAOPING_SCHEME_FIELDS_RULES_H

#include "kaoping/lint.h"
#include "scheme_fields_common.h"

/* ---- the words of the enumerations ---- */

static const kp_choice count_rounding_choices[] = {
    {KP_COUNT_FLOOR, "floor", "舍去尾数 | Down"},
    {KP_COUNT_HALF_UP, "half_up", "四舍五入 | Half up"},
    {KP_COUNT_CEIL, "ceil", "进一 | Up"},
    END_OF_CHOICES,
};
static const kp_choice effect_choices[] = {
    {KP_EFFECT_SET, "set", "定为 | Is"},
    {KP_EFFECT_AT_MOST, "at_most", "不高于 | At most"},
    {KP_EFFECT_AT_LEAST, "at_least", "不低于 | At least"},
    {KP_EFFECT_LOWER, "lower", "降等 | Lowered"},
    {KP_EFFECT_RAISE, "raise", "升等 | Raised"},
    END_OF_CHOICES,
};
static const kp_choice per_choices[] = {
    {KP_PER_ALL, "all", "全部对象 | All units"},
    {KP_PER_GROUP, "group", "分组 | Each group"},
    {KP_PER_FIELD, "field", "附加栏 | Each text of a field"},
    END_OF_CHOICES,
};
static const kp_choice order_choices[] = {
    {KP_ORDER_BEST, "best", "得分从高到低 | Best first"},
    {KP_ORDER_WORST, "worst", "得分从低到高 | Worst first"},
    {KP_ORDER_RISE, "rise", "进步从大到小 | Greatest rise first"},
    END_OF_CHOICES,
};

static const kp_choice lint_choices[] = {
#define KP_LINT(name, key, code, severity, binds, title, zh, en, basis_zh, basis_en) {KP_LINT_##name, key, title},
#include "kaoping/lint.def"
#undef KP_LINT
    END_OF_CHOICES,
};

static const char *lint_code_of(int rule) { return kp_problem_code_text(kp_lint_code((kp_lint_rule)rule)); }

/* ---- the fields ---- */

#define COLOR_HELP "底色，如 #C6E0B4 | Background, as #C6E0B4"

#define F(member) .offset = offsetof(kp_band, member)
static const kp_field band_fields[] = {
    {.key = "id", .title = "编号 | Id", .help = "英文字母开头，不重复 | Begins with a letter; unique", .type = KP_FIELD_ID, F(id), .required = true},
    {.key = "title", .title = "名称 | Title", .help = TITLE_HELP, .type = KP_FIELD_TEXT, F(title), .required = true},
    {.key = "from",
     .title = "下限 | From",
     .help = "含；空着则不设下限。总分越低越好的不含，最好一档含 | Inclusive; none: no lower bound. Where a low total is good exclusive, but of the "
             "best grade inclusive",
     .type = KP_FIELD_OPTIONAL,
     F(from)},
    {.key = "to",
     .title = "上限 | To",
     .help = "不含，最高一档含；空着则不设上限。总分越低越好的含 | Exclusive, but of the topmost inclusive; none: no upper bound. Where a low total "
             "is good inclusive",
     .type = KP_FIELD_OPTIONAL,
     F(to)},
    {.key = "color", .title = "颜色 | Colour", .help = COLOR_HELP, .type = KP_FIELD_TEXT, F(color)},
    {.key = "quota",
     .title = "名额 | Quota",
     .help = "最多几个或百分之几的对象 | At most so many units, or such a share: 3 or 15%",
     .type = KP_FIELD_LIMIT,
     F(quota),
     .range = KP_RANGE_NOT_NEGATIVE},
    {.key = "quota_rounding",
     .title = "名额取整 | Quota rounding",
     .help = "比例换算成个数时的取整 | How a share becomes a count",
     .type = KP_FIELD_CHOICE,
     F(quota_rounding),
     .choices = count_rounding_choices,
     .fallback = "floor"},
    {.key = "quota_within",
     .title = "名额范围 | Quota within",
     .help = "按分组或按全部对象计名额 | Of each group, or of all units",
     .type = KP_FIELD_CHOICE,
     F(quota_within),
     .choices = within_choices,
     .fallback = "group"},
    {.key = "quota_by",
     .title = "名额依据 | Quota by",
     .help = "名额随哪个对象附加栏的内容而定，如“团队等次” | The unit field by whose text the quota goes, the team's grade for example",
     .type = KP_FIELD_TEXT,
     F(quota_by),
     .later = true},
    {.key = "quotas",
     .title = "分类名额 | Quotas",
     .help = "附加栏的内容 = 名额，如 优秀 = 30%；内容相同的对象合在一起计算，没有写明的用“名额” | Text of that field = quota, as good = 30%; units "
             "of the same "
             "text share it, others have the plain quota",
     .type = KP_FIELD_TEXTS,
     F(quotas),
     .later = true},
    {.key = "coefficient",
     .title = "系数 | Coefficient",
     .help =
         "这一等次乘的系数，如绩效系数 1.2；列在排名表的等次旁，不改变得分。要填就每个等次都填 | What the grade multiplies, as 1.2 times the pay by "
         "results; stands beside the grade on the sheet of ranks and changes no score. All grades have one, or none",
     .type = KP_FIELD_OPTIONAL,
     F(coefficient),
     .range = KP_RANGE_NOT_NEGATIVE,
     .later = true},
    NOTE_FIELD(kp_band),
    BASIS_FIELD(kp_band),
};
#undef F

#define F(member) .offset = offsetof(kp_veto, member)
static const kp_field veto_fields[] = {
    {.key = "id", .title = "编号 | Id", .help = "英文字母开头，不重复 | Begins with a letter; unique", .type = KP_FIELD_ID, F(id), .required = true},
    {.key = "title", .title = "名称 | Title", .help = TITLE_HELP, .type = KP_FIELD_TEXT, F(title), .required = true},
    {.key = "band",
     .title = "直接定为 | Forced grade",
     .help = "等次的编号；默认最低等次 | Id of the grade; default: the lowest",
     .type = KP_FIELD_REFERENCE,
     F(band),
     .refers_to = KP_SECTION_BANDS},
    {.key = "level",
     .title = "填报层级 | Level",
     .help = "由哪一层级登记；不填则谁都可以登记 | Which of the scheme's levels enters it; none: anybody",
     .type = KP_FIELD_TEXT,
     F(level_named),
     .later = true},
    NOTE_FIELD(kp_veto),
    BASIS_FIELD(kp_veto),
};
#undef F

#define F(member) .offset = offsetof(kp_rule, member)
static const kp_field rule_fields[] = {
    {.key = "id", .title = "编号 | Id", .help = "英文字母开头，不重复 | Begins with a letter; unique", .type = KP_FIELD_ID, F(id), .required = true},
    {.key = "title", .title = "名称 | Title", .help = TITLE_HELP, .type = KP_FIELD_TEXT, F(title), .required = true},
    {.key = "when",
     .title = "适用条件 | When",
     .help = "如：附加栏(职务) = 负责人 且 附加栏(团队等次) = 一般；不能用名次和榜单 | For example: field(Post) = head and field(Team) = fair; ranks "
             "and lists cannot be used",
     .type = KP_FIELD_CONDITION,
     F(when),
     .required = true},
    {.key = "effect",
     .title = "作用 | Effect",
     .help = "按得分和一票否决定等之后、名额之前，依次对等次起什么作用；没有等次的（不参评、不排名）只有“定为”起作用 | What it does to the grade: "
             "after score and vetoes, before quotas, in their order; where there is no grade (not taking part, not ranked) only set does anything",
     .type = KP_FIELD_CHOICE,
     F(effect),
     .choices = effect_choices,
     .fallback = "set"},
    {.key = "band",
     .title = "等次 | Grade",
     .help = "“定为”“不高于”“不低于”的等次编号 | Id of the grade, for set, at_most and at_least",
     .type = KP_FIELD_REFERENCE,
     F(band),
     .refers_to = KP_SECTION_BANDS},
    {.key = "places",
     .title = "等数 | Places",
     .help = "“降等”“升等”几等 | By how many grades, for lower and raise",
     .type = KP_FIELD_COUNT,
     F(places),
     .fallback = "1",
     .least = 1,
     .most = KP_MAX_RULES},
    NOTE_FIELD(kp_rule),
    BASIS_FIELD(kp_rule),
};
#undef F

#define F(member) .offset = offsetof(kp_list, member)
static const kp_field list_fields[] = {
    {.key = "id", .title = "编号 | Id", .help = "英文字母开头，不重复 | Begins with a letter; unique", .type = KP_FIELD_ID, F(id), .required = true},
    {.key = "title", .title = "名称 | Title", .help = TITLE_HELP, .type = KP_FIELD_TEXT, F(title), .required = true},
    {.key = "when",
     .title = "上榜条件 | When",
     .help = "如：名次 <= 3 且 得分 >= 90 且 非 一票否决 | For example: rank <= 3 and score >= 90 and not veto",
     .type = KP_FIELD_CONDITION,
     F(when),
     .required = true},
    {.key = "order",
     .title = "排列 | Order",
     .help = "榜单怎样排列 | How the list is ordered",
     .type = KP_FIELD_CHOICE,
     F(order),
     .choices = order_choices,
     .fallback = "best"},
    {.key = "count_rounding",
     .title = "比例取整 | Count rounding",
     .help = "条件中的百分比换算成名次时的取整 | How a share in the condition becomes a rank",
     .type = KP_FIELD_CHOICE,
     F(count_rounding),
     .choices = count_rounding_choices,
     .fallback = "half_up"},
    {.key = "replaces",
     .title = "取代榜单 | Replaces",
     .help = "上了本榜就不再上的榜单编号 | Ids of lists that a unit on this one leaves",
     .type = KP_FIELD_NAMES,
     F(replaces),
     .refers_to = KP_SECTION_LISTS},
    {.key = "actions", .title = "处理措施 | Actions", .help = "连续次数 = 措施 | Times in a row = next step", .type = KP_FIELD_TEXTS, F(actions)},
    {.key = "color", .title = "颜色 | Colour", .help = COLOR_HELP, .type = KP_FIELD_TEXT, F(color)},
    NOTE_FIELD(kp_list),
    BASIS_FIELD(kp_list),
};
#undef F

#define F(member) .offset = offsetof(kp_target, member)
static const kp_field target_fields[] = {
    {.key = "id", .title = "编号 | Id", .help = "英文字母开头，不重复 | Begins with a letter; unique", .type = KP_FIELD_ID, F(id), .required = true},
    {.key = "title", .title = "名称 | Title", .help = TITLE_HELP, .type = KP_FIELD_TEXT, F(title), .required = true},
    {.key = "when",
     .title = "达标条件 | When",
     .help = "对象符合什么条件算达标；写法同上榜条件 | What a unit must meet to have reached it; written as the conditions of lists",
     .type = KP_FIELD_CONDITION,
     F(when),
     .required = true},
    {.key = "of",
     .title = "统计范围 | Of",
     .help = "只统计符合这一条件的对象；不填为全部参评对象 | Only units that meet this are looked at; none: all that take part",
     .type = KP_FIELD_CONDITION,
     F(of)},
    {.key = "per",
     .title = "统计单位 | Per",
     .help = "达标率在什么范围内计算 | Where shares are worked out",
     .type = KP_FIELD_CHOICE,
     F(per),
     .choices = per_choices,
     .fallback = "all"},
    {.key = "field",
     .title = "附加栏 | Field",
     .help = "按附加栏统计时，栏的名称 | The unit field, where per is field",
     .type = KP_FIELD_TEXT,
     F(field)},
    {.key = "goals",
     .title = "目标 | Goals",
     .help = "各组的达标率至少百分之几，“else”为其余各组；只写一个数时对全部有效；不填则只统计 | The least per cent of each group, else for the "
             "others; a "
             "single number holds for all; none: it is only counted",
     .type = KP_FIELD_PAIRS,
     F(goals),
     .range = KP_RANGE_PERCENT,
     .sole = "else"},
    NOTE_FIELD(kp_target),
    BASIS_FIELD(kp_target),
};
#undef F

#define F(member) .offset = offsetof(kp_override, member)
static const kp_field override_fields[] = {
    {.key = "rule",
     .title = "检查规则 | Rule",
     .help = "`kaoping check` 所指的规则，写名称或代码（KP-L001） | The rule that `kaoping check` names, or its code (KP-L001)",
     .type = KP_FIELD_CHOICE,
     F(rule),
     .choices = lint_choices,
     .also = lint_code_of,
     .required = true,
     .describes = true},
    {.key = "indicator",
     .title = "所指 | About",
     .help = "指标、等次、一票否决或榜单的编号或名称，可写几个；空着则指整个方案 | Ids or titles of the indicators, grades, vetoes or lists; none: "
             "the scheme as a whole",
     .type = KP_FIELD_NAMES,
     F(indicators),
     .describes = true},
    {.key = "reason",
     .title = "保留理由 | Reason",
     .help = "为什么保留，至少六个字；报告照印 | Why it stays, at least six characters; the report prints it",
     .type = KP_FIELD_TEXT,
     F(reason),
     .describes = true},
};
#undef F

#endif
