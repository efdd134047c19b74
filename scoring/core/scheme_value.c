/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_value.c - from the text of one field to its value, by the type that the field table gives it. */
#include "scheme_private.h"
#include "kaoping/utf8.h"

#include <assert.h>
#include <string.h>

/* ---- text ---- */

static bool is_line_break(uint32_t character) { return character == '\n' || character == '\r' || character == 0x2028 || character == 0x2029; }

const char *clean_scheme_text(kp_arena *arena, const char *text) {
    kp_buffer out = {.arena = arena};
    size_t kept = 0, length; /* kept: up to the last character that is no blank */
    for (const char *at = text ? text : ""; *at; at += length) {
        uint32_t character = kp_utf8_read(at, &length);
        if (character == '\r' && at[length] == '\n')
            continue;
        if (is_line_break(character))
            character = '\n';
        else if (character < ' ' || (character >= 0x7F && character < 0xA0) || character == 0xFFFE || character == 0xFFFF)
            character = ' '; /* no control character can stand in a sheet */
        if (!out.length && kp_is_blank(character))
            continue;
        char bytes[4];
        kp_buffer_add(&out, bytes, kp_utf8_write(character, bytes));
        if (!kp_is_blank(character))
            kept = out.length;
    }
    if (out.bytes)
        out.bytes[kept] = '\0';
    return kp_buffer_text(&out);
}

const char **kp_items_split(kp_arena *arena, const char *text, size_t *count) {
    struct {
        const char **items;
        size_t count, capacity;
    } found = {0};
    text = text ? text : "";
    bool by_lines = strpbrk(text, "\n\r") != NULL;
    const char *start = text;
    for (const char *at = text;;) {
        size_t length = 1;
        uint32_t character = *at ? kp_utf8_read(at, &length) : 0;
        bool divides = by_lines ? is_line_break(character) : character == ';' || character == 0xFF1B;
        if (character && !divides) {
            at += length;
            continue;
        }
        const char *item = clean_scheme_text(arena, kp_strndup(arena, start, (size_t)(at - start)));
        if (*item)
            KP_PUSH(arena, &found, item);
        if (!character)
            break;
        start = at += length;
    }
    *count = found.count;
    return found.items;
}

const char *kp_items_join(kp_arena *arena, const char *const items[], size_t count) {
    kp_buffer text = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        if (i)
            kp_buffer_puts(&text, "\n");
        size_t length;
        for (const char *at = items[i]; *at; at += length) {
            if (is_line_break(kp_utf8_read(at, &length)))
                kp_buffer_puts(&text, " ");
            else
                kp_buffer_add(&text, at, length);
        }
    }
    if (count == 1 && (strchr(items[0], ';') || strstr(items[0], "；")))
        kp_buffer_puts(&text, "\n"); /* so that it stays one item */
    return kp_buffer_text(&text);
}

/* ---- numbers ---- */

bool read_scheme_number(kp_arena *arena, const char *text, kp_num *out, bool *percent) {
    char plain[64];
    size_t n = 0, length;
    *percent = false;
    text = clean_scheme_text(arena, text);
    for (const char *at = text; *at; at += length) {
        uint32_t character = kp_half_width(kp_utf8_read(at, &length));
        if (character == 0x2212) /* the minus sign */
            character = '-';
        if (kp_is_invisible(character))
            continue;
        if (character >= 0x7F || n + 1 >= sizeof plain || *percent)
            return false;
        if (character == '%')
            *percent = true;
        else
            plain[n++] = (char)character;
    }
    while (n && plain[n - 1] == ' ')
        n--;
    plain[n] = '\0';
    if (strpbrk(plain, "eE") || !kp_num_parse(arena, plain, out))
        return false;
    kp_num bound = kp_num_int(KP_MAX_NUMBER);
    return kp_num_compare(kp_num_abs(arena, *out), bound) <= 0 && (strchr(plain, '/') || kp_num_is_decimal(*out));
}

