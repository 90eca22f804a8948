import {
  readArtifact
} from "./chunk-YBWAGYIO.js";
import {
  ENGINE_INPUTS,
  describeHost,
  differences,
  digest,
  engineInputs,
  findNative,
  incomparable,
  lazily,
  openCompiler,
  readEngineSettings,
  readTargets,
  runnerTarget,
  sidecarDifference,
  versionDifference,
  withSections
} from "./chunk-BM3ZKBAU.js";
import {
  DIRECTORY_MODE,
  FILE_MODE,
  oneLine,
  sidecarPath
} from "./chunk-4DDAVAH5.js";
import {
  parseEngineSection
} from "./chunk-QGANPWXE.js";
import {
  DEFAULTS,
  EMBEDDED,
  EXIT,
  InputError,
  KNOWN,
  OPTION_FLAGS,
  __name,
  featureOf,
  joinOptions,
  majorOf,
  messageOf,
  needsExactPatch,
  optionsHelp,
  parseCpu,
  parseFlags,
  print,
  readRegular,
  text,
  textFlags
} from "./chunk-HORMJAAW.js";

// src/artifact/permissions.ts
import { stat } from "node:fs/promises";
import { dirname } from "node:path";
async function permissionFaults(artifact) {
  if (process.getuid === void 0) {
    return [];
  }
  const uid = process.getuid();
  const faults = [];
  for (const [what, path, wanted] of [
    ["the artifact", artifact, FILE_MODE],
    ["its folder", dirname(artifact), DIRECTORY_MODE]
  ]) {
    const { mode, uid: owner } = await stat(path);
    if ((mode & 511) !== wanted) {
      faults.push(`${what} has mode ${octal(mode & 511)}, and it wants ${octal(wanted)}`);
    }
    if (owner !== uid) {
      faults.push(`${what} belongs to user ${owner}, and it runs as ${uid}`);
    }
  }
  return faults;
}
__name(permissionFaults, "permissionFaults");
function octal(mode) {
  return mode.toString(8).padStart(4, "0");
}
__name(octal, "octal");

// src/compiler/host-section.ts
var DEFAULT_FEATURES = {
  tunables: /* @__PURE__ */ new Map([
    ["collector", "copying"],
    ["concurrency_support", true]
  ]),
  features: ["threads", "exceptions", "gc_types", "cm_async"]
};
async function hostSection({ version, hostFeatures, options, fingerprint, configHash }, triple, native, open) {
  const embedded = EMBEDDED.filter((each) => majorOf(each.version) === version.major);
  const same = embedded.find((each) => each.hostFeatures === hostFeatures);
  const like = same ?? (hostFeatures === "default" ? embedded[0] : void 0);
  const compiler = native ?? (like === void 0 ? void 0 : { kind: "embedded", ...like });
  if (compiler === void 0) {
    return void 0;
  }
  const isOwn = native !== void 0 || same !== void 0;
  const target = { triple, options, fingerprint, configHash };
  const opened = lazily(() => open(compiler, 1));
  try {
    const [keyed] = await withSections(
      { pinnedVersion: version.pinned, pinnedSource: version.source, compiler, targets: [target] },
      opened.get
    );
    const section = parseEngineSection(keyed.section);
    return isOwn ? section : withDefaultFeatures(section);
  } catch (error) {
    if (!isOwn && error instanceof InputError && error.input === "options") {
      return void 0;
    }
    throw error;
  } finally {
    await opened.close();
  }
}
__name(hostSection, "hostSection");
function withDefaultFeatures(section) {
  const { tunables = [], features = [] } = section;
  return {
    ...section,
    tunables: new Map([...tunables, ...DEFAULT_FEATURES.tunables]),
    features: /* @__PURE__ */ new Set([...features, ...DEFAULT_FEATURES.features])
  };
}
__name(withDefaultFeatures, "withDefaultFeatures");

