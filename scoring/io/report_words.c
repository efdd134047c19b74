/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_words.c - the phrases that several sheets of a report need: reasons, weights, findings. */
#include <string.h>

#include "kaoping/utf8.h"
#include "report_private.h"

const char *kp_report_say(kp_report *report, kp_message message, const char *const arguments[3]) {
    return kp_say_with(report->work, message, report->lang, arguments[0], arguments[1], arguments[2]);
}

const char *kp_report_words(kp_report *report, const char *bilingual) { return kp_text(report->work, bilingual, report->lang); }

const char *kp_report_join(kp_report *report, const char *text, const char *more) {
    if (!text || !*text)
        return more ? more : "";
    if (!more || !*more)
        return text;
    return kp_format(report->work, "%s%s%s", text, SAY(SEMICOLON), more);
}

const char *kp_report_join_first(kp_report *report, size_t count, const char *(*phrase)(kp_report *report, const void *data, size_t index),
                                 const void *data) {
    const char *words = "";
    for (size_t i = 0; i < count && i < KP_REPORT_PHRASES; i++)
        words = kp_report_join(report, words, phrase(report, data, i));
    return count <= KP_REPORT_PHRASES ? words
                                      : kp_format(report->work, "%s%s", words, SAY_WITH(AND_MORE_ITEMS, kp_format(report->work, "%zu", count)));
}

const char *kp_report_title_and(kp_report *report, const char *title, const char *of) {
    size_t length = strlen(title), shared = 0, next;
    for (size_t i = 0, characters = 0; of[i] && i < length; i += next, characters++) {
        kp_utf8_read(of + i, &next);
        if (i + next <= length && characters > 0 && strncmp(title + length - i - next, of, i + next) == 0)
            shared = i + next;
    }
    return kp_format(report->work, "%s%s", title, of + shared);
}

const char *kp_report_printed(kp_report *report, kp_num value) {
    return kp_num_print(report->work, value, report->scheme->decimals, report->scheme->rounding);
}

const char *kp_report_subtitle(kp_report *report) {
    const kp_scheme *scheme = report->scheme;
    kp_buffer buffer = {.arena = report->work};
    const char *gap = SAY(GAP_WIDE);
    if (report->evidence->office && *report->evidence->office)
        kp_buffer_printf(&buffer, "%s%s%s%s", SAY(OFFICE), SAY(COLON), report->evidence->office, gap);
    if (!report->survey_only || kp_period_is_known(report->evidence->period))
        kp_buffer_printf(&buffer, "%s%s%s%s", SAY(PERIOD), SAY(COLON), kp_period_title(report->work, report->evidence->period, report->lang), gap);
    if (!kp_scheme_is_calculation(scheme))
        kp_buffer_printf(&buffer, "%s%s%s%s", SAY(IN_POINTS), SAY(COLON), SAY(POINT), gap);
    kp_buffer_printf(&buffer, "%s%s%s", SAY(SCHEME), SAY(COLON), kp_report_words(report, scheme->title));
    if (scheme->digest && *scheme->digest)
        kp_buffer_puts(&buffer, SAY_WITH(DIGEST_SHORT, kp_strndup(report->work, scheme->digest, 12)));
    return kp_buffer_text(&buffer);
}

static const char *problem_words(kp_report *report, const kp_problem *problem) {
    const char *message = kp_problem_message(report->work, problem, report->lang);
    const char *cell = kp_place_cell(report->work, problem->place);
    if (!problem->place.sheet || !*cell)
        return message;
    return SAY_WITH(AT_CELL, kp_verbatim(report->work, message), kp_verbatim(report->work, problem->place.sheet), cell);
}

