/**
 * For files whose tests run the command line. Importing it is enough: the command line is installed once, and each
 * test has a folder and a store of its own.
 */
import { join } from "node:path";
import { beforeAll, beforeEach, expect } from "vitest";
import type { Manifest } from "../../src/report/manifest.ts";
import { installCommandLine, runCommandLine } from "./command-line.ts";
import { temporaryDirectory } from "./fixtures.ts";
import type { Ended } from "./process.ts";

export let commandLine: string;
/** Where it runs. */
export let cwd: string;
export let store: string;

beforeAll(() => {
  commandLine = installCommandLine();
});

beforeEach(() => {
  cwd = temporaryDirectory();
  store = join(temporaryDirectory(), "store");
});

/** @param env beside what it has anyway */
export function cliWith(
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Ended> {
  return runCommandLine(commandLine, args, cwd, store, env);
}

export function cli(...args: readonly string[]): Promise<Ended> {
  return cliWith({}, ...args);
}

/** What a run that succeeds says with `--json`. */
export async function precompile(...args: readonly string[]): Promise<Manifest> {
  const { code, stdout, stderr } = await cli("--json", ...args);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Manifest;
}
