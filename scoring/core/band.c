/* SPDX-License-Identifier: GPL-3.0-or-later */
/* band.c - grades: by the score's range, then by veto and rules (grade_rules.c), then by the places that a grade has. */
#include "kaoping/names.h"
#include "score_private.h"

#include <string.h>

/* ---- by score ---- */

/* [from, to), the best grade [from, to]; where the lowest total is best (from, to] and [from, to]. */
static bool is_within(const kp_scheme *scheme, size_t index, kp_num score) {
    const kp_band *band = &scheme->bands[index];
    int above = band->from.given ? kp_num_compare(score, band->from.value) : 1, below = band->to.given ? kp_num_compare(band->to.value, score) : 1;
    return (above > 0 || (above == 0 && kp_band_has_from(scheme, index))) && (below > 0 || (below == 0 && kp_band_has_to(scheme, index)));
}

static int32_t band_of(const kp_scheme *scheme, kp_num score) {
    for (size_t i = 0; i < scheme->band_count && !kp_grades_by_rules(scheme); i++)
        if (is_within(scheme, i, score))
            return (int32_t)i;
    return -1;
}

/* "修约值 90.00 为优秀，全数值 89.995 为良好" */
static const char *difference_words(kp_arena *arena, const kp_scheme *scheme, const kp_unit_result *result) {
    bool full = scheme->decide_on == KP_DECIDE_ON_FULL;
    int32_t printed_band = full ? result->band_other : result->band_by_score, full_band = full ? result->band_by_score : result->band_other;
    const char *printed = kp_num_print(arena, result->printed, scheme->decimals, scheme->rounding);
    const char *exact = kp_full_value_words(arena, result->total), *name[2][2];
    for (kp_lang lang = KP_ZH; lang <= KP_EN; lang++) {
        name[0][lang] = printed_band < 0 ? "—" : kp_text(arena, scheme->bands[printed_band].title, lang);
        name[1][lang] = full_band < 0 ? "—" : kp_text(arena, scheme->bands[full_band].title, lang);
    }
    return kp_format(arena, "修约值 %s 为%s，全数值 %s 为%s；按%s评定 | printed %s: %s, full %s: %s; graded by the %s value", printed, name[0][KP_ZH],
                     exact, name[1][KP_ZH], full ? "全数值" : "修约值", printed, name[0][KP_EN], exact, name[1][KP_EN], full ? "full" : "printed");
}

static void grade_by_score(const score_run *run, int32_t unit) {
    const kp_scheme *scheme = run->scheme;
    kp_unit_result *result = &run->card->units[unit];
    const char *name = kp_unit_words(run->problems->arena, run->evidence, unit);
    kp_num other = scheme->decide_on == KP_DECIDE_ON_FULL ? result->printed : result->total;
    result->band = result->band_by_score = band_of(scheme, result->decided);
    result->band_other = band_of(scheme, other);
    if (result->band_other != result->band_by_score)
        kp_problems_add(run->problems, KP_R_BAND_DIFFERS, kp_unit_place(run->evidence, unit), unit, name,
                        difference_words(run->problems->arena, scheme, result), NULL);
}

static void tell_no_grade(const score_run *run, int32_t unit) {
    const kp_scheme *scheme = run->scheme;
    kp_problems_add(run->problems, KP_R_NO_BAND, kp_unit_place(run->evidence, unit), unit, kp_unit_words(run->problems->arena, run->evidence, unit),
                    kp_num_print(run->problems->arena, run->card->units[unit].decided, scheme->decimals, scheme->rounding), NULL);
}

/* ---- by veto ---- */

/* The worst of the grades that its vetoes force; -1: there is no veto. */
static int32_t forced_band(const score_run *run, int32_t unit) {
    int32_t lowest = (int32_t)run->scheme->band_count - 1, worst = -1;
    for (size_t i = run->evidence->first_veto[unit]; i < run->evidence->first_veto[unit + 1]; i++) {
        int32_t forced = run->scheme->vetoes[run->evidence->vetoes.items[i].veto].band;
        if (forced < 0 || forced > lowest)
            forced = lowest;
        worst = forced > worst ? forced : worst;
    }
    return worst;
}

