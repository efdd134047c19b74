/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * schemes_reference_test.c - docs/schemes.md and docs/schemes.zh-CN.md tell of every built-in scheme what comes from which document, what from published practice and what is an assumption:
 * exactly what the basis of each record says. With KAOPING_REWRITE_DOCS=1 in the environment they are written anew.
 */
#include "written_page.h"

#include "kaoping/lint.h"
#include "kaoping/scheme_io.h"
#include "kaoping/scheme_provenance.h"

typedef struct page {
    kp_arena *arena;
    kp_lang lang;
    kp_buffer out;
} page;

static const char *say(const page *p, const char *zh, const char *en) { return p->lang == KP_EN ? en : zh; }

static const char *shown(const page *p, const char *text) { return kp_text(p->arena, text, p->lang); }

static kp_scheme *load(kp_arena *arena, size_t index) {
    kp_problems *problems = kp_problems_new(arena);
    kp_scheme *scheme = kp_builtin_load(arena, kp_builtin_id(index), problems);
    if (!scheme)
        fail_msg("%s cannot be loaded", kp_builtin_id(index));
    return scheme;
}

/* "Posted charges: full marks"; of the scheme itself, the field alone. */
static const char *item_words(const page *p, const kp_provenance_item *item) {
    const char *field = item->field ? shown(p, item->field->title) : say(p, "全部数字", "all numbers");
    if (item->section == KP_SECTION_SCHEME)
        return field;
    return kp_format(p->arena, say(p, "%s（%s）", "%s (%s)"), shown(p, item->title), field);
}

static bool names(const kp_provenance_item *item, const kp_reference *reference) {
    const kp_reference *found;
    for (size_t at = 0; (found = kp_reference_next(item->text, &at, NULL)) != NULL;)
        if (found == reference)
            return true;
    return false;
}

/* One line of what comes from a reference; NULL: what is assumed. */
static void put_from(page *p, const kp_provenance *all, const kp_reference *reference) {
    size_t put = 0;
    for (size_t i = 0; i < all->count; i++) {
        const kp_provenance_item *item = &all->items[i];
        if (reference ? !names(item, reference) : !item->assumed)
            continue;
        if (put == 0 && reference)
            kp_buffer_printf(&p->out, "- %s · %s: ", reference->key, shown(p, reference->title));
        else if (put == 0)
            kp_buffer_printf(&p->out, "- **%s**: ", say(p, "假设", "assumed"));
        kp_buffer_printf(&p->out, "%s%s", put ? say(p, "；", "; ") : "", item_words(p, item));
        put++;
    }
    if (put)
        kp_buffer_puts(&p->out, "\n");
}

static void put_scheme(page *p, size_t index) {
    const kp_scheme *scheme = load(p->arena, index);
    size_t count;
    const kp_reference *const *references = kp_scheme_references(p->arena, scheme, &count);
    const kp_provenance all = kp_scheme_provenance(p->arena, scheme);
    kp_buffer_printf(&p->out, "\n%s `%s` %s\n\n", kp_builtin_base(index) ? "####" : "###", scheme->id, shown(p, scheme->title));
    for (size_t i = 0; i < count; i++)
        put_from(p, &all, references[i]);
    put_from(p, &all, NULL);
}

/* The keys of the references that are no documents, as a cell. */
static const char *sources_of(page *p, const kp_reference *const *references, size_t count) {
    kp_buffer keys = {.arena = p->arena};
    for (size_t i = 0; i < count; i++)
        if (references[i]->kind != 'D')
            kp_buffer_printf(&keys, "%s%s", keys.length ? ", " : "", references[i]->key);
    return keys.length ? kp_buffer_text(&keys) : "–";
}

/* The documents: those that numbers come from, and those that the note names as where the evaluation itself comes from. */
static const char *documents_of(page *p, size_t index, const kp_reference *const *references, size_t count) {
    const char *base = kp_builtin_base(index); /* a preset says in its note what it changes */
    const char *note = load(p->arena, base ? kp_builtin_find(base) : index)->note;
    kp_buffer keys = {.arena = p->arena};
    for (size_t i = 0; i < kp_reference_count(); i++) {
        const kp_reference *document = kp_reference_at(i);
        bool named = document->kind == 'D' && note && strstr(note, document->key);
        for (size_t k = 0; k < count && document->kind == 'D'; k++)
            named = named || references[k] == document;
        if (named)
            kp_buffer_printf(&keys, "%s%s", keys.length ? ", " : "", document->key);
    }
    return keys.length ? kp_buffer_text(&keys) : "–";
}

