/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scheme_io.h - schemes from and to the outside: built-in (embedded YAML), YAML files, the sheet 方案 of a workbook. All three make the same records and so the
 * same scheme with the same digest.
 *
 *     kp_scheme *s = kp_scheme_load(arena, "sicha_yiping", problems);
 *     kp_scheme *t = kp_scheme_load(arena, "our-rules.yaml", problems);
 */
#ifndef KAOPING_SCHEME_IO_H
#define KAOPING_SCHEME_IO_H

#include "kaoping/scheme_fields.h"
#include "kaoping/workbook.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KP_MAX_YAML_BYTES   (4u << 20)
#define KP_MAX_YAML_NODES   200000u  /* after aliases are followed: a few lines of anchors can claim billions */
#define KP_MAX_SCHEME_CELLS 1000000u /* cells of a sheet 方案 */

/* The built-in schemes, presets (below) behind them. */
size_t kp_builtin_count(void);
const char *kp_builtin_id(size_t index);
/* Of a preset: the id of the scheme it changes, and its name alone ("equal_five"). NULL for a scheme of its own. */
const char *kp_builtin_base(size_t index);
const char *kp_builtin_preset(size_t index);
/* The YAML text of a built-in scheme, as it was written. */
const char *kp_builtin_text(size_t index, size_t *length);
/* The one that is meant: by id ("resident_satisfaction_three"), by BASE/NAME ("resident_satisfaction/three"), or by the name of a preset that only one scheme has ("three").
 * SIZE_MAX: none, or several. */
size_t kp_builtin_find(const char *name);
/* The ids of those that are no presets, for a sentence: "sicha_yiping, wuye_quarter". */
const char *kp_builtin_ids(kp_arena *arena);
/* The built-in scheme that is meant (kp_builtin_find()), with its digest, or NULL where there is none. */
kp_scheme *kp_builtin_load(kp_arena *arena, const char *name, kp_problems *problems);

/* The built-in schemes as people are shown them: by family, presets behind their base. NULL where one has a fault. */
typedef struct kp_scheme_entry {
    const kp_scheme *scheme;
    const char *preset; /* its name below its base; NULL: a scheme of its own */
} kp_scheme_entry;
typedef struct kp_scheme_entries {
    kp_scheme_entry *items;
    size_t count, capacity;
} kp_scheme_entries;
kp_scheme_entries *kp_scheme_list(kp_arena *arena, kp_problems *problems);
/* {"schemes": [{"id", "title", "subject", "cadence", "family", "preset_of", "preset", "digest"}]}; the last but one and the one before null for a scheme of its own, cadence and family
 * by their keys. Ends with a newline. */
const char *kp_scheme_list_json(kp_arena *arena, const kp_scheme_entries *entries, kp_lang lang);
/* Key and bilingual title of what an enumerated field of the scheme ("cadence", "family") says. Static; "" where it is none. */
const char *kp_scheme_choice_key(const char *field, int value);
const char *kp_scheme_choice_title(const char *field, int value);

/* `source` is a built-in scheme (kp_builtin_find()), a YAML file, or a workbook with a sheet 方案 (.xlsx, .ods, folder of .csv; told by content). NULL where it cannot be used, with all
 * problems. A name without "/" or "." that is no built-in id and no file: S_UNKNOWN_SCHEME, listing the ids. */
kp_scheme *kp_scheme_load(kp_arena *arena, const char *source, kp_problems *problems);

