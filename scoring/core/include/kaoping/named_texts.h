/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * named_texts.h - the texts that a scheme names for a column of the register of units (考评对象): 城市 and 农村 of a target's goals, 优秀 and 良好 of quotas by the team's grade, 负责人
 * of a condition. Forms offer them to choose from; where they are all that may stand there, reading refuses others.
 *
 *     kp_named_texts types = kp_named_texts_of(arena, scheme, kp_scheme_find_field(scheme, "类型"));
 *     if (types.closed && kp_named_texts_find(&types, "城镇") < 0)
 *         …
 */
#ifndef KAOPING_NAMED_TEXTS_H
#define KAOPING_NAMED_TEXTS_H

#include "kaoping/names.h"
#include "kaoping/scheme.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KP_GROUP_COLUMN (-1) /* in place of the index of a unit field */

typedef struct kp_named_texts {
    kp_pairs names; /* bilingual, each once: goals, then quotas, then conditions, in the order of the scheme; values 0 */
    bool
        closed; /* another text would be without a rule, and none would, too: goals of all units and quotas without one for the others name all there are */
    const kp_names *known;
} kp_named_texts;

/* Of a column of unit_fields by its index, or of the groups. Where a condition asks for a yes or a no, both are named. In `arena`; cost: linear in the scheme, times the names. */
kp_named_texts kp_named_texts_of(kp_arena *arena, const kp_scheme *scheme, int32_t field);
/* Whether results depend on that unit field: goals, quotas, conditions or the rolling up of units look at it. Others are merely shown. */
bool kp_field_decides(const kp_scheme *scheme, int32_t field);
/* Which of them a typed text is, as people write names; -1: none. */
int32_t kp_named_texts_find(const kp_named_texts *texts, const char *text);

#ifdef __cplusplus
}
#endif
#endif
