// SPDX-License-Identifier: GPL-3.0-or-later
// Marks in the document: conditional formats and comments.
#include "menu_marks.hxx"

#include <com/sun/star/beans/XPropertySet.hpp>
#include <com/sun/star/container/XIndexAccess.hpp>
#include <com/sun/star/container/XNameContainer.hpp>
#include <com/sun/star/lang/XMultiServiceFactory.hpp>
#include <com/sun/star/sheet/XCellAddressable.hpp>
#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/sheet/XConditionalFormat.hpp>
#include <com/sun/star/sheet/XConditionalFormats.hpp>
#include <com/sun/star/sheet/XSheetAnnotation.hpp>
#include <com/sun/star/sheet/XSheetAnnotationAnchor.hpp>
#include <com/sun/star/sheet/XSheetAnnotations.hpp>
#include <com/sun/star/sheet/XSheetAnnotationsSupplier.hpp>
#include <com/sun/star/sheet/XSheetCellRangeContainer.hpp>
#include <com/sun/star/sheet/XSheetCellRanges.hpp>
#include <com/sun/star/sheet/XSpreadsheet.hpp>
#include <com/sun/star/sheet/XSpreadsheetDocument.hpp>
#include <com/sun/star/style/XStyleFamiliesSupplier.hpp>
#include <com/sun/star/text/XSimpleText.hpp>

#include <map>

