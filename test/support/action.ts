/** Runs the Action's bundle as a runner does, without a runner. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Around, Command } from "./disks.ts";
import { root, temporaryDirectory } from "./fixtures.ts";
import { runProgram } from "./process.ts";

export interface ActionRun {
  readonly code: number | null;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** For the environment of a program: its clock runs so many times as fast. */
export function hurried(factor: number): Record<string, string> {
  return { ...preloading("fast-clock.ts"), CWASM_TEST_CLOCK: String(factor) };
}

/** The same: it loses a worker at a call. */
export function losing(call: string): Record<string, string> {
  return { ...preloading("lost-worker.ts"), CWASM_TEST_LOSES: call };
}

function preloading(file: string): Record<string, string> {
  return { NODE_OPTIONS: `--import ${new URL(file, import.meta.url).href}` };
}

/** How it is run otherwise than a runner does. */
export interface Manner {
  readonly around?: Around | undefined;
  readonly killAfter?: number | undefined;
}

/** @param env what a runner would add: the services' addresses and tokens */
export async function runAction(
  workspace: string,
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
  { around = (command) => command, killAfter }: Manner = {},
): Promise<ActionRun> {
  const runner = temporaryDirectory();
  const file = (name: string): string => {
    writeFileSync(join(runner, name), "");
    return join(runner, name);
  };
  const outputFile = file("output");
  const summaryFile = file("summary");
  mkdirSync(join(runner, "temp"));
  const command: Command = [process.execPath, join(root, "dist", "main.js")];
  const [program, ...args] = around(command);
  const { code, stdout, stderr } = await runProgram(program, args, {
    cwd: workspace,
    killAfter,
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      GITHUB_WORKSPACE: workspace,
      GITHUB_OUTPUT: outputFile,
      GITHUB_STEP_SUMMARY: summaryFile,
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_REPOSITORY: "example/project",
      GITHUB_RUN_ID: "1",
      RUNNER_TEMP: join(runner, "temp"),
      ...Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      ),
      ...env,
    },
  });
  return {
    code,
    log: stdout + stderr,
    outputs: parseOutputs(readFileSync(outputFile, "utf8")),
    summary: readFileSync(summaryFile, "utf8"),
  };
}

/** Reads `name<<delimiter` blocks; the last one of a name counts. */
function parseOutputs(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/^(.+?)<<(.+)\n([\s\S]*?)\n\2$/gm)].map(([, name, , value]) => [name, value]),
  );
}
