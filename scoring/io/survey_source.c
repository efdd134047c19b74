/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey_source.c - finds out what is what in the sheet of a survey that no form was made for, and makes a scheme of it. */
#include "kaoping/survey_source.h"

#include "kaoping/answers.h"
#include "kaoping/data_table.h"
#include "kaoping/typed.h"

#include <assert.h>
#include <string.h>

/* What the column of the units may be called where nobody says it. */
static const char *const unit_heads[] = {
    "考评对象 | Unit",
    "社区 | Community",
    "社区名称 | Community name",
    "村（社区） | Village or community",
    "村 | Village",
    "小区 | Estate",
    "小区名称 | Estate name",
    "物业项目 | Estate",
    "项目 | Project",
    "物业企业 | Firm",
    "单位 | Organisation",
    "街道 | Street office",
    "所属社区 | Community",
    "被测评单位 | Organisation",
    "测评对象 | Rated",
};

typedef struct finder {
    kp_arena *arena;
    kp_problems *problems;
    const kp_survey_request *request;
    kp_data_table *table;
    kp_survey_found *found;
    size_t unit;    /* column */
    bool *role;     /* [columns] taken for something that is no question */
    struct {
        kp_survey_head *items;
        size_t count, capacity;
    } heads;
} finder;

static size_t columns_of(const finder *f) { return kp_data_columns(f->table); }

/* Places of the whole sheet: its head row. */
static void tell(const finder *f, kp_problem_code code, const char *a0, const char *a1) {
    kp_problems_add(f->problems, code, kp_data_place(f->table, 0, SIZE_MAX), KP_UNIT_ALL, a0, a1, NULL);
}

/* ---- the scheme ---- */

static void set(kp_record *record, const char *key, const char *text) {
    int field = kp_field_find(&kp_sections[record->section], key);
    assert(field >= 0);
    if (text && *text)
        record->values[field] = (kp_record_value){.text = text};
}

/* "甲=20" into name and weight; the last "=" counts, and only where a number follows. */
static const char *name_of_question(kp_arena *arena, const char *word, const char **weight) {
    const char *at = strrchr(word, '=');
    *weight = "1";
    if (!at || kp_parse_typed(arena, at + 1).kind != KP_TYPED_NUMBER)
        return word;
    *weight = at + 1;
    return kp_strndup(arena, word, (size_t)(at - word));
}

/* The questions and their weights as a scheme has them: the line break at the end lets a name hold ";". */
static const char *question_text(const finder *f, const char *const names[], size_t count) {
    kp_buffer text = {.arena = f->arena};
    for (size_t i = 0; i < count; i++) {
        const char *weight = "1";
        for (size_t k = 0; k < f->request->question_count; k++) {
            const char *own, *name = name_of_question(f->arena, f->request->questions[k], &own);
            if (kp_text_matches(names[i], name))
                weight = own;
        }
        kp_buffer_printf(&text, "%s = %s\n", names[i], weight);
    }
    return kp_buffer_text(&text);
}

/* One leaf that asks those questions on that scale (NULL: the options of the request). */
static const kp_scheme *make_scheme(const finder *f, const char *scale, const char *const questions[], size_t count, kp_problems *problems) {
    const kp_survey_request *request = f->request;
    kp_records records = {0};
    kp_record *scheme = kp_records_add(f->arena, &records, KP_SECTION_SCHEME, (kp_place){0});
    set(scheme, "id", "survey");
    set(scheme, "title", "满意度调查 | Satisfaction survey");
    set(scheme, "subject", f->unit < columns_of(f) ? kp_data_title(f->table, f->unit) : NULL);
    set(scheme, "cadence", "once");
    kp_record *leaf = kp_records_add(f->arena, &records, KP_SECTION_INDICATORS, (kp_place){0});
    set(leaf, "id", "s");
    set(leaf, "title", "满意度 | Satisfaction");
    set(leaf, "points", "100");
    set(leaf, "method", "satisfaction");
    set(leaf, "entry", f->found->source.counts ? "counts" : "answers");
    set(leaf, "answer_scale", scale);
    set(leaf, "options", request->options);
    set(leaf, "positive", request->positive);
    set(leaf, "codes", request->codes);
    set(leaf, "unknown", request->unknown);
    set(leaf, "min_valid", request->min_valid ? request->min_valid : "50");
    set(leaf, "questions", count ? question_text(f, questions, count) : NULL);
    return kp_scheme_of_records(f->arena, &records, problems);
}

