/** What the rest of the project knows of a compiler. */
import type { EngineOptions } from "../engine.ts";

export interface Compiler {
  /**
   * Compiles a component for the portable CPU baseline of a target.
   *
   * @param read called when the compile's turn comes, so that waiting components use no memory
   * @param size bytes that `read` will give
   * @throws CompileError if the component or the target is at fault; what `read` throws
   */
  compile(
    read: () => Promise<Uint8Array>,
    size: number,
    options: EngineOptions,
    target: string,
  ): Promise<Compiled>;
  /** Stops everything at once. */
  close(): Promise<void>;
}

export interface Compiled {
  readonly artifact: Uint8Array;
  /** From the start of the compile itself, waiting excluded. */
  readonly milliseconds: number;
}

export type CompileErrorKind =
  | "not-a-component"
  | "invalid-component"
  | "unknown-target"
  | "unsupported-target"
  | "compile-failed"
  /** A trap, out of memory, or a lost worker. */
  | "crashed";

/** The messages are Wasmtime's own, the outermost first. */
export class CompileError extends Error {
  override readonly name = "CompileError";
  readonly kind: CompileErrorKind;

  constructor(kind: CompileErrorKind, chain: readonly string[]) {
    super(chain.join(": "));
    this.kind = kind;
  }
}
