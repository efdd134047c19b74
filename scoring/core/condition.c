/* SPDX-License-Identifier: GPL-3.0-or-later */
/* condition.c - conditions: parsing them. Recursive descent, straight from the grammar in condition.h. */
#include "condition_words.h"
#include "scheme_private.h"
#include "kaoping/utf8.h"

#include <string.h>

const condition_test condition_tests[] = {
    {KP_COND_RISE_RANK, {"进步排名", "rise_rank"}, ARGUMENT_NONE, true, PERCENT_NO},
    {KP_COND_RISE, {"进步名次", "rise"}, ARGUMENT_NONE, true, PERCENT_NO},
    {KP_COND_RANK, {"名次", "rank"}, ARGUMENT_NONE, true, PERCENT_OF_UNITS},
    {KP_COND_BOTTOM, {"倒数名次", "bottom"}, ARGUMENT_NONE, true, PERCENT_OF_UNITS},
    {KP_COND_GAIN, {"得分增幅", "gain"}, ARGUMENT_NONE, true, PERCENT_NO},
    {KP_COND_SCORE, {"得分", "score"}, ARGUMENT_NONE, true, PERCENT_NO},
    {KP_COND_MARK, {"单项", "mark"}, ARGUMENT_INDICATOR, true, PERCENT_NO},
    {KP_COND_VALUE, {"数值", "value"}, ARGUMENT_INDICATOR, true, PERCENT_NO},
    {KP_COND_SHARE, {"占比", "share"}, ARGUMENT_LEAF_AND_OPTIONS, true, PERCENT_OF_ONE},
    {KP_COND_RESULT, {"评议结果", "result"}, ARGUMENT_LEAF_AND_OPTIONS, false, PERCENT_NO},
    {KP_COND_MISSING, {"缺口", "missing"}, ARGUMENT_INDICATOR, true, PERCENT_NO},
    {KP_COND_MET, {"符合", "met"}, ARGUMENT_INDICATOR, false, PERCENT_NO},
    {KP_COND_STREAK, {"连续", "streak"}, ARGUMENT_LIST, true, PERCENT_NO},
    {KP_COND_TIMES, {"累计", "times"}, ARGUMENT_LIST_AND_COUNT, true, PERCENT_NO},
    {KP_COND_GRADE, {"等次", "grade"}, ARGUMENT_NONE, false, PERCENT_NO},
    {KP_COND_FIELD, {"附加栏", "field"}, ARGUMENT_FIELD, false, PERCENT_NO},
    {KP_COND_VETO, {"一票否决", "veto"}, ARGUMENT_VETO_OR_NONE, false, PERCENT_NO},
    {KP_COND_ON, {"在榜", "on"}, ARGUMENT_LIST, false, PERCENT_NO},
    {KP_COND_NEW, {"新参评", "new"}, ARGUMENT_NONE, false, PERCENT_NO},
    {KP_COND_EXCLUDED, {"不参评", "excluded"}, ARGUMENT_NONE, false, PERCENT_NO},
    {KP_COND_AND, {NULL, NULL}, ARGUMENT_NONE, false, PERCENT_NO},
};

const condition_test *condition_test_of(kp_condition_op op) {
    const condition_test *test = condition_tests;
    while (test->word[0] && test->op != op)
        test++;
    return test->word[0] ? test : NULL;
}

const char *kp_condition_word(kp_condition_op op, kp_lang lang) {
    const condition_test *test = condition_test_of(op);
    return test ? test->word[lang] : "";
}

const char *const condition_compare_text[6] = {"<", "<=", "=", "!=", ">=", ">"};
const char *const condition_compare_sign[6] = {"<", "≤", "=", "≠", "≥", ">"};

/* ---- reading characters and words ---- */

typedef struct parser {
    kp_arena *arena;
    const char *text, *at;
    kp_place place;
    kp_problems *problems;
    bool failed;
    int depth;
} parser;

static uint32_t peek(const parser *p, size_t *length) {
    *length = 0;
    return *p->at ? kp_half_width(kp_utf8_read(p->at, length)) : 0;
}

static void skip_blanks(parser *p) {
    size_t length;
    while (*p->at && kp_is_blank(kp_utf8_read(p->at, &length)))
        p->at += length;
}

static void *fail(parser *p, const char *expected) {
    if (p->failed)
        return NULL;
    p->failed = true;
    size_t character = 1, length;
    for (const char *at = p->text; at < p->at; at += length, character++)
        kp_utf8_read(at, &length);
    const char *found = *p->at ? kp_strndup(p->arena, p->at, strnlen(p->at, 60)) : "（到此结束） | (the end)";
    kp_problems_add(p->problems, KP_S_BAD_CONDITION, p->place, KP_UNIT_NONE, found, expected, kp_format(p->arena, "%zu", character));
    return NULL;
}

