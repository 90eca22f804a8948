import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);
import {
  cacheKey,
  create,
  entryName,
  keyParts,
  placeFile,
  placePair,
  sha256,
  sidecarPath
} from "./chunk-UM47JG2V.js";
import {
  MANIFEST_NAME,
  counts,
  isCacheHit,
  makeManifest,
  totals,
  writeManifest
} from "./chunk-O7NHSKDC.js";
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
  summary,
  warning
} from "./chunk-A3SGWRYO.js";

// src/main.ts
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

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

// src/errors.ts
var InputError = class extends Error {
  static {
    __name(this, "InputError");
  }
  name = "InputError";
  input;
  constructor(input, value, allowed, advice) {
    super(
      `Input '${input}': ${JSON.stringify(value)} is not usable. Allowed: ${allowed}. ${advice}`
    );
    this.input = input;
  }
};
function messageOf(error2) {
  return error2 instanceof Error ? error2.message : String(error2);
}
__name(messageOf, "messageOf");

// src/compiler/pool.ts
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
    return new Promise((resolve3, reject) => {
      if (this.#closed) {
        reject(new Error("stopped"));
        return;
      }
      this.#waiting.push({ task, resolve: resolve3, reject });
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
  return new Promise((resolve3, reject) => {
    const settle = /* @__PURE__ */ __name((act) => {
      worker.off("message", answered).off("error", failed).off("messageerror", failed).off("exit", ended);
      act();
    }, "settle");
    const lost = /* @__PURE__ */ __name((reason) => settle(() => reject(new WorkerLost(reason))), "lost");
    const answered = /* @__PURE__ */ __name((response) => {
      if (task.isFinal(response)) {
        settle(() => resolve3(response));
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

// src/globs.ts
async function glob(patterns) {
  const globber = await create(patterns.join("\n"), {
    implicitDescendants: false,
    matchDirectories: true
  });
  return [...new Set(await globber.glob())].sort();
}
__name(glob, "glob");

// src/inputs.ts
import { availableParallelism } from "node:os";

// src/engine.ts
import { createHash as createHash3 } from "node:crypto";
var REFERENCE_FINGERPRINT = "v2;component_model=true;async=false;fuel=false;epoch=true;cranelift";
var EMBEDDED = [
  { version: "27.0.0", hostFeatures: "minimal" }
];
function resolveEngine(pinnedVersion, hostFeatures, fingerprint) {
  const ofVersion = EMBEDDED.filter(
    ({ version }) => version === pinnedVersion || version.split(".")[0] === pinnedVersion
  );
  if (ofVersion.length === 0) {
    throw new InputError(
      "wasmtime-version",
      pinnedVersion,
      unique(EMBEDDED.flatMap(({ version }) => [version.split(".")[0], version])),
      "An artifact loads only in the Wasmtime version that made it: pin your host to one of these."
    );
  }
  const embedded = ofVersion.find((engine) => engine.hostFeatures === hostFeatures);
  if (embedded === void 0) {
    throw new InputError(
      "host-features",
      hostFeatures,
      unique(ofVersion.map((engine) => engine.hostFeatures)),
      `These are the Cargo features that compilers of Wasmtime ${pinnedVersion} are built for.`
    );
  }
  return {
    ...embedded,
    pinnedVersion,
    options: parseFingerprint(fingerprint),
    fingerprint,
    configHash: engineConfigHash(fingerprint)
  };
}
__name(resolveEngine, "resolveEngine");
function engineConfigHash(fingerprint) {
  return createHash3("sha256").update(fingerprint, "utf8").digest("hex");
}
__name(engineConfigHash, "engineConfigHash");
var KEYS = {
  component_model: ["true"],
  // Decides how a host calls, not what is compiled: Wasmtime 27 records and compiles the same.
  async: ["true", "false"],
  fuel: ["true", "false"],
  epoch: ["true", "false"]
};
function parseFingerprint(fingerprint) {
  const refuse = /* @__PURE__ */ __name((problem) => new InputError(
    "engine-fingerprint",
    fingerprint,
    `fields separated by ';': a version such as v2, the keys ${Object.keys(KEYS).join(", ")} with =true or =false (component_model only =true), and cranelift`,
    `${problem} Copy the fingerprint from your host, character by character.`
  ), "refuse");
  const fields = fingerprint.split(";");
  if (!/^v\d+$/.test(fields[0])) {
    throw refuse("It does not begin with a version.");
  }
  const named = /* @__PURE__ */ new Map();
  for (const field of fields.slice(1)) {
    const [key = "", ...rest] = field.split("=");
    const value = rest.join("=");
    if (named.has(key)) {
      throw refuse(`'${key}' is named twice.`);
    }
    if (field !== "cranelift") {
      const allowed = Object.hasOwn(KEYS, key) ? KEYS[key] : void 0;
      if (allowed === void 0) {
        throw refuse(`'${field}' is not known.`);
      }
      if (!allowed.includes(value)) {
        throw refuse(`'${field}' is not possible here.`);
      }
    }
    named.set(key, value);
  }
  return {
    epochInterruption: named.get("epoch") === "true",
    consumeFuel: named.get("fuel") === "true"
  };
}
__name(parseFingerprint, "parseFingerprint");
function unique(values) {
  return [...new Set(values)].join(", ");
}
__name(unique, "unique");

// src/target.ts
function hostTarget() {
  const cpu = { x64: "x86_64", arm64: "aarch64", s390x: "s390x", riscv64: "riscv64gc" }[process.arch];
  const system = {
    linux: isMusl() ? "unknown-linux-musl" : "unknown-linux-gnu",
    darwin: "apple-darwin",
    win32: "pc-windows-msvc"
  }[process.platform];
  return cpu === void 0 || system === void 0 ? void 0 : `${cpu}-${system}`;
}
__name(hostTarget, "hostTarget");
function isMusl() {
  if (process.platform !== "linux") {
    return false;
  }
  process.report.excludeNetwork = true;
  const report = process.report.getReport();
  return report.header?.glibcVersionRuntime === void 0;
}
__name(isMusl, "isMusl");

// src/inputs.ts
var MOST_FUNCTIONS = 2e9;
var DEFAULTS = {
  files: "**/*.wasm\n!**/node_modules/**\n!**/.git/**",
  targets: "",
  "wasmtime-version": "27",
  "host-features": "minimal",
  "engine-fingerprint": REFERENCE_FINGERPRINT,
  output: "",
  "core-modules": "skip",
  "if-no-files-found": "warn",
  cache: "true",
  upload: "none",
  "artifact-name": "cwasm-{target}",
  "retention-days": "",
  "fail-fast": "false",
  jobs: "",
  "function-cache-limit": "256 MB"
};
function readSettings(read) {
  const text = /* @__PURE__ */ __name((name) => read(name).trim() || DEFAULTS[name], "text");
  const targets = readTargets(text("targets"));
  return {
    files: readFiles(text("files")),
    targets,
    engine: resolveEngine(
      text("wasmtime-version"),
      text("host-features"),
      text("engine-fingerprint")
    ),
    output: readOutput(text("output"), targets.length > 1),
    coreModules: oneOf("core-modules", text("core-modules"), ["skip", "error"]),
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
    if (!/^[a-z0-9_.]{1,32}(-[a-z0-9_.]{1,32}){1,3}$/i.test(target)) {
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
  const own = hostTarget();
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
  const number = Number(value);
  if (!/^\d{1,6}$/.test(value) || number < least || number > most) {
    throw new InputError(name, value, `a whole number from ${least} to ${most}`, advice);
  }
  return number;
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

// src/components.ts
import { createHash as createHash4 } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile as readFile2, stat } from "node:fs/promises";
import { isAbsolute, parse, relative, resolve, sep } from "node:path";

// src/concurrency.ts
function atMost(limit) {
  const waiting = [];
  let running = 0;
  return async (work) => {
    if (running >= limit) {
      await new Promise((resolve3) => waiting.push(resolve3));
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

// src/components.ts
var CONCURRENCY = 8;
async function discover(paths, cwd) {
  const components = [];
  const others = [];
  for (const found of await mapAtMost(CONCURRENCY, paths, (path) => look(path, cwd))) {
    if ("kind" in found) {
      others.push(found);
    } else {
      components.push(found);
    }
  }
  return { components, others };
}
__name(discover, "discover");
async function look(path, cwd) {
  const file = resolve(cwd, path);
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
    const header = classify(head, size2);
    return typeof header === "string" ? { path: shown2, file, stem: parse(file).name, size: size2, sha256: sha2562 } : { path: shown2, ...header };
  } catch (error2) {
    return { path: shown2, kind: "unusable", reason: `cannot be read: ${messageOf(error2)}` };
  }
}
__name(look, "look");
async function digest(file) {
  const hash = createHash4("sha256");
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
      return "component";
    default:
      return { kind: "unusable", reason: "WebAssembly of an unknown layer" };
  }
}
__name(classify, "classify");
async function readComponent(component) {
  const bytes2 = await readFile2(component.file);
  if (createHash4("sha256").update(bytes2).digest("hex") !== component.sha256) {
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

// src/artifact.ts
var ELFOSABI_WASMTIME = 200;
var EF_WASMTIME_COMPONENT = 1 << 1;
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
function engineSection(artifact) {
  const view = new DataView(artifact.buffer, artifact.byteOffset, artifact.byteLength);
  if (view.byteLength < HEADER.size || view.getUint32(0) !== 2135247942 || view.getUint8(4) !== 2 || view.getUint8(HEADER.osAbi) !== ELFOSABI_WASMTIME) {
    throw new Error("not an ELF file made by Wasmtime");
  }
  const little = view.getUint8(5) === 1;
  if (view.getUint32(HEADER.flags, little) !== EF_WASMTIME_COMPONENT) {
    throw new Error("not the artifact of a component");
  }
  const slice = /* @__PURE__ */ __name((offset, length) => {
    if (offset + length > view.byteLength) {
      throw new Error("a truncated artifact");
    }
    return new DataView(artifact.buffer, artifact.byteOffset + offset, length);
  }, "slice");
  const table = u64(view, HEADER.sectionTable, little);
  const entrySize = view.getUint16(HEADER.entrySize, little);
  const section = /* @__PURE__ */ __name((index) => {
    const header = slice(table + index * entrySize, SECTION.size);
    return {
      name: header.getUint32(SECTION.name, little),
      body: /* @__PURE__ */ __name(() => slice(u64(header, SECTION.offset, little), u64(header, SECTION.length, little)), "body")
    };
  }, "section");
  const names = section(view.getUint16(HEADER.names, little)).body();
  const wanted = Buffer.from(`${ENGINE_SECTION}\0`, "latin1");
  for (let index = 1; index < view.getUint16(HEADER.count, little); index += 1) {
    const { name, body } = section(index);
    if (wanted.equals(bytes(names).subarray(name, name + wanted.length))) {
      return bytes(body());
    }
  }
  throw new Error("an artifact without an engine section");
}
__name(engineSection, "engineSection");
function u64(view, offset, little) {
  return Number(view.getBigUint64(offset, little));
}
__name(u64, "u64");
function bytes(view) {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
__name(bytes, "bytes");

// node_modules/smol-toml/dist/error.js
function getLineColFromPtr(string, ptr) {
  let lines = string.slice(0, ptr).split(/\r?\n/);
  return [lines.length, lines.pop().length + 1];
}
__name(getLineColFromPtr, "getLineColFromPtr");
function makeCodeBlock(string, line2, column) {
  let lines = string.split(/\r?\n/);
  let codeblock = "";
  let numberLen = (Math.log10(line2 + 1) | 0) + 1;
  for (let i = line2 - 1; i <= line2 + 1; i++) {
    let l = lines[i - 1];
    if (!l)
      continue;
    codeblock += i.toString().padEnd(numberLen, " ");
    codeblock += ":  ";
    codeblock += l;
    codeblock += "\n";
    if (i === line2) {
      codeblock += " ".repeat(numberLen + column + 2);
      codeblock += "^\n";
    }
  }
  return codeblock;
}
__name(makeCodeBlock, "makeCodeBlock");
var TomlError = class _TomlError extends Error {
  static {
    __name(this, "TomlError");
  }
  line;
  column;
  codeblock;
  constructor(message, options) {
    const [line2, column] = getLineColFromPtr(options.toml, options.ptr);
    const codeblock = makeCodeBlock(options.toml, line2, column);
    super(`Invalid TOML document: ${message}

${codeblock}`, options);
    this.line = line2;
    this.column = column;
    this.codeblock = codeblock;
  }
  /** @internal */
  static x(message, ctx, ptr) {
    throw new _TomlError(message, { toml: ctx.s, ptr: ptr ?? ctx.p });
  }
};

// node_modules/smol-toml/dist/primitive.js
function parseString(ctx) {
  let startPtr = ctx.p;
  let c = ctx.s.charCodeAt(ctx.p++);
  let first = c;
  let isLiteral = c === 39;
  let isMultiline = c === ctx.s.charCodeAt(ctx.p) && c === ctx.s.charCodeAt(ctx.p + 1);
  if (isMultiline) {
    if ((c = ctx.s.charCodeAt(ctx.p += 2)) === 10)
      ctx.p++;
    else if (c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10)
      ctx.p += 2;
  }
  let parsed = "";
  let sliceStart = ctx.p;
  let state = 0;
  for (; ctx.p < ctx.s.length; ctx.p++) {
    c = ctx.s.charCodeAt(ctx.p);
    if (isMultiline && (c === 10 || c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10)) {
      state = state && 3;
    } else if (c < 32 && c !== 9 || c === 127) {
      TomlError.x("control characters are not allowed in strings", ctx);
    } else if ((!state || state === 3) && c === first && (!isMultiline || ctx.s.charCodeAt(ctx.p + 1) === first && ctx.s.charCodeAt(ctx.p + 2) === first)) {
      if (isMultiline) {
        if (ctx.s.charCodeAt(ctx.p + 3) === first)
          ctx.p++;
        if (ctx.s.charCodeAt(ctx.p + 3) === first)
          ctx.p++;
      }
      if (!state) {
        let s = ctx.s.slice(sliceStart, ctx.p);
        parsed = parsed ? parsed + s : s;
      }
      ctx.p += isMultiline ? 3 : 1;
      return parsed;
    } else if (!state) {
      if (!isLiteral && c === 92) {
        parsed += ctx.s.slice(sliceStart, sliceStart = ctx.p);
        state = 1;
      }
    } else if (state === 1) {
      if (c === 120 || c === 117 || c === 85) {
        let errPtr = ctx.p++ - 1;
        let value = 0;
        let len = c === 120 ? 2 : c === 117 ? 4 : 8;
        for (let j = 0; j < len; j++, ctx.p++) {
          let hex = ctx.s.charCodeAt(ctx.p);
          let digit = (
            /* 0-9 */
            hex >= 48 && hex <= 57 ? hex - 48 : (
              /* A-F */
              hex >= 65 && hex <= 70 ? hex - 65 + 10 : (
                /* a-f */
                hex >= 97 && hex <= 102 ? hex - 97 + 10 : -1
              )
            )
          );
          if (digit < 0)
            TomlError.x("invalid non-hex character in unicode escape", ctx);
          value = value << 4 | digit;
        }
        if (value < 0 || value > 1114111 || value >= 55296 && value <= 57343) {
          TomlError.x("invalid unicode escape", ctx, errPtr);
        }
        parsed += String.fromCodePoint(value);
        sliceStart = ctx.p--;
        state = 0;
      } else if (isMultiline && (c === 32 || c === 9)) {
        state = 2;
      } else {
        if (c === 98)
          parsed += "\b";
        else if (c === 116)
          parsed += "	";
        else if (c === 110)
          parsed += "\n";
        else if (c === 102)
          parsed += "\f";
        else if (c === 114)
          parsed += "\r";
        else if (c === 101)
          parsed += "\x1B";
        else if (c === 34)
          parsed += '"';
        else if (c === 92)
          parsed += "\\";
        else
          TomlError.x("unrecognised escape sequence", ctx);
        sliceStart = ctx.p + 1;
        state = 0;
      }
    } else if (c !== 32 && c !== 9) {
      if (state === 2)
        TomlError.x("invalid escape: only line-ending whitespace may be escaped", ctx, sliceStart);
      state = !isLiteral && c === 92 ? 1 : 0;
      sliceStart = ctx.p;
    }
  }
  TomlError.x("unfinished string", ctx, startPtr);
}
__name(parseString, "parseString");

// node_modules/smol-toml/dist/date.js
var DATE_TIME_RE = /^(\d{4}-\d{2}-\d{2})?[Tt ]?(?:(\d{2}):\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|z|[-+]\d{2}:\d{2})?$/i;
var TomlDate = class _TomlDate extends Date {
  static {
    __name(this, "TomlDate");
  }
  #hasDate = false;
  #hasTime = false;
  #offset = null;
  constructor(date, fasttype, unsafeDelim) {
    let hasDate = true;
    let hasTime = true;
    let offset = "Z";
    let c;
    if (typeof date === "string") {
      if (fasttype)
        prep: {
          if (fasttype < 3) {
            if (+date.slice(11, 13) > 23) {
              date = "";
              break prep;
            }
            if (fasttype === 2) {
              offset = null;
              date += "Z";
            } else if ((c = date.charCodeAt(date.length - 1)) !== 90 && c !== 122) {
              offset = date.slice(date.length - 6);
            }
            if (unsafeDelim)
              date = date.slice(0, 10) + "T" + date.slice(11);
          } else if (fasttype === 4) {
            date = +date.slice(0, 2) > 23 ? "" : `0000-01-01T${date}Z`;
          }
          hasDate = fasttype !== 4;
          hasTime = fasttype !== 3;
        }
      else {
        let match = date.match(DATE_TIME_RE);
        if (match) {
          if (!match[1]) {
            hasDate = false;
            date = `0000-01-01T${date}`;
          }
          hasTime = !!match[2];
          hasTime && date[10] === " " && (date = date.replace(" ", "T"));
          if (match[2] && +match[2] > 23) {
            date = "";
          } else {
            offset = match[3] || null;
            if (!offset && hasTime)
              date += "Z";
          }
        } else {
          date = "";
        }
      }
    }
    super(date);
    if (!isNaN(this.getTime())) {
      this.#hasDate = hasDate;
      this.#hasTime = hasTime;
      this.#offset = offset;
    }
  }
  isDateTime() {
    return this.#hasDate && this.#hasTime;
  }
  isLocal() {
    return !this.#hasDate || !this.#hasTime || !this.#offset;
  }
  isDate() {
    return this.#hasDate && !this.#hasTime;
  }
  isTime() {
    return this.#hasTime && !this.#hasDate;
  }
  isValid() {
    return this.#hasDate || this.#hasTime;
  }
  toISOString() {
    let iso = super.toISOString();
    if (this.isDate())
      return iso.slice(0, 10);
    if (this.isTime())
      return iso.slice(11, 23);
    if (this.#offset === null)
      return iso.slice(0, -1);
    if (this.#offset === "Z" || this.#offset === "z")
      return iso;
    let offset = +this.#offset.slice(1, 3) * 60 + +this.#offset.slice(4, 6);
    offset = this.#offset[0] === "-" ? offset : -offset;
    let offsetDate = new Date(this.getTime() - offset * 6e4);
    return offsetDate.toISOString().slice(0, -1) + this.#offset;
  }
  static wrapAsOffsetDateTime(jsDate, offset = "Z") {
    let date = new _TomlDate(jsDate);
    date.#offset = offset;
    return date;
  }
  static wrapAsLocalDateTime(jsDate) {
    let date = new _TomlDate(jsDate);
    date.#offset = null;
    return date;
  }
  static wrapAsLocalDate(jsDate) {
    let date = new _TomlDate(jsDate);
    date.#hasTime = false;
    date.#offset = null;
    return date;
  }
  static wrapAsLocalTime(jsDate) {
    let date = new _TomlDate(jsDate);
    date.#hasDate = false;
    date.#offset = null;
    return date;
  }
};

// node_modules/smol-toml/dist/extract.js
function isDigit(char, base = 10) {
  return base === 16 ? char > 47 && char < 58 || char > 64 && char < 71 || char > 96 && char < 103 : char > 47 && char < 48 + base;
}
__name(isDigit, "isDigit");
function isEndOfValue(char, delim) {
  return char === 32 || char === 9 || char === 10 || char === 13 || // Structure end or next value delimiter
  delim && (char === delim || char === 44) || // Comment
  char === 35;
}
__name(isEndOfValue, "isEndOfValue");
function extractValue(ctx, end) {
  let errPtr = ctx.p;
  let c = ctx.s.charCodeAt(ctx.p);
  if (c === 91 || c === 123) {
    ctx.d-- || TomlError.x("document contains excessively nested structures. aborting.", ctx);
    let value = c === 91 ? parseArray(ctx) : parseInlineTable(ctx);
    ctx.d++;
    return value;
  }
  if (c === 34 || c === 39) {
    return parseString(ctx);
  }
  if (c === 116) {
    if (ctx.s.charCodeAt(++ctx.p) !== 114 || ctx.s.charCodeAt(++ctx.p) !== 117 || ctx.s.charCodeAt(++ctx.p) !== 101)
      TomlError.x("invalid value", ctx, errPtr);
    return ctx.p++, true;
  }
  if (c === 102) {
    if (ctx.s.charCodeAt(++ctx.p) !== 97 || ctx.s.charCodeAt(++ctx.p) !== 108 || ctx.s.charCodeAt(++ctx.p) !== 115 || ctx.s.charCodeAt(++ctx.p) !== 101)
      TomlError.x("invalid value", ctx, errPtr);
    return ctx.p++, false;
  }
  if (c === 43 || c === 45) {
    return parseNumber(ctx, ctx.p, ctx.s.charCodeAt(++ctx.p), 44 - c, end);
  }
  if (ctx.s.charCodeAt(ctx.p + 4) === 45 && ctx.s.charCodeAt(ctx.p + 7) === 45) {
    return parseDate(ctx, c, end);
  }
  if (ctx.s.charCodeAt(ctx.p + 2) === 58) {
    return parseTime(ctx, c, end);
  }
  return parseNumber(ctx, ctx.p, c, 0, end);
}
__name(extractValue, "extractValue");
function parseNumber(ctx, startPtr, startChr, sign, endChr) {
  let c = startChr;
  let state = 0;
  let hasUnderscores = false;
  if (c === 105) {
    if (ctx.s.charCodeAt(++ctx.p) !== 110 || ctx.s.charCodeAt(++ctx.p) !== 102)
      TomlError.x("invalid value", ctx, startPtr);
    return ctx.p++, (sign || 1) / 0;
  }
  if (c === 110) {
    if (ctx.s.charCodeAt(++ctx.p) !== 97 || ctx.s.charCodeAt(++ctx.p) !== 110)
      TomlError.x("invalid value", ctx, startPtr);
    return ctx.p++, NaN;
  }
  if (c === 48) {
    if (++ctx.p >= ctx.s.length || isEndOfValue(c = ctx.s.charCodeAt(ctx.p), endChr))
      return ctx.bi === true ? 0n : 0;
    if (!sign) {
      if (c === 120)
        return parseIntegerBaseN(ctx, startPtr, 16, endChr);
      else if (c === 98)
        return parseIntegerBaseN(ctx, startPtr, 2, endChr);
      else if (c === 111)
        return parseIntegerBaseN(ctx, startPtr, 8, endChr);
    }
    if (c === 46)
      state = 2;
    else if (c === 101 || c === 69)
      state = 4;
    else
      TomlError.x("illegal leading zero", ctx, startPtr);
  } else if (!isDigit(c))
    TomlError.x("invalid value", ctx, startPtr);
  while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
    if (!state)
      state = 1;
    if (c === 95) {
      if (!(state & 1))
        TomlError.x("illegal underscore", ctx);
      state += 11;
      hasUnderscores = true;
    } else if (state === 1 && c === 46)
      state = 2;
    else if ((state === 1 || state === 3) && (c === 101 || c === 69))
      state = 4;
    else if (state === 4 && (c === 43 || c === 45)) {
      state = 6;
    } else if (!isDigit(c))
      TomlError.x(`illegal character in numeric literal`, ctx);
    else if (state > 9)
      state -= 11;
    else if (!(state & 1))
      state++;
  }
  if (!state) {
    let val = (startChr - 48) * (sign || 1);
    return ctx.bi === true ? BigInt(val) : val;
  }
  if (!(state & 1))
    TomlError.x("unfinished numeric value", ctx, startPtr);
  let str = ctx.s.slice(startPtr, ctx.p);
  if (hasUnderscores)
    str = str.replaceAll("_", "");
  return state > 1 ? parseFloat(str) : parseInteger(ctx, str, 10, startPtr);
}
__name(parseNumber, "parseNumber");
function parseIntegerBaseN(ctx, startPtr, base, endChr) {
  let c, underscore = 1;
  while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
    if (c === 95) {
      if (underscore & 1)
        TomlError.x("illegal underscore", ctx);
      underscore = 3;
    } else if (!isDigit(c, base))
      TomlError.x(`illegal character in numeric literal`, ctx);
    else if (underscore & 1)
      underscore--;
  }
  if (underscore & 1)
    TomlError.x("unfinished numeric value", ctx);
  let str = ctx.s.slice(startPtr + 2, ctx.p);
  if (underscore)
    str = str.replaceAll("_", "");
  return parseInteger(ctx, str, base, startPtr);
}
__name(parseIntegerBaseN, "parseIntegerBaseN");
function parseInteger(ctx, str, base, startPtr) {
  if (ctx.bi !== true)
    int: {
      let val = parseInt(str, base);
      if (!Number.isSafeInteger(val)) {
        if (ctx.bi)
          break int;
        TomlError.x("integer value cannot be represented losslessly", ctx, startPtr);
      }
      return val;
    }
  return base === 10 ? BigInt(str) : BigInt((base === 2 ? "0b" : base === 8 ? "0o" : "0x") + str);
}
__name(parseInteger, "parseInteger");
function parseDate(ctx, c, endChr) {
  let startPtr = ctx.p++, unsafeSeparator;
  if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(ctx.p++)) || !isDigit(ctx.s.charCodeAt(ctx.p++)) || !isDigit(ctx.s.charCodeAt(ctx.p++))) {
    return parseNumber(ctx, ctx.p = startPtr, c, 0, endChr);
  }
  ctx.p += 5;
  if (!isDigit(ctx.s.charCodeAt(ctx.p++)))
    TomlError.x("invalid date-time: date part is malformed", ctx, startPtr);
  if (ctx.p >= ctx.s.length || ((c = ctx.s.charCodeAt(ctx.p)) !== 32 || (unsafeSeparator = true, !isDigit(ctx.s.charCodeAt(ctx.p + 1)))) && c !== 84 && c !== 116) {
    let t2 = ctx.s.slice(startPtr, ctx.p);
    return readDate(ctx, t2, 3, false, startPtr);
  }
  if (ctx.s.charCodeAt(ctx.p += 3) !== 58)
    TomlError.x("invalid date-time: time part is malformed", ctx, startPtr);
  if (ctx.s.charCodeAt(ctx.p += 3) === 58)
    ctx.p += 3;
  if (ctx.s.charCodeAt(ctx.p) === 46)
    while (isDigit(ctx.s.charCodeAt(++ctx.p)))
      ;
  if (c = ctx.s.charCodeAt(ctx.p)) {
    if (c === 90 || c === 122) {
      let t2 = ctx.s.slice(startPtr, ++ctx.p);
      return readDate(ctx, t2, 1, unsafeSeparator, startPtr, "[+00:00]");
    }
    if (c === 43 || c === 45) {
      let t2 = ctx.s.slice(startPtr, ctx.p += 6);
      return readDate(ctx, t2, 1, unsafeSeparator, startPtr, !ctx.ld && "[" + ctx.s.slice(ctx.p - 6, ctx.p) + "]");
    }
  }
  let t = ctx.s.slice(startPtr, ctx.p);
  return readDate(ctx, t, 2, unsafeSeparator, startPtr);
}
__name(parseDate, "parseDate");
function parseTime(ctx, c, endChr) {
  let start = ctx.p;
  if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(++ctx.p))) {
    return parseNumber(ctx, --ctx.p, c, 0, endChr);
  }
  if (ctx.s.charCodeAt(ctx.p += 4) === 58)
    ctx.p += 3;
  if (ctx.s.charCodeAt(ctx.p) === 46)
    while (isDigit(ctx.s.charCodeAt(++ctx.p)))
      ;
  let t = ctx.s.slice(start, ctx.p);
  return readDate(ctx, t, 4, false, start);
}
__name(parseTime, "parseTime");
function readDate(ctx, str, type, unsafeDelim, errPtr, temporalSuffix) {
  if (ctx.ld) {
    let date = new TomlDate(str, type, unsafeDelim);
    if (!date.isValid())
      TomlError.x("invalid date", ctx, errPtr);
    return date;
  }
  try {
    if (temporalSuffix)
      str += temporalSuffix;
    switch (type) {
      case 1:
        return Temporal.ZonedDateTime.from(str);
      case 2:
        return Temporal.PlainDateTime.from(str);
      case 3:
        return Temporal.PlainDate.from(str);
      case 4:
        return Temporal.PlainTime.from(str);
    }
  } catch (e) {
    TomlError.x(e instanceof Error ? e.message : "" + e, ctx, errPtr);
  }
}
__name(readDate, "readDate");

// node_modules/smol-toml/dist/util.js
function skipComment(ctx) {
  for (; ctx.p < ctx.s.length; ctx.p++) {
    let c = ctx.s.charCodeAt(ctx.p);
    if (c === 10)
      break;
    if (c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10) {
      ctx.p++;
      break;
    }
    if (c < 32 && c !== 9 || c === 127) {
      TomlError.x("control characters are not allowed in comments", ctx);
    }
  }
}
__name(skipComment, "skipComment");
function skipVoid(ctx, banNewLines, banComments) {
  let c;
  while (ctx.p < ctx.s.length) {
    while (ctx.p < ctx.s.length && ((c = ctx.s.charCodeAt(ctx.p)) === 32 || c === 9 || !banNewLines && (c === 10 || c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10)))
      ctx.p++;
    if (banComments || c !== 35)
      break;
    skipComment(ctx);
  }
}
__name(skipVoid, "skipVoid");

// node_modules/smol-toml/dist/struct.js
function parseKey(ctx, end = 61) {
  let startPtr;
  let state = 0;
  let parsed = [];
  let sliceStart;
  let c = ctx.s.charCodeAt(startPtr = ctx.p);
  do {
    if (c === end) {
      if (!state)
        TomlError.x("unexpected end of key", ctx);
      if (state === 1)
        parsed.push(ctx.s.slice(sliceStart, ctx.p));
      return ctx.p++, parsed;
    } else if (c === 46) {
      if (!state)
        TomlError.x("illegal empty bare key", ctx);
      if (state === 1)
        parsed.push(ctx.s.slice(sliceStart, ctx.p));
      state = 0;
    } else if (!state && (c === 34 || c === 39)) {
      if (c === ctx.s.charCodeAt(ctx.p + 1) && c === ctx.s.charCodeAt(ctx.p + 2))
        TomlError.x("illegal quoted key: multiline strings are not allowed", ctx);
      parsed.push(parseString(ctx));
      state = 2;
      ctx.p--;
    } else if (c === 32 || c === 9) {
      if (state === 1) {
        parsed.push(ctx.s.slice(sliceStart, ctx.p));
        state = 2;
      }
    } else if (state === 2 || c < 48 && c !== 45 || c > 57 && c < 65 || c > 90 && c < 97 && c !== 95 || c > 122) {
      TomlError.x("illegal character in key", ctx);
    } else if (!state) {
      state = 1;
      sliceStart = ctx.p;
    }
  } while (c = ctx.s.charCodeAt(++ctx.p));
  TomlError.x("incomplete key-value: cannot find end of key", ctx, startPtr);
}
__name(parseKey, "parseKey");
function parseInlineTable(ctx) {
  let startPtr = ctx.p++;
  let res = /* @__PURE__ */ Object.create(null);
  let seen = /* @__PURE__ */ new Set();
  let c;
  while (ctx.p < ctx.s.length) {
    skipVoid(ctx);
    if ((c = ctx.s.charCodeAt(ctx.p)) === 125) {
      ctx.p++;
      return res;
    }
    let k;
    let t = res;
    let hasOwn = false;
    let errPtr = ctx.p;
    let key = parseKey(ctx);
    for (let i = 0; i < key.length; i++) {
      if (i)
        t = hasOwn ? t[k] : t[k] = /* @__PURE__ */ Object.create(null);
      k = key[i];
      if ((hasOwn = Object.hasOwn(t, k)) && (typeof t[k] !== "object" || seen.has(t[k]))) {
        TomlError.x("trying to redefine an already defined value", ctx, errPtr);
      }
      let unsafe = k === "__proto__";
      if (ctx.uk && (unsafe || k === "constructor")) {
        t = ctx.uk !== 1 && TomlError.x("document contains an unsafe property", ctx, errPtr);
        break;
      }
      if (!hasOwn && unsafe) {
        Object.defineProperty(t, k, { enumerable: true, configurable: true, writable: true });
      }
    }
    if (hasOwn) {
      TomlError.x("trying to redefine an already defined value", ctx, errPtr);
    }
    skipVoid(ctx, true, true);
    let value = extractValue(
      ctx,
      125
      /* } */
    );
    if (t && typeof (t[k] = value) === "object")
      seen.add(value);
    skipVoid(ctx);
    if ((c = ctx.s.charCodeAt(ctx.p++)) === 125) {
      return res;
    }
    if (c !== 44)
      TomlError.x("expected comma or end of structure", ctx, ctx.p - 1);
  }
  TomlError.x("unfinished table", ctx, startPtr);
}
__name(parseInlineTable, "parseInlineTable");
function parseArray(ctx) {
  let startPtr = ctx.p++;
  let res = [];
  let c;
  while (ctx.p < ctx.s.length) {
    skipVoid(ctx);
    if ((c = ctx.s.charCodeAt(ctx.p)) === 93) {
      ctx.p++;
      return res;
    }
    res.push(extractValue(
      ctx,
      93
      /* ] */
    ));
    skipVoid(ctx);
    if ((c = ctx.s.charCodeAt(ctx.p++)) === 93) {
      return res;
    }
    if (c !== 44)
      TomlError.x("expected comma or end of structure", ctx, ctx.p - 1);
  }
  TomlError.x("unfinished array", ctx, startPtr);
}
__name(parseArray, "parseArray");

// node_modules/smol-toml/dist/parse.js
function peekTable(ctx, key, table, meta, type) {
  let t = table;
  let m = meta;
  let k;
  let hasOwn = false;
  let state;
  for (let i = 0; i < key.length; i++) {
    if (i) {
      t = hasOwn ? t[k] : t[k] = /* @__PURE__ */ Object.create(null);
      m = (state = m[k]).c;
      if (type === 0 && (state.t === 1 || state.t === 2)) {
        return null;
      }
      if (state.t === 2) {
        let l = t.length - 1;
        t = t[l];
        m = m[l].c;
      }
    }
    k = key[i];
    if ((hasOwn = Object.hasOwn(t, k)) && m[k]?.t === 0 && m[k]?.d) {
      return null;
    }
    if (!hasOwn) {
      let unsafe = k === "__proto__";
      if (ctx.uk && (unsafe || k === "constructor"))
        return false;
      if (unsafe) {
        Object.defineProperty(t, k, { enumerable: true, configurable: true, writable: true });
        Object.defineProperty(m, k, { enumerable: true, configurable: true, writable: true });
      }
      m[k] = {
        t: i < key.length - 1 && type === 2 ? 3 : type,
        d: false,
        i: 0,
        c: /* @__PURE__ */ Object.create(null)
      };
    }
  }
  state = m[k];
  if (state.t !== type && !(type === 1 && state.t === 3)) {
    return null;
  }
  if (type === 2) {
    if (!state.d) {
      state.d = true;
      t[k] = [];
    }
    t[k].push(t = /* @__PURE__ */ Object.create(null));
    state.c[state.i++] = state = { t: 1, d: false, i: 0, c: /* @__PURE__ */ Object.create(null) };
  }
  if (state.d) {
    return null;
  }
  state.d = true;
  if (type === 1) {
    t = hasOwn ? t[k] : t[k] = /* @__PURE__ */ Object.create(null);
  } else if (type === 0 && hasOwn) {
    return null;
  }
  return [k, t, state.c];
}
__name(peekTable, "peekTable");
function validateTablePeek(ctx, peek, ptr) {
  if (peek === null || ctx.uk === 2)
    TomlError.x(peek === null ? "trying to redefine an already defined table or value" : "document contains an unsafe property", ctx, ptr);
}
__name(validateTablePeek, "validateTablePeek");
function parse2(toml, options = {}) {
  let ctx = {
    s: toml,
    p: 0,
    d: options.maxDepth ?? 1e3,
    bi: options.integersAsBigInt ?? false,
    ld: options.useLegacyDate ?? true,
    uk: options.unsafeKeyBehaviour === "throw" ? 2 : options.unsafeKeyBehaviour === "drop" ? 1 : 0
  };
  let res = /* @__PURE__ */ Object.create(null);
  let meta = /* @__PURE__ */ Object.create(null);
  let tmp;
  let skipping = false;
  let tbl = res;
  let m = meta;
  if (toml.charCodeAt(0) === 65279)
    ctx.p++;
  skipVoid(ctx);
  while (ctx.p < toml.length) {
    if (toml.charCodeAt(ctx.p) === 91) {
      let isTableArray = toml.charCodeAt(++ctx.p) === 91;
      tmp = ctx.p += +isTableArray;
      skipping = false;
      let k = parseKey(
        ctx,
        93
        /* ] */
      );
      if (isTableArray) {
        if (toml.charCodeAt(ctx.p) !== 93) {
          TomlError.x("expected end of table array declaration", ctx);
        }
        ctx.p++;
      }
      let p = peekTable(
        ctx,
        k,
        res,
        meta,
        isTableArray ? 2 : 1
        /* Type.EXPLICIT */
      );
      if (!p) {
        validateTablePeek(ctx, p, tmp);
        skipping = true;
      } else {
        m = p[2];
        tbl = p[1];
      }
    } else {
      tmp = ctx.p;
      let k = parseKey(ctx);
      let p = peekTable(
        ctx,
        k,
        tbl,
        m,
        0
        /* Type.DOTTED */
      );
      if (!p && !skipping)
        validateTablePeek(ctx, p, tmp);
      skipVoid(ctx, true, true);
      let v = extractValue(ctx, void 0);
      if (p && !skipping)
        p[1][p[0]] = v;
    }
    skipVoid(ctx, true);
    if (ctx.p < toml.length && (tmp = toml.charCodeAt(ctx.p)) !== 10 && (tmp !== 13 || toml.charCodeAt(ctx.p + 1) !== 10)) {
      TomlError.x("each key-value declaration must be followed by an end-of-line", ctx);
    }
    skipVoid(ctx);
  }
  return res;
}
__name(parse2, "parse");

// node_modules/smol-toml/dist/stringify.js
var BARE_KEY = /^[a-z0-9-_]+$/i;
var HAS_WELLFORMED = !!"".isWellFormed;
function extendedTypeOf(obj) {
  let type = typeof obj;
  if (type === "object") {
    if (Array.isArray(obj))
      return "array";
    if (typeof obj.getUTCDate === "function" && obj instanceof Date)
      return "date";
    if (globalThis.Temporal) {
      if (obj.until) {
        if (obj instanceof Temporal.ZonedDateTime)
          return "temporal/tz+uc";
        if (obj instanceof Temporal.PlainDateTime || obj instanceof Temporal.PlainDate)
          return "temporal/uc";
        if (obj instanceof Temporal.PlainTime || obj instanceof Temporal.Instant)
          return "temporal";
        if (obj instanceof Temporal.PlainYearMonth)
          return "temporal/x";
      } else if (obj.toPlainDate && obj instanceof Temporal.PlainMonthDay || obj.negated && obj instanceof Temporal.Duration) {
        return "temporal/x";
      }
    }
  }
  return type;
}
__name(extendedTypeOf, "extendedTypeOf");
function isArrayOfTables(obj) {
  for (let i = 0; i < obj.length; i++) {
    if (extendedTypeOf(obj[i]) !== "object")
      return false;
  }
  return obj.length != 0;
}
__name(isArrayOfTables, "isArrayOfTables");
function formatWellFormedStringUnchecked(s) {
  return JSON.stringify(s).replaceAll("\x7F", "\\u007f");
}
__name(formatWellFormedStringUnchecked, "formatWellFormedStringUnchecked");
function formatString(s) {
  return formatWellFormedStringUnchecked(HAS_WELLFORMED ? s.toWellFormed() : s);
}
__name(formatString, "formatString");
function formatKey(s) {
  if (BARE_KEY.test(s))
    return s;
  if (HAS_WELLFORMED && !s.isWellFormed())
    throw new RangeError("key contains illegal lone surrogates");
  return formatWellFormedStringUnchecked(s);
}
__name(formatKey, "formatKey");
function stringifyValue(val, type, depth, numberAsFloat, strictTemporal) {
  if (depth === 0) {
    throw new Error("Could not stringify the object: maximum object depth exceeded");
  }
  switch (type) {
    // @ts-expect-error -- intentional fallthrough case
    case "number":
      if (isNaN(val))
        return "nan";
      if (val === Infinity)
        return "inf";
      if (val === -Infinity)
        return "-inf";
      if (Number.isInteger(val) && (numberAsFloat || !Number.isSafeInteger(val)))
        return val.toFixed(1);
    case "bigint":
    case "boolean":
    case "temporal":
      return val.toString();
    case "string":
      return formatString(val);
    case "date":
      if (isNaN(val.getTime()))
        throw new TypeError("cannot serialize invalid date");
      return val.toISOString();
    case "object":
      return stringifyInlineTable(val, depth, numberAsFloat, strictTemporal);
    case "array":
      return stringifyArray(val, depth, numberAsFloat, strictTemporal);
    // @ts-expect-error -- intentional fallthrough case
    case "temporal/tz+uc":
      if (strictTemporal) {
        let tz = val.timeZoneId;
        let tzc = tz.charCodeAt(0);
        if (
          // Classic offset
          tzc !== 43 && tzc !== 45 && // Fast pre-check pass; see below for the actually accepted values
          (tzc !== 85 && tzc !== 71 && tzc !== 90 && tzc !== 69 || // UTC and its aliases; Temporal implementations don't all canonicalise unfortunately
          tz !== "UTC" && tz !== "UCT" && tz !== "Universal" && tz !== "Zulu" && // GMT is a TZ but it's for all intents and purposes equivalent to UTC. Safe to downgrade.
          !tz.startsWith("GMT") && tz !== "Greenwich" && // Etc/* are all safe to downgrade to offset (either UTC, GMT, or offset)
          !tz.startsWith("Etc/"))
        ) {
          throw new TypeError("Temporal objects with an IANA timezone are not allowed in Temporal strict mode");
        }
      }
    case "temporal/uc":
      if (strictTemporal && val.calendarId !== "iso8601")
        throw new TypeError("Temporal objects with a non-default calendar are not allowed in Temporal strict mode");
      return val.toString({
        calendarName: "never",
        timeZoneName: "never"
      });
    case "temporal/x":
      throw new TypeError("Unsupported " + val[Symbol.toStringTag]);
  }
}
__name(stringifyValue, "stringifyValue");
function stringifyInlineTable(obj, depth, numberAsFloat, strictTemporal) {
  let keys = Object.keys(obj);
  if (keys.length === 0)
    return "{}";
  let res = "{ ";
  for (let i = 0; i < keys.length; i++) {
    let k = keys[i];
    if (i)
      res += ", ";
    res += formatKey(k) + " = " + stringifyValue(obj[k], extendedTypeOf(obj[k]), depth - 1, numberAsFloat, strictTemporal);
  }
  return res + " }";
}
__name(stringifyInlineTable, "stringifyInlineTable");
function stringifyArray(array, depth, numberAsFloat, strictTemporal) {
  if (array.length === 0)
    return "[]";
  let res = "[ ";
  for (let i = 0; i < array.length; i++) {
    if (i)
      res += ", ";
    if (array[i] === null || array[i] === void 0) {
      throw new TypeError("arrays cannot contain null or undefined values");
    }
    res += stringifyValue(array[i], extendedTypeOf(array[i]), depth - 1, numberAsFloat, strictTemporal);
  }
  return res + " ]";
}
__name(stringifyArray, "stringifyArray");
function stringifyArrayTable(array, key, depth, numberAsFloat, strictTemporal) {
  if (depth === 0) {
    throw new Error("Could not stringify the object: maximum object depth exceeded");
  }
  let res = "";
  for (let i = 0; i < array.length; i++) {
    res += `${res && "\n"}[[${key}]]
`;
    res += stringifyTable(0, array[i], key, depth, numberAsFloat, strictTemporal);
  }
  return res;
}
__name(stringifyArrayTable, "stringifyArrayTable");
function stringifyTable(tableKey, obj, prefix, depth, numberAsFloat, strictTemporal) {
  if (depth === 0) {
    throw new Error("Could not stringify the object: maximum object depth exceeded");
  }
  let preamble = "";
  let tables = "";
  let keys = Object.keys(obj);
  for (let i = 0; i < keys.length; i++) {
    let k = keys[i];
    if (obj[k] !== null && obj[k] !== void 0) {
      let type = extendedTypeOf(obj[k]);
      if (type === "symbol" || type === "function") {
        throw new TypeError(`cannot serialize values of type '${type}'`);
      }
      let key = formatKey(k);
      if (type === "array" && isArrayOfTables(obj[k])) {
        tables += (tables && "\n") + stringifyArrayTable(obj[k], prefix ? `${prefix}.${key}` : key, depth - 1, numberAsFloat, strictTemporal);
      } else if (type === "object") {
        let tblKey = prefix ? `${prefix}.${key}` : key;
        tables += (tables && "\n") + stringifyTable(tblKey, obj[k], tblKey, depth - 1, numberAsFloat, strictTemporal);
      } else {
        preamble += key;
        preamble += " = ";
        preamble += stringifyValue(obj[k], type, depth, numberAsFloat, strictTemporal);
        preamble += "\n";
      }
    }
  }
  if (tableKey && (preamble || !tables))
    preamble = preamble ? `[${tableKey}]
${preamble}` : `[${tableKey}]`;
  return preamble && tables ? `${preamble}
${tables}` : preamble || tables;
}
__name(stringifyTable, "stringifyTable");
function stringify(obj, { maxDepth = 1e3, numbersAsFloat = false, strictTemporal = false } = {}) {
  if (extendedTypeOf(obj) !== "object") {
    throw new TypeError("stringify can only be called with an object");
  }
  let str = stringifyTable(0, obj, "", maxDepth, numbersAsFloat, strictTemporal);
  if (str[str.length - 1] !== "\n")
    return str + "\n";
  return str;
}
__name(stringify, "stringify");

// src/sidecar.ts
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
    table = parse2(text);
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

// src/entry.ts
function makeEntry(artifact, expected) {
  requireEngine(artifact, expected.engineSection);
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
  requireEngine(files.artifact, expected.engineSection);
  return { ...files, artifactSha256 };
}
__name(verifyEntry, "verifyEntry");
function requireEngine(artifact, expectedSection) {
  let section;
  try {
    section = engineSection(artifact);
  } catch (error2) {
    throw new Error(`the artifact is damaged: ${messageOf(error2)}`);
  }
  if (!Buffer.from(section).equals(expectedSection)) {
    throw new Error("the artifact was made by another engine");
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

// src/function-caches.ts
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
    const { version, hostFeatures } = this.#options.engine;
    const identity = sha256(this.#identity(target));
    return {
      prefix: `cwasm-functions-v1-${version}-${hostFeatures}-${target}-${identity}-`,
      folder: `functions-${identity.slice(0, 32)}`
    };
  }
};

// src/outcome.ts
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
      if (kind === "directory" || kind === "core-module" && coreModules === "skip") {
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
  manifest(engine) {
    return makeManifest(engine, this.artifacts, this.skipped, this.failed);
  }
};

// src/plan.ts
import { dirname, resolve as resolve2 } from "node:path";
function layOut(components, settings, cwd) {
  const taken = /* @__PURE__ */ new Map();
  return components.flatMap(
    (component) => settings.targets.map((target) => {
      const { stem } = component;
      const folder = dirname(component.file);
      const dir = folder === cwd ? "." : displayPath(folder, cwd);
      const output = settings.output({ dir, stem, target });
      const path = resolve2(cwd, output);
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
function planTasks(places, engine, sections2, explain) {
  const tasks = /* @__PURE__ */ new Map();
  for (const { component, target, path } of places) {
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
      expected: { name, key, engineSection: section },
      places: [{ component, path }]
    });
    const parts = keyParts(key, engine, section).map(([part, value]) => `${part} ${value}`);
    explain(`${component.path} for ${target}: ${parts.join(", ")}`);
  }
  explain(`engine config hash is of ${engine.fingerprint}`);
  return [...tasks.values()];
}
__name(planTasks, "planTasks");

// src/sections.ts
import { readFile as readFile3 } from "node:fs/promises";
var SECTIONS_FILE = "sections.json";
var SHIPPED_OPTIONS = { epochInterruption: true, consumeFuel: false };
var EMPTY_COMPONENT = Uint8Array.of(0, 97, 115, 109, 13, 0, 1, 0);
async function expectedSections(targets, engine, compiler) {
  const shipped = await shippedSections(engine);
  const sections2 = targets.map(
    async (target) => [
      target,
      shipped.get(target) ?? await learnSection(target, engine, await compiler())
    ]
  );
  return new Map(await Promise.all(sections2));
}
__name(expectedSections, "expectedSections");
async function shippedSections(engine) {
  if (engine.options.epochInterruption !== SHIPPED_OPTIONS.epochInterruption || engine.options.consumeFuel !== SHIPPED_OPTIONS.consumeFuel) {
    return /* @__PURE__ */ new Map();
  }
  const file = new URL(SECTIONS_FILE, compilerFolder(engine));
  const table = JSON.parse(await readFile3(file, "utf8"));
  return new Map(
    Object.entries(table).map(([target, base64]) => [target, Buffer.from(base64, "base64")])
  );
}
__name(shippedSections, "shippedSections");
async function learnSection(target, engine, compiler) {
  try {
    const { artifact } = await compiler.compile({
      read: /* @__PURE__ */ __name(async () => EMPTY_COMPONENT, "read"),
      size: EMPTY_COMPONENT.length,
      options: engine.options,
      target
    });
    return engineSection(artifact).slice();
  } catch (error2) {
    if (error2 instanceof CompileError && error2.kind.endsWith("-target")) {
      throw new InputError(
        "targets",
        target,
        "target triples of x86_64, aarch64, riscv64gc and s390x, such as x86_64-unknown-linux-gnu, aarch64-apple-darwin or x86_64-pc-windows-msvc",
        `Wasmtime ${engine.version} says: ${error2.message}.`
      );
    }
    throw error2;
  }
}
__name(learnSection, "learnSection");

// src/run.ts
var RESTORES = 8;
var SAVES = 4;
var WORTH_REUSING = 64 * 1024;
async function run(settings, surroundings) {
  const { reporter, signal } = surroundings;
  const { engine } = settings;
  const found = await reporter.group("Find components", () => find(settings, surroundings));
  const outcome = new Outcome(reporter, found, settings.coreModules);
  if (found.components.length === 0 || settings.failFast && outcome.failed.length > 0) {
    return outcome.manifest(engine);
  }
  const places = layOut(found.components, settings, surroundings.cwd);
  const compiler = lazily(() => surroundings.openCompiler(engine, settings.jobs));
  const stop = /* @__PURE__ */ __name(() => void compiler.close(), "stop");
  signal.addEventListener("abort", stop, { once: true });
  try {
    const sections2 = await expectedSections(settings.targets, engine, compiler.get);
    const tasks = await reporter.group(
      "Compute cache keys",
      async () => planTasks(places, engine, sections2, reporter.detail)
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
  return outcome.manifest(engine);
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
  const found = await discover(paths, cwd);
  for (const { path, size: bytes2, sha256: sha2562 } of found.components) {
    reporter.detail(`${path}: component, ${size(bytes2)}, sha256 ${sha2562}`);
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
    engine: settings.engine,
    compiler: compiler.identity,
    sections: sections2,
    limit: settings.functionCacheLimit,
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
    options: settings.engine.options,
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
  const settings = readSettings((name) => getInput(name));
  const cwd = process.env["GITHUB_WORKSPACE"] || process.cwd();
  process.chdir(cwd);
  const store = await openStore(settings);
  const manifest = await run(settings, {
    cwd,
    reporter: actionsReporter,
    glob,
    openCompiler: openEmbedded,
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
  const { openActions } = await import("./actions-W4GIPBHK.js");
  const store = openActions();
  if (store === void 0) {
    actionsReporter.notice("The Actions cache is not available here, so nothing is restored or saved.");
  }
  return store;
}
__name(openStore, "openStore");
async function publish(manifest, settings, cwd) {
  const temporary = process.env["RUNNER_TEMP"] || tmpdir();
  const path = join(await mkdtemp(join(temporary, "cwasm-cache-")), MANIFEST_NAME);
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
    const { uploadArtifacts } = await import("./artifact-32C4BOUJ.js");
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
