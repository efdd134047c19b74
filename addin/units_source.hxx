// SPDX-License-Identifier: GPL-3.0-or-later
// units_source.hxx - the list of units that is selected in the open spreadsheet.
#ifndef KAOPING_ADDIN_UNITS_SOURCE_HXX
#define KAOPING_ADDIN_UNITS_SOURCE_HXX

#include "menu_call.hxx"

#include <com/sun/star/table/XCellRange.hpp>

namespace kaoping {

struct selection_size {
    sal_Int32 rows = 0, columns = 0;
};

/// The selected cells without what is below and to the right of everything: whole columns may be selected. Null where no cells, or several ranges, are selected, or nothing is there.
css::uno::Reference<css::table::XCellRange> filled_selection(const command_call &call);
/// The rows and columns that are selected and have something in them; none where there is no spreadsheet, or where only one cell is selected and it is empty.
selection_size selected_units(const command_call &call);
/// Writes the selected cells, as they are shown, to `path` as CSV, which the engine reads as any list of units. False where nothing is selected.
bool write_selected_units(const command_call &call, const std::string &path);

} // namespace kaoping

#endif
