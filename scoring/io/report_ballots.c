/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_ballots.c - the sheet 评议结果: of each ballot a table with a row a unit: who came, the ballots given out and come back, votes and shares of each grade, what came of it, whether the
 * vote is valid, and what lists it leads to. A ballot on more grades than fit has its grades in tables of their own. Shares are formulas over the counts of their row.
 */
#include "kaoping/condition.h"
#include "report_private.h"

#include "report_private.h"

enum { HEADS = 3, PAPERS = 4, COUNTS = HEADS + PAPERS }; /* entitled, present and their share; issued, returned, valid, invalid */
enum { SLOT_ENTITLED, SLOT_PRESENT, SLOT_ISSUED, SLOT_RETURNED, SLOT_VALID, SLOT_INVALID, SLOT_VOTES }; /* as the method has them (method_ballot.c) */

#define GRADES_BESIDE 5  /* of a ballot on more of them the votes are in tables of their own */
#define TABLE_ROWS    16 /* where there are several tables: units before a head is written again, as many as fit on a page */

/* One ballot, and the columns of its table. */
typedef struct ballot {
    kp_report *report;
    kp_report_sheet *sheet;
    int32_t leaf;
    const kp_indicator *of;
    bool apart;                                      /* its grades are in tables of their own */
    int grades;                                      /* beside the counts */
    int counts, votes, result, valid, remarks, last; /* columns; valid: -1 where no quorum is asked */
    uint32_t *rows;                                  /* of each unit's counts */
    const char **titles;                             /* of the lists that each unit stands on for its votes; NULL: none */
    int32_t *lists;                                  /* the first of them */
} ballot;

static size_t ballot_count(const kp_scheme *scheme) {
    size_t count = 0;
    for (size_t i = 0; i < scheme->indicator_count; i++)
        count += scheme->indicators[i].method == KP_METHOD_BALLOT;
    return count;
}

bool kp_report_has_ballots(const kp_scheme *scheme) { return ballot_count(scheme) > 0; }

/* ---- Columns ---- */

static int group_column(const kp_report *report) { return report->has_groups ? 2 : -1; }
static int field_column(const kp_report *report) { return report->field_count ? 2 + report->has_groups : -1; }
static int before_counts(const kp_report *report) { return 2 + report->has_groups + (report->field_count > 0); }

/* Grades of the ballot with most of those that have them beside their counts; as many as there may be where one has them apart. */
static int most_grades(const kp_scheme *scheme) {
    size_t most = 0;
    for (size_t i = 0; i < scheme->indicator_count; i++)
        if (scheme->indicators[i].method == KP_METHOD_BALLOT && scheme->indicators[i].options.count > most)
            most = scheme->indicators[i].options.count;
    return most < GRADES_BESIDE ? (int)most : GRADES_BESIDE;
}

static ballot plan_ballot(kp_report *report, int32_t leaf) {
    ballot b = {.report = report, .sheet = &report->ballots, .leaf = leaf, .of = &report->scheme->indicators[leaf], .valid = -1};
    b.apart = b.of->options.count > GRADES_BESIDE;
    b.grades = b.apart ? 0 : (int)b.of->options.count;
    b.counts = before_counts(report);
    b.votes = b.counts + COUNTS;
    b.last = b.votes + 2 * most_grades(report->scheme) + 2;
    b.remarks = b.last;
    b.result = b.votes + 2 * b.grades;
    if (kp_num_sign(b.of->quorum) > 0)
        b.valid = b.last - 1;
    b.rows = KP_NEW_ARRAY(report->arena, uint32_t, report->evidence->units.count);
    return b;
}

/* The result stands over what columns are left before the next one. */
static int result_end(const ballot *b) { return b->valid >= 0 ? b->valid - 1 : b->remarks - 1; }

