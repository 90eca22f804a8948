/** The compiler that the Action carries: Wasmtime's compile-only half as WebAssembly. */
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { setFlagsFromString } from "node:v8";
import { brotliDecompress } from "node:zlib";
import type { BuiltCompiler, EmbeddedCompiler, EngineCompiler } from "../engine/engine.ts";
import { sha256 } from "../support/hash.ts";
import { inSharedMemory } from "../support/shared-memory.ts";
import { Calls } from "./calls.ts";
import {
  type Compiled,
  CompileError,
  type CompileRequest,
  type Compiler,
  SMALL,
} from "./compiler.ts";
import { damaged } from "./damaged.ts";
import { bodyDigests } from "./functions.ts";
import { compileJointly, TakingCost } from "./joining.ts";
import { MemoryEstimate, memoryForCompiles, type Shape } from "./memory.ts";
import { Pool } from "./pool.ts";
import type { Body } from "./shards.ts";
import type { FirstMessage, Response, WorkerData } from "./worker.ts";

/** Sources run as they are in the tests; the bundles lie in dist/, beside the compilers. */
const bundled = import.meta.url.endsWith(".js");
const compilers = new URL(bundled ? "./compilers/" : "../../dist/compilers/", import.meta.url);
const workerEntry = new URL(bundled ? "./worker.js" : "./worker.ts", import.meta.url);

/** Bytes of function bodies that are worth a worker: each goes through the whole component once. */
const SHARE = 256 * 1024;

/**
 * Bytes of code that a function of the compiler runs through before V8 optimises it, four times what is usual:
 * most functions of Cranelift are short, and the few that are not would be optimised for components of which
 * nobody needs that, and the process could not end before.
 */
const TIERING_BUDGET = 52_000_000;

/** The compiler, in its folder. */
export const CORE_FILE = "precompiler.core.wasm.br";

/** The JavaScript half, made by jco. */
const GLUE_FILE = "precompiler.js";

/** What jco makes beside the JavaScript half, for imports with lists; the same for all compilers. */
const GLUE_MODULES = ["precompiler.core2.wasm", "precompiler.core3.wasm"];

/** All of a compiler that is run. */
export const RUN_FILES: readonly string[] = [CORE_FILE, GLUE_FILE, ...GLUE_MODULES];

/** A compiler of dist/, or one in a folder of the user's. */
type EmbeddedLike = Pick<EmbeddedCompiler, "version"> | BuiltCompiler;

/** The folder of a compiler. */
export function compilerFolder(compiler: EmbeddedLike): URL {
  return "path" in compiler
    ? pathToFileURL(`${compiler.path}/`)
    : new URL(`${compiler.version}/`, compilers);
}

/** Hex SHA-256 of a compiler: of an embedded one's compressed WebAssembly, of a native program, of a built one's files. */
export async function compilerDigest(compiler: EngineCompiler): Promise<string> {
  return compiler.kind === "embedded"
    ? sha256(await readFile(new URL(CORE_FILE, compilerFolder(compiler))))
    : compiler.sha256;
}

/**
 * Loads one compiler; nothing else is read.
 *
 * @param jobs workers at most; fewer run at a time if their compiles would not fit in memory
 */
export async function openEmbedded(compiler: EmbeddedLike, jobs: number): Promise<Compiler> {
  setFlagsFromString(`--wasm-tiering-budget=${TIERING_BUDGET}`);
  const folder = compilerFolder(compiler);
  const packed = await readFile(new URL(CORE_FILE, folder));
  // What all have in common lies beside those of dist/, and in the folder of one that was built.
  const common = "path" in compiler ? folder : compilers;
  const workerData: WorkerData = { glue: new URL(GLUE_FILE, common).href };
  const first = compiledModules(packed, folder, common);
  // The jobs that wait for it say so; where it fails before there are any, that is no end of the process.
  first.catch(() => undefined);
  const pool = new Pool<Response>({
    entry: workerEntry,
    workerData,
    first,
    workers: jobs,
    memory: memoryForCompiles(),
  });
  const estimate = new MemoryEstimate();
  const cost = new TakingCost();
  return {
    identity: "path" in compiler ? compiler.sha256 : sha256(packed),
    compile: async (request) => {
      const calls = new Calls(pool, estimate, request.timeout);
      const made = await compile(calls, cost, request);
      return { ...made, milliseconds: calls.milliseconds };
    },
    settings: async (target) => await new Calls(pool, estimate).settings(target),
    close: () => pool.close(),
  };
}

async function compiledModules(packed: Buffer, folder: URL, common: URL): Promise<FirstMessage> {
  const modules = await Promise.all([
    compiled("precompiler.core.wasm", new URL(CORE_FILE, folder), () =>
      promisify(brotliDecompress)(packed),
    ),
    ...GLUE_MODULES.map((name) => {
      const file = new URL(name, common);
      return compiled(name, file, () => readFile(file));
    }),
  ]);
  return { modules: Object.fromEntries(modules) };
}

