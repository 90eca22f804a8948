/**
 * The names in the rules by which hosts compare engine sections; `compatibility.ts` has the rules.
 *
 * Source: `wasmtime`, `engine.rs` and `engine/serialization.rs`, of the embedded lines.
 */
import type { Value } from "./engine-section.ts";

/** Flags that must have one value, whatever the host's own engine has. */
export const REQUIRED: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["libcall_call_conv", "isa_default"],
  ["preserve_frame_pointers", true],
  ["enable_probestack", true],
  ["probestack_strategy", "inline"],
  ["enable_multi_ret_implicit_sret", true],
  ["enable_llvm_abi_extensions", false],
  ["enable_pinned_reg", false],
  ["use_colocated_libcalls", false],
  ["use_pinned_reg_as_heap_base", false],
]);

/** Flags that do not matter to a host. */
export const FREE = new Set([
  "enable_heap_access_spectre_mitigation",
  "enable_table_access_spectre_mitigation",
  "enable_nan_canonicalization",
  "enable_jump_tables",
  "enable_float",
  "enable_verifier",
  "enable_pcc",
  "enable_compact_unwind_abi",
  "regalloc_checker",
  "regalloc_verbose_logs",
  "regalloc_algorithm",
  "is_pic",
  "bb_padding_log2_minus_one",
  "log2_min_function_alignment",
  "machine_code_cfg_info",
  "tls_model",
  "opt_level",
  "enable_alias_analysis",
  "probestack_size_log2",
  "regalloc",
  "enable_incremental_compilation_cache_checks",
  "enable_atomics",
]);

/** Instructions of these do nothing on a CPU that lacks them. */
export const HARMLESS = new Set([
  "sign_return_address_all",
  "sign_return_address",
  "sign_return_address_with_bkey",
  "use_bti",
]);

/** Tunables that may differ: they are of use at run time, or only to people. */
export const FREE_TUNABLES = new Set([
  "dynamic_memory_growth_reserve",
  "memory_reservation_for_growth",
  "gc_heap_reservation_for_growth",
  "gc_zeal_alloc_counter",
  "generate_address_map",
  "debug_adapter_modules",
  "metadata_for_internal_asserts",
  "metadata_for_gc_heap_corruption",
  "branch_hinting",
]);

/** From this line on an artifact without garbage collection loads on hosts with any collector, and without. */
export const ANY_COLLECTOR_SINCE = 37;

/** Tunables that the host's Cargo features decide, too. */
export const CARGO_TUNABLES = new Set(["collector", "concurrency_support"]);
