/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_sheet.c - one sheet to be filled in: title, office and signatures, rules, heads, keys, rows prepared with the units, and what may be typed where. */
#include "form_private.h"
#include "xlsx_text.h"

#include <string.h>

#define LAST_ROW_CHECKED 19999u /* registers grow below their printed rows; validation goes along */
#define SPARE_COLUMNS    8u
#define RULES_SHOWN      8u /* leaves whose rules stand above the table; those of more are in the notes of the heads */
#define RULES_CHARACTERS 700u
#define KEY_HEIGHT       10.0  /* points */
#define ROW_HEIGHT       21.0  /* at least */
#define ROW_HIGHEST      400.0 /* Excel takes 409 */
#define LINE_HEIGHT      14.0
#define INPUT_TITLE_MAX  32u /* characters, by Excel */
#define INPUT_TEXT_MAX   255u

typedef struct sheet_writer {
    form *form;
    const kp_layout_sheet *sheet;
    size_t index;
    lxw_worksheet *out;
    double *widths;
    double width;       /* together */
    double height;      /* of the rows written, in points */
    uint32_t rows;      /* of data, prepared */
    uint32_t last;      /* last column */
    uint32_t page_last; /* last column of the first page, and the width up to there: titles do not run over it */
    double page_width;
    bool grouped; /* heads in two rows: leaves above their columns */
    uint32_t key_row, data_row;
    double head_height; /* of the row above the keys */
} sheet_writer;

/* ---- columns ---- */

/* True for a column whose leaf has others beside it. */
static bool is_grouped(const sheet_writer *w, size_t column) {
    const kp_layout_column *columns = w->sheet->columns;
    int32_t leaf = columns[column].indicator;
    return columns[column].role == KP_COLUMN_SLOT &&
           ((column > 0 && columns[column - 1].indicator == leaf) || (column < w->last && columns[column + 1].indicator == leaf));
}

/* What stands in a column of the list of units. */
static const char *unit_text(const kp_form_unit *unit, const kp_layout_column *column) {
    const char *text = column->role == KP_COLUMN_UNIT_ID                      ? unit->id
                       : column->role == KP_COLUMN_UNIT_NAME                  ? unit->name
                       : column->role == KP_COLUMN_GROUP                      ? unit->group
                       : column->role == KP_COLUMN_UNIT_FIELD && unit->fields ? unit->fields[column->index]
                                                                              : NULL;
    return text ? text : "";
}

static double width_of(const sheet_writer *w, size_t index) {
    const form *f = w->form;
    const kp_layout_column *column = &w->sheet->columns[index];
    bool many = w->sheet->column_count > 12; /* then heads are rather high than wide */
    double head =
        kp_form_width(is_grouped(w, index) ? kp_form_text(f, column->slot->label) : kp_form_text(f, column->title), 10) / (many ? 3 : 2) + 3;
    double least = 9, most = many ? 12 : 17;
    switch (column->role) {
    case KP_COLUMN_UNIT:
    case KP_COLUMN_UNIT_NAME: least = 16, most = 34; break;
    case KP_COLUMN_GROUP:
    case KP_COLUMN_UNIT_FIELD: least = 14, most = 26; break;
    case KP_COLUMN_EVALUATOR:
    case KP_COLUMN_PARTY_ROLE:
    case KP_COLUMN_KIND:
    case KP_COLUMN_EVALUATOR_ROLE: least = 14, most = 20; break;
    case KP_COLUMN_QUESTION: least = 20, most = 30; break;
    case KP_COLUMN_STRATUM:
    case KP_COLUMN_VARIABLE:
    case KP_COLUMN_CATEGORY: least = 14, most = 26; break;
    case KP_COLUMN_INDICATOR:
    case KP_COLUMN_EVENT:
    case KP_COLUMN_VETO: least = 26, most = 34; break;
    case KP_COLUMN_DATE: least = 12, most = 14; break;
    case KP_COLUMN_LOCATION:
    case KP_COLUMN_SITE:
    case KP_COLUMN_EXCLUDED: least = 18, most = 24; break;
    case KP_COLUMN_TEXT:
    case KP_COLUMN_REASON: least = 36, most = 46; break;
    case KP_COLUMN_LIST: least = 14, most = 24; break;
    case KP_COLUMN_SCHEME: least = 16, most = 24; break;
    case KP_COLUMN_DIGEST: least = 24, most = 24; break;
    default: break;
    }
    for (size_t i = 0; i < f->options->unit_count; i++) {
        const kp_form_unit *unit = &f->options->units[i];
        double text = kp_form_width(column->role == KP_COLUMN_UNIT ? unit->name : unit_text(unit, column), 10) + 3;
        head = text > head ? text : head;
    }
    return head < least ? least : head > most ? most : head;
}

