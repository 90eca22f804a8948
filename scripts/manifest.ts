/**
 * The manifest of a compiler: `precompiler/<Wasmtime version>/Cargo.toml`. Those of the embedded lines are
 * committed with their lock files; of any other version it is made when its compiler is built.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "smol-toml";
import { DECIDING } from "../src/engine/known-features.ts";
import { BUILDABLE } from "../src/engine/lines.ts";
import { majorOf } from "../src/engine/version.ts";

/** The first line that the source knows; the cfgs of src/ are `line-28` and so on, each from its line on. */
const FIRST = BUILDABLE.from;

const ASYNC_SINCE = DECIDING["component-model-async"]?.from ?? 0;

/** Wasmtime 48.0.8 has Cranelift 0.135.8. */
export const CRANELIFT_AHEAD = 87;

/** From here on Config::wasm_features is public; before, scripts/patched.ts makes what it needs so. */
const PUBLIC_FEATURES = 39;

/** From here on Wasmtime's Cranelift crate is called internal. */
const INTERNAL = 35;

/**
 * The text of the manifest for a version.
 *
 * @param packages what that version locks
 */
export function makeManifest(version: string, packages: readonly LockedPackage[]): string {
  const { version: cranelift } = only(packages, "cranelift-codegen");
  const { version: wasmparser } = only(packages, "wasmparser");
  const { version: environ } = only(packages, "wasmtime-environ");
  const patched = patchedCrates(version, packages);
  const major = majorOf(version);
  const lines = Array.from({ length: major - FIRST }, (_, index) => FIRST + 1 + index);
  return `# The compiler for hosts on Wasmtime ${version}, made by scripts/manifest.ts. It has every Cargo feature that
# decides an artifact's bytes; what a host lacks of them is switched off by options. \`runtime\` does not build
# for wasm32 and decides nothing. \`all-arch\` only adds targets.
[package]
name = "precompiler"
version = "0.0.0"
edition = "2024"
publish = false

[workspace]

# Cfgs for all crates of the target, see scripts/build-compilers.ts: as a feature this one would bring \`runtime\`.
[package.metadata.rustc]
cfg = [${major >= ASYNC_SINCE ? `'feature="component-model-async"'` : ""}]

[lib]
path = "../src/lib.rs"
crate-type = ["cdylib"]

# What the source has to know of the line: everything that has come up to it.
[features]
default = [${lines.length === 0 ? "" : `"line-${major}"`}]
${lines.map((line) => `line-${line} = [${line === FIRST + 1 ? "" : `"line-${line - 1}"`}]`).join("\n")}

[dependencies]
wasmtime = { version = "=${version}", default-features = false, features = [${featuresOf(version)
    .map((name) => `"${name}"`)
    .join(", ")}] }
# Wasmtime's own dependencies, at the versions it locks: the profiler hook, the types of errors.
cranelift-codegen = { version = "=${cranelift}", default-features = false, features = ["timing"] }
wasmparser = { version = "=${wasmparser}", default-features = false, features = ["component-model", "std"] }
wasmtime-environ = { version = "=${environ}", default-features = false }
blake3 = { version = "=1.8.2", default-features = false, features = ["wasm32_simd"] }
wit-bindgen = { version = "=0.61.1", default-features = false, features = ["macros", "realloc"] }

[lints.rust]
unexpected_cfgs = { level = "warn", check-cfg = ['cfg(feature, values(any()))'] }

[profile.release]
opt-level = 3
lto = "fat"
codegen-units = 1
panic = "abort"
strip = true

[patch.crates-io]
sha2 = { path = "../sha2" }
${major === FIRST ? 'cranelift-bitset = { path = "../bitset" }\n' : ""}${patched
  .map((crate) => `${crate.name} = { path = "../patched/${crate.name}-${crate.version}" }\n`)
  .join("")}`;
}

/**
 * The crates that are patched before they are built: see scripts/patched.ts.
 *
 * @param version of Wasmtime
 * @param packages what it locks
 */
export function patchedCrates(
  version: string,
  packages: readonly LockedPackage[],
): readonly LockedPackage[] {
  const major = majorOf(version);
  return [
    ...(major < PUBLIC_FEATURES ? ["wasmtime"] : []),
    major < INTERNAL ? "wasmtime-cranelift" : "wasmtime-internal-cranelift",
    "cranelift-isle",
  ].map((name) => only(packages, name));
}

function featuresOf(version: string): string[] {
  const major = majorOf(version);
  const deciding = Object.entries(DECIDING)
    .filter(([name, { from = 0 }]) => name !== "component-model-async" && major >= from)
    .map(([name]) => name);
  return [...deciding, "all-arch", "cranelift", "incremental-cache"].sort();
}

function only(packages: readonly LockedPackage[], name: string): LockedPackage {
  const found = packages.filter((one) => one.name === name);
  if (found.length !== 1) {
    throw new Error(`Wasmtime depends on ${found.length} versions of ${name}`);
  }
  return found[0] as LockedPackage;
}

export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly checksum?: string;
}

/** What the lock file in a folder has. */
export function readLock(folder: string): readonly LockedPackage[] {
  const lock = parse(readFileSync(join(folder, "Cargo.lock"), "utf8"));
  return lock["package"] as unknown as LockedPackage[];
}

/** What this Wasmtime locks, with the Cargo features that a compiler has. Asks the registry, and fetches it, too. */
export function lockedPackages(version: string): readonly LockedPackage[] {
  const folder = mkdtempSync(join(tmpdir(), "manifest-"));
  try {
    mkdirSync(join(folder, "src"));
    writeFileSync(join(folder, "src", "lib.rs"), "");
    writeFileSync(
      join(folder, "Cargo.toml"),
      `[package]\nname = "probe"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n[dependencies]\nwasmtime = { version = "=${version}", default-features = false, features = ${JSON.stringify(featuresOf(version))} }\n`,
    );
    execFileSync("cargo", ["fetch", "--manifest-path", join(folder, "Cargo.toml")], {
      stdio: "inherit",
    });
    return readLock(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
