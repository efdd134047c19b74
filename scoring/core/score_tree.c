/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * score_tree.c - marks from the leaves up. The same functions score (without trace) and derive (with trace), so a derivation is how the mark was made.
 *
 * Gaps. A node of a sum with something not applicable below it is open: its value is what was earned, `reachable` what could be. It is passed up open to the top of
 * the chain of sums and completed there: earned ÷ reachable × full. Bonus points anywhere in that chain are no part of what is completed; they are taken out before
 * and added after.
 *
 * A node below which nothing applies does not apply itself, and its rule says what it counts as. Where it has no mark then, its bonus points go on to the nearest
 * node above that has one.
 */
#include "method_private.h"
#include "score_private.h"

/* ---- order ---- */

typedef struct order_walk {
    const kp_scheme *scheme;
    int32_t *order;
    size_t count;
    uint8_t *seen;
} order_walk;

static void visit(order_walk *walk, int32_t node) {
    if (walk->seen[node])
        return; /* done; or a circle, which kp_scheme_build() refuses: then the check is against nothing */
    walk->seen[node] = 1;
    const kp_indicator *indicator = &walk->scheme->indicators[node];
    for (int32_t child = node + 1; child < indicator->end; child = walk->scheme->indicators[child].end)
        visit(walk, child);
    if (indicator->check_against >= 0)
        visit(walk, indicator->check_against);
    for (size_t i = 0; i < indicator->look_count; i++)
        visit(walk, indicator->looks[i].indicator);
    walk->order[walk->count++] = node;
}

const int32_t *kp_mark_order(kp_arena *arena, const kp_scheme *scheme) {
    order_walk walk = {scheme, KP_NEW_ARRAY(arena, int32_t, scheme->indicator_count), 0, KP_NEW_ARRAY(arena, uint8_t, scheme->indicator_count)};
    visit(&walk, 0);
    return walk.order;
}

static kp_num sum_of_full(kp_arena *arena, const kp_scheme *scheme, int32_t node) {
    kp_num sum = KP_ZERO;
    for (int32_t child = node + 1; child < scheme->indicators[node].end; child = scheme->indicators[child].end)
        if (kp_has_share(&scheme->indicators[child]))
            sum = kp_num_add(arena, sum, scheme->indicators[child].full);
    return sum;
}

mark_run kp_mark_run(kp_arena *arena, const kp_evidence *evidence, bool trace, kp_problems *problems) {
    const kp_scheme *scheme = evidence->scheme;
    mark_run run = {.calc = {arena, trace}, .scheme = scheme, .evidence = evidence, .problems = problems, .reason = -1};
    if (trace)
        return run;
    run.terms = KP_NEW_ARRAY(arena, kp_val, scheme->indicator_count); /* no node has more children */
    run.extra = KP_NEW_ARRAY(arena, kp_val, scheme->indicator_count);
    run.all_full = KP_NEW_ARRAY(arena, kp_num, scheme->indicator_count);
    for (size_t i = 0; i < scheme->indicator_count; i++) {
        run.all_full[i] = sum_of_full(arena, scheme, (int32_t)i);
        run.checks = run.checks || scheme->indicators[i].check_against >= 0;
    }
    return run;
}

static void note(mark_run *run, kp_problem_code code, const char *a1, const char *a2) {
    if (run->problems)
        kp_problems_add(run->problems, code, kp_unit_place(run->evidence, run->unit), run->unit,
                        kp_unit_words(run->problems->arena, run->evidence, run->unit), a1, a2);
}

/* The unit cannot be ranked, because of this node. */
static void set_reason(mark_run *run, int32_t node, int32_t reason) {
    if (run->reason < 0 || node < run->reason_node) {
        run->reason = reason;
        run->reason_node = node;
    }
}

static void set_mark(kp_mark *mark, kp_mark_state state, kp_num reachable) {
    mark->state = (uint8_t)state;
    mark->reachable = reachable;
}

/* ---- not applicable ---- */

