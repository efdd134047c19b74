/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_overrides.c - overrides of the linter (保留说明): that they name things there are. Whether a reason is one, and whether there is anything to override, the linter
 * says. */
#include "scheme_private.h"

static kp_names *ids_of_scheme(const scheme_builder *b) {
    kp_names *ids = kp_names_new(b->arena);
    const void *object;
    for (int section = KP_SECTION_INDICATORS; section < KP_SECTION_COUNT; section++)
        for (size_t i = 0; section != KP_SECTION_OVERRIDES && (object = kp_scheme_object(b->scheme, (kp_section_id)section, i)) != NULL; i++)
            kp_names_add_alias(ids, kp_field_text(b->arena, b->scheme, &kp_sections[section], 0, object, KP_STYLE_CANONICAL), (int32_t)i);
    return ids;
}

void check_overrides(scheme_builder *b) {
    const kp_names *ids = b->scheme->override_count ? ids_of_scheme(b) : NULL;
    for (size_t i = 0; i < b->scheme->override_count; i++) {
        const kp_pairs *about = &b->overrides[i].indicators;
        for (size_t k = 0; k < about->count; k++)
            if (kp_names_find(ids, about->items[k].name) == KP_NAME_UNKNOWN)
                COMPLAIN(b, b->override_records[i], kp_override, indicators, KP_S_UNKNOWN_REFERENCE, about->items[k].name,
                         "指标、等次、一票否决或榜单的编号 | the id of an indicator, grade, veto or list");
    }
}
