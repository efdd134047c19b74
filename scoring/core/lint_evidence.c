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

/* The roles beside evaluator that the body has for the unit of that row. Parties are sorted by unit, those of all first. */
static unsigned roles_beside(const kp_evidence *evidence, size_t row) {
    const kp_party *evaluator = &evidence->parties.items[row];
    unsigned roles = 0;
    for (size_t i = 0; i < evidence->parties.count; i++) {
        const kp_party *other = &evidence->parties.items[i];
        if (other->role < 0 || other->name != evaluator->name)
            continue;
        if (other->unit == evaluator->unit || other->unit == KP_PARTY_ALL || evaluator->unit == KP_PARTY_ALL)
            roles |= BIT(other->role);
    }
    return roles & (BIT(KP_PARTY_FUNDER) | BIT(KP_PARTY_PROVIDER));
}

/* Each body is told of once, at its first row. */
static void look_at_evaluators(const kp_evidence *evidence, kp_problems *problems) {
    bool *told = KP_NEW_ARRAY(problems->arena, bool, evidence->party_names.count);
    for (size_t i = 0; i < evidence->parties.count; i++) {
        const kp_party *party = &evidence->parties.items[i];
        if (party->role != KP_PARTY_EVALUATOR || party->name < 0 || told[party->name])
            continue;
        told[party->name] = true;
        unsigned roles = roles_beside(evidence, i);
        for (int role = 0; role < KP_PARTY_ROLES; role++)
            if (roles & BIT(role))
                kp_problems_add(problems, KP_L_EVALUATOR, kp_evidence_place(evidence, party->origin), KP_UNIT_NONE,
                                kp_verbatim(problems->arena, evidence->party_names.items[party->name]), kp_party_title((kp_party_role)role), NULL);
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
