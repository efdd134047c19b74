// SPDX-License-Identifier: GPL-3.0-or-later
// 帮助: opens the manual, which is in the package, in the program that shows web pages.
#include "menu_call.hxx"

#include <com/sun/star/deployment/PackageInformationProvider.hpp>
#include <com/sun/star/system/SystemShellExecute.hpp>
#include <com/sun/star/system/SystemShellExecuteFlags.hpp>
#include <com/sun/star/ucb/SimpleFileAccess.hpp>

namespace kaoping {

command_result command_help(const command_call &call) {
    auto packages = css::deployment::PackageInformationProvider::get(call.context);
    rtl::OUString url = packages->getPackageLocation("org.kaoping.calc") +
                        (call.lang == KP_ZH ? rtl::OUString("/manual/zh/index.html") : rtl::OUString("/manual/en/index.html"));
    if (!css::ucb::SimpleFileAccess::create(call.context)->exists(url))
        call.stop(KP_M_MENU_NO_MANUAL, path_of_url(url));
    command_result result;
    result.text = url;
    result.shown = true;
    if (!call.quiet)
        css::system::SystemShellExecute::create(call.context)->execute(url, rtl::OUString(), css::system::SystemShellExecuteFlags::URIS_ONLY);
    return result;
}

} // namespace kaoping
