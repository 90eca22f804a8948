/** Runs the bundled command line, on the Node that npm itself runs on, with nothing installed. */
import { cpSync } from "node:fs";
import { join } from "node:path";
import { root, temporaryDirectory } from "./fixtures.ts";
import { type Ended, runProgram } from "./process.ts";

/** Tests run on the development dependency; the command line is for whatever people have. */
export const node = process.env["npm_node_execpath"] ?? process.execPath;

/** The path of a copy: dist/ alone, no node_modules are near. */
export function installCommandLine(): string {
  const dist = join(temporaryDirectory(), "dist");
  cpSync(join(root, "dist"), dist, { recursive: true });
  return join(dist, "cli.js");
}

/**
 * @param cwd where it runs; home as well
 * @param env beside that
 */
export function runCommandLine(
  cli: string,
  args: readonly string[],
  cwd: string,
  store: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return runProgram(node, [cli, ...args], {
    cwd,
    env: { PATH: process.env["PATH"], HOME: cwd, XDG_CACHE_HOME: store, ...env },
  });
}
