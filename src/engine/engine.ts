/** The engine: all that decides the bytes of an artifact besides the component and the target. */

import { InputError } from "../support/errors.ts";
import { sha256 } from "../support/hash.ts";
import { parseCpu } from "./cpu.ts";
import { describeEngine, readFingerprint, requireAgreement } from "./fingerprint.ts";
import {
  byName,
  type Option,
  type OptionsOf,
  optionsError,
  parseOptions,
  parseOptionsFile,
} from "./options.ts";
import { type HostVersion, majorOf, needsExactPatch, parseVersion } from "./version.ts";

/**
 * What Cargo features a compiler was built with. `minimal`: the reference's trimmed ones. `default`:
 * Wasmtime's own. `native`: those of a compiler of the user's, whatever they are.
 */
export type HostFeatures = "minimal" | "default" | "native";

export interface Engine {
  /** Wasmtime's version as the host pins it (`27`): what sidecars and cache keys say. */
  readonly pinnedVersion: string;
  /** The exact version whose compiler is used (`27.0.0`). */
  readonly version: string;
  readonly hostFeatures: HostFeatures;
  /** The user's own compiler, if the embedded one is not to be used. */
  readonly native: NativeCompiler | undefined;
  /** Compile options in their canonical form, the CPU's flags among them. */
  readonly options: readonly Option[];
  /** The host's description of its engine. */
  readonly fingerprint: string;
  /** Hex SHA-256 of the fingerprint. */
  readonly configHash: string;
}

/** A `wasmtime` of the user's. */
export interface NativeCompiler {
  /** Absolute. */
  readonly path: string;
  /** Hex SHA-256 of the program. */
  readonly sha256: string;
  /** What it says of itself, all three numbers. */
  readonly version: string;
}

/** The inputs that describe an engine. Empty text is the default. */
export interface EngineInputs {
  readonly version: string;
  readonly hostFeatures: string;
  readonly options: string;
  readonly cpu: string;
  readonly fingerprint: string;
  readonly targets: readonly string[];
  readonly native: NativeCompiler | undefined;
  /** Reads a file that an input names. */
  readonly readText: (path: string) => string;
}

/** The reference's `ENGINE_FINGERPRINT`. */
export const REFERENCE_FINGERPRINT =
  "v2;component_model=true;async=false;fuel=false;epoch=true;cranelift";

/** What options are without any: the reference's for hosts like it, Wasmtime's own for the others. */
export const USUAL_OPTIONS: Readonly<Record<HostFeatures, readonly Option[]>> = {
  minimal: [["epoch-interruption", "true"]],
  default: [],
  native: [],
};

export interface Embedded {
  readonly version: string;
  readonly hostFeatures: HostFeatures;
}

/** The engines whose compilers are in dist/compilers. */
export const EMBEDDED: readonly Embedded[] = [
  { version: "27.0.0", hostFeatures: "minimal" },
  { version: "27.0.0", hostFeatures: "default" },
  { version: "36.0.20", hostFeatures: "minimal" },
  { version: "36.0.20", hostFeatures: "default" },
  { version: "48.0.8", hostFeatures: "minimal" },
  { version: "50.0.1", hostFeatures: "minimal" },
];

/** Cargo features of Wasmtime that decide which options may be on; only native compilers know theirs. */
const CARGO_FEATURES: Readonly<Record<HostFeatures, ReadonlySet<string> | undefined>> = {
  minimal: new Set(),
  default: new Set(["gc", "threads"]),
  native: undefined,
};

/**
 * The engine of every target.
 *
 * @throws InputError for a version or features without a compiler, for options and CPUs that the
 * engine does not have, and for a fingerprint that is not understood or contradicts the options
 */
