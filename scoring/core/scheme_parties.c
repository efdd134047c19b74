/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme_parties.c - the bodies that take part in an evaluation (出资方、服务方、评价方、受益方): their names, and which of them a scheme wants to be named. */
#include "scheme_private.h"

static const struct {
    const char *key, *title;
    const char *aliases[4];
} parties[KP_PARTY_ROLES] = {
    [KP_PARTY_FUNDER] = {"funder", "出资方 | Funder", {"出资主体", "出资人", "购买方 | Purchaser", "购买主体"}},
    [KP_PARTY_PROVIDER] = {"provider", "服务方 | Provider", {"服务主体", "服务单位 | Service provider", "承接方", "承接主体"}},
    [KP_PARTY_EVALUATOR] = {"evaluator", "评价方 | Evaluator", {"评价主体", "评估方", "评估主体", "第三方 | Third party"}},
    [KP_PARTY_BENEFICIARY] = {"beneficiary", "受益方 | Beneficiary", {"受益人", "受益主体", "居民代表 | Resident", "业主代表 | Owner"}},
};

const char *kp_party_title(kp_party_role role) { return parties[role].title; }

int32_t kp_party_find(const char *name) {
    for (int32_t role = 0; role < KP_PARTY_ROLES; role++) {
        if (kp_text_matches(parties[role].key, name) || kp_text_matches(parties[role].title, name))
            return role;
        for (size_t i = 0; i < 4; i++)
            if (kp_text_matches(parties[role].aliases[i], name))
                return role;
    }
    return -1;
}

bool kp_scheme_wants_party(const kp_scheme *scheme, kp_party_role role) {
    for (size_t i = 0; i < scheme->parties.count; i++)
        if (kp_party_find(scheme->parties.items[i].name) == (int32_t)role)
            return true;
    return false;
}

/*
 * Each role under one name, and once. Independence is between parties that are named, so it wants them all where the scheme lists none, and two that can be the same body
 * where it lists some: an evaluator alone can still be the unit itself.
 */
void check_parties(scheme_builder *b) {
    kp_pairs *list = &b->scheme->parties;
    size_t count = 0, all = b->scheme->independent == KP_INDEPENDENT_YES && !list->count ? KP_PARTY_ROLES : 0;
    kp_pair *items = KP_NEW_ARRAY(b->arena, kp_pair, list->count + all);
    bool seen[KP_PARTY_ROLES] = {false};
    for (size_t i = 0; i < list->count; i++) {
        int32_t role = kp_party_find(kp_text(b->arena, list->items[i].name, KP_ZH));
        if (role < 0)
            COMPLAIN(b, b->scheme_record, kp_scheme, parties, KP_S_UNKNOWN_REFERENCE, list->items[i].name,
                     "出资方、服务方、评价方或受益方 | funder, provider, evaluator or beneficiary");
        else if (seen[role])
            COMPLAIN(b, b->scheme_record, kp_scheme, parties, KP_S_DUPLICATE_NAME, parties[role].title, NULL);
        if (role < 0 || seen[role])
            continue;
        seen[role] = true;
        items[count++] = (kp_pair){.name = parties[role].title, .value = KP_ZERO};
    }
    bool comparable = seen[KP_PARTY_EVALUATOR] || (seen[KP_PARTY_FUNDER] && seen[KP_PARTY_PROVIDER]);
    if (b->scheme->independent == KP_INDEPENDENT_YES && count && !comparable)
        COMPLAIN(b, b->scheme_record, kp_scheme, parties, KP_S_OPTIONS, items[0].name,
                 "主体分离至少要写评价方，或出资方和服务方 | the evaluator, or funder and provider, as independence is between them");
    for (size_t role = 0; role < all; role++)
        items[count++] = (kp_pair){.name = parties[role].title, .value = KP_ZERO};
    *list = (kp_pairs){items, count};
}
