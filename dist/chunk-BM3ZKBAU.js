import {
  sweepFolders,
  temporaryFolder
} from "./chunk-4DDAVAH5.js";
import {
  parseArtifact,
  parseEngineSection,
  sha256
} from "./chunk-QGANPWXE.js";
import {
  CARGO_FEATURES,
  DEFAULTS,
  EMBEDDED,
  EMBEDDED_COMPILER,
  InputError,
  KNOWN,
  OptionProblem,
  PULLEY_SINCE,
  USUAL_OPTIONS,
  __name,
  byName,
  didYouMean,
  featureOf,
  isOption,
  kindOf,
  loadingVersion,
  majorOf,
  mention,
  messageOf,
  nearest,
  needsExactPatch,
  openRegular,
  optionsError,
  parse,
  parseCpu,
  parseOption,
  parseOptions,
  parseOptionsFile,
  parseVersion,
  readRegular,
  readRegularTextSync,
  stringify,
  toFlags
} from "./chunk-HORMJAAW.js";

// src/artifact/known-triples.ts
var VERSIONED = /^(darwin|ios|macosx|tvos|visionos|watchos|xros)/;
var OPERATING_SYSTEMS = "unknown aix amdhsa bitrig cloudabi cuda cygwin dragonfly emscripten espidf freebsd fuchsia haiku hermit horizon hurd illumos l4re linux nebulet netbsd none openbsd psp redox solaris solid_asp3 uefi vxworks wasi wasip1 wasip2 windows";
var ENVIRONMENTS = "amdgiz android androideabi eabi eabihf gnu gnuabi64 gnueabi gnueabihf gnuspe gnux32 gnu_ilp32 gnuilp32 gnullvm hermitkernel hurdkernel linuxkernel macabi musl musleabi musleabihf muslabi64 msvc newlib kernel uclibc uclibceabi uclibceabihf sgx sim softfloat spe threads ohos";
var BINARY_FORMATS = "elf coff macho wasm xcoff";
var KNOWN2 = new Set([OPERATING_SYSTEMS, ENVIRONMENTS, BINARY_FORMATS].join(" ").split(" "));
function unreadablePart(triple) {
  return triple.split("-").slice(2).find((part) => !KNOWN2.has(part) && !VERSIONED.test(part));
}
__name(unreadablePart, "unreadablePart");

// src/artifact/compatibility.ts
function engineDifference(found, expected) {
  let sections2;
  try {
    sections2 = [parseEngineSection(found), parseEngineSection(expected)];
  } catch (error) {
    return messageOf(error);
  }
  const [is, wanted] = sections2.map(flatten);
  const names = [.../* @__PURE__ */ new Set([...wanted.keys(), ...is.keys()])];
  const different = names.filter((name) => is.get(name) !== wanted.get(name));
  return different.map((name) => `${name} is ${is.get(name) ?? "not there"}, not ${wanted.get(name) ?? "there"}`).slice(0, 3).join("; ");
}
__name(engineDifference, "engineDifference");
function flatten(section) {
  return new Map([
    ["version", section.version],
    ["target", section.target],
    ...[...section.sharedFlags, ...section.isaFlags, ...section.tunables ?? []].map(
      ([name, value]) => [name, String(value)]
    ),
    ...[...section.features ?? []].map((name) => [`feature ${name}`, "on"])
  ]);
}
__name(flatten, "flatten");
function differences(artifact, host) {
  const version = versionDifference(artifact.version, host.version);
  if (version !== void 0) {
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
    ...featureDifferences(artifact, host.section)
  ];
}
__name(differences, "differences");
function incomparable(artifact, host) {
  return artifact.tunables === void 0 ? [
    `tunables and WebAssembly features: how Wasmtime ${artifact.version} writes them is not known here`
  ] : host.section.tunables === void 0 ? ["tunables and WebAssembly features: there is no compiler here that knows this host's"] : [];
}
__name(incomparable, "incomparable");
function versionDifference(artifact, host) {
  return artifact === loadingVersion(host) ? void 0 : {
    field: "version",
    artifact,
    host: loadingVersion(host),
    input: "wasmtime-version"
  };
}
__name(versionDifference, "versionDifference");
function targetDifferences(artifact, host) {
  const unreadable = unreadablePart(artifact);
  if (unreadable !== void 0) {
    return [
      {
        field: "target",
        artifact: `${artifact}, of which Wasmtime cannot read '${unreadable}'`,
        host,
        input: "targets"
      }
    ];
  }
  const parts = [
    ["architecture", architecture],
    ["operating system", operatingSystem]
  ];
  return parts.flatMap(
    ([field, part]) => part(artifact) === part(host) ? [] : [{ field, artifact: part(artifact), host: part(host), input: "targets" }]
  );
}
__name(targetDifferences, "targetDifferences");
function architecture(target) {
  return target.split("-")[0];
}
__name(architecture, "architecture");
function operatingSystem(target) {
  const systems = /^(linux|darwin|macosx|windows|none|ios|freebsd|netbsd|openbsd|illumos)/;
  const found = target.split("-").slice(1).find((part) => systems.test(part));
  return found ?? "unknown";
}
__name(operatingSystem, "operatingSystem");
var REQUIRED = /* @__PURE__ */ new Map([
  ["libcall_call_conv", "isa_default"],
  ["preserve_frame_pointers", true],
  ["enable_probestack", true],
  ["probestack_strategy", "inline"],
  ["enable_multi_ret_implicit_sret", true],
  ["enable_llvm_abi_extensions", false],
  ["enable_pinned_reg", false],
  ["use_colocated_libcalls", false],
  ["use_pinned_reg_as_heap_base", false]
]);
var FREE = /* @__PURE__ */ new Set([
  "enable_heap_access_spectre_mitigation",
  "enable_table_access_spectre_mitigation",
  "enable_nan_canonicalization",
  "enable_jump_tables",
  "enable_float",
  "enable_verifier",
  "enable_pcc",
  "enable_compact_unwind_abi",
  "regalloc_checker",
  "regalloc_verbose_logs",
  "regalloc_algorithm",
  "is_pic",
  "bb_padding_log2_minus_one",
  "log2_min_function_alignment",
  "machine_code_cfg_info",
  "tls_model",
  "opt_level",
  "enable_alias_analysis",
  "probestack_size_log2",
  "regalloc",
  "enable_incremental_compilation_cache_checks",
  "enable_atomics"
]);
function sharedFlagDifferences(artifact, host) {
  return [...artifact.sharedFlags].flatMap(([name, value]) => {
    const wanted = requiredFlag(name, host);
    return wanted === void 0 || wanted === value ? [] : [
      {
        field: `Cranelift's ${name}`,
        artifact: String(value),
        host: String(wanted),
        input: "options"
      }
    ];
  });
}
__name(sharedFlagDifferences, "sharedFlagDifferences");
function requiredFlag(name, host) {
  const system = operatingSystem(host.target);
  switch (name) {
    case "enable_safepoints":
      return host.features?.has("reference_types") === true ? true : void 0;
    case "unwind_info":
      return system === "windows" ? true : void 0;
    case "stack_switch_model":
      return host.features?.has("stack_switching") === true ? system === "windows" ? "update_windows_tib" : "basic" : void 0;
    default:
      return FREE.has(name) ? void 0 : REQUIRED.get(name) ?? "a flag that hosts know";
  }
}
__name(requiredFlag, "requiredFlag");
var HARMLESS = /* @__PURE__ */ new Set([
  "sign_return_address_all",
  "sign_return_address",
  "sign_return_address_with_bkey",
  "use_bti"
]);
function isaFlagDifferences(artifact, host) {
  const missing = [];
  const different = [];
  for (const [name, value] of artifact.isaFlags) {
    const wanted = host.section.isaFlags.get(name);
    if (name === "pointer_width" || name === "big_endian") {
      if (wanted !== void 0 && value !== wanted) {
        different.push({
          field: `Pulley's ${name}`,
          artifact: String(value),
          host: String(wanted),
          input: "targets"
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
      host: "none of that",
      input: "cpu"
    });
  }
  return different;
}
__name(isaFlagDifferences, "isaFlagDifferences");
function runs(flag, { section, cpu }) {
  const feature = featureOf(flag);
  return architecture(section.target).startsWith("riscv64") || feature !== void 0 && cpu.has(feature);
}
__name(runs, "runs");
var FREE_TUNABLES = /* @__PURE__ */ new Set([
  "dynamic_memory_growth_reserve",
  "memory_reservation_for_growth",
  "gc_heap_reservation_for_growth",
  "gc_zeal_alloc_counter",
  "generate_address_map",
  "debug_adapter_modules",
  "metadata_for_internal_asserts",
  "metadata_for_gc_heap_corruption",
  "branch_hinting"
]);
var TUNABLE_OPTIONS = {
  consume_fuel: "options (-W fuel=1)",
  epoch_interruption: "options (-W epoch-interruption)",
  collector: "host-features, or options (-C collector)",
  concurrency_support: "host-features",
  static_memory_reservation: "options (-O static-memory-maximum-size)",
  static_memory_bound_is_maximum: "options (-O static-memory-forced)",
  generate_native_debuginfo: "options (-D debug-info)",
  debug_native: "options (-D debug-info)",
  winch_callable: "options (-C compiler)"
};
function tunableDifferences(artifact, host) {
  if (host.tunables === void 0) {
    return [];
  }
  const known = host.tunables;
  return [...artifact.tunables ?? []].flatMap(([name, value]) => {
    const wanted = known.get(name);
    const free = FREE_TUNABLES.has(name) || name === "operator_cost" && artifact.tunables?.get("consume_fuel") === false;
    return free || wanted === value ? [] : [
      {
        field: name.replaceAll("_", " "),
        artifact: String(value),
        host: String(wanted),
        input: TUNABLE_OPTIONS[name] ?? `options (${name.replaceAll("_", "-")})`
      }
    ];
  });
}
__name(tunableDifferences, "tunableDifferences");
function featureDifferences(artifact, host) {
  const { features: has } = artifact;
  const { features: wanted } = host;
  if (has === void 0 || wanted === void 0) {
    return [];
  }
  const missing = [...has].filter((name) => !wanted.has(name));
  const absent = needsExactPatch(artifact.version) ? [...wanted].filter((name) => !has.has(name)) : [];
  return [...missing, ...absent].map((name) => ({
    field: `WebAssembly feature ${name.replaceAll("_", "-")}`,
    artifact: has.has(name) ? "on" : "off",
    host: wanted.has(name) ? "on" : "off",
    input: name === "gc_types" ? "host-features" : "options (-W), or host-features"
  }));
}
__name(featureDifferences, "featureDifferences");

// src/artifact/sidecar.ts
var SCHEMA_VERSION = 1;
var FIELDS = [
  ["wasm_sha256", "wasmSha256"],
  ["wasmtime_version", "wasmtimeVersion"],
  ["target_triple", "targetTriple"],
  ["engine_config_hash", "engineConfigHash"]
];
function namedFields(key) {
  return Object.fromEntries(FIELDS.map(([name, field]) => [name, key[field]]));
}
__name(namedFields, "namedFields");
function writeSidecar(key) {
  return stringify({ schema: SCHEMA_VERSION, key: namedFields(key) });
}
__name(writeSidecar, "writeSidecar");
function sidecarMismatch(text, key) {
  return text === writeSidecar(key) ? void 0 : sidecarDifference(text, key) ?? "the sidecar is not written as the reference writes it";
}
__name(sidecarMismatch, "sidecarMismatch");
function sidecarDifference(text, key) {
  let table;
  try {
    table = parse(text);
  } catch {
    return "the sidecar is not TOML";
  }
  if (table["schema"] !== SCHEMA_VERSION) {
    return `the sidecar's schema is not ${SCHEMA_VERSION}`;
  }
  const found = table["key"];
  for (const [name, field] of FIELDS) {
    const value = Reflect.get(Object(found), name);
    const wanted = key[field] ?? value;
    if (typeof value !== "string" || value !== wanted) {
      return `the sidecar's ${name} is not ${wanted ?? "there"}`;
    }
  }
  return void 0;
}
__name(sidecarDifference, "sidecarDifference");

// src/compiler/native.ts
import { execFileSync, spawn } from "node:child_process";
import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, posix, resolve, win32 } from "node:path";

// src/support/concurrency.ts
function atMost(limit) {
  const waiting = [];
  let running = 0;
  return async (work) => {
    if (running >= limit) {
      await new Promise((resolve4) => waiting.push(resolve4));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === void 0) {
        running -= 1;
      } else {
        next();
      }
    }
  };
}
__name(atMost, "atMost");
function mapAtMost(limit, items, work) {
  const gate = atMost(limit);
  return Promise.all(items.map((item) => gate(() => work(item))));
}
__name(mapAtMost, "mapAtMost");