/* The item itself does not apply: what it counts as. */
static kp_val apply_gap_rule(mark_run *run, int32_t node, kp_mark *mark) {
    const kp_indicator *indicator = &run->scheme->indicators[node];
    kp_val none = {KP_ZERO, NULL};
    set_mark(mark, KP_MARK_NOT_APPLICABLE, KP_ZERO);
    if (!kp_has_share(indicator)) /* there was nothing to gain or lose */
        return none;
    if (indicator->na == KP_NA_NOT_RANKED) {
        set_reason(run, node, KP_R_GAP_NOT_RANKED);
        note(run, KP_R_GAP_NOT_RANKED, indicator->title, NULL);
        return none;
    }
    if (indicator->na != KP_NA_ZERO && indicator->na != KP_NA_FULL)
        return none;
    set_mark(mark, KP_MARK_SCORED, indicator->full);
    mark->flags |= KP_FLAG_BY_GAP_RULE;
    return indicator->na == KP_NA_FULL ? kp_calc_rule(&run->calc, "不适用计满分 | not applicable: full marks", indicator->full)
                                       : kp_calc_rule(&run->calc, "不适用计零分 | not applicable: zero", KP_ZERO);
}

/* True where the register of gaps covers the node; the rule of the topmost node covered is the one that holds. */
static bool take_gap(mark_run *run, int32_t node, kp_mark *mark, kp_val *value) {
    if (!kp_evidence_gap(run->evidence, run->unit, node))
        return false;
    int32_t parent = run->scheme->indicators[node].parent;
    *value = (kp_val){KP_ZERO, NULL};
    if (parent >= 0 && kp_evidence_gap(run->evidence, run->unit, parent))
        set_mark(mark, KP_MARK_NOT_APPLICABLE, KP_ZERO);
    else
        *value = apply_gap_rule(run, node, mark);
    return true;
}

/* ---- given ---- */

/* True where the mark of the node, or of one above it, was given in place of its evidence. */
static bool take_given(mark_run *run, int32_t node, kp_mark *mark, kp_val *value) {
    uint8_t given = kp_evidence_given(run->evidence, run->unit, node);
    if (given == KP_NOT_GIVEN)
        return false;
    *value = (kp_val){KP_ZERO, NULL};
    set_mark(mark, KP_MARK_NOT_SCORED, KP_ZERO);
    if (given == KP_GIVEN_ABOVE)
        return true;
    const kp_input *typed = kp_evidence_mark_given(run->evidence, run->unit, node);
    if (typed->state == KP_INPUT_GIVEN) {
        set_mark(mark, KP_MARK_SCORED, run->scheme->indicators[node].full);
        mark->flags |= KP_FLAG_GIVEN;
        *value = kp_calc_input(&run->calc, "直接给出的得分 | mark given", typed->value, typed->origin);
    } else if (typed->state != KP_INPUT_NOT_APPLICABLE) {
        set_reason(run, node, KP_D_MISSING_VALUE); /* evidence_given.c has told of it */
    } else if (node == 0) {
        set_mark(mark, KP_MARK_NOT_APPLICABLE, KP_ZERO); /* there is no score, whatever the rule */
    } else {
        *value = apply_gap_rule(run, node, mark);
    }
    return true;
}

/* ---- leaves ---- */

static void note_reason(mark_run *run, int32_t node, const kp_outcome *outcome) {
    const kp_indicator *leaf = &run->scheme->indicators[node];
    set_reason(run, node, outcome->reason);
    if (!run->problems)
        return;
    kp_arena *arena = run->problems->arena;
    if (outcome->reason == KP_R_SAMPLE_TOO_SMALL)
        note(run, KP_R_SAMPLE_TOO_SMALL, kp_num_exact(arena, outcome->sample), kp_num_exact(arena, outcome->least_sample));
    else if (outcome->reason == KP_R_TOO_FEW_SITES)
        note(run, KP_R_TOO_FEW_SITES, leaf->title, kp_format(arena, "%s < %d", kp_num_exact(arena, outcome->sample), leaf->min_sites));
    else if (outcome->reason == KP_R_TOO_FEW_PERIODS)
        note(run, KP_R_TOO_FEW_PERIODS, leaf->title, kp_format(arena, "%d", (int)leaf->least_periods));
    else
        note(run, (kp_problem_code)outcome->reason, leaf->title, NULL);
}

