/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evidence.h - what was observed (考评数据): units, marks, counts, findings, events, each with the cell it came from. Says nothing of scores.
 *
 * Binding fills it (bind.h from workbooks, the add-in from cells), kp_evidence_finish() orders and checks it, scoring reads it.
 *
 * What a leaf of each method needs is told by its slots (method.h): a fixed number of inputs per unit, held in one array. Panels, site checks, findings, bonus events,
 * survey rows are lists beside it.
 *
 * Instead of its evidence the mark of a node itself may be given, be it a leaf, an inner node or the total: the score that another office worked out, or a column of
 * totals in a spreadsheet. Then nothing below that node is asked for or looked at.
 */
#ifndef KAOPING_EVIDENCE_H
#define KAOPING_EVIDENCE_H

#include "kaoping/period.h"
#include "kaoping/scheme.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KP_MAX_UNITS 1000000 /* rows of a sheet */

/* A cell, small: `source` is an index into kp_evidence.sources; row 0: no cell (typed nowhere). */
typedef struct kp_origin {
    uint32_t row;
    uint16_t column;
    uint16_t source;
} kp_origin;

typedef struct kp_source {
    const char *file, *sheet;
} kp_source;

typedef enum kp_input_state {
    KP_INPUT_MISSING = 0,    /* nothing there; origin tells the empty cell where its row exists */
    KP_INPUT_GIVEN,          /* value */
    KP_INPUT_NOT_APPLICABLE, /* "—", 不适用 … */
    KP_INPUT_DOUBTFUL        /* something there that could not be taken; its problem is in the list */
} kp_input_state;

typedef struct kp_input {
    kp_num value;
    kp_origin origin;
    uint8_t state; /* kp_input_state */
} kp_input;

typedef struct kp_unit {
    const char *id, *name; /* id as typed, or the name where there is no id column */
    int32_t group;         /* index into groups, or -1 */
    const char **fields;   /* one for each of the scheme's unit_fields; "" where empty */
    kp_origin origin;
    bool excluded;         /* 不参评: reported, not scored */
    const char *exclusion; /* its reason */
    int32_t problem;       /* first error that concerns it as kp_problem_code, or -1 (set by finish) */
} kp_unit;

typedef struct kp_panel_mark {          /* one evaluator's mark of one unit on one leaf */
    int32_t unit, indicator, evaluator; /* evaluator: index into evaluators */
    int32_t role;                       /* index into the leaf's roles, or -1 */
    kp_input mark;
} kp_panel_mark;

typedef struct kp_finding { /* 扣分记录; also a row of a bonus event, with `event` >= 0 */
    int32_t unit, indicator;
    int32_t event;                                  /* bonus: index into the leaf's events; else -1 */
    kp_num count;                                   /* places or times; 1 where left empty */
    kp_optional points;                             /* as typed, positive = points taken off (finding) or signed (event) */
    const char *date, *location, *text, *inspector; /* "" where empty */
    kp_origin origin;
} kp_finding;

typedef struct kp_veto_event {
    int32_t unit, veto;
    const char *date, *text;
    kp_origin origin;
} kp_veto_event;

typedef struct kp_gap { /* 合理缺项: a leaf or a whole node that does not apply to a unit */
    int32_t unit, indicator;
    const char *reason;
    kp_origin origin;
} kp_gap;

typedef struct kp_given_mark { /* a mark in place of its evidence */
    int32_t unit, indicator;
    kp_input mark; /* within kp_given_bounds(), or not applicable */
} kp_given_mark;

enum {
    KP_NOT_GIVEN = 0,
    KP_GIVEN_HERE, /* the node's mark is given */
    KP_GIVEN_ABOVE /* that of a node above it: the node itself has no mark and needs none */
};

/* Counts of answers to one question in one stratum: options[] in the order of the leaf's options, then the rest. */
typedef struct kp_survey_row {
    int32_t unit, indicator, question; /* question: index into the leaf's questions; 0 where it has none */
    int32_t stratum;                   /* index into strata, or -1 */
    kp_input *options;
    kp_input unknown, issued, returned, invalid; /* missing where left empty */
    bool tallied;                                /* made of forms (answers.h): counts may be sums of weights, … */
    kp_num forms, forms_unknown, forms_missing,
        forms_invalid; /* … and these say how many forms gave a valid answer, 不了解, none, an invalid one; else 0 */
    kp_origin origin;
} kp_survey_row;

