/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_heads.c - what stands above a table to be filled in: title, office and signatures, rules in words, heads with their comments, keys. */
#include "form_sheet.h"

#define RULES_SHOWN      8u /* leaves whose rules stand above the table; those of more are in the notes of the heads */
#define RULES_CHARACTERS 700u
#define KEY_HEIGHT       10.0 /* points */
#define SIGNATURE_GAP    "　　"

/* The note of the node above all leaves of the sheet; "" where there is none below the total. */
static const char *shared_note(const sheet_writer *w) {
    const kp_indicator *nodes = w->form->scheme->indicators;
    int32_t node = nodes[w->sheet->indicators[0]].parent, last = w->sheet->indicators[w->sheet->indicator_count - 1];
    while (node > 0 && (nodes[node].end <= last || !*nodes[node].note))
        node = nodes[node].parent;
    return node > 0 ? kp_form_text(w->form, nodes[node].note) : "";
}

static const char *rules_of(const sheet_writer *w) {
    form *f = w->form;
    kp_lang lang = f->options->lang;
    kp_sheet_kind kind = w->sheet->kind;
    if (kind == KP_SHEET_PARTIES)
        return kp_say(f->scheme->independent == KP_INDEPENDENT_YES ? KP_M_FORM_PARTIES_APART : KP_M_FORM_PARTIES, lang);
    if (kind == KP_SHEET_NOT_APPLICABLE || kind == KP_SHEET_VETOES || kind == KP_SHEET_UNITS || kind == KP_SHEET_HISTORY ||
        !w->sheet->indicator_count)
        return "";
    if (w->sheet->indicator_count > RULES_SHOWN) {
        const char *scheme = kp_form_text(f, kp_layout_find(f->layout, KP_SHEET_SCHEME)->title);
        return kp_say_with(f->arena, KP_M_FORM_RULES_ELSEWHERE, lang, scheme, NULL, NULL);
    }
    kp_buffer rules = {.arena = f->arena};
    const char *shared = shared_note(w);
    kp_buffer_puts(&rules, shared);
    for (size_t i = 0; i < w->sheet->indicator_count; i++) {
        int32_t indicator = w->sheet->indicators[i];
        const kp_indicator *leaf = &f->scheme->indicators[indicator];
        const char *note = kp_form_text(f, leaf->note);
        bool plain = leaf->method == KP_METHOD_DIRECT || (*shared && leaf->method == KP_METHOD_PANEL); /* the heads say it all */
        const char *words = *note ? note : plain ? "" : kp_method_rule_words(f->arena, f->scheme, indicator, lang);
        if (*words)
            kp_buffer_printf(&rules, "%s%s%s%s", rules.length ? (lang == KP_ZH ? "；" : "; ") : "", kp_form_text(f, w->sheet->indicator_names[i]),
                             lang == KP_ZH ? "：" : ": ", words);
    }
    const char *text = kp_form_cut(f->arena, kp_buffer_text(&rules), RULES_CHARACTERS);
    return *text ? kp_say_with(f->arena, KP_M_FORM_RULES, lang, text, NULL, NULL) : "";
}

/* A text over the columns of the first page. Where there are more pages side by side, the first column is on each of them, and would show the beginning of the text. */
static void write_above(sheet_writer *w, uint32_t row, const char *text, form_style style, double size) {
    form *f = w->form;
    if (kp_form_pages(w->width) == 1 || w->page_last < 2) {
        w->height += kp_form_write_wide(f, w->out, row, w->page_last, text, style, size, w->page_width);
        return;
    }
    double height = kp_form_lines(text, size, w->page_width - w->widths[0]) * size * 1.35 + 6;
    kp_form_check(f, worksheet_merge_range(w->out, row, 1, row, (lxw_col_t)w->page_last, kp_form_fit(f, text), f->formats[style]));
    kp_form_check(f, worksheet_set_row(w->out, row, height < 400 ? height : 400, NULL));
    w->height += height < 400 ? height : 400;
}