const char *kp_report_reason(kp_report *report, int32_t unit) {
    const kp_unit *who = &report->evidence->units.items[unit];
    const kp_unit_result *result = &report->card->units[unit];
    if (result->scored && result->ranked)
        return "";
    if (who->excluded)
        return who->exclusion && *who->exclusion ? SAY_WITH(EXCLUDED_FOR, kp_verbatim(report->work, who->exclusion)) : SAY(EXCLUDED);
    const char *head = result->scored ? SAY(NOT_RANKED) : SAY(NOT_SCORED);
    int32_t index = report->reason_problem[unit];
    if (index >= 0)
        return kp_format(report->work, "%s%s%s", head, SAY(COLON), problem_words(report, &report->options->problems->items[index]));
    if (result->reason < 0 || result->reason >= KP_PROBLEM_COUNT)
        return head;
    kp_problem bare = {.code = (kp_problem_code)result->reason, .unit = unit};
    return kp_format(report->work, "%s%s%s", head, SAY(COLON), kp_problem_message(report->work, &bare, report->lang));
}

/* True where the weights of the children of `parent` add up to 100, so that each is a percentage. */
static bool weights_are_percent(kp_report *report, int32_t parent) {
    const kp_scheme *scheme = report->scheme;
    kp_num sum = KP_ZERO;
    for (int32_t child = kp_scheme_first_child(scheme, parent); child >= 0; child = kp_scheme_next_sibling(scheme, child))
        if (scheme->indicators[child].weight.given)
            sum = kp_num_add(report->work, sum, scheme->indicators[child].weight.value);
    return kp_num_equal(sum, kp_num_int(100));
}

const char *kp_report_weight(kp_report *report, int32_t indicator) {
    const kp_scheme *scheme = report->scheme;
    const kp_indicator *node = &scheme->indicators[indicator];
    kp_arena *arena = report->work;
    if (node->counted == KP_COUNTED_NO)
        return kp_say(KP_M_EXPLAIN_PART_UNCOUNTED, report->lang);
    if (kp_is_bonus(node))
        return SAY_WITH(BONUS_RANGE, kp_num_exact(arena, node->cap_low), kp_num_exact(arena, node->cap_high));
    const char *full = kp_num_exact(arena, node->full);
    if (node->parent < 0 || scheme->indicators[node->parent].combine != KP_COMBINE_WEIGHTED || !node->weight.given)
        return SAY_WITH(FULL_OF, full);
    const char *weight = kp_num_exact(arena, node->weight.value);
    weight = weights_are_percent(report, node->parent) ? kp_format(arena, "%s%%", weight) : SAY_WITH(WEIGHT_OF, weight);
    return kp_num_equal(node->full, kp_num_int(100)) ? weight : kp_format(arena, "%s\n%s", weight, SAY_WITH(FULL_OF, full));
}

const char *kp_report_band_range(kp_report *report, size_t index) {
    const kp_band *band = &report->scheme->bands[index];
    kp_arena *arena = report->work;
    const char *from = band->from.given ? kp_num_exact(arena, band->from.value) : NULL,
               *to = band->to.given ? kp_num_exact(arena, band->to.value) : NULL;
    if (kp_band_by_rules_only(report->scheme, index))
        return kp_say(KP_M_SHOW_BY_RULES, report->lang);
    if (from && to && index == 0)
        return SAY_WITH(FROM_TO_CLOSED, from, to);
    if (report->scheme->better == KP_BETTER_LOW)
        return from && to ? SAY_WITH(ABOVE_TO, from, to)
               : to       ? SAY_WITH(UP_TO, to)
               : from     ? (index ? SAY_WITH(ABOVE, from) : SAY_WITH(FROM_ON, from))
                          : "";
    if (from && to)
        return SAY_WITH(FROM_TO, from, to);
    return from ? SAY_WITH(FROM_ON, from) : to ? SAY_WITH(BELOW, to) : "";
}

