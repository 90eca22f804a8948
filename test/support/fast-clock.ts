/**
 * Loaded before a program, see `hurried`: its clock runs so many times as fast, so that what it does after minutes
 * can be seen after seconds. What it computes takes as long as ever, and so does the rest of the world.
 */

import { syncBuiltinESMExports } from "node:module";
import { Socket } from "node:net";
import timers from "node:timers/promises";

const FACTOR = Number(process.env["CWASM_TEST_CLOCK"]);

/** For all that takes milliseconds as its second argument. */
// biome-ignore lint/suspicious/noExplicitAny: they have different types.
function hurry(holder: any, name: string, at = 1): void {
  const genuine = holder[name];
  holder[name] = Object.assign(function (this: unknown, ...args: unknown[]) {
    args[at] = Math.round(Number(args[at] ?? 0) / FACTOR);
    return genuine.apply(this, args);
  }, genuine);
}

hurry(globalThis, "setTimeout");
hurry(globalThis, "setInterval");
hurry(timers, "setTimeout", 0);
hurry(AbortSignal, "timeout", 0);
hurry(Socket.prototype, "setTimeout", 0);

const [now, start] = [performance.now.bind(performance), performance.now()];
performance.now = () => start + FACTOR * (now() - start);
const [date, begun] = [Date.now, Date.now()];
Date.now = () => begun + FACTOR * (date() - begun);
syncBuiltinESMExports();