static void set_columns(kp_report *report) {
    kp_report_sheet *sheet = &report->ballots;
    kp_report_column(sheet, 5);
    kp_report_column_for(sheet, report->name_width, 10, 26);
    if (report->has_groups)
        kp_report_column_for(sheet, report->group_width, 7, 20);
    if (report->field_count)
        kp_report_column_for(sheet, report->field_widths[0], 9, 22);
    for (int i = 0; i < COUNTS + 2 * most_grades(report->scheme); i++)
        kp_report_column(sheet, report->lang == KP_EN ? 8.2 : 7.6);
    kp_report_column(sheet, 10);
    kp_report_column(sheet, 9);
    kp_report_column(sheet, 26);
}

/* ---- Heads ---- */

typedef struct head_rows {
    const char *over[KP_REPORT_COLUMNS], *under[KP_REPORT_COLUMNS];
    int ends[KP_REPORT_COLUMNS]; /* last column of the head that begins here */
} head_rows;

static void put_head(head_rows *heads, int first, int last, const char *text) {
    heads->over[first] = text;
    heads->ends[first] = last;
}

static void put_unit_heads(kp_report *report, head_rows *heads) {
    put_head(heads, 0, 0, SAY(NUMBER));
    put_head(heads, 1, 1, kp_report_words(report, report->scheme->subject));
    if (group_column(report) >= 0)
        put_head(heads, group_column(report), group_column(report), SAY(GROUP));
    if (field_column(report) >= 0)
        put_head(heads, field_column(report), field_column(report), kp_report_words(report, report->scheme->unit_fields.items[0].name));
}

static void put_grade_heads(kp_report *report, head_rows *heads, const kp_pairs *options, size_t first, size_t end, int column) {
    for (size_t i = first; i < end; i++, column += 2) {
        put_head(heads, column, column + 1, kp_report_words(report, options->items[i].name));
        heads->under[column] = SAY(BALLOT_VOTES);
        heads->under[column + 1] = SAY(BALLOT_SHARE);
    }
}

static void write_heads(ballot *b, const head_rows *heads, int last, bool repeated) {
    kp_report_sheet *sheet = b->sheet;
    uint32_t first = sheet->row;
    for (int i = 0; i <= last; i = heads->ends[i] + 1)
        kp_report_merged(sheet, i, heads->ends[i], heads->over[i], STYLE_HEAD);
    kp_report_row_end(sheet, 22);
    for (int i = 0, end; i <= last; i = end + 1) {
        end = heads->under[i] ? i : heads->ends[i];
        kp_report_merged(sheet, i, end, heads->under[i] ? heads->under[i] : "", heads->under[i] ? STYLE_HEAD_SMALL : STYLE_HEAD);
    }
    kp_report_row_end(sheet, 18);
    for (int i = 0; i <= last; i = heads->ends[i] + 1)
        if (!heads->under[i] && heads->ends[i] == i)
            kp_report_merged_up(sheet, i, heads->over[i], STYLE_HEAD);
    if (repeated)
        kp_report_repeat(sheet, first);
}

static void write_count_heads(ballot *b, bool repeated) {
    kp_report *report = b->report;
    const char *counts[COUNTS] = {SAY(BALLOT_ENTITLED), SAY(BALLOT_PRESENT), SAY(BALLOT_TURNOUT), SAY(BALLOT_ISSUED),
                                  SAY(BALLOT_RETURNED), SAY(BALLOT_VALID),   SAY(BALLOT_INVALID)};
    head_rows heads = {0};
    put_unit_heads(report, &heads);
    put_head(&heads, b->counts, b->counts + HEADS - 1, SAY(BALLOT_MEETING));
    put_head(&heads, b->counts + HEADS, b->counts + COUNTS - 1, SAY(BALLOT_PAPERS));
    for (int i = 0; i < COUNTS; i++)
        heads.under[b->counts + i] = counts[i];
    put_grade_heads(report, &heads, &b->of->options, 0, (size_t)b->grades, b->votes);
    put_head(&heads, b->result, result_end(b), SAY(BALLOT_RESULT));
    if (b->valid >= 0)
        put_head(&heads, b->valid, b->valid, SAY(BALLOT_QUORATE));
    put_head(&heads, b->remarks, b->remarks, SAY(BALLOT_REMARKS));
    write_heads(b, &heads, b->last, repeated);
}

