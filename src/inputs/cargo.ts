/** Cargo's own word on features, where there is one: it knows what other crates turn on. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { isNamedFeature } from "../engine/features.ts";

const TIMEOUT = 60_000;

/**
 * The features with which a package's Wasmtime is built. Nothing is downloaded, built or run.
 *
 * @param version of Wasmtime, in full if it is known
 * @returns undefined if there is no cargo, or if it cannot tell without the network
 */
export async function resolvedFeatures(
  manifest: string,
  name: string,
  version: string | undefined,
  signal: AbortSignal,
): Promise<string[] | undefined> {
  const wasmtime = version === undefined ? "wasmtime" : `wasmtime@${version}`;
  const args = ["tree", "--manifest-path", manifest, "--package", name, "--invert", wasmtime];
  const flags = ["--edges", "normal,features", "--prefix", "none", "--locked", "--offline"];
  try {
    const { stdout } = await promisify(execFile)("cargo", [...args, ...flags], {
      timeout: TIMEOUT,
      maxBuffer: 1 << 26,
      signal,
    });
    const found = [...stdout.matchAll(/^wasmtime feature "([^"]+)"/gm)].map(
      ([, feature]) => feature as string,
    );
    // Cargo also names Wasmtime's optional dependencies.
    return found.length === 0 ? undefined : [...new Set(found.filter(isNamedFeature))];
  } catch {
    return undefined;
  }
}