// src/compiler/clock.ts
var Clock = class {
  static {
    __name(this, "Clock");
  }
  #expired = new AbortController();
  #limit;
  #elapsed = 0;
  #since = 0;
  #running = 0;
  #timer;
  /** @param limit milliseconds after which `signal` is aborted; undefined for none */
  constructor(limit = Number.POSITIVE_INFINITY) {
    this.#limit = limit;
  }
  /** Aborted when the time is up. */
  get signal() {
    return this.#expired.signal;
  }
  /** Milliseconds so far. */
  get milliseconds() {
    return this.#elapsed + (this.#running > 0 ? performance.now() - this.#since : 0);
  }
  /** A job begins. */
  start() {
    this.#running += 1;
    if (this.#running === 1) {
      this.#since = performance.now();
      if (Number.isFinite(this.#limit)) {
        const left = Math.max(0, this.#limit - this.#elapsed);
        this.#timer = setTimeout(() => this.#expired.abort(), left);
      }
    }
  }
  /** A job that has begun ends. */
  stop() {
    this.#running -= 1;
    if (this.#running === 0) {
      this.#elapsed += performance.now() - this.#since;
      clearTimeout(this.#timer);
    }
  }
};

// src/compiler/compiler.ts
var CompileError = class extends Error {
  static {
    __name(this, "CompileError");
  }
  name = "CompileError";
  kind;
  constructor(kind, chain) {
    super(chain.join(": "));
    this.kind = kind;
  }
};
function timedOut(timeout) {
  const minutes = timeout / 6e4;
  return new CompileError("timed-out", [
    `it was not compiled within ${minutes} ${minutes === 1 ? "minute" : "minutes"}, so its compile was ended`,
    `raise ${mention("timeout-minutes")} if it is to take longer`
  ]);
}
__name(timedOut, "timedOut");

// src/compiler/native.ts
var VERSION_TIMEOUT = 2e4;
var TEMPORARY = "native";
var MESSAGE = 2e3;
function findNative(name, cwd, programs = { platform: process.platform, path: process.env["PATH"] ?? "" }) {
  const allowed = "embedded, wasmtime for the one on PATH, or the path of a wasmtime program";
  const isPath = /[\\/]/.test(name);
  const folders = isPath ? [cwd] : foldersOf(programs);
  const path = folders.flatMap((folder) => fileNames(name, programs).map((file) => resolve(folder, file))).find(isProgram);
  if (path === void 0) {
    throw new InputError(
      "compiler",
      name,
      allowed,
      !isPath ? "There is no such program on PATH: install it in a step before this one, or give its path." : "There is no program of that name: nothing is downloaded, so a step before this one must install it."
    );
  }
  let says;
  try {
    says = execFileSync(path, ["--version"], {
      encoding: "utf8",
      env: environment(1),
      stdio: ["ignore", "pipe", "pipe"],
      timeout: VERSION_TIMEOUT
    });
  } catch (error) {
    throw new InputError("compiler", name, allowed, `It does not run: ${messageOf(error)}.`);
  }
  const version = /^wasmtime(?:-cli)? (\d+\.\d+\.\d+[\w.-]*)/.exec(says)?.[1];
  if (version === void 0) {
    const line = JSON.stringify(says.split("\n")[0]);
    throw new InputError("compiler", name, allowed, `Asked for its version it says ${line}.`);
  }
  return {
    kind: "native",
    version,
    hostFeatures: "native",
    path,
    sha256: sha256(readFileSync(path))
  };
}
__name(findNative, "findNative");
function foldersOf({ platform, path }) {
  const { delimiter } = platform === "win32" ? win32 : posix;
  return path.split(delimiter).filter((folder) => folder !== "");
}
__name(foldersOf, "foldersOf");
function fileNames(name, { platform }) {
  return platform === "win32" && !/\.exe$/i.test(name) ? [`${name}.exe`, name] : [name];
}
__name(fileNames, "fileNames");
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
__name(isProgram, "isProgram");
function openNative(native, jobs) {
  const stop = new AbortController();
  const gate = atMost(jobs);
  let swept;
  return {
    // What it keeps of functions is its own business.
    identity: void 0,
    compile: /* @__PURE__ */ __name((request) => gate(async () => {
      swept ??= sweepFolders(tmpdir(), TEMPORARY);
      await swept;
      return await compile(native, request, jobs, stop.signal);
    }), "compile"),
    settings: /* @__PURE__ */ __name(async () => [], "settings"),
    close: /* @__PURE__ */ __name(async () => stop.abort(), "close")
  };
}
__name(openNative, "openNative");
async function compile({ path, version }, { read, options, target, timeout }, jobs, stop) {
  stop.throwIfAborted();
  const wasm = await read();
  const folder = await temporaryFolder(tmpdir(), TEMPORARY);
  const clock = new Clock(timeout);
  clock.start();
  try {
    const [input, output] = [join(folder, "in.wasm"), join(folder, "out.cwasm")];
    await writeFile(input, wasm, { mode: 384 });
    const flags = toFlags(options, majorOf(version));
    await execute(
      path,
      ["compile", "--target", target, "-C", "cache=n", ...flags, "-o", output, input],
      jobs,
      AbortSignal.any([stop, clock.signal])
    );
    return { artifact: await readFile(output), milliseconds: clock.milliseconds };
  } catch (error) {
    if (stop.aborted) {
      throw new Error("stopped");
    }
    throw clock.signal.aborted ? timedOut(timeout) : error;
  } finally {
    clock.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
__name(compile, "compile");
var WINDOWS = process.platform === "win32";
function execute(path, args, jobs, signal) {
  signal.throwIfAborted();
  return new Promise((resolve4, reject) => {
    const child = spawn(path, args, {
      env: environment(jobs),
      stdio: ["ignore", "ignore", "pipe"],
      // A process group of its own, so that its children can be ended with it.
      detached: !WINDOWS,
      windowsHide: true
    });
    const end = /* @__PURE__ */ __name(() => endTree(child), "end");
    signal.addEventListener("abort", end, { once: true });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      stderr = (stderr + text).slice(-2 * MESSAGE);
    });
    child.on("exit", () => WINDOWS || end());
    child.on("error", (error) => reject(new CompileError("compile-failed", [error.message])));
    child.on("close", (code, killedBy) => {
      signal.removeEventListener("abort", end);
      if (signal.aborted) {
        reject(signal.reason);
      } else if (code === 0) {
        resolve4();
      } else {
        const ended = killedBy === null ? `ended with ${code}` : `was ended by ${killedBy}`;
        reject(new CompileError("compile-failed", [`${path} ${ended}`, clean(stderr)]));
      }
    });
  });
}
__name(execute, "execute");
function endTree({ pid }) {
  if (pid === void 0) {
    return;
  }
  if (WINDOWS) {
    const system = process.env["SystemRoot"] ?? "C:\\Windows";
    spawn(join(system, "System32", "taskkill.exe"), ["/PID", String(pid), "/T", "/F"], {
      stdio: "ignore",
      windowsHide: true
    }).on("error", () => process.kill(pid));
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
  }
}
__name(endTree, "endTree");
function clean(stderr) {
  return stderr.trim().slice(-MESSAGE) || "without a word";
}
__name(clean, "clean");
function environment(jobs) {
  const kept = ["PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR"].flatMap((name) => {
    const value = process.env[name];
    return value === void 0 ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(kept), RAYON_NUM_THREADS: String(jobs) };
}
__name(environment, "environment");

// src/compiler/embedded.ts
import { createHash as createHash2 } from "node:crypto";
import { readFile as readFile2 } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";

// src/compiler/memory.ts
import { freemem } from "node:os";
var BASE = 64 * 2 ** 20;
var PER_BYTE = 32;
var ARTIFACT_PER_BYTE = 6;
var PER_FUNCTION = 4600;
var PER_BYTE_OF_LARGEST = 1200;
var PER_BYTE_OF_ENTRIES = 2;
var DESCRIBE_PER_BYTE = 3;
var MOST = 2 ** 32;
var INSTANCE_IS_FULL = 3 * 2 ** 30;
var MARGIN = 1.2;
var MemoryEstimate = class {
  static {
    __name(this, "MemoryEstimate");
  }
  /** By shape: the same component, for another target or another shard of it. */
  #taken = /* @__PURE__ */ new Map();
  #factor = 1;
  /** Bytes for saying what a component is. */
  ofDescription(size) {
    return BASE + DESCRIBE_PER_BYTE * size;
  }
  /** Bytes for a compile. */
  of(shape) {
    const taken = this.#taken.get(keyOf(shape));
    const instance = taken === void 0 ? this.#factor * modelled(shape) : MARGIN * (taken + ofEntries(shape));
    return Math.min(MOST, instance) + ARTIFACT_PER_BYTE * shape.size;
  }
  /** Takes what an instance took. More than was estimated is expected of all others, too. */
  learn(shape, taken) {
    const key = keyOf(shape);
    this.#taken.set(key, Math.max(taken - ofEntries(shape), this.#taken.get(key) ?? 0));
    this.#factor = Math.max(this.#factor, taken / modelled(shape));
  }
};
function keyOf({ size, functions, largest }) {
  return [size, functions, largest].join(" ");
}
__name(keyOf, "keyOf");
function ofEntries({ entries = 0 }) {
  return PER_BYTE_OF_ENTRIES * entries;
}
__name(ofEntries, "ofEntries");
function modelled(shape) {
  return BASE + PER_BYTE * shape.size + PER_FUNCTION * shape.functions + PER_BYTE_OF_LARGEST * shape.largest + ofEntries(shape);
}
__name(modelled, "modelled");
var SHARE = 0.7;
function memoryForCompiles() {
  const available = process.availableMemory?.() ?? freemem();
  const limit = process.constrainedMemory();
  return SHARE * (limit > 0 ? Math.min(limit, available) : available);
}
__name(memoryForCompiles, "memoryForCompiles");

// src/compiler/pool.ts
import { Worker } from "node:worker_threads";
var WorkerLost = class extends Error {
  static {
    __name(this, "WorkerLost");
  }
  name = "WorkerLost";
  outOfMemory;
  constructor(reason, outOfMemory) {
    super(reason);
    this.outOfMemory = outOfMemory;
  }
};
var RESOURCE_LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 };
var Pool = class {
  static {
    __name(this, "Pool");
  }
  #options;
  #waiting = [];
  #idle = [];
  #running = /* @__PURE__ */ new Set();
  #closed = false;
  constructor(options) {
    this.#options = options;
  }
  /** Runs a job when a worker and memory are free, in the order of the calls. */
  run(job) {
    return new Promise((resolve4, reject) => {
      if (this.#closed) {
        reject(new Error("stopped"));
        return;
      }
      if (job.signal?.aborted === true) {
        reject(job.signal.reason);
        return;
      }
      const waiting = { job, resolve: resolve4, reject };
      this.#waiting.push(waiting);
      job.signal?.addEventListener("abort", () => this.#withdraw(waiting), { once: true });
      this.#next();
    });
  }
  /** How many more jobs would start at once, but for memory. */
  get idle() {
    return Math.max(0, this.#options.workers - this.#running.size - this.#waiting.length);
  }
  /** Stops all workers at once; their jobs and those that wait fail. */
  async close() {
    this.#closed = true;
    for (const { reject } of this.#waiting.splice(0)) {
      reject(new Error("stopped"));
    }
    const idle = this.#idle.splice(0).map(({ worker }) => worker);
    const busy = [...this.#running].flatMap(({ worker }) => worker ?? []);
    await Promise.all([...idle, ...busy].map((worker) => worker.terminate()));
  }
  #withdraw(waiting) {
    const at = this.#waiting.indexOf(waiting);
    if (at >= 0) {
      this.#waiting.splice(at, 1);
      waiting.reject(waiting.job.signal?.reason);
      this.#next();
    }
  }
  #next() {
    const first = this.#waiting[0];
    if (first === void 0 || !this.#fits(first.job)) {
      return;
    }
    this.#waiting.shift();
    const running = { job: first.job, memory: first.job.memory, worker: void 0 };
    this.#running.add(running);
    this.#perform(running).then(first.resolve, first.reject).finally(() => {
      this.#running.delete(running);
      this.#next();
    });
    this.#next();
  }
  #fits(job) {
    const running = [...this.#running];
    if (running.length === 0) {
      return true;
    }
    if (running.length >= this.#options.workers || job.alone === true || running.some((other) => other.job.alone === true)) {
      return false;
    }
    const taken = running.reduce((sum, { memory }) => sum + memory, 0);
    return taken + job.memory <= this.#options.memory;
  }
  async #perform(running) {
    const { job } = running;
    const message = await job.request();
    if (this.#closed) {
      throw new Error("stopped");
    }
    job.signal?.throwIfAborted();
    const worker = this.#takeIdle(running) ?? this.#start();
    running.worker = worker;
    const end = /* @__PURE__ */ __name(() => void worker.terminate(), "end");
    job.signal?.addEventListener("abort", end, { once: true });
    try {
      const response = await answer(worker, message, job, (bytes) => {
        running.memory = Math.max(running.memory, bytes);
      });
      if (!this.#closed && job.reusable(response)) {
        worker.unref();
        this.#idle.push({ worker, memory: job.taken(response) });
      } else {
        await worker.terminate();
      }
      return response;
    } catch (error) {
      await worker.terminate();
      job.signal?.throwIfAborted();
      throw this.#closed ? new Error("stopped") : error;
    } finally {
      job.signal?.removeEventListener("abort", end);
    }
  }
  /** An idle worker if there is one; those for which there is no memory beside the running jobs end. */
  #takeIdle(running) {
    if (running.job.alone === true) {
      for (const { worker } of this.#idle.splice(0)) {
        void worker.terminate();
      }
    }
    const mine = this.#idle.pop();
    running.memory = Math.max(running.memory, mine?.memory ?? 0);
    let taken = [...this.#running, ...this.#idle].reduce((sum, { memory }) => sum + memory, 0);
    while (taken > this.#options.memory) {
      const spare = this.#idle.shift();
      if (spare === void 0) {
        break;
      }
      taken -= spare.memory;
      void spare.worker.terminate();
    }
    return mine?.worker;
  }
  /** With nothing of the job's environment, nor of how this process was started. */
  #start() {
    const worker = new Worker(this.#options.entry, {
      workerData: this.#options.workerData,
      env: {},
      argv: [],
      execArgv: [],
      stdin: false,
      stdout: true,
      stderr: true,
      resourceLimits: RESOURCE_LIMITS
    });
    worker.stdout.resume();
    worker.stderr.resume();
    return worker;
  }
};
function answer(worker, message, job, onMemory) {
  worker.ref();
  return new Promise((resolve4, reject) => {
    const settle = /* @__PURE__ */ __name((act) => {
      worker.off("message", answered).off("error", failed).off("messageerror", failed).off("exit", ended);
      act();
    }, "settle");
    const lost = /* @__PURE__ */ __name((reason, outOfMemory) => settle(() => reject(new WorkerLost(reason, outOfMemory))), "lost");
    const answered = /* @__PURE__ */ __name((response) => {
      onMemory(job.taken(response));
      if (job.isFinal(response)) {
        settle(() => resolve4(response));
      }
    }, "answered");
    const failed = /* @__PURE__ */ __name((error) => {
      const { code } = Object(error);
      lost(messageOf(error), code === "ERR_WORKER_OUT_OF_MEMORY");
    }, "failed");
    const ended = /* @__PURE__ */ __name((code) => lost(`the worker thread ended with ${code}`, false), "ended");
    worker.on("message", answered).on("error", failed).on("messageerror", failed).on("exit", ended);
    worker.postMessage(message);
  });
}
__name(answer, "answer");