/* A veto never raises a grade. */
static void apply_vetoes(const score_run *run, int32_t unit) {
    kp_unit_result *result = &run->card->units[unit];
    int32_t forced = forced_band(run, unit);
    if (forced <= result->band)
        return;
    result->band = forced;
    result->by_veto = true;
}

/* ---- by quota ---- */

int64_t kp_share_count(kp_arena *arena, kp_num percent, int32_t field, kp_count_rounding rounding) {
    kp_num share = kp_num_div(arena, kp_num_mul(arena, percent, kp_num_int(field)), kp_num_int(100));
    kp_num whole = rounding == KP_COUNT_FLOOR  ? kp_num_floor(arena, share)
                   : rounding == KP_COUNT_CEIL ? kp_num_ceil(arena, share)
                                               : kp_num_round(arena, share, 0, KP_HALF_UP);
    int64_t count;
    return kp_num_to_int64(whole, &count) ? count : kp_num_sign(whole) < 0 ? 0 : INT64_MAX;
}

/* The key of the unit's quota: which of the band's quotas its text names; -1 for the plain quota. */
static int32_t quota_key(const kp_scorecard *card, int32_t unit, int32_t band) {
    const int32_t *keys = card->quota_keys ? card->quota_keys[band] : NULL;
    return keys ? keys[unit] : -1;
}

static kp_limit quota_of_key(const kp_band *band, int32_t key) { return key < 0 ? band->quota : band->quota_limits[key]; }

kp_limit kp_quota_of(const kp_scorecard *card, int32_t unit, int32_t band) {
    return quota_of_key(&card->scheme->bands[band], quota_key(card, unit, band));
}

/* "团队等次：合格", for messages. */
static const char *quota_text_words(kp_arena *arena, const kp_band *band, const char *text) {
    const char *words = text && *text ? text : "—";
    return kp_format(arena, "%s：%s | %s: %s", kp_text(arena, band->quota_by, KP_ZH), words, kp_text(arena, band->quota_by, KP_EN), words);
}

/* A text that no quota names: without a plain quota none holds for the unit, which is told of each; else the plain one does, which is told once a text. */
static void tell_quota_text(score_run *run, const kp_band *band, int32_t unit, const char *text, kp_names *told) {
    kp_arena *arena = run->problems->arena;
    if (!run->card->units[unit].ranked)
        return;
    if (!band->quota.given) {
        kp_problems_add(run->problems, KP_R_QUOTA_TEXT, kp_unit_place(run->evidence, unit), unit, kp_unit_words(arena, run->evidence, unit),
                        quota_text_words(arena, band, text), band->title);
        return;
    }
    const char *name = text && *text ? text : "—";
    if (kp_names_find(told, name) != KP_NAME_UNKNOWN)
        return;
    kp_names_add(told, name, 0);
    kp_problems_add(run->problems, KP_R_QUOTA_PLAIN, kp_unit_place(run->evidence, unit), unit, quota_text_words(arena, band, text), band->title,
                    kp_format(arena, "%s%s", kp_num_exact(arena, band->quota.value), band->quota.percent ? "%" : ""));
}

/* Finds the keys of all units. */
static void find_quota_keys(score_run *run) {
    const kp_scheme *scheme = run->scheme;
    run->card->quota_keys = KP_NEW_ARRAY(run->arena, int32_t *, scheme->band_count);
    for (size_t b = 0; b < scheme->band_count; b++) {
        const kp_band *band = &scheme->bands[b];
        if (!band->quotas.count || band->quota_field < 0 || (size_t)band->quota_field >= scheme->unit_fields.count)
            continue;
        kp_names *texts = kp_names_new(run->arena), *told = kp_names_new(run->arena);
        for (size_t i = 0; i < band->quotas.count; i++)
            kp_names_add(texts, band->quotas.items[i].name, (int32_t)i);
        int32_t *keys = run->card->quota_keys[b] = KP_NEW_ARRAY(run->arena, int32_t, run->evidence->units.count);
        for (size_t unit = 0; unit < run->evidence->units.count; unit++) {
            const kp_unit *who = &run->evidence->units.items[unit];
            const char *text = who->fields ? who->fields[band->quota_field] : NULL;
            keys[unit] = kp_names_find(texts, text);
            if (keys[unit] >= 0)
                continue;
            keys[unit] = -1;
            tell_quota_text(run, band, (int32_t)unit, text, told);
        }
    }
}