/* ---- What a unit's votes came to ---- */

typedef struct ballot_row {
    int32_t unit;
    const kp_input *in;
    bool voted;    /* every vote is known, and there are some */
    kp_num votes;  /* of all grades */
    bool counts;   /* the evidence makes a mark */
    int32_t grade; /* -1: none */
    bool quorum, tied;
} ballot_row;

static bool is_given(const kp_input *input) { return input->state == KP_INPUT_GIVEN; }

static ballot_row look_at(const ballot *b, int32_t unit) {
    kp_report *report = b->report;
    const kp_evidence *evidence = report->evidence;
    ballot_row row = {.unit = unit, .in = kp_evidence_input(evidence, unit, b->leaf, 0), .votes = KP_ZERO, .grade = -1};
    size_t options = b->of->options.count, known = 0, most = 0;
    for (size_t i = 0; i < options && is_given(&row.in[SLOT_VOTES + i]); i++, known++)
        row.votes = kp_num_add(report->work, row.votes, row.in[SLOT_VOTES + i].value);
    row.voted = options && known == options && !kp_num_is_zero(row.votes);
    const kp_mark *mark = kp_scorecard_mark(report->card, unit, b->leaf);
    if (!row.voted || evidence->units.items[unit].excluded || (mark->flags & KP_FLAG_GIVEN) || mark->state != KP_MARK_SCORED)
        return row;
    kp_calc calc = {.arena = report->work};
    kp_outcome outcome = kp_leaf_evaluate(&calc, evidence, unit, b->leaf);
    row.counts = outcome.state == KP_MARK_SCORED;
    row.quorum = outcome.reason != KP_R_NO_QUORUM;
    row.grade = outcome.grade;
    for (size_t i = 0; i < options && row.grade >= 0; i++)
        most += kp_num_equal(row.in[SLOT_VOTES + i].value, row.in[SLOT_VOTES + row.grade].value);
    row.tied = most > 1;
    return row;
}

/* ---- Remarks ---- */

/* Whether what the condition asks is about the ballot. */
static bool asks_of(const kp_scheme *scheme, const kp_condition *condition, int32_t leaf) {
    switch (condition->op) {
    case KP_COND_AND:
    case KP_COND_OR:
    case KP_COND_NOT:
        for (size_t i = 0; i < condition->count; i++)
            if (asks_of(scheme, condition->children[i], leaf))
                return true;
        return false;
    case KP_COND_ON:
    case KP_COND_STREAK:
    case KP_COND_TIMES: /* never in a circle (condition.h) */
        return condition->reference >= 0 && scheme->lists[condition->reference].when.condition &&
               asks_of(scheme, scheme->lists[condition->reference].when.condition, leaf);
    case KP_COND_SHARE:
    case KP_COND_RESULT:
    case KP_COND_MARK:
    case KP_COND_VALUE: return condition->reference == leaf;
    default: return false;
    }
}

static bool list_asks(const ballot *b, int32_t list) {
    const kp_condition *condition = b->report->scheme->lists[list].when.condition;
    return condition && asks_of(b->report->scheme, condition, b->leaf);
}

/* Finds the lists that units stand on for their votes. */
static void collect_lists(ballot *b) {
    kp_report *report = b->report;
    b->titles = KP_NEW_ARRAY(report->arena, const char *, report->evidence->units.count);
    b->lists = KP_NEW_ARRAY(report->arena, int32_t, report->evidence->units.count);
    for (size_t i = 0; i < report->card->lists.count; i++) {
        const kp_list_entry *entry = &report->card->lists.items[i];
        if (entry->replaced || !list_asks(b, entry->list))
            continue;
        if (!b->titles[entry->unit])
            b->lists[entry->unit] = entry->list;
        b->titles[entry->unit] = kp_report_join(report, b->titles[entry->unit], kp_report_words(report, report->scheme->lists[entry->list].title));
    }
}

