/** What sections show of components and modules. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "@bytecodealliance/jco";
import { beforeAll, describe, expect, test } from "vitest";
import { describeWasm, type WasmFacts } from "../../src/artifact/wasm.ts";
import { component, coreModule, root } from "../support/fixtures.ts";
import { WITH_FEATURE } from "../support/modules.ts";

function describeBytes(bytes: Uint8Array): WasmFacts {
  return describeWasm(bytes.length, (at, length) => bytes.subarray(at, at + length));
}

async function ofText(text: string): Promise<{ imports: unknown; uses: unknown }> {
  const { imports, uses } = describeBytes(await parse(text));
  return { imports, uses: uses && [...uses].sort() };
}

test.each([
  ["add", []],
  ["greet", []],
  // Its interpreter calls a component in it for what it lacks of WASI.
  ["quickjs", ["composition"]],
  ["spidermonkey", []],
] as const)("%s imports nothing and uses %j", (name, used) => {
  const { imports, uses } = describeBytes(readFileSync(component(name)));
  expect([imports, [...(uses ?? [])]]).toEqual([[], used]);
});

test("a module's imports are pairs, of every kind", async () => {
  expect(
    await ofText(`(module
      (type (func (param i32)))
      (import "env" "f" (func (type 0)))
      (import "env" "t" (table 1 2 funcref))
      (import "env" "m" (memory 1))
      (import "a b" "g" (global (mut i64)))
      (func (export "x")))`),
  ).toEqual({ imports: ["env f", "env t", "env m", "a b g"], uses: [] });
});

test("a component's imports are its own alone, of every kind", async () => {
  expect(
    await ofText(`(component
      (import "wasi:cli/run@0.2.0" (instance (export "run" (func))))
      (import "log" (func (param "text" string)))
      (import "thing" (type (sub resource)))
      (import "made" (component))
      (core module (import "env" "inner" (func))))`),
  ).toEqual({ imports: ["wasi:cli/run@0.2.0", "log", "thing", "made"], uses: [] });
});

test.each([
  ["(module (memory i64 1))", ["memory64"]],
  ['(module (import "e" "m" (memory i64 1)))', ["memory64"]],
  ["(module (table i64 1 funcref))", ["table64"]],
  ["(module (table 1 externref))", ["gc"]],
  ["(module (table 1 (ref null extern) (ref.null extern)))", ["gc"]],
  ["(module (type (struct (field i32))))", ["gc"]],
  ["(module (rec (type (sub (array (mut i8)))) (type (func))))", ["gc"]],
  ["(module (global anyref (ref.null any)))", ["gc"]],
  ["(module (global funcref (ref.null func)) (global f64 (f64.const 1)))", []],
  ["(module (global v128 (v128.const i32x4 1 2 3 4)) (global i32 (i32.const -1)))", []],
  ["(module (func (param (ref null func))))", []],
  ["(module (tag (param i32)))", ["exceptions", "gc"]],
  ["(component (core module (memory i64 1)))", ["memory64"]],
  ["(component (component (core module (table i64 1 funcref))))", ["table64"]],
  ["(component (component))", []],
  [
    `(component (component
      (core module $m (func (export "f")))
      (core instance $i (instantiate $m))
      (func (export "f") (canon lift (core func $i "f")))))`,
    ["composition"],
  ],
  [
    `(component
      (core module $m (func (export "f") (result i32) unreachable) (func (export "c") (param i32 i32 i32) (result i32) unreachable))
      (core instance $i (instantiate $m))
      (func (export "f") async (canon lift (core func $i "f") async (callback (core func $i "c")))))`,
    ["async"],
  ],
  ["(component (core func (canon task.cancel)))", ["async"]],
])("%s uses %j", async (text, uses) => {
  expect(await ofText(text)).toEqual({ imports: expect.anything(), uses });
});

test("a function of 256 kB is large", async () => {
  const of = async (operations: number) =>
    (await ofText(`(module (func ${"nop ".repeat(operations)}))`)).uses;
  expect(await of(256 * 1024 - 3)).toEqual([]);
  expect(await of(256 * 1024)).toEqual(["large-function"]);
});

describe("of the tests' modules with one thing that not every host has on", () => {
  const facts = new Map<string, WasmFacts>();
  beforeAll(() => {
    for (const [name, hex] of Object.entries(WITH_FEATURE)) {
      facts.set(name, describeBytes(Buffer.from(hex, "hex")));
    }
  });

  test("those with references use the collector", () => {
    for (const name of ["arrayref", "externref", "exnref", "throw"]) {
      expect([name, [...(facts.get(name)?.uses ?? [])]]).toEqual([
        name,
        expect.arrayContaining(["gc"]),
      ]);
    }
  });

  test("the texts of test/fixtures are understood", async () => {
    const folder = join(root, "test", "fixtures", "wat");
    for (const file of readdirSync(folder)) {
      const { imports } = await ofText(readFileSync(join(folder, file), "utf8"));
      expect([file, imports]).toEqual([file, expect.any(Array)]);
    }
  });
});

test("of what is cut, changed, or no WebAssembly, nothing is known, and nothing is thrown", () => {
  const bytes = readFileSync(component("greet"));
  for (let length = 0; length < bytes.length; length += 7) {
    describeBytes(bytes.subarray(0, length));
  }
  for (let at = 0; at < bytes.length; at += 3) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(at) ^ 0xff, at);
    describeBytes(changed);
  }
  expect(describeBytes(Buffer.from("no wasm"))).toEqual({ imports: undefined, uses: undefined });
  expect(describeBytes(coreModule)).toEqual({ imports: [], uses: new Set() });
});
