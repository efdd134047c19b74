/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lists.c - 红黑榜: which units are on which list of a scheme, by their totals, ranks and vetoes, and for how many periods in a row. */
#include "one_leaf.h"
#include "past_results.h"
#include "pairs.h"
#include "scored_rows.h"
#include "kaoping/message.h"
#include "kaoping/names.h"
#include "kaoping/scheme_fields.h"
#include "kaoping/typed.h"
#include "kaoping/utf8.h"

enum { SCHEME, UNITS, SCORES, GROUPS, VETOES, PAST };
enum { LIST, UNIT, SCORE, RANK, STREAK, ACTION, COLUMNS };

/* No period is asked for: any of the scheme's kind has one before it, and that is all that lists look at. */
static kp_period some_period(const kp_scheme *scheme) {
    static const kp_period_kind kinds[] = {[KP_QUARTERLY] = KP_PERIOD_QUARTER,
                                           [KP_HALF_YEARLY] = KP_PERIOD_HALF,
                                           [KP_YEARLY] = KP_PERIOD_YEAR,
                                           [KP_MONTHLY] = KP_PERIOD_MONTH,
                                           [KP_ONCE] = KP_PERIOD_YEAR};
    return (kp_period){kinds[scheme->cadence], 2000, 1};
}

/* ---- units ---- */

/* A unit without a score is on no list; anything else that is no score may hide one, and the ranks of the others with it. */
static void check_scores(call *c, const scored_rows *rows, const kp_scheme *scheme) {
    kp_num least, most;
    kp_given_bounds(c->arena, scheme, 0, &least, &most);
    for (size_t i = 0; i < rows->count && !c->failed; i++) {
        const scored_row *row = &rows->items[i];
        size_t at_row = rows->across ? 0 : i, at_column = rows->across ? i : 0;
        if (row->error == KP_FUNCTION_ERROR_TEXT) {
            kp_value cell = call_score_cell(c, SCORES, rows, i);
            call_fail_at(c, row->error, SCORES, at_row, at_column, &cell,
                         "该填得分；没有得分的留空或填“—” | a score is due here; where there is none, leave it empty or put “—”");
        }
        if (!row->error && (kp_num_compare(row->score, least) < 0 || kp_num_compare(row->score, most) > 0))
            call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, SCORES, at_row, at_column, NULL,
                         kp_format(c->arena, "得分 %s 超出方案的范围 %s 至 %s | the score %s is beyond the scheme's range, %s to %s",
                                   kp_num_exact(c->arena, row->score), kp_num_exact(c->arena, least), kp_num_exact(c->arena, most),
                                   kp_num_exact(c->arena, row->score), kp_num_exact(c->arena, least), kp_num_exact(c->arena, most)));
    }
}

static void check_names(call *c, const scored_rows *rows, const char *const units[]) {
    kp_names *seen = kp_names_new(c->arena);
    for (size_t i = 0; i < rows->count && !c->failed; i++) {
        size_t at_row = rows->across ? 0 : i, at_column = rows->across ? i : 0;
        if (!units[i] && !rows->items[i].error)
            call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, UNITS, at_row, at_column, NULL, "这个得分没有考评对象 | this score belongs to no unit");
        if (!units[i])
            continue;
        if (kp_names_find(seen, units[i]) != KP_NAME_UNKNOWN)
            call_fail_at(
                c, KP_FUNCTION_ERROR_ARGUMENT, UNITS, at_row, at_column, NULL,
                kp_format(c->arena, "“%s”出现两次 | %s stands there twice", kp_text(c->arena, kp_verbatim(c->arena, units[i]), KP_ZH), units[i]));
        kp_names_add(seen, units[i], (int32_t)i);
    }
}

/* ---- vetoes ---- */

static int32_t find_veto(const kp_scheme *scheme, const char *name) {
    for (size_t i = 0; i < scheme->veto_count; i++)
        if (kp_text_matches(scheme->vetoes[i].id, name) || kp_text_matches(scheme->vetoes[i].title, name))
            return (int32_t)i;
    return -1;
}

/* The cell says that there is none: no, 0, “—”. */
static bool says_none(call *c, const kp_scheme *scheme, const char *text) {
    kp_typed typed = kp_parse_typed(c->arena, text);
    return find_veto(scheme, text) < 0 &&
           (typed.kind == KP_TYPED_NO || typed.kind == KP_TYPED_NOT_APPLICABLE || (typed.kind == KP_TYPED_NUMBER && kp_num_is_zero(typed.value)));
}

