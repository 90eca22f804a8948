/**
 * Whether a host loads an artifact: Wasmtime's own rules, without Wasmtime.
 *
 * Source: `wasmtime`, `engine.rs` and `engine/serialization.rs`, of the embedded lines.
 */
import { featureOf } from "../engine/cpu.ts";
import { loadingVersion, majorOf, needsExactPatch } from "../engine/version.ts";
import { messageOf } from "../support/errors.ts";
import type { Value } from "./engine-section.ts";
import { type EngineSection, parseEngineSection } from "./engine-section.ts";
import {
  ANY_COLLECTOR_SINCE,
  CARGO_TUNABLES,
  FREE,
  FREE_TUNABLES,
  HARMLESS,
  REQUIRED,
} from "./known-rules.ts";
import { unreadablePart } from "./known-triples.ts";

/** An input of the Action that decides whether a host loads an artifact. */
export type Deciding = "wasmtime-version" | "targets" | "host-features" | "options" | "cpu";

/** One thing in which an artifact is not what a host loads. */
export interface Difference {
  readonly field: string;
  readonly artifact: string;
  readonly host: string;
  /** The inputs that decide it. */
  readonly inputs: readonly Deciding[];
}

/** What Cargo features turn on, options can turn off; and the options' default depends on the Cargo features. */
const BY_CARGO_FEATURES: readonly Deciding[] = ["host-features", "options"];

export interface Host {
  /** Wasmtime's full version. */
  readonly version: string;
  /** What the host's own engine would put into an artifact, as far as it is known. */
  readonly section: EngineSection;
  /** CPU features that the host's machine has, by Rust's names. */
  readonly cpu: ReadonlySet<string>;
}

/** How two engine sections that are not equal differ, for people. */
export function engineDifference(found: Uint8Array, expected: Uint8Array): string {
  let sections: [EngineSection, EngineSection];
  try {
    sections = [parseEngineSection(found), parseEngineSection(expected)];
  } catch (error) {
    return messageOf(error);
  }
  const [is, wanted] = sections.map(flatten) as [Map<string, string>, Map<string, string>];
  const names = [...new Set([...wanted.keys(), ...is.keys()])];
  const different = names.filter((name) => is.get(name) !== wanted.get(name));
  return different
    .map((name) => `${name} is ${is.get(name) ?? "not there"}, not ${wanted.get(name) ?? "there"}`)
    .slice(0, 3)
    .join("; ");
}

function flatten(section: EngineSection): Map<string, string> {
  return new Map([
    ["version", section.version],
    ["target", section.target],
    ...[...section.sharedFlags, ...section.isaFlags, ...(section.tunables ?? [])].map(
      ([name, value]) => [name, String(value)] as const,
    ),
    ...[...(section.features ?? [])].map((name) => [`feature ${name}`, "on"] as const),
  ]);
}

/** In what order Wasmtime looks at versions, targets, flags, tunables and features; all differences are listed. */
export function differences(artifact: EngineSection, host: Host): Difference[] {
  const version = versionDifference(artifact.version, host.version);
  if (version !== undefined) {
    // Nothing behind the version can be compared.
    return [version];
  }
  const target = targetDifferences(artifact.target, host.section.target);
  if (target.some(({ field }) => field === "architecture")) {
    return target;
  }
  return [
    ...target,
    ...sharedFlagDifferences(artifact, host.section),
    ...isaFlagDifferences(artifact, host),
    ...tunableDifferences(artifact, host.section),
    ...featureDifferences(artifact, host.section),
  ];
}

/** What cannot be compared, in words. */
export function incomparable(artifact: EngineSection, host: Host): string[] {
  return artifact.tunables === undefined
    ? [
        `tunables and WebAssembly features: how Wasmtime ${artifact.version} writes them is not known here`,
      ]
    : host.section.tunables === undefined
      ? ["tunables and WebAssembly features: there is no compiler here that knows this host's"]
      : [];
}

/** What versions alone say. */
export function versionDifference(artifact: string, host: string): Difference | undefined {
  return artifact === loadingVersion(host)
    ? undefined
    : {
        field: "version",
        artifact,
        host: loadingVersion(host),
        inputs: ["wasmtime-version"],
      };
}

function targetDifferences(artifact: string, host: string): Difference[] {
  const unreadable = unreadablePart(artifact);
  if (unreadable !== undefined) {
    return [
      {
        field: "target",
        artifact: `${artifact}, of which Wasmtime cannot read '${unreadable}'`,
        host,
        inputs: ["targets"],
      },
    ];
  }
  const parts = [
    ["architecture", architecture],
    ["operating system", operatingSystem],
  ] as const;
  return parts.flatMap(([field, part]) =>
    part(artifact) === part(host)
      ? []
      : [{ field, artifact: part(artifact), host: part(host), inputs: ["targets"] }],
  );
}

