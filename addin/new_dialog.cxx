// SPDX-License-Identifier: GPL-3.0-or-later
// The dialog of 新建考评簿: a scheme with what it is about, the period that is due, the office, and where the units come from.
#include "new_dialog.hxx"
#include "menu_dialogs.hxx"
#include "menu_engine.hxx"
#include "units_source.hxx"

#include "kaoping/scheme_io.h"

#include <com/sun/star/awt/XDialogEventHandler.hpp>
#include <com/sun/star/awt/XListBox.hpp>
#include <com/sun/star/awt/XRadioButton.hpp>
#include <cppuhelper/implbase1.hxx>
#include <osl/time.h>
#include <rtl/ref.hxx>

namespace kaoping {

using css::uno::Any;
using css::uno::Reference;
using css::uno::Sequence;
using css::uno::UNO_QUERY;
using css::uno::UNO_QUERY_THROW;

namespace {

/// What is shown of a built-in scheme.
struct scheme_row {
    const char *id, *title, *brief, *note, *period;
};

struct scheme_rows {
    kp_lang lang;
    int year, month;
    scheme_row *rows;
    size_t count;
};

void read_schemes(kp_arena *arena, void *data) {
    auto list = static_cast<scheme_rows *>(data);
    kp_problems *problems = kp_problems_new(arena);
    list->rows = static_cast<scheme_row *>(kp_alloc_array(arena, kp_builtin_count(), sizeof *list->rows));
    for (size_t i = 0; i < kp_builtin_count(); i++) {
        const kp_scheme *scheme = kp_builtin_load(arena, kp_builtin_id(i), problems);
        if (scheme == nullptr)
            continue;
        scheme_row *row = &list->rows[list->count++];
        row->id = scheme->id;
        row->title = kp_text(arena, scheme->title, list->lang);
        row->brief = kp_say_with(arena, KP_M_MENU_SCHEME_BRIEF, list->lang, row->title, scheme->subject, kp_cadence_title(scheme->cadence));
        row->note = kp_text(arena, scheme->note, list->lang);
        kp_period due = kp_period_shift(kp_period_of_date(kp_scheme_period_kind(scheme), list->year, list->month), -1); // the one that has ended
        row->period = kp_period_key(arena, due);
    }
}

void set_today(scheme_rows &list) {
    TimeValue now, local;
    oslDateTime date = {};
    if (osl_getSystemTime(&now) && osl_getLocalTimeFromSystemTime(&now, &local))
        osl_getDateTimeFromTimeValue(&local, &date);
    list.year = date.Year;
    list.month = date.Month > 0 ? date.Month : 1;
}

class new_dialog_events final : public cppu::WeakImplHelper1<css::awt::XDialogEventHandler> {
  public:
    new_dialog_events(const command_call &in, const scheme_rows &rows) : call(in), schemes(rows) {}
    const dialog *shown = nullptr;

    sal_Bool SAL_CALL callHandlerMethod(const Reference<css::awt::XDialog> &, const Any &, const rtl::OUString &method) override {
        if (shown == nullptr)
            return true;
        if (method == "schemeChosen")
            choose_scheme();
        else if (method == "unitsChosen")
            choose_units();
        else if (method == "browse")
            browse();
        else if (method == "typed")
            allow();
        else
            return false;
        return true;
    }
    Sequence<rtl::OUString> SAL_CALL getSupportedMethodNames() override {
        static const char *const names[] = {"schemeChosen", "unitsChosen", "browse", "typed"};
        Sequence<rtl::OUString> list(4);
        for (sal_Int32 i = 0; i < 4; i++)
            list[i] = rtl::OUString::createFromAscii(names[i]);
        return list;
    }

    const scheme_row *chosen() const {
        sal_Int16 at = Reference<css::awt::XListBox>(shown->control("Scheme"), UNO_QUERY_THROW)->getSelectedItemPos();
        return at >= 0 && static_cast<size_t>(at) < schemes.count ? &schemes.rows[at] : nullptr;
    }
    bool from_file() const { return Reference<css::awt::XRadioButton>(shown->control("FromFile"), UNO_QUERY_THROW)->getState(); }

