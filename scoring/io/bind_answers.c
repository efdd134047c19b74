/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bind_answers.c - the sheet 答卷: one row a form. Sheets of hundreds of thousands of forms are usual, so what a text means is worked out once a column (seen_texts.h); a cell
 * whose text came before costs a look-up, and nothing is allocated for it.
 */
#include "bind_private.h"
#include "kaoping/utf8.h"
#include "seen_texts.h"

#include <string.h>

/* How the answers of a column are written. */
typedef struct answer_kinds {
    size_t zeros, words;
    uint32_t row, column; /* of the first zero */
    const char *first;
    bool plain; /* options have neither codes nor numbers for names, so that a number is the value of one */
} answer_kinds;

/* What is known of the sheet while its rows are read. */
struct answers_reader {
    kp_answers *answers;
    seen_texts units, strata, clusters, channels, interviewers;
    seen_texts *seen;        /* by column of the layout: answers */
    int32_t *item;           /* by column of the layout: the item that it answers, or -1 */
    kp_answer_words **words; /* by column of the layout: those of its leaf */
    size_t item_columns;     /* how many */
    seen_texts *category;    /* by variable */
    uint32_t *place;         /* by variable: its column number; 0: none */
    uint8_t *codes;          /* of the row, by item */
    int32_t *categories;     /* of the row, by variable */
    seen_texts weight_seen;
    bool weightless;     /* the sheet has no column of weights, which is noted */
    answer_kinds *kinds; /* by column of the layout: answers */
    struct {
        kp_num *items;
        size_t count, capacity;
    } weights; /* what texts of weights came to */
};

static int32_t known_or_none(int32_t unit) { return unit >= 0 ? unit : KP_UNIT_NONE; }

/* ---- zeros among words ---- */

static bool is_plain_number(const char *text) {
    bool digits = false;
    for (size_t length; *text; text += length) {
        uint32_t c = kp_half_width(kp_utf8_read(text, &length));
        if (c >= '0' && c <= '9')
            digits = true;
        else if (c != '.' && !kp_is_blank(c))
            return false;
    }
    return digits;
}

static bool is_zero(const char *text) { return is_plain_number(text) && !strpbrk(text, "123456789"); }

static bool has_plain_options(const kp_indicator *leaf) {
    bool plain = leaf->codes.count == 0;
    for (size_t i = 0; i < leaf->options.count; i++)
        plain = plain && !is_plain_number(leaf->options.items[i].name);
    return plain;
}

static void note_kind(const sheet_reader *r, answers_reader *a, const kp_row *row, size_t column, int32_t code) {
    answer_kinds *kinds = &a->kinds[column];
    const kp_cell *cell = r->cells[column];
    if (!kinds->plain || code >= KP_ANSWER_NOT_ASKED)
        return;
    if (cell->kind != KP_CELL_NUMBER && !is_plain_number(cell->text)) {
        kinds->words++;
    } else if (is_zero(cell->text) && !kinds->zeros++) {
        kinds->row = row->line;
        kinds->column = cell->column;
        kinds->first = kp_bind_shown(r->run->arena, cell);
    }
}

/* A 0 among words may be the value of an option, or that nothing was answered. */
void kp_bind_tell_zeros(sheet_reader *r) {
    for (size_t i = 0; r->answers && i < r->sheet->column_count; i++) {
        const answer_kinds *kinds = &r->answers->kinds[i];
        if (kinds->zeros && kinds->words)
            kp_problems_add(r->run->problems, KP_D_ZEROS_AMONG_WORDS, kp_bind_place(r, kinds->row, kinds->column), KP_UNIT_NONE,
                            r->sheet->columns[i].title, kp_format(r->run->arena, "%zu", kinds->zeros), kp_verbatim(r->run->arena, kinds->first));
    }
}

/* ---- the head ---- */

static seen_texts *many_seen(kp_arena *arena, size_t count) {
    seen_texts *seen = KP_NEW_ARRAY(arena, seen_texts, count);
    for (size_t i = 0; i < count; i++)
        seen[i].arena = arena;
    return seen;
}

static bool is_named(const sheet_reader *r, uint32_t column, const char *name) {
    const char *head = r->head.items[column - 1].text;
    return head && kp_text_matches(kp_verbatim(r->run->arena, name), head);
}

