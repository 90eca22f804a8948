/**
 * Functions are known by their bodies and by what else a translation reads: whatever is changed in a file, entries of
 * what it was before give the same bytes as no entries.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "@bytecodealliance/jco";
import { beforeAll, describe, expect, test } from "vitest";
import type { Body } from "../../src/compiler/shards.ts";
import { EMBEDDED } from "../../src/engine/lines.ts";
import { majorOf } from "../../src/engine/version.ts";
import { sha256 } from "../../src/support/hash.ts";
import { bodiesOf, editOneFunction, jobOf, NOBODY, openInThread } from "../support/bodies.ts";
import { installCommandLine, runCommandLine } from "../support/command-line.ts";
import { flip } from "../support/damage.ts";
import { LINUX, targetOf } from "../support/engines.ts";
import { component, temporaryDirectory } from "../support/fixtures.ts";
import { entriesOf, recordsOf } from "../support/function-blob.ts";
import { Random } from "../support/random.ts";
import { parsedWat, WAT } from "../support/wat.ts";

type InThread = Awaited<ReturnType<typeof openInThread>>;
type Job = ReturnType<typeof jobOf>;

/** Everywhere the same bodies, the second of which calls the first. */
const SURROUNDINGS: Readonly<Record<string, string>> = {
  "a memory and a constant global": "(memory 1) (global i32 (i32.const 5))",
  "another constant": "(memory 1) (global i32 (i32.const 6))",
  "a mutable global": "(memory 1) (global (mut i32) (i32.const 5))",
  "a second global": "(memory 1) (global i32 (i32.const 5)) (global i64 (i64.const 5))",
  "a larger memory": "(memory 3) (global i32 (i32.const 5))",
  "a bounded memory": "(memory 1 1) (global i32 (i32.const 5))",
  "a shared memory": "(memory 1 4 shared) (global i32 (i32.const 5))",
  "an imported memory": '(import "m" "m" (memory 1)) (global i32 (i32.const 5))',
  "an imported global": '(import "g" "g" (global i32)) (memory 1)',
  "a table that the functions are in":
    "(memory 1) (global i32 (i32.const 5)) (table 2 funcref) (elem (i32.const 0) func 0 1)",
  "data, and an export":
    '(memory (export "m") 1) (global i32 (i32.const 5)) (data (i32.const 8) "abcd")',
  "another function's type": "(memory 1) (global i32 (i32.const 5)) (type (func (param i64)))",
};

function moduleIn(surroundings: string): Promise<Uint8Array> {
  const functions = `(func (result i32) i32.const 3)
    (func (result i32) i32.const 8 i32.load global.get 0 i32.add call 0 i32.add)`;
  const imports = /^\(import .*?\)\)/.exec(surroundings)?.[0] ?? "";
  return parse(`(module ${imports} ${surroundings.slice(imports.length)} ${functions})`);
}

/** The digest of what is made of a file, or what is said of it. */
function made(compile: () => Uint8Array): string {
  try {
    return sha256(compile());
  } catch (error) {
    const { payload } = error as { payload?: { kind: string; chain: string[] } };
    if (payload === undefined) {
      throw error;
    }
    return `${payload.kind}: ${payload.chain.join(": ")}`;
  }
}

