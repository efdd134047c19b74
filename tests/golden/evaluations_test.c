/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evaluations_test.c - every sample evaluation comes to what was worked out by hand. A file expected/<scheme>.txt a scheme:
 *
 *     # how the figures below were worked out, by hand: required
 *     evaluate wuye_quarter 2026Q1                        templates/samples/wuye_quarter/2026Q1 by its scheme
 *     evaluate wuye_redblack_zhoushan wuye_redblack/2026Q2 after wuye_redblack/2026Q1     another's sample, with earlier periods
 *     W01 score = 101.48                                  unit, key of the unit in the tool's JSON, what it says
 *     W01 marks.q1 = 10.00                                . goes into an object
 *     W01 lists = red:1 progress:2                        lists are put as id:times in a row, in the scheme's order
 *     W02 rank = null                                     not ranked
 *     / units = 24                                        / is the whole result; an array is put as its length
 *     / targets[urban].groups[城镇].missing = 2           [..] takes the element of an array by its id, name, list, target or group
 *
 * JSON is what is compared because it is what others take over; report and terminal are made from the same scorecard. A scheme that has a sample and no such file
 * fails, as does a file without a comment.
 */
#include "in_arena.h"

#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "kaoping/evaluate.h"
#include "kaoping/result_json.h"
#include "kaoping/scheme_io.h"

#define SAMPLES  KP_SOURCE_DIR "/templates/samples/"
#define EXPECTED KP_TESTS_DIR "/golden/expected/"
#define MOST     16 /* periods before one */

typedef struct golden {
    kp_arena *arena;
    const char *file;
    int line, expectations, comments;
    json_t *result; /* of the last `evaluate` */
} golden;

static void fail_at(const golden *g, const char *what, const char *found) {
    print_error("%s:%d: %s: %s\n", g->file, g->line, what, found ? found : "-");
    fail();
}

/* ---- evaluating ---- */

/* "2026Q1" of the scheme's own samples, or "other/2026Q1". */
static const char *sample_folder(const golden *g, const char *scheme, const char *name) {
    return strchr(name, '/') ? kp_format(g->arena, SAMPLES "%s", name) : kp_format(g->arena, SAMPLES "%s/%s", scheme, name);
}

static void evaluate(golden *g, char *words) {
    const char *scheme = strtok(words, " "), *period = strtok(NULL, " "), *word = strtok(NULL, " "), *history[MOST];
    size_t earlier = 0;
    if (!scheme || !period || (word && strcmp(word, "after") != 0))
        fail_at(g, "evaluate SCHEME PERIOD [after PERIOD …]", word);
    while (word && (word = strtok(NULL, " ")) && earlier < MOST)
        history[earlier++] = sample_folder(g, scheme, word);
    const char *folder = sample_folder(g, scheme, period);
    kp_problems *problems = kp_problems_new(g->arena);
    kp_evaluate_options options = {.scheme = scheme, .history = history, .history_count = earlier};
    kp_evaluation *evaluation = kp_evaluate(g->arena, &folder, 1, &options, problems);
    if (!evaluation->card) {
        for (size_t i = 0; i < problems->count; i++)
            print_error("%s\n", kp_problem_line(g->arena, &problems->items[i], KP_EN));
        fail_at(g, "not scored", folder);
    }
    json_decref(g->result);
    g->result = json_loads(kp_result_json(g->arena, NULL, evaluation->card, problems, KP_ZH), 0, NULL);
    assert_non_null(g->result);
}

/* ---- looking up ---- */

static const char *const naming[] = {"id", "name", "list", "target", "group"};

static bool is_named(const json_t *element, const char *name) {
    for (size_t i = 0; i < sizeof naming / sizeof *naming; i++) {
        const char *text = json_string_value(json_object_get(element, naming[i]));
        if (text && strcmp(text, name) == 0)
            return true;
    }
    return false;
}

static const json_t *element_named(const json_t *array, const char *name) {
    for (size_t i = 0; i < json_array_size(array); i++)
        if (is_named(json_array_get(array, i), name))
            return json_array_get(array, i);
    return NULL;
}

/* "marks.q1", "targets[urban].groups[城镇].missing"; NULL where a step leads nowhere. */
static const json_t *follow(const json_t *at, char *path) {
    while (at && *path) {
        size_t length = strcspn(path, ".[]");
        char end = path[length];
        path[length] = '\0';
        if (length)
            at = json_object_get(at, path);
        path += length + (end != '\0');
        if (end != '[')
            continue;
        length = strcspn(path, "]");
        end = path[length];
        path[length] = '\0';
        at = element_named(at, path);
        path += length + (end != '\0');
        path += *path == '.';
    }
    return at;
}

