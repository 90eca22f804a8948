/** The compiler that the input `compiler` names: a native program, or a folder with one that was built. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { BuiltCompiler, OwnCompiler } from "../engine/engine.ts";
import { DOCS } from "../support/docs.ts";
import { messageOf } from "../support/errors.ts";
import { sha256 } from "../support/hash.ts";
import { table } from "../support/tables.ts";
import { RUN_FILES } from "./embedded.ts";
import { compilerError, findNative, isPath } from "./native.ts";
import { SECTIONS_FILE } from "./sections.ts";

/** In a compiler's folder: what it is. */
const BUILD_FILE = "build.json";

/** @throws InputError if there is none, or if it is no Wasmtime; the signal's reason */
export async function findCompiler(
  name: string,
  cwd: string,
  signal: AbortSignal,
): Promise<OwnCompiler> {
  // Whoever says `wasmtime` means a program, whatever the workspace has by that name.
  return isPath(name) && isFolder(resolve(cwd, name))
    ? findBuilt(name, resolve(cwd, name))
    : await findNative(name, cwd, signal);
}

function isFolder(path: string): boolean {
  // In this order: what cannot be a path, such as one that is too long, is an error to the second alone.
  return existsSync(path) && statSync(path).isDirectory();
}

function findBuilt(name: string, path: string): BuiltCompiler {
  try {
    const { version } = table(JSON.parse(read(path, BUILD_FILE).toString()));
    if (typeof version !== "string" || !/^\d+\.\d+\.\d+$/.test(version)) {
      throw new Error(`${BUILD_FILE} names no version of Wasmtime`);
    }
    return { kind: "built", version, path, sha256: digestOf(path) };
  } catch (error) {
    throw compilerError(name, `See ${DOCS}/engine.md for how to build one.`, messageOf(error));
  }
}

/** Of all that decides what it makes, as `sha256sum` prints it: the JavaScript half runs as well. */
function digestOf(path: string): string {
  const files = [...RUN_FILES, SECTIONS_FILE];
  return sha256(files.map((file) => `${sha256(read(path, file))}  ${file}\n`).join(""));
}

function read(path: string, file: string): Buffer {
  try {
    return readFileSync(join(path, file));
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "ENOENT"
      ? new Error(`this folder has no compiler in it (no ${file})`)
      : error;
  }
}
