/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * score.h - from scheme and evidence to the scorecard: marks, totals, grades, ranks, lists.
 *
 *     kp_scorecard *card = kp_score(arena, scheme, evidence, history, problems);
 *
 * Pure: same arguments, same result; no files, no clock, no locale. Cost: linear in units × indicators, n log n for ranks.
 *
 * Order of deciding: marks from the leaves up → total, kept within minimum and maximum → printed and decided value → ranks → grade by band, veto override, rules, quotas →
 * lists → targets. A unit with an error is not scored and on no list. A unit with a reason R_* has its score but no rank or grade; it is on a list only where the list's
 * condition holds whatever its score, marks, rank or grade would be (a veto event counts all the same; `score < 60` alone does not). Of grades: a veto forces the lower of the grade by score and its own; a vetoed
 * unit keeps its rank and takes no place of a quota while it has the grade that the veto forces; a unit that does not take part is seen only by rules that ask for that (excluded); units that nothing tells apart at the edge of a quota go down together.
 *
 * A mark given in place of its evidence (kp_evidence_give_mark) is taken as it is: nothing below the node is scored, and nothing is open below it. From there on it is
 * a mark like any other: checked against another, completed for gaps around it, weighted, bounded, rounded, ranked. What looks at a mark below it finds none:
 * a tie-break key puts the unit behind those that have the mark, a condition of a list is unsure.
 *
 * Where the scheme decides on the printed value, so do comparisons of single marks in lists and tie-break keys: a node with decimals of its own is printed with those; a value leaf
 * is compared as it is.
 */
#ifndef KAOPING_SCORE_H
#define KAOPING_SCORE_H

#include "kaoping/evidence.h"
#include "kaoping/history.h"
#include "kaoping/method.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    KP_FLAG_HELD_DOWN = 1 << 0,   /* mark held to that of check_against */
    KP_FLAG_BY_GAP_RULE = 1 << 1, /* the mark is a zero or full for something not applicable */
    KP_FLAG_GIVEN = 1 << 2,       /* the mark was given in place of its evidence: what stands below it is not scored */
    KP_FLAG_TOO_LITTLE = 1 << 3   /* less of it applied than the scheme asks for: it is treated as not applicable */
};

/* A mark of one unit on one indicator. */
typedef struct kp_mark {
    kp_num value;     /* as carried upward: exact, or rounded where the scheme rounds at each level */
    kp_num reachable; /* full marks of what applied below it, where gaps are still open (passed up); else the node's full marks */
    uint8_t state;    /* kp_mark_state */
    uint8_t flags;
} kp_mark;

/* What a range or test says of a unit besides its value (method.h). Others: nothing, with verdict NONE. */
typedef struct kp_leaf_check {
    kp_leaf_verdict verdict;
    bool clash;
    kp_optional lower, upper, held, missing;
    const kp_requirement_result *parts;
    size_t part_count;
} kp_leaf_check;

typedef struct kp_unit_result {
    bool scored;                  /* there is a total */
    bool ranked;                  /* has rank and grade, and lists may go by them */
    int32_t reason;               /* kp_problem_code where not scored or not ranked, else -1 */
    kp_num total;                 /* exact */
    kp_num printed;               /* rounded by the scheme */
    kp_num decided;               /* the one of the two that grades, ranks and lists go by */
    int32_t rank;                 /* from 1 within what the scheme ranks within; 0: not ranked */
    int32_t bottom;               /* the same from the worst */
    int32_t field;                /* how many units are ranked with it */
    int32_t rank_all, rank_group; /* over all units; within its group, those without one among themselves (rank_all where there are no groups) */
    int32_t band;                 /* index, or -1 */
    int32_t band_by_score;        /* before veto and quota */
    int32_t band_other;           /* the band by the value not decided on; differs from band_by_score: warned of (R_BAND_DIFFERS) */
    int32_t quota_rival;          /* by_quota: the unit of the same score that kept the last place by the keys of tie_break; -1: the score decided */
    int32_t band_before_quota;    /* after vetoes and rules */
    bool by_veto, by_rule, by_quota; /* why band differs from band_by_score; by_rule: kp_scorecard.rule_steps */
    bool quota_tied;                 /* by_quota: places were left, but not for all that nothing tells apart from this unit */
    int32_t past_rank;               /* in the period before; 0: none */
    kp_optional past_score;
    int32_t rise, rise_rank; /* places gained; rank among those who gained, 0: did not */
} kp_unit_result;

/* A rule that changed the grade of a unit. */
typedef struct kp_rule_step {
    int32_t unit, rule;
    int32_t from, to; /* bands; from -1: there was none */
} kp_rule_step;

/* What a target came to in one group, or over all that are looked at. Who is looked at, or has reached it, but cannot be known (the unit is not scored or not ranked), is `open`: counted in
 * `total`, not in `reached`. Who is asked for a range or test that does not apply to it is aside. */
