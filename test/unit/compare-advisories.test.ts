/** The comparison with RustSec's database, as a program over a small one. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { ADVISORIES } from "../../src/engine/known-advisories.ts";
import { root, temporaryDirectory } from "../support/fixtures.ts";
import { type Ended, runProgram } from "../support/process.ts";

let database: string;

/** One as RustSec writes it. */
function publish(
  crate: string,
  id: string,
  aliases: readonly string[],
  patched: readonly string[],
) {
  const folder = join(database, "crates", crate);
  mkdirSync(folder, { recursive: true });
  const list = (some: readonly string[]) => JSON.stringify(some);
  writeFileSync(
    join(folder, `${id}.md`),
    `\`\`\`toml\n[advisory]\nid = "${id}"\npackage = "${crate}"\naliases = ${list(aliases)}\n\n[versions]\npatched = ${list(patched)}\n\`\`\`\n\n# Title\n`,
  );
}

function compare(...args: string[]): Promise<Ended> {
  return runProgram(process.execPath, [join(root, "scripts", "compare-advisories.ts"), ...args]);
}

beforeEach(() => {
  database = temporaryDirectory();
  for (const { id, rustsec, fixed } of ADVISORIES) {
    if (rustsec !== undefined) {
      const patched = fixed.map((version, at) =>
        at === fixed.length - 1
          ? `>= ${version}`
          : `>= ${version}, < ${Number(version.split(".")[0]) + 1}.0.0`,
      );
      publish("wasmtime", rustsec, ["CVE-2026-1", id], [">= 24.0.9, < 25.0.0", ...patched]);
    }
  }
});

test("of the same advisories finds no difference; those before our lines are none of ours", async () => {
  publish(
    "wasmtime",
    "RUSTSEC-2024-0438",
    ["GHSA-c2f5-jxjv-2hh8"],
    [">= 25.0.3, < 26.0.0", ">= 26.0.1"],
  );
  publish("serde", "RUSTSEC-2026-9000", [], []);
  const { code, stdout } = await compare(database);
  const count = ADVISORIES.filter(({ rustsec }) => rustsec !== undefined).length;
  expect(stdout).toBe(
    `${count} published advisories concern Wasmtime 27 to 50, 0 differ from the table\n`,
  );
  expect(code).toBe(0);
});

test("names what is missing, and versions that differ, of Cranelift's crates too", async () => {
  publish("wasmtime-wasi", "RUSTSEC-2026-9001", ["GHSA-aaaa-bbbb-cccc"], [">= 50.0.9"]);
  publish("wasmtime", "RUSTSEC-2026-9002", ["GHSA-dddd-eeee-ffff"], []);
  publish(
    "cranelift-codegen",
    "RUSTSEC-2026-9003",
    ["GHSA-mghf-wjfp-p5xm"],
    [">= 0.123.19, < 0.124.0", ">= 0.135.7, < 0.136.0", ">= 0.136.5, < 0.137.0", ">= 0.137.0"],
  );
  const { code, stdout } = await compare(database);
  expect(stdout.split("\n").slice(0, 3)).toEqual([
    "RUSTSEC-2026-9003, GHSA-mghf-wjfp-p5xm: fixed in 36.0.19, 48.0.7, 49.0.5, the table has 36.0.19, 48.0.7, 49.0.4",
    "RUSTSEC-2026-9001, GHSA-aaaa-bbbb-cccc: not in the table",
    "RUSTSEC-2026-9002, GHSA-dddd-eeee-ffff: not in the table",
  ]);
  expect(code).toBe(1);
});

test("of no database is a mistake, not a success", async () => {
  expect((await compare()).code).toBe(2);
  expect((await compare(temporaryDirectory())).code).toBe(2);
  const empty = temporaryDirectory();
  mkdirSync(join(empty, "crates"));
  expect((await compare(empty)).code).toBe(1);
});
