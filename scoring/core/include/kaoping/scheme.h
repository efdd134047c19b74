/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scheme.h - the scheme (考评方案): the rules of one evaluation, as data. Everything that an office may decide stands here; no rule is in code.
 *
 * A scheme is read from YAML, or from the sheet 方案 of a workbook, into text records (scheme_fields.h: one table says which fields there are), and built
 * and checked by kp_scheme_build(). Once built it never changes. All text and arrays live in the arena it was built in.
 *
 * The tree. indicators[0] is the total. The rest follow in preorder: an indicator's children come after it, each with its own subtree, and
 * `end` is the index behind its subtree. A leaf has a method; an inner node combines its children:
 *   sum       children have points; full marks = Σ points. Mark = Σ marks. (分值制)
 *   weighted  children have weights; mark = full × Σ(w·mark/full of child)/Σw. (权重制) Weights need not add up to 100, but what does not is warned of.
 * With `aggregate` a node is instead full × the geometric or harmonic mean, the product, the least or the greatest of its children's shares of their full marks: weighted by their
 * weights, or all alike where they have points. Geometric and harmonic mean are 0 where a share is 0 or less, unless `zero_as` says what such a share counts as.
 * Such a node is no part of a chain of sums: what has gaps below it is completed to its own full marks, and a child that does not apply leaves with its weight.
 * A bonus leaf (加减分, 信用记录) has neither: it is added to its parent's mark after combining. It is no part of the full marks, nor of what the chain of sums it stands in is
 * completed from. Where its parent has no mark, since nothing else below it applies, the nearest node above that has one gets the points.
 *
 * Not applicable (合理缺项), by the rule of the nearest node that names one, else the scheme's:
 *   prorate    the item leaves numerator and denominator: total = Σ earned / Σ full marks of what applied × full. In nested sums the gap is passed up to the
 *              topmost node of the unbroken chain of sums and made good there (80 of 94 applicable points are 85.11 of 100), unless
 *              an inner node names `prorate` itself: then it is completed to its own full marks. Under a weighted node the child is completed to its own
 *              full marks, and a child with nothing applicable takes its weight along.
 *   zero       counts as 0 · full  counts as full marks · not_ranked  as prorate, and the unit is reported but not ranked.
 * A node may not apply itself: because the register of gaps names it, then with all below it, bonus leaves too; or because nothing below it applies. Its own rule holds
 * for it then, not those below. Where nothing below the total applies, the unit has no score.
 */
#ifndef KAOPING_SCHEME_H
#define KAOPING_SCHEME_H

#include "kaoping/num.h"
#include "kaoping/period.h"
#include "kaoping/problem.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KP_MAX_INDICATORS 10000      /* nodes of a tree; the longest published form has 300 items */
#define KP_MAX_DEPTH      32         /* levels of a tree */
#define KP_MAX_DECIMALS   6          /* printed decimals of a mark */
#define KP_MAX_RULES      1000       /* bands, vetoes or lists, each; and the items of one list of names */
#define KP_MAX_FIELD      32767      /* bytes of one text of a scheme: what a spreadsheet cell holds */
#define KP_MAX_NUMBER     1000000000 /* a number of a scheme stays within ± this, and has at most 18 decimals */

#define KP_MAX_LIFE 1200 /* months that a record holds */

/* The kinds of entry sheet; entry_layout.h lists their columns. */
typedef enum kp_sheet_kind {
    KP_SHEET_TABLE,                /* one row a unit, one or more columns a leaf */
    KP_SHEET_PANEL,                /* one row a unit and evaluator */
    KP_SHEET_SURVEY,               /* one row a unit and question: counts of answers */
    KP_SHEET_FINDINGS,             /* one row a finding (扣分记录) */
    KP_SHEET_EVENTS,               /* one row an event (加减分记录) */
    KP_SHEET_COVER,                /* 填表说明: scheme, period, office */
    KP_SHEET_UNITS,                /* 考评对象 */
    KP_SHEET_NOT_APPLICABLE,       /* 合理缺项: unit, indicator, reason */
    KP_SHEET_VETOES,               /* 一票否决 */
    KP_SHEET_HISTORY,              /* 往期: one row a unit, earlier period and list; only where earlier results are carried along */
    KP_SHEET_SCHEME,               /* 方案 */
    KP_SHEET_SITES,                /* 点位评分: one row a unit, site and check */
    KP_SHEET_ANSWERS,              /* 答卷: one row a form, one column a question of all surveys */
    KP_SHEET_STRATA,               /* 分层: one row a unit and stratum, how large it is */
    KP_SHEET_POPULATION,           /* 总体结构: one row a variable and category, how many of the population */
    KP_SHEET_PARTIES,              /* 评价主体: one row a unit (or all), role and body */
    KP_SHEET_LOG,                  /* dated records: one row a unit and case; columns by its method (log.h) */
    KP_SHEET_KINDS,                /* how many kinds there are */
    KP_SHEET_NONE = KP_SHEET_KINDS /* of leaves of which nothing is typed */
} kp_sheet_kind;

