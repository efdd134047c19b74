/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * analysis_private.h - private to the survey room: the parts of an analysis.
 *
 * analysis_frame.c finds the strata and primary units that the evidence knows, analysis_cells.c counts answers by stratum, question and option, analysis_terms.c says what an
 * answer adds to an estimate (its influence), analysis_questions.c sums the errors of single questions, analysis_forms.c those of means over questions, form by form;
 * analysis_totals.c carries them to the scores, analysis.c puts figures together.
 *
 * The influence of a form with weight w and value v on a figure is always of the form w · factor · (v - centre), with a factor and a centre for each stratum and question
 * (estimate.h). So the variance of a single question without clusters needs only the counts of each answer, and that of a mean over questions one table look-up an answer.
 */
#ifndef KAOPING_SURVEY_ANALYSIS_PRIVATE_H
#define KAOPING_SURVEY_ANALYSIS_PRIVATE_H

#include "kaoping/analysis.h"

#include <string.h>

enum { DEGREE, RATE, MEASURES };

/* ---- frame ---- */

typedef struct frame_stratum {
    int32_t unit, stratum; /* stratum -1: not named */
    double size;           /* households; NaN: not known */
    double fraction;       /* share of the primary units that were drawn, where it comes from the unit as a whole; else NaN */
    double population;     /* primary units there are; INFINITY: not known */
    size_t first, forms;   /* frame->forms[first ...]; 0 forms: counts only */
    size_t first_drawn;    /* its primary units are numbered from here on … */
    size_t drawn;          /* … so many, of forms */
    bool clustered;
} frame_stratum;

typedef struct frame_unit {
    size_t first, strata; /* frame->strata[first ...] */
    size_t forms, drawn;  /* primary units of its forms */
    double size;          /* households; NaN: not known */
    kp_num exact_size;    /* 0: not known */
    bool weighted;        /* some form weighs other than 1 */
    bool clustered;
} frame_unit;

typedef struct frame {
    const kp_evidence *evidence;
    frame_unit *units;
    size_t unit_count;
    frame_stratum *strata;
    size_t stratum_count;
    uint32_t *forms;   /* by stratum */
    double *weights;   /* beside `forms`; 0: discarded, no answer but drawn */
    uint32_t *primary; /* beside `forms`: number of the primary unit within its unit */
    size_t form_count;
    bool sizes_known; /* of all units */
} frame;

frame *frame_of_evidence(kp_arena *arena, const kp_evidence *evidence);
/* 1 - n/N of the stratum where `drawn` primary units were taken; 1 where N is not known. */
double frame_left_out(const frame_stratum *stratum, double drawn);

/* The answers of the form at that place of frame->forms. */
static inline const uint8_t *frame_codes(const frame *f, size_t at) {
    return &f->evidence->answers->codes[f->forms[at] * f->evidence->answers->item_count];
}

/* ---- cells ---- */

typedef struct answer_cell {
    double forms, weight, square; /* how many, Σ of their weights, Σ of squares of weights */
} answer_cell;

/* The answers to one question in one stratum. */
typedef struct question_stratum {
    double drawn;    /* primary units drawn, whatever they answered */
    double forms;    /* valid answers */
    double weight;   /* their weights */
    double answered; /* primary units with a valid answer */
    double mean[MEASURES];
} question_stratum;

typedef struct leaf_cells {
    int32_t indicator;
    const kp_indicator *leaf;
    size_t questions, options; /* options: those of the leaf, and one for 不了解 */
    bool unknown_counts;       /* 不了解 is in the base */
    double *value[MEASURES];   /* [options], 0..100 */
    double *question_weight;   /* [questions] */
    answer_cell *cells;        /* [(stratum * questions + question) * options + option] */
    question_stratum *asked;   /* [stratum * questions + question] */
    int32_t first_item;        /* of the answers; -1: no forms */
    uint8_t *typed;            /* [unit]: counts were typed, not made of forms */
} leaf_cells;

leaf_cells *leaf_cells_of(kp_arena *arena, const frame *f, int32_t indicator);

