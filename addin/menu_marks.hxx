// SPDX-License-Identifier: GPL-3.0-or-later
// menu_marks.hxx - the marks of cells with problems: a colour and, where the cell has no comment yet, a comment that says what is wrong.
//
// The background is set on the cell itself, as on protected sheets, which forms have, Calc shows no new conditional formats. Beside it a conditional format of its own, told by its formula, keeps
// which cells are marked and what background they had. The comment is told by how it begins. All are found again in a document that was stored, also as .xlsx, and taken away without a trace.
#ifndef KAOPING_ADDIN_MENU_MARKS_HXX
#define KAOPING_ADDIN_MENU_MARKS_HXX

#include "menu_call.hxx"

#include "kaoping/problem.h"

#include <com/sun/star/table/CellAddress.hpp>
#include <com/sun/star/table/CellRangeAddress.hpp>

namespace kaoping {

struct cell_colour {
    rtl::OUString sheet;
    kp_severity severity;
    std::vector<css::table::CellRangeAddress> cells;
};
struct cell_comment {
    rtl::OUString sheet;
    css::table::CellAddress cell;
    rtl::OUString text;
};
struct cell_marks {
    std::vector<cell_colour> colours;
    std::vector<cell_comment> comments;

    bool empty() const { return colours.empty() && comments.empty(); }
};

/// The conditional formats of marks, as they stand in the document.
struct colour_mark {
    rtl::OUString sheet, formula, style;
    std::vector<css::table::CellRangeAddress> cells;
};
/// Calc keeps no record of conditional formats made one by one, so that whoever wants to undo them reads and writes them himself. The backgrounds are recorded.
std::vector<colour_mark> read_colours(const css::uno::Reference<css::frame::XModel> &model);
void write_colours(const css::uno::Reference<css::frame::XModel> &model, const std::vector<colour_mark> &marks);
/// Whether there are any marks in the document.
bool has_marks(const css::uno::Reference<css::frame::XModel> &model);
/// Makes the marks of the document these, and takes all others away; but for the conditional formats Calc keeps a record of it. Locked cells of protected sheets are not marked.
void set_marks(const css::uno::Reference<css::frame::XModel> &model, const cell_marks &marks);
/// The marks for the problems: errors and warnings whose cell is in the workbook called `file`; the first thousands of them. `messages`: the sentence of each.
cell_marks marks_of(const command_call &call, const kp_problems *problems, const char *const messages[], const std::string &file);

} // namespace kaoping

#endif
