/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ballot.c - 评议结果: the grade that a ballot gives, its quorum checked. */
#include "call.h"
#include "choice.h"
#include "counts.h"
#include "kaoping/names.h"
#include "kaoping/typed.h"
#include "one_leaf.h"
#include "pairs.h"

#include <string.h>

enum { VOTES, GRADES, ENTITLED, PRESENT, QUORUM, TIE };

/* ---- arguments ---- */

/* The names of the grades, as they stand there. */
static const char **read_grades(call *c, size_t count) {
    size_t rows, columns;
    const kp_value *cells = call_area(c, GRADES, &rows, &columns);
    const char **grades = KP_NEW_ARRAY(c->arena, const char *, count);
    kp_names *seen = kp_names_new(c->arena);
    if (!c->failed && rows * columns != count)
        call_fail(
            c, KP_FUNCTION_ERROR_ARGUMENT,
            kp_format(c->arena,
                      "票数有 %zu 个，等次有 %zu 个，应一样多 | there are %zu counts of votes and %zu grades, and there must be as many of both",
                      count, rows * columns, count, rows * columns));
    for (size_t i = 0; i < count && !c->failed; i++) {
        grades[i] = value_words(c->arena, &cells[i]);
        if (!grades[i])
            call_fail_at(c, cells[i].kind == KP_VALUE_ERROR ? KP_FUNCTION_ERROR_TEXT : KP_FUNCTION_ERROR_ARGUMENT, GRADES, i / columns, i % columns,
                         &cells[i], "应为等次的名称 | it must be the name of a grade");
        else if (kp_names_find(seen, grades[i]) != KP_NAME_UNKNOWN)
            call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, GRADES, i / columns, i % columns, &cells[i],
                         "这个等次有两个 | this grade stands there twice");
        else
            kp_names_add(seen, grades[i], (int32_t)i);
    }
    return grades;
}

/* "2/3" as a fraction: exactly two thirds, which no percentage is. */
static bool read_fraction(kp_arena *arena, const char *text, kp_num *out) {
    char *folded = kp_alloc(arena, strlen(text) + 1);
    kp_name_fold(text, folded);
    return strchr(folded, '/') && kp_num_parse(arena, folded, out);
}

#define LARGEST_DENOMINATOR 12 /* twelfths; rules speak of halves, thirds, quarters, fifths */
#define MOST_DECIMALS       18 /* of kp_num_round() */

/* A percentage with decimals stands for the simplest fraction that rounds to it: 66.67 and 66.6666666666667 are how a cell writes 2/3, and two thirds of 18 are 12, which 66.67 per
 * cent of 18 are not. Whole percentages, and those of no such fraction, are what they say. False then. */
static bool find_fraction(kp_arena *arena, kp_num percent, kp_num *out) {
    kp_num hundred = kp_num_int(100);
    const char *point = strchr(kp_num_exact(arena, percent), '.');
    if (!point || strlen(point + 1) > MOST_DECIMALS)
        return false;
    int decimals = (int)strlen(point + 1);
    for (int64_t denominator = 1; denominator <= LARGEST_DENOMINATOR; denominator++) {
        for (int64_t numerator = 1; numerator <= denominator; numerator++) {
            kp_num share = kp_num_ratio(arena, numerator, denominator);
            if (kp_num_equal(kp_num_round(arena, kp_num_mul(arena, share, hundred), decimals, KP_HALF_UP), percent)) {
                *out = share;
                return true;
            }
        }
    }
    return false;
}

typedef struct quorum_share {
    kp_num share;
    const char *typed; /* the percentage that the share was taken for; NULL where it is what was typed */
} quorum_share;

static bool is_words(call *c, const kp_value *value) {
    if (value->kind != KP_VALUE_TEXT)
        return false;
    kp_typed_kind kind = kp_parse_typed(c->arena, value->text).kind;
    return kind == KP_TYPED_OTHER || kind == KP_TYPED_YES || kind == KP_TYPED_NO;
}

/* A share: "2/3"; 66.67 and 66.67% are per cent; a number up to 1 is the share itself, as a cell in percent format holds it. */
static quorum_share read_quorum(call *c) {
    kp_num hundred = kp_num_int(100);
    quorum_share quorum = {.share = kp_num_ratio(c->arena, 1, 2)};
    if (!call_given(c, QUORUM))
        return quorum;
    kp_value value = call_value(c, QUORUM);
    if (c->failed)
        return quorum;
    if (value.kind != KP_VALUE_TEXT || !read_fraction(c->arena, value.text, &quorum.share)) {
        if (is_words(c, &value))
            call_fail_at(c, KP_FUNCTION_ERROR_TEXT, QUORUM, 0, 0, &value,
                         "应为百分数如 60，或分数如 \"2/3\"（三分之二） | it must be a percentage such as 60, or a fraction such as \"2/3\"");
        kp_num percent = call_num(c, QUORUM, KP_ONE);
        bool sign = value.kind == KP_VALUE_TEXT && (kp_parse_typed(c->arena, value.text).liberties & KP_TYPED_PERCENT);
        if (!sign && kp_num_compare(percent, KP_ONE) <= 0)
            percent = kp_num_mul(c->arena, percent, hundred);
        quorum.share = kp_num_div(c->arena, percent, hundred);
        kp_num exact = quorum.share;
        if (find_fraction(c->arena, percent, &quorum.share) && !kp_num_equal(quorum.share, exact))
            quorum.typed = kp_num_exact(c->arena, percent);
    }
    if (!c->failed && (kp_num_sign(quorum.share) < 0 || kp_num_compare(quorum.share, KP_ONE) > 0))
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, QUORUM, 0, 0, &value,
                     "法定比例应在 0 与 100% 之间 | the quorum must be between 0 and 100 per cent");
    return quorum;
}

