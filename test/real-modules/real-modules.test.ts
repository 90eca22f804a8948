/**
 * Core modules and components that others published, through the command line: the same bytes as
 * native Wasmtime's or a refusal for the same reason, within the memory that is estimated.
 *
 * Wasmtime 27 with default features is compared with its stock command line. REAL_MODULES_ENGINES
 * names others of test/hosts, which are built; REAL_MODULES_LARGEST leaves out files of more bytes.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { MemoryEstimate, type Shape } from "../../src/compiler/memory.ts";
import type { Option } from "../../src/engine/options.ts";
import type { Manifest } from "../../src/report/manifest.ts";
import { sha256 } from "../../src/support/hash.ts";
import { provide, wasmtime } from "../support/builds.ts";
import { installCommandLine, node } from "../support/command-line.ts";
import { ENGINES, LINUX, type TestedEngine } from "../support/engines.ts";
import { root, temporaryDirectory } from "../support/fixtures.ts";
import { NativeHost, nameOf } from "../support/hosts.ts";
import { runProgram } from "../support/process.ts";
import { shapeOf } from "../support/shape.ts";
import { type Published, published } from "./packages.ts";

const STOCK = "27.0.0-default";
const engines = (process.env["REAL_MODULES_ENGINES"] || STOCK).split(",");
const largest = Number(process.env["REAL_MODULES_LARGEST"] || Infinity);

/**
 * What a run takes beside what its compiles need: Node, the bundles, and the compiler's own code in the
 * forms that V8 keeps. A module of 26 kB takes 215 MiB with Wasmtime 27, and 340 with 36.
 */
const PROCESS = 400 * 2 ** 20;

/** What came of one file. */
interface Outcome {
  /** Of the artifact. */
  readonly sha256?: string;
  readonly refusal?: string;
  readonly seconds: number;
}

interface Row extends Shape {
  readonly engine: string;
  readonly package: string;
  readonly version: string;
  readonly file: string;
  readonly kind: "component" | "core module";
  readonly verdict: "compiled" | "refused";
  readonly reason?: string;
  readonly artifact_sha256?: string;
  /** Bytes: the process's peak, and what one compile was expected to take. */
  readonly peak: number;
  readonly estimate: number;
  readonly seconds: number;
  readonly native_seconds: number;
}

const all = await published();
const modules = all.filter(({ size }) => size <= largest);
const results = join(root, "test", "real-modules", "results.json");
const commandLine = installCommandLine();

/** Rows of other engines, and of files that this run leaves out, stay. */
function record(row: Row): void {
  const key = ({ engine, package: name, file }: Row): string => `${engine} ${name} ${file}`;
  const before = existsSync(results) ? (JSON.parse(readFileSync(results, "utf8")) as Row[]) : [];
  const rows = [...before.filter((other) => key(other) !== key(row)), row];
  rows.sort((a, b) => (a.engine < b.engine ? -1 : a.engine > b.engine ? 1 : a.size - b.size));
  writeFileSync(results, `${JSON.stringify(rows, null, 2)}\n`);
}

describe.each(ENGINES.filter((engine) => engines.includes(nameOf(engine))))(
  "Wasmtime $version $hostFeatures",
  (embedded) => {
    let native: (file: Published) => Promise<Outcome>;
    beforeAll(async () => {
      native = await nativeOf(embedded);
    }, 3_600_000);

    test.each(modules)("$package $version $file", async (module) => {
      const theirs = await native(module);
      const { peak, ...mine } = await ours(module, embedded);
      const wasm = readFileSync(module.path);
      const shape = shapeOf(wasm);
      const estimate = new MemoryEstimate().of(shape);
      const { package: name, version, file } = module;
      record({
        engine: nameOf(embedded),
        package: name,
        version,
        file,
        kind: wasm[6] === 1 ? "component" : "core module",
        ...shape,
        verdict: mine.refusal === undefined ? "compiled" : "refused",
        ...(mine.refusal === undefined ? {} : { reason: mine.refusal }),
        ...(mine.sha256 === undefined ? {} : { artifact_sha256: mine.sha256 }),
        peak,
        estimate,
        seconds: mine.seconds,
        native_seconds: theirs.seconds,
      });
      if (theirs.refusal === undefined) {
        expect(mine.refusal).toBeUndefined();
        expect(mine.sha256).toBe(theirs.sha256);
      } else {
        expect(mine.refusal).toContain(theirs.refusal);
      }
      expect(peak).toBeLessThanOrEqual(estimate + PROCESS);
    });
  },
);

