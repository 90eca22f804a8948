/** `check`: whether a host will load artifacts, and if not, what differs and which input mends it. */
import { parseArgs } from "node:util";
import { type Difference, differences, versionDifference } from "../artifact/compatibility.ts";
import { type EngineSection, parseEngineSection } from "../artifact/engine-section.ts";
import { cacheKey, type KeyedTarget } from "../artifact/key.ts";
import { sidecarPath } from "../artifact/place.ts";
import { sidecarMismatch } from "../artifact/sidecar.ts";
import { lazily } from "../compiler/lazy.ts";
import { findNative } from "../compiler/native.ts";
import { openCompiler } from "../compiler/open.ts";
import { withSections } from "../compiler/sections.ts";
import { featureOf, parseCpu } from "../engine/cpu.ts";
import type { Engine, EngineTarget } from "../engine/engine.ts";
import { EMBEDDED } from "../engine/lines.ts";
import { type HostVersion, majorOf, parseVersion } from "../engine/version.ts";
import { DEFAULTS, EMBEDDED_COMPILER } from "../inputs/defaults.ts";
import {
  ENGINE_INPUTS,
  type EngineInput,
  readEngineSettings,
  readTargets,
} from "../inputs/inputs.ts";
import { oneLine } from "../report/reporter.ts";
import { digest } from "../run/components.ts";
import { describedEngine } from "../run/engines.ts";
import { InputError, messageOf } from "../support/errors.ts";
import { readRegular, readRegularTextSync } from "../support/files.ts";
import { EXIT } from "./exit.ts";
import { joinOptions, OPTION_FLAGS, text, textFlags } from "./flags.ts";
import { readArtifact } from "./inspect.ts";
import { print } from "./print.ts";

const HELP = `Usage: node dist/cli.js check FILE.cwasm... [options]

Says of each artifact whether a host loads it, and if not, what differs and which input mends it.

The host
  --wasmtime-version V    27.0.0, 27 or the path of a Cargo.lock [${DEFAULTS["wasmtime-version"]}]
  --host-features NAME    minimal or default [${DEFAULTS["host-features"]}]
  -O, -C, -D, -W KEY=VAL  its options as wasmtime takes them
                          [-W epoch-interruption for minimal, none for default]
  --options FILE.toml     the same as wasmtime's --config
  --engine-fingerprint S  the same as its fingerprint
  --target TRIPLE         where it runs [this machine]
  --cpu NAMES             what its machine's CPU has at least [${DEFAULTS.cpu}]
  --compiler PROGRAM      a native wasmtime like it, for versions that are not embedded [${DEFAULTS.compiler}]

  --wasm FILE             also check the sidecar: that it is of this .wasm and this host
  --json                  print the result as JSON

Exit codes: 0 all load, 1 some are refused, 2 unusable arguments.
`;

/** What is said of one file. */
interface Verdict {
  readonly file: string;
  readonly loads: boolean;
  readonly differences: readonly Difference[];
  /** What is wrong with the sidecar, if it was to be looked at. */
  readonly sidecar?: string;
  /** The file could not be looked at. */
  readonly error?: string;
}

/** @returns the exit code */
export async function check(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...textFlags(ENGINE_INPUTS),
      ...OPTION_FLAGS,
      target: text,
      wasm: text,
      json: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    await print(HELP);
    return EXIT.ok;
  }
  if (positionals.length === 0) {
    throw new InputError("check", "", "artifacts, FILE.cwasm", "Name at least one.");
  }
  const inputs = { ...values, options: joinOptions(values) };
  const read = (name: EngineInput): string => inputs[name]?.trim() || DEFAULTS[name];
  const [target, ...others] = readTargets(values.target ?? "") as [string, ...string[]];
  if (others.length > 0) {
    throw new InputError("target", values.target ?? "", "one target triple", "A host has one.");
  }
  const host = new DescribedHost(read, target);
  const wasm = values.wasm === undefined ? undefined : await sha256Of(values.wasm);
  const verdicts: Verdict[] = [];
  try {
    for (const file of positionals) {
      verdicts.push(await verdict(file, host, wasm));
    }
  } finally {
    await host.close();
  }
  await print(
    values.json ? `${JSON.stringify(verdicts, null, 2)}\n` : verdicts.map(describe).join(""),
  );
  return verdicts.every(({ loads }) => loads) ? EXIT.ok : EXIT.failed;
}

