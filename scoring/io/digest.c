/* SPDX-License-Identifier: GPL-3.0-or-later */
/* digest.c - SHA-256 of files and text, by libmd. */
#include "kaoping/digest.h"

#include <stdio.h>
#include <string.h>
#include <sha2.h>

static void to_hex(const uint8_t bytes[SHA256_DIGEST_LENGTH], char hex[KP_DIGEST_SIZE]) {
    for (size_t i = 0; i < SHA256_DIGEST_LENGTH; i++)
        snprintf(hex + 2 * i, 3, "%02x", bytes[i]);
}

void kp_digest_text(const char *text, char hex[KP_DIGEST_SIZE]) {
    SHA2_CTX context;
    uint8_t bytes[SHA256_DIGEST_LENGTH];
    SHA256Init(&context);
    SHA256Update(&context, (const uint8_t *)text, strlen(text));
    SHA256Final(bytes, &context);
    to_hex(bytes, hex);
}

bool kp_digest_file(const char *path, char hex[KP_DIGEST_SIZE]) {
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    SHA2_CTX context;
    uint8_t bytes[SHA256_DIGEST_LENGTH], chunk[1 << 16];
    SHA256Init(&context);
    size_t n;
    while ((n = fread(chunk, 1, sizeof chunk, file)) > 0)
        SHA256Update(&context, chunk, n);
    bool ok = !ferror(file);
    fclose(file);
    SHA256Final(bytes, &context);
    to_hex(bytes, hex);
    return ok;
}
