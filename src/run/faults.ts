/** Known miscompilations of what a run makes. */
import { parseEngineSection } from "../artifact/engine-section.ts";
import type { KeyedTarget } from "../artifact/key.ts";
import { type Made, miscompilations } from "../engine/advisories.ts";
import type { Engine } from "../engine/engine.ts";
import type { Advisory } from "../engine/known-advisories.ts";
import type { Component } from "./components.ts";

/** Says which miscompilations an artifact has, or would have. What a target's section says is read once. */
export function faultFinder(): (
  component: Pick<Component, "facts">,
  engine: Engine,
  target: KeyedTarget,
) => Advisory[] {
  const described = new Map<KeyedTarget, Omit<Made, "uses">>();
  return (component, engine, target) => {
    const made = described.get(target) ?? describe(engine, target);
    described.set(target, made);
    return miscompilations({ ...made, uses: component.facts.uses });
  };
}

function describe(
  { compiler, hostFeatures }: Engine,
  { section, triple }: KeyedTarget,
): Omit<Made, "uses"> {
  const { features, tunables, isaFlags } = parseEngineSection(section);
  return {
    version: compiler.version,
    target: triple,
    cargoFeatures: hostFeatures.deciding,
    proposals: features,
    tunables: tunables ?? new Map(),
    flags: isaFlags,
  };
}
