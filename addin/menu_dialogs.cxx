// SPDX-License-Identifier: GPL-3.0-or-later
// Boxes, file pickers and dialogs.
#include "menu_dialogs.hxx"

#include <com/sun/star/awt/DialogProvider2.hpp>
#include <com/sun/star/awt/MessageBoxButtons.hpp>
#include <com/sun/star/awt/MessageBoxResults.hpp>
#include <com/sun/star/awt/Toolkit.hpp>
#include <com/sun/star/awt/XControlContainer.hpp>
#include <com/sun/star/awt/XMessageBoxFactory.hpp>
#include <com/sun/star/awt/XWindowPeer.hpp>
#include <com/sun/star/lang/XComponent.hpp>
#include <com/sun/star/ui/dialogs/ExecutableDialogResults.hpp>
#include <com/sun/star/ui/dialogs/FilePicker.hpp>
#include <com/sun/star/ui/dialogs/TemplateDescription.hpp>
#include <com/sun/star/ui/dialogs/XFilePicker3.hpp>

namespace kaoping {

using css::uno::Any;
using css::uno::Reference;
using css::uno::UNO_QUERY;
using css::uno::UNO_QUERY_THROW;
namespace pickers = css::ui::dialogs;

namespace {

sal_Int16 show_box(const command_call &call, css::awt::MessageBoxType type, sal_Int32 buttons, const rtl::OUString &text) {
    Reference<css::awt::XMessageBoxFactory> factory(css::awt::Toolkit::create(call.context), UNO_QUERY_THROW);
    Reference<css::awt::XWindowPeer> parent(call.frame->getContainerWindow(), UNO_QUERY);
    auto box = factory->createMessageBox(parent, type, buttons, say(KP_M_MENU_TITLE, call.lang), text);
    sal_Int16 answer = box->execute();
    Reference<css::lang::XComponent>(box, UNO_QUERY_THROW)->dispose();
    return answer;
}

} // namespace

void tell(const command_call &call, const rtl::OUString &text, bool wrong) {
    show_box(call, wrong ? css::awt::MessageBoxType_WARNINGBOX : css::awt::MessageBoxType_INFOBOX, css::awt::MessageBoxButtons::BUTTONS_OK, text);
}

bool ask(const command_call &call, const rtl::OUString &text) {
    sal_Int32 buttons = css::awt::MessageBoxButtons::BUTTONS_YES_NO | css::awt::MessageBoxButtons::DEFAULT_BUTTON_NO;
    return show_box(call, css::awt::MessageBoxType_QUERYBOX, buttons, text) == css::awt::MessageBoxResults::YES;
}

void show_page(const command_call &call, const rtl::OUString &title, const rtl::OUString &text) {
    dialog page(call, "page", nullptr);
    page.title(title);
    page.set_text("Text", text);
    page.label("Close", say(KP_M_MENU_CLOSE, call.lang));
    page.execute();
}

// ---- files ----

std::vector<std::string> pick_files(const command_call &call, const rtl::OUString &title, const file_kind &kind, bool several) {
    Reference<pickers::XFilePicker3> picker(pickers::FilePicker::createWithMode(call.context, pickers::TemplateDescription::FILEOPEN_SIMPLE),
                                            UNO_QUERY_THROW);
    picker->setTitle(title);
    picker->setMultiSelectionMode(several);
    picker->appendFilter(kind.name, rtl::OUString::createFromAscii(kind.patterns));
    std::vector<std::string> paths;
    if (picker->execute() != pickers::ExecutableDialogResults::OK)
        return paths;
    auto files = picker->getSelectedFiles();
    for (sal_Int32 i = 0; i < files.getLength(); i++)
        if (!path_of_url(files[i]).empty())
            paths.push_back(path_of_url(files[i]));
    return paths;
}

std::string pick_save(const command_call &call, const rtl::OUString &title, const rtl::OUString &name, const rtl::OUString &folder_url,
                      const file_kind &kind) {
    Reference<pickers::XFilePicker3> picker(pickers::FilePicker::createWithMode(call.context, pickers::TemplateDescription::FILESAVE_AUTOEXTENSION),
                                            UNO_QUERY_THROW);
    picker->setTitle(title);
    picker->appendFilter(kind.name, rtl::OUString::createFromAscii(kind.patterns));
    picker->setDefaultName(name);
    if (!folder_url.isEmpty())
        picker->setDisplayDirectory(folder_url);
    if (picker->execute() != pickers::ExecutableDialogResults::OK)
        return std::string();
    auto files = picker->getSelectedFiles();
    std::string path = files.getLength() > 0 ? path_of_url(files[0]) : std::string();
    if (path.empty())
        call.stop(KP_M_MENU_NOT_FILE, files.getLength() > 0 ? to_utf8(files[0]) : std::string());
    return path;
}

// ---- dialogs of the package ----

dialog::dialog(const command_call &call, const char *name, const Reference<css::awt::XDialogEventHandler> &handler) {
    rtl::OUString url = "vnd.sun.star.extension://org.kaoping.calc/dialogs/" + rtl::OUString::createFromAscii(name) + ".xdl";
    auto provider = css::awt::DialogProvider2::create(call.context);
    shown = handler.is() ? provider->createDialogWithHandler(url, handler) : provider->createDialog(url);
}

dialog::~dialog() {
    try {
        Reference<css::lang::XComponent>(shown, UNO_QUERY_THROW)->dispose();
    } catch (const css::uno::Exception &) { // it is gone already
    }
}

Reference<css::awt::XControl> dialog::control(const char *id) const {
    return Reference<css::awt::XControlContainer>(shown, UNO_QUERY_THROW)->getControl(rtl::OUString::createFromAscii(id));
}

Reference<css::beans::XPropertySet> dialog::model(const char *id) const {
    return Reference<css::beans::XPropertySet>(control(id)->getModel(), UNO_QUERY_THROW);
}

void dialog::label(const char *id, const rtl::OUString &text) const { model(id)->setPropertyValue("Label", Any(text)); }

rtl::OUString dialog::text(const char *id) const {
    rtl::OUString text;
    model(id)->getPropertyValue("Text") >>= text;
    return text;
}

void dialog::set_text(const char *id, const rtl::OUString &text) const { model(id)->setPropertyValue("Text", Any(text)); }

void dialog::title(const rtl::OUString &text) const {
    Reference<css::beans::XPropertySet>(Reference<css::awt::XControl>(shown, UNO_QUERY_THROW)->getModel(), UNO_QUERY_THROW)
        ->setPropertyValue("Title", Any(text));
}

bool dialog::execute() const { return shown->execute() != 0; }

} // namespace kaoping
