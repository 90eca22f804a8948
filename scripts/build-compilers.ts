/**
 * Rebuilds the embedded compilers: precompiler/ → dist/compilers/.
 *
 * Needs a Rust toolchain that builds for wasm32-unknown-unknown; `RUSTC` and the linker are taken
 * from the environment as cargo does. Takes minutes for each and makes large files: run it only after
 * a change in precompiler/, with the name of a compiler if only that one's manifest changed.
 */
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { openEmbedded } from "../src/compiler/embedded.ts";
import { learnSection, SECTIONS_FILE } from "../src/compiler/sections.ts";
import { resolveEngine } from "../src/engine/engine.ts";
import {
  builtDigests,
  compilers,
  distOf,
  manifestOf,
  precompiler,
  sourceDigests,
} from "./compilers.ts";
import { crateLicences } from "./licences.ts";

const triple = "wasm32-unknown-unknown";
const cargoHome = process.env["CARGO_HOME"] ?? join(homedir(), ".cargo");
const targetDir = process.env["CARGO_TARGET_DIR"] ?? join(precompiler, "target");

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: "inherit" });
}

function output(command: string, ...args: string[]): string {
  return execFileSync(command, args, { encoding: "utf8" }).trim();
}

/** Their engine sections ship with the compiler, so that a run that compiles nothing needs none. */
const usualTargets = ["x86_64", "aarch64"].flatMap((cpu) =>
  ["unknown-linux-gnu", "unknown-linux-musl", "apple-darwin", "pc-windows-msvc"].map(
    (system) => `${cpu}-${system}`,
  ),
);
usualTargets.push("riscv64gc-unknown-linux-gnu", "s390x-unknown-linux-gnu");

async function engineSections(name: string): Promise<Record<string, string>> {
  const [version = "", hostFeatures = ""] = name.split("-");
  const { compiler: which, targets } = resolveEngine({
    version,
    hostFeatures,
    options: "",
    cpu: "",
    fingerprint: "",
    targets: usualTargets,
    native: undefined,
    readText: () => "",
  });
  const compiler = await openEmbedded(which, 2);
  const sections = await Promise.all(
    targets.map(
      async (target) => [target.triple, await learnSection(target, which, compiler)] as const,
    ),
  );
  await compiler.close();
  return Object.fromEntries(
    sections.map(([target, section]) => [target, Buffer.from(section).toString("base64")]),
  );
}

/** Panic messages name source files: the same ones on every machine, and nobody's home. */
function rustflags(): string {
  const registry = join(cargoHome, "registry", "src");
  run("cargo", "fetch", "--locked", "--manifest-path", manifestOf(compilers[0] as string));
  const sysroot = output(process.env["RUSTC"] ?? "rustc", "--print", "sysroot");
  return [
    ...readdirSync(registry).map((index) => `--remap-path-prefix=${join(registry, index)}/=`),
    `--remap-path-prefix=${precompiler}/=`,
    `--remap-path-prefix=${sysroot}/=`,
    "-Ctarget-feature=+simd128",
  ].join("\x1f");
}

async function build(name: string): Promise<void> {
  const manifest = manifestOf(name);
  process.env["CARGO_ENCODED_RUSTFLAGS"] ??= rustflags();
  run(
    "cargo",
    "build",
    "--release",
    "--locked",
    "--target",
    triple,
    "--manifest-path",
    manifest,
    "--target-dir",
    join(targetDir, name),
  );

  const scratch = mkdtempSync(join(tmpdir(), "build-compilers-"));
  const component = join(scratch, "component.wasm");
  run("jco", "new", join(targetDir, name, triple, "release", "precompiler.wasm"), "-o", component);
  run(
    "jco",
    "transpile",
    component,
    "--name",
    "precompiler",
    "--instantiation",
    "async",
    "--no-nodejs-compat",
    "--no-namespaced-exports",
    "-o",
    scratch,
  );

  const dist = distOf(name);
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  copyFileSync(join(scratch, "precompiler.js"), join(dist, "precompiler.js"));
  const core = readFileSync(join(scratch, "precompiler.core.wasm"));
  writeFileSync(
    join(dist, "precompiler.core.wasm.br"),
    brotliCompressSync(core, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: core.length,
      },
    }),
  );
  writeFileSync(
    join(dist, SECTIONS_FILE),
    `${JSON.stringify(await engineSections(name), null, 2)}\n`,
  );
  writeFileSync(join(dist, "LICENCES.txt"), crateLicences(manifest, triple));

  const bindings = join(precompiler, "bindings");
  mkdirSync(join(bindings, "interfaces"), { recursive: true });
  for (const file of ["precompiler.d.ts", "interfaces/cwasm-cache-precompiler-compiler.d.ts"]) {
    copyFileSync(join(scratch, file), join(bindings, file));
  }
  rmSync(scratch, { recursive: true });

  const record = {
    rustc: output(process.env["RUSTC"] ?? "rustc", "--version"),
    jco: output("jco", "--version"),
    sources: sourceDigests(name),
    built: builtDigests(name),
  };
  writeFileSync(join(dist, "build.json"), `${JSON.stringify(record, null, 2)}\n`);
}

// One that is named, or all.
const [only] = process.argv.slice(2);
for (const name of compilers.filter((compiler) => only === undefined || compiler === only)) {
  await build(name);
}
