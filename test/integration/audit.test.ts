/** `audit`: what is there is compared with what is compiled, through the command line and the Action. */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import type { Manifest } from "../../src/report/manifest.ts";
import { runAction } from "../support/action.ts";
import { component } from "../support/fixtures.ts";
import { poisonCode } from "../support/forged.ts";
import { cli, cwd, store } from "../support/workspace.ts";

const TARGETS = ["x86_64-unknown-linux-gnu", "aarch64-apple-darwin"];
const OUTPUT = "assets/{stem}-{target}.cwasm";

beforeEach(async () => {
  for (const name of ["add", "greet"] as const) {
    cpSync(component(name), join(cwd, `${name}.wasm`));
  }
  const { code, stderr } = await run();
  expect(code, stderr).toBe(0);
});

const run = (...args: string[]) =>
  cli(
    ...args,
    "*.wasm",
    ...["--output", OUTPUT],
    ...TARGETS.flatMap((target) => ["--target", target]),
  );

const names = TARGETS.flatMap((target) => [`add-${target}`, `greet-${target}`]).sort();
const asset = (name: string): string => join(cwd, "assets", name);

function snapshot(): Record<string, string> {
  return Object.fromEntries(
    readdirSync(join(cwd, "assets")).map((name) => [name, readFileSync(asset(name), "base64")]),
  );
}

test("what is as it should be is verified, and nothing is written", async () => {
  const before = snapshot();
  const { code, stdout, stderr } = await run("audit", "--json");
  expect(code, stderr).toBe(0);
  expect(stderr).toContain("4 verified, 0 skipped, 0 failed");
  const { artifacts } = JSON.parse(stdout) as Manifest;
  expect(artifacts.map(({ status }) => status)).toEqual(names.map(() => "verified"));
  expect(snapshot()).toEqual(before);
});

test.each([
  [
    "a byte of the artifact",
    (path: string) => {
      const bytes = readFileSync(path);
      bytes[5000] = (bytes[5000] ?? 0) ^ 1;
      writeFileSync(path, bytes);
    },
    /differ from byte 5000 on/,
  ],
  [
    "a byte more",
    (path: string) => writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from([0])])),
    /differ from byte \d+ on/,
  ],
  [
    "a half artifact",
    (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 99)),
    /byte 99 on/,
  ],
  [
    "the sidecar",
    (path: string) => writeFileSync(`${path}.meta`, "other"),
    /cwasm\.meta' is not what/,
  ],
  ["no artifact", (path: string) => rmSync(path), /there is nothing to compare with at/],
] as const)("%s: fails, names it, and leaves it as it is", async (_, change, message) => {
  change(asset(`greet-${TARGETS[1]}.cwasm`));
  const before = snapshot();
  const { code, stdout, stderr } = await run("audit", "--json", "--no-store");
  expect(code).toBe(1);
  expect(stderr).toMatch(message);
  const { failed, artifacts } = JSON.parse(stdout) as Manifest;
  expect(failed.map(({ component: path, target }) => [path, target])).toEqual([
    ["greet.wasm", TARGETS[1]],
  ]);
  expect(artifacts).toHaveLength(3);
  expect(snapshot()).toEqual(before);
});

test.each<[string, (folder: string) => void, string]>([
  [
    "an artifact's byte is another",
    (folder) => {
      const path = join(folder, "artifact.cwasm");
      const bytes = readFileSync(path);
      poisonCode(bytes);
      writeFileSync(path, bytes);
    },
    "cannot be used: the artifact's sha256",
  ],
  ["half of it is gone", (folder) => rmSync(join(folder, "record.json")), "it is incomplete"],
])("the store's entry, of which %s: fails as well, and stays as it is", async (_, change, says) => {
  const folders = readdirSync(store, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("artifact.cwasm"))
    .map((path) => join(store, path, ".."));
  expect(folders).toHaveLength(names.length);
  change(folders[0] as string);
  const before = readdirSync(folders[0] as string);
  const { code, stderr } = await run("audit");
  expect(code, stderr).toBe(1);
  expect(stderr).toContain("4 verified, 0 skipped, 1 failed");
  expect(stderr).toContain("what the store holds under cwasm-v1-");
  expect(stderr).toContain(says);
  expect(readdirSync(folders[0] as string)).toEqual(before);
});

test("--sample compares so many", async () => {
  const { code, stdout } = await run("audit", "--json", "--sample", "3");
  expect(code).toBe(0);
  const { artifacts, skipped } = JSON.parse(stdout) as Manifest;
  expect([artifacts.length, skipped.length]).toEqual([3, 0]);
});

test("in the Action", async () => {
  const inputs = { mode: "audit", files: "*.wasm", targets: TARGETS.join(), output: OUTPUT };
  const good = await runAction(cwd, { ...inputs, cache: "false" });
  expect(good.code, good.log).toBe(0);
  expect(good.outputs).toMatchObject({ verified: "4", compiled: "0", failed: "0" });
  writeFileSync(asset(`add-${TARGETS[0]}.cwasm`), "x");
  const bad = await runAction(cwd, { ...inputs, cache: "false" });
  expect(bad.code).toBe(1);
  expect(bad.outputs).toMatchObject({ verified: "3", failed: "1" });
  expect(bad.log).toMatch(/::error file=add\.wasm.*is not what is compiled here/);
});
