/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * overlay.c - one scheme's records laid over those of another: what a preset or an office's own variant says, field by field. Every value keeps the place where it was
 * written, so that a problem names the line of the file that has it, and of the base where that is at fault.
 */
#include "kaoping/names.h"
#include "kaoping/scheme_io.h"

#include <string.h>

#define REMOVE_WORDS "删去 | remove"

/* A record of the result. They stand in a chain, so that one can be put in anywhere and all keep their numbers. */
typedef struct node {
    kp_record record;
    int32_t next; /* -1: the last */
} node;

typedef struct laying {
    kp_arena *arena;
    kp_problems *problems;
    const kp_records *base, *overlay;
    const char *from; /* the base's id */
    bool *removed;    /* of the base's records */
    struct {
        node *items;
        size_t count, capacity;
    } nodes;
    int32_t first, last[KP_SECTION_COUNT]; /* the last node of each section, -1: none */
    kp_names *ids[KP_SECTION_COUNT];       /* id → index of the base's record, later of the node */
} laying;

static size_t field_named(kp_section_id section, const char *key) { return (size_t)kp_field_find(&kp_sections[section], key); }

static const char *id_of(const kp_record *record) {
    const char *id = record->values[0].text;
    return id ? id : "";
}

/* The ids of `records`, section by section. */
static void number_ids(laying *l, const kp_records *records, kp_names *ids[]) {
    for (int s = 0; s < KP_SECTION_COUNT; s++)
        ids[s] = kp_names_new(l->arena);
    for (size_t i = 0; i < records->count; i++)
        kp_names_add(ids[records->items[i].section], id_of(&records->items[i]), (int32_t)i);
}

/* ---- what goes ---- */

/* "bands.high" names the id in one section, "high" in whichever has it. */
static void remove_named(laying *l, const kp_removed *wanted) {
    const char *dot = strchr(wanted->id, '.');
    int32_t found = -1;
    size_t count = 0;
    for (int s = KP_SECTION_INDICATORS; s < KP_SECTION_COUNT; s++) {
        size_t length = strlen(kp_sections[s].key);
        bool here = !dot || ((size_t)(dot - wanted->id) == length && strncmp(wanted->id, kp_sections[s].key, length) == 0);
        int32_t index = here ? kp_names_find(l->ids[s], dot ? dot + 1 : wanted->id) : -1;
        if (index >= 0)
            found = index, count++;
    }
    if (count == 1) {
        l->removed[found] = true;
        return;
    }
    const char *key = count ? kp_sections[l->base->items[found].section].key : "";
    const char *expected = count ? kp_format(l->arena, "写明是哪一部分的，如 %s.%s | the section too, as %s.%s", key, wanted->id, key, wanted->id)
                                 : kp_format(l->arena, "方案 %s 中某项的编号 | the id of something in the scheme %s", l->from, l->from);
    kp_problems_add(l->problems, KP_S_UNKNOWN_REFERENCE, wanted->place, KP_UNIT_NONE, wanted->id, expected, REMOVE_WORDS);
}

/* Whatever in the end stands below what goes, by the overlay's own word where it moves it, goes too. */
static void remove_below(laying *l) {
    size_t parent = field_named(KP_SECTION_INDICATORS, "parent");
    kp_names *over[KP_SECTION_COUNT];
    number_ids(l, l->overlay, over);
    bool *named = KP_NEW_ARRAY(l->arena, bool, l->base->count + 1);
    memcpy(named, l->removed, l->base->count * sizeof *named);
    for (size_t i = 0; i < l->base->count; i++) {
        int32_t at = l->base->items[i].section == KP_SECTION_INDICATORS ? (int32_t)i : -1;
        for (int level = 0; at >= 0 && level <= KP_MAX_DEPTH; level++) { /* a circle, or a tree too deep, is told when the scheme is built */
            l->removed[i] |= named[at];
            const kp_record *record = &l->base->items[at];
            int32_t moved = kp_names_find(over[KP_SECTION_INDICATORS], id_of(record));
            const char *above = moved >= 0 ? l->overlay->items[moved].values[parent].text : NULL;
            at = kp_names_find(l->ids[KP_SECTION_INDICATORS], above ? above : record->values[parent].text);
        }
    }
}

/* ---- where numbers come from ---- */

typedef struct basis_items {
    struct basis_item {
        const char *key, *text; /* key "*": stands for all */
    } * items;
    size_t count, capacity;
} basis_items;

