/** Loaded before a program, see `losing`: the first worker that is asked for something ends instead of answering. */
import { Worker } from "node:worker_threads";

const call = process.env["CWASM_TEST_LOSES"];
let lost = false;

const genuine = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (this: Worker, message: { call?: string }, transfer) {
  if (!lost && message.call === call) {
    lost = true;
    void this.terminate();
  } else {
    genuine.call(this, message, transfer);
  }
};
