/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample_sizes.c - how many are drawn in each stratum: a number or a share of each, a total dealt out, or what a margin of error takes. */
#include "sample_private.h"

#include "kaoping/typed.h"

#include <math.h>

#define MOST INT64_C(1000000000) /* far more than rows of a sheet */

bool kp_sample_amount_parse(kp_arena *arena, const char *text, kp_sample_amount *out) {
    kp_typed typed = kp_parse_typed(arena, text);
    bool percent = typed.liberties & KP_TYPED_PERCENT;
    if (typed.kind != KP_TYPED_NUMBER || kp_num_sign(typed.value) < 0 || kp_num_compare(typed.value, kp_num_int(percent ? 100 : MOST)) > 0 ||
        (!percent && !kp_num_is_integer(typed.value)))
        return false;
    *out = (kp_sample_amount){typed.value, true, percent};
    return true;
}

const char *sample_stratum_name(kp_arena *arena, const kp_sample *sample, size_t stratum) {
    return sample->strata ? kp_verbatim(arena, sample->strata->names[stratum]) : "—";
}

/* That many, or that share of `whole` rounded up. */
static int64_t amount_of(kp_arena *arena, kp_sample_amount amount, int64_t whole) {
    int64_t count = 0;
    kp_num value = amount.percent ? kp_num_mul(arena, amount.value, kp_num_ratio(arena, whole, 100)) : amount.value;
    return kp_num_to_int64(kp_num_ceil(arena, value), &count) ? count : MOST;
}

/* ---- margins ---- */

/* How many of `population` must be asked for the margin (none given: nobody); more than there are where it cannot be had. */
static int64_t size_for_margin(const kp_sample_plan *plan, int64_t population) {
    if (!population || !(plan->margin > 0))
        return 0;
    const kp_sample_wanted wanted = {.margin = plan->margin / 100,
                                     .share = 0.5,
                                     .confidence = plan->confidence,
                                     .population = (double)population,
                                     .deff = plan->deff,
                                     .response = plan->response / 100};
    double issued = kp_sample_size_for(&wanted).issued;
    return issued < (double)MOST ? (int64_t)issued : MOST;
}

/* ---- allocation ---- */

/* The standard deviation of the column in each stratum, n - 1 in it; 0 where fewer than two values are. NULL with problems. */
static const double *deviations(kp_arena *arena, const kp_sample *sample, kp_problems *problems) {
    size_t rows = kp_data_rows(sample->table), count = sample->stratum_count;
    const double *y = kp_data_doubles(sample->table, kp_data_find(sample->table, sample->plan.spread), KP_DATA_ANY, problems);
    if (!y)
        return NULL;
    double *n = KP_NEW_ARRAY(arena, double, count), *mean = KP_NEW_ARRAY(arena, double, count), *sum = KP_NEW_ARRAY(arena, double, count);
    for (size_t i = 0; i < rows; i++) { /* B. P. Welford, Technometrics 4, 1962, 419-420 */
        size_t h = sample->strata ? (size_t)sample->strata->of[i] : 0;
        if (isnan(y[i]))
            continue;
        double step = y[i] - mean[h];
        mean[h] += step / ++n[h];
        sum[h] += step * (y[i] - mean[h]);
    }
    for (size_t h = 0; h < count; h++)
        sum[h] = n[h] > 1 ? sqrt(sum[h] / (n[h] - 1)) : 0;
    return sum;
}

static void tell_allocation(kp_arena *arena, const kp_sample *sample, kp_allocation_fault fault, int64_t total, int64_t where,
                            kp_problems *problems) {
    kp_place place = kp_data_place(sample->table, 0, SIZE_MAX);
    if (fault == KP_ALLOCATION_TOTAL_TOO_SMALL)
        kp_problems_add(problems, KP_R_TOTAL_TOO_SMALL, place, KP_UNIT_ALL, kp_format(arena, "%lld", (long long)total),
                        kp_format(arena, "%lld", (long long)sample->plan.minimum), kp_format(arena, "%lld", (long long)where));
    else
        kp_problems_add(problems, KP_R_NO_SPREAD, place, KP_UNIT_ALL, kp_verbatim(arena, sample->plan.spread), NULL, NULL);
}

