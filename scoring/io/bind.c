/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind.c - one binding from beginning to end: workbooks, scheme, period, units, evidence, what is missing. */
#include "bind_private.h"
#include "kaoping/lint.h"
#include "kaoping/report.h"

#include <stdlib.h>
#include <string.h>

static kp_place place_of_book(const bound_book *book) { return (kp_place){.file = book->path}; }

/* ---- workbooks ---- */

static int by_path(const void *x, const void *y) {
    const bound_book *one = x, *other = y;
    int order = strcmp(one->path, other->path);
    return order ? order : (one->given > other->given) - (one->given < other->given);
}

/* By their paths, in whatever order they were given: what is listed and named first must not hang on the order in which somebody typed files. */
static void take_books(binder *run, kp_workbook *const given[], size_t count) {
    run->books = KP_NEW_ARRAY(run->arena, bound_book, count);
    bound_book *sorted = KP_NEW_ARRAY(run->arena, bound_book, count);
    for (size_t i = 0; i < count; i++)
        sorted[i] = (bound_book){.path = kp_workbook_path(given[i]), .book = given[i], .given = i};
    if (count)
        qsort(sorted, count, sizeof *sorted, by_path);
    kp_names *digests = kp_names_new(run->arena);
    for (size_t i = 0; i < count; i++) {
        bound_book *book = &run->books[run->book_count];
        *book = (bound_book){.path = sorted[i].path, .book = sorted[i].book, .given = sorted[i].given, .level = KP_LEVEL_ALL};
        book->digest = kp_workbook_in_memory(book->book) ? NULL : kp_input_digest(run->arena, kp_workbook_file(book->book));
        int32_t same = book->digest ? kp_names_find(digests, book->digest) : KP_NAME_UNKNOWN;
        if (same >= 0) {
            kp_problems_add(run->problems, KP_W_SAME_FILE, place_of_book(book), KP_UNIT_ALL, kp_verbatim(run->arena, run->books[same].path), NULL,
                            NULL);
            continue;
        }
        if (book->digest)
            kp_names_add(digests, book->digest, (int32_t)run->book_count);
        run->book_count++;
    }
}

/* ---- the scheme ---- */

/* Two evaluations at once: periods that have a month in common, or of which one is not known. */
static bool can_fall_together(kp_period x, kp_period y) {
    if (!kp_period_is_known(x) || !kp_period_is_known(y))
        return true;
    if (x.year != y.year)
        return false;
    static const int months[] = {[KP_PERIOD_YEAR] = 12, [KP_PERIOD_HALF] = 6, [KP_PERIOD_QUARTER] = 3, [KP_PERIOD_MONTH] = 1};
    int from = x.kind == KP_PERIOD_YEAR ? 0 : (x.number - 1) * months[x.kind], begin = y.kind == KP_PERIOD_YEAR ? 0 : (y.number - 1) * months[y.kind];
    return from < begin + months[y.kind] && begin < from + months[x.kind];
}

/* The scheme that the workbooks carry, or the one given; NULL with a problem. */
static const kp_scheme *settle_scheme(binder *run) {
    const kp_scheme *settled = run->options->scheme;
    bound_book *from = NULL;
    bool *bare = KP_NEW_ARRAY(run->arena, bool, run->book_count);
    for (size_t i = 0; i < run->book_count; i++) {
        size_t errors = run->problems->errors;
        const kp_scheme *own = kp_scheme_of_workbook(run->arena, run->books[i].book, run->problems);
        bare[i] = !own;
        if (!own && run->problems->errors > errors)
            return NULL; /* a sheet 方案 that cannot be read; a given scheme does not mend what the workbook was made from */
        if (!own)
            continue;
        bool same = settled && own->digest && settled->digest && !strcmp(own->digest, settled->digest);
        if (settled && !same && run->options->scheme)
            kp_problems_add(run->problems, KP_W_SCHEME_OVERRIDDEN, place_of_book(&run->books[i]), KP_UNIT_NONE, NULL, NULL, NULL);
        else if (settled && !same) {
            kp_problems_add(run->problems, KP_W_SCHEME_DIFFERS, place_of_book(&run->books[i]), KP_UNIT_ALL, kp_verbatim(run->arena, from->path), NULL,
                            NULL);
            if (can_fall_together(kp_bind_cover_period(run, from), kp_bind_cover_period(run, &run->books[i])))
                kp_lint_second(settled, own, place_of_book(&run->books[i]), run->problems);
            return NULL;
        }
        if (!settled) {
            settled = own;
            from = &run->books[i];
        }
    }
    for (size_t i = 0; i < run->book_count; i++)
        if (bare[i] && !settled)
            kp_problems_add(run->problems, KP_W_NO_SCHEME, place_of_book(&run->books[i]), KP_UNIT_ALL, NULL, NULL, NULL);
        else if (bare[i] && from)
            kp_problems_add(run->problems, KP_W_SCHEME_TAKEN, place_of_book(&run->books[i]), KP_UNIT_NONE, kp_verbatim(run->arena, from->path), NULL,
                            NULL);
    return settled;
}

