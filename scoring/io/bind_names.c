/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind_names.c - what the rows of registers may name: indicators, events, vetoes, questions; found, and listed in the text of a problem. */
#include "bind_private.h"
#include "kaoping/history_io.h"

#define NAMES_SHOWN 8 /* in a problem's text */

const char *kp_bind_join_names(kp_arena *arena, const char *const names[], size_t count) {
    kp_buffer text[2] = {{.arena = arena}, {.arena = arena}};
    for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++) {
        for (size_t i = 0; i < count && i < NAMES_SHOWN; i++)
            kp_buffer_printf(&text[lang], "%s%s", i == 0 ? "" : lang == KP_ZH ? "、" : ", ", kp_text(arena, names[i], lang));
        if (count > NAMES_SHOWN)
            kp_buffer_puts(&text[lang], lang == KP_ZH ? "……" : ", ...");
    }
    return kp_format(arena, "%s | %s", kp_buffer_text(&text[KP_ZH]), kp_buffer_text(&text[KP_EN]));
}

const char *kp_bind_join_pairs(kp_arena *arena, kp_pairs pairs) {
    const char *names[NAMES_SHOWN] = {0};
    for (size_t i = 0; i < pairs.count && i < NAMES_SHOWN; i++)
        names[i] = pairs.items[i].name;
    const char *text = kp_bind_join_names(arena, names, pairs.count < NAMES_SHOWN ? pairs.count : NAMES_SHOWN);
    return pairs.count > NAMES_SHOWN ? kp_text_join(arena, text, "", " …") : text;
}

static const kp_names *name_events(binder *run, const kp_layout_sheet *sheet, const event_ref **events) {
    kp_arena *arena = run->arena;
    kp_names *names = kp_names_new(arena);
    struct {
        event_ref *items;
        size_t count, capacity;
    } refs = {0};
    for (size_t i = 0; i < sheet->indicator_count; i++) {
        const kp_indicator *leaf = &run->scheme->indicators[sheet->indicators[i]];
        for (size_t e = 0; e < leaf->events.count; e++) {
            KP_PUSH(arena, &refs, (event_ref){sheet->indicators[i], (int32_t)e});
            kp_names_add(names, leaf->events.items[e].name, (int32_t)refs.count - 1);
            kp_names_add(names, kp_text_join(arena, leaf->title, "·", leaf->events.items[e].name), (int32_t)refs.count - 1);
        }
        if (leaf->events.count)
            continue;
        KP_PUSH(arena, &refs, (event_ref){sheet->indicators[i], -1});
        kp_names_add(names, leaf->title, (int32_t)refs.count - 1);
        kp_names_add(names, leaf->id, (int32_t)refs.count - 1);
        if (leaf->parent >= 0)
            kp_names_add(names, kp_text_join(arena, run->scheme->indicators[leaf->parent].title, "·", leaf->title), (int32_t)refs.count - 1);
    }
    *events = refs.items;
    return names;
}

const kp_names *kp_bind_names_of_sheet(binder *run, const kp_layout_sheet *sheet, const event_ref **events) {
    const kp_scheme *scheme = run->scheme;
    if (sheet->kind == KP_SHEET_EVENTS)
        return name_events(run, sheet, events);
    if (sheet->kind == KP_SHEET_FINDINGS || sheet->kind == KP_SHEET_NOT_APPLICABLE || sheet->kind == KP_SHEET_LOG)
        return sheet->indicator_keys;
    kp_names *names = kp_names_new(run->arena);
    if (sheet->kind == KP_SHEET_SURVEY) {
        kp_pairs questions = scheme->indicators[sheet->indicators[0]].questions;
        for (size_t i = 0; i < questions.count; i++)
            kp_names_add(names, questions.items[i].name, (int32_t)i);
    } else if (sheet->kind == KP_SHEET_SITES) {
        kp_pairs kinds = scheme->indicators[sheet->indicators[0]].kinds; /* those of the others on the sheet are the same */
        for (size_t i = 0; i < kinds.count; i++)
            kp_names_add(names, kinds.items[i].name, (int32_t)i);
    } else if (sheet->kind == KP_SHEET_VETOES) {
        for (size_t i = 0; i < scheme->veto_count; i++) {
            kp_names_add(names, scheme->vetoes[i].id, (int32_t)i);
            kp_names_add(names, scheme->vetoes[i].title, (int32_t)i);
        }
    } else if (sheet->kind == KP_SHEET_HISTORY) {
        return kp_history_list_names(run->arena, scheme);
    }
    return names;
}

static const char *list_events(binder *run, const kp_layout_sheet *sheet) {
    const char *names[NAMES_SHOWN + 1];
    size_t count = 0;
    for (size_t i = 0; i < sheet->indicator_count; i++) {
        const kp_indicator *leaf = &run->scheme->indicators[sheet->indicators[i]];
        for (size_t e = 0; e < leaf->events.count && count <= NAMES_SHOWN; e++)
            names[count++] = leaf->events.items[e].name;
        if (!leaf->events.count && count <= NAMES_SHOWN)
            names[count++] = leaf->title;
    }
    return kp_bind_join_names(run->arena, names, count);
}

static const char *list_vetoes(binder *run) {
    const char *names[NAMES_SHOWN + 1];
    size_t count = 0;
    for (size_t i = 0; i < run->scheme->veto_count && count <= NAMES_SHOWN; i++)
        names[count++] = run->scheme->vetoes[i].title;
    return kp_bind_join_names(run->arena, names, count);
}

static const char *list_lists(binder *run) {
    const char *names[NAMES_SHOWN + 1];
    size_t count = 0;
    for (size_t i = 0; i < run->scheme->list_count && count <= NAMES_SHOWN; i++)
        names[count++] = run->scheme->lists[i].title;
    return kp_bind_join_names(run->arena, names, count);
}

const char *kp_bind_expected(sheet_reader *reader) {
    if (reader->expected)
        return reader->expected;
    binder *run = reader->run;
    const kp_layout_sheet *sheet = reader->sheet;
    switch (sheet->kind) {
    case KP_SHEET_EVENTS: reader->expected = list_events(run, sheet); break;
    case KP_SHEET_VETOES: reader->expected = list_vetoes(run); break;
    case KP_SHEET_HISTORY: reader->expected = list_lists(run); break;
    case KP_SHEET_SURVEY: reader->expected = kp_bind_join_pairs(run->arena, run->scheme->indicators[sheet->indicators[0]].questions); break;
    case KP_SHEET_SITES: reader->expected = kp_bind_join_pairs(run->arena, run->scheme->indicators[sheet->indicators[0]].kinds); break;
    default: reader->expected = kp_bind_join_names(run->arena, sheet->indicator_names, sheet->indicator_count);
    }
    return reader->expected;
}

const char *kp_bind_required_text(sheet_reader *reader, const kp_row *row, kp_column_role role, int32_t unit) {
    uint32_t column;
    const kp_cell *cell = kp_bind_cell(reader, role, &column);
    if (cell)
        return kp_bind_text(reader, row, cell, unit);
    if (column) /* a missing column is a problem already */
        kp_problems_add(reader->run->problems, KP_D_CELL_EMPTY, kp_bind_place(reader, row->line, column), unit,
                        reader->sheet->columns[kp_layout_column_of(reader->sheet, role)].title, NULL, NULL);
    return NULL;
}
