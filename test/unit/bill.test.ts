/** What dist/ says it contains: the bill of materials and the licences. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { expect, test } from "vitest";
import { manifestOf } from "../../scripts/compilers.ts";
import { lockedCrates } from "../../scripts/crates.ts";
import { licences } from "../../scripts/licences.ts";
import { EMBEDDED } from "../../src/engine/lines.ts";
import { sha256 } from "../../src/support/hash.ts";
import { root, temporaryDirectory } from "../support/fixtures.ts";

interface Component {
  readonly "bom-ref": string;
  readonly name: string;
  readonly group?: string;
  readonly version: string;
  readonly description?: string;
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses?: readonly unknown[];
}

const read = (...path: string[]): string => readFileSync(join(root, "dist", ...path), "utf8");

const text = read("sbom.cdx.json");
const bill = JSON.parse(text) as {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: string[] }[];
};

const uses = new Map(bill.dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));

/** The components of a registry, such as `npm`. */
function from(registry: string): Component[] {
  return bill.components.filter((one) => one["bom-ref"].startsWith(`pkg:${registry}/`));
}

test("the bill is valid CycloneDX", async () => {
  const { JsonStrictValidator } = Validation;
  const validator = new JsonStrictValidator(Spec.Version.v1dot6);
  expect(await validator.validate(text)).toBeNull();
  expect(await validator.validate(text.replace('"library"', '"librarian"'))).not.toBeNull();
});

test("every part of the bill has a digest and is reached from the Action, and none is a stranger", () => {
  const reached = new Set<string>();
  const visit = (ref: string): void => {
    if (!reached.has(ref)) {
      reached.add(ref);
      uses.get(ref)?.forEach(visit);
    }
  };
  visit(bill.metadata.component["bom-ref"]);
  reached.delete(bill.metadata.component["bom-ref"]);
  expect([...reached].sort()).toEqual(bill.components.map((one) => one["bom-ref"]).sort());
  const without = bill.components.filter(({ name, hashes }) => !hashes && name !== "rust-std");
  expect(without.map(({ name }) => name)).toEqual([]);
});

test("the bundles' packages are those of the lock file", () => {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, { version: string; integrity?: string }>;
  };
  const locked = new Set(
    Object.entries(lock.packages).map(([path, { version, integrity = "" }]) => {
      const hex = Buffer.from(integrity.replace("sha512-", ""), "base64").toString("hex");
      return `${path.split("node_modules/").at(-1)} ${version} ${hex}`;
    }),
  );
  const packages = from("npm").map(
    ({ group, name, version, hashes: [hash] }) =>
      `${group === undefined ? "" : `${group}/`}${name} ${version} ${hash?.content}`,
  );
  expect(packages.filter((one) => !locked.has(one))).toEqual([]);
  const names = from("npm").map(({ group, name }) => `${group}/${name}`);
  expect(names).toEqual(expect.arrayContaining(["@actions/cache", "@actions/core"]));
  expect(names.filter((name) => /vitest|esbuild|cyclonedx/.test(name))).toEqual([]);
});

test.each(EMBEDDED)(
  "the compiler for %s is the file in dist/, with the crates that it locks",
  (version) => {
    const compiler = from("generic").find(
      (one) => one.name === "precompiler" && one.version === version,
    ) as Component;
    const [file] = (compiler.description as string).split(":");
    expect(compiler.hashes[0]?.content).toBe(
      sha256(readFileSync(join(root, "dist", file as string))),
    );
    const crates = (uses.get(compiler["bom-ref"]) as string[]).filter((ref) =>
      ref.startsWith("pkg:cargo"),
    );
    expect(crates).toContain(`pkg:cargo/wasmtime@${version}`);
    expect(crates.length).toBeGreaterThan(50);
    const locked = lockedCrates(manifestOf(version));
    for (const { name, version: own, hashes } of from("cargo").filter((one) =>
      crates.includes(one["bom-ref"]),
    )) {
      expect(hashes[0]?.content, name).toBe(locked.get(`${name} ${own}`));
    }
  },
);

test("what decides no byte is not in the bill: macros run on the machine that builds", () => {
  const names = from("cargo").map(({ name }) => name);
  expect(names.filter((name) => /^(syn|quote|proc-macro2|wasmtime-.*macro)$/.test(name))).toEqual(
    [],
  );
});

test("every part has a licence text", () => {
  const heads = `${read("LICENCES.txt")}\n${read("compilers", "LICENCES.txt")}`;
  const named = new Set(heads.split("\n").map((line) => line.split(": ")[0]));
  for (const { group, name, version } of [...from("npm"), ...from("cargo")]) {
    const full = `${group === undefined ? "" : `${group}/`}${name} ${version}`;
    expect(named.has(`${full} (npm)`) || named.has(`${full} (crate)`), full).toBe(true);
  }
  const [rust] = from("generic").filter(({ name }) => name === "rust-std");
  expect(heads).toContain(`std ${rust?.version} (Rust): MIT OR Apache-2.0`);
  const blocks = heads.split(/^={80}$/m).slice(1);
  expect(blocks.length).toBeGreaterThan(50);
  for (const block of blocks) {
    const [, ...notice] = block.trim().split("\n\n");
    expect(notice.join("\n\n").length, block.slice(0, 100)).toBeGreaterThan(100);
  }
});

test("a part of what ships without a text is an error", () => {
  const part = {
    name: "some",
    version: "1.0.0",
    kind: "crate" as const,
    licence: "MIT",
    repository: "https://github.com/example/some",
    folder: temporaryDirectory(),
  };
  expect(() => licences([part])).toThrow(
    /no licence text.*some 1\.0\.0 https:\/\/github\.com\/example\/some/,
  );
  expect(licences([part], false)).toContain("some 1.0.0 (crate): MIT");
  const wasmtime = "https://github.com/bytecodealliance/wasmtime.git";
  expect(licences([{ ...part, repository: wasmtime }])).toContain("LLVM Exceptions to the Apache");
});
