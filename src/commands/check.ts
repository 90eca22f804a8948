/** `check`: whether a host will load artifacts, and if not, what differs and with which flags to make them again. */
import {
  type Deciding,
  type Difference,
  differences,
  incomparable,
  versionDifference,
} from "../artifact/compatibility.ts";
import type { EngineSection } from "../artifact/engine-section.ts";
import type { CacheKey } from "../artifact/key.ts";
import { permissionFaults } from "../artifact/permissions.ts";
import { sidecarPath } from "../artifact/place.ts";
import { sidecarDifference } from "../artifact/sidecar.ts";
import { findCompiler } from "../compiler/find.ts";
import { hostSection } from "../compiler/host-section.ts";
import { openCompiler } from "../compiler/open.ts";
import { outOfSupport } from "../engine/advisories.ts";
import { BASELINE, featureOf, parseCpu } from "../engine/cpu.ts";
import { describeHost, type EngineInputs, type Host } from "../engine/engine.ts";
import { lackingOptions } from "../engine/features.ts";
import { KNOWN_HOSTS } from "../engine/known-hosts.ts";
import { DEFAULT_VERSION, embeddedVersion } from "../engine/lines.ts";
import { toFlags } from "../engine/options.ts";
import { majorOf, needsExactPatch } from "../engine/version.ts";
import { DEFAULTS, EMBEDDED_COMPILER } from "../inputs/defaults.ts";
import {
  ENGINE_INPUTS,
  type EngineInput,
  type EngineSettings,
  readEngineSettings,
} from "../inputs/engines.ts";
import { readAdvisories, readTargets } from "../inputs/inputs.ts";
import { machineCpu, THIS_MACHINE } from "../inputs/machine-cpu.ts";
import { runnerTarget } from "../inputs/runner-target.ts";
import { oneLine } from "../report/reporter.ts";
import { terminalReporter } from "../report/terminal.ts";
import { digest, factsOf } from "../run/components.ts";
import { engineInputs } from "../run/engines.ts";
import { InputError, messageOf } from "../support/errors.ts";
import { readRegular } from "../support/files.ts";
import { sha256 } from "../support/hash.ts";
import { artifactsOf } from "./artifacts.ts";
import { EXIT } from "./exit.ts";
import { type Faults, faults, type Known, readManifest } from "./faults.ts";
import {
  COMMAND_LINE,
  joinOptions,
  OPTION_FLAGS,
  optionsHelp,
  parseFlags,
  text,
  textFlags,
} from "./flags.ts";
import { readArtifact } from "./inspect.ts";
import { print } from "./print.ts";

const HELP = `Usage: cwasm-cache check FILE.cwasm... [options]

FILE.cwasm may be a pattern, such as 'plugins/*.cwasm'.

Says what a host does with each artifact and, if it does not load it, what differs and with which flags
to make it again:
  loads        it loads it
  stale        the sidecar, a mode or an owner is wrong: a host that compares them compiles in memory
  refused      it cannot load it
  cannot tell  no difference was found, but not everything can be compared
  no artifact  it is not what Wasmtime makes: a .wasm, a cut download, a pointer of Git LFS

The host
  --wasmtime-version V    27.0.0, 27 or the path of a Cargo.lock [${DEFAULT_VERSION}]
  --host PATH             its Cargo.toml, which says version and features; in a workspace PATH#PACKAGE; or
                          ${Object.keys(KNOWN_HOSTS).join(", ")}
  --like FILE.cwasm       an artifact of its own, which says everything
  --host-features LIST    minimal, default, or its Cargo features of Wasmtime, separated by commas
                          [minimal; a native compiler's own]
  -O, -C, -D, -W KEY=VAL  its options as wasmtime takes them
                          [what --like or --host yosh says; else -W epoch-interruption where --host-features
                          is the word minimal, given or by default; else none]
  --options FILE.toml     the same as wasmtime's --config
  --engine-fingerprint S  the same as its fingerprint
  --target TRIPLE         where it runs [this machine, or that of --like]
  --cpu NAMES             what its machine's CPU has at least, or ${THIS_MACHINE} [baseline]
  --compiler PATH         a native wasmtime like it, or a folder with a compiler that was built, for versions
                          that are not embedded [${DEFAULTS.compiler}]

A sidecar beside the artifact is judged as the reference's host does, and for this machine modes and owners too.
  --wasm FILE             the .wasm of which the artifact must be; there must be a sidecar then
  --manifest FILE         what the run that made the artifacts wrote (--json, or the Action's output manifest): from
                          Wasmtime 38 on only it says which patch compiled them
  --advisories WHAT       warn, error or ignore where an artifact has a known miscompilation [${DEFAULTS.advisories}]
  --json                  print the result as JSON

Exit codes: ${EXIT.ok} all load, ${EXIT.failed} some do not, or have what --advisories error names, ${EXIT.usage} unusable arguments or no such file,
${EXIT.unknown} it cannot tell for some, and the others load.
`;

