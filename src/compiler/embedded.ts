/** The compiler that the Action carries: Wasmtime's compile-only half as WebAssembly. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import type { Embedded } from "../engine/lines.ts";
import { Calls } from "./calls.ts";
import { CompileError, type CompileRequest, type Compiler } from "./compiler.ts";
import { bodyDigests } from "./functions.ts";
import { MemoryEstimate, memoryForCompiles, type Shape } from "./memory.ts";
import { Pool } from "./pool.ts";
import { type Body, balance, emptyBodies } from "./shards.ts";
import type { Response, WorkerData } from "./worker.ts";

/** Sources run as they are in the tests; the bundles lie in dist/, beside the compilers. */
const bundled = import.meta.url.endsWith(".js");
const compilers = new URL(bundled ? "./compilers/" : "../../dist/compilers/", import.meta.url);
const workerEntry = new URL(bundled ? "./worker.js" : "./worker.ts", import.meta.url);

/** Components below this are compiled before anything cleverer has begun. */
const SMALL = 64 * 1024;

/** Bytes of function bodies that are worth a shard: each goes through the whole component once. */
const SHARD = 256 * 1024;

/** The folder of a compiler in dist/. */
export function compilerFolder({ version, hostFeatures }: Embedded): URL {
  return new URL(`${version}-${hostFeatures}/`, compilers);
}

/**
 * Loads one compiler; nothing else is read.
 *
 * @param jobs workers at the most; fewer run at a time if their compiles would not fit in memory
 */
export async function openEmbedded(compiler: Embedded, jobs: number): Promise<Compiler> {
  const folder = compilerFolder(compiler);
  const packed = await readFile(new URL("precompiler.core.wasm.br", folder));
  const core = await WebAssembly.compile(await promisify(brotliDecompress)(packed));
  const workerData: WorkerData = { glue: new URL("precompiler.js", folder).href, core };
  const pool = new Pool<Response>({
    entry: workerEntry,
    workerData,
    workers: jobs,
    memory: memoryForCompiles(),
  });
  const estimate = new MemoryEstimate();
  return {
    identity: createHash("sha256").update(packed).digest("hex"),
    compile: async (request) => {
      const calls = new Calls(pool, estimate, request.timeout);
      const artifact = await compile(calls, request);
      return { artifact, milliseconds: calls.milliseconds };
    },
    settings: async (target) => await new Calls(pool, estimate).settings(target),
    close: () => pool.close(),
  };
}

async function compile(calls: Calls, request: CompileRequest): Promise<Uint8Array> {
  const { read, size } = request;
  let component: Uint8Array | undefined;
  const readOnce = async (): Promise<Uint8Array> => {
    component ??= await read();
    return component;
  };
  if (size < SMALL) {
    // At the most: one function, or nothing but empty ones.
    const shape: Shape = { size, functions: size / 4, largest: size };
    return await retryAlone(calls, (alone) =>
      precompile(calls, readOnce, shape, request, undefined, alone),
    );
  }
  const bodies = await calls.describe(size, readOnce);
  return await compileLarge(calls, await readOnce(), bodies, request);
}

/**
 * Trouble with memory, or with entries of earlier runs, costs time: the component is compiled once
 * more without them.
 */
async function compileLarge(
  calls: Calls,
  component: Uint8Array,
  bodies: readonly Body[],
  request: CompileRequest,
): Promise<Uint8Array> {
  const { functions } = request;
  const largest = bodies.reduce((most, { size }) => Math.max(most, size), 0);
  const shape: Shape = { size: component.length, functions: bodies.length, largest };
  const hadEarlier = functions?.hasEarlier === true;
  let trouble: CompileError | undefined;
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
  if (trouble !== undefined) {
    functions?.discard(`with its functions the compiler failed: ${trouble.message}`);
  }
  return artifact;
}

/**
 * Shards, then a last pass, over as many workers as are idle.
 *
 * @param earlier whether entries of earlier runs take part
 */
