/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey_source.c - finds out what is what in the sheet of a survey that no form was made for, and in the workbooks beside it. */
#include "survey_source_private.h"

#include <string.h>

/* What the column of the units may be called where nobody says it. */
static const char *const unit_heads[] = {
    "考评对象 | Unit",
    "社区 | Community",
    "社区名称 | Community name",
    "村（社区） | Village or community",
    "村 | Village",
    "村居",
    "小区 | Estate",
    "小区名称 | Estate name",
    "物业项目 | Property project",
    "物业企业 | Property firm",
    "物业公司 | Property company",
    "单位 | Organisation",
    "单位名称 | Unit name",
    "街道 | Subdistrict",
    "所属社区 | Own community",
    "所在社区 | Home community",
    "被测评单位 | Unit rated",
    "被考评单位 | Unit evaluated",
    "测评对象 | Rated",
    "名称 | Name",
};

static size_t columns_of(const survey_finder *f) { return kp_data_columns(f->table); }

void survey_tell(const survey_finder *f, kp_problem_code code, const char *a0, const char *a1) {
    kp_problems_add(f->problems, code, kp_data_place(f->table, 0, SIZE_MAX), KP_UNIT_ALL, a0, a1, NULL);
}

/* ---- heads ---- */

size_t survey_column_called(const survey_finder *f, const char *head) {
    int32_t column = kp_names_find(f->titles, kp_verbatim(f->arena, head));
    return column >= 0 ? (size_t)column : SIZE_MAX;
}

/* The column that was named; SIZE_MAX with a problem where there is none, or two. */
static size_t named_column(const survey_finder *f, const char *head) {
    int32_t column = kp_names_find(f->titles, kp_verbatim(f->arena, head));
    if (column >= 0)
        return (size_t)column;
    size_t first = kp_data_find(f->table, head);
    if (first == SIZE_MAX)
        survey_tell(f, KP_W_COLUMN_MISSING, kp_verbatim(f->arena, head), NULL);
    else
        survey_tell(f, KP_W_COLUMN_TWICE, kp_verbatim(f->arena, head), kp_place_cell(f->arena, kp_data_place(f->table, first, SIZE_MAX)));
    return SIZE_MAX;
}

static size_t take_named(survey_finder *f, const char *head, kp_column_role role) {
    size_t column = named_column(f, head);
    if (column == SIZE_MAX)
        return SIZE_MAX;
    f->columns[column].taken = true;
    KP_PUSH(f->arena, &f->heads, ((kp_survey_head){kp_data_title(f->table, column), role}));
    return column;
}

static void find_unit(survey_finder *f) {
    if (f->request->unit) {
        f->unit = take_named(f, f->request->unit, KP_COLUMN_UNIT);
        return;
    }
    for (size_t i = 0; i < sizeof unit_heads / sizeof *unit_heads; i++)
        for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++) {
            const char *head = kp_text(f->arena, unit_heads[i], lang);
            if (kp_names_find(f->titles, head) == KP_NAME_UNKNOWN)
                continue;
            f->unit = take_named(f, head, KP_COLUMN_UNIT);
            return;
        }
    survey_tell(f, KP_W_SURVEY_NO_UNIT, NULL, NULL);
}

