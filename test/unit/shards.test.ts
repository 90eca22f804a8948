import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Body, balance, emptyBodies } from "../../src/compiler/shards.ts";
import { bodiesOf, compiler, jobOf } from "../support/bodies.ts";
import { LINUX } from "../support/engines.ts";
import { component } from "../support/fixtures.ts";

const quickjs = readFileSync(component("quickjs"));
const bodies = bodiesOf(quickjs);

test("bodies are those of the binary", () => {
  expect(bodies.length).toBeGreaterThan(1500);
  for (const { offset, size } of bodies) {
    expect(quickjs[offset + size - 1]).toBe(0x0b);
  }
});

test("an emptied component is as long, differs only in bodies, and is valid", () => {
  const keep = new Set([...bodies.keys()].filter((index) => index % 2 === 0));
  const before = Buffer.from(quickjs);
  const shard = emptyBodies(quickjs, bodies, keep);
  expect(quickjs.equals(before)).toBe(true);
  expect(shard.length).toBe(quickjs.length);
  const outside = Buffer.from(shard);
  for (const [index, { offset, size }] of bodies.entries()) {
    if (keep.has(index)) {
      expect(
        outside.subarray(offset, offset + size).equals(quickjs.subarray(offset, offset + size)),
      ).toBe(true);
    }
    outside.set(quickjs.subarray(offset, offset + size), offset);
  }
  expect(outside.equals(quickjs)).toBe(true);
  // Validation is part of the compile.
  const emptied = emptyBodies(quickjs, bodies, new Set());
  expect(compiler.precompile(emptied, jobOf(LINUX)).length).toBeGreaterThan(0);
});

test.each([2, 3, 4, 5, 12, 13, 14, 23, 24])(
  "a body of %i bytes is emptied to one of the same size",
  (size) => {
    const bytes = new Uint8Array(size).fill(0xee);
    const emptied = emptyBodies(bytes, [{ offset: 0, size }], new Set());
    if (size < 3) {
      expect(emptied).toEqual(bytes);
    } else {
      expect([emptied[0], emptied[1], emptied[size - 1]]).toEqual([0, 0, 0x0b]);
      expect(emptied).not.toContain(0xee);
    }
  },
);

test("shards have every body once, and about as many bytes each", () => {
  const indices = [...bodies.keys()].filter((index) => index !== 5);
  const shards = balance(bodies, indices, 4);
  expect(shards.flatMap((shard) => [...shard]).sort((a, b) => a - b)).toEqual(indices);
  const sizes = shards.map((shard) =>
    [...shard].reduce((sum, index) => sum + (bodies[index] as Body).size, 0),
  );
  expect(Math.max(...sizes) / Math.min(...sizes)).toBeLessThan(1.01);
});

test("there may be more shards than bodies", () => {
  expect(balance([{ offset: 0, size: 9 }], [0], 3).map((shard) => shard.size)).toEqual([1, 0, 0]);
});
