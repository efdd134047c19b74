// SPDX-License-Identifier: GPL-3.0-or-later
// menu_text.hxx - texts between the engine (UTF-8, paths) and the office (UTF-16, URLs), and what the commands say.
#ifndef KAOPING_ADDIN_MENU_TEXT_HXX
#define KAOPING_ADDIN_MENU_TEXT_HXX

#include "kaoping/message.h"

#include <rtl/ustring.hxx>

#include <string>

namespace kaoping {

rtl::OUString from_utf8(const char *text);
std::string to_utf8(const rtl::OUString &text);

/// The program's text of that name, arguments filled in.
rtl::OUString say(kp_message message, kp_lang lang, const std::string &a0 = {}, const std::string &a1 = {}, const std::string &a2 = {});

/// The path of a file: URL; "" where it is none.
std::string path_of_url(const rtl::OUString &url);
rtl::OUString url_of_path(const std::string &path);
/// What stands behind the last slash of a path.
std::string name_of_path(const std::string &path);

} // namespace kaoping

#endif
