/* SPDX-License-Identifier: GPL-3.0-or-later */
/* columns.c - codes to columns: what each column of a range of data means to a scheme. Reading a row of codes costs more than scoring a row, so it is kept. */
#include "columns.h"
#include "kaoping/entry_layout.h"
#include "kaoping/message.h"
#include "session.h"

#include <stdlib.h>
#include <string.h>

/* ---- names ---- */

/* Everything that a code may be. */
typedef struct vocabulary {
    kp_arena *arena;
    const kp_scheme *scheme;
    const kp_layout *layout;
    kp_names *titles; /* of nodes */
} vocabulary;

static bool is_entered_as_one(const vocabulary *v, int32_t node) {
    const kp_indicator *leaf = &v->scheme->indicators[node];
    size_t count = 0;
    const kp_slot *slots = leaf->method == KP_METHOD_NONE ? NULL : kp_method_of(leaf->method)->slots(v->arena, leaf, &count);
    return count == 1 && *slots[0].key == '\0';
}

static int32_t find_node(const vocabulary *v, const char *name) {
    int32_t node = kp_scheme_find_indicator(v->scheme, name);
    if (node >= 0)
        return node;
    node = KP_NAME_UNKNOWN;
    for (size_t i = 0; i < v->scheme->indicator_count && node == KP_NAME_UNKNOWN; i++)
        if (kp_text_matches(v->scheme->indicators[i].id, name))
            node = (int32_t)i;
    return node == KP_NAME_UNKNOWN ? kp_names_find_remarked(v->titles, name, true) : node;
}

/* "z1.mark", "自查.得分": always the mark. */
static bool find_mark(const vocabulary *v, const char *code, kp_scorer_input *out) {
    static const char *const endings[] = {".mark", ".得分", "．得分"};
    size_t length = strlen(code);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t ending = strlen(endings[i]);
        if (length <= ending || !kp_text_matches(endings[i], code + length - ending))
            continue;
        *out = (kp_scorer_input){find_node(v, kp_strndup(v->arena, code, length - ending)), KP_SCORER_MARK};
        return out->indicator >= 0;
    }
    return false;
}

/* A column of an entry table, by its key or its head. */
static int32_t find_column(const vocabulary *v, const char *code, bool by_key, kp_scorer_input *out) {
    int32_t found = KP_NAME_UNKNOWN;
    for (size_t i = 0; i < v->layout->count; i++) {
        const kp_layout_sheet *sheet = &v->layout->sheets[i];
        int32_t column = sheet->kind != KP_SHEET_TABLE ? KP_NAME_UNKNOWN : by_key ? kp_names_find(sheet->keys, code) : kp_layout_match(sheet, code);
        if (column == KP_NAME_UNKNOWN || (column >= 0 && sheet->columns[column].role != KP_COLUMN_SLOT))
            continue;
        if (found != KP_NAME_UNKNOWN || column == KP_NAME_AMBIGUOUS)
            return KP_NAME_AMBIGUOUS;
        found = column;
        *out = (kp_scorer_input){sheet->columns[column].indicator, sheet->columns[column].index};
    }
    return found;
}

/* KP_NAME_UNKNOWN, KP_NAME_AMBIGUOUS, or at least 0 and *out. */
static int32_t find_code(const vocabulary *v, const char *code, kp_scorer_input *out) {
    int32_t column = find_column(v, code, true, out);
    if (column >= 0)
        return column;
    if (find_mark(v, code, out))
        return 0;
    int32_t node = find_node(v, code);
    if (node == KP_NAME_UNKNOWN)
        return find_column(v, code, false, out);
    if (node >= 0)
        *out = (kp_scorer_input){node, is_entered_as_one(v, node) ? 0 : KP_SCORER_MARK};
    return node;
}

static const char *known_codes(const vocabulary *v) {
    kp_buffer list = {.arena = v->arena};
    for (size_t i = 1; i < v->scheme->indicator_count && i < 40; i++)
        kp_buffer_printf(&list, "%s%s", i > 1 ? ", " : "", v->scheme->indicators[i].id);
    return kp_buffer_text(&list);
}

/* ---- codes ---- */

typedef struct code {
    const char *text; /* "" where the column is not looked at */
    size_t row, column;
} code;

typedef struct codes {
    kp_arena *arena;
    const vocabulary *words;
    code *items;
    size_t count, capacity;
} codes;

static size_t separator(const char *at, bool blanks) {
    static const char *const marks[] = {",", "，", ";", "；", "、"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(at, marks[i], strlen(marks[i])) == 0)
            return strlen(marks[i]);
    size_t length;
    return blanks && kp_is_blank(kp_utf8_read(at, &length)) ? length : 0;
}

