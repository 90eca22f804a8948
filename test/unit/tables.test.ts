/** What a new line of Wasmtime changes is in tables; here they are compared with each other. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LAYOUTS } from "../../src/artifact/known-layouts.ts";
import { FREE, FREE_TUNABLES, REQUIRED, TUNABLE_OPTIONS } from "../../src/artifact/known-rules.ts";
import { CPUS, FEATURES } from "../../src/engine/known-cpus.ts";
import { EMBEDDED, LAST_EXACT } from "../../src/engine/lines.ts";
import { majorOf } from "../../src/engine/version.ts";
import { root } from "../support/fixtures.ts";
import { nameOf } from "../support/hosts.ts";
import { rows } from "../support/markdown.ts";
import { moreTargets, targets } from "../support/recorded.ts";

const compilers = EMBEDDED.map(nameOf).sort();

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
  ["a native host", ["test", "hosts"]],
])("every embedded compiler has %s, and there are no others", (_, path) => {
  expect(folders(...path)).toEqual(compilers);
});

describe.each(EMBEDDED)("the compiler of $version $hostFeatures", (embedded) => {
  test.each(["precompiler", "test/hosts"])("has its version in %s", (folder) => {
    const manifest = read(folder, nameOf(embedded), "Cargo.toml");
    expect(manifest).toMatch(`wasmtime = { version = "=${embedded.version}", `);
    const lock = read(folder, nameOf(embedded), "Cargo.lock");
    expect(lock).toMatch(`name = "wasmtime"\nversion = "${embedded.version}"\n`);
  });
});

test("every line has the layout of its engine section, and no other has", () => {
  const majors = new Set(EMBEDDED.map(({ version }) => majorOf(version)));
  expect([...LAYOUTS.keys()].sort()).toEqual([...majors].sort());
});

test("the rules for tunables are for tunables that a line has", () => {
  const known = new Set(
    [...LAYOUTS.values()].flatMap(({ tunables }) => tunables.map(([name]) => name)),
  );
  const named = [...FREE_TUNABLES, ...Object.keys(TUNABLE_OPTIONS)];
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
  const versions = new Set(EMBEDDED.map(({ version }) => version));
  expect(new Set([...versions].map(majorOf)).size).toBe(versions.size);
});

function embeddedFor(version: string, hostFeatures: string): boolean {
  return EMBEDDED.some(
    (engine) => engine.version === version && engine.hostFeatures === hostFeatures,
  );
}

test("the README's table of engines", () => {
  const expected = [...new Set(EMBEDDED.map(({ version }) => version))].map((version) => {
    const major = majorOf(version);
    return [
      major <= LAST_EXACT ? version : `${major}, any patch`,
      embeddedFor(version, "minimal"),
      embeddedFor(version, "default"),
    ];
  });
  const table = rows(read("README.md"), "Wasmtime")
    .filter(([label]) => !label?.startsWith("any other"))
    .map(([label, ...cells]) => [label, ...cells.map((cell) => cell === "embedded")]);
  expect(table).toEqual(expected);
});

test("the table of host features in docs/engine.md", () => {
  const table = rows(read("docs", "engine.md"), "`host-features`").map(([name, , versions]) => [
    name,
    versions,
  ]);
  const versionsOf = (hostFeatures: string): string =>
    EMBEDDED.filter((engine) => engine.hostFeatures === hostFeatures)
      .map(({ version }) => version)
      .join(", ");
  expect(table).toEqual([
    ["`minimal`", versionsOf("minimal")],
    ["`default`", versionsOf("default")],
  ]);
});

test("the sizes of the compilers in docs/engine.md", () => {
  const sentence = /What the compilers cost in `dist\/`[\s\S]*?\. [A-Z]/.exec(
    read("docs", "engine.md"),
  )?.[0];
  for (const { version } of EMBEDDED) {
    expect(sentence).toMatch(version);
  }
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
