/**
 * Asks `cargo audit` about the crates of every lock file that ships: `node scripts/audit-crates.ts PATH` of a checkout
 * of rustsec/advisory-db. Ends with 1 if it names an advisory that src/engine/known-advisories.ts has not: what Wasmtime
 * itself has is no secret, `check` and every run tell it.
 */
import { spawnSync } from "node:child_process";
import { dirname, join, relative } from "node:path";
import { ADVISORIES } from "../src/engine/known-advisories.ts";
import { EMBEDDED } from "../src/engine/lines.ts";
import { manifestOf } from "./compilers.ts";

interface Audit {
  readonly vulnerabilities: {
    readonly list: readonly {
      readonly advisory: { readonly id: string; readonly title: string };
      readonly package: { readonly name: string; readonly version: string };
    }[];
  };
}

const root = join(import.meta.dirname, "..");
const [database] = process.argv.slice(2);
if (database === undefined) {
  process.stderr.write(
    "Usage: node scripts/audit-crates.ts PATH, of a checkout of rustsec/advisory-db\n",
  );
  process.exit(2);
}
const known = new Set(ADVISORIES.map(({ rustsec }) => rustsec));
const locks = [...EMBEDDED.map(manifestOf), join(root, "examples", "host", "Cargo.toml")].map(
  (manifest) => join(dirname(manifest), "Cargo.lock"),
);
let unknown = 0;
for (const lock of locks) {
  // It ends with 1 if it finds something; the database is as new as the checkout.
  const flags = ["--db", database, "--no-fetch", "--stale", "--json", "--file", lock];
  const { stdout, stderr, error } = spawnSync("cargo", ["audit", ...flags], { encoding: "utf8" });
  if (error !== undefined || !stdout.startsWith("{")) {
    throw new Error(`cargo audit says nothing of ${lock}: ${error ?? stderr}`);
  }
  const { list } = (JSON.parse(stdout) as Audit).vulnerabilities;
  for (const { advisory, package: crate } of list.filter(
    ({ advisory }) => !known.has(advisory.id),
  )) {
    unknown += 1;
    process.stdout.write(
      `${relative(root, lock)}: ${crate.name} ${crate.version}: ${advisory.id}, ${advisory.title}\n`,
    );
  }
}
process.stdout.write(
  `${locks.length} lock files, ${unknown} advisories that are not in the table\n`,
);
process.exitCode = unknown > 0 ? 1 : 0;
