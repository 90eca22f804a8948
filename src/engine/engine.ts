/** The engine: all that decides the bytes of an artifact besides the component. */
import { InputError, mention } from "../support/errors.ts";
import { sha256 } from "../support/hash.ts";
import { parseCpu } from "./cpu.ts";
import { describeEngine, readFingerprint, requireAgreement } from "./fingerprint.ts";
import {
  CARGO_FEATURES,
  EMBEDDED,
  type Embedded,
  type HostFeatures,
  USUAL_OPTIONS,
} from "./lines.ts";
import {
  byName,
  type CompilerLine,
  type Option,
  optionsError,
  parseOptions,
  parseOptionsFile,
} from "./options.ts";
import { type HostVersion, majorOf, needsExactPatch, parseVersion } from "./version.ts";

/** One compiler, and the targets that it compiles for. */
export interface Engine {
  /** Wasmtime's version as the host pins it (`27`): what sidecars and cache keys say. */
  readonly pinnedVersion: string;
  /** Where that text comes from, for people. */
  readonly pinnedSource: string;
  readonly compiler: EngineCompiler;
  /** At least one. */
  readonly targets: readonly EngineTarget[];
}

/** Which compiler makes an engine's artifacts. */
export type EngineCompiler = EmbeddedCompiler | NativeCompiler;

/** One that dist/ carries. */
export interface EmbeddedCompiler extends Embedded {
  readonly kind: "embedded";
}

/** A `wasmtime` of the user's. */
export interface NativeCompiler {
  readonly kind: "native";
  /** What it says of itself, all three numbers. */
  readonly version: string;
  readonly hostFeatures: "native";
  /** Absolute. */
  readonly path: string;
  /** Hex SHA-256 of the program. */
  readonly sha256: string;
}

/** What an engine compiles for. */
export interface EngineTarget {
  readonly triple: string;
  /** Compile options in their canonical form, the CPU's flags among them. */
  readonly options: readonly Option[];
  /** The host's description of its engine. */
  readonly fingerprint: string;
  /** Hex SHA-256 of the fingerprint. */
  readonly configHash: string;
}

/** The inputs that describe an engine. Empty text is the default. */
export interface EngineInputs {
  readonly version: string;
  readonly hostFeatures: string;
  readonly options: string;
  readonly cpu: string;
  readonly fingerprint: string;
  readonly targets: readonly string[];
  /** The user's own compiler, if the embedded one is not to be used. */
  readonly native: NativeCompiler | undefined;
  /** Reads a file that an input names. */
  readonly readText: (path: string) => string;
}

/** The reference's `ENGINE_FINGERPRINT`. */
export const REFERENCE_FINGERPRINT =
  "v2;component_model=true;async=false;fuel=false;epoch=true;cranelift";

/**
 * The engine that the inputs describe.
 *
 * @throws InputError for a version or features without a compiler, for options and CPUs that the
 * engine does not have, and for a fingerprint that is not understood or contradicts the options
 */
export function resolveEngine(inputs: EngineInputs): Engine {
  const version = parseVersion(inputs.version, inputs.readText);
  const compiler = resolveCompiler(version, inputs);
  const major = majorOf(compiler.version);
  const { options, fingerprint, configHash } = configure(inputs, major, compiler.hostFeatures);
  const cpu = parseCpu(inputs.cpu, inputs.targets, major);
  return {
    pinnedVersion: version.pinned,
    pinnedSource: version.source,
    compiler,
    targets: inputs.targets.map((triple) => ({
      triple,
      options: withCpu(options, cpu(triple), inputs.cpu),
      fingerprint,
      configHash,
    })),
  };
}

/** A host, whether there is a compiler for it or not. */
export interface Host extends Configuration {
  readonly version: HostVersion;
  readonly hostFeatures: HostFeatures;
}

/**
 * The host that the inputs describe.
 *
 * @throws InputError as `resolveEngine`, but not for lack of a compiler
 */
export function describeHost(inputs: EngineInputs): Host {
  const version = parseVersion(inputs.version, inputs.readText);
  const names = ["minimal", "default"] as const;
  const hostFeatures =
    inputs.native === undefined
      ? names.find((name) => name === inputs.hostFeatures)
      : inputs.native.hostFeatures;
  if (hostFeatures === undefined) {
    throw new InputError(
      "host-features",
      inputs.hostFeatures,
      names.join(", "),
      "They are the Cargo features that the host builds Wasmtime with.",
    );
  }
  if (inputs.native !== undefined) {
    requireVersion(version, inputs.native);
  }
  return { version, hostFeatures, ...configure(inputs, version.major, hostFeatures) };
}