static const kp_indicator *leaf_of(const kp_scheme *scheme) { return &scheme->indicators[1]; }

/* ---- columns that are no questions ---- */

static size_t column_called(const finder *f, const char *head) {
    for (size_t c = 0; c < columns_of(f); c++)
        if (kp_text_matches(head, kp_data_title(f->table, c)))
            return c;
    return SIZE_MAX;
}

/* The column that was named, with its role; a problem where there is none. */
static size_t take_named(finder *f, const char *head, kp_column_role role) {
    size_t column = kp_data_find(f->table, head);
    if (column == SIZE_MAX) {
        tell(f, KP_W_COLUMN_MISSING, kp_verbatim(f->arena, head), NULL);
        return SIZE_MAX;
    }
    f->role[column] = true;
    KP_PUSH(f->arena, &f->heads, ((kp_survey_head){kp_data_title(f->table, column), role}));
    return column;
}

static void find_unit(finder *f) {
    f->unit = SIZE_MAX;
    if (f->request->unit) {
        f->unit = take_named(f, f->request->unit, KP_COLUMN_UNIT);
        return;
    }
    for (size_t i = 0; f->unit == SIZE_MAX && i < sizeof unit_heads / sizeof *unit_heads; i++)
        f->unit = column_called(f, unit_heads[i]);
    if (f->unit == SIZE_MAX)
        tell(f, KP_W_SURVEY_NO_UNIT, NULL, NULL);
    else
        take_named(f, kp_data_title(f->table, f->unit), KP_COLUMN_UNIT);
}

static void find_roles(finder *f) {
    const kp_survey_request *r = f->request;
    const struct {
        const char *head;
        kp_column_role role;
    } named[] = {{r->stratum, KP_COLUMN_STRATUM},
                 {r->cluster, KP_COLUMN_CLUSTER},
                 {r->weight, KP_COLUMN_WEIGHT},
                 {r->channel, KP_COLUMN_CHANNEL},
                 {r->interviewer, KP_COLUMN_INTERVIEWER}};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (named[i].head)
            take_named(f, named[i].head, named[i].role);
}

/* The sheet of that kind as a form for any survey has it, whatever the scale. */
static const kp_layout_sheet *usual_layout(const finder *f, kp_sheet_kind kind) {
    static const kp_survey_request none = {0};
    static const char *const question[] = {"?"};
    finder plain = *f;
    plain.request = &none;
    return kp_layout_find(kp_layout_of(f->arena, make_scheme(&plain, kp_scale_key(KP_SCALE_PASS_FIVE), question, 1, f->problems)), kind);
}

/* Heads that an entry sheet knows as something else than a question. */
static void find_usual_roles(finder *f) {
    const kp_layout_sheet *sheet = usual_layout(f, f->found->source.counts ? KP_SHEET_SURVEY : KP_SHEET_ANSWERS);
    for (size_t c = 0; c < columns_of(f); c++) {
        int32_t column = kp_layout_match(sheet, kp_data_title(f->table, c));
        if (column >= 0 && sheet->columns[column].role != KP_COLUMN_ITEM)
            f->role[c] = true;
    }
}

/* ---- the scale ---- */

typedef struct fit {
    size_t questions; /* columns all of whose entries are answers */
    size_t partly;    /* columns most of whose different entries are */
} fit;

static bool is_number(kp_arena *arena, const char *text) { return kp_parse_typed(arena, text).kind == KP_TYPED_NUMBER; }

static bool is_asked_for(const finder *f, size_t column) {
    for (size_t i = 0; i < f->request->question_count; i++) {
        const char *weight, *name = name_of_question(f->arena, f->request->questions[i], &weight);
        if (kp_text_matches(kp_verbatim(f->arena, kp_data_title(f->table, column)), name))
            return true;
    }
    return false;
}