function architecture(target: string): string {
  return target.split("-")[0] as string;
}

/** Vendors may be left out of triples, so the name decides. */
function operatingSystem(target: string): string {
  const systems = /^(linux|darwin|macosx|windows|none|ios|freebsd|netbsd|openbsd|illumos)/;
  const found = target
    .split("-")
    .slice(1)
    .find((part) => systems.test(part));
  return found ?? "unknown";
}

function sharedFlagDifferences(artifact: EngineSection, host: EngineSection): Difference[] {
  return [...artifact.sharedFlags].flatMap(([name, value]) => {
    const wanted = requiredFlag(name, host);
    return wanted === undefined || wanted === value
      ? []
      : [
          {
            field: `Cranelift's ${name}`,
            artifact: String(value),
            host: String(wanted),
            inputs: ["options"],
          },
        ];
  });
}

function requiredFlag(name: string, host: EngineSection): Value | undefined {
  const system = operatingSystem(host.target);
  switch (name) {
    case "enable_safepoints":
      return host.features?.has("reference_types") === true ? true : undefined;
    case "unwind_info":
      return system === "windows" ? true : undefined;
    case "stack_switch_model":
      return host.features?.has("stack_switching") === true
        ? system === "windows"
          ? "update_windows_tib"
          : "basic"
        : undefined;
    default:
      return FREE.has(name) ? undefined : (REQUIRED.get(name) ?? "no such flag");
  }
}

function isaFlagDifferences(artifact: EngineSection, host: Host): Difference[] {
  const missing: string[] = [];
  const different: Difference[] = [];
  for (const [name, value] of artifact.isaFlags) {
    const wanted = host.section.isaFlags.get(name);
    if (name === "pointer_width" || name === "big_endian") {
      if (wanted !== undefined && value !== wanted) {
        different.push({
          field: `Pulley's ${name}`,
          artifact: String(value),
          host: String(wanted),
          inputs: ["targets"],
        });
      }
    } else if (value !== false && !HARMLESS.has(name) && !runs(name, host)) {
      missing.push(featureOf(name) ?? name);
    }
  }
  if (missing.length > 0) {
    different.push({
      field: "CPU",
      artifact: missing.join(", "),
      host: "none of these",
      inputs: ["cpu"],
    });
  }
  return different;
}

/** Hosts on RISC-V do not look, the others know what they have. */
function runs(flag: string, { section, cpu }: Host): boolean {
  const feature = featureOf(flag);
  return (
    architecture(section.target).startsWith("riscv64") ||
    (feature !== undefined && cpu.has(feature))
  );
}

function tunableDifferences(artifact: EngineSection, host: EngineSection): Difference[] {
  if (host.tunables === undefined) {
    return [];
  }
  const known = host.tunables;
  return [...(artifact.tunables ?? [])].flatMap(([name, value]) => {
    const wanted = known.get(name);
    const free =
      FREE_TUNABLES.has(name) ||
      (name === "operator_cost" && artifact.tunables?.get("consume_fuel") === false) ||
      (name === "collector" &&
        value === "none" &&
        majorOf(artifact.version) >= ANY_COLLECTOR_SINCE);
    return free || wanted === value
      ? []
      : [
          {
            field: name.replaceAll("_", " "),
            artifact: String(value),
            host: String(wanted),
            inputs: CARGO_TUNABLES.has(name) ? BY_CARGO_FEATURES : (["options"] as const),
          },
        ];
  });
}

/** Up to Wasmtime 37 features are the same or refused, later an artifact may have fewer. */
function featureDifferences(artifact: EngineSection, host: EngineSection): Difference[] {
  const { features: has } = artifact;
  const { features: wanted } = host;
  if (has === undefined || wanted === undefined) {
    return [];
  }
  const missing = [...has].filter((name) => !wanted.has(name));
  const absent = needsExactPatch(artifact.version)
    ? [...wanted].filter((name) => !has.has(name))
    : [];
  return [...missing, ...absent].map((name) => ({
    field: `WebAssembly feature ${name.replaceAll("_", "-")}`,
    artifact: has.has(name) ? "on" : "off",
    host: wanted.has(name) ? "on" : "off",
    inputs: BY_CARGO_FEATURES,
  }));
}
