//! Options of a host on Wasmtime 27 without default features, for which there is no command line: by its
//! names and with its values all the same.

use wasmtime::{Config, OptLevel, Strategy};

/// Applies one option. `None` if this line, or this build of it, has none of that name and value.
pub fn apply(config: &mut Config, name: &str, value: &str) -> Option<()> {
    /// One method of `Config` per option.
    macro_rules! options {
        ($($name:literal => $method:ident,)*) => {
            match name {
                $($name => {
                    config.$method(value.parse().ok()?);
                })*
                _ => return None,
            }
        };
    }

    if let Some(flag) = name.strip_prefix("cranelift-")
        && name != "cranelift-debug-verifier"
    {
        // Sound: an artifact is only as right as the host's options are, see the fingerprint.
        unsafe {
            match value {
                // Also the way to say a preset.
                "true" => config.cranelift_flag_enable(flag),
                _ => config.cranelift_flag_set(flag, value),
            }
        };
        return Some(());
    }
    match name {
        "compiler" if value == "cranelift" => {
            config.strategy(Strategy::Cranelift);
        }
        "opt-level" => {
            config.cranelift_opt_level(match value {
                "0" => OptLevel::None,
                "2" => OptLevel::Speed,
                "s" => OptLevel::SpeedAndSize,
                _ => return None,
            });
        }
        // Any amount of fuel compiles the same.
        "fuel" => {
            config.consume_fuel(true);
        }
        "memory-may-move" => {
            config.static_memory_forced(value == "false");
        }
        _ => options! {
            "memory-reservation" => static_memory_maximum_size,
            "memory-reservation-for-growth" => dynamic_memory_reserved_for_growth,
            "memory-guard-size" => memory_guard_size,
            "guard-before-linear-memory" => guard_before_linear_memory,
            "table-lazy-init" => table_lazy_init,
            "memory-init-cow" => memory_init_cow,
            "signals-based-traps" => signals_based_traps,

            "cranelift-debug-verifier" => cranelift_debug_verifier,
            "pcc" => cranelift_pcc,
            "native-unwind-info" => native_unwind_info,

            "debug-info" => debug_info,
            "address-map" => generate_address_map,

            "nan-canonicalization" => cranelift_nan_canonicalization,
            "epoch-interruption" => epoch_interruption,
            "relaxed-simd-deterministic" => relaxed_simd_deterministic,
            "bulk-memory" => wasm_bulk_memory,
            "multi-memory" => wasm_multi_memory,
            "multi-value" => wasm_multi_value,
            "simd" => wasm_simd,
            "relaxed-simd" => wasm_relaxed_simd,
            "tail-call" => wasm_tail_call,
            "memory64" => wasm_memory64,
            "component-model" => wasm_component_model,
            "component-model-more-flags" => wasm_component_model_more_flags,
            "component-model-multiple-returns" => wasm_component_model_multiple_returns,
            "custom-page-sizes" => wasm_custom_page_sizes,
            "wide-arithmetic" => wasm_wide_arithmetic,
        },
    }
    Some(())
}
