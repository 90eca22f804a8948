/**
 * What engine sections say behind their flags, line by line of Wasmtime.
 *
 * Source: `wasmtime`, `engine/serialization.rs`, of the embedded lines, and `wasmtime-environ`,
 * `tunables.rs`; `wasmparser`, `features.rs`.
 */
import type { Reader, Value } from "./postcard.ts";

type Read = (reader: Reader) => Value;

const number: Read = (reader) => reader.number();
const bool: Read = (reader) => reader.bool();

function oneOf(...names: string[]): Read {
  return (reader) => {
    const name = names[Number(reader.number())];
    if (name === undefined) {
      throw new Error("an unknown value");
    }
    return name;
  };
}

function optional(read: Read): Read {
  return (reader) => (reader.bool() ? read(reader) : "none");
}

/** Tables of costs come only from hosts of their own making. */
const cost: Read = (reader) => {
  if (reader.number() !== 1n) {
    throw new Error("a cost table");
  }
  return "default";
};

const collector = optional(oneOf("drc", "null", "copying"));

/** Fields in the order of the struct `Tunables`. */
type Tunables = readonly (readonly [name: string, read: Read])[];

const COMMON_TUNABLES: Tunables = [
  ["guard_before_linear_memory", bool],
  ["table_lazy_init", bool],
  ["generate_address_map", bool],
  ["debug_adapter_modules", bool],
  ["relaxed_simd_deterministic", bool],
  ["winch_callable", bool],
  ["signals_based_traps", bool],
];

const TUNABLES_27: Tunables = [
  ["collector", collector],
  ["static_memory_reservation", number],
  ["memory_guard_size", number],
  ["dynamic_memory_growth_reserve", number],
  ["generate_native_debuginfo", bool],
  ["parse_wasm_debuginfo", bool],
  ["consume_fuel", bool],
  ["epoch_interruption", bool],
  ["static_memory_bound_is_maximum", bool],
  ...COMMON_TUNABLES,
];

const TUNABLES_36: Tunables = [
  ["collector", collector],
  ["memory_reservation", number],
  ["memory_guard_size", number],
  ["memory_reservation_for_growth", number],
  ["generate_native_debuginfo", bool],
  ["parse_wasm_debuginfo", bool],
  ["consume_fuel", bool],
  ["epoch_interruption", bool],
  ["memory_may_move", bool],
  ...COMMON_TUNABLES,
  ["memory_init_cow", bool],
  ["inlining", bool],
  ["inlining_intra_module", oneOf("yes", "no", "when-using-gc")],
  ["inlining_small_callee_size", number],
  ["inlining_sum_size_threshold", number],
];

const TUNABLES_48: Tunables = [
  ["collector", collector],
  ["memory_reservation", number],
  ["memory_guard_size", number],
  ["memory_reservation_for_growth", number],
  ["debug_native", bool],
  ["debug_guest", bool],
  ["debug_symbols", bool],
  ["parse_wasm_debuginfo", bool],
  ["consume_fuel", bool],
  ["operator_cost", cost],
  ["epoch_interruption", bool],
  ["memory_may_move", bool],
  ...COMMON_TUNABLES,
  ["memory_init_cow", bool],
  ["inlining", oneOf("yes", "gc", "inter-module", "intrinsics", "no")],
  ["inlining_small_callee_size", number],
  ["inlining_sum_size_threshold", number],
  ["concurrency_support", bool],
  ["recording", bool],
  ["gc_zeal_alloc_counter", optional(number)],
  ["gc_heap_reservation", number],
  ["gc_heap_guard_size", number],
  ["gc_heap_reservation_for_growth", number],
  ["gc_heap_initial_size", number],
  ["gc_heap_may_move", bool],
  ["metadata_for_internal_asserts", bool],
  ["metadata_for_gc_heap_corruption", bool],
  ["branch_hinting", bool],
];

const TUNABLES_50: Tunables = TUNABLES_48.flatMap((field) =>
  field[0] === "recording" ? [field, ["asan_stack_switching", bool] as const] : [field],
);

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

/** Bits of `wasmparser::WasmFeatures`, the lowest first. */
const FEATURE_BITS_36 = [
  "mutable_global",
  "saturating_float_to_int",
  "sign_extension",
  "reference_types",
  "multi_value",
  "bulk_memory",
  "simd",
  "relaxed_simd",
  "threads",
  "shared_everything_threads",
  "tail_call",
  "floats",
  "multi_memory",
  "exceptions",
  "memory64",
  "extended_const",
  "component_model",
  "function_references",
  "memory_control",
  "gc",
  "custom_page_sizes",
  "cm_values",
  "cm_nested_names",
  "legacy_exceptions",
  "gc_types",
  "stack_switching",
  "wide_arithmetic",
  "cm_async",
  "cm_async_stackful",
  "cm_async_builtins",
  "cm_error_context",
  "cm_fixed_size_list",
  "cm_gc",
  "call_indirect_overlong",
  "bulk_memory_opt",
];

const FEATURE_BITS_48 = [
  ...FEATURE_BITS_36.slice(0, FEATURE_BITS_36.indexOf("cm_async_builtins")),
  "cm_more_async_builtins",
  "cm_threading",
  "cm_error_context",
  "cm_fixed_length_lists",
  "cm_gc",
  "call_indirect_overlong",
  "bulk_memory_opt",
  "custom_descriptors",
  "compact_imports",
  "cm_map",
  "cm64",
  "cm_implements",
  "cm_canon_names",
  "cm_forward",
  "cm_accessors",
];

function bits(names: readonly string[]): (reader: Reader) => Set<string> {
  return (reader) => {
    const word = reader.number();
    return new Set(names.filter((_, bit) => (word >> BigInt(bit)) & 1n));
  };
}

interface Layout {
  readonly tunables: Tunables;
  readonly features: (reader: Reader) => Set<string>;
}

/** By Wasmtime's major version: every embedded one is here. */
export const LAYOUTS: ReadonlyMap<number, Layout> = new Map([
  [
    27,
    {
      tunables: TUNABLES_27,
      features: (reader: Reader) => new Set(FEATURES_27.filter(() => reader.bool())),
    },
  ],
  [36, { tunables: TUNABLES_36, features: bits(FEATURE_BITS_36) }],
  [48, { tunables: TUNABLES_48, features: bits(FEATURE_BITS_48) }],
  [50, { tunables: TUNABLES_50, features: bits(FEATURE_BITS_48) }],
]);