// src/compiler/calls.ts
var KEPT = 256 * 2 ** 20;
var Calls = class {
  static {
    __name(this, "Calls");
  }
  #pool;
  #estimate;
  #timeout;
  #clock;
  #instanceWasFull = false;
  /** @param timeout milliseconds that the calls may take, those that run at once counted once */
  constructor(pool, estimate, timeout) {
    this.#pool = pool;
    this.#estimate = estimate;
    this.#timeout = timeout;
    this.#clock = new Clock(timeout);
  }
  /** That the calls have taken, waiting excluded. */
  get milliseconds() {
    return this.#clock.milliseconds;
  }
  /** How many calls more would start at once, but for memory. */
  get idle() {
    return this.#pool.idle;
  }
  async settings(target) {
    const request = /* @__PURE__ */ __name(async () => ({ call: "settings", target }), "request");
    const { result } = await this.#call({ request, memory: 0 });
    return result.settings;
  }
  /** Where the function bodies of a component lie. @param size bytes that `read` will give */
  async describe(size, read) {
    const { result } = await this.#call({
      request: /* @__PURE__ */ __name(async () => ({ call: "describe", component: await read() }), "request"),
      memory: this.#estimate.ofDescription(size)
    });
    const { bodies } = result;
    return Array.from({ length: bodies.length / 2 }, (_, index) => ({
      offset: bodies[2 * index],
      size: bodies[2 * index + 1]
    }));
  }
  /** One pass over a component. */
  async compile(shape, request, onProgress, alone = false) {
    const memory = this.#estimate.of(shape);
    const { result, before, after } = await this.#call({ request, memory, alone, onProgress });
    if (before < memory / 2) {
      this.#estimate.learn(shape, after);
    }
    return result;
  }
  /** The error of a component that runs out of memory with no other beside it. */
  outOfMemory({ message }) {
    const chain = [
      `there was not enough memory to compile it, also with nothing else running`,
      message
    ];
    const advice = this.#instanceWasFull ? `an embedded compiler can have 4 GiB: split the component, or name a native Wasmtime in ${mention("compiler")}` : "use a machine with more memory, or split the component";
    return new CompileError("out-of-memory", [...chain, advice]);
  }
  /** @throws CompileError; what the request throws */
  async #call(call) {
    const response = await this.#answer(call);
    if ("result" in response) {
      return { result: response.result, before: response.before, after: response.memory };
    }
    this.#instanceWasFull ||= response.memory > INSTANCE_IS_FULL;
    throw new CompileError(response.kind, response.chain);
  }
  async #answer({ request, memory, alone = false, onProgress }) {
    let begun = false;
    try {
      const response = await this.#pool.run({
        memory,
        alone,
        signal: this.#clock.signal,
        request: /* @__PURE__ */ __name(() => {
          begun = true;
          this.#clock.start();
          return request();
        }, "request"),
        isFinal: /* @__PURE__ */ __name((interim) => {
          if ("progress" in interim) {
            onProgress?.(interim.progress);
            return false;
          }
          return true;
        }, "isFinal"),
        reusable: /* @__PURE__ */ __name((answer2) => answer2.memory <= KEPT && !("spent" in answer2 && answer2.spent), "reusable"),
        taken: /* @__PURE__ */ __name((answer2) => answer2.memory, "taken")
      });
      return response;
    } catch (error) {
      throw this.#failure(error);
    } finally {
      if (begun) {
        this.#clock.stop();
      }
    }
  }
  #failure(error) {
    if (this.#clock.signal.aborted) {
      return timedOut(this.#timeout);
    }
    if (!(error instanceof WorkerLost)) {
      return error;
    }
    return error.outOfMemory ? new CompileError("out-of-memory", [error.message]) : new CompileError("crashed", ["the compiler crashed", error.message]);
  }
};