type Judgement = "loads" | "stale" | "refused" | "cannot tell" | "no artifact";

/** What is said about one file. */
interface Verdict extends Faults {
  readonly file: string;
  readonly verdict: Judgement;
  /** Between its engine and the host's, each with what to do about it. */
  readonly differences: readonly (Difference & { readonly remedy: string })[];
  /** Why the host does not take it for its own. */
  readonly stale: readonly string[];
  /** What could not be compared. */
  readonly unknown: readonly string[];
  /** The file could not be read. */
  readonly error?: string;
}

/** @returns the exit code */
export async function check(args: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseFlags(
    args,
    {
      ...textFlags(ENGINE_INPUTS),
      ...OPTION_FLAGS,
      target: text,
      wasm: text,
      manifest: text,
      advisories: text,
      json: { type: "boolean" },
      help: { type: "boolean" },
    },
    // A host has one version and one target.
    ["host-features", "cpu"],
  );
  if (values.help) {
    await print(HELP);
    return EXIT.ok;
  }
  const help = optionsHelp(values);
  if (help !== "") {
    await print(help);
    return EXIT.ok;
  }
  const files = await artifactsOf(positionals);
  const inputs = { ...values, options: joinOptions(values) };
  const how = readAdvisories(values.advisories ?? "");
  const host =
    values.like === undefined
      ? await describedHost(inputs, values.target, signal)
      : await hostLike(values.like, inputs, values.target);
  const wasm = values.wasm === undefined ? undefined : await sha256Of(values.wasm);
  const known: Known = {
    made: values.manifest === undefined ? new Map() : await readManifest(values.manifest),
    uses: values.wasm === undefined ? undefined : (await factsOf(values.wasm)).uses,
  };
  const verdicts: Verdict[] = [];
  for (const file of files) {
    const verdict = await judge(file, host, wasm, known);
    verdicts.push(how === "ignore" ? { ...verdict, advisories: [], possible: [] } : verdict);
  }
  const ended = outOfSupport(host.major);
  if (how !== "ignore" && ended !== undefined) {
    terminalReporter(process.stderr, false, COMMAND_LINE).warning(ended);
  }
  await print(
    values.json
      ? `${JSON.stringify(verdicts, null, 2)}\n`
      : verdicts.map((verdict) => describe(verdict, host)).join(""),
  );
  const judgements = new Set(verdicts.map(({ verdict }) => verdict));
  judgements.delete("loads");
  if (how === "error" && verdicts.some(({ advisories }) => advisories.length > 0)) {
    return EXIT.failed;
  }
  return judgements.size === 0
    ? EXIT.ok
    : judgements.size === 1 && judgements.has("cannot tell")
      ? EXIT.unknown
      : EXIT.failed;
}

type Given = Readonly<Partial<Record<EngineInput, string | undefined>>>;

function oneTarget(text: string | undefined): string {
  const [target, ...others] = readTargets(text ?? "") as [string, ...string[]];
  if (others.length > 0) {
    throw new InputError("target", text ?? "", "one target triple", "A host has one.");
  }
  return target;
}

async function describedHost(
  given: Given,
  targetText: string | undefined,
  signal: AbortSignal,
): Promise<CheckedHost> {
  const target = oneTarget(targetText);
  const settings = readEngineSettings((name) => given[name] ?? "");
  const surroundings = { cwd: process.cwd(), findCompiler, openCompiler, signal };
  return new DescribedHost(settings, await engineInputs(settings, [target], surroundings), signal);
}

/** Without a compiler: its own artifact is all that is needed. */
async function hostLike(
  path: string,
  given: Given,
  targetText: string | undefined,
): Promise<CheckedHost> {
  const other = ENGINE_INPUTS.find((name) => name !== "like" && name !== "cpu" && given[name]);
  if (other !== undefined) {
    throw new InputError(
      other,
      given[other] as string,
      "nothing beside --like but --cpu",
      "The artifact says it all: leave one of the two out.",
    );
  }
  let section: EngineSection;
  try {
    section = (await readArtifact(path)).section;
  } catch (error) {
    throw new InputError("like", path, "an artifact that the host made", `${messageOf(error)}.`);
  }
  const { version, isaFlags } = section;
  const target = targetText === undefined ? section.target : oneTarget(targetText);
  const used = [...isaFlags].flatMap(([flag, value]) =>
    value === true ? (featureOf(flag) ?? []) : [],
  );
  const cpu = new Set([...readCpu(given.cpu ?? "", target, majorOf(version)), ...used]);
  return {
    label: `Wasmtime ${version} like ${path}, ${target}`,
    target,
    major: majorOf(version),
    key: { targetTriple: target },
    compare: async (artifact) => {
      const host = { version, section: { ...section, target }, cpu };
      return { differences: differences(artifact, host), unknown: incomparable(artifact, host) };
    },
    settings: (input) => [
      ...(input === "targets" ? [["targets", target] as const] : []),
      ["like", path],
    ],
  };
}

