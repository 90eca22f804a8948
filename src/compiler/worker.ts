/** One worker thread: an instance of the embedded compiler that does one thing at a time. */
import { parentPort, workerData } from "node:worker_threads";
import type * as Precompiler from "../../precompiler/bindings/precompiler.js";
import type { Option } from "../engine/options.ts";
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
  | { readonly call: "settings"; readonly target: string }
  | {
      readonly call: "precompile" | "compileFunctions";
      readonly component: Uint8Array;
      readonly options: readonly Option[];
      readonly target: string;
    }
  | {
      readonly call: "precompileIncrementally";
      readonly component: Uint8Array;
      readonly options: readonly Option[];
      readonly target: string;
      readonly entries: readonly Uint8Array[];
    };

/** What the exports give, by their names in the WIT. */
export type Result =
  | { readonly bodies: Uint32Array }
  | { readonly settings: readonly string[] }
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
    post(failure(error));
  }
});

function post(response: Response): void {
  const parts: unknown[] = "result" in response ? Object.values(response.result) : [];
  const bytes = parts.filter((part) => ArrayBuffer.isView(part));
  parentPort?.postMessage(
    response,
    bytes.map(({ buffer }) => buffer as ArrayBuffer),
  );
}

function perform(request: Request): Result {
  switch (request.call) {
    case "describe":
      return { bodies: Uint32Array.from(compiler.describe(request.component).bodies) };
    case "settings":
      return { settings: compiler.settings(request.target) };
    default:
      return compile(request);
  }
}

function compile(request: Extract<Request, { options: unknown }>): Result {
  const { component, target } = request;
  const options = request.options.map(([name, value]): [string, string] => [name, value]);
  switch (request.call) {
    case "precompile":
      return { artifact: compiler.precompile(component, options, target) };
    case "compileFunctions":
      return { compiled: compiler.compileFunctions(component, options, target) };
    case "precompileIncrementally":
      return compiler.precompileIncrementally(component, options, target, [...request.entries]);
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
