/* SPDX-License-Identifier: GPL-3.0-or-later */
/* soundness_groups.c - channels and interviewers: whose answers differ from the others', and who has too many. */
#include "soundness_private.h"
#include "kaoping/significance.h"

#include <math.h>

/* The means of the forms, less those of their units where that is asked for. A unit's mean is taken over all its forms that have one. */
static const double *form_means(const soundness_look *look) {
    const kp_form_groups *units = &look->view->units;
    if (!look->options->within_units || !units->count)
        return look->means;
    size_t forms = look->view->forms;
    kp_moments *of_unit = KP_NEW_ARRAY(look->arena, kp_moments, units->count);
    double *means = KP_NEW_ARRAY(look->arena, double, forms);
    for (size_t form = 0; form < forms; form++)
        if (form_group(units, form) >= 0 && !isnan(look->means[form]))
            kp_moments_add(&of_unit[form_group(units, form)], look->means[form]);
    for (size_t form = 0; form < forms; form++)
        means[form] = form_group(units, form) < 0 ? NAN : look->means[form] - of_unit[form_group(units, form)].mean;
    return means;
}

/* Each group against all others. The others are put together from those before and those behind, so that nothing is lost in taking away. */
static void test_groups(soundness_look *look, const kp_form_groups *groups, const double means[], kp_hint_kind kind) {
    size_t count = groups->count;
    kp_moments *of = KP_NEW_ARRAY(look->arena, kp_moments, count), *behind = KP_NEW_ARRAY(look->arena, kp_moments, count + 1), before = {0};
    kp_t_test *tests = KP_NEW_ARRAY(look->arena, kp_t_test, count);
    size_t *others = KP_NEW_ARRAY(look->arena, size_t, count);
    double *p = KP_NEW_ARRAY(look->arena, double, count);
    for (size_t form = 0; form < look->view->forms; form++)
        if (form_group(groups, form) >= 0 && !isnan(means[form]))
            kp_moments_add(&of[form_group(groups, form)], means[form]);
    for (size_t g = count; g-- > 0;)
        behind[g] = kp_moments_join(of[g], behind[g + 1]);
    for (size_t g = 0; g < count; g++) {
        kp_moments rest = kp_moments_join(before, behind[g + 1]);
        before = kp_moments_join(before, of[g]);
        others[g] = rest.n;
        tests[g] = kp_t_welch(of[g], rest, 1e-10); /* values are 0..100 */
        p[g] = of[g].n >= look->options->least && rest.n >= look->options->least ? tests[g].p : NAN;
    }
    kp_holm(look->arena, p, count, p);
    for (size_t g = 0; g < count; g++) {
        if (!(p[g] < look->options->level) || fabs(tests[g].difference) < look->options->least_difference)
            continue;
        kp_hint hint = blank_hint(kind);
        *(kind == KP_HINT_CHANNEL ? &hint.channel : &hint.interviewer) = (int32_t)g;
        hint.count = of[g].n;
        hint.base = others[g];
        hint.difference = tests[g].difference;
        hint.statistic = tests[g].t;
        hint.df = tests[g].df;
        hint.p = p[g];
        KP_PUSH(look->arena, &look->hints, hint);
    }
}

void look_at_channels(soundness_look *look) {
    const double *means = form_means(look);
    test_groups(look, &look->view->channels, means, KP_HINT_CHANNEL);
    test_groups(look, &look->view->interviewers, means, KP_HINT_INTERVIEWER);
}

void look_at_channel_shares(soundness_look *look) {
    const kp_forms_view *view = look->view;
    size_t units = view->units.count ? view->units.count : 1, limits = look->options->channel_limit_count;
    size_t *by_channel = KP_NEW_ARRAY(look->arena, size_t, units * limits), *all = KP_NEW_ARRAY(look->arena, size_t, units);
    for (size_t form = 0; form < view->forms && limits; form++) {
        int32_t unit = view->units.count ? form_group(&view->units, form) : 0;
        if (unit < 0)
            continue;
        all[unit]++;
        for (size_t i = 0; i < limits; i++)
            by_channel[(size_t)unit * limits + i] += form_group(&view->channels, form) == look->options->channel_limits[i].channel;
    }
    for (size_t unit = 0; unit < units; unit++)
        for (size_t i = 0; i < limits; i++) {
            kp_hint hint = blank_hint(KP_HINT_CHANNEL_SHARE);
            hint.unit = view->units.count ? (int32_t)unit : -1;
            hint.channel = look->options->channel_limits[i].channel;
            hint_share(look, hint, by_channel[unit * limits + i], all[unit], look->options->channel_limits[i].share);
        }
}
