/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lint_figures.c - the linter's rules on figures: whether residents' satisfaction counts, and whether it leads. */
#include "lint_private.h"

#define RESIDENTS "居民|群众|业主|住户|村民|服务对象|受益|当事人|来电人|公众|resident|owner|household|public|citizen|beneficiar"
#define JUDGE     "满意|评议|测评|评价|评分|打分|民意|satisf|review|evaluat|rating|opinion"
#define SATISFIED "满意|satisf"
#define OTHERS    "职工|员工|干部|领导|部门|街道|社工|企业|单位|staff|office|employee"

bool lint_is_of_residents(kp_arena *arena, const kp_scheme *scheme, int32_t leaf) {
    const char *titles = lint_titles(arena, scheme, leaf);
    bool residents = lint_holds(titles, RESIDENTS), others = lint_holds(titles, OTHERS) && !residents;
    if (others)
        return false;
    if (scheme->indicators[leaf].method == KP_METHOD_SATISFACTION || lint_holds(titles, SATISFIED))
        return true;
    return residents && lint_holds(titles, JUDGE);
}

/* The largest part of the total, among what stands directly below it, that is not residents' satisfaction. */
static kp_num largest_other(const lint_run *run, const kp_num *shares, const kp_num *satisfied) {
    kp_num largest = KP_ZERO;
    const kp_indicator *nodes = run->scheme->indicators;
    for (int32_t child = 1; child < nodes[0].end; child = nodes[child].end) {
        kp_num other = shares[child];
        for (int32_t i = child; i < nodes[child].end; i++)
            other = kp_num_sub(run->arena, other, satisfied[i]);
        if (kp_num_compare(other, largest) > 0)
            largest = other;
    }
    return largest;
}

kp_num lint_share_of_residents(kp_arena *arena, const kp_scheme *scheme, kp_num satisfied[]) {
    const kp_num *shares = kp_scheme_shares(arena, scheme);
    kp_num sum = KP_ZERO;
    for (size_t i = 0; i < scheme->indicator_count; i++) {
        bool leaf = scheme->indicators[i].method != KP_METHOD_NONE;
        satisfied[i] = leaf && lint_is_of_residents(arena, scheme, (int32_t)i) ? shares[i] : KP_ZERO;
        sum = kp_num_add(arena, sum, satisfied[i]);
    }
    return sum;
}

/* A calculation marks nothing. */
static bool marks_anything(const kp_scheme *scheme, const kp_num *shares) {
    for (size_t i = 1; i < scheme->indicator_count; i++)
        if (kp_num_sign(shares[i]) > 0)
            return true;
    return false;
}

/* 49.99% as it is; what has no end is cut, so that no less than half is ever shown as half. */
static const char *percent_words(kp_arena *arena, const kp_num share) {
    kp_num percent = kp_num_mul(arena, share, kp_num_int(100)), exact = kp_num_round(arena, percent, 6, KP_HALF_UP);
    if (kp_num_compare(exact, percent) != 0) {
        exact = kp_num_round(arena, percent, 1, KP_HALF_UP);
        if (kp_num_compare(exact, percent) > 0)
            exact = kp_num_sub(arena, exact, kp_num_ratio(arena, 1, 10));
    }
    return kp_format(arena, "%s%%", kp_num_exact(arena, exact));
}

void lint_figures(lint_run *run) {
    const kp_scheme *scheme = run->scheme;
    if (!kp_lint_binds(KP_LINT_NO_SATISFACTION, run->lint->family))
        return;
    const kp_num *shares = kp_scheme_shares(run->arena, scheme);
    kp_num *satisfied = KP_NEW_ARRAY(run->arena, kp_num, scheme->indicator_count);
    const kp_num sum = lint_share_of_residents(run->arena, scheme, satisfied);
    if (!marks_anything(scheme, shares))
        return;
    if (kp_num_sign(sum) <= 0) {
        lint_add(run, KP_LINT_NO_SATISFACTION, NULL, scheme->title, scheme->place, NULL);
        return;
    }
    bool half = kp_num_compare(kp_num_mul(run->arena, sum, kp_num_int(2)), kp_num_int(1)) >= 0;
    if (half && kp_num_compare(largest_other(run, shares, satisfied), sum) <= 0)
        return;
    lint_add(run, KP_LINT_SATISFACTION_LEADS, NULL, scheme->title, scheme->place, percent_words(run->arena, sum));
}
