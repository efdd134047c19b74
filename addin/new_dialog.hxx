// SPDX-License-Identifier: GPL-3.0-or-later
// new_dialog.hxx - the dialog of 新建考评簿.
#ifndef KAOPING_ADDIN_NEW_DIALOG_HXX
#define KAOPING_ADDIN_NEW_DIALOG_HXX

#include "menu_call.hxx"

namespace kaoping {

/// What a new entry workbook is made of.
struct new_book {
    std::string scheme, period, office;
    std::string units_file; // "": the selected cells
};

/// Asks for it; false where the user cancelled.
bool ask_for_new_book(const command_call &call, new_book &wanted);

} // namespace kaoping

#endif
