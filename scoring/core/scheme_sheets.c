/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_sheets.c - the entry sheet of each leaf: a name that spreadsheets allow, one kind of sheet for one name, and no two leaves of one title on it. */
#include "kaoping/log.h"
#include "scheme_private.h"
#include "kaoping/utf8.h"

#include <string.h>

#define MAX_SHEET_NAME 31 /* UTF-16 units, as XLSX has them */

/* What is wrong with the name of a sheet, or NULL. */
static const char *name_fault(const char *name) {
    size_t units = 0, length;
    const char *last = name;
    for (const char *at = name; *at; at += length) {
        uint32_t character = kp_utf8_read(at, &length);
        if (character < 0x80 && strchr("[]:*?/\\\n", (int)character))
            return "不含 [ ] : * ? / \\ 和换行 | a name without [ ] : * ? / \\ and line breaks";
        units += character > 0xFFFF ? 2 : 1;
        last = at;
    }
    if (units > MAX_SHEET_NAME)
        return "不超过 31 个字 | at most 31 characters";
    if (*name == '\'' || *last == '\'')
        return "首尾没有撇号 | a name without an apostrophe at its ends";
    return NULL;
}

typedef struct sheet {
    const char *name;
    kp_sheet_kind kind;
    kp_names *titles;          /* of the leaves on it */
    const kp_indicator *first; /* the first panel, or leaf of site checks or of dated records, on it */
} sheet;

typedef struct sheets {
    scheme_builder *b;
    sheet *items;
    size_t count, capacity;
    kp_names *names;
} sheets;

/* The record that names the sheet of node i: its own or that of the nearest above. */
static const kp_record *naming_record(scheme_builder *b, int32_t i) {
    for (; i > 0; i = b->indicators[i].parent)
        if (WRITTEN(b->indicator_records[i], kp_indicator, sheet))
            return b->indicator_records[i];
    return NULL;
}

static int32_t find_sheet(sheets *s, const char *name) {
    int32_t zh = kp_names_find(s->names, kp_text(s->b->arena, name, KP_ZH)), en = kp_names_find(s->names, kp_text(s->b->arena, name, KP_EN));
    if (zh == KP_NAME_UNKNOWN)
        return en == KP_NAME_UNKNOWN ? KP_NAME_UNKNOWN : KP_NAME_AMBIGUOUS; /* the same in English only: not the same */
    return en == zh || en == KP_NAME_UNKNOWN ? zh : KP_NAME_AMBIGUOUS;
}

static int32_t add_sheet(sheets *s, const char *name, kp_sheet_kind kind) {
    KP_PUSH(s->b->arena, s, (sheet){.name = name, .kind = kind, .titles = kp_names_new(s->b->arena)});
    kp_names_add(s->names, name, (int32_t)s->count - 1);
    return (int32_t)s->count - 1;
}

/* The sheet of that name and kind for `leaf`, new where there is none; -1 after a problem. `named_by` NULL: the name is the kind's own. */
static int32_t sheet_of(sheets *s, const char *name, kp_sheet_kind kind, const kp_record *named_by, const kp_record *leaf) {
    int32_t at = find_sheet(s, name);
    if (at >= 0 && s->items[at].kind == kind)
        return at;
    if (at == KP_NAME_UNKNOWN) {
        const char *fault = name_fault(kp_text(s->b->arena, name, KP_ZH));
        fault = fault ? fault : name_fault(kp_text(s->b->arena, name, KP_EN));
        if (fault && named_by)
            COMPLAIN(s->b, named_by, kp_indicator, sheet, KP_S_SHEET_NAME, name, fault);
        return add_sheet(s, name, kind);
    }
    COMPLAIN(s->b, named_by ? named_by : leaf, kp_indicator, sheet, KP_S_SHEET_CLASH, name, kp_sheet_name(at < 0 ? kind : s->items[at].kind));
    return -1;
}

static void check_title(sheets *s, int32_t i, int32_t at) {
    const kp_indicator *leaf = &s->b->indicators[i];
    kp_names *titles = s->items[at].titles;
    if (kp_names_find(titles, kp_text(s->b->arena, leaf->title, KP_ZH)) != KP_NAME_UNKNOWN ||
        kp_names_find(titles, kp_text(s->b->arena, leaf->title, KP_EN)) != KP_NAME_UNKNOWN)
        COMPLAIN(s->b, s->b->indicator_records[i], kp_indicator, title, KP_S_DUPLICATE_TITLE, leaf->title, s->items[at].name);
    else
        kp_names_add(titles, leaf->title, i);
}

