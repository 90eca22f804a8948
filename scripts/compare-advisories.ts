/**
 * Compares the table of advisories with RustSec's database: `node scripts/compare-advisories.ts PATH` of a checkout
 * of rustsec/advisory-db. Ends with 1 if the table lacks one, or has other versions that fix it.
 */
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { affects, compareVersions } from "../src/engine/advisories.ts";
import { ADVISORIES, type Advisory } from "../src/engine/known-advisories.ts";
import { BUILDABLE } from "../src/engine/lines.ts";
import { majorOf } from "../src/engine/version.ts";
import { table, texts } from "../src/support/tables.ts";
import { CRANELIFT_AHEAD } from "./manifest.ts";

/** Published advisories of these crates are Wasmtime's. */
const CRATES = ["wasmtime", "wasmtime-*", "cranelift-*", "wasi-common", "winch-*", "pulley-*"];

/** One of RustSec's, with versions as Wasmtime counts them. */
interface Published {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly fixed: readonly string[];
}

function read(file: string): Published {
  const text = readFileSync(file, "utf8");
  const front = parse(/^```toml\n(.*?)^```/ms.exec(text)?.[1] ?? "");
  const { id, package: crate, aliases } = table(front["advisory"]);
  const ofCranelift = String(crate).startsWith("cranelift");
  const fixed = texts(table(front["versions"])["patched"]).flatMap((range) => {
    const [, from] = /(?:>=|\^|=)\s*(\d+\.\d+\.\d+)/.exec(range) ?? [];
    return from === undefined ? [] : [ofCranelift ? ofWasmtime(from) : from];
  });
  return { id: String(id), aliases: texts(aliases), fixed };
}

/** Cranelift 0.135.8 is Wasmtime 48.0.8. */
function ofWasmtime(version: string): string {
  const [, minor = 0, patch = 0] = version.split(".").map(Number);
  return `${minor - CRANELIFT_AHEAD}.0.${patch}`;
}

/** Whether a line that we know has it. What was never fixed, all have. */
function isOurs({ fixed }: Published): boolean {
  const sorted = [...fixed].sort(compareVersions);
  return (
    affects({ since: "0.0.0", fixed: sorted }, `${BUILDABLE.from}.0.0`) ||
    sorted.some((version) => majorOf(version) >= BUILDABLE.from)
  );
}

/** In words, how the table differs from what is published; undefined if it does not. */
function difference(published: Published, known: readonly Advisory[]): string | undefined {
  const row = known.find(
    ({ id, rustsec }) => rustsec === published.id || published.aliases.includes(id),
  );
  const names = [published.id, ...published.aliases].join(", ");
  if (row === undefined) {
    return `${names}: not in the table`;
  }
  const ours = telling(row.fixed);
  const theirs = telling(published.fixed);
  return ours === theirs ? undefined : `${names}: fixed in ${theirs}, the table has ${ours}`;
}

/** Of our lines; what every release after another one has anyway is left out, as 50.0.0 after 49.0.4. */
function telling(fixed: readonly string[]): string {
  const sorted = fixed
    .filter((version) => majorOf(version) >= BUILDABLE.from)
    .sort(compareVersions);
  return sorted
    .filter((version, at) => {
      const before = sorted[at - 1];
      return !(
        version.endsWith(".0.0") &&
        before !== undefined &&
        majorOf(before) === majorOf(version) - 1
      );
    })
    .join(", ");
}

const [path = ""] = process.argv.slice(2);
const crates = join(path, "crates");
if (path === "" || !existsSync(crates) || !statSync(crates).isDirectory()) {
  process.stderr.write(
    "Usage: node scripts/compare-advisories.ts PATH, of a checkout of rustsec/advisory-db\n",
  );
  process.exit(2);
}
const published = CRATES.flatMap((crate) => globSync(join(crates, crate, "RUSTSEC-*.md")))
  .sort()
  .map(read)
  .filter(isOurs);
const differences = published.flatMap((one) => difference(one, ADVISORIES) ?? []);
for (const line of differences) {
  process.stdout.write(`${line}\n`);
}
process.stdout.write(
  `${published.length} published advisories concern Wasmtime ${BUILDABLE.from} to ${BUILDABLE.to}, ${differences.length} differ from the table\n`,
);
process.exitCode = differences.length > 0 || published.length === 0 ? 1 : 0;