static form_style style_of(const kp_layout_column *column) {
    if (column->slot)
        return FORM_IN;
    return column->role == KP_COLUMN_DATE ? FORM_IN_DATE : column->role == KP_COLUMN_DIGEST ? FORM_IN_SMALL : FORM_IN_TEXT;
}

/* Sheets whose rows are prepared, unit by unit. */
static bool is_prepared(kp_sheet_kind kind) {
    return kind == KP_SHEET_TABLE || kind == KP_SHEET_PANEL || kind == KP_SHEET_SURVEY || kind == KP_SHEET_SITES;
}

/* Cells below the prepared rows are unlocked too: a register may need more rows than were printed. */
static void set_columns(sheet_writer *w) {
    w->widths = KP_NEW_ARRAY(w->form->arena, double, w->sheet->column_count);
    for (size_t i = 0; i < w->sheet->column_count; i++) {
        w->widths[i] = width_of(w, i);
        w->width += w->widths[i];
    }
    double least = 90; /* narrow tables are spread, so that the line above them has room */
    for (size_t i = 0; i < w->sheet->column_count; i++) {
        if (w->width < least)
            w->widths[i] += (least - w->width) / (double)w->sheet->column_count;
        kp_form_check(w->form, worksheet_set_column(w->out, (lxw_col_t)i, (lxw_col_t)i, w->widths[i], w->form->formats[FORM_FREE]));
    }
    if (w->sheet->kind == KP_SHEET_ANSWERS) /* room for what the population is known by: 年龄, 产权 */
        kp_form_check(w->form, worksheet_set_column(w->out, (lxw_col_t)w->sheet->column_count,
                                                    (lxw_col_t)(w->sheet->column_count + SPARE_COLUMNS - 1), 12, w->form->formats[FORM_FREE]));
    w->width = w->width < least ? least : w->width;
    double page = w->width / kp_form_pages(w->width);
    for (uint32_t i = 0; i <= w->last && (i == 0 || w->page_width + w->widths[i] <= page + 1); i++) {
        w->page_width += w->widths[i];
        w->page_last = i;
    }
}

