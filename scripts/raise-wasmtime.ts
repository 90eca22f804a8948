/**
 * Takes a line of Wasmtime to another patch: `node scripts/raise-wasmtime.ts 48.0.8 48.0.9`. Needs what
 * `npm run build:compilers` needs, and takes as long as one compiler does. With `--dry-run` it only says what it would
 * edit. A new line is more than this: precompiler/README.md lists it.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { DEFAULT_VERSION, EMBEDDED } from "../src/engine/lines.ts";
import { majorOf } from "../src/engine/version.ts";
import { CRANELIFT_AHEAD, readLock } from "./manifest.ts";
import { writeManifest } from "./patched.ts";

/** Where the version of the compiler stands in words. What is made from tables, and what others have, is left out. */
const TEXTS = ["README.md", "action.yml", "docs/*.md", "src/engine/lines.ts", "test/**/*.ts"];
const FACTS = [
  "docs/hosts.md",
  "docs/support.md",
  "test/support/real-hosts.ts",
  "test/support/wheels.ts",
  "test/unit/advisories.test.ts",
  "test/unit/compare-advisories.test.ts",
];

const LEFT = (version: string): string => `Left to do:
- read what changed in the places that precompiler/README.md lists under "Look at its sources"
- HOSTS=${version}-minimal npm run test:hosts
- npm test, and what CHANGELOG.md should say
- a newer wheel in test/support/wheels.ts, if there is one
`;

function git(...args: string[]): string[] {
  return execFileSync("git", args, { encoding: "utf8" })
    .split("\n")
    .filter((line) => line !== "");
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: "inherit" });
}

/** A line of a text, and what becomes of it. */
interface Edit {
  readonly file: string;
  readonly line: number;
  readonly from: string;
  readonly to: string;
}

function textEdits(old: string, version: string): Edit[] {
  const paths = [...TEXTS.map((glob) => `:(glob)${glob}`), ...FACTS.map((file) => `:!${file}`)];
  const exactly = new RegExp(`(?<![\\d.])${old.replaceAll(".", "\\.")}(?!\\.?\\d)`, "g");
  return git("ls-files", "--", ...paths).flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .flatMap((from, at) => {
        const to = from.replace(exactly, version);
        return to === from || /wheel/i.test(from) ? [] : { file, line: at + 1, from, to };
      }),
  );
}

/** Folders that are named after the version, with what they are called then. */
function moves(old: string, version: string): [string, string][] {
  const hosts = readdirSync(join("test", "hosts")).filter((name) => name.startsWith(`${old}-`));
  return [join("precompiler", old), ...hosts.map((name) => join("test", "hosts", name))].map(
    (folder) => [folder, folder.replace(old, version)],
  );
}

function apply({ file, line, to }: Edit): void {
  const lines = readFileSync(file, "utf8").split("\n");
  lines[line - 1] = to;
  writeFileSync(file, lines.join("\n"));
}

/** Cargo changes in a lock file what the manifest asks for, and nothing else. All of Wasmtime's crates are of one patch. */
function lockAnew(folder: string, version: string): void {
  const manifest = ["--manifest-path", join(folder, "Cargo.toml")];
  run("cargo", "fetch", ...manifest);
  const [major, , patch] = version.split(".").map(Number) as [number, number, number];
  for (const { name, version: locked } of readLock(folder)) {
    const line = [`${major}.0.`, `0.${major + CRANELIFT_AHEAD}.`].find((start) =>
      locked.startsWith(start),
    );
    const isOurs = /^(cranelift|pulley|wasmtime|wiggle|winch)(-|$)/.test(name);
    if (isOurs && line !== undefined && locked !== `${line}${patch}`) {
      run("cargo", "update", ...manifest, `${name}@${locked}`, "--precise", `${line}${patch}`);
    }
  }
}

function raise(old: string, version: string): void {
  // First what asks the registry, and may fail.
  writeManifest(version, join("precompiler", old));
  textEdits(old, version).forEach(apply);
  const [[, own], ...hosts] = moves(old, version).map((move) => {
    renameSync(...move);
    return move;
  }) as [[string, string], ...[string, string][]];
  lockAnew(own, version);
  for (const [, folder] of hosts) {
    const file = join(folder, "Cargo.toml");
    writeFileSync(file, readFileSync(file, "utf8").replaceAll(old, version));
    lockAnew(folder, version);
  }

  rmSync(join("dist", "compilers", old), { recursive: true, force: true });
  run("npm", "run", "build:compilers", "--", version);
  run("npm", "run", "build");
  run("node", join("scripts", "support-tables.ts"));
  const page = join("docs", "engine.md");
  const made = join("dist", "compilers", version);
  const size = readdirSync(made).reduce((sum, name) => sum + statSync(join(made, name)).size, 0);
  const row = new RegExp(`^(\\| ${version.replaceAll(".", "\\.")} +\\| )[\\d.]+( MB)`, "m");
  const text = readFileSync(page, "utf8");
  writeFileSync(page, text.replace(row, `$1${(size / 1e6).toFixed(2)}$2`));
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { "dry-run": { type: "boolean", default: false } },
});
const [old = "", version = ""] = positionals;
process.chdir(join(import.meta.dirname, ".."));
const refusal = !EMBEDDED.includes(old)
  ? `dist/ has no compiler of ${old || "no version"}: ${EMBEDDED.join(", ")}`
  : !/^\d+\.\d+\.\d+$/.test(version) || majorOf(version) !== majorOf(old) || version === old
    ? `${version || "nothing"} is no other patch of ${majorOf(old)}`
    : majorOf(old) === majorOf(DEFAULT_VERSION)
      ? `${old} is the reference's own version`
      : undefined;
if (refusal !== undefined) {
  process.stderr.write(`Usage: node scripts/raise-wasmtime.ts OLD NEW [--dry-run]; ${refusal}\n`);
  process.exitCode = 2;
} else if (values["dry-run"]) {
  for (const [from, to] of moves(old, version)) {
    process.stdout.write(`${from} -> ${to}\n`);
  }
  for (const { file, line, from, to } of textEdits(old, version)) {
    process.stdout.write(`${file}:${line}\n- ${from}\n+ ${to}\n`);
  }
} else {
  run("cargo", "info", `wasmtime@${version}`);
  raise(old, version);
  process.stdout.write(LEFT(version));
}
