/** The example workflows use what action.yml has; test/e2e/examples.test.ts runs those that can run here. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { InputName } from "../../src/inputs/defaults.ts";
import { readSettings } from "../../src/inputs/inputs.ts";
import { InputError } from "../../src/support/errors.ts";
import { root } from "../support/fixtures.ts";

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
}

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

const action = parse(readFileSync(join(root, "action.yml"), "utf8")) as Record<
  "inputs" | "outputs",
  Readonly<Record<string, unknown>>
>;

const examples = globSync("examples/*.yml", { cwd: root }).sort();

test("there are some", () => {
  expect(examples.length).toBeGreaterThanOrEqual(5);
});

describe.each(examples)("%s", (path) => {
  const text = readFileSync(join(root, path), "utf8");
  const workflow = parse(text) as Workflow;
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
  const own = steps.filter(({ uses }) => uses?.startsWith("cwasm-cache/cwasm-cache@"));

  test("says what it may do, and no more than it needs", () => {
    const releases = own.some((step) => String(step.with?.["upload"]).includes("release"));
    expect(workflow.permissions?.["contents"]).toBe(releases ? "write" : "read");
  });

  test("has inputs that there are, with values that can be read", () => {
    expect(own.length).toBeGreaterThan(0);
    for (const step of own) {
      const inputs = step.with ?? {};
      expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(inputs)));
      // What an expression gives is known in the run alone.
      const known = (name: InputName): string => {
        const value = String(inputs[name] ?? "");
        return value.includes("${{") ? "" : value;
      };
      const tag = known("mode") === "collect" ? undefined : "v1";
      const read = (name: InputName) => (name === "token" ? "token" : known(name));
      expect(() => readSettings(read, { name: "push", tag })).not.toThrow(InputError);
    }
  });

  test("reads outputs that there are", () => {
    for (const { id } of own) {
      for (const [, output] of text.matchAll(
        new RegExp(`steps\\.${id}\\.outputs\\.([\\w-]+)`, "g"),
      )) {
        expect(Object.keys(action.outputs)).toContain(output);
      }
    }
  });
});
