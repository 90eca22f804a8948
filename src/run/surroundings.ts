/** How a run reaches the world. */
import type { Compiler } from "../compiler/compiler.ts";
import type { EngineCompiler, NativeCompiler } from "../engine/engine.ts";
import type { Reporter } from "../report/reporter.ts";
import type { Store } from "../store/store.ts";

export interface Surroundings {
  /** Absolute; relative paths begin here. */
  readonly cwd: string;
  readonly reporter: Reporter;
  glob(patterns: readonly string[]): Promise<string[]>;
  /** Finds the user's own compiler. @throws InputError */
  findNative(name: string, cwd: string): NativeCompiler;
  openCompiler(compiler: EngineCompiler, jobs: number): Promise<Compiler>;
  /** Undefined where there is none. */
  readonly store: Store | undefined;
  /** Ends the run. */
  readonly signal: AbortSignal;
}