async function verdict(
  file: string,
  host: DescribedHost,
  wasm: string | undefined,
): Promise<Verdict> {
  let section: EngineSection;
  try {
    section = (await readArtifact(file)).section;
  } catch (error) {
    return { file, loads: false, differences: [], error: messageOf(error) };
  }
  const version = host.versionDifference(section);
  if (version !== undefined) {
    return { file, loads: false, differences: [version] };
  }
  const different = await host.differences(section);
  const elsewhere = different.some(({ input }) => input === "targets");
  const sidecar =
    wasm === undefined || elsewhere
      ? undefined
      : await sidecarProblem(file, wasm, host.engine(usedCpu(section)));
  return {
    file,
    loads: different.length === 0 && sidecar === undefined,
    differences: different,
    ...(sidecar === undefined ? {} : { sidecar }),
  };
}

async function sidecarProblem(
  file: string,
  wasmSha256: string,
  engine: Engine,
): Promise<string | undefined> {
  try {
    const contents = String(await readRegular(sidecarPath(file)));
    return sidecarMismatch(
      contents,
      cacheKey(wasmSha256, engine, engine.targets[0] as EngineTarget),
    );
  } catch (error) {
    return messageOf(error);
  }
}

/** The CPU features that an artifact uses: its key is of an engine with these. */
function usedCpu({ isaFlags }: EngineSection): string {
  const used = [...isaFlags].filter(
    ([flag, value]) => value === true && featureOf(flag) !== undefined,
  );
  return used.map(([flag]) => flag).join(" ");
}

/** The host that artifacts are compared with. Its engine is made when it is first needed. */
class DescribedHost {
  readonly target: string;
  readonly #read: (name: EngineInput) => string;
  readonly #version: HostVersion;
  readonly #engines = new Map<string, Engine>();
  readonly #compiler = lazily(() => openCompiler(this.engine().compiler, 1));
  #section: Promise<EngineSection> | undefined;

  constructor(read: (name: EngineInput) => string, target: string) {
    this.target = target;
    this.#read = read;
    this.#version = parseVersion(read("wasmtime-version"), readRegularTextSync);
  }

  versionDifference({ version }: EngineSection): Difference | undefined {
    return versionDifference(version, this.#full(version));
  }

  /** Where versions are equal. */
  async differences(artifact: EngineSection): Promise<Difference[]> {
    this.#section ??= this.#learn();
    const line = majorOf(this.engine().compiler.version);
    const cpu = parseCpu(this.#read("cpu"), [this.target], line)(this.target);
    return differences(artifact, {
      version: this.#full(artifact.version),
      section: await this.#section,
      cpu: new Set(cpu.map(([flag]) => featureOf(flag.replace("cranelift-", "")) as string)),
    });
  }

  /** @param cpu what it compiles for */
  engine(cpu = ""): Engine {
    const own = (name: EngineInput): string => (name === "cpu" ? cpu : this.#read(name));
    const engine =
      this.#engines.get(cpu) ??
      describedEngine(readEngineSettings(own), [this.target], { cwd: process.cwd(), findNative });
    this.#engines.set(cpu, engine);
    return engine;
  }

  close(): Promise<void> {
    return this.#compiler.close();
  }

  async #learn(): Promise<EngineSection> {
    const [target] = await withSections(this.engine(), this.#compiler.get);
    return parseEngineSection((target as KeyedTarget).section);
  }

  /** A major alone stands for the patch of its compiler: the native one, or the embedded. */
  #full(artifact: string): string {
    const { full, major } = this.#version;
    if (full === undefined && this.#read("compiler") !== EMBEDDED_COMPILER) {
      return this.engine().compiler.version;
    }
    const embedded = EMBEDDED.find(({ version }) => majorOf(version) === major)?.version;
    return full ?? embedded ?? (majorOf(artifact) === major ? artifact : String(major));
  }
}

async function sha256Of(file: string): Promise<string> {
  try {
    return (await digest(file)).sha256;
  } catch (error) {
    throw new InputError("wasm", file, "the .wasm that was compiled", `${messageOf(error)}.`);
  }
}

function describe({ file, loads, differences, sidecar, error }: Verdict): string {
  const lines = differences.map(
    ({ field, artifact, host, input }) =>
      `  ${field}: the artifact has ${artifact}, the host ${host}. Mend it with: ${input}`,
  );
  if (sidecar !== undefined) {
    lines.push(`  sidecar: ${sidecar}. Compile that .wasm for this host again`);
  }
  const result = error === undefined ? (loads ? "loads" : "refused") : `no artifact: ${error}`;
  return [`${file}: ${result}`, ...lines].map((line) => `${oneLine(line)}\n`).join("");
}
