/* SPDX-License-Identifier: GPL-3.0-or-later */
/* yaml_slips.c - looks at the lines around the place where libyaml stopped; each known slip is a row of one table. */
#include "yaml_slips.h"

#include <string.h>

#include "kaoping/arena.h"
#include "kaoping/utf8.h"

#define LONGEST_SHOWN 60 /* bytes of what is quoted of the text */
#define WIDE_COLON    "："
#define WIDE_COMMA    "，"

typedef struct line {
    const char *text; /* no end of line */
    size_t length, indent;
    size_t row; /* from 0 */
} line;

typedef struct trouble {
    kp_arena *arena;
    const char *name, *text;
    size_t length;
    const yaml_parser_t *parser;
    kp_problems *problems;
    line at, before, context; /* where libyaml stopped; the last one above that has something on it; where what it was reading began */
} trouble;

/* ---- lines ---- */

static line line_from(const char *text, size_t length, size_t start, size_t row) {
    const char *end = memchr(text + start, '\n', length - start);
    line l = {text + start, end ? (size_t)(end - text - (ptrdiff_t)start) : length - start, 0, row};
    if (l.length && l.text[l.length - 1] == '\r')
        l.length--;
    while (l.indent < l.length && (l.text[l.indent] == ' ' || l.text[l.indent] == '\t'))
        l.indent++;
    return l;
}

/* The line of that number, or the last one. *before: the last line above it that is neither blank nor a comment; the same line where there is none. */
static line find_line(const trouble *t, size_t row, line *before) {
    line found = line_from(t->text, t->length, 0, 0);
    *before = found;
    while (found.row < row) {
        size_t next = (size_t)(found.text - t->text) + found.length;
        while (next < t->length && t->text[next] != '\n')
            next++;
        if (next >= t->length)
            break;
        if (found.indent < found.length && found.text[found.indent] != '#')
            *before = found;
        found = line_from(t->text, t->length, next + 1, found.row + 1);
    }
    return found;
}

/* The byte of a column counted in characters. */
static const char *at_column(const line *l, size_t column) {
    size_t i = 0;
    for (; column && i < l->length; column--)
        for (i++; i < l->length && ((unsigned char)l->text[i] & 0xC0) == 0x80;)
            i++;
    return l->text + i;
}

static const char *end_of(const line *l) { return l->text + l->length; }

/* Behind the blanks and dashes of list items. */
static const char *content_of(const line *l) {
    const char *at = l->text + l->indent;
    while (at + 1 < end_of(l) && at[0] == '-' && at[1] == ' ')
        for (at++; at < end_of(l) && *at == ' ';)
            at++;
    return at;
}

static const char *find(const char *from, const char *to, const char *what) {
    size_t length = strlen(what);
    for (; from + length <= to; from++)
        if (memcmp(from, what, length) == 0)
            return from;
    return NULL;
}

static const char *quoted(kp_arena *arena, const char *from, const char *to) {
    while (to > from && (to[-1] == ' ' || to[-1] == '\r'))
        to--;
    bool cut = to - from > LONGEST_SHOWN;
    if (cut)
        for (to = from + LONGEST_SHOWN; to > from && ((unsigned char)*to & 0xC0) == 0x80;)
            to--;
    return kp_format(arena, "%.*s%s", (int)(to - from), from, cut ? "…" : "");
}

static bool tell(const trouble *t, const line *l, const char *at, kp_problem_code code, const char *found, const char *expected) {
    uint32_t column = 1;
    for (const char *c = l->text; c < at; c++)
        column += ((unsigned char)*c & 0xC0) != 0x80;
    kp_problems_add(t->problems, code, (kp_place){.file = t->name, .row = (uint32_t)l->row + 1, .column = column}, KP_UNIT_NONE, found, expected,
                    NULL);
    return true;
}

static bool says(const trouble *t, const char *problem) { return t->parser->problem && strstr(t->parser->problem, problem); }
static bool reads(const trouble *t, const char *context) { return t->parser->context && strstr(t->parser->context, context); }

/* ---- the slips ---- */

static bool tab_in(const trouble *t, const line *l) {
    const char *tab = memchr(l->text, '\t', l->indent);
    return tab && tell(t, l, tab, KP_S_YAML_TAB, NULL, NULL);
}

static bool is_tab(const trouble *t) { return tab_in(t, &t->at) || tab_in(t, &t->before); }

/* Signs that begin no text: @ ` % */
static bool is_odd_sign(const trouble *t) {
    const char *at = at_column(&t->at, t->parser->problem_mark.column);
    if (!says(t, "cannot start any token") || at >= end_of(&t->at))
        return false;
    size_t length = 0;
    while (at + length < end_of(&t->at) && !strchr(",}]", at[length]))
        length++;
    return tell(t, &t->at, at, KP_S_YAML_NEEDS_QUOTES, quoted(t->arena, at, at + length), kp_format(t->arena, "%c", *at));
}

