/** Which advisories concern what; the table by itself, and on the page. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { supportTables } from "../../scripts/support-tables.ts";
import { parseEngineSection } from "../../src/artifact/engine-section.ts";
import {
  affects,
  compareVersions,
  type Made,
  miscompilations,
  outOfSupport,
  possibleMiscompilations,
  remedy,
} from "../../src/engine/advisories.ts";
import { ADVISORIES, type Advisory, type Use } from "../../src/engine/known-advisories.ts";
import { shippedSection } from "../support/engines.ts";
import { root } from "../support/fixtures.ts";

const LINUX = "x86_64-unknown-linux-gnu";
const ARM = "aarch64-apple-darwin";

/** An artifact of a component that uses nothing. */
function made(version: string, more: Partial<Made> = {}): Made {
  return {
    version,
    target: LINUX,
    cargoFeatures: undefined,
    proposals: new Set(["gc_types", "exceptions", "memory64", "function_references", "cm_async"]),
    tunables: new Map([["signals_based_traps", true]]),
    flags: new Map(),
    uses: new Set(),
    ...more,
  };
}

const ids = (advisories: readonly Advisory[]): string[] => advisories.map(({ id }) => id);
const uses = (...some: Use[]): Pick<Made, "uses"> => ({ uses: new Set(some) });

const BR_TABLE = "GHSA-mghf-wjfp-p5xm";

