/**
 * Wasmtime's Cargo features, as a host's manifest names them, and what each means for artifacts.
 *
 * Source: `wasmtime`, `Cargo.toml` and `config.rs`, of the versions from 27 to 50.
 */

interface KnownFeature {
  /** The first and the last major version with it. */
  readonly from?: number;
  readonly to?: number;
  /** What of those that decide something it turns on. */
  readonly implies?: readonly string[];
}

/** Those that decide what an artifact is. */
export const DECIDING: Readonly<Record<string, KnownFeature>> = {
  "component-model": {},
  "component-model-async": { from: 30, implies: ["component-model"] },
  gc: {},
  "gc-copying": { from: 45, implies: ["gc"] },
  "gc-drc": { implies: ["gc"] },
  "gc-null": { implies: ["gc"] },
  threads: {},
};

/** Those that decide nothing by themselves, but turn others on. */
export const IMPLYING: Readonly<Record<string, KnownFeature>> = {
  "component-model-async-bytes": { from: 36, to: 45, implies: ["component-model-async"] },
  rr: { from: 42, implies: ["component-model"] },
  wave: { from: 28, implies: ["component-model"] },
  "wit-parser": { from: 46, implies: ["component-model"] },
};

/** The others, of any version: they decide how a host is built or runs, or which options it may have. */
export const INDIFFERENT: ReadonlySet<string> = new Set([
  "addr2line",
  "all-arch",
  "anyhow",
  "async",
  "backtrace",
  "cache",
  "call-hook",
  "compile-time-builtins",
  "component-model-bytes",
  "coredump",
  "cranelift",
  "custom-fiber",
  "custom-native-signals",
  "custom-sync-primitives",
  "custom-virtual-memory",
  "debug",
  "debug-builtins",
  "demangle",
  "incremental-cache",
  "memory-protection-keys",
  "parallel-compilation",
  "pooling-allocator",
  "profile-pulley",
  "profiling",
  "pulley",
  "reexport-wasmparser",
  "runtime",
  "signals-based-traps",
  "stack-switching",
  "std",
  "trace-log",
  "wat",
  "winch",
  "wmemcheck",
]);

/** What `default` turns on of those that decide something, and from which major version on. */
export const BY_DEFAULT: Readonly<Record<string, number>> = {
  "component-model": 0,
  "component-model-async": 39,
  gc: 0,
  "gc-copying": 45,
  "gc-drc": 0,
  "gc-null": 0,
  threads: 0,
};

/** Collectors in the order in which a host that names none takes the first it has. */
export const COLLECTORS: readonly { readonly name: string; readonly from: number }[] = [
  { name: "copying", from: 46 },
  { name: "drc", from: 0 },
  { name: "null", from: 0 },
];

/** From here on `concurrency_support` is a tunable of its own. */
export const CONCURRENCY_SINCE = 42;

/** From here on GC is turned off as a whole; before, by the WebAssembly feature alone. */
export const GC_SUPPORT_SINCE = 37;
