/**
 * The crates of Wasmtime that are patched before they are built. Each is the published crate, whose digest is checked,
 * and each edit has exactly one place, or the build fails. What they are is not committed, but made.
 *
 * - Wasmtime's Cranelift crate does not translate functions that the function cache knows by their bodies: see
 *   precompiler/patches/recall.rs.
 * - Cranelift's ISLE compiler makes several functions of one that is very large: see precompiler/patches/outline.rs.
 * - Wasmtime's own has one private method made public: up to 38 nothing else turns off the WebAssembly features that
 *   the Cargo feature `gc` turns on.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { type Edit, patchOf } from "../precompiler/patches/edits.ts";
import { precompiler } from "./compilers.ts";
import { lockedPackages, makeManifest, patchedCrates } from "./manifest.ts";

const cargoHome = process.env["CARGO_HOME"] ?? join(homedir(), ".cargo");

/** Where the patched crates lie. */
export const PATCHED = join(precompiler, "patched");

/** The file beside a manifest with the digests of the crates that are patched, as `sha256sum` writes them. */
const DIGESTS = "patched.sha256";

/** Writes the manifest of a version into its folder, and what has to lie there and be made for it. */
export function writeManifest(version: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const packages = lockedPackages(version);
  writeFileSync(join(folder, "Cargo.toml"), makeManifest(version, packages));
  const digests = patchedCrates(version, packages).map(({ name, version: its, checksum }) => {
    if (checksum === undefined) {
      throw new Error(`the registry has no digest of ${name} ${its}`);
    }
    return `${checksum}  ${name}-${its}.crate\n`;
  });
  writeFileSync(join(folder, DIGESTS), digests.join(""));
  makePatched(version, folder);
}

/**
 * Hex SHA-256 of the crates that a manifest has patched, by name and version, as in `wasmtime-27.0.0`: so their folders
 * in PATCHED are called, too.
 *
 * @param folder the manifest's
 */
export function patchedDigests(folder: string): ReadonlyMap<string, string> {
  const lines = readFileSync(join(folder, DIGESTS), "utf8").trim().split("\n");
  return new Map(
    lines.map((line) => {
      const [digest, file] = line.split("  ") as [string, string];
      return [basename(file, ".crate"), digest];
    }),
  );
}

/**
 * Makes the crates that a version's manifest asks for.
 *
 * @param folder the manifest's
 * @throws Error if they are not the crates that are expected
 */
export function preparePatched(version: string, folder: string): void {
  // Fetches them.
  lockedPackages(version);
  makePatched(version, folder);
}

function makePatched(version: string, folder: string): void {
  for (const [name, digest] of patchedDigests(folder)) {
    patch(name, digest);
  }
  assertBodiesAreApart(version);
}

/** @param name of a crate and its version */
function patch(name: string, digest: string): void {
  const archive = cached(`${name}.crate`);
  const found = createHash("sha256").update(readFileSync(archive)).digest("hex");
  if (found !== digest) {
    throw new Error(`${name}.crate has the digest ${found}, not ${digest}`);
  }
  const folder = join(PATCHED, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(PATCHED, { recursive: true });
  execFileSync("tar", ["-xzf", archive, "-C", PATCHED]);
  const { file, edits, added } = patchOf(name.replace(/-[\d.]+$/, ""));
  const path = join(folder, file);
  const source = readFileSync(path, "utf8");
  writeFileSync(
    path,
    edits(source).reduce((text, edit) => applied(text, edit, name), source),
  );
  if (added !== undefined) {
    const to = join(folder, added.to);
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(join(precompiler, "patches", added.file), to);
  }
}

function applied(text: string, [from, to]: Edit, where: string): string {
  const parts = text.split(from);
  if (parts.length !== 2) {
    throw new Error(`${where} has ${parts.length - 1} places, not one, of:\n${from}`);
  }
  return parts.join(to);
}

/**
 * Wasmtime takes all bodies out of a module before it compiles any, so that what translates one has nothing of the
 * others: precompiler/src/bodies.rs relies on it, for modules and for those of components.
 */
function assertBodiesAreApart(version: string): void {
  const file = `wasmtime-${version}/src/compile.rs`;
  const source = execFileSync("tar", ["-xzOf", cached(`wasmtime-${version}.crate`), file], {
    encoding: "utf8",
  });
  const taken = source.split("mem::take(&mut translation.function_body_inputs)").length - 1;
  const all = source.split("function_body_inputs").length - 1;
  if (taken !== 2 || all !== taken) {
    throw new Error(
      `${file} no longer takes all bodies out of a module before it compiles any: ${taken} of ${all} uses do, not 2 of 2`,
    );
  }
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
