/** Why something is compiled again: the log, the totals and the manifest name what has changed in its key. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Manifest } from "../../src/report/manifest.ts";
import { type ActionRun, runAction } from "../support/action.ts";
import { type CacheServer, repack, startCacheServer, unpack } from "../support/cache-servers.ts";
import { component, root, temporaryDirectory } from "../support/fixtures.ts";
import { blocks } from "../support/markdown.ts";
import { smallComponents } from "../support/small-components.ts";

const TARGET = "x86_64-unknown-linux-gnu";

let server: CacheServer;
let workspace: string;
let fill: () => Promise<void>;

beforeAll(async () => {
  server = await startCacheServer("version 1");
  const first = await job();
  expect(first.outputs, first.log).toMatchObject({ compiled: "2", saved: "2" });
  expect(first.log).not.toMatch(/ was .*, is /);
  fill = await server.snapshot();
});

afterAll(() => server.stop());

beforeEach(() => fill());

/** A job of its own over `add.wasm` and `greet.wasm`. @param edited whether `add.wasm` is another one */
async function job(inputs: Record<string, string> = {}, edited = false): Promise<ActionRun> {
  workspace = temporaryDirectory();
  cpSync(component("greet"), join(workspace, "greet.wasm"));
  const { "c0.wasm": changed } = smallComponents(1);
  writeFileSync(
    join(workspace, "add.wasm"),
    edited ? (changed as Buffer) : readFileSync(component("add")),
  );
  return await runAction(
    workspace,
    { files: "*.wasm", targets: TARGET, advisories: "ignore", ...inputs },
    server.env,
  );
}

/** What the manifest says has changed, by component. */
function changed({ outputs }: ActionRun): Record<string, readonly string[] | undefined> {
  const { artifacts } = JSON.parse(readFileSync(outputs["manifest"] as string, "utf8")) as Manifest;
  return Object.fromEntries(artifacts.map((each) => [each.component, each.changed]));
}

test("a component", async () => {
  const run = await job({}, true);
  expect(run.log).toMatch(
    /^- add\.wasm: wasm sha256 was [0-9a-f]{12}…, is [0-9a-f]{12}… \(x86_64-unknown-linux-gnu\)$/m,
  );
  expect(run.log).toContain("1 restored, 1 compiled (1 component changed), 0 skipped, 0 failed");
  expect(changed(run)).toEqual({ "add.wasm": ["wasm sha256"], "greet.wasm": undefined });
});

test("docs/cache.md shows such lines", async () => {
  const page = readFileSync(join(root, "docs", "cache.md"), "utf8");
  const shown = blocks(page).filter(({ language }) => language === "text");
  const lines = shown.flatMap(({ code }) => code.trim().split("\n"));
  const { log } = await job({ options: "-O opt-level=s" }, true);
  const shape = (line: string): string =>
    line
      .replace(/[0-9a-f]{12}…/g, "…")
      .replace(/ \(.*\)$/, "")
      .replace(/^\S+\.wasm/, "wasm");
  const said = log
    .split("\n")
    .flatMap((line) => (line.startsWith("- ") ? shape(line.slice(2)) : []));
  expect(lines).toHaveLength(2);
  expect(said.map((line) => line.replace(/; .*/, ""))).toEqual(
    expect.arrayContaining(lines.map(shape)),
  );
});

test.each<[string, Record<string, string>, string, string]>([
  [
    "options",
    { options: "-O opt-level=0" },
    "options had epoch-interruption=true, now opt-level=0",
    "options",
  ],
  [
    "fewer options",
    { options: "-W epoch-interruption=n" },
    "options no longer have epoch-interruption=true",
    "options",
  ],
  [
    "more options",
    { options: "-W epoch-interruption -O opt-level=0" },
    "options now have opt-level=0",
    "options",
  ],
  ["the version", { "wasmtime-version": "36.0.20" }, "wasmtime was ", "wasmtime"],
  ["host features", { "host-features": "minimal, threads" }, "wasmtime was ", "wasmtime"],
  ["a suffix", { "cache-suffix": "two" }, "suffix was none, is two", "suffix"],
])("%s", async (_, inputs, text, part) => {
  const run = await job(inputs);
  expect(run.log).toContain(`- ${TARGET}: `);
  expect(run.log).toContain(text);
  expect(run.log).toContain("(add.wasm, greet.wasm)");
  expect(run.log).toContain("0 restored, 2 compiled, 0 skipped");
  expect(changed(run)["add.wasm"]).toContain(part);
  expect(changed(run)["greet.wasm"]).toContain(part);
});

test("the nearest of several keys counts", async () => {
  await job({ options: "-O opt-level=0" });
  const run = await job({ options: "-O opt-level=0" }, true);
  expect(changed(run)).toEqual({ "add.wasm": ["wasm sha256"], "greet.wasm": undefined });
});

test("a look-up, and a run that must not compile", async () => {
  for (const inputs of [{ "lookup-only": "true" }, { "fail-on-cache-miss": "true" }]) {
    const run = await job(inputs as Record<string, string>, true);
    expect(run.log).toContain("- add.wasm: wasm sha256 was ");
  }
});

test("an entry that is gone", async () => {
  const keys = server.keys();
  const index = keys.findIndex((key) => key.startsWith("cwasm-v1-"));
  await server.overwrite(index, Buffer.alloc(0));
  const run = await job();
  expect(run.outputs, run.log).toMatchObject({ compiled: "1", restored: "1" });
  expect(run.log).toContain("this key was seen before");
});

test("nothing is asked where all is restored", async () => {
  const run = await job();
  expect(run.outputs, run.log).toMatchObject({ "cache-hit": "true" });
  expect(server.requests("look-up")).toBe(2);
  expect(server.requests("reserve")).toBe(0);
});

/** Another text for the history that the cache has. */
async function rewrite(text: (now: string) => string): Promise<void> {
  const index = server.keys().findIndex((key) => key.startsWith("cwasm-history-"));
  const members = await unpack(await server.read(index));
  const changed = members.map(({ header, bytes }) => ({
    header,
    bytes: header.name.endsWith(".json") ? Buffer.from(text(bytes.toString())) : bytes,
  }));
  await server.overwrite(index, await repack(changed));
}

test.each([
  "[]",
  "{",
  '{"engines":[],"keys":[["add.wasm","0",7]]}',
  '{"engines":[{"target":{}}],"keys":[["add.wasm","0",0]]}',
  '{"engines":[{}],"keys":[[1,2,3]]}',
  '{"engines":[{}],"keys":[["__proto__","0",0]]}',
])("a history that says %s explains nothing, and harms nothing", async (text) => {
  await rewrite(() => text);
  const run = await job({}, true);
  expect(run, run.log).toMatchObject({ code: 0, outputs: { compiled: "1", restored: "1" } });
  expect(run.log).not.toContain("wasm sha256 was");
  // It is replaced.
  expect((await job({ options: "-O opt-level=0" }, true)).log).toContain("now opt-level=0");
});

test("a history with parts that no key has brings none of their names", async () => {
  await rewrite((now) => now.replace('"target":', '"made up":"x","target":'));
  const run = await job({}, true);
  expect(changed(run)["add.wasm"]).toEqual(["wasm sha256"]);
  expect(run.log).not.toContain("made up");
});
