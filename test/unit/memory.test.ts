/** The estimate of a compile's memory, against what was measured. */
import { describe, expect, test } from "vitest";
import { MemoryEstimate, type Shape } from "../../src/compiler/memory.ts";

const MiB = 2 ** 20;

/**
 * Published modules and crafted ones, and MiB of an instance's memory: the most of Wasmtime 27 and 50
 * for x86_64 and 36 for aarch64.
 */
const measured: [string, Shape, number][] = [
  ["sql.js 1.16.0", { size: 688_197, functions: 1968, largest: 34_713 }, 53],
  ["quickjs", { size: 1_612_122, functions: 1702, largest: 54_010 }, 81],
  ["spidermonkey", { size: 11_952_297, functions: 12_667, largest: 171_628 }, 397],
  ["esbuild-wasm 0.28.2", { size: 13_978_850, functions: 5307, largest: 199_780 }, 459],
  ["onnxruntime-web 1.30.0", { size: 14_239_897, functions: 17_288, largest: 886_603 }, 588],
  [
    "onnxruntime-web 1.30.0, asyncify",
    { size: 26_781_914, functions: 15_571, largest: 1_510_955 },
    1947,
  ],
  [
    "onnxruntime-web 1.30.0, jsep",
    { size: 28_312_028, functions: 18_222, largest: 1_562_386 },
    2401,
  ],
  ["opencascade.js 1.1.4", { size: 65_864_037, functions: 82_541, largest: 4_452_260 }, 2322],
  ["100,000 empty functions", { size: 400_028, functions: 100_000, largest: 2 }, 471],
  ["900,000 empty functions", { size: 3_600_029, functions: 900_000, largest: 2 }, 3536],
  ["a million additions", { size: 3_000_033, functions: 1, largest: 3_000_005 }, 2473],
  ["a million nested blocks", { size: 3_000_030, functions: 1, largest: 3_000_002 }, 1974],
];

describe.each(measured)("%s", (_, shape, mebibytes) => {
  test("takes no more than is estimated", () => {
    expect(new MemoryEstimate().of(shape)).toBeGreaterThanOrEqual(mebibytes * MiB);
  });

  test("is known from then on, whatever the target", () => {
    const estimate = new MemoryEstimate();
    estimate.learn(shape, mebibytes * MiB);
    expect(estimate.of(shape)).toBeLessThan(1.6 * mebibytes * MiB);
    expect(estimate.of(shape)).toBeGreaterThan(mebibytes * MiB);
  });
});

test("a compile that takes twice what was estimated doubles what the next ones are expected to take", () => {
  const shape: Shape = { size: 1e6, functions: 100, largest: 1000 };
  const other: Shape = { size: 2e6, functions: 200, largest: 2000 };
  const estimate = new MemoryEstimate();
  const before = estimate.of(other);
  estimate.learn(shape, 2 * estimate.of(shape));
  expect(estimate.of(other)).toBeGreaterThan(1.8 * before);
});

test("entries of the function cache come on top", () => {
  const shape: Shape = { size: 1e6, functions: 100, largest: 1000 };
  const estimate = new MemoryEstimate();
  const without = estimate.of(shape);
  expect(estimate.of({ ...shape, entries: 5e7 })).toBeGreaterThanOrEqual(without + 5e7);
  estimate.learn({ ...shape, entries: 5e7 }, 200 * MiB);
  expect(estimate.of(shape)).toBeLessThan(estimate.of({ ...shape, entries: 5e7 }) - 5e7);
});