/* One check of one site (点位) on one leaf. Checks of several leaves in one row of a sheet agree in all but the marks. */
typedef struct kp_site_check {
    int32_t unit, indicator;
    int32_t site;                        /* index into site_names */
    int32_t kind;                        /* index into the leaf's kinds, or -1 */
    const char *inspector, *date, *text; /* "" where empty */
    kp_input mark, recheck;              /* 0..scale; no re-check: missing, or not applicable */
} kp_site_check;

/* A body behind the evaluation (主体), as it was entered. */
typedef struct kp_party {
    int32_t unit; /* KP_PARTY_ALL: of every unit */
    int32_t role; /* kp_party_role; -1: it could not be taken, which is a problem already */
    int32_t name; /* index into party_names; -1 as well */
    kp_origin origin;
} kp_party;
#define KP_PARTY_ALL (-3) /* none of the indices and marks of problems */

#define KP_MAX_COUNT                                                                                                                                 \
    INT64_C(                                                                                                                                         \
        1000000000000) /* any count of people, forms, votes or places (KP-D126 beyond): more than there are, and sums of them stay within 64 bits */

/* What a mark came to where its place counts (method.h). Place 0: it has none. */
typedef struct kp_place_points {
    int32_t place, field; /* 1 the highest mark; of so many */
    kp_num mark, points;  /* the mark that was ranked (as decide_on has it; of a panel: as typed), what its place is worth */
} kp_place_points;

/* How large a stratum (层: 楼栋, 小区, 片区) of a unit is. Where the strata of a unit have sizes, its degree is the mean of theirs weighted by size, and so is the rate. */
typedef struct kp_stratum_size {
    int32_t unit, stratum; /* stratum -1: the unit as a whole */
    kp_input size;         /* households or people, > 0 */
    kp_input clusters;     /* clusters that it has, where whole clusters were drawn; missing else */
    kp_origin origin;
} kp_stratum_size;

/* A cell of a dated record (log.h), by the type of its column. */
typedef struct kp_log_cell {
    kp_num value;     /* DATE: day (calendar.h); NUMBER; CHOICE: index */
    const char *text; /* DATE, CHOICE, TEXT; "" where there is none */
    kp_period period; /* PERIOD */
    kp_origin origin;
    uint8_t state; /* kp_input_state: MISSING or GIVEN */
} kp_log_cell;

/* A dated record: a result, an activity, a meeting. Its cells are as many as its method has columns. */
typedef struct kp_log_row {
    int32_t unit, indicator;
    kp_log_cell *cells;
    kp_origin origin;
    int32_t
        counts; /* what the row stands for, in words of its method, where that takes all rows to see; set when evidence is finished, till then -1 */
} kp_log_row;

typedef struct kp_answers kp_answers; /* answers.h */

typedef struct kp_expected_sheet { /* where the data of a leaf of these units belong */
    int32_t indicator;
    uint16_t source;
    const int32_t *units;
    size_t count;
} kp_expected_sheet;

