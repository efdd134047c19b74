/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_rules.c - the sheet 计分说明: the scheme as it was applied, with where each number comes from; what was read; who was not scored; and how to check it all.
 */
#include <string.h>

#include "kaoping/condition.h"
#include "kaoping/lint.h"
#include "kaoping/levels.h"
#include "report_private.h"

#define COLUMN_COUNT 6
#define ROWS_HELD_TOGETHER                                                                                                                           \
    5 /* of a section: a gap, its heading, the head of its table, and two more, so that none stands alone at the foot of a page */

/* Ends a row. A page may end after it, but not before the first rows of a section are written. */
static void end_row(kp_report *report, double least) {
    kp_report_row_end(&report->rules, least);
    if (report->held_together)
        report->held_together--;
    if (!report->held_together)
        kp_report_block_begin(&report->rules, false);
}

/* A row "label: text" over all columns. */
static void write_line(kp_report *report, const char *label, const char *text) {
    kp_report_sheet *sheet = &report->rules;
    kp_report_text(sheet, 0, label, STYLE_TEXT_STRONG);
    kp_report_merged(sheet, 1, COLUMN_COUNT - 1, text, STYLE_TEXT);
    end_row(report, 18);
}

/* Sections are numbered as they come, since a scheme may have no vetoes or lists: 一、二、… or 1. 2. */
static void write_section(kp_report *report, const char *title) {
    static const char *const numerals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五"};
    kp_report_sheet *sheet = &report->rules;
    size_t number = report->sections++ % (sizeof numerals / sizeof *numerals);
    const char *head = report->lang == KP_ZH ? kp_format(report->work, "%s、", numerals[number]) : kp_format(report->work, "%zu. ", number + 1);
    report->held_together = ROWS_HELD_TOGETHER;
    end_row(report, 8);
    kp_report_merged(sheet, 0, COLUMN_COUNT - 1, kp_format(report->work, "%s%s", head, title), STYLE_SECTION);
    end_row(report, 22);
}

static void write_cells(kp_report *report, const char *const cells[COLUMN_COUNT], kp_report_style style) {
    for (int i = 0; i < COLUMN_COUNT; i++)
        kp_report_text(&report->rules, i, cells[i], style);
    end_row(report, 18);
}

static const char *counted(kp_report *report, size_t count) { return kp_format(report->work, "%zu", count); }

static bool is_builtin_id(const char *id) {
    for (size_t i = 0; i < kp_builtin_count(); i++)
        if (strcmp(kp_builtin_id(i), id) == 0)
            return true;
    return false;
}

/* ---- Words of the scheme ---- */

/* The title of the value that an enumerated field of the scheme has: kp_sections knows its words. */
static const char *choice_words(kp_report *report, const char *key) {
    const kp_section *section = &kp_sections[KP_SECTION_SCHEME];
    int index = kp_field_find(section, key);
    if (index < 0 || section->fields[index].type != KP_FIELD_CHOICE)
        return "";
    int value; /* enumerations are as large as int, by the table's own reading */
    memcpy(&value, (const char *)report->scheme + section->fields[index].offset, sizeof value);
    for (const kp_choice *choice = section->fields[index].choices; choice && choice->key; choice++)
        if (choice->value == value)
            return kp_report_words(report, choice->title);
    return "";
}

static const char *field_title(kp_report *report, const char *key) {
    const kp_section *section = &kp_sections[KP_SECTION_SCHEME];
    int index = kp_field_find(section, key);
    return index < 0 ? key : kp_report_words(report, section->fields[index].title);
}

/* `words` with the scheme's own terms of provenance (assumption, seed, source) in the report's language. */
static void add_provenance(kp_report *report, kp_buffer *buffer, const char *words) {
    static const struct {
        const char *term;
        kp_message said;
    } terms[] = {{"assumption", KP_M_REPORT_BASIS_ASSUMPTION}, {"seed", KP_M_REPORT_BASIS_SEED}, {"source ", KP_M_REPORT_BASIS_SOURCE}};
    while (*words) {
        size_t i = 0;
        while (i < sizeof terms / sizeof *terms && strncmp(words, terms[i].term, strlen(terms[i].term)) != 0)
            i++;
        if (i < sizeof terms / sizeof *terms) {
            kp_buffer_puts(buffer, kp_say(terms[i].said, report->lang));
            words += strlen(terms[i].term);
        } else {
            kp_buffer_add(buffer, words++, 1);
        }
    }
}

