// SPDX-License-Identifier: GPL-3.0-or-later
// 检查数据 and 清除标记: the problems of the open workbook as a sheet and as marks, and all of that away again.
#include "menu_evaluation.hxx"

namespace kaoping {

command_result command_check(const command_call &call) {
    workbook_evaluation checked(call, false);
    command_result result;
    if (checked.problems->count > 0 && !checked.is_entry_workbook())
        checked.stop_with_lines();
    workbook_edit edit(call);
    rtl::OUString sheet = checked.show_problems(edit);
    if (!edit.empty()) {
        try {
            workbook_edit::expect_writable(call);
        } catch (command_stop &stop) { // then the problems are said
            throw command_stop{stop.text + "\n\n" + checked.lines()};
        }
        edit.perform(KP_M_MENU_UNDO_CHECK, sheet);
    }
    if (sheet.isEmpty()) {
        result.text = say(KP_M_MENU_NO_PROBLEMS, call.lang);
    } else {
        result.text = checked.counts(KP_M_MENU_PROBLEMS_FOUND);
        result.shown = true;
    }
    return result;
}

command_result command_clear(const command_call &call) {
    workbook_edit::expect_writable(call);
    workbook_edit edit(call);
    rtl::OUString sheet = workbook_edit::find(call, KP_M_MENU_PROBLEM_SHEET);
    if (!sheet.isEmpty())
        edit.take_out(sheet);
    edit.mark(cell_marks());
    command_result result;
    result.text = say(edit.empty() ? KP_M_MENU_NOTHING_MARKED : KP_M_MENU_CLEARED, call.lang);
    result.shown = !edit.empty();
    if (!edit.empty())
        edit.perform(KP_M_MENU_UNDO_CLEAR, rtl::OUString());
    return result;
}

} // namespace kaoping