/* A quota as a count, where so many units share it. */
static bool count_places(kp_arena *arena, kp_limit quota, kp_count_rounding rounding, size_t field, int64_t *places) {
    if (!quota.percent)
        return kp_num_to_int64(kp_num_floor(arena, quota.value), places);
    *places = kp_share_count(arena, quota.value, (int32_t)field, rounding);
    return true;
}

int64_t kp_quota_places(kp_arena *arena, const kp_scorecard *card, int32_t unit, int32_t band, size_t *field) {
    const kp_band *limit = &card->scheme->bands[band];
    const kp_unit *units = card->evidence->units.items;
    int32_t key = quota_key(card, unit, band);
    kp_limit quota = quota_of_key(limit, key);
    *field = 0;
    for (size_t i = 0; i < card->evidence->units.count; i++)
        *field += card->units[i].ranked && quota_key(card, (int32_t)i, band) == key &&
                  (limit->quota_within == KP_WITHIN_ALL || units[i].group == units[unit].group);
    int64_t places;
    return quota.given && count_places(arena, quota, limit->quota_rounding, *field, &places) ? places : -1;
}

/* The units that share one quota, best first. A vetoed unit takes no place. Units that nothing tells apart stay or go down together. */
static void limit_band(const score_run *run, const int32_t *units, size_t count, int32_t band, kp_limit quota) {
    int64_t places;
    if (!quota.given || !count_places(run->arena, quota, run->scheme->bands[band].quota_rounding, count, &places))
        return;
    int32_t *members = KP_NEW_ARRAY(run->arena, int32_t, count);
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (run->card->units[units[i]].band == band && forced_band(run, units[i]) != band) /* who has it by force takes no place */
            members[n++] = units[i];
    if ((int64_t)n <= places)
        return;
    size_t kept = places < 0 ? 0 : (size_t)places;
    while (kept > 0 && kp_compare_units(run, members[kept - 1], members[kept], true) == 0)
        kept--;
    for (size_t i = kept; i < n; i++) {
        kp_unit_result *result = &run->card->units[members[i]];
        result->band = band + 1;
        result->by_quota = true;
        result->quota_tied = (int64_t)kept < places && kp_compare_units(run, members[kept], members[i], true) == 0;
        result->quota_rival = kept && kp_compare_units(run, members[kept - 1], members[i], false) == 0 ? members[kept - 1] : -1;
    }
}

/* The units of a group, or all of them: those of each text apart where the quota goes by one. */
static void limit_units(const score_run *run, const int32_t *units, size_t count, int32_t band) {
    const kp_band *limit = &run->scheme->bands[band];
    if (!run->card->quota_keys[band]) {
        limit_band(run, units, count, band, limit->quota);
        return;
    }
    int32_t *alike = KP_NEW_ARRAY(run->arena, int32_t, count);
    for (int32_t key = -1; key < (int32_t)limit->quotas.count; key++) {
        size_t n = 0;
        for (size_t i = 0; i < count; i++)
            if (quota_key(run->card, units[i], band) == key)
                alike[n++] = units[i];
        limit_band(run, alike, n, band, quota_of_key(limit, key));
    }
}

static const char *mark_words(kp_arena *arena, const kp_scorecard *card, int32_t unit, int32_t indicator) {
    const kp_mark *mark = kp_scorecard_mark(card, unit, indicator);
    if (mark->state != KP_MARK_SCORED)
        return "—";
    return kp_decided_mark_words(arena, card->scheme, indicator, mark->value);
}

