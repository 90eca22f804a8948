/** The engine: all that decides the bytes of an artifact besides the component. */
import { DOCS } from "../support/docs.ts";
import { InputError, mention } from "../support/errors.ts";
import { sha256 } from "../support/hash.ts";
import { parseCpu } from "./cpu.ts";
import { type HostFeatures, lackingOptions, NATIVE_FEATURES, parseFeatures } from "./features.ts";
import {
  describeEngine,
  hasReferenceForm,
  readFingerprint,
  requireAgreement,
} from "./fingerprint.ts";
import { BUILDABLE, DEFAULT_VERSION, EMBEDDED, embeddedVersion } from "./lines.ts";
import {
  byName,
  type CompilerLine,
  hasFlag,
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
  readonly hostFeatures: HostFeatures;
  readonly compiler: EngineCompiler;
  /** At least one. */
  readonly targets: readonly EngineTarget[];
}

/** Which compiler makes an engine's artifacts. */
export type EngineCompiler = EmbeddedCompiler | OwnCompiler;

/** One of the user's. */
export type OwnCompiler = NativeCompiler | BuiltCompiler;

/** One that dist/ carries. */
export interface EmbeddedCompiler {
  readonly kind: "embedded";
  /** All three numbers. */
  readonly version: string;
}

/** A `wasmtime` of the user's. */
export interface NativeCompiler {
  readonly kind: "native";
  /** What it says its version is, all three numbers. */
  readonly version: string;
  /** Absolute. */
  readonly path: string;
  /** Hex SHA-256 of the program. */
  readonly sha256: string;
}

