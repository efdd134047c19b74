/* SPDX-License-Identifier: GPL-3.0-or-later */
/* log_columns.h - the one table of the columns of dated records, method by method. Included by log.c alone. */
#ifndef KAOPING_LOG_COLUMNS_H
#define KAOPING_LOG_COLUMNS_H

#include "kaoping/log.h"

#define NUMBER_SLOT(kind_)                                                                                                                           \
    { .key = "", .label = "", .kind = kind_, .minimum = {0, 1}, .optional = true }

#define REMARK_COLUMN                                                                                                                                \
    { .key = "text", .title = "备注 | Remark", .aliases = {"说明 | Note"}, .help = "可不填 | may be left empty", .type = KP_LOG_TEXT }

static const kp_log_column results_columns[] = {
    {.key = "period",
     .title = "考评期 | Period",
     .aliases = {"期次", "期间"},
     .help = "得分属于哪一期，如 2026Q2、2026H1；须在本期之内 | the period of the score, such as 2026Q2 or 2026H1; within that of this evaluation",
     .type = KP_LOG_PERIOD,
     .required = true},
    {.key = "score",
     .title = "得分 | Score",
     .aliases = {"总分", "总得分", "考评得分"},
     .help = "那一期的得分；按等次换算的可不填 | the score of that period; may be left empty where its grade counts",
     .type = KP_LOG_NUMBER,
     .slot = NUMBER_SLOT(KP_SLOT_NUMBER)},
    {.key = "grade",
     .title = "等次 | Grade",
     .aliases = {"等级", "考评等次"},
     .help = "那一期的等次；按得分计的可不填 | the grade of that period; may be left empty where its score counts",
     .type = KP_LOG_CHOICE,
     .choices = offsetof(kp_indicator, grade_points)},
    REMARK_COLUMN,
};

static const kp_log_column records_columns[] = {
    {.key = "date",
     .title = "日期 | Date",
     .aliases = {"发生日期", "认定日期", "记录日期"},
     .help = "发生或认定之日，可在本期之前，不得在本期之后 | when it happened or was found; may be before the period, not after it",
     .type = KP_LOG_DATE,
     .any_day = true,
     .required = true},
    {.key = "event",
     .title = "事项 | Event",
     .aliases = {"加减分事项", "信用事项", "行为"},
     .help = "按方案所列事项；方案没有列的写明何事 | one of the events of the scheme; where it lists none, what happened",
     .type = KP_LOG_CHOICE,
     .choices = offsetof(kp_indicator, events),
     .required = true},
    {.key = "count",
     .title = "次数 | Count",
     .aliases = {"数量 | Number", "Times", "件数"},
     .help = "不填为 1 | empty: 1",
     .type = KP_LOG_NUMBER,
     .slot = NUMBER_SLOT(KP_SLOT_COUNT)},
    {.key = "points",
     .title = "分值 | Points",
     .aliases = {"分数", "加减分"},
     .help = "加分为正、减分为负；有规定的不必填 | positive or negative; not needed where the rule tells",
     .type = KP_LOG_NUMBER,
     .slot = NUMBER_SLOT(KP_SLOT_NUMBER)},
    {.key = "life",
     .title = "有效期（月） | Life (months)",
     .aliases = {"有效期 | Life", "有效月数 | Months"},
     .help = "这一条另有有效期的才填，几个月；不填按方案 | only where this record has a life of its own, in months; empty: as the scheme says",
     .type = KP_LOG_NUMBER,
     .slot = {.key = "", .label = "", .kind = KP_SLOT_COUNT, .minimum = {1, 1}, .maximum = {true, {KP_MAX_LIFE, 1}}, .optional = true}},
    {.key = "repaired",
     .title = "修复日期 | Repaired on",
     .aliases = {"信用修复日期", "整改日期"},
     .help = "信用修复之日；没有修复的不填 | when it was repaired; empty: it was not",
     .type = KP_LOG_DATE,
     .any_day = true},
    {.key = "text",
     .title = "内容 | Content",
     .aliases = {"事由", "依据 | Evidence", "备注 | Remark", "说明 | Note"},
     .help = "事由、文号，可不填 | what happened, by which document; may be left empty",
     .type = KP_LOG_TEXT},
};

static const kp_log_column cadence_columns[] = {
    {.key = "date",
     .title = "日期 | Date",
     .aliases = {"活动日期 | Day", "时间"},
     .help = "活动是哪一天办的；同一天同一类别只计一次 | the day of the activity; several of a kind on one day count once",
     .type = KP_LOG_DATE,
     .required = true},
    {.key = "kind",
     .title = "类别 | Kind",
     .aliases = {"活动类别", "类型 | Type"},
     .help = "从下拉列表中选 | choose from the list",
     .type = KP_LOG_CHOICE,
     .required = true,
     .choices = offsetof(kp_indicator, gaps)},
    {.key = "text",
     .title = "活动内容 | Activity",
     .aliases = {"内容 | What", "备注 | Remark"},
     .help = "可不填 | may be left empty",
     .type = KP_LOG_TEXT},
};

