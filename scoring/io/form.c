/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form.c - the entry workbook as a form: sheets in the order of the layout, properties, dates that make the same input the same bytes. */
#include "form_private.h"
#include "kaoping/system_error.h"
#include "xlsx_text.h"
#include "xlsx_whole.h"

#include <errno.h>
#include <string.h>

#include "kaoping/document_time.h"

/* How the other sheets name each unit. */
static void name_units(form *f) {
    size_t count = f->options->unit_count;
    kp_names *names = kp_names_new(f->arena); /* a name that is another's id means neither */
    for (size_t i = 0; i < count; i++) {
        kp_names_add(names, f->options->units[i].name, (int32_t)i);
        kp_names_add(names, f->options->units[i].id, (int32_t)i);
    }
    f->unit_names = KP_NEW_ARRAY(f->arena, const char *, count);
    for (size_t i = 0; i < count; i++) {
        const kp_form_unit *unit = &f->options->units[i];
        bool shared = kp_names_find(names, unit->name) == KP_NAME_AMBIGUOUS;
        f->unit_names[i] = shared && unit->id && *unit->id ? unit->id : unit->name;
    }
}

/* The time that a template carries, unless SOURCE_DATE_EPOCH tells one, must be some time. */
static const kp_period template_period = {KP_PERIOD_YEAR, 2026, 1};

const char *kp_form_period(const form *f) { return f->options->blank_units ? "" : kp_period_title(f->arena, f->options->period, f->options->lang); }

const char *kp_form_book_title(const form *f) {
    static const char word[] = "考评";
    kp_lang lang = f->options->lang;
    const char *scheme = kp_form_text(f, f->scheme->title);
    size_t length = strlen(scheme), tail = sizeof word - 1;
    if (lang == KP_ZH && length > tail && strcmp(scheme + length - tail, word) == 0) /* …考评簿, not …考评考评簿 */
        scheme = kp_strndup(f->arena, scheme, length - tail);
    return f->options->blank_units ? kp_say_with(f->arena, KP_M_FORM_BOOK_TITLE_BLANK, lang, scheme, NULL, NULL)
                                   : kp_say_with(f->arena, KP_M_FORM_BOOK_TITLE, lang, kp_form_period(f), scheme, NULL);
}

static void set_properties(form *f) {
    const char *title = kp_form_book_title(f);
    if (f->options->blank_units)
        title = kp_form_text(f, f->scheme->title);
    lxw_doc_properties properties = {.title = kp_form_copy(f, kp_xlsx_text(f->arena, title, 100, "", NULL)),
                                     .author = "kaoping",
                                     .created = (time_t)kp_document_time(f->options->blank_units ? template_period : f->options->period)};
    kp_form_check(f, workbook_set_properties(f->book, &properties));
}

bool kp_form_has(const form *f, size_t index) { return f->layout->sheets[index].kind != KP_SHEET_HISTORY || f->options->history; }

/* A sheet that the scheme has under that name stays what it is; "_" keeps the other from being taken for it. */
static void add_results(form *f) {
    const char *title = kp_form_text(f, KP_LIVE_SHEET);
    for (size_t i = 0; i < f->layout->count; i++)
        if (kp_text_matches(f->layout->sheets[i].title, title))
            title = kp_format(f->arena, "_%s", kp_form_text(f, KP_LIVE_SHEET));
    f->results = workbook_add_worksheet(f->book, title);
    if (!f->results)
        kp_form_check(f, LXW_ERROR_MEMORY_MALLOC_FAILED);
}

static void write_sheets(form *f) {
    f->extents = KP_NEW_ARRAY(f->arena, form_extent, f->layout->count);
    f->rules = kp_scheme_sheet_rows(f->arena, f->scheme, f->options->lang);
    f->sheets = KP_NEW_ARRAY(f->arena, lxw_worksheet *, f->layout->count);
    for (size_t i = 0; i < f->layout->count; i++) {
        if (!kp_form_has(f, i))
            continue;
        if (f->options->live && f->layout->sheets[i].kind == KP_SHEET_SCHEME && kp_form_counted_sheets(f) <= KP_LIVE_MOST)
            add_results(f);
        f->sheets[i] = workbook_add_worksheet(f->book, kp_form_text(f, f->layout->sheets[i].title));
        if (!f->sheets[i]) {
            kp_form_check(f, LXW_ERROR_MEMORY_MALLOC_FAILED);
            return;
        }
    }
    kp_form_write_lists(f);
    for (size_t i = 0; i < f->layout->count && !f->error; i++) {
        kp_sheet_kind kind = f->layout->sheets[i].kind;
        if (!kp_form_has(f, i))
            continue;
        if (kind == KP_SHEET_COVER)
            kp_form_write_guide(f, i);
        else if (kind == KP_SHEET_SCHEME)
            kp_form_write_scheme(f, i);
        else
            kp_form_write_evidence(f, i);
    }
    if (f->results && !f->error)
        kp_form_write_results(f);
}

/* Memory of a workbook that was never closed, where an allocation of ours failed in between. */
static void free_book(void *resource) {
    lxw_workbook **book = resource;
    if (*book)
        lxw_workbook_free(*book);
}

void kp_form_units_of(kp_arena *arena, const kp_evidence *evidence, kp_form_options *options) {
    kp_form_unit *units = KP_NEW_ARRAY(arena, kp_form_unit, evidence->units.count);
    for (size_t i = 0; i < evidence->units.count; i++) {
        const kp_unit *unit = &evidence->units.items[i];
        units[i] = (kp_form_unit){unit->id, unit->name, unit->group >= 0 ? evidence->groups.items[unit->group] : NULL, unit->fields};
    }
    options->units = units;
    options->unit_count = evidence->units.count;
    options->evidence = evidence;
}

bool kp_form_write(kp_arena *arena, const kp_scheme *scheme, const kp_form_options *options, const char *path, kp_problems *problems) {
    form f = {.arena = arena, .scheme = scheme, .options = options};
    f.level = options->level ? kp_level_find(scheme, kp_text(arena, options->level, KP_ZH)) : KP_LEVEL_ALL;
    f.layout = kp_form_level_layout(&f, kp_form_layout(arena, scheme, options));
    lxw_workbook **held = KP_NEW(arena, lxw_workbook *);
    kp_arena_defer(arena, free_book, held);
    f.book = *held = workbook_new(path);
    if (!f.book || !kp_form_make_formats(&f)) {
        kp_problems_add(problems, KP_F_CANNOT_WRITE, (kp_place){.file = path}, KP_UNIT_NONE, kp_system_error(ENOMEM), NULL, NULL);
        return false;
    }
    name_units(&f);
    set_properties(&f);
    write_sheets(&f);
    *held = NULL; /* closing frees it, whatever it comes to */
    kp_form_check(&f, kp_xlsx_close(f.book, path));
    if (f.error)
        kp_problems_add(problems, KP_F_CANNOT_WRITE, (kp_place){.file = path}, KP_UNIT_NONE, lxw_strerror(f.error), NULL, NULL);
    return !f.error;
}
