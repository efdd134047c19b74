// SPDX-License-Identifier: GPL-3.0-or-later
// formula_explain.hxx - the derivation of what a formula with one of the functions gives.
#ifndef KAOPING_ADDIN_FORMULA_EXPLAIN_HXX
#define KAOPING_ADDIN_FORMULA_EXPLAIN_HXX

#include "menu_call.hxx"

#include <com/sun/star/table/XCell.hpp>

namespace kaoping {

/// True where the formula of the cell is a call of one of the functions; `text` then tells how its result came about. Arguments are literals and references; where one is itself computed,
/// `text` says how to have it explained in a cell.
bool explain_formula(const command_call &call, const css::uno::Reference<css::table::XCell> &cell, rtl::OUString &text);

} // namespace kaoping

#endif