/* By blanks where that is asked for: then several stand for one, and none at the ends. */
static void split(codes *all, const char *text, bool blanks, code place) {
    const char *from = text;
    for (const char *at = text;;) {
        size_t length = *at ? separator(at, blanks) : 0;
        if (*at && !length) {
            kp_utf8_read(at, &length);
            at += length;
            continue;
        }
        place.text = kp_trim(all->arena, kp_strndup(all->arena, from, (size_t)(at - from)));
        kp_scorer_input ignored;
        bool whole = blanks || !*place.text || find_code(all->words, place.text, &ignored) != KP_NAME_UNKNOWN;
        if (!whole)
            split(all, place.text, true, place);
        else if (*place.text || !blanks)
            KP_PUSH(all->arena, all, place);
        if (!*at)
            return;
        from = at += length;
    }
}

/* One code a cell, or one text for all. */
static void list_codes(codes *all, const kp_value *cells, size_t rows, size_t width) {
    for (size_t i = 0; i < rows * width; i++) {
        code place = {"", i / width, i % width};
        kp_num number;
        if (cells[i].kind == KP_VALUE_TEXT)
            place.text = kp_trim(all->arena, cells[i].text);
        else if (cells[i].kind == KP_VALUE_NUMBER && kp_value_num(all->arena, &cells[i], &number))
            place.text = kp_num_exact(all->arena, number);
        else if (cells[i].kind == KP_VALUE_ERROR)
            place.text = "#";
        kp_scorer_input ignored;
        if (rows * width == 1 && find_code(all->words, place.text, &ignored) == KP_NAME_UNKNOWN)
            split(all, place.text, false, place);
        else
            KP_PUSH(all->arena, all, place);
    }
    while (all->count && !*all->items[all->count - 1].text && rows * width > 1)
        all->count--; /* the end of a longer range */
}

/* ---- making ready ---- */

/* One set of columns, in an arena of its own; found again by what it was read from. */
typedef struct kept {
    kp_arena *arena; /* NULL: nothing kept here */
    uint64_t used, scheme;
    const void *function; /* of which the arguments are */
    size_t rows, width, data_width;
    const kp_value *cells; /* of the codes, then the node */
    column_set made;
} kept;

#define KEPT_COLUMNS 8

struct kept_columns {
    kept items[KEPT_COLUMNS];
    uint64_t clock;
    size_t last;
};

void kept_columns_free(struct kept_columns *all) {
    for (size_t i = 0; all && i < KEPT_COLUMNS; i++)
        kp_arena_free(all->items[i].arena);
    free(all);
}

/* What reading needs; `c` only says the language. */
typedef struct reading {
    call *c;
    const kp_scheme *scheme;
    kept *place;
    const kp_num *weights; /* call_children() */
    size_t children;
} reading;

static void fail(column_set *made, size_t argument, const code *at, const char *why) {
    if (made->error)
        return;
    made->error = KP_FUNCTION_ERROR_ARGUMENT;
    made->argument = argument;
    made->row = at ? at->row : 0;
    made->column = at ? at->column : 0;
    made->why = why;
}

static const char *words(kp_arena *arena, const reading *r, kp_message message, const char *a0, const char *a1) {
    return kp_verbatim(arena, kp_say_with(arena, message, r->c->lang, a0, a1, NULL));
}

static void make_room(kp_arena *arena, column_set *made) {
    made->cells = KP_NEW_ARRAY(arena, kp_value, made->count);
    made->inputs = KP_NEW_ARRAY(arena, kp_input, made->scorer->input_count);
    made->millionths = KP_NEW_ARRAY(arena, int64_t, made->scorer->input_count);
    made->titles = KP_NEW_ARRAY(arena, const char *, made->scorer->input_count);
    for (size_t i = 0; i < made->scorer->input_count; i++) {
        const kp_scorer_input *in = &made->scorer->inputs[i];
        const kp_indicator *node = &made->scheme->indicators[in->indicator];
        const kp_slot *slot = &made->scorer->slots[i];
        made->titles[i] = *slot->key ? kp_text_join(arena, node->title, "·", slot->label) : node->title;
    }
}

