/* SPDX-License-Identifier: GPL-3.0-or-later */
/* overlay_test.c - schemes that change another one: field by field, what is added, what goes, and where faults are said to stand. */
#include "scheme_support.h"

#include <stdlib.h>
#include <unistd.h>

static const char BASE[] = "id: base\ntitle: 基础 | Base\ndecimals: 1\nrounding: half_even\nfull: 100\nnote: 原说明\nbasis: {decimals: source 1, "
                           "rounding: seed, full: assumption}\n"
                           "indicators:\n"
                           "  - id: a\n    title: 甲\n    points: 60\n    basis: source 2\n"
                           "    children:\n"
                           "      - {id: a1, title: 甲一, points: 40, method: deduct, step: 0.5, basis: {points: source 3, step: source 4}}\n"
                           "      - {id: a2, title: 甲二, points: 20, method: direct}\n"
                           "  - {id: b, title: 乙, points: 40, method: direct, scale: 10, basis: {'*': source 5}}\n"
                           "bands:\n"
                           "  - {id: good, title: 优, from: 80}\n"
                           "  - {id: b, title: 中, from: 60, to: 80}\n"
                           "  - {id: low, title: 低, to: 60}\n"
                           "lists:\n  - {id: red, title: 红榜, when: score >= 90}\n";

/* A folder of two files for the time of a test. */
typedef struct folder {
    char path[64];
    const char *base, *over;
} folder;

