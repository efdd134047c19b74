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

#endif
