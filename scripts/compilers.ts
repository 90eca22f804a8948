/** The embedded compilers: where their sources and results lie, and the digests that tie them together. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));

export const precompiler = join(root, "precompiler");

/** One folder of precompiler/ with a manifest per compiler: `<Wasmtime version>-<host features>`. */
export const compilers: string[] = readdirSync(precompiler)
  .filter((name) => /^\d+\.\d+\.\d+-/.test(name))
  .sort();

export function manifestOf(name: string): string {
  return join(precompiler, name, "Cargo.toml");
}

export function distOf(name: string): string {
  return join(root, "dist", "compilers", name);
}

/** Digests of all that a compiler is built from, by path. */
export function sourceDigests(name: string): Record<string, string> {
  const shared = ["sha2", "src", "wit"].flatMap((folder) => files(join(precompiler, folder)));
  const own = files(join(precompiler, name));
  return digests([...shared, ...own]);
}

/** Digests of what the build made, by path. */
export function builtDigests(name: string): Record<string, string> {
  return digests(files(distOf(name)).filter((file) => !file.endsWith("build.json")));
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