    void choose_scheme() {
        const scheme_row *row = chosen();
        if (row == nullptr)
            return;
        shown->set_text("About", from_utf8(row->brief) + "\n\n" + from_utf8(row->note));
        if (shown->text("Period").isEmpty() || shown->text("Period") == proposed)
            shown->set_text("Period", from_utf8(row->period));
        proposed = from_utf8(row->period);
        allow();
    }
    void choose_units() {
        for (const char *id : {"File", "Browse"})
            shown->model(id)->setPropertyValue("Enabled", Any(from_file()));
        allow();
    }
    void browse() {
        auto files =
            pick_files(call, say(KP_M_MENU_UNITS, call.lang), {say(KP_M_MENU_SPREADSHEETS, call.lang), "*.xlsx;*.xlsm;*.ods;*.csv;*.txt"}, false);
        if (!files.empty())
            shown->set_text("File", from_utf8(files[0].c_str()));
        allow();
    }
    /// 新建 can be pressed when everything is there.
    void allow() {
        kp_period period;
        bool good = kp_period_parse(to_utf8(shown->text("Period")).c_str(), &period);
        shown->label("PeriodHint", say(good || shown->text("Period").isEmpty() ? KP_M_MENU_PERIOD_HINT : KP_M_MENU_BAD_PERIOD, call.lang,
                                       to_utf8(shown->text("Period"))));
        bool units = from_file() ? !shown->text("File").isEmpty() : selected_units(call).rows > 0;
        shown->model("Create")->setPropertyValue("Enabled", Any(good && units && chosen() != nullptr));
    }

  private:
    const command_call &call;
    const scheme_rows &schemes;
    rtl::OUString proposed;
};

void set_labels(const command_call &call, const dialog &box) {
    static const struct {
        const char *id;
        kp_message text;
    } labels[] = {{"SchemeLabel", KP_M_MENU_SCHEME},  {"AboutLabel", KP_M_MENU_ABOUT_SCHEME},
                  {"PeriodLabel", KP_M_MENU_PERIOD},  {"PeriodHint", KP_M_MENU_PERIOD_HINT},
                  {"OfficeLabel", KP_M_MENU_OFFICE},  {"UnitsLabel", KP_M_MENU_UNITS},
                  {"FromFile", KP_M_MENU_UNITS_FILE}, {"UnitsHint", KP_M_MENU_UNITS_HINT},
                  {"Browse", KP_M_MENU_BROWSE},       {"Create", KP_M_MENU_CREATE},
                  {"Cancel", KP_M_MENU_CANCEL}};
    for (const auto &label : labels)
        box.label(label.id, say(label.text, call.lang));
    box.title(say(KP_M_MENU_NEW, call.lang));
}

void set_choices(const command_call &call, const dialog &box, const scheme_rows &schemes) {
    Sequence<rtl::OUString> titles(static_cast<sal_Int32>(schemes.count));
    for (size_t i = 0; i < schemes.count; i++)
        titles[static_cast<sal_Int32>(i)] = from_utf8(schemes.rows[i].title);
    Reference<css::awt::XListBox> list(box.control("Scheme"), UNO_QUERY_THROW);
    list->addItems(titles, 0);
    list->selectItemPos(0, true);
    selection_size size = selected_units(call);
    bool selected = size.rows > 0;
    box.label("Selected", selected ? say(KP_M_MENU_UNITS_SELECTED, call.lang, std::to_string(size.rows), std::to_string(size.columns))
                                   : say(KP_M_MENU_UNITS_NONE_SELECTED, call.lang));
    box.model("Selected")->setPropertyValue("Enabled", Any(selected));
    box.model(selected ? "Selected" : "FromFile")->setPropertyValue("State", Any(sal_Int16(1)));
}

} // namespace

bool ask_for_new_book(const command_call &call, new_book &wanted) {
    scheme_rows schemes = {};
    schemes.lang = call.lang;
    set_today(schemes);
    engine work(call);
    work.run(KP_M_MENU_READING, read_schemes, &schemes);
    rtl::Reference<new_dialog_events> events(new new_dialog_events(call, schemes));
    dialog box(call, "new", events.get());
    set_labels(call, box);
    set_choices(call, box, schemes);
    events->shown = &box;
    events->choose_scheme();
    events->choose_units();
    bool agreed = box.execute();
    if (agreed && events->chosen() != nullptr) {
        wanted.scheme = events->chosen()->id;
        wanted.period = to_utf8(box.text("Period"));
        wanted.office = to_utf8(box.text("Office").trim());
        wanted.units_file = events->from_file() ? to_utf8(box.text("File").trim()) : std::string();
    }
    events->shown = nullptr;
    return agreed;
}

} // namespace kaoping
