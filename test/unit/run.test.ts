/** The whole way with a compiler that pretends: what becomes of every component, whatever happens. */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { parseArtifact } from "../../src/artifact/elf.ts";
import { counts, type Manifest } from "../../src/report/manifest.ts";
import { coreModule, temporaryDirectory } from "../support/fixtures.ts";
import { failing, runIn, sectionOf, worldIn } from "../support/surroundings.ts";

const TARGETS = ["x86_64-unknown-linux-gnu", "aarch64-apple-darwin"];

/** The header of a component, and what tells it from others. */
function componentWith(text: string): Buffer {
  return Buffer.concat([Buffer.from([0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0]), Buffer.from(text)]);
}

/** Two of these have the same bytes. */
const COMPONENTS = { "a.wasm": "one", "b.wasm": "two", "sub/c.wasm": "two" };
const PAIRS = Object.keys(COMPONENTS).flatMap((component) =>
  TARGETS.map((target) => `${component} ${target}`),
);
const TASKS = new Set(Object.values(COMPONENTS)).size * TARGETS.length;

let cwd: string;
let store: string;

beforeEach(() => {
  cwd = temporaryDirectory();
  store = join(temporaryDirectory(), "store");
  for (const [path, text] of Object.entries(COMPONENTS)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), componentWith(text));
  }
});

const inputs = { targets: TARGETS.join("\n"), output: "out/{target}/{dir}/{stem}.cwasm" };

function artifactPath(pair: string): string {
  const [component = "", target = ""] = pair.split(" ");
  return join(cwd, "out", target, component.replace(/\.wasm$/, ".cwasm"));
}

/** Every component and target that a manifest speaks of, as often as it does. */
function mentioned({ artifacts, skipped, failed }: Manifest): string[] {
  return [...artifacts, ...skipped, ...failed]
    .flatMap(({ component, target }) => (target === undefined ? [] : `${component} ${target}`))
    .sort();
}

function expectPlaced({ artifacts }: Manifest): void {
  for (const { artifact, sidecar, target } of artifacts) {
    const bytes = readFileSync(join(cwd, artifact));
    expect(Buffer.from(parseArtifact(bytes).engineSection)).toEqual(sectionOf(target));
    expect(readFileSync(join(cwd, sidecar), "utf8")).toContain(`target_triple = "${target}"`);
  }
}

