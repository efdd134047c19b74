/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * method.h - how a leaf turns evidence into a mark (计分方式). One row of one table a method: its slots, its check, its evaluation. The formula and the
 * explanation follow from the evaluation (calc.h).
 *
 *   direct        typed × full / scale
 *   deduct        full − Σ points, not below floor. Points of a finding: as typed (they must agree with step × count), else step × count. The first
 *                 free_count places are not counted; points typed for several places are taken off them alike. No finding: full marks.
 *   bonus         Σ points of the events, within its caps. Points: as typed (they must agree), else those of the event × count.
 *   ratio         full × min(1, done / due ÷ target). Nothing due: not applicable.
 *   linear        full − slope × points short of the target, not below floor; a part of a point by part_points. The rate of counts is 100 × done / due.
 *   ladder        the mark of the first step reached, best first; none: "else", or 0.
 *   checklist     full × items met / items, or each × met; or by a table the mark of the largest number not above the number met. Items that do not apply
 *                 follow the rule in force: prorate (and not_ranked) leave them out of both counts (with a table: met × items / applicable is looked up),
 *                 zero and full count them as not met and met. All not applicable: so is the leaf.
 *   panel         mean of the marks × full / scale, or their plain sum; × multiply. The lowest and highest are left out from trim_from marks on, within each role
 *                 where there are roles; these are weighted over those present. A mark "—" abstains.
 *   satisfaction  full × degree / largest value, or full × rate / 100; over several questions the weighted mean of those answered. A question's figure is
 *                that of its strata weighted by their sizes, over those that answered, where the sizes are known; else counts of strata are added. "Don't know" counted as
 *                 neutral or zero is in the base of both, and positive in neither. The sample is that of the question answered least.
 *   sites         full / scale × the weighted mean, over the kinds of check present, of the mean over sites; a site checked several times in one kind counts with
 *                 the mean of its marks, since sites are what was drawn (one-stage clusters). A mark "—" is left out. The sample is the number of sites.
 *   ballot        full × value / largest value, the value being the votes' mean or that of the grade with most votes.
 *   grade         full × value of the grade typed / the largest value (等级换算: 优秀 4, 良好 3 …).
 *   number        the value typed, as it is. Never a mark.
 *   formula       its value; with points the mark is that, kept within 0 and the full marks.
 *   range         all limits in force at once; one that leaves nothing gives way to those before it (clash). With a formula its value is held against them: within, below or
 *                 above, and how far; the value is what lies nearest to it within. Without, the range itself is the result; of limits that clash the end nearest to what
 *                 gave way. With points: full marks within, else 0.
 *   test          every requirement that applies must hold: 1, else 0; with points full marks, else 0.
 *   results       full / scale × the mean, last, best, worst, sum or weighted mean of the scores (or of the points of the grades) of the periods there are, within
 *                 0 .. full. A period missing leaves its weight to the others.
 *   records       as bonus, of the dated records whose life ends after the last day of the period, and that were not repaired on or before it. Life: months of the record,
 *                 else of its event, else of the leaf, from its date on. A record dated after the period is a problem.
 *   cadence       full × windows kept / windows. Equal days of a kind count once; windows lie between neighbours and, unless edges are ignored, from the first day of the period
 *                 and to its last; one is kept where its days are at most the gap of its kind. Windows of all kinds are pooled. Edges ignored: a kind with fewer than two days is
 *                 one window not kept.
 *   meetings      full × held / expected (method_meetings.c). Nothing expected: not applicable.
 *   resolutions   full × carried out in time / passed and due by the end of the period; or passed / voted on; or recorded as the votes say / voted on. Nothing of the kind: not
 *                 applicable. Votes pass what has more than the majority (or at least that) of those voting, present or entitled, and a quorum.
 *
 *   goalposts     full × (x − lowest) / (highest − lowest), better low: full × (highest − x) / …; with transform log of their logarithms. A value beyond them counts as the end
 *                 (clamp), goes on in proportion (extend), or is a problem (refuse). x: 100 × done / due, a percentage, a number, or a formula's value.
 *   relative      such a value beside those of the units that are ranked together: full × x / largest (better low: smallest / x), full × (x − least) / (largest − least) (better
 *                 low: (largest − x) / …), full × z, full × (50 + 10 z) / 100, z = (x − mean) / standard deviation (better low: −z); or by place. Where all values are equal,
 *                 each is the best (full marks) and z is 0.
 *
 * Of direct, panel, sites and relative what counts may be the points of the place that the mark has among those of the other units (by_rank, rank_first): of a panel each
 * evaluator's marks are ranked, and their points are pooled instead; of the others the unit's mark is, and its points × full / scale are its mark. Places are made when
 * evidence is finished.
 */
