//! Options of `wasmtime::Config` by the names and values of Wasmtime's command line, and some that it
//! has no names for.
//!
//! Values come in one spelling: `true` and `false`, decimal numbers, names. What no line of Wasmtime
//! can make of them is refused by the engine itself.

use wasmtime::{Config, OptLevel, Strategy, WasmBacktraceDetails};

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
    if let Some(bit) = name.strip_prefix("feature-") {
        return feature(config, bit, value.parse().ok()?);
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
        #[cfg(feature = "line-28")]
        "regalloc-algorithm" => {
            use wasmtime::RegallocAlgorithm;
            config.cranelift_regalloc_algorithm(match value {
                "backtracking" => RegallocAlgorithm::Backtracking,
                #[cfg(feature = "line-37")]
                "single-pass" => RegallocAlgorithm::SinglePass,
                _ => return None,
            });
        }
        "collector" => {
            use wasmtime::Collector;
            config.collector(match value {
                "drc" => Collector::DeferredReferenceCounting,
                "null" => Collector::Null,
                #[cfg(feature = "line-45")]
                "copying" => Collector::Copying,
                _ => return None,
            });
        }
        "backtrace-details" => {
            config.wasm_backtrace_details(match value {
                "true" => WasmBacktraceDetails::Enable,
                "false" => WasmBacktraceDetails::Disable,
                _ => return None,
            });
        }
        // Any amount of fuel compiles the same.
        "fuel" => {
            config.consume_fuel(true);
        }
        #[cfg(not(feature = "line-28"))]
        "memory-may-move" => {
            config.static_memory_forced(value == "false");
        }
        _ => options! {
            #[cfg(not(feature = "line-28"))]
            "memory-reservation" => static_memory_maximum_size,
            #[cfg(not(feature = "line-28"))]
            "memory-reservation-for-growth" => dynamic_memory_reserved_for_growth,
            #[cfg(feature = "line-28")]
            "memory-reservation" => memory_reservation,
            #[cfg(feature = "line-28")]
            "memory-may-move" => memory_may_move,
            #[cfg(feature = "line-28")]
            "memory-reservation-for-growth" => memory_reservation_for_growth,
            "memory-guard-size" => memory_guard_size,
            "guard-before-linear-memory" => guard_before_linear_memory,
            "table-lazy-init" => table_lazy_init,
            "memory-init-cow" => memory_init_cow,
            "memory-guaranteed-dense-image-size" => memory_guaranteed_dense_image_size,
            "signals-based-traps" => signals_based_traps,
            #[cfg(feature = "line-45")]
            "gc-heap-may-move" => gc_heap_may_move,
            #[cfg(feature = "line-45")]
            "gc-heap-reservation" => gc_heap_reservation,
            #[cfg(feature = "line-45")]
            "gc-heap-reservation-for-growth" => gc_heap_reservation_for_growth,
            #[cfg(feature = "line-45")]
            "gc-heap-guard-size" => gc_heap_guard_size,
            #[cfg(feature = "line-47")]
            "gc-heap-initial-size" => gc_heap_initial_size,

            "cranelift-debug-verifier" => cranelift_debug_verifier,
            #[cfg(not(feature = "line-44"))]
            "pcc" => cranelift_pcc,
            "native-unwind-info" => native_unwind_info,
            #[cfg(feature = "line-36")]
            "inlining" => compiler_inlining,
            #[cfg(feature = "line-46")]
            "metadata-for-internal-asserts" => metadata_for_internal_asserts,
            #[cfg(feature = "line-46")]
            "metadata-for-gc-heap-corruption" => metadata_for_gc_heap_corruption,

            "debug-info" => debug_info,
            "debug-adapter-modules" => debug_adapter_modules,
            "address-map" => generate_address_map,
            #[cfg(feature = "line-47")]
            "symbols" => debug_symbols,

            "nan-canonicalization" => cranelift_nan_canonicalization,
            "epoch-interruption" => epoch_interruption,
            "relaxed-simd-deterministic" => relaxed_simd_deterministic,
            "bulk-memory" => wasm_bulk_memory,
            "multi-memory" => wasm_multi_memory,
            "multi-value" => wasm_multi_value,
            "reference-types" => wasm_reference_types,
            "simd" => wasm_simd,
            "relaxed-simd" => wasm_relaxed_simd,
            "tail-call" => wasm_tail_call,
            "threads" => wasm_threads,
            "memory64" => wasm_memory64,
            "component-model" => wasm_component_model,
            #[cfg(not(feature = "line-31"))]
            "component-model-more-flags" => wasm_component_model_more_flags,
            #[cfg(not(feature = "line-31"))]
            "component-model-multiple-returns" => wasm_component_model_multiple_returns,
            #[cfg(feature = "line-30")]
            "component-model-async" => wasm_component_model_async,
            #[cfg(all(feature = "line-32", not(feature = "line-45")))]
            "component-model-async-builtins" => wasm_component_model_async_builtins,
            #[cfg(feature = "line-45")]
            "component-model-more-async-builtins" => wasm_component_model_more_async_builtins,
            #[cfg(feature = "line-32")]
            "component-model-async-stackful" => wasm_component_model_async_stackful,
            #[cfg(feature = "line-39")]
            "component-model-threading" => wasm_component_model_threading,
            #[cfg(feature = "line-34")]
            "component-model-error-context" => wasm_component_model_error_context,
            #[cfg(feature = "line-35")]
            "component-model-gc" => wasm_component_model_gc,
            #[cfg(feature = "line-44")]
            "component-model-map" => wasm_component_model_map,
            #[cfg(feature = "line-48")]
            "component-model-memory64" => wasm_component_model_memory64,
            #[cfg(feature = "line-42")]
            "component-model-fixed-length-lists" => wasm_component_model_fixed_length_lists,
            #[cfg(feature = "line-46")]
            "component-model-implements" => wasm_component_model_implements,
            #[cfg(feature = "line-50")]
            "component-model-canonical-names" => wasm_component_model_canonical_names,
            #[cfg(feature = "line-50")]
            "component-model-accessors" => wasm_component_model_accessors,
            #[cfg(feature = "line-50")]
            "compact-imports" => wasm_compact_imports,
            "function-references" => wasm_function_references,
            "gc" => wasm_gc,
            #[cfg(feature = "line-37")]
            "gc-support" => gc_support,
            #[cfg(feature = "line-42")]
            "concurrency-support" => concurrency_support,
            "custom-page-sizes" => wasm_custom_page_sizes,
            "wide-arithmetic" => wasm_wide_arithmetic,
            "extended-const" => wasm_extended_const,
            #[cfg(feature = "line-46")]
            "branch-hinting" => wasm_branch_hinting,
            #[cfg(feature = "line-33")]
            "exceptions" => wasm_exceptions,
        },
    }
    Some(())
}

/// One WebAssembly feature by `wasmparser`'s name.
fn feature(config: &mut Config, name: &str, on: bool) -> Option<()> {
    let flag = wasmparser::WasmFeatures::from_name(&name.to_uppercase())?;
    #[cfg(feature = "line-39")]
    config.wasm_features(flag, on);
    // Made public by patches/, since no other method turns off what the Cargo feature `gc` turns on.
    #[cfg(not(feature = "line-39"))]
    config.wasm_feature(flag, on);
    Some(())
}