static void read_basis(kp_arena *arena, const char *text, basis_items *out) {
    size_t n;
    const char **items = kp_items_split(arena, text, &n);
    for (size_t i = 0; i < n; i++) {
        const char *plain = strchr(items[i], '='), *wide = strstr(items[i], "＝");
        const char *equals = wide && (!plain || wide < plain) ? wide : plain;
        struct basis_item item = {"*", items[i]};
        if (equals) {
            size_t length = (size_t)(equals - items[i]);
            while (length && items[i][length - 1] == ' ')
                length--;
            item = (struct basis_item){kp_strndup(arena, items[i], length), equals + (equals == wide ? strlen("＝") : 1)};
            item.text += strspn(item.text, " ");
        }
        KP_PUSH(arena, out, item);
    }
}

static struct basis_item *basis_of(const basis_items *all, const char *key) {
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->items[i].key, key) == 0)
            return &all->items[i];
    return NULL;
}

static void set_basis(kp_arena *arena, basis_items *all, const char *key, const char *text) {
    struct basis_item *found = basis_of(all, key);
    if (found)
        found->text = text;
    else if (*text)
        KP_PUSH(arena, all, ((struct basis_item){key, text}));
}

/* The basis of a record of the base after `over` changed it: for a field that was written, the overlay's own basis. */
static const char *lay_basis(laying *l, const kp_record *base, const kp_record *over, size_t basis_field) {
    const kp_section *section = &kp_sections[base->section];
    basis_items all = {0}, own = {0};
    read_basis(l->arena, base->values[basis_field].text, &all);
    read_basis(l->arena, over->values[basis_field].text, &own);
    const struct basis_item *general = basis_of(&own, "*");
    for (size_t f = 0; f < section->field_count; f++) {
        const kp_field *field = &section->fields[f];
        const char *text = over->values[f].text;
        if (!text || f == basis_field || field->describes)
            continue;
        if (!*text)
            set_basis(l->arena, &all, field->key, "");
        else if (kp_field_has_numbers(field) || basis_of(&all, field->key))
            set_basis(l->arena, &all, field->key, general ? general->text : kp_format(l->arena, "自 %s 改动 | changed from %s", l->from, l->from));
    }
    for (size_t i = 0; i < own.count; i++)
        if (strcmp(own.items[i].key, "*") != 0)
            set_basis(l->arena, &all, own.items[i].key, own.items[i].text);
    struct {
        const char **items;
        size_t count, capacity;
    } lines = {0};
    for (size_t i = 0; i < all.count; i++)
        if (*all.items[i].text)
            KP_PUSH(l->arena, &lines, kp_format(l->arena, "%s = %s", all.items[i].key, all.items[i].text));
    const char *joined = kp_items_join(l->arena, lines.items, lines.count);
    return lines.count == 1 && !strchr(joined, '\n') ? kp_format(l->arena, "%s\n", joined) : joined;
}

/* ---- records ---- */

/* The method that a text means; KP_METHOD_NONE: none. -1: nothing that is known, which building tells. */
static int method_of(const char *text) {
    const kp_section *section = &kp_sections[KP_SECTION_INDICATORS];
    if (!text || !*text)
        return KP_METHOD_NONE;
    for (const kp_choice *choice = section->fields[kp_field_find(section, "method")].choices; choice->key; choice++)
        if (kp_text_matches(choice->key, text) || kp_text_matches(choice->title, text))
            return choice->value;
    return -1;
}

/* What the base says of fields that the overlay's method does not have is of no use any more. */
static void drop_fields(kp_record *record, const kp_record *over) {
    const kp_section *section = &kp_sections[KP_SECTION_INDICATORS];
    const char *text = over->values[kp_field_find(section, "method")].text;
    int method = text ? method_of(text) : -1;
    if (method < 0)
        return;
    kp_indicator leaf = {.method = (kp_method_id)method};
    for (size_t f = 0; f < section->field_count; f++)
        if (!kp_field_applies(&section->fields[f], KP_SECTION_INDICATORS, &leaf))
            record->values[f].text = NULL;
}

/* A record of the base (in the result already) with what `over` says. */
static void lay_record(laying *l, kp_record *record, const kp_record *over) {
    const kp_section *section = &kp_sections[record->section];
    size_t basis_field = field_named(record->section, "basis");
    const char *basis = lay_basis(l, record, over, basis_field);
    if (record->section == KP_SECTION_INDICATORS)
        drop_fields(record, over);
    for (size_t f = 0; f < section->field_count; f++)
        if (over->values[f].text && f != basis_field && !(f == 0 && record->section != KP_SECTION_SCHEME))
            record->values[f] = over->values[f];
    record->values[basis_field] =
        (kp_record_value){basis, over->values[basis_field].text ? over->values[basis_field].place : record->values[basis_field].place, false};
}

static kp_record copy_record(kp_arena *arena, const kp_record *record) {
    size_t n = kp_sections[record->section].field_count;
    kp_record copy = *record;
    copy.values = KP_NEW_ARRAY(arena, kp_record_value, n);
    memcpy(copy.values, record->values, n * sizeof *copy.values);
    return copy;
}

