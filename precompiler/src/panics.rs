//! Keeps the message of a panic where the host can still read it after the trap.

use std::cell::RefCell;
use std::panic;
use std::sync::Once;

thread_local! {
    static MESSAGE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Records the message of every panic from now on.
pub fn record() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        panic::set_hook(Box::new(|info| {
            MESSAGE.with_borrow_mut(|message| *message = info.to_string());
        }));
    });
}

/// Core exports beside the WIT: a component may not be entered again after a trap, its memory can
/// still be read.
#[unsafe(no_mangle)]
extern "C" fn panic_message_ptr() -> *const u8 {
    MESSAGE.with_borrow(|message| message.as_ptr())
}

#[unsafe(no_mangle)]
extern "C" fn panic_message_len() -> usize {
    MESSAGE.with_borrow(|message| message.len())
}
