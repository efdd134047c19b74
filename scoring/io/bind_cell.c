/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind_cell.c - one cell to one number, text or date: what is taken, what is noted as a liberty, what is a problem. Nothing is guessed. */
#include "bind_private.h"
#include "kaoping/calendar.h"
#include "kaoping/utf8.h"
#include "reader.h"

#include <string.h>

/* ---- texts ---- */

bool kp_bind_is_blank(const kp_cell *cell) { return cell->kind == KP_CELL_EMPTY || (cell->kind == KP_CELL_TEXT && kp_text_is_blank(cell->text)); }

const kp_cell *kp_bind_cell_at(const kp_row *row, uint32_t column) {
    size_t low = 0, high = row->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (row->cells[middle].column < column)
            low = middle + 1;
        else
            high = middle;
    }
    return low < row->count && row->cells[low].column == column && !kp_bind_is_blank(&row->cells[low]) ? &row->cells[low] : NULL;
}

/* A date without a time of day, a number as a person would write it. */
const char *kp_bind_shown(kp_arena *arena, const kp_cell *cell) {
    kp_num value;
    switch (cell->kind) {
    case KP_CELL_NUMBER:
        if (!kp_parse_stored(arena, cell->text, &value))
            return kp_strdup(arena, cell->text);
        return cell->percent ? kp_format(arena, "%s%%", kp_num_exact(arena, kp_num_mul(arena, value, kp_num_int(100)))) : kp_num_exact(arena, value);
    case KP_CELL_BOOLEAN: return *cell->text == '1' ? "TRUE" : "FALSE";
    case KP_CELL_DATE: {
        const char *time = strchr(cell->text, 'T');
        return time && !strncmp(time, "T00:00:00", 9) ? kp_strndup(arena, cell->text, (size_t)(time - cell->text)) : kp_strdup(arena, cell->text);
    }
    case KP_CELL_EMPTY: return "";
    default: return kp_trim(arena, cell->text);
    }
}

/* Adds the problem of a cell without a usable value; false where it has one. */
static bool refuse_cell(sheet_reader *reader, const kp_row *row, const kp_cell *cell, const char *expected, int32_t unit) {
    bool error = cell->kind == KP_CELL_ERROR || (cell->kind == KP_CELL_TEXT && is_error_text(cell->text)); /* as programs write it into CSV */
    if (!error && cell->kind != KP_CELL_NO_VALUE)
        return false;
    kp_problem_code code = error ? KP_D_ERROR_CELL : KP_D_FORMULA_NO_VALUE;
    kp_problems_add(reader->run->problems, code, kp_bind_place(reader, row->line, cell->column), unit, kp_verbatim(reader->run->arena, cell->text),
                    expected, NULL);
    return true;
}

const char *kp_bind_text(sheet_reader *reader, const kp_row *row, const kp_cell *cell, int32_t unit) {
    if (!cell)
        return "";
    if (refuse_cell(reader, row, cell, "文字 | a text", unit))
        return NULL;
    return kp_bind_shown(reader->run->arena, cell);
}

/* ---- numbers ---- */

typedef struct number_cell {
    sheet_reader *reader;
    const kp_cell *cell;
    const kp_slot *slot;
    kp_place place;
    int32_t unit;
    kp_input input;
} number_cell;

static void refuse(number_cell *n, kp_problem_code code, const char *what) {
    kp_arena *arena = n->reader->run->arena;
    if (!what)
        what = kp_verbatim(arena, kp_bind_shown(arena, n->cell));
    kp_problems_add(n->reader->run->problems, code, n->place, n->unit, what, kp_slot_expected(arena, n->slot), NULL);
    n->input.state = KP_INPUT_DOUBTFUL;
}

