// SPDX-License-Identifier: GPL-3.0-or-later
// menu_engine.hxx - the engine at work for a command: in a thread of its own, with an arena of its own, while the window stays alive.
//
// What takes longer than a blink shows its phase in the status bar and can be cancelled with Esc: the arena then gets no more memory, which ends the work wherever it is (arena.h).
// The office is touched by the office's thread only, the engine's thread knows nothing of it.
#ifndef KAOPING_ADDIN_MENU_ENGINE_HXX
#define KAOPING_ADDIN_MENU_ENGINE_HXX

#include "kaoping/arena.h"
#include "menu_call.hxx"

#include <atomic>

namespace kaoping {

class engine {
  public:
    explicit engine(const command_call &call);
    ~engine(); // frees the arena and all results
    engine(const engine &) = delete;
    engine &operator=(const engine &) = delete;

    /// Runs body(arena, data) and returns when it has; its results live as long as this object. Throws command_stop where it was cancelled or there is no memory. The body is left by
    /// longjmp() then, so it holds no C++ object with a destructor.
    void run(kp_message phase, void (*body)(kp_arena *arena, void *data), void *data);

    /// For the body: what the status bar says from now on. Any thread.
    void enter(kp_message phase) { now = phase; }
    /// True where the document was changed while run() kept the window alive.
    bool document_changed() const { return changed; }

    void cancel() { cancelled = true; }

  private:
    static void *allocate(size_t size, void *data);
    static void release(void *block, void *data);

    const command_call &call;
    kp_allocator allocator;
    std::atomic<bool> cancelled{false};
    std::atomic<int> now{0};
    bool changed = false;
    kp_arena *arena;
};

} // namespace kaoping

#endif