async function together(
  calls: Calls,
  component: Uint8Array,
  bodies: readonly Body[],
  shape: Shape,
  request: CompileRequest,
  earlier: boolean,
): Promise<Uint8Array> {
  const { options, target, functions, onProgress } = request;
  const digests = functions === undefined ? [] : bodyDigests(component, bodies);
  const unknown = [...bodies.keys()].filter(
    (index) => !earlier || functions?.knows(digests[index] as string) !== true,
  );
  const shards = shardCount(bodies, unknown, calls.idle);
  const passes = new Progress(shards > 1 ? shards + 1 : 1, bodies.length, onProgress);

  if (shards === 1 && functions === undefined) {
    return await precompile(calls, async () => component, shape, request, passes.next());
  }

  const made =
    shards === 1
      ? []
      : await Promise.all(
          balance(bodies, unknown, shards).map((keep) =>
            calls
              .compile<{ compiled: Uint8Array }>(
                shape,
                async () => ({
                  call: "compileFunctions",
                  component: emptyBodies(component, bodies, keep),
                  options,
                  target,
                }),
                passes.next(),
              )
              .then(
                ({ compiled }) => compiled,
                // The last pass compiles what is missing, and finds out if the component is at fault.
                (error: unknown) =>
                  error instanceof CompileError ? new Uint8Array() : raise(error),
              ),
          ),
        );
  const known = functions === undefined ? [] : earlier ? functions.lists : functions.own;
  const entries = [...known, ...made];
  const { artifact, compiled, used } = await calls.compile<{
    artifact: Uint8Array;
    compiled: Uint8Array;
    used: Uint8Array;
  }>(
    { ...shape, entries: entries.reduce((sum, list) => sum + list.length, 0) },
    async () => ({ call: "precompileIncrementally", component, options, target, entries }),
    passes.next(),
  );
  functions?.learn(
    { compiled: [...made, compiled], used, ...(earlier && { despite: compiled }) },
    digests,
  );
  return artifact;
}

/** One pass without a function cache. */
async function precompile(
  calls: Calls,
  component: () => Promise<Uint8Array>,
  shape: Shape,
  { options, target }: CompileRequest,
  onProgress?: (functions: number) => void,
  alone = false,
): Promise<Uint8Array> {
  const { artifact } = await calls.compile<{ artifact: Uint8Array }>(
    shape,
    async () => ({ call: "precompile", component: await component(), options, target }),
    onProgress,
    alone,
  );
  return artifact;
}

/** What ran out of memory beside others gets all there is for a second attempt. */
async function retryAlone<T>(calls: Calls, attempt: (alone: boolean) => Promise<T>): Promise<T> {
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

function isOutOfMemory(error: unknown): error is CompileError {
  return error instanceof CompileError && error.kind === "out-of-memory";
}

/** As many shards as there are workers for, each with enough to do. */
function shardCount(bodies: readonly Body[], unknown: readonly number[], workers: number): number {
  const bytes = unknown.reduce((sum, index) => sum + (bodies[index] as Body).size, 0);
  return Math.max(1, Math.min(workers, Math.floor(bytes / SHARD)));
}

/** How far all passes over one component have come, told in functions of that component. */
class Progress {
  readonly #passes: number[] = [];
  readonly #all: number;
  readonly #count: number;
  readonly #report: CompileRequest["onProgress"];

  constructor(passes: number, functions: number, report: CompileRequest["onProgress"]) {
    this.#count = passes;
    this.#all = functions;
    this.#report = report;
  }

  /** What to call with the functions of the next pass. */
  next(): (functions: number) => void {
    const pass = this.#passes.push(0) - 1;
    return (functions) => {
      this.#passes[pass] = Math.min(functions, this.#all);
      const sum = this.#passes.reduce((a, b) => a + b, 0);
      this.#report?.(Math.floor(sum / this.#count), this.#all);
    };
  }
}

function raise(error: unknown): never {
  throw error;
}
