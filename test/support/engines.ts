/** Engines as inputs describe them. */
import { type Engine, type EngineInputs, resolveEngines } from "../../src/engine/engine.ts";

export const LINUX = "x86_64-unknown-linux-gnu";

/** The engine of one target; the reference's, but for what is named. */
export function engineOf(
  inputs: Partial<Omit<EngineInputs, "targets">> = {},
  target = LINUX,
): Engine {
  const engines = resolveEngines({
    version: "27",
    hostFeatures: "minimal",
    options: "",
    cpu: "baseline",
    fingerprint: "",
    native: undefined,
    readText: (path) => {
      throw new Error(`${path} is not there`);
    },
    ...inputs,
    targets: [target],
  });
  return engines.get(target) as Engine;
}
