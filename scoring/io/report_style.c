/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_style.c - makes the formats of a report, and measures text, since libxlsxwriter sets neither column widths nor row heights by content. */
#include "report_style.h"

#include <stdio.h>
#include <string.h>

#include "kaoping/arena.h"

#define CHARSET_GB2312 134 /* OOXML font charset: a program without the named font picks a Chinese one */
#define CHARSET_ANSI   0
#define FAMILY_ROMAN   1
#define FAMILY_SWISS   2

typedef struct font_row {
    const char *name[2]; /* by kp_lang */
    uint8_t family;
} font_row;

static const font_row fonts[FONT_COUNT] = {
    [FONT_TITLE] = {{"方正小标宋简体", "Times New Roman"}, FAMILY_ROMAN},
    [FONT_HEAD] = {{"黑体", "Arial"}, FAMILY_SWISS},
    [FONT_BODY] = {{"宋体", "Arial"}, FAMILY_ROMAN},
};

/* Number formats by kp_report_digits; NULL: as it is. */
typedef struct number_formats {
    const char *of[DIGITS_COUNT];
} number_formats;

typedef struct style_row {
    kp_report_font font;
    int size;
    bool bold;
    kp_report_align align;
    bool border;
    int fill, color;
    kp_report_digits digits;
} style_row;

static const style_row styles[STYLE_COUNT] = {
#define STYLE(name, ...) [STYLE_##name] = {__VA_ARGS__},
    KP_REPORT_STYLES(STYLE)
#undef STYLE
};

static const uint8_t alignments[] = {[ALIGN_LEFT] = LXW_ALIGN_LEFT, [ALIGN_CENTER] = LXW_ALIGN_CENTER, [ALIGN_RIGHT] = LXW_ALIGN_RIGHT};

const char *kp_report_mark_digits(kp_arena *arena, int decimals) {
    return decimals > 0 ? kp_format(arena, "0.%.*s", decimals, "000000000000000000") : "0";
}

lxw_color_t kp_report_color(const char *color, lxw_color_t otherwise) {
    if (!color || color[0] != '#' || strlen(color) != 7)
        return otherwise;
    lxw_color_t value = 0;
    for (const char *c = color + 1; *c; c++) {
        static const char digits[] = "0123456789abcdef0123456789ABCDEF";
        const char *digit = strchr(digits, *c);
        if (!digit)
            return otherwise;
        value = value * 16 + (lxw_color_t)((digit - digits) % 16);
    }
    return value ? value : LXW_COLOR_BLACK; /* libxlsxwriter takes 0 for "not given" */
}

static void set_font(lxw_format *format, const style_row *row, kp_lang lang) {
    const font_row *font = &fonts[row->font];
    format_set_font_name(format, font->name[lang]);
    format_set_font_family(format, font->family);
    format_set_font_charset(format, lang == KP_ZH ? CHARSET_GB2312 : CHARSET_ANSI);
    format_set_font_size(format, row->size);
}

static lxw_format *make_format(lxw_workbook *book, const style_row *row, kp_lang lang, const number_formats *numbers) {
    lxw_format *format = workbook_add_format(book);
    if (!format)
        return NULL;
    set_font(format, row, lang);
    if (row->bold)
        format_set_bold(format);
    format_set_align(format, alignments[row->align]);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_text_wrap(format);
    if (row->border)
        format_set_border(format, LXW_BORDER_THIN);
    if (row->fill != COLOR_NONE)
        format_set_bg_color(format, (lxw_color_t)row->fill);
    if (row->color != COLOR_BLACK)
        format_set_font_color(format, (lxw_color_t)row->color);
    if (numbers->of[row->digits])
        format_set_num_format(format, numbers->of[row->digits]);
    return format;
}

