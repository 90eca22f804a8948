/** Workflow artifacts: what is in them, through the Action and the genuine client. */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runAction } from "../support/action.ts";
import { component, temporaryDirectory } from "../support/fixtures.ts";
import { runOrFail } from "../support/process.ts";
import { ResultsService } from "../support/results-service.ts";

const TARGET = "x86_64-unknown-linux-gnu";

let service: ResultsService;
let workspace: string;
let inputs: Record<string, string>;

beforeAll(async () => {
  service = await ResultsService.start();
});

afterAll(() => service.stop());

beforeEach(() => {
  service.fault = undefined;
  service.artifacts.length = 0;
  workspace = temporaryDirectory();
  inputs = { targets: TARGET, upload: "artifact", cache: "false" };
  for (const [folder, name] of [
    ["a", "add"],
    ["b", "greet"],
  ] as const) {
    mkdirSync(join(workspace, folder));
    cpSync(component(name), join(workspace, folder, "plugin.wasm"));
  }
});

/** Downloads and unpacks the workflow artifact: the files by their names. */
async function unpack(): Promise<Map<string, Buffer>> {
  const archive = join(temporaryDirectory(), "artifact.zip");
  writeFileSync(archive, await service.read(service.artifacts[0]?.blob as string));
  const folder = temporaryDirectory();
  await runOrFail("python3", ["-m", "zipfile", "-e", archive, folder]);
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(folder.length + 1), readFileSync(file)]),
  );
}

test("outside the workspace two components of one name stay two", async () => {
  const out = temporaryDirectory();
  const { code, log } = await runAction(
    workspace,
    { ...inputs, output: `${out}/{dir}/{stem}.cwasm` },
    service.env,
  );
  expect(code, log).toBe(0);
  const files = await unpack();
  expect([...files.keys()].sort()).toEqual([
    "a/plugin.cwasm",
    "a/plugin.cwasm.meta",
    "b/plugin.cwasm",
    "b/plugin.cwasm.meta",
    "cwasm-manifest.json",
  ]);
  for (const name of ["a", "b"]) {
    const file = `${name}/plugin.cwasm`;
    expect(files.get(file)?.equals(readFileSync(join(out, file)))).toBe(true);
  }
});

test("inside and outside the workspace together", async () => {
  const elsewhere = temporaryDirectory();
  cpSync(component("greet"), join(elsewhere, "plugin.wasm"));
  const { code, log } = await runAction(
    workspace,
    { ...inputs, files: `a/*.wasm\n${elsewhere}/*.wasm` },
    service.env,
  );
  expect(code, log).toBe(0);
  const names = [...(await unpack()).keys()].filter((name) => name.endsWith(".cwasm"));
  expect(names.map((name) => name.split("/").slice(-2)).sort()).toEqual(
    [
      ["a", "plugin.cwasm"],
      [elsewhere.split("/").at(-1), "plugin.cwasm"],
    ].sort(),
  );
});

test.each(["plugin.cwasm", "plugin.cwasm.meta"])(
  "%s that somebody has changed since is not uploaded",
  async (name) => {
    const targets = ["aarch64-unknown-linux-gnu", TARGET] as const;
    const changed = join(workspace, "b", targets[1], name);
    service.fault = (method) => {
      if (method === "CreateArtifact") {
        writeFileSync(changed, "changed");
      }
      return undefined;
    };
    const run = await runAction(workspace, { ...inputs, targets: targets.join() }, service.env);
    expect(run.code).toBe(1);
    expect(run.log).toContain(`'${changed}' has been changed since it was made`);
    expect(service.artifacts.map((artifact) => artifact.name)).toEqual([`cwasm-${targets[0]}`]);
  },
);

describe("what the service refuses is an error before anything is compiled", () => {
  test.each(['"', ":", "<", ">", "|", "*", "?", "\r", "\n", "\\"])("%j", async (character) => {
    cpSync(component("add"), join(workspace, "a", `x${character}y.wasm`));
    const { code, log } = await runAction(workspace, inputs, service.env);
    expect(log).toMatch(/::error::Input 'output': .*workflow artifacts refuses/);
    expect(code).toBe(1);
    expect(readdirSync(join(workspace, "a")).sort()).toHaveLength(2);
    expect(service.artifacts).toEqual([]);
  });

  test("and two names that the target's systems take for one", async () => {
    cpSync(component("add"), join(workspace, "a", "PLUGIN.wasm"));
    const { code, log } = await runAction(
      workspace,
      { ...inputs, targets: "aarch64-apple-darwin" },
      service.env,
    );
    expect(log).toMatch(/::error::Input 'output': .*would be the same file there/);
    expect(code).toBe(1);
    expect(readdirSync(join(workspace, "a")).sort()).toEqual(["PLUGIN.wasm", "plugin.wasm"]);
  });
});