#ifndef KAOPING_METHOD_H
#define KAOPING_METHOD_H

#include "kaoping/calc.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum kp_slot_kind {
    KP_SLOT_MARK,   /* a mark, minimum..maximum */
    KP_SLOT_COUNT,  /* a whole number >= 0 */
    KP_SLOT_AMOUNT, /* any number >= 0 */
    KP_SLOT_RATE,   /* a percentage: 97.3% or 97.3; kept as 97.3 */
    KP_SLOT_NUMBER, /* any number, within `minimum` where bounded_below and `maximum` where given */
    KP_SLOT_YES_NO, /* 1 or 0 */
    KP_SLOT_CHOICE, /* one of `choices`: its index */
    KP_SLOT_DATE    /* a day: days since 1899-12-30 */
} kp_slot_kind;

/* One number that a leaf needs of each unit: a column of the entry sheet. */
typedef struct kp_slot {
    const char *key;   /* "done"; the column's key is "<indicator id>.done", or the id alone where the leaf has a single slot with key "" */
    const char *label; /* bilingual; the column's head is the leaf's title, followed by "·" and this where the leaf has several */
    kp_slot_kind kind;
    kp_num minimum;
    kp_optional maximum;
    bool optional;      /* may be left empty */
    bool bounded_below; /* NUMBER, DATE: `minimum` is a bound */
    bool money;         /* NUMBER: at most two decimals */
    kp_pairs choices;   /* CHOICE: what may be typed */
} kp_slot;

typedef enum kp_mark_state {
    KP_MARK_SCORED = 0,
    KP_MARK_NOT_APPLICABLE,
    KP_MARK_NOT_SCORED /* an input is missing or doubtful */
} kp_mark_state;

/* What a range or a test says of the unit. */
typedef enum kp_leaf_verdict {
    KP_LEAF_UNJUDGED, /* nothing was held against anything */
    KP_LEAF_MET,      /* within the range; all requirements hold */
    KP_LEAF_BELOW,
    KP_LEAF_ABOVE,  /* the range */
    KP_LEAF_NOT_MET /* a requirement does not hold */
} kp_leaf_verdict;

/* One requirement of a test. */
typedef struct kp_requirement_result {
    uint8_t state; /* kp_mark_state: SCORED where it was looked at; NOT_APPLICABLE where it is left out */
    bool met, above;
    kp_optional missing; /* not met: by how much (kp_formula_short_of); `above`: so much too much */
} kp_requirement_result;

/* What a leaf came to. */
typedef struct kp_outcome {
    kp_mark_state state;
    kp_val mark;
    int32_t
        reason; /* kp_problem_code (R_*) where the unit must not be ranked for it (sample too small, no quorum), else -1; the mark may still be there */
    kp_num least_sample;  /* satisfaction: how many valid answers the scheme asks of the unit; else 0 */
    kp_num sample;        /* satisfaction: valid answers; sites: sites that have a mark; else 0 */
    kp_num unknown_share; /* satisfaction: 0..1, that of the questions (kp_question_figures) by how many were asked; else 0 */
    kp_num degree, rate;  /* satisfaction: 0..100 */
    int32_t grade;        /* ballot: index of the resulting option, else -1 */

    kp_leaf_verdict verdict;
    bool clash;               /* range: a limit gave way to those before it */
    kp_optional lower, upper; /* range: the limits in force */
    kp_optional held;         /* range: what its formula came to, before it was kept within them */
    kp_optional missing;      /* range: how far it is out of them; test: what the only requirement that fails wants, where that can be told */
    const kp_requirement_result *parts; /* test: one a requirement; NULL else */
    size_t part_count;
} kp_outcome;

