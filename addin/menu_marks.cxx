// SPDX-License-Identifier: GPL-3.0-or-later
// Marks in the document: conditional formats and comments.
#include "menu_marks.hxx"

#include <com/sun/star/beans/XPropertySet.hpp>
#include <com/sun/star/container/XIndexAccess.hpp>
#include <com/sun/star/container/XNameContainer.hpp>
#include <com/sun/star/lang/XMultiServiceFactory.hpp>
#include <com/sun/star/beans/XPropertyState.hpp>
#include <com/sun/star/sheet/ConditionEntryType.hpp>
#include <com/sun/star/sheet/ConditionFormatOperator.hpp>
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

/// How a mark looks, and the name by which it is known again. The styles are Calc's own, which are there in every language.
struct look {
    kp_severity severity;
    const char *name, *style;
    sal_Int32 background;
};
constexpr look looks[] = {{KP_ERROR, "error", "Bad", 0xFFCCCC}, {KP_WARNING, "warning", "Neutral", 0xFFFFCC}};
constexpr char own_background[] = "own"; // the cell had no background but that of its style

const look &look_of(kp_severity severity) { return severity == KP_ERROR ? looks[0] : looks[1]; }

/// The formula of a mark, which is always true: N("kaoping:error:16777215")=0. Behind the name stands the background that the cell had.
rtl::OUString formula_of(const look &mark, const rtl::OUString &background) {
    return "N(\"kaoping:" + rtl::OUString::createFromAscii(mark.name) + ":" + background + "\")=0";
}

/// Whether a formula is a mark's, and which background it keeps.
bool is_mark(const rtl::OUString &formula, rtl::OUString &background) {
    rtl::OUString rest;
    sal_Int32 start = formula.indexOf("\"kaoping:"), end = formula.lastIndexOf('"');
    if (start < 0 || end <= start || !formula.startsWith("N("))
        return false;
    rest = formula.copy(start + 1, end - start - 1);
    background = rest.copy(rest.lastIndexOf(':') + 1);
    return true;
}

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

using cell_ranges = std::vector<css::table::CellRangeAddress>;

cell_ranges ranges_of(const Reference<css::sheet::XConditionalFormat> &format) {
    Reference<css::sheet::XSheetCellRanges> cells(Reference<css::beans::XPropertySet>(format, UNO_QUERY_THROW)->getPropertyValue("Range"),
                                                  UNO_QUERY_THROW);
    auto ranges = cells->getRangeAddresses();
    return {ranges.getConstArray(), ranges.getConstArray() + ranges.getLength()};
}

/// The formula and the style of a format that is a mark; false for the user's own.
bool read_mark(const Reference<css::sheet::XConditionalFormat> &format, colour_mark &mark) {
    if (format->getCount() != 1)
        return false;
    Reference<css::beans::XPropertySet> entry(format->getByIndex(0), UNO_QUERY);
    if (!entry.is() || !entry->getPropertySetInfo()->hasPropertyByName("Formula1") || !(entry->getPropertyValue("Formula1") >>= mark.formula))
        return false;
    entry->getPropertyValue("StyleName") >>= mark.style;
    mark.cells = ranges_of(format);
    rtl::OUString background;
    return is_mark(mark.formula, background);
}

sal_Int32 id_of(const Reference<css::sheet::XConditionalFormat> &format) {
    sal_Int32 id = -1;
    Reference<css::beans::XPropertySet>(format, UNO_QUERY_THROW)->getPropertyValue("ID") >>= id;
    return id;
}

Reference<css::sheet::XSheetCellRanges> cells_of(const Reference<css::frame::XModel> &model, const Reference<css::uno::XInterface> &sheet,
                                                 const cell_ranges &ranges) {
    auto number = Reference<css::sheet::XCellRangeAddressable>(sheet, UNO_QUERY_THROW)->getRangeAddress().Sheet;
    Reference<css::lang::XMultiServiceFactory> maker(model, UNO_QUERY_THROW);
    Reference<css::sheet::XSheetCellRangeContainer> cells(maker->createInstance("com.sun.star.sheet.SheetCellRanges"), UNO_QUERY_THROW);
    for (auto range : ranges) {
        range.Sheet = number;
        cells->addRangeAddress(range, false);
    }
    return Reference<css::sheet::XSheetCellRanges>(cells, UNO_QUERY_THROW);
}

void remove_entries(const Reference<css::uno::XInterface> &sheet) {
    auto formats = formats_of(sheet);
    auto all = formats->getConditionalFormats();
    colour_mark mark;
    for (sal_Int32 i = 0; i < all.getLength(); i++)
        if (read_mark(all[i], mark))
            formats->removeByID(id_of(all[i]));
}

void add_entry(const Reference<css::frame::XModel> &model, const Reference<css::uno::XInterface> &sheet, const colour_mark &mark) {
    auto formats = formats_of(sheet);
    sal_Int32 id = formats->createByRange(cells_of(model, sheet, mark.cells));
    auto all = formats->getConditionalFormats();
    for (sal_Int32 i = 0; i < all.getLength(); i++) {
        if (id_of(all[i]) != id || all[i]->getCount() != 0)
            continue;
        all[i]->createEntry(css::sheet::ConditionEntryType::CONDITION, 0);
        Reference<css::beans::XPropertySet> entry(all[i]->getByIndex(0), UNO_QUERY_THROW);
        entry->setPropertyValue("Operator", Any(css::sheet::ConditionFormatOperator::EXPRESSION));
        entry->setPropertyValue("Formula1", Any(mark.formula));
        entry->setPropertyValue("StyleName", Any(mark.style));
    }
}