describe.each(EMBEDDED)("%s", (version) => {
  const job = jobOf(LINUX, targetOf({ version, hostFeatures: "default" }).options);
  let compiler: InThread;
  let files: Map<string, Uint8Array>;
  beforeAll(async () => {
    compiler = await openInThread(version);
    const parsed = await parsedWat();
    files = new Map(
      [
        ...WAT.map((name) => [name, join(parsed, `${name}.wasm`)] as const),
        ...(["add", "greet"] as const).map((name) => [name, component(name)] as const),
      ].map(([name, path]) => [name, readFileSync(path)]),
    );
  });

  const plain = (wasm: Uint8Array, how: Job = job): string =>
    made(() => compiler.precompile(wasm, how));
  const from = (wasm: Uint8Array, entries: Uint8Array, how: Job = job): string =>
    made(() => compiler.precompileIncrementally(wasm, how, [entries], NOBODY).artifact);

  test("bytes that are changed anywhere", () => {
    const random = new Random(1);
    let compiled = 0;
    for (const [name, wasm] of files) {
      if (plain(wasm).includes(": ")) {
        continue;
      }
      const { compiled: entries } = compiler.precompileIncrementally(wasm, job, [], NOBODY);
      expect(from(wasm, entries), name).toBe(plain(wasm));
      for (let change = 0; change < 40; change += 1) {
        const changed = flip(Buffer.from(wasm), random);
        const expected = plain(changed);
        compiled += expected.includes(": ") ? 0 : 1;
        expect(from(changed, entries), `${name}, change ${change}`).toBe(expected);
      }
    }
    expect(compiled).toBeGreaterThan(20);
  });

  test("the same bodies in other surroundings", async () => {
    const modules = await Promise.all(Object.values(SURROUNDINGS).map(moduleIn));
    for (const wasm of modules) {
      const { compiled } = compiler.precompileIncrementally(wasm, job, [], NOBODY);
      for (const other of modules) {
        expect(from(other, compiled)).toBe(plain(other));
      }
    }
    const digests = new Set(modules.map((wasm) => plain(wasm)));
    expect(digests.size).toBe(modules.length);
  });

  test("another engine, or another target", async () => {
    const wasm = await moduleIn(SURROUNDINGS["a memory and a constant global"] as string);
    const { compiled } = compiler.precompileIncrementally(wasm, job, [], NOBODY);
    for (const other of [
      { ...job, options: [...job.options, ["epoch-interruption", "true"]] as Job["options"] },
      { ...job, options: [...job.options, ["memory-guard-size", "65536"]] as Job["options"] },
      jobOf("aarch64-unknown-linux-gnu", job.options),
    ]) {
      expect(from(wasm, compiled, other)).toBe(plain(wasm, other));
    }
  });

  const unnamed = ["debug-info", ...(majorOf(version) < 36 ? [] : ["inlining"])];
  test.each(unnamed)("with %s no function is known by its body alone", async (option) => {
    const wasm = await moduleIn(SURROUNDINGS["a memory and a constant global"] as string);
    const how = { ...job, options: [...job.options, [option, "true"]] as Job["options"] };
    // A new instance for each: it counts modules.
    const first = await openInThread(version);
    const { compiled, artifact } = first.precompileIncrementally(wasm, how, [], NOBODY);
    expect(recordsOf(entriesOf(compiled))).toEqual([]);
    const second = await openInThread(version);
    const again = second.precompileIncrementally(wasm, how, [compiled], NOBODY);
    expect(sha256(again.artifact)).toBe(sha256(artifact));
    expect(again.compiled).toHaveLength(0);
  });

  /** What a compile of some bodies hands over. It fails if it cannot end. */
  async function shared(wasm: Uint8Array, own: readonly Body[]): Promise<Buffer[]> {
    const handed: Uint8Array[] = [];
    const sharing = await openInThread(version, (functions) => handed.push(functions));
    sharing.shareFunctions(
      wasm,
      job,
      Uint32Array.from(own, ({ offset }) => offset),
    );
    return entriesOf(Buffer.concat(handed));
  }

  test("who shares compiles its own bodies, and one more that stands for all others and for trampolines", async () => {
    const parameters = Array.from({ length: 12 }, (_, count) => "i32 ".repeat(count));
    const functions = parameters.map(
      (types, index) =>
        `(func (export "${index}") (param ${types}) (result i32) i32.const ${index})`,
    );
    const wasm = await parse(`(module ${functions.join("\n")})`);
    const entries = await shared(wasm, bodiesOf(wasm).slice(-1));
    expect(recordsOf(entries)).toHaveLength(1);
    // The other trampolines, by which functions call the host, are one for each signature.
    const [record, code, stub] = [1, 1, 1];
    expect(entries).toHaveLength(record + code + stub + parameters.length);
  });

  test("what is shared is all that whoever joins needs of it", async () => {
    const wasm = readFileSync(component("quickjs"));
    const own = bodiesOf(wasm).slice(800);
    const entries = await shared(wasm, own);
    expect(recordsOf(entries)).toHaveLength(own.length);
    const given = [Buffer.concat(entries)];
    const { artifact, reused } = compiler.precompileIncrementally(wasm, job, given, NOBODY);
    expect(reused).toBeGreaterThanOrEqual(own.length);
    expect(sha256(artifact)).toBe(plain(wasm));
  });

  test("a record leads to a function's code without a look at its body", async () => {
    const wasm = await moduleIn(SURROUNDINGS["a memory and a constant global"] as string);
    const { compiled } = compiler.precompileIncrementally(wasm, job, [], NOBODY);
    const again = compiler.precompileIncrementally(wasm, job, [compiled], NOBODY);
    expect([again.compiled.length, again.used.length % 32, sha256(again.artifact)]).toEqual([
      0,
      0,
      plain(wasm),
    ]);
    // With the code of the function that calls none, the one that calls it makes another artifact.
    const entries = entriesOf(compiled);
    const records = recordsOf(entries).sort((a, b) => a.length - b.length);
    expect(records).toHaveLength(2);
    const [callee, caller] = records as [Buffer, Buffer];
    caller.set(callee.subarray(36, 68), 36);
    expect(from(wasm, Buffer.concat(entries))).not.toBe(plain(wasm));
  });
});

describe("through the command line", () => {
  const cli = installCommandLine();
  const quickjs = readFileSync(component("quickjs"));

  test.each(EMBEDDED)("%s: after an edit, from the function cache", async (version) => {
    const [cwd, store] = [temporaryDirectory(), temporaryDirectory()];
    const path = join(cwd, "quickjs.wasm");
    const run = async (...more: string[]) => {
      const flags = ["--wasmtime-version", version, "--host-features", "default", "--json"];
      const { code, stdout, stderr } = await runCommandLine(
        cli,
        ["quickjs.wasm", ...flags, ...more],
        cwd,
        store,
      );
      expect(code, stderr).toBe(0);
      return JSON.parse(stdout).artifacts[0] as {
        artifact_sha256: string;
        status: string;
        functions: { all: number; reused: number };
      };
    };
    writeFileSync(path, quickjs);
    await run();
    writeFileSync(path, editOneFunction(quickjs, 3));
    const edited = await run();
    const { all, reused } = edited.functions;
    // Some functions have the same code.
    expect([edited.status, reused > 0.8 * all, reused < all]).toEqual(["compiled", true, true]);
    const { artifact_sha256 } = await run("--no-store");
    expect(edited.artifact_sha256).toBe(artifact_sha256);
  });
});
