/** One worker thread: an instance of the embedded compiler that does one thing at a time. */
import { parentPort, workerData } from "node:worker_threads";
import type * as Precompiler from "../../precompiler/bindings/precompiler.js";
import type { Option } from "../engine/options.ts";
import type { CompileErrorKind } from "./compiler.ts";
import { damaged } from "./damaged.ts";
import { type ReceiverLink, Receiving, type SenderLink, Sending } from "./handover.ts";
import { INSTANCE_IS_FULL } from "./memory.ts";

export interface WorkerData {
  /** The compiler's JavaScript half, made by jco. */
  readonly glue: string;
}

/** What a worker's first request has besides. */
export interface FirstMessage {
  /** The compiler itself, by jco's file names. Compiled code is shared between threads. */
  readonly modules: Readonly<Record<string, WebAssembly.Module>>;
}

/** The exports of the WIT, and what they take. */
export type Request =
  | { readonly call: "describe"; readonly component: Uint8Array }
  | { readonly call: "settings"; readonly target: string }
  | CompileCall;

export type CompileCall = Job &
  (
    | { readonly call: "precompile" }
    | {
        readonly call: "shareFunctions";
        /** Offsets of the bodies that are worth it. */
        readonly bodies: Uint32Array;
        readonly link: SenderLink;
      }
    | {
        readonly call: "precompileIncrementally";
        readonly entries: readonly Uint8Array[];
        /** Offsets of the bodies that others compile. */
        readonly others: Uint32Array;
        readonly link: ReceiverLink;
      }
  );

interface Job {
  readonly component: Uint8Array;
  readonly options: readonly Option[];
  readonly target: string;
  /** Bytes to reserve. */
  readonly memory: number;
}

/** What the exports give, by their names in the WIT. */
export type Result =
  | { readonly bodies: Uint32Array }
  | { readonly settings: readonly string[] }
  | { readonly artifact: Uint8Array }
  | Record<string, never>
  | IncrementalResult;

export interface IncrementalResult {
  readonly artifact: Uint8Array;
  readonly compiled: Uint8Array;
  readonly used: Uint8Array;
  /** How many functions were taken from there. */
  readonly reused: number;
  /** What others handed over. */
  readonly taken: readonly Uint8Array[];
  /** Milliseconds before the first wait for others, and after it without the waiting. */
  readonly times: { readonly own: number; readonly taken: number };
}

export type Response = Progressed | Answered;

interface Progressed {
  /** Functions done. */
  readonly progress: number;
  /** Bytes of the instance's memory. */
  readonly memory: number;
}

export type Answered = Outcome & {
  /** Bytes of the instance's memory now, and before the request. */
  readonly memory: number;
  readonly before: number;
};

type Outcome = (
  | { readonly result: Result }
  | { readonly kind: CompileErrorKind; readonly chain: string[] }
) & {
  /** The instance may not be used again. */
  readonly spent: boolean;
};

/** What the compiler exports beside its WIT, see precompiler/src/panics.rs. */
interface CoreExports {
  memory: WebAssembly.Memory;
  panic_message_ptr(): number;
  panic_message_len(): number;
}

const { glue } = workerData as WorkerData;
const { instantiate } = (await import(glue).catch((error) => {
  throw damaged(new URL(glue), error);
})) as typeof Precompiler;

let compiler: Precompiler.Root["compiler"];
let exports: CoreExports | undefined;
let handover: Receiving | Sending | undefined;

parentPort?.on("message", async (request: Request & Partial<FirstMessage>) => {
  if (request.modules !== undefined) {
    compiler = await open(request.modules);
  }
  const before = memorySize();
  const outcome = attempt(request);
  post({ ...outcome, memory: memorySize(), before });
});

async function open(modules: FirstMessage["modules"]): Promise<Precompiler.Root["compiler"]> {
  const root = await instantiate(
    (name) => modules[name] as WebAssembly.Module,
    {
      progress: {
        default: (progress) => post({ progress, memory: memorySize() }),
      },
      share: { default: (functions) => handover?.share(functions) },
      more: { default: () => handover?.more() },
    },
    async (module, imports) => {
      const instance = await WebAssembly.instantiate(module, imports);
      // The others are jco's own, for imports with lists.
      if ("memory" in instance.exports) {
        exports = instance.exports as unknown as CoreExports;
      }
      return instance;
    },
  );
  return root.compiler;
}

function attempt(request: Request): Outcome {
  try {
    return { result: perform(request), spent: isCounted(request) };
  } catch (error) {
    return failure(error);
  } finally {
    handover?.close();
    handover = undefined;
  }
}

/** Wasmtime's DWARF has numbers for modules without names, which go on from one compile of an instance to the next. */
function isCounted(request: Request): boolean {
  return "options" in request && request.options.some(([name]) => name === "debug-info");
}

function memorySize(): number {
  return exports?.memory.buffer.byteLength ?? 0;
}

function post(response: Response): void {
  const parts: unknown[] = "result" in response ? Object.values(response.result) : [];
  const bytes = parts.flat().filter((part) => ArrayBuffer.isView(part));
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

function compile(request: CompileCall): Result {
  const { component, target } = request;
  const options = request.options.map(([name, value]): [string, string] => [name, value]);
  const job = { options, target, memory: BigInt(Math.round(request.memory)) };
  switch (request.call) {
    case "precompile":
      return { artifact: compiler.precompile(component, job) };
    case "shareFunctions":
      handover = new Sending(request.link);
      compiler.shareFunctions(component, job, request.bodies);
      return {};
    case "precompileIncrementally": {
      const receiving = new Receiving(request.link);
      handover = receiving;
      const { entries, others } = request;
      const result = compiler.precompileIncrementally(component, job, [...entries], others);
      return { ...result, ...receiving.end() };
    }
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
