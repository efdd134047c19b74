// SPDX-License-Identifier: GPL-3.0-or-later
// From URLs to commands, and from what came of them to boxes or results.
#include "menu_handler.hxx"
#include "menu_dialogs.hxx"

#include <com/sun/star/awt/XWindow2.hpp>
#include <com/sun/star/configuration/theDefaultProvider.hpp>
#include <com/sun/star/frame/DispatchResultState.hpp>
#include <com/sun/star/frame/XStorable.hpp>
#include <com/sun/star/sheet/XSpreadsheetDocument.hpp>

#include <atomic>
#include <exception>

namespace kaoping {

using css::beans::PropertyValue;
using css::uno::Any;
using css::uno::Reference;
using css::uno::Sequence;
using css::uno::UNO_QUERY;
using css::uno::UNO_QUERY_THROW;

/// The commands: adding one means a line here, its text in Addons.xcu, and its function.
struct menu_command {
    const char *name;
    kp_message title;
    bool needs_sheet;
    command_function run;
};

namespace {

const char protocol[] = "vnd.org.kaoping:";

const menu_command commands[] = {
    {"new", KP_M_MENU_NEW, false, command_new},         {"check", KP_M_MENU_CHECK, true, command_check},
    {"clear", KP_M_MENU_CLEAR, true, command_clear},    {"score", KP_M_MENU_SCORE, true, command_score},
    {"report", KP_M_MENU_REPORT, true, command_report}, {"explain", KP_M_MENU_EXPLAIN, true, command_explain},
    {"past", KP_M_MENU_PAST, true, command_past},       {"sample", KP_M_MENU_SAMPLE, true, command_sample},
    {"help", KP_M_MENU_HELP, false, command_help},
};

const menu_command *command_of(const css::util::URL &url) {
    rtl::OUString name;
    if (!url.Complete.startsWith(protocol, &name))
        return nullptr;
    for (const menu_command &command : commands)
        if (name.equalsAscii(command.name))
            return &command;
    return nullptr;
}

/// One command at a time, in the whole office: the window lives on while one is at work, and could be asked for another.
class one_at_a_time {
  public:
    one_at_a_time() : free(!busy().exchange(true)) {}
    ~one_at_a_time() {
        if (free)
            busy() = false;
    }
    const bool free;

