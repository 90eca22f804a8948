/** One worker thread: an instance of the embedded compiler that does one thing at a time. */
import { parentPort, workerData } from "node:worker_threads";
import type * as Precompiler from "../../precompiler/bindings/precompiler.js";
import type { Option } from "../engine/options.ts";
import type { CompileErrorKind } from "./compiler.ts";
import { INSTANCE_IS_FULL } from "./memory.ts";

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

export type Response = Progressed | Answered;

interface Progressed {
  /** Functions translated. */
  readonly progress: number;
  /** Bytes of the instance's memory. */
  readonly memory: number;
}

export type Answered = Outcome & {
  /** Bytes of the instance's memory now, and before the request. */
  readonly memory: number;
  readonly before: number;
};

type Outcome =
  | { readonly result: Result }
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
  { progress: { default: (progress) => post({ progress, memory: memorySize() }) } },
  async (module, imports) => {
    const instance = await WebAssembly.instantiate(module, imports);
    exports = instance.exports as unknown as CoreExports;
    return instance;
  },
);

parentPort?.on("message", (request: Request) => {
  const before = memorySize();
  const outcome = attempt(request);
  post({ ...outcome, memory: memorySize(), before });
});

function attempt(request: Request): Outcome {
  try {
    return { result: perform(request) };
  } catch (error) {
    return failure(error);
  }
}

function memorySize(): number {
  return exports?.memory.buffer.byteLength ?? 0;
}

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

function failure(error: unknown): Outcome {
  // jco throws what the WIT calls a failure as an error with a payload; all else is a trap.
  const payload = (error as { payload?: { kind: CompileErrorKind; chain: string[] } }).payload;
  if (payload !== undefined) {
    return { ...payload, spent: false };
  }
  const panic = panicMessage();
  if (isOutOfMemory(error, panic)) {
    const size = `the compiler had ${Math.round(memorySize() / 2 ** 20)} MiB`;
    return { kind: "out-of-memory", chain: [size], spent: true };
  }
  return { kind: "crashed", chain: ["the compiler crashed", panic || String(error)], spent: true };
}

/** Running out is a trap without a panic: Rust's allocator has no memory left to say more. */
function isOutOfMemory(error: unknown, panic: string): boolean {
  return (
    memorySize() > INSTANCE_IS_FULL || (error instanceof WebAssembly.RuntimeError && panic === "")
  );
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
