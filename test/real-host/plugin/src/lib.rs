//! The plugin `hello` of the reference's guide: one command that greets.

use yosh_plugin_sdk::{Capability, Plugin, export, print};

#[derive(Default)]
struct Hello;

impl Plugin for Hello {
    fn commands(&self) -> &[&'static str] {
        &["hello"]
    }

    fn required_capabilities(&self) -> &[Capability] {
        &[Capability::Io]
    }

    fn exec(&mut self, _command: &str, args: &[String]) -> i32 {
        let name = args.first().map_or("world", String::as_str);
        i32::from(print(&format!("Hello, {name}!\n")).is_err())
    }
}

export!(Hello);