typedef enum kp_method_id {
#define KP_METHOD(name, key, title, sheet) KP_METHOD_##name,
#include "kaoping/methods.def"
#undef KP_METHOD
    KP_METHOD_COUNT,
    KP_METHOD_NONE = KP_METHOD_COUNT /* an inner node */
} kp_method_id;

/* A number that need not be given. `value` is valid (KP_ZERO) even where it is not. */
typedef struct kp_optional {
    bool given;
    kp_num value;
} kp_optional;

/* A count ("3") or a share ("15%"; value 15). */
typedef struct kp_limit {
    bool given, percent;
    kp_num value;
} kp_limit;

/* An ordered list of names, with a number (options 很满意=100, roles, steps 95=10) or a text (actions 2=更换项目经理) where the field has one. */
typedef struct kp_pair {
    const char *name;
    kp_num value;     /* KP_ZERO where the field has none */
    const char *text; /* NULL where the field has none */
} kp_pair;
typedef struct kp_pairs {
    const kp_pair *items;
    size_t count;
} kp_pairs;

/* The enumerations; the words of each stand in the headers of scheme_fields.c. */
typedef enum kp_cadence { KP_QUARTERLY, KP_HALF_YEARLY, KP_YEARLY, KP_MONTHLY, KP_ONCE } kp_cadence;
typedef enum kp_round_at { KP_ROUND_AT_END, KP_ROUND_AT_EACH } kp_round_at;                  /* once at the end; or every leaf's and node's mark */
typedef enum kp_decide_on { KP_DECIDE_ON_PRINTED, KP_DECIDE_ON_FULL } kp_decide_on;          /* 修约值比较法; 全数值比较法 (GB/T 8170) */
typedef enum kp_ranking { KP_RANK_COMPETITION, KP_RANK_DENSE, KP_RANK_MODIFIED } kp_ranking; /* 1,2,2,4; 1,2,2,3; 1,3,3,4 */
typedef enum kp_within { KP_WITHIN_GROUP, KP_WITHIN_ALL } kp_within;
typedef enum kp_ties { KP_TIES_SHARE, KP_TIES_BREAK } kp_ties; /* equal scores share a rank; or the tie_break keys decide */
typedef enum kp_na_rule { KP_NA_INHERIT, KP_NA_PRORATE, KP_NA_ZERO, KP_NA_FULL, KP_NA_NOT_RANKED } kp_na_rule;
typedef enum kp_combine { KP_COMBINE_SUM, KP_COMBINE_WEIGHTED } kp_combine;
/* How an inner node makes one mark of its children's: their sum or weighted mean as ever, or of their shares of full marks … */
typedef enum kp_aggregate {
    KP_AGGREGATE_MEAN,
    KP_AGGREGATE_GEOMETRIC,
    KP_AGGREGATE_HARMONIC,
    KP_AGGREGATE_LEAST,
    KP_AGGREGATE_GREATEST,
    KP_AGGREGATE_PRODUCT /* Π share, or Π share ^ weight where there are weights: not divided by their sum */
} kp_aggregate;
#define KP_MAX_EXPONENT 10                                                                            /* the largest weight below a product */
typedef enum kp_count_rounding { KP_COUNT_FLOOR, KP_COUNT_HALF_UP, KP_COUNT_CEIL } kp_count_rounding; /* a share of units to a count of units */
typedef enum kp_better { KP_BETTER_HIGH, KP_BETTER_LOW } kp_better;
typedef enum kp_input_kind { KP_INPUT_COUNTS, KP_INPUT_RATE, KP_INPUT_VALUE } kp_input_kind; /* numerator and denominator; a percentage; any number */
typedef enum kp_part_points {
    KP_PART_EXACT,
    KP_PART_IGNORE,
    KP_PART_COUNT
} kp_part_points; /* a part of a percentage point: by proportion; not counted; as a whole one */
typedef enum kp_evidence_kind { KP_EVIDENCE_FINDINGS, KP_EVIDENCE_COUNT } kp_evidence_kind;
typedef enum kp_pool { KP_POOL_MEAN, KP_POOL_SUM } kp_pool;
typedef enum kp_unknown {
    KP_UNKNOWN_EXCLUDE,
    KP_UNKNOWN_NEUTRAL,
    KP_UNKNOWN_ZERO
} kp_unknown; /* 不了解: not in the base; half of the scale (half of them satisfied, for the rate); nothing */
typedef enum kp_measure { KP_MEASURE_DEGREE, KP_MEASURE_RATE } kp_measure;          /* 满意度; 满意率 */
typedef enum kp_survey_entry { KP_ENTRY_COUNTS, KP_ENTRY_ANSWERS } kp_survey_entry; /* which form is made; both are read */
/* Which forms are no answer to the questions (bits of kp_form.discarded): every question alike ticked; ticked just as another form was. One without a single answer did not come back,
 * whatever the scheme says. */
