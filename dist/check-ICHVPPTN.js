import {
  readArtifact
} from "./chunk-BEDKEKKX.js";
import {
  EMBEDDED,
  ENGINE_INPUTS,
  OPTION_FLAGS,
  differences,
  expectedSections,
  featureOf,
  joinOptions,
  openCompiler,
  parseCpu,
  readEngines,
  readTargets,
  sidecarMismatch,
  versionDifference
} from "./chunk-SZZ6PVVJ.js";
import {
  DEFAULTS,
  oneLine,
  sidecarPath
} from "./chunk-JYL75Z2B.js";
import {
  cacheKey,
  majorOf,
  needsExactPatch,
  parseEngineSection,
  parseVersion
} from "./chunk-GZVMQXNL.js";
import {
  InputError,
  __name,
  messageOf
} from "./chunk-YBJJ6T5M.js";

// src/commands/check.ts
import { createHash } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
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
  --compiler PROGRAM      a native wasmtime like it, for versions that are not embedded

  --wasm FILE             also check the sidecar: that it is of this .wasm and this host
  --json                  print the result as JSON

Exit codes: 0 all load, 1 some are refused, 2 unusable arguments.
`;
var text = { type: "string" };
async function check(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...Object.fromEntries(ENGINE_INPUTS.map((name) => [name, text])),
      ...OPTION_FLAGS,
      target: text,
      wasm: text,
      json: { type: "boolean" },
      help: { type: "boolean" }
    }
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
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
  const hosts = new Hosts(read, target);
  const wasm = values.wasm === void 0 ? void 0 : await digest(values.wasm);
  const verdicts = [];
  try {
    for (const file of positionals) {
      verdicts.push(await verdict(file, hosts, wasm));
    }
  } finally {
    await hosts.close();
  }
  process.stdout.write(
    values.json ? `${JSON.stringify(verdicts, null, 2)}
` : verdicts.map(describe).join("")
  );
  return verdicts.every(({ loads }) => loads) ? 0 : 1;
}
__name(check, "check");
async function verdict(file, hosts, wasm) {
  let section;
  try {
    section = (await readArtifact(file)).section;
  } catch (error) {
    return { file, loads: false, differences: [], error: messageOf(error) };
  }
  const version = hosts.versionDifference(section);
  if (version !== void 0) {
    return { file, loads: false, differences: [version] };
  }
  const different = await hosts.differences(section);
  const elsewhere = different.some(({ input }) => input === "targets");
  const sidecar = wasm === void 0 || elsewhere ? void 0 : await sidecarProblem(file, wasm, hosts.engine(section, usedCpu(section)));
  return {
    file,
    loads: different.length === 0 && sidecar === void 0,
    differences: different,
    ...sidecar === void 0 ? {} : { sidecar }
  };
}
__name(verdict, "verdict");
async function sidecarProblem(file, wasmSha256, [target, engine]) {
  try {
    const contents = await readFile(sidecarPath(file), "utf8");
    return sidecarMismatch(contents, cacheKey(wasmSha256, engine, target));
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
var Hosts = class {
  static {
    __name(this, "Hosts");
  }
  #read;
  #target;
  #version;
  #compilers = [];
  #sections = /* @__PURE__ */ new Map();
  constructor(read, target) {
    this.#read = read;
    this.#target = target;
    this.#version = parseVersion(read("wasmtime-version"), (path) => readFileSync(path, "utf8"));
  }
  versionDifference({ version }) {
    return versionDifference(version, this.#full(version));
  }
  /** Where versions are equal. */
  async differences(artifact) {
    const [target, engine] = this.engine(artifact);
    const section = this.#sections.get(engine.version) ?? this.#learn(target, engine);
    this.#sections.set(engine.version, section);
    const cpu = parseCpu(this.#read("cpu"), [target], majorOf(engine.version))(target);
    return differences(artifact, {
      version: this.#full(artifact.version),
      section: await section,
      cpu: new Set(cpu.map(([flag]) => featureOf(flag.replace("cranelift-", ""))))
    });
  }
  /**
   * The engine of a host that is of the artifact's version.
   *
   * @param cpu what it compiles for
   */
  engine({ version }, cpu = "") {
    const own = /* @__PURE__ */ __name((name) => name === "cpu" ? cpu : name === "wasmtime-version" ? this.#pinned(version) : this.#read(name), "own");
    const engines = readEngines(own, [this.#target], process.cwd());
    return [...engines][0];
  }
  async close() {
    await Promise.all(this.#compilers.map((compiler) => compiler.close()));
  }
  async #learn(target, engine) {
    const sections = await expectedSections(/* @__PURE__ */ new Map([[target, engine]]), async () => {
      const compiler = await openCompiler(engine, 1);
      this.#compilers.push(compiler);
      return compiler;
    });
    return parseEngineSection(sections.get(target));
  }
  /** A major alone stands for the patch that is embedded. */
  #full(artifact) {
    const { full, major } = this.#version;
    const embedded = EMBEDDED.find(({ version }) => majorOf(version) === major)?.version;
    return full ?? embedded ?? (majorOf(artifact) === major ? artifact : String(major));
  }
  #pinned(artifact) {
    return this.#version.full !== void 0 && needsExactPatch(artifact) ? this.#version.full : this.#version.pinned;
  }
};
async function digest(file) {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(file), hash);
  } catch (error) {
    throw new InputError("wasm", file, "the .wasm that was compiled", `${messageOf(error)}.`);
  }
  return hash.digest("hex");
}
__name(digest, "digest");
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