describe("a run", () => {
  test("compiles once what has the same bytes, and places it everywhere", async () => {
    const world = await worldIn(cwd, store);
    const manifest = await runIn(world, inputs);
    expect(counts(manifest)).toMatchObject({ compiled: PAIRS.length, failed: 0, skipped: 0 });
    expect(world.compiled).toHaveLength(TASKS);
    expect(mentioned(manifest)).toEqual([...PAIRS].sort());
    expectPlaced(manifest);
    expect(PAIRS.every((pair) => existsSync(artifactPath(pair)))).toBe(true);
    expect(world.open.size).toBe(0);
  });

  test("restores what the one before it made, and opens no compiler", async () => {
    const before = await runIn(await worldIn(cwd, store), inputs);
    rmSync(join(cwd, "out"), { recursive: true });
    const world = await worldIn(cwd, store);
    world.openCompiler = () => Promise.reject(new Error("a compiler was opened"));
    const manifest = await runIn(world, inputs);
    expect(counts(manifest)).toMatchObject({ restored: PAIRS.length, compiled: 0, failed: 0 });
    expectPlaced(manifest);
    const digests = ({ artifacts }: Manifest) => artifacts.map((each) => each.artifact_sha256);
    expect(digests(manifest)).toEqual(digests(before));
  });

  test.each([
    ["true", { compiled: 0, restored: PAIRS.length }],
    ["restore-only", { compiled: PAIRS.length, restored: 0 }],
    ["save-only", { compiled: 0, restored: PAIRS.length }],
    ["false", { compiled: PAIRS.length, restored: 0 }],
  ])("after one with cache %s", async (cache, expected) => {
    await runIn(await worldIn(cwd, store), { ...inputs, cache });
    const manifest = await runIn(await worldIn(cwd, store), inputs);
    expect(counts(manifest)).toMatchObject(expected);
  });

  test("with a store that fails compiles all the same, and says what the trouble was", async () => {
    const world = await worldIn(cwd, store);
    const manifest = await runIn(
      { ...world, store: failing(world.store, "the disk is gone") },
      inputs,
    );
    expect(counts(manifest)).toMatchObject({ compiled: PAIRS.length, failed: 0 });
    expect(world.log.filter((line) => line.startsWith("error"))).toEqual([]);
    expect(world.log.join("\n")).toMatch(/warning: .*the disk is gone/);
  });

  test("without a store compiles", async () => {
    const manifest = await runIn(await worldIn(cwd, undefined), inputs);
    expect(counts(manifest)).toMatchObject({ compiled: PAIRS.length });
  });

  test("makes all but what fails", async () => {
    writeFileSync(join(cwd, "e.wasm"), "no WebAssembly");
    writeFileSync(join(cwd, "f.wasm"), coreModule);
    const [target = ""] = TARGETS;
    const world = await worldIn(cwd, store, async (_, request) => {
      if (request.target === target && Buffer.from(await request.read()).includes("one")) {
        throw new Error("no memory");
      }
    });
    const manifest = await runIn(world, inputs);
    expect(manifest.failed).toEqual([
      { component: "a.wasm", target, wasmtime: "27", reason: "no memory" },
      expect.objectContaining({ component: "e.wasm", reason: expect.stringContaining("\\0asm") }),
    ]);
    expect(manifest.skipped).toEqual([expect.objectContaining({ component: "f.wasm" })]);
    expect(mentioned(manifest)).toEqual([...PAIRS].sort());
    expectPlaced(manifest);
    expect(existsSync(artifactPath(`a.wasm ${target}`))).toBe(false);
  });

  test.each([
    ["in order", (delays: number[]) => delays],
    ["in reverse", (delays: number[]) => delays.reverse()],
  ])(
    "lists what fails in the order of paths and targets, also if it fails %s",
    async (_, arrange) => {
      const delays = arrange(Array.from({ length: TASKS }, (__, at) => 20 * at));
      const world = await worldIn(cwd, store, async (count) => {
        await new Promise((resolve) => setTimeout(resolve, delays[count - 1]));
        throw new Error("no memory");
      });
      const { failed } = await runIn(world, { ...inputs, jobs: String(TASKS) });
      expect(failed.map(({ component, target }) => `${component} ${target}`)).toEqual(PAIRS);
    },
  );

  test("takes no artifact of another engine than the one that was described", async () => {
    const world = await worldIn(cwd, store);
    const [own = "", other = ""] = TARGETS;
    const compiler = await world.openCompiler({} as never, 1);
    world.openCompiler = async () => ({
      ...compiler,
      compile: (request) =>
        compiler.compile({ ...request, target: request.target === own ? other : own }),
    });
    const manifest = await runIn(world, inputs);
    expect(counts(manifest)).toMatchObject({ compiled: 0, failed: PAIRS.length });
    expect(manifest.failed[0]?.reason).toMatch(/made by another engine/);
    expect(existsSync(join(cwd, "out"))).toBe(false);
    const next = await runIn(await worldIn(cwd, store), inputs);
    expect(counts(next)).toMatchObject({ restored: 0 });
  });

  test("takes no component that changed since it was hashed", async () => {
    const world = await worldIn(cwd, store, () => {
      writeFileSync(join(cwd, "a.wasm"), componentWith("another"));
    });
    const manifest = await runIn(world, { ...inputs, jobs: "1" });
    const reason = "the file changed while it was being compiled";
    expect(manifest.failed).toHaveLength(TARGETS.length);
    expect(manifest.failed).toEqual(
      expect.arrayContaining(
        TARGETS.map((target) => ({ component: "a.wasm", target, wasmtime: "27", reason })),
      ),
    );
  });
});