static int32_t read_node(kp_arena *arena, reading *r, const vocabulary *v, const kp_value *value) {
    if (call_is_nothing(value))
        return 0;
    int32_t node = value->kind == KP_VALUE_TEXT ? find_node(v, kp_trim(arena, value->text)) : KP_NAME_UNKNOWN;
    if (node < 0)
        fail(&r->place->made, 3, NULL,
             node == KP_NAME_AMBIGUOUS ? words(arena, r, KP_M_FN_CODE_AMBIGUOUS, NULL, NULL)
                                       : words(arena, r, KP_M_FN_CODE_UNKNOWN, kp_verbatim(arena, known_codes(v)), NULL));
    return node < 0 ? 0 : node;
}

static vocabulary read_vocabulary(kp_arena *arena, const kp_scheme *scheme) {
    vocabulary v = {arena, scheme, kp_layout_of(arena, scheme), kp_names_new(arena)};
    for (size_t i = 0; i < scheme->indicator_count; i++)
        kp_names_add(v.titles, scheme->indicators[i].title, (int32_t)i);
    return v;
}

static void read_columns(kp_arena *arena, void *data) {
    reading *r = data;
    column_set *made = &r->place->made;
    vocabulary v = read_vocabulary(arena, r->scheme);
    codes all = {.arena = arena, .words = &v};
    list_codes(&all, r->place->cells, r->place->rows, r->place->width);
    kp_scorer_input *inputs = KP_NEW_ARRAY(arena, kp_scorer_input, all.count);
    size_t *column_of = KP_NEW_ARRAY(arena, size_t, all.count), used = 0;
    for (size_t i = 0; i < all.count; i++) {
        if (!*all.items[i].text)
            continue;
        int32_t found = find_code(&v, all.items[i].text, &inputs[used]);
        const char *shown = kp_verbatim(arena, all.items[i].text);
        if (found < 0)
            fail(made, 1, &all.items[i],
                 words(arena, r, KP_M_FN_REASON, kp_say_with(arena, KP_M_FN_TEXT_SHOWN, r->c->lang, shown, NULL, NULL),
                       found == KP_NAME_AMBIGUOUS ? words(arena, r, KP_M_FN_CODE_AMBIGUOUS, NULL, NULL)
                                                  : words(arena, r, KP_M_FN_CODE_UNKNOWN, kp_verbatim(arena, known_codes(&v)), NULL)));
        column_of[used++] = i;
    }
    made->scheme = r->scheme;
    made->count = all.count;
    made->column_of = column_of;
    made->lying = r->place->data_width == 1 && all.count > 1;
    if (used == 0)
        fail(made, 1, NULL, words(arena, r, KP_M_FN_NO_CODES, NULL, NULL));
    else if (all.count != r->place->data_width && !made->lying)
        fail(made, 2, NULL, words(arena, r, KP_M_FN_CODES_SIZE, kp_format(arena, "%zu", all.count), kp_format(arena, "%zu", r->place->data_width)));
    int32_t node = read_node(arena, r, &v, &r->place->cells[r->place->rows * r->place->width]);
    size_t clash[2];
    if (made->error)
        return;
    made->scorer = kp_scorer_new(arena, r->scheme, inputs, used, node, clash);
    if (made->scorer)
        make_room(arena, made);
    else
        fail(made, 1, &all.items[column_of[clash[1]]],
             words(arena, r, KP_M_FN_CODES_CLASH, kp_verbatim(arena, all.items[column_of[clash[0]]].text),
                   kp_verbatim(arena, all.items[column_of[clash[1]]].text)));
}

static void read_children(kp_arena *arena, void *data) {
    reading *r = data;
    column_set *made = &r->place->made;
    kp_scheme *scheme = KP_NEW(arena, kp_scheme);
    kp_indicator *nodes = KP_NEW_ARRAY(arena, kp_indicator, r->scheme->indicator_count);
    memcpy(nodes, r->scheme->indicators, r->scheme->indicator_count * sizeof *nodes);
    *scheme = *r->scheme;
    scheme->indicators = nodes;
    kp_scorer_input *inputs = KP_NEW_ARRAY(arena, kp_scorer_input, r->children);
    size_t *column_of = KP_NEW_ARRAY(arena, size_t, r->children), used = 0, clash[2];
    for (int32_t child = 1; child < nodes[0].end && used < r->children; child = nodes[child].end) {
        if (r->weights)
            nodes[child].weight = (kp_optional){true, r->weights[used]};
        kp_num hundred = kp_num_int(100); /* marks are out of 100, whatever the points below add up to */
        if (kp_num_sign(nodes[child].full) > 0)
            nodes[child].tolerance = kp_num_div(arena, kp_num_mul(arena, nodes[child].tolerance, hundred), nodes[child].full);
        nodes[child].full = hundred;
        inputs[used] = (kp_scorer_input){child, KP_SCORER_MARK};
        column_of[used] = used;
        used++;
    }
    made->scheme = scheme;
    made->count = used;
    made->column_of = column_of;
    made->lying = r->place->data_width == 1 && used > 1;
    if (used != r->place->data_width && !made->lying)
        fail(made, 0, NULL, words(arena, r, KP_M_FN_CODES_SIZE, kp_format(arena, "%zu", used), kp_format(arena, "%zu", r->place->data_width)));
    else if ((made->scorer = kp_scorer_new(arena, scheme, inputs, used, 0, clash)))
        make_room(arena, made);
}

