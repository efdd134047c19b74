/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_scales.c - scales of answers by name (scales.def): options and positive options of a leaf whose scheme does not write them out. */
#include "scheme_private.h"

static const struct {
    const char *key, *title, *options, *positive, *source;
} scales[KP_SCALE_COUNT] = {
    [KP_SCALE_NONE] = {"", "", "", "", ""},
#define KP_SCALE(name, key, title, options, positive, source) [KP_SCALE_##name] = {key, title, options, positive, source},
#include "kaoping/scales.def"
#undef KP_SCALE
};

const char *kp_scale_key(kp_scale_id scale) { return scales[scale].key; }
const char *kp_scale_title(kp_scale_id scale) { return scales[scale].title; }
const char *kp_scale_source(kp_scale_id scale) { return scales[scale].source; }

void fill_scale(scheme_builder *b, kp_indicator *leaf, const kp_record *record) {
    bool survey = leaf->method == KP_METHOD_SATISFACTION;
    if (leaf->answer_scale == KP_SCALE_NONE || WRITTEN(record, kp_indicator, options) ||
        !(survey || leaf->method == KP_METHOD_BALLOT || leaf->method == KP_METHOD_GRADE))
        return;
    read_default(b->arena, KP_SECTION_INDICATORS, offsetof(kp_indicator, options), scales[leaf->answer_scale].options, leaf);
    if (survey && !WRITTEN(record, kp_indicator, positive))
        read_default(b->arena, KP_SECTION_INDICATORS, offsetof(kp_indicator, positive), scales[leaf->answer_scale].positive, leaf);
}
