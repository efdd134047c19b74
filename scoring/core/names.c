/* SPDX-License-Identifier: GPL-3.0-or-later */
/* names.c - the lookup of names: open addressing over the folded bytes (kp_name_fold), at most half full. */
#include "kaoping/names.h"

#include <string.h>

typedef struct name_entry {
    const char *bytes; /* folded; NULL: free */
    size_t length;
    uint64_t hash;
    int32_t value;
} name_entry;

struct kp_names {
    kp_arena *arena;
    name_entry *entries;
    size_t capacity, count; /* capacity: 0 or a power of two */
};

/* FNV-1a, 64 bits, with the high half folded down since the low bits choose the place. */
static uint64_t hash_bytes(const char *bytes, size_t length) {
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
    return hash ^ hash >> 32;
}

/* The entry of those bytes, or the free one where they belong. */
static name_entry *find_entry(const kp_names *names, const char *bytes, size_t length, uint64_t hash) {
    for (size_t at = (size_t)hash & (names->capacity - 1);; at = (at + 1) & (names->capacity - 1)) {
        name_entry *entry = &names->entries[at];
        if (!entry->bytes || (entry->hash == hash && entry->length == length && !memcmp(entry->bytes, bytes, length)))
            return entry;
    }
}

static void enlarge(kp_names *names) {
    kp_names larger = {names->arena, NULL, names->capacity ? names->capacity * 2 : 16, names->count};
    larger.entries = KP_NEW_ARRAY(names->arena, name_entry, larger.capacity);
    for (size_t i = 0; i < names->capacity; i++) {
        name_entry *entry = &names->entries[i];
        if (entry->bytes)
            *find_entry(&larger, entry->bytes, entry->length, entry->hash) = *entry;
    }
    *names = larger;
}

static void add_one(kp_names *names, const char *name, int32_t value, bool alias) {
    char *bytes = kp_alloc(names->arena, strlen(name));
    size_t length = kp_name_fold(name, bytes);
    if (!length)
        return;
    if (names->count * 2 >= names->capacity)
        enlarge(names);
    uint64_t hash = hash_bytes(bytes, length);
    name_entry *entry = find_entry(names, bytes, length, hash);
    if (!entry->bytes) {
        *entry = (name_entry){bytes, length, hash, value};
        names->count++;
    } else if (entry->value != value && !alias) {
        entry->value = KP_NAME_AMBIGUOUS;
    }
}

static void add_forms(kp_names *names, const char *text, int32_t value, bool alias) {
    if (!text)
        return;
    add_one(names, text, value, alias);
    for (kp_lang lang = KP_ZH; lang <= KP_EN && strstr(text, " | "); lang++)
        add_one(names, kp_text(names->arena, text, lang), value, alias);
}

kp_names *kp_names_new(kp_arena *arena) {
    kp_names *names = KP_NEW(arena, kp_names);
    names->arena = arena;
    return names;
}

void kp_names_add(kp_names *names, const char *text, int32_t value) { add_forms(names, text, value, false); }

void kp_names_add_alias(kp_names *names, const char *text, int32_t value) { add_forms(names, text, value, true); }

int32_t kp_names_find(const kp_names *names, const char *name) {
    if (!name || !names->capacity)
        return KP_NAME_UNKNOWN;
    char small[255], *bytes = small;
    size_t size = strlen(name);
    if (size > sizeof small)
        bytes = kp_alloc(names->arena, size);
    size_t length = kp_name_fold(name, bytes);
    const name_entry *entry = length ? find_entry(names, bytes, length, hash_bytes(bytes, length)) : NULL;
    return entry && entry->bytes ? entry->value : KP_NAME_UNKNOWN;
}

/* Points as heads have them, folded: 8, 8分, 满分8分, 8points, 20%. */
static bool tells_points(const char *text, size_t length) {
    static const char *const before[] = {"满分", "分值", "共", "权重", ""}, *const behind[] = {"分", "points", "point", "%", ""};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        size_t at = strlen(before[i]);
        if (length < at || memcmp(text, before[i], at) != 0)
            continue;
        size_t start = at;
        while (at < length && ((text[at] >= '0' && text[at] <= '9') || text[at] == '.' || text[at] == ':'))
            at++;
        for (size_t k = 0; at > start && k < sizeof behind / sizeof *behind; k++)
            if (length - at == strlen(behind[k]) && !memcmp(text + at, behind[k], length - at))
                return true;
    }
    return false;
}

int32_t kp_names_find_remarked(const kp_names *names, const char *name, bool points_only) {
    static const char *const openings[] = {"（", "(", "【", "["}, *const closings[] = {"）", ")", "】", "]"};
    int32_t found = kp_names_find(names, name);
    if (found != KP_NAME_UNKNOWN || !name)
        return found;
    name = kp_text(names->arena, name, KP_ZH); /* trims; a name in both languages is judged by its Chinese part */
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        size_t opening = strlen(openings[i]), closing = strlen(closings[i]);
        if (length < closing || strcmp(name + length - closing, closings[i]))
            continue;
        const char *cut = NULL; /* the last such bracket */
        for (const char *at = strstr(name, openings[i]); at; at = strstr(at + 1, openings[i]))
            cut = at;
        if (!cut || cut == name)
            continue;
        const char *remark = kp_strndup(names->arena, cut + opening, length - closing - opening - (size_t)(cut - name));
        char *folded = kp_alloc(names->arena, strlen(remark));
        if (!points_only || tells_points(folded, kp_name_fold(remark, folded)))
            return kp_names_find(names, kp_strndup(names->arena, name, (size_t)(cut - name)));
    }
    return KP_NAME_UNKNOWN;
}

int32_t kp_names_resembling(const kp_names *names, const char *name, const bool wanted[], kp_likeness *likeness) {
    kp_name_characters typed, other;
    kp_name_read(name, &typed);
    int32_t found = KP_NAME_UNKNOWN;
    size_t least = SIZE_MAX;
    *likeness = KP_UNLIKE;
    for (size_t i = 0; i < names->capacity; i++) {
        const name_entry *entry = &names->entries[i];
        if (!entry->bytes || entry->value < 0 || !wanted[entry->value])
            continue;
        kp_name_read(kp_strndup(names->arena, entry->bytes, entry->length), &other);
        kp_likeness now = kp_name_likeness(&typed, &other);
        size_t distance = kp_edit_distance(&typed, &other);
        bool nearer = distance < least || (distance == least && entry->value < found);
        if (now == KP_UNLIKE || now < *likeness || (now == *likeness && !nearer))
            continue;
        found = entry->value;
        least = distance;
        *likeness = now;
    }
    return found;
}
