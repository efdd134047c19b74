/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The functions as UNO and C++ see them: the interface org.kaoping.XFunctions, the two services on it, and the bodies of its C++ methods.
 *
 * Every parameter and every result is `any`: a cell may hold a number or a text, a range may stand where a value may, and an argument left out comes as a void any.
 *
 * An argument that may come any number of times is not the sequence<any> that UNO has for it, but so many parameters: in an array formula Calc takes what goes to a sequence<any> for
 * single values. It calls the function once for each cell of the range, and cuts the result to the range's size.
 */
#include "generate.h"

static void put_idl_method(FILE *file, const kp_function_info *function) {
    fprintf(file, "    any %s(", function->method);
    for (size_t i = 0; i < parameter_count(function); i++)
        fprintf(file, "%s[in] any %s", i == 0 ? "" : ", ", parameter_of(function, i).id);
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

/* Any SAL_CALL kpRound(const Any &a0, const Any &a1, …) override { const void *arguments[] = {&a0, &a1, …}; return call(17, arguments); }
 * The id stands as a number: it is the place in the table, as in the interface. */
static void put_method(FILE *file, const kp_function_info *function) {
    fprintf(file, "css::uno::Any SAL_CALL %s(", function->method);
    for (size_t i = 0; i < parameter_count(function); i++)
        fprintf(file, "%sconst css::uno::Any &a%zu", i == 0 ? "" : ", ", i);
    fprintf(file, ") override {\n    const void *arguments[] = {");
    for (size_t i = 0; i < parameter_count(function); i++)
        fprintf(file, "%s&a%zu", i == 0 ? "" : ", ", i);
    fprintf(file, "};\n    return call(static_cast<kp_function_id>(%d), arguments);\n}\n", (int)function->id);
}

static void write_methods(const char *directory) {
    FILE *file = open_output(directory, "function_methods.inc");
    fprintf(file, "// SPDX-License-Identifier: GPL-3.0-or-later\n// Made from functions.def by the build: the methods of XFunctions, for the class "
                  "that implements it.\n");
    size_t most = 1;
    for (kp_function_id id = 0; id < KP_FUNCTION_COUNT; id++) {
        put_method(file, kp_function_of(id));
        if (most < parameter_count(kp_function_of(id)))
            most = parameter_count(kp_function_of(id));
    }
    fprintf(file, "static constexpr size_t most_parameters = %zu;\n", most);
    close_output(file);
}

void generate_interface(const char *directory, const char *idl_directory) {
    write_interface_idl(idl_directory);
    write_service_idl(idl_directory, "AddIn", "AddIn.idl");
    write_service_idl(idl_directory, "AddInZh", "AddInZh.idl");
    write_methods(directory);
}