static const char *write_file(kp_arena *arena, const folder *f, const char *name, const char *text) {
    const char *path = kp_format(arena, "%s/%s", f->path, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    return path;
}

/* The scheme of the overlay, whose file begins with `overlay: base.yaml`, a line each for id and title, then `text` from line 4 on. */
static kp_scheme *lay(kp_arena *arena, const char *base, const char *text, kp_problems *problems) {
    folder f = {.path = "/tmp/kaoping-overlay-XXXXXX"};
    assert_non_null(mkdtemp(f.path));
    f.base = write_file(arena, &f, "base.yaml", base);
    f.over = write_file(arena, &f, "over.yaml", kp_format(arena, "overlay: base.yaml\nid: over\ntitle: 本区 | Ours\n%s", text));
    kp_scheme *scheme = kp_scheme_load(arena, f.over, problems);
    unlink(f.base);
    unlink(f.over);
    rmdir(f.path);
    return scheme;
}

static kp_scheme *sound(kp_arena *arena, const char *text) {
    kp_problems *problems = kp_problems_new(arena);
    kp_scheme *scheme = lay(arena, BASE, text, problems);
    for (size_t i = 0; i < problems->count; i++)
        print_error("%s\n", kp_problem_line(arena, &problems->items[i], KP_EN));
    assert_non_null(scheme);
    return scheme;
}

static const kp_indicator *leaf(const kp_scheme *scheme, const char *id) {
    int32_t index = kp_scheme_find_indicator(scheme, id);
    return index < 0 ? NULL : &scheme->indicators[index];
}

static const char *basis_of(const kp_pairs *basis, const char *key) {
    for (size_t i = 0; i < basis->count; i++)
        if (strcmp(basis->items[i].name, key) == 0)
            return basis->items[i].text;
    return "";
}

static void check_fields(kp_arena *arena, void *data) {
    (void)data;
    const kp_scheme *scheme = sound(
        arena, "rounding: ~\nbasis: {minimum: assumption}\nminimum: -5\nindicators:\n  - {id: a1, points: 35, 说明: 改}\n  - {id: A2, 分值: 25}\n");
    assert_string_equal(scheme->id, "over");
    assert_string_equal(scheme->preset_of, "base");
    assert_int_equal(scheme->decimals, 1);          /* the base's */
    assert_int_equal(scheme->rounding, KP_HALF_UP); /* back at its default */
    assert_string_equal(scheme->note, "原说明");
    assert_true(kp_num_equal(leaf(scheme, "a1")->points.value, kp_num_int(35)));
    assert_true(kp_num_equal(leaf(scheme, "a2")->points.value, kp_num_int(25))); /* upper and lower case are the same */
    assert_int_equal(leaf(scheme, "a1")->method, KP_METHOD_DEDUCT);
    assert_true(leaf(scheme, "a1")->step.given);
    /* where numbers come from: the base's source is not that of a number which the overlay changed */
    assert_string_equal(basis_of(&scheme->basis, "decimals"), "source 1");
    assert_string_equal(basis_of(&scheme->basis, "rounding"), "");
    assert_string_equal(basis_of(&scheme->basis, "minimum"), "assumption");
    assert_string_equal(basis_of(&leaf(scheme, "a1")->basis, "points"), "自 base 改动 | changed from base");
    assert_string_equal(basis_of(&leaf(scheme, "a1")->basis, "step"), "source 4");
    scheme = sound(arena, "indicators:\n  - {id: b, scale: 20, basis: source 9}\n");
    assert_string_equal(basis_of(&leaf(scheme, "b")->basis, "scale"), "source 9");
    assert_string_equal(basis_of(&leaf(scheme, "b")->basis, "*"), "source 5");
}

/* The ids of the indicators in order, those below others in brackets. */
static const char *tree_of(kp_arena *arena, const kp_scheme *scheme) {
    kp_buffer text = {.arena = arena};
    int depth = 1;
    for (size_t i = 1; i < scheme->indicator_count; i++) {
        const kp_indicator *node = &scheme->indicators[i];
        for (; depth < node->depth; depth++)
            kp_buffer_puts(&text, "(");
        for (; depth > node->depth; depth--)
            kp_buffer_puts(&text, ")");
        kp_buffer_printf(&text, "%s ", node->id);
    }
    return kp_buffer_text(&text);
}

static void check_records(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *text, *tree;
    } rows[] = {
        /* what is new stands behind what the overlay names before it, at the end where it names nothing */
        {"full: ~\nindicators:\n  - {id: n, title: 新, points: 5, method: direct}\n", "a (a1 a2 )b n "},
        {"full: ~\nindicators:\n  - {id: a}\n  - {id: n, title: 新, points: 5, method: direct}\n", "a (a1 a2 )n b "},
        {"indicators:\n  - id: a\n    children:\n      - {id: a1, points: 30}\n      - {id: n, title: 新, points: 10, method: direct}\n",
         "a (a1 n a2 )b "},
        {"indicators:\n  - id: a\n    points: 70\n    children: [{id: n, title: 新, points: 10, method: direct}]\n  - {id: b, points: 20}\n  - {id: "
         "m, title: 又, points: 10, method: direct}\n",
         "a (a1 a2 n )b m "},
        /* what goes takes along what is below it, but not what is moved */
        {"full: ~\nremove: [a]\n", "b "},
        {"full: ~\nremove: a\nindicators: [{id: a2, parent: ~}]\n", "a2 b "},
        {"remove: [a2]\nindicators:\n  - {id: a1, points: 60}\n", "a (a1 )b "},
        {"indicators:\n  - id: a\n    children: [{id: b}]\n    points: 100\n", "a (a1 a2 b "},
        /* removed and written anew: nothing of the base's stays */
        {"full: ~\nremove: [indicators.b]\nindicators: [{id: b, title: 新乙, points: 1, method: deduct}]\n", "a (a1 a2 )b "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(tree_of(arena, sound(arena, rows[i].text)), rows[i].tree);
    const kp_scheme *anew = sound(arena, rows[8].text);
    assert_int_equal(leaf(anew, "b")->basis.count, 0);
    assert_int_equal(kp_scheme_find_list(sound(arena, "remove: [red]\n"), "red"), -1);
    /* "b" is an indicator and a grade: the section says which */
    const kp_scheme *grades = sound(arena, "删去: [bands.b]\nbands:\n  - {id: good, from: 60}\n");
    assert_int_equal(grades->band_count, 2);
    assert_non_null(leaf(grades, "b"));
}

static void check_method_changed(kp_arena *arena, void *data) {
    (void)data;
    const kp_scheme *scheme = sound(arena, "indicators:\n  - {id: a1, method: 直接打分}\n  - {id: b, method: ratio}\n");
    assert_int_equal(leaf(scheme, "a1")->method, KP_METHOD_DIRECT);
    assert_false(leaf(scheme, "a1")->step.given); /* points a place are no field of a typed mark */
    assert_int_equal(leaf(scheme, "b")->method, KP_METHOD_RATIO);
    scheme = sound(arena, "indicators:\n  - id: b\n    method: ~\n    children: [{id: b1, title: 一, points: 40, method: direct}]\n");
    assert_string_equal(tree_of(arena, scheme), "a (a1 a2 )b (b1 ");
}

static void check_faults(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *text;
        kp_problem_code code;
        const char *file; /* the end of its name */
        uint32_t row;     /* the line */
    } rows[] = {
        {"indicators:\n  - {id: a1, step: many}\n", KP_S_BAD_NUMBER, "over.yaml", 5},
        {"bands:\n  - {id: good, from: 85}\n", KP_S_BANDS_GAP, "base.yaml", 19}, /* the upper bound of the base's middle grade no longer fits */
        {"remove: [none]\n", KP_S_UNKNOWN_REFERENCE, "over.yaml", 4},
        {"remove: [b]\n", KP_S_UNKNOWN_REFERENCE, "over.yaml", 4},
        {"remove: {a: b}\n", KP_S_NOT_A_MAP, "over.yaml", 4},
        {"indicators:\n  - {id: b, note: x}\n  - {id: b, note: y}\n", KP_S_DUPLICATE_ID, "over.yaml", 6},
        {"indicators:\n  - {id: c, points: 1, method: direct}\n", KP_S_FIELD_MISSING, "over.yaml", 5},
        {"colour: red\n", KP_S_UNKNOWN_KEY, "over.yaml", 4},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_problems *problems = kp_problems_new(arena);
        assert_null(lay(arena, BASE, rows[i].text, problems));
        bool found = false;
        for (size_t k = 0; k < problems->count; k++) {
            const kp_problem *p = &problems->items[k];
            found |= p->code == rows[i].code && p->place.row == rows[i].row && p->place.file && strstr(p->place.file, rows[i].file);
        }
        for (size_t k = 0; k < problems->count && !found; k++)
            print_error("%s\n", kp_problem_line(arena, &problems->items[k], KP_EN));
        if (!found)
            fail_msg("row %zu: not told", i);
    }
    kp_problems *problems = kp_problems_new(arena);
    assert_null(lay(arena, "id: base\ntitle: 基础\nindicators:\n  - {id: a, title: 甲, points: x, method: direct}\n", "", problems));
    assert_int_equal(count_code(problems, KP_S_BAD_NUMBER), 1);
    assert_true(strstr(problems->items[0].place.file, "base.yaml"));
    assert_int_equal(problems->items[0].place.row, 4);
    /* an overlay has a name of its own */
    problems = kp_problems_new(arena);
    static const char nameless[] = "overlay: sicha_yiping\n";
    assert_null(kp_yaml_load(arena, "nameless.yaml", nameless, strlen(nameless), problems));
    assert_int_equal(count_code(problems, KP_S_FIELD_MISSING), 2);
    assert_string_equal(problems->items[0].place.file, "nameless.yaml");
    assert_int_equal(problems->items[0].place.row, 1);
}

static void expect_only(kp_arena *arena, const char *path, kp_problem_code code) {
    kp_problems *problems = kp_problems_new(arena);
    assert_null(kp_scheme_load(arena, path, problems));
    if (problems->count != 1)
        for (size_t k = 0; k < problems->count; k++)
            print_error("%s\n", kp_problem_line(arena, &problems->items[k], KP_EN));
    assert_int_equal(problems->count, 1);
    assert_int_equal(problems->items[0].code, code);
    assert_true(problems->items[0].place.row == 1);
}

static void check_nested(kp_arena *arena, void *data) {
    (void)data;
    folder f = {.path = "/tmp/kaoping-overlay-XXXXXX"};
    assert_non_null(mkdtemp(f.path));
    const char *paths[KP_MAX_OVERLAYS + 3];
    paths[0] = write_file(arena, &f, "o0.yaml", "overlay: sicha_yiping\nid: o0\ntitle: 0\ndecimals: 1\nrounding: half_even\n");
    for (int i = 1; i <= KP_MAX_OVERLAYS; i++)
        paths[i] =
            write_file(arena, &f, kp_format(arena, "o%d.yaml", i), kp_format(arena, "overlay: o%d.yaml\nid: o%d\ntitle: 第%d层\n", i - 1, i, i));
    kp_problems *problems = kp_problems_new(arena);
    const kp_scheme *scheme = kp_scheme_load(arena, paths[KP_MAX_OVERLAYS - 1], problems);
    assert_non_null(scheme);
    assert_int_equal(problems->errors, 0);
    assert_int_equal(scheme->decimals, 1);
    assert_string_equal(scheme->preset_of, kp_format(arena, "o%d", KP_MAX_OVERLAYS - 2));
    expect_only(arena, paths[KP_MAX_OVERLAYS], KP_F_TOO_LARGE);
    write_file(arena, &f, "o0.yaml", "overlay: ./o2.yaml\nid: o0\ntitle: 0\n");
    expect_only(arena, paths[2], KP_S_CIRCLE);
    write_file(arena, &f, "o0.yaml", "overlay: none.yaml\nid: o0\ntitle: 0\n");
    expect_only(arena, paths[0], KP_F_CANNOT_OPEN);
    write_file(arena, &f, "o0.yaml", "overlay: none\nid: o0\ntitle: 0\n");
    expect_only(arena, paths[1], KP_S_UNKNOWN_SCHEME);
    for (int i = 0; i <= KP_MAX_OVERLAYS; i++)
        unlink(paths[i]);
    rmdir(f.path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("an overlay changes the fields it names, resets those with ~, and says so of their source", check_fields),
        IN_ARENA("records are added where the overlay names them, and removed with all below", check_records),
        IN_ARENA("where the method changes, the fields of the old one go", check_method_changed),
        IN_ARENA("a fault names the line of the file it stands in, overlay or base", check_faults),
        IN_ARENA("overlays lie on overlays, eight at most and in no circle", check_nested),
    };
    return cmocka_run_group_tests_name("overlay", tests, NULL, NULL);
}
