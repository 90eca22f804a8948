/** A run's engines: what the inputs describe, with the sections that their artifacts must have. */
import { resolve } from "node:path";
import type { KeyedTarget } from "../artifact/key.ts";
import { compilerDigest } from "../compiler/embedded.ts";
import { type LazyCompiler, lazily } from "../compiler/lazy.ts";
import { withSections } from "../compiler/sections.ts";
import { withHost } from "../engine/described.ts";
import { type Engine, type EngineInputs, resolveEngine } from "../engine/engine.ts";
import { EMBEDDED_COMPILER } from "../inputs/defaults.ts";
import type { EngineSettings } from "../inputs/engines.ts";
import type { Settings } from "../inputs/inputs.ts";
import { InputError } from "../support/errors.ts";
import { readRegularTextSync } from "../support/files.ts";
import { describedHost, type EngineSurroundings } from "./described-host.ts";

/** An engine that is ready to compile. */
export interface RunEngine extends Engine {
  readonly targets: readonly KeyedTarget[];
  readonly opened: LazyCompiler;
  /** Whether the run has no other. */
  readonly isOnly: boolean;
  /** Hex SHA-256 of the compiler, read when it is first asked for. */
  readonly compilerDigest: () => Promise<string>;
}

/**
 * The inputs with what they name: the user's own compiler is asked for its version, a host's manifest or
 * artifact for its engine.
 *
 * @throws InputError
 */
export async function engineInputs(
  engine: EngineSettings,
  targets: readonly string[],
  surroundings: EngineSurroundings,
): Promise<EngineInputs> {
  const { cwd, findCompiler, signal } = surroundings;
  const { compiler } = engine;
  const inputs: EngineInputs = {
    version: engine["wasmtime-version"],
    hostFeatures: engine["host-features"],
    options: engine.options,
    cpu: engine.cpu,
    fingerprint: engine["engine-fingerprint"],
    targets,
    own: compiler === EMBEDDED_COMPILER ? undefined : await findCompiler(compiler, cwd, signal),
    readText: (path) => readRegularTextSync(resolve(cwd, path)),
  };
  const host = await describedHost(engine, inputs, surroundings);
  return host === undefined ? inputs : withHost(inputs, host);
}

/**
 * Opens all engines, one after another.
 *
 * @throws InputError for what a compiler refuses, or if two are for hosts of one version
 */
export async function openEngines(
  { engines, targets, jobs }: Pick<Settings, "engines" | "targets" | "jobs">,
  surroundings: EngineSurroundings,
): Promise<RunEngine[]> {
  const opened: RunEngine[] = [];
  try {
    for (const engine of engines) {
      const one = await openEngine(engine, targets, jobs, surroundings);
      opened.push({ ...one, isOnly: engines.length === 1 });
      if (opened.filter(({ pinnedVersion }) => pinnedVersion === one.pinnedVersion).length > 1) {
        throw new InputError(
          "wasmtime-version",
          engines.map((each) => each["wasmtime-version"]).join(", "),
          "versions that hosts write differently",
          `Two of them are ${one.pinnedVersion}: leave one out.`,
        );
      }
    }
    return opened;
  } catch (error) {
    await Promise.all(opened.map((one) => one.opened.close()));
    throw error;
  }
}

async function openEngine(
  engine: EngineSettings,
  targets: readonly string[],
  jobs: number,
  surroundings: EngineSurroundings,
): Promise<Omit<RunEngine, "isOnly">> {
  const described = resolveEngine(await engineInputs(engine, targets, surroundings));
  const opened = lazily(() => surroundings.openCompiler(described, jobs));
  surroundings.signal.addEventListener("abort", () => void opened.close(), { once: true });
  try {
    let digest: Promise<string> | undefined;
    return {
      ...described,
      targets: await withSections(described, opened.get),
      opened,
      compilerDigest: () => {
        digest ??= compilerDigest(described.compiler);
        return digest;
      },
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}
