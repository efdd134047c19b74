/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * entry_layout.h - the sheets and columns of the entry workbook (考评簿) that belong to a scheme. The form writer, the binding, the add-in and the
 * reference are all made from it, so what is printed as a form is what is read back.
 *
 * Where the scheme has surveys, there are three sheets more, that may all be absent: 答卷, a row an answered form, with the keys unit, stratum, cluster, channel,
 * interviewer, weight and one for each question (further columns may be variables, which the sheet 总体结构 names); 分层 with unit, stratum, size, clusters (stratum
 * empty: the unit as a whole); 总体结构 with variable, category, count.
 *
 * A sheet: title rows, a head row of titles, under it a row of keys (small, grey; forms have it, hand-made workbooks need not), then data.
 *
 *     kp_layout *layout = kp_layout_of(arena, scheme);
 *     for (size_t i = 0; i < layout->count; i++)
 *         for (size_t c = 0; c < layout->sheets[i].column_count; c++)
 *             puts(kp_text(arena, layout->sheets[i].columns[c].title, KP_ZH));
 */
#ifndef KAOPING_ENTRY_LAYOUT_H
#define KAOPING_ENTRY_LAYOUT_H

#include "kaoping/method.h"
#include "kaoping/named_texts.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum kp_column_role {
    KP_COLUMN_UNIT, /* 考评对象: id or name of a unit */
    KP_COLUMN_UNIT_ID,
    KP_COLUMN_UNIT_NAME,
    KP_COLUMN_GROUP,
    KP_COLUMN_UNIT_FIELD,
    KP_COLUMN_EXCLUDED, /* sheet 考评对象 */
    KP_COLUMN_EVALUATOR,
    KP_COLUMN_EVALUATOR_ROLE, /* panel */
    KP_COLUMN_QUESTION,       /* survey */
    KP_COLUMN_INDICATOR,      /* findings, not applicable: id or title */
    KP_COLUMN_EVENT,          /* events */
    KP_COLUMN_VETO,
    KP_COLUMN_COUNT,
    KP_COLUMN_POINTS,
    KP_COLUMN_DATE,
    KP_COLUMN_LOCATION,
    KP_COLUMN_TEXT,
    KP_COLUMN_INSPECTOR,
    KP_COLUMN_REASON,
    KP_COLUMN_SLOT, /* an input: table: indicator and slot; panel: indicator; site checks: indicator, 0 the mark, 1 the re-check */
    KP_COLUMN_OPTION,
    KP_COLUMN_UNKNOWN,
    KP_COLUMN_ISSUED,
    KP_COLUMN_RETURNED,
    KP_COLUMN_INVALID, /* survey */
    KP_COLUMN_PERIOD,  /* past periods */
    KP_COLUMN_SCORE,
    KP_COLUMN_RANK,
    KP_COLUMN_LIST,
    KP_COLUMN_MET,
    KP_COLUMN_LISTED,
    KP_COLUMN_SCHEME,
    KP_COLUMN_DIGEST,
    KP_COLUMN_SITE, /* site checks */
    KP_COLUMN_KIND,
    KP_COLUMN_STRATUM, /* survey, answers, strata: 层 */
    KP_COLUMN_CLUSTER, /* answers */
    KP_COLUMN_CHANNEL,
    KP_COLUMN_INTERVIEWER,
    KP_COLUMN_WEIGHT,
    KP_COLUMN_ITEM,     /* answers: a question of a survey: indicator and question (index) */
    KP_COLUMN_SIZE,     /* strata: households or people */
    KP_COLUMN_CLUSTERS, /* strata: clusters that it has */
    KP_COLUMN_VARIABLE, /* population */
    KP_COLUMN_CATEGORY,
    KP_COLUMN_POPULATION,
    KP_COLUMN_PARTY_ROLE, /* parties */
    KP_COLUMN_PARTY,
    KP_COLUMN_LOG /* dated records: a column of the method; `log` */
} kp_column_role;

/* Heads of ids. On sheets of evidence such a column is that of the unit where there is no other. */
#define KP_ID_HEAD   "编号 | No."
#define KP_CODE_HEAD "代码 | Code"

/* What live forms have beside the entries: a sheet of results, and columns of figures whose heads begin so. They are made from the entries, and never read. */
#define KP_LIVE_SHEET "即时得分 | Live scores"
#define KP_LIVE_KEY   "live."
#define KP_LIVE_MOST  15 /* sheets that the formula of that sheet can take, so many ranges has 考评汇总; a form of more has no such sheet */

typedef struct kp_layout_column {
    kp_column_role role;
    const char *key;     /* "unit", "c1", "d1.done", "option.1"; on answers "s" or "s.2", the leaf and its question; unique on the sheet */
    const char *title;   /* bilingual; unique on the sheet */
    const char *remark;  /* bilingual, in brackets under the title in heads: "15 分 | 15 points"; "" */
    const char *help;    /* bilingual: what to type; for the comment */
    int32_t indicator;   /* SLOT, ITEM; -1 */
    int32_t index;       /* SLOT: slot; OPTION: option; UNIT_FIELD: field; ITEM: question, 0 where the leaf has none; -1 */
    const kp_slot *slot; /* every column of numbers: kind and range of what may be typed; else NULL */
    bool required;       /* the column must be there */
    const struct kp_log_column *log; /* LOG; else NULL */
    kp_named_texts texts;            /* GROUP, UNIT_FIELD: what the scheme names; none elsewhere */
} kp_layout_column;

typedef struct kp_layout_sheet {
    kp_sheet_kind kind;
    const char *title;               /* bilingual; the sheet's name: each part at most 31 characters that a sheet's name may have; unique */
    const kp_layout_column *columns; /* none on the cover and the scheme's sheet */
    size_t column_count;
    const int32_t *indicators; /* the leaves on it; NOT_APPLICABLE: every node but the total */
    size_t indicator_count;
    const char **indicator_names;   /* of those: bilingual, unique on the sheet; the title alone where that is enough */
    const kp_names *keys;           /* keys of the columns -> index of the column */
    const kp_names *heads;          /* keys, titles and by-names of the columns -> index of the column */
    const kp_names *indicator_keys; /* ids, titles and unique names -> index of the indicator in the scheme */
} kp_layout_sheet;

typedef struct kp_layout {
    const kp_layout_sheet *
        sheets; /* in the order of the tabs: cover, units, parties, evidence in the order of the tree, answers, strata, population, not applicable, vetoes, past periods, scheme */
    size_t count;
} kp_layout;

/* The layout of a built scheme; in `arena`, valid as long as the scheme. Cost: linear in the nodes. */
kp_layout *kp_layout_of(kp_arena *arena, const kp_scheme *scheme);
/* The first sheet of that kind, or NULL. */
const kp_layout_sheet *kp_layout_find(const kp_layout *layout, kp_sheet_kind kind);
/* The column of that role on the sheet (the first where there are several), or -1. */
int32_t kp_layout_column_of(const kp_layout_sheet *sheet, kp_column_role role);
/* The column that the text of a head or key means: by key, title or by-name, also where a remark in brackets follows; KP_NAME_UNKNOWN, KP_NAME_AMBIGUOUS. */
int32_t kp_layout_match(const kp_layout_sheet *sheet, const char *head);
/* True where the text of a head or key is that of a live column. */
bool kp_layout_is_live_head(const char *head);
/* What may be typed into a slot, in words, bilingual: "0 至 15 的分数 | a mark from 0 to 15". */
const char *kp_slot_expected(kp_arena *arena, const kp_slot *slot);

#ifdef __cplusplus
}
#endif
#endif