function readCpu(cpu: string, target: string, major: number): ReadonlySet<string> {
  if (cpu.trim() === THIS_MACHINE) {
    return machineCpu();
  }
  const flags = parseCpu(cpu, [target], major)(target);
  return new Set(flags.map(([flag]) => featureOf(flag.replace("cranelift-", "")) as string));
}

async function judge(
  file: string,
  host: CheckedHost,
  wasm: string | undefined,
  known: Known,
): Promise<Verdict> {
  let section: EngineSection;
  let bytes: Uint8Array;
  try {
    ({ section, bytes } = await readArtifact(file));
  } catch (error) {
    const nothing = { differences: [], stale: [], unknown: [], advisories: [], possible: [] };
    return { file, verdict: "no artifact", ...nothing, error: messageOf(error) };
  }
  const stale = await staleness(file, host, wasm);
  const compared = await host.compare(section);
  const { unknown } = compared;
  const differences = compared.differences.map((difference) => ({
    ...difference,
    remedy: remedyOf(difference, host),
  }));
  const verdict: Judgement =
    stale.length > 0
      ? "stale"
      : differences.length > 0
        ? "refused"
        : unknown.length > 0
          ? "cannot tell"
          : "loads";
  return { file, verdict, differences, stale, unknown, ...faults(section, sha256(bytes), known) };
}

/** What the reference's host looks at before it loads an artifact. Not of an artifact without a pair. */
async function staleness(
  file: string,
  host: CheckedHost,
  wasm: string | undefined,
): Promise<string[]> {
  let sidecar: string;
  try {
    sidecar = String(await readRegular(sidecarPath(file)));
  } catch (error) {
    return wasm === undefined ? [] : [`no sidecar: ${messageOf(error)}`];
  }
  const different = sidecarDifference(sidecar, {
    ...(wasm === undefined ? {} : { wasmSha256: wasm }),
    ...host.key,
  });
  const faults = host.target === runnerTarget() ? await permissionFaults(file) : [];
  return different === undefined ? faults : [...faults, different];
}

/** The host that artifacts are compared with. */
interface CheckedHost {
  /** For people. */
  readonly label: string;
  readonly target: string;
  readonly major: number;
  /** What its sidecars say, as far as it is known. */
  readonly key: Partial<CacheKey>;
  compare(
    artifact: EngineSection,
  ): Promise<{ differences: readonly Difference[]; unknown: readonly string[] }>;
  /** What an artifact for it is made with. */
  settings(input: Deciding): readonly Setting[];
}

type Setting = readonly [input: EngineInput | "targets", value: string];

/** One that the inputs describe. */
class DescribedHost implements CheckedHost {
  readonly label: string;
  readonly target: string;
  readonly major: number;
  readonly key: Partial<CacheKey>;
  readonly described: Host;
  readonly #given: EngineSettings;
  readonly #inputs: EngineInputs;
  readonly #signal: AbortSignal;
  readonly #cpu: ReadonlySet<string>;
  #section: ReturnType<typeof hostSection> | undefined;

  /** @throws InputError */
  constructor(given: EngineSettings, inputs: EngineInputs, signal: AbortSignal) {
    this.#given = given;
    this.#inputs = inputs;
    this.#signal = signal;
    this.described = describeHost(inputs);
    this.target = inputs.targets[0] as string;
    const { version, hostFeatures, configHash } = this.described;
    this.major = version.major;
    this.label = `Wasmtime ${version.pinned}, ${hostFeatures.name}, ${this.target}`;
    this.key = {
      wasmtimeVersion: version.pinned,
      targetTriple: this.target,
      engineConfigHash: configHash,
    };
    this.#cpu = readCpu(inputs.cpu, this.target, version.major);
  }