typedef struct kp_target_row {
    int32_t target;
    const char *name; /* the group, or the text of the field, "" where it is empty; NULL: all together */
    size_t total, reached, open;
    kp_num share;     /* 0..100, exact; 0 where nobody is looked at */
    kp_optional goal; /* per cent; not given: only counted */
    bool met;         /* the goal is given, somebody is looked at, and reached ≥ goal × total, exactly */
    int64_t missing;  /* how many more would have to reach it: max(0, ceil(goal × total) − reached) */
} kp_target_row;

typedef enum kp_target_state { KP_TARGET_ASIDE, KP_TARGET_MISSED, KP_TARGET_REACHED, KP_TARGET_OPEN } kp_target_state; /* aside: not looked at */

/* Where a unit stands with a target: in which row of kp_scorecard.targets (-1: none) and how. */
typedef struct kp_target_unit {
    int32_t row;
    uint8_t state; /* kp_target_state */
} kp_target_unit;

/* Units of like text in the scheme's combine_by, rolled up: a firm over its projects. Only ranked units count; a weight that is not known, or a unit with an error, leaves the whole without a score. */
typedef struct kp_combined {
    const char *name;
    size_t units, counted; /* that take part; whose scores count */
    kp_num weight;         /* of those that count; without combine_weight how many they are */
    bool scored;
    kp_num score;   /* Σ weight × score / Σ weight, exact, of the scores that the scheme decides on */
    kp_num printed; /* rounded by the scheme */
    int32_t rank;   /* by the value that the scheme decides on; 0: no score */
} kp_combined;

typedef struct kp_list_entry {
    int32_t list, unit;
    bool replaced;  /* condition met, but on a list that replaces it: not printed there */
    int32_t met;    /* condition met so many periods in a row, this one included */
    int32_t listed; /* on this list so many periods in a row, this one included (連续次数 shown); 0 where replaced */
    int32_t action; /* index into the list's actions, or -1 */
} kp_list_entry;

typedef struct kp_scorecard {
    const kp_scheme *scheme;
    const kp_evidence *evidence;
    const kp_history *history; /* may be NULL */
    kp_mark *marks;            /* [unit * indicator_count + indicator] */
    kp_leaf_check *values;     /* [unit * value_count + value_of[indicator]]: of ranges and tests */
    int32_t *value_of;         /* by indicator; -1: it is neither */
    size_t value_count;
    kp_unit_result *units; /* one a unit */
    int32_t *order;        /* unit indices: ranked ones by group (where ranked within), rank, then as entered; then the unranked as entered */
    struct {
        kp_list_entry *items;
        size_t count, capacity;
    } lists; /* by list, then in the list's order */
    struct {
        kp_rule_step *items;
        size_t count, capacity;
    } rule_steps; /* by unit, then in the order of the rules */
    struct {
        kp_target_row *items;
        size_t count, capacity;
    } targets; /* by target; its groups as they first come, and where there are several a last row of all together, without a goal */
    int32_t **
        quota_keys; /* [band][unit]: index of the band's quotas that the unit's text names, -1: none of them; NULL where the quota goes by no field */
    struct {
        kp_combined *items;
        size_t count, capacity;
    } combined;                   /* by rank, those without a score last; empty where the scheme rolls nothing up */
    int32_t *combined_of;         /* by unit: index into combined, -1: none; NULL likewise */
    kp_num *combined_weight;      /* by unit: what it weighs, where it counts; else 0 */
    kp_target_unit *target_units; /* [target * units + unit] */
    size_t scored_count, ranked_count;
    const kp_problems *problems; /* as given to kp_score(), and so with all that was added since: explanations say its sentences */
} kp_scorecard;

/* Scores. `evidence` must be finished, and be of `scheme`. `history` may be NULL, else kp_history_prepare() must have been called. Adds R_* problems (warnings and hints: printed and full value in different bands, a grade
 * over its quota, a self mark held down …). Never NULL inside kp_arena_run(). */
kp_scorecard *kp_score(kp_arena *arena, const kp_scheme *scheme, const kp_evidence *evidence, const kp_history *history, kp_problems *problems);

/* The results as a past period for later ones: the same that their JSON, read back, says. In `arena`; names and ids are those of the card. */
kp_past_period kp_scorecard_past(kp_arena *arena, const kp_scorecard *card);
/* Gives the units of such a past period their printed marks, too. */
void kp_scorecard_past_marks(kp_arena *arena, const kp_scorecard *card, kp_past_period *past);

/* Of a unit and a node that is checked against another (check_against): its mark before it was held to that, and that of the other, both out of the node's full marks, so that
 * they may be compared. Not known where one of them has no mark, or a mark by the rule for gaps. */
typedef struct kp_checked {
    bool known;
    kp_num own, check;
} kp_checked;
/* One for each unit, of one such node. Cost: linear in the units. */
const kp_checked *kp_score_checked(kp_arena *arena, const kp_scorecard *card, int32_t indicator);

