/**
 * An engine section in the words of the inputs: what of it differs from the engine of a host that sets
 * nothing, and which options say so.
 */
import { featureOf } from "../engine/cpu.ts";
import { KNOWN } from "../engine/known-options.ts";
import type { Option } from "../engine/options.ts";
import { majorOf } from "../engine/version.ts";
import type { EngineSection, Value } from "./engine-section.ts";

/** What inputs have to say for an engine to be like another. */
export interface Likeness {
  /** Names and values of compile options. */
  readonly options: readonly Option[];
  /** CPU features by Rust's names. */
  readonly cpu: readonly string[];
  /** What no input can say, in words. */
  readonly unsayable: readonly string[];
}

/** Tunables whose option is not called the same. */
const OPTION_OF_TUNABLE: Readonly<Record<string, string>> = {
  static_memory_reservation: "memory-reservation",
  dynamic_memory_growth_reserve: "memory-reservation-for-growth",
  static_memory_bound_is_maximum: "memory-may-move",
  generate_native_debuginfo: "debug-info",
  debug_native: "debug-info",
  debug_symbols: "symbols",
  generate_address_map: "address-map",
  parse_wasm_debuginfo: "backtrace-details",
  consume_fuel: "fuel",
  inlining_small_callee_size: "cranelift-wasmtime_inlining_small_callee_size",
  inlining_sum_size_threshold: "cranelift-wasmtime_inlining_sum_size_threshold",
};

/** The one whose option says the opposite. */
const INVERTED = "static_memory_bound_is_maximum";

/** Those that follow from others unless they are set: only what is left of a difference is said. */
const DERIVED = /^gc_heap_(?!initial)/;

/** The same of WebAssembly features. */
const DERIVED_FEATURES = new Set(["bulk_memory_opt", "call_indirect_overlong"]);

/** Flags of Cranelift that follow from options with names of their own. */
const OPTION_OF_FLAG: Readonly<
  Record<string, { option: string; values?: Record<string, string> }>
> = {
  opt_level: { option: "opt-level", values: { none: "0", speed: "2", speed_and_size: "s" } },
  enable_nan_canonicalization: { option: "nan-canonicalization" },
  enable_verifier: { option: "cranelift-debug-verifier" },
  unwind_info: { option: "native-unwind-info" },
  regalloc_algorithm: {
    option: "regalloc-algorithm",
    values: { backtracking: "backtracking", single_pass: "single-pass" },
  },
};

/** WebAssembly features whose option is not called the same. */
const OPTION_OF_FEATURE: Readonly<Record<string, string>> = {
  gc_types: "gc-support",
  cm_async: "component-model-async",
  cm_async_stackful: "component-model-async-stackful",
  cm_async_builtins: "component-model-async-builtins",
  cm_more_async_builtins: "component-model-more-async-builtins",
  cm_threading: "component-model-threading",
  cm_error_context: "component-model-error-context",
  cm_fixed_length_lists: "component-model-fixed-length-lists",
  cm_gc: "component-model-gc",
  cm_map: "component-model-map",
  cm64: "component-model-memory64",
  cm_implements: "component-model-implements",
  cm_canon_names: "component-model-canonical-names",
  cm_accessors: "component-model-accessors",
};

/**
 * The Cargo features, of those that decide something, with which a host can have such an engine.
 *
 * @param section one whose layout is known
 */
export function featuresLike(section: EngineSection, defaults: readonly string[]): string[] {
  const { tunables = new Map<string, Value>(), features = new Set<string>() } = section;
  const has = (name: string): boolean => {
    switch (name) {
      case "component-model":
      case "threads":
        return features.has(name.replaceAll("-", "_"));
      case "component-model-async":
        return tunables.get("concurrency_support") !== false && has("component-model");
      default:
        // Which collectors there are beside the one in use makes no difference. Exceptions need the Cargo
        // feature, even where GC is turned off.
        return (
          features.has("gc_types") ||
          features.has("exceptions") ||
          tunables.get("collector") !== "none"
        );
    }
  };
  return defaults.filter(has);
}

/**
 * What differs from a host of the same version, target and Cargo features that sets nothing but the
 * given options, which are part of the result.
 */
export function likenessOf(
  section: EngineSection,
  base: EngineSection,
  given: readonly Option[],
): Likeness {
  const options = new Map(given);
  const cpu: string[] = [];
  const unsayable: string[] = [];
  const major = majorOf(section.version);
  const say = (what: string, option: string, value: string | undefined): void => {
    if (value !== undefined && isSayable(option, major)) {
      options.set(option, value);
    } else {
      unsayable.push(what);
    }
  };
  const [has, had] = [section.features ?? new Set<string>(), base.features ?? new Set<string>()];
  const features = [...new Set([...has, ...had])].filter((name) => has.has(name) !== had.has(name));
  const tunables = differing(section.tunables ?? new Map(), base.tunables ?? new Map()).filter(
    // Without GC there is no collector.
    ([name]) => !(name === "collector" && features.includes("gc_types")),
  );
  const primary = tunables.filter(([name]) => !DERIVED.test(name));
  for (const [name, value] of primary.length > 0 ? primary : tunables) {
    const option = OPTION_OF_TUNABLE[name] ?? name.replaceAll("_", "-");
    say(`${name.replaceAll("_", " ")} ${value}`, option, optionValue(name, value));
  }
  for (const [name, value] of differing(section.sharedFlags, base.sharedFlags)) {
    const known = OPTION_OF_FLAG[name];
    say(
      `Cranelift's ${name} ${value}`,
      known?.option ?? `cranelift-${name}`,
      known?.values === undefined ? String(value) : known.values[String(value)],
    );
  }
  for (const [name, value] of differing(section.isaFlags, base.isaFlags)) {
    const feature = featureOf(name);
    if (feature !== undefined && value === true) {
      cpu.push(feature);
    } else {
      say(`Cranelift's ${name} ${value}`, `cranelift-${name}`, String(value));
    }
  }
  const primaryFeatures = features.filter((name) => !DERIVED_FEATURES.has(name));
  for (const name of primaryFeatures.length > 0 ? primaryFeatures : features) {
    const option = OPTION_OF_FEATURE[name] ?? name.replaceAll("_", "-");
    say(`the WebAssembly feature ${name} ${has.has(name)}`, option, String(has.has(name)));
  }
  return { options: [...options], cpu, unsayable };
}

function differing(
  section: ReadonlyMap<string, Value>,
  base: ReadonlyMap<string, Value>,
): [string, Value][] {
  return [...section].filter(([name, value]) => base.get(name) !== value);
}

function optionValue(tunable: string, value: Value): string | undefined {
  if (tunable === INVERTED) {
    return String(value !== true);
  }
  if (tunable === "consume_fuel") {
    return value === true ? "true" : undefined;
  }
  if (tunable === "inlining") {
    return { yes: "true", no: "false" }[String(value)] ?? String(value);
  }
  return value === "none" ? undefined : String(value);
}

function isSayable(option: string, major: number): boolean {
  const known = KNOWN.get(option);
  if (known === undefined) {
    return option.startsWith("cranelift-");
  }
  const { from = 0, to = Number.POSITIVE_INFINITY, runTime } = known;
  const inLine = from <= major && major <= to;
  // Before, these options had other names, which the canonical ones stand for.
  const byOldName = [...KNOWN.values()].some(({ same }) => same === option);
  return (inLine || byOldName) && runTime !== true;
}
