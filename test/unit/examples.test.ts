/** The example workflows use what action.yml has; test/e2e/examples.test.ts runs those that can run here. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { root } from "../support/fixtures.ts";
import { action, ownSteps, requireReadable, type Workflow } from "../support/workflow.ts";

const examples = globSync("examples/*.yml", { cwd: root }).sort();

test("there are some", () => {
  expect(examples.length).toBeGreaterThanOrEqual(5);
});

describe.each(examples)("%s", (path) => {
  const text = readFileSync(join(root, path), "utf8");
  const workflow = parse(text) as Workflow;
  const own = ownSteps(workflow);

  test("says what it may do, and no more than it needs", () => {
    const releases = own.some((step) => String(step.with?.["upload"]).includes("release"));
    expect(workflow.permissions?.["contents"]).toBe(releases ? "write" : "read");
  });

  test("has inputs that there are, with values that can be read", () => {
    expect(own.length).toBeGreaterThan(0);
    for (const step of own) {
      expect(() => requireReadable(step.with ?? {})).not.toThrow();
    }
  });

  test("fails if an entry was not saved, where nothing else is made of what it compiles", () => {
    const more = ["mode", "upload", "cache"];
    for (const { with: inputs = {} } of own.filter(
      ({ with: set = {} }) => !more.some((name) => name in set),
    )) {
      expect(inputs).toMatchObject({ "fail-on-save-error": true });
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