async function compiled(
  name: string,
  file: URL,
  read: () => Promise<Uint8Array<ArrayBuffer>>,
): Promise<[string, WebAssembly.Module]> {
  try {
    return [name, await WebAssembly.compile(await read())];
  } catch (error) {
    throw damaged(file, error);
  }
}

type Made = Omit<Compiled, "milliseconds">;

async function compile(calls: Calls, cost: TakingCost, request: CompileRequest): Promise<Made> {
  const { read, size } = request;
  let component: Uint8Array | undefined;
  const readOnce = async (): Promise<Uint8Array> => {
    component ??= inSharedMemory([await read()]);
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
  return await compileLarge(calls, cost, await readOnce(), bodies, request);
}

/**
 * Trouble with memory, or with entries of earlier runs, costs time: the component is compiled once
 * more without them.
 */
async function compileLarge(
  calls: Calls,
  cost: TakingCost,
  component: Uint8Array,
  bodies: readonly Body[],
  request: CompileRequest,
): Promise<Made> {
  const { functions } = request;
  const largest = bodies.reduce((most, { size }) => Math.max(most, size), 0);
  const shape: Shape = { size: component.length, functions: bodies.length, largest };
  const hadEarlier = functions?.hasEarlier === true;
  let trouble: CompileError | undefined;
  const made = await retryAlone(calls, async (alone) => {
    if (alone) {
      const progress = progressOf(bodies, request);
      return await precompile(calls, async () => component, shape, request, progress, true);
    }
    try {
      return await together(calls, cost, component, bodies, shape, request, true);
    } catch (error) {
      if (!hadEarlier || !(error instanceof CompileError) || error.kind === "timed-out") {
        throw error;
      }
      trouble = error;
      if (error.kind === "out-of-memory") {
        throw error;
      }
      return await together(calls, cost, component, bodies, shape, request, false);
    }
  });
  if (trouble !== undefined) {
    functions?.discard(`the compiler failed with its functions: ${trouble.message}`);
  }
  return { functions: { all: bodies.length, reused: 0 }, ...made };
}

/**
 * Over as many workers as are idle.
 *
 * @param earlier whether entries of earlier runs take part
 */
async function together(
  calls: Calls,
  cost: TakingCost,
  component: Uint8Array,
  bodies: readonly Body[],
  shape: Shape,
  request: CompileRequest,
  earlier: boolean,
): Promise<Made> {
  const { functions } = request;
  let digests: readonly string[] | undefined;
  const digestsOnce = (): readonly string[] => {
    digests ??= bodyDigests(component, bodies);
    return digests;
  };
  const unknown = [...bodies.keys()].filter(
    (index) =>
      !earlier ||
      functions === undefined ||
      functions.isEmpty ||
      !functions.knows(digestsOnce()[index] as string),
  );
  // With inlining all are translated before any is compiled, so that nothing could be handed over in time.
  const workers = inlines(request) ? 1 : workersFor(bodies, unknown, calls.idle);
  const onProgress = progressOf(bodies, request);
  if (workers === 1 && functions === undefined) {
    return await precompile(calls, async () => component, shape, request, onProgress);
  }
  const entries = functions === undefined ? [] : earlier ? functions.lists : functions.own;
  const joined = compileJointly(
    calls,
    { component, bodies, unknown, shape, request, entries, onProgress },
    workers,
    cost,
  );
  if (functions !== undefined) {
    // After the workers have their requests.
    setImmediate(digestsOnce);
  }
  const { artifact, compiled, own, used, reused } = await joined;
  functions?.learn({ compiled, used, ...(earlier && { despite: own }) }, digestsOnce());
  return { artifact, functions: { all: bodies.length, reused } };
}

/** One pass without a function cache. */
async function precompile(
  calls: Calls,
  component: () => Promise<Uint8Array>,
  shape: Shape,
  { options, target }: CompileRequest,
  onProgress?: (functions: number) => void,
  alone = false,
): Promise<Made> {
  const { artifact } = await calls.compile<{ artifact: Uint8Array }>(
    shape,
    async () => ({ call: "precompile", component: await component(), options, target }),
    { onProgress, alone },
  );
  return { artifact };
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

/** As many workers as are idle, each with enough to do. */
function workersFor(bodies: readonly Body[], unknown: readonly number[], idle: number): number {
  const bytes = unknown.reduce((sum, index) => sum + (bodies[index] as Body).size, 0);
  return Math.max(1, Math.min(idle, Math.floor(bytes / SHARE)));
}

function inlines({ options }: CompileRequest): boolean {
  return options.some(([name, value]) => name === "inlining" && value !== "false");
}

function progressOf(
  bodies: readonly Body[],
  { onProgress }: CompileRequest,
): (functions: number) => void {
  return (functions) => onProgress?.(Math.min(functions, bodies.length), bodies.length);
}
