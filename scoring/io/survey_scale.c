/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey_scale.c - which columns of a sheet hold answers, and on which scale. Rows decide, not different texts: a misspelt answer or two leave a column what it is, and are told of when it is read. */
#include "survey_source_private.h"

#include "kaoping/typed.h"

#include <string.h>

static size_t columns_of(const survey_finder *f) { return kp_data_columns(f->table); }

/* ---- columns of answers ---- */

/* The different texts of each column that may be a question, with their rows: one pass over its cells. */
static void tally_columns(survey_finder *f) {
    size_t *number = KP_NEW_ARRAY(f->arena, size_t, text_pool_count(f->table->pool) + 1); /* by entry: its place in the column + 1 */
    for (size_t c = 0; c < columns_of(f); c++) {
        survey_column *column = &f->columns[c];
        const data_column *cells = &f->table->columns[c];
        if (column->tallied)
            continue;
        column->tallied = true;
        for (size_t row = 0; row < cells->cells.count; row++) {
            uint32_t entry = cells->cells.items[row];
            if (entry && !number[entry]) {
                KP_PUSH(f->arena, &column->entries, entry);
                number[entry] = column->entries.count;
            }
        }
        column->rows = KP_NEW_ARRAY(f->arena, size_t, column->entries.count);
        for (size_t row = 0; row < cells->cells.count; row++)
            if (cells->cells.items[row]) {
                column->rows[number[cells->cells.items[row]] - 1]++;
                column->filled++;
            }
        for (size_t i = 0; i < column->entries.count; i++)
            number[column->entries.items[i]] = 0;
    }
}

/* A tenth of a column's rows that are options in words makes it a question, so that a scale that does not fit is told of at its cells and drops no question. */
#define QUESTION_FROM 10
#define REMARKS_FROM  200 /* different texts that are no answers: names, remarks, numbers of forms */

static survey_reading read_column(const survey_finder *f, size_t c, const kp_answer_words *words, size_t options) {
    const survey_column *column = &f->columns[c];
    survey_reading reading = {0};
    size_t unread = 0;
    for (size_t i = 0; i < column->entries.count && unread <= REMARKS_FROM; i++) {
        const char *text = data_entry_shown(f->table, column->entries.items[i]);
        int32_t code = kp_answer_words_read(words, text);
        unread += code < 0;
        if (code < 0)
            continue;
        reading.read += column->rows[i];
        if ((size_t)code >= options)
            continue;
        *(kp_parse_typed(f->arena, text).kind == KP_TYPED_NUMBER ? &reading.numbers : &reading.worded) += column->rows[i];
    }
    bool by_words = reading.worded * QUESTION_FROM >= column->filled, by_numbers = 2 * reading.read >= column->filled;
    if (unread > REMARKS_FROM || (reading.worded ? !by_words : !by_numbers))
        return (survey_reading){0};
    return reading;
}

/* What forms ask besides opinions, and answer by small numbers. */
static bool is_fact(const char *head) {
    static const char *const facts[] = {"年龄 | Age",   "周岁",     "栋号",          "栋",         "幢",       "幢号",     "单元",     "单元号",
                                        "楼层 | Floor", "层数",     "房号 | Room",   "门牌号",     "户号",     "人口",     "家庭人口", "家庭人数",
                                        "家庭人口数",   "人数",     "户数",          "次数",       "居住年限", "入住年限", "年限",     "月份 | Month",
                                        "年 | Year",    "日 | Day", "序号 | Number", "编号 | No.", "问卷编号", "样本编号"};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (kp_text_matches(facts[i], head))
            return true;
    return false;
}

/* Which columns are named as questions, [columns]; NULL: none is. */
static const bool *named_columns(const survey_finder *f) {
    if (!f->request->question_count)
        return NULL;
    bool *named = KP_NEW_ARRAY(f->arena, bool, columns_of(f));
    for (size_t i = 0; i < f->request->question_count; i++) {
        const char *weight;
        size_t column = survey_column_called(f, survey_question_name(f, f->request->questions[i], &weight));
        if (column != SIZE_MAX)
            named[column] = true;
    }
    return named;
}

/* The questions on that scale and how many of their rows are answers: those that are named; else the columns of words that are its options; else, only where the scale or its codes are
 * said, those of numbers, for numbers say nothing of themselves. */
typedef struct question_set {
    size_t *columns, count, read;
    bool numbers;
} question_set;

static question_set questions_on(const survey_finder *f, const kp_scheme *scheme) {
    const kp_survey_request *request = f->request;
    const kp_indicator *leaf = survey_leaf(scheme);
    const kp_answer_words *words = kp_answer_words_new(f->arena, leaf);
    const bool *named = named_columns(f);
    survey_reading *readings = KP_NEW_ARRAY(f->arena, survey_reading, columns_of(f));
    size_t worded = 0;
    for (size_t c = 0; c < columns_of(f); c++) {
        if (named ? named[c] : !f->columns[c].taken)
            readings[c] = read_column(f, c, words, leaf->options.count);
        worded += readings[c].worded > 0;
    }
    question_set set = {.columns = KP_NEW_ARRAY(f->arena, size_t, columns_of(f)),
                        .numbers = !named && !worded && (request->scale || request->options || request->codes)};
    for (size_t c = 0; c < columns_of(f); c++) {
        bool question = named ? named[c] : set.numbers ? readings[c].numbers > 0 && !is_fact(kp_data_title(f->table, c)) : readings[c].worded > 0;
        if (!question)
            continue;
        set.columns[set.count++] = c;
        set.read += readings[c].worded + readings[c].numbers ? readings[c].read : 0;
    }
    return set;
}

