/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_private.h - private to the core: what the parts of building and checking a scheme share. */
#ifndef KAOPING_CORE_SCHEME_PRIVATE_H
#define KAOPING_CORE_SCHEME_PRIVATE_H

#include "kaoping/condition.h"
#include "kaoping/names.h"
#include "kaoping/scheme_fields.h"

/* The last step of a ladder; "else" in the scheme itself. */
#define KP_ELSE_WORDS "其余 | else"

/* What a limit is, and within what. */
#define KP_LIMIT_WORDS  "个数或百分比，如 3 或 15% | a count or a share, as 3 or 15%"
#define KP_LIMIT_BOUNDS "0 或正整数，或 0% 到 100% | a whole number from 0, or 0% to 100%"

/* A scheme in the making. The arrays of `scheme` point to the ones here. */
typedef struct scheme_builder {
    kp_arena *arena;
    kp_problems *problems;
    kp_scheme *scheme;
    kp_indicator *indicators;
    kp_band *bands;
    kp_veto *vetoes;
    kp_rule *rules;
    kp_list *lists;
    kp_target *targets;
    kp_override *overrides;
    bool too_deep; /* the tree goes past KP_MAX_DEPTH: nothing further is looked at */
    const kp_record *scheme_record;
    const kp_record **indicator_records; /* [0]: NULL */
    const kp_record **band_records, **veto_records, **rule_records, **list_records, **target_records, **override_records;
} scheme_builder;

/* What a person typed as a number, with full-width digits or blanks around. True and *out where it is one within ±KP_MAX_NUMBER with at most 18 decimals, or a fraction;
 * *percent says whether a percent sign stood behind it (then out is what stands before it). */
bool read_scheme_number(kp_arena *arena, const char *text, kp_num *out, bool *percent);

/* A count ("3") or a share ("15%") within its bounds; false where the text is neither, with the limit not given where it is one out of bounds. */
bool read_scheme_limit(kp_arena *arena, const char *text, kp_limit *out);

/* Trimmed, without control characters other than line breaks, sound UTF-8. */
const char *clean_scheme_text(kp_arena *arena, const char *text);

/* Fills the field of `object` from its text, or its default where the text is NULL or blank. References are left to the caller. */
void read_field(scheme_builder *builder, const kp_record *record, size_t field, void *object);
/* A struct of the section with every field at its default. */
void init_object(kp_arena *arena, kp_section_id section, void *object);

/* Fills the field at `offset` from a text of the program's own, which is right. */
void read_default(kp_arena *arena, kp_section_id section, size_t offset, const char *text, void *object);

/* The index of the field whose value stands at `offset` of the section's struct. */
size_t field_at(kp_section_id section, size_t offset);
/* The text written in that field, or NULL where there is none but blanks. */
const char *written(const kp_record *record, size_t offset);
#define WRITTEN(record, structure, member) written((record), offsetof(structure, member))
/* "z1 · 分值 | z1 · Points". */
const char *field_name(kp_arena *arena, const kp_record *record, size_t field);
/* Adds a problem at the place of a field: {0} what stands there, {1} expected, {2} the field's name. `found` NULL: the text written there. */
void complain_at(scheme_builder *builder, const kp_record *record, size_t offset, kp_problem_code code, const char *found, const char *expected);
#define COMPLAIN(builder, record, structure, member, code, found, expected)                                                                          \
    complain_at((builder), (record), offsetof(structure, member), (code), (found), (expected))

/* Parts of kp_scheme_build(). */
void build_tree(scheme_builder *builder);                                              /* scheme_tree.c: order, points, weights, full marks */
kp_num default_scale(const kp_indicator *leaf);                                        /* scheme_tree.c: the scale where none is given */
void fill_scale(scheme_builder *builder, kp_indicator *leaf, const kp_record *record); /* scheme_scales.c: options by the name of a scale */
void check_methods(scheme_builder *builder);                                           /* scheme_methods.c: what each leaf's fields must be */
void set_leaf_digits(scheme_builder *b, kp_indicator *leaf);                           /* formula_digits.c: once what it looks at has its own */
void set_node_digits(scheme_builder *b);    /* formula_digits.c: of all nodes, once the leaves have theirs */
void check_formulas(scheme_builder *b);     /* scheme_formulas.c: formulas read, and which leaves they look at */
void check_parties(scheme_builder *b);      /* scheme_parties.c */
void check_levels(scheme_builder *b);       /* scheme_levels.c: who gives what */
void check_sheets(scheme_builder *builder); /* scheme_sheets.c: names of entry sheets and of what stands on them */
void check_bands(scheme_builder *builder);  /* scheme_bands.c: grades cover what can be reached */
void check_rules(scheme_builder *builder);  /* scheme_rules.c: rules of grades */
void check_lists(scheme_builder *builder);  /* scheme_lists.c: vetoes, lists, conditions */
void check_overrides(scheme_builder *b);    /* scheme_overrides.c: what overrides of the linter are about */

void check_targets(scheme_builder *builder);  /* scheme_targets.c */
void check_combined(scheme_builder *builder); /* scheme_targets.c: what units are rolled up by */

/* Parses and resolves the condition written in that field of a record into `when`; without one, or with a faulty one, its condition stays NULL. */
void build_condition(scheme_builder *builder, const kp_record *record, size_t offset, kp_when *when); /* scheme_rules.c */

#endif
