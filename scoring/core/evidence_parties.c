/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evidence_parties.c - the bodies behind an evaluation: those that the scheme wants are named for each unit, and where it asks for independence (主体分离), who pays, who
 * serves and who evaluates are three bodies, and nobody evaluates itself. Names are compared as names.h does.
 */
#include "evidence_private.h"
#include "kaoping/typed.h"

#define BIT(role) (1u << (unsigned)(role))
#define APART     (BIT(KP_PARTY_FUNDER) | BIT(KP_PARTY_PROVIDER) | BIT(KP_PARTY_EVALUATOR))
#define ALL_ROLES (BIT(KP_PARTY_ROLES) - 1u)
#define NOT_KNOWN BIT(KP_PARTY_ROLES) /* something was entered that could not be taken */

/* What people write where there is nobody, so as not to leave the cell empty. */
static bool is_nobody(kp_arena *arena, const char *name) {
    static const char *const words[] = {"暂无 | None", "待定 | TBD", "未定 | To be determined"};
    kp_typed_kind kind = kp_parse_typed(arena, name).kind;
    bool nobody = kind == KP_TYPED_NOT_APPLICABLE || kind == KP_TYPED_NO;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        nobody = nobody || kp_text_matches(words[i], name);
    return nobody;
}

int32_t kp_evidence_party(kp_evidence *evidence, int32_t unit, int32_t role, const char *name, kp_origin origin) {
    evidence_lookup *lookup = evidence->names;
    int32_t index = -1;
    if (!kp_text_is_blank(name)) {
        if (is_nobody(evidence->arena, name))
            return -1;
        index = kp_names_find(lookup->parties, name);
        if (index < 0) {
            index = (int32_t)evidence->party_names.count;
            kp_names_add_alias(lookup->parties, name, index);
            KP_PUSH(evidence->arena, &evidence->party_names, kp_strdup(evidence->arena, name));
        }
    }
    KP_PUSH(evidence->arena, &evidence->parties, (kp_party){unit, role, index, origin});
    return index;
}

/* ---- the same body twice ---- */

typedef struct party_check {
    const kp_evidence *evidence;
    kp_problems *problems;
    unsigned *of_all;  /* by name: the roles that it has for all units */
    unsigned *of_unit; /* by name: the roles that it has for `unit_of[name]` besides */
    int32_t *unit_of;
} party_check;

static const char *role_title(unsigned roles) {
    int role = 0;
    while (role + 1 < KP_PARTY_ROLES && !(roles & BIT(role)))
        role++;
    return kp_party_title((kp_party_role)role);
}

/* The row, against what its name is already. Which roles it names, as bits. */
static unsigned take_party(party_check *c, const kp_party *party) {
    const kp_evidence *evidence = c->evidence;
    if (party->role < 0 || party->name < 0)
        return NOT_KNOWN;
    kp_arena *arena = c->problems->arena;
    const char *name = evidence->party_names.items[party->name];
    bool for_all = party->unit == KP_PARTY_ALL;
    if (!for_all && c->unit_of[party->name] != party->unit) {
        c->unit_of[party->name] = party->unit;
        c->of_unit[party->name] = 0;
    }
    unsigned own = BIT(party->role), others = (c->of_all[party->name] | (for_all ? 0 : c->of_unit[party->name])) & APART & ~own;
    bool independent = evidence->scheme->independent == KP_INDEPENDENT_YES;
    kp_place place = kp_evidence_place(evidence, party->origin);
    int32_t unit = for_all ? KP_UNIT_ALL : party->unit;
    if (independent && (own & APART) && others)
        kp_problems_add(c->problems, KP_D_PARTIES_SAME, place, unit, kp_verbatim(arena, name), role_title(others),
                        kp_party_title((kp_party_role)party->role));
    if (independent && party->role == KP_PARTY_EVALUATOR && !for_all && kp_evidence_find_unit(evidence, name) == party->unit)
        kp_problems_add(c->problems, KP_D_MARKS_ITSELF, place, unit, kp_verbatim(arena, name), NULL, NULL);
    *(for_all ? &c->of_all[party->name] : &c->of_unit[party->name]) |= own;
    return own;
}