export function resolveEngines(inputs: EngineInputs): ReadonlyMap<string, Engine> {
  const host = parseVersion(inputs.version, inputs.readText);
  const compiler = resolveCompiler(host, inputs);
  const { hostFeatures } = compiler;
  const of = {
    line: majorOf(compiler.version),
    features: CARGO_FEATURES[hostFeatures],
    hostFeatures,
  };
  const given = readOptions(inputs, of);
  const { fingerprint } = inputs;
  if (given !== undefined && fingerprint !== "") {
    requireAgreement(fingerprint, given, of);
  }
  const options =
    given ?? (fingerprint === "" ? USUAL_OPTIONS[hostFeatures] : readFingerprint(fingerprint, of));
  const cpu = parseCpu(inputs.cpu, inputs.targets, of.line);
  return new Map(
    inputs.targets.map((target) => {
      const all = withCpu(options, cpu(target), inputs.cpu);
      const description = fingerprint || describeEngine(all, hostFeatures);
      return [
        target,
        {
          ...compiler,
          pinnedVersion: host.pinned,
          options: all,
          fingerprint: description,
          configHash: engineConfigHash(description),
        },
      ];
    }),
  );
}

/** One of a run's engines: they differ by their options alone, which go with every compile. */
export function anyOf(engines: ReadonlyMap<string, Engine>): Engine {
  return engines.values().next().value as Engine;
}

/** The reference's `engine_config_hash`. */
export function engineConfigHash(fingerprint: string): string {
  return sha256(fingerprint);
}

type Chosen = Pick<Engine, "version" | "hostFeatures" | "native">;

function resolveCompiler(host: HostVersion, { hostFeatures, native }: EngineInputs): Chosen {
  if (native !== undefined) {
    requireVersion(host, native);
    return { version: native.version, hostFeatures: "native", native };
  }
  const ofLine = EMBEDDED.filter(({ version }) => majorOf(version) === host.major);
  const [first] = ofLine;
  if (first === undefined) {
    throw new InputError(
      "wasmtime-version",
      host.pinned,
      unique(EMBEDDED.flatMap(({ version }) => [String(majorOf(version)), version])),
      "These have an embedded compiler. Pin your host to one of them, or name a native Wasmtime of your host's version in 'compiler'.",
    );
  }
  if (host.full !== undefined && host.full !== first.version && needsExactPatch(first.version)) {
    throw new InputError(
      "wasmtime-version",
      host.pinned,
      unique([first.version]),
      `Up to Wasmtime 37 an artifact loads on exactly the patch that made it, and the embedded compiler is ${first.version}: a host on ${host.full} would refuse it. Pin wasmtime = "=${first.version}" in the host, or name a native Wasmtime ${host.full} in 'compiler'.`,
    );
  }
  const embedded = ofLine.find((engine) => engine.hostFeatures === hostFeatures);
  if (embedded === undefined) {
    throw new InputError(
      "host-features",
      hostFeatures,
      unique(ofLine.map((engine) => engine.hostFeatures)),
      `These are the Cargo features that embedded compilers of Wasmtime ${host.major} are built for. For others name a native Wasmtime in 'compiler'.`,
    );
  }
  return { ...embedded, native: undefined };
}

function requireVersion(host: HostVersion, native: NativeCompiler): void {
  const right =
    majorOf(native.version) === host.major &&
    (host.full === undefined || host.full === native.version || !needsExactPatch(host.full));
  if (!right) {
    throw new InputError(
      "compiler",
      native.path,
      `a Wasmtime ${host.pinned}, as wasmtime-version says`,
      `This one is ${native.version}, and what it compiles is refused by your host. Install that version, or change wasmtime-version if your host has this one.`,
    );
  }
}

function readOptions({ options, readText }: EngineInputs, of: OptionsOf): Option[] | undefined {
  if (options === "") {
    return undefined;
  }
  if (!/^\S+\.toml$/.test(options)) {
    return parseOptions(options, of);
  }
  let contents: string;
  try {
    contents = readText(options);
  } catch {
    throw optionsError(options, "There is no such file; relative paths begin in the workspace.");
  }
  return parseOptionsFile(options, contents, of);
}

function withCpu(options: readonly Option[], flags: readonly Option[], cpu: string): Option[] {
  const all = new Map(options);
  for (const [name, value] of flags) {
    const other = all.get(name) ?? value;
    if (other !== value) {
      throw new InputError(
        "cpu",
        cpu,
        "what 'options' do not contradict",
        `They say ${name}=${other}: leave one of the two out.`,
      );
    }
    all.set(name, value);
  }
  return [...all].sort(byName);
}

function unique(values: readonly string[]): string {
  return [...new Set(values)].join(", ");
}
