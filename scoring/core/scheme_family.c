/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scheme_family.c - what kind of thing a scheme evaluates, where it does not say so itself: by its subject, else by its title. Who is named last is evaluated: a 社区工作者
 * is a person, a 社区卫生服务中心 is no community.
 */
#include "kaoping/lint.h"
#include "kaoping/utf8.h"

#include <string.h>

typedef struct family_word {
    kp_family family;
    bool at_end; /* only as the last word of the subject, brackets and lists aside */
    const char *zh, *en;
} family_word;

/* In the order they are asked. */
static const family_word family_words[] = {
    {KP_FAMILY_PROPERTY, false, "物业|业委会|业主委员会", "property|estate"},
    {KP_FAMILY_PEOPLE, false, "工作者|工作人员|网格员|网格长|管理员|警员|社工|干部|书记|主任|人员|志愿者|责任人|楼栋长",
     "worker|staff|person|administrator|officer|volunteer|leader"},
    {KP_FAMILY_GRID, false, "网格", "grid"},
    {KP_FAMILY_COMMUNITY, true, "社区|居委会|居民委员会|村委会|村民委员会|行政村|村居|居村|村|社区党组织|社区党委|社区党支部|社区两委|村两委",
     "community|communities|village|villages|residents' committee|neighbourhood committee|neighborhood committee|village committee"},
};

/* Nothing follows but a list, a bracket or where it is: "community in Wuhai", and no "community hospital". */
static bool ends_here(const char *behind) {
    if ((unsigned char)behind[-1] < 0x80 && *behind == ' ') {
        static const char *const behind_it[] = {" in ", " of ", " at ", " under ", " within ", " and ", " or ", " (", " ,", " /"};
        for (size_t i = 0; i < sizeof behind_it / sizeof *behind_it; i++)
            if (strncmp(behind, behind_it[i], strlen(behind_it[i])) == 0)
                return true;
        return behind[strspn(behind, " ")] == '\0';
    }
    return !*behind || strchr("(),;/ ", *behind) || strncmp(behind, "、", 3) == 0 || strncmp(behind, "和", 3) == 0;
}

/* True where the word list has one that `text` holds, or with `at_end` one that ends a word of the list that the text is. */
static bool has_word(const char *text, const char *list, bool at_end) {
    while (*list) {
        size_t n = strcspn(list, "|");
        for (const char *at = text; (at = strchr(at, *list)) != NULL; at++) {
            const char *behind = at + n;
            if (strncmp(at, list, n) != 0)
                continue;
            if (!at_end || ends_here(behind))
                return true;
        }
        list += n + (list[n] == '|');
    }
    return false;
}

/* Half-width and lower case, blanks left as they are. */
static void fold_subject(const char *text, char *out, size_t size) {
    size_t used = 0, length;
    while (*text && used + 4 < size) {
        uint32_t c = kp_lower(kp_half_width(kp_utf8_read(text, &length)));
        text += length;
        used += kp_utf8_write(c, out + used);
    }
    out[used] = '\0';
}

static kp_family family_of(const char *text, bool is_subject) {
    char folded[512];
    fold_subject(text ? text : "", folded, sizeof folded);
    char *bar = strstr(folded, " | ");
    if (bar)
        *bar = '\0';
    const char *zh = folded, *en = bar ? bar + 3 : folded;
    for (size_t i = 0; i < sizeof family_words / sizeof *family_words; i++) {
        const family_word *word = &family_words[i];
        bool at_end = word->at_end && is_subject;
        bool chinese = (unsigned char)*zh >= 0x80;
        if (word->at_end && !is_subject) { /* in a title the village is a word of its own only in these */
            if (has_word(zh, "社区|居委会|村委会|行政村|村居", false) || (!chinese && has_word(en, "community|communities|villages", false)))
                return word->family;
            continue;
        }
        if (has_word(zh, word->zh, at_end) || (!chinese && has_word(en, word->en, at_end)))
            return word->family;
    }
    return KP_FAMILY_NONE;
}

/* 社区食堂, Community hospital: something else of a community. */
static bool is_of_community(const char *subject) {
    char folded[512];
    fold_subject(subject, folded, sizeof folded);
    return strstr(folded, "社区") || strncmp(folded, "community ", 10) == 0;
}

kp_family kp_scheme_family(const kp_scheme *scheme) {
    if (scheme->family != KP_FAMILY_NONE)
        return scheme->family;
    bool named = scheme->subject && !kp_text_matches("考评对象 | Unit", scheme->subject);
    kp_family family = named ? family_of(scheme->subject, true) : KP_FAMILY_NONE;
    if (named && family == KP_FAMILY_NONE && is_of_community(scheme->subject))
        return KP_FAMILY_OTHER;
    if (family == KP_FAMILY_NONE)
        family = family_of(scheme->title, false);
    return family == KP_FAMILY_NONE ? KP_FAMILY_OTHER : family;
}