/* A body that evaluates all units, and is one of them. */
static void check_own_evaluators(const party_check *c) {
    const kp_evidence *evidence = c->evidence;
    for (size_t i = 0; i < evidence->parties.count && evidence->scheme->independent == KP_INDEPENDENT_YES; i++) {
        const kp_party *party = &evidence->parties.items[i];
        if (party->unit != KP_PARTY_ALL || party->role != KP_PARTY_EVALUATOR || party->name < 0)
            continue;
        const char *name = evidence->party_names.items[party->name];
        int32_t unit = kp_evidence_find_unit(evidence, name);
        if (unit >= 0 && !evidence->units.items[unit].excluded)
            kp_problems_add(c->problems, KP_D_MARKS_ITSELF, kp_evidence_place(evidence, party->origin), unit, kp_verbatim(c->problems->arena, name),
                            NULL, NULL);
    }
}

/* ---- who is not named ---- */

/* named[]: by unit, the roles that are. What no unit has is told once. */
static void tell_missing(const party_check *c, const unsigned named[], kp_party_role role) {
    const kp_evidence *evidence = c->evidence;
    kp_arena *arena = c->problems->arena;
    size_t lacking = 0, asked = 0;
    for (size_t unit = 0; unit < evidence->units.count; unit++) {
        asked += !evidence->units.items[unit].excluded;
        lacking += !evidence->units.items[unit].excluded && !(named[unit] & (BIT(role) | NOT_KNOWN));
    }
    if (lacking == asked && asked > 1) {
        kp_place place = evidence->parties.count ? kp_evidence_place(evidence, evidence->parties.items[0].origin) : (kp_place){0};
        kp_problems_add(c->problems, KP_D_PARTY_MISSING, (kp_place){place.file, place.sheet, 0, 0}, KP_UNIT_ALL, "全部对象 | all units",
                        kp_party_title(role), NULL);
        return;
    }
    for (size_t unit = 0; unit < evidence->units.count && lacking; unit++)
        if (!evidence->units.items[unit].excluded && !(named[unit] & (BIT(role) | NOT_KNOWN)))
            kp_problems_add(c->problems, KP_D_PARTY_MISSING, kp_evidence_place(evidence, evidence->units.items[unit].origin), (int32_t)unit,
                            kp_unit_words(arena, evidence, (int32_t)unit), kp_party_title(role), NULL);
}

void kp_evidence_check_parties(const kp_evidence *evidence, kp_problems *problems) {
    kp_arena *arena = problems->arena;
    if (!evidence->scheme->parties.count)
        return;
    size_t names = evidence->party_names.count;
    party_check c = {evidence, problems, KP_NEW_ARRAY(arena, unsigned, names), KP_NEW_ARRAY(arena, unsigned, names),
                     KP_NEW_ARRAY(arena, int32_t, names)};
    for (size_t i = 0; i < names; i++)
        c.unit_of[i] = -1;
    unsigned *named = KP_NEW_ARRAY(arena, unsigned, evidence->units.count), of_all = 0;
    for (size_t i = 0; i < evidence->parties.count; i++) /* sorted by unit, those of all first */
        if (evidence->parties.items[i].unit == KP_PARTY_ALL)
            of_all |= take_party(&c, &evidence->parties.items[i]);
        else if (!evidence->units.items[evidence->parties.items[i].unit].excluded)
            named[evidence->parties.items[i].unit] |= take_party(&c, &evidence->parties.items[i]);
    for (size_t unit = 0; unit < evidence->units.count; unit++)
        named[unit] |= of_all;
    check_own_evaluators(&c);
    for (int role = 0; role < KP_PARTY_ROLES && !evidence->parties_unread; role++)
        if (kp_scheme_wants_party(evidence->scheme, (kp_party_role)role))
            tell_missing(&c, named, (kp_party_role)role);
}