static void note_liberties(number_cell *n, unsigned liberties) {
    static const struct {
        unsigned bit;
        const char *key;
    } kinds[] = {{KP_TYPED_FULL_WIDTH, "full-width"}, {KP_TYPED_BLANKS, "blanks"},   {KP_TYPED_COMMAS, "commas"},
                 {KP_TYPED_UNIT_WORD, "unit word"},   {KP_TYPED_PERCENT, "percent"}, {KP_TYPED_TEXT, "text"}};
    if (n->slot->kind == KP_SLOT_RATE)
        liberties &= ~(unsigned)KP_TYPED_PERCENT; /* there a percent sign is what is asked for */
    if (liberties & ~(unsigned)KP_TYPED_TEXT)
        liberties &= ~(unsigned)KP_TYPED_TEXT; /* it had to be text to be typed like that */
    kp_arena *arena = n->reader->run->arena;
    kp_problems *problems = n->reader->run->problems;
    size_t before = problems->count; /* one cell is noted once, for the first of its kinds that is new */
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && problems->count == before; i++)
        if (liberties & kinds[i].bit)
            kp_problems_add_once(problems, kinds[i].key, KP_D_LIBERTY, n->place, kp_verbatim(arena, n->cell->text),
                                 kp_num_exact(arena, n->input.value), NULL);
}

/* True where the number, as a percentage, belongs into the slot. */
static bool takes_percent(const kp_slot *slot) {
    return slot->kind == KP_SLOT_RATE || (slot->kind == KP_SLOT_MARK && slot->maximum.given && kp_num_equal(slot->maximum.value, kp_num_int(100)));
}

static void check_rate(number_cell *n, bool percent) {
    kp_arena *arena = n->reader->run->arena;
    kp_num value = n->input.value, limit = n->slot->maximum.given ? n->slot->maximum.value : kp_num_int(100);
    if (kp_num_sign(value) < 0) {
        refuse(n, KP_D_NEGATIVE, NULL);
    } else if (kp_num_compare(value, limit) > 0) {
        refuse(n, KP_D_RATE_ABOVE, NULL);
    } else if (!percent && kp_num_sign(value) > 0 && kp_num_compare(value, KP_ONE) <= 0) {
        const char *hundredfold = kp_num_exact(arena, kp_num_mul(arena, value, kp_num_int(100)));
        kp_problems_add(n->reader->run->problems, KP_D_RATE_DOUBTFUL, n->place, n->unit, kp_num_exact(arena, value), hundredfold, NULL);
        n->input.state = KP_INPUT_DOUBTFUL;
    }
}

static void check_range(number_cell *n) {
    const kp_slot *slot = n->slot;
    kp_num value = n->input.value;
    bool below_zero = kp_num_sign(value) < 0 && kp_num_sign(slot->minimum) >= 0;
    if (slot->kind == KP_SLOT_COUNT && !kp_num_is_integer(value))
        refuse(n, KP_D_NOT_WHOLE, NULL);
    else if ((slot->kind == KP_SLOT_COUNT || slot->kind == KP_SLOT_AMOUNT) && below_zero)
        refuse(n, KP_D_NEGATIVE, NULL);
    else if (slot->maximum.given && kp_num_compare(value, slot->maximum.value) > 0)
        refuse(n, KP_D_MARK_ABOVE_FULL, NULL);
    else if (slot->money && !kp_num_is_money(value))
        refuse(n, KP_D_MONEY_DECIMALS, NULL);
    else if (kp_num_compare(value, slot->minimum) < 0 && (slot->kind != KP_SLOT_NUMBER || slot->bounded_below))
        refuse(n, KP_D_MARK_BELOW, NULL);
}

/* A plain number from 0 to 1 may be shown as a percentage, which is then a hundred times as much; how it is shown a formula cannot see. */
static bool may_be_percent(const number_cell *n, kp_num value) {
    return n->cell->kind == KP_CELL_NUMBER && kp_workbook_is_plain(n->reader->book->book) && takes_percent(n->slot) && kp_num_sign(value) > 0 &&
           kp_num_compare(value, KP_ONE) <= 0;
}

/* A number that was read: its kind, then its range. `percent`: it was written or shown with a percent sign; value is what stood before the sign. */
static void take_value(number_cell *n, kp_num value, bool percent) {
    n->input.value = value;
    n->input.state = KP_INPUT_GIVEN;
    if (may_be_percent(n, value))
        refuse(n, KP_D_MAY_BE_PERCENT, NULL);
    else if (percent && !takes_percent(n->slot))
        refuse(n, KP_D_PERCENT_UNEXPECTED, NULL);
    else if (n->slot->kind == KP_SLOT_YES_NO && !kp_num_is_zero(value) && !kp_num_equal(value, KP_ONE))
        refuse(n, KP_D_NOT_YES_NO, NULL);
    else if (n->slot->kind == KP_SLOT_RATE)
        check_rate(n, percent);
    else if (n->slot->kind != KP_SLOT_YES_NO)
        check_range(n);
}

