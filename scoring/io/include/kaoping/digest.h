/* SPDX-License-Identifier: GPL-3.0-or-later */
/* digest.h - SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits. */
#ifndef KAOPING_DIGEST_H
#define KAOPING_DIGEST_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KP_DIGEST_SIZE 65 /* 64 digits and NUL */

/* Of the bytes of `text` before its NUL. */
void kp_digest_text(const char *text, char hex[KP_DIGEST_SIZE]);
/* Of a file's bytes. False where it cannot be read (errno says why); hex is then undefined. */
bool kp_digest_file(const char *path, char hex[KP_DIGEST_SIZE]);

#ifdef __cplusplus
}
#endif
#endif
