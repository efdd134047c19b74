// SPDX-License-Identifier: GPL-3.0-or-later
// menu_call.hxx - one call of a command of the menu: where it was made, with what arguments, and what came of it.
//
// A command is called from the menu or the tool bar without arguments; it then asks in dialogs and says in boxes what came of it. A macro or a test gives arguments instead, which makes the
// call quiet: no dialog, no box; the text is the result of the dispatch. A call in a window that is not shown is quiet too.
#ifndef KAOPING_ADDIN_MENU_CALL_HXX
#define KAOPING_ADDIN_MENU_CALL_HXX

#include "menu_text.hxx"

#include <com/sun/star/beans/PropertyValue.hpp>
#include <com/sun/star/frame/XFrame.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/uno/XComponentContext.hpp>

#include <string>
#include <vector>

namespace kaoping {

enum class end_of_command { done, stopped }; // stopped: nothing was changed or written, but what the text says

struct command_result {
    end_of_command end = end_of_command::done;
    rtl::OUString text;   // what there is to say; "" for nothing
    bool as_page = false; // long: shown with a scroll bar, and can be copied
    bool shown = false;   // the user has seen it already, or sees what it tells
};

/// Ends a command from anywhere inside it, with what is to be said.
struct command_stop {
    rtl::OUString text;
};

struct command_call {
    css::uno::Reference<css::uno::XComponentContext> context;
    css::uno::Reference<css::frame::XFrame> frame;
    css::uno::Reference<css::frame::XModel> model; // the spreadsheet in the frame; null where it shows none
    css::uno::Sequence<css::beans::PropertyValue> arguments;
    kp_lang lang = KP_ZH;
    bool quiet = false;

    bool has(const char *name) const;
    std::string text_of(const char *name) const; // "" where it was not given
    bool is_set(const char *name) const;
    std::vector<std::string> list_of(const char *name) const; // sequence<string>; a single string is a list of one

    [[noreturn]] void stop(kp_message message, const std::string &a0 = {}) const { throw command_stop{say(message, lang, a0)}; }
};

/// One command. Throws command_stop.
using command_function = command_result (*)(const command_call &call);
command_result command_new(const command_call &call);
command_result command_check(const command_call &call);
command_result command_clear(const command_call &call);
command_result command_score(const command_call &call);
command_result command_report(const command_call &call);
command_result command_explain(const command_call &call);
command_result command_past(const command_call &call);
command_result command_sample(const command_call &call);
command_result command_help(const command_call &call);

} // namespace kaoping

#endif