/* The option of a code, c->options or above where it does not count. */
static inline size_t option_of(const leaf_cells *c, uint8_t code) { return code == KP_ANSWER_UNKNOWN ? c->leaf->options.count : code; }
/* A row of the leaf whose counts are all there. */
bool row_is_counted(const leaf_cells *c, const kp_survey_row *row);
static inline size_t question_of_row(const leaf_cells *c, const kp_survey_row *row) { return c->leaf->questions.count ? (size_t)row->question : 0; }

static inline const answer_cell *cells_at(const leaf_cells *c, size_t stratum, size_t question) {
    return &c->cells[(stratum * c->questions + question) * c->options];
}
static inline question_stratum *asked_at(const leaf_cells *c, size_t stratum, size_t question) {
    return &c->asked[stratum * c->questions + question];
}

/* ---- terms: influence = w · factor · (v - centre) ---- */

typedef struct term {
    double factor, centre[MEASURES];
} term;

/* A figure of a unit, or of all, for one question. */
typedef struct question_level {
    bool known;        /* somebody answered; of all, where units count by their answers, also that their answers are on one scale */
    bool mixed_scales; /* of all: some units' answers are weighted, others' are typed counts, and no sum of the two means anything */
    bool by_size;      /* of a unit: all strata that answered have sizes, and its figures are the means of theirs; of all: the same of the units */
    double mean[MEASURES];
    double weight;   /* Σ weights of valid answers */
    double size;     /* Σ sizes of the strata that answered, where they count */
    double answered; /* primary units with a valid answer */
    double forms;
} question_level;

typedef struct leaf_terms {
    question_level *units; /* [unit * questions + question] */
    question_level *all;   /* [questions] */
    term *within;          /* [stratum * questions + question]: in the unit's figure */
    term *overall;         /* the same in that of all units */
} leaf_terms;

leaf_terms *leaf_terms_of(kp_arena *arena, const frame *f, const leaf_cells *c, kp_lonely lonely);

/* ---- variances ---- */

/* Strata added one after the other, by their sums of influences (design.h has the formula). */
typedef struct variance_total {
    kp_lonely lonely;
    double sum;
    size_t strata, single; /* with an answer; of them, those with one primary unit */
    double answered;       /* primary units with an answer */
    bool left_out;         /* part of the population was not asked */
} variance_total;

void variance_add_stratum(variance_total *v, double drawn, double left_out, double answered, double sum, double squares);
/* Standard error and degrees of freedom. */
void variance_finish(const variance_total *v, kp_estimate *estimate);

/* Two measures of the unit's figure, then the same of that of all. */
enum { COLUMNS = 2 * MEASURES };

/* Sums of influences over a stratum. */
typedef struct stratum_sums {
    double sum[COLUMNS], squares[COLUMNS]; /* over primary units */
    double deviations[COLUMNS];            /* Σ w factor (v - mean)²: what a simple random sample would vary by; of a leaf: Σ influence² / w */
    double weight, forms, answered;        /* with a valid answer */
} stratum_sums;

/* A figure's variance while strata are added, and Σ deviations. */
typedef struct figure_error {
    variance_total variance[MEASURES];
    double deviations[MEASURES];
} figure_error;

typedef struct error_pair {
    kp_estimate of[MEASURES];
    bool census;       /* all were asked */
    double answered;   /* primary units with an answer; of several questions: to the one answered least */
    double population; /* of which a simple random sample would be drawn; 0: not known */
} error_pair;

void error_begin(figure_error *e, kp_lonely lonely);
/* Adds the stratum's columns from `column` on. */
void error_add(figure_error *e, const stratum_sums *s, int column, double drawn, double left_out);
/* `mean`: the figures; n valid answers of so many that came back, from a population (0: not known). */
error_pair error_finish(const figure_error *e, const double mean[MEASURES], double n, double returned, double population);

/* Errors of single questions. units: [unit * questions + question]; all: [questions]. */
typedef struct question_errors {
    error_pair *units, *all;
} question_errors;

question_errors question_errors_of(kp_arena *arena, const frame *f, const leaf_cells *c, const leaf_terms *t, kp_lonely lonely);

