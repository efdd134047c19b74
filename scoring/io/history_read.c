/* SPDX-License-Identifier: GPL-3.0-or-later */
/* history_read.c - earlier results from files: JSON as it stands, workbooks by scoring them, each with the periods before it. */
#include "kaoping/bind.h"
#include "kaoping/history_io.h"
#include "kaoping/result_json.h"
#include "kaoping/score.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* ---- what a file is ---- */

static bool ends_in_csv(const char *path) {
    size_t length = strlen(path);
    return length > 4 && !strcasecmp(path + length - 4, ".csv");
}

/* Workbooks begin as no JSON can; of a pipe, which cannot be looked into twice, only JSON is taken. */
static bool is_workbook(const char *path) {
    struct stat info;
    if (stat(path, &info))
        return false; /* the reader of JSON says so */
    if (S_ISDIR(info.st_mode))
        return true;
    FILE *file = S_ISREG(info.st_mode) ? fopen(path, "rb") : NULL;
    if (!file)
        return false;
    char head[4] = "";
    size_t length = fread(head, 1, sizeof head, file);
    fclose(file);
    bool packed = length == sizeof head && (!memcmp(head, "PK", 2) || !memcmp(head, "\xD0\xCF\x11\xE0", 4));
    return packed || ends_in_csv(path);
}

/* ---- workbooks of earlier periods ---- */

typedef struct past_book {
    const char *path;
    const kp_binding *binding;
    kp_problems *problems; /* its own: units in them are its units */
} past_book;

typedef struct past_books {
    past_book *items;
    size_t count, capacity;
} past_books;

/* True for what tells that a streak or a change of rank may have come out otherwise. */
static bool concerns_past(kp_problem_code code) { return code == KP_R_NO_HISTORY || !strncmp(kp_problem_code_text(code), "KP-H", 4); }

static void pass_on(const past_book *book, kp_problems *problems) {
    for (size_t i = 0; i < book->problems->count; i++) {
        const kp_problem *problem = &book->problems->items[i];
        bool error = kp_problem_severity(problem->code) == KP_ERROR;
        if (!error && !concerns_past(problem->code))
            continue;
        kp_place place = problem->place;
        place.file = place.file ? place.file : book->path;
        kp_problems_add(problems, problem->code, place, error ? KP_UNIT_ALL : KP_UNIT_NONE, problem->arguments[0], problem->arguments[1],
                        problem->arguments[2]);
    }
}

static bool carries_scheme(kp_arena *arena, const char *path) {
    kp_workbook *book = kp_workbook_open(arena, path, kp_problems_new(arena)); /* binding opens it again, and tells what is wrong with it */
    bool carries = book && kp_workbook_find(book, kp_sheet_name(KP_SHEET_SCHEME)) != SIZE_MAX;
    kp_workbook_close(book);
    return carries;
}

static past_book open_book(kp_arena *arena, const char *path, const kp_scheme *scheme) {
    past_book book = {.path = kp_strdup(arena, path), .problems = kp_problems_new(arena)};
    kp_bind_options options = {.scheme = carries_scheme(arena, path) ? NULL : scheme};
    book.binding = kp_bind(arena, &path, 1, &options, book.problems);
    return book;
}

static int compare_books(const void *a, const void *b) { /* oldest first */
    kp_period x = ((const past_book *)a)->binding->evidence->period, y = ((const past_book *)b)->binding->evidence->period;
    if (x.kind != y.kind)
        return (x.kind > y.kind) - (x.kind < y.kind);
    return kp_period_distance(y, x);
}

/* Of `all` what may be the past of the book. */
static kp_history *past_of_book(kp_arena *arena, const kp_history *all, const kp_binding *binding) {
    kp_history *before = KP_NEW(arena, kp_history);
    kp_period period = binding->evidence->period;
    for (size_t i = 0; i < all->periods.count; i++) {
        const kp_past_period *past = &all->periods.items[i];
        bool same = past->scheme_id && !strcmp(past->scheme_id, binding->scheme->id);
        if (same && past->period.kind == period.kind && kp_period_distance(past->period, period) > 0)
            KP_PUSH(arena, &before->periods, *past);
    }
    return before;
}

static bool score_book(kp_arena *arena, const past_book *book, kp_history *history, kp_problems *problems) {
    const kp_binding *binding = book->binding;
    kp_history *before = past_of_book(arena, history, binding);
    kp_history_prepare(before, binding->evidence, book->problems);
    bool sound = !book->problems->errors;
    if (sound) {
        const kp_scorecard *card = kp_score(arena, binding->scheme, binding->evidence, before, book->problems);
        kp_past_period past = kp_scorecard_past(arena, card);
        past.place.file = book->path;
        if (history->with_marks)
            kp_scorecard_past_marks(arena, card, &past);
        KP_PUSH(arena, &history->periods, past);
    }
    pass_on(book, problems);
    return sound;
}

/* ---- all ---- */

bool kp_history_read_files(kp_arena *arena, const char *const paths[], size_t count, const kp_scheme *scheme, kp_history *history,
                           kp_problems *problems) {
    bool sound = true;
    past_books books = {0};
    for (size_t i = 0; i < count; i++) {
        if (!is_workbook(paths[i])) {
            sound &= kp_history_read(arena, paths[i], scheme, history, problems);
            continue;
        }
        past_book book = open_book(arena, paths[i], scheme);
        if (!book.binding) {
            pass_on(&book, problems);
            sound = false;
            continue;
        }
        for (size_t p = 0; p < book.binding->history->periods.count; p++)
            KP_PUSH(arena, &history->periods, book.binding->history->periods.items[p]);
        KP_PUSH(arena, &books, book);
    }
    if (books.count > 1)
        qsort(books.items, books.count, sizeof *books.items, compare_books);
    for (size_t i = 0; i < books.count; i++)
        sound &= score_book(arena, &books.items[i], history, problems);
    return sound;
}