/// Gives the cells of a mark the background that they had.
void restore_background(const Reference<css::frame::XModel> &model, const Reference<css::uno::XInterface> &sheet, const colour_mark &mark) {
    rtl::OUString background;
    is_mark(mark.formula, background);
    auto cells = cells_of(model, sheet, mark.cells);
    if (background.equalsAscii(own_background))
        Reference<css::beans::XPropertyState>(cells, UNO_QUERY_THROW)->setPropertyToDefault("CellBackColor");
    else
        Reference<css::beans::XPropertySet>(cells, UNO_QUERY_THROW)->setPropertyValue("CellBackColor", Any(background.toInt32()));
}

rtl::OUString background_of(const Reference<css::uno::XInterface> &sheet, const css::table::CellRangeAddress &at) {
    Reference<css::uno::XInterface> cell = Reference<css::table::XCellRange>(sheet, UNO_QUERY_THROW)->getCellByPosition(at.StartColumn, at.StartRow);
    if (Reference<css::beans::XPropertyState>(cell, UNO_QUERY_THROW)->getPropertyState("CellBackColor") != css::beans::PropertyState_DIRECT_VALUE)
        return rtl::OUString::createFromAscii(own_background);
    sal_Int32 colour = -1;
    Reference<css::beans::XPropertySet>(cell, UNO_QUERY_THROW)->getPropertyValue("CellBackColor") >>= colour;
    return rtl::OUString::number(colour);
}

void colour_cells(const Reference<css::frame::XModel> &model, const Reference<css::uno::XInterface> &sheet, const cell_colour &colour) {
    const look &mark = look_of(colour.severity);
    std::map<rtl::OUString, cell_ranges> by_background;
    for (const auto &cell : colour.cells)
        by_background[background_of(sheet, cell)].push_back(cell);
    for (const auto &group : by_background) {
        add_entry(model, sheet, {rtl::OUString(), formula_of(mark, group.first), rtl::OUString::createFromAscii(mark.style), group.second});
        Reference<css::beans::XPropertySet>(cells_of(model, sheet, group.second), UNO_QUERY_THROW)
            ->setPropertyValue("CellBackColor", Any(mark.background));
    }
}

void clear_comments(const Reference<css::uno::XInterface> &sheet) {
    auto comments = comments_of(sheet);
    Reference<css::container::XIndexAccess> list(comments, UNO_QUERY_THROW);
    for (sal_Int32 i = list->getCount(); i-- > 0;)
        if (is_ours(Reference<css::text::XSimpleText>(list->getByIndex(i), UNO_QUERY_THROW)->getString()))
            comments->removeByIndex(i);
}

void comment_cell(const Reference<css::uno::XInterface> &sheet, const cell_comment &comment) {
    Reference<css::table::XCellRange> cells(sheet, UNO_QUERY_THROW);
    Reference<css::sheet::XSheetAnnotationAnchor> anchor(cells->getCellByPosition(comment.cell.Column, comment.cell.Row), UNO_QUERY_THROW);
    Reference<css::text::XSimpleText> present(anchor->getAnnotation(), UNO_QUERY);
    if (!present.is() || present->getString().isEmpty()) // the form's own comments, and the user's, stay
        comments_of(sheet)->insertNew(Reference<css::sheet::XCellAddressable>(anchor, UNO_QUERY_THROW)->getCellAddress(), comment.text);
}

} // namespace

std::vector<colour_mark> read_colours(const Reference<css::frame::XModel> &model) {
    std::vector<colour_mark> marks;
    each_sheet(model, [&](const rtl::OUString &name, const Reference<css::uno::XInterface> &sheet) {
        auto all = formats_of(sheet)->getConditionalFormats();
        for (sal_Int32 i = 0; i < all.getLength(); i++) {
            colour_mark mark;
            if (read_mark(all[i], mark)) {
                mark.sheet = name;
                marks.push_back(mark);
            }
        }
    });
    return marks;
}

void write_colours(const Reference<css::frame::XModel> &model, const std::vector<colour_mark> &marks) {
    auto sheets = sheets_of(model);
    each_sheet(model, [](const rtl::OUString &, const Reference<css::uno::XInterface> &sheet) { remove_entries(sheet); });
    for (const auto &mark : marks)
        if (sheets->hasByName(mark.sheet))
            add_entry(model, Reference<css::uno::XInterface>(sheets->getByName(mark.sheet), UNO_QUERY_THROW), mark);
}

bool has_marks(const Reference<css::frame::XModel> &model) {
    bool found = !read_colours(model).empty();
    each_sheet(model, [&](const rtl::OUString &, const Reference<css::uno::XInterface> &sheet) {
        Reference<css::container::XIndexAccess> comments(comments_of(sheet), UNO_QUERY_THROW);
        for (sal_Int32 i = 0; i < comments->getCount() && !found; i++)
            found = is_ours(Reference<css::text::XSimpleText>(comments->getByIndex(i), UNO_QUERY_THROW)->getString());
    });
    return found;
}

void set_marks(const Reference<css::frame::XModel> &model, const cell_marks &marks) {
    auto sheets = sheets_of(model);
    for (const auto &mark : read_colours(model))
        restore_background(model, Reference<css::uno::XInterface>(sheets->getByName(mark.sheet), UNO_QUERY_THROW), mark);
    each_sheet(model, [](const rtl::OUString &, const Reference<css::uno::XInterface> &sheet) {
        remove_entries(sheet);
        clear_comments(sheet);
    });
    for (const auto &colour : marks.colours)
        if (sheets->hasByName(colour.sheet))
            colour_cells(model, Reference<css::uno::XInterface>(sheets->getByName(colour.sheet), UNO_QUERY_THROW), colour);
    for (const auto &comment : marks.comments)
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
