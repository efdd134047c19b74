/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * weaken_version LIBRARY VERSION - makes the shared library need VERSION (GLIBC_2.33, say) weakly, in place: the loader then takes it where the C library has no such version. For a library that
 * exists in binary form only, after the symbols it was for have lost theirs (patchelf --clear-symbol-version).
 */
#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WEAK 2 /* VER_FLG_WEAK, which <elf.h> has under this value only */

static unsigned char *bytes;
static size_t size;

static void stop(const char *why) {
    fprintf(stderr, "weaken_version: %s\n", why);
    exit(EXIT_FAILURE);
}

/* The place of `length` bytes at `offset` of the file. */
static void *at(size_t offset, size_t length) {
    if (offset > size || length > size - offset)
        stop("not a sound ELF file");
    return bytes + offset;
}

static const Elf64_Shdr *section(size_t index) {
    const Elf64_Ehdr *head = at(0, sizeof *head);
    if (memcmp(head->e_ident, ELFMAG, SELFMAG) != 0 || head->e_ident[EI_CLASS] != ELFCLASS64)
        stop("not a 64-bit ELF file");
    return index < head->e_shnum ? at(head->e_shoff + index * sizeof(Elf64_Shdr), sizeof(Elf64_Shdr)) : NULL;
}

/* How many needs of `version` were made weak in the section of needed versions. */
static size_t weaken(const Elf64_Shdr *needs, const char *version) {
    size_t found = 0, place = needs->sh_offset;
    const Elf64_Shdr *names = section(needs->sh_link);
    if (names == NULL)
        stop("not a sound ELF file");
    for (size_t library = 0; library < needs->sh_info; library++) {
        const Elf64_Verneed *need = at(place, sizeof *need);
        size_t part = place + need->vn_aux;
        for (size_t i = 0; i < need->vn_cnt; i++) {
            Elf64_Vernaux *one = at(part, sizeof *one);
            const char *name = at(names->sh_offset + one->vna_name, strlen(version) + 1);
            if (memcmp(name, version, strlen(version) + 1) == 0) {
                one->vna_flags |= WEAK;
                found++;
            }
            part += one->vna_next;
        }
        place += need->vn_next;
    }
    return found;
}

int main(int count, char *words[]) {
    if (count != 3)
        stop("usage: weaken_version LIBRARY VERSION");
    FILE *file = fopen(words[1], "r+b");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0)
        stop("cannot be opened");
    size = (size_t)ftell(file);
    bytes = malloc(size + 1);
    rewind(file);
    if (bytes == NULL || fread(bytes, 1, size, file) != size)
        stop("cannot be read");
    size_t found = 0;
    for (size_t i = 0; section(i) != NULL; i++)
        if (section(i)->sh_type == SHT_GNU_verneed)
            found += weaken(section(i), words[2]);
    if (found == 0)
        stop("needs no such version: this step is no longer needed");
    rewind(file);
    if (fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
        stop("cannot be written");
    free(bytes);
    return 0;
}
