/** What the help of the commands and docs/inputs.md say of flags and inputs, beside what is read. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { check } from "../../src/commands/check.ts";
import { precompile } from "../../src/commands/precompile.ts";
import { DEFAULTS } from "../../src/inputs/defaults.ts";
import { ENGINE_INPUTS } from "../../src/inputs/engines.ts";
import { root } from "../support/fixtures.ts";
import { rows } from "../support/markdown.ts";
import { runOrFail } from "../support/process.ts";

vi.mock("node:util", { spy: true });

/** Inputs that the command line has no flag of the same name for, and why. */
const NO_FLAG: Readonly<Record<string, string>> = {
  files: "they are arguments",
  targets: "--target, which is given once for each",
  upload: "there is nothing to upload to",
  "artifact-name": "as above",
  "retention-days": "as above",
  "signing-key": "a secret: CWASM_CACHE_SIGNING_KEY, since arguments can be seen",
  "release-tag": "as above",
  "release-draft": "as above",
  "asset-name": "as above",
  archive: "as above",
  overwrite: "as above",
  token: "as above",
  "dry-run": "it is about uploads too; --explain says what would be compiled",
};

/** Flags that are no input, and why. */
const NO_INPUT: Readonly<Record<string, string>> = {
  target: "one of the input targets",
  out: "a shorter way to say --output",
  O: "a part of the input options",
  C: "as above",
  D: "as above",
  W: "as above",
  store: "the Action's store is the Actions cache",
  "no-store": "--cache false",
  explain: "the input dry-run, which is about uploads too, with what a workflow's log shows anyway",
  json: "the output manifest",
  verbose: "the runner's debug logging",
  wasm: "only check has it",
  manifest: "as above",
};

/** Defaults that are another on the command line, where a person has named the files. */
const OTHER_DEFAULT: Readonly<Record<string, string>> = { "if-no-files-found": "error" };

interface Described {
  /** From all that help says of the flag, the bracket at the end. */
  readonly default: string | undefined;
  readonly takesValue: boolean;
}

/** Flags in a help text: lines that begin with one, and what is indented below. */
function describedFlags(help: string): Map<string, Described> {
  const flags = new Map<string, Described>();
  const blocks = help.matchAll(
    /^ {2}(-[-\w]+(?:, -\w)*)( [A-Z][\w.[\]=]*)? {2,}(.*(?:\n {10,}.*)*)/gm,
  );
  for (const [, names = "", value, text = ""] of blocks) {
    for (const name of names.split(", ")) {
      flags.set(name.replace(/^-+/, ""), {
        default: /\[([^\]]*)\]$/.exec(text.replace(/\s+/g, " "))?.[1],
        takesValue: value !== undefined,
      });
    }
  }
  return flags;
}

/** The flags that a command takes, by what it asks of `parseArgs`. */
async function acceptedFlags(command: (args: string[]) => Promise<unknown>) {
  vi.mocked(parseArgs).mockClear();
  await expect(command(["--no-such-flag"])).rejects.toThrow("--no-such-flag");
  return new Map(Object.entries(vi.mocked(parseArgs).mock.calls[0]?.[0]?.options ?? {}));
}

const { signal } = new AbortController();

describe.each([
  {
    name: "precompile",
    args: ["--help"],
    command: (args: string[]) => precompile(args, signal),
    inputs: Object.keys(DEFAULTS).filter((name) => !(name in NO_FLAG)),
  },
  {
    name: "check",
    args: ["check", "--help"],
    command: (args: string[]) => check(args, signal),
    inputs: [...ENGINE_INPUTS, "advisories"],
  },
])("the help of $name", ({ args, command, inputs }) => {
  let help: Map<string, Described>;
  let accepted: Awaited<ReturnType<typeof acceptedFlags>>;
  beforeAll(async () => {
    help = describedFlags(
      await runOrFail(process.execPath, [join(root, "src", "cli.ts"), ...args]),
    );
    accepted = await acceptedFlags(command);
    for (const name of ["help", "version"]) {
      help.delete(name);
      accepted.delete(name);
    }
  });

  test("lists the flags that are accepted, with a value where they take one", () => {
    expect(accepted.size).toBeGreaterThan(10);
    const described = [...help].map(([name, { takesValue }]) => [name, takesValue]);
    const taken = [...accepted].map(([name, { type }]) => [name, type === "string"]);
    expect(Object.fromEntries(described)).toEqual(Object.fromEntries(taken));
  });

  test("has a flag for every input that makes sense there, and no other but those named here", () => {
    const names = [...help.keys()].filter((name) => !(name in NO_INPUT));
    expect(names.sort()).toEqual(inputs.sort());
  });

  test("shows the inputs' defaults", () => {
    const defaults: Readonly<Record<string, string>> = { ...DEFAULTS, ...OTHER_DEFAULT };
    const shown = inputs.filter((name) => help.get(name)?.default !== undefined);
    expect(shown.length).toBeGreaterThan(2);
    for (const name of inputs) {
      const { takesValue, default: said } = help.get(name) as Described;
      if (takesValue && defaults[name] !== "" && name in DEFAULTS) {
        expect([name, said]).toEqual([name, defaults[name]]);
      } else if (!takesValue) {
        expect([name, defaults[name]]).toEqual([name, "false"]);
      }
    }
  });
});

test("the table of inputs in docs/inputs.md is action.yml's, with its defaults", () => {
  const action = parse(readFileSync(join(root, "action.yml"), "utf8")) as {
    inputs: Record<string, { default: string }>;
    outputs: Record<string, unknown>;
  };
  const page = readFileSync(join(root, "docs", "inputs.md"), "utf8");
  const table = rows(page, "input").map(([name, value]) => [name?.replaceAll("`", ""), value]);
  expect(table.map(([name]) => name).sort()).toEqual(Object.keys(action.inputs).sort());
  for (const [name, cell] of table) {
    const value = action.inputs[name as string]?.default;
    // An empty default is described, and so are the patterns.
    if (value !== "" && name !== "files") {
      expect([name, cell]).toEqual([name, `\`${value}\``]);
    } else {
      expect([name, cell]).not.toEqual([name, ""]);
    }
  }
  const outputs = rows(page, "output").map(([name]) => name?.replaceAll("`", ""));
  expect(outputs.sort()).toEqual(Object.keys(action.outputs).sort());
});

test("the README promises the Node that package.json and the bundles name", () => {
  const read = (...path: string[]) => readFileSync(join(root, ...path), "utf8");
  const { engines } = JSON.parse(read("package.json")) as { engines: { node: string } };
  const [, promised] =
    /With Node ([\d.]+) or newer and nothing installed/.exec(read("README.md")) ?? [];
  expect(engines.node).toBe(`>=${promised}`);
  expect(read("scripts", "bundle.ts")).toContain(`target: "node${promised}"`);
});
