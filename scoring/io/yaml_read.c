/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * yaml_read.c - from YAML text to scheme records, by libyaml's document tree. Scalars keep their text, so 15.0 stays a decimal; every problem has its line
 * and column, and reading goes on after it. Nested `children` become records that name their parent.
 */
#include "kaoping/scheme_io.h"
#include "kaoping/utf8.h"
#include "yaml_folds.h"
#include "yaml_slips.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#define MAX_DEPTH 100 /* levels of maps and lists: each level of the tree is two of them, and KP_MAX_DEPTH bounds those */

#define MAX_PAIRS   4096 /* pairs of one map: keys are compared one by one, and a record has some 60 fields */
#define MAX_PARTS   32   /* of a text that commas cut */
#define MAX_ANCHORS 1000 /* libyaml looks through all of them for each alias */

typedef struct reader {
    kp_arena *arena;
    const char *name;
    kp_yaml_lines lines;
    yaml_document_t *document;
    kp_records *records;
    kp_problems *problems;
    size_t nodes; /* looked at so far, aliases followed */
    int depth;
    bool exhausted;
} reader;

static kp_place place_at(const reader *r, yaml_mark_t mark) {
    return (kp_place){.file = r->name, .row = (uint32_t)mark.line + 1, .column = (uint32_t)mark.column + 1};
}

static void complain(reader *r, const yaml_node_t *node, kp_problem_code code, const char *found, const char *expected) {
    kp_problems_add(r->problems, code, place_at(r, node->start_mark), KP_UNIT_NONE, found, expected, NULL);
}

/* ---- nodes ---- */

static yaml_node_t *node_at(reader *r, int index) { return yaml_document_get_node(r->document, index); }

/* Reading stops at a limit. */
static void exhaust(reader *r, const yaml_node_t *node, const char *what, unsigned limit) {
    r->exhausted = true;
    complain(r, node, KP_F_TOO_LARGE, what, kp_format(r->arena, "%u", limit));
}

/* Counts a node that is looked at: aliases may name the same one again and again, or a node that holds itself. */
static bool enter(reader *r, const yaml_node_t *node) {
    if (r->exhausted || (r->nodes < KP_MAX_YAML_NODES && r->depth < MAX_DEPTH)) {
        r->nodes++;
        return !r->exhausted;
    }
    if (r->depth >= MAX_DEPTH)
        exhaust(r, node, "YAML 的层级 | levels of the YAML", MAX_DEPTH);
    else
        exhaust(r, node, "YAML 的节点数，含引用 | nodes of the YAML, aliases followed", KP_MAX_YAML_NODES);
    return false;
}

static bool is_null(const yaml_node_t *node) {
    if (node->type != YAML_SCALAR_NODE || node->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
        return false;
    const char *text = (const char *)node->data.scalar.value;
    return !*text || strcmp(text, "~") == 0 || strcmp(text, "null") == 0 || strcmp(text, "Null") == 0 || strcmp(text, "NULL") == 0;
}

static const char *kind_words(const yaml_node_t *node) {
    return node->type == YAML_MAPPING_NODE ? "一组“字段: 值” | a map" : node->type == YAML_SEQUENCE_NODE ? "一个列表 | a list" : "一段文字 | a text";
}

/* The text of a scalar; NULL with a problem for anything else. */
static const char *scalar_text(reader *r, const yaml_node_t *node, const char *expected) {
    if (node->type != YAML_SCALAR_NODE) {
        complain(r, node, KP_S_NOT_A_MAP, kind_words(node), expected);
        return NULL;
    }
    const char *text = (const char *)node->data.scalar.value;
    if (strlen(text) != node->data.scalar.length) {
        complain(r, node, KP_S_BAD_YAML, "文字中有空字符 | a NUL in a text", NULL);
        return NULL;
    }
    return kp_yaml_unfolded(r->arena, &r->lines, node, text);
}

/* The pairs of a map with what `<<` brings in; own keys come first and win. */
typedef struct map {
    struct map_pair {
        const char *key;
        const yaml_node_t *key_node;
        yaml_node_t *value;
        bool glued; /* key and value are in the key */
    } * items;
    size_t count, capacity;
} map;

static bool has_key(const map *m, size_t count, const char *key) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(m->items[i].key, key) == 0)
            return true;
    return false;
}