/* Behind the quotation mark that closes the one at `from`; NULL: there is none. */
static const char *closing(const trouble *t, const char *from) {
    const char *end = t->text + t->length;
    for (const char *c = from + 1; c < end; c++)
        if (*c == '\\' && *from == '"')
            c++;
        else if (*c == *from && *from == '\'' && c + 1 < end && c[1] == '\'')
            c++;
        else if (*c == *from)
            return c + 1;
    return NULL;
}

/* A text in quotes that began on a line above and ends where libyaml stopped: what closes it was meant to open the next. */
static bool is_open_quote(const trouble *t) {
    if (reads(t, "quoted scalar") && (says(t, "end of stream") || says(t, "document indicator")))
        return tell(t, &t->context, at_column(&t->context, t->parser->context_mark.column), KP_S_YAML_QUOTE_OPEN, NULL, NULL);
    line l = line_from(t->text, t->length, 0, 0), unused;
    for (size_t row = t->at.row > 50 ? t->at.row - 50 : 0; row < t->at.row; row++) {
        l = find_line(t, row, &unused);
        for (const char *c = content_of(&l); c < end_of(&l); c++) {
            bool begins = c == content_of(&l) || strchr(" [{,", c[-1]);
            if (!begins || (*c != '"' && *c != '\''))
                continue;
            const char *close = closing(t, c);
            if (close && close <= end_of(&l)) {
                c = close - 1;
                continue;
            }
            return close && close > t->at.text && close <= end_of(&t->at) + 1 && tell(t, &l, c, KP_S_YAML_QUOTE_OPEN, NULL, NULL);
        }
    }
    return false;
}

/* The colon behind the key of a line, full-width, or without a blank behind it: where a key is wanted and ": " is not there. */
static bool glued_in(const trouble *t, const line *l) {
    const char *from = content_of(l), *key, *end = end_of(l);
    if (find(from, end, ": ") || (end > from && end[-1] == ':'))
        return false;
    const char *text = kp_strndup(t->arena, from, (size_t)(end - from));
    uint32_t column = 1;
    for (const char *c = l->text; c < from; c++)
        column += ((unsigned char)*c & 0xC0) != 0x80;
    return kp_yaml_glued(t->arena, text, (kp_place){.file = t->name, .row = (uint32_t)l->row + 1, .column = column}, &key, t->problems) != NULL;
}

static bool is_glued_colon(const trouble *t) { return reads(t, "simple key") && glued_in(t, &t->context); }

/* "-id: a" is a key of that name. */
static bool dash_in(const trouble *t, const line *l) {
    const char *at = l->text + l->indent, *end = end_of(l);
    if (end - at < 2 || at[0] != '-' || strchr(" -", at[1]) || (at[1] >= '0' && at[1] <= '9') || !find(at, end, ":"))
        return false;
    return tell(t, l, at, KP_S_YAML_NO_BLANK, "-", kp_format(t->arena, "- %s", quoted(t->arena, at + 1, end)));
}

static bool is_glued_dash(const trouble *t) { return dash_in(t, &t->before) || dash_in(t, &t->at); }

/* {id: a，title: 甲}: a full-width comma, and behind it the next key without a comma of the right kind. */
static bool is_wide_comma(const trouble *t) {
    const char *end = end_of(&t->at);
    if (!reads(t, "flow"))
        return false;
    for (const char *comma = find(t->at.text, end, WIDE_COMMA); comma; comma = find(comma + 1, end, WIDE_COMMA)) {
        const char *colon = find(comma, end, ": "), *plain = find(comma, end, ",");
        if (colon && (!plain || colon < plain))
            return tell(t, &t->at, comma, KP_S_YAML_FULL_WIDTH, WIDE_COMMA, ", ");
    }
    return false;
}

/* { color: #C6E0B4 }: what stands behind the sign is a comment, the closing bracket too. */
static bool is_comment_in_brackets(const trouble *t) {
    if (!reads(t, "flow"))
        return false;
    for (size_t row = t->context.row < t->before.row ? t->context.row : t->before.row; row <= t->at.row; row++) {
        line unused, l = find_line(t, row, &unused);
        const char *sign = find(l.text, end_of(&l), ": #");
        if (!sign)
            continue;
        const char *end = sign + 2;
        while (end < end_of(&l) && !strchr(",}] ", *end))
            end++;
        return tell(t, &l, sign + 2, KP_S_YAML_NEEDS_QUOTES, quoted(t->arena, sign + 2, end), "#");
    }
    return false;
}

