/**
 * The compile options that there are, and what is known of each.
 *
 * Source: `wasmtime-cli-flags`, `lib.rs`, of the embedded lines.
 */

/** A name, and a value in its one spelling. */
export type Option = readonly [name: string, value: string];

/** The letter of the flag. */
export type Group = "O" | "C" | "D" | "W";

/** What a value may be. */
export type Kind = "bool" | "number" | "text" | "duration" | readonly string[];

export interface Known {
  readonly group: Group;
  readonly kind: Kind;
  /** The first and the last Wasmtime with this name, of those that are embedded. */
  readonly from?: number;
  readonly to?: number;
  /** Changes nothing: what Wasmtime does anyway, on every target. */
  readonly default?: string;
  /** The Cargo feature of Wasmtime without which it can only be off. */
  readonly needs?: string;
  /** The first line that needs it, if older ones do not. */
  readonly needsFrom?: number;
  /** Decides how an artifact runs, not what it is. */
  readonly runTime?: true;
  /** Not on Wasmtime's command line: a method of `Config` that hosts call. */
  readonly method?: true;
  /** Part of `-W all-proposals`. */
  readonly proposal?: true;
  /** The name that stands for this one in the canonical list. */
  readonly same?: string;
  /** `same` with the opposite value. */
  readonly opposite?: true;
  /** Of several names for one option the strongest counts. */
  readonly strength?: number;
}

function group(name: Group, options: Record<string, Omit<Known, "group">>): [string, Known][] {
  return Object.entries(options).map(([option, known]) => [option, { group: name, ...known }]);
}

/** Options of which an artifact says nothing. */
function runTime(kind: Kind, ...names: string[]): Record<string, Omit<Known, "group">> {
  return Object.fromEntries(names.map((name) => [name, { kind, runTime: true }]));
}

