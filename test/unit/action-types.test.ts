/** action-types.yml says what action.yml has and what its inputs take. */
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { DEFAULTS, type InputName } from "../../src/inputs/defaults.ts";
import { readSettings } from "../../src/inputs/inputs.ts";
import { InputError } from "../../src/support/errors.ts";
import { runAction } from "../support/action.ts";
import { component, root, temporaryDirectory } from "../support/fixtures.ts";

interface Type {
  readonly type: "string" | "boolean" | "integer" | "float" | "enum" | "list";
  readonly "allowed-values"?: readonly string[];
  readonly separator?: string;
  readonly "list-item"?: Type;
}

type Named<T> = Readonly<Record<"inputs" | "outputs", Readonly<Record<string, T>>>>;

const read = (name: string) => parse(readFileSync(join(root, name), "utf8"));
const action = read("action.yml") as Named<unknown>;
const types = read("action-types.yml") as Named<Type>;

test("it has the inputs and outputs of action.yml, in their order", () => {
  expect(Object.keys(types.inputs)).toEqual(Object.keys(action.inputs));
  expect(Object.keys(types.outputs)).toEqual(Object.keys(action.outputs));
});

/** What some inputs need beside them. */
const BESIDE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sample: { mode: "audit" },
  trust: { "signing-key": "k".repeat(32) },
};

/** What is wrong with an input's value, as it is said; undefined if it is taken. */
function refusal(name: string, value: string): string | undefined {
  const beside = BESIDE[name];
  try {
    readSettings((input) => ({ ...beside, [name]: value })[input] ?? "", {
      name: "push",
      tag: "v1",
    });
    return undefined;
  } catch (error) {
    // Of another input, as a mode that needs one.
    return error instanceof InputError && error.input !== name ? undefined : String(error);
  }
}

const SAMPLES: Readonly<Record<Type["type"], readonly [good: string[], bad: string[]]>> = {
  boolean: [
    ["true", "false"],
    ["yes", "1"],
  ],
  integer: [
    ["1", "20"],
    ["1.5", "one"],
  ],
  float: [["1", "0.5"], ["half"]],
  string: [[], []],
  enum: [[], ["no-such-value"]],
  list: [[], []],
};

test.each(Object.entries(types.inputs))("the input %s takes what its type says", (name, type) => {
  const item = type["list-item"] ?? type;
  const [good, bad] = SAMPLES[item.type];
  for (const value of [...good, ...(item["allowed-values"] ?? [])]) {
    expect(refusal(name, value), value).toBeUndefined();
  }
  for (const value of bad) {
    expect(refusal(name, value), value).toContain("is not usable");
  }
  if (item.type === "enum") {
    const [, said = ""] = /Allowed: (.*?)\. /.exec(refusal(name, "no-such-value") ?? "") ?? [];
    const words = said.split(/, or |, | and /);
    expect([...new Set(words)].sort()).toEqual([...(item["allowed-values"] ?? [])].sort());
  } else {
    // What is no enumeration, number or flag takes other words than those, or says what it wants in words.
    const said = refusal(name, "no-such-value") ?? "";
    expect(/Allowed: (true, false|a whole number)/.test(said)).toBe(
      ["boolean", "integer"].includes(item.type),
    );
  }
  const own = DEFAULTS[name as InputName];
  if (own !== "" && type.type !== "list" && type.type !== "string") {
    expect(refusal(name, own)).toBeUndefined();
  }
});

test("the outputs of a run are of their types", async () => {
  const workspace = temporaryDirectory();
  mkdirSync(join(workspace, "components"));
  cpSync(component("add"), join(workspace, "components", "add.wasm"));
  const targets = "x86_64-unknown-linux-gnu";
  const { code, log, outputs } = await runAction(workspace, {
    targets,
    "dry-run": "true",
    cache: "false",
  });
  expect(code, log).toBe(0);
  expect(Object.keys(outputs).length).toBeGreaterThan(8);
  const forms: Partial<Record<Type["type"], RegExp>> = {
    boolean: /^(true|false)$/,
    integer: /^\d+$/,
  };
  for (const [name, value] of Object.entries(outputs)) {
    const type = types.outputs[name]?.type ?? "string";
    expect(value, name).toMatch(value === "" ? /^$/ : (forms[type] ?? /^/));
    expect(/^(true|false|\d+)$/.test(value) && type === "string", name).toBe(false);
  }
});