/* Office and signatures stand above the table: below it they could be taken for data. */
static const char *signature_line(const form *f, const char *between) {
    kp_buffer line = {.arena = f->arena};
    const char *office = kp_say_with(f->arena, KP_M_FORM_OFFICE, f->options->lang, kp_verbatim(f->arena, f->options->office), NULL, NULL);
    kp_buffer_puts(&line, office);
    if (!f->options->office || !*f->options->office)
        kp_buffer_puts(&line, "＿＿＿＿＿＿＿＿");
    for (size_t i = 0; i < f->scheme->signatures.count; i++)
        kp_buffer_printf(
            &line, "%s%s＿＿＿＿＿＿", i == 0 ? between : SIGNATURE_GAP,
            kp_say_with(f->arena, KP_M_FORM_SIGNATURE, f->options->lang, kp_form_text(f, f->scheme->signatures.items[i].name), NULL, NULL));
    return kp_buffer_text(&line);
}

/* Where a long name of the office would break the line in the midst of a signature, who signs has a line of its own. */
static void write_line(sheet_writer *w) {
    bool paged = kp_form_pages(w->width) > 1 && w->page_last >= 2; /* as in write_above() */
    const char *line = signature_line(w->form, SIGNATURE_GAP);
    if (kp_form_lines(line, 11, paged ? w->page_width - w->widths[0] : w->page_width) > 1)
        line = signature_line(w->form, "\n");
    write_above(w, 1, line, FORM_LINE, 11);
}

static const char *with_remark(const form *f, const char *title, const char *remark) {
    title = kp_form_text(f, title);
    remark = kp_form_text(f, remark);
    if (!*remark)
        return title;
    return kp_format(f->arena, f->options->lang == KP_ZH ? "%s\n（%s）" : "%s\n(%s)", title, remark);
}

/* What stands over the column itself: in a group the slot, else the column's title. */
static const char *head_text(const sheet_writer *w, size_t column) {
    const kp_layout_column *c = &w->sheet->columns[column];
    if (kp_form_is_grouped(w, column))
        return with_remark(w->form, c->slot->label, c->slot->kind == KP_SLOT_YES_NO ? c->remark : "");
    return with_remark(w->form, c->title, c->remark);
}

static void write_comment(sheet_writer *w, uint32_t column, const char *text) {
    form *f = w->form;
    if (!*text)
        return;
    int lines = kp_form_lines(text, 9, 30);
    lxw_comment_options options = {.author = kp_form_copy(f, kp_say(KP_M_FORM_COMMENT_AUTHOR, f->options->lang)),
                                   .width = 220,
                                   .height = (uint16_t)(lines * 17 + 12),
                                   .font_name = kp_form_copy(f, f->options->lang == KP_ZH ? "宋体" : "Calibri"),
                                   .font_size = 9};
    uint32_t row = kp_form_is_grouped(w, column) ? w->key_row - 1 : FORM_HEAD_ROW; /* of a merged head the first cell is the one seen */
    kp_form_check(f, worksheet_write_comment_opt(w->out, row, (lxw_col_t)column, kp_form_fit(f, text), &options));
}

/* Where there are too many leaves for the line above the table, their rules stand in the note of the column that names them. */
static const char *rules_of_all(const sheet_writer *w, const char *help) {
    const form *f = w->form;
    kp_buffer text = {.arena = f->arena};
    kp_buffer_puts(&text, help);
    for (size_t i = 0; i < w->sheet->indicator_count; i++)
        kp_buffer_printf(&text, "\n%s%s%s", kp_form_text(f, w->sheet->indicator_names[i]), f->options->lang == KP_ZH ? "：" : ": ",
                         kp_method_rule_words(f->arena, f->scheme, w->sheet->indicators[i], f->options->lang));
    return kp_form_cut(f->arena, kp_buffer_text(&text), 2000);
}

const char *kp_form_comment_text(const sheet_writer *w, const kp_layout_column *column) {
    const form *f = w->form;
    const char *help = kp_form_text(f, column->help);
    if (column->role == KP_COLUMN_INDICATOR && w->sheet->kind != KP_SHEET_NOT_APPLICABLE && w->sheet->indicator_count > RULES_SHOWN)
        return rules_of_all(w, help);
    if (column->role != KP_COLUMN_SLOT)
        return help;
    const char *rule = kp_method_rule_words(f->arena, f->scheme, column->indicator, f->options->lang);
    const char *note = kp_form_text(f, f->scheme->indicators[column->indicator].note);
    return kp_form_cut(f->arena, kp_format(f->arena, "%s%s%s%s%s", help, *rule ? "\n" : "", rule, *note ? "\n" : "", note), 2000);
}