/** Options by their names, which are unique among all groups. */
export const KNOWN: ReadonlyMap<string, Known> = new Map([
  ...group("O", {
    "opt-level": { kind: ["0", "1", "2", "s"], default: "2" },
    "regalloc-algorithm": {
      kind: ["backtracking", "single-pass"],
      from: 36,
      default: "backtracking",
    },
    // Wasmtime 27 has only the old names of these three.
    "memory-may-move": { kind: "bool", from: 36, default: "true" },
    "static-memory-forced": {
      kind: "bool",
      same: "memory-may-move",
      opposite: true,
      strength: -1,
    },
    "memory-reservation": { kind: "number", from: 36 },
    "static-memory-maximum-size": { kind: "number", same: "memory-reservation", strength: -1 },
    "memory-reservation-for-growth": { kind: "number", from: 36 },
    "dynamic-memory-reserved-for-growth": {
      kind: "number",
      same: "memory-reservation-for-growth",
      strength: -1,
    },
    "memory-guard-size": { kind: "number" },
    "dynamic-memory-guard-size": { kind: "number", same: "memory-guard-size", strength: 1 },
    "static-memory-guard-size": { kind: "number", same: "memory-guard-size", strength: 2 },
    "gc-heap-may-move": { kind: "bool", from: 45 },
    "gc-heap-reservation": { kind: "number", from: 45 },
    "gc-heap-reservation-for-growth": { kind: "number", from: 45 },
    "gc-heap-guard-size": { kind: "number", from: 45 },
    "gc-heap-initial-size": { kind: "number", from: 47, default: "0" },
    "guard-before-linear-memory": { kind: "bool", default: "true" },
    "table-lazy-init": { kind: "bool", default: "true" },
    "memory-init-cow": { kind: "bool", default: "true" },
    "memory-guaranteed-dense-image-size": { kind: "number", from: 36, default: "16777216" },
    "signals-based-traps": { kind: "bool" },
    ...runTime(
      "number",
      "pooling-decommit-batch-size",
      "pooling-memory-keep-resident",
      "pooling-table-keep-resident",
      "pooling-max-memory-protection-keys",
      "pooling-total-core-instances",
      "pooling-total-component-instances",
      "pooling-total-memories",
      "pooling-total-tables",
      "pooling-total-stacks",
      "pooling-max-memory-size",
      "pooling-table-elements",
      "pooling-max-core-instance-size",
      "pooling-max-unused-warm-slots",
      "pooling-async-stack-keep-resident",
      "pooling-max-component-instance-size",
      "pooling-max-core-instances-per-component",
      "pooling-max-memories-per-component",
      "pooling-max-tables-per-component",
      "pooling-max-tables-per-module",
      "pooling-max-memories-per-module",
      "pooling-total-gc-heaps",
    ),
    "pooling-allocator": { kind: "bool", runTime: true },
    "pooling-memory-protection-keys": { kind: ["true", "false", "auto"], runTime: true },
    "pooling-pagemap-scan": { kind: ["true", "false", "auto"], from: 37, runTime: true },
    "pooling-async-stack-zeroing": { kind: "bool", to: 27, runTime: true },
  }),
  ...group("C", {
    compiler: { kind: ["cranelift", "winch"], default: "cranelift" },
    // What it is without a word depends on the Cargo features, see features.ts.
    collector: { kind: ["drc", "null", "copying"], needs: "gc" },
    "cranelift-debug-verifier": { kind: "bool", default: "false" },
    pcc: { kind: "bool", to: 43, default: "false" },
    "native-unwind-info": { kind: "bool" },
    inlining: {
      kind: ["true", "false", "gc", "inter-module", "intrinsics"],
      from: 36,
      default: "false",
    },
    "metadata-for-internal-asserts": { kind: "bool", from: 46, default: "false" },
    "metadata-for-gc-heap-corruption": { kind: "bool", from: 46, default: "true" },
    ...runTime("bool", "cache", "parallel-compilation"),
    ...runTime("text", "cache-config"),
  }),
  ...group("D", {
    "debug-info": { kind: "bool", default: "false" },
    "backtrace-details": { kind: "bool", default: "false", method: true },
    "debug-adapter-modules": { kind: "bool", default: "false", method: true },
    "guest-debug": { kind: "bool", from: 39, needs: "debug", default: "false" },
    "address-map": { kind: "bool", default: "true" },
    symbols: { kind: "bool", from: 47, default: "true" },
    ...runTime("bool", "logging", "log-to-files"),
    ...runTime("text", "coredump"),
    "max-backtrace": { kind: "number", from: 45, runTime: true },
    debugger: { kind: "text", from: 44, runTime: true },
    arg: { kind: "text", from: 44, runTime: true },
    "inherit-stdin": { kind: "bool", from: 44, runTime: true },
    "inherit-stdout": { kind: "bool", from: 44, runTime: true },
    "inherit-stderr": { kind: "bool", from: 44, runTime: true },
  }),
  ...group("W", {
    "nan-canonicalization": { kind: "bool", default: "false" },
    fuel: { kind: "number" },
    "epoch-interruption": { kind: "bool", default: "false" },
    "relaxed-simd-deterministic": { kind: "bool", default: "false" },
    wmemcheck: { kind: "bool", needs: "wmemcheck", default: "false" },
    "bulk-memory": { kind: "bool", proposal: true },
    "multi-memory": { kind: "bool", proposal: true },
    "multi-value": { kind: "bool", proposal: true },
    "reference-types": { kind: "bool", needs: "gc", proposal: true },
    simd: { kind: "bool", proposal: true },
    "relaxed-simd": { kind: "bool", proposal: true },
    "tail-call": { kind: "bool", proposal: true },
    threads: { kind: "bool", needs: "threads", proposal: true },
    memory64: { kind: "bool", proposal: true },
    "component-model": { kind: "bool", default: "true", proposal: true },
    "component-model-more-flags": { kind: "bool", to: 27, proposal: true },
    "component-model-multiple-returns": { kind: "bool", to: 27, proposal: true },
    "component-model-async": {
      kind: "bool",
      from: 36,
      needs: "component-model-async",
      proposal: true,
    },
    "component-model-async-builtins": {
      kind: "bool",
      from: 36,
      to: 44,
      needs: "component-model-async",
      proposal: true,
    },
    "component-model-more-async-builtins": {
      kind: "bool",
      from: 45,
      needs: "component-model-async",
      proposal: true,
    },
    "component-model-async-stackful": {
      kind: "bool",
      from: 36,
      needs: "component-model-async",
      proposal: true,
    },
    "component-model-threading": {
      kind: "bool",
      from: 39,
      needs: "component-model-async",
      proposal: true,
    },
    "component-model-error-context": { kind: "bool", from: 36, proposal: true },
    "component-model-gc": { kind: "bool", from: 36, needs: "gc" },
    "component-model-map": { kind: "bool", from: 44, proposal: true },
    "component-model-memory64": { kind: "bool", from: 48, proposal: true },
    "component-model-fixed-length-lists": { kind: "bool", from: 42, proposal: true },
    "component-model-accessors": { kind: "bool", from: 50, proposal: true },
    "component-model-canonical-names": { kind: "bool", from: 50, proposal: true },
    "compact-imports": { kind: "bool", from: 50, proposal: true },
    "component-model-implements": { kind: "bool", from: 46, proposal: true },
    "function-references": { kind: "bool", needs: "gc", proposal: true },
    gc: { kind: "bool", needs: "gc", proposal: true },
    "gc-support": { kind: "bool", from: 37, needs: "gc" },
    "stack-switching": { kind: "bool", from: 36, needs: "stack-switching", proposal: true },
    "custom-page-sizes": { kind: "bool", proposal: true },
    "wide-arithmetic": { kind: "bool", proposal: true },
    "branch-hinting": { kind: "bool", from: 46, default: "false" },
    "extended-const": { kind: "bool", from: 36, proposal: true },
    exceptions: { kind: "bool", from: 36, needs: "gc", needsFrom: 37, proposal: true },
    "shared-everything-threads": { kind: "bool", from: 36, needs: "shared-everything-threads" },
    "concurrency-support": { kind: "bool", from: 42, needs: "component-model-async" },
    ...runTime("number", "max-wasm-stack", "async-stack-size", "max-memory-size"),
    ...runTime("number", "max-table-elements", "max-instances", "max-tables", "max-memories"),
    ...runTime("bool", "unknown-exports-allow", "unknown-imports-trap", "unknown-imports-default"),
    ...runTime("bool", "trap-on-grow-failure"),
    "async-stack-zeroing": { kind: "bool", from: 36, runTime: true },
    "shared-memory": { kind: "bool", from: 40, runTime: true },
    timeout: { kind: "duration", runTime: true },
  }),
]);
