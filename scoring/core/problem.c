/* SPDX-License-Identifier: GPL-3.0-or-later */
/* problem.c - the list of what is wrong with an input, and its sentences from the table problems.def. */
#include "kaoping/problem.h"
#include "kaoping/utf8.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

typedef struct code_row {
    const char *code;
    kp_severity severity;
    const char *sentence[2]; /* by kp_lang */
} code_row;

static const code_row code_rows[KP_PROBLEM_COUNT] = {
#define KP_PROBLEM(name, code, severity, zh, en) {code, severity, {zh, en}},
#include "kaoping/problems.def"
#undef KP_PROBLEM
};

static const struct {
    const char *key, *text[2];
} severity_rows[] = {
    [KP_ERROR] = {"error", {"错误", "error"}},
    [KP_WARNING] = {"warning", {"警告", "warning"}},
    [KP_HINT] = {"hint", {"提示", "hint"}},
};

static const code_row *row_of(kp_problem_code code) {
    assert((unsigned)code < KP_PROBLEM_COUNT);
    return &code_rows[(unsigned)code < KP_PROBLEM_COUNT ? (unsigned)code : 0];
}

const char *kp_problem_code_text(kp_problem_code code) { return row_of(code)->code; }

kp_severity kp_problem_severity(kp_problem_code code) { return row_of(code)->severity; }

size_t kp_problems_count(const kp_problems *list, kp_severity severity) {
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += kp_problem_severity(list->items[i].code) == severity;
    return count;
}

const char *kp_severity_text(kp_severity severity, kp_lang lang) { return severity_rows[severity].text[lang == KP_EN]; }

const char *kp_severity_key(kp_severity severity) { return severity_rows[severity].key; }

/* ---- the list ---- */

/* A set of hashes: 64 bits of FNV-1a tell the few thousand keys of a run apart; a collision would lose one hint. */
typedef struct kp_problem_keys {
    uint64_t *slots; /* 0: free; the number of slots is a power of two */
    size_t count, size;
} kp_problem_keys;

kp_problems *kp_problems_new(kp_arena *arena) {
    kp_problems *list = KP_NEW(arena, kp_problems);
    list->arena = arena;
    list->once = KP_NEW(arena, kp_problem_keys);
    return list;
}

/* A copy that prints on one line and is sound UTF-8, of at most `longest` bytes. */
static const char *copy_text(kp_arena *arena, const char *text, size_t longest) {
    if (!text)
        return NULL;
    kp_buffer copy = {.arena = arena};
    size_t length;
    for (; *text; text += length) {
        uint32_t character = kp_utf8_read(text, &length);
        if (character == 0x1F && !strncmp(text + 1, "| ", 2)) { /* kp_verbatim() */
            kp_buffer_add(&copy, text, 1);
            continue;
        }
        if (character < ' ' || (character >= 0x7F && character < 0xA0))
            character = ' ';
        char bytes[4];
        size_t size = kp_utf8_write(character, bytes);
        if (copy.length + size > longest) {
            kp_buffer_puts(&copy, "…");
            break;
        }
        kp_buffer_add(&copy, bytes, size);
    }
    return kp_buffer_text(&copy);
}

/* Neighbours in the list mostly stand in one sheet: its name is then kept once. */
static const char *copy_name(kp_arena *arena, const char *name, const char *before) {
    if (name && before && strcmp(name, before) == 0)
        return before;
    return copy_text(arena, name, SIZE_MAX);
}

static void append_problem(kp_problems *list, kp_problem_code code, kp_place place, const int32_t units[], size_t count,
                           const char *const arguments[3]) {
    const kp_place *before = list->count ? &list->items[list->count - 1].place : &(kp_place){0};
    kp_problem problem = {.code = code, .place = place, .unit = units[0], .other_count = count - 1};
    if (count > 1) {
        int32_t *others = KP_NEW_ARRAY(list->arena, int32_t, count - 1);
        memcpy(others, units + 1, (count - 1) * sizeof *others);
        problem.others = others;
    }
    problem.place.file = copy_name(list->arena, place.file, before->file);
    problem.place.sheet = copy_name(list->arena, place.sheet, before->sheet);
    for (int i = 0; i < 3; i++)
        problem.arguments[i] = copy_text(list->arena, arguments[i], KP_PROBLEM_ARGUMENT_MAX);
    KP_PUSH(list->arena, list, problem);
}