static void read_map(reader *r, const yaml_node_t *node, map *m);

static bool is_plain(const yaml_node_t *node) { return node->type == YAML_SCALAR_NODE && node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE; }

/* { formula: max(a, b) }: the value with what commas cut off, "b)", so that it is told of once; *pair becomes the last one that has a part of it. The value as it is where
 * nothing in the map closes its bracket. */
static yaml_node_t *rejoined(reader *r, const yaml_node_t *node, yaml_node_pair_t **pair, yaml_node_t *value) {
    if (node->data.mapping.style != YAML_FLOW_MAPPING_STYLE || !is_plain(value) || !kp_yaml_is_cut((const char *)value->data.scalar.value))
        return value;
    const char *text = (const char *)value->data.scalar.value;
    for (yaml_node_pair_t *more = *pair + 1; more < node->data.mapping.pairs.top && more - *pair <= MAX_PARTS; more++) {
        const yaml_node_t *left = node_at(r, more->key), *right = node_at(r, more->value);
        if (!enter(r, left) || !is_plain(left) || right->type != YAML_SCALAR_NODE)
            return value;
        text = kp_format(r->arena, "%s, %s%s%s", text, (const char *)left->data.scalar.value, is_null(right) ? "" : ": ",
                         is_null(right) ? "" : (const char *)right->data.scalar.value);
        if (kp_yaml_is_cut(text))
            continue;
        yaml_node_t *whole = KP_NEW(r->arena, yaml_node_t);
        *whole = *value;
        whole->data.scalar.length = strlen(text);
        whole->data.scalar.value = (yaml_char_t *)(uintptr_t)text;
        complain(r, value, KP_S_YAML_NEEDS_QUOTES, text, ",");
        *pair = more;
        return whole;
    }
    return value;
}

static void merge(reader *r, yaml_node_t *from, map *m) {
    if (!enter(r, from))
        return;
    r->depth++;
    if (from->type == YAML_MAPPING_NODE)
        read_map(r, from, m);
    else if (from->type == YAML_SEQUENCE_NODE)
        for (yaml_node_item_t *item = from->data.sequence.items.start; item < from->data.sequence.items.top; item++)
            merge(r, node_at(r, *item), m);
    else
        complain(r, from, KP_S_NOT_A_MAP, kind_words(from), "一组“字段: 值” | a map");
    r->depth--;
}

/* Adds the pairs of `node` whose keys are not yet there. A key twice in one map is a problem. */
static void read_map(reader *r, const yaml_node_t *node, map *m) {
    size_t before = m->count;
    for (int merges = 0; merges < 2; merges++) {
        for (yaml_node_pair_t *pair = node->data.mapping.pairs.start; pair < node->data.mapping.pairs.top; pair++) {
            yaml_node_t *key_node = node_at(r, pair->key), *value = node_at(r, pair->value);
            if (!enter(r, key_node))
                return;
            bool is_merge = key_node->type == YAML_SCALAR_NODE && key_node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
                            strcmp((const char *)key_node->data.scalar.value, "<<") == 0;
            if (is_merge != (merges == 1))
                continue;
            if (is_merge) {
                merge(r, value, m);
                continue;
            }
            value = rejoined(r, node, &pair, value);
            const char *key = scalar_text(r, key_node, "字段名 | the name of a field");
            if (!key || has_key(m, before, key))
                continue;
            if (m->count >= MAX_PAIRS) {
                exhaust(r, key_node, "一组中的字段数 | pairs of a map", MAX_PAIRS);
                return;
            }
            if (has_key(m, m->count, key))
                complain(r, key_node, KP_S_DUPLICATE_KEY, key, NULL);
            else
                KP_PUSH(r->arena, m, ((struct map_pair){.key = key, .key_node = key_node, .value = value}));
        }
    }
}

/* ---- values ---- */

