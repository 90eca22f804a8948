var __defProp = Object.defineProperty;
var __name = (target, value) => __defProp(target, "name", { value, configurable: true });

// src/compiler/worker.ts
import { parentPort, workerData } from "node:worker_threads";
var { glue, core } = workerData;
var { instantiate } = await import(glue);
var exports;
var { compiler } = await instantiate(
  () => core,
  { progress: { default: /* @__PURE__ */ __name((progress) => post({ progress }), "default") } },
  async (module, imports) => {
    const instance = await WebAssembly.instantiate(module, imports);
    exports = instance.exports;
    return instance;
  }
);
parentPort?.on("message", (request) => {
  const start = performance.now();
  try {
    post({ result: perform(request), milliseconds: performance.now() - start });
  } catch (error) {
    post(failure(error));
  }
});
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
  const reason = outOfMemory() ? "out of memory: it has 4 GiB" : panicMessage() || String(error);
  return { kind: "crashed", chain: ["the compiler crashed", reason], spent: true };
}
__name(failure, "failure");
function outOfMemory() {
  return exports !== void 0 && exports.memory.buffer.byteLength > 3 * 2 ** 30;
}
__name(outOfMemory, "outOfMemory");
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
