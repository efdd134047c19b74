// SPDX-License-Identifier: GPL-3.0-or-later
// The arguments of a call.
#include "menu_call.hxx"

namespace kaoping {

using css::uno::Any;

namespace {

const Any *find(const command_call &call, const char *name) {
    for (sal_Int32 i = 0; i < call.arguments.getLength(); i++)
        if (call.arguments[i].Name.equalsAscii(name))
            return &call.arguments[i].Value;
    return nullptr;
}

} // namespace

bool command_call::has(const char *name) const { return find(*this, name) != nullptr; }

std::string command_call::text_of(const char *name) const {
    rtl::OUString text;
    const Any *value = find(*this, name);
    if (value != nullptr)
        *value >>= text;
    return to_utf8(text);
}

bool command_call::is_set(const char *name) const {
    sal_Bool set = false;
    const Any *value = find(*this, name);
    return value != nullptr && (*value >>= set) && set;
}

std::vector<std::string> command_call::list_of(const char *name) const {
    std::vector<std::string> list;
    css::uno::Sequence<rtl::OUString> texts;
    css::uno::Sequence<Any> values; // as macros make lists
    const Any *value = find(*this, name);
    if (value != nullptr && (*value >>= texts))
        for (sal_Int32 i = 0; i < texts.getLength(); i++)
            list.push_back(to_utf8(texts[i]));
    else if (value != nullptr && (*value >>= values))
        for (sal_Int32 i = 0; i < values.getLength(); i++) {
            rtl::OUString text;
            if (values[i] >>= text)
                list.push_back(to_utf8(text));
        }
    else if (!text_of(name).empty())
        list.push_back(text_of(name));
    return list;
}

} // namespace kaoping