static void add_problem(kp_problems *list, kp_problem_code code, kp_place place, const int32_t units[], size_t count,
                        const char *const arguments[3]) {
    bool error = kp_problem_severity(code) == KP_ERROR;
    size_t lost_errors = list->errors > KP_PROBLEMS_MAX ? list->errors - KP_PROBLEMS_MAX : 0;
    size_t kept_errors = list->errors - lost_errors;
    size_t kept_others = list->count - kept_errors - (lost_errors > 0); /* the note about lost errors is none of either */
    if (error)
        list->errors++;
    if ((error ? kept_errors : kept_others) < KP_PROBLEMS_MAX) {
        append_problem(list, code, place, units, count, arguments);
        return;
    }
    list->dropped++;
    if (error && lost_errors == 0)
        append_problem(list, KP_F_TOO_LARGE, place, &(const int32_t){KP_UNIT_ALL}, 1,
                       (const char *const[]){"数据问题个数，其余未列出 | the number of problems; the rest is not listed",
                                             kp_format(list->arena, "%d", KP_PROBLEMS_MAX), NULL});
}

void kp_problems_add(kp_problems *list, kp_problem_code code, kp_place place, int32_t unit, const char *a0, const char *a1, const char *a2) {
    add_problem(list, code, place, &unit, 1, (const char *const[]){a0, a1, a2});
}

void kp_problems_add_for(kp_problems *list, kp_problem_code code, kp_place place, const int32_t units[], size_t count, const char *a0,
                         const char *a1) {
    assert(count > 0);
    add_problem(list, code, place, units, count, (const char *const[]){a0, a1, NULL});
}

bool kp_problem_concerns(const kp_problem *problem, int32_t unit) {
    bool concerns = problem->unit == unit || problem->unit == KP_UNIT_ALL;
    for (size_t i = 0; i < problem->other_count && !concerns; i++)
        concerns = problem->others[i] == unit;
    return concerns;
}

static uint64_t hash_text(uint64_t hash, const char *text) {
    for (text = text ? text : ""; *text; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001B3);
    return (hash ^ 0x100) * UINT64_C(0x100000001B3); /* where a text ends counts too */
}

/* True where `hash` was not yet there. */
static bool insert_key(kp_arena *arena, kp_problem_keys *keys, uint64_t hash) {
    if (keys->count * 2 >= keys->size) {
        kp_problem_keys larger = {.size = keys->size ? keys->size * 2 : 64};
        larger.slots = KP_NEW_ARRAY(arena, uint64_t, larger.size);
        for (size_t i = 0; i < keys->size; i++)
            if (keys->slots[i])
                insert_key(arena, &larger, keys->slots[i]);
        *keys = larger;
    }
    size_t at = hash & (keys->size - 1);
    while (keys->slots[at] && keys->slots[at] != hash)
        at = (at + 1) & (keys->size - 1);
    if (keys->slots[at])
        return false;
    keys->slots[at] = hash;
    keys->count++;
    return true;
}

void kp_problems_add_once(kp_problems *list, const char *key, kp_problem_code code, kp_place place, const char *a0, const char *a1, const char *a2) {
    uint64_t hash = hash_text(UINT64_C(0xCBF29CE484222325), kp_problem_code_text(code));
    hash = hash_text(hash_text(hash, place.file), key);
    if (insert_key(list->arena, list->once, hash ? hash : 1))
        kp_problems_add(list, code, place, KP_UNIT_NONE, a0, a1, a2);
}

/* ---- order ---- */

static int compare_text(const char *x, const char *y) { return strcmp(x ? x : "", y ? y : ""); }

static int compare_number(uint32_t x, uint32_t y) { return (x > y) - (x < y); }

static int compare_problems(const void *a, const void *b) {
    const kp_problem *x = *(const kp_problem *const *)a, *y = *(const kp_problem *const *)b;
    int order = compare_text(x->place.file, y->place.file);
    order = order ? order : compare_text(x->place.sheet, y->place.sheet);
    order = order ? order : compare_number(x->place.row, y->place.row);
    order = order ? order : compare_number(x->place.column, y->place.column);
    order = order ? order : strcmp(kp_problem_code_text(x->code), kp_problem_code_text(y->code));
    return order ? order : (x > y) - (x < y); /* both stand in one array: in the order in which they were added */
}