typedef struct kp_method {
    kp_method_id id;
    /* The slots of this leaf, in order; NULL with *count 0 where its evidence is in a list. In `arena`. */
    const kp_slot *(*slots)(kp_arena *arena, const kp_indicator *leaf, size_t *count);
    /* Adds a problem for each thing among the unit's inputs that cannot be (done > due, answers > returned …). NULL: nothing to check. */
    void (*check)(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems);
    kp_outcome (*evaluate)(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator);
    const char
        *rule; /* bilingual template of the rule in words: {field} is filled from the scheme's fields, [field:…] stands only where the field is given
                         (all forms: method_words.c): "满分 {full} 分[step:，每处扣 {step} 分]" */
} kp_method;

/* The choice of that index, of a slot of choices; "" where it has none. */
const char *kp_choice_name(const kp_slot *slot, kp_num index);
/* The index of the choice that a text names (as names.h has it), -1: none. */
int32_t kp_choice_find(const kp_slot *slot, const char *name);

const kp_method *kp_method_of(kp_method_id id);
/* Evaluates the leaf by its method. A number beyond KP_NUM_MAX_BITS on the way is a fault of the calculation: KP_FAULT_TOO_LARGE, and the leaf does not apply. */
kp_outcome kp_leaf_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator);
/* True where what counts are points by place (by_rank, rank_first). */
bool kp_leaf_by_place(const kp_indicator *leaf);
/* True where the leaf cannot be scored for one unit alone: by place, or because it looks across the units. */
bool kp_leaf_needs_all(const kp_indicator *leaf);
/* The points of a place, from 1 on, of such a leaf. */
kp_num kp_points_of_place(kp_arena *arena, const kp_indicator *leaf, int32_t place);
/* Whether the option of a satisfaction leaf counts for the rate. A built scheme names positive options as the options are named. */
bool kp_option_is_positive(const kp_indicator *leaf, size_t option);
/* What one question of a satisfaction leaf came to, exactly, as it is scored: over the unit's strata, weighted by their sizes where these are known. */
typedef struct kp_question_figures {
    bool known;          /* somebody answered; else degree, rate are 0 and shares NULL */
    bool stratified;     /* weighted by the sizes of strata */
    kp_num degree, rate; /* 0..100 */
    kp_num sample;       /* valid answers: of forms, how many forms */
    /* Of 不了解 among those who answered or did not know, 0..1, weighted by the sizes of strata where the degree is: Σ N_h u_h/(n_h + u_h) / Σ N_h over the strata that have
     * such. Given even where nobody answered. */
    kp_num unknown_share;
    /* Of each option among the valid answers, 0..1, weighted as the degree is. With `unknown: neutral` or `zero` 不了解 is among these, and the shares and unknown_share are 1
     * together; with `exclude` the shares alone are. */
    const kp_num *shares;
} kp_question_figures;
/* Of finished evidence; `question` 0 where the leaf has none. Cost: linear in the unit's rows of the leaf. */
kp_question_figures kp_question_figures_of(kp_arena *arena, const kp_evidence *evidence, int32_t unit, int32_t indicator, int32_t question);

/* The share, 0..1, of an option among the valid answers of a satisfaction leaf, weighted over its questions as the mark is, or among the valid votes of a ballot. False where nobody
 * answered or voted, and for other methods. Of finished evidence, whose state the mark tells. */
bool kp_option_share(kp_arena *arena, const kp_evidence *evidence, int32_t unit, int32_t indicator, int32_t option, kp_num *share);

/* The entry sheet's kind for a leaf: the method's, or KP_SHEET_TABLE for deduct with evidence: count. */
kp_sheet_kind kp_method_sheet(const kp_indicator *leaf);
/* How an inner node's mark is made of its items', in words; "" where they are added up or averaged as ever, and of leaves. */
const char *kp_aggregate_words(kp_arena *arena, const kp_indicator *node, kp_lang lang);
/* How much of an inner node must apply (`least_share`, `least_items`), in words; "" where nothing is asked. */
const char *kp_coverage_words(kp_arena *arena, const kp_indicator *node, kp_lang lang);
/* The rule of a leaf in words with its numbers. */
const char *kp_method_rule_words(kp_arena *arena, const kp_scheme *scheme, int32_t indicator, kp_lang lang);

#ifdef __cplusplus
}
#endif
#endif
