/** Engines as inputs describe them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type KeyedTarget, keyedTarget } from "../../src/artifact/key.ts";
import { SECTIONS_FILE, sectionKey } from "../../src/compiler/sections.ts";
import {
  type Engine,
  type EngineInputs,
  type EngineTarget,
  resolveEngine,
} from "../../src/engine/engine.ts";
import { EMBEDDED } from "../../src/engine/lines.ts";

import { root } from "./fixtures.ts";

export const LINUX = "x86_64-unknown-linux-gnu";

/** An embedded engine as tests go through them. */
export interface TestedEngine {
  readonly version: string;
  readonly hostFeatures: "minimal" | "default";
}

/** Every embedded line, for hosts with the fewest and with all Cargo features. */
export const ENGINES: readonly TestedEngine[] = EMBEDDED.flatMap((version) => [
  { version, hostFeatures: "minimal" as const },
  { version, hostFeatures: "default" as const },
]);

type Inputs = Partial<Omit<EngineInputs, "targets">>;

/** The engine of one target or several; the reference's, but for what is named. */
export function engineOf(inputs: Inputs = {}, target = LINUX, ...more: readonly string[]): Engine {
  return resolveEngine({
    version: "27",
    hostFeatures: "",
    options: "",
    cpu: "baseline",
    fingerprint: "",
    own: undefined,
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

/** The engine section that ships with the compiler, of a host that is as usual. */
export function shippedSection(version: string, hostFeatures: string, target = LINUX): Buffer {
  const file = join(root, "dist", "compilers", version, SECTIONS_FILE);
  const table = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
  const key = sectionKey(targetOf({ version, hostFeatures }, target));
  return Buffer.from(table[key] as string, "base64");
}

/** That target with an engine section. */
export function keyedTargetOf(inputs: Inputs, section: Uint8Array, target = LINUX): KeyedTarget {
  return keyedTarget(targetOf(inputs, target), section);
}
