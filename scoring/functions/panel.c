/* SPDX-License-Identifier: GPL-3.0-or-later */
/* panel.c - 评委均分: the mean of evaluators' marks, trimmed, weighted by role. */
#include "call.h"
#include "kaoping/names.h"
#include "one_leaf.h"
#include "pairs.h"

#include <limits.h>
#include <stdlib.h>

#define SAID_MARKS 20 /* of those left out */

enum { MARKS, TRIM, FROM, ROLES, WEIGHTS };

/* ---- roles ---- */

typedef struct roles {
    const kp_value *cells; /* NULL: all evaluators are alike */
    size_t rows, columns;
    kp_names *names;
    struct {
        kp_pair *items;
        size_t count, capacity;
    } weights;
    bool ruled; /* the weights are given: no other role may appear */
} roles;

static void add_role(call *c, roles *r, const char *name, kp_num weight) {
    kp_names_add_alias(r->names, name, (int32_t)r->weights.count);
    KP_PUSH(c->arena, &r->weights, (kp_pair){.name = kp_verbatim(c->arena, name), .value = weight});
}

static void read_weights(call *c, roles *r) {
    kp_num all = KP_ZERO;
    named_numbers pairs = call_named_numbers(c, WEIGHTS, NULL);
    for (size_t i = 0; i < pairs.count && !c->failed; i++) {
        const named_number *pair = &pairs.items[i];
        if (kp_num_sign(pair->number) < 0)
            call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, WEIGHTS, pair->row, 1, NULL, "权重不能小于 0 | a weight cannot be below 0");
        all = kp_num_add(c->arena, all, pair->number);
        add_role(c, r, pair->name, pair->number);
    }
    if (!c->failed && kp_num_is_zero(all))
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "权重不能都是 0 | the weights cannot all be 0");
    r->ruled = true;
}

static roles read_roles(call *c) {
    roles r = {.names = kp_names_new(c->arena)};
    if (!call_given(c, ROLES)) {
        if (call_given(c, WEIGHTS))
            call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "给出了角色权重，却没有给出各评委的角色 | there are weights of roles, but no roles");
        return r;
    }
    const kp_area *marks = &c->arguments[MARKS], *own = &c->arguments[ROLES];
    if (marks->rows != own->rows || marks->columns != own->columns)
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT,
                  "角色的区域应与评分的区域一样大 | the range of the roles must be of the same size as that of the marks");
    r.cells = call_area(c, ROLES, &r.rows, &r.columns);
    if (call_given(c, WEIGHTS))
        read_weights(c, &r);
    return r;
}

/* The role at a place of the range; -1 where there are no roles. */
static int32_t role_at(call *c, roles *r, size_t row, size_t column) {
    if (!r->cells)
        return -1;
    const kp_value *cell = row < r->rows ? &r->cells[row * r->columns + column] : NULL;
    const char *name = cell ? value_words(c->arena, cell) : NULL;
    if (!name) {
        call_fail_at(c, cell && cell->kind == KP_VALUE_ERROR ? KP_FUNCTION_ERROR_TEXT : KP_FUNCTION_ERROR_ARGUMENT, ROLES, row, column, cell,
                     "这个评委没有角色 | this evaluator has no role");
        return -1;
    }
    int32_t role = kp_names_find(r->names, name);
    if (role < 0 && !r->ruled) {
        add_role(c, r, name, KP_ONE);
        return (int32_t)r->weights.count - 1;
    }
    if (role < 0)
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, ROLES, row, column, cell, "角色权重中没有这个角色 | the weights do not name this role");
    return role;
}

/* ---- marks ---- */

typedef struct found_marks {
    struct {
        kp_panel_mark *items;
        size_t count, capacity;
    } marks;
    size_t given;
} found_marks;

static found_marks read_marks(call *c, roles *r) {
    size_t rows, columns;
    const kp_value *cells = call_area(c, MARKS, &rows, &columns);
    found_marks found = {0};
    for (size_t i = 0; i < rows * columns && !c->failed; i++) {
        if (call_is_nothing(&cells[i]))
            continue;
        kp_panel_mark mark = {.unit = LEAF_UNIT, .indicator = LEAF, .evaluator = (int32_t)(found.marks.count % INT32_MAX)};
        bool abstains = false, given = call_cell_num(c, MARKS, i / columns, i % columns, &cells[i], &mark.mark.value, &abstains);
        mark.mark.state = given ? KP_INPUT_GIVEN : KP_INPUT_NOT_APPLICABLE;
        mark.role = role_at(c, r, i / columns, i % columns);
        found.given += given;
        KP_PUSH(c->arena, &found.marks, mark);
    }
    return found;
}

/* What the core makes of too few marks and of roles without any: worth telling, as the figure is not the one that the arguments announce. */
static void say_exceptions(call *c, const roles *r, const found_marks *found, int64_t trim, int64_t from) {
    size_t groups = r->cells ? r->weights.count : 1;
    size_t *count = KP_NEW_ARRAY(c->arena, size_t, groups);
    bool weighed = !r->cells;
    for (size_t i = 0; i < found->marks.count; i++)
        if (found->marks.items[i].mark.state == KP_INPUT_GIVEN)
            count[r->cells ? found->marks.items[i].role : 0]++;
    for (size_t i = 0; r->cells && i < groups; i++)
        weighed |= count[i] && !kp_num_is_zero(r->weights.items[i].value);
    if (!weighed)
        call_say(c, "有评分的角色权重都是 0，按全部评分平均 | the roles that have marks have no weight: it is the mean of all marks");
    for (size_t i = 0; i < groups; i++) {
        const char *name = r->cells ? r->weights.items[i].name : "", *zh = kp_text(c->arena, name, KP_ZH), *en = kp_text(c->arena, name, KP_EN);
        if (weighed && r->cells && kp_num_is_zero(r->weights.items[i].value))
            continue;
        if (r->cells && count[i] == 0)
            call_say(c, kp_format(c->arena, "角色“%s”没有评分，权重由其他角色分担 | there is no mark of the role %s: its weight goes to the others",
                                  zh, en));
        else if (trim && count[i] <= 2 * (size_t)trim && !from)
            call_say(c, kp_format(c->arena,
                                  "%s评分只有 %zu 个，去掉后没有剩余，所以都不去掉 | %s%sonly %zu marks: none would be left, so none is left out", zh,
                                  count[i], en, *name ? ": " : "", count[i]));
    }
}