/* What a range or test says besides its value. */
static void keep_value(mark_run *run, int32_t node, const kp_outcome *outcome) {
    if (!run->values || run->value_of[node] < 0)
        return;
    run->values[run->value_of[node]] = (kp_leaf_check){.verdict = outcome->verdict,
                                                       .clash = outcome->clash,
                                                       .lower = outcome->lower,
                                                       .upper = outcome->upper,
                                                       .held = outcome->held,
                                                       .missing = outcome->missing,
                                                       .parts = outcome->parts,
                                                       .part_count = outcome->part_count};
}

static kp_val compute_leaf(mark_run *run, int32_t node, kp_mark *mark) {
    const kp_indicator *leaf = &run->scheme->indicators[node];
    run->calc.fault = KP_FAULT_NONE;
    kp_outcome outcome = kp_leaf_evaluate(&run->calc, run->evidence, run->unit, node);
    bool faulty = outcome.state == KP_MARK_NOT_APPLICABLE && run->calc.fault;
    if (faulty && leaf->bears &&
        run->calc.fault != KP_FAULT_NOTHING) { /* evidence_results.c has told of it; what cannot be told is not what does not apply */
        set_reason(run, node, run->calc.fault == KP_FAULT_TOO_LARGE ? KP_D_RESULT_TOO_LARGE : KP_D_NO_RESULT);
        set_mark(mark, KP_MARK_NOT_SCORED, KP_ZERO);
        return outcome.mark;
    }
    if (outcome.reason >= 0 && leaf->bears)
        note_reason(run, node, &outcome);
    if (faulty && (run->calc.fault == KP_FAULT_BY_ZERO || run->calc.fault == KP_FAULT_NOTHING))
        note(run, KP_R_DIVIDES_BY_ZERO, leaf->title, NULL);
    if (outcome.clash && run->problems)
        note(run, KP_R_LIMITS_CLASH, leaf->title, kp_limits_words(run->problems->arena, outcome.lower, outcome.upper));
    keep_value(run, node, &outcome);
    outcome.mark = kp_calc_settle(&run->calc, outcome.mark, leaf->digits);
    if (outcome.state == KP_MARK_NOT_APPLICABLE)
        return apply_gap_rule(run, node, mark);
    set_mark(mark, outcome.state, outcome.state == KP_MARK_SCORED ? leaf->full : KP_ZERO);
    if (outcome.state == KP_MARK_NOT_SCORED && outcome.reason < 0)
        set_reason(run, node, KP_D_MISSING_VALUE); /* evidence_check.c has told of it */
    if (outcome.state == KP_MARK_SCORED && kp_num_sign(leaf->full) > 0 && !kp_leaf_is_unbounded(leaf) && run->problems &&
        kp_num_compare(outcome.mark.num, leaf->full) > 0)
        note(run, KP_R_ABOVE_FULL, leaf->title,
             kp_format(run->problems->arena, "%s > %s", kp_num_print(run->problems->arena, outcome.mark.num, run->scheme->decimals, KP_HALF_UP),
                       kp_num_exact(run->problems->arena, leaf->full)));
    return outcome.mark;
}

/* ---- inner nodes ---- */

static bool is_inner(const kp_scheme *scheme, int32_t node) { return scheme->indicators[node].method == KP_METHOD_NONE; }

static kp_val mark_of(mark_run *run, int32_t node) { return kp_calc_mark(&run->calc, node, run->marks[node].value); }

static bool names_own_full(const mark_run *run, int32_t node) {
    kp_num all = run->all_full ? run->all_full[node] : sum_of_full(run->calc.arena, run->scheme, node);
    return !kp_num_equal(run->scheme->indicators[node].full, all);
}

/* True for a sum that hands its gaps up: with its parent it is one chain. */
static bool hands_up(const mark_run *run, int32_t node) {
    const kp_indicator *indicator = &run->scheme->indicators[node];
    return is_inner(run->scheme, node) && indicator->combine == KP_COMBINE_SUM && indicator->aggregate == KP_AGGREGATE_MEAN &&
           indicator->na_named != KP_NA_PRORATE && !names_own_full(run, node);
}