/* The events of one cell: the id or title of each, several apart by ";"; yes where there is only one kind. */
static void add_vetoes(call *c, kp_evidence *evidence, int32_t unit, const char *text, size_t row, size_t column) {
    const kp_scheme *scheme = evidence->scheme;
    if (find_veto(scheme, text) < 0) {
        kp_typed typed = kp_parse_typed(c->arena, text);
        bool yes = typed.kind == KP_TYPED_YES || (typed.kind == KP_TYPED_NUMBER && kp_num_equal(typed.value, KP_ONE));
        if (yes && scheme->veto_count == 1)
            text = scheme->vetoes[0].id;
    }
    size_t count = 1;
    const char **items = find_veto(scheme, text) >= 0 ? &text : kp_items_split(c->arena, text, &count);
    for (size_t i = 0; i < count; i++) {
        kp_veto_event event = {.unit = unit, .veto = find_veto(scheme, items[i]), .date = "", .text = ""};
        if (event.veto < 0)
            call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, VETOES, row, column, NULL,
                         kp_format(c->arena, "方案中没有否决事项“%s” | the scheme has no veto %s",
                                   kp_text(c->arena, kp_verbatim(c->arena, items[i]), KP_ZH), items[i]));
        else
            KP_PUSH(c->arena, &evidence->vetoes, event);
    }
}

/* A unit without a score is on no list, whatever happened there; that is not for a list of those who were vetoed to pass over. */
static void refuse_unscored_veto(call *c, const char *unit, size_t row, size_t column) {
    const char *name = unit ? unit : "";
    call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, VETOES, row, column, NULL,
                 unit ? kp_format(c->arena,
                                  "“%s”有一票否决而没有得分：没有得分的对象上不了榜 | %s has a veto and no score: without a score it is on no list",
                                  name, name)
                      : "这里有一票否决，却没有考评对象和得分 | a veto, and neither unit nor score beside it");
}

/* All that stand beside the scores, those below the last score too. */
static void read_vetoes(call *c, kp_evidence *evidence, const scored_rows *rows) {
    if (!call_given(c, VETOES))
        return;
    size_t height, width;
    call_area(c, VETOES, &height, &width);
    size_t count = height * width;
    const char **vetoes = call_names_beside(c, VETOES, SCORES, count), **units = call_names_beside(c, UNITS, SCORES, count);
    for (size_t i = 0; i < count && !c->failed; i++) {
        if (!vetoes[i] || says_none(c, evidence->scheme, vetoes[i]))
            continue;
        if (i >= rows->count || rows->items[i].unit < 0)
            refuse_unscored_veto(c, units[i], i / width, i % width);
        else
            add_vetoes(c, evidence, rows->items[i].unit, vetoes[i], i / width, i % width);
    }
}

/* ---- the result ---- */

static void put_head(call *c, kp_value *row) {
    static const char *const heads[COLUMNS] = {[LIST] = "榜单 | List", [UNIT] = "考评对象 | Unit",     [SCORE] = "得分 | Score",
                                               [RANK] = "名次 | Rank", [STREAK] = "连续次数 | Streak", [ACTION] = "处理措施 | Next step"};
    for (size_t i = 0; i < COLUMNS; i++)
        row[i] = value_text(kp_text(c->arena, heads[i], c->lang));
}

static void put_entry(call *c, kp_value *row, const kp_scorecard *card, const kp_list_entry *entry) {
    const kp_list *list = &card->scheme->lists[entry->list];
    const kp_unit_result *result = &card->units[entry->unit];
    row[UNIT] = value_text(card->evidence->units.items[entry->unit].name);
    row[SCORE] = value_number(result->printed);
    row[RANK] = result->ranked ? value_number(kp_num_int(result->rank)) : value_text("");
    row[STREAK] = value_number(kp_num_int(entry->listed));
    row[ACTION] = value_text(entry->action < 0 ? "" : kp_text(c->arena, list->actions.items[entry->action].text, c->lang));
}

/* "黑榜 · 幸福小区：一票否决：…；名次 …" */
static void say_entry(call *c, const kp_scorecard *card, const kp_list_entry *entry) {
    kp_pairs reasons = kp_list_reasons(c->arena, card, entry, c->lang);
    kp_buffer line = {.arena = c->arena};
    kp_buffer_printf(&line, "%s · %s%s", kp_text(c->arena, card->scheme->lists[entry->list].title, c->lang),
                     card->evidence->units.items[entry->unit].name, entry->replaced ? kp_say(KP_M_EXPLAIN_LIST_REPLACED, c->lang) : "");
    for (size_t i = 0; i < reasons.count; i++)
        kp_buffer_printf(&line, "%s%s", kp_say(i ? KP_M_REPORT_SEMICOLON : KP_M_REPORT_COLON, c->lang), reasons.items[i].name);
    if (entry->listed > 1)
        kp_buffer_printf(&line, "%s%s", kp_say(KP_M_REPORT_SEMICOLON, c->lang),
                         kp_say_with(c->arena, KP_M_EXPLAIN_LIST_TIMES, c->lang, kp_format(c->arena, "%d", (int)entry->listed), NULL, NULL));
    call_say(c, kp_verbatim(c->arena, kp_buffer_text(&line)));
}

