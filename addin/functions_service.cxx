// SPDX-License-Identifier: GPL-3.0-or-later
// The services of the functions: one way for all of them, from UNO's arguments through the functions' library to UNO's result.
#include "functions_service.hxx"
#include "cells_in.hxx"
#include "cells_out.hxx"

#include <com/sun/star/uno/XComponentContext.hpp>

#include <new>
#include <vector>

namespace kaoping {

using css::uno::Any;
using css::uno::Sequence;

functions_service::functions_service(kp_lang language) : lang(language), session(kp_session_new()) {
    if (session == nullptr)
        throw std::bad_alloc();
}

functions_service::~functions_service() { kp_session_free(session); }

css::uno::XInterface *functions_service::create(kp_lang lang) {
    auto service = new functions_service(lang);
    css::uno::XInterface *held = cppu::acquire(static_cast<cppu::OWeakObject *>(service));
    service->direct.begin(service, service);
    return held;
}

namespace {

/// The arguments of a call as areas: as many as the function has parameters, with those of a last sequence in its place.
class call_areas {
  public:
    call_areas(const kp_function_info &function, const void *const arguments[]) {
        size_t count = function.argument_count;
        bool rest = count > 0 && function.arguments[count - 1].kind == KP_REST;
        size_t plain = rest ? count - 1 : count;
        auto more = rest ? static_cast<const Sequence<Any> *>(arguments[plain]) : nullptr;
        size_t all = plain + (more == nullptr ? 0 : static_cast<size_t>(more->getLength()));
        if (all > few)
            many.resize(all);
        areas = all > few ? many.data() : own;
        for (; used < plain; used++)
            areas[used] = area_of(*static_cast<const Any *>(arguments[used]));
        for (; used < all; used++)
            areas[used] = area_of((*more)[static_cast<sal_Int32>(used - plain)]);
        while (used > 0 && areas[used - 1].rows == 0) // left out at the end
            used--;
    }
    const kp_area *data() const { return areas; }
    size_t size() const { return used; }

  private:
    static constexpr size_t few = 12; // no allocation for a function of the table
    kp_area own[few];
    std::vector<kp_area> many;
    kp_area *areas;
    size_t used = 0;
};

} // namespace

Any functions_service::call(kp_function_id id, const void *const arguments[]) noexcept {
    try {
        call_areas areas(*kp_function_of(id), arguments);
        std::lock_guard<std::mutex> guard(mutex);
        kp_result result;
        kp_function_call(session, id, lang, areas.data(), areas.size(), &result);
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
    return kaoping::functions_service::create(KP_EN);
}

extern "C" SAL_DLLPUBLIC_EXPORT css::uno::XInterface *org_kaoping_AddInZh_get(css::uno::XComponentContext *,
                                                                              const css::uno::Sequence<css::uno::Any> &) {
    return kaoping::functions_service::create(KP_ZH);
}
