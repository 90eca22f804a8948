/** The embedded compilers: where their sources and results lie, and the digests that tie them together. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));

/** What the compilers are built for: see EMBEDDED for their versions. */
export const TRIPLE = "wasm32-unknown-unknown";

/** What they are built with: which crates are linked depends on it, too. */
export const FLAGS = ["-Ctarget-feature=+simd128"];

export const precompiler = join(root, "precompiler");

export function manifestOf(name: string): string {
  return join(precompiler, name, "Cargo.toml");
}

export const distCompilers = join(root, "dist", "compilers");

export function distOf(name: string): string {
  return join(distCompilers, name);
}

/** The folders of precompiler/ that all compilers are built from. */
export const SHARED_SOURCES = ["bitset", "patches", "sha2", "src", "wit"];

/** Digests of all that a compiler is built from, by path. */
export function sourceDigests(name: string): Record<string, string> {
  const shared = SHARED_SOURCES.flatMap((folder) => files(join(precompiler, folder)));
  const own = files(join(precompiler, name));
  return digests([...shared, ...own]);
}

/** What all compilers have in common: the JavaScript half, and the small modules that jco makes for imports. */
export const SHARED = ["precompiler.js", "precompiler.core2.wasm", "precompiler.core3.wasm"];

/** Digests of what the build made, by path. */
export function builtDigests(name: string): Record<string, string> {
  const own = files(distOf(name)).filter((file) => !file.endsWith("build.json"));
  return digests([...own, ...SHARED.map((file) => join(distCompilers, file))]);
}

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function digests(paths: string[]): Record<string, string> {
  return Object.fromEntries(
    paths
      .sort()
      .map((path) => [
        relative(root, path).replaceAll("\\", "/"),
        createHash("sha256").update(readFileSync(path)).digest("hex"),
      ]),
  );
}
