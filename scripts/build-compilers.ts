/**
 * Rebuilds the embedded compilers: precompiler/ → dist/compilers/.
 *
 * Needs a Rust toolchain that builds for wasm32-unknown-unknown; `RUSTC` and the linker are taken
 * from the environment as cargo does. Takes minutes for each and makes large files: run it only after
 * a change in precompiler/, with the version of a compiler if only that one's manifest changed. With a
 * version that dist/ does not carry, it makes a folder for the input `compiler`: `--out` says where.
 */
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants } from "node:zlib";
import { parse } from "smol-toml";
import { CORE_FILE, openEmbedded } from "../src/compiler/embedded.ts";
import { learnSection, SECTIONS_FILE, sectionKey } from "../src/compiler/sections.ts";
import { resolveEngine } from "../src/engine/engine.ts";
import { EMBEDDED } from "../src/engine/lines.ts";
import {
  builtDigests,
  distCompilers,
  distOf,
  FLAGS,
  manifestOf,
  precompiler,
  SHARED,
  SHARED_SOURCES,
  sourceDigests,
  TRIPLE,
} from "./compilers.ts";
import { compilerLicences, writeCrates } from "./crates.ts";
import { patchedDigests, preparePatched, writeManifest } from "./patched.ts";

const cargoHome = process.env["CARGO_HOME"] ?? join(homedir(), ".cargo");

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

/** Of hosts as the reference's, and with Wasmtime's own features. */
async function engineSections(version: string): Promise<Record<string, string>> {
  const engines = ["minimal", "default"].map((hostFeatures) =>
    resolveEngine({
      version,
      hostFeatures,
      options: "",
      cpu: "",
      fingerprint: "",
      targets: usualTargets,
      own: undefined,
      readText: () => "",
    }),
  );
  const compiler = await openEmbedded({ version }, 2);
  const sections = await Promise.all(
    engines.flatMap(({ compiler: which, targets }) =>
      targets.map(
        async (target) =>
          [sectionKey(target), await learnSection(target, which, compiler)] as const,
      ),
    ),
  );
  await compiler.close();
  return Object.fromEntries(
    sections.map(([key, section]) => [key, Buffer.from(section).toString("base64")]),
  );
}

/**
 * Where a compiler is built: a copy of its sources, and cargo's own files. Cargo hashes the absolute paths of crates
 * into the names of symbols, so a compiler comes out the same only from one path, wherever the checkout is.
 */
const STAGES = join("/tmp", "cwasm-cache-precompiler");

function stageOf(version: string): string {
  return join(STAGES, version);
}

/** Copies what a manifest is built with. @returns the manifest there */
function stage(version: string, manifest: string): string {
  mkdirSync(STAGES, { recursive: true, mode: 0o700 });
  if (statSync(STAGES).uid !== process.getuid?.()) {
    throw new Error(
      `${STAGES} is another user's: what lies there would become part of the compiler`,
    );
  }
  const [from, to] = [dirname(manifest), stageOf(version)];
  const folders = [
    ...SHARED_SOURCES,
    ...[...patchedDigests(dirname(manifest)).keys()].map((crate) => join("patched", crate)),
  ];
  for (const folder of [...folders, basename(from)]) {
    rmSync(join(to, folder), { recursive: true, force: true });
    cpSync(join(precompiler, folder), join(to, folder), { recursive: true });
  }
  return join(to, basename(from), basename(manifest));
}

/** Panic messages name source files: the same ones on every machine, and nobody's home. */
function rustflags(version: string, manifest: string): string {
  const registry = join(cargoHome, "registry", "src");
  run("cargo", "fetch", "--locked", "--manifest-path", manifest);
  const sysroot = output(process.env["RUSTC"] ?? "rustc", "--print", "sysroot");
  return [
    ...readdirSync(registry).map((index) => `--remap-path-prefix=${join(registry, index)}/=`),
    `--remap-path-prefix=${stageOf(version)}/=`,
    `--remap-path-prefix=${sysroot}/=`,
    ...cfgs(manifest).flatMap((cfg) => ["--cfg", cfg]),
    ...FLAGS,
  ].join("\x1f");
}

