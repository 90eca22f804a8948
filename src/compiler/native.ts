/** A native `wasmtime` of the user's, for engines that cannot be embedded. */
import { execFile, execFileSync } from "node:child_process";
import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import type { NativeCompiler } from "../engine/engine.ts";
import { toFlags } from "../engine/options.ts";
import { majorOf } from "../engine/version.ts";
import { atMost } from "../support/concurrency.ts";
import { InputError, messageOf } from "../support/errors.ts";
import { sha256 } from "../support/hash.ts";
import { sweepFolders, temporaryFolder } from "../support/temporary.ts";
import { type Compiled, CompileError, type CompileRequest, type Compiler } from "./compiler.ts";

/** What a program says of itself is one line; more than this is no answer. */
const VERSION_TIMEOUT = 20_000;

/** Of the folders that it works in. */
const TEMPORARY = "native";

/** Of what it says when it fails, the end. */
const MESSAGE = 2000;

/**
 * Finds a `wasmtime` and asks for its version. Nothing is run through a shell.
 *
 * @param name a path, or a program's name to look for on `PATH`
 * @throws InputError if there is none, or if it is no Wasmtime
 */
export function findNative(name: string, cwd: string): NativeCompiler {
  const allowed = "embedded, wasmtime for the one on PATH, or the path of a wasmtime program";
  const path = /[\\/]/.test(name) ? resolve(cwd, name) : onPath(name);
  if (path === undefined || !isProgram(path)) {
    throw new InputError(
      "compiler",
      name,
      allowed,
      path === undefined
        ? "There is no such program on PATH: install it in a step before this one, or give its path."
        : "There is no program of that name: nothing is downloaded, so a step before this one must install it.",
    );
  }
  let says: string;
  try {
    says = execFileSync(path, ["--version"], {
      encoding: "utf8",
      env: environment(1),
      stdio: ["ignore", "pipe", "pipe"],
      timeout: VERSION_TIMEOUT,
    });
  } catch (error) {
    throw new InputError("compiler", name, allowed, `It does not run: ${messageOf(error)}.`);
  }
  const version = /^wasmtime(?:-cli)? (\d+\.\d+\.\d+[\w.-]*)/.exec(says)?.[1];
  if (version === undefined) {
    const line = JSON.stringify(says.split("\n")[0]);
    throw new InputError("compiler", name, allowed, `Asked for its version it says ${line}.`);
  }
  return {
    kind: "native",
    version,
    hostFeatures: "native",
    path,
    sha256: sha256(readFileSync(path)),
  };
}

function onPath(name: string): string | undefined {
  const suffixes = process.platform === "win32" ? [".exe"] : [""];
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .flatMap((folder) => suffixes.map((suffix) => join(folder, name + suffix)))
    .find(isProgram);
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
  { read, options, target }: CompileRequest,
  jobs: number,
  signal: AbortSignal,
): Promise<Compiled> {
  signal.throwIfAborted();
  const wasm = await read();
  const folder = await temporaryFolder(tmpdir(), TEMPORARY);
  try {
    const [input, output] = [join(folder, "in.wasm"), join(folder, "out.cwasm")];
    await writeFile(input, wasm, { mode: 0o600 });
    const flags = toFlags(options, majorOf(version));
    const start = performance.now();
    await execute(
      path,
      ["compile", "--target", target, "-C", "cache=n", ...flags, "-o", output, input],
      jobs,
      signal,
    );
    return { artifact: await readFile(output), milliseconds: performance.now() - start };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function execute(
  path: string,
  args: readonly string[],
  jobs: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(
      path,
      args,
      { env: environment(jobs), signal, maxBuffer: 1 << 24, windowsHide: true },
      (error, _, stderr) => {
        if (error === null) {
          resolve();
        } else if (signal.aborted) {
          reject(new Error("stopped"));
        } else {
          const ended = error.signal ? `was ended by ${error.signal}` : `ended with ${error.code}`;
          reject(new CompileError("compile-failed", [`${path} ${ended}`, clean(stderr)]));
        }
      },
    );
  });
}

function clean(stderr: string): string {
  return stderr.trim().slice(-MESSAGE) || "without a word";
}

/** Nothing of the job's secrets, and nothing that would change what is compiled. */
function environment(jobs: number): NodeJS.ProcessEnv {
  const kept = ["PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR"].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), RAYON_NUM_THREADS: String(jobs) };
}