/* The next bonus leaf from `at` on whose points belong to `node`: its own, and those below its children without a mark. -1: no more. */
static int32_t next_bonus(const mark_run *run, int32_t node, int32_t at) {
    const kp_scheme *scheme = run->scheme;
    while (at < scheme->indicators[node].end) {
        kp_mark_state state = (kp_mark_state)run->marks[at].state;
        if (kp_is_bonus(&scheme->indicators[at]) && state == KP_MARK_SCORED)
            return at;
        bool has_its_own = is_inner(scheme, at) && state != KP_MARK_NOT_APPLICABLE;
        at = has_its_own ? scheme->indicators[at].end : at + 1;
    }
    return -1;
}

/* Adds the bonus points that stand in the chain below `node`. */
static void add_chain_bonus(mark_run *run, int32_t node, kp_val *bonus, bool *any) {
    const kp_scheme *scheme = run->scheme;
    for (int32_t child = node + 1; child < scheme->indicators[node].end; child = scheme->indicators[child].end) {
        if (!hands_up(run, child) || run->marks[child].state != KP_MARK_SCORED || (run->marks[child].flags & KP_FLAG_HELD_DOWN))
            continue;
        for (int32_t at = next_bonus(run, child, child + 1); at >= 0; at = next_bonus(run, child, at + 1)) {
            *bonus = *any ? kp_calc_add(&run->calc, *bonus, mark_of(run, at)) : mark_of(run, at);
            *any = true;
        }
        add_chain_bonus(run, child, bonus, any);
    }
}

typedef struct children {
    size_t applied, bonuses; /* terms in run->terms, run->extra */
    kp_num reachable;        /* of the children that apply */
    kp_num all_full;         /* of all */
    bool unscored;
} children;

/* Takes what does not apply off what can be reached, rather than adding up what does: mostly there is nothing to take off. */
static children collect_children(mark_run *run, int32_t node) {
    const kp_scheme *scheme = run->scheme;
    children c = {.all_full = run->all_full ? run->all_full[node] : sum_of_full(run->calc.arena, scheme, node)};
    c.reachable = c.all_full;
    for (int32_t i = node + 1; i < scheme->indicators[node].end; i = scheme->indicators[i].end) {
        const kp_indicator *child = &scheme->indicators[i];
        const kp_mark *mark = &run->marks[i];
        if (child->counted == KP_COUNTED_NO)
            continue;
        c.unscored = c.unscored || mark->state == KP_MARK_NOT_SCORED;
        if (kp_is_bonus(child))
            continue;
        kp_num reached = mark->state == KP_MARK_SCORED ? mark->reachable : KP_ZERO;
        if (!kp_num_equal(reached, child->full))
            c.reachable = kp_num_add(run->calc.arena, kp_num_sub(run->calc.arena, c.reachable, child->full), reached);
        if (mark->state == KP_MARK_SCORED)
            run->terms[c.applied++] = mark_of(run, i);
    }
    for (int32_t at = next_bonus(run, node, node + 1); at >= 0; at = next_bonus(run, node, at + 1))
        run->extra[c.bonuses++] = mark_of(run, at);
    return c;
}

static kp_val add_bonus(mark_run *run, kp_val value, size_t bonuses) {
    for (size_t i = 0; i < bonuses; i++)
        value = kp_calc_add(&run->calc, value, run->extra[i]);
    return value;
}

static kp_val compute_sum(mark_run *run, int32_t node, const children *c, kp_mark *mark) {
    const kp_indicator *indicator = &run->scheme->indicators[node];
    const kp_indicator *parent = indicator->parent < 0 ? NULL : &run->scheme->indicators[indicator->parent];
    kp_calc *calc = &run->calc;
    kp_val sum = kp_calc_sum(calc, run->terms, c->applied);
    bool gaps = !kp_num_equal(c->reachable, c->all_full), own_scale = !kp_num_equal(indicator->full, c->all_full);
    bool top = !parent || parent->combine == KP_COMBINE_WEIGHTED || parent->aggregate != KP_AGGREGATE_MEAN || !hands_up(run, node);
    set_mark(mark, KP_MARK_SCORED, gaps && !top ? c->reachable : indicator->full);
    if ((!gaps && !own_scale) || !top || kp_num_sign(c->reachable) <= 0)
        return add_bonus(run, sum, c->bonuses);
    kp_val inner_bonus, full = kp_calc_rule(calc, "满分 | full marks", indicator->full);
    kp_val reachable = kp_calc_rule(calc, "适用项满分 | full marks of what applies", c->reachable);
    bool any = false;
    add_chain_bonus(run, node, &inner_bonus, &any);
    kp_val completed = kp_calc_div(calc, kp_calc_mul(calc, any ? kp_calc_sub(calc, sum, inner_bonus) : sum, full), reachable);
    if (any)
        completed = kp_calc_add(calc, completed, inner_bonus);
    return add_bonus(run, completed, c->bonuses);
}

