/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_outputs.c - which workbooks `kaoping form` writes, one or one for each level, and how they are put into place together. */
#include "form_outputs.h"
#include "kaoping/system_error.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "kaoping/levels.h"
#include "kaoping/output.h"

/* A level's name as that of a file: without what a path or a shell would take for something else. */
static const char *file_name(cli_call *call, const char *level) {
    kp_buffer name = {.arena = call->arena};
    for (const char *at = kp_text(call->arena, level, call->lang); *at; at++)
        kp_buffer_add(&name, strchr("/\\:*?\"<>| ", *at) ? "_" : at, 1);
    return kp_buffer_text(&name);
}

/* False where the folder is not there and cannot be made; one made for nothing stays, empty. */
static bool make_folder(cli_call *call, const char *path) {
    struct stat info;
    if (!mkdir(path, 0777) || (errno == EEXIST && !stat(path, &info) && S_ISDIR(info.st_mode)))
        return true;
    kp_problems_add(call->problems, KP_F_CANNOT_WRITE, (kp_place){.file = path}, KP_UNIT_NONE, kp_system_error(errno), NULL, NULL);
    return false;
}

int choose_outputs(cli_call *call, const kp_scheme *scheme, form_outputs *outputs) {
    const arguments *args = &call->args;
    if (!args->levels && !args->level) {
        KP_PUSH(call->arena, outputs, (form_output){args->output, NULL});
        return EXIT_DONE;
    }
    if (!scheme->levels.count)
        return arguments_wrong(call, KP_M_CLI_ERR_NO_LEVELS, scheme->id, NULL);
    int32_t level = args->level ? kp_level_find(scheme, args->level) : 0;
    if (level < 0) {
        const char *all = "";
        for (size_t i = 0; i < scheme->levels.count; i++)
            all = kp_format(call->arena, "%s%s%s", all, i ? (call->lang == KP_ZH ? "、" : ", ") : "",
                            kp_text(call->arena, scheme->levels.items[i].name, call->lang));
        return arguments_wrong(call, KP_M_CLI_ERR_NO_LEVEL, args->level, all);
    }
    if (args->level)
        KP_PUSH(call->arena, outputs, (form_output){args->output, scheme->levels.items[level].name});
    for (size_t i = 0; args->levels && i < scheme->levels.count; i++) {
        const char *name = scheme->levels.items[i].name;
        if (kp_level_is_needed(scheme, (int32_t)i))
            KP_PUSH(call->arena, outputs, (form_output){kp_format(call->arena, "%s/%s.xlsx", args->output, file_name(call, name)), name});
    }
    if (args->levels && !make_folder(call, args->output)) {
        print_problems(call, stderr);
        return EXIT_FILES;
    }
    return EXIT_DONE;
}

bool write_forms(cli_call *call, const kp_scheme *scheme, kp_form_options *options, const form_outputs *outputs, const word_list *inputs) {
    kp_output *written = KP_NEW_ARRAY(call->arena, kp_output, outputs->count);
    for (size_t i = 0; i < outputs->count; i++) {
        const form_output *output = &outputs->items[i];
        const char *beside = kp_output_begin(call->arena, output->path, call->args.force, inputs->items, inputs->count, call->problems);
        options->level = output->level;
        if (!beside || !kp_form_write(call->arena, scheme, options, beside, call->problems))
            return false;
        written[i] = (kp_output){beside, output->path};
    }
    return kp_output_commit_all(call->arena, written, outputs->count, call->args.force, call->problems);
}