/** What a host's `Config` comes to, without the CPU: a host's fingerprint has no word of CPUs. */
interface Configuration {
  readonly options: readonly Option[];
  readonly fingerprint: string;
  readonly configHash: string;
}

function configure(inputs: EngineInputs, major: number, hostFeatures: HostFeatures): Configuration {
  const line = { major, features: CARGO_FEATURES[hostFeatures], hostFeatures };
  const given = readOptions(inputs, line);
  if (given !== undefined && inputs.fingerprint !== "") {
    requireAgreement(inputs.fingerprint, given, line);
  }
  const options =
    given ??
    (inputs.fingerprint === ""
      ? USUAL_OPTIONS[hostFeatures]
      : readFingerprint(inputs.fingerprint, line));
  const fingerprint = inputs.fingerprint || describeEngine(options, hostFeatures);
  return { options, fingerprint, configHash: engineConfigHash(fingerprint) };
}

/** The reference's `engine_config_hash`. */
export function engineConfigHash(fingerprint: string): string {
  return sha256(fingerprint);
}

function resolveCompiler(
  host: HostVersion,
  { hostFeatures, native }: EngineInputs,
): EngineCompiler {
  if (native !== undefined) {
    requireVersion(host, native);
    return native;
  }
  const ofLine = EMBEDDED.filter(({ version }) => majorOf(version) === host.major);
  const [first] = ofLine;
  if (first === undefined) {
    throw new InputError(
      "wasmtime-version",
      host.pinned,
      unique(EMBEDDED.flatMap(({ version }) => [String(majorOf(version)), version])),
      `These have an embedded compiler. Pin your host to one of them, or name a native Wasmtime of your host's version in ${mention("compiler")}.`,
    );
  }
  if (host.full !== undefined && host.full !== first.version && needsExactPatch(first.version)) {
    throw new InputError(
      "wasmtime-version",
      host.pinned,
      unique([first.version]),
      `Up to Wasmtime 37 an artifact loads on exactly the patch that made it, and the embedded compiler is ${first.version}: a host on ${host.full} would refuse it. Pin wasmtime = "=${first.version}" in the host, or name a native Wasmtime ${host.full} in ${mention("compiler")}.`,
    );
  }
  const embedded = ofLine.find((engine) => engine.hostFeatures === hostFeatures);
  if (embedded === undefined) {
    throw new InputError(
      "host-features",
      hostFeatures,
      unique(ofLine.map((engine) => engine.hostFeatures)),
      `These are the Cargo features that embedded compilers of Wasmtime ${host.major} are built for. For others name a native Wasmtime in ${mention("compiler")}.`,
    );
  }
  return { kind: "embedded", ...embedded };
}

function requireVersion(host: HostVersion, native: NativeCompiler): void {
  const right =
    majorOf(native.version) === host.major &&
    (host.full === undefined || host.full === native.version || !needsExactPatch(host.full));
  if (!right) {
    throw new InputError(
      "compiler",
      native.path,
      `a Wasmtime ${host.pinned}, as ${mention("wasmtime-version")} says`,
      `This one is ${native.version}, and what it compiles is refused by your host. Install that version, or change ${mention("wasmtime-version")} if your host has this one.`,
    );
  }
}

function readOptions(
  { options, readText }: EngineInputs,
  line: CompilerLine,
): Option[] | undefined {
  if (options === "") {
    return undefined;
  }
  if (!/^\S+\.toml$/.test(options)) {
    return parseOptions(options, line);
  }
  let contents: string;
  try {
    contents = readText(options);
  } catch {
    throw optionsError(options, "There is no such file; relative paths begin in the workspace.");
  }
  return parseOptionsFile(options, contents, line);
}

function withCpu(options: readonly Option[], flags: readonly Option[], cpu: string): Option[] {
  const all = new Map(options);
  for (const [name, value] of flags) {
    const other = all.get(name) ?? value;
    if (other !== value) {
      throw new InputError(
        "cpu",
        cpu,
        `what ${mention("options")} does not contradict`,
        `It says ${name}=${other}: leave one of the two out.`,
      );
    }
    all.set(name, value);
  }
  return [...all].sort(byName);
}

function unique(values: readonly string[]): string {
  return [...new Set(values)].join(", ");
}