static bool allocate(kp_arena *arena, const kp_sample *sample, const int64_t population[], int64_t total, int64_t sizes[], kp_problems *problems) {
    size_t count = sample->stratum_count;
    bool neyman = sample->plan.allocate == KP_ALLOCATE_NEYMAN;
    const double *spread = neyman ? deviations(arena, sample, problems) : NULL;
    if (neyman && !spread)
        return false;
    kp_allocated_stratum *strata = KP_NEW_ARRAY(arena, kp_allocated_stratum, count);
    int64_t all = 0, where = 0;
    for (size_t h = 0; h < count; h++) {
        strata[h] = (kp_allocated_stratum){population[h], KP_ZERO};
        if (neyman) /* a decimal: which stratum gets the last one must not hang on the last bit */
            kp_num_parse(arena, kp_format(arena, "%.12g", spread[h]), &strata[h].deviation);
        all += population[h];
    }
    if (total > all) {
        kp_problems_add(problems, KP_R_SAMPLE_ALL, kp_data_place(sample->table, 0, SIZE_MAX), KP_UNIT_NONE, "全部 | all together",
                        kp_format(arena, "%lld", (long long)all), kp_format(arena, "%lld", (long long)total));
        total = all;
    }
    kp_allocation_fault fault = kp_allocate(arena, sample->plan.allocate, strata, count, total, sample->plan.minimum, sizes, &where);
    if (fault != KP_ALLOCATION_SOUND)
        tell_allocation(arena, sample, fault, total, where, problems);
    return fault == KP_ALLOCATION_SOUND;
}

/* ---- sizes ---- */

int64_t *sample_sizes(kp_arena *arena, kp_sample *sample, const int64_t population[], kp_problems *problems) {
    const kp_sample_plan *plan = &sample->plan;
    size_t count = sample->stratum_count;
    int64_t *sizes = KP_NEW_ARRAY(arena, int64_t, count), *wanted = KP_NEW_ARRAY(arena, int64_t, count), all = 0;
    for (size_t h = 0; h < count; h++)
        all += population[h];
    if (plan->total > 0 || plan->allocated) {
        if (!allocate(arena, sample, population, plan->total > 0 ? plan->total : size_for_margin(plan, all), sizes, problems))
            return NULL;
    } else {
        for (size_t h = 0; h < count; h++) {
            sizes[h] = plan->size.given ? amount_of(arena, plan->size, population[h]) : size_for_margin(plan, population[h]);
            sizes[h] = sizes[h] < plan->minimum ? plan->minimum : sizes[h];
        }
    }
    for (size_t h = 0; h < count; h++) {
        wanted[h] = sizes[h];
        if (sizes[h] <= population[h])
            continue;
        kp_problems_add(problems, KP_R_SAMPLE_ALL, kp_data_place(sample->table, 0, SIZE_MAX), KP_UNIT_NONE, sample_stratum_name(arena, sample, h),
                        kp_format(arena, "%lld", (long long)population[h]), kp_format(arena, "%lld", (long long)sizes[h]));
        sizes[h] = population[h];
    }
    sample->wanted = wanted;
    return sizes;
}

int64_t *sample_substitutes(kp_arena *arena, const kp_sample *sample, const int64_t population[], const int64_t drawn[], kp_problems *problems) {
    kp_sample_amount amount = sample->plan.substitutes;
    if (!amount.given)
        return NULL;
    int64_t *substitutes = KP_NEW_ARRAY(arena, int64_t, sample->stratum_count);
    for (size_t h = 0; h < sample->stratum_count; h++) {
        int64_t left = population[h] - drawn[h], asked = amount_of(arena, amount, drawn[h]);
        substitutes[h] = asked < left ? asked : left;
        if (asked > left)
            kp_problems_add(problems, KP_R_FEW_SUBSTITUTES, kp_data_place(sample->table, 0, SIZE_MAX), KP_UNIT_NONE,
                            sample_stratum_name(arena, sample, h), kp_format(arena, "%lld", (long long)left),
                            kp_format(arena, "%lld", (long long)asked));
    }
    return substitutes;
}
