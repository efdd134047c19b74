/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * function_fuzz.c - any function with any cells: nothing crashes, a result is whole, and the same call gives the same result again and can be explained.
 *
 * The input: a byte for the function, one for the language; then for each argument a byte of rows, a byte of columns, and its cells; a cell is a byte of kind and what belongs
 * to it. Where the input ends, cells are empty.
 */
#include "kaoping/functions.h"

#include <stdlib.h>
#include <string.h>

#define MOST_ARGUMENTS 13
#define MOST_ROWS      12
#define MOST_COLUMNS   6
#define MOST_TEXT      40

static const char *const words[] = {
    "",
    " ",
    "—",
    "是",
    "否",
    "不适用",
    "95分",
    "９５",
    "97.3%",
    "2/3",
    "其他",
    "else",
    "sicha_yiping",
    "wuye_quarter",
    "优秀",
    "良好",
    "合格",
    "不合格",
    "甲",
    "乙",
    "total",
    "half_even",
    "GB/T 8170",
    "a | b",
    "zicha,huzha,choucha,ducha,pingyi",
    "方案",
    "指标",
    "考评对象",
    "编号",
    "名称",
    "kpRound",
    "扣分得分",
    "kpExplain",
    "居民",
    "1e3",
    "12,345",
    "red",
    "上期",
    "major",
    "tianning_lift",
    "wuxi_lift",
    "inclusive",
    "flat",
    "rep_quota",
    "started",
    "城市",
    "90%",
};

static const double numbers[] = {0,  1,   2,    3,     5,    10,     15,    60,      80,   95,  100,  0.5, 97.3,
                                 -1, 1e9, 1e15, 1e300, 1e-9, 28.165, 46280, 1000000, 0.95, 999, 4132, 24};

typedef struct input {
    const uint8_t *at;
    size_t left;
} input;

static uint8_t take(input *in) {
    if (in->left == 0)
        return 0;
    in->left--;
    return *in->at++;
}

static void take_text(input *in, kp_value *value) {
    static char store[4096][MOST_TEXT + 1]; /* one for each cell of the largest call */
    static size_t used;
    char *text = store[used++ % 4096];
    size_t length = take(in) % MOST_TEXT;
    for (size_t i = 0; i < length; i++)
        text[i] = (char)take(in);
    text[length] = '\0';
    value->text = text;
}

static kp_value take_value(input *in) {
    kp_value value = {.kind = KP_VALUE_EMPTY};
    uint8_t kind = take(in);
    switch (kind % 8) {
    case 0: break;
    case 1:
    case 2:
    case 3:
        value.kind = KP_VALUE_NUMBER;
        value.number = numbers[kind / 8 % (sizeof numbers / sizeof *numbers)];
        break;
    case 4: {
        uint8_t bytes[sizeof value.number];
        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] = take(in);
        value.kind = KP_VALUE_NUMBER;
        memcpy(&value.number, bytes, sizeof bytes);
        break;
    }
    case 5:
        value.kind = KP_VALUE_TEXT;
        value.text = words[take(in) % (sizeof words / sizeof *words)];
        break;
    case 6:
        value.kind = KP_VALUE_TEXT;
        take_text(in, &value);
        break;
    default:
        value.kind = KP_VALUE_ERROR;
        value.error = 500 + kind;
        break;
    }
    return value;
}

static void check_result(const kp_result *result) {
    if (result->error) {
        if (result->cells || !*kp_function_error_shown(result->error))
            abort();
        return;
    }
    if (!result->cells || result->rows == 0 || result->columns == 0)
        abort();
    for (size_t i = 0; i < result->rows * result->columns; i++) {
        const kp_value *cell = &result->cells[i];
        if (cell->kind > KP_VALUE_ERROR || (cell->kind == KP_VALUE_TEXT) != (cell->text != NULL))
            abort();
        if (cell->kind == KP_VALUE_ERROR && !*kp_function_error_shown((kp_function_error)cell->error))
            abort();
    }
}

/* A number that stands for the whole result. */
static uint64_t digest(const kp_result *result) {
    uint64_t hash = (uint64_t)result->error * 31 + result->rows * 7 + result->columns;
    for (size_t i = 0; !result->error && i < result->rows * result->columns; i++) {
        const kp_value *cell = &result->cells[i];
        uint64_t bits;
        memcpy(&bits, &cell->number, sizeof bits);
        hash = (hash ^ bits ^ cell->kind ^ (uint64_t)cell->error) * UINT64_C(1099511628211);
        for (const char *at = cell->text; at && *at; at++)
            hash = (hash ^ (uint8_t)*at) * UINT64_C(1099511628211);
    }
    return hash;
}

static void explain(kp_session *session, kp_function_id id, kp_lang lang, const kp_area areas[], size_t count) {
    kp_value name = {.kind = KP_VALUE_TEXT, .text = kp_function_of(id)->method};
    kp_area with_name[MOST_ARGUMENTS + 1];
    kp_result result;
    with_name[0] = kp_area_of(&name, 1, 1);
    memcpy(with_name + 1, areas, count * sizeof *areas);
    kp_function_call(session, KP_FUNCTION_EXPLAIN, lang, with_name, count + 1, &result);
    check_result(&result);
    if (result.error || result.cells[0].kind != KP_VALUE_TEXT || !*result.cells[0].text)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static kp_value cells[MOST_ARGUMENTS][MOST_ROWS * MOST_COLUMNS];
    input in = {data, size};
    kp_function_id id = (kp_function_id)(take(&in) % KP_FUNCTION_COUNT);
    uint8_t how = take(&in);
    kp_lang lang = how & 1 ? KP_EN : KP_ZH;
    kp_area areas[MOST_ARGUMENTS];
    size_t count = 0;
    while (count < MOST_ARGUMENTS && in.left) {
        size_t rows = take(&in) % (MOST_ROWS + 1), columns = take(&in) % (MOST_COLUMNS + 1);
        for (size_t i = 0; i < rows * columns; i++)
            cells[count][i] = take_value(&in);
        areas[count] = rows && columns ? kp_area_of(cells[count], rows, columns) : (kp_area){.rows = 0};
        count++;
    }
    static kp_session *session; /* one for all inputs: what it keeps must not change a result */
    if (!session && !(session = kp_session_new()))
        return 0;
    kp_result result;
    kp_function_call(session, id, lang, areas, count, &result);
    check_result(&result);
    uint64_t first = digest(&result);
    if (how & 2)
        explain(session, id, lang, areas, count);
    kp_function_call(session, id, lang, areas, count, &result);
    if (digest(&result) != first)
        abort();
    return 0;
}