typedef enum kp_discard {
    KP_DISCARD_NONE = 0,
    KP_DISCARD_STRAIGHT = 1,
    KP_DISCARD_IDENTICAL = 2,
    KP_DISCARD_BOTH = KP_DISCARD_STRAIGHT | KP_DISCARD_IDENTICAL,
    KP_DISCARD_EMPTY = 4
} kp_discard;
/* The scales (scales.def). */
typedef enum kp_scale_id {
    KP_SCALE_NONE,
#define KP_SCALE(name, key, title, options, positive, source) KP_SCALE_##name,
#include "kaoping/scales.def"
#undef KP_SCALE
    KP_SCALE_COUNT
} kp_scale_id;
typedef enum kp_ballot_score { KP_BALLOT_VOTES, KP_BALLOT_RESULT } kp_ballot_score; /* mean value of the votes; value of the resulting grade */
typedef enum kp_ballot_tie { KP_TIE_LOWER, KP_TIE_HIGHER } kp_ballot_tie;
typedef enum kp_recheck {
    KP_RECHECK_REPORT,
    KP_RECHECK_REPLACE
} kp_recheck; /* a re-check mark is compared only; or counts instead of the first one */
typedef enum kp_rank_ties {
    KP_RANK_TIES_SHARE,
    KP_RANK_TIES_MEAN
} kp_rank_ties; /* equal marks: points of the better place; mean of those taken up */
typedef enum kp_totals { KP_TOTALS_YES, KP_TOTALS_NO } kp_totals;
typedef enum kp_independent { KP_INDEPENDENT_NO, KP_INDEPENDENT_YES } kp_independent;
typedef enum kp_party_role { KP_PARTY_FUNDER, KP_PARTY_PROVIDER, KP_PARTY_EVALUATOR, KP_PARTY_BENEFICIARY, KP_PARTY_ROLES } kp_party_role;
typedef enum kp_effect {
    KP_EFFECT_SET,
    KP_EFFECT_AT_MOST,
    KP_EFFECT_AT_LEAST,
    KP_EFFECT_LOWER,
    KP_EFFECT_RAISE
} kp_effect; /* of a rule on the grade */
/* What kind of thing is evaluated (类别). It changes no result: the list of schemes goes by it, and the linter's rules bind some of them only. */
typedef enum kp_family {
    KP_FAMILY_NONE, /* not named: kp_scheme_family() infers it */
    KP_FAMILY_COMMUNITY,
    KP_FAMILY_PEOPLE,
    KP_FAMILY_GRID,
    KP_FAMILY_PROPERTY,
    KP_FAMILY_TARGETS,
    KP_FAMILY_OTHER
} kp_family;
typedef enum kp_per { KP_PER_ALL, KP_PER_GROUP, KP_PER_FIELD } kp_per; /* of a target */
/* The rules of the linter (lint.def, lint.h). */
typedef enum kp_lint_rule {
#define KP_LINT(name, key, code, severity, binds, title, zh, en, basis_zh, basis_en) KP_LINT_##name,
#include "kaoping/lint.def"
#undef KP_LINT
    KP_LINT_COUNT
} kp_lint_rule;
typedef enum kp_list_order { KP_ORDER_BEST, KP_ORDER_WORST, KP_ORDER_RISE } kp_list_order;

typedef enum kp_counted { KP_COUNTED_YES, KP_COUNTED_NO } kp_counted;
typedef enum kp_typed_as {
    KP_TYPED_AS_NUMBER,
    KP_TYPED_AS_WHOLE,
    KP_TYPED_AS_MONEY,
    KP_TYPED_AS_PERCENT,
    KP_TYPED_AS_YES_NO,
    KP_TYPED_AS_DATE
} kp_typed_as;
typedef enum kp_data_check { KP_DATA_CHECK_NO, KP_DATA_CHECK_WARNING, KP_DATA_CHECK_ERROR } kp_data_check;
typedef enum kp_optional_input { KP_OPTIONAL_NO, KP_OPTIONAL_YES } kp_optional_input;
typedef enum kp_unknown_figures { KP_UNKNOWN_FIGURES_LEFT_OUT, KP_UNKNOWN_FIGURES_UNMET } kp_unknown_figures;

struct kp_formula; /* formula.h */

/* A formula as written, until it is read when the scheme is built. */
typedef struct kp_formula_field {
    const char *text; /* "" where there is none */
    const struct kp_formula *formula;
} kp_formula_field;

/* Formulas by name: limits low .. high, of which one may be NULL, or conditions. */
typedef struct kp_named_formula {
    const struct kp_formula *low, *high, *condition;
} kp_named_formula;
typedef struct kp_formulas_field {
    kp_pairs pairs;                   /* name = text; first, so that it is read as any list of texts */
    const kp_named_formula *formulas; /* of each; NULL until read */
} kp_formulas_field;
typedef enum kp_transform { KP_TRANSFORM_NONE, KP_TRANSFORM_LOG } kp_transform;
typedef enum kp_outside { KP_OUTSIDE_CLAMP, KP_OUTSIDE_EXTEND, KP_OUTSIDE_REFUSE } kp_outside;
typedef enum kp_compared_by { KP_BY_BEST, KP_BY_RANGE, KP_BY_ZSCORE, KP_BY_TSCORE, KP_BY_PLACE } kp_compared_by;
typedef enum kp_spread { KP_SPREAD_SAMPLE, KP_SPREAD_POPULATION } kp_spread;

