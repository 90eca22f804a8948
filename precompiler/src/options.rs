//! Options of `wasmtime::Config` by the names and values of Wasmtime's command line.
//!
//! Values come in one spelling: `true` and `false`, decimal numbers, names. What no line of Wasmtime
//! can make of them is refused by the engine itself.

use wasmtime::{Config, OptLevel, Strategy};

/// Applies one option. `None` if this line, or this build of it, has none of that name and value.
pub fn apply(config: &mut Config, name: &str, value: &str) -> Option<()> {
    /// One method of `Config` per option.
    macro_rules! options {
        ($($(#[$cfg:meta])* $name:literal => $method:ident,)*) => {
            match name {
                $($(#[$cfg])* $name => {
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
        #[cfg(feature = "line-36")]
        "regalloc-algorithm" => {
            use wasmtime::RegallocAlgorithm;
            config.cranelift_regalloc_algorithm(match value {
                "backtracking" => RegallocAlgorithm::Backtracking,
                #[cfg(feature = "line-48")]
                "single-pass" => RegallocAlgorithm::SinglePass,
                _ => return None,
            });
        }
        #[cfg(feature = "gc")]
        "collector" => {
            use wasmtime::Collector;
            config.collector(match value {
                "drc" => Collector::DeferredReferenceCounting,
                "null" => Collector::Null,
                _ => return None,
            });
        }
        // Any amount of fuel compiles the same.
        "fuel" => {
            config.consume_fuel(true);
        }
        #[cfg(not(feature = "line-36"))]
        "memory-may-move" => {
            config.static_memory_forced(value == "false");
        }
        _ => options! {
            #[cfg(not(feature = "line-36"))]
            "memory-reservation" => static_memory_maximum_size,
            #[cfg(not(feature = "line-36"))]
            "memory-reservation-for-growth" => dynamic_memory_reserved_for_growth,
            #[cfg(feature = "line-36")]
            "memory-reservation" => memory_reservation,
            #[cfg(feature = "line-36")]
            "memory-may-move" => memory_may_move,
            #[cfg(feature = "line-36")]
            "memory-reservation-for-growth" => memory_reservation_for_growth,
            "memory-guard-size" => memory_guard_size,
            "guard-before-linear-memory" => guard_before_linear_memory,
            "table-lazy-init" => table_lazy_init,
            "memory-init-cow" => memory_init_cow,
            #[cfg(feature = "line-36")]
            "memory-guaranteed-dense-image-size" => memory_guaranteed_dense_image_size,
            "signals-based-traps" => signals_based_traps,
            #[cfg(feature = "line-48")]
            "gc-heap-may-move" => gc_heap_may_move,
            #[cfg(feature = "line-48")]
            "gc-heap-reservation" => gc_heap_reservation,
            #[cfg(feature = "line-48")]
            "gc-heap-reservation-for-growth" => gc_heap_reservation_for_growth,
            #[cfg(feature = "line-48")]
            "gc-heap-guard-size" => gc_heap_guard_size,
            #[cfg(feature = "line-48")]
            "gc-heap-initial-size" => gc_heap_initial_size,

            "cranelift-debug-verifier" => cranelift_debug_verifier,
            #[cfg(not(feature = "line-48"))]
            "pcc" => cranelift_pcc,
            "native-unwind-info" => native_unwind_info,
            #[cfg(feature = "line-36")]
            "inlining" => compiler_inlining,
            #[cfg(feature = "line-48")]
            "metadata-for-internal-asserts" => metadata_for_internal_asserts,
            #[cfg(feature = "line-48")]
            "metadata-for-gc-heap-corruption" => metadata_for_gc_heap_corruption,

            "debug-info" => debug_info,
            "address-map" => generate_address_map,
            #[cfg(feature = "line-48")]
            "symbols" => debug_symbols,

            "nan-canonicalization" => cranelift_nan_canonicalization,
            "epoch-interruption" => epoch_interruption,
            "relaxed-simd-deterministic" => relaxed_simd_deterministic,
            "bulk-memory" => wasm_bulk_memory,
            "multi-memory" => wasm_multi_memory,
            "multi-value" => wasm_multi_value,
            #[cfg(feature = "gc")]
            "reference-types" => wasm_reference_types,
            "simd" => wasm_simd,
            "relaxed-simd" => wasm_relaxed_simd,
            "tail-call" => wasm_tail_call,
            #[cfg(feature = "threads")]
            "threads" => wasm_threads,
            "memory64" => wasm_memory64,
            "component-model" => wasm_component_model,
            #[cfg(not(feature = "line-36"))]
            "component-model-more-flags" => wasm_component_model_more_flags,
            #[cfg(not(feature = "line-36"))]
            "component-model-multiple-returns" => wasm_component_model_multiple_returns,
            #[cfg(feature = "line-36")]
            "component-model-error-context" => wasm_component_model_error_context,
            #[cfg(all(feature = "line-36", feature = "gc"))]
            "component-model-gc" => wasm_component_model_gc,
            #[cfg(feature = "line-48")]
            "component-model-map" => wasm_component_model_map,
            #[cfg(feature = "line-48")]
            "component-model-memory64" => wasm_component_model_memory64,
            #[cfg(feature = "line-48")]
            "component-model-fixed-length-lists" => wasm_component_model_fixed_length_lists,
            #[cfg(feature = "line-48")]
            "component-model-implements" => wasm_component_model_implements,
            #[cfg(feature = "gc")]
            "function-references" => wasm_function_references,
            #[cfg(feature = "gc")]
            "gc" => wasm_gc,
            #[cfg(feature = "line-48")]
            "gc-support" => gc_support,
            "custom-page-sizes" => wasm_custom_page_sizes,
            "wide-arithmetic" => wasm_wide_arithmetic,
            #[cfg(feature = "line-36")]
            "extended-const" => wasm_extended_const,
            #[cfg(feature = "line-48")]
            "branch-hinting" => wasm_branch_hinting,
            #[cfg(any(all(feature = "line-36", not(feature = "line-48")), all(feature = "line-48", feature = "gc")))]
            "exceptions" => wasm_exceptions,
        },
    }
    Some(())
}
