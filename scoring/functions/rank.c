/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rank.c - 考评名次: the rank of each score, within its group where there are groups. Ranks go by the exact scores. */
#include "choice.h"
#include "kaoping/typed.h"
#include "scored_rows.h"

enum { SCORES, GROUPS, DENSE, LOW };

static size_t count_alike(const kp_scorecard *card, int32_t unit) {
    size_t alike = 0;
    for (size_t i = 0; i < card->evidence->units.count; i++)
        alike += card->units[i].rank == card->units[unit].rank && card->evidence->units.items[i].group == card->evidence->units.items[unit].group;
    return alike;
}

/* "第 3 行：得分 87.5，第 2 名（甲组，共 5 个；并列 2 个）" */
static void say_rank(call *c, const scored_rows *rows, size_t row, const kp_scorecard *card) {
    int32_t unit = rows->items[row].unit, group = unit < 0 ? -1 : card->evidence->units.items[unit].group;
    if (unit < 0) {
        if (rows->items[row].error != KP_FUNCTION_ERROR_NO_DATA)
            say_unscored(c, rows, row);
        return;
    }
    kp_arena *arena = c->arena;
    const kp_unit_result *result = &card->units[unit];
    const char *place = kp_text(arena, row_words(arena, rows, row), c->lang), *score = kp_num_exact(arena, rows->items[row].score);
    const char *within = group < 0 ? "" : card->evidence->groups.items[group];
    size_t alike = count_alike(card, unit);
    const char *tied = alike < 2 ? "" : kp_format(arena, c->lang == KP_EN ? "; %zu share the rank" : "；并列 %zu 个", alike);
    call_say(c, kp_verbatim(arena, c->lang == KP_EN ? kp_format(arena, "%s: score %s, rank %d (%s%sof %d%s)", place, score, (int)result->rank, within,
                                                                *within ? ", " : "", (int)result->field, tied)
                                                    : kp_format(arena, "%s：得分 %s，第 %d 名（%s%s共 %d 个%s）", place, score, (int)result->rank,
                                                                within, *within ? "，" : "", (int)result->field, tied)));
}

/* The rule for equal scores; yes and no stand for dense and competition ranks. */
static kp_ranking read_ranking(call *c) {
    kp_value value = call_given(c, DENSE) ? call_value(c, DENSE) : (kp_value){0};
    if (!c->failed && value.kind == KP_VALUE_TEXT) {
        kp_typed_kind kind = kp_parse_typed(c->arena, value.text).kind;
        if (kind == KP_TYPED_YES || kind == KP_TYPED_NO)
            return kind == KP_TYPED_YES ? KP_RANK_DENSE : KP_RANK_COMPETITION;
    }
    return (kp_ranking)call_choice(c, DENSE, KP_SECTION_SCHEME, "ranking");
}

void function_RANK(call *c) {
    scored_rows rows = call_scores(c, SCORES);
    const char **groups = call_names_beside(c, GROUPS, SCORES, rows.count);
    kp_ranking ranking = read_ranking(c);
    kp_better better = (kp_better)call_choice(c, LOW, KP_SECTION_SCHEME, "better");
    if (c->failed)
        return;
    kp_scheme *scheme = total_scheme(c->arena, &rows);
    scheme->ranking = ranking;
    scheme->better = better;
    kp_evidence *evidence = evidence_of_rows(c, scheme, &rows, NULL, groups);
    kp_problems *problems = kp_problems_new(c->arena);
    kp_evidence_finish(evidence, problems);
    const kp_scorecard *card = kp_score(c->arena, scheme, evidence, NULL, problems);
    kp_value *cells = call_cells_beside(c, &rows);
    for (size_t i = 0; i < rows.count; i++) {
        const scored_row *row = &rows.items[i];
        cells[i] = row->unit >= 0                            ? value_number(kp_num_int(card->units[row->unit].rank))
                   : row->error == KP_FUNCTION_ERROR_NO_DATA ? value_text("")
                                                             : value_error(row->error);
        if (c->explain && i < SAID_ROWS)
            say_rank(c, &rows, i, card);
    }
    say_more_rows(c, &rows);
}