/* ---- sheets ---- */

/* What a survey without a form says the sheet holds; KP_SHEET_KINDS: nothing. */
static kp_sheet_kind survey_kind(const binder *run, const kp_workbook *book, size_t sheet) {
    const kp_survey_source *survey = run->options->survey;
    for (size_t i = 0; survey && i < survey->sheet_count; i++)
        if (survey->sheets[i].book == book && survey->sheets[i].sheet == sheet)
            return survey->sheets[i].kind;
    return KP_SHEET_KINDS;
}

/* True where the sheet is that one of the layout: by what the survey says, else by its name, by which none of a survey without a form is known. */
static bool is_sheet(const binder *run, const kp_layout_sheet *sheet, kp_sheet_kind said, const char *name) {
    if (said != KP_SHEET_KINDS)
        return sheet->kind == said;
    bool told = run->options->survey && (sheet->kind == KP_SHEET_ANSWERS || sheet->kind == KP_SHEET_SURVEY);
    return !told && kp_text_matches(sheet->title, name);
}

static void match_sheet(binder *run, bound_book *book, size_t sheet) {
    const char *name = kp_workbook_sheet_name(book->book, sheet);
    kp_sheet_kind said = survey_kind(run, book->book, sheet);
    for (size_t i = 0; i < run->layout->count; i++) {
        if (!is_sheet(run, &run->layout->sheets[i], said, name))
            continue;
        if (book->sheet_of[i] == SIZE_MAX)
            book->sheet_of[i] = sheet;
        else
            kp_problems_add(run->problems, KP_W_SHEET_TWICE, place_of_book(book), KP_UNIT_ALL, kp_verbatim(run->arena, name),
                            kp_verbatim(run->arena, kp_workbook_sheet_name(book->book, book->sheet_of[i])), NULL);
        return;
    }
    if (*name != '_' && !kp_report_is_sheet(name) &&
        !kp_text_matches(KP_LIVE_SHEET, name)) /* lists of forms; results beside the data they came from */
        KP_PUSH(run->arena, &book->unknown_sheets, sheet);
}

static void match_sheets(binder *run, bound_book *book) {
    book->sheet_of = KP_NEW_ARRAY(run->arena, size_t, run->layout->count);
    for (size_t i = 0; i < run->layout->count; i++)
        book->sheet_of[i] = SIZE_MAX;
    for (size_t i = 0; i < kp_workbook_sheet_count(book->book); i++)
        match_sheet(run, book, i);
}

static bool is_evidence(kp_sheet_kind kind) { return kind != KP_SHEET_COVER && kind != KP_SHEET_UNITS && kind != KP_SHEET_SCHEME; }

/* With one workbook there is nothing to pool. */
static void note_ids(binder *run) {
    if (run->book_count < 2)
        return;
    run->id_numbers = kp_names_new(run->arena);
    run->id_of_name = kp_names_new(run->arena);
    for (size_t b = 0; b < run->book_count; b++) {
        bound_book *book = &run->books[b];
        book->names_with_id = kp_names_new(run->arena);
        for (size_t i = 0; i < run->layout->count; i++)
            if (run->layout->sheets[i].kind == KP_SHEET_UNITS && book->sheet_of[i] != SIZE_MAX)
                kp_bind_glance(run, book, &run->layout->sheets[i], book->sheet_of[i], kp_bind_note_id);
    }
}

