/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reference.c - the table of references, and finding those that a basis names. */
#include "kaoping/reference.h"

#include <string.h>

static const kp_reference references[] = {
#define KP_REFERENCE(key, kind, zh, en) {key, kind, zh " | " en},
#include "references.def"
#undef KP_REFERENCE
};
#define COUNT (sizeof references / sizeof *references)

size_t kp_reference_count(void) { return COUNT; }

const kp_reference *kp_reference_at(size_t index) { return index < COUNT ? &references[index] : NULL; }

static const kp_reference *find(const char *key, size_t length) {
    for (size_t i = 0; i < COUNT; i++)
        if (strlen(references[i].key) == length && strncmp(references[i].key, key, length) == 0)
            return &references[i];
    return NULL;
}

const kp_reference *kp_reference_next(const char *basis, size_t *at, bool *unknown) {
    static const char *const words[] = {"seed ", "source "};
    while (basis[*at]) {
        size_t skip = 0;
        for (size_t i = 0; i < 2 && !skip; i++)
            if (strncmp(basis + *at, words[i], strlen(words[i])) == 0)
                skip = strlen(words[i]);
        *at += skip ? skip : 1;
        if (!skip)
            continue;
        size_t length = strspn(basis + *at, "0123456789Sb");
        const kp_reference *found = find(basis + *at, length);
        *at += length;
        if (found)
            return found;
        if (unknown)
            *unknown = true;
    }
    return NULL;
}

const char *kp_reference_kind_title(char kind) {
    static const struct {
        char kind;
        const char *title;
    } kinds[] = {{'D', "依据文稿 | document"},
                 {'G', "政府网站 | government"},
                 {'N', "新闻 | news"},
                 {'M', "官方文件的转载 | repost of an official notice"},
                 {'S', "文档分享 | shared document"},
                 {'L', "可靠性低 | low reliability"},
                 {'A', "法规或标准 | law, rule or standard"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].kind == kind)
            return kinds[i].title;
    return "";
}
