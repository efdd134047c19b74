/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_style.c - how forms look: formats in one table, page set-up, and the measuring of text that libxlsxwriter leaves to its users. */
#include "form_private.h"
#include "xlsx_text.h"

#include <string.h>

#define GREY        0x595959
#define HEAD_FILL   0xE7ECF3
#define INPUT_FILL  0xFFFFFF
#define UNIT_FILL   0xF5F5F5
#define MAY_FILL    0xF0F7E8
#define LINK_INK    0x1F4E79
#define METHOD_FILL 0xFFF2CC
#define OTHER_FILL  0xD9D9D9
#define LIVE_FILL   0xEDEDED
#define LIVE_INK    0x44546A
#define CELL_MAX    32000 /* UTF-16 units */

/* A number with the scheme's decimals. */
static const char DECIMALS[] = "0.";

/* Names of Chinese offices; by family and character set a program without them takes its nearest. */
static const struct {
    const char *name[2]; /* by kp_lang */
    uint8_t family;
} fonts[] = {{{"宋体", "Calibri"}, 1}, {{"黑体", "Calibri"}, 2}, {{"方正小标宋简体", "Calibri"}, 1}};
enum { SONG, HEI, BIAO_SONG };

static const struct {
    int font;
    double size;
    bool bold;
    uint8_t align;
    bool border, unlocked;
    lxw_color_t fill, color;
    const char *number;
} styles[FORM_STYLE_COUNT] = {
    [FORM_TITLE] = {BIAO_SONG, 18, true, LXW_ALIGN_CENTER, false, false, 0, 0, NULL},
    [FORM_LINE] = {SONG, 11, false, LXW_ALIGN_LEFT, false, false, 0, 0, NULL},
    [FORM_NOTE] = {SONG, 9, false, LXW_ALIGN_LEFT, false, false, 0, GREY, NULL},
    [FORM_SECTION] = {HEI, 12, true, LXW_ALIGN_LEFT, false, false, 0, 0, NULL},
    [FORM_LABEL] = {HEI, 11, true, LXW_ALIGN_CENTER, true, false, HEAD_FILL, 0, NULL},
    [FORM_VALUE] = {SONG, 11, false, LXW_ALIGN_LEFT, true, false, 0, 0, "@"},
    [FORM_VALUE_IN] = {SONG, 11, false, LXW_ALIGN_LEFT, true, true, 0, 0, "@"},
    [FORM_TEXT] = {SONG, 10, false, LXW_ALIGN_LEFT, true, false, 0, 0, NULL},
    [FORM_PLAIN] = {SONG, 11, false, LXW_ALIGN_LEFT, false, false, 0, 0, NULL},
    [FORM_HEAD] = {HEI, 10, true, LXW_ALIGN_CENTER, true, false, HEAD_FILL, 0, NULL},
    [FORM_KEY] = {SONG, 6, false, LXW_ALIGN_CENTER, true, false, HEAD_FILL, GREY, NULL},
    [FORM_UNIT] = {SONG, 10, false, LXW_ALIGN_LEFT, true, true, UNIT_FILL, 0, "@"},
    [FORM_IN] = {SONG, 10, false, LXW_ALIGN_CENTER, true, true, 0, 0, NULL},
    [FORM_IN_TEXT] = {SONG, 10, false, LXW_ALIGN_LEFT, true, true, 0, 0, NULL},
    [FORM_IN_SMALL] = {SONG, 6, false, LXW_ALIGN_LEFT, true, true, 0, GREY, "@"},
    [FORM_IN_DATE] = {SONG, 10, false, LXW_ALIGN_CENTER, true, true, 0, 0, "yyyy-mm-dd"},
    [FORM_IN_MONEY] = {SONG, 10, false, LXW_ALIGN_CENTER, true, true, 0, 0, "0.00"},
    [FORM_MAY] = {SONG, 10, false, LXW_ALIGN_CENTER, true, true, MAY_FILL, 0, NULL},
    [FORM_MAY_TEXT] = {SONG, 10, false, LXW_ALIGN_LEFT, true, true, MAY_FILL, 0, NULL},
    [FORM_MAY_DATE] = {SONG, 10, false, LXW_ALIGN_CENTER, true, true, MAY_FILL, 0, "yyyy-mm-dd"},
    [FORM_MAY_MONEY] = {SONG, 10, false, LXW_ALIGN_CENTER, true, true, MAY_FILL, 0, "0.00"},
    [FORM_LINK] = {SONG, 10, false, LXW_ALIGN_LEFT, true, false, 0, LINK_INK, NULL},
    [FORM_LIVE] = {SONG, 10, false, LXW_ALIGN_CENTER, true, false, LIVE_FILL, LIVE_INK, DECIMALS},
    [FORM_MADE] = {SONG, 10, false, LXW_ALIGN_CENTER, true, false, LIVE_FILL, LIVE_INK, NULL},
    [FORM_LIVE_HEAD] = {HEI, 10, true, LXW_ALIGN_CENTER, true, false, LIVE_FILL, LIVE_INK, NULL},
    [FORM_LIVE_KEY] = {SONG, 6, false, LXW_ALIGN_CENTER, true, false, LIVE_FILL, GREY, NULL},
    [FORM_RESULT] = {SONG, 10, false, LXW_ALIGN_LEFT, true, false, 0, 0, NULL},
    [FORM_RESULT_SCORE] = {SONG, 10, false, LXW_ALIGN_CENTER, true, false, 0, 0, DECIMALS},
    [FORM_RESULT_RANK] = {SONG, 10, false, LXW_ALIGN_CENTER, true, false, 0, 0, NULL},
    [FORM_RESULT_HEAD] = {HEI, 10, true, LXW_ALIGN_CENTER, true, false, HEAD_FILL, 0, ";;;@"}, /* the stored value of its formula is a 0 */
    [FORM_RULE_SECTION] = {HEI, 13, true, LXW_ALIGN_NONE, false, false, 0, 0, NULL},
    [FORM_RULE_HINT] = {SONG, 9, false, LXW_ALIGN_NONE, false, false, 0, GREY, NULL},
    [FORM_RULE_HEAD] = {HEI, 10, true, LXW_ALIGN_CENTER, true, false, METHOD_FILL, 0, NULL},
    [FORM_RULE_NAME] = {HEI, 10, false, LXW_ALIGN_LEFT, true, false, HEAD_FILL, 0, NULL},
    [FORM_RULE_IN] = {SONG, 10, false, LXW_ALIGN_LEFT, true, true, 0, 0, "@"},
    [FORM_RULE_MARK] = {SONG, 10, false, LXW_ALIGN_CENTER, true, true, 0, 0, "@"},
    [FORM_RULE_IN_NUMBER] = {SONG, 10, false, LXW_ALIGN_LEFT, true, true, 0, 0, NULL},
    [FORM_RULE_MARK_NUMBER] = {SONG, 10, false, LXW_ALIGN_CENTER, true, true, 0, 0, NULL},
    [FORM_RULE_OTHER] = {SONG, 10, false, LXW_ALIGN_NONE, false, false, OTHER_FILL, 0, NULL},
    [FORM_FREE] = {SONG, 10, false, LXW_ALIGN_LEFT, false, true, 0, 0, NULL},
};

