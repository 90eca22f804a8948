/** A native `wasmtime` of the user's, for engines that cannot be embedded. */
import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { NativeCompiler } from "../engine/engine.ts";
import { toFlags } from "../engine/options.ts";
import { majorOf } from "../engine/version.ts";
import { atMost } from "../support/concurrency.ts";
import { programFolders, smallEnvironment } from "../support/environment.ts";
import { InputError, messageOf } from "../support/errors.ts";
import { sha256 } from "../support/hash.ts";
import { didYouMean } from "../support/nearest.ts";
import { sweepFolders, temporaryFolder } from "../support/temporary.ts";
import { Clock } from "./clock.ts";
import {
  type Compiled,
  CompileError,
  type CompileRequest,
  type Compiler,
  timedOut,
} from "./compiler.ts";

/** Milliseconds that a program may take to say what it is. */
const VERSION_TIMEOUT = 20_000;

/** Of the folders that it works in. */
const TEMPORARY = "native";

/** Characters of what it says: of its version the first, of its errors the last. */
const MESSAGE = 2000;

const NOTHING_THERE =
  "There is no program that runs, and no folder, of that name: nothing is downloaded, so a step before this one must install or build it.";

/** Where programs are looked for. */
export interface Programs {
  readonly platform: NodeJS.Platform;
  /** The variable PATH. */
  readonly path: string;
}

/**
 * Finds a `wasmtime` and asks for its version. Nothing is run through a shell.
 *
 * @param name a path, or a program's name to look for on `PATH`
 * @param cancel ends the program
 * @throws InputError if there is none, or if it is no Wasmtime; the reason of a cancel
 */
export async function findNative(
  name: string,
  cwd: string,
  cancel: AbortSignal,
  programs: Programs = { platform: process.platform, path: process.env["PATH"] ?? "" },
): Promise<NativeCompiler> {
  const folders = isPath(name) ? [cwd] : programFolders(programs.path, programs.platform);
  const path = folders
    .flatMap((folder) => fileNames(name, programs).map((file) => resolve(folder, file)))
    .find(isProgram);
  if (path === undefined) {
    throw compilerError(name, isPath(name) ? NOTHING_THERE : notOnPath(name, cwd));
  }
  const late = AbortSignal.timeout(VERSION_TIMEOUT);
  let says: string;
  try {
    says = await execute(path, ["--version"], 1, AbortSignal.any([cancel, late]));
  } catch (error) {
    cancel.throwIfAborted();
    const advice = late.aborted
      ? `Asked for its version, it says nothing within ${VERSION_TIMEOUT / 1000} s.`
      : `It does not run: ${messageOf(error)}`;
    throw compilerError(name, advice);
  }
  const version = /^wasmtime(?:-cli)? (\d+\.\d+\.\d+[\w.-]*)/.exec(says)?.[1];
  if (version === undefined) {
    const line = JSON.stringify(says.split("\n")[0]);
    throw compilerError(name, `Asked for its version, it says ${line}.`);
  }
  return {
    kind: "native",
    version,
    path,
    sha256: sha256(await readFile(path)),
  };
}

/** Whether it is a path and not a name to look for on `PATH`. */
export function isPath(name: string): boolean {
  return /[\\/]/.test(name);
}

function notOnPath(name: string, cwd: string): string {
  const here = existsSync(resolve(cwd, name))
    ? `For what has that name in the working directory write ./${name}. `
    : "";
  const meant = didYouMean(
    name,
    ["embedded", "wasmtime"].filter((other) => other !== name),
  );
  return `${meant}There is no such program on PATH: install it in a step before this one, or give its path. ${here}`.trimEnd();
}

/** @param reason why it is not usable */
export function compilerError(name: string, advice: string, reason = ""): InputError {
  return new InputError(
    "compiler",
    name,
    "embedded, wasmtime for the one on PATH, the path of a wasmtime program, or of a folder with a compiler that 'npm run build:compilers' made",
    advice,
    reason,
  );
}