static void lay_scheme(laying *l, kp_record *record) {
    static const char *const own[] = {"id", "title"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        record->values[field_named(KP_SECTION_SCHEME, own[i])].text = NULL;
    for (size_t i = 0; i < l->overlay->count; i++)
        if (l->overlay->items[i].section == KP_SECTION_SCHEME) {
            lay_record(l, record, &l->overlay->items[i]);
            record->place = l->overlay->items[i].place;
        }
    record->values[field_named(KP_SECTION_SCHEME, "preset_of")] = (kp_record_value){l->from, l->overlay->overlay->place, false};
}

/* Puts a record behind the node `before`, -1: at the end of its section. */
static int32_t add_node(laying *l, kp_record record, int32_t before) {
    for (int s = record.section; before < 0 && s >= 0; s--)
        before = l->last[s];
    int32_t added = (int32_t)l->nodes.count;
    KP_PUSH(l->arena, &l->nodes, (node){record, before < 0 ? l->first : l->nodes.items[before].next});
    if (before < 0)
        l->first = added;
    else
        l->nodes.items[before].next = added;
    if (before == l->last[record.section] || l->last[record.section] < 0)
        l->last[record.section] = added;
    kp_names_add(l->ids[record.section], id_of(&record), added);
    return added;
}

/* The node of the indicator that this record stands below; -1: the total, or nothing known. */
static int32_t node_above(const laying *l, const kp_record *record) {
    if (record->section != KP_SECTION_INDICATORS)
        return -1;
    return kp_names_find(l->ids[KP_SECTION_INDICATORS], record->values[field_named(KP_SECTION_INDICATORS, "parent")].text);
}

/* Behind which node a new record goes: `previous`, which the overlay names before it, or what `previous` stands below, whichever has the same parent. -1: none. */
static int32_t node_before(const laying *l, const kp_record *record, int32_t previous) {
    int32_t above = node_above(l, record);
    for (int level = 0; previous >= 0 && level <= KP_MAX_DEPTH; level++) {
        int32_t parent = node_above(l, &l->nodes.items[previous].record);
        if (parent == above || (parent < 0 && above < 0))
            return previous;
        previous = parent;
    }
    return -1;
}

static void lay_records(laying *l) {
    kp_names *laid[KP_SECTION_COUNT]; /* ids the overlay has named: a second one is told by building, as a duplicate */
    int32_t previous[KP_SECTION_COUNT];
    for (int s = 0; s < KP_SECTION_COUNT; s++) {
        laid[s] = kp_names_new(l->arena);
        previous[s] = -1;
    }
    for (size_t i = 0; i < l->overlay->count; i++) {
        const kp_record *over = &l->overlay->items[i];
        kp_section_id section = over->section;
        if (section == KP_SECTION_SCHEME)
            continue;
        bool again = kp_names_find(laid[section], id_of(over)) != KP_NAME_UNKNOWN;
        kp_names_add(laid[section], id_of(over), (int32_t)i);
        bool named = kp_sections[section].fields[0].type == KP_FIELD_ID; /* records without ids are added only */
        int32_t known = again || !named ? -1 : kp_names_find(l->ids[section], id_of(over));
        if (known >= 0)
            lay_record(l, &l->nodes.items[known].record, over);
        previous[section] = known >= 0 ? known : add_node(l, copy_record(l->arena, over), node_before(l, over, previous[section]));
    }
}

kp_records *kp_overlay_apply(kp_arena *arena, const kp_records *base, const kp_records *overlay, kp_problems *problems) {
    laying l = {.arena = arena, .problems = problems, .base = base, .overlay = overlay, .from = "", .first = -1};
    l.removed = KP_NEW_ARRAY(arena, bool, base->count + 1);
    for (size_t i = 0; i < base->count; i++)
        if (base->items[i].section == KP_SECTION_SCHEME)
            l.from = id_of(&base->items[i]);
    number_ids(&l, base, l.ids);
    for (size_t i = 0; i < overlay->overlay->removed.count; i++)
        remove_named(&l, &overlay->overlay->removed.items[i]);
    remove_below(&l);
    for (int s = 0; s < KP_SECTION_COUNT; s++) {
        l.ids[s] = kp_names_new(arena);
        l.last[s] = -1;
    }
    for (size_t i = 0; i < base->count; i++)
        if (!l.removed[i])
            add_node(&l, copy_record(arena, &base->items[i]), -1);
    for (size_t i = 0; i < l.nodes.count; i++)
        if (l.nodes.items[i].record.section == KP_SECTION_SCHEME)
            lay_scheme(&l, &l.nodes.items[i].record);
    lay_records(&l);
    kp_records *all = KP_NEW(arena, kp_records);
    for (int32_t at = l.first; at >= 0; at = l.nodes.items[at].next)
        KP_PUSH(arena, all, l.nodes.items[at].record);
    return all;
}
