/**
 * Many small artifacts against a cache that takes few uploads at a time: nothing is lost, requests and words stay few.
 * `SCALE=500 npx vitest run --project integration test/integration/scale.test.ts` makes 500 components.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ActionRun, hurried, runAction } from "../support/action.ts";
import { type CacheServer, startCacheServer } from "../support/cache-servers.ts";
import { temporaryDirectory } from "../support/fixtures.ts";
import { smallComponents, writeComponents } from "../support/small-components.ts";

const COMPONENTS = Number(process.env["SCALE"] ?? 30);
const TARGETS = [
  "x86_64-unknown-linux-gnu",
  "aarch64-unknown-linux-gnu",
  "aarch64-apple-darwin",
  "x86_64-pc-windows-msvc",
];
const ALL = COMPONENTS * TARGETS.length;

/** As GitHub has it, with its minute in a second: so many uploads, and then 429. */
const UPLOADS = Math.ceil(ALL / 10);
const MINUTE = 1000;

let server: CacheServer;
let workspace: string;
let refused = 0;

beforeAll(async () => {
  server = await startCacheServer("version 2");
  workspace = temporaryDirectory();
  writeComponents(workspace, smallComponents(COMPONENTS));
  let uploads: number[] = [];
  server.inject((step) => {
    if (step !== "reserve") {
      return undefined;
    }
    const now = performance.now();
    uploads = uploads.filter((time) => now - time < MINUTE);
    if (uploads.length >= UPLOADS) {
      refused += 1;
      return { status: 429, headers: { "retry-after": "1" }, body: { msg: "too many" } };
    }
    uploads.push(now);
    return undefined;
  });
});

afterAll(() => server.stop());

/** What a job saves in a minute: see src/store/actions.ts. */
const BUDGET = 150;

/** A run, and what it asked of the cache. */
async function job(
  name: string,
  inputs: Record<string, string> = {},
): Promise<ActionRun & { lookUps: number; saves: number; lines: number }> {
  const [lookUps, saves] = [server.requests("look-up"), server.requests("reserve")];
  const begun = performance.now();
  const run = await runAction(
    workspace,
    {
      files: "*.wasm",
      targets: TARGETS.join(),
      output: "out/{target}/{stem}.cwasm",
      advisories: "ignore",
      ...inputs,
    },
    server.env,
  );
  const asked = {
    lookUps: server.requests("look-up") - lookUps,
    saves: server.requests("reserve") - saves,
    lines: run.log.split("\n").filter((line) => !line.startsWith("::debug::")).length,
  };
  expect(run.code, run.log).toBe(0);
  expect(run.outputs).toMatchObject({ failed: "0", "not-saved": "0" });
  expect(run.log).not.toContain("::warning::");
  console.log(
    `${name}: ${ALL} artifacts in ${Math.round(performance.now() - begun)} ms,`,
    `${JSON.stringify(asked)}, a summary of ${run.summary.length} bytes`,
  );
  return { ...run, ...asked };
}

/** Lines that do not depend on how many there are: groups, keys of targets, what was found. */
const FIXED = 60;

test("cold, warm, and after a change of the engine: a request or two for a target", async () => {
  const cold = await job("cold");
  expect(cold.outputs).toMatchObject({ compiled: String(ALL), saved: String(ALL) });
  // The packs, and the history of keys.
  expect(cold.saves).toBe(TARGETS.length + 1);
  expect(cold.lines).toBeLessThan(COMPONENTS + ALL + FIXED);

  const warm = await job("warm");
  expect(warm.outputs).toMatchObject({ restored: String(ALL), "cache-hit": "true" });
  expect(warm.lookUps).toBe(TARGETS.length);
  expect(warm.saves).toBe(0);
  expect(warm.lines).toBeLessThan(COMPONENTS + ALL + FIXED);
  expect(warm.summary.length).toBeLessThan(1024 * 1024);

  const other = await job("another engine", { options: "-O opt-level=0" });
  expect(other.outputs).toMatchObject({ compiled: String(ALL), saved: String(ALL) });
  expect(other.saves).toBe(TARGETS.length + 1);
  // Told once for each target.
  expect(other.log.match(/: options had .*, now opt-level=0 \(c/g)).toHaveLength(TARGETS.length);
  expect(refused).toBe(0);
});

test("saved one by one: whoever comes too often waits, and loses nothing", async () => {
  const run = await job("one by one", { shard: "1/1", "cache-suffix": "single" });
  expect(run.outputs).toMatchObject({ compiled: String(ALL), saved: String(ALL) });
  expect(refused).toBeGreaterThan(0);
});

test("a job keeps a budget of saves, since other jobs save too", async () => {
  const saves: number[] = [];
  server.inject((step) => void (step === "reserve" && saves.push(performance.now())));
  const many = temporaryDirectory();
  const [target] = TARGETS as [string];
  writeComponents(many, smallComponents(BUDGET + 5, "budget"));
  // Its minute is a second here.
  const env = { ...server.env, ...hurried(60) };
  const run = await runAction(
    many,
    { files: "*.wasm", targets: target, advisories: "ignore", shard: "1/1", cache: "save-only" },
    env,
  );
  expect(run.outputs, run.log).toMatchObject({ saved: String(BUDGET + 5), "not-saved": "0" });
  const [first, next] = [saves[0], saves[BUDGET]] as [number, number];
  expect(next - first).toBeGreaterThan(0.8 * MINUTE);
});
