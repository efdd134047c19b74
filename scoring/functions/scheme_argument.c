/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_argument.c - the scheme that an argument names, read once and kept in the session. */
#include "call.h"
#include "kaoping/names.h"
#include "kaoping/scheme_io.h"
#include "session.h"
#include "values_sheet.h"

#include <stdlib.h>
#include <string.h>

#define KEPT_SCHEMES 16 /* a workbook has one or two; the one unused for longest goes */

/* One scheme, or what is wrong with it, in an arena of its own; found again by the cells it was read from. */
typedef struct kept_scheme {
    kp_arena *arena; /* NULL: nothing kept here */
    uint64_t used;
    uint64_t serial; /* no other scheme of the session ever has it */
    uint64_t hash;
    size_t rows, columns;
    const kp_value *cells;
    const kp_scheme *scheme; /* NULL: `problems` says why */
    kp_problems *problems;
} kept_scheme;

struct kept_schemes {
    kept_scheme items[KEPT_SCHEMES];
    uint64_t clock;
    size_t last; /* the one used last */
};

void kept_schemes_free(struct kept_schemes *schemes) {
    for (size_t i = 0; schemes && i < KEPT_SCHEMES; i++)
        kp_arena_free(schemes->items[i].arena);
    free(schemes);
}

/* ---- the cells, as the key ---- */

typedef struct cells {
    const kp_value *items;
    size_t rows, columns;
} cells;

static uint64_t add_bytes(uint64_t hash, const void *bytes, size_t size) { /* FNV-1a */
    const unsigned char *at = bytes;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ at[i]) * UINT64_C(1099511628211);
    return hash;
}

static uint64_t hash_cells(cells key) {
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < key.rows * key.columns; i++) {
        const kp_value *value = &key.items[i];
        hash = add_bytes(hash, &value->kind, sizeof value->kind);
        if (value->kind == KP_VALUE_TEXT)
            hash = add_bytes(hash, value->text, strlen(value->text));
        else if (value->kind == KP_VALUE_NUMBER)
            hash = add_bytes(hash, &value->number, sizeof value->number);
    }
    return hash;
}

bool call_same_value(const kp_value *x, const kp_value *y) {
    if (x->kind != y->kind)
        return false;
    switch (x->kind) {
    case KP_VALUE_TEXT: return strcmp(x->text, y->text) == 0;
    case KP_VALUE_NUMBER: return memcmp(&x->number, &y->number, sizeof x->number) == 0;
    case KP_VALUE_ERROR: return x->error == y->error;
    default: return true;
    }
}

static bool same_cells(const kept_scheme *kept, uint64_t hash, cells key) {
    if (!kept->arena || kept->hash != hash || kept->rows != key.rows || kept->columns != key.columns)
        return false;
    for (size_t i = 0; i < key.rows * key.columns; i++)
        if (!call_same_value(&kept->cells[i], &key.items[i]))
            return false;
    return true;
}

static const kp_value *copy_cells(kp_arena *arena, cells key) {
    kp_value *copy = KP_NEW_ARRAY(arena, kp_value, key.rows * key.columns);
    for (size_t i = 0; i < key.rows * key.columns; i++) {
        copy[i] = key.items[i];
        if (copy[i].kind == KP_VALUE_TEXT)
            copy[i].text = kp_strdup(arena, copy[i].text);
    }
    return copy;
}

/* ---- reading ---- */

/* By id, else by the name of a preset, else by title. */
static const kp_scheme *load_named(kp_arena *arena, const char *name, kp_problems *problems) {
    for (size_t i = 0; i < kp_builtin_count(); i++)
        if (kp_text_matches(kp_builtin_id(i), name))
            return kp_builtin_load(arena, kp_builtin_id(i), problems);
    if (kp_builtin_find(name) != SIZE_MAX) /* a preset by its base and name */
        return kp_builtin_load(arena, name, problems);
    for (size_t i = 0; i < kp_builtin_count(); i++) {
        const kp_scheme *scheme = kp_builtin_load(arena, kp_builtin_id(i), kp_problems_new(arena));
        if (scheme && kp_text_matches(scheme->title, name))
            return scheme;
    }
    kp_problems_add(problems, KP_S_UNKNOWN_SCHEME, (kp_place){0}, KP_UNIT_NONE, kp_verbatim(arena, name), kp_builtin_ids(arena), NULL);
    return NULL;
}

/* The only cell where anything stands, or NULL. */
static const kp_value *only_value(cells key) {
    const kp_value *only = NULL;
    for (size_t i = 0; i < key.rows * key.columns; i++) {
        const kp_value *value = &key.items[i];
        if (call_is_nothing(value))
            continue;
        if (only)
            return NULL;
        only = value;
    }
    return only;
}

/* By the range of a sheet 方案; its cells are told by their place in it. */
static const kp_scheme *load_cells(kp_arena *arena, cells key, kp_problems *problems) {
    const char *name = kp_text(arena, kp_sheet_name(KP_SHEET_SCHEME), KP_ZH);
    kp_cell_sheet sheet = values_sheet(arena, name, key.items, key.rows, key.columns);
    kp_workbook *book = kp_workbook_of_cells(arena, "", &sheet, 1, true, problems);
    const kp_scheme *scheme = book ? kp_scheme_of_workbook(arena, book, problems) : NULL;
    kp_workbook_close(book);
    return scheme;
}

