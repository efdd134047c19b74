/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample_evaluation.c - the embedded samples: which there are, and one of them as a folder of .csv files for as long as the arena lives. */
#include "kaoping/sample_evaluation.h"
#include "embedded_files.h"
#include "kaoping/system_error.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What stands behind "scheme/" or "scheme/period/" in the name of an embedded file, or NULL. */
static const char *behind(const char *name, const char *folder) {
    size_t length = strlen(folder);
    return strncmp(name, folder, length) == 0 && name[length] == '/' ? name + length + 1 : NULL;
}

const char *const *kp_sample_periods(kp_arena *arena, const char *scheme, size_t *count) {
    struct {
        const char **items;
        size_t count, capacity;
    } periods = {0};
    for (size_t i = 0; i < kp_embedded_samples_count; i++) {
        const char *rest = behind(kp_embedded_samples[i].name, scheme);
        if (!rest)
            continue;
        const char *period = kp_strndup(arena, rest, strcspn(rest, "/"));
        if (!periods.count || strcmp(periods.items[periods.count - 1], period) != 0) /* the table is sorted, and so are periods by their names */
            KP_PUSH(arena, &periods, period);
    }
    *count = periods.count;
    return periods.items;
}

/* ---- unpacking ---- */

typedef struct unpacked {
    kp_arena *arena;
    const char *folder;
    struct {
        const char **items;
        size_t count, capacity;
    } files;
} unpacked;

static void remove_unpacked(void *resource) {
    const unpacked *all = resource;
    for (size_t i = 0; i < all->files.count; i++)
        remove(all->files.items[i]);
    rmdir(all->folder);
}

static bool write_file(const char *path, const char *text, size_t size) {
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    bool written = fwrite(text, 1, size, file) == size;
    return (fclose(file) == 0) && written;
}

static const char *refuse(kp_arena *arena, const char *path, kp_problems *problems) {
    kp_problems_add(problems, KP_F_CANNOT_WRITE, (kp_place){.file = path}, KP_UNIT_NONE, kp_strdup(arena, kp_system_error(errno)), NULL, NULL);
    return NULL;
}

const char *kp_sample_unpack(kp_arena *arena, const char *scheme, const char *period, kp_problems *problems) {
    const char *place = getenv("TMPDIR"), *sample = kp_format(arena, "%s/%s", scheme, period);
    char *folder = kp_strdup(arena, kp_format(arena, "%s/kaoping-sample-XXXXXX", place && *place ? place : "/tmp"));
    if (!mkdtemp(folder))
        return refuse(arena, folder, problems);
    unpacked *all = KP_NEW(arena, unpacked);
    *all = (unpacked){.arena = arena, .folder = folder};
    kp_arena_defer(arena, remove_unpacked, all);
    for (size_t i = 0; i < kp_embedded_samples_count; i++) {
        const char *sheet = behind(kp_embedded_samples[i].name, sample);
        if (!sheet)
            continue;
        const char *path = kp_format(arena, "%s/%s.csv", folder, sheet);
        KP_PUSH(arena, &all->files, path);
        if (!write_file(path, kp_embedded_samples[i].text, kp_embedded_samples[i].size))
            return refuse(arena, path, problems);
    }
    return folder;
}
