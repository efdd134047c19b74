/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lint_evidence.c - what the linter finds in data: an evaluator who also pays or serves, and an evaluation without those it is for. Where the scheme itself asks for
 * independence these are errors of the evidence (evidence_parties.c), and nothing is said twice.
 */
#include "lint_private.h"

#include "kaoping/evidence.h"

#define BIT(role) (1u << (unsigned)(role))

static bool is_overridden(const kp_scheme *scheme, kp_lint_rule rule) {
    for (size_t i = 0; i < scheme->override_count; i++)
        if (scheme->overrides[i].rule == rule && kp_lint_is_reason(scheme->overrides[i].reason))
            return true;
    return false;
}

static bool asks(const kp_scheme *scheme, kp_lint_rule rule) { return kp_lint_binds(rule, kp_scheme_family(scheme)) && !is_overridden(scheme, rule); }

/* By name: the roles that a body has for all units, for any, and for the unit that is looked at. */
typedef struct party_roles {
    unsigned of_all, of_any, of_unit;
    int32_t unit;
    bool told;
} party_roles;

static void take_roles(party_roles *roles, const kp_evidence *evidence) {
    for (size_t i = 0; i < evidence->parties.count; i++) {
        const kp_party *party = &evidence->parties.items[i];
        if (party->role < 0 || party->name < 0)
            continue;
        if (party->unit == KP_PARTY_ALL)
            roles[party->name].of_all |= BIT(party->role);
        else
            roles[party->name].of_any |= BIT(party->role);
    }
}

/* A body is told of once, at the first row where it evaluates and has another role for the same unit. */
static void tell_evaluator(const kp_evidence *evidence, const kp_party *party, party_roles *body, kp_problems *problems) {
    unsigned others = body->of_all | (party->unit == KP_PARTY_ALL ? body->of_any : body->unit == party->unit ? body->of_unit : 0);
    for (int role = 0; role < KP_PARTY_ROLES && !body->told; role++)
        if (others & (BIT(KP_PARTY_FUNDER) | BIT(KP_PARTY_PROVIDER)) & BIT(role))
            kp_problems_add(problems, KP_L_EVALUATOR, kp_evidence_place(evidence, party->origin), KP_UNIT_NONE,
                            kp_verbatim(problems->arena, evidence->party_names.items[party->name]), kp_party_title((kp_party_role)role), NULL);
    body->told |= (others & (BIT(KP_PARTY_FUNDER) | BIT(KP_PARTY_PROVIDER))) != 0;
}

/* Parties are sorted by unit, those of all first: the rows of a unit are gone through twice. */
static void look_at_evaluators(const kp_evidence *evidence, kp_problems *problems) {
    party_roles *roles = KP_NEW_ARRAY(problems->arena, party_roles, evidence->party_names.count);
    take_roles(roles, evidence);
    const kp_party *parties = evidence->parties.items;
    for (size_t from = 0, to; from < evidence->parties.count; from = to) {
        for (to = from; to < evidence->parties.count && parties[to].unit == parties[from].unit; to++) {
            if (parties[to].role < 0 || parties[to].name < 0)
                continue;
            party_roles *body = &roles[parties[to].name];
            body->of_unit = (body->unit == parties[to].unit ? body->of_unit : 0) | BIT(parties[to].role);
            body->unit = parties[to].unit;
        }
        for (size_t i = from; i < to; i++)
            if (parties[i].role == KP_PARTY_EVALUATOR && parties[i].name >= 0)
                tell_evaluator(evidence, &parties[i], &roles[parties[i].name], problems);
    }
}

/* Residents are heard by a leaf of the scheme, too. */
static bool hears_residents(kp_arena *arena, const kp_scheme *scheme) {
    for (size_t i = 1; i < scheme->indicator_count; i++)
        if (scheme->indicators[i].method != KP_METHOD_NONE && lint_is_of_residents(arena, scheme, (int32_t)i))
            return true;
    return false;
}

static void look_for_beneficiaries(const kp_evidence *evidence, kp_problems *problems) {
    const kp_party *evaluator = NULL;
    for (size_t i = 0; i < evidence->parties.count; i++) {
        const kp_party *party = &evidence->parties.items[i];
        if (party->role == KP_PARTY_BENEFICIARY && party->name >= 0)
            return;
        if (!evaluator && party->role == KP_PARTY_EVALUATOR && party->name >= 0)
            evaluator = party;
    }
    if (evaluator && !hears_residents(problems->arena, evidence->scheme))
        kp_problems_add(problems, KP_L_BENEFICIARY, kp_evidence_place(evidence, evaluator->origin), KP_UNIT_NONE, evidence->scheme->title,
                        kp_party_title(KP_PARTY_BENEFICIARY), NULL);
}

void kp_lint_evidence(const kp_evidence *evidence, kp_problems *problems) {
    const kp_scheme *scheme = evidence->scheme;
    if (scheme->independent == KP_INDEPENDENT_NO && asks(scheme, KP_LINT_EVALUATOR))
        look_at_evaluators(evidence, problems);
    if (!kp_scheme_wants_party(scheme, KP_PARTY_BENEFICIARY) && asks(scheme, KP_LINT_BENEFICIARY))
        look_for_beneficiaries(evidence, problems);
}
