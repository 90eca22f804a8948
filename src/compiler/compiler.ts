/** What the rest of the project knows of a compiler. */

import type { Option } from "../engine/options.ts";
import { mention } from "../support/errors.ts";
import type { FunctionCache } from "./functions.ts";

/**
 * Bytes of a component below which it is compiled before anything cleverer has begun, be it several workers, a function
 * cache, or a request for it alone.
 */
export const SMALL = 64 * 1024;

export interface Compiler {
  /**
   * Changes with everything that decides what a function is compiled to; undefined if it has no use
   * for function caches.
   */
  readonly identity: string | undefined;
  /**
   * Compiles a component or a core module for a target. The bytes do not depend on how
   * many workers take part, nor on the function cache.
   *
   * @throws CompileError if the component, the target or an option is at fault; what `read` throws
   */
  compile(request: CompileRequest): Promise<Compiled>;
  /** Names of the Cranelift settings that a target has; none if they are not known. */
  settings(target: string): Promise<readonly string[]>;
  /** Stops everything at once. */
  close(): Promise<void>;
}

export interface CompileRequest {
  /** Called when the compile's turn comes, so that waiting components use no memory. */
  read(): Promise<Uint8Array>;
  /** Bytes that `read` will give. */
  readonly size: number;
  /** In their canonical form. */
  readonly options: readonly Option[];
  readonly target: string;
  /** Milliseconds that the compile may take, waiting excluded; undefined for no limit. */
  readonly timeout?: number;
  /** Of this engine and target; takes part and learns. */
  readonly functions?: FunctionCache | undefined;
  /** Called now and then with how many functions are done, and how many there are. */
  readonly onProgress?: (done: number, all: number) => void;
}

export interface Compiled {
  readonly artifact: Uint8Array;
  /** That the compile itself took, waiting excluded. */
  readonly milliseconds: number;
  /** Of what was compiled function by function. */
  readonly functions?: CompiledFunctions | undefined;
}

export interface CompiledFunctions {
  /** That the component has. */
  readonly all: number;
  /** Of them, taken from the function cache. */
  readonly reused: number;
}

export type CompileErrorKind =
  | "not-webassembly"
  | "invalid-webassembly"
  | "unknown-target"
  | "unsupported-target"
  | "unsupported-option"
  | "compile-failed"
  /** A trap, or a lost worker. */
  | "crashed"
  /** Of the compiler's instance, or of the machine. */
  | "out-of-memory"
  | "timed-out";

/** The messages are Wasmtime's own, the outermost first. */
export class CompileError extends Error {
  override readonly name = "CompileError";
  readonly kind: CompileErrorKind;

  constructor(kind: CompileErrorKind, chain: readonly string[]) {
    super(chain.join(": "));
    this.kind = kind;
  }
}

/** @param timeout milliseconds */
export function timedOut(timeout: number): CompileError {
  const minutes = timeout / 60_000;
  return new CompileError("timed-out", [
    `it was not compiled within ${minutes} ${minutes === 1 ? "minute" : "minutes"}, so its compile was ended`,
    `raise ${mention("timeout-minutes")} if it is to take longer`,
  ]);
}
