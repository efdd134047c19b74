// SPDX-License-Identifier: GPL-3.0-or-later
// 生成报告: the batch tool's report of the open workbook, and a PDF of it; both come into their places together, or neither.
#include "menu_dialogs.hxx"
#include "menu_evaluation.hxx"
#include "menu_sheets.hxx"

#include "kaoping/document_time.h"
#include "kaoping/output.h"
#include "kaoping/report.h"

#include <com/sun/star/frame/Desktop.hpp>
#include <com/sun/star/frame/XStorable.hpp>

#include <unistd.h>

namespace kaoping {

using css::beans::PropertyValue;
using css::uno::Reference;
using css::uno::Sequence;
using css::uno::UNO_QUERY_THROW;

namespace {

/// What the engine is told and what it leaves. Paths outlive the arena.
struct report_work {
    const workbook_evaluation *scored;
    const char *inputs[2];
    size_t input_count;
    const char *path, *pdf_path; // pdf_path NULL: none
    bool force;
    const char *beside, *pdf_beside; // in the arena; NULL with problems
    kp_problems *failure;
    bool written;
};

void write_report(kp_arena *arena, void *data) {
    auto work = static_cast<report_work *>(data);
    const workbook_evaluation *scored = work->scored;
    work->failure = kp_problems_new(arena);
    work->beside = kp_output_begin(arena, work->path, work->force, work->inputs, work->input_count, work->failure);
    if (work->beside == nullptr)
        return;
    if (work->pdf_path != nullptr) {
        work->pdf_beside = kp_output_begin(arena, work->pdf_path, work->force, work->inputs, work->input_count, work->failure);
        if (work->pdf_beside == nullptr)
            return;
    }
    kp_report_options options = {};
    options.lang = scored->call.lang;
    options.files = scored->evaluation->binding->files;
    options.file_count = scored->evaluation->binding->file_count;
    options.problems = scored->problems;
    options.timestamp = kp_document_time(scored->card()->evidence->period);
    work->written = kp_report_write(arena, scored->card(), &options, work->beside, work->failure);
}

void put_into_place(kp_arena *arena, void *data) {
    auto work = static_cast<report_work *>(data);
    const kp_output outputs[] = {{work->beside, work->path}, {work->pdf_beside, work->pdf_path}};
    work->written = kp_output_commit_all(arena, outputs, work->pdf_path != nullptr ? 2 : 1, work->force, work->failure);
}

[[noreturn]] void stop_with(const workbook_evaluation &scored, const kp_problems *failure) {
    throw command_stop{problem_lines(scored.call, failure->arena, failure)};
}

Sequence<PropertyValue> filter(const char *name) {
    Sequence<PropertyValue> how(2);
    how[0].Name = "FilterName";
    how[0].Value <<= rtl::OUString::createFromAscii(name);
    how[1].Name = "Overwrite";
    how[1].Value <<= true; // the name beside is ours already
    return how;
}

void write_pdf(const command_call &call, const report_work &work) {
    private_folder folder(call);
    std::string report = folder.file("report.xlsx"); // by its name the office knows what it is
    if (link(work.beside, report.c_str()) != 0 && symlink(work.beside, report.c_str()) != 0)
        call.stop(KP_M_MENU_FAILED, work.pdf_path);
    unseen_workbooks books(call.context);
    Reference<css::frame::XStorable> storable(books.open(report), UNO_QUERY_THROW);
    storable->storeToURL(url_of_path(work.pdf_beside), filter("calc_pdf_Export"));
}

std::string without_ending(const std::string &path) {
    size_t dot = path.rfind('.');
    return dot == std::string::npos || path.find('/', dot) != std::string::npos ? path : path.substr(0, dot);
}

/// The place of the report: the argument, or what the user picks; "": cancelled.
std::string choose_path(const command_call &call, const workbook_copy &copy) {
    if (call.quiet)
        return call.text_of("Output");
    std::string name = to_utf8(say(KP_M_MENU_REPORT_NAME, call.lang, without_ending(copy.shown))) + ".xlsx";
    size_t slash = copy.location.rfind('/');
    rtl::OUString folder = slash == std::string::npos ? rtl::OUString() : url_of_path(copy.location.substr(0, slash));
    return pick_save(call, say(KP_M_MENU_REPORT, call.lang), from_utf8(name.c_str()), folder,
                     {say(KP_M_MENU_SPREADSHEETS, call.lang) + " (*.xlsx)", "*.xlsx"});
}

void open_report(const command_call &call, const std::string &path) {
    if (!call.quiet)
        css::frame::Desktop::create(call.context)->loadComponentFromURL(url_of_path(path), "_default", 0, Sequence<PropertyValue>());
}

} // namespace

command_result command_report(const command_call &call) {
    workbook_evaluation scored(call, false);
    command_result result;
    if (!scored.settle()) {
        if (!scored.is_entry_workbook())
            scored.stop_with_lines();
        workbook_edit::expect_writable(call);
        return scored.stop_with_sheet();
    }
    std::string path = choose_path(call, scored.copy);
    if (path.empty() && call.quiet)
        call.stop(KP_M_MENU_FAILED, "Output");
    if (path.empty()) {
        result.end = end_of_command::stopped;
        return result;
    }
    bool with_pdf = call.quiet ? call.is_set("Pdf") : ask(call, say(KP_M_MENU_ASK_PDF, call.lang));
    std::string pdf = without_ending(path) + ".pdf";
    report_work work = {};
    work.scored = &scored;
    if (!scored.copy.location.empty())
        work.inputs[work.input_count++] = scored.copy.location.c_str();
    work.path = path.c_str();
    work.pdf_path = with_pdf ? pdf.c_str() : nullptr;
    work.force = call.quiet ? call.is_set("Force") : true; // the picker has asked
    scored.work.run(KP_M_MENU_WRITING, write_report, &work);
    if (!work.written)
        stop_with(scored, work.failure);
    if (with_pdf)
        write_pdf(call, work);
    scored.work.run(KP_M_MENU_WRITING, put_into_place, &work);
    if (!work.written)
        stop_with(scored, work.failure);
    open_report(call, path);
    result.text = say(KP_M_MENU_WROTE, call.lang, path);
    result.shown = true;
    return result;
}

} // namespace kaoping
