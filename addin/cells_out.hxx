// SPDX-License-Identifier: GPL-3.0-or-later
// cells_out.hxx - results of the functions' library as UNO hands them to Calc.
#ifndef KAOPING_ADDIN_CELLS_OUT_HXX
#define KAOPING_ADDIN_CELLS_OUT_HXX

#include "kaoping/functions.h"

#include <com/sun/star/uno/Any.hxx>
#include <rtl/ustring.hxx>

namespace kaoping {

/// What Calc shows as that error: a NaN with Calc's number of the error in its lower half.
double error_number(kp_function_error error);

/// A number, a text or an error for a single value; sequence<sequence<double>> for a matrix of numbers and errors, and sequence<sequence<any>> where texts or empty cells are among them.
css::uno::Any any_of(const kp_result &result);

rtl::OUString string_of(const char *utf8);

} // namespace kaoping

#endif