static void read_units(binder *run, bound_book *book) {
    for (size_t i = 0; i < run->layout->count; i++) {
        if (run->layout->sheets[i].kind != KP_SHEET_UNITS || book->sheet_of[i] == SIZE_MAX)
            continue;
        sheet_reader reader;
        kp_bind_open_sheet(&reader, run, book, &run->layout->sheets[i], book->sheet_of[i]);
        kp_bind_read(run, book, &reader, 1);
        book->lists_units = true;
    }
}

/* Margins come first, for a slip among the strata concerns more units where there are any. */
typedef enum reading_stage { STAGE_POPULATION, STAGE_STRATA, STAGE_EVIDENCE } reading_stage;

static reading_stage stage_of(kp_sheet_kind kind) {
    return kind == KP_SHEET_POPULATION ? STAGE_POPULATION : kind == KP_SHEET_STRATA ? STAGE_STRATA : STAGE_EVIDENCE;
}

static void read_sheets(binder *run, bound_book *book, reading_stage stage) {
    sheet_reader *readers = KP_NEW_ARRAY(run->arena, sheet_reader, run->layout->count);
    size_t count = 0;
    for (size_t i = 0; i < run->layout->count; i++) {
        kp_sheet_kind kind = run->layout->sheets[i].kind;
        if (is_evidence(kind) && stage_of(kind) == stage && book->sheet_of[i] != SIZE_MAX)
            kp_bind_open_sheet(&readers[count++], run, book, &run->layout->sheets[i], book->sheet_of[i]);
    }
    kp_bind_read(run, book, readers, count);
}

/* What is known of the population comes first: forms are read by it, in whatever workbook they are. */
static void read_evidence(binder *run) {
    for (reading_stage stage = STAGE_POPULATION; stage < STAGE_EVIDENCE; stage++)
        for (size_t i = 0; i < run->book_count; i++)
            read_sheets(run, &run->books[i], stage);
    for (size_t i = 0; i < run->book_count; i++) {
        read_sheets(run, &run->books[i], STAGE_EVIDENCE);
        kp_bind_end_past(run);
    }
}

/* ---- missing sheets ---- */

/* Counts of answers, or the forms themselves: either will do. */
static bool has_sheet(const binder *run, const bound_book *book, size_t sheet) {
    const kp_layout_sheet *wanted = &run->layout->sheets[sheet];
    return book->sheet_of[sheet] != SIZE_MAX || (wanted->kind == KP_SHEET_SURVEY && book->answered && book->answered[wanted->indicators[0]]);
}

/* What it is called where it is missing. */
static const char *title_of_missing(const binder *run, size_t sheet) {
    const kp_layout_sheet *wanted = &run->layout->sheets[sheet];
    bool answers = wanted->kind == KP_SHEET_SURVEY && run->scheme->indicators[wanted->indicators[0]].entry == KP_ENTRY_ANSWERS;
    return answers ? kp_layout_find(run->layout, KP_SHEET_ANSWERS)->title : wanted->title;
}

/* Whose sheet is looked for: of books of the level and of none; KP_LEVEL_ALL: of all books. */
static bool is_asked(const bound_book *book, int32_t level) {
    return book->level != KP_LEVEL_UNKNOWN && (level < 0 || book->level < 0 || book->level == level);
}

static bool *find_covered(const binder *run, size_t sheet, int32_t level) {
    size_t units = run->evidence->units.count;
    bool *covered = KP_NEW_ARRAY(run->arena, bool, units);
    for (size_t b = 0; b < run->book_count; b++) {
        const bound_book *book = &run->books[b];
        if (!is_asked(book, level) || !has_sheet(run, book, sheet))
            continue;
        for (size_t i = 0; i < (book->lists_units ? book->units.count : units); i++)
            covered[book->lists_units ? (size_t)book->units.items[i] : i] = true;
    }
    return covered;
}

/* Units may be spread over workbooks, and so may sheets: one is missing for those units that no workbook with the sheet lists. A workbook that lists no
 * units speaks of all. `told`: the books that it was told of already. */
