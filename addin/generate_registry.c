/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * CalcAddIns.xcu: the functions as Calc lists them, with the texts of the function wizard.
 *
 * Calc looks a typed name up among the names of its user interface's language only. So that both languages' names can be typed in any user interface there are two services on one
 * implementation: org.kaoping.AddIn has the English names in every language, org.kaoping.AddInZh the Chinese ones. The texts of the wizard follow the user interface in both.
 */
#include "generate.h"

/* Writes a property with a text for each language of the user interface. Texts for other languages fall back on en-US. */
static void put_texts(FILE *file, const char *indent, const char *name, const char *zh, const char *en) {
    fprintf(file, "%s<prop oor:name=\"%s\"><value xml:lang=\"en-US\">", indent, name);
    put_escaped(file, en);
    fprintf(file, "</value><value xml:lang=\"zh-CN\">");
    put_escaped(file, zh);
    fprintf(file, "</value></prop>\n");
}

static void put_parameter(FILE *file, const parameter *which) {
    const char *indent = "            ";
    const kp_function_argument *argument = which->argument;
    const char *may[2] = {[KP_ZH] = "（可不填）", [KP_EN] = "(optional) "};
    char title[2][1024], help[2][1024];
    for (int lang = 0; lang < 2; lang++) {
        snprintf(title[lang], sizeof title[lang], "%s%s", argument->title[lang], which->number);
        snprintf(help[lang], sizeof help[lang], "%s%s", argument->kind == KP_MUST ? "" : may[lang], argument->help[lang]);
    }
    fprintf(file, "          <node oor:name=\"%s\" oor:op=\"replace\">\n", which->id);
    put_texts(file, indent, "DisplayName", title[KP_ZH], title[KP_EN]);
    put_texts(file, indent, "Description", help[KP_ZH], help[KP_EN]);
    fprintf(file, "          </node>\n");
}

static void put_function(FILE *file, const kp_function_info *function, kp_lang names) {
    const char *indent = "        ";
    fprintf(file, "      <node oor:name=\"%s\" oor:op=\"replace\">\n", function->method);
    put_texts(file, indent, "DisplayName", function->name[names], function->name[names]);
    put_texts(file, indent, "Description", function->about[KP_ZH], function->about[KP_EN]);
    fprintf(file, "%s<prop oor:name=\"Category\"><value>Add-In</value></prop>\n", indent);
    put_texts(file, indent, "CompatibilityName", function->name[names], function->name[names]);
    fprintf(file, "%s<node oor:name=\"Parameters\">\n", indent);
    for (size_t i = 0; i < parameter_count(function); i++) {
        parameter which = parameter_of(function, i);
        put_parameter(file, &which);
    }
    fprintf(file, "%s</node>\n      </node>\n", indent);
}

static void put_service(FILE *file, const char *name, kp_lang names) {
    fprintf(file, "    <node oor:name=\"%s\" oor:op=\"replace\">\n     <node oor:name=\"AddInFunctions\">\n", name);
    for (kp_function_id id = 0; id < KP_FUNCTION_COUNT; id++)
        put_function(file, kp_function_of(id), names);
    fprintf(file, "     </node>\n    </node>\n");
}

void generate_registry(const char *directory) {
    FILE *file = open_output(directory, "CalcAddIns.xcu");
    fprintf(file, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<!-- SPDX-License-Identifier: GPL-3.0-or-later. Made from functions.def by the build. -->\n"
                  "<oor:component-data xmlns:oor=\"http://openoffice.org/2001/registry\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"\n"
                  "    oor:name=\"CalcAddIns\" oor:package=\"org.openoffice.Office\">\n  <node oor:name=\"AddInInfo\">\n");
    put_service(file, "org.kaoping.AddIn", KP_EN);
    put_service(file, "org.kaoping.AddInZh", KP_ZH);
    fprintf(file, "  </node>\n</oor:component-data>\n");
    close_output(file);
}
