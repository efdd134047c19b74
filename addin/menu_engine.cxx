// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's thread, and what the office's thread does meanwhile.
#include "menu_engine.hxx"

#include <com/sun/star/awt/Key.hpp>
#include <com/sun/star/awt/Toolkit.hpp>
#include <com/sun/star/awt/XKeyHandler.hpp>
#include <com/sun/star/awt/XToolkitExperimental.hpp>
#include <com/sun/star/awt/XUserInputInterception.hpp>
#include <com/sun/star/task/XStatusIndicator.hpp>
#include <com/sun/star/task/XStatusIndicatorFactory.hpp>
#include <com/sun/star/util/CloseVetoException.hpp>
#include <com/sun/star/util/XCloseBroadcaster.hpp>
#include <com/sun/star/util/XCloseListener.hpp>
#include <com/sun/star/util/XModifyBroadcaster.hpp>
#include <com/sun/star/util/XModifyListener.hpp>
#include <cppuhelper/implbase3.hxx>
#include <osl/conditn.hxx>
#include <osl/thread.hxx>
#include <rtl/ref.hxx>

#include <stdlib.h>

namespace kaoping {

using css::uno::Reference;
using css::uno::UNO_QUERY;

namespace {

constexpr sal_uInt32 blink = 250 * 1000 * 1000; // ns: below it, nothing is shown
constexpr sal_uInt32 beat = 40 * 1000 * 1000;   // ns: how often the window gets its turn

struct work_thread final : osl::Thread {
    kp_arena *arena;
    void (*body)(kp_arena *, void *);
    void *data;
    kp_status status = KP_OK;
    osl::Condition finished;

    work_thread(kp_arena *in, void (*work)(kp_arena *, void *), void *with) : arena(in), body(work), data(with) {}
    void SAL_CALL run() override {
        status = kp_arena_run(arena, body, data);
        finished.set();
    }
    bool wait(sal_uInt32 nanoseconds) {
        TimeValue time = {nanoseconds / 1000000000, nanoseconds % 1000000000};
        return finished.wait(&time) == osl::Condition::result_ok;
    }
};

/// While the engine works: Esc cancels, the document may not be closed, and a change in it is noted.
class watcher final : public cppu::WeakImplHelper3<css::awt::XKeyHandler, css::util::XCloseListener, css::util::XModifyListener> {
  public:
    watcher(engine &on, bool &noted) : work(on), changed(noted) {}
    sal_Bool SAL_CALL keyPressed(const css::awt::KeyEvent &event) override {
        if (event.KeyCode == css::awt::Key::ESCAPE)
            work.cancel();
        return event.KeyCode == css::awt::Key::ESCAPE;
    }
    sal_Bool SAL_CALL keyReleased(const css::awt::KeyEvent &) override { return false; }
    void SAL_CALL queryClosing(const css::lang::EventObject &, sal_Bool) override {
        work.cancel();
        throw css::util::CloseVetoException();
    }
    void SAL_CALL notifyClosing(const css::lang::EventObject &) override {}
    void SAL_CALL modified(const css::lang::EventObject &) override { changed = true; }
    void SAL_CALL disposing(const css::lang::EventObject &) override {}

  private:
    engine &work;
    bool &changed;
};

/// Registers the watcher for as long as it lives.
class watch {
  public:
    watch(const command_call &call, engine &work, bool &changed)
        : listener(new watcher(work, changed)), keys(call.frame->getController(), UNO_QUERY), closing(call.model, UNO_QUERY),
          modifying(call.model, UNO_QUERY) {
        if (keys.is())
            keys->addKeyHandler(listener.get());
        if (closing.is())
            closing->addCloseListener(listener.get());
        if (modifying.is())
            modifying->addModifyListener(listener.get());
    }
    ~watch() {
        try {
            if (keys.is())
                keys->removeKeyHandler(listener.get());
            if (closing.is())
                closing->removeCloseListener(listener.get());
            if (modifying.is())
                modifying->removeModifyListener(listener.get());
        } catch (const css::uno::Exception &) { // the office is going down
        }
    }

  private:
    rtl::Reference<watcher> listener;
    Reference<css::awt::XUserInputInterception> keys;
    Reference<css::util::XCloseBroadcaster> closing;
    Reference<css::util::XModifyBroadcaster> modifying;
};

/// The phase in the status bar.
class progress {
  public:
    explicit progress(const command_call &in) : call(in), toolkit(css::awt::Toolkit::create(in.context), UNO_QUERY) {
        Reference<css::task::XStatusIndicatorFactory> factory(call.frame, UNO_QUERY);
        if (factory.is())
            indicator = factory->createStatusIndicator();
    }
    ~progress() {
        if (shown >= 0)
            indicator->end();
    }
    void beat(int phase) {
        if (indicator.is() && phase != shown) {
            rtl::OUString text = say(static_cast<kp_message>(phase), call.lang);
            shown < 0 ? indicator->start(text, steps) : indicator->setText(text);
            shown = phase;
        }
        if (indicator.is())
            indicator->setValue(step = (step + 1) % steps);
        if (toolkit.is())
            toolkit->processEventsToIdle();
    }

  private:
    static constexpr sal_Int32 steps = 100; // how long the work is, nobody knows: the bar only shows that it goes on
    const command_call &call;
    Reference<css::awt::XToolkitExperimental> toolkit;
    Reference<css::task::XStatusIndicator> indicator;
    int shown = -1;
    sal_Int32 step = 0;
};

} // namespace

void *engine::allocate(size_t size, void *data) { return static_cast<engine *>(data)->cancelled ? nullptr : malloc(size); }

void engine::release(void *block, void *) { free(block); }

engine::engine(const command_call &in) : call(in), allocator{allocate, release, this, false}, arena(kp_arena_new(&allocator)) {
    if (arena == nullptr)
        call.stop(KP_M_MENU_NO_MEMORY);
    cancelled = call.is_set("CancelAtOnce"); // as if Esc had been pressed at the first moment: for tests
}

engine::~engine() { kp_arena_free(arena); }

void engine::run(kp_message phase, void (*body)(kp_arena *, void *), void *data) {
    work_thread thread(arena, body, data);
    now = phase;
    if (!thread.create())
        call.stop(KP_M_MENU_NO_MEMORY);
    if (call.quiet) {
        thread.finished.wait();
    } else if (!thread.wait(blink)) {
        try {
            watch here(call, *this, changed);
            progress bar(call);
            do
                bar.beat(now);
            while (!thread.wait(beat));
        } catch (...) { // the window is gone, or there is no memory: the work is not wanted any more, but its thread must end before what it works on
            cancelled = true;
        }
    }
    thread.join();
    if (cancelled)
        call.stop(KP_M_MENU_CANCELLED);
    if (thread.status != KP_OK)
        call.stop(KP_M_MENU_NO_MEMORY);
}

} // namespace kaoping