describe("the table", () => {
  test.each(ADVISORIES)(
    "$id is written as the others are",
    ({ id, rustsec, since, fixed, what }) => {
      expect(id).toMatch(/^GHSA(-[0-9a-z]{4}){3}$/);
      expect(rustsec ?? "RUSTSEC-2026-0001").toMatch(/^RUSTSEC-20\d\d-\d{4}$/);
      expect(what).not.toMatch(/[.|]$|^[A-Z][a-z]+ is /);
      expect([since, ...fixed]).toEqual([since, ...fixed].sort(compareVersions));
      expect(new Set(fixed).size).toBe(fixed.length);
    },
  );

  test("has each once", () => {
    expect(new Set(ids(ADVISORIES)).size).toBe(ADVISORIES.length);
    const numbers = ADVISORIES.flatMap(({ rustsec }) => rustsec ?? []);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test("is on the pages", () => {
    for (const { page, first, markdown } of supportTables()) {
      const text = readFileSync(join(root, page), "utf8");
      const advice = `${first} in ${page}: node scripts/support-tables.ts`;
      expect(text.includes(`\n\n${markdown}\n\n`), advice).toBe(true);
    }
  });
});

test.each([
  ["35.0.0", true],
  ["36.0.6", true],
  ["36.0.7", false],
  ["36.0.20", false],
  ["37.0.0", true],
  ["42.0.1", true],
  ["42.0.2", false],
  ["43.0.0", true],
  ["43.0.1", false],
  ["44.0.0", false],
  ["28.0.0", false],
  ["29.0.0-rc.1", false],
])("a fault since 29 that three lines were mended of is in %s: %s", (version, is) => {
  expect(affects({ since: "29.0.0", fixed: ["36.0.7", "42.0.2", "43.0.1"] }, version)).toBe(is);
});

describe("what concerns an artifact", () => {
  test.each([
    ["48.0.6", ARM, [BR_TABLE]],
    ["48.0.6", "arm64-apple-darwin", [BR_TABLE]],
    ["48.0.6", LINUX, []],
    ["48.0.6", "riscv64gc-unknown-linux-gnu", []],
    ["48.0.7", ARM, []],
    ["36.0.18", ARM, [BR_TABLE]],
    ["36.0.20", ARM, []],
    ["50.0.1", ARM, []],
  ])("compiled by %s for %s: %j", (version, target, expected) => {
    expect(ids(miscompilations(made(version, { target })))).toEqual(expected);
  });

  const GC = "GHSA-43j2-gcp4-m22g";
  test("depends on what the component uses", () => {
    expect(ids(miscompilations(made("48.0.8", uses("gc"))))).toEqual([GC]);
    expect(ids(miscompilations(made("48.0.8", uses("composition", "memory64"))))).toEqual([]);
    expect(ids(miscompilations(made("48.0.8", { uses: undefined })))).toEqual([GC]);
  });

  test("depends on proposals and Cargo features", () => {
    const gc = uses("gc");
    expect(miscompilations(made("48.0.8", { ...gc, proposals: new Set() }))).toEqual([]);
    expect(ids(miscompilations(made("48.0.8", { ...gc, proposals: undefined })))).toEqual([GC]);
    const cargoFeatures = new Set(["component-model"]);
    expect(miscompilations(made("48.0.8", { ...gc, cargoFeatures }))).toEqual([]);
  });

  test("depends on the options", () => {
    const fuel = "GHSA-m63x-6p34-q65x";
    const of = (tunables: Made["tunables"]) => ids(miscompilations(made("48.0.2", { tunables })));
    expect(of(new Map())).toEqual([]);
    expect(of(new Map([["consume_fuel", true]]))).toEqual([fuel]);
    expect(of(new Map([["consume_fuel", false]]))).toEqual([]);
  });

  test("depends on the CPU, where memory is not guarded", () => {
    const splat = "GHSA-qqfj-4vcm-26hv";
    const copysign = "GHSA-vc8c-j3xm-xj73";
    const of = (flags: Made["flags"], signals: boolean) =>
      ids(
        miscompilations(
          made("39.0.2", { flags, tunables: new Map([["signals_based_traps", signals]]) }),
        ),
      );
    expect(of(new Map(), true)).toEqual([]);
    expect(of(new Map(), false)).toEqual([splat]);
    expect(of(new Map([["has_sse3", true]]), false)).toEqual([]);
    expect(
      of(
        new Map([
          ["has_sse3", true],
          ["has_avx", true],
        ]),
        false,
      ),
    ).toEqual([copysign]);
  });

  test("is nothing of Winch's where Cranelift compiles", () => {
    const winch = new Map([["winch_callable", true]]);
    expect(miscompilations(made("43.0.0", { target: ARM }))).toHaveLength(1);
    expect(miscompilations(made("43.0.0", { target: ARM, tunables: winch }))).toHaveLength(4);
  });

  test("is read from the engine sections of the embedded compilers", () => {
    for (const [version, features, expected] of [
      ["27.0.0", "minimal", []],
      ["48.0.8", "default", []],
      ["50.0.1", "default", []],
    ] as const) {
      const section = parseEngineSection(shippedSection(version, features));
      expect(
        miscompilations({
          ...made(version),
          proposals: section.features,
          tunables: section.tunables ?? new Map(),
          flags: section.isaFlags,
        }),
      ).toEqual(expected);
    }
  });

  test("is only possible where the patch is not known", () => {
    expect(ids(possibleMiscompilations(made("48", { target: ARM })))).toEqual([BR_TABLE]);
    expect(ids(possibleMiscompilations(made("48")))).toEqual([]);
    expect(ids(possibleMiscompilations(made("50", { target: ARM })))).toEqual([]);
    expect(ids(possibleMiscompilations(made("45", { target: ARM })))).toEqual([BR_TABLE]);
  });
});

test("what to do depends on whether the line was mended", () => {
  const fault = ADVISORIES.find(({ id }) => id === BR_TABLE) as Advisory;
  expect(remedy(fault, "48.0.6")).toContain("compile with Wasmtime 48.0.7 or a later 48");
  expect(remedy(fault, "45.0.3")).toContain("It was never fixed in Wasmtime 45");
});

test.each([
  [27, "2025-01-20", false],
  [27, "2025-01-21", true],
  [48, "2028-08-20", false],
  [48, "2028-08-21", true],
  [50, "2026-12-20", false],
])("Wasmtime %s on %s is out of support: %s", (major, today, is) => {
  const message = outOfSupport(major, today);
  expect(message !== undefined).toBe(is);
  expect(message ?? "").toMatch(is ? /no longer supported \(since \d{4}-\d\d-20\)/ : /^$/);
});
