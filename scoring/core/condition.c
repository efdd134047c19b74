/* SPDX-License-Identifier: GPL-3.0-or-later */
/* condition.c - the conditions of lists: parsing, and finding what their names mean. Recursive descent, straight from the grammar in condition.h. */
#include "condition_words.h"
#include "scheme_private.h"
#include "kaoping/utf8.h"

#include <string.h>

const condition_test condition_tests[] = {
    {KP_COND_RISE_RANK, {"进步排名", "rise_rank"}, ARGUMENT_NONE, true, false},
    {KP_COND_RISE, {"进步名次", "rise"}, ARGUMENT_NONE, true, false},
    {KP_COND_RANK, {"名次", "rank"}, ARGUMENT_NONE, true, true},
    {KP_COND_BOTTOM, {"倒数名次", "bottom"}, ARGUMENT_NONE, true, true},
    {KP_COND_GAIN, {"得分增幅", "gain"}, ARGUMENT_NONE, true, false},
    {KP_COND_SCORE, {"得分", "score"}, ARGUMENT_NONE, true, false},
    {KP_COND_MARK, {"单项", "mark"}, ARGUMENT_INDICATOR, true, false},
    {KP_COND_STREAK, {"连续", "streak"}, ARGUMENT_LIST, true, false},
    {KP_COND_TIMES, {"累计", "times"}, ARGUMENT_LIST_AND_COUNT, true, false},
    {KP_COND_GRADE, {"等次", "grade"}, ARGUMENT_NONE, false, false},
    {KP_COND_VETO, {"一票否决", "veto"}, ARGUMENT_VETO_OR_NONE, false, false},
    {KP_COND_ON, {"在榜", "on"}, ARGUMENT_LIST, false, false},
    {KP_COND_NEW, {"新参评", "new"}, ARGUMENT_NONE, false, false},
    {KP_COND_AND, {NULL, NULL}, ARGUMENT_NONE, false, false},
};

