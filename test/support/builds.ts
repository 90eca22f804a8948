/** Builds of programs that are not Node's, for tests and the benchmark. */
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { root } from "./fixtures.ts";
import { runOrFail, runProgram } from "./process.ts";

/** Kept outside the checkout: the builds take minutes and fit every clone. */
const builds = join(
  process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"),
  "cwasm-cache-builds",
);

const ACT_VERSION = "v0.2.89";

async function has(command: string, ...args: string[]): Promise<boolean> {
  return await runProgram(command, args).then(
    ({ code }) => code === 0,
    () => false,
  );
}

/** What builds with the machine's own Rust, whatever toolchain is set for the compilers. */
function machinesRust(): NodeJS.ProcessEnv {
  const { RUSTC: _, ...env } = process.env;
  return env;
}

async function cargo(args: readonly string[], env = machinesRust()): Promise<void> {
  await runOrFail("cargo", args, { env });
}

/** Builds a crate of the tests; cargo does nothing if it is built. */
async function buildCrate(folder: string, name: string, env?: NodeJS.ProcessEnv): Promise<string> {
  const manifest = join(root, "test", folder, "Cargo.toml");
  const target = join(builds, name);
  const where = ["--manifest-path", manifest, "--target-dir", target];
  await cargo(["build", "--release", "--locked", ...where], env);
  return join(target, "release");
}

/** Builds the oracle. Empty where there is no Rust. */
export async function buildOracle(): Promise<string> {
  return (await has("cargo", "--version"))
    ? join(await buildCrate("oracle", "oracle"), "oracle")
    : "";
}

/** Builds a native host of test/hosts. The newest take a newer Rust than machines have: RUSTC. */
export async function buildHost(name: string): Promise<string> {
  const env = name.startsWith("50.") ? process.env : undefined;
  return join(await buildCrate(join("hosts", name), `host-${name}`, env), "host");
}

/** Installs `act`; once is enough. */
export async function buildAct(): Promise<string> {
  const folder = join(builds, `act-${ACT_VERSION}`);
  const path = join(folder, "act");
  if (existsSync(path)) {
    return path;
  }
  if (!(await has("go", "version"))) {
    return "";
  }
  await runOrFail("go", ["install", `github.com/nektos/act@${ACT_VERSION}`], {
    env: { ...process.env, GOBIN: folder, GOFLAGS: "" },
  });
  return path;
}

/**
 * Installs Wasmtime's command line, with what decides the bytes of its artifacts and, for the
 * benchmark, parallel compilation. Empty where there is no Rust.
 */
export async function buildWasmtime(version: string): Promise<string> {
  const features = "compile,component-model,cranelift,gc-drc,gc-null,threads,parallel-compilation";
  const folder = join(builds, `wasmtime-cli-${version}-threads`);
  const path = join(folder, "bin", "wasmtime");
  if (existsSync(path)) {
    return path;
  }
  if (!(await has("cargo", "--version"))) {
    return "";
  }
  const flags = ["--root", folder, "--no-default-features", "--features", features];
  // The lock file of 27 does not build with a current Rust.
  const locked = version.startsWith("27.") ? [] : ["--locked"];
  await cargo(["install", `wasmtime-cli@${version}`, ...locked, ...flags]);
  return path;
}