static const char *why_none(const ballot *b, const ballot_row *row) {
    kp_report *report = b->report;
    const kp_mark *mark = kp_scorecard_mark(report->card, row->unit, b->leaf);
    const char *reason =
        report->evidence->units.items[row->unit].excluded || mark->state == KP_MARK_NOT_SCORED ? kp_report_reason(report, row->unit) : "";
    if (*reason)
        return reason;
    if ((mark->flags & KP_FLAG_GIVEN) || mark->state == KP_MARK_NOT_SCORED)
        return SAY(BALLOT_MARK_GIVEN);
    reason = kp_report_gap_reason(report, row->unit, b->leaf);
    return reason && *reason ? SAY_WITH(GAP_FOR, kp_verbatim(report->work, reason)) : SAY(GAP);
}

static void write_remarks(const ballot *b, const ballot_row *row) {
    kp_report *report = b->report;
    const char *remarks = b->titles[row->unit];
    if (!row->counts)
        remarks = kp_report_join(report, remarks, why_none(b, row));
    else if (row->tied && row->quorum)
        remarks = kp_report_join(report, remarks, b->of->ballot_tie == KP_TIE_LOWER ? SAY(BALLOT_TIE_LOWER) : SAY(BALLOT_TIE_HIGHER));
    if (b->titles[row->unit])
        kp_report_text_in(b->sheet, b->remarks, remarks, report->formats.lists[b->lists[row->unit]], STYLE_HEAD);
    else
        kp_report_text(b->sheet, b->remarks, remarks ? remarks : "", STYLE_TEXT_SMALL);
}

/* ---- Rows ---- */

static void write_unit_cells(const ballot *b, int32_t unit, size_t number) {
    kp_report *report = b->report;
    const kp_unit *who = &report->evidence->units.items[unit];
    kp_report_count(b->sheet, 0, (int64_t)number, STYLE_WHOLE);
    kp_report_text(b->sheet, 1, who->name, STYLE_TEXT);
    if (group_column(report) >= 0)
        kp_report_text(b->sheet, group_column(report), who->group >= 0 ? report->evidence->groups.items[who->group] : "", STYLE_TEXT_CENTER);
    if (field_column(report) >= 0)
        kp_report_text(b->sheet, field_column(report), who->fields ? who->fields[0] : "", STYLE_TEXT);
}

static void write_input(const ballot *b, int column, const kp_input *input) {
    if (is_given(input))
        kp_report_number(b->sheet, column, input->value, STYLE_WHOLE);
    else
        kp_report_text(b->sheet, column, "—", STYLE_TEXT_CENTER);
}

/* The share of the cell in column `part` in that of column `whole` of the row being written. */
static void write_share(const ballot *b, int column, int part, int whole, kp_num share, kp_report_style style) {
    kp_arena *arena = b->report->work;
    const char *formula =
        kp_format(arena, "%s/%s", kp_report_cell(arena, NULL, b->sheet->row, part), kp_report_cell(arena, NULL, b->sheet->row, whole));
    kp_report_share(b->sheet, column, share, formula, style);
}

static void write_turnout(const ballot *b, const ballot_row *row) {
    const kp_input *entitled = &row->in[SLOT_ENTITLED], *present = &row->in[SLOT_PRESENT];
    int column = b->counts + HEADS - 1;
    if (is_given(entitled) && is_given(present) && !kp_num_is_zero(entitled->value))
        write_share(b, column, b->counts + 1, b->counts, kp_num_div(b->report->work, present->value, entitled->value), STYLE_PERCENT);
    else
        kp_report_text(b->sheet, column, "—", STYLE_TEXT_CENTER);
}

