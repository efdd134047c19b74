// SPDX-License-Identifier: GPL-3.0-or-later
// cells_in.hxx - arguments as UNO hands them over, seen as the cells of the functions' library. Nothing is copied: an area reads a row when it is asked for it.
#ifndef KAOPING_ADDIN_CELLS_IN_HXX
#define KAOPING_ADDIN_CELLS_IN_HXX

#include "kaoping/functions.h"

#include <com/sun/star/uno/Any.hxx>
#include <rtl/ustring.hxx>

namespace kaoping {

/// The area that an argument means. It reads from `argument`, which must outlive it.
/// A void any, an argument left out, is an area of no rows; a range is sequence<sequence<any>>; a value is an area of 1 × 1; a plain sequence is one row. Sequences of other elements than
/// any, as macros may hand over, are read too. What is no value at all (an interface, say) is an error cell.
kp_area area_of(const css::uno::Any &argument);

/// UTF-16 as UTF-8 in `arena`; halves of surrogate pairs and NUL become U+FFFD.
const char *utf8_in(kp_arena *arena, const rtl_uString *text);

} // namespace kaoping

#endif