/* One of a few names, as people write names; a name may be a number (星级 5, 4 …). */
static void take_choice(number_cell *n, const char *text) {
    int32_t choice = kp_choice_find(n->slot, text);
    if (choice >= 0) {
        n->input.value = kp_num_int(choice);
        n->input.state = KP_INPUT_GIVEN;
    } else if (kp_parse_typed(n->reader->run->arena, text).kind == KP_TYPED_NOT_APPLICABLE) {
        n->input.state = KP_INPUT_NOT_APPLICABLE;
    } else {
        refuse(n, is_error_text(text) ? KP_D_ERROR_CELL : KP_D_CHOICE_UNKNOWN, NULL);
    }
}

/* As a spreadsheet program would have it that opens a file of texts: 1e-1 is a number. */
static kp_typed read_typed(const number_cell *n) {
    kp_arena *arena = n->reader->run->arena;
    kp_typed typed = kp_parse_typed(arena, n->cell->text);
    kp_num stored;
    if (typed.kind == KP_TYPED_OTHER && kp_workbook_is_text(n->reader->book->book) && kp_parse_stored(arena, n->cell->text, &stored) &&
        kp_num_parse(arena, kp_trim(arena, n->cell->text), &typed.value))
        typed.kind = KP_TYPED_NUMBER;
    return typed;
}

/* The digits that such a program keeps; told once a column where more were typed. Earlier results were worked out, not typed, and stay as they were. */
static kp_num keep_digits(const number_cell *n, kp_num value) {
    kp_arena *arena = n->reader->run->arena;
    if (n->reader->sheet->kind == KP_SHEET_HISTORY)
        return value;
    kp_num kept = kp_stored_digits(arena, value);
    if (!kp_num_equal(kept, value))
        kp_problems_add_once(n->reader->run->problems, kp_format(arena, "%s!%u", n->place.sheet, (unsigned)n->place.column), KP_D_DIGITS_LEFT_OUT,
                             n->place, kp_verbatim(arena, kp_bind_shown(arena, n->cell)), kp_num_exact(arena, kept), NULL);
    return kept;
}

static void take_text(number_cell *n) {
    kp_arena *arena = n->reader->run->arena;
    if (n->slot->kind == KP_SLOT_CHOICE && !kp_bind_is_blank(n->cell)) {
        take_choice(n, kp_trim(arena, n->cell->text));
        return;
    }
    kp_typed typed = read_typed(n);
    bool yes_no = n->slot->kind == KP_SLOT_YES_NO;
    int year, month, day;
    switch (typed.kind) {
    case KP_TYPED_EMPTY: return;
    case KP_TYPED_NOT_APPLICABLE: n->input.state = KP_INPUT_NOT_APPLICABLE; return;
    case KP_TYPED_NUMBER:
        if (n->slot->kind == KP_SLOT_RATE && (typed.liberties & KP_TYPED_UNIT_WORD)) {
            refuse(n, KP_D_RATE_UNIT_WORD, NULL); /* 95分, 95个: points or pieces, not per cent */
            return;
        }
        take_value(n, keep_digits(n, typed.value), typed.liberties & KP_TYPED_PERCENT);
        if (n->input.state == KP_INPUT_GIVEN)
            note_liberties(n, typed.liberties | (kp_workbook_is_text(n->reader->book->book) ? 0 : (unsigned)KP_TYPED_TEXT));
        return;
    case KP_TYPED_YES:
    case KP_TYPED_NO:
        if (yes_no)
            take_value(n, typed.kind == KP_TYPED_YES ? KP_ONE : KP_ZERO, false);
        else
            refuse(n, KP_D_NOT_A_NUMBER, NULL);
        return;
    case KP_TYPED_OTHER: break;
    }
    if (is_error_text(n->cell->text))
        refuse(n, KP_D_ERROR_CELL, NULL);
    else if (kp_parse_date(n->cell->text, &year, &month, &day))
        refuse(n, KP_D_DATE_NOT_NUMBER, NULL);
    else
        refuse(n, yes_no ? KP_D_NOT_YES_NO : KP_D_NOT_A_NUMBER, NULL);
}