bool kp_form_make_formats(form *f) {
    for (size_t i = 0; i < FORM_STYLE_COUNT; i++) {
        lxw_format *format = f->formats[i] = workbook_add_format(f->book);
        if (!format)
            return false;
        bool chinese = f->options->lang == KP_ZH;
        format_set_font_name(format, fonts[styles[i].font].name[f->options->lang]);
        format_set_font_family(format, fonts[styles[i].font].family);
        format_set_font_charset(format, chinese ? 134 : 0); /* GB2312 */
        format_set_font_size(format, styles[i].size);
        format_set_align(format, styles[i].align);
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
        if (styles[i].align != LXW_ALIGN_NONE) /* what runs over the cells beside it */
            format_set_text_wrap(format);
        if (styles[i].border && styles[i].align == LXW_ALIGN_LEFT)
            format_set_indent(format, 1);
        if (styles[i].bold)
            format_set_bold(format);
        if (styles[i].border)
            format_set_border(format, LXW_BORDER_THIN);
        if (styles[i].unlocked)
            format_set_unlocked(format);
        if (styles[i].fill)
            format_set_bg_color(format, styles[i].fill);
        if (styles[i].color)
            format_set_font_color(format, styles[i].color);
        if (styles[i].number == DECIMALS)
            format_set_num_format(format, f->scheme->decimals > 0 ? kp_format(f->arena, "0.%0*d", f->scheme->decimals, 0) : "0");
        else if (styles[i].number)
            format_set_num_format(format, styles[i].number);
    }
    return true;
}

/* ---- measuring ---- */

/* The character at `at` in digits of 10.5 points: CJK is twice as wide as a digit. *length: its bytes. */
static double character_width(const char *at, size_t *length) {
    unsigned char byte = (unsigned char)*at;
    *length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    for (size_t i = 1; i < *length; i++)
        if (((unsigned char)at[i] & 0xC0) != 0x80)
            *length = i;
    return byte < 0xE2 ? 1.05 : 2.0;
}

int kp_form_lines(const char *text, double size, double width) {
    double line = 0, unit = size / 10.5, room = width > 2 ? width - 1 : 1;
    int lines = 1;
    size_t length;
    for (const char *at = text; *at; at += length) {
        double wide = character_width(at, &length) * unit;
        if (*at == '\n' || line + wide > room) {
            lines++;
            line = *at == '\n' ? 0 : wide;
        } else {
            line += wide;
        }
    }
    return lines;
}

