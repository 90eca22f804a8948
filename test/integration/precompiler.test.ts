/** The real compiler in its worker threads. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parseArtifact } from "../../src/artifact/elf.ts";
import { CompileError, type Compiler } from "../../src/compiler/compiler.ts";
import { openEmbedded } from "../../src/compiler/embedded.ts";
import { KNOWN } from "../../src/engine/known-options.ts";
import { EMBEDDED } from "../../src/engine/lines.ts";
import type { Option } from "../../src/engine/options.ts";
import { sha256 } from "../../src/support/hash.ts";
import { bodiesOf, compiler as inThread } from "../support/bodies.ts";
import { LINUX, targetOf } from "../support/engines.ts";
import {
  type ComponentName,
  component,
  components,
  coreModule,
  root,
} from "../support/fixtures.ts";
import { recorded, targetsOf } from "../support/recorded.ts";
import { parsedWat } from "../support/wat.ts";

const reference = targetOf();

let compiler: Compiler;
beforeAll(async () => {
  compiler = await openEmbedded({ version: "27.0.0" }, 2);
});
afterAll(() => compiler.close());

async function compile(
  bytes: Uint8Array,
  target = LINUX,
  options: readonly Option[] = reference.options,
) {
  const { artifact } = await compiler.compile({
    read: async () => bytes,
    size: bytes.length,
    options,
    target,
  });
  return artifact;
}

describe.each(["add", ...components] as ComponentName[])("%s", (name) => {
  // The largest takes long without sharding; incremental.test.ts makes it for the other targets.
  const targets = targetsOf(name).slice(0, name === "spidermonkey" ? 1 : undefined);
  test.concurrent.each(targets)("for %s is what native Wasmtime makes", async (target) => {
    expect(sha256(await compile(readFileSync(component(name)), target))).toBe(
      recorded[name]?.[target],
    );
  });
});

test.each(EMBEDDED)(
  "%s makes the same bytes again on the same worker, whatever the options",
  async (version) => {
    const module = readFileSync(join(await parsedWat(), "references.wasm"));
    const { options } = targetOf({ version, hostFeatures: "default" });
    const one = await openEmbedded({ version }, 1);
    let made = 0;
    for (const [name, { kind }] of KNOWN) {
      for (const value of kind === "bool" ? ["true", "false"] : []) {
        const given: Option[] = [...options.filter(([other]) => other !== name), [name, value]];
        const request = {
          read: async () => module,
          size: module.length,
          options: given,
          target: LINUX,
        };
        // What this line or module cannot have is refused.
        const first = await one.compile(request).catch(() => undefined);
        if (first !== undefined) {
          made += 1;
          expect(sha256((await one.compile(request)).artifact), name).toBe(sha256(first.artifact));
        }
      }
    }
    await one.close();
    expect(made).toBeGreaterThan(50);
  },
);

test("compiles that workers share leave no channel open between them", async () => {
  const bytes = readFileSync(component("quickjs"));
  await compile(bytes);
  const before = await settledHandles();
  for (let count = 0; count < 2; count += 1) {
    await compile(bytes);
  }
  expect(await settledHandles()).toEqual(before);
});

/** Those of workers once they are the same twice: who shares ends after who joins. */
async function settledHandles(): Promise<number[]> {
  let last: number[] = [];
  await vi.waitFor(
    () => {
      const earlier = last;
      last = handlesOfWorkers();
      expect(last).toEqual(earlier);
    },
    { interval: 1000, timeout: 30_000 },
  );
  return last;
}

/** How many of those that message ports have, too, each worker has. */
function handlesOfWorkers(): number[] {
  const { workers } = process.report.getReport() as unknown as {
    workers: { libuv: { type: string }[] }[];
  };
  return workers.map(({ libuv }) => libuv.filter(({ type }) => type === "async").length).sort();
}

const shipped = join(root, "dist", "compilers");

test.each(readdirSync(shipped).filter((name) => /^\d/.test(name)))(
  "the compiler of %s reaches no files, network or clock: all it calls are its progress and other workers",
  (version) => {
    const packed = readFileSync(join(shipped, version, "precompiler.core.wasm.br"));
    const imports = WebAssembly.Module.imports(
      new WebAssembly.Module(brotliDecompressSync(packed)),
    );
    expect(imports.map(({ name }) => name).sort()).toEqual(["more", "progress", "share"]);
  },
);

function engineSection(artifact: Uint8Array): Uint8Array {
  return parseArtifact(artifact).engineSection;
}

test.each(EMBEDDED)(
  "%s has no rules in one large function, which V8 would optimise whole",
  (version) => {
    const core = readFileSync(join(shipped, version, "precompiler.core.wasm.br"));
    const large = bodiesOf(brotliDecompressSync(core)).filter(({ size }) => size > 90_000);
    // Not split, there are two to five, of up to 326 kB. From 36 on one is something else.
    expect(large.length).toBeLessThan(2);
  },
);

test("an artifact's engine section does not depend on the component", async () => {
  const empty = await compile(Buffer.from("\0asm\x0d\0\x01\0", "latin1"));
  expect(engineSection(await compile(readFileSync(component("greet"))))).toEqual(
    engineSection(empty),
  );
});

