import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { discover, displayPath, readComponent } from "../../src/run/components.ts";
import { glob, literalPattern } from "../../src/run/globs.ts";
import { atMost, mapAtMost } from "../../src/support/concurrency.ts";
import { component, temporaryDirectory } from "../support/fixtures.ts";

test("a component that changes after it was hashed is not compiled under its old key", async () => {
  const folder = temporaryDirectory();
  const file = join(folder, "a.wasm");
  writeFileSync(file, Buffer.from("\0asm\x0d\0\x01\0", "latin1"));
  const { components } = await discover({ paths: [file], troubles: [] }, folder, false);
  const [found] = components;
  expect(found).toMatchObject({ path: "a.wasm", stem: "a", size: 8 });
  writeFileSync(file, Buffer.from("\0asm\x0d\0\x01\0\0\x02\x01x", "latin1"));
  await expect(readComponent(found as NonNullable<typeof found>)).rejects.toThrow("changed while");
});

test("an unknown layer is no component", async () => {
  const file = join(temporaryDirectory(), "a.wasm");
  writeFileSync(file, Buffer.from("\0asm\x0d\0\x02\0", "latin1"));
  const { others } = await discover({ paths: [file, `${file}.gone`], troubles: [] }, "/", false);
  expect(others.map(({ kind, reason }) => [kind, reason])).toEqual([
    ["unusable", "WebAssembly of an unknown layer"],
    ["unusable", expect.stringContaining("ENOENT")],
  ]);
});

test("paths are shown relative below the working directory, absolute elsewhere", () => {
  expect(displayPath("/w/a/b.wasm", "/w")).toBe("a/b.wasm");
  expect(displayPath("/w/..a/b.wasm", "/w")).toBe("..a/b.wasm");
  expect(displayPath("/x/b.wasm", "/w")).toBe("/x/b.wasm");
  expect(displayPath("/w", "/w")).toBe("/w");
});

test("a literal pattern finds its path alone", async () => {
  expect(await glob([literalPattern(component("add"))])).toEqual({
    paths: [component("add")],
    troubles: [],
  });
});

test("at most so many at a time, in order, and a failure frees its place", async () => {
  let running = 0;
  let most = 0;
  const started: number[] = [];
  const results = await mapAtMost(3, [5, 1, 4, 2, 3], async (value) => {
    started.push(value);
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, value));
    running -= 1;
    return value * 2;
  });
  expect(results).toEqual([10, 2, 8, 4, 6]);
  expect(started).toEqual([5, 1, 4, 2, 3]);
  expect(most).toBe(3);

  const gate = atMost(1);
  await expect(gate(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  await expect(gate(async () => "yes")).resolves.toBe("yes");
});
