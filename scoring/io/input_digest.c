/* SPDX-License-Identifier: GPL-3.0-or-later */
/* input_digest.c - the digest that names an input in reports: of a file, or of all .csv files of a folder. */
#include "kaoping/bind.h"
#include "kaoping/digest.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

static bool is_csv(const char *name) {
    size_t length = strlen(name);
    return *name != '.' && length > 4 && !strcasecmp(name + length - 4, ".csv");
}

static int take_csv(const struct dirent *entry) { return is_csv(entry->d_name); }

/* By bytes: the same everywhere, whatever the locale. */
static int compare_names(const struct dirent **a, const struct dirent **b) { return strcmp((*a)->d_name, (*b)->d_name); }

/* The lines "digest  name" of the folder's .csv files; NULL where one cannot be read. */
static const char *digest_folder(kp_arena *arena, const char *path, struct dirent **names, int count) {
    char hex[KP_DIGEST_SIZE];
    kp_buffer lines = {.arena = arena};
    for (int i = 0; i < count; i++) {
        if (!kp_digest_file(kp_format(arena, "%s/%s", path, names[i]->d_name), hex))
            return NULL;
        kp_buffer_printf(&lines, "%s  %s\n", hex, names[i]->d_name);
    }
    kp_digest_text(kp_buffer_text(&lines), hex);
    return kp_strdup(arena, hex);
}

typedef struct name_list {
    struct dirent **names;
    int count;
} name_list;

static void free_names(void *resource) {
    name_list *list = resource;
    for (int i = 0; i < list->count; i++)
        free(list->names[i]);
    free(list->names);
}

const char *kp_input_digest(kp_arena *arena, const char *path) {
    char hex[KP_DIGEST_SIZE];
    struct stat info;
    if (stat(path, &info))
        return NULL;
    if (!S_ISDIR(info.st_mode))
        return kp_digest_file(path, hex) ? kp_strdup(arena, hex) : NULL;
    name_list *list = KP_NEW(arena, name_list);
    kp_arena_defer(arena, free_names, list);
    int count = scandir(path, &list->names, take_csv, compare_names);
    if (count < 0)
        return NULL;
    list->count = count;
    return digest_folder(arena, path, list->names, count);
}