/* Another leaf that a leaf's rule looks at: at its value of the same unit, or `across`: at its values of all units that are ranked together (`all`: of all units). */
typedef struct kp_look {
    int32_t indicator;
    bool across, all;
} kp_look;

typedef enum kp_edges { KP_EDGES_COUNT, KP_EDGES_IGNORE } kp_edges;
typedef enum kp_every { KP_EVERY_WEEK, KP_EVERY_MONTH, KP_EVERY_QUARTER } kp_every;
typedef enum kp_strict { KP_STRICT_YES, KP_STRICT_NO } kp_strict;
typedef enum kp_majority_of { KP_OF_VOTING, KP_OF_PRESENT, KP_OF_ENTITLED } kp_majority_of;
typedef enum kp_resolution_score { KP_RESOLUTIONS_DONE, KP_RESOLUTIONS_PASSED, KP_RESOLUTIONS_RIGHT } kp_resolution_score;
typedef enum kp_results_use { KP_USE_MEAN, KP_USE_LAST, KP_USE_BEST, KP_USE_WORST, KP_USE_SUM, KP_USE_WEIGHTED } kp_results_use;

/* One node of the tree. Fields that belong to a method are meaningful for that method only; which ones, says the field table. */
typedef struct kp_indicator {
    const char *id;    /* [A-Za-z][A-Za-z0-9_]*, unique in the scheme; never shown to residents, used in formulas, JSON, conditions */
    const char *title; /* bilingual */
    const char *note;  /* bilingual; the rule in words, printed on forms; "" */
    kp_pairs basis;    /* where each number comes from: field key (or "*") = seed | source n | assumption … */
    kp_place place;    /* where it was written */

    int32_t parent;          /* -1 for the total */
    int32_t end;             /* index behind the subtree; a leaf's is its own + 1 */
    int32_t depth;           /* 0 for the total */
    kp_method_id method;     /* KP_METHOD_NONE: inner node */
    kp_combine combine;      /* inner nodes */
    kp_aggregate aggregate;  /* inner nodes */
    kp_optional zero_as;     /* … geometric, harmonic: per cent of full marks that a share of 0 or less counts as */
    kp_optional least_share; /* inner nodes: per cent of what is below, by points or weights, that must apply, else the node does not apply */
    int32_t least_items;     /* … and how many leaves */
    kp_na_rule na_named;     /* as written on this node; KP_NA_INHERIT where it is not */
    kp_na_rule na;           /* in force here; never KP_NA_INHERIT */
    kp_optional points;      /* full marks in a sum */
    kp_optional weight;      /* weight in a weighted mean */
    kp_num full;             /* full marks of this node: points, else as given by `full`, else the sum of the children, else 100; 0 for a bonus */
    kp_optional full_given;
    const char *sheet;     /* bilingual name of the entry sheet of a leaf (own, inherited or the kind's default); NULL for inner nodes */
    int32_t check_against; /* this node's mark may exceed that node's (both as shares of full marks) by at most `tolerance` points of this node's full
                              marks; else it counts as that node's, and is flagged (自查虚高). -1: none */
    kp_num tolerance;

    kp_num
        scale; /* direct, panel, sites: the largest mark that may be typed, results: the full marks of a score; mark = typed × full / scale (a panel's sum stays as it is). Default: full; of results 100 or the largest of grade_points */
    kp_optional step;           /* deduct: points a place; not given: the points of each finding are typed */
    int32_t free_count;         /* deduct: so many are not counted */
    kp_num floor;               /* deduct, linear: the least mark; default 0 (扣完为止) */
    kp_evidence_kind evidence;  /* deduct */
    kp_num cap_low, cap_high;   /* bonus, records: bounds of the sum; cap_low <= 0 <= cap_high */
    kp_pairs events;            /* bonus, records: name = points */
    kp_optional target;         /* ratio, linear: percent at and above (better: low: below) which full marks are given */
    kp_num slope;               /* linear: points lost for each percentage point short of the target */
    kp_part_points part_points; /* linear */
    kp_better better;           /* linear, ladder */
    kp_input_kind input;        /* linear, ladder: what is typed */
    kp_pairs input_names;   /* ratio, linear, ladder by counts: what the two counts are called (按时整改数, 应整改数); empty: done and due */
    kp_pairs steps;         /* ladder: from = mark; name holds the bound as typed ("95"), or "else"; sorted best first; value the mark */
    kp_pairs items;         /* checklist: names */
    kp_optional each;       /* checklist: points an item; default full / items */
    kp_pairs table;         /* checklist: number met = mark, instead of points an item */
    int32_t min_evaluators; /* panel; default 1 */
    int32_t trim_low, trim_high; /* panel: so many lowest and highest are left out (in each role, where there are roles) … */
    int32_t trim_from;           /* … where there are at least so many marks, and more than are left out */
    kp_pairs roles;              /* panel: role = weight; empty: all alike */
    kp_pool pool;                /* panel: mean or sum of what is left */
    kp_num multiply;             /* panel: factor on it; default 1 */
    kp_pairs options;            /* satisfaction, ballot, grade: option = value, best first */
    kp_pairs positive;           /* satisfaction: the options that count for the rate */
    kp_unknown unknown;          /* satisfaction: what 不了解 does */
    kp_measure measure;          /* satisfaction */
    kp_scale_id answer_scale;    /* satisfaction, ballot: where options and positive come from where the scheme does not give them */
    kp_pairs codes;              /* satisfaction: what stands for each option on forms, in their order; one more: for 不了解; empty: none */
    kp_pairs unknown_words;      /* satisfaction: further words for 不了解 */
    kp_survey_entry entry;       /* satisfaction */
    int32_t min_valid;           /* satisfaction: fewer valid answers: reported, not ranked */
    kp_num min_valid_share;      /* satisfaction: the same as per cent of the unit's size (kp_stratum_size), the larger of both counts; 0: none … */
    int32_t min_valid_most;      /* … but never more than so many; 0: no bound */
    kp_pairs questions;          /* satisfaction: question = weight; empty: one question */
    kp_num quorum;               /* ballot, resolutions: least share of those entitled who must be present; 0: none */
    kp_ballot_score ballot_score;
    kp_ballot_tie ballot_tie;
    kp_pairs kinds;                /* sites: kind of check (明察, 暗访) = weight; empty: all alike */
    int32_t min_sites;             /* sites: fewer sites: reported, not ranked */
    kp_num recheck_share;          /* sites: per cent of the sites that should have a re-check mark; 0: none */
    kp_optional recheck_tolerance; /* sites: a re-check that differs by more is warned of */
    kp_recheck recheck;            /* sites */
    kp_pairs by_rank;       /* direct, panel, sites: place = points that count instead of the mark, from 1 on, `else` last; on the scale typed */
    kp_optional rank_first; /* the same by rule: the first place is worth so many points … */
    kp_num rank_step;       /* … each further one so many fewer (below 0: more) … */
    kp_num rank_least;      /* … and none fewer than so many */
    kp_rank_ties rank_ties;

    /* What is counted, values and formulas (formula.h). A value leaf is a number, formula, range or test that is not counted: its kp_mark.value is the value itself. */
    kp_counted
        counted; /* no: evaluated and shown, but no part of the parent's mark; it has neither points nor weight. An inner node: nothing below it is counted */
    bool bears; /* counted, or looked at by a leaf that bears: what keeps a unit from being ranked for it does so */
    int digits; /* significant digits to which its mark is decided on, since it has irrational steps behind it (irrational.h); 0: exact */
    bool whole; /* a value leaf whose value is a whole number whatever is entered */
    const char *measure_unit;           /* bilingual: 户, 元, ㎡; "" */
    int32_t decimals;                   /* the value, or mark, is rounded to so many decimals; -1: not for this node's sake */
    kp_typed_as typed;                  /* number */
    kp_optional least, most;            /* number: as typed; of a percentage in per cent */
    kp_optional_input optional;         /* number, results: may be left empty: it does not apply then */
    int32_t part_of;                    /* number: it may not exceed this other number of the unit; -1: none */
    kp_formula_field formula;           /* formula, range; ladder and linear: in place of what is typed */
    kp_formulas_field limits;           /* range: all in force at once; where they clash, the first */
    kp_formulas_field requirements;     /* test: all must hold */
    kp_unknown_figures unknown_figures; /* test: what a requirement counts as whose figures do not apply */
    kp_data_check data_check;           /* test: what does not hold is told as a warning or error of the entries */
    kp_optional lowest, highest;        /* goalposts: the values worth nothing and full marks; better low: full marks and nothing */
    kp_transform transform;             /* goalposts */
    kp_outside outside;                 /* goalposts: what a value beyond them counts as */
    kp_compared_by by;                  /* relative */
    kp_spread spread;                   /* relative: by zscore, tscore */

    const kp_look *looks; /* the leaves that this leaf's formula looks at, each kind of look once; never in a circle. Made when the scheme is built */
    size_t look_count;
    /* Levels (levels.h). */
    const char *level_named;    /* as written on this node; "" or NULL */
    int32_t level;              /* in force here: index into the scheme's levels, -1: none */
    const int32_t *role_levels; /* of each role the level that is called so, negative: none; NULL: no role is */

    /* results: what the leaf takes from the results of another scheme, period by period */
    const char *source, *item; /* id of that scheme; id of an indicator of it, "": its total */
    kp_results_use use;
    kp_pairs period_weights; /* weighted: which period = weight (1, 2 … by place in the year; 上半年, H1, 第一季度, Q1, 3月 …) */
    int32_t periods;         /* so many are expected: fewer are warned of; 0: not said */
    int32_t least_periods;   /* with fewer the unit is not ranked; 0: one at least, or it is missing */
    kp_pairs grade_points;   /* grade = points that count instead of the score; empty: the score counts */
    /* records: how long a record counts, and when it may be repaired */
    int32_t life;         /* months from its date on; it counts where they end after the last day of the period */
    kp_pairs lives;       /* event = months instead; names as in `events` */
    int32_t repair_after; /* months that must lie between a record and its repair; 0: none */

    kp_pairs gaps;           /* cadence: kind of activity = the most days from one to the next */
    kp_edges edges;          /* cadence: whether the first and the last day of the period bound windows, too */
    kp_every every;          /* meetings: how often one is expected … */
    const char *meeting_day; /* … and on which day, bilingual ("第一个星期四 | first Thursday", "15日"); "": any */
    int32_t grace;           /* meetings: so many days later will do */
    kp_num attendance;       /* meetings: least share, 0..1, of those entitled who must be present; 0: nobody looks */
    kp_pairs holidays;       /* meetings: days, or first..last, besides 01-01, 05-01 and 10-01 to 10-03 */
    kp_optional extra;       /* meetings: where so large a share, 0..1, asks for one, one more is expected */
    kp_num majority;         /* resolutions: the share, 0..1, of those voting, present or entitled … */
    kp_strict strict;        /* … that must be exceeded, or reached */
    kp_majority_of majority_of;
    kp_resolution_score resolution_score; /* resolutions: carried out of those due, passed of all, or recorded as the votes say */
} kp_indicator;