/* "权重：来源 61；满分：设定": where the numbers of a record come from. */
static const char *basis_words(kp_report *report, const kp_pairs *basis, kp_section_id section) {
    kp_buffer buffer = {.arena = report->work};
    for (size_t i = 0; i < basis->count; i++) {
        const char *key = basis->items[i].name, *words = basis->items[i].text ? basis->items[i].text : "";
        if (*kp_buffer_text(&buffer))
            kp_buffer_puts(&buffer, SAY(SEMICOLON));
        if (strcmp(key, "*") != 0) {
            int field = kp_field_find(&kp_sections[section], key);
            kp_buffer_printf(&buffer, "%s%s", field < 0 ? key : kp_report_words(report, kp_sections[section].fields[field].title), SAY(COLON));
        }
        add_provenance(report, &buffer, kp_report_words(report, words));
    }
    return kp_buffer_text(&buffer);
}

static const char *list_titles(kp_report *report, const kp_pairs *ids) {
    const char *titles = "";
    for (size_t i = 0; i < ids->count; i++) {
        int32_t list = kp_scheme_find_list(report->scheme, ids->items[i].name);
        titles = kp_report_join(report, titles, list < 0 ? ids->items[i].name : kp_report_words(report, report->scheme->lists[list].title));
    }
    return titles;
}

static const char *band_title(kp_report *report, int32_t band) {
    return band >= 0 && (size_t)band < report->scheme->band_count ? kp_report_words(report, report->scheme->bands[band].title) : "";
}

/* ---- Sections ---- */

static void write_general(kp_report *report) {
    const kp_scheme *scheme = report->scheme;
    const kp_scorecard *card = report->card;
    write_section(report, SAY(SECTION_GENERAL));
    const char *named = report->lang == KP_ZH ? "%s（%s）" : "%s (%s)";
    write_line(report, SAY(SCHEME), kp_format(report->work, named, kp_report_words(report, scheme->title), scheme->id));
    if (scheme->note && *scheme->note)
        write_line(report, SAY(NOTE), kp_report_words(report, scheme->note));
    write_line(report, SAY(DIGEST), scheme->digest ? scheme->digest : "—");
    kp_pairs differences = {0};
    bool same = kp_scheme_is_builtin(report->work, scheme, &differences, report->lang);
    write_line(report, SAY(BUILTIN),
               !same                       ? SAY_WITH(BUILTIN_DIFFERS, counted(report, differences.count))
               : is_builtin_id(scheme->id) ? SAY(BUILTIN_SAME)
                                           : SAY(BUILTIN_OWN));
    for (size_t i = 0; i < differences.count; i++)
        write_line(report, SAY_WITH(DIFFERENCE, counted(report, i + 1)), kp_report_words(report, differences.items[i].name));
    write_line(report, SAY(PERIOD), kp_period_title(report->work, report->evidence->period, report->lang));
    if (report->evidence->office && *report->evidence->office)
        write_line(report, SAY(OFFICE), report->evidence->office);
    if (kp_scheme_is_calculation(report->scheme))
        write_line(report, SAY(COUNTS), counted(report, report->evidence->units.count));
    else
        write_line(report, SAY(COUNTS),
                   SAY_WITH(COUNTS_ARE, counted(report, report->evidence->units.count), counted(report, card->scored_count),
                            counted(report, card->ranked_count)));
    write_line(report, SAY(PROGRAM), "kaoping " KP_VERSION);
}

