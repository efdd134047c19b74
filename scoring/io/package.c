/* SPDX-License-Identifier: GPL-3.0-or-later */
/* package.c - zip packages on minizip. */
#include "package.h"
#include "kaoping/system_error.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

#define MAX_PARTS     65535u /* a zip without the 64-bit extension holds no more; a workbook of 1,024 sheets has some 5,000 */
#define MAX_PART_NAME 1024u  /* longer names name no part of a workbook */

static void close_zip(void *resource) { package_close(resource); }

void package_rest(package *p) {
    if (p->zip)
        unzClose(p->zip); /* closes an open part too */
    p->zip = NULL;
}

void package_close(package *p) {
    package_rest(p);
    p->closed = true;
}

static char *normal_name(kp_arena *arena, const char *raw) {
    char *name = kp_strdup(arena, raw);
    for (char *c = name; *c; c++)
        if (*c == '\\')
            *c = '/';
    while (*name == '/')
        name++;
    return name;
}

static bool list_parts(package *p, kp_problems *problems) {
    char name[MAX_PART_NAME];
    int status = unzGoToFirstFile(p->zip);
    for (; status == UNZ_OK; status = unzGoToNextFile(p->zip)) {
        unz_file_info64 info;
        if (unzGetCurrentFileInfo64(p->zip, &info, name, sizeof name - 1, NULL, 0, NULL, 0) != UNZ_OK)
            return book_problem(p->book, problems, KP_F_DAMAGED, "压缩包目录有误 | the zip directory is broken", NULL);
        if (info.size_filename >= sizeof name - 1)
            continue;
        name[info.size_filename] = '\0';
        package_part part = {normal_name(p->arena, name), {0, 0}, info.compressed_size, info.uncompressed_size, (info.flag & 1) != 0};
        if (unzGetFilePos64(p->zip, &part.position) != UNZ_OK)
            return book_problem(p->book, problems, KP_F_DAMAGED, "压缩包目录有误 | the zip directory is broken", NULL);
        if (p->count >= MAX_PARTS)
            return book_problem(p->book, problems, KP_F_TOO_LARGE, "压缩包内的文件数 | files in the zip package", "65535");
        if (p->count == p->capacity)
            p->parts = kp_grow(p->arena, p->parts, p->count, &p->capacity, sizeof *p->parts);
        p->parts[p->count++] = part;
    }
    if (status != UNZ_END_OF_LIST_OF_FILE)
        return book_problem(p->book, problems, KP_F_DAMAGED, "压缩包目录有误 | the zip directory is broken", NULL);
    return true;
}

package *package_open(const kp_workbook *book, kp_problems *problems) {
    package *p = KP_NEW(book->arena, package);
    p->arena = book->arena;
    p->book = book;
    kp_arena_defer(p->arena, close_zip, p);
    p->zip = stat(book->path, &p->about) ? NULL : unzOpen64(book->path);
    if (!p->zip) {
        book_problem(book, problems, KP_F_DAMAGED, "压缩包不完整 | the zip package is incomplete", NULL);
        return NULL;
    }
    if (list_parts(p, problems))
        return p;
    package_close(p);
    return NULL;
}

const package_part *package_find(const package *p, const char *name) {
    for (size_t i = 0; i < p->count; i++)
        if (strcmp(p->parts[i].name, name) == 0)
            return &p->parts[i];
    for (size_t i = 0; i < p->count; i++)
        if (strcasecmp(p->parts[i].name, name) == 0)
            return &p->parts[i];
    return NULL;
}

static bool damaged(part_stream *s, const char *zh, const char *en) {
    const char *name = s->part->name;
    const char *text = kp_format(s->package->arena, "%s：%s | %s: %s", name, zh, name, en);
    return book_problem(s->package->book, s->problems, KP_F_DAMAGED, text, NULL);
}

/* Opens the file again, if it rests. What is kept of its directory holds for the same bytes only. */
static bool wake(part_stream *s) {
    package *p = s->package;
    struct stat now;
    if (p->zip)
        return true;
    if (p->closed)
        return damaged(s, "文件已关闭", "the file is closed");
    const char *path = p->book->path;
    if (stat(path, &now) || now.st_ino != p->about.st_ino || now.st_dev != p->about.st_dev || now.st_size != p->about.st_size ||
        now.st_mtim.tv_sec != p->about.st_mtim.tv_sec || now.st_mtim.tv_nsec != p->about.st_mtim.tv_nsec)
        return damaged(s, "文件在读取过程中被改动", "the file was changed while it was being read");
    p->zip = unzOpen64(path);
    return p->zip || book_problem(p->book, s->problems, KP_F_CANNOT_OPEN, kp_system_error(errno), NULL);
}

bool part_open(part_stream *s, package *p, const package_part *part, kp_problems *problems) {
    *s = (part_stream){p, part, problems, 0};
    if (part->encrypted)
        return book_problem(p->book, problems, KP_F_ENCRYPTED, NULL, NULL);
    if (!wake(s))
        return false;
    if (unzGoToFilePos64(p->zip, &part->position) != UNZ_OK || unzOpenCurrentFile(p->zip) != UNZ_OK)
        return damaged(s, "压缩数据有误或压缩方式不支持", "bad compressed data, or a compression that is not supported");
    return true;
}

static bool within_caps(part_stream *s) {
    const package_part *part = s->part;
    kp_arena *arena = s->package->arena;
    if (s->inflated > KP_MAX_PART_BYTES)
        return book_problem(s->package->book, s->problems, KP_F_TOO_LARGE,
                            kp_format(arena, "%s 解压后的大小 | inflated size of %s", part->name, part->name), "2 GB");
    if (s->inflated > KP_INFLATE_GRACE && s->inflated / KP_MAX_INFLATE_RATIO > part->stored)
        return book_problem(s->package->book, s->problems, KP_F_TOO_LARGE,
                            kp_format(arena, "%s 的压缩率 | inflate ratio of %s", part->name, part->name), "1000");
    return true;
}

int part_read(void *data, void *bytes, unsigned size) {
    part_stream *s = data;
    int n = unzReadCurrentFile(s->package->zip, bytes, size);
    if (n < 0) {
        damaged(s, "压缩数据有误", "bad compressed data");
        return -1;
    }
    if (n == 0) {
        /* The check sum is only compared once all that the directory claims has come out. */
        bool complete = s->inflated == s->part->inflated;
        if (unzCloseCurrentFile(s->package->zip) != UNZ_CRCERROR && complete)
            return 0;
        damaged(s, "内容不完整或校验和不符", "incomplete, or the check sum does not match");
        return -1;
    }
    s->inflated += (uint64_t)n;
    return within_caps(s) ? n : -1;
}

void part_close(part_stream *s) {
    if (s->package && s->package->zip)
        unzCloseCurrentFile(s->package->zip);
}

byte_source part_source(part_stream *s) { return (byte_source){s->part->name, part_read, s}; }
