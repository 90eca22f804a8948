/** What a new line of Wasmtime changes is in tables; here they are compared with each other. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LAYOUTS } from "../../src/artifact/known-layouts.ts";
import { CARGO_TUNABLES, FREE, FREE_TUNABLES, REQUIRED } from "../../src/artifact/known-rules.ts";
import { CPUS, FEATURES } from "../../src/engine/known-cpus.ts";
import { EMBEDDED } from "../../src/engine/lines.ts";
import { majorOf } from "../../src/engine/version.ts";
import { root } from "../support/fixtures.ts";
import { HOSTS, nameOf } from "../support/hosts.ts";
import { rows } from "../support/markdown.ts";
import { moreTargets, targets } from "../support/recorded.ts";
import { WHEELS } from "../support/wheels.ts";

const compilers = [...EMBEDDED].sort();

function read(...path: string[]): string {
  return readFileSync(join(root, ...path), "utf8");
}

/** The folders that are named after compilers. */
function folders(...path: string[]): string[] {
  return readdirSync(join(root, ...path))
    .filter((name) => /^\d/.test(name))
    .sort();
}

test.each([
  ["sources", ["precompiler"]],
  ["a build", ["dist", "compilers"]],
])("every embedded compiler has %s, and there are no others", (_, path) => {
  expect(folders(...path)).toEqual(compilers);
});

test("every line has a native host: a program here, or a wheel", () => {
  for (const version of EMBEDDED) {
    const hosts = HOSTS.filter((host) => host.version === version);
    expect(hosts.length > 0 || WHEELS.has(majorOf(version)), version).toBe(true);
  }
  expect(HOSTS.filter(({ version }) => !EMBEDDED.includes(version))).toEqual([]);
});

test.each([
  ...EMBEDDED.map((version) => ["precompiler", version, version]),
  ...HOSTS.map((host) => ["test/hosts", nameOf(host), host.version]),
] as [string, string, string][])("%s/%s has its version", (folder, name, version) => {
  const manifest = read(folder, name, "Cargo.toml");
  expect(manifest).toMatch(`wasmtime = { version = "=${version}", `);
  const lock = read(folder, name, "Cargo.lock");
  expect(lock).toMatch(`name = "wasmtime"\nversion = "${version}"\n`);
});

test("every line has the layout of its engine section", () => {
  expect(EMBEDDED.filter((version) => !LAYOUTS.has(majorOf(version)))).toEqual([]);
});

test("the rules for tunables are for tunables that a line has", () => {
  const known = new Set(
    [...LAYOUTS.values()].flatMap(({ tunables }) => tunables.map(([name]) => name)),
  );
  const named = [...FREE_TUNABLES, ...CARGO_TUNABLES];
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

test("no flag is both free and required", () => {
  expect([...REQUIRED.keys()].filter((name) => FREE.has(name))).toEqual([]);
});

test("the CPUs have features of their architecture", () => {
  for (const [name, { architecture, features }] of Object.entries(CPUS)) {
    const known = Object.keys(FEATURES[architecture]);
    expect(
      features.filter((feature) => !known.includes(feature)),
      name,
    ).toEqual([]);
  }
});

test("a line has one patch, as the tables of the docs say", () => {
  expect(new Set(EMBEDDED.map(majorOf)).size).toBe(EMBEDDED.length);
});

test("the sizes of the compilers in docs/engine.md", () => {
  const listed = rows(read("docs", "engine.md"), "compiler").map(([version]) => version);
  expect(listed).toEqual(EMBEDDED);
});

test("the table of docs/targets.md has the targets that the tests compare, and how", () => {
  // What is only made is compared with nothing.
  const compared = rows(read("docs", "targets.md"), "target").filter(([, how]) => how !== "made");
  const listed = compared.flatMap(([names, how]) =>
    [...(names ?? "").matchAll(/`([^`]+)`/g)].map(([, name]) => [name, how]),
  );
  expect(Object.fromEntries(listed)).toEqual({
    ...Object.fromEntries(moreTargets.map((target) => [target, "small"])),
    ...Object.fromEntries(targets.map((target) => [target, "bytes"])),
    // What the machines that run the tests are.
    "x86_64-unknown-linux-gnu": "runs, bytes",
  });
  expect(listed).toHaveLength(targets.length + moreTargets.length);
});

test("the places that precompiler/README.md names exist", () => {
  const text = read("precompiler", "README.md");
  const steps = text.slice(text.indexOf("## A new line of Wasmtime"));
  const places = [...steps.matchAll(/`([\w./-]+\/[\w./-]+|\w+\.md)`/g)].map(([, path]) => path);
  expect(places.length).toBeGreaterThan(10);
  expect(places.filter((path) => !existsSync(join(root, path as string)))).toEqual([]);
  for (const [, name] of steps.matchAll(/`([A-Z]{4,})`/g)) {
    const named = places.filter((path) => /\.(ts|rs)$/.test(path as string));
    expect(named.some((path) => read(path as string).includes(`const ${name}`))).toBe(true);
  }
});
