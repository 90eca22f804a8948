var __defProp = Object.defineProperty;
var __name = (target, value) => __defProp(target, "name", { value, configurable: true });

// src/compiler/worker.ts
import { parentPort, workerData } from "node:worker_threads";

// src/compiler/memory.ts
var BASE = 64 * 2 ** 20;
var MOST = 2 ** 32;
var INSTANCE_IS_FULL = 3 * 2 ** 30;

// src/compiler/worker.ts
var { glue, core } = workerData;
var { instantiate } = await import(glue);
var exports;
var { compiler } = await instantiate(
  () => core,
  { progress: { default: /* @__PURE__ */ __name((progress) => post({ progress, memory: memorySize() }), "default") } },
  async (module, imports) => {
    const instance = await WebAssembly.instantiate(module, imports);
    exports = instance.exports;
    return instance;
  }
);
parentPort?.on("message", (request) => {
  const before = memorySize();
  const outcome = attempt(request);
  post({ ...outcome, memory: memorySize(), before });
});
function attempt(request) {
  try {
    return { result: perform(request) };
  } catch (error) {
    return failure(error);
  }
}
__name(attempt, "attempt");
function memorySize() {
  return exports?.memory.buffer.byteLength ?? 0;
}
__name(memorySize, "memorySize");
function post(response) {
  const parts = "result" in response ? Object.values(response.result) : [];
  const bytes = parts.filter((part) => ArrayBuffer.isView(part));
  parentPort?.postMessage(
    response,
    bytes.map(({ buffer }) => buffer)
  );
}
__name(post, "post");
function perform(request) {
  switch (request.call) {
    case "describe":
      return { bodies: Uint32Array.from(compiler.describe(request.component).bodies) };
    case "settings":
      return { settings: compiler.settings(request.target) };
    default:
      return compile(request);
  }
}
__name(perform, "perform");
function compile(request) {
  const { component, target } = request;
  const options = request.options.map(([name, value]) => [name, value]);
  switch (request.call) {
    case "precompile":
      return { artifact: compiler.precompile(component, options, target) };
    case "compileFunctions":
      return { compiled: compiler.compileFunctions(component, options, target) };
    case "precompileIncrementally":
      return compiler.precompileIncrementally(component, options, target, [...request.entries]);
  }
}
__name(compile, "compile");
function failure(error) {
  const payload = error.payload;
  if (payload !== void 0) {
    return { ...payload, spent: false };
  }
  const panic = panicMessage();
  if (isOutOfMemory(error, panic)) {
    const size = `the compiler had ${Math.round(memorySize() / 2 ** 20)} MiB`;
    return { kind: "out-of-memory", chain: [size], spent: true };
  }
  return { kind: "crashed", chain: ["the compiler crashed", panic || String(error)], spent: true };
}
__name(failure, "failure");
function isOutOfMemory(error, panic) {
  return memorySize() > INSTANCE_IS_FULL || error instanceof WebAssembly.RuntimeError && panic === "";
}
__name(isOutOfMemory, "isOutOfMemory");
function panicMessage() {
  try {
    if (exports === void 0) {
      return "";
    }
    const start = exports.panic_message_ptr();
    const length = exports.panic_message_len();
    return new TextDecoder().decode(new Uint8Array(exports.memory.buffer, start, length));
  } catch {
    return "";
  }
}
__name(panicMessage, "panicMessage");