static void write_calculation(kp_report *report) {
    static const char *const choices[] = {"cadence", "rounding", "round_at", "decide_on", "not_applicable", "ranking", "rank_within", "ties"};
    const kp_scheme *scheme = report->scheme;
    write_section(report, SAY(SECTION_CALCULATION));
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
        write_line(report, field_title(report, choices[i]), choice_words(report, choices[i]));
    if (scheme->better == KP_BETTER_LOW)
        write_line(report, field_title(report, "better"), choice_words(report, "better"));
    write_line(report, field_title(report, "decimals"), kp_format(report->work, "%d", (int)scheme->decimals));
    if (scheme->minimum.given)
        write_line(report, field_title(report, "minimum"), kp_num_exact(report->work, scheme->minimum.value));
    if (scheme->maximum.given)
        write_line(report, field_title(report, "maximum"), kp_num_exact(report->work, scheme->maximum.value));
    const char *keys = "";
    for (size_t i = 0; i < scheme->tie_break.count; i++) {
        const char *id = scheme->tie_break.items[i].name;
        int32_t node = kp_scheme_find_indicator(scheme, *id == '-' ? id + 1 : id);
        const char *title = node >= 0 ? kp_report_words(report, scheme->indicators[node].title) : id;
        keys = kp_report_join(report, keys, *id == '-' ? SAY_WITH(LOWER_FIRST, title) : title);
    }
    if (*keys)
        write_line(report, field_title(report, "tie_break"), keys);
    if (scheme->basis.count)
        write_line(report, SAY(PROVENANCE), basis_words(report, &scheme->basis, KP_SECTION_SCHEME));
}

static void write_indicator(kp_report *report, size_t index) {
    const kp_indicator *node = &report->scheme->indicators[index];
    kp_buffer title = {.arena = report->work};
    for (int32_t i = 0; i < node->depth; i++)
        kp_buffer_puts(&title, "　");
    kp_buffer_puts(&title, kp_report_words(report, node->title));
    bool inner = node->method == KP_METHOD_NONE;
    const char *aggregate = kp_aggregate_words(report->work, node, report->lang);
    const char *rule = *aggregate ? aggregate
                       : inner    ? (node->combine == KP_COMBINE_WEIGHTED ? SAY(BY_WEIGHTS) : SAY(BY_SUM))
                                  : kp_method_rule_words(report->work, report->scheme, (int32_t)index, report->lang);
    const char *coverage = kp_coverage_words(report->work, node, report->lang);
    if (*coverage)
        rule = kp_report_join(report, rule, coverage);
    if (node->check_against >= 0)
        rule = kp_report_join(report, rule,
                              SAY_WITH(CHECKED_AGAINST, kp_report_words(report, report->scheme->indicators[node->check_against].title),
                                       kp_num_exact(report->work, node->tolerance)));
    const char *levels = kp_level_names(report->work, report->scheme, (int32_t)index);
    if (*levels)
        rule = kp_report_join(report, rule, SAY_WITH(GIVEN_BY, kp_report_words(report, levels)));
    if (node->note && *node->note)
        rule = kp_format(report->work, "%s\n%s", rule, kp_report_words(report, node->note));
    const char *cells[COLUMN_COUNT] = {node->id,
                                       kp_buffer_text(&title),
                                       kp_report_weight(report, (int32_t)index),
                                       inner ? "" : kp_report_words(report, kp_method_title(node->method)),
                                       rule,
                                       basis_words(report, &node->basis, KP_SECTION_INDICATORS)};
    write_cells(report, cells, inner ? STYLE_NODE_SMALL : STYLE_TEXT_SMALL);
}

static void write_indicators(kp_report *report) {
    write_section(report, SAY(SECTION_INDICATORS));
    const char *heads[COLUMN_COUNT] = {SAY(CODE), SAY(INDICATOR), SAY(FULL_OR_WEIGHT), SAY(METHOD), SAY(RULE), SAY(PROVENANCE)};
    write_cells(report, heads, STYLE_HEAD);
    kp_report_each(report, report->scheme->indicator_count, write_indicator);
}

static const char *quota_words(kp_report *report, const kp_band *band) {
    const char *words = "";
    for (size_t i = 0; i < band->quotas.count; i++)
        words = kp_report_join(report, words,
                               kp_format(report->work, "%s%s%s", kp_report_words(report, band->quotas.items[i].name), SAY(COLON),
                                         SAY_WITH(AT_MOST, band->quotas.items[i].text)));
    if (*words)
        words = kp_format(report->work, "%s%s%s", kp_report_words(report, band->quota_by), report->lang == KP_EN ? " " : "　", words);
    if (!band->quota.given)
        return words;
    return kp_report_join(
        report, words,
        SAY_WITH(AT_MOST, kp_format(report->work, "%s%s", kp_num_exact(report->work, band->quota.value), band->quota.percent ? "%" : "")));
}

/* "绩效系数 1.2", and the note. */
static const char *band_note(kp_report *report, const kp_band *band) {
    const char *note = kp_report_words(report, band->note);
    if (!band->coefficient.given)
        return note;
    return kp_report_join(report,
                          kp_format(report->work, "%s %s", kp_report_words(report, kp_coefficient_name(report->scheme)),
                                    kp_num_exact(report->work, band->coefficient.value)),
                          note);
}

