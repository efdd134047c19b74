// SPDX-License-Identifier: GPL-3.0-or-later
// menu_handler.hxx - the commands of the menu 考评 as the office reaches them: by URLs "vnd.org.kaoping:check", from menu, tool bar, keys and macros.
//
//     result = dispatchHelper.executeDispatch(frame, "vnd.org.kaoping:score", "_self", 0, (Partial=True,))
//     result.State, result.Result        1 and what was said, or 0 and why nothing was done
//
// A command with an argument of its own is quiet (menu_call.hxx); Quiet is the argument of those that need none.
// Texts are in the language of the office's menus: Chinese where they are Chinese, else English; but a workbook with a sheet named in Chinese is spoken of in Chinese, as an office without
// its language pack has English menus whatever its users speak. The argument Language ("zh", "en") overrides it.
#ifndef KAOPING_ADDIN_MENU_HANDLER_HXX
#define KAOPING_ADDIN_MENU_HANDLER_HXX

#include "menu_call.hxx"

#include <com/sun/star/frame/XDispatchProvider.hpp>
#include <com/sun/star/frame/XNotifyingDispatch.hpp>
#include <com/sun/star/lang/XInitialization.hpp>
#include <com/sun/star/lang/XServiceInfo.hpp>
#include <cppuhelper/implbase4.hxx>

namespace kaoping {

struct menu_command;

class menu_handler final : public cppu::WeakImplHelper4<css::frame::XDispatchProvider, css::frame::XNotifyingDispatch, css::lang::XInitialization,
                                                        css::lang::XServiceInfo> {
  public:
    explicit menu_handler(const css::uno::Reference<css::uno::XComponentContext> &in) : context(in) {}

    void SAL_CALL initialize(const css::uno::Sequence<css::uno::Any> &arguments) override;
    css::uno::Reference<css::frame::XDispatch> SAL_CALL queryDispatch(const css::util::URL &url, const rtl::OUString &target,
                                                                      sal_Int32 flags) override;
    css::uno::Sequence<css::uno::Reference<css::frame::XDispatch>>
        SAL_CALL queryDispatches(const css::uno::Sequence<css::frame::DispatchDescriptor> &requests) override;
    void SAL_CALL dispatch(const css::util::URL &url, const css::uno::Sequence<css::beans::PropertyValue> &arguments) override;
    void SAL_CALL dispatchWithNotification(const css::util::URL &url, const css::uno::Sequence<css::beans::PropertyValue> &arguments,
                                           const css::uno::Reference<css::frame::XDispatchResultListener> &listener) override;
    void SAL_CALL addStatusListener(const css::uno::Reference<css::frame::XStatusListener> &listener, const css::util::URL &url) override;
    void SAL_CALL removeStatusListener(const css::uno::Reference<css::frame::XStatusListener> &listener, const css::util::URL &url) override;
    rtl::OUString SAL_CALL getImplementationName() override;
    sal_Bool SAL_CALL supportsService(const rtl::OUString &name) override;
    css::uno::Sequence<rtl::OUString> SAL_CALL getSupportedServiceNames() override;

  private:
    command_call call_with(const css::uno::Sequence<css::beans::PropertyValue> &arguments) const;
    command_result run(const css::util::URL &url, const css::uno::Sequence<css::beans::PropertyValue> &arguments) const;
    css::uno::Reference<css::frame::XModel> spreadsheet() const;

    css::uno::Reference<css::uno::XComponentContext> context;
    css::uno::Reference<css::frame::XFrame> frame;
};

} // namespace kaoping

#endif