static bool is_bracket(const trouble *t) {
    const char *at = at_column(&t->at, t->parser->problem_mark.column), *opens = at_column(&t->context, t->parser->context_mark.column);
    if (reads(t, "flow") && t->context.row < t->at.row && opens < end_of(&t->context) && strchr("{[", *opens))
        return tell(t, &t->context, opens, KP_S_YAML_BRACKET, kp_format(t->arena, "%c", *opens), NULL);
    if (at < end_of(&t->at) && strchr("}]", *at) && (reads(t, "block") || reads(t, "document")))
        return tell(t, &t->at, at, KP_S_YAML_BRACKET, kp_format(t->arena, "%c", *at), NULL);
    return false;
}

/* title: one: two */
static bool is_second_colon(const trouble *t) {
    const char *at = at_column(&t->at, t->parser->problem_mark.column), *first = find(t->at.text, end_of(&t->at), ": ");
    if (!says(t, "mapping values are not allowed") || !first || first >= at)
        return false;
    return tell(t, &t->at, first + 2, KP_S_YAML_NEEDS_QUOTES, quoted(t->arena, first + 2, end_of(&t->at)), ": ");
}

static bool is_indent(const trouble *t) {
    const char *at = at_column(&t->at, t->parser->problem_mark.column);
    bool starts = at == t->at.text + t->at.indent;
    if (!(says(t, "mapping values are not allowed") && find(t->at.text, end_of(&t->at), ":")) &&
        !(starts && (says(t, "did not find expected '-' indicator") || says(t, "did not find expected key"))))
        return false;
    return tell(t, &t->at, t->at.text + t->at.indent, KP_S_YAML_INDENT, NULL, NULL);
}

/* A line of a map without a colon. */
static bool is_no_pair(const trouble *t) {
    const char *from = content_of(&t->context);
    if (!reads(t, "simple key") || !says(t, "could not find expected ':'"))
        return false;
    return tell(t, &t->context, from, KP_S_NOT_A_MAP, quoted(t->arena, from, end_of(&t->context)), "一组“字段: 值” | a map");
}

static bool (*const slips[])(const trouble *t) = {
    is_tab,     is_odd_sign,     is_open_quote, is_glued_colon, is_glued_dash, is_wide_comma, is_comment_in_brackets,
    is_bracket, is_second_colon, is_indent,     is_no_pair};

bool kp_yaml_slip(kp_arena *arena, const char *name, const char *text, size_t length, const yaml_parser_t *failed, kp_problems *problems) {
    trouble t = {.arena = arena, .name = name, .text = text, .length = length, .parser = failed, .problems = problems};
    line unused;
    if (length == 0 || memchr(text, '\0', length) || (failed->error != YAML_SCANNER_ERROR && failed->error != YAML_PARSER_ERROR))
        return false;
    t.at = find_line(&t, failed->problem_mark.line, &t.before);
    t.context = find_line(&t, failed->context ? failed->context_mark.line : failed->problem_mark.line, &unused);
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++)
        if (slips[i](&t))
            return true;
    return false;
}

const char *kp_yaml_glued(kp_arena *arena, const char *text, kp_place place, const char **key, kp_problems *problems) {
    size_t length = strcspn(text, ": \n"), wide = 0;
    while (wide < length && strncmp(text + wide, WIDE_COLON, strlen(WIDE_COLON)) != 0)
        wide++;
    bool is_wide = wide < length;
    size_t at = is_wide ? wide : length, sign = is_wide ? strlen(WIDE_COLON) : 1;
    if (at == 0 || (!is_wide && text[at] != ':'))
        return NULL;
    const char *value = text + at + sign;
    value += strspn(value, " ");
    *key = kp_strndup(arena, text, at);
    for (const char *c = text; c < text + at; c++)
        place.column += ((unsigned char)*c & 0xC0) != 0x80;
    if (is_wide)
        kp_problems_add(problems, KP_S_YAML_FULL_WIDTH, place, KP_UNIT_NONE, WIDE_COLON, ": ", NULL);
    else
        kp_problems_add(problems, KP_S_YAML_NO_BLANK, place, KP_UNIT_NONE, ":",
                        kp_format(arena, "%s: %s", *key, quoted(arena, value, value + strcspn(value, "\n"))), NULL);
    return value;
}

bool kp_yaml_is_cut(const char *text) {
    int open = 0;
    for (; *text; text++) {
        open += *text == '(' || strncmp(text, "（", strlen("（")) == 0;
        open -= *text == ')' || strncmp(text, "）", strlen("）")) == 0;
    }
    return open > 0;
}