/* The column where the forms say that variable: the one headed like it, else the one that the name means (层 may stand for 小区); 0: none. */
static uint32_t place_of_variable(const sheet_reader *r, const char *name) {
    for (uint32_t c = 1; c <= r->head.count; c++)
        if (is_named(r, c, name))
            return c;
    int32_t column = kp_layout_match(r->sheet, name);
    return column >= 0 ? r->place_of[column] : 0;
}

/* True where another head means the same column of the layout. */
static bool has_rival(const sheet_reader *r, uint32_t column) {
    for (uint32_t c = 1; c <= r->head.count; c++)
        if (c != column && r->head.items[c - 1].column == r->head.items[column - 1].column)
            return true;
    return false;
}

/* ---- strata, or what may be clusters ---- */

/* 层 is a stratum; so is what a survey without a form says is one. 楼栋, 小区 and the like may as well be whole clusters. */
static bool is_surely_stratum(const sheet_reader *r, uint32_t column) {
    const kp_survey_source *survey = kp_bind_survey_found(r);
    const kp_layout_column *at = &r->sheet->columns[r->head.items[column - 1].column];
    for (size_t i = 0; survey && i < survey->head_count; i++)
        if (survey->heads[i].role == KP_COLUMN_STRATUM && is_named(r, column, survey->heads[i].head))
            return true;
    return kp_text_matches(at->title, r->head.items[column - 1].text) || is_named(r, column, at->key) || is_named(r, column, "分层");
}

void kp_bind_tell_no_strata(sheet_reader *r, uint32_t column) {
    const head_cell *head = &r->head.items[column - 1];
    kp_problems_add(r->run->problems, KP_W_STRATUM_UNSURE, kp_bind_place(r, head->row, column), KP_UNIT_NONE, kp_verbatim(r->run->arena, head->text),
                    NULL, NULL);
}

/* Heads that may be strata are these only where the population has such strata, and none is called so outright. */
static void settle_strata(sheet_reader *r) {
    int32_t stratum = kp_layout_column_of(r->sheet, KP_COLUMN_STRATUM);
    bool sure = false, known = kp_bind_knows_strata(r->run);
    for (uint32_t c = 1; c <= r->head.count; c++)
        sure = sure || (r->head.items[c - 1].column == stratum && is_surely_stratum(r, c));
    for (uint32_t c = 1; c <= r->head.count; c++) {
        head_cell *head = &r->head.items[c - 1];
        if (head->column != stratum || is_surely_stratum(r, c))
            continue;
        if (known && !sure) {
            r->stratum_by_kind = c;
            continue;
        }
        for (size_t v = 0; v < kp_answers_of(r->run->evidence)->variables.count; v++)
            head->variable = head->variable || is_named(r, c, kp_answers_of(r->run->evidence)->variables.items[v].name);
        head->column = KP_NAME_UNKNOWN;
        head->set_aside = true;
        if (!head->variable)
            kp_bind_tell_no_strata(r, c);
    }
}

void kp_bind_claim_variables(sheet_reader *r) {
    const kp_answers *answers = kp_answers_of(r->run->evidence);
    for (uint32_t c = 1; c <= r->head.count; c++)
        for (size_t v = 0; v < answers->variables.count; v++)
            if (is_named(r, c, answers->variables.items[v].name) && (r->head.items[c - 1].column < 0 || has_rival(r, c)))
                r->head.items[c - 1] =
                    (head_cell){.text = r->head.items[c - 1].text, .row = r->head.items[c - 1].row, .column = KP_NAME_UNKNOWN, .variable = true};
    settle_strata(r);
}

static void find_variables(sheet_reader *r, answers_reader *a) {
    kp_arena *arena = r->run->arena;
    size_t count = a->answers->variables.count;
    a->category = many_seen(arena, count);
    a->place = KP_NEW_ARRAY(arena, uint32_t, count);
    a->categories = KP_NEW_ARRAY(arena, int32_t, count);
    for (size_t v = 0; v < count; v++) {
        const char *name = a->answers->variables.items[v].name;
        a->place[v] = place_of_variable(r, name);
        for (uint32_t c = a->place[v] + 1; a->place[v] && c <= r->head.count; c++)
            if (is_named(r, c, name))
                kp_bind_problem_of_sheet(r, KP_W_COLUMN_TWICE, kp_bind_place(r, r->head.items[c - 1].row, c), kp_verbatim(arena, name),
                                         kp_place_cell(arena, kp_bind_place(r, r->head_row, a->place[v])));
        if (!a->place[v])
            kp_bind_problem_of_sheet(r, KP_W_COLUMN_MISSING, kp_bind_place(r, r->head_row, 0), kp_verbatim(arena, name), NULL);
    }
}