/** Of the manifest, where the digests of build.json cover them. */
function cfgs(manifest: string): string[] {
  const {
    package: { metadata },
  } = parse(readFileSync(manifest, "utf8")) as unknown as {
    package: { metadata: { rustc: { cfg: string[] } } };
  };
  return metadata.rustc.cfg;
}

/** One compiler, and where it goes. */
interface Build {
  readonly version: string;
  readonly manifest: string;
  /** The folder that it is written to. */
  readonly out: string;
  /** Whether that is dist/, where what all compilers have in common lies beside them. */
  readonly ships: boolean;
}

function shipped(version: string): Build {
  const manifest = manifestOf(version);
  makeLocked(version, manifest);
  return { version, manifest, out: distOf(version), ships: true };
}

/** One of a version that dist/ does not carry. */
function other(version: string, out: string): Build {
  const manifest = join(precompiler, `other-${version}`, "Cargo.toml");
  makeLocked(version, manifest);
  return { version, manifest, out, ships: false };
}

/** The manifest and the lock file of a version that has none yet. */
function makeLocked(version: string, manifest: string): void {
  if (!existsSync(manifest)) {
    writeManifest(version, dirname(manifest));
    run("cargo", "generate-lockfile", "--manifest-path", manifest);
  }
}

async function build({ version, manifest, out: dist, ships }: Build): Promise<void> {
  preparePatched(version, dirname(manifest));
  const sources = ships ? sourceDigests(version) : undefined;
  const staged = stage(version, manifest);
  const target = join(stageOf(version), "target");
  process.env["CARGO_ENCODED_RUSTFLAGS"] = rustflags(version, staged);
  run(
    "cargo",
    "build",
    "--release",
    "--locked",
    "--target",
    TRIPLE,
    "--manifest-path",
    staged,
    "--target-dir",
    target,
  );

  const scratch = mkdtempSync(join(tmpdir(), "build-compilers-"));
  const component = join(scratch, "component.wasm");
  run("jco", "new", join(target, TRIPLE, "release", "precompiler.wasm"), "-o", component);
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

  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  if (ships) {
    shipOnce(scratch);
  } else {
    for (const file of SHARED) {
      copyFileSync(join(scratch, file), join(dist, file));
    }
  }
  const core = readFileSync(join(scratch, "precompiler.core.wasm"));
  writeFileSync(
    join(dist, CORE_FILE),
    brotliCompressSync(core, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: core.length,
      },
    }),
  );
  const sections = ships ? await engineSections(version) : {};
  writeFileSync(join(dist, SECTIONS_FILE), `${JSON.stringify(sections, null, 2)}\n`);

  const bindings = join(precompiler, "bindings");
  mkdirSync(join(bindings, "interfaces"), { recursive: true });
  for (const file of ["precompiler.d.ts", "interfaces/cwasm-cache-precompiler-compiler.d.ts"]) {
    copyFileSync(join(scratch, file), join(bindings, file));
  }
  rmSync(scratch, { recursive: true });

  const record = {
    version,
    rustc: output(process.env["RUSTC"] ?? "rustc", "--version"),
    jco: output("jco", "--version"),
    ...(ships && { sources, built: builtDigests(version) }),
  };
  writeFileSync(join(dist, "build.json"), `${JSON.stringify(record, null, 2)}\n`);
  if (!ships) {
    writeFileSync(join(dist, "LICENCES.txt"), compilerLicences(manifest, dist));
  }
}

/** @throws Error if another compiler's differs */
function shipOnce(scratch: string): void {
  for (const file of SHARED) {
    const [made, shipped] = [join(scratch, file), join(distCompilers, file)];
    if (!existsSync(shipped)) {
      copyFileSync(made, shipped);
    } else if (!readFileSync(made).equals(readFileSync(shipped))) {
      throw new Error(`${file} is not that of the other compilers: build all of them`);
    }
  }
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { out: { type: "string" } },
});
const [only] = positionals;
if (only !== undefined && !EMBEDDED.includes(only)) {
  const out = resolve(values.out ?? join("compilers", only));
  await build(other(only, out));
  process.stdout.write(`compiler: ${out}\n`);
} else {
  if (only === undefined) {
    rmSync(distCompilers, { recursive: true, force: true });
  }
  for (const version of only === undefined ? EMBEDDED : [only]) {
    await build(shipped(version));
  }
  writeCrates();
}
