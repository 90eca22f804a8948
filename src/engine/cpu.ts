/**
 * CPUs that artifacts may need: names and features, translated to Cranelift's flags.
 *
 * An artifact uses what the input names, and nothing that only the compiling machine has.
 */
import { InputError } from "../support/errors.ts";
import { didYouMean } from "../support/nearest.ts";
import { type Architecture, CPUS, FEATURES } from "./known-cpus.ts";
import type { Option } from "./options.ts";

/** The name that adds nothing to a target's portable CPU. */
export const BASELINE = "baseline";

/** Cranelift's flags for the CPU of a target. */
type CpuFlags = (target: string) => Option[];

/**
 * @param text `baseline`, or CPUs and features separated by commas or white space; each is for the
 * targets of its architecture, the others keep their baseline
 * @param major Wasmtime's major version
 * @throws InputError for names that are unknown, or that no target has
 */
export function parseCpu(text: string, targets: readonly string[], major: number): CpuFlags {
  const names = text.split(/[\s,]+/).filter((name) => name !== "");
  const flags = new Map<Architecture, Map<string, Option>>();
  for (const name of names) {
    if (name === BASELINE && names.length === 1) {
      break;
    }
    const [architecture, features] = lookUp(text, name);
    if (!targets.some((target) => architectureOf(target) === architecture)) {
      throw refusal(text, `'${name}' belongs to ${architecture}, and no target does.`);
    }
    const ofArchitecture = flags.get(architecture) ?? new Map<string, Option>();
    flags.set(architecture, ofArchitecture);
    for (const feature of features) {
      const flag = flagOf(architecture, feature, major);
      if (flag !== undefined) {
        ofArchitecture.set(flag, [`cranelift-${flag}`, "true"]);
      } else if (features.length === 1) {
        throw refusal(text, `Wasmtime ${major} does not use '${name}'.`);
      }
    }
  }
  return (target) => [...(flags.get(architectureOf(target) as Architecture)?.values() ?? [])];
}

function lookUp(text: string, name: string): [Architecture, readonly string[]] {
  const cpu = Object.hasOwn(CPUS, name) ? CPUS[name] : undefined;
  if (cpu !== undefined) {
    return [cpu.architecture, cpu.features];
  }
  for (const [architecture, features] of Object.entries(FEATURES)) {
    for (const [feature, [flag]] of Object.entries(features)) {
      if (feature === name || flag === name) {
        return [architecture as Architecture, [feature]];
      }
    }
  }
  const known = [...Object.keys(CPUS), ...Object.values(FEATURES).flatMap(Object.keys)];
  throw refusal(
    text,
    name === "native"
      ? "The machine that compiles is not the one that runs: name the least that your hosts have."
      : `There is no '${name}'. ${didYouMean(name, known)}`.trimEnd(),
  );
}

function flagOf(architecture: Architecture, feature: string, major: number): string | undefined {
  const [flag, from = 0, to = Number.POSITIVE_INFINITY] = FEATURES[architecture][feature] as [
    string,
    number?,
    number?,
  ];
  return major >= from && major <= to ? flag : undefined;
}

/** The CPU feature, by Rust's name, that a flag of Cranelift stands for; undefined for other flags. */
export function featureOf(flag: string): string | undefined {
  for (const features of Object.values(FEATURES)) {
    const found = Object.entries(features).find(([, [name]]) => name === flag);
    if (found !== undefined) {
      return found[0];
    }
  }
  return undefined;
}

/** `x86_64`, or a sub-architecture such as `riscv64gc` by its family's name. */
export function architectureOf(target: string): string {
  const first = target.split("-")[0] as string;
  return first.startsWith("riscv64") ? "riscv64" : first === "arm64" ? "aarch64" : first;
}

function refusal(text: string, problem: string): InputError {
  return new InputError(
    "cpu",
    text,
    `${BASELINE}; or of ${Object.keys(CPUS).join(", ")} and single features such as avx2 or lse, separated by commas`,
    problem,
  );
}