test("there are more than thirty, and a component among them", () => {
  expect(all.length).toBeGreaterThan(30);
  expect(all.some(({ path }) => readFileSync(path)[6] === 1)).toBe(true);
});

/** One worker: what the process takes is then what one compile takes. */
async function ours(
  { path }: Published,
  { version, hostFeatures }: TestedEngine,
): Promise<Outcome & { readonly peak: number }> {
  const cwd = temporaryDirectory();
  const peak = join(cwd, "peak");
  const out = join(cwd, "out");
  const flags = ["--core-modules", "compile", "--jobs", "1", "--no-store", "--json"];
  const engine = ["--wasmtime-version", version, "--host-features", hostFeatures];
  const where = ["--target", LINUX, "--out", out];
  const hook = join(root, "test", "support", "peak-memory.mjs");
  const begun = performance.now();
  const { stdout, stderr } = await runProgram(
    node,
    ["--import", hook, commandLine, path, ...engine, ...where, ...flags],
    { cwd, env: { PATH: process.env["PATH"], HOME: cwd, PEAK_MEMORY: peak } },
  );
  const seconds = secondsSince(begun);
  const { artifacts, failed } = JSON.parse(stdout) as Manifest;
  const [artifact] = artifacts;
  const refusal = failed[0]?.reason;
  if (artifact === undefined && refusal === undefined) {
    throw new Error(`neither made nor failed:\n${stderr}`);
  }
  const digest =
    artifact === undefined ? {} : { sha256: sha256(readFileSync(join(cwd, artifact.artifact))) };
  const used = Number(readFileSync(peak, "utf8"));
  rmSync(cwd, { recursive: true });
  return { ...digest, ...(refusal === undefined ? {} : { refusal }), seconds, peak: used };
}

async function nativeOf(embedded: TestedEngine): Promise<(file: Published) => Promise<Outcome>> {
  const compile = nameOf(embedded) === STOCK ? await stock() : await host(embedded);
  return async ({ path }) => {
    const begun = performance.now();
    const made = await compile(path);
    const seconds = secondsSince(begun);
    return typeof made === "string"
      ? { refusal: made, seconds }
      : { sha256: sha256(made), seconds };
  };
}

/** The command line's artifact, or the last cause of its refusal. */
async function stock(): Promise<(path: string) => Promise<Buffer | string>> {
  const program = await provide(wasmtime("27.0.0"));
  return async (path) => {
    const folder = temporaryDirectory();
    const out = join(folder, "native.cwasm");
    const { code, stderr } = await runProgram(
      program,
      ["compile", "--target", LINUX, "-o", out, path],
      { env: { PATH: process.env["PATH"], HOME: folder } },
    );
    const made = code === 0 ? readFileSync(out) : lastCause(stderr);
    rmSync(folder, { recursive: true });
    return made;
  };
}

async function host(embedded: TestedEngine): Promise<(path: string) => Promise<Buffer | string>> {
  const built = await NativeHost.build(embedded);
  const options: Option[] =
    embedded.hostFeatures === "minimal" ? [["epoch-interruption", "true"]] : [];
  const flags = built.flags(options.map((each) => `-W ${each.join("=")}`).join(" "), options);
  return async (path) => {
    const made = await built.compile(path, LINUX, flags);
    return typeof made === "string" ? (made.trim().split("\n").at(-1) as string) : made;
  };
}

/** `Error: …`, `Caused by:` with a cause a line, and with a backtrace none of it. */
function lastCause(stderr: string): string {
  const [causes = ""] = stderr.split(/\n\s*Stack backtrace/);
  const last = causes.trim().split("\n").at(-1) as string;
  return last
    .replace(/^Error:/, "")
    .replace(/^\s*\d+:/, "")
    .trim();
}

function secondsSince(begun: number): number {
  return Math.round((performance.now() - begun) / 100) / 10;
}