// src/compiler/functions.ts
import { createHash } from "node:crypto";
var MAGIC = Buffer.from("cwasm-functions-v1\n");
var DIGEST = 32;
var NAME = 32;
var LENGTH = 4;
var BODY_DIGEST = 8;
var WORTH_SAVING = 256 * 1024;
var Functions = class {
  static {
    __name(this, "Functions");
  }
  /** Packed entries; shared memory, so that workers need no copies. */
  lists = [];
  /** Of the entries. */
  names = /* @__PURE__ */ new Set();
  /** Digests of bodies that have been compiled. */
  bodies = /* @__PURE__ */ new Set();
  /** Adds entries as one list. */
  add(entries) {
    const size = sizeOf(entries);
    if (size === 0) {
      return;
    }
    const packed = new Uint8Array(new SharedArrayBuffer(size));
    let at = 0;
    for (const { name, list, start, end } of entries) {
      this.names.add(name);
      packed.set(list.subarray(start, end), at);
      at += end - start;
    }
    this.lists = [...this.lists, packed];
  }
};
var FunctionCache = class {
  static {
    __name(this, "FunctionCache");
  }
  #identity;
  #onDiscard;
  #earlier = new Functions();
  #own = new Functions();
  /** Names that this run used. */
  #used = /* @__PURE__ */ new Set();
  #learned = 0;
  #discarded = false;
  /**
   * @param identity what the entries are good for: compiler, engine and target
   * @param onDiscard called once if the entries of earlier runs turn out to be unusable
   */
  constructor(identity, onDiscard = () => {
  }) {
    this.#identity = identity;
    this.#onDiscard = onDiscard;
  }
  /** The entries, packed, as the compiler takes them. */
  get lists() {
    return [...this.#earlier.lists, ...this.#own.lists];
  }
  /** Those that this run made. */
  get own() {
    return this.#own.lists;
  }
  /** Whether there are any of an earlier run. */
  get hasEarlier() {
    return this.#earlier.lists.length > 0;
  }
  /** Bytes of all entries. */
  get size() {
    return this.lists.reduce((sum, list) => sum + list.length, 0);
  }
  /** Whether functions of such a body have been compiled before. A guess: it costs time at the worst. */
  knows(bodyDigest) {
    return this.#earlier.bodies.has(bodyDigest) || this.#own.bodies.has(bodyDigest);
  }
  /** Takes what a compile learned, and the bodies it has been through. */
  learn({ compiled, despite, used }, bodyDigests2) {
    for (const digest2 of bodyDigests2) {
      this.#own.bodies.add(digest2);
    }
    for (let at = 0; at < used.length; at += NAME) {
      this.#used.add(nameAt(used, at));
    }
    const entries = /* @__PURE__ */ new Map();
    for (const entry of compiled.flatMap((list) => [...entriesOf(list)])) {
      if (!this.#own.names.has(entry.name)) {
        entries.set(entry.name, entry);
      }
    }
    const learned = [...entries.values()];
    this.#learned += sizeOf(learned.filter(({ name }) => !this.#earlier.names.has(name)));
    this.#own.add(learned);
    if (despite !== void 0 && this.#hasUnreadable(despite)) {
      this.discard("some of its functions cannot be read");
    }
  }
  /** Whether functions of earlier runs had to be compiled again: what cannot be read counts as missing. */
  #hasUnreadable(compiled) {
    return [...entriesOf(compiled)].some(({ name }) => this.#earlier.names.has(name));
  }
  /**
   * Takes the entries of an earlier run. The bytes are untrusted.
   *
   * @returns why they are not used, or undefined if they are
   */
  load(bytes) {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const start = MAGIC.length + DIGEST;
    if (file.length < start || !file.subarray(0, MAGIC.length).equals(MAGIC)) {
      return "it is not a function cache of this version";
    }
    const contents = file.subarray(start);
    if (!createHash("sha256").update(contents).digest().equals(file.subarray(MAGIC.length, start))) {
      return "it is damaged: its digest is not the recorded one";
    }
    const [identity, bodies, entries] = sections(contents);
    if (identity?.toString() !== this.#identity) {
      return "it was made by another compiler, or for another engine or target";
    }
    if (bodies === void 0 || entries === void 0) {
      return "it is cut";
    }
    for (let at = 0; at < bodies.length; at += BODY_DIGEST) {
      this.#earlier.bodies.add(bodies.toString("hex", at, at + BODY_DIGEST));
    }
    this.#earlier.add([...entriesOf(entries)]);
    return void 0;
  }
  /** Drops all that is of earlier runs, because something in it is wrong. */
  discard(reason) {
    this.#earlier = new Functions();
    if (!this.#discarded) {
      this.#discarded = true;
      this.#onDiscard(reason);
    }
  }
  /**
   * The file for later runs: what this run used or made, then what is left of earlier ones, the last
   * used first, within a limit of bytes. Undefined if the stored one may stay, as little is new.
   */
  pack(limit) {
    if (this.#learned < WORTH_SAVING && !this.#discarded) {
      return void 0;
    }
    const own = this.#own.lists.flatMap((list) => [...entriesOf(list)]);
    const earlier = this.#earlier.lists.flatMap((list) => [...entriesOf(list)]).filter(({ name }) => !this.#own.names.has(name));
    const order = [
      ...earlier.filter(({ name }) => this.#used.has(name)),
      ...own,
      ...earlier.filter(({ name }) => !this.#used.has(name))
    ];
    const digests = /* @__PURE__ */ new Set([...this.#own.bodies, ...this.#earlier.bodies]);
    const bodies = Buffer.from([...digests].join(""), "hex");
    const kept = [];
    let size = bodies.length;
    for (const { list, start, end } of order) {
      size += end - start;
      if (size > limit) {
        break;
      }
      kept.push(list.subarray(start, end));
    }
    const contents = Buffer.concat([
      ...framed(Buffer.from(this.#identity)),
      ...framed(bodies),
      ...framed(Buffer.concat(kept))
    ]);
    return Buffer.concat([MAGIC, createHash("sha256").update(contents).digest(), contents]);
  }
};
function sizeOf(entries) {
  return entries.reduce((sum, { start, end }) => sum + end - start, 0);
}
__name(sizeOf, "sizeOf");
function bodyDigests(component, bodies) {
  return bodies.map(
    ({ offset, size }) => createHash("sha1").update(component.subarray(offset, offset + size)).digest("hex").slice(0, 2 * BODY_DIGEST)
  );
}
__name(bodyDigests, "bodyDigests");
function* entriesOf(list) {
  const view = new DataView(list.buffer, list.byteOffset, list.length);
  let start = 0;
  while (start + NAME + LENGTH <= list.length) {
    const end = start + NAME + LENGTH + view.getUint32(start + NAME, true);
    if (end > list.length) {
      return;
    }
    yield { name: nameAt(list, start), list, start, end };
    start = end;
  }
}
__name(entriesOf, "entriesOf");
function nameAt(bytes, at) {
  return Buffer.from(bytes.buffer, bytes.byteOffset + at, NAME).toString("latin1");
}
__name(nameAt, "nameAt");
function framed(bytes) {
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32LE(bytes.length);
  return [length, bytes];
}
__name(framed, "framed");
function sections(contents) {
  const found = [];
  for (let at = 0; at + LENGTH <= contents.length; ) {
    const start = at + LENGTH;
    at = start + contents.readUInt32LE(at);
    if (at > contents.length) {
      break;
    }
    found.push(contents.subarray(start, at));
  }
  return found;
}
__name(sections, "sections");

// src/compiler/shards.ts
var UNREACHABLE = 0;
var NOP = 1;
var END = 11;
var FILLER = Uint8Array.of(68, 0, 0, 0, 0, 0, 0, 0, 0, 26);
var SHORTEST = 3;
function emptyBodies(component, bodies, keep) {
  const shard = new Uint8Array(component);
  for (const [index, { offset, size }] of bodies.entries()) {
    if (keep.has(index) || size < SHORTEST) {
      continue;
    }
    const end = offset + size - 1;
    shard[offset] = 0;
    shard[offset + 1] = UNREACHABLE;
    let at = offset + 2;
    for (; at + FILLER.length <= end; at += FILLER.length) {
      shard.set(FILLER, at);
    }
    shard.fill(NOP, at, end);
    shard[end] = END;
  }
  return shard;
}
__name(emptyBodies, "emptyBodies");
function balance(bodies, indices, shards) {
  const split = Array.from({ length: shards }, () => ({ bytes: 0, indices: /* @__PURE__ */ new Set() }));
  const size = /* @__PURE__ */ __name((index) => bodies[index].size, "size");
  for (const index of [...indices].sort((a, b) => size(b) - size(a))) {
    const least = split.reduce((a, b) => b.bytes < a.bytes ? b : a);
    least.indices.add(index);
    least.bytes += size(index);
  }
  return split.map((shard) => shard.indices);
}
__name(balance, "balance");

// src/compiler/embedded.ts
var bundled = import.meta.url.endsWith(".js");
var compilers = new URL(bundled ? "./compilers/" : "../../dist/compilers/", import.meta.url);
var workerEntry = new URL(bundled ? "./worker.js" : "./worker.ts", import.meta.url);
var SMALL = 64 * 1024;
var SHARD = 256 * 1024;
function compilerFolder({ version, hostFeatures }) {
  return new URL(`${version}-${hostFeatures}/`, compilers);
}
__name(compilerFolder, "compilerFolder");
async function openEmbedded(compiler, jobs) {
  const folder = compilerFolder(compiler);
  const packed = await readFile2(new URL("precompiler.core.wasm.br", folder));
  const core = await WebAssembly.compile(await promisify(brotliDecompress)(packed));
  const workerData = { glue: new URL("precompiler.js", folder).href, core };
  const pool = new Pool({
    entry: workerEntry,
    workerData,
    workers: jobs,
    memory: memoryForCompiles()
  });
  const estimate = new MemoryEstimate();
  return {
    identity: createHash2("sha256").update(packed).digest("hex"),
    compile: /* @__PURE__ */ __name(async (request) => {
      const calls = new Calls(pool, estimate, request.timeout);
      const artifact = await compile2(calls, request);
      return { artifact, milliseconds: calls.milliseconds };
    }, "compile"),
    settings: /* @__PURE__ */ __name(async (target) => await new Calls(pool, estimate).settings(target), "settings"),
    close: /* @__PURE__ */ __name(() => pool.close(), "close")
  };
}
__name(openEmbedded, "openEmbedded");
async function compile2(calls, request) {
  const { read, size } = request;
  let component;
  const readOnce = /* @__PURE__ */ __name(async () => {
    component ??= await read();
    return component;
  }, "readOnce");
  if (size < SMALL) {
    const shape = { size, functions: size / 4, largest: size };
    return await retryAlone(
      calls,
      (alone) => precompile(calls, readOnce, shape, request, void 0, alone)
    );
  }
  const bodies = await calls.describe(size, readOnce);
  return await compileLarge(calls, await readOnce(), bodies, request);
}
__name(compile2, "compile");
async function compileLarge(calls, component, bodies, request) {
  const { functions } = request;
  const largest = bodies.reduce((most, { size }) => Math.max(most, size), 0);
  const shape = { size: component.length, functions: bodies.length, largest };
  const hadEarlier = functions?.hasEarlier === true;
  let trouble;
  const artifact = await retryAlone(calls, async (alone) => {
    if (alone) {
      const progress = new Progress(1, bodies.length, request.onProgress).next();
      return await precompile(calls, async () => component, shape, request, progress, true);
    }
    try {
      return await together(calls, component, bodies, shape, request, true);
    } catch (error) {
      if (!hadEarlier || !(error instanceof CompileError) || error.kind === "timed-out") {
        throw error;
      }
      trouble = error;
      if (error.kind === "out-of-memory") {
        throw error;
      }
      return await together(calls, component, bodies, shape, request, false);
    }
  });
  if (trouble !== void 0) {
    functions?.discard(`with its functions the compiler failed: ${trouble.message}`);
  }
  return artifact;
}
__name(compileLarge, "compileLarge");
async function together(calls, component, bodies, shape, request, earlier) {
  const { options, target, functions, onProgress } = request;
  const digests = functions === void 0 ? [] : bodyDigests(component, bodies);
  const unknown = [...bodies.keys()].filter(
    (index) => !earlier || functions?.knows(digests[index]) !== true
  );
  const shards = shardCount(bodies, unknown, calls.idle);
  const passes = new Progress(shards > 1 ? shards + 1 : 1, bodies.length, onProgress);
  if (shards === 1 && functions === void 0) {
    return await precompile(calls, async () => component, shape, request, passes.next());
  }
  const made = shards === 1 ? [] : await Promise.all(
    balance(bodies, unknown, shards).map(
      (keep) => calls.compile(
        shape,
        async () => ({
          call: "compileFunctions",
          component: emptyBodies(component, bodies, keep),
          options,
          target
        }),
        passes.next()
      ).then(
        ({ compiled: compiled2 }) => compiled2,
        // The last pass compiles what is missing, and finds out if the component is at fault.
        (error) => error instanceof CompileError ? new Uint8Array() : raise(error)
      )
    )
  );
  const known = functions === void 0 ? [] : earlier ? functions.lists : functions.own;
  const entries = [...known, ...made];
  const { artifact, compiled, used } = await calls.compile(
    { ...shape, entries: entries.reduce((sum, list) => sum + list.length, 0) },
    async () => ({ call: "precompileIncrementally", component, options, target, entries }),
    passes.next()
  );
  functions?.learn(
    { compiled: [...made, compiled], used, ...earlier && { despite: compiled } },
    digests
  );
  return artifact;
}
__name(together, "together");
async function precompile(calls, component, shape, { options, target }, onProgress, alone = false) {
  const { artifact } = await calls.compile(
    shape,
    async () => ({ call: "precompile", component: await component(), options, target }),
    onProgress,
    alone
  );
  return artifact;
}
__name(precompile, "precompile");
async function retryAlone(calls, attempt) {
  try {
    return await attempt(false);
  } catch (error) {
    if (!isOutOfMemory(error)) {
      throw error;
    }
  }
  try {
    return await attempt(true);
  } catch (error) {
    throw isOutOfMemory(error) ? calls.outOfMemory(error) : error;
  }
}
__name(retryAlone, "retryAlone");
function isOutOfMemory(error) {
  return error instanceof CompileError && error.kind === "out-of-memory";
}
__name(isOutOfMemory, "isOutOfMemory");
function shardCount(bodies, unknown, workers) {
  const bytes = unknown.reduce((sum, index) => sum + bodies[index].size, 0);
  return Math.max(1, Math.min(workers, Math.floor(bytes / SHARD)));
}
__name(shardCount, "shardCount");
var Progress = class {
  static {
    __name(this, "Progress");
  }
  #passes = [];
  #all;
  #count;
  #report;
  constructor(passes, functions, report) {
    this.#count = passes;
    this.#all = functions;
    this.#report = report;
  }
  /** What to call with the functions of the next pass. */
  next() {
    const pass = this.#passes.push(0) - 1;
    return (functions) => {
      this.#passes[pass] = Math.min(functions, this.#all);
      const sum = this.#passes.reduce((a, b) => a + b, 0);
      this.#report?.(Math.floor(sum / this.#count), this.#all);
    };
  }
};
function raise(error) {
  throw error;
}
__name(raise, "raise");

// src/compiler/refusals.ts
var REFUSALS = [
  {
    says: /legacy_exceptions feature/,
    feature: "legacy exception handling",
    options: []
  },
  {
    says: /exceptions proposal not enabled|exception handling feature|exceptions support is not/,
    feature: "exception handling",
    options: ["exceptions"],
    needs: "gc",
    since: 37
  },
  {
    says: /proposed exception handling operator/,
    feature: "exception handling",
    options: []
  },
  {
    says: /shared-everything-threads/,
    feature: "shared-everything threads",
    options: ["shared-everything-threads"]
  },
  {
    says: /threads must be enabled|threads support is not enabled/,
    feature: "threads",
    options: ["threads"]
  },
  {
    // Without the Cargo feature even `externref` is refused, which is on where it is there.
    says: /gc types are disallowed/,
    feature: "references to anything but functions",
    options: ["reference-types"]
  },
  {
    says: /without the gc feature|gc types are disabled|gc support is not enabled/,
    feature: "garbage collection",
    options: ["function-references", "gc"]
  },
  {
    says: /function references required|function references support is not/,
    feature: "typed function references",
    options: ["function-references"]
  },
  {
    says: /reference types (?:must be enabled|support is not enabled)/,
    feature: "reference types",
    options: ["reference-types"]
  },
  { says: /memory64 must be enabled/, feature: "64-bit memories", options: ["memory64"] },
  { says: /multiple memories/, feature: "several memories", options: ["multi-memory"] },
  { says: /tail calls support is not enabled/, feature: "tail calls", options: ["tail-call"] },
  {
    says: /relaxed SIMD support is not enabled/,
    feature: "relaxed SIMD",
    options: ["relaxed-simd"]
  },
  { says: /SIMD support is not enabled/, feature: "SIMD", options: ["simd"] },
  {
    says: /bulk memory (?:must be enabled|support is not enabled)/,
    feature: "bulk memory",
    options: ["bulk-memory"]
  },
  {
    says: /custom page sizes proposal must be enabled/,
    feature: "custom page sizes",
    options: ["custom-page-sizes"]
  },
  {
    says: /wide arithmetic support is not enabled/,
    feature: "wide arithmetic",
    options: ["wide-arithmetic"]
  },
  {
    says: /stack switching (?:is disabled|support is not enabled)/,
    feature: "stack switching",
    options: ["stack-switching"]
  },
  {
    says: /component model async feature/,
    feature: "the component model's async",
    options: ["component-model-async"]
  },
  {
    says: /component model `value`s is not enabled/,
    feature: "values in component types",
    options: []
  }
];
function explaining(compiler, which) {
  return {
    ...compiler,
    compile: /* @__PURE__ */ __name(async (request) => {
      try {
        return await compiler.compile(request);
      } catch (error) {
        const advice = error instanceof CompileError ? adviceOn(error.message, which, request.options) : void 0;
        throw advice === void 0 ? error : new CompileError(error.kind, [
          error.message,
          advice
        ]);
      }
    }, "compile")
  };
}
__name(explaining, "explaining");
function adviceOn(message, compiler, options) {
  const refusal2 = REFUSALS.find(({ says }) => says.test(message));
  if (refusal2 === void 0) {
    return void 0;
  }
  const { feature } = refusal2;
  const wasmtime = `Wasmtime ${majorOf(compiler.version)}`;
  if (refusal2.options.length === 0 || !inLine(refusal2, compiler)) {
    return `${wasmtime} cannot compile ${feature}, so no host on it can have it: build the component without`;
  }
  const off = refusal2.options.filter(
    (name) => options.some(([option, value]) => option === name && value === "false")
  );
  if (off.length > 0) {
    return `the options turn ${feature} off (-W ${off.map((name) => `${name}=n`).join(",")}): if the host does not, leave that out`;
  }
  const missing = missingFeatures(refusal2, compiler.hostFeatures);
  const flags = `-W ${refusal2.options.join(",")}`;
  if (missing.length === 0) {
    return `if the host turns ${feature} on, say so with ${mention("options", flags)}`;
  }
  const built = `if the host is built with Wasmtime's Cargo feature ${missing.join(" and ")}`;
  return hasDefault(compiler, refusal2) ? `${built}, set ${mention("host-features", "default")}${isOnByDefault(refusal2) ? "" : `, and ${mention("options", flags)} if it turns ${feature} on`}` : `${built}, only a native Wasmtime can compile this (${mention("compiler")}); otherwise the host cannot have ${feature}`;
}
__name(adviceOn, "adviceOn");
function inLine({ options, since = 0 }, { version }) {
  const major = majorOf(version);
  return major >= since && options.every((name) => {
    const { from = 0, to = Number.POSITIVE_INFINITY } = KNOWN.get(name) ?? {};
    return from <= major && major <= to;
  });
}
__name(inLine, "inLine");
function missingFeatures({ options, needs }, hostFeatures) {
  const has = CARGO_FEATURES[hostFeatures];
  const needed = [...options.map((name) => KNOWN.get(name)?.needs), needs];
  return [...new Set(needed)].filter(
    (feature) => feature !== void 0 && has?.has(feature) === false
  );
}
__name(missingFeatures, "missingFeatures");
function hasDefault({ version }, refusal2) {
  return EMBEDDED.some(
    (embedded) => majorOf(embedded.version) === majorOf(version) && missingFeatures(refusal2, embedded.hostFeatures).length === 0
  );
}
__name(hasDefault, "hasDefault");
function isOnByDefault({ options }) {
  return options.every((name) => name === "threads" || name === "reference-types");
}
__name(isOnByDefault, "isOnByDefault");

// src/compiler/open.ts
async function openCompiler(compiler, jobs) {
  const opened = compiler.kind === "embedded" ? await openEmbedded(compiler, jobs) : openNative(compiler, jobs);
  return explaining(opened, compiler);
}
__name(openCompiler, "openCompiler");

// src/engine/fingerprint.ts
var KEYS = {
  component_model: "component-model",
  fuel: "fuel",
  epoch: "epoch-interruption"
};
function describeEngine(options, hostFeatures) {
  const values = new Map(options);
  const others = options.filter(([name]) => !Object.values(KEYS).includes(name));
  return [
    "v2",
    `component_model=${values.get("component-model") ?? "true"}`,
    "async=false",
    `fuel=${values.get("fuel") ?? "false"}`,
    `epoch=${values.get("epoch-interruption") ?? "false"}`,
    "cranelift",
    ...others.map(([name, value]) => `${name}=${value}`),
    ...hostFeatures === "minimal" ? [] : [`host=${hostFeatures}`]
  ].join(";");
}
__name(describeEngine, "describeEngine");
function readFingerprint(text, line) {
  const [version = "", ...fields] = text.split(";");
  if (!/^v\d+$/.test(version)) {
    throw refusal(text, "It does not begin with a version.");
  }
  const keys = fields.map((field) => field.split("=")[0]);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== void 0) {
    throw refusal(text, `'${twice}' is named twice.`);
  }
  return fields.flatMap((field) => {
    const read = readField(text, field, line);
    if (read === void 0) {
      throw refusal(text, `'${field}' is not known.`);
    }
    return read.option === void 0 ? [] : [read.option];
  }).sort(byName);
}
__name(readFingerprint, "readFingerprint");
function requireAgreement(text, options, line) {
  const given = new Map(options);
  for (const field of text.split(";")) {
    const read = readField(text, field, line);
    const says = read?.name === void 0 ? void 0 : given.get(read.name);
    if (read?.name !== void 0 && read.option?.[1] !== says) {
      throw refusal(
        text,
        `it says ${field}, but ${mention("options")} ${says === void 0 ? "does not" : `says ${read.name}=${says}`}`
      );
    }
  }
}
__name(requireAgreement, "requireAgreement");
function readField(text, field, line) {
  const [key = "", ...rest] = field.split("=");
  const value = rest.join("=");
  const possible = /* @__PURE__ */ __name((is) => {
    if (!is) {
      throw refusal(text, `'${field}' is not possible here.`);
    }
    return {};
  }, "possible");
  if (field === "cranelift") {
    return {};
  }
  if (key === "async") {
    return possible(value === "true" || value === "false");
  }
  if (key === "host") {
    return possible(value === line.hostFeatures);
  }
  const isKey = Object.hasOwn(KEYS, key);
  const name = isKey ? KEYS[key] : key;
  if (!isOption(name)) {
    return void 0;
  }
  if (isKey) {
    possible(value === "true" || value === "false" && key !== "component_model");
  }
  if (name === "fuel") {
    return { name, option: value === "true" ? [name, value] : void 0 };
  }
  try {
    return { name, option: parseOption(name, value, line) };
  } catch (error) {
    throw error instanceof OptionProblem ? refusal(text, error.message) : error;
  }
}
__name(readField, "readField");
function refusal(text, problem) {
  return new InputError(
    "engine-fingerprint",
    text,
    `fields separated by ';': a version such as v2, the keys ${Object.keys(KEYS).join(", ")} and async with =true or =false, cranelift, and compile options`,
    `Copy the fingerprint from your host, character by character; if it is of another form, say its options in ${mention("options")} as well.`,
    problem.replace(/\.$/, "")
  );
}
__name(refusal, "refusal");

// src/engine/engine.ts
function resolveEngine(inputs) {
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
      configHash
    }))
  };
}
__name(resolveEngine, "resolveEngine");
function describeHost(inputs) {
  const version = parseVersion(inputs.version, inputs.readText);
  const names = ["minimal", "default"];
  const hostFeatures = inputs.native === void 0 ? names.find((name) => name === inputs.hostFeatures) : inputs.native.hostFeatures;
  if (hostFeatures === void 0) {
    throw new InputError(
      "host-features",
      inputs.hostFeatures,
      names.join(", "),
      "They are the Cargo features that the host builds Wasmtime with."
    );
  }
  if (inputs.native !== void 0) {
    requireVersion(version, inputs.native);
  }
  return { version, hostFeatures, ...configure(inputs, version.major, hostFeatures) };
}
__name(describeHost, "describeHost");
function configure(inputs, major, hostFeatures) {
  const line = { major, features: CARGO_FEATURES[hostFeatures], hostFeatures };
  const given = readOptions(inputs, line);
  if (given !== void 0 && inputs.fingerprint !== "") {
    requireAgreement(inputs.fingerprint, given, line);
  }
  const options = given ?? (inputs.fingerprint === "" ? USUAL_OPTIONS[hostFeatures] : readFingerprint(inputs.fingerprint, line));
  const fingerprint = inputs.fingerprint || describeEngine(options, hostFeatures);
  return { options, fingerprint, configHash: engineConfigHash(fingerprint) };
}
__name(configure, "configure");
function engineConfigHash(fingerprint) {
  return sha256(fingerprint);
}
__name(engineConfigHash, "engineConfigHash");
function resolveCompiler(host, { hostFeatures, native }) {
  if (native !== void 0) {
    requireVersion(host, native);
    return native;
  }
  const ofLine = EMBEDDED.filter(({ version }) => majorOf(version) === host.major);
  const [first] = ofLine;
  if (first === void 0) {
    throw new InputError(
      "wasmtime-version",
      host.pinned,
      unique(EMBEDDED.flatMap(({ version }) => [String(majorOf(version)), version])),
      `These have an embedded compiler. Pin your host to one of them, or name a native Wasmtime of your host's version in ${mention("compiler")}.`
    );
  }
  if (host.full !== void 0 && host.full !== first.version && needsExactPatch(first.version)) {
    throw new InputError(
      "wasmtime-version",
      host.pinned,
      unique([first.version]),
      `Up to Wasmtime 37 an artifact loads on exactly the patch that made it, and the embedded compiler is ${first.version}: a host on ${host.full} would refuse it. Pin wasmtime = "=${first.version}" in the host, or name a native Wasmtime ${host.full} in ${mention("compiler")}.`
    );
  }
  const embedded = ofLine.find((engine) => engine.hostFeatures === hostFeatures);
  if (embedded === void 0) {
    throw new InputError(
      "host-features",
      hostFeatures,
      unique(ofLine.map((engine) => engine.hostFeatures)),
      `These are the Cargo features that embedded compilers of Wasmtime ${host.major} are built for. For others name a native Wasmtime in ${mention("compiler")}.`
    );
  }
  return { kind: "embedded", ...embedded };
}
__name(resolveCompiler, "resolveCompiler");
function requireVersion(host, native) {
  const right = majorOf(native.version) === host.major && (host.full === void 0 || host.full === native.version || !needsExactPatch(host.full));
  if (!right) {
    throw new InputError(
      "compiler",
      native.path,
      `a Wasmtime ${host.pinned}, as ${mention("wasmtime-version")} says`,
      `This one is ${native.version}, and what it compiles is refused by your host. Install that version, or change ${mention("wasmtime-version")} if your host has this one.`
    );
  }
}
__name(requireVersion, "requireVersion");
function readOptions({ options, readText }, line) {
  if (options === "") {
    return void 0;
  }
  if (!/^\S+\.toml$/.test(options)) {
    return parseOptions(options, line);
  }
  let contents;
  try {
    contents = readText(options);
  } catch {
    throw optionsError(options, "There is no such file; relative paths begin in the workspace.");
  }
  return parseOptionsFile(options, contents, line);
}
__name(readOptions, "readOptions");
function withCpu(options, flags, cpu) {
  const all = new Map(options);
  for (const [name, value] of flags) {
    const other = all.get(name) ?? value;
    if (other !== value) {
      throw new InputError(
        "cpu",
        cpu,
        `what ${mention("options")} does not contradict`,
        `It says ${name}=${other}: leave one of the two out.`
      );
    }
    all.set(name, value);
  }
  return [...all].sort(byName);
}
__name(withCpu, "withCpu");
function unique(values) {
  return [...new Set(values)].join(", ");
}
__name(unique, "unique");

// src/inputs/runner-target.ts
function runnerTarget() {
  const cpu = { x64: "x86_64", arm64: "aarch64", s390x: "s390x", riscv64: "riscv64gc" }[process.arch];
  const system = {
    linux: isMusl() ? "unknown-linux-musl" : "unknown-linux-gnu",
    darwin: "apple-darwin",
    win32: "pc-windows-msvc"
  }[process.platform];
  return cpu === void 0 || system === void 0 ? void 0 : `${cpu}-${system}`;
}
__name(runnerTarget, "runnerTarget");
function isMusl() {
  if (process.platform !== "linux") {
    return false;
  }
  process.report.excludeNetwork = true;
  const report = process.report.getReport();
  return report.header?.glibcVersionRuntime === void 0;
}
__name(isMusl, "isMusl");

// src/inputs/inputs.ts
import { availableParallelism } from "node:os";

// src/engine/known-targets.ts
var RUST_TARGETS = {
  aarch64: "apple-darwin apple-ios apple-ios-macabi apple-ios-sim apple-tvos apple-tvos-sim apple-visionos apple-visionos-sim apple-watchos apple-watchos-sim kmc-solid_asp3 linux-android nintendo-switch-freestanding pc-windows-gnullvm pc-windows-msvc unknown-freebsd unknown-fuchsia unknown-helenos unknown-hermit unknown-illumos unknown-linux-gnu unknown-linux-gnu_ilp32 unknown-linux-musl unknown-linux-ohos unknown-managarm-mlibc unknown-netbsd unknown-none unknown-none-softfloat unknown-nto-qnx700 unknown-nto-qnx710 unknown-nto-qnx710_iosock unknown-nto-qnx800 unknown-nuttx unknown-openbsd unknown-redox unknown-teeos unknown-trusty unknown-uefi uwp-windows-msvc wrs-vxworks",
  aarch64_be: "unknown-hermit unknown-linux-gnu unknown-linux-gnu_ilp32 unknown-linux-musl unknown-netbsd unknown-none-softfloat",
  aarch64v8r: "unknown-none unknown-none-softfloat",
  arm64e: "apple-darwin apple-ios apple-tvos",
  arm64ec: "pc-windows-msvc",
  riscv64: "linux-android wrs-vxworks",
  riscv64a23: "unknown-linux-gnu",
  riscv64gc: "unknown-freebsd unknown-fuchsia unknown-hermit unknown-linux-gnu unknown-linux-musl unknown-managarm-mlibc unknown-netbsd unknown-none-elf unknown-nuttx-elf unknown-openbsd unknown-redox",
  riscv64im: "unknown-none-elf",
  riscv64imac: "unknown-none-elf unknown-nuttx-elf",
  s390x: "unknown-linux-gnu unknown-linux-musl unknown-none-softfloat",
  x86_64: "apple-darwin apple-ios apple-ios-macabi apple-tvos apple-watchos-sim fortanix-unknown-sgx linux-android lynx-lynxos178 pc-cygwin pc-nto-qnx710 pc-nto-qnx710_iosock pc-nto-qnx800 pc-solaris pc-windows-gnu pc-windows-gnullvm pc-windows-msvc unikraft-linux-musl unknown-dragonfly unknown-freebsd unknown-fuchsia unknown-haiku unknown-helenos unknown-hermit unknown-hurd-gnu unknown-illumos unknown-l4re-uclibc unknown-linux-gnu unknown-linux-gnuasan unknown-linux-gnux32 unknown-linux-musl unknown-linux-none unknown-linux-ohos unknown-managarm-mlibc unknown-motor unknown-netbsd unknown-none unknown-openbsd unknown-redox unknown-trusty unknown-uefi uwp-windows-gnu uwp-windows-msvc win7-windows-gnu win7-windows-msvc wrs-vxworks",
  x86_64h: "apple-darwin"
};
var KNOWN_TARGETS = /* @__PURE__ */ new Set([
  ...Object.entries(RUST_TARGETS).flatMap(
    ([architecture2, systems]) => systems.split(" ").map((system) => `${architecture2}-${system}`)
  ),
  ...["pulley32", "pulley64", "pulley32be", "pulley64be"]
]);
var SYNONYMS = {
  amd64: "x86_64",
  x64: "x86_64",
  arm64: "aarch64",
  riscv64: "riscv64gc",
  macos: "darwin",
  macosx: "darwin",
  osx: "darwin",
  win32: "windows",
  win64: "windows"
};
var USUAL = ["linux-gnu", "apple-darwin", "windows-msvc", "linux-musl"];
function nearestTarget(name) {
  const parts = name.toLowerCase().split("-").map((part) => SYNONYMS[part] ?? part);
  const fitting = [...KNOWN_TARGETS].filter((triple) => {
    const has = triple.split("-");
    return has[0] === parts[0] && parts.every((part) => part === "unknown" || has.includes(part));
  });
  const usual = USUAL.map((system) => fitting.find((triple) => triple.endsWith(system)));
  return usual.find((triple) => triple !== void 0) ?? fitting[0] ?? nearest(name, KNOWN_TARGETS);
}
__name(nearestTarget, "nearestTarget");

// src/inputs/inputs.ts
var LOUDNESS = ["warn", "error", "ignore"];
var MOST_FUNCTIONS = 2e9;
var ENGINE_INPUTS = [
  "wasmtime-version",
  "host-features",
  "options",
  "cpu",
  "engine-fingerprint",
  "compiler"
];
function readSettings(read) {
  const text = /* @__PURE__ */ __name((name) => read(name).trim() || DEFAULTS[name], "text");
  const targets = readTargets(text("targets"));
  return {
    files: readFiles(text("files")),
    targets,
    engine: readEngineSettings(read),
    output: readOutput(text("output"), targets.length > 1),
    directoryMode: readDirectoryMode(text("directory-mode")),
    coreModules: oneOf("core-modules", text("core-modules"), ["skip", "error", "compile"]),
    ifNoFilesFound: oneOf("if-no-files-found", text("if-no-files-found"), LOUDNESS),
    ifNothingMade: oneOf(
      "if-nothing-made",
      text("if-nothing-made") || text("if-no-files-found"),
      LOUDNESS
    ),
    cache: readCache(text("cache")),
    failOnSaveError: oneOf("fail-on-save-error", text("fail-on-save-error").toLowerCase(), ["true", "false"]) === "true",
    upload: readUpload(text, targets),
    failFast: oneOf("fail-fast", text("fail-fast").toLowerCase(), ["true", "false"]) === "true",
    jobs: text("jobs") === "" ? availableParallelism() : wholeNumber("jobs", text("jobs"), 1, 1024, "Leave it empty for one per core."),
    timeout: readTimeout("timeout-minutes", text("timeout-minutes")),
    functionCacheLimit: readSize("function-cache-limit", text("function-cache-limit"))
  };
}
__name(readSettings, "readSettings");
function readFiles(text) {
  const patterns = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  if (patterns.every((pattern) => pattern.startsWith("!"))) {
    throw new InputError(
      "files",
      text,
      "glob patterns, one per line, at least one without '!'",
      "Patterns with '!' only take away from what the lines before them found."
    );
  }
  return patterns;
}
__name(readFiles, "readFiles");
function readTargets(text) {
  const allowed = "target triples such as x86_64-unknown-linux-gnu, one per line or separated by commas";
  const targets = [
    ...new Set(
      text.split(/[\n,]/).map((target) => target.trim()).filter((target) => target !== "")
    )
  ];
  for (const target of targets) {
    if (!KNOWN_TARGETS.has(target)) {
      const meant = nearestTarget(target);
      const question = meant === void 0 ? "" : `Did you mean '${meant}'? `;
      throw new InputError(
        "targets",
        target,
        allowed,
        `Rust has no such target of an architecture that Wasmtime compiles for (x86_64, aarch64, riscv64, s390x, Pulley). ${question}Name the target as the host's Rust toolchain does.`
      );
    }
  }
  if (targets.length > 0) {
    return targets;
  }
  const own = runnerTarget();
  if (own === void 0) {
    throw new InputError(
      "targets",
      text,
      allowed,
      `There is no default on this runner (${process.platform} ${process.arch}): name the targets.`
    );
  }
  return [own];
}
__name(readTargets, "readTargets");
function readEngineSettings(read) {
  return Object.fromEntries(
    ENGINE_INPUTS.map((name) => [name, read(name).trim() || DEFAULTS[name]])
  );
}
__name(readEngineSettings, "readEngineSettings");
function readOutput(text, severalTargets) {
  const template = text || (severalTargets ? "{dir}/{target}/{stem}.cwasm" : "{dir}/{stem}.cwasm");
  const allowed = "a path that ends in .cwasm, with the placeholders {dir}, {stem} and {target}";
  if (!template.endsWith(".cwasm") || template.includes("\0")) {
    throw new InputError(
      "output",
      text,
      allowed,
      "Hosts look for <stem>.cwasm and <stem>.cwasm.meta."
    );
  }
  const unknown = /\{(?!(?:dir|stem|target)\})[^}]*\}?/.exec(template);
  if (unknown !== null) {
    throw new InputError("output", text, allowed, `There is no placeholder ${unknown[0]}.`);
  }
  return (names) => fillTemplate(template, names);
}
__name(readOutput, "readOutput");
function fillTemplate(template, names, platform = process.platform) {
  const dir = platform === "win32" ? names.dir.replace(/^([a-z]):/i, "$1") : names.dir;
  const below = { ...names, dir: dir.replace(/^\/+/, "") };
  return template.replace(
    /\{(dir|stem|target)\}/g,
    (_, name, offset) => (offset === 0 ? names : below)[name]
  );
}
__name(fillTemplate, "fillTemplate");
function readDirectoryMode(text) {
  if (text === "") {
    return void 0;
  }
  const mode = /^(0o?)?[0-7]{3}$/.test(text) ? Number.parseInt(text.slice(-3), 8) : 0;
  if ((mode & 448) !== 448 || (mode & 2) !== 0) {
    throw new InputError(
      "directory-mode",
      text,
      "an octal mode with all rights for the owner and no writing for everyone, such as 0700 or 0750",
      "Leave it empty to keep the modes of folders that exist."
    );
  }
  return mode;
}
__name(readDirectoryMode, "readDirectoryMode");
function readCache(text) {
  const mode = oneOf("cache", text.toLowerCase(), ["true", "false", "restore-only", "save-only"]);
  return {
    restore: mode === "true" || mode === "restore-only",
    save: mode === "true" || mode === "save-only"
  };
}
__name(readCache, "readCache");
function readUpload(text, targets) {
  const name = text("artifact-name");
  if (/["\\:<>|*?/\r\n]/.test(name)) {
    throw new InputError(
      "artifact-name",
      name,
      `text without " : < > | * ? \\ / and line breaks`,
      "{target} stands for the target."
    );
  }
  if (!name.includes("{target}") && targets.length > 1) {
    throw new InputError(
      "artifact-name",
      name,
      "text with {target} when there are several targets",
      "One workflow artifact is made per target, and each needs its own name."
    );
  }
  const days = text("retention-days");
  const retentionDays = days === "" ? void 0 : wholeNumber("retention-days", days, 1, 400, "Leave it empty for the repository's own.");
  return oneOf("upload", text("upload"), ["none", "artifact"]) === "none" ? void 0 : { name: /* @__PURE__ */ __name((target) => name.replaceAll("{target}", target), "name"), retentionDays };
}
__name(readUpload, "readUpload");
var MOST_MINUTES = 360;
function readTimeout(name, value) {
  const milliseconds = Math.round(Number(value) * 6e4);
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(value) || !(milliseconds > 0) || Number(value) > MOST_MINUTES) {
    throw new InputError(
      name,
      value,
      `minutes up to ${MOST_MINUTES}, such as 30 or 0.5`,
      `Leave it out for ${DEFAULTS[name]}: a component that takes longer fails, the others go on.`
    );
  }
  return milliseconds;
}
__name(readTimeout, "readTimeout");
function readSize(name, value) {
  const units = { "": 1, B: 1, KB: 1e3, MB: 1e6, GB: 1e9 };
  const [, digits, letters = ""] = /^(\d{1,12})\s*([a-z]{0,2})$/i.exec(value) ?? [];
  const unit = units[letters.toUpperCase()];
  const bytes = Number(digits) * (unit ?? Number.NaN);
  if (!(bytes <= MOST_FUNCTIONS)) {
    throw new InputError(
      name,
      value,
      "a size up to 2 GB, such as 256 MB, or 0",
      "0 compiles every function anew."
    );
  }
  return bytes;
}
__name(readSize, "readSize");
function oneOf(name, value, allowed) {
  const found = allowed.find((choice) => choice === value);
  if (found === void 0) {
    throw new InputError(name, value, allowed.join(", "), "Leave it out for the default.");
  }
  return found;
}
__name(oneOf, "oneOf");
function wholeNumber(name, value, least, most, advice) {
  const number = Number(value);
  if (!/^\d{1,6}$/.test(value) || number < least || number > most) {
    throw new InputError(name, value, `a whole number from ${least} to ${most}`, advice);
  }
  return number;
}
__name(wholeNumber, "wholeNumber");

