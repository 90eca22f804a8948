/** One worker thread: an instance of the embedded compiler that takes one compile at a time. */
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

export interface Request {
  readonly component: Uint8Array;
  readonly options: EngineOptions;
  readonly target: string;
}

export type Response =
  | { readonly artifact: Uint8Array; readonly milliseconds: number }
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
  {},
  async (module, imports) => {
    const instance = await WebAssembly.instantiate(module, imports);
    exports = instance.exports as unknown as CoreExports;
    return instance;
  },
);

parentPort?.on("message", ({ component, options, target }: Request) => {
  const response = compile(component, options, target);
  const transfer = "artifact" in response ? [response.artifact.buffer as ArrayBuffer] : [];
  parentPort?.postMessage(response, transfer);
});

function compile(component: Uint8Array, options: EngineOptions, target: string): Response {
  const start = performance.now();
  try {
    const artifact = compiler.precompile(component, options, target);
    return { artifact, milliseconds: performance.now() - start };
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): Response {
  // jco throws what the WIT calls a failure as an error with a payload; all else is a trap.
  const payload = (error as { payload?: { kind: CompileErrorKind; chain: string[] } }).payload;
  if (payload !== undefined) {
    return { ...payload, spent: false };
  }
  const reason = outOfMemory() ? "out of memory: it has 4 GiB" : panicMessage() || String(error);
  return { kind: "crashed", chain: ["the compiler crashed", reason], spent: true };
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