typedef struct kp_evidence {
    kp_arena *arena;
    const kp_scheme *scheme;
    kp_period period;
    const char *office; /* 填报单位; "" */

    struct {
        kp_source *items;
        size_t count, capacity;
    } sources;
    struct {
        kp_unit *items;
        size_t count, capacity;
    } units;
    struct {
        const char **items;
        size_t count, capacity;
    } groups;
    struct {
        const char **items;
        size_t count, capacity;
    } evaluators;

    /* inputs[unit * slots_per_unit + slot_offset[indicator] + slot] */
    size_t *slot_offset; /* one for each indicator */
    size_t slots_per_unit;
    kp_input *inputs;
    size_t inputs_capacity; /* units */

    struct {
        kp_panel_mark *items;
        size_t count, capacity;
    } panel;
    struct {
        kp_finding *items;
        size_t count, capacity;
    } findings;
    struct {
        kp_veto_event *items;
        size_t count, capacity;
    } vetoes;
    struct {
        kp_log_row *items;
        size_t count, capacity;
    } logs;
    struct {
        kp_gap *items;
        size_t count, capacity;
    } gaps;
    struct {
        kp_given_mark *items;
        size_t count, capacity;
    } given;
    struct {
        kp_survey_row *items;
        size_t count, capacity;
    } survey;
    struct {
        kp_site_check *items;
        size_t count, capacity;
    } site_checks;
    struct {
        const char **items;
        size_t count, capacity;
    } site_names;
    struct {
        kp_party *items;
        size_t count, capacity;
    } parties; /* finish puts those of all units first, the others by unit */
    struct {
        const char **items;
        size_t count, capacity;
    } party_names;
    bool parties_unread; /* their sheet could not be read, which is a problem already: nobody is told missing */
    struct {
        const char **items;
        size_t count, capacity;
    } strata; /* names, of all units together */
    struct {
        kp_stratum_size *items;
        size_t count, capacity;
    } stratum_sizes;
    kp_answers *answers; /* NULL: none, counts only */

    /* Made by finish: the lists above sorted by (unit, indicator), stable in the order typed; first_*[unit] .. first_*[unit + 1] are a unit's. */
    size_t *first_stratum; /* of stratum_sizes, sorted by unit and stratum */
    size_t *first_log;     /* of logs; within a leaf by their first column */
    size_t *first_panel, *first_finding, *first_veto, *first_gap, *first_survey, *first_given, *first_site_check;
    uint8_t *gap_of;               /* [unit * indicator_count + indicator]: 1 where it or a node above it does not apply */
    uint8_t *given_of;             /* [unit * indicator_count + indicator]: KP_GIVEN_HERE …; NULL where no mark is given */
    kp_place_points *panel_places; /* of each item of panel; NULL: no leaf is scored by places */
    kp_place_points **leaf_places; /* of each indicator by unit; NULL where it is none that is scored by the places of units */
    struct kp_fields *fields;      /* private: what leaves look at of other leaves and units; NULL: no leaf does */
    bool finished;
    void *names;        /* private: lookup of units by id and name */
    uint16_t *sheet_of; /* of each indicator: 1 + the source of the sheet where its data belong; 0: not known (kp_evidence_expect) */
    struct {
        kp_expected_sheet *items;
        size_t count, capacity;
    } expected;      /* of units, by whose workbook may give a leaf (kp_evidence_expect_of) */
    uint8_t *unread; /* [unit * indicator_count + indicator], NULL: none (kp_evidence_leave_unread) */
} kp_evidence;

/* Empty evidence for `scheme`, which must outlive it. */
kp_evidence *kp_evidence_new(kp_arena *arena, const kp_scheme *scheme);
/* Index of a source, made where it is new. 65,535 are told apart; beyond that cells are placed by row and column only. */
uint16_t kp_evidence_source(kp_evidence *evidence, const char *file, const char *sheet);
kp_place kp_evidence_place(const kp_evidence *evidence, kp_origin origin);

/* Adds a unit and returns its index; -1 where there are KP_MAX_UNITS. `id` NULL or blank: the name serves, and the other way round; `group` NULL or blank: none. Does not
 * check for doubles: kp_evidence_find_unit() first. Pointers from kp_evidence_input() are stale afterwards. */
int32_t kp_evidence_add_unit(kp_evidence *evidence, const char *id, const char *name, const char *group, kp_origin origin);
/* Puts the unit into that group; NULL or blank: none. Before kp_evidence_finish(). */
void kp_evidence_set_group(kp_evidence *evidence, int32_t unit, const char *group);
/* The unit with that id or that name (compared as names.h does); -1 unknown, -2 where it may mean several, be it that it is the id of one and the name of
 * another. Hashed. */
int32_t kp_evidence_find_unit(const kp_evidence *evidence, const char *name);
/* Index of the evaluator of that name, made where it is new. A name or id of a unit is that unit, so that nobody counts twice; so call it when all units are entered. */
int32_t kp_evidence_evaluator(kp_evidence *evidence, const char *name);

/* Index of the site of that name, made where it is new. Sites of different units may share a name: they are told apart by the unit. */
int32_t kp_evidence_site(kp_evidence *evidence, const char *name);