// src/run/components.ts
import { createHash as createHash3 } from "node:crypto";
import { stat } from "node:fs/promises";
import { isAbsolute, parse as parse2, relative, resolve as resolve2, sep } from "node:path";
var CONCURRENCY = 8;
async function discover({ paths, troubles }, cwd, withCoreModules) {
  const components = [];
  const others = troubles.map(({ path, harmless, reason }) => ({
    path: displayPath(path, cwd),
    kind: harmless ? "passed-over" : "unusable",
    reason
  }));
  for (const found of await mapAtMost(
    CONCURRENCY,
    paths,
    (path) => look(path, cwd, withCoreModules)
  )) {
    if ("reason" in found) {
      others.push(found);
    } else {
      components.push(found);
    }
  }
  return { components, others };
}
__name(discover, "discover");
async function look(path, cwd, withCoreModules) {
  const file = resolve2(cwd, path);
  const shown = displayPath(file, cwd);
  try {
    const stats = await stat(file);
    if (stats.isDirectory()) {
      return { path: shown, kind: "directory", reason: "a directory" };
    }
    if (!stats.isFile()) {
      return { path: shown, kind: "unusable", reason: `${kindOf(stats)}, not a regular file` };
    }
    const { head, size, sha256: sha2562 } = await digest(file);
    const { kind, reason } = classify(head, size);
    return kind === "component" || kind === "core-module" && withCoreModules ? { kind, path: shown, file, stem: parse2(file).name, size, sha256: sha2562 } : { kind, path: shown, reason };
  } catch (error) {
    return { path: shown, kind: "unusable", reason: `cannot be read: ${messageOf(error)}` };
  }
}
__name(look, "look");
async function digest(file) {
  const hash = createHash3("sha256");
  let head = Buffer.alloc(0);
  let size = 0;
  const handle = await openRegular(file);
  for await (const chunk of handle.createReadStream({ highWaterMark: 1 << 20 })) {
    hash.update(chunk);
    size += chunk.length;
    if (head.length < 8) {
      head = Buffer.concat([head, chunk.subarray(0, 8 - head.length)]);
    }
  }
  return { head, size, sha256: hash.digest("hex") };
}
__name(digest, "digest");
function classify(head, size) {
  if (size === 0) {
    return { kind: "unusable", reason: "an empty file" };
  }
  if (!head.subarray(0, 4).equals(Buffer.from("\0asm", "latin1"))) {
    return { kind: "unusable", reason: "not WebAssembly: it does not begin with \\0asm" };
  }
  if (head.length < 8) {
    return { kind: "unusable", reason: "truncated WebAssembly: it ends within the header" };
  }
  switch (head.readUInt16LE(6)) {
    case 0:
      return { kind: "core-module", reason: "a core module, not a component" };
    case 1:
      return { kind: "component", reason: "a component" };
    default:
      return { kind: "unusable", reason: "WebAssembly of an unknown layer" };
  }
}
__name(classify, "classify");
async function readComponent(component) {
  const bytes = await readRegular(component.file);
  if (createHash3("sha256").update(bytes).digest("hex") !== component.sha256) {
    throw new Error("the file changed while it was being compiled");
  }
  return bytes;
}
__name(readComponent, "readComponent");
function displayPath(file, cwd) {
  const path = relative(cwd, file);
  const outside = path === "" || path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path);
  return (outside ? file : path).replaceAll(sep, "/");
}
__name(displayPath, "displayPath");

