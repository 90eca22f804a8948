/** What one run's compiles learn, for later runs: on the folder store, with a compiler that pretends. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import type { FunctionCache } from "../../src/compiler/functions.ts";
import { counts } from "../../src/report/manifest.ts";
import { temporaryDirectory } from "../support/fixtures.ts";
import { type Inputs, runIn, worldIn } from "../support/surroundings.ts";

const TARGET = "x86_64-unknown-linux-gnu";
const LARGE = 100_000;

let cwd: string;
let store: string;
let components = 0;

/** Writes a component that was not compiled before. */
function addComponent(size: number): void {
  components += 1;
  const bytes = Buffer.alloc(size, `${components} `);
  bytes.set([0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0]);
  writeFileSync(join(cwd, `${components}.wasm`), bytes);
}

beforeEach(() => {
  cwd = temporaryDirectory();
  store = join(temporaryDirectory(), "store");
  addComponent(LARGE);
});

/** An entry as a compiler packs it: name, length, function. */
function entryOf(name: string, size: number): Buffer {
  const entry = Buffer.alloc(36 + size, name);
  entry.writeUInt32LE(size, 32);
  return entry;
}

/** Runs, and lets each compile learn one function. @returns what the caches held before */
async function learn(inputs: Inputs = {}, size = 500_000) {
  const sizes: (number | undefined)[] = [];
  const caches = new Set<FunctionCache | undefined>();
  const world = await worldIn(cwd, store, (count, { functions }) => {
    sizes.push(functions?.size);
    caches.add(functions);
    functions?.learn({ compiled: [entryOf(`${count}`, size)], used: Buffer.alloc(0) }, []);
  });
  const manifest = await runIn(world, { targets: TARGET, jobs: "1", ...inputs });
  expect(counts(manifest).failed).toBe(0);
  return { sizes, caches, log: world.log };
}

test("all compiles for a target share one, and later runs have what they learned", async () => {
  addComponent(LARGE);
  const first = await learn();
  expect(first.sizes).toHaveLength(2);
  expect(first.sizes[0]).toBe(0);
  expect(first.caches.size).toBe(1);
  addComponent(LARGE);
  const { sizes } = await learn();
  expect(sizes).toEqual([2 * 500_036]);
});

test("each target has its own", async () => {
  const targets = `${TARGET}, aarch64-apple-darwin`;
  const { sizes, caches } = await learn({ targets });
  expect(sizes).toEqual([0, 0]);
  expect(caches.size).toBe(2);
  addComponent(LARGE);
  // In a later run as well.
  expect((await learn({ targets: "x86_64-apple-darwin" })).sizes[0]).toBe(0);
});

test("a small component has none", async () => {
  cwd = temporaryDirectory();
  addComponent(1000);
  expect((await learn()).sizes).toEqual([undefined]);
});

test.each<[string, Inputs]>([
  ["function-cache-limit 0", { "function-cache-limit": "0" }],
  ["cache false", { cache: "false" }],
  ["cache restore-only", { cache: "restore-only" }],
])("with %s nothing is left for later runs", async (_, inputs) => {
  const { sizes } = await learn(inputs);
  expect(sizes).toEqual(["function-cache-limit" in inputs ? undefined : 0]);
  addComponent(LARGE);
  expect((await learn()).sizes).toContain(0);
});

test("with cache save-only nothing of earlier runs is used", async () => {
  await learn();
  addComponent(LARGE);
  expect((await learn({ cache: "save-only" })).sizes[0]).toBe(0);
});

test("no more than the limit is kept", async () => {
  addComponent(LARGE);
  await learn({ "function-cache-limit": "600 kB" });
  addComponent(LARGE);
  expect((await learn()).sizes).toEqual([500_036]);
});

/** Where the store has the one of a single target. */
function stored(): string {
  const found = readdirSync(store, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes("cwasm-functions-v1"));
  expect(found).toHaveLength(1);
  return found[0] as string;
}

function damage(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length - 1] = (bytes.at(-1) as number) ^ 1;
  writeFileSync(path, bytes);
}

test("a damaged one is not used, which is said, and replaced", async () => {
  await learn();
  damage(stored());
  addComponent(LARGE);
  const { sizes, log } = await learn();
  expect(sizes).toEqual([0]);
  expect(log.join("\n")).toMatch(/damaged/);
  addComponent(LARGE);
  expect((await learn()).sizes).toEqual([500_036]);
});

test.each([
  ["damaged", damage],
  [
    "no file",
    (path: string) => {
      rmSync(path);
      mkdirSync(path);
    },
  ],
])(
  "one that is %s is replaced even if little is learned, so that it is said once",
  async (_, spoil) => {
    await learn();
    spoil(stored());
    addComponent(LARGE);
    const { log } = await learn({}, 1000);
    expect(log.join("\n")).toMatch(/warning: .*1 entry stored but not used/);
    addComponent(LARGE);
    const next = await learn();
    expect(next.sizes).toEqual([1036]);
    expect(next.log.join("\n")).not.toMatch(/warning: .*stored/);
  },
);
