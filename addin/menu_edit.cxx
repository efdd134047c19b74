// SPDX-License-Identifier: GPL-3.0-or-later
// A change of the workbook as one step of undo.
#include "menu_edit.hxx"
#include "menu_sheets.hxx"

#include <com/sun/star/document/UndoFailedException.hpp>
#include <com/sun/star/document/XUndoAction.hpp>
#include <com/sun/star/document/XUndoManagerSupplier.hpp>
#include <com/sun/star/frame/XStorable.hpp>
#include <com/sun/star/sheet/XSpreadsheetView.hpp>
#include <com/sun/star/util/XModifiable.hpp>
#include <com/sun/star/util/XProtectable.hpp>
#include <cppuhelper/implbase1.hxx>
#include <cppuhelper/weakref.hxx>
#include <rtl/ref.hxx>

namespace kaoping {

using css::uno::Reference;
using css::uno::UNO_QUERY;
using css::uno::UNO_QUERY_THROW;

namespace {

/// The part of a change that Calc keeps no record of.
class colour_step final : public cppu::WeakImplHelper1<css::document::XUndoAction> {
  public:
    colour_step(const Reference<css::frame::XModel> &in, rtl::OUString name, std::vector<colour_mark> was)
        : model(in), title(name), before(std::move(was)) {}
    rtl::OUString SAL_CALL getTitle() override { return title; }
    void SAL_CALL undo() override { go(before); }
    void SAL_CALL redo() override { go(after); }

    std::vector<colour_mark> after; // known when all is done

  private:
    void go(const std::vector<colour_mark> &colours) {
        Reference<css::frame::XModel> held = model;
        try {
            if (held.is())
                write_colours(held, colours);
        } catch (const css::uno::Exception &exception) {
            throw css::document::UndoFailedException(exception.Message, *this, css::uno::Any(exception));
        }
    }
    css::uno::WeakReference<css::frame::XModel> model; // which owns the list of steps
    rtl::OUString title;
    std::vector<colour_mark> before;
};

void show_sheet(const command_call &call, const rtl::OUString &name) {
    Reference<css::sheet::XSpreadsheetView> view(call.model->getCurrentController(), UNO_QUERY);
    Reference<css::sheet::XSpreadsheetDocument> document(call.model, UNO_QUERY_THROW);
    if (view.is() && document->getSheets()->hasByName(name))
        view->setActiveSheet(Reference<css::sheet::XSpreadsheet>(document->getSheets()->getByName(name), UNO_QUERY));
}

rtl::OUString numbered(const rtl::OUString &name, sal_Int32 number) { return number == 1 ? name : name + " (" + rtl::OUString::number(number) + ")"; }

/// `name`, then "name (2)" …: the first that is free, or, where that will do, ours.
rtl::OUString place_for(const workbook_sheets &sheets, const rtl::OUString &name, bool ours) {
    for (sal_Int32 number = 1;; number++)
        if (!sheets.has(numbered(name, number)) || (ours && sheets.is_ours(numbered(name, number))))
            return numbered(name, number);
}

} // namespace

void workbook_edit::add(const std::string &path, const std::string &sheet, const rtl::OUString &name) {
    workbook_sheets sheets(call.model);
    if (sheets.has(name) && sheets.is_protected(name))
        call.stop(KP_M_MENU_SHEET_PROTECTED, to_utf8(name));
    changes.push_back({name, path, sheet});
}

rtl::OUString workbook_edit::put(const std::string &path, const std::string &sheet) {
    rtl::OUString name = place_for(workbook_sheets(call.model), from_utf8(sheet.c_str()), true);
    add(path, sheet, name);
    return name;
}

rtl::OUString workbook_edit::put_new(const std::string &path, const std::string &sheet) {
    rtl::OUString name = place_for(workbook_sheets(call.model), from_utf8(sheet.c_str()), false);
    add(path, sheet, name);
    return name;
}

rtl::OUString workbook_edit::put_over(const std::string &path, const std::string &sheet, const std::string &present) {
    if (present.empty())
        return put(path, sheet);
    add(path, sheet, from_utf8(present.c_str()));
    return from_utf8(present.c_str());
}

void workbook_edit::take_out(const rtl::OUString &name) {
    if (workbook_sheets(call.model).is_ours(name))
        changes.push_back({name, std::string(), std::string()});
}

void workbook_edit::mark(const cell_marks &marks) {
    marks_after = marks;
    marks_changed = !marks.empty() || has_marks(call.model);
}

void workbook_edit::do_all() {
    workbook_sheets sheets(call.model);
    unseen_workbooks books(call.context);
    for (const sheet_change &change : changes)
        if (change.path.empty())
            sheets.remove(change.name);
        else
            sheets.fill(change.name, books, change.path, from_utf8(change.sheet.c_str()));
    if (marks_changed)
        set_marks(call.model, marks_after);
}

void workbook_edit::perform(kp_message title, const rtl::OUString &shown) {
    auto undo = Reference<css::document::XUndoManagerSupplier>(call.model, UNO_QUERY_THROW)->getUndoManager();
    Reference<css::util::XModifiable> state(call.model, UNO_QUERY_THROW);
    rtl::OUString name = say(title, call.lang), failure;
    bool modified = state->isModified(), failed = false;
    rtl::Reference<colour_step> colours(new colour_step(call.model, name, read_colours(call.model)));
    undo->enterUndoContext(name);
    if (marks_changed) // first, so that it is undone last: with the backgrounds Calc brings back the conditional formats that were there when they were set
        undo->addUndoAction(colours.get());
    try {
        do_all();
    } catch (const css::uno::Exception &exception) {
        failed = true;
        failure = exception.Message;
    }
    undo->leaveUndoContext();
    colours->after = read_colours(call.model);
    if (failed) {
        if (undo->isUndoPossible() && undo->getCurrentUndoActionTitle() == name)
            undo->undo();
        undo->clearRedo();
        state->setModified(modified);
        call.stop(KP_M_MENU_FAILED, to_utf8(failure));
    }
    state->setModified(true);
    if (!shown.isEmpty())
        show_sheet(call, shown);
}

void workbook_edit::expect_writable(const command_call &call) {
    if (!call.model.is())
        call.stop(KP_M_MENU_NO_SHEET);
    if (Reference<css::frame::XStorable>(call.model, UNO_QUERY_THROW)->isReadonly())
        call.stop(KP_M_MENU_READ_ONLY);
    Reference<css::util::XProtectable> structure(call.model, UNO_QUERY);
    if (structure.is() && structure->isProtected())
        call.stop(KP_M_MENU_PROTECTED);
}

rtl::OUString workbook_edit::find(const command_call &call, kp_message name) {
    workbook_sheets sheets(call.model);
    for (kp_lang lang : {KP_ZH, KP_EN})
        for (sal_Int32 number = 1; number < 10; number++)
            if (sheets.is_ours(numbered(say(name, lang), number)))
                return numbered(say(name, lang), number);
    return rtl::OUString();
}

} // namespace kaoping
