/**
 * Whether a change made it slower: this dist/ beside that of another commit, interleaved in one run.
 *
 *     npm run bench:against -- main~1
 *
 * Prints a table of medians of ROUNDS rounds (default 3). Linux and python3; builds nothing.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { component, root, temporaryDirectory } from "../test/support/fixtures.ts";
import { measure, medians, type Usage } from "./measure.ts";

const commit = process.argv[2] ?? "HEAD";
const rounds = Number(process.env["ROUNDS"] ?? 3);
const scratch = temporaryDirectory();
const before = join(scratch, "before");
mkdirSync(before);
const tree = execFileSync("git", ["archive", commit, "dist"], { cwd: root, maxBuffer: 1 << 28 });
execFileSync("tar", ["-x", "-C", before], { input: tree });

const out = join(scratch, "out");
const store = join(scratch, "store");
const dists = { before: join(before, "dist"), now: join(root, "dist") };
const files = {
  tiny: component("greet"),
  "1.6 MB": component("quickjs"),
  "12 MB": component("spidermonkey"),
};

function command(dist: string, file: string): string[] {
  const cli = join(dist, "cli.js");
  return [process.execPath, cli, file, "--out", out, "--store", store];
}

const samples = new Map<string, Usage[]>();
for (let round = 0; round < rounds; round += 1) {
  for (const [size, file] of Object.entries(files)) {
    for (const [name, dist] of Object.entries(dists)) {
      rmSync(store, { recursive: true, force: true });
      for (const state of ["cold", "warm"]) {
        const row = `${size}, ${state} | ${name}`;
        const usage = await measure([command(dist, file)]);
        samples.set(row, [...(samples.get(row) ?? []), usage]);
        process.stderr.write(`round ${round + 1}: ${row}\n`);
      }
    }
  }
}

console.log(`against ${commit}, node ${process.version}, medians of ${rounds}\n`);
console.log("| what | dist | wall s | CPU s | peak MB |");
console.log("| --- | --- | ---: | ---: | ---: |");
for (const [row, usages] of samples) {
  const { wall, cpu, memory } = medians(usages);
  const cells = [row, wall.toFixed(2), cpu.toFixed(2), Math.round(memory / 1e6)];
  console.log(`| ${cells.join(" | ")} |`);
}
rmSync(scratch, { recursive: true });
