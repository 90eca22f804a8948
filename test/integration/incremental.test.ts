/** Sharding and the function cache change how long a compile takes, and not one byte of what it makes. */

import { cpSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { KeyedTarget } from "../../src/artifact/key.ts";
import type { Compiler } from "../../src/compiler/compiler.ts";
import { openEmbedded } from "../../src/compiler/embedded.ts";
import { bodyDigests, FunctionCache } from "../../src/compiler/functions.ts";
import { learnSection, withSections } from "../../src/compiler/sections.ts";
import { sha256 } from "../../src/support/hash.ts";
import {
  bodiesOf,
  editOneFunction,
  compiler as inThread,
  jobOf,
  largestModule,
  NOBODY,
} from "../support/bodies.ts";
import { installCommandLine, runCommandLine } from "../support/command-line.ts";
import { ENGINES, engineOf, LINUX, targetOf } from "../support/engines.ts";
import { component, temporaryDirectory } from "../support/fixtures.ts";
import { entriesOf } from "../support/function-blob.ts";
import { recorded, targetsOf } from "../support/recorded.ts";

const reference = targetOf();

let compiler: Compiler;
beforeAll(async () => {
  compiler = await openEmbedded({ version: "27.0.0" }, 3);
});
afterAll(() => compiler.close());

interface Counted {
  readonly digest: string;
  readonly progress: [number, number][];
}

async function compile(
  bytes: Uint8Array,
  target: string,
  functions?: FunctionCache,
): Promise<Counted> {
  const progress: [number, number][] = [];
  const { artifact } = await compiler.compile({
    read: async () => bytes,
    size: bytes.length,
    options: reference.options,
    target,
    functions,
    onProgress: (done, all) => progress.push([done, all]),
  });
  return { digest: sha256(artifact), progress };
}

function reload(cache: FunctionCache): FunctionCache {
  const next = new FunctionCache("test");
  expect(next.load(cache.pack(1e9) as Uint8Array)).toBeUndefined();
  return next;
}

describe.each(["greet", "quickjs", "spidermonkey"] as const)("%s", (name) => {
  const bytes = readFileSync(component(name));

  test.each(targetsOf(name))("for %s: sharded, incremental, and both together", async (target) => {
    const expected = recorded[name]?.[target];
    const sharded = new FunctionCache("test");
    expect((await compile(bytes, target, sharded)).digest).toBe(expected);
    if (name === "greet") {
      return;
    }
    const incremental = reload(sharded);
    const before = incremental.size;
    expect((await compile(bytes, target, incremental)).digest).toBe(expected);
    expect(incremental.size).toBe(before);

    // Entries for all, but a good part of the bodies seems new: shards compile that part once more.
    const digests = bodyDigests(bytes, bodiesOf(bytes));
    const both = new FunctionCache("test");
    both.learn(
      { compiled: sharded.lists, used: new Uint8Array() },
      digests.filter((_, index) => index % 8 !== 0),
    );
    expect((await compile(bytes, target, both)).digest).toBe(expected);
  });
});

test("an edited component, sharded over what is new, is what a plain compile makes of it", async () => {
  const before = new FunctionCache("test");
  const bytes = readFileSync(component("quickjs"));
  await compile(editOneFunction(bytes), LINUX, before);
  const single = await openEmbedded({ version: "27.0.0" }, 1);
  for (const skip of [1, 2, 50]) {
    const edited = editOneFunction(bytes, skip);
    const options = reference.options;
    const read = async () => edited;
    const { artifact } = await single.compile({
      read,
      size: edited.length,
      options,
      target: LINUX,
    });
    expect((await compile(edited, LINUX, reload(before))).digest).toBe(sha256(artifact));
  }
  await single.close();
});

test("progress goes up to all functions", async () => {
  const { progress } = await compile(readFileSync(component("quickjs")), LINUX);
  expect(progress.length).toBeGreaterThan(10);
  const done = progress.map(([functions]) => functions);
  expect(done).toEqual([...done].sort((a, b) => a - b));
  const [last, all] = progress.at(-1) as [number, number];
  expect(last / all).toBeGreaterThan(0.9);
  expect(last).toBeLessThanOrEqual(all);
});

test("a core module is compiled in shards, and from entries, to the same bytes", async () => {
  const module = largestModule(readFileSync(component("quickjs")));
  const whole = sha256(inThread.precompile(module, jobOf(LINUX)));
  const functions = new FunctionCache("test");
  for (const pass of ["sharded", "from entries"]) {
    const { artifact } = await compiler.compile({
      read: async () => module,
      size: module.length,
      options: reference.options,
      target: LINUX,
      functions,
    });
    expect(sha256(artifact), pass).toBe(whole);
  }
});

describe("entries that are not what they should be", () => {
  const bytes = readFileSync(component("quickjs"));
  const { compiled } = inThread.precompileIncrementally(bytes, jobOf(LINUX), [], NOBODY);
  const expected = recorded["quickjs"]?.[LINUX];
  const entries = entriesOf(compiled);
  const make = (...lists: Uint8Array[]) =>
    sha256(inThread.precompileIncrementally(bytes, jobOf(LINUX), lists, NOBODY).artifact);

  test("cut: what is whole is used, the rest is compiled", () => {
    expect(make(compiled.subarray(0, compiled.length / 2))).toBe(expected);
    expect(make(compiled.subarray(0, 20), compiled.subarray(7))).toBe(expected);
  });

  test("shuffled, split, doubled: names travel with their functions", () => {
    const shuffled = [...entries].sort((a, b) => (sha256(a) < sha256(b) ? -1 : 1));
    expect(make(Buffer.concat(shuffled))).toBe(expected);
    expect(make(...shuffled.slice(0, 50), ...shuffled)).toBe(expected);
  });

  test("of another target or engine: other names, so none is used", () => {
    for (const job of [
      jobOf("aarch64-unknown-linux-gnu"),
      jobOf(LINUX, [...reference.options, ["fuel", "true"]]),
      jobOf(LINUX, []),
    ]) {
      const other = inThread.precompileIncrementally(bytes, job, [], NOBODY).compiled;
      expect(make(other)).toBe(expected);
    }
  });

  test("wrong functions of the right length: the file's digest refuses them", () => {
    const cache = new FunctionCache("test");
    cache.learn({ compiled: [compiled], used: new Uint8Array() }, []);
    const file = Buffer.from(cache.pack(1e9) as Uint8Array);
    const [longest] = [...entries].sort((a, b) => b.length - a.length);
    const at = file.indexOf((longest as Uint8Array).subarray(0, 32));
    file.fill(0x90, at + 36, at + (longest as Uint8Array).length);
    const poisoned = new FunctionCache("test");
    expect(poisoned.load(file)).toContain("damaged");
    expect(poisoned.lists).toEqual([]);
  });
});

test("the function cache that is stored does not depend on how many workers made it", async () => {
  const cli = installCommandLine();
  const cwd = temporaryDirectory();
  cpSync(component("quickjs"), join(cwd, "quickjs.wasm"));
  const blobs = await Promise.all(
    ["1", "2", "3"].map(async (jobs) => {
      const store = temporaryDirectory();
      const flags = ["--jobs", jobs, "--out", temporaryDirectory()];
      const { code, stderr } = await runCommandLine(cli, ["quickjs.wasm", ...flags], cwd, store);
      expect(code, stderr).toBe(0);
      const [blob, ...others] = globSync("**/functions-*/blob", { cwd: store });
      expect(others).toEqual([]);
      return sha256(readFileSync(join(store, blob as string)));
    }),
  );
  expect(new Set(blobs).size).toBe(1);
});

describe.each(ENGINES)("the engine sections that ship with $version $hostFeatures", (embedded) => {
  const file = new URL(`../../dist/compilers/${embedded.version}/sections.json`, import.meta.url);
  const shipped = Object.keys(JSON.parse(readFileSync(file, "utf8")) as Record<string, string>);
  const triples = new Set(shipped.map((key) => key.split(" ")[0] as string));
  const unopened = () => Promise.reject(new Error("the compiler is not needed"));

  test("are those that the compiler makes", async () => {
    expect(triples.size).toBeGreaterThanOrEqual(10);
    const opened = await openEmbedded(embedded, 2);
    for (const triple of triples) {
      const engine = engineOf(embedded, triple);
      const [target] = (await withSections(engine, unopened)) as [KeyedTarget];
      const learned = await learnSection(target, engine.compiler, opened);
      expect(Buffer.from(target.section).equals(learned)).toBe(true);
    }
    await opened.close();
  });

  test("are of the usual options and targets; anything else is asked of the compiler", async () => {
    for (const [target, options] of [
      ["x86_64-unknown-freebsd", ""],
      [LINUX, "-W fuel=1"],
    ] as const) {
      const engine = engineOf({ ...embedded, options }, target);
      await expect(withSections(engine, unopened)).rejects.toThrow("not needed");
    }
  });
});