static void find_roles(survey_finder *f) {
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

/* The sheet as a form for any survey has it, whatever the scale. */
static const kp_layout_sheet *usual_layout(const survey_finder *f) {
    static const kp_survey_request none = {0};
    static const char *const question[] = {"?", "??"};
    survey_finder plain = *f;
    plain.request = &none;
    const kp_scheme *scheme = survey_make_scheme(&plain, kp_scale_key(KP_SCALE_PASS_FIVE), question, 2, f->problems);
    return survey_layout(f->arena, scheme, f->counts ? KP_SHEET_SURVEY : KP_SHEET_ANSWERS);
}

/* Heads that an entry sheet knows as something else than a question. The column of questions of counts: its number, else SIZE_MAX. */
static size_t find_usual_roles(survey_finder *f) {
    const kp_layout_sheet *sheet = usual_layout(f);
    size_t questions = SIZE_MAX;
    for (size_t c = 0; c < columns_of(f); c++) {
        int32_t column = kp_layout_match(sheet, kp_data_title(f->table, c));
        if (column < 0 || sheet->columns[column].role == KP_COLUMN_ITEM)
            continue;
        f->columns[c].taken = true;
        if (sheet->columns[column].role == KP_COLUMN_QUESTION && questions == SIZE_MAX)
            questions = c;
    }
    return questions;
}

/* ---- questions ---- */

/* What was named as a question must be one: of forms a head, of counts an entry. */
static void check_named(const survey_finder *f, const kp_categories *entries) {
    for (size_t i = 0; i < f->request->question_count; i++) {
        const char *weight, *name = survey_question_name(f, f->request->questions[i], &weight);
        if (!f->counts)
            named_column(f, name);
        else if (!entries || kp_categories_find(f->arena, entries, name) < 0)
            survey_tell(f, KP_D_QUESTION_UNKNOWN, kp_verbatim(f->arena, name), entries ? entries->title : "—");
    }
}

/* The names of the questions: the heads of the forms, or what the column of questions holds. NULL with a problem. */
static const char *const *find_questions(survey_finder *f, const kp_scheme *scheme, const kp_categories *entries, size_t *count) {
    static const char *const none[] = {NULL};
    *count = entries ? entries->count : 0;
    if (f->counts)
        return entries ? entries->names : none;
    size_t *columns = KP_NEW_ARRAY(f->arena, size_t, columns_of(f));
    *count = survey_find_questions(f, scheme, columns);
    const char **names = KP_NEW_ARRAY(f->arena, const char *, *count);
    bool once = true;
    for (size_t i = 0; i < *count; i++) {
        names[i] = kp_data_title(f->table, columns[i]);
        once = named_column(f, names[i]) != SIZE_MAX && once;
    }
    if (!*count)
        survey_tell(f, KP_W_SURVEY_NO_QUESTION, f->request->scale ? f->request->scale : f->request->options ? f->request->options : "", NULL);
    return *count && once ? names : NULL;
}

/* ---- the sheets ---- */

/* A sheet that is called as a form calls those of forms, or of counts; else NULL. */
static const char *usual_sheet(const kp_workbook *book) {
    static const kp_sheet_kind kinds[] = {KP_SHEET_ANSWERS, KP_SHEET_SURVEY};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t sheet = kp_workbook_find(book, kp_sheet_name(kinds[i]));
        if (sheet != SIZE_MAX)
            return kp_workbook_sheet_name(book, sheet);
    }
    return NULL;
}

static bool read_table(survey_finder *f, kp_workbook *book) {
    f->table = kp_data_table_read(f->arena, book, f->request->sheet ? f->request->sheet : usual_sheet(book), NULL, 0, f->problems);
    if (!f->table)
        return false;
    f->columns = KP_NEW_ARRAY(f->arena, survey_column, columns_of(f));
    f->titles = kp_names_new(f->arena);
    for (size_t c = 0; c < columns_of(f); c++)
        kp_names_add(f->titles, kp_verbatim(f->arena, kp_data_title(f->table, c)), (int32_t)c);
    if (!kp_data_rows(f->table))
        survey_tell(f, KP_W_NO_ROWS, NULL, NULL);
    return kp_data_rows(f->table) > 0;
}

typedef struct survey_sheets {
    kp_survey_sheet *items;
    size_t count, capacity;
} survey_sheets;

typedef struct text_list {
    const char **items;
    size_t count, capacity;
} text_list;

/* The units of a table in order of first appearance, behind those that are known. */
static void add_units(const survey_finder *f, kp_data_table *table, text_list *units) {
    const kp_categories *names = kp_data_categories(table, kp_data_find(table, kp_data_title(f->table, f->unit)), KP_DATA_ANY, f->problems);
    for (size_t i = 0; names && i < names->count; i++)
        KP_PUSH(f->arena, units, names->names[i]);
}

