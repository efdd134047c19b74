// SPDX-License-Identifier: GPL-3.0-or-later
// 导入往期: results of earlier periods onto the sheet 往期 of the open workbook, beside those that are there.
#include "menu_dialogs.hxx"
#include "menu_evaluation.hxx"
#include "menu_sheets.hxx"

#include "kaoping/form.h"
#include "kaoping/history_io.h"

#include <com/sun/star/container/XNameAccess.hpp>

namespace kaoping {

namespace {

struct past_work {
    const workbook_evaluation *book;
    const char **paths;
    size_t count;
    const char *form;  // where the sheet is written, in a form
    const char *title; // bilingual name of the sheet
    size_t periods_before, periods;
    kp_problems *problems;
    bool written;
};

/// The sheet comes from a form of the workbook's own scheme and units, so it is what any form has.
void write_past(kp_arena *arena, void *data) {
    auto work = static_cast<past_work *>(data);
    const kp_binding *binding = work->book->evaluation->binding;
    work->problems = kp_problems_new(arena);
    work->title = kp_sheet_name(KP_SHEET_HISTORY);
    kp_history *history = binding->history;
    if (history == nullptr)
        history = static_cast<kp_history *>(kp_alloc(arena, sizeof *history));
    work->periods_before = history->periods.count;
    kp_history_read_files(arena, work->paths, work->count, binding->scheme, history, work->problems);
    kp_history_check(history, binding->scheme, binding->evidence->period, work->problems);
    work->periods = history->periods.count;
    if (work->problems->errors > 0 || work->periods == 0)
        return;
    kp_form_options options = {};
    options.period = binding->evidence->period;
    options.lang = work->book->call.lang;
    options.evidence = binding->evidence;
    options.history = history;
    kp_form_units_of(arena, binding->evidence, &options);
    work->written = kp_form_write(arena, binding->scheme, &options, work->form, work->problems);
}

} // namespace

command_result command_past(const command_call &call) {
    workbook_edit::expect_writable(call);
    std::vector<std::string> files = call.list_of("Files");
    if (!call.quiet)
        files = pick_files(call, say(KP_M_MENU_PICK_PAST, call.lang), {say(KP_M_MENU_RESULTS, call.lang), "*.json;*.xlsx;*.xlsm;*.ods"}, true);
    command_result result;
    if (files.empty() && call.quiet)
        call.stop(KP_M_MENU_NO_PAST);
    if (files.empty()) {
        result.end = end_of_command::stopped;
        return result;
    }
    workbook_evaluation book(call, false);
    if (!book.is_entry_workbook())
        book.stop_with_lines();
    std::vector<const char *> paths;
    for (const std::string &file : files)
        paths.push_back(file.c_str());
    std::string form = book.copy.folder->file("past.xlsx");
    past_work work = {};
    work.book = &book;
    work.paths = paths.data();
    work.count = paths.size();
    work.form = form.c_str();
    book.work.run(KP_M_MENU_READING, write_past, &work);
    if (!work.written)
        throw command_stop{work.problems->count > 0 ? problem_lines(call, work.problems->arena, work.problems) : say(KP_M_MENU_NO_PAST, call.lang)};
    std::string sheet = sheet_called(unseen_workbooks(call.context).open(form), work.title);
    css::uno::Reference<css::sheet::XSpreadsheetDocument> document(call.model, css::uno::UNO_QUERY_THROW);
    std::string present = sheet_called(document, work.title);
    workbook_edit edit(call);
    rtl::OUString shown = edit.put_over(form, sheet, present);
    edit.perform(KP_M_MENU_UNDO_PAST, shown);
    result.text = say(KP_M_MENU_IMPORTED, call.lang, std::to_string(work.periods - work.periods_before), to_utf8(shown));
    if (work.problems->count > 0)
        result.text += "\n" + problem_lines(call, work.problems->arena, work.problems);
    result.as_page = work.problems->count > 0;
    return result;
}

} // namespace kaoping
