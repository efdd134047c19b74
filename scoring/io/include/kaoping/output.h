/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * output.h - an output is whole or absent: written beside its place under a name of its own, then renamed.
 *
 *     const char *beside = kp_output_begin(arena, path, force, inputs, n, problems);
 *     if (beside && write_all(beside) && kp_output_commit(arena, beside, path, force, problems)) ...
 */
#ifndef KAOPING_OUTPUT_H
#define KAOPING_OUTPUT_H

#include "kaoping/problem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A fresh name in the folder of `path` to write to; it is removed when the arena is freed unless committed. NULL with a problem: the file exists and not `force` (F_EXISTS), it
 * is one of the `inputs` (same file on disk, whatever the spelling; F_IS_INPUT, even with force), the folder cannot be written (F_CANNOT_WRITE). */
const char *kp_output_begin(kp_arena *arena, const char *path, bool force, const char *const inputs[], size_t input_count, kp_problems *problems);
/* Flushes to disk and renames. Without `force` it never replaces a file that appeared meanwhile (link, then unlink). */
bool kp_output_commit(kp_arena *arena, const char *beside, const char *path, bool force, kp_problems *problems);

typedef struct kp_output {
    const char *beside, *path;
} kp_output;

/* The same for outputs that belong together: all are put into place or none. Where one cannot be, those before it are taken back, and with `force` the files that they
 * replaced are there again (on Linux file systems that exchange names: ext4, XFS, Btrfs, tmpfs; on others a file once replaced stays so). */
bool kp_output_commit_all(kp_arena *arena, const kp_output outputs[], size_t count, bool force, kp_problems *problems);
/* True where two paths would make one file: one folder on disk, however spelt, and one name; small and capital ASCII letters count as the same, as on a USB stick. */
bool kp_output_same(kp_arena *arena, const char *a, const char *b);

#ifdef __cplusplus
}
#endif
#endif
