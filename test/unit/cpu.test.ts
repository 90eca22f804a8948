import { describe, expect, test } from "vitest";
import { BASELINE, parseCpu } from "../../src/engine/cpu.ts";
import { InputError } from "../../src/support/errors.ts";

const X86 = "x86_64-unknown-linux-gnu";
const ARM = "aarch64-apple-darwin";

function flags(text: string, target: string, line = 27, targets = [X86, ARM]): string {
  return parseCpu(
    text,
    targets,
    line,
  )(target)
    .map(([name, value]) => `${name.replace("cranelift-", "")}${value === "true" ? "" : value}`)
    .sort()
    .join(" ");
}

test("the baseline needs nothing", () => {
  expect(flags(BASELINE, X86) + flags("", X86) + flags(BASELINE, ARM)).toBe("");
});

test("each level has all of the one below", () => {
  const levels = ["x86-64-v2", "x86-64-v3", "x86-64-v4"].map((cpu) => flags(cpu, X86).split(" "));
  expect(levels[0]).toEqual(
    "has_cmpxchg16b has_popcnt has_sse3 has_sse41 has_sse42 has_ssse3".split(" "),
  );
  expect(levels[1]).toEqual(expect.arrayContaining(levels[0] as string[]));
  expect(levels[1]).toContain("has_avx2");
  expect(levels[2]).toEqual(expect.arrayContaining(levels[1] as string[]));
  expect(levels[2]).toContain("has_avx512f");
});

test("each name is for the targets of its architecture", () => {
  expect(flags("x86-64-v2, neoverse-n1", ARM)).toBe("has_fp16 has_lse");
  expect(flags("x86-64-v2, neoverse-n1", X86)).toContain("has_sse42");
  expect(flags("x86-64-v2", ARM)).toBe("");
});

test("features by Rust's names and by Cranelift's", () => {
  expect(flags("avx2 sse4.2 has_bmi1", X86)).toBe("has_avx2 has_bmi1 has_sse42");
  expect(flags("zba", "riscv64gc-unknown-linux-gnu", 27, ["riscv64gc-unknown-linux-gnu"])).toBe(
    "has_zba",
  );
});

test("by line", () => {
  expect(flags("apple-m1", ARM, 27)).toBe("has_fp16 has_lse has_pauth");
  expect(flags("apple-m1", ARM, 48)).toBe("has_dotprod has_fp16 has_lse has_pauth");
});

describe("refused", () => {
  test.each([
    ["native", "The machine that compiles is not the one that runs"],
    ["x86-64-v9", "Did you mean 'x86-64-v"],
    ["baseline avx2", "There is no 'baseline'"],
    ["vxrs-ext2", "'vxrs-ext2' belongs to s390x, and no target does"],
    ["i8mm", "Wasmtime 27 does not use 'i8mm'"],
    ["constructor", "There is no 'constructor'"],
  ])("%s", (text, message) => {
    expect(() => parseCpu(text, [X86, ARM], 27)).toThrow(InputError);
    expect(() => parseCpu(text, [X86, ARM], 27)).toThrow(message);
  });
});