static const kp_log_column meetings_columns[] = {
    {.key = "date",
     .title = "日期 | Date",
     .aliases = {"会议日期 | Day", "时间"},
     .help = "会议是哪一天开的；只有提议、未开会的，填提议的日期 | the day of the meeting; of a request without a meeting, the day of the request",
     .type = KP_LOG_DATE,
     .required = true},
    {.key = "entitled",
     .title = "应到 | Entitled",
     .aliases = {"应到人数", "成员人数 | Members"},
     .help = "应到会的人数；方案要看到会比例或提议比例的必填 | how many should come; needed where the scheme looks at shares of them",
     .type = KP_LOG_NUMBER,
     .slot = NUMBER_SLOT(KP_SLOT_COUNT)},
    {.key = "present",
     .title = "实到 | Present",
     .aliases = {"实到人数", "到会人数"},
     .help = "实际到会的人数 | how many came",
     .type = KP_LOG_NUMBER,
     .slot = NUMBER_SLOT(KP_SLOT_COUNT)},
    {.key = "asked",
     .title = "提议人数 | Asked for by",
     .aliases = {"提议临时会议人数"},
     .help =
         "有成员提议召开临时会议的，填提议的人数；会已经开了的同一行填实到 | where members asked for an extra meeting, how many; if it was held, its "
         "attendance stands in the same row",
     .type = KP_LOG_NUMBER,
     .slot = NUMBER_SLOT(KP_SLOT_COUNT),
     .wants = offsetof(kp_indicator, extra)},
    {.key = "text",
     .title = "会议内容 | Subject",
     .aliases = {"内容 | What", "备注 | Remark"},
     .help = "可不填 | may be left empty",
     .type = KP_LOG_TEXT},
};

static const kp_pair resolution_results[] = {{"通过 | Passed", {0, 1}, NULL}, {"未通过 | Not passed", {1, 1}, NULL}};
static const kp_pairs resolution_result_pairs = {resolution_results, sizeof resolution_results / sizeof *resolution_results};

#define HEADS(key_, title_, alias_, help_)                                                                                                           \
    { .key = key_, .title = title_, .aliases = {alias_}, .help = help_, .type = KP_LOG_NUMBER, .slot = NUMBER_SLOT(KP_SLOT_COUNT) }

static const kp_log_column resolutions_columns[] = {
    {.key = "topic",
     .title = "议题 | Matter",
     .aliases = {"议案 | Motion", "事项"},
     .help = "表决的是什么事 | what was voted on",
     .type = KP_LOG_TEXT,
     .required = true},
    {.key = "date",
     .title = "日期 | Date",
     .aliases = {"表决日期 | Day of the vote", "会议日期"},
     .help = "哪一天表决的；以前表决、本期到期落实的也登记 | the day of the vote; also of earlier ones that are due in this period",
     .type = KP_LOG_DATE,
     .required = true,
     .any_day = true},
    HEADS("entitled", "应到 | Entitled", "应到人数", "应到会的人数 | how many should come"),
    HEADS("present", "实到 | Present", "实到人数", "到会人数；不填按参加表决人数 | how many came; none: as many as voted"),
    HEADS("voting", "参加表决 | Voting", "表决人数", "不填为赞成、反对、弃权之和 | none: for, against and abstaining together"),
    HEADS("yes", "赞成 | For", "赞成票", "赞成的票数 | votes for it"),
    HEADS("no", "反对 | Against", "反对票", "不填为 0 | none: 0"),
    HEADS("abstain", "弃权 | Abstaining", "弃权票", "不填为 0 | none: 0"),
    {.key = "result",
     .title = "结果 | Result",
     .aliases = {"表决结果"},
     .help = "记录的结果；填了票数的可不填，填了就须与票数相符 | what was recorded; not needed where votes are given, and must be what they say",
     .type = KP_LOG_CHOICE,
     .fixed = &resolution_result_pairs},
    {.key = "due",
     .title = "期限 | Due",
     .aliases = {"落实期限", "完成期限"},
     .help = "通过的议题应在哪一天之前落实 | the day by which what passed is to be carried out",
     .type = KP_LOG_DATE,
     .any_day = true},
    {.key = "done",
     .title = "落实日期 | Done on",
     .aliases = {"完成日期", "落实时间"},
     .help = "未落实的空着 | empty while it is not done",
     .type = KP_LOG_DATE,
     .any_day = true},
    REMARK_COLUMN,
};

#undef HEADS

#endif