// src/inputs/machine-cpu.ts
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
var THIS_MACHINE = "this-machine";
var NAMES = {
  // x86-64, Linux
  pni: "sse3",
  cx16: "cmpxchg16b",
  sse4_1: "sse4.1",
  sse4_2: "sse4.2",
  abm: "lzcnt",
  avx_vnni: "avxvnni",
  avx512_bitalg: "avx512bitalg",
  avx512_vnni: "avx512vnni",
  // x86-64, macOS
  "avx1.0": "avx",
  // aarch64, Linux
  atomics: "lse",
  fphp: "fp16",
  asimddp: "dotprod",
  // aarch64, macOS
  feat_lse: "lse",
  feat_pauth: "paca",
  feat_fp16: "fp16",
  feat_dotprod: "dotprod",
  feat_i8mm: "i8mm"
};
function featuresIn(text2) {
  const linux = /^(?:flags|Features)\s*:(.*)$/m.exec(text2)?.[1];
  const words = linux !== void 0 ? linux.split(/\s+/) : [
    ...[...text2.matchAll(/^machdep\.cpu\.(?:\w+_)?features: (.*)$/gm)].flatMap(
      ([, list = ""]) => list.split(/\s+/)
    ),
    ...[...text2.matchAll(/^hw\.optional\.(?:arm\.)?(\w+): 1$/gm)].map(
      ([, name = ""]) => name
    )
  ];
  return new Set(
    words.filter((word) => word !== "").map((word) => word.toLowerCase()).map((word) => NAMES[word] ?? word)
  );
}
__name(featuresIn, "featuresIn");
function machineCpu() {
  try {
    switch (process.platform) {
      case "linux":
        return featuresIn(readFileSync("/proc/cpuinfo", "utf8"));
      case "darwin":
        return featuresIn(
          execFileSync("/usr/sbin/sysctl", ["machdep.cpu", "hw.optional"], {
            encoding: "utf8",
            env: {}
          })
        );
      default:
        throw new Error(`${process.platform} does not tell`);
    }
  } catch (error) {
    throw new InputError(
      "cpu",
      THIS_MACHINE,
      "the names of CPUs and features where the system does not tell what it has",
      `What this machine's CPU has cannot be found out: ${messageOf(error)}.`
    );
  }
}
__name(machineCpu, "machineCpu");