  private:
    static std::atomic<bool> &busy() {
        static std::atomic<bool> at_work{false};
        return at_work;
    }
};

bool office_is_chinese(const Reference<css::uno::XComponentContext> &context) {
    Sequence<Any> arguments(1);
    PropertyValue path;
    path.Name = "nodepath";
    path.Value <<= rtl::OUString("/org.openoffice.Setup/L10N");
    arguments[0] <<= path;
    Reference<css::beans::XPropertySet> settings(css::configuration::theDefaultProvider::get(context)->createInstanceWithArguments(
                                                     "com.sun.star.configuration.ConfigurationAccess", arguments),
                                                 UNO_QUERY_THROW);
    rtl::OUString locale;
    settings->getPropertyValue("ooLocale") >>= locale;
    return locale.startsWith("zh");
}

bool is_chinese_name(const rtl::OUString &name) {
    for (sal_Int32 i = 0; i < name.getLength(); i++)
        if (name[i] >= 0x4E00 && name[i] <= 0x9FFF)
            return true;
    return false;
}

bool has_chinese_sheet(const Reference<css::frame::XModel> &model) {
    Reference<css::sheet::XSpreadsheetDocument> document(model, UNO_QUERY);
    if (!document.is())
        return false;
    auto names = document->getSheets()->getElementNames();
    for (sal_Int32 i = 0; i < names.getLength(); i++)
        if (is_chinese_name(names[i]))
            return true;
    return false;
}

/// Arguments that a menu entry, a tool bar or the office itself adds are none of ours.
bool is_foreign(const rtl::OUString &name) { return name == "SynchronMode" || name == "KeyModifier" || name == "Referer" || name == "Quiet"; }

bool is_quiet(const command_call &call) {
    if (call.has("Quiet"))
        return call.is_set("Quiet");
    for (sal_Int32 i = 0; i < call.arguments.getLength(); i++)
        if (!is_foreign(call.arguments[i].Name))
            return true;
    Reference<css::awt::XWindow2> window(call.frame.is() ? call.frame->getContainerWindow() : nullptr, UNO_QUERY);
    return !window.is() || !window->isVisible();
}

rtl::OUString title_of(const menu_command &command, kp_lang lang) { return say(command.title, lang); }

void show(const command_call &call, const menu_command &command, const command_result &result) {
    if (call.quiet || result.shown || result.text.isEmpty())
        return;
    if (result.as_page || result.text.indexOf('\n') >= 0)
        show_page(call, title_of(command, call.lang), result.text);
    else
        tell(call, result.text, result.end == end_of_command::stopped);
}

} // namespace

// ---- what the office asks ----

void menu_handler::initialize(const Sequence<Any> &arguments) {
    if (arguments.getLength() > 0)
        arguments[0] >>= frame;
}

Reference<css::frame::XModel> menu_handler::spreadsheet() const {
    Reference<css::frame::XController> controller(frame.is() ? frame->getController() : nullptr);
    Reference<css::frame::XModel> model(controller.is() ? controller->getModel() : nullptr);
    return Reference<css::sheet::XSpreadsheetDocument>(model, UNO_QUERY).is() ? model : Reference<css::frame::XModel>();
}

Reference<css::frame::XDispatch> menu_handler::queryDispatch(const css::util::URL &url, const rtl::OUString &, sal_Int32) {
    return command_of(url) != nullptr ? Reference<css::frame::XDispatch>(this) : Reference<css::frame::XDispatch>();
}

Sequence<Reference<css::frame::XDispatch>> menu_handler::queryDispatches(const Sequence<css::frame::DispatchDescriptor> &requests) {
    Sequence<Reference<css::frame::XDispatch>> dispatches(requests.getLength());
    for (sal_Int32 i = 0; i < requests.getLength(); i++)
        dispatches[i] = queryDispatch(requests[i].FeatureURL, requests[i].FrameName, requests[i].SearchFlags);
    return dispatches;
}

/// Told once: what a frame shows does not change while its menu stands.
void menu_handler::addStatusListener(const Reference<css::frame::XStatusListener> &listener, const css::util::URL &url) {
    const menu_command *command = command_of(url);
    css::frame::FeatureStateEvent event;
    event.Source = *this;
    event.FeatureURL = url;
    event.IsEnabled = command != nullptr && (!command->needs_sheet || spreadsheet().is());
    event.Requery = false;
    if (listener.is())
        listener->statusChanged(event);
}

void menu_handler::removeStatusListener(const Reference<css::frame::XStatusListener> &, const css::util::URL &) {}

// ---- running ----

command_call menu_handler::call_with(const Sequence<PropertyValue> &arguments) const {
    command_call call;
    call.context = context;
    call.frame = frame;
    call.model = spreadsheet();
    call.arguments = arguments;
    std::string wanted = call.text_of("Language");
    bool chinese = wanted.empty() ? office_is_chinese(context) || has_chinese_sheet(call.model) : wanted.compare(0, 2, "zh") == 0;
    call.lang = chinese ? KP_ZH : KP_EN;
    call.quiet = is_quiet(call);
    return call;
}

command_result menu_handler::run(const css::util::URL &url, const Sequence<PropertyValue> &arguments) const {
    const menu_command *command = command_of(url);
    command_call call = call_with(arguments);
    command_result result;
    if (command == nullptr) {
        result.end = end_of_command::stopped;
        return result;
    }
    one_at_a_time here;
    try {
        if (!here.free)
            call.stop(KP_M_MENU_BUSY);
        if (command->needs_sheet && !call.model.is())
            call.stop(KP_M_MENU_NO_SHEET);
        result = command->run(call);
    } catch (const command_stop &stop) {
        result = command_result();
        result.end = end_of_command::stopped;
        result.text = stop.text;
    } catch (const css::uno::Exception &exception) {
        result = command_result();
        result.end = end_of_command::stopped;
        result.text = say(KP_M_MENU_FAILED, call.lang, to_utf8(exception.Message));
    } catch (const std::exception &exception) {
        result = command_result();
        result.end = end_of_command::stopped;
        result.text = say(KP_M_MENU_FAILED, call.lang, exception.what());
    }
    show(call, *command, result);
    return result;
}

void menu_handler::dispatch(const css::util::URL &url, const Sequence<PropertyValue> &arguments) {
    dispatchWithNotification(url, arguments, Reference<css::frame::XDispatchResultListener>());
}

void menu_handler::dispatchWithNotification(const css::util::URL &url, const Sequence<PropertyValue> &arguments,
                                            const Reference<css::frame::XDispatchResultListener> &listener) {
    Reference<css::uno::XInterface> held(static_cast<cppu::OWeakObject *>(this)); // the frame may go meanwhile
    command_result result = run(url, arguments);
    css::frame::DispatchResultEvent event;
    event.Source = *this;
    event.State = result.end == end_of_command::done ? css::frame::DispatchResultState::SUCCESS : css::frame::DispatchResultState::FAILURE;
    event.Result <<= result.text;
    if (listener.is())
        listener->dispatchFinished(event);
}

// ---- what it is ----

rtl::OUString menu_handler::getImplementationName() { return rtl::OUString("org.kaoping.MenuHandler"); }

Sequence<rtl::OUString> menu_handler::getSupportedServiceNames() {
    rtl::OUString name("com.sun.star.frame.ProtocolHandler");
    return Sequence<rtl::OUString>(&name, 1);
}

sal_Bool menu_handler::supportsService(const rtl::OUString &name) { return name == "com.sun.star.frame.ProtocolHandler"; }

} // namespace kaoping

extern "C" SAL_DLLPUBLIC_EXPORT css::uno::XInterface *org_kaoping_MenuHandler_get(css::uno::XComponentContext *context,
                                                                                  const css::uno::Sequence<css::uno::Any> &) {
    return cppu::acquire(static_cast<cppu::OWeakObject *>(new kaoping::menu_handler(context)));
}