namespace kaoping {

using css::uno::Any;
using css::uno::Reference;
using css::uno::UNO_QUERY;
using css::uno::UNO_QUERY_THROW;

namespace {

constexpr size_t most_cells = 5000;    // coloured
constexpr size_t most_comments = 1000; // each is an object of its own in the document

/// How a mark looks, and how it is known again: a formula that is always true.
/// The styles are Calc's own, which are there in every language; where they were deleted they are made anew.
struct look {
    kp_severity severity;
    const char *formula, *style;
    sal_Int32 background;
};
constexpr look looks[] = {{KP_ERROR, "N(\"kaoping:error\")=0", "Bad", 0xFFCCCC}, {KP_WARNING, "N(\"kaoping:warning\")=0", "Neutral", 0xFFFFCC}};

const look *look_of(const rtl::OUString &formula) {
    for (const look &one : looks)
        if (formula.replaceAll(rtl::OUString(" "), rtl::OUString()).equalsAscii(one.formula))
            return &one;
    return nullptr;
}

const look &look_of(kp_severity severity) { return severity == KP_ERROR ? looks[0] : looks[1]; }

Reference<css::container::XNameAccess> sheets_of(const Reference<css::frame::XModel> &model) {
    return Reference<css::container::XNameAccess>(Reference<css::sheet::XSpreadsheetDocument>(model, UNO_QUERY_THROW)->getSheets(), UNO_QUERY_THROW);
}

template <class Take> void each_sheet(const Reference<css::frame::XModel> &model, Take take) {
    auto sheets = sheets_of(model);
    auto names = sheets->getElementNames();
    for (sal_Int32 i = 0; i < names.getLength(); i++)
        take(names[i], Reference<css::uno::XInterface>(sheets->getByName(names[i]), UNO_QUERY_THROW));
}

Reference<css::sheet::XConditionalFormats> formats_of(const Reference<css::uno::XInterface> &sheet) {
    Reference<css::beans::XPropertySet> properties(sheet, UNO_QUERY_THROW);
    return Reference<css::sheet::XConditionalFormats>(properties->getPropertyValue("ConditionalFormats"), UNO_QUERY_THROW);
}

Reference<css::sheet::XSheetAnnotations> comments_of(const Reference<css::uno::XInterface> &sheet) {
    return Reference<css::sheet::XSheetAnnotationsSupplier>(sheet, UNO_QUERY_THROW)->getAnnotations();
}

/// Of our own making, in either language?
bool is_ours(const rtl::OUString &comment) {
    return comment.startsWith(say(KP_M_MENU_PROBLEM_MARK, KP_ZH)) || comment.startsWith(say(KP_M_MENU_PROBLEM_MARK, KP_EN));
}

const look *look_of(const Reference<css::sheet::XConditionalFormat> &format) {
    if (format->getCount() != 1)
        return nullptr;
    Reference<css::beans::XPropertySet> entry(format->getByIndex(0), UNO_QUERY);
    rtl::OUString formula;
    return entry.is() && entry->getPropertySetInfo()->hasPropertyByName("Formula1") && (entry->getPropertyValue("Formula1") >>= formula)
               ? look_of(formula)
               : nullptr;
}

template <class Take> void each_format(const Reference<css::sheet::XConditionalFormats> &formats, Take take) {
    auto all = formats->getConditionalFormats();
    for (sal_Int32 i = 0; i < all.getLength(); i++)
        if (const look *found = look_of(all[i]))
            take(all[i], *found);
}

void clear_colours(const Reference<css::uno::XInterface> &sheet) {
    auto formats = formats_of(sheet);
    each_format(formats, [&](const Reference<css::sheet::XConditionalFormat> &format, const look &) {
        sal_Int32 id = 0;
        if (Reference<css::beans::XPropertySet>(format, UNO_QUERY_THROW)->getPropertyValue("ID") >>= id)
            formats->removeByID(id);
    });
}

void clear_comments(const Reference<css::uno::XInterface> &sheet) {
    auto comments = comments_of(sheet);
    Reference<css::container::XIndexAccess> list(comments, UNO_QUERY_THROW);
    for (sal_Int32 i = list->getCount(); i-- > 0;)
        if (is_ours(Reference<css::text::XSimpleText>(list->getByIndex(i), UNO_QUERY_THROW)->getString()))
            comments->removeByIndex(i);
}

rtl::OUString style_of(const Reference<css::frame::XModel> &model, const look &mark) {
    rtl::OUString name = rtl::OUString::createFromAscii(mark.style);
    Reference<css::style::XStyleFamiliesSupplier> families(model, UNO_QUERY_THROW);
    Reference<css::container::XNameContainer> styles(families->getStyleFamilies()->getByName("CellStyles"), UNO_QUERY_THROW);
    if (!styles->hasByName(name)) {
        Reference<css::lang::XMultiServiceFactory> maker(model, UNO_QUERY_THROW);
        Reference<css::beans::XPropertySet> style(maker->createInstance("com.sun.star.style.CellStyle"), UNO_QUERY_THROW);
        styles->insertByName(name, Any(style));
        try {
            style->setPropertyValue("CellBackColor", Any(mark.background));
        } catch (const css::uno::RuntimeException &) { // Calc lets nobody change a style while a sheet is protected: the comments have to do
        }
    }
    return name;
}

void colour_cells(const Reference<css::frame::XModel> &model, const Reference<css::uno::XInterface> &sheet, const cell_colour &colour) {
    Reference<css::lang::XMultiServiceFactory> maker(model, UNO_QUERY_THROW);
    auto number = Reference<css::sheet::XCellRangeAddressable>(sheet, UNO_QUERY_THROW)->getRangeAddress().Sheet;
    Reference<css::sheet::XSheetCellRangeContainer> cells(maker->createInstance("com.sun.star.sheet.SheetCellRanges"), UNO_QUERY_THROW);
    for (auto cell : colour.cells) {
        cell.Sheet = number;
        cells->addRangeAddress(cell, false);
    }
    auto formats = formats_of(sheet);
    sal_Int32 id = formats->createByRange(Reference<css::sheet::XSheetCellRanges>(cells, UNO_QUERY_THROW));
    auto all = formats->getConditionalFormats();
    for (sal_Int32 i = 0; i < all.getLength(); i++) {
        sal_Int32 its = 0;
        Reference<css::beans::XPropertySet>(all[i], UNO_QUERY_THROW)->getPropertyValue("ID") >>= its;
        if (its != id || all[i]->getCount() != 0)
            continue;
        all[i]->createEntry(0 /* ConditionEntryType::CONDITION */, 0);
        Reference<css::beans::XPropertySet> entry(all[i]->getByIndex(0), UNO_QUERY_THROW);
        const look &mark = look_of(colour.severity);
        entry->setPropertyValue("Operator", Any(sal_Int32(9))); // ConditionFormatOperator::EXPRESSION
        entry->setPropertyValue("Formula1", Any(rtl::OUString::createFromAscii(mark.formula)));
        entry->setPropertyValue("StyleName", Any(style_of(model, mark)));
    }
}

void comment_cell(const Reference<css::uno::XInterface> &sheet, const cell_comment &comment) {
    Reference<css::table::XCellRange> cells(sheet, UNO_QUERY_THROW);
    Reference<css::sheet::XSheetAnnotationAnchor> anchor(cells->getCellByPosition(comment.cell.Column, comment.cell.Row), UNO_QUERY_THROW);
    Reference<css::text::XSimpleText> present(anchor->getAnnotation(), UNO_QUERY);
    if (!present.is() || present->getString().isEmpty()) // the form's own comments, and the user's, stay
        comments_of(sheet)->insertNew(Reference<css::sheet::XCellAddressable>(anchor, UNO_QUERY_THROW)->getCellAddress(), comment.text);
}

} // namespace

cell_marks read_marks(const Reference<css::frame::XModel> &model) {
    cell_marks marks;
    each_sheet(model, [&](const rtl::OUString &name, const Reference<css::uno::XInterface> &sheet) {
        each_format(formats_of(sheet), [&](const Reference<css::sheet::XConditionalFormat> &format, const look &found) {
            Reference<css::sheet::XSheetCellRanges> cells(Reference<css::beans::XPropertySet>(format, UNO_QUERY_THROW)->getPropertyValue("Range"),
                                                          UNO_QUERY_THROW);
            auto ranges = cells->getRangeAddresses();
            marks.colours.push_back({name, found.severity, {ranges.getConstArray(), ranges.getConstArray() + ranges.getLength()}});
        });
        Reference<css::container::XIndexAccess> comments(comments_of(sheet), UNO_QUERY_THROW);
        for (sal_Int32 i = 0; i < comments->getCount(); i++) {
            Reference<css::sheet::XSheetAnnotation> comment(comments->getByIndex(i), UNO_QUERY_THROW);
            rtl::OUString text = Reference<css::text::XSimpleText>(comment, UNO_QUERY_THROW)->getString();
            if (is_ours(text))
                marks.comments.push_back({name, comment->getPosition(), text});
        }
    });
    return marks;
}

void set_colours(const Reference<css::frame::XModel> &model, const std::vector<cell_colour> &colours) {
    auto sheets = sheets_of(model);
    each_sheet(model, [](const rtl::OUString &, const Reference<css::uno::XInterface> &sheet) { clear_colours(sheet); });
    for (const auto &colour : colours)
        if (sheets->hasByName(colour.sheet))
            colour_cells(model, Reference<css::uno::XInterface>(sheets->getByName(colour.sheet), UNO_QUERY_THROW), colour);
}

void set_comments(const Reference<css::frame::XModel> &model, const std::vector<cell_comment> &comments) {
    auto sheets = sheets_of(model);
    each_sheet(model, [](const rtl::OUString &, const Reference<css::uno::XInterface> &sheet) { clear_comments(sheet); });
    for (const auto &comment : comments)
        if (sheets->hasByName(comment.sheet))
            comment_cell(Reference<css::uno::XInterface>(sheets->getByName(comment.sheet), UNO_QUERY_THROW), comment);
}

cell_marks marks_of(const command_call &call, const kp_problems *problems, const char *const messages[], const std::string &file) {
    cell_marks marks;
    auto sheets = sheets_of(call.model);
    struct told {
        kp_severity severity;
        std::string text;
    };
    std::map<std::pair<std::string, std::pair<uint32_t, uint32_t>>, told> cells; // by sheet, row, column: the gravest severity, all sentences
    for (size_t i = 0; i < problems->count; i++) {
        const kp_problem &problem = problems->items[i];
        kp_severity severity = kp_problem_severity(problem.code);
        const kp_place &at = problem.place;
        if (severity == KP_HINT || at.row == 0 || at.column == 0 || at.sheet == nullptr || at.file == nullptr || file != at.file)
            continue;
        auto place = std::make_pair(std::string(at.sheet), std::make_pair(at.row - 1, at.column - 1));
        if ((cells.size() >= most_cells && cells.find(place) == cells.end()) || !sheets->hasByName(from_utf8(at.sheet)))
            continue;
        told &cell = cells.insert({place, {severity, {}}}).first->second;
        cell.severity = severity < cell.severity ? severity : cell.severity;
        cell.text += (cell.text.empty() ? "" : "\n") + std::string(messages[i]);
    }
    std::map<std::pair<std::string, kp_severity>, std::vector<css::table::CellRangeAddress>> colours;
    rtl::OUString before = say(KP_M_MENU_PROBLEM_MARK, call.lang);
    for (const auto &cell : cells) {
        auto row = static_cast<sal_Int32>(cell.first.second.first), column = static_cast<sal_Int32>(cell.first.second.second);
        colours[{cell.first.first, cell.second.severity}].push_back({0, column, row, column, row});
        if (marks.comments.size() < most_comments)
            marks.comments.push_back({from_utf8(cell.first.first.c_str()), {0, column, row}, before + from_utf8(cell.second.text.c_str())});
    }
    for (const auto &colour : colours)
        marks.colours.push_back({from_utf8(colour.first.first.c_str()), colour.first.second, colour.second});
    return marks;
}

} // namespace kaoping