// src/commands/check.ts
var HELP = `Usage: node dist/cli.js check FILE.cwasm... [options]

Says of each artifact what a host does with it, and if it does not load it, what differs and which flag
fixes it:
  loads        it loads it
  stale        it takes it for another one's, and compiles in memory: the sidecar, a mode or an owner is wrong
  refused      it cannot load it
  cannot tell  nothing speaks against it, but not everything can be compared

The host
  --wasmtime-version V    27.0.0, 27 or the path of a Cargo.lock [${DEFAULTS["wasmtime-version"]}]
  --host-features NAME    minimal or default [${DEFAULTS["host-features"]}]
  -O, -C, -D, -W KEY=VAL  its options as wasmtime takes them
                          [-W epoch-interruption for minimal, none for default]
  --options FILE.toml     the same as wasmtime's --config
  --engine-fingerprint S  the same as its fingerprint
  --target TRIPLE         where it runs [this machine]
  --cpu NAMES             what its machine's CPU has at least, or ${THIS_MACHINE} [${DEFAULTS.cpu}]
  --compiler PROGRAM      a native wasmtime like it, for versions that are not embedded [${DEFAULTS.compiler}]

A sidecar beside the artifact is judged as the reference's host does, and for this machine modes and owners too.
  --wasm FILE             the .wasm of which the artifact must be; there must be a sidecar then
  --json                  print the result as JSON

Exit codes: ${EXIT.ok} all load, ${EXIT.failed} some do not, ${EXIT.usage} unusable arguments, ${EXIT.unknown} of some it cannot be told and the others load.
`;
async function check(args) {
  const { values, positionals } = parseFlags(args, {
    ...textFlags(ENGINE_INPUTS),
    ...OPTION_FLAGS,
    target: text,
    wasm: text,
    json: { type: "boolean" },
    help: { type: "boolean" }
  });
  if (values.help) {
    await print(HELP);
    return EXIT.ok;
  }
  const help = optionsHelp(values);
  if (help !== "") {
    await print(help);
    return EXIT.ok;
  }
  if (positionals.length === 0) {
    throw new InputError("check", "", "artifacts, FILE.cwasm", "Name at least one.");
  }
  const inputs = { ...values, options: joinOptions(values) };
  const read = /* @__PURE__ */ __name((name) => inputs[name] ?? "", "read");
  const [target, ...others] = readTargets(values.target ?? "");
  if (others.length > 0) {
    throw new InputError("target", values.target ?? "", "one target triple", "A host has one.");
  }
  const host = new CheckedHost(
    engineInputs(readEngineSettings(read), [target], { cwd: process.cwd(), findNative })
  );
  const wasm = values.wasm === void 0 ? void 0 : await sha256Of(values.wasm);
  const verdicts = [];
  for (const file of positionals) {
    verdicts.push(await judge(file, host, wasm));
  }
  await print(
    values.json ? `${JSON.stringify(verdicts, null, 2)}
` : verdicts.map((verdict) => describe(verdict, host)).join("")
  );
  const judgements = new Set(verdicts.map(({ verdict }) => verdict));
  judgements.delete("loads");
  return judgements.size === 0 ? EXIT.ok : judgements.size === 1 && judgements.has("cannot tell") ? EXIT.unknown : EXIT.failed;
}
__name(check, "check");
async function judge(file, host, wasm) {
  let section;
  try {
    section = (await readArtifact(file)).section;
  } catch (error) {
    const nothing = { differences: [], stale: [], unknown: [] };
    return { file, verdict: "no artifact", ...nothing, error: messageOf(error) };
  }
  const stale = await staleness(file, host, wasm);
  const { differences: differences2, unknown } = await host.compare(section);
  const verdict = stale.length > 0 ? "stale" : differences2.length > 0 ? "refused" : unknown.length > 0 ? "cannot tell" : "loads";
  return { file, verdict, differences: differences2, stale, unknown };
}
__name(judge, "judge");
async function staleness(file, host, wasm) {
  let sidecar;
  try {
    sidecar = String(await readRegular(sidecarPath(file)));
  } catch (error) {
    return wasm === void 0 ? [] : [`no sidecar: ${messageOf(error)}`];
  }
  const { version, configHash } = host.described;
  const different = sidecarDifference(sidecar, {
    ...wasm === void 0 ? {} : { wasmSha256: wasm },
    wasmtimeVersion: version.pinned,
    targetTriple: host.target,
    engineConfigHash: configHash
  });
  const faults = host.target === runnerTarget() ? await permissionFaults(file) : [];
  return different === void 0 ? faults : [...faults, different];
}
__name(staleness, "staleness");
var CheckedHost = class {
  static {
    __name(this, "CheckedHost");
  }
  described;
  target;
  #inputs;
  #cpu;
  #section;
  /** @throws InputError */
  constructor(inputs) {
    this.#inputs = inputs;
    this.described = describeHost(inputs);
    this.target = inputs.targets[0];
    this.#cpu = this.#readCpu();
  }
  async compare(artifact) {
    const version = this.#fullVersion(artifact.version);
    const different = versionDifference(artifact.version, version);
    if (different !== void 0) {
      return { differences: [different], unknown: [] };
    }
    this.#section ??= hostSection(this.described, this.target, this.#inputs.native, openCompiler);
    const section = await this.#section ?? {
      version: artifact.version,
      target: this.target,
      sharedFlags: /* @__PURE__ */ new Map(),
      isaFlags: /* @__PURE__ */ new Map(),
      tunables: void 0,
      features: void 0
    };
    const host = { version, section, cpu: this.#cpu };
    const { full, major } = this.described.version;
    const patch = full === void 0 && version === artifact.version && needsExactPatch(version) ? [`the patch: give the host's version in full, of which ${major} is only the major`] : [];
    const known = this.#inputs.native !== void 0 || this.#embedded() !== void 0;
    return {
      differences: differences(artifact, host),
      unknown: [...known ? [] : patch, ...incomparable(artifact, host)]
    };
  }
  #readCpu() {
    const { cpu } = this.#inputs;
    if (cpu.trim() === THIS_MACHINE) {
      return machineCpu();
    }
    const flags = parseCpu(cpu, [this.target], this.described.version.major)(this.target);
    return new Set(flags.map(([flag]) => featureOf(flag.replace("cranelift-", ""))));
  }
  /** A major alone stands for the patch of its compiler: the native one, or the embedded. */
  #fullVersion(artifact) {
    const { full, major } = this.described.version;
    return full ?? this.#inputs.native?.version ?? this.#embedded() ?? (majorOf(artifact) === major ? artifact : String(major));
  }
  #embedded() {
    const { major } = this.described.version;
    return EMBEDDED.find(({ version }) => majorOf(version) === major)?.version;
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
function describe({ file, verdict, differences: differences2, stale, unknown, error }, { described: { version, hostFeatures }, target }) {
  const lines = [
    ...stale.map((reason) => `${reason}. The host compiles in memory`),
    ...differences2.map(
      ({ field, artifact, host, input }) => `${field}: the artifact has ${artifact}, the host ${host}. Fix it with: ${flagsOf(input)}`
    ),
    ...unknown.map((what) => `not compared: ${what}`)
  ].map((line) => `  ${line}`);
  const result = error === void 0 ? `${verdict} (host: Wasmtime ${version.pinned}, ${hostFeatures}, ${target})` : `${verdict}: ${error}`;
  return [`${file}: ${result}`, ...lines].map((line) => `${oneLine(line)}
`).join("");
}
__name(describe, "describe");
function flagsOf(input) {
  return input.replace(/options \(([^)]*)\)/g, (_, name) => {
    const group = KNOWN.get(name)?.group;
    return group === void 0 ? name : `-${group} ${name}`;
  }).replace(/\boptions\b/g, "-O, -C, -D or -W").replace(/\btargets\b/g, "--target").replace(/(?<!-)\b(host-features|cpu|wasmtime-version)\b/g, "--$1");
}
__name(flagsOf, "flagsOf");
export {
  check
};