/* The titles of leaves over their columns, and the others over both rows. */
static int write_group_heads(sheet_writer *w) {
    form *f = w->form;
    int most = 1;
    for (uint32_t i = 0, end; i <= w->last; i = end) {
        const kp_layout_column *column = &w->sheet->columns[i];
        double width = w->widths[i];
        end = i + 1;
        if (!kp_form_is_grouped(w, i)) {
            kp_form_check(f, worksheet_merge_range(w->out, FORM_HEAD_ROW, (lxw_col_t)i, FORM_HEAD_ROW + 1, (lxw_col_t)i,
                                                   kp_form_fit(f, head_text(w, i)), f->formats[FORM_HEAD]));
            continue;
        }
        for (; end <= w->last && w->sheet->columns[end].indicator == column->indicator; end++)
            width += w->widths[end];
        const char *name = column->title;
        for (size_t n = 0; n < w->sheet->indicator_count; n++)
            if (w->sheet->indicators[n] == column->indicator)
                name = w->sheet->indicator_names[n];
        const kp_indicator *leaf = &f->scheme->indicators[column->indicator];
        kp_num most_points = w->sheet->kind == KP_SHEET_SITES ? leaf->scale : leaf->full; /* a site's mark is typed on the scale */
        const char *full = kp_num_exact(f->arena, most_points);
        const char *head = with_remark(f, name, kp_num_sign(most_points) > 0 ? kp_format(f->arena, "%s 分 | %s points", full, full) : "");
        int lines = kp_form_lines(head, 10, width);
        most = lines > most ? lines : most;
        kp_form_check(f, worksheet_merge_range(w->out, FORM_HEAD_ROW, (lxw_col_t)i, FORM_HEAD_ROW, (lxw_col_t)(end - 1), kp_form_fit(f, head),
                                               f->formats[FORM_HEAD]));
    }
    return most;
}

static void write_heads(sheet_writer *w) {
    form *f = w->form;
    int lines = 1, group_lines = w->grouped ? write_group_heads(w) : 0;
    for (size_t i = 0; i < w->sheet->column_count; i++) {
        const kp_layout_column *column = &w->sheet->columns[i];
        const char *head = head_text(w, i);
        int needed = kp_form_lines(head, 10, w->widths[i]) - (w->grouped && !kp_form_is_grouped(w, i) ? group_lines : 0);
        lines = needed > lines ? needed : lines;
        if (!w->grouped || kp_form_is_grouped(w, i))
            kp_form_write_text(f, w->out, w->key_row - 1, (uint32_t)i, head, FORM_HEAD);
        kp_form_write_text(f, w->out, w->key_row, (uint32_t)i, column->key, FORM_KEY);
        write_comment(w, (uint32_t)i, kp_form_comment_text(w, column));
    }
    if (w->grouped)
        kp_form_check(f, worksheet_set_row(w->out, FORM_HEAD_ROW, group_lines * 14.0 + 8, NULL));
    w->head_height = lines * 14.0 + 8;
    kp_form_check(f, worksheet_set_row(w->out, w->key_row - 1, w->head_height, NULL));
    kp_form_check(f, worksheet_set_row(w->out, w->key_row, KEY_HEIGHT, NULL));
    w->repeated_height = (lines + group_lines) * 14.0 + 16 + KEY_HEIGHT;
    w->height += w->repeated_height;
}

void kp_form_write_top(sheet_writer *w) {
    form *f = w->form;
    kp_lang lang = f->options->lang;
    const char *scheme = kp_form_text(f, f->scheme->title), *sheet = kp_form_text(f, w->sheet->title);
    const char *title = f->options->blank_units ? kp_say_with(f->arena, KP_M_FORM_TITLE_BLANK, lang, scheme, sheet, NULL)
                                                : kp_say_with(f->arena, KP_M_FORM_TITLE, lang, kp_form_period(f), scheme, sheet);
    write_above(w, 0, title, FORM_TITLE, 18);
    write_line(w);
    write_above(w, 2, rules_of(w), FORM_NOTE, 9);
    write_heads(w);
}