/* Whether the invalid ballots follow from the others. */
static bool leaves_invalid(const ballot_row *row) { return !is_given(&row->in[SLOT_INVALID]) && row->voted && is_given(&row->in[SLOT_RETURNED]); }

/* Valid and invalid ballots: as they were typed, else what follows from the others. */
static void write_valid(const ballot *b, const ballot_row *row) {
    kp_arena *arena = b->report->work;
    const kp_input *returned = &row->in[SLOT_RETURNED], *valid = &row->in[SLOT_VALID], *invalid = &row->in[SLOT_INVALID];
    int column = b->counts + HEADS + 2;
    if (!is_given(valid) && row->voted)
        kp_report_number(b->sheet, column, row->votes, STYLE_WHOLE);
    else
        write_input(b, column, valid);
    if (!leaves_invalid(row))
        write_input(b, column + 1, invalid);
    else
        kp_report_formula(
            b->sheet, column + 1,
            kp_format(arena, "%s-%s", kp_report_cell(arena, NULL, b->sheet->row, column - 1), kp_report_cell(arena, NULL, b->sheet->row, column)),
            kp_num_sub(arena, returned->value, row->votes), STYLE_WHOLE);
}

/* Votes and shares of the grades `first` to `end` from `column` on; the number of valid votes is in column `whole`. */
static void write_votes(const ballot *b, const ballot_row *row, size_t first, size_t end, int column, int whole) {
    for (size_t i = first; i < end; i++, column += 2) {
        const kp_input *votes = &row->in[SLOT_VOTES + i];
        write_input(b, column, votes);
        if (row->voted)
            write_share(b, column + 1, column, whole, kp_num_div(b->report->work, votes->value, row->votes), STYLE_PERCENT);
        else
            kp_report_text(b->sheet, column + 1, "—", STYLE_TEXT_CENTER);
    }
}

static void write_result(const ballot *b, const ballot_row *row) {
    kp_report *report = b->report;
    bool result = row->counts && row->quorum && row->grade >= 0;
    kp_report_merged(b->sheet, b->result, result_end(b), result ? kp_report_words(report, b->of->options.items[row->grade].name) : "—",
                     result ? STYLE_CENTER_STRONG : STYLE_TEXT_CENTER);
    if (b->valid >= 0)
        kp_report_text(b->sheet, b->valid,
                       !row->counts  ? "—"
                       : row->quorum ? SAY(BALLOT_IS_VALID)
                                     : SAY(BALLOT_NO_QUORUM),
                       row->counts && !row->quorum ? STYLE_SEVERITY_ERROR : STYLE_TEXT_CENTER);
}

static void write_unit(const ballot *b, int32_t unit) {
    const ballot_row row = look_at(b, unit);
    write_unit_cells(b, unit, (size_t)unit + 1);
    b->rows[unit] = b->sheet->row;
    write_input(b, b->counts, &row.in[SLOT_ENTITLED]);
    write_input(b, b->counts + 1, &row.in[SLOT_PRESENT]);
    write_turnout(b, &row);
    write_input(b, b->counts + HEADS, &row.in[SLOT_ISSUED]);
    write_input(b, b->counts + HEADS + 1, &row.in[SLOT_RETURNED]);
    write_valid(b, &row);
    write_votes(b, &row, 0, (size_t)b->grades, b->votes, b->counts + HEADS + 2);
    write_result(b, &row);
    write_remarks(b, &row);
    kp_report_row_end(b->sheet, 20);
}

/* ---- All ballots ---- */

/* What is added up of a unit: a ballot paper is counted once, while those who are entitled or came may be the same for several units. */
enum { ADD_ISSUED, ADD_RETURNED, ADD_VALID, ADD_INVALID, ADD_VOTES };

static void add_given(kp_report *report, kp_num *sum, const kp_input *input) {
    if (is_given(input))
        *sum = kp_num_add(report->work, *sum, input->value);
}

