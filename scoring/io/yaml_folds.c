/* SPDX-License-Identifier: GPL-3.0-or-later */
/* yaml_folds.c - takes out the blanks by which YAML joins lines of Chinese. What libyaml gives tells no typed blank from a line break, so the lines are looked at themselves. */
#include "yaml_folds.h"

#include "kaoping/utf8.h"

#include <string.h>

typedef struct line {
    const char *start, *end; /* without blanks around */
} line;

/* The line from `at` on, without the blanks around it; *next is the start of the one after it. */
static line line_at(const char *at, const char *stop, const char **next) {
    line found = {at, at};
    while (found.end < stop && *found.end != '\n')
        found.end++;
    *next = found.end < stop ? found.end + 1 : stop;
    while (found.end > found.start && strchr(" \t\r", found.end[-1]))
        found.end--;
    while (found.start < found.end && (*found.start == ' ' || *found.start == '\t'))
        found.start++;
    return found;
}

static bool is_wide(const char *at) {
    size_t length;
    return kp_character_width(kp_utf8_read(at, &length)) == 2;
}

/* Whether the line's last character is wide, or its first. */
static bool ends_wide(line l) {
    const char *last = l.end;
    while (last > l.start && ((unsigned char)*--last & 0xC0) == 0x80)
        ;
    return l.start < l.end && is_wide(last);
}

static bool begins_wide(line l) { return l.start < l.end && is_wide(l.start); }

/* The character `column` of the line that begins at `at`; its end where it has fewer. */
static const char *column_of(const char *at, const char *stop, size_t column) {
    for (size_t length; column > 0 && at < stop && *at != '\n'; column--, at += length)
        kp_utf8_read(at, &length);
    return at < stop ? at : stop;
}

/* Where the scalar's first line of text begins: behind its quotation mark, or below the sign of a folded block. */
static const char *first_line(const kp_yaml_lines *lines, const yaml_node_t *node) {
    size_t row = node->start_mark.line, column = node->start_mark.column;
    if (node->data.scalar.style == YAML_FOLDED_SCALAR_STYLE)
        return row + 1 < lines->count ? lines->starts[row + 1] : lines->stop;
    bool quoted = node->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE || node->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE;
    return column_of(lines->starts[row], lines->stop, column + quoted);
}

kp_yaml_lines kp_yaml_lines_of(kp_arena *arena, const char *source, size_t length) {
    kp_yaml_lines lines = {.count = 1};
    char *own = kp_alloc(arena, length + 1); /* with a zero behind it, so that characters can be read at its end */
    memcpy(own, source, length);
    own[length] = '\0';
    for (size_t i = 0; i < length; i++)
        lines.count += own[i] == '\n';
    const char **starts = KP_NEW_ARRAY(arena, const char *, lines.count);
    size_t row = 0;
    starts[row++] = own;
    for (size_t i = 0; i < length; i++)
        if (own[i] == '\n')
            starts[row++] = own + i + 1;
    lines.starts = starts;
    lines.stop = own + length;
    return lines;
}

/* Both texts are walked side by side; where they part, by an escape for instance, the rest stays as it is. */
const char *kp_yaml_unfolded(kp_arena *arena, const kp_yaml_lines *lines, const yaml_node_t *node, const char *text) {
    char *own = kp_strdup(arena, text), *to = own;
    if (node->end_mark.line <= node->start_mark.line || node->data.scalar.style == YAML_LITERAL_SCALAR_STYLE || node->end_mark.line > lines->count)
        return own;
    const char *next;
    for (line first = line_at(first_line(lines, node), lines->stop, &next); *text && next < lines->stop;) {
        size_t before = strspn(text, " \n"), width = (size_t)(first.end - first.start);
        if (strncmp(text + before, first.start, width) != 0)
            break;
        memcpy(to, text, before + width);
        to += before + width;
        text += before + width;
        line second = line_at(next, lines->stop, &next);
        if (*text == ' ' && ends_wide(first) && begins_wide(second))
            text++;
        first = second;
    }
    memcpy(to, text, strlen(text) + 1);
    return own;
}