/* ---- above the table ---- */

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
    if (w->sheet->indicator_count > RULES_SHOWN && kind == KP_SHEET_TABLE) {
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

/* Office and signatures stand above the table: below it they could be taken for data. */
static void write_line(sheet_writer *w) {
    form *f = w->form;
    kp_buffer line = {.arena = f->arena};
    const char *office = kp_say_with(f->arena, KP_M_FORM_OFFICE, f->options->lang, kp_verbatim(f->arena, f->options->office), NULL, NULL);
    kp_buffer_puts(&line, office);
    if (!f->options->office || !*f->options->office)
        kp_buffer_puts(&line, "＿＿＿＿＿＿＿＿");
    for (size_t i = 0; i < f->scheme->signatures.count; i++)
        kp_buffer_printf(
            &line, "　　%s＿＿＿＿＿＿",
            kp_say_with(f->arena, KP_M_FORM_SIGNATURE, f->options->lang, kp_form_text(f, f->scheme->signatures.items[i].name), NULL, NULL));
    w->height += kp_form_write_wide(f, w->out, 1, w->page_last, kp_buffer_text(&line), FORM_LINE, 11, w->page_width);
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
    if (is_grouped(w, column))
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
    uint32_t row = is_grouped(w, column) ? w->key_row - 1 : FORM_HEAD_ROW; /* of a merged head the first cell is the one seen */
    kp_form_check(f, worksheet_write_comment_opt(w->out, row, (lxw_col_t)column, kp_form_fit(f, text), &options));
}

/* What to type, and for an input the rule by which it is scored. */
static const char *comment_text(const sheet_writer *w, const kp_layout_column *column) {
    const form *f = w->form;
    const char *help = kp_form_text(f, column->help);
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
        if (!is_grouped(w, i)) {
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
        int needed = kp_form_lines(head, 10, w->widths[i]) - (w->grouped && !is_grouped(w, i) ? group_lines : 0);
        lines = needed > lines ? needed : lines;
        if (!w->grouped || is_grouped(w, i))
            kp_form_write_text(f, w->out, w->key_row - 1, (uint32_t)i, head, FORM_HEAD);
        kp_form_write_text(f, w->out, w->key_row, (uint32_t)i, column->key, FORM_KEY);
        write_comment(w, (uint32_t)i, comment_text(w, column));
    }
    if (w->grouped)
        kp_form_check(f, worksheet_set_row(w->out, FORM_HEAD_ROW, group_lines * 14.0 + 8, NULL));
    w->head_height = lines * 14.0 + 8;
    kp_form_check(f, worksheet_set_row(w->out, w->key_row - 1, w->head_height, NULL));
    kp_form_check(f, worksheet_set_row(w->out, w->key_row, KEY_HEIGHT, NULL));
    w->height += (lines + group_lines) * 14.0 + 16 + KEY_HEIGHT;
}

static void write_top(sheet_writer *w) {
    form *f = w->form;
    kp_lang lang = f->options->lang;
    const char *scheme = kp_form_text(f, f->scheme->title), *sheet = kp_form_text(f, w->sheet->title);
    const char *title = f->options->blank_units ? kp_say_with(f->arena, KP_M_FORM_TITLE_BLANK, lang, scheme, sheet, NULL)
                                                : kp_say_with(f->arena, KP_M_FORM_TITLE, lang, kp_form_period(f), scheme, sheet);
    w->height += kp_form_write_wide(f, w->out, 0, w->page_last, title, FORM_TITLE, 18, w->page_width);
    write_line(w);
    w->height += kp_form_write_wide(f, w->out, 2, w->page_last, rules_of(w), FORM_NOTE, 9, w->page_width);
    write_heads(w);
}

/* ---- rows ---- */

/* The lines that `text` takes in its column, within the indent; at least `lines`. */
static int more_lines(const sheet_writer *w, size_t column, const char *text, int lines) {
    int needed = kp_form_lines(text, 10, w->widths[column] - 2);
    return needed > lines ? needed : lines;
}

static void set_row_height(sheet_writer *w, uint32_t row, int lines) {
    double height = lines * LINE_HEIGHT + 7;
    height = height < ROW_HEIGHT ? ROW_HEIGHT : height > ROW_HIGHEST ? ROW_HIGHEST : height;
    kp_form_check(w->form, worksheet_set_row(w->out, row, height, NULL));
}

/* An empty framed row; `unit` NULL: for any unit. */
static void write_row(sheet_writer *w, const char *unit, const char *question) {
    form *f = w->form;
    uint32_t row = w->data_row + w->rows++;
    int lines = 1;
    for (size_t i = 0; i < w->sheet->column_count; i++) {
        const kp_layout_column *column = &w->sheet->columns[i];
        const char *text = column->role == KP_COLUMN_UNIT && unit ? unit : column->role == KP_COLUMN_QUESTION && question ? question : "";
        kp_form_write_text(f, w->out, row, (uint32_t)i, text, *text ? FORM_UNIT : style_of(column));
        lines = more_lines(w, i, text, lines);
    }
    set_row_height(w, row, lines);
}

/* A row of a template, for the unit that will be the `unit`-th on 考评对象: its name, and with it the question, comes from there. */
static void write_template_row(sheet_writer *w, size_t unit, const char *question) {
    form *f = w->form;
    uint32_t row = w->data_row + w->rows;
    write_row(w, NULL, NULL);
    for (size_t i = 0; i < f->layout->count; i++) {
        const kp_layout_sheet *units = &f->layout->sheets[i];
        if (units->kind != KP_SHEET_UNITS)
            continue;
        uint32_t name = (uint32_t)kp_layout_column_of(units, KP_COLUMN_UNIT_NAME), last = FORM_DATA_ROW + (uint32_t)f->options->blank_units - 1;
        int32_t column = kp_layout_column_of(w->sheet, KP_COLUMN_UNIT), asked = kp_layout_column_of(w->sheet, KP_COLUMN_QUESTION);
        const char *formula = kp_format(f->arena, "=INDEX(%s,%zu)&\"\"", kp_form_range(f, i, FORM_DATA_ROW, name, last, name), unit + 1);
        kp_form_write_formula(f, w->out, row, (uint32_t)column, formula, FORM_UNIT);
        char cell[LXW_MAX_CELL_NAME_LENGTH];
        lxw_rowcol_to_cell(cell, row, (lxw_col_t)column);
        if (question && asked >= 0)
            kp_form_write_formula(f, w->out, row, (uint32_t)asked, kp_format(f->arena, "=IF(%s=\"\",\"\",%s)", cell, kp_form_literal(f, question)),
                                  FORM_UNIT);
    }
}

static void write_unit_row(sheet_writer *w, const kp_form_unit *unit) {
    form *f = w->form;
    uint32_t row = w->data_row + w->rows++;
    int lines = 1;
    for (size_t i = 0; i < w->sheet->column_count; i++) {
        const char *text = unit_text(unit, &w->sheet->columns[i]);
        kp_form_write_text(f, w->out, row, (uint32_t)i, text, FORM_IN_TEXT);
        lines = more_lines(w, i, text, lines);
    }
    set_row_height(w, row, lines);
}

/* How many rows a unit is given on a panel sheet: as many evaluators as any leaf asks for, three at least. */
static uint32_t evaluator_rows(const sheet_writer *w) {
    int32_t rows = 3;
    for (size_t i = 0; i < w->sheet->indicator_count; i++) {
        const kp_indicator *leaf = &w->form->scheme->indicators[w->sheet->indicators[i]];
        rows = leaf->min_evaluators > rows ? leaf->min_evaluators : rows;
        rows = (int32_t)leaf->roles.count > rows ? (int32_t)leaf->roles.count : rows;
    }
    return rows > 20 ? 20 : (uint32_t)rows;
}

/* On a sheet of site checks: as many sites as any leaf asks for, in each kind of check, three at least. */
static uint32_t site_rows(const sheet_writer *w) {
    int64_t rows = 3;
    for (size_t i = 0; i < w->sheet->indicator_count; i++) {
        const kp_indicator *leaf = &w->form->scheme->indicators[w->sheet->indicators[i]];
        int64_t needed = leaf->min_sites * (int64_t)(leaf->kinds.count ? leaf->kinds.count : 1);
        rows = needed > rows ? needed : rows;
    }
    return rows > 20 ? 20 : (uint32_t)rows;
}

/* How many rows the sheet has for one unit. */
static uint32_t rows_of_unit(const sheet_writer *w) {
    if (w->sheet->kind == KP_SHEET_PANEL)
        return evaluator_rows(w);
    if (w->sheet->kind == KP_SHEET_SITES)
        return site_rows(w);
    if (w->sheet->kind != KP_SHEET_SURVEY)
        return 1;
    size_t questions = w->form->scheme->indicators[w->sheet->indicators[0]].questions.count;
    return questions ? (uint32_t)questions : 1;
}

static void write_rows_of_unit(sheet_writer *w, size_t unit) {
    const form *f = w->form;
    if (w->sheet->kind == KP_SHEET_UNITS) {
        if (f->options->blank_units)
            write_row(w, NULL, NULL);
        else
            write_unit_row(w, &f->options->units[unit]);
        return;
    }
    kp_pairs questions = {0};
    if (w->sheet->kind == KP_SHEET_SURVEY)
        questions = f->scheme->indicators[w->sheet->indicators[0]].questions;
    for (uint32_t i = 0; i < rows_of_unit(w); i++) {
        const char *question = questions.count ? kp_form_text(f, questions.items[i].name) : NULL;
        if (f->options->blank_units)
            write_template_row(w, unit, question);
        else
            write_row(w, f->unit_names[unit], question);
    }
}

/* A row of evidence that is already known. */
static void write_filled(sheet_writer *w, const form_value values[]) {
    form *f = w->form;
    uint32_t row = w->data_row + w->rows++;
    int lines = 1;
    for (size_t i = 0; i < w->sheet->column_count; i++) {
        const kp_layout_column *column = &w->sheet->columns[i];
        bool named = column->role == KP_COLUMN_UNIT || column->role == KP_COLUMN_QUESTION;
        bool past = w->sheet->kind == KP_SHEET_HISTORY && (named || column->role == KP_COLUMN_PERIOD || column->role == KP_COLUMN_UNIT_ID);
        form_style style = past || (named && is_prepared(w->sheet->kind)) ? FORM_UNIT : style_of(column);
        lines = style == FORM_IN_SMALL ? lines : more_lines(w, i, values[i].text ? values[i].text : "", lines);
        if (values[i].is_number)
            kp_form_check(f, worksheet_write_number(w->out, row, (lxw_col_t)i, kp_num_to_double(values[i].number), f->formats[style]));
        else
            kp_form_write_text(f, w->out, row, (uint32_t)i, values[i].text ? values[i].text : "", style);
    }
    set_row_height(w, row, lines);
}

static void write_evidence_rows(sheet_writer *w) {
    form_rows rows = {0};
    kp_form_fill(w->form, w->sheet, &rows);
    for (size_t i = 0; i < rows.count; i++)
        write_filled(w, rows.items[i]);
}

static void write_rows(sheet_writer *w) {
    bool listed = w->sheet->kind == KP_SHEET_UNITS || w->sheet->kind == KP_SHEET_HISTORY, by_unit = listed || is_prepared(w->sheet->kind);
    if (w->form->options->evidence || w->sheet->kind == KP_SHEET_HISTORY)
        write_evidence_rows(w);
    size_t units = w->form->options->blank_units ? w->form->options->blank_units : w->form->options->unit_count;
    for (size_t i = 0; by_unit && w->sheet->kind != KP_SHEET_HISTORY && !w->form->options->evidence && i < units; i++)
        write_rows_of_unit(w, i);
    double room = (kp_form_page_height(w->width) - w->height) / ROW_HEIGHT - 2;
    uint32_t cases = room < FORM_BLANK_CASES ? FORM_BLANK_CASES : (uint32_t)room;
    uint32_t blank = !by_unit ? cases : listed && !w->form->options->blank_units ? FORM_BLANK_UNITS : 0;
    for (uint32_t i = 0; i < blank || w->rows == 0; i++)
        write_row(w, NULL, NULL);
}

/* ---- what may be typed ---- */

static void add_validation(sheet_writer *w, uint32_t column, lxw_data_validation *validation, const char *expected, bool gaps) {
    form *f = w->form;
    kp_lang lang = f->options->lang;
    const char *title = kp_form_text(f, w->sheet->columns[column].title), *message = comment_text(w, &w->sheet->columns[column]);
    const char *bad = expected ? kp_say_with(f->arena, gaps ? KP_M_FORM_INPUT_BAD : KP_M_FORM_INPUT_BAD_PLAIN, lang, expected, NULL, NULL)
                               : kp_say(KP_M_FORM_INPUT_BAD_NAME, lang);
    validation->ignore_blank = LXW_VALIDATION_ON;
    validation->input_title = kp_form_copy(f, kp_xlsx_text(f->arena, title, INPUT_TITLE_MAX, "", NULL));
    validation->input_message = kp_form_copy(f, kp_xlsx_text(f->arena, message, INPUT_TEXT_MAX, "", NULL));
    validation->error_title = kp_form_copy(f, kp_say(KP_M_FORM_INPUT_TITLE, lang));
    validation->error_message = kp_form_copy(f, kp_xlsx_text(f->arena, bad, INPUT_TEXT_MAX, "", NULL));
    uint32_t last = w->sheet->kind == KP_SHEET_TABLE ? w->data_row + w->rows - 1 : LAST_ROW_CHECKED;
    kp_form_check(f, worksheet_data_validation_range(w->out, w->data_row, (lxw_col_t)column, last, (lxw_col_t)column, validation));
}

/* A warning and no stop, since "—" is a right answer too; reading the workbook is what decides. */
static void validate_number(sheet_writer *w, uint32_t column, const kp_slot *slot) {
    form *f = w->form;
    bool whole = slot->kind == KP_SLOT_COUNT;
    if (slot->kind == KP_SLOT_NUMBER && !slot->maximum.given)
        return;
    lxw_data_validation validation = {.validate = whole ? LXW_VALIDATION_TYPE_INTEGER : LXW_VALIDATION_TYPE_DECIMAL,
                                      .criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO,
                                      .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING};
    kp_optional maximum = slot->kind == KP_SLOT_RATE && !slot->maximum.given ? (kp_optional){true, kp_num_int(100)} : slot->maximum;
    if (maximum.given) {
        validation.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        validation.minimum_number = kp_num_to_double(slot->minimum);
        validation.maximum_number = kp_num_to_double(maximum.value);
    } else {
        validation.value_number = kp_num_to_double(slot->minimum);
    }
    add_validation(w, column, &validation, kp_form_text(f, kp_slot_expected(f->arena, slot)), w->sheet->kind == KP_SHEET_TABLE);
}

static void validate_list(sheet_writer *w, uint32_t column, const char *range, const char *expected) {
    if (!range)
        return;
    /* the list of names is what reading looks names up in, too; but ids are as good, so this is a warning as well */
    lxw_data_validation validation = {.validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
                                      .value_formula = kp_form_copy(w->form, range),
                                      .dropdown = LXW_VALIDATION_ON,
                                      .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING};
    add_validation(w, column, &validation, expected, false);
}

/* Codes are typed faster than words are chosen, so nobody is asked whether one is meant. */
static void validate_answer(sheet_writer *w, uint32_t column, int32_t leaf) {
    const form *f = w->form;
    if (!f->lists.answers[leaf])
        return;
    lxw_data_validation validation = {.validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
                                      .value_formula = kp_form_copy(f, f->lists.answers[leaf]),
                                      .dropdown = LXW_VALIDATION_ON,
                                      .show_error = f->scheme->indicators[leaf].codes.count ? LXW_VALIDATION_OFF : LXW_VALIDATION_DEFAULT,
                                      .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING};
    add_validation(w, column, &validation, NULL, false);
}

static void validate(sheet_writer *w) {
    const form_lists *lists = &w->form->lists;
    for (uint32_t i = 0; i < w->sheet->column_count; i++) {
        const kp_layout_column *column = &w->sheet->columns[i];
        switch (column->role) {
        case KP_COLUMN_UNIT:
            if (w->sheet->kind != KP_SHEET_TABLE && w->sheet->kind != KP_SHEET_HISTORY && w->sheet->kind != KP_SHEET_PARTIES) /* or 全部 */
                validate_list(w, i, lists->units, NULL);
            break;
        case KP_COLUMN_INDICATOR:
        case KP_COLUMN_EVENT:
        case KP_COLUMN_VETO:
        case KP_COLUMN_LIST:
        case KP_COLUMN_KIND:
        case KP_COLUMN_PARTY_ROLE:
        case KP_COLUMN_QUESTION: validate_list(w, i, lists->of_sheet[w->index], NULL); break;
        case KP_COLUMN_EVALUATOR_ROLE: validate_list(w, i, lists->roles[w->index], NULL); break;
        case KP_COLUMN_ITEM: validate_answer(w, i, column->indicator); break;
        default:
            if (column->slot && column->slot->kind == KP_SLOT_YES_NO)
                validate_list(w, i, lists->yes_no, kp_form_text(w->form, kp_slot_expected(w->form->arena, column->slot)));
            else if (column->slot && column->slot->kind == KP_SLOT_CHOICE)
                validate_list(w, i, lists->choices[w->index][i], kp_form_text(w->form, kp_slot_expected(w->form->arena, column->slot)));
            else if (column->slot)
                validate_number(w, i, column->slot);
        }
    }
}

/* ---- the sheet ---- */

static lxw_color_t tab_color(kp_sheet_kind kind) {
    switch (kind) {
    case KP_SHEET_UNITS:
    case KP_SHEET_PARTIES:
    case KP_SHEET_HISTORY: return 0x8EA9DB;
    case KP_SHEET_NOT_APPLICABLE:
    case KP_SHEET_VETOES: return 0xF4B084;
    default: return 0xA9D08E;
    }
}

/* Rows may be added below the prepared ones: of units as many as 考评对象 has room for, and registers grow. */
static void set_extent(const sheet_writer *w) {
    form_extent *extent = &w->form->extents[w->index];
    uint32_t spare = w->form->options->blank_units ? 0 : FORM_BLANK_UNITS;
    *extent = (form_extent){w->data_row, w->rows, w->data_row + w->rows - 1, w->last};
    switch (w->sheet->kind) {
    case KP_SHEET_UNITS: break;
    case KP_SHEET_TABLE:
    case KP_SHEET_PANEL:
    case KP_SHEET_SITES:
    case KP_SHEET_SURVEY: extent->last_row += (spare + FORM_BLANK_UNITS) * rows_of_unit(w); break;
    default: extent->last_row = w->rows > FORM_REGISTER_ROWS / 2 ? w->data_row + 2 * w->rows : FORM_REGISTER_ROWS - 1;
    }
}

void kp_form_write_evidence(form *f, size_t index) {
    sheet_writer w = {.form = f, .sheet = &f->layout->sheets[index], .index = index, .out = f->sheets[index]};
    if (!w.sheet->column_count)
        return;
    w.last = (uint32_t)w.sheet->column_count - 1;
    for (size_t i = 0; i < w.sheet->column_count; i++)
        w.grouped = w.grouped || is_grouped(&w, i);
    w.key_row = FORM_HEAD_ROW + (w.grouped ? 2 : 1);
    w.data_row = w.key_row + 1;
    set_columns(&w);
    write_top(&w);
    write_rows(&w);
    validate(&w);
    worksheet_set_tab_color(w.out, tab_color(w.sheet->kind));
    worksheet_freeze_panes(w.out, w.data_row, (lxw_col_t)(w.sheet->kind == KP_SHEET_UNITS ? 0 : 1));
    kp_form_page(f, w.out, kp_form_pages(w.width), 0, FORM_HEAD_ROW, w.key_row);
    if (kp_form_pages(w.width) > 1)
        kp_form_check(f, worksheet_repeat_columns(w.out, 0, 0));
    kp_form_check(f, worksheet_print_area(w.out, 0, 0, w.data_row + w.rows - 1, (lxw_col_t)w.last));
    set_extent(&w);
    if (f->options->live)
        kp_form_write_live_columns(f, &(form_table){index, w.sheet, w.out, FORM_HEAD_ROW, w.key_row, w.data_row, w.rows, w.last, w.head_height});
    kp_form_protect(w.out);
}
