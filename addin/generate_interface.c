/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The functions as UNO and C++ see them: the interface org.kaoping.XFunctions, the two services on it, and the bodies of its C++ methods.
 *
 * Every parameter and every result is `any`: a cell may hold a number or a text, a range may stand where a value may, and an argument left out comes as a void any. The last parameter of
 * a function that takes as many as there are is sequence<any>.
 */
#include "generate.h"

static void put_idl_method(FILE *file, const kp_function_info *function) {
    fprintf(file, "    any %s(", function->method);
    for (size_t i = 0; i < function->argument_count; i++) {
        const kp_function_argument *argument = &function->arguments[i];
        fprintf(file, "%s[in] %s %s", i == 0 ? "" : ", ", argument->kind == KP_REST ? "sequence<any>" : "any", argument->id);
    }
    fprintf(file, ");\n");
}

static void write_interface_idl(const char *directory) {
    FILE *file = open_output(directory, "XFunctions.idl");
    fprintf(file, "module org { module kaoping {\ninterface XFunctions : com::sun::star::uno::XInterface {\n");
    for (kp_function_id id = 0; id < KP_FUNCTION_COUNT; id++)
        put_idl_method(file, kp_function_of(id));
    fprintf(file, "};\n}; };\n");
    close_output(file);
}

static void write_service_idl(const char *directory, const char *name, const char *file_name) {
    FILE *file = open_output(directory, file_name);
    fprintf(file, "module org { module kaoping {\nservice %s : XFunctions;\n}; };\n", name);
    close_output(file);
}

/* Any SAL_CALL kpRound(const Any &a0, const Any &a1, …) override { const void *arguments[] = {&a0, &a1, …}; return call(KP_FUNCTION_…, arguments); }
 * The id stands as a number: it is the place in the table, as in the interface. */
static void put_method(FILE *file, const kp_function_info *function) {
    fprintf(file, "css::uno::Any SAL_CALL %s(", function->method);
    for (size_t i = 0; i < function->argument_count; i++)
        fprintf(file, "%sconst %s &a%zu", i == 0 ? "" : ", ",
                function->arguments[i].kind == KP_REST ? "css::uno::Sequence<css::uno::Any>" : "css::uno::Any", i);
    fprintf(file, ") override {\n    const void *arguments[] = {");
    for (size_t i = 0; i < function->argument_count; i++)
        fprintf(file, "%s&a%zu", i == 0 ? "" : ", ", i);
    fprintf(file, "};\n    return call(static_cast<kp_function_id>(%d), arguments);\n}\n", (int)function->id);
}

static void write_methods(const char *directory) {
    FILE *file = open_output(directory, "function_methods.inc");
    fprintf(file, "// SPDX-License-Identifier: GPL-3.0-or-later\n// Made from functions.def by the build: the methods of XFunctions, for the class "
                  "that implements it.\n");
    for (kp_function_id id = 0; id < KP_FUNCTION_COUNT; id++)
        put_method(file, kp_function_of(id));
    close_output(file);
}

void generate_interface(const char *directory, const char *idl_directory) {
    write_interface_idl(idl_directory);
    write_service_idl(idl_directory, "AddIn", "AddIn.idl");
    write_service_idl(idl_directory, "AddInZh", "AddInZh.idl");
    write_methods(directory);
}