/* ---- words ---- */

static int compare_numbers(const void *a, const void *b) { return kp_num_compare(*(const kp_num *)a, *(const kp_num *)b); }

static const char *number_list(call *c, const kp_num numbers[], size_t count) {
    kp_buffer list = {.arena = c->arena};
    for (size_t i = 0; i < count && i < SAID_MARKS; i++)
        kp_buffer_printf(&list, "%s%s", i == 0 ? "" : c->lang == KP_EN ? ", " : "、", kp_num_exact(c->arena, numbers[i]));
    return kp_format(c->arena, "%s%s", kp_buffer_text(&list), count > SAID_MARKS ? "…" : "");
}

/* Which marks of a role, or of all, were left out, or why none was. */
static void say_trimmed(call *c, const char *role, kp_num *marks, size_t count, size_t trim, size_t from) {
    const char *who = *role ? kp_format(c->arena, "%s%s", role, c->lang == KP_EN ? ": " : "：") : "";
    qsort(marks, count, sizeof *marks, compare_numbers);
    const char *line;
    if (count < from)
        line =
            kp_format(c->arena, c->lang == KP_EN ? "%s%zu marks, fewer than %zu: none is left out" : "%s评分 %zu 个，不足 %zu 个，不去掉最高、最低分",
                      who, count, from);
    else
        line = kp_format(c->arena,
                         c->lang == KP_EN ? "%swithout the %zu highest (%s) and %zu lowest (%s)" : "%s去掉最高 %zu 个（%s）、最低 %zu 个（%s）", who,
                         trim, number_list(c, marks + count - trim, trim), trim, number_list(c, marks, trim));
    call_say(c, kp_verbatim(c->arena, line));
}

static void say_panel(call *c, const roles *r, const found_marks *found, size_t trim, size_t from) {
    size_t abstain = found->marks.count - found->given;
    call_say(c, kp_format(c->arena, "评分 %zu 个，弃权 %zu 个 | %zu marks, %zu abstentions", found->given, abstain, found->given, abstain));
    kp_num *marks = KP_NEW_ARRAY(c->arena, kp_num, found->marks.count);
    bool by_role = false; /* else all marks are one group, as in the core */
    for (size_t i = 0; r->cells && i < found->marks.count; i++)
        by_role |= found->marks.items[i].mark.state == KP_INPUT_GIVEN && !kp_num_is_zero(r->weights.items[found->marks.items[i].role].value);
    for (size_t role = 0; c->explain && trim && role < (by_role ? r->weights.count : 1); role++) {
        size_t count = 0;
        for (size_t i = 0; i < found->marks.count; i++)
            if (found->marks.items[i].mark.state == KP_INPUT_GIVEN && (!by_role || found->marks.items[i].role == (int32_t)role))
                marks[count++] = found->marks.items[i].mark.value;
        bool counts = count && (!by_role || !kp_num_is_zero(r->weights.items[role].value));
        if (counts && (from || count > 2 * trim)) /* else say_exceptions() tells */
            say_trimmed(c, by_role ? kp_text(c->arena, r->weights.items[role].name, c->lang) : "", marks, count, trim, from);
    }
}

void function_PANEL(call *c) {
    int64_t trim = call_int(c, TRIM, 0, 0, KP_MAX_UNITS), from = call_int(c, FROM, 0, 0, KP_MAX_UNITS);
    if (!c->failed && trim && call_given(c, FROM) && from <= 2 * trim) /* as of a scheme */
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, FROM, 0, 0, NULL,
                     kp_format(c->arena, "去掉 %d 个后要有剩余，至少应为 %d | %d are left out: it must be %d at least", (int)(2 * trim),
                               (int)(2 * trim + 1), (int)(2 * trim), (int)(2 * trim + 1)));
    roles r = read_roles(c);
    found_marks found = read_marks(c, &r);
    if (!c->failed && found.given == 0) {
        if (found.marks.count)
            call_fail(c, KP_FUNCTION_ERROR_NOT_APPLICABLE, "评委都弃权 | all evaluators abstain");
        else
            call_fail(c, KP_FUNCTION_ERROR_NO_DATA, "没有评分 | there are no marks");
    }
    if (c->failed)
        return;
    kp_indicator leaf = leaf_of(KP_METHOD_PANEL);
    leaf.trim_low = leaf.trim_high = (int32_t)trim;
    leaf.trim_from = (int32_t)from;
    leaf.roles = (kp_pairs){r.weights.items, r.weights.count};
    kp_evidence *evidence = evidence_of_leaf(c->arena, &leaf);
    for (size_t i = 0; i < found.marks.count; i++)
        KP_PUSH(c->arena, &evidence->panel, found.marks.items[i]);
    kp_outcome outcome = evaluate_leaf(c, evidence, kp_problems_new(c->arena)); /* a panel by itself has no scale to be beyond */
    say_panel(c, &r, &found, (size_t)trim, (size_t)from);
    if (c->explain)
        say_exceptions(c, &r, &found, trim, from);
    call_say_derivation(c, outcome.mark);
    call_number(c, outcome.mark.num);
}