static const struct {
    bool has_least, has_most;
    int least, most;
    bool least_excluded;
    const char *words;
} ranges[] = {
    [KP_RANGE_ANY] = {false, false, 0, 0, false, "数 | a number"},
    [KP_RANGE_NOT_NEGATIVE] = {true, false, 0, 0, false, "0 或正数 | 0 or more"},
    [KP_RANGE_POSITIVE] = {true, false, 0, 0, true, "大于 0 的数 | a number above 0"},
    [KP_RANGE_NOT_POSITIVE] = {false, true, 0, 0, false, "0 或负数 | 0 or less"},
    [KP_RANGE_SHARE] = {true, true, 0, 1, false, "0 到 1，或 0% 到 100% | 0 to 1, or 0% to 100%"},
    [KP_RANGE_PERCENT] = {true, true, 0, 100, false, "0 到 100 | 0 to 100"},
};

static bool in_range(kp_num value, kp_range range) {
    int to_least = kp_num_compare(value, kp_num_int(ranges[range].least)), to_most = kp_num_compare(value, kp_num_int(ranges[range].most));
    return (!ranges[range].has_least || to_least > 0 || (to_least == 0 && !ranges[range].least_excluded)) &&
           (!ranges[range].has_most || to_most <= 0);
}

typedef struct reading {
    scheme_builder *builder; /* NULL: a default, which is right */
    const kp_record *record;
    const kp_field *field;
} reading;

static void complain(const reading *r, kp_problem_code code, const char *found, const char *expected) {
    assert(r->builder); /* a default of the table that cannot be read is a fault of the table */
    if (r->builder)
        complain_at(r->builder, r->record, r->field->offset, code, found, expected);
}

/* As KP_MAX_NUMBER says. */
#define NUMBERS_TAKEN                                                                                                                                \
    "不超过 ±10 亿（1000000000）、小数不超过 18 位、不带指数的数 | a number within ±1000000000, with at most 18 decimals and without an exponent"

/* A number as the field allows it; false after a problem. */
static bool read_number(kp_arena *arena, const reading *r, const char *text, kp_num *out) {
    bool percent, signed_range = r->field->range == KP_RANGE_SHARE || r->field->range == KP_RANGE_PERCENT;
    kp_num value;
    if (!read_scheme_number(arena, text, &value, &percent)) {
        bool is_number = kp_num_parse(arena, text, &value); /* then it is its size or its digits that will not do */
        complain(r, KP_S_BAD_NUMBER, text, is_number ? NUMBERS_TAKEN : ranges[r->field->range].words);
        return false;
    }
    if (percent && !signed_range && !r->field->percent_sign) {
        complain(r, KP_S_BAD_NUMBER, text, "不带百分号的数 | a number without a percent sign");
        return false;
    }
    if (percent && r->field->range == KP_RANGE_SHARE)
        value = kp_num_div(arena, value, kp_num_int(100));
    if (!in_range(value, r->field->range)) {
        complain(r, KP_S_OUT_OF_RANGE, text, ranges[r->field->range].words);
        return false;
    }
    *out = value;
    return true;
}

static bool read_count(kp_arena *arena, const reading *r, const char *text, int32_t *out) {
    bool percent;
    kp_num value;
    int64_t whole;
    const char *expected =
        kp_format(arena, "%d 到 %d 的整数 | a whole number from %d to %d", r->field->least, r->field->most, r->field->least, r->field->most);
    if (!read_scheme_number(arena, text, &value, &percent) || percent || !kp_num_to_int64(value, &whole)) {
        complain(r, KP_S_BAD_NUMBER, text, expected);
        return false;
    }
    if (whole < r->field->least || whole > r->field->most) {
        complain(r, KP_S_OUT_OF_RANGE, text, expected);
        return false;
    }
    *out = (int32_t)whole;
    return true;
}

bool read_scheme_limit(kp_arena *arena, const char *text, kp_limit *out) {
    *out = (kp_limit){.value = KP_ZERO};
    if (!read_scheme_number(arena, text, &out->value, &out->percent))
        return false;
    out->given = kp_num_sign(out->value) >= 0 && (out->percent ? kp_num_compare(out->value, kp_num_int(100)) <= 0 : kp_num_is_integer(out->value));
    return true;
}

static void read_limit(kp_arena *arena, const reading *r, const char *text, kp_limit *out) {
    kp_limit limit;
    if (!read_scheme_limit(arena, text, &limit))
        complain(r, KP_S_BAD_NUMBER, text, KP_LIMIT_WORDS);
    else if (!limit.given)
        complain(r, KP_S_OUT_OF_RANGE, text, KP_LIMIT_BOUNDS);
    else
        *out = limit;
}

