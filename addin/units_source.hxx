// SPDX-License-Identifier: GPL-3.0-or-later
// units_source.hxx - the list of units that is selected in the open spreadsheet.
#ifndef KAOPING_ADDIN_UNITS_SOURCE_HXX
#define KAOPING_ADDIN_UNITS_SOURCE_HXX

#include "menu_call.hxx"

namespace kaoping {

struct selection_size {
    sal_Int32 rows = 0, columns = 0;
};

/// The rows and columns that are selected and have something in them; none where there is no spreadsheet, or where only one cell is selected and it is empty.
selection_size selected_units(const command_call &call);
/// Writes the selected cells, as they are shown, to `path` as CSV, which the engine reads as any list of units. False where nothing is selected.
bool write_selected_units(const command_call &call, const std::string &path);

} // namespace kaoping

#endif
