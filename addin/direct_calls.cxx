// SPDX-License-Identifier: GPL-3.0-or-later
// How an object is registered with UNO's environments under its own binary interface.
//
// Life. An environment holds a reference to what is registered with it, other than a proxy, until it is revoked, and with it all interfaces of that object that bridges register besides. So
// an object that is registered here does not die while the program runs, and begin() is for objects of which there are few and always the same.
#include "direct_calls.hxx"

#include <cppu/unotype.hxx>
#include <typelib/typedescription.h>
#include <uno/any2.h>
#include <uno/data.h>
#include <uno/lbnames.h>

#include <new>

namespace kaoping {

namespace {

constexpr sal_Int32 methods_of_xinterface = 3; // queryInterface, acquire, release come before an interface's own

typelib_InterfaceTypeDescription *functions_type() {
    typelib_TypeDescription *description = nullptr;
    cppu::UnoType<org::kaoping::XFunctions>::get().getDescription(&description);
    return reinterpret_cast<typelib_InterfaceTypeDescription *>(description);
}

/// Registers `interface` in an environment; false where another is there already, which stays.
bool enter(const css::uno::Environment &environment, void *interface, const rtl::OUString &identifier, typelib_InterfaceTypeDescription *type) {
    uno_ExtEnvironment *extended = environment.get()->pExtEnv;
    void *registered = interface;
    extended->acquireInterface(extended, interface); // registerInterface() releases it where it gives back another one, acquired
    extended->registerInterface(extended, &registered, identifier.pData, type);
    bool entered = registered == interface;
    if (!entered)
        extended->revokeInterface(extended, registered);
    extended->releaseInterface(extended, registered);
    return entered;
}

} // namespace

void direct_calls::begin(org::kaoping::XFunctions *object, direct_target *target) {
    binary.uno_Interface::acquire = acquire;
    binary.uno_Interface::release = release;
    binary.pDispatcher = dispatch;
    binary.object = object;
    binary.target = target;
    css::uno::Environment cpp_environment(rtl::OUString(CPPU_CURRENT_LANGUAGE_BINDING_NAME)), binary_environment(rtl::OUString(UNO_LB_UNO));
    binary.to_binary = css::uno::Mapping(cpp_environment, binary_environment);
    typelib_InterfaceTypeDescription *type = functions_type();
    if (!cpp_environment.is() || !binary_environment.is() || !binary.to_binary.is() || type == nullptr || cpp_environment.get()->pExtEnv == nullptr ||
        binary_environment.get()->pExtEnv == nullptr)
        return;

    rtl::OUString identifier;
    uno_ExtEnvironment *cpp = cpp_environment.get()->pExtEnv;
    cpp->getObjectIdentifier(cpp, &identifier.pData, object);
    // In the C++ environment as well, as the bridge itself does: so the way back gives the object and not a proxy, and its identifier is not made anew in each call.
    if (!identifier.isEmpty() && enter(cpp_environment, object, identifier, type))
        enter(binary_environment, static_cast<uno_Interface *>(&binary), identifier, type);
    typelib_typedescription_release(reinterpret_cast<typelib_TypeDescription *>(type));
}

void direct_calls::acquire(uno_Interface *self) { static_cast<binary_interface *>(self)->object->acquire(); }

void direct_calls::release(uno_Interface *self) { static_cast<binary_interface *>(self)->object->release(); }

void direct_calls::dispatch(uno_Interface *self, const typelib_TypeDescription *member, void *result, void *arguments[], uno_Any **exception) {
    auto binary = static_cast<binary_interface *>(self);
    *exception = nullptr;
    sal_Int32 position = reinterpret_cast<const typelib_InterfaceMemberTypeDescription *>(member)->nPosition;
    if (position >= methods_of_xinterface) {
        new (result) css::uno::Any(binary->target->call_method(position - methods_of_xinterface, arguments));
        return;
    }
    switch (position) {
    case 0: { // the answer holds a C++ interface, which the caller wants as a binary one
        css::uno::Any answer = binary->object->queryInterface(*static_cast<const css::uno::Type *>(arguments[0]));
        uno_type_any_constructAndConvert(static_cast<uno_Any *>(result), const_cast<void *>(answer.getValue()), answer.getValueTypeRef(),
                                         binary->to_binary.get());
        return;
    }
    case 1: return acquire(self);
    default: return release(self);
    }
}

} // namespace kaoping
