/**
 * How each line of Wasmtime lays out the end of an engine section: tunables and WebAssembly features.
 *
 * Source: `wasmtime-environ`, `tunables.rs`, and `wasmparser`, `features.rs`.
 */

/** What a field is. */
export type Field =
  | "bool"
  | "number"
  /** A table of costs comes only from hosts of their own making. */
  | "cost"
  | { readonly oneOf: readonly string[] }
  | { readonly optional: Field };

/** A field, and the first and the last major version with it. */
export type TunableRow = readonly [name: string, field: Field, from?: number, to?: number];

/** The struct of Wasmtime 27. */
const TUNABLES_27: readonly TunableRow[] = [
  ["collector", { optional: { oneOf: ["drc", "null"] } }],
  ["static_memory_reservation", "number"],
  ["memory_guard_size", "number"],
  ["dynamic_memory_growth_reserve", "number"],
  ["generate_native_debuginfo", "bool"],
  ["parse_wasm_debuginfo", "bool"],
  ["consume_fuel", "bool"],
  ["epoch_interruption", "bool"],
  ["static_memory_bound_is_maximum", "bool"],
  ["guard_before_linear_memory", "bool"],
  ["table_lazy_init", "bool"],
  ["generate_address_map", "bool"],
  ["debug_adapter_modules", "bool"],
  ["relaxed_simd_deterministic", "bool"],
  ["winch_callable", "bool"],
  ["signals_based_traps", "bool"],
];

/** From 36 on, in the order of the struct. */
const TUNABLES: readonly TunableRow[] = [
  ["collector", { optional: { oneOf: ["drc", "null", "copying"] } }],
  ["memory_reservation", "number"],
  ["memory_guard_size", "number"],
  ["memory_reservation_for_growth", "number"],
  ["generate_native_debuginfo", "bool", 36, 38],
  ["debug_native", "bool", 39],
  ["debug_guest", "bool", 39],
  ["debug_symbols", "bool", 47],
  ["parse_wasm_debuginfo", "bool"],
  ["consume_fuel", "bool"],
  ["operator_cost", "cost", 43],
  ["epoch_interruption", "bool"],
  ["memory_may_move", "bool"],
  ["guard_before_linear_memory", "bool"],
  ["table_lazy_init", "bool"],
  ["generate_address_map", "bool"],
  ["debug_adapter_modules", "bool"],
  ["relaxed_simd_deterministic", "bool"],
  ["winch_callable", "bool"],
  ["signals_based_traps", "bool"],
  ["memory_init_cow", "bool"],
  ["inlining", "bool", 36, 44],
  ["inlining_intra_module", { oneOf: ["yes", "no", "when-using-gc"] }, 36, 44],
  ["inlining", { oneOf: ["yes", "gc", "inter-module", "intrinsics", "no"] }, 45],
  ["inlining_small_callee_size", "number"],
  ["inlining_sum_size_threshold", "number"],
  ["concurrency_support", "bool", 42],
  ["recording", "bool", 43],
  ["asan_stack_switching", "bool", 50],
  ["gc_zeal_alloc_counter", { optional: "number" }, 45],
  ["gc_heap_reservation", "number", 45],
  ["gc_heap_guard_size", "number", 45],
  ["gc_heap_reservation_for_growth", "number", 45],
  ["gc_heap_initial_size", "number", 47],
  ["gc_heap_may_move", "bool", 45],
  ["metadata_for_internal_asserts", "bool", 46],
  ["metadata_for_gc_heap_corruption", "bool", 46],
  ["branch_hinting", "bool", 46],
];

/** One byte for each, in Wasmtime 27's own order. */
const FEATURES_27 = [
  "reference_types",
  "multi_value",
  "bulk_memory",
  "component_model",
  "simd",
  "tail_call",
  "threads",
  "multi_memory",
  "exceptions",
  "memory64",
  "relaxed_simd",
  "extended_const",
  "function_references",
  "gc",
  "custom_page_sizes",
  "component_model_more_flags",
  "component_model_multiple_returns",
  "gc_types",
  "wide_arithmetic",
];

/** Bits of `wasmparser::WasmFeatures` from 36 on, the lowest first. */
const FEATURE_BITS: readonly (readonly [name: string, from?: number, to?: number])[] = [
  ["mutable_global"],
  ["saturating_float_to_int"],
  ["sign_extension"],
  ["reference_types"],
  ["multi_value"],
  ["bulk_memory"],
  ["simd"],
  ["relaxed_simd"],
  ["threads"],
  ["shared_everything_threads"],
  ["tail_call"],
  ["floats"],
  ["multi_memory"],
  ["exceptions"],
  ["memory64"],
  ["extended_const"],
  ["component_model"],
  ["function_references"],
  ["memory_control"],
  ["gc"],
  ["custom_page_sizes"],
  ["cm_values"],
  ["cm_nested_names"],
  ["legacy_exceptions"],
  ["gc_types"],
  ["stack_switching"],
  ["wide_arithmetic"],
  ["cm_async"],
  ["cm_async_stackful"],
  ["cm_async_builtins", 36, 44],
  ["cm_more_async_builtins", 45],
  ["cm_threading", 37],
  ["cm_error_context"],
  ["cm_fixed_size_list", 36, 42],
  ["cm_fixed_length_lists", 43],
  ["cm_gc"],
  ["call_indirect_overlong"],
  ["bulk_memory_opt"],
  ["custom_descriptors", 40],
  ["compact_imports", 42],
  ["cm_map", 42],
  ["cm64", 45],
  ["cm_implements", 46],
  ["cm_canon_names", 48],
  ["cm_forward", 50],
  ["cm_accessors", 50],
];

export interface Layout {
  readonly tunables: readonly TunableRow[];
  /** In their order: one byte each, or one bit each of a number. */
  readonly features: readonly string[];
  readonly featuresAre: "bytes" | "bits";
}

/** The lines from 36 on whose layouts have been read. */
const NEWEST = 50;

/** By Wasmtime's major version: every embedded one is here, and those between them. */
export const LAYOUTS: ReadonlyMap<number, Layout> = new Map([
  [27, { tunables: TUNABLES_27, features: FEATURES_27, featuresAre: "bytes" as const }],
  ...Array.from({ length: NEWEST - 36 + 1 }, (_, index) => 36 + index).map(
    (major): [number, Layout] => [
      major,
      {
        tunables: TUNABLES.filter(([, , from, to]) => isIn(major, from, to)),
        features: FEATURE_BITS.filter(([, from, to]) => isIn(major, from, to)).map(
          ([name]) => name,
        ),
        featuresAre: "bits",
      },
    ],
  ),
]);

function isIn(major: number, from = 0, to = Number.POSITIVE_INFINITY): boolean {
  return from <= major && major <= to;
}
