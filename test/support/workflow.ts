/** Steps of this Action in workflows, as examples and pages have them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { InputName } from "../../src/inputs/defaults.ts";
import { readSettings } from "../../src/inputs/inputs.ts";
import { root } from "./fixtures.ts";

export type Inputs = Readonly<Record<string, string | number | boolean>>;

export interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly with?: Inputs;
}

export interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

/** What action.yml declares. */
export const action = parse(readFileSync(join(root, "action.yml"), "utf8")) as Record<
  "inputs" | "outputs",
  Readonly<Record<string, unknown>>
>;

function isOwn({ uses }: Step): boolean {
  return uses?.startsWith("cwasm-cache/cwasm-cache@") === true;
}

export function ownSteps({ jobs }: Workflow): Step[] {
  return Object.values(jobs).flatMap(({ steps }) => steps.filter(isOwn));
}

/** @throws Error if there is no such input; InputError if a value cannot be used */
export function requireReadable(inputs: Inputs): void {
  for (const name of Object.keys(inputs)) {
    if (!(name in action.inputs)) {
      throw new Error(`there is no input ${name}`);
    }
  }
  // What an expression gives is known in the run alone.
  const known = (name: InputName): string => {
    const value = String(inputs[name] ?? "");
    return value.includes("${{") ? "" : value;
  };
  const tag = known("mode") === "collect" ? undefined : "v1";
  const read = (name: InputName) => (name === "token" ? "token" : known(name));
  readSettings(read, { name: "push", tag });
}
