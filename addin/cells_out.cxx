// SPDX-License-Identifier: GPL-3.0-or-later
// Results of the functions' library as UNO hands them to Calc.
#include "cells_out.hxx"

#include <com/sun/star/uno/Sequence.hxx>

#include <cmath>
#include <cstring>

namespace kaoping {

using css::uno::Any;
using css::uno::Sequence;

double error_number(kp_function_error error) {
    uint64_t bits = UINT64_C(0x7FF8000000000000) | static_cast<uint32_t>(error);
    double number;
    std::memcpy(&number, &bits, sizeof number);
    return number;
}

rtl::OUString string_of(const char *utf8) {
    return utf8 == nullptr ? rtl::OUString() : rtl::OUString(utf8, static_cast<sal_Int32>(std::strlen(utf8)), RTL_TEXTENCODING_UTF8);
}

namespace {

bool is_number(const kp_value &value) { return value.kind == KP_VALUE_NUMBER || value.kind == KP_VALUE_ERROR; }

double number_of(const kp_value &value) {
    if (value.kind == KP_VALUE_ERROR)
        return error_number(static_cast<kp_function_error>(value.error));
    return std::isfinite(value.number) ? value.number : error_number(KP_FUNCTION_ERROR_UNDECIDED);
}

// An empty cell is an empty text: a void any would be #N/A as a single value.
Any cell_of(const kp_value &value) { return is_number(value) ? Any(number_of(value)) : Any(string_of(value.text)); }

template <typename T, T (*convert)(const kp_value &)> Any matrix_of(const kp_result &result) {
    auto rows = static_cast<sal_Int32>(result.rows), columns = static_cast<sal_Int32>(result.columns);
    Sequence<Sequence<T>> matrix(rows);
    Sequence<T> *row = matrix.getArray();
    const kp_value *from = result.cells;
    for (sal_Int32 y = 0; y < rows; y++, row++) {
        row->realloc(columns);
        T *cell = row->getArray();
        for (sal_Int32 x = 0; x < columns; x++)
            cell[x] = convert(*from++);
    }
    return Any(matrix);
}

rtl::OUString text_of(const kp_value &value) { return string_of(value.text); }

bool is_text(const kp_value &value) { return !is_number(value); }

template <bool (*holds)(const kp_value &)> bool all_cells(const kp_result &result) {
    for (size_t i = 0; i < result.rows * result.columns; i++)
        if (!holds(result.cells[i]))
            return false;
    return true;
}

} // namespace

Any any_of(const kp_result &result) {
    if (result.error != KP_FUNCTION_NO_ERROR)
        return Any(error_number(result.error));
    if (result.rows == 0 || result.columns == 0)
        return Any(error_number(KP_FUNCTION_ERROR_NO_DATA));
    if (result.rows == 1 && result.columns == 1)
        return cell_of(result.cells[0]);
    if (all_cells<is_number>(result))
        return matrix_of<double, number_of>(result);
    // Calc enters the texts of a matrix of strings into the document's pool of texts, and those of a matrix of any not: then no text of it equals any other to =, COUNTIF or MATCH
    // (LibreOffice 7.4). So what is all text is handed over as such.
    return all_cells<is_text>(result) ? matrix_of<rtl::OUString, text_of>(result) : matrix_of<Any, cell_of>(result);
}

} // namespace kaoping