/* ---- choices, ids, lists ---- */

static const char *choice_list(kp_arena *arena, const kp_choice *choices) {
    kp_buffer zh = {.arena = arena}, en = {.arena = arena};
    for (const kp_choice *choice = choices; choice->key; choice++) {
        if (choice > choices)
            kp_buffer_puts(&zh, "、"), kp_buffer_puts(&en, ", ");
        kp_buffer_printf(&zh, "%s（%s）", choice->key, kp_text(arena, choice->title, KP_ZH));
        kp_buffer_puts(&en, choice->key);
    }
    return kp_format(arena, "%s | %s", kp_buffer_text(&zh), kp_buffer_text(&en));
}

static void read_choice(kp_arena *arena, const reading *r, const char *text, int *out) {
    for (const kp_choice *choice = r->field->choices; choice->key; choice++) {
        if (kp_text_matches(choice->key, text) || kp_text_matches(choice->title, text) ||
            (r->field->also && kp_text_matches(r->field->also(choice->value), text))) {
            *out = choice->value;
            return;
        }
    }
    complain(r, KP_S_BAD_CHOICE, text, choice_list(arena, r->field->choices));
}

bool kp_is_id(const char *text) {
    size_t n = strlen(text);
    for (size_t i = 0; i < n; i++) {
        char c = text[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'), other = (c >= '0' && c <= '9') || c == '_';
        if (!letter && !(i && other))
            return false;
    }
    return n > 0 && n <= 64;
}

/* The last "=" (or "＝") of the item, or the first; NULL where there is none. Its length in *length. */
static const char *find_equals(const char *item, bool last, size_t *length) {
    const char *found = NULL;
    size_t n;
    for (const char *at = item; *at; at += n) {
        if (kp_half_width(kp_utf8_read(at, &n)) != '=')
            continue;
        found = at;
        *length = n;
        if (!last)
            break;
    }
    return found;
}

static bool is_comma(uint32_t character) { return kp_half_width(character) == ',' || character == 0x3001; }

/* Behind an "=": a number, then a comma or a blank, then more. So it goes on where "a = 60, b" is the name of "a = 60, b = 40", and not in "a=3" or "a= (b)". */
static bool goes_on_as_list(const char *text) {
    size_t n, digits = 0;
    bool parted = false;
    for (; *text; text += n) {
        uint32_t character = kp_half_width(kp_utf8_read(text, &n));
        if (character >= '0' && character <= '9' && !parted)
            digits++;
        else if (is_comma(character) || (digits && kp_is_blank(character)))
            parted = digits > 0;
        else if (parted)
            return true;
        else if (!kp_is_blank(character) && character != '.' && character != '-' && character != '+' && character != '/' && character != '%' &&
                 character != 0x2212 && character != 0x5206) /* the minus sign, 分 */
            return false;
    }
    return false;
}

/* Whether what was read as one item was meant as several, divided by commas: in the name of a pair "= number," stands, in a text ", name =". */
static bool holds_further_items(const char *text, bool is_name) {
    bool comma = false;
    uint32_t last = 0;
    size_t n, open = 0; /* in brackets stands what explains a name */
    for (const char *at = text; *at; at += n) {
        uint32_t character = kp_half_width(kp_utf8_read(at, &n));
        open = character == '(' ? open + 1 : character == ')' && open ? open - 1 : open;
        bool compares = last == '>' || last == '<' || last == '!';
        if (character == '=' && !compares && !open && (is_name ? goes_on_as_list(at + n) : comma))
            return true;
        comma = comma || is_comma(character);
        last = character;
    }
    return false;
}

static bool is_divided(const reading *r) { return r->record && r->record->values[r->field - kp_sections[r->record->section].fields].divided; }

static bool read_pair(kp_arena *arena, const reading *r, const char *item, kp_pair *pair) {
    bool numbers = r->field->type == KP_FIELD_PAIRS;
    size_t length = 0;
    *pair = (kp_pair){.name = item, .value = KP_ZERO};
    if (r->field->type == KP_FIELD_NAMES)
        return true;
    const char *equals = find_equals(item, numbers, &length);
    if (!equals && r->field->sole) {
        pair->name = r->field->sole;
        pair->text = numbers ? NULL : item;
        return !numbers || read_number(arena, r, item, &pair->value);
    }
    const char *name = equals ? clean_scheme_text(arena, kp_strndup(arena, item, (size_t)(equals - item))) : "";
    const char *value = equals ? clean_scheme_text(arena, equals + length) : "";
    if (!*name || !*value) {
        complain(r, KP_S_BAD_PAIR, item, numbers ? "名称 = 数 | name = number" : "名称 = 文字 | name = text");
        return false;
    }
    bool is_list = numbers ? holds_further_items(name, true) : r->field->type == KP_FIELD_TEXTS && holds_further_items(value, false);
    if (is_list && !is_divided(r)) {
        complain(r, KP_S_SEVERAL_IN_ITEM, item, NULL);
        return false;
    }
    pair->name = name;
    pair->text = numbers ? NULL : value;
    return !numbers || read_number(arena, r, value, &pair->value);
}

/* A lone name with a comma in it may be a list written on one line; it may as well be a name. */
static void doubt_lone_name(const reading *r, const kp_pairs *list) {
    if (r->field->type != KP_FIELD_NAMES || list->count != 1 || !r->builder || is_divided(r))
        return;
    size_t length;
    for (const char *at = list->items[0].name; *at; at += length)
        if (is_comma(kp_utf8_read(at, &length))) {
            complain(r, KP_S_ONE_ITEM, list->items[0].name, NULL);
            return;
        }
}

static void read_list(kp_arena *arena, const reading *r, const char *text, kp_pairs *out) {
    size_t n;
    const char **items = kp_items_split(arena, text, &n);
    if (n > KP_MAX_RULES) {
        complain(r, KP_S_TOO_MANY, kp_format(arena, "%zu", n), kp_format(arena, "%d", KP_MAX_RULES));
        return;
    }
    kp_pair *pairs = KP_NEW_ARRAY(arena, kp_pair, n);
    kp_names *names = kp_names_new(arena);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        kp_pair *pair = &pairs[kept];
        if (!read_pair(arena, r, items[i], pair))
            continue;
        const char *zh = kp_text(arena, pair->name, KP_ZH), *en = kp_text(arena, pair->name, KP_EN);
        if (kp_names_find(names, zh) != KP_NAME_UNKNOWN || kp_names_find(names, en) != KP_NAME_UNKNOWN) {
            complain(r, KP_S_DUPLICATE_NAME, pair->name, NULL);
            continue;
        }
        kp_names_add(names, pair->name, (int32_t)kept++);
    }
    *out = (kp_pairs){pairs, kept};
    doubt_lone_name(r, out);
}