typedef struct texts {
    const char **items;
    size_t count, capacity;
} texts;

/* A map as items "name = value", a list as its items; a list may hold maps of its own ("- 名称: 数"). */
static void add_items(reader *r, const kp_field *field, yaml_node_t *node, texts *out) {
    if (!enter(r, node))
        return;
    r->depth++;
    if (node->type == YAML_SEQUENCE_NODE) {
        for (yaml_node_item_t *item = node->data.sequence.items.start; item < node->data.sequence.items.top && !r->exhausted; item++) {
            yaml_node_t *child = node_at(r, *item);
            if (child->type == YAML_SEQUENCE_NODE || (child->type == YAML_MAPPING_NODE && field->type == KP_FIELD_NAMES))
                complain(r, child, KP_S_NOT_A_MAP, kind_words(child), "一段文字 | a text");
            else
                add_items(r, field, child, out);
        }
    } else if (node->type == YAML_MAPPING_NODE && field->type == KP_FIELD_NAMES) {
        complain(r, node, KP_S_NOT_A_MAP, kind_words(node), "一个列表 | a list");
    } else if (node->type == YAML_MAPPING_NODE) {
        map m = {0};
        read_map(r, node, &m);
        for (size_t i = 0; i < m.count; i++) {
            const char *value = scalar_text(r, m.items[i].value, "一段文字 | a text");
            if (value)
                KP_PUSH(r->arena, out, kp_format(r->arena, "%s = %s", m.items[i].key, value));
        }
    } else {
        const char *text = scalar_text(r, node, "一段文字 | a text");
        if (text)
            KP_PUSH(r->arena, out, text);
    }
    r->depth--;
}

static void read_value(reader *r, const kp_field *field, yaml_node_t *node, kp_record_value *value) {
    value->place = place_at(r, node->start_mark);
    if (is_null(node) && r->records->overlay)
        value->text = ""; /* an overlay says so that the default holds */
    if (is_null(node) || !enter(r, node))
        return;
    bool list = kp_field_is_list(field);
    if (!list || node->type == YAML_SCALAR_NODE) {
        value->text = scalar_text(r, node, "一段文字 | a text");
        return;
    }
    texts items = {0};
    add_items(r, field, node, &items);
    value->text = kp_items_join(r->arena, items.items, items.count);
    if (items.count == 1 && !strchr(value->text, '\n')) /* an item of a list stays one item, whatever it holds */
        value->text = kp_format(r->arena, "%s\n", value->text);
}

/* ---- records ---- */

#define CHILDREN "下级 | children"
#define NESTED   "指标 | indicators"  /* below an indicator as below the scheme: the word that whoever has seen the head of a scheme tries first */
#define OVERLAY  "基础方案 | overlay" /* these two stand beside the fields of the scheme, in files only */
#define REMOVE   "删去 | remove"

typedef struct closest {
    kp_name_characters name;
    const char *key;
    size_t distance;
} closest;

static void consider(closest *c, const char *key) {
    kp_name_characters other;
    kp_name_read(key, &other);
    size_t distance = kp_edit_distance(&c->name, &other);
    if (distance < c->distance) {
        c->distance = distance;
        c->key = key;
    }
}

static const char *suggestion(const kp_section *section, const char *name) {
    closest c = {.key = section->fields[1].key, .distance = SIZE_MAX};
    kp_name_read(name, &c.name);
    for (size_t i = 0; i < section->field_count; i++)
        consider(&c, section->fields[i].key);
    if (section->id == KP_SECTION_INDICATORS)
        consider(&c, "children");
    for (int id = KP_SECTION_INDICATORS; section->id == KP_SECTION_SCHEME && id < KP_SECTION_COUNT; id++)
        consider(&c, kp_sections[id].key);
    if (section->id == KP_SECTION_SCHEME)
        consider(&c, "overlay"), consider(&c, "remove");
    return c.key;
}

static void read_records(reader *r, kp_section_id section, yaml_node_t *list, const char *parent);

