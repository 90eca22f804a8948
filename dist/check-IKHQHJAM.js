import {
  readArtifact
} from "./chunk-M6PXWHZF.js";
import {
  ENGINE_INPUTS,
  OPTION_FLAGS,
  cacheKey,
  describedEngine,
  differences,
  digest,
  findNative,
  joinOptions,
  lazily,
  openCompiler,
  readEngineSettings,
  readTargets,
  sidecarMismatch,
  text,
  textFlags,
  versionDifference,
  withSections
} from "./chunk-VJ4E7MWC.js";
import {
  DEFAULTS,
  EMBEDDED_COMPILER,
  featureOf,
  oneLine,
  parseCpu,
  sidecarPath
} from "./chunk-NTTTX6KD.js";
import {
  EMBEDDED,
  majorOf,
  parseEngineSection,
  parseVersion
} from "./chunk-LDHLICJY.js";
import {
  EXIT,
  InputError,
  __name,
  messageOf,
  print,
  readRegular,
  readRegularTextSync
} from "./chunk-33YICJ4B.js";

// src/commands/check.ts
import { parseArgs } from "node:util";
var HELP = `Usage: node dist/cli.js check FILE.cwasm... [options]

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
async function check(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...textFlags(ENGINE_INPUTS),
      ...OPTION_FLAGS,
      target: text,
      wasm: text,
      json: { type: "boolean" },
      help: { type: "boolean" }
    }
  });
  if (values.help) {
    await print(HELP);
    return EXIT.ok;
  }
  if (positionals.length === 0) {
    throw new InputError("check", "", "artifacts, FILE.cwasm", "Name at least one.");
  }
  const inputs = { ...values, options: joinOptions(values) };
  const read = /* @__PURE__ */ __name((name) => inputs[name]?.trim() || DEFAULTS[name], "read");
  const [target, ...others] = readTargets(values.target ?? "");
  if (others.length > 0) {
    throw new InputError("target", values.target ?? "", "one target triple", "A host has one.");
  }
  const host = new DescribedHost(read, target);
  const wasm = values.wasm === void 0 ? void 0 : await sha256Of(values.wasm);
  const verdicts = [];
  try {
    for (const file of positionals) {
      verdicts.push(await verdict(file, host, wasm));
    }
  } finally {
    await host.close();
  }
  await print(
    values.json ? `${JSON.stringify(verdicts, null, 2)}
` : verdicts.map(describe).join("")
  );
  return verdicts.every(({ loads }) => loads) ? EXIT.ok : EXIT.failed;
}
__name(check, "check");
async function verdict(file, host, wasm) {
  let section;
  try {
    section = (await readArtifact(file)).section;
  } catch (error) {
    return { file, loads: false, differences: [], error: messageOf(error) };
  }
  const version = host.versionDifference(section);
  if (version !== void 0) {
    return { file, loads: false, differences: [version] };
  }
  const different = await host.differences(section);
  const elsewhere = different.some(({ input }) => input === "targets");
  const sidecar = wasm === void 0 || elsewhere ? void 0 : await sidecarProblem(file, wasm, host.engine(usedCpu(section)));
  return {
    file,
    loads: different.length === 0 && sidecar === void 0,
    differences: different,
    ...sidecar === void 0 ? {} : { sidecar }
  };
}
__name(verdict, "verdict");
async function sidecarProblem(file, wasmSha256, engine) {
  try {
    const contents = String(await readRegular(sidecarPath(file)));
    return sidecarMismatch(
      contents,
      cacheKey(wasmSha256, engine, engine.targets[0])
    );
  } catch (error) {
    return messageOf(error);
  }
}
__name(sidecarProblem, "sidecarProblem");
function usedCpu({ isaFlags }) {
  const used = [...isaFlags].filter(
    ([flag, value]) => value === true && featureOf(flag) !== void 0
  );
  return used.map(([flag]) => flag).join(" ");
}
__name(usedCpu, "usedCpu");
var DescribedHost = class {
  static {
    __name(this, "DescribedHost");
  }
  target;
  #read;
  #version;
  #engines = /* @__PURE__ */ new Map();
  #compiler = lazily(() => openCompiler(this.engine().compiler, 1));
  #section;
  constructor(read, target) {
    this.target = target;
    this.#read = read;
    this.#version = parseVersion(read("wasmtime-version"), readRegularTextSync);
  }
  versionDifference({ version }) {
    return versionDifference(version, this.#full(version));
  }
  /** Where versions are equal. */
  async differences(artifact) {
    this.#section ??= this.#learn();
    const line = majorOf(this.engine().compiler.version);
    const cpu = parseCpu(this.#read("cpu"), [this.target], line)(this.target);
    return differences(artifact, {
      version: this.#full(artifact.version),
      section: await this.#section,
      cpu: new Set(cpu.map(([flag]) => featureOf(flag.replace("cranelift-", ""))))
    });
  }
  /** @param cpu what it compiles for */
  engine(cpu = "") {
    const own = /* @__PURE__ */ __name((name) => name === "cpu" ? cpu : this.#read(name), "own");
    const engine = this.#engines.get(cpu) ?? describedEngine(readEngineSettings(own), [this.target], { cwd: process.cwd(), findNative });
    this.#engines.set(cpu, engine);
    return engine;
  }
  close() {
    return this.#compiler.close();
  }
  async #learn() {
    const [target] = await withSections(this.engine(), this.#compiler.get);
    return parseEngineSection(target.section);
  }
  /** A major alone stands for the patch of its compiler: the native one, or the embedded. */
  #full(artifact) {
    const { full, major } = this.#version;
    if (full === void 0 && this.#read("compiler") !== EMBEDDED_COMPILER) {
      return this.engine().compiler.version;
    }
    const embedded = EMBEDDED.find(({ version }) => majorOf(version) === major)?.version;
    return full ?? embedded ?? (majorOf(artifact) === major ? artifact : String(major));
  }
};
async function sha256Of(file) {
  try {
    return (await digest(file)).sha256;
  } catch (error) {
    throw new InputError("wasm", file, "the .wasm that was compiled", `${messageOf(error)}.`);
  }
}
__name(sha256Of, "sha256Of");
function describe({ file, loads, differences: differences2, sidecar, error }) {
  const lines = differences2.map(
    ({ field, artifact, host, input }) => `  ${field}: the artifact has ${artifact}, the host ${host}. Mend it with: ${input}`
  );
  if (sidecar !== void 0) {
    lines.push(`  sidecar: ${sidecar}. Compile that .wasm for this host again`);
  }
  const result = error === void 0 ? loads ? "loads" : "refused" : `no artifact: ${error}`;
  return [`${file}: ${result}`, ...lines].map((line) => `${oneLine(line)}
`).join("");
}
__name(describe, "describe");
export {
  check
};