/* ---- fields ---- */

static void read_text(kp_arena *arena, const reading *r, const char *text, void *at) {
    switch (r->field->type) {
    case KP_FIELD_ID:
        if (kp_is_id(text))
            *(const char **)at = text;
        else
            complain(r, KP_S_BAD_ID, text, NULL);
        break;
    case KP_FIELD_TEXT:
    case KP_FIELD_CONDITION: *(const char **)at = text; break;
    case KP_FIELD_FORMULA: ((kp_formula_field *)at)->text = text; break;
    case KP_FIELD_FORMULAS: read_list(arena, r, text, &((kp_formulas_field *)at)->pairs); break;
    case KP_FIELD_NUMBER: read_number(arena, r, text, at); break;
    case KP_FIELD_OPTIONAL: ((kp_optional *)at)->given = read_number(arena, r, text, &((kp_optional *)at)->value); break;
    case KP_FIELD_COUNT: read_count(arena, r, text, at); break;
    case KP_FIELD_LIMIT: read_limit(arena, r, text, at); break;
    case KP_FIELD_CHOICE: {
        int value;
        memcpy(&value, at, sizeof value);
        read_choice(arena, r, text, &value);
        memcpy(at, &value, sizeof value);
        break;
    }
    case KP_FIELD_NAMES:
    case KP_FIELD_PAIRS:
    case KP_FIELD_TEXTS: read_list(arena, r, text, at); break;
    case KP_FIELD_REFERENCE: break; /* once all ids are known */
    }
}