static void write_bands(kp_report *report) {
    const kp_scheme *scheme = report->scheme;
    if (!scheme->band_count)
        return;
    write_section(report, SAY(SECTION_BANDS));
    const char *heads[COLUMN_COUNT] = {SAY(CODE), SAY(GRADE), SAY(BAND_RANGE), SAY(QUOTA), SAY(NOTE), SAY(PROVENANCE)};
    write_cells(report, heads, STYLE_HEAD);
    for (size_t i = 0; i < scheme->band_count; i++) {
        const kp_band *band = &scheme->bands[i];
        const char *cells[COLUMN_COUNT] = {band->id,
                                           band_title(report, (int32_t)i),
                                           kp_report_band_range(report, i),
                                           quota_words(report, band),
                                           band_note(report, band),
                                           basis_words(report, &band->basis, KP_SECTION_BANDS)};
        write_cells(report, cells, STYLE_TEXT_SMALL);
    }
}

static void write_vetoes(kp_report *report) {
    const kp_scheme *scheme = report->scheme;
    if (!scheme->veto_count)
        return;
    write_section(report, SAY(VETO));
    const char *heads[COLUMN_COUNT] = {SAY(CODE), SAY(VETO), SAY(FORCES), "", SAY(NOTE), SAY(PROVENANCE)};
    write_cells(report, heads, STYLE_HEAD);
    for (size_t i = 0; i < scheme->veto_count; i++) {
        const kp_veto *veto = &scheme->vetoes[i];
        const char *cells[COLUMN_COUNT] = {veto->id, kp_report_words(report, veto->title), band_title(report, veto->band),
                                           "",       kp_report_words(report, veto->note),  basis_words(report, &veto->basis, KP_SECTION_VETOES)};
        write_cells(report, cells, STYLE_TEXT_SMALL);
    }
}

/* "不高于 称职", "降等 1" */
static const char *effect_words(kp_report *report, const kp_rule *rule) {
    const kp_section *section = &kp_sections[KP_SECTION_RULES];
    const char *effect = kp_field_text(report->work, report->scheme, section, (size_t)kp_field_find(section, "effect"), rule,
                                       report->lang == KP_EN ? KP_STYLE_WORDS_EN : KP_STYLE_WORDS_ZH);
    bool moves = rule->effect == KP_EFFECT_LOWER || rule->effect == KP_EFFECT_RAISE;
    return kp_format(report->work, "%s %s", effect, moves ? counted(report, (size_t)rule->places) : band_title(report, rule->band));
}

static void write_grade_rules(kp_report *report) {
    const kp_scheme *scheme = report->scheme;
    if (!scheme->rule_count)
        return;
    write_section(report, kp_report_words(report, kp_sections[KP_SECTION_RULES].title));
    const char *heads[COLUMN_COUNT] = {SAY(CODE), SAY(RULE), SAY(EFFECT), "", SAY(CONDITION), SAY(PROVENANCE)};
    write_cells(report, heads, STYLE_HEAD);
    for (size_t i = 0; i < scheme->rule_count; i++) {
        const kp_rule *rule = &scheme->rules[i];
        const char *when = rule->when.condition ? kp_condition_words(report->work, rule->when.condition, scheme, report->lang) : "";
        if (rule->note && *rule->note)
            when = kp_format(report->work, "%s\n%s", when, kp_report_words(report, rule->note));
        const char *cells[COLUMN_COUNT] = {rule->id,
                                           kp_report_words(report, rule->title),
                                           effect_words(report, rule),
                                           "",
                                           when,
                                           basis_words(report, &rule->basis, KP_SECTION_RULES)};
        write_cells(report, cells, STYLE_TEXT_SMALL);
    }
}

static const char *actions_words(kp_report *report, const kp_list *list) {
    kp_buffer buffer = {.arena = report->work};
    for (size_t i = 0; i < list->actions.count; i++)
        kp_buffer_printf(
            &buffer, "%s%s", i ? "\n" : "",
            SAY_WITH(ACTION_AT, kp_num_exact(report->work, list->actions.items[i].value), kp_report_words(report, list->actions.items[i].text)));
    return kp_buffer_text(&buffer);
}

