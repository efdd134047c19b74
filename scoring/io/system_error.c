/* SPDX-License-Identifier: GPL-3.0-or-later */
/* system_error.c - the words for values of errno; the C library has them in the language of its own locale only. */
#include "kaoping/system_error.h"

#include <errno.h>
#include <string.h>

static const struct {
    int error;
    const char *words;
} rows[] = {
    {0, "原因不明 | the reason is not known"},
    {ENOENT, "没有这个文件或文件夹 | there is no such file or folder"},
    {EACCES, "没有权限 | permission denied"},
    {EPERM, "不允许这样做 | not permitted"},
    {EISDIR, "这是文件夹，不是文件 | it is a folder, not a file"},
    {ENOTDIR, "路径中有一段不是文件夹 | a part of the path is no folder"},
    {ENOSPC, "磁盘已满 | no space is left on the disk"},
    {EDQUOT, "磁盘配额已用完 | the disk quota is used up"},
    {EFBIG, "文件太大 | the file is too large"},
    {EEXIST, "已有同名文件 | a file of that name exists"},
    {EROFS, "磁盘是只读的 | the disk is read-only"},
    {EMFILE, "打开的文件太多 | too many files are open"},
    {ENFILE, "打开的文件太多 | too many files are open"},
    {ENAMETOOLONG, "文件名太长 | the file name is too long"},
    {ELOOP, "链接绕成了圈 | the links lead in a circle"},
    {EBUSY, "文件正在使用 | the file is in use"},
    {ETXTBSY, "文件正在使用 | the file is in use"},
    {EIO, "磁盘读写出错 | the disk failed to read or write"},
    {ENOMEM, "内存不足 | out of memory"},
};

const char *kp_system_error(int error) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].error == error)
            return rows[i].words;
    return strerror(error);
}