/** One like the embedded ones, of a version that dist/ does not carry: a folder that scripts/build-compilers.ts made. */
export interface BuiltCompiler {
  readonly kind: "built";
  /** All three numbers. */
  readonly version: string;
  /** Absolute. */
  readonly path: string;
  /** Hex SHA-256 of the compiler. */
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
  /** What `version` and the host itself come to, where something describes the host. */
  readonly hostVersion?: HostVersion;
  readonly hostFeatures: string;
  readonly options: string;
  /** Whether something describes all options, so that none are none. */
  readonly optionsAreKnown?: boolean;
  readonly cpu: string;
  /** CPUs by target, instead of `cpu`; a target that is not named has its baseline. */
  readonly cpus?: ReadonlyMap<string, string>;
  readonly fingerprint: string;
  readonly targets: readonly string[];
  /** The user's own compiler, if the embedded one is not to be used. */
  readonly own: OwnCompiler | undefined;
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
  const version = versionOf(inputs);
  const compiler = resolveCompiler(version, inputs);
  const major = majorOf(compiler.version);
  const hostFeatures = featuresOf(inputs, major);
  const { options, fingerprint, configHash } = configure(inputs, major, hostFeatures);
  const cpu = cpusOf(inputs, major);
  const lacking = lackingOptions(hostFeatures, major);
  if (compiler.kind === "native") {
    requireFlags(lacking, inputs.hostFeatures, compiler);
  }
  return {
    pinnedVersion: version.pinned,
    pinnedSource: version.source,
    hostFeatures,
    compiler,
    targets: inputs.targets.map((triple) => ({
      triple,
      options: withLacking(withCpu(options, cpu(triple), inputs.cpu), lacking),
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
  const version = versionOf(inputs);
  if (inputs.own !== undefined) {
    requireVersion(version, inputs.own);
  }
  const hostFeatures = featuresOf(inputs, version.major);
  const configuration = configure(inputs, version.major, hostFeatures);
  const options = withLacking(configuration.options, lackingOptions(hostFeatures, version.major));
  return { version, hostFeatures, ...configuration, options };
}

function versionOf({ version, hostVersion, readText }: EngineInputs): HostVersion {
  return hostVersion ?? parseVersion(version || DEFAULT_VERSION, readText);
}

/** The CPU flags of a target. */
function cpusOf({ cpu, cpus, targets }: EngineInputs, major: number): (triple: string) => Option[] {
  return cpus === undefined
    ? parseCpu(cpu, targets, major)
    : (triple) => parseCpu(cpus.get(triple) ?? "", [triple], major)(triple);
}

/** Without a word an embedded compiler's are the reference's, and a native one's its own. */
function featuresOf({ hostFeatures, own }: EngineInputs, major: number): HostFeatures {
  return hostFeatures === "" && own?.kind === "native"
    ? NATIVE_FEATURES
    : parseFeatures(hostFeatures || "minimal", major);
}

/** What a host's `Config` comes to, without the CPU: a host's fingerprint does not mention CPUs. */
interface Configuration {
  /** Sorted by name. */
  readonly options: readonly Option[];
  readonly fingerprint: string;
  readonly configHash: string;
}

/** What a host like the reference sets where no options are given. */
const USUAL_OPTIONS: readonly Option[] = [["epoch-interruption", "true"]];

function configure(inputs: EngineInputs, major: number, hostFeatures: HostFeatures): Configuration {
  const line = {
    major,
    features: hostFeatures.deciding,
    native: inputs.own?.kind === "native",
    hostFeatures,
  };
  const given = readOptions(inputs, line);
  const text = inputs.fingerprint;
  // Where something else describes the host, a text of its own says nothing.
  const isRead =
    given === undefined &&
    text !== "" &&
    (inputs.hostVersion === undefined || hasReferenceForm(text));
  const usual = isLikeReference(inputs) ? USUAL_OPTIONS : [];
  const options = isRead ? readFingerprint(text, line) : (given ?? usual);
  if (!isRead && text !== "") {
    requireAgreement(text, options, line);
  }
  const fingerprint = text || describeEngine(options, hostFeatures);
  return { options, fingerprint, configHash: engineConfigHash(fingerprint) };
}

/** Cargo features alone say nothing of a host's `Config`: only the word `minimal` is the reference. */
function isLikeReference({ hostFeatures, own }: EngineInputs): boolean {
  return hostFeatures === "minimal" || (hostFeatures === "" && own?.kind !== "native");
}

/** A native compiler is made like a host with fewer features by flags, if there are any. */
function requireFlags(
  lacking: readonly Option[],
  hostFeatures: string,
  { path, version }: NativeCompiler,
): void {
  const major = majorOf(version);
  const unsayable = lacking.filter(([name]) => !hasFlag(name, major)).map(([name]) => name);
  if (unsayable.length > 0) {
    throw new InputError(
      "host-features",
      hostFeatures,
      "Cargo features that the native compiler has itself, or that its flags can turn off",
      `Leave it out if ${path} was built with the host's features.`,
      `Wasmtime ${major} has no flag for ${unsayable.join(", ")}`,
    );
  }
}

/** What the host says counts. */
function withLacking(options: readonly Option[], lacking: readonly Option[]): readonly Option[] {
  return [...new Map([...lacking, ...options])].sort(byName);
}

/** The reference's `engine_config_hash`. */
export function engineConfigHash(fingerprint: string): string {
  return sha256(fingerprint);
}

function resolveCompiler(host: HostVersion, { own }: EngineInputs): EngineCompiler {
  if (own !== undefined) {
    requireVersion(host, own);
    return own;
  }
  const version = embeddedVersion(host.major);
  if (version === undefined) {
    throw new InputError(
      "wasmtime-version",
      host.pinned,
      unique(EMBEDDED.flatMap((embedded) => [String(majorOf(embedded)), embedded])),
      `These have an embedded compiler. Pin your host to one of them, or ${otherCompiler(host)}`,
    );
  }
  if (host.full !== undefined && host.full !== version && needsExactPatch(version)) {
    throw new InputError(
      "wasmtime-version",
      host.pinned,
      version,
      `Up to Wasmtime 37 an artifact loads on exactly the patch that made it, and the embedded compiler is ${version}: a host on ${host.full} would refuse it. Pin wasmtime = "=${version}" in the host, or ${otherCompiler(host)}`,
    );
  }
  return { kind: "embedded", version };
}

/** What else compiles for such a host, in words. */
function otherCompiler({ major, full }: HostVersion): string {
  const built =
    major < BUILDABLE.from || major > BUILDABLE.to
      ? ""
      : `a compiler that 'npm run build:compilers -- ${full ?? `${major}.x.y`}' builds, or `;
  return `name in ${mention("compiler")} ${built}a native Wasmtime ${full ?? major}: see ${DOCS}/engine.md.`;
}

function requireVersion(host: HostVersion, own: OwnCompiler): void {
  const right =
    majorOf(own.version) === host.major &&
    (host.full === undefined || host.full === own.version || !needsExactPatch(host.full));
  if (!right) {
    throw new InputError(
      "compiler",
      own.path,
      `a Wasmtime ${host.pinned}, as ${mention("wasmtime-version")} says`,
      `This one is ${own.version}, and what it compiles is refused by your host. Install that version, or change ${mention("wasmtime-version")} if your host has this one.`,
    );
  }
}

function readOptions(
  { options, optionsAreKnown, readText }: EngineInputs,
  line: CompilerLine,
): Option[] | undefined {
  if (options === "") {
    return optionsAreKnown === true ? [] : undefined;
  }
  if (!/^\S+\.toml$/.test(options)) {
    return parseOptions(options, line);
  }
  let contents: string;
  try {
    contents = readText(options);
  } catch {
    throw optionsError(
      options,
      "There is no such file; relative paths begin in the working directory.",
    );
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