/* The points of one finding, signed; false where they cannot be told from the finding alone. */
static bool finding_points(kp_report *report, const kp_finding *finding, kp_num *points) {
    const kp_indicator *leaf = &report->scheme->indicators[finding->indicator];
    if (kp_is_bonus(leaf)) {
        if (finding->points.given)
            *points = finding->points.value;
        else if (finding->event >= 0 && (size_t)finding->event < leaf->events.count)
            *points = kp_num_mul(report->work, leaf->events.items[finding->event].value, finding->count);
        else
            return false;
        return true;
    }
    if (finding->points.given)
        *points = kp_num_neg(report->work, finding->points.value);
    else if (leaf->step.given && leaf->free_count == 0) /* else some of them are free, and which is not said */
        *points = kp_num_neg(report->work, kp_num_mul(report->work, leaf->step.value, finding->count));
    else
        return false;
    return true;
}

static void add_part(kp_buffer *buffer, const char *part) {
    if (!part || !*part)
        return;
    if (*kp_buffer_text(buffer))
        kp_buffer_puts(buffer, " ");
    kp_buffer_puts(buffer, part);
}

/* How long `name` is without "(2)" behind it. */
static size_t unnumbered_length(const char *name) {
    size_t length = strlen(name), end = length;
    if (!length || name[length - 1] != ')')
        return length;
    for (end--; end && name[end - 1] >= '0' && name[end - 1] <= '9';)
        end--;
    if (!end || name[end - 1] != '(')
        return length;
    for (end--; end && name[end - 1] == ' ';)
        end--;
    return end;
}

bool kp_report_is_sheet(const char *name) {
    static const kp_message names[] = {KP_M_REPORT_SUMMARY,   KP_M_REPORT_CHARTS,   KP_M_REPORT_RANKING,        KP_M_REPORT_LISTS,
                                       KP_M_REPORT_AGREEMENT, KP_M_REPORT_SURVEY,   KP_M_REPORT_SURVEY_QUALITY, KP_M_REPORT_SURVEY_RULES,
                                       KP_M_REPORT_TARGETS,   KP_M_REPORT_COMBINED, KP_M_REPORT_ROBUST,         KP_M_REPORT_DETAILS,
                                       KP_M_REPORT_RULES,     KP_M_REPORT_PROBLEMS, KP_M_MENU_PROBLEM_SHEET,    KP_M_REPORT_BALLOTS};
    size_t length = unnumbered_length(name);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++)
            if (strlen(kp_say(names[i], lang)) == length && !strncmp(name, kp_say(names[i], lang), length))
                return true;
    return false;
}

const char *kp_report_finding(kp_report *report, const kp_finding *finding) {
    kp_buffer buffer = {.arena = report->work};
    const kp_indicator *leaf = &report->scheme->indicators[finding->indicator];
    add_part(&buffer, finding->date);
    add_part(&buffer, finding->location);
    if (finding->event >= 0 && (size_t)finding->event < leaf->events.count)
        add_part(&buffer, kp_report_words(report, leaf->events.items[finding->event].name));
    add_part(&buffer, finding->text);
    if (!kp_num_equal(finding->count, KP_ONE))
        add_part(&buffer, kp_format(report->work, "×%s", kp_num_exact(report->work, finding->count)));
    kp_num points;
    if (finding_points(report, finding, &points)) {
        const char *digits = kp_num_exact(report->work, kp_num_abs(report->work, points));
        add_part(&buffer, kp_format(report->work, "%s%s", kp_num_sign(points) < 0 ? "−" : "+", digits));
    }
    return kp_buffer_text(&buffer);
}

/* The first of the findings from `low` up to `end` that is of `indicator` or a later one: they are sorted by indicator within the unit. */
static size_t first_finding_from(const kp_evidence *evidence, size_t low, size_t end, int32_t indicator) {
    while (low < end) {
        size_t middle = low + (end - low) / 2;
        if (evidence->findings.items[middle].indicator < indicator)
            low = middle + 1;
        else
            end = middle;
    }
    return low;
}

size_t kp_report_findings(const kp_report *report, int32_t unit, int32_t indicator, size_t *count) {
    const kp_evidence *evidence = report->evidence;
    size_t end = evidence->first_finding[unit + 1];
    size_t first = first_finding_from(evidence, evidence->first_finding[unit], end, indicator);
    *count = first_finding_from(evidence, first, end, indicator + 1) - first;
    return first;
}
