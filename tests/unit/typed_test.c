/* SPDX-License-Identifier: GPL-3.0-or-later */
/* typed_test.c - numbers, words and dates as people type them, and numbers as spreadsheets store them. */
#include "in_arena.h"

#include <string.h>

#include "kaoping/typed.h"

static void check_numbers(kp_arena *arena, void *data) {
    (void)data;
    enum { W = KP_TYPED_FULL_WIDTH, B = KP_TYPED_BLANKS, C = KP_TYPED_COMMAS, U = KP_TYPED_UNIT_WORD, P = KP_TYPED_PERCENT };
    static const struct {
        const char *text, *value;
        unsigned liberties;
    } rows[] = {
        {"95", "95", 0},
        {"95.5", "95.5", 0},
        {"+5", "5", 0},
        {"-5", "-5", 0},
        {"0", "0", 0},
        {"1", "1", 0},
        {"-0.5", "-0.5", 0},
        {".5", "0.5", 0},
        {"-.5", "-0.5", 0},
        {"007", "7", 0},
        {"９５．５", "95.5", W},
        {"－５", "-5", W},
        {"＋５", "5", W},
        {"\xE2\x88\x92"
         "5",
         "-5", W},
        {"9５", "95", W},
        {" 95 ", "95", B},
        {"95　", "95", B},
        {"\xC2\xA0"
         "95",
         "95", B},
        {"\xEF\xBB\xBF"
         "95",
         "95", B},
        {"9\xE2\x80\x8B"
         "5",
         "95", B},
        {"95\r\n", "95", B},
        {"\t95", "95", B},
        {"1,234.5", "1234.5", C},
        {"1,234", "1234", C},
        {"12,345,678", "12345678", C},
        {"１，２３４", "1234", C | W},
        {"-1,234", "-1234", C},
        {"95分", "95", U},
        {"95 分", "95", U | B},
        {"12户", "12", U},
        {"3次", "3", U},
        {"20处", "20", U},
        {"5起", "5", U},
        {"8件", "8", U},
        {"6人", "6", U},
        {"2张", "2", U},
        {"7票", "7", U},
        {"4项", "4", U},
        {"30天", "30", U},
        {"1个", "1", U},
        {"9份", "9", U},
        {"６０人次", "60", U | W},
        {"1,200户", "1200", U | C},
        {"97.3%", "97.3", P},
        {"97.3 %", "97.3", P | B},
        {"９７．３％", "97.3", P | W},
        {"100%", "100", P},
        {"12345678901234567890123", "12345678901234567890123", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_typed typed = kp_parse_typed(arena, rows[i].text);
        if (typed.kind != KP_TYPED_NUMBER)
            fail_msg("no number: %s", rows[i].text);
        assert_string_equal(kp_num_exact(arena, typed.value), rows[i].value);
        if (typed.liberties != rows[i].liberties)
            fail_msg("%s: liberties %u, expected %u", rows[i].text, typed.liberties, rows[i].liberties);
    }
}

static void check_doubtful(kp_arena *arena, void *data) {
    (void)data;
    static const char *const rows[] = {
        "12,34",
        "0,123",
        "1,2345",
        "1234,567",
        ",123",
        "1,234,",
        "1,,234",
        "1,23 4",
        "95.",
        "95.5.1",
        "9 5",
        "1 234",
        "1e3",
        "1E3",
        "1/2",
        "--5",
        "+-5",
        "- 5",
        "5-",
        "(5)",
        "95。5",
        "3万",
        "95‰",
        "95%分",
        "95分分",
        "95分%",
        "%",
        "分",
        "九十五",
        "约95",
        "95左右",
        ">95",
        "≥95",
        "95-98",
        "95~98",
        "0x5F",
        "NaN",
        "inf",
        "#N/A",
        "#DIV/0!",
        "=95",
        "'95",
        "¥95",
        "十",
        "第3名",
        "1.",
        "..5",
        "1,234.5,6",
        "是的",
        "不",
        "?",
        "\xFF",
        "9\xFF"
        "5",
        "X",
        "2026-09-15",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (kp_parse_typed(arena, rows[i]).kind != KP_TYPED_OTHER)
            fail_msg("taken: %s", rows[i]);
}

static void check_words(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        kp_typed_kind kind;
        const char *text;
    } rows[] = {
        {KP_TYPED_EMPTY, NULL},
        {KP_TYPED_EMPTY, ""},
        {KP_TYPED_EMPTY, " 　\t\n"},
        {KP_TYPED_EMPTY, "\xEF\xBB\xBF"},
        {KP_TYPED_NOT_APPLICABLE, "—"},
        {KP_TYPED_NOT_APPLICABLE, "——"},
        {KP_TYPED_NOT_APPLICABLE, "–"},
        {KP_TYPED_NOT_APPLICABLE, "-"},
        {KP_TYPED_NOT_APPLICABLE, "－"},
        {KP_TYPED_NOT_APPLICABLE, "／"},
        {KP_TYPED_NOT_APPLICABLE, "/"},
        {KP_TYPED_NOT_APPLICABLE, "N/A"},
        {KP_TYPED_NOT_APPLICABLE, "ｎ／ａ"},
        {KP_TYPED_NOT_APPLICABLE, "NA"},
        {KP_TYPED_NOT_APPLICABLE, "不适用"},
        {KP_TYPED_NOT_APPLICABLE, " 不参评 "},
        {KP_TYPED_NOT_APPLICABLE, "缺项"},
        {KP_TYPED_NOT_APPLICABLE, "合理缺项"},
        {KP_TYPED_NOT_APPLICABLE, "无此项"},
        {KP_TYPED_YES, "是"},
        {KP_TYPED_YES, "有"},
        {KP_TYPED_YES, "对"},
        {KP_TYPED_YES, "√"},
        {KP_TYPED_YES, "✓"},
        {KP_TYPED_YES, "✔"},
        {KP_TYPED_YES, "Y"},
        {KP_TYPED_YES, "Yes"},
        {KP_TYPED_YES, "TRUE"},
        {KP_TYPED_YES, "达标"},
        {KP_TYPED_YES, "符合"},
        {KP_TYPED_YES, "合格"},
        {KP_TYPED_NO, "否"},
        {KP_TYPED_NO, "无"},
        {KP_TYPED_NO, "错"},
        {KP_TYPED_NO, "×"},
        {KP_TYPED_NO, "✗"},
        {KP_TYPED_NO, "✘"},
        {KP_TYPED_NO, "n"},
        {KP_TYPED_NO, "no"},
        {KP_TYPED_NO, "False"},
        {KP_TYPED_NO, "未达标"},
        {KP_TYPED_NO, "不符合"},
        {KP_TYPED_NO, "不合格"},
        {KP_TYPED_NO, "ＮＯ"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (kp_parse_typed(arena, rows[i].text).kind != rows[i].kind)
            fail_msg("row %zu: %s", i, rows[i].text);
}

static void check_lengthy(kp_arena *arena, void *data) {
    (void)data;
    char *text = kp_alloc(arena, 100001);
    memset(text, ' ', 100000);
    assert_int_equal(kp_parse_typed(arena, text).kind, KP_TYPED_EMPTY);
    memcpy(text + 50000, "95", 2);
    kp_typed typed = kp_parse_typed(arena, text);
    assert_int_equal(typed.kind, KP_TYPED_NUMBER);
    assert_int_equal(typed.liberties, KP_TYPED_BLANKS);
    memset(text, '9', 100000);
    assert_int_equal(kp_parse_typed(arena, text).kind, KP_TYPED_OTHER);
    text[201] = '\0';
    assert_int_equal(kp_parse_typed(arena, text).kind, KP_TYPED_OTHER);
    text[200] = '\0';
    assert_int_equal(kp_parse_typed(arena, text).kind, KP_TYPED_NUMBER);
}

static void check_stored(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *text, *value;
    } rows[] = {
        {"28.164999999999999", "28.165"},
        {"0.30000000000000004", "0.3"},
        {"0.10000000000000001", "0.1"},
        {"28.165", "28.165"},
        {"1E-05", "0.00001"},
        {"1.0E+2", "100"},
        {"-28.164999999999999", "-28.165"},
        {"123456789012345", "123456789012345"},
        {"0.123456789012345", "0.123456789012345"},
        {"0.00123456789012345", "0.00123456789012345"},
        {"1234567890123456", "1234567890123460"},
        {"1234567890123454", "1234567890123450"},
        {"1234567890123455", "1234567890123460"}, /* the 16th digit is 6, 4 and 5 */
        {"99.9999999999999999", "100"},
        {"999999999999999.9", "1000000000000000"},
        {"0.99999999999999989", "1"},
        {"2.5000000000000000000", "2.5"},
        {"0", "0"},
        {"-0", "0"},
        {"0.000", "0"},
        {"5.", "5"},
        {".5", "0.5"},
        {" 5\n", "5"},
        {"000123", "123"},
        {"1e-7", "0.0000001"},
        {"28.164999999999999e1", "281.65"},
        {"0.333333333333333315", "0.333333333333333"},
        {"100", "100"},
        {"10000000000000000000000", "10000000000000000000000"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_num value = KP_ONE;
        if (!kp_parse_stored(arena, rows[i].text, &value))
            fail_msg("not read: %s", rows[i].text);
        assert_string_equal(kp_num_exact(arena, value), rows[i].value);
    }
    static const char *const bad[] = {NULL,    "",     " ",   ".",    "-",     "e5",  "1e",    "1e+",           "1,5",
                                      "1/2",   "NaN",  "INF", "-INF", "0x1p3", "5 5", "1e401", "1e-9999999999", "５",
                                      "1.2.3", "#N/A", "TRUE"};
    kp_num unused = KP_ZERO;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (kp_parse_stored(arena, bad[i], &unused))
            fail_msg("read: %s", bad[i]);
    char zeros[1000] = "0.";
    memset(zeros + 2, '0', 900);
    assert_true(kp_parse_stored(arena, zeros, &unused) && kp_num_is_zero(unused));
}

/* What a double of a typed decimal of 15 digits prints with 17 comes back as typed. */
static void check_round_trip(kp_arena *arena, void *data) {
    (void)data;
    for (int i = 0; i <= 100000; i += 7) {
        kp_num typed = kp_num_ratio(arena, i, 1000), read = KP_ZERO;
        assert_true(kp_parse_stored(arena, kp_format(arena, "%.17g", i / 1000.0), &read));
        assert_true(kp_num_equal(typed, read));
    }
}

static void check_dates(kp_arena *arena, void *data) {
    (void)arena, (void)data;
    static const char *const same[] = {"2026-09-15",
                                       "2026-9-15",
                                       "2026/9/15",
                                       "2026.9.15",
                                       "2026年9月15日",
                                       "2026年09月15号",
                                       "20260915",
                                       " ２０２６－０９－１５　",
                                       "2026-09-15 08:30",
                                       "2026-09-15T00:00:00.000",
                                       "2026-09-15T23:59:59Z"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        int year = 0, month = 0, day = 0;
        if (!kp_parse_date(same[i], &year, &month, &day))
            fail_msg("not read: %s", same[i]);
        assert_int_equal(year * 10000 + month * 100 + day, 20260915);
    }
    int year = 1, month = 2, day = 3;
    assert_true(kp_parse_date("2024-02-29", &year, &month, &day));
    assert_true(kp_parse_date("2000-02-29", &year, &month, &day)); /* a century that 400 divides */
    assert_int_equal(day, 29);
    static const char *const bad[] = {
        NULL,         "",           "2026-02-29", "1900-02-29", "2100-02-29",       "2026-13-01",   "2026-00-10",       "2026-04-31",
        "2026-06-00", "2026-09/15", "2026-9",     "26-9-15",    "2026-09-15 24:00", "2026-09-15 8", "2026-09-15x",      "2026年9月15",
        "1899-12-31", "15.9.2026",  "9/15/2026",  "202609150",  "2026-009-15",      "45915",        "2026-09-15 08:60", "2026-09-15 08:30:00."};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (kp_parse_date(bad[i], &year, &month, &day))
            fail_msg("read: %s", bad[i]);
    assert_int_equal(day, 29); /* untouched where it is no date */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("numbers are taken as people type them, and each liberty is told", check_numbers),
        IN_ARENA("nothing doubtful is taken for a number", check_doubtful),
        IN_ARENA("yes, no, not applicable and empty are told apart", check_words),
        IN_ARENA("blanks without end are passed over and digits without end refused", check_lengthy),
        IN_ARENA("a stored number of more than 15 digits is rounded to what was typed", check_stored),
        IN_ARENA("every thousandth up to 100 comes back from a stored double", check_round_trip),
        IN_ARENA("dates are taken in each common form where they exist", check_dates),
    };
    return cmocka_run_group_tests_name("typed", tests, NULL, NULL);
}
