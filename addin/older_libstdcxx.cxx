// SPDX-License-Identifier: GPL-3.0-or-later
// What newer versions of the C++ run time have, for offices on systems with an older one: headers of GCC 12 call this where a container would grow beyond all memory.
#include <new>

namespace std {

void __throw_bad_array_new_length() { throw bad_alloc(); }

} // namespace std