// src/run/engines.ts
import { resolve as resolve3 } from "node:path";

// src/compiler/lazy.ts
function lazily(open) {
  let opened;
  return {
    get: /* @__PURE__ */ __name(() => {
      opened ??= open();
      return opened;
    }, "get"),
    close: /* @__PURE__ */ __name(async () => {
      const compiler = await opened?.catch(() => void 0);
      await compiler?.close();
    }, "close")
  };
}
__name(lazily, "lazily");

// src/compiler/sections.ts
import { readFile as readFile3 } from "node:fs/promises";

// src/artifact/key.ts
function cacheKey(wasmSha256, engine, target) {
  return {
    wasmSha256,
    wasmtimeVersion: engine.pinnedVersion,
    targetTriple: target.triple,
    engineConfigHash: target.configHash
  };
}
__name(cacheKey, "cacheKey");
function keyedTarget(target, section) {
  return {
    ...target,
    section,
    sectionDigest: sha256(section),
    optionsDigest: sha256(JSON.stringify(target.options)).slice(0, 16)
  };
}
__name(keyedTarget, "keyedTarget");
function keyParts(key, compiler, target) {
  return [
    ["format", "cwasm-v1"],
    ["wasmtime", `${key.wasmtimeVersion}-${compilerName(compiler)}`],
    ["target", key.targetTriple],
    ["wasm sha256", key.wasmSha256],
    ["engine config hash", key.engineConfigHash],
    // Two engines can never share an entry, whatever they call themselves. Options first, since a few
    // change artifacts and leave no trace in the section.
    ["options sha256", target.optionsDigest],
    ["engine section sha256", target.sectionDigest]
  ];
}
__name(keyParts, "keyParts");
function compilerName(compiler) {
  const own = compiler.kind === "native" ? `-${compiler.sha256.slice(0, 16)}` : "";
  return `${compiler.version}-${compiler.hostFeatures}${own}`;
}
__name(compilerName, "compilerName");
function entryName(key, compiler, target) {
  const text = keyParts(key, compiler, target).map(([, value]) => value).join("-");
  return { key: text, folder: sha256(text).slice(0, 32) };
}
__name(entryName, "entryName");

