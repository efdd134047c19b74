// SPDX-License-Identifier: GPL-3.0-or-later
// 计分说明 of the cell under the cursor: a figure of the evaluation, or a formula with one of the functions.
#include "formula_explain.hxx"
#include "menu_evaluation.hxx"
#include "menu_sheets.hxx"

#include "kaoping/figure.h"

#include <com/sun/star/container/XNamed.hpp>
#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/table/XCell.hpp>
#include <com/sun/star/table/XCellRange.hpp>

namespace kaoping {

using css::uno::Reference;
using css::uno::UNO_QUERY_THROW;

namespace {

struct explain_work {
    const workbook_evaluation *scored;
    const char *sheet;
    uint32_t row, column;
    const char *text; // NULL: the cell stands for no figure
};

void explain_figure(kp_arena *arena, void *data) {
    auto work = static_cast<explain_work *>(data);
    const kp_scorecard *card = work->scored->card();
    kp_figure figure;
    if (kp_figure_at(arena, card->evidence, work->scored->copy.path.c_str(), work->sheet, work->row, work->column, &figure, kp_problems_new(arena)))
        work->text = kp_explain(arena, card, figure.unit, figure.indicator, work->scored->call.lang);
}

} // namespace

command_result command_explain(const command_call &call) {
    if (!call.model.is())
        call.stop(KP_M_MENU_NO_SHEET);
    auto cells = selected_cells(call.model, of_several::first);
    if (!cells.is())
        call.stop(KP_M_MENU_NO_FIGURE);
    auto at = Reference<css::sheet::XCellRangeAddressable>(cells, UNO_QUERY_THROW)->getRangeAddress();
    Reference<css::table::XCell> cell = Reference<css::table::XCellRange>(cells, UNO_QUERY_THROW)->getCellByPosition(0, 0);
    command_result result;
    result.as_page = true;
    if (explain_formula(call, cell, result.text))
        return result;

    std::string sheet = to_utf8(Reference<css::container::XNamed>(cells->getSpreadsheet(), UNO_QUERY_THROW)->getName());
    command_call partly = call; // a figure of a sound unit can be explained even where others have errors
    css::uno::Sequence<css::beans::PropertyValue> &arguments = partly.arguments;
    arguments.realloc(arguments.getLength() + 1);
    arguments[arguments.getLength() - 1].Name = "Partial";
    arguments[arguments.getLength() - 1].Value <<= true;
    workbook_evaluation scored(partly, false);
    if (scored.card() == nullptr)
        scored.stop_with_lines();
    explain_work work = {&scored, sheet.c_str(), static_cast<uint32_t>(at.StartRow) + 1, static_cast<uint32_t>(at.StartColumn) + 1, nullptr};
    scored.work.run(KP_M_MENU_SCORING, explain_figure, &work);
    if (work.text == nullptr)
        call.stop(KP_M_MENU_NO_FIGURE);
    result.text = from_utf8(work.text).trim();
    return result;
}

} // namespace kaoping
