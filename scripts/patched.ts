/**
 * Wasmtime's crate with one private method made public: up to Wasmtime 38 nothing else turns off the
 * WebAssembly features that the Cargo feature `gc` turns on. Nothing else is touched, and what is patched is
 * the published crate: its digest is checked.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { precompiler } from "./compilers.ts";
import { isPatched, lockedPackages, makeManifest } from "./manifest.ts";

const PRIVATE = "    fn wasm_feature(&mut self, flag: WasmFeatures, enable: bool) -> &mut Self {";

const cargoHome = process.env["CARGO_HOME"] ?? join(homedir(), ".cargo");

/** Where the patched crates lie. */
export const PATCHED = join(precompiler, "patched");

/** The file beside a manifest with the digest of the crate that is patched. */
export const CRATE_DIGEST = "wasmtime.crate.sha256";

/** Writes the manifest of a version into its folder, and what has to lie there and be made for it. */
export function writeManifest(version: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "Cargo.toml"), makeManifest(version));
  if (isPatched(version)) {
    writeFileSync(join(folder, CRATE_DIGEST), `${publishedDigest(version)}\n`);
  }
  preparePatched(version, folder);
}

/** The digest that the registry's index has for a version. */
function publishedDigest(version: string): string {
  const found = lockedPackages(version).find(({ name }) => name === "wasmtime");
  if (found?.checksum === undefined) {
    throw new Error(`the registry has no digest of wasmtime ${version}`);
  }
  return found.checksum;
}

/**
 * Makes the crate that a version's manifest asks for, if it does.
 *
 * @param folder the manifest's
 */
export function preparePatched(version: string, folder: string): void {
  if (isPatched(version)) {
    patchWasmtime(version, readFileSync(join(folder, CRATE_DIGEST), "utf8").trim());
  }
}

/** Writes precompiler/patched/wasmtime-<version>. @throws Error if it is not the crate that is expected */
function patchWasmtime(version: string, digest: string): void {
  lockedPackages(version);
  const name = `wasmtime-${version}`;
  const crate = cached(`${name}.crate`);
  const found = createHash("sha256").update(readFileSync(crate)).digest("hex");
  if (found !== digest) {
    throw new Error(`${name}.crate has the digest ${found}, not ${digest}`);
  }
  rmSync(join(PATCHED, name), { recursive: true, force: true });
  mkdirSync(PATCHED, { recursive: true });
  execFileSync("tar", ["-xzf", crate, "-C", PATCHED]);
  const file = join(PATCHED, name, "src", "config.rs");
  const parts = readFileSync(file, "utf8").split(PRIVATE);
  if (parts.length !== 2) {
    throw new Error(`${name} has ${parts.length - 1} such methods, not one`);
  }
  // Wasmtime denies public methods without documentation, unless they are hidden.
  writeFileSync(file, parts.join(`    #[doc(hidden)]\n${PRIVATE.replace("fn", "pub fn")}`));
}

function cached(file: string): string {
  const cache = join(cargoHome, "registry", "cache");
  const found = readdirSync(cache)
    .map((index) => join(cache, index, file))
    .find(existsSync);
  if (found === undefined) {
    throw new Error(`cargo has fetched no ${file}`);
  }
  return found;
}