/* Nothing below the node applies. The total has no mark then; of any other node its rule says what it counts as. */
static kp_val compute_empty(mark_run *run, int32_t node, size_t bonuses, kp_mark *mark) {
    bool told = run->scheme->indicators[node].na == KP_NA_NOT_RANKED && run->reason == KP_R_GAP_NOT_RANKED;
    if (node == 0 || told) {
        set_mark(mark, KP_MARK_NOT_APPLICABLE, KP_ZERO);
        return (kp_val){KP_ZERO, NULL};
    }
    kp_val value = apply_gap_rule(run, node, mark);
    return mark->state == KP_MARK_SCORED ? add_bonus(run, value, bonuses) : value;
}

static kp_val compute_weighted(mark_run *run, int32_t node, size_t bonuses, kp_mark *mark) {
    const kp_scheme *scheme = run->scheme;
    const kp_indicator *indicator = &scheme->indicators[node];
    kp_calc *calc = &run->calc;
    kp_num weights = KP_ZERO;
    size_t count = 0;
    for (int32_t i = node + 1; i < indicator->end; i = scheme->indicators[i].end) {
        const kp_indicator *child = &scheme->indicators[i];
        if (!kp_has_share(child) || run->marks[i].state != KP_MARK_SCORED)
            continue;
        kp_val term = kp_calc_mul(calc, kp_calc_rule(calc, "权重 | weight", child->weight.value), mark_of(run, i));
        if (!kp_num_equal(child->full, indicator->full)) {
            term = kp_calc_mul(calc, term, kp_calc_rule(calc, "满分 | full marks", indicator->full));
            term = kp_calc_div(calc, term, kp_calc_rule(calc, "单项满分 | its full marks", child->full));
        }
        run->terms[count++] = term;
        weights = kp_num_add(calc->arena, weights, child->weight.value);
    }
    if (kp_num_is_zero(weights)) /* all that applies has no weight */
        return compute_empty(run, node, bonuses, mark);
    set_mark(mark, KP_MARK_SCORED, indicator->full);
    kp_val value = kp_calc_div(calc, kp_calc_sum(calc, run->terms, count), kp_calc_rule(calc, "权重合计 | sum of weights", weights));
    return add_bonus(run, value, bonuses);
}

/* The share of the child's full marks; all that is below it is completed. */
static kp_val share_of(mark_run *run, int32_t child) {
    kp_num full = run->scheme->indicators[child].full;
    kp_val mark = mark_of(run, child);
    return kp_num_equal(full, KP_ONE) ? mark : kp_calc_div(&run->calc, mark, kp_calc_rule(&run->calc, "满分 | full marks", full));
}

static kp_val compute_aggregate(mark_run *run, int32_t node, size_t bonuses, kp_mark *mark) {
    const kp_scheme *scheme = run->scheme;
    const kp_indicator *indicator = &scheme->indicators[node];
    kp_calc *calc = &run->calc;
    kp_val usual[KP_USUAL_TERMS], *weights = kp_terms(calc, usual, (size_t)(indicator->end - node));
    size_t count = 0;
    for (int32_t i = node + 1; i < indicator->end; i = scheme->indicators[i].end) {
        const kp_indicator *child = &scheme->indicators[i];
        kp_num weight = indicator->combine == KP_COMBINE_WEIGHTED ? child->weight.value : KP_ONE;
        if (!kp_has_share(child) || run->marks[i].state != KP_MARK_SCORED || kp_num_sign(weight) <= 0 || kp_num_sign(child->full) <= 0)
            continue;
        weights[count] = kp_calc_rule(calc, "权重 | weight", weight);
        run->terms[count++] = share_of(run, i);
    }
    if (count == 0)
        return compute_empty(run, node, bonuses, mark);
    set_mark(mark, KP_MARK_SCORED, indicator->full);
    kp_val value = kp_aggregate_shares(calc, indicator, run->terms, weights, count);
    if (!kp_num_equal(indicator->full, KP_ONE) && !kp_num_is_zero(value.num))
        value = kp_calc_mul(calc, value, kp_calc_rule(calc, "满分 | full marks", indicator->full));
    return add_bonus(run, value, bonuses);
}

