/** Cargo's own word on features, where there is one: it knows what other crates turn on. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const TIMEOUT = 60_000;

/**
 * The features with which a package's Wasmtime is built. Nothing is downloaded, built or run.
 *
 * @returns undefined if there is no cargo, or if it cannot tell without the network
 */
export async function resolvedFeatures(
  manifest: string,
  name: string,
  signal: AbortSignal,
): Promise<string[] | undefined> {
  const args = ["tree", "--manifest-path", manifest, "--package", name, "--invert", "wasmtime"];
  const flags = ["--edges", "normal,features", "--prefix", "none", "--locked", "--offline"];
  try {
    const { stdout } = await promisify(execFile)("cargo", [...args, ...flags], {
      timeout: TIMEOUT,
      maxBuffer: 1 << 26,
      signal,
    });
    const found = [...stdout.matchAll(/^wasmtime feature "([^"]+)"/gm)].map(
      ([, feature]) => feature,
    );
    return found.length === 0 ? undefined : [...new Set(found as string[])];
  } catch {
    return undefined;
  }
}