// src/compiler/sections.ts
var SECTIONS_FILE = "sections.json";
var SMALL_COMPONENT = Buffer.from(
  [
    "0061736d 0d000100",
    "01 18 0061736d01000000 01 04 01600000 03 02 0100 0a 04 0102000b",
    "02 04 01000000"
  ].join("").replaceAll(" ", ""),
  "hex"
);
var TIMEOUT = 5 * 6e4;
async function withSections({ compiler, targets }, open) {
  const shipped = await shippedSections(compiler);
  return await Promise.all(
    targets.map(async (target) => {
      const section = isUsual(compiler, target) ? shipped.get(target.triple) : void 0;
      return keyedTarget(target, section ?? await learnSection(target, compiler, await open()));
    })
  );
}
__name(withSections, "withSections");
async function shippedSections(compiler) {
  if (compiler.kind === "native") {
    return /* @__PURE__ */ new Map();
  }
  const file = new URL(SECTIONS_FILE, compilerFolder(compiler));
  const table = JSON.parse(await readFile3(file, "utf8"));
  return new Map(
    Object.entries(table).map(([target, base64]) => [target, Buffer.from(base64, "base64")])
  );
}
__name(shippedSections, "shippedSections");
function isUsual({ hostFeatures }, { options }) {
  return JSON.stringify(options) === JSON.stringify(USUAL_OPTIONS[hostFeatures]);
}
__name(isUsual, "isUsual");
async function learnSection(target, which, compiler) {
  requirePulley(target, which);
  try {
    const { artifact } = await compiler.compile({
      read: /* @__PURE__ */ __name(async () => SMALL_COMPONENT, "read"),
      size: SMALL_COMPONENT.length,
      options: target.options,
      target: target.triple,
      timeout: TIMEOUT
    });
    return parseArtifact(artifact).engineSection.slice();
  } catch (error) {
    throw error instanceof CompileError ? await inputAtFault(error, target, which, compiler) : error;
  }
}
__name(learnSection, "learnSection");
function requirePulley({ triple }, { kind, version }) {
  if (kind === "embedded" && triple.toLowerCase().startsWith("pulley") && majorOf(version) < PULLEY_SINCE) {
    const majors = new Set(EMBEDDED.map((embedded) => majorOf(embedded.version)));
    const having = [...majors].filter((major) => major >= PULLEY_SINCE);
    throw new InputError(
      "targets",
      triple,
      `pulley32, pulley64, pulley32be and pulley64be with Wasmtime ${having.join(", ")}`,
      `Wasmtime ${version} cannot compile for Pulley yet: take the target out, or set wasmtime-version if your host has one of these.`
    );
  }
}
__name(requirePulley, "requirePulley");
async function inputAtFault(error, { triple, options }, which, compiler) {
  const says = `Wasmtime ${which.version} says: ${error.message}.`;
  if (which.kind === "native") {
    return new InputError(
      "compiler",
      which.path,
      "a wasmtime that can compile for the targets with the options that are asked for",
      `It fails even at a component that does nothing, for ${triple}. ${says}`
    );
  }
  switch (error.kind) {
    case "unknown-target":
    case "unsupported-target":
      return new InputError(
        "targets",
        triple,
        "target triples of x86_64, aarch64, riscv64gc, s390x and pulley64, such as x86_64-unknown-linux-gnu, aarch64-apple-darwin or x86_64-pc-windows-msvc",
        says
      );
    case "unsupported-option": {
      const settings = await compiler.settings(triple);
      const [unknown] = options.filter(([name]) => name.startsWith("cranelift-")).map(([name]) => name.slice("cranelift-".length)).filter((name) => settings.length > 0 && !settings.includes(name));
      const meant = unknown === void 0 ? "" : didYouMean(unknown, settings);
      return optionsError(
        options.map(([name, value]) => `${name}=${value}`).join(" "),
        `Not for ${triple}. ${says} ${meant}`
      );
    }
    default:
      return error;
  }
}
__name(inputAtFault, "inputAtFault");

