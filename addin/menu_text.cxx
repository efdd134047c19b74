// SPDX-License-Identifier: GPL-3.0-or-later
// Texts between the engine and the office.
#include "menu_text.hxx"

#include <osl/file.hxx>
#include <string.h>

namespace kaoping {

rtl::OUString from_utf8(const char *text) { return rtl::OUString(text, static_cast<sal_Int32>(strlen(text)), RTL_TEXTENCODING_UTF8); }

std::string to_utf8(const rtl::OUString &text) {
    rtl::OString bytes = rtl::OUStringToOString(text, RTL_TEXTENCODING_UTF8);
    return std::string(bytes.getStr(), static_cast<size_t>(bytes.getLength()));
}

rtl::OUString say(kp_message message, kp_lang lang, const std::string &a0, const std::string &a1, const std::string &a2) {
    const std::string *arguments[] = {&a0, &a1, &a2};
    std::string text;
    for (const char *at = kp_say(message, lang); *at != '\0'; at++) {
        bool argument = at[0] == '{' && at[1] >= '0' && at[1] <= '2';
        if (argument && at[2] == '}') {
            text += *arguments[at[1] - '0'];
            at += 2;
        } else if (argument && at[2] == ':') { // {0:unit|units}, as in message.h
            const char *many = strchr(at, '|'), *end = strchr(at, '}');
            text += *arguments[at[1] - '0'] == "1" ? std::string(at + 3, many) : std::string(many + 1, end);
            at = end;
        } else {
            text += *at;
        }
    }
    return from_utf8(text.c_str());
}

std::string path_of_url(const rtl::OUString &url) {
    rtl::OUString path;
    return osl::FileBase::getSystemPathFromFileURL(url, path) == osl::FileBase::E_None ? to_utf8(path) : std::string();
}

rtl::OUString url_of_path(const std::string &path) {
    rtl::OUString url;
    osl::FileBase::getFileURLFromSystemPath(from_utf8(path.c_str()), url);
    return url;
}

std::string name_of_path(const std::string &path) {
    size_t slash = path.rfind('/');
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

} // namespace kaoping