/* Adds what the unit's row shows. */
static void add_unit(const ballot *b, const ballot_row *row, kp_num *sums) {
    kp_report *report = b->report;
    add_given(report, &sums[ADD_ISSUED], &row->in[SLOT_ISSUED]);
    add_given(report, &sums[ADD_RETURNED], &row->in[SLOT_RETURNED]);
    for (int i = 0; i < b->grades; i++)
        add_given(report, &sums[ADD_VOTES + i], &row->in[SLOT_VOTES + i]);
    add_given(report, &sums[ADD_VALID], &row->in[SLOT_VALID]);
    if (!is_given(&row->in[SLOT_VALID]) && row->voted)
        sums[ADD_VALID] = kp_num_add(report->work, sums[ADD_VALID], row->votes);
    add_given(report, &sums[ADD_INVALID], &row->in[SLOT_INVALID]);
    if (leaves_invalid(row))
        sums[ADD_INVALID] = kp_num_add(report->work, sums[ADD_INVALID], kp_num_sub(report->work, row->in[SLOT_RETURNED].value, row->votes));
}

static void write_sum(const ballot *b, int column, kp_num sum) {
    kp_arena *arena = b->report->work;
    const char *formula = kp_format(arena, "SUM(%s)", kp_report_range(arena, NULL, b->rows[0], b->sheet->row - 1, column));
    kp_report_formula(b->sheet, column, formula, sum, STYLE_STAT_WHOLE);
}

static void write_sums(const ballot *b, const kp_num *sums) {
    int papers = b->counts + HEADS;
    for (int i = ADD_ISSUED; i < ADD_VOTES; i++)
        write_sum(b, papers + i, sums[i]);
    for (int i = 0; i < b->grades; i++) {
        write_sum(b, b->votes + 2 * i, sums[ADD_VOTES + i]);
        write_share(b, b->votes + 2 * i + 1, b->votes + 2 * i, papers + ADD_VALID, kp_num_div(b->report->work, sums[ADD_VOTES + i], sums[ADD_VALID]),
                    STYLE_STAT_PERCENT);
    }
}

/* Below two units or more that were voted on. */
static void write_total(const ballot *b) {
    kp_report *report = b->report;
    kp_num *sums = KP_NEW_ARRAY(report->arena, kp_num, (size_t)(ADD_VOTES + b->grades));
    size_t voted = 0;
    for (int i = 0; i < ADD_VOTES + b->grades; i++)
        sums[i] = KP_ZERO;
    for (size_t i = 0; i < report->evidence->units.count; i++) {
        const ballot_row row = look_at(b, (int32_t)i);
        add_unit(b, &row, sums);
        voted += row.voted;
    }
    if (voted < 2 || kp_num_is_zero(sums[ADD_VALID]))
        return;
    kp_report_merged(b->sheet, 0, b->counts - 1, SAY(BALLOT_ALL), STYLE_STAT_TEXT);
    for (int i = 0; i < HEADS; i++)
        kp_report_text(b->sheet, b->counts + i, "—", STYLE_STAT_TEXT);
    write_sums(b, sums);
    kp_report_merged(b->sheet, b->result, b->last, "", STYLE_STAT_TEXT);
    kp_report_row_end(b->sheet, 20);
}

/* ---- Tables ---- */

static bool several_tables(const ballot *b) { return b->apart || ballot_count(b->report->scheme) > 1; }

static void begin_table(const ballot *b, const char *title, size_t part) {
    kp_report *report = b->report;
    if (part) {
        kp_report_row_end(b->sheet, 10);
        kp_report_block_begin(b->sheet, false);
    }
    if (several_tables(b)) {
        kp_report_merged(b->sheet, 0, b->last, part ? kp_format(report->work, "%s%s", title, SAY(CONTINUED)) : title, STYLE_SECTION);
        kp_report_row_end(b->sheet, 24);
    }
}

