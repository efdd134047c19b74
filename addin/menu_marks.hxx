// SPDX-License-Identifier: GPL-3.0-or-later
// menu_marks.hxx - the marks of cells with problems: a colour and, where the cell has no comment yet, a comment that says what is wrong.
//
// The colour is a conditional format of its own, told by its formula, so that the cell keeps its format and its own conditional formats; the comment is told by how it begins. Both are found
// again in a document that was stored, also as .xlsx, and taken away without a trace.
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

/// The marks that are in the document.
cell_marks read_marks(const css::uno::Reference<css::frame::XModel> &model);
/// Makes the colours of the document these, and takes all others away. Calc keeps no record of it for undo.
void set_colours(const css::uno::Reference<css::frame::XModel> &model, const std::vector<cell_colour> &colours);
/// The same with comments, which Calc does keep a record of. Locked cells of protected sheets get none.
void set_comments(const css::uno::Reference<css::frame::XModel> &model, const std::vector<cell_comment> &comments);
/// The marks for the problems: errors and warnings whose cell is in the workbook called `file`; the first thousands of them. `messages`: the sentence of each.
cell_marks marks_of(const command_call &call, const kp_problems *problems, const char *const messages[], const std::string &file);

} // namespace kaoping

#endif