void kp_problems_sort(kp_problems *list) {
    if (list->count < 2)
        return;
    const kp_problem **order = KP_NEW_ARRAY(list->arena, const kp_problem *, list->count);
    kp_problem *sorted = KP_NEW_ARRAY(list->arena, kp_problem, list->count);
    for (size_t i = 0; i < list->count; i++)
        order[i] = &list->items[i];
    qsort(order, list->count, sizeof *order, compare_problems);
    for (size_t i = 0; i < list->count; i++)
        sorted[i] = *order[i];
    list->items = sorted;
    list->capacity = list->count;
}

const kp_problems *kp_problems_sorted(kp_arena *arena, const kp_problems *list) {
    kp_problems *copy = kp_problems_new(arena);
    if (!list)
        return copy;
    *copy = *list;
    copy->arena = arena;
    copy->items = KP_NEW_ARRAY(arena, kp_problem, list->count);
    copy->capacity = list->count;
    if (list->count)
        memcpy(copy->items, list->items, list->count * sizeof *copy->items);
    kp_problems_sort(copy);
    return copy;
}

/* ---- words ---- */

const char *kp_problem_message(kp_arena *arena, const kp_problem *problem, kp_lang lang) {
    kp_buffer message = {.arena = arena};
    const char *at = row_of(problem->code)->sentence[lang == KP_EN];
    for (; *at; at++) {
        if (at[0] == '{' && at[1] >= '0' && at[1] <= '2' && at[2] == '}') {
            kp_buffer_puts(&message, kp_text(arena, problem->arguments[at[1] - '0'], lang));
            at += 2;
        } else {
            kp_buffer_add(&message, at, 1);
        }
    }
    return kp_buffer_text(&message);
}

/* A, B … Z, AA …: digits of base 26 without a zero. */
static const char *column_letters(uint32_t column, char room[8]) {
    char *at = room + 7;
    *at = '\0';
    for (; column; column = (column - 1) / 26)
        *--at = (char)('A' + (column - 1) % 26);
    return at;
}

const char *kp_place_cell(kp_arena *arena, kp_place place) {
    char room[8];
    if (place.file && !place.sheet && place.row && place.column) /* a text file has lines, not cells */
        return kp_format(arena, "%u:%u", place.row, place.column);
    const char *letters = column_letters(place.column, room);
    return place.row ? kp_format(arena, "%s%u", letters, place.row) : kp_strdup(arena, letters);
}

static bool is_other(const char *x, const char *y) { return x && *x && (!y || strcmp(x, y) != 0); }

const char *kp_place_beside(kp_arena *arena, kp_place place, kp_place from) {
    const char *cell = kp_place_cell(arena, place);
    bool file = is_other(place.file, from.file), sheet = place.sheet && *place.sheet && (file || is_other(place.sheet, from.sheet));
    const char *text = kp_format(arena, "%s%s%s%s%s", file ? place.file : "", file ? " " : "", sheet ? place.sheet : "", sheet ? " " : "", cell);
    return kp_verbatim(arena, text);
}

const char *kp_problem_line(kp_arena *arena, const kp_problem *problem, kp_lang lang) {
    kp_buffer line = {.arena = arena};
    const kp_place *place = &problem->place;
    const char *file = place->file ? place->file : "", *sheet = place->sheet ? place->sheet : "", *cell = kp_place_cell(arena, *place);
    kp_buffer_puts(&line, file);
    if (*file && (*sheet || *cell))
        kp_buffer_puts(&line, " · ");
    kp_buffer_puts(&line, sheet);
    if (*sheet && *cell)
        kp_buffer_puts(&line, "!");
    kp_buffer_puts(&line, cell);
    if (line.length)
        kp_buffer_puts(&line, ": ");
    kp_buffer_puts(&line, kp_severity_text(kp_problem_severity(problem->code), lang));
    kp_buffer_puts(&line, " ");
    kp_buffer_puts(&line, kp_problem_code_text(problem->code));
    kp_buffer_puts(&line, " ");
    kp_buffer_puts(&line, kp_problem_message(arena, problem, lang));
    return kp_buffer_text(&line);
}