static void check_sheet(binder *run, size_t sheet, int32_t level, bool told[]) {
    size_t units = run->evidence->units.count, bare = 0;
    const bool *covered = find_covered(run, sheet, level);
    for (size_t u = 0; u < units; u++)
        bare += !covered[u];
    for (size_t b = 0; b < run->book_count && bare; b++) {
        const bound_book *book = &run->books[b];
        int32_t *without = KP_NEW_ARRAY(run->arena, int32_t, book->units.count), everyone = KP_UNIT_ALL;
        size_t count = 0;
        if (told[b] || !is_asked(book, level) || has_sheet(run, book, sheet))
            continue;
        for (size_t i = 0; i < book->units.count; i++) {
            int32_t unit = book->units.items[i];
            if (covered[unit])
                continue;
            kp_bind_leave_unit_unread(run, &run->layout->sheets[sheet], NULL, unit);
            without[count++] = unit;
        }
        if (count)
            kp_problems_add_for(run->problems, KP_W_SHEET_MISSING, place_of_book(book), bare < units ? without : &everyone, bare < units ? count : 1,
                                title_of_missing(run, sheet), NULL);
        told[b] = count > 0;
    }
}

/* Each level must have the sheets that it gives something on. */
static void check_sheet_of_levels(binder *run, size_t sheet) {
    bool *told = KP_NEW_ARRAY(run->arena, bool, run->book_count);
    if (!kp_bind_has_levels(run) || !run->layout->sheets[sheet].indicator_count) {
        check_sheet(run, sheet, KP_LEVEL_ALL, told);
        return;
    }
    for (size_t level = 0; level < run->scheme->levels.count; level++)
        if (kp_bind_gives_of_sheet(run, (int32_t)level, &run->layout->sheets[sheet]))
            check_sheet(run, sheet, (int32_t)level, told);
}

static bool may_be_absent(kp_sheet_kind kind) {
    return kind == KP_SHEET_NOT_APPLICABLE || kind == KP_SHEET_HISTORY || kind == KP_SHEET_ANSWERS || kind == KP_SHEET_STRATA ||
           kind == KP_SHEET_POPULATION;
}

/* What results of other schemes are taken for need not be typed. */
static bool is_taken_from_files(const binder *run, const kp_layout_sheet *sheet) {
    for (size_t i = 0; i < sheet->indicator_count; i++) {
        const kp_indicator *leaf = &run->scheme->indicators[sheet->indicators[i]];
        if (leaf->method != KP_METHOD_RESULTS || !*leaf->source)
            return false;
    }
    return sheet->kind == KP_SHEET_LOG && run->options->result_count > 0;
}

static void check_sheets(binder *run) {
    for (size_t i = 0; i < run->layout->count; i++)
        if (is_evidence(run->layout->sheets[i].kind) && !may_be_absent(run->layout->sheets[i].kind) &&
            !is_taken_from_files(run, &run->layout->sheets[i]))
            check_sheet_of_levels(run, i);
}

/* ---- period and units ---- */

static void settle_period(binder *run) {
    if (!run->period_given) {
        if (!run->period_bad && !run->options->any_period)
            kp_problems_add(run->problems, KP_W_NO_PERIOD, place_of_book(&run->books[0]), KP_UNIT_ALL, NULL, NULL, NULL);
        return;
    }
    kp_scheme_check_period(run->scheme, run->evidence->period, run->period_place, run->problems);
}

static void read_covers_and_units(binder *run) {
    if (run->options->period) {
        run->period_given = kp_period_parse(run->options->period, &run->evidence->period);
        run->period_bad = !run->period_given;
        if (run->period_bad)
            kp_problems_add(run->problems, KP_W_BAD_PERIOD, (kp_place){0}, KP_UNIT_ALL, kp_verbatim(run->arena, run->options->period), NULL, NULL);
    }
    note_ids(run);
    for (size_t i = 0; i < run->book_count; i++)
        read_units(run, &run->books[i]);
    for (size_t i = 0; i < run->book_count; i++)
        kp_bind_cover(run, &run->books[i]);
    for (size_t i = 0; i < run->book_count; i++)
        kp_bind_tell_unknown_sheets(run, &run->books[i]);
    settle_period(run);
}