bool kp_report_formats_make(kp_arena *arena, lxw_workbook *book, const kp_scheme *scheme, kp_lang lang, kp_report_formats *formats) {
    number_formats numbers = {.of = {[DIGITS_MARK] = kp_report_mark_digits(arena, scheme->decimals),
                                     [DIGITS_CALC] = kp_report_mark_digits(arena, KP_REPORT_CALC_DECIMALS),
                                     [DIGITS_WHOLE] = "0",
                                     [DIGITS_PERCENT] = "0.00%",
                                     [DIGITS_POINTS] = "0.00",
                                     [DIGITS_BOUND] = "\"≤\"0.00",
                                     [DIGITS_FOUR] = "0.0000"}};
    formats->book = book;
    formats->lang = lang;
    lxw_format *normal = STAILQ_FIRST(book->formats); /* libxlsxwriter makes the default cell's format first */
    if (normal)
        set_font(normal, &styles[STYLE_PLAIN], lang);
    formats->bands = KP_NEW_ARRAY(arena, lxw_format *, scheme->band_count);
    formats->lists = KP_NEW_ARRAY(arena, lxw_format *, scheme->list_count);
    for (size_t i = 0; i < STYLE_COUNT; i++)
        if (!(formats->of[i] = make_format(book, &styles[i], lang, &numbers)))
            return false;
    for (size_t i = 0; i < scheme->band_count; i++) {
        if (!(formats->bands[i] = make_format(book, &styles[STYLE_CENTER_STRONG], lang, &numbers)))
            return false;
        if (scheme->bands[i].color)
            format_set_bg_color(formats->bands[i], kp_report_color(scheme->bands[i].color, LXW_COLOR_WHITE));
    }
    for (size_t i = 0; i < scheme->list_count; i++) {
        if (!(formats->lists[i] = make_format(book, &styles[STYLE_HEAD], lang, &numbers)))
            return false;
        if (scheme->lists[i].color)
            format_set_bg_color(formats->lists[i], kp_report_color(scheme->lists[i].color, COLOR_HEAD));
    }
    return true;
}

lxw_format *kp_report_format_with(kp_report_formats *formats, kp_report_style style, int decimals) {
    lxw_format **made = &formats->with[style][decimals];
    if (*made)
        return *made;
    number_formats as_is = {{0}};
    *made = make_format(formats->book, &styles[style], formats->lang, &as_is);
    if (*made) {
        char digits[KP_MAX_DECIMALS + 3] = "0";
        if (decimals > 0)
            snprintf(digits, sizeof digits, "0.%0*d", decimals, 0);
        format_set_num_format(*made, digits);
    }
    return *made;
}

double kp_report_style_size(kp_report_style style) { return styles[style].size; }

/* Width of the character that starts at `bytes`, in digits: 2 for CJK and full-width forms; *length is its length in bytes. */
static double character_width(const unsigned char *bytes, kp_lang lang, size_t *length) {
    size_t n = bytes[0] < 0x80 ? 1 : bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4;
    for (size_t i = 1; i < n; i++)
        if ((bytes[i] & 0xC0) != 0x80)
            n = i; /* no UTF-8: never behind the end of the text */
    *length = n;
    if (bytes[0] >= 0xE1) /* from U+1000 up: general punctuation, too, is wide in Chinese fonts */
        return 2;
    return lang == KP_EN && (bytes[0] == ' ' || (bytes[0] >= 'a' && bytes[0] <= 'z')) ? 0.88 : 1;
}

double kp_report_word_width(const char *text, kp_lang lang, double size) {
    double longest = 0, word = 0;
    for (const unsigned char *c = (const unsigned char *)text; *c;) {
        size_t length;
        double w = character_width(c, lang, &length);
        word = *c <= ' ' || w == 2 ? 0 : word + w;
        longest = word > longest ? word : longest;
        c += length;
    }
    return longest * size / 10;
}

double kp_report_text_width(const char *text, kp_lang lang, double size, double width, int *lines) {
    double unit = size / 10, widest = 0, line = 0;
    double room = width > 2 ? width - 0.9 : 1;
    int count = 1;
    for (const unsigned char *c = (const unsigned char *)text; *c;) {
        size_t length;
        double w = character_width(c, lang, &length) * unit;
        if (*c == '\n') {
            widest = line > widest ? line : widest;
            line = 0;
            count++;
        } else if (line + w > room * (w < 1.5 * unit && lang == KP_EN ? 0.95 : 1)) { /* words break earlier than their letters need */
            widest = line > widest ? line : widest;
            line = w;
            count++;
        } else {
            line += w;
        }
        c += length;
    }
    if (lines)
        *lines = count;
    return line > widest ? line : widest;
}
