/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_lists.c - the hidden sheet _lists: names to choose from, a column each. A list typed into a validation itself could hold 255 characters only. */
#include "form_private.h"
#include "kaoping/log.h"

#include <string.h>

#define LISTS_SHEET "_lists"

typedef struct list_writer {
    form *form;
    lxw_worksheet *sheet;
    uint32_t column;
} list_writer;

/* Writes the names into the next column and returns its range; NULL for none. */
static const char *write_list(list_writer *w, const char *const names[], size_t count) {
    if (!count)
        return NULL;
    for (size_t i = 0; i < count; i++)
        kp_form_check(w->form, worksheet_write_string(w->sheet, (lxw_row_t)i, (lxw_col_t)w->column,
                                                      kp_form_fit(w->form, kp_form_text(w->form, names[i])), NULL));
    char range[LXW_MAX_FORMULA_RANGE_LENGTH];
    lxw_rowcol_to_range_abs(range, 0, (lxw_col_t)w->column, (lxw_row_t)count - 1, (lxw_col_t)w->column);
    w->column++;
    return kp_format(w->form->arena, "='%s'!%s", LISTS_SHEET, range);
}

static const char *write_pairs(list_writer *w, kp_pairs pairs) {
    const char **names = KP_NEW_ARRAY(w->form->arena, const char *, pairs.count);
    for (size_t i = 0; i < pairs.count; i++)
        names[i] = pairs.items[i].name;
    return write_list(w, names, pairs.count);
}

/* Points beside the names written last, in the same order: what finds them by a name. A name without points has a blank there, which no sum takes. NULL where none has any. */
static const char *write_points(list_writer *w, const form_points *of) {
    form *f = w->form;
    bool any = false;
    for (size_t i = 0; i < of->count; i++) {
        const kp_optional *points = &of->items[i].points;
        any = any || points->given;
        kp_form_check(f, points->given ? worksheet_write_number(w->sheet, (lxw_row_t)i, (lxw_col_t)w->column, kp_num_to_double(points->value), NULL)
                                       : worksheet_write_string(w->sheet, (lxw_row_t)i, (lxw_col_t)w->column, " ", NULL));
    }
    if (!any)
        return NULL;
    char names[LXW_MAX_FORMULA_RANGE_LENGTH], values[LXW_MAX_FORMULA_RANGE_LENGTH];
    lxw_rowcol_to_range_abs(names, 0, (lxw_col_t)(w->column - 1), (lxw_row_t)of->count - 1, (lxw_col_t)(w->column - 1));
    lxw_rowcol_to_range_abs(values, 0, (lxw_col_t)w->column, (lxw_row_t)of->count - 1, (lxw_col_t)w->column);
    w->column++;
    return kp_format(f->arena, "INDEX('%s'!%s,MATCH(#,'%s'!%s,0))", LISTS_SHEET, values, LISTS_SHEET, names);
}

/* What a register may name, and beside it the points by the rule. */
static void write_named_points(list_writer *w, size_t index, const form_points *of) {
    form_lists *lists = &w->form->lists;
    const char **names = KP_NEW_ARRAY(w->form->arena, const char *, of->count);
    for (size_t i = 0; i < of->count; i++)
        names[i] = of->items[i].name;
    lists->of_sheet[index] = write_list(w, names, of->count);
    lists->points[index] = write_points(w, of);
    lists->points_of[index] = *of;
}

static void write_steps(list_writer *w, size_t index) {
    const kp_layout_sheet *sheet = &w->form->layout->sheets[index];
    form_points steps = {0};
    for (size_t i = 0; i < sheet->indicator_count; i++)
        KP_PUSH(w->form->arena, &steps, ((form_named_points){sheet->indicator_names[i], w->form->scheme->indicators[sheet->indicators[i]].step}));
    write_named_points(w, index, &steps);
}