/* A year alone, typed into a cell that shows dates, is a day of 1905 to the spreadsheet. */
static bool is_year_alone(kp_arena *arena, int year, int month, int day, const char **text) {
    int32_t number = kp_day_of(year, month, day);
    if (number < 1900 || number >= 2200)
        return false;
    *text = kp_format(arena, "%d", (int)number);
    return true;
}

static void take_day(number_cell *n, int year, int month, int day) {
    n->input.value = kp_num_int(kp_day_of(year, month, day));
    n->input.state = KP_INPUT_GIVEN;
}

/* A day in a cell of dates, as text, or as the serial number that a plain range of a spreadsheet holds. */
static void take_date(number_cell *n) {
    char serial[CELL_TIME_SIZE];
    int year, month, day;
    const char *number;
    if (n->cell->kind == KP_CELL_EMPTY || kp_text_is_blank(n->cell->text))
        return;
    const char *text = kp_bind_is_serial(n->reader->book, n->cell, serial) ? serial : n->cell->text;
    if (n->cell->kind == KP_CELL_TEXT && kp_parse_typed(n->reader->run->arena, text).kind == KP_TYPED_NOT_APPLICABLE) {
        n->input.state = KP_INPUT_NOT_APPLICABLE;
    } else if ((n->cell->kind != KP_CELL_NUMBER || text == serial) && kp_parse_date(text, &year, &month, &day)) {
        if (n->cell->kind != KP_CELL_TEXT && is_year_alone(n->reader->run->arena, year, month, day, &number))
            refuse(n, KP_D_NOT_A_DATE, number);
        else
            take_day(n, year, month, day);
    } else {
        refuse(n, KP_D_NOT_A_DATE, NULL);
    }
}

kp_input kp_bind_number(sheet_reader *reader, const kp_row *row, uint32_t column, const kp_cell *cell, const kp_slot *slot, int32_t unit) {
    kp_arena *arena = reader->run->arena;
    number_cell n = {.reader = reader, .cell = cell, .slot = slot, .place = kp_bind_place(reader, row->line, column), .unit = unit};
    n.input = (kp_input){.value = KP_ZERO, .origin = {row->line, (uint16_t)column, reader->source}, .state = KP_INPUT_MISSING};
    if (!cell)
        return n.input;
    kp_num value;
    if (slot->kind == KP_SLOT_DATE && cell->kind != KP_CELL_ERROR && cell->kind != KP_CELL_NO_VALUE) {
        take_date(&n);
        return n.input;
    }
    switch (cell->kind) {
    case KP_CELL_EMPTY: break;
    case KP_CELL_ERROR:
    case KP_CELL_NO_VALUE:
        refuse_cell(reader, row, cell, kp_slot_expected(arena, slot), unit);
        n.input.state = KP_INPUT_DOUBTFUL;
        break;
    case KP_CELL_DATE:
        if (slot->kind == KP_SLOT_CHOICE)
            take_choice(&n, kp_bind_shown(arena, cell));
        else
            refuse(&n, KP_D_DATE_NOT_NUMBER, NULL);
        break;
    case KP_CELL_BOOLEAN:
        if (slot->kind == KP_SLOT_CHOICE)
            take_choice(&n, kp_bind_shown(arena, cell));
        else if (slot->kind == KP_SLOT_YES_NO)
            take_value(&n, *cell->text == '1' ? KP_ONE : KP_ZERO, false);
        else
            refuse(&n, KP_D_BOOLEAN_NOT_NUMBER, NULL);
        break;
    case KP_CELL_NUMBER:
        if (slot->kind == KP_SLOT_CHOICE)
            take_choice(&n, kp_bind_shown(arena, cell));
        else if (kp_parse_stored(arena, cell->text, &value))
            take_value(&n, cell->percent ? kp_num_mul(arena, value, kp_num_int(100)) : value, cell->percent);
        else
            refuse(&n, KP_D_NOT_A_NUMBER, NULL);
        break;
    case KP_CELL_TEXT: take_text(&n); break;
    }
    return n.input;
}

