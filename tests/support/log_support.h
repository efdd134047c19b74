/* SPDX-License-Identifier: GPL-3.0-or-later */
/* log_support.h - for tests of dated records: a row in one line, its cells as a person would type them, in the order of the method's columns, "" empty. */
#ifndef KAOPING_TESTS_LOG_SUPPORT_H
#define KAOPING_TESTS_LOG_SUPPORT_H

#include "scoring_support.h"

#include "kaoping/log.h"
#include "kaoping/typed.h"

static inline void log_cell(const evaluation *e, const kp_indicator *leaf, const kp_log_column *column, const char *text, kp_log_cell *cell) {
    int year, month, day;
    kp_slot slot = {.kind = KP_SLOT_CHOICE, .choices = kp_log_choices(leaf, column)};
    cell->state = *text ? KP_INPUT_GIVEN : KP_INPUT_MISSING;
    cell->text = text;
    if (!*text)
        return;
    switch (column->type) {
    case KP_LOG_DATE:
        assert_true(kp_parse_date(text, &year, &month, &day));
        cell->value = kp_num_int(kp_day_of(year, month, day));
        break;
    case KP_LOG_PERIOD: assert_true(kp_period_parse(text, &cell->period)); break;
    case KP_LOG_CHOICE:
        cell->value = kp_num_int(kp_choice_find(&slot, text));
        if (slot.choices.count && kp_choice_find(&slot, text) < 0)
            fail_msg("%s cannot be chosen", text);
        break;
    case KP_LOG_NUMBER: cell->value = number(e, text); break;
    case KP_LOG_TEXT: break;
    }
}

/* "2026Q1|92.5|": cells parted by "|"; those left out at the end are empty. */
static inline void record(evaluation *e, int unit, const char *id, const char *cells) {
    const kp_indicator *leaf = &e->scheme->indicators[node(e, id)];
    size_t count;
    const kp_log_column *columns = kp_log_columns(leaf->method, &count);
    kp_log_row row = kp_log_row_new(e->arena, leaf->method, unit, node(e, id));
    uint32_t line = (uint32_t)e->evidence->logs.count + 6;
    row.origin = (kp_origin){line, 1, 0};
    char *at = kp_strdup(e->arena, cells);
    for (size_t i = 0; i < count && at; i++) {
        char *bar = strchr(at, '|');
        if (bar)
            *bar = '\0';
        row.cells[i].origin = (kp_origin){line, (uint16_t)(i + 2), 0};
        log_cell(e, leaf, &columns[i], at, &row.cells[i]);
        at = bar ? bar + 1 : NULL;
    }
    KP_PUSH(e->arena, &e->evidence->logs, row);
}

#endif