/* Where no workbook lists units, those of the survey. */
static void take_survey_units(binder *run) {
    const kp_survey_source *survey = run->options->survey;
    bool listed = run->evidence->units.count > 0;
    for (size_t i = 0; survey && !listed && i < survey->unit_count; i++) {
        if (kp_names_find(run->unit_ids, survey->units[i]) >= 0)
            continue;
        int32_t index = kp_evidence_add_unit(run->evidence, NULL, survey->units[i], NULL, (kp_origin){0});
        kp_names_add(run->unit_ids, kp_verbatim(run->arena, survey->units[i]), index);
        KP_PUSH(run->arena, &run->listed_by, NULL);
    }
}

/* False, with a problem, where there is not one unit. */
static bool has_units(binder *run) {
    if (run->evidence->units.count)
        return true;
    const char *title = kp_layout_find(run->layout, KP_SHEET_UNITS)->title;
    for (size_t i = 0; i < run->book_count; i++)
        if (run->books[i].lists_units)
            kp_problems_add(run->problems, KP_W_NO_UNITS, place_of_book(&run->books[i]), KP_UNIT_ALL, NULL, NULL, NULL);
        else
            kp_problems_add(run->problems, KP_W_SHEET_MISSING, place_of_book(&run->books[i]), KP_UNIT_ALL, title, NULL, NULL);
    return false;
}

/* ---- all ---- */

static kp_binding *bind_books(binder *run) {
    run->scheme = settle_scheme(run);
    if (!run->scheme)
        return NULL;
    run->layout = kp_layout_of(run->arena, run->scheme);
    run->evidence = kp_evidence_new(run->arena, run->scheme);
    run->history = KP_NEW(run->arena, kp_history);
    for (size_t i = 0; i < run->book_count; i++)
        match_sheets(run, &run->books[i]);
    read_covers_and_units(run);
    take_survey_units(run);
    if (!has_units(run))
        return NULL;
    kp_bind_check_levels(run);
    read_evidence(run);
    kp_bind_settle_disputes(run);
    kp_bind_blank_rows(run);
    kp_bind_blank_sites(run);
    kp_bind_take_results(run);
    check_sheets(run);
    kp_bind_check_roles(run);
    kp_bind_check_sample(run);
    kp_bind_discard(run);
    const kp_weighing *weighing = kp_bind_weigh(run);
    kp_evidence_finish(run->evidence, run->problems);
    kp_bind_soundness(run);

    kp_binding *binding = KP_NEW(run->arena, kp_binding);
    *binding =
        (kp_binding){run->scheme, run->evidence, weighing, run->history, KP_NEW_ARRAY(run->arena, kp_input_file, run->book_count), run->book_count};
    for (size_t i = 0; i < run->book_count; i++)
        binding->files[i] = (kp_input_file){run->books[i].path, run->books[i].digest,
                                            run->books[i].level < 0 ? NULL : run->scheme->levels.items[run->books[i].level].name};
    return binding;
}

kp_binding *kp_bind_workbooks(kp_arena *arena, kp_workbook *const books[], size_t count, const kp_bind_options *options, kp_problems *problems) {
    static const kp_bind_options none = {0};
    binder run = {.arena = arena, .problems = problems, .options = options ? options : &none, .unit_ids = kp_names_new(arena)};
    take_books(&run, books, count);
    return run.book_count ? bind_books(&run) : NULL;
}

kp_binding *kp_bind(kp_arena *arena, const char *const paths[], size_t count, const kp_bind_options *options, kp_problems *problems) {
    kp_workbook **books = KP_NEW_ARRAY(arena, kp_workbook *, count);
    size_t opened = 0;
    for (size_t i = 0; i < count; i++)
        if ((books[opened] = kp_workbook_open(arena, paths[i], problems)))
            opened++;
    kp_binding *binding = kp_bind_workbooks(arena, books, opened, options, problems);
    for (size_t i = 0; i < opened; i++)
        kp_workbook_close(books[i]);
    return binding;
}