/* Overlays. A YAML file with `overlay: BASE` says only what it changes in another scheme, a built-in one or a file (a path from the overlay's own folder), which may be
 * an overlay itself: at most KP_MAX_OVERLAYS, one on the other, and no circle. They are laid over each other as records, before anything is built, so that every problem has the line
 * of the file it stands in:
 *   - fields of the scheme itself: what is written replaces; `~` brings the default back. Id and title are the overlay's own, and must be written.
 *   - a record whose id the base has: likewise, field by field. Where the method changes, fields that the new one does not have go.
 *   - a record with a new id is added: behind the one that stands before it in the overlay's own list, else at the end.
 *   - remove: ids, or section.id where two sections have it. An indicator goes with all below it that is not moved elsewhere.
 *   - basis: replaced field by field. A number that changes without a basis of its own is said to be changed from the base, for the base's source is not its own.
 * The scheme made of it names its base in `preset_of`. Built-in overlays are called presets: templates/presets/BASE.NAME.yaml, with the id BASE_NAME. */
#define KP_MAX_OVERLAYS 8
typedef struct kp_removed {
    const char *id;
    kp_place place;
} kp_removed;
typedef struct kp_overlay {
    const char *base;
    kp_place place;
    struct {
        kp_removed *items;
        size_t count, capacity;
    } removed;
} kp_overlay;
/* Lays `overlay` (records with .overlay) over the records of its base. A new list of records, without .overlay; every fault of the laying-over itself is added to `problems`. */
kp_records *kp_overlay_apply(kp_arena *arena, const kp_records *base, const kp_records *overlay, kp_problems *problems);

/* The scheme that the records say, with its digest; NULL with all problems. */
kp_scheme *kp_scheme_of_records(kp_arena *arena, const kp_records *records, kp_problems *problems);

/* The parts. `name` names the text in problems. Of an overlay the records are what it says itself, and records->overlay what it is laid over. */
bool kp_yaml_read(kp_arena *arena, const char *name, const char *text, size_t length, kp_records *records, kp_problems *problems);
/* The scheme that a YAML text says, with its digest; NULL with all problems. An overlay's base is a built-in scheme, or a file as seen from the folder of `name`. */
kp_scheme *kp_yaml_load(kp_arena *arena, const char *name, const char *text, size_t length, kp_problems *problems);
bool kp_scheme_sheet_read(kp_arena *arena, kp_workbook *book, size_t sheet, kp_records *records, kp_problems *problems);
/* Whether the sheet, whatever its name, has the blocks 方案 and 指标, each under its title. Cost: at most a pass over it. */
bool kp_scheme_sheet_is_one(kp_arena *arena, kp_workbook *book, size_t sheet);

/* The scheme of an opened workbook: its sheet 方案. NULL without problem where there is no such sheet. */
kp_scheme *kp_scheme_of_workbook(kp_arena *arena, kp_workbook *book, kp_problems *problems);

/* YAML text that reads back to an equal scheme. */
const char *kp_yaml_write(kp_arena *arena, const kp_scheme *scheme);

/* The rows of the sheet 方案, for whoever writes the sheet (form.h, report.h, the add-in): a table of texts that kp_scheme_sheet_read() reads back to an equal scheme.
 * head: a row of column titles (to be shown bold); section: the title of a block. Blocks: 方案 (field · value · meaning), 指标, 等次, 一票否决, 榜单 (one record
 * a row, only columns that some record uses). */
typedef struct kp_sheet_row {
    bool section, head;
    const char **cells;
    size_t count;
} kp_sheet_row;
typedef struct kp_sheet_rows {
    kp_sheet_row *items;
    size_t count, capacity;
} kp_sheet_rows;
kp_sheet_rows *kp_scheme_sheet_rows(kp_arena *arena, const kp_scheme *scheme, kp_lang lang);

/* For people: the tree with rules in words, bands, vetoes, lists, and the provenance of every number. Many lines. */
const char *kp_scheme_show(kp_arena *arena, const kp_scheme *scheme, kp_lang lang);

/* How `scheme` stands to the built-in of the same id: true where it is the same or no such built-in exists; else *differences tells what changed. */
bool kp_scheme_is_builtin(kp_arena *arena, const kp_scheme *scheme, kp_pairs *differences, kp_lang lang);

#ifdef __cplusplus
}
#endif
#endif