/* A survey is asked as a whole: where one of its questions has a column, all must. */
static void check_questions(sheet_reader *r) {
    const kp_layout_sheet *sheet = r->sheet;
    for (size_t k = 0; k < sheet->indicator_count; k++) {
        int32_t leaf = sheet->indicators[k];
        bool asked = false;
        for (size_t i = 0; i < sheet->column_count; i++)
            asked = asked || (sheet->columns[i].role == KP_COLUMN_ITEM && sheet->columns[i].indicator == leaf && r->place_of[i]);
        if (asked)
            r->book->answered[leaf] = true;
        for (size_t i = 0; asked && i < sheet->column_count; i++) {
            if (sheet->columns[i].role != KP_COLUMN_ITEM || sheet->columns[i].indicator != leaf || r->place_of[i])
                continue;
            kp_bind_problem_of_book(r->run, r->book, KP_W_COLUMN_MISSING, kp_bind_place(r, r->head_row, 0), sheet->columns[i].title, NULL);
            kp_bind_leave_unread(r->run, r->book, sheet, &sheet->columns[i]);
        }
    }
}

void kp_bind_head_of_answers(sheet_reader *r) {
    kp_arena *arena = r->run->arena;
    answers_reader *a = KP_NEW(arena, answers_reader);
    if (!r->book->answered)
        r->book->answered = KP_NEW_ARRAY(arena, bool, r->run->scheme->indicator_count);
    a->answers = kp_answers_of(r->run->evidence);
    a->units.arena = a->strata.arena = a->clusters.arena = a->channels.arena = a->interviewers.arena = a->weight_seen.arena = arena;
    a->seen = many_seen(arena, r->sheet->column_count);
    a->item = KP_NEW_ARRAY(arena, int32_t, r->sheet->column_count);
    a->words = KP_NEW_ARRAY(arena, kp_answer_words *, r->sheet->column_count);
    a->codes = KP_NEW_ARRAY(arena, uint8_t, a->answers->item_count);
    a->kinds = KP_NEW_ARRAY(arena, answer_kinds, r->sheet->column_count);
    for (size_t i = 0; i < r->sheet->column_count; i++) {
        const kp_layout_column *column = &r->sheet->columns[i];
        a->item[i] = -1;
        if (column->role == KP_COLUMN_ITEM && r->place_of[i]) {
            bool same = i > 0 && a->words[i - 1] && r->sheet->columns[i - 1].indicator == column->indicator;
            a->words[i] = same ? a->words[i - 1] : kp_answer_words_new(arena, &r->run->scheme->indicators[column->indicator]);
            a->item[i] = kp_answers_item(a->answers, column->indicator, column->index);
            a->item_columns++;
            a->kinds[i].plain = has_plain_options(&r->run->scheme->indicators[column->indicator]);
        }
    }
    find_variables(r, a);
    check_questions(r);
    r->answers = a;
}

/* ---- one row ---- */

static int32_t unit_of_row(sheet_reader *r, answers_reader *a, const kp_row *row) {
    const kp_cell *cell = kp_bind_cell(r, KP_COLUMN_UNIT, NULL);
    const int32_t *known = cell && !r->id_column ? kp_seen_find(&a->units, 0, cell) : NULL;
    if (known)
        return *known;
    int32_t unit = kp_bind_row_unit(r, row, KP_UNIT_ALL);
    if (unit >= 0)
        kp_seen_add(&a->units, 0, cell, unit);
    return unit;
}

static int32_t stratum_of_row(sheet_reader *r, answers_reader *a, const kp_row *row, int32_t unit) {
    const kp_cell *cell = kp_bind_cell(r, KP_COLUMN_STRATUM, NULL);
    const int32_t *known = cell ? kp_seen_find(&a->strata, unit, cell) : NULL;
    if (known)
        return *known;
    int32_t stratum;
    if (kp_bind_stratum(r, row, unit, &stratum) && cell)
        kp_seen_add(&a->strata, unit, cell, stratum);
    return stratum;
}

