// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluating the open workbook, and showing its problems.
#include "menu_evaluation.hxx"
#include "menu_dialogs.hxx"

#include "kaoping/document_time.h"
#include "kaoping/problem_sheet.h"
#include "kaoping/report.h"

#include <unistd.h>

namespace kaoping {

namespace {

constexpr size_t most_lines = 40;

std::string number(size_t value) { return std::to_string(value); }

} // namespace

workbook_evaluation::workbook_evaluation(const command_call &in, bool with_values)
    : call(in), copy(copy_of_workbook(in)), work(in), values(with_values), partial(in.is_set("Partial")), results(copy.folder->file("results.xlsx")),
      problem_sheet(copy.folder->file("problems.xlsx")) {
    run();
}

/// In the engine's thread: no C++ objects here.
void workbook_evaluation::body(kp_arena *arena, void *data) {
    auto self = static_cast<workbook_evaluation *>(data);
    self->problems = kp_problems_new(arena);
    self->evaluation = nullptr;
    kp_workbook *book = kp_workbook_open_as(arena, self->copy.path.c_str(), self->copy.shown.c_str(), self->problems);
    if (book != nullptr) {
        kp_evaluate_options options = {};
        options.partial = self->partial;
        kp_evaluation *evaluation = kp_evaluate_workbooks(arena, &book, 1, &options, self->problems);
        kp_workbook_close(book);
        const char *digest = self->copy.original.empty() ? nullptr : kp_input_digest(arena, self->copy.original.c_str());
        if (digest != nullptr && evaluation->binding != nullptr && evaluation->binding->file_count == 1)
            evaluation->binding->files[0].digest = digest; // of the file that can be compared with it, not of a copy that nobody has
        self->evaluation = evaluation;
    }
    kp_problems_sort(self->problems);
    self->work.enter(KP_M_MENU_WRITING);
    kp_problems *failure = kp_problems_new(arena);
    if (self->card() != nullptr && self->values) {
        kp_report_options options = {};
        options.lang = self->call.lang;
        options.problems = self->problems;
        options.timestamp = kp_document_time(self->card()->evidence->period);
        options.values = true;
        self->results_written = kp_report_write(arena, self->card(), &options, self->results.c_str(), failure);
    }
    if (self->problems->count > 0)
        self->problems_written =
            kp_problem_sheet_write(arena, self->problems, self->copy.shown.c_str(), self->call.lang, self->problem_sheet.c_str(), failure);
}

void workbook_evaluation::run() {
    unlink(results.c_str());
    unlink(problem_sheet.c_str());
    results_written = problems_written = false;
    work.run(KP_M_MENU_SCORING, body, this);
    if (work.document_changed())
        call.stop(KP_M_MENU_CHANGED);
    if ((card() != nullptr && values && !results_written) || (problems->count > 0 && !problems_written))
        call.stop(KP_M_MENU_FAILED, results);
}

bool workbook_evaluation::settle() {
    if (card() == nullptr && evaluation != nullptr && evaluation->verdict == KP_VERDICT_REFUSED && !partial && !call.quiet &&
        ask(call, say(KP_M_MENU_ASK_PARTIAL, call.lang, number(problems->errors)))) {
        partial = true;
        run();
    }
    return card() != nullptr;
}

rtl::OUString workbook_evaluation::counts(kp_message message) const {
    return say(message, call.lang, number(problems->errors), number(kp_problems_count(problems, KP_WARNING)),
               number(kp_problems_count(problems, KP_HINT)));
}

namespace {

struct listing {
    const kp_problems *problems;
    kp_lang lang;
    const char *text;
};

void list_problems(kp_arena *arena, void *data) {
    auto list = static_cast<listing *>(data);
    kp_buffer text = {};
    text.arena = arena;
    for (size_t i = 0; i < list->problems->count && i < most_lines; i++)
        kp_buffer_printf(&text, "%s\n", kp_problem_line(arena, &list->problems->items[i], list->lang));
    list->text = kp_buffer_text(&text);
}

} // namespace

rtl::OUString problem_lines(const command_call &call, kp_arena *arena, const kp_problems *problems) {
    listing list = {problems, call.lang, ""};
    if (kp_arena_run(arena, list_problems, &list) != KP_OK)
        call.stop(KP_M_MENU_NO_MEMORY);
    return from_utf8(list.text).trim();
}

rtl::OUString workbook_evaluation::lines() const { return problem_lines(call, problems->arena, problems); }

namespace {

struct marking {
    const command_call *call;
    const kp_problems *problems;
    const char **messages;
};

/// The sentences, made inside the arena's run; what has destructors comes after.
void say_problems(kp_arena *arena, void *data) {
    auto now = static_cast<marking *>(data);
    now->messages = static_cast<const char **>(kp_alloc_array(arena, now->problems->count, sizeof(const char *)));
    for (size_t i = 0; i < now->problems->count; i++)
        if (kp_problem_severity(now->problems->items[i].code) != KP_HINT)
            now->messages[i] = kp_problem_message(arena, &now->problems->items[i], now->call->lang);
}

} // namespace

rtl::OUString workbook_evaluation::show_problems(workbook_edit &edit) {
    rtl::OUString present = workbook_edit::find(call, KP_M_MENU_PROBLEM_SHEET);
    if (problems->count == 0) {
        if (!present.isEmpty())
            edit.take_out(present);
        edit.mark(cell_marks());
        return rtl::OUString();
    }
    marking now = {&call, problems, nullptr};
    if (kp_arena_run(problems->arena, say_problems, &now) != KP_OK)
        call.stop(KP_M_MENU_NO_MEMORY);
    edit.mark(marks_of(call, problems, now.messages, copy.shown));
    return edit.put(problem_sheet, kp_say(KP_M_MENU_PROBLEM_SHEET, call.lang));
}

command_result workbook_evaluation::stop_with_sheet() {
    workbook_edit edit(call);
    edit.perform(KP_M_MENU_UNDO_CHECK, show_problems(edit));
    command_result result;
    result.end = end_of_command::stopped;
    result.text = counts(KP_M_MENU_NOT_SCORED);
    return result;
}

std::vector<std::string> workbook_evaluation::result_sheets() const {
    std::vector<std::string> names;
    for (kp_message name : {KP_M_REPORT_SUMMARY, KP_M_REPORT_RANKING, KP_M_REPORT_LISTS, KP_M_REPORT_DETAILS})
        names.push_back(kp_say(name, call.lang));
    return names;
}

} // namespace kaoping