/* Too little of the node applies: it counts as not applicable, and the total as none. */
static kp_val take_too_little(mark_run *run, int32_t node, const char *lacking, kp_mark *mark) {
    note(run, KP_R_TOO_LITTLE, node ? run->scheme->indicators[node].title : run->scheme->title, lacking);
    kp_val value = {KP_ZERO, NULL};
    if (node)
        value = apply_gap_rule(run, node, mark);
    else
        set_mark(mark, KP_MARK_NOT_APPLICABLE, KP_ZERO);
    if (!node)
        set_reason(run, node, KP_R_TOO_LITTLE);
    mark->flags |= KP_FLAG_TOO_LITTLE;
    return value;
}

static kp_val compute_inner(mark_run *run, int32_t node, kp_mark *mark) {
    if (run->calc.trace) {
        size_t below = (size_t)(run->scheme->indicators[node].end - node);
        run->terms = KP_NEW_ARRAY(run->calc.arena, kp_val, below);
        run->extra = KP_NEW_ARRAY(run->calc.arena, kp_val, below);
    }
    if (run->scheme->indicators[node].counted == KP_COUNTED_NO) { /* nothing below it is */
        set_mark(mark, KP_MARK_NOT_APPLICABLE, KP_ZERO);
        return (kp_val){KP_ZERO, NULL};
    }
    children c = collect_children(run, node);
    if (c.unscored) {
        set_mark(mark, KP_MARK_NOT_SCORED, KP_ZERO);
        return (kp_val){KP_ZERO, NULL};
    }
    if (c.applied == 0)
        return compute_empty(run, node, c.bonuses, mark);
    const char *lacking = kp_mark_lacks(run, node);
    if (lacking)
        return take_too_little(run, node, lacking, mark);
    if (run->scheme->indicators[node].aggregate != KP_AGGREGATE_MEAN)
        return compute_aggregate(run, node, c.bonuses, mark);
    if (run->scheme->indicators[node].combine == KP_COMBINE_WEIGHTED)
        return compute_weighted(run, node, c.bonuses, mark);
    return compute_sum(run, node, &c, mark);
}

/* ---- both ---- */

/* A mark too far above the one it is checked against counts as that one, share for share. */
static kp_val hold_down(mark_run *run, int32_t node, kp_val value, kp_mark *mark) {
    const kp_indicator *indicator = &run->scheme->indicators[node];
    const kp_mark *other = &run->marks[indicator->check_against];
    kp_arena *arena = run->calc.arena;
    bool below_given = kp_evidence_given(run->evidence, run->unit, indicator->check_against) == KP_GIVEN_ABOVE;
    if (other->state == KP_MARK_NOT_SCORED && !below_given) /* what it would be held to is not known */
        set_mark(mark, KP_MARK_NOT_SCORED, KP_ZERO);
    if (other->state != KP_MARK_SCORED || kp_num_sign(other->reachable) <= 0 || kp_num_sign(mark->reachable) <= 0)
        return value;
    kp_num own = kp_num_div(arena, kp_num_mul(arena, value.num, indicator->full), mark->reachable);
    kp_num theirs = kp_num_div(arena, kp_num_mul(arena, other->value, indicator->full), other->reachable);
    kp_num most = kp_num_add(arena, theirs, indicator->tolerance);
    if (kp_num_compare(kp_num_settle(arena, own, indicator->digits), kp_num_settle(arena, most, indicator->digits)) <= 0)
        return value;
    mark->flags |= KP_FLAG_HELD_DOWN;
    if (run->problems) {
        const char *high = kp_num_print(arena, own, run->scheme->decimals, run->scheme->rounding);
        const char *held = kp_num_print(arena, theirs, run->scheme->decimals, run->scheme->rounding);
        const char *tolerance = kp_num_exact(arena, indicator->tolerance);
        note(run, KP_R_HELD_DOWN, indicator->title,
             kp_format(arena, "%s − %s > %s，按 %s 计 | %s − %s > %s, counted as %s", high, held, tolerance, held, high, held, tolerance, held));
    }
    kp_val held = mark_of(run, indicator->check_against);
    if (kp_num_equal(mark->reachable, other->reachable))
        return held;
    held = kp_calc_mul(&run->calc, held, kp_calc_rule(&run->calc, "满分 | full marks", mark->reachable));
    return kp_calc_div(&run->calc, held, kp_calc_rule(&run->calc, "核对项满分 | full marks of what it is checked against", other->reachable));
}