/* Channels and interviewers: any name. */
static int32_t name_of_row(sheet_reader *r, const kp_row *row, kp_column_role role, seen_texts *seen, kp_name_list *list, int32_t unit) {
    const kp_cell *cell = kp_bind_cell(r, role, NULL);
    if (!cell)
        return -1;
    const int32_t *known = kp_seen_find(seen, 0, cell);
    if (known)
        return *known;
    const char *name = kp_bind_text(r, row, cell, known_or_none(unit));
    if (!name)
        return -1;
    int32_t index = kp_answers_name(r->run->arena, list, name);
    kp_seen_add(seen, 0, cell, index);
    return index;
}

/* A cluster is its unit's own, whatever others are called; but the workbooks of one evaluation may share it. */
static int32_t cluster_of_row(sheet_reader *r, answers_reader *a, const kp_row *row, int32_t unit) {
    kp_arena *arena = r->run->arena;
    const kp_cell *cell = kp_bind_cell(r, KP_COLUMN_CLUSTER, NULL);
    if (!cell || unit < 0)
        return -1;
    const int32_t *known = kp_seen_find(&a->clusters, unit, cell);
    if (known)
        return *known;
    const char *name = kp_bind_text(r, row, cell, unit);
    if (!name)
        return -1;
    const char *key = kp_format(arena, "%d/%s", unit, name);
    if (!r->run->cluster_names)
        r->run->cluster_names = kp_names_new(arena);
    int32_t index = kp_names_find(r->run->cluster_names, key);
    if (index < 0) {
        KP_PUSH(arena, &a->answers->clusters, name);
        index = (int32_t)a->answers->clusters.count - 1;
        kp_names_add(r->run->cluster_names, key, index);
    }
    kp_seen_add(&a->clusters, unit, cell, index);
    return index;
}

/* 1 where nothing is said, which may not be said beside weights (bind_sample.c). */
static kp_num weight_of_row(sheet_reader *r, answers_reader *a, const kp_row *row, int32_t unit) {
    uint32_t column;
    const kp_cell *cell = kp_bind_cell(r, KP_COLUMN_WEIGHT, &column);
    if (!cell) {
        if (column || !a->weightless) /* a sheet without the column is noted once */
            KP_PUSH(r->run->arena, &r->run->blank_weights,
                    ((blank_weight){{column ? row->line : r->head_row, (uint16_t)column, r->source}, known_or_none(unit)}));
        a->weightless = a->weightless || !column;
        return KP_ONE;
    }
    r->run->weights_typed = true;
    const int32_t *known = kp_seen_find(&a->weight_seen, 0, cell);
    if (known)
        return a->weights.items[*known];
    const kp_slot *slot = r->sheet->columns[kp_layout_column_of(r->sheet, KP_COLUMN_WEIGHT)].slot;
    size_t before = r->run->problems->count;
    kp_input weight = kp_bind_positive(r, row, column, cell, slot, kp_bind_weighed(r->run, known_or_none(unit)));
    if (weight.state != KP_INPUT_GIVEN)
        return KP_ONE;
    if (r->run->problems->count == before) { /* a liberty is noted where it stands */
        KP_PUSH(r->run->arena, &a->weights, weight.value);
        kp_seen_add(&a->weight_seen, 0, cell, (int32_t)a->weights.count - 1);
    }
    return weight.value;
}

/* The options and their codes, for the text of a problem. */
static const char *expected_answers(kp_arena *arena, const kp_indicator *leaf) {
    const char *names[KP_MAX_OPTIONS + 1];
    size_t count = 0;
    for (size_t i = 0; i < leaf->options.count && count < KP_MAX_OPTIONS; i++) {
        const char *name = leaf->options.items[i].name;
        if (i < leaf->codes.count)
            name = kp_text_join(arena, name, "", kp_format(arena, "（%s）", kp_text(arena, leaf->codes.items[i].name, KP_ZH)));
        names[count++] = name;
    }
    names[count++] = "不了解 | don't know";
    return kp_bind_join_names(arena, names, count);
}

static uint8_t code_of_cell(sheet_reader *r, answers_reader *a, const kp_row *row, size_t column, int32_t unit) {
    const kp_cell *cell = r->cells[column];
    if (!cell)
        return KP_ANSWER_MISSING;
    const int32_t *known = kp_seen_find(&a->seen[column], 0, cell);
    if (known) {
        note_kind(r, a, row, column, *known);
        return (uint8_t)*known;
    }
    const kp_layout_column *at = &r->sheet->columns[column];
    const kp_indicator *leaf = &r->run->scheme->indicators[at->indicator];
    const char *text = kp_bind_text(r, row, cell, known_or_none(unit));
    int32_t code = text ? kp_answer_words_read(a->words[column], text) : -1;
    if (code >= 0) {
        kp_seen_add(&a->seen[column], 0, cell, code);
        note_kind(r, a, row, column, code);
        return (uint8_t)code;
    }
    if (text)
        kp_problems_add(r->run->problems, KP_D_ANSWER_UNKNOWN, kp_bind_place(r, row->line, cell->column), known_or_none(unit),
                        kp_verbatim(r->run->arena, text), at->title, expected_answers(r->run->arena, leaf));
    if (unit >= 0)
        kp_evidence_leave_unread(r->run->evidence, unit, at->indicator);
    return KP_ANSWER_MISSING;
}

