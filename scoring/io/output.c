/* SPDX-License-Identifier: GPL-3.0-or-later */
/* output.c - outputs that are whole or absent: written beside, flushed, then linked or renamed into place. */
#include "kaoping/output.h"
#include "kaoping/system_error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* Of what was never put into place. What was is gone by that name. */
static void remove_beside(void *path) { unlink(path); }

static bool fail(kp_problems *problems, const char *path, int error) {
    kp_problems_add(problems, KP_F_CANNOT_WRITE, (kp_place){.file = path}, KP_UNIT_NONE, kp_system_error(error), NULL, NULL);
    return false;
}

/* The folder part of `path`, "." where there is none. */
static const char *folder_of(kp_arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    return !slash ? "." : slash == path ? "/" : kp_strndup(arena, path, (size_t)(slash - path));
}

/* True where `path` is the input, or would become a sheet of it (an input that is a folder of .csv files). */
static bool is_input(kp_arena *arena, const char *path, const char *input) {
    struct stat in, out;
    if (stat(input, &in))
        return false;
    if (!stat(path, &out) && in.st_dev == out.st_dev && in.st_ino == out.st_ino)
        return true;
    size_t length = strlen(path);
    bool sheet = length > 4 && !strcasecmp(path + length - 4, ".csv");
    return sheet && S_ISDIR(in.st_mode) && !stat(folder_of(arena, path), &out) && in.st_dev == out.st_dev && in.st_ino == out.st_ino;
}

bool kp_output_same(kp_arena *arena, const char *a, const char *b) {
    struct stat x, y;
    const char *slash_a = strrchr(a, '/'), *slash_b = strrchr(b, '/');
    if (strcasecmp(slash_a ? slash_a + 1 : a, slash_b ? slash_b + 1 : b) != 0)
        return false;
    const char *folder_a = folder_of(arena, a), *folder_b = folder_of(arena, b);
    return !strcmp(folder_a, folder_b) || (!stat(folder_a, &x) && !stat(folder_b, &y) && x.st_dev == y.st_dev && x.st_ino == y.st_ino);
}

const char *kp_output_begin(kp_arena *arena, const char *path, bool force, const char *const inputs[], size_t input_count, kp_problems *problems) {
    struct stat info;
    for (size_t i = 0; i < input_count; i++)
        if (is_input(arena, path, inputs[i])) {
            kp_problems_add(problems, KP_F_IS_INPUT, (kp_place){.file = path}, KP_UNIT_NONE, kp_verbatim(problems->arena, path), NULL, NULL);
            return NULL;
        }
    bool exists = !lstat(path, &info);
    if (exists && S_ISDIR(info.st_mode)) {
        fail(problems, path, EISDIR);
        return NULL;
    }
    if (exists && !force) {
        kp_problems_add(problems, KP_F_EXISTS, (kp_place){.file = path}, KP_UNIT_NONE, kp_verbatim(problems->arena, path), NULL, NULL);
        return NULL;
    }
    /* The name of the output itself may be too long to be made longer, so the file beside it has a short one. Its ending stays: writers look at it. */
    const char *ending = strrchr(path, '.');
    if (!ending || strchr(ending, '/') || strlen(ending) > 8)
        ending = "";
    const char *name = kp_format(arena, "%s/.kaoping-XXXXXX%s", folder_of(arena, path), ending);
    char *beside = kp_strdup(arena, name);
    int descriptor = mkstemps(beside, (int)strlen(ending));
    if (descriptor < 0) {
        fail(problems, path, errno);
        return NULL;
    }
    close(descriptor);
    kp_arena_defer(arena, remove_beside, beside);
    /* mkstemps() makes it private; what is written for others gets the ordinary mode */
    mode_t mask = umask(0);
    umask(mask);
    if (chmod(beside, 0666 & ~mask))
        errno = 0; /* a file system without modes */
    return beside;
}

static int flush_path(const char *path, int flags) {
    int descriptor = open(path, flags | O_CLOEXEC);
    if (descriptor < 0)
        return errno;
    int error = fsync(descriptor) ? errno : 0;
    close(descriptor);
    return error == EINVAL || error == EROFS ? 0 : error; /* what cannot be flushed */
}

/* How an output that was put into place can be taken back. */
typedef enum undo { CANNOT_UNDO, UNDO_NEW, UNDO_EXCHANGED } undo;

/* Puts a file where none is. */
static int place_new(const char *beside, const char *path, undo *back) {
    *back = UNDO_NEW;
    if (link(beside, path) == 0) { /* both names stay until all outputs are in place */
        return 0;
    } else if (errno == EPERM || errno == EOPNOTSUPP || errno == EMLINK || errno == ENOSYS) { /* a file system without links */
        int error = renameat2(AT_FDCWD, beside, AT_FDCWD, path, RENAME_NOREPLACE) ? errno : 0;
        if (error == EINVAL || error == ENOSYS) { /* nor this: look, then rename */
            struct stat info;
            error = !lstat(path, &info) ? EEXIST : rename(beside, path) ? errno : 0;
        }
        return error;
    }
    return errno;
}

/* Puts a file in the place of what is there; that gets the name beside, where the file system can exchange names. */
static int replace(const char *beside, const char *path, undo *back) {
    struct stat info;
    int error = place_new(beside, path, back);
    if (error != EEXIST)
        return error;
    *back = UNDO_EXCHANGED;
    if (!lstat(path, &info) && S_ISDIR(info.st_mode))
        return EISDIR;
    if (renameat2(AT_FDCWD, beside, AT_FDCWD, path, RENAME_EXCHANGE) == 0)
        return 0;
    *back = CANNOT_UNDO;
    return rename(beside, path) ? errno : 0;
}

static void take_back(const kp_output *output, undo how) {
    if (how == UNDO_NEW)
        unlink(output->path);
    else if (how == UNDO_EXCHANGED)
        rename(output->beside, output->path); /* the old one */
}

bool kp_output_commit_all(kp_arena *arena, const kp_output outputs[], size_t count, bool force, kp_problems *problems) {
    undo *done = KP_NEW_ARRAY(arena, undo, count);
    size_t placed = 0;
    int error = 0;
    for (size_t i = 0; i < count && !error; i++)
        if ((error = flush_path(outputs[i].beside, O_RDWR)))
            return fail(problems, outputs[i].path, error);
    for (; placed < count; placed++) {
        const kp_output *now = &outputs[placed];
        error = (force ? replace : place_new)(now->beside, now->path, &done[placed]);
        if (error)
            break;
    }
    if (error) {
        const char *path = outputs[placed].path;
        while (placed-- > 0)
            take_back(&outputs[placed], done[placed]);
        if (error != EEXIST)
            return fail(problems, path, error);
        kp_problems_add(problems, KP_F_EXISTS, (kp_place){.file = path}, KP_UNIT_NONE, kp_verbatim(problems->arena, path), NULL, NULL);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        unlink(outputs[i].beside); /* the other name of what is in place, or what was there before */
        flush_path(folder_of(arena, outputs[i].path), O_RDONLY | O_DIRECTORY);
    }
    return true;
}

bool kp_output_commit(kp_arena *arena, const char *beside, const char *path, bool force, kp_problems *problems) {
    return kp_output_commit_all(arena, &(kp_output){beside, path}, 1, force, problems);
}
