/** A host's Cargo features of Wasmtime: what of them decides its artifacts, and which options say the same. */
import { InputError } from "../support/errors.ts";
import { didYouMean } from "../support/nearest.ts";
import {
  BY_DEFAULT,
  COLLECTORS,
  CONCURRENCY_SINCE,
  DECIDING,
  GC_SUPPORT_SINCE,
  IMPLYING,
  INDIFFERENT,
} from "./known-features.ts";
import type { Option } from "./known-options.ts";

/** What a host's Cargo features come to. */
export interface HostFeatures {
  /**
   * For keys, fingerprints and people: `minimal`, `default`, `native` for what only a native compiler
   * knows, and otherwise those that decide something, joined by `+`.
   */
  readonly name: string;
  /** Those that decide something, with what they turn on; undefined for `native`. */
  readonly deciding: ReadonlySet<string> | undefined;
}

/** Of a native compiler, which has what it was built with. */
export const NATIVE_FEATURES: HostFeatures = { name: "native", deciding: undefined };

const MINIMAL = ["component-model"];

/**
 * @param text `minimal`, `default`, or Cargo features as a manifest lists them, separated by commas or
 *   white space, with or without quotes and brackets
 * @throws InputError for a feature that Wasmtime does not have, and for a set that makes no engine
 */
export function parseFeatures(text: string, major: number): HostFeatures {
  const names = text
    .replace(/^\s*#.*$/gm, "")
    .split(/[\s,[\]"']+/)
    .filter((name) => name !== "");
  if (names.length === 0) {
    throw refusal(text, "It names none.");
  }
  const deciding = withImplied(names.flatMap((name) => expand(text, name, major)));
  if (deciding.has("gc") && collectorsOf(deciding, major).length === 0) {
    throw refusal(
      text,
      `With 'gc' alone a host has no collector, and Wasmtime ${major} makes no engine: name the collectors that it is built with, ${collectorFeatures(major).join(", ")}.`,
    );
  }
  return { name: nameOf(deciding, major), deciding };
}

/** Whether embedded compilers have a feature: the others do not build for WebAssembly. */
export function isEmbeddable(feature: string): boolean {
  return Object.hasOwn(DECIDING, feature);
}

/** Whether manifests may name it: beside Cargo features there are Wasmtime's own dependencies. */
export function isNamedFeature(name: string): boolean {
  return (
    name === "default" ||
    INDIFFERENT.has(name) ||
    (table(DECIDING, name) ?? table(IMPLYING, name)) !== undefined
  );
}

/** Features that a manifest turns on beside the default ones or instead of them. */
function expand(text: string, name: string, major: number): readonly string[] {
  if (name === "minimal") {
    return MINIMAL;
  }
  if (name === "default") {
    return defaultFeatures(major);
  }
  if (INDIFFERENT.has(name)) {
    return [];
  }
  const known = table(DECIDING, name) ?? table(IMPLYING, name);
  if (known === undefined) {
    const all = [
      "minimal",
      "default",
      ...Object.keys({ ...DECIDING, ...IMPLYING }),
      ...INDIFFERENT,
    ];
    throw refusal(
      text,
      `Wasmtime has no Cargo feature '${name}'. ${didYouMean(name, all)}`.trimEnd(),
    );
  }
  const { from = 0, to = Number.POSITIVE_INFINITY } = known;
  if (major < from || major > to) {
    throw refusal(
      text,
      `Wasmtime ${major} has no Cargo feature '${name}': it is there from ${from} on${to === Number.POSITIVE_INFINITY ? "" : ` up to ${to}`}.`,
    );
  }
  return [name];
}

function withImplied(names: readonly string[]): Set<string> {
  const deciding = new Set<string>();
  const add = (name: string): void => {
    const known = table(DECIDING, name);
    if (known !== undefined) {
      deciding.add(name);
    }
    for (const implied of (known ?? table(IMPLYING, name))?.implies ?? []) {
      add(implied);
    }
  };
  names.forEach(add);
  return deciding;
}

function table<T>(known: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(known, name) ? known[name] : undefined;
}

/** Those of the default features that decide something. */
export function defaultFeatures(major: number): string[] {
  return Object.entries(BY_DEFAULT).flatMap(([name, from]) => (major >= from ? [name] : []));
}

function nameOf(deciding: ReadonlySet<string>, major: number): string {
  const sorted = [...deciding].sort().join("+");
  return sorted === MINIMAL.join("+")
    ? "minimal"
    : sorted === defaultFeatures(major).sort().join("+")
      ? "default"
      : sorted || "none";
}

/** The collector of a host that names none; undefined without `gc`. */
export function defaultCollector(deciding: ReadonlySet<string>, major: number): string | undefined {
  return deciding.has("gc") ? collectorsOf(deciding, major)[0] : undefined;
}

function collectorsOf(deciding: ReadonlySet<string>, major: number): string[] {
  return COLLECTORS.filter(({ name, from }) => major >= from && deciding.has(`gc-${name}`)).map(
    ({ name }) => name,
  );
}

function collectorFeatures(major: number): string[] {
  return COLLECTORS.map(({ name }) => `gc-${name}`).filter(
    (name) => (DECIDING[name]?.from ?? 0) <= major,
  );
}

/**
 * What makes a compiler that has every feature like a host without some: options, beside which the
 * host's own count. Names that Wasmtime's command line does not have are in precompiler/src/options.rs.
 */
export function lackingOptions({ deciding }: HostFeatures, major: number): Option[] {
  if (deciding === undefined) {
    return [];
  }
  const all = new Set(Object.keys(DECIDING));
  const collector = defaultCollector(deciding, major);
  const options: Option[] = [];
  const without = (feature: string, ...off: string[]): void => {
    if (!deciding.has(feature)) {
      options.push(...off.map((name): Option => [name, "false"]));
    }
  };
  without("component-model", "component-model");
  without("threads", "threads");
  without(
    "gc",
    ...(major >= GC_SUPPORT_SINCE ? ["gc-support", "exceptions"] : ["feature-gc_types"]),
  );
  if (major >= CONCURRENCY_SINCE) {
    without("component-model-async", "concurrency-support");
  }
  if (collector !== undefined && collector !== defaultCollector(all, major)) {
    options.push(["collector", collector]);
  }
  return options;
}

function refusal(text: string, advice: string): InputError {
  return new InputError(
    "host-features",
    text,
    "minimal, default, or Wasmtime's Cargo features as the host's manifest lists them, such as component-model, gc, gc-null, threads",
    advice,
  );
}