static void write_list_rules(kp_report *report) {
    const kp_scheme *scheme = report->scheme;
    if (!scheme->list_count)
        return;
    write_section(report, SAY(SECTION_LISTS));
    const char *heads[COLUMN_COUNT] = {SAY(CODE), SAY(LIST), SAY(REPLACES), SAY(ACTION), SAY(CONDITION), SAY(PROVENANCE)};
    write_cells(report, heads, STYLE_HEAD);
    for (size_t i = 0; i < scheme->list_count; i++) {
        const kp_list *list = &scheme->lists[i];
        const char *when = list->when.condition ? kp_condition_words(report->work, list->when.condition, scheme, report->lang) : "";
        if (list->note && *list->note)
            when = kp_format(report->work, "%s\n%s", when, kp_report_words(report, list->note));
        const char *cells[COLUMN_COUNT] = {list->id,
                                           kp_report_words(report, list->title),
                                           list_titles(report, &list->replaces),
                                           actions_words(report, list),
                                           when,
                                           basis_words(report, &list->basis, KP_SECTION_LISTS)};
        write_cells(report, cells, STYLE_TEXT_SMALL);
    }
}

/* "城市 90%；其余 80%" */
static const char *goals_words(kp_report *report, const kp_target *target) {
    const char *words = "";
    for (size_t i = 0; i < target->goals.count; i++) {
        const kp_pair *goal = &target->goals.items[i];
        bool all = target->per == KP_PER_ALL, rest = strcmp(goal->name, "else") == 0;
        const char *name = all ? "" : rest ? SAY(TARGET_ELSE) : kp_report_words(report, goal->name);
        words = kp_report_join(report, words, kp_format(report->work, "%s%s≥ %s%%", name, *name ? " " : "", kp_num_exact(report->work, goal->value)));
    }
    return words;
}

static const char *per_words(kp_report *report, const kp_target *target) {
    if (target->per == KP_PER_FIELD)
        return kp_report_words(report, target->field);
    return target->per == KP_PER_GROUP ? SAY(GROUP) : SAY(ALL_UNITS);
}

static void write_target_rules(kp_report *report) {
    const kp_scheme *scheme = report->scheme;
    if (!scheme->target_count)
        return;
    write_section(report, kp_report_words(report, kp_sections[KP_SECTION_TARGETS].title));
    const char *heads[COLUMN_COUNT] = {SAY(CODE), SAY(TARGET), SAY(TARGET_PER), SAY(TARGET_GOAL), SAY(CONDITION), SAY(PROVENANCE)};
    write_cells(report, heads, STYLE_HEAD);
    for (size_t i = 0; i < scheme->target_count; i++) {
        const kp_target *target = &scheme->targets[i];
        const char *when = kp_condition_words(report->work, target->when.condition, scheme, report->lang);
        if (target->of.condition)
            when = kp_report_join(
                report, when,
                SAY_WITH(TARGET_OF, kp_verbatim(report->work, kp_condition_words(report->work, target->of.condition, scheme, report->lang))));
        if (*target->note)
            when = kp_format(report->work, "%s\n%s", when, kp_report_words(report, target->note));
        const char *cells[COLUMN_COUNT] = {target->id,
                                           kp_report_words(report, target->title),
                                           per_words(report, target),
                                           goals_words(report, target),
                                           when,
                                           basis_words(report, &target->basis, KP_SECTION_TARGETS)};
        write_cells(report, cells, STYLE_TEXT_SMALL);
    }
}

static void write_party(kp_report *report, size_t index) {
    const kp_evidence *evidence = report->evidence;
    const kp_party *party = &evidence->parties.items[index];
    if (party->role < 0 || party->name < 0)
        return;
    kp_report_merged(&report->rules, 0, 1, party->unit == KP_PARTY_ALL ? SAY(ALL_UNITS) : evidence->units.items[party->unit].name, STYLE_TEXT);
    kp_report_merged(&report->rules, 2, 3, kp_report_words(report, kp_party_title((kp_party_role)party->role)), STYLE_TEXT);
    kp_report_merged(&report->rules, 4, COLUMN_COUNT - 1, evidence->party_names.items[party->name], STYLE_TEXT);
    end_row(report, 18);
}