static bool same_names(kp_pairs x, kp_pairs y) {
    for (size_t i = 0; i < x.count && x.count == y.count; i++)
        if (!kp_text_matches(x.items[i].name, y.items[i].name))
            return false;
    return x.count == y.count;
}

/* A row of a panel sheet has one evaluator in one role for all its marks, a row of site checks one kind of check. */
static void check_roles(sheets *s, int32_t i, int32_t at) {
    const kp_indicator *leaf = &s->b->indicators[i], *first = s->items[at].first;
    if (leaf->method != KP_METHOD_PANEL && leaf->method != KP_METHOD_SITES)
        return;
    if (!first)
        s->items[at].first = leaf;
    else if (leaf->method == KP_METHOD_PANEL && !same_names(leaf->roles, first->roles))
        COMPLAIN(s->b, s->b->indicator_records[i], kp_indicator, roles, KP_S_ROLES_DIFFER, s->items[at].name, first->title);
    else if (leaf->method == KP_METHOD_SITES && !same_names(leaf->kinds, first->kinds))
        COMPLAIN(s->b, s->b->indicator_records[i], kp_indicator, kinds, KP_S_KINDS_DIFFER, s->items[at].name, first->title);
}

/* The columns of dated records are those of one method. */
static void check_log(sheets *s, int32_t i, int32_t at) {
    const kp_indicator *leaf = &s->b->indicators[i], *first = s->items[at].first;
    if (s->items[at].kind != KP_SHEET_LOG)
        return;
    if (!first)
        s->items[at].first = leaf;
    else if (first->method != leaf->method)
        COMPLAIN(s->b, s->b->indicator_records[i], kp_indicator, sheet, KP_S_SHEET_CLASH, s->items[at].name, kp_log_sheet_name(first->method));
}

static bool has_survey(const scheme_builder *b) {
    for (size_t i = 1; i < b->scheme->indicator_count; i++)
        if (b->indicators[i].method == KP_METHOD_SATISFACTION)
            return true;
    return false;
}

void check_sheets(scheme_builder *b) {
    sheets s = {.b = b, .names = kp_names_new(b->arena)};
    static const kp_sheet_kind fixed[] = {KP_SHEET_COVER,  KP_SHEET_UNITS,   KP_SHEET_NOT_APPLICABLE,
                                          KP_SHEET_VETOES, KP_SHEET_HISTORY, KP_SHEET_SCHEME};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        add_sheet(&s, kp_sheet_name(fixed[i]), fixed[i]);
    if (b->scheme->parties.count)
        add_sheet(&s, kp_sheet_name(KP_SHEET_PARTIES), KP_SHEET_PARTIES);
    static const kp_sheet_kind of_surveys[] = {KP_SHEET_ANSWERS, KP_SHEET_STRATA, KP_SHEET_POPULATION};
    for (size_t i = 0; has_survey(b) && i < sizeof of_surveys / sizeof *of_surveys; i++)
        add_sheet(&s, kp_sheet_name(of_surveys[i]), of_surveys[i]);
    for (size_t i = 1; i < b->scheme->indicator_count; i++) {
        kp_indicator *leaf = &b->indicators[i];
        if (leaf->method == KP_METHOD_NONE || kp_method_sheet(leaf) == KP_SHEET_NONE)
            continue;
        const kp_record *named_by = naming_record(b, (int32_t)i);
        kp_sheet_kind kind = kp_method_sheet(leaf);
        const char *own = kind == KP_SHEET_LOG ? kp_log_sheet_name(leaf->method) : kp_sheet_name(kind);
        const char *name = named_by ? clean_scheme_text(b->arena, WRITTEN(named_by, kp_indicator, sheet)) : own;
        int32_t at = sheet_of(&s, name, kind, named_by, b->indicator_records[i]);
        leaf->sheet = at < 0 ? name : s.items[at].name; /* one sheet, one spelling */
        if (at < 0)
            continue;
        check_log(&s, (int32_t)i, at);
        check_title(&s, (int32_t)i, at);
        check_roles(&s, (int32_t)i, at);
    }
    for (size_t i = 0; i < b->scheme->indicator_count; i++)
        if (b->indicators[i].method == KP_METHOD_NONE || kp_method_sheet(&b->indicators[i]) == KP_SHEET_NONE)
            b->indicators[i].sheet = NULL;
}