/* An event that two leaves have is listed with its leaf. */
static void write_events(list_writer *w, size_t index) {
    kp_arena *arena = w->form->arena;
    const kp_layout_sheet *sheet = &w->form->layout->sheets[index];
    form_points events = {0};
    kp_names *known = kp_names_new(arena);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < sheet->indicator_count; i++) {
            const kp_indicator *leaf = &w->form->scheme->indicators[sheet->indicators[i]];
            for (size_t e = 0; e < leaf->events.count; e++) {
                const char *name = leaf->events.items[e].name;
                if (pass == 0) {
                    kp_names_add(known, name, (int32_t)(i * 100000 + e));
                    continue;
                }
                bool shared = kp_names_find(known, kp_form_text(w->form, name)) == KP_NAME_AMBIGUOUS;
                KP_PUSH(arena, &events,
                        ((form_named_points){shared ? kp_text_join(arena, leaf->title, "·", name) : name, {true, leaf->events.items[e].value}}));
            }
            if (pass == 1 && !leaf->events.count)
                KP_PUSH(arena, &events, ((form_named_points){.name = leaf->title}));
        }
    write_named_points(w, index, &events);
}

static const char *write_vetoes(list_writer *w) {
    const kp_scheme *scheme = w->form->scheme;
    const char **names = KP_NEW_ARRAY(w->form->arena, const char *, scheme->veto_count);
    size_t count = 0;
    for (size_t i = 0; i < scheme->veto_count; i++)
        if (kp_level_gives_veto(scheme, w->form->level, (int32_t)i))
            names[count++] = scheme->vetoes[i].title;
    return write_list(w, names, count);
}

/* The lists of the scheme, which earlier results may name. */
static const char *write_titles(list_writer *w) {
    const kp_scheme *scheme = w->form->scheme;
    const char **names = KP_NEW_ARRAY(w->form->arena, const char *, scheme->list_count);
    for (size_t i = 0; i < scheme->list_count; i++)
        names[i] = scheme->lists[i].title;
    return write_list(w, names, scheme->list_count);
}

/* Every role that a leaf of the panel sheet has, once. */
static const char *write_roles(list_writer *w, const kp_layout_sheet *sheet) {
    kp_arena *arena = w->form->arena;
    struct {
        const char **items;
        size_t count, capacity;
    } names = {0};
    kp_names *known = kp_names_new(arena);
    for (size_t i = 0; i < sheet->indicator_count; i++) {
        kp_pairs roles = kp_form_roles(w->form, &w->form->scheme->indicators[sheet->indicators[i]]);
        for (size_t r = 0; r < roles.count; r++) {
            if (kp_names_find(known, kp_text(arena, roles.items[r].name, KP_ZH)) != KP_NAME_UNKNOWN)
                continue;
            kp_names_add(known, roles.items[r].name, 0);
            KP_PUSH(arena, &names, roles.items[r].name);
        }
    }
    return write_list(w, names.items, names.count);
}

/* What may be answered, in the order of the scale. */
static const char *write_answers(list_writer *w, const kp_indicator *leaf) {
    const char **names = KP_NEW_ARRAY(w->form->arena, const char *, leaf->options.count + 1);
    for (size_t i = 0; i < leaf->options.count; i++)
        names[i] = leaf->options.items[i].name;
    names[leaf->options.count] = "不了解 | Don't know";
    return write_list(w, names, leaf->options.count + 1);
}

/* What the leaves of a sheet of dated records may choose from, each name once. */
static const char *write_log_choices(list_writer *w, const kp_layout_sheet *sheet, const kp_log_column *column) {
    kp_arena *arena = w->form->arena;
    struct {
        const char **items;
        size_t count, capacity;
    } names = {0};
    kp_names *known = kp_names_new(arena);
    for (size_t i = 0; i < sheet->indicator_count; i++) {
        kp_pairs choices = kp_log_choices(&w->form->scheme->indicators[sheet->indicators[i]], column);
        for (size_t k = 0; k < choices.count; k++) {
            if (kp_names_find(known, kp_text(arena, choices.items[k].name, KP_ZH)) != KP_NAME_UNKNOWN)
                continue;
            kp_names_add(known, choices.items[k].name, 0);
            KP_PUSH(arena, &names, choices.items[k].name);
        }
    }
    return write_list(w, names.items, names.count);
}

