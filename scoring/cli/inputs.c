/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inputs.c - what the words on the command line name: a folder of workbooks stands for the workbooks in it, sorted by name. */
#include "cli.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool ends_in(const char *name, const char *ending) {
    size_t length = strlen(name), end = strlen(ending);
    return length > end && !strcasecmp(name + length - end, ending);
}

/* What office programs leave beside an open file is no workbook: "~$a.xlsx", ".~lock.a.ods#". */
static bool is_workbook_name(const char *name) {
    return *name != '.' && strncmp(name, "~$", 2) && (ends_in(name, ".xlsx") || ends_in(name, ".xlsm") || ends_in(name, ".ods"));
}

bool is_stdout(const char *path) { return path && !strcmp(path, "-"); }

static bool is_folder(const char *path) {
    struct stat info;
    return !stat(path, &info) && S_ISDIR(info.st_mode);
}

/* Closes the folder that *holder holds, once. */
static void close_folder(void *holder) {
    DIR **open = holder;
    if (*open)
        closedir(*open);
    *open = NULL;
}

typedef bool (*name_test)(cli_call *call, const char *folder, const char *name);

/* The entries of `folder` that pass, as paths, sorted by bytes. */
static word_list entries_of(cli_call *call, const char *folder, name_test passes) {
    word_list found = {0};
    DIR **open = KP_NEW(call->arena, DIR *);
    kp_arena_defer(call->arena, close_folder, open); /* where memory runs out in between */
    *open = opendir(folder);
    if (!*open)
        return found;
    for (struct dirent *entry; (entry = readdir(*open));)
        if (passes(call, folder, entry->d_name))
            KP_PUSH(call->arena, &found, kp_format(call->arena, "%s/%s", folder, entry->d_name));
    close_folder(open);
    return found;
}

static bool is_csv(cli_call *call, const char *folder, const char *name) {
    (void)call, (void)folder;
    return *name != '.' && ends_in(name, ".csv");
}

static bool is_csv_workbook(cli_call *call, const char *path) { return is_folder(path) && entries_of(call, path, is_csv).count > 0; }

static bool is_workbook(cli_call *call, const char *folder, const char *name) {
    return is_workbook_name(name) || (*name != '.' && is_csv_workbook(call, kp_format(call->arena, "%s/%s", folder, name)));
}

static int compare_paths(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

word_list workbooks_of(cli_call *call, const char *const words[], size_t count) {
    word_list all = {0};
    for (size_t i = 0; i < count; i++) {
        word_list inside = {0};
        if (is_folder(words[i]) && !is_csv_workbook(call, words[i]))
            inside = entries_of(call, words[i], is_workbook);
        if (inside.count)
            qsort(inside.items, inside.count, sizeof *inside.items, compare_paths);
        for (size_t k = 0; k < inside.count; k++)
            KP_PUSH(call->arena, &all, inside.items[k]);
        if (!inside.count) /* the reader says what is wrong with it */
            KP_PUSH(call->arena, &all, words[i]);
    }
    return all;
}

void expand_folders(cli_call *call) { call->args.words = workbooks_of(call, call->args.words.items, call->args.words.count); }