/* The forms are weighed by their categories, so each must have one. */
static int32_t category_of_row(sheet_reader *r, answers_reader *a, const kp_row *row, size_t variable) {
    binder *run = r->run;
    const kp_answer_variable *of = &a->answers->variables.items[variable];
    const kp_cell *cell = kp_bind_cell_at(row, a->place[variable]);
    const int32_t *known = cell ? kp_seen_find(&a->category[variable], 0, cell) : NULL;
    if (known)
        return *known;
    kp_place place = kp_bind_place(r, row->line, a->place[variable]);
    if (!cell) {
        kp_problems_add(run->problems, KP_D_CELL_EMPTY, place, KP_UNIT_ALL, kp_verbatim(run->arena, of->name), NULL, NULL);
        return -1;
    }
    const char *text = kp_bind_text(r, row, cell, KP_UNIT_ALL);
    for (size_t c = 0; text && c < of->categories.count; c++)
        if (kp_text_matches(kp_verbatim(run->arena, of->categories.items[c]), text)) {
            kp_seen_add(&a->category[variable], 0, cell, (int32_t)c);
            return (int32_t)c;
        }
    const char **names = KP_NEW_ARRAY(run->arena, const char *, of->categories.count);
    for (size_t c = 0; c < of->categories.count; c++)
        names[c] = kp_verbatim(run->arena, of->categories.items[c]);
    if (text)
        kp_problems_add(run->problems, KP_D_CATEGORY_UNKNOWN, place, KP_UNIT_ALL, kp_verbatim(run->arena, text), kp_verbatim(run->arena, of->name),
                        kp_bind_join_names(run->arena, names, of->categories.count));
    return -1;
}

/* All questions are left empty: the form did not come back, whatever else was noted of it. */
static bool is_unanswered(const sheet_reader *r, const answers_reader *a) {
    bool empty = a->item_columns > 0;
    for (size_t i = 0; i < r->sheet->column_count; i++)
        empty = empty && (a->item[i] < 0 || !r->cells[i]);
    return empty;
}

void kp_bind_take_form(sheet_reader *r, const kp_row *row) {
    answers_reader *a = r->answers;
    int32_t unit = unit_of_row(r, a, row);
    bool only_unit = r->filled == 1 && kp_bind_cell(r, KP_COLUMN_UNIT, NULL);
    if (unit == KP_ROW_SKIPPED || only_unit)
        return;
    kp_form form = {.unit = unit, .stratum = -1, .origin = {row->line, (uint16_t)row->cells[0].column, r->source}};
    if (unit >= 0)
        form.stratum = stratum_of_row(r, a, row, unit);
    form.cluster = cluster_of_row(r, a, row, unit);
    form.channel = name_of_row(r, row, KP_COLUMN_CHANNEL, &a->channels, &a->answers->channels, unit);
    form.interviewer = name_of_row(r, row, KP_COLUMN_INTERVIEWER, &a->interviewers, &a->answers->interviewers, unit);
    form.discarded = is_unanswered(r, a) ? KP_DISCARD_EMPTY : 0;
    form.weight = form.discarded ? KP_ONE : weight_of_row(r, a, row, unit);
    memset(a->codes, KP_ANSWER_NOT_ASKED, a->answers->item_count);
    for (size_t i = 0; i < r->sheet->column_count; i++)
        if (a->item[i] >= 0)
            a->codes[a->item[i]] = code_of_cell(r, a, row, i, unit);
    for (size_t v = 0; v < a->answers->variables.count; v++)
        a->categories[v] = a->place[v] && !form.discarded ? category_of_row(r, a, row, v) : -1;
    if (unit >= 0)
        kp_answers_add(r->run->evidence, &form, a->codes, a->answers->variables.count ? a->categories : NULL);
}
