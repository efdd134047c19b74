/* SPDX-License-Identifier: GPL-3.0-or-later */
/* system_error.h - why the operating system refused something, in words for people. */
#ifndef KAOPING_SYSTEM_ERROR_H
#define KAOPING_SYSTEM_ERROR_H

#ifdef __cplusplus
extern "C" {
#endif

/* Bilingual (base.h) for what commonly goes wrong with files, else what strerror() says; an argument for problems F_CANNOT_OPEN and F_CANNOT_WRITE. Never NULL;
 * what strerror() gave is good until its next call, so it is to be copied at once, as problems do. */
const char *kp_system_error(int error);

#ifdef __cplusplus
}
#endif
#endif