static size_t assumptions_of(const kp_provenance *all) {
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++)
        count += all->items[i].assumed;
    return count;
}

static void put_row(page *p, size_t index) {
    const kp_scheme *scheme = load(p->arena, index);
    size_t count;
    const kp_reference *const *references = kp_scheme_references(p->arena, scheme, &count);
    const kp_provenance all = kp_scheme_provenance(p->arena, scheme);
    kp_buffer_printf(&p->out, "| %s`%s` | %s | %s | %s | %s | %zu / %zu |\n", kp_builtin_base(index) ? "↳ " : "", scheme->id, shown(p, scheme->title),
                     shown(p, kp_cadence_title(scheme->cadence)), documents_of(p, index, references, count), sources_of(p, references, count),
                     assumptions_of(&all), all.count);
}

static void put_references(page *p) {
    kp_buffer_printf(&p->out, "\n## %s\n\n| %s | %s | %s |\n|---|---|---|\n", say(p, "依据文稿和来源", "Documents and sources"),
                     say(p, "编号", "key"), say(p, "名称", "title"), say(p, "类别", "kind"));
    for (size_t i = 0; i < kp_reference_count(); i++) {
        const kp_reference *reference = kp_reference_at(i);
        kp_buffer_printf(&p->out, "| %s | %s | %s |\n", reference->key, shown(p, reference->title),
                         shown(p, kp_reference_kind_title(reference->kind)));
    }
}

/* By family, each preset behind its base. */
static void in_order(page *p, void (*put)(page *p, size_t index)) {
    for (int family = KP_FAMILY_COMMUNITY; family <= KP_FAMILY_OTHER; family++)
        for (size_t base = 0; base < kp_builtin_count(); base++) {
            if (kp_builtin_base(base) || kp_scheme_family(load(p->arena, base)) != (kp_family)family)
                continue;
            put(p, base);
            for (size_t i = 0; i < kp_builtin_count(); i++)
                if (kp_builtin_base(i) && strcmp(kp_builtin_base(i), kp_builtin_id(base)) == 0)
                    put(p, i);
        }
}

static const char *page_of(kp_arena *arena, kp_lang lang) {
    page p = {arena, lang, {.arena = arena}};
    kp_buffer_printf(&p.out,
                     "<!-- SPDX-License-Identifier: GPL-3.0-or-later -->\n# %s\n\n%s\n\n| %s | %s | %s | %s | %s | %s |\n|---|---|---|---|---|---|\n",
                     say(&p, "内置考评方案", "The built-in schemes"),
                     say(&p,
                         "每个数字都写明出处：来自五份依据文稿（S0–S4）、来自公开的实践做法（编号见文末）、或是假设。假设是可以修改的默认值。"
                         "“假设”一栏是标为假设的项数和全部写明出处的项数。缩进的是预设：在上一个方案上的少量改动。",
                         "Every number says where it comes from: one of the five documents (S0 to S4), published practice (numbers at the end), or "
                         "an assumption, which is a default to be "
                         "changed. The last column counts the items that are assumptions, of all that say where they come from. Indented are "
                         "presets: small changes of the scheme above."),
                     say(&p, "方案", "scheme"), say(&p, "名称", "title"), say(&p, "周期", "period"), say(&p, "依据文稿", "documents"),
                     say(&p, "来源", "sources"), say(&p, "假设", "assumed"));
    in_order(&p, put_row);
    kp_buffer_printf(&p.out, "\n## %s\n", say(&p, "逐项出处", "Item by item"));
    in_order(&p, put_scheme);
    put_references(&p);
    return kp_buffer_text(&p.out);
}

static void pages_are_the_schemes(kp_arena *arena, void *data) {
    (void)data;
    expect_page("docs/schemes.md", page_of(arena, KP_EN));
    expect_page("docs/schemes.zh-CN.md", page_of(arena, KP_ZH));
}

static void references_are_known(kp_arena *arena, void *data) {
    (void)data;
    for (size_t i = 0; i < kp_builtin_count(); i++) {
        const kp_provenance all = kp_scheme_provenance(arena, load(arena, i));
        for (size_t k = 0; k < all.count; k++) {
            bool unknown = false;
            for (size_t at = 0; kp_reference_next(all.items[k].text, &at, &unknown);)
                ;
            if (unknown)
                fail_msg("%s: %s: no such reference: %s", kp_builtin_id(i), all.items[k].id, all.items[k].text);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("the pages of schemes tell what the schemes' provenance says", pages_are_the_schemes),
        IN_ARENA("every reference that a built-in scheme names is in the table", references_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