/* How the entries of a column read as answers: 2 all, 1 most, 0 not. Numbers say nothing of themselves: they are answers where somebody said so. */
static int read_column(const finder *f, size_t column, const kp_indicator *leaf) {
    const kp_categories *entries = kp_data_categories(f->table, column, KP_DATA_ANY, kp_problems_new(f->arena));
    bool said = f->request->scale || f->request->options || f->request->codes || is_asked_for(f, column);
    size_t read = 0, answers = 0;
    if (!entries || entries->count > 4 * leaf->options.count + 8) /* names, remarks, numbers of forms */
        return 0;
    for (size_t i = 0; i < entries->count; i++) {
        int32_t code = kp_answer_code(f->arena, leaf, entries->names[i]);
        read += code >= 0;
        answers += code >= 0 && (size_t)code < leaf->options.count && (said || !is_number(f->arena, entries->names[i]));
    }
    return !answers ? 0 : read == entries->count ? 2 : 2 * read >= entries->count ? 1 : 0;
}

static fit try_forms(const finder *f, const kp_scheme *scheme) {
    fit result = {0};
    for (size_t c = 0; c < columns_of(f); c++) {
        int read = f->role[c] ? 0 : read_column(f, c, leaf_of(scheme));
        result.questions += read == 2;
        result.partly += read >= 1;
    }
    return result;
}

/* Heads that are options: two at least are counts. */
static size_t option_heads(const finder *f, const kp_scheme *scheme) {
    const kp_indicator *leaf = leaf_of(scheme);
    size_t count = 0;
    for (size_t c = 0; c < columns_of(f); c++) {
        int32_t code = kp_answer_code(f->arena, leaf, kp_data_title(f->table, c));
        count += code >= 0 && (size_t)code < leaf->options.count;
    }
    return count;
}

static bool same_options(const kp_scheme *a, const kp_scheme *b) {
    kp_pairs x = leaf_of(a)->options, y = leaf_of(b)->options;
    bool same = x.count == y.count;
    for (size_t i = 0; same && i < x.count; i++)
        same = !strcmp(x.items[i].name, y.items[i].name);
    return same;
}

/* What a scale is worth here: forms by how many columns it reads wholly, counts by how many heads, where all its options have one. */
static size_t worth_of(finder *f, const kp_scheme *scheme) {
    if (f->found->source.counts) {
        size_t heads = option_heads(f, scheme);
        return heads == leaf_of(scheme)->options.count ? heads : 0;
    }
    return try_forms(f, scheme).questions;
}

/* The scale that is said, or the one that reads the answers; NULL with a problem. */
static const kp_scheme *find_scale(finder *f, const char **key) {
    *key = f->request->scale;
    if (f->request->scale || f->request->options)
        return make_scheme(f, f->request->scale, NULL, 0, f->problems);
    const kp_scheme *best = NULL;
    size_t most = 0;
    bool unclear = false;
    kp_buffer keys = {.arena = f->arena};
    for (int i = KP_SCALE_NONE + 1; i < KP_SCALE_COUNT; i++) {
        const kp_scheme *scheme = make_scheme(f, kp_scale_key((kp_scale_id)i), NULL, 0, kp_problems_new(f->arena));
        size_t worth = scheme ? worth_of(f, scheme) : 0;
        if (!worth || worth < most)
            continue;
        if (worth > most) {
            keys.length = 0;
            unclear = false;
            best = scheme;
            *key = kp_scale_key((kp_scale_id)i);
        } else {
            unclear = unclear || !same_options(best, scheme);
        }
        most = worth;
        kp_buffer_printf(&keys, "%s%s", keys.length ? ", " : "", kp_scale_key((kp_scale_id)i));
    }
    if (best && !unclear)
        return best;
    kp_buffer all = {.arena = f->arena};
    for (int i = KP_SCALE_NONE + 1; i < KP_SCALE_COUNT; i++)
        kp_buffer_printf(&all, "%s%s", i > 1 ? ", " : "", kp_scale_key((kp_scale_id)i));
    if (best)
        tell(f, KP_W_SURVEY_SCALE_UNCLEAR, kp_buffer_text(&keys), NULL);
    else
        tell(f, KP_W_SURVEY_NO_QUESTION, kp_buffer_text(&all), NULL);
    return NULL;
}

/* ---- questions ---- */

