/** The compiler that the Action carries: Wasmtime's compile-only half as WebAssembly. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { freemem } from "node:os";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import type { Embedded } from "../engine/lines.ts";
import { type Compiled, CompileError, type CompileRequest, type Compiler } from "./compiler.ts";
import { bodyDigests } from "./functions.ts";
import { Pool, WorkerLost } from "./pool.ts";
import { type Body, balance, emptyBodies } from "./shards.ts";
import type { Request, Response, Result, WorkerData } from "./worker.ts";

/** Sources run as they are in the tests; the bundles lie in dist/, beside the compilers. */
const bundled = import.meta.url.endsWith(".js");
const compilers = new URL(bundled ? "./compilers/" : "../../dist/compilers/", import.meta.url);
const workerEntry = new URL(bundled ? "./worker.js" : "./worker.ts", import.meta.url);

/** What one compile takes: measured, 346 MB of WebAssembly memory for a component of 12 MB. */
const MEMORY_BASE = 128 * 2 ** 20;
const MEMORY_PER_BYTE = 36;

/** The rest stays for the artifacts on their way out and for everybody else on the machine. */
const MEMORY_SHARE = 0.7;

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
  const workers = new Workers(
    new Pool<Response>({
      entry: workerEntry,
      workerData,
      workers: jobs,
      memory: MEMORY_SHARE * machineMemory(),
    }),
  );
  return {
    identity: createHash("sha256").update(packed).digest("hex"),
    compile: (request) => compile(workers, request),
    settings: async (target) => {
      const request = async (): Promise<Request> => ({ call: "settings", target });
      return (await workers.call<{ settings: readonly string[] }>(0, request)).result.settings;
    },
    close: () => workers.pool.close(),
  };
}

async function compile(workers: Workers, request: CompileRequest): Promise<Compiled> {
  const { read, size, options, target } = request;
  if (size < SMALL) {
    const whole = async (): Promise<Request> => ({
      call: "precompile",
      component: await read(),
      options,
      target,
    });
    const { result, milliseconds } = await workers.call<{ artifact: Uint8Array }>(size, whole);
    return { artifact: result.artifact, milliseconds };
  }
  let component: Uint8Array | undefined;
  const describe = async (): Promise<Request> => {
    component = await read();
    return { call: "describe", component };
  };
  const described = await workers.call<{ bodies: Uint32Array }>(size, describe);
  const start = performance.now();
  const artifact = await compileLarge(
    workers,
    component as unknown as Uint8Array,
    bodiesOf(described.result.bodies),
    request,
  );
  return { artifact, milliseconds: described.milliseconds + performance.now() - start };
}

async function compileLarge(
  workers: Workers,
  component: Uint8Array,
  bodies: readonly Body[],
  { size, options, target, functions, onProgress }: CompileRequest,
): Promise<Uint8Array> {
  const digests = functions === undefined ? [] : bodyDigests(component, bodies);
  const unknown = [...bodies.keys()].filter(
    (index) => functions?.knows(digests[index] as string) !== true,
  );
  const shards = shardCount(bodies, unknown, workers.pool.idle);
  const passes = new Progress(shards > 1 ? shards + 1 : 1, bodies.length, onProgress);

  if (shards === 1 && functions === undefined) {
    const { result } = await workers.call<{ artifact: Uint8Array }>(
      size,
      async () => ({ call: "precompile", component, options, target }),
      passes.next(),
    );
    return result.artifact;
  }

  const made =
    shards === 1
      ? []
      : await Promise.all(
          balance(bodies, unknown, shards).map((keep) =>
            workers
              .call<{ compiled: Uint8Array }>(
                size,
                async () => ({
                  call: "compileFunctions",
                  component: emptyBodies(component, bodies, keep),
                  options,
                  target,
                }),
                passes.next(),
              )
              .then(
                ({ result }) => result.compiled,
                // The last pass compiles what is missing, and finds out if the component is at fault.
                (error: unknown) =>
                  error instanceof CompileError ? new Uint8Array() : raise(error),
              ),
          ),
        );
  const entries = [...(functions?.lists ?? []), ...made];
  const { result } = await workers.call<{
    artifact: Uint8Array;
    compiled: Uint8Array;
    used: Uint8Array;
  }>(
    // Entries come on top of what they save.
    size + entries.reduce((sum, list) => sum + list.length, 0) / MEMORY_PER_BYTE,
    async () => ({ call: "precompileIncrementally", component, options, target, entries }),
    passes.next(),
  );
  functions?.learn({ compiled: [...made, result.compiled], used: result.used }, digests);
  return result.artifact;
}

/** As many shards as there are workers for, each with enough to do. */
function shardCount(bodies: readonly Body[], unknown: readonly number[], workers: number): number {
  const bytes = unknown.reduce((sum, index) => sum + (bodies[index] as Body).size, 0);
  return Math.max(1, Math.min(workers, Math.floor(bytes / SHARD)));
}

function bodiesOf(pairs: Uint32Array): Body[] {
  return Array.from({ length: pairs.length / 2 }, (_, index) => ({
    offset: pairs[2 * index] as number,
    size: pairs[2 * index + 1] as number,
  }));
}

/** The compiler's calls, each on a worker of its own. */
class Workers {
  readonly pool: Pool<Response>;

  constructor(pool: Pool<Response>) {
    this.pool = pool;
  }

  /**
   * @param size bytes of the component
   * @param request made when the call's turn comes
   * @throws CompileError; what `request` throws
   */
  async call<R extends Result>(
    size: number,
    request: () => Promise<Request>,
    onProgress?: (functions: number) => void,
  ): Promise<{ result: R; milliseconds: number }> {
    const response = await this.pool
      .run({
        memory: MEMORY_BASE + MEMORY_PER_BYTE * size,
        request,
        isFinal: (interim) => {
          if ("progress" in interim) {
            onProgress?.(interim.progress);
            return false;
          }
          return true;
        },
        reusable: (answer) => !("spent" in answer && answer.spent),
      })
      .catch((error: unknown) =>
        raise(
          error instanceof WorkerLost
            ? new CompileError("crashed", ["the compiler crashed", error.message])
            : error,
        ),
      );
    if ("result" in response) {
      return { result: response.result as R, milliseconds: response.milliseconds };
    }
    throw "kind" in response
      ? new CompileError(response.kind, response.chain)
      : new Error("no answer");
  }
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

/** Bytes that may be had: of the machine, or of the control group if that is less. */
function machineMemory(): number {
  // Early releases of Node 20 lack the first.
  const available = process.availableMemory?.() ?? freemem();
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, available) : available;
}
