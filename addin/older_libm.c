/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Functions of the C library's mathematics that have had a newer version since glibc 2.29 (hypot: 2.35), led to the version before, for the reason told in older_libc.c. The values are the same; the versions
 * differ in how an error is told, which nobody here asks.
 */

/* Defines `name`, as the linker sees it, as a call of the C library's name@GLIBC_2.2.5. */
#define OLDER(name, parameters, arguments)                                                                                                           \
    extern double older_##name parameters;                                                                                                           \
    __asm__(".symver older_" #name ", " #name "@GLIBC_2.2.5");                                                                                       \
    __attribute__((used)) static double name##_now parameters { return older_##name arguments; }                                                     \
    __typeof__(name##_now) also_##name __asm__(#name) __attribute__((alias(#name "_now"), visibility("default")))

OLDER(log, (double x), (x));
OLDER(exp, (double x), (x));
OLDER(pow, (double x, double y), (x, y));
OLDER(hypot, (double x, double y), (x, y));
