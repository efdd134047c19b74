// SPDX-License-Identifier: GPL-3.0-or-later
// 计分: the results of the open workbook as sheets of values in it; with errors, the problems instead.
#include "menu_evaluation.hxx"
#include "menu_sheets.hxx"

#include <com/sun/star/container/XNameAccess.hpp>

namespace kaoping {

namespace {

/// 汇总, 排名, 榜单, 明细 and, of many units, 明细(2) …, as far as the file has them.
std::vector<std::string> sheets_to_put(const command_call &call, const workbook_evaluation &scored) {
    unseen_workbooks books(call.context);
    css::uno::Reference<css::container::XNameAccess> there(books.open(scored.results_path())->getSheets(), css::uno::UNO_QUERY_THROW);
    std::vector<std::string> names;
    for (const std::string &name : scored.result_sheets())
        if (there->hasByName(from_utf8(name.c_str())))
            names.push_back(name);
    for (int number = 2;; number++) {
        std::string name = scored.result_sheets().back() + "(" + std::to_string(number) + ")";
        if (!there->hasByName(from_utf8(name.c_str())))
            return names;
        names.push_back(name);
    }
}

} // namespace

command_result command_score(const command_call &call) {
    workbook_edit::expect_writable(call);
    workbook_evaluation scored(call, true);
    bool has_card = scored.settle();
    if (!has_card && !scored.is_entry_workbook())
        scored.stop_with_lines();
    if (!has_card)
        return scored.stop_with_sheet();
    workbook_edit edit(call);
    command_result result;
    rtl::OUString first;
    for (const std::string &name : sheets_to_put(call, scored)) {
        rtl::OUString put = edit.put(scored.results_path(), name);
        first = first.isEmpty() ? put : first;
    }
    if (scored.problems->count == 0 || scored.evaluation->verdict == KP_VERDICT_PARTLY ||
        !workbook_edit::find(call, KP_M_MENU_PROBLEM_SHEET).isEmpty())
        scored.show_problems(edit); // a list of problems that is there is brought up to date
    edit.perform(KP_M_MENU_UNDO_SCORE, first);
    const kp_scorecard *card = scored.card();
    result.text = say(KP_M_MENU_SCORED, call.lang, std::to_string(card->evidence->units.count), std::to_string(card->scored_count),
                      std::to_string(card->ranked_count));
    result.shown = true;
    return result;
}

} // namespace kaoping
