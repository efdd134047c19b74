// SPDX-License-Identifier: GPL-3.0-or-later
// menu_sheets.hxx - the sheets of the open workbook: which are ours, and how one is filled from a sheet of a file.
#ifndef KAOPING_ADDIN_MENU_SHEETS_HXX
#define KAOPING_ADDIN_MENU_SHEETS_HXX

#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/sheet/XSheetCellRange.hpp>
#include <com/sun/star/sheet/XSpreadsheet.hpp>
#include <com/sun/star/sheet/XSpreadsheetDocument.hpp>
#include <com/sun/star/uno/XComponentContext.hpp>

#include <map>
#include <string>

namespace kaoping {

/// What is taken where several ranges are selected.
enum class of_several { none, first };
/// The selected cells; null where no cells are selected, or no spreadsheet is shown.
css::uno::Reference<css::sheet::XSheetCellRange> selected_cells(const css::uno::Reference<css::frame::XModel> &model, of_several several);

/// The name of the document's sheet that `title`, in either language, means; "" where it has none.
std::string sheet_called(const css::uno::Reference<css::sheet::XSpreadsheetDocument> &document, const char *title);

/// Workbooks opened unseen, each once; closed with this object.
class unseen_workbooks {
  public:
    explicit unseen_workbooks(const css::uno::Reference<css::uno::XComponentContext> &in) : context(in) {}
    ~unseen_workbooks();
    css::uno::Reference<css::sheet::XSpreadsheetDocument> open(const std::string &path);

  private:
    css::uno::Reference<css::uno::XComponentContext> context;
    std::map<std::string, css::uno::Reference<css::sheet::XSpreadsheetDocument>> books;
};

class workbook_sheets {
  public:
    explicit workbook_sheets(const css::uno::Reference<css::frame::XModel> &in);

    bool has(const rtl::OUString &name) const;
    bool is_protected(const rtl::OUString &name) const;
    bool is_ours(const rtl::OUString &name) const;
    void remove(const rtl::OUString &name);
    /// Makes `name`, a new sheet behind all others where there is none, hold what the sheet `from` of the .xlsx file holds, print settings too.
    void fill(const rtl::OUString &name, unseen_workbooks &books, const std::string &path, const rtl::OUString &from);

  private:
    css::uno::Reference<css::sheet::XSpreadsheet> at(const rtl::OUString &name) const;
    void copy_print_settings(const css::uno::Reference<css::sheet::XSpreadsheet> &to,
                             const css::uno::Reference<css::sheet::XSpreadsheetDocument> &book,
                             const css::uno::Reference<css::sheet::XSpreadsheet> &from);

    css::uno::Reference<css::frame::XModel> model;
    css::uno::Reference<css::sheet::XSpreadsheetDocument> document;
    css::uno::Reference<css::sheet::XSpreadsheets> sheets;
};

} // namespace kaoping

#endif
