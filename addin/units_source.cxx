// SPDX-License-Identifier: GPL-3.0-or-later
// The selected list of units as a file for the engine.
#include "units_source.hxx"
#include "menu_sheets.hxx"

#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/sheet/XUsedAreaCursor.hpp>
#include <com/sun/star/sheet/XSheetCellCursor.hpp>
#include <com/sun/star/sheet/XSpreadsheet.hpp>
#include <com/sun/star/table/XCellRange.hpp>
#include <com/sun/star/text/XTextRange.hpp>

#include <algorithm>
#include <stdio.h>

namespace kaoping {

using css::uno::Reference;
using css::uno::UNO_QUERY_THROW;

namespace {

selection_size size_of(const Reference<css::table::XCellRange> &cells) {
    selection_size size;
    if (cells.is()) {
        auto area = Reference<css::sheet::XCellRangeAddressable>(cells, UNO_QUERY_THROW)->getRangeAddress();
        size.rows = area.EndRow - area.StartRow + 1;
        size.columns = area.EndColumn - area.StartColumn + 1;
    }
    return size;
}

rtl::OUString shown_text(const Reference<css::table::XCellRange> &cells, sal_Int32 column, sal_Int32 row) {
    return Reference<css::text::XTextRange>(cells->getCellByPosition(column, row), UNO_QUERY_THROW)->getString();
}

} // namespace

Reference<css::table::XCellRange> filled_selection(const command_call &call) {
    Reference<css::table::XCellRange> none;
    auto cells = selected_cells(call.model, of_several::none);
    if (!cells.is())
        return none;
    auto area = Reference<css::sheet::XCellRangeAddressable>(cells, UNO_QUERY_THROW)->getRangeAddress();
    auto cursor = cells->getSpreadsheet()->createCursor();
    Reference<css::sheet::XUsedAreaCursor>(cursor, UNO_QUERY_THROW)->gotoEndOfUsedArea(false);
    auto used = Reference<css::sheet::XCellRangeAddressable>(cursor, UNO_QUERY_THROW)->getRangeAddress();
    area.EndColumn = std::min(area.EndColumn, used.EndColumn);
    area.EndRow = std::min(area.EndRow, used.EndRow);
    if (area.EndColumn < area.StartColumn || area.EndRow < area.StartRow)
        return none;
    return Reference<css::table::XCellRange>(cells->getSpreadsheet(), UNO_QUERY_THROW)
        ->getCellRangeByPosition(area.StartColumn, area.StartRow, area.EndColumn, area.EndRow);
}

selection_size selected_units(const command_call &call) {
    auto cells = filled_selection(call);
    selection_size size = size_of(cells);
    if (size.rows * size.columns == 1 && shown_text(cells, 0, 0).isEmpty())
        size = selection_size();
    return size;
}

bool write_selected_units(const command_call &call, const std::string &path) {
    selection_size size = selected_units(call);
    if (size.rows == 0)
        return false;
    auto cells = filled_selection(call);
    FILE *file = fopen(path.c_str(), "wb");
    if (file == nullptr)
        call.stop(KP_M_MENU_FAILED, path);
    for (sal_Int32 row = 0; row < size.rows; row++)
        for (sal_Int32 column = 0; column < size.columns; column++) {
            std::string text = to_utf8(shown_text(cells, column, row).replaceAll("\"", "\"\""));
            fprintf(file, "%s\"%s\"%s", column > 0 ? "," : "", text.c_str(), column + 1 == size.columns ? "\n" : "");
        }
    if (fclose(file) != 0)
        call.stop(KP_M_MENU_FAILED, path);
    return true;
}

} // namespace kaoping