/* What a file says that makes it an overlay: known before anything else of it is read. */
static void read_overlay(reader *r, const map *m) {
    for (size_t i = 0; i < m->count; i++) {
        if (!kp_text_matches(OVERLAY, m->items[i].key) || is_null(m->items[i].value))
            continue;
        kp_overlay *overlay = KP_NEW(r->arena, kp_overlay);
        const char *base = scalar_text(r, m->items[i].value, "一个方案 | a scheme");
        *overlay = (kp_overlay){.base = base ? base : "", .place = place_at(r, m->items[i].value->start_mark)};
        r->records->overlay = overlay;
    }
}

static void add_removed(reader *r, yaml_node_t *node) {
    if (!enter(r, node))
        return;
    if (node->type == YAML_SEQUENCE_NODE) {
        r->depth++;
        for (yaml_node_item_t *item = node->data.sequence.items.start; item < node->data.sequence.items.top && !r->exhausted; item++)
            add_removed(r, node_at(r, *item));
        r->depth--;
        return;
    }
    const char *text = scalar_text(r, node, "编号 | ids");
    size_t n = 0;
    const char **ids = kp_items_split(r->arena, text, &n);
    for (size_t i = 0; i < n; i++)
        KP_PUSH(r->arena, &r->records->overlay->removed, (kp_removed){ids[i], place_at(r, node->start_mark)});
}

/* What of `pair` is no field: a list of records, or a mistake. */
static void read_other(reader *r, kp_section_id section, const struct map_pair *pair, const char *id) {
    if (section == KP_SECTION_INDICATORS && (kp_text_matches(CHILDREN, pair->key) || kp_text_matches(NESTED, pair->key))) {
        read_records(r, KP_SECTION_INDICATORS, pair->value, id);
        return;
    }
    for (int s = KP_SECTION_INDICATORS; section == KP_SECTION_SCHEME && s < KP_SECTION_COUNT; s++)
        if (kp_text_matches(kp_sections[s].key, pair->key) || kp_text_matches(kp_sections[s].title, pair->key)) {
            read_records(r, (kp_section_id)s, pair->value, NULL);
            return;
        }
    if (section == KP_SECTION_SCHEME && kp_text_matches(OVERLAY, pair->key))
        return; /* read first of all */
    if (section == KP_SECTION_SCHEME && r->records->overlay && kp_text_matches(REMOVE, pair->key)) {
        add_removed(r, pair->value);
        return;
    }
    if (strncmp(pair->key, "x-", 2) != 0) /* a place for anchors */
        complain(r, pair->key_node, KP_S_UNKNOWN_KEY, pair->key, suggestion(&kp_sections[section], pair->key));
}

/* "title:甲" without a value: the field and its value in one, which is told. */
static bool read_glued(reader *r, const kp_section *section, struct map_pair *pair, kp_record_value *values) {
    const char *key, *text;
    if (!is_null(pair->value) || !(text = kp_yaml_glued(r->arena, pair->key, place_at(r, pair->key_node->start_mark), &key, r->problems)))
        return false;
    int field = kp_field_find(section, key);
    if (field >= 0 && !values[field].text)
        values[field] = (kp_record_value){text, place_at(r, pair->key_node->start_mark), false};
    return true;
}

