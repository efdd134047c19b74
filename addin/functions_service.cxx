// SPDX-License-Identifier: GPL-3.0-or-later
// The services of the functions: one way for all of them, from UNO's arguments through the functions' library to UNO's result.
#include "functions_service.hxx"
#include "cells_in.hxx"
#include "cells_out.hxx"

#include <com/sun/star/uno/XComponentContext.hpp>

#include <new>

namespace kaoping {

using css::uno::Any;
using css::uno::Sequence;

functions_service::functions_service(kp_lang language) : lang(language), session(kp_session_new()) {
    if (session == nullptr)
        throw std::bad_alloc();
}

functions_service::~functions_service() { kp_session_free(session); }

functions_service *functions_service::make(kp_lang lang) {
    auto service = new functions_service(lang);
    service->acquire();
    service->direct.begin(service, service);
    return service;
}

css::uno::XInterface *functions_service::of(kp_lang lang) {
    static functions_service *const chinese = make(KP_ZH), *const english = make(KP_EN);
    return cppu::acquire(static_cast<cppu::OWeakObject *>(lang == KP_ZH ? chinese : english));
}

namespace {

/// How many parameters the function has in the spreadsheet.
size_t parameter_count(const kp_function_info &function) {
    size_t count = function.argument_count;
    return count > 0 && function.arguments[count - 1].kind == KP_REST ? count - 1 + KP_REST_MOST : count;
}

} // namespace

Any functions_service::call(kp_function_id id, const void *const arguments[]) noexcept {
    try {
        kp_area areas[most_parameters];
        size_t count = parameter_count(*kp_function_of(id));
        while (count > 0 && !static_cast<const Any *>(arguments[count - 1])->hasValue()) // left out at the end
            count--;
        for (size_t i = 0; i < count; i++)
            areas[i] = area_of(*static_cast<const Any *>(arguments[i]));
        std::lock_guard<std::mutex> guard(mutex);
        kp_result result;
        kp_function_call(session, id, lang, areas, count, &result);
        return any_of(result);
    } catch (...) { // no memory
        return Any(error_number(KP_FUNCTION_ERROR_ARGUMENT));
    }
}

Any functions_service::call_method(sal_Int32 method, const void *const arguments[]) { return call(static_cast<kp_function_id>(method), arguments); }

rtl::OUString functions_service::getImplementationName() { return string_of(lang == KP_ZH ? "org.kaoping.FunctionsZh" : "org.kaoping.Functions"); }

Sequence<rtl::OUString> functions_service::getSupportedServiceNames() {
    rtl::OUString name = string_of(lang == KP_ZH ? "org.kaoping.AddInZh" : "org.kaoping.AddIn");
    return Sequence<rtl::OUString>(&name, 1);
}

sal_Bool functions_service::supportsService(const rtl::OUString &name) { return name == getSupportedServiceNames()[0]; }

} // namespace kaoping

extern "C" SAL_DLLPUBLIC_EXPORT css::uno::XInterface *org_kaoping_AddIn_get(css::uno::XComponentContext *,
                                                                            const css::uno::Sequence<css::uno::Any> &) {
    return kaoping::functions_service::of(KP_EN);
}

extern "C" SAL_DLLPUBLIC_EXPORT css::uno::XInterface *org_kaoping_AddInZh_get(css::uno::XComponentContext *,
                                                                              const css::uno::Sequence<css::uno::Any> &) {
    return kaoping::functions_service::of(KP_ZH);
}