size_t survey_find_questions(survey_finder *f, const kp_scheme *scheme, size_t columns[]) {
    question_set set = questions_on(f, scheme);
    const char **names = KP_NEW_ARRAY(f->arena, const char *, set.count);
    for (size_t i = 0; i < set.count; i++) {
        columns[i] = set.columns[i];
        names[i] = kp_data_title(f->table, set.columns[i]);
    }
    if (set.numbers && set.count) {
        kp_buffer heads = {.arena = f->arena};
        for (size_t i = 0; i < set.count && i < 8; i++)
            kp_buffer_printf(&heads, "%s%s", i ? "、" : "", kp_verbatim(f->arena, names[i]));
        survey_tell(f, KP_W_SURVEY_NUMBERS_TAKEN, kp_format(f->arena, "%s%s", kp_buffer_text(&heads), set.count > 8 ? "…" : ""), NULL);
    }
    return set.count;
}

/* ---- the scale ---- */

/* How many options of the scheme have a head here. */
static size_t option_heads(const survey_finder *f, const kp_scheme *scheme) {
    const kp_layout_sheet *sheet = survey_layout(f->arena, scheme, KP_SHEET_SURVEY);
    bool *seen = KP_NEW_ARRAY(f->arena, bool, sheet->column_count);
    size_t count = 0;
    for (size_t c = 0; c < columns_of(f); c++) {
        int32_t column = kp_layout_match(sheet, kp_data_title(f->table, c));
        if (column < 0 || sheet->columns[column].role != KP_COLUMN_OPTION || seen[column])
            continue;
        seen[column] = true;
        count++;
    }
    return count;
}

/* Scales whose options are numbers are never inferred: ten points, five stars and the number of a building look alike. */
static const kp_scheme *inferred_scheme(const survey_finder *f, int scale) {
    return scale == KP_SCALE_TEN_POINTS ? NULL : survey_make_scheme(f, kp_scale_key((kp_scale_id)scale), NULL, 0, kp_problems_new(f->arena));
}

bool survey_holds_counts(survey_finder *f) {
    bool said = f->request->scale || f->request->options, found = false;
    f->counts = true; /* so that schemes have a sheet of counts */
    for (int i = KP_SCALE_NONE + 1; i < KP_SCALE_COUNT && !found; i++) {
        const kp_scheme *scheme = said ? survey_make_scheme(f, f->request->scale, NULL, 0, kp_problems_new(f->arena)) : inferred_scheme(f, i);
        found = scheme && option_heads(f, scheme) >= 2;
        if (said)
            break;
    }
    f->counts = found;
    return found;
}

static bool same_options(const kp_scheme *a, const kp_scheme *b) {
    kp_pairs x = survey_leaf(a)->options, y = survey_leaf(b)->options;
    bool same = x.count == y.count;
    for (size_t i = 0; same && i < x.count; i++)
        same = !strcmp(x.items[i].name, y.items[i].name);
    return same;
}

/* What a scale is worth here: forms by the rows that it reads; counts by the heads that it knows, and rather where none of its options lacks one. */
static size_t worth_of(survey_finder *f, const kp_scheme *scheme) {
    if (!f->counts)
        return questions_on(f, scheme).read;
    size_t heads = option_heads(f, scheme);
    return heads < 2 ? 0 : 2 * heads + (heads == survey_leaf(scheme)->options.count);
}

static const char *all_scales(kp_arena *arena) {
    kp_buffer keys = {.arena = arena};
    for (int i = KP_SCALE_NONE + 1; i < KP_SCALE_COUNT; i++)
        kp_buffer_printf(&keys, "%s%s", keys.length ? ", " : "", kp_scale_key((kp_scale_id)i));
    return kp_buffer_text(&keys);
}

const kp_scheme *survey_find_scale(survey_finder *f, const char **key) {
    tally_columns(f);
    *key = f->request->scale;
    if (f->request->scale || f->request->options)
        return survey_make_scheme(f, f->request->scale, NULL, 0, f->problems);
    const kp_scheme *best = NULL;
    size_t most = 0;
    bool unclear = false;
    kp_buffer keys = {.arena = f->arena};
    for (int i = KP_SCALE_NONE + 1; i < KP_SCALE_COUNT; i++) {
        const kp_scheme *scheme = inferred_scheme(f, i);
        size_t worth = scheme ? worth_of(f, scheme) : 0;
        if (!worth || worth < most)
            continue;
        if (worth > most) {
            keys.length = 0;
            unclear = false;
            best = scheme;
            most = worth;
            *key = kp_scale_key((kp_scale_id)i);
        }
        unclear = unclear || !same_options(best, scheme);
        kp_buffer_printf(&keys, "%s%s", keys.length ? ", " : "", kp_scale_key((kp_scale_id)i));
    }
    if (best && !unclear)
        return best;
    if (best)
        survey_tell(f, KP_W_SURVEY_SCALE_UNCLEAR, kp_buffer_text(&keys), NULL);
    else
        survey_tell(f, KP_W_SURVEY_NO_QUESTION, all_scales(f->arena), NULL);
    return NULL;
}
