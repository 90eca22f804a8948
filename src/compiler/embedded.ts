/** The compiler that the Action carries: Wasmtime's compile-only half as WebAssembly. */
import { readFile } from "node:fs/promises";
import { freemem } from "node:os";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import type { Engine, EngineOptions } from "../engine.ts";
import { type Compiled, CompileError, type Compiler } from "./compiler.ts";
import { Pool, type Task, WorkerLost } from "./pool.ts";
import type { Request, Response, WorkerData } from "./worker.ts";

/** Sources run as they are in the tests; the bundles lie in dist/, beside the compilers. */
const bundled = import.meta.url.endsWith(".js");
const compilers = new URL(bundled ? "./compilers/" : "../../dist/compilers/", import.meta.url);
const workerEntry = new URL(bundled ? "./worker.js" : "./worker.ts", import.meta.url);

/** What one compile takes: measured, 346 MB of WebAssembly memory for a component of 12 MB. */
const MEMORY_BASE = 128 * 2 ** 20;
const MEMORY_PER_BYTE = 36;

/** The rest stays for the artifacts on their way out and for everybody else on the machine. */
const MEMORY_SHARE = 0.7;

/**
 * Loads the compiler of an engine; nothing else is read.
 *
 * @param jobs compiles at a time, at the most; fewer if they would not fit in memory
 */
export async function openEmbedded(engine: Engine, jobs: number): Promise<Compiler> {
  const folder = new URL(`${engine.version}-${engine.hostFeatures}/`, compilers);
  const packed = await readFile(new URL("precompiler.core.wasm.br", folder));
  const core = await WebAssembly.compile(await promisify(brotliDecompress)(packed));
  const workerData: WorkerData = { glue: new URL("precompiler.js", folder).href, core };
  const pool = new Pool<Response>({
    entry: workerEntry,
    workerData,
    workers: jobs,
    memory: MEMORY_SHARE * machineMemory(),
  });
  return {
    compile: (read, size, options, target) => compile(pool, read, size, options, target),
    close: () => pool.close(),
  };
}

async function compile(
  pool: Pool<Response>,
  read: () => Promise<Uint8Array>,
  size: number,
  options: EngineOptions,
  target: string,
): Promise<Compiled> {
  const task: Task<Response> = {
    memory: MEMORY_BASE + MEMORY_PER_BYTE * size,
    request: async () => {
      const request: Request = { component: await read(), options, target };
      return { message: request, transfer: [] };
    },
    reusable: (response) => !("spent" in response && response.spent),
  };
  const response = await pool.run(task).catch((error: unknown) => {
    throw error instanceof WorkerLost
      ? new CompileError("crashed", ["the compiler crashed", error.message])
      : error;
  });
  if ("artifact" in response) {
    return response;
  }
  throw new CompileError(response.kind, response.chain);
}

/** Bytes that may be had: of the machine, or of the control group if that is less. */
function machineMemory(): number {
  // Early releases of Node 20 lack the first.
  const available = process.availableMemory?.() ?? freemem();
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, available) : available;
}
