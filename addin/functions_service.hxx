// SPDX-License-Identifier: GPL-3.0-or-later
// functions_service.hxx - the services org.kaoping.AddIn and org.kaoping.AddInZh: every spreadsheet function, as a method that Calc calls.
//
// The services are alike but for the language of the texts in their results. Which names the functions have in Calc is said in CalcAddIns.xcu.
#ifndef KAOPING_ADDIN_FUNCTIONS_SERVICE_HXX
#define KAOPING_ADDIN_FUNCTIONS_SERVICE_HXX

#include "direct_calls.hxx"
#include "kaoping/functions.h"

#include <com/sun/star/lang/XServiceInfo.hpp>
#include <cppuhelper/implbase2.hxx>
#include <org/kaoping/XFunctions.hpp>

#include <mutex>

namespace kaoping {

class functions_service final : public cppu::WeakImplHelper2<org::kaoping::XFunctions, css::lang::XServiceInfo>, private direct_target {
  public:
    /// The service that answers in `lang`, acquired once more. There is one of each language, until the program ends (direct_calls.hxx). Throws std::bad_alloc.
    static css::uno::XInterface *of(kp_lang lang);

#include "function_methods.inc"

    rtl::OUString SAL_CALL getImplementationName() override;
    sal_Bool SAL_CALL supportsService(const rtl::OUString &name) override;
    css::uno::Sequence<rtl::OUString> SAL_CALL getSupportedServiceNames() override;

  private:
    static functions_service *make(kp_lang lang);
    explicit functions_service(kp_lang lang);
    ~functions_service() override;

    /// Every method comes here. `arguments` point to an Any each. Never throws: what goes wrong is an error in the cell.
    css::uno::Any call(kp_function_id id, const void *const arguments[]) noexcept;
    css::uno::Any call_method(sal_Int32 method, const void *const arguments[]) override;

    kp_lang lang;
    std::mutex mutex; // a session belongs to one thread at a time
    kp_session *session;
    direct_calls direct;
};

} // namespace kaoping

#endif