/* The heads that every sheet of the survey has: the unit's and, of forms, those of the questions. */
static text_list heads_of_all(const survey_finder *f, const char *const questions[], size_t count) {
    text_list heads = {0};
    KP_PUSH(f->arena, &heads, kp_data_title(f->table, f->unit));
    for (size_t i = 0; i < count && !f->counts; i++)
        KP_PUSH(f->arena, &heads, questions[i]);
    return heads;
}

/* A workbook of nothing but what forms have beside their answers. */
static bool is_beside(const kp_workbook *book) {
    static const kp_sheet_kind kinds[] = {KP_SHEET_UNITS, KP_SHEET_STRATA, KP_SHEET_POPULATION};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kp_workbook_find(book, kp_sheet_name(kinds[i])) != SIZE_MAX)
            return true;
    return false;
}

/* What a further workbook holds: sizes or margins, where it was given as that; else more of the survey, in the sheet that has its columns. */
static void add_book(const survey_finder *f, kp_workbook *book, const text_list *heads, survey_sheets *sheets, text_list *units) {
    if (book == f->request->sizes || book == f->request->margins) {
        KP_PUSH(f->arena, sheets, ((kp_survey_sheet){book, 0, book == f->request->sizes ? KP_SHEET_STRATA : KP_SHEET_POPULATION}));
        return;
    }
    const char *sheet = f->request->sheet ? f->request->sheet : usual_sheet(book);
    if (!sheet && is_beside(book))
        return;
    kp_data_table *table = kp_data_table_read(f->arena, book, sheet, heads->items, heads->count, f->problems);
    if (!table)
        return;
    KP_PUSH(f->arena, sheets, ((kp_survey_sheet){book, table->sheet, f->counts ? KP_SHEET_SURVEY : KP_SHEET_ANSWERS}));
    add_units(f, table, units);
}

static void find_sheets(survey_finder *f, kp_workbook *const books[], size_t count, const text_list *heads, kp_survey_source *source) {
    survey_sheets sheets = {0};
    text_list units = {0};
    KP_PUSH(f->arena, &sheets, ((kp_survey_sheet){books[0], f->table->sheet, f->counts ? KP_SHEET_SURVEY : KP_SHEET_ANSWERS}));
    add_units(f, f->table, &units);
    for (size_t i = 1; i < count; i++)
        add_book(f, books[i], heads, &sheets, &units);
    *source = (kp_survey_source){.sheets = sheets.items,
                                 .sheet_count = sheets.count,
                                 .heads = f->heads.items,
                                 .head_count = f->heads.count,
                                 .units = units.items,
                                 .unit_count = units.count};
}

const kp_survey_found *kp_survey_find(kp_arena *arena, kp_workbook *const books[], size_t count, const kp_survey_request *request,
                                      kp_problems *problems) {
    survey_finder f = {.arena = arena, .problems = problems, .request = request, .unit = SIZE_MAX};
    size_t errors = problems->errors, question_count;
    if (!read_table(&f, books[0]))
        return NULL;
    survey_holds_counts(&f);
    find_unit(&f);
    find_roles(&f);
    size_t asked = find_usual_roles(&f);
    const kp_categories *entries = f.counts && asked != SIZE_MAX ? kp_data_categories(f.table, asked, KP_DATA_ANY, problems) : NULL;
    check_named(&f, entries);
    if (problems->errors > errors)
        return NULL;
    const char *scale;
    const kp_scheme *tried = survey_find_scale(&f, &scale);
    const char *const *questions = tried ? find_questions(&f, tried, entries, &question_count) : NULL;
    if (!questions)
        return NULL;
    kp_survey_found *found = KP_NEW(arena, kp_survey_found);
    found->scheme = survey_make_scheme(&f, scale, questions, question_count, problems);
    found->counts = f.counts;
    text_list heads = heads_of_all(&f, questions, question_count);
    find_sheets(&f, books, count, &heads, &found->source);
    return found->scheme && problems->errors == errors ? found : NULL;
}
