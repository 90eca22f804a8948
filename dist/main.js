import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);
import {
  create,
  placeFile,
  placePair,
  sidecarPath
} from "./chunk-GLSXXLRI.js";
import {
  DEFAULTS,
  EMBEDDED_COMPILER,
  InputError,
  MANIFEST_NAME,
  USUAL_OPTIONS,
  anyOf,
  counts,
  didYouMean,
  isCacheHit,
  majorOf,
  makeManifest,
  messageOf,
  optionsError,
  parse,
  resolveEngines,
  stringify,
  toFlags,
  totals,
  writeManifest
} from "./chunk-6PZC6YIV.js";
import {
  __name,
  debug,
  error,
  getInput,
  group,
  info,
  notice,
  setFailed,
  setOutput,
  sha256,
  summary,
  warning
} from "./chunk-MVRL76AA.js";

// src/main.ts
import { mkdtemp as mkdtemp2 } from "node:fs/promises";
import { tmpdir as tmpdir2 } from "node:os";
import { join as join2 } from "node:path";

// src/compiler/embedded.ts
import { createHash as createHash2 } from "node:crypto";
import { readFile } from "node:fs/promises";
import { freemem } from "node:os";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";

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

// src/compiler/functions.ts
import { createHash } from "node:crypto";
var MAGIC = Buffer.from("cwasm-functions-v1\n");
var DIGEST = 32;
var NAME = 32;
var LENGTH = 4;
var BODY_DIGEST = 8;
var WORTH_SAVING = 256 * 1024;
var FunctionCache = class {
  static {
    __name(this, "FunctionCache");
  }
  #identity;
  /** Packed entries; shared memory, so that workers need no copies. */
  #lists = [];
  #bodies = /* @__PURE__ */ new Set();
  #names = /* @__PURE__ */ new Set();
  /** Names that this run used or made. */
  #fresh = /* @__PURE__ */ new Set();
  #learned = 0;
  /** @param identity what the entries are good for: compiler, engine and target */
  constructor(identity) {
    this.#identity = identity;
  }
  /** The entries, packed, as the compiler takes them. */
  get lists() {
    return this.#lists;
  }
  /** Bytes of all entries. */
  get size() {
    return this.#lists.reduce((sum, list) => sum + list.length, 0);
  }
  /** Whether functions of such a body have been compiled before. A guess: it costs time at the worst. */
  knows(bodyDigest) {
    return this.#bodies.has(bodyDigest);
  }
  /** Takes what a compile learned, and the bodies it has been through. */
  learn({ compiled, used }, bodyDigests2) {
    for (const digest2 of bodyDigests2) {
      this.#bodies.add(digest2);
    }
    for (let at = 0; at < used.length; at += NAME) {
      this.#fresh.add(nameAt(used, at));
    }
    const entries = /* @__PURE__ */ new Map();
    for (const entry of compiled.flatMap((list) => [...entriesOf(list)])) {
      this.#fresh.add(entry.name);
      if (!this.#names.has(entry.name)) {
        entries.set(entry.name, entry);
      }
    }
    this.#learned += this.#add([...entries.values()]);
  }
  /**
   * Takes the entries of an earlier run. The bytes are untrusted.
   *
   * @returns why they are not used, or undefined if they are
   */
  load(bytes2) {
    const file = Buffer.from(bytes2.buffer, bytes2.byteOffset, bytes2.length);
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
      this.#bodies.add(bodies.toString("hex", at, at + BODY_DIGEST));
    }
    this.#add([...entriesOf(entries)]);
    return void 0;
  }
  /**
   * The file for later runs: what this run used or made, then what is left of earlier ones, the last
   * used first, within a limit of bytes. Undefined if it would hold little that is new.
   */
  pack(limit) {
    if (this.#learned < WORTH_SAVING) {
      return void 0;
    }
    const all = this.#lists.flatMap((list) => [...entriesOf(list)]);
    const order = [
      ...all.filter(({ name }) => this.#fresh.has(name)),
      ...all.filter(({ name }) => !this.#fresh.has(name))
    ];
    const bodies = Buffer.from([...this.#bodies].join(""), "hex");
    const kept = [];
    let size2 = bodies.length;
    for (const { list, start, end } of order) {
      size2 += end - start;
      if (size2 > limit) {
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
  /** Adds entries as one list. @returns its bytes */
  #add(entries) {
    const size2 = entries.reduce((sum, { start, end }) => sum + end - start, 0);
    if (size2 === 0) {
      return 0;
    }
    const packed = new Uint8Array(new SharedArrayBuffer(size2));
    let at = 0;
    for (const { name, list, start, end } of entries) {
      this.#names.add(name);
      packed.set(list.subarray(start, end), at);
      at += end - start;
    }
    this.#lists = [...this.#lists, packed];
    return size2;
  }
};
function bodyDigests(component, bodies) {
  return bodies.map(
    ({ offset, size: size2 }) => createHash("sha1").update(component.subarray(offset, offset + size2)).digest("hex").slice(0, 2 * BODY_DIGEST)
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
function nameAt(bytes2, at) {
  return Buffer.from(bytes2.buffer, bytes2.byteOffset + at, NAME).toString("latin1");
}
__name(nameAt, "nameAt");
function framed(bytes2) {
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32LE(bytes2.length);
  return [length, bytes2];
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

// src/compiler/pool.ts
import { Worker } from "node:worker_threads";
var WorkerLost = class extends Error {
  static {
    __name(this, "WorkerLost");
  }
  name = "WorkerLost";
};
var Pool = class {
  static {
    __name(this, "Pool");
  }
  #options;
  #waiting = [];
  #idle = [];
  #busy = /* @__PURE__ */ new Set();
  #running = 0;
  #memory = 0;
  #closed = false;
  constructor(options) {
    this.#options = options;
  }
  /** Runs a task when a worker and memory are free, in the order of the calls. */
  run(task) {
    return new Promise((resolve5, reject) => {
      if (this.#closed) {
        reject(new Error("stopped"));
        return;
      }
      this.#waiting.push({ task, resolve: resolve5, reject });
      this.#next();
    });
  }
  /** How many more tasks would start at once, but for memory. */
  get idle() {
    return Math.max(0, this.#options.workers - this.#running - this.#waiting.length);
  }
  /** Stops all workers at once; their tasks and those that wait fail. */
  async close() {
    this.#closed = true;
    for (const { reject } of this.#waiting.splice(0)) {
      reject(new Error("stopped"));
    }
    const workers = [...this.#idle.splice(0), ...this.#busy];
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  #next() {
    const first = this.#waiting[0];
    const fits = first !== void 0 && this.#running < this.#options.workers && (this.#running === 0 || this.#memory + first.task.memory <= this.#options.memory);
    if (!fits) {
      return;
    }
    this.#waiting.shift();
    this.#running += 1;
    this.#memory += first.task.memory;
    this.#perform(first.task).then(first.resolve, first.reject).finally(() => {
      this.#running -= 1;
      this.#memory -= first.task.memory;
      this.#next();
    });
    this.#next();
  }
  async #perform(task) {
    const message = await task.request();
    if (this.#closed) {
      throw new Error("stopped");
    }
    const worker = this.#idle.pop() ?? this.#start();
    this.#busy.add(worker);
    try {
      const response = await answer(worker, message, task);
      if (!this.#closed && task.reusable(response)) {
        worker.unref();
        this.#idle.push(worker);
      } else {
        await worker.terminate();
      }
      return response;
    } catch (error2) {
      await worker.terminate();
      throw error2;
    } finally {
      this.#busy.delete(worker);
    }
  }
  #start() {
    return new Worker(this.#options.entry, { workerData: this.#options.workerData });
  }
};
function answer(worker, message, task) {
  worker.ref();
  return new Promise((resolve5, reject) => {
    const settle = /* @__PURE__ */ __name((act) => {
      worker.off("message", answered).off("error", failed).off("messageerror", failed).off("exit", ended);
      act();
    }, "settle");
    const lost = /* @__PURE__ */ __name((reason) => settle(() => reject(new WorkerLost(reason))), "lost");
    const answered = /* @__PURE__ */ __name((response) => {
      if (task.isFinal(response)) {
        settle(() => resolve5(response));
      }
    }, "answered");
    const failed = /* @__PURE__ */ __name((error2) => lost(messageOf(error2)), "failed");
    const ended = /* @__PURE__ */ __name((code2) => lost(`the worker thread ended with ${code2}`), "ended");
    worker.on("message", answered).on("error", failed).on("messageerror", failed).on("exit", ended);
    worker.postMessage(message);
  });
}
__name(answer, "answer");

// src/compiler/shards.ts
var UNREACHABLE = 0;
var NOP = 1;
var END = 11;
var FILLER = Uint8Array.of(68, 0, 0, 0, 0, 0, 0, 0, 0, 26);
var SHORTEST = 3;
function emptyBodies(component, bodies, keep) {
  const shard = new Uint8Array(component);
  for (const [index, { offset, size: size2 }] of bodies.entries()) {
    if (keep.has(index) || size2 < SHORTEST) {
      continue;
    }
    const end = offset + size2 - 1;
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
  const size2 = /* @__PURE__ */ __name((index) => bodies[index].size, "size");
  for (const index of [...indices].sort((a, b) => size2(b) - size2(a))) {
    const least = split.reduce((a, b) => b.bytes < a.bytes ? b : a);
    least.indices.add(index);
    least.bytes += size2(index);
  }
  return split.map((shard) => shard.indices);
}
__name(balance, "balance");

// src/compiler/embedded.ts
var bundled = import.meta.url.endsWith(".js");
var compilers = new URL(bundled ? "./compilers/" : "../../dist/compilers/", import.meta.url);
var workerEntry = new URL(bundled ? "./worker.js" : "./worker.ts", import.meta.url);
var MEMORY_BASE = 128 * 2 ** 20;
var MEMORY_PER_BYTE = 36;
var MEMORY_SHARE = 0.7;
var SMALL = 64 * 1024;
var SHARD = 256 * 1024;
function compilerFolder(engine) {
  return new URL(`${engine.version}-${engine.hostFeatures}/`, compilers);
}
__name(compilerFolder, "compilerFolder");
async function openEmbedded(engine, jobs) {
  const folder = compilerFolder(engine);
  const packed = await readFile(new URL("precompiler.core.wasm.br", folder));
  const core = await WebAssembly.compile(await promisify(brotliDecompress)(packed));
  const workerData = { glue: new URL("precompiler.js", folder).href, core };
  const workers = new Workers(
    new Pool({
      entry: workerEntry,
      workerData,
      workers: jobs,
      memory: MEMORY_SHARE * machineMemory()
    })
  );
  return {
    identity: createHash2("sha256").update(packed).digest("hex"),
    compile: /* @__PURE__ */ __name((request) => compile(workers, request), "compile"),
    settings: /* @__PURE__ */ __name(async (target) => {
      const request = /* @__PURE__ */ __name(async () => ({ call: "settings", target }), "request");
      return (await workers.call(0, request)).result.settings;
    }, "settings"),
    close: /* @__PURE__ */ __name(() => workers.pool.close(), "close")
  };
}
__name(openEmbedded, "openEmbedded");
async function compile(workers, request) {
  const { read, size: size2, options, target } = request;
  if (size2 < SMALL) {
    const whole = /* @__PURE__ */ __name(async () => ({
      call: "precompile",
      component: await read(),
      options,
      target
    }), "whole");
    const { result, milliseconds } = await workers.call(size2, whole);
    return { artifact: result.artifact, milliseconds };
  }
  let component;
  const describe = /* @__PURE__ */ __name(async () => {
    component = await read();
    return { call: "describe", component };
  }, "describe");
  const described = await workers.call(size2, describe);
  const start = performance.now();
  const artifact = await compileLarge(
    workers,
    component,
    bodiesOf(described.result.bodies),
    request
  );
  return { artifact, milliseconds: described.milliseconds + performance.now() - start };
}
__name(compile, "compile");
async function compileLarge(workers, component, bodies, { size: size2, options, target, functions, onProgress }) {
  const digests = functions === void 0 ? [] : bodyDigests(component, bodies);
  const unknown = [...bodies.keys()].filter(
    (index) => functions?.knows(digests[index]) !== true
  );
  const shards = shardCount(bodies, unknown, workers.pool.idle);
  const passes = new Progress(shards > 1 ? shards + 1 : 1, bodies.length, onProgress);
  if (shards === 1 && functions === void 0) {
    const { result: result2 } = await workers.call(
      size2,
      async () => ({ call: "precompile", component, options, target }),
      passes.next()
    );
    return result2.artifact;
  }
  const made = shards === 1 ? [] : await Promise.all(
    balance(bodies, unknown, shards).map(
      (keep) => workers.call(
        size2,
        async () => ({
          call: "compileFunctions",
          component: emptyBodies(component, bodies, keep),
          options,
          target
        }),
        passes.next()
      ).then(
        ({ result: result2 }) => result2.compiled,
        // The last pass compiles what is missing, and finds out if the component is at fault.
        (error2) => error2 instanceof CompileError ? new Uint8Array() : raise(error2)
      )
    )
  );
  const entries = [...functions?.lists ?? [], ...made];
  const { result } = await workers.call(
    // Entries come on top of what they save.
    size2 + entries.reduce((sum, list) => sum + list.length, 0) / MEMORY_PER_BYTE,
    async () => ({ call: "precompileIncrementally", component, options, target, entries }),
    passes.next()
  );
  functions?.learn({ compiled: [...made, result.compiled], used: result.used }, digests);
  return result.artifact;
}
__name(compileLarge, "compileLarge");
function shardCount(bodies, unknown, workers) {
  const bytes2 = unknown.reduce((sum, index) => sum + bodies[index].size, 0);
  return Math.max(1, Math.min(workers, Math.floor(bytes2 / SHARD)));
}
__name(shardCount, "shardCount");
function bodiesOf(pairs) {
  return Array.from({ length: pairs.length / 2 }, (_, index) => ({
    offset: pairs[2 * index],
    size: pairs[2 * index + 1]
  }));
}
__name(bodiesOf, "bodiesOf");
var Workers = class {
  static {
    __name(this, "Workers");
  }
  pool;
  constructor(pool) {
    this.pool = pool;
  }
  /**
   * @param size bytes of the component
   * @param request made when the call's turn comes
   * @throws CompileError; what `request` throws
   */
  async call(size2, request, onProgress) {
    const response = await this.pool.run({
      memory: MEMORY_BASE + MEMORY_PER_BYTE * size2,
      request,
      isFinal: /* @__PURE__ */ __name((interim) => {
        if ("progress" in interim) {
          onProgress?.(interim.progress);
          return false;
        }
        return true;
      }, "isFinal"),
      reusable: /* @__PURE__ */ __name((answer2) => !("spent" in answer2 && answer2.spent), "reusable")
    }).catch(
      (error2) => raise(
        error2 instanceof WorkerLost ? new CompileError("crashed", ["the compiler crashed", error2.message]) : error2
      )
    );
    if ("result" in response) {
      return { result: response.result, milliseconds: response.milliseconds };
    }
    throw "kind" in response ? new CompileError(response.kind, response.chain) : new Error("no answer");
  }
};
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
function raise(error2) {
  throw error2;
}
__name(raise, "raise");
function machineMemory() {
  const available = process.availableMemory?.() ?? freemem();
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, available) : available;
}
__name(machineMemory, "machineMemory");

// src/compiler/native.ts
import { execFile, execFileSync } from "node:child_process";
import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { mkdtemp, readFile as readFile2, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";

// src/support/concurrency.ts
function atMost(limit) {
  const waiting = [];
  let running = 0;
  return async (work) => {
    if (running >= limit) {
      await new Promise((resolve5) => waiting.push(resolve5));
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

// src/compiler/native.ts
var VERSION_TIMEOUT = 2e4;
var MESSAGE = 2e3;
function findNative(name, cwd) {
  const allowed = "embedded, wasmtime for the one on PATH, or the path of a wasmtime program";
  const path = /[\\/]/.test(name) ? resolve(cwd, name) : onPath(name);
  if (path === void 0 || !isProgram(path)) {
    throw new InputError(
      "compiler",
      name,
      allowed,
      path === void 0 ? "There is no such program on PATH: install it in a step before this one, or give its path." : "There is no program of that name: nothing is downloaded, so a step before this one must install it."
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
  } catch (error2) {
    throw new InputError("compiler", name, allowed, `It does not run: ${messageOf(error2)}.`);
  }
  const version = /^wasmtime(?:-cli)? (\d+\.\d+\.\d+[\w.-]*)/.exec(says)?.[1];
  if (version === void 0) {
    const line2 = JSON.stringify(says.split("\n")[0]);
    throw new InputError("compiler", name, allowed, `Asked for its version it says ${line2}.`);
  }
  return { path, sha256: sha256(readFileSync(path)), version };
}
__name(findNative, "findNative");
function onPath(name) {
  const suffixes = process.platform === "win32" ? [".exe"] : [""];
  return (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "").flatMap((folder) => suffixes.map((suffix) => join(folder, name + suffix))).find(isProgram);
}
__name(onPath, "onPath");
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
  return {
    // What it keeps of functions is its own business.
    identity: void 0,
    compile: /* @__PURE__ */ __name((request) => gate(() => compile2(native, request, jobs, stop.signal)), "compile"),
    settings: /* @__PURE__ */ __name(async () => [], "settings"),
    close: /* @__PURE__ */ __name(async () => stop.abort(), "close")
  };
}
__name(openNative, "openNative");
async function compile2({ path, version }, { read, options, target }, jobs, signal) {
  signal.throwIfAborted();
  const wasm = await read();
  const folder = await mkdtemp(join(tmpdir(), "cwasm-cache-native-"));
  try {
    const [input, output] = [join(folder, "in.wasm"), join(folder, "out.cwasm")];
    await writeFile(input, wasm, { mode: 384 });
    const flags2 = toFlags(options, majorOf(version));
    const start = performance.now();
    await execute(
      path,
      ["compile", "--target", target, "-C", "cache=n", ...flags2, "-o", output, input],
      jobs,
      signal
    );
    return { artifact: await readFile2(output), milliseconds: performance.now() - start };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
__name(compile2, "compile");
function execute(path, args, jobs, signal) {
  return new Promise((resolve5, reject) => {
    execFile(
      path,
      args,
      { env: environment(jobs), signal, maxBuffer: 1 << 24, windowsHide: true },
      (error2, _, stderr) => {
        if (error2 === null) {
          resolve5();
        } else if (signal.aborted) {
          reject(new Error("stopped"));
        } else {
          const ended = error2.signal ? `was ended by ${error2.signal}` : `ended with ${error2.code}`;
          reject(new CompileError("compile-failed", [`${path} ${ended}`, clean(stderr)]));
        }
      }
    );
  });
}
__name(execute, "execute");
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

// src/compiler/open.ts
async function openCompiler(engine, jobs) {
  return engine.native === void 0 ? await openEmbedded(engine, jobs) : openNative(engine.native, jobs);
}
__name(openCompiler, "openCompiler");

// src/inputs/inputs.ts
import { readFileSync as readFileSync2 } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve as resolve2 } from "node:path";

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
var MOST_FUNCTIONS = 2e9;
function readSettings(read, cwd) {
  const text = /* @__PURE__ */ __name((name) => read(name).trim() || DEFAULTS[name], "text");
  const targets = readTargets(text("targets"));
  return {
    files: readFiles(text("files")),
    engines: readEngines(text, targets, cwd),
    output: readOutput(text("output"), targets.length > 1),
    coreModules: oneOf("core-modules", text("core-modules"), ["skip", "error", "compile"]),
    ifNoFilesFound: oneOf("if-no-files-found", text("if-no-files-found"), [
      "warn",
      "error",
      "ignore"
    ]),
    cache: readCache(text("cache")),
    upload: readUpload(text, targets),
    failFast: oneOf("fail-fast", text("fail-fast").toLowerCase(), ["true", "false"]) === "true",
    jobs: text("jobs") === "" ? availableParallelism() : wholeNumber("jobs", text("jobs"), 1, 1024, "Leave it empty for one per core."),
    functionCacheLimit: readSize("function-cache-limit", text("function-cache-limit"))
  };
}
__name(readSettings, "readSettings");
function readFiles(text) {
  const patterns = text.split(/\r?\n/).map((line2) => line2.trim()).filter((line2) => line2 !== "" && !line2.startsWith("#"));
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
    if (!/^[a-z0-9_.]{1,32}(-[a-z0-9_.]{1,32}){1,3}$|^pulley(32|64)(be)?$/i.test(target)) {
      throw new InputError(
        "targets",
        target,
        allowed,
        "Name the target as the host's Rust toolchain does."
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
function readEngines(text, targets, cwd) {
  const compiler = text("compiler");
  return resolveEngines({
    version: text("wasmtime-version"),
    hostFeatures: text("host-features"),
    options: text("options"),
    cpu: text("cpu"),
    fingerprint: text("engine-fingerprint"),
    targets,
    native: compiler === EMBEDDED_COMPILER ? void 0 : findNative(compiler, cwd),
    readText: /* @__PURE__ */ __name((path) => readFileSync2(resolve2(cwd, path), "utf8"), "readText")
  });
}
__name(readEngines, "readEngines");
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
  return (names) => template.replace(/\{(dir|stem|target)\}/g, (_, name) => names[name]);
}
__name(readOutput, "readOutput");
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
function readSize(name, value) {
  const units = { "": 1, B: 1, KB: 1e3, MB: 1e6, GB: 1e9 };
  const [, digits, letters = ""] = /^(\d{1,12})\s*([a-z]{0,2})$/i.exec(value) ?? [];
  const unit = units[letters.toUpperCase()];
  const bytes2 = Number(digits) * (unit ?? Number.NaN);
  if (!(bytes2 <= MOST_FUNCTIONS)) {
    throw new InputError(
      name,
      value,
      "a size up to 2 GB, such as 256 MB, or 0",
      "0 compiles every function anew."
    );
  }
  return bytes2;
}
__name(readSize, "readSize");
function oneOf(name, value, allowed) {
  const found = allowed.find((choice) => choice === value);
  if (found === void 0) {
    throw new InputError(name, value, allowed.join(", "), `Leave it out for ${DEFAULTS[name]}.`);
  }
  return found;
}
__name(oneOf, "oneOf");
function wholeNumber(name, value, least, most, advice) {
  const number2 = Number(value);
  if (!/^\d{1,6}$/.test(value) || number2 < least || number2 > most) {
    throw new InputError(name, value, `a whole number from ${least} to ${most}`, advice);
  }
  return number2;
}
__name(wholeNumber, "wholeNumber");

// src/report/reporter.ts
function oneLine(text) {
  return text.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => character === "\n" ? "\\n" : `\\u{${character.codePointAt(0).toString(16)}}`
  ).replaceAll("##[", "##\\u{5b}");
}
__name(oneLine, "oneLine");
function size(bytes2) {
  for (const [unit, name] of [
    [1e9, "GB"],
    [1e6, "MB"],
    [1e3, "kB"]
  ]) {
    if (bytes2 >= unit) {
      return `${(bytes2 / unit).toFixed(1)} ${name}`;
    }
  }
  return `${bytes2} B`;
}
__name(size, "size");
function duration(milliseconds) {
  return milliseconds < 1e3 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1e3).toFixed(1)} s`;
}
__name(duration, "duration");

// src/report/actions.ts
var line = /* @__PURE__ */ __name((message) => info(`  ${oneLine(message)}`), "line");
var INTERVAL = 1e4;
var shown = performance.now();
function progress(message) {
  if (performance.now() - shown > INTERVAL) {
    shown = performance.now();
    line(message);
  }
}
__name(progress, "progress");
var actionsReporter = {
  group: /* @__PURE__ */ __name((title, work) => group(oneLine(title), work), "group"),
  info: line,
  detail: line,
  notice: /* @__PURE__ */ __name((message, file) => notice(oneLine(message), place(file)), "notice"),
  warning: /* @__PURE__ */ __name((message, file) => warning(oneLine(message), place(file)), "warning"),
  error: /* @__PURE__ */ __name((message, file) => error(oneLine(message), place(file)), "error"),
  progress
};
function place(file) {
  return file === void 0 ? {} : { file };
}
__name(place, "place");

// src/report/summary.ts
var MOST_ROWS = 500;
function summaryMarkdown(manifest) {
  const rows = [
    ...manifest.failed.map((absent) => [
      code(absent.component),
      code(absent.target ?? "all"),
      `\u274C ${plain(absent.reason)}`,
      "",
      "",
      ""
    ]),
    ...manifest.artifacts.map((artifact) => [
      code(artifact.component),
      code(artifact.target),
      artifact.status,
      size(artifact.component_size),
      size(artifact.artifact_size),
      duration(artifact.milliseconds)
    ]),
    ...manifest.skipped.map((absent) => [
      code(absent.component),
      code(absent.target ?? "all"),
      `skipped: ${plain(absent.reason)}`,
      "",
      "",
      ""
    ])
  ];
  const hidden = rows.length - MOST_ROWS;
  return [
    "### Precompiled components",
    "",
    `${totals(manifest)} \xB7 Wasmtime ${manifest.engine.wasmtime_version}, ${manifest.engine.host_features} features`,
    "",
    "| component | target | result | `.wasm` | `.cwasm` | time |",
    "| --- | --- | --- | ---: | ---: | ---: |",
    ...rows.slice(0, MOST_ROWS).map((cells) => `| ${cells.join(" | ")} |`),
    ...hidden > 0 ? ["", `and ${hidden} more, in the manifest`] : [],
    ""
  ].join("\n");
}
__name(summaryMarkdown, "summaryMarkdown");
function code(text) {
  return `<code>${plain(text)}</code>`;
}
__name(code, "code");
function plain(text) {
  return oneLine(text).replace(
    /[^\p{L}\p{N} .,;:/()-]/gu,
    (character) => `&#${character.codePointAt(0)};`
  );
}
__name(plain, "plain");

// src/run/globs.ts
async function glob(patterns) {
  const globber = await create(patterns.join("\n"), {
    implicitDescendants: false,
    matchDirectories: true
  });
  return [...new Set(await globber.glob())].sort();
}
__name(glob, "glob");

// src/artifact/key.ts
function cacheKey(wasmSha256, engine, target) {
  return {
    wasmSha256,
    wasmtimeVersion: engine.pinnedVersion,
    targetTriple: target,
    engineConfigHash: engine.configHash
  };
}
__name(cacheKey, "cacheKey");
function keyParts(key, engine, engineSection) {
  return [
    ["format", "cwasm-v1"],
    ["wasmtime", `${key.wasmtimeVersion}-${compilerName(engine)}`],
    ["target", key.targetTriple],
    ["wasm sha256", key.wasmSha256],
    ["engine config hash", key.engineConfigHash],
    // Two engines can never share an entry, whatever they call themselves. Options first, since a few
    // change artifacts and leave no trace in the section.
    ["options sha256", sha256(JSON.stringify(engine.options)).slice(0, 16)],
    ["engine section sha256", sha256(engineSection)]
  ];
}
__name(keyParts, "keyParts");
function compilerName({ version, hostFeatures, native }) {
  const own = native === void 0 ? "" : `-${native.sha256.slice(0, 16)}`;
  return `${version}-${hostFeatures}${own}`;
}
__name(compilerName, "compilerName");
function entryName(key, engine, engineSection) {
  const text = keyParts(key, engine, engineSection).map(([, value]) => value).join("-");
  return { key: text, folder: sha256(text).slice(0, 32) };
}
__name(entryName, "entryName");

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
  if (text === writeSidecar(key)) {
    return void 0;
  }
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
    if (typeof found !== "object" || found === null || Reflect.get(found, name) !== key[field]) {
      return `the sidecar's ${name} is not ${key[field]}`;
    }
  }
  return "the sidecar is not written as the reference writes it";
}
__name(sidecarMismatch, "sidecarMismatch");

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

// src/artifact/elf.ts
var ELFOSABI_WASMTIME = 200;
var KINDS = { 1: "core-module", 2: "component" };
var ENGINE_SECTION = ".wasmtime.engine";
var HEADER = {
  size: 64,
  osAbi: 7,
  sectionTable: 40,
  flags: 48,
  entrySize: 58,
  count: 60,
  names: 62
};
var SECTION = { size: 64, name: 0, offset: 24, length: 32 };
function parseArtifact(artifact) {
  const view = new DataView(artifact.buffer, artifact.byteOffset, artifact.byteLength);
  if (view.byteLength < HEADER.size || view.getUint32(0) !== 2135247942 || view.getUint8(4) !== 2 || view.getUint8(HEADER.osAbi) !== ELFOSABI_WASMTIME) {
    throw new Error("not an ELF file made by Wasmtime");
  }
  const little = view.getUint8(5) === 1;
  const kind = KINDS[view.getUint32(HEADER.flags, little)];
  if (kind === void 0) {
    throw new Error("not the artifact of a component or core module");
  }
  const slice = /* @__PURE__ */ __name((offset, length) => {
    if (offset + length > view.byteLength) {
      throw new Error("a truncated artifact");
    }
    return new DataView(artifact.buffer, artifact.byteOffset + offset, length);
  }, "slice");
  const table = u64(view, HEADER.sectionTable, little);
  const entrySize = view.getUint16(HEADER.entrySize, little);
  const headerOf = /* @__PURE__ */ __name((index) => slice(table + index * entrySize, SECTION.size), "headerOf");
  const bodyOf = /* @__PURE__ */ __name((header) => bytes(slice(u64(header, SECTION.offset, little), u64(header, SECTION.length, little))), "bodyOf");
  const names = bodyOf(headerOf(view.getUint16(HEADER.names, little)));
  const sections2 = [];
  let engineSection;
  for (let index = 1; index < view.getUint16(HEADER.count, little); index += 1) {
    const header = headerOf(index);
    const name = textAt(names, header.getUint32(SECTION.name, little));
    sections2.push({ name, size: u64(header, SECTION.length, little) });
    if (name === ENGINE_SECTION) {
      engineSection = bodyOf(header);
    }
  }
  if (engineSection === void 0) {
    throw new Error("an artifact without an engine section");
  }
  return { kind, engineSection, sections: sections2 };
}
__name(parseArtifact, "parseArtifact");
function textAt(bytes2, start) {
  const text = Buffer.from(bytes2.subarray(start, start + 64)).toString("latin1");
  return text.split("\0")[0];
}
__name(textAt, "textAt");
function u64(view, offset, little) {
  return Number(view.getBigUint64(offset, little));
}
__name(u64, "u64");
function bytes(view) {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
__name(bytes, "bytes");

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
async function expectedSections(engines, compiler) {
  const shipped = await shippedSections(anyOf(engines));
  const sections2 = [...engines].map(
    async ([target, engine]) => [
      target,
      (isUsual(engine) ? shipped.get(target) : void 0) ?? await learnSection(target, engine, await compiler())
    ]
  );
  return new Map(await Promise.all(sections2));
}
__name(expectedSections, "expectedSections");
async function shippedSections(engine) {
  if (engine.native !== void 0) {
    return /* @__PURE__ */ new Map();
  }
  const file = new URL(SECTIONS_FILE, compilerFolder(engine));
  const table = JSON.parse(await readFile3(file, "utf8"));
  return new Map(
    Object.entries(table).map(([target, base64]) => [target, Buffer.from(base64, "base64")])
  );
}
__name(shippedSections, "shippedSections");
function isUsual({ hostFeatures, options }) {
  return JSON.stringify(options) === JSON.stringify(USUAL_OPTIONS[hostFeatures]);
}
__name(isUsual, "isUsual");
async function learnSection(target, engine, compiler) {
  try {
    const { artifact } = await compiler.compile({
      read: /* @__PURE__ */ __name(async () => SMALL_COMPONENT, "read"),
      size: SMALL_COMPONENT.length,
      options: engine.options,
      target
    });
    return parseArtifact(artifact).engineSection.slice();
  } catch (error2) {
    throw error2 instanceof CompileError ? await inputAtFault(error2, target, engine, compiler) : error2;
  }
}
__name(learnSection, "learnSection");
async function inputAtFault(error2, target, { version, options, native }, compiler) {
  const says = `Wasmtime ${version} says: ${error2.message}.`;
  if (native !== void 0) {
    return new InputError(
      "compiler",
      native.path,
      "a wasmtime that can compile for the targets with the options that are asked for",
      `It fails even at a component that does nothing, for ${target}. ${says}`
    );
  }
  switch (error2.kind) {
    case "unknown-target":
    case "unsupported-target":
      return new InputError(
        "targets",
        target,
        "target triples of x86_64, aarch64, riscv64gc, s390x and pulley64, such as x86_64-unknown-linux-gnu, aarch64-apple-darwin or x86_64-pc-windows-msvc",
        says
      );
    case "unsupported-option": {
      const settings = await compiler.settings(target);
      const [unknown] = options.filter(([name]) => name.startsWith("cranelift-")).map(([name]) => name.slice("cranelift-".length)).filter((name) => settings.length > 0 && !settings.includes(name));
      const meant = unknown === void 0 ? "" : didYouMean(unknown, settings);
      return optionsError(
        options.map(([name, value]) => `${name}=${value}`).join(" "),
        `Not for ${target}. ${says} ${meant}`
      );
    }
    default:
      return error2;
  }
}
__name(inputAtFault, "inputAtFault");

// src/artifact/engine-section.ts
var number = /* @__PURE__ */ __name((reader) => reader.number(), "number");
var bool = /* @__PURE__ */ __name((reader) => reader.bool(), "bool");
function oneOf2(...names) {
  return (reader) => {
    const name = names[Number(reader.number())];
    if (name === void 0) {
      throw new Error("an unknown value");
    }
    return name;
  };
}
__name(oneOf2, "oneOf");
function optional(read) {
  return (reader) => reader.bool() ? read(reader) : "none";
}
__name(optional, "optional");
var cost = /* @__PURE__ */ __name((reader) => {
  if (reader.number() !== 1n) {
    throw new Error("a cost table");
  }
  return "default";
}, "cost");
var collector = optional(oneOf2("drc", "null", "copying"));
var COMMON_TUNABLES = [
  ["guard_before_linear_memory", bool],
  ["table_lazy_init", bool],
  ["generate_address_map", bool],
  ["debug_adapter_modules", bool],
  ["relaxed_simd_deterministic", bool],
  ["winch_callable", bool],
  ["signals_based_traps", bool]
];
var TUNABLES_27 = [
  ["collector", collector],
  ["static_memory_reservation", number],
  ["memory_guard_size", number],
  ["dynamic_memory_growth_reserve", number],
  ["generate_native_debuginfo", bool],
  ["parse_wasm_debuginfo", bool],
  ["consume_fuel", bool],
  ["epoch_interruption", bool],
  ["static_memory_bound_is_maximum", bool],
  ...COMMON_TUNABLES
];
var TUNABLES_36 = [
  ["collector", collector],
  ["memory_reservation", number],
  ["memory_guard_size", number],
  ["memory_reservation_for_growth", number],
  ["generate_native_debuginfo", bool],
  ["parse_wasm_debuginfo", bool],
  ["consume_fuel", bool],
  ["epoch_interruption", bool],
  ["memory_may_move", bool],
  ...COMMON_TUNABLES,
  ["memory_init_cow", bool],
  ["inlining", bool],
  ["inlining_intra_module", oneOf2("yes", "no", "when-using-gc")],
  ["inlining_small_callee_size", number],
  ["inlining_sum_size_threshold", number]
];
var TUNABLES_48 = [
  ["collector", collector],
  ["memory_reservation", number],
  ["memory_guard_size", number],
  ["memory_reservation_for_growth", number],
  ["debug_native", bool],
  ["debug_guest", bool],
  ["debug_symbols", bool],
  ["parse_wasm_debuginfo", bool],
  ["consume_fuel", bool],
  ["operator_cost", cost],
  ["epoch_interruption", bool],
  ["memory_may_move", bool],
  ...COMMON_TUNABLES,
  ["memory_init_cow", bool],
  ["inlining", oneOf2("yes", "gc", "inter-module", "intrinsics", "no")],
  ["inlining_small_callee_size", number],
  ["inlining_sum_size_threshold", number],
  ["concurrency_support", bool],
  ["recording", bool],
  ["gc_zeal_alloc_counter", optional(number)],
  ["gc_heap_reservation", number],
  ["gc_heap_guard_size", number],
  ["gc_heap_reservation_for_growth", number],
  ["gc_heap_initial_size", number],
  ["gc_heap_may_move", bool],
  ["metadata_for_internal_asserts", bool],
  ["metadata_for_gc_heap_corruption", bool],
  ["branch_hinting", bool]
];
var TUNABLES_50 = TUNABLES_48.flatMap(
  (field) => field[0] === "recording" ? [field, ["asan_stack_switching", bool]] : [field]
);
var FEATURES_27 = [
  "reference_types",
  "multi_value",
  "bulk_memory",
  "component_model",
  "simd",
  "tail_call",
  "threads",
  "multi_memory",
  "exceptions",
  "memory64",
  "relaxed_simd",
  "extended_const",
  "function_references",
  "gc",
  "custom_page_sizes",
  "component_model_more_flags",
  "component_model_multiple_returns",
  "gc_types",
  "wide_arithmetic"
];
var FEATURE_BITS_36 = [
  "mutable_global",
  "saturating_float_to_int",
  "sign_extension",
  "reference_types",
  "multi_value",
  "bulk_memory",
  "simd",
  "relaxed_simd",
  "threads",
  "shared_everything_threads",
  "tail_call",
  "floats",
  "multi_memory",
  "exceptions",
  "memory64",
  "extended_const",
  "component_model",
  "function_references",
  "memory_control",
  "gc",
  "custom_page_sizes",
  "cm_values",
  "cm_nested_names",
  "legacy_exceptions",
  "gc_types",
  "stack_switching",
  "wide_arithmetic",
  "cm_async",
  "cm_async_stackful",
  "cm_async_builtins",
  "cm_error_context",
  "cm_fixed_size_list",
  "cm_gc",
  "call_indirect_overlong",
  "bulk_memory_opt"
];
var FEATURE_BITS_48 = [
  ...FEATURE_BITS_36.slice(0, FEATURE_BITS_36.indexOf("cm_async_builtins")),
  "cm_more_async_builtins",
  "cm_threading",
  "cm_error_context",
  "cm_fixed_length_lists",
  "cm_gc",
  "call_indirect_overlong",
  "bulk_memory_opt",
  "custom_descriptors",
  "compact_imports",
  "cm_map",
  "cm64",
  "cm_implements",
  "cm_canon_names",
  "cm_forward",
  "cm_accessors"
];
function bits(names) {
  return (reader) => {
    const word = reader.number();
    return new Set(names.filter((_, bit) => word >> BigInt(bit) & 1n));
  };
}
__name(bits, "bits");
var LAYOUTS = /* @__PURE__ */ new Map([
  [
    27,
    {
      tunables: TUNABLES_27,
      features: /* @__PURE__ */ __name((reader) => new Set(FEATURES_27.filter(() => reader.bool())), "features")
    }
  ],
  [36, { tunables: TUNABLES_36, features: bits(FEATURE_BITS_36) }],
  [48, { tunables: TUNABLES_48, features: bits(FEATURE_BITS_48) }],
  [50, { tunables: TUNABLES_50, features: bits(FEATURE_BITS_48) }]
]);
var flag = /* @__PURE__ */ __name((reader) => {
  switch (reader.number()) {
    case 0n:
      return reader.text();
    case 1n:
      return BigInt(reader.byte());
    case 2n:
      return reader.bool();
    default:
      throw new Error("an unknown kind of flag");
  }
}, "flag");
function parseEngineSection(section) {
  const reader = new Reader(section);
  const format = reader.byte();
  if (format !== 0) {
    throw new Error(`an engine section of format ${format}`);
  }
  const version = reader.text(reader.byte());
  const head = {
    version,
    target: reader.text(),
    sharedFlags: flags(reader),
    isaFlags: flags(reader)
  };
  const layout = LAYOUTS.get(majorOf(version));
  if (layout === void 0) {
    return { ...head, tunables: void 0, features: void 0 };
  }
  const tunables = new Map(layout.tunables.map(([name, read]) => [name, read(reader)]));
  const features = layout.features(reader);
  if (!reader.atEnd) {
    throw new Error("an engine section of another layout");
  }
  return { ...head, tunables, features };
}
__name(parseEngineSection, "parseEngineSection");
function flags(reader) {
  const count = reader.number();
  const map = /* @__PURE__ */ new Map();
  for (let index = 0n; index < count; index += 1n) {
    const name = reader.text();
    map.set(name, flag(reader));
  }
  return map;
}
__name(flags, "flags");
var Reader = class {
  static {
    __name(this, "Reader");
  }
  #bytes;
  #at = 0;
  constructor(bytes2) {
    this.#bytes = bytes2;
  }
  get atEnd() {
    return this.#at === this.#bytes.length;
  }
  byte() {
    const byte = this.#bytes[this.#at];
    if (byte === void 0) {
      throw new Error("a truncated engine section");
    }
    this.#at += 1;
    return byte;
  }
  bool() {
    const byte = this.byte();
    if (byte > 1) {
      throw new Error("an engine section of another layout");
    }
    return byte === 1;
  }
  /** Seven bits a byte, the lowest first. */
  number() {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) {
        return value;
      }
    }
    throw new Error("an engine section with a number that is too long");
  }
  text(length = Number(this.number())) {
    const end = this.#at + length;
    if (end > this.#bytes.length) {
      throw new Error("a truncated engine section");
    }
    const text = new TextDecoder().decode(this.#bytes.subarray(this.#at, end));
    this.#at = end;
    return text;
  }
};

// src/artifact/compatibility.ts
function engineDifference(found, expected) {
  let sections2;
  try {
    sections2 = [parseEngineSection(found), parseEngineSection(expected)];
  } catch (error2) {
    return messageOf(error2);
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

// src/store/entry.ts
function makeEntry(artifact, expected) {
  requireEngine(artifact, expected);
  const artifactSha256 = sha256(artifact);
  return {
    artifact,
    artifactSha256,
    sidecar: writeSidecar(expected.key),
    record: `${JSON.stringify({ key: expected.name.key, artifact_sha256: artifactSha256 })}
`
  };
}
__name(makeEntry, "makeEntry");
function verifyEntry(files, expected) {
  const artifactSha256 = sha256(files.artifact);
  const fault = recordFault(files.record, expected.name.key, artifactSha256) ?? sidecarMismatch(files.sidecar, expected.key);
  if (fault !== void 0) {
    throw new Error(fault);
  }
  requireEngine(files.artifact, expected);
  return { ...files, artifactSha256 };
}
__name(verifyEntry, "verifyEntry");
function requireEngine(artifact, expected) {
  let head;
  try {
    head = parseArtifact(artifact);
  } catch (error2) {
    throw new Error(`the artifact is damaged: ${messageOf(error2)}`);
  }
  if (head.kind !== expected.kind) {
    throw new Error(`the artifact is of a ${head.kind}, not of a ${expected.kind}`);
  }
  if (!Buffer.from(head.engineSection).equals(expected.engineSection)) {
    const difference = engineDifference(head.engineSection, expected.engineSection);
    throw new Error(`the artifact was made by another engine: ${difference}`);
  }
}
__name(requireEngine, "requireEngine");
function recordFault(text, key, artifactSha256) {
  let record;
  try {
    record = JSON.parse(text);
  } catch {
    return "the entry's record is not JSON";
  }
  if (typeof record !== "object" || record === null || Reflect.get(record, "key") !== key) {
    return "the entry's record is of another key";
  }
  return Reflect.get(record, "artifact_sha256") === artifactSha256 ? void 0 : "the artifact's sha256 is not the recorded one";
}
__name(recordFault, "recordFault");

// src/run/components.ts
import { createHash as createHash3 } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile as readFile4, stat } from "node:fs/promises";
import { isAbsolute, parse as parse2, relative, resolve as resolve3, sep } from "node:path";
var CONCURRENCY = 8;
async function discover(paths, cwd, withCoreModules) {
  const components = [];
  const others = [];
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
  const file = resolve3(cwd, path);
  const shown2 = displayPath(file, cwd);
  try {
    const stats = await stat(file);
    if (stats.isDirectory()) {
      return { path: shown2, kind: "directory", reason: "a directory" };
    }
    if (!stats.isFile()) {
      return { path: shown2, kind: "unusable", reason: "not a regular file" };
    }
    const { head, size: size2, sha256: sha2562 } = await digest(file);
    const { kind, reason } = classify(head, size2);
    return kind === "component" || kind === "core-module" && withCoreModules ? { kind, path: shown2, file, stem: parse2(file).name, size: size2, sha256: sha2562 } : { kind, path: shown2, reason };
  } catch (error2) {
    return { path: shown2, kind: "unusable", reason: `cannot be read: ${messageOf(error2)}` };
  }
}
__name(look, "look");
async function digest(file) {
  const hash = createHash3("sha256");
  let head = Buffer.alloc(0);
  let size2 = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    hash.update(chunk);
    size2 += chunk.length;
    if (head.length < 8) {
      head = Buffer.concat([head, chunk.subarray(0, 8 - head.length)]);
    }
  }
  return { head, size: size2, sha256: hash.digest("hex") };
}
__name(digest, "digest");
function classify(head, size2) {
  if (size2 === 0) {
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
  const bytes2 = await readFile4(component.file);
  if (createHash3("sha256").update(bytes2).digest("hex") !== component.sha256) {
    throw new Error("the file changed while it was being compiled");
  }
  return bytes2;
}
__name(readComponent, "readComponent");
function displayPath(file, cwd) {
  const path = relative(cwd, file);
  const outside = path === "" || path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path);
  return (outside ? file : path).replaceAll(sep, "/");
}
__name(displayPath, "displayPath");

// src/run/function-caches.ts
var FunctionCaches = class {
  static {
    __name(this, "FunctionCaches");
  }
  #options;
  #caches = /* @__PURE__ */ new Map();
  constructor(options) {
    this.#options = options;
  }
  /** The cache of a target; the store is asked once. Undefined if there is to be none. */
  of(target) {
    if (this.#options.limit === 0) {
      return void 0;
    }
    const cache = this.#caches.get(target) ?? this.#restore(target);
    this.#caches.set(target, cache);
    return cache;
  }
  /** Saves what was learned. Trouble is a warning. */
  async save() {
    const { store, mode, limit, reporter } = this.#options;
    if (store === void 0 || !mode.save) {
      return;
    }
    for (const [target, pending] of this.#caches) {
      const bytes2 = (await pending).pack(limit);
      if (bytes2 === void 0) {
        continue;
      }
      try {
        const saved = await store.saveBlob(this.#name(target), bytes2);
        const result = saved ? "saved to" : "not kept by";
        reporter.detail(
          `function cache for ${target}: ${size(bytes2.length)} ${result} the ${store.description}`
        );
      } catch (error2) {
        reporter.warning(`the function cache for ${target} is not saved: ${messageOf(error2)}`);
      }
    }
  }
  async #restore(target) {
    const { store, mode, reporter } = this.#options;
    const cache = new FunctionCache(this.#identity(target));
    if (store === void 0 || !mode.restore) {
      return cache;
    }
    try {
      const bytes2 = await store.restoreBlob(this.#name(target));
      const fault = bytes2 === void 0 ? void 0 : cache.load(bytes2);
      if (fault !== void 0) {
        reporter.notice(`the stored function cache for ${target} is not used: ${fault}`);
      } else if (bytes2 !== void 0) {
        reporter.detail(
          `function cache for ${target}: ${size(bytes2.length)} from the ${store.description}`
        );
      }
    } catch (error2) {
      reporter.warning(`the function cache for ${target} is not restored: ${messageOf(error2)}`);
    }
    return cache;
  }
  /** Entries are of use to exactly this compiler, engine and target. */
  #identity(target) {
    const section = this.#options.sections.get(target);
    return `${this.#options.compiler} ${target} ${sha256(section)}`;
  }
  #name(target) {
    const identity = sha256(this.#identity(target));
    return {
      prefix: `cwasm-functions-v1-${this.#options.name}-${target}-${identity}-`,
      folder: `functions-${identity.slice(0, 32)}`
    };
  }
};

// src/run/outcome.ts
var Outcome = class {
  static {
    __name(this, "Outcome");
  }
  artifacts = [];
  skipped = [];
  failed = [];
  /** Set once fail-fast has ended the run. */
  stopped = false;
  #reporter;
  constructor(reporter, { others }, coreModules) {
    this.#reporter = reporter;
    for (const { path, kind, reason } of others) {
      if (kind === "directory" || kind === "core-module" && coreModules !== "error") {
        reporter.notice(`skipped: ${reason}`, path);
        this.skipped.push({ component: path, reason });
      } else {
        reporter.error(reason, path);
        this.failed.push({ component: path, reason });
      }
    }
  }
  place(artifact) {
    this.artifacts.push(artifact);
    const took = duration(artifact.milliseconds);
    this.#reporter.info(
      `${artifact.status} ${artifact.artifact} (${size(artifact.artifact_size)}, ${took})`
    );
  }
  skip({ places, target }, reason) {
    for (const { component } of places) {
      this.skipped.push({ component: component.path, target, reason });
    }
  }
  fail({ places, target }, reason) {
    for (const { component } of places) {
      this.failed.push({ component: component.path, target, reason });
      this.#reporter.error(`for ${target}: ${reason}`, component.path);
    }
  }
  manifest(engines) {
    return makeManifest(engines, this.artifacts, this.skipped, this.failed);
  }
};

// src/run/plan.ts
import { dirname, resolve as resolve4 } from "node:path";
function layOut(components, settings, cwd) {
  const taken = /* @__PURE__ */ new Map();
  return components.flatMap(
    (component) => [...settings.engines.keys()].map((target) => {
      const { stem } = component;
      const folder = dirname(component.file);
      const dir = folder === cwd ? "." : displayPath(folder, cwd);
      const output = settings.output({ dir, stem, target });
      const path = resolve4(cwd, output);
      const owner = `${component.path} for ${target}`;
      const identity = process.platform === "linux" ? path : path.normalize("NFC").toLowerCase();
      const other = taken.get(identity);
      if (other !== void 0 || stem === "." || stem === "..") {
        throw new InputError(
          "output",
          output,
          "one path for each artifact",
          other === void 0 ? `The name of ${owner} gives no file name.` : `Both ${other} and ${owner} would be written there: use {dir}, {stem} and {target} to tell them apart, or take one of them out of 'files'.`
        );
      }
      taken.set(identity, owner);
      return { component, target, path };
    })
  );
}
__name(layOut, "layOut");
function planTasks(places, engines, sections2, explain) {
  const tasks = /* @__PURE__ */ new Map();
  for (const { component, target, path } of places) {
    const engine = engines.get(target);
    const section = sections2.get(target);
    const key = cacheKey(component.sha256, engine, target);
    const name = entryName(key, engine, section);
    const task = tasks.get(name.key);
    if (task !== void 0) {
      task.places.push({ component, path });
      continue;
    }
    tasks.set(name.key, {
      component,
      target,
      expected: { name, key, kind: component.kind, engineSection: section },
      places: [{ component, path }]
    });
    const parts = keyParts(key, engine, section).map(([part, value]) => `${part} ${value}`);
    explain(`${component.path} for ${target}: ${parts.join(", ")}`);
  }
  for (const [target, { fingerprint }] of engines) {
    explain(`engine config hash for ${target} is of ${fingerprint}`);
  }
  return [...tasks.values()];
}
__name(planTasks, "planTasks");

// src/run/run.ts
var RESTORES = 8;
var SAVES = 4;
var WORTH_REUSING = 64 * 1024;
async function run(settings, surroundings) {
  const { reporter, signal } = surroundings;
  const { engines } = settings;
  const found = await reporter.group("Find components", () => find(settings, surroundings));
  const outcome = new Outcome(reporter, found, settings.coreModules);
  if (found.components.length === 0 || settings.failFast && outcome.failed.length > 0) {
    return outcome.manifest(engines);
  }
  const places = layOut(found.components, settings, surroundings.cwd);
  const compiler = lazily(() => surroundings.openCompiler(anyOf(engines), settings.jobs));
  const stop = /* @__PURE__ */ __name(() => void compiler.close(), "stop");
  signal.addEventListener("abort", stop, { once: true });
  try {
    const sections2 = await expectedSections(engines, compiler.get);
    const tasks = await reporter.group(
      "Compute cache keys",
      async () => planTasks(places, engines, sections2, reporter.detail)
    );
    const missing = await reporter.group(
      "Restore",
      () => restoreAll(tasks, settings, surroundings, outcome)
    );
    if (missing.length > 0) {
      await reporter.group(
        "Compile",
        async () => compileAll(missing, sections2, settings, surroundings, await compiler.get(), outcome)
      );
    }
  } finally {
    signal.removeEventListener("abort", stop);
    await compiler.close();
    await surroundings.store?.close();
  }
  signal.throwIfAborted();
  return outcome.manifest(engines);
}
__name(run, "run");
async function find(settings, { cwd, glob: glob2, reporter }) {
  const paths = await glob2(settings.files);
  if (paths.length === 0) {
    const message = `no file matches ${JSON.stringify(settings.files.join(" "))} in ${cwd}`;
    switch (settings.ifNoFilesFound) {
      case "error":
        throw new InputError(
          "files",
          settings.files.join("\n"),
          "patterns that match at least one file",
          "Build the components before this step, or set if-no-files-found to warn or ignore."
        );
      case "warn":
        reporter.warning(message);
        break;
      case "ignore":
        reporter.info(message);
    }
  }
  const found = await discover(paths, cwd, settings.coreModules === "compile");
  for (const { path, kind, size: bytes2, sha256: sha2562 } of found.components) {
    reporter.detail(`${path}: ${kind}, ${size(bytes2)}, sha256 ${sha2562}`);
  }
  return found;
}
__name(find, "find");
async function restoreAll(tasks, settings, surroundings, outcome) {
  const { reporter, store, signal } = surroundings;
  if (store === void 0 || !settings.cache.restore) {
    reporter.info("nothing is restored: there is no artifact store, or it is not to be read");
    return [...tasks];
  }
  const missing = [];
  let done = 0;
  await mapAtMost(RESTORES, tasks, async (task) => {
    signal.throwIfAborted();
    const start = performance.now();
    const entry = await restoreOne(task, store, reporter);
    if (entry === void 0) {
      missing.push(task);
    } else {
      const milliseconds = performance.now() - start;
      await placeAll(task, entry, { status: "restored", milliseconds }, surroundings, outcome);
    }
    done += 1;
    reporter.progress(`looked up ${done} of ${tasks.length}`);
  });
  return missing;
}
__name(restoreAll, "restoreAll");
async function restoreOne({ component, target, expected }, store, reporter) {
  const what = `${component.path} for ${target}`;
  let files;
  try {
    files = await store.restore(expected.name);
  } catch (error2) {
    reporter.warning(`${what}: the ${store.description} gave nothing: ${messageOf(error2)}`);
    return void 0;
  }
  if (files === void 0) {
    reporter.detail(`${what}: not in the ${store.description} under ${expected.name.key}`);
    return void 0;
  }
  try {
    return verifyEntry(files, expected);
  } catch (error2) {
    reporter.warning(
      `the stored artifact for ${target} is not used: ${messageOf(error2)}`,
      component.path
    );
    return void 0;
  }
}
__name(restoreOne, "restoreOne");
async function compileAll(tasks, sections2, settings, surroundings, compiler, outcome) {
  const { reporter, store, signal } = surroundings;
  const caches = new FunctionCaches({
    name: compilerName(anyOf(settings.engines)),
    compiler: compiler.identity ?? "",
    sections: sections2,
    limit: compiler.identity === void 0 ? 0 : settings.functionCacheLimit,
    store,
    mode: settings.cache,
    reporter
  });
  const saving = atMost(SAVES);
  const order = [...tasks].sort((a, b) => b.component.size - a.component.size);
  await mapAtMost(settings.jobs + SAVES, order, async (task) => {
    signal.throwIfAborted();
    if (outcome.stopped) {
      outcome.skip(task, "not compiled: fail-fast ended the run");
      return;
    }
    try {
      const { entry, milliseconds } = await compileOne(task, settings, compiler, caches, reporter);
      await placeAll(task, entry, { status: "compiled", milliseconds }, surroundings, outcome);
      await saving(() => saveOne(task, entry, settings, surroundings));
    } catch (error2) {
      if (outcome.stopped) {
        outcome.skip(task, "not compiled: fail-fast ended the run");
      } else if (!signal.aborted) {
        outcome.fail(task, messageOf(error2));
      }
    }
    if (settings.failFast && outcome.failed.length > 0 && !outcome.stopped) {
      outcome.stopped = true;
      await compiler.close();
    }
  });
  if (!signal.aborted) {
    await caches.save();
  }
}
__name(compileAll, "compileAll");
async function compileOne({ component, target, expected }, settings, compiler, caches, reporter) {
  const { artifact, milliseconds } = await compiler.compile({
    read: /* @__PURE__ */ __name(() => readComponent(component), "read"),
    size: component.size,
    options: settings.engines.get(target).options,
    target,
    functions: component.size < WORTH_REUSING ? void 0 : await caches.of(target),
    onProgress: /* @__PURE__ */ __name((done, all) => reporter.progress(`${component.path} for ${target}: ${done} of ${all} functions`), "onProgress")
  });
  return { entry: makeEntry(artifact, expected), milliseconds };
}
__name(compileOne, "compileOne");
async function saveOne({ component, target, expected }, entry, settings, { reporter, store }) {
  if (store === void 0 || !settings.cache.save) {
    return;
  }
  const what = `${component.path} for ${target}`;
  try {
    const saved = await store.save(expected.name, entry);
    reporter.detail(`${what}: ${saved ? "saved to" : "not kept by"} the ${store.description}`);
  } catch (error2) {
    reporter.warning(`${what}: not saved to the ${store.description}: ${messageOf(error2)}`);
  }
}
__name(saveOne, "saveOne");
async function placeAll(task, { artifact, artifactSha256, sidecar }, made, { cwd }, outcome) {
  for (const { component, path } of task.places) {
    try {
      await placePair(path, artifact, sidecar);
      outcome.place({
        component: component.path,
        target: task.target,
        status: made.status,
        artifact: displayPath(path, cwd),
        sidecar: displayPath(sidecarPath(path), cwd),
        key: namedFields(task.expected.key),
        entry: task.expected.name.key,
        component_size: component.size,
        artifact_size: artifact.length,
        artifact_sha256: artifactSha256,
        milliseconds: Math.round(made.milliseconds)
      });
    } catch (error2) {
      outcome.fail(
        { ...task, places: [{ component, path }] },
        `cannot be written: ${messageOf(error2)}`
      );
    }
  }
}
__name(placeAll, "placeAll");

// src/main.ts
async function main(signal) {
  setOutput("cache-hit", "false");
  const cwd = process.env["GITHUB_WORKSPACE"] || process.cwd();
  process.chdir(cwd);
  const settings = readSettings((name) => getInput(name), cwd);
  const store = await openStore(settings);
  const manifest = await run(settings, {
    cwd,
    reporter: actionsReporter,
    glob,
    openCompiler,
    store,
    signal
  });
  await publish(manifest, settings, cwd);
  const { failed } = counts(manifest);
  if (failed > 0) {
    setFailed(`${failed} of the artifacts could not be made: see the errors above`);
  }
}
__name(main, "main");
async function openStore({ cache }) {
  if (!cache.restore && !cache.save) {
    return void 0;
  }
  const { openActions } = await import("./actions-4KAUB5VO.js");
  const store = openActions();
  if (store === void 0) {
    actionsReporter.notice("The Actions cache is not available here, so nothing is restored or saved.");
  }
  return store;
}
__name(openStore, "openStore");
async function publish(manifest, settings, cwd) {
  const temporary = process.env["RUNNER_TEMP"] || tmpdir2();
  const path = join2(await mkdtemp2(join2(temporary, "cwasm-cache-")), MANIFEST_NAME);
  await placeFile(path, writeManifest(manifest));
  setOutput("manifest", path);
  setOutput("cache-hit", String(isCacheHit(manifest)));
  for (const [name, count] of Object.entries(counts(manifest))) {
    setOutput(name, String(count));
  }
  info(totals(manifest));
  await writeSummary(manifest);
  const { upload } = settings;
  if (upload === void 0 || manifest.artifacts.length === 0) {
    return;
  }
  if (counts(manifest).failed > 0) {
    actionsReporter.warning("Nothing is uploaded, because some artifacts could not be made.");
    return;
  }
  await actionsReporter.group("Upload", async () => {
    const { uploadArtifacts } = await import("./artifact-R7O5472P.js");
    const uploaded = await uploadArtifacts(manifest, upload, cwd, temporary);
    setOutput("artifact-id", uploaded.map(({ id }) => id).join("\n"));
    setOutput("artifact-url", uploaded.map(({ url }) => url).join("\n"));
    for (const { name, url } of uploaded) {
      actionsReporter.info(`${name}: ${url}`);
    }
  });
}
__name(publish, "publish");
async function writeSummary(manifest) {
  if (!process.env["GITHUB_STEP_SUMMARY"]) {
    return;
  }
  try {
    await summary.addRaw(summaryMarkdown(manifest)).write();
  } catch (error2) {
    actionsReporter.warning(`The job summary could not be written: ${messageOf(error2)}`);
  }
}
__name(writeSummary, "writeSummary");
var cancel = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => cancel.abort(new Error(`cancelled by ${signal}`)));
}
try {
  await main(cancel.signal);
} catch (error2) {
  setFailed(oneLine(messageOf(error2)));
  if (!(error2 instanceof InputError) && error2 instanceof Error) {
    debug(oneLine(error2.stack ?? ""));
  }
}
process.exit();