/* ---- the vote ---- */

static void put(kp_evidence *evidence, const kp_slot *slots, size_t count, const char *key, kp_num value) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(slots[i].key, key) == 0)
            *kp_evidence_input(evidence, LEAF_UNIT, LEAF, i) = (kp_input){.value = value, .state = KP_INPUT_GIVEN};
}

/* "实到 60，应到 100，法定比例 2/3（66.67% 按 2/3 计）：未达法定人数" */
static const char *quorum_words(kp_arena *arena, kp_num present, kp_num entitled, quorum_share quorum, bool met) {
    const char *words[] = {kp_num_exact(arena, present), kp_num_exact(arena, entitled), kp_num_exact(arena, quorum.share)};
    const char *zh = quorum.typed ? kp_format(arena, "（%s%% 按 %s 计）", quorum.typed, words[2]) : "";
    const char *en = quorum.typed ? kp_format(arena, " (%s%% is taken as %s)", quorum.typed, words[2]) : "";
    return kp_format(arena, "实到 %s，应到 %s，法定比例 %s%s：%s法定人数 | %s of %s entitled are present, the quorum is %s%s: %s", words[0], words[1],
                     words[2], zh, met ? "已达" : "未达", words[0], words[1], words[2], en,
                     met ? "there is a quorum" : "there is no quorum, and so no result");
}

static void say_votes(call *c, const char *const grades[], const kp_num votes[], size_t count) {
    kp_buffer line = {.arena = c->arena};
    for (size_t i = 0; i < count; i++)
        kp_buffer_printf(&line, "%s%s %s", i == 0 ? "" : c->lang == KP_EN ? ", " : "、", grades[i], kp_num_exact(c->arena, votes[i]));
    call_say(c, kp_verbatim(c->arena, kp_buffer_text(&line)));
}

static void say_tie(call *c, const kp_num votes[], size_t count, size_t winner, kp_ballot_tie rule) {
    size_t as_many = 0;
    for (size_t i = 0; i < count; i++)
        as_many += kp_num_equal(votes[i], votes[winner]);
    if (as_many > 1)
        call_say(c, rule == KP_TIE_LOWER ? "得票最多的等次票数相同，取较低的 | the grades with most votes have as many: the lower one is taken"
                                         : "得票最多的等次票数相同，取较高的 | the grades with most votes have as many: the higher one is taken");
}

void function_BALLOT(call *c) {
    counts given = call_counts(c, VOTES);
    size_t count = given.count;
    const kp_num *votes = given.items;
    const char **grades = read_grades(c, count);
    bool counted = call_given(c, ENTITLED);
    kp_num all = c->failed ? KP_ZERO : kp_num_sum(c->arena, votes, count);
    kp_num present = call_count(c, PRESENT, all), entitled = call_count(c, ENTITLED, KP_ZERO);
    quorum_share quorum = read_quorum(c);
    kp_indicator leaf = leaf_of(KP_METHOD_BALLOT);
    kp_pair *options = KP_NEW_ARRAY(c->arena, kp_pair, count);
    for (size_t i = 0; i < count; i++)
        options[i] = (kp_pair){.name = kp_verbatim(c->arena, grades[i]), .value = kp_num_int((int64_t)(count - i))};
    leaf.title = "评议 | Ballot";
    leaf.options = (kp_pairs){options, count};
    leaf.ballot_score = KP_BALLOT_RESULT;
    leaf.ballot_tie = (kp_ballot_tie)call_choice(c, TIE, KP_SECTION_INDICATORS, "ballot_tie");
    leaf.quorum = counted ? quorum.share : KP_ZERO;
    if (c->failed)
        return;
    if (kp_num_is_zero(all)) {
        call_fail(c, KP_FUNCTION_ERROR_NO_DATA, "没有人投票 | nobody voted");
        return;
    }
    if (kp_num_compare(all, present) > 0) { /* the core would speak of ballots given out, which nobody typed here */
        const char *words[] = {kp_num_exact(c->arena, all), kp_num_exact(c->arena, present)};
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT,
                  kp_format(c->arena, "票数共 %s 张，多于实到的 %s 人 | there are %s votes of %s present", words[0], words[1], words[0], words[1]));
        return;
    }
    kp_evidence *evidence = evidence_of_leaf(c->arena, &leaf);
    size_t slot_count;
    const kp_slot *slots = kp_method_of(KP_METHOD_BALLOT)->slots(c->arena, &leaf, &slot_count);
    if (counted)
        put(evidence, slots, slot_count, "entitled", entitled);
    put(evidence, slots, slot_count, "present", present);
    put(evidence, slots, slot_count, "issued", all);
    put(evidence, slots, slot_count, "returned", all);
    for (size_t i = 0; i < count; i++)
        put(evidence, slots, slot_count, kp_format(c->arena, "votes.%zu", i + 1), votes[i]);
    kp_outcome outcome;
    if (!call_outcome(c, evidence, &outcome))
        return;
    if (outcome.reason == KP_R_NO_QUORUM) {
        call_fail(c, KP_FUNCTION_ERROR_UNDECIDED, quorum_words(c->arena, present, entitled, quorum, false));
        return;
    }
    say_votes(c, grades, votes, count);
    if (counted)
        call_say(c, quorum_words(c->arena, present, entitled, quorum, true));
    call_say(c, "得票最多的等次即为评议结果 | the result is the grade with the most votes");
    say_tie(c, votes, count, (size_t)outcome.grade, leaf.ballot_tie);
    call_text(c, kp_strdup(c->arena, grades[outcome.grade])); /* the cells are gone after the call, the result is not */
}