/* The periods within that of the form: its quarters, halves and months. None in a template. */
static const char *write_periods(list_writer *w) {
    kp_period period = w->form->options->period;
    const char *names[1 + 2 + 4 + 12];
    size_t count = 0;
    for (kp_period_kind kind = KP_PERIOD_YEAR; kind <= KP_PERIOD_MONTH && kp_period_is_known(period); kind++) {
        kp_period at = kp_period_of_date(kind, period.year, 1);
        for (; at.year == period.year && count < sizeof names / sizeof *names; at = kp_period_shift(at, 1))
            if (kp_period_within(at, period))
                names[count++] = kp_period_key(w->form->arena, at);
    }
    return write_list(w, names, count);
}

/* What may be chosen in columns of choices. */
static void write_choices(list_writer *w, size_t index) {
    form *f = w->form;
    const kp_layout_sheet *sheet = &f->layout->sheets[index];
    for (size_t i = 0; i < sheet->column_count; i++) {
        const kp_slot *slot = sheet->columns[i].slot;
        const kp_log_column *log = sheet->columns[i].log;
        if (!(slot && slot->kind == KP_SLOT_CHOICE) && !(log && (log->type == KP_LOG_CHOICE || log->type == KP_LOG_PERIOD)))
            continue;
        if (!f->lists.choices[index])
            f->lists.choices[index] = KP_NEW_ARRAY(f->arena, const char *, sheet->column_count);
        f->lists.choices[index][i] = !log                         ? write_pairs(w, slot->choices)
                                     : log->type == KP_LOG_PERIOD ? write_periods(w)
                                                                  : write_log_choices(w, sheet, log);
    }
}

static const kp_layout_column *units_column(const form *f, kp_column_role role) {
    const kp_layout_sheet *units = kp_layout_find(f->layout, KP_SHEET_UNITS);
    int32_t column = kp_layout_column_of(units, role);
    return column < 0 ? NULL : &units->columns[column];
}

/* The groups that the scheme names, then others that units are in, in their order. */
static const char *write_groups(list_writer *w) {
    const form *f = w->form;
    kp_pairs named = units_column(f, KP_COLUMN_GROUP)->texts.names;
    const char **names = KP_NEW_ARRAY(f->arena, const char *, named.count + f->options->unit_count);
    size_t count = 0;
    kp_names *known = kp_names_new(f->arena);
    for (size_t i = 0; i < named.count; i++) {
        kp_names_add(known, named.items[i].name, (int32_t)count);
        names[count++] = named.items[i].name;
    }
    for (size_t i = 0; i < f->options->unit_count; i++) {
        const char *group = f->options->units[i].group;
        if (!group || !*group || kp_names_find(known, group) != KP_NAME_UNKNOWN)
            continue;
        kp_names_add(known, group, (int32_t)count);
        names[count++] = kp_verbatim(f->arena, group);
    }
    return write_list(w, names, count);
}

static const char **write_fields(list_writer *w) {
    const kp_layout_sheet *units = kp_layout_find(w->form->layout, KP_SHEET_UNITS);
    const char **ranges = KP_NEW_ARRAY(w->form->arena, const char *, w->form->scheme->unit_fields.count);
    for (size_t i = 0; i < units->column_count; i++)
        if (units->columns[i].role == KP_COLUMN_UNIT_FIELD)
            ranges[units->columns[i].index] = write_pairs(w, units->columns[i].texts.names);
    return ranges;
}

/* What holds for all units alike is said once. */
static const char *write_all_units(list_writer *w) {
    const form *f = w->form;
    const char **names = KP_NEW_ARRAY(f->arena, const char *, f->options->unit_count + 1);
    names[0] = "全部 | All";
    for (size_t i = 0; i < f->options->unit_count; i++)
        names[i + 1] = kp_verbatim(f->arena, f->unit_names[i]);
    return write_list(w, names, f->options->unit_count + 1);
}