/** What a program's file may be called: on Windows its extension may be left away. */
function fileNames(name: string, { platform }: Programs): string[] {
  return platform === "win32" && !/\.exe$/i.test(name) ? [`${name}.exe`, name] : [name];
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * @param jobs programs at a time, and threads of each
 */
export function openNative(native: NativeCompiler, jobs: number): Compiler {
  const stop = new AbortController();
  const gate = atMost(jobs);
  let swept: Promise<void> | undefined;
  return {
    // What it keeps of functions is its own business.
    identity: undefined,
    compile: (request) =>
      gate(async () => {
        swept ??= sweepFolders(tmpdir(), TEMPORARY);
        await swept;
        return await compile(native, request, jobs, stop.signal);
      }),
    settings: async () => [],
    close: async () => stop.abort(),
  };
}

async function compile(
  { path, version }: NativeCompiler,
  { read, options, target, timeout }: CompileRequest,
  jobs: number,
  stop: AbortSignal,
): Promise<Compiled> {
  stop.throwIfAborted();
  const wasm = await read();
  const folder = await temporaryFolder(tmpdir(), TEMPORARY);
  const clock = new Clock(timeout);
  clock.start();
  try {
    const [input, output] = [join(folder, "in.wasm"), join(folder, "out.cwasm")];
    await writeFile(input, wasm, { mode: 0o600 });
    const flags = toFlags(options, majorOf(version));
    await execute(
      path,
      ["compile", "--target", target, "-C", "cache=n", ...flags, "-o", output, input],
      jobs,
      AbortSignal.any([stop, clock.signal]),
    );
    return { artifact: await readFile(output), milliseconds: clock.milliseconds };
  } catch (error) {
    if (stop.aborted) {
      throw new Error("stopped");
    }
    throw clock.signal.aborted ? timedOut(timeout as number) : error;
  } finally {
    clock.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const WINDOWS = process.platform === "win32";

/**
 * Runs a program to its end; the signal ends it, with all that it has started.
 *
 * @returns what it says on standard output, the beginning
 */
function execute(
  path: string,
  args: readonly string[],
  jobs: number,
  signal: AbortSignal,
): Promise<string> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, {
      env: { ...smallEnvironment(), RAYON_NUM_THREADS: String(jobs) },
      stdio: ["ignore", "pipe", "pipe"],
      // A process group of its own, so that its children can be ended with it.
      detached: !WINDOWS,
      windowsHide: true,
    });
    const end = (): void => endTree(child);
    signal.addEventListener("abort", end, { once: true });
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout = (stdout + text).slice(0, MESSAGE);
    });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr = (stderr + text).slice(-2 * MESSAGE);
    });
    // Whatever it leaves running would keep its output open, and this waiting.
    child.on("exit", () => WINDOWS || end());
    child.on("error", (error) => reject(new CompileError("compile-failed", [error.message])));
    child.on("close", (code, killedBy) => {
      signal.removeEventListener("abort", end);
      if (signal.aborted) {
        reject(signal.reason);
      } else if (code === 0) {
        resolve(stdout);
      } else {
        const ended = killedBy === null ? `ended with ${code}` : `was ended by ${killedBy}`;
        reject(new CompileError("compile-failed", [`${path} ${ended}`, clean(stderr)]));
      }
    });
  });
}

/** Ends a program that leads its process group, and all processes of the group. */
function endTree({ pid }: ChildProcess): void {
  if (pid === undefined) {
    return;
  }
  if (WINDOWS) {
    const system = process.env["SystemRoot"] ?? "C:\\Windows";
    spawn(join(system, "System32", "taskkill.exe"), ["/PID", String(pid), "/T", "/F"], {
      stdio: "ignore",
      windowsHide: true,
    }).on("error", () => process.kill(pid));
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // None of them is left.
  }
}

function clean(stderr: string): string {
  return stderr.trim().slice(-MESSAGE) || "it printed no error";
}
