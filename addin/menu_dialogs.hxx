// SPDX-License-Identifier: GPL-3.0-or-later
// menu_dialogs.hxx - boxes, file pickers and dialogs that the commands share.
#ifndef KAOPING_ADDIN_MENU_DIALOGS_HXX
#define KAOPING_ADDIN_MENU_DIALOGS_HXX

#include "menu_call.hxx"

#include <com/sun/star/awt/XControl.hpp>
#include <com/sun/star/awt/XDialog.hpp>
#include <com/sun/star/awt/XDialogEventHandler.hpp>
#include <com/sun/star/beans/XPropertySet.hpp>

namespace kaoping {

void tell(const command_call &call, const rtl::OUString &text, bool wrong);
/// Yes or no.
bool ask(const command_call &call, const rtl::OUString &text);
/// A long text, with a scroll bar, that can be selected and copied.
void show_page(const command_call &call, const rtl::OUString &title, const rtl::OUString &text);

/// A kind of files for a picker: its name, and patterns as "*.xlsx;*.ods".
struct file_kind {
    rtl::OUString name;
    const char *patterns;
};
/// The paths that the user picks; empty: cancelled. Files that are on no local path are left out.
std::vector<std::string> pick_files(const command_call &call, const rtl::OUString &title, const file_kind &kind, bool several);
/// Where to save, with a check box; "" : cancelled. The picker has asked before a file is replaced.
std::string pick_save(const command_call &call, const rtl::OUString &title, const rtl::OUString &name, const rtl::OUString &folder_url,
                      const file_kind &kind);

/// A dialog of the package, dialogs/NAME.xdl.
class dialog {
  public:
    dialog(const command_call &call, const char *name, const css::uno::Reference<css::awt::XDialogEventHandler> &handler);
    ~dialog();
    css::uno::Reference<css::awt::XControl> control(const char *id) const;
    css::uno::Reference<css::beans::XPropertySet> model(const char *id) const;
    void label(const char *id, const rtl::OUString &text) const;
    rtl::OUString text(const char *id) const;
    void set_text(const char *id, const rtl::OUString &text) const;
    void title(const rtl::OUString &text) const;
    bool execute() const; // true: OK

    css::uno::Reference<css::awt::XDialog> shown;
};

} // namespace kaoping

#endif