static void read_record(reader *r, kp_section_id id, yaml_node_t *node, const char *parent) {
    const char *key;
    if (!enter(r, node))
        return;
    if (node->type == YAML_SCALAR_NODE && node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
        kp_yaml_glued(r->arena, (const char *)node->data.scalar.value, place_at(r, node->start_mark), &key, r->problems)) {
        r->records->unread = true;
        return;
    }
    if (node->type != YAML_MAPPING_NODE) {
        r->records->unread = true;
        complain(r, node, KP_S_NOT_A_MAP, kind_words(node), "一组“字段: 值” | a map");
        return;
    }
    const kp_section *section = &kp_sections[id];
    map m = {0};
    read_map(r, node, &m);
    if (id == KP_SECTION_SCHEME)
        read_overlay(r, &m);
    size_t at = r->records->count;
    kp_records_add(r->arena, r->records, id, place_at(r, node->start_mark));
    kp_record_value *values = r->records->items[at].values; /* stays where it is when records grow */
    for (size_t i = 0; i < m.count; i++) {
        int field = kp_field_find(section, m.items[i].key);
        if (field < 0) {
            m.items[i].glued = read_glued(r, section, &m.items[i], values);
            continue;
        }
        if (values[field].text)
            complain(r, m.items[i].key_node, KP_S_DUPLICATE_KEY, m.items[i].key, NULL);
        read_value(r, &section->fields[field], m.items[i].value, &values[field]);
    }
    int parent_field = kp_field_find(section, "parent");
    if (parent && parent_field >= 0) {
        if (values[parent_field].text && strcmp(values[parent_field].text, parent) != 0)
            kp_problems_add(r->problems, KP_S_NOT_A_MAP, values[parent_field].place, KP_UNIT_NONE, values[parent_field].text, parent, NULL);
        values[parent_field] = (kp_record_value){parent, place_at(r, node->start_mark), false};
    }
    for (size_t i = 0; i < m.count; i++)
        if (!m.items[i].glued && kp_field_find(section, m.items[i].key) < 0)
            read_other(r, id, &m.items[i], values[0].text ? values[0].text : "");
}

static void read_records(reader *r, kp_section_id section, yaml_node_t *list, const char *parent) {
    if (is_null(list) || !enter(r, list))
        return;
    if (list->type != YAML_SEQUENCE_NODE) {
        complain(r, list, KP_S_NOT_A_MAP, kind_words(list), "一个列表 | a list");
        r->records->unread = true;
        return;
    }
    r->depth++;
    for (yaml_node_item_t *item = list->data.sequence.items.start; item < list->data.sequence.items.top && !r->exhausted; item++)
        read_record(r, section, node_at(r, *item), parent);
    r->depth--;
}

/* ---- the document ---- */

typedef struct resources { /* what libyaml holds outside the arena */
    yaml_parser_t parser;
    yaml_document_t document;
    bool parser_there, document_there;
} resources;

static void release(void *data) {
    resources *held = data;
    if (held->document_there)
        yaml_document_delete(&held->document);
    if (held->parser_there)
        yaml_parser_delete(&held->parser);
    held->document_there = held->parser_there = false;
}

static kp_place offset_place(const char *name, const char *text, size_t length, size_t offset) {
    kp_place place = {.file = name, .row = 1, .column = 1};
    for (size_t i = 0; i < offset && i < length; i++) {
        place.column++;
        if (text[i] == '\n') {
            place.row++;
            place.column = 1;
        }
    }
    return place;
}

/* Loads the next document; false after a problem. */
static bool load(reader *r, resources *held, const char *text, size_t length) {
    held->document_there = yaml_parser_load(&held->parser, &held->document) != 0;
    if (held->document_there)
        return true;
    const yaml_parser_t *p = &held->parser;
    const char *what = p->problem ? p->problem : "memory";
    if (p->error == YAML_MEMORY_ERROR)
        kp_problems_add(r->problems, KP_F_TOO_LARGE, (kp_place){.file = r->name}, KP_UNIT_NONE, "YAML 占用的内存 | memory for the YAML", "", NULL);
    else if (p->error == YAML_READER_ERROR)
        kp_problems_add(r->problems, KP_F_BAD_ENCODING, offset_place(r->name, text, length, p->problem_offset), KP_UNIT_NONE, what, NULL, NULL);
    else if (!kp_yaml_slip(r->arena, r->name, text, length, p, r->problems))
        kp_problems_add(r->problems, KP_S_BAD_YAML, place_at(r, p->problem_mark), KP_UNIT_NONE,
                        p->context ? kp_format(r->arena, "%s %s", p->context, what) : what, NULL, NULL);
    return false;
}

static void read_document(reader *r) {
    yaml_node_t *root = yaml_document_get_root_node(r->document);
    if (!root || is_null(root))
        kp_problems_add(r->problems, KP_S_NO_SCHEME, (kp_place){.file = r->name}, KP_UNIT_NONE, NULL, NULL, NULL);
    else
        read_record(r, KP_SECTION_SCHEME, root, NULL);
}