/* Who pays, who serves, who evaluates and who benefits. */
static void write_parties(kp_report *report) {
    if (!report->evidence->parties.count)
        return;
    write_section(report, kp_report_words(report, kp_sheet_name(KP_SHEET_PARTIES)));
    kp_report_merged(&report->rules, 0, 1, kp_report_words(report, report->scheme->subject), STYLE_HEAD);
    kp_report_merged(&report->rules, 2, 3, SAY(PARTY_ROLE), STYLE_HEAD);
    kp_report_merged(&report->rules, 4, COLUMN_COUNT - 1, SAY(PARTY_NAME), STYLE_HEAD);
    end_row(report, 18);
    kp_report_each(report, report->evidence->parties.count, write_party);
}

/* What the scheme keeps although the linter finds fault with it, and why. */
static void write_overridden(kp_report *report) {
    const kp_lint *lint = kp_lint_scheme(report->work, report->scheme);
    size_t kept = 0;
    for (size_t i = 0; i < lint->count; i++)
        kept += lint->items[i].override >= 0;
    if (!kept)
        return;
    write_section(report, kp_report_words(report, kp_sections[KP_SECTION_OVERRIDES].title));
    const char *heads[COLUMN_COUNT] = {SAY(CODE), SAY(RULE), SAY(INDICATOR), "", SAY(KEPT_BECAUSE), SAY(LINT_BASIS)};
    write_cells(report, heads, STYLE_HEAD);
    for (size_t i = 0; i < lint->count; i++) {
        const kp_lint_finding *finding = &lint->items[i];
        if (finding->override < 0)
            continue;
        const char *cells[COLUMN_COUNT] = {kp_problem_code_text(kp_lint_code(finding->rule)),
                                           kp_report_words(report, kp_lint_title(finding->rule)),
                                           kp_report_words(report, finding->name),
                                           finding->detail ? kp_report_words(report, finding->detail) : "",
                                           kp_report_words(report, report->scheme->overrides[finding->override].reason),
                                           kp_report_words(report, kp_lint_basis(finding->rule))};
        write_cells(report, cells, STYLE_TEXT_SMALL);
    }
}

static void write_inputs(kp_report *report) {
    write_section(report, SAY(SECTION_INPUTS));
    for (size_t i = 0; i < report->options->file_count; i++) {
        const kp_input_file *file = &report->options->files[i];
        kp_report_text(&report->rules, 0, counted(report, i + 1), STYLE_TEXT_CENTER);
        const char *path =
            file->level ? kp_format(report->work, "%s\n%s", file->path, SAY_WITH(GIVEN_BY, kp_report_words(report, file->level))) : file->path;
        kp_report_merged(&report->rules, 1, 3, path, STYLE_TEXT_SMALL);
        kp_report_merged(&report->rules, 4, COLUMN_COUNT - 1, kp_format(report->work, "SHA-256 %s", file->digest ? file->digest : "—"),
                         STYLE_TEXT_SMALL);
        end_row(report, 18);
    }
    if (!report->options->file_count)
        write_line(report, "—", SAY(NO_FILES));
}

/* Of a calculation nobody has a score or rank: left out is who does not take part, and who has an error. */
static bool is_left_out(const kp_report *report, int32_t unit) {
    const kp_unit *who = &report->evidence->units.items[unit];
    if (kp_scheme_is_calculation(report->scheme))
        return who->excluded || who->problem >= 0;
    return !report->card->units[unit].scored || !report->card->units[unit].ranked;
}

static void write_left_out(kp_report *report, size_t index) {
    int32_t unit = report->card->order[index];
    const char *reason = is_left_out(report, unit) ? kp_report_reason(report, unit) : "";
    if (!*reason)
        return;
    kp_report_merged(&report->rules, 0, 1, report->evidence->units.items[unit].name, STYLE_TEXT);
    kp_report_merged(&report->rules, 2, COLUMN_COUNT - 1, reason, STYLE_TEXT);
    end_row(report, 18);
}

static void write_units_left_out(kp_report *report) {
    bool any = false;
    for (size_t unit = 0; unit < report->evidence->units.count; unit++)
        any = any || is_left_out(report, (int32_t)unit);
    if (!any)
        return;
    write_section(report, kp_scheme_is_calculation(report->scheme) ? SAY(SECTION_LEFT_OUT_VALUES) : SAY(SECTION_LEFT_OUT));
    kp_report_each(report, report->evidence->units.count, write_left_out);
}