kp_input kp_bind_plain_number(sheet_reader *reader, const kp_row *row, uint32_t column, const kp_cell *cell, const kp_slot *slot, int32_t unit) {
    kp_input input = kp_bind_number(reader, row, column, cell, slot, unit);
    if (input.state == KP_INPUT_NOT_APPLICABLE) {
        kp_arena *arena = reader->run->arena;
        kp_problems_add(reader->run->problems, KP_D_NOT_APPLICABLE_HERE, kp_bind_place(reader, row->line, column), unit,
                        kp_verbatim(arena, cell->text), kp_slot_expected(arena, slot), NULL);
        input.state = KP_INPUT_DOUBTFUL;
    }
    return input;
}

kp_input kp_bind_positive(sheet_reader *reader, const kp_row *row, uint32_t column, const kp_cell *cell, const kp_slot *slot, int32_t unit) {
    kp_input input = kp_bind_plain_number(reader, row, column, cell, slot, unit);
    if (input.state == KP_INPUT_GIVEN && kp_num_sign(input.value) <= 0) {
        kp_problems_add(reader->run->problems, KP_D_NOT_POSITIVE, kp_bind_place(reader, row->line, column), unit,
                        kp_verbatim(reader->run->arena, kp_bind_shown(reader->run->arena, cell)), NULL, NULL);
        input.state = KP_INPUT_DOUBTFUL;
    }
    return input;
}

/* ---- dates ---- */

bool kp_bind_is_serial(const bound_book *book, const kp_cell *cell, char iso[CELL_TIME_SIZE]) {
    return cell->kind == KP_CELL_NUMBER && kp_workbook_is_plain(book->book) && serial_text(cell->text, SHAPE_DATE, false, iso) && iso[4] == '-';
}

/* The date in the cell as text, "2026-09-15" where it can be read; false where it cannot, and *text is what stands there ("": nothing). */
static bool read_day(sheet_reader *reader, const kp_row *row, const kp_cell *cell, int32_t unit, const char **text, int date[3]) {
    char serial[CELL_TIME_SIZE];
    *text = kp_bind_text(reader, row, cell, unit);
    if (!*text || !**text) {
        *text = "";
        return false;
    }
    binder *run = reader->run;
    bool is_date = cell->kind == KP_CELL_DATE;
    if (kp_bind_is_serial(reader->book, cell, serial)) {
        *text = kp_strdup(run->arena, serial);
        is_date = true;
    }
    const char *iso = is_date ? kp_strndup(run->arena, *text, strcspn(*text, "T")) : *text;
    if (!kp_parse_date(iso, &date[0], &date[1], &date[2]) || (is_date && is_year_alone(run->arena, date[0], date[1], date[2], text)))
        return false;
    *text = kp_format(run->arena, "%04d-%02d-%02d", date[0], date[1], date[2]);
    return true;
}

static void compare_with_period(sheet_reader *reader, const kp_row *row, uint32_t column, int32_t unit, const char *text, const int date[3]) {
    const binder *run = reader->run;
    if (run->period_given && !kp_period_contains(run->evidence->period, date[0], date[1], date[2]))
        kp_problems_add(run->problems, KP_D_DATE_OUTSIDE, kp_bind_place(reader, row->line, column), unit, text,
                        kp_period_key(run->arena, run->evidence->period), NULL);
}

bool kp_bind_day(sheet_reader *reader, const kp_row *row, const kp_cell *cell, uint32_t column, int32_t unit, bool in_period, int32_t *day) {
    const char *text;
    int date[3];
    if (!read_day(reader, row, cell, unit, &text, date))
        return false;
    if (in_period)
        compare_with_period(reader, row, column, unit, text, date);
    *day = kp_day_of(date[0], date[1], date[2]);
    return true;
}

const char *kp_bind_date(sheet_reader *reader, const kp_row *row, const kp_cell *cell, uint32_t column, int32_t unit) {
    const char *text;
    int date[3];
    if (read_day(reader, row, cell, unit, &text, date))
        compare_with_period(reader, row, column, unit, text, date);
    else if (*text)
        kp_problems_add(reader->run->problems, KP_D_DATE_UNREADABLE, kp_bind_place(reader, row->line, column), unit,
                        kp_verbatim(reader->run->arena, text), NULL, NULL);
    return text;
}