const condition_test *condition_test_of(kp_condition_op op) {
    const condition_test *test = condition_tests;
    while (test->word[0] && test->op != op)
        test++;
    return test->word[0] ? test : NULL;
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

/* The name of something: an id, or a title; inside brackets all up to "," or ")", else up to a blank, an operator or the next 且 or 或. */
static const char *take_name(parser *p, bool in_brackets, const char *expected) {
    skip_blanks(p);
    const char *start = p->at;
    size_t length;
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

/* "(" grade { "," grade } ")", or one grade. */
static kp_condition *parse_grade(parser *p) {
    kp_condition *test = new_condition(p, KP_COND_GRADE);
    const char *expected = "等次的编号 | the id of a grade";
    struct {
        const char **items;
        size_t count, capacity;
    } names = {0};
    skip_blanks(p);
    const char *start = p->at;
    if (take_any(p, in_words)) {
        if (!take(p, "("))
            return fail(p, "( | (");
        do {
            const char *name = take_name(p, true, expected);
            if (!name)
                return NULL;
            KP_PUSH(p->arena, &names, name);
        } while (take_any(p, comma_words));
        if (!take(p, ")"))
            return fail(p, "“,”或“)” | , or )");
    } else if (!take_compare(p, &test->compare) || (test->compare != KP_EQUAL && test->compare != KP_NOT_EQUAL)) {
        p->at = start;
        return fail(p, "“=”、“!=”或“属于” | =, != or in");
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

/* What stands in brackets behind the word of a test. */
static bool parse_argument(parser *p, const condition_test *kind, kp_condition *test) {
    if (kind->argument == ARGUMENT_NONE)
        return true;
    if (!take(p, "("))
        return kind->argument == ARGUMENT_VETO_OR_NONE || fail(p, "( | (");
    static const char *const expected[] = {
        [ARGUMENT_INDICATOR] = "指标的编号 | the id of an indicator",
        [ARGUMENT_LIST] = "榜单的编号 | the id of a list",
        [ARGUMENT_LIST_AND_COUNT] = "榜单的编号 | the id of a list",
        [ARGUMENT_VETO_OR_NONE] = "一票否决事项的编号 | the id of a veto",
    };
    test->name = take_name(p, true, expected[kind->argument]);
    if (!test->name)
        return false;
    if (kind->argument == ARGUMENT_LIST_AND_COUNT) {
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
    }
    return take(p, ")") || fail(p, ") | )");
}

static kp_condition *parse_test(parser *p) {
    const condition_test *kind = condition_tests;
    while (kind->word[0] && !take(p, kind->word[KP_EN]) && !take(p, kind->word[KP_ZH]))
        kind++;
    if (!kind->word[0])
        return fail(p, "得分、名次、倒数名次、进步名次、进步排名、得分增幅、单项(…)、连续(…)、累计(…)、等次、一票否决、在榜(…)、新参评之一 | one of "
                       "score, rank, "
                       "bottom, rise, rise_rank, gain, mark(…), streak(…), times(…), grade, veto, on(…), new");
    if (kind->op == KP_COND_GRADE)
        return parse_grade(p);
    kp_condition *test = new_condition(p, kind->op);
    if (!parse_argument(p, kind, test))
        return NULL;
    if (!kind->compared)
        return test;
    if (!take_compare(p, &test->compare))
        return fail(p, "< <= = >= > != 之一 | one of < <= = >= > !=");
    skip_blanks(p);
    const char *start = p->at;
    if (!take_number(p, &test->number, &test->percent))
        return fail(p, "数 | a number");
    bool share = kp_num_sign(test->number) >= 0 && kp_num_compare(test->number, kp_num_int(100)) <= 0;
    if (test->percent && !(kind->percent && share)) {
        p->at = start;
        return fail(p, kind->percent ? "0% 到 100% | 0% to 100%" : "不带百分号的数 | a number without a percent sign");
    }
    return test;
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

/* ---- what the names mean ---- */

/* What can be named: by id, or by a title that only one has. */
typedef struct resolver {
    kp_arena *arena;
    const kp_scheme *scheme;
    kp_place place;
    kp_problems *problems;
    struct {
        kp_names *ids, *titles; /* made when first asked for */
    } named[KP_SECTION_COUNT];
} resolver;

static void enter_names(resolver *r, kp_section_id section) {
    const kp_section *s = &kp_sections[section];
    size_t id = (size_t)kp_field_find(s, "id"), title = (size_t)kp_field_find(s, "title");
    r->named[section].ids = kp_names_new(r->arena);
    r->named[section].titles = kp_names_new(r->arena);
    const void *object;
    for (size_t i = 0; (object = kp_scheme_object(r->scheme, section, i)) != NULL; i++) {
        kp_names_add(r->named[section].ids, kp_field_text(r->arena, r->scheme, s, id, object, KP_STYLE_CANONICAL), (int32_t)i);
        kp_names_add(r->named[section].titles, kp_field_text(r->arena, r->scheme, s, title, object, KP_STYLE_CANONICAL), (int32_t)i);
    }
}

/* -1 with a problem. */
static int32_t find_named(resolver *r, kp_section_id section, const char *name, const char *expected) {
    if (!r->named[section].ids)
        enter_names(r, section);
    int32_t found = kp_names_find(r->named[section].ids, name);
    if (found < 0)
        found = kp_names_find(r->named[section].titles, name);
    if (found < 0)
        kp_problems_add(r->problems, KP_S_UNKNOWN_REFERENCE, r->place, KP_UNIT_NONE, name, expected, "上榜条件 | the condition");
    return found < 0 ? -1 : found;
}

static bool resolve(resolver *r, kp_condition *c) {
    bool sound = true;
    switch (c->op) {
    case KP_COND_AND:
    case KP_COND_OR:
    case KP_COND_NOT:
        for (size_t i = 0; i < c->count; i++)
            sound &= resolve(r, (kp_condition *)c->children[i]);
        return sound;
    case KP_COND_MARK:
        c->reference = find_named(r, KP_SECTION_INDICATORS, c->name, "指标的编号 | the id of an indicator");
        if (c->reference >= 0)
            c->name = r->scheme->indicators[++c->reference].id; /* the total is no object of the section */
        return c->reference >= 0;
    case KP_COND_STREAK:
    case KP_COND_TIMES:
    case KP_COND_ON:
        c->reference = find_named(r, KP_SECTION_LISTS, c->name, "榜单的编号 | the id of a list");
        if (c->reference >= 0)
            c->name = r->scheme->lists[c->reference].id;
        return c->reference >= 0;
    case KP_COND_VETO:
        if (!c->name)
            return true;
        c->reference = find_named(r, KP_SECTION_VETOES, c->name, "一票否决事项的编号 | the id of a veto");
        if (c->reference >= 0)
            c->name = r->scheme->vetoes[c->reference].id;
        return c->reference >= 0;
    case KP_COND_GRADE:
        c->bands = KP_NEW_ARRAY(r->arena, int32_t, c->count);
        for (size_t i = 0; i < c->count; i++) {
            c->bands[i] = find_named(r, KP_SECTION_BANDS, c->names[i], "等次的编号 | the id of a grade");
            if (c->bands[i] >= 0)
                c->names[i] = r->scheme->bands[c->bands[i]].id;
            else
                sound = false;
        }
        return sound;
    default: return true;
    }
}

bool kp_condition_resolve(kp_arena *arena, kp_condition *condition, const kp_scheme *scheme, kp_place place, kp_problems *problems) {
    return resolve(&(resolver){.arena = arena, .scheme = scheme, .place = place, .problems = problems}, condition);
}
