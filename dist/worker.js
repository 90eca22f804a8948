var __defProp = Object.defineProperty;
var __name = (target, value) => __defProp(target, "name", { value, configurable: true });

// src/compiler/worker.ts
import { parentPort, workerData } from "node:worker_threads";
var { glue, core } = workerData;
var { instantiate } = await import(glue);
var exports;
var { compiler } = await instantiate(
  () => core,
  {},
  async (module, imports) => {
    const instance = await WebAssembly.instantiate(module, imports);
    exports = instance.exports;
    return instance;
  }
);
parentPort?.on("message", ({ component, options, target }) => {
  const response = compile(component, options, target);
  const transfer = "artifact" in response ? [response.artifact.buffer] : [];
  parentPort?.postMessage(response, transfer);
});
function compile(component, options, target) {
  const start = performance.now();
  try {
    const artifact = compiler.precompile(component, options, target);
    return { artifact, milliseconds: performance.now() - start };
  } catch (error) {
    return failure(error);
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