static size_t count_entries(const kp_scorecard *card, int32_t list) {
    size_t count = 0;
    for (size_t i = 0; i < card->lists.count; i++)
        count += card->lists.items[i].list == list && !card->lists.items[i].replaced;
    return count;
}

static void put_lists(call *c, const kp_scorecard *card) {
    const kp_scheme *scheme = card->scheme;
    size_t rows = 1;
    for (size_t list = 0; list < scheme->list_count; list++) {
        size_t entries = count_entries(card, (int32_t)list);
        rows += entries ? entries : 1;
    }
    kp_value *cells = call_cells(c, rows, COLUMNS), *row = cells;
    for (size_t i = 0; i < rows * COLUMNS; i++)
        cells[i] = value_text("");
    put_head(c, row);
    size_t at = 0; /* the entries stand in the order of the lists */
    for (size_t list = 0; list < scheme->list_count; list++) {
        const kp_value *before = row;
        for (; at < card->lists.count && card->lists.items[at].list == (int32_t)list; at++) {
            const kp_list_entry *entry = &card->lists.items[at];
            if (c->explain)
                say_entry(c, card, entry);
            if (entry->replaced)
                continue;
            row += COLUMNS;
            row[LIST] = value_text(kp_text(c->arena, scheme->lists[list].title, c->lang));
            put_entry(c, row, card, entry);
        }
        if (row != before)
            continue;
        row += COLUMNS;
        row[LIST] = value_text(kp_text(c->arena, scheme->lists[list].title, c->lang));
        row[UNIT] = value_text(kp_text(c->arena, NOBODY, c->lang));
    }
}

/* What the scoring has to say. The period before has no name here. */
static void say_problems(call *c, const kp_problems *problems) {
    for (size_t i = 0; c->explain && i < problems->count && i < SAID_ROWS; i++) {
        const kp_problem *problem = &problems->items[i];
        if (problem->code == KP_R_NO_HISTORY)
            call_say(c, kp_verbatim(c->arena, kp_format(c->arena,
                                                        c->lang == KP_EN ? "%s looks back, and no results of the last period are given"
                                                                         : "榜单“%s”要看往期，没有给出往期，按没有往期处理",
                                                        kp_text(c->arena, problem->arguments[0], c->lang))));
        else
            call_say(c, kp_verbatim(c->arena, kp_problem_message(c->arena, problem, c->lang)));
    }
}

/* How many of the units have a past: where few have, names may be written otherwise. */
static void say_past(call *c, const kp_scorecard *card) {
    size_t found = 0, units = card->evidence->units.count;
    for (size_t i = 0; card->history && i < units; i++)
        found += kp_history_unit(card->history, card->evidence->period, 1, (int32_t)i) != NULL;
    if (card->history)
        call_say(
            c, kp_format(c->arena, "%zu 个对象中有 %zu 个有上期结果 | %zu of %zu units have results of the last period", units, found, found, units));
}

/* ---- the function ---- */

void function_LISTS(call *c) {
    const kp_scheme *scheme = call_scheme(c, SCHEME);
    scored_rows rows = call_scores(c, SCORES);
    const char **units = call_names_beside(c, UNITS, SCORES, rows.count), **groups = call_names_beside(c, GROUPS, SCORES, rows.count);
    if (c->failed)
        return;
    if (scheme->list_count == 0)
        call_fail_at(c, KP_FUNCTION_ERROR_UNDECIDED, SCHEME, 0, 0, NULL, "方案没有榜单 | the scheme has no lists");
    check_scores(c, &rows, scheme);
    check_names(c, &rows, units);
    kp_period now = some_period(scheme);
    kp_history *history = call_past(c, PAST, scheme, &now);
    if (c->failed)
        return;
    kp_evidence *evidence = evidence_of_rows(c, scheme, &rows, units, groups);
    evidence->period = now;
    read_vetoes(c, evidence, &rows);
    if (c->failed)
        return;
    kp_problems *problems = kp_problems_new(c->arena);
    kp_evidence_finish(evidence, problems);
    if (history)
        kp_history_prepare(history, evidence, problems);
    const kp_scorecard *card = kp_score(c->arena, scheme, evidence, history, problems);
    if (!call_is_sound(c, problems)) /* a past that does not fit: nobody is scored then */
        return;
    put_lists(c, card);
    say_past(c, card);
    say_problems(c, problems);
}