struct kp_condition; /* condition.h */

/* A condition as it was written, and what it means: set by kp_scheme_build(), NULL where nothing was written. */
typedef struct kp_when {
    const char *text;
    const struct kp_condition *condition;
} kp_when;

/* A grade (等次). Half-open [from, to); the topmost is closed at its `to`. Where the lowest total is best (better: low) the other way round, (from, to]; the best grade is closed at its
 * `from` (kp_band_has_from). Sorted from the best down. Where no grade has any bound and there are rules, the rules alone
 * give grades (kp_grades_by_rules), which stand best first as written. */
typedef struct kp_band {
    const char *id, *title, *note;
    kp_pairs basis;
    kp_place place;
    kp_optional from, to;             /* not given: no bound on that side */
    const char *color;                /* "#RRGGBB" or NULL */
    kp_limit quota;                   /* at most so many units may have it; the next in rank take the next grade down */
    kp_count_rounding quota_rounding; /* default floor (不超过) */
    kp_within quota_within;
    const char
        *quota_by; /* the name of a unit field by whose text the quota goes; "": the same for all. Units of unlike texts have places of their own */
    int32_t quota_field;          /* of unit_fields, or -1 */
    kp_pairs quotas;              /* text = quota; units of other texts together have `quota` */
    const kp_limit *quota_limits; /* of quotas, in their order */
    kp_optional coefficient;      /* what the grade multiplies, pay by results for example; all grades have one or none has. It changes no mark */
} kp_band;

