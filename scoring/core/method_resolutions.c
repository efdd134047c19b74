/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * method_resolutions.c - what became of the matters voted on (议题表决): whether the votes pass one by an exact majority, whether what was recorded is what the votes say, and what
 * share of those that passed was carried out in time (落实率).
 */
#include "log_private.h"

typedef enum verdict { UNKNOWN, PASSED, FAILED } verdict;

/* What a row counts for. */
typedef enum row_use {
    ROW_NOT_JUDGED, /* neither votes nor a result, which is a problem */
    ROW_OUTSIDE,    /* voted on in another period */
    ROW_FAILED,     /* did not pass, so there is nothing to carry out */
    ROW_UNDATED,    /* without a date by which it is to be done */
    ROW_NOT_YET,    /* due after the period */
    ROW_GOOD,       /* done in time; passed; right */
    ROW_LATE,       /* done late */
    ROW_BAD         /* not done; not passed; not right */
} row_use;

static kp_num cell_of(const kp_log_row *row, int column) { return kp_log_given(row, column) ? row->cells[column].value : KP_ZERO; }

static kp_num votes_cast(kp_arena *arena, const kp_log_row *row) {
    return kp_num_add(arena, cell_of(row, RESOLUTIONS_YES), kp_num_add(arena, cell_of(row, RESOLUTIONS_NO), cell_of(row, RESOLUTIONS_ABSTAIN)));
}

static kp_num voting(kp_arena *arena, const kp_log_row *row) {
    return kp_log_given(row, RESOLUTIONS_VOTING) ? cell_of(row, RESOLUTIONS_VOTING) : votes_cast(arena, row);
}

static kp_num present(kp_arena *arena, const kp_log_row *row) {
    return kp_log_given(row, RESOLUTIONS_PRESENT) ? cell_of(row, RESOLUTIONS_PRESENT) : voting(arena, row);
}

static kp_num base_of(kp_arena *arena, const kp_indicator *leaf, const kp_log_row *row) {
    switch (leaf->majority_of) {
    case KP_OF_PRESENT: return present(arena, row);
    case KP_OF_ENTITLED: return cell_of(row, RESOLUTIONS_ENTITLED);
    case KP_OF_VOTING: break;
    }
    return voting(arena, row);
}

static bool has_quorum(kp_arena *arena, const kp_indicator *leaf, const kp_log_row *row) {
    return kp_num_is_zero(leaf->quorum) ||
           (kp_num_sign(present(arena, row)) > 0 &&
            kp_num_compare(present(arena, row), kp_num_mul(arena, leaf->quorum, cell_of(row, RESOLUTIONS_ENTITLED))) >= 0);
}

/* What the votes say; UNKNOWN without votes. */
static verdict by_votes(kp_arena *arena, const kp_indicator *leaf, const kp_log_row *row) {
    if (!kp_log_given(row, RESOLUTIONS_YES))
        return UNKNOWN;
    kp_num base = base_of(arena, leaf, row);
    int order = kp_num_compare(cell_of(row, RESOLUTIONS_YES), kp_num_mul(arena, leaf->majority, base));
    bool enough = leaf->strict == KP_STRICT_YES ? order > 0 : order >= 0;
    return enough && kp_num_sign(base) > 0 && has_quorum(arena, leaf, row) ? PASSED : FAILED;
}

static verdict recorded(const kp_log_row *row) {
    if (!kp_log_given(row, RESOLUTIONS_RESULT))
        return UNKNOWN;
    return kp_num_is_zero(row->cells[RESOLUTIONS_RESULT].value) ? PASSED : FAILED;
}

static bool is_outside(const kp_evidence *evidence, const kp_log_row *row) {
    return kp_log_given(row, RESOLUTIONS_DATE) && !kp_log_in_period(evidence, row, RESOLUTIONS_DATE);
}

static row_use use_when_done(const kp_evidence *evidence, const kp_log_row *row, verdict passed) {
    if (passed == FAILED)
        return ROW_FAILED;
    if (!kp_log_given(row, RESOLUTIONS_DUE))
        return ROW_UNDATED;
    int32_t due = kp_log_day_at(row, RESOLUTIONS_DUE);
    if (due > kp_period_last_day(evidence->period))
        return ROW_NOT_YET;
    if (!kp_log_given(row, RESOLUTIONS_DONE))
        return ROW_BAD;
    return kp_log_day_at(row, RESOLUTIONS_DONE) <= due ? ROW_GOOD : ROW_LATE;
}

static row_use use_of(kp_arena *arena, const kp_evidence *evidence, const kp_log_row *row) {
    const kp_indicator *leaf = kp_leaf(evidence, row->indicator);
    verdict votes = by_votes(arena, leaf, row), written = recorded(row), passed = votes != UNKNOWN ? votes : written;
    if (passed == UNKNOWN)
        return ROW_NOT_JUDGED;
    if (leaf->resolution_score == KP_RESOLUTIONS_DONE)
        return use_when_done(evidence, row, passed);
    if (is_outside(evidence, row))
        return ROW_OUTSIDE;
    if (leaf->resolution_score == KP_RESOLUTIONS_PASSED)
        return passed == PASSED ? ROW_GOOD : ROW_BAD;
    if (votes == UNKNOWN || written == UNKNOWN)
        return ROW_NOT_JUDGED;
    return votes == written ? ROW_GOOD : ROW_BAD;
}

