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

#endif