static void read_scheme(kp_arena *arena, void *data) {
    kept_scheme *kept = data;
    kept->cells = copy_cells(arena, (cells){kept->cells, kept->rows, kept->columns});
    kept->problems = kp_problems_new(arena);
    cells key = {kept->cells, kept->rows, kept->columns};
    const kp_value *only = only_value(key);
    if (only && only->kind == KP_VALUE_TEXT)
        kept->scheme = load_named(arena, only->text, kept->problems);
    else
        kept->scheme = load_cells(arena, key, kept->problems);
}

/* ---- keeping ---- */

static kept_scheme *oldest(struct kept_schemes *schemes) {
    kept_scheme *found = &schemes->items[0];
    for (size_t i = 0; i < KEPT_SCHEMES; i++)
        if (!schemes->items[i].arena || schemes->items[i].used < found->used)
            found = &schemes->items[i];
    return found;
}

/* Reads into an arena of its own; nothing is taken from the call's meanwhile, which may leave from there. */
static kept_scheme *keep_scheme(call *c, struct kept_schemes *schemes, uint64_t hash, cells key) {
    kept_scheme *place = oldest(schemes);
    kp_arena_free(place->arena);
    *place = (kept_scheme){.arena = kp_arena_new(NULL), .hash = hash, .rows = key.rows, .columns = key.columns, .cells = key.items};
    if (!place->arena)
        kp_arena_exhausted(c->arena);
    if (kp_arena_run(place->arena, read_scheme, place) != KP_OK) {
        kp_arena_free(place->arena);
        *place = (kept_scheme){0};
        kp_arena_exhausted(c->arena);
    }
    return place;
}

static void fail_with_problems(call *c, size_t argument, const kp_problems *problems) {
    if (!c->explain || c->failed) {
        call_fail(c, KP_FUNCTION_ERROR_SCHEME, "");
        return;
    }
    kp_buffer lines = {.arena = c->arena};
    for (size_t i = 0; i < problems->count; i++)
        kp_buffer_printf(&lines, "\n%s", kp_problem_line(c->arena, &problems->items[i], c->lang));
    call_fail_at(c, KP_FUNCTION_ERROR_SCHEME, argument, WHOLE_ARGUMENT, 0, NULL, kp_verbatim(c->arena, kp_buffer_text(&lines)));
}

/* The one that was used last is looked at first, and its hash is not needed. */
static kept_scheme *find_scheme(call *c, cells key) {
    if (!c->session->schemes && !(c->session->schemes = calloc(1, sizeof *c->session->schemes)))
        kp_arena_exhausted(c->arena);
    struct kept_schemes *schemes = c->session->schemes;
    kept_scheme *found = &schemes->items[schemes->last];
    if (!same_cells(found, found->hash, key)) {
        uint64_t hash = hash_cells(key);
        found = NULL;
        for (size_t i = 0; i < KEPT_SCHEMES && !found; i++)
            if (same_cells(&schemes->items[i], hash, key))
                found = &schemes->items[i];
        if (!found) {
            found = keep_scheme(c, schemes, hash, key);
            found->serial = ++schemes->clock;
        }
        schemes->last = (size_t)(found - schemes->items);
    }
    found->used = ++schemes->clock;
    c->session->scheme_serial = found->serial;
    return found;
}

const kp_scheme *call_scheme(call *c, size_t argument) {
    cells key;
    key.items = call_area(c, argument, &key.rows, &key.columns);
    if (key.rows == 0) {
        call_fail_at(c, KP_FUNCTION_ERROR_SCHEME, argument, 0, 0, NULL, "没有给出方案 | no scheme is given");
        return NULL;
    }
    if (key.columns > KP_MAX_SCHEME_CELLS / key.rows) {
        call_fail_at(c, KP_FUNCTION_ERROR_SCHEME, argument, WHOLE_ARGUMENT, 0, NULL, "区域太大，不是“方案”表 | too large a range for a sheet 方案");
        return NULL;
    }
    kept_scheme *found = find_scheme(c, key);
    if (!found->scheme)
        fail_with_problems(c, argument, found->problems);
    return found->scheme;
}

const kp_scheme *call_builtin_scheme(call *c, const char *id) {
    kp_value name = value_text(id);
    const kp_scheme *scheme = find_scheme(c, (cells){&name, 1, 1})->scheme;
    if (!scheme)
        call_fail(c, KP_FUNCTION_ERROR_SCHEME, "没有这个内置方案 | there is no such built-in scheme");
    return scheme;
}

const kp_scheme *call_scheme_of(call *c, size_t argument, const char *base) {
    const kp_area *area = &c->arguments[argument];
    kp_value value = {0};
    if (area->rows == 1 && area->columns == 1)
        area->read(area, c->arena, 0, &value);
    if (value.kind == KP_VALUE_TEXT) {
        const char *name = kp_format(c->arena, "%s/%s", base, value.text);
        if (kp_builtin_find(name) != SIZE_MAX)
            return call_builtin_scheme(c, name);
    }
    return call_scheme(c, argument);
}