static bool is_word_character(uint32_t c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

/* Takes `word` (lower case) where it stands next, after blanks; an ASCII word must end there. */
static bool take(parser *p, const char *word) {
    skip_blanks(p);
    const char *at = p->at;
    size_t length, word_length;
    uint32_t expected = 0;
    for (; *word; word += word_length, at += length) {
        expected = kp_utf8_read(word, &word_length);
        if (!*at || kp_lower(kp_half_width(kp_utf8_read(at, &length))) != expected)
            return false;
    }
    if (is_word_character(expected) && *at && is_word_character(kp_half_width(kp_utf8_read(at, &length))))
        return false;
    p->at = at;
    return true;
}

static bool take_any(parser *p, const char *const words[]) {
    for (; *words; words++)
        if (take(p, *words))
            return true;
    return false;
}

static const char *const or_words[] = {"||", "或者", "或", "or", NULL};
static const char *const and_words[] = {"&&", "并且", "且", "and", NULL};
static const char *const not_words[] = {"not", "非", "无", "!", NULL};
static const char *const in_words[] = {"in", "属于", NULL};
static const char *const comma_words[] = {",", "、", NULL};

static bool at_any(parser *p, const char *const words[]) {
    const char *before = p->at;
    bool there = take_any(p, words);
    p->at = before;
    return there;
}

static bool is_quote(uint32_t c) { return c == '"' || c == 0x201C || c == 0xFF02; }

/* What stands in quotes, "…" or “…”; NULL, and nothing taken, where no quote is next or none closes it. Of the straight ones two within mean one. */
static const char *take_quoted(parser *p) {
    size_t length;
    uint32_t open = kp_utf8_read(p->at, &length), close = open == 0x201C ? 0x201D : open;
    if (!is_quote(open))
        return NULL;
    kp_buffer text = {.arena = p->arena};
    for (const char *at = p->at + length; *at; at += length) {
        uint32_t character = kp_utf8_read(at, &length);
        if (character == close && !(open != 0x201C && kp_utf8_read(at + length, &(size_t){0}) == close)) {
            p->at = at + length;
            return clean_scheme_text(p->arena, kp_buffer_text(&text));
        }
        kp_buffer_add(&text, at, length);
        at += character == close ? length : 0; /* the second of two */
    }
    return NULL;
}

/* The name of something: an id, or a title; in quotes, or inside brackets all up to "," or ")", else up to a blank, an operator or the next 且 or 或. */
static const char *take_name(parser *p, bool in_brackets, const char *expected) {
    skip_blanks(p);
    const char *start = p->at, *quoted = take_quoted(p);
    size_t length;
    if (quoted)
        return quoted;
    if (is_quote(kp_utf8_read(p->at, &length)))
        return fail(p, "成对的引号 | a quote that is closed");
    for (uint32_t c; (c = peek(p, &length)) != 0; p->at += length) {
        if (c == ')' || c == '(' || at_any(p, comma_words))
            break;
        if (!in_brackets &&
            (kp_is_blank(c) || (c < 0x80 && strchr("<>=!&|", (int)c)) || (c >= 0x80 && (at_any(p, and_words) || at_any(p, or_words)))))
            break;
    }
    const char *name = clean_scheme_text(p->arena, kp_strndup(p->arena, start, (size_t)(p->at - start)));
    if (!*name) {
        p->at = start;
        return fail(p, expected);
    }
    return name;
}

static bool take_compare(parser *p, kp_compare *compare) {
    static const struct {
        const char *sign;
        kp_compare compare;
    } signs[] = {{"<=", KP_AT_MOST}, {"≤", KP_AT_MOST},    {"≦", KP_AT_MOST},    {">=", KP_AT_LEAST}, {"≥", KP_AT_LEAST},
                 {"≧", KP_AT_LEAST}, {"!=", KP_NOT_EQUAL}, {"<>", KP_NOT_EQUAL}, {"≠", KP_NOT_EQUAL}, {"==", KP_EQUAL},
                 {"=", KP_EQUAL},    {"<", KP_LESS},       {">", KP_MORE}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (take(p, signs[i].sign)) {
            *compare = signs[i].compare;
            return true;
        }
    return false;
}

static bool take_number(parser *p, kp_num *number, bool *percent) {
    skip_blanks(p);
    const char *start = p->at;
    size_t length;
    for (uint32_t c; (c = peek(p, &length)) != 0; p->at += length)
        if (!((c >= '0' && c <= '9') || c == '.' || c == '/' || c == '%' || ((c == '-' || c == '+' || c == 0x2212) && p->at == start)))
            break;
    if (p->at > start && read_scheme_number(p->arena, kp_strndup(p->arena, start, (size_t)(p->at - start)), number, percent))
        return true;
    p->at = start;
    return false;
}

/* ---- the grammar ---- */

static kp_condition *new_condition(parser *p, kp_condition_op op) {
    kp_condition *condition = KP_NEW(p->arena, kp_condition);
    *condition = (kp_condition){.op = op, .compare = KP_EQUAL, .number = KP_ZERO, .reference = -1};
    return condition;
}

static kp_condition *parse_condition(parser *p);

typedef struct name_list {
    const char **items;
    size_t count, capacity;
} name_list;

/* "(" name { "," name } ")" */
static bool parse_names(parser *p, name_list *names, const char *expected) {
    if (!take(p, "("))
        return fail(p, "( | (");
    do {
        const char *name = take_name(p, true, expected);
        if (!name)
            return false;
        KP_PUSH(p->arena, names, name);
    } while (take_any(p, comma_words));
    return take(p, ")") || fail(p, "“,”或“)” | , or )");
}

/* A number with its percent sign, as the test takes it. */
static bool parse_number(parser *p, const condition_test *kind, kp_condition *test) {
    skip_blanks(p);
    const char *start = p->at;
    if (!take_number(p, &test->number, &test->percent))
        return fail(p, "数 | a number");
    bool share = kp_num_sign(test->number) >= 0 && kp_num_compare(test->number, kp_num_int(100)) <= 0;
    if (test->percent && !(kind->percent != PERCENT_NO && share)) {
        p->at = start;
        return fail(p, kind->percent != PERCENT_NO ? "0% 到 100% | 0% to 100%" : "不带百分号的数 | a number without a percent sign");
    }
    if (test->percent && kind->percent == PERCENT_OF_ONE) {
        test->number = kp_num_div(p->arena, test->number, kp_num_int(100));
        test->percent = false;
    }
    return true;
}

/* Behind grade and field(…): "in" and names, or an operator and one name; of a field also an operator and a number. */
static kp_condition *parse_choice(parser *p, const condition_test *kind, kp_condition *test) {
    bool field = kind->op == KP_COND_FIELD;
    const char *expected =
        field ? "文本；有空格、括号等时加引号 | a text, in quotes where it has blanks, brackets …" : "等次的编号 | the id of a grade";
    name_list names = {0};
    skip_blanks(p);
    const char *start = p->at;
    if (take_any(p, in_words)) {
        if (!parse_names(p, &names, expected))
            return NULL;
    } else if (!take_compare(p, &test->compare) || (!field && test->compare != KP_EQUAL && test->compare != KP_NOT_EQUAL)) {
        p->at = start;
        return fail(p, field ? "< <= = >= > != 或“属于” | < <= = >= > != or in" : "“=”、“!=”或“属于” | =, != or in");
    } else if (test->compare != KP_EQUAL && test->compare != KP_NOT_EQUAL) {
        return parse_number(p, kind, test) ? test : NULL;
    } else {
        const char *name = take_name(p, false, expected);
        if (!name)
            return NULL;
        KP_PUSH(p->arena, &names, name);
    }
    test->names = names.items;
    test->count = names.count;
    return test;
}

/* The number of periods behind the list of times(). */
static bool parse_window(parser *p, kp_condition *test) {
    kp_num window;
    bool percent;
    int64_t whole;
    if (!take_any(p, comma_words))
        return fail(p, "“,”和期数 | , and a number of periods");
    skip_blanks(p);
    const char *start = p->at;
    if (!take_number(p, &window, &percent) || percent || !kp_num_to_int64(window, &whole) || whole < 1 || whole > 1000) {
        p->at = start;
        return fail(p, "1 到 1000 的期数 | a number of periods from 1 to 1000");
    }
    test->window = (int32_t)whole;
    return true;
}

/* The options behind the leaf of share() and result(). */
static bool parse_options(parser *p, kp_condition *test) {
    name_list names = {0};
    while (take_any(p, comma_words)) {
        const char *name = take_name(p, true, "选项 | an option");
        if (!name)
            return false;
        KP_PUSH(p->arena, &names, name);
    }
    test->names = names.items;
    test->count = names.count;
    return names.count || fail(p, "“,”和选项 | , and an option");
}

/* What stands in brackets behind the word of a test. */
static bool parse_argument(parser *p, const condition_test *kind, kp_condition *test) {
    if (kind->argument == ARGUMENT_NONE)
        return true;
    if (!take(p, "("))
        return kind->argument == ARGUMENT_VETO_OR_NONE || fail(p, "( | (");
    static const char *const expected[] = {
        [ARGUMENT_INDICATOR] = "指标的编号 | the id of an indicator",     [ARGUMENT_LIST] = "榜单的编号 | the id of a list",
        [ARGUMENT_LIST_AND_COUNT] = "榜单的编号 | the id of a list",      [ARGUMENT_VETO_OR_NONE] = "一票否决事项的编号 | the id of a veto",
        [ARGUMENT_FIELD] = "对象附加栏的名称 | the name of a unit field", [ARGUMENT_LEAF_AND_OPTIONS] = "指标的编号 | the id of an indicator",
    };
    test->name = take_name(p, true, expected[kind->argument]);
    if (!test->name)
        return false;
    if (kind->argument == ARGUMENT_LIST_AND_COUNT && !parse_window(p, test))
        return false;
    if (kind->argument == ARGUMENT_LEAF_AND_OPTIONS && !parse_options(p, test))
        return false;
    return take(p, ")") || fail(p, ") | )");
}

static kp_condition *parse_test(parser *p) {
    const condition_test *kind = condition_tests;
    while (kind->word[0] && !take(p, kind->word[KP_EN]) && !take(p, kind->word[KP_ZH]))
        kind++;
    if (!kind->word[0])
        return fail(p, "得分、名次、倒数名次、进步名次、进步排名、得分增幅、单项(…)、数值(…)、占比(…)、评议结果(…)、连续(…)、累计(…)、等次、附加栏(…)"
                       "、一票否决、在榜(…)、"
                       "新参评、不参评之一 | one of score, rank, bottom, rise, rise_rank, gain, mark(…), value(…), share(…), result(…), streak(…), "
                       "times(…), grade, "
                       "field(…), veto, on(…), new, excluded");
    kp_condition *test = new_condition(p, kind->op);
    if (!parse_argument(p, kind, test))
        return NULL;
    if (kind->op == KP_COND_GRADE || kind->op == KP_COND_FIELD)
        return parse_choice(p, kind, test);
    if (!kind->compared)
        return test;
    if (!take_compare(p, &test->compare))
        return fail(p, "< <= = >= > != 之一 | one of < <= = >= > !=");
    return parse_number(p, kind, test) ? test : NULL;
}

static kp_condition *parse_factor(parser *p) {
    skip_blanks(p);
    if (p->depth >= KP_MAX_DEPTH)
        return fail(p, "较少的括号 | fewer brackets");
    kp_condition *result = NULL;
    p->depth++;
    if (take_any(p, not_words)) {
        const kp_condition *inner = parse_factor(p);
        if (inner) {
            result = new_condition(p, KP_COND_NOT);
            result->children = KP_NEW_ARRAY(p->arena, const kp_condition *, 1);
            result->children[0] = inner;
            result->count = 1;
        }
    } else if (take(p, "(")) {
        result = parse_condition(p);
        if (result && !take(p, ")"))
            result = fail(p, ") | )");
    } else {
        result = parse_test(p);
    }
    p->depth--;
    return result;
}

/* factor { word factor }, or term { word term }: one node, with nodes of the same kind taken in. */
static kp_condition *parse_chain(parser *p, kp_condition_op op, const char *const words[], kp_condition *(*parse_part)(parser *)) {
    struct {
        const kp_condition **items;
        size_t count, capacity;
    } parts = {0};
    do {
        kp_condition *part = parse_part(p);
        if (!part)
            return NULL;
        if (part->op == op)
            for (size_t i = 0; i < part->count; i++)
                KP_PUSH(p->arena, &parts, part->children[i]);
        else
            KP_PUSH(p->arena, &parts, part);
    } while (take_any(p, words));
    if (parts.count == 1)
        return (kp_condition *)parts.items[0];
    kp_condition *chain = new_condition(p, op);
    chain->children = parts.items;
    chain->count = parts.count;
    return chain;
}

static kp_condition *parse_term(parser *p) { return parse_chain(p, KP_COND_AND, and_words, parse_factor); }

static kp_condition *parse_condition(parser *p) { return parse_chain(p, KP_COND_OR, or_words, parse_term); }

kp_condition *kp_condition_parse(kp_arena *arena, const char *text, kp_place place, kp_problems *problems) {
    parser p = {.arena = arena, .text = text, .at = text, .place = place, .problems = problems};
    kp_condition *condition = parse_condition(&p);
    skip_blanks(&p);
    if (condition && *p.at)
        return fail(&p, "“且”、“或”或到此结束 | and, or, or the end");
    return condition;
}