test("options and targets change the engine section", async () => {
  const add = readFileSync(component("add"));
  const sections = await Promise.all([
    compile(add),
    compile(add, LINUX, []),
    compile(add, LINUX, [...reference.options, ["fuel", "true"]]),
    compile(add, "x86_64-unknown-linux-musl"),
    compile(add, "aarch64-unknown-linux-gnu"),
  ]);
  expect(new Set(sections.map((artifact) => sha256(engineSection(artifact)))).size).toBe(5);
});

test("describe returns kind, imports, exports and functions", () => {
  const described = (bytes: Uint8Array) => {
    const { kind, imports, exports, bodies } = inThread.describe(bytes);
    return { kind, imports, exports, functions: bodies.length / 2 };
  };
  expect(described(readFileSync(component("greet")))).toEqual({
    kind: "component",
    imports: [],
    exports: ["greet"],
    functions: 2,
  });
  expect(described(coreModule)).toEqual({
    kind: "core-module",
    imports: [],
    exports: [],
    functions: 0,
  });
  expect(() => inThread.describe(Buffer.from("text"))).toThrow();
});

describe("typed errors, with Wasmtime's own messages", () => {
  async function expectFailure(bytes: Uint8Array, target: string, kind: string, message: string) {
    const error = await compile(bytes, target).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(CompileError);
    expect((error as CompileError).kind).toBe(kind);
    expect((error as CompileError).message).toContain(message);
  }
  const add = readFileSync(component("add"));

  test("text", () =>
    expectFailure(Buffer.from("(component)"), LINUX, "not-webassembly", "no WebAssembly header"));
  test("nothing", () =>
    expectFailure(new Uint8Array(), LINUX, "not-webassembly", "no WebAssembly header"));
  test.each([
    [12, "out of bounds"],
    [60, "out of bounds"],
    [70, "unexpected end"],
  ])("a component that is cut after %i bytes", (length, message) =>
    expectFailure(add.subarray(0, length), LINUX, "invalid-webassembly", message),
  );
  test("a component that does not validate", () => {
    const bytes = Buffer.from(add);
    // i32.add becomes i64.add.
    bytes.writeUInt8(0x7c, bytes.lastIndexOf(0x6a));
    return expectFailure(bytes, LINUX, "invalid-webassembly", "type mismatch");
  });
  test("an unknown target", () =>
    expectFailure(add, "nowhere", "unknown-target", "Unrecognized architecture"));
  test("an unsupported target", () =>
    expectFailure(add, "i686-unknown-linux-gnu", "unsupported-target", "has not been implemented"));
});

test("out of memory is that compile's error and nobody else's", async () => {
  const add = readFileSync(component("add"));
  const [crash, fine] = await Promise.allSettled([compile(memoryHog()), compile(add)]);
  expect(fine.status).toBe("fulfilled");
  expect(crash).toMatchObject({
    reason: { kind: "out-of-memory", message: expect.stringContaining("not enough memory") },
  });
  expect(sha256(await compile(add))).toBe(recorded["add"]?.[LINUX]);
});

test("what cannot be read is its own error", async () => {
  const unreadable = () => Promise.reject(new Error("gone"));
  await expect(
    compiler.compile({ read: unreadable, size: 1, options: reference.options, target: LINUX }),
  ).rejects.toThrow("gone");
});

test("a closed compiler fails what waits", async () => {
  const closed = await openEmbedded({ version: "27.0.0" }, 1);
  const bytes = readFileSync(component("quickjs"));
  const size = statSync(component("quickjs")).size;
  const waiting = [1, 2, 3].map(() =>
    closed.compile({ read: async () => bytes, size, options: reference.options, target: LINUX }),
  );
  const settled = Promise.allSettled(waiting);
  await closed.close();
  expect((await settled).map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
});

/**
 * A small valid component that takes more than the four gigabytes there are: Wasmtime lays out every
 * table in full, here 20 modules of 100 tables of a million entries.
 */
function memoryHog(): Buffer {
  const million = 2 ** 20;
  const tables = 100;
  const table = [0x70, 0, ...leb(million)];
  const segments = Array.from({ length: tables }, (_, index) => [
    ...[2, index],
    ...[0x41, ...leb(million - 1, true), 0x0b],
    ...[0, 1, 0],
  ]);
  const module = [
    ...coreModule,
    ...section(1, [1, 0x60, 0, 0]),
    ...section(3, [1, 0]),
    ...section(4, [tables, ...Array.from({ length: tables }, () => table).flat()]),
    ...section(9, [tables, ...segments.flat()]),
    ...section(10, [1, 2, 0, 0x0b]),
  ];
  const modules = Array.from({ length: 20 }, () => section(1, module)).flat();
  return Buffer.from([...Buffer.from("\0asm\x0d\0\x01\0", "latin1"), ...modules]);
}

function section(id: number, contents: number[]): number[] {
  return [id, ...leb(contents.length), ...contents];
}

/** LEB128, unsigned, or of a positive number as signed. */
function leb(value: number, signed = false): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= (signed ? 0x40 : 0x80)) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  return [...bytes, rest];
}
