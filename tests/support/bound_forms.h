/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bound_forms.h - the sheets of a survey in the workbook of bound.h: 答卷, 分层, 总体结构. */
#ifndef BOUND_FORMS_H
#define BOUND_FORMS_H

#include "bound.h"

#define FORMS_HEAD  "考评对象,层,渠道,调查员,权重,卫生,治安\n"
#define FORMS_FIRST "甲社区,东苑,入户,钱七,1,满意,满意\n甲社区,西苑,电话,,1,不满意,满意\n"
#define FORMS_REST  "乙社区,,网络,,1,满意,不了解\n乙社区,,入户,孙八,2.5,,不满意\n"
#define STRATA_HEAD "考评对象,层,户数\n"
#define SEXES       "变量,类别,人数\n性别,女,150\n性别,男,50\n"

/* The sound workbook with those sheets instead of its counts of answers. */
static inline const char *folder_of(kp_arena *arena, const char *name, const char *forms, const char *strata, const char *population) {
    const entry_file changed[] = {{"满意度测评表", NULL}, {"答卷", forms}, {"分层", strata}, {"总体结构", population}, {NULL, NULL}};
    return entry_folder(arena, name, changed);
}

#endif