/* An event that overrides (一票否决). */
typedef struct kp_veto {
    const char *id, *title, *note;
    kp_pairs basis;
    kp_place place;
    int32_t band;            /* the grade it forces; default the lowest */
    const char *level_named; /* the level that gives it, as written; "" or NULL */
    int32_t level;           /* index into the scheme's levels, -1: none */
} kp_veto;

/* A rule that changes the grade of every unit for which its condition holds (等次规则). Rules hold in their order, each on what the ones before it left, after grades by
 * score and vetoes, before quotas. Where a unit has no grade (it does not take part, or is not ranked), only KP_EFFECT_SET does anything. */
typedef struct kp_rule {
    const char *id, *title, *note;
    kp_pairs basis;
    kp_place place;
    kp_when when; /* without ranks and lists, which come after grades */
    kp_effect effect;
    int32_t band;   /* set, at most, at least */
    int32_t places; /* lower, raise: so many grades, as far as there are any */
} kp_rule;

/* A list (榜单) of units, made by its condition. */
typedef struct kp_list {
    const char *id, *title, *note;
    kp_pairs basis;
    kp_place place;
    kp_when when;
    kp_list_order order;              /* how it is printed */
    kp_count_rounding count_rounding; /* rank <= 15%: share to count, at least 1; default half_up */
    kp_pairs replaces;                /* ids of lists that a unit leaves when it is on this one */
    const int32_t *replaced_by;       /* the lists that name this one there, by index; set by kp_scheme_build() */
    size_t replaced_by_count;
    kp_pairs actions; /* times in a row = next step (处理措施), bilingual; the largest number <= streak applies */
    const char *color;
} kp_list;

