// SPDX-License-Identifier: GPL-3.0-or-later
// 抽取样本: a random sample of the list that is selected, or stands on the sheet, as two new sheets: who was drawn, and how. The draw is that of the batch tool.
#include "menu_dialogs.hxx"
#include "menu_edit.hxx"
#include "menu_engine.hxx"
#include "menu_evaluation.hxx"
#include "menu_sheets.hxx"
#include "sample_dialog.hxx"
#include "units_source.hxx"

#include "kaoping/sample_io.h"

#include <com/sun/star/container/XNamed.hpp>
#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/sheet/XSheetCellCursor.hpp>
#include <com/sun/star/sheet/XSpreadsheetView.hpp>
#include <com/sun/star/sheet/XUsedAreaCursor.hpp>

#include <string.h>

namespace kaoping {

using css::sheet::XCellRangeAddressable;
using css::uno::Reference;
using css::uno::UNO_QUERY;
using css::uno::UNO_QUERY_THROW;

namespace {

/// What the engine is told and what it leaves. What it leaves is in its arena.
struct sample_work {
    const workbook_copy *copy;
    const char *sheet;
    kp_cell_range range;
    kp_lang lang;
    const char *path; // where the sample is written

    const sample_request *wanted;
    const char **ids, **columns;

    kp_workbook *frame; // NULL with problems
    const char **heads;
    size_t head_count, rows, id; // id: the column that names them, SIZE_MAX: none is known to
    const char *bad;             // an amount that is none
    const kp_sample *sample;
    const char *digest;
    kp_problems *problems;
    bool written;
};

// ---- the engine's side: no C++ objects here ----

void read_frame(kp_arena *arena, void *data) {
    auto work = static_cast<sample_work *>(data);
    work->problems = kp_problems_new(arena);
    kp_workbook *book = kp_workbook_open_as(arena, work->copy->path.c_str(), work->copy->shown.c_str(), work->problems);
    size_t sheet = 0;
    while (book != nullptr && sheet < kp_workbook_sheet_count(book) && strcmp(kp_workbook_sheet_name(book, sheet), work->sheet) != 0)
        sheet++;
    if (book == nullptr || sheet == kp_workbook_sheet_count(book))
        return;
    work->frame = kp_workbook_of_range(arena, book, sheet, work->range, work->problems);
    kp_workbook_close(book);
    kp_data_table *table = work->frame == nullptr ? nullptr : kp_data_table_read(arena, work->frame, nullptr, nullptr, 0, work->problems);
    work->frame = table == nullptr ? nullptr : work->frame;
    if (table == nullptr)
        return;
    work->digest = work->copy->original.empty() ? nullptr : kp_input_digest(arena, work->copy->original.c_str());
    work->rows = kp_data_rows(table);
    work->id = kp_sample_id_column(arena, table);
    work->head_count = kp_data_columns(table);
    work->heads = static_cast<const char **>(kp_alloc_array(arena, work->head_count, sizeof *work->heads));
    for (size_t i = 0; i < work->head_count; i++)
        work->heads[i] = kp_data_title(table, i);
}

/// False with `bad` where the text is no amount above 0.
bool take_amount(kp_arena *arena, sample_work *work, const std::string &text, kp_sample_amount *amount) {
    if (kp_sample_amount_parse(arena, text.c_str(), amount) && kp_num_sign(amount->value) > 0)
        return true;
    work->bad = text.c_str();
    return false;
}

void draw_sample(kp_arena *arena, void *data) {
    auto work = static_cast<sample_work *>(data);
    const sample_request *wanted = work->wanted;
    work->problems = kp_problems_new(arena);
    work->bad = nullptr;
    kp_sample_plan plan = {};
    plan.frame = work->frame;
    plan.digest = work->digest;
    plan.by = wanted->by.empty() ? nullptr : wanted->by.c_str();
    plan.ids = work->ids;
    plan.id_count = wanted->ids.size();
    plan.columns = work->columns;
    plan.column_count = wanted->columns.size();
    plan.seed = wanted->seed.c_str();
    plan.allocate = wanted->equal ? KP_ALLOCATE_EQUAL : KP_ALLOCATE_PROPORTIONAL;
    kp_sample_amount total = {};
    bool all = !wanted->total.empty();
    if (!take_amount(arena, work, all ? wanted->total : wanted->each, all ? &total : &plan.size))
        return;
    if (all && (total.percent || !kp_num_to_int64(total.value, &plan.total)))
        work->bad = wanted->total.c_str();
    if (work->bad != nullptr || (!wanted->substitutes.empty() && !take_amount(arena, work, wanted->substitutes, &plan.substitutes)))
        return;
    work->sample = kp_sample_draw(arena, &plan, work->problems);
    kp_sample_options options = {};
    options.lang = work->lang;
    work->written = work->sample != nullptr && kp_sample_write(arena, work->sample, &options, work->path, work->problems);
}

// ---- the office's side ----

Reference<css::sheet::XSpreadsheet> active_sheet(const command_call &call) {
    Reference<css::sheet::XSpreadsheetView> view(call.model->getCurrentController(), UNO_QUERY);
    if (!view.is())
        call.stop(KP_M_MENU_SAMPLE_NO_FRAME);
    return view->getActiveSheet();
}

css::table::CellRangeAddress address_of(const Reference<css::uno::XInterface> &cells) {
    return Reference<XCellRangeAddressable>(cells, UNO_QUERY_THROW)->getRangeAddress();
}

/// The selected cells; where it is one only, all that stands on the sheet: a region would end at a blank row, and a frame must not.
css::table::CellRangeAddress frame_area(const command_call &call, const Reference<css::sheet::XSpreadsheet> &sheet) {
    auto selected = filled_selection(call);
    if (selected.is()) {
        auto area = address_of(selected);
        if (area.StartRow < area.EndRow || area.StartColumn < area.EndColumn)
            return area;
    }
    auto cursor = sheet->createCursor();
    Reference<css::sheet::XUsedAreaCursor>(cursor, UNO_QUERY_THROW)->gotoEndOfUsedArea(true);
    auto area = address_of(cursor);
    area.StartRow = area.StartColumn = 0;
    return area;
}

std::string column_name(sal_Int32 column) {
    std::string name;
    for (; column >= 0; column = column / 26 - 1)
        name.insert(name.begin(), static_cast<char>('A' + column % 26));
    return name;
}

std::string range_name(const css::table::CellRangeAddress &area) {
    return column_name(area.StartColumn) + std::to_string(area.StartRow + 1) + ":" + column_name(area.EndColumn) + std::to_string(area.EndRow + 1);
}

kp_cell_range range_of(const css::table::CellRangeAddress &area) {
    return {static_cast<uint32_t>(area.StartRow) + 1, static_cast<uint32_t>(area.StartColumn) + 1, static_cast<uint32_t>(area.EndRow) + 1,
            static_cast<uint32_t>(area.EndColumn) + 1};
}

std::vector<const char *> pointers_to(const std::vector<std::string> &texts) {
    std::vector<const char *> pointers;
    for (const std::string &text : texts)
        pointers.push_back(text.c_str());
    return pointers;
}

/// Why there is no sample; "" where there is one.
rtl::OUString draw(const command_call &call, engine &engine, sample_work &work, const sample_request &wanted) {
    std::vector<const char *> ids = pointers_to(wanted.ids), columns = pointers_to(wanted.columns);
    work.wanted = &wanted;
    work.ids = ids.data();
    work.columns = columns.data();
    engine.run(KP_M_MENU_DRAWING, draw_sample, &work);
    if (work.bad != nullptr)
        return say(KP_M_MENU_SAMPLE_BAD_AMOUNT, call.lang, work.bad);
    return work.written ? rtl::OUString() : problem_lines(call, work.problems->arena, work.problems);
}

sample_request request_of(const command_call &call) {
    sample_request wanted;
    wanted.by = call.text_of("By");
    wanted.ids = call.list_of("Id");
    wanted.columns = call.list_of("Columns");
    wanted.each = call.text_of("Size");
    wanted.total = call.text_of("Total");
    wanted.equal = call.text_of("Allocate") == "equal";
    wanted.substitutes = call.text_of("Substitutes");
    wanted.seed = call.text_of("Seed");
    return wanted;
}

/// False where the user cancelled. What cannot be drawn is told, and asked for again.
bool settle(const command_call &call, engine &engine, sample_work &work, const sample_frame &frame) {
    sample_request wanted = request_of(call);
    if (wanted.ids.empty() && work.id < frame.heads.size())
        wanted.ids.push_back(frame.heads[work.id]);
    if (call.quiet) {
        rtl::OUString failure = draw(call, engine, work, wanted);
        if (!failure.isEmpty())
            throw command_stop{failure};
        return true;
    }
    while (ask_for_sample(call, frame, wanted)) {
        rtl::OUString failure = draw(call, engine, work, wanted);
        if (failure.isEmpty())
            return true;
        tell(call, failure, true);
    }
    return false;
}

int64_t sum_of(const int64_t counts[], size_t count) {
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += counts[i];
    return sum;
}

} // namespace

command_result command_sample(const command_call &call) {
    workbook_edit::expect_writable(call);
    command_result result;
    auto sheet = active_sheet(call);
    auto area = frame_area(call, sheet);
    workbook_copy copy = copy_of_workbook(call);
    std::string name = to_utf8(Reference<css::container::XNamed>(sheet, UNO_QUERY_THROW)->getName()), path = copy.folder->file("sample.xlsx");
    engine engine(call);
    sample_work work = {};
    work.copy = &copy;
    work.sheet = name.c_str();
    work.range = range_of(area);
    work.lang = call.lang;
    work.path = path.c_str();
    engine.run(KP_M_MENU_READING, read_frame, &work);
    if (work.frame == nullptr)
        throw command_stop{say(KP_M_MENU_SAMPLE_NO_FRAME, call.lang) + "\n" + problem_lines(call, work.problems->arena, work.problems)};
    sample_frame frame;
    frame.sheet = name;
    frame.range = range_name(area);
    frame.heads.assign(work.heads, work.heads + work.head_count);
    frame.rows = work.rows;
    if (!settle(call, engine, work, frame)) {
        result.end = end_of_command::stopped;
        return result;
    }
    if (engine.document_changed())
        call.stop(KP_M_MENU_CHANGED);
    workbook_edit edit(call);
    rtl::OUString shown = edit.put_new(path, to_utf8(say(KP_M_SAMPLE_LIST, call.lang)));
    edit.put_new(path, to_utf8(say(KP_M_SAMPLE_ABOUT, call.lang)));
    edit.perform(KP_M_MENU_UNDO_SAMPLE, shown);
    size_t strata = work.sample->stratum_count;
    result.text = say(KP_M_MENU_SAMPLE_DRAWN, call.lang, std::to_string(sum_of(work.sample->draw->drawn, strata)),
                      std::to_string(sum_of(work.sample->draw->substitutes, strata)), to_utf8(shown));
    result.shown = true;
    if (work.problems->count > 0) { // fewer there than asked for, say
        result.text += "\n" + problem_lines(call, work.problems->arena, work.problems);
        result.shown = false;
    }
    return result;
}

} // namespace kaoping
