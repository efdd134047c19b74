// SPDX-License-Identifier: GPL-3.0-or-later
// A formula as Calc has taken it apart: the function, its arguments as cells, and from them the explanation of the functions' library.
#include "formula_explain.hxx"
#include "cells_in.hxx"

#include "kaoping/functions.h"

#include <com/sun/star/container/XIndexAccess.hpp>
#include <com/sun/star/lang/XMultiServiceFactory.hpp>
#include <com/sun/star/sheet/ComplexReference.hpp>
#include <com/sun/star/sheet/FormulaLanguage.hpp>
#include <com/sun/star/sheet/FormulaMapGroup.hpp>
#include <com/sun/star/sheet/FormulaMapGroupSpecialOffset.hpp>
#include <com/sun/star/sheet/FormulaOpCodeMapEntry.hpp>
#include <com/sun/star/sheet/FormulaToken.hpp>
#include <com/sun/star/sheet/ReferenceFlags.hpp>
#include <com/sun/star/sheet/SingleReference.hpp>
#include <com/sun/star/sheet/XCellAddressable.hpp>
#include <com/sun/star/sheet/XCellRangeData.hpp>
#include <com/sun/star/sheet/XFormulaOpCodeMapper.hpp>
#include <com/sun/star/sheet/XFormulaTokens.hpp>
#include <com/sun/star/sheet/XSpreadsheetDocument.hpp>
#include <com/sun/star/table/XCellRange.hpp>

#include <algorithm>

namespace kaoping {

using css::sheet::FormulaToken;
using css::uno::Any;
using css::uno::Reference;
using css::uno::Sequence;
using css::uno::UNO_QUERY_THROW;

namespace {

/// The numbers that this office has for what a call is written with.
struct op_codes {
    sal_Int32 open = -1, close = -1, separator = -1, push, external, spaces, whitespace, missing;

    bool is_blank(const FormulaToken &token) const { return token.OpCode == spaces || token.OpCode == whitespace; }

    explicit op_codes(const Reference<css::lang::XMultiServiceFactory> &maker) {
        namespace group = css::sheet::FormulaMapGroup;
        namespace special = css::sheet::FormulaMapGroupSpecialOffset;
        Reference<css::sheet::XFormulaOpCodeMapper> mapper(maker->createInstance("com.sun.star.sheet.FormulaOpCodeMapper"), UNO_QUERY_THROW);
        auto specials = mapper->getAvailableMappings(css::sheet::FormulaLanguage::ENGLISH, group::SPECIAL);
        push = specials[special::PUSH].Token.OpCode;
        spaces = specials[special::SPACES].Token.OpCode;
        missing = specials[special::MISSING].Token.OpCode;
        external = specials[special::EXTERNAL].Token.OpCode;
        whitespace = specials.getLength() > special::WHITESPACE ? specials[special::WHITESPACE].Token.OpCode : spaces;
        auto marks = mapper->getAvailableMappings(css::sheet::FormulaLanguage::ENGLISH, group::SEPARATORS);
        for (sal_Int32 i = 0; i < marks.getLength(); i++)
            (marks[i].Name == "(" ? open : marks[i].Name == ")" ? close : separator) = marks[i].Token.OpCode;
    }
};

/// Which function the name of a token means: "ORG.KAOPING.ADDIN.KPROUND", in whatever case.
kp_function_id function_of(const FormulaToken &token) {
    rtl::OUString name;
    if (!(token.Data >>= name))
        return KP_FUNCTION_COUNT;
    return kp_function_find(to_utf8(name.copy(name.lastIndexOf('.') + 1)).c_str());
}

/// The place of a reference, relative ones counted from the cell. False where it is none, or deleted.
bool place_of(const css::sheet::SingleReference &reference, const css::table::CellAddress &from, css::table::CellAddress &to) {
    using namespace css::sheet::ReferenceFlags;
    if ((reference.Flags & (COLUMN_DELETED | ROW_DELETED | SHEET_DELETED)) != 0)
        return false;
    to.Column = (reference.Flags & COLUMN_RELATIVE) != 0 ? from.Column + reference.RelativeColumn : reference.Column;
    to.Row = (reference.Flags & ROW_RELATIVE) != 0 ? from.Row + reference.RelativeRow : reference.Row;
    to.Sheet = static_cast<sal_Int16>((reference.Flags & SHEET_RELATIVE) != 0 ? from.Sheet + reference.RelativeSheet : reference.Sheet);
    return to.Column >= 0 && to.Row >= 0 && to.Sheet >= 0;
}

class formula {
  public:
    formula(const command_call &call, const css::table::CellAddress &at) : document(call.model, UNO_QUERY_THROW), from(at) {}

    /// The value that a token pushes: a number, a text, or the cells of a reference.
    bool value_of(const FormulaToken &token, Any &value) const {
        css::sheet::SingleReference one;
        css::sheet::ComplexReference two;
        css::table::CellAddress first, last;
        if (token.Data >>= two) {
            if (!place_of(two.Reference1, from, first) || !place_of(two.Reference2, from, last) || first.Sheet != last.Sheet)
                return false;
        } else if (token.Data >>= one) {
            if (!place_of(one, from, first))
                return false;
            last = first;
        } else {
            value = token.Data;
            return value.getValueTypeClass() == css::uno::TypeClass_DOUBLE || value.getValueTypeClass() == css::uno::TypeClass_STRING;
        }
        Reference<css::container::XIndexAccess> sheets(document->getSheets(), UNO_QUERY_THROW);
        Reference<css::table::XCellRange> sheet(sheets->getByIndex(first.Sheet), UNO_QUERY_THROW);
        bool single = (token.Data >>= one);
        if (single && sheet->getCellByPosition(first.Column, first.Row)->getType() == css::table::CellContentType_EMPTY) {
            value <<= 0.0; // as Calc hands over an empty cell that stands for one value
            return true;
        }
        auto cells = sheet->getCellRangeByPosition(std::min(first.Column, last.Column), std::min(first.Row, last.Row),
                                                   std::max(first.Column, last.Column), std::max(first.Row, last.Row));
        value <<= Reference<css::sheet::XCellRangeData>(cells, UNO_QUERY_THROW)->getDataArray();
        return true;
    }