/** Where a run may fail: before anything is planned, at each compile, at each place, cold and warm. */
const FAILURES: [string, { compile?: number; place?: string; warm?: true; unusable?: true }][] = [
  ["what was found", { unusable: true }],
  ...Array.from({ length: TASKS }, (_, at): (typeof FAILURES)[number] => [
    `compile ${at + 1}`,
    { compile: at + 1 },
  ]),
  ...PAIRS.flatMap((place): typeof FAILURES => [
    [`writing ${place}`, { place }],
    [`writing ${place} as it is restored`, { place, warm: true }],
  ]),
];

describe.each(["1", "3"])("with fail-fast and %s jobs", (jobs) => {
  const failFast = { ...inputs, jobs, "fail-fast": "true" };

  test.each(FAILURES)("a failure of %s leaves no component out", async (_, failure) => {
    if (failure.warm) {
      await runIn(await worldIn(cwd, store), inputs);
      rmSync(join(cwd, "out"), { recursive: true });
    }
    if (failure.place !== undefined) {
      mkdirSync(join(artifactPath(failure.place), "in the way"), { recursive: true });
    }
    if (failure.unusable) {
      writeFileSync(join(cwd, "e.wasm"), "no WebAssembly");
    }
    const world = await worldIn(cwd, store, (count) => {
      if (count === failure.compile) {
        throw new Error("no memory");
      }
    });
    const manifest = await runIn(world, failFast);
    expect(mentioned(manifest)).toEqual([...PAIRS].sort());
    expect(manifest.failed.length).toBeGreaterThan(0);
    expectPlaced(manifest);
    // What ended because the run did is no failure of its own.
    for (const { reason } of manifest.failed) {
      expect(reason).not.toContain("the compiler is closed");
    }
    for (const { reason } of manifest.skipped) {
      expect(reason).toBe("not compiled: 'fail-fast' ended the run");
    }
    // What is no failure and no artifact was not made.
    for (const { component, target } of [...manifest.skipped, ...manifest.failed]) {
      const path = artifactPath(`${component} ${target}`);
      expect(statSync(path, { throwIfNoEntry: false })?.isFile() ?? false).toBe(false);
    }
    expect(world.open.size).toBe(0);
  });
});

test("fail-fast ends a run with one job at the first failure", async () => {
  const failFast = { ...inputs, jobs: "1", "fail-fast": "true" };
  writeFileSync(join(cwd, "e.wasm"), "no WebAssembly");
  const world = await worldIn(cwd, store);
  const manifest = await runIn(world, failFast);
  expect(counts(manifest)).toMatchObject({ failed: 1, skipped: PAIRS.length, compiled: 0 });
  expect(world.compiled).toEqual([]);
});

describe("a run that is cancelled", () => {
  const points = Array.from({ length: TASKS }, (_, at) => at + 1);

  test.each(points)("at compile %i ends with the reason, and closes all", async (point) => {
    const world = await worldIn(cwd, store, (count) => {
      if (count === point) {
        world.abort(new Error("stopped by a test"));
      }
    });
    await expect(runIn(world, { ...inputs, jobs: "1" })).rejects.toThrow("stopped by a test");
    expect(world.open.size).toBe(0);
    // Nothing is half written.
    for (const path of PAIRS.map(artifactPath)) {
      expect(existsSync(path)).toBe(existsSync(`${path}.meta`));
    }
  });

  test("before it begins compiles nothing", async () => {
    const world = await worldIn(cwd, store);
    world.abort(new Error("stopped by a test"));
    await expect(runIn(world, inputs)).rejects.toThrow("stopped by a test");
    expect(world.compiled).toEqual([]);
  });
});
