/** One worker thread: an instance of the embedded compiler that does one thing at a time. */
import { parentPort, workerData } from "node:worker_threads";
import type * as Precompiler from "../../precompiler/bindings/precompiler.js";
import type { EngineOptions } from "../engine.ts";
import type { CompileErrorKind } from "./compiler.ts";

export interface WorkerData {
  /** The compiler's JavaScript half, made by jco. */
  readonly glue: string;
  /** The compiler itself. Compiled code is shared between threads. */
  readonly core: WebAssembly.Module;
}

/** The exports of the WIT, and what they take. */
export type Request =
  | { readonly call: "describe"; readonly component: Uint8Array }
  | {
      readonly call: "precompile" | "compileFunctions";
      readonly component: Uint8Array;
      readonly options: EngineOptions;
      readonly target: string;
    }
  | {
      readonly call: "precompileIncrementally";
      readonly component: Uint8Array;
      readonly options: EngineOptions;
      readonly target: string;
      readonly entries: readonly Uint8Array[];
    };

/** What the exports give, by their names in the WIT. */
export type Result =
  | { readonly bodies: Uint32Array }
  | { readonly artifact: Uint8Array }
  | { readonly compiled: Uint8Array }
  | { readonly artifact: Uint8Array; readonly compiled: Uint8Array; readonly used: Uint8Array };

export type Response =
  | { readonly progress: number }
  | { readonly result: Result; readonly milliseconds: number }
  /** `spent`: the instance may not be used again. */
  | { readonly kind: CompileErrorKind; readonly chain: string[]; readonly spent: boolean };

/** What the compiler exports beside its WIT, see precompiler/src/panics.rs. */
interface CoreExports {
  memory: WebAssembly.Memory;
  panic_message_ptr(): number;
  panic_message_len(): number;
}

const { glue, core } = workerData as WorkerData;
const { instantiate } = (await import(glue)) as typeof Precompiler;

let exports: CoreExports | undefined;
const { compiler } = await instantiate(
  () => core,
  { progress: { default: (progress) => post({ progress }) } },
  async (module, imports) => {
    const instance = await WebAssembly.instantiate(module, imports);
    exports = instance.exports as unknown as CoreExports;
    return instance;
  },
);

parentPort?.on("message", (request: Request) => {
  const start = performance.now();
  try {
    post({ result: perform(request), milliseconds: performance.now() - start });
  } catch (error) {
    post(failure(error, request.component));
  }
});

function post(response: Response): void {
  const transfer =
    "result" in response ? Object.values(response.result).map((part) => part.buffer) : [];
  parentPort?.postMessage(response, transfer);
}

function perform(request: Request): Result {
  const { component } = request;
  switch (request.call) {
    case "describe":
      return { bodies: Uint32Array.from(compiler.describe(component).bodies) };
    case "precompile":
      return { artifact: compiler.precompile(component, request.options, request.target) };
    case "compileFunctions":
      return { compiled: compiler.compileFunctions(component, request.options, request.target) };
    case "precompileIncrementally":
      return compiler.precompileIncrementally(component, request.options, request.target, [
        ...request.entries,
      ]);
  }
}

function failure(error: unknown, component: Uint8Array): Response {
  // jco throws what the WIT calls a failure as an error with a payload; all else is a trap.
  const payload = (error as { payload?: { kind: CompileErrorKind; chain: string[] } }).payload;
  if (payload !== undefined) {
    const kind =
      payload.kind === "compile-failed" && !parses(component) ? "invalid-component" : payload.kind;
    return { ...payload, kind, spent: false };
  }
  const reason = outOfMemory() ? "out of memory: it has 4 GiB" : panicMessage() || String(error);
  return { kind: "crashed", chain: ["the compiler crashed", reason], spent: true };
}

/** Wasmtime words a section that is cut by the end of the file as an error of its own. */
function parses(component: Uint8Array): boolean {
  try {
    compiler.describe(component);
    return true;
  } catch {
    return false;
  }
}

/** Running out is a trap like any other, in an instance that has nearly all the memory there is. */
function outOfMemory(): boolean {
  return exports !== undefined && exports.memory.buffer.byteLength > 3 * 2 ** 30;
}

function panicMessage(): string {
  try {
    if (exports === undefined) {
      return "";
    }
    const start = exports.panic_message_ptr();
    const length = exports.panic_message_len();
    return new TextDecoder().decode(new Uint8Array(exports.memory.buffer, start, length));
  } catch {
    return "";
  }
}
