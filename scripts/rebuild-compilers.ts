/**
 * Rebuilds compilers and compares them with those in dist/, byte for byte, and what is listed of their crates:
 * `npm run rebuild:compilers` the newest one, with `-- --all` all of them. Needs what `npm run build:compilers` needs, with the same version of Rust.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { EMBEDDED } from "../src/engine/lines.ts";
import { builtDigests, distOf } from "./compilers.ts";
import { buildOf, LISTS } from "./crates.ts";

const { values } = parseArgs({ options: { all: { type: "boolean", default: false } } });
const lists = (): string[] => LISTS.map((file) => readFileSync(file, "utf8"));
const listed = lists();
let differences = 0;
for (const version of values.all ? EMBEDDED : EMBEDDED.slice(-1)) {
  const [committed, { rustc }] = [builtDigests(version), buildOf(distOf(version))];
  execFileSync("node", [join(import.meta.dirname, "build-compilers.ts"), version], {
    stdio: "inherit",
  });
  const [made, now] = [builtDigests(version), buildOf(distOf(version))];
  const files = new Set([...Object.keys(committed), ...Object.keys(made)]);
  const different = [...files].filter((file) => committed[file] !== made[file]);
  differences += different.length;
  for (const file of different) {
    process.stdout.write(`${file} is not what is committed\n`);
  }
  process.stdout.write(
    `${version}: ${different.length} of ${files.size} files differ; committed with ${rustc}, made with ${now.rustc}\n`,
  );
}
const now = lists();
for (const file of LISTS.filter((_, at) => listed[at] !== now[at])) {
  differences += 1;
  process.stdout.write(`${file} is not what is committed\n`);
}
process.exitCode = differences > 0 ? 1 : 0;