static const char *units_range(const form *f) {
    for (size_t i = 0; i < f->layout->count; i++) {
        const kp_layout_sheet *sheet = &f->layout->sheets[i];
        if (sheet->kind != KP_SHEET_UNITS)
            continue;
        lxw_col_t column = (lxw_col_t)kp_layout_column_of(sheet, KP_COLUMN_UNIT_NAME);
        char range[LXW_MAX_FORMULA_RANGE_LENGTH];
        lxw_rowcol_to_range_abs(range, FORM_DATA_ROW, column,
                                (lxw_row_t)(FORM_DATA_ROW + f->options->unit_count + f->options->blank_units + FORM_LIST_SPARE), column);
        return kp_format(f->arena, "='%s'!%s", kp_form_text(f, sheet->title), range);
    }
    return NULL;
}

void kp_form_write_lists(form *f) {
    list_writer w = {.form = f, .sheet = workbook_add_worksheet(f->book, LISTS_SHEET)};
    if (!w.sheet) {
        kp_form_check(f, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    worksheet_hide(w.sheet);
    static const char *const yes_no[] = {"是 | yes", "否 | no", "—"};
    f->lists.yes_no = write_list(&w, yes_no, 3);
    f->lists.units = units_range(f);
    f->lists.groups = write_groups(&w);
    f->lists.fields = write_fields(&w);
    f->lists.all_units = kp_layout_find(f->layout, KP_SHEET_PARTIES) ? write_all_units(&w) : NULL;
    f->lists.of_sheet = KP_NEW_ARRAY(f->arena, const char *, f->layout->count);
    f->lists.points = KP_NEW_ARRAY(f->arena, const char *, f->layout->count);
    f->lists.points_of = KP_NEW_ARRAY(f->arena, form_points, f->layout->count);
    f->lists.roles = KP_NEW_ARRAY(f->arena, const char *, f->layout->count);
    f->lists.choices = KP_NEW_ARRAY(f->arena, const char **, f->layout->count);
    f->lists.answers = KP_NEW_ARRAY(f->arena, const char *, f->scheme->indicator_count);
    for (size_t i = 0; i < f->layout->count; i++) {
        const kp_layout_sheet *sheet = &f->layout->sheets[i];
        write_choices(&w, i);
        switch (sheet->kind) {
        case KP_SHEET_LOG:
        case KP_SHEET_FINDINGS: write_steps(&w, i); break;
        case KP_SHEET_NOT_APPLICABLE: f->lists.of_sheet[i] = write_list(&w, sheet->indicator_names, sheet->indicator_count); break;
        case KP_SHEET_EVENTS: write_events(&w, i); break;
        case KP_SHEET_VETOES: f->lists.of_sheet[i] = write_vetoes(&w); break;
        case KP_SHEET_HISTORY: f->lists.of_sheet[i] = kp_form_has(f, i) ? write_titles(&w) : NULL; break;
        case KP_SHEET_SURVEY: f->lists.of_sheet[i] = write_pairs(&w, f->scheme->indicators[sheet->indicators[0]].questions); break;
        case KP_SHEET_PARTIES: f->lists.of_sheet[i] = write_pairs(&w, f->scheme->parties); break;
        case KP_SHEET_SITES: f->lists.of_sheet[i] = write_pairs(&w, f->scheme->indicators[sheet->indicators[0]].kinds); break;
        case KP_SHEET_ANSWERS:
            for (size_t k = 0; k < sheet->indicator_count; k++)
                f->lists.answers[sheet->indicators[k]] = write_answers(&w, &f->scheme->indicators[sheet->indicators[k]]);
            break;
        case KP_SHEET_PANEL: f->lists.roles[i] = write_roles(&w, sheet); break;
        default: break;
        }
    }
    f->lists.sheet = w.sheet;
    f->lists.next = w.column;
}