static const char *lists_text(kp_arena *arena, const json_t *lists) {
    kp_buffer text = {.arena = arena};
    for (size_t i = 0; i < json_array_size(lists); i++) {
        const json_t *entry = json_array_get(lists, i);
        kp_buffer_printf(&text, "%s%s:%d", i ? " " : "", json_string_value(json_object_get(entry, "list")),
                         (int)json_integer_value(json_object_get(entry, "streak")));
    }
    return kp_buffer_text(&text);
}

static const char *text_of(kp_arena *arena, const json_t *value, const char *path) {
    if (json_is_string(value))
        return json_string_value(value);
    if (json_is_array(value))
        return strcmp(path, "lists") == 0 ? lists_text(arena, value) : kp_format(arena, "%zu", json_array_size(value));
    char *dump = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
    const char *text = kp_strdup(arena, dump ? dump : "");
    free(dump);
    return text;
}

/* ---- a file ---- */

static char *trimmed(char *text) {
    text += strspn(text, " \t");
    for (size_t length = strlen(text); length && strchr(" \t\r\n", text[length - 1]); length--)
        text[length - 1] = '\0';
    return text;
}

static void expect(golden *g, char *line) {
    char *equals = strstr(line, " =");
    if (!equals)
        fail_at(g, "UNIT KEY = VALUE", line);
    *equals = '\0';
    char *wanted = trimmed(equals + 2), *path = strpbrk(line, " \t");
    if (!path || !g->result)
        fail_at(g, "UNIT KEY = VALUE, after an evaluate", line);
    *path = '\0';
    path = trimmed(path + 1);
    const json_t *subject = strcmp(line, "/") == 0 ? g->result : element_named(json_object_get(g->result, "units"), line);
    if (!subject)
        fail_at(g, "no such unit", line);
    char *whole = kp_strdup(g->arena, path);
    const json_t *value = follow(subject, path);
    if (!value)
        fail_at(g, "not in the result", whole);
    const char *found = text_of(g->arena, value, whole);
    if (strcmp(found, wanted) != 0)
        fail_at(g, kp_format(g->arena, "%s %s: expected %s, found", line, whole, wanted), found);
    g->expectations++;
}

static void run_file(kp_arena *arena, const char *name) {
    golden g = {.arena = arena, .file = name};
    FILE *file = fopen(kp_format(arena, EXPECTED "%s", name), "r");
    assert_non_null(file);
    char buffer[4096];
    while (fgets(buffer, sizeof buffer, file)) {
        g.line++;
        char *line = trimmed(buffer);
        if (*line == '#')
            g.comments += strncmp(line, "# SPDX", 6) != 0;
        else if (strncmp(line, "evaluate ", 9) == 0)
            evaluate(&g, line + 9);
        else if (*line)
            expect(&g, line);
    }
    assert_int_equal(fclose(file), 0);
    json_decref(g.result);
    if (!g.comments || !g.expectations)
        fail_at(&g, "says nothing, or not how it was worked out", NULL);
}

static void every_file(kp_arena *arena, void *data) {
    (void)data;
    DIR *folder = opendir(EXPECTED);
    assert_non_null(folder);
    size_t files = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        const char *dot = strrchr(entry->d_name, '.');
        if (dot && strcmp(dot, ".txt") == 0) {
            run_file(arena, entry->d_name);
            files++;
        }
    }
    closedir(folder);
    assert_true(files > 0);
}

/* Of these the expected figures stand in samples_expected.h. */
static bool is_elsewhere(const char *scheme) {
    static const char *const elsewhere[] = {"sicha_yiping", "wuye_quarter", "resident_satisfaction", "wuye_satisfaction"};
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
        if (strcmp(scheme, elsewhere[i]) == 0)
            return true;
    return false;
}

static void every_sample(kp_arena *arena, void *data) {
    (void)data;
    DIR *folder = opendir(SAMPLES);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] == '.' || is_elsewhere(entry->d_name))
            continue;
        FILE *file = fopen(kp_format(arena, EXPECTED "%s.txt", entry->d_name), "r");
        if (!file)
            fail_msg("no expected figures for the sample of %s", entry->d_name);
        else
            fclose(file);
    }
    closedir(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("every sample evaluation comes to what was worked out by hand", every_file),
        IN_ARENA("every sample has its expected figures", every_sample),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
