/** A run's engines: what the inputs describe, with the sections that their artifacts must have. */
import { resolve } from "node:path";
import type { KeyedTarget } from "../artifact/key.ts";
import type { Compiler } from "../compiler/compiler.ts";
import { type LazyCompiler, lazily } from "../compiler/lazy.ts";
import { withSections } from "../compiler/sections.ts";
import {
  type Engine,
  type EngineCompiler,
  type EngineInputs,
  type NativeCompiler,
  resolveEngine,
} from "../engine/engine.ts";
import { EMBEDDED_COMPILER } from "../inputs/defaults.ts";
import type { EngineSettings, Settings } from "../inputs/inputs.ts";
import { readRegularTextSync } from "../support/files.ts";

/** What of a run's surroundings an engine takes. */
interface EngineSurroundings {
  /** Absolute; relative paths begin here. */
  readonly cwd: string;
  /** Finds the user's own compiler. @throws InputError; the signal's reason */
  findNative(name: string, cwd: string, signal: AbortSignal): Promise<NativeCompiler>;
  openCompiler(compiler: EngineCompiler, jobs: number): Promise<Compiler>;
  /** Closes the compiler. */
  readonly signal: AbortSignal;
}

/** An engine that is ready to compile. */
export interface RunEngine extends Engine {
  readonly targets: readonly KeyedTarget[];
  readonly opened: LazyCompiler;
}

/** The inputs with what they name: the user's own compiler is asked for its version. @throws InputError */
export async function engineInputs(
  engine: EngineSettings,
  targets: readonly string[],
  { cwd, findNative, signal }: Pick<EngineSurroundings, "cwd" | "findNative" | "signal">,
): Promise<EngineInputs> {
  const { compiler } = engine;
  return {
    version: engine["wasmtime-version"],
    hostFeatures: engine["host-features"],
    options: engine.options,
    cpu: engine.cpu,
    fingerprint: engine["engine-fingerprint"],
    targets,
    native: compiler === EMBEDDED_COMPILER ? undefined : await findNative(compiler, cwd, signal),
    readText: (path) => readRegularTextSync(resolve(cwd, path)),
  };
}

/** @throws InputError for what the compiler refuses */
export async function openEngine(
  { engine, targets, jobs }: Pick<Settings, "engine" | "targets" | "jobs">,
  surroundings: EngineSurroundings,
): Promise<RunEngine> {
  const described = resolveEngine(await engineInputs(engine, targets, surroundings));
  const opened = lazily(() => surroundings.openCompiler(described.compiler, jobs));
  surroundings.signal.addEventListener("abort", () => void opened.close(), { once: true });
  try {
    return { ...described, targets: await withSections(described, opened.get), opened };
  } catch (error) {
    await opened.close();
    throw error;
  }
}
