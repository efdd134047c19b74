/* SPDX-License-Identifier: GPL-3.0-or-later */
/* yaml_write.c - a scheme as YAML text, as a person would write it: indicators nested, only what differs from its default. */
#include "kaoping/scheme_io.h"

#include <string.h>

/* ---- scalars ---- */

/* Characters that end a line in YAML or that its readers refuse unescaped: U+0085, U+2028, U+2029, U+FEFF, as their escapes. */
static const struct {
    const char *bytes, *escape;
} special[] = {{"\xC2\x85", "\\u0085"},
               {"\xE2\x80\xA8", "\\u2028"},
               {"\xE2\x80\xA9", "\\u2029"},
               {"\xEF\xBB\xBF", "\\uFEFF"},
               {"\n", "\\n"},
               {"\t", "\\t"},
               {"\"", "\\\""},
               {"\\", "\\\\"}};

static bool is_plain(const char *text) {
    static const char *const words[] = {"null", "Null", "NULL", "true", "false", "yes", "no", "on", "off", "y", "n"};
    unsigned char first = (unsigned char)*text;
    bool starts = first >= 0x80 || (first >= '0' && first <= '9') || (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
    if (!starts || text[strlen(text) - 1] == ' ' || text[strlen(text) - 1] == ':')
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(text, words[i]) == 0)
            return false;
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if (strstr(text, special[i].bytes))
            return false;
    return !strstr(text, ": ") && !strstr(text, " #");
}

static void put_scalar(kp_buffer *out, const char *text) {
    if (is_plain(text)) {
        kp_buffer_puts(out, text);
        return;
    }
    kp_buffer_puts(out, "\"");
    while (*text) {
        size_t i = 0;
        while (i < sizeof special / sizeof *special && strncmp(text, special[i].bytes, strlen(special[i].bytes)) != 0)
            i++;
        if (i < sizeof special / sizeof *special) {
            kp_buffer_puts(out, special[i].escape);
            text += strlen(special[i].bytes);
        } else {
            kp_buffer_add(out, text++, 1);
        }
    }
    kp_buffer_puts(out, "\"");
}

/* ---- fields ---- */

#define LONGEST_KEY 200 /* bytes; YAML allows a simple key 1024 characters */

static void put_indent(kp_buffer *out, int indent) { kp_buffer_printf(out, "%*s", indent, ""); }

/* "name = value" as a pair of a map, by the "=" that counts. */
static bool divide(kp_arena *arena, const kp_field *field, const char *item, const char **name, const char **value) {
    if (field->type == KP_FIELD_NAMES)
        return false;
    const char *equals = NULL; /* canonical items have " = " there */
    for (const char *at = strstr(item, " = "); at && !(equals && field->type != KP_FIELD_PAIRS); at = strstr(at + 1, " = "))
        equals = at;
    if (!equals || equals - item > LONGEST_KEY)
        return false;
    *name = kp_strndup(arena, item, (size_t)(equals - item));
    *value = equals + 3;
    return true;
}

static void put_list(kp_arena *arena, kp_buffer *out, const kp_field *field, const char *text, int indent) {
    size_t n;
    const char **items = kp_items_split(arena, text, &n), *name, *value;
    bool map = n > 0;
    for (size_t i = 0; i < n; i++)
        map = map && divide(arena, field, items[i], &name, &value);
    for (size_t i = 0; i < n; i++) {
        kp_buffer_puts(out, "\n");
        put_indent(out, indent);
        if (map && divide(arena, field, items[i], &name, &value)) {
            put_scalar(out, name);
            kp_buffer_puts(out, ": ");
            put_scalar(out, value);
        } else {
            kp_buffer_puts(out, "- ");
            put_scalar(out, items[i]);
        }
    }
    kp_buffer_puts(out, "\n");
}

/* The fields of a record, the first behind "- " where `item`. */
static void put_record(kp_arena *arena, kp_buffer *out, const kp_record *record, int indent, bool item) {
    const kp_section *section = &kp_sections[record->section];
    int parent = kp_field_find(section, "parent");
    for (size_t f = 0; f < section->field_count; f++) {
        const kp_field *field = &section->fields[f];
        const char *text = record->values[f].text;
        if (!text || (int)f == parent)
            continue;
        put_indent(out, item ? indent - 2 : indent);
        kp_buffer_puts(out, item ? "- " : "");
        item = false;
        kp_buffer_printf(out, "%s:", field->key);
        if (kp_field_is_list(field)) {
            put_list(arena, out, field, text, indent + 2);
        } else {
            kp_buffer_puts(out, " ");
            put_scalar(out, text);
            kp_buffer_puts(out, "\n");
        }
    }
}

const char *kp_yaml_write(kp_arena *arena, const kp_scheme *scheme) {
    const kp_records *records = kp_scheme_to_records(arena, scheme);
    kp_buffer out = {.arena = arena};
    kp_section_id section = KP_SECTION_SCHEME;
    int depth = 1;
    size_t indicator = 0;
    for (size_t i = 0; i < records->count; i++) {
        const kp_record *record = &records->items[i];
        if (record->section == KP_SECTION_SCHEME) {
            put_record(arena, &out, record, 0, false);
            continue;
        }
        if (record->section != section)
            kp_buffer_printf(&out, "%s:\n", kp_sections[record->section].key);
        section = record->section;
        int indent = 4;                         /* of the fields; the "- " stands two before */
        if (section == KP_SECTION_INDICATORS) { /* records of indicators come in preorder, as the indicators do */
            int own = scheme->indicators[++indicator].depth;
            indent = 4 * own;
            if (own > depth) {
                put_indent(&out, indent - 4);
                kp_buffer_puts(&out, "children:\n");
            }
            depth = own;
        }
        put_record(arena, &out, record, indent, true);
    }
    return kp_buffer_text(&out);
}