  async compare(
    artifact: EngineSection,
  ): Promise<{ differences: readonly Difference[]; unknown: readonly string[] }> {
    const version = this.#fullVersion(artifact.version);
    const different = versionDifference(artifact.version, version);
    if (different !== undefined) {
      return { differences: [different], unknown: [] };
    }
    this.#section ??= hostSection(
      this.described,
      this.target,
      this.#inputs.own,
      openCompiler,
      this.#signal,
    );
    const section = (await this.#section) ?? {
      version: artifact.version,
      target: this.target,
      sharedFlags: new Map(),
      isaFlags: new Map(),
      tunables: undefined,
      features: undefined,
    };
    const host = { version, section, cpu: this.#cpu };
    const { full, major } = this.described.version;
    const patch =
      full === undefined && version === artifact.version && needsExactPatch(version)
        ? [`the patch: give the host's version in full, of which ${major} is only the major`]
        : [];
    const known = this.#inputs.own !== undefined || embeddedVersion(major) !== undefined;
    return {
      differences: differences(artifact, host),
      unknown: [...(known ? [] : patch), ...incomparable(artifact, host)],
    };
  }

  settings(input: Deciding): readonly Setting[] {
    const given = this.#given;
    const { version, hostFeatures } = this.described;
    const asGiven = (...names: EngineInput[]): Setting[] =>
      names
        .filter((name) => given[name] !== "" && given[name] !== EMBEDDED_COMPILER)
        .map((name) => [name, given[name]]);
    const orElse = (found: Setting[], otherwise: Setting): Setting[] =>
      found.length > 0 ? found : [otherwise];
    switch (input) {
      case "targets":
        return [["targets", this.target]];
      case "wasmtime-version":
        return orElse(asGiven("host", "wasmtime-version"), ["wasmtime-version", version.pinned]);
      case "host-features":
        return orElse(asGiven("host", "host-features", "compiler"), ["host-features", "minimal"]);
      case "cpu":
        // What this machine has is not for compiling.
        return orElse(given.cpu === THIS_MACHINE ? [] : asGiven("cpu"), ["cpu", BASELINE]);
      case "options": {
        // A host that is known by name says them itself.
        if (given.options === "" && this.#inputs.options !== "") {
          return asGiven("host");
        }
        // What it lacks by its Cargo features needs no option.
        const lacking = new Map(lackingOptions(hostFeatures, version.major));
        const said = this.described.options.filter(([name, value]) => lacking.get(name) !== value);
        const flags = toFlags(said, version.major).map((flag) => flag.replace(/=true$/, ""));
        return [["options", flags.join(" ") || NO_OPTIONS]];
      }
    }
  }

  /** A major alone stands for the patch of its compiler: the native one, or the embedded. */
  #fullVersion(artifact: string): string {
    const { full, major } = this.described.version;
    return (
      full ??
      this.#inputs.own?.version ??
      embeddedVersion(major) ??
      (majorOf(artifact) === major ? artifact : String(major))
    );
  }
}

async function sha256Of(file: string): Promise<string> {
  try {
    return (await digest(file)).sha256;
  } catch (error) {
    throw new InputError("wasm", file, "the .wasm that was compiled", `${messageOf(error)}.`);
  }
}

/** Options for a host that sets nothing: none at all would be the default, which sets something. */
const NO_OPTIONS = "-W epoch-interruption=n";

function remedyOf({ inputs }: Difference, host: CheckedHost): string {
  const settings = new Map(inputs.flatMap((input) => host.settings(input)));
  const flags = [...settings].map(([input, value]) =>
    // As one argument, where it is a list.
    COMMAND_LINE.setting(input, input === "options" ? value : value.replace(/,\s+/g, ",")),
  );
  return `Make it again with ${flags.join(" ")}${settings.has("options") ? " and no other option" : ""}`;
}

function describe(
  { file, verdict, differences, stale, unknown, compiler, advisories, possible, error }: Verdict,
  { label }: CheckedHost,
): string {
  const lines = [
    ...stale.map(
      (reason) =>
        `${reason}. The host compiles in memory${differences.length > 0 ? " if it reads sidecars; one that does not refuses it" : ""}`,
    ),
    ...differences.map(
      ({ field, artifact, host, remedy }) =>
        `${field}: the artifact has ${artifact}, the host has ${host}. ${remedy}`,
    ),
    ...unknown.map((what) => `not compared: ${what}`),
    ...advisories.map(({ id, what, remedy: todo }) => `${id}: ${what}. ${todo}`),
    ...(possible.length === 0
      ? []
      : [
          `not known: ${compiler === undefined ? "which patch compiled it" : "what its component uses"}, so it may have ${possible.map(({ id }) => id).join(", ")}. ${compiler === undefined ? "--manifest tells" : "--manifest or --wasm tells"}`,
        ]),
  ].map((line) => `  ${line}`);
  const result = error === undefined ? `${verdict} (host: ${label})` : `${verdict}: ${error}`;
  return [`${file}: ${result}`, ...lines].map((line) => `${oneLine(line)}\n`).join("");
}