/* The heads of the questions, in the order of the columns; of counts, the entries of the column of questions. */
static const char **find_questions(finder *f, const kp_scheme *scheme, size_t *count) {
    const char **names = KP_NEW_ARRAY(f->arena, const char *, columns_of(f) + 1);
    *count = 0;
    if (f->found->source.counts) {
        const kp_layout_sheet *sheet = usual_layout(f, KP_SHEET_SURVEY);
        for (size_t c = 0; c < columns_of(f); c++) {
            int32_t column = kp_layout_match(sheet, kp_data_title(f->table, c));
            const kp_categories *entries =
                column >= 0 && sheet->columns[column].role == KP_COLUMN_QUESTION ? kp_data_categories(f->table, c, KP_DATA_ANY, f->problems) : NULL;
            if (!entries)
                continue;
            names = KP_NEW_ARRAY(f->arena, const char *, entries->count);
            for (*count = 0; *count < entries->count; ++*count)
                names[*count] = entries->names[*count];
            break;
        }
        return names;
    }
    for (size_t c = 0; c < columns_of(f); c++) {
        bool asked = f->request->question_count ? is_asked_for(f, c) : !f->role[c] && read_column(f, c, leaf_of(scheme)) > 0;
        if (asked)
            names[(*count)++] = kp_data_title(f->table, c);
    }
    return names;
}

/* Questions that were named and are not there. */
static void check_named(finder *f) {
    for (size_t i = 0; i < f->request->question_count; i++) {
        const char *weight, *name = name_of_question(f->arena, f->request->questions[i], &weight);
        if (!f->found->source.counts && column_called(f, name) == SIZE_MAX)
            tell(f, KP_W_COLUMN_MISSING, kp_verbatim(f->arena, name), NULL);
    }
}

/* ---- the sheet ---- */

/* A sheet of a form's name, else NULL: the first with data. */
static const char *usual_sheet(kp_workbook *book, kp_sheet_kind kind) {
    size_t sheet = kp_workbook_find(book, kp_sheet_name(kind));
    return sheet == SIZE_MAX ? NULL : kp_workbook_sheet_name(book, sheet);
}

static bool read_table(finder *f, kp_workbook *book) {
    const char *sheet = f->request->sheet;
    if (!sheet)
        sheet = usual_sheet(book, KP_SHEET_ANSWERS);
    if (!sheet)
        sheet = usual_sheet(book, KP_SHEET_SURVEY);
    f->table = kp_data_table_read(f->arena, book, sheet, NULL, 0, f->problems);
    return f->table != NULL;
}

/* Counts where the heads are options of the scale that is said, or of any. */
static bool holds_counts(finder *f) {
    if (f->request->scale || f->request->options) {
        const kp_scheme *said = make_scheme(f, f->request->scale, NULL, 0, kp_problems_new(f->arena));
        return said && option_heads(f, said) >= 2;
    }
    for (int i = KP_SCALE_NONE + 1; i < KP_SCALE_COUNT; i++) {
        const kp_scheme *scheme = make_scheme(f, kp_scale_key((kp_scale_id)i), NULL, 0, kp_problems_new(f->arena));
        if (i != KP_SCALE_TEN_POINTS && scheme && option_heads(f, scheme) >= 2)
            return true;
    }
    return false;
}

/* The units in order of first appearance. */
static void take_units(finder *f) {
    const kp_categories *units = kp_data_categories(f->table, f->unit, KP_DATA_ANY, f->problems);
    if (!units)
        return;
    f->found->source.units = units->names;
    f->found->source.unit_count = units->count;
}

const kp_survey_found *kp_survey_find(kp_arena *arena, kp_workbook *book, const kp_survey_request *request, kp_problems *problems) {
    finder f = {.arena = arena, .problems = problems, .request = request, .found = KP_NEW(arena, kp_survey_found)};
    size_t errors = problems->errors;
    if (!read_table(&f, book))
        return NULL;
    f.role = KP_NEW_ARRAY(arena, bool, columns_of(&f));
    find_unit(&f);
    find_roles(&f);
    f.found->source.counts = holds_counts(&f);
    check_named(&f);
    if (problems->errors > errors)
        return NULL;
    const char *key;
    find_usual_roles(&f);
    const kp_scheme *tried = find_scale(&f, &key);
    if (!tried)
        return NULL;
    size_t count;
    const char **questions = find_questions(&f, tried, &count);
    if (!count && !f.found->source.counts) {
        tell(&f, KP_W_SURVEY_NO_QUESTION, key ? key : "", NULL);
        return NULL;
    }
    f.found->scheme = make_scheme(&f, key, questions, count, problems);
    take_units(&f);
    f.found->source.sheet = kp_data_sheet(f.table);
    f.found->source.heads = f.heads.items;
    f.found->source.head_count = f.heads.count;
    return f.found->scheme && problems->errors == errors ? f.found : NULL;
}