// src/run/engines.ts
function engineInputs(engine, targets, { cwd, findNative: findNative2 }) {
  const { compiler } = engine;
  return {
    version: engine["wasmtime-version"],
    hostFeatures: engine["host-features"],
    options: engine.options,
    cpu: engine.cpu,
    fingerprint: engine["engine-fingerprint"],
    targets,
    native: compiler === EMBEDDED_COMPILER ? void 0 : findNative2(compiler, cwd),
    readText: /* @__PURE__ */ __name((path) => readRegularTextSync(resolve3(cwd, path)), "readText")
  };
}
__name(engineInputs, "engineInputs");
async function openEngine({ engine, targets, jobs }, surroundings) {
  const described = resolveEngine(engineInputs(engine, targets, surroundings));
  const opened = lazily(() => surroundings.openCompiler(described.compiler, jobs));
  surroundings.signal?.addEventListener("abort", () => void opened.close(), { once: true });
  try {
    return { ...described, targets: await withSections(described, opened.get), opened };
  } catch (error) {
    await opened.close();
    throw error;
  }
}
__name(openEngine, "openEngine");

export {
  engineDifference,
  differences,
  incomparable,
  versionDifference,
  namedFields,
  writeSidecar,
  sidecarMismatch,
  sidecarDifference,
  lazily,
  cacheKey,
  keyParts,
  compilerName,
  entryName,
  FunctionCache,
  withSections,
  atMost,
  mapAtMost,
  findNative,
  openCompiler,
  describeHost,
  runnerTarget,
  ENGINE_INPUTS,
  readSettings,
  readTargets,
  readEngineSettings,
  discover,
  digest,
  readComponent,
  displayPath,
  engineInputs,
  openEngine
};