static void write_counts(ballot *b) {
    const char *title = kp_report_words(b->report, b->of->title);
    for (size_t i = 0; i < b->report->evidence->units.count; i++) {
        if (i == 0 || (several_tables(b) && i % TABLE_ROWS == 0)) {
            begin_table(b, title, i);
            write_count_heads(b, !several_tables(b));
        }
        write_unit(b, (int32_t)i);
    }
    write_total(b);
}

/* The grades `first` to `end`, each unit's valid votes before them. */
static void write_grades_apart(ballot *b, size_t first, size_t end) {
    kp_report *report = b->report;
    int last = b->counts + 2 * (int)(end - first);
    for (size_t i = 0; i < report->evidence->units.count; i++) {
        if (i % TABLE_ROWS == 0) {
            head_rows heads = {0};
            begin_table(b, kp_report_words(report, b->of->title), first + i + 1);
            put_unit_heads(report, &heads);
            put_head(&heads, b->counts, b->counts, SAY(BALLOT_VALID));
            put_grade_heads(report, &heads, &b->of->options, first, end, b->counts + 1);
            write_heads(b, &heads, last, false);
        }
        const ballot_row row = look_at(b, (int32_t)i);
        write_unit_cells(b, (int32_t)i, i + 1);
        if (row.voted)
            kp_report_formula(b->sheet, b->counts, kp_report_cell(report->work, NULL, b->rows[i], b->counts + HEADS + 2), row.votes, STYLE_WHOLE);
        else
            kp_report_text(b->sheet, b->counts, "—", STYLE_TEXT_CENTER);
        write_votes(b, &row, first, end, b->counts + 1, b->counts);
        kp_report_row_end(b->sheet, 20);
    }
}

/* How the vote is judged: the rule of the ballot, and of the lists that ask of it. */
static void write_rules(const ballot *b) {
    kp_report *report = b->report;
    const kp_scheme *scheme = report->scheme;
    const char *rules = kp_method_rule_words(report->work, scheme, b->leaf, report->lang);
    for (size_t i = 0; i < scheme->list_count; i++)
        if (list_asks(b, (int32_t)i))
            rules = kp_report_join(report, rules,
                                   kp_format(report->work, "%s%s%s", kp_report_words(report, scheme->lists[i].title), SAY(COLON),
                                             kp_condition_words(report->work, scheme->lists[i].when.condition, scheme, report->lang)));
    kp_report_row_end(b->sheet, 4);
    kp_report_merged(b->sheet, 0, b->last, rules, STYLE_NOTE);
    kp_report_row_end(b->sheet, 18);
}

static void write_ballot(kp_report *report, int32_t leaf, bool first) {
    ballot b = plan_ballot(report, leaf);
    collect_lists(&b);
    if (!first)
        kp_report_row_end(b.sheet, 12);
    kp_report_block_begin(b.sheet, false);
    write_counts(&b);
    size_t of_each = (size_t)(b.last - b.counts) / 2, options = b.of->options.count;
    for (size_t i = 0; b.apart && i < options; i += of_each)
        write_grades_apart(&b, i, i + of_each < options ? i + of_each : options);
    write_rules(&b);
}

void kp_report_write_ballots(kp_report *report) {
    kp_report_sheet *sheet = &report->ballots;
    set_columns(report);
    kp_report_title(sheet, kp_report_title_of(report, SAY(TITLE_BALLOTS)), kp_report_subtitle(report));
    kp_report_blocks_reserve(sheet, KP_REPORT_MAX_BREAKS + 1);
    bool first = true;
    for (size_t i = 0; i < report->scheme->indicator_count; i++) {
        if (report->scheme->indicators[i].method != KP_METHOD_BALLOT)
            continue;
        write_ballot(report, (int32_t)i, first);
        first = false;
    }
    kp_report_write_signatures(report, sheet, sheet->column_count - 1);
    kp_report_sheet_close(sheet);
}
