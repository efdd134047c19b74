/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bind_parties.c - the sheet 评价主体: who pays, who serves, who evaluates and who benefits, for one unit or for all. */
#include "bind_private.h"

/* True where the row's cell of the unit says 全部, and no unit is called that. */
static bool is_of_all(const sheet_reader *r) {
    static const char *const words[] = {"全部 | All", "全部对象 | All units", "所有 | Every unit", "全体"};
    const kp_cell *cell = kp_bind_cell(r, KP_COLUMN_UNIT, NULL);
    if (!cell || cell->kind != KP_CELL_TEXT || kp_evidence_find_unit(r->run->evidence, cell->text) != KP_NAME_UNKNOWN)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (kp_text_matches(words[i], cell->text))
            return true;
    const kp_scheme *scheme = r->run->scheme; /* 全部社区 | All Community: as the scheme calls its units */
    return kp_text_matches(
        kp_format(r->run->arena, "全部%s | All %s", kp_text(r->run->arena, scheme->subject, KP_ZH), kp_text(r->run->arena, scheme->subject, KP_EN)),
        cell->text);
}

static int32_t take_role(sheet_reader *r, const kp_row *row, int32_t unit) {
    const char *name = kp_bind_required_text(r, row, KP_COLUMN_PARTY_ROLE, unit);
    int32_t role = name ? kp_party_find(name) : -1;
    uint32_t column;
    kp_bind_cell(r, KP_COLUMN_PARTY_ROLE, &column);
    if (name && role < 0)
        kp_problems_add(r->run->problems, KP_D_ROLE_UNKNOWN, kp_bind_place(r, row->line, column), unit, kp_verbatim(r->run->arena, name),
                        kp_bind_join_pairs(r->run->arena, r->run->scheme->parties), NULL);
    return role;
}

/* A row that names a role only is one of those that forms prepare. */
static bool is_blank(const sheet_reader *r) {
    size_t prepared = (kp_bind_cell(r, KP_COLUMN_UNIT, NULL) != NULL) + (size_t)(kp_bind_cell(r, KP_COLUMN_PARTY_ROLE, NULL) != NULL);
    return r->filled == prepared;
}

void kp_bind_take_party(sheet_reader *r, const kp_row *row) {
    int32_t unit = KP_PARTY_ALL, blame = KP_UNIT_ALL;
    if (is_blank(r))
        return;
    if (!is_of_all(r)) {
        unit = kp_bind_row_unit(r, row, KP_UNIT_ALL);
        blame = unit >= 0 ? unit : KP_UNIT_NONE;
        if (unit == KP_ROW_SKIPPED)
            return;
    }
    int32_t role = take_role(r, row, blame);
    uint32_t column;
    kp_bind_cell(r, KP_COLUMN_PARTY, &column);
    const char *name = kp_bind_required_text(r, row, KP_COLUMN_PARTY, blame);
    if (unit >= 0 || unit == KP_PARTY_ALL)
        kp_evidence_party(r->run->evidence, unit, role, name, (kp_origin){row->line, (uint16_t)column, r->source});
}
