// SPDX-License-Identifier: GPL-3.0-or-later
// direct_calls.hxx - lets Calc's calls reach an object without a proxy made anew for each.
//
// Calc calls an add-in through reflection, in binary UNO. So for every call UNO's bridge looks for a binary interface of the object, finds none, makes a proxy of one, copies all cells of
// the arguments for C++ (binary and C++ values look the same, but it may not know), calls, and destroys the proxy. Measured, that is half the cost of a call with 20 cells, and with 2 million
// cells an extra copy of them all.
// An object that has registered a binary interface of its own is found and called directly. The interface here hands the arguments on as they are.
//
// Where anything is not as expected the object registers nothing, and the bridge does as it does for any object: slower, with the same results.
#ifndef KAOPING_ADDIN_DIRECT_CALLS_HXX
#define KAOPING_ADDIN_DIRECT_CALLS_HXX

#include <com/sun/star/uno/Any.hxx>
#include <cppu/unotype.hxx>
#include <org/kaoping/XFunctions.hpp>
#include <uno/dispatcher.h>
#include <uno/environment.hxx>
#include <uno/mapping.hxx>

namespace kaoping {

/// What the object does for a call: `method` counts the methods of XFunctions from 0; `arguments` point to an Any each. Never throws.
class direct_target {
  public:
    virtual css::uno::Any call_method(sal_Int32 method, const void *const arguments[]) = 0;

  protected:
    ~direct_target() = default;
};

/// A member of the object that it serves; begin() when the object is whole and someone holds it. From then on the object is held by UNO's environments until the program ends.
class direct_calls {
  public:
    direct_calls() = default;
    direct_calls(const direct_calls &) = delete;
    direct_calls &operator=(const direct_calls &) = delete;

    void begin(org::kaoping::XFunctions *object, direct_target *target);

  private:
    /// The first member of what UNO sees, so that its functions find the rest.
    struct binary_interface : uno_Interface {
        org::kaoping::XFunctions *object = nullptr;
        direct_target *target = nullptr;
        css::uno::Mapping to_binary;
    };

    static void acquire(uno_Interface *self);
    static void release(uno_Interface *self);
    static void dispatch(uno_Interface *self, const typelib_TypeDescription *member, void *result, void *arguments[], uno_Any **exception);

    binary_interface binary;
};

} // namespace kaoping

#endif
