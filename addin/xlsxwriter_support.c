/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What libxlsxwriter takes from OpenSSL: MD5, by which it knows an image that it has seen. Three functions are no reason to bring all of libcrypto into a process that may have its own; they are
 * libmd's here, under OpenSSL's names and with its results. (The rest of this library, minizip and older_libc.c, is linked in as it is.)
 */
#include <md5.h>
#include <string.h>

/* OpenSSL's MD5_CTX as libxlsxwriter was compiled with: 23 words. libmd's is smaller, but aligned more strictly: so it is copied. */
typedef struct openssl_md5 {
    unsigned words[23];
} openssl_md5;

_Static_assert(sizeof(MD5_CTX) <= sizeof(openssl_md5), "libmd's state fits into OpenSSL's");

#define SHOWN __attribute__((visibility("default")))
SHOWN int MD5_Init(openssl_md5 *context);
SHOWN int MD5_Update(openssl_md5 *context, const void *data, size_t size);
SHOWN int MD5_Final(unsigned char *digest, openssl_md5 *context);

int MD5_Init(openssl_md5 *context) {
    MD5_CTX state;
    MD5Init(&state);
    memcpy(context, &state, sizeof state);
    return 1;
}

int MD5_Update(openssl_md5 *context, const void *data, size_t size) {
    MD5_CTX state;
    memcpy(&state, context, sizeof state);
    MD5Update(&state, data, size);
    memcpy(context, &state, sizeof state);
    return 1;
}

int MD5_Final(unsigned char *digest, openssl_md5 *context) {
    MD5_CTX state;
    memcpy(&state, context, sizeof state);
    MD5Final(digest, &state);
    return 1;
}