/* ---- keeping ---- */

static bool same_key(const kept *place, const kept *key) {
    if (!place->arena || place->scheme != key->scheme || place->function != key->function || place->rows != key->rows || place->width != key->width ||
        place->data_width != key->data_width)
        return false;
    for (size_t i = 0; i < key->rows * key->width + 1; i++)
        if (!call_same_value(&place->cells[i], &key->cells[i]))
            return false;
    return true;
}

static void copy_key(kp_arena *arena, void *data) {
    reading *r = data;
    size_t count = r->place->rows * r->place->width + 1;
    kp_value *copy = KP_NEW_ARRAY(arena, kp_value, count);
    for (size_t i = 0; i < count; i++) {
        copy[i] = r->place->cells[i];
        if (copy[i].kind == KP_VALUE_TEXT)
            copy[i].text = kp_strdup(arena, copy[i].text);
    }
    r->place->cells = copy;
    (r->children ? read_children : read_columns)(arena, data);
}

static column_set *find_columns(call *c, reading *r, kept key) {
    struct kept_columns *all = c->session->columns;
    if (!all && !(all = c->session->columns = calloc(1, sizeof *all)))
        kp_arena_exhausted(c->arena);
    kept *place = &all->items[all->last];
    if (!same_key(place, &key)) {
        place = NULL;
        for (size_t i = 0; i < KEPT_COLUMNS && !place; i++)
            if (same_key(&all->items[i], &key))
                place = &all->items[i];
    }
    if (!place || (place->made.error && c->explain)) { /* why codes are wrong is said in the language of who asks */
        if (!place) {
            place = &all->items[0];
            for (size_t i = 0; i < KEPT_COLUMNS; i++)
                if (!all->items[i].arena || all->items[i].used < place->used)
                    place = &all->items[i];
        }
        kp_arena_free(place->arena);
        *place = key;
        place->arena = kp_arena_new(NULL);
        r->place = place;
        if (!place->arena || kp_arena_run(place->arena, copy_key, r) != KP_OK) {
            kp_arena_free(place->arena);
            *place = (kept){0};
            kp_arena_exhausted(c->arena);
        }
    }
    place->used = ++all->clock;
    all->last = (size_t)(place - all->items);
    column_set *made = &place->made;
    if (made->error)
        call_fail_at(c, made->error, made->argument, made->row, made->column, NULL, made->why);
    return made->error ? NULL : made;
}

column_set *call_columns(call *c, const kp_scheme *scheme, size_t width) {
    const kp_area *area = &c->arguments[1];
    if (area->rows > SIZE_MAX / area->columns / 2)
        kp_arena_exhausted(c->arena);
    kp_value *cells = KP_NEW_ARRAY(c->arena, kp_value, area->rows * area->columns + 1);
    for (size_t row = 0; row < area->rows; row++)
        area->read(area, c->arena, row, cells + row * area->columns);
    if (c->function->id == KP_FUNCTION_SCORE && call_given(c, 3))
        cells[area->rows * area->columns] = call_value(c, 3);
    kept key = {.scheme = c->session->scheme_serial,
                .function = NULL, /* all functions with codes read them alike */
                .rows = area->rows,
                .width = area->columns,
                .data_width = width,
                .cells = cells};
    reading r = {.c = c, .scheme = scheme};
    return c->failed ? NULL : find_columns(c, &r, key);
}

column_set *call_children(call *c, const kp_scheme *scheme, const kp_num *weights, size_t count) {
    kp_value *cells = KP_NEW_ARRAY(c->arena, kp_value, count + 1);
    for (size_t i = 0; i < count; i++)
        cells[i] = weights ? value_text(kp_num_exact(c->arena, weights[i])) : (kp_value){0};
    kept key = {.scheme = c->session->scheme_serial,
                .function = c->function,
                .rows = 1,
                .width = count,
                .data_width = c->arguments[0].columns,
                .cells = cells};
    reading r = {.c = c, .scheme = scheme, .weights = weights, .children = count};
    return find_columns(c, &r, key);
}
