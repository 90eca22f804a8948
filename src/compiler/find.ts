/** The compiler that the input `compiler` names: a native program, or a folder with one that was built. */
import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { BuiltCompiler, OwnCompiler } from "../engine/engine.ts";
import { DOCS } from "../support/docs.ts";
import { InputError, messageOf } from "../support/errors.ts";
import { sha256 } from "../support/hash.ts";
import { table } from "../support/tables.ts";
import { CORE_FILE } from "./embedded.ts";
import { findNative } from "./native.ts";

/** In a compiler's folder: what it is. */
const BUILD_FILE = "build.json";

/** @throws InputError if there is none, or if it is no Wasmtime; the signal's reason */
export async function findCompiler(
  name: string,
  cwd: string,
  signal: AbortSignal,
): Promise<OwnCompiler> {
  const path = resolve(cwd, name);
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isDirectory() === true
    ? findBuilt(name, path)
    : await findNative(name, cwd, signal);
}

function findBuilt(name: string, path: string): BuiltCompiler {
  try {
    const { version } = table(JSON.parse(readFileSync(join(path, BUILD_FILE), "utf8")));
    if (typeof version !== "string" || !/^\d+\.\d+\.\d+$/.test(version)) {
      throw new Error(`${BUILD_FILE} names no version of Wasmtime`);
    }
    return { kind: "built", version, path, sha256: sha256(readFileSync(join(path, CORE_FILE))) };
  } catch (error) {
    throw new InputError(
      "compiler",
      name,
      "embedded, wasmtime for the one on PATH, the path of a wasmtime program, or a folder with a compiler that was built",
      `See ${DOCS}/engine.md for how to build one.`,
      messageOf(error).replace(/\.$/, ""),
    );
  }
}
