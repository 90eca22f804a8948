/** Cargo's own word on features, where there is one: it knows what other crates turn on. */
import { execFile } from "node:child_process";
import { homedir } from "node:os";
import { parse } from "node:path";
import { promisify } from "node:util";
import { isNamedFeature } from "../engine/features.ts";
import { smallEnvironment } from "../support/environment.ts";

const TIMEOUT = 60_000;

/** Where cargo and rustup, which may have put it on PATH, find what the user has set up for all projects. */
const SETUP = ["HOME", "USERPROFILE", "CARGO_HOME", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN"];

/** What a configuration would say of programs to start, were there one after all; rustup is to install nothing. */
const OVERRULING = {
  RUSTC: "rustc",
  RUSTC_WRAPPER: "",
  RUSTC_WORKSPACE_WRAPPER: "",
  RUSTUP_AUTO_INSTALL: "0",
};

/**
 * The features with which a package's Wasmtime is built. Nothing is downloaded or built, and nothing of the package's
 * workspace is run: cargo reads `.cargo/config.toml` and rustup `rust-toolchain.toml`, either of which may name programs
 * to start, in the working directory and all above, so that is the topmost.
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
      cwd: parse(homedir()).root,
      env: { ...smallEnvironment(SETUP), ...OVERRULING },
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
