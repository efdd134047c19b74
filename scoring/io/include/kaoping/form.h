/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * form.h - the entry workbook (考评簿) as an empty form, from a scheme: cover, units, evidence sheets with validation, comments and print set-up, not-applicable and
 * veto registers, earlier results where some are given, the scheme itself. What is written is what bind.h reads.
 *
 * Right of the entries plain formulas tell what a row lacks or comes to; beside entries that are known they hold that already, for programs that do not compute.
 *
 * A live form has the add-in's formulas, of the language's own service: right of the entries the mark of each leaf that is not simply what was typed, and of inner nodes whose leaves all
 * stand on the sheet; on the sheet 即时得分 all results (考评汇总). They go by the sheet 方案 of the form, so an edited rule counts at once. Their stored values are empty texts: a program
 * without the add-in shows nothing there. Reading a workbook passes them over.
 */
#ifndef KAOPING_FORM_H
#define KAOPING_FORM_H

#include "kaoping/entry_layout.h"
#include "kaoping/history.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kp_form_unit {
    const char *id, *name, *group;
    const char **fields; /* in the order of the scheme's unit_fields */
} kp_form_unit;

typedef struct kp_form_options {
    kp_period period;
    const kp_form_unit *units;
    size_t unit_count;
    const char *office; /* 填报单位, or NULL */
    const char *level;  /* one of the scheme's levels (levels.h): a form of what it gives; NULL: of everything */
    kp_lang lang;
    bool live; /* with formulas of the Calc add-in beside the entries, and the sheet KP_LIVE_SHEET: scores follow as they are typed (below) */
    size_t
        blank_units; /* more than 0: a template. Rows are prepared for so many units that are not known yet, named by what is typed on 考评对象; `units` must be empty, and
                           `period` is not looked at: it is left to be filled in */
    const kp_evidence *
        evidence; /* finished evidence of the same scheme to begin with, or NULL for an empty form; `units` must then be its units (kp_form_units_of) */
    const kp_history *history; /* earlier results to carry along on the sheet 往期 (checked: kp_history_check), or NULL: there is no such sheet */
} kp_form_options;

/* Reads a list of units: a workbook or CSV whose first sheet has a head row with 编号/名称/分组/… or, without such a head, one name a row. Several columns as in sheet 考评对象. */
bool kp_units_read(kp_arena *arena, const kp_scheme *scheme, const char *path, kp_form_options *options, kp_problems *problems);

/* The units of `evidence` as a form lists them. */
void kp_form_units_of(kp_arena *arena, const kp_evidence *evidence, kp_form_options *options);

/* Writes the form to `path`, which must not exist (the caller writes beside and renames, output.h). False with a problem F_CANNOT_WRITE. */
bool kp_form_write(kp_arena *arena, const kp_scheme *scheme, const kp_form_options *options, const char *path, kp_problems *problems);

#ifdef __cplusplus
}
#endif
#endif
