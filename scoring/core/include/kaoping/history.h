/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * history.h - results of earlier periods (往期), as far as lists need them: who was on which list, how often in a row, with what score and rank.
 * Comes from the JSON of earlier reports, from earlier entry workbooks, and from the sheet 往期 of this one (history_io.h).
 */
#ifndef KAOPING_HISTORY_H
#define KAOPING_HISTORY_H

#include "kaoping/evidence.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KP_MAX_STREAK 1000000 /* periods in a row */

/* A list whose condition a unit met in a past period. */
typedef struct kp_past_list {
    const char *list; /* id */
    int32_t met;      /* how many periods in a row, that one included, the list's condition was met; >= 1 */
    int32_t listed;   /* how many periods in a row, that one included, the unit stood on the list; 0: a list that replaces it took the unit */
} kp_past_list;

typedef struct kp_past_unit {
    const char *id, *name;
    kp_optional score;
    int32_t rank; /* 0: was not ranked */
    const kp_past_list *lists;
    size_t list_count;
    const char *grade; /* NULL: none, or not known */
    kp_pairs marks;    /* id of an indicator: its printed mark as text; only where kp_history.with_marks asks for it */
    kp_place place;    /* where it stands, if it stands in a cell; else without file */
} kp_past_unit;

typedef struct kp_past_period {
    kp_period period;
    const char *scheme_id, *scheme_digest;
    kp_place place;
    const kp_past_unit *units; /* in any order */
    size_t unit_count;
    const int32_t *past_of; /* private: of each unit of today its index in `units`, or -1; made by kp_history_prepare() */
} kp_past_period;

typedef struct kp_history {
    bool with_marks; /* asks readers for the marks of the units, too */
    struct {
        kp_past_period *items;
        size_t count, capacity;
    } periods; /* newest first after kp_history_prepare() */
} kp_history;

/* Sorts, and checks against the scheme and the period that is being evaluated: another scheme id, not before the current, of another kind (H_* errors that leave
 * every unit unscored; those results are taken out); a gap just before the current period or between given ones (warning: nothing is counted in a row over it);
 * other rules than now (hint). A period given several times is made one of all its units; where a unit is then given twice, both must say the same (else
 * H_PERIOD_TWICE). What it makes lives in the arena of `problems`. Cost: linear in the units of all periods. */
void kp_history_check(kp_history *history, const kp_scheme *scheme, kp_period current, kp_problems *problems);
/* kp_history_check() with the scheme and the period of `evidence`. Then finds each unit of `evidence` in each period: by its id; else by its name (compared as names.h does), where the past
 * record's id is nobody's today and both sides have the name once. So two units never share a past. A unit whose name alone is there, but does not settle
 * it, has no past, and is warned of (H_NAME_DOUBTFUL).
 * Must be called before the history is used, once all units are entered. What it makes lives in the arena of `problems`. Cost: linear in the units of all periods. */
void kp_history_prepare(kp_history *history, const kp_evidence *evidence, kp_problems *problems);
/* The results of `steps` (>= 1) periods before `current`, or NULL. */
const kp_past_period *kp_history_period(const kp_history *history, kp_period current, int steps);
/* What was of the unit (an index into the evidence prepared for) `steps` (>= 1) periods before `current`; NULL where it has no past there. */
const kp_past_unit *kp_history_unit(const kp_history *history, kp_period current, int steps, int32_t unit);

#ifdef __cplusplus
}
#endif
#endif
