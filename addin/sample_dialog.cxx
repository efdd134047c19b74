// SPDX-License-Identifier: GPL-3.0-or-later
// The dialog of 抽取样本: strata, ids and further columns of the frame, how many, and the seed, which the office must choose itself.
#include "sample_dialog.hxx"
#include "menu_dialogs.hxx"

#include <com/sun/star/awt/XDialogEventHandler.hpp>
#include <com/sun/star/awt/XListBox.hpp>
#include <com/sun/star/awt/XRadioButton.hpp>
#include <cppuhelper/implbase1.hxx>
#include <rtl/ref.hxx>

#include <algorithm>

namespace kaoping {

using css::uno::Any;
using css::uno::Reference;
using css::uno::Sequence;
using css::uno::UNO_QUERY_THROW;

namespace {

Reference<css::awt::XListBox> list_of(const dialog &box, const char *id) { return Reference<css::awt::XListBox>(box.control(id), UNO_QUERY_THROW); }

bool is_total(const dialog &box) { return Reference<css::awt::XRadioButton>(box.control("Total"), UNO_QUERY_THROW)->getState(); }

std::string typed(const dialog &box, const char *id) { return to_utf8(box.text(id).trim()); }

class sample_dialog_events final : public cppu::WeakImplHelper1<css::awt::XDialogEventHandler> {
  public:
    const dialog *shown = nullptr;

