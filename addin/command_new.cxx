// SPDX-License-Identifier: GPL-3.0-or-later
// 新建考评簿: the form of a scheme for a period and a list of units, as a new document that has no name yet.
#include "menu_engine.hxx"
#include "menu_evaluation.hxx"
#include "new_dialog.hxx"
#include "units_source.hxx"

#include "kaoping/form.h"
#include "kaoping/scheme_io.h"

#include <com/sun/star/frame/Desktop.hpp>
#include <com/sun/star/sheet/XCalculatable.hpp>
#include <com/sun/star/util/XModifiable.hpp>

namespace kaoping {

using css::beans::PropertyValue;
using css::uno::Sequence;

namespace {

/// What the engine is told and what it leaves.
struct form_work {
    const new_book *wanted;
    const char *units, *form; // paths
    kp_lang lang;
    const char *title, *period; // in the arena
    size_t unit_count;
    kp_problems *problems;
    bool written;
};

void write_form(kp_arena *arena, void *data) {
    auto work = static_cast<form_work *>(data);
    work->problems = kp_problems_new(arena);
    kp_form_options options = {};
    options.lang = work->lang;
    options.live = true;
    options.office = work->wanted->office.empty() ? nullptr : work->wanted->office.c_str();
    kp_period_parse(work->wanted->period.c_str(), &options.period);
    const kp_scheme *scheme = kp_scheme_load(arena, work->wanted->scheme.c_str(), work->problems);
    if (scheme == nullptr)
        return;
    kp_scheme_check_period(scheme, options.period, kp_place(), work->problems);
    if (!kp_units_read(arena, scheme, work->units, &options, work->problems) || work->problems->errors > 0)
        return;
    work->title = kp_text(arena, scheme->title, work->lang);
    work->period = kp_period_title(arena, options.period, work->lang);
    work->unit_count = options.unit_count;
    work->written = kp_form_write(arena, scheme, &options, work->form, work->problems);
}

void open_as_new(const command_call &call, const std::string &path) {
    Sequence<PropertyValue> how(2);
    how[0].Name = "AsTemplate";
    how[0].Value <<= true;
    how[1].Name = "Hidden";
    how[1].Value <<= call.is_set("Hidden");
    auto document = css::frame::Desktop::create(call.context)->loadComponentFromURL(url_of_path(path), "_blank", 0, how);
    css::uno::Reference<css::sheet::XCalculatable> live(document, css::uno::UNO_QUERY);
    if (live.is()) // Calc shows the stored results of an .xlsx, and none are stored of live formulas
        live->calculateAll();
    css::uno::Reference<css::util::XModifiable> state(document, css::uno::UNO_QUERY);
    if (state.is())
        state->setModified(false);
}

} // namespace

command_result command_new(const command_call &call) {
    command_result result;
    new_book wanted;
    if (call.quiet) {
        wanted.scheme = call.text_of("Scheme");
        wanted.period = call.text_of("Period");
        wanted.office = call.text_of("Office");
        wanted.units_file = call.text_of("Units");
    } else if (!ask_for_new_book(call, wanted)) {
        result.end = end_of_command::stopped;
        return result;
    }
    kp_period period;
    if (!kp_period_parse(wanted.period.c_str(), &period))
        call.stop(KP_M_MENU_BAD_PERIOD, wanted.period);
    private_folder folder(call);
    std::string units = wanted.units_file, form = folder.file("form.xlsx");
    if (units.empty()) {
        units = folder.file("units.csv");
        if (!write_selected_units(call, units))
            call.stop(KP_M_MENU_NEEDS_UNITS);
    }
    engine work(call);
    form_work made = {};
    made.wanted = &wanted;
    made.units = units.c_str();
    made.form = form.c_str();
    made.lang = call.lang;
    work.run(KP_M_MENU_WRITING, write_form, &made);
    if (!made.written)
        throw command_stop{problem_lines(call, made.problems->arena, made.problems)};
    open_as_new(call, form);
    result.text = say(KP_M_MENU_CREATED, call.lang, made.title, made.period, std::to_string(made.unit_count));
    result.shown = true;
    if (made.problems->count > 0) { // a period that the scheme does not evaluate, say
        result.text += "\n" + problem_lines(call, made.problems->arena, made.problems);
        result.shown = false;
    }
    return result;
}

} // namespace kaoping
