/** Engines as inputs describe them. */
import { type KeyedTarget, keyedTarget } from "../../src/artifact/key.ts";
import {
  type Engine,
  type EngineInputs,
  type EngineTarget,
  resolveEngine,
} from "../../src/engine/engine.ts";

export const LINUX = "x86_64-unknown-linux-gnu";

type Inputs = Partial<Omit<EngineInputs, "targets">>;

/** The engine of one target or several; the reference's, but for what is named. */
export function engineOf(inputs: Inputs = {}, target = LINUX, ...more: readonly string[]): Engine {
  return resolveEngine({
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
    targets: [target, ...more],
  });
}

/** That engine's target. */
export function targetOf(inputs: Inputs = {}, target = LINUX): EngineTarget {
  return engineOf(inputs, target).targets[0] as EngineTarget;
}

/** That target with an engine section. */
export function keyedTargetOf(inputs: Inputs, section: Uint8Array, target = LINUX): KeyedTarget {
  return keyedTarget(targetOf(inputs, target), section);
}