/* ---- the mark ---- */

const kp_slot *kp_resolutions_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count) { return kp_no_slots(arena, leaf, count); }

kp_outcome kp_resolutions_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    static const char *const labels[][2] = {
        [KP_RESOLUTIONS_DONE] = {"按期落实 | done in time", "到期应落实 | passed and due"},
        [KP_RESOLUTIONS_PASSED] = {"通过 | passed", "议题 | voted on"},
        [KP_RESOLUTIONS_RIGHT] = {"结果与票数相符 | results as the votes say", "议题 | voted on"},
    };
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    evidence_range range = kp_logs_of(evidence, unit, indicator);
    int64_t good = 0, all = 0;
    if (leaf->resolution_score == KP_RESOLUTIONS_DONE && !kp_period_is_known(evidence->period))
        return kp_outcome_not_scored();
    for (size_t i = range.from; i < range.to; i++) {
        row_use use = use_of(calc->arena, evidence, kp_log_row_at(evidence, i));
        good += use == ROW_GOOD;
        all += use >= ROW_GOOD;
    }
    if (!all)
        return kp_outcome_not_applicable();
    kp_val share = kp_calc_div(calc, kp_calc_rule(calc, labels[leaf->resolution_score][0], kp_num_int(good)),
                               kp_calc_rule(calc, labels[leaf->resolution_score][1], kp_num_int(all)));
    return kp_outcome_scored(kp_calc_mul(calc, kp_full_marks(calc, leaf), share));
}

/* ---- words ---- */

static const char *verdict_words(verdict what) { return what == PASSED ? "通过 | passed" : "未通过 | not passed"; }

/* "赞成 8 ÷ 参加表决 18" and whether that passes. */
static const char *vote_words(kp_arena *arena, const kp_indicator *leaf, const kp_log_row *row) {
    static const char *const bases[][2] = {
        [KP_OF_VOTING] = {"参加表决", "voting"}, [KP_OF_PRESENT] = {"实到", "present"}, [KP_OF_ENTITLED] = {"应到", "entitled"}};
    const char *const *base = bases[leaf->majority_of];
    const char *yes = kp_num_exact(arena, cell_of(row, RESOLUTIONS_YES)), *of = kp_num_exact(arena, base_of(arena, leaf, row));
    verdict votes = by_votes(arena, leaf, row);
    bool quorum = has_quorum(arena, leaf, row);
    return kp_format(arena, "赞成 %s ÷ %s %s%s，%s | for %s ÷ %s %s%s, %s", yes, base[0], of, quorum ? "" : "，到会人数不足",
                     kp_text(arena, verdict_words(votes), KP_ZH), yes, base[1], of, quorum ? "" : ", without quorum",
                     kp_text(arena, verdict_words(votes), KP_EN));
}

const char *kp_resolutions_remark(kp_arena *arena, const kp_evidence *evidence, size_t at) {
    static const char *const uses[] = {
        [ROW_NOT_JUDGED] = "",
        [ROW_OUTSIDE] = "不在考评期内，不计 | outside the period, not counted",
        [ROW_FAILED] = "不计入落实率 | nothing to carry out",
        [ROW_UNDATED] = "没有期限，不计入落实率 | no date by which it is due, not counted",
        [ROW_NOT_YET] = "期限在考评期之后，不计 | due after the period, not counted",
        [ROW_GOOD] = "按期落实 | done in time",
        [ROW_LATE] = "逾期落实 | done late",
        [ROW_BAD] = "未落实 | not done",
    };
    const kp_log_row *row = kp_log_row_at(evidence, at);
    const kp_indicator *leaf = kp_leaf(evidence, row->indicator);
    const char *votes = kp_log_given(row, RESOLUTIONS_YES) ? vote_words(arena, leaf, row) : "";
    row_use use =
        kp_period_is_known(evidence->period) || leaf->resolution_score != KP_RESOLUTIONS_DONE ? use_of(arena, evidence, row) : ROW_NOT_JUDGED;
    const char *says = uses[use];
    if (use >= ROW_GOOD && leaf->resolution_score == KP_RESOLUTIONS_PASSED)
        says = "";
    else if (use >= ROW_GOOD && leaf->resolution_score == KP_RESOLUTIONS_RIGHT)
        says = use == ROW_GOOD ? "记录正确 | recorded rightly" : "记录有误 | recorded wrongly";
    if (!*votes || !*says)
        return *votes ? votes : *says ? says : NULL;
    return kp_format(arena, "%s；%s | %s; %s", kp_text(arena, votes, KP_ZH), kp_text(arena, says, KP_ZH), kp_text(arena, votes, KP_EN),
                     kp_text(arena, says, KP_EN));
}

/* ---- what is wrong ---- */

