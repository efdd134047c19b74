/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * levels.h - an evaluation by several levels (区、街道、社区、社会机构), each of which gives a part of the data of the same units in workbooks of its own.
 *
 * A scheme lists its levels (`levels`). An indicator may name the one that gives it (`level`, in force below it too), and so may a veto. The roles of a panel that are called as
 * levels belong to these, whatever the leaf says; the other roles go as the leaf does. What nobody is named for anybody may give. A workbook of no level gives everything.
 *
 *     int32_t street = kp_level_find(scheme, "街道");
 *     if (!kp_level_gives(scheme, street, leaf))
 *         puts(kp_text(arena, kp_level_names(arena, scheme, leaf), KP_ZH)); // "区"
 */
#ifndef KAOPING_LEVELS_H
#define KAOPING_LEVELS_H

#include "kaoping/scheme.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KP_LEVEL_ALL     (-1) /* of no level, which gives everything */
#define KP_LEVEL_UNKNOWN (-2) /* the scheme has no such level */

/* The index of the level that a text names, in either language; KP_LEVEL_UNKNOWN. */
int32_t kp_level_find(const kp_scheme *scheme, const char *name);
/* Whether the level gives of the indicator: of a leaf anything, be it the marks of one role only; of an inner node all its leaves. True for every level that is no index. */
bool kp_level_gives(const kp_scheme *scheme, int32_t level, int32_t indicator);
/* Whether it gives the marks of that role of a panel; role -1: of those without any. */
bool kp_level_gives_role(const kp_scheme *scheme, int32_t level, int32_t indicator, int32_t role);
bool kp_level_gives_veto(const kp_scheme *scheme, int32_t level, int32_t veto);
/* Whether the scheme names the level for anything, so that its workbooks are waited for. */
bool kp_level_is_needed(const kp_scheme *scheme, int32_t level);
/* The levels that give of the leaf, bilingual: "区、街道 | District, Street"; "" where anybody does. */
const char *kp_level_names(kp_arena *arena, const kp_scheme *scheme, int32_t indicator);

#ifdef __cplusplus
}
#endif
#endif