/* Index of the stratum of that name, made where it is new; -1 for a blank one. Hashed. */
int32_t kp_evidence_stratum(kp_evidence *evidence, const char *name);
/* A row of counts with room for the leaf's options, in which nothing is given yet. Whoever makes rows begins with it. */
kp_survey_row kp_survey_row_new(kp_arena *arena, const kp_indicator *leaf, int32_t unit, int32_t indicator, int32_t question, int32_t stratum);

/* Enters a body in a role of a unit, or of KP_PARTY_ALL; the index of its name, the same for names that names.h takes for one. `role` -1, `name` NULL or blank: something
 * stands there and could not be taken. A name that says there is nobody ("—", "/", 无, 待定 …) names nobody: -1, and nothing is entered. Units that do not exist are dropped. */
int32_t kp_evidence_party(kp_evidence *evidence, int32_t unit, int32_t role, const char *name, kp_origin origin);

/* Says on which sheet the data of a leaf belong, for the place of what is missing; the first that is said stays for what concerns no one unit. */
void kp_evidence_expect(kp_evidence *evidence, int32_t indicator, uint16_t source);
/* The same of these units only, for that sheet of a workbook which lists them and may give the leaf; the array must outlive the evidence. */
void kp_evidence_expect_of(kp_evidence *evidence, int32_t indicator, uint16_t source, const int32_t units[], size_t count);
/* Says that something of the unit's entries in a list (panel, survey, site checks) of the leaf could not be taken, which is a problem already: nothing is told missing there as
 * well. For the inputs of slots KP_INPUT_DOUBTFUL says the same. Call it once all units are entered. */
void kp_evidence_leave_unread(kp_evidence *evidence, int32_t unit, int32_t indicator);

/* The input cell of (unit, leaf, slot), for reading and writing before finish. */
kp_input *kp_evidence_input(const kp_evidence *evidence, int32_t unit, int32_t indicator, size_t slot);

/* Gives the mark of a node of the unit in place of its evidence: a value within kp_given_bounds() in the points of the node's full marks, or not applicable, which
 * counts by the node's rule (of the total: there is no score). The state MISSING says that the mark is what is asked for, and is not there. Marks given twice, for a
 * node and for another below it, or for a node that has entries (inputs, list entries, gaps) itself or below it are errors that finishing tells. */
void kp_evidence_give_mark(kp_evidence *evidence, int32_t unit, int32_t indicator, kp_input mark);
/* What a mark of the node may be: 0 .. full marks, of a bonus its caps; where a bonus or a floor below 0 stands further down, so much wider; the total within the
 * scheme's minimum and maximum. */
void kp_given_bounds(kp_arena *arena, const kp_scheme *scheme, int32_t indicator, kp_num *least, kp_num *most);

/* Of finished evidence: the size of a stratum of the unit (stratum -1: of the unit as a whole) or NULL; whether any of its strata has a size; and how large the unit is, as
 * given for the whole or by adding up its strata, false where that is not known. */
const kp_stratum_size *kp_evidence_stratum_size(const kp_evidence *evidence, int32_t unit, int32_t stratum);
bool kp_evidence_has_strata(const kp_evidence *evidence, int32_t unit);
bool kp_evidence_unit_size(const kp_evidence *evidence, int32_t unit, kp_arena *arena, kp_num *size);

/* Sorts and indexes the lists and checks what can only be seen as a whole: every input that its leaf needs is there and in range (else D_MISSING_VALUE at its cell,
 * or at its unit's; a unit without any row on a sheet where it needs one is one problem, D_ROW_MISSING, at that sheet), counts agree with each other (method.h: check), evaluators do not mark themselves, nothing is entered twice, nothing is typed for what does
 * not apply. A slot for which no unit at all has a cell is one problem for all units (D_NO_DATA, at its sheet). Entries of a list, and given marks, whose unit or indicator is out of range are dropped:
 * whoever put them there has told why. The parties that the scheme wants are named and, where it asks for that, apart. Marks of leaves that are
 * scored by place get their places; where a mark of a field is not known, nobody of the field has one (D_PLACES_OPEN). Then sets units[].problem for every unit that an error in `problems` names, and for all units where an error concerns
 * all. Call once, after binding; nothing may be added afterwards. */
void kp_evidence_finish(kp_evidence *evidence, kp_problems *problems);

#ifdef __cplusplus
}
#endif
#endif
