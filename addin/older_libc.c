/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Functions that newer C libraries have under new names, so that the add-in loads where those are not: an office of 2020 may run on glibc 2.28. They are linked into our libraries and hidden
 * there (but for stat(), which the private libxlsxwriter may need); what is compiled or linked in finds these and not the C library's. tests/e2e/addin_abi.sh tells when another is needed.
 *
 *   stat …          functions of their own since 2.33; the system calls are older
 *   arc4random_buf  since 2.36; expat takes its salt from it
 */
#include <fcntl.h>
#include <stddef.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

_Static_assert(sizeof(struct stat) == 144, "the C library's struct stat is the system's, as on x86-64");

/* Defines `name`, as the linker sees it, to be `function`. */
#define IS_ALSO(function, name) __typeof__(function) also_##name __asm__(#name) __attribute__((alias(#function), visibility("default")))

__attribute__((used)) static int stat_now(const char *path, struct stat *info) { return (int)syscall(SYS_newfstatat, AT_FDCWD, path, info, 0); }
__attribute__((used)) static int lstat_now(const char *path, struct stat *info) {
    return (int)syscall(SYS_newfstatat, AT_FDCWD, path, info, AT_SYMLINK_NOFOLLOW);
}
__attribute__((used)) static int fstat_now(int file, struct stat *info) { return (int)syscall(SYS_fstat, file, info); }
__attribute__((used)) static void random_now(void *bytes, size_t size) {
    for (char *to = bytes; size > 0;) {
        ssize_t got = getrandom(to, size, 0);
        if (got > 0) { /* else it was interrupted */
            to += got;
            size -= (size_t)got;
        }
    }
}

IS_ALSO(stat_now, stat);
IS_ALSO(stat_now, stat64);
IS_ALSO(lstat_now, lstat);
IS_ALSO(lstat_now, lstat64);
IS_ALSO(fstat_now, fstat);
IS_ALSO(fstat_now, fstat64);
IS_ALSO(random_now, arc4random_buf);