/* How many of the units must reach something (达标要求): "90 % of the urban communities". The share is compared exactly. */
typedef struct kp_target {
    const char *id, *title, *note;
    kp_pairs basis;
    kp_place place;
    kp_when when;        /* who has reached it */
    kp_when of;          /* who is looked at; none: all that take part */
    kp_per per;          /* where shares are worked out */
    const char *field;   /* KP_PER_FIELD: the name of the unit field; else "" */
    int32_t field_index; /* of unit_fields, or -1 */
    kp_pairs goals;      /* group or text = per cent, "else" for the others; empty: only counted */
} kp_target;

/* Why something that the linter finds fault with stays (保留说明). */
typedef struct kp_override {
    kp_lint_rule rule;
    kp_pairs indicators; /* ids of the indicators, vetoes, grades or lists that it is about; none: the scheme as a whole */
    const char *reason;  /* bilingual; printed in the report */
    kp_place place;
} kp_override;

typedef struct kp_scheme {
    const char *id, *title, *note;
    kp_pairs basis;
    kp_place place;
    const char *subject; /* bilingual: what a unit is, 社区 | Community */
    kp_cadence cadence;
    kp_rounding rounding;
    int32_t decimals; /* printed decimals of marks and scores, 0..KP_MAX_DECIMALS */
    kp_round_at round_at;
    kp_decide_on decide_on;
    kp_na_rule not_applicable;
    kp_optional full;       /* full marks of the total as the author states them, to be checked against the sum of points; default that sum, or 100 */
    kp_aggregate aggregate; /* of the total; the next three likewise (kp_indicator) */
    kp_optional least_share;
    int32_t least_items;
    kp_optional zero_as;
    kp_optional minimum, maximum; /* the total is kept within; minimum 0 by default, and none by default where `unbounded` */
    bool unbounded;               /* a leaf's mark may be any number (kp_leaf_is_unbounded) */
    kp_better better;             /* low: the lowest total is the best: first in rank, in the first grade */
    kp_ranking ranking;
    kp_within rank_within;
    kp_ties ties;
    kp_pairs tie_break; /* ids of indicators, the higher mark first; "-id": the lower first */
    const char *
        combine_by; /* the name of a unit field: units of like text are rolled up (物业企业), each with the weighted mean of their scores; "": none */
    const char *combine_weight; /* the name of a unit field, or the id of an indicator, that says what each weighs (户数); "": all alike */
    int32_t combine_field, combine_weight_field, combine_weight_node; /* of unit_fields, unit_fields, indicators; -1: none */
    kp_pairs unit_fields;          /* bilingual names of further columns of 考评对象 (物业企业, 项目经理), shown in ranking and lists */
    kp_pairs date_fields;          /* those of unit_fields that hold a day, or nothing */
    kp_totals totals;              /* whether the values of the units are added up */
    kp_discard discard_forms;      /* which forms count as invalid */
    const char *coefficient_name;  /* bilingual: what the grades' coefficients are called; "": kp_coefficient_name() */
    kp_optional coefficient_share; /* per cent of the whole (pay, fee) that the coefficient multiplies; not given: nothing is said of it */
    kp_num unknown_limit;          /* per cent of 不了解 among the answers to a question above which it is told */
    kp_pairs signatures;           /* bilingual: 填表人, 审核人, 负责人 */
    kp_pairs parties;              /* roles (kp_party_title) whose bodies must be named for each unit; empty: nobody asks */
    kp_independent independent;    /* funder, provider and evaluator must be three bodies (主体分离) */
    kp_pairs levels;               /* bilingual: 区, 街道, 社区: who gives a part of the data each (levels.h); empty: nobody is told apart */
    kp_family family;              /* as named; kp_scheme_family() for what is in force */
    const char *preset_of;         /* id of the scheme that this one was laid over (scheme_io.h); "" */

    const kp_indicator *indicators;
    size_t indicator_count;
    const kp_band *bands;
    size_t band_count;
    const kp_veto *vetoes;
    size_t veto_count;
    const kp_rule *rules;
    size_t rule_count;
    const kp_list *lists;
    size_t list_count;
    const kp_target *targets;
    size_t target_count;
    const kp_override *overrides;
    size_t override_count;

    const char
        *digest; /* SHA-256 of the canonical text, set by io (scheme_io.h); the same rules give the same digest, whatever file they came from */
} kp_scheme;

