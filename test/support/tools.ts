/** The programs beside Node that some suites need: the oracle, Wasmtime, and a runner. */
import { inject } from "vitest";
import { runOrFail } from "./process.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The oracle's path, empty where there is no Rust. */
    oracle: string;
    /** The path of `wasmtime` 27, empty where there is no Rust. */
    wasmtime: string;
    /** The path of `act`, empty where there is no Go. */
    act: string;
  }
}

/** Asks the oracle. */
export async function ask(...args: string[]): Promise<Record<string, unknown>> {
  return JSON.parse(await runOrFail(inject("oracle"), args)) as Record<string, unknown>;
}