error_pair error_unknown(void);
/* How large the unit is, -1: all together; 0: not known. */
double population_of(const frame *f, int32_t unit);

/* Of means over questions, of units whose answers came as forms. */
typedef struct form_sums {
    stratum_sums **leaves; /* [leaf][stratum] */
    variance_total *total; /* [unit]: of the score, by its share in `shares` */
} form_sums;

/* shares[unit * leaf_count + leaf]: what a point of the leaf's measure adds to the unit's score; NULL: not asked. */
form_sums form_sums_of(kp_arena *arena, const frame *f, leaf_cells *const cells[], leaf_terms *const terms[], size_t leaf_count,
                       const double shares[], kp_lonely lonely);

/* Errors of a leaf as a whole. */
typedef struct leaf_error {
    bool known, bound;
    error_pair errors;
} leaf_error;

typedef struct leaf_errors {
    leaf_error *units, all;
} leaf_errors;

/* `sums`: of the leaf, by stratum; NULL where there are no forms. */
leaf_errors leaf_errors_of(kp_arena *arena, const frame *f, const leaf_cells *c, const leaf_terms *t, const question_errors *questions,
                           const stratum_sums sums[], kp_lonely lonely);

/* ---- calibrated weights ---- */

typedef struct calibration {
    kp_arena *arena;
    const frame *frame;
    kp_lonely lonely;
    size_t margins, columns; /* columns: categories of all margins */
    size_t *first_column;    /* [margins] */
    double *inverse;         /* [columns * columns]: generalised, of the regression */
    double *spread;          /* [columns * columns]: C(wx, wx) */
    double *units, *sum;     /* of a stratum: Σ wx by primary unit, and of all */
    double *slopes;          /* [columns] */
} calibration;

typedef struct calibrated_sums {
    size_t count;
    double *projected, *shared; /* [columns * count]: of the regression; C(wx, z) */
    double *crossed, *sum;      /* of the stratum at hand */
} calibrated_sums;

/* NULL where weights were not calibrated. */
calibration *calibration_of(kp_arena *arena, const frame *f, kp_lonely lonely);
calibrated_sums calibrated_sums_new(const calibration *k, size_t count);
void calibrated_sums_clear(const calibration *k, calibrated_sums *s);
void calibrated_begin_stratum(calibration *k, size_t stratum);
void calibrated_clear_stratum(const calibration *k, calibrated_sums *s);
void calibrated_add(const calibration *k, calibrated_sums *s, size_t stratum, size_t at, const double adds[]);
void calibrated_end_stratum(const calibration *k, calibrated_sums *s, size_t stratum);
/* What the variance of the figure changes by. */
double calibrated_change(const calibration *k, const calibrated_sums *s, size_t figure);

/* Brings the errors of all figures to calibrated weights; `totals`: [unit], of the score. */
void calibrate_errors(calibration *k, leaf_cells *const cells[], leaf_terms *const terms[], size_t leaf_count, const double shares[],
                      question_errors questions[], leaf_errors leaves[], variance_total totals[]);

/* ---- exact figures ---- */

/* The answers of a unit, or of all, to one question; or, counts apart, those to all questions of the leaf. */
typedef struct exact_figure {
    bool known, too_small;
    int64_t valid, unknown, missing, invalid;
    kp_num base;           /* Σ weights of valid answers */
    kp_num unknown_weight; /* Σ weights of 不了解 */
    kp_num unknown_share;
    kp_num degree, rate;  /* 0..100 */
    const kp_num *shares; /* [options of the leaf]; NULL of a leaf, and where nobody answered */
} exact_figure;

/* [(unit + 1) * (questions + 1) + question + 1]: unit -1 and question -1 first. */
exact_figure *exact_figures_of(kp_arena *arena, const frame *f, const leaf_cells *c, const leaf_terms *t);

/* ---- scores ---- */

/* [unit * leaf_count + leaf]: how much the unit's score moves with a point (of 100) of the leaf's measure. */
double *shares_of_score(kp_arena *arena, const kp_scorecard *card, const int32_t leaves[], size_t leaf_count);

#endif