double kp_form_word_width(const char *text, double size) {
    double word = 0, longest = 0;
    size_t length;
    for (const char *at = text; *at; at += length) {
        double wide = character_width(at, &length) * size / 10.5;
        word = length > 1 || strchr(" \n-/", *at) ? 0 : word + wide; /* other scripts are broken anywhere */
        longest = word > longest ? word : longest;
    }
    return longest;
}

double kp_form_width(const char *text, double size) {
    double line = 0, widest = 0;
    size_t length;
    for (const char *at = text; *at; at += length) {
        line = *at == '\n' ? 0 : line + character_width(at, &length) * size / 10.5;
        length = *at == '\n' ? 1 : length;
        widest = line > widest ? line : widest;
    }
    return widest;
}

const char *kp_form_cut(kp_arena *arena, const char *text, size_t characters) {
    const char *at = text;
    size_t length;
    for (size_t i = 0; i < characters && *at; i++, at += length)
        character_width(at, &length);
    return *at ? kp_strndup(arena, text, (size_t)(at - text)) : text;
}

/* ---- writing ---- */

const char *kp_form_fit(const form *f, const char *text) { return kp_xlsx_text(f->arena, text, CELL_MAX, "……", NULL); }

char *kp_form_copy(const form *f, const char *text) { return kp_strdup(f->arena, text); }

const char *kp_form_text(const form *f, const char *text) { return kp_text(f->arena, text, f->options->lang); }

void kp_form_check(form *f, lxw_error error) {
    if (error != LXW_NO_ERROR && f->error == LXW_NO_ERROR)
        f->error = error;
}

void kp_form_write_text(form *f, lxw_worksheet *sheet, uint32_t row, uint32_t column, const char *text, form_style style) {
    lxw_format *format = f->formats[style];
    kp_form_check(f, *text ? worksheet_write_string(sheet, row, (lxw_col_t)column, kp_form_fit(f, text), format)
                           : worksheet_write_blank(sheet, row, (lxw_col_t)column, format));
}

double kp_form_write_wide(form *f, lxw_worksheet *sheet, uint32_t row, uint32_t last, const char *text, form_style style, double size, double width) {
    if (last > 0)
        kp_form_check(f, worksheet_merge_range(sheet, row, 0, row, (lxw_col_t)last, kp_form_fit(f, text), f->formats[style]));
    else
        kp_form_write_text(f, sheet, row, 0, text, style);
    double height = kp_form_lines(text, size, width) * size * 1.35 + 6;
    height = height < 400 ? height : 400;
    kp_form_check(f, worksheet_set_row(sheet, row, height, NULL));
    return height;
}

#define MARGIN_LEFT   0.7 /* inches */
#define MARGIN_RIGHT  0.6
#define MARGIN_TOP    0.7
#define MARGIN_BOTTOM 0.7
#define PAGE_WIDTH    ((11.69 - MARGIN_LEFT - MARGIN_RIGHT) * 72) /* points */
#define PAGE_HEIGHT   ((8.27 - MARGIN_TOP - MARGIN_BOTTOM) * 72)
#define DIGIT_WIDTH   5.3   /* points of one unit of a column's width */
#define PAGE_DIGITS   200.0 /* a wider table becomes unreadable on one page */

uint16_t kp_form_pages(double width) { return width <= PAGE_DIGITS ? 1 : (uint16_t)(width / PAGE_DIGITS) + 1; }

double kp_form_page_height(double width) {
    double scale = PAGE_WIDTH / (width / kp_form_pages(width) * DIGIT_WIDTH);
    return PAGE_HEIGHT / (scale < 1 ? scale : 1);
}

void kp_form_page(form *f, lxw_worksheet *sheet, uint16_t wide, uint16_t high, uint32_t repeat_first, uint32_t repeat_last) {
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9); /* A4 */
    worksheet_set_margins(sheet, MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP, MARGIN_BOTTOM);
    worksheet_center_horizontally(sheet);
    worksheet_fit_to_pages(sheet, wide, high);
    kp_form_check(f, worksheet_set_footer(sheet, kp_say(KP_M_FORM_FOOTER, f->options->lang)));
    if (repeat_last)
        kp_form_check(f, worksheet_repeat_rows(sheet, repeat_first, repeat_last));
}

void kp_form_protect(lxw_worksheet *sheet) {
    lxw_protection free = {.format_columns = 1, .format_rows = 1, .insert_rows = 1, .delete_rows = 1, .sort = 1, .autofilter = 1};
    worksheet_protect(sheet, NULL, &free);
}