/* True where the leaf's points are added to its parent's mark, within its caps, and are no part of the full marks: bonus and penalty, and credit records. */
static inline bool kp_is_bonus(const kp_indicator *node) { return node->method == KP_METHOD_BONUS || node->method == KP_METHOD_RECORDS; }
/* True where the node has a share in its parent's full marks: it is counted, and no bonus. */
static inline bool kp_has_share(const kp_indicator *node) { return !kp_is_bonus(node) && node->counted == KP_COUNTED_YES; }
/* True where the leaf's number is worked out by a formula instead of typed. */
static inline bool kp_has_formula(const kp_indicator *leaf) { return leaf->formula.formula || (leaf->formula.text && *leaf->formula.text); }
/* True for a leaf whose result is a value and no mark. */
bool kp_is_value_leaf(const kp_indicator *node);
/* True where no leaf is counted: a calculation (测算). Its units have no score and no rank, which is no problem. */
bool kp_scheme_is_calculation(const kp_scheme *scheme);
/* True for a grade that no score gives, only a rule or a veto: without bounds, or below the least total. */
bool kp_band_by_rules_only(const kp_scheme *scheme, size_t band);
/* True where the leaf's mark may be any number, below 0 and above full marks: z- and T-scores, and values that go on beyond their goalposts. */
bool kp_leaf_is_unbounded(const kp_indicator *leaf);

/* True where the grades have coefficients. */
static inline bool kp_has_coefficients(const kp_scheme *scheme) { return scheme->band_count > 0 && scheme->bands[0].coefficient.given; }
/* What they are called, bilingual. */
static inline const char *kp_coefficient_name(const kp_scheme *scheme) {
    return *scheme->coefficient_name ? scheme->coefficient_name : "绩效系数 | Pay coefficient";
}

/* Index of the indicator, band, veto, list with that id, or -1. Linear. */
int32_t kp_scheme_find_indicator(const kp_scheme *scheme, const char *id);
int32_t kp_scheme_find_band(const kp_scheme *scheme, const char *id);
int32_t kp_scheme_find_veto(const kp_scheme *scheme, const char *id);
int32_t kp_scheme_find_list(const kp_scheme *scheme, const char *id);
/* Index of the unit field of that name, in either language, or -1. */
int32_t kp_scheme_find_field(const kp_scheme *scheme, const char *name);
/* As a person would name it: by id, or by a title that only one leaf (on entry sheet `sheet`, NULL: anywhere) has. -1 unknown, -2 ambiguous. */
int32_t kp_scheme_find_by_name(const kp_scheme *scheme, const char *name, const char *sheet);
/* True where grades follow from the rules alone: two or more, none with a bound. */
bool kp_grades_by_rules(const kp_scheme *scheme);
/* Whether a score that is just the bound has the grade: `from` belongs to the grade above it and `to` to the one below, so that "90 and more" is meant; where the lowest total is best, the
 * other way round, so that "at most 0.1" is. The best grade has both. */
static inline bool kp_band_has_from(const kp_scheme *scheme, size_t band) { return band == 0 || scheme->better == KP_BETTER_HIGH; }
static inline bool kp_band_has_to(const kp_scheme *scheme, size_t band) { return band == 0 || scheme->better == KP_BETTER_LOW; }
/* <0, 0, >0: the score x is worse than y, as good, better. */
int kp_compare_goodness(const kp_scheme *scheme, kp_num x, kp_num y);
/* The rank of `tied` >= 1 units of one rank, with `before` units ahead of them that have `distinct` ranks: 1, 2, 2, 4 or 1, 2, 2, 3 or 1, 3, 3, 4. */
int32_t kp_rank_of_tied(kp_ranking rule, size_t before, size_t tied, int32_t distinct);
/* The first child, or -1; the next sibling, or -1. */
int32_t kp_scheme_first_child(const kp_scheme *scheme, int32_t indicator);
int32_t kp_scheme_next_sibling(const kp_scheme *scheme, int32_t indicator);

/* Warns (W_PERIOD_CADENCE, at `place`) where the period is not of the kind that the scheme evaluates. */
void kp_scheme_check_period(const kp_scheme *scheme, kp_period period, kp_place place, kp_problems *problems);

/* What the scheme evaluates as a rule: KP_PERIOD_YEAR for KP_ONCE. */
kp_period_kind kp_scheme_period_kind(const kp_scheme *scheme);
/* "每季度 | quarterly"; for KP_ONCE "一次性 | once". Static. */
const char *kp_cadence_title(kp_cadence cadence);

const char *kp_party_title(kp_party_role role); /* bilingual: "出资方 | Funder" */
/* The role that a text means, by key, title or a usual by-name; -1: none. */
int32_t kp_party_find(const char *name);
bool kp_scheme_wants_party(const kp_scheme *scheme, kp_party_role role);

/* The bilingual name of the sheet of that kind: the fixed name of cover, units, registers and scheme; of evidence sheets what they are called where the scheme does not
 * name them. Static. */
const char *kp_sheet_name(kp_sheet_kind kind);
/* Of a scale: its key in schemes, bilingual title, and where it comes from. Static. */
const char *kp_scale_key(kp_scale_id scale);
const char *kp_scale_title(kp_scale_id scale);
const char *kp_scale_source(kp_scale_id scale);

#define KP_TOTAL_ID "total" /* id of indicators[0] */

const char *kp_method_key(kp_method_id method);   /* "direct" */
const char *kp_method_title(kp_method_id method); /* bilingual */

#ifdef __cplusplus
}
#endif
#endif
