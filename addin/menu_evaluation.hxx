// SPDX-License-Identifier: GPL-3.0-or-later
// menu_evaluation.hxx - the open workbook, evaluated as the batch tool would; and its problems put into it as a sheet and as marks.
#ifndef KAOPING_ADDIN_MENU_EVALUATION_HXX
#define KAOPING_ADDIN_MENU_EVALUATION_HXX

#include "menu_edit.hxx"
#include "menu_engine.hxx"

#include "kaoping/evaluate.h"

namespace kaoping {

/// The first problems as lines.
rtl::OUString problem_lines(const command_call &call, kp_arena *arena, const kp_problems *problems);

class workbook_evaluation {
  public:
    /// Copies the workbook and evaluates it; with `values` the results are also written as sheets of values. Throws command_stop.
    workbook_evaluation(const command_call &call, bool values);

    /// Where some units have errors and the others could be scored: does so, where the argument Partial says so or the user agrees. True where there is a scorecard afterwards.
    bool settle();
    const kp_scorecard *card() const { return evaluation == nullptr ? nullptr : evaluation->card; }
    /// Whether it is an entry workbook at all: else its problems are said, and not written into it.
    bool is_entry_workbook() const { return evaluation != nullptr && evaluation->binding != nullptr; }

    /// Adds to `edit` what shows the problems: the sheet and the marks; or their removal where there are none. Returns the sheet's name, "" for none.
    rtl::OUString show_problems(workbook_edit &edit);
    /// How a command ends that has no scorecard: with the problems put into the workbook.
    command_result stop_with_sheet();
    /// The text with the numbers of errors, warnings and hints.
    rtl::OUString counts(kp_message message) const;
    /// The first problems as lines; for where they cannot be written into the workbook.
    rtl::OUString lines() const;
    /// The sheets of values that were written, by name.
    std::vector<std::string> result_sheets() const;
    std::string results_path() const { return results; }
    /// Ends the command with the problems said, since they cannot be put into this workbook. Throws command_stop.
    [[noreturn]] void stop_with_lines() const { throw command_stop{lines()}; }

    const command_call &call;
    workbook_copy copy;
    engine work;
    kp_problems *problems = nullptr;
    const kp_evaluation *evaluation = nullptr;

  private:
    static void body(kp_arena *arena, void *data);
    void run();
    bool values, partial;
    std::string results, problem_sheet;
    bool results_written = false, problems_written = false;
};

} // namespace kaoping

#endif