/* Every number at a valid zero, every text at "" (a color at NULL: none). */
static void clear_field(const kp_field *field, void *object) {
    void *at = (char *)object + field->offset;
    if (field->type == KP_FIELD_NUMBER)
        *(kp_num *)at = KP_ZERO;
    else if (field->type == KP_FIELD_OPTIONAL)
        *(kp_optional *)at = (kp_optional){.value = KP_ZERO};
    else if (field->type == KP_FIELD_LIMIT)
        *(kp_limit *)at = (kp_limit){.value = KP_ZERO};
    else if (field->type == KP_FIELD_REFERENCE)
        *(int32_t *)at = -1;
    else if (field->type == KP_FIELD_TEXT || field->type == KP_FIELD_ID || field->type == KP_FIELD_CONDITION)
        *(const char **)at = "";
    else if (field->type == KP_FIELD_FORMULA)
        *(kp_formula_field *)at = (kp_formula_field){.text = ""};
}

void init_object(kp_arena *arena, kp_section_id section, void *object) {
    const kp_section *s = &kp_sections[section];
    memset(object, 0, s->size);
    for (size_t i = 0; i < s->field_count; i++) {
        clear_field(&s->fields[i], object);
        if (s->fields[i].fallback)
            read_text(arena, &(reading){NULL, NULL, &s->fields[i]}, s->fields[i].fallback, (char *)object + s->fields[i].offset);
    }
    if (section == KP_SECTION_INDICATORS) {
        kp_indicator *node = object;
        node->method = KP_METHOD_NONE;
        node->full = KP_ZERO;
    }
}

void read_default(kp_arena *arena, kp_section_id section, size_t offset, const char *text, void *object) {
    read_text(arena, &(reading){NULL, NULL, &kp_sections[section].fields[field_at(section, offset)]}, text, (char *)object + offset);
}

void read_field(scheme_builder *builder, const kp_record *record, size_t index, void *object) {
    const kp_field *field = &kp_sections[record->section].fields[index];
    const char *text = record->values[index].text;
    reading r = {builder, record, field};
    if (text && strlen(text) > KP_MAX_FIELD) {
        complain(&r, KP_S_TOO_LONG, kp_format(builder->arena, "%zu", strlen(text)), kp_format(builder->arena, "%d", KP_MAX_FIELD));
        return;
    }
    bool list = kp_field_is_list(field);
    const char *cleaned = clean_scheme_text(builder->arena, text);
    if (*cleaned) /* a list keeps its last line break, which says that it has one item */
        read_text(builder->arena, &r, list ? text : cleaned, (char *)object + field->offset);
}

/* ---- naming a field in problems ---- */

size_t field_at(kp_section_id section, size_t offset) {
    const kp_section *s = &kp_sections[section];
    size_t i = 0;
    while (i < s->field_count && s->fields[i].offset != offset)
        i++;
    assert(i < s->field_count);
    return i;
}

const char *written(const kp_record *record, size_t offset) {
    const char *text = record->values[field_at(record->section, offset)].text;
    size_t length;
    for (const char *at = text; at && *at; at += length)
        if (!kp_is_blank(kp_utf8_read(at, &length)))
            return text;
    return NULL;
}

const char *field_name(kp_arena *arena, const kp_record *record, size_t index) {
    const kp_section *section = &kp_sections[record->section];
    const char *id = clean_scheme_text(arena, record->values[0].text), *title = section->fields[index].title;
    id = kp_text(arena, id, KP_ZH);
    if (strlen(id) > 64)
        id = "";
    const char *mark = *id ? " · " : "";
    return kp_format(arena, "%s%s%s | %s%s%s", id, mark, kp_text(arena, title, KP_ZH), id, mark, kp_text(arena, title, KP_EN));
}

void complain_at(scheme_builder *builder, const kp_record *record, size_t offset, kp_problem_code code, const char *found, const char *expected) {
    size_t index = field_at(record->section, offset);
    const kp_record_value *value = &record->values[index];
    bool same_file = value->place.file && record->place.file && strcmp(value->place.file, record->place.file) == 0;
    bool placed = value->text ||
                  (value->place.column && same_file); /* an empty cell has its column; what a file, or an overlay of its base, leaves out has none */
    kp_problems_add(builder->problems, code, placed ? value->place : record->place, KP_UNIT_NONE,
                    found ? found : clean_scheme_text(builder->arena, value->text), expected, field_name(builder->arena, record, index));
}
