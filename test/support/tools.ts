/** The programs beside Node that some suites need: the oracle, and a runner. */
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { root } from "./fixtures.ts";
import { runOrFail, runProgram } from "./process.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The oracle's path, empty where there is no Rust. */
    oracle: string;
    /** The path of `act`, empty where there is no Go. */
    act: string;
  }
}

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

/** Builds the oracle; cargo does nothing if it is built. */
export async function buildOracle(): Promise<string> {
  if (!(await has("cargo", "--version"))) {
    return "";
  }
  const target = join(builds, "oracle");
  const manifest = join(root, "test", "oracle", "Cargo.toml");
  // A toolchain for the compilers may be set in the environment; the oracle is native.
  const { RUSTC: _, ...env } = process.env;
  await runOrFail(
    "cargo",
    ["build", "--release", "--locked", "--manifest-path", manifest, "--target-dir", target],
    { env },
  );
  return join(target, "release", "oracle");
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

/** Asks the oracle. */
export async function ask(...args: string[]): Promise<Record<string, unknown>> {
  return JSON.parse(await runOrFail(inject("oracle"), args)) as Record<string, unknown>;
}
