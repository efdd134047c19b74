// SPDX-License-Identifier: GPL-3.0-or-later
// menu_edit.hxx - a change of the open workbook by a command: sheets filled or taken out, and marks of cells; all of it one step of undo.
//
// A sheet is filled from a sheet of a file, by Calc's way of linking sheets, which it does keep a record of; the link itself is taken away at once. A sheet that was there stays the same sheet,
// so that formulas that refer to it keep their references.
//
// Sheets of ours bear a name of their own (a named range of the sheet), which is stored with the document. A sheet without it is the user's, and is never touched.
#ifndef KAOPING_ADDIN_MENU_EDIT_HXX
#define KAOPING_ADDIN_MENU_EDIT_HXX

#include "menu_folder.hxx"
#include "menu_marks.hxx"

namespace kaoping {

class workbook_edit {
  public:
    explicit workbook_edit(const command_call &in) : call(in) {}

    /// Fills the sheet of ours called `sheet`, else a new one, named so or "… (2)", from the sheet `sheet` of the file. Returns its name. Throws command_stop where it is protected.
    rtl::OUString put(const std::string &path, const std::string &sheet);
    /// Fills a new sheet, named so or "… (2)": what was there before stays. Returns its name.
    rtl::OUString put_new(const std::string &path, const std::string &sheet);
    /// The same as put(), but into the sheet `present`, whoever made it; "": a new sheet.
    rtl::OUString put_over(const std::string &path, const std::string &sheet, const std::string &present);
    /// Takes the sheet of ours of that name out; nothing where there is none.
    void take_out(const rtl::OUString &name);
    void mark(const cell_marks &marks);
    bool empty() const { return changes.empty() && !marks_changed; }

    /// Does it all, as one step of undo with that title, and shows the sheet `shown` ("": the one that is shown stays). Throws command_stop, with the workbook as it was.
    void perform(kp_message title, const rtl::OUString &shown);

    /// Whether the document can be changed at all: throws command_stop where it is read-only or its structure is protected.
    static void expect_writable(const command_call &call);
    /// The sheet of ours that is called so, in either language, also numbered; "" where there is none.
    static rtl::OUString find(const command_call &call, kp_message name);

  private:
    struct sheet_change {
        rtl::OUString name;
        std::string path, sheet; // what to fill it from; "": it is taken out
    };
    void add(const std::string &path, const std::string &sheet, const rtl::OUString &name);
    void do_all();

    const command_call &call;
    std::vector<sheet_change> changes;
    cell_marks marks_after;
    bool marks_changed = false;
};

} // namespace kaoping

#endif
