/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * figure.h - which figure a cell stands for: whoever points at a cell and asks for its derivation (kp_explain) gets it by this.
 *
 * On an entry sheet a cell that was typed stands for the mark it goes into, the cells that name a unit for its total. On any other sheet the row must name a unit (汇总, 排名,
 * 榜单 and 明细 do); the indicator is that whose id stands in the row (明细), else that whose title stands above in the same column, else the total.
 */
#ifndef KAOPING_FIGURE_H
#define KAOPING_FIGURE_H

#include "kaoping/evidence.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kp_figure {
    int32_t unit, indicator;
} kp_figure;

/* The figure of the cell at `row` and `column` (from 1) of the sheet named `sheet` of the workbook `path`, which `evidence` was bound from. False where the cell stands for none;
 * problems only where the workbook cannot be read. Cost: one pass over the evidence, and one over the sheet where that does not tell. */
bool kp_figure_at(kp_arena *arena, const kp_evidence *evidence, const char *path, const char *sheet, uint32_t row, uint32_t column, kp_figure *figure,
                  kp_problems *problems);

#ifdef __cplusplus
}
#endif
#endif
