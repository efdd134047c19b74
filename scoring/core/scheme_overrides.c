/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_overrides.c - overrides of the linter (保留说明): that they name things there are, by id or by title. Whether a reason is one, and whether there is anything to
 * override, the linter says. */
#include "scheme_private.h"

/* All that a finding can be about. */
typedef struct named_things {
    kp_names *names;  /* ids first: a title never stands in an id's way */
    const char **ids; /* by number in `names` */
} named_things;

static size_t count_things(const kp_scheme *scheme) {
    return scheme->indicator_count + scheme->band_count + scheme->veto_count + scheme->rule_count + scheme->list_count + scheme->target_count;
}

static void name_things(const scheme_builder *b, named_things *things, const char *field) {
    const void *object;
    int32_t n = 0;
    for (int section = KP_SECTION_INDICATORS; section < KP_SECTION_COUNT; section++)
        for (size_t i = 0; section != KP_SECTION_OVERRIDES && (object = kp_scheme_object(b->scheme, (kp_section_id)section, i)) != NULL; i++, n++) {
            const kp_section *s = &kp_sections[section];
            const char *name = kp_field_text(b->arena, b->scheme, s, (size_t)kp_field_find(s, field), object, KP_STYLE_CANONICAL);
            if (kp_text_is_blank(things->ids[n]))
                things->ids[n] = name;
            kp_names_add_alias(things->names, name, n);
        }
}

void check_overrides(scheme_builder *b) {
    if (!b->scheme->override_count)
        return;
    named_things things = {kp_names_new(b->arena), KP_NEW_ARRAY(b->arena, const char *, count_things(b->scheme) + 1)};
    name_things(b, &things, "id");
    name_things(b, &things, "title");
    for (size_t i = 0; i < b->scheme->override_count; i++) {
        kp_pairs *about = &b->overrides[i].indicators;
        kp_pair *items = KP_NEW_ARRAY(b->arena, kp_pair, about->count);
        for (size_t k = 0; k < about->count; k++) {
            items[k] = about->items[k];
            int32_t found = kp_names_find(things.names, about->items[k].name);
            if (found >= 0)
                items[k].name = things.ids[found];
            else
                COMPLAIN(b, b->override_records[i], kp_override, indicators, KP_S_UNKNOWN_REFERENCE, about->items[k].name,
                         "指标、等次、一票否决或榜单的编号 | the id of an indicator, grade, veto or list");
        }
        about->items = items;
    }
}