    sal_Bool SAL_CALL callHandlerMethod(const Reference<css::awt::XDialog> &, const Any &, const rtl::OUString &method) override {
        if (method != "changed")
            return false;
        if (shown != nullptr)
            allow();
        return true;
    }
    Sequence<rtl::OUString> SAL_CALL getSupportedMethodNames() override {
        rtl::OUString name("changed");
        return Sequence<rtl::OUString>(&name, 1);
    }
    /// 抽取 can be pressed when everything is there.
    void allow() {
        bool total = is_total(*shown), strata = list_of(*shown, "By")->getSelectedItemPos() > 0;
        shown->model("EachAmount")->setPropertyValue("Enabled", Any(!total));
        shown->model("TotalAmount")->setPropertyValue("Enabled", Any(total));
        shown->model("Allocate")->setPropertyValue("Enabled", Any(total && strata));
        bool ready = !typed(*shown, total ? "TotalAmount" : "EachAmount").empty() && !typed(*shown, "Seed").empty() &&
                     list_of(*shown, "Ids")->getSelectedItemsPos().getLength() > 0;
        shown->model("Draw")->setPropertyValue("Enabled", Any(ready));
    }
};

void set_labels(const command_call &call, const dialog &box, const sample_frame &frame) {
    static const struct {
        const char *id;
        kp_message text;
    } labels[] = {{"ByLabel", KP_M_MENU_SAMPLE_BY},
                  {"IdsLabel", KP_M_MENU_SAMPLE_IDS},
                  {"ColumnsLabel", KP_M_MENU_SAMPLE_COLUMNS},
                  {"SizeLine", KP_M_MENU_SAMPLE_SIZE},
                  {"Each", KP_M_MENU_SAMPLE_EACH},
                  {"EachHint", KP_M_MENU_SAMPLE_EACH_HINT},
                  {"Total", KP_M_MENU_SAMPLE_TOTAL},
                  {"SubstitutesLabel", KP_M_MENU_SAMPLE_SUBSTITUTES},
                  {"SubstitutesHint", KP_M_MENU_SAMPLE_SUBSTITUTES_HINT},
                  {"SeedLine", KP_M_MENU_SAMPLE_SEED_LINE},
                  {"SeedLabel", KP_M_MENU_SAMPLE_SEED},
                  {"SeedHint", KP_M_MENU_SAMPLE_SEED_HINT},
                  {"Draw", KP_M_MENU_SAMPLE_DRAW},
                  {"Cancel", KP_M_MENU_CANCEL}};
    for (const auto &label : labels)
        box.label(label.id, say(label.text, call.lang));
    box.label("Frame", say(KP_M_MENU_SAMPLE_FRAME, call.lang, frame.sheet, frame.range, std::to_string(frame.rows)));
    box.title(say(KP_M_MENU_SAMPLE, call.lang));
}

/// Those of `chosen` are selected; last, as adding an item takes any selection away.
void fill_list(const Reference<css::awt::XListBox> &list, const std::vector<rtl::OUString> &items, const std::vector<std::string> &chosen) {
    for (const rtl::OUString &item : items)
        list->addItem(item, list->getItemCount());
    for (size_t at = 0; at < items.size(); at++)
        if (std::find(chosen.begin(), chosen.end(), to_utf8(items[at])) != chosen.end())
            list->selectItemPos(static_cast<sal_Int16>(at), true);
}

void set_choices(const command_call &call, const dialog &box, const sample_frame &frame, const sample_request &wanted) {
    std::vector<rtl::OUString> heads, strata = {say(KP_M_MENU_SAMPLE_NO_STRATA, call.lang)};
    for (const std::string &head : frame.heads)
        heads.push_back(from_utf8(head.c_str()));
    strata.insert(strata.end(), heads.begin(), heads.end());
    fill_list(list_of(box, "By"), strata, {wanted.by.empty() ? to_utf8(strata[0]) : wanted.by});
    fill_list(list_of(box, "Ids"), heads, wanted.ids);
    fill_list(list_of(box, "Columns"), heads, wanted.columns);
    std::vector<rtl::OUString> rules = {say(KP_M_MENU_SAMPLE_PROPORTIONAL, call.lang), say(KP_M_MENU_SAMPLE_EQUAL, call.lang)};
    fill_list(list_of(box, "Allocate"), rules, {to_utf8(rules[wanted.equal ? 1 : 0])});
    box.model(wanted.total.empty() ? "Each" : "Total")->setPropertyValue("State", Any(sal_Int16(1)));
    box.set_text("EachAmount", from_utf8(wanted.each.c_str()));
    box.set_text("TotalAmount", from_utf8(wanted.total.c_str()));
    box.set_text("Substitutes", from_utf8(wanted.substitutes.c_str()));
    box.set_text("Seed", from_utf8(wanted.seed.c_str()));
}

std::vector<std::string> selected_heads(const dialog &box, const char *id, const sample_frame &frame) {
    std::vector<std::string> heads;
    auto selected = list_of(box, id)->getSelectedItemsPos();
    for (sal_Int32 i = 0; i < selected.getLength(); i++)
        heads.push_back(frame.heads.at(static_cast<size_t>(selected[i])));
    return heads;
}

void take_choices(const dialog &box, const sample_frame &frame, sample_request &wanted) {
    sal_Int16 by = list_of(box, "By")->getSelectedItemPos();
    wanted.by = by > 0 ? frame.heads.at(static_cast<size_t>(by) - 1) : std::string();
    wanted.ids = selected_heads(box, "Ids", frame);
    wanted.columns = selected_heads(box, "Columns", frame);
    wanted.total = is_total(box) ? typed(box, "TotalAmount") : std::string();
    wanted.each = is_total(box) ? std::string() : typed(box, "EachAmount");
    wanted.equal = list_of(box, "Allocate")->getSelectedItemPos() == 1;
    wanted.substitutes = typed(box, "Substitutes");
    wanted.seed = typed(box, "Seed");
}

} // namespace

bool ask_for_sample(const command_call &call, const sample_frame &frame, sample_request &wanted) {
    rtl::Reference<sample_dialog_events> events(new sample_dialog_events());
    dialog box(call, "sample", events.get());
    set_labels(call, box, frame);
    set_choices(call, box, frame, wanted);
    events->shown = &box;
    events->allow();
    bool agreed = box.execute();
    if (agreed)
        take_choices(box, frame, wanted);
    events->shown = nullptr;
    return agreed;
}

} // namespace kaoping
