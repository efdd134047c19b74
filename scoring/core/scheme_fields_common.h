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

/* ---- fields ---- */

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