/* Numbers of heads: each at most as many as those before it. */
static void check_heads(const kp_evidence *evidence, const kp_log_row *row, kp_problems *problems) {
    static const int order[] = {RESOLUTIONS_VOTING, RESOLUTIONS_PRESENT, RESOLUTIONS_ENTITLED};
    kp_num cast = votes_cast(problems->arena, row);
    for (int i = 0; i < 3; i++)
        if (kp_log_given(row, order[i]) && kp_num_compare(cast, cell_of(row, order[i])) > 0) {
            kp_log_complain_sum(evidence, row, RESOLUTIONS_YES, cast, order[i], problems);
            return;
        }
    kp_log_complain_more(evidence, row, RESOLUTIONS_VOTING, RESOLUTIONS_PRESENT, problems);
    kp_log_complain_more(evidence, row, RESOLUTIONS_VOTING, RESOLUTIONS_ENTITLED, problems);
    kp_log_complain_more(evidence, row, RESOLUTIONS_PRESENT, RESOLUTIONS_ENTITLED, problems);
}

/* What the rule needs to tell the result from the votes. */
static bool check_votes(const kp_evidence *evidence, const kp_indicator *leaf, const kp_log_row *row, kp_problems *problems) {
    bool any = kp_log_given(row, RESOLUTIONS_NO) || kp_log_given(row, RESOLUTIONS_ABSTAIN) || leaf->resolution_score == KP_RESOLUTIONS_RIGHT;
    bool yes = kp_log_given(row, RESOLUTIONS_YES), sound = true;
    int needed[3];
    size_t count = 0;
    if (any && !yes)
        needed[count++] = RESOLUTIONS_YES;
    if (yes && (leaf->majority_of == KP_OF_ENTITLED || kp_num_sign(leaf->quorum) > 0) && !kp_log_given(row, RESOLUTIONS_ENTITLED))
        needed[count++] = RESOLUTIONS_ENTITLED;
    if (yes && leaf->majority_of == KP_OF_PRESENT && !kp_log_given(row, RESOLUTIONS_PRESENT))
        needed[count++] = RESOLUTIONS_PRESENT;
    for (size_t i = 0; i < count; i++, sound = false)
        kp_log_complain_empty(evidence, row, needed[i], problems);
    return sound;
}

static void check_result(const kp_evidence *evidence, const kp_indicator *leaf, const kp_log_row *row, kp_problems *problems) {
    kp_arena *arena = problems->arena;
    verdict votes = by_votes(arena, leaf, row), written = recorded(row);
    bool right = leaf->resolution_score == KP_RESOLUTIONS_RIGHT;
    if (written == UNKNOWN && (votes == UNKNOWN || right))
        kp_log_complain_empty(evidence, row, RESOLUTIONS_RESULT, problems);
    else if (written != UNKNOWN && votes != UNKNOWN && written != votes)
        kp_log_complain(evidence, row, RESOLUTIONS_RESULT, right ? KP_D_RESULT_WRONG : KP_D_RESULT_CONTRADICTS, verdict_words(written),
                        vote_words(arena, leaf, row), problems);
}

static void check_order(const kp_evidence *evidence, const kp_log_row *row, int earlier, int later, kp_problems *problems) {
    if (kp_log_given(row, earlier) && kp_log_given(row, later) && kp_log_day_at(row, later) < kp_log_day_at(row, earlier))
        kp_log_complain_before(evidence, row, later, earlier, problems);
}

/* Dates that tell nothing or cannot be. Of what was decided earlier only the carrying out is looked at. */
static void check_dates(const kp_evidence *evidence, const kp_indicator *leaf, const kp_log_row *row, kp_problems *problems) {
    bool done = leaf->resolution_score == KP_RESOLUTIONS_DONE;
    check_order(evidence, row, RESOLUTIONS_DATE, RESOLUTIONS_DUE, problems);
    check_order(evidence, row, RESOLUTIONS_DATE, RESOLUTIONS_DONE, problems);
    if (is_outside(evidence, row) && (!done || kp_log_day_at(row, RESOLUTIONS_DATE) > kp_period_last_day(evidence->period)))
        kp_log_complain(evidence, row, RESOLUTIONS_DATE, KP_D_DATE_OUTSIDE, row->cells[RESOLUTIONS_DATE].text,
                        kp_period_key(problems->arena, evidence->period), problems);
    if (done && kp_period_is_known(evidence->period) && use_of(problems->arena, evidence, row) == ROW_UNDATED)
        kp_log_complain(evidence, row, RESOLUTIONS_DUE, KP_D_RESOLUTION_UNDATED, row->cells[RESOLUTIONS_TOPIC].text, NULL, problems);
}

void kp_resolutions_check(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    evidence_range range = kp_logs_of(evidence, unit, indicator);
    for (size_t i = range.from; i < range.to; i++) {
        const kp_log_row *row = kp_log_row_at(evidence, i);
        for (int column = RESOLUTIONS_TOPIC; column <= RESOLUTIONS_DATE; column++)
            if (!kp_log_given(row, column))
                kp_log_complain_empty(evidence, row, column, problems);
        check_heads(evidence, row, problems);
        if (check_votes(evidence, leaf, row, problems))
            check_result(evidence, leaf, row, problems);
        check_dates(evidence, leaf, row, problems);
    }
}
