// SPDX-License-Identifier: GPL-3.0-or-later
// Filling and removing sheets.
#include "menu_sheets.hxx"
#include "menu_text.hxx"

#include <com/sun/star/beans/PropertyAttribute.hpp>
#include <com/sun/star/beans/XPropertySet.hpp>
#include <com/sun/star/container/XIndexAccess.hpp>
#include <com/sun/star/container/XNameContainer.hpp>
#include <com/sun/star/document/MacroExecMode.hpp>
#include <com/sun/star/frame/Desktop.hpp>
#include <com/sun/star/lang/XMultiServiceFactory.hpp>
#include <com/sun/star/sheet/SheetLinkMode.hpp>
#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/sheet/XNamedRanges.hpp>
#include <com/sun/star/sheet/XPrintAreas.hpp>
#include <com/sun/star/sheet/XSheetLinkable.hpp>
#include <com/sun/star/style/XStyleFamiliesSupplier.hpp>
#include <com/sun/star/util/XCloseable.hpp>
#include <com/sun/star/util/XProtectable.hpp>

namespace kaoping {

using css::beans::PropertyValue;
using css::beans::XPropertySet;
using css::uno::Any;
using css::uno::Reference;
using css::uno::Sequence;
using css::uno::UNO_QUERY;
using css::uno::UNO_QUERY_THROW;

namespace {

const char mark_of_ours[] = "kaoping_sheet";         // the named range of a sheet of ours
const char xlsx_filter[] = "Calc MS Excel 2007 XML"; // as LibreOffice names it

Reference<css::sheet::XNamedRanges> names_of(const Reference<css::sheet::XSpreadsheet> &sheet) {
    return Reference<css::sheet::XNamedRanges>(Reference<XPropertySet>(sheet, UNO_QUERY_THROW)->getPropertyValue("NamedRanges"), UNO_QUERY_THROW);
}

Reference<css::container::XNameContainer> page_styles(const Reference<css::uno::XInterface> &document) {
    Reference<css::style::XStyleFamiliesSupplier> families(document, UNO_QUERY_THROW);
    return Reference<css::container::XNameContainer>(families->getStyleFamilies()->getByName("PageStyles"), UNO_QUERY_THROW);
}

/// Whatever of a page style can be set, one by one: some properties exclude others.
void copy_properties(const Reference<XPropertySet> &from, const Reference<XPropertySet> &to) {
    auto properties = from->getPropertySetInfo()->getProperties();
    for (sal_Int32 i = 0; i < properties.getLength(); i++) {
        if ((properties[i].Attributes & css::beans::PropertyAttribute::READONLY) != 0)
            continue;
        try {
            to->setPropertyValue(properties[i].Name, from->getPropertyValue(properties[i].Name));
        } catch (const css::uno::Exception &) { // the style then has its default
        }
    }
}

/// The content of a sheet, its widths and heights too, as a link has it; then the link goes. Deprecated since OpenOffice 3 for sheets that are to stay linked, there is no other way that Calc
/// can undo and do again.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
void take_content(const Reference<css::sheet::XSheetLinkable> &sheet, const rtl::OUString &url, const rtl::OUString &from) {
    sheet->link(url, from, rtl::OUString::createFromAscii(xlsx_filter), rtl::OUString(), css::sheet::SheetLinkMode_VALUE);
    sheet->setLinkMode(css::sheet::SheetLinkMode_NONE);
}
#pragma GCC diagnostic pop

} // namespace

Reference<css::sheet::XSheetCellRange> selected_cells(const Reference<css::frame::XModel> &model, of_several several) {
    Reference<css::sheet::XSheetCellRange> cells;
    if (!model.is())
        return cells;
    Reference<css::uno::XInterface> selection = model->getCurrentSelection();
    cells.set(selection, UNO_QUERY);
    Reference<css::container::XIndexAccess> ranges(selection, UNO_QUERY);
    if (!cells.is() && several == of_several::first && ranges.is() && ranges->getCount() > 0)
        cells.set(ranges->getByIndex(0), UNO_QUERY);
    return cells;
}

std::string sheet_called(const Reference<css::sheet::XSpreadsheetDocument> &document, const char *title) {
    auto names = document->getSheets()->getElementNames();
    for (sal_Int32 i = 0; i < names.getLength(); i++)
        if (kp_text_matches(title, to_utf8(names[i]).c_str()))
            return to_utf8(names[i]);
    return std::string();
}

// ---- workbooks opened unseen ----

unseen_workbooks::~unseen_workbooks() {
    for (auto &book : books)
        try {
            Reference<css::util::XCloseable>(book.second, UNO_QUERY_THROW)->close(true);
        } catch (const css::uno::Exception &) { // somebody else holds it, and closes it
        }
}

Reference<css::sheet::XSpreadsheetDocument> unseen_workbooks::open(const std::string &path) {
    auto &book = books[path];
    if (!book.is()) {
        Sequence<PropertyValue> how(3);
        how[0].Name = "Hidden";
        how[0].Value <<= true;
        how[1].Name = "ReadOnly";
        how[1].Value <<= true;
        how[2].Name = "MacroExecutionMode";
        how[2].Value <<= css::document::MacroExecMode::NEVER_EXECUTE;
        book.set(css::frame::Desktop::create(context)->loadComponentFromURL(url_of_path(path), "_blank", 0, how), UNO_QUERY_THROW);
    }
    return book;
}

// ---- sheets of the open one ----

workbook_sheets::workbook_sheets(const Reference<css::frame::XModel> &in) : model(in), document(in, UNO_QUERY_THROW), sheets(document->getSheets()) {}

Reference<css::sheet::XSpreadsheet> workbook_sheets::at(const rtl::OUString &name) const {
    return Reference<css::sheet::XSpreadsheet>(sheets->getByName(name), UNO_QUERY_THROW);
}

bool workbook_sheets::has(const rtl::OUString &name) const { return sheets->hasByName(name); }

bool workbook_sheets::is_protected(const rtl::OUString &name) const {
    return Reference<css::util::XProtectable>(at(name), UNO_QUERY_THROW)->isProtected();
}

bool workbook_sheets::is_ours(const rtl::OUString &name) const {
    return has(name) && names_of(at(name))->hasByName(rtl::OUString::createFromAscii(mark_of_ours));
}

void workbook_sheets::remove(const rtl::OUString &name) { sheets->removeByName(name); }

void workbook_sheets::copy_print_settings(const Reference<css::sheet::XSpreadsheet> &to, const Reference<css::sheet::XSpreadsheetDocument> &book,
                                          const Reference<css::sheet::XSpreadsheet> &from) {
    Reference<XPropertySet> properties(to, UNO_QUERY_THROW);
    rtl::OUString source_style;
    Reference<XPropertySet>(from, UNO_QUERY_THROW)->getPropertyValue("PageStyle") >>= source_style;
    Reference<XPropertySet> source(page_styles(book)->getByName(source_style), UNO_QUERY_THROW);
    bool landscape = true;
    source->getPropertyValue("IsLandscape") >>= landscape;
    rtl::OUString style =
        landscape ? rtl::OUString("kaoping") : rtl::OUString("kaoping portrait"); // one for all sheets of ours that lie alike: they are printed alike
    auto styles = page_styles(model);
    if (!styles->hasByName(style)) {
        Reference<css::lang::XMultiServiceFactory> maker(model, UNO_QUERY_THROW);
        Reference<XPropertySet> made(maker->createInstance("com.sun.star.style.PageStyle"), UNO_QUERY_THROW);
        styles->insertByName(style, Any(made));
        copy_properties(source, made);
    }
    properties->setPropertyValue("PageStyle", Any(style));
    Reference<css::sheet::XPrintAreas> theirs(from, UNO_QUERY_THROW), ours(to, UNO_QUERY_THROW);
    if (theirs->getPrintTitleRows()) {
        ours->setTitleRows(theirs->getTitleRows());
        ours->setPrintTitleRows(true);
    }
}

void workbook_sheets::fill(const rtl::OUString &name, unseen_workbooks &books, const std::string &path, const rtl::OUString &from) {
    if (!has(name)) {
        auto count = Reference<css::container::XIndexAccess>(sheets, UNO_QUERY_THROW)->getCount();
        sheets->insertNewByName(name, static_cast<sal_Int16>(count));
        css::table::CellAddress corner = {static_cast<sal_Int16>(count), 0, 0};
        names_of(at(name))->addNewByName(rtl::OUString::createFromAscii(mark_of_ours), "$'" + name.replaceAll("'", "''") + "'.$A$1", corner, 0);
    }
    auto target = at(name);
    take_content(Reference<css::sheet::XSheetLinkable>(target, UNO_QUERY_THROW), url_of_path(path), from);
    auto book = books.open(path);
    copy_print_settings(target, book, Reference<css::sheet::XSpreadsheet>(book->getSheets()->getByName(from), UNO_QUERY_THROW));
}

} // namespace kaoping