  private:
    Reference<css::sheet::XSpreadsheetDocument> document;
    css::table::CellAddress from;
};

/// The arguments between the brackets of a call. False where one of them is more than a literal or a reference, or where something follows the call.
bool arguments_of(const Sequence<FormulaToken> &tokens, sal_Int32 at, const op_codes &codes, const formula &in, std::vector<Any> &arguments) {
    if (at >= tokens.getLength() || tokens[at].OpCode != codes.open)
        return false;
    Any value;
    bool filled = false, any = false;
    for (at++; at < tokens.getLength(); at++) {
        const FormulaToken &token = tokens[at];
        if (codes.is_blank(token) || token.OpCode == codes.missing)
            continue;
        if (token.OpCode == codes.separator || token.OpCode == codes.close) {
            if (any || filled || token.OpCode == codes.separator)
                arguments.push_back(value);
            value.clear();
            filled = false;
            any = true;
            if (token.OpCode == codes.close)
                return at + 1 == tokens.getLength();
        } else if (token.OpCode != codes.push || filled || !in.value_of(token, value)) {
            return false;
        } else {
            filled = true;
        }
    }
    return false;
}

rtl::OUString explanation(const command_call &call, kp_function_id function, const std::vector<Any> &arguments) {
    Any name(from_utf8(kp_function_of(function)->method));
    std::vector<kp_area> areas = {area_of(name)};
    for (const Any &argument : arguments)
        areas.push_back(area_of(argument));
    kp_session *session = kp_session_new();
    if (session == nullptr)
        call.stop(KP_M_MENU_NO_MEMORY);
    kp_result result;
    kp_function_call(session, KP_FUNCTION_EXPLAIN, call.lang, areas.data(), areas.size(), &result);
    rtl::OUString text;
    if (result.error != 0)
        text = from_utf8(kp_function_error_text(result.error, call.lang));
    else if (result.cells[0].kind == KP_VALUE_TEXT)
        text = from_utf8(result.cells[0].text);
    kp_session_free(session);
    return text;
}

/// How the same can be asked for in a cell: =计分说明("函数"; …) with the arguments as they are written.
rtl::OUString as_typed(const command_call &call, const rtl::OUString &formula_text, const kp_function_info &function) {
    sal_Int32 open = formula_text.indexOf('('), close = formula_text.lastIndexOf(')');
    rtl::OUString inside = open >= 0 && close > open ? formula_text.copy(open + 1, close - open - 1) : rtl::OUString();
    rtl::OUString typed = "=" + from_utf8(kp_function_of(KP_FUNCTION_EXPLAIN)->name[call.lang]) + "(\"" + from_utf8(function.name[call.lang]) + "\"";
    return typed + (inside.isEmpty() ? rtl::OUString() : ";" + inside) + ")";
}

} // namespace

bool explain_formula(const command_call &call, const Reference<css::table::XCell> &cell, rtl::OUString &text) {
    rtl::OUString written = cell->getFormula();
    if (cell->getType() != css::table::CellContentType_FORMULA || (!written.startsWith("=") && !written.startsWith("{=")))
        return false;
    auto address = Reference<css::sheet::XCellAddressable>(cell, UNO_QUERY_THROW)->getCellAddress();
    op_codes codes(Reference<css::lang::XMultiServiceFactory>(call.model, UNO_QUERY_THROW));
    rtl::OUString plain = written.startsWith("{") ? written.copy(2, written.getLength() - 3) : written.copy(1);
    auto tokens = Reference<css::sheet::XFormulaTokens>(cell, UNO_QUERY_THROW)->getTokens();
    sal_Int32 first = 0;
    while (first < tokens.getLength() && codes.is_blank(tokens[first]))
        first++;
    kp_function_id inside = KP_FUNCTION_COUNT;
    for (sal_Int32 i = tokens.getLength(); i-- > 0;)
        if (tokens[i].OpCode == codes.external && function_of(tokens[i]) != KP_FUNCTION_COUNT)
            inside = function_of(tokens[i]);
    if (inside == KP_FUNCTION_COUNT)
        return false;
    const kp_function_info &function = *kp_function_of(inside);
    std::vector<Any> arguments;
    if (tokens[first].OpCode != codes.external || function_of(tokens[first]) != inside ||
        !arguments_of(tokens, first + 1, codes, formula(call, address), arguments)) {
        bool outermost = tokens[first].OpCode == codes.external;
        text = say(KP_M_MENU_NESTED, call.lang, function.name[call.lang],
                   outermost ? to_utf8(as_typed(call, plain, function)) : "=" + to_utf8(as_typed(call, rtl::OUString(), function)).substr(1));
        return true;
    }
    text = explanation(call, inside, arguments);
    return true;
}

} // namespace kaoping