const char *kp_quota_key_words(kp_arena *arena, const kp_scorecard *card, int32_t unit) {
    const kp_scheme *scheme = card->scheme;
    if (card->units[unit].quota_tied)
        return "（与别的对象并列、无法区分，名额不够全部列入） | (tied with units that nothing tells apart, without places for all)";
    int32_t rival = card->units[unit].quota_rival;
    for (size_t i = 0; rival >= 0 && i < scheme->tie_break.count; i++) {
        const char *key = scheme->tie_break.items[i].name;
        bool low = *key == '-';
        int32_t indicator = kp_scheme_find_indicator(scheme, key + low);
        if (indicator < 0)
            continue;
        const char *its = mark_words(arena, card, rival, indicator), *own = mark_words(arena, card, unit, indicator);
        if (!strcmp(its, own))
            continue; /* equal as decided on */
        const char *title = scheme->indicators[indicator].title, *sign = low ? "<" : ">";
        return kp_format(arena, "（按同分比较“%s”：%s %s %s） | (by tie_break %s: %s %s %s)", kp_text(arena, title, KP_ZH), its, sign, own,
                         kp_text(arena, title, KP_EN), its, sign, own);
    }
    return "";
}

static bool has_quota(const kp_band *band) { return band->quota.given || band->quotas.count; }

/* From the best grade down, so that who is pushed out of one counts in the next. */
static void apply_quotas(score_run *run) {
    size_t count = run->card->ranked_count, groups = run->evidence->groups.count, *first;
    const int32_t *sorted = kp_sorted_units(run), *split = kp_split_groups(run, sorted, count, &first);
    for (size_t band = 0; band + 1 < run->scheme->band_count; band++) {
        if (!has_quota(&run->scheme->bands[band]))
            continue;
        if (run->scheme->bands[band].quota_within == KP_WITHIN_ALL)
            limit_units(run, sorted, count, (int32_t)band);
        else
            for (size_t g = 0; g <= groups; g++)
                limit_units(run, split + first[g], first[g + 1] - first[g], (int32_t)band);
    }
    for (size_t i = 0; i < count; i++) {
        const kp_unit_result *result = &run->card->units[sorted[i]];
        if (!result->by_quota)
            continue;
        kp_arena *arena = run->problems->arena;
        const char *title = run->scheme->bands[result->band].title;
        const char *key = result->quota_tied ? "" : kp_quota_key_words(arena, run->card, sorted[i]); /* of a tie the sentence speaks itself */
        const char *grade = kp_format(arena, "“%s”%s | %s%s%s", kp_text(arena, title, KP_ZH), kp_text(arena, key, KP_ZH),
                                      kp_text(arena, title, KP_EN), *key ? " " : "", kp_text(arena, key, KP_EN));
        kp_problems_add(run->problems, result->quota_tied ? KP_R_QUOTA_TIE : KP_R_OVER_QUOTA, kp_unit_place(run->evidence, sorted[i]), sorted[i],
                        kp_unit_words(arena, run->evidence, sorted[i]), run->scheme->bands[result->band_before_quota].title, grade);
    }
}

void kp_grade_units(score_run *run) {
    if (run->scheme->band_count == 0)
        return;
    for (size_t unit = 0; unit < run->evidence->units.count; unit++) {
        if (!run->card->units[unit].ranked)
            continue;
        grade_by_score(run, (int32_t)unit);
        apply_vetoes(run, (int32_t)unit);
    }
    kp_apply_rules(run);
    for (size_t unit = 0; unit < run->evidence->units.count; unit++) {
        run->card->units[unit].band_before_quota = run->card->units[unit].band;
        if (run->card->units[unit].ranked && run->card->units[unit].band < 0)
            tell_no_grade(run, (int32_t)unit);
    }
    bool limited = false;
    for (size_t band = 0; band < run->scheme->band_count; band++)
        limited = limited || has_quota(&run->scheme->bands[band]);
    if (!limited)
        return;
    find_quota_keys(run);
    apply_quotas(run);
}
