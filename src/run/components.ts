/** Paths to what is compiled: what each file is, its digest and size. */
import { createHash } from "node:crypto";
import { readSync } from "node:fs";
import { stat } from "node:fs/promises";
import { isAbsolute, parse, relative, resolve, sep } from "node:path";
import type { WasmKind } from "../artifact/elf.ts";
import { describeWasm, type WasmFacts } from "../artifact/wasm.ts";
import { mapAtMost } from "../support/concurrency.ts";
import { messageOf } from "../support/errors.ts";
import { kindOf, openRegular, readRegular } from "../support/files.ts";
import { sha256 } from "../support/hash.ts";
import type { Found } from "./globs.ts";

/**
 * A `.wasm` file with a component's header, or a core module's where those are compiled too. Its
 * contents are not yet known to be valid.
 */
export interface Component {
  readonly kind: WasmKind;
  /** As people know it: relative to the working directory if below it, with `/`. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
  /** The file's name without its last extension. */
  readonly stem: string;
  /** Bytes. */
  readonly size: number;
  /** Hex SHA-256 of the bytes. */
  readonly sha256: string;
  /** For people and for advisories; nothing that is made depends on it. */
  readonly facts: WasmFacts;
}

/** A path that matched and is not a component. */
export interface Other {
  readonly path: string;
  readonly kind: "core-module" | "directory" | "unusable" | "passed-over";
  /** What it is, in words. */
  readonly reason: string;
}

export interface Discovered {
  readonly components: readonly Component[];
  readonly others: readonly Other[];
}

/** Files hashed at a time: enough to keep a disk busy. */
const CONCURRENCY = 8;

/**
 * Looks at every path; never throws for what it finds there.
 *
 * @param found what a glob found
 * @param withCoreModules whether core modules are compiled too
 */
export async function discover(
  { paths, troubles }: Found,
  cwd: string,
  withCoreModules: boolean,
): Promise<Discovered> {
  const components: Component[] = [];
  const others: Other[] = troubles.map(({ path, harmless, reason }) => ({
    path: displayPath(path, cwd),
    kind: harmless ? "passed-over" : "unusable",
    reason,
  }));
  for (const found of await mapAtMost(CONCURRENCY, paths, (path) =>
    look(path, cwd, withCoreModules),
  )) {
    if ("reason" in found) {
      others.push(found);
    } else {
      components.push(found);
    }
  }
  return { components, others };
}

async function look(
  path: string,
  cwd: string,
  withCoreModules: boolean,
): Promise<Component | Other> {
  const file = resolve(cwd, path);
  const shown = displayPath(file, cwd);
  try {
    const stats = await stat(file);
    if (stats.isDirectory()) {
      return { path: shown, kind: "directory", reason: "a directory" };
    }
    if (!stats.isFile()) {
      return { path: shown, kind: "unusable", reason: `${kindOf(stats)}, not a regular file` };
    }
    const { head, size, sha256 } = await digest(file);
    const { kind, reason } = classify(head, size);
    return kind === "component" || (kind === "core-module" && withCoreModules)
      ? {
          kind,
          path: shown,
          file,
          stem: parse(file).name,
          size,
          sha256,
          facts: await factsOf(file),
        }
      : { kind, path: shown, reason };
  } catch (error) {
    return { path: shown, kind: "unusable", reason: `cannot be read: ${messageOf(error)}` };
  }
}

/** What is known of a component in memory. @throws Error if it is neither that nor a core module */
export function inspectBytes(
  bytes: Uint8Array,
): Pick<Component, "kind" | "size" | "sha256" | "facts"> {
  const size = bytes.length;
  const { kind, reason } = classify(Buffer.from(bytes.subarray(0, 8)), size);
  if (kind === "unusable") {
    throw new Error(reason);
  }
  const facts = describeWasm(size, (at, length) => Buffer.from(bytes.subarray(at, at + length)));
  return { kind, size, sha256: sha256(bytes), facts };
}

/**
 * Reads a file once, in pieces: its first bytes, size and hex SHA-256.
 *
 * @throws Error if it cannot be read or is no regular file
 */
export async function digest(
  file: string,
): Promise<{ head: Buffer; size: number; sha256: string }> {
  const hash = createHash("sha256");
  let head = Buffer.alloc(0);
  let size = 0;
  const handle = await openRegular(file);
  // The stream closes the file, whatever happens.
  for await (const chunk of handle.createReadStream({ highWaterMark: 1 << 20 })) {
    hash.update(chunk);
    size += chunk.length;
    if (head.length < 8) {
      head = Buffer.concat([head, chunk.subarray(0, 8 - head.length)]);
    }
  }
  return { head, size, sha256: hash.digest("hex") };
}

/** @throws Error as `digest` does */
export async function factsOf(file: string): Promise<WasmFacts> {
  const handle = await openRegular(file);
  try {
    return describeWasm((await handle.stat()).size, (at, length) => {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(handle.fd, bytes, 0, length, at));
    });
  } finally {
    await handle.close();
  }
}

/** What lies in the place of WebAssembly by mistake, and what to do, by how it begins. */
const BEGINNINGS: readonly (readonly [RegExp, string])[] = [
  [/^\s*[(;]/, "text (WAT): turn it into WebAssembly with 'wasm-tools parse'"],
  [
    /^version /,
    "a pointer of Git LFS: get the file itself with 'git lfs pull', or 'lfs: true' of actions/checkout",
  ],
  [/^\s*</, "a page with an error: download the file again"],
  [/^\x7fELF/, "what is compiled already"],
];

/** Tells by the eight bytes of the header: magic, version, layer. */
function classify(head: Buffer, size: number): { kind: WasmKind | "unusable"; reason: string } {
  if (size === 0) {
    return { kind: "unusable", reason: "an empty file" };
  }
  if (!head.subarray(0, 4).equals(Buffer.from("\0asm", "latin1"))) {
    const likely = BEGINNINGS.find(([begins]) => begins.test(head.toString("latin1")))?.[1];
    const guess = likely === undefined ? "" : `. It looks like ${likely}`;
    return { kind: "unusable", reason: `not WebAssembly: it does not begin with \\0asm${guess}` };
  }
  if (head.length < 8) {
    return { kind: "unusable", reason: "truncated WebAssembly: it ends within the header" };
  }
  switch (head.readUInt16LE(6)) {
    case 0:
      return { kind: "core-module", reason: "a core module, not a component" };
    case 1:
      return { kind: "component", reason: "a component" };
    default:
      return { kind: "unusable", reason: "WebAssembly of an unknown layer" };
  }
}

/**
 * The bytes of a component.
 *
 * @throws Error if they are not those that were hashed.
 */
export async function readComponent(component: Component): Promise<Uint8Array> {
  const bytes = await readRegular(component.file);
  if (sha256(bytes) !== component.sha256) {
    throw new Error("the file changed while it was being compiled");
  }
  return bytes;
}

/** Relative to the working directory if below it, with `/`; absolute otherwise. */
export function displayPath(file: string, cwd: string): string {
  const path = relative(cwd, file);
  const outside = path === "" || path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path);
  return (outside ? file : path).replaceAll(sep, "/");
}