const kp_mark *kp_scorecard_mark(const kp_scorecard *card, int32_t unit, int32_t indicator);
/* What a range or test says of the unit; of any other indicator, and where it was not scored, verdict NONE. Never NULL. */
const kp_leaf_check *kp_scorecard_check(const kp_scorecard *card, int32_t unit, int32_t indicator);
/* The value of a value leaf as it is shown, without its unit: "2066.00", "97.3%", "2026-09-15", 是, "207–413", 符合; "—" and "" as kp_mark_text(). */
const char *kp_value_text(kp_arena *arena, const kp_scorecard *card, int32_t unit, int32_t indicator, kp_lang lang);
/* What a range or test says of the unit: "不足，差 57 人", "业主同意：不足，差 1"; "" where nothing was held against anything. */
const char *kp_verdict_words(kp_arena *arena, const kp_scorecard *card, int32_t unit, int32_t indicator, kp_lang lang);
/* The same of one requirement of a test. */
const char *kp_requirement_words(kp_arena *arena, const kp_scorecard *card, int32_t unit, int32_t indicator, size_t part, kp_lang lang);
/* That requirement with its figures: "参与表决人数 199 ≥ 2 ÷ 3 × 业主总人数 300"; "" where they do not apply. */
const char *kp_requirement_steps(kp_arena *arena, const kp_scorecard *card, int32_t unit, int32_t indicator, size_t part, kp_lang lang);
/* Value, unit and verdict in one: "150 人（207–413），不足，差 57 人". */
const char *kp_value_words(kp_arena *arena, const kp_scorecard *card, int32_t unit, int32_t indicator, kp_lang lang);
/* How many places the grade has among those that it is shared out to: all ranked units, or those of the unit's group, where the quota goes by a field those of like text; *field is how
 * many they are. -1: it has no quota. */
int64_t kp_quota_places(kp_arena *arena, const kp_scorecard *card, int32_t unit, int32_t band, size_t *field);
/* To how many decimals the marks of a node are printed and decided on: the node's own, else the scheme's; -1: a value as it is. */
int kp_mark_decimals(const kp_scheme *scheme, int32_t indicator);
/* To how many decimals the steps towards such a mark are shown where they have no end: the scheme's, or more where the mark has more. */
int kp_step_decimals(const kp_scheme *scheme, int32_t indicator);
/* A mark, or a value, of that node rounded as it is printed. */
kp_num kp_mark_printed(kp_arena *arena, const kp_scheme *scheme, int32_t indicator, kp_num value);
/* The same as text; a value without decimals with KP_MAX_DECIMALS at most. */
const char *kp_mark_print(kp_arena *arena, const kp_scheme *scheme, int32_t indicator, kp_num value);
/* The mark of the unit as it is printed: "28.17"; "—" where not applicable; "" where not scored. */
const char *kp_mark_text(kp_arena *arena, const kp_scorecard *card, int32_t unit, int32_t indicator);
const char *kp_total_text(kp_arena *arena, const kp_scorecard *card, int32_t unit);

/* Recomputes the mark of one indicator with trace: the expression over inputs (leaf) or over the marks of children (inner node). expr NULL where there is no mark. */
kp_val kp_score_trace(kp_arena *arena, const kp_scorecard *card, int32_t unit, int32_t indicator);

/* The steps of a unit: the first, *count of them; NULL where there is none. Takes the logarithm of their number. */
const kp_rule_step *kp_rule_steps_of(const kp_scorecard *card, int32_t unit, size_t *count);
/* Why the rule of a step held: the tests that were met with the unit's numbers, the grade being what it was before the step. One string a reason. */
kp_pairs kp_rule_reasons(kp_arena *arena, const kp_scorecard *card, const kp_rule_step *step, kp_lang lang);

/* Index of the first row of a target in card->targets; *count of them. */
size_t kp_target_rows(const kp_scorecard *card, int32_t target, size_t *count);
const kp_target_unit *kp_target_of_unit(const kp_scorecard *card, int32_t target, int32_t unit);

/* The quota of the grade that holds for the unit. */
kp_limit kp_quota_of(const kp_scorecard *card, int32_t unit, int32_t band);

/* Why an entry is on its list: the tests that were met with the unit's numbers: "名次 2 ≤ 3；得分 93.50 ≥ 90". One string a reason. */
kp_pairs kp_list_reasons(kp_arena *arena, const kp_scorecard *card, const kp_list_entry *entry, kp_lang lang);

/* The derivation of a figure, many lines: rule, inputs with their cells, steps, result; for the total (indicator 0) also rounding, band, quota, rank, lists, and,
 * where one lowest indicator alone makes it, how that came about. */
const char *kp_explain(kp_arena *arena, const kp_scorecard *card, int32_t unit, int32_t indicator, kp_lang lang);

#ifdef __cplusplus
}
#endif
#endif