/*
 * Refuses what is nested too deep before the document is loaded: libyaml looks at every open level for each token, so the time of loading grows with the square of the
 * depth. A fault of the syntax is left to load(), which tells it.
 */
static bool check_depth(reader *r, resources *held, const char *text, size_t length) {
    yaml_event_t event;
    yaml_mark_t where = {0};
    bool deep = false;
    yaml_parser_set_input_string(&held->parser, (const unsigned char *)text, length);
    for (int depth = 0, last = 0; !last && !deep && yaml_parser_parse(&held->parser, &event); yaml_event_delete(&event)) {
        last = event.type == YAML_STREAM_END_EVENT;
        depth += event.type == YAML_SEQUENCE_START_EVENT || event.type == YAML_MAPPING_START_EVENT;
        depth -= event.type == YAML_SEQUENCE_END_EVENT || event.type == YAML_MAPPING_END_EVENT;
        deep = depth > MAX_DEPTH;
        if (deep)
            where = event.start_mark;
    }
    yaml_parser_delete(&held->parser);
    held->parser_there = false;
    if (deep)
        kp_problems_add(r->problems, KP_F_TOO_LARGE, place_at(r, where), KP_UNIT_NONE, "YAML 的层级 | levels of the YAML",
                        kp_format(r->arena, "%u", MAX_DEPTH), NULL);
    return !deep;
}

/* False, with a problem, where there is no memory for one. */
static bool make_parser(reader *r, resources *held) {
    held->parser_there = yaml_parser_initialize(&held->parser) != 0;
    if (!held->parser_there)
        kp_problems_add(r->problems, KP_F_TOO_LARGE, (kp_place){.file = r->name}, KP_UNIT_NONE, "YAML 占用的内存 | memory for the YAML", "", NULL);
    return held->parser_there;
}

/* What may be an anchor: "&" at the start of a word. */
static size_t count_anchors(const char *text, size_t length) {
    size_t n = 0;
    for (size_t i = 0; i + 1 < length; i++)
        n += text[i] == '&' && (i == 0 || strchr(" \t\n\r[{,", text[i - 1])) && !strchr(" \t\n\r", text[i + 1]);
    return n;
}

bool kp_yaml_read(kp_arena *arena, const char *name, const char *text, size_t length, kp_records *records, kp_problems *problems) {
    size_t errors = problems->errors;
    reader r = {.arena = arena, .name = name, .records = records, .problems = problems};
    if (length > KP_MAX_YAML_BYTES) {
        kp_problems_add(problems, KP_F_TOO_LARGE, (kp_place){.file = name}, KP_UNIT_NONE, kp_format(arena, "%zu", length),
                        kp_format(arena, "%u", KP_MAX_YAML_BYTES), NULL);
        return false;
    }
    if (count_anchors(text, length) > MAX_ANCHORS) {
        kp_problems_add(problems, KP_F_TOO_LARGE, (kp_place){.file = name}, KP_UNIT_NONE, "YAML 的锚点数 | anchors of the YAML",
                        kp_format(arena, "%u", MAX_ANCHORS), NULL);
        return false;
    }
    resources *held = KP_NEW(arena, resources);
    kp_arena_defer(arena, release, held);
    if (!make_parser(&r, held) || !check_depth(&r, held, text, length) || !make_parser(&r, held))
        return false;
    yaml_parser_set_input_string(&held->parser, (const unsigned char *)text, length);
    if (load(&r, held, text, length)) {
        r.lines = kp_yaml_lines_of(arena, text, length);
        r.document = &held->document;
        read_document(&r);
        yaml_document_delete(&held->document);
        held->document_there = false;
        if (load(&r, held, text, length)) {
            yaml_node_t *second = yaml_document_get_root_node(&held->document);
            if (second)
                kp_problems_add(problems, KP_S_SECOND_SCHEME, place_at(&r, second->start_mark), KP_UNIT_NONE, NULL, NULL, NULL);
        }
    }
    release(held);
    return problems->errors == errors;
}