static void write_checking(kp_report *report) {
    write_section(report, SAY(SECTION_CHECKING));
    write_line(report, SAY(FORMULAS), SAY_WITH(FORMULAS_ARE, counted(report, report->formulas)));
    write_line(report, SAY(VALUES), report->values ? SAY_WITH(VALUES_ARE, counted(report, report->values)) : SAY(VALUES_NONE));
    write_line(report, SAY(RECOMPUTE), SAY(RECOMPUTE_HOW));
    write_line(report, SAY(EXPLAIN), SAY(EXPLAIN_HOW));
    if (report->cut_texts)
        write_line(report, SAY(CUT_TEXTS), SAY_WITH(CUT_TEXTS_ARE, counted(report, report->cut_texts)));
}

/* How the figures of the sheet 满意度 come about, with where each formula is from. */
static void write_measurement(kp_report *report) {
    static const kp_message lines[][2] = {
        {KP_M_REPORT_SURVEY_DEGREE, KP_M_REPORT_SURVEY_HOW_DEGREE},  {KP_M_REPORT_SURVEY_RATE, KP_M_REPORT_SURVEY_HOW_RATE},
        {KP_M_REPORT_SURVEY_MARGIN, KP_M_REPORT_SURVEY_HOW_MARGIN},  {KP_M_REPORT_SURVEY_INTERVAL, KP_M_REPORT_SURVEY_HOW_INTERVAL},
        {KP_M_REPORT_SURVEY_DEFF, KP_M_REPORT_SURVEY_HOW_DEFF},      {KP_M_REPORT_SURVEY_RANGE, KP_M_REPORT_SURVEY_HOW_RANGE},
        {KP_M_REPORT_SURVEY_QUALITY, KP_M_REPORT_SURVEY_HOW_QUALITY}};
    size_t count = sizeof lines / sizeof *lines - !report->soundness;
    if (!report->analysis)
        return;
    write_section(report, SAY(SECTION_SURVEY));
    for (size_t i = 0; i < count; i++)
        write_line(report, kp_say(lines[i][0], report->lang), kp_say(lines[i][1], report->lang));
}

static void begin_rules(kp_report *report, const char *title, const char *note) {
    static const double widths[COLUMN_COUNT] = {18, 29, 17, 19, 46, 25};
    kp_report_sheet *sheet = &report->rules;
    for (int i = 0; i < COLUMN_COUNT; i++)
        kp_report_column(sheet, widths[i]);
    kp_report_title(sheet, title, note);
    kp_report_blocks_reserve(sheet, KP_REPORT_MAX_BREAKS + 1);
    kp_report_block_begin(sheet, false);
}

void kp_report_write_rules(kp_report *report) {
    const char *period = kp_period_title(report->work, report->evidence->period, report->lang);
    const char *title = SAY_WITH(TITLE_OF, kp_report_words(report, report->scheme->title), period);
    begin_rules(report, kp_report_title_and(report, title, SAY(TITLE_RULES)), SAY(RULES_NOTE));
    write_general(report);
    write_calculation(report);
    write_indicators(report);
    write_measurement(report);
    write_bands(report);
    write_vetoes(report);
    write_grade_rules(report);
    write_list_rules(report);
    write_target_rules(report);
    write_parties(report);
    write_overridden(report);
    write_inputs(report);
    write_units_left_out(report);
    write_checking(report);
    kp_report_sheet_close(&report->rules);
}

void kp_report_write_survey_rules(kp_report *report) {
    begin_rules(report, SAY(SURVEY_RULES), SAY(SURVEY_RULES_NOTE));
    write_section(report, SAY(SECTION_GENERAL));
    write_line(report, SAY(SURVEY_NAME), kp_report_words(report, report->scheme->title));
    if (kp_period_is_known(report->evidence->period))
        write_line(report, SAY(PERIOD), kp_period_title(report->work, report->evidence->period, report->lang));
    if (report->evidence->office && *report->evidence->office)
        write_line(report, SAY(OFFICE), report->evidence->office);
    write_line(report, kp_report_words(report, report->scheme->subject), counted(report, report->evidence->units.count));
    write_line(report, SAY(PROGRAM), "kaoping " KP_VERSION);
    write_indicators(report);
    write_measurement(report);
    write_inputs(report);
    kp_report_sheet_close(&report->rules);
}