/* The total is kept within its bounds; they are named where they hold. */
kp_val kp_mark_keep_within(mark_run *run, kp_val total) {
    kp_num least = run->scheme->minimum.given ? run->scheme->minimum.value : KP_ZERO;
    bool bounded = run->scheme->minimum.given || !run->scheme->unbounded;
    if (bounded && kp_num_compare(total.num, least) < 0)
        total = kp_calc_max(&run->calc, total, kp_calc_rule(&run->calc, "总分下限 | least total", least));
    if (run->scheme->maximum.given && kp_num_compare(total.num, run->scheme->maximum.value) > 0)
        total = kp_calc_min(&run->calc, total, kp_calc_rule(&run->calc, "总分上限 | largest total", run->scheme->maximum.value));
    return total;
}

kp_val kp_mark_rounded(mark_run *run, int32_t node, kp_val value) {
    const kp_indicator *indicator = &run->scheme->indicators[node];
    value = kp_calc_settle(&run->calc, value, indicator->digits);
    if (indicator->decimals >= 0)
        return kp_calc_round(&run->calc, value, indicator->decimals, run->scheme->rounding);
    if (run->scheme->round_at != KP_ROUND_AT_EACH || kp_is_value_leaf(indicator))
        return value;
    return kp_calc_round(&run->calc, value, run->scheme->decimals, run->scheme->rounding);
}

kp_val kp_mark_before_check(mark_run *run, int32_t node, kp_mark *mark) {
    kp_val value;
    *mark = (kp_mark){.value = KP_ZERO, .reachable = KP_ZERO};
    if (run->again && kp_mark_fixed(run, node, mark, &value))
        return value;
    if (!take_gap(run, node, mark, &value) && !take_given(run, node, mark, &value))
        value = is_inner(run->scheme, node) ? compute_inner(run, node, mark) : compute_leaf(run, node, mark);
    return value;
}

static kp_val compute_mark(mark_run *run, int32_t node, kp_mark *mark) {
    const kp_scheme *scheme = run->scheme;
    kp_val value = kp_mark_before_check(run, node, mark);
    if (mark->state != KP_MARK_SCORED)
        return value;
    if (scheme->indicators[node].check_against >= 0 && !(mark->flags & KP_FLAG_BY_GAP_RULE))
        value = hold_down(run, node, value, mark);
    if (mark->state != KP_MARK_SCORED)
        return (kp_val){KP_ZERO, NULL};
    value = kp_calc_settle(&run->calc, value, scheme->indicators[node].digits);
    if (node == 0)
        value = kp_mark_keep_within(run, value);
    value = kp_mark_rounded(run, node, value);
    mark->value = value.num;
    return value;
}

typedef struct attempt {
    mark_run *run;
    int32_t node;
    kp_mark *mark;
    kp_val value;
} attempt;

static void compute_body(kp_arena *arena, void *data) {
    attempt *a = data;
    (void)arena;
    a->value = compute_mark(a->run, a->node, a->mark);
}

kp_val kp_mark_compute(mark_run *run, int32_t node, kp_mark *mark) {
    attempt a = {run, node, mark, {KP_ZERO, NULL}};
    kp_status status = kp_arena_run(run->calc.arena, compute_body, &a);
    if (status == KP_OK)
        return a.value;
    if (status != KP_NUMBER_TOO_LARGE)
        kp_arena_leave(run->calc.arena, status);
    *mark = (kp_mark){.value = KP_ZERO, .reachable = KP_ZERO, .state = KP_MARK_NOT_SCORED};
    set_reason(run, node, KP_D_RESULT_TOO_LARGE);
    note(run, KP_D_RESULT_TOO_LARGE, run->scheme->indicators[node].title, KP_BEYOND_WORDS);
    return (kp_val){KP_ZERO, NULL};
}
